"""The letters of a PDF page, sorted by position into printed lines."""

from __future__ import annotations

import ctypes
import re
import statistics
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from extract.legacy import decode, encoding_of

_SPACE = 32
_RECIPIENT_ROWS = 40
_OVERPRINTED = 0.12  # of the size: the narrowest letters stand further apart
_OVER = 0.3  # of the size: letters that reach so far into each other are printed over one another
_MOTTOS = ("CỘNGHÒAXÃ", "CỘNGHOÀXÃ", "Độclập-Tự", "ĐỘCLẬP-TỰ", "ĐẢNGCỘNGSẢN")
_WORD = re.compile(r"\S+")
_UNSURE = 0.9
_KEEP_TOGETHER = re.compile(r"(?:Số\s*:?|ngày|tháng|năm|/)$")
_MAPPED = {0x00A0: " ", 0x00AD: "-", 0x2010: "-", 0x2011: "-", 0xFFFE: "-", 0x0002: "-"}


class Letter(NamedTuple):
    """A character: x0, x1 its sides, y its baseline from the top of the page, size in points, print of its font.

    sure: how sure its recognition was, 0 to 1. old: it was in an encoding before Unicode. A tuple, for a page has
    thousands.
    """

    char: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    sure: float = 1.0
    old: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed; column: 0 or 1 where the page stands in two columns here, None in running text.

    doubts: as those of `corpus.model.Line`. clashes: how many of its letters reach far into the one before.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    lead_bold: int
    italic: bool
    column: int | None = None
    page: int = 0
    sure: float = 1.0
    doubts: tuple[tuple[int, int, float], ...] = ()
    clashes: int = 0


def letters_of(page: Any, first: int = 0) -> list[Letter]:
    """The letters of a page from the `first` on in stream order, where they stand on the page as it is shown."""
    text = page.get_textpage()
    handle = ctypes.cast(text.raw, ctypes.c_void_p).value
    a, b, c, d, e, f = upright(page)
    letters = []
    prints: dict[int, _Print] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    to_x, to_y, *sides = (ctypes.addressof(each) for each in (x, y, left, right, bottom, top))
    # A page has thousands of letters: what is asked of each is bound once.
    unicode_of, is_made, object_of, origin_of, box_of = _questions()
    for at in range(first, text.count_chars()):
        code = unicode_of(handle, at)
        if (code <= _SPACE and code not in _MAPPED) and (code < _SPACE or is_made(handle, at)):
            continue
        origin_of(handle, at, to_x, to_y)
        x0, baseline = a * x.value + b * y.value + c, d * x.value + e * y.value + f
        drawn = object_of(handle, at)
        size, bold, italic, old = prints.get(drawn) or prints.setdefault(drawn, _print_of(text.raw, at))
        if code == _SPACE:  # of white space only the place matters
            letters.append(Letter(" ", x0, x0 + 0.1, baseline, size, bold=False, italic=False))
            continue
        box_of(handle, at, *sides)
        one, other = a * left.value + b * bottom.value + c, a * right.value + b * top.value + c
        if one != other:
            x0 = min(x0, one, other)
        if old:
            char = decode(chr(code), old, _vowel_before(letters, x0, baseline, size))
            if char and unicodedata.combining(char[0]):  # VNI prints the mark of a vowel behind it
                letters[-1] = _marked(letters[-1], char, max(one, other))
                continue
        else:
            char = _MAPPED.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
        was_old = bool(old) and char != chr(code)
        letters.append(Letter(char, x0, max(one, other, x0 + 0.1), baseline, size, bold, italic, 1.0, was_old))
    text.close()
    return letters


def _vowel_before(letters: Sequence[Letter], x0: float, y: float, size: float) -> str:
    """The letter right before a place, which a mark that begins there may belong to."""
    last = letters[-1] if letters else None
    return last.char if last and abs(last.y - y) < size / 3 and abs(last.x1 - x0) < size / 2 else ""


def _marked(letter: Letter, mark: str, x1: float) -> Letter:
    """A letter with the mark that was printed behind or over it."""
    char = unicodedata.normalize("NFC", letter.char + mark)
    return letter._replace(char=char, x1=max(letter.x1, x1), old=True)


_Print = tuple[float, bool, bool, str]  # size in points, bold, italic, the font's name where it is none of Unicode


