"""Papers from a plan and its progress workbook, guarded: the workbook is read under a cap, the paper read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from corpus import questions
from corpus.dates import say_day
from corpus.errors import LimitExceeded, ProgressError, ReaderCrashed
from corpus.letters import plain
from corpus.model import Document, Node
from corpus.office import to_pdf
from generate import urging
from generate.chart import Chart, with_charts
from generate.check import Finding, check
from generate.handover import READ_BACK, Section, blank_section, form_section, paper, read_back_section
from generate.progress_list import sections
from generate.progress_reading import Fault, Filled, read_book
from generate.progress_report import Reporting, compose, outline_name
from kehoach import capped
from kehoach.drafting import LIST, UNREADY, Pdf, mismatches
from kehoach.intake import read_capped
from kehoach.templating import fill_from, outlined
from kehoach.writing import settle

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SECONDS, _MEMORY = 20.0, 512 << 20
get_context("forkserver").set_forkserver_preload(["kehoach.intake.warm", "kehoach.reporting_warm"])
Listing = Callable[[Sequence[Finding]], tuple[Section, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper to be handed out: the document, its charts, its file's name, and the clerk's list of its findings.

    outline: the name of the template that it is printed by.
    """

    document: Document
    stem: str
    listing: Listing
    outline: str
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Handed:
    """The files of a paper. is_ready: it reads back as it was meant."""

    document: Path
    checklist: Path
    pdf: Path | None
    findings: tuple[Finding, ...]
    is_ready: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return tuple(path for path in (self.document, self.checklist, self.pdf) if path)


def read_plan(path: Path) -> Document:
    """The plan that is reported on. Raises ProgressError for a draft whose questions are open: a question between two
    bodies is read as neither, and what they are to do would be lost.
    """
    plan = read_capped(path)
    if count := len(questions.numbers(plan.text)):
        raise ProgressError(
            f"Kế hoạch còn {count} câu hỏi chưa trả lời (chỗ ghi [Câu hỏi …] trong tệp {path.name}); đề nghị chọn "
            "một phương án cho mỗi câu hỏi, thay vào chỗ đánh dấu, lưu tệp rồi chạy lại."
        )
    return plan


def read_progress(book: Path, plan: Document | None, *, or_its_own: bool = False) -> Filled:
    """The workbook, read in a child under a cap. or_its_own: one of another plan is read by its own rows.

    Raises ProgressError where it is none, or clearly another plan's.
    """
    try:
        return adapter().validate_json(capped.run(_read, book, plan, or_its_own))
    except (LimitExceeded, ReaderCrashed) as error:
        raise ProgressError(
            f"Sổ {book.name} cần quá nhiều thời gian hoặc bộ nhớ ({error}); đề nghị chép các dòng sang sổ mới."
        ) from error


def _read(book: Path, plan: Document | None, or_its_own: bool) -> bytes:  # noqa: FBT001 - sent to the child by place
    from openpyxl import load_workbook  # noqa: F401 - loaded before the caps count

    adapter()
    capped.limit(_SECONDS, _MEMORY)
    try:
        filled = read_book(book, plan, of_commune=or_its_own)
    except ProgressError:
        if not or_its_own:
            raise
        filled = read_book(book)
    return adapter().dump_json(filled)


@cache
def adapter() -> TypeAdapter[Filled]:
    """How a workbook that was read comes out of the child, checked."""
    from pydantic import TypeAdapter

    return TypeAdapter(Filled)


def draw_report(given: Reporting, faults: Sequence[Fault], year: int | None, templates: Path | None = None) -> Drawn:
    """The report of a unit. year: of issue, if known."""
    made = compose(given, year, fill_from(templates))

    def listing(findings: Sequence[Finding]) -> tuple[Section, ...]:
        return sections(given, made.blanks, faults, findings)

    stem = f"bao-cao {slug(given.profile.name)} {slug(_when(given))}"
    return Drawn(made.document, stem, listing, outline_name(given.period), made.charts)


