"""The reports of communes joined: who reported and when, which task is which, and counts that add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.joining import Joined, Received, join, shared_tasks, unit_key
from corpus.progress import STATUSES, Progress, Result, Status
from corpus.tasks import Task

DAY, DUE = date(2026, 9, 30), date(2026, 9, 20)
NAMES = ("xã Trường Khê", "xã Vàm Tràm", "phường Tân Khê")


def progress(
    unit: str, reported: date | None = None, statuses: tuple[Status | None, ...] = (), plan: str = "Kế hoạch"
) -> Progress:
    tasks = tuple(Task(str(at), str(at), f"Nhiệm vụ thứ {at} của kế hoạch", ()) for at in range(len(statuses)))
    results = {str(at): Result(status) for at, status in enumerate(statuses)}
    return Progress(f"Ủy ban nhân dân {unit}", plan, "", reported, tasks, (), results, {})


def arrivals(*received: Received, due: date | None = DUE) -> list[str]:
    return [commune.arrival for commune in join(NAMES, received, {}, DAY, due).communes]


@pytest.mark.parametrize(
    ("reported", "due", "arrival"),
    [
        (date(2026, 9, 20), DUE, "in time"),
        (date(2026, 9, 21), DUE, "late"),
        (None, DUE, "undated"),
        (date(2026, 9, 21), None, "undated"),
    ],
)
def test_when_a_report_came(reported: date | None, due: date | None, arrival: str) -> None:
    found = arrivals(Received("a.xlsx", progress("xã Vàm Tràm", reported)), due=due)
    assert found == ["missing", arrival, "missing"]


def test_a_workbook_with_faults_is_told_by_its_files_name() -> None:
    assert arrivals(Received("tien-do_xa-vam-tram.xlsx", None, "hỏng")) == ["missing", "faulty", "missing"]
    joined = join(NAMES, [Received("so.xlsx", None, "hỏng")], {}, DAY, DUE)
    assert joined.strangers == (("so.xlsx", "hỏng"),)


def test_strangers_and_second_workbooks_are_named_and_the_later_counts() -> None:
    first = Received("cu.xlsx", progress("xã Vàm Tràm", date(2026, 9, 1), ("Hoàn thành",)))
    later = Received("moi.xlsx", progress("xã Vàm Tràm", date(2026, 9, 19), ("Hoàn thành", None)))
    other = Received("la.xlsx", progress("xã Lạ"))
    joined = join(NAMES, [later, first, other], {}, DAY, DUE)
    assert joined.tally.total == 2
    assert dict(joined.strangers) == {
        "cu.xlsx": "Có sổ khác mới hơn của xã Vàm Tràm (moi.xlsx).",
        "la.xlsx": "Đơn vị «Ủy ban nhân dân xã Lạ» không có trong danh sách.",
    }


def test_a_plan_is_seen_in_the_folder_or_in_the_workbook() -> None:
    own = "Kế hoạch số 5/KH-UBND ngày 01/3/2026 của Ủy ban nhân dân xã Vàm Tràm"
    plans = {"Uỷ ban nhân dân phường Tân Khê": "Kế hoạch số 19/KH-UBND"}
    joined = join(NAMES, [Received("a.xlsx", progress("xã Vàm Tràm", plan=own))], plans, DAY, None)
    assert [commune.plan for commune in joined.communes] == ["", own, "Kế hoạch số 19/KH-UBND"]


@pytest.mark.parametrize(
    "name", ["Ủy ban nhân dân xã Trường Khê", "UBND xã Trường Khê", "xã  Trường Khê, tỉnh Khê Giang", "XÃ TRƯỜNG KHÊ"]
)
def test_a_unit_by_any_of_its_names(name: str) -> None:
    assert unit_key(name) == unit_key("xã Trường Khê")


def test_tasks_of_one_plan_are_shared_by_their_keys() -> None:
    received = [
        Received("a", progress("xã Trường Khê", None, ("Hoàn thành", None))),
        Received("b", progress("xã Vàm Tràm", None, ("Hoàn thành", "Đang thực hiện"))),
        Received("c", progress("phường Tân Khê", None, ("Hoàn thành",))),
    ]
    shared, rest = shared_tasks(join(NAMES, received, {}, DAY, None))
    assert [(each.communes, each.tally.total, each.tally.done) for each in shared] == [(3, 3, 3), (2, 2, 0)]
    assert rest.tally.total == 0


def own_plans() -> Joined:
    words = {
        "xã Trường Khê": [
            "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
            "Xây dựng bến thuyền du lịch cộng đồng",
        ],
        "xã Vàm Tràm": [
            "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực",
            "Trồng rừng ven sông Tiền",
        ],
    }
    received = []
    for name, tasks in words.items():
        made = tuple(Task(f"III/{at}", f"III/{at}", text, ("Phòng Kinh tế",)) for at, text in enumerate(tasks))
        results = {task.key: Result("Hoàn thành") for task in made}
        received.append(Received(name, Progress(f"UBND {name}", f"của {name}", "", None, made, (), results, {})))
    return join(NAMES, received, {}, DAY, None)


def test_plans_of_their_own_are_aligned_by_what_they_say() -> None:
    shared, rest = shared_tasks(own_plans())
    assert [each.communes for each in shared] == [2]
    assert "Số hóa hồ sơ" in shared[0].label
    assert (rest.tally.total, rest.communes) == (2, 2)


STATUS = st.sampled_from([None, *STATUSES])


@given(st.lists(st.lists(STATUS, max_size=5), max_size=3), st.booleans())
def test_every_task_counts_once(statuses: list[list[Status | None]], one_plan: bool) -> None:
    received = [
        Received(name, progress(name, None, tuple(own), "chung" if one_plan else name))
        for name, own in zip(NAMES, statuses, strict=False)
    ]
    joined = join(NAMES, received, {}, DAY, None)
    shared, rest = shared_tasks(joined)
    total = sum(map(len, statuses))
    assert joined.tally.total == total
    assert sum(each.tally.total for each in shared) + rest.tally.total == total
    for standing in ("done", "kept up", "under way", "not begun", "silent"):
        counted = sum(each.tally.of(standing) for each in (*shared, rest))  # type: ignore[arg-type]
        assert counted == joined.tally.of(standing)  # type: ignore[arg-type]
