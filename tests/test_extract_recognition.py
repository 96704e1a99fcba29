"""What is done around recognition: ink, slant, stamps, two engines in one, marks that were lost, unsure numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.model import Line, Source
from extract import heading, read_bytes, unread
from extract.readers import ink, scan, second, stamps, upright, vote
from extract.readers.lexicon import Lexicon, mended
from extract.readers.pdf_text import Letter, lines_of
from extract.readers.second import Line as SecondLine
from extract.readers.tesseract import Word

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
with_second = pytest.mark.skipif(not second.is_there(), reason="máy chưa cài bộ nhận dạng thứ hai")


# --- the picture -----------------------------------------------------------------------------------------


def test_red_ink_goes_and_the_letter_below_it_stays() -> None:
    image = Image.new("RGB", (400, 200), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 50, 300, 150), fill=(225, 60, 70))
    pen.rectangle((180, 80, 220, 120), fill=(30, 20, 25))
    grey = ink.without_ink(image, keep_blue=True)
    assert grey.getpixel((120, 60)) > 240
    assert grey.getpixel((200, 100)) < 60


@pytest.mark.parametrize(("keep", "dark"), [(True, True), (False, False)])
def test_blue_stays_on_first_pages_only(keep: bool, dark: bool) -> None:
    image = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(image).rectangle((100, 50, 300, 150), fill=(40, 60, 190))
    assert (ink.without_ink(image, keep_blue=keep).getpixel((200, 100)) < 128) is dark


def page_of_rows() -> Image.Image:
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    for y in range(150, 1600, 40):
        for x in range(120, 1100, 30):
            pen.rectangle((x, y, x + 20, y + 16), fill=0)
    return image


@pytest.mark.parametrize("angle", [-3.0, -0.8, 1.5, 4.0])
def test_the_slant_of_a_page(angle: float) -> None:
    slanting = page_of_rows().rotate(angle, fillcolor=255)
    assert abs(upright.slant_of(slanting) + angle) < 0.15


def test_a_level_page_is_left_as_it_is() -> None:
    page = page_of_rows()
    assert upright.slant_of(page) == 0.0
    assert upright.turned(page, 0.0) is page
    assert not upright.lies_on_side(page)


def test_a_blank_page_has_no_slant() -> None:
    assert upright.slant_of(Image.new("L", (1240, 1754), 255)) == 0.0


# --- two engines -----------------------------------------------------------------------------------------


def row(text: str, sure: float = 0.96) -> list[Word]:
    """Words of ten pixels a letter on one line."""
    words, at = [], 0.0
    for each in text.split():
        right = at + 10 * len(each)
        words.append(Word(each, at, 100.0, right, 140.0, 132.0, 30.0, sure))
        at = right + 10
    return words


def line(text: str, sure: float = 0.97) -> SecondLine:
    return SecondLine(text, (-5.0, 95.0, 10.0 * len(text) + 40, 145.0), sure)


@pytest.mark.parametrize(
    ("first", "other", "wanted"),
    [
        ("phôi hợp thực hiện", "phối hợp thực hiện", "phối hợp thực hiện"),  # what makes a word of the dictionary
        ("đối với các đơn vị", "đổi với các đơn vị", "đối với các đơn vị"),
        ("trongquá trình thực hiện", "trong quá trình thực hiện", "trong quá trình thực hiện"),
        ("bà Trân Hiên", "bà Trần Hiền", "bà Trần Hiền"),  # Tesseract loses tones over hats
        ("pháp luật. trừ", "pháp luật, trừ", "pháp luật, trừ"),  # no full stop before a small letter
        ("“Ngô Thị Minh", "Ngô Thị Minh", "Ngô Thị Minh"),
        ("đạt 97% trẻ em", "đạt 976 trẻ em", "đạt 97% trẻ em"),
        ("ngày l7 tháng 6", "ngày 17 tháng 6", "ngày 17 tháng 6"),  # where one reads a number, it is one
        ("Kế hoạch", "Kế hoạch", "Kế hoạch"),
    ],
)
def test_the_likelier_reading(first: str, other: str, wanted: str) -> None:
    assert " ".join(word.text for word in vote.merged(row(first), [line(other)])) == wanted


def test_the_label_of_an_item_is_taken_where_the_first_engine_is_not_sure() -> None:
    found = vote.merged(
        [*row("3.", 0.7), *[w.moved(40, 0) for w in row("Đối với các đoàn")]], [line("2. Đối với các đoàn")]
    )
    assert found[0].text == "2."


@pytest.mark.parametrize(
    ("first", "other", "sure"),
    [
        ("Số: 46 /UBND", "Số: 46 /UBND", True),
        ("Số: 44 /UBND", "Số: M /UBND", False),
        ("Số: 23 /UBND", "Số: 28 /UBND", False),
    ],
)
def test_a_number_that_one_engine_reads_otherwise_is_doubted(first: str, other: str, sure: bool) -> None:
    number = next(word for word in vote.merged(row(first), [line(other)]) if word.text[0].isdigit())
    assert (number.confidence >= 0.75) is sure


def test_what_only_one_engine_has_it_must_be_sure_of() -> None:
    assert [word.text for word in vote.merged([], [line("PHÓ CHỦ TỊCH", 0.95)])] == ["PHÓ", "CHỦ", "TỊCH"]
    assert vote.merged([], [line("#?~", 0.4)]) == []
    assert vote.merged(row("xÿ", 0.3), [SecondLine("Kế hoạch", (0, 900, 100, 950), 0.5)]) == []
    assert [word.text for word in vote.merged(row("Kế hoạch", 0.3), [])] == ["Kế", "hoạch"]  # no second engine


def test_a_word_that_a_page_has_for_certain_is_likelier() -> None:
    here = Lexicon(["Xuân", "Thành", "và"] * 3)
    assert here.worth(["Xuân"], "", "Thành") > here.worth(["Xuấn"], "", "Thành")


@pytest.mark.tesseract
@with_second
def test_the_second_engine_reads_vietnamese() -> None:
    document = pdfium.PdfDocument(SAMPLES / "06_cong_van_don_doc.pdf")
    found = second.lines(document[0].render(scale=200 / 72).to_pil().convert("L"))
    assert any("CHỦ NGHĨA VIỆT NAM" in each.text for each in found)
    assert all(0 <= each.confidence <= 1 and each.box[0] < each.box[2] for each in found)


# --- marks that were lost --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("việc kiêm tra tô chức", "việc kiểm tra tổ chức"),
        ("cơ quan có thâm quyền sửa đôi,", "cơ quan có thẩm quyền sửa đổi,"),
        ("Tô chức thực hiện", "Tổ chức thực hiện"),
        ("kỳ thi tốt nghiệp không cao, nên", "kỳ thi tốt nghiệp không cao, nên"),
        ("ông Trân Tô Chức", "ông Trân Tô Chức"),  # names stay
        ("năm Tân Sửu", "năm Tân Sửu"),
        ("ngày 01 tháng 4 năm 2021", "ngày 01 tháng 4 năm 2021"),
        ("TĨNH QUANG NGAI", "TỈNH QUẢNG NGÃI"),
        ("UỶ BAN NHÂN DẪN", "UỶ BAN NHÂN DÂN"),  # where the tone stands in a word is the writer's
        ("TRẦN VĂN AN", "TRẦN VĂN AN"),
        ("LÊ HỘI", "LÊ HỘI"),
    ],
)
def test_tones_that_recognition_lost(printed: str, meant: str) -> None:
    assert " ".join(mended(printed.split())) == meant


def test_a_word_goes_on_from_the_line_above() -> None:
    assert mended(["chức", "thực", "hiện"], ("tô", "")) == ["chức", "thực", "hiện"]
    assert mended(["tra", "việc"], ("kiểm", "")) == ["tra", "việc"]
    assert mended(["tô"], ("", "chức")) == ["tổ"]


# --- numbers and days ------------------------------------------------------------------------------------


def source(*texts: str, doubts: Sequence[tuple[int, int, int, float]] = ()) -> Source:
    """A scan of these lines; doubts: (line, start, end, how sure)."""
    lines, at = [], 0
    for number, text in enumerate(texts):
        unsure = tuple((start, end, sure) for each, start, end, sure in doubts if each == number)
        lines.append(Line(at, at + len(text), 1, doubts=unsure))
        at += len(text) + 1
    return Source("a.pdf", "", "scan", 1, "\n".join(texts), tuple(lines))


HEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH CÀ MAU",
    "Số: 46 /QĐ-UBND",
    "Cà Mau, ngày 16 tháng 4 năm 2021",
    "QUYẾT ĐỊNH",
    "Về việc A",
)


def test_an_unsure_number_is_a_note_and_no_value() -> None:
    found = heading.find(source(*HEAD, doubts=[(2, 4, 6, 0.5)]))
    assert found.values.get("number") is None
    assert found.values["symbol"] == "QĐ-UBND"
    (note,) = [each for each in found.warnings if each.code == "number-unread"]
    assert "«46»" in note.message
    assert not any(each.code == "number-blank" for each in found.warnings)


def test_a_day_that_is_no_day_is_a_note() -> None:
    found = heading.find(source(*HEAD[:3], "Cà Mau, ngày |ƒ_ tháng 4 năm 2021", *HEAD[4:]))
    assert found.values["date"] == "2021-04"
    assert found.values["place"] == "Cà Mau"
    assert [note.code for note in found.warnings if note.code.endswith("-unread")] == ["day-unread"]


def test_what_the_annex_has_alike_is_certain() -> None:
    annex = "(Kèm theo Quyết định số 46/QĐ-UBND ngày 16 tháng 4 năm 2021 của UBND tỉnh)"
    found = heading.find(source(*HEAD, "Điều 1. A", annex, doubts=[(2, 4, 6, 0.5), (3, 13, 15, 0.5)]))
    assert (found.values["number"], found.values["date"]) == (46, "2021-04-16")
    assert found.evidence["/number"].rule == "attached-line"
    assert not any(note.code.endswith("-unread") for note in found.warnings)


def test_what_the_annex_has_otherwise_is_not() -> None:
    annex = "(Kèm theo Quyết định số 45/QĐ-UBND ngày 16 tháng 4 năm 2021 của UBND tỉnh)"
    assert heading.find(source(*HEAD, annex, doubts=[(2, 4, 6, 0.5)])).values.get("number") is None


def test_a_blank_is_a_blank() -> None:
    lines = [Line(0, 40, 1)]
    found: dict[str, str] = {}
    assert unread.blanked("Số:      /KH-UBND", lines, found) == "Số:      /KH-UBND"
    assert found == {}


def test_doubts_go_with_the_words_of_a_line() -> None:
    letters = [
        Letter(
            char, 10.0 * at, 10.0 * at + 9, 100.0, 12.0, bold=False, italic=False, sure=0.5 if 5 <= at < 7 else 0.97
        )
        for at, char in enumerate("Số:  46  /KH")
        if char != " "
    ]
    (found,) = lines_of(letters, 600.0, 1)
    assert found.text == "Số: 46 /KH"
    assert found.doubts == ((4, 6, 0.5),)
    line = Line(100, 110, doubts=found.doubts)
    assert (line.sure(104, 106), line.sure(100, 103)) == (0.5, 1.0)


# --- stamps ----------------------------------------------------------------------------------------------


def test_a_seal_is_not_drawn() -> None:
    document = pdfium.PdfDocument.new()
    page = document.new_page(300, 400)
    seal = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_SQUARE)
    raw.FPDFAnnot_SetRect(seal, raw.FS_RECTF(50, 350, 150, 250))
    raw.FPDFAnnot_SetColor(seal, raw.FPDFANNOT_COLORTYPE_InteriorColor, 255, 0, 0, 255)
    raw.FPDFPage_CloseAnnot(seal)
    image: Any = stamps.picture(page, 72)
    assert image.getextrema() == ((255, 255),) * 3


def test_the_columns_of_a_scan_do_not_need_the_second_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "is_there", lambda: False)
    assert second.lines(Image.new("L", (100, 100), 255)) == ()


def test_words_of_a_row_do_not_reach_into_each_other() -> None:
    one, other = row("ngày 23")
    apart = scan._apart([one, other.moved(-15, 0)])
    assert apart[0].right < apart[1].left


@pytest.mark.tesseract
def test_a_recognised_page_tells_what_was_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "is_there", lambda: False)
    monkeypatch.setattr("extract.readers.tesseract.words", lambda *_: tuple(row("Căn cứ việc tô chức bộ máy")))
    image = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(image).text((100, 100), "A", font=ImageFont.load_default(), fill=0)

    out = io.BytesIO()
    image.save(out, "PDF", resolution=150)
    found = read_bytes(out.getvalue(), "a.pdf")
    assert "tổ chức" in found.text
    assert any(note.code == "ocr-mended" and "tô chức → tổ chức" in note.message for note in found.warnings)
