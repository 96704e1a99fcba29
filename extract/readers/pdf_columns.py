"""Tables that are printed without rules: columns told by what stays empty between them over all their rows.

Only a table whose head begins with STT or TT and whose rows are numbered is taken for one: anything less sure is left
as the lines that it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.readers.pdf_rules import Box
from extract.readers.pdf_tables import PageTable, table_of
from extract.readers.pdf_text import Letter, rows_of

_HEAD = re.compile(r"(?:STT|TT|SốTT|SỐTT)\.?$")
_NUMBER = re.compile(r"\d{1,3}\.?$")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_GAP = 0.8  # of the size: what parts two columns; words of justified text stand closer
_FAR = 2.4  # of the size: lines that stand further apart belong to no one table
_MOST_ROWS = 200

_Interval = tuple[float, float]
_Row = list[Letter]


def tables_in(letters: Sequence[Letter], page: int) -> tuple[PageTable, ...]:
    """The tables without rules among letters that stand in no ruled one, from top to bottom."""
    if "TT" not in _text(letters):
        return ()
    rows = [solid for row in rows_of(letters) if (solid := [each for each in row if not each.char.isspace()])]
    found = []
    at = 0
    while at < len(rows):
        table, used = _table(rows[at : at + _MOST_ROWS], page) if _begins(rows[at]) else (None, 1)
        if table:
            found.append(table)
        at += used if table else 1
    return tuple(found)


def _begins(row: _Row) -> bool:
    """Whether a row is the head of a table: its first part is STT, and there are enough others."""
    parts = _parts(row)
    return len(parts) >= _FEWEST_COLUMNS and _HEAD.match(_text(parts[0])) is not None


def _parts(row: _Row) -> list[_Row]:
    parts = [[row[0]]]
    for before, letter in pairwise(row):
        if letter.x0 - before.x1 > _GAP * letter.size:
            parts.append([])
        parts[-1].append(letter)
    return parts


def _text(part: Sequence[Letter]) -> str:
    return "".join(each.char for each in part)


def _table(rows: Sequence[_Row], page: int) -> tuple[PageTable | None, int]:
    """The table whose head is the first row, and how many rows it takes."""
    columns = _covered(_sides(rows[0]))
    fewest, taken, numbered = len(columns), 1, False
    for above, row in pairwise(rows):
        wider = _covered([*columns, *_sides(row)])
        if row[0].y - above[0].y > _FAR * max(row[0].size, above[0].size) or len(wider) < fewest:
            break
        numbered = numbered or _is_numbered(row, columns[0])
        if numbered and row[0].x0 <= columns[0][1] and not _is_numbered(row, columns[0]):
            break
        columns, taken = wider, taken + 1
    rows = rows[:taken]
    starts = [at for at, row in enumerate(rows) if at and _is_numbered(row, columns[0])]
    if len(columns) != fewest or len(starts) < _FEWEST_ROWS or not _on_top(rows, starts):
        return None, taken
    edges = [columns[0][0] - 2, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + 2]
    levels = [
        _top(rows[0]) - 2,
        *((_bottom(rows[at - 1]) + _top(rows[at])) / 2 for at in starts),
        _bottom(rows[-1]) + 2,
    ]
    boxes: list[Box] = [(a, top, b, bottom) for top, bottom in pairwise(levels) for a, b in pairwise(edges)]
    return table_of(boxes, [letter for row in rows for letter in row], page), taken


def _sides(row: _Row) -> list[_Interval]:
    return [(part[0].x0, max(each.x1 for each in part)) for part in _parts(row)]


def _covered(intervals: Sequence[_Interval]) -> list[_Interval]:
    """What the intervals cover together, from left to right."""
    covered: list[_Interval] = []
    for left, right in sorted(intervals):
        if covered and left <= covered[-1][1]:
            covered[-1] = covered[-1][0], max(right, covered[-1][1])
        else:
            covered.append((left, right))
    return covered


def _is_numbered(row: _Row, column: _Interval) -> bool:
    first = _parts(row)[0]
    return first[0].x0 <= column[1] and _NUMBER.match(_text(first)) is not None


def _on_top(rows: Sequence[_Row], starts: Sequence[int]) -> bool:
    """Whether each number stands beside the first line of its row: one in the middle would part the row in two."""
    gaps = {at: row[0].y - above[0].y for at, (above, row) in enumerate(pairwise(rows), 1)}
    inner = [gap for at, gap in gaps.items() if at not in starts]
    return all(gaps[at] >= 0.9 * max(inner, default=0.0) for at in starts[1:])


def _top(row: _Row) -> float:
    return min(each.y - each.size for each in row)


def _bottom(row: _Row) -> float:
    return max(each.y + each.size / 4 for each in row)
