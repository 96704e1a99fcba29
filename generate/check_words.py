"""Rules of capitals in running text (annex II), as far as words alone tell them: the table is corpus/viethoa.py."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.thethuc import place
from corpus.viethoa import RULES, Slip, slips
from generate.finding import Finding, Rule, quote
from generate.layout import Para, Sheet
from generate.parts import Parts

_AROUND = 25  # letters before and behind the place that are quoted


def _capitals(sheet: Sheet, parts: Parts) -> Iterator[Finding]:
    """One finding a rule, with the places counted and the first one quoted."""
    text = [*parts.get("trich_yeu"), *parts.body, *(para for para in sheet.paragraphs if para.table is not None)]
    found = [(slip, para) for para in text if not para.text.isupper() for slip in slips(para.text)]
    # In print a dash at the beginning of a line may be that of a name which goes on.
    found = [(slip, para) for slip, para in found if para.page is None or slip.start > len("- ")]
    for rule in RULES:
        of_rule = [(slip, para) for slip, para in found if slip.id == rule.id]
        if of_rule:
            slip, para = of_rule[0]
            places = tuple(dict.fromkeys(para.at for _, para in of_rule if para.at >= 0))
            count = f" ({len(of_rule)} chỗ)" if len(of_rule) > 1 else ""
            message = f"{rule.rule}{count}."
            cited = place(rule.ref)
            yield Finding(rule.id, "warning", message, slip.found, slip.wanted, cited, _quoted(para, slip), places)


def _quoted(para: Para, slip: Slip) -> str:
    """The words around the place."""
    if slip.end <= _AROUND * 2:
        return quote(para)
    start = max(slip.start - _AROUND, 0)
    return f"…{para.text[start : slip.end + _AROUND].strip()}…"


OF_WORDS: tuple[Rule, ...] = (_capitals,)
