"""Labels as recognition misreads them: `HI.` for `III.`, `2,` for `2.`, `I.` for `1.`. No other word is mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels import Label, parse

# What recognition prints at the beginning of a line, and the label that is meant; `\1` stands for its number.
_NOISE = re.compile(r"[_~|¬'`“”.,:;*^=\\\s-]*(?=(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s)")
_MISREAD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:HI|IH|IIl|Ill|lII|IIT|HỊ|IlI)\s?[.,]\s*(?=\S)"), "III."),
    (re.compile(r"(?:Il|lI|TI|IT|H)\s?[.,]\s+(?=\S)"), "II."),
    (re.compile(r"(?:IY|TV|1V|lV)\s?[.,]\s*(?=\S)"), "IV."),
    (re.compile(r"VỊ\s?[.,]\s*(?=\S)"), "VI."),
    (re.compile(r"(?P<number>[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*),\s+(?=[A-ZĐÀ-Ỹ])"), r"\1."),
    (re.compile(r"[ŠS]\.\s+(?=[A-ZĐÀ-Ỹ])"), "5."),
    (re.compile(r"[l|]\.\s+(?=[A-ZĐÀ-Ỹ])"), "1."),
    (re.compile(r"€\)\s+(?=\S)"), "c)"),
    (re.compile(r"[¬—_~]\s?[~-]?\s+(?=[A-ZĐÀ-Ỹ])"), "-"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def readings(text: str, opened: Sequence[Label]) -> tuple[Label, ...]:
    """What the label of a recognised line may be, the likeliest first; opened: the labels of the items around it."""
    label = parse(text)
    if label is None:
        found = _mended(text)
        return (found,) if found else ()
    return (*_instead(label, opened, text[label.end :]), label)


def _mended(text: str) -> Label | None:
    for pattern, right in _MISREAD:
        if match := pattern.match(text):
            label = parse(f"{match.expand(right)} X")
            return replace(label, end=match.end()) if label else None
    noise = _NOISE.match(text)
    label = parse(text[noise.end() :]) if noise and noise.end() else None
    return replace(label, end=label.end + noise.end()) if label and noise else None


def _instead(label: Label, opened: Sequence[Label], words: str) -> tuple[Label, ...]:
    """A Roman number that is there already: `I.` below a Roman item is `1.`; before a title in capitals, the next."""
    same = next((other for other in reversed(opened) if other.kind == "roman"), None)
    if label.kind != "roman" or same is None:
        return ()
    if label.value == (1,) and not words.isupper():
        return (Label("arabic", "1", (1,), label.end),)
    if label.value[0] > same.value[0]:
        return ()
    following = parse(f"{_ROMAN[same.value[0]]}. X") if same.value[0] < len(_ROMAN) else None
    return (replace(following, end=label.end),) if following else ()