@cache
def _questions() -> tuple[Callable[..., int], ...]:
    """pdfium's functions that are asked of each letter, with addresses as arguments.

    pypdfium2 binds the same, but checks the type of each argument of each call, which takes half of the time.
    """
    import pypdfium2.raw as raw

    letter = (ctypes.c_void_p, ctypes.c_int)  # the text page, and at which place
    number = ctypes.CFUNCTYPE(ctypes.c_uint, *letter)
    asked = (
        (raw.FPDFText_GetUnicode, number),
        (raw.FPDFText_IsGenerated, number),
        (raw.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_size_t, *letter)),
        (raw.FPDFText_GetCharOrigin, ctypes.CFUNCTYPE(ctypes.c_int, *letter, *[ctypes.c_void_p] * 2)),
        (raw.FPDFText_GetCharBox, ctypes.CFUNCTYPE(ctypes.c_int, *letter, *[ctypes.c_void_p] * 4)),
    )
    return tuple(bind(ctypes.cast(function, ctypes.c_void_p).value or 0) for function, bind in asked)


def _print_of(handle: Any, at: int) -> _Print:
    """The print of a letter, the same for all letters of one text object."""
    import pypdfium2.raw as raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, at, name, 128, flags)
    size = raw.FPDFText_GetFontSize(handle, at)
    return size if size > 1.5 else 12.0, *_look(name.value)


def upright(page: Any) -> tuple[float, float, float, float, float, float]:
    """(a, b, c, d, e, f) that take a point of a PDF page to where it is shown, in points from the top left.

    x, y is shown at a·x + b·y + c from the left and d·x + e·y + f from the top.
    """
    left, bottom, right, top = page.get_bbox()
    shown = {
        0: (1.0, 0.0, -left, 0.0, -1.0, top),
        90: (0.0, 1.0, -bottom, 1.0, 0.0, -left),
        180: (-1.0, 0.0, right, 0.0, 1.0, -bottom),
        270: (0.0, -1.0, top, -1.0, 0.0, right),
    }
    return shown[page.get_rotation()]


@lru_cache(maxsize=256)
def _look(name: bytes) -> tuple[bool, bool, str]:
    """Bold, italic, and the font's name where its text is in TCVN3 or VNI."""
    low = name.lower()
    font = name.decode("latin-1")
    old = font if encoding_of(font) else ""
    return b"bold" in low or b",bd" in low or b"-bd" in low, b"ital" in low or b"oblique" in low, old


def lines_of(letters: Sequence[Letter], width: float, page: int) -> tuple[PrintedLine, ...]:
    """The printed lines from top to bottom; a line with a wide gap is two, in two columns."""
    lines: list[PrintedLine] = []
    for parts in _beside_signature([_parts(_once(row), width) for row in rows_of(letters)]):
        for column, part in enumerate(parts):
            if line := _line(part, column if len(parts) > 1 else None, page):
                lines.append(line)
    return tuple(lines)


