"""The clerk's list beside a draft: what to answer, fill in and confirm before it is signed, and what was changed.

The order is that of the work: questions, blanks, dates, figures, what was left out, what was replaced, what to check.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from corpus.model import Table
from corpus.paths import say
from corpus.thethuc import Severity
from generate.draft import BLANK, Blank, Draft
from generate.finding import SEVERITIES

_WIDTH = 165.0
READ_BACK = "K99"  # the id of a finding that the written paper does not read back as it was composed
TITLE = "VIỆC CẦN LÀM TRƯỚC KHI TRÌNH KÝ"
_LONGEST = 160
_PLACES = 6


class Finding(Protocol):
    """What the list prints of a finding of form (see check.py)."""

    @property
    def id(self) -> str:
        """Of the rule; READ_BACK is none of form."""

    @property
    def where(self) -> str:
        """The paragraph quoted; of READ_BACK the path of the item, "" for head and ending."""

    @property
    def severity(self) -> Severity:
        """How grave it is."""

    @property
    def message(self) -> str:
        """The Vietnamese sentence."""

    @property
    def place(self) -> str:
        """The place in the decree."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the list: a heading, a sentence on what to do, and a table."""

    heading: str
    todo: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(draft: Draft, findings: Sequence[Finding] = ()) -> tuple[Section, ...]:
    """The parts of the list that have something to say, in the order of the work."""
    every = (
        _questions(draft),
        blank_section(draft.blanks),
        _dates(draft),
        _targets(draft),
        _left_out(draft),
        _superior_matter(draft),
        _substitutions(draft),
        _law_checks(draft),
        _doubtful(draft),
        _relabelled(draft),
        read_back_section(findings),
        form_section(findings),
    )
    return tuple(section for section in every if section.rows)


def _questions(draft: Draft) -> Section:
    rows = (
        (str(each.number), each.text, "\n".join(f"☐ {name}" for name in each.candidates), _places(each.paths))
        for each in draft.questions
    )
    return Section(
        "Câu hỏi cần trả lời",
        "Trong dự thảo, mỗi câu hỏi được đánh dấu [Câu hỏi …]. Chọn một phương án và thay vào chỗ đánh dấu.",
        ("Câu hỏi", "Nội dung", "Phương án", "Chỗ trong dự thảo"),
        tuple(rows),
    )


def blank_section(blanks: Sequence[Blank]) -> Section:
    """What is to be filled in, and where."""
    grouped = _grouped((each.what, each.path) for each in blanks)
    return Section(
        "Chỗ trống cần điền",
        f"Mỗi chỗ trống trong văn bản là dấu {BLANK}; không có trong nguồn nên không tự điền.",
        ("Cần điền", "Chỗ trong văn bản"),
        tuple((what, _places(paths)) for what, paths in grouped),
    )


def _dates(draft: Draft) -> Section:
    rows = ((each.source, each.draft, say(each.path), each.reason) for each in draft.dates_to_confirm)
    return Section(
        "Thời hạn cần xác nhận",
        "Đề xuất theo nguồn; đối chiếu với thời hạn cấp trên giao trước khi trình.",
        ("Nguồn", "Dự thảo", "Chỗ", "Lý do"),
        tuple(_short(row) for row in rows),
    )


def _targets(draft: Draft) -> Section:
    return Section(
        "Chỉ tiêu cần quyết định",
        "Con số giữ nguyên của nguồn; đơn vị quyết định mức của mình.",
        ("Chỉ tiêu", "Chỗ trong dự thảo"),
        tuple(_short((each.source, say(each.path))) for each in draft.targets_to_decide),
    )


def _left_out(draft: Draft) -> Section:
    rows = ((each.source.strip(" ;,"), say(each.path), each.reason) for each in draft.left_out)
    return Section(
        "Nội dung đã lược bỏ",
        "Có trong nguồn, không đưa vào dự thảo; kiểm tra có cần giữ không.",
        ("Nội dung của nguồn", "Chỗ trong nguồn", "Lý do"),
        tuple(_short(row) for row in rows),
    )


def _superior_matter(draft: Draft) -> Section:
    return Section(
        "Câu còn nêu cấp trên",
        "Việc, cơ quan, địa danh của cấp trên còn trong dự thảo: giữ, viết lại theo đơn vị, hay bỏ.",
        ("Câu trong dự thảo", "Chỗ"),
        tuple(_short((each.reference, say(each.path))) for each in draft.superior_matter),
    )


def _substitutions(draft: Draft) -> Section:
    grouped = _grouped(((each.source, each.draft, each.reason), each.path) for each in draft.substitutions)
    rows = ((source or "(thêm)", words, str(len(paths)), reason) for (source, words, reason), paths in grouped)
    return Section(
        "Nội dung đã thay",
        "Mỗi dòng là một cách thay, với số chỗ và lý do.",
        ("Nguồn", "Dự thảo", "Số chỗ", "Lý do"),
        tuple(_short(row) for row in rows),
    )


