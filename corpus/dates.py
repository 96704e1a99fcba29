"""Deadlines (thời hạn) as they are written: found in running text, and said again.

Forms C and D of the domain's list of phrases, and CONTRACT.md: a quarter is its first and last day, `trước ngày D`
and `chậm nhất ngày D` have no start, a recurring deadline has neither.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.model import Recurrence


@dataclass(frozen=True, slots=True)
class When:
    """A deadline found in a text: its offsets there; start and end as inclusive days or None; recurrence."""

    at: int
    to: int
    start: date | None = None
    end: date | None = None
    recurrence: Recurrence | None = None
    rule: str = ""


_D = (
    r"(?P<{0}d>\d{{1,2}})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<{0}m>\d{{1,2}})"
    r"(?:(?:\s?[/.-]\s?|\s+năm\s+)(?P<{0}y>\d{{4}}))?"
)
_DAY = _D.format("")
_YEARLY = r"(?:(?:hằng|hàng|mỗi)\s+năm|(?:của\s+)?năm\s+(?:báo cáo|liền kề|kế tiếp|sau))"
_QUARTER = r"(?:[IVX]{1,3}|[1-4])"
_EVERY: tuple[tuple[str, Recurrence], ...] = (
    ("6 tháng", "half-yearly"),
    ("sáu tháng", "half-yearly"),
    ("năm", "yearly"),
    ("quý", "quarterly"),
    ("tháng", "monthly"),
    ("tuần", "weekly"),
)

# Each pattern with its rule name; tried at every place, the longest match wins, then the first.
YEARLY_DAY = re.compile(
    rf"(?:(?:trước|chậm nhất|muộn nhất|không quá|vào)\s+)?(?:ngày\s+)?{_DAY}\s+{_YEARLY}", re.IGNORECASE
)
MONTH_YEARLY = re.compile(rf"(?:hoàn thành\s+)?(?:trong\s+|trước\s+)?tháng\s+\d{{1,2}}\s+{_YEARLY}", re.IGNORECASE)
DAY_OF_PERIOD = re.compile(
    r"(?:trước|chậm nhất|vào)\s+(?:vào\s+)?(?:ngày\s+)?\d{1,2}\s+(?:của\s+)?(?:tháng\s+(?:đầu|cuối)\s+(?:của\s+)?)?"
    r"(?P<every>(?:hằng|hàng|mỗi)\s+(?:tháng|quý)|tháng cuối quý|tháng cuối kỳ|cuối quý|quý)",
    re.IGNORECASE,
)
ANNIVERSARY = re.compile(rf"{_D.format('a')}\s*[-–]\s*{_D.format('b')}")
FROM_DAY = re.compile(
    rf"từ\s+(?:ngày\s+)?{_D.format('a')}\s*(?:đến|[-–])\s*(?:hết\s+)?(?:ngày\s+)?{_D.format('b')}", re.IGNORECASE
)
DAYS_LIST = re.compile(
    r"[Nn]gày\s+(?P<first>\d{1,2})(?:\s*,\s*\d{1,2})*(?:\s*(?:,|và|-)\s*(?P<last>\d{1,2}))/(?P<m>\d{1,2})/(?P<y>\d{4})"
)
DAYS_AND = re.compile(
    r"ngày\s+(?P<ad>\d{1,2})/(?P<am>\d{1,2})\s+(?:và|đến)\s+(?:cả\s+)?(?:ngày\s+)?(?P<bd>\d{1,2})/(?P<bm>\d{1,2})/(?P<by>\d{4})",
    re.IGNORECASE,
)
BEFORE_DAY = re.compile(
    rf"(?:hoàn thành\s+|xong\s+)?(?:trước|chậm nhất|muộn nhất|đến hết|không quá|"
    rf"đến)\s+(?:là\s+)?(?:vào\s+)?(?:ngày\s+)?{_DAY}",
    re.IGNORECASE,
)
ON_DAY = re.compile(
    rf"(?:vào|trong|lúc [\w\s]{{2,25}},|sáng|chiều|tối|từ|bắt đầu từ [\w\s]{{2,25}}|"
    rf"\d{{1,2}}\s?(?:h|giờ)\s?\d{{0,2}}(?:\s?phút)?[’'′]?(?:\s*[-–]\s*\d{{1,2}}h\d{{0,2}}[’'′]?)?,?)\s+"
    rf"(?:thứ\s\w+,?\s+)?(?:ngày\s+)?{_DAY}",
    re.IGNORECASE,
)
QUARTER_SPAN = re.compile(
    rf"(?:từ\s+)?quý\s+(?P<first>{_QUARTER})\s*(?:/|năm\s+)(?P<year>\d{{4}})\s*(?:-|–|đến)\s*(?:hết\s+)?"
    rf"quý\s+(?P<last>{_QUARTER})\s*(?:/|năm\s+)(?P<end>\d{{4}})",
    re.IGNORECASE,
)
MONTH_SPAN = re.compile(
    r"(?:từ\s+)?tháng\s+(?P<first>\d{1,2})\s*(?:/|năm\s+)(?P<year>\d{4})\s*(?:-|–|đến)\s*(?:hết\s+)?"
    r"tháng\s+(?P<last>\d{1,2})\s*(?:/|năm\s+)(?P<end>\d{4})",
    re.IGNORECASE,
)
QUARTERS = re.compile(
    rf"(?:(?P<before>trước|đến hết|hết)\s+)?(?:hoàn thành\s+)?(?:xong\s+)?(?:(?:trong|từ|"
    rf"vào)\s+)?quý\s+(?P<first>{_QUARTER})"
    rf"(?P<more>(?:\s*(?:,|và|-|–|đến)\s*(?:quý\s+)?{_QUARTER}\b)*)\s*(?:/|năm\s+|-\s?|\s)\s*(?P<year>\d{{4}})",
    re.IGNORECASE,
)
HALF = re.compile(r"(?:6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<year>\d{4})", re.IGNORECASE)
MONTHS = re.compile(
    r"(?:(?P<before>trước|đến hết|hết|đến)\s+)?(?:hoàn thành\s+)?(?:xong\s+)?(?:(?P<open>từ)\s+|(?:trong|"
    r"vào)\s+)?(?<!\d\s)tháng\s+(?P<first>\d{1,2})"
    r"(?:\s*(?P<how>,|và|-|–|đến)\s*(?:hết\s+)?(?:tháng\s+)?(?P<last>\d{1,2}))?(?:/|\s+năm\s+|\s*-\s*)(?P<year>\d{4})",
    re.IGNORECASE,
)
FROM_YEAR = re.compile(
    r"từ\s+(?:năm\s+)?(?P<first>\d{4})\s*(?:đến|[-–])\s*(?:hết\s+)?(?:năm\s+)?(?P<last>\d{4})", re.IGNORECASE
)
SPAN_OF_YEARS = re.compile(
    r"(?:xuyên suốt|(?:trong|thực hiện) giai đoạn)\s+(?P<first>\d{4})\s*[-–]\s*(?P<last>\d{4})", re.IGNORECASE
)
# At the end of a task its years in brackets say when: `… hoàn thiện hạ tầng (2025 - 2026).`
IN_BRACKET = re.compile(r"(?<=\()(?P<first>20\d{2})\s*[-–]\s*(?P<last>20\d{2})(?=\)[.;]?\s*$)")
BEFORE_YEAR = re.compile(
    r"(?P<before>trước|đến hết|hết|đến cuối|chậm nhất|đến(?=\s+năm\s+\d{4},? hoàn thành))\s+năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
IN_YEAR = re.compile(r"(?:vào|trong|xong trong)\s+năm\s+(?P<year>\d{4})", re.IGNORECASE)
# `sơ kết vào năm 2030, tổng kết năm 2035`
SUMMED_UP = re.compile(
    r"(?:sơ kết|tổng kết|giữa kỳ)\s[^.;,\d(]{0,60}\(?(?P<when>(?:vào\s+)?năm\s+(?P<year>\d{4}))", re.IGNORECASE
)
YEAR_FIRST = re.compile(
    r"(?:^|(?<=[:;.]\s))[Nn]ăm\s+(?P<year>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}))?(?=\s*[,:]|\s*[.;]?\s*$)"
)
RECURRING = re.compile(
    r"(?:định\s+kỳ\s+(?:vào\s+)?(?:hằng\s+|hàng\s+|mỗi\s+)?(?P<a>0?6 tháng|sáu tháng|năm|quý|tháng|tuần)|"
    r"(?:hằng|hàng|mỗi)\s+(?P<b>năm|quý|tháng|tuần)|(?P<c>0?6 tháng|sáu tháng)\s+(?:một|1)\s+lần)",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"(?:trước\s+)?(?:\d{1,2}[:h]\d{0,2}\s+)?(?:ngày\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s+"
    r"(?:hằng|hàng|mỗi)\s+tuần",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?:[Nn]ăm\s+)?(?P<year>(?:19|20)\d{{2}})(?:\s*[-–]\s*(?P<last>\d{{4}}))?|(?:[Nn]gày\s+)?{_DAY}(?:\s*\(.*\))?"
)


def find(text: str) -> tuple[When, ...]:
    """Every deadline of a text, in order, none inside another."""
    found: list[When] = []
    low = text.lower()
    shapes = _shapes(low)
    for shape, words, pattern, understand in _FORMS:
        if shape not in shapes or not any(word in low for word in words):
            continue
        for match in pattern.finditer(text):
            whens = understand(match)
            if whens and not any(match.start() < other.to and other.at < match.end() for other in found):
                found += whens if isinstance(whens, tuple) else (whens,)
    return tuple(sorted(found, key=lambda when: when.at))


def _shapes(low: str) -> tuple[str, ...]:
    """Which shapes of numbers a text has: what a form needs is looked for once, and not by each form."""
    if _DIGITS.isdisjoint(low):
        return ("",)
    return ("", "digit", *(name for name, pattern in _SHAPES if pattern.search(low)))


def in_cell(text: str) -> tuple[When, ...]:
    """The deadlines of a table's deadline cell, where a bare year or day is one too."""
    known = find(text)
    if known:
        return known
    match = BARE.search(text.strip())
    when = _bare(match) if match else None
    return (when,) if when else ()


