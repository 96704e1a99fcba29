"""Document -> DOCX: what stands on the paper, and how."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from corpus.model import Assignment, Document, Node, Recipient, Signer, Table
from corpus.office import convert, to_pdf
from extract import read, read_bytes
from generate import write
from generate.annex import with_assignment_annex
from generate.metrics import balanced, width_mm
from generate.word import default_template, render
from generate.wording import body_lines, day_line, issuer_lines, label_of, number_text

PROVINCE = Path(__file__).parents[1] / "corpus" / "samples" / "01_ke_hoach_tinh_khe_giang.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
without_office = pytest.mark.skipif(not shutil.which("soffice"), reason="máy chưa cài LibreOffice")
PLAN = Document(
    kind="KH",
    symbol="KH-UBND",
    place="Trường Khê",
    date="2026",
    issuer="Ủy ban nhân dân xã Trường Khê",
    title="Triển khai chuyển đổi số năm 2026",
    lead="Thực hiện Kế hoạch số 118/KH-UBND của Ủy ban nhân dân tỉnh;\nỦy ban nhân dân xã ban hành Kế hoạch như sau:",
    outline=(
        Node("I", "I", "MỤC ĐÍCH", "Nâng cao nhận thức."),
        Node("II", "II", "NHIỆM VỤ", "", (Node("1", "II/1", None, "Giao Công an xã chủ trì tổ chức tuyên truyền."),)),
    ),
    closing="Trên đây là Kế hoạch triển khai chuyển đổi số năm 2026./.",
    assignments=(Assignment("II/1", ("Công an xã",), (), "giao", "chủ trì tổ chức tuyên truyền"),),
    recipients=(Recipient("UBND tỉnh", "b/c"), Recipient("Lưu: VT, VHXH")),
    signer=Signer("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Lê Văn Khê"),
)


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(render(document)))


def texts(word: Any) -> list[str]:
    return ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in word.element.body.iter(f"{W}p")]


def with_table(columns: int, *more: Node) -> Document:
    table = Table(tuple(f"Cột {at}" for at in range(columns)), (tuple("abcdefgh"[:columns]),))
    annexes = (Node("Phụ lục I", "Phụ lục I", "BẢNG PHÂN CÔNG", "", (), table, "annex"), *more)
    return replace(PLAN, outline=(*PLAN.outline, *annexes))


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2026-03-05", "ngày 05 tháng 3 năm 2026"),
        ("2026-01-15", "ngày 15 tháng 01 năm 2026"),
        ("2026-12-09", "ngày 09 tháng 12 năm 2026"),
        ("2026-07", "ngày … tháng 7 năm 2026"),
        ("2026", "ngày … tháng … năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_the_day_is_said_as_the_decree_asks(date: str | None, said: str) -> None:
    assert day_line(date) == said


@pytest.mark.parametrize(("number", "said"), [(5, "05"), (118, "118"), (None, "…")])
def test_a_number_below_ten_takes_a_zero(number: int | None, said: str) -> None:
    assert number_text(number) == said


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        ("Ủy ban nhân dân phường Sa Đéc", ("ỦY BAN NHÂN DÂN", "PHƯỜNG SA ĐÉC")),
        ("Sở Nội vụ", ("SỞ NỘI VỤ",)),
        (None, ("…",)),
    ],
)
def test_the_issuer_stands_in_capitals(issuer: str | None, lines: tuple[str, ...]) -> None:
    assert issuer_lines(issuer) == lines


@pytest.mark.parametrize(
    ("node", "label"),
    [
        (Node("I", "I"), "I. "),
        (Node("2.1", "2.1"), "2.1. "),
        (Node("đ", "đ"), "đ) "),
        (Node("Điều 3", "Điều 3"), "Điều 3. "),
        (Node("-", "-1", kind="bullet"), "- "),
        (Node("", ""), ""),
    ],
)
def test_a_label_has_its_closing_mark(node: Node, label: str) -> None:
    assert label_of(node) == label


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "căn cứ"),
        ("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.", "căn cứ"),
        ("Thực hiện Kế hoạch số 118/KH-UBND của Ủy ban nhân dân tỉnh;", "căn cứ"),
        ("Thực hiện Kế hoạch số 118/KH-UBND, Ủy ban nhân dân xã báo cáo như sau:", "nội dung"),
        ("Thực hiện Kế hoạch số 118/KH-UBND; qua theo dõi còn một số nơi chưa gửi.", "nội dung"),
        ("ỦY BAN NHÂN DÂN XÃ TRƯỜNG KHÊ", "thẩm quyền"),
        ("QUYẾT ĐỊNH:", "thẩm quyền"),
    ],
)
def test_the_lead_is_told_into_grounds_and_sentences(lead: str, kind: str) -> None:
    assert [line.kind for line in body_lines(Document(lead=lead))] == [kind]


def test_widths_are_those_of_times_bold() -> None:
    # Measured with the metric-compatible Tinos Bold at 14 and 13 points.
    assert width_mm("Độc lập - Tự do - Hạnh phúc", 14) == pytest.approx(60.4, rel=0.01)
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13) == pytest.approx(95.0, rel=0.01)


@pytest.mark.parametrize(
    ("text", "size", "room", "lines"),
    [
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", 13, 63, ("SỞ KHOA HỌC", "VÀ CÔNG NGHỆ")),
        ("SỞ NỘI VỤ", 13, 63, ("SỞ NỘI VỤ",)),
        (
            "Chuyển đổi số và cải cách hành chính trên địa bàn phường Phan Rang năm 2026",
            14,
            160,
            ("Chuyển đổi số và cải cách hành chính", "trên địa bàn phường Phan Rang năm 2026"),
        ),
        (
            "Xây dựng, nhân rộng các mô hình, điển hình tiên tiến trên địa bàn phường Sa Đéc, giai đoạn 2026-2030",
            14,
            160,
            (
                "Xây dựng, nhân rộng các mô hình, điển hình tiên tiến",
                "trên địa bàn phường Sa Đéc, giai đoạn 2026-2030",
            ),
        ),
        (
            "Kết quả quý III năm 2026 thực hiện Kế hoạch chuyển đổi số xã Trường Khê; nhiệm vụ trọng tâm quý IV",
            14,
            160,
            (
                "Kết quả quý III năm 2026 thực hiện Kế hoạch",
                "chuyển đổi số xã Trường Khê; nhiệm vụ trọng tâm quý IV",
            ),
        ),
        ("NGHIÊNG" * 9, 13, 10, ("NGHIÊNG" * 9,)),
    ],
)
def test_lines_break_where_the_sense_does_and_leave_no_word_alone(
    text: str, size: float, room: float, lines: tuple[str, ...]
) -> None:
    assert balanced(text, size, room) == lines


def test_what_is_not_known_stays_a_visible_blank() -> None:
    said = texts(opened(Document(kind="KH")))
    assert "Số: …/…" in said
    assert "…, ngày … tháng … năm …" in said
    assert said.count("…") >= 2


@pytest.mark.parametrize(
    "words", ["A & B", "<b>x</b>", "\"nháy\" và 'nháy'", "{{ x }} {% y %}", "5 < 6 > 4", "Ủy\u00a0ban"]
)
def test_every_letter_is_printed_as_it_is(words: str) -> None:
    document = replace(PLAN, title=words, outline=(Node("1", "1", None, words),))
    said = texts(opened(document))
    assert words in said
    assert f"1. {words}" in said


def test_a_character_that_no_paper_shows_is_no_fault() -> None:
    assert "Mộthai" in texts(opened(replace(PLAN, title="Một\x07\x0chai")))


def test_the_same_document_gives_the_same_bytes() -> None:
    first = render(PLAN)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    assert render(PLAN) == first


def test_an_official_letter_has_its_subject_below_the_number() -> None:
    said = texts(opened(replace(PLAN, kind="CV", symbol="UBND-VHXH", addressees=("Các ấp", "Trạm Y tế xã"))))
    assert "V/v Triển khai chuyển đổi số năm 2026" in said
    assert said[said.index("Kính gửi:") + 1 :][:2] == ["- Các ấp;", "- Trạm Y tế xã."]
    assert "KẾ HOẠCH" not in said


def test_one_addressee_stands_on_the_line_itself() -> None:
    assert "Kính gửi: Ủy ban nhân dân tỉnh" in texts(
        opened(replace(PLAN, kind="BC", addressees=("Ủy ban nhân dân tỉnh",)))
    )


def test_a_decision_has_its_authority_in_the_middle_and_bold_articles() -> None:
    lead = "ỦY BAN NHÂN DÂN XÃ TRƯỜNG KHÊ\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:"
    word = opened(
        replace(PLAN, kind="QĐ", lead=lead, outline=(Node("Điều 1", "Điều 1", None, "Ban hành Kế hoạch."),))
    )
    found = {each.text: each for each in word.paragraphs}
    assert found["QUYẾT ĐỊNH:"].style.name == "Thẩm quyền ban hành"
    article = found["Điều 1. Ban hành Kế hoạch."]
    assert [(run.text, bool(run.bold)) for run in article.runs if run.text] == [
        ("Điều 1. ", True),
        ("Ban hành Kế hoạch.", False),
    ]


def test_a_title_that_its_sentence_goes_on_from_stands_on_the_same_line() -> None:
    node = Node("1", "1", "Phòng Kinh tế", "có trách nhiệm bố trí kinh phí.")
    word = opened(replace(PLAN, outline=(node,)))
    (line,) = [each for each in word.paragraphs if each.text == "1. Phòng Kinh tế có trách nhiệm bố trí kinh phí."]
    assert [run.text for run in line.runs if run.bold] == ["1. Phòng Kinh tế "]


def test_a_document_issued_with_a_decision_has_a_head_of_its_own() -> None:
    attached = Node(
        "Kèm theo 1", "Kèm theo 1", "KẾ HOẠCH Kiểm tra", "(Kèm theo Quyết định)", PLAN.outline, None, "attachment"
    )
    word = opened(replace(PLAN, kind="QĐ", outline=(attached,)))
    assert texts(word).count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 2
    assert sum(text.startswith("Số:") for text in texts(word)) == 1


def test_every_paragraph_of_the_text_has_a_bookmark_of_its_own() -> None:
    word = opened(PLAN)
    names = [each.get(f"{W}name") for each in word.element.body.iter(f"{W}bookmarkStart")]
    assert names == ["kh_0_", "kh_1_", "kh_2_I", "kh_3_I", "kh_4_II", "kh_5_II_1", "kh_6_"]
    ids = [each.get(f"{W}id") for each in word.element.body.iter(f"{W}bookmarkEnd")]
    assert len(set(ids)) == len(names)


def test_the_last_paragraph_goes_with_the_signature() -> None:
    word = opened(PLAN)
    last = next(each for each in word.paragraphs if each.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    assert last.paragraph_format.keep_together
    rows = word.tables[-1].rows[0]._tr.trPr
    assert rows.find(f"{W}cantSplit") is not None


def test_the_deputy_signs_on_a_line_below() -> None:
    said = texts(opened(PLAN))
    at = said.index("TM. ỦY BAN NHÂN DÂN")
    assert said[at : at + 3] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


@pytest.mark.parametrize(("columns", "wide"), [(3, False), (7, True)])
def test_an_annex_lies_on_its_side_for_a_wide_table_only(columns: int, wide: bool) -> None:
    plain = Node("Phụ lục II", "Phụ lục II", "DANH SÁCH", "Không có.", kind="annex")
    first, second, third = opened(with_table(columns, plain)).sections
    assert [each.page_width > each.page_height for each in (first, second, third)] == [False, wide, False]
    starts = [each._sectPr.find(f"{W}pgNumType") for each in (first, second, third)]
    assert [None if each is None else each.get(f"{W}start") for each in starts] == [None, "1", "1"]


def test_a_table_fits_its_page_and_repeats_its_head() -> None:
    word = opened(with_table(7))
    table, section = word.tables[-1]._tbl, word.sections[-1]
    width = sum(int(each.get(f"{W}w")) for each in table.tblGrid)
    room = (section.page_width - section.left_margin - section.right_margin) / 635
    assert width == pytest.approx(room, rel=0.01)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.tr_lst] == [True, False]


def test_a_group_row_is_one_cell() -> None:
    table = Table(("STT", "Nhiệm vụ", "Chủ trì"), (("I", "Chung", "Chung"), ("1", "Tuyên truyền", "Công an xã")))
    word = opened(replace(PLAN, outline=(Node("I", "I", "NHIỆM VỤ", "", (), table),)))
    assert [len(row.tc_lst) for row in word.tables[1]._tbl.tr_lst] == [3, 2, 3]
    kept = [row.find(f".//{W}keepNext") is not None for row in word.tables[1]._tbl.tr_lst]
    assert kept[1:] == [True, False]


def test_the_rules_are_a_third_to_a_half_of_the_words_above() -> None:
    word = opened(PLAN)
    for ruled, words, room in (
        (word.tables[0].cell(0, 0).paragraphs[-1], "XÃ TRƯỜNG KHÊ", 66.0),
        (next(each for each in word.paragraphs if each.style.name == "Đường kẻ"), PLAN.title or "", 165.0),
    ):
        form = ruled.paragraph_format
        length = room - form.left_indent.mm - form.right_indent.mm
        assert 1 / 3 <= length / min(width_mm(words, 13.5), room) <= 1 / 2


def test_each_kind_has_its_template_and_the_plan_serves_the_others() -> None:
    names = {kind: default_template(kind).name for kind in ("KH", "QĐ", "BC", "TTr", "CV", "TB", None)}
    assert names == {
        "KH": "ke_hoach.docx",
        "QĐ": "quyet_dinh.docx",
        "BC": "bao_cao.docx",
        "TTr": "to_trinh.docx",
        "CV": "cong_van.docx",
        "TB": "ke_hoach.docx",
        None: "ke_hoach.docx",
    }


def test_write_puts_the_document_into_a_file(tmp_path: Path) -> None:
    write(PLAN, tmp_path / "a.docx")
    back = read(tmp_path / "a.docx")
    assert (back.title, back.lead, back.outline, back.closing) == (PLAN.title, PLAN.lead, PLAN.outline, PLAN.closing)
    assert (back.assignments, back.recipients, back.signer) == (PLAN.assignments, PLAN.recipients, PLAN.signer)


def test_a_draft_of_forty_tasks_is_written_in_time() -> None:
    points = tuple(
        Node(str(at), f"I/{at}", None, f"Giao Công an xã chủ trì tổ chức việc thứ {at}.") for at in range(1, 41)
    )
    duties = tuple(Assignment(node.path, ("Công an xã",), (), "giao", node.text) for node in points)
    plan = replace(PLAN, outline=(Node("I", "I", "NHIỆM VỤ", "", points),), assignments=duties)
    document = with_assignment_annex(plan)
    render(document)
    began = time.process_time()
    render(document)
    assert time.process_time() - began <= 0.3  # 0.15 on a quiet machine


# --- LibreOffice -----------------------------------------------------------------------------------------


@pytest.mark.libreoffice
@without_office
def test_a_draft_survives_libreoffice(tmp_path: Path) -> None:
    document = with_table(7)
    write(document, tmp_path / "a.docx")
    (saved,) = convert((tmp_path / "a.docx",), tmp_path / "out", "docx")
    assert read(saved) == read_bytes(render(document), "a.docx")
    names = {each.get(f"{W}name") for each in docx.Document(str(saved)).element.body.iter(f"{W}bookmarkStart")}
    assert {"kh_2_I", "kh_5_II_1"} <= names


@pytest.mark.libreoffice
@without_office
def test_no_title_and_no_signature_stands_alone(tmp_path: Path) -> None:
    """Plans of growing length, so that every place of the text comes to a page's end once."""
    import pypdfium2

    said = "Tổ chức tuyên truyền về chuyển đổi số trên hệ thống truyền thanh cơ sở của xã và tại các ấp."
    paths = []
    for count in range(14, 26):
        points = tuple(Node(str(at), f"I/{at}", f"Việc thứ {at}", said) for at in range(1, count))
        write(replace(PLAN, outline=(Node("I", "I", "NHIỆM VỤ", "", points),)), tmp_path / f"{count}.docx")
        paths.append(tmp_path / f"{count}.docx")
    for made in to_pdf(paths, tmp_path / "ra"):
        with pypdfium2.PdfDocument(made) as pages:
            lines = [page.get_textpage().get_text_bounded().split() for page in pages]
        for words in lines[:-1]:
            assert " ".join(words[-2:]) == "các ấp."
        assert "Trên đây là" in " ".join(lines[-1])


