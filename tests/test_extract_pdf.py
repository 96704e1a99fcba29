"""Digital PDF: letters by position, paragraphs, tables over pages, and what is stamped on a page."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from corpus import office
from extract import read_bytes
from extract.readers.pdf_rules import cells_of

SAMPLES = sorted(path for path in Path(str(files("corpus.samples"))).glob("*.docx"))
COMPLETE, LACKING = "Liberation Serif", "Liberacion Serif"
# Letters that old fonts lack: those of Vietnamese alone, which are then drawn as base and mark; and the marks, too,
# which makes the letters come from another font, behind the rest of their line.
LETTERS = frozenset(range(0x1EA0, 0x1F00))
MARKS = frozenset(range(0x300, 0x370))
MOST_WRONG = 0.0002


def without(lost: frozenset[int], font: bytes) -> bytes:
    """A TrueType font that has lost some letters, and is called LACKING: as Liberation 1 was."""
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)}
    start, size = struct.unpack_from(">LL", font, tables[b"cmap"] + 8)
    left = [(code, glyph) for code, glyph in glyphs(font[start : start + size]) if code not in lost]
    groups = b"".join(struct.pack(">LLL", code, code, glyph) for code, glyph in left)
    header = struct.pack(">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, len(left))
    made = bytearray(font) + header + groups
    struct.pack_into(">LL", made, tables[b"cmap"] + 8, len(font), len(header) + len(groups))
    start, size = struct.unpack_from(">LL", font, tables[b"name"] + 8)
    names = bytes(made[start : start + size])
    for encoding in ("utf-16-be", "ascii"):
        for old in (COMPLETE, COMPLETE.replace(" ", "")):
            names = names.replace(old.encode(encoding), old.replace("tion", "cion").encode(encoding))
    made[start : start + size] = names
    return bytes(made)


def glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Codes and glyphs of a cmap's subtable of format 4 (OpenType specification, cmap)."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    offsets = (struct.unpack_from(">HHL", cmap, 4 + 8 * at)[2] for at in range(count))
    table = next(cmap[at:] for at in offsets if struct.unpack_from(">H", cmap, at)[0] == 4)
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", table, 14 + 2 * (segments * part + (part > 0))) for part in range(4)
    )
    for at in range(segments):
        for code in range(starts[at], min(ends[at], 0xFFFE) + 1):
            glyph = code
            if ranges[at]:
                place = 16 + 6 * segments + 2 * at + ranges[at] + 2 * (code - starts[at])
                glyph = struct.unpack_from(">H", table, place)[0]
            yield code, (glyph + deltas[at]) & 0xFFFF if glyph else 0


def give_lacking_fonts(lost: frozenset[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice finds the four faces of LACKING in its home."""
    listed = subprocess.run(["fc-list", COMPLETE, "file"], capture_output=True, text=True, check=False).stdout
    faces = [Path(line.split(":")[0]) for line in listed.splitlines()]
    if not faces:
        pytest.skip(f"máy này không có phông {COMPLETE}")
    harden = office._harden

    def with_fonts(profile: Path) -> None:
        harden(profile)
        (profile / ".fonts").mkdir()
        for face in faces:
            (profile / ".fonts" / face.name).write_bytes(without(lost, face.read_bytes()))

    monkeypatch.setattr(office, "_harden", with_fonts)


def in_font(path: Path, font: str) -> bytes:
    """A sample set in another font throughout."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("word/document.xml", "word/styles.xml"):
                data = data.replace(b"Times New Roman", font.encode())
            new.writestr(name, data)
    return made.getvalue()


def printed(font: str, folder: Path) -> tuple[tuple[Path, bytes], ...]:
    """Each sample with its PDF in a font."""
    sources = []
    for path in SAMPLES:
        source = folder / path.name
        source.write_bytes(in_font(path, font))
        sources.append(source)
    made = office.to_pdf(sources, folder / "pdf")
    return tuple((path, pdf.read_bytes()) for path, pdf in zip(SAMPLES, made, strict=True))


def wrong_letters(line: str, text: str) -> int:
    """How many letters of a line are wrong where a text has it at its best; white space does not count."""
    if line in text:
        return 0
    place = partial_ratio_alignment(line, text)
    window = text[place.dest_start : place.dest_end] if place else ""
    return int(Levenshtein.distance(line, window))


@pytest.mark.libreoffice
def test_letters_of_a_printed_sample_are_right(tmp_path: Path) -> None:
    assert wrong_share(COMPLETE, tmp_path) <= MOST_WRONG


@pytest.mark.libreoffice
@pytest.mark.parametrize("lost", [LETTERS, LETTERS | MARKS], ids=["base and mark", "second font"])
def test_letters_that_a_font_lacks_are_right(
    lost: frozenset[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_lacking_fonts(lost, monkeypatch)
    assert wrong_share(LACKING, tmp_path) <= MOST_WRONG


def wrong_share(font: str, folder: Path) -> float:
    """The share of the samples' letters that their PDF in a font has wrong."""
    wrong = total = 0
    for path, pdf in printed(font, folder):
        text = "".join(read_bytes(pdf, "mau.pdf").text.split())
        for line in read_bytes(path.read_bytes(), path.name).text.split("\n"):
            squeezed = "".join(line.split())
            total += len(squeezed)
            wrong += wrong_letters(squeezed, text)
    assert total > 10_000
    return wrong / total


def painted(content: str) -> bytes:
    """A PDF of one A4 page with this content stream and no more; pdfium finds its way without a table of offsets."""
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\ntrailer<</Root 1 0 R>>"
    ).encode()


THIN = [f"{x} 100 1 60 re" for x in (100, 200, 300)] + [f"100 {y} 201 1 re" for y in (100, 130, 160)]
WIDE = [f"{x} {y} 90 20 re" for x in (100, 200, 300) for y in (100, 130, 160)]


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ("100 100 200 60 re S 200 100 m 200 160 l S 100 130 m 300 130 l S", 4),
        (" f ".join(THIN) + " f", 4),  # each rule a rectangle of its own
        (" ".join(THIN) + " f", 4),  # all the rules in one path
        (" f ".join(WIDE) + " f", 0),  # shades behind words
        (" ".join(WIDE) + " f", 0),
    ],
)
def test_rules_are_told_from_shades_however_they_are_painted(content: str, cells: int) -> None:
    with pdfium.PdfDocument(painted(content)) as document:
        assert sum(map(len, cells_of(document[0]))) == cells
