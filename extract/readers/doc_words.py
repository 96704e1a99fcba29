"""The words of a Word 97-2003 file without LibreOffice: piece table, fonts, bold, cells ([MS-DOC], 2.4 and 2.6).

No library keeps the fonts, and only they tell TCVN3 from Unicode. Automatic numbers are no text and are left out.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import olefile

from corpus.errors import DamagedFile, EncryptedFile
from extract.readers import doc_styles
from extract.readers.doc_styles import Shape
from extract.readers.flow import Flow, Origin, Run

_FIB = struct.Struct("<HH6xH")  # wIdent, nFib, flags at 10
_ENCRYPTED, _FIRST_TABLE = 0x0100, 0x0200
_WORD_97 = 0x00C1
_PAIRS = 0x9A  # FibRgFcLcb97: where each part lies in the table stream, eight bytes a part
_STYLES, _RUNS, _PARAGRAPHS, _FONTS, _PIECES = 1, 12, 13, 15, 33
_LENGTHS = 0x4C  # characters of the body, footnotes, heads, (none), comments, endnotes, text boxes
_PAGE = 512
_MOST_CHARACTERS = 20_000_000
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_PRINTED = {"\t": "\t", "\x0b": "\n", "\x1e": "-", "\x1f": "", "\x0e": " ", "\xa0": "\xa0"}
_ENDS = "\r\x07\x0c"
_BROKEN = "Tệp Word bị hỏng, không mở được; đề nghị mở bằng Word rồi lưu lại bản mới."


class _Text(NamedTuple):
    """Characters that lie together in the file, from the offset `at` on, each of `width` bytes."""

    text: str
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class _Word:
    """The two streams of a file, and what its FIB points to."""

    main: bytes
    table: bytes

    def part(self, number: int) -> bytes:
        """A part of the table stream by its ordinal in the FIB."""
        start, length = struct.unpack_from("<II", self.main, _PAIRS + 8 * number)
        return self.table[start : start + length]


def flow_of(data: bytes) -> tuple[Flow, tuple[str, ...]]:
    """The lines and tables, and the words of heads and feet. Raises DamagedFile or EncryptedFile."""
    try:
        word = _opened(data)
        return _read(word)
    except (struct.error, IndexError, ValueError, OSError, KeyError, TypeError) as error:
        raise DamagedFile(_BROKEN) from error


def check_password(data: bytes) -> None:
    """Raise EncryptedFile where the file has a password; what else is wrong with it is not said here."""
    try:
        _opened(data)
    except (struct.error, IndexError, ValueError, OSError, KeyError, TypeError, DamagedFile):
        return


def _opened(data: bytes) -> _Word:
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        main = container.openstream("WordDocument").read()
        _, version, flags = _FIB.unpack_from(main)
        if flags & _ENCRYPTED:
            raise EncryptedFile("Tệp Word có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại.")
        if version < _WORD_97:
            raise DamagedFile(_BROKEN)  # Word 6 and 95 keep their text otherwise
        return _Word(main, container.openstream("1Table" if flags & _FIRST_TABLE else "0Table").read())


def _read(word: _Word) -> tuple[Flow, tuple[str, ...]]:
    styles = doc_styles.Styles(word.part(_STYLES), word.part(_FONTS))
    runs = _Places(word, word.part(_RUNS))
    shapes = _Places(word, word.part(_PARAGRAPHS), wide=True)
    body, notes, heads, _, remarks, ends, boxes = struct.unpack_from("<7I", word.main, _LENGTHS)
    flow, furniture = Flow(), Flow()
    stories: tuple[tuple[int, Flow, Origin], ...] = (
        (body, flow, "body"),
        (notes, flow, "footnote"),
        (heads, furniture, "body"),
        (remarks, furniture, "body"),
        (ends, flow, "footnote"),
        (boxes, flow, "textbox"),
    )
    at = 0
    for length, target, origin in stories:
        _Story(target, origin, styles, runs, shapes).tell(_stretch(word, at, at + length))
        at += length
    return flow, tuple(piece.text for piece in furniture.pieces)


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int, bool]]:
    """The piece table: first and last character, offset in the stream, whether a character is one byte."""
    at = 0
    while clx[at] == 1:  # what quick saves changed
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (length,) = struct.unpack_from("<I", clx, at + 1)
    table = clx[at + 5 : at + 5 + length]
    count = (len(table) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        (where,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        narrow = bool(where & 0x40000000)
        yield places[number], places[number + 1], (where & 0x3FFFFFFF) // (2 if narrow else 1), narrow


def _stretch(word: _Word, first: int, last: int) -> Iterator[_Text]:
    """The characters from `first` up to `last`, piece by piece."""
    if last > _MOST_CHARACTERS:
        raise ValueError(last)
    left = last - first
    for start, end, offset, narrow in _pieces(word.part(_PIECES)):
        a, b = max(start, first), min(end, last)
        if a < b:
            left -= b - a
            if left < 0:  # places that jump back would give the same text again and again
                raise ValueError(start)
            width = 1 if narrow else 2
            at = offset + (a - start) * width
            held = word.main[at : at + (b - a) * width]
            yield _Text(held.decode("cp1252" if narrow else "utf-16-le", "replace"), at, width)


class _Places:
    """Which properties hold from which offset of the stream on: the pages of formatting that a table points to."""

    def __init__(self, word: _Word, table: bytes, *, wide: bool = False) -> None:
        self._starts: list[int] = []
        self._changes: list[bytes] = []
        count = (len(table) - 4) // 8
        for number in struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ():
            at = (number & 0x3FFFFF) * _PAGE
            self._page(word.main[at : at + _PAGE], wide=wide)

    def _page(self, page: bytes, *, wide: bool) -> None:
        count = page[-1]
        starts = struct.unpack_from(f"<{count}I", page)
        for number, start in enumerate(starts):
            slot = 4 * (count + 1) + number * (13 if wide else 1)
            at = page[slot] * 2
            self._starts.append(start)
            self._changes.append(_held(page, at, wide=wide) if at else b"")

    def at(self, offset: int) -> bytes:
        """The changes that hold at an offset: for a paragraph its style's number, then they."""
        index = bisect_right(self._starts, offset) - 1
        return self._changes[index] if index >= 0 else b""

    def next(self, offset: int) -> int:
        """The next offset at which they may change."""
        index = bisect_right(self._starts, offset)
        return self._starts[index] if index < len(self._starts) else 1 << 40


