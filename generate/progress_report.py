"""The report on a plan (báo cáo): its outline by the length of the period, and what the data do not say left blank.

The outlines are those of custom for communes (months and quarters in sections; half-years, years and reviews in
parts); the form is Decree 30/2020/NĐ-CP, annex III, form 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from corpus.dates import say_day
from corpus.model import Document, Node, Recipient
from corpus.progress import Achieved, Followed, Progress, Tally, achieve, by_owner, coming, follow, late, tally
from corpus.report_period import ReportPeriod
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
from generate.progress_tables import aim_table, late_table, owner_chart, owner_table, results_table

BY_OWNER = "Kết quả theo cơ quan, đơn vị chủ trì"
LATE = "Nhiệm vụ quá hạn"
ANNEX = "BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN NHIỆM VỤ"
_CHART = "Số nhiệm vụ theo cơ quan chủ trì và tình hình thực hiện"


@dataclass(frozen=True)
class Reporting:
    """What a report is made of. profile: of the unit that reports; day: the one as of which is counted."""

    plan: Document
    progress: Progress
    profile: Profile
    period: ReportPeriod
    day: date

    @cached_property
    def followed(self) -> tuple[Followed, ...]:
        """Each task, and where it stands on the day."""
        return follow(self.progress.tasks, self.progress.results, self.day)

    @cached_property
    def tally(self) -> Tally:
        """The counts of all tasks."""
        return tally(self.followed)

    @cached_property
    def owners(self) -> tuple[tuple[str, Tally], ...]:
        """The counts of each owner."""
        return by_owner(self.followed)

    @cached_property
    def late(self) -> tuple[Followed, ...]:
        """The overdue tasks."""
        return late(self.followed)

    @cached_property
    def achieved(self) -> tuple[Achieved, ...]:
        """The targets against what was reached."""
        return achieve(self.progress.aims, self.progress.values)

    @property
    def coming(self) -> tuple[Followed, ...]:
        """The open tasks that fall due in the next period; behind a review, all."""
        following = self.period.following
        return tuple(coming(self.followed, self.day, following.end if following else None))


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the document, its charts, and what the clerk has to fill in."""

    document: Document
    charts: tuple[Chart, ...]
    blanks: tuple[Blank, ...]


def compose(given: Reporting, year: int | None = None) -> Report:
    """The report of a unit. year: of issue, None where it is not known."""
    outline = placed(_long(given) if given.period.is_long else _short(given))
    paper = Document(
        kind="BC",
        symbol="BC-UBND",
        title=report_title(given.plan, given.period),
        addressees=(f"Ủy ban nhân dân {given.profile.superior}",),
        lead=_lead(given),
        closing=_closing(given),
        outline=outline,
        recipients=recipients(given.profile, given.plan, (Recipient("Như trên"),)),
    )
    document = _with_annex(with_head(paper, given.profile, year), given)
    node = find_item(outline, BY_OWNER)
    charts = (owner_chart(given.owners, node.path, _CHART),) if node is not None and given.owners else ()
    blanks = (*head_blanks(document), *blank_items(outline), *_missing_values(given, outline))
    return Report(document, charts, blanks)


def _lead(given: Reporting) -> str:
    what = f"{given.period.review} việc thực hiện" if given.period.review else "kết quả thực hiện"
    issuer = given.profile.issuer
    return f"Thực hiện {cite(given.plan)}, {issuer} báo cáo {what} {given.period.name} như sau:"


def _closing(given: Reporting) -> str:
    what = f"{given.period.review} việc thực hiện" if given.period.review else "kết quả thực hiện"
    to = f"Ủy ban nhân dân {given.profile.superior}"
    return (
        f"Trên đây là báo cáo {what} {cite_short(given.plan)} {given.period.name}; {given.profile.issuer}"
        f" kính báo cáo {to} xem xét, chỉ đạo./."
    )


def _with_annex(document: Document, given: Reporting) -> Document:
    """The annex with all tasks and what was reported of each."""
    if not given.followed:
        return document
    annex = Node("Phụ lục", "Phụ lục", ANNEX, issued_with(document), (), results_table(given.followed), "annex")
    return pointing(replace(document, outline=(*document.outline, annex)))


# --- outlines --------------------------------------------------------------------------------------------


def _short(given: Reporting) -> tuple[Node, ...]:
    """Of a month or a quarter."""
    return (
        item("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", BLANK),
        item("II", "KẾT QUẢ THỰC HIỆN", "", tuple(_results(given))),
        item("III", "KHÓ KHĂN, VƯỚNG MẮC; NGUYÊN NHÂN", *_reasons(given)),
        item("IV", "NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", *_ahead(given)),
        item("V", "ĐỀ XUẤT, KIẾN NGHỊ", BLANK),
    )


def _long(given: Reporting) -> tuple[Node, ...]:
    """Of half a year, a year, a review."""
    return (
        item("Phần I", "TÌNH HÌNH, KẾT QUẢ THỰC HIỆN", "", tuple(_past(given))),
        item(
            "Phần II",
            "PHƯƠNG HƯỚNG, NHIỆM VỤ, GIẢI PHÁP",
            "",
            (
                item("I", "PHƯƠNG HƯỚNG, MỤC TIÊU, CHỈ TIÊU", *_missed(given)),
                item("II", "NHIỆM VỤ, GIẢI PHÁP", *_ahead(given)),
            ),
        ),
        item("Phần III", "KIẾN NGHỊ, ĐỀ XUẤT", BLANK),
    )


