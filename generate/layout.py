"""A DOCX as its paragraphs in print: effective font, size, bold, alignment, indents and spacing of each.

Runs inherit from their style, the paragraph's style, what that is based on, and the document's defaults
(ECMA-376, 17.7.2); a theme font is what the theme says.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from corpus.errors import DamagedFile
from generate import properties
from generate.properties import W, own_runs, value, words

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS_MM = 56.6929
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph in print. size: points; indent, before, after: first line in mm, points; line: in lines or None.

    size to colour are those of its first word, slanted says that every word is italic. column, row: of the table cell
    it stands in; table: ordinal of the table; room: width of its column in millimetres, 0 where that is not known.
    numbered: Word counts it. ruled: a rule stands below its words; rules: the lengths that are known, in millimetres.
    at: its ordinal in the document; page: from 1, in a PDF.
    """

    text: str
    font: str | None
    size: float | None
    bold: bool
    italic: bool
    colour: str | None
    align: str
    indent: float
    after: float
    before: float
    line: float | None
    table: int | None
    column: int | None
    ruled: bool = False
    section: int = 0
    row: int | None = None
    slanted: bool = False
    numbered: bool = False
    rules: tuple[float, ...] = ()
    at: int = -1
    page: int | None = None
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """A section's sheet in millimetres, and its page number: where the field stands and how it looks.

    number_format: as Word names it, `decimal`; number_start: the first number where the count begins anew.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    title_page: bool
    number_place: str | None = None
    number_align: str | None = None
    number_size: float | None = None
    number_upright: bool = True
    number_format: str = "decimal"
    number_start: int | None = None


class Sheet(Protocol):
    """What the rules look at: a document as its paragraphs in print.

    boxes: paragraphs in text boxes; foot: those at the foot of the first page.
    """

    @property
    def paragraphs(self) -> Sequence[Para]: ...  # noqa: D102
    @property
    def sections(self) -> Sequence[Section]: ...  # noqa: D102
    @property
    def boxes(self) -> Sequence[Para]: ...  # noqa: D102
    @property
    def foot(self) -> Sequence[Para]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's XML, or a line of it between forced breaks: its words, and the runs that have them."""

    paragraph: Any
    text: str
    runs: tuple[Any, ...]


