"""How well passages are aligned: pair F1 on seven golds, beside two baselines.

`python -m tests.alignment` prints the table. The seeds and thi-dua need ../shared; only their paths stand here.
A pair is two passages of different plans under one theme; pairs that a gold calls optional count neither way.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from math import log, sqrt
from pathlib import Path

from corpus.align import align
from corpus.passages import Passage, passages_of
from extract import read
from tests import alignment_golds
from tests.alignment_golds import Written

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "corpus" / "samples"

Place = tuple[str, str]
Pairs = set[frozenset[Place]]
Aligner = Callable[[Sequence[Passage]], Iterable[Sequence[Passage]]]


@dataclass(frozen=True)
class Gold:
    """Plans, the pairs that belong together, those that may, and the places that have no counterpart.

    within: beginnings of the paths of the first plan of which pairs count; no row of a table counts then.
    """

    name: str
    files: tuple[Path, ...]
    pairs: Pairs
    optional: Pairs
    alone: frozenset[Place]
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """precision, recall, f1 of the pairs; alone: share of the gold's loners that are alone."""

    precision: float
    recall: float
    f1: float
    alone: float


# --- golds -----------------------------------------------------------------------------------------------


def written(gold: Written) -> Gold:
    """A gold whose plans lie in ../shared; rows of tables do not count where only some of the paths do."""
    folder = SHARED / ("seeds" if gold is alignment_golds.SEEDS else "corpus/web")
    files = tuple(next(folder.glob(f"{name}*")) for name in gold.files)
    names = [path.name for path in files]

    def places(rows: Iterable[Sequence[str]]) -> Iterator[Mapping[str, Sequence[str]]]:
        for row in rows:
            yield {name: _paths(paths) for name, paths in zip(names, row, strict=True)}

    pairs = _pairs(places(gold.rows))
    alone = {(name, path) for found in places((gold.alone,)) for name, paths in found.items() for path in paths}
    return Gold(gold.name, files, pairs, _pairs(places(gold.optional)) - pairs, frozenset(alone), gold.within)


def _paths(said: str) -> list[str]:
    return [path.replace("_", " ") for path in said.split()]


def thi_dua() -> Gold:
    """Plans of two provinces on one emulation drive."""
    return _from_json("thi-dua", SHARED / "gold" / "alignments" / "thi-dua.json", SHARED / "corpus" / "web")


def samples() -> Gold:
    """Eight samples of this project: a province, three communes, a decision, other plans."""
    return _from_json("samples", SAMPLES / "alignments.json", SAMPLES)


def _from_json(name: str, path: Path, folder: Path) -> Gold:
    record = json.loads(path.read_text("utf-8"))
    groups = [group["members"] for group in record["groups"]]
    pairs = _pairs(groups)
    optional = _pairs(group["members"] for group in record.get("optional", ()))
    files = sorted({file for group in groups for file in group} | set(record["alone"]))
    alone = frozenset((file, path) for file, paths in record["alone"].items() for path in paths)
    return Gold(name, tuple(folder / file for file in files), pairs, optional - pairs, alone)


def _pairs(groups: Iterable[Mapping[str, Sequence[str]]]) -> Pairs:
    found: Pairs = set()
    for group in groups:
        places = [(file, path) for file, paths in group.items() for path in paths]
        found |= {frozenset(pair) for pair in combinations(places, 2) if pair[0][0] != pair[1][0]}
    return found


# --- measure ---------------------------------------------------------------------------------------------


def measure(gold: Gold, aligner: Aligner) -> Figures:
    """Align the plans of a gold and count."""
    passages = [one for at, path in enumerate(gold.files) for one in passages_of(read(path), at)]
    groups: list[dict[str, list[str]]] = []
    for members in aligner(passages):
        group: dict[str, list[str]] = defaultdict(list)
        for passage in members:
            group[gold.files[passage.document].name].append(passage.path)
        groups.append(group)
    found = {pair for pair in _pairs(groups) - gold.optional if _counts(gold, pair)}
    right = len(found & gold.pairs)
    precision, recall = right / max(1, len(found)), right / len(gold.pairs)
    alone = {(file, path) for group in groups if len(group) == 1 for file, paths in group.items() for path in paths}
    f1 = 2 * right / (len(found) + len(gold.pairs))
    return Figures(precision, recall, f1, len(alone & gold.alone) / len(gold.alone))


def _counts(gold: Gold, pair: frozenset[Place]) -> bool:
    if not gold.within:
        return True
    first = next((path for file, path in pair if file == gold.files[0].name), "")
    return first.startswith(gold.within) and not any("#" in path for _, path in pair)


# --- baselines: each passage with the one of another plan that is most like it ---------------------------


def _best_of_each(
    passages: Sequence[Passage], alike: Callable[[int, int], float], least: float
) -> list[list[Passage]]:
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for one, other in combinations(range(len(passages)), 2):
        if passages[one].document != passages[other].document:
            score = alike(one, other)
            for here, there in ((one, other), (other, one)):
                key = (here, passages[there].document)
                best[key] = max(best.get(key, (0.0, -1)), (score, there))
    linked = [[passages[here], passages[there]] for (here, _), (score, there) in best.items() if score >= least]
    met = {id(passage) for pair in linked for passage in pair}
    return linked + [[passage] for passage in passages if id(passage) not in met]


def tfidf(passages: Sequence[Passage], least: float = 0.2) -> list[list[Passage]]:
    """Cosine of TF-IDF vectors of words."""
    bags = [Counter(passage.words.lower().split()) for passage in passages]
    seen = Counter(word for bag in bags for word in bag)
    vectors = [{word: n * log(len(bags) / seen[word]) for word, n in bag.items()} for bag in bags]
    norms = [sqrt(sum(value * value for value in vector.values())) or 1.0 for vector in vectors]

    def cosine(one: int, other: int) -> float:
        shared = vectors[one].keys() & vectors[other].keys()
        return sum(vectors[one][word] * vectors[other][word] for word in shared) / norms[one] / norms[other]

    return _best_of_each(passages, cosine, least)


def difflib_ratio(passages: Sequence[Passage], least: float = 0.4) -> list[list[Passage]]:
    """difflib's ratio over words."""
    words = [passage.words.lower().split() for passage in passages]
    return _best_of_each(
        passages, lambda one, other: SequenceMatcher(None, words[one], words[other], autojunk=False).ratio(), least
    )


def ours(passages: Sequence[Passage]) -> list[Sequence[Passage]]:
    """The program's."""
    return [(*group.members, *group.guests) for group in align(passages)]


ALIGNERS: Mapping[str, Aligner] = {"kehoach": ours, "TF-IDF": tfidf, "difflib": difflib_ratio}


def golds() -> list[Gold]:
    """All that are at hand."""
    return [samples()] + ([thi_dua(), *map(written, alignment_golds.REAL)] if SHARED.is_dir() else [])


def main() -> None:
    """Print the table."""
    sys.stdout.write("gold            aligner   P      R      F1     alone\n")
    for gold in golds():
        for name, aligner in ALIGNERS.items():
            found = measure(gold, aligner)
            row = f"{found.precision:.3f}  {found.recall:.3f}  {found.f1:.3f}  {found.alone:.3f}"
            sys.stdout.write(f"{gold.name:15} {name:9} {row}\n")


if __name__ == "__main__":
    main()
