"""DOCX (also .docm and .dotx, as data): everything a reader sees, in order.

Raw lxml over the package: ten times as fast as python-docx, which also loses content controls, text boxes, nested
tables, hyperlinks and insertions. Automatic numbers are resolved, for they are no text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from corpus.errors import DamagedFile
from corpus.model import Line, Note, Source
from extract.legacy import CONVERTED, decode, encoding_of
from extract.package import CUT, Package
from extract.readers import docx_drawn, docx_parts, docx_symbols
from extract.readers.docx_numbers import Numbers
from extract.readers.docx_styles import PLAIN, Print, Styles, W, run_print
from extract.readers.docx_tables import MOST_COLUMNS, before, cells_of, merged, rows_of
from extract.source import Extras, Piece, Ranges, assemble

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The tags that are asked for most: no name is put together for each element anew.
_PARAGRAPH, _TABLE, _FORM = f"{W}p", f"{W}tbl", f"{W}pPr"
_RUN, _TEXT, _PRINT = f"{W}r", f"{W}t", f"{W}rPr"
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
_WORDS_DRAWN = (_BOX, docx_drawn.CHART, docx_drawn.DIAGRAM, docx_drawn.WORDART)
_CHUNK, _RUBY = f"{W}altChunk", f"{W}ruby"
_CONTROL, _INSTRUCTION = f"{W}sdt", f"{W}instrText"
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
    paper.parts = docx_parts.Parts(package, links, name)
    paper.tracked = next(body.iter(*_DELETED), None) is not None
    paper.blocks(body, None, 0)
    for kind in ("footnotes", "endnotes"):
        notes = package.xml(parts.get(kind, ""))
        if notes is not None:
            _notes(paper, notes)
    furniture = [
        text for link in links if link.kind in ("header", "footer") and (text := _plain(package.xml(link.target)))
    ]
    remarks = docx_parts.comments(package.xml(parts.get("comments", "")))
    notices = (
        *((CUT,) if package.is_cut else ()),
        *((_DROPPED,) if _has_dropped(body) else ()),
        *((CONVERTED,) if paper.legacy else ()),
        *docx_parts.notes_of(remarks, body),
        *paper.parts.notes,
    )
    extras = Extras(grids=tuple(paper.grids), furniture=(*furniture, *remarks), notes=notices)
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
            decoded = decode(text, look.font, self.words[-1][-1:] if self.words else "")
            self.legacy |= decoded != text
            text = decoded
        elif look.font in docx_symbols.FONTS:
            text = docx_symbols.printed(text, look.font)
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
        self.parts: docx_parts.Parts | None = None
        self.boxes: list[etree._Element] = []
        self.gap = False
        self.legacy = False
        self.tracked = False
        self.fields: list[bool] = []  # of the fields that are open: whether its instruction still goes on
        self.muted = False
        self.listing = 0  # how many fields are open within the one that lists the contents, itself included
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
            elif tag == _CHUNK:
                self._chunk(child, cell)
            elif tag not in _SKIPPED and tag != f"{W}sectPr":
                origin = self.origin
                self.origin = "contents" if tag == _CONTROL and docx_parts.is_contents(child) else origin
                self.blocks(child, cell, depth + 1)
                self.origin = origin

    def _paragraph(self, element: etree._Element, cell: tuple[int, int, int] | None, depth: int) -> None:
        properties = next((child for child in element if child.tag == _FORM), None)
        look = self.styles.of_paragraph(properties)
        text, self.carried = self.carried or _Text(), None
        boxes, self.boxes = self.boxes, []
        self.muted = False
        origin, listed = self.origin, self.listing
        if len(element) > (properties is not None):
            self._runs(element, look, text, 0)
        if listed or self.listing:
            self.origin = "contents"
        if self.tracked and _mark_deleted(properties):
            self.carried = text
        else:
            if look.number and (label := self.numbers.label(look.number)):
                text.label(label, run_print(properties.find(_PRINT) if properties is not None else None, look))
            self._give(text, look, cell)
        self.origin = origin
        found, self.boxes = self.boxes, boxes
        for box in found:
            origin, self.origin = self.origin, "textbox"
            if box.tag == _BOX:
                self.blocks(box, cell, depth + 1)
            else:
                self._drawn(box, look, cell)
            self.origin = origin

    def _drawn(self, element: etree._Element, look: Print, cell: tuple[int, int, int] | None) -> None:
        """The words of a chart, a SmartArt or a WordArt; a chart in a cell gives its rows as lines."""
        words = docx_drawn.drawn(element, self.parts.xml(docx_drawn.part_of(element)) if self.parts else None)
        lines = words.lines if cell is None else (*words.lines, *(" ".join(row) for row in words.rows))
        for line in lines:
            self._give(_Text([line]), look, cell)
        if words.rows and cell is None:
            number, rows = len(self.grids), []
            self.grids.append(())
            for at, row in enumerate(words.rows):
                rows.append(tuple(self._plain_cell(text, (number, at, column)) for column, text in enumerate(row)))
            self.grids[number] = tuple(rows)

    def _plain_cell(self, text: str, place: tuple[int, int, int]) -> tuple[int, int]:
        first = len(self.pieces)
        self._give(_Text([text]), PLAIN, place)
        return first, len(self.pieces)

    def _chunk(self, element: etree._Element, cell: tuple[int, int, int] | None) -> None:
        """A whole document put in here, in another part and any format; its tables are tables here."""
        pieces, grids = self.parts.chunk(element.get(docx_drawn.ID, "")) if self.parts else ((), ())
        first, number = len(self.pieces), len(self.grids)
        for piece in pieces:
            inner = piece.line.cell
            place = cell or ((inner[0] + number, *inner[1:]) if inner else None)
            self.pieces.append(replace(piece, line=replace(piece.line, cell=place)))
        for grid in grids if cell is None else ():
            self.grids.append(tuple(tuple((a + first, b + first) for a, b in row) for row in grid))

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
                self._field(child, look, text)
            elif tag == _ALTERNATE and run.tag == _RUN:
                self._run(_chosen(child), look, text)
            elif tag == _INSTRUCTION:
                self._instruction(child.text or "")
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
            text.add(docx_symbols.symbol(child), look)
        elif tag in _DRAWINGS:
            self._boxes_in(child)
        elif tag == _RUBY:  # what is written above a word stands in brackets behind it, as in HTML
            for part, marks in ((f"{W}rubyBase", ("", "")), (f"{W}rt", ("(", ")"))):
                text.add(marks[0], look)
                self._runs(next(child.iterchildren(part), child), look, text, 0)
                text.add(marks[1], look)

    def _instruction(self, text: str) -> None:
        """What a field is to print; one that lists the contents (`TOC`) repeats the headings."""
        if self.fields and not self.listing and text.lstrip().startswith("TOC"):
            self.listing = len(self.fields)

    def _field(self, mark: etree._Element, look: Print, text: _Text) -> None:
        """A field begins, comes to its result, or ends; a reader sees results, never instructions, nested or not."""
        kind = mark.get(f"{W}fldCharType", "")
        if len(mark) and not self.muted:
            text.add(docx_drawn.ticked(mark), look)
        if kind == "begin":
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()
            self.listing = self.listing if len(self.fields) >= self.listing else 0
        self.muted = any(self.fields)

    def _boxes_in(self, drawing: etree._Element) -> None:
        """Text boxes, charts and the like of a drawing; the fallback of an alternative repeats its choice."""
        for box in drawing.iter(*_WORDS_DRAWN):
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
            for inner in rows_of(table):
                for each in cells_of(inner):
                    self.blocks(each, cell, depth + 1)
            return
        held = list(rows_of(table))
        if len(held) == 1 and len(only := list(cells_of(held[0]))) == 1:
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
        cells: list[tuple[int, int]] = [(0, 0)] * before(row)
        for each in cells_of(row):
            at = len(cells)
            span, goes_on = merged(each)
            if goes_on and at < len(above):
                extent = above[at]
            else:
                first = len(self.pieces)
                self.blocks(each, (*place, at), depth + 1)
                extent = (first, len(self.pieces))
            cells += [extent] * min(span, MOST_COLUMNS - at)
        return tuple(cells)


def _mark_deleted(properties: etree._Element | None) -> bool:
    """Whether the mark that ends a paragraph is deleted: its words go on in the next one."""
    return properties is not None and any(properties.find(f"{_PRINT}/{tag}") is not None for tag in _DELETED)


def _chosen(alternate: etree._Element) -> etree._Element:
    """The branch of an alternative that a reader sees: the first choice, else the fallback."""
    choice = alternate.find(f"{_MC}Choice")
    return choice if choice is not None else next(alternate.iterchildren(f"{_MC}Fallback"), alternate)
