"""The tasks (nhiệm vụ) and targets (chỉ tiêu) of a plan as rows to be followed: what, who, by when, how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
_SENTENCE_ENDS = re.compile(r"[.;] ")
CLAUSE = re.compile(r"[^;.\n]+(?:\.(?=\d)[^;.\n]+)*")
# Aims that are reached by becoming less: what is above them is not better.
LESSENING = re.compile(r"\b(?:giảm|hạ|kéo giảm|chỉ còn|xuống còn)\b", re.IGNORECASE)
_LEFT_OVER = re.compile(r"[ ,;]+(?:hoàn thành|xong)(?: trong| trước| vào| đến)?$")
_SPACE_BEFORE = re.compile(r" (?=[;,.](?: |$))")
_ROLE_ENDS = 300


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
    nodes = {node.path: node for node in _nodes(plan.outline)}
    aims = aims_of(plan)
    keys: Counter[str] = Counter()
    told: set[tuple[tuple[str, ...], str]] = set()
    found = []
    for duty in _without_lead_ins(plan.assignments):
        words = matter(duty, nodes.get(duty.path))
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


def matter(duty: Assignment, node: Node | None = None) -> str:
    """What is to be done, without who and by when: `chủ trì, phối hợp với Sở A tổ chức …` -> `Tổ chức …`.

    Where that leaves nothing of its own (`thực hiện, hoàn thành trước ngày …`) the item's title or words tell it.
    """
    words = _without_role(duty)
    if duty.deadline:
        words = _LEFT_OVER.sub("", _tidy(_without(words, duty.deadline)))
    if GENERIC.fullmatch(words):
        words = (node.heading or _told(node.text, duty.owners) or node.text if node else "") or duty.task
    return _tidy(words) or say(duty.path)


def _without(words: str, deadline: str) -> str:
    """Without a deadline that ends the words, or a clause of them."""
    before, found, behind = words.rpartition(deadline)
    return before + behind if found and behind[:1] in ("", ";", ",", ".") else words


def _without_role(duty: Assignment) -> str:
    """The task without who leads, and with whom."""
    words = duty.task.strip(" .;,")
    match = ROLE.match(words)
    if not match:
        return words
    ends = [at + len(name) for name in duty.partners if (at := words.find(name, 0, _ROLE_ENDS)) >= 0]
    return words[max([match.end(), *ends]) :].strip(" .;,")


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
        node.path: " ".join(filter(None, (node.heading, node.text))).replace("\n", " ")
        for node in _nodes(plan.outline)
    }
    return texts | {duty.path: duty.task for duty in plan.assignments if "#" in duty.path}


def _clause(text: str, said: str, reached: Counter[str], path: str) -> str:
    """The clause of the text in which the target stands, searched from where the one before it was found."""
    at = text.find(said, reached[path])
    if at < 0:
        return _tidy(said)
    reached[path] = at + len(said)
    clause = next((match for match in CLAUSE.finditer(text) if match.start() <= at < match.end()), None)
    return _tidy(said if clause is None or GIVEN.search(clause[0].strip()) else clause[0])
