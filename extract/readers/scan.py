"""Pages whose text cannot be used: told from the others, and recognised from their image.

Having text does not mean that it can be used: a page may hold only a signing service's stamp, hidden text that lost
its tone marks, or letters of a font without a Unicode map.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extract.readers import rules, second, stamps, tesseract, upright, vote
from extract.readers.ink import without_ink
from extract.readers.lexicon import bare, mended
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
# Of the size of words: how far apart baselines of one row lie, and which gap ends it.
_ONE_ROW, _WIDE_GAP, _SPACE = 0.35, 2.0, 0.2
# A word has a letter, a digit or a mark that documents are set with; others are specks and remains of rules.
_SPEAKS = re.compile(r"[^\W_]|^[-–+%/&:;.,“”\"()…]+$")
_STROKES = ("|", "l", "!")
_NUMERALS = {
    "H": "II",
    "Il": "II",
    "lI": "II",
    "HI": "III",
    "IH": "III",
    "IIl": "III",
    "l": "I",
    "1V": "IV",
    "IY": "IV",
}
# Pixels: what is painted over a rule, and what no column is narrower than.
_RULE = 6
_NARROWEST = 25
# What is darker than paper, of 255, and how many such dots no page has that anything is printed on.
_FAINT, _SPECK = 200, 100
# What is dark, of 255, and which share of a page is, at least, where something is printed on it.
_DARK, _INKED = 128, 0.003
_POINTS = 72 / tesseract.DPI
_LEVEL = upright.Lie()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read from its image. confidence: the mean of its words, 0 to 1; 1 where the page is empty.

    rows, lie: the words as they were read, and how the page lay then. mends: what was mended by the dictionary:
    `tô chức → tổ chức`.
    """

    letters: tuple[Letter, ...]
    tables: tuple[PageTable, ...]
    width: float
    confidence: float
    mends: tuple[str, ...] = ()
    rows: tuple[tuple[tesseract.Word, ...], ...] = ()
    lie: upright.Lie = _LEVEL


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


def is_picture(page: Any) -> bool:
    """Whether a page is the picture of one."""
    return _covered(page) >= _WHOLE_PAGE


def recognise(page: Any, number: int, letters: Sequence[Letter] = ()) -> Recognised:
    """Page `number` (from 1) by its image, turned upright; letters: its text that cannot be used.

    Raises MissingTool, LimitExceeded.
    """
    if _covered(page) < _WHOLE_PAGE and len(letters) > _STAMP_LETTERS:
        _without_images(page)
    picture = stamps.picture(page, tesseract.DPI)
    grey = without_ink(picture, keep_blue=number == 1)
    if sum(grey.histogram()[:_FAINT]) < _SPECK:
        return Recognised((), (), grey.width * _POINTS, 1.0)
    read, lie = _read(grey)
    grey, ruled = read.grey, read.ruled
    rows, mends = _mended(_numerals(vote.merged(read.words, second.lines(grey)), ruled))
    words = [word for row in rows for word in row if _SPEAKS.search(word.text)]
    made = tuple(letter for word in words for letter in _letters(word))
    tables = [table_of([_in_points(box) for box in cells], made, number) for cells in ruled]
    confidence = statistics.fmean(word.confidence for word in words) if words else 1.0
    kept = tuple(table for table in tables if table)
    return Recognised(made, kept, grey.size[0] * _POINTS, confidence, mends, tuple(map(tuple, rows)), lie)


