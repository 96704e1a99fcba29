"""How far a plan has come: what was reported of each task, where it stands on a day, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

from corpus.tasks import Aim, Task

Status = Literal["Hoàn thành", "Đang thực hiện", "Tiếp tục duy trì", "Chưa thực hiện"]
STATUSES: tuple[Status, ...] = ("Hoàn thành", "Đang thực hiện", "Tiếp tục duy trì", "Chưa thực hiện")
Standing = Literal["in time", "too late", "done", "kept up", "under way", "not begun", "overdue", "silent"]
Verdict = Literal["reached", "missed", "unlike", "silent"]

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value reached. said: as typed; value: None where it is no number; is_comparable: in the target's unit."""

    said: str
    value: float | None = None
    is_comparable: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What was reported of a task. finished: the day it was completed; reason: why it is not, or late."""

    status: Status | None = None
    words: str = ""
    finished: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A filled workbook. unit: who reports; plan: of what; reported: the day of reporting; results by the task's key,
    values by the target's.
    """

    unit: str
    plan: str
    period: str
    reported: date | None
    tasks: tuple[Task, ...]
    aims: tuple[Aim, ...]
    results: Mapping[str, Result]
    values: Mapping[str, Measured]


@dataclass(frozen=True, slots=True)
class Followed:
    """A task with what was reported of it and where it stands on the day. days: how many it is overdue."""

    task: Task
    result: Result
    standing: Standing
    days: int = 0

    @property
    def is_done(self) -> bool:
        """Whether it was completed by the day."""
        return self.standing in ("in time", "too late", "done")

    @property
    def is_late(self) -> bool:
        """Whether its deadline has passed without completion being reported."""
        return self.days > 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of tasks by where they stand; each task counts once."""

    counts: Mapping[Standing, int]

    def of(self, *standings: Standing) -> int:
        """How many stand there."""
        return sum(self.counts.get(standing, 0) for standing in standings)

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Completed: in time, too late, and where that cannot be told."""
        return self.of("in time", "too late", "done")

    @property
    def not_due(self) -> int:
        """Not completed, and their deadline has not passed or there is none."""
        return self.of("under way", "not begun")


def follow(tasks: Iterable[Task], results: Mapping[str, Result], day: date) -> tuple[Followed, ...]:
    """Where each task stands on the day."""
    return tuple(_followed(task, results.get(task.key, Result()), day) for task in tasks)


def _followed(task: Task, result: Result, day: date) -> Followed:
    standing = _standing(task, result, day)
    open_ = standing in ("under way", "not begun", "silent")
    days = (day - task.due).days if open_ and task.due and task.due < day else 0
    return Followed(task, result, "overdue" if days and standing != "silent" else standing, days)


def _standing(task: Task, result: Result, day: date) -> Standing:
    """Before the deadline is looked at. What was completed after the day was still under way on it.

    Without its day, what is reported as completed before the deadline was completed in time.
    """
    if result.status == "Hoàn thành":
        finished = result.finished or (day if task.due and day <= task.due else None)
        if finished and finished > day:
            return "under way"
        if not (task.due and finished):
            return "done"
        return "in time" if finished <= task.due else "too late"
    kinds: dict[Status | None, Standing] = {
        None: "silent",
        "Đang thực hiện": "under way",
        "Tiếp tục duy trì": "kept up",
        "Chưa thực hiện": "not begun",
    }
    return kinds[result.status]


def tally(followed: Iterable[Followed]) -> Tally:
    """The counts of these tasks."""
    return Tally(Counter(each.standing for each in followed))


def by_owner(followed: Sequence[Followed]) -> tuple[tuple[str, Tally], ...]:
    """Each owner's counts, in the order of the plan; a task of several owners counts for each. "": none is named."""
    names: dict[str, str] = {}
    found: dict[str, list[Followed]] = {}
    for each in followed:
        for folded, owner in {_folded(owner): owner for owner in each.task.owners or ("",)}.items():
            found.setdefault(names.setdefault(folded, owner), []).append(each)
    return tuple((name, tally(tasks)) for name, tasks in found.items())


def _folded(owner: str) -> str:
    return " ".join(owner.replace("–", "-").casefold().split())


def late(followed: Iterable[Followed]) -> tuple[Followed, ...]:
    """The tasks whose deadline has passed without completion being reported, the longest overdue first."""
    return tuple(sorted((each for each in followed if each.is_late), key=lambda each: -each.days))


def coming(followed: Iterable[Followed], day: date, last: date | None) -> Iterator[Followed]:
    """The open tasks whose deadline is after the day and not after `last` (None: whenever), by their deadlines."""
    open_ = (each for each in followed if not each.is_done and each.task.due and each.task.due > day)
    within = [each for each in open_ if each.task.due and (last is None or each.task.due <= last)]
    yield from sorted(within, key=lambda each: each.task.due or day)


# --- targets ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Achieved:
    """A target against what was reached. per_cent: of the target, to a tenth; None where it says nothing: no value,
    another unit, an aim to come down to, a target of zero.
    """

    aim: Aim
    measured: Measured | None
    verdict: Verdict
    per_cent: Decimal | None = None


def achieve(aims: Iterable[Aim], values: Mapping[str, Measured]) -> tuple[Achieved, ...]:
    """Each target with the value reported for it."""
    return tuple(_achieved(aim, values.get(aim.key)) for aim in aims)


def _achieved(aim: Aim, measured: Measured | None) -> Achieved:
    if measured is None:
        return Achieved(aim, None, "silent")
    if measured.value is None or not measured.is_comparable:
        return Achieved(aim, measured, "unlike")
    share = None if aim.is_lessening or aim.value <= 0 else per_cent(measured.value, aim.value)
    return Achieved(aim, measured, "reached" if _reaches(measured.value, aim) else "missed", share)


def _reaches(value: float, aim: Aim) -> bool:
    match aim.comparator:
        case "<":
            return value < aim.value
        case ">":
            return value > aim.value
        case "<=":
            return value <= aim.value
        case ">=":
            return value >= aim.value
    return value <= aim.value if aim.is_lessening else value >= aim.value


def per_cent(part: float, whole: float) -> Decimal:
    """The part of the whole in per cent, to a tenth; what falls short of the whole is never rounded up to 100."""
    share = Decimal(str(part)) * 100 / Decimal(str(whole))
    rounding = ROUND_DOWN if 99 < share < 100 else ROUND_HALF_UP
    return share.quantize(_TENTH, rounding=rounding)
