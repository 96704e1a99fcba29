"""Digital PDF by pdfium's geometry: characters sorted by position, never by stream order.

Where a font lacks Vietnamese letters the producer draws `ậ ế ộ` from a second font out of order; only position tells
where they belong (design notes: 12-56 % of letters wrong by stream, 0.01 % by position).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import DamagedFile, EncryptedFile, LimitExceeded, MissingTool
from corpus.model import Format, Line, Source
from extract.clean import between
from extract.ending import RECIPIENTS
from extract.legacy import CONVERTED
from extract.readers import pdf_hidden, pdf_joins, pdf_notes, pdf_signed, scan, scan_notes
from extract.readers.pdf_columns import tables_in
from extract.readers.pdf_tables import Cell, PageTable, tables_of
from extract.readers.pdf_text import Letter, PrintedLine, letters_of, lines_of
from extract.readers.upright import Lie
from extract.source import Extras, Piece, Ranges, assemble

_MOST_PAGES = 3000
_PASSWORD = 4
_DASHES = ("-", "–", "+")
# Less sure than this, a recognised line is no writing; without a letter or digit neither.
_NOISE = 0.4
_CELL_MARGINS = 14.0
_SAME = 85
_SPEAKS = re.compile(r"\d|[^\W_].*[^\W_]")


def read(data: bytes, name: str) -> Source:
    """The Source of a PDF: paragraphs with page, box, size and bold; a page without text gives a Note."""
    with opened(data) as document:
        return _read_pages(document, data, name)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The PDF (pdfium's document) while it is worked on. Raises a SourceError that names what is wrong with it."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        document.init_forms()  # what a signing service stamped into a form is drawn, too
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise EncryptedFile("Tệp PDF có mật khẩu; đề nghị bỏ mật khẩu rồi nộp lại.") from error
        raise DamagedFile(
            "Tệp PDF bị hỏng, không mở được; đề nghị mở bằng trình xem PDF rồi lưu lại bản mới."
        ) from error
    try:
        if len(document) > _MOST_PAGES:
            raise LimitExceeded(f"Tệp PDF quá {_MOST_PAGES} trang; đề nghị tách nhỏ tệp.")
        yield document
    except pdfium.PdfiumError as error:
        raise DamagedFile(
            "Tệp PDF bị hỏng ở một trang; đề nghị mở bằng trình xem PDF rồi lưu lại bản mới."
        ) from error
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page read: its printed lines from top to bottom, its ruled tables, its width in points.

    noise: what recognition made of stamps, signatures and specks. told: what stamps tell of signatures.
    covered: words that a stamp is printed over. notes: the lines of its footnotes. mends: as those of `Recognised`.
    hidden, over: words that nobody sees, and those printed over others. lie: how it lay for recognition.
    """

    number: int
    lines: tuple[PrintedLine, ...]
    tables: tuple[PageTable, ...]
    width: float
    noise: tuple[PrintedLine, ...] = ()
    told: tuple[PrintedLine, ...] = ()
    covered: str = ""
    notes: Sequence[PrintedLine] = ()
    mends: tuple[str, ...] = ()
    hidden: str = ""
    over: str = ""
    lie: Lie | None = None

    @property
    def all_lines(self) -> Iterator[PrintedLine]:
        """Its lines and those of its tables."""
        yield from self.lines
        yield from (line for table in self.tables for row in table.rows for cell in row for line in cell.lines)


def _read_pages(document: Any, data: bytes, name: str) -> Source:
    signatures = pdf_signed.signatures_of(document)
    pages = []
    scanned: dict[int, float | None] = {}
    old = False
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        letters = letters_of(page)
        old = old or any(letter.old for letter in letters)
        if scan.is_usable(letters, page):
            pages.append(_printed(document, number, page, letters))
        else:
            made, scanned[number] = _recognised(document, number, page, letters)
            pages.append(made)
        page.close()
    furniture, pages = _without_furniture(pages)
    pieces, grids = _paragraphs(pages)
    lies = {page.number: page.lie for page in pages if page.lie and (page.lie.turn or page.lie.slant)}
    pieces = [_as_shown(piece, lies) for piece in pieces] if lies else pieces
    pieces += [piece for page in pages for piece in pdf_notes.pieces_of(page.notes)]
    pieces += pdf_signed.pieces_of(signatures, [line for page in pages for line in page.told])
    kind: Format = "scan" if len(scanned) * 2 > len(pages) else "pdf"
    signed = pdf_signed.notes_of(signatures)
    notes = (
        *scan_notes.of(scanned, len(pages), [mend for page in pages for mend in page.mends]),
        *((CONVERTED,) if old else ()),
        *pdf_hidden.notes_of(
            {page.number: page.hidden for page in pages if page.hidden},
            {page.number: page.over for page in pages if page.over},
        ),
        *signed,
    )
    extras = Extras(pages=len(pages), grids=tuple(grids), furniture=tuple(furniture), notes=notes)
    return assemble(data, name, kind, pieces, extras)


