"""The deadlines of a plan as a calendar file (RFC 5545): a whole-day event a task, repeated where it recurs."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from corpus import dates
from corpus.model import Document
from corpus.paths import say
from corpus.tasks import Task
from generate.progress_book import cite

if TYPE_CHECKING:
    from icalendar import Alarm, Event

# The day on which a recurring deadline falls, where its words name one.
MONTHLY = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+tháng", re.IGNORECASE)
QUARTERLY = re.compile(
    r"ngày\s+(?P<day>\d{1,2})\s+(?:của\s+)?tháng\s+(?P<month>đầu|cuối)\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+)?quý",
    re.IGNORECASE,
)
YEARLY = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})\s+(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE
)
# A day that stands apart from its `hằng năm`, `hằng tháng`: `định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo …`.
DAY_AND_MONTH = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:\s?/\s?|\s+tháng\s+)(?P<month>\d{1,2})(?!\d|\s?/\s?\d|\s+năm\s+\d)", re.IGNORECASE
)
DAY_ALONE = re.compile(
    r"(?:trước|chậm nhất|vào)\s+ngày\s+(?P<day>\d{1,2})(?!\d|\s?[/.-]\s?\d|\s+tháng\s+\d)", re.IGNORECASE
)
_LAST_OF_QUARTERS, _FIRST_OF_QUARTERS = (3, 6, 9, 12), (1, 4, 7, 10)
_SHORTEST_MONTH, _COMMON_YEAR = 28, 2026
_REMIND = timedelta(days=-3)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Repeat:
    """On this day of these months (of every month where there are none)."""

    day: int
    months: tuple[int, ...] = ()

    def first(self, start: date) -> date:
        """The first such day from `start` on; the last of the month where it has fewer days."""
        days = (start + timedelta(days=at) for at in range(800))
        return next(each for each in days if self._falls(each))

    def _falls(self, that: date) -> bool:
        last = monthrange(that.year, that.month)[1]
        return that.day == min(self.day, last) and (not self.months or that.month in self.months)

    def rule(self, until: date) -> dict[str, object]:
        """RRULE; of days that not every one of the months has, the last there is."""
        shortest = min((monthrange(_COMMON_YEAR, month)[1] for month in self.months), default=_SHORTEST_MONTH)
        days = list(range(shortest, self.day + 1)) if self.day > shortest else [self.day]
        often = "yearly" if len(self.months) == 1 else "monthly"
        made: dict[str, object] = {"freq": often, "bymonthday": days, "until": until}
        made |= {"bymonth": list(self.months)} if self.months else {}
        return made | ({"bysetpos": -1} if len(days) > 1 else {})


def calendar(plan: Document, tasks: Iterable[Task]) -> tuple[bytes, tuple[Task, ...]]:
    """The calendar of these tasks, and those that are not in it: without a day, or repeated without end.

    The same plan gives the same bytes: identities come from its issuer and title and the task's key.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//kehoach//thoi han//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", cite(plan))
    left = []
    for task in tasks:
        found = list(_events(plan, task))
        left += [] if found else [task]
        for event in found:
            made.add_component(event)
    return made.to_ical(), tuple(left)


def repeat_of(deadline: str | None) -> Repeat | None:
    """On which day a recurring deadline falls; None where its words name none."""
    text = deadline or ""
    if match := QUARTERLY.search(text):
        last = match["month"].lower() == "cuối"
        return _repeat(match["day"], _LAST_OF_QUARTERS if last else _FIRST_OF_QUARTERS)
    if match := YEARLY.search(text):
        return _repeat(match["day"], (int(match["month"]),))
    match = MONTHLY.search(text)
    return _repeat(match["day"], ()) if match else None


def repeat_of_task(task: Task) -> Repeat | None:
    """On which day a recurring task falls, by its deadline or else by its words; None where they name none."""
    if not task.recurrence:
        return None
    said = tuple(DAY_AND_MONTH.finditer(task.words))
    alone = () if said or task.recurrence != "monthly" else tuple(DAY_ALONE.finditer(task.words))
    days = {match["day"] for match in (*said, *alone)}
    stated = repeat_of(task.deadline)
    return stated or (_repeat(days.pop(), sorted({int(each["month"]) for each in said})) if len(days) == 1 else None)


def _repeat(day: str, months: Sequence[int]) -> Repeat | None:
    fits = 1 <= int(day) <= 31 and all(1 <= month <= 12 for month in months)
    return Repeat(int(day), tuple(months)) if fits else None


def _events(plan: Document, task: Task) -> Iterator[Event]:
    repeat = repeat_of_task(task)
    until = date(plan.period[1], 12, 31) if plan.period and plan.period[1] else None
    if task.due:
        yield _event(plan, task, task.due)
    elif repeat and until:
        day = repeat.first(_begins(plan, until))
        if day <= until:
            event = _event(plan, task, day)
            event.add("rrule", repeat.rule(until))
            yield event


def _begins(plan: Document, until: date) -> date:
    """When a repeated deadline begins: with the plan; of a plan `đến năm 2035` in the year of issue, else now."""
    issued = dates.day(plan.date or "")
    first = plan.period[0] if plan.period and plan.period[0] else None
    year = min(first or (issued or date.today()).year, until.year)
    return max(issued or date(year, 1, 1), date(year, 1, 1))


def _event(plan: Document, task: Task, day: date) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", f"{_identity(plan, task)}@kehoach")
    made.add("dtstamp", datetime.combine(dates.day(plan.date or "") or date(2026, 1, 1), time(), UTC))
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", _short(f"Hạn: {task.words}"))
    made.add("description", _told(plan, task))
    made.add("transp", "TRANSPARENT")
    if task.owners:
        made.add("categories", list(task.owners))
    made.add_component(_alarm(task))
    return made


def _alarm(task: Task) -> Alarm:
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", _short(task.words))
    made.add("trigger", _REMIND)
    return made


def _identity(plan: Document, task: Task) -> str:
    """The same for the same task, also when the plan got its number since."""
    return hashlib.sha256("\n".join((plan.issuer or "", plan.title or "", task.key)).encode()).hexdigest()[:32]


def _told(plan: Document, task: Task) -> str:
    lines = (
        ("Nhiệm vụ", task.words),
        ("Chủ trì", "; ".join(task.owners)),
        ("Phối hợp", "; ".join(task.partners)),
        ("Thời hạn", task.deadline or ""),
        ("Theo", f"{say(task.path)}, {cite(plan)}"),
    )
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
