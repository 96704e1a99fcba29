"""The period of a report (kỳ báo cáo) as people write it: `quý III/2026`, `6 tháng đầu năm 2026`, `sơ kết 2026`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.errors import PeriodError

Span = Literal["tháng", "quý", "6 tháng", "9 tháng", "năm", "giai đoạn"]
Review = Literal["", "sơ kết", "tổng kết"]

_YEAR = r"(?:\s*/\s*|\s*-\s*|,?\s+(?:năm\s+)?)(?P<year>\d{4})"
REVIEW = re.compile(r"(?P<review>sơ kết|tổng kết)\s+(?P<rest>.+)", re.IGNORECASE)
MONTH = re.compile(rf"tháng\s+(?P<number>\d{{1,2}}){_YEAR}", re.IGNORECASE)
QUARTER = re.compile(rf"(?:quý\s+|q\.?\s*)(?P<number>IV|I{{1,3}}|[1-4]){_YEAR}", re.IGNORECASE)
HALF = re.compile(rf"(?:6|sáu)\s+tháng(?:\s+(?P<half>đầu|cuối))?{_YEAR}", re.IGNORECASE)
NINE = re.compile(rf"(?:9|chín)\s+tháng(?:\s+đầu)?{_YEAR}", re.IGNORECASE)
YEAR = re.compile(r"(?:năm\s+)?(?P<year>\d{4})", re.IGNORECASE)
YEARS = re.compile(r"(?:giai đoạn\s+)?(?P<year>\d{4})\s*[-–]\s*(?P<last>\d{4})", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV")
_LATEST = 2199
SAYS = "«tháng 9/2026», «quý III/2026», «6 tháng đầu năm 2026», «năm 2026», «tổng kết giai đoạn 2021-2025»"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """span: how long; start, end: inclusive days; review: whether it is summed up (sơ kết, tổng kết)."""

    span: Span
    start: date
    end: date
    review: Review = ""

    @property
    def name(self) -> str:
        """`quý III năm 2026`; `giai đoạn 2021 - 2025`."""
        year, month = self.start.year, self.start.month
        match self.span:
            case "tháng":
                return f"tháng {month:02} năm {year}" if month < 3 else f"tháng {month} năm {year}"
            case "quý":
                return f"quý {_ROMAN[(month - 1) // 3]} năm {year}"
            case "6 tháng":
                return f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}"
            case "9 tháng":
                return f"9 tháng đầu năm {year}"
            case "năm":
                return f"năm {year}"
        return f"giai đoạn {year} - {self.end.year}"

    @property
    def following(self) -> ReportPeriod | None:
        """The period whose tasks the report looks ahead to; None behind the last (tổng kết, giai đoạn)."""
        if self.review or self.span == "giai đoạn":
            return None
        first = date.fromordinal(self.end.toordinal() + 1)
        if self.span == "9 tháng":
            return _months("quý", first.year, 10, 3)
        return _months(self.span, first.year, first.month, _LENGTHS[self.span])


_LENGTHS = {"tháng": 1, "quý": 3, "6 tháng": 6, "năm": 12}


def parse(text: str) -> ReportPeriod:
    """The period that the words name. Raises PeriodError with the ways to write one."""
    words = " ".join(text.split())
    review = REVIEW.fullmatch(words)
    found = _span(review["rest"] if review else words)
    if found is None:
        raise PeriodError(f"Không hiểu kỳ báo cáo «{text}»; đề nghị viết như {SAYS}.")
    said: Review = "" if review is None else "sơ kết" if review["review"].lower() == "sơ kết" else "tổng kết"
    return ReportPeriod(found.span, found.start, found.end, said)


def _span(words: str) -> ReportPeriod | None:
    if (match := MONTH.fullmatch(words)) and 1 <= int(match["number"]) <= 12:
        return _months("tháng", int(match["year"]), int(match["number"]), 1)
    if match := QUARTER.fullmatch(words):
        number = match["number"].upper()
        quarter = int(number) if number.isdecimal() else _ROMAN.index(number) + 1
        return _months("quý", int(match["year"]), quarter * 3 - 2, 3)
    if match := HALF.fullmatch(words):
        return _months("6 tháng", int(match["year"]), 7 if (match["half"] or "").lower() == "cuối" else 1, 6)
    if match := NINE.fullmatch(words):
        return _months("9 tháng", int(match["year"]), 1, 9)
    if match := YEAR.fullmatch(words):
        return _months("năm", int(match["year"]), 1, 12)
    match = YEARS.fullmatch(words)
    if match and 1 <= int(match["year"]) < int(match["last"]) <= _LATEST:
        return ReportPeriod("giai đoạn", date(int(match["year"]), 1, 1), date(int(match["last"]), 12, 31))
    return None


def _months(span: Span, year: int, month: int, count: int) -> ReportPeriod | None:
    last = month + count - 1
    if not 1 <= year <= _LATEST:
        return None
    return ReportPeriod(span, date(year, month, 1), date(year, last, monthrange(year, last)[1]))