class Printed:
    """A DOCX opened for checking; raises DamagedFile where it is none. lines: the XML behind each of `paragraphs`."""

    def __init__(self, file: Path | bytes) -> None:
        import docx
        from docx.opc.exceptions import PackageNotFoundError

        try:
            self.word: Any = docx.Document(io.BytesIO(file) if isinstance(file, bytes) else str(file))
        except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise DamagedFile(
                "Tệp không phải DOCX hoặc bị hỏng; đề nghị mở bằng Word rồi lưu lại thành .docx."
            ) from error
        styles = self.word.styles.element
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._defaults = styles.find(f"{W}docDefaults")
        self._normal = next((name for name, style in self._styles.items() if properties.is_normal(style)), None)
        self._theme = self._theme_font()
        self._numbers = self._numbering_part()
        self.sections = tuple(self._section(section) for section in self.word.sections)
        found = list(self._paragraphs())
        self.lines = tuple(line for line, _ in found)
        self.paragraphs = tuple(replace(para, at=at) for at, (_, para) in enumerate(found))
        self.boxes = tuple(self._boxes())
        self.foot = tuple(self._foot())

    def _numbering_part(self) -> Any:
        for relation in self.word.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                return relation.target_part.element
        return None

    def _theme_font(self) -> str | None:
        for part in self.word.part.package.iter_parts():
            if part.partname.startswith("/word/theme/"):
                from lxml import etree

                root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
                latin = root.find(f".//{_A}minorFont/{_A}latin")
                return latin.get("typeface") if latin is not None else None
        return None

    # --- paragraphs ---

    def _paragraphs(self) -> Iterator[tuple[Line, Para]]:
        table, section = -1, 0
        for element in _blocks(self.word.element.body):
            if element.tag == f"{W}p":
                line = _whole(element)
                yield line, self._para(line, section, self._text_width(section))
                section += element.find(f"{W}pPr/{W}sectPr") is not None
            else:
                table += 1
                for line, para in self._cells(element, section):
                    yield line, replace(para, table=table)

    def _cells(self, table: Any, section: int) -> Iterator[tuple[Line, Para]]:
        for number, row in enumerate(table.iter(f"{W}tr")):
            for column, cell in enumerate(row.findall(f"{W}tc")):
                room = cell.find(f"{W}tcPr/{W}tcW[@{W}type='dxa']")
                width = float(room.get(f"{W}w")) / _TWIPS_MM if room is not None else 0.0
                for paragraph in cell.iter(f"{W}p"):
                    for line in _lines(paragraph):
                        yield line, replace(self._para(line, section, width), row=number, column=column)

    def _text_width(self, section: int) -> float:
        sheet = self.sections[min(section, len(self.sections) - 1)]
        return sheet.width - sheet.left - sheet.right

    def _para(self, line: Line, section: int, room: float) -> Para:
        element = line.paragraph
        blank = line.runs[0] if line.runs and not line.text else None
        first = next((run for run in line.runs if words(run).strip()), blank)
        style = self._chain(element, f"{W}pPr/{W}pStyle") or self._chain_of(self._normal)
        look = self._look(first, style)
        own = [element.find(f"{W}pPr"), *(each.find(f"{W}pPr") for each in style)]
        counted = self._numbering(own)
        shape = [own[0], counted, *own[1:], self._default("pPrDefault/pPr")]
        found = value(look, "sz")
        size = float(found) / 2 if found and found.replace(".", "").isdecimal() else 10.0
        ruled = properties.is_ruled(element)
        italic = properties.flag(look, "i")
        return Para(
            text=unicodedata.normalize("NFC", line.text),
            font=self._font(look),
            size=size,
            bold=properties.flag(look, "b"),
            italic=italic,
            colour=value(look, "color"),
            align=value(shape, "jc") or "left",
            indent=properties.indent(shape, element),
            after=properties.space(shape, "after"),
            before=properties.space(shape, "before"),
            line=properties.line(shape),
            table=None,
            column=None,
            ruled=ruled,
            section=section,
            slanted=italic
            and all(properties.flag(self._look(run, style), "i") for run in line.runs if words(run).strip()),
            numbered=counted is not None,
            room=room,
            rules=tuple(properties.rule_lengths(element, shape, room)),
        )

    def _look(self, run: Any, style: Sequence[Any]) -> list[Any]:
        return [*self._run_chain(run), *(each.find(f"{W}rPr") for each in style), self._default("rPrDefault/rPr")]

    def _numbering(self, own: list[Any]) -> Any:
        """The shape that an automatic number gives its paragraph; None where there is no such number."""
        numbered = next((each for level in own if level is not None for each in level.iter(f"{W}numPr")), None)
        if numbered is None or self._numbers is None:
            return None
        ordinal, depth = (value([numbered], name) or "0" for name in ("numId", "ilvl"))
        if not (ordinal.isdecimal() and depth.isdecimal()):
            return None
        used = self._numbers.find(f"{W}num[@{W}numId='{ordinal}']/{W}abstractNumId")
        kind = str(used.get(f"{W}val")) if used is not None else ""
        if not kind.isdecimal():
            return None
        return self._numbers.find(f"{W}abstractNum[@{W}abstractNumId='{kind}']/{W}lvl[@{W}ilvl='{depth}']/{W}pPr")

    def _run_chain(self, run: Any) -> list[Any]:
        if run is None:
            return []
        return [run.find(f"{W}rPr"), *(each.find(f"{W}rPr") for each in self._chain(run, f"{W}rPr/{W}rStyle"))]

    def _chain(self, element: Any, path: str) -> list[Any]:
        style = element.find(path)
        return self._chain_of(style.get(f"{W}val")) if style is not None else []

    def _chain_of(self, name: str | None) -> list[Any]:
        """A style and those it is based on."""
        chain: list[Any] = []
        while name in self._styles and len(chain) < _DEEPEST:
            style = self._styles[name]
            chain.append(style)
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None
        return chain

    def _default(self, path: str) -> Any:
        names = "/".join(f"{W}{name}" for name in path.split("/"))
        return self._defaults.find(names) if self._defaults is not None else None

    def _font(self, look: list[Any]) -> str | None:
        for level in look:
            fonts = level.find(f"{W}rFonts") if level is not None else None
            if fonts is not None:
                if fonts.get(f"{W}ascii"):
                    return str(fonts.get(f"{W}ascii"))
                if fonts.get(f"{W}asciiTheme"):
                    return self._theme
        return None

    def _boxes(self) -> Iterator[Para]:
        """The paragraphs of text boxes, each once: Word writes a box a second time for readers of old."""
        for box in self.word.element.body.iter(f"{W}txbxContent"):
            if next(box.iterancestors("{*}Fallback"), None) is None:
                yield from (self._para(_whole(paragraph), 0, 0.0) for paragraph in box.iter(f"{W}p"))

    def _foot(self) -> Iterator[Para]:
        section = self.word.sections[0]
        different = section.different_first_page_header_footer
        part = section.first_page_footer if different else section.footer
        for paragraph in part._element.iter(f"{W}p"):
            yield self._para(_whole(paragraph), 0, 0.0)

    # --- sections ---

    def _section(self, section: Any) -> Section:
        lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        width, height, top, bottom, left, right = (
            length.mm if length is not None else 0.0
            for length in (*lengths, section.left_margin, section.right_margin)
        )
        first = bool(section.different_first_page_header_footer)
        sheet = Section(width, height, top, bottom, left, right, title_page=first)
        count = section._sectPr.find(f"{W}pgNumType")
        if count is not None:
            start = count.get(f"{W}start") or ""
            number = int(start) if start.isdecimal() else None
            sheet = replace(sheet, number_format=count.get(f"{W}fmt", "decimal"), number_start=number)
        return self._numbered(section, sheet)

    def _numbered(self, section: Any, sheet: Section) -> Section:
        """The sheet with what is known of its PAGE field: in header or footer, its alignment and look."""
        for place, part in (("header", section.header), ("footer", section.footer)):
            found = page_fields(part._element)
            if found:
                paragraph, para = found[-1], self._para(_whole(found[-1]), 0, 0.0)
                align = properties.place_across(paragraph, para.align)
                upright = not (para.bold or para.italic)
                sheet = replace(sheet, number_place=place, number_align=align, number_size=para.size)
                return replace(sheet, number_upright=upright)
        return sheet


