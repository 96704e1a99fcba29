"""The annex with the table of assignments, so that the next step, the report, has its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import kinds
from corpus.model import Assignment, Document, Node, Table
from generate.wording import BLANK

HEADER = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú")
_ROLE = re.compile(
    r"(?:mỗi cơ quan )?(?:chủ trì|làm đầu mối|phối hợp)(?: tham mưu)?\b(?:,? phối hợp(?: với)?)?", re.IGNORECASE
)
_ROLE_ENDS = 300
_SHORTEST = 15
_FEW_WORDS = 6  # a task of fewer words does not say what it is about: `Lựa chọn, xây dựng`
_LONGEST_THEME = 160
_PART = re.compile(r"[IVXLC]+|[A-ZĐ]")
TITLE = "BẢNG PHÂN CÔNG NHIỆM VỤ"


def with_assignment_annex(document: Document) -> Document:
    """The document with an annex that lists who does what; the same document where it assigns nothing.

    What the source says nothing of (product, note) stays empty. The rows are assignments of the document too, at
    `Phụ lục/#1` …, as they are when the annex is read.
    """
    duties = _joined([duty for duty in document.assignments if duty.owners and "#" not in duty.path])
    if not duties or any(node.kind == "annex" for node in document.outline):
        return document
    themes = dict(_themes(document.outline, ""))
    rows = tuple(_row(number, duty, themes.get(duty.path, "")) for number, duty in enumerate(duties, 1))
    annex = Node("Phụ lục", "Phụ lục", TITLE, issued_with(document), (), Table(HEADER, rows), "annex")
    listed = tuple(replace(duty, path=f"Phụ lục/#{number}", mode="subject") for number, duty in enumerate(duties, 1))
    return replace(document, outline=(*document.outline, annex), assignments=(*document.assignments, *listed))


def issued_with(document: Document) -> str:
    """`(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2026 của …)`: blank on paper that is not yet issued."""
    letter = document.kind == kinds.OFFICIAL_LETTER
    kind = "Công văn" if letter else kinds.name_of(document.kind or "") or "Văn bản"
    year = (document.date or BLANK)[:4]
    day = f"ngày {BLANK} tháng {BLANK} năm {year}"
    return f"(Kèm theo {kind} số {BLANK}/{document.symbol or BLANK} {day} của {document.issuer or BLANK})"


def _joined(duties: Sequence[Assignment]) -> list[Assignment]:
    """The duties; owners whose task is said of those behind them are owners of one row (`các ngành. Cán bộ xã …`)."""
    found: list[Assignment] = []
    for duty in duties:
        if found and not found[-1].task and found[-1].path == duty.path:
            before = found.pop()
            duty = replace(duty, owners=tuple(dict.fromkeys((*before.owners, *duty.owners))))  # noqa: PLW2901
        found.append(duty)
    return found


def _themes(nodes: Sequence[Node], above: str) -> Iterator[tuple[str, str]]:
    """What each item is about: its title, or what stands before the colon; else what the item above is about."""
    for node in nodes:
        words, colon, _ = node.text.partition("\n")[0].partition(":")
        own = node.heading or (words if colon and node.label and len(words) < _LONGEST_THEME else "")
        theme = (own if node.kind == "section" and not _PART.fullmatch(node.label) else "") or above
        yield node.path, theme.strip(" .:;")
        yield from _themes(node.children, theme)


def _row(number: int, duty: Assignment, theme: str) -> tuple[str, ...]:
    owners, partners = "\n".join(duty.owners), "\n".join(duty.partners)
    task = _task(duty)
    if theme and len(task.split()) < _FEW_WORDS and theme not in duty.owners:
        task = f"{theme}: {task[:1].lower()}{task[1:]}".rstrip(": ")
    return (str(number), task, owners, partners, duty.deadline or "", duty.product or "", "")


def _task(duty: Assignment) -> str:
    """The task without what other columns say: `chủ trì, phối hợp với Sở A tổ chức …` -> `Tổ chức …`."""
    words = duty.task.strip(" .;,")
    match = _ROLE.match(words)
    if match:
        ends = [at + len(name) for name in duty.partners if (at := words.find(name, 0, _ROLE_ENDS)) >= 0]
        rest = words[max([match.end(), *ends]) :].strip(" .;,")
        words = rest if len(rest) > _SHORTEST and not rest.startswith("và ") else words
    return f"{words[:1].upper()}{words[1:]}"
