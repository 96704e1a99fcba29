"""What the tests of patterns share: each room's tests hold a row (name, text, what is found) for every pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from types import ModuleType

Row = tuple[str, str, str | None]


def named(modules: Iterable[ModuleType]) -> dict[str, re.Pattern[str]]:
    """Every text pattern of the modules, by the name of its module and its own: `basis.ACT`."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, re.Pattern) and isinstance(each.pattern, str)
    }


def found(pattern: re.Pattern[str], text: str) -> str | None:
    """What the pattern finds in a text, None for nothing."""
    match = pattern.search(text)
    return match[0] if match else None


def without_row(patterns: dict[str, re.Pattern[str]], rows: Sequence[Row]) -> list[str]:
    """The patterns no row is about. One that a module takes from another is the same object and needs one row."""
    covered = {id(patterns[name]) for name, _, _ in rows}
    return [name for name, each in patterns.items() if id(each) not in covered]
