"""The words of a PDF's pages as pieces of lines: words that stand together, with their place and look."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_COLUMNS = 24.0  # points between two words that stand in different columns
_BLANK = 90.0
_BEFORE_BLANK = frozenset("ngày tháng năm số số: Số: Số /".split())
_LINE = 3.0  # points by which words of one line stand apart in height
_EDGES = 12  # lines on a page that may be a table
BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that stand together: their box in points, the look of the first letter, page and line."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    font: str
    size: float
    colour: str | None
    slanted: bool
    page: int
    line: int
    ruled: bool = False  # inside a ruled table


def pieces_of(page: Any, number: int) -> Iterator[Piece]:
    """The pieces of a page from top to bottom; a wide gap parts columns."""
    words = page.extract_words(return_chars=True, use_text_flow=False, y_tolerance=_LINE)
    # A frame or an underline is no table: that has rows and columns.
    found = page.find_tables() if len(page.edges) > _EDGES else []
    tables = [table.bbox for table in found if len(table.rows) > 1 and len(table.columns) > 1]
    line, group, last = 0, [], None
    for word in sorted(words, key=lambda word: (round(word["bottom"] / _LINE), word["x0"])):
        if last is not None and word["bottom"] - last > _LINE:
            yield from _parted(group, number, line, tables)
            line, group = line + 1, []
        group.append(word)
        last = word["bottom"]
    yield from _parted(group, number, line, tables)


def _parted(words: list[Any], number: int, line: int, tables: Sequence[Any]) -> Iterator[Piece]:
    words = sorted(words, key=lambda word: word["x0"])
    cuts = [at for at, (a, b) in enumerate(pairwise(words), 1) if _is_gap(a, b)]
    cuts = sorted({*cuts, *(at for at in range(1, len(words)) if _is_nation(words, at))})
    for start, end in pairwise([0, *cuts, len(words)]):
        if words[start:end]:
            yield _piece(words[start:end], number, line, tables)


def _is_gap(word: Any, behind: Any) -> bool:
    """Whether columns part here; a blank left for a number or a day is none."""
    gap = float(behind["x0"] - word["x1"])
    return gap > (_BLANK if word["text"] in _BEFORE_BLANK else _COLUMNS)


def _is_nation(words: Sequence[Any], at: int) -> bool:
    """Whether the state's name begins here: a long name of a body leaves hardly a gap before it."""
    return words[at]["text"] == "CỘNG" and len(words) > at + 1 and words[at + 1]["text"].startswith("H")


def _piece(words: Sequence[Any], number: int, line: int, tables: Sequence[Any]) -> Piece:
    letters = [char for word in words for char in word["chars"]]
    spoken = [char for char in letters if char["text"].isalpha()] or letters
    look = Counter(char["fontname"] for char in spoken)
    first = spoken[0]
    top, bottom = min(word["top"] for word in words), max(word["bottom"] for word in words)
    x0, x1 = words[0]["x0"], words[-1]["x1"]
    slanted = all(map(ITALIC.search, look))
    ruled = any(box[0] <= (x0 + x1) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3] for box in tables)
    return Piece(
        unicodedata.normalize("NFC", " ".join(word["text"] for word in words)),
        *(x0, x1, top, bottom),
        font=(first["fontname"] if _weights(look) > 1 else look.most_common(1)[0][0]).split("+")[-1],
        size=_rounded(median(char["size"] for char in letters)),
        colour=_colour(first.get("non_stroking_color")),
        slanted=slanted,
        page=number,
        line=line,
        ruled=ruled,
    )


def _weights(fonts: Iterable[str]) -> int:
    """How many weights and slants there are: where several, the first word tells that of its paragraph."""
    return len({(bool(BOLD.search(font)), bool(ITALIC.search(font))) for font in fonts})


def _rounded(size: float) -> float:
    """Printers give 13.98 for 14: sizes are halves of a point."""
    half = round(size * 2) / 2
    return half if abs(half - size) < 0.15 else round(size, 1)


def _colour(value: Any) -> str | None:
    """RRGGBB; None where the colour space is not one of grey, RGB, CMYK."""
    parts = list(value) if isinstance(value, (tuple, list)) else [value]
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    parts = parts * 3 if len(parts) == 1 else parts
    return "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts) if len(parts) == 3 else None
