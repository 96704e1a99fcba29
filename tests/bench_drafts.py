"""How fast drafts are: rendered, adapted and written, 102 of them; part of `make bench`, beside python-docx.

The other does the least that can be called the same job: the same paragraphs and tables put into an empty DOCX.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

import docx

from corpus.model import Document, Table
from extract import read
from generate.adapt import adapt
from generate.annex import with_assignment_annex
from generate.profile import all_of
from generate.word import render
from generate.wording import attached_lines, body_lines
from kehoach.drafting import Manner, compose

SAMPLE = "01_ke_hoach_tinh_khe_giang.docx"
PROVINCE = "tỉnh Đồng Tháp"
RENDERED, DRAFTED, ALL = 0.15, 0.5, 40.0  # CPU-seconds wanted; 102 drafts have 20 s on two cores
Clock = Callable[[Callable[[], object]], float]


@dataclass(frozen=True)
class Measured:
    """What was measured, with how many of what, our CPU-seconds, the other's, and what is wanted of ours."""

    name: str
    ours: float
    other: float
    wanted: float


def measures(cpu: Clock, most: int) -> tuple[Measured, ...]:
    """The figures. cpu: the CPU-seconds of a piece of work; most: of how many communes drafts are made at once."""
    source = read(Path(str(files("corpus.samples").joinpath(SAMPLE))))
    profiles = all_of(PROVINCE)[:most]
    document = with_assignment_annex(adapt(source, profiles[0]).document)
    tasks = len(document.assignments)
    plain = partial(by_python_docx, document)
    one = partial(compose, source, profiles[0], Manner(), read)
    began = time.process_time()
    for profile in profiles:
        compose(source, profile, Manner(), read)
    spent = time.process_time() - began
    wanted = ALL * len(profiles) / 102
    written = cpu(plain)
    return (
        Measured(
            f"Dự thảo ({tasks} nhiệm vụ) ra DOCX, bên python-docx", cpu(partial(render, document)), written, RENDERED
        ),
        Measured("Soạn, ghi, kiểm tra, đọc lại một dự thảo", cpu(one), written, DRAFTED),
        Measured(f"{len(profiles)} dự thảo, cả danh sách việc cần làm", spent, written * len(profiles), wanted),
    )


def by_python_docx(document: Document) -> bytes:
    """The paragraphs and tables of a document in a DOCX without any form."""
    word = docx.Document()
    parts = (tuple(body_lines(document)), *attached_lines(document))
    for line in (line for part in parts for line in part):
        if line.table:
            _table(word, line.table)
        else:
            word.add_paragraph(line.text)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _table(word: docx.document.Document, table: Table) -> None:
    rows = (table.header, *table.rows)
    made = word.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
