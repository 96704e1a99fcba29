"""The annex with the table of assignments, so that the next step, the report, has its rows."""

from __future__ import annotations

from dataclasses import replace

from corpus import kinds
from corpus.model import Assignment, Document, Node, Table
from corpus.tasks import worded
from generate.wording import BLANK

HEADER = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú")
TITLE = "BẢNG PHÂN CÔNG NHIỆM VỤ"


def with_assignment_annex(document: Document) -> Document:
    """The document with an annex that lists who does what; the same document where it assigns nothing.

    What the source says nothing of (product, note) stays empty. The rows are assignments of the document too, at
    `Phụ lục/#1` …, as they are when the annex is read.
    """
    every = worded(document.assignments, document.outline)
    duties = [(duty, task) for duty, task in every if duty.owners and "#" not in duty.path]
    if not duties or any(node.kind == "annex" for node in document.outline):
        return document
    rows = tuple(_row(number, duty, task) for number, (duty, task) in enumerate(duties, 1))
    annex = Node("Phụ lục", "Phụ lục", TITLE, issued_with(document), (), Table(HEADER, rows), "annex")
    listed = tuple(
        replace(duty, path=f"Phụ lục/#{number}", mode="subject") for number, (duty, _) in enumerate(duties, 1)
    )
    return replace(document, outline=(*document.outline, annex), assignments=(*document.assignments, *listed))


def issued_with(document: Document) -> str:
    """`(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2026 của …)`: blank on paper that is not yet issued."""
    letter = document.kind == kinds.OFFICIAL_LETTER
    kind = "Công văn" if letter else kinds.name_of(document.kind or "") or "Văn bản"
    year = (document.date or BLANK)[:4]
    day = f"ngày {BLANK} tháng {BLANK} năm {year}"
    return f"(Kèm theo {kind} số {BLANK}/{document.symbol or BLANK} {day} của {document.issuer or BLANK})"


def _row(number: int, duty: Assignment, task: str) -> tuple[str, ...]:
    owners, partners = "\n".join(duty.owners), "\n".join(duty.partners)
    return (str(number), task, owners, partners, duty.deadline or "", duty.product or "", "")
