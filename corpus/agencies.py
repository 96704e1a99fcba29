"""Bodies (cơ quan, tổ chức): who they are under every name, and who carries their field at a commune.

The table and its sources: data/agencies.toml. What has no certain counterpart says so: the clerk is asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from corpus.units import key

Family = Literal["state", "party", "front", "mass", "police", "military", "vertical", "press", "council", "former"]
Verb = Literal["giao", "đề nghị"]

# What may follow a body's name and is no part of it: its level, its unit.
_TAIL = re.compile(
    r"(?:\s(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)(?:\s[A-ZĐÀ-Ỹ\d]\S*){0,4})+$|\s\((?:[^()]*)\)$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|đặc khu)$")
_NO_ABBREVIATION = frozenset({"và", "của", "các"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body: id, name in full, and what the table says. fields: what it does, in words shared by both levels.

    counterpart: names of the commune's bodies without the unit's own name; counterpart_phuong where a phường differs.
    certain: False where the counterpart has to be asked; candidates: what to choose from then.
    """

    id: str
    name: str
    level: Literal["province", "district", "commune"]
    family: Family
    verb: Verb
    basis: str
    source: str
    abbr: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    counterpart_phuong: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Who carries a body's work at a commune: names (without the unit's own), partners, verb, basis.

    certain False: names is empty or only likely, and the clerk chooses among the candidates.
    """

    names: tuple[str, ...]
    partners: tuple[str, ...]
    verb: Verb
    basis: str
    certain: bool
    candidates: tuple[str, ...] = ()


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies, in the order of the table."""
    text = files("corpus.data").joinpath("agencies.toml").read_text("utf-8")
    return tuple(Body(**_frozen(row)) for row in tomllib.loads(text)["body"])


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _names(body: Body) -> Iterator[str]:
    for name in (body.name, *body.former, *body.abbr):
        yield name
        if _LEVEL.search(name):
            yield _LEVEL.sub("", name)


@cache
def _by_name() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies():
        for name in _names(body):
            found.setdefault(key(name), body)
    return found


def identify(name: str) -> Body | None:
    """The body of a name as printed: `Sở NN&PTNT`, `Liên đoàn Lao động tỉnh Ninh Thuận`, `UBMTTQ Việt Nam xã`."""
    words = " ".join(name.split()).strip(" ,;.")
    while words:
        if body := _by_name().get(key(words)):
            return body
        shorter = _TAIL.sub("", words)
        if shorter == words:
            return None
        words = shorter
    return None


def counterpart(body: Body, unit_kind: str) -> Counterpart:
    """Who carries the body's work at a commune of this kind (`xã`, `phường`, `đặc khu`)."""
    names = body.counterpart_phuong if unit_kind == "phường" and body.counterpart_phuong else body.counterpart
    return Counterpart(names, body.partners, body.verb, body.basis, body.certain, body.candidates)


def same_field(one: Body, other: Body) -> bool:
    """Whether two bodies hold a field in common: Sở Nội vụ and Phòng Văn hóa - Xã hội do."""
    return one.id == other.id or bool(set(one.fields) & set(other.fields))


def abbreviation(name: str) -> str:
    """The letters of a unit's office for the `Lưu: VT, …` line: `Phòng Văn hóa - Xã hội` -> `VHXH`.

    The first letters of the words that name the field (Decree 30, annex I, part I.II.9.b); known ones are in the table.
    """
    body = identify(name)
    if body and body.abbr and body.abbr[0].isupper() and " " not in body.abbr[0]:
        return body.abbr[0]
    words = [word for word in re.findall(r"[^\W\d_]+", name)[1:] if word.lower() not in _NO_ABBREVIATION]
    return "".join(word[0].upper() for word in words)


@cache
def _pattern() -> re.Pattern[str]:
    """All names longer than an abbreviation, the longest first, as one pattern for running text."""
    names = {name for body in bodies() for name in _names(body) if len(name) > 4}
    listed = "|".join(
        re.sub(r"(?:\\ )?(?:\\-|–)(?:\\ )?", r"\\s?[-–]\\s?", re.escape(name))
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def spans(text: str) -> tuple[tuple[int, int, Body], ...]:
    """The bodies named in a text: (start, end, body), the longest name at each place, in one pass."""
    found = []
    for match in _pattern().finditer(text):
        if body := identify(match[0]):
            found.append((match.start(), match.end(), body))
    return tuple(found)
