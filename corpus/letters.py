"""Vietnamese letters without their marks, for matching what a person typed, or recognition read, without them."""

from __future__ import annotations

import unicodedata
from unicodedata import combining


def plain(text: str) -> str:
    """`Tổ chức` -> `To chuc`: base letters only, `đ` as `d`; case and all other characters stay."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return folded if folded.isascii() else "".join([char for char in folded if not combining(char)])
