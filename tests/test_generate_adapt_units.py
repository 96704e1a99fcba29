"""Commune to commune, old unit to successor, and what of a superior's plan is another's: plans made for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.errors import EmptyFile
from corpus.model import Document, Node
from extract import read_bytes
from generate.adapt import adapt
from generate.draft import Draft
from generate.profile import load_profile
from generate.relation import relate

TODAY = date(2026, 11, 24)
COMMUNE = """\
ỦY BAN NHÂN DÂN
XÃ TÂN QUY TÂY
Số: 15/KH-UBND
Tân Quy Tây, ngày 10 tháng 01 năm 2022
KẾ HOẠCH
Vận động hiến máu trên địa bàn xã Tân Quy Tây giai đoạn 2022-2025
Ủy ban nhân dân xã Tân Quy Tây ban hành Kế hoạch vận động hiến máu giai đoạn 2022-2025, cụ thể như sau:
I. MỤC ĐÍCH
1. Hưởng ứng phong trào “Đồng Tháp chung tay vì sức khỏe” của tỉnh Đồng Tháp trên địa bàn Thành phố.
2. Phấn đấu đến năm 2025, đồng thời duy trì đội hiến máu của xã.
II. TỔ CHỨC THỰC HIỆN
1. Công đoàn cơ sở xã Tân Quy Tây chủ trì, phối hợp với Công an xã vận động đoàn viên hiến máu.
2. Giao Trạm Y tế xã chủ trì tổ chức khám sức khỏe trước ngày 20/11/2025.
Trên đây là Kế hoạch vận động hiến máu của Ủy ban nhân dân xã Tân Quy Tây./.
"""
PROVINCE = """\
ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP
Số: 120/KH-UBND
Đồng Tháp, ngày 10 tháng 01 năm 2026
KẾ HOẠCH
Vệ sinh môi trường trên địa bàn tỉnh Đồng Tháp giai đoạn 2026-2030
Ủy ban nhân dân tỉnh Đồng Tháp ban hành Kế hoạch vệ sinh môi trường giai đoạn 2026-2030, cụ thể như sau:
I. NỘI DUNG
1. Địa bàn thu gom rác thải trên kênh, rạch:
- Kênh chính qua phường Sa Đéc;
- Kênh nhánh qua xã Tháp Mười;
- Kênh nhánh qua phường Cao Lãnh.
2. Xây dựng Trung tâm Xử lý chất thải cấp tỉnh.
II. TỔ CHỨC THỰC HIỆN
1. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Tài chính tổ chức thực hiện trước ngày 15/12/2027.
2. Các sở, ban, ngành báo cáo kết quả thực hiện trước ngày 20/11 hằng năm về Sở Nông nghiệp và Môi trường.
Trên đây là Kế hoạch vệ sinh môi trường giai đoạn 2026-2030./.
"""


def plan(text: str) -> Document:
    return read_bytes(text.encode(), "ke-hoach.txt")


def said(draft: Draft) -> str:
    document = draft.document
    return "\n".join((document.title or "", document.lead, *_texts(document.outline), document.closing))


def _texts(nodes: tuple[Node, ...]) -> list[str]:
    return [each for node in nodes for each in (node.heading or "", node.text, *_texts(node.children))]


@pytest.mark.parametrize(
    ("unit", "province"),
    [("xã Tháp Mười, tỉnh Đồng Tháp", "Đồng Tháp"), ("phường Phan Rang, tỉnh Khánh Hòa", "Khánh Hòa")],
)
def test_a_commune_takes_the_plan_of_another_as_model(unit: str, province: str) -> None:
    profile = load_profile(unit)
    draft = adapt(plan(COMMUNE), profile, period=(2026, 2030), today=TODAY)
    text = said(draft)
    assert draft.document.title == f"Vận động hiến máu trên địa bàn {profile.name} giai đoạn 2026-2030"
    assert "Tân Quy Tây" not in text
    assert "Thành phố" not in text
    assert ("Đồng Tháp" in text) == (province == "Đồng Tháp")
    movement = "Đồng Tháp" if province == "Đồng Tháp" else "…"
    assert f"“{movement} chung tay vì sức khỏe” của tỉnh {province} trên địa bàn {profile.word}." in text
    assert "đến năm 2030, đồng thời duy trì" in text
    assert f"Đề nghị [Câu hỏi 1: Công đoàn {profile.word} / Ủy ban Mặt trận Tổ quốc Việt Nam {profile.word}]" in text


def test_an_old_plan_is_renewed_for_the_successor() -> None:
    source = plan(COMMUNE)
    profile = load_profile("phường Sa Đéc, tỉnh Đồng Tháp")
    assert relate(source, profile).kind == "predecessor"
    text = said(adapt(source, profile, period=(2026, 2030), today=TODAY))
    assert "“Đồng Tháp chung tay vì sức khỏe” của tỉnh Đồng Tháp trên địa bàn phường." in text
    assert "Giao Trạm Y tế phường chủ trì" in text


def test_points_of_other_communes_are_left_out_and_listed() -> None:
    draft = adapt(plan(PROVINCE), load_profile("phường Sa Đéc, tỉnh Đồng Tháp"), today=TODAY)
    (first, *_), *_ = (node.children for node in draft.document.outline)
    assert [(point.path, point.text) for point in first.children] == [("I/1/-1", "Kênh chính qua phường Sa Đéc;")]
    gone = [change.source for change in draft.left_out if change.rule == "elsewhere"]
    assert gone == ["Kênh nhánh qua xã Tháp Mười;", "Kênh nhánh qua phường Cao Lãnh."]


def test_where_no_point_is_the_units_one_stays_as_a_blank() -> None:
    draft = adapt(plan(PROVINCE), load_profile("xã Tân Hồng, tỉnh Đồng Tháp"), today=TODAY)
    points = draft.document.outline[0].children[0].children
    assert [point.text for point in points] == ["…"]
    assert any(
        blank.what.startswith("nội dung của địa bàn mình") and blank.path == "I/1/-1" for blank in draft.blanks
    )


def test_what_still_speaks_of_the_province_is_listed() -> None:
    draft = adapt(plan(PROVINCE), load_profile("phường Sa Đéc, tỉnh Đồng Tháp"), today=TODAY)
    assert [(each.reference, each.path) for each in draft.superior_matter] == [
        ("Xây dựng Trung tâm Xử lý chất thải cấp tỉnh.", "I/2")
    ]


def test_days_are_never_later_than_a_superiors_that_runs() -> None:
    draft = adapt(plan(PROVINCE), load_profile("phường Sa Đéc, tỉnh Đồng Tháp"), period=(2027, 2030), today=TODAY)
    assert [limit.text for limit in draft.document.deadlines][:1] == ["trước ngày 15/12/2027"]


def test_a_units_own_days_come_sooner() -> None:
    profile = replace(load_profile("phường Sa Đéc, tỉnh Đồng Tháp"), sooner=10)
    draft = adapt(plan(PROVINCE), profile, today=TODAY)
    assert "trước ngày 05/12/2027" in said(draft)
    assert "trước ngày 10/11 hằng năm" in said(draft)
    assert {change.draft for change in draft.dates_to_confirm} == {
        "trước ngày 05/12/2027",
        "trước ngày 10/11 hằng năm",
    }
    assert all("10 ngày" in change.reason for change in draft.dates_to_confirm)


def test_the_period_of_the_profile_serves_where_none_is_given() -> None:
    profile = replace(load_profile("phường Phan Rang, tỉnh Khánh Hòa"), period=(2027, 2027))
    draft = adapt(plan(COMMUNE), profile, today=TODAY)
    assert (draft.document.title or "").endswith("phường Phan Rang năm 2027")
    assert draft.document.period == (2027, 2027)


def test_places_are_those_of_the_draft() -> None:
    """The source skips a label: what the list says of a place is what the draft prints."""
    source = plan(COMMUNE.replace("1. Công đoàn", "3. Công đoàn").replace("2. Giao Trạm", "4. Giao Trạm"))
    draft = adapt(source, load_profile("phường Phan Rang, tỉnh Khánh Hòa"), period=(2026, 2030), today=TODAY)
    assert draft.questions[0].paths == ("II/1",)
    assert [change.path for change in draft.dates_to_confirm][-1:] == ["II/2"]


def test_a_source_without_content_is_refused() -> None:
    with pytest.raises(EmptyFile, match="Không đọc được nội dung kế hoạch"):
        adapt(Document(kind="KH", title="Kế hoạch"), load_profile("xã Tháp Mười, tỉnh Đồng Tháp"))
