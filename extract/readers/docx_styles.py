"""What styles.xml says: the effective print of a run and of a paragraph."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from corpus.model import Align
from extract.readers.integers import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The tags that are asked for most: no name is put together for each run anew.
_BOLD, _ITALIC, _HIDDEN, _SIZE, _FONTS = f"{W}b", f"{W}i", f"{W}vanish", f"{W}sz", f"{W}rFonts"
_VALUE, _ANSI, _ASCII, _THEME = f"{W}val", f"{W}hAnsi", f"{W}ascii", f"{W}hAnsiTheme"
_LIST, _LEVEL = f"{W}numId", f"{W}ilvl"
_RUN_STYLE, _PARAGRAPH_STYLE, _ALIGN, _NUMBER = f"{W}rStyle", f"{W}pStyle", f"{W}jc", f"{W}numPr"
_ALIGNS: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_OFF = frozenset({"0", "false", "off", "none"})


class ListPlace(NamedTuple):
    """A place in an automatic list: numId ("0" takes a number away), level, and the style that asked for it.

    level: None where only the list says, by the style that it links to a level (ECMA-376, 17.9.23).
    """

    number: str
    level: int | None
    style: str


class Print(NamedTuple):
    """How a run is printed; None where this level does not say. A tuple, for each run of thousands makes two.

    number: what numPr asks for.
    """

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    align: Align | None = None
    number: ListPlace | None = None
    font: str | None = None

    def over(self, base: Print) -> Print:
        """This print, and the base's where this does not say."""
        return Print(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.hidden if self.hidden is None else self.hidden,
            base.size if self.size is None else self.size,
            base.align if self.align is None else self.align,
            base.number if self.number is None else self.number,
            base.font if self.font is None else self.font,
        )


PLAIN = Print()


def run_print(run: etree._Element | None, base: Print = PLAIN) -> Print:
    """The print that an rPr element asks for, and the base's where it does not say."""
    bold, italic, hidden, size, align, number, font = base
    for each in run if run is not None else ():
        tag = each.tag
        if tag == _BOLD:
            bold = _on(each)
        elif tag == _ITALIC:
            italic = _on(each)
        elif tag == _HIDDEN:
            hidden = _on(each)
        elif tag == _SIZE:
            size = _half_points(each)
        elif tag == _FONTS:
            # A font of the theme goes before one that is named.
            font = each.get(_THEME) or each.get(_ANSI) or each.get(_ASCII) or font
    return Print(bold, italic, hidden, size, align, number, font)


def paragraph_print(paragraph: etree._Element | None, base: Print = PLAIN) -> Print:
    """The print that a pPr element asks for, and the base's where it does not say."""
    align, number = base.align, base.number
    for each in paragraph if paragraph is not None else ():
        tag = each.tag
        if tag == _ALIGN:
            align = _ALIGNS.get(each.get(_VALUE, ""), align)
        elif tag == _NUMBER:
            number = _number(each, base.number)
    return Print(base.bold, base.italic, base.hidden, base.size, align, number, base.font)


def _on(element: etree._Element) -> bool:
    return element.get(_VALUE, "1").lower() not in _OFF


def _half_points(element: etree._Element) -> float | None:
    value = whole(element.get(_VALUE), -1)
    return value / 2 if value >= 0 else None


def _number(element: etree._Element, base: ListPlace | None) -> ListPlace:
    """What a numPr asks for; list and level are inherited apart (ECMA-376, 17.3.1.19)."""
    number, level, style = base or ListPlace("", None, "")
    for each in element:
        value = each.get(_VALUE, "")
        if each.tag == _LIST:
            number = value
        elif each.tag == _LEVEL and value.isdecimal():
            level = whole(value, 0)
    return ListPlace(number, level, style)


class Styles:
    """Styles by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, etree._Element] = {}
        self._known: dict[str, Print] = {}
        self.default = PLAIN
        self._paragraphs: dict[str, Print] = {}
        self._paragraph = ""
        if root is None:
            return
        rpr = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.default = run_print(rpr, paragraph_print(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")))
        for style in root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._raw[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._paragraph = name

    def of_paragraph(self, properties: etree._Element | None) -> Print:
        """The print of a paragraph with this pPr: its own, its style's, the document's."""
        style = next(properties.iterchildren(_PARAGRAPH_STYLE), None) if properties is not None else None
        name = style.get(_VALUE, "") if style is not None else self._paragraph
        if name not in self._paragraphs:
            self._paragraphs[name] = self.of(name).over(self.default)
        base = self._paragraphs[name]
        return paragraph_print(properties, base) if properties is not None else base

    def of_run(self, properties: etree._Element, base: Print) -> Print:
        """The print of a run with this rPr: its own, its style's (named first, by the schema), the paragraph's."""
        for first in properties:
            if first.tag == _RUN_STYLE:
                base = self.of(first.get(_VALUE, "")).over(base)
            break
        return run_print(properties, base)

    def of(self, name: str, depth: int = 0) -> Print:
        """The print of a style and of those it is based on (a circle ends after twenty)."""
        if name not in self._known:
            style = self._raw.get(name)
            if style is None or depth > 20:
                return PLAIN
            based = style.find(f"{W}basedOn")
            base = self.of(based.get(f"{W}val", ""), depth + 1) if based is not None else PLAIN
            own = run_print(style.find(f"{W}rPr"), paragraph_print(style.find(f"{W}pPr"), base))
            if own.number and own.number is not base.number:
                own = own._replace(number=own.number._replace(style=name))
            self._known[name] = own
        return self._known[name]

    def list_of(self, name: str) -> str:
        """The numId that a style of lists names; "" where it names none."""
        number = self.of(name).number
        return number.number if number else ""
