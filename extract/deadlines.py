"""Deadlines (thời hạn) of the paragraphs and of the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import dates
from corpus.model import Deadline, Source, Span
from extract.parts import Item, above, tells, titles_of, under
from extract.tables import Shape
from extract.task_rows import rows_with_paths

# A date behind these words is that of a cited act or of the past.
_CITED = re.compile(
    r"(?:/[A-ZĐ][\w-]*|Luật[^;.:]{0,60}|/[A-ZĐ][\w-]* của [A-ZĐ][^;.,:]{0,60})\s*,?\s*$|"
    r"(?:đã|được(?! (?:triển khai|tổ chức|thực hiện|tiến hành|chia|bố trí))) [^;.,]{0,40}$|"
    r"(?:hiệu lực(?: thi hành)?(?: kể)?|bảo đảm) $"
)
# A recurrence counts where a duty recurs: in sections of duties, or with a report.
_DUTY = re.compile(
    r"TO CHUC THUC HIEN|PHAN CONG|TRACH NHIEM|BAO CAO|NHIEM VU|TO CHUC TRIEN KHAI|KIEM TRA", re.IGNORECASE
)
_RECURS = re.compile(
    r"(?:^|[.;,:(]\s*|\b(?:và|báo cáo|kiểm tra|đánh giá|tổng hợp|sơ kết|thực hiện|tổ chức)\s+[^.;,]{0,40}|"
    r"(?:tháng|quý|năm),\s*)$|định kỳ",
    re.IGNORECASE,
)
# At the end of a duty it says how often; before these words it only tells which plan, or which funds, are meant.
_CLOSES = re.compile(r"\s*(?:theo quy định[^.;]{0,30})?(?:[.;/]|$)")
_ADJECTIVE = re.compile(r"\s+(?:cho|phục vụ|của|do|và \d|theo giai đoạn)\b")
_LIMIT = re.compile(r"(?:hoàn thành |xong )?(?:trước|chậm nhất|muộn nhất)\b", re.IGNORECASE)
_NO_HEAD: Mapping[str, object] = {}
# The time of an act that is cited behind it: `trong giai đoạn 2022 - 2025 theo Quyết định số …`.
_OF_CITED = re.compile(r"\s+(?:theo|của|tại) (?:Quyết định|Nghị quyết|Kế hoạch|Đề án|Chương trình|Chỉ thị) (?:số|\d)")
# When a year, a numbering begins or ends, is told and no limit.
_FRAMES = re.compile(r"(?:bắt đầu|kết thúc) (?:vào )?$")
# From then on without an end is no deadline.
_GOES_ON = re.compile(r"\s*(?:và (?:các|những) năm (?:tiếp theo|sau)|trở đi)\b")
# Which tasks, not by when: `Đối với các nhiệm vụ triển khai trong năm 2025, …`.
_CONCERNS = re.compile(r"(?:^|[.;:]\s)(?:Đối với|Riêng) [^,.;:]*$")
# Directly behind what is done it says how often: `bố trí hằng năm cho các xã`.
_DONE = re.compile(r"\b(?:bố trí|rà soát|tổ chức|báo cáo|cập nhật|kiểm tra|đánh giá|công bố|ban hành|quyết toán)\s+$")
# Directly before what is done, too: `hàng năm tổng kết, đánh giá`.
_DOES = re.compile(
    r"\)?\s+(?:tổng kết|đánh giá|báo cáo|rà soát|tổ chức|tổng hợp|kiểm tra|sơ kết|cập nhật|thống kê|gửi|lập|"
    r"tiến hành|thực hiện|xây dựng)\b"
)
_ALSO = re.compile(r"(?:\s*,|\s+(?:và|hoặc))\s+")
_ON_AVERAGE = re.compile(r"(?:trung bình|bình quân)\s*$", re.IGNORECASE)
# Since then or from then on: a beginning without an end.
_SINCE = re.compile(r"từ\s", re.IGNORECASE)
# At the beginning, before what is to be done: `Hằng năm, tiến hành rà soát …`.
_THEN = re.compile(r",\s+(?!trên cơ sở|theo)")
_CITES = re.compile(r"Căn cứ|Theo |Xét |Thực hiện |Phúc đáp|Trả lời")
_HANDS_OVER = re.compile(r"Trên đây là (?:[^.]|\.(?=\d))*(?:\.|$)\s*")
_AIMS = re.compile(r"MUC TIEU|CHI TIEU", re.IGNORECASE)
_RESULTS = re.compile(r"(?:kết quả|báo cáo|kết quả thực hiện)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline and where its words stand."""

    value: Deadline
    place: Span


def find(
    source: Source, items: Sequence[Item], shapes: Sequence[tuple[str, Shape]], head: Mapping[str, object] = _NO_HEAD
) -> tuple[Limit, ...]:
    """The deadlines of all paragraphs behind the lead, and of the deadline cells of tables.

    head: the values of the document's head; a report, and a section that tells how things stand, have only deadlines
    that were to come on the document's own day.
    """
    titles: dict[str, str] = {}  # of the labels so far: one that is printed twice has its own title each time
    began = not any(item.path for item in items)  # a body without labels; what it cites gives no limits
    found: list[Limit] = []
    for item in items:
        titles |= titles_of(source, (item,))
        began = began or bool(item.path)
        if began and (item.path or not _CITES.match(source.of(item.line))):
            limits = tuple(_in_item(source.text, _behind_handing_over(source.text, item), titles))
            told = limits and tells(item.path, titles, head.get("kind"))
            found += (limit for limit in limits if not told or _is_to_come(limit.value, head))
    return (*found, *_in_tables(source, shapes))


