"""Bodies (cơ quan, tổ chức): who they are under every name, and who carries their field at a commune.

The table and its sources: data/agencies.toml. What has no certain counterpart says so: the clerk is asked.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from corpus.gazetteer import NOW, THEN, UPPER, former_provinces, key, named, provinces

Family = Literal["state", "party", "front", "mass", "police", "military", "vertical", "press", "council", "former"]
Verb = Literal["giao", "đề nghị"]

# What may follow a body's name and is no part of it: its level, its unit.
_LEVELS = "tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu"
_TAIL = re.compile(rf"(?:\s(?P<level>(?i:{_LEVELS}))(?:\s(?:-\s)?[{UPPER}\d][^\s,;()]*){{0,5}})+")
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_LEVEL = re.compile(rf"(?<!cấp)(?<!các)(?<!,) (?:{_LEVELS})$")
_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[^\S\n]?[-–&,/]?[^\S\n]?")  # what may stand between the words of one name
_LINKS = frozenset({"và"})
_SET = re.compile(
    r"(?:(?:Thủ trưởng|Giám đốc|Lãnh đạo|Chủ tịch|Trưởng|Người đứng đầu)\b.{0,30}?\s)?(?:các|những|mỗi|toàn thể)\b|"
    r"(?:cơ quan|đơn vị|sở|ban|ngành)(?:,\s*(?:và\s+)?(?:cơ quan|đơn vị|sở|ban|ngành|đoàn thể|địa phương))+|"
    r"[^,;]{1,80} và các (?:tổ chức|đoàn thể|cơ quan|đơn vị)\b",
    re.IGNORECASE,
)
_NEWSPAPER = "Báo"  # with its province's name a body: Báo Ninh Thuận
_USUAL_WORD = 2  # names of so few words, without their level, are also usual words: thanh tra, thống kê
# What makes a name another: `Bộ Công an`, `CƠ SỞ VĂN HÓA`, `Tòa án nhân dân tối cao`, `Ban Dân tộc HĐND tỉnh`.
_ABOVE_BEFORE = re.compile(r"(?:Bộ|BỘ|Cơ|CƠ)\s$")
_ABOVE_BEHIND = re.compile(r"\s(?:tối cao|Trung ương|TW\b|HĐND|Hội đồng nhân dân|UBND|Ủy ban nhân dân|Quốc hội)")
_NO_INITIAL = frozenset({"và", "của", "các"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
# Đặc khu Phú Quốc has the office of a phường (Nghị định 150/2025/NĐ-CP).
_URBAN_SPECIAL = "phú quốc"


@dataclass(frozen=True, slots=True)
class Body:
    """A body: id, name in full, and what the table says. fields: what it does, in words shared by both levels.

    abbr: its letters; former: other names, former bodies that it took over. counterpart: names of the commune's
    bodies without the unit's own name; counterpart_phuong, counterpart_dac_khu where these differ. partners: who
    works with them. certain: False where the clerk has to be asked; candidates: what to choose from then. archive:
    its letters in the `Lưu: VT, …` line, `{level}` its level's. source: see the table's head; MEM is unverified.
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
    counterpart_dac_khu: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    archive: str = ""
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


