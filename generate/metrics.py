"""How wide words are in print: rules of form ask for lines a third to a half as long as the words above them."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, combinations, pairwise

from corpus.dictionary import is_word

_MM_A_POINT = 25.4 / 72
# Advance widths of Times Bold in thousandths of the size, by letter without its marks (Adobe Font Metrics).
_WIDTHS = {
    250: " .,",
    278: "il/",
    333: "fjt;:-()",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–“”",
    556: 'bdđhknpquS"',
    611: "FP",
    667: "BELTZ",
    722: "wACDĐNRUVXY",
    778: "GHKOQ",
    833: "m&",
    944: "M",
    1000: "W…",
}
_MOST_LINES = 4
_TORN = 0.3  # of the room: what a line torn in mid-phrase weighs against a longer line
_SPLIT = 0.6  # the same, of a word that is torn: `thực` / `hiện`
_OPENERS = frozenset(
    ("trên", "giai", "năm", "và", "của", "về", "tại", "theo", "đến", "cho", "đối", "từ", "do", "thuộc", "nhằm")
)
_LEANING = frozenset(("số", "này", "đó", "thứ"))  # they go with the word before: `chuyển đổi số`, `Kế hoạch số 25`
_WIDTH = {char: width for width, chars in _WIDTHS.items() for char in chars}


def width_mm(text: str, size: float) -> float:
    """Width of a line in bold Times New Roman of `size` points, in millimetres."""
    letters = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return sum(_WIDTH.get(char, 500) for char in letters) / 1000 * size * _MM_A_POINT


def balanced(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in as few lines as fit `room` millimetres, of about the same length: no word is left alone.

    A line rather ends where the sense does, and never within a word where another way fits. Text of more than four
    lines is left to Word.
    """
    words = text.split(" ")
    ends = [0.0, *accumulate(width_mm(f"{word} ", size) for word in words)]
    for count in range(1, _MOST_LINES + 1):
        ways = [(0, *cuts, len(words)) for cuts in combinations(range(1, len(words)), count - 1)]
        fitting = [way for way in ways if max(ends[b] - ends[a] for a, b in pairwise(way)) <= room]
        if fitting:
            costs = [0.0, *(_cost(before, after) * room for before, after in pairwise(words))]
            best = min(fitting, key=lambda way: _roughness(way, ends, costs))
            return tuple(" ".join(words[a:b]) for a, b in pairwise(best))
    return (text,)


def _roughness(way: tuple[int, ...], ends: list[float], costs: list[float]) -> float:
    """How long the longest line is, and what its line ends cost; costs: of a line that begins with each word."""
    return max(ends[b] - ends[a] for a, b in pairwise(way)) + sum(costs[cut] for cut in way[1:-1])


def _cost(before: str, after: str) -> float:
    """Of a line end between two words, as a share of the room."""
    if before.endswith((",", ";")):
        return 0.0
    second = after.lower().rstrip(",;.")
    split = _SPLIT if second in _LEANING or is_word(before, second) else 0.0
    return split + (0.0 if after.lower() in _OPENERS else _TORN)
