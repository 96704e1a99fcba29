"""Plans against those above them: what is due later than the superior says, bases that are out of date, and which of
the superior's duties for communes each commune has taken up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.members import Due, Member
from corpus.model import Citation, Level

_RANK: Mapping[Level | None, int] = {"central": 3, "province": 2, "district": 1, "commune": 0}


@dataclass(frozen=True, slots=True)
class Late:
    """A deadline later than that of the plan above on the same theme: an error of the plan below."""

    theme: str
    due: Due
    superior: Due


@dataclass(frozen=True, slots=True)
class OldBasis:
    """An act that a plan cites though another plan cites a newer one of the same kind and title."""

    file: str
    reference: str
    newer: str
    newer_file: str


def late(theme: str, members: Sequence[Member], levels: Mapping[str, Level | None]) -> Iterator[Late]:
    """The deadlines of a theme that end after the latest one of a plan of a higher level."""
    ending = [(_RANK.get(levels.get(member.file), -1), due) for member in members for due in member.dues if due.end]
    for rank, due in ending:
        above = [other for higher, other in ending if higher > rank >= 0]
        if above and (due.end or "") > max(other.end or "" for other in above):
            yield Late(theme, due, max(above, key=lambda other: other.end or ""))


def old_bases(cited: Iterable[tuple[str, Citation]]) -> Iterator[OldBasis]:
    """Acts of which another plan cites a newer one of the same kind, title and issuer (`Luật … 2015`, `… 2025`)."""
    known = [(file, act, _identity(act)) for file, act in cited if act.title and act.date]
    newest: dict[tuple[str, str, str], tuple[str, Citation]] = {}
    for file, act, identity in known:
        if identity not in newest or (act.date or "") > (newest[identity][1].date or ""):
            newest[identity] = file, act
    for file, act, identity in known:
        newer_file, newer = newest[identity]
        if (act.date or "")[:4] < (newer.date or "")[:4] and act.reference != newer.reference:
            yield OldBasis(file, act.reference, newer.reference, newer_file)


def _identity(act: Citation) -> tuple[str, str, str]:
    return act.kind or "", " ".join((act.title or "").lower().split()), (act.issuer or "").lower()
