"""Plans against those above them: what is due later than the superior says, and which of the superior's duties for
communes each commune has taken up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.gazetteer import NOW, THEN, key, named
from corpus.members import Due, Member
from corpus.model import Level
from corpus.passages import closing_of
from corpus.tasks import CLAUSE
from corpus.units import is_superior
from corpus.units import superior as superior_of

Role = Literal["chủ trì", "báo cáo", "chỉ tiêu", "phối hợp"]

# Whom a plan means by the communes: `Ủy ban nhân dân xã, phường`, `UBND cấp xã`, `các sở, ngành, địa phương`; not one
# commune by its name, nor `các bộ, ngành, địa phương` (provinces), nor `Ban Chỉ huy Quân sự địa phương`.
_PLACES = r"(?:thôn|ấp|khóm|khu phố|xã(?! hội)|phường|thị trấn|đặc khu)\b"
COMMUNES = re.compile(
    rf"(?i:\b(?:các|mỗi|từng|100%|cấp)\s{_PLACES})|(?i:\b(?:UBND|nhân dân)\s{_PLACES})(?!\s+[A-ZĐÀ-Ỹ])|"
    r"(?i:^(?!các bộ\b).*(?:^|,|\b(?:các|mỗi|từng|và|quyền|UBND|nhân dân))\s?địa phương\b)"
)
# Of whom a target is asked that is set for each commune; a province that leads `các địa phương` sets none.
EACH_COMMUNE = re.compile(
    rf"(?:\b(?:các|mỗi|từng|cấp)|\d%(?: số)?(?: các)?)\s{_PLACES}|"
    r"(?:\b(?:mỗi|từng)|\d%(?: số)?(?: các)?)\sđịa phương\b",
    re.IGNORECASE,
)
_OWN_PLAN = re.compile(r"^(?:Ban hành|Xây dựng)\s(?:chương trình, )?kế hoạch\b", re.IGNORECASE)
# Whose committee issued a plan: a province's, a commune's.
PROVINCE = re.compile(r"\b(?:tỉnh|thành phố)\s(.+)$", re.IGNORECASE)
COMMUNE = re.compile(r"\b(xã|phường|thị trấn|đặc khu)\s(.+?)(?=,|$)", re.IGNORECASE)
_RANK: Mapping[Level | None, int] = {"central": 3, "province": 2, "district": 1, "commune": 0}


@dataclass(frozen=True, slots=True)
class Late:
    """A deadline later than that of the plan above on the same theme: an error of the plan below."""

    theme: str
    due: Due
    superior: Due


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plan comes from. reference: its number and symbol; cited: those of the acts that it cites."""

    file: str
    issuer: str
    level: Level | None
    reference: str | None
    cited: frozenset[str]


def above(origins: Sequence[Origin], superior: str | None) -> Mapping[str, frozenset[str]]:
    """File -> the plans that bind it: of a higher level, and the superior named, of the centre, cited by it, or of
    the province in which its unit lies or lay.
    """
    binding = [origin for origin in origins if _RANK.get(origin.level, -1) > 0]
    return {
        origin.file: frozenset(
            other.file
            for other in binding
            if _RANK[other.level] > _RANK.get(origin.level, -1) >= 0 and _binds(other, origin, superior)
        )
        for origin in origins
    }


def _binds(other: Origin, origin: Origin, superior: str | None) -> bool:
    if other.file == superior or other.level == "central" or (other.reference and other.reference in origin.cited):
        return True
    province, commune = PROVINCE.search(other.issuer), COMMUNE.search(origin.issuer)
    return bool(province and commune and _lies_in(commune[1].lower(), commune[2], province[1]))


@lru_cache(maxsize=10_000)
def _lies_in(kind: str, name: str, province: str) -> bool:
    """Whether a commune of this name, of today or before, lies or lay in the province."""
    units = [unit for unit in named(name, (*NOW, *THEN)) if unit.level == "commune" and unit.kind == kind]
    return any(
        key(superior_of(unit).name) == key(province) if unit.is_former else is_superior(province, unit)
        for unit in units
    )


def late(theme: str, members: Sequence[Member], above: Mapping[str, frozenset[str]]) -> Iterator[Late]:
    """The deadlines of a theme that end after the latest one of a plan that binds theirs."""
    ending = [due for member in members for due in member.dues if due.end]
    binding = [due for due in ending if any(due.file in files for files in above.values())]
    for due in ending if binding else ():
        theirs = [other for other in binding if other.file in above[due.file]]
        if theirs and (due.end or "") > max(other.end or "" for other in theirs):
            yield Late(theme, due, max(theirs, key=lambda other: other.end or ""))


# --- conformity ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """How a plan takes up a duty: its passages on it (none where the plan itself is what is asked for), and the
    deadlines of theirs that are too late.
    """

    file: str
    members: tuple[Member, ...]
    late: tuple[Late, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What the superior's plan lays on communes. role: theirs in it; missing: the plans that say nothing on it."""

    theme: str
    member: Member
    role: Role
    answers: tuple[Answer, ...]
    missing: tuple[str, ...]


def duties(
    superior: str, files: Sequence[str], themes: Mapping[str, Sequence[Member]], too_late: Sequence[Late]
) -> Iterator[Duty]:
    """The passages of the superior's plan (its file) that bind communes, and what each other file has on them."""
    for theme, members in themes.items():
        answers = tuple(_answers(theme, members, [file for file in files if file != superior], too_late))
        for member in members:
            role = _role(member) if member.file == superior and not member.is_guest else None
            if role:
                yield _duty(theme, member, role, answers, [file for file in files if file != superior])


def _duty(theme: str, member: Member, role: Role, answers: tuple[Answer, ...], files: Sequence[str]) -> Duty:
    taken = {answer.file for answer in answers}
    missing = tuple(file for file in files if file not in taken)
    if _OWN_PLAN.match(member.words):
        return Duty(theme, member, role, (*answers, *(Answer(file, ()) for file in missing)), ())
    return Duty(theme, member, role, answers, missing)


def _answers(
    theme: str, members: Sequence[Member], files: Iterable[str], too_late: Sequence[Late]
) -> Iterator[Answer]:
    for file in files:
        if own := tuple(member for member in members if member.file == file):
            yield Answer(file, own, tuple(each for each in too_late if each.theme == theme and each.due.file == file))


def _role(member: Member) -> Role | None:
    """What communes are in a passage: its owners, those who report, those whom a target of nobody else's is set, or
    partners.
    """
    if closing_of(member.words):  # who executes a decision, not a task of the plan that it issues
        return None
    if are_communes(member.owners):
        return "chủ trì"
    if are_communes(name for report in member.reports for name in report.owners):
        return "báo cáo"
    if not member.owners and any(_is_for_each(aim.text, member.words) for aim in member.aims):
        return "chỉ tiêu"
    return "phối hợp" if are_communes(member.partners) else None


def are_communes(names: Iterable[str]) -> bool:
    """Whether communes are among the bodies that a plan from above names: `UBND cấp xã`, `các sở, địa phương`."""
    return any(COMMUNES.search(name) for name in names)


def _is_for_each(aim: str, words: str) -> bool:
    """Whether the clause that sets a target sets it for each commune."""
    return any(aim in clause[0] and EACH_COMMUNE.search(clause[0]) for clause in CLAUSE.finditer(words))
