"""Text and its tables: rows between lonely marks, rows on a line, groups of rows, decisions without any layout."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document
from extract import read_bytes
from extract.clean import clean
from extract.readers import marked
from extract.source import load
from extract.tables import shape

DECISION = """ỦY BAN NHÂN DÂN
XÃ RẠCH SẬY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/QĐ-UBND

Rạch Sậy, ngày 05 tháng 3 năm 2026

QUYẾT ĐỊNH
Phê duyệt Kế hoạch nạo vét kênh mương năm 2026

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ RẠCH SẬY

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;

Theo đề nghị của Phòng Kinh tế tại Tờ trình số 7/TTr-KT ngày 02/3/2026.

QUYẾT ĐỊNH:

Điều 1. Phê duyệt kèm theo Quyết định này Kế hoạch nạo vét kênh mương năm 2026.

Điều 2. Chánh Văn phòng, Trưởng phòng Kinh tế chịu trách nhiệm thi hành Quyết định này.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

{signature}

Trần Văn Bình
"""


@pytest.mark.parametrize(
    ("signature", "authority", "position"),
    [
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", None, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        (
            "TUQ.CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
            "TUQ.CHỦ TỊCH",
            "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG",
        ),
    ],
)
def test_the_articles_of_a_short_decision_are_no_signature(
    signature: str, authority: str | None, position: str
) -> None:
    """Its whole body stands within the lines above nơi nhận that are searched for a signature."""
    read = read_bytes(DECISION.format(signature=signature).encode(), "quyet-dinh.txt")
    assert [node.path for node in read.outline] == ["Điều 1", "Điều 2"]
    assert [each.reference for each in read.citations] == ["7/TTr-KT"]
    assert (read.signer.authority, read.signer.position, read.signer.name) == (authority, position, "Trần Văn Bình")


HEAD = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ["1", "Rà soát", "Phòng Kinh tế", "Quý I"], ["2", "Báo cáo", "Văn phòng", "Quý II"]],
        [HEAD, ["A", "Nền tảng"], ["I", "Thể chế"], ["1", "Rà soát", "Phòng Kinh tế", "Quý I"]],
        [
            HEAD,
            ["1", "Rà soát", "", "Quý I"],
            ["2", "Báo cáo", "Văn phòng", ""],
            ["3", "Kiểm tra", "Công an xã", "2026"],
        ],
        [HEAD, ["", "I. Thể chế", "", ""], ["1", "Rà soát", "Phòng Kinh tế", "Quý I"]],
        [["Nội dung", "Chủ trì"], ["Rà soát", "Phòng Kinh tế"]],
        [
            HEAD,
            ["1", "Rà soát", "Phòng Kinh tế", "Quý I"],
            ["Nội dung", "Chủ trì", "Thời hạn"],
            ["2", "In", "VP", "2026"],
        ],
    ],
)
def test_rows_between_lonely_marks(rows: list[list[str]]) -> None:
    cells = [[text] if text else [] for at, row in enumerate(rows) for text in ([""] if at else []) + row]
    found = [[" ".join(cells[at]) for at in row] for row in marked.rows_of(cells)]
    assert found == rows


@given(st.lists(st.sampled_from([[], [""], ["1"], ["Sở Nội vụ"], ["a", "b"]]), max_size=60))
def test_no_cell_with_words_is_lost_between_rows(cells: list[list[str]]) -> None:
    inside = [at for row in marked.rows_of(cells) for at in row]
    assert inside == sorted(set(inside))
    assert not any(any(cells[at]) for at in set(range(len(cells))) - set(inside))


GROUPED = """TT | Nhiệm vụ | Chủ trì
A | Nền tảng |
I | Thể chế |
1 | Rà soát | Phòng Kinh tế
B | Ngành |
1.1 | Khám sức khỏe |
1.1.1 | Lập danh sách | Trạm Y tế"""


def _read(rows: str) -> Document:
    text = f"KẾ HOẠCH\nChuyển đổi số năm 2026\n\nI. NHIỆM VỤ\n\n{rows}\n\nNơi nhận:\n- Lưu: VT.\n"
    return read_bytes(text.encode(), "ke-hoach.txt")


@pytest.mark.parametrize(
    ("rows", "owners"),
    [
        (
            "TT | Nhiệm vụ | Chủ trì | Phối hợp\n\n1 | Rà soát | Phòng Kinh tế | Công an\n2 | In tờ | Văn phòng | ",
            {"I/#1": ("Phòng Kinh tế",), "I/#2": ("Văn phòng",)},
        ),
        (
            "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| I | Thể chế | Thể chế |\n| 1 | Rà soát | Phòng Kinh tế |",
            {"I/I/#1": ("Phòng Kinh tế",)},
        ),
        (
            GROUPED,
            {"I/A/I/#1": ("Phòng Kinh tế",), "I/B/1.1/#1.1.1": ("Trạm Y tế",)},
        ),
        (
            "TT | Nhiệm vụ | Chủ trì\n1 | Rà soát | Phòng Kinh tế\n | Báo cáo | Văn phòng\n2 | Kiểm tra | Công an xã",
            {"I/#1": ("Văn phòng",), "I/#2": ("Công an xã",)},
        ),
    ],
)
def test_rows_on_a_line_and_their_groups(rows: str, owners: dict[str, tuple[str, ...]]) -> None:
    assert {each.path: each.owners for each in _read(rows).assignments} == owners


@pytest.mark.parametrize("text", ["a | b", "Số: 12/KH-UBND | Rạch Sậy, ngày 05 tháng 3 năm 2026"])
def test_a_row_of_two_cells_is_a_grid(text: str) -> None:
    source = clean(load(f"{text}\n\nKẾ HOẠCH\n".encode(), "dong.txt"))
    assert [[source.of(cell) for cell in row] for row in source.tables[0].rows] == [text.split(" | ")]
    assert shape(source, source.tables[0]).rows[0].kind == "data"


TYPED_OTHERWISE = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "more empty lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "spaces behind lines": lambda text: text.replace("\n", "   \n"),
    "indented": lambda text: "".join(f"        {line}" for line in text.splitlines(keepends=True)),
}


@pytest.mark.parametrize("otherwise", TYPED_OTHERWISE)
def test_a_text_typed_otherwise_reads_the_same(otherwise: str) -> None:
    text = DECISION.format(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
    typed = TYPED_OTHERWISE[otherwise](text)
    as_read, read = (read_bytes(each.encode(), "van-ban.txt") for each in (text, typed))
    assert replace(read, source=as_read.source, evidence={}) == replace(as_read, evidence={})
