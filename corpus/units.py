"""Administrative units (đơn vị hành chính): those of today, those until 30 June 2025, and what became of what.

Since 1 July 2025 there are two levels (Luật 72/2025/QH15). Tables: gazetteer.py; names in running text: mentions.py.
Names are matched with their accents first: xã Tân Quy Tây is not xã Tân Quý Tây.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from corpus.errors import AmbiguousUnit, UnknownUnit
from corpus.gazetteer import (
    MERGED_ON,
    NOW,
    THEN,
    Level,
    Table,
    Unit,
    by_codes,
    communes,
    communes_act,
    former_communes,
    former_districts,
    former_provinces,
    key,
    named,
    provinces,
)
from corpus.mentions import Mention, mentions

__all__ = [
    "MERGED_ON",
    "Level",
    "Mention",
    "Resolution",
    "Succession",
    "Unit",
    "by_code",
    "communes",
    "communes_act",
    "find",
    "find_former",
    "former_communes",
    "former_districts",
    "former_provinces",
    "former_superiors",
    "is_superior",
    "key",
    "mentions",
    "predecessors",
    "provinces",
    "resolve",
    "successors",
    "superior",
]

_KINDS = "tỉnh|thành phố|thị xã|huyện|quận|thị trấn|đặc khu|phường|xã"
_UNACCENTED = {
    "phuong": "phường",
    "xa": "xã",
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "dac khu": "đặc khu",
    "huyen": "huyện",
}
_SHORT = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "p": "phường",
    "x": "xã",
    "h": "huyện",
    "q": "quận",
    "t": "tỉnh",
}
_SEGMENT = re.compile(
    rf"(?:(?P<kind>{_KINDS}|{'|'.join(_UNACCENTED)})\s+|(?P<short>{'|'.join(_SHORT)})\.\s*|(?P<city>tp)\s+)?(?P<name>.+)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+", re.IGNORECASE)
# Between the levels of an address: a mark, or only the next level's kind.
_BETWEEN = re.compile(
    rf"\s*[,;()]\s*|\s+[-–]\s+(?=(?:{_KINDS}|tp)\b)|\s+thuộc\s+|"
    rf"(?<=\w)\s+(?=(?:{_KINDS})\s)(?<!thị\s)(?<!phường\s)",
    re.IGNORECASE,
)
_EXAMPLE = "phường Sa Đéc, tỉnh Đồng Tháp"
_PROVINCE_KINDS = (None, "tỉnh", "thành phố")
_SHOWN = 8

Part = tuple[str | None, str]  # kind and name: `P. Sa Đéc` -> ("phường", "Sa Đéc")


@dataclass(frozen=True, slots=True)
class Succession:
    """What a former unit became: the unit of today, whole or in part, since which day, by which act."""

    unit: Unit
    whole: bool
    since: str = MERGED_ON
    act: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A name as printed, the unit it meant, and what that is today (several where it was divided)."""

    printed: str
    unit: Unit
    current: tuple[Succession, ...]


# --- looking up ------------------------------------------------------------------------------------------


def by_code(code: str) -> Unit:
    """The unit of today with this code; raises UnknownUnit."""
    unit = by_codes(*NOW).get(code)
    if unit is None:
        raise UnknownUnit(f"Không có đơn vị hành chính nào mang mã {code}; đề nghị kiểm tra lại mã.")
    return unit


def find(text: str, on: str | None = None) -> Unit:
    """The unit that a person means: `phường Sa Đéc, tỉnh Đồng Tháp`, `P. Sa Đéc, Đồng Tháp`, `TP.HCM`.

    on: an ISO day; before 1 July 2025 the units of that time are meant, otherwise those of today.
    Raises UnknownUnit with what it became or with near names, AmbiguousUnit with the candidates.
    """
    if on and on < MERGED_ON:
        return find_former(text)
    (kind, name), *around = _parse(text)
    if not around and kind in _PROVINCE_KINDS and (province := _one_of(name, "provinces")):
        return province
    found = tuple(unit for unit in _communes_named(kind, name) if all(_lies_in(unit, part) for part in around))
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousUnit(f"Có nhiều đơn vị tên «{text.strip()}»: {_listed(found)}; đề nghị ghi rõ tên tỉnh.")
    if not around and (parted := _parted(kind, name)):
        return find(parted)
    for part in around:
        _known(part)
    raise UnknownUnit(_advice(text.strip(), kind, name, around))


def _parted(kind: str | None, name: str) -> str:
    """`phường Sa Đéc, Đồng Tháp` of a name typed without its comma; "" where no province has such a commune."""
    words = name.split()
    for at in range(1, len(words)):
        commune, province = " ".join(words[:at]), " ".join(words[at:])
        lies = (_lies_in(unit, (None, province)) for unit in _communes_named(kind, commune))
        if _one_of(province, "provinces") and any(lies):
            return ", ".join((f"{kind} {commune}" if kind else commune, province))
    return ""


