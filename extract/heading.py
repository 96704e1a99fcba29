"""The head (thể thức phần đầu): number, symbol, place, date, issuer, kind, title.

Decree 30/2020/NĐ-CP, annex I, part I.II.1-5. A blank number or day is a fact of the paper: it is kept as None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus import kinds
from corpus.gazetteer import UPPER
from corpus.model import Evidence, Line, Note, Source
from corpus.period import period_of
from extract import addressees, issuer, property_table, unread
from extract.addressees import TO
from extract.chunks import DATE, HEAD_LINES, MOTTO, NUMBER, SHORT_DATE, SUBJECT, Chunk, first_lines
from extract.labels import parse

# A blank number whose symbol was torn off: `Số:` … `/TTr-STC`.
_BLANK_NUMBER = re.compile(r"(?:Số|SỐ)\s*:?[….\s_]*")
_TORN_SYMBOL = re.compile(r"[/-]\s*(?P<symbol>[A-ZĐƯ][A-Za-zĐđƯư&]*(?:[-–/][A-ZĐƯ][A-Za-zĐđƯư&]*)+)")
# The grounds of a decision: what names a kind behind them, `QUYẾT ĐỊNH:`, is the deciding itself.
_GROUND = re.compile(r"[-–]?\s*(?:Căn cứ|Xét)\b")
_OPENING_KIND = re.compile(rf"(?:{kinds.names_pattern()})(?=\s+\w)", re.IGNORECASE)
_NOTICE = re.compile(r"DỰ THẢO\b|(?:HỎA|HOẢ) TỐC|(?:THƯỢNG )?KHẨN$|(?:TỐI |TUYỆT )?MẬT$")
_YOUTH = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
_ABOUT = re.compile(r"Về việc\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:Căn cứ|Thực hiện|Tiếp tục|Triển khai|Nhằm|Để|Theo|Xét|Trên cơ sở|Kính gửi|Năm \d{4},|Hiện nay|Qua|"
    r"Vừa qua|"
    r"(?:Phần|PHẦN|Chương|CHƯƠNG)(?= (?:[IVX\d]|[Tt]hứ|THỨ))|Điều 1|Trong|Thời gian|Ngày \d|"
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)(?=.*(?:ban hành|xây dựng|triển khai|yêu cầu|đề nghị|báo cáo|thông báo|"
    r"[:.;]$))|Phát huy)\b"
)
_DECIDES = re.compile(
    r"(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|HỘI ĐỒNG|HIỆU TRƯỞNG|TRƯỞNG|CHÁNH|TỔNG|CỤC)\b"
)
# Below the kind, whose it is: `NGHỊ QUYẾT` / `CỦA BỘ CHÍNH TRỊ`.
_OF_WHOM = re.compile(rf"CỦA [{UPPER} ]{{4,80}}\s(?=[^\W\d{UPPER}]|$)")
_TITLE_LINES = 9
_MOTTO_LINES = 15
_HEAD_BELOW = 6
_LONGEST_TITLE = 700
_LONGEST_SUBJECT = 260


@dataclass
class Head:
    """What the head says; top, after: indexes of the line where kind or title begins and of the first behind them.

    unread: what was read too unsurely; whose: the organisation printed in place of the national motto.
    """

    values: dict[str, object] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    warnings: list[Note] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    top: int = 0
    after: int = 0
    whose: str = ""
    unread: dict[str, str] = field(default_factory=dict)

    def give(self, key: str, value: object, evidence: Evidence | None = None) -> None:
        """Note a value and its place, unless the head has one already."""
        if value is not None and self.values.get(key) is None:
            self.values[key] = value
            if evidence:
                self.evidence[f"/{key}"] = evidence

    def text(self, key: str) -> str | None:
        """A value that is text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None


def find(source: Source) -> Head:
    """The head of a document. What it does not say stays out of `values`, with a Note; nothing is made up."""
    head = Head()
    chunks = first_lines(source)
    if source.format == "scan":
        lines = source.lines
        texts = [unread.blanked(each.text, [lines[at] for at in each.lines], head.unread) for each in chunks]
        chunks = [replace(each, text=text) for each, text in zip(chunks, texts, strict=True)]
    _number(chunks, head)
    _date(chunks, head)
    if source.format == "scan":
        unread.settle(source, head.values, head.evidence, head.unread)
    _kind_and_title(source, chunks, head)
    _issuer(source, head)
    _properties(source, head)
    head.give("period", period_of(head.text("title") or ""))
    _warn(head)
    return head


