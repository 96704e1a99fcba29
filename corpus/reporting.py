"""Reporting duties (chế độ báo cáo) of a plan: to whom, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.agencies import spans
from corpus.members import Member

# A duty to report from the verb on; a report that is only a paper (`báo cáo viên`, `theo báo cáo`) is none.
SENTENCE = re.compile(
    r"(?<!theo )(?<!các )(?<!hội nghị )\bbáo cáo\b(?! viên\b| dự báo\b)(?P<said>[^.;\n]{0,240})", re.IGNORECASE
)
# Those above the province, who are no bodies of the table.
CENTRAL = re.compile(
    r"\b(?:Thủ tướng Chính phủ|Bộ\s[A-ZĐ][^\W\d_]*(?:\s[^\W\d_]+){0,7}?"
    r"(?=[,;.()]|\s(?:để|trước|kết quả|theo|về|trong|tình hình|định kỳ|hằng|hàng)\b|$))"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A duty to report at a place of a plan. to: the bodies as printed; when: its deadlines as printed."""

    file: str
    path: str
    text: str
    to: tuple[str, ...]
    when: tuple[str, ...]
    theme: str = ""


def reports_of(members: Sequence[Member]) -> Iterator[Report]:
    """The reporting duties of passages, in their order; one a passage, that of its first sentence on reports."""
    for member in members:
        if match := SENTENCE.search(member.words):
            to = tuple(_receivers(match["said"]))
            when = tuple(text for text in member.deadlines if text in _around(member.words, match))
            if to or when:
                yield Report(member.file, member.path, " ".join(match[0].split()), to, when)


def _around(words: str, match: re.Match[str]) -> str:
    """The sentence with what stands before the verb: `Trước ngày 15/12 hằng năm, tổng hợp, báo cáo`."""
    start = max(words.rfind(mark, 0, match.start()) for mark in (". ", "; ", "\n"))
    return words[start + 1 : match.end()]


def _receivers(said: str) -> Iterator[str]:
    """The bodies named behind the verb, in the order of the sentence."""
    places = [(start, end) for start, end, _ in spans(said)]
    places += [match.span() for match in CENTRAL.finditer(said)]
    for start, end in sorted(places):
        yield " ".join(said[start:end].split())
