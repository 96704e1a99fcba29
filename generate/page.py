"""A digital PDF as its paragraphs in print, as far as paper shows them: words, fonts, sizes, columns, page numbers.

What only the word processor's file knows (spacing, indents, alignment of the text) is given as it should be, so that
no rule speaks of it; the rules that a PDF can break are marked in corpus/thethuc.py.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus import kinds
from corpus.errors import DamagedFile, EncryptedFile
from corpus.thethuc import RULES
from generate.finding import near
from generate.layout import Para, Section
from generate.pieces import BOLD, ITALIC, Piece, pieces_of

_MM = 25.4 / 72
_INDENT = 14.0  # points by which the first line of a paragraph stands in, at least
_WIDE = 0.55  # of the sheet's width: a line of running text
_SCANNED = 0.7  # of the sheet's area that an image covers
_FEW_LETTERS = 200
_GARBLED = 0.1
_SCAN = "Bản quét (ảnh chụp trang giấy): không đo được phông, cỡ chữ, lề nên chưa kiểm tra; đề nghị kiểm tra tệp gốc."
_NO_MAP = "Phông chữ trong tệp PDF không có bảng mã nên không đọc được chữ, chưa kiểm tra; đề nghị kiểm tra tệp gốc."
_MARGIN_LINES = 8  # wide lines from which the margins can be told
_IN_COMMON = 3  # lines that begin or end at one place, where a margin is
_SAME_PLACE = 1.5  # points
_EDGE = 0.09  # of the sheet's height, at top and bottom, where the page number stands
_NUMBER = re.compile(r"[-–]? ?(\d{1,3}) ?[-–]?")
_NAMELESS = re.compile(r"(?:CID)?F(?:ont)?\W?\w{0,3}|[A-Z]{1,2}\d+|Type3.*|unknown", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:[IVX]{1,6}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]\s|[-–+•]\s|Điều \d|Căn cứ\b|Phụ lục\b|\(Kèm theo"
)
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?$")


@dataclass(frozen=True, slots=True)
class Page:
    """A PDF opened for checking.

    unread: why nothing of it can be judged, "" where it can. is_blind: its fonts have no names, so that weight and
    slant cannot be told. is_shrunk: printed on other paper than it was written for, so that no length is what it was.
    """

    paragraphs: tuple[Para, ...]
    sections: tuple[Section, ...]
    unread: str = ""
    is_blind: bool = False
    is_shrunk: bool = False
    boxes: tuple[Para, ...] = ()
    foot: tuple[Para, ...] = ()


def printed_pdf(data: bytes) -> Page:
    """The PDF as paragraphs. Raises DamagedFile or EncryptedFile where it cannot be opened."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            first = pdf.pages[0]
            if _is_scanned(pdf.pages):
                return Page((), (_sheet(first),), unread=_SCAN)
            return _read(pdf.pages)
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise EncryptedFile("Tệp PDF có mật khẩu; đề nghị bỏ mật khẩu rồi kiểm tra lại.") from error
        raise DamagedFile("Tệp PDF bị hỏng, không mở được; đề nghị lưu lại bản mới.") from error
    except (IndexError, ValueError, TypeError, KeyError) as error:
        raise DamagedFile("Tệp PDF bị hỏng ở một trang; đề nghị lưu lại bản mới.") from error


def _is_scanned(pages: Sequence[Any]) -> bool:
    first = pages[0]
    area = float(first.width * first.height)
    covered = max((float(image["width"]) * float(image["height"]) for image in first.images), default=0.0)
    letters = sum(len(page.chars) for page in pages[:3])
    return covered > _SCANNED * area or letters < _FEW_LETTERS


def _sheet(page: Any) -> Section:
    """A sheet whose margins are as they should be: only left and right can be told, and only from many lines."""
    width, height = float(page.width) * _MM, float(page.height) * _MM
    top = bottom = right = 20.0
    return Section(width, height, top, bottom, 30.0, right, title_page=True)