def _behind_handing_over(text: str, item: Item) -> Item:
    """The paragraph without a first sentence that only hands the document over."""
    handed = _HANDS_OVER.match(text, item.start, item.line.end)
    return replace(item, start=handed.end()) if handed else item


def _in_item(text: str, item: Item, titles: dict[str, str]) -> Iterator[Limit]:
    words = text[item.start : item.line.end]
    whens = dates.find(words)
    if not whens:
        return
    duty = not item.path or any(_DUTY.search(titles.get(at, "")) for at in above(item.path))
    end_of_last = 0  # behind the last recurrence that was taken: `định kỳ 6 tháng, hàng năm` are two
    for when in whens:
        if not when.recurrence:
            if _is_limit(words, when, item.path, titles):
                yield _limit(item.path, words, when, item.start)
        elif _FRAMES.search(words[: when.at]):
            continue
        elif (
            _has_day(words, when)
            or (end_of_last and _ALSO.fullmatch(words, end_of_last, when.at))
            or _recurs(words, when, in_duties=duty)
        ):
            end_of_last = when.to
            yield _limit(item.path, words, when, item.start)


def _is_limit(words: str, when: dates.When, path: str, titles: dict[str, str]) -> bool:
    """Whether a day or span is a time limit: not that of a cited act, not open, not what the title tells of."""
    before = words[max(0, when.at - 80) : when.at]
    if _GOES_ON.match(words, when.to) or _OF_CITED.match(words, when.to) or _is_since(words, when):
        return False
    return not (_CITED.search(before) or _CONCERNS.search(before) or _is_horizon(when, words, path, titles))


def _recurs(words: str, when: dates.When, *, in_duties: bool) -> bool:
    """Whether words say how often something is done; in sections that are not of duties only where it is plain."""
    before = words[max(0, when.at - 80) : when.at]
    if _ON_AVERAGE.search(before):
        return False
    joined = before.endswith("và ")  # `từ năm 2021 đến năm 2023 … và hằng năm tổ chức …` goes on the span
    plain = (when.at == 0 and _THEN.match(words, when.to)) or (not joined and _DOES.match(words, when.to))
    return bool(plain) or (in_duties and _says_how_often(words, when, before))


def in_words(text: str, path: str, place: Span) -> Iterator[Limit]:
    """The deadlines of words that are known to lay a duty on somebody: all but the dates of cited acts."""
    words = text[place.start : place.end]
    for when in dates.find(words):
        if not _CITED.search(words[max(0, when.at - 80) : when.at]):
            yield _limit(path, words, when, place.start)


def _is_to_come(limit: Deadline, head: Mapping[str, object]) -> bool:
    """Whether a deadline lay ahead when the document was issued, and is not the time that its title tells of.

    `trước ngày …` is said of what was to be done, whenever that was.
    """
    if _LIMIT.match(limit.text):
        return True
    told = [when.end for when in dates.find(str(head.get("title") or ""))]
    if dates.day(limit.end or "") in told:
        return False
    return limit.end is not None and limit.end >= str(head.get("date") or "")


def _says_how_often(words: str, when: dates.When, before: str) -> bool:
    """Whether a recurrence is that of the duty, not of a thing it speaks of: `kế hoạch hằng năm của các sở`."""
    if _DONE.search(before):
        return True
    if when.rule != "recurring" or _ADJECTIVE.match(words, when.to):
        return False
    return bool(_RECURS.search(before) or _CLOSES.match(words, when.to))


def _is_horizon(when: dates.When, words: str, path: str, titles: dict[str, str]) -> bool:
    """The year by which a target is met, and the half year that results are of, are no deadlines."""
    before = words[max(0, when.at - 30) : when.at]
    if when.rule == "half":
        return bool(_RESULTS.search(before))
    aims = under(path, titles, _AIMS)
    if when.rule == "year" and aims and "giai đoạn" in words[when.at : when.to]:
        return True
    return when.rule == "year" and when.start is None and (aims or "%" in words)


def _is_since(words: str, when: dates.When) -> bool:
    return when.rule == "on-day" and _SINCE.match(words, when.at) is not None


def _has_day(words: str, when: dates.When) -> bool:
    """`trước ngày 15/02 hằng năm`, `định kỳ 6 tháng`: recurrences with a day, or said to be periodic."""
    said = words[when.at : when.to].lower()
    return any(char.isdigit() for char in said) or said.startswith("định kỳ") or "thứ " in said or "chủ nhật" in said


def _in_tables(source: Source, shapes: Sequence[tuple[str, Shape]]) -> Iterator[Limit]:
    for path, form in shapes:
        if "deadline" not in form.columns and not form.is_tasks:
            continue
        name = next((each for each in ("deadline", "task", "product") if each in form.columns), None)
        if name is None:  # rows of aims: their years are no deadlines
            continue
        column, find = form.columns.index(name), dates.in_cell if name == "deadline" else dates.find
        for place, row in rows_with_paths(path, form):
            if column < len(row.cells):
                cell = row.cells[column]
                words = source.of(cell).replace("\n", " ")
                for when in find(words):
                    yield _limit(place, words, when, cell.start)


def _limit(path: str, words: str, when: dates.When, offset: int) -> Limit:
    value = Deadline(
        path=path,
        text=" ".join(words[when.at : when.to].split()),
        start=when.start.isoformat() if when.start else None,
        end=when.end.isoformat() if when.end else None,
        recurrence=when.recurrence,
    )
    return Limit(value, Span(offset + when.at, offset + when.to))