def _law_checks(draft: Draft) -> Section:
    return Section(
        "Văn bản, tên gọi cần kiểm tra",
        "Công cụ làm việc ngoại tuyến nên không biết văn bản nào đã hết hiệu lực.",
        ("Nội dung", "Cần kiểm tra"),
        tuple(_short((each.reference, each.reason)) for each in draft.law_checks),
    )


def _doubtful(draft: Draft) -> Section:
    return Section(
        "Chữ của nguồn cần đối chiếu",
        "Chỗ đọc chưa chắc từ bản nguồn đã vào dự thảo như đọc được; đối chiếu với bản giấy, bản quét.",
        ("Nội dung", "Chỗ trong dự thảo", "Cần làm"),
        tuple(_short((each.reference, say(each.path) if each.path else "", each.reason)) for each in draft.doubtful),
    )


def _relabelled(draft: Draft) -> Section:
    return Section(
        "Số thứ tự đã đánh lại",
        "Nguồn nhảy số, trùng số hoặc có mục được gộp; dự thảo đánh số liên tục.",
        ("Trong nguồn", "Trong dự thảo"),
        tuple((say(source), say(path)) for source, path in draft.relabelled),
    )


def read_back_section(findings: Sequence[Finding]) -> Section:
    """Where the written paper did not read back as it was composed: no matter of form (see kehoach/reporting.py)."""
    return Section(
        "Chỗ đọc lại không khớp, cần đối chiếu",
        "Chương trình đọc lại tệp vừa soạn và so với nội dung đã soạn; đối chiếu từng chỗ sau trước khi trình ký.",
        ("Nội dung", "Chỗ trong văn bản"),
        tuple(
            _short((each.message, say(each.where) if each.where else "Phần mở đầu, phần cuối"))
            for each in findings
            if each.id == READ_BACK
        ),
    )


def form_section(findings: Sequence[Finding]) -> Section:
    """What breaks the rules of form."""
    form = [each for each in findings if each.id != READ_BACK]
    is_wrong = any(each.severity == "error" for each in form)
    return Section(
        "Thể thức cần sửa" if is_wrong else "Thể thức nên sửa",
        "Theo Nghị định số 30/2020/NĐ-CP.",
        ("Mức", "Nội dung", "Căn cứ"),
        tuple(_short((SEVERITIES[each.severity], each.message, each.place)) for each in form),
    )


def _grouped(pairs: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Equal things once, in the order of the first, each with all its places."""
    places: dict[Any, list[str]] = {}
    for thing, path in pairs:
        places.setdefault(thing, []).append(path)
    yield from ((thing, tuple(paths)) for thing, paths in places.items())


def _places(paths: Sequence[str]) -> str:
    said = list(dict.fromkeys(say(path) for path in paths))
    more = f" và {len(said) - _PLACES} chỗ khác" if len(said) > _PLACES else ""
    return "; ".join(said[:_PLACES]) + more


def _short(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…" for text in row)


# --- on paper --------------------------------------------------------------------------------------------


def render(draft: Draft, findings: Sequence[Finding] = ()) -> bytes:
    """The list as the bytes of a DOCX; the same draft gives the same bytes."""
    document = draft.document
    subject = f"Dự thảo Kế hoạch {_lower_first(document.title or BLANK)} của {document.issuer}"
    return paper(subject, sections(draft, findings))


def paper(subject: str, parts: Sequence[Section]) -> bytes:
    """A list of what is to be done before signing, as the bytes of a DOCX. subject: of which paper."""
    import docx

    from generate.word import stable

    word = docx.Document()
    _page(word)
    _line(word, TITLE, "title")
    _line(word, subject, "plain")
    for number, section in enumerate(parts, start=1):
        _line(word, f"{number}. {section.heading} ({len(section.rows)})", "heading")
        _line(word, section.todo, "todo")
        _table(word, section)
    out = io.BytesIO()
    word.save(out)
    return stable(out.getvalue())


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]


def _page(paper: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)


def _line(paper: Any, text: str, kind: Literal["title", "heading", "todo", "plain"]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = paper.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(12 if kind == "heading" else 3), Pt(3)
    form.keep_with_next = kind != "plain"
    if kind in ("title", "plain"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = kind in ("title", "heading"), kind == "todo"
    run.font.size = Pt(_SIZES[kind])


_SIZES = {"title": 14, "heading": 13, "todo": 12, "plain": 12}


def _table(paper: Any, section: Section) -> None:
    from generate.ruled import ruled_table

    element = ruled_table(paper, Table(section.header, section.rows), _WIDTH)
    paper.element.body.insert_element_before(element, "w:sectPr")
