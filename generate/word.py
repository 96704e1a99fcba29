"""Document -> DOCX by a Word template: sandboxed, strict, escaped, the same bytes for the same input."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus import kinds
from corpus.errors import TemplateError
from corpus.model import Document
from generate.wording import (
    BLANK,
    Printed,
    attached_lines,
    body_lines,
    day_line,
    issuer_lines,
    number_text,
    recipient_text,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Each printed paragraph carries its ordinal through the template between two private characters, so that a table can
# take its place and a bookmark can name it afterwards.
_MARK = re.compile("\ue000(\\d+)\ue001")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_FIXED_TIME = (2026, 1, 1, 0, 0, 0)
_STYLES = ("Tiêu đề bảng", "Ô bảng")
_WIDE = 5  # a table of more columns than this is printed on a landscape page when it stands in an annex
_RULE_SHARE = 0.42  # of the text's width: Decree 30 asks for a third to a half
_ROOM = 2.7  # millimetres a letter of the longest word of a column
_CAPITAL = 0.73  # mean width of a bold capital of Times, in ems


def default_template(kind: str | None) -> Path:
    """The template of a kind in templates/; the plan's serves every kind that has none of its own."""
    del kind
    return Path(str(files("generate.templates").joinpath("ke_hoach.docx")))


def render(document: Document, template: Path | None = None) -> bytes:
    """The DOCX of a document. Raises TemplateError with what is wrong in the template."""
    lines = tuple(body_lines(document))
    parts = tuple(attached_lines(document))
    printed = (*lines, *(line for part in parts for line in part))
    place = template or default_template(document.kind)
    context = {**_head(document), **_ending(document)}
    context["noi_dung"] = [_line(at, line) for at, line in enumerate(lines)]
    context["kem_theo"] = [_line(at + len(lines), line) for at, line in enumerate(printed[len(lines) :])]
    word = _render(place, context)
    _finish(word, printed, [part[0] for part in parts if part], len(lines) - 1)
    out = io.BytesIO()
    word.save(out)
    return stable(out.getvalue())


def _head(document: Document) -> dict[str, Any]:
    letter = document.kind == kinds.OFFICIAL_LETTER
    name = kinds.name_of(document.kind or "") or BLANK
    return {
        "co_quan_cap_tren": (document.superior or "").upper(),
        "co_quan": list(issuer_lines(document.issuer)),
        "so": number_text(document.number),
        "ky_hieu": document.symbol or BLANK,
        "dia_danh": document.place or BLANK,
        "ngay_thang": day_line(document.date),
        "la_cong_van": letter,
        "ten_loai": "" if letter else name.upper(),
        "trich_yeu": document.title or BLANK,
        "kinh_gui": list(document.addressees),
    }


def _ending(document: Document) -> dict[str, Any]:
    signer = document.signer
    titles = [signer.authority, *_positions(signer.position)]
    return {
        "noi_nhan": [recipient_text(each.name, each.note) for each in document.recipients],
        "chuc_vu": [title for title in titles if title],
        "nguoi_ky": signer.name or BLANK,
    }


def _positions(position: str | None) -> list[str]:
    """`KT. CHỦ TỊCH PHÓ CHỦ TỊCH` is printed on two lines: the deputy's own title stands below."""
    match = re.fullmatch(r"((?:KT|TL|TUQ)\..+?)\s+((?:PHÓ|CHÁNH|TRƯỞNG|THỨ) .+)", position or "")
    return [match[1], match[2]] if match else [position] if position else []


def _line(at: int, line: Printed) -> dict[str, str]:
    kind = "tên phụ lục" if line.kind == "tên loại" else line.kind
    return {"kieu": kind, "chu": f"\ue000{at}\ue001{line.text}"}


