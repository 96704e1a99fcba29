"""What the source is to the unit: its superior's plan, its own of before, or only a model of another locality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus import units
from corpus.errors import AmbiguousUnit, UnknownUnit
from corpus.model import Document
from generate.edits import UPPER
from generate.profile import Profile

Kind = Literal["superior", "central", "predecessor", "own", "model"]

PROVINCE_WORDS = ("tỉnh", "thành phố")
DISTRICT_WORDS = ("huyện", "thị xã", "quận", "thành phố")
_NAME = rf"[{UPPER}][^\W\d_]*(?:(?: | - |-)[{UPPER}][^\W\d_]*){{0,4}}|\d{{1,2}}\b"
BARE = re.compile(rf"(?<![\w“])(?P<name>[{UPPER}][^\W\d_]+ [{UPPER}][^\W\d_]+)(?! [{UPPER}])")
_SEVERAL = 4
NAMED = re.compile(
    rf"\b(?P<word>(?i:tỉnh|thành phố|TP\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu))\s*(?P<name>{_NAME})"
)


# Names of places that are also a person's or plain words: alone they say nothing of the place.
ALSO_WORDS = frozenset(
    {"Hồ Chí Minh", "Quyết Thắng", "Thống Nhất", "Đoàn Kết", "Hòa Bình", "Thành Công", "Tiền Phong", "Độc Lập"}
    | {"Dân Chủ", "Tự Do", "Đồng Tâm", "Hợp Tác", "Tiến Bộ", "Hòa Hợp", "Toàn Thắng", "Vinh Quang", "Cộng Hòa"}
)
SHORT_NAMES = {"Hồ Chí Minh": ("HCM",)}


@dataclass(frozen=True, slots=True)
class Relation:
    """words: the source's level words, its own first; names: proper names that stand for the unit in the draft.

    foreign: names that may not stand in the draft, outside the basis; elsewhere: units of that locality named in it,
    with their kind (`xã Mỹ An`). issuer: the source's issuing body in full. district: the level word of a former
    commune's district, whose bodies are a province's today. above: kind and name of the province that a commune's
    plan comes from, where it is not the unit's.
    """

    kind: Kind
    issuer: str
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    district: str | None = None
    above: tuple[str, str] | None = None

    @property
    def is_cited(self) -> bool:
        """Whether the source becomes a legal basis of the draft."""
        return self.kind in ("superior", "central")

    @property
    def is_local(self) -> bool:
        """Whether it was made at the commune's level."""
        return bool(self.words) and self.words[0] in ("xã", "phường", "thị trấn", "đặc khu")


def relate(document: Document, profile: Profile) -> Relation:
    """What the document is to the unit of the profile; a source whose issuer is not known is only a model."""
    if document.level == "central":
        return Relation("central", document.issuer or "")
    named = _issuing_unit(document)
    if named is None:
        words = {"province": ("tỉnh",), "district": ("huyện",), "commune": ("xã",)}.get(document.level or "", ())
        return Relation("model", document.issuer or "", words)
    word, name = named
    if word in PROVINCE_WORDS and not _is_district(word, name):
        return _of_province(document, profile, word, name)
    return _of_commune(document, profile, word, name)


def _issuing_unit(document: Document) -> tuple[str, str] | None:
    """`Ủy ban nhân dân tỉnh Ninh Thuận` -> ("tỉnh", "Ninh Thuận"), from the issuer, else from the title."""
    for text in (document.issuer or "", document.superior or "", document.title or ""):
        if match := NAMED.search(text):
            word = match["word"].lower()
            return ("thành phố" if word.startswith("tp") else word), _titled(match["name"])
    return None


def _titled(name: str) -> str:
    return name.title() if name.isupper() and not name.isdigit() else name


def _is_district(word: str, name: str) -> bool:
    """A city that was no province: `thành phố Sa Đéc`."""
    if word != "thành phố":
        return False
    known = (*units.provinces(), *(unit for unit, _ in units.former_provinces()))
    return units.key(name) not in {units.key(unit.name) for unit in known}


def _of_province(document: Document, profile: Profile, word: str, name: str) -> Relation:
    unit = _unit(profile)
    above = units.is_superior(name, unit) if unit else units.key(name) == units.key(profile.province)
    today = units.key(name) == units.key(profile.province)
    return Relation(
        "superior" if above else "model",
        document.issuer or f"Ủy ban nhân dân {word} {name}",
        (word,),
        (name, *SHORT_NAMES.get(name, ())),
        () if today else _foreign(word, name),
        () if above else _without(_elsewhere(document, (name,)), profile),
    )


def _without(names: tuple[str, ...], profile: Profile) -> tuple[str, ...]:
    """The names but those that the unit, its province or its hamlets bear, too."""
    own = (profile.short, profile.province, *profile.hamlets)
    return tuple(name for name in names if not any(name in each for each in own))


def _unit(profile: Profile) -> units.Unit | None:
    return units.by_code(profile.code) if profile.code else None


