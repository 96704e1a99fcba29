"""Targets (chỉ tiêu): indicator, comparator, value, unit; phrases E of the domain notes.

Dot parts thousands, comma decimals: `3.516,242 triệu đồng`; small counts carry a zero: `05 hộ`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.measures import number_of
from corpus.model import Comparator, Source, Span, Target
from extract.parts import Item, above, holds, titles_of, under
from extract.tables import Shape
from extract.task_phrases import NARRATIVE
from extract.task_rows import rows_with_paths

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?"
PERCENT = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:%|phần trăm)?(?:\s*(?:[-–]|đến)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>%(?:/năm)?|"
    rf"phần trăm)"
    r"(?P<after>\s+trở lên)?"
)
_COUNTED_THINGS = (
    rf"\s+(?P<low>{_NUMBER})(?:\s*(?:[-–]|đến)\s*(?P<high>{_NUMBER}))?\s+"
    r"(?P<unit>(?!tháng|năm\b|ngày|giờ|tuần|tuổi|khâu|lần thứ)[^\W\d_]+(?:\s+(?!trở lên|trên|trong|đến|để|từ|được|"
    r"đạt|xem|theo|vào|có|là|và\b|cho)[^\W\d_]+){0,7})(?P<after>\s+trở lên)?"
)
COUNT = re.compile(
    r"(?P<verb>[Xx]ây dựng(?: mới)?|[Tt]hành lập(?: mới)?|[Hh]ình thành(?: mới)?|[Pp]hấn đấu(?: có| đạt)?|"
    r"[Tt]ối thiểu|[Íí]t nhất|đạt(?: chỉ tiêu)?(?: tối thiểu)?|lên|[Vv]ận động|[Hh]uy động|"
    r"[Gg]iải quyết việc làm cho|[Tt]rồng|[Cc]ó ít nhất|[Đđ]ạt trên|(?:đấu giá|[Tt]ổ chức) từ|khoảng|"
    # `tuyên truyền trên 04 loại hình báo chí` says where, not how many.
    r"[Tt]rên(?!\s+\d+\s+(?:loại hình|kênh|nền tảng|phương tiện))|"
    r"[Bb]ồi dưỡng|công nhận|[Dd]ưới|[Mm]ở(?: thêm)?|[Tt]ổ chức(?: ít nhất)?|[Gg]ấp|"
    rf"từ(?=\s+\d+\s+[^\W\d_]+(?:\s[^\W\d_]+){{0,3}} trở lên)){_COUNTED_THINGS}"
)
# What is counted as an aim only where the section says that it sets aims: elsewhere it may be a norm or a fact.
AIMED = re.compile(
    r"(?P<verb>[Cc]ó|[Tt]rồng mới|[Đđ]ào tạo(?: nghề)?(?: cho)?|[Tt]ập huấn cho|[Bb]ố trí|[Hh]ỗ trợ|[Xx]ây mới|"
    r"[Ss]ửa chữa|[Cc]ải tạo|[Nn]âng cấp|[Đđ]ầu tư|[Pp]hát triển|[Tt]hu hút|[Kk]ết nạp|[Tt]iếp nhận|[Cc]ấp|[Đđ]ón|"
    rf"[Nn]hân rộng|[Dd]uy trì|[Kk]iểm tra){_COUNTED_THINGS}"
)
# `Lắp đặt mới trạm 3G/4G: 58 trạm`: what is done, then how many.
LISTED = re.compile(
    r"(?:[Ll]ắp đặt|[Đđ]ầu tư|[Xx]ây (?:dựng|mới)|[Cc]huyển đổi|[Nn]âng|[Tt]rồng|[Pp]hát triển|[Hh]ình thành|"
    r"[Tt]hu hút|[Đđ]ào tạo|[Tt]hành lập|[Cc]ải tạo|[Ss]ửa chữa|[Kk]ết nạp|[Bb]ồi dưỡng)[^:.;]{0,80}:\s+"
    r"(?:trên |khoảng )?(?P<low>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s+"
    r"(?P<unit>(?!tháng|năm\b|ngày|giờ|triệu|tỷ|đồng)[^\W\d_]+(?:\s[^\W\d_]+){0,3})(?P<after>\s+trở lên)?"
    r"(?=\s*(?:[;.,(]|$))"
)
# Where the sections tell how things stand, or what money is needed, no number is an aim.
_NO_AIMS = re.compile(
    rf"{NARRATIVE.pattern}|^(?:TIEU CHUAN|DIEU KIEN|NHU CAU|KINH PHI|NGUON VON|NGUON LUC|KHAI TOAN)", re.IGNORECASE
)
_GOALS = re.compile(r"MUC TIEU|CHI TIEU", re.IGNORECASE)
_AIMS = re.compile(r"MUC TIEU|CHI TIEU|PHUONG HUONG|NHIEM VU|KE HOACH NAM", re.IGNORECASE)
# An attached document that regulates: what it says of shares and numbers are norms.
_RULES = re.compile(r"QUY (?:CHẾ|ĐỊNH|TRÌNH|CHUẨN)|ĐIỀU LỆ|NỘI QUY|HƯỚNG DẪN")
# Kinds that tell or regulate: only their sections of aims have any.
_TELLING = frozenset({"BC", "HD", "TB", "QC", "QyĐ", "TTr", "GM"})
_ABOVE = re.compile(r"\b(?:tối thiểu|ít nhất|không dưới|không thấp hơn)\s*$", re.IGNORECASE)
_MORE = re.compile(r"\btrên\s*$", re.IGNORECASE)
_LESS = re.compile(r"\b(?:dưới|giảm còn dưới)\s*$", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:không quá|tối đa|không vượt quá)\s*$", re.IGNORECASE)
# What has been reached, what is spent and what is scored are no aims.
_PAST = re.compile(
    r"\b(?:nếu có|trường hợp có|khi có|"
    r"đã đạt|đã có|đã hoàn thành|còn tồn tại|hiện có|hiện nay|đến nay|tính đến|nhu cầu|dự kiến|ước tính|"
    r"điểm (?:chuẩn|thưởng|trừ))\b",
    re.IGNORECASE,
)
# A share that is told of, not aimed at, where the section is not one of aims.
_SHARE = re.compile(r"\bchiếm\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;]\s")
_LONGEST_SENTENCE = 300
_COUNTED = re.compile(r"\d\s+(?!tháng|năm\b|ngày|giờ|tuần)[^\W\d_]")
_DIGIT = re.compile(r"\d")
_BRACKET = re.compile(r"\((?!giao|Giao|(?:tối thiểu|ít nhất|đạt|không dưới|trên)\s*(?:trên )?$)[^()]*$")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target and where its words stand."""

    value: Target
    place: Span


