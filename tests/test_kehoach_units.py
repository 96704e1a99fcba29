"""Drafts for many units: one row a unit, one bad row stops nothing, nothing that a clerk edited is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.errors import KehoachError, ProfileError, TemplateError
from corpus.model import Document
from extract import read
from generate.profile import all_of, load_profile
from generate.units_book import COLUMNS, UnitRow, read_units, write_units
from kehoach.changes import ORIGINALS
from kehoach.cli import main
from kehoach.drafting import Manner
from kehoach.units import REGISTER, Entry, draft_all, substitutions

SOURCE = Path(__file__).parents[1] / "corpus" / "samples" / "01_ke_hoach_tinh_khe_giang.docx"
UNITS = ("phường Sa Đéc, tỉnh Đồng Tháp", "xã Tháp Mười, tỉnh Đồng Tháp", "xã Tân Hồng, tỉnh Đồng Tháp")


def book(folder: Path, rows: Sequence[Mapping[str, str | float]], heads: tuple[str, ...] = ()) -> Path:
    """A workbook as a clerk fills it: heads of the columns, then the cells by key."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(heads or [column.head for column in COLUMNS])
    for row in rows:
        sheet.append([row.get(column.key) for column in COLUMNS])
    path = folder / "units.xlsx"
    made.save(path)
    return path


@pytest.fixture(scope="module")
def source() -> Document:
    return read(SOURCE)


def drafts(source: Document, out: Path, rows: list[UnitRow] | None = None) -> list[Entry]:
    return list(draft_all(source, rows or [row(name) for name in UNITS], out, Manner()))


def row(name: str) -> UnitRow:
    return UnitRow(2, name, load_profile(name))


# --- the workbook ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("province", "count"), [("tỉnh Đồng Tháp", 102), ("Thành phố Hồ Chí Minh", 168)])
def test_a_workbook_of_a_province_gives_back_its_profiles(province: str, count: int, tmp_path: Path) -> None:
    profiles = all_of(province)
    assert len(profiles) == count
    write_units(profiles, tmp_path / "units.xlsx")
    rows = read_units(tmp_path / "units.xlsx")
    assert tuple(row.profile for row in rows) == profiles
    assert not any(row.profile.is_hamlet_known for row in rows if row.profile)


def test_a_row_says_what_a_profile_file_says(tmp_path: Path) -> None:
    said: dict[str, str | float] = {
        "don_vi": UNITS[0],
        "nguoi_ky": "Nguyễn Văn A",
        "thon": "khu phố",
        "co_quan": "Phòng Kinh tế, Hạ tầng và Đô thị = Phòng Kinh tế",
        "noi_nhan": "UBND tỉnh Đồng Tháp (b/c)\nTrưởng các khu phố",
        "giai_doan": "2026-2030",
        "som_hon": 10.0,  # as Excel keeps what is typed as a number
    }
    (found,) = read_units(book(tmp_path, [said]))
    profile = found.profile
    assert profile is not None
    assert (profile.signer, profile.hamlet, profile.is_hamlet_known) == ("Nguyễn Văn A", "khu phố", True)
    assert profile.bodies == (("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế"),)
    assert profile.recipients == ("UBND tỉnh Đồng Tháp (b/c)", "Trưởng các khu phố")
    assert (profile.period, profile.sooner) == ((2026, 2030), 10)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"don_vi": "xã Không Có, tỉnh Đồng Tháp"}, "Dòng 3: Không có đơn vị nào"),
        ({"don_vi": "tỉnh Đồng Tháp"}, "Dòng 3: .*cấp tỉnh"),
        ({"dia_danh": "Sa Đéc"}, "Dòng 3 thiếu cột «Đơn vị»"),
        ({"don_vi": UNITS[1], "co_quan": "Phòng Kinh tế"}, "Dòng 3, cột «Tên cơ quan»"),
        ({"don_vi": UNITS[1], "som_hon": "mười"}, "Dòng 3: cột «Sớm hơn .ngày.» phải là số ngày"),
        ({"don_vi": UNITS[0]}, "Dòng 3 trùng đơn vị với dòng 2"),
    ],
)
def test_a_bad_row_says_why(said: dict[str, str], says: str, tmp_path: Path) -> None:
    good, bad = read_units(book(tmp_path, [{"don_vi": UNITS[0]}, said]))
    assert good.profile is not None
    assert bad.profile is None
    assert re.match(says, bad.fault)


