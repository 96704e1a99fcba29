"""Whole numbers as files write them in attributes."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"-?[0-9]{1,6}")


def whole(text: str | None, default: int) -> int:
    """The number that a text is; `default` where it is none, or has more than six digits, which counts nothing."""
    return int(text) if text and _WHOLE.fullmatch(text) else default
