"""Outlines edited in Word: what a clerk changes is what the report says; every field that is told of is given."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pytest

from corpus.errors import TemplateError
from corpus.joining import Joined, Received, join
from corpus.model import Document, Node
from corpus.report_period import parse
from extract import read
from generate import joined_report, urging
from generate.annex import with_assignment_annex
from generate.check import check
from generate.joined_report import Joining, joined_fields
from generate.outline_nodes import build
from generate.outline_template import Fields, Filled, Line, fill, ours
from generate.profile import load_profile
from generate.progress_reading import read_book
from generate.progress_report import compose, outline_name
from generate.report_fields import report_fields
from generate.reporting import Reporting
from generate.template_fields import OUTLINES, Field
from generate.word import render
from kehoach.cli import main
from kehoach.templating import examine

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLAN, BOOK = SAMPLES / "02_ke_hoach_xa_truong_khe.docx", SAMPLES / "tien_do_xa_truong_khe.xlsx"
UNIT = SAMPLES / "don_vi_truong_khe.yaml"
Change = Callable[[Any], object]


def reporting() -> Reporting:
    plan = read(PLAN)
    progress = read_book(BOOK, plan).progress
    return Reporting(plan, progress, load_profile(UNIT), parse("quý III/2026"), date(2026, 10, 5))


def joining() -> Joining:
    given = reporting()
    joined = join(("xã Trường Khê", "xã Vàm Tràm"), [Received("a.xlsx", given.progress)], {}, given.day, None)
    return Joining(given.plan, joined, load_profile("tỉnh Đồng Tháp", provinces=True), given.period, given.day)


def paragraph(word: Any, begins: str) -> Any:
    return next(each for each in word.paragraphs if each.text.startswith(begins))


def edited(folder: Path, change: Change, name: str = "bao_cao_quy") -> Path:
    """Our template of this name after the change, as an office's own."""
    word = docx.Document(str(ours(name)))
    change(word)
    folder.mkdir(exist_ok=True)
    word.save(str(folder / f"{name}.docx"))
    return folder / f"{name}.docx"


def say(begins: str, words: str) -> Change:
    def change(word: Any) -> None:
        paragraph(word, begins).runs[0].text = words

    return change


def added(before: str, *texts: str) -> Change:
    def change(word: Any) -> None:
        for text in texts:
            paragraph(word, before).insert_paragraph_before(text, style="Nội dung")

    return change


def report(template: Path) -> Document:
    return compose(reporting(), 2026, lambda _, fields: fill(template, fields)).document


def headings(nodes: tuple[Node, ...]) -> list[str]:
    return [f"{node.label}. {node.heading}" for node in nodes if node.heading and node.kind == "section"]


# --- fields ----------------------------------------------------------------------------------------------


def told(begins: str) -> dict[str, Field]:
    return {each.name: each for name, _, fields in OUTLINES for each in fields if name == begins}


@pytest.mark.parametrize(
    ("begins", "given"),
    [
        ("bao_cao", lambda: report_fields(reporting())),
        ("bao_cao_tong_hop", lambda: joined_fields(joining())),
        ("cong_van_don_doc", lambda: urging.letter_fields(reporting(), "trước ngày 20/10/2026")),
    ],
)
def test_the_fields_told_are_those_given(begins: str, given: Callable[[], Fields]) -> None:
    fields, known = given(), told(begins)
    of_the_paper = {"kem_theo_van_ban", *(["noi_gui"] if begins == "bao_cao_tong_hop" else [])}
    assert set(known) == set(fields) | of_the_paper
    for name, value in fields.items():
        row = value if isinstance(value, Mapping) else value[0] if value and not isinstance(value, str) else None
        assert set(known[name].parts) == (set(row) if isinstance(row, Mapping) else set()), name
        assert known[name].is_list == (not isinstance(value, (str, Mapping))), name


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("tháng 9/2026", "bao_cao_thang"),
        ("quý III/2026", "bao_cao_quy"),
        ("9 tháng đầu năm 2026", "bao_cao_quy"),
        ("6 tháng đầu năm 2026", "bao_cao_6_thang"),
        ("năm 2026", "bao_cao_nam"),
        ("giai đoạn 2021-2025", "bao_cao_nam"),
        ("sơ kết 6 tháng đầu năm 2026", "bao_cao_so_ket"),
        ("tổng kết giai đoạn 2021-2025", "bao_cao_tong_ket"),
    ],
)
def test_each_period_has_its_outline(period: str, name: str) -> None:
    assert outline_name(parse(period)) == name
    assert ours(name).is_file()


