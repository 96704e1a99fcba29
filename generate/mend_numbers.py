"""Page numbers set right: in the middle of the top margin, upright, not on the first page (annex I, part I.I.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.thethuc import RULES
from generate.layout import is_page_field
from generate.properties import W, own_runs, words

_SIZE = RULES.page_number.size[1]


def mend_numbers(section: Any, ids: set[str]) -> None:
    """Mend the page number of the document's first section, as far as the findings `ids` ask for it.

    Where words of a header or footer would vanish from the first page, nothing is hidden there.
    """
    if ids & {"K04", "K05"}:
        _to_the_top(section)
    if ids & {"K05", "K07", "K44"}:
        for paragraph in _fields(section.header):
            _look(paragraph)
    if "K06" in ids and not any(_says_something(part) for part in (section.header, section.footer)):
        section.different_first_page_header_footer = True
    if "K45" in ids:
        for count in section._sectPr.findall(f"{W}pgNumType"):
            count.attrib.pop(f"{W}fmt", None)
            count.set(f"{W}start", str(RULES.page_number.first))


def _fields(part: Any) -> Iterator[Any]:
    """The paragraphs of a header or footer in which the number stands."""
    yield from (paragraph for paragraph in part._element.iter(f"{W}p") if is_page_field(paragraph))


def _is_bare(paragraph: Any) -> bool:
    """Whether the paragraph holds the number and nothing else that anybody wrote."""
    text = "".join(map(words, own_runs(paragraph))).strip(" -–")
    return not text or text.isdecimal()


def _to_the_top(section: Any) -> None:
    """A number in the header; a bare one in the footer goes, one among words stays where it is."""
    if next(_fields(section.header), None) is not None:
        return
    below = list(_fields(section.footer))
    if not all(map(_is_bare, below)):
        return
    for paragraph in below:
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
    _new_number(section)


def _new_number(section: Any) -> None:
    from docx.oxml import OxmlElement

    header = section.header
    header.is_linked_to_previous = False
    first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    paragraph = first if _is_empty(first._p) else first.insert_paragraph_before()
    for kind in ("begin", "PAGE", "end"):
        run: Any = paragraph.add_run()._r
        part: Any = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            part.text = " PAGE "
        else:
            part.set(f"{W}fldCharType", kind)
        run.append(part)
    _look(paragraph._p)


def _is_empty(paragraph: Any) -> bool:
    return not any(True for _ in paragraph.iter(f"{W}r"))


def _look(element: Any) -> None:
    """In the middle, upright, of the size wanted."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    shape = Paragraph(element, None).paragraph_format  # type: ignore[arg-type]
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape.first_line_indent = Mm(0)
    frame = element.find(f"{W}pPr/{W}framePr")
    if frame is not None:
        frame.set(f"{W}xAlign", "center")
    for run in element.iter(f"{W}r"):
        font = Run(run, None).font  # type: ignore[arg-type]
        font.size, font.bold, font.italic, font.name = Pt(_SIZE), False, False, RULES.page.font


def _says_something(part: Any) -> bool:
    """Whether a header or footer has words besides the number."""
    return any(not _is_bare(paragraph) for paragraph in part._element.iter(f"{W}p"))
