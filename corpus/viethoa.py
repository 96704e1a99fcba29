"""Capitals in running text (viết hoa): Decree 30/2020/NĐ-CP, annex II, as far as the words alone tell them.

The table, with the place of each rule in the decree and an example of each: data/viet_hoa.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus import agencies, gazetteer

_OWN_CAPITAL = ("Hồ Chí Minh",)  # the city whose kind has a capital, too (annex II, III.1.c)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A rule: find has a group `x`, the words judged; want: how they should be written; wrong, right: examples."""

    id: str
    rule: str
    ref: str
    find: str
    want: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Words in the wrong case at `[start, end)` of a text, and as they should be."""

    id: str
    start: int
    end: int
    found: str
    wanted: str


def _load() -> tuple[Spelling, ...]:
    rows = tomllib.loads(files("corpus.data").joinpath("viet_hoa.toml").read_text("utf-8"))["rules"]
    return tuple(Spelling(**row) for row in rows)


RULES = _load()


def slips(text: str) -> Iterator[Slip]:
    """The words of a text in the wrong case, rule by rule."""
    for rule in RULES:
        for match in _pattern(rule).finditer(text):
            found = match["x"]
            wanted = _wanted(rule.want, found)
            if found != wanted and not (found.isupper() and len(found) > 1):
                yield Slip(rule.id, match.start("x"), match.end("x"), found, wanted)


def _wanted(want: str, found: str) -> str:
    """How the words should be written, by the word of the table."""
    if want == "upper":
        return found[:1].upper() + found[1:]
    if want == "lower":
        return found[:1].lower() + found[1:]
    if want in ("lower words", "capital"):
        return found.capitalize()
    if want == "title":
        return found.title()
    if want == "foreign":
        return " ".join(word.capitalize() for word in found.split())
    return _bodies().get(found.lower(), found) if want == "known" else want


@cache
def _pattern(rule: Spelling) -> re.Pattern[str]:
    find = rule.find.replace("{provinces}", _provinces()).replace("{named}", _named_after())
    names = sorted((name.split(" ", 1)[1] for name in _bodies().values()), key=len, reverse=True)
    return re.compile(find.replace("{bodies}", "|".join(map(re.escape, names))))


@cache
def _provinces() -> str:
    former = (unit for unit, _ in gazetteer.former_provinces())
    names = {unit.name for unit in (*gazetteer.provinces(), *former)}.difference(_OWN_CAPITAL)
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _named_after() -> str:
    """Units that are called by a person or an event; that of the city has a rule of its own."""
    names = gazetteer.named_after() - {"Hồ Chí Minh"}
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _bodies() -> dict[str, str]:
    """Departments of a province by their names in small letters."""
    names = (body.name for body in agencies.bodies())
    return {name.lower(): name for name in names if name.startswith("Sở ")}
