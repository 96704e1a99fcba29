"""Saved web pages: those of legal sites with their property table, those of portals, and Word's own HTML.

The body of the document is the block with the most text that is no chrome; the rest of the page is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from lxml import etree, html

from corpus.errors import DamagedFile
from corpus.model import Align, Line, Source
from extract.source import Extras, Piece, Ranges, assemble, decode

# Blocks that hold the document on the sites we know, in the order they are tried; then the densest block.
_BODIES = (
    "//*[@id='divContentDoc' or @id='toanvancontent' or @id='divNoiDung']",
    "//*[contains(concat(' ', @class, ' '), ' content1 ')]",
    "//*[contains(@class, 'docitem-content') or contains(@class, 'the-document-body')]",
    "//*[contains(@class, 'noidungvanban')]",
    "//*[@id='ctl00_Content_ThongTinVB_pnlDocContent']",
    "//*[contains(@class, 'vbpl-content') or contains(@class, 'toanvan')]",
)
_CHROME = frozenset(
    {"script", "style", "noscript", "nav", "header", "footer", "aside", "form", "button", "select", "svg", "iframe"}
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "blockquote",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "body",
    ]
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
_STYLE_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|justify)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PROPERTY_NAMES = re.compile(
    r"(?:Số hiệu|Số ký hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|Người ký|Ngày ban hành|Ngày hiệu lực|"
    r"Ngày có hiệu lực|"
    r"Ngày công báo|Số công báo|Tình trạng|Tình trạng hiệu lực|Lĩnh vực|Chức danh|Ngày hết hiệu lực|Trích yếu)\s*:?$"
)
_ENDS_DOCUMENT = re.compile(r"(?:Lưu trữ|Ghi chú|Ý kiến|Facebook|Email|In|Tải về)$")
_MOST_COLUMNS = 100
_DEEPEST = 120


def read(data: bytes, name: str) -> Source:
    """The Source of a saved page; a block element is a Line, a table a Grid."""
    root = _parse(data)
    for element in list(root.iter(*_CHROME)):
        element.drop_tree()
    body = _body(root)
    paper = _Paper()
    for key, value in _properties(root, body):
        paper.properties.append((key, value))
        paper.pieces.append(Piece(f"{key}: {value}", Line(0, 0, origin="property")))
    paper.block(body, None, 0, _Look())
    paper.flush()
    furniture = tuple(_chrome(root, body))
    extras = Extras(grids=tuple(paper.grids), properties=tuple(paper.properties), furniture=furniture)
    return assemble(data, name, "html", paper.pieces, extras)


def _parse(data: bytes) -> html.HtmlElement:
    try:
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data))
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile("Trang web đã lưu bị hỏng; đề nghị mở bằng trình duyệt rồi lưu lại.") from error
    return root


def _body(root: html.HtmlElement) -> html.HtmlElement:
    for path in _BODIES:
        found = [each for each in root.xpath(path) if len(each.text_content()) > 400]
        if found:
            return max(found, key=lambda each: len(each.text_content()))
    return _densest(root.body if root.body is not None else root)


def _densest(element: html.HtmlElement, depth: int = 0) -> html.HtmlElement:
    """Go down while one child holds nearly all the text: what is left beside it is chrome."""
    whole = len(element.text_content().strip())
    for child in element:
        inside = isinstance(child.tag, str) and child.tag not in ("table", "tr", "tbody", "p")
        if inside and depth < _DEEPEST and whole and len(child.text_content().strip()) > 0.85 * whole:
            return _densest(child, depth + 1)
    return element


def _properties(root: html.HtmlElement, body: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Rows `Số hiệu: | 12/KH-UBND` of a property table outside the document's body, once each."""
    seen = set()
    for row in root.iter("tr"):
        if body in row.iterancestors() or row in body.iter():
            continue
        cells = [" ".join(cell.text_content().split()) for cell in row.iter("td", "th")]
        for key, value in pairwise(cells):
            if _PROPERTY_NAMES.match(key) and value and key not in seen and not _PROPERTY_NAMES.match(value):
                seen.add(key)
                yield key.rstrip(" :"), value


def _chrome(root: html.HtmlElement, body: html.HtmlElement) -> Iterator[str]:
    """The words of the page outside the document, block by block."""
    inside = set(body.iter())
    for element in root.iter("p", "li", "h1", "h2", "h3", "a", "span", "td", "div"):
        if element not in inside and len(element) == 0 and (text := " ".join((element.text or "").split())):
            yield text


class _Look(NamedTuple):
    """How words are printed."""

    bold: bool = False
    italic: bool = False


