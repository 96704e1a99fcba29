"""What a template cannot say: tables, bookmarks, rules of the right length, a section for each annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from docx.oxml import OxmlElement

from generate.metrics import width_mm
from generate.ruled import W, ruled_table
from generate.wording import Printed

# Each printed paragraph carries its ordinal through the template between two private characters, so that a table can
# take its place and a bookmark can name it afterwards.
_MARK = re.compile("\ue000(\\d+)\ue001")
_NOT_A_NAME = re.compile(r"[^0-9A-Za-zĐđ]+")
_HARDLY = "40"  # twips: the height of an empty paragraph that Word wants
_LONGEST_NAME = 40  # of a bookmark in Word
_WIDE = 5  # a table of more columns than this lies on its side when it stands in an annex
_RULE_SHARE = 0.4  # of the words' width: Decree 30 asks for a third to a half
_RULED_SIZE = 13.5  # points, of the words above a rule: 13 or 14
_TWIPS_MM = 56.6929


def marked(at: int, text: str) -> str:
    """The text with the ordinal it carries through the template."""
    return f"\ue000{at}\ue001{text}"


def finish(word: Any, parts: Sequence[Sequence[Printed]]) -> None:
    """Finish what the template has printed. parts: the text before the signature, then what is attached, each."""
    body = word.element.body
    printed = [line for part in parts for line in part]
    places = [number for number, part in enumerate(parts) for _ in part]
    sections = [_section(body.sectPr, number, part) for number, part in enumerate(parts)]
    reached = 0
    for at, paragraph in list(_numbered(body)):
        for number in range(reached, places[at]):
            _end_section(paragraph, sections[number])
            _head_again(body, paragraph, printed[at])
        reached = max(reached, places[at])
        _settle(word, paragraph, at, printed[at], _text_width(sections[places[at]]))
        if at == len(parts[0]) - 1:
            _keep_with_signature(paragraph)
    body.replace(body.sectPr, sections[reached])
    _fit_rules(body, _text_width(sections[0]))


def _numbered(body: Any) -> Iterator[tuple[int, Any]]:
    """The paragraphs that carry an ordinal, with it; the marks are taken out of their words."""
    for paragraph in body.iter(f"{W}p"):
        for text in paragraph.iter(f"{W}t"):
            match = _MARK.search(text.text or "")
            if match:
                text.text = _MARK.sub("", text.text)
                yield int(match[1]), paragraph


def _settle(word: Any, paragraph: Any, at: int, line: Printed, width: float) -> None:
    """A table takes the place of its paragraph; any other paragraph gets its bookmark."""
    if line.table:
        _keep_with_next(paragraph.getprevious())
        paragraph.addprevious(ruled_table(word, line.table, width))
        _shrink(paragraph)
    else:
        _bookmark(paragraph, at, line.path)
        _close_up(paragraph)


def _keep_with_next(paragraph: Any) -> None:
    """What introduces a table stands on its page."""
    if paragraph is not None and paragraph.tag == f"{W}p" and "".join(paragraph.itertext()).strip():
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _close_up(paragraph: Any) -> None:
    """Text right behind a table needs no empty paragraph between: with one, LibreOffice leaves headings alone."""
    between = paragraph.getprevious()
    if between is None or between.find(f"{W}pPr/{W}spacing[@{W}line='{_HARDLY}']") is None:
        return
    if between.find(f"{W}pPr/{W}sectPr") is None:
        between.getparent().remove(between)
        paragraph.get_or_add_pPr().get_or_add_spacing().set(f"{W}before", "120")


def _shrink(paragraph: Any) -> None:
    """An empty paragraph, as Word wants one between two tables or at a section's end, hardly to be seen."""
    for child in paragraph.findall(f"{W}r"):
        paragraph.remove(child)
    properties = paragraph.get_or_add_pPr()
    for child in list(properties):
        properties.remove(child)
    spacing = properties.get_or_add_spacing()
    for name, value in (("before", "0"), ("after", "0"), ("line", _HARDLY), ("lineRule", "exact")):
        spacing.set(f"{W}{name}", value)


