"""The progress workbook: made from a plan, filled, read back; what clerks do to it is understood or named."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus.errors import ProgressError
from corpus.model import Assignment, Document, Node, Target
from corpus.progress import STATUSES, Measured, Result
from corpus.tasks import Aim, tasks_of
from extract import read
from generate import progress_cells as cells
from generate.progress_book import ABOUT, AIMS, TASK_COLUMNS, TASKS, cite, write_book
from generate.progress_reading import Filled, read_book

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
BOOK = SAMPLES / "tien_do_xa_truong_khe.xlsx"
COLUMN = {column.key: at for at, column in enumerate(TASK_COLUMNS, 1)}
Sheet = Any
Edit = Callable[[Any, Sheet], None]


@cache
def plan() -> Document:
    return read(SAMPLES / "02_ke_hoach_xa_truong_khe.docx")


def at(sheet: Sheet, key: str, column: str) -> Any:
    """The cell of a task."""
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
    return sheet.cell(row, COLUMN[column])


def filled(folder: Path, edit: Edit, *, document: Document | None = None) -> Filled:
    """The workbook of the plan as `edit(book, sheet)` left it, read back."""
    path = folder / "so.xlsx"
    write_book(document or plan(), path)
    book = openpyxl.load_workbook(path)
    edit(book, book[TASKS])
    book.save(path)
    return read_book(path, document or plan())


def put(key: str, **values: object) -> Edit:
    def edit(_: Any, sheet: Sheet) -> None:
        for column, value in values.items():
            at(sheet, key, column).value = value

    return edit


@pytest.mark.libreoffice
def test_a_workbook_saved_again_by_libreoffice_is_read_equally(tmp_path: Path) -> None:
    command = [shutil.which("soffice") or "", f"-env:UserInstallation=file://{tmp_path}/hs", "--headless"]
    if not command[0]:
        pytest.skip("máy chưa cài LibreOffice")
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path), str(BOOK)]
    subprocess.run(command, check=False, capture_output=True, timeout=180)
    if not (tmp_path / BOOK.name).exists():
        pytest.skip("máy chưa cài LibreOffice Calc")
    again = read_book(tmp_path / BOOK.name, plan())
    assert again == read_book(BOOK, plan())
    assert len(again.progress.results) == 12


# --- as made ---------------------------------------------------------------------------------------------


def test_the_workbook_has_a_row_for_each_task_and_target(tmp_path: Path) -> None:
    assert write_book(plan(), tmp_path / "so.xlsx") == (14, 7)
    book = openpyxl.load_workbook(tmp_path / "so.xlsx")
    assert book.sheetnames == [TASKS, AIMS, ABOUT]
    sheet: Sheet = book[TASKS]
    assert [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)] == [t.key for t in tasks_of(plan())]
    assert at(sheet, "III/1", "words").value == "Tổ chức 06 buổi hướng dẫn kỹ năng số"
    assert at(sheet, "III/3/b", "partners").value == "Công an xã\nTrưởng các ấp"
    aims: Sheet = book[AIMS]
    assert [aims.cell(row, 1).value for row in range(2, aims.max_row + 1)] == [
        *("II/1", "II/2", "II/2 (2)", "II/3", "II/4"),
    ]
    assert (
        book[ABOUT]["B2"].value
        == cite(plan())
        == ("Kế hoạch số 25/KH-UBND ngày 06/02/2026 của Ủy ban nhân dân xã Trường Khê")
    )


def test_the_head_stays_and_the_status_is_chosen_from_a_list(tmp_path: Path) -> None:
    write_book(plan(), tmp_path / "so.xlsx")
    sheet: Sheet = openpyxl.load_workbook(tmp_path / "so.xlsx")[TASKS]
    assert sheet.freeze_panes == "D2"
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == f'"{",".join(STATUSES)}"'
    assert at(sheet, "V/5", "status").coordinate in rules["list"].sqref
    assert at(sheet, "V/5", "finished").coordinate in rules["date"].sqref
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$1:$1"


def test_words_that_begin_like_a_formula_stay_words(tmp_path: Path) -> None:
    bad = '=HYPERLINK("http://x","y")'
    document = Document(
        title=bad, issuer="@SUM(1)", assignments=(Assignment("=1", (bad,), ("+2",), task=bad, deadline="-3"),)
    )
    write_book(document, tmp_path / "so.xlsx")
    with zipfile.ZipFile(tmp_path / "so.xlsx") as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert all("<f>" not in sheet and "<f " not in sheet for sheet in sheets)
    row: Sheet = openpyxl.load_workbook(tmp_path / "so.xlsx")[TASKS]
    assert row.cell(2, COLUMN["words"]).value == bad
    assert row.cell(2, COLUMN["words"]).quotePrefix


def test_an_untouched_workbook_reports_nothing_and_has_no_fault(tmp_path: Path) -> None:
    found = filled(tmp_path, lambda _, __: None)
    assert (found.faults, found.progress.results, found.progress.values) == ((), {}, {})


def test_the_filled_sample_is_read_as_it_was_filled() -> None:
    found = read_book(SAMPLES / "tien_do_xa_truong_khe.xlsx", plan())
    progress = found.progress
    assert found.faults == ()
    assert (progress.unit, progress.period, progress.reported) == (
        "Ủy ban nhân dân xã Trường Khê",
        "quý III/2026",
        date(2026, 9, 25),
    )
    assert len(progress.results) == 12
    assert progress.results["III/4"].finished == date(2026, 7, 14)
    assert progress.values["III/1"] == Measured("6", 6.0)
    assert progress.values["II/2"] == Measured("87,5%", 87.5)
    assert progress.values["II/2 (2)"] == Measured("68,4%", 68.4)


# --- what clerks do --------------------------------------------------------------------------------------


def rename(key: str, head: str) -> Edit:
    def edit(_: Any, sheet: Sheet) -> None:
        sheet.cell(1, COLUMN[key]).value = head
        at(sheet, "III/1", "status").value = "Hoàn thành"

    return edit


@pytest.mark.parametrize("head", ["TRẠNG THÁI", "Tình trạng", "trang thai", "Trạng thái thực hiện", "Trạng thaí :"])
def test_a_renamed_head_is_understood_and_said(tmp_path: Path, head: str) -> None:
    found = filled(tmp_path, rename("status", head))
    assert found.is_usable
    assert found.progress.results["III/1"].status == "Hoàn thành"
    said = [fault.cell for fault in found.faults]
    assert said == ([] if cells.folded(head) == "trang thai" else ["H1"])


def test_a_head_that_cannot_be_told_is_named(tmp_path: Path) -> None:
    found = filled(tmp_path, rename("status", "Màu"))
    assert [fault.message for fault in found.faults if fault.is_serious] == [
        "Không thấy cột «Trạng thái»; đề nghị ghi lại đúng tên cột này."
    ]


def moved(_: Any, sheet: Sheet) -> None:
    """A title above, a column of the office's own in front, another order of columns, blank rows, sorted rows."""
    for row in sorted(range(2, sheet.max_row + 1), key=lambda row: str(sheet.cell(row, 3).value)):
        sheet.append([cell.value for cell in sheet[row]])
    sheet.delete_rows(2, 14)
    at(sheet, "III/1", "status").value = "đang thực hiện"
    at(sheet, "III/1", "reason").value = "Thiếu kinh phí"
    sheet.insert_cols(1)
    sheet.cell(1, 1).value = "Người theo dõi"
    sheet.insert_rows(1, 3)
    sheet["A1"].value = "SỔ THEO DÕI"
    sheet.insert_rows(7, 2)


