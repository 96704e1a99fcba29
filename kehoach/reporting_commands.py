"""What the commands of reporting do: progress, report, calendar. Every function returns the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.markup import escape

from corpus.errors import KehoachError, ProgressError
from corpus.model import Document
from corpus.report_period import parse
from corpus.superiors import are_communes
from corpus.tasks import Task, tasks_of
from generate.deadline_calendar import calendar as calendar_of
from generate.profile import Profile, load_profile
from generate.progress_book import write_book
from generate.progress_cells import folded
from generate.progress_list import of_another
from generate.progress_reading import Fault
from generate.progress_report import Reporting
from generate.units_book import read_units
from kehoach import reporting, screen
from kehoach.drafting import Pdf
from kehoach.drafting_commands import UNREADY_STATUS
from kehoach.writing import put, refuse_taken, settle

_SHOWN, _LONGEST = 5, 100  # of the tasks that no calendar has; letters of each


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line. day: the one given as of which is counted; urge: a letter, too, and
    by: until when it asks; ics: the open deadlines, too. Of a joined report: due, the day by which the communes'
    reports were due; to, whom it is addressed to.
    """

    plan: Path
    period: str
    unit: str
    out: Path
    day: date | None = None
    templates: Path | None = None
    pdf: Pdf = "none"
    urge: bool = False
    by: date | None = None
    ics: bool = False
    due: date | None = None
    to: str | None = None


def progress_all(plan: Path, units: Path, folder: Path, *, every: bool = False) -> int:
    """Write the workbook of a plan for each unit of a workbook of units; those that are there stay.

    every: all tasks of a plan from above, also those in which communes have no part.
    """
    document, rows = reporting.read_plan(plan), read_units(units)
    tasks = _of_communes(document, every=every)
    folder.mkdir(parents=True, exist_ok=True)
    profiles = [row.profile for row in rows if row.profile]
    slugs = Counter(reporting.slug(profile.name) for profile in profiles)
    paths = [(profile, folder / f"tien-do {_slug(profile, slugs)}.xlsx") for profile in profiles]
    new = [(profile, path) for profile, path in paths if not path.exists()]
    for profile, path in screen.progress(new, len(new), "Lập sổ tiến độ"):
        own = {task.key for task in tasks}
        theirs = [task for task in tasks_of(document) if task.key in own or _names(task, profile)]
        write_book(document, path, profile.issuer, theirs)
    kept = len(paths) - len(new)
    screen.files(f"Đã ghi {len(new)} sổ tiến độ; {kept} sổ đã có nên giữ nguyên:", (folder,))
    for row in rows:
        if not row.profile:
            screen.err.print(f"{units.name}, {row.fault}", markup=False, soft_wrap=True)
    return int(len(profiles) < len(rows))


def _names(task: Task, profile: Profile) -> bool:
    """Whether a task is given to this commune by its name: `UBND phường Sa Đéc`."""
    return any(name.endswith(profile.name) for name in (*task.owners, *task.partners))


def _of_communes(plan: Document, *, every: bool) -> tuple[Task, ...]:
    """The tasks on which communes report. Raises ProgressError where a plan from above gives them none."""
    tasks = tasks_of(plan)
    own = [task for task in tasks if are_communes((*task.owners, *task.partners))]
    if every or plan.level == "commune" or not tasks:
        return tasks
    if not own:
        says = "Kế hoạch không giao nhiệm vụ nào cho cấp xã"
        raise ProgressError(f"{says}; muốn lập sổ với mọi nhiệm vụ của kế hoạch thì thêm --all-tasks.")
    screen.out.print(f"Mỗi sổ có {len(own)}/{len(tasks)} nhiệm vụ của kế hoạch mà cấp xã chủ trì hoặc phối hợp.")
    return tuple(own)


def _slug(profile: Profile, slugs: Counter[str]) -> str:
    """The unit's name for a file; xã Tân Thành and xã Tân Thạnh of one province are told apart by their codes."""
    name = reporting.slug(profile.name)
    return f"{name}-{profile.code or profile.name}" if slugs[name] > 1 else name


def progress(plan: Path, path: Path, *, overwrite: bool = False) -> int:
    """Write the progress workbook of a plan; one that is there may be being filled."""
    refuse_taken((path,), overwrite=overwrite)
    document = reporting.read_plan(plan)
    path.parent.mkdir(parents=True, exist_ok=True)
    tasks, aims = write_book(document, path)
    screen.files(f"Đã ghi sổ tiến độ với {tasks} nhiệm vụ, {aims} chỉ tiêu, để điền rồi lập báo cáo:", (path,))
    return 0


