"""DOC, RTF and ODT: LibreOffice, guarded, makes a DOCX of them, which is read as any other."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from corpus.model import Format, Note, Source
from corpus.office import convert
from extract.readers import docx

_KINDS: tuple[tuple[bytes, Format], ...] = ((b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"), (b"PK", "odt"))
_SECONDS = 50.0


def read(data: bytes, name: str) -> Source:
    """The Source of the DOCX that LibreOffice makes of the file.

    Raises MissingTool where LibreOffice is not installed, SourceError or LimitExceeded where it fails on the file.
    """
    kind: Format = next((kind for magic, kind in _KINDS if data.lstrip().startswith(magic)), "doc")
    with tempfile.TemporaryDirectory(prefix="kehoach-doc-") as folder:
        # A name of our own: the file's may hold anything.
        source = Path(folder) / f"van-ban.{kind}"
        source.write_bytes(data)
        (made,) = convert((source,), Path(folder) / "docx", "docx", seconds=_SECONDS)
        converted = docx.read(made.read_bytes(), name)
    note = Note("converted", f"Tệp .{kind} được chuyển sang DOCX bằng LibreOffice trước khi đọc.")
    return replace(converted, format=kind, notes=(*converted.notes, note))