def _printed(document: Any, number: int, page: Any, letters: Sequence[Letter]) -> _Page:
    """A page by its text: what a reader sees of it, and what was stamped on it."""
    unseen = pdf_hidden.unseen(page, letters)
    stamps = pdf_signed.stamped(document, page, number, letters)
    kept, over = stamps.letters, ""
    if unseen:
        kept = [letter for letter in kept if letter not in unseen]
    made = _page(number, kept, _tables(page, number, kept), page.get_width())
    if pdf_hidden.is_overprinted(made.all_lines):
        kept, over = pdf_hidden.first_printed(kept)
        made = _page(number, kept, _tables(page, number, kept), page.get_width())
    made, hidden = _with_notes(made, kept), pdf_hidden.words(letters, unseen)
    return replace(made, told=stamps.told, covered=stamps.covered, hidden=hidden, over=over)


def _tables(page: Any, number: int, letters: Sequence[Letter]) -> tuple[PageTable, ...]:
    """The tables of a printed page: those with rules, and among the rest those without."""
    ruled = tables_of(page, number, letters) if letters else ()
    free = [letter for letter in letters if not any(table.holds(letter) for table in ruled)] if ruled else letters
    return tuple(sorted((*ruled, *tables_in(free, number)), key=lambda table: table.top))


def _page(number: int, letters: Sequence[Letter], tables: tuple[PageTable, ...], width: float) -> _Page:
    free = [letter for letter in letters if not any(table.holds(letter) for table in tables)]
    lines = lines_of(free, width, number)
    noise = tuple(line for line in lines if line.sure < _NOISE or (line.sure < 1 and not _SPEAKS.search(line.text)))
    return _Page(number, tuple(line for line in lines if line not in noise), tables, width, noise)


def _with_notes(page: _Page, letters: Sequence[Letter]) -> _Page:
    """The page with its footnotes apart, and without the raised numbers that point to them."""
    notes, kept = pdf_notes.apart(page.lines, letters)
    return replace(_page(page.number, kept, page.tables, page.width), notes=notes) if notes else page


def _recognised(document: Any, number: int, page: Any, letters: Sequence[Letter]) -> tuple[_Page, float | None]:
    """A page by its image, and how surely; without Tesseract it stays empty, and None says so."""
    try:
        found = scan.recognise(page, number, letters)
    except MissingTool:
        return _Page(number, (), (), page.get_width()), None
    stamps = pdf_signed.stamped(document, page, number, letters, found.letters)
    made = _page(number, stamps.letters, found.tables, found.width)
    return replace(made, told=stamps.told, covered=stamps.covered, mends=found.mends, lie=found.lie), found.confidence


def _as_shown(piece: Piece, lies: Mapping[int, Lie]) -> Piece:
    """The piece with its box on the page as it is shown, not as it was turned for recognition."""
    line, lie = piece.line, lies.get(piece.line.page or 0)
    return replace(piece, line=replace(line, box=scan.shown(line.box, lie))) if lie and line.box else piece


def _without_furniture(pages: Sequence[_Page]) -> tuple[list[str], list[_Page]]:
    """Page numbers, and what stands alike at the head or foot of most pages."""
    edges: dict[str, int] = {}
    for page in pages:
        for line in {_key(line.text) for line in _edges(page)}:
            edges[line] = edges.get(line, 0) + 1
    dropped = [line.text for page in pages for line in page.noise]
    dropped += [words for page in pages for words in (page.covered, page.hidden, page.over) if words]
    kept: list[_Page] = []
    for page in pages:
        out = {id(line) for line in _edges(page) if _is_furniture(line, edges, len(pages))}
        dropped += [line.text for line in page.lines if id(line) in out]
        kept.append(replace(page, lines=tuple(line for line in page.lines if id(line) not in out)))
    return dropped, kept


