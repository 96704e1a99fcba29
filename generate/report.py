"""The paper of a comparison: one page that works offline, a workbook, or JSON, told by the suffix of the path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.compare import Comparison, Duty, Member, Theme
from corpus.errors import KehoachError
from corpus.paths import say
from generate.report_page import FIELDS, write_page

_CELLS = ("Chủ trì", "Phối hợp", "Thời hạn")


def check_formats(paths: Sequence[Path]) -> None:
    """Raise KehoachError where a path has a suffix that no paper is written in."""
    for path in paths:
        if path.suffix.lower() not in _WRITERS:
            raise KehoachError(f"Không biết ghi kết quả vào «{path.name}»; đề nghị đặt đuôi .html, .xlsx hoặc .json.")


def write(comparison: Comparison, path: Path) -> None:
    """Write the comparison as .html, .xlsx or .json. Raises KehoachError for another suffix, OSError."""
    check_formats((path,))
    _WRITERS[path.suffix.lower()](comparison, path)


# --- JSON ------------------------------------------------------------------------------------------------


def _write_json(comparison: Comparison, path: Path) -> None:
    record = {
        "groups": [{"theme": theme.label, "members": _paths((theme,))} for theme in comparison.themes],
        "alone": _paths(comparison.alone),
        "differences": [asdict(each) for each in comparison.differences],
        "deadlines": [asdict(each) for each in comparison.deadlines],
        "targets": [asdict(each) for each in comparison.targets],
        "late": [asdict(each) for each in comparison.late],
        "old_bases": [asdict(each) for each in comparison.old_bases],
        "conformity": [_duty(duty) for duty in comparison.duties],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _duty(duty: Duty) -> dict[str, object]:
    return {
        "path": duty.member.path,
        "theme": duty.theme,
        "role": duty.role,
        "taken_up": {answer.file: [member.path for member in answer.members] for answer in duty.answers},
        "late": [answer.file for answer in duty.answers if answer.late],
        "missing": list(duty.missing),
    }


def _paths(themes: Sequence[Theme]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for theme in themes:
        for member in theme.members:
            found.setdefault(member.file, []).append(member.path)
    return found


# --- workbook --------------------------------------------------------------------------------------------


def _write_xlsx(comparison: Comparison, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    names = [locality.name for locality in comparison.localities]
    matrix = book.active
    assert matrix is not None  # noqa: S101 - a new workbook has a sheet
    _sheet(matrix, "Ma trận chủ đề", ["Chủ đề", *names], _matrix_rows(comparison), 42)
    one = ("Địa phương", "Mục", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn")
    by_file = {locality.file: locality.name for locality in comparison.localities}
    alone = ((by_file[m.file], say(m.path), m.words, *_cells(m)) for theme in comparison.alone for m in theme.members)
    _sheet(book.create_sheet(), "Chỉ một nơi có", one, alone, 30)
    unlike = (
        (each.theme, FIELDS[each.field], by_file[file], said or "(không nêu)")
        for each in comparison.differences
        for file, said in each.values
    )
    _sheet(book.create_sheet(), "Khác nhau", ("Chủ đề", "Trường", "Địa phương", "Ghi là"), unlike, 40)
    dues = ((by_file[d.file], say(d.path), d.text, d.start, d.end, d.recurrence) for d in comparison.deadlines)
    _sheet(book.create_sheet(), "Thời hạn", ("Địa phương", "Mục", "Ghi là", "Từ", "Đến", "Định kỳ"), dues, 26)
    aims = ((by_file[a.file], say(a.path), a.text, a.comparator, a.value, a.unit) for a in comparison.targets)
    _sheet(
        book.create_sheet(),
        "Chỉ tiêu",
        ("Địa phương", "Mục", "Ghi là", "So sánh", "Giá trị", "Đơn vị tính"),
        aims,
        30,
    )
    if comparison.duties:
        names = [locality.name for locality in comparison.localities[1:]]
        heads = ("Yêu cầu của cấp trên", "Mục", "Vai trò", *names)
        _sheet(book.create_sheet(), "Đối chiếu cấp trên", heads, _duty_rows(comparison), 36)
    late = (
        (each.theme, by_file[each.due.file], say(each.due.path), each.due.text, each.superior.text)
        for each in comparison.late
    )
    heads = ("Chủ đề", "Địa phương", "Mục", "Ghi là", "Cấp trên yêu cầu")
    _sheet(book.create_sheet(), "Muộn hơn cấp trên", heads, late, 36)
    book.save(path)


def _duty_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for duty in comparison.duties:
        found = {answer.file: "\n\n".join(map(_cell_text, answer.members)) for answer in duty.answers}
        found = {file: text or "Chính kế hoạch này" for file, text in found.items()}
        cells = (found.get(locality.file, "Chưa thấy") for locality in comparison.localities[1:])
        yield (duty.member.words, say(duty.member.path), duty.role, *cells)


def _matrix_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for theme in comparison.themes:
        cells = ("\n\n".join(map(_cell_text, theme.of(locality.file))) for locality in comparison.localities)
        yield (theme.label, *cells)


def _cell_text(member: Member) -> str:
    lines = (
        say(member.path),
        *(f"{name}: {text}" for name, text in zip(_CELLS, _cells(member), strict=True) if text),
    )
    return "\n".join(lines)


def _cells(member: Member) -> tuple[str, str, str]:
    return "; ".join(member.owners), "; ".join(member.partners), "; ".join(member.deadlines)


def _sheet(sheet: Any, title: str, heads: Sequence[str], rows: Any, width: int) -> None:
    """A sheet with frozen, filterable heads; every text stays text, also one that begins like a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.title = title
    for at, head in enumerate(heads, 1):
        sheet.cell(1, at, head).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            cell = sheet.cell(number, at, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


_WRITERS: dict[str, Callable[[Comparison, Path], None]] = {
    ".html": write_page,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}
