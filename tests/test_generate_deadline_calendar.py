"""The calendar of a plan's deadlines: RFC 5545, stable, and nothing invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Document
from corpus.tasks import Task, tasks_of
from extract import read
from generate import deadline_calendar
from generate.deadline_calendar import Repeat, calendar, repeat_of

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


@cache
def plan() -> Document:
    return read(SAMPLES / "02_ke_hoach_xa_truong_khe.docx")


def events(data: bytes) -> list[Any]:
    from icalendar import Calendar

    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_each_deadline_with_a_day_is_a_whole_day() -> None:
    data, left = calendar(plan(), tasks_of(plan()))
    found = {str(event["summary"]): event for event in events(data)}
    assert len(found) + len(left) == 14
    event = found["Hạn: Rà soát, làm sạch dữ liệu đất đai trên địa bàn xã"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 10, 15), date(2026, 10, 16))
    assert "Phối hợp: Công an xã; Trưởng các ấp" in event["description"]
    assert "Mục III, 3, điểm b, Kế hoạch số 25/KH-UBND" in event["description"]
    assert [task.deadline for task in left] == [None] * 5


def test_recurring_deadlines_repeat_to_the_end_of_the_plan() -> None:
    data, _ = calendar(plan(), tasks_of(plan()))
    repeated = [event for event in events(data) if "rrule" in event]
    assert [(event["dtstart"].dt, event["rrule"].to_ical().decode()) for event in repeated] == [
        (date(2026, 2, 20), "FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=20"),
        (date(2026, 3, 12), "FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=12;BYMONTH=3,6,9,12"),
    ]


def test_the_file_is_the_same_each_time_and_identities_outlive_the_number() -> None:
    tasks = tasks_of(plan())
    data, _ = calendar(plan(), tasks)
    assert data == calendar(plan(), tasks)[0]
    before = {str(event["uid"]) for event in events(data)}
    later = {str(event["uid"]) for event in events(calendar(replace(plan(), number=None), tasks)[0])}
    assert before == later
    assert len(before) == len(events(data))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@settings(deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_words_come_back_and_no_line_is_too_long(words: str, owners: list[str], due: date) -> None:
    task = Task("1", "1", words, tuple(owners), deadline="x", due=due)
    data, left = calendar(plan(), [task])
    assert left == ()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (event,) = events(data)
    assert event["dtstart"].dt == due
    shown = str(event["summary"]).removeprefix("Hạn: ")
    assert shown == words or shown.endswith("…")


@pytest.mark.parametrize(
    ("deadline", "repeat"),
    [
        ("trước ngày 20 hằng tháng", Repeat(20)),
        ("vào ngày 25 hàng tháng", Repeat(25)),
        ("trước ngày 12 của tháng cuối quý", Repeat(12, (3, 6, 9, 12))),
        ("trước ngày 05 tháng đầu hằng quý", Repeat(5, (1, 4, 7, 10))),
        ("trước ngày 15/12 hằng năm", Repeat(15, (12,))),
        ("ngày 20 tháng 11 hằng năm", Repeat(20, (11,))),
        ("ngày 45 hằng tháng", None),
        ("ngày 15/13 hằng năm", None),
        ("hằng quý", None),
        ("thường xuyên", None),
        (None, None),
    ],
)
def test_on_which_day_a_deadline_recurs(deadline: str | None, repeat: Repeat | None) -> None:
    assert repeat_of(deadline) == repeat


@pytest.mark.parametrize(
    ("repeat", "start", "first"),
    [
        (Repeat(20), date(2026, 2, 6), date(2026, 2, 20)),
        (Repeat(20), date(2026, 2, 20), date(2026, 2, 20)),
        (Repeat(31), date(2026, 2, 6), date(2026, 2, 28)),
        (Repeat(12, (3, 6, 9, 12)), date(2026, 3, 13), date(2026, 6, 12)),
        (Repeat(29, (2,)), date(2026, 3, 1), date(2027, 2, 28)),
    ],
)
def test_the_first_such_day(repeat: Repeat, start: date, first: date) -> None:
    assert repeat.first(start) == first


def test_the_last_day_of_short_months_is_meant() -> None:
    assert Repeat(31).rule(date(2026, 12, 31)) == {
        "freq": "monthly",
        "bymonthday": [28, 29, 30, 31],
        "bysetpos": -1,
        "until": date(2026, 12, 31),
    }


@pytest.mark.parametrize(
    ("repeat", "rule"),
    [
        (Repeat(30, (11,)), {"freq": "yearly", "bymonthday": [30], "bymonth": [11]}),
        (Repeat(29, (2,)), {"freq": "yearly", "bymonthday": [28, 29], "bymonth": [2], "bysetpos": -1}),
        (Repeat(30, (6, 12)), {"freq": "monthly", "bymonthday": [30], "bymonth": [6, 12]}),
    ],
)
def test_a_day_that_its_months_have_is_named_alone(repeat: Repeat, rule: dict[str, object]) -> None:
    until = date(2030, 12, 31)
    assert repeat.rule(until) == rule | {"until": until}


def test_every_year_from_the_issue_of_a_plan_that_names_only_its_last() -> None:
    task = Task("1", "1", "Báo cáo", (), deadline="trước ngày 30/11 hằng năm", recurrence="yearly")
    data, left = calendar(replace(plan(), period=(None, 2035), date="2025-11-19"), [task])
    (event,) = events(data)
    assert left == ()
    assert event["dtstart"].dt == date(2025, 11, 30)
    assert event["rrule"].to_ical().decode() == "FREQ=YEARLY;UNTIL=20351231;BYMONTHDAY=30;BYMONTH=11"
    undated, _ = calendar(replace(plan(), period=(None, 2035), date=None), [task])
    assert events(undated)[0]["dtstart"].dt.year == date.today().year


@pytest.mark.parametrize(
    ("words", "recurrence", "repeat"),
    [
        ("Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo kết quả", "yearly", Repeat(30, (11,))),
        ("Xây dựng kế hoạch hằng năm và báo cáo trước ngày 20/11 về Sở A", "yearly", Repeat(20, (11,))),
        ("Định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12) báo cáo", "half-yearly", Repeat(15, (6, 12))),
        ("Hằng tháng báo cáo trước ngày 20 về Phòng A", "monthly", Repeat(20)),
        ("Hằng năm báo cáo trước ngày 05/6 và trước ngày 10/12", "yearly", None),
        ("Hằng năm báo cáo theo Kế hoạch ngày 20/11/2025", "yearly", None),
        ("Hằng năm báo cáo theo Kế hoạch ngày 20 tháng 11 năm 2025", "yearly", None),
        ("Báo cáo trước ngày 20/11", None, None),
    ],
)
def test_a_day_that_stands_apart_from_how_often(words: str, recurrence: Any, repeat: Repeat | None) -> None:
    task = Task("1", "1", words, (), deadline="hằng năm", recurrence=recurrence)
    assert deadline_calendar.repeat_of_task(task) == repeat


def test_without_an_end_of_the_plan_nothing_repeats() -> None:
    task = Task("1", "1", "Báo cáo", (), deadline="trước ngày 20 hằng tháng", recurrence="monthly")
    data, left = calendar(replace(plan(), period=None), [task])
    assert (events(data), left) == ([], (task,))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("MONTHLY", "trước ngày 20 hằng tháng", "ngày 20 hằng tháng"),
        ("QUARTERLY", "trước ngày 12 của tháng cuối quý", "ngày 12 của tháng cuối quý"),
        ("YEARLY", "ngày 15/12 hằng năm", "ngày 15/12 hằng năm"),
        ("DAY_AND_MONTH", "trước ngày 30 tháng 11) báo cáo", "ngày 30 tháng 11"),
        ("DAY_ALONE", "báo cáo trước ngày 20 về", "trước ngày 20"),
    ],
)
def test_each_pattern(name: str, text: str, found: str) -> None:
    match = getattr(deadline_calendar, name).search(text)
    assert match
    assert match[0] == found
