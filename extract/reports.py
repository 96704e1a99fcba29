"""Duties to report (chế độ báo cáo): who, to whom, through whom, by when; phrases D of the domain notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.gazetteer import UPPER
from corpus.model import Evidence, Reporting, Source, Span
from extract.deadlines import Limit, in_words
from extract.owners import named, scan
from extract.parts import Duty, Item, holds, stripped, tells, titles_of

# The verb; a report that is only a paper (`theo báo cáo`, `báo cáo số 5/BC-UBND`), or was given already, is no duty.
REPORTS = re.compile(
    r"(?<!theo )(?<!các )(?<!hội nghị )(?<!(?<!định )kỳ )(?<!mẫu )(?<!kính )(?<!xin )(?<!tại )(?<!đã )\bbáo cáo\b"
    r"(?! (?:viên|dự báo|số|thẩm định|thẩm tra|tài chính|thuyết minh|nghiên cứu|kinh tế|thành tích|đánh giá tác)\b)",
    re.IGNORECASE,
)
SENDS = re.compile(
    rf"\b(?:gửi|phản ánh|thông tin|đề xuất)\b[^.;:]{{0,120}}?(?= (?:về|đến|cho|tới)\s| [{UPPER}])", re.IGNORECASE
)
# To what end something is sent, which makes sending a duty to report; it stands behind, in the same clause.
PURPOSE = re.compile(
    r"\b(?:tổng hợp|để (?:xem xét|giải quyết|theo dõi|hướng dẫn|chỉ đạo|xử lý|báo cáo|phối hợp|được))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.;]+")
# What stands before the body that a report is for.
TO = re.compile(
    r"\bbáo cáo(?: (?:định kỳ|đột xuất|kết quả|tình hình|kịp thời|ngay|nhanh|lên|về|với|cho|gửi))*\s+(?=\S)|"
    r"\b(?:gửi|về|đến|cho|tới|lên)\s+(?=\S)",
    re.IGNORECASE,
)
# `để tổng hợp, báo cáo Ủy ban nhân dân tỉnh`: the one before gathers, the one behind gets it.
ONWARD = re.compile(rf"\b(?:để\s[^.;(]{{0,60}}?|tổng hợp,?(?: và)? )(?:báo cáo|trình)\s+(?=[{UPPER}])")
THROUGH = re.compile(rf"\b(?:thông )?qua\s+(?=[{UPPER}])")
# What is reported, or to what end, behind the one who gets it.
ABOUT = re.compile(
    r"\s(?:kết quả|tình hình|nội dung|tiến độ|việc|xem xét|xét duyệt|sửa đổi|quyết toán|phê duyệt|quyết định|"
    r"chậm nhất|muộn nhất|trước|định kỳ|theo|về|hằng|hàng|khi|nếu|để|"
    r"(?:các|những) (?:nội dung|chỉ tiêu|trường hợp|vấn đề|khó khăn|vướng mắc))\b"
)
# Those above the province, who are no bodies of a list.
CENTRAL = re.compile(r"(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|Ban Bí thư|Bộ Chính trị)\b")
_AND = re.compile(r"(?:,| và)\s+")
WHO = re.compile(
    r"(?:^|[,:]\s+|(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao|vướng mắc|phát sinh|bổ sung)\s+)"
    rf"(?=[{UPPER}]|(?:các|những|mỗi) )"
)
# A closing sentence hands the document itself over.
HANDS_OVER = re.compile(r"Trên đây\b(?![^.;]*\b(?:gửi|phản ánh)\b)")
_SENTENCE = re.compile(r"[.;](?:\s+|$)|\n")
_LONGEST_BEFORE_VERB = 60
_NEAR = 100
_AT_HEAD = 30
_LONGEST_LIST = 2000  # characters: without a bound a sentence of many verbs takes time by its square
_REPORTED = ("áo cáo", "ÁO CÁO", "ửi", "hản ánh", "hông tin", "ề xuất")


@dataclass(frozen=True, slots=True)
class Report:
    """A duty to report and where its words and names stand."""

    value: Reporting
    place: Span
    names: tuple[tuple[str, tuple[Span, ...]], ...]
    limits: tuple[Limit, ...]

    def evidence(self, pointer: str) -> Iterator[tuple[str, Evidence]]:
        """The places of the values, by JSON Pointer below `pointer`."""
        yield f"{pointer}/text", Evidence(self.place.start, self.place.end, rule="report")
        for key, spans in self.names:
            for at, span in enumerate(spans):
                yield f"{pointer}/{key}/{at}", Evidence(span.start, span.end, rule="report")
        for at, limit in enumerate(self.limits):
            place = limit.place
            yield f"{pointer}/deadlines/{at}/text", Evidence(place.start, place.end, rule="deadline")


def find(
    source: Source, items: Sequence[Item], duties: Sequence[Duty], limits: Sequence[Limit], kind: str | None = None
) -> tuple[Report, ...]:
    """The duties to report of the paragraphs and of rows of tasks, in order; each names a receiver or a deadline.

    kind: letters of the document's kind; a report (BC) tells of reports, and asks for them in sections of duties.
    """
    titles = titles_of(source, items)
    found: list[Report | None] = []
    for item in items:
        if holds(source.text, item.start, item.line.end, _REPORTED) and not tells(item.path, titles, kind):
            sentences = _sentences(source.text, Span(item.start, item.line.end))
            found += (_report(source.text, item.path, each, duties, limits) for each in sentences)
    rows = (duty for duty in duties if duty.rule == "table-row")
    found += (_report(source.text, duty.value.path, duty.task, duties, limits) for duty in rows)
    return tuple(filter(None, found))


def _sentences(text: str, whole: Span) -> Iterator[Span]:
    start = whole.start
    for match in _SENTENCE.finditer(text, whole.start, whole.end):
        yield stripped(text, Span(start, match.start()))
        start = match.end()
    yield stripped(text, Span(start, whole.end))


def _report(text: str, path: str, sentence: Span, duties: Sequence[Duty], limits: Sequence[Limit]) -> Report | None:
    """The duty that a sentence lays on somebody, None where it lays none."""
    verb = _verb(text, sentence)
    if verb is None:
        return None
    to, through = _receivers(text, verb, sentence.end)
    own = [duty for duty in duties if duty.value.path == path]
    row = any(duty.rule == "table-row" and duty.task == sentence for duty in own)
    by = tuple(each for each in limits if each.value.path == path and (row or _holds(sentence, each.place)))
    if to:
        by = by or tuple(in_words(text, path, sentence))  # the record has none of a closing sentence
    else:
        by = tuple(each for each in by if _is_near(each.place, verb) or (row and verb - sentence.start < _AT_HEAD))
    if not (to or by):
        return None
    names = (("owners", _owners(text, sentence, verb, own)), ("to", to), ("through", through))
    said = {key: tuple(named(text, span) for span in spans) for key, spans in names}
    words = " ".join(text[sentence.start : sentence.end].split())
    value = Reporting(path, words, **said, deadlines=tuple(each.value for each in by))
    return Report(value, sentence, names, by)


def _verb(text: str, sentence: Span) -> int | None:
    """Where the words that lay down a report begin."""
    if HANDS_OVER.match(text, sentence.start, sentence.end):
        return None
    reports = REPORTS.search(text, sentence.start, sentence.end)
    found = (reports.start() if reports else None, _sends(text, sentence))
    return min((at for at in found if at is not None), default=None)


def _sends(text: str, sentence: Span) -> int | None:
    """Where the words begin that have something sent to an end; each clause is gone through once."""
    for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
        ends = [match.start() for match in PURPOSE.finditer(text, *clause.span())]
        sends = SENDS.search(text, *clause.span()) if ends else None
        if sends and sends.end() <= ends[-1]:
            return sends.start()
    return None


def _is_near(place: Span, verb: int) -> bool:
    return place.start - _NEAR < verb < place.end + _NEAR


def _holds(whole: Span, part: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _receivers(text: str, start: int, end: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """To whom, and through whom, the words from the verb on say."""
    onward = ONWARD.search(text, start, end)
    first = _first_named(text, TO, start, onward.start() if onward else end)
    final = _named_at(text, onward.end(), end) if onward and first else ()
    through = _first_named(text, THROUGH, start, end)
    if final:
        return final, tuple(dict.fromkeys((*first, *through)))
    return tuple(span for span in first if span not in through), through


def _first_named(text: str, before: re.Pattern[str], start: int, end: int) -> tuple[Span, ...]:
    """The bodies behind the first place that the pattern finds and that names any."""
    places = (match.end() for match in before.finditer(text, start, end))
    return next(filter(None, (_named_at(text, at, min(end, at + _LONGEST_LIST)) for at in places)), ())


def _named_at(text: str, at: int, end: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    while central := CENTRAL.match(text, at, end):
        spans.append(Span(*central.span()))
        joined = _AND.match(text, central.end(), end)
        if not joined:
            return tuple(spans)
        at = joined.end()
    about = ABOUT.search(text, at, end)
    members = scan(text, at, about.start() if about else end)
    return (*spans, *(span for span in (members.spans if members else ()) if text[span.start].isupper()))


def _owners(text: str, sentence: Span, verb: int, duties: Sequence[Duty]) -> tuple[Span, ...]:
    """Who reports: the subject of the sentence; else the owners of the task that stands there, or before it."""
    if subject := _subject(text, sentence.start, verb):
        return subject
    around = [duty for duty in duties if duty.owners and duty.task.start <= verb]
    around.sort(key=lambda duty: (_holds(duty.task, Span(verb, verb)), duty.task.start))
    return around[-1].owners if around else ()


def _subject(text: str, start: int, verb: int) -> tuple[Span, ...]:
    """`…, các cơ quan, đơn vị kịp thời phản ánh về …`: the first list that ends shortly before the verb."""
    start = max(start, verb - _LONGEST_LIST)
    for match in WHO.finditer(text[start:verb]):
        members = scan(text, start + match.end(), verb)
        if members and members.spans and verb - members.end <= _LONGEST_BEFORE_VERB:
            between = text[members.end : verb].lstrip()
            if "," not in between or between.startswith(("kịp", "định", "tổng", "theo")):
                return members.spans
    return ()
