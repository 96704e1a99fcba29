"""What a unit's own papers (báo cáo, công văn) have of the unit and the plan: head, citation, recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import kinds
from corpus.model import Document, Level, Node, Recipient
from corpus.report_period import ReportPeriod
from generate import form
from generate.casing import truecase
from generate.draft import BLANK, Blank
from generate.profile import Profile
from generate.wording import day_line, number_text

COMMUNES = ("xã", "phường", "đặc khu")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be signed: the document, and what the clerk has to fill in."""

    document: Document
    blanks: tuple[Blank, ...] = ()


def with_head(document: Document, profile: Profile, year: int | None) -> Document:
    """The document with the unit's head and signature; number and day are given at issue. year: None if unknown."""
    level: Level = "commune" if profile.word in COMMUNES else "province"
    return replace(
        document,
        issuer=profile.issuer,
        place=profile.place or BLANK,
        date=str(year) if year else None,
        level=level,
        signer=form.signer(profile),
    )


def head_blanks(document: Document) -> Iterator[Blank]:
    """What of the head, recipients and signature is given at issue or not known."""
    yield Blank("Số và ngày, tháng ban hành văn bản")
    if not document.signer.name:
        yield Blank("Họ và tên người ký")
    if any(each.name == archive_line(None) for each in document.recipients):
        yield Blank("Ký hiệu của đơn vị soạn thảo ở dòng «Lưu»")


def cite(plan: Document) -> str:
    """`Kế hoạch số 25/KH-UBND ngày 06 tháng 02 năm 2026 của Ủy ban nhân dân xã Trường Khê về …`."""
    kind = kinds.name_of(plan.kind or "") or "Văn bản"
    about = f" về {_within(plan)}" if plan.title else ""
    number = f"{number_text(plan.number)}/{plan.symbol or BLANK}"
    return f"{kind} số {number} {day_line(plan.date)} của {plan.issuer or BLANK}{about}"


def cite_short(plan: Document) -> str:
    """`Kế hoạch số 25/KH-UBND`: how a document is cited again (Decree 30, annex I, part I.II.6.b)."""
    return f"{kinds.name_of(plan.kind or '') or 'Văn bản'} số {number_text(plan.number)}/{plan.symbol or BLANK}"


def named(plan: Document) -> str:
    """`Kế hoạch chuyển đổi số … năm 2026`: the plan by its title."""
    kind = kinds.name_of(plan.kind or "") or "Văn bản"
    return f"{kind} {_within(plan)}" if plan.title else f"{kind} {BLANK}"


def plan_fields(plan: Document, profile: Profile, period: ReportPeriod) -> dict[str, str]:
    """What every outline may print of plan, unit and period; ky_rieng: the period, empty where the plan names it."""
    return {
        "ke_hoach": cite(plan),
        "ke_hoach_ngan": cite_short(plan),
        "ten_ke_hoach": named(plan),
        "co_quan_bao_cao": profile.issuer,
        "cap_tren": f"Ủy ban nhân dân {profile.superior}" if profile.word in COMMUNES else "",
        "ky": period.name,
        "ky_rieng": "" if named(plan).endswith(period.name) else period.name,
        "ky_sau": period.following.name if period.following else "",
    }


def _within(plan: Document) -> str:
    """The plan's title within a sentence; one printed in capitals in the letters of the plan's own text."""
    words = truecase((plan.title or "").strip(" .;"), plan.text)
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def archive_line(letters: str | None) -> str:
    """The last of the recipients; which office wrote it stays a blank where nobody says so."""
    return f"Lưu: {letters or f'VT, {BLANK}'}"


def recipients(profile: Profile, plan: Document, first: Sequence[Recipient]) -> tuple[Recipient, ...]:
    """The first, then those of the profile or of custom; the archive's letters are the profile's or the plan's."""
    unit = profile.word
    usual = (
        (Recipient(f"TT Đảng ủy, HĐND {unit}"), Recipient(f"CT, các PCT UBND {unit}"))
        if unit in COMMUNES
        else (
            Recipient("TT Tỉnh ủy, HĐND tỉnh" if unit == "tỉnh" else "TT Thành ủy, HĐND thành phố"),
            Recipient(f"CT, các PCT UBND {unit}"),
        )
    )
    given = tuple(map(form.recipient, profile.recipients))
    kept = tuple(each for each in given if not _is_above(each, profile) and not each.name.startswith("Lưu"))
    own = plan.recipients if plan.issuer == profile.issuer else ()
    letters = next(
        (each.name.partition(":")[2].strip() for each in (*given, *own) if each.name.startswith("Lưu")), None
    )
    return (*first, *(kept or usual), Recipient(archive_line(profile.archive or letters)))


def _is_above(recipient: Recipient, profile: Profile) -> bool:
    """The superior, to whom a report is addressed, is among `Như trên`."""
    names = {f"UBND {profile.superior}", f"UBND {profile.province_word}", f"Ủy ban nhân dân {profile.superior}"}
    return recipient.name in names


# --- outlines --------------------------------------------------------------------------------------------


def placed(nodes: Sequence[Node], above: str = "") -> tuple[Node, ...]:
    """The nodes with their paths."""
    found: list[Node] = []
    for node in nodes:
        counted = ("bullet", "paragraph")
        ordinal = sum(each.kind in counted for each in found) + 1
        label = f"-{ordinal}" if node.kind in counted and (above or node.label) else node.label
        path = "/".join(filter(None, (above, label)))
        found.append(replace(node, path=path, children=placed(node.children, path)))
    return tuple(found)


def blank_items(nodes: Sequence[Node], above: str = "") -> Iterator[Blank]:
    """The items that are a blank line to be written."""
    for node in nodes:
        title = node.heading or above
        if node.text == BLANK:
            yield Blank(f"Nội dung mục «{title.strip(' :.')}»", node.path)
        yield from blank_items(node.children, title)