# --- what a clerk edits ----------------------------------------------------------------------------------


def test_a_heading_and_a_sentence_are_what_the_clerk_typed(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        say("III. KHÓ KHĂN", "III. TỒN TẠI VÀ NGUYÊN NHÂN")(word)
        added("V. ĐỀ XUẤT", "Các cơ quan, đơn vị được giao nhiệm vụ chủ động triển khai.")(word)

    document = report(edited(tmp_path, change))
    assert headings(document.outline)[2] == "III. TỒN TẠI VÀ NGUYÊN NHÂN"
    (*_, last) = document.outline[3].children
    assert last.text.endswith("\nCác cơ quan, đơn vị được giao nhiệm vụ chủ động triển khai.")


def test_sections_in_another_order_are_numbered_anew(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        first, blank = paragraph(word, "V. ĐỀ XUẤT")._p, paragraph(word, "V. ĐỀ XUẤT")._p.getnext()
        for element in (first, blank):
            paragraph(word, "II. KẾT QUẢ")._p.addprevious(element)

    assert headings(report(edited(tmp_path, change)).outline) == [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "II. ĐỀ XUẤT, KIẾN NGHỊ",
        "III. KẾT QUẢ THỰC HIỆN",
        "IV. KHÓ KHĂN, VƯỚNG MẮC; NGUYÊN NHÂN",
        "V. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
    ]


def test_a_column_that_is_taken_out_is_not_printed(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        table = next(each for each in word.tables if each.rows[0].cells[-1].text == "Đánh giá")
        for row in table.rows:
            cells = row._tr.tc_lst
            if len(cells) > 1:
                row._tr.remove(cells[4])
        table.rows[0].cells[1].paragraphs[0].runs[0].text = "Tên chỉ tiêu"

    table = report(edited(tmp_path, change)).outline[1].children[2].table
    assert table is not None
    assert table.header == ("STT", "Tên chỉ tiêu", "Mức giao", "Kết quả", "Cùng kỳ năm trước", "Đánh giá")
    assert {len(row) for row in table.rows} == {6}


def test_without_its_place_there_is_no_chart(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        found = paragraph(word, "{{ bieu_do }}")._p
        found.getparent().remove(found)

    template = edited(tmp_path, change)
    assert compose(reporting(), 2026, lambda _, fields: fill(template, fields)).charts == ()
    assert len(compose(reporting(), 2026).charts) == 1


def test_an_edited_outline_prints_as_it_says(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        say("IV. NHIỆM VỤ", "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ")(word)
        table = next(each for each in word.tables if each.rows[0].cells[1].text == "Chỉ tiêu")
        copy = deepcopy(paragraph(word, "{{ cau_chi_tieu }}")._p)
        table._tbl.addnext(copy)  # a paragraph behind a table of the same item
        docx.text.paragraph.Paragraph(copy, word).runs[0].text = "Ghi chú: số liệu do các cơ quan báo cáo."

    template = edited(tmp_path, change)
    document = report(template)
    (tmp_path / "ra.docx").write_bytes(render(document, template))
    assert check(tmp_path / "ra.docx") == ()
    back = read(tmp_path / "ra.docx")
    assert back.outline == document.outline
    assert back.outline[1].children[2].children[0].text == "Ghi chú: số liệu do các cơ quan báo cáo."


@pytest.mark.parametrize("name", ["bao_cao_thang", "bao_cao_nam", "bao_cao_tong_ket"])
def test_an_outline_prints_its_own_head(tmp_path: Path, name: str) -> None:
    """The office's head stands in the same file as its outline."""

    def change(word: Any) -> None:
        word.styles["Mục"].font.name = "Times New Roman"
        word.tables[0].cell(0, 0).paragraphs[-1].insert_paragraph_before("(đơn vị Anh hùng)")

    template = edited(tmp_path, change, name)
    (tmp_path / "ra.docx").write_bytes(render(report(template), template))
    head = docx.Document(str(tmp_path / "ra.docx")).tables[0].cell(0, 0).text
    assert "(đơn vị Anh hùng)" in head


def test_of_many_communes_the_chart_shows_those_most_overdue() -> None:
    given = joining()
    (told, silent) = given.joined.communes
    names = [f"xã {at}" for at in range(40)]
    shown = (told.followed[:1], told.followed)
    many = tuple(replace(told, name=name, followed=shown[at % 2]) for at, name in enumerate(names))
    joined = replace(given, joined=Joined((*many, silent)))
    (chart,) = joined_report.compose(joined, None, 2026).charts
    assert chart.names == tuple(f"Xã {at}" for at in range(1, 37, 2))
    assert chart.title == "18 địa phương có nhiều nhiệm vụ quá hạn nhất"


# --- lines to nodes --------------------------------------------------------------------------------------


def line(text: str, style: str = "Nội dung") -> Line:
    return Line(style, text)


def test_lines_become_nodes() -> None:
    lines = [
        line("Thực hiện Kế hoạch, báo cáo như sau:"),
        line("Phần I", "Phần"),
        line("TÌNH HÌNH", "Phần"),
        line("III. KẾT QUẢ", "Mục"),
        line("Câu dẫn."),
        line("4. Chung", "Khoản có tiêu đề"),
        line("4.3. Riêng", "Khoản có tiêu đề"),
        line("c) Một điểm."),
        line("d) Điểm khác."),
        line("- Gạch đầu dòng."),
        line("7. Việc không có tiêu đề."),
        line("Phần IV", "Phần"),
        line("KIẾN NGHỊ", "Phần"),
        line("Trên đây là báo cáo./."),
    ]
    built = build(Filled("Kết quả", tuple(lines)))
    assert (built.title, built.lead, built.closing) == ("Kết quả", lines[0].text, lines[-1].text)
    first, last = built.outline
    assert (first.label, first.heading, last.label, last.heading) == ("Phần I", "TÌNH HÌNH", "Phần II", "KIẾN NGHỊ")
    (section,) = first.children
    assert (section.label, section.text) == ("I", "Câu dẫn.")
    clause, untitled = section.children
    assert (clause.path, untitled.path) == ("Phần I/I/1", "Phần I/I/2")
    assert (untitled.heading, untitled.text) == (None, "Việc không có tiêu đề.")
    (below,) = clause.children
    assert below.path == "Phần I/I/1/1.1"
    assert [node.label for node in below.children] == ["a", "b"]
    assert below.children[1].children[0].kind == "bullet"


# --- faults ----------------------------------------------------------------------------------------------


def number(begins: str) -> Change:
    def change(word: Any) -> None:
        properties = paragraph(word, begins)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = 1

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (added("V. ĐỀ XUẤT", "{{ cau_chi_teu }}"), "Không có trường «cau_chi_teu»; có phải «cau_chi_tieu» không?"),
        (added("V. ĐỀ XUẤT", "{{ don_doc }}"), "Không có trường «don_doc»"),
        (
            added("V. ĐỀ XUẤT", "{%p for viec in nhiem_vu %}", "{{ viec.chutri }}", "{%p endfor %}"),
            "không có «chutri»",
        ),
        (added("V. ĐỀ XUẤT", "{{ tong_cong.tong }}"), "không có «tong»"),
        (added("V. ĐỀ XUẤT", "{{ nhiem_vu.chu_tri }}"), "«nhiem_vu» không gồm nhiều phần"),
        (added("V. ĐỀ XUẤT", "{%p for dong in ly_do %}"), "Lệnh for không có endfor đóng lại."),
        (number("II. KẾT QUẢ"), "Đoạn đánh số tự động của Word"),
        (say("Trên đây là", "Trên đây là báo cáo."), "Đoạn cuối của nội dung phải là phần kết"),
        (lambda word: paragraph(word, "Kết quả {{").runs[0].clear(), "Không thấy trích yếu"),
    ],
)
def test_a_fault_of_an_outline_is_said(change: Change, says: str, tmp_path: Path) -> None:
    found = examine(edited(tmp_path, change))
    assert not found.is_usable
    assert any(says in fault.message for fault in found.faults), found.faults


@pytest.mark.parametrize(
    "said", ["{{ ky.__class__.__mro__ }}", "{% include '/etc/passwd' %}", '{{ "a" * 10000000000 }}', "{{ xyz }}"]
)
def test_a_hostile_outline_writes_nothing(tmp_path: Path, said: str) -> None:
    edited(tmp_path / "mau", added("V. ĐỀ XUẤT", said))
    assert main(words(tmp_path / "ra", tmp_path / "mau")) not in (0, 8)
    assert not (tmp_path / "ra").exists()


def test_what_is_no_outline_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="Không tìm thấy mẫu"):
        fill(tmp_path / "khong.docx", {})
    with pytest.raises(TemplateError, match="không có dàn ý"):
        fill(ours("bao_cao"), {})


def test_the_columns_of_the_table_of_assignments_are_the_template_s(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        word.paragraphs[1].runs[0].text = "PHÂN CÔNG NHIỆM VỤ CỤ THỂ"
        for row in word.tables[0].rows:
            if len(row._tr.tc_lst) > 1:
                row._tr.remove(row._tr.tc_lst[5])

    template = edited(tmp_path, change, "phu_luc_phan_cong")
    document = with_assignment_annex(read(PLAN), lambda _, fields: fill(template, fields))
    node = document.outline[-1]
    assert (node.kind, node.heading) == ("annex", "PHÂN CÔNG NHIỆM VỤ CỤ THỂ")
    assert node.table is not None
    assert node.table.header == ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Ghi chú")
    (tmp_path / "ra.docx").write_bytes(render(document))
    assert read(tmp_path / "ra.docx").outline[-1].table == node.table


# --- an office's folder ----------------------------------------------------------------------------------


def words(out: Path, templates: Path) -> list[str]:
    given = {"--progress": BOOK, "--period": "quý III/2026", "--unit": UNIT, "--as-of": "5/10/2026", "-o": out}
    return [
        "report",
        str(PLAN),
        *(str(each) for pair in given.items() for each in pair),
        "--templates",
        str(templates),
    ]


def test_the_outline_of_an_office_wins(tmp_path: Path) -> None:
    edited(tmp_path / "mau", say("III. KHÓ KHĂN", "III. TỒN TẠI VÀ NGUYÊN NHÂN"))
    assert main(words(tmp_path / "ra", tmp_path / "mau")) == 0
    written = min((tmp_path / "ra").glob("bao-cao*.docx"), key=lambda path: len(path.name))
    assert headings(read(written).outline)[2] == "III. TỒN TẠI VÀ NGUYÊN NHÂN"


def test_the_look_of_an_office_serves_our_outlines(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        word.styles["Nội dung"].font.size = docx.shared.Pt(13)

    edited(tmp_path / "mau", change, "bao_cao")
    assert main(words(tmp_path / "ra", tmp_path / "mau")) == 0
    written = min((tmp_path / "ra").glob("bao-cao*.docx"), key=lambda path: len(path.name))
    assert docx.Document(str(written)).styles["Nội dung"].font.size.pt == 13


def test_every_outline_is_tried_with_a_sample_of_its_own() -> None:
    title = partial(_printed, "Trích yếu")
    assert title("bao_cao_tong_hop").startswith("Kết quả quý III năm 2026 thực hiện Kế hoạch")
    assert title("bao_cao_tong_ket").startswith("Tổng kết thực hiện Kế hoạch")
    assert _printed("Trích yếu công văn", "cong_van_don_doc") == "V/v đôn đốc thực hiện Kế hoạch số 25/KH-UBND"
    assert joined_report.OUTLINE == "bao_cao_tong_hop"


def _printed(style: str, name: str) -> str:
    word = docx.Document(io.BytesIO(examine(ours(name)).sample))
    cells = [
        each for table in word.tables[:1] for row in table.rows for cell in row.cells for each in cell.paragraphs
    ]
    return next(each.text for each in [*word.paragraphs, *cells] if each.style.name == style).replace("\n", " ")
