"""Assignments, deadlines and targets of the draft: what its text says of who does what by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import dates
from corpus.model import Assignment, Budget, Citation, Deadline, Document, Mode, Reporting, Target
from generate.bodies import Counterpart, Counterparts
from generate.draft import BLANK, Change
from generate.edits import begins_sentence, capitalised
from generate.listing import Ledger
from generate.members import works_with
from generate.rebuild import Rebuilt
from generate.rewrite import Duty, Rewriter


def found(document: Document) -> tuple[Duty, ...]:
    """Where the evidence puts the owners and partners of a document."""
    duties = []
    for at, duty in enumerate(document.assignments):
        for role, key, names in (("owner", "owners", duty.owners), ("partner", "partners", duty.partners)):
            for number, name in enumerate(names):
                where = document.evidence.get(f"/assignments/{at}/{key}/{number}")
                if where and where.end > where.start:
                    duties.append(Duty(where.start, where.end, name, role, at))  # type: ignore[arg-type]
    return tuple(duties)


def owners(
    document: Document, counterparts: Counterparts
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Of each assignment: what its owners became, and the partners that the mapping adds."""
    became: dict[int, tuple[str, ...]] = {}
    extra: dict[int, tuple[str, ...]] = {}
    for at, duty in enumerate(document.assignments):
        there = [_of(counterparts, name, duty.owners) for name in duty.owners]
        names = tuple(dict.fromkeys(name for each in there if each for name in each.names))
        became[at] = names
        extra[at] = tuple(
            dict.fromkeys(name for each in there if each for name in each.partners if name not in names)
        )
    return became, extra


def _of(
    counterparts: Counterparts, name: str, among: tuple[str, ...], *, is_owner: bool = True
) -> Counterpart | None:
    return counterparts.of(name, is_alone=len(among) == 1, is_owner=is_owner)


