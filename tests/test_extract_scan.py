"""Scans: which pages cannot be used as they are, and what recognition makes of them with the real Tesseract."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageChops, ImageDraw
from rapidfuzz.distance import Levenshtein

from corpus.model import Document
from extract import misread, read, read_bytes
from extract.labels import Label, parse
from extract.readers import rules, scan
from extract.readers.pdf_text import Letter
from extract.searchable import searchable
from kehoach.cli import main

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLAN = SAMPLES / "03_ke_hoach_xa_vam_tram.pdf"
LETTER = SAMPLES / "06_cong_van_don_doc.pdf"

with_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="máy chưa cài Tesseract")


def letters(text: str) -> list[Letter]:
    return [Letter(char, at, at + 0.9, 10.0, 12.0, bold=False, italic=False) for at, char in enumerate(text)]


class Page:
    """A page as far as `is_usable` asks: its size and the boxes of its images."""

    def __init__(self, image: tuple[float, float, float, float] | None) -> None:
        self.image = image

    def get_width(self) -> float:
        return 100.0

    def get_height(self) -> float:
        return 100.0


WHOLE, STAMP, NONE = (0, 0, 100, 100), (70, 80, 90, 95), None
VIETNAMESE = "Ủy ban nhân dân xã ban hành Kế hoạch chuyển đổi số, cụ thể như sau: " * 8
STRIPPED = "Uy ban nhan dan xa ban hanh Ke hoach chuyen doi so, cu the nhu sau: " * 8
UNMAPPED = "6Ӣ CÔNG 7+ѬѪ1* Ĉ2¬1 .,ӆ0 TRA THEO 48<ӂ7 Ĉӎ1+ " * 8


@pytest.mark.parametrize(
    ("text", "image", "usable"),
    [
        (VIETNAMESE, NONE, True),
        (VIETNAMESE, STAMP, True),
        (VIETNAMESE, WHOLE, True),  # a scan whose hidden text kept its marks
        (STRIPPED, WHOLE, False),  # one whose hidden text lost them
        (STRIPPED, NONE, True),  # an English page is no scan
        (UNMAPPED, NONE, False),  # a font without a Unicode map
        ("Ký bởi: Ủy ban nhân dân tỉnh 11/09/2024", WHOLE, False),  # only the stamp of a signing service
        ("", WHOLE, False),
        ("", NONE, True),  # an empty page
    ],
)
def test_which_pages_can_be_used(
    text: str, image: tuple[float, float, float, float] | None, usable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def covered(page: Any) -> float:
        box = page.image
        return 0.0 if box is None else (box[2] - box[0]) * (box[3] - box[1]) / 10_000

    monkeypatch.setattr(scan, "_covered", covered)
    assert scan.is_usable(letters(text), Page(image)) is usable


ROMAN_II = Label("roman", "II", (2,), 4)


@pytest.mark.parametrize(
    ("text", "opened", "label"),
    [
        ("HI. PHƯƠNG PHÁP KIỂM TRA", [ROMAN_II], "III"),
        ("II. KINH PHÍ THỰC HIỆN", [ROMAN_II], "III"),
        ("I. Kiểm tra công tác chỉ đạo", [ROMAN_II], "1"),
        ("I. NỘI DUNG THỰC HIỆN", [ROMAN_II], "III"),
        ("IV. TỔ CHỨC THỰC HIỆN", [ROMAN_II], "IV"),
        ("2, Công tác cải cách thể chế", [], "2"),
        ("Š. Cải cách tài chính công", [], "5"),
        ("€) Nâng cao tinh thần", [], "c"),
        ("¬ Tổng hợp danh sách", [], "-"),
        ("_ 3. Cải cách tổ chức bộ máy", [], "3"),
        ("Căn cứ Luật Tổ chức chính quyền", [], None),
    ],
)
def test_labels_that_recognition_misreads(text: str, opened: list[Label], label: str | None) -> None:
    found = misread.readings(text, opened)
    assert (found[0].text if found else None) == label


def test_a_label_that_is_whole_stays() -> None:
    assert misread.readings("3. Sở Nội vụ", []) == (parse("3. Sở Nội vụ"),)


def test_cells_of_a_ruled_table_with_a_merged_cell() -> None:
    image = Image.new("L", (1200, 900), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 300, 500, 700):
        pen.line((100, y, 1100, y), fill=0, width=4)
    for x in (100, 400, 1100):
        pen.line((x, 100, x, 700), fill=0, width=4)
    pen.line((750, 300, 750, 700), fill=0, width=4)  # the head has one cell above two
    ((*cells,),) = rules.cells_of(image)
    assert len(cells) == 8
    head = [box for box in cells if box[1] < 150]
    assert len(head) == 2
    assert head[1][2] - head[1][0] > 650


def test_lines_without_crossings_are_no_table() -> None:
    image = Image.new("L", (1200, 900), 255)
    ImageDraw.Draw(image).line((100, 300, 900, 300), fill=0, width=4)
    assert rules.cells_of(image) == ()


def scanned(path: Path, *, turn: float = 0.0) -> bytes:
    """The PDF as a scanner gives it: 200 dpi, grey, slanting by `turn` degrees, without any text."""
    document = pdfium.PdfDocument(path)
    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    pages = [page.rotate(turn, fillcolor=255, expand=abs(turn) > 45) for page in pages]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return out.getvalue()


def wrong(meant: str, found: str) -> float:
    """The share of letters that are wrong, without the breaks."""
    a, b = "".join(meant.split()), "".join(found.split())
    return float(Levenshtein.distance(a, b)) / len(a)


def body(document: Document) -> str:
    return document.text


@pytest.mark.tesseract
@with_tesseract
@pytest.mark.parametrize("turn", [0.0, 0.6])
def test_a_scan_reads_as_its_original(turn: float) -> None:
    meant, found = read(LETTER), read_bytes(scanned(LETTER, turn=turn), "ban-quet.pdf")
    assert found.source.format == "scan"
    assert wrong(body(meant), body(found)) < 0.03
    for name in ("kind", "number", "symbol", "date", "issuer", "place"):
        assert getattr(found, name) == getattr(meant, name), name
    assert [each.path for each in found.outline] == [each.path for each in meant.outline]
    assert any(note.code == "ocr" for note in found.warnings)


@pytest.mark.tesseract
@with_tesseract
def test_a_page_on_its_side_is_turned() -> None:
    assert wrong(body(read(LETTER)), body(read_bytes(scanned(LETTER, turn=90.0), "ban-quet.pdf"))) < 0.05


@pytest.mark.tesseract
@with_tesseract
def test_the_table_of_a_scan_comes_back() -> None:
    meant, found = read(PLAN), read_bytes(scanned(PLAN), "ban-quet.pdf")
    wanted = {(duty.path, name.lower()) for duty in meant.assignments if "#" in duty.path for name in duty.owners}
    read_back = {(duty.path, name.lower()) for duty in found.assignments if "#" in duty.path for name in duty.owners}
    assert len(wanted & read_back) >= 0.8 * len(wanted)


def test_without_tesseract_the_page_is_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.errors import MissingTool

    def missing(*_: object, **__: object) -> bytes:
        raise MissingTool("Chưa cài Tesseract.")

    monkeypatch.setattr("extract.readers.tesseract._run", missing)
    found = read_bytes(scanned(LETTER), "ban-quet.pdf")
    assert [note.code for note in found.warnings if note.code in ("no-text-layer", "ocr")] == ["no-text-layer"]
    assert found.source.format == "scan"


def copied(path: Path) -> str:
    """What poppler copies out of a PDF."""
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def pictures(data: bytes) -> list[bytes]:
    """The pictures in a PDF, as they are stored."""
    objects = (page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]) for page in pdfium.PdfDocument(data))
    return [bytes(each.get_data(decode_simple=False)) for page in objects for each in page]


@pytest.mark.tesseract
@with_tesseract
@pytest.mark.parametrize("turn", [0.0, 1.8, 90.0])
def test_a_scan_becomes_searchable_and_its_pictures_stay(turn: float, tmp_path: Path) -> None:
    scan_of = scanned(LETTER, turn=turn)
    out, made = searchable(scan_of)
    assert made == len(pdfium.PdfDocument(scan_of))
    assert pictures(out) == pictures(scan_of)
    place = tmp_path / "tim-duoc.pdf"
    place.write_bytes(out)
    text = " ".join(copied(place).split())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "\u00ad" not in text  # dashes are copied as dashes
    if turn < 45:
        assert wrong(body(read(LETTER)), text) < 0.12  # headings of two columns come in another order
    before, after = (pdfium.PdfDocument(each)[0].render(scale=1).to_pil() for each in (scan_of, out))
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None


def test_a_digital_page_is_left_as_it_is() -> None:
    _, made = searchable(LETTER.read_bytes())
    assert made == 0


@pytest.mark.tesseract
@with_tesseract
def test_the_command_writes_a_searchable_scan(tmp_path: Path) -> None:
    place, out = tmp_path / "quet.pdf", tmp_path / "ra" / "tim.pdf"
    place.write_bytes(scanned(LETTER))
    assert main(["read", str(place), "--searchable", str(out)]) == 0
    assert "VIỆT NAM" in copied(out)
    assert main(["read", str(place), "--searchable", str(place)]) != 0
    assert main(["read", str(LETTER), "--searchable", str(tmp_path / "x.pdf")]) != 0
    assert not (tmp_path / "x.pdf").exists()
