"""Set right what a check finds in the layout of a DOCX: no letter changes, and mending twice changes nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.thethuc import RULES
from generate.check import judge
from generate.check_sheet import upright_sheets
from generate.finding import Finding, Fix, clamp, near
from generate.layout import Printed
from generate.mend_numbers import mend_numbers
from generate.properties import W, words
from generate.word import stable

_ROUNDS = 4  # one finding may hide another: a part is told only when the font of its table is known
# Fonts whose letters are not those of Unicode: in another font the same text reads differently.
_OTHER_LETTERS = (".vn", "vni", "symbol", "wingdings", "webdings", "mt extra")
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True, slots=True)
class Mended:
    """data: the DOCX, unchanged where nothing was mended; done: what was set right; left: what only a person can."""

    data: bytes
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]


def mend(data: bytes) -> Mended:
    """Mend the layout of a DOCX. Raises DamagedFile where it is none."""
    first = left = judge(Printed(data))
    for _ in range(_ROUNDS):
        after = _mended(data, left)
        if after == data:
            break
        data, left = after, judge(Printed(after))
    still = {(each.id, each.wanted) for each in left}
    done = tuple(each for each in first if (each.id, each.wanted) not in still)
    return Mended(data, done, left)


def _mended(data: bytes, findings: tuple[Finding, ...]) -> bytes:
    """The document after one round; the same bytes where nothing changed, or where a letter would have changed."""
    printed = Printed(data)
    before, said = _saved(printed.word), letters(printed.word)
    ids = {each.id for each in findings}
    _mend_sheets(printed, ids)
    mend_numbers(printed.word.sections[0], ids)
    for finding in findings:
        if finding.fix is not None:
            _apply(printed, finding.at, finding.fix)
    after = _saved(printed.word)
    return data if after == before or letters(printed.word) != said else after


def _saved(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return stable(out.getvalue())


def letters(word: Any) -> tuple[str, ...]:
    """The words of the document, its notes, headers and footers, part by part; numbers of pages are none."""
    found = []
    for part in sorted(word.part.package.iter_parts(), key=lambda part: str(part.partname)):
        element = getattr(part, "element", None)
        if element is not None and str(part.partname).startswith("/word/"):
            found.append("\n".join(_of_part(element)))
    return tuple(text for text in found if text)


def _of_part(element: Any) -> Iterator[str]:
    for paragraph in element.iter(f"{W}p"):
        texts = paragraph.iter(f"{W}t", f"{W}delText", f"{W}sym")
        text = "".join(part.text or part.get(f"{W}char") or "" for part in texts)
        counts = any("PAGE" in (code.text or "") for code in paragraph.iter(f"{W}instrText"))
        if text and not (counts and text.strip(" -–").isdecimal()):
            yield text


# --- sheets ----------------------------------------------------------------------------------------------


def _mend_sheets(printed: Printed, ids: set[str]) -> None:
    from docx.shared import Mm

    page = RULES.page
    for at, sheet in upright_sheets(printed.sections):
        section = printed.word.sections[at]
        if "K01" in ids and at == 0:
            section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        for side in ("top", "bottom", "left", "right") if "K03" in ids else ():
            wanted, value = getattr(page, side), getattr(sheet, side)
            if not near(value, wanted):
                setattr(section, f"{side}_margin", Mm(clamp(value, wanted)))


# --- paragraphs ------------------------------------------------------------------------------------------


def _apply(printed: Printed, places: tuple[int, ...], fix: Fix) -> None:
    """Give the paragraphs the layout; a run that goes on in another line is left, for it would change both."""
    others = {id(run) for at, line in enumerate(printed.lines) if at not in places for run in line.runs}
    for at in places:
        line, para = printed.lines[at], printed.paragraphs[at]
        if fix.font and (para.font or "").lower().startswith(_OTHER_LETTERS):
            continue
        for run in line.runs:
            if words(run).strip() and id(run) not in others:
                _apply_to_run(run, fix)
        _apply_to_paragraph(line.paragraph, fix, numbered=para.numbered)


def _apply_to_run(run: Any, fix: Fix) -> None:
    from docx.shared import Pt, RGBColor
    from docx.text.run import Run

    font = Run(run, None).font  # type: ignore[arg-type]
    if fix.size is not None:
        font.size = Pt(fix.size)
    if fix.bold is not None:
        font.bold = fix.bold
    if fix.italic is not None:
        font.italic = fix.italic
    if fix.colour is not None:
        font.color.rgb = RGBColor.from_string(fix.colour)
    if fix.font is not None and not str(font.name).lower().startswith(_OTHER_LETTERS):
        _set_font(run, fix.font)


def _set_font(run: Any, name: str) -> None:
    fonts = run.get_or_add_rPr().get_or_add_rFonts()
    for face in _FACES:
        fonts.set(f"{W}{face}", name)
        fonts.attrib.pop(f"{W}{face}Theme", None)
    fonts.attrib.pop(f"{W}cstheme", None)


def _apply_to_paragraph(element: Any, fix: Fix, *, numbered: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt
    from docx.text.paragraph import Paragraph

    shape = Paragraph(element, None).paragraph_format  # type: ignore[arg-type]
    if fix.align is not None:
        shape.alignment = {"both": WD_ALIGN_PARAGRAPH.JUSTIFY, "center": WD_ALIGN_PARAGRAPH.CENTER}[fix.align]
    if fix.indent is not None and not numbered:
        shape.left_indent = Mm(0)
        shape.first_line_indent = Mm(fix.indent)
    if fix.space is not None:
        shape.space_after = Pt(fix.space)
        _no_automatic_space(element)
    if fix.line is not None:
        shape.line_spacing = fix.line


def _no_automatic_space(element: Any) -> None:
    """Word would choose the space itself, or leave it out between paragraphs of one style."""
    spacing = element.find(f"{W}pPr/{W}spacing")
    spacing.attrib.pop(f"{W}afterAutospacing", None)
    for contextual in element.findall(f"{W}pPr/{W}contextualSpacing"):
        contextual.set(f"{W}val", "0")
