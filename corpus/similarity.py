"""How alike two passages of plans are: TF-IDF over syllables and pairs of syllables, names in quotes weighing more.

What all plans share weighs little by itself (inverse document frequency over the plans compared); names of places and
levels are taken out first, so that `toàn tỉnh` and `toàn xã` do not part what is one task.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
_QUOTE_WEIGHT = 2.5
_TITLE_WEIGHT = 1.6
_OWNER_WEIGHT = 2.0


def features(text: str, title: str = "", owners: Sequence[str] = ()) -> dict[str, float]:
    """Weighted features of a passage: syllables, pairs of neighbours, quoted names, the fields of its owners."""
    found: dict[str, float] = defaultdict(float)
    for words, weight in ((text, 1.0), (title, _TITLE_WEIGHT)):
        syllables = [word for word in _SYLLABLE.findall(_PLACE.sub(" ", words).lower()) if word not in _SMALL]
        for syllable in syllables:
            found[syllable] += weight * 0.5
        for first, second in pairwise(syllables):
            found[f"{first} {second}"] += weight
        for match in QUOTED.finditer(words):
            name = " ".join(_SYLLABLE.findall(_PLACE.sub(" ", match["name"]).lower()))
            found[f"“{name}”"] += _QUOTE_WEIGHT * weight
    for owner in owners:
        body = identify(owner)
        for field in body.fields if body else ():
            found[f"@{field}"] += _OWNER_WEIGHT
    return found


def vectors(passages: Sequence[Mapping[str, float]]) -> list[Vector]:
    """Unit vectors with sublinear term weights and smoothed inverse frequencies over these passages."""
    seen: Counter[str] = Counter()
    for passage in passages:
        seen.update(passage.keys())
    whole = len(passages)
    rarity = {feature: math.log((1 + whole) / (1 + times)) + 0.3 for feature, times in seen.items()}
    return [
        _unit({name: (1 + math.log(1 + count)) * rarity[name] for name, count in one.items()}) for one in passages
    ]


def _unit(weights: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / length for name, weight in weights.items()}


def cosine(one: Vector, other: Vector) -> float:
    """Between 0 (nothing in common) and 1 (the same)."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[name] for name, weight in one.items() if name in other)


def candidates(all_vectors: Sequence[Vector], owners: Sequence[int], *, most: int = 400) -> Iterable[tuple[int, int]]:
    """Pairs of passages of different plans that share a telling feature; one that very many have tells nothing."""
    places: dict[str, list[int]] = {}
    for at, vector in enumerate(all_vectors):
        for name in sorted(vector, key=lambda name: -vector[name])[:30]:
            places.setdefault(name, []).append(at)
    pairs: set[tuple[int, int]] = set()
    for same in places.values():
        if 1 < len(same) <= most:
            for index, first in enumerate(same):
                pairs.update((first, second) for second in same[index + 1 :] if owners[first] != owners[second])
    return pairs
