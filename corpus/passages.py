"""The passages of a plan: the places that say something of their own, cut so that they can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.agencies import identify
from corpus.indicators import Indicator, indicators
from corpus.model import Document, Evidence, Node

_SHORTEST = 25
_LONGEST_ENTRY = 45
_LONGEST_TITLE = 250
_SENTENCE = re.compile(r"[.;](?:\s|$)")
_CLAUSE_END = re.compile(r"[.;]\s+(?=\w)|\n")
_SHORTEST_CLAUSE = 30
_HEADINGS = 2
# A point that only tells who does what its item says, by when, or what comes of it: `Cơ quan chủ trì: …`.
_PARTICULAR = re.compile(
    r"(?:(?P<aside>Cơ quan|Đơn vị|Thời gian|Thời hạn|Tiến độ)|Nội dung|Kinh phí|Sản phẩm|Kết quả)"
    r"(?:\s[^\W\d_]+){0,3}\s?:",
    re.IGNORECASE,
)
# How a decision closes (Decree 30/2020/NĐ-CP, annex III): from when it is in force, and who executes it. No task.
_CLOSING = re.compile(
    r"\bcó (?P<force>hiệu lực)(?: thi hành)? (?:kể )?từ ngày\b"
    r"|\bchịu trách nhiệm (?P<duty>thi hành) (?:Quyết định|Nghị quyết|Chỉ thị) này\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of a plan that says something of its own. words: its text; title: its heading;
    owners: who carries it.

    document: index of the plan; start, end: offsets in its text where they are known; aside: its partners and
    deadlines as printed; under: the headings of the two items above it, without those that name who carries it;
    aims: its targets as printed.
    """

    document: int
    path: str
    title: str
    words: str
    owners: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    aside: tuple[str, ...] = ()
    under: str = ""
    aims: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """What its targets measure."""
        return indicators(self.words, self.aims)

    @property
    def matter(self) -> str:
        """Its words without those of who helps and by when: these are compared by themselves."""
        words = self.words
        for value in filter(None, self.aside):
            words = words.replace(value, " ")
        return words

    @property
    def closing(self) -> str | None:
        """Of a closing clause of a decision which one it is: such a clause is like its own kind only."""
        return closing_of(self.words)

    @property
    def section(self) -> str:
        """The path of the item that it stands under."""
        return self.path.rpartition("/")[0]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Its sentences and their parts, where there are several: a merged task is found by one of them."""
        if self.closing:
            return ()
        found = tuple(part for part in _CLAUSE_END.split(self.words) if len(part) >= _SHORTEST_CLAUSE)
        return found if len(found) > 1 else ()


def closing_of(words: str) -> str | None:
    """Which closing clause of a decision the words are: `hiệu lực`, `thi hành`; None for others."""
    found = _CLOSING.search(words)
    return found and (found["force"] or found["duty"]).lower()


def passages_of(document: Document, index: int) -> Iterator[Passage]:
    """The passages of a plan: items and bullets with words of their own, and rows of tables of tasks."""
    plan = _Plan(document, index)
    for duty in document.assignments:
        plan.owners[duty.path] += duty.owners
        plan.aside[duty.path] += duty.partners
    for limit in document.deadlines:
        plan.aside[limit.path].append(limit.text)
    for aim in document.targets:
        plan.aims[aim.path].append(aim.text)
    plan.above.update(_headings(document.outline, ()))
    for at, node in enumerate(document.outline):
        yield from _of_node(plan, node, f"/outline/{at}")
    for at, duty in enumerate(document.assignments):
        if "#" in duty.path and len(duty.task) >= _SHORTEST:
            place = document.evidence.get(f"/assignments/{at}/task")
            start, end = (place.start, place.end) if place else (None, None)
            aside, under = tuple(plan.aside[duty.path]), plan.under(duty.path)
            aims = tuple(plan.aims[duty.path])
            yield Passage(index, duty.path, "", duty.task, duty.owners, start, end, aside, under, aims)


def _headings(nodes: Iterable[Node], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Path -> its own heading behind those above it; the name of who carries what stands below is none."""
    for node in nodes:
        own = node.heading or (node.text[:_LONGEST_TITLE] if node.children else "")
        chain = (*above, own) if own and not identify(own.strip(" :.")) else above
        yield node.path, chain
        yield from _headings(node.children, chain)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A document being taken apart; at each path the owners, the partners and deadlines."""

    document: Document
    index: int
    owners: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    aside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    aims: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def under(self, path: str) -> str:
        """The last headings that a place stands under."""
        return ". ".join(self.above.get(path.rpartition("/")[0], ())[-_HEADINGS:])

    def at(self, values: Mapping[str, Sequence[str]], nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(value for node in nodes for value in values.get(node.path, ()))


def _of_node(plan: _Plan, node: Node, pointer: str) -> Iterator[Passage]:
    told = _told(node, plan.owners)
    own = " ".join(filter(None, (node.heading, node.text)))
    if node.kind != "group" and (told or (len(own) >= _SHORTEST and not _only_heads(node))):
        has_bullets = any(child.kind == "bullet" for child in node.children)
        title = node.heading or (node.text if has_bullets and len(node.text) < _LONGEST_TITLE else "")
        parts = (own, *(child.text for child in told))
        asides = tuple(child.text for child in told if _is_aside(child))
        words = " ".join(map(_closed, parts) if asides else parts)
        owners, aside = (plan.at(values, (node, *told)) for values in (plan.owners, plan.aside))
        place = _place(plan.document.evidence, pointer)
        under, aims = plan.under(node.path), plan.at(plan.aims, (node, *told))
        yield Passage(plan.index, node.path, title, words, owners, *place, (*asides, *aside), under, aims)
    for at, child in enumerate(node.children):
        if child not in told:
            yield from _of_node(plan, child, f"{pointer}/children/{at}")


def _told(node: Node, owners: Mapping[str, object]) -> Sequence[Node]:
    """The children that an item speaks for: an enumeration, its particulars, or points of which the last says who
    carries them all (seed 001, II/2/2.2); else those too short to say anything alone.
    """
    bullets = [child for child in node.children if child.kind == "bullet"]
    if any(map(_is_aside, bullets)):
        return [child for child in bullets if not child.children and _PARTICULAR.match(child.text)]
    carried = [child.path in owners for child in bullets]
    if len(bullets) > 1 and carried[-1] and sum(carried) == 1:
        return bullets
    short = [child for child in node.children if _is_entry(child) and child.path not in owners]
    if len(short) == len(node.children):
        return short
    return [child for child in short if len(child.text) + len(child.heading or "") < _SHORTEST]


def _is_aside(node: Node) -> bool:
    found = _PARTICULAR.match(node.text)
    return not node.children and bool(found and found["aside"])


def _closed(text: str) -> str:
    """The words of a heading or a point as a sentence, so that the next does not run on."""
    said = text.strip()
    return said if said[-1:] in (*".;:,!?…", "") else f"{said}."


def _is_entry(node: Node) -> bool:
    return not node.children and node.kind == "bullet" and len(node.text) < _LONGEST_ENTRY


def _only_heads(node: Node) -> bool:
    """An item whose words only announce its children."""
    return bool(node.children) and not _SENTENCE.search(node.text)


def _place(evidence: Mapping[str, Evidence], pointer: str) -> tuple[int | None, int | None]:
    found = [evidence[key] for key in (f"{pointer}/heading", f"{pointer}/text") if key in evidence]
    return (found[0].start, found[-1].end) if found else (None, None)
