"""What a report's outline may print of the workbook and the plan: counts, sentences that agree with them, rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.dates import say_day
from corpus.progress import Achieved, Followed, Verdict
from generate import progress_sentences as say
from generate.draft import BLANK
from generate.outline_nodes import CHART
from generate.outline_template import Fields, Row
from generate.own_paper import plan_fields
from generate.progress_tables import count_row, named_owner, owners_of, status_of
from generate.reporting import Reporting

_LAST_YEAR = "Cùng kỳ năm trước"
_VERDICTS: dict[Verdict, str] = {
    "reached": "Đạt",
    "missed": "Chưa đạt",
    "unlike": "Khác đơn vị tính",
    "silent": "Chưa có số liệu",
}


def report_fields(given: Reporting) -> Fields:
    """The fields of a unit's report; an empty sentence or list is one that there is nothing to say of."""
    return {
        **plan_fields(given.plan, given.profile, given.period),
        "ngay_chot": say_day(given.day),
        **_sentences(given),
        **_lists(given),
        "cung_ky": _LAST_YEAR if given.period.span != "giai đoạn" else "",
        "theo_co_quan": _owner_rows(given),
        "tong_cong": count_row(given.tally),
        "bieu_do": CHART if given.owners else "",
        "chi_tieu": [_aim_row(at, each) for at, each in enumerate(given.achieved, 1)],
        "qua_han": [late_row(at, each) for at, each in enumerate(given.late, 1)],
        "nhiem_vu": [result_row(at, each) for at, each in enumerate(given.followed, 1)],
    }


def _sentences(given: Reporting) -> Fields:
    owners = sum(bool(name) for name, _ in given.owners)
    following = given.period.following
    when = f"trong {following.name}" if following else "trong thời gian tới"
    shared = any(len(each.task.owners) > 1 for each in given.followed)
    return {
        "giao_nhiem_vu": say.given(given.tally, owners),
        "ghi_chu_nhieu_co_quan": say.SHARED if shared else "",
        "cau_chi_tieu": say.targets(given.achieved),
        "cau_qua_han": say.late_ones(given.late),
        "khong_den_han": "" if given.coming else f"Kế hoạch không có nhiệm vụ đến hạn {when}.",
    }


def _lists(given: Reporting) -> Fields:
    silent = sum(each.standing == "silent" for each in given.late)
    undated = sum(each.standing in ("under way", "not begun") and not each.task.due for each in given.followed)
    told = (each for each in given.followed if each.result.words.strip())
    return {
        "tinh_hinh": tuple(say.overall(given.tally, silent, undated)),
        "ket_qua": tuple(f"{each.task.words}: {say.sentence(each.result.words)}" for each in told),
        "ly_do": tuple(_reasons(given)),
        "ton_tai": tuple(_weak(given)),
        "chi_tieu_chua_dat": tuple(_missed(given)),
        "nhiem_vu_toi": tuple(_steps(given)),
    }


def _reasons(given: Reporting) -> Iterator[str]:
    """The reasons that were given."""
    for each in given.followed:
        if each.result.reason:
            yield f"{each.task.words}: {say.sentence(each.result.reason)}"


def _weak(given: Reporting) -> Iterator[str]:
    """What fell short, by the numbers; the clerk goes on from there."""
    missed = sum(each.verdict == "missed" for each in given.achieved)
    if given.late:
        yield f"Còn {say.number(len(given.late))} nhiệm vụ quá hạn."
    if missed:
        yield f"Còn {say.number(missed)} chỉ tiêu chưa đạt mức Kế hoạch giao."


def _missed(given: Reporting) -> Iterator[str]:
    """The targets that are still to be reached."""
    for each in given.achieved:
        if each.verdict == "missed" and each.measured:
            yield f"{each.aim.words} (đã đạt {each.measured.said})."


def _steps(given: Reporting) -> Iterator[str]:
    """The next steps: what is overdue first, then by the deadlines, then what goes on."""
    if given.late:
        yield f"Khẩn trương hoàn thành {say.number(len(given.late))} nhiệm vụ quá hạn."
    yield from (say.step(each.task) for each in given.coming)
    if kept := given.tally.of("kept up"):
        yield f"Tiếp tục duy trì {say.number(kept)} nhiệm vụ thường xuyên theo Kế hoạch."


# --- rows ------------------------------------------------------------------------------------------------


def _owner_rows(given: Reporting) -> Sequence[Row]:
    return [
        {"stt": str(at), "ten": named_owner(name), **count_row(count)}
        for at, (name, count) in enumerate(given.owners, 1)
    ]


def _aim_row(at: int, each: Achieved) -> Row:
    said = each.measured.said if each.measured else BLANK
    per_cent = BLANK if each.per_cent is None and each.verdict == "silent" else "-"
    per_cent = per_cent if each.per_cent is None else say.decimal(each.per_cent)
    row = {"stt": str(at), "ten": each.aim.words, "muc_giao": say.level(each.aim), "ket_qua": said}
    return {**row, "ty_le": per_cent, "danh_gia": _VERDICTS[each.verdict]}


def late_row(at: int, each: Followed) -> Row:
    """A task that is overdue, or without a report."""
    words = " ".join(filter(None, (f"{status_of(each)}.", say.sentence(each.result.reason))))
    days = str(each.days) if each.is_late else "-"
    return {**result_row(at, each), "so_ngay": days, "ly_do": words}


def result_row(at: int, each: Followed) -> Row:
    """A task with what was reported of it. han: its last day, else its deadline in words."""
    task, result = each.task, each.result
    finished = f" ngày {say_day(result.finished)}" if result.finished else ""
    return {
        "stt": str(at),
        "ten": task.words,
        "chu_tri": "\n".join(task.owners),
        "co_quan": owners_of(each),
        "phoi_hop": "\n".join(task.partners),
        "thoi_han": task.deadline or "",
        "han": say_day(task.due) if task.due else task.deadline or "Không quy định",
        "trang_thai": f"{status_of(each)}{finished}",
        "tinh_trang": status_of(each),
        "ket_qua": _lines(result.words),
        "ly_do": _lines(result.reason),
    }


def _lines(words: str) -> str:
    return "; ".join(line.strip() for line in words.splitlines() if line.strip())