def find_former(text: str) -> Unit:
    """The unit until 30 June 2025 that a person means; raises UnknownUnit or AmbiguousUnit."""
    (kind, name), *around = _parse(text)
    same = tuple(unit for unit in named(name, THEN) if kind in (None, unit.kind))
    if not around and kind in _PROVINCE_KINDS and same and same[0].level == "province":
        return same[0]
    found = tuple(unit for unit in same if all(_lay_in(unit, part) for part in around))
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousUnit(f"Có nhiều đơn vị cũ tên «{text.strip()}»: {_listed(found)}; đề nghị ghi rõ huyện, tỉnh.")
    raise UnknownUnit(f"Không có đơn vị cũ nào tên «{text.strip()}» đến 30/6/2025; đề nghị kiểm tra lại.")


def resolve(printed: str, hint: str = "", on: str | None = None) -> Resolution:
    """What a name printed in a document means, and what that is today.

    hint: where it lies (`tỉnh Đồng Tháp`), if the name alone may be several. on: the document's ISO date; without it
    a unit of today goes before a former one of the same name. Raises UnknownUnit or AmbiguousUnit.
    """
    text = f"{printed}, {hint}" if hint and "," not in printed else printed
    if on is None or on >= MERGED_ON:
        try:
            unit = find(text)
        except UnknownUnit:
            unit = find_former(text)
    else:
        unit = find_former(text)
    return Resolution(printed, unit, successors(unit))


def _parse(text: str) -> tuple[Part, ...]:
    """`P. Sa Đéc, tỉnh Đồng Tháp` -> (("phường", "Sa Đéc"), ("tỉnh", "Đồng Tháp")); raises UnknownUnit on no name."""
    words = _HEAD.sub("", unicodedata.normalize("NFC", " ".join(text.split())))
    found = [match for part in _BETWEEN.split(words) if part and (match := _SEGMENT.fullmatch(part))]
    if not found:
        raise UnknownUnit(f"Chưa nêu tên đơn vị; đề nghị ghi như «{_EXAMPLE}».")
    return tuple((_kind(match), match["name"]) for match in found)


def _kind(match: re.Match[str]) -> str | None:
    short = (match["short"] or match["city"] or "").lower()
    kind = (match["kind"] or _SHORT.get(short, "")).lower()
    return _UNACCENTED.get(kind, kind) or None


def _one_of(name: str, table: Table) -> Unit | None:
    """The unit of a table with this name, with accents first."""
    found = named(name, (table,)) or named(name, (table,), accents=False)
    return found[0] if len(found) == 1 else None


def _communes_named(kind: str | None, name: str) -> tuple[Unit, ...]:
    """The communes of today of this name, with accents first; a kind that changed in 2026 is still understood."""
    for accents in (True, False):
        same = named(name, ("communes",), accents=accents)
        if found := tuple(unit for unit in same if kind in (None, unit.kind, unit.kind_before)):
            return found
    return ()


def _lies_in(unit: Unit, part: Part) -> bool:
    """Whether a commune of today lies in a province, or on the area of a former province or district."""
    kind, name = part
    province = _one_of(name, "provinces") if kind in _PROVINCE_KINDS else None
    if province and province.code == unit.parent:
        return True
    return any(_lay_in(before, part) for before, _ in predecessors(unit))


def _lay_in(unit: Unit, part: Part) -> bool:
    """Whether a former commune or district lay in the district or province of this name.

    `thành phố Cao Bằng` is the district, as the province of that name was a tỉnh.
    """
    kind, name = part
    above = superior(unit)
    in_province = kind in (None, "tỉnh", above.kind) and key(name) == key(above.name)
    in_district = kind != "tỉnh" and unit.district is not None and key(name) == key(_parse(unit.district)[0][1])
    return unit.level != "province" and (in_province or in_district)


def _known(part: Part) -> None:
    """Raises UnknownUnit where nothing at all is called so: the fault is in the province's name then."""
    _, name = part
    if not named(name, ("provinces", "former provinces", "former districts"), accents=False):
        near = _near(name, (unit.full_name for unit in provinces()))
        raise UnknownUnit(f"Không có tỉnh, thành phố nào tên «{name}».{near} Đề nghị ghi như «{_EXAMPLE}».")


