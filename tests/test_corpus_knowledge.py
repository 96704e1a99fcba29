"""What a comparison knows: units of amounts, replaced acts, reporting duties, who binds whom, who wrote from whom."""

from __future__ import annotations

import pytest

from corpus.acts import replaced
from corpus.compare import Locality
from corpus.copies import Written, copies, sketch_of
from corpus.measures import comparable, scale_of
from corpus.passages import Passage
from corpus.superiors import COMMUNE, PROVINCE, Origin, above


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((1.5, "tỷ đồng"), (1500, "triệu đồng"), True),
        ((85, "%"), (85, "phần trăm"), True),
        ((2, "giờ"), (120, "phút"), True),
        ((1, "lớp"), (1, "mô hình"), False),
        ((1, None), (1, ""), True),
    ],
)
def test_amounts_are_compared_in_one_unit(
    one: tuple[float, str | None], other: tuple[float, str | None], same: bool
) -> None:
    assert (comparable(*one) == comparable(*other)) is same


def test_things_counted_stand_on_the_scale_of_their_first_word() -> None:
    assert scale_of("lớp tập huấn") == scale_of("lớp") == "lớp"


@pytest.mark.parametrize(
    ("reference", "day", "newer"),
    [
        ("77/2015/QH13", "2025-03-10", "65/2025/QH15"),
        ("77/2015/QH13", "2025-07-01", "72/2025/QH15"),
        ("77/2015/QH13", "2021-05-01", None),
        ("77/2015/QH13", "2025", None),
        ("77/2015/QH13", None, None),
        ("30/2020/NĐ-CP", "2026-01-01", None),
    ],
)
def test_an_act_is_replaced_only_by_the_day_of_the_plan(reference: str, day: str | None, newer: str | None) -> None:
    found = replaced(reference, day)
    assert (found and found.new) == newer


def test_what_rests_on_memory_is_told_apart() -> None:
    confirmed, remembered = replaced("77/2015/QH13", "2026-01-01"), replaced("83/2015/QH13", "2026-02-01")
    assert confirmed is not None
    assert remembered is not None
    assert (confirmed.is_confirmed, remembered.is_confirmed) == (True, False)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", "tỉnh Đồng Tháp"),
        (COMMUNE, "Ủy ban nhân dân phường Sa Đéc, tỉnh Đồng Tháp", "phường Sa Đéc"),
    ],
)
def test_patterns(pattern: object, text: str, found: str) -> None:
    import re

    assert isinstance(pattern, re.Pattern)
    match = pattern.search(text)
    assert match
    assert match[0] == found


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ủy ban nhân dân xã Vàm Tràm", "Xã Vàm Tràm"),
        ("Uỷ ban nhân dân tỉnh Lai Châu", "Tỉnh Lai Châu"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_short_names_of_issuers(name: str, short: str) -> None:
    assert Locality("a", name, None, None, "").short == short


def origin(issuer: str, level: str, *, reference: str | None = None, cited: tuple[str, ...] = ()) -> Origin:
    return Origin(issuer, issuer, level, reference, frozenset(cited))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("province", "commune", "cited", "named", "binds"),
    [
        ("Ủy ban nhân dân tỉnh Đồng Tháp", "Ủy ban nhân dân phường Sa Đéc", (), False, True),
        ("Ủy ban nhân dân tỉnh Phú Thọ", "Ủy ban nhân dân phường Sa Đéc", (), False, False),
        ("Ủy ban nhân dân tỉnh Phú Thọ", "Ủy ban nhân dân phường Sa Đéc", ("12/KH-UBND",), False, True),
        ("Ủy ban nhân dân tỉnh Phú Thọ", "Ủy ban nhân dân phường Sa Đéc", (), True, True),
    ],
)
def test_which_plan_binds_which(
    province: str, commune: str, cited: tuple[str, ...], named: bool, binds: bool
) -> None:
    plans = [origin(province, "province", reference="12/KH-UBND"), origin(commune, "commune", cited=cited)]
    found = above(plans, province if named else None)
    assert (province in found[commune]) is binds
    assert found[province] == frozenset()


def test_the_later_plan_is_the_copy() -> None:
    words = " ".join(f"tiếng{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(300))
    sketch = sketch_of([Passage(0, "I", "", words)])
    own = sketch_of([Passage(0, "I", "", words[::-1])])
    plans = [
        Written("sau", sketch, "commune", "2026-03-01"),
        Written("trước", sketch, "commune", "2026-02-01"),
        Written("riêng", own, "commune", "2026-01-01"),
    ]
    (found,) = copies(plans)
    assert (found.file, found.source, found.share, found.places) == ("sau", "trước", 1.0, (("I", "I"),))
