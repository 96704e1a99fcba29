"""The print of a Word 97-2003 file: styles, fonts, and the changes to them ([MS-DOC], 2.6, 2.9.271, 2.9.87)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.model import Align

_FONT_NAME = 39  # bytes of a font's record before its name
_MOST_BASES = 12
# Single property modifiers ([MS-DOC], 2.6.1, 2.6.2): bold, italic, hidden, deleted, size, fonts, character style.
_BOLD, _ITALIC, _HIDDEN, _DELETED = 0x0835, 0x0836, 0x083C, 0x0800
_SIZE, _ASCII, _OTHER, _STYLE = 0x4A43, 0x4A4F, 0x4A51, 0x4A30
_IN_TABLE, _ENDS_ROW, _ALIGN, _ALIGN_80, _CELLS = 0x2416, 0x2417, 0x2461, 0x2403, 0xD608
_ALIGNS: dict[int, Align] = {0: "left", 1: "center", 2: "right", 3: "justify"}
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_MERGED, _RESTARTS = 0x20, 0x40


@dataclass(frozen=True, slots=True)
class Look:
    """How characters are printed; font: its number in the table of fonts."""

    font: int = 0
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float = 10.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands. edges: the sides of the row's cells in twips, where it ends a row."""

    style: int = 0
    align: Align | None = None
    in_table: bool = False
    ends_row: bool = False
    edges: tuple[int, ...] = ()
    goes_on: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: the one it is based on, its changes to characters and to paragraphs."""

    base: int
    characters: bytes = b""
    paragraphs: bytes = b""


class Styles:
    """The styles and fonts of a file."""

    def __init__(self, sheet: bytes, fonts: bytes) -> None:
        self._fonts = tuple(_fonts(fonts))
        self._default = struct.unpack_from("<H", sheet, 14)[0] if len(sheet) > 16 else 0
        self._styles = dict(_styles(sheet))
        self._looks: dict[int, Look] = {}

    def font(self, number: int) -> str | None:
        """The name of a font."""
        return self._fonts[number] if number < len(self._fonts) else None

    def of_style(self, number: int, depth: int = 0) -> Look:
        """The print that a style asks for."""
        style = self._styles.get(number)
        if style is None or depth > _MOST_BASES:
            return Look(font=self._default)
        if number not in self._looks:
            self._looks[number] = self.look(style.characters, self.of_style(style.base, depth + 1))
        return self._looks[number]

    def look(self, changes: bytes, base: Look) -> Look:
        """A print with changes to it."""
        look = base
        for code, operand in _changes(changes):
            value = operand[0] if operand else 0
            if code == _STYLE:
                style = self._styles.get(_short(operand))
                look = self.look(style.characters, look) if style and style.characters != changes else look
            elif code == _BOLD:
                look = replace(look, bold=_switched(value, on=base.bold))
            elif code == _ITALIC:
                look = replace(look, italic=_switched(value, on=base.italic))
            elif code in (_HIDDEN, _DELETED):
                look = replace(look, hidden=look.hidden or _switched(value, on=base.hidden))
            elif code == _SIZE:
                look = replace(look, size=_short(operand) / 2)
            elif code in (_ASCII, _OTHER):
                look = replace(look, font=_short(operand))
        return look

    def shape(self, held: bytes) -> Shape:
        """How a paragraph stands, from its style's number and changes."""
        if len(held) < 2:
            return Shape()
        shape = Shape(style=_short(held))
        style = self._styles.get(shape.style)
        for code, operand in (*_changes(style.paragraphs if style else b""), *_changes(held[2:])):
            value = operand[0] if operand else 0
            if code in (_ALIGN, _ALIGN_80):
                shape = replace(shape, align=_ALIGNS.get(value))
            elif code == _IN_TABLE:
                shape = replace(shape, in_table=bool(value))
            elif code == _ENDS_ROW:
                shape = replace(shape, ends_row=bool(value))
            elif code == _CELLS:
                edges, goes_on = _cells(operand)
                shape = replace(shape, edges=edges, goes_on=goes_on)
        return shape


def _switched(value: int, *, on: bool) -> bool:
    """0 and 1 say it; 0x80 keeps what the style says, 0x81 turns it round."""
    return on if value == 0x80 else not on if value == 0x81 else bool(value)


def _short(operand: bytes) -> int:
    return int.from_bytes(operand[:2], "little")


def _changes(held: bytes) -> Iterator[tuple[int, bytes]]:
    """The modifiers of a list, each with its operand; the list ends where it is broken."""
    at = 0
    while at + 2 < len(held):
        (code,) = struct.unpack_from("<H", held, at)
        at += 2
        length = _OPERANDS.get(code >> 13)
        if length is None:  # the operand tells its own length
            length = (
                struct.unpack_from("<H", held, at)[0] + 1 if code == _CELLS and at + 2 <= len(held) else held[at] + 1
            )
        yield code, held[at : at + length]
        at += length


def _cells(operand: bytes) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """The sides of a row's cells, and which of them are part of the cell above (TDefTableOperand, TC80)."""
    count = operand[2] if len(operand) > 2 else 0
    if count > 63 or len(operand) < 3 + 2 * (count + 1):
        return (), ()
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    forms = operand[3 + 2 * (count + 1) :]
    flags = [_short(forms[20 * at : 20 * at + 2]) for at in range(count)]
    return edges, tuple(bool(flag & _MERGED) and not flag & _RESTARTS for flag in flags)


def _fonts(table: bytes) -> Iterator[str]:
    at = 4
    while at < len(table):
        length = table[at]
        name = table[at + 1 + _FONT_NAME : at + 1 + length].decode("utf-16-le", "replace")
        yield name.split("\0", 1)[0]
        at += 1 + length


def _styles(sheet: bytes) -> Iterator[tuple[int, _Style]]:
    """The styles by number ([MS-DOC], 2.9.271 STSH, 2.9.260 STD)."""
    if len(sheet) < 6:
        return
    header, count, fixed = struct.unpack_from("<HHH", sheet)
    at = 2 + header
    for number in range(count):
        if at + 2 > len(sheet):
            return
        (length,) = struct.unpack_from("<H", sheet, at)
        if length > fixed:
            yield number, _style(sheet[at + 2 : at + 2 + length], fixed)
        at += 2 + length


def _style(record: bytes, fixed: int) -> _Style:
    kind, base = record[2] & 0xF, _short(record[2:4]) >> 4
    at = fixed + 2 + 2 * (_short(record[fixed : fixed + 2]) + 1)
    parts = []
    for _ in range(record[4] & 0xF):
        length = _short(record[at : at + 2])
        parts.append(record[at + 2 : at + 2 + length])
        at += 2 + length + length % 2
    if kind == 1 and len(parts) > 1:
        return _Style(base, parts[1], parts[0][2:])
    return _Style(base, parts[0] if kind == 2 and parts else b"")
