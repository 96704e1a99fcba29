"""What the stages of reading hand to each other: a paragraph and its place in the outline, and found values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.model import Evidence, Line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph of the body and the node of the outline that it belongs to.

    path: the node's path. label: the label or bullet mark that opens this paragraph, "" where the paragraph
    continues its node. start: offset of the text after the label. heading_end: offset where the node's title
    ends (== start where the paragraph has none, == line.end where it is all title).
    """

    line: Line
    path: str
    label: str
    start: int
    heading_end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was found."""

    value: T
    evidence: Evidence
