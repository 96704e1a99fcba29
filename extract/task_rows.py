"""Assignments of tables: one for each data row of a table that says who does what (CONTRACT.md, rows `#`)."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from corpus.model import Assignment, Source, Span
from extract.names import is_verb_at, next_word
from extract.owners import named, scan, split
from extract.parts import Duty, stripped
from extract.tables import Row, Shape
from extract.task_subjects import is_open


def from_tables(source: Source, shapes: Sequence[tuple[str, Shape]]) -> tuple[Duty, ...]:
    """One assignment for each data row of each table of tasks."""
    found = []
    for path, form in shapes:
        if not form.is_tasks:
            continue
        for place, row in rows_with_paths(path, form):
            found.append(_from_row(source, place, form, row))
    return tuple(found)


def rows_with_paths(path: str, form: Shape) -> Iterator[tuple[str, Row]]:
    """The data rows and their paths: the section, the group rows above, then `#` and the printed number."""
    run: list[Row] = []
    for row in (*form.rows, None):
        if row and row.kind == "data":
            run.append(row)
        elif row is None or (row.kind == "group" and row.label):
            for each, label in zip(run, _labels(run), strict=True):
                above = f"{path}/{each.group}" if path and each.group else path or each.group
                yield f"{above}/#{label}", each
            run = []


def _labels(rows: Sequence[Row]) -> Iterator[str]:
    """The numbers of the rows of a group.

    A row without one shares that of the row above, whose cell was merged downwards, unless the next number tells that
    its own was lost: `7`, none, `9`. Where no row above has one, its place in the group counts.
    """
    printed = [row.label if _NUMBERED.fullmatch(row.label) else "" for row in rows]
    numbered = [at for at, label in enumerate(printed) if label]
    for at, label in enumerate(printed):
        place = bisect(numbered, at)
        above = numbered[place - 1] if place else None
        below = numbered[place] if place < len(numbered) else None
        if label or above is None:
            yield label or str(at + 1)
        elif below is not None and _counts_on(printed[above], printed[below], below - above):
            yield str(int(printed[above]) + at - above)
        else:
            yield printed[above]


def _counts_on(first: str, last: str, steps: int) -> bool:
    return first.isdecimal() and last.isdecimal() and int(last) - int(first) == steps > 1


# A label that recognition misread (`#§`) gives way to the ordinal.
_NUMBERED = re.compile(r"[\dIVXLC]+(?:\.\d+)*[a-zđ]?|[A-ZĐa-zđ]\d?")


def _from_row(source: Source, path: str, form: Shape, row: Row) -> Duty:
    cells = {name: row.cells[at] for at, name in reversed(list(enumerate(form.columns))) if at < len(row.cells)}
    leading, joining = _parted(source.text, cells.get("owners"))
    leads = leading is not None and leading != cells["owners"]
    one = leading and HEADS.search(source.text, cells["owners"].start, leading.start)
    owners = (
        (stripped(source.text, leading),) if one and leading else _cell_members(source.text, leading, leads=leads)
    )
    partners = (*_cell_members(source.text, joining, leads=leads), *_cell_members(source.text, cells.get("partners")))
    task = cells.get("task") or cells.get("product") or cells.get("target") or Span(0, 0)
    deadline, product = _filled(cells.get("deadline")), _filled(cells.get("product"))
    value = Assignment(
        path=path,
        owners=tuple(named(source.text, each) for each in owners),
        partners=tuple(named(source.text, each) for each in partners),
        mode="subject",
        task=named(source.text, task),
        deadline=named(source.text, deadline) if deadline else None,
        product=named(source.text, product) if product else None,
    )
    return Duty(value, owners, partners, task, deadline, product, "table-row")


# A cell that says both: `Chủ trì: Sở Công Thương (thẩm định). Phối hợp: Sở Tài chính; UBND xã`.
# Who heads a team is one person, whatever commas his offices hold.
HEADS = re.compile(r"(?:Trưởng đoàn|Tổ trưởng)\s*:\s*$")
LEADING = re.compile(r"\s*(?:(?:(?:[Đđ]ơn vị|[Cc]ơ quan)\s)?[Cc]hủ trì|Trưởng đoàn|Tổ trưởng)\s*:\s*")
JOINING = re.compile(
    r"(?:[.;]?\s*|^)(?:(?:(?:[Đđ]ơn vị|[Cc]ơ quan)\s)?[Pp]hối hợp(?:\s*:|(?:\s+với)?(?=\s[A-ZĐ]))|"
    r"Thành viên\s*:)\s*"
)


def _parted(text: str, cell: Span | None) -> tuple[Span | None, Span | None]:
    """The part of an owners' cell that names owners, and the one that names partners, None where it has none."""
    if not cell:
        return None, None
    lead, join = LEADING.match(text, cell.start, cell.end), JOINING.search(text, cell.start, cell.end)
    owners = Span(lead.end() if lead else cell.start, join.start() if join else cell.end)
    return owners, Span(join.end(), cell.end) if join else None


def _filled(span: Span | None) -> Span | None:
    return span if span and span.end > span.start else None


# In a cell a new body may begin without any mark, where the copy has lost the line break between two.
_CELL_BREAK = re.compile(
    r"\n|(?<=[a-zà-ỹđ])(?<! và)(?<!phòng)(?<!Các)(?<!các) "
    r"(?=(?:Sở|UBND|Ủy ban nhân dân|Công an|Các (?:sở|Sở|phòng|tỉnh|xã|đơn vị|cơ quan))[ ,])"
)


def _cell_members(text: str, cell: Span | None, *, leads: bool = False) -> tuple[Span, ...]:
    """The members of an owner or partner cell: one a line, or a list; what has no head is one member as printed.

    leads: the cell says who leads, so that a body with a verb (`Sở Công Thương hướng dẫn`) only tells its part.
    """
    if not cell:
        return ()
    found: list[Span] = []
    at = cell.start
    for line in _CELL_BREAK.split(text[cell.start : cell.end]):
        begin = at + len(line) - len(line.lstrip(" -–+•…,;"))  # a blank is nobody
        end = at + len(line.rstrip(" ;.,"))
        at += len(line) + 1
        members = split(text, begin, end)
        spans = members.spans if members and members.spans else (Span(begin, end),)
        named_alone = (_without_verb(text, each) for each in spans)
        found += [name for name, each in zip(named_alone, spans, strict=True) if name == each or not leads]
    return tuple(span for span in found if span.end > span.start)


def _without_verb(text: str, span: Span) -> Span:
    """A body's own name where the cell also tells what it does: `Sở Công Thương | hướng dẫn chuyên môn`."""
    name = scan(text, span.start, span.end)
    if not name or not name.spans or is_open(text, name):
        return span
    acts = is_verb_at(text, next_word(text, name.end, span.end), span.end)
    return Span(span.start, name.end) if acts else span
