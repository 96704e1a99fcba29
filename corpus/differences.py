"""In what plans differ on a theme, field by field: each is laid beside the first plan that has the theme."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from corpus.agencies import Body, identify, same_field
from corpus.indicators import Indicator, indicators, is_same, likeness
from corpus.measures import comparable
from corpus.members import Due, Member
from corpus.similarity import syllables

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")
# `nguồn vốn ngân sách tỉnh` is `ngân sách tỉnh`.
_FUNDS = re.compile(r"^(?:các )?(?:nguồn )?(?:vốn |kinh phí )?")
# Two passages are versions of one text from here on: what differs in them is worth showing word by word.
_VERSIONS = 0.6
_MASKED = "□"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which plans differ on a theme: what each says, as (file, value).

    field: owners, partners, deadline, target, budget, reporting (to whom); of versions of one text also
    wording, heading (the same under another heading) and order (the same in another place).
    """

    theme: str
    field: str
    values: tuple[tuple[str, str], ...]


def differences(themes: Mapping[str, Sequence[Member]]) -> Iterator[Difference]:
    """Of each theme (label -> members of two plans or more), in the order of the themes and of the fields."""
    moved = _moved(themes)
    for theme, members in themes.items():
        plans = _by_plan(members)
        if len(plans) < 2:
            continue
        for field, differ, said in _FIELDS:
            first, *others = plans.values()
            if any(differ(first, other) for other in others):
                yield Difference(theme, field, tuple((file, said(own)) for file, own in plans.items()))
        for field, files in moved.get(theme, {}).items():
            said = _heading if field == "heading" else _place
            yield Difference(theme, field, tuple((file, said(plans[file])) for file in files))


def _by_plan(members: Sequence[Member]) -> dict[str, list[Member]]:
    """The members of each plan; a guest is compared where it is at home."""
    plans: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if not member.is_guest:
            plans[member.file].append(member)
    return plans


# --- who, by when, how much ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    folded: str
    body: Body | None


@lru_cache(maxsize=10_000)
def _named(name: str) -> _Name:
    return _Name(" ".join(syllables(name)), identify(name))


def is_counterpart(one: str, other: str) -> bool:
    """Whether two names are of one body, or of two that hold a field at two levels (a Sở, a commune's phòng)."""
    first, second = _named(one), _named(other)
    if first.body and second.body:
        if first.body.level == second.body.level:
            return first.body.id == second.body.id
        return same_field(first.body, second.body)
    return first.folded == second.folded


def _bodies_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    return not (
        all(any(is_counterpart(name, each) for each in other) for name in one)
        and all(any(is_counterpart(name, each) for each in one) for name in other)
    )


def _owners(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for member in members for name in member.owners))


def _partners(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for member in members for name in member.partners))


def _owners_differ(one: Sequence[Member], other: Sequence[Member]) -> bool:
    return _bodies_differ(_owners(one), _owners(other))


def _partners_differ(one: Sequence[Member], other: Sequence[Member]) -> bool:
    return _bodies_differ(_partners(one), _partners(other))


def _limits(members: Sequence[Member]) -> set[Hashable]:
    return {_limit(due) for member in members for due in member.dues}


def _limit(due: Due) -> Hashable:
    """The days of a deadline; of a recurring one how often and the numbers in it; of others the words."""
    if due.end or due.start:
        return due.start, due.end
    return (due.recurrence, *_NUMBER.findall(due.text)) if due.recurrence else due.text.lower()


def _deadlines_differ(one: Sequence[Member], other: Sequence[Member]) -> bool:
    return _limits(one) != _limits(other)


def _measured(members: Sequence[Member]) -> list[tuple[Indicator, Hashable]]:
    """What each target measures, and its amount."""
    return [
        (measures, (*comparable(aim.value, aim.unit), aim.comparator))
        for member in members
        for aim, measures in zip(member.aims, indicators(member.words, (a.text for a in member.aims)), strict=True)
    ]


