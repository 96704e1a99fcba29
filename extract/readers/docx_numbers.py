"""What numbering.xml says: the printed labels of automatic lists (ECMA-376, 17.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from lxml import etree

from extract.readers.docx_styles import ListPlace, W
from extract.readers.integers import whole

_MOST_LETTERED = 780  # thirty letters, the most that Word repeats; what counts further is a figure
_ENCLOSED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: number format, text with places `%1`, first number, what follows the label.

    style: the paragraph style linked to it. restart: the level (from 1) behind which it begins anew, 0 for never,
    None for every higher one. legal: all numbers in arabic figures.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    style: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """What a numId names: the numbering it shares with others, its levels, those that begin anew at first use."""

    sheet: str
    levels: dict[int, _Level]
    anew: frozenset[int] = frozenset()


class Numbers:
    """Automatic numbers: `label` gives the printed label of the next paragraph of a list.

    list_of: the numId that a style of lists names.
    """

    def __init__(self, root: etree._Element | None, list_of: Callable[[str], str]) -> None:
        children: Iterable[etree._Element] = root if root is not None else ()
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        for each in children:
            if each.tag == f"{W}abstractNum":
                self._abstract[each.get(f"{W}abstractNumId", "")] = each
            elif each.tag == f"{W}num":
                self._numbers[each.get(f"{W}numId", "")] = each
        self._list_of = list_of
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()

    def label(self, place: ListPlace) -> str:
        """The label that Word prints before this paragraph and what parts it from the words, "" where none."""
        if place.number not in self._numbers or place.number == "0":
            return ""
        sheet = self._list(place.number)
        depth = place.level
        if depth is None:
            depth = next((at for at, level in sheet.levels.items() if place.style and level.style == place.style), 0)
        level = sheet.levels.get(depth)
        if level is None:
            return ""
        self._count(place.number, sheet, depth)
        text = _bullet(level.text) if level.form == "bullet" else _filled(level, sheet, self._counts[sheet.sheet])
        return text if not text or (level.suffix == "nothing" and text[-1].isalnum()) else f"{text} "

    def _count(self, number: str, sheet: _List, depth: int) -> None:
        """One more paragraph at a level; the levels below it begin anew."""
        counts = self._counts.setdefault(sheet.sheet, {})
        if depth in sheet.anew and (number, depth) not in self._used:
            counts.pop(depth, None)
        self._used.add((number, depth))
        counts[depth] = counts.get(depth, sheet.levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            restart = sheet.levels[deeper].restart if deeper in sheet.levels else None
            if restart is None or depth < restart:
                del counts[deeper]

    def _list(self, number: str) -> _List:
        """The list of a numId; most of those that Word keeps are used by no paragraph, and never built."""
        if number not in self._lists:
            element = self._numbers[number]
            name = self._sheet(_value(element, "abstractNumId"))
            abstract = self._abstract.get(name)
            levels = _levels(abstract.iterfind(f"{W}lvl")) if abstract is not None else {}
            anew = set()
            for override in element.iterfind(f"{W}lvlOverride"):
                levels |= _levels(override.iterfind(f"{W}lvl"))
                start = override.find(f"{W}startOverride")
                depth = whole(override.get(f"{W}ilvl"), 0)
                if start is not None and depth in levels:
                    levels[depth] = replace(levels[depth], start=whole(start.get(f"{W}val"), 1))
                    anew.add(depth)
            self._lists[number] = _List(name, levels, frozenset(anew))
        return self._lists[number]

    def _sheet(self, name: str) -> str:
        """The abstractNum that holds the levels: one may only name a style of lists, which names another."""
        abstract = self._abstract.get(name)
        linked = _value(abstract, "numStyleLink") if abstract is not None else ""
        number = self._numbers.get(self._list_of(linked)) if linked else None
        return _value(number, "abstractNumId", name) if number is not None else name


def _levels(elements: Iterable[etree._Element]) -> dict[int, _Level]:
    return {whole(element.get(f"{W}ilvl"), 0): _level(element) for element in elements}


def _level(element: etree._Element) -> _Level:
    restart = _value(element, "lvlRestart")
    return _Level(
        _value(element, "numFmt", "decimal"),
        _value(element, "lvlText"),
        whole(_value(element, "start"), 1),
        _value(element, "suff", "tab"),
        _value(element, "pStyle"),
        whole(restart, 0) if restart else None,
        element.find(f"{W}isLgl") is not None,
    )


def _value(element: etree._Element, name: str, default: str = "") -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", default) if found is not None else default


def _filled(level: _Level, sheet: _List, counts: dict[int, int]) -> str:
    text = level.text
    for at in range(9) if "%" in text else ():
        if f"%{at + 1}" in text:
            other = sheet.levels.get(at, level)
            value = counts.get(at, other.start)
            text = text.replace(f"%{at + 1}", say(value, "decimal" if level.legal else other.form))
    return text.strip()


def _bullet(text: str) -> str:
    """The mark as a letter of ours: symbol fonts keep theirs in the private use area."""
    mark = text.strip()[:1].replace("\uf02d", "-")
    return mark if mark in ("-", "–", "+", "*") else "•"


def say(value: int, form: str) -> str:
    """A number in a number format of WordprocessingML (ECMA-376, 17.18.59).

    `lowerLetter` counts a, b, c, d, e in Vietnamese text, too: Word prints no đ.
    """
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and value <= _MOST_LETTERED:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    if form == "none":
        return ""
    if form == "decimalEnclosedCircle" and 0 < value <= len(_ENCLOSED):
        return _ENCLOSED[value - 1]
    if form == "numberInDash":
        return f"- {value} -"
    return f"{value:02}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    marks = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    text = ""
    for size, mark in (*marks, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, value = divmod(max(value, 0), size)
        text += mark * min(times, 20)
    return text
