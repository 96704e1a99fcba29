"""Whether the places of a record say its values, at their offsets and in their boxes on the pages of a PDF."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.model import Document, Evidence
from tests.test_extract_evidence import faults

BEGINNING = 24  # letters; longer values may go on on the next page


def faults_of(document: Document, path: Path) -> list[str]:
    """What is wrong with the evidence of a document that was read from a file."""
    boxes = without_boxes(path, document) if document.source.format == "pdf" else ()
    return [*faults(document), *boxes]


def without_boxes(path: Path, document: Document) -> Iterator[str]:
    """Places of a PDF whose box, on their page as another program opens it, does not hold their words."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    pdf = pdfium.PdfDocument(path)
    pdf.init_forms()
    pages: dict[int, Any] = {}
    for pointer, place in document.evidence.items():
        if place.page and place.page not in pages:
            page = pdf[place.page - 1]
            if page.get_mediabox(fallback_ok=False) is None:
                page.set_mediabox(*page.get_bbox())
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)  # stamps are printed into it
            pages[place.page] = pdf[place.page - 1]
        words = document.text[place.start : place.end]
        if any(note.code == "legacy-encoding" for note in document.warnings):
            words = "".join(char if char.isascii() else " " for char in words)  # other bytes stand in the file
        if place.page and not holds(pages[place.page], place, words):
            yield f"{pointer}: {place}"
    pages.clear()
    pdf.close()


def holds(page: Any, place: Evidence, words: str) -> bool:
    """Whether the letters of the beginning of the words, tone marks aside, are among those in the box on the page."""
    if place.box is None:
        return False
    if page.get_rotation():
        return True
    left, _, _, top = page.get_bbox()
    x0, y0, x1, y1 = place.box
    edge = 3.0
    inside = page.get_textpage().get_text_bounded(
        left + x0 - edge, top - y1 - edge, left + x1 + edge, top - y0 + edge
    )
    return not Counter(base(words.split("\n", maxsplit=1)[0][:BEGINNING])) - Counter(base(inside))


def base(words: str) -> str:
    """The letters and digits without their marks: what marks a program puts behind which letter differs."""
    plain = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return "".join(char for char in plain if char.isalnum())
