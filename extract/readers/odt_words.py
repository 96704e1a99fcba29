"""The words of an ODT without LibreOffice: paragraphs, bold, tables (OpenDocument 1.3).

Automatic numbers are no text and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from corpus.errors import DamagedFile, EncryptedFile
from corpus.model import Align
from extract.package import Package
from extract.readers.flow import Flow, Origin, Run
from extract.readers.integers import whole

_NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TEXT, _TABLE, _STYLE, _OFFICE, _DRAW = (
    f"{{{_NS.format(name)}}}" for name in ("text", "table", "style", "office", "drawing")
)
_FO = f"{{{_NS.format('xsl-fo-compatible')}}}"
_ENCRYPTION = f"{{{_NS.format('manifest')}}}encryption-data"
_ALIGNS: dict[str, Align] = {
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
    "justify": "justify",
}
_SKIPPED = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"})
_PRINTED = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_WIDE = 1000
_MOST_COLUMNS = 200
_MOST_BASES = 12
_DEEPEST = 100
_BROKEN = "Tệp ODT bị hỏng, không mở được; đề nghị mở bằng LibreOffice rồi lưu lại bản mới."


def flow_of(data: bytes) -> tuple[Flow, tuple[str, ...]]:
    """The lines and tables, and the words of heads and feet. Raises a SourceError."""
    package = Package(data)
    check_password(package)
    root = package.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise DamagedFile(_BROKEN)
    looks = package.xml("styles.xml")
    story = _Story([part for part in (looks, root) if part is not None])
    story.blocks(body, 0)
    story.flow.close()
    heads = looks.iter(f"{_STYLE}header", f"{_STYLE}footer") if looks is not None else ()
    return story.flow, tuple(
        words for each in heads if (words := " ".join("".join(map(str, each.itertext())).split()))
    )


def check_password(package: Package) -> None:
    """Raise EncryptedFile where the parts are encrypted (OpenDocument 1.3, part 2, 3.4)."""
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_ENCRYPTION), None) is not None:
        raise EncryptedFile("Tệp ODT có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại.")


@dataclass(frozen=True, slots=True)
class _Look:
    """How words are printed, and how their paragraph stands."""

    font: str | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    align: Align | None = None


class _Story:
    """A text being told to a flow."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.flow = Flow()
        self.origin: Origin = "body"
        self._styles = {
            str(each.get(f"{_STYLE}name")): each
            for root in roots
            for each in root.iter(f"{_STYLE}style")
            if each.get(f"{_STYLE}family") in ("paragraph", "text")
        }
        self._later: list[tuple[Origin, etree._Element]] = []
        self._inside = False

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """Paragraphs, lists and tables, in order."""
        if depth >= _DEEPEST:
            self._flat(parent)
            return
        for child in parent:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(child, depth)
            elif child.tag == f"{_TABLE}table" and not self._inside:
                self._table(child, depth)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks(child, depth + 1)

    def _flat(self, parent: etree._Element) -> None:
        """What lies deeper than any text is nested: its words, paragraph by paragraph."""
        walk = etree.iterwalk(parent, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event != "start":
                if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    self.flow.paragraph(None, inside=self._inside, origin=self.origin)
                self._say(element.tail if element is not parent else None, _Look())
            elif element.tag in _SKIPPED:
                walk.skip_subtree()
            else:
                self._say(element.text, _Look())

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        look = self._look(element, _Look())
        later, self._later = self._later, []
        self._words(element, look, depth)
        self.flow.paragraph(look.align, inside=self._inside, origin=self.origin)
        found, self._later = self._later, later
        for origin, held in found:
            before, self.origin = self.origin, origin
            self.blocks(held, depth + 1)
            self.origin = before

    def _words(self, element: etree._Element, look: _Look, depth: int) -> None:
        self._say(element.text, look)
        for child in element:
            tag = child.tag
            if tag in _PRINTED:
                self._say(_PRINTED[tag], look, printed=True)
            elif tag == f"{_TEXT}s":
                self._say(" ", look)
            elif tag == f"{_TEXT}note":
                self._later += [("footnote", body) for body in child.iter(f"{_TEXT}note-body")]
            elif str(tag).startswith(_DRAW):
                self._later += [("textbox", box) for box in child.iter(f"{_DRAW}text-box")]
            elif tag not in _SKIPPED and isinstance(tag, str):  # comments and entities bear no name
                self._deeper(child, self._look(child, look), depth + 1)
            self._say(child.tail, look)

    def _deeper(self, element: etree._Element, look: _Look, depth: int) -> None:
        if depth > _DEEPEST:
            self._flat(element)
        else:
            self._words(element, look, depth)

    def _say(self, text: str | None, look: _Look, *, printed: bool = False) -> None:
        words = text if printed or not text else text.replace("\n", " ").replace("\t", " ")
        if words:
            self.flow.run(Run(words, look.font, look.bold, look.italic, look.size))

    def _look(self, element: etree._Element, base: _Look, name: str | None = None, depth: int = 0) -> _Look:
        """The print that the style of an element asks for, over that of what holds it."""
        style = self._styles.get(name or element.get(f"{_TEXT}style-name") or "")
        if style is None or depth > _MOST_BASES:
            return base
        if parent := style.get(f"{_STYLE}parent-style-name"):
            base = self._look(element, base, parent, depth + 1)
        for each in style:
            if weight := each.get(f"{_FO}font-weight"):
                base = replace(base, bold=weight == "bold" or whole(weight, 0) > 500)
            if slant := each.get(f"{_FO}font-style"):
                base = replace(base, italic=slant == "italic")
            if size := each.get(f"{_FO}font-size", "").removesuffix("pt"):
                base = replace(base, size=float(size) if size.replace(".", "", 1).isdecimal() else base.size)
            if font := each.get(f"{_STYLE}font-name"):
                base = replace(base, font=font.removesuffix("1"))
            if align := _ALIGNS.get(each.get(f"{_FO}text-align", "")):
                base = replace(base, align=align)
        return base

    def _table(self, table: etree._Element, depth: int) -> None:
        self._inside = True
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is table:
                self._row(row, depth)
        self._inside = False
        self.flow.close()

    def _row(self, row: etree._Element, depth: int) -> None:
        """The cells of a row; a covered one belongs to its left neighbour, or to the cell above."""
        edges, covered = [0], 0
        goes_on: list[bool] = []
        for cell in row:
            if cell.tag == f"{_TABLE}covered-table-cell" and covered:
                covered -= 1
            elif cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and len(goes_on) < _MOST_COLUMNS:
                self.blocks(cell, depth + 1)
                self.flow.cell()
                span = whole(cell.get(f"{_TABLE}number-columns-spanned"), 1)
                covered = min(max(span, 1), _MOST_COLUMNS) - 1
                edges.append(edges[-1] + _WIDE * (covered + 1))
                goes_on.append(cell.tag != f"{_TABLE}table-cell")
        self.flow.row(edges, goes_on)
