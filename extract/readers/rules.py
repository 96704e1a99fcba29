"""Rules of tables in the image of a page: long dark runs, their crossings, and the cells between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

# What is dark, and how much of a window must be, of 255: first as rules are printed, then as faint copies show them.
_LEVELS = ((150, 225), (225, 200))
# Pixels at 300 dpi. A rule is a run of dark windows.
_WINDOW = 32
_SHORTEST = 5
_THICK = 7
_NEAR = 18

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule: where it lies across, and from where to where it runs along."""

    at: float
    start: float
    end: float


def cells_of(image: Any) -> tuple[tuple[Box, ...], ...]:
    """The cells (x0, top, x1, bottom in pixels) of each ruled table of a grey image, from top to bottom.

    A cell that is merged is one box. A table has at least two columns and two rows.
    """
    return next((found for level in _LEVELS if (found := _tables(image, *level))), ())


def _tables(image: Any, dark: int, share: int) -> tuple[tuple[Box, ...], ...]:
    ink = image.point(lambda value: 255 if value < dark else 0)
    across = _rules(ink, share)
    down = _rules(ink.transpose(5), share)  # PIL.Image.Transpose.TRANSPOSE
    tables = []
    for lines, columns in _joined(across, down):
        xs, ys = _places([each.at for each in columns]), _places([each.at for each in lines])
        if len(xs) > 2 and len(ys) > 2:
            tables.append(tuple(_cells(xs, ys, lines, columns)))
    return tuple(sorted(tables, key=lambda cells: cells[0][1]))


def _rules(ink: Any, share: int) -> list[_Rule]:
    """The horizontal rules of an image in which ink is white."""
    width, height = ink.size
    small = ink.resize((max(1, width // _WINDOW), height), 4)  # PIL.Image.Resampling.BOX
    columns, data = small.size[0], small.tobytes()
    found: list[_Rule] = []
    ruled = small.point(lambda value: 255 if value >= share else 0).getprojection()[1]
    for y in compress(range(height), ruled):
        row = data[y * columns : (y + 1) * columns]
        start = None
        for x in range(columns + 1):
            if x < columns and row[x] >= share:
                start = x if start is None else start
            elif start is not None:
                if x - start >= 2:
                    found.append(_Rule(y, start * _WINDOW, x * _WINDOW))
                start = None
    return [each for each in _merged(found) if each.end - each.start >= _SHORTEST * _WINDOW]


def _merged(found: Sequence[_Rule]) -> list[_Rule]:
    """Runs that touch are one rule: a rule is several pixels thick, and a slanting one steps from row to row."""
    rules: list[_Rule] = []
    for run in found:
        at = next(
            (
                index
                for index in range(len(rules) - 1, max(-1, len(rules) - 40), -1)
                if run.at - rules[index].at <= _THICK
                and run.start <= rules[index].end + _WINDOW
                and rules[index].start <= run.end + _WINDOW
            ),
            None,
        )
        if at is None:
            rules.append(run)
        else:
            known = rules.pop(at)
            rules.append(_Rule(run.at, min(known.start, run.start), max(known.end, run.end)))
    return rules


def _joined(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that cross each other, directly or through others, make a table."""
    left, tables = list(across), []
    free = list(down)
    while left:
        lines, columns, grew = [left.pop(0)], [], True
        while grew:
            more_columns = [each for each in free if any(_cross(line, each) for line in lines)]
            free = [each for each in free if each not in more_columns]
            columns += more_columns
            more_lines = [each for each in left if any(_cross(each, column) for column in columns)]
            left = [each for each in left if each not in more_lines]
            lines += more_lines
            grew = bool(more_columns or more_lines)
        tables.append((lines, columns))
    return tables


def _cross(line: _Rule, column: _Rule) -> bool:
    slack = _NEAR + _WINDOW
    return (
        line.start - slack <= column.at <= line.end + slack and column.start - slack <= line.at <= column.end + slack
    )


def _places(values: Sequence[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _cells(xs: Sequence[float], ys: Sequence[float], lines: Sequence[_Rule], columns: Sequence[_Rule]) -> list[Box]:
    """The boxes between the rules; where a rule is missing between two, they are one."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            if (i, j) in taken:
                continue
            right, below = j + 1, i + 1
            middle = (ys[i] + ys[i + 1]) / 2
            while right < len(xs) - 1 and not _is_ruled(columns, xs[right], middle):
                right += 1
            while below < len(ys) - 1 and not _is_ruled(lines, ys[below], (xs[j] + xs[right]) / 2):
                below += 1
            taken |= {(a, b) for a in range(i, below) for b in range(j, right)}
            boxes.append((xs[j], ys[i], xs[right], ys[below]))
    return boxes


def _is_ruled(rules: Sequence[_Rule], at: float, along: float) -> bool:
    return any(abs(each.at - at) <= _NEAR and each.start - _NEAR <= along <= each.end + _NEAR for each in rules)
