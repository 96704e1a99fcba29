"""check: each rule broken once in a good document is told, with its place; nothing is said of what is in form."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Mm, Pt, RGBColor

from corpus import viethoa
from corpus.errors import DamagedFile
from corpus.model import Document, Node, Recipient, Signer
from corpus.thethuc import RULES
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
    closing=f"{LONG[:-1]}, danh sách tại Phụ lục kèm theo./.",
    recipients=(Recipient("Như Điều 3"), Recipient("Lưu: VT, VHXH")),
    signer=Signer(None, "GIÁM ĐỐC", "Lê Văn Khê"),
)
LETTER = replace(
    DECISION,
    kind="CV",
    symbol="SNV-CCVC",
    title="đôn đốc thực hiện kế hoạch",
    addressees=("Ủy ban nhân dân các xã", "Ủy ban nhân dân các phường"),
    lead="",
    outline=(Node("1", "1", None, LONG),),
    closing=f"{LONG[:-1]}./.",
    recipients=(Recipient("Như trên"), Recipient("Lưu: VT, CCVC")),
)
_ANNEXES = tuple(
    Node(label, label, "DANH SÁCH", "(Kèm theo Kế hoạch)\nKhông có.", kind="annex")
    for label in ("Phụ lục I", "Phụ lục II")
)
PLAN = replace(
    DECISION,
    kind="KH",
    symbol="KH-SNV",
    title="Kiểm tra năm 2026",
    lead=LONG,
    outline=(Node("I", "I", "MỤC ĐÍCH", "\n".join([LONG] * 30)), *_ANNEXES),
    recipients=(Recipient("Các phòng của Sở"), Recipient("Lưu: VT, VHXH")),
)
Break = Callable[[Any], object]


def broken(change: Break, document: Document = DECISION) -> bytes:
    """The good document after the change."""
    word = docx.Document(io.BytesIO(render(document)))
    change(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def changed(change: Break, document: Document = DECISION) -> tuple[Finding, ...]:
    return check(broken(change, document))


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


def closing(said: str) -> Break:
    def change(word: Any) -> None:
        text_of(next(each for each in word.paragraphs if each.text.endswith("./."))._p, said)

    return change


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


def number_bold(word: Any) -> None:
    for run in word.sections[0].header.paragraphs[0].runs:
        run.font.bold = True


def roman_pages(word: Any) -> None:
    count = OxmlElement("w:pgNumType")
    count.set(f"{W}fmt", "lowerRoman")
    word.sections[0]._sectPr.append(count)


def one_count(word: Any) -> None:
    for count in list(word.element.body.iter(f"{W}pgNumType")):
        count.getparent().remove(count)


def no_number(word: Any) -> None:
    for section in word.sections:
        for each in list(section.header.paragraphs):
            each._p.getparent().remove(each._p)


def on_its_side(word: Any) -> None:
    """The rule below the title stays as long as it was."""
    section(page_width=Mm(297), page_height=Mm(210))(word)
    for each in word.paragraphs:
        if each._p.find(f"{W}pPr/{W}pBdr") is not None:
            shape = each.paragraph_format
            shape.left_indent = Mm(shape.left_indent.mm + 43.5)
            shape.right_indent = Mm(shape.right_indent.mm + 43.5)


def long_rule(word: Any) -> None:
    ruled = next(each for each in word.element.body.iter(f"{W}p") if each.find(f"{W}pPr/{W}pBdr") is not None)
    for side in ("left", "right"):
        ruled.find(f"{W}pPr/{W}ind").set(f"{W}{side}", "0")


def nation_at_the_left(word: Any) -> None:
    cell = word.tables[0].cell(0, 0).paragraphs[0]._p
    cell.addprevious(para(word, "CỘNG HÒA")._p)


def office(*lines: str) -> Break:
    """The lines of the signature in place of the one that is there."""

    def change(word: Any) -> None:
        found = next(each for each in all_paragraphs(word) if each.style.name == "Quyền hạn chức vụ")
        for line in lines[:-1]:
            copy = deepcopy(found._p)
            found._p.addprevious(copy)
            text_of(copy, line)
        text_of(found._p, lines[-1])

    return change


def text_of(element: Any, said: str) -> None:
    texts = list(element.iter(f"{W}t"))
    for each in texts[1:]:
        each.text = ""
    texts[0].text = said


def all_paragraphs(word: Any) -> list[Any]:
    cells = [each for table in word.tables for row in table.rows for cell in row.cells for each in cell.paragraphs]
    return [*word.paragraphs, *cells]


def inserted(before: str, said: str, *, bold: bool = False, size: float = 14, align: Any = None) -> Break:
    def change(word: Any) -> None:
        made = para(word, before).insert_paragraph_before(style="Nội dung")
        run = made.add_run(said)
        run.font.bold, run.font.size = bold, Pt(size)
        made.alignment = align

    return change


def manuscript(word: Any) -> None:
    last = para(word, "- Lưu:")
    copy = deepcopy(last._p)
    last._p.addnext(copy)
    text_of(copy, "PL.(300)")
    for size in copy.iter(f"{W}r"):
        size.get_or_add_rPr().get_or_add_sz().set(f"{W}val", "28")


def address(word: Any) -> None:
    foot = word.sections[0].first_page_footer
    foot.is_linked_to_previous = False
    foot.paragraphs[0].add_run("ĐT: 0277 1234567, Email: sonoivu@khegiang.gov.vn").font.size = Pt(16)


def stamp(word: Any) -> None:
    box = OxmlElement("w:pict")
    content = OxmlElement("w:txbxContent")
    box.append(content)
    inner = deepcopy(para(word, "- Lưu:")._p)
    text_of(inner, "Số: 14/QĐ-UBND; 05/3/2026; 10:20:30 +07:00")
    for run in inner.iter(f"{W}r"):
        run.get_or_add_rPr().get_or_add_sz().set(f"{W}val", "28")
    content.append(inner)
    word.paragraphs[-1].add_run()._r.append(box)


CENTER = WD_ALIGN_PARAGRAPH.CENTER
LEFT = WD_ALIGN_PARAGRAPH.LEFT
BROKEN: dict[str, tuple[Break, str]] = {
    "letter paper": (section(page_width=Mm(216), page_height=Mm(279)), "K01"),
    "on its side": (on_its_side, "K02"),
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
    "kind at the left": (shape("Tên loại", alignment=LEFT), "K17"),
    "title not bold": (style("Trích yếu", bold=False), "K18"),
    "title in capitals": (text("Ban hành Kế hoạch", "BAN HÀNH KẾ HOẠCH KIỂM TRA NĂM 2026"), "K18"),
    "office not bold": (style("Quyền hạn chức vụ", bold=False), "K20"),
    "name not bold": (style("Người ký", bold=False), "K21"),
    "name in capitals": (text("Lê Văn Khê", "LÊ VĂN KHÊ"), "K21"),
    "label of recipients": (style("Nơi nhận", italic=False), "K22"),
    "recipients too big": (style("Danh sách nơi nhận", size=Pt(14)), "K23"),
    "motto with commas": (text("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "K24"),
    "national name misspelt": (text("CỘNG HÒA", "CỘNG HÒA XA HỘI CHỦ NGHĨA VIỆT NAM"), "K25"),
    "no rules": (without_rules, "K26"),
    "number with spaces": (text("Số:", "Số: 14 / QĐ - UBND"), "K27"),
    "number without zero": (text("Số:", "Số: 5/QĐ-UBND"), "K27"),
    "date with slashes": (text("Trường Khê, ngày", "Trường Khê, ngày 5 tháng 3, năm 2026"), "K28"),
    "day without zero": (text("Trường Khê, ngày", "Trường Khê, ngày 5 tháng 4 năm 2026"), "K29"),
    "month without zero": (text("Trường Khê, ngày", "Trường Khê, ngày 05 tháng 2 năm 2026"), "K29"),
    "text too small": (style("Nội dung", size=Pt(12)), "K30"),
    "text at the left": (shape("Nội dung", alignment=LEFT), "K31"),
    "no indent": (shape("Nội dung", first_line_indent=Mm(0)), "K32"),
    "no space": (shape("Nội dung", space_after=Pt(0)), "K33"),
    "double spacing": (shape("Nội dung", line_spacing=2.0), "K34"),
    "no end mark": (closing(f"{LONG[:-1]}, danh sách tại Phụ lục."), "K35"),
    "nothing filed": (remove("- Lưu:"), "K36"),
    "degree before the name": (text("Lê Văn Khê", "TS. Lê Văn Khê"), "K37"),
    "letter f": (text("e)", f"f) {LONG}"), "K38"),
    "d then e": (remove("đ)"), "K38"),
    "b twice": (text("c)", f"b) {LONG}"), "K38"),
    "grounds upright": (style("Căn cứ", italic=False), "K39"),
    "ground without end": (text("Theo đề nghị", "Theo đề nghị của Chánh Văn phòng Sở"), "K40"),
    "last ground with a semicolon": (text("Theo đề nghị", "Theo đề nghị của Chánh Văn phòng Sở;"), "K40"),
    "section not bold": (style("Mục", bold=False), "K41"),
    "section in small letters": (text("I. MỤC", "I. Mục đích"), "K41"),
    "annex too small": (style("Phụ lục", size=Pt(12)), "K42"),
    "annex in capitals": (text("Phụ lục", "PHỤ LỤC"), "K42"),
    "title of the annex": (style("Tên phụ lục", bold=False), "K43"),
    "page number bold": (number_bold, "K44"),
    "page numbers roman": (roman_pages, "K45"),
    "annex counted on": (one_count, "K46"),
    "head with double spacing": (shape("Quốc hiệu", line_spacing=2.0), "K47"),
    "rule too long": (long_rule, "K48"),
    "national name at the left": (nation_at_the_left, "K49"),
    "letters of another kind": (text("Số:", "Số: 14/KH-UBND"), "K50"),
    "place in small letters": (text("Trường Khê, ngày", "trường Khê, ngày 05 tháng 3 năm 2026"), "K52"),
    "place shortened": (text("Trường Khê, ngày", "TP. Khê Giang, ngày 05 tháng 3 năm 2026"), "K52"),
    "first recipient": (text("- Như Điều", "- Các phòng chuyên môn;"), "K58"),
    "recipient without end": (text("- Như Điều", "- Như Điều 3"), "K59"),
    "filed without colon": (text("- Lưu:", "- Lưu VT."), "K60"),
    "authority like the Party's": (office("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "K61"),
    "authority without stop": (office("TL GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "K61"),
    "for a collective that is a person": (office("TM. GIÁM ĐỐC"), "K62"),
    "for a person that is a collective": (office("TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"), "K62"),
    "no office of the deputy": (office("KT. GIÁM ĐỐC"), "K63"),
    "ground without day": (text("Căn cứ Luật", "Căn cứ Quyết định số 15/QĐ-UBND của UBND tỉnh;"), "K64"),
    "law with number": (text("Căn cứ Luật", "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;"), "K65"),
    "point with a stop": (text("e)", f"e. {LONG}"), "K66"),
    "section with a dash": (text("I. MỤC", "I- MỤC ĐÍCH"), "K67"),
    "chapter in Arabic": (inserted("I. MỤC", "Chương 1", bold=True, align=CENTER), "K68"),
    "chapter at the left": (inserted("I. MỤC", "Chương I", bold=True, align=LEFT), "K68"),
    "article with a colon": (inserted("I. MỤC", "Điều 1: Phạm vi", bold=True), "K69"),
    "article light": (inserted("I. MỤC", "Điều 1. Phạm vi"), "K69"),
    "text in italics": (style("Nội dung", italic=True), "K70"),
    "annex of nothing": (remove("(Kèm theo"), "K72"),
    "annex's decision upright": (style("Kèm theo", italic=False), "K72"),
    "annex not pointed to": (closing(f"{LONG[:-1]}./."), "K73"),
    "act cited without day or issuer": (text("e)", f"e) Thực hiện Quyết định số 15/QĐ-UBND. {LONG}"), "K79"),
    "urgency light": (inserted("QUYẾT ĐỊNH", "HỎA TỐC", align=CENTER), "K74"),
    "urgency too big": (inserted("QUYẾT ĐỊNH", "KHẨN", bold=True, size=16, align=CENTER), "K74"),
    "circulation light": (inserted("QUYẾT ĐỊNH", "LƯU HÀNH NỘI BỘ", align=CENTER), "K75"),
    "manuscript too big": (manuscript, "K76"),
    "address too big": (address, "K77"),
    "stamp too big": (stamp, "K78"),
}  # fmt: skip
BROKEN_LETTER: dict[str, tuple[Break, str]] = {
    "subject bold": (style("Trích yếu công văn", bold=True), "K19"),
    "kind of a letter": (text("Số:", "Số: 14/CV-SNV"), "K51"),
    "address bold": (style("Kính gửi", bold=True), "K55"),
    "not addressed": (lambda word: [remove(each)(word) for each in ("Kính gửi", "- Ủy ban", "- Ủy ban")], "K56"),
    "addressed without colon": (text("Kính gửi", "Kính gửi"), "K57"),
    "addressees without end": (text("- Ủy ban nhân dân các phường", "- Ủy ban nhân dân các phường;"), "K57"),
    "as above": (text("- Như trên", "- Các phòng;"), "K58"),
}
BROKEN_PLAN: dict[str, tuple[Break, str]] = {
    "no page number": (no_number, "K04"),
    "no title": (remove("Kiểm tra năm"), "K53"),
    "annexes in Arabic": (text("Phụ lục II", "Phụ lục 2"), "K71"),
}
ALL = [
    pytest.param(document, change, expected, id=name)
    for document, rows in ((DECISION, BROKEN), (LETTER, BROKEN_LETTER), (PLAN, BROKEN_PLAN))
    for name, (change, expected) in rows.items()
]


FULL = "Thực hiện Quyết định số 15/QĐ-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh về kiểm tra."


@pytest.mark.parametrize(
    "said",
    [
        f"e) {FULL} Kết quả thực hiện Quyết định số 15/QĐ-UBND được báo cáo hằng quý.",
        "e) Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2026 về học tập.",
        "e) Ngày 24/02/2026, Chính phủ ban hành Nghị định số 23/2026/NĐ-CP về cát, sỏi.",
        "e) Thực hiện Kế hoạch số 118/KH-UBND của Ủy ban nhân dân tỉnh.",
        "e) Thực hiện Luật Đất đai và các Quyết định số 15/QĐ-UBND, số 16/QĐ-UBND.",
    ],
)
def test_an_act_cited_in_full_or_again_is_no_fault(said: str) -> None:
    assert changed(text("e)", said)) == ()


@pytest.mark.parametrize("document", [DECISION, LETTER, PLAN], ids=["decision", "letter", "plan"])
def test_the_good_document_breaks_nothing(document: Document) -> None:
    assert changed(lambda _: None, document) == ()


@pytest.mark.parametrize(("document", "change", "expected"), ALL)
def test_a_broken_rule_is_told(document: Document, change: Break, expected: str) -> None:
    findings = changed(change, document)
    assert {each.id for each in findings} == {expected}
    for each in findings:
        assert each.severity == RULES.checks[expected].severity
        assert each.message.endswith(".")
        assert each.wanted
        assert re.search(r"Phụ lục I|Điều \d", each.place)


def test_every_rule_has_its_row() -> None:
    assert {case.values[2] for case in ALL} == set(RULES.checks) - {"K00"}


@pytest.mark.parametrize("rule", viethoa.RULES, ids=lambda rule: rule.id)
def test_a_slip_of_capitals_is_told(rule: viethoa.Spelling) -> None:
    (finding,) = changed(text("e)", rule.wrong))
    assert (finding.id, finding.severity) == (rule.id, "warning")
    assert "Phụ lục II" in finding.place
    assert changed(text("e)", rule.right)) == ()


@pytest.mark.parametrize(("tabs", "said"), [(0, {"K05"}), (1, set()), (2, {"K05"})])
def test_a_page_number_in_the_middle_by_a_tab(tabs: int, said: set[str]) -> None:
    def change(word: Any) -> None:
        paragraph = word.sections[0].header.paragraphs[0]
        paragraph.alignment = LEFT
        for _ in range(tabs):
            run = OxmlElement("w:r")
            run.append(OxmlElement("w:tab"))
            paragraph._p.insert(1, run)

    assert {each.id for each in changed(change)} == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("<a:align>center</a:align>", set()),
        ("<a:align>right</a:align>", {"K05"}),
        ("<a:posOffset>9</a:posOffset>", set()),
    ],
)
def test_a_page_number_in_a_text_box(place: str, said: set[str]) -> None:
    def change(word: Any) -> None:
        paragraph = word.sections[0].header.paragraphs[0]
        paragraph.alignment = LEFT
        inner = deepcopy(paragraph._p)
        box = f'<a:anchor xmlns:a="urn:a"><a:positionH>{place}</a:positionH></a:anchor>'
        anchor = parse_xml(box)
        content = OxmlElement("w:txbxContent")
        content.append(inner)
        anchor.append(content)
        for run in list(paragraph._p.iter(f"{W}r")):
            run.getparent().remove(run)
        run = OxmlElement("w:r")
        run.append(anchor)
        paragraph._p.append(run)

    assert {each.id for each in changed(change)} == said


OUTSIDE = {
    "of the Party": (text("CỘNG HÒA", "ĐẢNG CỘNG SẢN VIỆT NAM"), "Đảng"),
    "legal, by its number": (text("Số:", "Số: 14/2026/QĐ-UBND"), "quy phạm pháp luật"),
    "legal, number blank": (text("Số:", "Số:     /2026/QĐ-UBND"), "quy phạm pháp luật"),
    "legal, by its kind": (text("QUYẾT ĐỊNH", "NGHỊ ĐỊNH"), "quy phạm pháp luật"),
    "a day before": (text("Trường Khê, ngày", "Trường Khê, ngày 04 tháng 3 năm 2020"), "trước ngày"),
    "years before": (text("Trường Khê, ngày", "Trường Khê, ngày     tháng     năm 2016"), "trước ngày"),
}


@pytest.mark.parametrize(("change", "said"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_the_decree_does_not_judge_is_told_apart(change: Break, said: str) -> None:
    (finding,) = changed(change)
    assert (finding.id, finding.severity) == ("K00", "info")
    assert said in finding.message


def test_the_day_the_decree_came_into_force_is_judged() -> None:
    assert changed(text("Trường Khê, ngày", "Trường Khê, ngày 05 tháng 3 năm 2020")) == ()


def test_a_form_without_a_head_is_judged_by_its_sheet_only() -> None:
    word = docx.Document()
    word.add_paragraph("Nơi nhận")
    word.add_paragraph("Mã định danh của cơ quan")
    out = io.BytesIO()
    word.save(out)
    assert {each.id for each in check(out.getvalue())} <= {"K01", "K02", "K03", "K08", "K10"}


def test_text_in_a_font_of_old_is_not_said_to_lack_a_head() -> None:
    word = docx.Document()
    word.add_paragraph().add_run("Céng hoµ x· héi chñ nghÜa ViÖt Nam").font.name = ".VnTime"
    out = io.BytesIO()
    word.save(out)
    found = {each.id for each in check(out.getvalue())}
    assert "K08" in found
    assert "K10" not in found


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_document_is_told(data: bytes) -> None:
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
        "2fc03143d5": "K00",
        "8f88d6fffa": "K00",
        "975a80867b": "K00",
        "a047260d6e": "K00",
        "12aaea7cfc": "K48 V01",
        "29f428841a": "K03 K07 K39 K40 K46 K65 K72",
        "46c6ee98b4": "K04 K10 K15 K42 K48 K71 K72 K79",
        "5fab570651": "K03 K15 K23 K33 K39 K40 K48",
        "93fb68895c": "K03 K15 K23 K33 K39 K40 K48",
        "abbae20b3c": "K03 K15 K23 K33 K39 K40 K48 V04",
        "b5d7133eca": "K07",
        "d1d5b3311e": "K48",
        "d565eae731": "K05 K06 K15 K27 K33 K38 K48 K60",
        "fc5c25f6c2": "K03 K14 K33 V12",
        "fec4c93d3d": "K03 K04 K09 K23 K39 K40 K48",
        "fef1cc84e0": "K15 K22 K27 K48 K79",
    }
    files = {path.name[:10]: path for path in (shared / "corpus").rglob("*.docx")}
    assert {name: " ".join(sorted({each.id for each in check(files[name])})) for name in files} == seen


def official_forms(shared: Path) -> Iterator[tuple[str, bytes]]:
    """The forms of annex III, each as a document of its own."""
    (path,) = (shared / "corpus").rglob("975a80867b*.docx")
    heads = [
        (at, "".join(each.text or "" for each in element.iter(f"{W}t")))
        for at, element in enumerate(docx.Document(str(path)).element.body)
        if element.tag == f"{W}p"
    ]
    starts = [(at, said) for at, said in heads if re.match(r"Mẫu (?:\d\.\d+ -|văn bản)", said)]
    for (start, said), (end, _) in zip(starts, [*starts[1:], (10**6, "")], strict=True):
        word = docx.Document(str(path))
        for at, element in enumerate(list(word.element.body)):
            if not start < at < end and element.tag != f"{W}sectPr":
                word.element.body.remove(element)
        out = io.BytesIO()
        word.save(out)
        yield f"{start} {said[:40]}", out.getvalue()


@pytest.mark.shared
def test_the_forms_of_the_decree_itself_give_no_alarm(shared: Path) -> None:
    forms = dict(official_forms(shared))
    assert len(forms) == 16
    assert {name: check(data) for name, data in forms.items() if check(data)} == {}


@pytest.mark.shared
def test_bad_files_are_refused_in_words_only(shared: Path) -> None:
    for path in sorted((shared / "badfiles").iterdir()):
        if path.suffix in {".docx", ".docm", ".dotx", ".zip"}:
            with suppress(DamagedFile):
                assert isinstance(check(path), tuple)
