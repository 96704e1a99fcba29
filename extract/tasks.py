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
from corpus.model import Assignment, Mode, Source, Span
from extract import task_phrases as phrases
from extract.names import begins_duty, is_verb_at, next_word
from extract.owners import Members, named, scan
from extract.parts import Duty, Item, above, holds, joined, section_of, stripped
from extract.task_sections import Sections
from extract.task_subjects import agent, instructed, is_open, is_roster, of_sentence, of_title, says_nothing

REPORT = "BC"
_SHORTEST_DUTY = 4
_ASKS = ("đề nghị", "yêu cầu")
_MODES: dict[str, Mode] = {"giao": "giao", "đề nghị": "đề nghị", "yêu cầu": "yêu cầu", "phân công": "phân công"}
_MODES |= {"kiến nghị": "đề nghị", "kiến nghị với": "đề nghị", "chỉ đạo": "giao", "đôn đốc": "yêu cầu"}


@dataclass(frozen=True, slots=True)
class _Owner:
    """The owner that a heading gives to all points below it."""

    members: Members
    mode: Mode


def find(
    source: Source, items: Sequence[Item], kind: str | None = None, issuer: str | None = None
) -> tuple[Duty, ...]:
    """Every assignment of the paragraphs, in order. Tables are read by `task_rows`.

    kind: letters of the document's kind; outside its sections of duties and proposals a report only gives tasks by a
    verb of giving: bodies that do something there have done it. issuer: who speaks, and is no owner by a verb alone.
    """
    reader = _Reader(source, items, tells=kind == REPORT, issuer=issuer or "")
    return tuple(joined(duty for item in items for duty in reader.read(item)))


def _in_full(name: str) -> str:
    name = name.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
    return name.lower().replace("uỷ", "ủy")


