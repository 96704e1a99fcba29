"""A scan that can be searched: its pages as they are, with what was recognised on them as text that is not seen."""

from __future__ import annotations

import ctypes
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.errors import MissingTool
from extract.readers import scan
from extract.readers.pdf import opened
from extract.readers.pdf_text import letters_of, upright
from extract.readers.tesseract import DPI, Word
from extract.readers.upright import Lie

_TRUETYPE = 2
_INVISIBLE = 3
_POINTS = 72 / DPI
# With one glyph for one letter: the fonts of Times share that of `-` with the soft hyphen, which is then copied out.
_FONTS = ("DejaVu Serif", "DejaVu Sans")


def searchable(data: bytes) -> tuple[bytes, int]:
    """The PDF with a text layer on each page that is only a picture, and how many these are.

    The pictures stay as they are, bit for bit; hidden text that is no Vietnamese goes. Pages whose text can be used
    stay, and so do those set in fonts without a Unicode map. Raises SourceError, MissingTool.
    """
    with opened(data) as read, opened(data) as written:
        font = None
        made = 0
        for number in range(1, len(read) + 1):
            page = read[number - 1]
            letters = letters_of(page)
            if not scan.is_usable(letters, page) and scan.is_picture(page):
                found = scan.recognise(page, number, letters)
                font = font or _font(written)
                _write(written, written[number - 1], font, _placed(found.rows, found.lie))
                made += 1
            page.close()
        out = io.BytesIO()
        written.save(out)
        return out.getvalue(), made


# A word, and three corners on the page as shown, in points: begin and end of its baseline, and above its begin.
_Placed = tuple[str, tuple[float, float], tuple[float, float], tuple[float, float]]


def _placed(rows: Sequence[Sequence[Word]], lie: Lie) -> Iterator[_Placed]:
    """The words level, each row at the height of its middle: what slants would be copied in pieces."""
    level = replace(lie, slant=0.0)
    for row in rows:
        middle, baseline = (row[0].left + row[-1].right) / 2, row[0].baseline
        (x0, y0), (x1, y1) = lie.back(middle, baseline), level.back(middle, baseline)
        for word in row:
            corners = ((word.left, baseline), (word.right, baseline), (word.left, baseline - word.size))
            begin, end, above = (
                ((x + x0 - x1) * _POINTS, (y + y0 - y1) * _POINTS) for x, y in (level.back(*each) for each in corners)
            )
            yield word.text, begin, end, above


def _write(document: Any, page: Any, font: Any, words: Iterator[_Placed]) -> None:
    """Put the words on a page, in the place of what text it has."""
    import pypdfium2.raw as raw

    for each in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
        page.remove_obj(each)
    a, b, c, d, e, f = upright(page)
    for text, *corners in words:
        # The page as shown is the page of the file, turned: back from the one to the other.
        (x0, y0), (x1, y1), (x2, y2) = ((a * (x - c) + d * (y - f), b * (x - c) + e * (y - f)) for x, y in corners)
        shown = raw.FPDFPageObj_CreateTextObj(document.raw, font, 1.0)
        raw.FPDFText_SetText(shown, (ctypes.c_ushort * (len(text) + 1))(*map(ord, text), 0))
        raw.FPDFTextObj_SetTextRenderMode(shown, _INVISIBLE)
        width = _width(shown) or 1.0
        # One unit of the font along the baseline and above it.
        raw.FPDFPageObj_Transform(shown, (x1 - x0) / width, (y1 - y0) / width, x2 - x0, y2 - y0, x0, y0)
        raw.FPDFPage_InsertObject(page.raw, shown)
    page.gen_content()


def _width(shown: Any) -> float:
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(shown, left, bottom, right, top)
    return right.value - left.value


def _font(document: Any) -> Any:
    """A font with every Vietnamese letter, in the PDF."""
    import pypdfium2.raw as raw

    program = shutil.which("fc-match")
    for name in _FONTS if program else ():
        command = [str(program), "--format=%{file}", name]
        said = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout  # noqa: S603
        if "DejaVu" in said:
            data = Path(said).read_bytes()
            return raw.FPDFText_LoadFont(
                document.raw, (ctypes.c_ubyte * len(data)).from_buffer_copy(data), len(data), _TRUETYPE, 1
            )
    raise MissingTool("Máy chưa có phông chữ Việt để ghi lớp chữ; đề nghị cài gói fonts-dejavu-core và fontconfig.")
