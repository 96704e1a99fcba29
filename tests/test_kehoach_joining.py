"""A province's report on what its communes sent, from the command line; the units are invented."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from corpus.superiors import are_communes
from corpus.tasks import tasks_of
from extract import read
from generate.profile import load_profile
from generate.progress_book import ABOUT, TASKS, write_book
from kehoach.cli import main

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLAN = SAMPLES / "01_ke_hoach_tinh_khe_giang.docx"
COMMUNES = ("xã Trường Khê", "xã Vàm Tràm", "phường Tân Khê", "xã Rạch Sậy")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Đơn vị"
    for name in ("Đơn vị", *(f"{name}, tỉnh Khê Giang" for name in COMMUNES)):
        sheet.append([name])
    book.save(tmp_path / "units.xlsx")
    return tmp_path / "units.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One late, one in time on a plan of its own, one damaged, one that sent only its plan."""
    made = tmp_path / "gui-len"
    made.mkdir()
    shutil.copy(SAMPLES / "tien_do_xa_truong_khe.xlsx", made / "a.xlsx")
    write_book(read(SAMPLES / "03_ke_hoach_xa_vam_tram.pdf"), made / "b.xlsx")
    book = openpyxl.load_workbook(made / "b.xlsx")
    for row in range(2, book[TASKS].max_row + 1):
        book[TASKS].cell(row, 8).value = "Đang thực hiện"
    book[ABOUT]["B5"].value = date(2026, 9, 18)
    book.save(made / "b.xlsx")
    (made / "tien-do xa rach say.xlsx").write_bytes(b"hong")
    (made / "~$a.xlsx").write_bytes(b"khoa")
    shutil.copy(SAMPLES / "04_ke_hoach_phuong_tan_khe.txt", made)
    return made


def words(folder: Path, units: Path, out: Path, **more: str) -> list[str]:
    given = {"--join": str(folder), "--units": str(units), "--unit": "tỉnh Khê Giang", "--period": "quý III/2026"}
    given |= {"--as-of": "30/9/2026", "--due": "20/9/2026"} | {f"--{name}": value for name, value in more.items()}
    return ["report", str(PLAN), "-o", str(out), *(word for pair in given.items() for word in pair)]


