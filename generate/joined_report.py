"""The report of a province on what its communes reported: who has a plan, who reported when, the counts of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.dates import say_day
from corpus.joining import Commune, Joined, Shared, shared_tasks
from corpus.model import Document, Node, Recipient, Table
from corpus.progress import Achieved, achieve
from corpus.report_period import ReportPeriod
from corpus.tasks import Aim
from generate import progress_sentences as say
from generate.annex import issued_with, pointing
from generate.chart import Chart
from generate.draft import BLANK, Blank
from generate.own_paper import (
    blank_items,
    bullets,
    cite,
    cite_short,
    find_item,
    head_blanks,
    item,
    placed,
    recipients,
    report_title,
    with_head,
)
from generate.profile import Profile
from generate.progress_report import Report
from generate.progress_tables import count_header, counts_of, owner_chart

BY_COMMUNE = "Kết quả theo địa phương"
_COMMUNES, _TASKS = "TỔNG HỢP KẾT QUẢ THEO ĐỊA PHƯƠNG", "TỔNG HỢP KẾT QUẢ THEO NHIỆM VỤ"
_CHART = "Số nhiệm vụ theo địa phương và tình hình thực hiện"
_ARRIVED = {
    "in time": "Đúng hạn",
    "late": "Chậm",
    "undated": "Đã gửi",
    "faulty": "Sổ có lỗi",
    "missing": "Chưa gửi",
}
_AIM_HEADER = ("STT", "Chỉ tiêu", "Mức giao", "Số đơn vị có số liệu", "Đạt", "Chưa đạt", "Thấp nhất", "Cao nhất")


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


def compose(given: Joining, to: str | None, year: int | None) -> Report:
    """The report; to: whom it is addressed to, a blank where nobody says. year: of issue, if known."""
    outline = placed(tuple(_sections(given)))
    paper = Document(
        kind="BC",
        symbol="BC-UBND",
        title=report_title(given.plan, given.period),
        addressees=(to or BLANK,),
        lead=_lead(given),
        closing=_closing(given, to),
        outline=outline,
        recipients=recipients(given.profile, given.plan, (Recipient("Như trên"),)),
    )
    document = _with_annexes(with_head(paper, given.profile, year), given)
    blanks = (*head_blanks(document), *blank_items(outline), *([] if to else [Blank("Nơi nhận ở dòng «Kính gửi»")]))
    return Report(document, tuple(_charts(given, outline)), blanks)


def _lead(given: Joining) -> str:
    return (
        f"Thực hiện {cite(given.plan)}, {given.profile.issuer} tổng hợp báo cáo của các xã, phường, đặc khu và"
        f" báo cáo kết quả thực hiện {given.period.name} như sau:"
    )


def _closing(given: Joining, to: str | None) -> str:
    what = f"Trên đây là báo cáo kết quả thực hiện {cite_short(given.plan)} {given.period.name}"
    return f"{what}; {given.profile.issuer} kính báo cáo {to or BLANK} xem xét, chỉ đạo./."


def _charts(given: Joining, outline: tuple[Node, ...]) -> Iterator[Chart]:
    node = find_item(outline, BY_COMMUNE)
    told = [(commune.name, commune.tally) for commune in given.joined.communes if commune.followed]
    if node is not None and told:
        yield owner_chart(told, node.path, _CHART, "đơn vị khác")


# --- sections --------------------------------------------------------------------------------------------


def _sections(given: Joining) -> Iterator[Node]:
    yield item("I", "TÌNH HÌNH BAN HÀNH KẾ HOẠCH VÀ GỬI BÁO CÁO", "", bullets(tuple(_arrivals(given))))
    yield item("II", "KẾT QUẢ THỰC HIỆN", "", tuple(_results(given)))
    reasons = bullets(tuple(_reasons(given.joined)))
    yield item("III", "KHÓ KHĂN, VƯỚNG MẮC; NGUYÊN NHÂN", "" if reasons else BLANK, reasons)
    steps = [item(str(at), None, text) for at, text in enumerate(_steps(given), 1)]
    yield item("IV", "NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", "" if steps else BLANK, steps)
    yield item("V", "ĐỀ XUẤT, KIẾN NGHỊ", BLANK)


def _arrivals(given: Joining) -> Iterator[str]:
    """Who has a plan, who has reported, who late."""
    joined, total = given.joined, len(given.joined.communes)
    planned = sum(bool(commune.plan) for commune in joined.communes)
    yield _of_all("đã ban hành kế hoạch", "ban hành kế hoạch", planned, total)
    sent = joined.of("in time", "late", "undated")
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
        yield _named("gửi sổ tiến độ còn lỗi, chưa tính vào số liệu", faulty)


def _of_all(done: str, do: str, count: int, total: int) -> str:
    if not count:
        return f"Chưa có đơn vị nào trong {say.number(total)} xã, phường, đặc khu {do}."
    if count == total:
        return f"Toàn bộ {say.number(total)} xã, phường, đặc khu {done} (100%)."
    return f"Có {say.number(count)}/{say.number(total)} xã, phường, đặc khu {done}{say.share(count, total)}."


def _named(words: str, communes: Sequence[Commune], behind: str = "") -> str:
    names = ", ".join(commune.name for commune in communes)
    return f"{say.number(len(communes))} đơn vị {words}{behind}: {names}."


def _results(given: Joining) -> Iterator[Node]:
    joined = given.joined
    sent = joined.of("in time", "late", "undated")
    late = sum(each.standing == "silent" and each.is_late for _, each in joined.followed)
    undated = sum(each.standing in ("under way", "not begun") and not each.task.due for _, each in joined.followed)
    total = joined.tally.total
    sent_by = f"{say.number(len(sent))} đơn vị đã báo cáo về {say.number(total)} nhiệm vụ"
    told = f"Tính đến ngày {say_day(given.day)}, {sent_by} (tính theo từng địa phương), tình hình như sau:"
    states = bullets(tuple(say.overall(joined.tally, late, undated)))
    yield item("1", "Tình hình chung", told if total else "Chưa có số liệu báo cáo của các địa phương.", states)
    if total:
        yield item("2", BY_COMMUNE, "Kết quả của từng địa phương được tổng hợp tại Phụ lục I.")
        how = "" if joined.is_on_one_plan else ", ghép theo nội dung kế hoạch của từng địa phương"
        yield item("3", "Kết quả theo nhiệm vụ", f"Kết quả của từng nhiệm vụ được tổng hợp tại Phụ lục II{how}.")
    aims = _aims(joined)
    if aims:
        text = f"Kết quả thực hiện {say.number(len(aims))} chỉ tiêu của các địa phương đã báo cáo như sau:"
        yield item("4", "Kết quả thực hiện chỉ tiêu", text, table=_aim_table(aims))


def _reasons(joined: Joined) -> Iterator[str]:
    for commune in joined.communes:
        reasons = (say.sentence(each.result.reason).strip(".") for each in commune.followed if each.result.reason)
        said = tuple(dict.fromkeys(reasons))
        if said:
            yield f"{commune.name[:1].upper()}{commune.name[1:]}: {'; '.join(said)}."


def _steps(given: Joining) -> Iterator[str]:
    if missing := given.joined.of("missing", "faulty"):
        yield f"Đôn đốc {say.number(len(missing))} đơn vị chưa gửi báo cáo hoặc gửi sổ tiến độ còn lỗi."
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


def _aim_table(aims: Sequence[tuple[Aim, list[Achieved]]]) -> Table:
    return Table(_AIM_HEADER, tuple(_aim_row(at, aim, found) for at, (aim, found) in enumerate(aims, 1)))


def _aim_row(at: int, aim: Aim, found: Sequence[Achieved]) -> tuple[str, ...]:
    values = [each.measured.value for each in found if each.measured and each.verdict in ("reached", "missed")]
    known = [value for value in values if value is not None]
    ends = (say.decimal(min(known)), say.decimal(max(known))) if known else (BLANK, BLANK)
    counts = (sum(each.verdict == verdict for each in found) for verdict in ("reached", "missed"))
    return (str(at), aim.words, aim.text, str(len(known)), *map(str, counts), *ends)


# --- annexes ---------------------------------------------------------------------------------------------


def _with_annexes(document: Document, given: Joining) -> Document:
    shared, rest = shared_tasks(given.joined)
    tables = [(_COMMUNES, _commune_table(given.joined))]
    tables += [(_TASKS, _task_table(shared, rest))] if given.joined.tally.total else []
    annexes = tuple(
        Node(label, label, title, issued_with(document), (), table, "annex")
        for label, (title, table) in zip(("Phụ lục I", "Phụ lục II"), tables, strict=False)
    )
    return pointing(replace(document, outline=(*document.outline, *annexes)))


def _commune_table(joined: Joined) -> Table:
    """A row a commune, and the whole."""
    rows = [
        (
            str(at),
            commune.name,
            "Có" if commune.plan else "Chưa thấy",
            _ARRIVED[commune.arrival],
            *counts_of(commune.tally),
        )
        for at, commune in enumerate(joined.communes, 1)
    ]
    header = ("STT", "Địa phương", "Kế hoạch", "Báo cáo", *count_header())
    return Table(header, (*rows, ("", "Tổng cộng", "", "", *counts_of(joined.tally))))


def _task_table(shared: Sequence[Shared], rest: Shared) -> Table:
    """A row a task that several communes have; those of one alone together; each counts once."""
    rows = [(str(at), each.label, str(each.communes), *counts_of(each.tally)) for at, each in enumerate(shared, 1)]
    alone = ("", "Nhiệm vụ chỉ một địa phương có", str(rest.communes), *counts_of(rest.tally))
    rows += [alone] if rest.tally.total else []
    return Table(("STT", "Nhiệm vụ", "Số đơn vị", *count_header()), tuple(rows))
