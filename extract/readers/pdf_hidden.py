"""Letters of a PDF page that no reader sees, or that stand over other letters: kept out of the text and told.

White or invisible letters, letters beyond the edge of the page, and a second text printed over a first one would
only be mixed into the words that are read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpus.model import Note
from extract.readers.pdf_rules import Box
from extract.readers.pdf_text import Letter, PrintedLine, rows_of, upright

_WHITE = 245  # of 255, from which on ink on white paper is not seen
_CLEAR = 13  # of 255, below which ink is as good as none
_FEWEST = 4  # letters of a line that reach far into the one before: one or two are a mark drawn by hand
_MUCH = 0.3  # of a letter's width
_SHOWN = 120
_MOST = 20
_BEYOND = 1.0  # points
_SPACE = 0.18  # of the size


def unseen(page: Any, letters: Sequence[Letter]) -> frozenset[Letter]:
    """The letters of a page that no reader sees."""
    return frozenset((*_beyond(page, letters), *_pale(page, letters)))


def words(letters: Sequence[Letter], unseen: frozenset[Letter]) -> str:
    """What the unseen ones of the letters say."""
    return _said([each for each in letters if each in unseen]) if unseen else ""


def is_overprinted(lines: Iterable[PrintedLine]) -> bool:
    """Whether on one of the lines of a page two texts are printed over one another."""
    return any(line.clashes >= _FEWEST for line in lines)


def first_printed(letters: Sequence[Letter]) -> tuple[list[Letter], str]:
    """The letters without those of a text that was printed over a first one, and the words of that text."""
    order = {id(each): at for at, each in enumerate(letters)}
    over = {at for row in rows_of(letters) for at in _later(row, order)}
    kept = [each for at, each in enumerate(letters) if at not in over]
    return kept, _said([letters[at] for at in sorted(over)])


def notes_of(hidden: Mapping[int, str], over: Mapping[int, str]) -> Iterator[Note]:
    """What a clerk is told of the words that nobody sees, and of those printed over others, by their page."""
    if hidden:
        yield Note(
            "hidden-text",
            f"Trang {_listed(hidden)} có chữ người xem không thấy (chữ trắng, vô hình hoặc nằm ngoài trang) nên"
            f" không đọc vào văn bản: «{_short(hidden)}».",
        )
    if over:
        yield Note(
            "overprinted",
            f"Trang {_listed(over)} có hai lớp chữ in chồng lên nhau; chỉ đọc lớp in trước, chữ của lớp in sau"
            f" («{_short(over)}») không đưa vào văn bản; đề nghị đối chiếu với bản gốc.",
        )


def _listed(told: Mapping[int, str]) -> str:
    return ", ".join(map(str, list(told)[:_MOST]))


def _short(told: Mapping[int, str]) -> str:
    shown = " … ".join(told.values())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _said(letters: Sequence[Letter]) -> str:
    """What letters in the order of the file say."""
    said: list[str] = []
    before: Letter | None = None
    for letter in letters:
        if before and (letter.y != before.y or abs(letter.x0 - before.x1) > _SPACE * letter.size):
            said.append(" ")
        said.append(letter.char)
        before = letter
    return " ".join("".join(said).split())


def _beyond(page: Any, letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters that stand wholly beyond an edge of the page."""
    if not letters:
        return
    width, height = page.get_width() + _BEYOND, page.get_height() + _BEYOND
    xs, ys = [each.x0 for each in letters], [each.y for each in letters]
    if min(xs) < -_BEYOND or max(xs) > width or min(ys) < 0 or max(ys) > height:
        for each in letters:
            if each.x1 < -_BEYOND or each.x0 > width or each.y < 0 or each.y - each.size > height:
                yield each


def _pale(page: Any, letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters that are drawn in no ink, or in white on white paper."""
    if texts := tuple(_pale_texts(page)):
        for each in letters:
            x, y = (each.x0 + each.x1) / 2, each.y - each.size / 4
            if any((each.old or each.char in said) and _holds(box, x, y) for box, said in texts):
                yield each


def _pale_texts(page: Any) -> Iterator[tuple[Box, str]]:
    """Where texts stand that are not seen, and what they say."""
    import pypdfium2.raw as raw

    objects = [raw.FPDFPage_GetObject(page.raw, at) for at in range(raw.FPDFPage_CountObjects(page.raw))]
    pale = [each for each in objects if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_TEXT and not _has_ink(each)]
    if not pale:
        return
    shown = upright(page)
    grounds = [_box(each, shown) for each in objects if _is_ground(each)]
    text = page.get_textpage()
    for each in pale:
        box = _box(each, shown)
        if not any(_holds(ground, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for ground in grounds):
            yield box, _text_of(each, text.raw)
    text.close()


def _has_ink(text: Any) -> bool:
    """Whether a text is drawn in a colour that is seen on white."""
    import pypdfium2.raw as raw

    if raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return False
    return _is_dark(text)


def _is_dark(each: Any) -> bool:
    """Whether an object is filled with a colour that differs from white paper."""
    import pypdfium2.raw as raw

    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(each, red, green, blue, opaque):
        return True
    return opaque.value > _CLEAR and min(red.value, green.value, blue.value) < _WHITE


def _is_ground(each: Any) -> bool:
    """Whether white letters are seen on an object, or invisible ones are its words: a fill, a picture, a shade."""
    import pypdfium2.raw as raw

    kind = raw.FPDFPageObj_GetType(each)
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return bool(kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(each, fill, stroke)
    return bool(fill.value) and _is_dark(each)


def _box(each: Any, shown: tuple[float, ...]) -> Box:
    """Where an object lies on the page as it is shown."""
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(each, left, bottom, right, top)
    a, b, c, d, e, f = shown
    corners = (left.value, bottom.value), (right.value, top.value)
    xs, ys = [a * x + b * y + c for x, y in corners], [d * x + e * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _text_of(text: Any, page: Any) -> str:
    import pypdfium2.raw as raw

    size = raw.FPDFTextObj_GetText(text, page, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    raw.FPDFTextObj_GetText(text, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - _BEYOND <= x <= box[2] + _BEYOND and box[1] - _BEYOND <= y <= box[3] + _BEYOND


def _later(row: Sequence[Letter], order: Mapping[int, int]) -> Iterator[int]:
    """Of a row, where in the file those letters are that stand on others which were drawn before them."""
    kept: list[Letter] = []
    for run in _runs(sorted(row, key=lambda each: order[id(each)])):
        solid = [each for each in run if each.char.isalnum()]
        if len(solid) < _FEWEST:  # letters of rotated words
            kept += run
        elif 2 * sum(any(_clash(each, other) for other in kept) for each in solid) > len(solid):
            yield from (order[id(each)] for each in run)
        else:
            kept += run


def _runs(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Letters drawn one after another from left to right."""
    runs: list[list[Letter]] = []
    for each in letters:
        if not runs or each.x0 < runs[-1][-1].x0 or each.x0 - runs[-1][-1].x1 > each.size:
            runs.append([])
        runs[-1].append(each)
    return runs


def _clash(one: Letter, other: Letter) -> bool:
    narrower = min(one.x1 - one.x0, other.x1 - other.x0)
    return other.char.isalnum() and min(one.x1, other.x1) - max(one.x0, other.x0) > _MUCH * narrower
