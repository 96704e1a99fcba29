"""What stands behind the signature: annexes (phụ lục), forms (biểu, mẫu) and documents issued with this one.

Decree 30/2020/NĐ-CP, annex I, part I.III.1: an annex has its label and title in the middle, and below them the
bracket that names the document it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.kinds import is_kind_line
from corpus.model import Line, NodeKind, Source
from extract.labels import parse

ANNEX = re.compile(r"(?:Phụ lục|PHỤ LỤC)(?P<so>(?i: số))?(?:\s+(?P<number>[IVX]+|\d{1,2}[a-z]?))?\s*[.:]?(?=\s|$)")
FORM = re.compile(r"(?P<name>Biểu|BIỂU|Mẫu|MẪU)(?P<so>(?i: số))?\s+(?P<number>\d{1,2}[a-z]?)\s*(?:[.:]|$)")
ISSUED_WITH = re.compile(
    r"\(?\s*(?:Ban hành )?kèm theo (?:Quyết định|Nghị quyết|Công văn|Kế hoạch|Tờ trình|Văn bản)", re.IGNORECASE
)
# The head of a document issued with a decision: it says no more than the decision's own.
_HEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*-\s*Tự do")
_HEAD_COLUMNS = 2
_NEAR = 8
_LONGEST_HEADING = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One of them. heading: the lines of label and title; title: where the title's words stand, None without;
    lines: the paragraphs below. is_form: whether it belongs to the annex before it."""

    label: str
    kind: NodeKind
    heading: tuple[Line, ...]
    title: tuple[int, int] | None
    lines: tuple[Line, ...]
    is_form: bool = False


def parts(source: Source, tail: Sequence[Line]) -> tuple[tuple[Part, ...], tuple[Line, ...]]:
    """The parts behind the signature in order, and the lines before the first that belong to none."""
    cuts = [at for at in range(len(tail)) if _label(source, tail, at)]
    loose = tuple(tail[: cuts[0]] if cuts else tail)
    if any(_HEAD.search(source.of(line)) for line in loose) and cuts:
        loose = ()
    if loose and _is_attached(source, loose):
        cuts, loose = [0, *cuts], ()
    count = 0
    found = []
    for at, end in pairwise([*cuts, len(tail)]):
        label = _label(source, tail, at)
        count += label is None or label == _ISSUED
        found.append(_part(source, tail[at:end], label, count))
    return tuple(found), loose


_ISSUED = "Kèm theo"


def _label(source: Source, tail: Sequence[Line], at: int) -> str | None:
    """The label of the part that begins at this line; None where none does."""
    line, text = tail[at], source.of(tail[at])
    if line.cell:
        return None
    if (match := ANNEX.match(text)) and (match.end() == len(text) or text.isupper() or line.lead_bold):
        return _printed("Phụ lục", match)
    if (match := FORM.match(text)) and (text[match.end() :].strip()[:1].isupper() or _is_alone(source, tail, at)):
        return _printed(match["name"].capitalize(), match)
    if is_kind_line(text) and (
        at == 0 or any(ISSUED_WITH.match(source.of(near)) for near in tail[at + 1 : at + _NEAR])
    ):
        return _ISSUED  # a kind's name right behind the signature opens one without the bracket, too
    return None


def _is_alone(source: Source, tail: Sequence[Line], at: int) -> bool:
    """Whether a form's label stands alone in bold, its title in capitals on the line below."""
    line = tail[at]
    bold = line.lead_bold >= line.end - line.start
    return (
        bold and FORM.fullmatch(source.of(line)) is not None and source.of(tail[min(at + 1, len(tail) - 1)]).isupper()
    )


def _printed(name: str, match: re.Match[str]) -> str:
    number = f" {match['number']}" if match["number"] else ""
    return f"{name}{' số' if match['so'] else ''}{number}"


def _is_attached(source: Source, lines: Sequence[Line]) -> bool:
    """Lines without a label are a document of their own where they hold a table or name what they come with."""
    return any(line.cell and line.cell[2] >= _HEAD_COLUMNS for line in lines) or any(
        ISSUED_WITH.match(source.of(line)) for line in lines[:_NEAR]
    )


def _part(source: Source, lines: Sequence[Line], label: str | None, count: int) -> Part:
    first = source.of(lines[0])
    own = (ANNEX.match(first) or FORM.match(first)) if label not in (None, _ISSUED) else None
    behind = own.end() if own else 0
    start = int(own is not None and behind >= len(first))
    end = start
    while end < min(len(lines), start + _LONGEST_HEADING) and (
        (end == 0 and own) or _is_title_line(source, lines[end])
    ):
        end += 1
    title = None
    if end > start:
        begin = lines[start].start + (behind if start == 0 else 0)
        begin += len(source.text[begin : lines[start].end]) - len(source.text[begin : lines[start].end].lstrip())
        title = (begin, lines[end - 1].end)
    if own:
        return Part(label or "", "annex", tuple(lines[:end]), title, tuple(lines[end:]), bool(FORM.match(first)))
    return Part(f"{_ISSUED} {count}", "attachment", tuple(lines[:end]), title, tuple(lines[end:]))


def _is_title_line(source: Source, line: Line) -> bool:
    """A title ends before the first label, table, bracket or sentence."""
    text = source.of(line)
    return not (line.cell or parse(text) or text.startswith("(") or text.endswith((".", ";", ":")))
