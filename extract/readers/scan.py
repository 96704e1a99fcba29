"""Pages whose text cannot be used: told from the others, and recognised from their image.

Having text does not mean that it can be used: a page may hold only a signing service's stamp, hidden text that lost
its tone marks, or letters of a font without a Unicode map.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extract.readers import rules, tesseract
from extract.readers.pdf_rules import objects_of
from extract.readers.pdf_tables import PageTable, table_of
from extract.readers.pdf_text import Letter

_IMAGE_OBJECT = 3
_FEW_LETTERS = 12
_STAMP_LETTERS = 400
_WHOLE_PAGE = 0.5
_SOME_IMAGE = 0.05
# Shares of letters: what no Vietnamese text has of letters of other scripts, and what none lacks of its own.
_FOREIGN = 0.02
_OWN = 0.08
_WORDS_TO_JUDGE = 60
_UNSURE = 0.86
_LINES_TO_JUDGE = 12
_STRAIGHT = 0.0015
# A word has a letter, a digit or a mark that documents are set with; others are specks and remains of rules.
_SPEAKS = re.compile(r"[^\W_]|^[-–+%/&:;.,“”\"()…]+$")
# Pixels: what is painted over a rule, and what no column is narrower than.
_RULE = 6
_NARROWEST = 25
# Ink of stamps and signatures: how much stronger its own colour is than the others, of 255.
_STRONGER = 45
_POINTS = 72 / tesseract.DPI


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read from its image. confidence: the mean of its words, 0 to 1; 1 where the page is empty."""

    letters: tuple[Letter, ...]
    tables: tuple[PageTable, ...]
    width: float
    confidence: float


def is_usable(letters: Sequence[Letter], page: Any) -> bool:
    """Whether the text that a page holds is what a reader sees on it."""
    covered = _covered(page)
    if len(letters) < _FEW_LETTERS:
        return covered < _SOME_IMAGE
    solid = {char: count for char, count in Counter(each.char for each in letters).items() if char.isalpha()}
    total = sum(solid.values())
    foreign = sum(count for char, count in solid.items() if not _is_latin(char))
    if foreign > _FOREIGN * total:
        return False
    if covered < _WHOLE_PAGE:
        return True
    own = sum(count for char, count in solid.items() if ord(char) > 0xBF)
    return len(letters) > _STAMP_LETTERS and own / max(1, total) > _OWN


def _is_latin(char: str) -> bool:
    """Letters that Vietnamese is printed with, composed or not; symbols of lists are no letters at all."""
    code = ord(char)
    return code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x300 <= code < 0x370 or 0xE000 <= code < 0xF900


def _covered(page: Any) -> float:
    """The share of the page that its largest image covers."""
    from pypdfium2 import PdfMatrix

    area = page.get_width() * page.get_height()
    # An image is drawn on a square of one by one, which its matrix places.
    placed = (matrix for _, matrix in objects_of(page, _IMAGE_OBJECT, PdfMatrix()))
    largest = max((abs(each.a * each.d - each.b * each.c) for each in placed), default=0.0)
    return float(largest / area) if area else 0.0


def recognise(page: Any, number: int) -> Recognised:
    """Page `number` (from 1) by its image, turned upright. Raises MissingTool, LimitExceeded."""
    image = page.render(scale=tesseract.DPI / 72).to_pil().convert("RGB")
    grey = _without_ink(image, is_first=number == 1)
    found: Sequence[tesseract.Word] = tesseract.words(grey)
    if _is_turned(found) and (turn := tesseract.turn_of(grey)):
        grey = grey.rotate(-turn, expand=True)
        found = tesseract.words(grey)
    grey, found = _straight(grey, found)
    ruled = rules.cells_of(grey)
    if ruled:
        found = [word for word in found if not any(_is_in(word, cells) for cells in ruled)]
        found += [word for cells in ruled for word in _by_columns(grey, cells)]
    letters = tuple(letter for word in found if _SPEAKS.search(word.text) for letter in _letters(word))
    tables = [table_of([_in_points(box) for box in cells], letters, number) for cells in ruled]
    confidence = statistics.fmean(word.confidence for word in found) if found else 1.0
    return Recognised(letters, tuple(table for table in tables if table), grey.size[0] * _POINTS, confidence)


