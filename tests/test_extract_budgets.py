"""Budgets of paragraphs and tables: amount, purpose, sources of funds, years."""

from __future__ import annotations

import pytest

from corpus.model import Budget, Document
from extract import read_bytes

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ BÌNH LÂM\nSố: 12/{symbol}-UBND\nBình Lâm, ngày 05 tháng 02 năm 2026\n\n"
    "{kind}\nChuyển đổi số\n\n"
)
END = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\nNguyễn Văn An\n"


def document(body: str, kind: str = "KẾ HOẠCH", symbol: str = "KH") -> Document:
    return read_bytes(f"{HEAD.format(kind=kind, symbol=symbol)}{body}{END}".encode(), "a.txt")


def with_table(lines: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Document:
    """A plan as a web page: lines, then a table."""
    head = HEAD.format(kind="KẾ HOẠCH", symbol="KH").splitlines()
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    said = [f"<p>{line}</p>" for line in (*head, *lines)]
    end = "".join(f"<p>{line}</p>" for line in END.splitlines())
    return read_bytes(f"<html><body>{''.join(said)}<table>{cells}</table>{end}</body></html>".encode(), "a.html")


def brief(budget: Budget) -> tuple[object, ...]:
    return budget.value, budget.unit, budget.comparator, budget.purpose, budget.sources, budget.period


MILLION = "triệu đồng"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "IV. KINH PHÍ\n1. Kinh phí thực hiện Kế hoạch năm 2026 là 1.500 triệu đồng từ ngân sách tỉnh.",
            [(1500, MILLION, "=", "thực hiện Kế hoạch", ("ngân sách tỉnh",), (2026, 2026))],
        ),
        (
            (
                "IV. KINH PHÍ\n- Tuyên truyền: 50 triệu đồng.\n"
                "- Tập huấn cho cán bộ: khoảng 120,5 triệu đồng (nguồn xã hội hóa)."
            ),
            [
                (50, MILLION, "=", "Tuyên truyền", (), None),
                (120.5, MILLION, "=", "Tập huấn cho cán bộ", ("nguồn xã hội hóa",), None),
            ],
        ),
        (
            (
                "IV. KINH PHÍ\n1. Tổng kinh phí: 2.000 triệu đồng, trong đó: ngân sách tỉnh 1.500 triệu đồng, "
                "ngân sách xã 500 triệu đồng."
            ),
            [
                (2000, MILLION, "=", None, (), None),
                (1500, MILLION, "=", None, ("ngân sách tỉnh",), None),
                (500, MILLION, "=", None, ("ngân sách xã",), None),
            ],
        ),
        (
            (
                "I. NHIỆM VỤ\n1. Giao Phòng Kinh tế tham mưu bố trí kinh phí tối đa 300 triệu đồng từ nguồn sự"
                " nghiệp giáo dục và đào tạo để mua sắm thiết bị dạy học."
            ),
            [(300, MILLION, "<=", "mua sắm thiết bị dạy học", ("nguồn sự nghiệp giáo dục và đào tạo",), None)],
        ),
        (
            "IV. NGUỒN LỰC\n1. Nhu cầu vốn giai đoạn 2026-2030 từ 300 - 500 tỷ đồng.",
            [
                (300, "tỷ đồng", ">=", None, (), (2026, 2030)),
                (500, "tỷ đồng", "<=", None, (), (2026, 2030)),
            ],
        ),
        (
            (
                "IV. KINH PHÍ\nKinh phí thực hiện Kế hoạch được bố trí từ ngân sách nhà nước và các nguồn vốn hợp"
                " pháp khác theo quy định của Luật Ngân sách nhà nước."
            ),
            [(None, None, None, "thực hiện Kế hoạch", ("ngân sách nhà nước", "các nguồn vốn hợp pháp khác"), None)],
        ),
        ("I. MỤC TIÊU\n1. Thu ngân sách đạt 4.200 tỷ đồng; doanh thu bình quân 300 triệu đồng.", []),
        ("II. KINH PHÍ\n1. Các phòng thanh quyết toán kinh phí đúng quy định của Luật Ngân sách nhà nước.", []),
        ("II. NHIỆM VỤ\n1. Hỗ trợ 03 mô hình, trị giá 200 triệu đồng.", []),
        ("II. NHIỆM VỤ\n1. Giá vật tư theo dự toán là 390.000 đồng/bao.", []),
    ],
)
def test_money_of_paragraphs(body: str, expected: list[tuple[object, ...]]) -> None:
    assert [brief(each) for each in document(body).budgets] == expected


def test_a_report_tells_what_was_spent() -> None:
    body = (
        "I. KẾT QUẢ\n1. Kinh phí thực hiện là 900 triệu đồng từ ngân sách xã.\n"
        "II. ĐỀ XUẤT, KIẾN NGHỊ\n1. Bố trí kinh phí 200 triệu đồng từ ngân sách tỉnh."
    )
    found = document(body, "BÁO CÁO", "BC").budgets
    assert [(each.path, each.value, each.sources) for each in found] == [("II/1", 200, ("ngân sách tỉnh",))]


@pytest.mark.parametrize(
    ("above", "head", "cell"),
    [
        ((), "Kinh phí (triệu đồng)", "1.500"),
        (("Đơn vị tính: triệu đồng",), "Kinh phí", "1.500"),
        ((), "Dự toán", "1.500 triệu đồng"),
    ],
)
def test_money_of_a_table(above: tuple[str, ...], head: str, cell: str) -> None:
    rows = (
        ("TT", "Nội dung", head, "Nguồn kinh phí"),
        ("1", "Mua sắm máy tính", cell, "Ngân sách xã"),
        ("2", "Tập huấn", "", ""),
    )
    (found,) = with_table(("IV. KINH PHÍ", *above), rows).budgets
    assert (found.path, *brief(found)[:5]) == ("IV/#1", 1500, MILLION, "=", "Mua sắm máy tính", ("Ngân sách xã",))


def test_each_value_has_its_place() -> None:
    found = document("IV. KINH PHÍ\n1. Kinh phí mua sắm máy tính là 1.500 triệu đồng từ ngân sách tỉnh.")
    said = {
        key.rpartition("/budgets/0/")[2]: found.text[place.start : place.end]
        for key, place in found.evidence.items()
        if key.startswith("/budgets")
    }
    assert said == {
        "text": "Kinh phí mua sắm máy tính là 1.500 triệu đồng từ ngân sách tỉnh",
        "amount": "1.500 triệu đồng",
        "purpose": "mua sắm máy tính",
        "sources/0": "ngân sách tỉnh",
    }