def rows_of(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters that stand on one baseline, from left to right; marks drawn a little above or below it belong to it."""
    row: list[Letter] = []
    for letter in sorted(letters, key=attrgetter("y")):
        if row and letter.y - row[0].y > 0.35 * max(row[0].size, letter.size):
            yield sorted(row, key=attrgetter("x0"))
            row = []
        row.append(letter)
    if row:
        yield sorted(row, key=attrgetter("x0"))


def _once(row: Sequence[Letter]) -> list[Letter]:
    """A row without letters printed twice on one place: bold by overprinting, or a letter drawn as base and mark."""
    kept = list(row[:1])
    for before, letter in pairwise(row):
        if letter.char != before.char or letter.x0 - before.x0 > _OVERPRINTED * letter.size:
            kept.append(letter)
    return kept


def _parts(row: Sequence[Letter], width: float) -> list[list[Letter]]:
    """A row parted where nothing stands for a long way: the head and the signature are printed in two columns."""
    parts: list[list[Letter]] = [[]]
    end: float | None = None
    for at, letter in enumerate(row):
        if letter.char.isspace():
            parts[-1].append(letter)
            continue
        gap = letter.x0 - end if end is not None else 0.0
        if gap > 0.6 * letter.size and len(parts) < 3:
            wide = gap > max(2.2 * letter.size, 0.045 * width) or _begins_motto(row, at)
            if wide and not _is_blank(parts[-1], letter):
                parts.append([])
        parts[-1].append(letter)
        end = letter.x1
    return parts


def _beside_signature(rows: list[list[list[Letter]]]) -> list[list[list[Letter]]]:
    """The rows parted also where a long recipient comes close to the signature beside it.

    The lines of a signature have one middle; what stands about it behind the smallest gap is one of them.
    """
    start = next((at for at, parts in enumerate(rows) if _opens_recipients(parts[0])), None)
    if start is None:
        return rows
    middles = [_middle(parts[-1]) for parts in rows[max(0, start - 3) : start + _RECIPIENT_ROWS] if len(parts) > 1]
    if not middles:
        return rows
    middle = statistics.median(middles)
    behind = rows[start + 1 : start + _RECIPIENT_ROWS]
    parted = [_parted(parts[0], middle) if len(parts) == 1 else parts for parts in behind]
    return [*rows[: start + 1], *parted, *rows[start + _RECIPIENT_ROWS :]]


def _opens_recipients(row: Sequence[Letter]) -> bool:
    words = "".join(each.char for each in row[:12]).strip()
    return words[:1] in ("N", "n") and unicodedata.normalize("NFC", words).casefold().startswith("nơi nhận")


def _middle(row: Sequence[Letter]) -> float:
    solid = [each for each in row if not each.char.isspace()]
    return (solid[0].x0 + solid[-1].x1) / 2 if solid else 0.0


def _parted(row: list[Letter], middle: float) -> list[list[Letter]]:
    """A row in two where what stands behind a gap has this middle; else the row alone."""
    solid = [(at, each) for at, each in enumerate(row) if not each.char.isspace()]
    for (_, before), (at, letter) in pairwise(solid):
        if letter.x0 - before.x1 > 0.6 * letter.size and abs(_middle(row[at:]) - middle) < letter.size:
            return [row[:at], row[at:]]
    return [row]


def _begins_motto(row: Sequence[Letter], at: int) -> bool:
    """Whether the national motto begins here: its column may stand close to the issuer's."""
    words = unicodedata.normalize("NFC", "".join(each.char for each in row[at : at + 24]).replace(" ", ""))
    return words.startswith(_MOTTOS)


def _is_blank(before: Sequence[Letter], letter: Letter) -> bool:
    """A gap left for a number or a day is no border between columns: `Số:      /KH-UBND`, `ngày    tháng`."""
    words = "".join(each.char for each in before).strip()
    if words.endswith(",") and letter.char in "nN":  # `Hà Nội,      ngày`
        return True
    return letter.char == "/" or bool(_KEEP_TOGETHER.search(words)) or len(words) <= 3


def _line(letters: Sequence[Letter], column: int | None, page: int) -> PrintedLine | None:
    """The line that letters of one row make; None where they are all white space."""
    solid = [each for each in letters if not each.char.isspace()]
    if not solid:
        return None
    printed, lead, clashes = _words(letters)
    text = re.sub(r"\s+", " ", printed.strip())
    size = max(each.size for each in solid)
    y = sorted([each.y for each in solid])[len(solid) // 2]
    return PrintedLine(
        text=text,
        x0=min([each.x0 for each in solid]),
        x1=max([each.x1 for each in solid]),
        top=y - size,
        bottom=y + 0.25 * size,
        size=round(size, 1),
        lead_bold=min(max(lead - (len(printed) - len(printed.lstrip())), 0), len(text)),
        italic=sum([each.italic for each in solid]) * 2 > len(solid),
        column=column,
        page=page,
        sure=sum([each.sure for each in solid]) / len(solid),
        doubts=_doubts(text, solid) if min([each.sure for each in solid]) < _UNSURE else (),
        clashes=clashes,
    )


def _doubts(text: str, solid: Sequence[Letter]) -> tuple[tuple[int, int, float], ...]:
    """The words of a line with a letter that recognition was unsure of; `solid` are the letters of all in order."""
    doubts, at = [], 0
    for match in _WORD.finditer(text):
        letters = solid[at : at + len(match[0])]
        at += len(match[0])
        if (sure := min((each.sure for each in letters), default=1.0)) < _UNSURE:
            doubts.append((match.start(), match.end(), round(sure, 2)))
    return tuple(doubts)


def _words(letters: Sequence[Letter]) -> tuple[str, int, int]:
    """The characters of a row, a space where they stand apart; how many from the first on are bold; the clashes."""
    words: list[str] = []
    lead, leading, clashes = 0, True, 0
    before: Letter | None = None
    for letter in letters:
        blank = letter.char.isspace()
        if before and not blank:
            gap = letter.x0 - before.x1
            if gap > 0.18 * letter.size and not before.char.isspace():
                words.append(" ")
            elif gap < -_OVER * letter.size and letter.char != before.char:
                clashes += letter.char.isalnum() and before.char.isalnum()
        words.append(letter.char)
        leading = leading and (letter.bold or blank)
        lead = len(words) if leading else lead
        before = letter
    return "".join(words), lead, clashes
