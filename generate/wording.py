"""A Document as the paragraphs that a template prints: what each says, and which kind of line it is.

The kinds are the elements of Decree 30/2020/NĐ-CP, annex I, part I.II and I.V; templates name them in Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import kinds
from corpus.model import Document, Node, Table

BLANK = "…"
LineKind = Literal[
    "thẩm quyền",
    "căn cứ",
    "phần",
    "mục",
    "tiêu đề",
    "nhãn đậm",
    "nội dung",
    "phụ lục",
    "tên phụ lục",
    "kèm theo",
    "tên loại",
    "bảng",
]

# A ground (căn cứ) is a line of its own in italics; a sentence that opens the text (`Thực hiện … như sau:`) is not.
_GROUNDS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị)\b.*[^:]|Thực hiện .*;", re.DOTALL)
GROUND_WORDS = ("Căn cứ ", "Theo đề nghị ", "Xét đề nghị ")
_CITING = re.compile(r"(?:Căn cứ|(?:Tiếp tục )?(?:[Tt]hực hiện|[Tt]riển khai))\b")
_PARTS = ("Phần", "Chương", "Mục", "Tiểu mục")
_ROMAN = re.compile(r"[IVXLC]+")
_LETTER = re.compile(r"[a-zđ]\d?")
# Numbers below a point or another plain number stand in brackets, and small Roman ones.
_BELOW = re.compile(r"(?:^|/)(?:[a-zđ]|\d{1,2})/\d{1,2}$")
_SMALL_ROMAN = re.compile(r"[ivx]{2,4}")
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?")
_UNIT_LINE = re.compile(
    r"(?P<committee>Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân) (?P<unit>.+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed paragraph. path: the node it belongs to; table: what stands in its place where kind is "bảng".

    label: what stands before the text in letters of its own (`Điều 1.`), else the label is part of the text.
    """

    kind: LineKind
    text: str
    path: str = ""
    table: Table | None = None
    label: str = ""


def body_lines(document: Document) -> Iterator[Printed]:
    """The lead, the outline without what is attached, and the closing."""
    yield from _lead_lines([text for text in document.lead.split("\n") if text])
    for node in document.outline:
        if node.kind not in ("attachment", "annex"):
            yield from _node_lines(node)
    for text in filter(None, document.closing.split("\n")):
        yield Printed("nội dung", text)


def _lead_lines(lead: Sequence[str]) -> Iterator[Printed]:
    """The opening in one look: beside a sentence that cites and goes on, `Thực hiện Kế hoạch …;` is upright, too."""
    upright = any(_CITING.match(text) and _lead_kind(text) == "nội dung" for text in lead)
    upright = upright and not any(text.startswith(GROUND_WORDS) for text in lead)
    for text in lead:
        kind = _lead_kind(text)
        yield Printed("nội dung" if upright and kind == "căn cứ" else kind, text)


def _lead_kind(text: str) -> LineKind:
    """`ỦY BAN NHÂN DÂN XÃ …` and `QUYẾT ĐỊNH:` stand in the middle (Decree 30, annex III, forms 1.1 to 1.3)."""
    if text.isupper():
        return "thẩm quyền"
    return "căn cứ" if _GROUNDS.fullmatch(text) else "nội dung"


def is_ground(text: str) -> bool:
    """Whether a paragraph of the opening is a ground (căn cứ)."""
    return _lead_kind(text) == "căn cứ"


def attached_lines(document: Document) -> Iterator[tuple[Printed, ...]]:
    """The attachments and annexes behind the signature, each as its own run of paragraphs."""
    for node in document.outline:
        if node.kind in ("attachment", "annex"):
            yield from _attached(node)


def _attached(node: Node) -> Iterator[tuple[Printed, ...]]:
    inner = [child for child in node.children if child.kind == "annex"]
    lines = [*_title_lines(node), *_texts(node), *_table_line(node)]
    for child in node.children:
        if child.kind != "annex":
            lines += _node_lines(child)
    yield tuple(lines)
    for child in inner:
        yield from _attached(child)


def _title_lines(node: Node) -> Iterator[Printed]:
    heading = node.heading or ""
    if node.kind == "annex":
        yield Printed("phụ lục", node.label, node.path)
        if heading:
            yield Printed("tên phụ lục", heading, node.path)
        return
    kind, rest = _split_kind(heading)
    yield Printed("tên loại", kind, node.path)
    if rest:
        yield Printed("tên phụ lục", rest, node.path)


