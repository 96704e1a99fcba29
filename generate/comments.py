"""A Word copy of a document with a comment at each finding, so that a clerk sees them where they are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from generate.finding import SEVERITIES, Finding
from generate.layout import Printed
from generate.properties import W, own_runs, words
from generate.word import stable

AUTHOR = "kehoach"


def commented(data: bytes, findings: Sequence[Finding]) -> bytes:
    """The DOCX with its findings as comments; those of the whole document stand at its first words.

    Raises DamagedFile where it is no DOCX. No word of the document changes.
    """
    from docx.text.run import Run

    printed = Printed(data)
    first = next((runs for line in printed.lines if (runs := _runs(line.runs))), [])
    for finding in findings:
        spoken = next((runs for at in finding.at if (runs := _runs(printed.lines[at].runs))), first)
        runs = [Run(run, printed.word) for run in (spoken or _any_run(printed))]
        printed.word.add_comment([runs[0], runs[-1]], _text(finding), author=AUTHOR, initials="KH")
    out = io.BytesIO()
    printed.word.save(out)
    return stable(out.getvalue())


def _runs(runs: Sequence[Any]) -> list[Any]:
    """The runs with words, those of a text box or a field left out."""
    return [run for run in runs if words(run).strip() and run.getparent().tag == f"{W}p"]


def _any_run(printed: Printed) -> list[Any]:
    """A run to hold on to in a document without words."""
    paragraph = printed.word.paragraphs[0] if printed.word.paragraphs else printed.word.add_paragraph()
    return own_runs(paragraph._p) or [paragraph.add_run()._r]


def _text(finding: Finding) -> str:
    more = f" (và {len(finding.at) - 1} đoạn khác)" if len(finding.at) > 1 else ""
    return (
        f"{finding.id} – {SEVERITIES[finding.severity]}: {finding.message}{more}\n"
        f"Hiện là: {finding.found}\nPhải là: {finding.wanted}\nCăn cứ: {finding.place} Nghị định số 30/2020/NĐ-CP"
    )
