"""Who is given what: sentences and headings of plans, each read as a document of its own."""

from __future__ import annotations

import pytest

from corpus.model import Document, Span
from extract import read_bytes
from extract.tables import Row, Shape
from extract.task_rows import rows_with_paths

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Bình An, ngày 12 tháng 5 năm 2026

KẾ HOẠCH
Phát triển cây xanh đô thị năm 2026

"""
END = """

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Bình
"""
DUTIES = "I. TỔ CHỨC THỰC HIỆN\n"
WORK = "I. CÔNG TÁC CHUẨN BỊ\n"

LAST_ARTICLE = """Điều 1. Ban hành Quy chế.
Điều 2. Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Xây dựng, Tài chính; các thành viên Tổ công tác nêu trong \
Quy chế chịu trách nhiệm thi hành Quyết định này."""

NAMED_ABOVE = """Điều 1. Thành lập Tổ công tác.
Điều 2. Văn phòng HĐND và UBND tỉnh, các phòng, đơn vị liên quan và các ông (bà) có tên tại Điều 1 chịu trách nhiệm \
thi hành Quyết định này."""

# a text, and who is given tasks in it: (path, owners, partners)
GIVEN: list[tuple[str, list[tuple[str, list[str], list[str]]]]] = [
    (
        DUTIES + "1. Sở Xây dựng chủ trì, phối hợp thực hiện\na) Rà soát quỹ đất.\nb) Lập danh mục cây trồng.",
        [("I/1/a", ["Sở Xây dựng"], []), ("I/1/b", ["Sở Xây dựng"], [])],
    ),
    (
        DUTIES + "1. Sở Tài chính: bố trí kinh phí; phối hợp với Sở Xây dựng và các lực lượng chức năng phân luồng.",
        [("I/1", ["Sở Tài chính"], ["Sở Xây dựng", "các lực lượng chức năng"])],
    ),
    (
        DUTIES + "1. Các doanh nghiệp hoạt động trong lĩnh vực cây xanh, hoa kiểng: Cung cấp cây giống đúng chuẩn.",
        [("I/1", ["Các doanh nghiệp hoạt động trong lĩnh vực cây xanh, hoa kiểng"], [])],
    ),
    (
        WORK + "1. Các phường thuộc đối tượng kiểm tra có trách nhiệm chuẩn bị báo cáo.",
        [("I/1", ["Các phường thuộc đối tượng kiểm tra"], [])],
    ),
    (
        WORK + "1. Kinh phí: ngoài nguồn của tỉnh, đề nghị UBND các xã, phường bố trí thêm kinh phí.",
        [("I/1", ["UBND các xã, phường"], [])],
    ),
    (WORK + "1. Trong năm 2025 tỉnh đã trồng 500 cây, yêu cầu các phường báo cáo và đã tổng hợp xong.", []),
    (WORK + "1. Đối với đơn vị được kiểm tra: Chuẩn bị hồ sơ cây xanh.", [("I/1", ["đơn vị được kiểm tra"], [])]),
    (WORK + "1. Đối với tập thể: Các tập thể có thành tích được khen thưởng.", []),
    (
        WORK + "1. Sở Xây dựng\na) Rà soát quỹ đất.\nb) Lập danh mục.",
        [
            ("I/1/a", ["Sở Xây dựng"], []),
            ("I/1/b", ["Sở Xây dựng"], []),
        ],
    ),
    (
        DUTIES + "1. Ông Trần Văn An - Trưởng đoàn: Phụ trách chung, ký các văn bản.",
        [("I/1", ["Ông Trần Văn An - Trưởng đoàn"], [])],
    ),
    (
        DUTIES + "1. Thành phần gồm:\na) Ông Trần Văn An - Phó Giám đốc Sở Xây dựng, Tổ trưởng;\nb) Bà Lê Thị Bình.",
        [],
    ),
    (
        DUTIES + "1. Trưởng Đoàn giám sát: Ông Trần Văn An - Chủ tịch HĐND tỉnh - phụ trách chung.",
        [("I/1", ["Ông Trần Văn An - Chủ tịch HĐND tỉnh"], [])],
    ),
    (
        DUTIES + "1. Ủy ban nhân dân tỉnh yêu cầu các sở, ngành tổ chức trồng cây.",
        [("I/1", ["các sở, ngành"], [])],
    ),
    (
        DUTIES
        + "1. Phân công nhiệm vụ\na) Vụ Tổ chức: là đơn vị đầu mối, có nhiệm vụ:\n- Lập danh sách.\n- Gửi danh sách.",
        [("I/1/a", ["Vụ Tổ chức"], []), ("I/1/a/-1", ["Vụ Tổ chức"], []), ("I/1/a/-2", ["Vụ Tổ chức"], [])],
    ),
    (
        "I. TIẾN ĐỘ THỰC HIỆN:\n1. Trước ngày 10/10/2026: Các phường, xã trồng xong cây bóng mát.",
        [("I/1", ["Các phường, xã"], [])],
    ),
    (
        WORK + "1. Khi cây đổ chắn đường, chủ cơ sở phải báo ngay cho Công an phường.",
        [("I/1", ["chủ cơ sở"], [])],
    ),
    (
        WORK + "1. Để đạt mục tiêu, bên cạnh việc thường xuyên, các sở, UBND các phường cần bố trí quỹ đất.",
        [("I/1", ["các sở", "UBND các phường"], [])],
    ),
    (WORK + "1. Sở Xây dựng đã trồng 500 cây (gọi tắt là các cơ quan, đơn vị) và phải chăm sóc.", []),
    (DUTIES + "1. Đồng ý mua thêm xe; Công an phường lập dự toán.", [("I/1", ["Công an phường"], [])]),
    (
        "I. QUY ĐỊNH CHUNG\n1. Trách nhiệm của hộ gia đình, cá nhân\na) Tưới cây trước nhà.\nb) Giữ gìn cây.",
        [("I/1/a", ["hộ gia đình, cá nhân"], []), ("I/1/b", ["hộ gia đình, cá nhân"], [])],
    ),
    (
        NAMED_ABOVE,
        [
            (
                "Điều 2",
                [
                    "Văn phòng HĐND và UBND tỉnh",
                    "các phòng, đơn vị liên quan",
                    "các ông (bà) có tên tại Điều 1",
                ],
                [],
            )
        ],
    ),
    (
        WORK + "1. Đối với khen thưởng cấp tỉnh: Sau khi ký, trong 10 ngày, Sở Nội vụ có trách nhiệm sao gửi.",
        [("I/1", ["Sở Nội vụ"], [])],
    ),
    (WORK + "1. Sở Nội vụ sẽ tiếp thu các ý kiến của bạn đọc trong thời gian tới.", []),
    (DUTIES + "1. Tổ công tác được sử dụng con dấu của UBND tỉnh.", []),
    (
        DUTIES + "1. Đoàn Thanh niên phối hợp với Công đoàn tổ chức hội trại.",
        [("I/1", ["Đoàn Thanh niên"], ["Công đoàn"])],
    ),
    (
        LAST_ARTICLE,
        [
            (
                "Điều 2",
                [
                    "Chánh Văn phòng UBND tỉnh",
                    "Giám đốc Sở Xây dựng",
                    "Giám đốc Sở Tài chính",
                    "các thành viên Tổ công tác nêu trong Quy chế",
                ],
                [],
            )
        ],
    ),
]


def _read(body: str) -> Document:
    return read_bytes((HEAD + body + END).encode(), "ke-hoach.txt")


@pytest.mark.parametrize(("body", "given"), GIVEN)
def test_who_is_given_what(body: str, given: list[tuple[str, list[str], list[str]]]) -> None:
    found = [(each.path, list(each.owners), list(each.partners)) for each in _read(body).assignments]
    assert [each for each in found if each[1] or each[2]] == given


def test_a_letter_without_any_label_gives_its_tasks_at_the_root() -> None:
    letter = "Nhân dịp Ngày Môi trường, Ủy ban nhân dân tỉnh đề nghị các sở, ngành tỉnh treo băng rôn.\n"
    letter += "Giao các Bộ: Công an, Xây dựng có ý kiến bằng văn bản.\n"
    letter += "Năm 2025, các phường đã trồng 500 cây, tỉnh đã yêu cầu báo cáo.\n"
    document = read_bytes((HEAD + letter + END).encode(), "thong-bao.txt")
    assert [(each.path, each.owners, each.mode) for each in document.assignments] == [
        ("", ("các sở, ngành tỉnh",), "đề nghị"),
        ("", ("Bộ Công an", "Bộ Xây dựng"), "giao"),
    ]


def test_a_directive_that_names_nobody_first_gives_each_point_to_its_subject() -> None:
    directive = HEAD.replace("KH-UBND", "CT-UBND").replace("KẾ HOẠCH", "CHỈ THỊ")
    body = (
        "Để trồng thêm cây xanh, Ủy ban nhân dân tỉnh chỉ thị:\n1. Các hộ dân, doanh nghiệp phải giữ gìn cây xanh.\n"
    )
    document = read_bytes((directive + body + END).encode(), "chi-thi.txt")
    assert [(each.path, each.owners, each.mode) for each in document.assignments] == [
        ("1", ("Các hộ dân, doanh nghiệp",), "yêu cầu")
    ]


@pytest.mark.parametrize(
    ("printed", "paths"),
    [
        (["1", "2", "3"], ["#1", "#2", "#3"]),
        (["7", "", "9"], ["#7", "#8", "#9"]),  # recognition lost the 8
        (["7", "", "8"], ["#7", "#7", "#8"]),  # the cell of the 7 reaches down
        (["", "", ""], ["#1", "#2", "#3"]),
        (["1", "", ""], ["#1", "#1", "#1"]),
    ],
)
def test_numbers_of_rows(printed: list[str], paths: list[str]) -> None:
    rows = tuple(Row("data", label, (Span(0, 0),)) for label in printed)
    form = Shape(("number",), rows)
    assert [path for path, _ in rows_with_paths("I", form)] == [f"I/{path}" for path in paths]
