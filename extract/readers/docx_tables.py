"""The rows and cells of a DOCX table by its XML, merged ones with what they cover (ECMA-376, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.readers.docx_styles import W
from extract.readers.integers import whole

_ROW, _CELL, _CELL_FORM = f"{W}tr", f"{W}tc", f"{W}tcPr"
# A grid of more columns than this is an attack, not a table: 963 bytes can ask for a hundred million.
MOST_COLUMNS = 200


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows, also those inside content controls."""
    for child in table:
        if child.tag == _ROW:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from rows_of(child)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells, also those inside content controls."""
    for child in row:
        if child.tag == _CELL:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from cells_of(child)


def before(row: etree._Element) -> int:
    """How many columns a row leaves free before its first cell."""
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    value = whole(skipped.get(f"{W}val"), 0) if skipped is not None else 0
    return min(max(value, 0), MOST_COLUMNS)


def merged(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it is the lower part of one merged downwards."""
    span, goes_on = 1, False
    for each in next(cell.iterchildren(_CELL_FORM), ()):
        if each.tag == f"{W}gridSpan":
            span = min(max(whole(each.get(f"{W}val"), 1), 1), MOST_COLUMNS)
        elif each.tag == f"{W}vMerge":
            goes_on = each.get(f"{W}val", "continue") == "continue"
    return span, goes_on
