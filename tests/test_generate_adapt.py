"""What holds of every draft: it leaks nothing, invents nothing, and every sentence knows where it comes from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from corpus.errors import LeakError
from corpus.model import Document, Node, Signer
from extract import read
from generate import leaks
from generate.adapt import adapt
from generate.draft import Draft
from generate.handover import render, sections
from generate.profile import load_profile

TODAY = date(2026, 11, 24)
SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "corpus" / "samples").iterdir()
    if path.suffix in (".docx", ".pdf", ".html", ".txt", ".md") and path.name != "README.md"
)
UNITS = ("phường Sa Đéc, tỉnh Đồng Tháp", "xã Tháp Mười, tỉnh Đồng Tháp", "phường Phan Rang, tỉnh Khánh Hòa")
PERIODS = (None, (2026, 2030))
# Half-replaced phrases, doubled words, lists and clauses that lost a member, marks that were not filled in.
BROKEN = re.compile(
    r"phường phường|(?<!hợp tác )\bxã xã\b|(?:phường|xã) (?:tỉnh|huyện)\b|  |, ,|,,|; ;|ủy ủy|Đảng ủy Đảng ủy|"
    r"(?:Giao|giao|Đề nghị|đề nghị) (?:Giao|giao|Đề nghị|đề nghị)\b|⟦|⟧|(?:và|với|,) [.;]"
)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name)
def source(request: pytest.FixtureRequest) -> Document:
    return read(request.param)


def drafts(source: Document) -> Iterator[Draft]:
    for unit in UNITS:
        for period in PERIODS:
            yield adapt(source, load_profile(unit), period=period, today=TODAY)


def values(document: Document) -> Iterator[tuple[str, str]]:
    """Every text of a draft that is made from the source, with its JSON Pointer."""
    yield "/title", document.title or ""
    yield "/lead", document.lead
    yield "/closing", document.closing
    for at, node in enumerate(document.outline):
        yield from _of(node, f"/outline/{at}")


def _of(node: Node, pointer: str) -> Iterator[tuple[str, str]]:
    yield f"{pointer}/heading", node.heading or ""
    yield f"{pointer}/text", node.text
    for row, cells in enumerate(node.table.rows if node.table else ()):
        yield from ((f"{pointer}/table/rows/{row}/{at}", cell) for at, cell in enumerate(cells))
    for at, child in enumerate(node.children):
        yield from _of(child, f"{pointer}/children/{at}")


def test_every_sentence_knows_where_it_comes_from(source: Document) -> None:
    for draft in drafts(source):
        covered: dict[str, list[tuple[int, int]]] = {}
        for origin in draft.origins:
            assert origin.source is not None or origin.source_path or origin.rule or not source.text
            covered.setdefault(origin.pointer, []).append((origin.start, origin.end))
        for pointer, text in values(draft.document):
            rest = list(text)
            for start, end in covered.get(pointer, ()):
                assert 0 <= start < end <= len(text)
                rest[start:end] = " " * (end - start)
            assert "".join(rest).strip() in ("", "…"), (pointer, "".join(rest).strip()[:80])


def test_source_places_are_true(source: Document) -> None:
    """A change that names offsets names the very words that stand there."""
    for draft in drafts(source):
        for change in (*draft.substitutions, *draft.dates_to_confirm, *draft.left_out):
            assert change.reason or change.rule in ("place", "level", "period")
            if change.span and change.rule not in ("body", "basis", "occasion"):
                words = source.text[change.span.start : change.span.end]
                assert change.source.lower().split() == words.lower().split()


def test_no_phrase_is_half_replaced(source: Document) -> None:
    original = " ".join(text for _, text in values(source))
    for draft in drafts(source):
        for _, text in values(draft.document):
            for match in BROKEN.finditer(text):
                assert match[0] in original, text[max(0, match.start() - 40) : match.end() + 40]


def test_numbers_are_never_invented(source: Document) -> None:
    """Every number of a draft stands in the source, but for the years of the period and the marks of questions."""
    known = set(re.findall(r"\d+", source.text)) | {str(year) for year in range(2026, 2031)}
    for draft in drafts(source):
        for _, text in values(draft.document):
            said = re.sub(r"\[Câu hỏi \d+", "[", text)
            assert set(re.findall(r"\d+", said)) <= known


def test_assignments_are_the_text_s(source: Document) -> None:
    """Who the record names as owner stands in the draft's own words."""
    for draft in drafts(source):
        text = "\n".join(text for _, text in values(draft.document)).lower()
        for duty in draft.document.assignments:
            for name in (*duty.owners, *duty.partners):
                assert name.lower() in text, name