def _targets_differ(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether a target of the one is another amount of what a target of the other measures; of versions of one text
    also whether one lacks a target.
    """
    here, there = _measured(one), _measured(other)
    if not (here and there) or are_versions(one, other):
        return {amount for _, amount in here} != {amount for _, amount in there}
    return _amounts_differ(here, there) or _amounts_differ(there, here)


def _amounts_differ(here: Sequence[tuple[Indicator, Hashable]], there: Sequence[tuple[Indicator, Hashable]]) -> bool:
    for measures, amount in here:
        same = [(likeness(measures, each), other) for each, other in there if is_same(measures, each)]
        best = max((score for score, _ in same), default=0.0)
        if same and amount not in {other for score, other in same if score == best}:
            return True
    return False


def _money(members: Sequence[Member]) -> set[Hashable]:
    """The amounts in one unit, and the sources of funds without the words that all share."""
    budgets = [each for member in members for each in member.budgets]
    amounts: set[Hashable] = {
        (*comparable(each.value, each.unit), each.comparator) for each in budgets if each.value is not None
    }
    return amounts | {_FUNDS.sub("", name.lower()) for each in budgets for name in each.sources}


def _budgets_differ(one: Sequence[Member], other: Sequence[Member]) -> bool:
    return _money(one) != _money(other)


def _say_budgets(members: Sequence[Member]) -> str:
    return _joined([text for member in members for text in _funds(member)])


def _receivers(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for member in members for report in member.reports for name in report.to))


def _reporting_differs(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """By when is compared as the deadline; whether there is a duty to report, and to whom, here."""
    return _bodies_differ(_receivers(one), _receivers(other))


# --- wording, heading, order -----------------------------------------------------------------------------


def _masked(member: Member) -> list[str]:
    """The syllables of a passage with what is compared by itself (bodies, deadlines, targets, funds) masked."""
    words = _SPACE.sub(" ", member.words)
    values = (
        *member.owners,
        *member.partners,
        *member.deadlines,
        *(aim.text for aim in member.aims),
        *_funds(member),
    )
    for value in sorted(filter(None, map(_one_line, values)), key=len, reverse=True):
        words = re.sub(re.escape(value), _MASKED, words, flags=re.IGNORECASE)
    return syllables(words, whole=True)


def _funds(member: Member) -> Iterator[str]:
    for each in member.budgets:
        yield from filter(None, (each.amount, *each.sources))


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def are_versions(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether one passage of each plan says the same in nearly the same words."""
    if len(one) != 1 or len(other) != 1:
        return False
    return Indel.normalized_similarity(_masked(one[0]), _masked(other[0])) >= _VERSIONS


def _wordings_differ(one: Sequence[Member], other: Sequence[Member]) -> bool:
    return are_versions(one, other) and _masked(one[0]) != _masked(other[0])


def _moved(themes: Mapping[str, Sequence[Member]]) -> dict[str, dict[str, list[str]]]:
    """Theme -> field -> files: versions of the first plan's passages under another heading, or in another order.

    Only of plans that are versions of each other in most of what they share: others have an order of their own.
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for (first, other), pairs in _shared(themes).items():
        versions = [(theme, one, there) for theme, one, there in pairs if are_versions([one], [there])]
        if 2 * len(versions) < len(pairs):
            continue
        kept = []
        for theme, one, there in versions:
            if _headings_differ(one, there):
                found[theme].setdefault("heading", [first]).append(other)
            else:
                kept.append((one.order, there.order, theme))
        for theme in _out_of_order(sorted(kept)):
            found[theme].setdefault("order", [first]).append(other)
    return found


def _shared(themes: Mapping[str, Sequence[Member]]) -> dict[tuple[str, str], list[tuple[str, Member, Member]]]:
    """(first plan, another) -> (theme, passage of the one, of the other), of themes on which each has one passage."""
    found: dict[tuple[str, str], list[tuple[str, Member, Member]]] = defaultdict(list)
    for theme, members in themes.items():
        plans = _by_plan(members)
        if not plans:
            continue
        (file, first), *others = plans.items()
        for other, own in others:
            if len(first) == len(own) == 1:
                found[file, other].append((theme, first[0], own[0]))
    return found


def _headings_differ(one: Member, other: Member) -> bool:
    """A heading that is a body is compared as the owner."""
    if identify(one.heading) or identify(other.heading):
        return False
    return Indel.normalized_similarity(syllables(one.heading), syllables(other.heading)) < _VERSIONS


def _out_of_order(pairs: Sequence[tuple[int, int, str]]) -> list[str]:
    """The fewest themes without which the others stand in the same order (all but a longest increasing run)."""
    ends: list[int] = []
    length: list[int] = []
    for _, order, _ in pairs:
        at = bisect_left(ends, order)
        ends[at : at + 1] = [order]
        length.append(at + 1)
    wanted, limit = len(ends), float("inf")
    out = []
    for at in reversed(range(len(pairs))):
        _, order, theme = pairs[at]
        if length[at] == wanted and order < limit:
            wanted, limit = wanted - 1, order
        else:
            out.append(theme)
    return out[::-1]


# --- how each is said ------------------------------------------------------------------------------------

_Own = Sequence[Member]


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _heading(members: _Own) -> str:
    return _joined([member.heading for member in members])


def _place(members: _Own) -> str:
    from corpus.paths import say

    return _joined([say(member.path) for member in members])


_FIELDS: tuple[tuple[str, Callable[[_Own, _Own], bool], Callable[[_Own], str]], ...] = (
    ("owners", _owners_differ, lambda own: _joined(_owners(own))),
    ("partners", _partners_differ, lambda own: _joined(_partners(own))),
    ("deadline", _deadlines_differ, lambda own: _joined([text for member in own for text in member.deadlines])),
    ("target", _targets_differ, lambda own: _joined([aim.text for member in own for aim in member.aims])),
    ("budget", _budgets_differ, _say_budgets),
    ("reporting", _reporting_differs, lambda own: _joined(_receivers(own))),
    ("wording", _wordings_differ, lambda own: _joined([member.words for member in own])),
)