def test_a_unit_of_a_province_nobody_knows_may_be_named_in_full(tmp_path: Path) -> None:
    (found,) = read_units(book(tmp_path, [{"don_vi": "xã Vàm Tràm, tỉnh Khê Giang"}]))
    assert found.profile is not None
    assert found.profile.place == "Vàm Tràm"


def test_a_file_that_is_no_such_workbook(tmp_path: Path) -> None:
    text = tmp_path / "a.xlsx"
    text.write_text("đơn vị")
    with pytest.raises(ProfileError, match="không phải sổ Excel"):
        read_units(text)
    with pytest.raises(ProfileError, match="Không mở được"):
        read_units(tmp_path / "khong-co.xlsx")
    with pytest.raises(ProfileError, match="không có cột «Đơn vị»"):
        read_units(book(tmp_path, [{"don_vi": UNITS[0]}], ("Tên", "Nơi")))
    with pytest.raises(ProfileError, match="chưa có đơn vị nào"):
        read_units(book(tmp_path, []))


# --- drafts ----------------------------------------------------------------------------------------------


def test_every_unit_gets_its_draft_and_its_list(source: Document, tmp_path: Path) -> None:
    entries = drafts(source, tmp_path)
    assert [(entry.unit, entry.state, entry.is_ready, entry.errors) for entry in entries] == [
        (name, "moi", True, 0) for name in UNITS
    ]
    files = {name for entry in entries for name, _ in entry.files} | {REGISTER}
    assert {path.name for path in tmp_path.iterdir()} == files | {ORIGINALS}
    assert len(files) == 7


def test_a_bad_row_does_not_stop_the_rest(source: Document, tmp_path: Path) -> None:
    bad = UnitRow(3, "xã Không Có", None, "Dòng 3: Không có đơn vị nào")
    entries = drafts(source, tmp_path, [row(UNITS[0]), bad, row(UNITS[1])])
    assert [entry.state for entry in entries] == ["moi", "loi", "moi"]
    assert entries[1].fault == bad.fault


