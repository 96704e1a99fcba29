"""The plans' texts on the page of a comparison, cut at the places that the page leads to.

Of many plans they are packed (zlib, base64) and unpacked by the browser when a reader goes there, so that the page of
thousands still opens; it stays one file.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.compare import Comparison, Member

_WHOLE = "nguyen-van"


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of the page. passages: (file, path) -> id; plans: file -> its number, with which its ids begin."""

    passages: Mapping[tuple[str, str], str]
    plans: Mapping[str, int]

    def nearest(self, file: str, path: str) -> str:
        """The id of the passage that holds a place, else of the part with all texts."""
        while path and (file, path) not in self.passages:
            path = path.rpartition("/")[0]
        return self.passages.get((file, path)) or _WHOLE

    def old_basis(self, file: str, at: int) -> str:
        """The id of the place where a plan cites an act that was replaced, the at-th of all these."""
        return f"n{self.plans[file]}-cu{at}"


def places_of(comparison: Comparison) -> Places:
    """An id for each passage that is compared."""
    plans = {locality.file: at for at, locality in enumerate(comparison.localities)}
    passages: dict[tuple[str, str], str] = {}
    for member in _members(comparison):
        passages.setdefault((member.file, member.path), f"n{plans[member.file]}-{len(passages)}")
    return Places(passages, plans)


def texts(comparison: Comparison, places: Places) -> dict[str, str]:
    """File -> its text as HTML, escaped, with an id where each passage and each replaced act begins."""
    starts = _starts(comparison, places)
    return {each.file: _html(each.text, starts[each.file]) for each in comparison.localities}


def packed(html: str) -> str:
    """HTML as the browser's DecompressionStream("deflate") takes it, in base64."""
    return b64encode(zlib.compress(html.encode(), 9)).decode()


def _members(comparison: Comparison) -> Iterator[Member]:
    for theme in (*comparison.themes, *comparison.alone):
        yield from theme.members


def _starts(comparison: Comparison, places: Places) -> Mapping[str, Mapping[int, list[str]]]:
    """File -> offset in its text -> the ids that begin there."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for member in _members(comparison):
        found[member.file][member.start or 0].append(places.passages[member.file, member.path])
    for at, old in enumerate(comparison.old_bases):
        found[old.file][old.start or 0].append(places.old_basis(old.file, at))
    return found


def _html(text: str, starts: Mapping[int, Sequence[str]]) -> str:
    from markupsafe import escape

    said = []
    for begin, end in pairwise(sorted({0, *starts, len(text)})):
        first, *others = dict.fromkeys(starts.get(begin, ())) or ("",)
        said += [f'<a id="{each}"></a>' for each in others]
        words = escape(text[begin:end])
        said.append(f'<span id="{first}">{words}</span>' if first else words)
    return "".join(said)
