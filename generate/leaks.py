"""The last guard of a draft: nothing of another locality may stand in it outside the basis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from corpus.errors import LeakError
from corpus.model import Document
from generate.persons import people
from generate.relation import Relation

# Addresses of the source's own offices: mail, web, telephone.
CONTACT = re.compile(
    r"[\w.+-]+@[\w.-]+\w|(?:https?://|www\.)\S+|\b[\w-]+\.gov\.vn\b\S*|\b0\d{2,3}[. ]?\d{3}[. ]?\d{3,4}\b"
)


def forbidden(relation: Relation, source: Document) -> tuple[str, ...]:
    """The names that a draft may not hold: the source's places and people."""
    named_there = people(source) if relation.kind != "own" else ()
    return tuple(dict.fromkeys((*relation.foreign, *relation.elsewhere, *named_there)))


def named(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text holds one of the names."""
    return any(name in text for name in names)


def find(draft: Document, names: tuple[str, ...], basis: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Every forbidden name in a draft with the words around it; `basis`: the lines that may name the superior."""
    if not names:
        return ()
    pattern = re.compile("|".join(rf"\b(?:{re.escape(name)}|{re.escape(name.upper())})\b" for name in names))
    found = []
    lead = "\n".join(line for line in draft.lead.split("\n") if line not in basis)
    for text in _texts(replace(draft, lead=lead, citations=() if basis else draft.citations)):
        found += [(match[0], text[max(0, match.start() - 30) : match.end() + 30]) for match in pattern.finditer(text)]
    return tuple(found)


def guard(draft: Document, names: tuple[str, ...], basis: tuple[str, ...] = ()) -> None:
    """Raises LeakError where the draft still names another locality."""
    found = find(draft, names, basis)
    if found:
        places = "; ".join(f"«…{around.strip()}…»" for _, around in found[:3])
        listed = ", ".join(dict.fromkeys(name for name, _ in found))
        raise LeakError(
            f"Dự thảo còn nhắc tên của địa phương khác ({listed}) tại: {places}; đề nghị báo lỗi kèm tệp nguồn."
        )


def _texts(value: object) -> Iterator[str]:
    """Every string of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.compare:
                yield from _texts(getattr(value, field.name))
