"""A text as older formats tell it: runs in one print, paragraphs, marks that end a cell and a row.

DOC and RTF have no tree of tables: a cell ends with a mark, a row with another that tells where its cells' sides are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypedDict

from corpus.model import Align, Line
from extract.legacy import decode
from extract.readers.docx_symbols import FONTS, printed
from extract.source import Piece, Ranges

_NEAR = 30  # twips by which the sides of one column differ from row to row
_WIDE = 1000  # a column whose width is not told
_MOST_COLUMNS = 200
Origin = Literal["body", "footnote", "textbox"]


class Run(NamedTuple):
    """Words in one print; size in points."""

    text: str
    font: str | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell holds, as a range of pieces, and its sides in twips; goes_on: it is part of the cell above."""

    extent: tuple[int, int]
    left: int
    right: int
    goes_on: bool = False


@dataclass
class Flow:
    """The lines and tables so far. origin: what the lines are part of; legacy: an old encoding was decoded."""

    pieces: list[Piece] = field(default_factory=list)
    grids: list[Ranges] = field(default_factory=list)
    legacy: bool = False
    _runs: list[Run] = field(default_factory=list)
    _rows: list[list[_Cell]] = field(default_factory=list)
    _cells: list[tuple[int, int]] = field(default_factory=list)
    _first: int = 0
    _gap: bool = False

    def run(self, run: Run) -> None:
        """More words of the open paragraph."""
        if run.text:
            text = decode(run.text, run.font, self._runs[-1].text[-1:] if self._runs else "")
            self.legacy |= text != run.text
            self._runs.append(run._replace(text=printed(text, run.font) if run.font in FONTS else text))

    def paragraph(self, align: Align | None = None, *, inside: bool = False, origin: Origin = "body") -> None:
        """The open paragraph ends; inside: in a cell of a table."""
        if not inside:
            self.close()
        cell = (len(self.grids), len(self._rows), len(self._cells)) if inside else None
        runs, self._runs = self._runs, []
        for part in _lines(runs):
            words = "".join(run.text for run in part)
            if words.strip():
                line = Line(0, 0, align=align, cell=cell, gap=self._gap, origin=origin, **_look(part, words))
                self.pieces.append(Piece(words.strip(), line))
            self._gap = not words.strip()
        if not inside:
            self._first = len(self.pieces)

    def cell(self, align: Align | None = None) -> None:
        """The open cell ends, and its last paragraph with it."""
        self.paragraph(align, inside=True)
        if len(self._cells) < _MOST_COLUMNS:
            self._cells.append((self._first, len(self.pieces)))
        self._first = len(self.pieces)

    def row(self, edges: Sequence[int] = (), goes_on: Sequence[bool] = ()) -> None:
        """The open row ends. edges: the sides of its cells in twips, one more than cells; goes_on: a flag a cell."""
        cells, self._cells = self._cells, []
        if len(edges) != len(cells) + 1:
            edges = range(0, _WIDE * (len(cells) + 1), _WIDE)
        flags = [*goes_on, *(False for _ in cells)]
        self._rows.append([_Cell(extent, edges[at], edges[at + 1], flags[at]) for at, extent in enumerate(cells)])

    def close(self) -> None:
        """What follows stands outside a table."""
        if self._cells:
            self.row()
        rows, self._rows = self._rows, []
        if len(rows) == 1 and len(rows[0]) == 1:  # a frame around the text is no table
            first, last = rows[0][0].extent
            for at in range(first, last):
                self.pieces[at] = replace(self.pieces[at], line=replace(self.pieces[at].line, cell=None))
        elif rows:
            self.grids.append(_grid(rows))


class _Look(TypedDict):
    size: float | None
    lead_bold: int
    italic: bool


def _look(runs: Sequence[Run], words: str) -> _Look:
    """The print of a line: the size of its first word, how many leading letters are bold, whether it slants."""
    lead = 0
    for run in runs:
        if run.text.strip() and not run.bold:
            break
        lead += len(run.text)
    blank = len(words) - len(words.lstrip())
    slanted = sum(len(run.text) for run in runs if run.italic)
    return {
        "size": next((run.size for run in runs if run.text.strip()), None),
        "lead_bold": max(0, min(lead - blank, len(words.strip()))),
        "italic": slanted * 2 > len(words),
    }


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs parted where a line break stands."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other)] for other in others]
    return lines


def _grid(rows: Sequence[Sequence[_Cell]]) -> Ranges:
    """Rows of equal width: a cell stands in each column between its sides, and in each row that it covers."""
    sides: list[int] = []
    for side in sorted({side for row in rows for cell in row for side in (cell.left, cell.right)}):
        if not sides or side - sides[-1] > (_NEAR if len(sides) < _MOST_COLUMNS else 1 << 40):
            sides.append(side)
    grid: list[tuple[tuple[int, int], ...]] = []
    for row in rows:
        places = [(0, 0)] * max(len(sides) - 1, 1)
        for cell in row:
            for at in range(len(places)):
                middle = (sides[at] + sides[at + 1]) / 2 if len(sides) > 1 else cell.left
                if cell.left <= middle <= cell.right:
                    places[at] = grid[-1][at] if cell.goes_on and grid else cell.extent
        grid.append(tuple(places))
    return tuple(grid)
