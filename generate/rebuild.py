"""The outline of a draft: every text said again, sections of one body merged, labels run on, paths made anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Node, Table
from corpus.paths import mark_of
from generate.draft import Change
from generate.relabel import relabelled

Say = Callable[[str, str], str]
# The label of a row that only groups rows.
GROUP = re.compile(r"[IVXLC]{1,5}\.?|[A-ZĐ]\.?")


@dataclass(frozen=True, slots=True)
class _Branch:
    """A node said again, with its place in the source and its points."""

    node: Node
    pointer: str
    heading: str | None
    children: tuple[_Branch, ...]


@dataclass(frozen=True)
class Rebuilt:
    """The outline; for each path and each pointer of the source those of the draft; what was merged and relabelled.

    places: the draft's path of each pointer of the source; doubled: the paths that the source has twice.
    shifts: of the texts that follow another in a merged section, the offset where they begin there.
    """

    outline: tuple[Node, ...]
    paths: dict[str, str]
    pointers: dict[str, str]
    shifts: dict[str, int]
    merged: tuple[Change, ...]
    relabelled: tuple[tuple[str, str], ...]
    places: dict[str, str] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()

    def path(self, path: str) -> str:
        """The draft's path of a source path; a table row goes with the node that holds it."""
        above, tail = path, ""
        while above and above not in self.paths:
            above, _, last = above.rpartition("/")
            tail = f"/{last}{tail}"
        return f"{self.paths.get(above, '')}{tail}".lstrip("/")

    def pointer(self, pointer: str) -> str:
        """The draft's pointer of a value of the source's outline (`/outline/3/children/0/text`)."""
        above, tail = pointer, ""
        while above and above not in self.pointers:
            above, _, last = above.rpartition("/")
            tail = f"/{last}{tail}"
        return f"{self.pointers[above]}{tail}" if above else pointer


def rebuild(outline: Sequence[Node], say: Say, gone: Container[str] = ()) -> Rebuilt:
    """The outline with every text said again by `say(pointer, text)`, without the points at the pointers `gone`."""
    return _Builder(say, gone).build(outline)