def _split_kind(heading: str) -> tuple[str, str]:
    """`KẾ HOẠCH Chuyển đổi số` -> the name of the kind, and the title below it."""
    words = heading.split()
    for count in range(min(4, len(words)), 0, -1):
        if kinds.is_kind_line(" ".join(words[:count])):
            return " ".join(words[:count]), " ".join(words[count:])
    return heading, ""


def _node_lines(node: Node) -> Iterator[Printed]:
    """An item: label and title on a line of their own, or label and text; then its table and its points."""
    if node.kind == "group":
        return
    label = label_of(node)
    if node.heading and _title_kind(node) == "phần":
        yield from (Printed("phần", text, node.path) for text in (node.label, node.heading))
        yield from _texts(node)
    elif node.heading and not _runs_on(node):
        yield Printed(_title_kind(node), f"{label}{node.heading}", node.path)
        yield from _texts(node)
    elif label:
        yield from _item(node, label)
    else:
        yield from _texts(node)
    yield from _table_line(node)
    for child in node.children:
        yield from _node_lines(child)


def _runs_on(node: Node) -> bool:
    """`1. Phòng Kinh tế` in bold, and `có trách nhiệm …` or `(cơ quan chủ trì)` behind it on the same line."""
    goes_on = node.text[:1].islower() or node.text.startswith("(")
    return bool(node.label) and _title_kind(node) == "tiêu đề" and goes_on


def _item(node: Node, label: str) -> Iterator[Printed]:
    """Label and text on one line; bold before the text: `Điều 1.`, or a title that the sentence goes on from."""
    first, _, rest = node.text.partition("\n")
    if first and (node.heading or _ARTICLE.fullmatch(node.label)):
        yield Printed("nhãn đậm", first, node.path, None, f"{label}{node.heading or ''}".rstrip())
    else:
        yield Printed("nội dung", f"{label}{first}".rstrip(), node.path)
    yield from (Printed("nội dung", text, node.path) for text in filter(None, rest.split("\n")))


def _texts(node: Node) -> Iterator[Printed]:
    """The paragraphs under a title; the bracket under an annex's title may run over several."""
    bracketed = node.kind in ("annex", "attachment") and node.text.startswith("(")
    for text in filter(None, node.text.split("\n")):
        yield Printed("kèm theo" if bracketed else "nội dung", text, node.path)
        bracketed = bracketed and not text.endswith(")")


def _table_line(node: Node) -> Iterator[Printed]:
    if node.table:
        yield Printed("bảng", "", node.path, node.table)


def label_of(node: Node) -> str:
    """The label with its closing mark and a space: `I. `, `2.1. `, `a) `, `- `, `Điều 3. `; `(1) ` below a point."""
    if not node.label:
        return ""
    if node.kind == "bullet":
        return f"{node.label} "
    if node.label.split()[0] in _PARTS:
        return f"{node.label}. "
    if _BELOW.search(node.path) or _SMALL_ROMAN.fullmatch(node.label):
        return f"({node.label}) "
    return f"{node.label}) " if _LETTER.fullmatch(node.label) else f"{node.label}. "


def _title_kind(node: Node) -> LineKind:
    if node.label.split()[0] in _PARTS:
        return "phần"
    return "mục" if _ROMAN.fullmatch(node.label) else "tiêu đề"


def issuer_lines(issuer: str | None) -> tuple[str, ...]:
    """The issuer in capitals; a committee's name and its unit's on two lines."""
    if not issuer:
        return (BLANK,)
    match = _UNIT_LINE.fullmatch(issuer)
    return (match["committee"].upper(), match["unit"].upper()) if match else (issuer.upper(),)


def day_line(date: str | None) -> str:
    """`ngày 05 tháng 3 năm 2026` from an ISO date as precise as it is; what is not known stays a blank.

    Days below ten and the months 1 and 2 take a leading zero (Decree 30, annex I, part I.II.4).
    """
    year, month, day = [*(date or "").split("-"), "", "", ""][:3]
    month = (month if int(month) < 3 or int(month) > 9 else str(int(month))) if month else BLANK
    return f"ngày {day or BLANK} tháng {month} năm {year or BLANK}"


def number_text(number: int | None) -> str:
    """`05`, `112`; a blank where it is given at issue (Decree 30, annex I, part I.II.3)."""
    return BLANK if number is None else f"{number:02}"


def recipient_text(name: str, note: str | None) -> str:
    """`UBND tỉnh (b/c)`."""
    return f"{name} ({note})" if note else name
