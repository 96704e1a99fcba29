"""Footnotes at the foot of a PDF page: small lines that begin with a number, and their marks in the text above."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Line
from extract.readers.pdf_text import Letter, PrintedLine
from extract.source import Piece

_MARK = re.compile(r"\(?\d{1,3}\)?[.)]?\s*(?=[^\W\d_])")
_NUMBER = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?")
_SMALL = 0.9  # of the size of the text: notes are set smaller
_RAISED = 0.8


def apart(lines: Sequence[PrintedLine], letters: Sequence[Letter]) -> tuple[Sequence[PrintedLine], list[Letter]]:
    """The lines of a page's footnotes, and its letters without these and the raised numbers that point to them.

    The notes are the last small lines, from the topmost on that begins with a number; a number raised in the text
    must point to them.
    """
    body = _body_size(lines)
    last = len(lines)
    while last and _NUMBER.fullmatch(lines[last - 1].text):
        last -= 1  # the page's own number stands below
    first = last
    while first and lines[first - 1].size < _SMALL * body and lines[first - 1].column is None:
        first -= 1
    start = next((at for at in range(first, last) if _MARK.match(lines[at].text)), last)
    notes = lines[start:last]
    if not notes:
        return (), list(letters)
    top, bottom = notes[0].top, notes[-1].bottom
    outside = [letter for letter in letters if not top < letter.y < bottom]
    kept = [letter for letter in outside if not _is_raised(letter, body) or letter.y > bottom]
    return (notes, kept) if len(kept) < len(outside) else ((), list(letters))


def _is_raised(letter: Letter, body: float) -> bool:
    return letter.char.isdecimal() and letter.size < _RAISED * body


def _body_size(lines: Sequence[PrintedLine]) -> float:
    sizes = [line.size for line in lines for _ in range(0, len(line.text), 20)]
    return statistics.median(sizes) if sizes else 0.0


def pieces_of(notes: Sequence[PrintedLine]) -> Iterator[Piece]:
    """Each note as one paragraph, for the end of the text."""
    words: list[str] = []
    first: PrintedLine | None = None
    for line in notes:
        if first is not None and _MARK.match(line.text):
            yield _piece(first, words)
            words, first = [], None
        first = first or line
        words.append(line.text)
    if first is not None:
        yield _piece(first, words)


def _piece(line: PrintedLine, words: Sequence[str]) -> Piece:
    box = (line.x0, line.top, line.x1, line.bottom)
    placed = Line(0, 0, line.page, line.size, italic=line.italic, box=box, origin="footnote")
    return Piece(" ".join(words), replace(placed, gap=True))