def _past(given: Reporting) -> Iterator[Node]:
    blank = ((f"{at}", heading) for at, heading in enumerate(("Thuận lợi", "Khó khăn"), 1))
    yield item("I", "ĐẶC ĐIỂM TÌNH HÌNH", "", [item(label, heading, BLANK) for label, heading in blank])
    yield item("II", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI", BLANK)
    yield item("III", "KẾT QUẢ THỰC HIỆN", "", tuple(_results(given)))
    lessons = (item("4", "Bài học kinh nghiệm", BLANK),) if given.period.review else ()
    judged = (
        item("1", "Ưu điểm", BLANK),
        item("2", "Tồn tại, hạn chế", *_weak(given)),
        item("3", "Nguyên nhân", *_reasons(given)),
        *lessons,
    )
    yield item("IV", "ĐÁNH GIÁ CHUNG", "", judged)


def _results(given: Reporting) -> Iterator[Node]:
    owners = sum(bool(name) for name, _ in given.owners)
    on_day = f" Tính đến ngày {say_day(given.day)}, tình hình thực hiện như sau:" if given.followed else ""
    silent = sum(each.standing == "silent" for each in given.late)
    undated = sum(each.standing in ("under way", "not begun") and not each.task.due for each in given.followed)
    states = bullets(tuple(say.overall(given.tally, silent, undated)))
    yield item("1", "Tình hình chung", f"{say.given(given.tally, owners)}{on_day}", states)
    if given.followed:
        yield item("2", BY_OWNER, _owner_words(given), table=owner_table(given.owners, given.tally))
    label = iter("3456" if given.followed else "2345")
    with_last_year = given.period.span != "giai đoạn"
    table = aim_table(given.achieved, with_last_year=with_last_year) if given.achieved else None
    yield item(next(label), "Kết quả thực hiện chỉ tiêu", say.targets(given.achieved), table=table)
    told = bullets([f"{each.task.words}: {say.sentence(each.result.words)}" for each in _told(given)])
    yield item(next(label), "Kết quả cụ thể", "" if told else BLANK, told)
    yield item(next(label), LATE, say.late_ones(given.late), table=late_table(given.late) if given.late else None)


def _told(given: Reporting) -> Iterator[Followed]:
    yield from (each for each in given.followed if each.result.words.strip())


def _owner_words(given: Reporting) -> str:
    words = f"Kết quả của từng cơ quan, đơn vị chủ trì tính đến ngày {say_day(given.day)} được tổng hợp dưới đây."
    if any(len(each.task.owners) > 1 for each in given.followed):
        words += (
            " Nhiệm vụ giao nhiều cơ quan cùng chủ trì được tính cho từng cơ quan; dòng tổng cộng tính mỗi"
            " nhiệm vụ một lần."
        )
    return words


def _reasons(given: Reporting) -> tuple[str, tuple[Node, ...]]:
    """The reasons that were given; a blank where there are none."""
    said = [f"{each.task.words}: {say.sentence(each.result.reason)}" for each in given.followed if each.result.reason]
    return ("", bullets(said)) if said else (BLANK, ())


def _weak(given: Reporting) -> tuple[str, tuple[Node, ...]]:
    """What fell short, by the numbers; the clerk goes on from there."""
    missed = sum(each.verdict == "missed" for each in given.achieved)
    said = [f"Còn {say.number(len(given.late))} nhiệm vụ quá hạn."] if given.late else []
    said += [f"Còn {say.number(missed)} chỉ tiêu chưa đạt mức Kế hoạch giao."] if missed else []
    return ("", bullets(said)) if said else (BLANK, ())


def _missed(given: Reporting) -> tuple[str, tuple[Node, ...]]:
    """The targets that are still to be reached."""
    missed = [each for each in given.achieved if each.verdict == "missed"]
    said = bullets([f"{each.aim.words} (đã đạt {each.measured.said})." for each in missed if each.measured])
    return ("Tiếp tục phấn đấu đạt các chỉ tiêu sau:", said) if said else (BLANK, ())


def _ahead(given: Reporting) -> tuple[str, tuple[Node, ...]]:
    """The next steps: what is overdue first, then by the deadlines, then what goes on."""
    following = given.period.following
    when = f"trong {following.name}" if following else "trong thời gian tới"
    steps = [f"Khẩn trương hoàn thành {say.number(len(given.late))} nhiệm vụ quá hạn."] if given.late else []
    steps += [say.step(each.task) for each in given.coming]
    if kept := given.tally.of("kept up"):
        steps.append(f"Tiếp tục duy trì {say.number(kept)} nhiệm vụ thường xuyên theo Kế hoạch.")
    none_due = "" if given.coming else f"Kế hoạch không có nhiệm vụ đến hạn {when}."
    if not steps:
        return f"{none_due}\n{BLANK}", ()
    return none_due, tuple(item(str(at), None, text) for at, text in enumerate(steps, 1))


def _missing_values(given: Reporting, outline: tuple[Node, ...]) -> Iterator[Blank]:
    """The blanks in the table of targets."""
    node = find_item(outline, "Kết quả thực hiện chỉ tiêu")
    if node is None or not given.achieved:
        return
    for each in given.achieved:
        if each.verdict == "silent":
            yield Blank(f"Kết quả của chỉ tiêu «{each.aim.words}»", node.path)
    if given.period.span != "giai đoạn":
        yield Blank("Số liệu cùng kỳ năm trước của các chỉ tiêu (hoặc bỏ cột)", node.path)
