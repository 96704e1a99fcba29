"""The texts of a document one by one, with where each stands in the source, and the document put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Document, Node, Table
from generate.edits import Passage
from generate.relabel import relabelled


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage in the outline: the node it is of, the texts of the node's list, the assignments of its table row."""

    passage: Passage
    node: Node
    siblings: tuple[str, ...] = ()
    is_title: bool = False


def paragraphs(document: Document, pointer: str, path: str, value: str) -> Iterator[Passage]:
    """The paragraphs of a value as passages `<pointer>#<ordinal>`, each with its offset where the text shows it."""
    evidence = document.evidence.get(pointer)
    at = evidence.start if evidence else 0
    for number, text in enumerate(value.split("\n")):
        offset = _offset(document.text, text, at, exact=evidence is not None)
        yield Passage(f"{pointer}#{number}", path, text, offset)
        at = at if offset is None else offset + len(text)


def _offset(whole: str, text: str, at: int, *, exact: bool) -> int | None:
    """Where a paragraph begins: at its evidence, where the line breaks of a title are spaces, or where it is found."""
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
    return tuple(
        at
        for at, duty in enumerate(document.assignments)
        if duty.path.startswith(base) and "#" in duty.path and duty.task in cells and duty.task
    )


@dataclass(frozen=True)
class Rebuilt:
    """The outline of a draft and, for each path of the source, the path it has there."""

    outline: tuple[Node, ...]
    paths: dict[str, str]
    relabelled: tuple[tuple[str, str], ...]

    def path(self, path: str) -> str:
        """The draft's path of a source path; a table row goes with the node that holds it."""
        above, tail = path, ""
        while above and above not in self.paths:
            above, _, last = above.rpartition("/")
            tail = f"/{last}{tail}"
        return f"{self.paths.get(above, '')}{tail}".lstrip("/")


def rebuild(outline: Sequence[Node], say: Callable[[str, str], str]) -> Rebuilt:
    """The outline with every text said again by `say(pointer, text)`, its labels run on."""
    paths: dict[str, str] = {}
    changed: list[tuple[str, str]] = []

    def made(nodes: Sequence[Node], pointer: str, path: str, labels: tuple[str, str]) -> tuple[Node, ...]:
        counts: dict[str, int] = {}
        found = []
        for at, (node, label) in enumerate(zip(nodes, relabelled(nodes, *labels), strict=True)):
            where = f"{pointer}/{at}"
            mark = label if node.kind != "paragraph" else "-"
            counts[mark] = counts.get(mark, 0) + 1
            own = f"{mark}{counts[mark]}" if node.kind in ("bullet", "paragraph") else label
            new = f"{path}/{own}" if path and own else own or path
            paths[node.path] = new
            if label != node.label:
                changed.append((node.path, new))
            found.append(_node(node, where, say, label, new, made))
        return tuple(found)

    nodes = made(outline, "/outline", "", ("", ""))
    return Rebuilt(nodes, paths, tuple(changed))


def _node(
    node: Node,
    where: str,
    say: Callable[[str, str], str],
    label: str,
    path: str,
    made: Callable[..., tuple[Node, ...]],
) -> Node:
    return replace(
        node,
        label=label,
        path=path,
        heading=say(f"{where}/heading", node.heading) if node.heading else node.heading,
        text=say(f"{where}/text", node.text) if node.text else node.text,
        table=_table(node.table, f"{where}/table", say) if node.table else None,
        children=made(node.children, f"{where}/children", path, (label, node.label)),
    )


def _table(table: Table, where: str, say: Callable[[str, str], str]) -> Table:
    header = tuple(say(f"{where}/header/{at}", cell) for at, cell in enumerate(table.header))
    rows = tuple(
        tuple(say(f"{where}/rows/{row}/{at}", cell) for at, cell in enumerate(cells))
        for row, cells in enumerate(table.rows)
    )
    return Table(header, rows)
