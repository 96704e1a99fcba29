"""The paper of a comparison, told by the suffix of the path: a page that works offline, a workbook, a report for the
file (DOCX, PDF), JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.compare import Comparison, Duty, Theme
from corpus.errors import KehoachError
from generate.report_book import write_xlsx
from generate.report_page import write_page
from generate.report_paper import Head, write_docx, write_pdf

FORMATS = ".html, .xlsx, .docx, .pdf hoặc .json"


def check_formats(paths: Sequence[Path]) -> None:
    """Raise KehoachError where a path has a suffix that no paper is written in."""
    for path in paths:
        if path.suffix.lower() not in {*_WRITERS, *PAPERS}:
            raise KehoachError(f"Không biết ghi kết quả vào «{path.name}»; đề nghị đặt đuôi {FORMATS}.")


def write(comparison: Comparison, path: Path, head: Head | None = None) -> None:
    """Write the comparison in the format of the suffix. head: whose report a DOCX or PDF is.

    Raises KehoachError for another suffix, MissingTool for PDF without LibreOffice, OSError.
    """
    check_formats((path,))
    suffix = path.suffix.lower()
    if suffix in PAPERS:
        PAPERS[suffix](comparison, path, head)
    else:
        _WRITERS[suffix](comparison, path)


def _write_json(comparison: Comparison, path: Path) -> None:
    record = {
        "groups": [{"theme": theme.label, "members": _paths((theme,))} for theme in comparison.themes],
        "alone": _paths(comparison.alone),
        "differences": [asdict(each) for each in comparison.differences],
        "deadlines": [asdict(each) for each in comparison.deadlines],
        "targets": [asdict(each) for each in comparison.targets],
        "late": [asdict(each) for each in comparison.late],
        "old_bases": [asdict(each) for each in comparison.old_bases],
        "conformity": [_duty(duty) for duty in comparison.duties],
        "reporting": [asdict(each) for each in comparison.reports],
        "bases": [asdict(each) for each in comparison.bases],
        "copies": [asdict(each) for each in comparison.copies],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _duty(duty: Duty) -> dict[str, object]:
    return {
        "path": duty.member.path,
        "theme": duty.theme,
        "role": duty.role,
        "taken_up": {answer.file: [member.path for member in answer.members] for answer in duty.answers},
        "late": [answer.file for answer in duty.answers if answer.late],
        "missing": list(duty.missing),
    }


def _paths(themes: Sequence[Theme]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for theme in themes:
        for member in theme.members:
            found.setdefault(member.file, []).append(member.path)
    return found


_WRITERS: dict[str, Callable[[Comparison, Path], None]] = {
    ".html": write_page,
    ".xlsx": write_xlsx,
    ".json": _write_json,
}
PAPERS: dict[str, Callable[[Comparison, Path, Head | None], None]] = {".docx": write_docx, ".pdf": write_pdf}