def _read(pages: Sequence[Any]) -> Page:
    pieces = [piece for number, page in enumerate(pages, 1) for piece in pieces_of(page, number)]
    numbers = [piece for piece in pieces if _is_number(piece, float(pages[piece.page - 1].height))]
    text = [piece for piece in pieces if piece not in numbers]
    section = _with_number(_sheet(pages[0]), numbers, pages)
    lines, width = _Lines.of(text, float(pages[0].width)), float(pages[0].width)
    upright = {number for number, page in enumerate(pages, 1) if abs(float(page.width) - width) < 1}
    section = _with_margins(section, [piece for piece in lines.running if piece.page in upright], width)
    paragraphs = tuple(replace(para, at=at) for at, para in enumerate(_paragraphs(lines, width)))
    if sum("(cid:" in piece.text for piece in text) > _GARBLED * len(text):
        return Page((), (section,), unread=_NO_MAP)
    blind = sum(bool(_NAMELESS.fullmatch(piece.font)) for piece in text) * 2 > len(text)
    shrunk = not near(min(section.width, section.height), (RULES.page.width, RULES.page.width), 2)
    return Page(paragraphs, (section,), is_blind=blind, is_shrunk=shrunk)


# --- sheet -----------------------------------------------------------------------------------------------


def _is_number(piece: Piece, height: float) -> bool:
    """Whether the piece is a page number: digits alone, near an edge of the sheet."""
    match = _NUMBER.fullmatch(piece.text)
    return bool(
        match and int(match[1]) <= 999 and (piece.bottom < height * _EDGE or piece.top > height * (1 - _EDGE))
    )


def _with_number(section: Section, numbers: Sequence[Piece], pages: Sequence[Any]) -> Section:
    later = [piece for piece in numbers if piece.page > 1]
    if not later:
        return section
    piece, page = later[0], pages[later[0].page - 1]
    away = (piece.x0 + piece.x1) / 2 - float(page.width) / 2
    place = "header" if piece.top < float(page.height) / 2 else "footer"
    # The middle lies between the margins, which differ by up to 20 mm.
    align = "center" if abs(away) < 10 / _MM else "right" if away > 0 else "left"
    upright = not (BOLD.search(piece.font) or ITALIC.search(piece.font))
    first = any(each.page == 1 for each in numbers)
    sheet = replace(section, number_place=place, number_align=align, number_size=piece.size)
    return replace(sheet, number_upright=upright, title_page=not first)


def _with_margins(section: Section, pieces: Sequence[Piece], width: float) -> Section:
    """The sheet with the margins that the text shows; a table, the head and the ending may stand out of them."""
    if len([piece for piece in pieces if piece.x1 - piece.x0 > width * _WIDE]) < _MARGIN_LINES:
        return section
    left, right = _edges(pieces, width)
    return replace(section, left=left * _MM, right=(width - right) * _MM)


def _edges(pieces: Sequence[Piece], width: float) -> tuple[float, float]:
    """Where lines of text begin and end: the outermost places that several of them have in common."""
    starts = sorted(piece.x0 for piece in pieces)
    ends = sorted((piece.x1 for piece in pieces if piece.x1 - piece.x0 > width * _WIDE), reverse=True)
    left = _shared(starts)
    right = _shared(ends)
    return (width * 0.14 if left is None else left, width * 0.9 if right is None else right)


def _shared(places: Sequence[float]) -> float | None:
    """The first of the places, in their order, at which `_IN_COMMON` stand."""
    runs = zip(places, places[_IN_COMMON - 1 :], strict=False)
    return next((place for place, other in runs if abs(other - place) < _SAME_PLACE), None)


# --- paragraphs ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines from top to bottom: the head, the text, the ending from `Nơi nhận` on, and what follows it."""

    head: tuple[tuple[Piece, ...], ...]
    text: tuple[tuple[Piece, ...], ...]
    ending: tuple[tuple[Piece, ...], ...]
    behind: tuple[tuple[Piece, ...], ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece], width: float) -> _Lines:
        """The lines of all pages, told apart."""
        grouped: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            grouped.setdefault((piece.page, piece.line), []).append(piece)
        lines = tuple(map(tuple, grouped.values()))
        head = _head_lines(lines, width)
        ends = (at for at, line in enumerate(lines) if any(_RECIPIENTS.match(each.text) for each in line))
        end = next(ends, len(lines))
        close = _ending_lines(lines, end, width)
        while head < end < len(lines) and _is_office(lines[end - 1], width):
            end -= 1
        return cls(lines[:head], lines[head:end], lines[end:close], lines[close:])

    @property
    def running(self) -> list[Piece]:
        """The lines of running text, of which no table is a part."""
        return [line[0] for line in self.text if len(line) == 1 and not line[0].ruled]


