"""What of a source a draft starts from: the plan that a decision issues, without the situation of another place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from corpus import kinds
from corpus.model import Document, Node
from generate.draft import BLANK, Blank, Change
from generate.relabel import roman
from generate.relation import Relation

SITUATION = re.compile(
    r"(?:(?:ĐẶC ĐIỂM|KHÁI QUÁT|ĐÁNH GIÁ)(?: CHUNG)?,? )?"
    r"(?:TÌNH HÌNH|THỰC TRẠNG|KẾT QUẢ (?:THỰC HIỆN|ĐẠT ĐƯỢC|TRIỂN KHAI))"
    r"|ĐÁNH GIÁ (?:KẾT QUẢ|THỰC TRẠNG|TÌNH HÌNH)|TỒN TẠI, HẠN CHẾ|THUẬN LỢI, KHÓ KHĂN",
    re.IGNORECASE,
)


T = TypeVar("T")
ROMAN = re.compile(r"[IVX]+")
OUTLINE = re.compile(r"/outline/(?P<number>\d+)")


def issued_plan(document: Document) -> Document:
    """The plan that a decision issues, as a document of its own; any other document as it is."""
    at = next((at for at, node in enumerate(document.outline) if node.kind == "attachment"), None)
    if document.kind != "QĐ" or at is None:
        return document
    plan = document.outline[at]
    evidence = {
        _moved(pointer, at): where
        for pointer, where in document.evidence.items()
        if not pointer.startswith("/outline/") or _is_under(pointer, at)
    }
    heading = plan.heading or ""
    words = heading.split(" ")
    count = next((n for n in (3, 2, 1) if kinds.is_kind_line(" ".join(words[:n]))), 0)
    title = " ".join(words[count:]) or document.title
    where = document.evidence.get(f"/outline/{at}/heading")
    if where and title == " ".join(words[count:]):
        evidence["/title"] = replace(where, start=where.start + len(heading) - len(title))
    return replace(
        document, outline=plan.children, title=title, lead=_without_close(document), closing="", evidence=evidence
    )


def with_annexes(document: Document) -> Document:
    """What is attached under no type name of its own is an annex, and is called so (Decree 30, annex I, III.1)."""
    loose = [at for at, node in enumerate(document.outline) if _is_loose(node)]
    if not loose or any(node.kind == "annex" for node in document.outline):
        return document
    labels = {document.outline[at].path: f"Phụ lục {roman(number)}" for number, at in enumerate(loose, 1)}
    if len(loose) == 1:
        labels = dict.fromkeys(labels, "Phụ lục")

    def moved(path: str) -> str:
        first = next((old for old in labels if path == old or path.startswith((f"{old}/", f"{old}#"))), None)
        return f"{labels[first]}{path.removeprefix(first)}" if first else path

    placed = _placed(document, moved)
    outline = tuple(
        replace(node, label=labels[document.outline[at].path], kind="annex") if at in loose else node
        for at, node in enumerate(placed.outline)
    )
    return replace(placed, outline=outline)


def _placed(value: T, moved: Callable[[str], str]) -> T:
    """A record with every path in it moved, however deep: `path` is the place of whatever has one."""
    if isinstance(value, tuple):
        return cast(T, tuple(_placed(each, moved) for each in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = ((field.name, getattr(value, field.name)) for field in fields(value))
    changed: dict[str, object] = {name: _placed(part, moved) for name, part in parts if isinstance(part, tuple)}
    path = getattr(value, "path", None)
    return cast(T, replace(value, **changed, **({"path": moved(path)} if path else {})))


def _is_loose(node: Node) -> bool:
    words = (node.heading or "").split(" ")
    return node.kind == "attachment" and not any(kinds.is_kind_line(" ".join(words[:n])) for n in (3, 2, 1))


def _without_close(document: Document) -> str:
    """The decision's grounds, without the body that decides and the word that it does."""
    lines = (line for line in document.lead.split("\n") if not line.isupper() and line.strip(" :") != "QUYẾT ĐỊNH")
    return "\n".join(lines)


def _is_under(pointer: str, at: int) -> bool:
    return pointer.startswith(f"/outline/{at}/children/")


def _moved(pointer: str, at: int) -> str:
    return f"/outline/{pointer.removeprefix(f'/outline/{at}/children/')}" if _is_under(pointer, at) else pointer


def with_lost_heading(document: Document) -> tuple[Document, tuple[Blank, ...]]:
    """A document whose first section lost its title (`1.`, `2.`, then `II.`): its points under a blank `I.`."""
    nodes = document.outline
    at = next((at for at, node in enumerate(nodes) if ROMAN.fullmatch(node.label)), 0)
    if not at or nodes[at].label == "I" or not all(node.label.isdecimal() for node in nodes[:at]):
        return document, ()
    first = Node("I", "I", f"TIÊU ĐỀ {BLANK}", children=nodes[:at])
    evidence = {_under_first(pointer, at): where for pointer, where in document.evidence.items()}
    blank = Blank("tiêu đề mục I (bản sao của nguồn bị mất)", "I")
    return replace(document, outline=(first, *nodes[at:]), evidence=evidence), (blank,)


def _under_first(pointer: str, count: int) -> str:
    match = OUTLINE.match(pointer)
    if not match:
        return pointer
    number, rest = int(match["number"]), pointer[match.end() :]
    return f"/outline/0/children/{number}{rest}" if number < count else f"/outline/{number - count + 1}{rest}"


def without_situation(document: Document, relation: Relation) -> tuple[Document, tuple[Change, ...]]:
    """The document with the sections on its own situation emptied: they are not the unit's."""
    if relation.kind in ("predecessor", "own"):
        return document, ()
    left_out: list[Change] = []

    def kept(node: Node) -> Node:
        if node.heading and SITUATION.match(node.heading) and (node.children or node.text):
            reason = "Tình hình, số liệu của cơ quan ban hành nguồn; đơn vị viết theo tình hình của mình."
            left_out.append(Change("situation", node.path, node.heading, BLANK, reason))
            return replace(node, text=BLANK, children=(), table=None)
        return replace(node, children=tuple(kept(child) for child in node.children))

    outline = tuple(kept(node) for node in document.outline)
    return replace(document, outline=outline), tuple(left_out)
