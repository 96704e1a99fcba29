"""Every pattern of adapting, by name: what it finds in a line, or that it finds nothing."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from generate import (
    basis,
    bodies,
    edits,
    form,
    leaks,
    members,
    others,
    periods,
    places,
    profile,
    relabel,
    relation,
    rewrite,
    trim,
)

MODULES = (
    *(basis, bodies, edits, form, leaks, members, others),
    *(periods, places, profile, relabel, relation, rewrite, trim),
)
# module and name, a text, what is found in it (None: nothing)
ROWS = [
    (
        "basis.ACT",
        "theo Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về",
        "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị",
    ),
    ("basis.ACT", "Nghị định 45/2019/NĐ-CP của Chính phủ quy định", "Nghị định 45/2019/NĐ-CP của Chính phủ"),
    ("basis.ACT", "Kế hoạch này gồm 12 mục", None),
    ("basis.TITLE", " về chuyển đổi số đến năm 2025; Căn cứ", " về chuyển đổi số đến năm 2025"),
    ("basis.CENTRAL", "-CT/TW", "TW"),
    ("basis.CENTRAL", "/QĐ-TTg", "TTg"),
    ("basis.CENTRAL", "/TT-BNV", "/TT-B"),
    ("basis.CENTRAL", "/KH-UBND", None),
    ("basis.CENTRAL_BODY", "Ủy ban Thường vụ Quốc hội", "Quốc hội"),
    ("basis.CENTRAL_BODY", "Ủy ban nhân dân tỉnh", None),
    ("basis.LOCAL_WORDS", "Nghị quyết Đại hội Đảng bộ tỉnh", "Đảng bộ tỉnh"),
    ("basis.OPENING", "Tiếp tục thực hiện Chỉ thị", None),
    ("basis.OPENING", "Thực hiện Kế hoạch số 1", "Thực hiện "),
    ("basis.OPENING", "Căn cứ Luật Việc làm", "Căn cứ "),
    ("basis.ISSUES", "Ủy ban nhân dân tỉnh Đắk Lắk ban hành Kế hoạch", "Ủy ban nhân dân tỉnh Đắk Lắk"),
    ("basis.ISSUES", "Kế hoạch của Ủy ban nhân dân tỉnh triển khai", None),
    ("basis.ATTACHED", "(Kèm theo Kế hoạch số 5/KH-UBND)", "Kèm theo Kế hoạch số 5/KH-UBND"),
    ("basis.PROPOSED", "Theo đề nghị của Giám đốc Sở Nội vụ;", "Theo đề nghị của Giám đốc Sở Nội vụ;"),
    (
        "basis.OCCASION",
        "nhằm phát huy kết quả Đại hội thi đua tỉnh, tiếp tục",
        "nhằm phát huy kết quả Đại hội thi đua tỉnh, ",
    ),
    (
        "basis.NATIONAL_CONGRESS",
        "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng.",
        "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
    ),
    ("basis._SPLIT", "một; hai", "; "),
    (
        "bodies.OFFICES",
        "Thủ trưởng các Sở, ban, ngành, đoàn thể tỉnh căn cứ",
        "Thủ trưởng các Sở, ban, ngành, đoàn thể tỉnh",
    ),
    ("bodies.OFFICES", "cơ sở, đơn vị", None),
    ("bodies.OFFICES", "CÁC SỞ, BAN, NGÀNH", "CÁC SỞ, BAN, NGÀNH"),
    ("bodies.CHAIRS", "Chủ tịch UBND các xã, phường, đặc khu;", "Chủ tịch UBND các xã, phường, đặc khu"),
    ("bodies.CHAIRS", "Chủ tịch Ủy ban nhân dân thành phố xem xét", None),
    ("bodies.CHAIRS", "Chủ tịch UBND thành phố, thị xã xem xét", "Chủ tịch UBND thành phố, thị xã"),
    ("bodies.CHAIRS", "Chủ tịch UBND các thành phố xem xét", "Chủ tịch UBND các thành phố"),
    ("bodies.COMMITTEES", "Ủy ban nhân dân các huyện, thành phố xem xét", "Ủy ban nhân dân các huyện, thành phố"),
    ("bodies.COMMITTEES", "Ủy ban nhân dân tỉnh", None),
    ("bodies.COMMUNES", "ở các huyện, thị xã, thành phố", "các huyện, thị xã, thành phố"),
    ("bodies.COMMUNES", "các xã đạt chuẩn", None),
    ("bodies._HEAD", "Giám đốc Sở Nội vụ", "Giám đốc "),
    ("bodies._OF_LEVEL", "Hội Luật gia tỉnh", "tỉnh"),
    ("bodies._OPEN_SET", "Giám đốc các doanh nghiệp", "Giám đốc các"),
    ("bodies._NAMED", "Hiệp hội Doanh nghiệp", "Hiệp hội D"),
    ("bodies._NAMED", "Hội đồng nhân dân", None),
    ("bodies._NEWSPAPER", "Báo Ninh Thuận", "Báo N"),
    ("bodies._NEWSPAPER", "Báo cáo kết quả", None),
    ("edits.SENTENCE_END", "xong. Giao Sở", " "),
    ("edits.SENTENCE_END", "TP. Huế", None),
    ("edits._FIRST_LETTER", "“giao", "g"),
    ("form.STANDING", "báo cáo (qua Sở Nội vụ)", "(qua "),
    ("form._BRACKET", "UBND tỉnh (b/c)", "UBND tỉnh (b/c)"),
    ("leaks.CONTACT", "gửi về snv@ninhthuan.gov.vn trước", "snv@ninhthuan.gov.vn"),
    ("leaks.CONTACT", "điện thoại 0259.382.2683", "0259.382.2683"),
    ("leaks.CONTACT", "trước ngày 15/6/2025", None),
    ("members.LINK", " và ", " và "),
    ("members.VERB", "Giao nhiệm vụ cho ", "Giao nhiệm vụ cho "),
    ("members.WITH", "chủ trì, phối hợp với ", ", phối hợp với "),
    ("members.LEADS", " chủ trì, phối hợp", " chủ trì"),
    ("members.REST", " hướng dẫn", " h"),
    (
        "periods.ANNIVERSARY",
        "vào dịp kỷ niệm 75 năm ngày truyền thống (11/6/1948-11/6/2023).",
        "vào dịp kỷ niệm 75 năm ngày truyền thống (11/6/1948-11/6/2023)",
    ),
    ("periods.RANGE", "giai đoạn 2021 - 2025.", "2021 - 2025"),
    ("periods.RANGE", "ngày 11/6/2021-2025", None),
    ("profile._PROVINCE", "tỉnh Đồng Tháp", "tỉnh Đồng Tháp"),
    ("profile._PROVINCE", "phường Sa Đéc", None),
    ("others.SUPERIOR_BODY", "báo cáo UBND tỉnh Đồng Tháp trước", "UBND tỉnh Đồng Tháp"),
    ("others.SUPERIOR_BODY", "Trung tâm cấp tỉnh", None),
    ("profile._YEARS", "2026 - 2030", "2026 - 2030"),
    ("profile._YEARS", "năm sau", None),
    ("periods.DAY", "trước ngày 20/11 hằng năm", "20/11"),
    ("periods.DAY", "trước ngày 05 tháng 12 năm 2026", "05 tháng 12 năm 2026"),
    ("periods.DAY", "Quý II/2026", None),
    ("bodies.WHICH", " liên quan tổ chức", " liên quan"),
    ("bodies.WHICH", " dựng nhà bạt", None),
    ("basis.REFERENCE", "Các Công điện: số 007/CĐ-UBND ngày 17/11/2025", "007/CĐ-UBND"),
    ("basis.REFERENCE", "theo Quy chế phối hợp 49/QCPH-UBND-UBMT-HCTĐ", "49/QCPH-UBND-UBMT-HCTĐ"),
    ("basis.REFERENCE", "trước 9h00’ và 16/11", None),
    ("places.OF_COMMUNE", "kịp thời bổ sung cho các trạm y tế xã khi có yêu cầu", "trạm y tế xã"),
    ("places.OF_COMMUNE", "UBND xã, phường, đặc khu", None),
    ("places.SOME_COMMUNES", "ngoài ra còn một số xã tại phía Tây", "một số xã"),
    ("places.SOME_COMMUNES", "10 xã đạt chuẩn", None),
    ("rewrite.DECIDES", " quyết định khen thưởng", " quyết định"),
    ("rewrite.DECIDES", " lựa chọn điểm tập kết", None),
    ("rewrite.SUBJECT", "V/v hỗ trợ nhu yếu phẩm", "V/v hỗ"),
    ("rewrite.SUBJECT", "Về việc hỗ trợ", None),
    ("periods.PERIOD_WORD", "trong giai đoạn ", "giai đoạn "),
    ("periods.PERIOD_WORD", "hằng năm, ", None),
    ("periods.YEARS", "năm 2021,", "2021"),
    ("periods.YEARS", "số 12/2021", None),
    ("periods.WHOLE_DAY", "trước ngày 15/6/2025", "15/6/2025"),
    ("periods.QUARTERS", "Quý I, II năm 2025", "Quý I, II"),
    ("periods.IN_FORCE", "từ ngày 01 tháng 01 năm 2026, Luật Việc làm", "ngày 01 tháng 01 năm 2026, "),
    ("periods.OWN_LEVEL", "Đối với cấp tỉnh: Quý III", "Đối với cấp tỉnh"),
    ("places.SEATS", "đến trụ sở UBND các xã, phường ổn định", "trụ sở UBND các xã, phường"),
    (
        "places.SEATS",
        "thuộc thẩm quyền của Ủy ban nhân dân cấp xã.",
        "thẩm quyền của Ủy ban nhân dân cấp xã",
    ),
    ("places.SEATS", "tài khoản tại Ủy ban nhân dân xã, phường hoặc", "tại Ủy ban nhân dân xã, phường"),
    ("places.SEATS", "theo đề nghị của UBND các xã;", "đề nghị của UBND các xã"),
    ("places.SEATS", "trách nhiệm của UBND các xã;", None),
    ("places.SEATS", "trụ sở Ủy ban nhân dân xã Tân Khê", None),
    ("places.SEATS", "giao Ủy ban nhân dân các xã", None),
    ("places.INSTITUTION", "góp quỹ hỗ trợ nông dân tỉnh và", "quỹ hỗ trợ nông dân tỉnh"),
    ("places.INSTITUTION", "quản lý quỹ đất tỉnh", None),
    (
        "places.INSTITUTION",
        "Hệ thống thông tin giải quyết thủ tục hành chính tỉnh",
        "Hệ thống thông tin giải quyết thủ tục hành chính tỉnh",
    ),
    ("places.INSTITUTION", "Bệnh viện Đa khoa tỉnh tiếp nhận", "Bệnh viện Đa khoa tỉnh"),
    ("places.INSTITUTION", "Hội Nông dân tỉnh", None),
    ("places.DISTRICT_LEVEL", "cấp huyện, cấp xã", "cấp huyện, "),
    ("places.LEVELS_DOWN", "từ tỉnh đến cơ sở", "từ tỉnh đến cơ sở"),
    ("places.LEVEL_LIST", "cấp tỉnh, cấp huyện và cấp xã", "cấp tỉnh, cấp huyện và cấp xã"),
    ("places.COMMUNES", "sở, ngành, phường, xã, đặc khu", "phường, xã, đặc khu"),
    ("places.COMMUNES", "xã, ấp", None),
    ("places.COUNTED", "ít nhất 10 ", "0 "),
    ("places.HAMLETS", "các thôn, bản, tổ dân phố", "thôn, bản, tổ dân phố"),
    ("places.HAMLETS", "nông thôn mới", None),
    (
        "places.CONGRESS",
        "Đại hội Thi đua yêu nước tỉnh Phú Thọ lần thứ V, tiếp",
        "Đại hội Thi đua yêu nước tỉnh Phú Thọ lần thứ V",
    ),
    ("places.CONGRESS", "Đại hội đại biểu toàn quốc lần thứ XIII", None),
    ("places.PARTY", "Ban Thường vụ Tỉnh uỷ", "Tỉnh uỷ"),
    ("profile._PROVINCE", "tỉnh Khê Giang", "tỉnh Khê Giang"),
    ("profile._FULL_NAME", "xã Trường Khê, tỉnh Khê Giang", "xã Trường Khê, tỉnh Khê Giang"),
    ("relabel.LABEL", "11.2", "11.2"),
    ("relabel.LABEL", "Điều 3", "Điều 3"),
    ("relabel.REFERENCE", "theo điểm b khoản 2", "điểm b"),
    ("relation.NAMED", "Ủy ban nhân dân TP. Hồ Chí Minh", "TP. Hồ Chí Minh"),
    ("relation.NAMED", "thành phố thông minh", None),
    ("rewrite.MONEY", "kinh phí 1.500 triệu đồng", "1.500"),
    ("rewrite.MONEY", "vào năm 2025, đồng thời tổ chức", None),
    ("rewrite.MONEY", "05 đồng chí", None),
    ("rewrite.COUNTRYSIDE", "Xây dựng Nông thôn mới", "Nông thôn mới"),
    ("rewrite.TOWN", "đô thị văn minh", "đô thị văn minh"),
    ("rewrite.ABOVE", "báo cáo Bộ Nội vụ và Chính phủ", "báo cáo Bộ Nội vụ và Chính phủ"),
    ("rewrite.ABOVE", "theo chương trình của Bộ Công an", None),
    ("rewrite.SHARED_HEAD", "Giao các Sở: ", "các Sở: "),
    ("rewrite.TAIL", " tỉnh Ninh Thuận", " tỉnh"),
    ("trim.ROMAN", "II", "II"),
    ("trim.OUTLINE", "/outline/12/text", "/outline/12"),
    ("trim.SITUATION", "ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN", "ĐÁNH GIÁ TÌNH HÌNH"),
    ("trim.SITUATION", "TỔ CHỨC THỰC HIỆN", None),
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
    """A pattern that one module takes from another is the same object and needs one row."""
    covered = {id(NAMED[name]) for name, _, _ in ROWS}
    assert [name for name, each in NAMED.items() if id(each) not in covered] == []


@pytest.mark.parametrize("word", sorted(places.NOT_LEVEL))
def test_level_words_that_are_none(word: str) -> None:
    lines = {
        "tỉnh": "liên tỉnh",
        "thành phố": "thành phố thông minh",
        "xã": "hợp tác xã",
        "phường": "các phường",
        "huyện": "các huyện",
    }
    assert places.NOT_LEVEL[word].search(lines[word])
