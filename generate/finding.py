"""What a check finds, how it is said, and what would set it right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.thethuc import RULES, Element, Severity, place
from generate.layout import Para, Sheet
from generate.metrics import width_mm
from generate.parts import Parts

QUOTE = 60
APART = "K00"  # the finding that says why a document is not judged
_FULL = 0.9  # of a column


@dataclass(frozen=True, slots=True)
class Fix:
    """The layout that a paragraph should have; None leaves a property as it is.

    size: points; indent: of the first line, millimetres; space: below, points; line: in lines; colour: RRGGBB.
    """

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: str | None = None
    indent: float | None = None
    space: float | None = None
    line: float | None = None
    font: str | None = None
    colour: str | None = None


SEVERITIES = {"error": "Phải sửa", "warning": "Nên sửa", "info": "Lưu ý"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken. id: of the rule; place: in the decree; found, wanted: values; where: the paragraph quoted.

    at: ordinals of the paragraphs in the document, from 0; fix: what sets them right, None where only a person can.
    """

    id: str
    severity: Severity
    message: str
    found: str
    wanted: str
    place: str
    where: str = ""
    at: tuple[int, ...] = ()
    fix: Fix | None = None


Rule = Callable[[Sheet, Parts], Iterator[Finding]]


def told(
    id_: str, message: str, found: str, wanted: str, *paras: Para, fix: Fix | None = None, ref: str = ""
) -> Finding:
    """A finding of a rule, with severity and place from the table; the first of the paragraphs is quoted.

    ref: the place where a rule holds for several parts, each with its own.
    """
    check = RULES.checks[id_]
    at = tuple(para.at for para in paras if para.at >= 0)
    where = quote(paras[0]) if paras else ""
    return Finding(
        id_, check.severity, message, found, wanted, place(ref or check.ref), where, at, fix if at else None
    )


def near(value: float, wanted: tuple[float, float], slack: float = 0.6) -> bool:
    """Whether the value lies in the range, or as near as rounding in Word leaves it."""
    return wanted[0] - slack <= value <= wanted[1] + slack


def clamp(value: float, wanted: tuple[float, float]) -> float:
    """The value of the range that is nearest."""
    return min(max(value, wanted[0]), wanted[1])


def said(wanted: tuple[float, float], unit: str) -> str:
    """`13–14`, `20–25 mm`; one value where both ends are the same."""
    low, high = (f"{each:g}".replace(".", ",") for each in wanted)
    return f"{low} {unit}".strip() if low == high else f"{low}–{high} {unit}".strip()


def num(value: float | None) -> str:
    """A number as Vietnamese writes it: `17,5`."""
    return "không rõ" if value is None else f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def quote(para: Para) -> str:
    """The paragraph's beginning, for the clerk to find it."""
    return para.text if len(para.text) <= QUOTE else para.text[:QUOTE].rstrip() + "…"


def looks(id_: str, name: str, rule: Element, *paras: Para, centred: bool = False) -> Iterator[Finding]:
    """The faults of a part of the form in size, weight, slant, case and place; each once, with all who have it."""
    merged: dict[tuple[str, str], Finding] = {}
    for para in paras:
        for each in _look(id_, name, rule, para, centred=centred):
            before = merged.get((each.message, each.wanted))
            merged[each.message, each.wanted] = replace(before, at=before.at + each.at) if before else each
    yield from merged.values()


def _look(id_: str, name: str, rule: Element, para: Para, *, centred: bool) -> Iterator[Finding]:
    if para.size is not None and not near(para.size, rule.size, 0.1):
        fix = Fix(size=clamp(para.size, rule.size))
        yield told(id_, f"{name} sai cỡ chữ.", num(para.size), said(rule.size, ""), para, fix=fix)
    if para.bold != rule.bold:
        values = ("đậm", "không đậm") if para.bold else ("không đậm", "đậm")
        yield told(id_, f"{name} sai kiểu chữ.", *values, para, fix=Fix(bold=rule.bold))
    if para.italic != rule.italic:
        values = ("nghiêng", "đứng") if para.italic else ("đứng", "nghiêng")
        yield told(id_, f"{name} sai kiểu chữ.", *values, para, fix=Fix(italic=rule.italic))
    if rule.case == "upper" and not para.text.isupper():
        yield told(id_, f"{name} phải viết in hoa.", "in thường", "in hoa", para)
    if rule.case == "lower" and para.text.isupper() and _is_words(para.text):
        yield told(id_, f"{name} phải viết in thường.", "in hoa", "in thường", para)
    if centred and para.page is None and para.align != "center" and not _fills(para):
        yield told(
            id_, f"{name} không canh giữa.", _ALIGNED.get(para.align, para.align), "canh giữa", para, fix=_MIDDLE
        )


def _fills(para: Para) -> bool:
    """Whether the words take up their column, so that nobody sees to which side they lean."""
    return bool(para.room) and width_mm(para.text, para.size or 13) > _FULL * para.room


_MIDDLE = Fix(align="center", indent=0.0)
_ALIGNED = {"left": "canh trái", "right": "canh phải", "both": "canh đều", "start": "canh trái", "end": "canh phải"}


def _is_words(text: str) -> bool:
    """Whether text in capitals is more than abbreviations (`UBND, HĐND`): words have tone marks."""
    marked = any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text))
    return marked and len(text.split()) > 1
