r"""The words of an RTF file without LibreOffice: code pages by font, bold, cells (Rich Text Format 1.9.1).

No library keeps the fonts, and only they tell TCVN3 from Unicode. Labels of lists stand in the file as text
(`\listtext`), so that they are kept.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace

from corpus.model import Align
from extract.readers.flow import Flow, Origin, Run

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_ALIGNS: dict[str, Align] = {"ql": "left", "qc": "center", "qr": "right", "qj": "justify"}
_PRINTED = dict(
    zip(
        r"tab line emdash endash bullet lquote rquote ldblquote rdblquote emspace enspace ~ _ \ { }".split(),
        ("\t", "\n", *"—–•‘’“”", " ", " ", "\xa0", *"-\\{}"),
        strict=True,
    )
)
# Groups that print nothing where they stand; any other one begins with `\*` when it may be left out.
_SILENT = frozenset(
    """
    colortbl stylesheet info pict objdata fldinst filetbl listtable listoverridetable revtbl rsidtbl themedata
    generator xmlnstbl datastore latentstyles colorschememapping nonshppict upr private annotation atnid atnauthor
    template bkmkstart bkmkend passwordhash mmathPr sn sv sp
    """.split()
)
_SHOWN = frozenset({"listtext", "pntext", "fldrslt", "result", "shptxt", "shpinst"})
_FURNITURE = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
_CODE_PAGES = {77: "mac_roman", 163: "cp1258", 161: "cp1253", 162: "cp1254", 204: "cp1251", 238: "cp1250"}
_KNOWN_PAGES = frozenset({437, 850, 1250, 1251, 1252, 1253, 1254, 1257, 1258, 65001})
_DEEPEST = 500


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group. place: where its words go; skip: how many characters stand for a `\\u`."""

    place: str = "body"
    font: int = 0
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float = 12.0
    skip: int = 1


@dataclass
class _Row:
    """The row being defined: the left side of its first cell, the right sides, which cells go on from above."""

    left: int = 0
    sides: list[int] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    merged: bool = False


