"""What a plan says at each of its passages: who, by when, how much; ready to be laid beside other plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from corpus.model import Budget, Document, Node
from corpus.passages import Passage


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline of a plan, for the time line: inclusive ISO days or a recurrence. theme: where it is aligned."""

    file: str
    path: str
    text: str
    start: str | None
    end: str | None
    recurrence: str | None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of a plan. theme: where it is aligned."""

    file: str
    path: str
    text: str
    value: float
    unit: str | None
    comparator: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A duty to report of a plan. owners, to, through: names as printed; when: its deadlines as printed. theme: where
    it is aligned.
    """

    file: str
    path: str
    text: str
    owners: tuple[str, ...]
    to: tuple[str, ...]
    through: tuple[str, ...]
    when: tuple[str, ...]
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A plan's own passage on a theme. heading: of the item it stands under; order: its place among the plan's
    passages; start, end: its place in the locality's text, None where it is unknown. is_guest: only a sentence of it
    belongs to the theme; what it says is compared under another.
    """

    file: str
    path: str
    words: str
    owners: tuple[str, ...]
    partners: tuple[str, ...]
    dues: tuple[Due, ...] = ()
    aims: tuple[Aim, ...] = ()
    reports: tuple[Report, ...] = ()
    budgets: tuple[Budget, ...] = ()
    heading: str = ""
    order: int = 0
    start: int | None = None
    end: int | None = None
    is_guest: bool = False

    @property
    def deadlines(self) -> tuple[str, ...]:
        """Its deadlines as printed."""
        return tuple(dict.fromkeys(due.text for due in self.dues))


class _Placed(Protocol):
    @property
    def path(self) -> str: ...


_Value = TypeVar("_Value", bound=_Placed)


def dues_of(document: Document, file: str) -> tuple[Due, ...]:
    """The plan's deadlines."""
    return tuple(
        Due(file, limit.path, limit.text, limit.start, limit.end, limit.recurrence) for limit in document.deadlines
    )


def aims_of(document: Document, file: str) -> tuple[Aim, ...]:
    """The plan's targets."""
    return tuple(Aim(file, aim.path, aim.text, aim.value, aim.unit, aim.comparator) for aim in document.targets)


def reports_of(document: Document, file: str) -> tuple[Report, ...]:
    """The plan's duties to report."""
    return tuple(
        Report(
            file, each.path, each.text, each.owners, each.to, each.through, tuple(due.text for due in each.deadlines)
        )
        for each in document.reports
    )


def members_of(document: Document, file: str, passages: Sequence[Passage]) -> Iterator[Member]:
    """One member a passage, in the order of the passages; a value belongs to the nearest passage at or above it."""
    paths = {passage.path for passage in passages}
    duties = _placed(document.assignments, paths)
    dues, aims = _placed(dues_of(document, file), paths), _placed(aims_of(document, file), paths)
    reports, budgets = _placed(reports_of(document, file), paths), _placed(document.budgets, paths)
    headings = dict(_headings(document.outline))
    for order, passage in enumerate(passages):
        here = duties.get(passage.path, ())
        yield Member(
            file=file,
            path=passage.path,
            words=passage.words,
            owners=tuple(dict.fromkeys(name for duty in here for name in duty.owners)),
            partners=tuple(dict.fromkeys(name for duty in here for name in duty.partners)),
            dues=tuple(dues.get(passage.path, ())),
            aims=tuple(aims.get(passage.path, ())),
            reports=tuple(reports.get(passage.path, ())),
            budgets=tuple(budgets.get(passage.path, ())),
            heading=headings.get(passage.section, ""),
            order=order,
            start=passage.start,
            end=passage.end,
        )


def _placed(values: Iterable[_Value], paths: set[str]) -> Mapping[str, Sequence[_Value]]:
    found: dict[str, list[_Value]] = defaultdict(list)
    for value in values:
        path = value.path
        while path and path not in paths:
            path = path.rpartition("/")[0]
        if path:
            found[path].append(value)
    return found


def _headings(nodes: Iterable[Node], above: str = "") -> Iterator[tuple[str, str]]:
    for node in nodes:
        own = node.heading or (node.text if node.children else "") or above
        yield node.path, own
        yield from _headings(node.children, own)