def test_the_reports_of_communes_are_joined(tmp_path: Path, folder: Path, units: Path) -> None:
    assert main(words(folder, units, tmp_path / "ra", to="Bộ Khoa học và Công nghệ")) == 0
    path, listed = sorted((tmp_path / "ra").glob("*.docx"), key=lambda path: len(path.name))
    document = read(path)
    assert (document.kind, document.issuer) == ("BC", "Ủy ban nhân dân tỉnh Khê Giang")
    assert document.addressees == ("Bộ Khoa học và Công nghệ",)
    said = [node.text for node in document.outline[0].children]
    assert said == [
        "Có 03/04 xã, phường, đặc khu đã ban hành kế hoạch (75%).",
        "Có 03/04 xã, phường, đặc khu đã gửi báo cáo (75%).",
        "01 đơn vị gửi báo cáo chậm (sau ngày 20/9/2026): xã Trường Khê.",
        "01 đơn vị chưa gửi báo cáo: phường Tân Khê.",
        "01 đơn vị đã gửi, sổ có lỗi nên chưa tính vào số liệu: xã Rạch Sậy.",
    ]
    tables = [node.table for node in document.outline if node.table]
    assert [row[1:4] for row in tables[0].rows] == [
        ("xã Trường Khê", "Có", "Chậm"),
        ("xã Vàm Tràm", "Có", "Đúng hạn"),
        ("phường Tân Khê", "Có", "Chưa gửi"),
        ("xã Rạch Sậy", "Chưa thấy", "Đã gửi, sổ có lỗi"),
        ("Tổng cộng", "", ""),
    ]
    numbers = [[int(cell) for cell in row[4:]] for row in tables[0].rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    by_task = [[int(cell) for cell in row[3:]] for row in tables[1].rows]
    assert [sum(column) for column in zip(*by_task, strict=True)] == numbers[-1]
    assert "tien-do xa rach say.xlsx" in read(listed).text


def test_a_workbook_with_a_wrong_cell_was_sent(tmp_path: Path, folder: Path, units: Path) -> None:
    book = openpyxl.load_workbook(folder / "b.xlsx")
    book[TASKS]["H3"].value = "gần xong"
    book.save(folder / "b.xlsx")
    assert main(words(folder, units, tmp_path / "ra")) == 0
    path, listed = sorted((tmp_path / "ra").glob("*.docx"), key=lambda path: len(path.name))
    document = read(path)
    assert "sổ có lỗi nên chưa tính vào số liệu: xã Vàm Tràm (trang «Nhiệm vụ», ô H3)" in document.text
    rows = next(node.table for node in document.outline if node.table).rows
    assert next(row[3] for row in rows if row[1] == "xã Vàm Tràm") == "Đã gửi, sổ có lỗi"
    assert "sổ có lỗi ở trang «Nhiệm vụ», ô H3: Ô ghi «gần xong»" in read(listed).text


@pytest.mark.parametrize("unit", ["Đồng Tháp", "tinh dong thap", "TỈNH ĐỒNG THÁP"])
def test_a_province_is_understood_as_everywhere(unit: str) -> None:
    assert load_profile(unit, provinces=True).issuer == "Ủy ban nhân dân tỉnh Đồng Tháp"


def test_workbooks_for_all_units_come_back_as_one_plan(
    tmp_path: Path, units: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "so"
    assert main(["progress", str(PLAN), "--units", str(units), "-o", str(out), "--all-tasks"]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "tien-do phuong-tan-khe.xlsx",
        "tien-do xa-rach-say.xlsx",
        "tien-do xa-truong-khe.xlsx",
        "tien-do xa-vam-tram.xlsx",
    ]
    for path in list(out.iterdir())[:2]:
        book = openpyxl.load_workbook(path)
        book[TASKS]["H2"].value = "Hoàn thành"
        book["Chỉ tiêu"]["E2"].value = 90 if "xa" in path.name else 100
        book.save(path)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main(["progress", str(PLAN), "--units", str(units), "-o", str(out), "--all-tasks"]) == 0
    assert "4 sổ đã có nên giữ nguyên" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert main(words(out, units, tmp_path / "ra")) == 0
    document = read(next(path for path in (tmp_path / "ra").glob("*.docx") if "viec" not in path.name))
    tables = [node.table for node in document.outline if node.table]
    assert [row[2] for row in tables[1].rows] == ["4"] * 25
    assert tables[1].rows[0][4] == "2"
    tables = [child.table for child in document.outline[1].children if child.table]
    aims = next(table for table in tables if "Mức giao" in table.header)
    assert aims.rows[0][3] == "2"


def test_a_commune_reports_on_what_falls_on_communes(tmp_path: Path, units: Path) -> None:
    out = tmp_path / "so"
    assert main(["progress", str(PLAN), "--units", str(units), "-o", str(out)]) == 0
    tasks = [task for task in tasks_of(read(PLAN)) if are_communes((*task.owners, *task.partners))]
    assert 0 < len(tasks) < 25
    for path in out.iterdir():
        sheet = openpyxl.load_workbook(path)[TASKS]
        assert [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)] == [task.key for task in tasks]
    assert main(words(out, units, tmp_path / "ra")) == 0
    path, listed = sorted((tmp_path / "ra").glob("*.docx"), key=lambda path: len(path.name))
    tables = [node.table for node in read(path).outline if node.table]
    assert {row[4] for row in tables[0].rows[:-1]} == {str(len(tasks))}
    assert "không có dòng" not in read(listed).text


def test_a_plan_that_gives_communes_nothing_is_said(
    tmp_path: Path, units: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(
        "ỦY BAN NHÂN DÂN TỈNH KHÊ GIANG\nSố: 25/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\n"
        "I. NHIỆM VỤ\n1. Sở Tài chính chủ trì rà soát kinh phí.\n2. Công an tỉnh thống kê hồ sơ.\n",
        "utf-8",
    )
    asked = ["progress", str(plan), "--units", str(units), "-o", str(tmp_path / "so")]
    assert main(asked) == 10
    assert "không giao nhiệm vụ nào cho cấp xã" in capsys.readouterr().err
    assert main([*asked, "--all-tasks"]) == 0


def test_without_a_list_the_gazetteer_says_who_is_to_report(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["report", str(PLAN), "--join", str(folder), "--period", "quý III/2026", "-o", str(tmp_path / "ra")]
    assert main([*given, "--unit", "tỉnh Khê Giang"]) == 10
    assert "--units" in capsys.readouterr().err
    assert main([*given, "--unit", "tỉnh Đồng Tháp"]) == 0
    document = read(next(path for path in (tmp_path / "ra").glob("*.docx") if "viec" not in path.name))
    assert "Chưa có đơn vị nào trong 102 xã, phường, đặc khu gửi báo cáo." in document.text


def test_communes_whose_names_differ_by_a_mark_have_a_workbook_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Đơn vị", "xã Tân Thành, tỉnh Đồng Tháp", "xã Tân Thạnh, tỉnh Đồng Tháp"):
        book.worksheets[0].append([name])
    book.worksheets[0].title = "Đơn vị"
    book.save(tmp_path / "units.xlsx")
    assert main(["progress", str(PLAN), "--units", str(tmp_path / "units.xlsx"), "-o", str(tmp_path / "so")]) == 0
    books = [openpyxl.load_workbook(path)[ABOUT] for path in (tmp_path / "so").iterdir()]
    units = {row[1].value for sheet in books for row in sheet.iter_rows() if "Tân" in str(row[1].value)}
    assert units == {"Ủy ban nhân dân xã Tân Thành", "Ủy ban nhân dân xã Tân Thạnh"}
