"""The clerk's list of a draft, and where each of its sentences comes from, out of the edits that made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import Span
from generate.draft import Blank, Change, Origin, Question
from generate.edits import Asked, Edit, Rewritten, numbered, sentences

Place = Callable[[str], str]  # the draft's path of a source path


@dataclass(frozen=True)
class Ledger:
    """All passages with their edits, in the order of the draft, and the numbers of the questions."""

    passages: tuple[Rewritten, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, passages: Sequence[Rewritten]) -> Ledger:
        """The ledger with the questions numbered by their first place."""
        numbers: dict[str, int] = {}
        for passage in passages:
            for edit in passage.edits:
                for asked in edit.asked:
                    numbers.setdefault(asked.key, len(numbers) + 1)
        said = tuple(
            Rewritten(each.passage, tuple(numbered(edit, numbers) for edit in each.edits)) for each in passages
        )
        return cls(said, numbers)

    def mark(self, asked: Asked) -> str | None:
        """The words that stand for a question in the draft; None where its text asks nothing."""
        number = self.numbers.get(asked.key)
        return asked.mark.replace(f"⟦{asked.key}⟧", str(number)) if number else None

    def changes(self, listed: str) -> tuple[Change, ...]:
        """What the list says of substitutions ("substitution"), dates ("date") or what was left out ("left-out")."""
        return tuple(change for each, edit in self._edits() for kind, change in _said(each, edit) if kind == listed)

    def _edits(self) -> Iterator[tuple[Rewritten, Edit]]:
        for each in self.passages:
            for edit in each.edits:
                if edit.listed != "kept":
                    yield each, edit

    def questions(self, place: Place) -> tuple[Question, ...]:
        """The questions in order, each with all its places in the draft."""
        asked: dict[str, Asked] = {}
        places: dict[str, list[str]] = {}
        for each, edit in self._edits():
            for question in edit.asked:
                asked.setdefault(question.key, question)
                places.setdefault(question.key, []).append(place(each.passage.path))
        return tuple(
            Question(self.numbers[key], one.text, one.candidates, one.source, tuple(dict.fromkeys(places[key])))
            for key, one in asked.items()
        )

    def blanks(self, place: Place) -> tuple[Blank, ...]:
        """What is to be filled in, in order."""
        return tuple(Blank(edit.blank, place(each.passage.path)) for each, edit in self._edits() if edit.blank)


def _said(each: Rewritten, edit: Edit) -> Iterator[tuple[str, Change]]:
    """The lines of one edit, with the list each belongs to."""
    words = each.passage.text[edit.start : edit.end]
    start = each.passage.offset
    span = None if start is None else Span(start + edit.start, start + edit.end)
    path = each.passage.path
    for part in edit.parts:
        if part.listed == "kept":
            continue
        yield part.listed, Change(edit.rule, path, part.source, part.draft, part.reason, span)
    if not edit.parts and not edit.asked and (words != edit.text or edit.listed == "date"):
        yield edit.listed, Change(edit.rule, path, words, edit.text, edit.reason, span)


def origins(each: Rewritten, pointer: str, base: int) -> Iterator[Origin]:
    """The sentences that a passage became. pointer: the value in the draft; base: the passage's offset in it."""
    text = each.passage.text
    offset = each.passage.offset
    for start, end in sentences(text):
        first, last = base + each.moved(start), base + each.moved(end)
        if last > first:
            span = None if offset is None else Span(offset + start, offset + end)
            yield Origin(pointer, first, last, each.passage.path, span, "" if span else "no-offset")
