"""The first lines of a document as chunks: a number, subject or date that a narrow cell wraps is whole again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Evidence, Source

NUMBER = re.compile(
    r"(?:Số|SỐ)\s*:?\s*(?P<number>\d{1,6})?[a-z]?[….\s_]*(?P<year>/(?:19|20)\d{2}(?=[/-]))?\s*[/-]\s*-?\s*"
    r"(?P<symbol>[A-ZĐƯ][A-Za-zĐđƯư0-9&.]*(?:\s?[-–/.]\s?[A-ZĐƯ0-9][A-Za-zĐđƯư0-9&.()]*)*)"
)
DATE = re.compile(
    r"(?P<place>(?:Quận|Phường|QUẬN|PHƯỜNG)\s\d{1,2}|[A-ZĐÀ-Ỹ][^,\d:;]{1,40}?)\s*,\s*"
    r"(?:hồi [^,]{1,24}?,?\s)?(?P<date>[Nn]gày[….\s_]*(?:(?P<day>\d{1,2})[….\s_]*)?tháng[….\s_]*"
    r"(?:(?P<month>\d{1,2})[….\s_]*)?năm[….\s_]*(?P<year>\d{4})?)"
)
MOTTO = re.compile(
    r"C[ỘO]NG H[ÒO][ÀA]? ?X[ÃA]|H[ỘO]I CHỦ NGHĨA|CHỦ NGHĨA VIỆT NAM|VIỆT NAM$|[ĐD][ộo]c [Ll]ập|"
    r"ĐẢNG C[ỘO]NG S[ẢA]N|^[\W_]*$"
)
_OPEN_DAY = re.compile(r",(?:\s*ngày.*)?$|^[^,]{2,30}$")
# A date line that has the day in figures alone.
SHORT_DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][^,\d:;]{1,40}?)\s*,\s*(?P<date>[Nn]gày\s+(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-]"
    r"(?P<year>\d{4}))"
)
SUBJECT = re.compile(r"\(?(?:V/v|V/V|v/v|Về việc|Về)\s*:?\s+")
_OPENS = re.compile(r"Số\b|V/v\b|V/V\b|Kính gửi")
HEAD_LINES = 60


@dataclass(frozen=True, slots=True)
class Chunk:
    """A line of the head, or all lines of one cell: its words on one line, as long as in the source."""

    text: str
    start: int
    lines: tuple[int, ...]

    def found(self, match: re.Match[str], group: str | int, rule: str) -> Evidence:
        """Evidence of a group matched in this chunk."""
        return Evidence(self.start + match.start(group), self.start + match.end(group), rule=rule)


def first_lines(source: Source) -> list[Chunk]:
    """The first lines; in a narrow cell a number, subject or date that is wrapped goes with its beginning."""
    chunks: list[Chunk] = []
    narrow = {at for at, grid in enumerate(source.tables) if len(grid.rows[0]) <= 3}
    for at, line in enumerate(source.lines[:HEAD_LINES]):
        if line.origin in ("property", "contents"):
            continue
        before = source.lines[at - 1] if at else None
        same = line.cell and before and before.cell == line.cell and line.cell[0] in narrow
        if same and chunks and _is_wrapped(chunks[-1].text, source.of(line)):
            start, lines = chunks[-1].start, (*chunks[-1].lines, at)
            chunks[-1] = Chunk(source.text[start : line.end].replace("\n", " "), start, lines)
        else:
            chunks.append(Chunk(source.of(line), line.start, (at,)))
    return chunks


def _is_wrapped(before: str, text: str) -> bool:
    """Whether a line of a cell goes on the one above: a subject to its end, a number or date until it is whole."""
    return _leaves_open(before, text) and not MOTTO.search(before)


def _leaves_open(before: str, text: str) -> bool:
    """Whether what stands above may go on with a line."""
    if DATE.match(text):
        return re.fullmatch(r"[A-ZĐÀ-Ỹ][^\W\d_]+(?: [^\W\d_]+){1,3}", before) is not None and not before.isupper()
    if _OPENS.match(text) or MOTTO.search(text) or text.isupper():
        return bool(re.fullmatch(r"Số\s*:?", before)) and "/" in text
    if SUBJECT.match(before):
        return True
    if re.fullmatch(r"Số\s*:?", before):
        return True
    # Whether a day is there is asked last: it costs most, and most lines do not look like the beginning of one.
    both = f"{before} {text}"
    return (
        "gày" in both and _OPEN_DAY.search(before) is not None and not DATE.search(before) and bool(DATE.search(both))
    )
