"""What the commands of reporting do: progress, report. Every function returns the exit status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import KehoachError, ProgressError
from corpus.report_period import parse
from generate.profile import load_profile
from generate.progress_book import write_book
from generate.progress_reading import Fault
from generate.progress_report import Reporting
from kehoach import reporting, screen
from kehoach.drafting_commands import UNREADY_STATUS
from kehoach.intake import read_capped


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line, whatever the report. day: the one given as of which is counted."""

    plan: Path
    period: str
    unit: str
    out: Path
    day: date | None = None
    templates: Path | None = None
    pdf: bool = False


def progress(plan: Path, path: Path) -> int:
    """Write the progress workbook of a plan; one that is there is never overwritten."""
    if path.suffix.lower() != ".xlsx":
        raise ProgressError(f"Sổ tiến độ phải là tệp .xlsx; đề nghị đổi tên «{path.name}».")
    if path.exists():
        raise KehoachError(f"Đã có tệp «{path}», có thể đang được điền; đề nghị chọn tên khác (-o).")
    document = read_capped(plan)
    path.parent.mkdir(parents=True, exist_ok=True)
    tasks, aims = write_book(document, path)
    screen.files(f"Đã ghi sổ tiến độ với {tasks} nhiệm vụ, {aims} chỉ tiêu, để điền rồi lập báo cáo:", (path,))
    return 0


def report(asked: Asked, book: Path) -> int:
    """Write the report of a unit on a plan, or say cell by cell what has to be mended in the workbook first."""
    period, profile = parse(asked.period), load_profile(asked.unit)
    plan = read_capped(asked.plan)
    filled = reporting.read_progress(book, plan)
    if not filled.is_usable:
        faults(book, [fault for fault in filled.faults if fault.is_serious])
        return ProgressError.exit_code
    day, says = reporting.day_of(asked.day, period.end, date.today())
    given = Reporting(plan, filled.progress, profile, period, day)
    drawn = reporting.draw_report(given, filled.faults, date.today().year)
    screen.out.print(says)
    return _handed(reporting.hand_out(drawn, asked.out, asked.templates, pdf=asked.pdf))


def faults(book: Path, found: Sequence[Fault]) -> None:
    """The faults of a workbook, cell by cell, and what to do."""
    rows = ((each.sheet, each.cell, each.message) for each in found)
    screen.err.print(screen.table(f"{book.name}: ô cần sửa", ("Trang", "Ô", "Cần sửa"), rows))
    says = f"{book.name}: {len(found)} chỗ phải sửa trước khi lập báo cáo; chưa ghi tệp nào."
    screen.err.print(says, markup=False, soft_wrap=True)


def _handed(handed: reporting.Handed) -> int:
    screen.files("Đã soạn:", handed.files)
    errors = sum(finding.severity == "error" for finding in handed.findings)
    if errors:
        screen.out.print(f"[red]Còn {errors} lỗi phải xem; xem tệp việc cần làm.[/]")
    return 0 if handed.is_ready else UNREADY_STATUS
