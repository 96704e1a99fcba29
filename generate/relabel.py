"""The labels of a draft: a draft is a new document, so that numbers the source skipped or printed twice run on.

Order of points by Decree 30, annex I, part I.II.6.đ: a b c d đ e g h i k l m n o p q r s t u v x y.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Node

LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
LABEL = re.compile(
    r"(?P<word>(?:Phần|Chương|Mục|Tiểu mục|Điều|Phụ lục|Kèm theo) )?(?P<above>(?:\d{1,3}\.){1,4})?"
    r"(?P<own>\d+|[IVXLC]+|[a-zđ]|[A-ZĐ])"
)
REFERENCE = re.compile(r"\b(?:điểm [a-zđ]\b|khoản \d|[Mm]ục [IVX\d]|Phần [IVX]|Điều \d)")


def relabelled(children: Sequence[Node], parent: str, old_parent: str) -> tuple[str, ...]:
    """The labels of a node's children in the draft. parent, old_parent: the parent's own label now and before."""
    counts: dict[str, int] = {}
    labels = []
    first = next((node.label for node in children if node.kind == "section"), "")
    for node in children:
        form = _form(node, letters=first == "A") if node.kind == "section" else ""
        match = LABEL.fullmatch(node.label) if form else None
        if not match:
            labels.append(node.label)
            continue
        counts[form] = counts.get(form, 0) + 1
        above = match["above"] or ""
        if above and old_parent and above.rstrip(".") == old_parent.rstrip("."):
            above = f"{parent.rstrip('.')}."
        labels.append(f"{match['word'] or ''}{above}{_say(form, counts[form])}")
    return tuple(labels)


def _form(node: Node, *, letters: bool) -> str:
    """The series that a label belongs to: its words, the labels above it, and the kind of its number."""
    match = LABEL.fullmatch(node.label)
    if not match:
        return ""
    own = match["own"]
    kind = "number" if own.isdigit() else "letter" if own.islower() else "capital" if letters else "roman"
    return f"{match['word'] or ''}|{match['above'] or ''}|{kind}"


def _say(form: str, number: int) -> str:
    kind = form.rpartition("|")[2]
    if kind == "number":
        return str(number)
    if kind == "roman":
        return roman(number)
    series = LETTERS if kind == "letter" else LETTERS.upper()
    return series[number - 1] if number <= len(series) else f"{series[-1]}{number - len(series)}"


def roman(number: int) -> str:
    """4 -> `IV`."""
    said = ""
    for letters, value in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said
