"""Plain text, and text copied from a legal site: cells between `|` marks, bold and italics by asterisks.

Three hands are known. One writes a cell, then ` |` (seed 003 and its property table); one opens and closes each
cell by a line that holds only `|`, and two such lines in succession part two rows; one writes `cell | cell` rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.kinds import is_kind_line
from corpus.model import Format, Line, Source
from extract.readers import marked
from extract.source import Extras, Piece, assemble, decode

_PROPERTY = re.compile(r"^(?!\|)([^|]{2,60}?) \| (.+?) \|$")
_CELL_END = re.compile(r"^(.*\S) \|$")
_RULE_OF_ROWS = re.compile(r"\|?[-:| ]{3,}$")
_RULE = re.compile(r"^[-_=*\s]{3,}$|^\*+\s*\*+$")
# What a legal site prints below a document.
_CHROME = re.compile(
    r"Văn bản này chưa cập nhật nội dung Tiếng Anh|NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN$|FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN|"
    r"(?:## )?Văn bản liên quan$|Cảm ơn đã dùng ThuVienPhapLuat"
)
_LONGEST_CELL = 40
# The least share of empty lines in a copy that keeps them.
_EMPTY = 0.02
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")  # of Markdown
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s")
_STARS = re.compile(r"\*{1,3}")
# Names of the rows of a legal site's property table, as the sites print them.
_PROPERTIES = frozenset(
    name.strip()
    for name in """
    số hiệu | số ký hiệu | số/ký hiệu | loại văn bản | nơi ban hành | cơ quan ban hành | người ký | chức danh
    cơ quan ban hành/ chức danh/ người ký | ngày ban hành | ngày có hiệu lực | ngày hiệu lực | ngày công báo
    ngày hết hiệu lực | số công báo | tình trạng | tình trạng hiệu lực | lĩnh vực | ngành | phạm vi | trích yếu
    nguồn thu thập | ngày đăng công báo
    """.replace("\n", "|").split("|")
    if name.strip()
)


@dataclass
class _Paper:
    """What is being read: pieces so far, finished grids; gap: behind an empty line; note: inside a footnote.

    dense: the copy has lost its empty lines, so that only the words tell where a table ends.
    """

    pieces: list[Piece] = field(default_factory=list)
    grids: list[tuple[tuple[tuple[int, int], ...], ...]] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    dense: bool = False
    gap: bool = True
    note: bool = False

    def add(self, text: str, line: Line) -> None:
        self.pieces.append(Piece(text, replace(line, gap=self.gap)))
        self.gap = False


def read(data: bytes, name: str) -> Source:
    """Text as a Source; a line of the file is a Line, an empty one marks `gap` on the next."""
    paper = _Paper()
    raw = decode(data).splitlines()
    rows = _unstar(raw)
    end = _content_end(rows)
    paper.furniture += [row.text for row in rows[end:] if row.text.strip("|")]
    rows, index = rows[:end], 0
    paper.dense = sum(not line.strip() for line in raw) < len(raw) * _EMPTY
    while index < len(rows):
        if rows[index].text == "|":
            index = _table(rows, index, paper)
        elif _cells_in(rows[index]):
            index = _row_table(rows, index, paper)
        elif _CELL_END.match(rows[index].text):
            index = _short_table(rows, index, paper)
        else:
            _plain(rows[index], paper)
            index += 1
    kind: Format = "md" if name.lower().endswith(".md") else "txt"
    extras = Extras(grids=tuple(paper.grids), properties=tuple(paper.properties), furniture=tuple(paper.furniture))
    return assemble(data, name, kind, paper.pieces, extras)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file without its asterisks: its text, its bold beginning, whether it is italic."""

    text: str
    lead_bold: int = 0
    italic: bool = False

    @property
    def line(self) -> Line:
        return Line(0, 0, lead_bold=self.lead_bold, italic=self.italic)


def _unstar(raw: Sequence[str]) -> list[_Row]:
    """Strip asterisks that mark bold (`**`) and italics (`*`), which may open on one line and close on another."""
    rows, bold, italic = [], False, False
    for line in raw:
        if not line.strip():
            bold = italic = False
        text, lead, leading, started_italic = "", 0, True, None
        at = 0
        for match in (*_STARS.finditer(line), None):
            part = line[at : match.start() if match else len(line)]
            if part.strip():
                started_italic = italic if started_italic is None else started_italic
                leading = leading and bold
            text += part
            lead = len(text.lstrip()) if leading else lead
            if match:
                stars = len(match[0])
                bold, italic = bold ^ (stars > 1), italic ^ (stars != 2)
                at = match.end()
        stripped = text.strip()
        rows.append(_Row(stripped, min(lead, len(stripped)), bool(started_italic)))
    return rows


def _plain(row: _Row, paper: _Paper) -> None:
    if match := _HEADING.match(row.text):
        row = _Row(row.text[match.end() :], len(row.text) - match.end())
    if not row.text:
        paper.gap = True
    elif _RULE.match(row.text):
        paper.furniture.append(row.text)
    else:
        paper.note = bool(_FOOTNOTE.match(row.text)) or (paper.note and not paper.gap)
        paper.add(row.text, replace(row.line, origin="footnote") if paper.note else row.line)


