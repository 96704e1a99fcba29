"""The annex with the table of assignments, so that the next step, the report, has its rows.

Its title and columns are those of the template phu_luc_phan_cong.docx.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus import dates, kinds
from corpus.model import Assignment, Deadline, Document, Node, Table, Target
from corpus.tasks import worded
from generate.outline_nodes import annexes
from generate.outline_template import Fields, Fill, Row, fill_ours
from generate.wording import BLANK

OUTLINE = "phu_luc_phan_cong"
POINTER = "Chi tiết có Phụ lục kèm theo"
POINTERS = "Chi tiết có các Phụ lục kèm theo"
_END = "./."
Placed = Sequence[tuple[str, Assignment, str]]  # the path of the row, the duty, its words there


def with_assignment_annex(document: Document, fill: Fill = fill_ours) -> Document:
    """The document with an annex that lists who does what, and words that point to it; the same with nothing to list.

    A column that the source says nothing of (product, note) is left out. The rows are assignments of the document
    too, at `Phụ lục/#1` …, as they are when the annex is read. fill: how the annex's template is evaluated.
    """
    if any(node.kind == "annex" for node in document.outline):
        return pointing(document)
    every = worded(document.assignments, document.outline)
    duties = [(duty, task) for duty, task in every if duty.owners and "#" not in duty.path]
    if not duties:
        return document
    filled = fill(OUTLINE, annex_fields(document, duties))
    annex = next(iter(annexes(filled.attached)), None)
    if annex is None or annex.table is None:
        return pointing(document)
    if fill is fill_ours:  # an office that put a column into its own template wants to write in it
        annex = replace(annex, table=without_empty(annex.table))
    placed = tuple((f"Phụ lục/#{number}", duty, task) for number, (duty, task) in enumerate(duties, 1))
    listed = tuple(replace(duty, path=row, mode="subject") for row, duty, _ in placed)
    return pointing(
        replace(
            document,
            outline=(*document.outline, annex),
            assignments=(*document.assignments, *listed),
            deadlines=(*document.deadlines, *_deadlines(document, placed)),
            targets=(*document.targets, *_targets(document, placed)),
        )
    )


def without_empty(table: Table) -> Table:
    """The table without the columns that no row says anything in."""
    kept = [at for at in range(len(table.header)) if any(at < len(row) and row[at] for row in table.rows)]
    rows = tuple(tuple(row[at] for at in kept if at < len(row)) for row in table.rows)
    return Table(tuple(table.header[at] for at in kept), rows)


def _deadlines(document: Document, placed: Placed) -> Iterator[Deadline]:
    """The deadlines that the rows repeat."""
    for row, duty, _ in placed:
        said = (limit for limit in document.deadlines if limit.path == duty.path and limit.text == duty.deadline)
        limit = next(said, None) or _in_cell(duty.deadline or "")
        if limit:
            yield replace(limit, path=row)


def _in_cell(words: str) -> Deadline | None:
    """What the words say alone in a cell."""
    when = next(iter(dates.in_cell(words)), None)
    if not when:
        return None
    start, end = (day.isoformat() if day else None for day in (when.start, when.end))
    return Deadline("", words, start, end, when.recurrence)


def _targets(document: Document, placed: Placed) -> Iterator[Target]:
    """The targets that stand in the words of a row."""
    for row, duty, task in placed:
        yield from (replace(aim, path=row) for aim in document.targets if aim.path == duty.path and aim.text in task)


def pointing(document: Document) -> Document:
    """The document whose closing points to its annex where no other words do, as they must (annex I, III.1.a)."""
    closing = document.closing
    said = (document.lead, closing, *_words(node for node in document.outline if node.kind != "annex"))
    if not closing.endswith(_END) or any("phụ lục" in text.lower() for text in said):
        return document
    several = sum(node.kind == "annex" for node in document.outline) > 1
    pointer = POINTERS if several else POINTER
    return replace(document, closing=f"{closing.removesuffix(_END).rstrip(' .')}. {pointer}{_END}")


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield from (node.heading or "", node.text)
        yield from _words(node.children)


def issued_with(document: Document) -> str:
    """`(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2026 của …)`: blank on paper that is not yet issued."""
    letter = document.kind == kinds.OFFICIAL_LETTER
    kind = "Công văn" if letter else kinds.name_of(document.kind or "") or "Văn bản"
    year = (document.date or BLANK)[:4]
    day = f"ngày {BLANK} tháng {BLANK} năm {year}"
    return f"(Kèm theo {kind} số {BLANK}/{document.symbol or BLANK} {day} của {document.issuer or BLANK})"


def annex_fields(document: Document, duties: Sequence[tuple[Assignment, str]]) -> Fields:
    """The fields of the annex. duties: each with what is to be done."""
    rows = [_row(number, duty, task) for number, (duty, task) in enumerate(duties, 1)]
    return {"nhiem_vu": rows, "kem_theo_van_ban": issued_with(document)}


def _row(number: int, duty: Assignment, task: str) -> Row:
    return {
        "stt": str(number),
        "ten": task,
        "chu_tri": ";\n".join(duty.owners),
        "phoi_hop": ";\n".join(duty.partners),
        "thoi_han": duty.deadline or "",
        "san_pham": duty.product or "",
    }
