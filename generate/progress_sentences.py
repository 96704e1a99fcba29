"""Sentences of a report that agree with its numbers (none, one, several, all), as offices write and print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus import agencies
from corpus.progress import Achieved, Followed, Tally, per_cent
from corpus.tasks import Aim, Task

# How a deadline as printed goes into a sentence: what it begins with, and what is said before it.
ENDS_WITH = re.compile(r"(?:hoàn thành|xong)\b", re.IGNORECASE)
STARTS_WITH = re.compile(r"(?:trước|trong|chậm nhất|muộn nhất|vào|từ|đến|hết|không quá)\b", re.IGNORECASE)
SPAN = re.compile(r"(?:tháng|quý|năm|6 tháng|\d{4})\b", re.IGNORECASE)
BARE_YEARS = re.compile(r"\d{4}(?:\s*[-–]\s*\d{4})?")
# Sets of bodies that are asked, not ordered; a single body's verb stands in the table of agencies.
ASKED = re.compile(r"tổ chức chính trị|đoàn thể|Đảng ủy|Mặt trận|^(?:các )?(?:Hội|Đoàn)\b")
OFTEN = re.compile(r"(?:thường xuyên|hằng|hàng|định kỳ|mỗi)\b", re.IGNORECASE)
COMPARED_BEFORE = re.compile(
    r"(?:trên|dưới|tối thiểu|tối đa|ít nhất|không (?:dưới|quá|thấp hơn|vượt quá))\s+$", re.IGNORECASE
)
_END = " .;,:"
_LONG_LEVEL = 30  # letters
_COMPARED = {">=": "ít nhất", ">": "trên", "<=": "không quá", "<": "dưới"}
SHARED = (
    "Nhiệm vụ giao nhiều cơ quan cùng chủ trì được tính cho từng cơ quan; dòng tổng cộng tính mỗi nhiệm vụ một lần."
)


def number(value: int) -> str:
    """`05`, `12`, `1.204`: below ten with a zero, as offices print counts; 0 is `0`."""
    return f"{value:02}" if 0 < value < 10 else f"{value:,}".replace(",", ".")


def decimal(value: float | Decimal) -> str:
    """`83,3`; `1.250`; without needless zeros."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def share(part: int, whole: int) -> str:
    """` (35,7%)`."""
    return f" ({decimal(per_cent(part, whole))}%)" if whole else ""


def given(count: Tally, owners: int) -> str:
    """How many tasks the plan gives, and to how many."""
    if not count.total:
        return "Kế hoạch không giao nhiệm vụ cụ thể cho cơ quan, đơn vị nào."
    to = f" cho {number(owners)} cơ quan, đơn vị chủ trì" if owners else ""
    return f"Kế hoạch giao {number(count.total)} nhiệm vụ{to}."


def overall(count: Tally, late: int, undated: int = 0) -> Iterator[str]:
    """Where the tasks stand, a sentence a kind.

    late: how many of those without a report are overdue; undated: how many of those not due have no deadline.
    """
    if not count.total:
        return
    yield _done(count)
    if kept := count.of("kept up"):
        yield f"Tiếp tục duy trì: {number(kept)} nhiệm vụ thường xuyên{share(kept, count.total)}."
    if count.not_due:
        yield _not_due(count, undated)
    yield _overdue(count, late)
    yield _silent(count, late)


def _done(count: Tally) -> str:
    if not count.done:
        return "Chưa có nhiệm vụ nào hoàn thành."
    kinds = (
        (count.of("in time"), "đúng thời hạn"),
        (count.of("too late"), "sau thời hạn"),
        (count.of("done"), "không quy định thời hạn hoặc chưa ghi ngày hoàn thành"),
    )
    what = f"{number(count.done)}/{number(count.total)} nhiệm vụ{share(count.done, count.total)}"
    if count.done == count.total:
        what = "nhiệm vụ được giao (100%)" if count.total == 1 else f"toàn bộ {number(count.total)} nhiệm vụ (100%)"
    return f"Đã hoàn thành {what}{_of_which(kinds, count.done)}."


def _of_which(kinds: Sequence[tuple[int, str]], total: int) -> str:
    """`, trong đó 03 nhiệm vụ đúng thời hạn, 01 nhiệm vụ sau thời hạn`; one kind for all needs no number."""
    said = [(count, words) for count, words in kinds if count]
    if len(said) == 1:
        return f", {'đều ' if total > 1 else ''}{said[0][1]}"
    return ", trong đó " + ", ".join(f"{number(count)} nhiệm vụ {words}" for count, words in said)


def _not_due(count: Tally, undated: int) -> str:
    kinds = ((count.of("under way"), "đang thực hiện"), (count.of("not begun"), "chưa thực hiện"))
    total = count.not_due
    what = "Chưa đến hạn hoặc không quy định thời hạn" if undated else "Chưa đến hạn"
    what = "Chưa hoàn thành, không quy định thời hạn" if undated == total else what
    return f"{what}: {number(total)} nhiệm vụ{share(total, count.total)}{_of_which(kinds, total)}."


def _overdue(count: Tally, late: int) -> str:
    total = count.of("overdue")
    if total:
        return f"Quá hạn: {number(total)} nhiệm vụ{share(total, count.total)}."
    return "Không có nhiệm vụ quá hạn trong số nhiệm vụ đã báo cáo." if late else "Không có nhiệm vụ quá hạn."


