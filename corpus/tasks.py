"""The tasks (nhiệm vụ) and targets (chỉ tiêu) of a plan as rows to be followed: what, who, by when, how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from corpus import dates
from corpus.model import Assignment, Comparator, Document, Node, Recurrence, Target
from corpus.paths import say

ROLE = re.compile(
    r"(?:mỗi cơ quan )?(?:chủ trì|làm đầu mối|phối hợp)(?: tham mưu)?\b(?:,? phối hợp(?: với)?)?", re.IGNORECASE
)
# Words that name no matter of their own: the item says what they are about.
GENERIC = re.compile(
    r"(?:(?:chủ động|phối hợp|tham mưu|triển khai|tổ chức|thực hiện|lựa chọn|xây dựng|chủ trì|hoàn thành|xong|"
    r"trong|trước|vào|đến|nhiệm vụ này|nội dung này)\b[, ]*)*",
    re.IGNORECASE,
)
GIVEN = re.compile(r"\s*\((?=giao|do)[^()]*\)|(?:^|(?<=[.;] ))(?:Giao|Đề nghị|Yêu cầu|Phân công)\b.*", re.DOTALL)
# The bare name of an act does not say what is to be done with it.
ACT = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư)\b")
_SENTENCE_ENDS = re.compile(r"[.;] ")
CLAUSE = re.compile(r"[^;.\n]+(?:\.(?=\d)[^;.\n]+)*")
# Aims that are reached by becoming less: what is above them is not better.
LESSENING = re.compile(r"\b(?:giảm|hạ|kéo giảm|chỉ còn|xuống còn)\b", re.IGNORECASE)
_LEFT_OVER = re.compile(r"[ ,;]+(?:hoàn thành|xong)(?: trong| trước| vào| đến)?$")
_SPACE_BEFORE = re.compile(r" (?=[;,.](?: |$))")
_PART = re.compile(r"[IVXLC]+|[A-ZĐ]")
_ROLE_ENDS = 300
_FEW_WORDS = 6  # a task of fewer words does not say what it is about: `Lựa chọn, xây dựng`
_LONGEST_THEME = 160
_LONGEST_TOLD = 200  # letters; what an item tells before it is given to somebody, as the words of one row


@dataclass(frozen=True, slots=True)
class Aim:
    """A target to be measured. key: `II/2` or `II/2 (2)`, once in a plan; words: the clause that sets it; text: as
    printed (`85% trở lên`). is_lessening: it is an aim to come down to.
    """

    key: str
    path: str
    words: str
    text: str
    value: float
    unit: str | None
    comparator: Comparator = "="
    is_lessening: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a plan. key: `III/1`, or `III/1 (2)` for the second at that place. words: what is to be done.

    deadline: as printed; due: its last day, None where it has none or recurs. aims: the targets it is to reach.
    """

    key: str
    path: str
    words: str
    owners: tuple[str, ...]
    partners: tuple[str, ...] = ()
    deadline: str | None = None
    due: date | None = None
    recurrence: Recurrence | None = None
    aims: tuple[Aim, ...] = ()


def tasks_of(plan: Document) -> tuple[Task, ...]:
    """The tasks of a plan in printed order; a row of an annex that repeats a duty of the text is no second task."""
    aims = aims_of(plan)
    keys: Counter[str] = Counter()
    told: set[tuple[tuple[str, ...], str]] = set()
    found = []
    for duty, words in worded(plan.assignments, plan.outline):
        identity = (tuple(map(_folded, duty.owners)), _folded(words))
        if "#" in duty.path and identity in told:
            continue
        told.add(identity)
        first = not keys[duty.path]
        own = tuple(aim for aim in aims if aim.path == duty.path) if first else ()
        found.append(_task(plan, duty, words, numbered(duty.path, keys), own))
    return tuple(found)


