"""The lines of an outline template as a Document has them: lead, nodes numbered in their order, closing, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.model import Node, NodeKind, Table
from corpus.thethuc import RULES
from generate.outline_template import ANNEX, Filled, Line
from generate.own_paper import placed

CHART = "\ue010"  # what stands in a line where a chart is to be drawn
TITLED = ("Phần", "Mục", "Khoản có tiêu đề")  # the styles of lines that are titles
PART = re.compile(r"Phần [IVXLC]+\.?")
LABEL = re.compile(r"(?P<label>[IVXLC]+|\d{1,2}(?:\.\d{1,2})*)\. (?P<said>\S.*)|(?P<letter>[a-zđ])\) (?P<point>\S.*)")
BULLET = re.compile(r"[-–] (?P<said>\S.*)")
_END = "./."
_KINDS: dict[str, NodeKind] = {"-": "bullet", "": "paragraph"}
_BULLET = 9  # the depth of bullets, and of paragraphs that follow a table


@dataclass(slots=True)
class _Open:
    """A node that is being read. depth: of its label; nodes of less depth are above it."""

    depth: int
    label: str
    heading: str | None = None
    texts: list[str] = field(default_factory=list)
    below: list[_Open] = field(default_factory=list)
    table: Table | None = None
    is_charted: bool = False

    def node(self, at: int = 1, above: str = "") -> Node:
        """The node; at: its ordinal among those of its kind; above: the label of the node above."""
        kind = _KINDS.get(self.label, "section")
        label = _numbered(self.label, at, above)
        children = tuple(each.node(_ordinal(self.below, each), label) for each in self.below)
        return Node(label, "", self.heading, "\n".join(self.texts), children, self.table, kind)


@dataclass(frozen=True, slots=True)
class Built:
    """What an outline says. chart: the path of the node that has the chart, "" where there is none."""

    title: str
    lead: str
    outline: tuple[Node, ...]
    closing: str
    annexes: tuple[Node, ...] = ()
    chart: str = ""


def build(filled: Filled) -> Built:
    """The parts of a Document; the closing is the last paragraph, which ends with `./.`."""
    lines = list(filled.body)
    closing = lines.pop().text if lines and lines[-1].text.endswith(_END) else ""
    top = _Open(-1, "")
    path = [top]
    for line in lines:
        _take(line, path)
    nodes = placed(top.node().children)
    chart = next(iter(_charted(top.below, nodes)), "")
    return Built(filled.title, "\n".join(top.texts), nodes, closing, tuple(annexes(filled.attached)), chart)


def _take(line: Line, path: list[_Open]) -> None:
    """Put a line where it belongs; path: the open nodes, from the whole down."""
    last = path[-1]
    opened = None if line.table else _opened(line)
    if line.text == CHART:
        last.is_charted = True
    elif opened:
        _open(opened, path)
    elif last.depth == 0 and last.heading is None and line.style in TITLED:
        last.heading = line.text
    else:
        if last.table or (last.label != "-" and last.below) or (line.table and last.depth < 0):
            _open(_Open(_BULLET, ""), path)
        _add(line, path[-1])


def _open(opened: _Open, path: list[_Open]) -> None:
    while path[-1].depth >= opened.depth:
        path.pop()
    path[-1].below.append(opened)
    path.append(opened)


def _add(line: Line, node: _Open) -> None:
    if line.table:
        node.table = line.table
    else:
        node.texts.append(line.text)


def _opened(line: Line) -> _Open | None:
    """The node that a line begins: a part, a section, a clause, a point, a bullet."""
    if PART.fullmatch(line.text):
        return _Open(0, line.text.rstrip("."))
    if match := BULLET.fullmatch(line.text):
        return _Open(_BULLET, "-", None, [match["said"]])
    match = LABEL.fullmatch(line.text)
    if not match:
        return None
    label, said = match["label"] or match["letter"], match["said"] or match["point"]
    depth = 4 if match["letter"] else 1 if not label[0].isdigit() else 2 + label.count(".")
    return _Open(depth, label, said) if line.style in TITLED else _Open(depth, label, None, [said])


def _ordinal(siblings: Sequence[_Open], each: _Open) -> int:
    """The place of a node among its siblings that are numbered alike."""
    alike = [one for one in siblings if one.depth == each.depth]
    return next(at for at, one in enumerate(alike, 1) if one is each)


def _numbered(label: str, at: int, above: str) -> str:
    """The label by its place: what conditions left out, or a clerk moved, leaves no gap."""
    if label.startswith("Phần "):
        return f"Phần {_roman(at)}"
    if "." in label:
        return f"{above}.{at}"
    if label[:1].isdigit():
        return str(at)
    if label.islower():
        return RULES.point_letters[min(at, len(RULES.point_letters)) - 1]
    return _roman(at) if label.isalpha() else label


def _roman(number: int) -> str:
    said = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        said += letters * (number // value)
        number %= value
    return said


def _charted(found: Sequence[_Open], nodes: Sequence[Node]) -> list[str]:
    paths = []
    for each, node in zip(found, nodes, strict=True):
        paths += [node.path] if each.is_charted else []
        paths += _charted(each.below, node.children)
    return paths


def annexes(lines: Sequence[Line]) -> list[Node]:
    """The annexes behind the signature: label, title, what they belong to, a table; several are numbered."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.style == ANNEX:
            groups.append([])
        elif groups:
            groups[-1].append(line)
    groups = [group for group in groups if any(line.table for line in group)]
    labels = [f"{ANNEX} {_roman(at)}" for at in range(1, len(groups) + 1)] if len(groups) > 1 else [ANNEX]
    return [_annex(label, group) for label, group in zip(labels, groups, strict=False)]


def _annex(label: str, group: Sequence[Line]) -> Node:
    words = [line.text for line in group if not line.table]
    table = next(line.table for line in group if line.table)
    return Node(label, label, words[0] if words else None, "\n".join(words[1:]), (), table, "annex")
