"""Files that are no document, told by their first bytes or by what they hold: each with what a clerk should do."""

from __future__ import annotations

from collections.abc import Collection

_IMAGE = "Đây là tệp ảnh; đề nghị quét hoặc chuyển ảnh thành tệp PDF rồi nộp lại."
_PACKED = "Đây là tệp nén; đề nghị giải nén rồi nộp từng văn bản."
_SHEET = "Đây là bảng tính Excel, không phải văn bản; đề nghị nộp văn bản ở dạng DOCX hoặc PDF."
_SLIDES = "Đây là bài trình chiếu PowerPoint, không phải văn bản; đề nghị nộp văn bản ở dạng DOCX hoặc PDF."
_MAIL = "Đây là thư điện tử; đề nghị lưu văn bản đính kèm thành tệp riêng rồi nộp lại."
_MEDIA = "Đây là tệp âm thanh hoặc video; đề nghị nộp văn bản ở dạng DOCX hoặc PDF."
_PROGRAM = "Đây là tệp chương trình, không phải văn bản; đề nghị không mở và báo bộ phận công nghệ thông tin."
UNKNOWN = "Không nhận ra định dạng của tệp; đề nghị lưu lại thành DOCX hoặc PDF rồi nộp lại."

# What files begin with (offset, bytes), as the `file` program of Unix knows them.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", _IMAGE),
    (0, b"\x89PNG\r\n", _IMAGE),
    (0, b"GIF8", _IMAGE),
    (0, b"II*\x00", _IMAGE),
    (0, b"MM\x00*", _IMAGE),
    (8, b"WEBP", _IMAGE),
    (4, b"ftypheic", _IMAGE),
    (0, b"Rar!\x1a\x07", _PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED),
    (0, b"\x1f\x8b", _PACKED),
    (0, b"ID3", _MEDIA),
    (4, b"ftyp", _MEDIA),
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
)
# Streams of OLE files, named in UTF-16, and parts of ZIP files.
_STREAMS = (("Workbook", _SHEET), ("PowerPoint Document", _SLIDES), ("__substg1.0_", _MAIL))
_PARTS = (("xl/", _SHEET), ("ppt/", _SLIDES))


def by_magic(data: bytes) -> str | None:
    """What to say of bytes that begin as those of another kind of file."""
    return next((said for at, magic, said in _MAGIC if data.startswith(magic, at)), None)


def in_ole(data: bytes) -> str:
    """What to say of an OLE file without a Word text."""
    found = (said for name, said in _STREAMS if name.encode("utf-16-le") in data)
    return next(found, "Tệp không phải văn bản Word; đề nghị lưu lại thành DOCX hoặc PDF rồi nộp lại.")


def in_zip(names: Collection[str]) -> str:
    """What to say of a ZIP file that is no DOCX or ODT."""
    return next((said for part, said in _PARTS if any(name.startswith(part) for name in names)), _PACKED)