def _without_lead_ins(duties: Sequence[Assignment]) -> Iterator[Assignment]:
    """Without those that only announce others: `thực hiện các nhiệm vụ theo bảng sau`, `… cụ thể:`."""
    for duty in duties:
        row, point = (any(each.path.startswith(f"{duty.path}/{mark}") for each in duties) for mark in ("#", ""))
        announces = duty.task.rstrip().endswith(":") or duty.task.rstrip(" .:").endswith("sau")
        if not (duty.path and (row or (point and announces))):
            yield duty


def _task(plan: Document, duty: Assignment, words: str, key: str, aims: tuple[Aim, ...]) -> Task:
    due, recurrence = _due(plan, duty)
    return Task(key, duty.path, words, duty.owners, duty.partners, duty.deadline, due, recurrence, aims)


def numbered(path: str, keys: Counter[str]) -> str:
    """The key of the next thing at a path; `keys` counts those before."""
    keys[path] += 1
    return path if keys[path] == 1 else f"{path} ({keys[path]})"


def due_of(text: str | None) -> tuple[date | None, Recurrence | None]:
    """The last day of a deadline as printed, and its recurrence."""
    found = dates.in_cell(text) if text else ()
    return (found[0].end, found[0].recurrence) if found else (None, None)


def _due(plan: Document, duty: Assignment) -> tuple[date | None, Recurrence | None]:
    """What the reader made of the deadline; where it made nothing of it, what its words say."""
    for limit in plan.deadlines:
        if duty.deadline and limit.path == duty.path and (limit.text in duty.deadline or duty.deadline in limit.text):
            return (dates.day(limit.end) if limit.end else None), limit.recurrence
    return due_of(duty.deadline)


# --- words -----------------------------------------------------------------------------------------------


def worded(duties: Sequence[Assignment], outline: Sequence[Node]) -> tuple[tuple[Assignment, str], ...]:
    """Each duty with what is to be done, in words that say what it is about; lead-ins to others are none.

    outline: of the document.
    """
    nodes = {node.path: node for node in _nodes(outline)}
    themes = dict(_themes(outline, ""))
    return tuple(
        (duty, matter(duty, nodes.get(duty.path), themes.get(duty.path, "")))
        for duty in _joined(tuple(_without_lead_ins(duties)))
    )


def matter(duty: Assignment, node: Node | None = None, theme: str = "") -> str:
    """What is to be done, without who and by when: `chủ trì, phối hợp với Sở A tổ chức …` -> `Tổ chức …`.

    Where that says too little (`thực hiện, hoàn thành trước ngày …`), the item's own words tell it, else its theme.
    """
    if "#" in duty.path:  # the cell of a table says it in its own words
        return _tidy(duty.task) or say(duty.path)
    words = _undated(without_role(duty), duty.deadline)
    about = theme if theme not in duty.owners else ""
    if GENERIC.fullmatch(words) and node is not None and (told := _told(node.text, duty.owners)):
        if len(told) <= _LONGEST_TOLD:
            return _undated(told, duty.deadline)
        if not about:  # a row of a table has no room for a whole paragraph
            return _undated(_SENTENCE_ENDS.split(told)[0], duty.deadline)
    if about and ACT.match(words):
        return _tidy(f"{about}: {words}")
    if about and len(words.split()) < _FEW_WORDS:
        return _tidy(f"{about}: {words[:1].lower()}{words[1:]}")
    return words or _tidy(duty.task) or say(duty.path)


def _joined(duties: Sequence[Assignment]) -> list[Assignment]:
    """The duties; owners whose task is said of those behind them are owners of one (`các ngành. Cán bộ xã …`)."""
    found: list[Assignment] = []
    for duty in duties:
        before = found[-1] if found and not found[-1].task and found[-1].path == duty.path else None
        if before:
            found.pop()
        owners = (*before.owners, *duty.owners) if before else duty.owners
        found.append(replace(duty, owners=tuple(dict.fromkeys(owners))))
    return found


