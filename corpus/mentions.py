"""Names of units in running text, of today and of before: for adapting places and for the guard against leaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.gazetteer import NOW, THEN, UPPER, Level, Unit, former_provinces, named, new_placed, provinces

_WORD = rf"[{UPPER}][\w'’]*"
_NUMBER = r"\d{1,2}\b(?!\s+(?:năm|tháng|ngày|lần|cấp)\b)"
_NAME = rf"{_NUMBER}(?:\s{_WORD}){{0,3}}|(?:Nông trường\s)?{_WORD}(?:(?:\s|\s?[-–]\s?){_WORD}){{0,4}}(?:\s{_NUMBER})?"
# `tỉnh Ninh Thuận`, `XÃ TÂN QUY TÂY`, `TP.HCM`; the name is looked at, not taken, so that the next kind is found.
_KINDS = r"tỉnh|thành\s+phố|thị\s+xã|thị\s+trấn|huyện|quận|phường|đặc\s+khu|(?<!thị\s)xã|tp(?:\.|(?=\s|hcm\b))"
_KIND = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{_KINDS}))"
    rf"(?=\s*(?P<name>{_NAME}))"
)
_NEXT = re.compile(rf"(?:\s*[,;]|\s+và|\s+hoặc)\s+(?=(?P<name>{_NAME}))")
_SEVERAL = re.compile(r"\b(?:các|những|\d+)\s+$", re.IGNORECASE)
# Before a bare name of a province: what makes it the name of a smaller place, a street, a person.
_NO_PROVINCE = re.compile(
    r"\b(?:khóm|ấp|thôn|bản|buôn|làng|xóm|khu phố|tổ|khối|đường|phố|chợ|cầu|sông|núi|trường|"
    r"Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Văn|Thị)\s+$"
)
# Bare, these are a person, a battle: Chủ tịch Hồ Chí Minh, Điện Biên Phủ.
_NOT_BARE = frozenset({"Hồ Chí Minh"})
_WRITTEN_TOO = {"Thừa Thiên Huế", "Thừa Thiên - Huế"}  # until 31/12/2024
_GOES_ON = re.compile(r"\s+(?:Phủ|PHỦ)\b")
_LOOK_BACK = 12
_CITY = ("tp", "tp.")
_WORDS = re.compile(r"[\w'’]+")
# Which levels a kind word may mean: a unit may have been another kind of its level before (thị xã, thành phố), and a
# district is known by its capital's name where its own is spelt otherwise (huyện Mù Căng Chải, Mù Cang Chải).
_LEVELS: dict[str, tuple[Level, ...]] = dict.fromkeys(("huyện", "quận", "thị xã"), ("district", "commune"))
_LEVELS |= dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), ("commune",))
_LEVELS |= {"tỉnh": ("province",), "thành phố": ("province", "district")}


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text: offsets, the words, and the units of today or before that it may be."""

    start: int
    end: int
    text: str
    units: tuple[Unit, ...]


def mentions(text: str) -> tuple[Mention, ...]:
    """Every unit named in an NFC text: with its kind word, in a list (`các xã A, B và C`), or as a bare province."""
    found = [each for match in _KIND.finditer(text) for each in _listed(text, match)]
    found += _bare(text, found)
    return tuple(_apart(sorted(found, key=lambda each: (each.start, -each.end))))


def _apart(found: list[Mention]) -> Iterator[Mention]:
    """Without what overlaps the one before: `TPHCM` in a list is a name and a kind with a name."""
    end = 0
    for each in found:
        if each.start >= end:
            yield each
            end = each.end


def _listed(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """The unit behind a kind word, and those of the same kind that a list goes on with."""
    said = " ".join(match["kind"].lower().split())
    kind = "thành phố" if said in _CITY else said
    first = _longest(text, match, kind, match.start())
    if first is None:
        return
    yield first
    is_several = bool(_SEVERAL.search(text, max(0, match.start() - _LOOK_BACK), match.start()))
    at = first.end
    while (goes_on := _NEXT.match(text, at)) and (is_several or not goes_on["name"].isdecimal()):
        following = _longest(text, goes_on, kind, goes_on.start("name"))
        if following is None or not any(unit.kind == first.units[0].kind for unit in following.units):
            return
        yield following
        at = following.end


def _longest(text: str, match: re.Match[str], kind: str, start: int) -> Mention | None:
    """The longest beginning of the words that is the name of a unit of this kind, or else of another of its level."""
    for word in reversed(tuple(_WORDS.finditer(match["name"]))):
        name = match["name"][: word.end()]
        units = tuple(unit for unit in named(name, (*NOW, *THEN)) if unit.level in _LEVELS[kind])
        of_kind = tuple(unit for unit in units if kind in (unit.kind, unit.kind_before))
        if of_kind or (units and not name.isdecimal()):
            end = match.start("name") + len(name)
            return Mention(start, end, text[start:end], of_kind or units)
    return None


def _bare(text: str, found: list[Mention]) -> Iterator[Mention]:
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    for match in _bare_provinces().finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if match.start() in taken or _NO_PROVINCE.search(before) or _GOES_ON.match(text, match.end()):
            continue
        units = named(match[0], ("provinces", "former provinces"))
        yield Mention(match.start(), match.end(), match[0], units)


@cache
def _bare_provinces() -> re.Pattern[str]:
    """Names of provinces as printed or in capitals, with tone marks in either place."""
    names = {unit.name for unit in provinces()} | {unit.name for unit, _ in former_provinces()} | _WRITTEN_TOO
    names = {way(name) for name in names - _NOT_BARE for way in (str, new_placed)}
    names |= {name.upper() for name in names}
    listed = "|".join(
        re.escape(name).replace(r"\ \-\ ", r"\s?[-–]\s?") for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
