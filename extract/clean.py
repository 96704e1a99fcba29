"""Source -> Source: lines become paragraphs, furniture goes out of the text.

What the next stage may rely on: one line is one paragraph; a sentence that a page break or a line break cut is
whole again; no line is a page number; `text` is NFC and the lines cover it in order. No letter is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.kinds import is_kind_line
from corpus.model import Line, Source
from extract.chunks import DATE
from extract.labels import FINISHED, is_cited
from extract.parts import around
from extract.source import Piece, Ranges, lay_out

LABEL = re.compile(
    r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,2}){0,4}|[a-zđA-ZĐ])[.)/]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s|"
    r"\((?:\d{1,2}|[ivx]{1,4})\)[.:]?\s|"
    r"[-–+•*▪●]\s|(?:Điều|Chương|Phần|Mục|Phụ lục|PHỤ LỤC|CHƯƠNG|PHẦN|MỤC)\s+[\dIVX]|"
    r"(?:Phần|PHẦN)\s+(?i:thứ|một|hai|ba|bốn|năm)\b"
)
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?|(?:Trang|trang)\s*\d{1,3}(?:\s*/\s*\d{1,3})?|\d{1,3}/\d{1,3}")
_BULLET = re.compile(r"[-–+•] ")
_HYPHEN = re.compile(r"\w[-–]$")
# What a number must follow on the next line, `giai đoạn 2021 -`; a mark that goes on the line above.
_OPEN_END = re.compile(r"(?:^|\s)(?:[sS]ố|[-–])$")
_GOES_ON = re.compile(r"[,;:)](?=\s|$)")
_OWN_LINE = re.compile(r"C[ỘÔ]NG H(?:ÒA|OÀ) |ĐẢNG CỘNG SẢN VIỆT NAM$|Độc lập\s*[-–]|S[ốỐ]\s*:|Kính gửi|Nơi nhận")
# Where a decision begins to decide: a line of its own, whatever mark the grounds above it end with.
_DECIDES = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:?")
_PRINTED_LINES = frozenset({"txt", "md", "pdf", "scan"})
# The share of line breaks that go on in lower case, from which on a text counts as wrapped.
_WRAPPED = 0.4


def clean(source: Source) -> Source:
    """The same text with one line a paragraph; DOCX and HTML have real paragraphs and are left as they are."""
    if source.format not in _PRINTED_LINES:
        return source
    wrapped = source.format in ("txt", "md") and _is_wrapped(source)
    wide = {index for index, grid in enumerate(source.tables) if len(grid.rows[0]) > 2}
    groups: list[list[int]] = []
    furniture = []
    for index, line in enumerate(source.lines):
        if not line.cell and _PAGE_NUMBER.fullmatch(source.of(line)):
            furniture.append(source.of(line))
        elif groups and _goes_on(source, groups[-1], line, wrapped, wide):
            groups[-1].append(index)
        else:
            groups.append([index])
    pieces = [_joined(source, group) for group in groups]
    kept = replace(source, furniture=(*source.furniture, *furniture))
    return lay_out(kept, pieces, tuple(_moved(source, groups)))


def _is_wrapped(source: Source) -> bool:
    """Whether the lines are those of a page, cut in mid-sentence, rather than whole paragraphs."""
    body = [line for line in source.lines if not line.cell]
    breaks = [after for before, after in pairwise(body) if not after.gap]
    low = sum(source.text[line.start : line.start + 1].islower() for line in breaks)
    return len(breaks) > 10 and low / len(breaks) > _WRAPPED


def _goes_on(source: Source, group: Sequence[int], after: Line, wrapped: bool, wide: set[int]) -> bool:  # noqa: FBT001
    """Whether a line continues the paragraph that the lines of the group make."""
    before = source.lines[group[-1]]
    head, tail = source.of(before), source.of(after)
    if before.cell != after.cell or before.origin != after.origin or not head or not tail:
        return False
    unfinished = not head.endswith(FINISHED)
    if unfinished and _is_dash(tail) and not _is_dash(head) and not after.cell:
        return head[-1].isalnum()
    if unfinished and after.cell and _BULLET.match(tail):
        # A list has its mark on its first line too; else the dash is inside a name: `Phòng Văn hóa` / `- Xã hội`.
        return head[-1].isalnum() and not _BULLET.match(source.of(source.lines[group[0]]))
    # The title of a party document begins with a small letter.
    if is_kind_line(head) or _DECIDES.fullmatch(tail) or (LABEL.match(tail) and not is_cited(head, tail)):
        return False
    if after.cell:
        is_begun = after.gap and source.format in ("pdf", "scan")
        return tail[0].islower() or (after.cell[0] in wide and unfinished and not is_begun)
    if _GOES_ON.match(tail) or (unfinished and not after.gap and _OPEN_END.search(head) and tail[0].isdigit()):
        return True
    if wrapped and not after.gap:
        if _is_of_head(head, tail) or (_is_capitals(source, group) and tail != tail.upper()):
            return False  # a title ends where the words below it are no capitals
        return _same_hand(before, after) or (unfinished and tail[0].islower())
    return head.endswith(",") or (unfinished and tail[0].islower())


def _is_of_head(head: str, tail: str) -> bool:
    """Whether a line of the head (national motto, number, date, kind) stands above or below the break."""
    if is_kind_line(tail) or _OWN_LINE.match(tail):
        return True
    return head.endswith("Hạnh phúc") or any("gày" in each and DATE.fullmatch(each) for each in (head, tail))


def _is_capitals(source: Source, group: Sequence[int]) -> bool:
    """Whether a paragraph so far is set in capitals throughout, as a title is: more than one word."""
    words = " ".join(source.of(source.lines[index]) for index in group)
    return words.isupper() and " " in words


def _is_dash(text: str) -> bool:
    """Whether the dash at the beginning of a line is one inside a name that goes on: `- xã hội`."""
    return text.startswith("- ") and text[2:3].islower()


def _same_hand(before: Line, after: Line) -> bool:
    """Two printed lines of one block look alike: a heading in bold ends where plain text begins."""
    whole = before.lead_bold == before.end - before.start
    return not (whole and after.lead_bold == 0) and not (after.lead_bold and not before.lead_bold)


def between(head: str) -> str:
    """What joins a line to the next: nothing behind a hyphen that stands at a letter, `24-5-` / `2025`."""
    return "" if _HYPHEN.search(head) else " "


def _joined(source: Source, group: Sequence[int]) -> Piece:
    lines = [source.lines[index] for index in group]
    text, first = source.of(lines[0]), lines[0]
    for line in lines[1:]:
        text += between(text)
        first = replace(first, doubts=first.joined(line.doubts, len(text)))
        text += source.of(line)
    boxes = [line.box for line in lines if line.box and line.page == first.page]
    first = replace(first, box=around(boxes)) if len(boxes) > 1 else first
    lead = 0
    for line in lines:
        lead += line.lead_bold + (lead > 0)
        if line.lead_bold < line.end - line.start:
            break
    return Piece(text, replace(first, lead_bold=min(lead, len(text))))


def _moved(source: Source, groups: Sequence[Sequence[int]]) -> Iterator[Ranges]:
    """The grids in terms of the new pieces."""
    new = {old: index for index, group in enumerate(groups) for old in group}
    starts = {line.start: index for index, line in enumerate(source.lines)}
    ends = {line.end: index for index, line in enumerate(source.lines)}
    for grid in source.tables:
        yield tuple(
            tuple((new[starts[c.start]], new[ends[c.end]] + 1) if c.end > c.start else (0, 0) for c in row)
            for row in grid.rows
        )