def _is_in(word: tesseract.Word, cells: Sequence[rules.Box]) -> bool:
    """Whether a word stands in a table."""
    middle = (word.left + word.right) / 2
    inside = min(box[0] for box in cells) <= middle <= max(box[2] for box in cells)
    return inside and min(box[1] for box in cells) <= word.baseline <= max(box[3] for box in cells)


def _by_columns(grey: Any, cells: Sequence[rules.Box]) -> list[tesseract.Word]:
    """The words of a table, recognised column by column with its rules painted over.

    On whole pages of tables the order of words is lost, and rules are taken for letters (measured: mean confidence
    0.75 against 0.90).
    """
    from PIL import ImageDraw

    plain = grey.copy()
    pen = ImageDraw.Draw(plain)
    for box in cells:
        pen.rectangle(box, outline=255, width=_RULE)
    edges = sorted({round(edge) for box in cells for edge in (box[0], box[2])})
    top, bottom = round(min(box[1] for box in cells)), round(max(box[3] for box in cells))
    return [
        replace(
            word,
            text=_numeral(word, at),
            left=word.left + left,
            right=word.right + left,
            baseline=word.baseline + top,
        )
        for at, (left, right) in enumerate(pairwise(edges))
        if right - left > _NARROWEST
        for word in tesseract.words(plain.crop((left, top, right, bottom)), "6")
    ]


def _numeral(word: tesseract.Word, column: int) -> str:
    """In the first column a lonely stroke is the numeral of a group."""
    return "I" if column == 0 and word.text in ("|", "l", "!") else word.text


def _is_turned(found: Sequence[tesseract.Word]) -> bool:
    """Whether so little was read so badly that the page may lie on its side or its head."""
    if not found:
        return True
    askew = sum(word.is_turned for word in found)
    return 2 * askew > len(found) or statistics.fmean(word.confidence for word in found) < _UNSURE


def _straight(grey: Any, found: Sequence[tesseract.Word]) -> tuple[Any, Sequence[tesseract.Word]]:
    """The page turned by the slope of its lines, and its words where they then stand."""
    slopes = [word.slope for word in found if word.right - word.left > word.size]
    slope = statistics.median(slopes) if len(slopes) > _LINES_TO_JUDGE else 0.0
    if abs(slope) < _STRAIGHT:
        return grey, found
    angle = math.atan(slope)
    middle_x, middle_y, sine, cosine = grey.size[0] / 2, grey.size[1] / 2, math.sin(angle), math.cos(angle)

    def moved(word: tesseract.Word) -> tesseract.Word:
        across, down = (word.left + word.right) / 2 - middle_x, word.baseline - middle_y
        shift = middle_x + across * cosine + down * sine - (word.left + word.right) / 2
        baseline = middle_y - across * sine + down * cosine
        return replace(word, left=word.left + shift, right=word.right + shift, baseline=baseline)

    return grey.rotate(math.degrees(angle), fillcolor=255), tuple(map(moved, found))


def _without_ink(image: Any, *, is_first: bool) -> Any:
    """The page in grey without red stamps and blue signatures.

    On the first page blue stays: numbers and days are stamped or written in blue there.
    """
    from PIL import ImageChops, ImageOps

    red, green, blue = image.split()
    strong = [ImageChops.darker(ImageChops.subtract(red, green), ImageChops.subtract(red, blue))]
    if not is_first:
        strong.append(ImageChops.subtract(blue, red))
    grey = ImageOps.grayscale(image)
    for each in strong:
        grey.paste(255, mask=each.point(lambda value: 255 if value > _STRONGER else 0))
    return grey


def _letters(word: tesseract.Word) -> list[Letter]:
    """The letters of a word, as wide as each other, in points."""
    step = (word.right - word.left) / len(word.text) * _POINTS
    left, y, size = word.left * _POINTS, word.baseline * _POINTS, word.size * _POINTS * 0.85
    return [
        Letter(
            char, left + at * step, left + (at + 1) * step, y, size, bold=False, italic=False, sure=word.confidence
        )
        for at, char in enumerate(word.text)
    ]


def _in_points(box: rules.Box) -> rules.Box:
    x0, top, x1, bottom = (each * _POINTS for each in box)
    return x0, top, x1, bottom