class _Builder:
    def __init__(self, say: Say, gone: Container[str]) -> None:
        self.say = say
        self.gone = gone
        self.paths: dict[str, str] = {}
        self.pointers: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.doubled: set[str] = set()
        self.changed: list[tuple[str, str]] = []
        self.merged: list[Change] = []
        self.shifts: dict[str, int] = {}
        self.into: list[tuple[_Branch, _Branch]] = []

    def build(self, outline: Sequence[Node]) -> Rebuilt:
        branches = self._branches(outline, "/outline")
        nodes = self._placed(branches, "/outline", "", ("", ""))
        for later, first in self.into:
            self.paths[later.node.path] = self.paths[first.node.path]
            self.pointers[later.pointer] = self.pointers[first.pointer]
            self.places[later.pointer] = self.places[first.pointer]
        merged, changed = tuple(self.merged), tuple(self.changed)
        doubled = frozenset(self.doubled)
        return Rebuilt(nodes, self.paths, self.pointers, self.shifts, merged, changed, self.places, doubled)

    def _branches(self, nodes: Sequence[Node], pointer: str) -> tuple[_Branch, ...]:
        found = []
        for at, node in enumerate(nodes):
            where = f"{pointer}/{at}"
            if where in self.gone:
                continue
            heading = self.say(f"{where}/heading", node.heading) if node.heading else node.heading
            if heading and node.kind == "annex":
                heading = heading.upper()  # Decree 30, annex I, part I.III.1
            text = self.say(f"{where}/text", node.text) if node.text else node.text
            if node.kind in ("annex", "attachment") and text.startswith("("):
                text = " ".join(text.split())  # the bracket that names the document is one
            table = _table(node.table, f"{where}/table", self.say) if node.table else None
            children = self._branches(node.children, f"{where}/children")
            found.append(_Branch(replace(node, text=text, table=table), where, heading, children))
        return self._merge(found)

    def _merge(self, branches: Sequence[_Branch]) -> tuple[_Branch, ...]:
        """Sections whose bodies became one body are one section: the points of the later follow the first's."""
        kept: list[_Branch] = []
        for branch in branches:
            at = next((at for at, each in enumerate(kept) if _became_one(each, branch)), None)
            if at is None:
                kept.append(branch)
            else:
                kept[at] = self._joined(kept[at], branch)
        return tuple(kept)

    def _joined(self, first: _Branch, later: _Branch) -> _Branch:
        text = "\n".join(filter(None, (first.node.text, later.node.text)))
        self.shifts[f"{later.pointer}/text"] = len(first.node.text) + 1 if first.node.text else 0
        self.into.append((later, first))
        reason = "Các cơ quan của nguồn nay là một: nhiệm vụ được gộp vào một mục."
        words = (later.node.heading or "").strip(" :.")
        self.merged.append(Change("merged", later.node.path, words, _title(first), reason))
        return replace(first, node=replace(first.node, text=text), children=(*first.children, *later.children))

    def _placed(
        self, branches: Sequence[_Branch], pointer: str, path: str, labels: tuple[str, str]
    ) -> tuple[Node, ...]:
        """The nodes with their labels in the draft. labels: the parent's own label there and before."""
        counts: dict[str, int] = {}
        found = []
        said = relabelled([branch.node for branch in branches], *labels)
        for at, (branch, label) in enumerate(zip(branches, said, strict=True)):
            node = branch.node
            own = label
            if node.kind in ("bullet", "paragraph"):
                mark = mark_of(label)
                counts[mark] = counts.get(mark, 0) + 1
                own = f"{mark}{counts[mark]}"
            new = "/".join(filter(None, (path, own)))
            if node.path in self.paths:
                self.doubled.add(node.path)
            self.paths[node.path] = self.places[branch.pointer] = new
            self.pointers[branch.pointer] = f"{pointer}/{at}"
            if label != node.label:
                self.changed.append((node.path, new))
            points = self._placed(branch.children, f"{pointer}/{at}/children", new, (label, node.label))
            found.append(replace(node, label=label, path=new, heading=branch.heading, children=points))
        return tuple(found)


def _became_one(one: _Branch, other: _Branch) -> bool:
    """Whether two sections with different titles have the same in the draft."""
    same = bool(_title(one)) and _title(one) == _title(other)
    kinds = {point.node.kind for point in (*one.children, *other.children)}
    return (
        same
        and len(kinds) <= 1
        and one.node.heading != other.node.heading
        and not (one.node.table or other.node.table)
    )


def _title(branch: _Branch) -> str:
    """What a section is called in the draft; "" for one without a title, or whose title stayed as it was."""
    if branch.node.kind != "section" or not branch.heading or branch.heading == branch.node.heading:
        return ""
    return branch.heading.strip(" :.")


def _table(table: Table, where: str, say: Say) -> Table:
    header = tuple(say(f"{where}/header/{at}", cell) for at, cell in enumerate(table.header))
    rows = tuple(
        _grouping(tuple(say(f"{where}/rows/{row}/{at}", cell) for at, cell in enumerate(cells)))
        for row, cells in enumerate(table.rows)
    )
    return Table(header, rows)


def _grouping(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row that only groups rows (`I | Chỉ đạo | | `) has its words in all its places: it is printed as one cell."""
    if len(row) > 2 and GROUP.fullmatch(row[0]) and row[1] and not any(row[2:]):
        return row[0], *[row[1]] * (len(row) - 1)
    return row


def repeated(nodes: Sequence[Node], where: str = "/outline") -> Iterator[tuple[str, str]]:
    """Of each row that only groups rows: the pointer of its words, and of every place that has them again."""
    for at, node in enumerate(nodes):
        for number, row in enumerate(node.table.rows if node.table else ()):
            first = f"{where}/{at}/table/rows/{number}"
            if len(row) > 2 and GROUP.fullmatch(row[0]) and len(set(row[1:])) == 1:
                yield from ((f"{first}/1", f"{first}/{again}") for again in range(2, len(row)))
        yield from repeated(node.children, f"{where}/{at}/children")
