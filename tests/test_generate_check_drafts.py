"""Each rule broken once in papers the project writes: a draft, a report, a letter; clean, they give no finding."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import docx
import pytest
from docx.shared import RGBColor

from corpus import viethoa
from corpus.thethuc import RULES
from generate import urging
from generate.adapt import adapt
from generate.annex import with_assignment_annex
from generate.check import check
from generate.outline_template import ours
from generate.profile import load_profile
from generate.progress_report import compose
from generate.word import render
from tests import test_generate_check as rules
from tests.test_generate_outline import PLAN, UNIT, reporting

Break = Callable[[Any], object]


@cache
def paper(kind: str) -> bytes:
    """A paper of the project, without anything to be said of its form."""
    from extract import read

    if kind == "report":
        return render(compose(reporting(), 2026).document, ours("bao_cao_quy"))
    if kind == "letter":
        made = urging.compose(reporting(), date(2026, 10, 20), 2026)
        assert made is not None
        return render(made.document, ours("cong_van_don_doc"))
    return render(with_assignment_annex(adapt(read(PLAN), load_profile(UNIT), period=None).document))


@pytest.mark.parametrize("kind", ["draft", "report", "letter"])
def test_our_papers_break_nothing(kind: str) -> None:
    assert check(paper(kind)) == ()


def found(kind: str, change: Break) -> set[str]:
    word = docx.Document(io.BytesIO(paper(kind)))
    change(word)
    out = io.BytesIO()
    word.save(out)
    return {each.id for each in check(out.getvalue())}


# Breaks of layout, which hold in any paper; those of words are planted below.
LAYOUT = (
    "letter paper", "on its side", "top margin", "left margin", "number in the footer", "number at the right",
    "number on the first page", "size of the number", "font", "no national name", "size of the national name",
    "motto not bold", "issuer too big", "number bold", "date upright", "kind at the left", "title not bold",
    "office not bold", "name not bold", "label of recipients", "recipients too big", "no rules",
    "text too small", "text at the left", "no indent", "no space", "double spacing", "section not bold",
    "annex too small", "annex in capitals", "title of the annex", "page number bold", "page numbers roman",
    "annex counted on", "head with double spacing", "rule too long", "national name at the left",
    "authority like the Party's", "authority without stop", "for a collective that is a person",
    "for a person that is a collective", "text in italics", "annex's decision upright", "manuscript too big",
    "address too big", "stamp too big",
)  # fmt: skip


@pytest.mark.parametrize("name", LAYOUT)
def test_layout_broken_in_a_report_is_told(name: str) -> None:
    change, expected = rules.BROKEN[name]
    assert expected in found("report", change)


def said(begins: str, words: str) -> Break:
    """The paragraph that begins so says something else."""
    return rules.text(begins, words)


def with_words(words: str) -> Break:
    """The first paragraph of the report's text says this before its own words."""

    def change(word: Any) -> None:
        first = rules.para(word, "Thực hiện Kế hoạch")
        first.runs[0].text = f"{words} {first.runs[0].text}"

    return change


def red(word: Any) -> None:
    rules.para(word, "Thực hiện Kế hoạch").runs[0].font.color.rgb = RGBColor(255, 0, 0)


LONG = rules.LONG
WORDS: dict[str, tuple[str, Break]] = {
    "K09": ("report", red),
    "K10": ("report", rules.remove("Trường Khê, ngày")),
    "K18": ("report", said("Kết quả quý", "KẾT QUẢ QUÝ III NĂM 2026 THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ")),
    "K19": ("letter", rules.style("Trích yếu công văn", bold=True)),
    "K21": ("report", said("Trần Quốc Hậu", "TRẦN QUỐC HẬU")),
    "K24": ("draft", said("Độc lập", "Độc lập – Tự do – Hạnh phúc")),
    "K25": ("draft", said("CỘNG HÒA", "CỘNG HÒA XA HỘI CHỦ NGHĨA VIỆT NAM")),
    "K27": ("draft", said("Số:", "Số: 5/KH-UBND")),
    "K28": ("draft", said("Trường Khê, ngày", "Trường Khê, ngày 05 tháng 3, năm 2026")),
    "K29": ("draft", said("Trường Khê, ngày", "Trường Khê, ngày 5 tháng 2 năm 2026")),
    "K35": ("letter", rules.closing("Đề nghị các cơ quan, đơn vị thực hiện theo danh sách kèm theo.")),
    "K36": ("draft", rules.remove("- Lưu:")),
    "K37": ("report", said("Trần Quốc Hậu", "ThS. Trần Quốc Hậu")),
    "K41": ("draft", said("I. MỤC", "I. Mục đích, yêu cầu")),
    "K50": ("report", said("Số:", "Số: …/KH-UBND")),
    "K51": ("letter", said("Số:", "Số: 15/CV-UBND")),
    "K52": ("draft", said("Trường Khê, ngày", "trường Khê, ngày 05 tháng 3 năm 2026")),
    "K55": ("letter", rules.style("Kính gửi", bold=True)),
    "K57": ("letter", said("Kính gửi", "Kính gửi")),
    "K58": ("report", said("- Như trên", "- Các phòng, đơn vị thuộc xã;")),
    "K59": ("draft", said("- CT, các PCT", "- CT, các PCT UBND xã")),
    "K60": ("draft", said("- Lưu:", "- Lưu VT.")),
    "K61": ("report", rules.office("K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    "K62": ("report", rules.office("TM. CHỦ TỊCH")),
    "K63": ("report", lambda word: [rules.remove("CHỦ TỊCH")(word), rules.office("KT. CHỦ TỊCH")(word)]),
    "K66": ("letter", said("1. ", f"a. {LONG}")),
    "K67": ("draft", said("I. MỤC", "I- MỤC ĐÍCH, YÊU CẦU")),
    "K68": ("report", rules.inserted("I. CÔNG TÁC", "Chương 1", bold=True, align=rules.CENTER)),
    "K69": ("report", rules.inserted("I. CÔNG TÁC", "Điều 1. Phạm vi")),
    "K72": ("letter", rules.remove("(Kèm theo")),
    "K74": ("report", rules.inserted("Thực hiện Kế", "HỎA TỐC", align=rules.CENTER)),
    "K75": ("report", rules.inserted("Thực hiện Kế", "LƯU HÀNH NỘI BỘ", align=rules.CENTER)),
    "K79": ("draft", with_words("Quán triệt Chỉ thị số 99/CT-TTg.")),
}


@pytest.mark.parametrize("rule", WORDS)
def test_words_broken_in_a_paper_are_told(rule: str) -> None:
    kind, change = WORDS[rule]
    assert rule in found(kind, change)


@pytest.mark.parametrize("rule", viethoa.RULES, ids=lambda rule: rule.id)
def test_capitals_broken_in_a_report_are_told(rule: viethoa.Spelling) -> None:
    said_wrong = rule.wrong if rule.wrong.startswith("- ") else f"Theo báo cáo, {rule.wrong}."
    begins = "- Đã hoàn thành" if rule.wrong.startswith("- ") else "Kế hoạch giao"
    assert found("report", said(begins, said_wrong)) == {rule.id}


def test_every_rule_is_broken_in_a_paper_of_ours() -> None:
    """Those of grounds, of several annexes and of long texts without numbers need a document that has them."""
    planted = {rules.BROKEN[name][1] for name in LAYOUT} | set(WORDS)
    elsewhere = {"K04", "K13", "K38", "K39", "K40", "K53", "K56", "K64", "K65", "K71", "K73"}
    assert planted | elsewhere == set(RULES.checks) - {"K00"}
    assert planted & elsewhere == set()