@pytest.mark.libreoffice
@without_office
def test_the_pages_of_a_draft(tmp_path: Path) -> None:
    import pypdfium2

    write(with_table(7), tmp_path / "a.docx")
    (made,) = to_pdf((tmp_path / "a.docx",), tmp_path)
    with pypdfium2.PdfDocument(made) as pages:
        sizes = [tuple(round(side) for side in page.get_size()) for page in pages]
    assert sizes == [(595, 842), (842, 595)]


_RENDERS = """
import hashlib, sys
from pathlib import Path
from extract import read
from generate.word import render
print(hashlib.sha256(render(read(Path(sys.argv[1])))).hexdigest())
"""


@pytest.mark.parametrize(
    "environment", [{"TZ": "Pacific/Kiritimati"}, {"TZ": "Pacific/Niue", "LC_ALL": "tr_TR.UTF-8"}]
)
def test_the_same_bytes_in_another_place_at_another_day(environment: dict[str, str]) -> None:
    """The two zones are 25 hours apart: it is never the same day in both."""
    command = [sys.executable, "-c", _RENDERS, str(PROVINCE)]
    made = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **environment, "PYTHONHASHSEED": "7"}
    )
    assert made.stdout.strip() == hashlib.sha256(render(read(PROVINCE))).hexdigest()


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        ("Tiếp tục thực hiện Chỉ thị số 34-CT/TW, Ủy ban nhân dân ban hành Kế hoạch như sau:", ["nội dung"] * 2),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ.", ["căn cứ"] * 2),
        ("Ủy ban nhân dân phường ban hành Kế hoạch như sau:", ["căn cứ", "nội dung"]),
    ],
)
def test_the_opening_has_one_look(second: str, kinds: list[str]) -> None:
    lead = f"Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh;\n{second}"
    assert [line.kind for line in body_lines(Document(lead=lead))] == kinds
