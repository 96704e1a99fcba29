"""DOC, RTF and ODT: LibreOffice, guarded, makes a DOCX of them, which is read as any other.

Where LibreOffice is missing or fails on a file, its words are read from the file itself, and a Note says so.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from corpus.errors import EncryptedFile, KehoachError, LimitExceeded, MissingTool, SourceError
from corpus.model import Format, Note, Source
from corpus.office import convert
from extract.legacy import CONVERTED
from extract.readers import doc_words, docx, odt_words, rtf_words
from extract.source import Extras, assemble

_KINDS: tuple[tuple[bytes, Format], ...] = ((b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"), (b"PK", "odt"))
_SECONDS = 50.0
_WORDS = {"doc": doc_words.flow_of, "rtf": rtf_words.flow_of, "odt": odt_words.flow_of}


def read(data: bytes, name: str) -> Source:
    """The Source of the DOCX that LibreOffice makes of the file; of its words alone where LibreOffice makes none.

    Raises EncryptedFile, or what LibreOffice failed with (MissingTool, SourceError, LimitExceeded) where the words
    cannot be read either.
    """
    kind = kind_of(data)
    doc_words.check_password(data)
    try:
        with tempfile.TemporaryDirectory(prefix="kehoach-doc-") as folder:
            # A name of our own: the file's may hold anything.
            source = Path(folder) / f"van-ban.{kind}"
            source.write_bytes(data)
            (made,) = convert((source,), Path(folder) / "docx", "docx", seconds=_SECONDS)
            return read_converted(data, name, made.read_bytes())
    except (MissingTool, SourceError) as error:
        return read_words(data, name, error)


def read_made(data: bytes, name: str, made: Path) -> Source:
    """The Source of a file that LibreOffice made a DOCX of before; of its words where none lies there."""
    doc_words.check_password(data)
    try:
        return read_converted(data, name, made.read_bytes())
    except OSError:
        return read_words(
            data, name, SourceError("LibreOffice không chuyển được tệp; đề nghị mở bằng Word rồi lưu lại.")
        )
    except SourceError as error:
        return read_words(data, name, error)


def kind_of(data: bytes) -> Format:
    """Which of the three it is."""
    return next((kind for magic, kind in _KINDS if data.lstrip().startswith(magic)), "doc")


def read_converted(data: bytes, name: str, made: bytes) -> Source:
    """The Source of a file of which a DOCX was made."""
    kind = kind_of(data)
    note = Note("converted", f"Tệp .{kind} được chuyển sang DOCX bằng LibreOffice trước khi đọc.")
    converted = docx.read(made, name)
    return replace(converted, format=kind, notes=(*converted.notes, note))


def read_words(data: bytes, name: str, why: KehoachError) -> Source:
    """The Source of the words that stand in the file itself. Raises `why` where they cannot be read."""
    kind = kind_of(data)
    try:
        flow, furniture = _WORDS[kind](data)
    except EncryptedFile:
        raise
    except SourceError:
        raise why from None
    if not flow.pieces:
        raise why
    notes = (_told(kind, why), *((CONVERTED,) if flow.legacy else ()))
    return assemble(data, name, kind, flow.pieces, Extras(grids=tuple(flow.grids), furniture=furniture, notes=notes))


def _told(kind: Format, why: KehoachError) -> Note:
    reason = "máy chưa cài LibreOffice"
    if isinstance(why, LimitExceeded):
        reason = "LibreOffice mở tệp quá lâu"
    elif isinstance(why, SourceError):
        reason = "LibreOffice không mở được tệp"
    return Note(
        "text-only",
        f"Tệp .{kind} chỉ đọc được phần chữ vì {reason}; số thứ tự tự động và hình vẽ có thể thiếu,"
        " đề nghị xem lại hoặc lưu thành DOCX rồi nộp lại.",
    )
