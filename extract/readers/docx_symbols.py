"""Marks of symbol fonts, by the font that prints them: in Wingdings an `o` is a box to tick, in Symbol an omikron.

The tables give the marks that mean something in a document; Microsoft's charts of the fonts tell the pairs.
"""

from __future__ import annotations

from string import hexdigits

from lxml import etree

from extract.readers.docx_styles import W

_WINGDINGS = dict(zip(b"opqrx\xa8\xe0\xf0\xfb\xfc\xfd\xfe", "☐☐☐☐☒☐→⇨✗✓☒☑", strict=True))
_WINGDINGS_2 = dict(zip(b"OPQRST\xa3", "✗✓☒☑☒☒☐", strict=True))
_SYMBOL = dict(zip(b"-\xa3\xae\xb0\xb1\xb3\xb4\xb7\xb9\xde", "-≤→°±≥×•≠⇒", strict=True))
_TABLES: dict[str, dict[int, str]] = {
    "Wingdings": _WINGDINGS,
    "Wingdings 2": _WINGDINGS_2,
    "Wingdings 3": {},
    "Webdings": {},
    "Symbol": _SYMBOL,
}
FONTS = frozenset(_TABLES)
# More than this in one run is text that somebody put in the wrong font: nobody could read it as marks.
_MOST_MARKS = 3


def printed(text: str, font: str | None) -> str:
    """A run in a symbol font as what it prints; a mark without meaning of its own is a bullet."""
    table = _TABLES.get(font or "")
    if table is None or len(text.split()) != 1 or len(text.strip()) > _MOST_MARKS or not all(map(_is_mark, text)):
        return text
    return "".join(_mark(char, table, "" if font == "Symbol" else "•") for char in text)


def symbol(element: etree._Element) -> str:
    """The character of a `w:sym`; those of symbol fonts lie in the private use area (ECMA-376, 17.3.3.30)."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "")
    value = int(code, 16) if code and len(code) < 9 and all(char in hexdigits for char in code) else 0
    return printed(chr(value), font) if 32 <= value < 0xD800 or 0xE000 <= value < 0x110000 else ""


def _mark(char: str, table: dict[int, str], unknown: str) -> str:
    code = ord(char)
    if 0xF000 <= code < 0xF100:
        return table.get(code - 0xF000, "•")
    return char if char.isspace() else table.get(code, unknown or char)


def _is_mark(char: str) -> bool:
    return ord(char) < 0x100 or 0xF000 <= ord(char) < 0xF100
