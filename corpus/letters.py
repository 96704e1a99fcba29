"""Vietnamese letters without their marks, for matching what a person typed, or recognition read, without them."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")


def plain(text: str) -> str:
    """`Tổ chức` -> `To chuc`: base letters only, `đ` as `d`; case and all other characters stay."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return _MARKS.sub("", folded)
