"""Which plan was probably written from which: runs of words that two plans share, names of places aside.

A plan is kept as a sample of its runs of five syllables (MinHash by fraction: those whose hash is divisible by a
small number), each with the path where it stands; the share of the sample that stands in another plan estimates the
share of the text. A plan of a higher level, then one of an earlier day, is taken for the source. Time and memory grow
with the number of plans: of each run only the few earliest plans are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from corpus.model import Level
from corpus.passages import Passage
from corpus.similarity import syllables

_RUN = 5  # syllables
_SAMPLED = 4  # one run in so many
_FEWEST = 20
_SHARE = 0.2
_PASSAGE_SHARE = 0.5
_KEPT = 12  # earliest plans of a run
_RANK: Mapping[Level | None, int] = {"central": 0, "party": 1, "province": 1, "district": 2, "commune": 3}
_LAST = "9999"

Sketch = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A plan as a sample of its runs of words (hash -> path), with what tells which of two plans was there first."""

    file: str
    sketch: Sketch
    level: Level | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A plan much of whose text stands in another. share: of its text; places: (path here, there)."""

    file: str
    source: str
    share: float
    places: tuple[tuple[str, str], ...]


def sketch_of(passages: Iterable[Passage]) -> dict[int, str]:
    """The sample of a plan's runs, each with the path where it stands first."""
    found: dict[int, str] = {}
    for passage in passages:
        said = syllables(passage.words)
        for at in range(len(said) - _RUN + 1):
            number = crc32(" ".join(said[at : at + _RUN]).encode())
            if number % _SAMPLED == 0:
                found.setdefault(number, passage.path)
    return found


def copies(plans: Sequence[Written]) -> Iterator[Copy]:
    """For each plan that shares enough with an earlier one that one, in the order of the plans given."""
    order = sorted(range(len(plans)), key=lambda at: (_RANK.get(plans[at].level, 3), plans[at].date or _LAST, at))
    seen: dict[int, list[int]] = defaultdict(list)
    found: dict[int, Copy] = {}
    for at in order:
        if copy := _source(plans, at, seen):
            found[at] = copy
        for run in plans[at].sketch:
            if len(seen[run]) < _KEPT:
                seen[run].append(at)
    yield from (found[at] for at in sorted(found))


def _source(plans: Sequence[Written], at: int, seen: Mapping[int, Sequence[int]]) -> Copy | None:
    own = plans[at].sketch
    counts = Counter(other for run in own for other in seen.get(run, ()))
    if not counts:
        return None
    best = max(counts, key=lambda other: (counts[other], -other))
    if counts[best] < max(_FEWEST, _SHARE * len(own)):
        return None
    return Copy(plans[at].file, plans[best].file, counts[best] / len(own), tuple(_places(own, plans[best].sketch)))


def _places(own: Sketch, there: Sketch) -> Iterator[tuple[str, str]]:
    """The passages at least half of whose runs stand in the source, each with where most of them do."""
    whole, common = Counter(own.values()), defaultdict[str, Counter[str]](Counter)
    for run, path in own.items():
        if run in there:
            common[path][there[run]] += 1
    for path, found in common.items():
        if found.total() >= _PASSAGE_SHARE * whole[path]:
            yield path, found.most_common(1)[0][0]