def page_fields(part: Any) -> list[Any]:
    """The first paragraph with the page's number, and what it holds it in: the last is the text box's own."""
    every = (each for each in part.iter(f"{W}p") if next(each.iterancestors("{*}Fallback"), None) is None)
    first = next((each for each in every if is_page_field(each)), None)
    inner = first.iter(f"{W}p") if first is not None else ()
    return [each for each in inner if is_page_field(each) and next(each.iterancestors("{*}Fallback"), None) is None]


def is_page_field(paragraph: Any) -> bool:
    """Whether the number of the page stands in the paragraph."""
    codes = [code.text or "" for code in paragraph.iter(f"{W}instrText")]
    codes += [field.get(f"{W}instr") or "" for field in paragraph.iter(f"{W}fldSimple")]
    return any("PAGE" in code and "NUMPAGES" not in code and "PAGEREF" not in code for code in codes)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, those in content controls too."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag == f"{W}sdt":
            yield from (each for content in element.findall(f"{W}sdtContent") for each in _blocks(content))


def _whole(paragraph: Any) -> Line:
    runs = own_runs(paragraph)
    return Line(paragraph, "".join(map(words, runs)).strip(), tuple(runs))


def _lines(paragraph: Any) -> Iterator[Line]:
    """The lines of a head or a list of recipients that is typed as one paragraph."""
    text = ""
    runs: list[Any] = []
    for run in own_runs(paragraph):
        for number, piece in enumerate(words(run).split("\n")):
            if number:
                yield Line(paragraph, text.strip(), tuple(runs))
                text, runs = "", []
            text += piece
            runs += [run] * bool(piece)
    yield Line(paragraph, text.strip(), tuple(runs))
