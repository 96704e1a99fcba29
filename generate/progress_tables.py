"""The tables and the chart of a report: by owner, targets against results, what is overdue, all results."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.dates import say_day
from corpus.model import Table
from corpus.progress import Achieved, Followed, Standing, Tally, Verdict
from generate.chart import Chart, Series
from generate.progress_sentences import decimal, sentence
from generate.wording import BLANK

AIM_HEADER = ("STT", "Chỉ tiêu", "Mức giao", "Kết quả", "Tỷ lệ đạt (%)", "Cùng kỳ năm trước", "Đánh giá")
LATE_HEADER = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Số ngày quá hạn", "Tình trạng, lý do")
ANNEX_HEADER = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Trạng thái", "Kết quả", "Lý do, ghi chú")
NO_OWNER = "(Kế hoạch không nêu)"
_TOTAL = "Tổng cộng"
_MOST_BARS = 18
# The columns of counts, with what the chart calls them, and their colours: told apart in print without colour, too.
_PIECES: tuple[tuple[str, tuple[Standing, ...], str, str], ...] = (
    ("Hoàn thành", ("in time", "too late", "done"), "1F4E79", "FFFFFF"),
    ("Tiếp tục duy trì", ("kept up",), "9DC3E6", "000000"),
    ("Chưa đến hạn", ("under way", "not begun"), "D9D9D9", "000000"),
    ("Quá hạn", ("overdue",), "C00000", "FFFFFF"),
    ("Chưa có báo cáo", ("silent",), "FFFFFF", "000000"),
)


def count_header() -> tuple[str, ...]:
    """The heads of the columns of counts."""
    return ("Tổng số", *(name for name, _, _, _ in _PIECES))


def counts_of(count: Tally) -> tuple[str, ...]:
    """All tasks, then those of each column."""
    return (str(count.total), *(str(count.of(*standings)) for _, standings, _, _ in _PIECES))


OWNER_HEADER = ("STT", "Cơ quan, đơn vị", *count_header())
_VERDICTS: dict[Verdict, str] = {
    "reached": "Đạt",
    "missed": "Chưa đạt",
    "unlike": "Khác đơn vị tính",
    "silent": "Chưa có số liệu",
}
_SAID: dict[Standing, str] = {"silent": "Chưa có báo cáo"}


def owner_table(owners: Sequence[tuple[str, Tally]], whole: Tally) -> Table:
    """A row an owner, and the whole, where each task counts once."""
    rows = [(str(at), _named(name), *counts_of(count)) for at, (name, count) in enumerate(owners, 1)]
    return Table(OWNER_HEADER, (*rows, ("", _TOTAL, *counts_of(whole))))


def _named(owner: str) -> str:
    return f"{owner[:1].upper()}{owner[1:]}" if owner else NO_OWNER


def owner_chart(
    owners: Sequence[tuple[str, Tally]], path: str, title: str, others: str = "cơ quan, đơn vị khác"
) -> Chart:
    """The same as lying bars; the owners with the fewest tasks are one bar where there are too many."""
    shown = sorted(owners, key=lambda each: -each[1].total)[:_MOST_BARS]
    kept = [each for each in owners if each in shown]
    rest = [count for name, count in owners if (name, count) not in shown]
    bars = [(_named(name), [count]) for name, count in kept]
    bars += [(f"{len(rest)} {others}", rest)] if rest else []
    series = tuple(
        Series(name, tuple(sum(count.of(*standings) for count in counts) for _, counts in bars), colour, letters)
        for name, standings, colour, letters in _PIECES
    )
    says = "; ".join(
        f"{name}: " + ", ".join(f"{each.name.lower()} {each.values[at]}" for each in series if each.values[at])
        for at, (name, _) in enumerate(bars)
    )
    return Chart(path, title, tuple(name for name, _ in bars), series, says)


def aim_table(achieved: Sequence[Achieved], *, with_last_year: bool) -> Table:
    """Targets against results; what was not reported, and last year's figure, are blanks."""
    rows = tuple(_aim_row(at, each) for at, each in enumerate(achieved, 1))
    keep = [at for at, name in enumerate(AIM_HEADER) if with_last_year or name != "Cùng kỳ năm trước"]
    header, *kept = (tuple(row[at] for at in keep) for row in (AIM_HEADER, *rows))
    return Table(header, tuple(kept))


def _aim_row(at: int, each: Achieved) -> tuple[str, ...]:
    said = each.measured.said if each.measured else BLANK
    per_cent = BLANK if each.per_cent is None and each.verdict == "silent" else "-"
    per_cent = per_cent if each.per_cent is None else decimal(each.per_cent)
    return (str(at), each.aim.words, each.aim.text, said, per_cent, BLANK, _VERDICTS[each.verdict])


def late_table(late: Sequence[Followed]) -> Table:
    """The overdue tasks, the longest overdue first."""
    return Table(LATE_HEADER, tuple(_late_row(at, each) for at, each in enumerate(late, 1)))


def _late_row(at: int, each: Followed) -> tuple[str, ...]:
    task, due = each.task, each.task.due
    words = " ".join(filter(None, (f"{status_of(each)}.", sentence(each.result.reason))))
    return (str(at), task.words, owners_of(each), say_day(due) if due else "", str(each.days), words)


def results_table(followed: Sequence[Followed]) -> Table:
    """All tasks with what was reported of each."""
    return Table(ANNEX_HEADER, tuple(_result_row(at, each) for at, each in enumerate(followed, 1)))


def _result_row(at: int, each: Followed) -> tuple[str, ...]:
    task, result = each.task, each.result
    finished = f" ngày {say_day(result.finished)}" if result.finished else ""
    status = f"{status_of(each)}{finished}"
    given = (str(at), task.words, "\n".join(task.owners), "\n".join(task.partners), task.deadline or "")
    return (*given, status, _lines(result.words), _lines(result.reason))


def status_of(each: Followed) -> str:
    """The word of the status; a task without a report says so."""
    return _SAID.get(each.standing) or each.result.status or ""


def owners_of(each: Followed) -> str:
    """The owners, a line each."""
    return "\n".join(each.task.owners) or NO_OWNER


def _lines(words: str) -> str:
    return "; ".join(line.strip() for line in words.splitlines() if line.strip())