def _bookmark(paragraph: Any, at: int, path: str) -> None:
    """A bookmark over the paragraph that names its place, so that an edited draft can be matched later."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(f"{W}id", str(at + 1))
    start.set(f"{W}name", bookmark_name(at, path))
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)


def bookmark_name(at: int, path: str) -> str:
    """What the bookmark of the paragraph with this ordinal, of this place of the outline, is called."""
    return f"kh_{at}_{_NOT_A_NAME.sub('_', path)}"[:_LONGEST_NAME]


def _keep_with_signature(paragraph: Any) -> None:
    """The signature never stands alone on a page: the last paragraph goes with it, whole."""
    properties = paragraph.get_or_add_pPr()
    properties.get_or_add_keepNext()
    properties.get_or_add_keepLines()


# --- sections --------------------------------------------------------------------------------------------


def _section(model: Any, number: int, part: Sequence[Printed]) -> Any:
    """The section of a part: an annex numbers its own pages, and lies on its side where it has a wide table.

    Decree 30, annex I, part I.III.1.đ and I.I.2.
    """
    section = deepcopy(model)
    if number:
        for old in section.findall(f"{W}pgNumType"):
            section.remove(old)
        numbers = OxmlElement("w:pgNumType")
        numbers.set(f"{W}start", "1")
        section.find(f"{W}pgMar").addnext(numbers)
    if number and any(line.table and len(line.table.header) > _WIDE for line in part):
        size = section.find(f"{W}pgSz")
        width, height = size.get(f"{W}w"), size.get(f"{W}h")
        size.set(f"{W}w", height)
        size.set(f"{W}h", width)
        size.set(f"{W}orient", "landscape")
    return section


def _end_section(paragraph: Any, section: Any) -> None:
    """End the section before the paragraph."""
    closing: Any = OxmlElement("w:p")
    _shrink(closing)
    closing.get_or_add_pPr().append(section)
    paragraph.addprevious(closing)


def _head_again(body: Any, paragraph: Any, line: Printed) -> None:
    """A document issued with a decision has the two-column head again, without number (annex III, form 1.3)."""
    head = next(body.iterchildren(f"{W}tbl"), None)
    if line.kind != "tên loại" or head is None:
        return
    again = deepcopy(head)
    for row in again.findall(f"{W}tr")[1:]:
        again.remove(row)
    paragraph.addprevious(again)
    paragraph.get_or_add_pPr().get_or_add_spacing().set(f"{W}before", "240")


def _text_width(section: Any) -> float:
    """Millimetres between the margins."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    sides = sum(int(margins.get(f"{W}{side}")) for side in ("left", "right"))
    return float(int(size.get(f"{W}w")) - sides) / _TWIPS_MM


# --- rules -----------------------------------------------------------------------------------------------


def _fit_rules(body: Any, room: float) -> None:
    """The rules below the issuer and the title are 0.4 as long as the words above them."""
    for cell in body.iter(f"{W}tc"):
        if cell.getprevious() is None or cell.getprevious().tag != f"{W}tc":
            width = cell.find(f"{W}tcPr/{W}tcW")
            if width is not None:
                _fit(list(cell.iterchildren(f"{W}p")), int(width.get(f"{W}w")) / _TWIPS_MM)
    _fit(list(body.iterchildren(f"{W}p")), room)


def _fit(paragraphs: Sequence[Any], room: float) -> None:
    for above, ruled in pairwise(paragraphs):
        indent = ruled.find(f"{W}pPr/{W}ind")
        if indent is None or ruled.find(f"{W}pPr/{W}pBdr") is None:
            continue
        words = "".join("\n" if part.tag == f"{W}br" else part.text or "" for part in above.iter(f"{W}t", f"{W}br"))
        longest = max(width_mm(line, _RULED_SIZE) for line in words.split("\n"))
        rule = min(longest, room) * _RULE_SHARE
        for side in ("left", "right"):
            indent.set(f"{W}{side}", str(int((room - rule) / 2 * _TWIPS_MM)))
