"""The rules of form: the table is whole, typed, and what it says is what the decree says."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from corpus import kinds, thethuc
from corpus.thethuc import RULES

# Decree 30, annex I, part I.V: the sample table of sizes and styles.
STYLES = [
    ("quoc_hieu", (12, 13), "upper", True, False, "center"),
    ("tieu_ngu", (13, 14), "lower", True, False, "center"),
    ("co_quan_chu_quan", (12, 13), "upper", False, False, "center"),
    ("co_quan_ban_hanh", (12, 13), "upper", True, False, "center"),
    ("so_ky_hieu", (13, 13), None, False, False, "center"),
    ("dia_danh_ngay", (13, 14), "lower", False, True, "center"),
    ("ten_loai", (13, 14), "upper", True, False, "center"),
    ("trich_yeu", (13, 14), "lower", True, False, "center"),
    ("trich_yeu_cong_van", (12, 13), "lower", False, False, "center"),
    ("can_cu", (13, 14), "lower", False, True, "justify"),
    ("noi_dung", (13, 14), "lower", False, False, "justify"),
    ("quyen_han_chuc_vu", (13, 14), "upper", True, False, "center"),
    ("ho_ten_nguoi_ky", (13, 14), "lower", True, False, "center"),
    ("kinh_gui", (13, 14), "lower", False, False, None),
    ("noi_nhan_label", (12, 12), "lower", True, True, "left"),
    ("noi_nhan_list", (11, 11), "lower", False, False, "left"),
    ("phu_luc_label", (14, 14), "lower", True, False, "center"),
    ("phu_luc_ten", (13, 14), "upper", True, False, "center"),
    ("phu_luc_kem_theo", (13, 14), "lower", False, True, "center"),
    ("dau_khan", (13, 14), "upper", True, False, "center"),
    ("pham_vi_luu_hanh", (13, 14), "upper", True, False, "center"),
    ("nguoi_soan_so_ban", (11, 11), None, False, False, "left"),
    ("dia_chi_co_quan", (11, 12), "lower", False, False, None),
]


@pytest.mark.parametrize(("name", "size", "case", "bold", "italic", "align"), STYLES)
def test_style_of_element(name, size, case, bold, italic, align):
    element = RULES.elements[name]
    assert (element.size, element.case, element.bold, element.italic, element.align) == (
        *(size, case, bold, italic, align),
    )


def test_page():
    page = RULES.page
    assert (page.paper, page.width, page.height, page.font) == ("A4", 210, 297, "Times New Roman")
    assert (page.top, page.bottom, page.left, page.right) == ((20, 25), (20, 25), (30, 35), (15, 20))
    assert not RULES.page_number.shown_on_first_page
    assert RULES.page_number.place == "header"


def test_body():
    body = RULES.body
    assert (body.first_line_indent_cm, body.space_between_paragraphs_min_pt) == ((1, 1.27), 6)
    assert body.line_spacing == (1, 1.5)
    assert body.end_mark == "./."


def test_every_range_is_ordered():
    page, body = RULES.page, RULES.body
    ranges = [page.top, page.bottom, page.left, page.right, body.size, body.line_spacing, body.first_line_indent_cm]
    ranges += [element.size for element in RULES.elements.values()]
    ranges += [element.rule_line for element in RULES.elements.values() if element.rule_line]
    assert all(low <= high for low, high in ranges)


def test_every_rule_has_its_place_and_source():
    rules = [*RULES.elements.values(), *RULES.levels, *RULES.signing.values(), *RULES.marks.values()]
    rules += [RULES.page, RULES.page_number, RULES.body, RULES.numbers]
    assert all(re.match(r"PL I\.[IV]+", rule.ref) for rule in rules)
    assert {rule.source for rule in rules} == {"S1"}


def test_an_unknown_word_in_the_table_is_an_error():
    with pytest.raises(TypeError, match="sizes"):
        thethuc._record(thethuc.Element, {"id": "x", "ref": "PL I.II.1", "sizes": [12, 13]})


def test_nothing_of_the_table_is_left_behind():
    table = tomllib.loads(files("corpus.data").joinpath("thethuc.toml").read_text("utf-8"))
    assert set(table) == set(RULES.__dataclass_fields__)
    assert len(table["levels"]) == len(RULES.levels)
    assert set(RULES.elements) == set(table["elements"])


def test_point_letters_skip_what_the_decree_skips():
    assert "".join(RULES.point_letters) == "abcdđeghiklmnopqrstuvxy"
    assert [thethuc.point_letter(index) for index in range(8)] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    with pytest.raises(IndexError):
        thethuc.point_letter(23)
    with pytest.raises(IndexError):
        thethuc.point_letter(-1)


@pytest.mark.parametrize(("value", "printed"), [(1, "01"), (2, "02"), (3, "3"), (9, "9"), (10, "10"), (12, "12")])
def test_only_the_first_two_months_are_padded(value, printed):
    assert thethuc.month(value) == printed


def test_days_and_numbers_are_padded():
    assert (thethuc.day(5), thethuc.day(15), thethuc.number(7), thethuc.number(1711)) == ("05", "15", "07", "1711")


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("PL I.II.1.a", "điểm a khoản 1 Mục II Phần I Phụ lục I"),
        ("PL I.II.5", "khoản 5 Mục II Phần I Phụ lục I"),
        ("PL I.I.1-4", "khoản 1-4 Mục I Phần I Phụ lục I"),
        ("PL I.I.7; PL I.III.1.đ", "khoản 7 Mục I Phần I Phụ lục I; điểm đ khoản 1 Mục III Phần I Phụ lục I"),
        ("PL I.V", "Mục V Phần I Phụ lục I"),
    ],
)
def test_place_as_clerks_cite_it(ref, said):
    assert thethuc.place(ref) == said


def test_both_spellings_of_the_motto_are_accepted():
    assert len(RULES.elements["quoc_hieu"].literals) == 2
    assert RULES.elements["ten_loai"].literals == ()


def test_signing_and_marks():
    assert list(RULES.signing) == ["TM.", "KT.", "TL.", "TUQ.", "Q."]
    urgent = RULES.marks["dau_khan"]
    assert dict(zip(urgent.texts, urgent.mm, strict=True))["KHẨN"] == (20, 8)


def test_the_kinds_of_annex_three_are_all_known():
    symbols = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB"
    assert {kind.code for kind in kinds.kinds() if kind.basis == "ND30"} >= set(symbols.split())


def test_elements_agree_with_the_notes_taken_from_the_decree(shared):
    import yaml

    notes = yaml.safe_load((shared / "domain" / "decree30.yaml").read_text("utf-8"))["elements"]
    both = set(notes) & set(RULES.elements)
    assert len(both) > 20
    for name in both:
        element, note = RULES.elements[name], notes[name]
        size = note.get("size")
        assert element.size == (tuple(size) if isinstance(size, list) else (size, size)), name
        assert element.bold == note.get("bold", False), name
        assert element.italic == note.get("italic", False), name
        assert element.box == (str(note["box"]) if "box" in note else None), name
        assert note.get("literal", element.literal) == element.literal, name
