"""Tables printed without rules: what is one, what is none, and one that LibreOffice printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from corpus.office import to_pdf
from extract.readers.pdf_columns import tables_in
from extract.readers.pdf_text import Letter
from extract.source import load

WIDTH, SIZE = 6.0, 12.0


def letters(*lines: tuple[float, str]) -> list[Letter]:
    """Letters of equal width; each line at its y, a blank as wide as a letter."""
    return [
        Letter(char, 60 + WIDTH * at, 60 + WIDTH * (at + 1), y, SIZE, bold=False, italic=False)
        for y, text in lines
        for at, char in enumerate(text)
        if char != " "
    ]


def printed(*lines: str, step: float = 16.0) -> list[Letter]:
    return letters(*((100 + step * at, line) for at, line in enumerate(lines)))


TABLE = (
    "STT     Nhiệm vụ                 Chủ trì",
    "1       Rà soát hồ sơ lưu trữ    Sở Nội vụ",
    "        của các xã, phường       tỉnh",
    "2       Số hóa                   Sở Y tế",
)
READ = [
    ["STT", "Nhiệmvụ", "Chủtrì"],
    ["1", "Ràsoáthồsơlưutrữ củacácxã,phường", "SởNộivụ tỉnh"],
    ["2", "Sốhóa", "SởYtế"],
]


def read(held: list[Letter]) -> list[list[list[str]]]:
    return [
        [["".join(" ".join(line.text for line in cell.lines).split(" ")) for cell in row] for row in table.rows]
        for table in tables_in(held, 1)
    ]


def meant(rows: list[list[str]]) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "held",
    [
        printed(*TABLE),
        printed("Một đoạn văn đứng trên bảng, dài hơn một dòng chữ của bảng", *TABLE),
        printed(*TABLE, "Trên đây là Kế hoạch của tỉnh, các cơ quan thực hiện nghiêm túc."),
        printed(*TABLE, "Nơi nhận:"),
        [*printed(*TABLE), *letters((260, "        Phòng Văn hóa            ở xa"))],
    ],
)
def test_columns_are_told_by_what_stays_empty_between_them(held: list[Letter]) -> None:
    assert read(held) == [meant(READ)]


@pytest.mark.parametrize(
    "lines",
    [
        ("STT     Nhiệm vụ", "1       Rà soát", "2       Số hóa"),  # two columns may be a list
        ("Mục     Nhiệm vụ                 Chủ trì", *TABLE[1:]),  # no column of numbers
        (TABLE[0], TABLE[1]),  # a single row
        (TABLE[0], *(line.replace("1", "-").replace("2", "-") for line in TABLE[1:])),
        (TABLE[0], "1       Rà soát hồ sơ lưu trữ của các cơ quan", "2       Số hóa"),  # words over the gap
        ("TT đọc phát biểu khai mạc hội nghị", "1       Rà soát     Sở", "2       Số hóa      Sở"),
    ],
)
def test_what_is_less_sure_is_no_table(lines: tuple[str, ...]) -> None:
    assert read(printed(*lines)) == []


def test_numbers_in_the_middle_of_their_rows_make_no_table() -> None:
    held = letters(
        (100, TABLE[0]),
        (130, "        Rà soát hồ sơ lưu trữ    Sở"),
        (138, "1"),
        (146, "        của các xã, phường       Nội vụ"),
        (170, "        Số hóa                   Sở"),
        (178, "2"),
        (186, "        hồ sơ                    Y tế"),
    )
    assert read(held) == []


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="máy chưa cài LibreOffice")
def test_a_table_without_borders_in_print(tmp_path: Path) -> None:
    rows = (
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
        ("1", "Rà soát, thống kê hồ sơ lưu trữ của các sở, ban, ngành và xã, phường", "Sở Nội vụ", "Quý II năm 2026"),
        ("2", "Số hóa hồ sơ", "Sở Khoa học và Công nghệ", "Quý III năm 2026"),
    )
    word = docx.Document()
    word.add_paragraph("KẾ HOẠCH")
    table = word.add_table(len(rows), 4)
    for column, width in enumerate((1.5, 7, 4, 3.5)):
        table.columns[column].width = Cm(width)
        for at, row in enumerate(rows):
            table.cell(at, column).text = row[column]
            table.cell(at, column).width = Cm(width)
    word.add_paragraph("Trên đây là Kế hoạch của tỉnh, đề nghị các cơ quan, đơn vị tổ chức thực hiện nghiêm túc.")
    word.save(str(tmp_path / "a.docx"))
    (made,) = to_pdf((tmp_path / "a.docx",), tmp_path / "ra")
    found = load(made.read_bytes(), "a.pdf")
    (grid,) = found.tables
    assert [[found.of(cell).replace("\n", " ") for cell in row] for row in grid.rows] == [list(row) for row in rows]
    assert found.text.startswith("KẾ HOẠCH\nSTT")
