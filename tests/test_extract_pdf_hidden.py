"""Letters of a PDF that nobody sees, or that are printed over others, are told and not mixed into the text."""

from __future__ import annotations

import pytest

from corpus.model import Source
from extract.readers import tesseract
from extract.readers.pdf_joins import goes_on
from extract.readers.pdf_text import PrintedLine
from extract.source import load
from tests.test_extract_pdf_signed import HEAD, pdf

UNSEEN = "Chu khong ai thay"
PLAIN = load(pdf(HEAD), "a.pdf").text


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "is_there", lambda: False)


def read(drawn: str) -> tuple[Source, dict[str, str]]:
    found = load(pdf(HEAD, drawn=drawn), "a.pdf")
    return found, {note.code: note.message for note in found.notes}


def words(x: float, y: float, said: str = UNSEEN, size: float = 14) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({said}) Tj ET\n"


@pytest.mark.parametrize(
    "drawn",
    [
        "1 1 1 rg " + words(80, 650),
        "0.98 g " + words(80, 650),
        "3 Tr " + words(80, 650),
        words(700, 650),
        words(80, 900),
        words(80, -40),
        "1 1 0.98 rg 70 640 300 30 re f 1 g " + words(80, 650),
    ],
    ids=["white", "nearly white", "invisible", "right of the page", "above it", "below it", "white on white paint"],
)
def test_what_nobody_sees_is_told_and_no_text(drawn: str) -> None:
    found, notes = read(drawn)
    assert found.text == PLAIN
    assert UNSEEN in notes["hidden-text"]
    assert "Trang 1 " in notes["hidden-text"]
    assert UNSEEN in found.furniture


@pytest.mark.parametrize(
    "drawn",
    [
        "0 0.2 0.6 rg 70 640 300 30 re f 1 g " + words(80, 650),
        "0.75 g " + words(80, 650),
        "1 Tr " + words(80, 650),
        words(-3, 650),
    ],
    ids=["white on blue", "grey", "outlined", "cut by the edge"],
)
def test_what_is_seen_is_text(drawn: str) -> None:
    found, notes = read(drawn)
    assert found.text == f"{PLAIN}\n{UNSEEN}"
    assert "hidden-text" not in notes


def test_of_two_texts_printed_over_one_another_the_first_is_read() -> None:
    found, notes = read(words(86, 700, "Dieu 9. Phong Kinh te khong con chu tri viec nay"))
    assert found.text == PLAIN
    assert "Dieu 9. Phong Kinh te khong con chu tri viec nay" in notes["overprinted"]
    assert any("Dieu 9." in words for words in found.furniture)


@pytest.mark.parametrize(
    "drawn",
    [
        words(80, 700, HEAD[-1][3]),
        words(80.4, 700, HEAD[-1][3]),
        words(80, 690, "In sat ngay duoi"),
        words(75, 700, "x"),
    ],
    ids=["printed twice", "bold by printing twice", "close below", "one letter over another"],
)
def test_what_is_no_second_text(drawn: str) -> None:
    _, notes = read(drawn)
    assert "overprinted" not in notes


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("thực hiện theo quy định tại", "Điều 17 Thông tư số 01/2011/TT-BNV về thể thức", True),
        ("theo khoản 2", "Điều 5 của Luật Tổ chức chính quyền địa phương;", True),
        ("theo quy định tại", "Phụ lục I kèm theo Nghị định này", True),
        ("nêu tại", "Mục II Kế hoạch số 12/KH-UBND ngày 03/02/2026", True),
        ("theo quy định tại", "Điều 17. Phạm vi điều chỉnh", False),
        ("đã được phê duyệt.", "Điều 17 Thông tư này có hiệu lực", False),
        ("đã được phê duyệt", "Chương II QUY ĐỊNH CHUNG", False),
        ("các cơ quan liên quan", "Chương II", False),
        ("các cơ quan liên quan", "PHỤ LỤC I", False),
    ],
)
def test_an_article_that_is_cited_opens_no_paragraph(before: str, text: str, expected: bool) -> None:
    lines = [
        PrintedLine(words, 85.0, 540.0 if words == before else 500.0, top, top + 17, 14, 0, italic=False)
        for top, words in ((100.0, before), (118.0, text))
    ]
    assert goes_on(lines[0], lines[1], (85.0, 540.0)) is expected
