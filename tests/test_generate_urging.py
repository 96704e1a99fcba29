"""The letter that presses for what is overdue or unreported."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.progress import Progress, Result
from corpus.report_period import parse
from corpus.tasks import Task, tasks_of
from extract import read
from generate import urging
from generate.check import check
from generate.own_paper import Paper
from generate.profile import load_profile, profile_of
from generate.progress_reading import read_book
from generate.progress_report import Reporting
from generate.word import render

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
DAY = date(2026, 10, 5)


@cache
def plan() -> Document:
    return read(SAMPLES / "02_ke_hoach_xa_truong_khe.docx")


def reporting(tasks: tuple[Task, ...], results: dict[str, Result]) -> Reporting:
    progress = Progress("", "", "", None, tasks, (), results, {})
    return Reporting(plan(), progress, load_profile(SAMPLES / "don_vi_truong_khe.yaml"), parse("quý III/2026"), DAY)


def letter(given: Reporting, by: date | None = None) -> Paper:
    found = urging.compose(given, by, 2026)
    assert found is not None
    return found


@cache
def sample() -> Reporting:
    progress = read_book(SAMPLES / "tien_do_xa_truong_khe.xlsx", plan()).progress
    return reporting(progress.tasks, dict(progress.results))


def test_the_letter_names_the_owners_and_lists_their_tasks(tmp_path: Path) -> None:
    made = letter(sample(), date(2026, 10, 20))
    document = made.document
    assert (document.symbol, document.title) == ("UBND-VHXH", "đôn đốc thực hiện Kế hoạch số 25/KH-UBND")
    assert document.addressees == (
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
        "Trung tâm Phục vụ hành chính công xã",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
        "Các tổ chức chính trị - xã hội xã",
    )
    assert "đến ngày 05/10/2026 còn 01 nhiệm vụ quá hạn, 02 nhiệm vụ chưa có báo cáo (danh sách" in document.lead
    items = [node.text for node in document.outline if node.kind == "section"]
    assert items[0].endswith("xã khẩn trương hoàn thành 01 nhiệm vụ quá hạn trước ngày 20/10/2026.")
    assert items[3] == (
        "Đề nghị các tổ chức chính trị - xã hội xã báo cáo kết quả 01 nhiệm vụ chưa có báo cáo trước ngày 20/10/2026."
    )
    assert "về Phòng Văn hóa - Xã hội trước ngày 20/10/2026 để tổng hợp" in items[4]
    table = document.outline[-1].table
    assert table is not None
    assert [row[3:] for row in table.rows] == [
        ("30/9/2026", "5", "Đang thực hiện"),
        ("Không quy định", "-", "Chưa có báo cáo"),
        ("Không quy định", "-", "Chưa có báo cáo"),
    ]
    assert [blank.what for blank in made.blanks] == ["Số và ngày, tháng ban hành văn bản"]
    (tmp_path / "cv.docx").write_bytes(render(document))
    assert check(tmp_path / "cv.docx") == ()
    back = read(tmp_path / "cv.docx")
    for name in ("kind", "symbol", "title", "addressees", "lead", "closing", "recipients", "signer"):
        assert getattr(back, name) == getattr(document, name), name


def test_what_is_not_known_stays_blank_and_is_listed() -> None:
    given = sample()
    other = Reporting(
        given.plan, given.progress, profile_of({"don_vi": "xã Vàm Tràm, tỉnh Khê Giang"}, "x"), given.period, DAY
    )
    made = letter(other)
    assert made.document.symbol == "UBND"
    items = [node.text for node in made.document.outline]
    assert any("báo cáo kết quả về … trước ngày …/…/2026" in text for text in items)
    assert {blank.what for blank in made.blanks} == {
        "Số và ngày, tháng ban hành văn bản",
        "Họ và tên người ký",
        "Ký hiệu của đơn vị soạn thảo ở dòng «Lưu»",
        "Ngày phải hoàn thành, báo cáo (hoặc nêu --by)",
        "Cơ quan tổng hợp báo cáo",
    }


def test_there_is_no_letter_where_nothing_is_to_be_pressed_for() -> None:
    tasks = tasks_of(plan())
    assert urging.compose(reporting(tasks, {task.key: Result("Hoàn thành") for task in tasks}), None, 2026) is None
    assert urging.compose(reporting((), {}), None, 2026) is None


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ({}, "còn 01 nhiệm vụ quá hạn (danh sách"),
        ({"1": Result("Hoàn thành")}, "còn 01 nhiệm vụ chưa có báo cáo (danh sách"),
        ({"2": Result("Hoàn thành"), "1": Result("Đang thực hiện")}, "còn 01 nhiệm vụ quá hạn (danh sách"),
    ],
)
def test_the_numbers_of_the_lead(results: dict[str, Result], says: str) -> None:
    tasks = (
        Task("1", "1", "Làm", ("Phòng A",), due=date(2026, 9, 30)),
        Task("2", "2", "Làm", ("Phòng B",), due=date(2026, 12, 31)),
    )
    given = reporting(tasks[:1] if not results else tasks, results)
    assert says in letter(given).document.lead


def test_a_task_without_an_owner_leaves_the_addressee_blank() -> None:
    made = letter(reporting((Task("1", "1", "Làm", ()),), {}))
    assert made.document.addressees == ("…",)
    assert any("Kính gửi" in blank.what for blank in made.blanks)


def test_items_short_enough_for_titles_read_back_as_sentences(tmp_path: Path) -> None:
    owners = ("Phòng A", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Công an xã", "Trạm Y tế xã")
    made = letter(reporting(tuple(Task(f"{at}", "1", "Lập sổ", (owner,)) for at, owner in enumerate(owners)), {}))
    (tmp_path / "a.docx").write_bytes(render(made.document))
    items = [node for node in read(tmp_path / "a.docx").outline if node.kind == "section"]
    assert len(items) == len(owners) + 2
    assert [node.heading for node in items] == [None] * len(items)
