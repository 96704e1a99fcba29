"""DOCX (also .docm and .dotx, as data): everything a reader sees, in order.

Raw lxml over the package: ten times as fast as python-docx, which also loses content controls, text boxes, nested
tables, hyperlinks and insertions. Automatic numbers are resolved, for they are no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import hexdigits

from lxml import etree

from corpus.errors import DamagedFile
from corpus.model import Line, Note, Source
from extract.legacy import CONVERTED, decode, encoding_of
from extract.package import Package
from extract.readers.docx_numbers import Numbers
from extract.readers.docx_styles import Print, Styles, W, run_print
from extract.source import Extras, Piece, Ranges, assemble

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The tags that are asked for most: no name is put together for each element anew.
_PARAGRAPH, _TABLE, _FORM = f"{W}p", f"{W}tbl", f"{W}pPr"
_RUN, _TEXT, _PRINT = f"{W}r", f"{W}t", f"{W}rPr"
_ROW, _CELL, _CELL_FORM = f"{W}tr", f"{W}tc", f"{W}tcPr"
_FIELD, _ALTERNATE, _FORMULA = f"{W}fldChar", f"{_MC}AlternateContent", f"{_M}t"
_DELETED = (f"{W}del", f"{W}moveFrom")
_SKIPPED = frozenset({*_DELETED, f"{W}instrText", f"{W}delText", f"{_MC}Fallback", f"{W}pPr", f"{W}rPr"})
_TEXTS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_BOX = f"{W}txbxContent"
# A grid of more columns than this is an attack, not a table: 963 bytes can ask for a hundred million.
_MOST_COLUMNS = 200
_DEEPEST = 60
_DROPPED = Note(
    "tracked-deletion",
    "Văn bản còn phần chữ đã xóa trong chế độ theo dõi thay đổi; phần đã xóa không được đọc.",
)


def read(data: bytes, name: str) -> Source:
    """The Source of a DOCX; a Line is a paragraph, or a part of one between line breaks."""
    package = Package(data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise DamagedFile("Tệp Word bị hỏng, không thấy nội dung; đề nghị mở bằng Word rồi lưu lại bản mới.")
    links = package.relations(package.main)
    parts = {link.kind: link.target for link in links}
    styles = Styles(package.xml(parts.get("styles", "")))
    paper = _Paper(styles, Numbers(package.xml(parts.get("numbering", "")), styles.list_of))
    paper.tracked = next(body.iter(*_DELETED), None) is not None
    paper.blocks(body, None, 0)
    for kind in ("footnotes", "endnotes"):
        notes = package.xml(parts.get(kind, ""))
        if notes is not None:
            _notes(paper, notes)
    furniture = tuple(
        text for link in links if link.kind in ("header", "footer") and (text := _plain(package.xml(link.target)))
    )
    notices = ((_DROPPED,) if _has_dropped(body) else ()) + ((CONVERTED,) if paper.legacy else ())
    extras = Extras(grids=tuple(paper.grids), furniture=furniture, notes=notices)
    return assemble(data, name, "docx", paper.pieces, extras)


def _plain(root: etree._Element | None) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{W}t")).strip() if root is not None else ""


def _has_dropped(root: etree._Element) -> bool:
    """Whether words were deleted, or moved to another place, with changes tracked."""
    return next(root.iter(f"{W}delText", f"{W}moveFrom"), None) is not None


def _notes(paper: _Paper, root: etree._Element) -> None:
    for note in root:
        if note.get(f"{W}type") is None:
            paper.origin = "footnote"
            paper.blocks(note, None, 0)
    paper.origin = "body"


@dataclass(slots=True)
class _Text:
    """A paragraph being read: its words, and how many of them from the beginning are bold."""

    words: list[str] = field(default_factory=list)
    lead: int = 0
    leading: bool = True
    italics: int = 0
    letters: int = 0
    size: float | None = None
    legacy: bool = False

    def add(self, text: str, look: Print) -> None:
        """More words in one print."""
        if look.hidden or not text:
            return
        if encoding_of(look.font):
            decoded = decode(text, look.font)
            self.legacy |= decoded != text
            text = decoded
        if text.strip():
            self.leading = self.leading and bool(look.bold)
            self.letters += len(text)
            self.italics += len(text) if look.italic else 0
            self.size = self.size or look.size
        self.words.append(text)
        if self.leading:
            self.lead += len(text)

    def label(self, text: str, look: Print) -> None:
        """The automatic number before the words: bold when they begin so, or by its own print."""
        words = decode(text, look.font)
        self.words.insert(0, words)
        self.lead = self.lead + len(words) if look.bold or self.lead else 0


class _Paper:
    """The lines and tables found so far."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.styles = styles
        self.numbers = numbers
        self.pieces: list[Piece] = []
        self.grids: list[Ranges] = []
        self.origin = "body"
        self.boxes: list[etree._Element] = []
        self.gap = False
        self.legacy = False
        self.tracked = False
        self.fields: list[bool] = []  # of the fields that are open: whether its instruction still goes on
        self.muted = False
        self.carried: _Text | None = None  # words before a mark of paragraph that was deleted

    def blocks(self, parent: etree._Element, cell: tuple[int, int, int] | None, depth: int) -> None:
        """Paragraphs and tables of a body, a cell, a text box or a wrapper around them, in order."""
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._paragraph(child, cell, depth)
            elif tag == _TABLE:
                self._table(child, cell, depth)
            elif tag not in _SKIPPED and tag != f"{W}sectPr":
                self.blocks(child, cell, depth + 1)

    def _paragraph(self, element: etree._Element, cell: tuple[int, int, int] | None, depth: int) -> None:
        properties = next((child for child in element if child.tag == _FORM), None)
        look = self.styles.of_paragraph(properties)
        text, self.carried = self.carried or _Text(), None
        boxes, self.boxes = self.boxes, []
        self.muted = False
        if len(element) > (properties is not None):
            self._runs(element, look, text, 0)
        if self.tracked and _mark_deleted(properties):
            self.carried = text
        else:
            if look.number and (label := self.numbers.label(look.number)):
                text.label(label, run_print(properties.find(_PRINT) if properties is not None else None, look))
            self._give(text, look, cell)
        found, self.boxes = self.boxes, boxes
        for box in found:
            origin, self.origin = self.origin, "textbox"
            self.blocks(box, cell, depth + 1)
            self.origin = origin

    def _runs(self, element: etree._Element, base: Print, text: _Text, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, base, text)
            elif tag in _DRAWINGS:
                self._boxes_in(child)
            elif tag == _FORMULA:
                text.add(child.text or "", base)
            elif tag == _ALTERNATE:
                self._runs(_chosen(child), base, text, depth + 1)
            elif tag not in _SKIPPED and isinstance(tag, str):
                self._runs(child, base, text, depth + 1)

    def _run(self, run: etree._Element, base: Print, text: _Text) -> None:
        look = base
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if not self.muted:
                    text.add(child.text or "", look)
            elif tag == _PRINT:  # by the schema it stands first
                look = self.styles.of_run(child, base)
            elif tag == _FIELD:
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag == _ALTERNATE and run.tag == _RUN:
                self._run(_chosen(child), look, text)
            elif not self.muted:
                self._mark(child, look, text)

    def _mark(self, child: etree._Element, look: Print, text: _Text) -> None:
        """What a run holds beside text: breaks, symbols, drawings."""
        tag = child.tag
        if tag == f"{W}br":
            text.add(" " if child.get(f"{W}type") in ("page", "column") else "\n", look)
        elif tag in _TEXTS:
            text.add(_TEXTS[tag], look)
        elif tag == f"{W}sym":
            text.add(_symbol(child), look)
        elif tag in _DRAWINGS:
            self._boxes_in(child)

    def _field(self, kind: str) -> None:
        """A field begins, comes to its result, or ends; a reader sees results, never instructions, nested or not."""
        if kind == "begin":
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()
        self.muted = any(self.fields)

    def _boxes_in(self, drawing: etree._Element) -> None:
        """Text boxes of a drawing; the fallback of an alternative repeats its choice and is left out."""
        for box in drawing.iter(_BOX):
            above = next(up for up in box.iterancestors() if up is drawing or up.tag in (_BOX, f"{_MC}Fallback"))
            if above is drawing:
                self.boxes.append(box)

    def _give(self, text: _Text, look: Print, cell: tuple[int, int, int] | None) -> None:
        self.legacy |= text.legacy
        words = "".join(text.words)
        if not words or words.isspace():
            self.gap = True
            return
        at = 0
        for part in words.split("\n"):
            if part.strip():
                blank = len(part) - len(part.lstrip())
                line = Line(
                    0,
                    0,
                    size=text.size,
                    lead_bold=max(0, min(text.lead - at - blank, len(part.strip()))),
                    italic=text.italics * 2 > text.letters,
                    align=look.align,
                    cell=cell,
                    gap=self.gap,
                    origin=self.origin,  # type: ignore[arg-type]
                )
                self.pieces.append(Piece(part.strip(), line))
                self.gap = False
            at += len(part) + 1

    def _table(self, table: etree._Element, cell: tuple[int, int, int] | None, depth: int) -> None:
        """A table's rows become a grid; a nested table's lines belong to the cell that holds it."""
        if cell is not None:
            for inner in _rows(table):
                for each in _cells(inner):
                    self.blocks(each, cell, depth + 1)
            return
        held = list(_rows(table))
        if len(held) == 1 and len(only := list(_cells(held[0]))) == 1:
            self.blocks(only[0], None, depth + 1)  # a frame around the text is no table
            return
        number = len(self.grids)
        self.grids.append(())
        rows: list[tuple[tuple[int, int], ...]] = []
        for row in held:
            rows.append(self._row(row, (number, len(rows)), rows[-1] if rows else (), depth))
        width = max(map(len, rows), default=0)
        self.grids[number] = tuple(row + ((0, 0),) * (width - len(row)) for row in rows)

    def _row(
        self, row: etree._Element, place: tuple[int, int], above: tuple[tuple[int, int], ...], depth: int
    ) -> tuple[tuple[int, int], ...]:
        cells: list[tuple[int, int]] = [(0, 0)] * _before(row)
        for each in _cells(row):
            at = len(cells)
            span, goes_on = _merged(each)
            if goes_on and at < len(above):
                extent = above[at]
            else:
                first = len(self.pieces)
                self.blocks(each, (*place, at), depth + 1)
                extent = (first, len(self.pieces))
            cells += [extent] * min(span, _MOST_COLUMNS - at)
        return tuple(cells)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows, also those inside content controls."""
    for child in table:
        if child.tag == _ROW:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells, also those inside content controls."""
    for child in row:
        if child.tag == _CELL:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _before(row: etree._Element) -> int:
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    value = skipped.get(f"{W}val", "0") if skipped is not None else "0"
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else 0