def _number(chunks: Sequence[Chunk], head: Head) -> None:
    """The number line; one in capitals may belong to the issuer's name: `ĐOÀN … THEO QUYẾT ĐỊNH SỐ 5/QĐ-SCT`."""
    for chunk in sorted(chunks, key=lambda each: each.text.startswith("SỐ")):
        match = NUMBER.search(chunk.text)
        if match and match.start() < 12 and (len(chunk.text) < 200 or match.start() == 0):
            symbol = re.sub(r"\s*[-–]\s*", "-", match["symbol"]).rstrip(". ")
            year = match["year"]
            place = chunk.found(match, "symbol", "number-line")
            if year:
                symbol, place = f"{year[1:]}/{symbol}", replace(place, start=chunk.start + match.start("year") + 1)
            head.give("symbol", symbol, place)
            if match["number"]:
                head.give("number", int(match["number"]), chunk.found(match, "number", "number-line"))
            head.used |= set(chunk.lines)
            return
    _torn_number(chunks, head)


def _torn_number(chunks: Sequence[Chunk], head: Head) -> None:
    """A blank number on one line, its symbol on another, as text copied from two columns has them."""
    blank = next((at for at, chunk in enumerate(chunks) if _BLANK_NUMBER.fullmatch(chunk.text)), None)
    if blank is None:
        return
    for chunk in chunks[blank:]:
        if match := _TORN_SYMBOL.fullmatch(chunk.text):
            head.give("symbol", match["symbol"], chunk.found(match, "symbol", "number-line"))
            head.used |= {*chunks[blank].lines, *chunk.lines}
            return


def _date(chunks: Sequence[Chunk], head: Head) -> None:
    for chunk in chunks:
        number = NUMBER.match(chunk.text)
        match = DATE.search(chunk.text, number.end() if number else 0) or SHORT_DATE.fullmatch(chunk.text)
        if match and match.start() < 90 and len(chunk.text) < 160:
            head.give("place", " ".join(match["place"].split()), chunk.found(match, "place", "date-line"))
            if match["year"]:
                head.give("date", _iso(match), _dated(chunk, match))
            head.used |= set(chunk.lines)
            return


def _dated(chunk: Chunk, match: re.Match[str]) -> Evidence:
    """Where the date stands, from its first part that is not blank."""
    first = "năm" if not match["month"] else "" if match["day"] else "tháng"
    start = chunk.start + match.start("date") + match["date"].find(first)
    return Evidence(start, chunk.start + match.end("date"), rule="date-line")


def _iso(match: re.Match[str]) -> str:
    """As precise as printed: `2022-07` where the day is blank, `2021` where the month is too."""
    parts = [match["year"]]
    if match["month"]:
        parts.append(f"{int(match['month']):02}")
        if match["day"]:
            parts.append(f"{int(match['day']):02}")
    return "-".join(parts)


def _kind_and_title(source: Source, chunks: Sequence[Chunk], head: Head) -> None:
    after_number = max(head.used, default=_last_motto(source))
    at = _kind_at(source, chunks)
    if at is not None:
        chunk = chunks[at]
        place = Evidence(chunk.start, chunk.start + len(chunk.text.rstrip(" .:")), rule="kind-line")
        head.give("kind", kinds.of_line(chunk.text) or kinds.code_of(chunk.text.strip(" .:")), place)
        first = chunk.lines[-1] + 1
        if first < len(source.lines) and _OF_WHOM.fullmatch(source.of(source.lines[first]) + "\n"):
            first += 1
        head.used |= set(chunk.lines)
    elif _letter(source, chunks, head):
        return
    else:
        first = _first_plain(source, after_number + 1)
    last = _title_end(source, first)
    head.top = min(first, len(source.lines))
    if first < last <= len(source.lines):
        start, end = source.lines[first].start, source.lines[last - 1].end
        start += 0 if head.text("kind") else _opening_kind(source.text[start:end], start, head)
        start = whose.end() if (whose := _OF_WHOM.match(source.text, start, end)) else start
        title = " ".join(source.text[start:end].split())
        head.give("title", title, Evidence(start, end, source.lines[first].page, rule="title-lines"))
    head.after = _behind(source, head.used, last)
    _addressees(source, head)


def _behind(source: Source, used: set[int], last: int) -> int:
    """The first line behind the head, from the one behind its title on: a date below the text is the signature's."""
    for at in range(last, min(last + _HEAD_BELOW, len(source.lines))):
        text = source.of(source.lines[at])
        if at in used:
            last = at + 1
        elif TO.match(text) or _LEAD.match(text) or parse(text):
            break
    return last


