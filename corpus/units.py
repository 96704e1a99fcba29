"""Administrative units (đơn vị hành chính): those of today, those until 30 June 2025, and what became of what.

Since 1 July 2025 there are two levels (Luật 72/2025/QH15). The tables and their acts are described in data/README.md.
Names are matched with their accents first: xã Tân Quy Tây is not xã Tân Quý Tây.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from corpus.errors import AmbiguousUnit, UnknownUnit

MERGED_ON = "2025-07-01"
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
    r"(?:(?P<kind>tỉnh|thành phố|thị xã|huyện|quận|thị trấn|đặc khu|phường|xã|phuong|xa|tinh|thanh pho|dac khu)\s+|"
    r"(?P<short>tp|tx|tt|p|x|h|q|t)\.\s*)?"
    r"(?P<name>.+)",
    re.IGNORECASE,
)
_UNACCENTED = {"phuong": "phường", "xa": "xã", "tinh": "tỉnh", "thanh pho": "thành phố", "dac khu": "đặc khu"}
_ALIASES = {
    "tphcm": "hồ chí minh",
    "hcm": "hồ chí minh",
    "tp.hcm": "hồ chí minh",
    "sài gòn": "hồ chí minh",
    "hn": "hà nội",
}
_MENTION = re.compile(
    r"\b(?P<kind>[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|[Đđ]ặc khu)\s+"
    r"(?P<name>(?:\d{1,2}\b|[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:(?:\s|\s?-\s?)[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){0,4}))"
)
# Old and new placement of the tone mark: hòa and hoà are one name.
_PLACED = (
    *(("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe")),
    *(("oẽ", "õe"), ("oẹ", "ọe"), ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy")),
)

Level = Literal["province", "commune"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: official code and name without its kind (`phường`, `Sa Đéc`).

    parent: code of the province, None for a province. valid_from, act: since when it is what it is, where the
    tables know. is_former: it ended on 30 June 2025; district: the former commune's. kind_before: until valid_from.
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
    def full_name(self) -> str:
        """`phường Sa Đéc`; `Phường 1`, `Thành phố Hồ Chí Minh` by Decree 30, annex II, part III."""
        capital = self.name.isdecimal() or self.name == "Hồ Chí Minh"
        return f"{self.kind.capitalize() if capital else self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Succession:
    """What a former unit became: the unit of today, whole or in part, since which day."""

    unit: Unit
    whole: bool
    since: str = MERGED_ON


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text: offsets, the words, and the units of today or before that bear the name."""

    start: int
    end: int
    text: str
    units: tuple[Unit, ...]


# --- names -----------------------------------------------------------------------------------------------


def key(name: str) -> str:
    """A name folded for matching: case, spaces, dashes and the place of tone marks; accents stay."""
    text = unicodedata.normalize("NFC", name).casefold()
    for old, new in _PLACED:
        text = re.sub(rf"{old}\b", new, text)
    return " ".join(re.sub(r"[-–'’.]", " ", text).split())


def _bare(name: str) -> str:
    """The key without accents, for people who typed none."""
    text = unicodedata.normalize("NFD", key(name).replace("đ", "d"))
    return "".join(char for char in text if not unicodedata.combining(char))


def _parse(text: str) -> tuple[tuple[str | None, str], ...]:
    """`P. Sa Đéc, tỉnh Đồng Tháp` -> (("phường", "Sa Đéc"), ("tỉnh", "Đồng Tháp"))."""
    words = unicodedata.normalize("NFC", " ".join(text.split()))
    parts = [part for part in re.split(r"\s*[,;]\s*|\s+thuộc\s+", words) if part]
    found = []
    for part in parts:
        match = _SEGMENT.fullmatch(part)
        if match:
            short = (match["short"] or "").lower()
            kind = (match["kind"] or _SHORT.get(short) or "").lower()
            name = _ALIASES.get(match["name"].lower(), match["name"])
            found.append((_UNACCENTED.get(kind, kind) or None, name))
    return tuple(found)


# --- tables ----------------------------------------------------------------------------------------------


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(files("corpus.data").joinpath(name).read_text("utf-8").splitlines())


@cache
def provinces() -> tuple[Unit, ...]:
    """The 34 provincial units of today."""
    return tuple(
        Unit(
            r["code"],
            r["kind"],
            r["name"],
            "province",
            None,
            r["valid_from"] or None,
            r["act"] or None,
            r["kind_before"] or None,
        )
        for r in _rows("provinces.csv")
    )


@cache
def former_provinces() -> tuple[tuple[Unit, str], ...]:
    """The 63 provincial units until 30 June 2025, each with the code of its successor."""
    return tuple(
        (Unit(r["code"], r["kind"], r["name"], "province", is_former=True), r["successor"])
        for r in _rows("former_provinces.csv")
    )


@cache
def communes() -> tuple[Unit, ...]:
    """The 3,321 communes of today."""
    return tuple(
        Unit(
            r["code"],
            r["kind"],
            r["name"],
            "commune",
            r["province"],
            r["valid_from"] or MERGED_ON,
            r["act"] or None,
            r["kind_before"] or None,
        )
        for r in _rows("units.csv")
    )


