"""What targets measure: only those of one indicator are laid beside each other."""

from __future__ import annotations

import pytest

from corpus.compare import compare
from corpus.indicators import indicators, is_same
from corpus.model import Document, Node, SourceInfo, Target

SHARE = "Tỷ trọng kinh tế số đạt tối thiểu 30% GRDP"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SHARE, "Tỷ trọng đào tạo các ngành STEM trong các trường đạt tối thiểu 30%", False),
        ("Tỷ trọng kinh tế số trong từng ngành đạt 20%", "Tỷ trọng kinh phí từ xã hội chi cho R&D đạt 60%", False),
        ("Tỷ lệ hộ gia đình có Internet cáp quang đạt 100%", "Tỷ lệ phủ sóng 5G trên địa bàn đạt 100% dân số", False),
        (SHARE, "Đến năm 2030, kinh tế số chiếm trên 35% GRDP", True),
        ("Tỷ lệ người dân có hồ sơ sức khoẻ điện tử đạt 95%", "Tỉ lệ dân số có sổ sức khỏe điện tử: 90%", True),
        ("Mỗi ấp có ít nhất 01 Tổ công nghệ số cộng đồng", "Thành lập 05 Tổ công nghệ số cộng đồng ở ấp", True),
    ],
)
def test_targets_are_the_same_by_what_they_measure(one: str, other: str, same: bool) -> None:
    (first,), (second,) = indicators(one, ("%",)), indicators(other, ("%",))
    assert is_same(first, second) is same
    assert is_same(second, first) is same


def test_each_target_of_a_clause_has_its_own_part_of_it() -> None:
    words = "100% cơ quan dùng chữ ký số, 80% hồ sơ được nộp trực tuyến; 100% thôn có sóng 4G."
    signing, filing, covered = indicators(words, ("100%", "80%", "100%"))
    assert "chữ" in signing
    assert "chữ" not in filing
    assert "trực" in filing
    assert "thôn" in covered


def plan(name: str, words: str, text: str, value: float) -> Document:
    node = Node("1", "1", None, words, (), None, "section")
    aim = Target("1", text, value, "%")
    return Document(kind="KH", outline=(node,), targets=(aim,), source=SourceInfo(name, "0" * 64, "txt", None))


def test_targets_of_other_indicators_are_no_theme() -> None:
    stem = "Tỷ trọng đào tạo các ngành STEM đạt tối thiểu 30%"
    found = compare([plan("a", SHARE, "30%", 30), plan("b", stem, "30%", 30)])
    assert found.themes == ()
    assert len(found.alone) == 2


def test_targets_of_one_indicator_differ_by_their_amounts() -> None:
    found = compare([plan("a", SHARE, "30%", 30), plan("b", SHARE.replace("30%", "35%"), "35%", 35)])
    assert [each.field for each in found.differences] == ["target"]