# --- the table -------------------------------------------------------------------------------------------


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("corpus.data").joinpath("agencies.toml").read_text("utf-8"))


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies, in the order of the table."""
    return tuple(Body(**_frozen(row)) for row in _table()["body"])


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    """`mttq` -> ("mặt", "trận", "tổ", "quốc"): letters that mean one thing only, in names of bodies."""
    return {letters.lower(): tuple(key(phrase).split()) for letters, phrase in _table()["abbreviations"].items()}


# --- names as words --------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _words_of(token: str) -> tuple[str, ...]:
    """A printed word as the words of a name: `Mặt` -> ("mặt",), `MTTQ` -> its four words, `và` -> ()."""
    folded = key(token)
    if token.lower() in _LINKS:
        return ()
    return _abbreviations().get(token.lower(), (folded,)) if len(token) > 1 else (folded,)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for token in _TOKEN.findall(name) for word in _words_of(token))


@dataclass(slots=True)
class _Node:
    """A place in the tree of names: which words go on from here, and the body whose name ends here."""

    following: dict[str, _Node] = field(default_factory=dict)
    body: Body | None = None

    def add(self, words: Sequence[str], body: Body) -> None:
        node = self
        for word in words:
            node = node.following.setdefault(word, _Node())
        node.body = node.body or body

    def walk(self, words: Sequence[str]) -> _Node | None:
        node: _Node | None = self
        for word in words:
            node = node.following.get(word) if node else None
        return node


@cache
def _tree(*, running: bool = False) -> _Node:
    """All names as words; where two bodies share one, the full name goes before one without its level.

    running: only what is surely a name in running text: no letters alone (`VHXH`), no usual word (`Thanh tra`).
    """
    tree = _Node()
    every = [(body, name) for body in bodies() for name in (body.name, *body.former, *body.abbr)]
    every += [(body, f"{name} {province}") for body, name in every if name == _NEWSPAPER for province in _provinces()]
    for body, name in every:
        if not running or " " in name:
            tree.add(_words(name), body)
    for body, name in every:
        words = _words(_LEVEL.sub("", name))
        if not running or (" " in name and (len(words) > _USUAL_WORD or body.family == "police")):
            tree.add(words, body)
    return tree


def _provinces() -> frozenset[str]:
    return frozenset(unit.name for unit in (*provinces(), *(unit for unit, _ in former_provinces())))


# --- who is it -------------------------------------------------------------------------------------------


def identify(name: str) -> Body | None:
    """The body of a name as printed: `Sở NN&PTNT`, `Liên đoàn Lao động tỉnh Ninh Thuận`, `UBMTTQ Việt Nam xã`.

    Case, dashes, the place of tone marks and usual abbreviations do not count; a unit behind the name neither.
    """
    words = unicodedata.normalize("NFC", " ".join(name.split())).strip(" ,;.:")
    for candidate in dict.fromkeys((words, _BRACKET.sub("", words))):
        node = _tree().walk(_words(candidate))
        if node and node.body:
            return node.body
        if found := _before_place(candidate):
            return found
    return None


def _before_place(words: str) -> Body | None:
    """The body of a name with its level or unit behind it: `Công an tỉnh Ninh Thuận`, `Sở Nội vụ Lào Cai`."""
    tokens = tuple(_TOKEN.finditer(words))
    found = _longest(words, tokens, 0) if tokens else None
    if found is None:
        return None
    rest = words[found.end :]
    return found.body if _TAIL.fullmatch(rest) or named(rest, (*NOW, *THEN)) else None


def spans(text: str) -> tuple[tuple[int, int, Body], ...]:
    """The bodies named in an NFC text: (start, end, body), the longest name at each place, in one pass.

    A name begins with a capital and is more than one word (`SNV` alone is none); levels and units behind it stay out
    unless they belong to the name in the table (`Công an tỉnh`). Bodies of the centre and of councils are no matches.
    """
    tokens = tuple(_TOKEN.finditer(text))
    found = []
    end = 0
    for at, token in enumerate(tokens):
        if token.start() < end or not token[0][0].isupper():
            continue
        there = _longest(text, tokens, at, running=True)
        if there and not _is_above(text, token.start(), there.end):
            end = there.end
            found.append((token.start(), end, there.body))
    return tuple(found)


def _is_above(text: str, start: int, end: int) -> bool:
    return bool(_ABOVE_BEFORE.search(text, max(0, start - 3), start) or _ABOVE_BEHIND.match(text, end))


@dataclass(frozen=True, slots=True)
class _Found:
    end: int
    body: Body


def _longest(text: str, tokens: Sequence[re.Match[str]], at: int, *, running: bool = False) -> _Found | None:
    """Where the longest name ends that begins at a token, and whose it is."""
    node: _Node | None = _tree(running=running)
    found = None
    if not _words_of(tokens[at][0]):
        return None
    for number in range(at, len(tokens)):
        token = tokens[number]
        if number > at and not _GAP.fullmatch(text, tokens[number - 1].end(), token.start()):
            break
        words = _words_of(token[0])
        node = node.walk(words) if node else None
        if node is None:
            break
        if node.body and words:
            found = _Found(token.end(), node.body)
    return found


def is_set(name: str) -> bool:
    """Whether a name is of a set of bodies that no one body stands for: `các cơ quan, đơn vị liên quan`."""
    return bool(_SET.match(name.strip())) and identify(name) is None


# --- what it is elsewhere --------------------------------------------------------------------------------


def counterpart(body: Body, unit_kind: str, unit_name: str = "") -> Counterpart:
    """Who carries the body's work at a commune of this kind (`xã`, `phường`, `đặc khu`) and name."""
    if unit_kind == "đặc khu" and body.counterpart_dac_khu:  # which of them it has, it decides itself (QD298)
        likely = body.counterpart_dac_khu
        choice = tuple(dict.fromkeys((*likely, *body.counterpart)))
        return Counterpart(likely, body.partners, body.verb, body.basis, certain=False, candidates=choice)
    is_urban = unit_kind == "phường" or key(unit_name) == _URBAN_SPECIAL
    names = body.counterpart_phuong if is_urban and body.counterpart_phuong else body.counterpart
    return Counterpart(names, body.partners, body.verb, body.basis, body.certain, body.candidates)


def same_field(one: Body, other: Body) -> bool:
    """Whether two bodies hold a field in common: Sở Nội vụ and Phòng Văn hóa - Xã hội do."""
    return one.id == other.id or bool(set(one.fields) & set(other.fields))


def abbreviation(name: str) -> str:
    """The letters of a drafting office for the `Lưu: VT, …` line: `Phòng Văn hóa - Xã hội` -> `VHXH`.

    Those of the table, or the first letters of the name, of a phòng without its first word; the unit behind the name
    is left out (Decree 30, annex I, part I.II.9.b leaves the letters to the body).
    """
    body = identify(name)
    tail = next((match for match in _TAIL.finditer(name) if match.end() == len(name)), None)
    if body and body.archive:
        return body.archive.format(level=_initials(tail["level"]) if tail else "")
    office = name[: tail.start()] if tail else name
    return _initials(office[len("phòng ") :] if office.lower().startswith("phòng ") else office)


def _initials(words: str) -> str:
    """The first letters, without tone marks: `Văn phòng Đảng ủy` -> `VPĐU`."""
    letters = (word[0] for word in _TOKEN.findall(words) if word.lower() not in _NO_INITIAL)
    split = unicodedata.normalize("NFD", "".join(letters).upper())
    return unicodedata.normalize("NFC", "".join(char for char in split if char not in _TONES))
