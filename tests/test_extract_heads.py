"""Heads as legal sites and offices copy them: torn over lines and cells, with words of the form left out."""

from __future__ import annotations

import pytest

from corpus.model import Document
from extract import read_bytes

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
STATE = f"{MOTTO}\nĐộc lập - Tự do - Hạnh phúc\n"
GROUNDS = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n"
ARTICLES = "\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành Quy chế.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
# A printed page whose lines are cut in mid-sentence.
CUT = "".join(
    f"các ấp rà soát hộ nghèo lần {n}\nvà báo cáo về\nỦy ban nhân dân xã\ntrước ngày 20\n" for n in range(5)
)


def read(text: str) -> Document:
    return read_bytes(text.encode(), "van-ban.txt")


HEADS: dict[str, tuple[str, dict[str, object]]] = {
    "two columns as one row": (
        (
            "VĂN PHÒNG CHÍNH PHỦ | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
            "Số: 812/VPCP-KTN | Hà Nội, ngày 09 tháng 12 năm 2008 |\n"
            "Kính gửi: Bộ Giao thông vận tải.\nĐồng ý về nguyên tắc đề nghị của Bộ Giao thông vận tải.\n"
        ),
        {"kind": "CV", "number": 812, "issuer": "Văn phòng Chính phủ", "level": "central", "title": None},
    ),
    "the kind left out": (
        (
            f"ỦY BAN NHÂN DÂN | {MOTTO} |\nSố: 45/2002/QĐ-UB | Khê Giang, ngày 3 tháng 5 năm 2002 |\n"
            f"VỀ VIỆC BỔ SUNG KẾ HOẠCH NĂM 2002\n"
            f"ỦY BAN NHÂN DÂN TỈNH KHÊ GIANG\n{GROUNDS}QUYẾT ĐỊNH\nĐiều 1. Bổ sung.\n"
        ),
        {
            "kind": "QĐ",
            "title": "VỀ VIỆC BỔ SUNG KẾ HOẠCH NĂM 2002",
            "issuer": "Ủy ban nhân dân tỉnh Khê Giang",
            "period": (2002, 2002),
        },
    ),
    "the title left out": (
        (
            f"ỦY BAN NHÂN DÂN\n{STATE}Số: 61/QĐ-UBND\nVĩnh Long, ngày 05 tháng 3 năm 2020\n"
            f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n{GROUNDS}QUYẾT ĐỊNH:\nĐiều 1. Phê duyệt.\n"
        ),
        {"kind": "QĐ", "title": None, "issuer": "Ủy ban nhân dân tỉnh Vĩnh Long", "level": "province"},
    ),
    "a kind that opens the title": (
        (
            f"ỦY BAN NHÂN DÂN\nXÃ RẠCH SẬY\n{STATE}\nQUY CHẾ LÀM\nVIỆC\n"
            "CỦA ỦY BAN NHÂN DÂN XÃ RẠCH SẬY NHIỆM KỲ 2021 -2026\n"
            "(Ban hành kèm theo Quyết định số 9/QĐ-UBND)\n\nChương I\nNHỮNG QUY ĐỊNH CHUNG\n"
        ),
        {
            "kind": "QC",
            "title": "LÀM VIỆC CỦA ỦY BAN NHÂN DÂN XÃ RẠCH SẬY NHIỆM KỲ 2021 -2026",
            "issuer": "Ủy ban nhân dân xã Rạch Sậy",
            "period": (2021, 2026),
        },
    ),
    "a symbol torn from its number": (
        (
            f"SỞ TÀI CHÍNH\nSố:\n\n{STATE}\n/TTr-STC\n\nKhê Giang, ngày\n\ntháng\n\nnăm 2016\n\n"
            "TỜ TRÌNH\nVề dự toán năm 2017\n"
        ),
        {"kind": "TTr", "number": None, "symbol": "TTr-STC", "date": "2016", "title": "Về dự toán năm 2017"},
    ),
    "a symbol without its kind": (
        (
            f"ỦY BAN NHÂN DÂN\nTỈNH KHÊ GIANG\n{STATE}Số: 281/-UBND\nKhê Giang, ngày 13 tháng 5 năm 2014\n\n"
            f"QUYẾT ĐỊNH\nVỀ VIỆC CÔNG BỐ DANH MỤC\n\n{GROUNDS}{ARTICLES}"
        ),
        {"kind": "QĐ", "number": 281, "symbol": "UBND", "title": "VỀ VIỆC CÔNG BỐ DANH MỤC"},
    ),
    "a district named by its number": (
        (
            f"ỦY BAN NHÂN DÂN QUẬN 8\n{STATE}Số: 27/2006/QĐ-UBND\nQuận 8, ngày 08 tháng 8 năm 2006\n\n"
            f"QUYẾT ĐỊNH\nVỀ VIỆC PHÊ DUYỆT ĐIỀU LỆ\n\n{GROUNDS}{ARTICLES}"
        ),
        {"place": "Quận 8", "date": "2006-08-08", "issuer": "Ủy ban nhân dân quận 8", "level": "district"},
    ),
    "a subject torn from V/v": (
        (
            f"BỘ TÀI CHÍNH\nTỔNG CỤC THUẾ\n{STATE}Số: 728/TCT-DNL\nV/v\n: Hóa đơn điện tử\n"
            "Hà Nội, ngày 18 tháng 7 năm 2014\n\nKính gửi: Cục Thuế tỉnh Khê Giang.\n"
        ),
        {"kind": "CV", "title": "Hóa đơn điện tử", "issuer": "Tổng cục Thuế"},
    ),
    "a title in capitals above words cut in mid-sentence": (
        (
            f"BỘ TÀI CHÍNH\n{STATE}Số: 7/2008/TT-BTC\nHà Nội, ngày 15 tháng 9 năm 2008\nTHÔNG TƯ\n"
            f"HƯỚNG DẪN XỬ LÝ NỢ THUẾ\nCăn cứ quy định tại Điều 49 của\nLuật Quản lý thuế;\n{CUT}"
        ),
        {"kind": "TT", "title": "HƯỚNG DẪN XỬ LÝ NỢ THUẾ"},
    ),
    "an organisation in place of the motto": (
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG\n***\nSố: 225 - KH/TWĐTN-CTTN\nĐOÀN TNCS HỒ CHÍ MINH\n"
            "Hà Nội, ngày 16 tháng 5 năm 2024\n\nKẾ HOẠCH\nHoạt động hè năm 2024\n\nI. MỤC ĐÍCH\n"
        ),
        {"number": 225, "symbol": "KH/TWĐTN-CTTN", "issuer": "Ban Chấp hành Trung ương", "level": "central"},
    ),
    "a subject in brackets, the day in figures": (
        (
            f"UBND XÃ RẠCH SẬY\nPHÒNG KINH TẾ\nSố: 12/PKT\n(V/v rà soát hộ nghèo)\n{STATE}"
            "Rạch Sậy, ngày 05/3/2026\n\nKính gửi: Các ấp.\n"
        ),
        {"kind": "CV", "title": "rà soát hộ nghèo", "date": "2026-03-05", "place": "Rạch Sậy"},
    ),
    "a draft by a union": (
        (
            f"DỰ THẢO\nLIÊN ĐOÀN LAO ĐỘNG TỈNH KHÊ GIANG\nCÔNG ĐOÀN CƠ SỞ\nSố: 15/KH-CĐCS\n{STATE}"
            "Khê Giang, ngày 5 tháng 3 năm 2026\n\nKế hoạch\nTháng Công nhân\n"
        ),
        {
            "kind": "KH",
            "title": "Tháng Công nhân",
            "issuer": "Công đoàn cơ sở",
            "superior": "Liên đoàn Lao động tỉnh Khê Giang",
        },
    ),
    "letters set apart": (
        f"TRƯỜNG TIỂU HỌC RẠCH SẬY\n{STATE}\nK Ế  H O Ạ C H\nNgày hội đọc sách\n",
        {"kind": "KH", "title": "Ngày hội đọc sách", "issuer": "Trường Tiểu học Rạch Sậy"},
    ),
    "headings of Markdown": (
        (
            "# CÔNG TY TNHH KHÊ GIANG\n\nSố: 12/KH-KG\n\nKhê Giang, ngày 5 tháng 3 năm 2026\n\n"
            "## KẾ HOẠCH\n\n### Hè 2026\n"
        ),
        {"kind": "KH", "title": "Hè 2026", "issuer": "Công ty TNHH Khê Giang"},
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_heads_as_they_are_copied(head: str) -> None:
    text, expected = HEADS[head]
    found = read(text)
    assert {key: getattr(found, key) for key in expected} == expected


DECISION = f"TRƯỜNG CAO ĐẲNG KHÊ GIANG\nSố: 34/QĐ-CĐKG\n{STATE}\nQUYẾT ĐỊNH\nBan hành Quy chế\n\nHIỆU TRƯỞNG\n\n"


@pytest.mark.parametrize(
    "ground", ["Xét đề nghị của Trưởng phòng Đào tạo,", "Xét đề nghị của Trưởng phòng Đào tạo\n,"]
)
def test_a_decision_decides_behind_a_comma(ground: str) -> None:
    found = read(f"{DECISION}{GROUNDS}{ground}{ARTICLES}")
    assert [node.path for node in found.outline] == ["Điều 1", "Điều 2"]
    assert found.signer.position is None


def test_a_copy_without_recipients_ends_with_the_name() -> None:
    signed = "\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n\nQUY CHẾ\nLÀM VIỆC\n\nĐiều 1. Phạm vi\n"
    found = read(f"{DECISION}{GROUNDS}{ARTICLES}{signed}")
    assert found.signer.name == "Nguyễn Văn An"
    assert [node.path for node in found.outline] == ["Điều 1", "Điều 2", "Kèm theo 1"]
    assert [node.path for node in found.outline[2].children] == ["Kèm theo 1/Điều 1"]


def test_a_number_that_a_line_break_cut_off_is_cited() -> None:
    grounds = "Căn cứ Nghị định số\n171/2004/NĐ-CP ngày 29/9/2004 của Chính phủ;\nCăn cứ giai đoạn 2021 -\n2025;"
    found = read(f"{DECISION}{grounds}{ARTICLES}")
    assert [(each.kind, each.reference) for each in found.citations] == [("NĐ", "171/2004/NĐ-CP")]
    assert "2021 - 2025" in found.lead


def test_a_date_at_the_signature_hides_no_text() -> None:
    found = read(
        "CÔNG TY TNHH KHÊ GIANG\nSố: 05/2026/TB-KG\n\nTHÔNG BÁO\nVề nghỉ lễ\n\n"
        "Kính gửi: Người lao động\n\n1. Nghỉ hai ngày.\n"
        "2. Trực theo ca.\n\nKhê Giang, ngày 20 tháng 4 năm 2026\nGIÁM ĐỐC\n\nNguyễn Văn An\n"
    )
    assert (found.date, found.addressees) == ("2026-04-20", ("Người lao động",))
    assert [node.path for node in found.outline] == ["1", "2"]
    assert found.signer.name == "Nguyễn Văn An"


def test_who_wires_a_dispatch_does_not_sign_it() -> None:
    found = read(
        f"ỦY BAN NHÂN DÂN\nTỈNH KHÊ GIANG\nSố: 03/CĐ-UBND\n{STATE}"
        "Khê Giang, hồi 10 giờ 00 ngày 05 tháng 9 năm 2025\n\n"
        "CÔNG ĐIỆN\nVề việc ứng phó bão số 5\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:\n\n- Giám đốc các sở;\n\n"
        "1. Theo dõi bão.\n2. Trực ban.\n"
    )
    assert (found.date, found.signer.position) == ("2025-09-05", None)
    assert [node.path for node in found.outline][-2:] == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("Phần một\nĐÁNH GIÁ\nI. KẾT QUẢ\nPhần hai\nNHIỆM VỤ\nI. MỤC TIÊU\n", ["Phần một", "Phần hai"]),
        ("Điều 1 - Thành lập Tổ.\nĐiều 2.- Giao Văn phòng.\nĐiều 3./ Thi hành.\n", ["Điều 1", "Điều 2", "Điều 3"]),
        ("I. MỤC TIÊU\nĐiều 5 – 7 của Luật áp dụng cho xã.\nPhần năm nay đã giao.\n", ["I"]),
    ],
)
def test_labels_of_articles_and_parts(body: str, labels: list[str]) -> None:
    found = read(f"UBND XÃ RẠCH SẬY\nSố: 12/KH-UBND\n{STATE}\nKẾ HOẠCH\nChuyển đổi số\n\n{body}")
    assert [node.label for node in found.outline] == labels
    assert found.title == "Chuyển đổi số"
