"""The progress workbook (sổ tiến độ) of a plan: a row a task; what is given is grey, what is to fill in white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.kinds import name_of
from corpus.letters import printable
from corpus.model import Document
from corpus.paths import say
from corpus.progress import STATUSES
from corpus.tasks import Aim, Task, aims_of, tasks_of
from generate.progress_sentences import level
from generate.wording import BLANK

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TASKS, AIMS, ABOUT = "Nhiệm vụ", "Chỉ tiêu", "Thông tin"
ELSEWHERE = f"(ghi ở trang «{AIMS}»)"
_MORE = 200  # rows below the last that the drop-down serves too, for what a clerk adds
_LINE, _WASTE = 15.0, 1.15  # points; what the ends of lines lose
_ROOM = 3  # lines of every row at least, for a result to be typed
_GREY, _HEAD, _WHITE = "F2F2F2", "D9E2F3", "FFFFFF"


@dataclass(frozen=True, slots=True)
class Column:
    """key: what the reader calls it; head, says: as the clerk reads them. is_given: from the plan, not to change."""

    key: str
    head: str
    width: float
    says: str = ""
    is_given: bool = False


TASK_COLUMNS = (
    Column("key", "Mã", 8, "dùng để ghép dòng với kế hoạch; giữ nguyên", is_given=True),
    Column("place", "Mục", 12, is_given=True),
    Column("words", "Nhiệm vụ", 34, is_given=True),
    Column("owners", "Chủ trì", 17, is_given=True),
    Column("partners", "Phối hợp", 17, is_given=True),
    Column("deadline", "Thời hạn", 13, is_given=True),
    Column("aim", "Chỉ tiêu", 13, is_given=True),
    Column("status", "Trạng thái", 13, f"chọn một trong: {'; '.join(STATUSES)}; để trống là chưa có báo cáo"),
    Column("result", "Kết quả", 34, "đã làm được gì, nêu số liệu"),
    Column("finished", "Ngày hoàn thành", 12, "với nhiệm vụ «Hoàn thành»: ngày/tháng/năm, như 25/9/2026"),
    Column("value", "Giá trị đạt được", 11, "con số đã đạt của chỉ tiêu ở cùng dòng, như 87,5 hoặc 87,5%"),
    Column("reason", "Lý do", 24, "vì sao chưa xong hoặc chậm; khó khăn, vướng mắc"),
)
AIM_COLUMNS = (
    Column("key", "Mã", 9, is_given=True),
    Column("place", "Mục", 15, is_given=True),
    Column("words", "Chỉ tiêu", 60, is_given=True),
    Column("aim", "Mức giao", 22, is_given=True),
    Column("value", "Giá trị đạt được", 16),
    Column("reason", "Lý do", 40),
)
# The page about the workbook: what it is of, and what the clerk fills in.
UNIT, PLAN, TITLE, PERIOD, REPORTED, CLERK = (
    "Đơn vị báo cáo",
    "Kế hoạch",
    "Trích yếu",
    "Kỳ báo cáo",
    "Ngày báo cáo",
    "Người lập",
)


def write_book(
    plan: Document, path: Path, unit: str | None = None, tasks: Sequence[Task] | None = None
) -> tuple[int, int]:
    """Write the workbook of a plan; returns the numbers of its tasks and targets. Raises OSError.

    unit: who will report, as its issuer's name; by default the issuer of a commune's plan, else left to fill in.
    tasks: those of the plan that are reported on, by default all; targets of the others are left out.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    every = tasks_of(plan)
    tasks = every if tasks is None else tasks
    left_out = {task.path for task in every} - {task.path for task in tasks}
    aims = tuple(aim for aim in aims_of(plan) if aim.path not in left_out)
    _fill(sheet, TASKS, TASK_COLUMNS, list(map(_task_row, tasks)))
    _validate(sheet, len(tasks) + 1)
    _fill(book.create_sheet(), AIMS, AIM_COLUMNS, [_aim_row(aim) for aim in apart(tasks, aims)])
    _about(book.create_sheet(ABOUT), plan, unit or (plan.issuer if plan.level == "commune" else "") or "")
    for each in book.worksheets:
        _printing(each, plan)
    book.save(path)
    return len(tasks), len(aims)


def cite(plan: Document) -> str:
    """`Kế hoạch số 25/KH-UBND ngày 06/02/2026 của Ủy ban nhân dân xã Trường Khê`; what is open stays a blank."""
    year, month, day = [*(plan.date or "").split("-"), "", "", ""][:3]
    number = BLANK if plan.number is None else f"{plan.number:02}"
    when = "/".join(part or BLANK for part in (day, f"{int(month)}" if month > "02" else month, year))
    kind = name_of(plan.kind or "") or "Văn bản"
    return f"{kind} số {number}/{plan.symbol or BLANK} ngày {when} của {plan.issuer or BLANK}"


def apart(tasks: Sequence[Task], aims: Sequence[Aim]) -> Iterator[Aim]:
    """The targets that have a row of their own: all but the only one of a task, which stands in the task's row."""
    within = {task.aims[0].key for task in tasks if len(task.aims) == 1}
    yield from (aim for aim in aims if aim.key not in within)


