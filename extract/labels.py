"""The label that opens a paragraph: its kind, its place in the series, and where the words behind it begin.

Kinds and the order of point letters are those of Decree 30/2020/NĐ-CP, annex I, part I.II.6 and I.V; dotted
numbers and bullets are practice outside the decree (domain notes, seeds 001-003).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal[
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "upper",
    "roman",
    "arabic",
    "dotted",
    "point",
    "enclosed",
    "enclosed roman",
    "bullet",
]

POINTS = "abcdđeghiklmnopqrstuvxy"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")

_NAMED = re.compile(
    r"(?P<name>Phần|Chương|Tiểu mục|Mục|Điều|PHẦN|CHƯƠNG|TIỂU MỤC|MỤC|ĐIỀU)\s+"
    r"(?P<number>(?:thứ|THỨ)\s+\w+|(?i:một|hai|ba|bốn|năm)|[IVXLC]+|\d{1,3}[a-zđ]?)(?P<mark>[.:]|\s?[-–](?=\s[A-ZĐÀ-Ỹ])|(?=\s|$))\s*"
)
# `Điều 17 Thông tư …`: no mark or title in capitals follows, as it does behind the label of an article or chapter.
_REFERRED = re.compile(
    r"(?:Điều|Chương|Phần|Mục|Phụ lục|CHƯƠNG|PHẦN|MỤC|PHỤ LỤC)\s+(?:\d{1,3}[a-zđ]?|[IVXLC]+)\s+"
    r"(?![-–]|[A-ZĐÀ-Ỹ]{2,}\s[A-ZĐÀ-Ỹ]{2,})"
)
FINISHED = tuple('.;:!?…”"»')
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})(?:[.)]\s*[-–.]?|/(?=\s)|\s?[-–](?=\s))\s*(?=\S)")
_UPPER = re.compile(r"(?P<number>[A-ZĐ])(?:[.)]|\s?[-–](?=\s))\s*(?=\S)")
_DOTTED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)/]\s*|\s+)(?=\D)")
_ARABIC = re.compile(r"(?P<number>\d{1,3})(?:[.)]|/\.?(?=\s)|\s?[-–](?=\s[A-ZĐÀ-Ỹ]))\s*(?=\D)")
_POINT = re.compile(r"(?P<number>[a-zđ]\d?)(?:\)|/\.?|\.(?=\s))\s*(?=\S)")
_BULLET = re.compile(r"(?P<number>[-–—+*•▪●○◦·ü])\s*(?=[^\W_]|[“\"(\[…])")
# `(1)`, `(ii)`: practice below points; printed here without the brackets.
_ENCLOSED = re.compile(r"\((?P<number>\d{1,2})\)[.:]?\s*(?=\S)")
_ENCLOSED_ROMAN = re.compile(r"\((?P<number>[ivx]{1,4})\)[.:]?\s*(?=\S)")
_MARKS = {"–": "-", "—": "-", "▪": "•", "●": "•", "○": "•", "◦": "•", "·": "•", "ü": "•"}
_NAMES: dict[str, LabelKind] = {
    "phần": "part",
    "chương": "chapter",
    "mục": "section",
    "tiểu mục": "subsection",
    "điều": "article",
}


@dataclass(frozen=True, slots=True)
class Label:
    """kind; text as printed without its closing mark (`2.1`, `Điều 3`, `-`); value in its series; end offset."""

    kind: LabelKind
    text: str
    value: tuple[int, ...]
    end: int


def parse(text: str) -> Label | None:
    """The label at the beginning of a paragraph, None where there is none. Which series it continues is not told."""
    if match := _NAMED.match(text):
        return _named(match, text)
    for pattern, kind in _PATTERNS:
        if match := pattern.match(text):
            return Label(kind, _printed(kind, match["number"]), _value(kind, match["number"]), match.end())
    return None


_PATTERNS: tuple[tuple[re.Pattern[str], LabelKind], ...] = (
    (_ROMAN, "roman"),
    (_UPPER, "upper"),
    (_DOTTED, "dotted"),
    (_ARABIC, "arabic"),
    (_POINT, "point"),
    (_ENCLOSED, "enclosed"),
    (_ENCLOSED_ROMAN, "enclosed roman"),
    (_BULLET, "bullet"),
)


def is_cited(before: str, text: str) -> bool:
    """Whether a printed line that begins `Điều 17 Thông tư …` goes on the unfinished one before instead of opening an
    article."""
    return not before.endswith(FINISHED) and _REFERRED.match(text) is not None


def alternatives(label: Label) -> tuple[Label, ...]:
    """What else a label may be: `I.` a letter, `V.` too, `l)` a one that recognition misread, `c)` never."""
    if label.kind == "roman" and len(label.text) == 1:
        return (Label("upper", label.text, _value("upper", label.text), label.end),)
    if label.kind == "point" and label.text == "l":
        return (Label("arabic", "1", (1,), label.end),)
    return ()


def gap_between(before: Label, after: Label) -> tuple[str, ...]:
    """The labels missing between two neighbours of one series, as they would be printed."""
    low, high = before.value[-1], after.value[-1]
    if before.value[:-1] != after.value[:-1]:
        low = 0
    return tuple(_say(after, value) for value in range(low + 1, high)) if high - low <= _MAX_GAP else ()


def missing_before(first: Label) -> tuple[str, ...]:
    """The labels missing before the first of a series."""
    return tuple(_say(first, value) for value in range(1, first.value[-1])) if first.value[-1] <= _MAX_GAP else ()


_MAX_GAP = 5


def _named(match: re.Match[str], text: str) -> Label | None:
    kind = _NAMES[match["name"].lower()]
    number = match["number"]
    if kind == "article" and not match["mark"]:
        return None
    rest = text[match.end() :]
    if kind in ("part", "section", "subsection") and not match["mark"] and rest[:1].islower():
        return None
    value = _value("roman" if number[0] in _ROMAN_VALUES else "arabic", number)
    return Label(kind, f"{match['name'].capitalize()} {number}", value, match.end())


def _printed(kind: LabelKind, number: str) -> str:
    return _MARKS.get(number, number) if kind == "bullet" else number


def _value(kind: LabelKind, number: str) -> tuple[int, ...]:
    if kind in ("roman", "enclosed roman"):
        return (_roman(number.upper()),)
    if kind == "upper":
        return (("ABCDĐEGHIKLMNOPQRSTUVXY".find(number) + 1) or 99,)
    if kind == "point":
        letter = POINTS.find(number[0]) + 1 or _ENGLISH.find(number[0]) + 1
        return (letter,)
    if kind == "bullet":
        return (0,)
    word = number.rsplit(maxsplit=1)[-1].lower()
    if word.isalpha() and len(word) > 1:
        word = {"một": "nhất", "bốn": "tư"}.get(word, word)
        return (_ORDINALS.index(word) + 1 if word in _ORDINALS else 99,)
    return tuple(int(part) for part in re.findall(r"\d+", number))


def _roman(number: str) -> int:
    total = 0
    for letter, after in zip(number, (*number[1:], ""), strict=True):
        value = _ROMAN_VALUES.get(letter, 100)
        total += -value if after and value < _ROMAN_VALUES.get(after, 100) else value
    return total


def _say(like: Label, value: int) -> str:
    """The label of this value in the series of another."""
    if like.kind == "roman" or (like.text.split()[-1][0] in _ROMAN_VALUES and like.kind in ("part", "chapter")):
        number = _to_roman(value)
    elif like.kind == "enclosed roman":
        number = _to_roman(value).lower()
    elif like.kind == "point":
        number = POINTS[value - 1]
    elif like.kind == "upper":
        number = "ABCDĐEGHIKLMNOPQRSTUVXY"[value - 1]
    else:
        number = ".".join(map(str, (*like.value[:-1], value)))
    named = like.kind in _NAMES.values()
    return f"{like.text.split()[0]} {number}" if named else number


def _to_roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
