"""Persons that a source names: a draft of another unit takes none of them over, each is a blank for the clerk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import Document, Node
from generate.edits import UPPER

# The family names that nearly all people bear; a name alone is told by them.
_FAMILY = (
    r"Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Đào|Trịnh|Trương|Mai|Cao|Lương|"
    r"Lâm|Phùng|Tô|Tạ|Hà|Chu|Châu|Thái|Tống|Quách|Nông|Lò|Vương|Triệu|Đàm|Kiều|Thạch|Sơn|Danh|Hứa|Bế|Ma|Giàng|Lầu|Vàng"
)
NAME = re.compile(rf"(?:{_FAMILY})(?: [{UPPER}][^\W\d_]+){{1,4}}")
TITLED = re.compile(
    rf"\b(?:[ÔO]ng|Bà|[Đđ]ồng chí|[Đđ]/c)(?:\.|:)? (?P<name>[{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]+){{1,4}})"
)
# Persons of the nation's history are no officials of an office.
_OF_ALL = frozenset({"Hồ Chí Minh"})


def people(document: Document) -> tuple[str, ...]:
    """Who signs a document, who bears a title, whose name alone is an owner or a line of a cell."""
    signer = (document.signer.name,) if document.signer.name else ()
    duties = (name for duty in document.assignments for name in (*duty.owners, *duty.partners))
    alone = (name for name in (*duties, *_lines(document.outline)) if NAME.fullmatch(name.strip()))
    titled = (
        match["name"]
        for text in (document.lead, *_texts(document.outline), document.closing)
        for match in TITLED.finditer(text)
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
