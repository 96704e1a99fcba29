"""Persons that a source names: a draft of another unit takes none of them over, each is a blank for the clerk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.gazetteer import NOW, THEN, Table, named
from corpus.model import Document, Node
from generate.edits import UPPER

# The family names that nearly all people bear; a name alone is told by them.
_FAMILY = (
    r"Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Đào|Trịnh|Trương|Mai|Cao|Lương|"
    r"Lâm|Phùng|Tô|Tạ|Hà|Chu|Châu|Thái|Tống|Quách|Nông|Lò|Vương|Triệu|Đàm|Kiều|Thạch|Sơn|Danh|Hứa|Bế|Ma|Giàng|Lầu|Vàng|"
    r"Lưu|Mạc|Nghiêm|Từ|La|Vi|Sùng|Thào|Mùa|Lường|Quàng|Cầm|Lại|Tăng|Khổng|Doãn|Phí|Thân|Tôn|Lục|Giáp|Khương|Ninh|Cù"
)
# Behind a name may stand what the person is: `Ông Đỗ Mạnh Cường Phó Chủ tịch`.
_OFFICE = (
    r"(?:Phó|Chủ (?:tịch|nhiệm|tọa)|Giám đốc|Bí thư|(?:Ủy|Uỷ|Thành) viên|Thành phố|Thường (?:vụ|trực)|Thư ký|"
    r"(?:Hiệu|Tổ|Đội|Thủ) trưởng|Công chức|Cán bộ|Chánh (?:[Vv]ăn|[Tt]hanh|án)|"
    r"Trưởng (?:[Bb]an|[Pp]hòng|[Cc]ông|[Đđ]oàn|[Đđ]ài|[Tt]rạm|[Tt]hôn))\b"
)
_NEXT = rf" (?!{_OFFICE})[{UPPER}][^\W\d_]*\b"
NAME = re.compile(rf"(?:{_FAMILY})(?:{_NEXT}){{2,4}}")
# A street, a commune or a school may be called by a lady: `đường Bà Triệu`, `Hai Bà Trưng`.
TITLED = re.compile(
    r"(?<!Hai )(?<!đường )(?<!Đường )(?<!phố )(?<!Phố )(?<!xã )(?<!phường )(?<!huyện )(?<!chợ )(?<!núi )"
    rf"\b(?:[ÔO]ng|Bà|[Đđ]ồng chí|[Đđ]/c)(?:\.|:)? (?P<name>(?:{_FAMILY})(?:{_NEXT}){{1,4}})"
)
# Persons of the nation's history are no officials of an office.
_OF_ALL = frozenset({"Hồ Chí Minh"})
# Communes bear the names of people; provinces and districts hardly ever.
_LARGE: tuple[Table, ...] = ("provinces", "former provinces", "former districts")


def people(document: Document) -> tuple[str, ...]:
    """Who signs a document, who bears a title, whose name alone is an owner or a line of a cell."""
    signer = (document.signer.name,) if document.signer.name else ()
    duties = (name for duty in document.assignments for name in (*duty.owners, *duty.partners))
    lines = (" ".join(name.split()) for name in (*duties, *_lines(document.outline)))
    alone = (name for name in lines if NAME.fullmatch(name) and not named(name, (*NOW, *THEN)))
    titled = (
        match["name"]
        for text in (document.lead, *_texts(document.outline), document.closing)
        for match in TITLED.finditer(text)
        if not named(match["name"], _LARGE)
    )
    found = (" ".join(name.split()) for name in (*signer, *alone, *titled))
    return tuple(name for name in dict.fromkeys(found) if name not in _OF_ALL and not name.isupper())


def _lines(nodes: Sequence[Node]) -> Iterator[str]:
    """The lines within the cells of tables."""
    for node in nodes:
        for row in node.table.rows if node.table else ():
            yield from (line for cell in row for line in cell.split("\n"))
        yield from _lines(node.children)


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield from (node.heading or "", node.text)
        for row in node.table.rows if node.table else ():
            yield from row
        yield from _texts(node.children)