def test_blanks_and_questions_are_listed(source: Document) -> None:
    for draft in drafts(source):
        text = "\n".join(text for _, text in values(draft.document))
        marks = {int(number) for number in re.findall(r"\[Câu hỏi (\d+)", text)}
        assert marks == {question.number for question in draft.questions}
        assert [question.number for question in draft.questions] == list(range(1, len(draft.questions) + 1))
        assert draft.blanks


def test_the_same_input_gives_the_same_draft_and_list(source: Document) -> None:
    profile = load_profile(UNITS[0])
    one, other = (adapt(source, profile, period=(2026, 2030), today=TODAY) for _ in range(2))
    assert one == other
    assert render(one) == render(other)


def sample(name: str) -> Document:
    return read(next(path for path in SAMPLES if path.name.startswith(name)))


def test_the_list_is_short_and_in_the_order_of_the_work() -> None:
    draft = adapt(sample("01"), load_profile(UNITS[0]), period=(2026, 2030), today=TODAY)
    headings = [section.heading for section in sections(draft)]
    wanted = [
        "Câu hỏi cần trả lời",
        "Chỗ trống cần điền",
        "Thời hạn cần xác nhận",
        "Chỉ tiêu cần quyết định",
        "Nội dung đã lược bỏ",
        "Nội dung đã thay",
        "Văn bản, tên gọi cần kiểm tra",
    ]
    assert [heading for heading in headings if heading in wanted] == [name for name in wanted if name in headings]
    printed = docx.Document(io.BytesIO(render(draft)))
    cells = [cell.text for table in printed.tables for row in table.rows for cell in row.cells]
    assert any("Sở Nội vụ" in cell for cell in cells)
    assert any(cell.startswith("☐ ") for cell in cells)


def test_the_superior_s_plan_is_cited_for_its_own_commune() -> None:
    profile = replace(load_profile(UNITS[1]), short="Vàm Tràm", province="Khê Giang", code=None)
    draft = adapt(sample("01"), profile, today=TODAY)
    assert draft.document.lead.startswith(
        "Thực hiện Kế hoạch số 118/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân"
    )
    assert draft.document.citations[0].reference == "118/KH-UBND"


def test_an_attached_plan_is_what_a_draft_is_made_of() -> None:
    draft = adapt(sample("05"), load_profile(UNITS[0]), today=TODAY).document
    assert draft.outline[0].path == "I"
    assert "Điều 1" not in " ".join(text for _, text in values(draft))


@pytest.mark.parametrize(
    ("text", "leaks_out"),
    [
        ("tại tỉnh Ninh Thuận", True),
        ("TỈNH NINH THUẬN", True),
        ("Ông Trần Quốc Nam chủ trì", True),
        ("tại phường Sa Đéc", False),
    ],
)
def test_the_guard_finds_what_another_place_left(text: str, *, leaks_out: bool) -> None:
    document = Document(title="Kế hoạch", outline=(Node("1", "1", None, text),), signer=Signer(name=None))
    names = ("Ninh Thuận", "Trần Quốc Nam")
    assert bool(leaks.find(document, names)) is leaks_out
    if leaks_out:
        with pytest.raises(LeakError, match="địa phương khác"):
            leaks.guard(document, names)
