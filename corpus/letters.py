"""Letters: without their marks, for matching what a person typed or recognition read so; and what is no letter."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # XML has no place for them


def plain(text: str) -> str:
    """`Tổ chức` -> `To chuc`: base letters only, `đ` as `d`; case and all other characters stay."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return _MARKS.sub("", folded)


def printable(text: str) -> str:
    """The text without characters that no paper shows: control characters but tab and line break."""
    return _UNPRINTABLE.sub("", text)
