"""The rows of a table that a copy gives as cells between lonely `|` lines.

Each row opens and closes with a mark, so that two marks in succession part two rows, or hold an empty cell. Which of
the two they are only the whole table tells: of all ways to part it that one is taken that leaves the rows most alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?|[IVX]{1,6}\.?|[A-ZĐ]\.?")
_MOST_COLUMNS = 16
_WIDTHS = 5  # how many widths are tried
# What a row costs that is shorter than the others, and for each cell that it lacks; that is longer, for each cell.
_SHORT, _LACKS, _LONG, _TOO_MANY = 0.5, 0.1, 1.0, 0.3
# … for each empty cell: of no line, or of a blank one, as some copies keep it; and what a number in front is worth.
_EMPTY, _BLANK, _NUMBERED = 0.3, 0.05, 0.2
_EMPTY_BEHIND_NUMBER = 0.1
_GROUP = 0.3  # a label and a title, over rows that they group
_NOTHING = 3.0  # a row that says nothing
_BLANK_BETWEEN = 0.1
_OTHER_THAN_HEAD = 0.3

Cell = Sequence[str]  # the lines between two marks


def rows_of(cells: Sequence[Cell]) -> list[range]:
    """The rows, as ranges of the cells; a cell that only parts two rows is in none."""
    runs = [sum(1 for _ in run) for filled, run in groupby(cells, key=any) if filled] or [1]
    # A row begins behind an empty cell; from its number to the next one's is a row and what parts the two.
    openings = [
        at
        for at, cell in enumerate(cells)
        if _NUMBER.fullmatch(" ".join(cell).strip()) and not (at and any(cells[at - 1]))
    ]
    apart = Counter(after - at - 1 for at, after in pairwise(openings) if after > at + 2)
    common = (width for width, _ in (*Counter(runs).most_common(_WIDTHS), *apart.most_common(_WIDTHS)))
    likely = list(dict.fromkeys(min(width, _MOST_COLUMNS) for width in (runs[0], max(runs), *common)))
    ways = [_parted(cells, width, _OTHER_THAN_HEAD * abs(width - runs[0])) for width in likely]
    return min(ways, key=lambda way: way[0])[1] if cells else []


def _parted(cells: Sequence[Cell], width: int, cost: float) -> tuple[float, list[range]]:
    """The cheapest way to part the cells into rows of about this width: what it costs, and the rows."""
    rest = [(0.0, 0)] * (len(cells) + 2)  # from each cell on: the cost of what follows, and its first row's length
    for start in range(len(cells) - 1, -1, -1):
        rest[start] = min(
            (spent + _between(cells[start + length : start + length + 1]) + rest[start + length + 1][0], length)
            for length, spent in _rows_from(cells, start, width)
        )
    rows, start = [], 0
    while start < len(cells):
        rows.append(range(start, start + rest[start][1]))
        start = rows[-1].stop + 1
    return cost + rest[0][0], rows


def _between(parting: Sequence[Cell]) -> float:
    """What it costs to take an empty cell as what parts two rows."""
    return _BLANK_BETWEEN if parting and parting[0] else 0.0


def _rows_from(cells: Sequence[Cell], start: int, width: int) -> Iterator[tuple[int, float]]:
    """The lengths that a row from here on may have, each with its cost: an empty cell or nothing is behind."""
    numbered = bool(_NUMBER.fullmatch(" ".join(cells[start]).strip()))
    empty, said, found = 0.0, False, False
    for length in range(1, len(cells) - start + 1):
        cell = cells[start + length - 1]
        said = said or any(cell)
        empty += 0.0 if any(cell) else _BLANK if cell else _EMPTY_BEHIND_NUMBER if numbered else _EMPTY
        if start + length == len(cells) or not any(cells[start + length]):
            unlike = _GROUP if numbered and length == 2 < width else _unlike(length, width)
            yield length, empty + unlike - _NUMBERED * numbered + _NOTHING * (not said)
            found = True
        if found and length > width:
            return


def _unlike(length: int, width: int) -> float:
    """What it costs that a row is shorter or longer than the others."""
    if length < width:
        return _SHORT + _LACKS * (width - length)
    return _LONG + _TOO_MANY * (length - width) if length > width else 0.0