def draw_letter(given: Reporting, by: date | None, year: int | None, templates: Path | None = None) -> Drawn | None:
    """The letter that presses for what is overdue or unreported; None where nothing is."""
    made = urging.compose(given, by, year, fill_from(templates))
    if made is None:
        return None

    def listing(findings: Sequence[Finding]) -> tuple[Section, ...]:
        every = (blank_section(made.blanks), read_back_section(findings), form_section(findings))
        return tuple(section for section in every if section.rows)

    stem = f"cong-van don-doc {slug(given.profile.name)} {slug(_when(given))}"
    return Drawn(made.document, stem, listing, urging.OUTLINE)


def _when(given: Reporting) -> str:
    return " ".join(filter(None, (given.period.review, given.period.name)))


def slug(text: str) -> str:
    """`Quý III năm 2026` -> `quy-iii-nam-2026`: safe in every file system."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")


def hand_out(drawn: Drawn, out: Path, templates: Path | None = None, *, pdf: Pdf = "none") -> Handed:
    """Write, check and read back; then put the paper and its list into `out`, over nothing that was edited."""
    words = outlined(drawn.document, drawn.outline, templates)
    data = with_charts(words, drawn.charts)
    with TemporaryDirectory(prefix="kehoach-") as place:
        path = Path(place, "van-ban.docx")
        path.write_bytes(words)  # the figures of a chart would be read as one more table
        unlike = tuple(_unlike(drawn.document, read_capped(path)))
    findings = (*unlike, *check(data))
    out.mkdir(parents=True, exist_ok=True)
    document = settle(data, out / f"{drawn.stem}{UNREADY if unlike else ''}.docx")
    subject = f"{drawn.document.title} của {drawn.document.issuer}"
    checklist = settle(paper(subject, drawn.listing(findings)), document.with_name(f"{document.stem}{LIST}.docx"))
    printed = to_pdf((document,), out, archival=pdf == "pdfa")[0] if pdf != "none" else None
    return Handed(document, checklist, printed, findings, not unlike)


def _unlike(meant: Document, back: Document) -> Iterator[Finding]:
    """Where the paper does not say what was meant: outline, tables, head and ending.

    Who does what is the reader's reading of the same words; the words are compared themselves.
    """
    yield from mismatches(replace(meant, assignments=back.assignments, deadlines=back.deadlines), back)
    tables, found = (dict(_tables(each.outline)) for each in (meant, back))
    for path in sorted(tables.keys() | found.keys()):
        if tables.get(path) != found.get(path):
            yield _finding("bảng", path)
    for name, what in _HEAD.items():
        if getattr(meant, name) != getattr(back, name):
            yield _finding(what, "")


_HEAD = {
    "kind": "tên loại",
    "symbol": "ký hiệu",
    "issuer": "cơ quan ban hành",
    "title": "trích yếu",
    "addressees": "nơi nhận ở dòng «Kính gửi»",
    "lead": "phần mở đầu",
    "closing": "phần kết",
    "recipients": "nơi nhận",
    "signer": "phần ký",
}


def _finding(what: str, path: str) -> Finding:
    message = f"Đọc lại văn bản thấy {what} không như đã soạn; đề nghị xem kỹ chỗ này."
    return Finding(
        READ_BACK, "error", message, "không khớp", "khớp với nội dung đã soạn", "kiểm tra của chương trình", path
    )


def _tables(nodes: Sequence[Node]) -> Iterator[tuple[str, object]]:
    for node in nodes:
        if node.table:
            yield node.path, node.table
        yield from _tables(node.children)


def day_of(given: date | None, end: date, today: date) -> tuple[date, str]:
    """The day as of which is counted, and how that is said: the one given, else the period's last, if it has come."""
    if given:
        return given, f"Số liệu tính đến ngày {say_day(given)}."
    day = min(end, today)
    why = "ngày cuối kỳ" if day == end else "hôm nay, vì kỳ báo cáo chưa hết"
    return day, f"Số liệu tính đến ngày {say_day(day)} ({why}); muốn ngày khác thì nêu --as-of."
