"""Saved web pages: those of legal sites with their property table, those of portals, Word's own HTML, and MHTML.

Where in the page the document stands, `html_body` tells; the rest of the page is furniture.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree, html

from corpus.errors import DamagedFile
from corpus.model import Align, Line, Note, Source
from extract.clean import LABEL
from extract.legacy import CONVERTED, encoding_of
from extract.legacy import decode as from_legacy
from extract.readers import html_body
from extract.readers.docx_numbers import say
from extract.readers.integers import whole
from extract.source import Extras, Piece, Ranges, assemble, decode, is_archive

_CHROME = frozenset(
    {"script", "style", "noscript", "nav", "header", "footer", "aside", "form", "button", "select", "svg", "iframe"}
)
# What sites put among the words of a document: buttons, hints, remarks of readers.
_AMONG = re.compile(
    r"(?<![^\W_])(?:tooltip|popup|modal|share|social|breadcrumb|toolbar|binh-?luan|comment|advert|banner|rating|"
    r"theo-?doi|btn|sr-only|screen-reader|print-?hide|no-?print)s?(?![^\W\d_])",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # `btnShare` is two words
_LONGEST_AMONG = 400
_FEW_WORDS = 12
_BLOCKS = frozenset(
    """
    p div li h1 h2 h3 h4 h5 h6 center blockquote section article main ul ol dl dt dd pre body td th tr tbody figure
    figcaption address
    """.split()
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right", "justify": "justify"}
_STYLE_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|justify)")
_STYLE_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_STYLE_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_STYLE_CLASS = re.compile(r"\.([\w-]+)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NOTE = re.compile(r"_?(?:ftn|edn)\d+$")
_NOTE_MARK = re.compile(r"#_(?:ftn|edn)\d+$")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LISTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SHORTEST_ITEM = 3
_MOST_COLUMNS = 100
_DEEPEST = 120


def read(data: bytes, name: str) -> Source:
    """The Source of a saved page; a block element is a Line, a table a Grid."""
    root = _parse(data)
    fonts = _fonts(root)
    for element in list(root.iter(*_CHROME)):
        element.drop_tree()
    place = html_body.find(root.body if root.body is not None else root)
    body = [part for part in place.body if len(place.body) == 1 or not _is_hint(part)]
    among = [" ".join(part.text_content().split()) for part in place.body if part not in body]
    among += (words for part in body for words in _without_hints(part))
    paper = _Paper(fonts)
    for key, value in html_body.properties(root, body):
        paper.properties.append((key, value))
        paper.pieces.append(Piece(f"{key}: {value}", Line(0, 0, origin="property")))
    for part in body:
        paper.block(part, None, 0, _Look(), shown=True)
        paper.flush()
    extras = Extras(
        grids=tuple(paper.grids),
        properties=tuple(paper.properties),
        furniture=(*html_body.chrome(root, body), *among),
        notes=(*((CONVERTED,) if paper.legacy else ()), *_left_out(among)),
    )
    return assemble(data, name, "html", paper.pieces, extras)


def _parse(data: bytes) -> html.HtmlElement:
    try:
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _page_of(data) if is_archive(data) else _decoded(data))
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DamagedFile("Trang web đã lưu bị hỏng; đề nghị mở bằng trình duyệt rồi lưu lại.") from error
    return root


def _page_of(data: bytes) -> str:
    """The page itself, the longest HTML part of an archive: frames and advertisements are parts, too."""
    parts = [
        (part.get_payload(decode=True), part.get_content_charset())
        for part in email.message_from_bytes(data, policy=email.policy.compat32).walk()
        if part.get_content_type() == "text/html"
    ]
    held, charset = max(
        ((held, charset) for held, charset in parts if isinstance(held, bytes)), key=lambda part: len(part[0])
    )
    return _decoded(held, charset)


def _decoded(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: as UTF-8 or by its byte order mark where that is possible, else as it says itself."""
    told = _CHARSET.search(data[:4096])
    charset = charset or (told[1].decode("ascii") if told else None)
    try:
        if not charset or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:400]:
            return decode(data)
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(codecs.lookup(charset or "").name, "replace")
        except LookupError:
            return decode(data)
    return decode(data)


def _fonts(root: html.HtmlElement) -> dict[str, str]:
    """The classes whose words are in a font of before Unicode, by the page's own style sheets."""
    found = {}
    for sheet in root.iter("style"):
        for names, rule in _STYLE_RULE.findall(sheet.text or ""):
            font = _STYLE_FONT.search(rule)
            if font and encoding_of(font[1]):
                found.update(dict.fromkeys(_STYLE_CLASS.findall(names), font[1]))
    return found


def _without_hints(body: html.HtmlElement) -> list[str]:
    """Take out what a site puts among the words of a document; gives what it said."""
    found = []
    for element in list(body.iter("div", "span", "a", "ul", "p", "section", "li")):
        if element is not body and element.getparent() is not None and _is_hint(element):
            found.append(" ".join(element.text_content().split()))
            element.drop_tree()
    return list(filter(None, found))


