"""The texts of a document one by one, with where each stands in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Document, Node, Table
from generate.edits import Passage


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage in the outline: the node it is of, the texts of the node's list, the assignments of its table row."""

    passage: Passage
    node: Node
    siblings: tuple[str, ...] = ()
    is_title: bool = False

    @property
    def is_theme(self) -> bool:
        """Whether the passage says what its item is about: a title, or the first words of a point or bullet."""
        return self.is_title and self.node.kind in ("section", "bullet") and not self.node.label.isupper()


def paragraphs(document: Document, pointer: str, path: str, value: str) -> Iterator[Passage]:
    """The paragraphs of a value as passages `<pointer>#<ordinal>`, each with its offset where the text shows it."""
    evidence = document.evidence.get(pointer)
    at = evidence.start if evidence else 0
    for number, text in enumerate(value.split("\n")):
        offset = _offset(document.text, text, at, exact=evidence is not None)
        yield Passage(f"{pointer}#{number}", path, text, offset)
        at = at if offset is None else offset + len(text)


def _offset(whole: str, text: str, at: int, *, exact: bool) -> int | None:
    """Where a paragraph begins: at its evidence (a title's line breaks are spaces there), or where it is found."""
    if not text:
        return None
    if exact and whole[at : at + len(text)].replace("\n", " ").lower() == text.lower():
        return at
    found = whole.find(text, at)
    if found < 0 or (not exact and whole.find(text, found + 1) >= 0 and len(text) < 60):
        return None
    return found


def walk(document: Document) -> Iterator[Placed]:
    """Every text of the outline in order: titles, paragraphs, cells."""
    for at, node in enumerate(document.outline):
        yield from _of_node(document, node, f"/outline/{at}", document.outline)


def _of_node(document: Document, node: Node, pointer: str, siblings: Sequence[Node]) -> Iterator[Placed]:
    texts = tuple(each.heading or each.text for each in siblings)
    if node.heading:
        for passage in paragraphs(document, f"{pointer}/heading", node.path, node.heading):
            yield Placed(passage, node, texts, is_title=True)
    if node.text:
        for number, passage in enumerate(paragraphs(document, f"{pointer}/text", node.path, node.text)):
            yield Placed(passage, node, texts, is_title=not node.heading and number == 0)
    if node.table:
        yield from _of_table(document, node, node.table, f"{pointer}/table")
    for at, child in enumerate(node.children):
        yield from _of_node(document, child, f"{pointer}/children/{at}", node.children)


def _of_table(document: Document, node: Node, table: Table, pointer: str) -> Iterator[Placed]:
    for column, cell in enumerate(table.header):
        yield Placed(Passage(f"{pointer}/header/{column}#0", node.path, cell), node)
    for number, row in enumerate(table.rows):
        duties = _duties(document, node, row)
        for column, cell in enumerate(row):
            once = document.text.find(cell) if len(cell) > 30 and document.text.count(cell) == 1 else -1
            where = f"{pointer}/rows/{number}/{column}#0"
            yield Placed(Passage(where, node.path, cell, once if once >= 0 else None, duties), node)


def _duties(document: Document, node: Node, row: tuple[str, ...]) -> tuple[int, ...]:
    """The assignments that were read from a row: under the node's path, with one of the cells as task."""
    cells = {" ".join(cell.split()) for cell in row}
    base = node.path.rpartition("/-")[0] if node.kind == "paragraph" else node.path
    there = [
        (at, duty) for at, duty in enumerate(document.assignments) if duty.path.startswith(base) and "#" in duty.path
    ]
    by_task = tuple(at for at, duty in there if duty.task and duty.task in cells)
    return by_task or tuple(at for at, duty in there if not duty.task and set(duty.owners) & cells)
