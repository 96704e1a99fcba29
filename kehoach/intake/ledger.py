"""The register of a batch (sổ tiếp nhận): one row a file, as a workbook that clerks filter and sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from kehoach.intake.supervisor import STATES, Outcome

_COLUMNS = (
    ("Tệp", 46),
    ("Trạng thái", 22),
    ("Ghi chú", 70),
    ("Loại", 8),
    ("Số, ký hiệu", 18),
    ("Ngày", 12),
    ("Cơ quan ban hành", 36),
    ("Trích yếu", 60),
    ("Số nhiệm vụ", 12),
    ("Dung lượng (byte)", 16),
    ("SHA-256", 20),
)


def entry(outcome: Outcome) -> Outcome:
    """The outcome with only what the register shows of its document, so that a long batch stays small."""
    if not outcome.document:
        return outcome
    return replace(outcome, document=replace(outcome.document, text="", evidence={}, outline=(), lead="", closing=""))


def workbook(outcomes: Sequence[Outcome]) -> bytes:
    """The register as XLSX: header frozen and filterable; a file name that begins like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "Sổ tiếp nhận"
    for column, (head, width) in enumerate(_COLUMNS, 1):
        sheet.cell(1, column, head).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, outcome in enumerate(outcomes, 2):
        for column, value in enumerate(_row(outcome), 1):
            cell = sheet.cell(row, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _row(outcome: Outcome) -> tuple[str | int | None, ...]:
    known = outcome.document
    number = "" if known is None else f"{'…' if known.number is None else known.number}/{known.symbol or '…'}"
    return (
        _printable(outcome.name),
        STATES[outcome.state],
        _printable(outcome.sentence),
        known.kind if known else None,
        _printable(number),
        known.date if known else None,
        _printable(known.issuer or "" if known else ""),
        _printable(known.title or "" if known else ""),
        len(known.assignments) if known else None,
        outcome.size,
        outcome.sha256,
    )


def _printable(text: str) -> str:
    """XML 1.0 cannot hold control characters, and a file name can."""
    return "".join(char if char.isprintable() or char in "\t\n" else "�" for char in text)
