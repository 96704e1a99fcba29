"""Tasks and targets of plans as rows to be followed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.model import Assignment, Deadline, Document, Node, Target
from corpus.tasks import Aim, aims_of, tasks_of, worded
from extract import read
from generate.annex import with_assignment_annex
from generate.word import render

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLANS = sorted(path for path in SAMPLES.glob("[0-9]*") if path.suffix != ".json" and "ke_hoach" in path.name)

# Of such sentences a whole paragraph has no room in a row of a table.
LONG = "Tập thể, cá nhân có nhiều sáng kiến mang lại hiệu quả thiết thực trong lao động, sản xuất, công tác, học tập"


@pytest.mark.parametrize(
    ("task", "deadline", "partners", "node", "words"),
    [
        ("tổ chức hội nghị", None, (), None, "Tổ chức hội nghị"),
        ("chủ trì, phối hợp với Sở A, Sở B tổ chức tập huấn", None, ("Sở A", "Sở B"), None, "Tổ chức tập huấn"),
        ("mở 02 lớp, hoàn thành trước ngày 31/5/2026", "trước ngày 31/5/2026", (), None, "Mở 02 lớp"),
        ("mở lớp trong quý I/2026; báo cáo kết quả", "trong quý I/2026", (), None, "Mở lớp; báo cáo kết quả"),
        ("lập kế hoạch hằng năm cho xã", "hằng năm", (), None, "Lập kế hoạch hằng năm cho xã"),
        ("thực hiện", None, (), ("Số hóa hồ sơ", ""), "Số hóa hồ sơ: thực hiện"),
        ("mở 02 lớp tập huấn kỹ năng số", None, (), ("Tuyên truyền", ""), "Mở 02 lớp tập huấn kỹ năng số"),
        ("chủ trì thực hiện", None, (), (None, "Làm sạch dữ liệu. Giao Phòng Kinh tế chủ trì."), "Làm sạch dữ liệu"),
        ("thực hiện", None, (), (None, "Xóa vùng lõm sóng. Phòng Kinh tế thực hiện."), "Xóa vùng lõm sóng"),
        ("tham mưu", None, (), ("Thi đua", f"{LONG}. {LONG}. Phòng Kinh tế tham mưu."), "Thi đua: tham mưu"),
        ("tham mưu", None, (), (None, f"{LONG}. {LONG}. Phòng Kinh tế tham mưu."), LONG),
        ("thực hiện", None, (), None, "Thực hiện"),
        ("", None, (), None, "Mục II, 1"),
    ],
)
def test_what_is_to_be_done(
    task: str, deadline: str | None, partners: tuple[str, ...], node: tuple[str | None, str] | None, words: str
) -> None:
    duty = Assignment("II/1", ("Phòng Kinh tế",), partners, "giao", task, deadline)
    item = Node("1", "II/1", node[0], node[1]) if node else None
    assert worded([duty], [item] if item else [])[0][1] == words


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_each_duty_of_a_sample_is_a_task_of_its_own(path: Path) -> None:
    plan = read(path)
    tasks, aims = tasks_of(plan), aims_of(plan)
    assert len({task.key for task in tasks}) == len(tasks) > 0
    assert len({aim.key for aim in aims}) == len(aims)
    assert all(task.words and task.words[0] == task.words[0].upper() for task in tasks)
    owners = [duty.owners for duty in plan.assignments]
    assert all(task.owners in owners for task in tasks)
    assert {aim.text for aim in aims} == {target.text for target in plan.targets}


def test_a_row_that_repeats_a_duty_and_a_lead_in_are_no_tasks() -> None:
    owners = ("Phòng A",)
    plan = Document(
        assignments=(
            Assignment("III", ("các phòng",), task="thực hiện các nhiệm vụ theo bảng sau"),
            Assignment("III/1", owners, task="tổ chức hội nghị"),
            Assignment("III/#1", owners, task="Tổ chức hội nghị"),
            Assignment("III/#2", owners, task="Mở lớp tập huấn"),
        )
    )
    assert [task.key for task in tasks_of(plan)] == ["III/1", "III/#2"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_annex_of_a_draft_doubles_no_task(path: Path, tmp_path: Path) -> None:
    plan = read(path)
    (tmp_path / "du-thao.docx").write_bytes(render(with_assignment_annex(plan)))
    rows = {duty.path for duty in plan.assignments if "#" in duty.path}
    tasks = tasks_of(read(tmp_path / "du-thao.docx"))
    assert {task.path for task in tasks if "#" in task.path} <= rows


def test_two_duties_of_one_place_have_keys_of_their_own_and_the_first_its_targets() -> None:
    plan = Document(
        assignments=(Assignment("IV/4", ("A",), task="giám sát"), Assignment("IV/4", ("B",), task="tuyên truyền")),
        targets=(Target("IV/4", "02 buổi", 2.0, "buổi"),),
    )
    first, second = tasks_of(plan)
    assert (first.key, second.key) == ("IV/4", "IV/4 (2)")
    assert ([aim.key for aim in first.aims], second.aims) == (["IV/4"], ())


def test_a_deadline_is_the_readers_else_that_of_its_words() -> None:
    duties = (
        Assignment("1", ("A",), task="làm", deadline="trước ngày 31/5"),
        Assignment("2", ("A",), task="làm", deadline="Tháng 10/2026"),
        Assignment("3", ("A",), task="làm", deadline="hằng quý"),
        Assignment("4", ("A",), task="làm", deadline="sớm"),
    )
    limits = (Deadline("1", "trước ngày 31/5", None, "2026-05-31"),)
    tasks = tasks_of(Document(assignments=duties, deadlines=limits))
    assert [task.due for task in tasks] == [date(2026, 5, 31), date(2026, 10, 31), None, None]
    assert [task.recurrence for task in tasks] == [None, None, "quarterly", None]


def test_targets_have_their_clause_and_a_range_is_one() -> None:
    text = "Tỷ lệ nộp trực tuyến đạt từ 80% đến 85%; giảm hộ nghèo còn 2%. Trễ hạn không quá 2%."
    plan = Document(
        outline=(Node("1", "II/1", None, text),),
        targets=(
            Target("II/1", "80% đến 85%", 80.0, "%", ">="),
            Target("II/1", "80% đến 85%", 85.0, "%", "<="),
            Target("II/1", "2%", 2.0, "%", "="),
            Target("II/1", "2%", 2.0, "%", "<="),
        ),
    )
    assert aims_of(plan) == (
        Aim("II/1", "II/1", "Tỷ lệ nộp trực tuyến đạt từ 80% đến 85%", "80% đến 85%", 80.0, "%", ">="),
        Aim("II/1 (2)", "II/1", "Giảm hộ nghèo còn 2%", "2%", 2.0, "%", "=", is_lessening=True),
        Aim("II/1 (3)", "II/1", "Trễ hạn không quá 2%", "2%", 2.0, "%", "<=", is_lessening=True),
    )


def test_the_bare_name_of_an_act_says_what_is_done_with_it() -> None:
    duty = Assignment("3/a", ("Phòng A",), task="Nghị định quy định về đánh giá sự phù hợp của hàng hóa")
    point = Node("a", "3/a", None, "Nghị định quy định về đánh giá sự phù hợp của hàng hóa.")
    item = Node("3.2", "3.2", None, "Triển khai văn bản hướng dẫn thi hành Luật", (point,))
    outline = (Node("3", "3", "Tổ chức thi hành Luật", "", (item,)),)
    assert [words for _, words in worded((duty,), outline)] == [
        "Triển khai văn bản hướng dẫn thi hành Luật: Nghị định quy định về đánh giá sự phù hợp của hàng hóa"
    ]


def test_a_title_on_a_line_of_its_own_is_set_off_from_its_target() -> None:
    node = Node("-", "I/-1", None, "Nông nghiệp công nghệ cao\nPhấn đấu trên 50% diện tích; còn lại\ntheo quy hoạch.")
    target = Target(path="I/-1", text="50%", value=50.0, unit="%", comparator=">")
    (aim,) = aims_of(Document(outline=(node,), targets=(target,)))
    assert aim.words == "Nông nghiệp công nghệ cao: Phấn đấu trên 50% diện tích"
