"""Which printed lines of a PDF make one paragraph: told by where they begin and end, and by labels."""

from __future__ import annotations

import re

from corpus import agencies, kinds
from extract.labels import is_cited
from extract.readers.pdf_text import PrintedLine

INDENT = 18.0  # points by which the first line of a paragraph stands in, at least
_BESIDE = 100.0  # points: a line that begins this far right of the next stands in another column
_RANGE = re.compile(r"[-–] \d")  # `45.000` / `- 50.000 đồng`
_NAME = 60  # letters within which a body is named
_POINT = re.compile(r"\((?:\d{1,2}|[ivx]{1,4})\)[.:]?\s")
_LABEL = re.compile(
    r"(?:[IVX]{1,6}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]\s|[-–+•]\s|"
    r"(?:Điều|Chương|Phần|Mục|Phụ lục|CHƯƠNG|PHẦN|MỤC|PHỤ LỤC)\s[\dIVX]"
)


def goes_on(before: PrintedLine, line: PrintedLine, edges: tuple[float, float]) -> bool:
    """Whether a printed line goes on the paragraph above: that line is full, and this one is not indented."""
    left, right = edges
    if kinds.is_kind_line(before.text):
        return line.text.isupper()
    in_range = before.text[-1:].isdigit() and _RANGE.match(line.text)
    if _is_inside_name(before, line):
        return True
    # Within a sentence brackets number its parts; a point begins with its first line's indent.
    if _POINT.match(line.text) and line.x0 > left + INDENT:
        return False
    if before.column is not None or line.column is not None or (_opens(before, line) and not in_range):
        return before.column is not None and before.column == line.column and line.text[:1].islower()
    if line.top - before.top > (1.9 if _is_title(before, line) else 2.6) * max(before.size, 1):
        return False
    if before.text.endswith((".", ";", ":")) and line.x0 > left + 18:
        return False
    full = before.x1 > right - 4.5 * before.size
    indented = line.x0 > before.x0 + 6 and not _is_first(before, line)
    if abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 8 and before.x1 < right - 8:
        if before.text.startswith("(") and ")" not in before.text:
            return True  # the bracket below an annex's title
        return line.text[:1].islower() and not before.text.endswith((".", ";", ":"))
    return full and not indented and line.top > before.top and before.x0 - line.x0 < _BESIDE


def goes_over(before: PrintedLine, right: float, line: PrintedLine, left: float) -> bool:
    """Whether the first line of a page goes on the last of the page before: full, and this one not indented."""
    if _opens(before, line) or line.column is not None or before.text.endswith((".", ";", ":")):
        return False
    return before.x1 > right - 4.5 * before.size and line.x0 < left + INDENT and not line.text.isupper()


def _is_inside_name(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether the dash at the beginning of a line stands in the name of a body: `Phòng Văn hóa` / `- Xã hội`."""
    if not line.text.startswith("- ") or not before.text[-1:].isalnum():
        return False
    head = before.text[-_NAME:]
    return any(start < len(head) < end for start, end, _ in agencies.spans(f"{head} {line.text[:_NAME]}"))


def _is_title(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line is bold as a whole and the one below it not at all: a title above the text."""
    return before.lead_bold >= len(before.text) and not line.lead_bold


def _is_first(before: PrintedLine, line: PrintedLine) -> bool:
    """The second line of a hanging paragraph stands right of the first."""
    return bool(_LABEL.match(before.text)) and line.x0 - before.x0 < 40 and not _LABEL.match(line.text)


def _opens(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line begins with a label of its own."""
    return _LABEL.match(line.text) is not None and not is_cited(before.text, line.text)
