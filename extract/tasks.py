"""Assignments (phân công): who is given what, from sentences, from headings that own their points, from tables.

The grammar is that of the domain's list of phrases, A and B; what counts is said by CONTRACT.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import dates
from corpus.model import Assignment, Evidence, Mode, Source, Span
from extract.owners import Members, named, scan
from extract.parts import Item
from extract.tables import Row, Shape

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
DUTIES = re.compile(
    r"TỔ CHỨC THỰC HIỆN|PHÂN CÔNG|TRÁCH NHIỆM|NHIỆM VỤ|GIẢI PHÁP|THỰC HIỆN$|TỔ CHỨC TRIỂN KHAI", re.IGNORECASE
)
NO_DUTIES = re.compile(
    r"MỤC ĐÍCH|MỤC TIÊU|QUAN ĐIỂM|YÊU CẦU|CHỈ TIÊU|THỰC TRẠNG|KẾT QUẢ|NỘI DUNG, PHƯƠNG THỨC", re.IGNORECASE
)
# The issuer itself, spoken of in the third person: `Ủy ban nhân dân tỉnh`.
_SELF = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)(?: (?:tỉnh|thành phố|xã|phường|huyện|Tỉnh|"
    r"Thành phố)(?: [A-ZĐÀ-Ỹ]\w*)*)?"
)
_SENTENCE = re.compile(r"(?<=[^\s.]{2}[.])\s+(?=[A-ZĐÀ-Ỹ])")
_SEMICOLON = re.compile(r";\s+")
_LONGEST_CLAUSE = 40
_MODES: dict[str, Mode] = {"giao": "giao", "đề nghị": "đề nghị", "yêu cầu": "yêu cầu", "phân công": "phân công"}


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment and where its names, its task and its deadline stand in the text."""

    value: Assignment
    owners: tuple[Span, ...]
    partners: tuple[Span, ...]
    task: Span
    deadline: Span | None = None
    product: Span | None = None
    rule: str = ""

    def evidence(self, pointer: str) -> Iterator[tuple[str, Evidence]]:
        """The places of the values, by JSON Pointer below `pointer`."""
        for key, spans in (("owners", self.owners), ("partners", self.partners)):
            for at, span in enumerate(spans):
                yield f"{pointer}/{key}/{at}", Evidence(span.start, span.end, rule=self.rule)
        yield f"{pointer}/task", Evidence(self.task.start, self.task.end, rule=self.rule)
        for key, one in (("deadline", self.deadline), ("product", self.product)):
            if one:
                yield f"{pointer}/{key}", Evidence(one.start, one.end, rule=self.rule)


@dataclass(frozen=True, slots=True)
class _Owner:
    """The owner that a heading gives to all points below it."""

    members: Members
    mode: Mode


def find(source: Source, items: Sequence[Item]) -> tuple[Duty, ...]:
    """Every assignment of the paragraphs, in order. Tables are read by `from_tables`."""
    reader = _Reader(source, items)
    return tuple(duty for item in items for duty in reader.read(item))


