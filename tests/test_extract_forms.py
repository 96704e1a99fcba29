"""Heads, signatures and quotations in the forms that are rarer than a committee's plan; all texts are our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from corpus.model import Document, Node, Signer
from extract import read_bytes

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
BODY = "1. Các đơn vị quán triệt.\n2. Văn phòng theo dõi."
LIST = "Nơi nhận:\n- Như trên;\n- Lưu: VT."


def document(*parts: str) -> Document:
    return read_bytes("\n\n".join(parts).encode(), "a.txt")


def paths(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.path
        yield from paths(node.children)


@pytest.mark.parametrize(
    ("head", "title", "expected"),
    [
        (
            f"ĐẢNG BỘ TỈNH KHÊ GIANG\nĐẢNG ỦY XÃ TRƯỜNG KHÊ\n*\nSố 34-CT/ĐU\n{PARTY}\nSa, ngày 12 tháng 3 năm 2026",
            "CHỈ THỊ\nvề chuyển đổi số",
            ("CT", 34, "CT/ĐU", "2026-03-12", "Đảng ủy xã Trường Khê", "party", "về chuyển đổi số"),
        ),
        (
            f"BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 57-NQ/TW\n{PARTY}\nHà Nội, ngày 22 tháng 12 năm 2024",
            "NGHỊ QUYẾT\nCỦA BỘ CHÍNH TRỊ\nvề đột phá phát triển khoa học",
            ("NQ", 57, "NQ/TW", "2024-12-22", "Ban Chấp hành Trung ương", "party", "về đột phá phát triển khoa học"),
        ),
        (
            f"TỈNH ỦY KHÊ GIANG\n*\nSố    -KH/TU\n{PARTY}\nKhê Giang, ngày     tháng 4 năm 2026",
            "KẾ HOẠCH\nthực hiện nghị quyết",
            ("KH", None, "KH/TU", "2026-04", "Tỉnh ủy Khê Giang", "party", "thực hiện nghị quyết"),
        ),
        (
            f"BỘ NỘI VỤ - BỘ TÀI CHÍNH\nSố: 12/2014/TTLT-BNV-BTC\n{STATE}\nHà Nội, ngày 05 tháng 11 năm 2014",
            "THÔNG TƯ LIÊN TỊCH\nHướng dẫn chế độ phụ cấp",
            (
                "TTLT",
                12,
                "2014/TTLT-BNV-BTC",
                "2014-11-05",
                "Bộ Nội vụ - Bộ Tài chính",
                "central",
                "Hướng dẫn chế độ phụ cấp",
            ),
        ),
        (
            (
                "ỦY BAN NHÂN DÂN TỈNH KHÊ GIANG - ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH KHÊ GIANG\n"
                f"Số: 08/CTrPH-UBND-UBMTTQ\n{STATE}\nKhê Giang, ngày 05 tháng 11 năm 2025"
            ),
            "CHƯƠNG TRÌNH PHỐI HỢP\nVề vận động chuyển đổi số",
            (
                "CTr",
                8,
                "CTrPH-UBND-UBMTTQ",
                "2025-11-05",
                "Ủy ban nhân dân tỉnh Khê Giang - Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Khê Giang",
                "province",
                "Về vận động chuyển đổi số",
            ),
        ),
        (
            (
                f"UBND TỈNH KHÊ GIANG\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\nSố: …./KH-SLĐTBXH\n{STATE}\n"
                "Khê Giang, ngày … tháng … năm 2024"
            ),
            "KẾ HOẠCH\nĐào tạo nghề",
            (
                "KH",
                None,
                "KH-SLĐTBXH",
                "2024",
                "Sở Lao động - Thương binh và Xã hội",
                "province",
                "Đào tạo nghề",
            ),
        ),
        (
            f"ỦY BAN NHÂN DÂN\nTỈNH KHÊ GIANG\nSố: 5 /TB-UBND\n{STATE}\nKhê Giang, ngày 4 tháng 3 năm 2026",
            "THÔNG BÁO\nKết luận tại cuộc họp về 02\nChương trình mục tiêu quốc gia",
            (
                "TB",
                5,
                "TB-UBND",
                "2026-03-04",
                "Ủy ban nhân dân tỉnh Khê Giang",
                "province",
                "Kết luận tại cuộc họp về 02 Chương trình mục tiêu quốc gia",
            ),
        ),
    ],
)
def test_heads(head: str, title: str, expected: tuple[object, ...]) -> None:
    found = document(head, title, BODY, LIST, "CHỦ TỊCH\nNguyễn Văn An")
    seen = (found.kind, found.number, found.symbol, found.date, found.issuer, found.level, found.title)
    assert seen == expected
    assert list(paths(found.outline)) == ["1", "2"]


def test_a_letter_with_several_addressees_and_a_blank_number() -> None:
    head = (
        "UBND TỈNH KHÊ GIANG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố:        /SKHCN-CĐS\nV/v đôn đốc thực hiện\n"
        f"Kế hoạch chuyển đổi số\n{STATE}\nKhê Giang, ngày     tháng     năm 2026"
    )
    to = "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các xã, phường;\n- Bưu điện tỉnh."
    found = document(head, to, BODY, LIST, "GIÁM ĐỐC\nNguyễn Văn An")
    assert (found.kind, found.number, found.symbol, found.date) == ("CV", None, "SKHCN-CĐS", "2026")
    assert (found.title, found.superior) == ("đôn đốc thực hiện Kế hoạch chuyển đổi số", "UBND tỉnh Khê Giang")
    assert found.addressees == ("Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường", "Bưu điện tỉnh")
    assert [note.code for note in found.warnings] == ["number-blank"]


def test_a_subject_above_the_addressees_makes_a_letter() -> None:
    head = f"ỦY BAN NHÂN DÂN\nTỈNH KHÊ GIANG\nSố: 32/UBND-KSTTHC\n{STATE}\nKhê Giang, ngày 07 tháng 12 năm 2026"
    found = document(
        head, "Về việc rà soát thủ tục", "Kính gửi: Các sở, ban, ngành.", BODY, LIST, "CHỦ TỊCH\nLê Văn Bốn"
    )
    assert (found.kind, found.title, found.addressees) == ("CV", "rà soát thủ tục", ("Các sở, ban, ngành",))


HEAD = f"ỦY BAN NHÂN DÂN\nTỈNH KHÊ GIANG\nSố: 5/KH-UBND\n{STATE}\nKhê Giang, ngày 4 tháng 3 năm 2026"


@pytest.mark.parametrize(
    ("block", "authority", "position", "name"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bốn", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bốn"),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bốn",
            "TM. ỦY BAN NHÂN DÂN",
            "KT.CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Lê Văn Bốn",
        ),
        (
            "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Văn Bốn",
            "TL. CHỦ TỊCH",
            "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG",
            "Lê Văn Bốn",
        ),
        ("TL.BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ\nLê Văn Bốn", "TL.BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ", "Lê Văn Bốn"),
        (
            "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG KINH TẾ\nThS. Lê Thị Mai Hoa",
            "TUQ. CHỦ TỊCH",
            "TRƯỞNG PHÒNG KINH TẾ",
            "ThS. Lê Thị Mai Hoa",
        ),
        (
            "T/M. ĐOÀN KIỂM TRA\nTRƯỞNG ĐOÀN\nLê Văn Bốn\nPHÓ GIÁM ĐỐC\nSỞ CÔNG THƯƠNG",
            "T/M. ĐOÀN KIỂM TRA",
            "TRƯỞNG ĐOÀN",
            "Lê Văn Bốn",
        ),
        ("Q. GIÁM ĐỐC\nPGS.TS. Trần Văn Tám", None, "Q. GIÁM ĐỐC", "PGS.TS. Trần Văn Tám"),
        ("GIÁM ĐỐC\nBSCKII. Trần Quốc Nam", None, "GIÁM ĐỐC", "BSCKII. Trần Quốc Nam"),
        ("GIÁM ĐỐC\nĐại tá Trần Quốc Nam", None, "GIÁM ĐỐC", "Đại tá Trần Quốc Nam"),
        (
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n(đã ký)\nLê Văn Bốn",
            "T/M BAN THƯỜNG VỤ",
            "PHÓ BÍ THƯ THƯỜNG TRỰC",
            "Lê Văn Bốn",
        ),
        (
            "TM. BAN CHỈ ĐẠO\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLê Văn Bốn",
            "TM. BAN CHỈ ĐẠO",
            "KT. TRƯỞNG BAN PHÓ TRƯỞNG BAN",
            "Lê Văn Bốn",
        ),
    ],
)
def test_signatures(block: str, authority: str | None, position: str | None, name: str | None) -> None:
    found = document(HEAD, "KẾ HOẠCH\nChuyển đổi số", BODY, LIST, block)
    assert found.signer == Signer(authority, position, name)
    assert found.cosigners == ()


@pytest.mark.parametrize("is_above", [True, False])
def test_two_who_sign_a_joint_document(is_above: bool) -> None:
    first = "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH\nTrần Thị Ba"
    second = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Hai"
    end = (first, second, LIST) if is_above else (LIST, first, second)
    found = document(HEAD, "KẾ HOẠCH\nChuyển đổi số", BODY, *end)
    assert found.signer == Signer("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Nguyễn Văn Hai")
    assert found.cosigners == (Signer("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Trần Thị Ba"),)
    place = found.evidence["/cosigners/0/name"]
    assert found.text[place.start : place.end] == "Trần Thị Ba"
    assert list(paths(found.outline)) == ["1", "2"]


@pytest.mark.parametrize(
    ("quoted", "labels"),
    [
        ("“Điều 5. Giá trị pháp lý\n1. Văn bản điện tử.\n2. Chữ ký số.”", ["1", "2"]),
        ('"3. Quản lý văn bản.\na) Một;\nb) Hai."', ["1", "2"]),
        ("«a) Một.»", ["1", "2"]),
        ("“c) Khu vực khoáng sản không có dấu đóng;\nNội dung này còn vướng mắc.", ["1", "2"]),
        ("“Điều 5. Một.\n1. Hai.”\n“Điều 6. Ba.\n2. Bốn.”", ["1", "2"]),
    ],
)
def test_quoted_articles_are_no_structure(quoted: str, labels: list[str]) -> None:
    body = (
        f"Điều 1. Sửa đổi, bổ sung\n1. Sửa đổi Điều 5 như sau:\n{quoted}\n2. Thay cụm từ “văn thư”.\nĐiều 2. Hiệu lực"
    )
    found = document(HEAD, "NGHỊ ĐỊNH\nSửa đổi một số điều", body, LIST, "CHỦ TỊCH\nNguyễn Văn An")
    assert list(paths(found.outline)) == ["Điều 1", *(f"Điều 1/{label}" for label in labels), "Điều 2"]


def test_an_asterisk_is_a_bullet() -> None:
    lines = "\n".join((HEAD, "KẾ HOẠCH", "Chuyển đổi số", "1. Một", "* Thành phần:", "* Thư ký:", "2. Hai"))
    page = "".join(f"<p>{line}</p>" for line in lines.splitlines())
    found = read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert list(paths(found.outline)) == ["1", "1/•1", "1/•2", "2"]
    assert found.outline[0].children[0].label == "*"


def test_an_article_that_no_mark_closes_ends_before_the_next_own_one() -> None:
    body = (
        "Điều 1. Sửa đổi\n“Điều 21. Một\n1. Hai.\n2. Ba.\nĐiều 2. Sửa đổi\n“Điều 22. Bốn\n1. Năm.”\nĐiều 3. Hiệu lực"
    )
    found = document(HEAD, "NGHỊ ĐỊNH\nSửa đổi một số điều", body, LIST, "CHỦ TỊCH\nNguyễn Văn An")
    assert list(paths(found.outline)) == ["Điều 1", "Điều 2", "Điều 3"]


def test_articles_run_on_through_chapters() -> None:
    body = "Chương I\nCHUNG\nĐiều 1. Một\nĐiều 2. Hai\nChương II\nRIÊNG\nĐiều 3. Ba\nĐiều 5. Năm"
    found = document(HEAD, "QUYẾT ĐỊNH\nBan hành quy chế", body, LIST, "CHỦ TỊCH\nNguyễn Văn An")
    assert [note.path for note in found.warnings if note.code == "numbering-gap"] == ["Chương II/Điều 4"]


def test_an_enumeration_within_its_line_is_no_structure() -> None:
    body = "1. Ba trụ cột:\n(1) Công nghiệp; (2) nông nghiệp; (3) dịch vụ.\n2. Hai"
    found = document(HEAD, "KẾ HOẠCH\nKinh tế số", body, LIST, "CHỦ TỊCH\nNguyễn Văn An")
    assert list(paths(found.outline)) == ["1", "2"]


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("Treo cờ từ ngày 10/5/2026 đến ngày 14/5/2026.", [("2026-05-10", "2026-05-14", None)]),
        ("Kết nối hệ thống kể từ ngày 01/7/2026.", []),
        ("Đối với các nhiệm vụ triển khai trong năm 2025, các phòng bố trí kinh phí.", []),
        ("Thời gian thực hiện: năm 2026 - 2027.", [("2026-01-01", "2027-12-31", None)]),
        (
            "Phong trào được triển khai từ tháng 10 năm 2025 đến hết tháng 3 năm 2026.",
            [("2025-10-01", "2026-03-31", None)],
        ),
        ("Hàng năm tổng kết, đánh giá việc thực hiện.", [(None, None, "yearly")]),
        ("Định kỳ 06 tháng, hàng năm kiểm tra.", [(None, None, "half-yearly"), (None, None, "yearly")]),
        ("Gửi báo cáo trước ngày 10/01 của năm liền kề.", [(None, None, "yearly")]),
        ("Số văn bản bắt đầu từ 01 và kết thúc vào ngày 31 tháng 12 hàng năm.", []),
        ("Rà soát trong giai đoạn 2022 - 2025 theo Quyết định số 1479/QĐ-TTg.", []),
        ("Trung bình mỗi năm tổ chức 05 lớp.", []),
    ],
)
@pytest.mark.parametrize("label", ["", "1. "])
def test_deadlines(label: str, words: str, limits: list[tuple[str | None, ...]]) -> None:
    found = document(HEAD, "KẾ HOẠCH\nChuyển đổi số", f"{label}{words}", LIST, "CHỦ TỊCH\nNguyễn Văn An")
    assert [(each.start, each.end, each.recurrence) for each in found.deadlines] == limits


@pytest.mark.parametrize(
    ("title", "words", "aims"),
    [
        ("MỤC TIÊU", "Kinh tế số chiếm 45% GRDP.", [(45, "%", "=")]),
        ("THỰC TRẠNG", "Kinh tế số chiếm 45% GRDP.", []),
        ("MỤC TIÊU", "Tỷ lệ dân số từ 15 tuổi trở lên có chữ ký số đạt trên 70%.", [(70, "%", ">")]),
        ("MỤC TIÊU", "GRDP đầu người đạt khoảng 8.300-8.500 USD.", [(8300, "USD", ">="), (8500, "USD", "<=")]),
        ("MỤC TIÊU", "Giao dịch không dùng tiền mặt gấp 30 lần GRDP.", [(30, "lần GRDP", "=")]),
        ("MỤC TIÊU", "Có 05 xã đạt chuẩn nông thôn mới.", [(5, "xã", "=")]),
        ("NHIỆM VỤ", "Có 05 xã đạt chuẩn nông thôn mới.", []),
        ("MỤC TIÊU", "Tổ chức từ 01 đến 02 hội nghị.", [(1, "hội nghị", ">="), (2, "hội nghị", "<=")]),
        ("NHIỆM VỤ", "Phân bổ vốn đối ứng (tối thiểu 5%) theo quy định.", [(5, "%", ">=")]),
        ("TIÊU CHUẨN KHEN THƯỞNG", "Có tỷ lệ cử tri đi bầu đạt từ 98% trở lên.", []),
        ("NHIỆM VỤ", "Nếu có từ 02 địa phương trở lên bằng điểm thì xét tiếp.", []),
    ],
)
def test_targets(title: str, words: str, aims: list[tuple[float, str, str]]) -> None:
    found = document(HEAD, "KẾ HOẠCH\nChuyển đổi số", f"I. {title}\n1. {words}", LIST, "CHỦ TỊCH\nNguyễn Văn An")
    assert [(each.value, each.unit, each.comparator) for each in found.targets] == aims
