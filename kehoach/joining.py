"""A folder of what communes sent, workbooks and plans, joined into its report; one bad file stops nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import KehoachError, ProgressError, UnitError
from corpus.joining import Received, join
from corpus.model import Document
from corpus.report_period import ReportPeriod
from generate import joined_report
from generate.handover import Finding, Section, blank_section, form_section, read_back_section
from generate.joined_report import Joining
from generate.own_paper import cite
from generate.profile import Profile, all_of
from generate.units_book import read_units
from kehoach import screen
from kehoach.intake import take_in
from kehoach.intake.supervisor import files_of
from kehoach.reporting import Drawn, read_progress, slug
from kehoach.templating import fill_from

_BOOK = ".xlsx"
_LOCK = "~$"  # how Excel calls the mark of a workbook that is open


@dataclass(frozen=True, slots=True)
class Sent:
    """What a folder holds. received: workbooks; plans: citations by issuer; unread: files with the reason."""

    received: tuple[Received, ...]
    plans: dict[str, str]
    unread: tuple[tuple[str, str], ...]


def communes_of(profile: Profile, units: Path | None) -> tuple[str, ...]:
    """Who is to report: the units of the workbook, else all communes of the province. Raises ProgressError."""
    if units:
        return tuple(row.profile.name for row in read_units(units) if row.profile)
    try:
        return tuple(each.name for each in all_of(profile.name))
    except UnitError as error:
        raise ProgressError(f"{error} Hoặc nêu danh sách đơn vị phải báo cáo bằng --units.") from error


def sent(folder: Path, plan: Document) -> Sent:
    """Read what stands in the folder: progress workbooks, and plans in any format that is read."""
    paths = [path for path in files_of(folder) if not path.name.startswith(_LOCK)]
    books = [path for path in paths if path.suffix.lower() == _BOOK]
    received = tuple(screen.progress((_received(path, plan) for path in books), len(books), "Đọc sổ tiến độ"))
    plans, unread = {}, []
    others = [path for path in paths if path not in books]
    for outcome in take_in(others, folder) if others else ():
        document = outcome.document
        if document is None:
            unread.append((outcome.name, outcome.sentence))
        elif document.kind == "KH" and document.issuer:
            plans[document.issuer] = cite(document)
    return Sent(received, plans, tuple(unread))


def _received(path: Path, plan: Document) -> Received:
    try:
        filled = read_progress(path, plan, or_its_own=True)
    except KehoachError as error:
        return Received(path.name, None, str(error))
    serious = [fault for fault in filled.faults if fault.is_serious]
    if serious:
        first = serious[0]
        more = f" (và {len(serious) - 1} chỗ khác)" if len(serious) > 1 else ""
        cell = f"trang «{first.sheet}»{f', ô {first.cell}' if first.cell else ''}"
        fault = f"Đã gửi, sổ có lỗi ở {cell}{more}: {first.message}"
        return Received(path.name, None, fault, f"{cell}{more}", filled.progress.unit)
    return Received(path.name, filled.progress)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the joined report is made. due: the day by which reports were due; to: whom it is addressed to.

    templates: the office's own.
    """

    period: ReportPeriod
    day: date
    due: date | None = None
    to: str | None = None
    templates: Path | None = None


def draw_joined(plan: Document, profile: Profile, names: Sequence[str], found: Sent, wanted: Wanted) -> Drawn:
    """The province's report on the communes of these names."""
    joined = join(names, found.received, found.plans, wanted.day, wanted.due)
    given = Joining(plan, joined, profile, wanted.period, wanted.day, wanted.due)
    made = joined_report.compose(given, wanted.to, date.today().year, fill_from(wanted.templates))

    def listing(findings: Sequence[Finding]) -> tuple[Section, ...]:
        checked = (read_back_section(findings), form_section(findings))
        every = (blank_section(made.blanks), _not_counted(given, found), *checked)
        return tuple(section for section in every if section.rows)

    stem = f"bao-cao tong-hop {slug(profile.name)} {slug(wanted.period.name)}"
    return Drawn(made.document, stem, listing, joined_report.OUTLINE, made.charts)


def _not_counted(given: Joining, found: Sent) -> Section:
    """The files that are not in the numbers, and why."""
    return Section(
        "Tệp chưa tính vào số liệu",
        "Gửi lại đơn vị để sửa, hoặc sửa tên đơn vị ở trang «Thông tin» của sổ, rồi lập lại báo cáo.",
        ("Tệp", "Lý do"),
        tuple(dict.fromkeys((*_faulty(given), *given.joined.strangers, *found.unread))),
    )


def _faulty(given: Joining) -> Iterator[tuple[str, str]]:
    for commune in given.joined.of("faulty"):
        if commune.received:
            yield commune.received.file, commune.received.fault