def _is_hint(element: html.HtmlElement) -> bool:
    named = _HUMP.sub("-", f"{element.get('class', '')} {element.get('id', '')}")
    if not _AMONG.search(named):
        return False
    words = " ".join(element.text_content().split())
    return len(words) < _LONGEST_AMONG and not LABEL.match(words)


def _left_out(among: list[str]) -> tuple[Note, ...]:
    """What a clerk is told where more than a button's words were taken out."""
    listed = "; ".join(f"«{words}»" for words in among if len(words.split()) > _FEW_WORDS)
    if not listed:
        return ()
    return (
        Note(
            "page-part-left-out",
            f"Đoạn chữ được coi là chú thích hoặc nút bấm của trang web nên không đưa vào văn bản: {listed}; "
            "đề nghị đối chiếu với bản gốc.",
        ),
    )


class _Look(NamedTuple):
    """How words are printed."""

    bold: bool = False
    italic: bool = False
    font: str | None = None


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

    def __init__(self, fonts: dict[str, str]) -> None:
        self.fonts = fonts
        self.legacy = False
        self.note = False
        self.pieces: list[Piece] = []
        self.grids: list[Ranges] = []
        self.properties: list[tuple[str, str]] = []
        self.run = _Run()
        self.cell: tuple[int, int, int] | None = None
        self.gap = False

    def block(
        self, element: html.HtmlElement, align: Align | None, depth: int, look: _Look, *, shown: bool = False
    ) -> None:
        """An element and all in it, in order; shown: whatever its style says, as a tab that was not open has it."""
        if not isinstance(element.tag, str) or (not shown and _is_hidden(element)):
            return
        if depth > _DEEPEST:
            self._flat(element, look)
            return
        tag = element.tag
        look = self._look(element, look)
        if tag == "table":
            self.flush()
            self.table(element, depth)
        elif tag == "br":
            self.flush()
        elif tag != "a" or not _NOTE_MARK.search(element.get("href", "")):
            noted = _NOTE.match(element.get("id", "")) is not None
            self._inside(element, align, depth, look, noted=noted)

    def _flat(self, element: html.HtmlElement, look: _Look) -> None:
        """What lies deeper than any page is nested: its words, block by block."""
        for event, each in etree.iterwalk(element, events=("start", "end")):
            if each.tag in _BLOCKS or each.tag == "br":
                self.flush()
            if event == "start":
                self.words(each.text, look)
            elif each is not element:
                self.words(each.tail, look)

    def _inside(
        self, element: html.HtmlElement, align: Align | None, depth: int, look: _Look, *, noted: bool
    ) -> None:
        is_block = element.tag in _BLOCKS
        if is_block:
            self.flush()
            align = _align(element) or align
            self.run.align = align
            self.note = self.note or noted
            if element.tag == "li":
                self.words(_label(element), look)
        self.words(element.text, look)
        for child in element:
            self.block(child, align, depth + 1, look)
            self.words(child.tail, look)
        if is_block:
            self.flush()
            self.run.align = align
            self.note = self.note and not noted

    def _look(self, element: html.HtmlElement, look: _Look) -> _Look:
        """The print of an element within what holds it."""
        style = element.get("style", "")
        close = style.replace(" ", "")
        bold = look.bold or element.tag in _BOLD or "font-weight:bold" in close or "font-weight:700" in close
        italic = look.italic or element.tag in ("i", "em") or "font-style:italic" in close
        named = _STYLE_FONT.search(style)
        classes = (self.fonts[name] for name in element.get("class", "").split() if name in self.fonts)
        font = (named[1] if named else None) or element.get("face") or next(classes, None) or look.font
        return _Look(bold, italic, font)

    def words(self, text: str | None, look: _Look) -> None:
        """More words of the open line."""
        if not text:
            return
        text = re.sub(r"\s+", " ", text)
        if encoding_of(look.font):
            printed = from_legacy(text, look.font, self.run.text[-1:])
            self.legacy |= printed != text
            text = printed
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
        if self.note:
            line = replace(line, origin="footnote")
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
        look = self._look(cell, _Look(bold=cell.tag == "th"))
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
    return min(max(whole(cell.get(name), 1), 1), _MOST_COLUMNS)


def _align(element: html.HtmlElement) -> Align | None:
    if element.tag == "center":
        return "center"
    match = _STYLE_ALIGN.search(element.get("style", ""))
    return _ALIGNS.get(match[1] if match else element.get("align", "").lower())


def _is_hidden(element: html.HtmlElement) -> bool:
    return bool(_HIDDEN.search(element.get("style", ""))) or element.get("hidden") is not None


def _label(item: html.HtmlElement) -> str:
    """What a browser prints before an item of a list, where its words do not begin with a label themselves."""
    above = item.getparent()
    style = f"{above.get('style', '')} {item.get('style', '')}" if above is not None else ""
    words = " ".join(item.text_content().split())
    if above is None or "none" in style or not words or LABEL.match(f"{words} "):
        return ""
    if above.tag != "ol":
        return "• " if above.tag == "ul" and len(words) > _SHORTEST_ITEM else ""
    before = sum(each.tag == "li" for each in item.itersiblings(preceding=True))
    number = whole(item.get("value"), before + whole(above.get("start"), 1))
    return f"{say(number, _LISTS.get(above.get('type', '1'), 'decimal'))}. "
