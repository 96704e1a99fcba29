"""A DOCX as a package of parts: opened under caps, its XML parsed without entities or network."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from corpus.errors import DamagedFile, EncryptedFile, LimitExceeded
from corpus.model import Note

_MOST_BYTES = 300 << 20
_MOST_RATIO = 400
_SMALL = 1 << 20
_HEAD = 8192
# Word's "Strict Open XML": the same names in other namespaces (ISO/IEC 29500-1, part 4 tells the pairs).
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "Tệp Word bị hỏng, không mở được; đề nghị mở bằng Word rồi lưu lại bản mới."
CUT = Note(
    "damaged-part",
    "Tệp Word hỏng một phần, chỉ đọc được chữ đứng trước chỗ hỏng; đề nghị mở bằng Word rồi lưu lại bản mới.",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of a part: its kind (`footnotes`, `header`), the name of the part it leads to, its id there."""

    kind: str
    target: str
    name: str = ""


class Package:
    """The parts of a DOCX. Raises DamagedFile, EncryptedFile or LimitExceeded, nothing else."""

    def __init__(self, data: bytes) -> None:
        self.is_cut = False  # whether a part ended before its end, so that only what stands before was read
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._sizes = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise DamagedFile(_DAMAGED) from error
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        return "word/document.xml"

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The links of a part ("" for the package's own)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for link in root.iter(_RELATIONSHIPS) if root is not None else ():
            if link.get("TargetMode") != "External" and link.get("Target"):
                target = posixpath.normpath(posixpath.join("/", folder, str(link.get("Target")))).lstrip("/")
                kind = str(link.get("Type", "")).rsplit("/", 1)[-1]
                found.append(Relation(kind, target, str(link.get("Id", ""))))
        return tuple(found)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is no such part."""
        info = self._sizes.get(name)
        if info is None:
            return None
        if info.file_size > _MOST_BYTES or info.file_size > _SMALL + _MOST_RATIO * max(info.compress_size, 1):
            raise LimitExceeded("Tệp Word nén bất thường nên không đọc; đề nghị kiểm tra nguồn gốc tệp.")
        if info.flag_bits & 1:
            raise EncryptedFile("Tệp Word có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại.")
        try:
            return self._zip.read(name)
        except Exception as error:  # zlib.error and what else a broken stream raises
            raise DamagedFile(_DAMAGED) from error

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None where there is no such part."""
        data = self.read(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
            recover=True,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        for strict, usual in _STRICT if b"http://purl.oclc.org/ooxml/" in data[:_HEAD] else ():
            data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedFile(_DAMAGED) from error
        self.is_cut |= any(each.level == etree.ErrorLevels.FATAL for each in parser.error_log)
        return root
