"""The paper of a comparison: one page that works offline, a workbook, or JSON, told by the suffix of the path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.compare import Comparison, Due, Duty, Member, Theme
from corpus.errors import KehoachError
from corpus.paths import say

FIELDS = {
    "owners": "Chủ trì",
    "partners": "Phối hợp",
    "deadline": "Thời hạn",
    "target": "Chỉ tiêu",
    "wording": "Lời văn",
    "heading": "Đề mục",
    "order": "Thứ tự",
}
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
    book.save(path)


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


# --- page ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """A deadline on the time line: per cent from the left, and width; label behind it."""

    due: Due
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a plan's text; anchors: the ids of members that begin here."""

    text: str
    anchors: tuple[str, ...] = ()


def _write_html(comparison: Comparison, path: Path) -> None:
    from jinja2 import Environment, StrictUndefined

    here = files("generate")
    environment = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(here.joinpath("compare.html.j2").read_text("utf-8"))
    ids = _anchor_ids(comparison)
    page = template.render(
        comparison=comparison,
        names={locality.file: locality.name for locality in comparison.localities},
        anchor=lambda member: ids[member.file, member.path],
        anchor_of=lambda due: ids.get((due.file, due.path)) or ids.get((due.file, due.path.rpartition("/")[0]), ""),
        lacking=_lacking(comparison),
        years=_years(comparison),
        bars=_bars(comparison),
        sources={locality.file: _pieces(comparison, locality.file, ids) for locality in comparison.localities},
        fields=FIELDS,
        say=say,
        css=here.joinpath("compare.css").read_text("utf-8"),
        script=here.joinpath("compare.js").read_text("utf-8"),
    )
    path.write_text(page, encoding="utf-8")


def _members(comparison: Comparison) -> Iterator[Member]:
    for theme in (*comparison.themes, *comparison.alone):
        yield from theme.members


def _anchor_ids(comparison: Comparison) -> dict[tuple[str, str], str]:
    numbers = {locality.file: at for at, locality in enumerate(comparison.localities)}
    ids: dict[tuple[str, str], str] = {}
    for member in _members(comparison):
        ids.setdefault((member.file, member.path), f"n{numbers[member.file]}-{len(ids)}")
    return ids


def _lacking(comparison: Comparison) -> dict[str, tuple[Theme, ...]]:
    """The themes that most of the others have and this plan has not."""
    whole = len(comparison.localities)
    return {
        locality.file: tuple(
            theme
            for theme in comparison.themes
            if not theme.of(locality.file) and 2 * len({member.file for member in theme.members}) >= whole
        )
        for locality in comparison.localities
    }


def _years(comparison: Comparison) -> tuple[int, ...]:
    ends = [int(due.end[:4]) for due in comparison.deadlines if due.end]
    starts = [int(due.start[:4]) for due in comparison.deadlines if due.start]
    return tuple(range(min(ends + starts), max(ends + starts) + 1)) if ends else ()


def _bars(comparison: Comparison) -> dict[str, tuple[Bar, ...]]:
    years = _years(comparison)
    found: dict[str, list[Bar]] = {locality.file: [] for locality in comparison.localities}
    for due in comparison.deadlines:
        if due.end:
            right = _share(due.end, years, day_ends=True)
            left = _share(due.start, years, day_ends=False) if due.start else max(0.0, right - 1.0)
            found[due.file].append(Bar(due, left, max(right - left, 1.0)))
    return {file: tuple(sorted(bars, key=lambda bar: (bar.left, bar.width))) for file, bars in found.items()}


def _share(day: str, years: Sequence[int], *, day_ends: bool) -> float:
    """Where a day stands between the first and the last year shown, in per cent."""
    from datetime import date

    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal() + 1
    return 100 * (date.fromisoformat(day).toordinal() + day_ends - first) / (last - first)


def _pieces(comparison: Comparison, file: str, ids: dict[tuple[str, str], str]) -> tuple[Piece, ...]:
    """A plan's text cut where its members begin."""
    text = next(locality.text for locality in comparison.localities if locality.file == file)
    starts: dict[int, list[str]] = {}
    for member in _members(comparison):
        if member.file == file:
            starts.setdefault(member.start or 0, []).append(ids[file, member.path])
    cuts = sorted({0, *starts, len(text)})
    return tuple(Piece(text[begin:end], tuple(dict.fromkeys(starts.get(begin, ())))) for begin, end in pairwise(cuts))


_WRITERS: dict[str, Callable[[Comparison, Path], None]] = {
    ".html": _write_html,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}
