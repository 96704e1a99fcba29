"""Capitals of annex II: each rule tells its own wrong example, and nothing of what is right."""

from __future__ import annotations

import re

import pytest

from corpus.viethoa import RULES, Spelling, slips


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_by_its_examples(rule: Spelling) -> None:
    (slip,) = slips(rule.wrong)
    assert slip.id == rule.id
    assert rule.wrong[slip.start : slip.end] == slip.found != slip.wanted
    assert list(slips(rule.wrong[: slip.start] + slip.wanted + rule.wrong[slip.end :])) == []
    assert list(slips(rule.right)) == []


def test_ids_are_one_each_and_places_lie_in_annex_two() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) >= 20
    assert all(re.fullmatch(r"PL II\.[IVX]+(\.\d+)?(\.[a-zđ])?", rule.ref) for rule in RULES)


RIGHT = (
    "Ủy ban nhân dân xã, Tòa án nhân dân, Viện kiểm sát nhân dân, Công an nhân dân, Quân đội nhân dân Việt Nam",
    "lực lượng vũ trang nhân dân; thanh toán bằng đồng nhân dân tệ; phát huy quyền làm chủ của Nhân dân",
    "công tác quản lý nhà nước về đất đai, cơ quan nhà nước, ngân sách nhà nước, doanh nghiệp nhà nước",
    "Khoản chi này do ngân sách bảo đảm. Điểm mới của Kế hoạch là phân cấp",
    "các điều kiện bảo đảm; mục 2 Phụ lục này; phần 1 của cuốn sách; chương trình số 2",
    "xây dựng kế hoạch, ban hành quyết định; hai nghị quyết; báo cáo số liệu; nghị định của Chính phủ",
    "tỉnh Đồng Tháp, thành phố Hà Nội, Thành phố Hồ Chí Minh, Tỉnh ủy Đồng Tháp, Thành ủy",
    "mỗi phường 2 người; 03 phường 1 xã; Phường 1, Quận 3; các quận 1 lần một tháng",
    "Luật này có hiệu lực; Luật sửa đổi, bổ sung một số điều của Luật Đầu tư; các luật tổ chức",
    "đảng viên, tổ chức đảng, cấp ủy đảng các cấp; lần thứ hai; hạng ba",
    "Sở Nội vụ; Sở Tài chính; các sở, ban, ngành; Sở chỉ huy",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; THỦ TƯỚNG CHÍNH PHỦ; UBND",
    "sông Tiền chảy qua tỉnh Tiền Giang; Cảng Sông Hậu; miền Tây; khu vực Nam Bộ; đi về phía đông nam",
    "Phường Bùi Thị Xuân; phường Cao Lãnh; chủ nghĩa Mác - Lênin; Vương quốc Cam-pu-chia",
    "- Tuyên truyền sâu rộng; - nông, lâm, thủy sản",
)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert list(slips(text)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tại Khoản 2, Điều 7 Nghị định số 1", ["khoản"]),
        ("quy định tại điều 5 Luật Đầu tư và điều 6 của Nghị định", ["Điều", "Điều"]),
        ("theo công văn số 12/UBND-VX và quyết định số: 5/QĐ-TTg", ["Công văn", "Quyết định"]),
        ("Ủy ban Nhân dân tỉnh, Hội Đồng nhân dân", ["Ủy ban nhân dân", "Hội đồng nhân dân"]),
        ("Giám đốc Sở Khoa học và công nghệ", ["Sở Khoa học và Công nghệ"]),
    ],
)
def test_more_slips(text: str, wanted: list[str]) -> None:
    assert [slip.wanted for slip in slips(text)] == wanted
