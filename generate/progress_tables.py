"""The counts of a report as rows and as a chart, and how a task's owners and status are said."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.progress import Followed, Standing, Tally
from generate.chart import Chart, Series

NO_OWNER = "(Kế hoạch không nêu)"
_SAID: dict[Standing, str] = {"silent": "Chưa có báo cáo"}
MOST_BARS = 18
# The columns of counts, with what the chart calls them, and their colours: told apart in print without colour, too.
_PIECES: tuple[tuple[str, tuple[Standing, ...], str, str], ...] = (
    ("Hoàn thành", ("in time", "too late", "done"), "1F4E79", "FFFFFF"),
    ("Tiếp tục duy trì", ("kept up",), "9DC3E6", "000000"),
    ("Chưa đến hạn", ("under way", "not begun"), "D9D9D9", "000000"),
    ("Quá hạn", ("overdue",), "C00000", "FFFFFF"),
    ("Chưa có báo cáo", ("silent",), "FFFFFF", "000000"),
)


def count_row(count: Tally) -> dict[str, str]:
    """All tasks, then those of each kind, as a row of a table prints them."""
    names = ("hoan_thanh", "duy_tri", "chua_den_han", "qua_han", "chua_bao_cao")
    counts = {name: str(count.of(*standings)) for name, (_, standings, _, _) in zip(names, _PIECES, strict=True)}
    return {"tong_so": str(count.total), **counts}


def named_owner(owner: str) -> str:
    """The owner as a row begins with it."""
    return f"{owner[:1].upper()}{owner[1:]}" if owner else NO_OWNER


def owner_chart(owners: Sequence[tuple[str, Tally]], path: str, title: str) -> Chart:
    """The same as lying bars; the owners with the fewest tasks are one bar where there are too many."""
    shown = sorted(owners, key=lambda each: -each[1].total)[:MOST_BARS]
    kept = [each for each in owners if each in shown]
    rest = [count for name, count in owners if (name, count) not in shown]
    bars = [(named_owner(name), [count]) for name, count in kept]
    bars += [(f"{len(rest)} cơ quan, đơn vị khác", rest)] if rest else []
    series = tuple(
        Series(name, tuple(sum(count.of(*standings) for count in counts) for _, counts in bars), colour, letters)
        for name, standings, colour, letters in _PIECES
    )
    says = "; ".join(
        f"{name}: " + ", ".join(f"{each.name.lower()} {each.values[at]}" for each in series if each.values[at])
        for at, (name, _) in enumerate(bars)
    )
    return Chart(path, title, tuple(name for name, _ in bars), series, says)


def status_of(each: Followed) -> str:
    """The word of the status; a task without a report says so."""
    return _SAID.get(each.standing) or each.result.status or ""


def owners_of(each: Followed) -> str:
    """The owners, a line each."""
    return "\n".join(map(named_owner, each.task.owners)) or NO_OWNER