@cache
def former_communes() -> tuple[tuple[Unit, str], ...]:
    """The communes until 30 June 2025, each with its successors' codes as the table has them (`*`: in part)."""
    return tuple(
        (
            Unit(
                r["code"],
                r["kind"],
                r["name"],
                "commune",
                r["province"],
                is_former=True,
                district=r["district"] or None,
            ),
            r["successors"],
        )
        for r in _rows("former_units.csv")
    )


@cache
def _by_code() -> dict[str, Unit]:
    return {unit.code: unit for unit in (*communes(), *provinces())}


@cache
def _former_by_code() -> dict[str, Unit]:
    return {unit.code: unit for unit, _ in former_provinces()}


@cache
def _index(
    table: Literal["now", "then", "provinces", "former provinces"], *, accents: bool
) -> dict[str, tuple[Unit, ...]]:
    tables: dict[str, Callable[[], Iterable[Unit]]] = {
        "now": communes,
        "provinces": provinces,
        "then": lambda: (unit for unit, _ in former_communes()),
        "former provinces": lambda: (unit for unit, _ in former_provinces()),
    }
    found: dict[str, list[Unit]] = {}
    for unit in tables[table]():
        found.setdefault(key(unit.name) if accents else _bare(unit.name), []).append(unit)
    return {name: tuple(same) for name, same in found.items()}


def by_code(code: str) -> Unit:
    """The unit of today with this code; raises UnknownUnit."""
    unit = _by_code().get(code)
    if unit is None:
        raise UnknownUnit(f"Không có đơn vị hành chính nào mang mã {code}.")
    return unit


# --- looking up ------------------------------------------------------------------------------------------


def find(text: str) -> Unit:
    """The unit of today that a person means: `phường Sa Đéc, tỉnh Đồng Tháp`, `P. Sa Đéc, Đồng Tháp`, `TP.HCM`.

    Raises UnknownUnit with what it became or with near names, AmbiguousUnit with the candidates.
    """
    parts = _parse(text)
    if not parts:
        raise UnknownUnit("Chưa nêu tên đơn vị; đề nghị ghi như «phường Sa Đéc, tỉnh Đồng Tháp».")
    kind, name = parts[0]
    if len(parts) == 1 and kind in (None, "tỉnh", "thành phố") and (province := _province(name)):
        return province
    within = {unit.code for _, other in parts[1:] if (unit := _province(other))}
    found = _named(kind, name, within)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(_with_province(unit) for unit in found[:8])
        raise AmbiguousUnit(f"Có nhiều đơn vị tên «{text.strip()}»: {listed}; đề nghị ghi rõ tên tỉnh.")
    raise UnknownUnit(_advice(text.strip(), kind, name, within))


def find_former(text: str) -> Unit:
    """The unit until 30 June 2025 that a person means; raises UnknownUnit or AmbiguousUnit."""
    parts = _parse(text)
    if not parts:
        raise UnknownUnit("Chưa nêu tên đơn vị cũ.")
    kind, name = parts[0]
    if len(parts) == 1 and kind in (None, "tỉnh", "thành phố"):
        provinces_then = _index("former provinces", accents=True).get(key(name), ())
        if provinces_then:
            return provinces_then[0]
    around = {key(other) for _, other in parts[1:]}
    found = [unit for unit in _index("then", accents=True).get(key(name), ()) if kind in (None, unit.kind)]
    if around:
        found = [unit for unit in found if around <= {key(_short(unit.district or "")), key(_former_province(unit))}]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"{unit.full_name}, {unit.district}, {_former_province(unit)}" for unit in found[:8])
        raise AmbiguousUnit(f"Có nhiều đơn vị cũ tên «{text.strip()}»: {listed}; đề nghị ghi rõ huyện và tỉnh.")
    raise UnknownUnit(f"Không có đơn vị cũ nào tên «{text.strip()}» trong danh mục đến 30/6/2025.")


def _short(name: str) -> str:
    parts = _parse(name)
    return parts[0][1] if parts else name


def _former_province(unit: Unit) -> str:
    return _former_by_code()[unit.parent].name if unit.parent else ""


def _province(name: str) -> Unit | None:
    """The province of today that bears this name or succeeded the one that did."""
    now = _index("provinces", accents=True).get(key(name)) or _index("provinces", accents=False).get(_bare(name), ())
    if now:
        return now[0]
    then = _index("former provinces", accents=True).get(key(name), ())
    return successors(then[0])[0].unit if then else None


def _named(kind: str | None, name: str, within: set[str]) -> tuple[Unit, ...]:
    """The communes of today of this name, by accents first; a kind that changed in 2026 is still understood."""
    for accents in (True, False):
        same = _index("now", accents=accents).get(key(name) if accents else _bare(name), ())
        found = tuple(
            unit
            for unit in same
            if (not within or unit.parent in within) and (kind is None or kind in (unit.kind, unit.kind_before))
        )
        if found:
            return found
    return ()


