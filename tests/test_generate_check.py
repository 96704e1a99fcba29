"""check: each rule broken once in a good document is told, with its place; nothing is said of what is in form."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from corpus.errors import DamagedFile
from corpus.model import Document, Node, Recipient, Signer
from generate.check import Finding, check
from generate.layout import Printed
from generate.word import render

SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "Việc tổ chức thực hiện phải bảo đảm thiết thực, hiệu quả, tránh hình thức, gắn với chức năng của từng đơn vị."
DECISION = Document(
    kind="QĐ",
    number=14,
    symbol="QĐ-UBND",
    place="Trường Khê",
    date="2026-03-05",
    issuer="Sở Nội vụ",
    superior="UBND tỉnh Khê Giang",
    title="Ban hành Kế hoạch kiểm tra năm 2026",
    lead="GIÁM ĐỐC SỞ NỘI VỤ\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
    "Theo đề nghị của Chánh Văn phòng Sở.\nQUYẾT ĐỊNH:",
    outline=(
        Node("I", "I", "MỤC ĐÍCH", LONG),
        *(Node(letter, letter, None, LONG) for letter in "abcdđe"),
        Node("Phụ lục", "Phụ lục", "DANH SÁCH", "(Kèm theo Quyết định)\nKhông có đơn vị nào.", kind="annex"),
    ),
    closing=f"{LONG[:-1]}./.",
    recipients=(Recipient("Như Điều 3"), Recipient("Lưu: VT, VHXH")),
    signer=Signer(None, "GIÁM ĐỐC", "Lê Văn Khê"),
)
Break = Callable[[Any], object]


def changed(change: Break) -> tuple[Finding, ...]:
    """The findings of the good document after the change."""
    word = docx.Document(io.BytesIO(render(DECISION)))
    change(word)
    out = io.BytesIO()
    word.save(out)
    return check(out.getvalue())


def para(word: Any, begins: str) -> Any:
    cells = [each for table in word.tables for row in table.rows for cell in row.cells for each in cell.paragraphs]
    return next(each for each in [*word.paragraphs, *cells] if each.text.startswith(begins))


def style(style_name: str, **values: object) -> Break:
    def change(word: Any) -> None:
        for key, value in values.items():
            setattr(word.styles[style_name].font, key, value)

    return change


def shape(name: str, **values: object) -> Break:
    def change(word: Any) -> None:
        for key, value in values.items():
            setattr(word.styles[name].paragraph_format, key, value)

    return change


def text(begins: str, said: str) -> Break:
    def change(word: Any) -> None:
        found = para(word, begins)
        for run in found.runs[1:]:
            run.text = ""
        found.runs[0].text = said

    return change


def section(**values: object) -> Break:
    def change(word: Any) -> None:
        for key, value in values.items():
            setattr(word.sections[0], key, value)

    return change


def no_end_mark(word: Any) -> None:
    last = next(each for each in word.paragraphs if each.text.endswith("./."))
    last.runs[0].text = LONG


def without_rules(word: Any) -> None:
    for each in list(word.element.body.iter(f"{W}pBdr")):
        each.getparent().remove(each)


def number_below(word: Any) -> None:
    footer = word.sections[0].footer
    footer.is_linked_to_previous = False
    field = OxmlElement("w:fldSimple")
    field.set(f"{W}instr", "PAGE")
    footer.paragraphs[0]._p.append(field)
    for each in list(word.sections[0].header._element.iter(f"{W}instrText")):
        each.getparent().remove(each)


def left_number(word: Any) -> None:
    word.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def small_number(word: Any) -> None:
    for run in word.sections[0].header.paragraphs[0].runs:
        run.font.size = Pt(10)


def remove(begins: str) -> Break:
    def change(word: Any) -> None:
        found = para(word, begins)._p
        found.getparent().remove(found)

    return change


def colour(word: Any) -> None:
    para(word, "I. MỤC").runs[0].font.color.rgb = RGBColor(255, 0, 0)


BROKEN: dict[str, tuple[Break, str]] = {
    "letter paper": (section(page_width=Mm(216), page_height=Mm(279)), "K01"),
    "on its side": (section(page_width=Mm(297), page_height=Mm(210)), "K02"),
    "top margin": (section(top_margin=Mm(10)), "K03"),
    "left margin": (section(left_margin=Mm(20)), "K03"),
    "number in the footer": (number_below, "K05"),
    "number at the right": (left_number, "K05"),
    "number on the first page": (section(different_first_page_header_footer=False), "K06"),
    "size of the number": (small_number, "K07"),
    "font": (style("Nội dung", name="Arial"), "K08"),
    "colour": (colour, "K09"),
    "no national name": (remove("CỘNG HÒA"), "K10"),
    "no date": (remove("Trường Khê, ngày"), "K10"),
    "size of the national name": (style("Quốc hiệu", size=Pt(15)), "K11"),
    "motto not bold": (style("Tiêu ngữ", bold=False), "K12"),
    "superior too small": (style("Cơ quan chủ quản", size=Pt(9)), "K13"),
    "issuer too big": (style("Cơ quan ban hành", size=Pt(16)), "K14"),
    "number bold": (style("Số ký hiệu", bold=True), "K15"),
    "date upright": (style("Địa danh thời gian", italic=False), "K16"),
    "kind at the left": (shape("Tên loại", alignment=WD_ALIGN_PARAGRAPH.LEFT), "K17"),
    "title not bold": (style("Trích yếu", bold=False), "K18"),
    "office not bold": (style("Quyền hạn chức vụ", bold=False), "K20"),
    "name not bold": (style("Người ký", bold=False), "K21"),
    "label of recipients": (style("Nơi nhận", italic=False), "K22"),
    "recipients too big": (style("Danh sách nơi nhận", size=Pt(14)), "K23"),
    "motto with commas": (text("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "K24"),
    "no rules": (without_rules, "K26"),
    "number with spaces": (text("Số:", "Số: 14 / QĐ - UBND"), "K27"),
    "number without zero": (text("Số:", "Số: 5/QĐ-UBND"), "K27"),
    "date with slashes": (text("Trường Khê, ngày", "Trường Khê, ngày 5 tháng 3, năm 2026"), "K28"),
    "day without zero": (text("Trường Khê, ngày", "Trường Khê, ngày 5 tháng 3 năm 2026"), "K29"),
    "month without zero": (text("Trường Khê, ngày", "Trường Khê, ngày 05 tháng 2 năm 2026"), "K29"),
    "text too small": (style("Nội dung", size=Pt(12)), "K30"),
    "text at the left": (shape("Nội dung", alignment=WD_ALIGN_PARAGRAPH.LEFT), "K31"),
    "no indent": (shape("Nội dung", first_line_indent=Mm(0)), "K32"),
    "no space": (shape("Nội dung", space_after=Pt(0)), "K33"),
    "double spacing": (shape("Nội dung", line_spacing=2.0), "K34"),
    "no end mark": (no_end_mark, "K35"),
    "nothing filed": (remove("- Lưu:"), "K36"),
    "degree before the name": (text("Lê Văn Khê", "TS. Lê Văn Khê"), "K37"),
    "letter f": (text("e)", f"f) {LONG}"), "K38"),
    "d then e": (remove("đ)"), "K38"),
    "grounds upright": (style("Căn cứ", italic=False), "K39"),
    "ground without end": (text("Theo đề nghị", "Theo đề nghị của Chánh Văn phòng Sở"), "K40"),
    "section not bold": (style("Mục", bold=False), "K41"),
    "section in small letters": (text("I. MỤC", "I. Mục đích"), "K41"),
    "annex too small": (style("Phụ lục", size=Pt(12)), "K42"),
    "annex in capitals": (text("Phụ lục", "PHỤ LỤC"), "K42"),
    "title of the annex": (style("Tên phụ lục", bold=False), "K43"),
}  # fmt: skip


def test_the_good_document_breaks_nothing() -> None:
    assert changed(lambda _: None) == ()


@pytest.mark.parametrize(("change", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_told(change: Break, expected: str) -> None:
    findings = changed(change)
    assert {each.id for each in findings} == {expected}
    for each in findings:
        assert each.message.endswith(".")
        assert each.wanted
        assert "Phần I Phụ lục I" in each.place


def test_more_than_twenty_rules_are_known() -> None:
    assert len({expected for _, expected in BROKEN.values()}) >= 35


def test_a_party_document_is_told_apart_and_not_judged() -> None:
    (finding,) = changed(text("CỘNG HÒA", "ĐẢNG CỘNG SẢN VIỆT NAM"))
    assert (finding.id, finding.severity) == ("K00", "info")


def test_a_form_without_a_head_is_judged_by_its_sheet_only() -> None:
    word = docx.Document()
    word.add_paragraph("Nơi nhận")
    word.add_paragraph("Mã định danh của cơ quan")
    out = io.BytesIO()
    word.save(out)
    assert {each.id for each in check(out.getvalue())} <= {"K01", "K02", "K03", "K08", "K10"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_docx_is_told(data: bytes) -> None:
    with pytest.raises(DamagedFile, match="đề nghị"):
        check(data)


def test_a_head_typed_as_one_paragraph_is_read_line_by_line() -> None:
    word = docx.Document()
    cell: Any = word.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell.add_run("CỘNG HÒA").font.size = Pt(13)
    cell.add_run("\nĐộc lập").font.size = Pt(14)
    out = io.BytesIO()
    word.save(out)
    assert [(each.text, each.size) for each in Printed(out.getvalue()).paragraphs if each.text] == [
        ("CỘNG HÒA", 13),
        ("Độc lập", 14),
    ]


def test_a_style_is_inherited_and_a_run_overrules_it() -> None:
    word: Any = docx.Document()
    base = word.styles.add_style("Gốc", 1)
    base.font.size, base.font.bold = Pt(14), True
    derived = word.styles.add_style("Con", 1)
    derived.base_style = base
    word.add_paragraph("một", derived)
    word.add_paragraph(style=derived).add_run("hai").bold = False
    out = io.BytesIO()
    word.save(out)
    assert [(each.size, each.bold) for each in Printed(out.getvalue()).paragraphs] == [(14, True), (14, False)]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.docx")), ids=lambda path: path.stem)
def test_the_samples_are_in_form(path: Path) -> None:
    assert [each for each in check(path) if each.severity == "error"] == []


@pytest.mark.shared
def test_issued_documents_are_judged_as_seen_by_eye(shared: Path) -> None:
    """Findings looked at by eye in LibreOffice and in the XML of each file; nothing else may be said of them."""
    seen = {
        "12aaea7cfc": set(),
        "d1d5b3311e": set(),
        "29f428841a": {"K03", "K07"},
        "b5d7133eca": {"K07"},
        "fc5c25f6c2": {"K03", "K14", "K33"},
        "fef1cc84e0": {"K15", "K22", "K27"},
        "93fb68895c": {"K03", "K11", "K15", "K23", "K33", "K39"},
        "fec4c93d3d": {"K03", "K04", "K09", "K23", "K39"},
    }
    files = {path.name[:10]: path for path in (shared / "corpus").rglob("*.docx")}
    assert {name: {each.id for each in check(files[name])} for name in seen} == seen


@pytest.mark.shared
def test_bad_files_are_refused_in_words_only(shared: Path) -> None:
    for path in sorted((shared / "badfiles").iterdir()):
        if path.suffix in {".docx", ".docm", ".dotx", ".zip"}:
            with suppress(DamagedFile):
                assert isinstance(check(path), tuple)
