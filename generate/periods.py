"""Years and deadlines moved into the period of the draft, or left blank where they are past.

Year by year: the first year of the source's period becomes the first of the new one, the last becomes the last,
those between keep their distance to the first. Without a new period a year that is past becomes a blank. An
anniversary does not move. All of these are proposals that a person confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus import dates
from corpus.model import Span
from generate.draft import BLANK
from generate.edits import Edit, begins_sentence, kept

DEADLINE = "deadline"
PERIOD = "period"
YEAR = "year"

ANNIVERSARY = re.compile(
    r"(?P<lead>(?:vào |nhân |trong )?(?:dịp )?(?:lễ )?)kỷ niệm (?:lần thứ )?\d{1,3}(?: năm| \()[^;:.\n(]{0,160}"
    r"(?:\(\d{1,2}/\d{1,2}/\d{4} ?[-–] ?\d{1,2}/\d{1,2}/\d{4}\))?",
    re.IGNORECASE,
)
RANGE = re.compile(r"(?<![\d/.-])(?P<first>20\d\d)(?P<dash> ?[-–] ?)(?P<last>20\d\d)(?!\d|[/.]\d)")
PERIOD_WORD = re.compile(r"\b(?:[Gg]iai đoạn|[Nn]ăm) $")
YEARS = re.compile(r"(?<![\d/.,-])20\d\d(?!\w|[/.,]\d|[-–]\d)")
WHOLE_DAY = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm (?:19|20)\d\d")
DAY = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<slash> ?[/.-] ?| tháng )(?P<month>\d{1,2})"
    r"(?:(?P<dash> ?[/.-] ?| năm )(?P<year>20\d\d))?(?![\d/.-]\d|\d)"
)
QUARTERS = re.compile(r"[Qq]uý (?P<first>I{1,3}|IV)(?P<more>(?:, ?| và |-)(?:quý )?(?:IV|I{1,3}))+(?= ?/| năm)")
# The day from which a law holds is a fact, no deadline.
IN_FORCE = re.compile(
    r"(?:có hiệu lực|hiệu lực thi hành)[^.;\n]{0,30}? ngày \d{1,2}[^.;,\n]{0,20}\d{4}|"
    r"ngày \d{1,2}(?:/\d{1,2}/| tháng \d{1,2} năm )\d{4}, (?=(?:Luật|Bộ luật|Nghị định|Thông tư)\b)"
)
GOES_ON = re.compile(
    r"[Qq]uý (?:I{1,3}|IV)(?: năm |/)(?P<year>20\d\d)(?= và (?:các|những) năm (?:tiếp theo|sau|kế tiếp))"
)
# The year of the aims of a plan whose title names none: `Mục tiêu cụ thể đến năm 2030`.
AIMS = re.compile(
    r"(?:^|\b[Pp]hấn đấu,? |\b[Mm]ục tiêu (?:cụ thể |chung |tổng quát )?)[Đđ]ến (?:hết |cuối )?năm (?P<year>20\d\d)"
)
OWN_LEVEL = re.compile(r"Đối với (?:cấp )?(?:tỉnh|thành phố|huyện|xã|phường)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Calendar:
    """source: the years of the source's plan; target: those of the draft, None where the clerk gave none.

    is_bound: the source is the superior's and still runs, so that no date may be later than its own. sooner: days by
    which the unit's own days come before the source's. is_stated: the source's title names its first and last year.
    aims: the last year that the aims of a source are set for, whose title names none.
    """

    source: tuple[int, int]
    target: tuple[int, int] | None
    today: date
    is_bound: bool = False
    sooner: int = 0
    is_stated: bool = True
    aims: int = 0

    @property
    def shifts_to(self) -> tuple[int, int] | None:
        """The years that those of the source move to; None where they stay."""
        return None if self.is_bound and not self.is_over else self.target

    def year(self, year: int) -> str:
        """What a year of the source becomes: a year, the same, or a blank."""
        first, last = self.source
        if self.shifts_to is None:
            return BLANK if first <= year < self.today.year else str(year)
        if last < year < self.shifts_to[0]:
            return str(min(self._shifted(year), self.shifts_to[1]))  # `2024 - 2025` in a plan of 2024
        if not first <= year <= last:
            return str(year)
        if year == last and last > first:
            return str(self.shifts_to[1])
        return str(min(self._shifted(year), self.shifts_to[1]))

    def _shifted(self, year: int) -> int:
        return (self.shifts_to or self.source)[0] + year - self.source[0]

    def _is_beyond(self, first: int) -> bool:
        """Whether what begins in this year of the source lies behind the years of the draft."""
        return self.shifts_to is not None and self._shifted(first) > self.shifts_to[1]

    @property
    def is_over(self) -> bool:
        """Whether the period of the source has ended."""
        return max(self.source[1], self.aims) < self.today.year

    def edits(self, text: str, limits: Sequence[Span], earlier: str | None = None) -> Iterator[Edit]:
        """The edits of the years of a passage. limits: the deadlines read in it. earlier: see `quarters`."""
        for match in IN_FORCE.finditer(text):
            yield kept(match.start(), match.end(), text, "in-force")
        yield from self._anniversaries(text)
        yield from self._going_on(text)
        for span in limits:
            if span.end - span.start == len(text):  # the cell of a table
                yield from self._deadline(text, span, earlier)
        yield from self._whole_period(text)
        for span in limits:
            yield from self._deadline(text, span, earlier)
        for when in dates.find(text):
            if when.end and not WHOLE_DAY.search(text[when.at : when.to]):
                yield from self._deadline(text, Span(when.at, when.to), earlier)
        yield from self._recurring(text)
        yield from self._ranges(text)
        yield from self._years(text)

    def _going_on(self, text: str) -> Iterator[Edit]:
        """`Quý IV năm 2025 và các năm tiếp theo`: what has begun goes on from the first year of the draft."""
        for match in GOES_ON.finditer(text) if self.shifts_to else ():
            if (new := self.year(int(match["year"]))) != match["year"]:
                words = f"{'Năm' if match[0][0].isupper() else 'năm'} {new}"
                yield Edit(match.start(), match.end(), words, DEADLINE, self._why(match[0], new), "date")

    def _recurring(self, text: str) -> Iterator[Edit]:
        """`trước ngày 20/11 hằng năm` comes sooner, too."""
        for when in dates.find(text) if self.sooner else ():
            words = text[when.at : when.to]
            if when.recurrence and (new := self._sooner(words)) != words:
                yield Edit(when.at, when.to, new, DEADLINE, self._why_sooner(), "date")

    def _sooner(self, words: str) -> str:
        """The whole days of the words, so many days before; a day without a year stays within its year."""
        return DAY.sub(self._day_before, words)

    def _day_before(self, match: re.Match[str]) -> str:
        year = int(match["year"] or self.today.year)
        try:
            day = date(year, int(match["month"]), int(match["day"])) - timedelta(self.sooner)
        except ValueError:
            return match[0]
        if day.year != year and not match["year"]:
            return match[0]
        last = f"{match['dash']}{day.year}" if match["year"] else ""
        month = f"{day.month:02}" if match["month"].startswith("0") or day.month < 3 else str(day.month)
        return f"{day.day:02}{match['slash']}{month}{last}"

    def _why_sooner(self) -> str:
        return f"Sớm hơn {self.sooner} ngày so với hạn của nguồn, theo hồ sơ đơn vị, để kịp tổng hợp."

    def _anniversaries(self, text: str) -> Iterator[Edit]:
        for match in ANNIVERSARY.finditer(text):
            years = [int(year) for year in re.findall(r"\d{4}", match[0])]
            if years and self.year(max(years)) == str(max(years)):
                continue
            yield Edit(
                match.start(),
                match.end(),
                f"{match['lead']}{BLANK}",
                "anniversary",
                "Ngày kỷ niệm gắn với một năm nhất định, không dời theo giai đoạn.",
                "left-out",
                "dịp, sự kiện phù hợp của giai đoạn mới",
            )

    def _deadline(self, text: str, span: Span, earlier: str | None) -> Iterator[Edit]:
        words = text[span.start : span.end]
        new = self.moved(words)
        reason = self._why(words, new)
        if earlier and new != words and BLANK not in new:
            new, reason = quarters(new, earlier), f"{reason} Sớm hơn mốc của cấp trên để kịp tổng hợp."
        if self.sooner and BLANK not in new and (before := self._sooner(new)) != new:
            new, reason = before, self._why_sooner()
        if any(when.end and when.end < self.today for when in dates.find(new)):
            reason = f"{reason} Mốc này đã qua tính đến ngày soạn; đề nghị định lại."
        start = span.start
        if RANGE.fullmatch(words) and new.isdecimal():
            start, new = _one_year(text, start, new)
        yield Edit(start, span.end, new, DEADLINE, reason, "date", _what(words) if BLANK in new else "")

    def moved(self, words: str) -> str:
        """The words of a deadline with their years moved; a whole day that is past is a blank as a whole."""
        if self.shifts_to is None:
            if self.target and self._is_whole(RANGE.fullmatch(words)):
                return RANGE.sub(rf"{self.target[0]}\g<dash>{self.target[1]}", words)
            years = [int(year) for year in re.findall(r"20\d\d", words)]
            if years and max(years) >= self.today.year and not WHOLE_DAY.search(words):
                return words
            days = WHOLE_DAY.sub(lambda day: BLANK if self._is_past(day[0]) else day[0], words)
            return re.sub(r"20\d\d", lambda year: self.year(int(year[0])), days)
        spans = RANGE.sub(self._moved_range, words)
        return spans if spans != words else re.sub(r"20\d\d", lambda year: self.year(int(year[0])), words)

    def _moved_range(self, span: re.Match[str]) -> str:
        first, last = int(span["first"]), int(span["last"])
        return BLANK if self._is_beyond(first) else _span(self.year(first), span["dash"], self.year(last))

    def _is_past(self, words: str) -> bool:
        day, month, year = (int(number) for number in re.findall(r"\d+", words))
        return (year, month, day) < (self.today.year, self.today.month, self.today.day)

    def _why(self, old: str, new: str) -> str:
        if BLANK in new:
            return "Thời hạn của nguồn đã qua; đơn vị định thời hạn mới."
        if new == old:
            return "Giữ thời hạn của nguồn: không được muộn hơn thời hạn cấp trên giao."
        first, last = self.shifts_to or self.source
        return f"Dời theo năm sang giai đoạn {first}-{last}; không được muộn hơn thời hạn cấp trên giao."

    def _whole_period(self, text: str) -> Iterator[Edit]:
        """The period of the plan itself, repeated in running text: no deadline."""
        for match in RANGE.finditer(text):
            if self._is_whole(match):
                first, last = self.target or (BLANK, BLANK)
                stays = self.target is None and not self.is_over
                yield _period(match, match[0] if stays else _span(str(first), match["dash"], str(last)))

    def _is_whole(self, years: re.Match[str] | None) -> bool:
        """Whether these are the years that the source's title names; equal ones by chance are only a deadline."""
        return bool(self.is_stated and years and (int(years["first"]), int(years["last"])) == self.source)

    def _ranges(self, text: str) -> Iterator[Edit]:
        for match in RANGE.finditer(text):
            first, last = int(match["first"]), int(match["last"])
            if self.shifts_to is None and last >= self.today.year:
                yield Edit(match.start(), match.end(), match[0], PERIOD, listed="kept")
            elif self.source[0] <= first <= self.source[1]:
                yield _period(match, self._moved_range(match))

    def _years(self, text: str) -> Iterator[Edit]:
        days = [match.span() for match in WHOLE_DAY.finditer(text)]
        for match in YEARS.finditer(text):
            new = self.year(int(match[0]))
            if new != match[0] and not any(start <= match.start() < end for start, end in days):
                yield Edit(
                    match.start(), match.end(), new, YEAR, "Năm của dự thảo.", blank="năm" if new == BLANK else ""
                )