def _of_commune(document: Document, profile: Profile, word: str, name: str) -> Relation:
    """A plan of a commune or of a former district; one of the unit's own area is its own plan of before."""
    unit = _unit(profile)
    before = next((old for old, _ in units.predecessors(unit) if _same(old, word, name)), None) if unit else None
    own = units.key(name) == units.key(profile.short) and word == profile.word
    home = before or _in_gazetteer(document, f"{word} {name}")
    district = _district(document, home)
    places = ((word, name), *((district,) if district else ()))
    allowed = {units.key(profile.short), units.key(profile.province)}
    above = _province_of(home, document)
    outside = (*places, above) if above else places
    return Relation(
        "own" if own else "predecessor" if before else "model",
        document.issuer or f"Ủy ban nhân dân {word} {name}",
        tuple(dict.fromkeys(kind for kind, _ in places)),
        tuple(place for _, place in places),
        tuple(each for kind, place in outside for each in _foreign(kind, place) if units.key(place) not in allowed),
        () if before or own else _without(_elsewhere(document, above[1:] if above else (), places), profile),
        district[0] if district else None,
        above if above and units.key(above[1]) not in allowed else None,
    )


def _in_gazetteer(document: Document, name: str) -> units.Unit | None:
    """The commune or district that issued the plan, if its name tells it."""
    try:
        return units.resolve(name, ", ".join(_provinces_in(document)), document.date).unit
    except (UnknownUnit, AmbiguousUnit):
        return None


def _district(document: Document, home: units.Unit | None) -> tuple[str, str] | None:
    """Kind and name of the district that a commune lay in: by the gazetteer, else by what the plan says."""
    for said in (home.district or "" if home else "", document.superior or "", document.lead):
        match = NAMED.search(said)
        if match and match["word"].lower() in DISTRICT_WORDS:
            return match["word"].lower(), _titled(match["name"])
    return None


def _province_of(home: units.Unit | None, document: Document) -> tuple[str, str] | None:
    """Kind and name of the province that a commune lay in at the time; None where nothing tells it."""
    every = (*units.provinces(), *(unit for unit, _ in units.former_provinces()))
    if home:
        found = [unit for unit in every if unit.code == home.parent and unit.is_former == home.is_former]
    else:
        found = [unit for unit in every if unit.name in _provinces_in(document)]
    return (found[0].kind, found[0].name) if found else None


def _foreign(word: str, name: str) -> tuple[str, ...]:
    """How a place may be named in a text: bare, or only with its kind where the name is also something else."""
    if name not in ALSO_WORDS and not name.isdigit():
        return (name,)
    kinds = (word, word.capitalize(), *(("TP.", "TP. ", "TP ", "TP") if word == "thành phố" else ()))
    names = (name, *SHORT_NAMES.get(name, ()))
    return tuple(f"{kind} {each}" if kind.lower() == word else f"{kind}{each}" for kind in kinds for each in names)


def _same(old: units.Unit, word: str, name: str) -> bool:
    return old.kind == word and units.key(old.name) == units.key(name)


def _provinces_in(document: Document) -> tuple[str, ...]:
    """The provinces named in a commune's plan: the first is where it lies."""
    found = (unit.name for each in units.mentions(document.text) for unit in each.units if unit.level == "province")
    return tuple(dict.fromkeys(found))[:1]


def _elsewhere(
    document: Document, provinces: tuple[str, ...], own: tuple[tuple[str, str], ...] = ()
) -> tuple[str, ...]:
    """What the text names of the source's province: its units, and those that it was made of; its own name aside."""
    wanted = {units.key(name) for name in provinces}
    codes = {unit.code for unit in units.provinces() if units.key(unit.name) in wanted}
    before = {
        unit.code for unit, today in units.former_provinces() if units.key(unit.name) in wanted or today in codes
    }
    found = (
        (" ".join(mention.text.split()), unit)
        for mention in units.mentions(document.text)
        for unit in mention.units
        if (unit.parent or unit.code) in (before if unit.is_former else codes)
    )
    ours = {units.key(f"{word} {name}") for word, name in own}
    kept = (name for name, unit in found if units.key(name) not in ours and units.key(unit.name) not in wanted)
    return tuple(dict.fromkeys((*kept, *_bare_communes(document, codes, before))))


def _bare_communes(document: Document, codes: set[str], before: set[str]) -> tuple[str, ...]:
    """Communes of the province named without their kind: `vùng nuôi tôm Nga Tân, Nga Tiến`.

    A bare name is also a word; where a text has several of one province, it speaks of places.
    """
    printed = {match["name"] for match in BARE.finditer(document.text)}
    former = (unit for unit, _ in units.former_communes() if unit.parent in before)
    names = {unit.name for unit in (*former, *(each for each in units.communes() if each.parent in codes))}
    named = sorted(printed & names - ALSO_WORDS)
    return tuple(named) if len(named) >= _SEVERAL else ()
