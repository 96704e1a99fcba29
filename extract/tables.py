"""The shape of a table: which rows are its head, which only group others, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from corpus.model import Grid, Source, Span

Column = Literal[
    "number", "task", "owners", "partners", "deadline", "product", "target", "funds", "source", "note", "other"
]
RowKind = Literal["head", "group", "data"]

# Words of a head cell, the most telling first (domain notes, phrases G).
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)\.?$")),
    ("partners", re.compile(r"phối hợp|tham gia")),
    ("deadline", re.compile(r"thời hạn|thời gian|tiến độ(?! hiện)|hoàn thành|thời điểm|kỳ hạn")),
    ("product", re.compile(r"sản phẩm|kết quả")),
    (
        "owners",
        re.compile(
            r"chủ trì|đơn vị thực hiện|cơ quan thực hiện|trách nhiệm|đầu mối|người thực hiện|phụ trách|phân công|"
            r"thành viên"
        ),
    ),
    ("target", re.compile(r"chỉ tiêu|mức phấn đấu|mục tiêu|kế hoạch giao")),
    ("task", re.compile(r"nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|tên đề án|danh mục|hạng mục")),
    ("source", re.compile(r"nguồn (?:kinh phí|vốn|ngân sách|tài chính|lực)")),
    ("funds", re.compile(r"kinh phí|dự toán|tổng mức đầu tư|vốn đầu tư|số tiền")),
    ("note", re.compile(r"ghi chú|nguồn")),
)
_NUMBERS_ROW = re.compile(r"\(?\d{1,2}\)?")
_GROUP_LABEL = re.compile(r"(?:[IVX]{1,6}|[A-ZĐ])\.?")
_IN_GROUP = re.compile(r"(?P<label>[IVX]{1,6}|[A-ZĐ])[.)]\s+\S")
_MISREAD = str.maketrans({"I": "1", "l": "1", "|": "1", "O": "0", "o": "0", "S": "5", "§": "5", "Š": "5"})
_PLAIN_NUMBER = re.compile(r"[\d.]+\.?|[a-zđ]\)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. label: its STT cell or group label as printed, "" without; cells: spans by column.

    group: the labels of the rows that group it, of a group its own too: `A/II`.
    """

    kind: RowKind
    label: str
    cells: tuple[Span, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table understood: what each column holds, and its rows in order, the head first."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def is_tasks(self) -> bool:
        """Whether the rows say who does what."""
        return "owners" in self.columns and not {"task", "product", "target"}.isdisjoint(self.columns)


def shape(source: Source, grid: Grid) -> Shape:
    """The shape of a grid. A head is told by its words; a table without one has only data rows."""
    head, columns = _head(source, grid)
    rows = [Row("head", "", row) for row in grid.rows[:head]]
    for row in grid.rows[head:]:
        texts = [source.of(cell).strip() for cell in row]
        numbers = bool(rows) and rows[-1].kind == "head" and _is_numbers(texts)
        rows.append(Row("head", "", row) if numbers or _is_head_again(texts) else _row(row, texts, columns))
    if source.format == "scan":
        rows = [replace(row, label=_mended(row.label)) if row.kind == "data" else row for row in rows]
    return Shape(columns, tuple(_grouped(list(_with_numbered_groups(source, rows)))))


def _with_numbered_groups(source: Source, rows: Sequence[Row]) -> Iterator[Row]:
    """A row with a number and a name, before rows whose numbers stand below its own (`5.1`, `5.1.1`), groups them."""
    for row, after in zip_longest(rows, rows[1:]):
        said = {source.of(cell).strip() for cell in row.cells} - {""}
        below = after is not None and row.label.isascii() and after.label.startswith(f"{row.label}.")
        numbered = row.kind == "data" and row.label[:1].isdecimal() and len(said) == len(row.cells[:2]) == 2
        yield replace(row, kind="group") if below and numbered else row


def _grouped(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each with the labels of its groups: the kind of label that comes first holds the others."""
    held: list[tuple[str, str]] = []
    for row in rows:
        if row.kind == "group" and row.label:
            kind = _kind_of(row.label, held)
            outer = [each for each, _ in held]
            del held[outer.index(kind) if kind in outer else len(held) :]
            held.append((kind, row.label))
        elif row.kind == "data" and held and held[-1][0] == "number" and not row.label.startswith(f"{held[-1][1]}."):
            held.pop()
        yield replace(row, group="/".join(label for _, label in held))


def _kind_of(label: str, held: Sequence[tuple[str, str]]) -> str:
    """The kind of a group's label; `I`, `V` and `X` are letters only behind the letter before them."""
    if label[0].isdecimal():
        return "number"
    letter = next((each for kind, each in held if kind == "letter"), "")
    follows = (
        len(label) == 1 and letter and ord(label) == ord(letter) + 1 and all(kind == "letter" for kind, _ in held)
    )
    return "roman" if set(label) <= set("IVX") and not follows else "letter"


def _is_head_again(texts: Sequence[str]) -> bool:
    """Whether a row is the head once more, below a group or on a further page, perhaps without its number cell."""
    filled = [text.lower() for text in texts if text]
    known = [column for text in filled if len(text) < _LONGEST_HEAD_CELL and (column := _column(text)) != "other"]
    return len(filled) > 2 and len(known) == len(filled) == len(set(known))


def _mended(label: str) -> str:
    """A row's number as recognition misreads it, `l6` for `16`; "" where it is no number."""
    number = label.translate(_MISREAD)
    return number if number.isdecimal() else ""


def _head(source: Source, grid: Grid) -> tuple[int, tuple[Column, ...]]:
    """How many rows the head has, and what the columns hold."""
    width = len(grid.rows[0])
    for height in (1, 2):
        words = [" ".join(_words(source, grid, column, height)) for column in range(width)]
        columns: tuple[Column, ...] = tuple(_column(text) for text in words)
        known = [column for column in columns if column != "other"]
        numbered = columns[0] == "number" and all(words)  # also one of whose columns we know no more
        enough = len(set(known)) >= 2 or numbered or columns[0] == "deadline"  # a timetable has its times first
        if enough and max(map(len, words)) < _LONGEST_HEAD:
            merged = height == 1 and len(grid.rows) > 1 and _is_merged_head(grid)
            if not merged:
                return height, columns
    return 0, tuple(_column("") for _ in range(width))


_LONGEST_HEAD = 120
_LONGEST_HEAD_CELL = 30
_LONGEST_NUMBER = 12


def _is_merged_head(grid: Grid) -> bool:
    """Whether a cell of the first row reaches down into the second."""
    first, second = grid.rows[0], grid.rows[1]
    return any(a == b and a.end > a.start for a, b in zip(first, second, strict=False))


def _words(source: Source, grid: Grid, column: int, height: int) -> Sequence[str]:
    cells = dict.fromkeys(row[column] for row in grid.rows[:height] if column < len(row))
    return [" ".join(source.of(cell).lower().split()) for cell in cells]


def _column(words: str) -> Column:
    return next((name for name, pattern in _COLUMNS if pattern.search(words)), "other")


def _is_numbers(texts: Sequence[str]) -> bool:
    """The row `(1) (2) (3)` under a head only numbers the columns."""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(_NUMBERS_ROW.fullmatch(text) for text in filled)


def _row(row: tuple[Span, ...], texts: Sequence[str], columns: Sequence[Column]) -> Row:
    number = columns.index("number") if "number" in columns else None
    label = texts[number].rstrip(".") if number is not None and number < len(texts) else ""
    if number == 0 and len(label) > _LONGEST_NUMBER and texts[-1] == "":
        # A copy that lost a vertically merged number cell: the row stands one column too far left.
        row, label = (Span(row[0].start, row[0].start), *row[:-1]), ""
    distinct = list(dict.fromkeys(text for text in texts if text))
    if len(row) > 2 and len(distinct) == 1 and not _PLAIN_NUMBER.fullmatch(distinct[0]):
        own = _IN_GROUP.match(distinct[0])
        return Row("group", own["label"] if own else "", row)
    said = [text for text in distinct if not _PLAIN_NUMBER.fullmatch(text)]  # a group may show the sum of its rows
    if len(row) > 2 and len(said) == len({label, *said}) == 2 and label and _GROUP_LABEL.fullmatch(label):
        return Row("group", label, row)
    return Row("data", label, row)
