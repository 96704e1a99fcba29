"""The workbook of a comparison: every fact of it as rows, with frozen, filterable heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.compare import Comparison, Member
from corpus.overview import by_file, standings
from corpus.paths import say
from generate.summary import FIELDS

_CELLS = ("Chủ trì", "Phối hợp", "Thời hạn")
_LARGEST = 32_000  # characters: a cell of a workbook holds no more than 32,767
_UNSAID = "(không nêu)"

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """title: of the tab; width: of its columns, in letters."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]
    width: int


def write_xlsx(comparison: Comparison, path: Path) -> None:
    """Write the workbook; raises OSError. Every text stays text, also one that begins like a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in _sheets(comparison):
        _write(book.create_sheet(sheet.title), sheet)
    book.save(path)


def _sheets(comparison: Comparison) -> Iterator[Sheet]:
    names = {locality.file: locality.name for locality in comparison.localities}
    yield Sheet("Ma trận chủ đề", ["Chủ đề", *names.values()], _matrix(comparison), 42)
    yield _overview(comparison)
    one = ("Nơi ban hành", "Mục", "Nội dung", *_CELLS)
    alone = ((names[m.file], say(m.path), m.words, *_cells(m)) for theme in comparison.alone for m in theme.members)
    yield Sheet("Chỉ một nơi nêu", one, alone, 30)
    unlike = (
        (each.theme, FIELDS[each.field], names[file], said or _UNSAID)
        for each in comparison.differences
        for file, said in each.values
    )
    yield Sheet("Khác nhau", ("Chủ đề", "Điểm khác nhau", "Nơi ban hành", "Ghi là"), unlike, 40)
    yield from _values(comparison, names)
    yield from _against(comparison, names)
    yield from _sources(comparison, names)


def _values(comparison: Comparison, names: dict[str, str]) -> Iterator[Sheet]:
    dues = (
        (names[d.file], d.theme, say(d.path), d.text, d.start, d.end, d.recurrence and _EVERY[d.recurrence])
        for d in comparison.deadlines
    )
    yield Sheet("Thời hạn", ("Nơi ban hành", "Chủ đề", "Mục", "Ghi là", "Từ", "Đến", "Định kỳ"), dues, 26)
    aims = ((names[a.file], a.theme, say(a.path), a.text, a.comparator, a.value, a.unit) for a in comparison.targets)
    measured = ("Nơi ban hành", "Chủ đề", "Mục", "Ghi là", "So sánh", "Giá trị", "Đơn vị tính")
    yield Sheet("Chỉ tiêu", measured, aims, 30)
    reports = (
        (
            names[r.file],
            r.theme,
            say(r.path),
            *("; ".join(each) or _UNSAID for each in (r.owners, r.to, r.through, r.when)),
            r.text,
        )
        for r in comparison.reports
    )
    heads = ("Nơi ban hành", "Chủ đề", "Mục", "Ai báo cáo", "Báo cáo ai", "Qua", "Thời hạn", "Ghi là")
    yield Sheet("Chế độ báo cáo", heads, reports, 30)


_EVERY = {
    "yearly": "hằng năm",
    "half-yearly": "6 tháng",
    "quarterly": "hằng quý",
    "monthly": "hằng tháng",
    "weekly": "hằng tuần",
}


def _against(comparison: Comparison, names: dict[str, str]) -> Iterator[Sheet]:
    if comparison.duties:
        others = [locality.name for locality in comparison.localities[1:]]
        heads = ("Yêu cầu của cấp trên", "Mục", "Vai trò", *others)
        yield Sheet("Đối chiếu cấp trên", heads, _duties(comparison), 36)
    late = (
        (each.theme, names[each.due.file], say(each.due.path), each.due.text, each.superior.text)
        for each in comparison.late
    )
    yield Sheet("Muộn hơn cấp trên", ("Chủ đề", "Nơi ban hành", "Mục", "Ghi là", "Cấp trên yêu cầu"), late, 36)


def _sources(comparison: Comparison, names: dict[str, str]) -> Iterator[Sheet]:
    old = {(each.file, each.reference): each for each in comparison.old_bases}

    def bases() -> Iterator[Sequence[Value]]:
        for basis in comparison.bases:
            for file in basis.files:
                newer = old.get((file, basis.reference))
                later = (newer.says_newer, newer.since if newer.is_confirmed else None) if newer else (None, None)
                yield basis.reference, basis.title, names[file], *later

    heads = ("Văn bản", "Trích yếu", "Nơi viện dẫn", "Văn bản mới hơn", "Từ ngày")
    yield Sheet("Căn cứ", heads, bases(), 30)
    copies = ((names[c.file], names[c.source], round(100 * c.share)) for c in comparison.copies)
    yield Sheet("Lời văn trùng nhau", ("Nơi ban hành", "Có lẽ soạn theo", "Phần lời văn trùng (%)"), copies, 36)


def _overview(comparison: Comparison) -> Sheet:
    heads = (
        "Nơi ban hành",
        "Chủ đề chung đã nêu",
        "Còn thiếu so với đa số",
        "Các chủ đề còn thiếu",
        "Chỉ nơi này nêu",
    )
    rows = (
        (
            each.locality.name,
            len(each.has),
            len(each.lacks),
            "\n".join(theme.label for theme in each.lacks),
            len(each.alone),
        )
        for each in standings(comparison)
    )
    return Sheet("Tình hình từng nơi", heads, rows, 36)


def _duties(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for duty in comparison.duties:
        found = {answer.file: "\n\n".join(map(_cell_text, answer.members)) for answer in duty.answers}
        found = {file: text or "Chính kế hoạch này" for file, text in found.items()}
        cells = (found.get(locality.file, "Chưa thấy") for locality in comparison.localities[1:])
        yield (duty.member.words, say(duty.member.path), duty.role, *cells)


def _matrix(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for theme in comparison.themes:
        here = by_file(theme)
        cells = ("\n\n".join(map(_cell_text, here.get(each.file, ()))) for each in comparison.localities)
        yield (theme.label, *cells)


def _cell_text(member: Member) -> str:
    values = (f"{name}: {text}" for name, text in zip(_CELLS, _cells(member), strict=True) if text)
    return "\n".join((say(member.path), *values))


def _cells(member: Member) -> tuple[str, str, str]:
    return "; ".join(member.owners), "; ".join(member.partners), "; ".join(member.deadlines)


def _write(sheet: Any, told: Sheet) -> None:
    """Written row by row, so that thousands of plans do not fill the memory."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)

    def cell(value: Value, *, is_head: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value[:_LARGEST] if isinstance(value, str) else value)
        made.alignment = wrapped
        if is_head:
            made.font = bold
        if isinstance(value, str):
            made.data_type = "s"
        return made

    for at in range(1, len(told.heads) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = told.width
    sheet.freeze_panes = "B2"
    sheet.append([cell(head, is_head=True) for head in told.heads])
    count = 1
    for row in told.rows:
        sheet.append([cell(value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(told.heads))}{count}"
