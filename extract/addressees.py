"""To whom a letter or submission is written (kính gửi); Decree 30/2020/NĐ-CP, annex I, part I.II.9."""

from __future__ import annotations

import re

from corpus.model import Evidence, Source, Span

TO = re.compile(r"Kính gửi\s*:?\s*")
_NEAR = 4


def find(source: Source, first: int, lead: re.Pattern[str]) -> tuple[tuple[Evidence, ...], int]:
    """The places of the names (one on the line, or several on lines of their own), and the first line behind them.

    first: the line from which they are looked for; lead: what a sentence of the opening begins with.
    """
    at = next((i for i in range(first, min(first + _NEAR, len(source.lines))) if _opening(source, i)), None)
    if at is None:
        return (), first
    line, match = source.lines[at], _opening(source, at)
    names = [Span(line.start + (match.end() if match else 0), line.end)]
    at += 1
    while at < len(source.lines):
        text = source.of(source.lines[at])
        if not (text.startswith(("-", "–", "+")) or source.of(names[-1]).endswith(";")) or lead.match(text):
            break
        names.append(Span(source.lines[at].start, source.lines[at].end))
        at += 1
    return tuple(place for name in names if (place := _bare(source, name))), at


def _opening(source: Source, at: int) -> re.Match[str] | None:
    return TO.match(source.of(source.lines[at]))


def _bare(source: Source, name: Span) -> Evidence | None:
    """Where a name stands without the marks around it; None where there are only marks."""
    words = source.of(name)
    start = name.start + len(words) - len(words.lstrip(" -–+;."))
    end = name.end - (len(words) - len(words.rstrip(" -–+;.")))
    return Evidence(start, end, rule="addressees") if start < end else None
