"""Every pattern of reading, by name: what it finds in a line (search), or that it finds nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import extract
from corpus import dates

# module and name, a text, what is found in it (None: nothing)
ROWS = [
    ("attached.ANNEX", "Phụ lục số 01: ĐỀ CƯƠNG", "Phụ lục số 01:"),
    ("attached.ANNEX", "PHỤ LỤC", "PHỤ LỤC"),
    ("attached.ANNEX", "theo phụ lục đính kèm", None),
    ("attached.FORM", "Biểu 02: BÁO CÁO TIẾN ĐỘ", "Biểu 02:"),
    ("attached.FORM", "Biểu đồ tiến độ", None),
    ("attached.ISSUED_WITH", "(Ban hành kèm theo Quyết định số 5/QĐ-UBND)", "(Ban hành kèm theo Quyết định"),
    ("attached.ISSUED_WITH", "kèm theo hồ sơ", None),
    ("attached._HEAD", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI"),
    ("citations.REFERENCE", "Chỉ thị số 34-CT/TW ngày 07/4/2014", "34-CT/TW"),
    ("citations.REFERENCE", "Kế hoạch số 09/KH-THPTCLngày 02/02/2026", "09/KH-THPTCL"),
    ("citations.REFERENCE", "Luật số 45/2019/QH14", "45/2019/QH14"),
    ("citations.REFERENCE", "ngày 12/5/2026", None),
    ("citations._DATE", " ngày 07 tháng 4 năm 2014 của", " ngày 07 tháng 4 năm 2014"),
    ("citations._ISSUER", " của Bộ Chính trị về tiếp tục", " của Bộ Chính trị"),
    ("citations._OF", ", của Chính phủ", ", của "),
    (
        "citations._PROPOSED",
        "đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số ",
        "của Giám đốc Sở Nội vụ tại Tờ trình số ",
    ),
    ("citations._TITLE", " về việc chuyển đổi số; Nghị định", " về việc chuyển đổi số"),
    ("citations._BEFORE", "thực hiện Chỉ thị số ", "Chỉ thị số "),
    ("citations._NO_SYMBOL", "TW", "TW"),
    ("citations._NO_SYMBOL", "KH-UBND", None),
    ("clean.LABEL", "a) Tuyên truyền", "a) "),
    ("clean.LABEL", "Điều 3 của", "Điều 3"),
    ("clean._PAGE_NUMBER", "- 12 -", "- 12 -"),
    ("clean._FALSE_BULLET", "- xã hội", "- "),
    ("clean._FALSE_BULLET", "- Xã hội", None),
    ("clean._BULLET", "+ Sở Nội vụ", "+ "),
    ("columns._GAP", "TỈNH BÌNH DƯƠNG\t\tĐộc lập", "\t\t"),
    ("columns._GAP", "ỦY BAN NHÂN DÂN", None),
    ("columns._NATION", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA"),
    ("columns._DATED", "Thủ Dầu Một, ngày 15 tháng 4 năm 2009", "ngày 15 tháng"),
    ("columns._RECIPIENTS", "Nơi nhận:", "Nơi nhận:"),
    ("columns._LISTED", "- Sở Nội vụ", "-"),
    ("deadlines._CITED", "Quyết định số 05/2025/QĐ-UBND", "/QĐ-UBND"),
    ("deadlines._CITED", "báo cáo Ủy ban nhân dân", None),
    ("deadlines._DUTY", "V. TO CHUC THUC HIEN", "TO CHUC THUC HIEN"),
    ("deadlines._RECURS", "tổng hợp, báo cáo kết quả ", "báo cáo kết quả "),
    ("deadlines._RECURS", "Định kỳ 6 tháng, ", "Định kỳ"),
    ("deadlines._RECURS", "xây dựng kế hoạch ", None),
    ("deadlines._CLOSES", " theo quy định.", " theo quy định."),
    ("deadlines._ADJECTIVE", " của các sở", " của"),
    ("deadlines._ADJECTIVE", " báo cáo", None),
    ("deadlines._AIMS", "II. MUC TIEU", "MUC TIEU"),
    ("deadlines._RESULTS", "báo cáo kết quả ", "kết quả "),
    ("ending.RECIPIENTS", "Nơi nhận: TM.", "Nơi nhận: "),
    ("ending._AUTHORITY", "TM. ỦY BAN NHÂN DÂN", "TM. "),
    ("ending._POSITION", "KT.CHỦ TỊCH", "KT.CH"),
    ("ending._POSITION", "PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("ending._NAME", "Nguyễn Thị Bích Trâm", "Nguyễn Thị Bích Trâm"),
    ("ending._NAME", "trưởng phòng", None),
    ("ending._UPPER_NAME", "NGUYỄN VĂN HÒA", "NGUYỄN VĂN HÒA"),
    ("ending._SIGN_MARK", "(Đã ký)", "(Đã ký)"),
    ("ending._SAVED", "- Lưu: VT.", "- Lưu"),
    ("ending._NOTE", "UBND tỉnh (b/c)", " (b/c)"),
    ("ending._WHY", "b/c", "b/c"),
    ("ending._WHY", "bc", "bc"),
    ("ending._WHY", "ph/h", "ph/h"),
    ("ending._WHY", "Bộ Tư pháp", None),
    ("ending._DASH", "- UBND tỉnh", "- "),
    ("heading.NUMBER", "Số:    /KH-UBND", "Số:    /KH-UBND"),
    ("heading.NUMBER", "Số: 118/KH-UBND", "Số: 118/KH-UBND"),
    ("heading.DATE", "Bình Lâm, ngày   tháng   năm 2026", "Bình Lâm, ngày   tháng   năm 2026"),
    ("heading._MOTTO", "Độc lập - Tự do - Hạnh phúc", "Độc lập"),
    ("heading._SUBJECT", "V/v đôn đốc", "V/v "),
    ("heading._OPENS", "Kính gửi: các phòng", "Kính gửi"),
    ("heading._TO", "Kính gửi: các phòng", "Kính gửi: "),
    ("heading._LEAD", "Căn cứ Luật Việc làm", "Căn cứ"),
    ("heading._DECIDES", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "CHỦ TỊCH"),
    ("heading._DAY", "ngày 05/3/2026", "05/3/2026"),
    ("issuer._BODY", "SỞ CÔNG THƯƠNG", "SỞ"),
    ("issuer._CUT_NAME", "HỘI ĐỒNG NHÂN DÂN VÀ", "HỘI ĐỒNG NHÂN DÂN VÀ"),
    ("issuer._COMMITTEE_ONLY", "ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
    ("issuer._ENDS_IN_UNIT", "Ủy ban nhân dân tỉnh", "tỉnh"),
    ("issuer._ENDS_IN_UNIT", "Ủy ban nhân dân tỉnh Phú Thọ", None),
    (
        "issuer.ISSUES",
        "Ủy ban nhân dân xã Tân Quy Tây ban hành Kế hoạch",
        "Ủy ban nhân dân xã Tân Quy Tây ban hành",
    ),
    ("issuer._PARTY", "tỉnh ủy ninh thuận", "tỉnh ủy"),
    ("issuer._CENTRAL", "bộ nội vụ", "bộ "),
    ("issuer._CENTRAL", "bộ chỉ huy quân sự", None),
    ("issuer._OTHER", "trường thpt a", "trường"),
    ("labels._NAMED", "Điều 3. Tổ chức", "Điều 3. "),
    ("labels._ROMAN", "IV. KINH PHÍ", "IV. "),
    ("labels._UPPER", "A. PHẦN CHUNG", "A. "),
    ("labels._DOTTED", "2.1. Mục tiêu", "2.1. "),
    ("labels._ARABIC", "12. Sở Nội vụ", "12. "),
    ("labels._POINT", "đ) Báo cáo", "đ) "),
    ("labels._BULLET", "- Theo dõi", "- "),
    ("outline._CLOSING", "Trên đây là Kế hoạch", "Trên đây"),
    ("outline._CLOSING", "Sở Nội vụ chủ trì", None),
    ("outline._QUOTED_LABEL", "“Điều 5. Hồ sơ", "“Điều 5"),
    ("outline._SENTENCE_END", "theo quy định.", "."),
    ("owners._NEXT", "Sở Nội vụ", "Sở"),
    ("owners._NEXT", "và chính quyền địa phương", "chính quyền"),
    ("owners._FIRST", "cán bộ Tổ chức", "cán bộ "),
    ("owners._PERSON", "Công chức Tư pháp", "Công chức"),
    ("owners._OPEN_SET", "các cơ quan", "các"),
    ("owners._WHICH", "được giao nhiệm vụ triển khai", "được giao nhiệm vụ"),
    ("owners._WHICH", "trong khối thi đua có", "trong khối thi đua"),
    ("owners._NAMED_SET", "các tổ chức", "các tổ chức"),
    ("owners._WORD", "Kế hoạch", "Kế"),
    ("owners._MISPRINT", "các ngành. Cán bộ, công chức xã", ". "),
    ("owners._NOUN_TOO", "kiểm tra công vụ", "kiểm tra"),
    ("owners._GIVEN", "Giao các Sở: Nội vụ, Tài chính", "các Sở: Nội vụ, Tài chính"),
    ("owners._SHARED_HEAD", "các Sở: Nội vụ", "các Sở: "),
    ("owners._SHARED_HEAD", "các sở, ban ngành rà soát điểm nghẽn: Khẩn trương", None),
    ("owners._SEPARATOR", "Sở Giáo dục và Đào tạo", " và "),
    ("period._SPAN", "giai đoạn 2021-2025", "giai đoạn 2021-2025"),
    ("period._YEAR", "năm 2026", "năm 2026"),
    ("period._NOT", "tầm nhìn đến năm 2045", "tầm nhìn đến năm 2045"),
    ("html._STYLE_ALIGN", "text-align: center", "text-align: center"),
    ("html._HIDDEN", "display:none", "display:none"),
    ("html._PROPERTY_NAMES", "Số hiệu:", "Số hiệu:"),
    ("html._ENDS_DOCUMENT", "Lưu trữ", "Lưu trữ"),
    ("pdf._LABEL", "1. Sở Nội vụ", "1. "),
    ("pdf_text._KEEP_TOGETHER", "Số:", "Số:"),
    ("text._PROPERTY", "Số hiệu | 12/KH-UBND |", "Số hiệu | 12/KH-UBND |"),
    ("text._CELL_END", "Sở Nội vụ |", "Sở Nội vụ |"),
    ("text._RULE", "-------", "-------"),
    ("text._ROW_NUMBER", "12.1.", "12.1."),
    ("text._FOOTNOTE", "[1] Tài liệu", "[1] "),
    ("text._STARS", "**Điều 1**", "**"),
    ("source._SPACES", "a\u00a0 b", "\u00a0 "),
    ("tables._NUMBERS_ROW", "(3)", "(3)"),
    ("tables._GROUP_LABEL", "III", "III"),
    ("tables._IN_GROUP", "II. Hạ tầng số", "II. H"),
    ("tables._PLAIN_NUMBER", "1.2.", "1.2."),
    ("targets.PERCENT", "từ 80% trở lên", "80% trở lên"),
    ("targets.PERCENT", "60 - 70%", "60 - 70%"),
    ("targets.COUNT", "thành lập 05 tổ hợp tác", "thành lập 05 tổ hợp tác"),
    ("targets._ABOVE", "đạt tối thiểu ", "tối thiểu "),
    ("targets._MORE", "đạt trên ", "trên "),
    ("targets._LESS", "giảm còn dưới ", "giảm còn dưới "),
    ("targets._AT_MOST", "không quá ", "không quá "),
    ("targets._PAST", "tỷ lệ đã đạt", "đã đạt"),
    ("targets._BRACKET", "hộ nghèo (tăng ", "(tăng "),
    ("task_rows._CELL_MARK", "Sở Nội vụ; Sở Y tế", "; "),
    ("task_rows._CELL_BREAK", "Phòng Kinh tế Công an xã", " "),
    ("tasks.GIVES", "Giao Sở Nội vụ", "Giao "),
    ("tasks.GIVES", "tỉnh yêu cầu các sở", "tỉnh yêu cầu "),
    ("tasks.PARTNERS", "chủ trì, phối hợp với Công an xã", "phối hợp với "),
    ("tasks.LEADS", "Đơn vị chủ trì: Phòng Kinh tế", "Đơn vị chủ trì: "),
    ("tasks.ROLE", " chủ trì, phối hợp", " chủ trì"),
    ("tasks.HEADING", "Giao Sở Nội vụ:", "Giao "),
    ("tasks.WHEN_FIRST", "Định kỳ 6 tháng, hằng năm", "Định kỳ 6 tháng, "),
    ("tasks.TOPIC", "Thanh tra khoa học: Ủy ban nhân dân xã", "Thanh tra khoa học: "),
    ("tasks.DASHED", "Tham luận – Trường A", " – "),
    ("tasks.CARRIES", " hỗ trợ thực hiện.", " hỗ trợ thực hiện."),
    ("tasks.AGENT", "do Tổ trưởng phân công", "do "),
    ("tasks.CARRIED", " phân công", " phân công"),
    ("tasks.DUTIES", "VI. CHE DO BAO CAO", "CHE DO BAO CAO"),
    ("tasks.PERSONS", "Cán bộ, công chức", "Cán bộ"),
    ("tasks.STATE", " được khen thưởng", " được"),
    ("tasks.STATE", " tổ chức kiểm tra", None),
    ("tasks.IN_CHARGE", " phụ trách: Phó Giám đốc", " phụ trách:"),
    ("tasks.NO_DUTIES", "I. MUC DICH", "MUC DICH"),
    ("tasks._SELF", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
    ("tasks._SENTENCE", "thực hiện. Giao Sở", " "),
    ("tasks._COMMA", "hằng năm, Sở", ", "),
    ("tasks._SEMICOLON", "tuyên truyền; Mặt trận", "; "),
    ("dates.YEARLY_DAY", "trước ngày 30/11 hằng năm", "trước ngày 30/11 hằng năm"),
    ("dates.MONTH_YEARLY", "trong tháng 7 hàng năm", "trong tháng 7 hàng năm"),
    ("dates.DAY_OF_PERIOD", "trước ngày 15 của tháng cuối quý", "trước ngày 15 của tháng cuối quý"),
    ("dates.ANNIVERSARY", "(11/6/1948-11/6/2023)", "11/6/1948-11/6/2023"),
    ("dates.FROM_DAY", "từ ngày 01/3 đến ngày 15/4/2026", "từ ngày 01/3 đến ngày 15/4/2026"),
    ("dates.DAYS_LIST", "Ngày 26, 27/12/2011", "Ngày 26, 27/12/2011"),
    ("dates.DAYS_AND", "ngày 28/12 và cả ngày 29/12/2011", "ngày 28/12 và cả ngày 29/12/2011"),
    ("dates.BEFORE_DAY", "chậm nhất ngày 20/3/2026", "chậm nhất ngày 20/3/2026"),
    ("dates.ON_DAY", "8h00-10h00 ngày 28/12/2011", "8h00-10h00 ngày 28/12/2011"),
    ("dates.QUARTERS", "trong quý I, II năm 2025", "trong quý I, II năm 2025"),
    ("dates.HALF", "6 tháng đầu năm 2023", "6 tháng đầu năm 2023"),
    ("dates.MONTHS", "trong tháng 5/2026", "trong tháng 5/2026"),
    ("dates.FROM_YEAR", "từ năm 2021 đến năm 2023", "từ năm 2021 đến năm 2023"),
    ("dates.SPAN_OF_YEARS", "trong giai đoạn 2021-2025", "trong giai đoạn 2021-2025"),
    ("dates.IN_BRACKET", "hoàn thiện hạ tầng (2025 - 2026).", "2025 - 2026"),
    ("dates.IN_BRACKET", "Đề án (2025 - 2026) của tỉnh", None),
    ("dates.BEFORE_YEAR", "đến hết năm 2026", "đến hết năm 2026"),
    ("dates.IN_YEAR", "trong năm 2026", "trong năm 2026"),
    ("dates.YEAR_FIRST", "Năm 2026, tổ chức", "Năm 2026"),
    ("dates.RECURRING", "định kỳ 6 tháng", "định kỳ 6 tháng"),
    ("dates.BARE", "2026", "2026"),
]


def patterns() -> dict[str, re.Pattern[str]]:
    """Every text pattern of the stages and readers, by the name of its module and its own."""
    names = [module.name for module in pkgutil.walk_packages(extract.__path__, "extract.")]
    modules = [importlib.import_module(name) for name in names] + [dates]
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, re.Pattern) and isinstance(each.pattern, str)
    }


NAMED = patterns()


@pytest.mark.parametrize(("name", "text", "found"), ROWS)
def test_each_pattern(name: str, text: str, found: str | None) -> None:
    match = NAMED[name].search(text)
    assert (match[0] if match else None) == found


def test_every_pattern_has_a_row() -> None:
    """A pattern that one module takes from another is the same object and needs one row."""
    covered = {id(NAMED[name]) for name, _, _ in ROWS}
    assert [name for name, each in NAMED.items() if id(each) not in covered] == []