def test_moved_columns_and_rows_are_found(tmp_path: Path) -> None:
    found = filled(tmp_path, moved)
    assert found.faults == ()
    assert found.progress.results == {"III/1": Result("Đang thực hiện", "", None, "Thiếu kinh phí")}


def more_rows(_: Any, sheet: Sheet) -> None:
    sheet.append(["", "", "II. NHIỆM VỤ KHÁC"])
    sheet.append(["", "", "Lắp đặt camera", *[""] * 4, "Hoàn thành", "Đã lắp 05 camera"])


def test_rows_of_the_clerks_own_are_named_and_headings_passed_over(tmp_path: Path) -> None:
    (fault,) = filled(tmp_path, more_rows).faults
    assert (fault.sheet, fault.cell, fault.is_serious) == (TASKS, "C17", False)
    assert fault.message == "Dòng «Lắp đặt camera» không có trong kế hoạch nên không tính vào báo cáo."


def test_a_row_taken_out_and_a_row_twice(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Sheet) -> None:
        sheet.append([at(sheet, "V/4", "key").value, *[""] * 6, "Hoàn thành"])
        at(sheet, "V/4", "status").value = "Đang thực hiện"
        sheet.delete_rows(at(sheet, "III/4", "key").row)

    faults = filled(tmp_path, edit).faults
    assert [(fault.is_serious, fault.message) for fault in faults] == [
        (True, "Dòng 13 và dòng 15 cùng mã «V/4»; đề nghị chỉ để lại một dòng."),
        (
            False,
            (
                "Sổ không có dòng của nhiệm vụ «Tham mưu Ủy ban nhân dân xã mua sắm, thay thế máy tính, máy…»"
                " (mã III/4); tính là chưa có báo cáo."
            ),
        ),
    ]