def _table(rows: Sequence[_Row], index: int, paper: _Paper) -> int:
    """A table whose cells stand between lonely `|` lines, from its first mark; returns where the text goes on."""
    cells, index = _segments(rows, index + 1, paper)
    grid: list[tuple[tuple[int, int], ...]] = []
    for row in marked.rows_of([[row.text for row in rows[first:end]] for first, end in cells]):
        laid = []
        for column, (first, end) in enumerate(cells[row.start : row.stop]):
            began = len(paper.pieces)
            paper.gap = True
            for each in rows[first:end]:
                if each.text and not _RULE.match(each.text):
                    paper.add(each.text, replace(each.line, cell=(len(paper.grids), len(grid), column)))
            laid.append((began, len(paper.pieces)))
        grid.append(tuple(laid))
    if grid:
        width = max(map(len, grid))
        paper.grids.append(tuple(row + ((0, 0),) * (width - len(row)) for row in grid))
    return index


def _segments(rows: Sequence[_Row], index: int, paper: _Paper) -> tuple[list[tuple[int, int]], int]:
    """What stands between each two marks, up to where text outside the table begins, and where that is."""
    found: list[tuple[int, int]] = []
    while (close := _close(rows, index)) is not None:
        found.append((index, close))
        index = close + 1
        if index >= len(rows) or _parted(rows, index):
            break
        after = _close(rows, index)
        if after is None or (paper.dense and after > index and _is_prose(rows[index:after])):
            break
    return found, index


def _close(rows: Sequence[_Row], index: int) -> int | None:
    """The next lonely `|` at or behind index."""
    return next((at for at in range(index, min(len(rows), index + 400)) if rows[at].text == "|"), None)


def _parted(rows: Sequence[_Row], index: int) -> bool:
    """Whether text outside the table begins here: empty lines, then words. An empty cell ends in a mark."""
    words = next((at for at in range(index, len(rows)) if rows[at].text), len(rows))
    return words > index and (words == len(rows) or rows[words].text != "|")


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Whether these lines are no cell but text between two tables: a site's headline, a kind's name, a long run."""
    return len(rows) > _LONGEST_CELL or any(row.text.startswith("#") or is_kind_line(row.text) for row in rows)


def _cells_in(row: _Row, least: int = 2) -> list[str]:
    """The cells of a row on one line, `a | b | c` or `| a | b |`; none where a line is no such row.

    least: the marks between cells that a line must have which ends in one; `cell |` is the other hand.
    """
    text, closed = row.text, row.text.endswith("|")
    if closed and text.startswith("|"):
        text = text[1:-1]
    elif closed and text.count(" | ") < least:
        # A name and its value in the property table are no row; any other two cells are.
        known = _PROPERTY.match(text)
        if not known or known[1].strip().lower() in _PROPERTIES:
            return []
    return [cell.strip() for cell in text.split("|")] if " | " in text else []


def _row_table(rows: Sequence[_Row], index: int, paper: _Paper) -> int:
    """Rows on a line each, with empty lines between or none; what a row repeats side by side is one merged cell."""
    grid: list[tuple[tuple[int, int], ...]] = []
    while index < len(rows):
        texts, cells = _cells_in(rows[index], least=1), []
        if not texts and rows[index].text and not _RULE_OF_ROWS.match(rows[index].text):
            break
        for column, text in enumerate(texts):
            if not (column and text and text == texts[column - 1]):
                first = len(paper.pieces)
                paper.gap = True
                if text and not _RULE.match(text):
                    paper.add(text, Line(0, 0, cell=(len(paper.grids), len(grid), column)))
                extent = (first, len(paper.pieces))
            cells.append(extent)
        grid += [tuple(cells)] if cells else []
        index += 1
    width = max(map(len, grid))
    paper.grids.append(tuple(row + ((0, 0),) * (width - len(row)) for row in grid))
    paper.gap = True
    return index


def _content_end(rows: Sequence[_Row]) -> int:
    """Where what a legal site prints below a document begins."""
    return next((at for at, row in enumerate(rows) if _CHROME.match(row.text)), len(rows))


def _short_table(rows: Sequence[_Row], index: int, paper: _Paper) -> int:
    """Lines `cell |` in succession: rows of the property table, then the cells of the two-column head."""
    while index < len(rows):
        known = _PROPERTY.match(rows[index].text)
        if not known or known[1].strip().lower() not in _PROPERTIES:
            break
        paper.properties.append((known[1].strip(), known[2].strip()))
        paper.add(f"{known[1].strip()}: {known[2].strip()}", Line(0, 0, origin="property"))
        index += 1
    cells: list[tuple[int, int]] = []
    grid = len(paper.grids)
    while (end := _short_cell(rows, index)) is not None:
        first = len(paper.pieces)
        for row in rows[index:end]:
            words = row.text.removesuffix("|").strip()
            paper.gap = row is rows[index]
            paper.add(words, replace(row.line, cell=(grid, len(cells) // 2, len(cells) % 2)))
        cells.append((first, len(paper.pieces)))
        index = end
    if cells:
        cells += [(0, 0)] * (len(cells) % 2)
        paper.grids.append(tuple(zip(cells[::2], cells[1::2], strict=True)))
        paper.gap = True
    return index


def _short_cell(rows: Sequence[_Row], index: int) -> int | None:
    """Where the cell that begins here ends: at most four lines on, with no empty line before its ` |`."""
    for at in range(index, min(len(rows), index + 4)):
        if _CELL_END.match(rows[at].text):
            return at + 1
        if not rows[at].text:
            return None
    return None
