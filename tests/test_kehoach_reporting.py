"""The commands of reporting as clerks meet them: a workbook from a plan, a report from the filled workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.report_period import parse
from kehoach.cli import main
from kehoach.reporting import day_of

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLAN, BOOK = SAMPLES / "02_ke_hoach_xa_truong_khe.docx", SAMPLES / "tien_do_xa_truong_khe.xlsx"
UNIT = SAMPLES / "don_vi_truong_khe.yaml"


def words(out: Path, book: Path = BOOK, **more: str) -> list[str]:
    given = {"--progress": str(book), "--period": "quý III/2026", "--unit": str(UNIT), "--as-of": "5/10/2026"}
    given |= {f"--{name}": value for name, value in more.items()}
    return ["report", str(PLAN), "-o", str(out), *(word for pair in given.items() for word in pair)]


def test_a_workbook_is_made_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so" / "tien-do.xlsx"
    assert main(["progress", str(PLAN), "-o", str(path)]) == 0
    assert "14 nhiệm vụ, 7 chỉ tiêu" in capsys.readouterr().out
    before = path.read_bytes()
    assert main(["progress", str(PLAN), "-o", str(path)]) == 1
    assert path.read_bytes() == before
    assert main(["progress", str(PLAN), "-o", str(path), "--overwrite"]) == 0


def test_a_report_is_handed_out_with_its_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(tmp_path)) == 0
    assert "Số liệu tính đến ngày 05/10/2026." in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        "bao-cao xa-truong-khe quy-iii-nam-2026 - viec can lam.docx",
        "bao-cao xa-truong-khe quy-iii-nam-2026.docx",
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize(("option", "is_archival"), [("--pdf", False), ("--pdfa", True)])
def test_a_report_is_printed(tmp_path: Path, option: str, is_archival: bool) -> None:
    assert main([*words(tmp_path), option]) == 0
    (printed,) = tmp_path.glob("*.pdf")
    assert printed.read_bytes().startswith(b"%PDF")
    assert (b"pdfaid" in printed.read_bytes()) == is_archival


def test_a_plan_of_another_unit_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(tmp_path / "own")) == 0
    assert "không phải của" not in capsys.readouterr().err
    assert main(words(tmp_path / "other", unit="phường Sa Đéc, tỉnh Đồng Tháp")) == 0
    assert "Kế hoạch là của Ủy ban nhân dân xã Trường Khê" in capsys.readouterr().err
    checklist = next((tmp_path / "other").glob("*viec can lam.docx"))
    cells = [cell.text for table in docx.Document(str(checklist)).tables for row in table.rows for cell in row.cells]
    assert any("không phải của phường Sa Đéc" in text for text in cells)


def test_a_report_that_was_edited_is_never_overwritten(tmp_path: Path) -> None:
    assert main(words(tmp_path)) == 0
    path = tmp_path / "bao-cao xa-truong-khe quy-iii-nam-2026.docx"
    word = docx.Document(str(path))
    word.paragraphs[-1].add_run("đã sửa")
    word.save(str(path))
    edited = path.read_bytes()
    assert main(words(tmp_path)) == 0
    assert path.read_bytes() == edited
    assert (tmp_path / "bao-cao xa-truong-khe quy-iii-nam-2026 (2).docx").is_file()


def test_a_workbook_with_faults_makes_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(BOOK)
    book["Nhiệm vụ"]["H2"].value = "gần xong"
    book["Nhiệm vụ"]["J3"].value = "cuối năm"
    book.save(tmp_path / "so.xlsx")
    assert main(words(tmp_path / "out", tmp_path / "so.xlsx")) == 10
    said = capsys.readouterr().err
    assert "H2" in said
    assert "J3" in said
    assert "2 chỗ phải sửa" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ({"period": "mùa thu"}, 11, "«quý III/2026»"),
        ({"progress": "khong-co.xlsx"}, 10, "Không tìm thấy sổ tiến độ"),
        ({"unit": "xã Không Có, tỉnh Đồng Tháp"}, 4, "Không Có"),
        ({"progress": str(PLAN)}, 10, "không phải sổ Excel"),
        ({"templates": "khong-co"}, 5, "thư mục mẫu"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, more: dict[str, str], status: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words(tmp_path, **more)) == status
    assert says in capsys.readouterr().err


def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words(tmp_path, **{"as-of": "hôm nay"}))
    assert ended.value.code == 2
    assert "không phải một ngày" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "today", "day", "says"),
    [
        (date(2026, 9, 20), date(2026, 11, 1), date(2026, 9, 20), "Số liệu tính đến ngày 20/9/2026."),
        (None, date(2026, 11, 1), date(2026, 9, 30), "ngày cuối kỳ"),
        (None, date(2026, 9, 20), date(2026, 9, 20), "hôm nay, vì kỳ báo cáo chưa hết"),
    ],
)
def test_the_day_as_of_which_is_counted_is_said(given: date | None, today: date, day: date, says: str) -> None:
    found, said = day_of(given, parse("quý III/2026").end, today)
    assert found == day
    assert says in said


def test_a_report_with_its_letter_and_its_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words(tmp_path, by="20/10/2026"), "--urge", "--ics"]) == 0
    said = capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "bao-cao xa-truong-khe quy-iii-nam-2026.docx",
        "bao-cao xa-truong-khe quy-iii-nam-2026 - viec can lam.docx",
        "cong-van don-doc xa-truong-khe quy-iii-nam-2026.docx",
        "cong-van don-doc xa-truong-khe quy-iii-nam-2026 - viec can lam.docx",
        "thoi-han xa-truong-khe quy-iii-nam-2026.ics",
    }
    assert "Đã ghi lịch thời hạn của 4 nhiệm vụ" in said
    assert "5 nhiệm vụ không có trong lịch" in said


def test_the_calendar_of_one_owner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lich.ics"
    assert main(["calendar", str(PLAN), "--owner", "phong kinh te", "-o", str(path)]) == 0
    assert "lịch thời hạn của 2 nhiệm vụ" in capsys.readouterr().out
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 2
    assert main(["calendar", str(PLAN), "--owner", "Sở Y tế", "-o", str(tmp_path / "khac.ics")]) == 1


def test_tasks_that_no_calendar_has_do_not_flood_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = PLAN.with_name("01_ke_hoach_tinh_khe_giang.docx")
    assert main(["calendar", str(plan), "-o", str(tmp_path / "lich.ics")]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = next(at for at, line in enumerate(lines) if "không có trong lịch" in line)
    assert "5 nhiệm vụ đầu:" in lines[at]
    assert len(lines[at + 1 :]) == 5
    assert all(len(line) < 200 for line in lines)


def test_a_plan_without_a_day_gives_no_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lich.ics"
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(
        "ỦY BAN NHÂN DÂN XÃ TRƯỜNG KHÊ\nSố: 25/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\n"
        "I. NHIỆM VỤ\n1. Phòng Kinh tế chủ trì rà soát dữ liệu đất đai.\n2. Công an xã thống kê hồ sơ.\n",
        "utf-8",
    )
    assert main(["calendar", str(plan), "-o", str(path)]) == 0
    assert "Không ghi lịch thời hạn vì không có nhiệm vụ nào nêu ngày cụ thể." in capsys.readouterr().out
    assert not path.exists()


def test_a_draft_with_open_questions_is_no_plan_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "du-thao.txt"
    plan.write_text(
        "ỦY BAN NHÂN DÂN XÃ TRƯỜNG KHÊ\nSố: 25/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n"
        "1. [Câu hỏi 1: Phòng Kinh tế / Công an xã] rà soát dữ liệu.\n2. [Câu hỏi 2: các ấp / giữ nguyên] thống kê.\n"
        "3. [Câu hỏi 1: Phòng Kinh tế / Công an xã] tổng hợp.\n",
        "utf-8",
    )
    for command, ending in (("progress", "xlsx"), ("calendar", "ics")):
        assert main([command, str(plan), "-o", str(tmp_path / f"ra.{ending}")]) == 10
        assert "Kế hoạch còn 2 câu hỏi chưa trả lời" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["du-thao.txt"]
