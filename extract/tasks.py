"""Assignments (phân công): who is given what, from sentences, from headings that own their points, from tables.

The grammar is that of the domain's list of phrases, A and B; what counts is said by CONTRACT.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import dates
from corpus.agencies import is_set
from corpus.letters import plain
from corpus.model import Assignment, Mode, Source, Span
from extract import task_phrases as phrases
from extract.owners import Members, named, scan
from extract.parts import Duty, Item, above, holds, joined, section_of, stripped

_LONGEST_OPENING = 130
_LONGEST_CLAUSE = 40
_LONGEST_TITLE = 90
REPORT = "BC"
_MODES: dict[str, Mode] = {"giao": "giao", "đề nghị": "đề nghị", "yêu cầu": "yêu cầu", "phân công": "phân công"}
_MODES |= {"chỉ đạo": "giao", "đôn đốc": "yêu cầu"}


@dataclass(frozen=True, slots=True)
class _Owner:
    """The owner that a heading gives to all points below it."""

    members: Members
    mode: Mode


def find(source: Source, items: Sequence[Item], kind: str | None = None) -> tuple[Duty, ...]:
    """Every assignment of the paragraphs, in order. Tables are read by `task_rows`.

    kind: letters of the document's kind; outside its sections of duties and proposals a report only gives tasks by a
    verb of giving: bodies that do something there have done it.
    """
    reader = _Reader(source, items, tells=kind == REPORT)
    return tuple(joined(duty for item in items for duty in reader.read(item)))


class _Reader:
    """Walks the paragraphs once, knowing which section each stands in and which heading owns it."""

    def __init__(self, source: Source, items: Sequence[Item], *, tells: bool = False) -> None:
        self.tells = tells
        self.source = source
        self.text = source.text
        self.parents = {item.path.rpartition("/")[0] for item in items if item.path}
        self.continued = {item.path for item in items if not item.label and item.path}
        self.labelled = {item.path: item for item in items if item.label}
        self.leads = Counter(section_of(item) for item in items if phrases.LEADS.match(self.text, item.start))
        self.before: dict[str, Item] = {}
        titles = {item.path: self._title(item) for item in items if item.label}
        self.of_duties = frozenset(path for path, title in titles.items() if phrases.DUTIES.search(title))
        self.narrative = frozenset(
            path
            for path, title in titles.items()
            if phrases.NARRATIVE.search(title) and not phrases.DUTIES.search(title)
        )
        self.proposals = frozenset(path for path, title in titles.items() if phrases.PROPOSALS.search(title))
        self.of_aims = frozenset(path for path, title in titles.items() if phrases.NO_DUTIES.search(title))
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
        around = (item.path, *above(item.path))
        if not self.narrative.isdisjoint(around):
            return
        start, end = item.start, item.line.end
        if not (phrases.LEADS.match(self.text, start, end) or phrases.JOINS.match(self.text, start, end)):
            self.before[section_of(item)] = item
        if self.tells and self.of_duties.isdisjoint(around):
            yield from self._given(item, start, end)
            return
        if item.label and (owner := self._heading_owner(item)):
            self.owners[item.path] = owner
            if not self._has_points(item):
                yield self._duty(item.path, owner.members.spans, owner.mode, Span(owner.members.end, end), "heading")
            return
        said = self._with_when(item, list(self._said(item, start, end)))
        if said and self.text[start:end].endswith(":") and self._opens_list(item, said[-1]):
            return
        yield from said
        if not said:
            yield from self._unsaid(item, start, end)

    def _unsaid(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        """What a paragraph that names no owner takes from its heading or its end, or gives to partners alone."""
        owner = self._inherited(item.path) if item.label else self.owners.get(item.path)
        if owner:
            yield self._duty(item.path, owner.members.spans, owner.mode, Span(start, end), "heading-owner")
        elif agent := self._agent(item):
            yield agent
        elif self._only_partners(item):
            yield self._duty(item.path, (), "subject", Span(start, end), "partners-only")

    def _opens_list(self, item: Item, duty: Duty) -> bool:
        """`Giao phòng A thực hiện các công việc sau:`: the points are A's; whether it says no more itself."""
        if not duty.owners or "/-" in item.path or not (self._has_points(item) or duty.rule == "given"):
            return False
        last = duty.owners[-1].end
        self.owners[item.path] = _Owner(Members(duty.owners, last), duty.value.mode)
        return bool(item.label) and phrases.EMPTY.match(self.text, last, item.line.end) is not None

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
            if members and not text[: match.start()].endswith("trong đó "):
                self.lead_mode = _MODES[match["verb"]]
                yield self._duty("", members.spans, self.lead_mode, Span(members.end, item.line.end), "lead")
                return

    def _heading_owner(self, item: Item) -> _Owner | None:
        """`2. Giao Sở Nội vụ:`, `2.1. Cán bộ Nội vụ.`, `3. Sở Công Thương` with points or words below."""
        end = item.heading_end if item.heading_end > item.start else item.line.end
        if end - item.start > 260 or not (self._has_points(item) or item.heading_end < item.line.end):
            return None
        match = phrases.HEADING.match(self.text, item.start, end)
        verb = (match["verb"] or "").lower() if match else ""
        begin = match.end() if match else item.start
        members = self._whole(self._instructed(begin, end) or scan(self.text, begin, end), item, end)
        if not members or not members.spans:
            return None
        given = verb and verb != "đối với"
        if not (given or self.lead_mode or self._in_duties(item.path)) or phrases.SELF.fullmatch(
            named(self.text, members.spans[0])
        ):
            return None
        return _Owner(members, _MODES.get(verb, self.lead_mode or "subject"))

    def _instructed(self, begin: int, end: int) -> Members | None:
        """The bodies that another is told to give the points below to."""
        members = scan(self.text, begin, end)
        verb = phrases.INSTRUCTS.match(self.text, members.end, end) if members else None
        under = scan(self.text, verb.end(), end) if verb else None
        return Members(under.spans, end) if under and phrases.FOLLOWS.match(self.text, under.end, end) else None

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
        for match in (
            phrases.LEADS.finditer(self.text[start:end]) if holds(self.text, start, end, phrases.LEADING) else ()
        ):
            if led := list(self._led_by(item, match.start() == 0, start + match.end(), end)):
                yield from led
                return
        if phrases.JOINS.match(self.text, start, end):
            path, task = self._led(item, opens=True)
            yield self._duty(path, (), "subject", task, "lead-line", Span(start, end))
            return
        inherited = item.label and self._inherited(item.path)
        for begin, stop in self._sentences(start, end):
            given = list(self._given(item, begin, stop))
            yield from given
            if not (any(duty.rule == "given" for duty in given) or (inherited and begin != start)):
                yield from self._subject(item, begin, stop, first=begin == start)

    def _led_by(self, item: Item, opens: bool, at: int, end: int) -> Iterator[Duty]:  # noqa: FBT001
        """The owners of a line `Đơn vị chủ trì: …`; behind a semicolon another may stand, with a task of its own."""
        partners = phrases.PARTNERS.search(self.text, at, end)
        members = scan(self.text, at, partners.start() if partners else end)
        if not members:
            return
        path, task = self._led(item, opens)
        following = self._next_owner(members.end, end)
        within = Span(item.start, following[0] if following else end)
        yield self._duty(path, members.spans, "subject", task, "lead-line", within)
        if following:
            yield from self._shared_verb(path, following[1], "subject", end, "lead-line")

    def _led(self, item: Item, opens: bool) -> tuple[str, Span]:  # noqa: FBT001
        """What a line `Đơn vị chủ trì: …` is said of: of its section; where that has several, of the bullet above."""
        section = section_of(item)
        head = self.labelled.get(section) if self.leads[section] == 1 else self.before.get(section)
        if not opens or section == item.path or head is None:
            return item.path, Span(item.start, item.line.end)
        return head.path, Span(head.start, head.heading_end if head.heading_end > head.start else head.line.end)

    def _given(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        for match in (
            phrases.GIVES.finditer(self.text[start:end]) if holds(self.text, start, end, phrases.GIVING) else ()
        ):
            members = scan(self.text, start + match.end(), end)
            verb = (match["verb"] or match["later"]).lower().split(" cho")[0].split(" nhiệm")[0]
            if not members or not members.spans or (match["through"] and not self._passes_on(item, members.end, end)):
                continue
            opens = match["verb"] is not None and (not match["opening"] or match["verb"][0].isupper())
            bracket = match["opening"] == "("
            if opens or bracket or match["later"] or phrases.ROLE.match(self.text, members.end):
                stop = self._clause_end(members.end, end, bracket=bracket)
                yield from self._shared_verb(
                    item.path, members, _MODES[verb], stop, "given-in-bracket" if bracket else "given"
                )

    def _passes_on(self, item: Item, at: int, end: int) -> bool:
        """Whether `Chỉ đạo Sở A …` asks a superior to give Sở A a task, rather than telling what the issuer does."""
        said = not self.proposals.isdisjoint((item.path, *above(item.path))) and not self._inherited(item.path)
        return said and at < end and not phrases.is_told(self.text, at)

    def _shared_verb(self, path: str, members: Members, mode: Mode, end: int, rule: str) -> Iterator[Duty]:
        """One verb for several bodies, each with its task: `Đề nghị Ban … định hướng …; Mặt trận … giám sát …`."""
        while True:
            following = self._next_owner(members.end, end)
            stop = following[0] if following else end
            yield self._duty(path, members.spans, mode, Span(members.end, stop), rule)
            if not following:
                return
            members = following[1]

    def _next_owner(self, at: int, end: int) -> tuple[int, Members] | None:
        """Behind a semicolon, a body with a verb of its own."""
        for mark in phrases.SEMICOLON.finditer(self.text, at, end):
            if phrases.JOINS.match(self.text, mark.end(), end):
                continue
            members = scan(self.text, mark.end(), end)
            begins = self.text[mark.end()].isupper() or self.text.startswith("các ", mark.end())
            if (
                members
                and members.spans
                and members.end < end
                and begins
                and not phrases.is_told(self.text, members.end)
            ):
                return mark.start(), members
        return None

    def _clause_end(self, at: int, end: int, *, bracket: bool) -> int:
        close = self.text.find(")", at, end) if bracket else -1
        if close >= 0:
            return close
        following = phrases.GIVES.search(self.text[at:end])
        return at + following.start() if following and following["opening"] else end

    def _sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        begin = start
        for match in (
            phrases.SENTENCE.finditer(self.text, start, end) if holds(self.text, start, end, (". ",)) else ()
        ):
            yield begin, match.start()
            begin = match.end()
        yield begin, end

    def _subject(self, item: Item, begin: int, end: int, *, first: bool) -> Iterator[Duty]:
        """A sentence whose subject is the owner: in sections of duties, or where a role word follows it."""
        members = self._members_of(begin, end)
        if not members or not members.spans or members.end >= end - 3:
            return
        charge = phrases.IN_CHARGE.match(self.text, members.end, end)
        if first and not charge and (rest := phrases.WHICH.match(self.text, members.end, end)):
            members = Members((*members.spans[:-1], Span(members.spans[-1].start, rest.end())), rest.end())
        owner = named(self.text, members.spans[0])
        at = members.end
        if charge or phrases.SELF.fullmatch(owner) or phrases.TOLD.match(self.text, at, end):
            return
        role = phrases.ROLE.match(self.text, members.end, end)
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
            return
        yield from self._shared_verb(item.path, members, self.lead_mode or "subject", end, rule)

    def _acts(self, path: str, owner: str, at: int) -> bool:
        """Whether a body of its own name, outside aims and conditions, does what its sentence says."""
        named_body = owner[0].isupper() and not is_set(owner) and not phrases.PERSONS.match(owner)
        return named_body and not phrases.STATE.match(self.text, at) and not self._in_aims(path)

    def _says_duties(self, item: Item) -> bool:
        """Whether a paragraph stands in a section of duties; one without label stands below its own item's title."""
        return self._in_duties(item.path if item.label else f"{item.path}/")

    def _members_of(self, begin: int, end: int) -> Members | None:
        """The subject of a sentence: at its beginning, behind a time or a ground, or behind a topic."""
        if members := scan(self.text, begin, end):
            return members
        if topic := phrases.TOPIC.match(self.text, begin, end):
            members = scan(self.text, topic.end(), end)
            return members if members and phrases.ROLE.match(self.text, members.end, end) else None
        if not phrases.WHEN_FIRST.match(self.text, begin, end):
            return None
        behind = phrases.COMMA.finditer(self.text, begin, min(end, begin + _LONGEST_OPENING))
        commas = (match.end() for match in behind if phrases.SUBJECT.match(self.text, match.end()))
        return next((members for at in commas if (members := scan(self.text, at, end))), None)

    def _agent(self, item: Item) -> Duty | None:
        """The owner at the end of an item behind a dash, or as the agent of a passive."""
        for opening, hints, verb in (
            (phrases.DASHED, (" - ", " – "), phrases.CARRIES),
            (phrases.AGENT, ("do ",), phrases.CARRIED),
        ):
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
        if not holds(self.text, span.start, span.end, phrases.PARTNERED):
            return ()
        for match in phrases.PARTNERS.finditer(self.text, span.start, span.end):
            members = scan(self.text, match.end(), span.end)
            for member in members.spans if members else ():
                found.setdefault(named(self.text, member).lower(), member)
        return tuple(found.values())

    def _duty(
        self, path: str, owners: Sequence[Span], mode: Mode, task: Span, rule: str, within: Span | None = None
    ) -> Duty:
        task = stripped(self.text, task)
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