def _advice(text: str, kind: str | None, name: str, around: Iterable[Part]) -> str:
    """What to do where no unit of today has the name: its successor, or names that are near."""
    former = [unit for unit in named(name, THEN) if kind in (None, unit.kind)]
    former = [unit for unit in former if all(_lay_in(unit, part) for part in around)] or former
    became = dict.fromkeys(each.unit for unit in former for each in successors(unit))
    if became:
        return f"«{text}» là đơn vị cũ, từ 01/7/2025 thuộc: {_listed(became)}; đề nghị ghi tên đơn vị hiện nay."
    pool = (unit for unit in communes() if all(_lies_in(unit, part) for part in around))
    near = _near(name, (_with_place(unit) for unit in pool))
    above = next(
        (unit for level, each in around if level in _PROVINCE_KINDS and (unit := _one_of(each, "provinces"))), None
    )
    way = f'xem tên các đơn vị bằng: kehoach units init "{above.full_name}"' if above else f"ghi như «{_EXAMPLE}»."
    return f"Không có đơn vị nào tên «{text}» trong danh mục hiện nay.{near or f' Đề nghị {way}'}"


def _near(name: str, pool: Iterable[str]) -> str:
    from rapidfuzz import fuzz, process

    names = {each: key(each.partition(" ")[2].partition(",")[0]) for each in pool}
    near = [match[2] for match in process.extract(key(name), names, scorer=fuzz.ratio, limit=3, score_cutoff=60)]
    return f" Có phải: {'; '.join(near)}?" if near else ""


def _listed(units: Iterable[Unit]) -> str:
    shown = [_with_place(unit) for unit in units]
    rest = f"; và {len(shown) - _SHOWN} đơn vị khác" if len(shown) > _SHOWN else ""
    return "; ".join(shown[:_SHOWN]) + rest


def _with_place(unit: Unit) -> str:
    if unit.level == "province":
        return unit.full_name
    return ", ".join(filter(None, (unit.full_name, unit.district, superior(unit).full_name)))


# --- what became of what ---------------------------------------------------------------------------------


def _successions(codes: str) -> tuple[Succession, ...]:
    """`00025*;00008*` -> the units of these codes, `*` in part."""
    found = ((by_code(code.rstrip("*")), not code.endswith("*")) for code in codes.split(";") if code)
    return tuple(Succession(unit, whole, MERGED_ON, communes_act(unit.parent or unit.code)) for unit, whole in found)


@cache
def _communes_of() -> dict[str, tuple[str, ...]]:
    """The successors' codes of every former commune, by the key of its district: (province, name)."""
    found: dict[str, list[str]] = {}
    for unit, codes in former_communes():
        found.setdefault(f"{unit.parent} {unit.district}", []).append(codes)
    return {district: tuple(codes) for district, codes in found.items()}


@cache
def _codes() -> dict[tuple[Level, str], str]:
    pairs = (*former_districts(), *former_communes())
    return {(unit.level, unit.code): codes for unit, codes in pairs}


@cache
def successors(unit: Unit) -> tuple[Succession, ...]:
    """What a former unit became; a commune that was divided has several, each in part. A unit of today is its own.

    A district became the communes of today that took over its communes, each with a part of it.
    """
    if not unit.is_former:
        return (Succession(unit, whole=True, since=unit.valid_from or "", act=unit.act or ""),)
    if unit.level == "province":
        code = {before.code: after for before, after in former_provinces()}[unit.code]
        return (Succession(by_code(code), whole=True, act="202/2025/QH15"),)
    if codes := _codes()[unit.level, unit.code]:
        return _successions(codes)
    parts = [each for codes in _communes_of()[f"{unit.parent} {unit.full_name}"] for each in _successions(codes)]
    return tuple(replace(part, whole=False) for part in {each.unit: each for each in parts}.values())


@cache
def _predecessors() -> dict[str, tuple[tuple[Unit, bool], ...]]:
    found: dict[str, list[tuple[Unit, bool]]] = {}
    pairs = (*former_provinces(), *former_districts(), *former_communes())
    for former, codes in pairs:
        for code in filter(None, codes.split(";")):
            found.setdefault(code.rstrip("*"), []).append((former, not code.endswith("*")))
    return {code: tuple(before) for code, before in found.items()}


def predecessors(unit: Unit) -> tuple[tuple[Unit, bool], ...]:
    """The former units that a unit of today was formed from, each with whether all of it came."""
    return () if unit.is_former else _predecessors().get(unit.code, ())


def superior(unit: Unit) -> Unit:
    """The province in which a commune or district lies, or lay; a province is its own."""
    if unit.parent is None:
        return unit
    return by_codes("former provinces")[unit.parent] if unit.is_former else by_code(unit.parent)


def former_superiors(unit: Unit) -> tuple[Unit, ...]:
    """The former provinces in which the area of a commune of today lay."""
    return tuple(dict.fromkeys(superior(before) for before, _ in predecessors(unit) if before.level != "province"))


def is_superior(province_name: str, unit: Unit) -> bool:
    """Whether a province, by the name as printed, is the unit's own today or the one in which its area lay before.

    Ninh Thuận is the superior of a phường of today's Khánh Hòa only where that lay in Ninh Thuận.
    """
    _, name = _parse(province_name)[-1]
    return key(name) in {key(above.name) for above in (superior(unit), *former_superiors(unit))}
