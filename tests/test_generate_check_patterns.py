"""Every pattern of checking, by name: what it finds in a line, or that it finds nothing."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from generate import check_end, check_letters, check_sheet, check_text, outside, page, parts, pieces

MODULES = (check_end, check_letters, check_sheet, check_text, outside, page, parts, pieces)
# module and name, a text, what is found in it (None: nothing)
ROWS = [
    ("check_end._DEGREE", "ThS. Lê Văn Khê", "ThS."),
    ("check_end._DEGREE", "Tô Sĩ Khê", None),
    ("check_end._AUTHORITY", "KT. CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ("check_end._AUTHORITY", "K/T CHỦ TỊCH", "K/T CHỦ TỊCH"),
    ("check_end._AUTHORITY", "CHỦ NHIỆM", None),
    ("check_end._PERSON", "PHÓ GIÁM ĐỐC SỞ", "PHÓ GIÁM ĐỐC"),
    ("check_end._PERSON", "BAN GIÁM SÁT", None),
    ("check_end._COLLECTIVE", "UỶ BAN NHÂN DÂN", "UỶ BAN"),
    ("check_end._COLLECTIVE", "CHỦ TỊCH", None),
    ("check_end._FILED", "- Lưu: VT, KT.", "- Lưu"),
    ("check_end._FILED", "- Cục Lưu trữ;", None),
    ("check_end._FILED_WELL", "- Lưu: VT, KT(Thủy).", "- Lưu: VT, KT(Thủy)."),
    ("check_end._FILED_WELL", "- Lưu VT.", None),
    ("check_end._DASH", "- Như trên;", "- "),
    ("check_end._AS_ABOVE", "- Như Điều 3;", "- Như Điều"),
    ("check_end._AS_ABOVE", "- Các phòng;", None),
    ("check_end._ANNEX", "Phụ lục số 01:", "Phụ lục số 01:"),
    ("check_end._ANNEX", "Danh mục", None),
    ("check_end._ROMAN", "Phụ lục IV", "IV"),
    ("check_end._ISSUED_WITH", "(Kèm theo Kế hoạch số …)", "(Kèm theo"),
    ("check_end._ISSUED_WITH", "kèm theo", "kèm theo"),
    ("check_end._POINTED", "chi tiết tại Biểu mẫu 01", "Biểu mẫu"),
    ("check_end._POINTED", "thiết thực, hiệu quả", None),
    ("check_end._ADDRESS", "ĐT: 0277 123", "ĐT:"),
    ("check_end._ADDRESS", "Trang 2", None),
    ("check_end._STAMPED", "Số: 14/QĐ-UBND; 05/3/2026; 10:20:30 +07:00", "Số: 14/QĐ-UBND; 05/3/2026; 10:20:30"),
    ("check_end._STAMPED", "ngày 05/3/2026", None),
    ("check_letters._NUMBER", "Số: 05/KH-UBND", "Số: 05/KH-UBND"),
    ("check_letters._NUMBER", "Số: 5/KH-UBND", None),
    ("check_letters._NUMBER", "Số: 05/KH - UBND", None),
    ("check_letters._SYMBOL", "Số: 05/KH-UBND", "Số: 05/KH-UBND"),
    ("check_letters._SYMBOL", "V/v đôn đốc", None),
    ("check_letters._DAY", "Khê Giang, ngày 05 tháng 3 năm 2026", "Khê Giang, ngày 05 tháng 3 năm 2026"),
    ("check_letters._DAY", "Khê Giang, 05/3/2026", None),
    ("check_letters._DOTS", "ngày …… tháng", "……"),
    ("check_letters._DOTS", "VT.", None),
    ("check_letters._UNFILLED", "Số: /QĐ-…", "/QĐ-…"),
    ("check_letters._UNFILLED", "Số: …/QĐ-UBND", None),
    ("check_letters._PLACE", "Khê Giang, ngày", "Khê Giang, ngày"),
    ("check_letters._PLACE", "Số: 05", None),
    ("check_letters._KIND_OF_PLACE", "Thành phố Hồ Chí Minh", "Thành phố "),
    ("check_letters._KIND_OF_PLACE", "Đồng Tháp", None),
    ("check_letters._SHORTENED", "TP. Hồ Chí Minh", "TP. "),
    ("check_letters._SHORTENED", "Thái Nguyên", None),
    ("check_letters._ADDRESSED", "Kính gửi: Sở Nội vụ", "Kính gửi: Sở Nội vụ"),
    ("check_letters._ADDRESSED", "Kính gửi Sở Nội vụ", None),
    ("check_letters._BLANK", "… .", "… ."),
    ("check_sheet._HEX", "0563C1", "0563C1"),
    ("check_sheet._HEX", "auto", None),
    ("check_text._GROUND", "Xét đề nghị của 03 đơn vị", "Xét đề nghị"),
    ("check_text._GROUND", "Xét thấy", None),
    ("check_text._GOES_ON", "Sau khi xem xét", "Sau khi"),
    ("check_text._GOES_ON", "Sở Công Thương xây dựng", None),
    ("check_text._ACT", "Căn cứ Quyết định số 15/QĐ-UBND;", "Căn cứ Quyết định số 15/Q"),
    ("check_text._ACT", "Căn cứ Luật Đầu tư;", None),
    ("check_text._LAW", "Căn cứ Luật Điện lực số 61/2024/QH15", "Căn cứ Luật Điện lực số 61/2024/QH"),
    ("check_text._LAW", "Căn cứ Luật Điện lực ngày 30/11/2024", None),
    ("check_text._DATED", "ngày 05/3/2026", "ngày 0"),
    ("check_text._DATED", "của Chính phủ", None),
    ("check_text._OF_WHOM", "ngày 05/3/2026 của Chính phủ", "của"),
    ("check_text._OF_WHOM", "củađó", None),
    ("check_text._POINT", "đ) Tổng hợp", "đ) T"),
    ("check_text._POINT", "1) Tổng hợp", None),
    ("check_text._OTHER_POINT", "a. Nội dung", "a. N"),
    ("check_text._OTHER_POINT", "a) Nội dung", None),
    ("check_text._OTHER_ITEM", "I- MỤC ĐÍCH", "I- M"),
    ("check_text._OTHER_ITEM", "2.1. Nội dung", None),
    ("check_text._BRACKET", "MỤC ĐÍCH (bổ sung)", "(bổ sung)"),
    ("check_text._SECTION", "IV. TỔ CHỨC", "IV. TỔ CHỨC"),
    ("check_text._SECTION", "4. Tổ chức", None),
    ("check_text._DIVISION", "Chương II", "Chương II"),
    ("check_text._DIVISION", "Điều 2", None),
    ("check_text._ARTICLE", "Điều 2. Phạm vi", "Điều 2. Phạm vi"),
    ("check_text._ARTICLE", "Điều lệ", None),
    ("check_text._ROMAN", "Chương IX", "IX"),
    ("check_text._CITED", " của Luật", " của"),
    ("check_text._CITED", ". Phạm vi", None),
    ("outside._NORMATIVE", "Số: 14/2026/QĐ-UBND", "Số: 14/2026/Q"),
    ("outside._NORMATIVE", "Số: 14/QĐ-UBND", None),
    ("outside._ATTACHED", "(Kèm theo Nghị định số 30/2020/NĐ-CP", "(Kèm theo Nghị định"),
    ("outside._ATTACHED", "(Kèm theo Kế hoạch", None),
    ("outside._DAY", "ngày 05 tháng 3 năm 2020", "ngày 05 tháng 3 năm 2020"),
    ("outside._DAY", "ngày     tháng     năm 2020", None),
    ("outside._YEAR", "tháng     năm 2020", "năm 2020"),
    ("page._NUMBER", "- 2 -", "- 2 -"),
    ("page._NUMBER", "Trang", None),
    ("page._NAMELESS", "CIDFont+F1", "CIDFont+F1"),
    ("page._NAMELESS", "Tinos", None),
    ("pieces.BOLD", "TimesNewRomanPS-BoldMT", "Bold"),
    ("pieces.BOLD", "TimesNewRomanPSMT", None),
    ("pieces.ITALIC", "Times New Roman,Italic", "Italic"),
    ("pieces.ITALIC", "Tinos", None),
    ("page._LABEL", "2.1. Nội dung", "2.1. "),
    ("page._LABEL", "Nội dung", None),
    ("page._RECIPIENTS", "Nơi nhận:", "Nơi nhận:"),
    ("page._RECIPIENTS", "Nơi nhận hồ sơ", None),
    ("parts._NATION", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("parts._NATION", "ĐẢNG CỘNG SẢN VIỆT NAM", None),
    ("parts._MOTTO", "Độc lập – Tự do – Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
    ("parts._MOTTO", "Độc lập", None),
    ("parts._NUMBER", "Số: 05/KH-UBND", "Số: 05/KH-U"),
    ("parts._NUMBER", "Số liệu", None),
    ("parts._DAY", "Khê Giang, ngày 05 tháng 3 năm 2026", "Khê Giang, ngày 05 tháng 3 năm"),
    ("parts._DAY", "Kế hoạch", None),
    ("parts._SUBJECT", "V/v đôn đốc", "V/v"),
    ("parts._SUBJECT", "Về việc", None),
    ("parts._RECIPIENTS", "Nơi nhận", "Nơi nhận"),
    ("parts._RECIPIENTS", "Nơi nhận hồ sơ", None),
    ("parts._PARTY", "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("parts._PARTY", "ĐẢNG BỘ", None),
    ("parts._TITLE_OF_OFFICE", "PHÓ CHỦ TỊCH THỨ NHẤT", "PHÓ CHỦ TỊCH"),
    ("parts._TITLE_OF_OFFICE", "UBND", None),
    ("parts._NAME", "Lê Văn Khê", "Lê Văn Khê"),
    ("parts._NAME", "ông", None),
    ("parts._BEHIND_TITLE", "Kính gửi: Sở", "Kính gửi"),
    ("parts._BEHIND_TITLE", "Kiểm tra năm", None),
    ("parts._ADDRESSED", "Kính gửi:", "Kính gửi"),
    ("parts._ADDRESSED", "Gửi", None),
    ("parts._TYPED_RULE", "_____", "_____"),
    ("parts._TYPED_RULE", "--", None),
    ("parts._IS_NAME_IN_CAPITALS", "LÊ VĂN KHÊ", "LÊ VĂN KHÊ"),
    ("parts._IS_NAME_IN_CAPITALS", "Lê", None),
    ("parts._MANUSCRIPT", "PL.(300)", "PL.(300)"),
    ("parts._MANUSCRIPT", "- Lưu: VT", None),
]


def patterns(module: ModuleType) -> dict[str, re.Pattern[str]]:
    short = module.__name__.rpartition(".")[2]
    return {f"{short}.{name}": each for name, each in vars(module).items() if isinstance(each, re.Pattern)}


NAMED = {name: each for module in MODULES for name, each in patterns(module).items()}


@pytest.mark.parametrize(("name", "text", "found"), ROWS)
def test_each_pattern(name: str, text: str, found: str | None) -> None:
    match = NAMED[name].search(text)
    assert (match[0] if match else None) == found


def test_every_pattern_has_a_row() -> None:
    covered = {id(NAMED[name]) for name, _, _ in ROWS}
    assert [name for name, each in NAMED.items() if id(each) not in covered] == []
