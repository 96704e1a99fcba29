"""Heads and endings set in two columns by tabs or runs of spaces, as older documents have them, become cells.

Decree 30/2020/NĐ-CP, annex I, part IV puts the issuer beside the national name, and nơi nhận beside the signature;
where no table does it, each printed line holds something of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.source import Piece, Ranges

# What parts the two columns, and what opens and closes the two blocks.
_GAP = re.compile(r"\s*\t[\s\t]*|[ \u00a0]{4,}")
_NATION = re.compile(r"C[ỘÔ]NG H[ÒO]A|C[ỘÔ]NG HOÀ|ĐẢNG CỘNG SẢN VIỆT NAM")
_DATED = re.compile(r"ngày\b.*\btháng\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"N[ơoƠ]i nh[ậâ]n\s*:?|NƠI NHẬN\s*:?")
_LISTED = re.compile(r"[-–+•]")
_HEAD_LINES = 8
_FIRST_LINES = 15
_ENDING_LINES = 40


def apart(pieces: Sequence[Piece], grids: Sequence[Ranges]) -> tuple[Sequence[Piece], Sequence[Ranges]]:
    """The pieces with such blocks as a row of two cells each, the left one first; no letter changes or is lost."""
    for first, last in filter(None, (_ending(pieces), _head(pieces))):
        pieces, grids = _as_cells(pieces, grids, first, last)
    return pieces, grids


def _sides(piece: Piece) -> tuple[str, str]:
    """What stands left and right of the gap; a line that begins with a gap stands right."""
    match = _GAP.search(piece.text)
    if piece.line.cell or not match:
        return piece.text, ""
    return piece.text[: match.start()].strip(), piece.text[match.end() :].strip()


def _head(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """From the line with the national name to the one with place and date, when both have two sides."""
    for at, piece in enumerate(pieces[:_FIRST_LINES]):
        left, right = _sides(piece)
        if left and _NATION.search(right):
            block = [_sides(each) for each in pieces[at : at + _HEAD_LINES]]
            dated = next((n for n, (_, beside) in enumerate(block) if _DATED.search(beside)), None)
            return (at, at + dated + 1) if dated is not None else None
    return None


def _ending(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """From `Nơi nhận:` with words beside it to the last line that is listed or stands right."""
    for at, piece in enumerate(pieces):
        left, right = _sides(piece) if _RECIPIENTS.match(piece.text) else ("", "")
        if right and _RECIPIENTS.fullmatch(left):
            last = at
            for n, each in enumerate(pieces[at : at + _ENDING_LINES], at):
                left, right = _sides(each)
                if each.line.cell or not (right or _LISTED.match(left) or n == at):
                    break
                last = n
            return at, last + 1
    return None


def _as_cells(
    pieces: Sequence[Piece], grids: Sequence[Ranges], first: int, last: int
) -> tuple[Sequence[Piece], Sequence[Ranges]]:
    number = len(grids)
    sides = [(_sides(piece), piece) for piece in pieces[first:last]]
    columns = [
        [
            Piece(words[side], replace(piece.line, cell=(number, 0, side), lead_bold=_lead(piece, words[side])))
            for words, piece in sides
            if words[side]
        ]
        for side in (0, 1)
    ]
    middle, end = first + len(columns[0]), first + len(columns[0]) + len(columns[1])
    shift = end - last
    moved = [
        tuple(tuple((a, b) if b <= first else (a + shift, b + shift) for a, b in row) for row in grid)
        for grid in grids
    ]
    changed = [*pieces[:first], *columns[0], *columns[1], *pieces[last:]]
    return changed, [*moved, (((first, middle), (middle, end)),)]


def _lead(piece: Piece, words: str) -> int:
    """A part is bold where its whole line is."""
    return len(words) if piece.line.lead_bold >= len(piece.text.strip()) else 0
