"""A ruled table in a DOCX: head repeated on every page, widths by what stands in it, group rows in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docx.oxml import parse_xml

from corpus.letters import printable
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
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = f"""<w:tbl xmlns:w="{W[1:-1]}"><w:tblPr><w:tblW w:type="auto" w:w="0"/><w:tblBorders>{_EDGES}</w:tblBorders>
<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>{{grid}}</w:tblGrid>{{rows}}</w:tbl>"""


@dataclass(frozen=True, slots=True)
class _Look:
    """widths: of the columns, in twips; short: of each, whether it holds only what is short.

    style: of the paragraphs, None where the document has none of ours.
    """

    widths: tuple[int, ...]
    short: tuple[bool, ...]
    style: str | None
    is_head: bool = False


def ruled_table(word: Any, table: Table, width: float) -> Any:
    """The XML of the table, `width` mm wide; it belongs to no place of the document yet."""
    rows = ((table.header,) if table.header else ()) + table.rows
    columns = max(map(len, rows), default=1)
    widths = tuple(int(each * _TWIPS_MM) for each in _widths(rows, columns, width))
    named = {style.name_val: style.styleId for style in word.styles.element.style_lst}
    head, cells = (named.get(name) for name in _STYLES)
    short = tuple(at == 0 or _is_short([row[at] for row in table.rows if at < len(row)]) for at in range(columns))
    look = _Look(widths, short, cells)
    said = [_row(row, look) for row in table.rows]
    if table.header:
        said.insert(0, _row(table.header, _Look(widths, short, head, is_head=True)))
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return parse_xml(_TABLE.format(grid=grid, rows="".join(said)))


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


def _is_short(column: Sequence[str]) -> bool:
    """Whether a column holds nothing but figures and short marks, which stand in the middle."""
    return any(column) and all(len(text) < _SHORT for text in column)


def _row(row: Sequence[str], look: _Look) -> str:
    cells = "".join(_cells(row, look))
    head = "<w:tblHeader/>" if look.is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cells(row: Sequence[str], look: _Look) -> Iterator[str]:
    """The cells of a row; a row that only groups rows has one cell in place of those with the same text."""
    columns = len(look.widths)
    group = is_group(row) and not look.is_head
    first = (0 if row[0] == row[1] else 1) if group else columns - 1
    for at in range(first + 1):
        span = columns - first if at == first else 1
        text = row[at] if at < len(row) else ""
        bold = group or (look.is_head and look.style is None)
        place = f'<w:tcW w:w="{sum(look.widths[at : at + span])}" w:type="dxa"/>'
        place += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        centred = look.short[at] and len(text) < _SHORT
        said = "".join(_paragraph(line, look.style, bold=bold, centred=centred) for line in text.split("\n"))
        yield f"<w:tc><w:tcPr>{place}</w:tcPr>{said}</w:tc>"


def _paragraph(line: str, style: str | None, *, bold: bool, centred: bool) -> str:
    shape = f'<w:pStyle w:val="{style}"/>' if style else ""
    shape += "<w:keepNext/>" if bold else ""  # a row that groups rows stands on the page of the first of them
    shape += '<w:jc w:val="center"/>' if centred else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    words = escape(printable(line), quote=False)
    words = words.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:p><w:pPr>{shape}</w:pPr><w:r>{weight}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
