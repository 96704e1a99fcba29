"""What a check finds, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.thethuc import Element
from generate.layout import Para, Printed
from generate.parts import Parts

Severity = Literal["error", "warning", "info"]
QUOTE = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken. id: of the rule; place: in the decree; found, wanted: values; where: the paragraph quoted."""

    id: str
    severity: Severity
    message: str
    found: str
    wanted: str
    place: str
    where: str = ""


Rule = Callable[[Printed, Parts], Iterator[Finding]]


def near(value: float, wanted: tuple[float, float], slack: float = 0.6) -> bool:
    """Whether the value lies in the range, or as near as rounding in Word leaves it."""
    return wanted[0] - slack <= value <= wanted[1] + slack


def said(wanted: tuple[float, float], unit: str) -> str:
    """`13–14`, `20–25 mm`; one value where both ends are the same."""
    low, high = (f"{each:g}".replace(".", ",") for each in wanted)
    return f"{low} {unit}" if low == high else f"{low}–{high} {unit}"


def num(value: float | None) -> str:
    """A number as Vietnamese writes it: `17,5`."""
    return "không rõ" if value is None else f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def quote(para: Para) -> str:
    """The paragraph's beginning, for the clerk to find it."""
    return para.text if len(para.text) <= QUOTE else para.text[:QUOTE].rstrip() + "…"


def look(id_: str, name: str, rule: Element, para: Para) -> Iterator[Finding]:
    """The faults in size, weight, slant, case and place of one part of the form."""

    def finding(severity: Severity, what: str, found: str, wanted: str) -> Finding:
        return Finding(id_, severity, f"{name} {what}.", found, wanted, rule.ref, quote(para))

    if para.size is not None and not near(para.size, rule.size, 0.1):
        yield finding("error", "sai cỡ chữ", num(para.size), said(rule.size, ""))
    if para.bold != rule.bold:
        yield finding("error", "sai kiểu chữ", *(("đậm", "không đậm") if para.bold else ("không đậm", "đậm")))
    if para.italic != rule.italic:
        yield finding("error", "sai kiểu chữ", *(("nghiêng", "đứng") if para.italic else ("đứng", "nghiêng")))
    if rule.case == "upper" and not para.text.isupper() and id_ != "K15":
        yield finding("error", "phải viết in hoa", "in thường", "in hoa")
    if rule.align == "center" and para.align != "center" and id_ in ("K11", "K12", "K14", "K17"):
        yield finding("error", "không canh giữa", para.align, "canh giữa")
