"""Ruled tables of a PDF page: the cells between its rules, and the letters in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extract.readers.pdf_rules import Box, cells_of
from extract.readers.pdf_text import Letter, PrintedLine, lines_of

_MOST_CELLS = 20_000
_ALIKE = 12.0  # points; scans do not lie alike on every page


@dataclass(frozen=True, slots=True, eq=True)
class Cell:
    """A cell and its printed lines; box: x0, top, x1, bottom."""

    box: Box
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page: its rows, where a merged cell stands in every place that it covers."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: tuple[tuple[Cell, ...], ...]

    def holds(self, letter: Letter) -> bool:
        """Whether a letter stands inside the table."""
        return (
            self.x0 - 1 <= letter.x0 <= self.x1 + 1 and self.top - 1 <= letter.y - letter.size / 3 <= self.bottom + 1
        )

    def goes_on(self, after: PageTable) -> bool:
        """Whether a table of the next page has the same sides and columns."""
        alike = abs(self.x0 - after.x0) < _ALIKE and abs(self.x1 - after.x1) < _ALIKE
        return alike and bool(self.rows) and bool(after.rows) and len(self.rows[0]) == len(after.rows[0])


def tables_of(page: Any, number: int, letters: Sequence[Letter]) -> tuple[PageTable, ...]:
    """The tables with rules of a page, the `number`th from 1, from top to bottom."""
    tables = (table_of(boxes, letters, number) for boxes in cells_of(page) if 2 < len(boxes) < _MOST_CELLS)
    return tuple(sorted((table for table in tables if table), key=lambda table: table.top))


def table_of(boxes: Sequence[Box], letters: Sequence[Letter], page: int) -> PageTable | None:
    """The table that cells (x0, top, x1, bottom in points) make; None where it has but one row or column."""
    columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
    lines = _edges([edge for box in boxes for edge in (box[1], box[3])])
    if len(columns) < 3 or len(lines) < 3 or len(columns) * len(lines) > _MOST_CELLS:
        return None
    places = _places(boxes, columns, lines)
    table = PageTable(columns[0], lines[0], columns[-1], lines[-1], ())
    inside: defaultdict[Box, list[Letter]] = defaultdict(list)
    for letter in letters:
        if table.holds(letter):
            row = _index(lines, letter.y - letter.size / 3)
            inside[places[row][_index(columns, (letter.x0 + letter.x1) / 2)]].append(letter)
    cells = {box: Cell(box, lines_of(inside[box], 10_000.0, page)) for row in places for box in row}
    return replace(table, rows=tuple(tuple(cells[box] for box in row) for row in places))


def _places(boxes: Sequence[Box], columns: Sequence[float], lines: Sequence[float]) -> list[list[Box]]:
    """The cell of each place of the grid; a place that no cell covers is a cell of its own."""
    places = [[(left, top, right, bottom) for left, right in pairwise(columns)] for top, bottom in pairwise(lines)]
    for box in boxes:
        for row in range(bisect_right(lines, box[1]) - 1, bisect_right(lines, box[3]) - 1):
            for column in range(bisect_right(columns, box[0]) - 1, bisect_right(columns, box[2]) - 1):
                places[row][column] = box
    return places


def _index(edges: Sequence[float], value: float) -> int:
    """Between which edges a value lies; what hangs over a side lies within."""
    return min(max(bisect_right(edges, value) - 1, 0), len(edges) - 2)


def _edges(values: Sequence[float]) -> list[float]:
    """The distinct edges; rules drawn twice a hair apart are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges
