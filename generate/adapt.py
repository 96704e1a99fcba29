"""adapt: the plan of a province, or of another locality, becomes the draft plan of a commune.

Owners become their counterparts, places and levels follow the unit, dates move as proposals, the basis is the unit's
own. Pure; every change says why, every sentence says where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus import kinds
from corpus.errors import EmptyFile
from corpus.model import Citation, Document, Node, SourceInfo, Span
from corpus.period import period_of
from generate import basis, doubtful, duties, form, leaks, others
from generate.bodies import Counterparts
from generate.casing import truecase
from generate.draft import BLANK, Blank, Change, Draft, LawCheck, Origin
from generate.duties import Duties
from generate.edits import Edit, Passage, Rewritten, capitalised, lay
from generate.listing import Ledger, origins
from generate.passages import Placed, paragraphs, walk
from generate.periods import AIMS, Calendar
from generate.persons import people
from generate.places import Places
from generate.profile import Profile
from generate.rebuild import Rebuilt, rebuild, repeated
from generate.relabel import REFERENCE
from generate.relation import Relation, relate
from generate.rewrite import Rewriter
from generate.trim import issued_plan, with_annexes, with_lost_heading, without_situation
from generate.wording import GROUND_WORDS, is_ground


def adapt(
    document: Document,
    profile: Profile,
    *,
    kind: str = "KH",
    period: tuple[int, int] | None = None,
    today: date | None = None,
) -> Draft:
    """The draft of the unit from a document that was read.

    period: first and last year of the draft, by default those of the profile, if it has any. today: what is past is
    judged by it, by default the day it is. Raises LeakError where the draft would still name another locality,
    EmptyFile where the source says nothing to adapt.
    """
    if not "".join(_texts(document.outline)).strip():
        raise EmptyFile(
            f"Không đọc được nội dung kế hoạch nào trong tệp nguồn {document.source.name}; đề nghị kiểm tra lại tệp."
        )
    relation = relate(document, profile)
    whole, lost = with_lost_heading(with_annexes(issued_plan(document)))
    plan, left_out = without_situation(whole, relation)
    calendar = Calendar(
        _years(document),
        period or profile.period,
        today or date.today(),
        is_bound=relation.is_cited,
        sooner=0 if relation.is_local else profile.sooner,
        is_stated=None not in (document.period or (None,)),
        aims=0 if document.period else _aims(document),
    )
    work = _Work(plan, _rules(plan, profile, relation, calendar, kind), kind)
    made = work.draft(left_out, lost)
    leaks.guard(made.document, leaks.forbidden(relation, document), work.basis_lines())
    return made


def _years(document: Document) -> tuple[int, int]:
    """The years of the source's plan: those of its title, else the year it is of."""
    first, last = document.period or (None, None)
    issued = int(document.date[:4]) if document.date else None
    first = first or (issued if issued and (last is None or issued <= last) else last) or 0
    return first, last or first


def _aims(document: Document) -> int:
    """The last year that the aims of a plan are set for, 0 where they name none."""
    return max((int(match["year"]) for text in _texts(document.outline) for match in AIMS.finditer(text)), default=0)


def _rules(document: Document, profile: Profile, relation: Relation, calendar: Calendar, kind: str) -> Rewriter:
    counterparts = Counterparts(profile, relation.district, is_local=relation.is_local)
    became, extra = duties.owners(document, counterparts)
    limits = tuple(
        Span(where.start, where.end)
        for at in range(len(document.deadlines))
        if (where := document.evidence.get(f"/deadlines/{at}/text")) and not document.deadlines[at].recurrence
    )
    return Rewriter(
        document=document,
        profile=profile,
        relation=relation,
        calendar=calendar,
        places=Places(profile, relation.words, relation.names, relation.foreign, relation.above),
        basis=basis.Basis(relation, profile),
        counterparts=counterparts,
        duties=duties.found(document),
        limits=limits,
        owners=became,
        extra=extra,
        people=people(document) if relation.kind != "own" else (),
        kind=kinds.name_of(kind) or "văn bản",
    )


class _Work:
    """One draft in the making: the passages with their edits, then the document and the lists."""

    def __init__(self, source: Document, rules: Rewriter, kind: str) -> None:
        self.source = source
        self.rules = rules
        self.kind = kind
        self.profile = rules.profile
        self.elsewhere = others.points(source, self.profile, rules.relation)
        self.placed = tuple(each for each in walk(source) if self._of_others(each) != "")
        self.themed: list[str] = []
        title = Passage("/title#0", "", truecase(source.title or "", source.text), _at(source, "/title"))
        lead = [
            Rewritten(passage, rules.lead(passage))
            for passage in paragraphs(source, "/lead", "", source.lead)
            if source.lead and not passage.text.isupper()
        ]
        ends = paragraphs(source, "/closing", "", source.closing) if source.closing else ()
        closing = [Rewritten(each, rules.edits(each)) for each in ends]
        body = [Rewritten(each.passage, self._edits(each)) for each in self.placed]
        self.ledger = Ledger.of((Rewritten(title, rules.edits(title)), *lead, *body, *closing))
        self.said: dict[str, list[Rewritten]] = {}
        for each in self.ledger.passages:
            self.said.setdefault(each.passage.pointer.rpartition("#")[0], []).append(each)
        self.first_line = rules.basis.first_line(source)

    def _of_others(self, placed: Placed) -> str | None:
        """What the draft has for a point that is other communes' business, "" or a blank; None for any other."""
        point = self.elsewhere.get(placed.passage.pointer.rpartition("/")[0])
        return point.draft if point else None

    def _edits(self, placed: Placed) -> tuple[Edit, ...]:
        """The edits of a passage, and the question of its item's theme where no item above has asked it."""
        if said := self._of_others(placed):
            point = self.elsewhere[placed.passage.pointer.rpartition("/")[0]]
            what = "nội dung của địa bàn mình (nguồn nêu địa bàn khác)"
            return (Edit(0, len(placed.passage.text), said, "elsewhere", point.reason, "left-out", what),)
        edits = self.rules.edits(placed.passage, placed.siblings)
        asked = any(placed.node.path.startswith(f"{path}/") for path in self.themed)
        theme = self.rules.theme(placed.passage.text) if placed.is_theme and not asked else None
        if theme is None:
            return edits
        self.themed.append(placed.node.path)
        return lay((*edits, theme))

    def draft(self, left_out: tuple[Change, ...], lost: tuple[Blank, ...]) -> Draft:
        """The document and everything the clerk's list says of it."""
        gone = {pointer: change for pointer, change in self.elsewhere.items() if not change.draft}
        rebuilt = rebuild(self.source.outline, self._value, gone)
        document = self._document(rebuilt)
        ledger = self.ledger
        return Draft(
            document=document,
            questions=ledger.questions(rebuilt.path),
            blanks=(*self._head_blanks(), *lost, *ledger.blanks(rebuilt.path)),
            dates_to_confirm=tuple(replace(each, path=rebuilt.path(each.path)) for each in ledger.changes("date")),
            targets_to_decide=Duties(self.source, self.rules, ledger, rebuilt).targets_to_decide(),
            left_out=(*left_out, *ledger.changes("left-out"), *gone.values(), *self._recipients_left_out()),
            superior_matter=tuple(
                replace(each, path=rebuilt.path(each.path))
                for each in others.superior_matter(ledger.passages, self.profile, self.rules.relation)
            ),
            substitutions=(*ledger.changes("substitution"), *rebuilt.merged),
            law_checks=tuple(self._law_checks(document, rebuilt)),
            relabelled=rebuilt.relabelled,
            doubtful=tuple(doubtful.of(self.source, rebuilt.path)),
            origins=tuple(self._all_origins(document, rebuilt)),
        )

    def _value(self, pointer: str, value: str) -> str:
        """What a value of the source became, its paragraphs joined again."""
        return "\n".join(each.text for each in self.said[pointer]) if pointer in self.said else value

    def _document(self, rebuilt: Rebuilt) -> Document:
        work = Duties(self.source, self.rules, self.ledger, rebuilt)
        profile, calendar = self.profile, self.rules.calendar
        assignments = work.assignments()
        office = form.lead_office(self.source, assignments, self.rules.counterparts)
        title = capitalised(self._value("/title", ""))
        draft = Document(
            kind=self.kind,
            symbol=f"{self.kind}-UBND",
            place=profile.place or profile.short,
            date=str(calendar.today.year),
            issuer=profile.issuer,
            level="commune",
            title=title,
            period=period_of(title),
            lead="\n".join(text for text, _ in self._lead()),
            outline=rebuilt.outline,
            closing=self._closing(office),
            assignments=assignments,
            deadlines=work.deadlines(),
            targets=work.targets(),
            budgets=work.budgets(),
            reports=work.reports(),
            recipients=form.recipients(self.source, profile, self.rules.relation, office),
            signer=form.signer(profile),
            source=SourceInfo(),
        )
        return replace(draft, citations=self._citations(draft, work))

    def basis_lines(self) -> tuple[str, ...]:
        """The lines of the opening that may name the superior, where the source is the superior's."""
        if not self.rules.relation.is_cited:
            return ()
        said = (text for text, each in self._lead() if each and any(edit.rule == "basis" for edit in each.edits))
        return (self.first_line, *said)

    # --- opening and closing --------------------------------------------------------------------------

    def _lead(self) -> Iterator[tuple[str, Rewritten | None]]:
        """The paragraphs of the opening; the last ground ends with a full stop (Decree 30, annex I, II.6.b)."""
        lines = list(self._opening())
        last = max((at for at, (text, _) in enumerate(lines) if is_ground(text)), default=-1)
        for at, (text, each) in enumerate(lines):
            ends = at == last and text.endswith(";") and text.startswith(GROUND_WORDS)
            yield (f"{text[:-1]}." if ends else text), each

    def _opening(self) -> Iterator[tuple[str, Rewritten | None]]:
        """The basis on the superior, what stays of the source's, who issues."""
        yield self.first_line, None
        issued = False
        for each in self.said.get("/lead", ()):
            if each.text.strip(" ;.,:"):
                issued = issued or any(
                    edit.rule == "issuer" and edit.text == self.profile.issuer for edit in each.edits
                )
                yield capitalised(each.text), each
        if not issued:
            yield f"{self.profile.issuer} ban hành {self._kind_and_title()}, cụ thể như sau:", None

    def _kind_and_title(self) -> str:
        title = self._value("/title", "")
        name = kinds.name_of(self.kind) or "văn bản"
        return f"{name} {title[:1].lower()}{title[1:]}".strip()

    def _closing(self, office: str) -> str:
        said = self._value("/closing", "")
        if said:
            return said if said.endswith("./.") else f"{said.rstrip(' .;:/')}./."
        if self._is_closed():
            return ""
        unit = self.profile.word
        about = f" về {office}" if office else ""
        return (
            f"Trên đây là {self._kind_and_title()}. Trong quá trình tổ chức thực hiện, nếu có khó khăn, vướng mắc, "
            f"các cơ quan, đơn vị phản ánh{about} để tổng hợp, báo cáo Ủy ban nhân dân {unit} xem xét, giải quyết./."
        )

    def _is_closed(self) -> bool:
        """Whether the last item ends the document itself, by `./.`."""
        body = [each for each in self.source.outline if each.kind not in ("annex", "attachment")]
        last = next(reversed(list(_texts(body))), "") if body else ""
        return last.rstrip().endswith("./.")

    def _citations(self, draft: Document, work: Duties) -> tuple[Citation, ...]:
        """The superior's plan and the acts that the draft still cites, as it says them."""
        text = _whole(draft)
        foreign = leaks.forbidden(self.rules.relation, self.source)
        kept = (
            replace(cited, issuer=_clean(cited.issuer, foreign), title=_clean(cited.title, foreign))
            for cited in work.citations()
            if _prints(text, cited.reference)
        )
        first = self.rules.basis.first_citation(self.source)
        if first and first.reference.startswith(BLANK):
            first = None  # a blank number cites nothing yet
        return (*filter(None, (first,)), *(each for each in kept if not first or each.reference != first.reference))

    # --- the clerk's list -----------------------------------------------------------------------------

    def _head_blanks(self) -> Iterator[Blank]:
        yield Blank("số văn bản, ngày và tháng ban hành (ghi khi phát hành)", "")
        relation, profile = self.rules.relation, self.profile
        if not relation.is_cited and not profile.superior_plan:
            yield Blank(f"số, ngày, trích yếu kế hoạch của Ủy ban nhân dân {profile.superior} làm căn cứ", "")
        elif BLANK in self.first_line:
            yield Blank(f"số, ngày của văn bản làm căn cứ ({relation.issuer})", "")
        if not profile.signer:
            yield Blank("họ và tên người ký", "")

    def _recipients_left_out(self) -> Iterator[Change]:
        reason = f"Nơi nhận của cơ quan khác; dự thảo ghi nơi nhận của {self.profile.word}."
        names = "; ".join(each.name for each in self.source.recipients)
        if names:
            yield Change("recipients", "", names, "", reason)

    def _law_checks(self, document: Document, rebuilt: Rebuilt) -> Iterator[LawCheck]:
        relation, calendar = self.rules.relation, self.rules.calendar
        if relation.is_cited and calendar.is_over and self.source.period:
            yield LawCheck(
                f"Kế hoạch {_years_said(calendar.source)} của {relation.issuer}",
                "Thời kỳ của kế hoạch đã kết thúc; chỉ giữ làm căn cứ nếu cấp trên chưa có kế hoạch thay thế.",
            )
        yield from _longer(calendar)
        yield from basis.law_checks(document, _whole(document))
        yield from basis.congresses(_whole(document))
        if not self.profile.is_hamlet_known and self.profile.hamlet in _whole(document):
            yield LawCheck(
                f"Tên gọi «{self.profile.hamlet}»",
                "Tên thường dùng ở địa phương; đề nghị xác nhận hoặc ghi mục thon trong hồ sơ đơn vị.",
            )
        if rebuilt.relabelled and REFERENCE.search(_whole(document)):
            yield LawCheck(
                "Dẫn chiếu điểm, khoản, mục",
                "Số thứ tự đã đánh lại liên tục; đề nghị rà các chỗ dẫn chiếu trong dự thảo.",
            )

    def _all_origins(self, document: Document, rebuilt: Rebuilt) -> Iterator[Origin]:
        """Every sentence, and again where a row that groups rows has its words in all its places."""
        known = tuple(self._origins(document, rebuilt))
        said = {each.pointer for each in known}
        yield from known
        for first, again in repeated(document.outline):
            if again not in said:
                yield from (replace(each, pointer=again) for each in known if each.pointer == first)

    def _origins(self, document: Document, rebuilt: Rebuilt) -> Iterator[Origin]:
        """Every sentence: from its passage, or from a rule of the house."""
        at = 0
        for text, each in self._lead():
            if each is None:
                yield Origin("/lead", at, at + len(text), "", None, "basis")
            else:
                yield from origins(each, "/lead", at)
            at += len(text) + 1
        for pointer, said in self.said.items():
            at = rebuilt.shifts.get(pointer, 0)
            for each in said if pointer != "/lead" else ():
                yield from origins(each, rebuilt.pointer(pointer), at)
                at += len(each.text) + 1
        if "/closing" not in self.said and document.closing:
            yield Origin("/closing", 0, len(document.closing), "", None, "closing")