def find(
    source: Source, items: Sequence[Item], shapes: Sequence[tuple[str, Shape]] = (), kind: str | None = None
) -> tuple[Aim, ...]:
    """The measurable aims of the paragraphs, then of the task and target cells of tables, in order.

    kind: letters of the document's kind; one that only tells or regulates sets aims in its sections of aims alone.
    """
    titles = titles_of(source, items)
    rules = {item.path for item in items if item.heading_end and _RULES.match(source.of(item.line))}

    def sets_aims(path: str) -> bool:
        tells = kind in _TELLING or under(path, titles, _NO_AIMS) or not rules.isdisjoint((path, *above(path)))
        return under(path, titles, _AIMS) or not tells

    prose = (
        aim
        for item in items
        if item.path and _DIGIT.search(source.text, item.start, item.line.end) and sets_aims(item.path)
        for aim in _within(
            source.text, item.path, item.start, item.line.end, in_goals=under(item.path, titles, _GOALS)
        )
        if under(item.path, titles, _AIMS) or not _SHARE.search(_before(source.text, item.start, aim.place.start))
    )
    return (*prose, *_in_tables(source, [(path, form) for path, form in shapes if kind not in _TELLING]))


def _in_tables(source: Source, shapes: Sequence[tuple[str, Shape]]) -> Iterator[Aim]:
    for path, form in shapes:
        columns = [at for at, column in enumerate(form.columns) if column in ("task", "target")]
        for place, row in rows_with_paths(path, form):
            for cell in (row.cells[at] for at in columns if at < len(row.cells)):
                yield from _within(source.text, place, cell.start, cell.end)


def _within(text: str, path: str, start: int, end: int, *, in_goals: bool = False) -> Iterator[Aim]:
    taken: list[Span] = []
    for match in _numbers(text, start, end, in_goals=in_goals):
        place = Span(match.start(), match.end())
        clash = any(place.start < other.end and other.start < place.end for other in taken)
        clause = _before(text, start, match.start("low"))
        if clash or _PAST.search(clause) or _BRACKET.search(clause):
            continue
        taken.append(place)
        yield from _aims(text, path, match, clause)


def _numbers(text: str, start: int, end: int, *, in_goals: bool) -> Iterator[re.Match[str]]:
    """Where the patterns match. Most paragraphs have nothing of what each match holds, and are not searched."""
    if holds(text, start, end, ("%", "phần trăm")):
        yield from PERCENT.finditer(text, start, end)
    if _COUNTED.search(text, start, end):
        yield from (match for match in LISTED.finditer(text, start, end) if _opens(text, start, match))
        yield from COUNT.finditer(text, start, end)
        if in_goals:
            yield from AIMED.finditer(text, start, end)


def _opens(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether what is done stands at the head of the paragraph, or behind a comma."""
    return match.start() == start or text[match.start() - 2] in ",;"


def _before(text: str, start: int, at: int) -> str:
    """What stands in the sentence before a place."""
    return _SENTENCE.split(text[max(start, at - _LONGEST_SENTENCE) : at])[-1]


def _aims(text: str, path: str, match: re.Match[str], clause: str) -> Iterator[Aim]:
    unit = "%" if match["unit"] == "phần trăm" else " ".join(match["unit"].split())
    place = Span(match.start(), match.end())
    said = " ".join(text[place.start : place.end].split())
    high = match.groupdict().get("high")
    if high:
        yield Aim(Target(path, said, number_of(match["low"]), unit, ">="), place)
        yield Aim(Target(path, said, number_of(high), unit, "<="), place)
        return
    verb = match.groupdict().get("verb") or ""
    yield Aim(
        Target(path, said, number_of(match["low"]), unit, comparator_of(f"{clause} {verb}", match["after"])), place
    )


def comparator_of(before: str, after: str | None = None) -> Comparator:
    """What the words before an amount (`không dưới`) and behind it (`trở lên`) make of it."""
    if after or _ABOVE.search(before.strip()):
        return ">="
    if _MORE.search(before.strip()):
        return ">"
    if _LESS.search(before.strip()):
        return "<"
    return "<=" if _AT_MOST.search(before.strip()) else "="