def _period(match: re.Match[str], new: str) -> Edit:
    """The edit of a period that is said in running text."""
    if new == match[0]:
        return kept(match.start(), match.end(), match.string, PERIOD)
    start = match.start()
    if new.isdecimal():
        start, new = _one_year(match.string, start, new)
    return Edit(start, match.end(), new, PERIOD, "Giai đoạn của dự thảo.", blank=_blank(new))


def _one_year(text: str, start: int, year: str) -> tuple[int, str]:
    """A period that fell onto one year is said `năm 2026`, not `giai đoạn 2026`; where it begins, and its words."""
    word = PERIOD_WORD.search(text[:start])
    if word and word[0].lower() == "năm ":
        return start, year
    begin = word.start() if word else start
    said = f"Năm {year}" if text[begin].isupper() or begins_sentence(text, begin) else f"năm {year}"
    return begin, said


def _span(first: str, dash: str, last: str) -> str:
    """`2026 - 2030`; one year where both ends fell onto it."""
    return first if first == last else f"{first}{dash}{last}"


def _blank(new: str) -> str:
    return "giai đoạn của kế hoạch" if BLANK in new else ""


def _what(words: str) -> str:
    return f"thời hạn mới (nguồn: {words})"


def quarters(words: str, which: str) -> str:
    """`Quý I, II năm 2030` -> `Quý I năm 2030` ("first"), `Quý II năm 2030` ("last"): the unit is a step earlier."""
    match = QUARTERS.search(words)
    if not match:
        return words
    numbers = re.findall(r"IV|I{1,3}", match[0][3:])
    return f"{words[: match.start()]}{match[0][:3]} {numbers[0 if which == 'first' else -1]}{words[match.end() :]}"


def own_level(text: str, siblings: Sequence[str]) -> tuple[str, str] | None:
    """The source's deadline for its own level and that of the level below it, in the items of one list.

    The unit is the level below and takes the earlier one (`Đối với cấp tỉnh: Quý III`, `Đối với các Sở: Quý I, II`).
    Returns the words to replace and those that replace them, None where the list has no such pair.
    """
    if not OWN_LEVEL.match(text):
        return None
    own = [when for when in dates.find(text) if when.end]
    below = [(sibling, when) for sibling in siblings if sibling != text for when in dates.find(sibling) if when.end]
    if not own or not below:
        return None
    sibling, when = max(below, key=lambda pair: pair[1].end or date.min)
    if when.end and own[0].end and when.end < own[0].end and when.end.year == own[0].end.year:
        return text[own[0].at : own[0].to], quarters(sibling[when.at : when.to], "last")
    return None