def _paragraphs(lines: _Lines, width: float) -> Iterator[Para]:
    """The head and the ending as two columns line by line, the text between as paragraphs."""
    edges = _edges(lines.running, width)
    for at, line in enumerate(lines.head):
        yield from (_para(piece, 0, at, width) for piece in _by_column(line, width))
    yield from _text(lines.text, width, edges)
    for at, line in enumerate(lines.ending):
        yield from (_para(piece, 1, at, width) for piece in line)
    yield from _text(lines.behind, width, edges)


def _is_office(line: Sequence[Piece], width: float) -> bool:
    """A line of the signature that stands higher than Nơi nhận."""
    return len(line) == 1 and line[0].x0 > width * 0.4 and line[0].text.isupper()


def _by_column(line: Sequence[Piece], width: float) -> Iterator[Piece]:
    """The words of each column of the head: a blank left for number or day parts none."""
    for side in (False, True):
        pieces = [piece for piece in line if _is_right(piece, width) == side]
        if pieces:
            yield replace(pieces[0], text="  ".join(piece.text for piece in pieces), x1=pieces[-1].x1)


def _is_right(piece: Piece, width: float) -> bool:
    return (piece.x0 + piece.x1) / 2 > width * 0.45


def _head_lines(lines: Sequence[Sequence[Piece]], width: float) -> int:
    """How many lines the two columns of the head have: until one in the middle, or one right across the sheet."""
    for at, line in enumerate(lines):
        piece = line[0]
        across = piece.x0 < width * 0.4 and piece.x1 > width * 0.6
        if piece.page > 1 or (
            len(line) == 1 and (across or kinds.is_kind_line(piece.text) or _LABEL.match(piece.text))
        ):
            return at
        if piece.text.startswith("Kính gửi"):
            return at
    return 0


def _ending_lines(lines: Sequence[Sequence[Piece]], end: int, width: float) -> int:
    """Where the columns of the ending end: at the page's end, or at a line right across the sheet.

    A long line of the recipients reaches into the column of the signature.
    """
    for at in range(end, len(lines)):
        piece = lines[at][0]
        across = len(lines[at]) == 1 and piece.x0 < width * 0.4 and piece.x1 > width * 0.75
        if piece.page != lines[end][0].page or across:
            return at
    return len(lines)


def _para(piece: Piece, table: int | None, row: int, width: float) -> Para:
    column = int(_is_right(piece, width)) if table is not None else None
    return Para(
        text=" ".join(piece.text.split()),
        font=None if _NAMELESS.fullmatch(piece.font) else piece.font,
        size=piece.size,
        bold=bool(BOLD.search(piece.font)),
        italic=bool(ITALIC.search(piece.font)),
        colour=piece.colour,
        align="center",
        indent=12.7,
        after=6.0,
        before=6.0,
        line=None,
        table=table,
        column=column,
        row=row,
        slanted=piece.slanted,
        page=piece.page,
    )


def _text(lines: Sequence[Sequence[Piece]], width: float, edges: tuple[float, float]) -> Iterator[Para]:
    """Paragraphs: a line that stands in, bears a label or is in the middle begins one; cells of tables are apart."""
    left, right = edges
    current: Para | None = None
    before: Piece | None = None
    titled = False
    for row, line in enumerate(lines):
        if len(line) > 1 or line[0].ruled:
            yield from (each for each in (current,) if each)
            yield from (_para(piece, 2, row, width) for piece in line)
            current, before = None, None
            continue
        piece = line[0]
        if current and before and not titled and not _begins(piece, before, left, right):
            text = f"{current.text} {' '.join(piece.text.split())}"
            current = replace(current, text=text, slanted=current.slanted and piece.slanted)
        else:
            yield from (each for each in (current,) if each)
            sides = (piece.x0 - left, right - piece.x1)
            middle = min(sides) > _INDENT and max(sides) - min(sides) < _INDENT * 1.5
            # The title stands below the kind, in bold, and its long lines fill the sheet.
            titled = kinds.is_kind_line(piece.text) or (titled and bool(BOLD.search(piece.font)))
            middle = middle or titled
            current = replace(_para(piece, None, row, width), align="center" if middle else "both")
        before = piece
    yield from (each for each in (current,) if each)


def _begins(piece: Piece, before: Piece, left: float, right: float) -> bool:
    """Whether a line begins a paragraph, by its own place and by the line above it."""
    short = before.x1 < right - (right - left) * 0.2
    labelled = _LABEL.match(piece.text) and not piece.text.startswith(("-", "–"))
    return bool(piece.x0 - left > _INDENT or short or labelled)