def shown(box: rules.Box, lie: upright.Lie) -> rules.Box:
    """Where a box of the page as it was read, in points, lies on the page as it is shown."""
    x0, top, x1, bottom = (each / _POINTS for each in box)
    corners = [lie.back(x, y) for x in (x0, x1) for y in (top, bottom)]
    xs, ys = [x * _POINTS for x, _ in corners], [y * _POINTS for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _without_images(page: Any) -> None:
    """A page set in fonts without a Unicode map is drawn without the pictures of seals and signatures on it."""
    for each in list(page.get_objects(max_depth=1)):
        if each.type == _IMAGE_OBJECT:
            page.remove_obj(each)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What Tesseract read of an upright page (grey, PIL): the words, those of the ruled tables (their cells) last."""

    grey: Any
    words: Sequence[tesseract.Word]
    ruled: Sequence[Sequence[rules.Box]]


def _read(grey: Any) -> tuple[_Reading, upright.Lie]:
    """The page upright, its words where they then stand, and how it was laid for that."""
    straight, lie = _straightened(grey, 0)
    if upright.lies_on_side(straight) and (turn := tesseract.turn_of(straight)):
        straight, lie = _straightened(grey, turn)
        return _with_tables(straight), lie
    found = _with_tables(straight)
    if _is_doubtful(found.words) and _has_ink(straight) and (turn := tesseract.turn_of(straight)):
        straight, lie = _straightened(grey, turn)
        found = _with_tables(straight)
    return found, lie


def _has_ink(grey: Any) -> bool:
    """Whether a page has enough ink to tell how it lies; the back of a sheet has specks."""
    dark = sum(grey.histogram()[:_DARK])
    return bool(dark > _INKED * grey.width * grey.height)


def _with_tables(grey: Any) -> _Reading:
    """The words outside the ruled tables, then those of each table, column by column."""
    from PIL import ImageDraw

    ruled = rules.cells_of(grey)
    outside = grey.copy() if ruled else grey
    for cells in ruled:
        lefts, tops, rights, bottoms = zip(*cells, strict=True)
        ImageDraw.Draw(outside).rectangle((min(lefts), min(tops), max(rights), max(bottoms)), fill=255)
    inside = [word for cells in ruled for word in _by_columns(grey, cells)]
    return _Reading(grey, [*tesseract.words(outside), *inside], ruled)


def _straightened(grey: Any, turn: int) -> tuple[Any, upright.Lie]:
    turned = grey.rotate(-turn, expand=True) if turn else grey
    slant = upright.slant_of(turned)
    return upright.turned(turned, slant), upright.Lie(turn, slant, *turned.size)


def _mended(words: Sequence[tesseract.Word]) -> tuple[list[list[tesseract.Word]], tuple[str, ...]]:
    """The words in rows, with the marks back that recognition lost, and what was mended: `tô chức → tổ chức`."""
    rows, mends = [], []
    found = [[], *_rows(words), []]
    certain = {bare(word.text) for word in words if word.confidence > vote.UNDECIDED}
    for above, row, below in zip(found, found[1:], found[2:], strict=False):
        around = above[-1].text if above else "", below[0].text if below else ""
        read = [bare(word.text) if word.confidence <= vote.UNDECIDED else "" for word in row]
        unsure = [at for at, word in enumerate(read) if word and word not in certain]
        texts = _annex(mended([word.text for word in row], around, unsure))
        for at, (word, text) in enumerate(zip(row, texts, strict=True)):
            if word.text != text:
                last = at + 2 if at + 1 < len(row) else at + 1
                old = " ".join(each.text for each in row[last - 2 : last])
                mends.append(f"{old} → {' '.join(texts[last - 2 : last])}")
        rows.append(_apart([replace(word, text=text) for word, text in zip(row, texts, strict=True)]))
    return rows, tuple(dict.fromkeys(mends))


def _annex(words: list[str]) -> list[str]:
    """`Phụ lục H` is `Phụ lục II`: its number stands alone on its line, and no annex has such a letter."""
    is_annex = len(words) == 3 and " ".join(words[:2]).lower() == "phụ lục"
    return [*words[:2], _NUMERALS.get(words[2], words[2])] if is_annex else words


def _apart(row: Sequence[tesseract.Word]) -> list[tesseract.Word]:
    """A row in which no word reaches into the next: what stands between them is a space."""
    placed: list[tesseract.Word] = []
    for at, word in enumerate(row):
        space = _SPACE * word.size
        left = max(word.left, placed[-1].right + space) if placed else word.left
        right = min(word.right, row[at + 1].left - space) if at + 1 < len(row) else word.right
        placed.append(replace(word, left=left, right=max(right, left + 1)))
    return placed


def _rows(words: Sequence[tesseract.Word]) -> list[list[tesseract.Word]]:
    """Words that stand on one line, from left to right; a wide gap ends a row."""
    lines: list[list[tesseract.Word]] = []
    for word in sorted(words, key=lambda each: each.baseline):
        if lines and word.baseline - lines[-1][0].baseline <= _ONE_ROW * max(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    rows = []
    for line in lines:
        line.sort(key=lambda each: each.left)
        rows.append(line[:1])
        for before, word in pairwise(line):
            if word.left - before.right > _WIDE_GAP * word.size:
                rows.append([])
            rows[-1].append(word)
    return rows


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
        word.moved(left, top)
        for at, (left, right) in enumerate(pairwise(edges))
        if right - left > _NARROWEST
        for word in tesseract.words(plain.crop((left, top, right, bottom)), "6")
    ]


def _numerals(words: Sequence[tesseract.Word], ruled: Sequence[Sequence[rules.Box]]) -> list[tesseract.Word]:
    """In the first column of a table a lonely stroke is the numeral of a group."""
    first = [[box for box in cells if box[0] == min(each[0] for each in cells)] for cells in ruled]
    return [
        replace(word, text="I") if word.text in _STROKES and any(_is_in(word, cells) for cells in first) else word
        for word in words
    ]


def _is_doubtful(found: Sequence[tesseract.Word]) -> bool:
    """Whether so little was read so badly that the page may lie on its side or its head."""
    if not found:
        return True
    askew = sum(word.is_turned for word in found)
    return 2 * askew > len(found) or statistics.fmean(word.confidence for word in found) < _UNSURE


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
