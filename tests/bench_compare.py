"""How comparing grows: `python -m tests.bench_compare 100 300 1000 3000` prints CPU-seconds and memory.

The plans are made up: 40 tasks each, 34 of 60 themes in several wordings with words left out and put in, and 6 tasks
of the plan's own. They come as records, one JSON line after the other, as a store would feed them.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from math import comb
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from corpus import codec
from corpus.compare import Comparison, Kept, compare
from corpus.model import Assignment, Deadline, Document, Node, SourceInfo
from generate import report

_T = TypeVar("_T")

THEMES, WORDINGS, SHARED_TASKS, OWN_TASKS = 60, 8, 34, 6
_ONSETS = "b c ch d đ g h kh l m n nh ph qu r s t th tr v x".split()
_RHYMES = "an ang anh ao ay âm ên iêu inh oan ong ông ơi uân ung uyên ư ươi ương ưu".split()
SYLLABLES = [onset + rhyme for onset in _ONSETS for rhyme in _RHYMES]
OWNERS = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an xã", "Trạm Y tế xã", "Trưởng các ấp")


def _sentence(draw: random.Random, length: int = 28) -> list[str]:
    return draw.choices(SYLLABLES, k=length)


def _reworded(draw: random.Random, words: list[str]) -> str:
    kept = [word for word in words if draw.random() > 0.1]
    for _ in range(2):
        kept.insert(draw.randrange(len(kept)), draw.choice(SYLLABLES))
    return " ".join(kept).capitalize() + "."


def plans(count: int) -> Iterator[Document]:
    """So many plans, always the same ones."""
    draw = random.Random(2026)  # noqa: S311 - no secret
    pool = [[_variant(draw, theme) for _ in range(WORDINGS)] for theme in [_sentence(draw) for _ in range(THEMES)]]
    for number in range(count):
        chosen = sorted(draw.sample(range(THEMES), SHARED_TASKS))
        tasks = [_reworded(draw, draw.choice(pool[theme])) for theme in chosen]
        tasks += [" ".join(_sentence(draw)).capitalize() + "." for _ in range(OWN_TASKS)]
        yield _plan(draw, number, chosen, tasks)


def _variant(draw: random.Random, words: list[str]) -> list[str]:
    """A fifth of the words are others."""
    return [word if draw.random() > 0.2 else draw.choice(SYLLABLES) for word in words]


def _plan(draw: random.Random, number: int, themes: list[int], tasks: list[str]) -> Document:
    """A path begins with the number of its theme, so that what was aligned can be judged."""
    nodes, duties, limits = [], [], []
    for at, task in enumerate(tasks, 1):
        path = f"{themes[at - 1] if at <= len(themes) else 'riêng'}/{at}"
        nodes.append(Node(str(at), path, None, task))
        duties.append(Assignment(path, (draw.choice(OWNERS),), task=task))
        month = draw.randint(1, 12)
        limits.append(Deadline(path, f"trước ngày 28/{month}/2026", None, f"2026-{month:02}-28"))
    return Document(
        kind="KH",
        issuer=f"Ủy ban nhân dân xã Số {number}",
        level="commune",
        outline=tuple(nodes),
        assignments=tuple(duties),
        deadlines=tuple(limits),
        source=SourceInfo(f"xa-{number:04}.docx", f"{number:064x}"),
        text="\n".join(tasks),
    )


def run(count: int) -> None:
    """Measure one size, in a process of its own: aligning, the papers, and adding one plan to what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "ban-ghi.jsonl"
        with records.open("w", encoding="utf-8") as store:
            store.writelines(f"{codec.to_json(document)}\n" for document in plans(count))
        seconds, comparison = _timed(lambda: compare(_records(records)))
        paper, _ = _timed(
            lambda: [
                report.write(comparison, Path(folder, f"so-sanh{suffix}")) for suffix in (".html", ".xlsx", ".json")
            ]
        )
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        kept = Kept(dict(list(comparison.kept.plans.items())[:-1]))
        added, _ = _timed(lambda: compare(_records(records), kept=kept))
    precision, recall = judged(comparison)
    told = f"{len(comparison.themes)} themes, pairs P {precision:.3f} R {recall:.3f}"
    times = f"compare {seconds:7.1f} s, papers {paper:6.1f} s, one plan added {added:6.1f} s"
    sys.stdout.write(f"{count:6} plans: {times} (CPU), {memory:5.0f} MB; {told}\n")


def _records(store: Path) -> Iterator[Document]:
    with store.open(encoding="utf-8") as lines:
        yield from map(codec.from_json, lines)


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """CPU-seconds, and what came of it."""
    begun = time.process_time()
    made = work()
    return time.process_time() - begun, made


def judged(comparison: Comparison) -> tuple[float, float]:
    """Precision and recall of the pairs, counted by theme."""
    right = found = 0
    known: Counter[str] = Counter()
    for theme in (*comparison.themes, *comparison.alone):
        counts = Counter(member.path.split("/")[0] for member in theme.members if not member.is_guest)
        found += comb(counts.total(), 2)
        counts.pop("riêng", None)
        known.update(counts)
        right += sum(comb(count, 2) for count in counts.values())
    return right / max(1, found), right / max(1, sum(comb(count, 2) for count in known.values()))


def main() -> None:
    """The sizes named on the command line."""
    for count in map(int, sys.argv[1:] or ("100", "300")):
        process = get_context("spawn").Process(target=run, args=(count,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
