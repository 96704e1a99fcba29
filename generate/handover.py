"""The short list that lies beside a draft (việc cần làm): what the clerk has to answer, fill in, confirm and know."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate.check import Finding
from generate.draft import Change, Draft
from generate.word import stable


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list: heading, a sentence on what to do, the heads of its columns, and its rows."""

    heading: str
    advice: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_list(draft: Draft, findings: Sequence[Finding], path: Path) -> None:
    """Write the list as DOCX; the same draft gives the same bytes. Raises OSError."""
    path.write_bytes(_render(draft, [part for part in parts(draft, findings) if part.rows]))


def parts(draft: Draft, findings: Sequence[Finding] = ()) -> tuple[Part, ...]:
    """The list in the order of work: questions, blanks, dates, targets, what was left out, substitutions, law."""
    return (
        _questions(draft),
        Part(
            "Chỗ trống cần điền",
            "Các chỗ này để dấu «…» trong dự thảo vì nguồn không cho biết.",
            ("Điền gì", "Mục"),
            tuple((blank.what, _place(blank.path)) for blank in draft.blanks),
        ),
        _changes("Thời hạn cần xác nhận", "Thời hạn được dời theo năm, chỉ là đề xuất.", draft.dates_to_confirm),
        _changes(
            "Chỉ tiêu cần quyết định", "Chỉ tiêu giữ theo nguồn; đơn vị tự quyết định.", draft.targets_to_decide
        ),
        Part(
            "Nội dung đã bỏ",
            "Các nội dung này không thuộc đơn vị hoặc không được mang sang.",
            ("Nội dung trong nguồn", "Lý do", "Mục"),
            tuple(_grouped(draft.left_out, lambda change: (change.source, change.reason))),
        ),
        Part(
            "Căn cứ cần kiểm tra hiệu lực",
            "Chương trình không tra cứu được hiệu lực của văn bản.",
            ("Văn bản, tên gọi", "Cần làm", "Mục"),
            tuple((law.reference, law.reason, _place(law.path)) for law in draft.law_checks),
        ),
        Part(
            "Nội dung đã thay",
            "Mỗi dòng là một cách thay, dùng cho mọi mục nêu ở cột cuối.",
            ("Trong nguồn", "Trong dự thảo", "Lý do", "Mục"),
            tuple(_grouped(draft.substitutions, lambda change: (change.source, change.draft, change.reason))),
        ),
        Part(
            "Ký hiệu mục đã đánh lại",
            "Nguồn đánh số nhảy hoặc có mục đã bỏ.",
            ("Trong nguồn", "Trong dự thảo"),
            tuple(draft.relabelled),
        ),
        Part(
            "Thể thức còn phải sửa",
            "Kết quả kiểm tra theo Nghị định số 30/2020/NĐ-CP.",
            ("Nội dung", "Hiện là", "Phải là"),
            tuple((finding.message, finding.found, finding.wanted) for finding in findings),
        ),
    )


def _questions(draft: Draft) -> Part:
    rows = tuple(
        (str(each.number), each.text, "\n".join(each.candidates), "; ".join(map(_place, each.paths)))
        for each in draft.questions
    )
    advice = "Chọn một phương án rồi thay vào chỗ ghi [Câu hỏi …] trong dự thảo."
    return Part("Câu hỏi cần trả lời", advice, ("Số", "Câu hỏi", "Phương án", "Mục"), rows)


def _changes(heading: str, advice: str, changes: Iterable[Change]) -> Part:
    rows = tuple((each.source, each.draft or "…", each.reason, _place(each.path)) for each in changes)
    return Part(heading, advice, ("Trong nguồn", "Trong dự thảo", "Lý do", "Mục"), rows)


def _grouped(changes: Iterable[Change], said: Any) -> Iterator[tuple[str, ...]]:
    """One row for changes that say the same, with all their places."""
    places: dict[tuple[str, ...], list[str]] = {}
    for change in changes:
        places.setdefault(said(change), []).append(_place(change.path))
    for words, where in places.items():
        yield (*words, "; ".join(dict.fromkeys(where)))


def _place(path: str) -> str:
    return path or "đầu, cuối văn bản"


def _render(draft: Draft, shown: Sequence[Part]) -> bytes:
    import docx
    from docx.shared import Mm, Pt

    word = docx.Document()
    for section in word.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    style: Any = word.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    title = draft.document.title or "…"
    _line(word, "VIỆC CẦN LÀM TRƯỚC KHI TRÌNH KÝ", bold=True, size=14)
    _line(word, f"Dự thảo: {title} ({draft.document.issuer or '…'})")
    counts = ", ".join(f"{part.heading.lower()}: {len(part.rows)}" for part in shown)
    _line(word, f"Tóm tắt: {counts}." if counts else "Không còn việc gì phải làm thêm.")
    for number, part in enumerate(shown, 1):
        _line(word, f"{number}. {part.heading}", bold=True, size=13)
        _line(word, part.advice)
        _table(word, part)
    out = io.BytesIO()
    word.save(out)
    return stable(out.getvalue())


def _line(word: Any, text: str, *, bold: bool = False, size: float = 12) -> None:
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = bold


def _table(word: Any, part: Part) -> None:
    from generate.word import ruled_table

    element = ruled_table(word, part.heads, part.rows, 170.0)
    word.element.body.sectPr.addprevious(element)
    word.add_paragraph()
