"""The sheets of a filled progress workbook: its heads wherever they stand and whatever they are called, its rows."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ProgressError
from generate.progress_book import ABOUT, ELSEWHERE, Column
from generate.progress_cells import folded

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = 30 << 20  # bytes, unpacked too
_ROWS, _COLUMNS, _HEAD_ROWS = 5000, 60, 20
_ALIKE = 85.0  # of a hundred: a head so near to a known one is that one
_UNREADABLE = (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, AttributeError)
# What clerks call the columns, without marks and case; the names of the workbook itself need no row here.
_ALIASES = {
    "key": ("ma so", "ma nhiem vu"),
    "words": ("noi dung", "noi dung nhiem vu", "ten nhiem vu", "ten chi tieu"),
    "owners": ("co quan chu tri", "don vi chu tri"),
    "partners": ("co quan phoi hop", "don vi phoi hop"),
    "deadline": ("thoi han hoan thanh", "thoi gian hoan thanh", "thoi gian"),
    "status": ("tinh trang", "trang thai thuc hien", "tien do", "tinh hinh thuc hien"),
    "result": ("ket qua thuc hien", "ket qua dat duoc"),
    "finished": ("ngay xong", "thoi diem hoan thanh"),
    "value": ("gia tri", "so lieu dat duoc", "thuc hien"),
    "reason": ("nguyen nhan", "ly do nguyen nhan", "kho khan vuong mac"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """values: the sheet; formulas: the same with formulas; head: the row of its heads; columns: by key, from 1."""

    values: Worksheet
    formulas: Worksheet
    head: int
    columns: Mapping[str, int]

    @property
    def title(self) -> str:
        """Its name."""
        return self.values.title

    def place(self, row: int, key: str) -> str:
        """`H5`; "" where it has no such column."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.columns[key])}{row}" if key in self.columns else ""


@dataclass(slots=True)
class Row:
    """A row by its number: what its cells hold, by key. wrong: what cannot be read in a cell, by key."""

    sheet: Sheet
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    shares: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)

    def cell(self, key: str) -> str:
        """`H5`."""
        return self.sheet.place(self.number, key)

    def text(self, key: str) -> str:
        """The words of a cell; "" where it is empty."""
        return self.texts.get(key, "")

    def is_filled(self, columns: Sequence[Column]) -> bool:
        """Whether the clerk has filled in anything."""
        own = (column.key for column in columns if not column.is_given)
        return any(self.text(key) and self.text(key) != ELSEWHERE for key in own)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: with the values of its cells, and once more with their formulas."""

    name: str
    values: Any
    formulas: Any

    def sheet(self, title: str, columns: Sequence[Column]) -> Sheet | None:
        """The sheet of this title, or else one that has its heads."""
        named = [sheet for sheet in self.values.worksheets if folded(sheet.title) == folded(title)]
        others = (sheet for sheet in self.values.worksheets if sheet not in named)
        return next(filter(None, (self._headed(sheet, columns) for sheet in (*named, *others))), None)

    def _headed(self, sheet: Worksheet, columns: Sequence[Column]) -> Sheet | None:
        """The first row that holds enough of the heads: the words, with what is asked for or the key."""
        for number in range(1, min(sheet.max_row, _HEAD_ROWS) + 1):
            heads = [text_of(sheet.cell(number, at).value) for at in range(1, min(sheet.max_column, _COLUMNS) + 1)]
            found = _columns(heads, columns)
            if "words" in found and len(found) > len(columns) // 2:
                return Sheet(sheet, self.formulas[sheet.title], number, found)
        return None

    def about(self) -> dict[str, tuple[str, str, Any]]:
        """What the page about the workbook says: by its label, the cell, its text and its value."""
        sheet = next((sheet for sheet in self.values.worksheets if folded(sheet.title) == folded(ABOUT)), None)
        found: dict[str, tuple[str, str, Any]] = {}
        for row in sheet.iter_rows(max_row=_HEAD_ROWS, max_col=2) if sheet is not None else ():
            label, said = text_of(row[0].value), row[-1]
            if label and len(row) == 2:
                found.setdefault(folded(label), (said.coordinate, text_of(said.value), said.value))
        return found


def open_book(path: Path) -> Book:
    """Raises ProgressError for what is no workbook of this size."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as package:
            size = sum(info.file_size for info in package.infolist())
        if size > _LARGEST:
            raise ProgressError(f"Sổ {path.name} quá lớn; đề nghị chỉ để lại các trang cần dùng.")
        return Book(path.name, load_workbook(path, data_only=True), load_workbook(path))
    except FileNotFoundError as error:
        raise ProgressError(f"Không tìm thấy sổ tiến độ «{path}»; đề nghị kiểm tra đường dẫn.") from error
    except (InvalidFileException, *_UNREADABLE) as error:
        raise ProgressError(
            f"Tệp {path.name} không phải sổ Excel (.xlsx) dùng được; đề nghị mở bằng Excel rồi lưu lại."
        ) from error


def rows_of(sheet: Sheet) -> Iterator[Row]:
    """The rows below the heads that are not empty; a merged cell stands in each row it covers."""
    covered = _merged(sheet.values)
    for number in range(sheet.head + 1, min(sheet.values.max_row, _ROWS) + 1):
        row = Row(sheet, number)
        for key, at in sheet.columns.items():
            _take(row, key, sheet.values.cell(*covered.get((number, at), (number, at))))
        if any(row.texts.values()) or row.wrong:
            yield row


def _take(row: Row, key: str, cell: Any) -> None:
    """The value of a cell; a formula without result, and an error for one, are no values."""
    if cell.data_type == "e":
        row.wrong[key] = f"báo lỗi {cell.value}; đề nghị ghi lại giá trị"
    elif cell.value is None and row.sheet.formulas.cell(cell.row, cell.column).data_type == "f":
        row.wrong[key] = "chứa công thức chưa có kết quả; đề nghị ghi thẳng giá trị"
    else:
        row.values[key], row.texts[key] = cell.value, text_of(cell.value)
        row.shares |= {key} if "%" in str(cell.number_format) else set()


def _columns(heads: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """The column number of each key: by its own head, else by what clerks call it, else by one nearly so."""
    from rapidfuzz.fuzz import ratio

    left = {at: folded(head) for at, head in enumerate(heads, 1) if folded(head)}
    known = {column.key: (folded(column.head), *_ALIASES.get(column.key, ())) for column in columns}
    found: dict[str, int] = {}
    for alike in (lambda head, names: head == names[0], lambda head, names: _nearest(ratio, head, names) >= _ALIKE):
        for key, names in known.items():
            at = next((at for at, head in left.items() if key not in found and alike(head, names)), None)
            if at is not None:
                found[key] = at
                del left[at]
    return found


def _nearest(ratio: Any, head: str, names: Sequence[str]) -> float:
    return max(float(ratio(head, name)) for name in names)


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cell of each merged one."""
    return {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, _ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, _COLUMNS) + 1)
    }


def text_of(value: object) -> str:
    """A cell as text; lines are kept."""
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))