def _with_province(unit: Unit) -> str:
    return f"{unit.full_name}, {superior(unit).full_name}" if unit.parent else unit.full_name


def _advice(text: str, kind: str | None, name: str, within: set[str]) -> str:
    """What to do where no unit of today has the name: its successor, or names that are near."""
    former = [unit for unit in _index("then", accents=True).get(key(name), ()) if kind in (None, unit.kind)]
    became = [each.unit for unit in former for each in successors(unit) if not within or each.unit.parent in within]
    if became:
        listed = "; ".join(dict.fromkeys(_with_province(unit) for unit in became[:5]))
        return f"«{text}» là đơn vị cũ, từ 01/7/2025 thuộc: {listed}; đề nghị ghi tên đơn vị hiện nay."
    from rapidfuzz import process

    pool = {_with_province(unit): key(unit.name) for unit in communes() if not within or unit.parent in within}
    near = [match[2] for match in process.extract(key(name), pool, limit=3, score_cutoff=70)]
    hint = f" Có phải: {'; '.join(near)}?" if near else ""
    advice = "Đề nghị ghi như «phường Sa Đéc, tỉnh Đồng Tháp»."
    return f"Không có đơn vị nào tên «{text}» trong danh mục hiện nay.{hint} {advice}"


# --- what became of what ---------------------------------------------------------------------------------


@cache
def _successors() -> dict[str, tuple[Succession, ...]]:
    table: dict[str, tuple[Succession, ...]] = {
        f"p{unit.code}": (Succession(by_code(code), whole=True),) for unit, code in former_provinces()
    }
    for unit, codes in former_communes():
        table[f"c{unit.code}"] = tuple(
            Succession(by_code(code.rstrip("*")), whole=not code.endswith("*")) for code in codes.split(";") if code
        )
    return table


@cache
def _predecessors() -> dict[str, tuple[tuple[Unit, bool], ...]]:
    found: dict[str, list[tuple[Unit, bool]]] = {}
    for former, _ in (*former_provinces(), *former_communes()):
        for succession in successors(former):
            found.setdefault(succession.unit.code, []).append((former, succession.whole))
    return {code: tuple(before) for code, before in found.items()}


def successors(former: Unit) -> tuple[Succession, ...]:
    """What a former unit became; a commune that was divided has several, each in part."""
    return _successors().get(f"{'p' if former.level == 'province' else 'c'}{former.code}", ())


def predecessors(unit: Unit) -> tuple[tuple[Unit, bool], ...]:
    """The former units that a unit of today was formed from, each with whether all of it came."""
    return _predecessors().get(unit.code, ())


def superior(unit: Unit) -> Unit:
    """The province of a commune of today; a province is its own."""
    return by_code(unit.parent) if unit.parent else unit


def former_superiors(unit: Unit) -> tuple[Unit, ...]:
    """The former provinces in which the area of a commune of today lay."""
    codes = dict.fromkeys(before.parent for before, _ in predecessors(unit) if before.parent)
    return tuple(_former_by_code()[code] for code in codes)


def is_superior(province_name: str, unit: Unit) -> bool:
    """Whether a province, by the name as printed, is the unit's own today or the one in which its area lay before.

    Ninh Thuận is the superior of a phường of today's Khánh Hòa only where that lay in Ninh Thuận.
    """
    name = key(_short(province_name))
    return name == key(superior(unit).name) or name in {key(before.name) for before in former_superiors(unit)}


# --- names in running text -------------------------------------------------------------------------------


def mentions(text: str) -> tuple[Mention, ...]:
    """Every unit named in a text, now or before, with its kind word or as a bare name of a province."""
    found: list[Mention] = []
    for match in _MENTION.finditer(text):
        if mention := _longest(text, match):
            found.append(mention)
    for match in _bare_provinces().finditer(text):
        if not any(other.start <= match.start() < other.end for other in found):
            units = _all_named(match[0], ("provinces", "former provinces"))
            found.append(Mention(match.start(), match.end(), match[0], units))
    return tuple(sorted(found, key=lambda each: each.start))


def _longest(text: str, match: re.Match[str]) -> Mention | None:
    """The longest beginning of the capital words that is the name of a unit."""
    words = match["name"]
    while words:
        if units := _all_named(words, ("provinces", "former provinces", "now", "then")):
            end = match.start("name") + len(words)
            return Mention(match.start(), end, text[match.start() : end], units)
        words = words.rpartition(" ")[0].rstrip(" -")
    return None


def _all_named(
    name: str, tables: tuple[Literal["now", "then", "provinces", "former provinces"], ...]
) -> tuple[Unit, ...]:
    return tuple(unit for table in tables for unit in _index(table, accents=True).get(key(name), ()))


@cache
def _bare_provinces() -> re.Pattern[str]:
    names = {unit.name for unit in provinces()} | {unit.name for unit, _ in former_provinces()}
    listed = "|".join(
        re.escape(name).replace(r"\ \-\ ", r"\s?[-–]\s?") for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{listed})\b")
