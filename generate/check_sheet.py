"""Rules of the sheet: paper, margins, page numbers, font and colour (annex I, part I.I)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.thethuc import RULES
from generate.finding import Finding, Fix, Rule, near, num, said, told
from generate.layout import Section, Sheet
from generate.parts import Parts

_SINGLE = 1.16  # lines: what Word calls multiple, 1.08 and 1.15, is hardly told from single on paper
_LONG = 25  # paragraphs of text, which no single page holds
_FAMILY = "times"
# Metric twins of Times New Roman, which LibreOffice and Linux put in its place when they print.
_TWINS = ("tinos", "liberation serif", "liberationserif", "nimbus roman", "nimbusroman")
_WHITE = "ffffff"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NEARLY_BLACK = 0x20


def upright_sheets(sections: Sequence[Section]) -> list[tuple[int, Section]]:
    """The sections whose sheet stands upright, with their ordinal; a table may lie on its side (annex I, I.I.2)."""
    return [(at, section) for at, section in enumerate(sections) if section.width <= section.height]


def _paper(sheet: Sheet, _: Parts) -> Iterator[Finding]:
    page = RULES.page
    first = sheet.sections[0]
    if any(not near(min(each.width, each.height), (page.width, page.width), 2) for each in sheet.sections[:1]):
        found = f"{num(first.width)} × {num(first.height)} mm"
        yield told("K01", "Khổ giấy không phải A4.", found, "210 × 297 mm")
    elif first.width > first.height:
        yield told("K02", "Trang đầu trình bày theo chiều ngang.", "ngang", "dọc")


def _margins(sheet: Sheet, _: Parts) -> Iterator[Finding]:
    """Each side once, at the first section that breaks it."""
    page = RULES.page
    sides = (("trên", "top", page.top), ("dưới", "bottom", page.bottom))
    for name, side, wanted in (*sides, ("trái", "left", page.left), ("phải", "right", page.right)):
        wrong = [each for _, each in upright_sheets(sheet.sections) if not near(getattr(each, side), wanted)]
        if wrong:
            value = getattr(wrong[0], side)
            yield told("K03", f"Lề {name} không đúng quy định.", f"{num(value)} mm", said(wanted, "mm"))


def _page_number(sheet: Sheet, parts: Parts) -> Iterator[Finding]:
    rule = RULES.page_number
    section = sheet.sections[0]
    if section.number_place is None:
        if len(parts.body) > _LONG:
            yield told("K04", "Văn bản nhiều trang chưa đánh số trang.", "không có", "có")
        return
    if section.number_place != rule.place:
        yield told("K05", "Số trang đặt sai chỗ.", "lề dưới", "canh giữa, trong lề trên")
    elif section.number_align not in (rule.align, None):
        yield told("K05", "Số trang không canh giữa.", str(section.number_align), "canh giữa")
    if not section.title_page:
        yield told("K06", "Số trang hiện ở trang đầu.", "hiện", "không hiện ở trang thứ nhất")
    yield from _number_look(section)


def _number_look(section: Section) -> Iterator[Finding]:
    rule = RULES.page_number
    if section.number_size and not near(section.number_size, rule.size, 0.1):
        yield told("K07", "Cỡ chữ của số trang không đúng.", num(section.number_size), said(rule.size, ""))
    if not section.number_upright:
        yield told("K44", "Số trang in đậm hoặc nghiêng.", "đậm hoặc nghiêng", "kiểu chữ đứng")
    if section.number_format != "decimal" or section.number_start not in (None, rule.first):
        found = f"{section.number_format}, từ {section.number_start or rule.first}"
        yield told("K45", "Số trang không đánh bằng chữ số Ả Rập từ số 1.", found, "1, 2, 3 … từ số 1")


def _font(_: Sheet, parts: Parts) -> Iterator[Finding]:
    page = RULES.page
    # `Times New Roman Bold` is a member of the family.
    wrong = [para for para in parts.all if para.font and not is_wanted_font(para.font, printed=para.page is not None)]
    if wrong:
        fix = Fix(font=page.font)
        yield told("K08", "Phông chữ không đúng.", str(wrong[0].font), page.font, *wrong, fix=fix)
    coloured = [para for para in parts.all if para.colour and _is_coloured(para.colour)]
    if coloured:
        fix = Fix(colour=page.colour)
        yield told("K09", "Chữ không phải màu đen.", f"#{coloured[0].colour}", "màu đen", *coloured, fix=fix)


def is_wanted_font(name: str, *, printed: bool = False) -> bool:
    """Whether a font is of the family of Times New Roman; in a PDF (printed) a twin of the same widths is, too."""
    plain = name.rsplit("+", maxsplit=1)[-1].lower()
    return plain.startswith((_FAMILY, *_TWINS) if printed else _FAMILY)


def _is_coloured(colour: str) -> bool:
    """White is what a signing service hides behind its stamp: nobody sees it on the paper; so is nearly black."""
    if not _HEX.fullmatch(colour):
        return colour.lower() not in ("auto", "black")
    return colour.lower() != _WHITE and max(bytes.fromhex(colour)) > _NEARLY_BLACK


def _spacing_of_head(_: Sheet, parts: Parts) -> Iterator[Finding]:
    keys = ("quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan_ban_hanh")
    wide = [para for key in keys for para in parts.get(key) if para.line is not None and para.line > _SINGLE]
    if wide:
        message = "Quốc hiệu, Tiêu ngữ, tên cơ quan chưa cách nhau dòng đơn."
        yield told("K47", message, f"{num(wide[0].line)} dòng", "dòng đơn", *wide, fix=Fix(line=1.0))


OF_SHEET: tuple[Rule, ...] = (_paper, _margins, _page_number, _font, _spacing_of_head)