def test_a_key_that_was_lost_is_found_by_the_words(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Sheet) -> None:
        at(sheet, "III/4", "status").value = "Chưa thực hiện"
        at(sheet, "III/4", "key").value = None

    found = filled(tmp_path, edit)
    assert (found.faults, found.progress.results["III/4"].status) == ((), "Chưa thực hiện")


def test_a_merged_status_holds_for_all_rows_it_covers(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Sheet) -> None:
        at(sheet, "III/1", "status").value = "Hoàn thành"
        sheet.merge_cells(start_row=2, end_row=4, start_column=COLUMN["status"], end_column=COLUMN["status"])

    results = filled(tmp_path, edit).progress.results
    assert {key: result.status for key, result in results.items()} == dict.fromkeys(
        ("III/1", "III/2", "III/3/a"), "Hoàn thành"
    )


def test_changed_words_are_said_and_the_plans_are_taken(tmp_path: Path) -> None:
    found = filled(tmp_path, put("V/5", words="Xây dựng chương trình", status="Hoàn thành"))
    assert [(fault.cell, fault.is_serious) for fault in found.faults] == [("C15", False)]
    assert found.progress.tasks[-1].words.startswith("Xây dựng chương trình công tác")


# --- cells -----------------------------------------------------------------------------------------------


def numbered(_: Any, sheet: Sheet) -> None:
    at(sheet, "III/1", "status").value = "Hoàn thành"
    at(sheet, "III/1", "finished").value = 46172
    at(sheet, "III/1", "finished").number_format = "General"


BROKEN: dict[str, tuple[Edit, str, str]] = {
    "an unknown status": (put("III/1", status="gần xong"), "H2", "Ô ghi «gần xong»; đề nghị chọn một trong: "),
    "no status": (put("III/1", result="Đã làm"), "H2", "Ô trạng thái để trống nhưng dòng đã ghi kết quả; "),
    "no day": (put("III/1", status="Hoàn thành", finished="cuối tháng 5"), "J2", "Ô ghi «cuối tháng 5», không phải"),
    "no year": (put("III/1", status="Hoàn thành", finished="25/5"), "J2", "Ô ghi «25/5», thiếu năm; "),
    "no such day": (put("III/1", status="Hoàn thành", finished="31/6/2026"), "J2", "Ô ghi «31/6/2026», lịch không"),
    "a number for a day": (numbered, "J2", "Ô ghi «46172», không phải"),
    "a day though under way": (
        put("III/1", status="Đang thực hiện", finished="25/5/2026"),
        "J2",
        "Có ngày hoàn thành nhưng trạng thái là «Đang thực hiện»; ",
    ),
    "no value": (put("III/1", status="Hoàn thành", value="đủ"), "K2", "Ô ghi «đủ», không phải một con số; "),
    "a fraction": (put("III/1", status="Hoàn thành", value="5/6"), "K2", "Ô ghi «5/6», không phải một con số; "),
    "a formula": (put("III/1", status="=A1"), "H2", "Ô chứa công thức chưa có kết quả; "),
    "an error": (put("III/1", status="#REF!"), "H2", "Ô báo lỗi #REF!; "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_in_a_cell_is_named(tmp_path: Path, name: str) -> None:
    edit, cell, says = BROKEN[name]
    found = filled(tmp_path, edit)
    assert not found.is_usable
    assert [(fault.sheet, fault.cell) for fault in found.faults] == [(TASKS, cell)]
    assert found.faults[0].message.startswith(says)
    assert found.faults[0].message.endswith(".")


def test_a_value_without_a_target_is_said(tmp_path: Path) -> None:
    (fault,) = filled(tmp_path, put("V/5", status="Hoàn thành", value=5)).faults
    assert (fault.cell, fault.is_serious) == ("K15", False)


def test_a_wrong_day_of_reporting_is_named(tmp_path: Path) -> None:
    def edit(book: Any, _: Sheet) -> None:
        book[ABOUT]["B5"].value = "hôm qua"

    (fault,) = filled(tmp_path, edit).faults
    assert (fault.sheet, fault.cell, fault.is_serious) == (ABOUT, "B5", True)


PERCENT = Aim("1", "1", "Tỷ lệ", "85% trở lên", 85.0, "%", ">=")
FEW = Aim("1", "1", "Trễ hạn", "không quá 2%", 2.0, "%", "<=")
CLASSES = Aim("1", "1", "Mở lớp", "06 lớp tập huấn", 6.0, "lớp tập huấn")


@pytest.mark.parametrize(
    ("value", "is_share", "aim", "found"),
    [
        (87.5, False, PERCENT, Measured("87,5%", 87.5)),
        (0.875, True, PERCENT, Measured("87,5%", 87.5)),
        ("87,5%", False, PERCENT, Measured("87,5%", 87.5)),
        ("87.5 %", False, PERCENT, Measured("87.5 %", 87.5)),
        ("đạt 87", False, PERCENT, Measured("đạt 87", 87.0)),
        (0.6, False, FEW, Measured("0,6%", 0.6)),
        ("40 hộ", False, PERCENT, Measured("40 hộ", 40.0, is_comparable=False)),
        ("07 lớp", False, CLASSES, Measured("07 lớp", 7.0)),
        ("1.250 lớp tập huấn", False, CLASSES, Measured("1.250 lớp tập huấn", 1250.0)),
        ("80%", False, CLASSES, Measured("80%", 80.0, is_comparable=False)),
        (5, False, CLASSES, Measured("5", 5.0)),
        (None, False, CLASSES, None),
    ],
)
def test_values(value: object, is_share: bool, aim: Aim, found: Measured | None) -> None:
    assert cells.measured(value, "" if value is None else str(value), aim, is_share=is_share) == found


@pytest.mark.parametrize("value", [-1, "-1", "-0,5%"])
def test_less_than_nothing_is_no_value_but_of_a_change(value: object) -> None:
    with pytest.raises(cells.Wrong, match="không thể là số âm"):
        cells.measured(value, str(value), PERCENT, is_share=False)
    growth = replace(PERCENT, words="Tốc độ tăng trưởng đạt 8%")
    assert cells.measured(value, str(value), growth, is_share=False)


@pytest.mark.parametrize("value", [0.87, "0,87", 1])
def test_a_share_of_one_typed_for_per_cent_is_asked_about(value: object) -> None:
    with pytest.raises(cells.Wrong, match="đề nghị ghi phần trăm"):
        cells.measured(value, str(value), PERCENT, is_share=False)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (datetime(2026, 9, 25), date(2026, 9, 25)),
        ("25/9/2026", date(2026, 9, 25)),
        ("ngày 05 tháng 9 năm 2026", date(2026, 9, 5)),
        ("25-09-26", date(2026, 9, 25)),
        ("2026-09-25", date(2026, 9, 25)),
        (None, None),
    ],
)
def test_days(value: object, found: date | None) -> None:
    assert cells.day(value, "" if value is None else str(value)) == found