def _merged(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it is the lower part of one merged downwards."""
    span, goes_on = 1, False
    for each in next(cell.iterchildren(_CELL_FORM), ()):
        if each.tag == f"{W}gridSpan":
            value = each.get(f"{W}val", "1")
            span = min(int(value), _MOST_COLUMNS) if value.isdecimal() and int(value) > 0 else 1
        elif each.tag == f"{W}vMerge":
            goes_on = each.get(f"{W}val", "continue") == "continue"
    return span, goes_on


def _mark_deleted(properties: etree._Element | None) -> bool:
    """Whether the mark that ends a paragraph is deleted: its words go on in the next one."""
    return properties is not None and any(properties.find(f"{_PRINT}/{tag}") is not None for tag in _DELETED)


def _symbol(element: etree._Element) -> str:
    """The character of a symbol; those of symbol fonts lie in the private use area (ECMA-376, 17.3.3.30)."""
    code = element.get(f"{W}char", "")
    value = int(code, 16) if code and len(code) < 9 and all(char in hexdigits for char in code) else 0
    if 32 <= value < 0x100 and element.get(f"{W}font", "").startswith(("Symbol", "Wingdings", "Webdings")):
        value += 0xF000
    return chr(value) if 32 <= value < 0xD800 or 0xE000 <= value < 0x110000 else ""


def _chosen(alternate: etree._Element) -> etree._Element:
    """The branch of an alternative that a reader sees: the first choice, else the fallback."""
    choice = alternate.find(f"{_MC}Choice")
    return choice if choice is not None else next(alternate.iterchildren(f"{_MC}Fallback"), alternate)
