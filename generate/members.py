"""Lists of bodies in a passage: found at the offsets of the evidence, mapped member by member, said again as a list.

A list is replaced as a whole, so that members that fall onto one body become one, partners that would be the owner
itself fall away, and the commas around them stay right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generate.bodies import Counterpart
from generate.draft import BLANK
from generate.edits import Asked, Edit, Listed, Part, begins_sentence, capitalised

Role = Literal["owner", "partner", "mention"]

LINK = re.compile(r"\s*[,;]\s*(?:(?:và|cùng|và các)\s+)?|\s+(?:và|cùng|cùng với|hoặc)\s+|\s*\n\s*[-–+•]?\s*")
CELL = "cell"  # the mode of a duty whose names stand in a cell of a table
VERB = re.compile(r"(?P<verb>[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công)(?P<rest>(?: nhiệm vụ)?(?: cho)?)\s+$")
WITH = re.compile(
    r"(?:,?\s*(?:và\s+)?(?:có (?:sự )?)?phối hợp(?: chặt chẽ)?(?:\s+(?:với|cùng|của))?(?:\s+với)?|"
    r",?\s*cùng(?:\s+với)?)\s+$",
    re.IGNORECASE,
)
REST = re.compile(r"[\s,]*(?P<next>[^\W\d_])?")
LEADS = re.compile(r"\s+chủ trì\b")


@dataclass(frozen=True, slots=True)
class Member:
    """A body named at `[start, end)` of a passage. duty: the index of the assignment it owns or joins, else -1."""

    start: int
    end: int
    name: str
    role: Role = "mention"
    duty: int = -1


@dataclass(frozen=True, slots=True)
class Run:
    """Members of one list, in order."""

    members: tuple[Member, ...]

    @property
    def start(self) -> int:
        """Where the list begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the list ends."""
        return self.members[-1].end

    @property
    def role(self) -> Role:
        """What the list is: owners, partners, or bodies that are only spoken of."""
        roles = {member.role for member in self.members}
        return "owner" if "owner" in roles else "partner" if "partner" in roles else "mention"


def merged(members: Iterable[Member]) -> tuple[Member, ...]:
    """Members that do not overlap: evidence before what was only recognised, then the longer one."""
    ranked = sorted(members, key=lambda each: (each.role == "mention", each.start - each.end, each.start))
    found: list[Member] = []
    for each in ranked:
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def runs(text: str, members: Sequence[Member]) -> Iterator[Run]:
    """Neighbouring members with nothing but a comma, `và` or a line break between them."""
    open_run: list[Member] = []
    for member in members:
        if open_run and _is_linked(text, open_run[-1], member) and _same_role(open_run[-1], member):
            open_run.append(member)
            continue
        if open_run:
            yield Run(tuple(open_run))
        open_run = [member]
    if open_run:
        yield Run(tuple(open_run))


def _is_linked(text: str, one: Member, other: Member) -> bool:
    """Whether nothing but a link stands between; a copy of a table may have lost the one between two owners."""
    lost = -1 < one.duty == other.duty and one.role == other.role and text[one.end : other.start].isspace()
    return lost or LINK.fullmatch(text, one.end, other.start) is not None


def _same_role(one: Member, other: Member) -> bool:
    return "mention" in (one.role, other.role) or one.role == other.role


@dataclass(frozen=True, slots=True)
class _Said:
    """A member as the draft says it: the words, the verb its bodies take, and the questions in the words."""

    words: str
    verb: str
    asked: tuple[Asked, ...] = ()


class Speaker:
    """Says the lists of one passage in the unit's words.

    find: the counterpart of a name, None where it is not known; plain: its words then. owners: of each assignment
    what its owners became, so that a partner that would be the owner falls away. extra: of each, the partners that
    the mapping adds. modes: of each, how the source gives it.
    """

    def __init__(
        self,
        find: Callable[[Member], Counterpart | None],
        plain: Callable[[str], str],
        owners: Mapping[int, tuple[str, ...]],
        extra: Mapping[int, tuple[str, ...]],
        modes: Mapping[int, str],
    ) -> None:
        self.find = find
        self.plain = plain
        self.owners = owners
        self.extra = extra
        self.modes = modes

    def edits(self, text: str, found: Sequence[Member]) -> Iterator[Edit]:
        """The edits of all lists of a passage, their verbs, and the clauses of partners that come or fall away."""
        lists = tuple(runs(text, found))
        joined = {member.duty for run in lists for member in run.members if member.role == "partner"}
        told: set[int] = set()
        for run in lists:
            yield from self._list(text, run, told)
            in_cell = self.modes.get(run.members[0].duty) == CELL
            if run.role == "owner" and not in_cell and run.members[0].duty not in joined:
                yield from self._with_partners(text, run)

    def _list(self, text: str, run: Run, told: set[int]) -> Iterator[Edit]:
        """The edit of one list. told: the assignments whose added partners have been said."""
        said, parts = self._said(text, run, told)
        if not parts:
            return
        if not said:
            yield self._nothing_left(text, run, parts)
            return
        verb = VERB.search(text[: run.start])
        start, lead = run.start, ""
        if run.role == "owner":
            wanted = said[0].verb
            if verb and _verb_of(verb["verb"], wanted) != verb["verb"].lower():
                start = verb.start()
                lead = f"{_cased(verb['verb'], wanted)} "
            elif not verb and wanted == "đề nghị" and self._is_subject(run) and _opens(text, run.start):
                lead = _cased(text[run.start], "đề nghị") + " "
        words = lead + self._joined(text, run, said)
        if begins_sentence(text, start) and text[start].isupper():
            words = capitalised(words)
        if len(text) > 1 and text[start : run.end].isupper():
            words = words.upper()
        asked = tuple(each for member in said for each in member.asked)
        yield Edit(start, run.end, words, "body", "", asked=asked, parts=tuple(parts))

    def _is_subject(self, run: Run) -> bool:
        return self.modes.get(run.members[0].duty) == "subject"

    def _said(self, text: str, run: Run, told: set[int]) -> tuple[list[_Said], list[Part]]:
        """The members that stay, each once, and what the clerk's list says of those that changed."""
        said: list[_Said] = []
        taken = (
            {name.lower() for name in self.owners.get(run.members[0].duty, ())} if run.role == "partner" else set()
        )
        extra = self._extra(text, run, told)
        taken.update(name.lower() for name in extra)
        parts = [Part("", name, "Cùng phụ trách lĩnh vực ở cấp xã.") for name in extra]
        for member in run.members:
            there = self.find(member)
            if there is None:
                said.append(_Said(self.plain(text[member.start : member.end]), ""))
                continue
            new = [name for name in there.names if name.lower() not in taken]
            taken.update(name.lower() for name in new)
            said += [_Said(name, there.verb) for name in new]
            if there.asked and not any(there.asked.key == one.key for each in said for one in each.asked):
                said.append(_Said(there.asked.mark, there.verb, (there.asked,)))
            parts.append(self._part(member, there, new))
        added = [_Said(name, "") for name in extra]
        # Behind a name a common noun would read as a part of it: `các trường học trên địa bàn phường, doanh nghiệp`.
        said = [*said, *added] if said and _is_common(said[0].words) else [*added, *said]
        return said, [part for part in parts if part.source != part.draft]

    def _extra(self, text: str, run: Run, told: set[int]) -> tuple[str, ...]:
        """The partners that the mapping adds, said once for each assignment that names who works with its owner."""
        duty = run.members[0].duty
        cell = self.modes.get(duty) == CELL
        if run.role != "partner" or duty in told or not (cell or works_with(text, run.start)):
            return ()
        told.add(duty)
        return self.extra.get(duty, ())

    def _part(self, member: Member, there: Counterpart, new: Sequence[str]) -> Part:
        draft = ", ".join(there.names) or (f"câu hỏi: {' / '.join(there.asked.candidates)}" if there.asked else "")
        if there.names and not new:
            return Part(member.name, draft, f"{there.reason} Đã có tên trong câu nên không nhắc lại.")
        listed: Listed = "kept" if there.asked else "substitution" if draft else "left-out"
        return Part(member.name, draft, there.reason, listed)

    def _nothing_left(self, text: str, run: Run, parts: Sequence[Part]) -> Edit:
        """Of partners the whole clause goes; elsewhere a blank stands for what was left out."""
        clause = WITH.search(text[: run.start]) if run.role == "partner" else None
        rest = REST.match(text, run.end)
        if clause and begins_sentence(text, clause.start()) and rest:
            words = "" if rest["next"] is None else rest["next"].upper()
            if words:
                start = clause.end() - len(clause[0].lstrip())  # the space before the sentence stays
                return Edit(start, rest.end(), words, "body", parts=tuple(parts))
        elif clause or (run.role == "partner" and run.end - run.start == len(text.strip())):
            return Edit(clause.start() if clause else run.start, run.end, "", "body", parts=tuple(parts))
        what = f"cơ quan của đơn vị thay cho: {', '.join(part.source for part in parts)}"
        return Edit(run.start, run.end, BLANK, "body", parts=tuple(parts), blank=what)

    def _joined(self, text: str, run: Run, said: Sequence[_Said]) -> str:
        """The members as a list with the marks of the source's; `đề nghị` goes before those that are asked."""
        pairs = zip(run.members, run.members[1:], strict=False)
        links = [link if (link := text[one.end : other.start]).strip() else ", " for one, other in pairs]
        last = next((link for link in links[-1:] if "và" in link), None)
        usual = next((link for link in links if "và" not in link), ", ")
        words = said[0].words
        for at, each in enumerate(said[1:], start=1):
            link = last if last and at == len(said) - 1 else usual
            cell = self.modes.get(run.members[0].duty) == CELL
            if run.role == "owner" and not cell and each.verb == "đề nghị" and said[at - 1].verb == "giao":
                link = "; đề nghị "
            words += link + each.words
        return words

    def _with_partners(self, text: str, run: Run) -> Iterator[Edit]:
        """`Giao Phòng … chủ trì` -> `… chủ trì, phối hợp với Trạm Y tế phường`, where the mapping adds partners."""
        extra = [name for duty in {member.duty for member in run.members} for name in self.extra.get(duty, ())]
        lead = LEADS.match(text, run.end)
        if extra and lead:
            words = f", phối hợp với {', '.join(extra)}"
            part = Part("", ", ".join(extra), "Cùng phụ trách lĩnh vực ở cấp xã.")
            yield Edit(lead.end(), lead.end(), words, "body", parts=(part,))


def _opens(text: str, at: int) -> bool:
    """Whether a clause begins here: behind `Đối với` a body is no subject."""
    before = text[:at].rstrip()
    return not before or not before[-1].isalnum()


def _verb_of(printed: str, wanted: str) -> str:
    """The verb that stands: `đề nghị` where it is wanted, else the source's, unless that asks its own body."""
    printed = printed.lower()
    if wanted == "đề nghị" or (wanted == "giao" and printed == "đề nghị"):
        return wanted
    return printed


def _cased(model: str, words: str) -> str:
    return capitalised(words) if model[0].isupper() else words


def works_with(text: str, at: int) -> bool:
    """Whether `phối hợp với` stands before, not `sự tham gia của`."""
    return WITH.search(text[max(0, at - 60) : at]) is not None


def _is_common(words: str) -> bool:
    return words[:1].islower() and not words.startswith(("các ", "những "))
