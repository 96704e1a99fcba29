"""Ruled tables of a PDF page: pdfplumber finds the rules, the letters come from pdfium."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.pdf_text import Letter, PrintedLine, lines_of

_MOST_CELLS = 20_000
_ALIKE = 12.0  # points; scans do not lie alike on every page


@dataclass(frozen=True, slots=True, eq=True)
class Cell:
    """A cell and its printed lines; box: x0, top, x1, bottom."""

    box: tuple[float, float, float, float]
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


def tables_of(data: bytes, number: int, letters: Sequence[Letter]) -> tuple[PageTable, ...]:
    """The tables with rules of page `number` (from 1), from top to bottom; none where pdfplumber cannot read it."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
            found = document.pages[0].find_tables()
            boxes = [table.cells for table in found if 2 < len(table.cells) < _MOST_CELLS]
    except Exception:  # noqa: BLE001 - pdfminer raises what it likes on odd files; the page is then read without tables
        return ()
    tables = [table for cells in boxes if (table := table_of(cells, letters, number))]
    return tuple(sorted(tables, key=lambda table: table.top))


def table_of(
    boxes: Sequence[tuple[float, float, float, float]], letters: Sequence[Letter], page: int
) -> PageTable | None:
    """The table that cells (x0, top, x1, bottom in points) make; None where it has but one row or column."""
    columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
    lines = _edges([edge for box in boxes for edge in (box[1], box[3])])
    if len(columns) < 3 or len(lines) < 3 or len(columns) * len(lines) > _MOST_CELLS:
        return None
    cells = {
        box: Cell(box, lines_of([each for each in letters if _inside(each, box)], 10_000.0, page)) for box in boxes
    }
    empty = Cell((0.0, 0.0, 0.0, 0.0), ())
    rows = []
    for top, bottom in pairwise(lines):
        middle = (top + bottom) / 2
        row = [_at(cells, (left + right) / 2, middle) or empty for left, right in pairwise(columns)]
        rows.append(tuple(row))
    return PageTable(columns[0], lines[0], columns[-1], lines[-1], tuple(rows))


def _edges(values: Sequence[float]) -> list[float]:
    """The distinct edges; rules drawn twice a hair apart are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _inside(letter: Letter, box: tuple[float, float, float, float]) -> bool:
    middle = (letter.x0 + letter.x1) / 2
    return box[0] - 0.5 <= middle <= box[2] + 0.5 and box[1] <= letter.y - letter.size / 3 <= box[3]


def _at(cells: dict[tuple[float, float, float, float], Cell], x: float, y: float) -> Cell | None:
    return next((cell for box, cell in cells.items() if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)
