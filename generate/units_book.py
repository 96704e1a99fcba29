"""The workbook of units (danh sách đơn vị): one row a commune, its profile in the columns, filled by clerks.

A row says what a profile file says (see profile.py). Several values stand in one cell line by line; a pair of names
is written `tên thường dùng = tên của đơn vị`.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import units
from corpus.errors import KehoachError, ProfileError
from generate.profile import Profile, profile_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = "Đơn vị"
_LARGEST = 20 << 20  # bytes, unpacked too
_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Column:
    """key: of the profile file; head, says: as the clerk reads them; example: of the sheet of instructions."""

    key: str
    head: str
    width: int
    says: str
    example: str = ""


COLUMNS = (
    Column("don_vi", "Đơn vị", 38, "tên đầy đủ, kèm tên tỉnh; bắt buộc", "phường Sa Đéc, tỉnh Đồng Tháp"),
    Column("dia_danh", "Địa danh", 18, "chữ ghi trước ngày, tháng, năm", "Sa Đéc"),
    Column("tham_quyen", "Quyền hạn ký", 26, "dòng đầu của phần ký", "TM. ỦY BAN NHÂN DÂN"),
    Column("chuc_vu", "Chức vụ", 28, "chức vụ người ký", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
    Column("nguoi_ky", "Người ký", 24, "họ và tên; để trống thì dự thảo ghi …", "Nguyễn Văn A"),
    Column("thon", "Tên gọi thôn", 16, "để trống thì dùng tên thường gọi và nhắc xác nhận", "khóm"),
    Column("cac_thon", "Các thôn, tổ dân phố", 30, "mỗi dòng một tên; thay chỗ nguồn kể tên thôn, ấp", "Khóm 1"),
    Column(
        "co_quan",
        "Tên cơ quan",
        44,
        "mỗi dòng: tên thường dùng = tên của đơn vị",
        "Phòng Kinh tế, Hạ tầng và Đô thị = Phòng Kinh tế",
    ),
    Column(
        "phong_trao",
        "Phong trào, chương trình",
        44,
        "mỗi dòng: tên trong nguồn = tên của đơn vị",
        "xây dựng nông thôn mới = xây dựng đô thị văn minh",
    ),
    Column(
        "ke_hoach_cap_tren",
        "Kế hoạch cấp trên",
        44,
        "căn cứ đầu tiên, ghi đủ số, ngày, cơ quan, trích yếu; để trống thì dự thảo ghi …",
        "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Đồng Tháp về …",
    ),
    Column("giai_doan", "Giai đoạn", 14, "giai đoạn của dự thảo khi lệnh không nêu --period", "2026-2030"),
    Column(
        "som_hon", "Sớm hơn (ngày)", 16, "số ngày hạn của đơn vị sớm hơn hạn cấp trên giao, để kịp tổng hợp", "10"
    ),
    Column("noi_nhan", "Nơi nhận", 40, "mỗi nơi nhận một dòng; để trống thì theo nguồn", "UBND tỉnh Đồng Tháp (b/c)"),
    Column("luu", "Lưu", 14, "chữ sau «Lưu:»", "VT, VHXH"),
)
_PAIRS = ("co_quan", "phong_trao")
_LISTS = ("noi_nhan", "cac_thon")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the workbook by its number. profile: None where the row cannot be used, and `fault` says why."""

    number: int
    name: str
    profile: Profile | None
    fault: str = ""


def write_units(profiles: Sequence[Profile], path: Path) -> None:
    """Write the workbook of these units, to be completed: what is not known stays empty. Raises OSError."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = _SHEET
    _fill(sheet, [column.head for column in COLUMNS], [_cells(profile) for profile in profiles])
    for column, letter in zip(COLUMNS, _letters(), strict=False):
        sheet.column_dimensions[letter].width = column.width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    says = book.create_sheet("Hướng dẫn")
    _fill(says, ["Cột", "Ghi gì", "Ví dụ"], [[each.head, each.says, each.example] for each in COLUMNS])
    for letter, width in zip(_letters(), (26, 64, 80), strict=False):
        says.column_dimensions[letter].width = width
    book.save(path)


def _letters() -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    yield from (get_column_letter(at) for at in range(1, len(COLUMNS) + 1))


def _cells(profile: Profile) -> list[str]:
    """What is usual for the unit; hamlets, bodies and all else are the clerk's to say."""
    known = {
        "don_vi": f"{profile.name}, {profile.superior}",
        "dia_danh": profile.place,
        "tham_quyen": profile.authority,
        "chuc_vu": profile.position,
    }
    return [known.get(column.key, "") for column in COLUMNS]