def _task_row(task: Task) -> list[str | None]:
    """The given cells; those to fill are "", what has nothing to be filled in is None."""
    value = {0: None, 1: ""}.get(len(task.aims), ELSEWHERE)
    return [
        task.key,
        say(task.path),
        task.words,
        "\n".join(task.owners),
        "\n".join(task.partners),
        task.deadline or "",
        "\n".join(level(aim) for aim in task.aims),
        *[""] * 3,
        value,
        "",
    ]


def _aim_row(aim: Aim) -> list[str | None]:
    return [aim.key, say(aim.path), aim.words, level(aim), "", ""]


def _fill(sheet: Worksheet, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str | None]]) -> None:
    """The heads, frozen, and the rows; every text is text to Excel, also one that begins like a formula."""
    from openpyxl.utils import get_column_letter

    sheet.title = title
    last = get_column_letter(len(columns))
    for at, column in enumerate(columns, 1):
        _cell(sheet.cell(1, at), column.head, _HEAD, bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[1].height = _LINE * max(_lines(column.head, column.width) for column in columns)
    for number, row in enumerate(rows, 2):
        for at, (column, text) in enumerate(zip(columns, row, strict=True), 1):
            cell = sheet.cell(number, at)
            _cell(cell, text or "", _WHITE if text == "" and not column.is_given else _GREY)
            cell.number_format = _FORMATS.get(column.key, "@")
        lines = [_lines(text or "", column.width) for text, column in zip(row, columns, strict=True)]
        sheet.row_dimensions[number].height = _LINE * max(_ROOM, *lines)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{last}{max(len(rows) + 1, 2)}"


# A day and a number are no text to Excel; all else is.
_FORMATS = {"finished": "dd/mm/yyyy", "value": "General"}


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so wide; words do not fill a line to its end."""
    return sum(max(1, ceil(len(line) * _WASTE / width)) for line in text.split("\n"))


def _cell(cell: Any, text: str, colour: str, *, bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="A6A6A6")
    text = printable(text)
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in "=+-@"  # stays text when the clerk edits it, too
    cell.number_format = "@"
    cell.font = Font(name="Times New Roman", size=11, bold=bold)
    cell.fill = PatternFill("solid", start_color=colour)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment(
        wrap_text=True, vertical="center" if bold else "top", horizontal="center" if bold else None
    )


def _validate(sheet: Worksheet, last: int) -> None:
    """The drop-down of the status, and a hint at the day."""
    from openpyxl.worksheet.datavalidation import DataValidation

    columns = {column.key: chr(ord("A") + at) for at, column in enumerate(TASK_COLUMNS)}
    status = DataValidation("list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True, showErrorMessage=True)
    status.error, status.errorTitle = "Đề nghị chọn một trạng thái trong danh sách.", "Trạng thái"
    day = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True, errorStyle="warning")
    day.showErrorMessage = day.showInputMessage = True
    day.error, day.errorTitle = "Đề nghị ghi ngày/tháng/năm, như 25/9/2026.", "Ngày hoàn thành"
    day.prompt, day.promptTitle = "Ghi ngày/tháng/năm, như 25/9/2026.", "Ngày hoàn thành"
    for rule, key in ((status, "status"), (day, "finished")):
        rule.add(f"{columns[key]}2:{columns[key]}{last + _MORE}")
        sheet.add_data_validation(rule)


def _about(sheet: Worksheet, plan: Document, unit: str) -> None:
    given = {UNIT: unit, PLAN: cite(plan), TITLE: plan.title or ""}
    for at, label in enumerate((UNIT, PLAN, TITLE, PERIOD, REPORTED, CLERK), 1):
        _cell(sheet.cell(at, 1), label, _HEAD, bold=True)
        _cell(sheet.cell(at, 2), given.get(label, ""), _GREY if label in (PLAN, TITLE) else _WHITE)
    sheet.cell(5, 2).number_format = "dd/mm/yyyy"
    for at, says in enumerate(_INSTRUCTIONS, 8):
        _cell(sheet.cell(at, 1), says[0], _HEAD, bold=True)
        _cell(sheet.cell(at, 2), says[1], _WHITE)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90


_INSTRUCTIONS = (
    (
        "Cách ghi",
        "Chỉ ghi vào các ô trắng. Không đổi tên cột, không xóa cột «Mã». Được lọc, sắp xếp, thêm cột riêng.",
    ),
    *((column.head, f"{column.says[:1].upper()}{column.says[1:]}.") for column in TASK_COLUMNS if column.says),
    ("Ghi xong", 'Lưu sổ, rồi chạy: kehoach report KẾ_HOẠCH --progress SỔ --period "quý III/2026".'),
)


def _printing(sheet: Worksheet, plan: Document) -> None:
    """On A4 lying, one page wide, the heads on every page, numbered."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1" if sheet.title != ABOUT else None
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.4, 0.4, 0.8, 0.7
    for part, text in (
        (sheet.oddHeader, f"Tiến độ {cite(plan)}".replace("&", "&&")),
        (sheet.oddFooter, "Trang &P/&N"),
    ):
        if part is not None:
            part.center.text = text
