"""Encodings before Unicode: TCVN3 (fonts `.VnTime` …) and VNI (fonts `VNI-Times` …), told by the font alone.

Content is never judged: guessing turns `El Niño` into `El Niđo` (design notes). In TCVN3 a letter is one byte, and
toned capitals are small letters in a font whose name ends in H; in VNI a vowel is followed by its mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from corpus.model import Note

Encoding = Literal["tcvn3", "vni"]
CONVERTED = Note(
    "legacy-encoding",
    "Văn bản dùng phông chữ cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode; đề nghị xem lại chữ hoa và tên riêng.",
)

_FONT = re.compile(r"(?:^|\+)(?:(?P<tcvn3>\.Vn)|(?P<vni>VNI)\b)", re.IGNORECASE)
_CAPITALS = re.compile(r"\.Vn[^,\s]*H(?:$|[,\s])")
# From A1 on; "." where no letter stands (TCVN 5712:1993, VN3).
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
_FROM_TCVN3 = {0xA1 + at: letter for at, letter in enumerate(_TCVN3) if letter != "."}
# What converters make of three of these bytes: soft hyphen, minus, bullet operator.
_FROM_TCVN3 |= {0x2212: "ư", 0x2219: "ã", 0x2010: "ư"}

# Marks behind a vowel: hat or breve, and tone, as combining characters.
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES = {"sắc": "\u0301", "huyền": "\u0300", "hỏi": "\u0309", "ngã": "\u0303", "nặng": "\u0323"}
_VNI_MARKS = {
    **dict(zip("ùøûõï", _TONES.values(), strict=True)),
    "â": _HAT,
    "ê": _BREVE,
    **{mark: _HAT + tone for mark, tone in zip("áàåãä", _TONES.values(), strict=True)},
    **{mark: _BREVE + tone for mark, tone in zip("éèúüë", _TONES.values(), strict=True)},
}
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = {**_VNI_MARKS, **{mark.upper(): mark_says for mark, mark_says in _VNI_MARKS.items()}}
_VNI_PLAIN = {**_VNI_LETTERS, **{letter.upper(): meant.upper() for letter, meant in _VNI_LETTERS.items()}}
_VOWELS = frozenset("aeiouyAEIOUYưƯơƠ")


@lru_cache(256)
def encoding_of(font: str | None) -> Encoding | None:
    """The encoding that a font's name tells; None for fonts of Unicode text."""
    match = _FONT.search(font or "")
    if not match:
        return None
    return "tcvn3" if match["tcvn3"] else "vni"


def decode(text: str, font: str | None, before: str = "") -> str:
    """The text of a run as Unicode (NFC); as it is where the font is none of these or the text is Unicode already.

    text: one character a byte, as Windows-1252 reads it. before: the character that stands before it; where that is a
    vowel whose VNI mark begins the text, the result begins with a combining mark.
    """
    encoding = encoding_of(font)
    if encoding is None or _is_unicode(text):
        return text
    if encoding == "vni":
        return _from_vni(text, before)
    decoded = text.translate(_FROM_TCVN3)
    return decoded.upper() if _CAPITALS.search(font or "") else decoded


def _is_unicode(text: str) -> bool:
    """Letters that no byte stands for: somebody typed Unicode in an old font."""
    return any(0x100 <= ord(char) < 0x2000 for char in text)


def _from_vni(text: str, before: str) -> str:
    letters: list[str] = []
    for char in text:
        last = letters[-1] if letters else before
        if char in _VNI and last[:1] in _VOWELS and len(last) == 1:
            letters[-1:] = [last + _VNI[char]] if letters else [_VNI[char]]
        else:
            letters.append(_VNI_PLAIN.get(char, char))
    return unicodedata.normalize("NFC", "".join(letters))
