"""The clerk's list beside a report: what to fill in, figures to look at, who has not reported, faults of form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.dates import say_day
from corpus.paths import say
from generate.draft import Blank
from generate.handover import Finding, Section, blank_section, form_section, read_back_section
from generate.progress_reading import Fault
from generate.progress_report import Reporting
from generate.relation import relate


def sections(
    given: Reporting, blanks: Sequence[Blank], faults: Sequence[Fault], findings: Sequence[Finding]
) -> tuple[Section, ...]:
    """The parts of the list that have something to say, in the order of the work."""
    every = (
        blank_section(blanks),
        _figures(given, faults),
        _silent(given),
        _undated(given),
        read_back_section(findings),
        form_section(findings),
    )
    return tuple(section for section in every if section.rows)


def of_another(given: Reporting) -> str:
    """That the plan is neither the unit's own nor one from above it, in a sentence; "" where it is one of these."""
    if relate(given.plan, given.profile).kind != "model":
        return ""
    issuer = given.plan.issuer or "cơ quan chưa rõ"
    return (
        f"Kế hoạch là của {issuer}, không phải của {given.profile.name} hoặc cấp trên; "
        "đề nghị kiểm tra lại --unit và tệp kế hoạch."
    )


def _figures(given: Reporting, faults: Sequence[Fault]) -> Section:
    another = [("Kế hoạch", says)] if (says := of_another(given)) else []
    rows = [(f"{each.sheet}, ô {each.cell}" if each.cell else each.sheet, each.message) for each in faults]
    return Section(
        "Số liệu cần xem lại",
        f"Số liệu tính đến ngày {say_day(given.day)}; kiểm tra các chỗ sau trong sổ tiến độ.",
        ("Chỗ trong sổ", "Nội dung"),
        (*another, *rows, *_not_counted(given)),
    )


def _not_counted(given: Reporting) -> Iterator[tuple[str, str]]:
    """What was completed after the day is not yet counted as completed."""
    for each in given.followed:
        finished = each.result.finished
        if finished and finished > given.day:
            says = f"Hoàn thành ngày {say_day(finished)}, sau ngày chốt số liệu, nên tính là đang thực hiện."
            yield f"Nhiệm vụ, mã {each.task.key}", says


def _silent(given: Reporting) -> Section:
    rows = tuple(
        (each.task.words, "\n".join(each.task.owners), say(each.task.path))
        for each in given.followed
        if each.standing == "silent"
    )
    return Section(
        "Nhiệm vụ chưa có báo cáo",
        "Đôn đốc cơ quan chủ trì; có kết quả thì ghi vào sổ tiến độ rồi lập lại báo cáo.",
        ("Nhiệm vụ", "Cơ quan chủ trì", "Chỗ trong kế hoạch"),
        rows,
    )


def _undated(given: Reporting) -> Section:
    rows = tuple(
        (each.task.words, each.task.deadline or "")
        for each in given.followed
        if each.standing == "done" and each.task.due
    )
    return Section(
        "Nhiệm vụ hoàn thành chưa ghi ngày",
        "Ghi ngày hoàn thành để báo cáo nêu được đúng hay sau thời hạn.",
        ("Nhiệm vụ", "Thời hạn"),
        rows,
    )