class _Reader:
    """A file being read."""

    def __init__(self) -> None:
        self.flows = {place: Flow() for place in ("body", "footnote", "textbox", "furniture")}
        self.fonts: dict[int, str] = {}
        self.pages: dict[int, str] = {}
        self.page = "cp1252"
        self.default = 0
        self.state = _State()
        self.above: list[_State] = []
        self.align: Align | None = None
        self.inside = False
        self.row = _Row()
        self.left_out = 0  # characters that still stand for the last `\u`
        self.starred = False
        self.held = b""  # bytes of words not yet said
        self.high = 0  # the first of two surrogates

    def read(self, text: str) -> None:
        """All tokens of the file."""
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            word, number, byte, sign, brace, words = match.groups()
            if word or brace or sign:
                self._decode()
            if word == "bin":
                at += max(0, int(number or 0))
            elif word:
                self._word(word, int(number) if number else None)
            elif byte:
                self._bytes(bytes.fromhex(byte))
            elif brace:
                self._brace(brace)
            elif sign:
                self._sign(sign)
            elif words:
                self._bytes(words.encode("latin-1"))
        self._decode()
        for flow in self.flows.values():
            flow.paragraph()

    def _brace(self, brace: str) -> None:
        self.left_out, self.starred = 0, False
        if brace == "{" and len(self.above) < _DEEPEST:
            self.above.append(self.state)
        elif brace == "}" and self.above:
            before, self.state = self.state, self.above.pop()
            # A group of Unicode words within one that is silent ends no paragraph.
            if self.state.place not in (before.place, "silent") and before.place in self.flows:
                self.flows[before.place].paragraph(self.align, origin=_origin(before.place))

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.starred = True
        elif sign in "\r\n":
            self._word("par", None)
        else:
            self._say(_PRINTED.get(sign, ""))

    def _bytes(self, held: bytes) -> None:
        if self.left_out:
            cut = min(self.left_out, len(held))
            self.left_out -= cut
            held = held[cut:]
        if self.state.place == "fonts":
            name = self.fonts.get(self.state.font, "") + held.decode("latin-1")
            self.fonts[self.state.font] = name
        else:
            self.held += held

    def _decode(self) -> None:
        """Say the bytes that stand together: in UTF-8 a letter takes several."""
        held, self.held = self.held, b""
        page = self.pages.get(self.state.font, self.page)
        if self.page == "utf-8" != page:
            with suppress(UnicodeDecodeError):
                held.decode("utf-8")
                page = "utf-8"
        if held:
            self._say(held.decode(page, "replace"))

    def _unicode(self, code: int) -> None:
        """A `\\u`; two surrogates are one letter."""
        before, self.high = self.high, code if 0xD800 <= code < 0xDC00 else 0
        if before and 0xDC00 <= code < 0xE000:
            self._say(chr(0x10000 + ((before - 0xD800) << 10) + code - 0xDC00))
        elif not 0xD800 <= code < 0xE000:
            self._say(chr(code))
        self.left_out = self.state.skip

    def _say(self, text: str) -> None:
        state = self.state
        if text and not state.hidden and state.place in self.flows:
            font = self.fonts.get(state.font, "").rstrip(";").strip()
            self.flows[state.place].run(Run(text, font, state.bold, state.italic, state.size))

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word in _SILENT:
            self._goes("silent")
        elif word == "ud":  # of `{\upr{…}{\*\ud{…}}}`, whose other words are the same in bytes
            self._goes(self.above[-2].place if len(self.above) > 1 else self.state.place)
        elif word in _SHOWN:
            self._goes("textbox" if word == "shptxt" else self.state.place)
        elif word in _FURNITURE or word == "footnote":
            self._goes("furniture" if word in _FURNITURE else "footnote")
        elif word == "fonttbl":
            self._goes("fonts")
        elif starred:
            self._goes("silent")
        elif word == "u":
            self._unicode((number or 0) & 0xFFFF)
        elif word in _PRINTED:
            self._say(_PRINTED[word])
        elif not self._print(word, number):
            self._shape(word, number)

    def _goes(self, place: str) -> None:
        self.state = replace(self.state, place=place)

    def _print(self, word: str, number: int | None) -> bool:
        """Whether the word says how characters are printed."""
        on = number != 0
        if word == "f":
            self.state = replace(self.state, font=number or 0)
        elif word == "plain":
            self.state = replace(self.state, font=self.default, bold=False, italic=False, hidden=False, size=12.0)
        elif word == "b":
            self.state = replace(self.state, bold=on)
        elif word == "i":
            self.state = replace(self.state, italic=on)
        elif word in ("v", "deleted"):
            self.state = replace(self.state, hidden=on)
        elif word == "fs":
            self.state = replace(self.state, size=(number or 24) / 2)
        elif word == "uc":
            self.state = replace(self.state, skip=number or 0)
        else:
            return self._encoding(word, number)
        return True

    def _encoding(self, word: str, number: int | None) -> bool:
        """Whether the word says how bytes are read, in the whole file or in a font."""
        if word == "fcharset":
            self.pages[self.state.font] = _CODE_PAGES.get(number or 0, self.page)
        elif word == "ansicpg" and number in _KNOWN_PAGES:
            self.page = "utf-8" if number == 65001 else f"cp{number}"
        elif word == "deff":
            self.default = number or 0
            self.state = replace(self.state, font=self.default)
        else:
            return False
        return True

    def _shape(self, word: str, number: int | None) -> None:
        """Paragraphs, cells and rows."""
        flow = self.flows.get(self.state.place)
        if flow is None:
            return
        inside = self.inside and self.state.place == "body"
        if word in ("par", "sect", "page"):
            flow.paragraph(self.align, inside=inside, origin=_origin(self.state.place))
        elif word == "pard":
            self.align, self.inside = None, False
        elif word in _ALIGNS:
            self.align = _ALIGNS[word]
        elif word == "intbl":
            self.inside = True
        elif word == "cell":
            flow.cell(self.align)
        elif word == "nestcell":
            flow.paragraph(self.align, inside=True)
        elif word == "row":
            flow.row([self.row.left, *self.row.sides], self.row.goes_on)
        else:
            self._cells(word, number or 0)

    def _cells(self, word: str, number: int) -> None:
        """The definition of a row."""
        if word == "trowd":
            self.row = _Row()
        elif word == "trleft":
            self.row.left = number
        elif word == "clvmrg":
            self.row.merged = True
        elif word == "cellx":
            self.row.sides.append(number)
            self.row.goes_on.append(self.row.merged)
            self.row.merged = False


def _origin(place: str) -> Origin:
    return "footnote" if place == "footnote" else "textbox" if place == "textbox" else "body"


def flow_of(data: bytes) -> tuple[Flow, tuple[str, ...]]:
    """The lines and tables, notes and text boxes behind the body; and the words of heads and feet."""
    reader = _Reader()
    reader.read(data.decode("latin-1").lstrip())
    body, *others = (reader.flows[place] for place in ("body", "footnote", "textbox"))
    body.close()
    for other in others:
        body.pieces += [replace(piece, line=replace(piece.line, cell=None)) for piece in other.pieces]
        body.legacy |= other.legacy
    return body, tuple(piece.text for piece in reader.flows["furniture"].pieces)
