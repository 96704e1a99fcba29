"""How wide words are in print: rules of form ask for lines a third to a half as long as the words above them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

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
_WIDTH = {char: width for width, chars in _WIDTHS.items() for char in chars}


def width_mm(text: str, size: float) -> float:
    """Width of a line in bold Times New Roman of `size` points, in millimetres."""
    letters = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return sum(_WIDTH.get(char, 500) for char in letters) / 1000 * size * _MM_A_POINT


def balanced(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in as few lines as fit `room` millimetres, of about the same length: no word is left alone."""
    words = text.split(" ")
    for count in range(1, len(words) + 1):
        lines = min(_splits(words, count), key=lambda each: max(width_mm(line, size) for line in each))
        if max(width_mm(line, size) for line in lines) <= room:
            return lines
    return tuple(words)


def _splits(words: list[str], count: int) -> Iterator[tuple[str, ...]]:
    """The ways to set words in `count` lines; beyond three lines the first are filled evenly."""
    if count == 1:
        yield (" ".join(words),)
        return
    firsts = range(1, len(words) - count + 2) if count <= 3 else (max(1, len(words) // count),)
    for first in firsts:
        for rest in _splits(words[first:], count - 1):
            yield (" ".join(words[:first]), *rest)
