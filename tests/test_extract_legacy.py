"""Encodings before Unicode: single letters, runs by their font, and whole real files against their transcripts."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import zipfile
import zlib
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from extract import legacy, read_bytes
from extract.legacy import decode, encoding_of
from extract.source import load

SAMPLES = Path(str(files("corpus.samples")))


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        ("ABCDEF+.VnArialH,Bold", "tcvn3"),
        ("VNI-Times", "vni"),
        ("Times New Roman", None),
        ("VNtimes", None),
        (None, None),
    ],
)
def test_the_font_tells_the_encoding(font: str | None, encoding: str | None) -> None:
    assert encoding_of(font) == encoding


@pytest.mark.parametrize(
    ("text", "font", "unicode"),
    [
        ("Uû ban nh©n d©n tØnh §ång Th¸p", ".VnTime", "Uỷ ban nhân dân tỉnh Đồng Tháp"),
        ("céng hßa x· héi chñ nghÜa viÖt nam", ".VnTimeH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("nhµ n\u00adíc", ".VnTime", "nhà nước"),
        ("nhµ n\u2212íc", ".VnTime", "nhà nước"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "VNI-Times", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("Keá hoaïch phaùt trieån", "VNI-Times", "Kế hoạch phát triển"),
        ("El Niño ñandú", "Times New Roman", "El Niño ñandú"),
        ("Kế hoạch của xã", ".VnTime", "Kế hoạch của xã"),  # Unicode typed in an old font
        ("12/KH-UBND", ".VnTime", "12/KH-UBND"),
    ],
)
def test_decode(text: str, font: str, unicode: str) -> None:
    assert decode(text, font) == unicode


@pytest.mark.parametrize(
    ("before", "text", "unicode"),
    [("a", "ùc", "\u0301c"), ("", "ùc", "ùc"), ("á", "ùc", "ùc"), ("c", "ùc", "ùc"), ("ö", "ñ", "đ")],
)
def test_decode_behind_a_vowel(before: str, text: str, unicode: str) -> None:
    assert decode(text, "VNI-Times", before) == unicode


@given(st.text(), st.sampled_from(["Times New Roman", "Arial", "Tinos", "Calibri", "", None]))
def test_text_in_another_font_is_never_touched(text: str, font: str | None) -> None:
    assert decode(text, font) == text


def written(text: str, font: str) -> bytes:
    word = docx.Document()
    run = word.add_paragraph().add_run(text)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:hAnsi"), font)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_a_run_of_a_docx_is_read_by_its_font() -> None:
    found = read_bytes(written("Uû ban nh©n d©n x· B×nh L©m", ".VnTime"), "cu.docx")
    assert found.text == "Uỷ ban nhân dân xã Bình Lâm"
    assert "legacy-encoding" in [note.code for note in found.warnings]


def test_a_docx_without_old_fonts_is_not_touched() -> None:
    found = read_bytes(written("El Niño ñandú, §ång", "Arial"), "moi.docx")
    assert found.text == "El Niño ñandú, §ång"
    assert "legacy-encoding" not in [note.code for note in found.warnings]


def test_a_mark_of_vni_in_the_next_run_belongs_to_its_vowel() -> None:
    word = docx.Document()
    line = word.add_paragraph()
    for text in ("Ñoä", "c la", "ä", "p"):
        run = line.add_run(text)
        run.font.name = "VNI-Times"
        run._element.rPr.rFonts.set(qn("w:hAnsi"), "VNI-Times")
    out = io.BytesIO()
    word.save(out)
    assert load(out.getvalue(), "cu.docx").text == "Độc lập"


def printed(text: str, font: str) -> bytes:
    """A PDF of one line in a font that is not embedded, one byte a character."""
    content = b"BT /F 12 Tf 60 700 Td (" + text.encode("cp1252") + b") Tj ET"
    face = f"<</Type/Font/Subtype/TrueType/BaseFont/{font}/Encoding/WinAnsiEncoding>>".encode()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F "
        + face
        + b">>>>>>endobj\n4 0 obj<</Length %d>>stream\n" % len(content)
        + content
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )


@pytest.mark.parametrize(
    ("text", "font", "unicode"),
    [
        ("UÛY BAN NHAÂN DAÂN TÆNH ÑOÀNG THAÙP", "VNI-Times", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc, nöôùc", "ABCDEF+VNI-Times,Bold", "Độc lập - Tự do - Hạnh phúc, nước"),
        ("Uû ban nh©n d©n tØnh", ".VnTime", "Uỷ ban nhân dân tỉnh"),
        ("El Niño ñandú Ñoäc laäp", "Arial", "El Niño ñandú Ñoäc laäp"),
    ],
)
def test_a_line_of_a_pdf_is_read_by_its_font(text: str, font: str, unicode: str) -> None:
    found = load(printed(text, font), "cu.pdf")
    assert found.text == unicode
    assert ("legacy-encoding" in [note.code for note in found.notes]) is (font != "Arial")


def wrong_letters(found: str, meant: str) -> tuple[int, int]:
    """How many letters are wrong, and of how many; case aside: the transcripts do not restore the capitals."""
    a, b = ("".join(filter(str.isalpha, text.lower())) for text in (meant, found))
    return int(Levenshtein.distance(a, b)), len(a)


@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".pdf", ".rtf", ".doc"])
def test_real_files_against_their_transcripts(suffix: str, shared: Path) -> None:
    """Measured over all 27: 99.90 % of the letters. Each suffix here by its four smallest files."""
    if suffix != ".pdf" and not shutil.which("soffice"):
        pytest.skip("máy chưa cài LibreOffice")
    folder = shared / "corpus" / "legacy"
    files = sorted(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_size)
    read = [path for path in files if (folder / "transcripts" / f"{path.name}.txt").exists()][:4]
    assert read
    counts = []
    for path in read:
        transcript = (folder / "transcripts" / f"{path.name}.txt").read_text("utf-8")
        counts.append(wrong_letters(load(path.read_bytes(), path.name).text, transcript))
    assert sum(wrong for wrong, _ in counts) <= 0.015 * sum(whole for _, whole in counts)


# --- files without old fonts -----------------------------------------------------------------------------------

KNOWN = legacy.encoding_of
OFFICE = (".doc", ".docx", ".docm", ".dotx", ".rtf")
OLD_NAMES = (b".Vn", b"VNI-", ".Vn".encode("utf-16-le"), "VNI-".encode("utf-16-le"))


def has_old_fonts(data: bytes) -> bool:
    """Whether the name of an old font stands anywhere in a file, or in a part of its package."""
    held = [data]
    if data.startswith(b"PK"):
        with contextlib.suppress(zipfile.BadZipFile, OSError, zlib.error, NotImplementedError, RuntimeError):
            archive = zipfile.ZipFile(io.BytesIO(data))
            held += [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return any(name in each for each in held for name in OLD_NAMES)


def touched(path: Path) -> tuple[str, bool, int | None]:
    """Name of a file, whether it has old fonts, and how many runs the decoder took for its own; None: not read.

    DOC and RTF are read from the file itself: LibreOffice is another test's.
    """
    from corpus.errors import KehoachError, MissingTool
    from extract.readers import office, tesseract

    def missing(*_: object, **__: object) -> tuple[Path, ...]:
        raise MissingTool("Không dùng LibreOffice ở đây.")

    office.convert = missing  # type: ignore[assignment]
    tesseract.is_there = lambda: False
    taken: list[str] = []

    def spied(font: str | None) -> legacy.Encoding | None:
        if found := KNOWN(font):
            taken.append(found)
        return found

    for module in [each for name, each in sys.modules.items() if name.startswith("extract")]:
        if hasattr(module, "encoding_of"):
            module.encoding_of = spied
    data = path.read_bytes()
    try:
        document = read_bytes(data, path.name)
    except KehoachError:
        return path.name, has_old_fonts(data), None
    told = any(note.code == "legacy-encoding" for note in document.warnings)
    return path.name, has_old_fonts(data), max(len(taken), told)


@pytest.mark.shared
def test_no_file_without_old_fonts_is_touched(shared: Path) -> None:
    folders = [shared / "corpus" / "plans", shared / "corpus" / "more", shared / "badfiles", SAMPLES]
    plain = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in OFFICE]
    old = [path for path in sorted((shared / "corpus" / "legacy").iterdir()) if path.suffix in OFFICE]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = list(pool.map(touched, [*plain, *old], chunksize=8))
    assert [name for name, has_fonts, runs in found if runs and not has_fonts] == []
    assert sum(runs is not None and not has_fonts for _, has_fonts, runs in found[: len(plain)]) > 0.7 * len(plain)
    # What is looked for would be seen: the legacy set is full of it.
    assert sum(bool(runs) for _, _, runs in found[len(plain) :]) > 0.8 * len(old)