def _edges(page: _Page) -> Sequence[PrintedLine]:
    return [*page.lines[:2], *page.lines[-2:]]


def _is_furniture(line: PrintedLine, edges: dict[str, int], pages: int) -> bool:
    if re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?|(?:Trang|Page)\s*\d+(?:\s*/\s*\d+)?|\d+/\d+", line.text):
        return True
    return pages > 2 and len(line.text) < 120 and edges[_key(line.text)] > max(2, 0.6 * pages)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _paragraphs(pages: Sequence[_Page]) -> tuple[list[Piece], list[Ranges]]:
    """The lines of all pages joined into paragraphs, and the tables at their places, stitched across pages."""
    flow = _Flow()
    for page in pages:
        edges = _edges_of(page)
        tables = list(page.tables)
        ending = _ending(page.lines)
        for line in page.lines:
            while tables and tables[0].top < line.top:
                flow.table(tables.pop(0))
            if line in ending:
                if line == ending[0]:
                    flow.ending(ending)
            else:
                flow.line(line, edges)
        for table in tables:
            flow.table(table)
        flow.turn(edges)
    flow.close()
    return flow.pieces, flow.grids


class _Flow:
    """What has been laid so far: pieces, tables, the line before, and the table that may go on on the next page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.grids: list[Ranges] = []
        self.before: PrintedLine | None = None
        self.over: tuple[PrintedLine, float] | None = None
        self.last: PageTable | None = None
        self.rows: list[tuple[Cell, ...]] = []

    def line(self, line: PrintedLine, edges: tuple[float, float]) -> None:
        """A printed line: more of the paragraph above, or a new one."""
        self.close()
        if (self.before is not None and pdf_joins.goes_on(self.before, line, edges)) or (
            self.before is None and self.over is not None and pdf_joins.goes_over(*self.over, line, edges[0])
        ):
            self.pieces[-1] = _longer(self.pieces[-1], line)
        else:
            self.pieces.append(_piece(line, self.before))
        self.before, self.over = line, None

    def table(self, table: PageTable) -> None:
        """A table of a page: more of the open one, or a new one."""
        if self.last is None or not self.last.goes_on(table):
            self.close()
        self.rows = _stitch(self.rows, table.rows)
        self.last, self.before, self.over = table, None, None

    def turn(self, edges: tuple[float, float]) -> None:
        """The page ends; its last line may go on on the next."""
        self.over = (self.before, edges[1]) if self.before is not None else None
        self.before = None

    def ending(self, lines: Sequence[PrintedLine]) -> None:
        """Nơi nhận and signature side by side."""
        self.close()
        _place_ending(lines, self.pieces, self.grids)
        self.before = None

    def close(self) -> None:
        """Lay the table that is open: nothing more of it follows."""
        if self.last is not None:
            _lay(self.rows, self.pieces, self.grids)
        self.last, self.rows = None, []


def _ending(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """The lines of Nơi nhận and of the signature beside it, where they are printed in two columns."""
    start = next((at for at, line in enumerate(lines) if _opens_ending(line)), None)
    if start is None:
        return ()
    label = lines[start]
    beside = [each for each in lines if each.x0 > label.x1 + 20 and abs(each.top - label.top) < 3 * each.size]
    if label.column is None and not beside:
        return ()
    middle = (label.x1 + min((each.x0 for each in beside), default=label.x1)) / 2
    first = min(start, *(lines.index(line) for line in beside)) if beside else start
    end = first
    while end < len(lines) and (
        lines[end].x1 < middle + 40
        or lines[end].x0 > middle - 10
        or lines[end].column is not None
        or (lines[end].text.startswith(_DASHES) and abs(lines[end].x0 - label.x0) < pdf_joins.INDENT)
    ):
        end += 1
    return lines[first:end]


def _opens_ending(line: PrintedLine) -> bool:
    """`Nơi nhận:` at the left of a line, or alone on one where the signature begins a little higher or lower."""
    match = RECIPIENTS.match(line.text)
    return match is not None and (line.column == 0 or (line.column is None and match.end() == len(line.text)))


def _place_ending(lines: Sequence[PrintedLine], pieces: list[Piece], grids: list[Ranges]) -> None:
    """Nơi nhận is the left cell of a row, the signature the right one."""
    label = next(line for line in lines if RECIPIENTS.match(line.text))
    left = [line for line in lines if abs(line.x0 - label.x0) < 40]
    row = []
    for column, part in enumerate((left, [line for line in lines if line not in left])):
        first = len(pieces)
        cell = (len(grids), 0, column)
        pieces.extend(Piece(line.text, replace(_piece(line, None).line, cell=cell)) for line in part)
        row.append((first, len(pieces)))
    grids.append((tuple(row),))


def _edges_of(page: _Page) -> tuple[float, float]:
    """Where full lines begin and end."""
    wide = [line for line in page.lines if line.x1 - line.x0 > page.width * 0.45]
    ends = [line.x1 for line in wide]
    return min((line.x0 for line in wide), default=0.0), statistics.median(ends) if ends else page.width


def _piece(line: PrintedLine, before: PrintedLine | None) -> Piece:
    gap = before is None or line.top - before.top > 1.9 * max(line.size, 1)
    box = (line.x0, line.top, line.x1, line.bottom)
    placed = Line(0, 0, line.page, line.size, line.lead_bold, line.italic, box=box, gap=gap, doubts=line.doubts)
    return Piece(line.text, placed)


def _longer(piece: Piece, line: PrintedLine) -> Piece:
    text = f"{piece.text}{between(piece.text)}"
    bold = piece.line.lead_bold >= len(piece.text)
    lead = len(text) + line.lead_bold if bold and line.lead_bold else piece.line.lead_bold
    x0, top, x1, bottom = piece.line.box or (0, 0, 0, 0)
    box = (min(x0, line.x0), min(top, line.top), max(x1, line.x1), max(bottom, line.bottom))
    doubts = piece.line.joined(line.doubts, len(text))
    return Piece(f"{text}{line.text}", replace(piece.line, lead_bold=lead, box=box, doubts=doubts))


def _is_repeated(head: tuple[Cell, ...], row: tuple[Cell, ...]) -> bool:
    """Whether a row is the head again; recognition reads it a little otherwise each time."""
    from rapidfuzz.fuzz import ratio

    return ratio(" | ".join(_words(head)), " | ".join(_words(row))) > _SAME


def _stitch(rows: list[tuple[Cell, ...]], more: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """A table and its part on the next page: a repeated head goes, a row cut in two is joined."""
    more = more[1:] if rows and more and _is_repeated(rows[0], more[0]) else more
    if rows and more and not _words(more[0][:1])[0] and len(more[0]) == len(rows[-1]):
        joined = tuple(
            Cell(one.box, (*one.lines, *other.lines)) for one, other in zip(rows[-1], more[0], strict=True)
        )
        return [*rows[:-1], joined, *more[1:]]
    return [*rows, *more]


def _words(row: Sequence[Cell]) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row]


def _has_room(cell: Cell, before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line of a cell was begun on purpose: its first word would have stood on the line before."""
    word = (line.x1 - line.x0) * (len(line.text.split(" ", 1)[0]) + 1) / max(1, len(line.text))
    return cell.box[2] - cell.box[0] - (before.x1 - before.x0) - _CELL_MARGINS > word


def _lay(rows: Sequence[tuple[Cell, ...]], pieces: list[Piece], grids: list[Ranges]) -> None:
    """Lay a whole table's cells as pieces; a merged cell stands once in the text and in every place of the grid."""
    laid: list[tuple[tuple[int, int], ...]] = []
    for row in rows:
        cells: dict[int, tuple[int, int]] = {}
        for column, cell in enumerate(row):
            if id(cell) not in cells:
                first = len(pieces)
                for before, line in zip((None, *cell.lines), cell.lines, strict=False):
                    placed = replace(_piece(line, None).line, gap=before is None or _has_room(cell, before, line))
                    pieces.append(Piece(line.text, replace(placed, cell=(len(grids), len(laid), column))))
                cells[id(cell)] = (first, len(pieces))
        laid.append(tuple(cells[id(cell)] for cell in row))
    width = max((len(row) for row in laid), default=0)
    grids.append(tuple(row + ((0, 0),) * (width - len(row)) for row in laid))