def _longer(calendar: Calendar) -> Iterator[LawCheck]:
    """The superior's plan that goes on behind the years of the draft: its dates stay as they are."""
    if calendar.target and not calendar.shifts_to and calendar.source[1] > calendar.target[1]:
        yield LawCheck(
            f"{capitalised(_years_said(calendar.target))} của dự thảo",
            f"Kế hoạch của cấp trên thực hiện đến năm {calendar.source[1]}, dự thảo giữ các mốc đó; "
            f"đề nghị quyết định giữ hay bỏ phần việc sau năm {calendar.target[1]}.",
        )


def _years_said(years: tuple[int, int]) -> str:
    """`giai đoạn 2021-2025`, `năm 2025`."""
    return f"năm {years[0]}" if years[0] == years[1] else f"giai đoạn {years[0]}-{years[1]}"


def _at(source: Document, pointer: str) -> int | None:
    where = source.evidence.get(pointer)
    if where and len(source.title or "") == where.end - where.start:
        return where.start
    return None


def _clean(words: str | None, foreign: tuple[str, ...]) -> str | None:
    """What a citation says of itself, unless it names another locality."""
    return None if words and leaks.named(words, foreign) else words


def _prints(text: str, reference: str) -> bool:
    return re.sub(r"\s", "", reference) in re.sub(r"\s", "", text)


def _whole(document: Document) -> str:
    """All running text of a draft."""
    return "\n".join((document.title or "", document.lead, *_texts(document.outline), document.closing))


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.heading or ""
        yield node.text
        if node.table:
            yield from (cell for row in node.table.rows for cell in row)
        yield from _texts(node.children)