class _Reader:
    """Walks the paragraphs once, knowing which section each stands in and which heading owns it."""

    def __init__(self, source: Source, items: Sequence[Item], *, tells: bool, issuer: str) -> None:
        self.tells = tells
        self.issuer = _in_full(issuer)
        self.source = source
        self.text = source.text
        self.sections = Sections(source, items)
        self.leads = Counter(section_of(item) for item in items if phrases.LEADS.match(self.text, item.start))
        self.before: dict[str, Item] = {}
        self.begins: dict[str, int] = {}
        self.owners: dict[str, _Owner] = {}
        self.lead_mode: Mode | None = None
        self.began = False

    def read(self, item: Item) -> Iterator[Duty]:
        """The assignments of one paragraph."""
        if not item.path:
            yield from self._lead(item) if self.sections.labelled else self._said(item, item.start, item.line.end)
            return
        self.began = True
        if item.label or item.path not in self.begins:
            self.begins[item.path] = item.start
        if self.sections.tells(item.path):
            return
        start, end = item.start, item.line.end
        if not (phrases.LEADS.match(self.text, start, end) or phrases.JOINS.match(self.text, start, end)):
            self.before[section_of(item)] = item
        if self.tells and not self.sections.speaks_of_duties(item.path):
            yield from self._given(item, start, end)
            return
        if item.label and (owner := self._heading_owner(item)):
            self.owners[item.path] = owner
            if not self.sections.has_points(item):
                yield self._duty(item.path, owner.members.spans, owner.mode, Span(owner.members.end, end), "heading")
            return
        said = self._with_when(item, list(self._said(item, start, end)))
        if said and self._opens_list(item, said[-1]):
            return
        yield from said
        if not said:
            yield from self._unsaid(item, start, end)

    def _unsaid(self, item: Item, start: int, end: int) -> Iterator[Duty]:
        """What a paragraph that names no owner takes from its heading or its end, or gives to partners alone."""
        owner = self._inherited(item.path) if item.label else self.owners.get(item.path)
        if owner:
            yield self._duty(item.path, owner.members.spans, owner.mode, Span(start, end), "heading-owner")
        elif found := agent(self.text, start, end):
            task = Span(start, found[1])
            yield self._duty(item.path, found[0].spans, "subject", task, "agent", Span(start, end))
        elif later := list(self._later_clause(item)):
            yield from later
        elif self._only_partners(item):
            yield self._duty(item.path, (), "subject", Span(start, end), "partners-only")

    def _opens_list(self, item: Item, duty: Duty) -> bool:
        """`Giao phòng A thực hiện các công việc sau:`: the points are A's; whether it says no more itself."""
        has_points = self.sections.has_points(item)
        if not duty.owners or "/-" in item.path or not (has_points or duty.rule == "given"):
            return False
        last, end = duty.owners[-1].end, item.line.end
        nothing = has_points and says_nothing(self.text, last, end)
        heads = has_points and item.label and duty.rule == "subject" and phrases.COLON.match(self.text, last, end)
        if nothing or heads or self.text[end - 1] == ":":
            self.owners[item.path] = _Owner(Members(duty.owners, last), duty.value.mode)
        return bool(item.label) and nothing

    def _with_when(self, item: Item, said: list[Duty]) -> list[Duty]:
        """A deadline that stands before the giving is that of the one who is given it: `… trong quý I. Giao …`."""
        if len(said) != 1 or said[0].deadline or said[0].rule != "given":
            return said
        begin = item.start if self.sections.is_parent(item.path) else self.begins[item.path]
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
        if phrases.DIRECTS.search(text):
            self.lead_mode = "yêu cầu"
        for match in re.finditer(r"\b(?P<verb>yêu cầu|đề nghị|giao|phân công)\s+(?=\S)", text):
            members = scan(self.text, item.line.start + match.end(), item.line.end)
            if members and not text[: match.start()].endswith("trong đó "):
                self.lead_mode = _MODES[match["verb"]]
                yield self._duty("", members.spans, self.lead_mode, Span(members.end, item.line.end), "lead")
                return

    def _heading_owner(self, item: Item) -> _Owner | None:
        """`2. Giao Sở Nội vụ:`, `2.1. Cán bộ Nội vụ.`, `3. Sở Công Thương` with points or words below."""
        end = item.heading_end if item.heading_end > item.start else item.line.end
        if (
            end - item.start > 260
            or self.sections.lists_persons(item)
            or not (self.sections.has_points(item) or item.heading_end < item.line.end)
        ):
            return None
        match = phrases.HEADING.match(self.text, item.start, end)
        verb = (match["verb"] or "").lower() if match else ""
        begin = match.end() if match else item.start
        is_title = item.heading_end > item.start or self.text[end - 1].isalnum()
        members = instructed(self.text, begin, end) or of_title(self.text, begin, end, is_title=is_title)
        if not members and verb.endswith("của") and is_title:
            members = Members((stripped(self.text, Span(begin, end)),), end)
        if not members or not members.spans:
            return None
        given = verb and verb != "đối với"
        owns = given or self.lead_mode or self.sections.in_duties(item.path) or self._has_duties(item)
        if not owns or self._is_self(named(self.text, members.spans[0])):
            return None
        return _Owner(members, _MODES.get(verb, self.lead_mode or "subject"))

    def _has_duties(self, item: Item) -> bool:
        """Whether what stands below a title begins with what is to be done, and is no aim."""
        what = phrases.THING.match(self.text, item.start)
        return not what and self.sections.points_are_duties(item) and not self.sections.in_aims(item.path)

    def _is_self(self, name: str) -> bool:
        """Whether a committee of a unit is the one that speaks: not where a council or a ministry gives it a task."""
        if phrases.ABOVE.match(self.issuer) or not phrases.SELF.fullmatch(name):
            return False
        return not phrases.OF_UNIT.match(self.issuer) or self.issuer.startswith(_in_full(name))

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
            if not any(duty.rule == "given" for duty in given):
                subjects = self._subject(item, begin, stop, first=begin == start)
                yield from (each for each in subjects if not inherited or begin == start or self._is_obliged(each))

    def _is_obliged(self, duty: Duty) -> bool:
        return phrases.OBLIGED.match(self.text, duty.owners[-1].end) is not None

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
        head = self.sections.labelled.get(section) if self.leads[section] == 1 else self.before.get(section)
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
            if match["verb"] and match["verb"][0].islower() and not bracket and self._inherited(item.path):
                continue  # what an owner asks of others is its own duty
            asked = (verb in _ASKS or not is_open(self.text, members)) and self._is_asked(
                start, start + match.start(), members.end, end
            )
            if opens or bracket or match["later"] or asked or phrases.ROLE.match(self.text, members.end):
                stop = self._clause_end(members.end, end, bracket=bracket)
                yield from self._shared_verb(
                    item.path, members, _MODES[verb], stop, "given-in-bracket" if bracket else "given"
                )

    def _is_asked(self, start: int, verb: int, at: int, end: int) -> bool:
        """Whether a body is asked in the middle of a sentence to do something: `…, đề nghị Sở A bố trí kinh phí`."""
        acts = is_verb_at(self.text, next_word(self.text, at, end), end) or phrases.ASKED.match(self.text, at, end)
        return bool(acts) and not phrases.PAST.search(self.text, start, verb)

    def _passes_on(self, item: Item, at: int, end: int) -> bool:
        """Whether `Chỉ đạo Sở A …` asks a superior to give Sở A a task, rather than telling what the issuer does."""
        said = self.sections.proposes(item.path) and not self._inherited(item.path)
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
        members = of_sentence(self.text, begin, end)
        if not members or not members.spans or members.end >= end - 3 or is_roster(self.text, begin, end):
            return
        mode: Mode = self.lead_mode or "subject"
        charge = phrases.IN_CHARGE.match(self.text, members.end, end)
        owner = named(self.text, members.spans[0])
        if self._is_self(owner) or self._is_issuer(owner):
            passed = phrases.PASSES.match(self.text, members.end, end)
            under = scan(self.text, passed.end(), end) if passed else None
            if passed and under and under.spans:
                yield from self._shared_verb(item.path, under, _MODES[passed["verb"]], end, "given")
            if passed or self._is_self(owner):
                return
        at = members.end
        if charge or phrases.TOLD.match(self.text, at, end):
            return
        role = phrases.ROLE.match(self.text, members.end, end)
        strong = role is not None and not role[0].strip(" ,:").startswith(("chủ động", "căn cứ"))
        if self.sections.says_duties(item) and (first or strong or owner[0].isupper()):
            rule = "subject"
        elif strong and not self.sections.in_aims(item.path):
            rule = "subject-role"
        elif self.lead_mode and first and owner[0].isupper():
            rule = "subject-of-directive"
        elif first and (self._acts(item.path, owner, at, end) or self._is_told_to(item.path, begin, at, end)):
            rule = "subject-verb"
        else:
            return
        yield from self._shared_verb(item.path, members, mode, end, rule)

    def _later_clause(self, item: Item) -> Iterator[Duty]:
        """`Đồng ý mua thiết bị; Công an xã lập dự toán`: a body and its verb behind a semicolon."""
        end = item.line.end
        following = self._next_owner(item.start, end) if self.sections.says_duties(item) else None
        if following and is_verb_at(self.text, next_word(self.text, following[1].end, end), end):
            yield from self._shared_verb(item.path, following[1], self.lead_mode or "subject", end, "subject")

    def _acts(self, path: str, owner: str, at: int, end: int) -> bool:
        """Whether a body of its own name, outside aims and conditions, does what its sentence says."""
        if len(self.text[at:end].split()) < _SHORTEST_DUTY and self.text[end - 1] != ":":
            return False
        named_body = owner[0].isupper() and not is_set(owner) and not phrases.PERSONS.match(owner)
        named_body = named_body and not self._is_issuer(owner)
        return (
            named_body and " " in owner and not phrases.STATE.match(self.text, at) and not self.sections.in_aims(path)
        )

    def _is_told_to(self, path: str, begin: int, at: int, end: int) -> bool:
        """Whether what is to be done stands behind a colon: `Đối với đơn vị được kiểm tra: Chuẩn bị báo cáo …`."""
        colon = phrases.COLON.match(self.text, at, end)
        towards = phrases.TOWARDS.match(self.text, begin, end) is not None
        said = begins_duty(self.text, colon.end(), end) if colon else towards
        return said and not self.sections.in_aims(path)

    def _is_issuer(self, owner: str) -> bool:
        """Whether the document's own issuer is spoken of: `Thường trực HĐND huyện trân trọng kính mời …`."""
        return " " in owner and self.issuer.startswith(_in_full(owner))

    def _only_partners(self, item: Item) -> bool:
        return (
            bool(item.label)
            and self.sections.in_duties(item.path)
            and bool(self._partners(Span(item.start, item.line.end)))
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
