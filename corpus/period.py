"""The period (giai đoạn) that a title gives: first and last year."""

from __future__ import annotations

import re

_SPAN = re.compile(
    r"(?:giai đoạn|từ(?: năm)?|thời kỳ|nhiệm kỳ|năm học|năm|các năm)\s+(?P<first>\d{4})\s*"
    r"(?:[-–]|đến(?: năm)?)\s*(?P<last>\d{4})",
    re.IGNORECASE,
)
# `tháng 7 năm 2024`, `quý II/2024`: part of a year.
_PART = re.compile(r"(?:tháng|quý)\s+(?:\d{1,2}|[IVX]{1,3})\s*(?:năm\s+|/)(?P<year>\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?P<until>đến\s+)?(?:hết\s+)?năm\s+(?P<year>\d{4})", re.IGNORECASE)
# A vision, the date of a cited act, and the year that belongs to an act's name are no period of the plan.
_NOT = re.compile(
    r"(?:tầm nhìn|định hướng)(?: đến)?(?: năm)? \d{4}|ngày\s+\d{1,2}(?:\s*tháng\s*|/)\d{1,2}(?:\s*năm\s*|/)\d{4}|"
    r"(?:nghị quyết|quyết định|chỉ thị|luật|thông báo|kết luận)[^,;]{0,60}?năm \d{4}(?=\s+của)",
    re.IGNORECASE,
)


def period_of(title: str) -> tuple[int | None, int | None] | None:
    """`giai đoạn 2021-2025` -> (2021, 2025); `năm 2026` -> (2026, 2026); `đến năm 2030` -> (None, 2030)."""
    words = _NOT.sub(" ", title)
    if match := _SPAN.search(words):
        return int(match["first"]), int(match["last"])
    if match := _PART.search(words):
        return int(match["year"]), int(match["year"])
    years = list(_YEAR.finditer(words))
    if not years:
        return None
    first = years[0]
    return (None if first["until"] else int(first["year"])), int(first["year"])