# --- the file --------------------------------------------------------------------------------------------


def test_the_workbook_of_another_plan_is_refused(tmp_path: Path) -> None:
    other = read(SAMPLES / "04_ke_hoach_phuong_tan_khe.txt")
    write_book(other, tmp_path / "so.xlsx")
    with pytest.raises(
        ProgressError, match=r"Sổ so\.xlsx lập cho «Kế hoạch .* Tân Khê», không phải «Kế hoạch số 25/"
    ):
        read_book(tmp_path / "so.xlsx", plan())


def test_a_plan_that_got_its_number_later_is_still_that_plan(tmp_path: Path) -> None:
    from dataclasses import replace

    write_book(replace(plan(), number=None), tmp_path / "so.xlsx")
    (fault,) = read_book(tmp_path / "so.xlsx", plan()).faults
    assert (fault.sheet, fault.is_serious) == (ABOUT, False)


def test_without_a_plan_the_rows_are_the_tasks(tmp_path: Path) -> None:
    write_book(plan(), tmp_path / "so.xlsx")
    progress = read_book(tmp_path / "so.xlsx").progress
    assert [(task.key, task.due, task.owners) for task in progress.tasks] == [
        (task.key, task.due, task.owners) for task in tasks_of(plan())
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook"])
def test_what_is_no_workbook_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(data)
    with pytest.raises(ProgressError, match="không phải sổ Excel"):
        read_book(path, plan())


def test_a_workbook_of_something_else_is_said(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "so.xlsx")
    with pytest.raises(ProgressError, match="kehoach progress"):
        read_book(tmp_path / "so.xlsx", plan())


def test_a_huge_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (31 << 20))
    with pytest.raises(ProgressError, match="quá lớn"):
        read_book(path, plan())


def test_a_task_of_several_targets_has_them_on_their_own_page(tmp_path: Path) -> None:
    document = Document(
        outline=(Node("1", "1", None, "Mở 02 lớp, 03 hội thi."),),
        assignments=(Assignment("1", ("A",), task="Mở 02 lớp, 03 hội thi"),),
        targets=(Target("1", "02 lớp", 2.0, "lớp"), Target("1", "03 hội thi", 3.0, "hội thi")),
    )

    def edit(book: Any, sheet: Sheet) -> None:
        assert at(sheet, "1", "value").value == "(ghi ở trang «Chỉ tiêu»)"
        book[AIMS]["E3"].value = 3

    assert filled(tmp_path, edit, document=document).progress.values == {"1 (2)": Measured("3", 3.0)}
