"""Batch intake: every file gets one named end state, whatever it is, and none stops the rest."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import KehoachError, LimitExceeded, SourceError
from corpus.model import Note
from extract import understand
from extract.source import load
from kehoach.intake import Caps, read_capped, take_in
from kehoach.intake.supervisor import STATES, _state, files_of

PLAN = """Số: 12/KH-UBND

Bình Lâm, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Chuyển đổi số năm 2026

Ủy ban nhân dân xã Bình Lâm ban hành Kế hoạch chuyển đổi số năm 2026, cụ thể như sau:

I. MỤC ĐÍCH

1. Nâng cao nhận thức của cán bộ, công chức.

II. TỔ CHỨC THỰC HIỆN

1. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an xã thực hiện./.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Thị Hòa
"""


def outcomes(folder: Path, caps: Caps | None = None) -> dict[str, str]:
    return {outcome.name: outcome.state for outcome in take_in(files_of(folder), folder, caps, workers=2)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "den"
    (place / "con").mkdir(parents=True)
    (place / "a.txt").write_text(PLAN, encoding="utf-8")
    (place / "con" / "b.txt").write_text(PLAN, encoding="utf-8")
    (place / "rong.docx").write_bytes(b"")
    (place / "hong.docx").write_bytes(b"PK\x03\x04" + os.urandom(200))
    (place / "hong.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(200))
    (place / "anh.bin").write_bytes(bytes(range(256)) * 8)
    (place / "lien-ket.txt").symlink_to("/etc/hostname")
    (place / ".an.txt").write_text("không tính", encoding="utf-8")
    return place


def test_every_file_has_one_end_state(folder: Path) -> None:
    states = outcomes(folder)
    assert sorted(states) == ["a.txt", "anh.bin", "con/b.txt", "hong.docx", "hong.pdf", "lien-ket.txt", "rong.docx"]
    assert states["a.txt"] == "xong"
    assert states["con/b.txt"] == "trung-lap"
    assert states["rong.docx"] == "rong"
    assert states["lien-ket.txt"] == "khong-doc-duoc"
    assert {states[name] for name in ("hong.docx", "hong.pdf", "anh.bin")} <= {"hong", "khong-ro-dinh-dang"}


def test_outcomes_come_in_the_order_of_the_files(folder: Path) -> None:
    names = [outcome.name for outcome in take_in(files_of(folder), folder, workers=2)]
    assert names == [path.relative_to(folder).as_posix() for path in files_of(folder)]


def test_every_failure_says_a_sentence(folder: Path) -> None:
    for outcome in take_in(files_of(folder), folder, workers=2):
        assert outcome.state in STATES
        assert outcome.is_read or outcome.sentence.endswith(".")


def test_time_cap_ends_a_reading_and_nothing_else(folder: Path) -> None:
    began = time.monotonic()
    states = outcomes(folder, Caps(seconds=0.0))
    assert states["a.txt"] == "vuot-gioi-han"
    assert states["rong.docx"] in {"rong", "vuot-gioi-han"}
    assert time.monotonic() - began < 30


def test_memory_cap_is_a_named_error(folder: Path) -> None:
    with pytest.raises(SourceError):
        read_capped(folder / "a.txt", Caps(memory=1 << 20))


def test_size_cap(folder: Path) -> None:
    with pytest.raises(LimitExceeded, match="MB"):
        read_capped(folder / "a.txt", Caps(size=10))


def test_a_missing_file_is_said_in_vietnamese(tmp_path: Path) -> None:
    with pytest.raises(KehoachError, match="Không tìm thấy"):
        read_capped(tmp_path / "khong-co.docx")
    with pytest.raises(KehoachError, match="Không tìm thấy"):
        files_of(tmp_path / "khong-co")


def test_a_name_that_is_no_text_is_still_named(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"k\xff.txt")
    path.write_text(PLAN, encoding="utf-8")
    (outcome,) = take_in(files_of(tmp_path), tmp_path)
    assert outcome.name == "k�.txt"
    assert outcome.is_read


@pytest.mark.parametrize("code", ["overprinted", "embedded-object", "ocr-guessed", "truncated"])
def test_a_file_whose_words_were_left_out_is_looked_at(code: str) -> None:
    document = understand(load(PLAN.encode(), "a.txt"))
    assert _state(document)[0] == "xong"
    assert _state(replace(document, warnings=(Note(code, "Thiếu."),))) == ("can-xem-lai", "Thiếu.")