@dataclass(frozen=True)
class Duties:
    """What the draft says, from the source's values, the rules and the passages as they were said again."""

    source: Document
    rules: Rewriter
    ledger: Ledger
    rebuilt: Rebuilt

    def assignments(self) -> tuple[Assignment, ...]:
        """The assignments of the draft, by its own paths."""
        return tuple(
            self._assignment(at, duty) for at, duty in enumerate(self.source.assignments) if self._remains(duty.path)
        )

    def _remains(self, path: str) -> bool:
        node = path.rpartition("/#")[0] if "#" in path else path
        return not path or node in self.rebuilt.paths

    def _assignment(self, at: int, duty: Assignment) -> Assignment:
        owners, verbs = self._names(f"/assignments/{at}/owners", duty.owners, is_owner=True)
        partners, _ = self._names(f"/assignments/{at}/partners", duty.partners, is_owner=False)
        joined = dict.fromkeys((*self._joined(at, duty), *partners))
        deadline = self._said(f"/assignments/{at}/deadline", duty.deadline or "", at)
        product = self._said(f"/assignments/{at}/product", duty.product or "", at)
        return replace(
            duty,
            path=self._path(f"/assignments/{at}/task", duty.path),
            owners=owners,
            # Whom the source names both times the row of a table names both times.
            partners=tuple(name for name in joined if name not in owners or self._is_in_both(at, duty, name)),
            mode=_mode(duty.mode, verbs),
            task=" ".join(self._said(f"/assignments/{at}/task", duty.task, at).split()),
            deadline=deadline if deadline and BLANK not in deadline else None,
            product=product or None,
        )

    def _path(self, pointer: str, path: str) -> str:
        """The draft's path; of a label that the source printed twice, by where the words of the value stand."""
        where = self.source.evidence.get(pointer) if path in self.rebuilt.doubled else None
        for each in self.ledger.passages if where else ():
            passage, offset = each.passage, each.passage.offset
            if where and offset is not None and 0 <= where.start - offset < len(passage.text):
                return self.rebuilt.places.get(passage.pointer.rpartition("#")[0].rpartition("/")[0], "")
        return self.rebuilt.path(path)

    def _is_in_both(self, at: int, duty: Assignment, name: str) -> bool:
        doubled = set(duty.owners) & set(duty.partners) if "#" in duty.path else ()
        return any(name in self._names(f"/assignments/{at}/partners", (each,), is_owner=False)[0] for each in doubled)

    def _joined(self, at: int, duty: Assignment) -> tuple[str, ...]:
        """The partners that the mapping adds, where the sentence has a place for them."""
        text = self.source.text
        owner = self.source.evidence.get(f"/assignments/{at}/owners/{len(duty.owners) - 1}")
        partner = self.source.evidence.get(f"/assignments/{at}/partners/0")
        if duty.partners:
            says = "#" in duty.path or (partner is not None and works_with(text, partner.start))
        else:
            says = owner is not None and text[owner.end : owner.end + 10].strip().startswith("chủ trì")
        return self.rules.extra.get(at, ()) if says else ()

    def _names(
        self, pointer: str, names: tuple[str, ...], *, is_owner: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The bodies of a list in the draft, each once, and the verbs that they take."""
        said: list[str] = []
        verbs: list[str] = []
        for number, name in enumerate(names):
            there = _of(self.rules.counterparts, name, names, is_owner=is_owner)
            if there is None:
                said.append(self.rules.plain(name))
                continue
            said += self._cased(f"{pointer}/{number}", name, there.names)
            if there.asked:
                said.append(self.ledger.mark(there.asked) or self.rules.plain(name))
            if there.names or there.asked:
                verbs.append(there.verb)
        return tuple(name for name in dict.fromkeys(said) if BLANK not in name or "[" in name), tuple(verbs)

    def _cased(self, pointer: str, name: str, said: tuple[str, ...]) -> tuple[str, ...]:
        """The names as the draft prints them: with a capital where the source's stood at the head of a sentence."""
        where = self.source.evidence.get(pointer)
        first = where is not None and name[:1].isupper() and begins_sentence(self.source.text, where.start)
        return tuple(map(capitalised, said)) if first else said

    def _said(self, pointer: str, words: str, at: int) -> str:
        """What a value of the source became: at its evidence, in its row, or by the rules alone."""
        if not words:
            return ""
        where = self.source.evidence.get(pointer)
        for each in self.ledger.passages:
            offset = each.passage.offset
            if (
                where
                and offset is not None
                and offset <= where.start
                and where.end <= offset + len(each.passage.text)
            ):
                return each.piece(where.start - offset, where.end - offset)
            if at in each.passage.duties and " ".join(each.passage.text.split()) == words:
                return each.text
        return self.rules.plain(words)

    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that are still said; one that became a blank is none."""
        return tuple(filter(None, self._limits()))

    def _limits(self) -> Iterator[Deadline | None]:
        """What each deadline of the source became, None where it is said no more."""
        for at, limit in enumerate(self.source.deadlines):
            said = self._said(f"/deadlines/{at}/text", limit.text, self._row(limit))
            if not self._remains(limit.path) or BLANK in said:
                yield None
                continue
            path = self._path(f"/deadlines/{at}/text", limit.path)
            when = next(iter(dates.in_cell(said)[self._twins(at) :]), None)
            if limit.recurrence or when is None:
                yield replace(limit, path=path, text=said)
            else:
                start = when.start.isoformat() if when.start else None
                end = when.end.isoformat() if when.end else None
                yield Deadline(path, said, start, end, when.recurrence)

    def _row(self, limit: Deadline) -> int:
        """The assignment in whose row of a table a deadline stands; -1 for one of running text."""
        rows = (
            at for at, duty in enumerate(self.source.assignments) if "#" in limit.path and duty.path == limit.path
        )
        return next(rows, -1)

    def _twins(self, at: int) -> int:
        """How many deadlines before this one stand in the same words: `tháng 4 và tháng 8 năm 2026` are two."""
        where = self.source.evidence.get(f"/deadlines/{at}/text")
        count = 0
        while where and at > count and self.source.evidence.get(f"/deadlines/{at - count - 1}/text") == where:
            count += 1
        return count

    def targets(self) -> tuple[Target, ...]:
        """The targets, with the source's figures: the unit decides."""
        return tuple(self._target(at, aim) for at, aim in enumerate(self.source.targets) if self._remains(aim.path))

    def _target(self, at: int, aim: Target) -> Target:
        said = self._said(f"/targets/{at}/text", aim.text, -1)
        before = aim.text.removesuffix(aim.unit or "")
        counted = aim.unit if before == aim.text or not said.startswith(before) else said.removeprefix(before)
        return replace(aim, path=self._path(f"/targets/{at}/text", aim.path), text=said, unit=counted)

    def citations(self) -> tuple[Citation, ...]:
        """The acts that the source cites, with issuer and title as the draft says them."""
        return tuple(
            replace(
                cited,
                issuer=self._said(f"/citations/{at}/issuer", cited.issuer or "", -1) or None,
                title=self._said(f"/citations/{at}/title", cited.title or "", -1) or None,
            )
            for at, cited in enumerate(self.source.citations)
        )

    def budgets(self) -> tuple[Budget, ...]:
        """The money; an amount that the paper leaves blank is none in the record either."""
        return tuple(
            self._budget(at, each) for at, each in enumerate(self.source.budgets) if self._remains(each.path)
        )

    def _budget(self, at: int, each: Budget) -> Budget:
        said = replace(
            each,
            path=self.rebuilt.path(each.path),
            text=self._said(f"/budgets/{at}/text", each.text, -1),
            amount=self._said(f"/budgets/{at}/amount", each.amount or "", -1) or None,
            purpose=self._said(f"/budgets/{at}/purpose", each.purpose or "", -1) or None,
            sources=self._each(f"/budgets/{at}/sources", each.sources),
        )
        blank = BLANK in (said.amount or BLANK)
        return replace(said, amount=None, value=None, unit=None, comparator=None) if blank else said

    def reports(self) -> tuple[Reporting, ...]:
        """The duties to report, in the draft's names."""
        limits = {limit.text: said for limit, said in zip(self.source.deadlines, self._limits(), strict=True)}
        return tuple(
            Reporting(
                self.rebuilt.path(each.path),
                self._said(f"/reports/{at}/text", each.text, -1),
                self._each(f"/reports/{at}/owners", each.owners),
                self._each(f"/reports/{at}/to", each.to),
                self._each(f"/reports/{at}/through", each.through),
                tuple(said for limit in each.deadlines if (said := limits.get(limit.text))),
            )
            for at, each in enumerate(self.source.reports)
            if self._remains(each.path)
        )

    def _each(self, pointer: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Each of several names as the draft prints it, once."""
        said = (self._said(f"{pointer}/{at}", name, -1) for at, name in enumerate(names))
        return tuple(dict.fromkeys(name for name in said if name and BLANK not in name))

    def targets_to_decide(self) -> tuple[Change, ...]:
        """Each target as a line of the clerk's list."""
        reason = "Chỉ tiêu của nguồn; đơn vị quyết định mức của mình, không thấp hơn mức cấp trên giao."
        return tuple(Change("target", aim.path, aim.text, aim.text, reason) for aim in self.targets())


def _mode(mode: Mode, verbs: tuple[str, ...]) -> Mode:
    """The verb that the draft prints: `đề nghị` where all owners are asked, never to the unit's own bodies."""
    if mode == "phân công" or not verbs:
        return mode
    if verbs[0] == "đề nghị":
        return "đề nghị"
    return "giao" if mode == "đề nghị" and verbs[0] == "giao" else mode
