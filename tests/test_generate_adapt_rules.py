"""Each rule of adapting on plain strings: places and levels, years, acts, bodies and their lists, labels, titles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Citation, Document, Node, Span
from generate.basis import Basis, law_checks
from generate.bodies import Counterparts
from generate.casing import truecase
from generate.edits import Edit, Passage, Rewritten, lay, sentences
from generate.members import Member, Speaker, merged
from generate.periods import Calendar, own_level, quarters
from generate.places import Places
from generate.profile import Profile, load_profile
from generate.relabel import LETTERS, relabelled, roman
from generate.relation import relate

WARD = load_profile("phường Sa Đéc, tỉnh Đồng Tháp")
COMMUNE = load_profile("xã Tháp Mười, tỉnh Đồng Tháp")
PROVINCE = Places(WARD, ("tỉnh",), ("Ninh Thuận",), ("Ninh Thuận",))
CITY = Places(WARD, ("thành phố",), ("Hồ Chí Minh", "HCM"), ("thành phố Hồ Chí Minh", "TP.HCM"))
OLD = Places(WARD, ("xã", "thành phố"), ("Tân Quy Tây", "Sa Đéc"), ("Tân Quy Tây",))
TODAY = date(2026, 11, 24)


def said(text: str, edits: tuple[Edit, ...]) -> str:
    return Rewritten(Passage("", "", text), edits).text


@pytest.mark.parametrize(
    ("places", "source", "draft"),
    [
        (PROVINCE, "trên phạm vi toàn tỉnh", "trên phạm vi toàn phường"),
        (PROVINCE, "trên địa bàn tỉnh Ninh Thuận", "trên địa bàn phường Sa Đéc"),
        (PROVINCE, "TRÊN ĐỊA BÀN TỈNH NINH THUẬN", "TRÊN ĐỊA BÀN PHƯỜNG SA ĐÉC"),
        (PROVINCE, "của Tỉnh ủy, Ủy ban nhân dân tỉnh", "của Đảng ủy phường, Ủy ban nhân dân phường"),
        (PROVINCE, "Ban Thường vụ Tỉnh uỷ Ninh Thuận", "Ban Thường vụ Đảng ủy phường Sa Đéc"),
        (PROVINCE, "Ninh Thuận phấn đấu đạt 5%", "Phường Sa Đéc phấn đấu đạt 5%"),
        (PROVINCE, "phong trào “Ninh Thuận chung sức”", "phong trào “… chung sức”"),
        (PROVINCE, "cả nước, Trung ương và các tỉnh, thành phố", "cả nước, Trung ương và các tỉnh, thành phố"),
        (PROVINCE, "liên tỉnh, ngoại tỉnh, tỉnh bạn, tỉnh táo", "liên tỉnh, ngoại tỉnh, tỉnh bạn, tỉnh táo"),
        (PROVINCE, "Bệnh viện Đa khoa tỉnh tiếp nhận", "Bệnh viện Đa khoa tỉnh tiếp nhận"),
        (PROVINCE, "Nâng cấp Trung tâm tích hợp dữ liệu Tỉnh", "Nâng cấp Trung tâm tích hợp dữ liệu Tỉnh"),
        (PROVINCE, "chia sẻ qua LGSP của tỉnh cho toàn tỉnh", "chia sẻ qua LGSP của tỉnh cho toàn phường"),
        (PROVINCE, "Trung tâm điều hành (IOC) của Tỉnh", "Trung tâm điều hành (IOC) của Tỉnh"),
        (PROVINCE, "nền tảng số chung của tỉnh", "nền tảng số chung của tỉnh"),
        (PROVINCE, "nhiệm vụ khoa học và công nghệ cấp tỉnh", "nhiệm vụ khoa học và công nghệ cấp tỉnh"),
        (PROVINCE, "cuộc thi khu vực/nội tỉnh", "cuộc thi khu vực/nội tỉnh"),
        (PROVINCE, "cả hệ thống chính trị của tỉnh", "cả hệ thống chính trị của phường"),
        (PROVINCE, "cán bộ Văn phòng Trung tâm Tỉnh ủy", "cán bộ Văn phòng Trung tâm Đảng ủy phường"),
        (PROVINCE, "ngành, Ủy ban nhân dân các xã, phường được giao", "ngành, các khóm được giao"),
        (PROVINCE, "từ tỉnh đến cơ sở", "từ phường đến khóm"),
        (PROVINCE, "Mỗi thôn, ấp, khu phố có một tổ", "Mỗi khóm có một tổ"),
        (PROVINCE, "xây dựng nông thôn mới", "xây dựng nông thôn mới"),
        (PROVINCE, "Tỉnh đã ban hành. Trong tỉnh", "Phường đã ban hành. Trong phường"),
        (CITY, "trên địa bàn Thành phố Hồ Chí Minh", "trên địa bàn phường Sa Đéc"),
        (CITY, "Ủy ban nhân dân Thành phố", "Ủy ban nhân dân phường"),
        (CITY, "tư tưởng Hồ Chí Minh", "tư tưởng Hồ Chí Minh"),
        (CITY, "tại TP.HCM và TP. Hồ Chí Minh", "tại phường Sa Đéc và phường Sa Đéc"),
        (CITY, "thành phố thông minh", "thành phố thông minh"),
        (OLD, "xã Tân Quy Tây thành phố Sa Đéc", "phường Sa Đéc"),
        (OLD, "trên địa bàn Thành phố", "trên địa bàn phường"),
        (OLD, "xã, ấp, kinh tế - xã hội của xã", "phường, khóm, kinh tế - xã hội của phường"),
        (OLD, "hợp tác xã, thị xã, xã viên", "hợp tác xã, thị xã, xã viên"),
    ],
)
def test_places_and_levels(places: Places, source: str, draft: str) -> None:
    assert said(source, lay(places.edits(source))) == draft


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("sau Đại hội Thi đua yêu nước tỉnh Ninh Thuận lần thứ VII năm 2020, quán triệt", "sau …, quán triệt"),
        ("tổ chức Đại hội Thi đua yêu nước của tỉnh lần thứ VI.", "tổ chức …."),
        (
            "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XIV, Đại hội đại biểu toàn quốc lần thứ XIII",
            "Nghị quyết Đại hội đại biểu Đảng bộ phường Sa Đéc lần thứ …, Đại hội đại biểu toàn quốc lần thứ XIII",
        ),
        (
            "Đại hội Đảng bộ tỉnh lần thứ XI, nhiệm kỳ 2020 - 2025",
            "Đại hội đại biểu Đảng bộ phường Sa Đéc lần thứ …, nhiệm kỳ …",
        ),
    ],
)
def test_congresses_of_the_province(source: str, draft: str) -> None:
    assert said(source, lay(PROVINCE.congresses(source))) == draft


MOVED = Calendar((2021, 2025), (2026, 2030), TODAY)
PAST = Calendar((2021, 2025), None, TODAY)
OPEN = Calendar((2025, 2030), None, TODAY)
BOUND = Calendar((2025, 2035), (2026, 2030), TODAY, is_bound=True, is_stated=False)
TITLED = Calendar((2025, 2030), (2026, 2030), TODAY, is_bound=True)


@pytest.mark.parametrize(
    ("calendar", "source", "draft"),
    [
        (MOVED, "giai đoạn 2021-2025.", "giai đoạn 2026-2030."),
        (MOVED, "giai đoạn 2021 – 2025", "giai đoạn 2026 – 2030"),
        (MOVED, "Trong Quý II năm 2021, các cấp", "Trong Quý II năm 2026, các cấp"),
        (MOVED, "Từ năm 2021 đến năm 2023,", "Từ năm 2026 đến năm 2028,"),
        (MOVED, "6 tháng đầu năm 2023", "6 tháng đầu năm 2028"),
        (MOVED, "Quý III/2025, tiếp tục", "Quý III/2030, tiếp tục"),
        (MOVED, "nhiệm vụ năm 2021", "nhiệm vụ năm 2026"),
        (MOVED, "tầm nhìn đến năm 2045", "tầm nhìn đến năm 2045"),
        (MOVED, "Luật năm 2019, ngày 07/4/2014", "Luật năm 2019, ngày 07/4/2014"),
        (MOVED, "sơ kết vào dịp kỷ niệm 75 năm (11/6/1948-11/6/2023).", "sơ kết vào dịp …."),
        (PAST, "giai đoạn 2021-2025.", "giai đoạn …."),
        (PAST, "Trong Quý II năm 2021,", "Trong Quý II năm …,"),
        (PAST, "Từ năm 2021 đến năm 2023,", "Từ năm … đến năm …,"),
        (PAST, "năm 2026 và 2027", "năm 2026 và 2027"),
        (OPEN, "giai đoạn 2025 - 2030", "giai đoạn 2025 - 2030"),
        (OPEN, "Từ năm 2025 đến năm 2030,", "Từ năm 2025 đến năm 2030,"),
        (BOUND, "giai đoạn 2025 - 2035 và 2031 - 2035", "giai đoạn 2025 - 2035 và 2031 - 2035"),
        (TITLED, "giai đoạn 2025 - 2030", "giai đoạn 2026 - 2030"),
        (MOVED, "Quý IV năm 2021 và các năm tiếp theo", "Năm 2026 và các năm tiếp theo"),
    ],
)
def test_years(calendar: Calendar, source: str, draft: str) -> None:
    assert said(source, lay(calendar.edits(source, ()))) == draft


@pytest.mark.parametrize(
    ("calendar", "cell", "draft"),
    [
        (BOUND, "2025 - 2035", "2025 - 2035"),
        (BOUND, "2025 - 2030", "2025 - 2030"),
        (TITLED, "2025 - 2030", "2026 - 2030"),
        (MOVED, "2021-2025", "2026-2030"),
    ],
)
def test_the_years_of_a_cell_are_a_deadline_to_confirm(calendar: Calendar, cell: str, draft: str) -> None:
    edits = lay(calendar.edits(cell, (Span(0, len(cell)),)))
    assert said(cell, edits) == draft
    assert [edit.listed for edit in edits] == ["date"]


def test_a_plan_runs_as_long_as_its_aims() -> None:
    assert Calendar((2025, 2025), None, TODAY).is_over
    assert not Calendar((2025, 2025), None, TODAY, aims=2030).is_over


def test_a_shorter_period_ends_with_the_new_one() -> None:
    """Xã Tân Quy Tây 2022-2025, renewed for 2026-2030: the year of summing up stays the last."""
    calendar = Calendar((2022, 2025), (2026, 2030), TODAY)
    assert [calendar.year(year) for year in (2022, 2023, 2024, 2025)] == ["2026", "2027", "2028", "2030"]


@given(first=st.integers(2000, 2030), length=st.integers(0, 9), new=st.integers(2000, 2060), span=st.integers(0, 9))
def test_years_keep_their_order_and_stay_in_the_period(first: int, length: int, new: int, span: int) -> None:
    calendar = Calendar((first, first + length), (new, new + span), TODAY)
    moved = [int(calendar.year(year)) for year in range(first, first + length + 1)]
    assert moved == sorted(moved)
    assert moved[0] == new
    assert new <= moved[-1] <= new + span


def test_the_unit_takes_the_earlier_limit_of_the_level_below() -> None:
    own = "Đối với cấp tỉnh: Quý III năm 2025, tổng kết"
    below = "Đối với các sở và các huyện: Quý I, II năm 2025, tổng kết"
    assert own_level(own, (below, own)) == ("Quý III năm 2025", "Quý II năm 2025")
    assert own_level(below, (below, own)) is None
    assert quarters("Quý I, II năm 2030", "first") == "Quý I năm 2030"


def source_of(issuer: str, text: str = "", **more: object) -> Document:
    return Document(kind="KH", issuer=issuer, level="province", text=text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("issuer", "unit", "kind"),
    [
        ("Ủy ban nhân dân tỉnh Ninh Thuận", "phường Phan Rang, tỉnh Khánh Hòa", "superior"),
        ("Ủy ban nhân dân tỉnh Ninh Thuận", "phường Nha Trang, tỉnh Khánh Hòa", "model"),
        ("Ủy ban nhân dân tỉnh Khánh Hòa", "phường Phan Rang, tỉnh Khánh Hòa", "superior"),
        ("Ủy ban nhân dân tỉnh Ninh Thuận", "phường Sa Đéc, tỉnh Đồng Tháp", "model"),
        ("Ủy ban nhân dân tỉnh Đồng Tháp", "phường Sa Đéc, tỉnh Đồng Tháp", "superior"),
        ("Ủy ban nhân dân xã Tân Quy Tây", "phường Sa Đéc, tỉnh Đồng Tháp", "predecessor"),
        ("Ủy ban nhân dân phường Sa Đéc", "phường Sa Đéc, tỉnh Đồng Tháp", "own"),
        ("Ủy ban nhân dân xã Tân Quý Tây", "phường Sa Đéc, tỉnh Đồng Tháp", "model"),
    ],
)
def test_what_the_source_is_to_the_unit(issuer: str, unit: str, kind: str) -> None:
    assert relate(source_of(issuer), load_profile(unit)).kind == kind


MODEL = Basis(relate(source_of("Ủy ban nhân dân tỉnh Ninh Thuận"), WARD), WARD)
SUPERIOR_UNIT = load_profile("phường Phan Rang, tỉnh Khánh Hòa")
SUPERIOR = Basis(relate(source_of("Ủy ban nhân dân tỉnh Ninh Thuận"), SUPERIOR_UNIT), SUPERIOR_UNIT)


@pytest.mark.parametrize(
    ("basis", "source", "draft"),
    [
        (
            MODEL,
            (
                "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Kế hoạch số 283/KH-UBND ngày "
                "24/9/2025 của Ủy ban nhân dân tỉnh về chuyển đổi số;"
            ),
            "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;",
        ),
        (
            MODEL,
            (
                "Thực hiện Kế hoạch số 7/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh; Quyết định số 9/QĐ-TTg "
                "ngày 06/01/2025 của Thủ tướng Chính phủ;"
            ),
            "Thực hiện Quyết định số 9/QĐ-TTg ngày 06/01/2025 của Thủ tướng Chính phủ;",
        ),
        (
            MODEL,
            (
                "Căn cứ Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ và Chương trình số 10-CTr/TU ngày "
                "13/8/2025 của Tỉnh ủy về thực hiện;"
            ),
            "Căn cứ Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ về thực hiện;",
        ),
        (MODEL, "Căn cứ Quyết định số 5/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Quy hoạch tỉnh Ninh Thuận;", ""),
        (
            MODEL,
            "Nhằm phát huy kết quả đạt được sau Đại hội Thi đua yêu nước tỉnh lần thứ V, tiếp tục đẩy mạnh;",
            "Nhằm tiếp tục đẩy mạnh;",
        ),
        (
            MODEL,
            "UBND tỉnh ban hành Kế hoạch thi đua như sau:",
            "Ủy ban nhân dân phường Sa Đéc ban hành Kế hoạch thi đua như sau:",
        ),
        (
            SUPERIOR,
            "Thực hiện Kế hoạch số 7/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh về thi đua;",
            "Thực hiện Kế hoạch số 7/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh Ninh Thuận về thi đua;",
        ),
    ],
)
def test_the_opening(basis: Basis, source: str, draft: str) -> None:
    assert said(source, lay(basis.in_lead(source))).strip(" ;") == draft.strip(" ;")


@pytest.mark.parametrize(
    ("basis", "source", "draft"),
    [
        (
            MODEL,
            "theo Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị",
            "theo Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị",
        ),
        (
            MODEL,
            "theo Kế hoạch số 283/KH-UBND ngày 24/9/2025 của Ủy ban nhân dân tỉnh về chuyển đổi số",
            "theo Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân tỉnh Đồng Tháp về chuyển đổi số",
        ),
        (
            MODEL,
            "(Kèm theo Kế hoạch số 552/KH-UBND ngày 19/11/2025 của Ủy ban nhân dân tỉnh Ninh Thuận)",
            "(Kèm theo Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân phường Sa Đéc)",
        ),
        (
            SUPERIOR,
            "theo Kế hoạch số 283/KH-UBND ngày 24/9/2025 của Ủy ban nhân dân tỉnh.",
            "theo Kế hoạch số 283/KH-UBND ngày 24/9/2025 của Ủy ban nhân dân tỉnh Ninh Thuận.",
        ),
    ],
)
def test_acts_in_running_text(basis: Basis, source: str, draft: str) -> None:
    assert said(source, lay(basis.in_text(source))) == draft


def test_the_first_basis() -> None:
    plan = source_of(
        "Ủy ban nhân dân tỉnh Ninh Thuận", number=12, symbol="KH-UBND", date="2026-01-05", title="Phát động thi đua"
    )
    assert MODEL.first_line(plan) == "Thực hiện Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân tỉnh Đồng Tháp về …;"
    assert SUPERIOR.first_line(plan) == (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Ninh Thuận "
        "về phát động thi đua;"
    )


def counterparts(profile: Profile = WARD, *, is_local: bool = False) -> Counterparts:
    return Counterparts(profile, None, is_local=is_local)


@pytest.mark.parametrize(
    ("profile", "name", "names", "verb"),
    [
        (WARD, "Sở Nông nghiệp và Phát triển nông thôn", ("Phòng Kinh tế, Hạ tầng và Đô thị",), "giao"),
        (COMMUNE, "Sở NN&PTNT", ("Phòng Kinh tế",), "giao"),
        (WARD, "Sở Nội vụ", ("Phòng Văn hóa - Xã hội",), "giao"),
        (WARD, "Sở Tư pháp", ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường",), "giao"),
        (WARD, "Công an tỉnh", ("Công an phường",), "giao"),
        (COMMUNE, "Bộ Chỉ huy Quân sự tỉnh", ("Ban Chỉ huy Quân sự xã",), "giao"),
        (WARD, "Ban Tuyên giáo Tỉnh ủy", ("Ban Xây dựng Đảng Đảng ủy phường",), "đề nghị"),
        (WARD, "Hội Nông dân tỉnh", ("Hội Nông dân phường",), "đề nghị"),
        (WARD, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", ("Ủy ban Mặt trận Tổ quốc Việt Nam phường",), "đề nghị"),
        (
            WARD,
            "Thủ trưởng các Sở, ban, ngành, đoàn thể tỉnh",
            ("Trưởng các phòng, ban, ngành, đoàn thể phường",),
            "giao",
        ),
        (WARD, "Chủ tịch Ủy ban nhân dân các huyện, thành phố", ("Trưởng các khóm",), "giao"),
        (COMMUNE, "Chủ tịch UBND các xã, phường, đặc khu", ("Trưởng các ấp",), "giao"),
        (WARD, "các huyện, thành phố", ("các khóm",), "giao"),
        (WARD, "Giám đốc Sở Nội vụ", ("Trưởng phòng Văn hóa - Xã hội",), "giao"),
        (WARD, "Giám đốc Công an tỉnh", ("Trưởng Công an phường",), "giao"),
        (WARD, "Công chức Văn hóa – Xã hội (phụ trách Lao động TBXH)", ("Phòng Văn hóa - Xã hội",), "giao"),
    ],
)
def test_counterparts(profile: Profile, name: str, names: tuple[str, ...], verb: str) -> None:
    there = counterparts(profile).of(name)
    assert there is not None
    assert (there.names, there.verb, there.asked) == (names, verb, None)
    assert there.reason


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Liên đoàn Lao động tỉnh", ("Công đoàn phường", "Ủy ban Mặt trận Tổ quốc Việt Nam phường")),
        ("Báo Ninh Thuận", ("Phòng Văn hóa - Xã hội", "Trung tâm Cung ứng dịch vụ công phường")),
        (
            "Ban Quản lý các Khu công nghiệp",
            ("Phòng Kinh tế, Hạ tầng và Đô thị", "bỏ nhiệm vụ này nếu phường không có"),
        ),
        ("Thuế tỉnh", ("cơ quan Thuế trên địa bàn", "không nêu")),
    ],
)
def test_no_certain_counterpart_is_a_question(name: str, candidates: tuple[str, ...]) -> None:
    there = counterparts().of(name)
    assert there is not None
    assert there.names == ()
    assert there.asked is not None
    assert there.asked.candidates == candidates


def test_the_unit_is_asked_who_does_its_own_work_and_is_no_partner_of_itself() -> None:
    owner = counterparts().of("UBND các xã, phường")
    assert owner is not None
    assert owner.asked is not None
    partner = counterparts().of("Ủy ban nhân dân các huyện, thành phố", is_owner=False)
    assert partner is not None
    assert (partner.names, partner.asked) == ((), None)


@pytest.mark.parametrize(
    "name", ["các cơ quan, đơn vị liên quan", "Giám đốc các doanh nghiệp", "chính quyền địa phương"]
)
def test_open_sets_are_kept(name: str) -> None:
    assert counterparts().of(name) is None


def test_a_profile_names_its_bodies() -> None:
    profile = Profile("xã", "A", "tỉnh", "B", bodies=(("Phòng Văn hóa - Xã hội", "Phòng Văn xã"),))
    there = counterparts(profile).of("Sở Y tế")
    assert there is not None
    assert there.names == ("Phòng Văn xã",)


SENTENCES = [
    (
        "Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ, Ủy ban nhân dân các huyện, thành phố xem xét.",
        {"owner": ["Sở Tài chính"], "partner": ["Sở Nội vụ", "Ủy ban nhân dân các huyện, thành phố"]},
        "Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp với Phòng Văn hóa - Xã hội xem xét.",
    ),
    (
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Khoa học và Công nghệ thực hiện.",
        {"owner": ["Sở Nội vụ"], "partner": ["Sở Khoa học và Công nghệ"]},
        "Giao Phòng Văn hóa - Xã hội chủ trì thực hiện.",
    ),
    (
        "Giao Sở Nội vụ, Sở Tài chính, Sở Xây dựng thực hiện.",
        {"owner": ["Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng"], "partner": []},
        "Giao Phòng Văn hóa - Xã hội, Phòng Kinh tế, Hạ tầng và Đô thị thực hiện.",
    ),
    (
        "Giao Hội Nông dân tỉnh chủ trì.",
        {"owner": ["Hội Nông dân tỉnh"], "partner": []},
        "Đề nghị Hội Nông dân phường chủ trì.",
    ),
    (
        "Giao Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh: Mỗi cơ quan chủ trì.",
        {"owner": ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"], "partner": []},
        "Giao Công an phường, Ban Chỉ huy Quân sự phường: Mỗi cơ quan chủ trì.",
    ),
    (
        "Phối hợp với UBND các xã, phường hướng dẫn thực hiện.",
        {"owner": [], "partner": ["UBND các xã, phường"]},
        "Hướng dẫn thực hiện.",
    ),
]


@pytest.mark.parametrize(("source", "lists", "draft"), SENTENCES)
def test_lists_of_bodies(source: str, lists: dict[str, list[str]], draft: str) -> None:
    there = counterparts()
    members = []
    for role, names in lists.items():
        for name in names:
            at = source.index(name)
            members.append(Member(at, at + len(name), name, role, 0))  # type: ignore[arg-type]
    owners = [there.of(name) for name in lists["owner"]]
    became = {0: tuple(name for each in owners if each for name in each.names)}

    def find(member: Member) -> object:
        return there.of(member.name, is_alone=len(lists[member.role]) == 1, is_owner=member.role == "owner")

    speaker = Speaker(find, str, became, {}, {0: "giao"})  # type: ignore[arg-type]
    assert said(source, lay(speaker.edits(source, merged(members)))) == draft


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("a", "b", "d", "g"), ("a", "b", "c", "d")),
        (("h", "k"), ("a", "b")),
        (("1", "2", "4"), ("1", "2", "3")),
        (("I", "III"), ("I", "II")),
        (("A", "B", "D"), ("A", "B", "C")),
        (("Điều 1", "Điều 3"), ("Điều 1", "Điều 2")),
        (("11.1", "11.2"), ("9.1", "9.2")),
    ],
)
def test_labels_run_on(labels: tuple[str, ...], expected: tuple[str, ...]) -> None:
    nodes = [Node(label, label) for label in labels]
    assert relabelled(nodes, "9", "11") == expected


def test_the_series_of_labels() -> None:
    assert LETTERS.startswith("abcdđeghik")
    assert [roman(number) for number in (1, 4, 9, 14)] == ["I", "IV", "IX", "XIV"]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "THỰC HIỆN LỘ TRÌNH TRÊN ĐỊA BÀN TỈNH ĐỒNG THÁP",
            "Kế hoạch thực hiện lộ trình đổi mới trên địa bàn tỉnh Đồng Tháp.",
            "Thực hiện lộ trình trên địa bàn tỉnh Đồng Tháp",
        ),
        ("Xây dựng mô hình", "", "Xây dựng mô hình"),
    ],
)
def test_titles_in_capitals(title: str, text: str, expected: str) -> None:
    assert truecase(title, text) == expected


WORDS = "giao sở nội vụ tỉnh chủ trì"


@given(st.lists(st.tuples(st.integers(0, len(WORDS)), st.integers(0, 6), st.text("abc …", max_size=4)), max_size=8))
def test_edits_are_applied_where_they_stand(raw: list[tuple[int, int, str]]) -> None:
    """What no edit touches stays letter for letter; an edit that overlaps an earlier one is not applied."""
    edits = lay(Edit(start, min(start + length, len(WORDS)), text, "test") for start, length, text in raw)
    rewritten = Rewritten(Passage("", "", WORDS), edits)
    at, expected = 0, ""
    for edit in edits:
        expected += WORDS[at : edit.start] + edit.text
        at = max(at, edit.end)
    assert rewritten.text == expected + WORDS[at:]
    assert rewritten.moved(len(WORDS)) <= len(rewritten.text)


def test_sentences_cover_a_text() -> None:
    text = "Giao Sở Nội vụ. Đề nghị TP. Hồ Chí Minh báo cáo; quý II. Xong./."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Giao Sở Nội vụ.",
        "Đề nghị TP. Hồ Chí Minh báo cáo; quý II.",
        "Xong./.",
    ]


def test_an_act_is_called_in_the_list_as_the_text_calls_it() -> None:
    document = Document(citations=(Citation("CTr", "10-CTr/TU"), Citation("CTr", "12-CTr/TU")))
    text = "Thực hiện Chương trình hành động số 10- CTr/TU ngày 13/8/2025 và Chương trình số 12-CTr/TU"
    assert [check.reference for check in law_checks(document, text)] == [
        "Chương trình hành động số 10-CTr/TU",
        "Chương trình số 12-CTr/TU",
    ]
