"""What a theme is called: in the words of the plans themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.agencies import identify
from corpus.passages import Passage
from corpus.questions import answered
from corpus.similarity import QUOTED

_LONGEST = 110
_LONGEST_TITLE = 160
_OPENING = 300
_SHORTEST = 12
# Where the words that name a task end: its sentence, or the bracket or clause that says who does it.
_END = re.compile(r"[.;:](?:\s|$)|\n|\s\((?=giao|do)|,?\s(?=trước ngày|hoàn thành trước)")


def label(members: Sequence[Passage]) -> str:
    """A name in quotes that all share, else the shortest title, else the shortest first sentence; a question that a
    draft leaves open is said by its first candidate.
    """
    said = [(answered(passage.title), answered(passage.words)) for passage in members]
    quoted = [{match["name"] for match in QUOTED.finditer(title or words[:_OPENING])} for title, words in said]
    shared = set.intersection(*quoted)
    titles = [title for title, _ in said if _is_title(title)]
    if shared:
        return _said(min(shared, key=len))
    if titles:
        return _said(min(titles, key=len))
    return _said(min((_first(words) for _, words in said), key=len))


def _is_title(title: str) -> bool:
    """Whether it names a task, not who carries it."""
    return _SHORTEST <= len(title) <= _LONGEST_TITLE and not identify(title.strip(" :."))


def _first(words: str) -> str:
    end = next((match.start() for match in _END.finditer(words) if match.start() >= _SHORTEST), len(words))
    return words[:end]


def _said(words: str) -> str:
    words = " ".join(words.split()).strip(" :.;,")
    words = words.capitalize() if words.isupper() else words
    short = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return short[:1].upper() + short[1:]