def report(asked: Asked, book: Path) -> int:
    """Write the report of a unit on a plan, or say cell by cell what has to be mended in the workbook first."""
    period, profile = parse(asked.period), load_profile(asked.unit)
    plan = reporting.read_plan(asked.plan)
    filled = reporting.read_progress(book, plan)
    if not filled.is_usable:
        faults(book, [fault for fault in filled.faults if fault.is_serious])
        return ProgressError.exit_code
    day, says = reporting.day_of(asked.day, period.end, date.today())
    given = Reporting(plan, filled.progress, profile, period, day)
    year = date.today().year
    screen.out.print(says)
    if another := of_another(given):
        screen.err.print(f"[yellow]Lưu ý:[/] {escape(another)}", soft_wrap=True)
    drawn = [reporting.draw_report(given, filled.faults, year, asked.templates)]
    if asked.urge:
        letter = reporting.draw_letter(given, asked.by, year, asked.templates)
        drawn += [letter] if letter else []
        if letter is None:
            screen.out.print("Không có nhiệm vụ quá hạn hoặc chưa có báo cáo nên không soạn công văn đôn đốc.")
    status = _handed([reporting.hand_out(each, asked.out, asked.templates, pdf=asked.pdf) for each in drawn])
    if asked.ics:
        tasks = [each.task for each in given.followed if not each.is_done]
        name = f"thoi-han {drawn[0].stem.removeprefix('bao-cao ')}.ics"
        _calendar_put(plan, tasks, lambda data: settle(data, asked.out / name))
    return status


def joined(asked: Asked, folder: Path, units: Path | None) -> int:
    """Write the report of a province on what its communes sent; what could not be counted is in the clerk's list."""
    from kehoach import joining

    period, profile = parse(asked.period), load_profile(asked.unit, provinces=True)
    names = joining.communes_of(profile, units)
    plan = reporting.read_plan(asked.plan)
    day, says = reporting.day_of(asked.day, period.end, date.today())
    wanted = joining.Wanted(period, day, asked.due, asked.to, asked.templates)
    drawn = joining.draw_joined(plan, profile, names, joining.sent(folder, plan), wanted)
    screen.out.print(says)
    return _handed([reporting.hand_out(drawn, asked.out, asked.templates, pdf=asked.pdf)])


def calendar(plan: Path, path: Path, owner: str | None, *, overwrite: bool = False) -> int:
    """Write the deadlines of a plan, or of one of its owners, as a calendar."""
    refuse_taken((path,), overwrite=overwrite)
    document = reporting.read_plan(plan)
    tasks = [task for task in tasks_of(document) if owner is None or _is_of(task, owner)]
    if not tasks:
        whose = f" của «{owner}»" if owner else ""
        raise KehoachError(f"Kế hoạch không có nhiệm vụ nào{whose}; đề nghị xem lại bằng kehoach read.")
    _calendar_put(document, tasks, lambda data: _put(data, path))
    return 0


def _is_of(task: Task, owner: str) -> bool:
    return any(folded(owner) in folded(name) for name in task.owners)


def _put(data: bytes, path: Path) -> Path:
    put(data, path)
    return path


def _calendar_put(plan: Document, tasks: Sequence[Task], write: Callable[[bytes], Path]) -> None:
    """Write the deadlines of these tasks and say which are not in it; of no deadline, no file."""
    data, left = calendar_of(plan, tasks)
    if len(left) < len(tasks):
        screen.files(f"Đã ghi lịch thời hạn của {len(tasks) - len(left)} nhiệm vụ:", (write(data),))
    else:
        screen.out.print("Không ghi lịch thời hạn vì không có nhiệm vụ nào nêu ngày cụ thể.")
    if left:
        which = ":" if len(left) <= _SHOWN else f"; {_SHOWN} nhiệm vụ đầu:"
        screen.out.print(f"{len(left)} nhiệm vụ không có trong lịch vì kế hoạch không nêu ngày{which}")
    for task in left[:_SHOWN]:
        words = task.words if len(task.words) <= _LONGEST else f"{task.words[:_LONGEST].rstrip()}…"
        screen.out.print(f"  {words}{f' ({task.deadline})' if task.deadline else ''}", markup=False, soft_wrap=True)


def faults(book: Path, found: Sequence[Fault]) -> None:
    """The faults of a workbook, cell by cell, and what to do."""
    rows = ((each.sheet, each.cell, each.message) for each in found)
    screen.err.print(screen.table(f"{book.name}: ô cần sửa", ("Trang", "Ô", "Cần sửa"), rows))
    says = f"{book.name}: {len(found)} chỗ phải sửa trước khi lập báo cáo; chưa ghi tệp nào."
    screen.err.print(says, markup=False, soft_wrap=True)


def _handed(papers: Sequence[reporting.Handed]) -> int:
    screen.files("Đã soạn:", [path for each in papers for path in each.files])
    errors = sum(finding.severity == "error" for each in papers for finding in each.findings)
    if errors:
        screen.out.print(f"[red]Còn {errors} lỗi phải xem; xem tệp việc cần làm.[/]")
    return 0 if all(each.is_ready for each in papers) else UNREADY_STATUS