def _kind_at(source: Source, chunks: Sequence[Chunk]) -> int | None:
    """The chunk that names the kind; one behind the grounds of a decision is none."""
    for at, chunk in enumerate(chunks):
        if _is_kind(source, chunk):
            return at
        if _GROUND.match(chunk.text):
            return None
    return None


def _opening_kind(title: str, start: int, head: Head) -> int:
    """How far a kind reaches that opens a title, in capitals or as the symbol says it: `QUY CHẾ LÀM VIỆC`; else 0."""
    match = _OPENING_KIND.match(title)
    code = kinds.code_of(match[0]) if match else None
    told = kinds.code_in_symbol(head.text("symbol") or "")
    if not match or code is None or (told != code and (told or not title.isupper())):
        return 0
    head.give("kind", code, Evidence(start, start + match.end(), rule="kind-line"))
    return match.end() + 1


def _last_motto(source: Source) -> int:
    """The last line of the national motto in a head without number and date; -1 without a motto."""
    texts = map(source.of, source.lines[:_MOTTO_LINES])
    return max((at for at, text in enumerate(texts) if text.strip("-_* ") and MOTTO.search(text)), default=-1)


def _is_kind(source: Source, chunk: Chunk) -> bool:
    bold = source.lines[chunk.lines[0]].lead_bold > 0
    return kinds.is_kind_line(chunk.text) or (bold and kinds.code_of(chunk.text.strip(" .:")) is not None)


def _letter(source: Source, chunks: Sequence[Chunk], head: Head) -> bool:
    """An official letter (công văn) has no kind; its subject stands behind `V/v` under the number."""
    for at, chunk in enumerate(chunks):
        match = _subject(chunks, at)
        if not match:
            continue
        start, end = chunk.start + match.end(), chunk.start + len(chunk.text)
        lines = list(chunk.lines)
        for other in chunks[at + 1 :]:
            if source.lines[lines[0]].cell or not other.text or _ends_subject(other.text):
                break
            end = other.start + len(other.text)
            lines += other.lines
        end -= match[0].startswith("(") and source.text[:end].endswith(")")
        head.give("kind", kinds.OFFICIAL_LETTER, Evidence(chunk.start + match.start(), start, rule="subject-line"))
        head.give("title", " ".join(source.text[start:end].split()), Evidence(start, end, rule="subject-line"))
        head.used |= set(lines)
        head.after = _behind(source, head.used, lines[-1] + 1)
        _addressees(source, head)
        return True
    return False


def _subject(chunks: Sequence[Chunk], at: int) -> re.Match[str] | None:
    """What opens the subject in a chunk: `V/v`, behind the number too; `Về việc` where the next names addressees."""
    text = chunks[at].text
    if "V/" in text.upper()[:_LONGEST_SUBJECT]:
        return SUBJECT.search(text) if SUBJECT.match(text) or NUMBER.match(text) else None
    return _ABOUT.match(text) if any(TO.match(each.text) for each in chunks[at + 1 : at + 3]) else None


def _ends_subject(text: str) -> bool:
    return bool(TO.match(text) or DATE.search(text) or MOTTO.search(text) or _LEAD.match(text))


def _first_plain(source: Source, first: int) -> int:
    """The first line behind number and date that is no part of the two-column head."""
    while first < min(len(source.lines), HEAD_LINES) and (
        source.lines[first].cell
        or source.lines[first].origin == "property"
        or MOTTO.match(source.of(source.lines[first]))
    ):
        first += 1
    return first


def _title_end(source: Source, first: int) -> int:
    """Behind the last line of the title: it ends where the hand changes, the lead or the first label begins."""
    at, length = first, 0
    while at < len(source.lines) and at - first < _TITLE_LINES:
        line, text = source.lines[at], source.of(source.lines[at])
        length += len(text)
        if line.cell or line.origin != "body" or length > _LONGEST_TITLE or MOTTO.fullmatch(text):
            break
        if at > first and (_changes_hand(source.lines[first], line) or _ends_title(source, at)):
            break
        if at == first and (_is_sentence(text) or TO.match(text) or parse(text) or _is_decider(source, at)):
            break
        at += 1
    return at


def _is_sentence(text: str) -> bool:
    """A line that is no title: a lead sentence that stands where the title was lost."""
    return len(text) > 60 and text.endswith((".", ";", ":")) and bool(_LEAD.match(text))


def _changes_hand(first: Line, line: Line) -> bool:
    bold = first.lead_bold >= first.end - first.start
    return (bold and line.lead_bold == 0) or (first.align == "center" and line.align not in ("center", None))


