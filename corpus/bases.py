"""The acts that plans are based on: who cites which, and who still cites one that another has replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.acts import replaced
from corpus.model import Citation


@dataclass(frozen=True, slots=True)
class Cited:
    """An act that a plan cites. start: where in the plan's text, None where that is unknown."""

    file: str
    act: Citation
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """An act and the plans that cite it, in their order."""

    reference: str
    kind: str | None
    title: str | None
    files: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        """Whether several plans cite it."""
        return len(self.files) > 1


@dataclass(frozen=True, slots=True)
class OldBasis:
    """An act that a plan cites though a newer one has taken its place.

    newer_file: the plan that cites the newer one; since: the ISO day from which it holds, where the table of acts
    says so; is_confirmed: whether that table has a source for it. start: where in the plan's text the old one stands.
    """

    file: str
    reference: str
    newer: str
    newer_file: str | None = None
    since: str | None = None
    start: int | None = None
    is_confirmed: bool = True

    @property
    def says_newer(self) -> str:
        """The newer act as a paper names it."""
        return self.newer if self.is_confirmed else f"{self.newer} (chưa có nguồn xác nhận)"


def bases(cited: Iterable[Cited]) -> tuple[Basis, ...]:
    """Each act once, in the order in which they are first cited."""
    found: dict[str, list[Cited]] = defaultdict(list)
    for each in cited:
        found[each.act.reference].append(each)
    return tuple(
        Basis(reference, own[0].act.kind, _title(own), tuple(dict.fromkeys(each.file for each in own)))
        for reference, own in found.items()
    )


def _title(cited: Sequence[Cited]) -> str | None:
    return next((each.act.title for each in cited if each.act.title), None)


def old_bases(cited: Sequence[Cited], dates: Mapping[str, str | None]) -> Iterator[OldBasis]:
    """Acts replaced by the day of the plan (file -> ISO date), by the table or by what another plan cites."""
    newest = _newest(cited)
    for each in cited:
        act, file = each.act, each.file
        if known := replaced(act.reference, dates.get(file)):
            yield OldBasis(file, act.reference, known.new, None, known.since, each.start, known.is_confirmed)
        elif act.title and act.date:
            newer = newest[_identity(act)]
            if act.date[:4] < (newer.act.date or "")[:4] and act.reference != newer.act.reference:
                yield OldBasis(file, act.reference, newer.act.reference, newer.file, None, each.start)


def _newest(cited: Iterable[Cited]) -> Mapping[tuple[str, str, str], Cited]:
    """Of acts of one kind, title and issuer (`Luật … 2015`, `… 2025`) the one of the latest day."""
    newest: dict[tuple[str, str, str], Cited] = {}
    for each in cited:
        if each.act.title and each.act.date:
            known = newest.setdefault(_identity(each.act), each)
            if each.act.date > (known.act.date or ""):
                newest[_identity(each.act)] = each
    return newest


def _identity(act: Citation) -> tuple[str, str, str]:
    return act.kind or "", " ".join((act.title or "").lower().split()), (act.issuer or "").lower()
