"""The report of a province on what its communes reported: who has a plan, who reported when, the counts of all.

Its outline is the template bao_cao_tong_hop.docx.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import say_day
from corpus.joining import Commune, Joined, Shared, shared_tasks
from corpus.model import Document, Recipient
from corpus.progress import Achieved, achieve
from corpus.report_period import ReportPeriod
from corpus.tasks import Aim
from generate import progress_sentences as say
from generate.chart import Chart
from generate.draft import BLANK, Blank
from generate.outline_nodes import CHART, build
from generate.outline_template import Fields, Fill, Row, fill_ours
from generate.own_paper import blank_items, head_blanks, plan_fields, recipients
from generate.profile import Profile
from generate.progress_report import Report, report_head, with_whole, written
from generate.progress_tables import MOST_BARS, count_row, owner_chart

OUTLINE = "bao_cao_tong_hop"
_CHART = "Số nhiệm vụ theo địa phương và tình hình thực hiện"
_ARRIVED = {
    "in time": "Đúng hạn",
    "late": "Chậm",
    "undated": "Đã gửi",
    "faulty": "Đã gửi, sổ có lỗi",
    "missing": "Chưa gửi",
}


@dataclass(frozen=True)
class Joining:
    """What a joined report is made of. plan: the superior's; profile: of the unit that reports; due: when the
    communes' reports were due, if a day was set.
    """

    plan: Document
    joined: Joined
    profile: Profile
    period: ReportPeriod
    day: date
    due: date | None = None


def compose(given: Joining, to: str | None, year: int | None, fill: Fill = fill_ours) -> Report:
    """The report; to: whom it is addressed to, a blank where nobody says. year: of issue, if known.

    fill: how a template is evaluated.
    """
    listed = recipients(given.profile, given.plan, (Recipient("Như trên"),))
    paper = report_head(given.profile, to or BLANK, listed, year)
    built = build(fill(OUTLINE, {**joined_fields(given), **with_whole(paper), "noi_gui": to or BLANK}))
    document = written(paper, built)
    asked = [] if to else [Blank("Nơi nhận ở dòng «Kính gửi»")]
    return Report(
        document,
        (*_charts(given, built.chart),),
        (*head_blanks(document), *blank_items(built.outline), *asked),
    )


def _charts(given: Joining, path: str) -> Iterator[Chart]:
    """The communes; of many, those with the most overdue tasks: together the others would dwarf them."""
    told = [(commune.name, commune.tally) for commune in given.joined.communes if commune.followed]
    title = _CHART
    if len(told) > MOST_BARS:
        worst = sorted(told, key=lambda each: -each[1].of("overdue"))[:MOST_BARS]
        told = [each for each in told if each in worst]
        title = f"{MOST_BARS} địa phương có nhiều nhiệm vụ quá hạn nhất"
    if path and told:
        yield owner_chart(told, path, title)


def joined_fields(given: Joining) -> Fields:
    """The fields of the joined report; an empty sentence or list is one that there is nothing to say of."""
    joined = given.joined
    shared, rest = shared_tasks(joined)
    tasks = [_task_row(str(at), each.label, each) for at, each in enumerate(shared, 1)]
    tasks += [_task_row("", "Nhiệm vụ chỉ một địa phương có", rest)] if rest.tally.total else []
    aims = _aims(joined)
    return {
        **plan_fields(given.plan, given.profile, given.period),
        "ngay_chot": say_day(given.day),
        "gui_bao_cao": tuple(_arrivals(given)),
        "cau_so_lieu": _counted(given),
        "tinh_hinh": tuple(_states(joined)),
        "cach_ghep": "" if joined.is_on_one_plan else ", ghép theo nội dung kế hoạch của từng địa phương",
        "so_chi_tieu": say.number(len(aims)) if aims else "",
        "chi_tieu": [_aim_row(at, aim, found) for at, (aim, found) in enumerate(aims, 1)],
        "ly_do": tuple(_reasons(joined)),
        "nhiem_vu_toi": tuple(_steps(given)),
        "bieu_do": CHART if joined.tally.total else "",
        "dia_phuong": [_commune_row(at, each) for at, each in enumerate(joined.communes, 1)],
        "tong_cong": count_row(joined.tally),
        "nhiem_vu": tasks if joined.tally.total else [],
    }


# --- sentences -------------------------------------------------------------------------------------------


def _arrivals(given: Joining) -> Iterator[str]:
    """Who has a plan, who has reported, who late."""
    joined, total = given.joined, len(given.joined.communes)
    planned = sum(bool(commune.plan) for commune in joined.communes)
    yield _of_all("đã ban hành kế hoạch", "ban hành kế hoạch", planned, total)
    sent = joined.of("in time", "late", "undated", "faulty")
    yield _of_all("đã gửi báo cáo", "gửi báo cáo", len(sent), total)
    late = joined.of("late")
    if given.due:
        due = say_day(given.due)
        yield (
            _named("gửi báo cáo chậm", late, f" (sau ngày {due})")
            if late
            else f"Không có đơn vị gửi báo cáo sau ngày {due}."
        )
    if missing := joined.of("missing"):
        yield _named("chưa gửi báo cáo", missing)
    if faulty := joined.of("faulty"):
        yield _named("đã gửi, sổ có lỗi nên chưa tính vào số liệu", faulty)


def _of_all(done: str, do: str, count: int, total: int) -> str:
    if not count:
        return f"Chưa có đơn vị nào trong {say.number(total)} xã, phường, đặc khu {do}."
    if count == total:
        return f"Toàn bộ {say.number(total)} xã, phường, đặc khu {done} (100%)."
    return f"Có {say.number(count)}/{say.number(total)} xã, phường, đặc khu {done}{say.share(count, total)}."


def _named(words: str, communes: Sequence[Commune], behind: str = "") -> str:
    names = ", ".join(f"{commune.name}{_faulty_cell(commune)}" for commune in communes)
    return f"{say.number(len(communes))} đơn vị {words}{behind}: {names}."


def _faulty_cell(commune: Commune) -> str:
    """` (trang «Nhiệm vụ», ô H5)`; "" where it is no cell that is at fault."""
    return f" ({commune.received.cell})" if commune.received and commune.received.cell else ""


def _counted(given: Joining) -> str:
    """How many have reported, and on how much."""
    total = given.joined.tally.total
    if not total:
        return "Chưa có số liệu báo cáo của các địa phương."
    sent = say.number(len(given.joined.of("in time", "late", "undated")))
    told = f"{sent} đơn vị đã báo cáo về {say.number(total)} nhiệm vụ (tính theo từng địa phương)"
    return f"Tính đến ngày {say_day(given.day)}, {told}, tình hình như sau:"


def _states(joined: Joined) -> Iterator[str]:
    late = sum(each.standing == "silent" and each.is_late for _, each in joined.followed)
    undated = sum(each.standing in ("under way", "not begun") and not each.task.due for _, each in joined.followed)
    yield from say.overall(joined.tally, late, undated)


def _reasons(joined: Joined) -> Iterator[str]:
    for commune in joined.communes:
        reasons = (say.sentence(each.result.reason).strip(".") for each in commune.followed if each.result.reason)
        said = tuple(dict.fromkeys(reasons))
        if said:
            yield f"{commune.name[:1].upper()}{commune.name[1:]}: {'; '.join(said)}."


def _steps(given: Joining) -> Iterator[str]:
    if missing := given.joined.of("missing"):
        yield f"Đôn đốc {say.number(len(missing))} đơn vị chưa gửi báo cáo."
    if faulty := given.joined.of("faulty"):
        yield f"Yêu cầu {say.number(len(faulty))} đơn vị đã gửi sổ có lỗi sửa sổ và gửi lại."
    late = sum(each.is_late for _, each in given.joined.followed)
    if late:
        yield f"Chỉ đạo các địa phương khẩn trương hoàn thành {say.number(late)} nhiệm vụ quá hạn."
    if kept := given.joined.tally.of("kept up"):
        yield f"Tiếp tục duy trì {say.number(kept)} nhiệm vụ thường xuyên."


# --- targets ---------------------------------------------------------------------------------------------


def _aims(joined: Joined) -> list[tuple[Aim, list[Achieved]]]:
    """The targets that communes which report on one plan share, with what each reached."""
    found: dict[str, tuple[Aim, list[Achieved]]] = {}
    for commune in joined.communes:
        progress = commune.received.progress if commune.received else None
        for each in achieve(progress.aims, progress.values) if progress else ():
            found.setdefault(each.aim.key, (each.aim, []))[1].append(each)
    return list(found.values())


def _aim_row(at: int, aim: Aim, found: Sequence[Achieved]) -> Row:
    values = [each.measured.value for each in found if each.measured and each.verdict in ("reached", "missed")]
    known = [value for value in values if value is not None]
    least, most = (say.decimal(min(known)), say.decimal(max(known))) if known else (BLANK, BLANK)
    reached, missed = (str(sum(each.verdict == verdict for each in found)) for verdict in ("reached", "missed"))
    row = {"stt": str(at), "ten": aim.words, "muc_giao": say.level(aim), "so_don_vi": str(len(known))}
    return {**row, "dat": reached, "chua_dat": missed, "thap_nhat": least, "cao_nhat": most}


# --- rows of the annexes ---------------------------------------------------------------------------------


def _commune_row(at: int, commune: Commune) -> Row:
    planned = "Có" if commune.plan else "Chưa thấy"
    row = {"stt": str(at), "ten": commune.name, "ke_hoach": planned, "bao_cao": _ARRIVED[commune.arrival]}
    return {**row, **count_row(commune.tally)}


def _task_row(at: str, label: str, each: Shared) -> Row:
    """A task that several communes have, or those of one alone together; each counts once."""
    return {"stt": at, "ten": label, "so_don_vi": str(each.communes), **count_row(each.tally)}
