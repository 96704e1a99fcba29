"""How well passages are aligned: pair F1 on three golds, beside two baselines.

`python tests/alignment.py` prints the table. The seeds and thi-dua need ../shared; only their paths stand here.
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

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "corpus" / "samples"

Place = tuple[str, str]
Pairs = set[frozenset[Place]]
Aligner = Callable[[Sequence[Passage]], Iterable[Sequence[Passage]]]


@dataclass(frozen=True)
class Gold:
    """Plans, the pairs that belong together, those that may, and the places that have no counterpart."""

    name: str
    files: tuple[Path, ...]
    pairs: Pairs
    optional: Pairs
    alone: frozenset[Place]


@dataclass(frozen=True)
class Figures:
    """precision, recall, f1 of the pairs; alone: share of the gold's loners that are alone."""

    precision: float
    recall: float
    f1: float
    alone: float


# --- golds -----------------------------------------------------------------------------------------------

_SEEDS = ("001_0a4c19f24e53df43.txt", "002_1130f7cb68cb2335.txt", "003_79d9834b3de8b0a2.txt")
# A row is a theme: the paths in each seed. Checked twice. A place that holds two themes stands in two rows.
SEED_THEMES = (
    ("I/1/b", "I/1/-1", "1/-1"),  # vị trí, vai trò của điển hình
    ("I/1/d", "I/1/-3", "1/-2"),  # đổi mới công tác thi đua theo Chỉ thị 34
    ("I/2/a", "", "2/-1"),  # cấp ủy, chính quyền lãnh đạo
    ("I/2/b", "I/2/-1 I/2/-3", "2/-2"),  # gắn với phong trào, có sức lan tỏa
    ("II/1/a", "II/1", "II/1/-1"),  # phát hiện, lựa chọn mô hình
    ("II/1/b", "II/2", "II/1/-2"),  # tạo điều kiện cho điển hình
    ("II/1/d", "II/3", "II/1/-3"),  # kiểm tra, đánh giá mô hình
    ("II/1/đ", "II/3", "II/1/-4"),  # định kỳ sơ kết, tôn vinh
    ("II/1/e", "II/4", "II/1/-5"),  # tham quan, học tập kinh nghiệm
    ("II/1/g", "II/5", "II/1/-6"),  # tuyên truyền nhân tố mới
    ("II/2/2.1/a", "IV/1/-1", "II/2/2.1/-1"),  # năm đầu: xây dựng kế hoạch
    ("II/2/2.1/b", "IV/1/-2", "II/2/2.1/-2"),  # giữa kỳ: bồi dưỡng, sơ kết
    ("II/3/c/-2", "IV/1/-3", "II/2/2.1/-3"),  # năm cuối: tổng kết
    ("II/2/2.2/a", "III/2", "II/2/2.2/-1"),  # xây dựng nông thôn mới
    ("II/2/2.2/b", "III/9", ""),  # lao động giỏi
    ("II/2/2.2/c", "III/3/3.1", ""),  # đời sống văn hóa
    ("II/2/2.2/đ", "III/4", ""),  # quốc phòng, an ninh
    ("II/2/2.2/g", "III/1", ""),  # học tập và làm theo
    ("II/2/2.2/h", "III/12", "II/2/2.2/-2"),  # kinh tế hộ
    ("II/2/2.2/k", "III/7", ""),  # văn hóa công sở
    ("III/1", "IV/2/2.4", ""),  # các đơn vị triển khai
    ("III/2/a III/2/b III/2/đ", "IV/2/2.1/-1", ""),  # nội vụ
    ("III/3", "IV/2/2.2", ""),  # Mặt trận
    ("III/5", "IV/2/2.3", ""),  # tuyên truyền
)
SEED_OPTIONAL = (
    ("II/3/c II/3/c/-1 II/3/a", "IV/1/-3", "II/2/2.1/-3"),
    ("II/3/b", "IV/1/-2", "II/2/2.1/-2"),
    ("III/4", "IV/2/2.3", ""),
    ("III/2/c III/2/d", "IV/2/2.1/-1", ""),
    ("II/2/2.2/a II/2/2.2/c", "III/3/3.2", "II/2/2.2/-1"),
)
SEED_ALONE = (
    "I/1/a I/1/c II/1/c II/2/2.2/d II/2/2.2/e II/3/a II/3/b/-1 II/3/b/-2",
    "I/1/-2 I/2/-2 III/6 III/8 III/11/11.1 III/11/11.2 III/13",
    "",
)


def seeds() -> Gold:
    """The three seeds."""
    alone = {(file, path) for file, paths in zip(_SEEDS, SEED_ALONE, strict=True) for path in paths.split()}
    pairs = _pairs(_of_rows(SEED_THEMES))
    files = tuple(SHARED / "seeds" / name for name in _SEEDS)
    return Gold("seeds", files, pairs, _pairs(_of_rows(SEED_OPTIONAL)) - pairs, frozenset(alone))


def _of_rows(rows: Iterable[Sequence[str]]) -> Iterator[Mapping[str, Sequence[str]]]:
    for row in rows:
        yield {file: paths.split() for file, paths in zip(_SEEDS, row, strict=True)}


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
    found = _pairs(groups) - gold.optional
    right = len(found & gold.pairs)
    precision, recall = right / max(1, len(found)), right / len(gold.pairs)
    alone = {(file, path) for group in groups if len(group) == 1 for file, paths in group.items() for path in paths}
    f1 = 2 * right / (len(found) + len(gold.pairs))
    return Figures(precision, recall, f1, len(alone & gold.alone) / len(gold.alone))


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


def main() -> None:
    """Print the table."""
    golds = [samples()] + ([seeds(), thi_dua()] if SHARED.is_dir() else [])
    sys.stdout.write("gold      aligner   P      R      F1     alone\n")
    for gold in golds:
        for name, aligner in ALIGNERS.items():
            found = measure(gold, aligner)
            row = f"{found.precision:.3f}  {found.recall:.3f}  {found.f1:.3f}  {found.alone:.3f}"
            sys.stdout.write(f"{gold.name:9} {name:9} {row}\n")


if __name__ == "__main__":
    main()