def _themes(nodes: Sequence[Node], above: str) -> Iterator[tuple[str, str]]:
    """What each item is about: its title, or what stands before the colon; else what the item above is about."""
    for node in nodes:
        words, colon, _ = node.text.partition("\n")[0].partition(":")
        names = colon or (node.children and node.text == words and not words.endswith("."))
        own = node.heading or (words if names and node.label and len(words) < _LONGEST_THEME else "")
        theme = (own if node.kind == "section" and not _PART.fullmatch(node.label) else "") or above
        yield node.path, theme.strip(" .:;")
        yield from _themes(node.children, theme)


def _undated(words: str, deadline: str | None) -> str:
    """Without a deadline that ends the words, or a clause of them."""
    before, found, behind = words.rpartition(deadline) if deadline else ("", "", "")
    undated = before + behind if found and behind[:1] in ("", ";", ",", ".") else words
    return _LEFT_OVER.sub("", _tidy(undated))


def without_role(duty: Assignment) -> str:
    """The task without who leads, and with whom."""
    words = duty.task.strip(" .;,")
    match = ROLE.match(words)
    if not match:
        return words
    ends = [at + len(name) for name in duty.partners if (at := words.find(name, 0, _ROLE_ENDS)) >= 0]
    rest = words[max([match.end(), *ends]) :].strip(" .;,")
    return words if rest.startswith("và ") else rest


def _told(text: str, owners: Sequence[str]) -> str:
    """The words of an item before the sentence that gives it to somebody."""
    words = GIVEN.sub("", " ".join(text.split())).strip()
    named = min((at for name in owners if (at := words.find(name)) >= 0), default=len(words))
    ends = [match.start() for match in _SENTENCE_ENDS.finditer(words) if match.start() < named]
    return words if named == len(words) else words[: ends[-1]] if ends else ""


def _tidy(words: str) -> str:
    words = _SPACE_BEFORE.sub("", " ".join(words.split())).strip(" .;:,")
    return f"{words[:1].upper()}{words[1:]}"


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


# --- targets ---------------------------------------------------------------------------------------------


def aims_of(plan: Document) -> tuple[Aim, ...]:
    """The targets of a plan in printed order; the ends of a range (`từ 80% đến 85%`) are one aim, its lower end."""
    texts = _texts(plan)
    keys: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    found: list[Aim] = []
    before: Target | None = None
    for target in plan.targets:
        if not (before and _is_range(before, target)):
            words = _clause(texts.get(target.path, ""), target.text, reached, target.path)
            found.append(_aim(target, numbered(target.path, keys), words))
        before = target
    return tuple(found)


def _is_range(low: Target, high: Target) -> bool:
    """Whether two targets are the two ends that one text names."""
    one = (low.path, low.text) == (high.path, high.text) and low.value < high.value
    return one and (low.comparator, high.comparator) == (">=", "<=")


def _aim(target: Target, key: str, words: str) -> Aim:
    lessening = target.comparator in ("<", "<=") or (target.comparator == "=" and bool(LESSENING.search(words)))
    return Aim(key, target.path, words, target.text, target.value, target.unit, target.comparator, lessening)


def _texts(plan: Document) -> Mapping[str, str]:
    texts = {
        node.path: _flowing(tuple(filter(None, (node.heading, *node.text.split("\n")))))
        for node in _nodes(plan.outline)
    }
    return texts | {duty.path: duty.task for duty in plan.assignments if "#" in duty.path}


def _flowing(lines: Sequence[str]) -> str:
    """Lines as one text; a title on a line of its own is set off by a colon from the sentence that follows it."""
    text = "".join(lines[:1])
    for before, line in pairwise(lines):
        is_title = len(before) <= _LONGEST_THEME and before[-1:].isalnum() and not line[:1].islower()
        text += f"{':' if is_title and line[:1].isalnum() else ''} {line}"
    return text


def _clause(text: str, said: str, reached: Counter[str], path: str) -> str:
    """The clause of the text in which the target stands, searched from where the one before it was found."""
    at = text.find(said, reached[path])
    if at < 0:
        return _tidy(said)
    reached[path] = at + len(said)
    clause = next((match for match in CLAUSE.finditer(text) if match.start() <= at < match.end()), None)
    return _tidy(said if clause is None or GIVEN.search(clause[0].strip()) else clause[0])
