"""Assignments (phân công): who is given what, from sentences, from headings that own their points, from tables.

The grammar is that of the domain's list of phrases, A and B; what counts is said by CONTRACT.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import dates
from corpus.agencies import is_set
from corpus.letters import plain
from corpus.model import Assignment, Mode, Source, Span
from extract.owners import Members, named, scan
from extract.parts import Duty, Item, above, holds

# A verb that gives a task, at the beginning of a sentence, of a bracket, or behind the body that gives it.
GIVES = re.compile(
    r"(?:(?P<opening>^|[.;:]\s|\()(?P<verb>[Gg]iao(?: nhiệm vụ cho| cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công)|"
    r"(?:tỉnh|xã|phường|phố|Tỉnh|Phố|huyện)\s(?P<later>giao|yêu cầu|đề nghị|phân công))\s+(?=\S)"
)
PARTNERS = re.compile(
    r"(?:phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng))?|cùng(?:\s+với)|(?:có )?sự (?:phối hợp|tham gia) của|"
    r"[Đđ]ơn vị phối hợp(?: thực hiện)?\s*:|[Cc]ơ quan phối hợp\s*:|[Pp]hối hợp\s*:)\s+(?:với\s+)?(?=\S)",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:[Đđ]ơn vị|[Cc]ơ quan)\s+(?:chủ trì|thực hiện|đầu mối)(?: thực hiện| tham mưu)?\s*:\s+(?=\S)|(?:^|"
    r"[.;]\s)[Cc]hủ trì\s*:\s+(?=\S)"
)
ROLE = re.compile(
    r"\s*(?:[:,]?\s*[Mm]ỗi cơ quan )?(?:chủ trì|làm đầu mối|là (?:cơ quan|đơn vị|đầu mối)|tham mưu|"
    r"chịu trách nhiệm|có trách nhiệm|"
    r"phối hợp|chủ động|căn cứ)\b"
)
HEADING = re.compile(r"(?P<verb>Giao|Đề nghị|Yêu cầu|Phân công|Đối với|Nhiệm vụ của|Trách nhiệm của)?\s*")
WHEN_FIRST = re.compile(
    r"(?:Trong |Hằng |Hàng |Định kỳ |Quý |Trước |Năm |Căn cứ |Trên cơ sở )[^.;:]{0,90}?,\s+(?=[A-ZĐa-zđ])"
)
# `Tiêu chuẩn - đo lường: Ủy ban nhân dân huyện chủ động …`: the owner stands behind a topic.
TOPIC = re.compile(r"[A-ZĐÀ-Ỹ][^.;:]{3,80}:\s+(?=[A-ZĐÀ-Ỹ])")
# `… – Trường THPT Thống Linh hỗ trợ thực hiện.`: the owner stands at the end, behind a dash.
DASHED = re.compile(r"\s[-–]\s(?=\S)")
CARRIES = re.compile(
    r"\s*(?:hỗ trợ |chủ trì |phối hợp )?(?:thực hiện|chủ trì|phụ trách|cho ý kiến)[^.;:]{0,30}[.;]?\s*$"
)
# `Nhiệm vụ … do Tổ trưởng tổ công tác phân công`: the owner is the agent of a passive.
AGENT = re.compile(r"\bdo\s+(?=[A-ZĐÀ-Ỹ])")
CARRIED = re.compile(r"\s*(?:chủ trì|phân công|đảm nhiệm|phụ trách|chịu trách nhiệm|bố trí)\b")
# Words of titles, without marks: recognition loses them.
DUTIES = re.compile(
    r"TO CHUC THUC HIEN|PHAN CONG|TRACH NHIEM|NHIEM VU|GIAI PHAP|THUC HIEN$|TO CHUC TRIEN KHAI|CHE DO.{0,20}BAO CAO",
    re.IGNORECASE,
)
# Persons of a kind are spoken of where norms are set, too.
PERSONS = re.compile(r"(?:Cán bộ|Công chức|Các|Những|Cơ quan, đơn vị)\b")
# What is, was done or is only described gives nobody a task.
STATE = re.compile(
    r"\s*(?:[:,(–-]|(?:được|là|gồm|bao gồm|có(?! trách nhiệm| nhiệm vụ)|do|đã|đang|thuộc|của|trong|theo|về|tại|từ|để|"
    r"nhằm|khi|sau|trước|vào|lên|với|và)\b)"
)
# Who answers for a section is told beside its owner, and carries none of its tasks.
IN_CHARGE = re.compile(r"\s*(?:phụ trách|theo dõi|chỉ đạo)\s*:")
NO_DUTIES = re.compile(
    r"MUC DICH|MUC TIEU|QUAN DIEM|YEU CAU|CHI TIEU|THUC TRANG|KET QUA|NOI DUNG, PHUONG THUC", re.IGNORECASE
)
# The issuer itself, spoken of in the third person: `Ủy ban nhân dân tỉnh`.
_SELF = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)(?: (?:tỉnh|thành phố|xã|phường|huyện|Tỉnh|"
    r"Thành phố)(?: [A-ZĐÀ-Ỹ]\w*)*)?"
)
# Words of which each match of GIVES, LEADS and PARTNERS holds one.
_GIVING = ("iao ", "ề nghị ", "êu cầu ", "hân công ")
_LEADING = ("thực hiện: ", "thực hiện : ", "ủ trì: ", "ủ trì : ", "mối: ", "mối : ", "mưu: ", "mưu : ")
_PARTNERED = ("hối hợp", "ùng", "ham gia", "HỐI HỢP", "ÙNG", "HAM GIA", "hối Hợp")
_SENTENCE = re.compile(r"(?<=[^\s.]{2}[.])\s+(?=[A-ZĐÀ-Ỹ])")
_COMMA = re.compile(r",\s+")
_LONGEST_OPENING = 130
_SEMICOLON = re.compile(r";\s+")
_LONGEST_CLAUSE = 40
_LONGEST_TITLE = 90
_MODES: dict[str, Mode] = {"giao": "giao", "đề nghị": "đề nghị", "yêu cầu": "yêu cầu", "phân công": "phân công"}


@dataclass(frozen=True, slots=True)
class _Owner:
    """The owner that a heading gives to all points below it."""

    members: Members
    mode: Mode


def find(source: Source, items: Sequence[Item]) -> tuple[Duty, ...]:
    """Every assignment of the paragraphs, in order. Tables are read by `task_rows`."""
    reader = _Reader(source, items)
    return tuple(duty for item in items for duty in reader.read(item))


class _Reader:
    """Walks the paragraphs once, knowing which section each stands in and which heading owns it."""

    def __init__(self, source: Source, items: Sequence[Item]) -> None:
        self.source = source
        self.text = source.text
        self.parents = {item.path.rpartition("/")[0] for item in items if item.path}
        self.continued = {item.path for item in items if not item.label and item.path}
        self.headed = {item.path: item for item in items if item.label and item.heading_end > item.start}
        titles = {item.path: self._title(item) for item in items if item.label}
        self.of_duties = frozenset(path for path, title in titles.items() if DUTIES.search(title))
        self.of_aims = frozenset(path for path, title in titles.items() if NO_DUTIES.search(title))
        self.begins: dict[str, int] = {}
        self.owners: dict[str, _Owner] = {}
        self.lead_mode: Mode | None = None
        self.began = False

    def _title(self, item: Item) -> str:
        end = item.heading_end if item.heading_end > item.start else item.line.end
        is_title = item.heading_end > item.start or end - item.start <= _LONGEST_TITLE
        return plain(self.text[item.start : end]) if is_title else ""

    def read(self, item: Item) -> Iterator[Duty]:
        """The assignments of one paragraph."""
        if not item.path:
            yield from self._lead(item)
            return
        self.began = True
        if item.label or item.path not in self.begins:
            self.begins[item.path] = item.start
        start, end = item.start, item.line.end
        if item.label and (owner := self._heading_owner(item)):
            self.owners[item.path] = owner
            if not self._has_points(item):
                yield self._duty(item.path, owner.members.spans, owner.mode, Span(owner.members.end, end), "heading")
            return
        said = self._with_when(item, list(self._said(item, start, end)))
        yield from said
        if not said and not item.label and (owner := self.owners.get(item.path)):
            yield self._duty(item.path, owner.members.spans, owner.mode, Span(start, end), "heading-owner")
        elif not said and item.label and (inherited := self._inherited(item.path)):
            yield self._duty(item.path, inherited.members.spans, inherited.mode, Span(start, end), "heading-owner")
        elif not said and (agent := self._agent(item)):
            yield agent
        elif not said and self._only_partners(item):
            yield self._duty(item.path, (), "subject", Span(start, end), "partners-only")

    def _with_when(self, item: Item, said: list[Duty]) -> list[Duty]:
        """A deadline that stands before the giving is that of the one who is given it: `… trong quý I. Giao …`."""
        if len(said) != 1 or said[0].deadline or said[0].rule != "given":
            return said
        begin = item.start if item.path in self.parents else self.begins[item.path]
        found = list(dates.find(self.text[begin : said[0].owners[0].start]))
        if len(found) != 1:
            return said
        deadline = Span(begin + found[0].at, begin + found[0].to)
        value = replace(said[0].value, deadline=named(self.text, deadline))
        return [replace(said[0], value=value, deadline=deadline)]

    def _lead(self, item: Item) -> Iterator[Duty]:
        """A directive's opening sentence: `Chủ tịch UBND tỉnh yêu cầu các sở …:` gives its mode to what follows."""
        text = self.text[item.line.start : item.line.end]
        if self.began or not text.rstrip().endswith(":") or "ban hành" in text[-160:]:
            return
        for match in re.finditer(r"\b(?P<verb>yêu cầu|đề nghị|giao|phân công)\s+(?=\S)", text):
            members = scan(self.text, item.line.start + match.end(), item.line.end)
            if members:
                self.lead_mode = _MODES[match["verb"]]
                yield self._duty("", members.spans, self.lead_mode, Span(members.end, item.line.end), "lead")
                return

    def _heading_owner(self, item: Item) -> _Owner | None:
        """`2. Giao Sở Nội vụ:`, `2.1. Cán bộ Nội vụ.`, `3. Sở Công Thương` with points or words below."""
        end = item.heading_end if item.heading_end > item.start else item.line.end
        if end - item.start > 260 or not (self._has_points(item) or item.heading_end < item.line.end):
            return None
        match = HEADING.match(self.text, item.start, end)
        verb = (match["verb"] or "").lower() if match else ""
        begin = match.end() if match else item.start
        members = self._whole(scan(self.text, begin, end), item, end)
        if not members or not members.spans:
            return None
        if not (verb in _MODES or self.lead_mode or self._in_duties(item.path)) or _SELF.fullmatch(
            named(self.text, members.spans[0])
        ):
            return None
        return _Owner(members, _MODES.get(verb, self.lead_mode or "subject"))

    def _whole(self, members: Members | None, item: Item, end: int) -> Members | None:
        """A list that fills its line; a title may say more of its last member: `Các đơn vị được kiểm tra`."""
        if not members or not members.spans or not self.text[members.end : end].strip(" .:;-–"):
            return members
        rest = self.text[members.end : end]
        if item.heading_end <= item.start or len(rest) > _LONGEST_CLAUSE or re.search(r"[,;.]\s", rest):
            return None
        last = Span(members.spans[-1].start, end - len(rest) + len(rest.rstrip(" .:;")))
        return Members((*members.spans[:-1], last), end)

    def _has_points(self, item: Item) -> bool:
        return item.path in self.parents or item.path in self.continued

    def _in_duties(self, path: str) -> bool:
        """Whether an enclosing heading speaks of who does what, rather than of aims."""
        return not (self.of_duties.isdisjoint(above(path)) or self._in_aims(path.rpartition("/")[0]))

    def _inherited(self, path: str) -> _Owner | None:
        return next((self.owners[each] for each in above(path) if each in self.owners), None)

    def _said(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        """The assignments that the sentences of a paragraph print themselves."""
        for match in LEADS.finditer(self.text[start:end]) if holds(self.text, start, end, _LEADING) else ():
            partners = PARTNERS.search(self.text, start + match.end(), end)
            if members := scan(self.text, start + match.end(), partners.start() if partners else end):
                path, task = self._led(item, match.start() == 0)
                yield self._duty(path, members.spans, "subject", task, "lead-line", Span(start, end))
                return
        inherited = item.label and self._inherited(item.path)
        for begin, stop in self._sentences(start, end):
            given = list(self._given(item, begin, stop))
            yield from given
            duty = None if given else self._subject(item, begin, stop, first=begin == start)
            if duty and not (inherited and begin != start):
                yield duty

    def _led(self, item: Item, opens: bool) -> tuple[str, Span]:  # noqa: FBT001
        """What a line `Đơn vị chủ trì: …` is said of: behind the last bullet of a section, of the whole section."""
        section = re.sub(r"/[-+*•]\d+$", "", item.path)
        if item.label or not opens or section == item.path or section not in self.headed:
            return item.path, Span(item.start, item.line.end)
        head = self.headed[section]
        return section, Span(head.start, max(head.heading_end, head.start))

    def _given(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        for match in GIVES.finditer(self.text[start:end]) if holds(self.text, start, end, _GIVING) else ():
            members = scan(self.text, start + match.end(), end)
            verb = (match["verb"] or match["later"]).lower().split(" cho")[0].split(" nhiệm")[0]
            if not members or not members.spans:
                continue
            opens = match["verb"] is not None and (not match["opening"] or match["verb"][0].isupper())
            bracket = match["opening"] == "("
            if opens or bracket or match["later"] or ROLE.match(self.text, members.end):
                stop = self._clause_end(members.end, end, bracket=bracket)
                yield from self._shared_verb(item.path, members, _MODES[verb], stop)

    def _shared_verb(self, path: str, members: Members, mode: Mode, end: int) -> Iterator[Duty]:
        """One verb for several bodies, each with its task: `Đề nghị Ban … định hướng …; Mặt trận … giám sát …`."""
        while True:
            following = self._next_owner(members.end, end)
            stop = following[0] if following else end
            yield self._duty(path, members.spans, mode, Span(members.end, stop), "given")
            if not following:
                return
            members = following[1]

    def _next_owner(self, at: int, end: int) -> tuple[int, Members] | None:
        """Behind a semicolon, a body with a verb of its own."""
        for mark in _SEMICOLON.finditer(self.text, at, end):
            members = scan(self.text, mark.end(), end)
            if members and members.spans and members.end < end and self.text[mark.end()].isupper():
                return mark.start(), members
        return None

    def _clause_end(self, at: int, end: int, *, bracket: bool) -> int:
        close = self.text.find(")", at, end) if bracket else -1
        if close >= 0:
            return close
        following = GIVES.search(self.text[at:end])
        return at + following.start() if following and following["opening"] else end

    def _sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        begin = start
        for match in _SENTENCE.finditer(self.text, start, end) if holds(self.text, start, end, (". ",)) else ():
            yield begin, match.start()
            begin = match.end()
        yield begin, end

    def _subject(self, item: Item, begin: int, end: int, *, first: bool) -> Duty | None:
        """A sentence whose subject is the owner: in sections of duties, or where a role word follows it."""
        members = self._members_of(begin, end)
        if not members or not members.spans or members.end >= end - 3:
            return None
        owner = named(self.text, members.spans[0])
        if _SELF.fullmatch(owner) or IN_CHARGE.match(self.text, members.end, end):
            return None
        role = ROLE.match(self.text, members.end, end)
        colon = self.text[members.end : members.end + 2].strip().startswith(":")
        strong = role is not None and not role[0].strip(" ,:").startswith(("chủ động", "căn cứ"))
        if self._says_duties(item) and (first or strong or owner[0].isupper()):
            rule = "subject"
        elif strong and not self._in_aims(item.path):
            rule = "subject-role"
        elif self.lead_mode and first and owner[0].isupper():
            rule = "subject-of-directive"
        elif first and self._acts(item.path, owner, members.end):
            rule = "subject-verb"
        else:
            return None
        mode: Mode = self.lead_mode or "subject"
        return self._duty(item.path, members.spans, mode, Span(members.end + colon, end), rule)

    def _acts(self, path: str, owner: str, at: int) -> bool:
        """Whether a body of its own name, outside aims and conditions, does what its sentence says."""
        named_body = owner[0].isupper() and not is_set(owner) and not PERSONS.match(owner)
        return named_body and not STATE.match(self.text, at) and not self._in_aims(path)

    def _says_duties(self, item: Item) -> bool:
        """Whether a paragraph stands in a section of duties; one without label stands below its own item's title."""
        return self._in_duties(item.path if item.label else f"{item.path}/")

    def _members_of(self, begin: int, end: int) -> Members | None:
        """The subject of a sentence: at its beginning, behind a time or a ground, or behind a topic."""
        if members := scan(self.text, begin, end):
            return members
        if topic := TOPIC.match(self.text, begin, end):
            members = scan(self.text, topic.end(), end)
            return members if members and ROLE.match(self.text, members.end, end) else None
        if not WHEN_FIRST.match(self.text, begin, end):
            return None
        commas = (match.end() for match in _COMMA.finditer(self.text, begin, min(end, begin + _LONGEST_OPENING)))
        return next((members for at in commas if (members := scan(self.text, at, end))), None)

    def _agent(self, item: Item) -> Duty | None:
        """The owner at the end of an item behind a dash, or as the agent of a passive."""
        for opening, hints, verb in ((DASHED, (" - ", " – "), CARRIES), (AGENT, ("do ",), CARRIED)):
            if not holds(self.text, item.start, item.line.end, hints):
                continue
            for match in opening.finditer(self.text, item.start, item.line.end):
                members = scan(self.text, match.end(), item.line.end)
                if members and members.spans and verb.match(self.text, members.end, item.line.end):
                    task = Span(item.start, match.start())
                    return self._duty(
                        item.path, members.spans, "subject", task, "agent", Span(item.start, item.line.end)
                    )
        return None

    def _in_aims(self, path: str) -> bool:
        return not self.of_aims.isdisjoint(above(f"{path}/"))

    def _only_partners(self, item: Item) -> bool:
        return (
            bool(item.label) and self._in_duties(item.path) and bool(self._partners(Span(item.start, item.line.end)))
        )

    def _partners(self, span: Span) -> tuple[Span, ...]:
        found: dict[str, Span] = {}
        if not holds(self.text, span.start, span.end, _PARTNERED):
            return ()
        for match in PARTNERS.finditer(self.text, span.start, span.end):
            members = scan(self.text, match.end(), span.end)
            for member in members.spans if members else ():
                found.setdefault(named(self.text, member).lower(), member)
        return tuple(found.values())

    def _duty(
        self, path: str, owners: Sequence[Span], mode: Mode, task: Span, rule: str, within: Span | None = None
    ) -> Duty:
        task = _stripped(self.text, task)
        whole = within or task
        partners = tuple(each for each in self._partners(whole) if each not in owners)
        when = next(iter(dates.find(self.text[whole.start : whole.end])), None)
        deadline = Span(whole.start + when.at, whole.start + when.to) if when else None
        value = Assignment(
            path=path,
            owners=tuple(named(self.text, each) for each in owners),
            partners=tuple(named(self.text, each) for each in partners),
            mode=mode,
            task=" ".join(self.text[task.start : task.end].split()),
            deadline=named(self.text, deadline) if deadline else None,
        )
        return Duty(value, tuple(owners), partners, task, deadline, None, rule)


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ":,;.-–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";.,/"):
        end -= 1
    return Span(start, end)
