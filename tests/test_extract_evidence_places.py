"""Evidence over all of ../shared: each value stands at its offsets, and in PDFs in its box on its page."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from corpus.errors import KehoachError
from corpus.model import Document
from extract import read, read_bytes
from tests.places import faults_of
from tests.test_extract_evidence import faults, folded
from tests.test_extract_scan import LETTER, scanned, with_tesseract

# The bad files are looked at by their own test, which reads them anyway.
PARTS = ("corpus/plans", "corpus/more", "corpus/web", "corpus/legacy", "seeds")
# Scans that are read whole, 22 pages in all: of several offices and years, with stamps, tables and hands.
SCANS = ("04ca29d4ef", "174eb44ea4", "25d7e7e209", "6de19326ef", "8caac2cd28", "a14f93b054", "f09c5c9b8e")
FAINT = 170  # grey, of 255
WIDTH = 595.3  # points of A4
TITLES, ALIKE = 6, 75  # of each scan; of 100


def faults_of_file(path: Path) -> tuple[str, list[str] | None]:
    """The faults of a file's record; None where the file gives only its named error. Scans are not recognised."""
    from extract.readers import tesseract

    tesseract.is_there = lambda: False
    try:
        document = read(path)
    except KehoachError:
        return path.name, None
    return path.name, faults_of(document, path)


@pytest.mark.shared
@pytest.mark.libreoffice
def test_every_value_of_the_real_documents_has_its_place(shared: Path) -> None:
    paths = [path for part in PARTS for path in sorted((shared / part).iterdir()) if path.is_file()]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = dict(pool.map(faults_of_file, paths, chunksize=4))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert sum(wrong is not None for wrong in found.values()) > 0.9 * len(paths)


# --- scans: some of them, for recognition takes three seconds a page -------------------------------------------


def faults_of_scan(path: Path) -> tuple[str, list[str]]:
    """The faults of a scan's record, recognition and all."""
    document = read(path)
    return path.name, [*faults(document), *without_ink(path, document), *read_otherwise(path, document)]


def without_ink(path: Path, document: Document) -> Iterator[str]:
    """Places whose box lies outside their page, or where nothing is printed."""
    import pypdfium2 as pdfium

    pdf = pdfium.PdfDocument(path)
    pages = [page.render(scale=1).to_pil().convert("L") for page in pdf]
    pdf.close()
    for pointer, place in document.evidence.items():
        if place.rule == "certificate":
            continue
        assert place.page is not None, pointer
        assert place.box is not None, pointer
        page = pages[place.page - 1]
        box = [round(each) for each in place.box]
        is_on_page = -5 <= box[0] < box[2] <= page.width + 5 and -5 <= box[1] < box[3] <= page.height + 5
        if not is_on_page or min(page.crop(box).tobytes()) > FAINT:
            yield f"{pointer}: {place}"


def read_otherwise(path: Path, document: Document) -> Iterator[str]:
    """Titles of sections that Tesseract, given only their box, reads as something else."""
    import pypdfium2 as pdfium
    from rapidfuzz.fuzz import partial_ratio

    from extract.readers import tesseract

    pdf = pdfium.PdfDocument(path)
    chosen = [key for key in document.evidence if key in ("/title", "/symbol") or key.endswith("/heading")]
    for pointer in chosen[:TITLES]:
        place = document.evidence[pointer]
        assert place.page is not None, pointer
        assert place.box is not None, pointer
        page = pdf[place.page - 1].render(scale=tesseract.DPI / 72).to_pil().convert("L")
        box = [round(each * tesseract.DPI / 72) + edge for each, edge in zip(place.box, (-9, -9, 9, 9), strict=True)]
        said = " ".join(word.text for word in tesseract.words(page.crop(box), "6"))
        if partial_ratio(folded(document.text[place.start : place.end]), said) < ALIKE:
            yield f"{pointer}: {said!r}"
    pdf.close()


@pytest.mark.shared
@pytest.mark.tesseract
def test_every_value_of_scans_has_its_place_on_the_picture(shared: Path) -> None:
    folder = shared / "corpus" / "more"
    paths = [path for path in sorted(folder.iterdir()) if path.name.startswith(SCANS)]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = dict(pool.map(faults_of_scan, paths))
    assert len(found) == len(SCANS)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.tesseract
@with_tesseract
@pytest.mark.parametrize("turn", [0.0, 0.8, 90.0], ids=["upright", "slanting", "on its side"])
def test_boxes_of_a_scan_are_where_the_original_has_them(turn: float) -> None:
    meant, found = read(LETTER), read_bytes(scanned(LETTER, turn=turn), "a.pdf")
    for pointer in ("/number", "/title", "/issuer", "/signer/name", "/recipients/0/name"):
        box, place = meant.evidence[pointer].box, found.evidence[pointer]
        assert box is not None, pointer
        assert place.box is not None, pointer
        # A page turned by 90 degrees: what was its right edge is its top.
        x0, top, x1, bottom = box if turn < 45 else (box[1], WIDTH - box[2], box[3], WIDTH - box[0])
        assert place.box == pytest.approx((x0, top, x1, bottom), abs=16), pointer
