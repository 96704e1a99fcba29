"""What a clerk changed in a draft is told exactly, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest

from corpus.errors import SourceError
from corpus.office import convert
from extract import read
from generate.profile import load_profile
from kehoach.changes import Changed, changes, original
from kehoach.cli import main
from kehoach.drafting import make_draft

SOURCE = Path(__file__).parents[1] / "corpus" / "samples" / "01_ke_hoach_tinh_khe_giang.docx"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return make_draft(read(SOURCE), load_profile("phường Sa Đéc, tỉnh Đồng Tháp"), tmp_path).document


def reword(word: Any) -> None:
    paragraph = next(each for each in word.paragraphs if each.text.startswith("d) Mỗi khóm"))
    paragraph.runs[0].text = paragraph.text.replace("01 Tổ", "02 Tổ")
    for run in paragraph.runs[1:]:
        run.text = ""


def add(word: Any) -> None:
    anchor = next(each for each in word.paragraphs if each.text == "2. Yêu cầu")
    anchor.insert_paragraph_before("c) Nội dung do phường bổ sung.")


def take_out(word: Any) -> None:
    paragraph = next(each for each in word.paragraphs if each.text.startswith("b) 95% hồ sơ"))
    paragraph._p.getparent().remove(paragraph._p)


def fill_cell(word: Any) -> None:
    word.tables[-1].rows[2].cells[4].paragraphs[0].runs[0].text = "Tháng 4/2026"


def add_row(word: Any) -> None:
    rows = word.tables[-1]._tbl.tr_lst
    made = deepcopy(rows[2])
    for at, text in enumerate(made.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")):
        text.text = ("1a", "Việc mới", "", "", "", "")[at]
    rows[2].addnext(made)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda _: None, ()),
        (
            reword,
            (
                Changed(
                    "d) Mỗi khóm có ít nhất 01 Tổ công nghệ số cộng đồng hoạt động hiệu quả.",
                    "d) Mỗi khóm có ít nhất 02 Tổ công nghệ số cộng đồng hoạt động hiệu quả.",
                ),
            ),
        ),
        (add, (Changed("", "c) Nội dung do phường bổ sung."),)),
        (take_out, (Changed("b) 95% hồ sơ, kết quả giải quyết thủ tục hành chính được số hóa.", ""),)),
        (fill_cell, (Changed("Tháng 3/2026", "Tháng 4/2026"),)),
        (add_row, (Changed("", "1a"), Changed("", "Việc mới"))),
    ],
    ids=["nothing", "reword", "add", "take out", "cell", "row"],
)
def test_a_change_is_told(edit: Callable[[Any], None], expected: tuple[Changed, ...], draft: Path) -> None:
    word = docx.Document(str(draft))
    edit(word)
    word.save(str(draft))
    assert changes(draft) == expected


@pytest.mark.libreoffice
def test_saving_in_libreoffice_changes_nothing(draft: Path, tmp_path: Path) -> None:
    (saved,) = convert((draft,), tmp_path / "luu", "docx")
    assert changes(saved, original(draft)) == ()


def test_a_draft_without_its_original_is_told(draft: Path, tmp_path: Path) -> None:
    moved = tmp_path / "khac" / draft.name
    moved.parent.mkdir()
    draft.rename(moved)
    with pytest.raises(SourceError, match="--original"):
        changes(moved)
    assert changes(moved, original(draft)) == ()
    with pytest.raises(SourceError, match="Không tìm thấy"):
        changes(draft)


def test_a_file_that_is_no_docx(draft: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.docx"
    text.write_text("x")
    with pytest.raises(SourceError, match="không phải tệp Word"):
        changes(text, original(draft))


def test_on_the_command_line(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", str(draft)]) == 0
    assert "0 chỗ đã sửa từ khi soạn." in capsys.readouterr().out