def _bare(match: re.Match[str]) -> When | None:
    if match["year"]:
        return _years(match, int(match["year"]), int(match["last"] or match["year"]))
    return _on_day(match)


def day(text: str) -> date | None:
    """An ISO day, None where the text is no whole day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _make(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _group_day(match: re.Match[str], prefix: str = "", year: str | None = None) -> date | None:
    known = match[f"{prefix}y"] or year
    return _make(int(known), int(match[f"{prefix}m"]), int(match[f"{prefix}d"])) if known else None


def _when(match: re.Match[str], start: date | None, end: date | None, rule: str) -> When | None:
    return When(match.start(), match.end(), start, end, None, rule) if end else None


def _recurs(match: re.Match[str], every: Recurrence) -> When:
    return When(match.start(), match.end(), None, None, every, "recurring")


def _yearly(match: re.Match[str]) -> When | None:
    return _recurs(match, "yearly")


def _weekly(match: re.Match[str]) -> When | None:
    return _recurs(match, "weekly")


def _day_of_period(match: re.Match[str]) -> When | None:
    return _recurs(match, "monthly" if match["every"].lower().endswith("tháng") else "quarterly")


def _anniversary(match: re.Match[str]) -> When | None:
    """`(11/6/1948-11/6/2023)`: the day that returns is one day, not a span of years."""
    first, last = _group_day(match, "a"), _group_day(match, "b")
    if first and last and (first.month, first.day) == (last.month, last.day) and first.year < last.year:
        return When(match.start("bd"), match.end(), last, last, None, "anniversary")
    return _span(match)


def _span(match: re.Match[str]) -> When | None:
    last = _group_day(match, "b")
    first = _group_day(match, "a", str(last.year)) if last else None
    return _when(match, first, last, "days") if first and last and first <= last else None


def _days_list(match: re.Match[str]) -> When | None:
    year, month = int(match["y"]), int(match["m"])
    return _when(match, _make(year, month, int(match["first"])), _make(year, month, int(match["last"])), "days")


def _days_and(match: re.Match[str]) -> When | None:
    year = int(match["by"])
    first, last = _make(year, int(match["am"]), int(match["ad"])), _make(year, int(match["bm"]), int(match["bd"]))
    return _when(match, first, last, "days")


def _before_day(match: re.Match[str]) -> When | None:
    return _when(match, None, _group_day(match), "before-day")


def _on_day(match: re.Match[str]) -> When | None:
    that = _group_day(match)
    return _when(match, that, that, "on-day")


def _quarters(match: re.Match[str]) -> When | None:
    year = int(match["year"])
    numbers = [_quarter(match["first"]), *map(_quarter, re.findall(rf"\b{_QUARTER}\b", match["more"].upper()))]
    if not all(1 <= number <= 4 for number in numbers):
        return None
    start, end = date(year, min(numbers) * 3 - 2, 1), _month_end(year, max(numbers) * 3)
    return _bounded(match, start, end, "quarter")


def _quarter(text: str) -> int:
    return {"I": 1, "II": 2, "III": 3, "IV": 4}.get(text.upper()) or (int(text) if text.isdecimal() else 0)


def _half(match: re.Match[str]) -> When | None:
    year, first = int(match["year"]), match["half"].lower() == "đầu"
    return _when(match, date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31), "half")


def _months(match: re.Match[str]) -> When | tuple[When, ...] | None:
    """`từ tháng 3 đến tháng 10 năm 2026` is one span, `tháng 4 và tháng 8 năm 2026` are two months."""
    year, first = int(match["year"]), int(match["first"])
    last = int(match["last"] or first)
    if not 1 <= first <= last <= 12 or (match["open"] and not match["last"]):
        return None
    if match["how"] in (",", "và") and last > first + 1:
        months = (_bounded(match, date(year, each, 1), _month_end(year, each), "month") for each in (first, last))
        return tuple(filter(None, months))
    return _bounded(match, date(year, first, 1), _month_end(year, last), "month")


def _quarter_span(match: re.Match[str]) -> When | None:
    first, last = _quarter(match["first"]), _quarter(match["last"])
    if not (1 <= first <= 4 and 1 <= last <= 4):
        return None
    return _ordered(
        match, date(int(match["year"]), first * 3 - 2, 1), _month_end(int(match["end"]), last * 3), "quarter"
    )


def _month_span(match: re.Match[str]) -> When | None:
    first, last = int(match["first"]), int(match["last"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    return _ordered(match, date(int(match["year"]), first, 1), _month_end(int(match["end"]), last), "month")


def _ordered(match: re.Match[str], start: date, end: date, rule: str) -> When | None:
    return _when(match, start, end, rule) if start <= end else None


def _years(match: re.Match[str], first: int, last: int) -> When | None:
    return _bounded(match, date(first, 1, 1), date(last, 12, 31), "year") if first <= last else None


def _bounded(match: re.Match[str], start: date, end: date, rule: str) -> When | None:
    """`trước` means the day before the span begins, `hết` its last day."""
    before = (match.groupdict().get("before") or "").lower()
    if before == "trước":
        return _when(match, None, date.fromordinal(start.toordinal() - 1), rule)
    return _when(match, None if before else start, end, rule)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _two_years(match: re.Match[str]) -> When | None:
    return _years(match, int(match["first"]), int(match["last"]))


def _one_year(match: re.Match[str]) -> When | None:
    last = match.groupdict().get("last")
    return _years(match, int(match["year"]), int(last or match["year"]))


def _summed_up(match: re.Match[str]) -> When:
    year = int(match["year"])
    return When(match.start("when"), match.end(), date(year, 1, 1), date(year, 12, 31), None, "year")


def _recurring(match: re.Match[str]) -> When | None:
    unit = (match["a"] or match["b"] or match["c"]).lower().lstrip("0")
    return _recurs(match, next(every for name, every in _EVERY if name == unit))


# Each form with the shape of its numbers and the words of which it holds one: most texts have none, and are not
# searched at all.
_FORMS: tuple[
    tuple[str, tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], When | tuple[When, ...] | None]], ...
] = (
    ("day", ("hằng năm", "hàng năm", "mỗi năm", "báo cáo", "liền kề", "kế tiếp", "năm sau"), YEARLY_DAY, _yearly),
    ("digit", ("hằng năm", "hàng năm", "mỗi năm"), MONTH_YEARLY, _yearly),
    ("digit", ("quý", "tháng"), DAY_OF_PERIOD, _day_of_period),
    ("day", ("từ",), FROM_DAY, _span),
    ("day", ("-", "–"), ANNIVERSARY, _anniversary),
    ("day", ("ngày",), DAYS_LIST, _days_list),
    ("day", ("ngày",), DAYS_AND, _days_and),
    ("day", ("trước", "chậm nhất", "muộn nhất", "không quá", "đến"), BEFORE_DAY, _before_day),
    ("day", ("/", ".", "-", "tháng"), ON_DAY, _on_day),
    ("year", ("quý",), QUARTER_SPAN, _quarter_span),
    ("year", ("tháng",), MONTH_SPAN, _month_span),
    ("year", ("quý",), QUARTERS, _quarters),
    ("year", ("6 tháng", "sáu tháng"), HALF, _half),
    ("year", ("tháng",), MONTHS, _months),
    ("year", ("từ",), FROM_YEAR, _two_years),
    ("year", ("xuyên suốt", "giai đoạn"), SPAN_OF_YEARS, _two_years),
    ("year", ("(",), IN_BRACKET, _two_years),
    ("year", ("trước năm", "hết năm", "đến cuối năm", "chậm nhất năm", "hoàn thành"), BEFORE_YEAR, _one_year),
    ("year", ("trong năm", "vào năm"), IN_YEAR, _one_year),
    ("year", ("sơ kết", "tổng kết", "giữa kỳ"), SUMMED_UP, _summed_up),
    ("year", ("năm",), YEAR_FIRST, _one_year),
    ("", ("tuần",), WEEKDAY, _weekly),
    ("", ("định kỳ", "hằng ", "hàng ", "mỗi ", "lần"), RECURRING, _recurring),
)
_SHAPES = (
    ("day", re.compile(r"\d(?:\s?[/.-]\s?|\s+tháng\s+)\d")),
    ("year", re.compile(r"\d{4}")),
)
_DIGITS = frozenset("0123456789")


def say_day(that: date) -> str:
    """`05/3/2026`: as offices print a day; days, and months 1 and 2, with two digits (Decree 30, annex I.I.II.4)."""
    return (
        f"{that.day:02}/{that.month:02}/{that.year}" if that.month < 3 else f"{that.day:02}/{that.month}/{that.year}"
    )


def say(start: date | None, end: date) -> str:
    """A span in the shortest form that `find` reads back as the same."""
    if start is None:
        return f"trước ngày {say_day(end)}"
    if start == end:
        return f"vào ngày {say_day(end)}"
    for months, form in (
        (12, "trong năm {year}"),
        (3, "trong quý {quarter}/{year}"),
        (1, "trong tháng {month}/{year}"),
    ):
        if (
            start.day == 1
            and (start.month - 1) % months == 0
            and end == _month_end(start.year, start.month + months - 1)
        ):
            quarter = ("I", "II", "III", "IV")[(start.month - 1) // 3]
            return form.format(year=start.year, quarter=quarter, month=start.month)
    return f"từ ngày {say_day(start)} đến ngày {say_day(end)}"


def years(text: str) -> Iterator[re.Match[str]]:
    """Every year printed in a text."""
    return re.finditer(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/.])", text)
