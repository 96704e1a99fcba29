"""What styles.xml and numbering.xml say: the effective print of a run, and the labels of automatic lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from corpus.model import Align

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The tags that are asked for most: no name is put together for each run anew.
_BOLD, _ITALIC, _HIDDEN, _SIZE, _FONTS = f"{W}b", f"{W}i", f"{W}vanish", f"{W}sz", f"{W}rFonts"
_VALUE, _ANSI, _ASCII = f"{W}val", f"{W}hAnsi", f"{W}ascii"
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


class Print(NamedTuple):
    """How a run is printed; None where this level does not say. A tuple, for each run of thousands makes two."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    align: Align | None = None
    number: tuple[str, int] | None = None
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
            font = each.get(_ANSI) or each.get(_ASCII) or font
    return Print(bold, italic, hidden, size, align, number, font)


def paragraph_print(paragraph: etree._Element | None, base: Print = PLAIN) -> Print:
    """The print that a pPr element asks for, and the base's where it does not say."""
    align, number = base.align, base.number
    for each in paragraph if paragraph is not None else ():
        tag = each.tag
        if tag == _ALIGN:
            align = _ALIGNS.get(each.get(_VALUE, ""), align)
        elif tag == _NUMBER:
            number = _number(each)
    return Print(base.bold, base.italic, base.hidden, base.size, align, number, base.font)


def _on(element: etree._Element) -> bool:
    return element.get(_VALUE, "1").lower() not in _OFF


def _half_points(element: etree._Element) -> float | None:
    value = element.get(_VALUE, "")
    return int(value) / 2 if value.isdecimal() else None


def _number(element: etree._Element) -> tuple[str, int]:
    """(numId, level); numId "0" takes a number away."""
    level, number = element.find(f"{W}ilvl"), element.find(f"{W}numId")
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    return (number.get(f"{W}val", "0") if number is not None else ""), int(depth) if depth.isdecimal() else 0


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
            own = run_print(style.find(f"{W}rPr"), paragraph_print(style.find(f"{W}pPr")))
            based = style.find(f"{W}basedOn")
            base = self.of(based.get(f"{W}val", ""), depth + 1) if based is not None else PLAIN
            self._known[name] = own.over(base)
        return self._known[name]


@dataclass
class _Level:
    """A level of a list: number format, text with %1 places, first number."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Automatic numbers: `label` gives the printed label of the next paragraph of a list."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        if root is None:
            return
        for abstract in root.iterfind(f"{W}abstractNum"):
            self._abstract[abstract.get(f"{W}abstractNumId", "")] = abstract
        for number in root.iterfind(f"{W}num"):
            self._take_number(number)

    def _take_number(self, number: etree._Element) -> None:
        name = number.get(f"{W}numId", "")
        abstract = number.find(f"{W}abstractNumId")
        self._of[name] = abstract.get(f"{W}val", "") if abstract is not None else ""
        for override in number.iterfind(f"{W}lvlOverride"):
            start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if start is not None:
                self._starts.setdefault(name, {})[_depth(override)] = _int(start.get(f"{W}val"), 1)
            if level is not None:
                self._levels.setdefault(name, {})[_depth(override)] = _level(level)

    def label(self, name: str, depth: int) -> str:
        """The label that Word prints before this paragraph, "" where it prints none."""
        sheet = self._list(self._of.get(name, ""))
        if sheet is None or name in ("", "0"):
            return ""
        levels = {**sheet.levels, **self._levels.get(name, {})}
        level = levels.get(depth)
        if level is None or level.form == "none":
            return level.text if level and "%" not in level.text else ""
        starts = self._starts.pop(name, None)
        for at, start in (starts or {}).items():
            sheet.counts[at] = start - 1
        sheet.counts[depth] = sheet.counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in sheet.counts if at > depth]:
            del sheet.counts[deeper]
        if level.form == "bullet":
            return _bullet(level.text)
        return _filled(level, levels, sheet.counts)

    def _list(self, name: str) -> _List | None:
        """The list of an abstractNum; most of those that Word keeps are used by no paragraph, and never built."""
        if name not in self._lists and name in self._abstract:
            levels = {_depth(level): _level(level) for level in self._abstract[name].iterfind(f"{W}lvl")}
            self._lists[name] = _List(levels)
        return self._lists.get(name)


def _filled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    text = level.text
    for at in range(9):
        if f"%{at + 1}" in text:
            other = levels.get(at, level)
            value = counts.get(at, other.start)
            text = text.replace(f"%{at + 1}", say(value, "decimal" if level.legal else other.form))
    return text


def _depth(element: etree._Element) -> int:
    return _int(element.get(f"{W}ilvl"), 0)


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else default


def _level(element: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    legal = element.find(f"{W}isLgl")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), _int(value("start", "1"), 1), legal is not None)


def _bullet(text: str) -> str:
    """The mark as a letter of ours: symbol fonts keep theirs in the private use area."""
    mark = text.strip()[:1]
    return mark if mark in ("-", "–", "+", "*") else "•"


def say(value: int, form: str) -> str:
    """A number in a number format of WordprocessingML (ECMA-376, 17.18.59)."""
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    return f"{value:02}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    marks = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for size, mark in marks:
        times, value = divmod(max(value, 0), size)
        text += mark * min(times, 20)
    return text
