"""Rules of a PDF page, from its paths by pdfium, and the cells between them, by pdfplumber's geometry.

pdfplumber's own parsing of a page takes ten times as long as all else of reading it; its geometry works on any rules.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.readers.pdf_text import upright

Box = tuple[float, float, float, float]
Point = tuple[float, float]

_STRAIGHT = 0.3  # points by which a rule may slant
_SHORTEST = 1.0
_FEWEST = 3  # a table of two rows and two columns has three rules each way
_MOST = 6000  # a drawing or a map has more
_DEEPEST = 3
_NEAR = 3.0  # points by which rules that are meant as one may lie apart


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line across (top == bottom) or down (x0 == x1), in points from the top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_down(self) -> bool:
        """Whether it parts columns rather than rows."""
        return self.x0 == self.x1


def cells_of(page: Any) -> tuple[tuple[Box, ...], ...]:
    """The cells (x0, top, x1, bottom) of each ruled table of a page, from top to bottom."""
    rules = rules_of(page)
    down = sum(rule.is_down for rule in rules)
    if down < _FEWEST or len(rules) - down < _FEWEST or len(rules) > _MOST:
        return ()
    return _cells_between(rules)


def rules_of(page: Any) -> tuple[Rule, ...]:
    """The rules that the paths of a page draw: their straight segments, and the sides of their rectangles."""
    found = []
    for (x, y), (to_x, to_y) in _segments(page):
        if abs(x - to_x) < _STRAIGHT and abs(y - to_y) >= _SHORTEST:
            found.append(Rule(x, min(y, to_y), x, max(y, to_y)))
        elif abs(y - to_y) < _STRAIGHT and abs(x - to_x) >= _SHORTEST:
            found.append(Rule(min(x, to_x), y, max(x, to_x), y))
    return tuple(found)


def _segments(page: Any) -> Iterator[tuple[Point, Point]]:
    """The straight segments of all paths, in points from the top left of the page as it is shown."""
    import pypdfium2.raw as raw
    from pypdfium2 import PdfMatrix

    a, b, c, d, e, f = upright(page)
    for path, matrix in objects_of(page, raw.FPDF_PAGEOBJ_PATH, PdfMatrix(a, d, b, e, c, f)):
        lines = list(_lines(path))
        if lines and not _is_drawn(path):
            lines = [line for contour in _contours(lines) if _is_thin(contour) for line in contour]
        yield from ((matrix.on_point(*start), matrix.on_point(*end)) for start, end in lines)


def _is_drawn(path: Any) -> bool:
    """Whether a path is drawn by its line; one that is only filled is the shade of words or cells, or clips."""
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _contours(lines: Sequence[tuple[Point, Point]]) -> Iterator[list[tuple[Point, Point]]]:
    """The parts of a path that hang together: one path may fill all the rules of a row."""
    contour = [lines[0]]
    for before, line in pairwise(lines):
        if line[0] != before[1]:
            yield contour
            contour = []
        contour.append(line)
    yield contour


def _is_thin(lines: Sequence[tuple[Point, Point]]) -> bool:
    """Whether segments enclose but a rule: many programs draw rules as filled rectangles."""
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    return min(max(xs) - min(xs), max(ys) - min(ys)) < _NEAR


def objects_of(page: Any, kind: int, shown: Any) -> Iterator[tuple[Any, Any]]:
    """The raw objects of one kind on a page and in its forms, each with the matrix that places it.

    pypdfium2 has its own walk; it makes an object of Python of each of thousands of texts.
    """
    import pypdfium2.raw as raw

    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _within(raw.FPDFPage_GetObject(page.raw, at), kind, shown, _DEEPEST)


def _within(each: Any, kind: int, shown: Any, deep: int) -> Iterator[tuple[Any, Any]]:
    import pypdfium2.raw as raw

    own = raw.FPDFPageObj_GetType(each)
    if own == kind:
        yield each, _matrix(each).multiply(shown)
    elif own == raw.FPDF_PAGEOBJ_FORM and deep:
        placed = _matrix(each).multiply(shown)
        for at in range(raw.FPDFFormObj_CountObjects(each)):
            yield from _within(raw.FPDFFormObj_GetObject(each, at), kind, placed, deep - 1)


def _matrix(each: Any) -> Any:
    import pypdfium2.raw as raw
    from pypdfium2 import PdfMatrix

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(each, matrix)
    return PdfMatrix.from_raw(matrix)


def _lines(path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight segments of a path in its own coordinates; a closed one ends where it began."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for at in range(min(raw.FPDFPath_CountSegments(path), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = x.value, y.value
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        first, last = (point if kind == raw.FPDF_SEGMENT_MOVETO else first), point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, first


def _cells_between(rules: Sequence[Rule]) -> tuple[tuple[Box, ...], ...]:
    from pdfplumber import table

    edges = [
        {
            "x0": rule.x0,
            "top": rule.top,
            "x1": rule.x1,
            "bottom": rule.bottom,
            "width": rule.x1 - rule.x0,
            "height": rule.bottom - rule.top,
            "orientation": "v" if rule.is_down else "h",
        }
        for rule in rules
    ]
    merged = [edge for edge in table.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR) if _length(edge) >= _NEAR]
    if len(merged) > _MOST:
        return ()
    cells = table.intersections_to_cells(table.edges_to_intersections(merged, _NEAR, _NEAR))
    return tuple(tuple(group) for group in table.cells_to_tables(cells))


def _length(edge: dict[str, Any]) -> float:
    return float(max(edge["width"], edge["height"]))
