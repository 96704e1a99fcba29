"""Acts that another act has replaced: a small table of those that plans cite most (corpus/data/README.md)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Replaced:
    """An act that no longer holds. since: ISO day from which the new one does; what: its name or matter.

    source: where both are said; empty where they rest on memory and may only be asked about.
    """

    old: str
    new: str
    since: str
    what: str
    source: str

    @property
    def is_confirmed(self) -> bool:
        """Whether a source says so."""
        return bool(self.source)


@cache
def _table() -> Mapping[str, Replaced]:
    with files("corpus.data").joinpath("acts.csv").open(encoding="utf-8") as rows:
        return {row["old"]: Replaced(**row) for row in csv.DictReader(rows)}


def replaced(reference: str, on: str | None) -> Replaced | None:
    """What took the place of an act by a day (ISO, as precise as known), the last of a chain; None where none did.

    A chain is confirmed where each of its links is.

    A day that is not known tells nothing: a plan of its time cites the acts of its time.
    """
    found = None
    following = _table().get(" ".join(reference.split()))
    while following and on and on >= following.since:
        unsure = found is not None and not found.is_confirmed
        found = replace(following, source="") if unsure else following
        following = _table().get(following.new)
    return found