def _held(page: bytes, at: int, *, wide: bool) -> bytes:
    length = page[at]
    if not wide:
        return page[at + 1 : at + 1 + length]
    if length:
        return page[at + 1 : at + 2 * length]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


class _Story:
    """A stretch of text being told to a flow, paragraph by paragraph."""

    def __init__(self, flow: Flow, origin: Origin, styles: doc_styles.Styles, runs: _Places, shapes: _Places) -> None:
        self.flow, self.origin = flow, origin
        self.styles, self.runs, self.shapes = styles, runs, shapes
        self.open: list[tuple[str, bytes]] = []
        self.fields: list[bool] = []

    def tell(self, texts: Iterator[_Text]) -> None:
        """All paragraphs of the stretch; words behind the last mark are one, too."""
        shape = Shape()
        for text in texts:
            for part, offset in self._parts(text):
                self.open.append((part, self.runs.at(offset)))
                if part[-1] in _ENDS:
                    shape = self.styles.shape(self.shapes.at(offset + (len(part) - 1) * text.width))
                    self._end(part[-1], shape)
        if self.open:
            self._end("\r", shape)
        self.flow.close()

    def _parts(self, text: _Text) -> Iterator[tuple[str, int]]:
        """A text cut where its print changes and behind each mark that ends a paragraph."""
        first = 0
        change = self.runs.next(text.at)
        for at, char in enumerate(text.text):
            if text.at + at * text.width >= change:
                if first < at:
                    yield text.text[first:at], text.at + first * text.width
                first, change = at, self.runs.next(text.at + at * text.width)
            if char in _ENDS:
                yield text.text[first : at + 1], text.at + first * text.width
                first = at + 1
        if first < len(text.text):
            yield text.text[first:], text.at + first * text.width

    def _end(self, mark: str, shape: Shape) -> None:
        base = self.styles.of_style(shape.style)
        held, self.open = self.open, []
        self.fields = []  # an instruction ends with its paragraph; one never ended would mute the rest
        for text, changes in held:
            look = self.styles.look(changes, base)
            words = self._visible(text)
            if words and not look.hidden:
                self.flow.run(Run(words, self.styles.font(look.font), look.bold, look.italic, look.size))
        if mark == "\x07" and shape.ends_row:
            self.flow.row(shape.edges, shape.goes_on)
        elif mark == "\x07":
            self.flow.cell(shape.align)
        else:
            self.flow.paragraph(shape.align, inside=shape.in_table, origin=self.origin)

    def _visible(self, text: str) -> str:
        """What is printed: results of fields, never instructions; no marks of pictures and notes."""
        shown = []
        for char in text:
            if char == _BEGIN:
                self.fields.append(True)
            elif char == _SEPARATE and self.fields:
                self.fields[-1] = False
            elif char == _END and self.fields:
                self.fields.pop()
            elif not any(self.fields):
                shown.append(_PRINTED.get(char, "") if char < " " or char in _PRINTED else char)
        return "".join(shown)
