"""A ruled table in a DOCX: head repeated on every page, widths by what stands in it, group rows in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Mm

from corpus.model import Table
from generate.metrics import width_mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = ("Tiêu đề bảng", "Ô bảng")  # of the head's paragraphs, and of the others
_SIZE = 12.0  # points, of the words in a table
_MARGIN = 5.0
_LEAST = 12.0
_TO_WRITE_IN = 22.0
_TWIPS_MM = 56.7
_SHORT = 6  # letters of an ordinal


def ruled_table(word: Any, table: Table, width: float) -> Any:
    """The XML of the table, `width` mm wide; it belongs to no place of the document yet."""
    rows = ((table.header,) if table.header else ()) + table.rows
    columns = max(map(len, rows), default=1)
    made = word.add_table(rows=0, cols=columns)
    made.style = None
    made.autofit = False
    _border(made)
    widths = _widths(rows, columns, width)
    for column, each in zip(made._tbl.tblGrid.findall(f"{W}gridCol"), widths, strict=True):
        column.set(f"{W}w", str(int(each * _TWIPS_MM)))
    styles = [word.styles[name] if name in word.styles else None for name in _STYLES]
    short = [at == 0 or _is_short([row[at] for row in table.rows if at < len(row)]) for at in range(columns)]
    for number, row in enumerate(rows):
        head = bool(table.header) and not number
        _fill_row(made.add_row()._tr, row, list(zip(widths, short, strict=True)), styles[not head], head=head)
    element = made._tbl
    element.getparent().remove(element)
    return element


def _widths(rows: Sequence[Sequence[str]], columns: int, whole: float) -> list[float]:
    """Millimetres: room for the longest word, and to write in a column still empty; the rest by length of text."""
    texts = [[row[at] for row in rows if at < len(row) and not is_group(row)] for at in range(columns)]
    least = [max(_longest(column) + _MARGIN, _LEAST) for column in texts]
    least = [max(each, 0 if any(column[1:]) else _TO_WRITE_IN) for each, column in zip(least, texts, strict=True)]
    weights = [
        max((*map(len, column[1:]), *(len(head) / 4 for head in column[:1])), default=1) ** 0.75 for column in texts
    ]
    spare = max(whole - sum(least), 0.0)
    widths = [each + spare * weight / max(sum(weights), 1) for each, weight in zip(least, weights, strict=True)]
    return [each * whole / sum(widths) for each in widths]


def _longest(column: Sequence[str]) -> float:
    """Millimetres of the longest word."""
    return max((width_mm(word, _SIZE) for text in column for word in text.split()), default=1.0)


def is_group(row: Sequence[str]) -> bool:
    """A row that only groups rows: one text in all its places but perhaps the first (`I | Chỉ đạo | Chỉ đạo | …`)."""
    return len(row) > 2 and bool(row[1]) and len(set(row[1:])) == 1


def _border(made: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            edge.set(f"{W}{name}", value)
        borders.append(edge)
    made._tbl.tblPr.append(borders)


def _is_short(column: Sequence[str]) -> bool:
    """Whether a column holds nothing but figures and short marks, which stand in the middle."""
    return any(column) and all(len(text) < _SHORT for text in column)


def _fill_row(
    made: Any, row: Sequence[str], columns: Sequence[tuple[float, bool]], style: Any, *, head: bool
) -> None:
    """columns: of each, its width in millimetres, and whether it holds only what is short."""
    group = is_group(row) and not head
    if group:
        _span(made, 0 if row[0] == row[1] else 1)
    for at, cell in enumerate(made.tc_lst):
        text = row[at] if at < len(row) else ""
        bold = group or (head and style is None)
        _fill(cell, text, style, bold=bold, centred=columns[at][1] and len(text) < _SHORT)
        width = sum(width for width, _ in columns[at:]) if at == len(made.tc_lst) - 1 else columns[at][0]
        cell.width = Mm(width)
    properties = made.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _span(made: Any, first: int) -> None:
    """One cell in place of those from `first` on."""
    cells = made.tc_lst
    for cell in cells[first + 1 :]:
        made.remove(cell)
    cells[first].grid_span = len(cells) - first


def _fill(cell: Any, text: str, style: Any, *, bold: bool, centred: bool) -> None:
    for at, line in enumerate(text.split("\n")):
        paragraph: Any = cell.p_lst[0] if not at else OxmlElement("w:p")
        if at:
            cell.append(paragraph)
        if style is not None:
            paragraph.style = style.style_id
        if centred:
            paragraph.get_or_add_pPr().get_or_add_jc().set(f"{W}val", "center")
        run = paragraph.add_r()
        run.text = line
        if bold:
            run.get_or_add_rPr().append(OxmlElement("w:b"))