def _ends_title(source: Source, at: int) -> bool:
    text = source.of(source.lines[at])
    before = source.of(source.lines[at - 1])
    if text.startswith("(") or parse(text):
        return True
    if text.isupper():
        return _is_decider(source, at) or (source.lines[at].gap and bool(_DECIDES.match(text)))
    return bool(_LEAD.match(text)) or before.isupper() or len(text) > 200 or text.endswith((".", ";", ":"))


def _is_decider(source: Source, at: int) -> bool:
    """Whether a line names who decides, above the grounds: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`."""
    text = source.of(source.lines[at])
    after = source.of(source.lines[at + 1]) if at + 1 < len(source.lines) else ""
    return text.isupper() and bool(_DECIDES.match(text)) and bool(_LEAD.match(after))


def _addressees(source: Source, head: Head) -> None:
    places, behind = addressees.find(source, head.after, _LEAD)
    if behind == head.after:
        return
    head.evidence |= {f"/addressees/{ordinal}": place for ordinal, place in enumerate(places)}
    head.give("addressees", tuple(source.text[place.start : place.end] for place in places))
    head.after = behind


def _issuer(source: Source, head: Head) -> None:
    """The left side of the head above the number; else what the opening sentence and the place say."""
    limit = min(head.used, default=head.top)
    left = _left_lines(source, limit, head)
    above, own = issuer.tell_apart([source.of(line) for line in left])
    lead = "\n".join(source.of(line) for line in source.lines[head.after : head.after + 12])
    body = source.text[source.lines[min(limit, len(source.lines) - 1)].start :] if source.lines else ""
    where = head.text("place")
    printed = issuer.sentence_case(" ".join(own), body, where) if own else None
    superior = issuer.sentence_case(" ".join(above), body, where) if above else None
    name = issuer.complete(printed, lead, where)
    place = Evidence(left[len(above)].start, left[-1].end, left[0].page, rule="head-left") if own else None
    if name != printed and (match := issuer.ISSUES.search(lead)):
        start = source.lines[head.after].start + match.start("issuer")
        place = place or Evidence(start, start + len(match["issuer"]), rule="opening-sentence")
    head.give("issuer", name, place)
    if above:
        head.give("superior", superior, Evidence(left[0].start, left[len(above) - 1].end, rule="head-left"))


def _left_lines(source: Source, limit: int, head: Head) -> list[Line]:
    """Lines above the number that are neither the national motto nor a site's own headline."""
    lines = []
    for line in source.lines[:limit]:
        text = source.of(line)
        if line.origin in ("body", "textbox") and text.strip("-_ *") and not MOTTO.search(text) and text.isupper():
            lines.append(line)
    lines = [line for line in lines if not _NOTICE.match(source.of(line))]
    youth = [line for line in source.lines[: head.top] if _YOUTH.fullmatch(source.of(line))]
    if youth and (others := [line for line in lines if line not in youth]):
        head.whose, lines = source.of(youth[0]), others
    return lines[-6:]


def _properties(source: Source, head: Head) -> None:
    """What a legal site's property table says fills what the text has lost."""
    for key, value, place in property_table.find(source, head.text("symbol") or ""):
        head.give(key, value, place)


def _warn(head: Head) -> None:
    head.give("kind", kinds.code_in_symbol(head.text("symbol") or ""), head.evidence.get("/symbol"))
    if head.values.get("kind") is None and head.values.get("addressees") and head.values.get("symbol"):
        head.give("kind", kinds.OFFICIAL_LETTER, head.evidence.get("/symbol"))
    head.give("level", issuer.tell_level(head.text("issuer"), head.text("superior") or head.whose))
    head.warnings += unread.notes(head.unread)
    for key, sentence in _LOST:
        if head.values.get(key) is None and key not in head.unread:
            code = f"{key}-{'blank' if key in ('number', 'date') else 'lost'}"
            head.warnings.append(Note(code, sentence))
    if "/kind" in head.evidence and head.evidence["/kind"].rule != "kind-line" and head.values["kind"] != "CV":
        head.warnings.append(Note("kind-line-lost", "Mất dòng tên loại văn bản; tên loại lấy theo ký hiệu."))


_LOST = (
    ("number", "Văn bản chưa ghi số."),
    ("date", "Văn bản chưa ghi ngày, tháng, năm."),
    ("kind", "Không tìm thấy tên loại văn bản."),
    ("issuer", "Không tìm thấy tên cơ quan ban hành."),
    ("title", "Không tìm thấy trích yếu nội dung."),
)
