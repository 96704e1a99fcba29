"""The official letter that presses for what is overdue or unreported (công văn đôn đốc; Decree 30, form 1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corpus import kinds
from corpus.dates import say_day
from corpus.model import Document, Node, Recipient, Table
from corpus.progress import Followed
from generate import form
from generate import progress_sentences as say
from generate.annex import issued_with, pointing
from generate.draft import BLANK, Blank
from generate.own_paper import Paper, cite, cite_short, head_blanks, item, placed, recipients, with_head
from generate.progress_report import Reporting
from generate.progress_tables import LATE_HEADER, owners_of, status_of

ANNEX = "DANH SÁCH NHIỆM VỤ QUÁ HẠN, CHƯA CÓ BÁO CÁO"


def to_urge(given: Reporting) -> tuple[Followed, ...]:
    """What is pressed for: the overdue tasks, the longest overdue first, then those without a report."""
    silent = (each for each in given.followed if each.standing == "silent" and not each.is_late)
    return (*given.late, *silent)


def compose(given: Reporting, by: date | None, year: int | None) -> Paper | None:
    """The letter of a unit to the owners of these tasks; None where there is nothing to press for.

    by: the day by which they are to finish and report; None leaves a blank. year: of issue, if known.
    """
    urged = to_urge(given)
    if not urged:
        return None
    when = f"trước ngày {say_day(by) if by else f'{BLANK}/{BLANK}/{year or BLANK}'}"
    steps = (*_owner_steps(urged, when), *_gathering(given, when))
    listed = recipients(given.profile, given.plan, (Recipient("Như trên"),))
    letter = Document(
        kind=kinds.OFFICIAL_LETTER,
        symbol=_symbol(listed),
        title=f"đôn đốc thực hiện {cite_short(given.plan)}",
        addressees=_owners(urged),
        lead=f"{_lead(given, urged)}\n{given.profile.issuer} yêu cầu, đề nghị:",
        outline=placed([item(str(at), None, text) for at, text in enumerate(steps, 1)]),
        closing="Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
        recipients=listed,
    )
    document = with_head(letter, given.profile, year)
    table = Table(LATE_HEADER, tuple(_row(at, each) for at, each in enumerate(urged, 1)))
    annex = Node("Phụ lục", "Phụ lục", ANNEX, issued_with(document), (), table, "annex")
    letter = pointing(replace(document, outline=(*document.outline, annex)))
    return Paper(letter, tuple(_blanks(letter, by, given)))


def _symbol(listed: tuple[Recipient, ...]) -> str:
    """`UBND-VHXH`: the committee and the office that wrote it, by the archive's letters (annex III, form 1.5)."""
    office = listed[-1].name.rpartition(",")[2].strip()
    return f"UBND-{office}" if "," in listed[-1].name and office != BLANK else "UBND"


def _owners(urged: tuple[Followed, ...]) -> tuple[str, ...]:
    names = dict.fromkeys(owner for each in urged for owner in each.task.owners)
    return tuple(f"{name[:1].upper()}{name[1:]}" for name in names) or (BLANK,)


def _lead(given: Reporting, urged: tuple[Followed, ...]) -> str:
    """`Thực hiện …; qua theo dõi, đến ngày … còn 02 nhiệm vụ quá hạn, 01 nhiệm vụ chưa có báo cáo (…).`"""
    late = sum(each.is_late for each in urged)
    silent = len(urged) - late
    parts = [f"{say.number(late)} nhiệm vụ quá hạn"] if late else []
    parts += [f"{say.number(silent)} nhiệm vụ chưa có báo cáo"] if silent else []
    seen = f"qua theo dõi, đến ngày {say_day(given.day)} còn {', '.join(parts)} (danh sách kèm theo)"
    return f"Thực hiện {cite(given.plan)}; {seen}."


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


def _gathering(given: Reporting, when: str) -> Iterator[str]:
    office = gathering_office(given) or BLANK
    above = f"Ủy ban nhân dân {given.profile.superior}"
    yield f"Các cơ quan, đơn vị báo cáo kết quả về {office} {when} để tổng hợp, báo cáo {above}."
    yield f"Giao {office} theo dõi, đôn đốc, tổng hợp kết quả, báo cáo {given.profile.issuer}."


def gathering_office(given: Reporting) -> str | None:
    """The office that gathers the reports by the unit's own plan; None where that says nothing."""
    return form.standing_body(given.plan) if given.plan.issuer == given.profile.issuer else None


def _row(at: int, each: Followed) -> tuple[str, ...]:
    task = each.task
    days = str(each.days) if each.is_late else "-"
    due = say_day(task.due) if task.due else task.deadline or "Không quy định"
    return (str(at), task.words, owners_of(each), due, days, status_of(each))


def _blanks(letter: Document, by: date | None, given: Reporting) -> Iterator[Blank]:
    yield from head_blanks(letter)
    if by is None:
        yield Blank("Ngày phải hoàn thành, báo cáo (hoặc nêu --by)")
    if gathering_office(given) is None:
        yield Blank("Cơ quan tổng hợp báo cáo")
    if letter.addressees == (BLANK,):
        yield Blank("Nơi nhận ở dòng «Kính gửi»: kế hoạch không nêu cơ quan chủ trì")
