"""Document <-> JSON of the record's contract (`../shared/score/CONTRACT.md`), and its JSON Schema.

pydantic knows the types from their hints, so the schema cannot drift from the model. It is imported where
used: it costs a tenth of a second that `kehoach --help` need not pay.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.model import Document

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[Document]:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


def warm() -> None:
    """Build what the codec needs, so that processes forked afterwards have it."""
    _adapter()


def to_record(document: Document) -> dict[str, Any]:
    """The record as plain JSON values."""
    record: dict[str, Any] = _adapter().dump_python(document, mode="json")
    return record


def to_json(document: Document) -> str:
    """The record as one line of JSON (a line of a JSON Lines file)."""
    return json.dumps(to_record(document), ensure_ascii=False)


def from_json(text: str | bytes) -> Document:
    """The document of a JSON record; raises pydantic.ValidationError where it is none."""
    return _adapter().validate_json(text)


def schema() -> dict[str, Any]:
    """The JSON Schema of the record."""
    return _adapter().json_schema()