def _render(template: Path, context: dict[str, Any]) -> Any:
    """Fill the template in a sandbox that runs no code of it; a field it misspells is an error, not silence."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as JinjaError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if not template.is_file():
        raise TemplateError(f"Không tìm thấy mẫu «{template}»; đề nghị kiểm tra thư mục mẫu.")
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        word = DocxTemplate(_composed(template))
        word.render(context, environment, autoescape=True)
    except (JinjaError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise TemplateError(f"Mẫu «{template.name}» có lỗi: {error}; đề nghị sửa mẫu trong Word.") from error
    return word.docx


def _composed(template: Path) -> io.BytesIO:
    """The template with its tags in NFC: a field name typed decomposed would silently print nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.startswith("word/") and info.filename.endswith(".xml"):
                text = data.decode("utf-8")
                data = _TAG.sub(lambda tag: unicodedata.normalize("NFC", tag[0]), text).encode("utf-8")
            target.writestr(info.filename, data)
    out.seek(0)
    return out


def _finish(word: Any, printed: Sequence[Printed], starts: Sequence[Printed], last: int) -> None:
    """Behind the template: tables, bookmarks, rules of the right length, a section for each annex.

    last: the ordinal of the last paragraph before the signature.
    """
    body = word.element.body
    first = {id(line) for line in starts}
    for paragraph in list(body.iter(f"{_W}p")):
        at = _ordinal(paragraph)
        if at is None:
            continue
        line = printed[at]
        if line.table:
            wide = len(line.table.header) > _WIDE
            paragraph.addnext(
                ruled_table(word, line.table.header, line.table.rows, 247.0 if wide else 165.0, _STYLES)
            )
            continue
        _bookmark(paragraph, at, line.path)
        if at == last:
            _keep_with_signature(paragraph)
        if id(line) in first:
            _break_before(body, paragraph)
    _turn_pages(body, printed)
    _fit_rules(body)


def _keep_with_signature(paragraph: Any) -> None:
    """The signature never stands alone on a page: the last paragraph goes with it, whole."""
    properties = paragraph.get_or_add_pPr()
    properties.get_or_add_keepNext()
    properties.get_or_add_keepLines()


def _ordinal(paragraph: Any) -> int | None:
    """The ordinal that a paragraph carries; the marks are taken out of its words."""
    for text in paragraph.iter(f"{_W}t"):
        match = _MARK.search(text.text or "")
        if match:
            text.text = _MARK.sub("", text.text)
            return int(match[1])
    return None


