"""The progress workbook read back: what clerks do to it is understood, or named cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import ProgressError
from corpus.model import Document
from corpus.progress import Measured, Progress, Result
from corpus.superiors import are_communes
from corpus.tasks import Aim, Task, aims_of, due_of, tasks_of
from generate import progress_book as book
from generate import progress_cells as cells
from generate.progress_book import AIM_COLUMNS, TASK_COLUMNS, Column
from generate.progress_cells import Wrong, folded
from generate.progress_sheets import Row, Sheet, open_book, rows_of, text_of

T = TypeVar("T")
_SAME_PLAN = 0.5  # of the tasks: a workbook that shares so many is that of the plan, whatever it says
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong or noteworthy at a cell. is_serious: no report can be made before it is mended."""

    sheet: str
    cell: str
    message: str
    is_serious: bool = True


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook read back, with everything a person should know of it."""

    progress: Progress
    faults: tuple[Fault, ...]

    @property
    def is_usable(self) -> bool:
        """Whether a report can be made."""
        return not any(fault.is_serious for fault in self.faults)


def read_book(path: Path, plan: Document | None = None, *, of_commune: bool = False) -> Filled:
    """The workbook, its rows matched with the plan's tasks; without a plan its own rows are the tasks.

    of_commune: a commune's, on a plan from above; only tasks that have a row or fall on communes are its own.

    Raises ProgressError where the file is no progress workbook, or clearly that of another plan.
    """
    opened = open_book(path)
    sheet = opened.sheet(book.TASKS, TASK_COLUMNS)
    if sheet is None:
        raise ProgressError(
            f"Sổ {path.name} không có trang «{book.TASKS}» với các cột «Mã», «Nhiệm vụ», «Trạng thái»;"
            " đề nghị tạo sổ bằng kehoach progress."
        )
    reading = _Reading(path.name, plan, of_commune=of_commune)
    reading.read_tasks(sheet)
    aims = opened.sheet(book.AIMS, AIM_COLUMNS)
    if aims is not None and aims.title != sheet.title:
        reading.read_aims(aims)
    about = opened.about()
    reading.compare_plan(_said(about, book.PLAN))
    return reading.finish(about)


About = Mapping[str, tuple[str, str, Any]]


def _said(about: About, label: str) -> str:
    return about.get(folded(label), ("", "", None))[1]


@dataclass
class _Reading:
    """A workbook being read."""

    name: str
    plan: Document | None
    of_commune: bool = False
    faults: list[Fault] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    values: dict[str, Measured] = field(default_factory=dict)
    alike: int = 0

    def __post_init__(self) -> None:
        if self.plan is not None:
            self.tasks, self.aims = list(tasks_of(self.plan)), list(aims_of(self.plan))

    def say(self, sheet: str, cell: str, message: str, *, is_serious: bool = True) -> None:
        """Keep a fault."""
        self.faults.append(Fault(sheet, cell, f"{message}.", is_serious))

    def at(self, row: Row, key: str, message: str, *, is_serious: bool = True) -> None:
        """Keep a fault of a cell."""
        self.say(row.sheet.title, row.cell(key), message, is_serious=is_serious)

    # --- tasks ---

    def read_tasks(self, sheet: Sheet) -> None:
        """The page of tasks."""
        self._look_at_heads(sheet, TASK_COLUMNS)
        rows: dict[str, Row] = {}
        for row in rows_of(sheet):
            task = self._task(row)
            if task is None:
                self._unknown(row, TASK_COLUMNS)
            elif self._is_first(row, rows.get(task.key), TASK_COLUMNS):
                rows[task.key] = row
                self._read_task(row, task)
        if self.of_commune:
            self.tasks = [
                task for task in self.tasks if task.key in rows or are_communes((*task.owners, *task.partners))
            ]
        for task in self.tasks:
            if task.key not in rows:
                says = (
                    f"Sổ không có dòng của nhiệm vụ «{_short(task.words)}» (mã {task.key}); tính là chưa có báo cáo"
                )
                self.say(sheet.title, "", says, is_serious=False)

    def _look_at_heads(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        for column in columns:
            place = sheet.place(sheet.head, column.key)
            said = text_of(sheet.values[place].value) if place else ""
            if not place and not column.is_given:
                serious = column.key == "status"
                says = f"Không thấy cột «{column.head}»; đề nghị ghi lại đúng tên cột này"
                self.say(sheet.title, "", says, is_serious=serious)
            elif place and folded(said) != folded(column.head):
                self.say(sheet.title, place, f"Cột ghi «{said}» được hiểu là «{column.head}»", is_serious=False)

    def _task(self, row: Row) -> Task | None:
        """The task of a row: by its key where its words do not speak against it, else by its words."""
        key, words = row.text("key"), folded(row.text("words"))
        if self.plan is None:
            return self._own(row)
        by_words = next((task for task in self.tasks if folded(task.words) == words), None) if words else None
        by_key = next((task for task in self.tasks if task.key == key), None)
        return by_key if by_key and (by_words is None or folded(by_key.words) == words) else by_words or by_key

    def _own(self, row: Row) -> Task | None:
        """The row as a task of its own, where no plan is at hand."""
        key, words = row.text("key"), row.text("words")
        if not (key and words):
            return None
        known = next((task for task in self.tasks if task.key == key), None)
        if known is None:
            due, recurrence = due_of(row.text("deadline"))
            owners, partners = (tuple(row.text(name).splitlines()) for name in ("owners", "partners"))
            known = Task(key, key, words, owners, partners, row.text("deadline") or None, due, recurrence)
            self.tasks.append(known)
        return known

    def _unknown(self, row: Row, columns: Sequence[Column]) -> None:
        """A row that is nothing of the plan; one that only groups rows, with nothing filled in, is passed over."""
        if row.is_filled(columns):
            words = row.text("words") or row.text("result") or row.text("key")
            says = f"Dòng «{_short(words)}» không có trong kế hoạch nên không tính vào báo cáo"
            self.at(row, "words", says, is_serious=False)

    def _is_first(self, row: Row, before: Row | None, columns: Sequence[Column]) -> bool:
        """Whether the row is to be read: the first of its key, or the one of two that is filled in."""
        if before is None or not before.is_filled(columns):
            return True
        if row.is_filled(columns):
            says = (
                f"Dòng {before.number} và dòng {row.number} cùng mã «{row.text('key')}»; đề nghị chỉ để lại một dòng"
            )
            self.at(row, "key", says)
        return False

    def _read_task(self, row: Row, task: Task) -> None:
        self._same_words(row, task.words)
        status = self._try(row, "status", lambda: cells.status(row.text("status")))
        finished = self._try(row, "finished", lambda: cells.day(row.values.get("finished"), row.text("finished")))
        result = Result(status, row.text("result"), finished, row.text("reason"))
        if result != Result():
            self.results[task.key] = result
        self._look_at(row, result)
        if len(task.aims) == 1:
            self._read_value(row, task.aims[0])
        elif row.text("value") not in ("", book.ELSEWHERE) and self.plan is not None:
            says = f"Ô ghi «{row.text('value')}» nhưng dòng này không có chỉ tiêu; số liệu nên ghi ở cột «Kết quả»"
            self.at(row, "value", says, is_serious=False)

    def _look_at(self, row: Row, result: Result) -> None:
        """What does not go together."""
        if not row.text("status") and "status" not in row.wrong and (result.words or result.finished):
            self.at(row, "status", "Ô trạng thái để trống nhưng dòng đã ghi kết quả; đề nghị chọn trạng thái")
        if result.finished and result.status not in (None, "Hoàn thành"):
            says = f"Có ngày hoàn thành nhưng trạng thái là «{result.status}»; đề nghị sửa một trong hai"
            self.at(row, "finished", says)

    def _same_words(self, row: Row, words: str) -> None:
        same = folded(row.text("words")) == folded(words)
        self.alike += same
        if not same and row.text("words"):
            said = _short(row.text("words"))
            says = f"Nội dung «{said}» khác kế hoạch («{_short(words)}»); báo cáo lấy theo kế hoạch"
            self.at(row, "words", says, is_serious=False)

    # --- targets ---

    def read_aims(self, sheet: Sheet) -> None:
        """The page of targets."""
        self._look_at_heads(sheet, AIM_COLUMNS)
        rows: dict[str, Row] = {}
        for row in rows_of(sheet) if self.plan is not None else ():
            words = folded(row.text("words"))
            aim = next((aim for aim in self.aims if aim.key == row.text("key")), None)
            aim = aim or next((aim for aim in self.aims if words and folded(aim.words) == words), None)
            if aim is None:
                self._unknown(row, AIM_COLUMNS)
            elif self._is_first(row, rows.get(aim.key), AIM_COLUMNS):
                rows[aim.key] = row
                self._read_value(row, aim)

    def _read_value(self, row: Row, aim: Aim) -> None:
        value, text, is_share = row.values.get("value"), row.text("value"), "value" in row.shares
        found = self._try(row, "value", lambda: cells.measured(value, text, aim, is_share=is_share))
        if found is None:
            return
        self.values[aim.key] = found
        if not found.is_comparable:
            says = f"Ô ghi «{found.said}», khác đơn vị tính của chỉ tiêu ({aim.text}) nên không so sánh được"
            self.at(row, "value", says, is_serious=False)

    def _try(self, row: Row, key: str, parse: Callable[[], T]) -> T | None:
        try:
            if key in row.wrong:
                raise Wrong(row.wrong[key])
            return parse()
        except Wrong as wrong:
            self.at(row, key, f"Ô {wrong}")
            return None

    # --- the whole ---

    def compare_plan(self, said: str) -> None:
        """Whether it is the workbook of this plan. Raises ProgressError where it clearly is not."""
        if self.plan is None or (not said and self.alike):
            return
        mine = book.cite(self.plan)
        if folded(said) != folded(mine):
            if self.alike < _SAME_PLAN * max(len(self.tasks), 1):
                raise ProgressError(f"Sổ {self.name} lập cho «{said}», không phải «{mine}»; đề nghị chọn đúng sổ.")
            self.say(book.ABOUT, "", f"Sổ lập cho «{said}», kế hoạch nay là «{mine}»", is_serious=False)

    def finish(self, about: About) -> Filled:
        """All that was read."""
        where, text, value = about.get(folded(book.REPORTED), ("", "", None))
        reported = None
        try:
            reported = cells.day(value, text)
        except Wrong as wrong:
            self.say(book.ABOUT, where, f"Ô {wrong}")
        unit, plan, period = (_said(about, label) for label in (book.UNIT, book.PLAN, book.PERIOD))
        tasks, aims = tuple(self.tasks), tuple(self.aims)
        progress = Progress(unit, plan, period, reported, tasks, aims, self.results, self.values)
        return Filled(progress, tuple(self.faults))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
