"""The entries of underthesea's dictionary of Vietnamese, without importing that library: it takes as long as half a
page.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


def entries() -> list[str]:
    """The words, of one or several syllables, as printed there; none where the library is not installed."""
    return _text().strip("\n").split("\n")


def is_word(first: str, second: str) -> bool:
    """Whether two syllables are one word: `thực`, `hiện`."""
    return f"\n{first.lower()} {second.lower()}\n" in _lowered()


@cache
def _lowered() -> str:
    return f"\n{_text().lower()}\n"


def _text() -> str:
    found = find_spec("underthesea")
    place = Path((found.submodule_search_locations or [""])[0]) / "corpus/data/Viet74K.txt" if found else None
    return place.read_text("utf-8") if place and place.exists() else ""