def _bookmark(paragraph: Any, at: int, path: str) -> None:
    """A bookmark over the paragraph that names its place, so that an edited draft can be matched later."""
    from docx.oxml import OxmlElement

    name = f"kh_{at}_{re.sub(r'[^0-9A-Za-zĐđ]+', '_', path)}"[:40]
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(f"{_W}id", str(at + 1))
    start.set(f"{_W}name", name)
    properties = paragraph.find(f"{_W}pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)


def ruled_table(
    word: Any,
    header: Sequence[str],
    body: Sequence[Sequence[str]],
    width: float,
    styles: tuple[str, str] | None = None,
) -> Any:
    """The XML of a ruled table, `width` mm wide, its head repeated on every page.

    Widths go by the length of what stands in the columns; styles: of the head's paragraphs, and of the others.
    """
    from docx.shared import Mm

    rows = ((tuple(header),) if header else ()) + tuple(tuple(row) for row in body)
    columns = max(map(len, rows), default=1)
    made = word.add_table(rows=0, cols=columns)
    made.style = None
    made.autofit = False
    _border(made)
    widths = _widths(rows, columns, width)
    for column, each in zip(made._tbl.tblGrid.findall(f"{_W}gridCol"), widths, strict=True):
        column.set(f"{_W}w", str(int(each * 56.7)))
    for number, row in enumerate(rows):
        head = bool(header) and not number
        cells = made.add_row()
        for at, cell in enumerate(cells._tr.tc_lst):
            _fill(
                cell, row[at] if at < len(row) else "", word, styles[0 if head else 1] if styles else None, bold=head
            )
            cell.width = Mm(widths[at])
        _keep_row(cells._tr, head=head)
    element = made._tbl
    element.getparent().remove(element)
    return element


def _widths(rows: Sequence[Sequence[str]], columns: int, whole: float) -> list[float]:
    """Millimetres: room for the longest word, and to write in a column still empty; the rest by length of text."""
    texts = [[row[at] for row in rows if at < len(row)] for at in range(columns)]
    least = [
        max(_ROOM * max((len(word) for text in column for word in text.split()), default=1) + 5, 12.0)
        for column in texts
    ]
    least = [max(width, 22.0) if not any(column[1:]) else width for width, column in zip(least, texts, strict=True)]
    weights = [max(map(len, column), default=1) ** 0.75 for column in texts]
    spare = max(whole - sum(least), 0.0)
    widths = [width + spare * weight / sum(weights) for width, weight in zip(least, weights, strict=True)]
    return [width * whole / sum(widths) for width in widths]


def _border(made: Any) -> None:
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            edge.set(f"{_W}{name}", value)
        borders.append(edge)
    made._tbl.tblPr.append(borders)


def _fill(cell: Any, text: str, word: Any, style: str | None, *, bold: bool) -> None:
    from docx.oxml import OxmlElement

    for at, line in enumerate(text.split("\n")):
        paragraph: Any = cell.p_lst[0] if not at else OxmlElement("w:p")
        if at:
            cell.append(paragraph)
        run = paragraph.add_r()
        run.text = line
        if style:
            paragraph.style = word.styles[style].style_id
        elif bold:
            run.get_or_add_rPr().append(OxmlElement("w:b"))


def _keep_row(row: Any, *, head: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _break_before(body: Any, paragraph: Any) -> None:
    """End the section before an annex: pages of an annex are numbered for themselves (annex I, part I.III.1.đ)."""
    from docx.oxml import OxmlElement

    closing = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    section = deepcopy(body.sectPr)
    properties.append(section)
    closing.append(properties)
    paragraph.addprevious(closing)
    for old in body.sectPr.findall(f"{_W}pgNumType"):
        body.sectPr.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(f"{_W}start", "1")
    margins = body.sectPr.find(f"{_W}pgMar")
    margins.addnext(numbers)


def _turn_pages(body: Any, printed: Sequence[Printed]) -> None:
    """The section with a wide table lies on its side (annex I, part I.I.2)."""
    wide = any(line.table and len(line.table.header) > _WIDE for line in printed)
    if not wide or not list(body.iter(f"{_W}sectPr"))[:-1]:
        return
    size = body.sectPr.find(f"{_W}pgSz")
    width, height = size.get(f"{_W}w"), size.get(f"{_W}h")
    size.set(f"{_W}w", height)
    size.set(f"{_W}h", width)
    size.set(f"{_W}orient", "landscape")


def _fit_rules(body: Any) -> None:
    """The rule below the issuer is as long as 0.42 of the line above it."""
    table = next(body.iter(f"{_W}tc"), None)
    if table is None:
        return
    lines = list(table.iter(f"{_W}p"))
    texts = ["".join(text.text or "" for text in line.iter(f"{_W}t")) for line in lines]
    ruled = next((line for line in lines if line.find(f"{_W}pPr/{_W}pBdr") is not None), None)
    width = table.find(f"{_W}tcPr/{_W}tcW")
    if ruled is None or width is None or not any(texts):
        return
    longest = max(len(text) for text in texts if text)
    whole = int(width.get(f"{_W}w"))
    rule = min(longest * 13 * _CAPITAL * 20, whole * 0.95) * _RULE_SHARE
    indent = ruled.find(f"{_W}pPr/{_W}ind")
    if indent is not None:
        for side in ("left", "right"):
            indent.set(f"{_W}{side}", str(int((whole - rule) / 2)))


def stable(package: bytes) -> bytes:
    """A package with its parts in order and one fixed time: the same input gives the same bytes."""
    last = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for name in _ordered(source.namelist()):
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return last.getvalue()


def _ordered(names: Sequence[str]) -> Iterator[str]:
    """The content types first, as Word writes them; then by name."""
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