def test_a_second_run_touches_only_what_changed(source: Document, tmp_path: Path) -> None:
    first = drafts(source, tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.docx")}
    assert [entry.state for entry in drafts(source, tmp_path)] == ["khong-doi"] * 3
    signed = UnitRow(2, UNITS[0], replace_signer(UNITS[0], tmp_path))
    again = drafts(source, tmp_path, [signed, row(UNITS[1]), row(UNITS[2])])
    assert [entry.state for entry in again] == ["cap-nhat", "khong-doi", "khong-doi"]
    touched = {path.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert touched <= {name for name, _ in first[0].files}
    assert first[0].files[0][0] in touched


def replace_signer(name: str, folder: Path):  # type: ignore[no-untyped-def]
    path = folder / "sa-dec.yaml"
    path.write_text(f"don_vi: {name}\nnguoi_ky: Nguyễn Văn A\n", "utf-8")
    return load_profile(path)


def test_what_a_clerk_edited_stays_and_the_new_draft_stands_beside_it(source: Document, tmp_path: Path) -> None:
    (first,) = drafts(source, tmp_path, [row(UNITS[0])])
    path, checklist = (tmp_path / name for name, _ in first.files)
    word = docx.Document(str(path))
    word.paragraphs[-1].add_run("Văn thư đã sửa")
    word.save(str(path))
    edited = path.read_bytes()
    assert [entry.state for entry in drafts(source, tmp_path, [row(UNITS[0])])] == ["da-sua"]
    signed = UnitRow(2, UNITS[0], replace_signer(UNITS[0], tmp_path))
    (beside,) = drafts(source, tmp_path, [signed])
    assert beside.state == "ben-canh"
    assert beside.files[0][0] == f"{path.stem} (2).docx"
    assert path.read_bytes() == edited
    assert checklist.is_file()


def test_drafts_of_another_source_in_the_same_folder_stay(source: Document, tmp_path: Path) -> None:
    drafts(source, tmp_path, [row(UNITS[0])])
    other = read(SOURCE.with_name("02_ke_hoach_xa_truong_khe.docx"))
    drafts(other, tmp_path, [row(UNITS[0])])
    assert len(list(tmp_path.glob("*.docx"))) == 4


def test_names_that_differ_by_their_marks_alone_have_files_of_their_own(source: Document, tmp_path: Path) -> None:
    rows = [
        UnitRow(number, name, load_profile(_new_unit(name, number, tmp_path)))
        for number, name in enumerate(("xã Vàm Trà, tỉnh Khê Giang", "xã Vàm Tra, tỉnh Khê Giang"), 2)
    ]
    entries = drafts(source, tmp_path, rows)
    assert len({name for entry in entries for name, _ in entry.files}) == 4


def _new_unit(name: str, number: int, folder: Path) -> Path:
    path = folder / f"{number}.yaml"
    path.write_text(f"don_vi: {name}\n", "utf-8")
    return path


def test_a_damaged_register_is_told(source: Document, tmp_path: Path) -> None:
    (tmp_path / REGISTER).write_text("{")
    with pytest.raises(KehoachError, match="Sổ dự thảo"):
        drafts(source, tmp_path, [row(UNITS[0])])


def test_no_folder_of_templates_is_told_at_once(source: Document, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="thư mục mẫu"):
        list(draft_all(source, [row(UNITS[0])], tmp_path, Manner(None, tmp_path / "khong-co")))


def test_an_office_template_wins(source: Document, tmp_path: Path) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    word = docx.Document(str(SOURCE.parents[2] / "templates" / "ke_hoach.docx"))
    word.paragraphs[-1].insert_paragraph_before("Mẫu của cơ quan")
    word.save(str(own / "ke_hoach.docx"))
    (entry,) = draft_all(source, [row(UNITS[0])], tmp_path / "out", Manner(None, own))
    words = [each.text for each in docx.Document(str(tmp_path / "out" / entry.files[0][0])).paragraphs]
    assert "Mẫu của cơ quan" in words


# --- on the command line ---------------------------------------------------------------------------------


def test_substitutions_of_all_drafts_are_counted(source: Document) -> None:
    from generate.adapt import adapt

    rows = substitutions([adapt(source, load_profile(name)) for name in UNITS])
    said = {source: (words, places) for source, words, places, _ in rows}
    words, places = said["tỉnh Khê Giang"]
    assert set(words) == {"phường Sa Đéc", "xã Tháp Mười", "xã Tân Hồng"}
    assert places == 12


def test_init_dry_run_and_drafts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "units.xlsx", tmp_path / "out"
    assert main(["units", "init", "tỉnh Đồng Tháp", "-o", str(path)]) == 0
    assert main(["units", "init", "tỉnh Đồng Tháp", "-o", str(path)]) == KehoachError.exit_code
    assert "Đã có tệp" in capsys.readouterr().err
    short = book(tmp_path, [{"don_vi": name} for name in (*UNITS[:2], "xã Không Có, tỉnh Đồng Tháp")])
    assert main(["draft", str(SOURCE), "--units", str(short), "-o", str(out), "--dry-run"]) == 1
    assert "chưa ghi tệp nào" in capsys.readouterr().out
    assert not out.exists()
    assert main(["draft", str(SOURCE), "--units", str(short), "-o", str(out)]) == 1
    said = capsys.readouterr().out
    assert "Soạn mới: 2; Không soạn được: 1." in said
    assert len(list(out.glob("*.docx"))) == 4
