"""What a template's package may not hold, whatever its words say: a draft would carry it to all who open it.

Macros, links that fetch something, entities of XML, parts that unpack without end, pictures that fill the memory.
"""

from __future__ import annotations

import codecs
import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.errors import TemplateError

_UNPACKED = 64 << 20  # bytes of all parts together
_PIXELS = 50_000_000  # a sheet of A4 at 600 dpi has 35 million
_DEEPEST = 200  # elements within each other; Word nests some thirty
_TYPES = "[Content_Types].xml"
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = re.compile(r"vbaProject|vbaData|activeX/|macros/", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"'](?P<name>[^\"'>]*)")
# A link that only a click follows is none of those that Word follows by itself when it opens the file.
_CLICKED = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError),
    *(OSError, RuntimeError, NotImplementedError, EOFError),
)


def inspect(template: Path) -> None:
    """Raises TemplateError where a template holds what it may not; reads no more than 64 MB of it."""
    try:
        with zipfile.ZipFile(template) as package:
            fault = _fault(package)
    except _BROKEN as error:
        raise TemplateError(
            f"Mẫu «{template.name}» không phải tệp Word .docx hoặc bị hỏng; đề nghị mở bằng Word rồi lưu lại."
        ) from error
    if fault:
        raise TemplateError(f"Mẫu «{template.name}» {fault}.")


def _fault(package: zipfile.ZipFile) -> str:
    infos = package.infolist()
    if sum(info.file_size for info in infos) > _UNPACKED:
        return "giải nén ra quá lớn nên không dùng; đề nghị bỏ bớt ảnh trong mẫu"
    for info in infos:
        name = info.filename if info.filename == _TYPES else info.filename.lower()  # names of parts have no case
        if _MACROS.search(name):
            return "có macro nên không dùng; đề nghị lưu lại thành tệp .docx không có macro"
        if name.endswith((".xml", ".rels")):
            if fault := _fault_of_xml(name, package.read(info)):
                return fault
        elif name.startswith("word/media/") and _is_huge(package, info):
            return "có ảnh quá lớn nên không dùng; đề nghị thu nhỏ ảnh trong mẫu"
    return ""


def _fault_of_xml(name: str, data: bytes) -> str:
    if not _is_utf8(data):
        return "có phần XML không ghi bằng bảng mã UTF-8 nên không dùng; đề nghị mở bằng Word rồi lưu lại"
    if _ENTITIES.search(data):
        return "có khai báo thực thể XML nên không dùng; đề nghị mở bằng Word rồi lưu lại"
    if _is_deep(data):
        return "có các phần lồng nhau quá sâu nên không dùng; đề nghị làm lại mẫu từ mẫu sẵn có"
    if name == _TYPES and any("macroenabled" in each.get("ContentType", "").lower() for each in _elements(data)):
        return "có macro nên không dùng; đề nghị lưu lại thành tệp .docx không có macro"
    if name.endswith(".rels") and any(map(_is_fetched, _elements(data))):
        return "liên kết tới tệp bên ngoài nên không dùng; đề nghị nhúng ảnh vào mẫu và bỏ các liên kết"
    return ""


def _is_utf8(data: bytes) -> bool:
    """Whether what we search is what Word reads: UTF-8, and said to be nothing else."""
    declared = _ENCODING.match(data.removeprefix(codecs.BOM_UTF8))
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data and (not declared or declared["name"].lower() in (b"utf-8", b"utf8", b"us-ascii"))


def _elements(data: bytes) -> Iterator[etree._Element]:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)).iter(
        etree.Element
    )


def _is_fetched(link: etree._Element) -> bool:
    return link.get("TargetMode", "").strip().lower() == "external" and link.get("Type", "").strip() not in _CLICKED


def _is_deep(data: bytes) -> bool:
    depth = 0
    parsed = etree.iterparse(
        io.BytesIO(data),
        ("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
    )
    for event, element in parsed:
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
        parent = element.getparent() if event == "end" else None
        if parent is not None and len(parent) > 1:  # what was counted need not be kept
            del parent[:-1]
    return False


def _is_huge(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a picture has too many points; only its head is read. What is no picture is Word's business."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), package.open(info) as part, Image.open(part) as picture:
            return picture.width * picture.height > _PIXELS
    except Image.DecompressionBombError:
        return True
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False
