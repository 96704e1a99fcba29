"""Passages of several plans grouped by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Document, Evidence, Node
from corpus.similarity import QUOTED, Vector, candidates, cosine, features, vectors

# Two passages are on one theme from here on; a group takes in another where they are, on the whole, nearly so.
_ALIKE = 0.15
_JOIN = 0.6
_NEAR_BEST = 0.75
_SHORTEST = 25
_LONGEST_LABEL = 110
_LONGEST_TITLE = 250
_FILLER = re.compile(
    r"^(?:(?:Mô hình, gương )?[Đđ]iển hình(?: tiên tiến)?|Mô hình)\s+(?:trong|về)\s+|^Đối với\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of a plan that says something of its own. words: its text; title: its heading;
    owners: who carries it.

    document: index of the plan; start, end: offsets in its text where they are known.
    """

    document: int
    path: str
    title: str
    words: str
    owners: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Passages on one theme, and its name in the plans' own words."""

    label: str
    members: tuple[Passage, ...]


def passages_of(document: Document, index: int) -> Iterator[Passage]:
    """The passages of a plan: items and bullets with words of their own, and rows of tables of tasks.

    Bullets of which one alone names an owner describe a single task (seed 001, II/2/2.2): their item speaks for them.
    """
    owners: dict[str, tuple[str, ...]] = {}
    for duty in document.assignments:
        owners[duty.path] = owners.get(duty.path, ()) + duty.owners
    for at, node in enumerate(document.outline):
        yield from _of_node(_Plan(document, index, owners), node, f"/outline/{at}")
    for at, duty in enumerate(document.assignments):
        if "#" in duty.path and len(duty.task) >= _SHORTEST:
            place = document.evidence.get(f"/assignments/{at}/task")
            start, end = (place.start, place.end) if place else (None, None)
            yield Passage(index, duty.path, "", duty.task, duty.owners, start, end)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A document being taken apart, and the owners at each path."""

    document: Document
    index: int
    owners: dict[str, tuple[str, ...]]


def _of_node(plan: _Plan, node: Node, pointer: str) -> Iterator[Passage]:
    bullets = [child for child in node.children if child.kind == "bullet"]
    one_task = len(bullets) > 1 and sum(child.path in plan.owners for child in bullets) == 1
    told = bullets if one_task else []
    own = " ".join(filter(None, (node.heading, node.text)))
    if len(own) >= _SHORTEST and (not node.children or told or len(node.text) > _SHORTEST) and node.kind != "group":
        title = node.heading or (node.text if bullets and len(node.text) < _LONGEST_TITLE else "")
        words = " ".join((own, *(child.text for child in told)))
        names = [plan.owners.get(each.path, ()) for each in (node, *told)]
        start, end = _place(plan.document.evidence, pointer)
        yield Passage(plan.index, node.path, title, words, tuple(name for each in names for name in each), start, end)
    for at, child in enumerate(node.children):
        if child not in told:
            yield from _of_node(plan, child, f"{pointer}/children/{at}")


def _place(evidence: object, pointer: str) -> tuple[int | None, int | None]:
    known = [evidence.get(f"{pointer}/{key}") for key in ("heading", "text")] if isinstance(evidence, dict) else []
    found = [each for each in known if isinstance(each, Evidence)]
    return (found[0].start, found[-1].end) if found else (None, None)


def align(passages: Sequence[Passage]) -> tuple[Group, ...]:
    """Groups in the order of their first member; a passage that is like no other is a group of its own."""
    weights = vectors([features(passage.words, passage.title, passage.owners) for passage in passages])
    scored = _scored(passages, weights)
    groups = _joined(len(passages), scored)
    made = [tuple(passages[at] for at in members) for members in groups]
    return tuple(Group(_label(members), members) for members in made)


def _scored(passages: Sequence[Passage], weights: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Pairs of passages of different plans that are alike, and among the best that either has in the other's plan."""
    owners = [passage.document for passage in passages]
    scores = {pair: cosine(weights[pair[0]], weights[pair[1]]) for pair in candidates(weights, owners)}
    scores = {pair: score for pair, score in scores.items() if score >= _ALIKE}
    best: dict[tuple[int, int], float] = {}
    for (first, second), score in scores.items():
        for here, there in ((first, second), (second, first)):
            key = (here, owners[there])
            best[key] = max(best.get(key, 0.0), score)
    return {
        (first, second): score
        for (first, second), score in scores.items()
        if score >= _NEAR_BEST * best[first, owners[second]] and score >= _NEAR_BEST * best[second, owners[first]]
    }


def _joined(count: int, scored: dict[tuple[int, int], float]) -> list[list[int]]:
    """Average linkage from the surest pair on: no chain of near likenesses joins what is not alike."""
    home = list(range(count))
    members = {at: [at] for at in range(count)}
    for (first, second), score in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        here, there = home[first], home[second]
        if here == there or _linkage(members[here], members[there], scored) < _JOIN * min(score, 2 * _ALIKE):
            continue
        for at in members[there]:
            home[at] = here
        members[here] += members.pop(there)
    return [sorted(members[at]) for at in sorted(members, key=lambda at: min(members[at]))]


def _linkage(one: Sequence[int], other: Sequence[int], scored: dict[tuple[int, int], float]) -> float:
    values = [scored.get((min(a, b), max(a, b)), 0.0) for a in one for b in other]
    return sum(values) / len(values)


def _label(members: Sequence[Passage]) -> str:
    """The name that the plans give it: one in quotes that all share, the shortest title, or the first words."""
    quoted = [
        {match["name"] for match in QUOTED.finditer(passage.title or passage.words[:300])} for passage in members
    ]
    shared = set.intersection(*quoted) if quoted else set()
    if shared:
        return min(shared, key=len)
    titles = [passage.title for passage in members if passage.title]
    words = min(titles, key=len) if titles else members[0].words
    words = _FILLER.sub("", words.strip(" :.;")) if len(words) > _SHORTEST else words
    short = words if len(words) <= _LONGEST_LABEL else words[:_LONGEST_LABEL].rsplit(" ", 1)[0] + "…"
    return short[:1].upper() + short[1:].rstrip(" :.;,")
