"""What the sections of a plan speak of: who does what, aims, how things stand, proposals; what hangs below what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.letters import plain
from corpus.model import Source
from extract import task_phrases as phrases
from extract.names import begins_duty
from extract.parts import Item, above
from extract.task_subjects import is_roster

_LONGEST_TITLE = 90
_LONGEST_NAME = 8


class Sections:
    """The titles of the labelled items, by what they say. Built once for a document."""

    def __init__(self, source: Source, items: Sequence[Item]) -> None:
        self.text = source.text
        self.labelled: Mapping[str, Item] = {item.path: item for item in items if item.label}
        self._parents = {item.path.rpartition("/")[0] for item in items if item.path}
        self._continued = {item.path for item in items if not item.label and item.path}
        self._first: dict[str, Item] = {}
        for item in items:
            self._first.setdefault(item.path.rpartition("/")[0] if item.label else item.path, item)
        titles = {path: self._title(item) for path, item in self.labelled.items()}
        self._of_duties = frozenset(path for path, title in titles.items() if phrases.DUTIES.search(title))
        self._of_aims = frozenset(path for path, title in titles.items() if phrases.NO_DUTIES.search(title))
        self._proposals = frozenset(path for path, title in titles.items() if phrases.PROPOSALS.search(title))
        self._narrative = frozenset(
            path for path, title in titles.items() if phrases.NARRATIVE.search(title) and path not in self._of_duties
        )

    def _title(self, item: Item) -> str:
        end = item.heading_end if item.heading_end > item.start else item.line.end
        words = self.text[item.start : end]
        sentence = words.endswith((".", ";")) and len(words.split()) > _LONGEST_NAME
        is_title = item.heading_end > item.start or (len(words) <= _LONGEST_TITLE and not sentence)
        return plain(words) if is_title else ""

    def tells(self, path: str) -> bool:
        """Whether an item stands where it is told how things are."""
        return not self._narrative.isdisjoint((path, *above(path)))

    def speaks_of_duties(self, path: str) -> bool:
        """Whether an item, or one above it, is titled as one of duties."""
        return not self._of_duties.isdisjoint((path, *above(path)))

    def proposes(self, path: str) -> bool:
        """Whether an item stands where the issuer asks others to act."""
        return not self._proposals.isdisjoint((path, *above(path)))

    def in_aims(self, path: str) -> bool:
        """Whether an item stands among aims and requirements."""
        return not self._of_aims.isdisjoint(above(f"{path}/"))

    def in_duties(self, path: str) -> bool:
        """Whether an enclosing heading speaks of who does what, rather than of aims."""
        return not (self._of_duties.isdisjoint(above(path)) or self.in_aims(path.rpartition("/")[0]))

    def says_duties(self, item: Item) -> bool:
        """Whether a paragraph stands in a section of duties; one without label stands below its own item's title."""
        return self.in_duties(item.path if item.label else f"{item.path}/")

    def has_points(self, item: Item) -> bool:
        """Whether something stands below an item: points, or paragraphs without a label."""
        return item.path in self._parents or item.path in self._continued

    def is_parent(self, path: str) -> bool:
        """Whether labelled items or bullets stand below a path."""
        return path in self._parents

    def points_are_duties(self, item: Item) -> bool:
        """Whether the first point below an item begins with what is to be done: `a) Chủ trì …`."""
        first = self._first.get(item.path)
        return first is not None and begins_duty(self.text, first.start, first.line.end)

    def lists_persons(self, item: Item) -> bool:
        """Whether an item, or the first point below it, only says who somebody is."""
        each = (item, self._first.get(item.path))
        return any(one is not None and is_roster(self.text, one.start, one.line.end) for one in each)
