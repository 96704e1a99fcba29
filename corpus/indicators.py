"""What a target measures (its indicator, chỉ số): the words of the clause that sets it, without number and year.

Two targets are comparable only where they measure the same: `kinh tế số 30% GRDP` and `đào tạo ngành STEM 30%` do
not, though their numbers and the words around them are alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.gazetteer import old_placed
from corpus.similarity import syllables
from corpus.tasks import CLAUSE

Indicator = frozenset[str]

# Words that every target has: how much is asked, of what share, by when.
_OF_ANY = frozenset(
    """
    tỷ tỉ lệ trọng đạt tối thiểu đa ít nhiều nhất hơn dưới trở lên khoảng phấn đấu năm cuối hết hoàn thành bình quân
    giai đoạn mức yêu cầu phần trăm nghìn ngàn triệu đồng ha km
    """.split()
)
_SAME = 0.4
_HELD = 0.5
_FEWEST = 2  # syllables; fewer name nothing, so that the clause around them has to


def indicators(words: str, aims: Iterable[str]) -> tuple[Indicator, ...]:
    """What each of the aims (as printed, in their order in the words) measures."""
    return tuple(_syllables(clause) for clause in _clauses(words, tuple(aims)))


def _clauses(words: str, aims: Sequence[str]) -> Iterator[str]:
    """The clause of each aim; where a clause sets several, the part of it between commas."""
    at = 0
    for aim in aims:
        found = words.find(aim, at)
        at = found + len(aim) if found >= 0 else at
        clause = next((each for each in CLAUSE.finditer(words) if each.start() <= found < each.end()), None)
        said, start = (clause[0], clause.start()) if clause else (words, 0)
        if clause and sum(other in said for other in aims) > 1:
            said = _part(said, found - start, aim)
        yield said


def _part(clause: str, at: int, aim: str) -> str:
    """The words between the commas around a place, where they name something."""
    start = clause.rfind(", ", 0, at) + 1
    end = clause.find(", ", at + len(aim))
    part = clause[start : end if end >= 0 else len(clause)]
    return part if len(_syllables(part)) >= _FEWEST else clause


def _syllables(words: str) -> Indicator:
    """What is counted (`05 Tổ công nghệ số`) belongs to it; numbers, years and measures do not."""
    return frozenset(
        each for each in map(old_placed, syllables(words)) if each not in _OF_ANY and not each.isdecimal()
    )


def likeness(one: Indicator, other: Indicator) -> float:
    """From 0 (nothing in common) to 1 (the same words)."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def is_same(one: Indicator, other: Indicator) -> bool:
    """Whether two targets measure the same: they share most of their words, or the longer one holds most of the
    shorter. Of no words nothing is known: they may.
    """
    shorter = min(len(one), len(other))
    return not shorter or likeness(one, other) >= _SAME or len(one & other) >= _HELD * shorter
