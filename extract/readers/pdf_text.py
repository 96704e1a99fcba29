"""The letters of a PDF page, sorted by position into printed lines."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

_PATH_OBJECT = 2
_RULED = 6  # a head has two or three rules under its lines; a table has many
_MOTTOS = ("CỘNGHÒAXÃ", "CỘNGHOÀXÃ", "Độclập-Tự", "ĐỘCLẬP-TỰ", "ĐẢNGCỘNGSẢN")
_KEEP_TOGETHER = re.compile(r"(?:Số\s*:?|ngày|tháng|năm|,|/)$")
_MAPPED = {0x00A0: " ", 0x00AD: "-", 0x2010: "-", 0x2011: "-", 0xFFFE: "-", 0x0002: "-"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A character: x0, x1 its sides, y its baseline from the top of the page, size in points, print of its font.

    sure: how sure its recognition was, 0 to 1.
    """

    char: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed; column: 0 or 1 where the page stands in two columns here, None in running text."""

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


def letters_of(page: Any) -> tuple[list[Letter], bool]:
    """The letters of a page in stream order, and whether the page has rules enough for a table."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    height = page.get_height()
    letters = []
    fonts: dict[bytes, tuple[bool, bool]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    sides = [ctypes.c_double() for _ in range(4)]
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for at in range(raw.FPDFText_CountChars(text.raw)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if (code < 32 and code not in _MAPPED) or raw.FPDFText_IsGenerated(text.raw, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
        raw.FPDFText_GetCharBox(text.raw, at, *sides)
        raw.FPDFText_GetFontInfo(text.raw, at, name, 128, flags)
        font = fonts.setdefault(name.value, _look(name.value)) if name.value else (False, False)
        size = raw.FPDFText_GetFontSize(text.raw, at)
        x0 = min(x.value, sides[0].value) if sides[1].value > sides[0].value else x.value
        x1 = max(sides[1].value, x0 + 0.1)
        char = _MAPPED.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
        letters.append(Letter(char, x0, x1, height - y.value, size if size > 1.5 else 12.0, *font))
    text.close()
    paths = sum(raw.FPDFPageObj_GetType(each.raw) == _PATH_OBJECT for each in _objects(page))
    return letters, paths >= _RULED


def _objects(page: Any) -> Iterator[Any]:
    yield from page.get_objects(max_depth=2)


def _look(name: bytes) -> tuple[bool, bool]:
    low = name.lower()
    return b"bold" in low or b",bd" in low or b"-bd" in low, b"ital" in low or b"oblique" in low


def lines_of(letters: Sequence[Letter], width: float, page: int) -> tuple[PrintedLine, ...]:
    """The printed lines from top to bottom; a line with a wide gap is two, in two columns."""
    lines: list[PrintedLine] = []
    for row in _rows(letters):
        parts = _parts(row, width)
        for column, part in enumerate(parts):
            line = replace(_line(part, column if len(parts) > 1 else None), page=page)
            if line.text:
                lines.append(line)
    return tuple(lines)


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters that stand on one baseline; marks drawn a little above or below it belong to it."""
    row: list[Letter] = []
    for letter in sorted(letters, key=lambda each: each.y):
        if row and letter.y - row[0].y > 0.35 * max(row[0].size, letter.size):
            yield sorted(row, key=lambda each: each.x0)
            row = []
        row.append(letter)
    if row:
        yield sorted(row, key=lambda each: each.x0)


def _parts(row: Sequence[Letter], width: float) -> list[list[Letter]]:
    """A row parted where nothing stands for a long way: the head and the signature are printed in two columns."""
    parts: list[list[Letter]] = [[]]
    end: float | None = None
    for at, letter in enumerate(row):
        if letter.char.isspace():
            parts[-1].append(letter)
            continue
        border = 0.6 * letter.size if _begins_motto(row, at) else max(2.2 * letter.size, 0.045 * width)
        wide = end is not None and letter.x0 - end > border
        if wide and len(parts) < 3 and not _is_blank(parts[-1], letter):
            parts.append([])
        parts[-1].append(letter)
        end = letter.x1
    return parts


def _begins_motto(row: Sequence[Letter], at: int) -> bool:
    """Whether the national motto begins here: its column may stand close to the issuer's."""
    words = unicodedata.normalize("NFC", "".join(each.char for each in row[at : at + 24]).replace(" ", ""))
    return words.startswith(_MOTTOS)


def _is_blank(before: Sequence[Letter], letter: Letter) -> bool:
    """A gap left for a number or a day is no border between columns: `Số:      /KH-UBND`, `ngày    tháng`."""
    words = "".join(each.char for each in before).strip()
    return letter.char == "/" or bool(_KEEP_TOGETHER.search(words)) or len(words) <= 3


def _line(letters: Sequence[Letter], column: int | None) -> PrintedLine:
    words: list[str] = []
    lead, leading = 0, True
    before: Letter | None = None
    for letter in letters:
        gap = before is not None and letter.x0 - before.x1 > 0.18 * letter.size
        if gap and not letter.char.isspace() and before is not None and not before.char.isspace():
            words.append(" ")
        words.append(letter.char)
        leading = leading and (letter.bold or letter.char.isspace())
        lead = sum(map(len, words)) if leading else lead
        before = letter
    printed = "".join(words)
    text = printed.strip()
    solid = [each for each in letters if not each.char.isspace()]
    size = max((each.size for each in solid), default=0.0)
    y = sorted(each.y for each in solid)[len(solid) // 2] if solid else 0.0
    return PrintedLine(
        text=re.sub(r"\s+", " ", text),
        x0=min((each.x0 for each in solid), default=0.0),
        x1=max((each.x1 for each in solid), default=0.0),
        top=y - size,
        bottom=y + 0.25 * size,
        size=round(size, 1),
        lead_bold=min(max(lead - (len(printed) - len(printed.lstrip())), 0), len(text)),
        italic=sum(each.italic for each in solid) * 2 > len(solid),
        column=column,
        sure=sum(each.sure for each in solid) / len(solid) if solid else 1.0,
    )
