"""The Word templates: by the rules of form, readable for clerks, strict, and harmless."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pytest

from corpus.errors import TemplateError
from corpus.model import Document, Recipient, Signer
from corpus.thethuc import RULES
from generate.check import check
from generate.word import render

TEMPLATES = sorted(Path(str(each)) for each in files("generate.templates").iterdir() if each.name.endswith(".docx"))
KINDS = {"bao_cao": "BC", "cong_van": "CV", "ke_hoach": "KH", "quyet_dinh": "QĐ", "to_trinh": "TTr"}
ANNEX = "phu_luc_phan_cong"  # its table lies on its side
OUTLINES = [
    *("bao_cao_6_thang", "bao_cao_nam", "bao_cao_quy", "bao_cao_so_ket", "bao_cao_thang"),
    *("bao_cao_tong_hop", "bao_cao_tong_ket", "cong_van_don_doc", ANNEX),
]
# Styles of the templates and the elements of Decree 30 that they print (corpus/data/thethuc.toml).
ELEMENTS = {
    "Quốc hiệu": "quoc_hieu",
    "Tiêu ngữ": "tieu_ngu",
    "Cơ quan chủ quản": "co_quan_chu_quan",
    "Cơ quan ban hành": "co_quan_ban_hanh",
    "Số ký hiệu": "so_ky_hieu",
    "Địa danh thời gian": "dia_danh_ngay",
    "Tên loại": "ten_loai",
    "Trích yếu": "trich_yeu",
    "Trích yếu công văn": "trich_yeu_cong_van",
    "Căn cứ": "can_cu",
    "Nội dung": "noi_dung",
    "Quyền hạn chức vụ": "quyen_han_chuc_vu",
    "Người ký": "ho_ten_nguoi_ky",
    "Kính gửi": "kinh_gui",
    "Nơi nhận": "noi_nhan_label",
    "Danh sách nơi nhận": "noi_nhan_list",
    "Phụ lục": "phu_luc_label",
    "Tên phụ lục": "phu_luc_ten",
    "Kèm theo": "phu_luc_kem_theo",
}
ALIGN = {"left": 0, "center": 1, "right": 2, "justify": 3}
FIELDS = {
    *("co_quan_cap_tren", "co_quan", "so", "ky_hieu", "dia_danh", "ngay_thang", "ten_loai", "trich_yeu", "kinh_gui"),
    *("noi_dung", "kem_theo", "noi_nhan", "chuc_vu", "nguoi_ky", "doan", "dong", "noi", "loop"),
}
FILLED = Document(
    number=5,
    symbol="KH-UBND",
    place="Trường Khê",
    date="2026-03-05",
    issuer="Ủy ban nhân dân xã Trường Khê",
    title="Triển khai chuyển đổi số năm 2026",
    lead="Ủy ban nhân dân xã ban hành Kế hoạch chuyển đổi số năm 2026, cụ thể như sau:",
    closing="Trên đây là Kế hoạch triển khai chuyển đổi số năm 2026 của Ủy ban nhân dân xã./.",
    recipients=(Recipient("UBND tỉnh", "b/c"), Recipient("Lưu: VT, VHXH")),
    signer=Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Khê"),
)


def template(folder: Path, *paragraphs: str) -> Path:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    word.save(str(folder / "mau.docx"))
    return folder / "mau.docx"


def test_there_is_a_template_for_each_kind_that_communes_write() -> None:
    assert [each.stem for each in TEMPLATES] == sorted([*KINDS, *OUTLINES])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("style", "element"), ELEMENTS.items(), ids=ELEMENTS)
def test_styles_follow_the_rules_of_form(path: Path, style: str, element: str) -> None:
    found: Any = docx.Document(str(path)).styles[style]
    rule = RULES.elements[element]
    assert rule.size[0] <= found.font.size.pt <= rule.size[1]
    assert (bool(found.font.bold), bool(found.font.italic)) == (rule.bold, rule.italic)
    assert rule.align is None or found.paragraph_format.alignment == ALIGN[rule.align]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_sheet_and_the_text_follow_the_rules_of_form(path: Path) -> None:
    word: Any = docx.Document(str(path))
    section, page = word.sections[0], RULES.page
    size = (page.width, page.height) if path.stem != ANNEX else (page.height, page.width)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    for side in ("top", "bottom", "left", "right"):
        least, most = getattr(page, side)
        assert least - 0.1 <= getattr(section, f"{side}_margin").mm <= most + 0.1
    assert section.different_first_page_header_footer is not RULES.page_number.shown_on_first_page
    body, normal = word.styles["Nội dung"].paragraph_format, word.styles["Normal"]
    assert normal.font.name == page.font
    least, most = RULES.body.first_line_indent_cm
    assert least <= body.first_line_indent.cm <= most + 0.01
    assert body.space_after.pt >= RULES.body.space_between_paragraphs_min_pt


@pytest.mark.parametrize(
    "path", [each for each in TEMPLATES if "phu_luc" not in each.stem], ids=lambda path: path.stem
)
def test_what_a_template_prints_breaks_no_rule(path: Path) -> None:
    kind = next(code for begins, code in KINDS.items() if path.stem.startswith(begins))
    symbol = "UBND-VX" if kind == "CV" else f"{kind}-UBND"
    addressed = kind in ("CV", "TTr")
    whom, first = (("Sở Nội vụ",) if addressed else ()), "Như trên" if addressed else "Như Điều 3"
    recipients = (Recipient(first), *FILLED.recipients)
    own = {"kind": kind, "symbol": symbol, "addressees": whom, "recipients": recipients}
    document = Document(**{name: getattr(FILLED, name) for name in FILLED.__slots__} | own)
    assert check(render(document, path)) == ()


@pytest.mark.parametrize("path", [each for each in TEMPLATES if each.stem in KINDS], ids=lambda path: path.stem)
def test_templates_use_known_fields_in_vietnamese(path: Path) -> None:
    word: Any = docx.Document(str(path))
    said = " ".join("".join(p.itertext()) for p in word.element.body.iter("{*}p"))
    tags = re.findall(r"\{[{%]p? ?(.*?) ?[%}]\}", said)
    words = {
        name for tag in tags for name in re.findall(r"(?<![\w.\"|])[a-z_]+(?![\w\"])", re.sub(r'"[^"]*"', "", tag))
    }
    assert words - FIELDS - {"if", "elif", "else", "endif", "for", "in", "endfor", "not", "length"} == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ trich_yue }}", "«trich_yue»"),
        ("{{ khong_co() }}", "«khong_co»"),
        ("{% for noi in noi_nhan %}", "viết chưa đúng"),
        ("{{ so ký hiệu }}", "viết chưa đúng"),
        ("{{ ''.__class__.__mro__ }}", "không được phép"),
        ("{{ so.__init__.__globals__ }}", "không được phép"),
        ("{{ noi_nhan.append(1) }}", "không được phép"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "không được phép"),
        ("{% include '/etc/passwd' %}", "có lỗi"),
        ("{% import 'os' as os %}", "có lỗi"),
        ("{{ 1 / 0 }}", "có lỗi"),
        ("{{ so + 1 }}", "có lỗi"),
        ("{{ range(10 ** 9) | list }}", "có lỗi"),
    ],
)
def test_a_bad_template_is_an_error_in_words(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TemplateError, match="đề nghị") as fault:
        render(FILLED, template(tmp_path, text))
    assert said in str(fault.value)
    assert "«mau.docx»" in str(fault.value)


def test_a_field_typed_in_decomposed_letters_is_the_same_field(tmp_path: Path) -> None:
    tag = "{% set địa_điểm = dia_danh %}"
    mixed = unicodedata.normalize("NFD", tag) + unicodedata.normalize("NFC", "{{ địa_điểm }}")
    data = render(FILLED, template(tmp_path, mixed))
    assert data[:2] == b"PK"
    assert docx.Document(str(_saved(tmp_path, data))).paragraphs[0].text == "Trường Khê"


def _saved(folder: Path, data: bytes) -> Path:
    (folder / "ra.docx").write_bytes(data)
    return folder / "ra.docx"


def test_an_office_may_use_a_template_with_styles_of_its_own(tmp_path: Path) -> None:
    own = template(tmp_path, "{{ trich_yeu }}", "{%p for doan in noi_dung %}", "{{ doan.chu }}", "{%p endfor %}")
    said = [each.text for each in docx.Document(str(_saved(tmp_path, render(FILLED, own)))).paragraphs]
    assert said == [FILLED.title, FILLED.lead, FILLED.closing]


@pytest.mark.parametrize("data", [b"", b"abc", b"PK\x03\x04"])
def test_what_is_no_docx_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mau.docx").write_bytes(data)
    with pytest.raises(TemplateError, match="hỏng"):
        render(FILLED, tmp_path / "mau.docx")


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="Không tìm thấy mẫu"):
        render(FILLED, tmp_path / "khong-co.docx")
