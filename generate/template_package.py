"""What a template's package may not hold, whatever its words say: a draft would carry it to all who open it.

Macros, links that fetch something, entities of XML, parts that unpack without end, pictures that fill the memory.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

from corpus.errors import TemplateError

_UNPACKED = 64 << 20  # bytes of all parts together
_PIXELS = 50_000_000  # a sheet of A4 at 600 dpi has 35 million
_DEEPEST = 200  # elements within each other; Word nests some thirty
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = re.compile(r"vbaProject|vbaData|activeX/|macros/", re.IGNORECASE)
# A link that only a click follows is none of those that Word follows by itself when it opens the file.
_LINKED = re.compile(
    rb"<(?:\w+:)?Relationship\b(?=[^>]*TargetMode=[\"']External)(?![^>]*/hyperlink[\"'])", re.IGNORECASE
)
_TAG = re.compile(rb"<(?P<end>/)?[^!?>][^>]*?(?P<empty>/)?>")


def inspect(template: Path) -> None:
    """Raises TemplateError where a template holds what it may not; reads no more than 64 MB of it."""
    try:
        with zipfile.ZipFile(template) as package:
            fault = _fault(package)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
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
        name = info.filename
        if _MACROS.search(name):
            return "có macro nên không dùng; đề nghị lưu lại thành tệp .docx không có macro"
        if name.endswith((".xml", ".rels")):
            if fault := _fault_of_xml(name, package.read(info)):
                return fault
        elif name.startswith("word/media/") and _is_huge(package, info):
            return "có ảnh quá lớn nên không dùng; đề nghị thu nhỏ ảnh trong mẫu"
    return ""


def _fault_of_xml(name: str, data: bytes) -> str:
    if _ENTITIES.search(data):
        return "có khai báo thực thể XML nên không dùng; đề nghị mở bằng Word rồi lưu lại"
    if name == "[Content_Types].xml" and b"macroEnabled" in data:
        return "có macro nên không dùng; đề nghị lưu lại thành tệp .docx không có macro"
    if name.endswith(".rels") and _LINKED.search(data):
        return "liên kết tới tệp bên ngoài nên không dùng; đề nghị nhúng ảnh vào mẫu và bỏ các liên kết"
    if name.startswith("word/") and _is_deep(data):
        return "có các phần lồng nhau quá sâu nên không dùng; đề nghị làm lại mẫu từ mẫu sẵn có"
    return ""


def _is_deep(data: bytes) -> bool:
    depth = 0
    for tag in _TAG.finditer(data):
        depth += -1 if tag["end"] else 0 if tag["empty"] else 1
        if depth > _DEEPEST:
            return True
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
