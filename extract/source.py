"""Bytes become a Source. The format is told by content, never by name."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import DamagedFile, EmptyFile, EncryptedFile, UnknownFormat
from corpus.model import Format, Grid, Line, Note, Source, Span
from extract import others

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD, _ENCRYPTED = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b", re.IGNORECASE)
# A page saved with all its parts in one file (MHTML, RFC 2557) begins with fields of a letter.
_ARCHIVE = re.compile(rb"(?:MIME-Version|From|Content-Type|Snapshot-Content-Location|Subject|Date):", re.IGNORECASE)
# C0 controls that no text file holds; NUL is judged after UTF-16 has been tried.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff\u200b]+")
# The fonts Symbol and Wingdings keep their marks in the private use area: those with a meaning in a text, by what
# they print; all others are bullets of lists.
_MARKS = dict(zip(b"-\xa3\xa8\xb0\xb1\xb3\xb4\xe0\xf0\xfc\xfd\xfe", "-≤☐°±≥×→⇨✓☒☑", strict=True))
_FOLDED = {
    **str.maketrans("", "", "\u00ad\u200c\u200d\u200e\u200f\u2060"),
    **{0xF000 + code: _MARKS.get(code, "•") for code in range(0x20, 0x100)},
}
# What there is to fold; most lines have none of it.
_UNFOLDED = re.compile("[\t\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\uf020-\uf0ff\ufeff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line before it has a place in the text: its words, and a Line whose offsets are not yet known."""

    text: str
    line: Line


# Rows of cells, each cell a half-open range of indexes of pieces.
Ranges = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Extras:
    """What a reader found beside the lines."""

    pages: int | None = None
    grids: tuple[Ranges, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    furniture: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


NO_EXTRAS = Extras()


def load(data: bytes, name: str, made: Path | None = None) -> Source:
    """The file as a Source; raises a SourceError that names what is wrong with it. made: see `extract.read`."""
    from extract.readers import READERS, office

    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile("Tệp rỗng, không có nội dung; đề nghị nộp lại đúng tệp.")
    kind = tell_format(data, name)
    source = (
        office.read_made(data, name, made) if made and READERS[kind] is office.read else READERS[kind](data, name)
    )
    source = replace(source, sha256=hashlib.sha256(data).hexdigest())
    if not source.text.strip() and source.format != "scan":
        raise EmptyFile("Tệp không có chữ nào đọc được; đề nghị kiểm tra lại tệp gốc.")
    return source


def tell_format(data: bytes, name: str = "") -> Format:
    """The format of the bytes; the name only parts `md` from `txt`, which hold the same."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_format(data)
    if head.startswith(_OLE):
        return _ole_format(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if is_archive(data):
        return "html"
    if other := others.by_magic(data):
        raise UnknownFormat(other)
    text = decode(data)
    if _HTML.search(text[:_HEAD].encode()) and "</" in text:
        return "html"
    return "md" if name.lower().endswith(".md") else "txt"


def is_archive(data: bytes) -> bool:
    """Whether it is a page with all its parts in one file, as browsers and Word save it."""
    head = data[:_HEAD].lstrip()
    return bool(_ARCHIVE.match(head)) and b"multipart/related" in head.lower()


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise DamagedFile("Tệp bị hỏng, không mở được; đề nghị mở bằng Word rồi lưu lại bản mới.") from None
    if b"opendocument.text" in mimetype:
        return "odt"
    if any(each.startswith("word/") for each in names):
        return "docx"
    raise UnknownFormat(others.in_zip(names))


def needs_office(data: bytes) -> bool:
    """Whether it is a DOC, RTF or ODT, told from its bytes alone: nothing is opened."""
    if data.startswith(_OLE):
        return _WORD in data and _ENCRYPTED not in data
    return data.lstrip()[:5] == b"{\\rtf" or (data.startswith(b"PK") and _ODT in data[:_HEAD])


def _ole_format(data: bytes) -> Format:
    """An OLE file names its streams in UTF-16: a Word text, or an encrypted DOCX."""
    if _ENCRYPTED in data:
        raise EncryptedFile("Tệp Word có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại.")
    if _WORD in data:
        return "doc"
    raise UnknownFormat(others.in_ole(data))


def decode(data: bytes) -> str:
    """A text file's characters, composed (NFC), for patterns are written so; by `_decoded`."""
    return unicodedata.normalize("NFC", _decoded(data))


def _decoded(data: bytes) -> str:
    """A text file's characters: by its byte order mark, as UTF-8, as UTF-16, else as Windows-1258."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[:400].count(b"\x00") > len(data[:400]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace")
    if _BINARY.search(data):
        raise UnknownFormat(others.UNKNOWN)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1258", "replace")


def fold(text: str) -> str:
    """NFC, runs of white space as one space, invisible marks out; no letter changes."""
    text = unicodedata.normalize("NFC", text)
    if "  " in text or _UNFOLDED.search(text):
        text = _SPACES.sub(" ", text.translate(_FOLDED))
    return text.strip()


def assemble(data: bytes, name: str, kind: Format, pieces: Sequence[Piece], extras: Extras = NO_EXTRAS) -> Source:
    """The Source of a file whose lines and tables a reader has found."""
    from extract.columns import apart

    pieces, grids = apart(pieces, extras.grids)
    empty = Source(name, hashlib.sha256(data).hexdigest(), kind, extras.pages, "", ())
    filled = replace(empty, properties=extras.properties, furniture=extras.furniture, notes=extras.notes)
    return lay_out(filled, pieces, grids)


def lay_out(source: Source, pieces: Sequence[Piece], grids: Sequence[Ranges] = ()) -> Source:
    """The source with these pieces as its lines, one after another, and the grids over them."""
    lines: list[Line] = []
    texts: list[str] = []
    at = 0
    for piece in pieces:
        text = fold(piece.text)
        lead = piece.line.lead_bold
        if lead:
            lead = len(text) if lead >= len(piece.text.strip()) > 0 else len(fold(piece.text[:lead]))
        lines.append(_placed(piece.line, at, at + len(text), lead))
        texts.append(text)
        at += len(text) + 1
    tables = tuple(Grid(tuple(tuple(_span(lines, cell) for cell in row) for row in grid)) for grid in grids)
    return replace(source, text="\n".join(texts), lines=tuple(lines), tables=tables)


def _placed(line: Line, start: int, end: int, lead_bold: int) -> Line:
    """The line at its place; spelt out, for `replace` takes twice as long and this is done for each line of all."""
    return Line(
        start,
        end,
        line.page,
        line.size,
        lead_bold,
        line.italic,
        line.align,
        line.box,
        line.cell,
        line.gap,
        line.origin,
        line.doubts,
    )


def _span(lines: Sequence[Line], cell: tuple[int, int]) -> Span:
    first, last = cell
    return Span(lines[first].start, lines[last - 1].end) if first < last else Span(0, 0)


def take_apart(source: Source) -> tuple[list[Piece], list[Ranges]]:
    """The lines and tables of a source as pieces and ranges of their indexes: what `lay_out` was given."""
    starts = {line.start: at for at, line in enumerate(source.lines)}
    ends = {line.end: at for at, line in enumerate(source.lines)}
    grids = [
        tuple(
            tuple((starts[each.start], ends[each.end] + 1) if each.end > each.start else (0, 0) for each in row)
            for row in grid.rows
        )
        for grid in source.tables
    ]
    return [Piece(source.of(line), line) for line in source.lines], grids