@dataclass
class _Run:
    """A line being gathered: its words, how many lead in bold, how many are italic."""

    words: list[str] = field(default_factory=list)
    lead: int = 0
    leading: bool = True
    italics: int = 0
    align: Align | None = None

    @property
    def text(self) -> str:
        return "".join(self.words)


class _Paper:
    """The lines and tables found so far; a run is open until a block ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.grids: list[Ranges] = []
        self.properties: list[tuple[str, str]] = []
        self.run = _Run()
        self.cell: tuple[int, int, int] | None = None
        self.gap = False

    def block(self, element: html.HtmlElement, align: Align | None, depth: int, look: _Look) -> None:
        """An element and all in it, in order."""
        if depth > _DEEPEST or not isinstance(element.tag, str) or _HIDDEN.search(element.get("style", "")):
            return
        tag = element.tag
        style = element.get("style", "").replace(" ", "")
        bold = look.bold or tag in _BOLD or "font-weight:bold" in style
        look = _Look(bold, look.italic or tag in ("i", "em") or "font-style:italic" in style)
        if tag == "table":
            self.flush()
            self.table(element, depth)
        elif tag == "br":
            self.flush()
        else:
            if tag in _BLOCKS:
                self.flush()
                align = _align(element) or align
                self.run.align = align
            self.words(element.text, look)
            for child in element:
                self.block(child, align, depth + 1, look)
                self.words(child.tail, look)
            if tag in _BLOCKS:
                self.flush()
                self.run.align = align

    def words(self, text: str | None, look: _Look) -> None:
        """More words of the open line."""
        if not text:
            return
        text = re.sub(r"\s+", " ", text)
        run = self.run
        if text.strip():
            run.leading = run.leading and look.bold
            run.italics += len(text) if look.italic else 0
        run.words.append(text)
        run.lead += len(text) if run.leading else 0

    def flush(self) -> None:
        """End the open line."""
        run, self.run = self.run, _Run(align=self.run.align)
        text = run.text.strip()
        if not text:
            self.gap = True
            return
        blank = len(run.text) - len(run.text.lstrip())
        lead = max(0, min(run.lead - blank, len(text)))
        italic = run.italics * 2 > len(text)
        line = Line(0, 0, lead_bold=lead, italic=italic, align=run.align, cell=self.cell, gap=self.gap)
        self.pieces.append(Piece(text, line))
        self.gap = False

    def table(self, table: html.HtmlElement, depth: int) -> None:
        """A table; one inside a cell, or of a single cell, gives only lines."""
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if self.cell is not None or not rows or max(len(_cells(row)) for row in rows) < 2:
            for row in rows:
                for cell in _cells(row):
                    self.block_children(cell, depth)
            return
        number = len(self.grids)
        self.grids.append(())
        self.grids[number] = self._rows(rows, number, depth)

    def block_children(self, cell: html.HtmlElement, depth: int) -> None:
        """The content of a cell."""
        look = _Look(bold=cell.tag == "th")
        self.run.align = _align(cell)
        self.words(cell.text, look)
        for child in cell:
            self.block(child, _align(cell), depth + 1, look)
            self.words(child.tail, look)
        self.flush()

    def _rows(self, rows: list[html.HtmlElement], number: int, depth: int) -> Ranges:
        grid: list[list[tuple[int, int]]] = []
        below: dict[tuple[int, int], tuple[int, int]] = {}
        for at, row in enumerate(rows):
            cells: list[tuple[int, int]] = []
            for cell in _cells(row):
                while (at, len(cells)) in below:
                    cells.append(below.pop((at, len(cells))))
                first = len(self.pieces)
                self.cell = (number, at, len(cells))
                self.block_children(cell, depth)
                self.cell = None
                extent = (first, len(self.pieces))
                for column in range(len(cells), min(len(cells) + _span(cell, "colspan"), _MOST_COLUMNS)):
                    cells.append(extent)
                    below.update({(at + down, column): extent for down in range(1, _span(cell, "rowspan"))})
            while (at, len(cells)) in below:
                cells.append(below.pop((at, len(cells))))
            grid.append(cells)
        width = max(map(len, grid))
        return tuple(tuple(row + [(0, 0)] * (width - len(row))) for row in grid)


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), _MOST_COLUMNS) if value.isdecimal() else 1


def _align(element: html.HtmlElement) -> Align | None:
    if element.tag == "center":
        return "center"
    match = _STYLE_ALIGN.search(element.get("style", ""))
    return _ALIGNS.get(match[1] if match else element.get("align", "").lower())