def _fill(sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font

    for at, row in enumerate((heads, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, value or None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"  # text: Excel must not turn what is typed into a number or a date
            if at == 1:
                cell.font = Font(bold=True)


def read_units(path: Path) -> tuple[UnitRow, ...]:
    """The rows of a workbook; a row that cannot be used says why, and so does a unit named twice.

    Raises ProfileError where the file is no such workbook.
    """
    rows: list[UnitRow] = []
    seen: dict[str, int] = {}
    for number, said in _said(path):
        row = _row(number, said)
        key = f"{row.profile.name}, {row.profile.superior}" if row.profile else ""
        if first := seen.get(key):
            row = UnitRow(
                number, row.name, None, f"Dòng {number} trùng đơn vị với dòng {first}; đề nghị bỏ một dòng."
            )
        elif key:
            seen[key] = number
        rows.append(row)
    if not rows:
        raise ProfileError(f"Tệp {path.name} chưa có đơn vị nào; đề nghị ghi mỗi đơn vị một dòng.")
    return tuple(rows)


def _row(number: int, said: dict[str, str]) -> UnitRow:
    name = said.get("don_vi", "")
    try:
        profile = profile_of(_structured(number, said), f"Dòng {number}")
        if profile.code is None and _is_province(profile.superior):
            units.find(name)  # raises, with the names that are near
        return UnitRow(number, name, profile)
    except KehoachError as error:
        place = "" if str(error).startswith("Dòng ") else f"Dòng {number}: "
        return UnitRow(number, name, None, f"{place}{_in_columns(str(error))}")


def _in_columns(said: str) -> str:
    """A sentence on an item of a profile, with the head of its column instead of the item's key."""
    for column in COLUMNS:
        said = said.replace(f"mục {column.key} ", f"cột «{column.head}» ")
    return said


def _is_province(name: str) -> bool:
    """Whether the gazetteer knows the province: then a commune that it does not know is a slip of the pen."""
    return any(unit.full_name == name for unit in units.provinces())


def _structured(number: int, said: dict[str, str]) -> dict[str, object]:
    """The cells as a profile file has them: lists and pairs where it has these."""
    made: dict[str, object] = {key: text for key, text in said.items() if key not in (*_PAIRS, *_LISTS)}
    made |= {key: _lines(said[key]) for key in _LISTS if key in said}
    made |= {key: dict(_pair(number, key, line) for line in _lines(said[key])) for key in _PAIRS if key in said}
    return made


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pair(number: int, key: str, line: str) -> tuple[str, str]:
    usual, mark, own = (part.strip() for part in line.partition("="))
    if not (mark and usual and own):
        head = next(column.head for column in COLUMNS if column.key == key)
        raise ProfileError(
            f"Dòng {number}, cột «{head}»: «{line}» phải viết theo dạng «tên thường dùng = tên của đơn vị»."
        )
    return usual, own


def _said(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The number and the filled cells, by the profile's keys, of every row that is not empty."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _guard(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book[_SHEET] if _SHEET in book.sheetnames else book[book.sheetnames[0]]
        rows = [list(row) for row in sheet.iter_rows(max_row=_ROWS + 1, max_col=3 * len(COLUMNS), values_only=True)]
        book.close()
    except (InvalidFileException, OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise _unusable(path) from error
    keys = _keys(path, [_text(cell) for cell in rows[0]] if rows else [])
    for number, row in enumerate(rows[1:], start=2):
        said = {key: text for key, cell in zip(keys, row, strict=False) if key and (text := _text(cell))}
        if said:
            yield number, said


def _guard(path: Path) -> None:
    """Raise ProfileError where the file cannot be a workbook of this size."""
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(info.file_size for info in package.infolist())
    except OSError as error:
        raise ProfileError(f"Không mở được danh sách đơn vị {path.name}; đề nghị kiểm tra đường dẫn.") from error
    except zipfile.BadZipFile as error:
        raise _unusable(path) from error
    if size > _LARGEST:
        raise ProfileError(f"Danh sách đơn vị {path.name} quá lớn; đề nghị chỉ để lại các dòng cần dùng.")


def _unusable(path: Path) -> ProfileError:
    return ProfileError(f"Tệp {path.name} không phải sổ Excel (.xlsx) dùng được; đề nghị mở bằng Excel rồi lưu lại.")


def _keys(path: Path, heads: Sequence[str]) -> list[str | None]:
    """The profile's key of each column, by its head or by the key itself; None for a column of the office's own."""
    known = {column.head.casefold(): column.key for column in COLUMNS} | {
        column.key: column.key for column in COLUMNS
    }
    keys = [known.get(head.casefold()) for head in heads]
    if "don_vi" not in keys:
        raise ProfileError(f"Tệp {path.name} không có cột «Đơn vị» ở dòng đầu; đề nghị tạo bằng kehoach units init.")
    twice = next((key for key in keys if key and keys.count(key) > 1), None)
    if twice:
        raise ProfileError(f"Tệp {path.name} có hai cột cùng là «{twice}»; đề nghị bỏ một cột.")
    return keys


def _text(cell: object) -> str:
    """A cell as text; lines are kept."""
    said = int(cell) if isinstance(cell, float) and cell.is_integer() else cell  # 10 typed as a number is 10.0
    text = unicodedata.normalize("NFC", "" if said is None else str(said))
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))
