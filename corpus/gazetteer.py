"""The tables of administrative units as records, and the indexes by which a name is found in them.

Sources and acts of every table: data/README.md. Looking up: units.py; names in running text: mentions.py.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from corpus.letters import plain

MERGED_ON = "2025-07-01"  # Luật 72/2025/QH15: two levels, no districts
_LAST_DAY = "2025-06-30"

Level = Literal["province", "district", "commune"]
Table = Literal["provinces", "communes", "former provinces", "former districts", "former communes"]

NOW: tuple[Table, ...] = ("provinces", "communes")
THEN: tuple[Table, ...] = ("former provinces", "former districts", "former communes")

# Names that people write for the one in the tables; Thừa Thiên Huế was the province's name until 31/12/2024.
_ALIASES = {
    "tphcm": "hồ chí minh",
    "hcm": "hồ chí minh",
    "tp hcm": "hồ chí minh",
    "thừa thiên huế": "huế",
    "tt huế": "huế",
}
# Old and new placement of the tone mark at a syllable's end: hòa and hoà are one name.
_NEW_PLACED = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
_OLD_PLACED = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
_PLACED = dict(zip(_NEW_PLACED, _OLD_PLACED, strict=True))
_NEW_AT_END = re.compile(rf"(?:{'|'.join(_NEW_PLACED)})\b")
UPPER = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x1EFA)) if char.isupper())  # for a regex class
_JOINTS = str.maketrans("-–—'’.", "      ")
_PADDED = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: official code and name without its kind (`phường`, `Sa Đéc`).

    parent: code of its province (of that time), None for a province. valid_from, act: since when and by which act it
    is what it is, where the tables know; kind_before: its kind until then. is_former: it ended on 30 June 2025.
    district: full name of a former commune's district.
    """

    code: str
    kind: str
    name: str
    level: Level
    parent: str | None = None
    valid_from: str | None = None
    act: str | None = None
    kind_before: str | None = None
    is_former: bool = False
    district: str | None = None

    @property
    def takes_capital(self) -> bool:
        """Whether the kind has a capital: a number, a person, an event; HCMC (Decree 30, annex II, part III.1)."""
        return self.name[0].isdecimal() or self.name in named_after()

    @property
    def full_name(self) -> str:
        """`phường Sa Đéc`; `Phường 1`, `Thành phố Hồ Chí Minh` by Decree 30, annex II, part III."""
        return self._with(self.kind)

    @property
    def valid_to(self) -> str | None:
        """The last day of a former unit; None for one of today."""
        return _LAST_DAY if self.is_former else None

    def full_name_on(self, day: str) -> str:
        """The full name on an ISO day: `tỉnh Bắc Ninh` until 19/9/2026."""
        is_before = self.kind_before and self.valid_from and day < self.valid_from
        return self._with(self.kind_before if self.kind_before and is_before else self.kind)

    def _with(self, kind: str) -> str:
        return f"{kind.capitalize() if self.takes_capital else kind} {self.name}"


# --- names -----------------------------------------------------------------------------------------------


def key(name: str) -> str:
    """A name folded for matching: case, spaces, dashes and the place of tone marks; accents stay."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_JOINTS)
    text = old_placed(text)
    text = _PADDED.sub("", " ".join(text.split()))
    return _ALIASES.get(text, text)


def bare(name: str) -> str:
    """The key without accents, for people who typed none."""
    return plain(key(name))


def old_placed(text: str) -> str:
    """The text in small letters with tone marks in the old place: `sức khoẻ` -> `sức khỏe`."""
    return _NEW_AT_END.sub(lambda match: _PLACED[match[0]], text)


def new_placed(name: str) -> str:
    """The name with tone marks in the new place: `Khánh Hòa` -> `Khánh Hoà`."""
    for new, old in _PLACED.items():
        name = re.sub(rf"{old}\b", new, name)
    return name


# --- tables ----------------------------------------------------------------------------------------------


def _rows(name: str) -> Iterator[list[str]]:
    rows = csv.reader(files("corpus.data").joinpath(name).read_text("utf-8").splitlines())
    next(rows)
    return rows


@cache
def named_after() -> frozenset[str]:
    """The names of units that are called by a person or an event."""
    return frozenset({name for name, _, _ in _rows("named_after.csv")} | {"Hồ Chí Minh"})


@cache
def provinces() -> tuple[Unit, ...]:
    """The 34 provincial units of today."""
    return tuple(
        Unit(code, kind, name, "province", None, valid_from or None, act or None, kind_before or None)
        for code, kind, name, kind_before, valid_from, act, _ in _rows("provinces.csv")
    )


@cache
def communes_act(province: str) -> str:
    """The resolution of 16/6/2025 by which the communes of a province (by code) were formed."""
    return {row[0]: row[6] for row in _rows("provinces.csv")}[province]


@cache
def communes() -> tuple[Unit, ...]:
    """The 3,321 communes of today."""
    acts = {row[0]: row[6] for row in _rows("provinces.csv")}
    return tuple(
        Unit(code, kind, name, "commune", above, day or MERGED_ON, act or acts[above], kind_before or None)
        for code, kind, name, above, kind_before, day, act in _rows("units.csv")
    )


@cache
def former_provinces() -> tuple[tuple[Unit, str], ...]:
    """The 63 provincial units until 30 June 2025, each with the code of its successor."""
    return tuple(
        (Unit(code, kind, name, "province", is_former=True), successor)
        for code, kind, name, successor in _rows("former_provinces.csv")
    )


@cache
def former_districts() -> tuple[tuple[Unit, str], ...]:
    """The 696 districts until 30 June 2025; the five without communes with the code of their successor."""
    return tuple(
        (Unit(code, kind, name, "district", above, is_former=True), successors)
        for code, kind, name, above, successors in _rows("former_districts.csv")
    )


@cache
def former_communes() -> tuple[tuple[Unit, str], ...]:
    """The 10,035 communes until 30 June 2025, each with its successors' codes, `;` between (`*`: in part)."""
    above = {unit.code: (unit.parent, unit.full_name) for unit, _ in former_districts()}
    found = []
    for code, kind, name, district_code, codes in _rows("former_units.csv"):
        parent, district = above[district_code]
        found.append((Unit(code, kind, name, "commune", parent, is_former=True, district=district), codes))
    return tuple(found)


def _units(table: Table) -> Iterable[Unit]:
    if table == "provinces":
        return provinces()
    if table == "communes":
        return communes()
    pairs = {"former provinces": former_provinces, "former districts": former_districts}.get(table, former_communes)()
    return (unit for unit, _ in pairs)


@cache
def _index(table: Table, *, accents: bool) -> dict[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = {}
    for unit in _units(table):
        found.setdefault(key(unit.name) if accents else bare(unit.name), []).append(unit)
    return {name: tuple(same) for name, same in found.items()}


def named(name: str, tables: Iterable[Table], *, accents: bool = True) -> tuple[Unit, ...]:
    """The units of these tables that bear a name, whatever its case and placement of tone marks."""
    wanted = key(name) if accents else bare(name)
    return tuple(unit for table in tables for unit in _index(table, accents=accents).get(wanted, ()))


@cache
def by_codes(*tables: Table) -> dict[str, Unit]:
    """The units of these tables by their codes; codes are unique within now and within a former level."""
    return {unit.code: unit for table in tables for unit in _units(table)}
