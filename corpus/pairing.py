"""Which passages of two plans are likely to be on one task: by their words, who carries them, and where they stand.

Plans made from one model (a superior's plan, a neighbour's) say the same things in the same order under the same
headings; plans of other origin do not. So place speaks for a pair only as far as the two plans are found to be kin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.indicators import Indicator, is_same
from corpus.passages import Passage
from corpus.similarity import Index, Vector, product

Pair = tuple[int, int]
Layer = tuple[int, bool]

# Two passages are on one theme from here on, where they are the best of each other a little sooner.
ALIKE = 0.15
_BEST_ALIKE = 0.14
_NEAR_BEST = 0.75
# As like as this is as like as can be asked.
SURE = 0.3
# Passages of one plan that say the same twice (criteria repeated, prose and table).
_TWINS = 0.5
# How much the owners count beside the words; how much like neighbours in a section, those just before and behind, and
# the headings above speak for a pair, the last ones as far as the plans are kin.
_OWNERS = 0.15
_SIBLINGS = 0.3
_KIN_SIBLINGS = 1.0
_KIN_BESIDE = 3.0
_KIN_HEADINGS = 0.5
# Passages so near one another in both plans stand in one order; a few may do so by chance.
_CLOSE = 3
_BY_CHANCE = 4
# How many features of a passage are looked at among those of its batch.
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage as vectors of unit length: its words, its owners, its sentences, the headings above it."""

    passage: Passage
    words: Vector
    owners: Vector
    clauses: tuple[Vector, ...] = ()
    under: Vector = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()

    @property
    def plan(self) -> int:
        """Index of its plan."""
        return self.passage.document

    @property
    def layer(self) -> Layer:
        """Its plan, and whether it is a row: the tables of a plan often repeat what its prose says."""
        return self.passage.document, "#" in self.passage.path


def likely_pairs(batch: Sequence[Weighed]) -> tuple[dict[Pair, float], list[Pair]]:
    """The pairs of passages of different plans that may be on one task, with a score; the twins within a plan."""
    likeness, twins = _likenesses(batch)
    return _near_best(batch, _placed(batch, likeness)), twins


def with_owners(words: float, owners: float) -> float:
    """The score of two passages by their words and their owners, who speak for a pair only as far as its words do."""
    return (1 - _OWNERS) * words + _OWNERS * owners * min(1.0, words / ALIKE)


def _likenesses(batch: Sequence[Weighed]) -> tuple[dict[Pair, float], list[Pair]]:
    """Of passages of different plans how alike they are; the pairs of one plan that say the same."""
    index = Index(_DEPTH)
    scores: dict[Pair, float] = {}
    twins: list[Pair] = []
    for at, one in enumerate(batch):
        for other in index.near(one.words):
            if not _measure_alike(one, batch[other]):
                continue
            score = product(one.words, batch[other].words)
            if batch[other].plan != one.plan:
                if one.owners and batch[other].owners:
                    score = with_owners(score, product(one.owners, batch[other].owners))
                scores[other, at] = score
            elif score >= _TWINS:
                twins.append((other, at))
        index.put(at, one.words)
    return scores, twins


def _measure_alike(one: Weighed, other: Weighed) -> bool:
    """Whether two passages that set targets measure something alike; two tasks of somebody are told by their work."""
    if (one.passage.owners and other.passage.owners) or not (one.indicators and other.indicators):
        return True
    return any(is_same(here, there) for here in one.indicators for there in other.indicators)


def _placed(batch: Sequence[Weighed], scores: Mapping[Pair, float]) -> dict[Pair, float]:
    """The scores with what the places of the passages add to them."""
    support, kin = _siblings(batch, scores), _kinship(batch, scores)

    def of(first: int, second: int) -> float:
        near = kin[batch[first].plan, batch[second].plan]
        beside = scores.get((first - 1, second - 1), 0.0) + scores.get((first + 1, second + 1), 0.0)
        place = _KIN_BESIDE * min(1.0, beside / 2 / SURE)
        place += _KIN_HEADINGS * product(batch[first].under, batch[second].under)
        return (1 + (_SIBLINGS + _KIN_SIBLINGS * near) * support(first, second)) * (1 + near * place)

    return {pair: score * of(*pair) for pair, score in scores.items()}


def _siblings(batch: Sequence[Weighed], scores: Mapping[Pair, float]) -> Callable[[int, int], float]:
    """How like the neighbours of the one, in its section, are those of the other, from 0 to 1."""
    sections = [(one.plan, one.passage.section) for one in batch]
    sizes = Counter(sections)
    best: dict[tuple[object, object], dict[int, float]] = defaultdict(dict)
    for (first, second), score in scores.items():
        for here, there in ((first, second), (second, first)):
            known = best[sections[here], sections[there]]
            known[here] = max(known.get(here, 0.0), score)
    total = {key: sum(known.values()) for key, known in best.items()}

    def of(here: int, there: int) -> float:
        key = (sections[here], sections[there])
        others = sizes[sections[here]] - 1
        return (total[key] - best[key][here]) / others if others else 0.0

    return lambda first, second: min(1.0, (of(first, second) + of(second, first)) / 2 / SURE)


def _kinship(batch: Sequence[Weighed], scores: Mapping[Pair, float]) -> Mapping[Pair, float]:
    """Of each two plans how much they stand in one order, from 0 (chance) to nearly 1 (made from one model).

    It is the share of passages, each the best of the other, that follow one another closely in both.
    """
    found: dict[Pair, float] = defaultdict(float)
    for plans, pairs in _mutual(batch, scores).items():
        close = sum(0 < there - before[1] <= _CLOSE >= here - before[0] for before, (here, there) in pairwise(pairs))
        found[plans] = close / (len(pairs) - 1 + _BY_CHANCE)
    return found


def _mutual(batch: Sequence[Weighed], scores: Mapping[Pair, float]) -> Mapping[Pair, list[Pair]]:
    """(plan, later plan) -> passages that are the best of each other, in the order of the one."""
    best: dict[Pair, tuple[float, int]] = defaultdict(lambda: (0.0, -1))
    for (first, second), score in scores.items():
        for here, there in ((first, second), (second, first)):
            key = here, batch[there].plan
            best[key] = max(best[key], (score, there))
    mutual: dict[Pair, list[Pair]] = defaultdict(list)
    for (here, plan), (score, there) in sorted(best.items()):
        if score >= ALIKE and batch[here].plan < plan and best[there, batch[here].plan][1] == here:
            mutual[batch[here].plan, plan].append((here, there))
    return mutual


def _near_best(batch: Sequence[Weighed], scores: Mapping[Pair, float]) -> dict[Pair, float]:
    """Pairs that are alike, and among the best that either has in the other's plan, in its prose or its tables."""
    best: dict[tuple[int, Layer], float] = defaultdict(float)
    for (first, second), score in scores.items():
        for here, there in ((first, second), (second, first)):
            key = here, batch[there].layer
            best[key] = max(best[key], score)

    def is_near(first: int, second: int, score: float) -> bool:
        most = max(best[first, batch[second].layer], best[second, batch[first].layer])
        return score >= max(_NEAR_BEST * most, ALIKE if score < most else _BEST_ALIKE)

    return {pair: score for pair, score in scores.items() if is_near(*pair, score)}
