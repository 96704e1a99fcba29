"""The official letter that presses for what is overdue or unreported (công văn đôn đốc; Decree 30, form 1.5).

Its outline is the template cong_van_don_doc.docx.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corpus import kinds
from corpus.dates import say_day
from corpus.model import Document, Recipient
from corpus.progress import Followed
from generate import form
from generate import progress_sentences as say
from generate.draft import BLANK, Blank
from generate.outline_nodes import build
from generate.outline_template import Fields, Fill, fill_ours
from generate.own_paper import Paper, head_blanks, plan_fields, recipients, with_head
from generate.progress_report import with_whole, written
from generate.report_fields import late_row
from generate.reporting import Reporting

OUTLINE = "cong_van_don_doc"


def to_urge(given: Reporting) -> tuple[Followed, ...]:
    """What is pressed for: the overdue tasks, the longest overdue first, then those without a report."""
    silent = (each for each in given.followed if each.standing == "silent" and not each.is_late)
    return (*given.late, *silent)


def compose(given: Reporting, by: date | None, year: int | None, fill: Fill = fill_ours) -> Paper | None:
    """The letter of a unit to the owners of these tasks; None where there is nothing to press for.

    by: the day by which they are to finish and report; None leaves a blank. year: of issue, if known. fill: how a
    template is evaluated.
    """
    urged = to_urge(given)
    if not urged:
        return None
    listed = recipients(given.profile, given.plan, (Recipient("Như trên"),))
    letter = Document(
        kind=kinds.OFFICIAL_LETTER, symbol=_symbol(listed), addressees=_owners(urged), recipients=listed
    )
    paper = with_head(letter, given.profile, year)
    when = f"trước ngày {say_day(by) if by else f'{BLANK}/{BLANK}/{year or BLANK}'}"
    built = build(fill(OUTLINE, {**letter_fields(given, when), **with_whole(paper)}))
    whole = written(paper, replace(built, title=built.title.removeprefix("V/v ")))
    return Paper(whole, tuple(_blanks(whole, by, given)))


def letter_fields(given: Reporting, when: str) -> Fields:
    """The fields of the letter. when: by which day, in words."""
    urged = to_urge(given)
    return {
        **plan_fields(given.plan, given.profile, given.period),
        "ngay_chot": say_day(given.day),
        "cau_con_lai": _left(urged),
        "don_doc": tuple(_owner_steps(urged, when)),
        "truoc_ngay": when,
        "noi_tong_hop": gathering_office(given) or BLANK,
        "nhiem_vu": [late_row(at, each) for at, each in enumerate(urged, 1)],
    }


def _symbol(listed: tuple[Recipient, ...]) -> str:
    """`UBND-VHXH`: the committee and the office that wrote it, by the archive's letters (annex III, form 1.5)."""
    office = listed[-1].name.rpartition(",")[2].strip()
    return f"UBND-{office}" if "," in listed[-1].name and office != BLANK else "UBND"


def _owners(urged: tuple[Followed, ...]) -> tuple[str, ...]:
    names = dict.fromkeys(owner for each in urged for owner in each.task.owners)
    return tuple(f"{name[:1].upper()}{name[1:]}" for name in names) or (BLANK,)


def _left(urged: tuple[Followed, ...]) -> str:
    """`02 nhiệm vụ quá hạn, 01 nhiệm vụ chưa có báo cáo`."""
    late = sum(each.is_late for each in urged)
    silent = len(urged) - late
    parts = [f"{say.number(late)} nhiệm vụ quá hạn"] if late else []
    parts += [f"{say.number(silent)} nhiệm vụ chưa có báo cáo"] if silent else []
    return ", ".join(parts)


def _owner_steps(urged: tuple[Followed, ...], when: str) -> Iterator[str]:
    """A sentence an owner; bodies of the Party, the Front and the mass organisations are asked, not ordered."""
    for owner in dict.fromkeys(owner for each in urged for owner in each.task.owners):
        own = [each for each in urged if owner in each.task.owners]
        late = sum(each.is_late for each in own)
        silent = sum(each.standing == "silent" for each in own)
        duties = [f"khẩn trương hoàn thành {say.number(late)} nhiệm vụ quá hạn"] if late else []
        duties += [f"báo cáo kết quả {say.number(silent)} nhiệm vụ chưa có báo cáo"] if silent else []
        name = f"Đề nghị {owner}" if say.is_asked(owner) else f"{owner[:1].upper()}{owner[1:]}"
        yield f"{name} {', '.join(duties)} {when}."


def gathering_office(given: Reporting) -> str | None:
    """The office that gathers the reports by the unit's own plan; None where that says nothing."""
    return form.standing_body(given.plan) if given.plan.issuer == given.profile.issuer else None


def _blanks(letter: Document, by: date | None, given: Reporting) -> Iterator[Blank]:
    yield from head_blanks(letter)
    if by is None:
        yield Blank("Ngày phải hoàn thành, báo cáo (hoặc nêu --by)")
    if gathering_office(given) is None:
        yield Blank("Cơ quan tổng hợp báo cáo")
    if letter.addressees == (BLANK,):
        yield Blank("Nơi nhận ở dòng «Kính gửi»: kế hoạch không nêu cơ quan chủ trì")
