"""Where tasks stand on a day, the counts, targets against results, and periods of reporting."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PeriodError
from corpus.model import Comparator
from corpus.progress import (
    STATUSES,
    Measured,
    Result,
    Standing,
    Status,
    achieve,
    by_owner,
    coming,
    follow,
    late,
    per_cent,
    tally,
)
from corpus.report_period import parse
from corpus.tasks import Aim, Task

DAY = date(2026, 9, 30)
BEFORE, AFTER = date(2026, 5, 31), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("status", "finished", "due", "standing", "days"),
    [
        ("Hoàn thành", date(2026, 5, 31), BEFORE, "in time", 0),
        ("Hoàn thành", date(2026, 6, 1), BEFORE, "too late", 0),
        ("Hoàn thành", None, BEFORE, "done", 0),
        ("Hoàn thành", None, AFTER, "in time", 0),
        ("Hoàn thành", None, DAY, "in time", 0),
        ("Hoàn thành", date(2026, 6, 1), None, "done", 0),
        ("Hoàn thành", date(2026, 10, 1), AFTER, "under way", 0),
        ("Hoàn thành", date(2026, 10, 1), BEFORE, "overdue", 122),
        ("Tiếp tục duy trì", None, BEFORE, "kept up", 0),
        ("Đang thực hiện", None, DAY, "under way", 0),
        ("Đang thực hiện", None, DAY - timedelta(1), "overdue", 1),
        ("Đang thực hiện", None, None, "under way", 0),
        ("Chưa thực hiện", None, AFTER, "not begun", 0),
        ("Chưa thực hiện", None, BEFORE, "overdue", 122),
        (None, None, AFTER, "silent", 0),
        (None, None, BEFORE, "silent", 122),
    ],
)
def test_where_a_task_stands(
    status: Status | None, finished: date | None, due: date | None, standing: Standing, days: int
) -> None:
    task = Task("1", "1", "Làm", ("A",), due=due)
    (found,) = follow([task], {"1": Result(status, "", finished)}, DAY)
    assert (found.standing, found.days) == (standing, days)


DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
OWNERS = st.lists(
    st.sampled_from(["Phòng A", "phòng a", "Phòng B - C", "Phòng B – C", "Công an"]), max_size=3, unique=True
)
ROWS = st.lists(
    st.tuples(st.sampled_from([None, *STATUSES]), st.none() | DAYS, st.none() | DAYS, OWNERS), max_size=30
)


@given(ROWS, DAYS)
def test_counts_add_up(rows: list[tuple[Status | None, date | None, date | None, list[str]]], day: date) -> None:
    tasks = [Task(str(at), str(at), "Làm", tuple(owners), due=due) for at, (_, _, due, owners) in enumerate(rows)]
    results = {str(at): Result(status, "", finished) for at, (status, finished, _, _) in enumerate(rows)}
    followed = follow(tasks, results, day)
    count = tally(followed)
    assert count.total == len(rows)
    assert count.done + count.of("kept up") + count.not_due + count.of("overdue") + count.of("silent") == len(rows)
    assert count.of("overdue") == sum(each.is_late for each in followed if each.standing != "silent")
    assert all(each.task.due is not None and each.task.due < day for each in late(followed))
    owners = by_owner(followed)
    assert len({name.casefold() for name, _ in owners}) == len(owners)
    assert sum(each.total for _, each in owners) == sum(
        max(1, len({o.casefold().replace("–", "-") for o in row[3]})) for row in rows
    )


@given(ROWS, DAYS, st.none() | DAYS)
def test_what_comes_is_open_and_in_order(
    rows: list[tuple[Status | None, date | None, date | None, list[str]]], day: date, last: date | None
) -> None:
    tasks = [Task(str(at), str(at), "Làm", (), due=due) for at, (_, _, due, _) in enumerate(rows)]
    results = {str(at): Result(status, "", finished) for at, (status, finished, _, _) in enumerate(rows)}
    found = list(coming(follow(tasks, results, day), day, last))
    dues = [each.task.due for each in found if each.task.due]
    assert len(dues) == len(found)
    assert dues == sorted(dues)
    assert all(day < due and (last is None or due <= last) for due in dues)
    assert not any(each.is_done for each in found)


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_per_cent_is_right_to_a_tenth_and_never_reaches_what_was_not(part: float, whole: float) -> None:
    found = per_cent(part, whole)
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    assert abs(found - exact) <= Decimal("0.1")
    assert (found >= 100) == (exact >= 100)


@pytest.mark.parametrize(
    ("comparator", "target", "value", "lessening", "verdict", "share"),
    [
        (">=", 85, 87.5, False, "reached", "102.9"),
        (">=", 85, 85, False, "reached", "100.0"),
        (">", 85, 85, False, "missed", "100.0"),
        ("=", 6, 5, False, "missed", "83.3"),
        ("=", 6, 7, False, "reached", "116.7"),
        ("=", 2, 3, True, "missed", None),
        ("<=", 2, 2, True, "reached", None),
        ("<", 2, 2, True, "missed", None),
        (">=", 100, 99.96, False, "missed", "99.9"),
        (">=", 0, 3, False, "reached", None),
    ],
)
def test_targets_against_results(
    comparator: Comparator, target: float, value: float, lessening: bool, verdict: str, share: str | None
) -> None:
    aim = Aim("1", "1", "Chỉ tiêu", "x", target, "%", comparator, lessening)
    (found,) = achieve([aim], {"1": Measured(str(value), value)})
    assert found.verdict == verdict
    assert found.per_cent == (Decimal(share) if share else None)


def test_a_value_in_another_unit_and_none_are_not_compared() -> None:
    aims = [Aim("1", "1", "A", "85%", 85.0, "%", ">="), Aim("2", "2", "B", "85%", 85.0, "%", ">=")]
    found = achieve(aims, {"1": Measured("40 hộ", 40.0, is_comparable=False)})
    assert [(each.verdict, each.per_cent) for each in found] == [("unlike", None), ("silent", None)]


@pytest.mark.parametrize(
    ("text", "name", "start", "end", "following"),
    [
        ("tháng 9/2026", "tháng 9 năm 2026", date(2026, 9, 1), date(2026, 9, 30), "tháng 10 năm 2026"),
        ("Tháng 01 năm 2026", "tháng 01 năm 2026", date(2026, 1, 1), date(2026, 1, 31), "tháng 02 năm 2026"),
        ("tháng 12-2026", "tháng 12 năm 2026", date(2026, 12, 1), date(2026, 12, 31), "tháng 01 năm 2027"),
        ("quý III/2026", "quý III năm 2026", date(2026, 7, 1), date(2026, 9, 30), "quý IV năm 2026"),
        ("Q3/2026", "quý III năm 2026", date(2026, 7, 1), date(2026, 9, 30), "quý IV năm 2026"),
        ("Quý 4 năm 2026", "quý IV năm 2026", date(2026, 10, 1), date(2026, 12, 31), "quý I năm 2027"),
        (
            "6 tháng đầu năm 2026",
            "6 tháng đầu năm 2026",
            date(2026, 1, 1),
            date(2026, 6, 30),
            "6 tháng cuối năm 2026",
        ),
        (
            "6 tháng cuối năm 2026",
            "6 tháng cuối năm 2026",
            date(2026, 7, 1),
            date(2026, 12, 31),
            "6 tháng đầu năm 2027",
        ),
        ("9 tháng năm 2026", "9 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 9, 30), "quý IV năm 2026"),
        ("năm 2026", "năm 2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2027"),
        ("sơ kết 6 tháng đầu năm 2026", "6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30), None),
        ("tổng kết giai đoạn 2021-2025", "giai đoạn 2021 - 2025", date(2021, 1, 1), date(2025, 12, 31), None),
    ],
)
def test_periods(text: str, name: str, start: date, end: date, following: str | None) -> None:
    period = parse(text)
    assert (period.name, period.start, period.end) == (name, start, end)
    assert (period.following.name if period.following else None) == following


@pytest.mark.parametrize(
    "text", ["", "quý V/2026", "tháng 13/2026", "quý III", "mùa thu 2026", "2026-2021", "sơ kết", "0000"]
)
def test_what_is_no_period_says_how_to_write_one(text: str) -> None:
    with pytest.raises(PeriodError, match="quý III/2026"):
        parse(text)
