"""`kehoach batch` as people stop it, run it again, and name the wrong thing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from kehoach.batch import LEDGER, RECORDS, STOPPED, take_folder
from kehoach.cli import main
from kehoach.intake import Caps
from kehoach.intake.records import Records
from tests.test_kehoach_intake import PLAN

COUNT = 40
# What a shell starts in the background ignores Ctrl-C, and so does what a test there starts.
HEARS = "import signal\nfrom kehoach.cli import main\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "den"
    place.mkdir()
    for at in range(COUNT):
        (place / f"p{at:02}.txt").write_text(PLAN.replace("12/KH", f"{at + 1}/KH"), "utf-8")
    (place / "rong.txt").write_bytes(b"")
    return place


def rows(out: Path, name: str = LEDGER) -> dict[str, str]:
    sheet = openpyxl.load_workbook(out / name).active
    assert sheet is not None
    return {str(row[0]): str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)}


def names(out: Path) -> list[str]:
    return [json.loads(line)["source"]["name"] for line in (out / RECORDS).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_what_was_done_is_kept_and_the_next_run_goes_on(
    how: signal.Signals, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = ["batch", str(folder), "-o", str(out), "--workers", "1"]
    command = [sys.executable, "-c", f"{HEARS}raise SystemExit(main({words!r}))"]
    work = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    ends = time.monotonic() + 60
    while not ((out / RECORDS).exists() and (out / RECORDS).read_bytes().count(b"\n") > 3):
        assert time.monotonic() < ends
        time.sleep(0.02)
    work.send_signal(how)
    _, said = work.communicate(timeout=60)
    assert work.returncode == STOPPED, said
    done = len(names(out))
    assert 3 < done < COUNT
    assert f"khi xong {done}/{COUNT + 1} tệp" in said
    assert "Chạy lại đúng lệnh này thì đọc tiếp" in said
    assert set(rows(out)) == set(names(out))
    assert main(["batch", str(folder), "-o", str(out)]) == 1  # one file is empty
    assert f"{done} tệp đã đọc ở lần trước" in " ".join(capsys.readouterr().out.split())
    assert names(out) == [f"p{at:02}.txt" for at in range(COUNT)]
    assert rows(out)["rong.txt"] == "Tệp rỗng"
    assert len(rows(out)) == COUNT + 1


def test_a_second_run_reads_only_what_is_new(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = take_folder(folder, out, Caps())
    assert (first.kept, first.is_whole) == (0, True)
    before = (out / RECORDS).read_bytes()
    (folder / "p00.txt").rename(folder / "z.txt")
    (folder / "p01.txt").unlink()
    (folder / "p02.txt").write_text(PLAN.replace("12/KH", "99/KH"), "utf-8")
    second = take_folder(folder, out, Caps())
    assert second.kept == COUNT - 2
    assert names(out) == ["p02.txt", *(f"p{at:02}.txt" for at in range(3, COUNT)), "z.txt"]
    again = take_folder(folder, out, Caps(), again=True)
    assert again.kept == 0
    assert (out / RECORDS).read_bytes() != before
    assert rows(out) == {outcome.name: "Đã đọc" if outcome.is_read else "Tệp rỗng" for outcome in again.outcomes}


def test_a_register_that_was_edited_stays(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    take_folder(folder, out, Caps())
    book = openpyxl.load_workbook(out / LEDGER)
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = "đã chuyển phòng Kinh tế"
    book.save(out / LEDGER)
    taken = take_folder(folder, out, Caps())
    assert taken.ledger.name == "so-tiep-nhan (2).xlsx"
    assert openpyxl.load_workbook(out / LEDGER).active["C2"].value == "đã chuyển phòng Kinh tế"  # type: ignore[index]
    assert len(rows(out, taken.ledger.name)) == COUNT + 1


def test_a_record_cut_off_in_the_middle_is_read_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    take_folder(folder, out, Caps())
    whole = (out / RECORDS).read_bytes()
    (out / RECORDS).write_bytes(whole[:-40])
    assert take_folder(folder, out, Caps()).kept == COUNT - 1
    assert len(names(out)) == COUNT


def test_what_may_be_read_better_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / RECORDS
    record = {"kind": "KH", "source": {"name": "a.doc", "sha256": "a", "format": "doc"}, "warnings": []}
    better = record | {"warnings": [{"code": "text-only", "message": "Chỉ đọc được phần chữ.", "path": ""}]}
    for said, kept in ((record, True), (better, False)):
        path.write_text(json.dumps(said) + "\n", "utf-8")
        records = Records(path)
        assert ("a" in records) is kept
        records.close(["a"])
        assert path.stat().st_size > 0 if kept else path.stat().st_size == 0


@pytest.mark.parametrize("name", ["ket-qua", "."])
def test_results_within_the_folder_are_not_read(name: str, folder: Path) -> None:
    first = take_folder(folder, folder / name, Caps())
    assert take_folder(folder, folder / name, Caps()).total == first.total == COUNT + 1


def test_one_file_bears_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kh552.md"
    path.write_text(PLAN, "utf-8")
    assert main(["batch", str(path), "-o", str(tmp_path / "out")]) == 0
    assert rows(tmp_path / "out") == {"kh552.md": "Đã đọc"}
    assert "kh552.md" in capsys.readouterr().out


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "den").mkdir()
    assert main(["batch", str(tmp_path / "den"), "-o", str(tmp_path / "out")]) == 0
    assert "không có tệp nào" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
