"""No file of a person is written over: one rule of all commands that write a file of a given name."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from kehoach.cli import main
from kehoach.writing import put

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
PLAN, OTHER = SAMPLES / "02_ke_hoach_xa_truong_khe.docx", SAMPLES / "04_ke_hoach_phuong_tan_khe.txt"
PDF = SAMPLES / "03_ke_hoach_xa_vam_tram.pdf"
MINE = "của tôi".encode()
# Words of a command, the ending of what it writes.
WRITING = (
    (("compare", PLAN, OTHER, "-o"), ".html"),
    (("compare", PLAN, OTHER, "-o"), ".docx"),
    (("calendar", PLAN, "-o"), ".ics"),
    (("progress", PLAN, "-o"), ".xlsx"),
    (("units", "init", "tỉnh Đồng Tháp", "-o"), ".xlsx"),
    (("template", "check", ROOT / "templates" / "ke_hoach.docx", "-o"), ".docx"),
    (("check", PLAN, "--comments"), ".docx"),
    (("check", PLAN, "--fix", "-o"), ".docx"),
    (("read", PDF, "--searchable"), ".pdf"),
)


@pytest.mark.parametrize(("words", "suffix"), WRITING)
def test_a_file_that_is_there_stays(
    words: tuple[str | Path, ...], suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"co san{suffix}"
    target.write_bytes(MINE)
    assert main([*map(str, words), str(target)]) == 1
    said = capsys.readouterr().err
    assert f"Đã có tệp «{target}» nên không ghi đè" in said
    assert "--overwrite" in said
    assert target.read_bytes() == MINE


@pytest.mark.parametrize(("words", "suffix"), [pair for pair in WRITING if pair[0][0] != "read"])
def test_it_is_written_over_where_that_is_asked_for(
    words: tuple[str | Path, ...], suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"co san{suffix}"
    target.write_bytes(MINE)
    main([*map(str, words), str(target), "--overwrite"])
    assert target.read_bytes() != MINE
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    capsys.readouterr()


def test_a_source_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(PLAN.read_bytes())
    for words in (["compare", str(source), str(OTHER), "-o"], ["template", "check", str(source), "-o"]):
        assert main([*words, str(source), "--overwrite"]) == 1
        assert "trùng với tệp vào" in capsys.readouterr().err
    assert source.read_bytes() == PLAN.read_bytes()


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    """The folder of the file is a file: nobody may write there, not even root."""
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(OSError, match=r"tep/c\.docx") as told:
        put(b"x", tmp_path / "tep" / "c.docx")
    assert ".part" not in str(told.value)


def test_a_broken_template_is_said_with_its_paragraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = docx.Document(str(ROOT / "templates" / "ke_hoach.docx"))
    closing = next(each for each in reversed(word.paragraphs) if "{%p endfor %}" in each.text)
    closing._element.getparent().remove(closing._element)
    word.save(str(tmp_path / "ke_hoach.docx"))
    words = ["draft", str(SAMPLES / "01_ke_hoach_tinh_khe_giang.docx"), "--unit", str(SAMPLES / "don_vi.yaml")]
    assert main([*words, "--templates", str(tmp_path), "-o", str(tmp_path / "out")]) == 5
    said = capsys.readouterr().err
    assert "Lệnh for không có endfor đóng lại. Ở đoạn «{%p for" in said
    assert "kehoach template check" in said
    assert "Jinja" not in said