class _Reader:
    """Walks the paragraphs once, knowing which section each stands in and which heading owns it."""

    def __init__(self, source: Source, items: Sequence[Item]) -> None:
        self.source = source
        self.text = source.text
        self.parents = {item.path.rpartition("/")[0] for item in items if item.path}
        self.continued = {item.path for item in items if not item.label and item.path}
        self.titles = {item.path: self._title(item) for item in items if item.label}
        self.begins = {item.path: item.start for item in reversed(items)}
        self.owners: dict[str, _Owner] = {}
        self.lead_mode: Mode | None = None
        self.began = False

    def _title(self, item: Item) -> str:
        end = item.heading_end if item.heading_end > item.start else min(item.line.end, item.start + 120)
        return self.text[item.start : end]

    def read(self, item: Item) -> Iterator[Duty]:
        """The assignments of one paragraph."""
        if not item.path:
            yield from self._lead(item)
            return
        self.began = True
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
        if not (verb in _MODES or self._in_duties(item.path)) or _SELF.fullmatch(named(self.text, members.spans[0])):
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
        titles = [title for at, title in self.titles.items() if path.startswith(f"{at}/")]
        return any(DUTIES.search(title) for title in titles) and not any(NO_DUTIES.search(title) for title in titles)

    def _inherited(self, path: str) -> _Owner | None:
        while path:
            path = path.rpartition("/")[0]
            if path in self.owners:
                return self.owners[path]
        return None

    def _said(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        """The assignments that the sentences of a paragraph print themselves."""
        for match in LEADS.finditer(self.text[start:end]):
            if members := scan(self.text, start + match.end(), end):
                yield self._duty(item.path, members.spans, "subject", Span(start, end), "lead-line", Span(start, end))
                return
        inherited = item.label and self._inherited(item.path)
        for begin, stop in self._sentences(start, end):
            given = list(self._given(item, begin, stop))
            yield from given
            duty = None if given else self._subject(item, begin, stop, first=begin == start)
            if duty and not (inherited and begin != start):
                yield duty

    def _given(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        for match in GIVES.finditer(self.text[start:end]):
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
        for match in _SENTENCE.finditer(self.text, start, end):
            yield begin, match.start()
            begin = match.end()
        yield begin, end

    def _subject(self, item: Item, begin: int, end: int, *, first: bool) -> Duty | None:
        """A sentence whose subject is the owner: in sections of duties, or where a role word follows it."""
        opening = WHEN_FIRST.match(self.text, begin, end)
        members = scan(self.text, begin, end) or (scan(self.text, opening.end(), end) if opening else None)
        if not members or not members.spans or members.end >= end - 3:
            return None
        owner = named(self.text, members.spans[0])
        if _SELF.fullmatch(owner):
            return None
        role = ROLE.match(self.text, members.end, end)
        colon = self.text[members.end : members.end + 2].strip().startswith(":")
        strong = role is not None and not role[0].strip(" ,:").startswith(("chủ động", "căn cứ"))
        if self._in_duties(item.path) and (first or strong or owner[0].isupper()):
            rule = "subject"
        elif strong and not self._in_aims(item.path):
            rule = "subject-role"
        else:
            return None
        mode: Mode = self.lead_mode or "subject"
        return self._duty(item.path, members.spans, mode, Span(members.end + colon, end), rule)

    def _in_aims(self, path: str) -> bool:
        return any(
            NO_DUTIES.search(title) for at, title in self.titles.items() if path.startswith(f"{at}/") or at == path
        )

    def _only_partners(self, item: Item) -> bool:
        return (
            bool(item.label) and self._in_duties(item.path) and bool(self._partners(Span(item.start, item.line.end)))
        )

    def _partners(self, span: Span) -> tuple[Span, ...]:
        found: dict[str, Span] = {}
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


def from_tables(source: Source, shapes: Sequence[tuple[str, Shape]]) -> tuple[Duty, ...]:
    """One assignment for each data row of each table of tasks."""
    found = []
    for path, form in shapes:
        if not form.is_tasks:
            continue
        for place, row in rows_with_paths(path, form):
            found.append(_from_row(source, place, form, row))
    return tuple(found)


def rows_with_paths(path: str, form: Shape) -> Iterator[tuple[str, Row]]:
    """The data rows and their paths: the section, the group row above, then `#` and the printed number."""
    group, ordinal = path, 0
    for row in form.rows:
        if row.kind == "group" and row.label:
            group, ordinal = (f"{path}/{row.label}" if path else row.label), 0
        elif row.kind == "data":
            ordinal += 1
            yield f"{group}/#{row.label or ordinal}", row


def _from_row(source: Source, path: str, form: Shape, row: Row) -> Duty:
    cells = {name: row.cells[at] for at, name in reversed(list(enumerate(form.columns))) if at < len(row.cells)}
    owners = _cell_members(source.text, cells.get("owners"))
    partners = _cell_members(source.text, cells.get("partners"))
    task = cells.get("task") or cells.get("product") or Span(0, 0)
    deadline, product = _filled(cells.get("deadline")), _filled(cells.get("product"))
    value = Assignment(
        path=path,
        owners=tuple(named(source.text, each) for each in owners),
        partners=tuple(named(source.text, each) for each in partners),
        mode="subject",
        task=named(source.text, task),
        deadline=named(source.text, deadline) if deadline else None,
        product=named(source.text, product) if product else None,
    )
    return Duty(value, owners, partners, task, deadline, product, "table-row")


def _filled(span: Span | None) -> Span | None:
    return span if span and span.end > span.start else None


# In a cell a new body may begin without any mark, where the copy has lost the line break between two.
_CELL_BREAK = re.compile(
    r"\n|(?<=[a-zà-ỹđ])(?<! và)(?<!phòng) (?=(?:Sở|UBND|Ủy ban nhân dân|Công an|Các sở|Các Sở|Các phòng) )"
)


def _cell_members(text: str, cell: Span | None) -> tuple[Span, ...]:
    """The members of an owner or partner cell: one a line, or a list; what has no head is one member as printed."""
    if not cell:
        return ()
    found: list[Span] = []
    at = cell.start
    for line in _CELL_BREAK.split(text[cell.start : cell.end]):
        begin = at + len(line) - len(line.lstrip(" -–+•"))
        end = at + len(line.rstrip(" ;.,"))
        at += len(line) + 1
        while begin < end:
            members = scan(text, begin, end)
            if not members or not members.spans:
                found.append(Span(begin, end))
                break
            found += members.spans
            begin = max(members.end, begin + 1)
            while begin < end and text[begin] in " ;,.":
                begin += 1
    return tuple(span for span in found if span.end > span.start)
