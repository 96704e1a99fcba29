"""How alike two passages of plans are: TF-IDF over syllables and pairs of syllables, names in quotes weighing more.

What all plans share weighs little by itself (inverse document frequency over the plans compared), and so does what
one plan says in every line, its own theme. Names of places and levels are taken out first, so that `toàn tỉnh` and
`toàn xã` do not part what is one task.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise

from corpus.agencies import identify

Vector = dict[str, float]

_SYLLABLE = re.compile(r"[^\W\d_]+|\d+")
QUOTED = re.compile(r"[“\"](?P<name>[^”\"]{4,120})[”\"]")
# Words of level and place, and the small words of administrative prose: they tell plans apart, not tasks.
_PLACE = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn|đặc khu)"
    r"(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s?-?\s?[A-ZĐÀ-Ỹ][^\W\d_]*){0,3})?|"
    r"\b(?:trên )?địa bàn\b|giai đoạn\s*\d{4}\s*[-–]\s*\d{4}|\b(?:19|20)\d{2}\b"
)
_SMALL = frozenset(
    """
    và các của cho trong với những là có được về theo tại từ đến để này đó một khi như ở do bằng trên đối việc
    """.split()
)
_SYLLABLE_WEIGHT = 0.5
_QUOTE_WEIGHT = 2.5
_LEAST_RARITY = 0.3
_LEAST_COMMON = 0.015


def features(text: str) -> Vector:
    """Weighted features of a text: syllables, pairs of neighbours, names in quotes."""
    found: Vector = defaultdict(float)
    said = syllables(text)
    for syllable in said:
        found[syllable] += _SYLLABLE_WEIGHT
    for first, second in pairwise(said):
        found[f"{first} {second}"] += 1.0
    for match in QUOTED.finditer(text):
        found[f"“{' '.join(syllables(match['name']))}”"] += _QUOTE_WEIGHT
    return found


def syllables(text: str, *, whole: bool = False) -> list[str]:
    """The syllables of a text in small letters without places; whole: with the small words of its sentences."""
    found = _SYLLABLE.findall(_PLACE.sub(" ", text).lower())
    return found if whole else [word for word in found if word not in _SMALL]


def carriers(owners: Iterable[str]) -> Vector:
    """Weighted features of those who carry a task: the fields of known bodies (a Sở and a commune's phòng share
    theirs), the words of other names.
    """
    found: Vector = defaultdict(float)
    for owner in owners:
        for name, weight in _carrier(owner):
            found[name] += weight
    return found


@lru_cache(maxsize=10_000)
def _carrier(owner: str) -> tuple[tuple[str, float], ...]:
    body = identify(owner)
    if body and body.fields:
        return tuple((f"@{each}", 1.0) for each in body.fields)
    pairs = [" ".join(pair) for pair in pairwise(syllables(owner))]
    return tuple((pair, 1.0 / len(pairs)) for pair in pairs)


@dataclass(slots=True)
class Rarity:
    """In how many of the passages counted each feature stands."""

    passages: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def count(self, found: Mapping[str, float]) -> None:
        """Take in the features of one more passage."""
        self.passages += 1
        self.seen.update(found.keys())

    def of(self, feature: str) -> float:
        """Smoothed inverse frequency."""
        return math.log((1 + self.passages) / (1 + self.seen[feature])) + _LEAST_RARITY


def unit_vector(found: Mapping[str, float], rarities: Sequence[Rarity]) -> Vector:
    """Of length 1 (or empty), with sublinear weights times the rarity of each feature in each of the collections."""
    weights = {
        name: (1 + math.log(1 + count)) * math.prod(rarity.of(name) for rarity in rarities)
        for name, count in found.items()
    }
    return unit(weights)


def unit(weights: Vector) -> Vector:
    """The vector stretched to length 1."""
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / length for name, weight in weights.items()}


def product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The inner product; of unit vectors the cosine, between 0 (nothing in common) and 1 (the same)."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[name] for name, weight in one.items() if name in other)


class Index:
    """Vectors under numbers, found again by what they have in common with another.

    depth: how many of a vector's features are looked at, the weightiest first; few keep a large index fast.
    """

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)

    def put(self, at: int, vector: Vector) -> None:
        """Remember the vector under its number."""
        for name in self._telling(vector):
            self._places[name].append((at, vector[name]))

    def near(self, vector: Vector) -> list[int]:
        """The numbers of those worth comparing with this one: their telling features have something in common."""
        common: dict[int, float] = defaultdict(float)
        for name in self._telling(vector):
            weight = vector[name]
            for at, other in self._places.get(name, ()):
                common[at] += weight * other
        return sorted(at for at, product in common.items() if product >= _LEAST_COMMON)

    def _telling(self, vector: Vector) -> list[str]:
        return nsmallest(self._depth, vector, key=lambda name: (-vector[name], name))