def _silent(count: Tally, late: int) -> str:
    total = count.of("silent")
    if not total:
        return "Nhiệm vụ được giao đã có báo cáo." if count.total == 1 else "Tất cả nhiệm vụ đều đã có báo cáo."
    past = (
        ""
        if not late
        else ", đã quá thời hạn"
        if total == 1
        else f", trong đó {number(late)} nhiệm vụ đã quá thời hạn"
    )
    past = ", đều đã quá thời hạn" if late == total > 1 else past
    return f"Chưa có báo cáo: {number(total)} nhiệm vụ{share(total, count.total)}{past}."


def late_ones(late: Sequence[Followed]) -> str:
    """What the table of overdue tasks is introduced by; what stands in its place where there are none."""
    silent = sum(each.standing == "silent" for each in late)
    if not late:
        return "Không có nhiệm vụ quá hạn."
    none_said = f", trong đó {number(silent)} nhiệm vụ chưa có báo cáo" if silent else ""
    none_said = (
        (", chưa có báo cáo" if silent == 1 else ", đều chưa có báo cáo") if silent == len(late) else none_said
    )
    return f"Có {number(len(late))} nhiệm vụ quá hạn{none_said}, cụ thể như sau:"


def targets(achieved: Sequence[Achieved]) -> str:
    """How many targets are reached."""
    if not achieved:
        return "Kế hoạch không giao chỉ tiêu định lượng."
    kinds = (
        ("reached", "đã đạt"),
        ("missed", "chưa đạt"),
        ("unlike", "khác đơn vị tính"),
        ("silent", "chưa có số liệu"),
    )
    said = [(sum(each.verdict == verdict for each in achieved), words) for verdict, words in kinds]
    said = [(count, words) for count, words in said if count]
    if len(said) == 1:
        return f"{_all_targets(len(achieved))} {said[0][1]}, cụ thể như sau:"
    parts = ", ".join(f"{number(count)} chỉ tiêu {words}" for count, words in said)
    return f"Trong {number(len(achieved))} chỉ tiêu của Kế hoạch có {parts}, cụ thể như sau:"


def _all_targets(total: int) -> str:
    return "Kế hoạch giao 01 chỉ tiêu," if total == 1 else f"Cả {number(total)} chỉ tiêu của Kế hoạch đều"


def level(aim: Aim) -> str:
    """What a target asks for, as a cell has it: its words, with what is printed before them (`trên 50%`), or where
    they run on (`có ít nhất 01 người biết …`), the number: `ít nhất 01`; its sentence stands beside it.
    """
    if len(aim.text) <= _LONG_LEVEL:
        before = COMPARED_BEFORE.search(aim.words.partition(aim.text)[0]) if aim.comparator != "=" else None
        return f"{before[0].lower()}{aim.text}" if before else aim.text
    value = number(int(aim.value)) if aim.value == int(aim.value) else decimal(aim.value)
    return " ".join(filter(None, (_COMPARED.get(aim.comparator, ""), value)))


def step(task: Task) -> str:
    """A task as something to come: `Phòng A chủ trì, phối hợp với Sở B tổ chức …, hoàn thành trước ngày …`."""
    words = lowered(task.words.strip(_END))
    if task.partners and task.owners:
        lead = f"{_asked(task.owners)} chủ trì, phối hợp với {', '.join(task.partners)} {words}"
    elif task.owners:
        lead = f"{_asked(task.owners)} {words}" if _is_duty(words) else f"{_asked(task.owners)} thực hiện {words}"
    else:
        lead = f"{words[:1].upper()}{words[1:]}"
    return f"{lead}{by_when(task.deadline)}."


def _is_duty(words: str) -> bool:
    """Whether the words begin as a duty does; `100% văn bản …` wants a verb before it."""
    return words[:1].isalpha()


def _asked(owners: Sequence[str]) -> str:
    names = ", ".join(owners)
    return f"Đề nghị {names}" if is_asked(owners[0]) else f"{names[:1].upper()}{names[1:]}"


def is_asked(owner: str) -> bool:
    """Bodies of the Party, the Front and the mass organisations are asked, not ordered."""
    body = agencies.identify(owner)
    return body.verb == "đề nghị" if body else bool(ASKED.search(owner))


def by_when(deadline: str | None) -> str:
    """`, hoàn thành trước ngày 15/10/2026`; "" without a deadline."""
    words = (deadline or "").strip(_END)
    if not words:
        return ""
    if ENDS_WITH.match(words):
        return f", {lowered(words)}"
    if STARTS_WITH.match(words):
        return f", hoàn thành {lowered(words)}"
    if OFTEN.match(words):
        return f", thực hiện {lowered(words)}"
    if BARE_YEARS.fullmatch(words):
        return f", hoàn thành trong {'giai đoạn' if len(words) > len('2026') else 'năm'} {words}"
    return f", hoàn thành trong {lowered(words)}" if SPAN.match(words) else f", thời hạn: {words}"


def lowered(words: str) -> str:
    """The words as they stand within a sentence; abbreviations keep their capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def sentence(words: str) -> str:
    """The words of a cell as one sentence: lines joined, one full stop; no letter is changed."""
    text = "; ".join(line.strip(_END) for line in words.splitlines() if line.strip(_END))
    return f"{text}." if text else ""
