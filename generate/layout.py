"""A DOCX as its paragraphs in print: effective font, size, bold, alignment, indents and spacing of each.

Runs inherit from their style, the paragraph's style, what that is based on, and the document's defaults
(ECMA-376, 17.7.2); a theme font is what the theme says.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import DamagedFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_TWIPS_MM = 56.6929
_DEEPEST = 20
_TAB = 720  # twips of Word's default tab, which many use for the first line's indent
_AUTOMATIC = 14.0  # points between paragraphs where Word is told to choose


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph in print. size: points; indent, before, after: first line in mm, points; line: in lines or None.

    column: of the table cell it stands in; table: ordinal of the table; ruled: a rule stands below its words.
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


@dataclass(frozen=True, slots=True)
class Section:
    """A section's sheet in millimetres, and its page number: where the field stands and how it looks."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    title_page: bool
    number_place: str | None
    number_align: str | None
    number_size: float | None


class Printed:
    """A DOCX opened for checking; raises DamagedFile where it is none."""

    def __init__(self, file: Path | bytes) -> None:
        import docx
        from docx.opc.exceptions import PackageNotFoundError

        try:
            self._word: Any = docx.Document(io.BytesIO(file) if isinstance(file, bytes) else str(file))
        except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise DamagedFile(
                "Tệp không phải DOCX hoặc bị hỏng; đề nghị mở bằng Word rồi lưu lại thành .docx."
            ) from error
        styles = self._word.styles.element
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._defaults = styles.find(f"{W}docDefaults")
        self._normal = next((name for name, style in self._styles.items() if _is_normal(style)), None)
        self._theme = self._theme_font()
        self._numbers = self._numbering_part()
        self.paragraphs = tuple(self._paragraphs())
        self.sections = tuple(self._section(section) for section in self._word.sections)

    def _numbering_part(self) -> Any:
        for relation in self._word.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                return relation.target_part.element
        return None

    def _theme_font(self) -> str | None:
        for part in self._word.part.package.iter_parts():
            if part.partname.startswith("/word/theme/"):
                from lxml import etree

                root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
                latin = root.find(f".//{_A}minorFont/{_A}latin")
                return latin.get("typeface") if latin is not None else None
        return None

    # --- paragraphs ---

    def _paragraphs(self) -> Iterator[Para]:
        table, section = -1, 0
        for element in self._word.element.body:
            if element.tag == f"{W}p":
                yield self._para(_whole(element), None, section)
                section += element.find(f"{W}pPr/{W}sectPr") is not None
            elif element.tag == f"{W}tbl":
                table += 1
                for row in element.iter(f"{W}tr"):
                    for column, cell in enumerate(row.findall(f"{W}tc")):
                        for paragraph in cell.iter(f"{W}p"):
                            for line in _lines(paragraph):
                                yield self._para(line, (table, column), section)

    def _para(self, line: _Line, cell: tuple[int, int] | None, section: int) -> Para:
        element, first = line.paragraph, line.run
        style = self._chain(element, f"{W}pPr/{W}pStyle") or self._chain_of(self._normal)
        look = [*self._run_chain(first), *(each.find(f"{W}rPr") for each in style), self._default("rPrDefault/rPr")]
        own = [element.find(f"{W}pPr"), *(each.find(f"{W}pPr") for each in style)]
        shape = [own[0], self._numbering(own), *own[1:], self._default("pPrDefault/pPr")]
        size = _value(look, "sz")
        return Para(
            text=line.text,
            font=self._font(look),
            size=float(size) / 2 if size and size.replace(".", "").isdecimal() else 10.0,
            bold=_flag(look, "b"),
            italic=_flag(look, "i"),
            colour=_value(look, "color"),
            align=_value(shape, "jc") or "left",
            indent=_indent(shape, element) / _TWIPS_MM,
            after=_space(shape, "after"),
            before=_space(shape, "before"),
            line=_line(shape),
            table=cell[0] if cell else None,
            column=cell[1] if cell else None,
            ruled=_is_ruled(element),
            section=section,
        )

    def _numbering(self, own: list[Any]) -> Any:
        """The shape that an automatic number gives its paragraph; None where there is no such number."""
        numbered = next((each for level in own if level is not None for each in level.iter(f"{W}numPr")), None)
        if numbered is None or self._numbers is None:
            return None
        ordinal, depth = (_value([numbered], name) or "0" for name in ("numId", "ilvl"))
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

    # --- sections ---

    def _section(self, section: Any) -> Section:
        place, align, size = self._number(section)
        lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        width, height, top, bottom, left, right = (
            length.mm if length is not None else 0.0
            for length in (*lengths, section.left_margin, section.right_margin)
        )
        first = bool(section.different_first_page_header_footer)
        return Section(width, height, top, bottom, left, right, first, place, align, size)

    def _number(self, section: Any) -> tuple[str | None, str | None, float | None]:
        """Where the PAGE field stands: header or footer, its alignment and size."""
        for place, part in (("header", section.header), ("footer", section.footer)):
            for paragraph in part._element.iter(f"{W}p"):  # noqa: SLF001 - python-docx has no way into nested parts
                codes = [code.text or "" for code in paragraph.iter(f"{W}instrText")]
                codes += [field.get(f"{W}instr") or "" for field in paragraph.iter(f"{W}fldSimple")]
                if any("PAGE" in code and "NUMPAGES" not in code for code in codes):
                    para = self._para(_whole(paragraph), None, 0)
                    framed = paragraph.find(f"{W}pPr/{W}framePr")
                    align = framed.get(f"{W}xAlign") if framed is not None else para.align
                    return place, align, para.size
        return None, None, None


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, or a line of it between forced breaks: its words, and the run whose look it has."""

    paragraph: Any
    text: str
    run: Any


def _whole(paragraph: Any) -> _Line:
    runs = list(paragraph.iter(f"{W}r"))
    return _Line(
        paragraph, "".join(map(_words, runs)).strip(), next((run for run in runs if _words(run).strip()), None)
    )


def _lines(paragraph: Any) -> Iterator[_Line]:
    """The lines of a head or a list of recipients that is typed as one paragraph."""
    text, first = "", None
    for run in paragraph.iter(f"{W}r"):
        for number, piece in enumerate(_words(run).split("\n")):
            if number:
                yield _Line(paragraph, text.strip(), first)
                text, first = "", None
            text += piece
            first = run if first is None and piece.strip() else first
    yield _Line(paragraph, text.strip(), first)


def _is_normal(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _words(run: Any) -> str:
    """The words of a run that stand in the line itself, not in a text box it anchors."""
    return "".join(
        "\n" if part.tag == f"{W}br" else part.text or "" for part in run if part.tag in (f"{W}t", f"{W}br")
    )


def _value(levels: list[Any], name: str) -> str | None:
    for level in levels:
        found = level.find(f"{W}{name}") if level is not None else None
        if found is not None and found.get(f"{W}val"):
            return str(found.get(f"{W}val"))
    return None


def _flag(levels: list[Any], name: str) -> bool:
    for level in levels:
        found = level.find(f"{W}{name}") if level is not None else None
        if found is not None:
            return str(found.get(f"{W}val", "1")).lower() not in _OFF
    return False


def _twips(levels: list[Any], name: str, side: str) -> float:
    for level in levels:
        found = level.find(f"{W}{name}") if level is not None else None
        value = found.get(f"{W}{side}") if found is not None else None
        if value is not None and value.lstrip("-").replace(".", "").isdecimal():
            return float(value)
    return 0.0


def _space(levels: list[Any], side: str) -> float:
    """Points above or below a paragraph."""
    for level in levels:
        found = level.find(f"{W}spacing") if level is not None else None
        automatic = found.get(f"{W}{side}Autospacing") if found is not None else None
        if automatic is not None and automatic.lower() not in _OFF:
            return _AUTOMATIC
        if found is not None and found.get(f"{W}{side}") is not None:
            break
    return _twips(levels, "spacing", side) / 20


def _indent(shape: list[Any], element: Any) -> float:
    """Twips from the left margin to the first word: by indents, by a tab, or by an automatic number's place."""
    first = _twips(shape, "ind", "firstLine")
    if first or _begins_with_tab(element):
        return first or _TAB
    return _twips(shape, "ind", "left") - _twips(shape, "ind", "hanging")


def _begins_with_tab(element: Any) -> bool:
    for part in element.iter(f"{W}tab", f"{W}t"):
        if part.getparent().tag == f"{W}r" and (part.tag == f"{W}tab" or part.text):
            return bool(part.tag == f"{W}tab")
    return False


def _line(levels: list[Any]) -> float | None:
    """Line spacing in lines; None where it is exact, in points."""
    for level in levels:
        found = level.find(f"{W}spacing") if level is not None else None
        value = found.get(f"{W}line") if found is not None else None
        if found is not None and value is not None and value.isdecimal():
            return int(value) / 240 if found.get(f"{W}lineRule", "auto") == "auto" else None
    return 1.0


def _is_ruled(element: Any) -> bool:
    """A rule drawn as a border of the paragraph, or as a line or connector anchored in it."""
    border = element.find(f"{W}pPr/{W}pBdr")
    if border is not None and (border.find(f"{W}bottom") is not None or border.find(f"{W}top") is not None):
        return True
    drawn = (".//{*}wsp", ".//{*}cxnSp", ".//{*}line", ".//{*}shape", ".//{*}pic")
    return any(element.find(path) is not None for path in drawn)
