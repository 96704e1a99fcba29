"""Passages of several plans grouped by what they are about.

A batch of plans is aligned passage by passage: pairs that are alike, then average linkage. Plans beyond the first
batch join the themes that are known, and only what is left is aligned among itself: time grows with the number of
plans, not with the number of their pairs, and a plan can be added later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.pairing import ALIKE, SURE, Pair, Weighed, likely_pairs, with_owners
from corpus.passages import Passage
from corpus.similarity import Index, Rarity, Vector, carriers, features, product, unit, unit_vector

# A group takes in another where they are, on the whole, nearly as alike as the pair that joins them.
_JOIN = 0.8
_NEAR_BEST = 0.8
# A sentence that fits another theme so well makes its passage a member there too.
_CLAUSE_FITS = 0.32
_BATCH = 40
# How many features of a passage are looked at among the themes known, which are many.
_KNOWN_DEPTH = 20
# Of two wordings of one theme a plan has one: so much fewer have both than chance would give.
_OVERLAP = 0.1
_TELLING_CHANCE = 2.0

_NO_HOME = -1  # of a passage that only its sentences have a place
# For each passage of a plan, in order: the number of its group, then those of the groups it is a guest of.
Homes = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Group:
    """Passages on one theme, plan by plan. guests: those of other groups of which a sentence belongs here."""

    members: tuple[Passage, ...]
    guests: tuple[Passage, ...] = ()


@dataclass(slots=True)
class _Group:
    """Members, and the sum of their vectors: the mean likeness to a group is one product with its sum."""

    members: list[Passage] = field(default_factory=list)
    guests: list[Passage] = field(default_factory=list)
    words: Vector = field(default_factory=dict)
    owners: Vector = field(default_factory=dict)
    carried: int = 0

    def take(self, one: Weighed) -> None:
        self.members.append(one.passage)
        _add(self.words, one.words)
        _add(self.owners, one.owners)
        self.carried += bool(one.owners)

    def merge(self, other: _Group) -> None:
        """Take all that the other has, and leave it empty."""
        self.members += other.members
        self.guests += (passage for passage in other.guests if passage not in self.members)
        _add(self.words, other.words)
        _add(self.owners, other.owners)
        self.carried += other.carried
        other.members, other.guests, other.words = [], [], {}

    def leave(self, passage: Passage) -> None:
        """A passage that was alone here is no longer alone once it has found others elsewhere."""
        if self.members == [passage] and not self.guests:
            self.members.clear()
            self.words.clear()

    def likeness(self, one: Weighed) -> float:
        words = product(one.words, self.words) / max(1, len(self.members))
        if not one.owners or not self.carried:
            return words
        return with_owners(words, product(one.owners, self.owners) / self.carried)


def align(passages: Iterable[Passage], known: Mapping[int, Homes] | None = None) -> tuple[Group, ...]:
    """Groups in the order of their first member; a passage that is like no other is a group of its own.

    Passages come plan by plan. known: of some plans the groups that they were found in before; these stay, and the
    other plans join them.
    """
    plans = [list(own) for _, own in groupby(passages, key=lambda passage: passage.document)]
    words, owners = Rarity(), Rarity()
    for plan in plans:
        for passage in plan:
            words.count(_features(passage))
            owners.count(carriers(passage.owners))
    known = known or {}
    before = [plan for plan in plans if plan[0].document in known]
    groups = _restored(
        [(list(_weighed(plan, words, owners, is_new=False)), known[plan[0].document]) for plan in before]
    )
    index = Index(_KNOWN_DEPTH)
    for number, group in enumerate(groups):
        index.put(number, unit(group.words))
    rest = [plan for plan in plans if plan[0].document not in known]
    for start in range(0, len(rest), _BATCH):
        batch = [one for plan in rest[start : start + _BATCH] for one in _weighed(plan, words, owners)]
        _align_batch(batch, groups, index)
    return tuple(Group(tuple(group.members), tuple(group.guests)) for group in groups if group.members)


def homes_of(groups: Sequence[Group], passages: Iterable[Passage]) -> dict[int, Homes]:
    """Of each plan, for each of its passages in order, the number of its group or -1, then those of its hosts."""
    homes = {passage: number for number, group in enumerate(groups) for passage in group.members}
    others: dict[Passage, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for passage in group.guests:
            others[passage].append(number)
    plans = groupby(passages, key=lambda passage: passage.document)
    return {plan: tuple((homes.get(one, _NO_HOME), *others.get(one, ())) for one in own) for plan, own in plans}


def _restored(plans: Sequence[tuple[Sequence[Weighed], Homes]]) -> list[_Group]:
    """The groups of a run before; a number without passages (its plans are gone) is left out."""
    groups: dict[int, _Group] = defaultdict(_Group)
    for plan, homes in plans:
        for one, (home, *others) in zip(plan, homes, strict=True):
            if home != _NO_HOME:
                groups[home].take(one)
            for other in others:
                groups[other].guests.append(one.passage)
    return [groups[number] for number in sorted(groups) if groups[number].members]


def _features(passage: Passage) -> Vector:
    """A title counts beside the words that it opens; a closing clause of a decision is one feature of its own."""
    if passage.closing:
        return {f"§{passage.closing}": 1.0}
    found = features(passage.matter)
    if passage.title:
        _add(found, features(passage.title))
    return found


def _weighed(plan: Sequence[Passage], words: Rarity, owners: Rarity, *, is_new: bool = True) -> Iterator[Weighed]:
    """Its passages as vectors; what only says where a passage belongs is left out of a plan that is not new."""
    found = [_features(passage) for passage in plan]
    own = Rarity()
    for each in found:
        own.count(each)
    for passage, each in zip(plan, found, strict=True):
        yield Weighed(
            passage,
            unit_vector(each, (words, own)),
            unit_vector(carriers(passage.owners), (owners,)),
            tuple(unit_vector(features(clause), (words, own)) for clause in passage.clauses) if is_new else (),
            unit_vector(features(passage.under), (words,)) if is_new else {},
            passage.indicators,
        )


def _align_batch(batch: Sequence[Weighed], groups: list[_Group], index: Index) -> None:
    """Join the themes that are known, align the rest, and let sentences join what they fit."""
    home = _joined_known(batch, groups, index) if groups else {}
    rest = [at for at in range(len(batch)) if at not in home]
    known = len(groups)
    for members in _clusters([batch[at] for at in rest]):
        home.update(dict.fromkeys((rest[at] for at in members), len(groups)))
        groups.append(_Group())
    for at, number in sorted(home.items()):
        groups[number].take(batch[at])
    for number in range(known, len(groups)):
        index.put(number, unit(groups[number].words))
    _join_clauses(_Homes(batch, home, groups), index)
    _consolidate(groups, index)


def _consolidate(groups: Sequence[_Group], index: Index) -> None:
    """One theme in different words: groups that are alike, and of which each plan has one where chance would have
    given several plans both.
    """
    known = len({passage.document for group in groups for passage in group.members})
    for number, group in enumerate(groups):
        if len(group.members) < _TELLING_CHANCE:  # too few for chance to tell anything
            continue
        for other in index.near(unit(group.words)):
            if other < number and _is_one(groups[other], group, known):
                groups[other].merge(group)
                break


def _is_one(one: _Group, other: _Group, known: int) -> bool:
    plans, others = ({passage.document for passage in group.members} for group in (one, other))
    by_chance = len(plans) * len(others) / known
    if by_chance < _TELLING_CHANCE or len(plans & others) > _OVERLAP * by_chance:
        return False
    return product(one.words, other.words) >= ALIKE * len(one.members) * len(other.members)


def _joined_known(batch: Sequence[Weighed], groups: Sequence[_Group], index: Index) -> dict[int, int]:
    """Passage -> group: the best that it is like, where it is near the best of its plan for that group."""
    scores = {
        (at, number): groups[number].likeness(one) for at, one in enumerate(batch) for number in index.near(one.words)
    }
    best: dict[tuple[int, int], float] = defaultdict(float)
    for (at, number), score in scores.items():
        plan = batch[at].passage.document
        best[plan, number] = max(best[plan, number], score)
    home: dict[int, tuple[float, int]] = {}
    for (at, number), score in scores.items():
        if score >= ALIKE and score >= _NEAR_BEST * best[batch[at].passage.document, number]:
            home[at] = max(home.get(at, (0.0, 0)), (score, -number))
    return {at: -number for at, (_, number) in home.items()}


# --- the passages of a batch -----------------------------------------------------------------------------


def _clusters(batch: Sequence[Weighed]) -> list[list[int]]:
    """Average linkage from the surest pair on: no chain of near likenesses joins what is not alike."""
    scores, twins = likely_pairs(batch)
    links = _Links(batch, scores)
    for first, second in twins:
        links.join(first, second)
    for (first, second), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if links.mean(first, second) >= _JOIN * min(score, SURE):
            links.join(first, second)
    return links.clusters()


class _Links:
    """Clusters that grow, and between each two the sum of what their passages have in common."""

    def __init__(self, batch: Sequence[Weighed], scores: dict[Pair, float]) -> None:
        self._home = list(range(len(batch)))
        self._members = {at: [at] for at in range(len(batch))}
        self._plans = {at: Counter([one.passage.document]) for at, one in enumerate(batch)}
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        for (first, second), score in scores.items():
            self._sums[first][second] = self._sums[second][first] = score

    def mean(self, first: int, second: int) -> float:
        """The mean likeness of the clusters of two passages, over their pairs from different plans."""
        here, there = self._home[first], self._home[second]
        if here == there:
            return 0.0
        one, other = self._plans[here], self._plans[there]
        pairs = one.total() * other.total() - sum(count * other[plan] for plan, count in one.items())
        return self._sums[here].get(there, 0.0) / max(1, pairs)

    def join(self, first: int, second: int) -> None:
        """Make one cluster of theirs."""
        here, there = self._home[first], self._home[second]
        if here == there:
            return
        for at in self._members[there]:
            self._home[at] = here
        self._members[here] += self._members.pop(there)
        self._plans[here] += self._plans.pop(there)
        for other, value in self._sums.pop(there, {}).items():
            self._sums[other].pop(there)
            if other != here:
                self._sums[here][other] = self._sums[other][here] = self._sums[here].get(other, 0.0) + value

    def clusters(self) -> list[list[int]]:
        """Members in order, by first member."""
        return sorted(sorted(members) for members in self._members.values())


# --- sentences that belong to another theme too ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Homes:
    """A batch, and the group that each passage of it is in."""

    batch: Sequence[Weighed]
    home: dict[int, int]
    groups: Sequence[_Group]

    def fit(self, clause: Vector, number: int, own: dict[int, list[Vector]]) -> float:
        """The mean likeness of a sentence to what other plans have in a group."""
        group = self.groups[number]
        others = len(group.members) - len(own.get(number, ()))
        if others <= 0:
            return 0.0
        return (product(clause, group.words) - sum(product(clause, each) for each in own.get(number, ()))) / others


def _join_clauses(homes: _Homes, index: Index) -> None:
    """Make a passage a member of each further group that one of its sentences fits better than its own group."""
    own: dict[int, dict[int, list[Vector]]] = defaultdict(lambda: defaultdict(list))
    for at, one in enumerate(homes.batch):
        own[one.passage.document][homes.home[at]].append(one.words)
    further: set[Pair] = set()
    for at, one in enumerate(homes.batch):
        mine = own[one.passage.document]
        for clause in one.clauses:
            fits = {number: homes.fit(clause, number, mine) for number in index.near(clause)}
            best = max(fits, key=lambda number: (fits[number], -number), default=homes.home[at])
            if best != homes.home[at] and fits[best] >= _CLAUSE_FITS:
                further.add((at, best))
    for at, number in sorted(further):
        homes.groups[number].guests.append(homes.batch[at].passage)
    for at in {at for at, _ in further}:
        homes.groups[homes.home[at]].leave(homes.batch[at].passage)


def _add(total: Vector, vector: Vector) -> None:
    for name, weight in vector.items():
        total[name] = total.get(name, 0.0) + weight
