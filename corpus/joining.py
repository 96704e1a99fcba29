"""The reports of a province's communes joined: who has a plan, who has reported and when, and the counts of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from corpus.compare import compare
from corpus.gazetteer import key
from corpus.letters import plain
from corpus.model import Assignment, Document, SourceInfo
from corpus.progress import Followed, Progress, Standing, Tally, follow, tally

Arrival = Literal["in time", "late", "undated", "faulty", "missing"]
_COMMITTEE = ("ủy ban nhân dân ", "uỷ ban nhân dân ", "ubnd ")


@dataclass(frozen=True, slots=True)
class Received:
    """A workbook that was sent. progress: None where it cannot be used, and `fault` says why, `cell` where.

    said: who reports, as typed in one that cannot be used.
    """

    file: str
    progress: Progress | None
    fault: str = ""
    cell: str = ""
    said: str = ""

    @property
    def unit(self) -> str:
        """Who reports, as typed; "" where nobody says."""
        return self.progress.unit if self.progress else self.said


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune that is to report. name: `xã Trường Khê`; plan: how its own plan is cited, "" where none was seen."""

    name: str
    arrival: Arrival
    plan: str = ""
    followed: tuple[Followed, ...] = ()
    received: Received | None = None

    @property
    def tally(self) -> Tally:
        """The counts of its tasks."""
        return tally(self.followed)


@dataclass(frozen=True, slots=True)
class Shared:
    """A task, or a theme, of several communes. label: its words; communes: how many have it."""

    label: str
    communes: int
    tally: Tally


@dataclass(frozen=True)
class Joined:
    """communes in the order in which they are to report; strangers: workbooks of no such commune, or one too many."""

    communes: tuple[Commune, ...]
    strangers: tuple[tuple[str, str], ...] = ()

    def of(self, *arrivals: Arrival) -> tuple[Commune, ...]:
        """The communes whose report came so."""
        return tuple(commune for commune in self.communes if commune.arrival in arrivals)

    @cached_property
    def tally(self) -> Tally:
        """The counts of all tasks of all communes."""
        return _added(commune.tally for commune in self.communes)

    @property
    def is_on_one_plan(self) -> bool:
        """Whether all report on one and the same plan."""
        sent = (commune.received.progress for commune in self.communes if commune.received)
        return len({progress.plan for progress in sent if progress}) <= 1

    @property
    def followed(self) -> Iterator[tuple[str, Followed]]:
        """Every task with the commune's name."""
        for commune in self.communes:
            yield from ((commune.name, each) for each in commune.followed)


def join(
    names: Sequence[str], received: Iterable[Received], plans: Mapping[str, str], day: date, due: date | None
) -> Joined:
    """The reports of the named communes, counted as of `day`.

    plans: citations of the communes' own plans, by their issuer. due: the day by which reports were due; without one
    none is late.
    """
    sent: dict[str, Received] = {}
    strangers: list[tuple[str, str]] = []
    known = {unit_key(name): name for name in names}
    for each in sorted(received, key=lambda one: (one.progress and one.progress.reported) or date.min):
        place = _place(each, known)
        if place is None:
            strangers.append((each.file, each.fault or f"Đơn vị «{each.unit or '…'}» không có trong danh sách."))
            continue
        if place in sent:
            strangers.append((sent[place].file, f"Có sổ khác mới hơn của {known[place]} ({each.file})."))
        sent[place] = each
    issued = {unit_key(issuer): cited for issuer, cited in plans.items()}
    communes = (_commune(name, sent.get(place), issued.get(place, ""), day, due) for place, name in known.items())
    return Joined(tuple(communes), tuple(strangers))


def unit_key(name: str) -> str:
    """`Ủy ban nhân dân xã Trường Khê` and `xã Trường Khê` are one; the province behind a comma is left out."""
    folded = key(name.partition(",")[0])
    for committee in _COMMITTEE:
        folded = folded.removeprefix(committee)
    return folded


def _place(received: Received, known: Mapping[str, str]) -> str | None:
    """Of which commune a workbook is: as it says, else as its file is called."""
    if received.unit:
        return place if (place := unit_key(received.unit)) in known else None
    stem = f" {_letters(received.file)} "
    found = [place for place in known if f" {_letters(place)} " in stem]
    return found[0] if len(found) == 1 else None


def _letters(text: str) -> str:
    """`tien-do_Xã Trường Khê.xlsx` -> `tien do xa truong khe xlsx`."""
    return " ".join("".join(char if char.isalnum() else " " for char in plain(text).casefold()).split())


def _commune(name: str, received: Received | None, plan: str, day: date, due: date | None) -> Commune:
    if received is None:
        return Commune(name, "missing", plan)
    if received.progress is None:
        return Commune(name, "faulty", plan, (), received)
    progress = received.progress
    own = progress.plan if unit_key(progress.plan.rpartition(" của ")[2]) == unit_key(name) else ""
    arrival: Arrival = "undated" if not (due and progress.reported) else "in time"
    arrival = "late" if due and progress.reported and progress.reported > due else arrival
    return Commune(name, arrival, plan or own, follow(progress.tasks, progress.results, day), received)


def shared_tasks(joined: Joined) -> tuple[tuple[Shared, ...], Shared]:
    """The tasks that several communes have, and what is left: each task of each commune counts once.

    Communes that report on one plan share its tasks by their keys; plans of their own are aligned by what they say.
    """
    groups = _by_key(joined) if joined.is_on_one_plan else _by_theme(joined)
    several = [(label, tasks) for label, tasks in groups if len({name for name, _ in tasks}) > 1]
    told = {(name, each.task.key) for _, tasks in several for name, each in tasks}
    rest = [(name, each) for name, each in joined.followed if (name, each.task.key) not in told]
    return tuple(_shared(label, tasks) for label, tasks in several), _shared("", rest)


Group = tuple[str, list[tuple[str, Followed]]]


def _shared(label: str, tasks: Sequence[tuple[str, Followed]]) -> Shared:
    return Shared(label, len({name for name, _ in tasks}), tally(each for _, each in tasks))


def _by_key(joined: Joined) -> list[Group]:
    groups: dict[str, Group] = {}
    for name, each in joined.followed:
        groups.setdefault(each.task.key, (each.task.words, []))[1].append((name, each))
    return list(groups.values())


def _by_theme(joined: Joined) -> list[Group]:
    """Each commune's tasks as a plan of rows, aligned with the others'."""
    tasks = {
        (commune.name, f"#{at}"): each for commune in joined.communes for at, each in enumerate(commune.followed)
    }
    documents = [_rows(commune) for commune in joined.communes if commune.followed]
    themes = compare(documents).themes if len(documents) > 1 else ()
    return [
        (
            theme.label,
            [(member.file, tasks[member.file, member.path]) for member in theme.members if not member.is_guest],
        )
        for theme in themes
    ]


def _rows(commune: Commune) -> Document:
    duties = (
        Assignment(f"#{at}", each.task.owners, each.task.partners, "subject", each.task.words, each.task.deadline)
        for at, each in enumerate(commune.followed)
    )
    return Document(issuer=commune.name, assignments=tuple(duties), source=SourceInfo(commune.name))


def _added(tallies: Iterable[Tally]) -> Tally:
    counts: Counter[Standing] = Counter()
    for each in tallies:
        counts.update(each.counts)
    return Tally(counts)
