"""What the stages of reading hand to each other: a paragraph and its place in the outline, and found values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from corpus.letters import plain
from corpus.model import Assignment, Evidence, Line, Source, Span
from extract.task_phrases import DUTIES, NARRATIVE

T = TypeVar("T")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph of the body and the node of the outline that it belongs to.

    path: the node's path. label: the label or bullet mark that opens this paragraph, "" where the paragraph
    continues its node. start: offset of the text after the label. heading_end: offset where the node's title
    ends (== start where the paragraph has none, == line.end where it is all title).
    """

    line: Line
    path: str
    label: str
    start: int
    heading_end: int


def above(path: str) -> Iterator[str]:
    """The paths of the nodes above this one, the nearest first."""
    while path:
        path = path.rpartition("/")[0]
        if path:
            yield path


def titles_of(source: Source, items: Iterable[Item]) -> dict[str, str]:
    """The beginnings of the labelled paragraphs by path, without tone marks: what their sections speak of."""
    return {
        item.path: plain(source.text[item.start : min(item.line.end, item.start + _LONGEST_TITLE)])
        for item in items
        if item.label
    }


def under(path: str, titles: Mapping[str, str], pattern: re.Pattern[str]) -> bool:
    """Whether the section at this path, or one above it, speaks of what the pattern finds."""
    return any(pattern.search(titles.get(at, "")) for at in (path, *above(path)))


def tells(path: str, titles: Mapping[str, str], kind: object) -> bool:
    """Whether a section tells how things stand, not what shall be done; a report (BC) does but for its duties."""
    return under(path, titles, NARRATIVE) or (kind == "BC" and not under(path, titles, DUTIES))


def holds(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in text[start:end]: asked before a pattern is searched that needs one."""
    for word in words:  # noqa: SIM110  twice as fast as any() over a generator, and asked of each sentence
        if text.find(word, start, end) >= 0:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was found; parts: where parts of it that have a name were found."""

    value: T
    evidence: Evidence
    parts: tuple[tuple[str, Evidence], ...] = ()


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
        for key, one in (("task", self.task), ("deadline", self.deadline), ("product", self.product)):
            if one and one.end > one.start:
                yield f"{pointer}/{key}", Evidence(one.start, one.end, rule=self.rule)


Box = tuple[float, float, float, float]


def around(boxes: Sequence[Box]) -> Box | None:
    """The box around boxes of one page; None around none."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def joined(duties: Iterable[Duty]) -> Iterator[Duty]:
    """What the lines below a lead line say of partners and time is said of its owners."""
    before: Duty | None = None
    for duty in duties:
        if duty.owners or duty.rule != "lead-line":
            if before:
                yield before
            before = duty
        elif before and before.rule == "lead-line" and before.value.path == duty.value.path:
            value = replace(
                before.value,
                partners=before.value.partners + duty.value.partners,
                deadline=before.value.deadline or duty.value.deadline,
            )
            partners, deadline = before.partners + duty.partners, before.deadline or duty.deadline
            before = replace(before, value=value, partners=partners, deadline=deadline)
        elif duty.partners:
            if before:
                yield before
            before = duty
    if before:
        yield before


def stripped(text: str, span: Span) -> Span:
    """The span without the spaces and marks around its words."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ":,;.-–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";.,/"):
        end -= 1
    return Span(start, end)


def section_of(item: Item) -> str:
    """The path of the node that a bullet, or a paragraph behind it, lies below; of other items their own."""
    return re.sub(r"/[-+*•]\d+$", "", item.path)
