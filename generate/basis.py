"""The legal basis (căn cứ): which acts of the source the draft may cite, and which stay visible blanks.

Central acts hold for every unit and are kept, to be checked. Acts of the source's own locality are the basis of a
draft only where the source is the unit's superior's; the plan of that superior comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import kinds
from corpus.model import Citation, Document
from generate.casing import truecase
from generate.draft import BLANK, LawCheck
from generate.edits import SENTENCE_END, UPPER, Edit, capitalised, kept
from generate.profile import Profile
from generate.relation import Relation

# A cited act: kind, number, day and issuing body, in the order of Decree 30, annex I, part I.II.6.b.
ACT = re.compile(
    rf"(?P<called>(?P<kind>(?i:{kinds.names_pattern()}))(?: (?:hành động|liên tịch))?) (?:(?P<so>số ?:? ?))?"
    r"(?P<number>\d{1,6}[a-z]?)"
    r"(?P<symbol>(?:/20\d\d)? ?[-/] ?[A-ZĐ][A-ZĐa-z0-9]*(?: ?[-/] ?[A-ZĐ][A-ZĐa-z0-9&]*){0,4})"
    r"(?P<date>,? ngày \d{1,2}(?: ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}| tháng \d{1,2} năm \d{4}))?"
    rf"(?P<issuer> của (?P<body>[{UPPER}][^;.,“”()\n]{{1,90}}?)(?= về| ban hành| phê duyệt| quy định| ngày| sửa đổi|"
    r" hướng dẫn| thông qua| triển khai| thực hiện| và| tại| trên| v/v|[;.,()“\n]|$))?"
    r"(?P<late>,? ngày \d{1,2}(?: ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}| tháng \d{1,2} năm \d{4}))?"
)
# What is cited by its number alone: `số 007/CĐ-UBND`, `Quy chế phối hợp 49/QCPH-UBND`.
REFERENCE = re.compile(
    r"(?P<number>\b\d{1,6}[a-z]?)(?P<symbol>(?:/20\d\d)? ?[/-] ?[A-ZĐ]{2,}\w*(?: ?[-/] ?[A-ZĐ][\w&]*){0,5})"
)
TITLE = re.compile(
    r" ?(?:về|phê duyệt|ban hành|quy định|sửa đổi|hướng dẫn) [^;.\n]{0,300}?(?=;|\. |\.$|\n|,| trên địa bàn|$)|"
    r"(?: về)? ?“[^”]*”"
)
CENTRAL = re.compile(
    r"TW|TTg|[-/]CP\b|\bQH\d|UBTVQH|BCĐTW|TGV|/TT-B|[-/]B[A-ZĐ]{2,}|TANDTC|VKSNDTC|MTTW|ĐCT|TLĐ|VPCP|TTCP|NHNN|BHXH\b|TĐKTTW"
)
CENTRAL_BODY = re.compile(
    r"Trung ương|Chính phủ|Thủ tướng|Quốc hội|Bộ |Bộ trưởng|Ban Bí thư|Ban Chấp hành TW|Chủ tịch nước|toàn quốc"
)
LOCAL_WORDS = re.compile(
    r"Đảng bộ (?:tỉnh|huyện|thành phố|xã|phường)|(?:Nghị quyết|Chương trình|Kế hoạch|Chỉ thị|Kết luận)[^;]{0,60}"
    r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Hội đồng nhân dân|HĐND)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?P<verb>(?:Tiếp tục )?(?:Căn cứ|Thực hiện|Triển khai(?: thực hiện)?|Theo|Quán triệt)(?: (?=[A-ZĐ])| ))"
)
ISSUES = re.compile(
    r"(?<!của )(?i:(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)"
    r"(?: (?:tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu))?)"
    rf"(?: [{UPPER}][^\W\d_]*(?: ?-? ?[{UPPER}][^\W\d_]*){{0,4}})?"
    r"(?= (?:ban hành|xây dựng|phát động|triển khai|tổ chức|đề ra)\b)"
)
ATTACHED = re.compile(r"(?P<lead>[Kk]èm theo )(?:Kế hoạch|Quyết định|Văn bản|Công văn)\b[^)]*(?=\)|$)")
PROPOSED = re.compile(r"(?:Xét|Theo) đề nghị của [^;]*?(?:;|$)")
OCCASION = re.compile(
    r"(?P<aim>(?:[Nn]hằm|[Đđ]ể) )(?P<what>[^;,.]*Đại hội[^;,.]*?(?:tỉnh|huyện|thành phố|xã)[^;,.]*, )"
)
NATIONAL_CONGRESS = re.compile(r"Đại hội (?:đại biểu )?(?:toàn quốc )?lần thứ [IVXLC]+(?: của Đảng)?")
ABOUT = re.compile(r"^(?:V/v:?|về(?: việc)?) ", re.IGNORECASE)
_SPLIT = re.compile(r";\s*")


@dataclass(frozen=True, slots=True)
class Basis:
    """What the draft may cite of a source, by its relation to the unit."""

    relation: Relation
    profile: Profile

    def in_lead(self, text: str) -> Iterator[Edit]:
        """Edits of a paragraph of the opening: clauses that cite what the draft may not cite go."""
        yield from self._issuing(text)
        for match in OCCASION.finditer(text):
            what = "Sự kiện riêng của cơ quan ban hành nguồn."
            yield Edit(match.start("what"), match.end("what"), "", "occasion", what, "left-out")
        clauses = list(_clauses(text))
        dropped = [self._is_dropped(text[start:end]) for start, end in clauses]
        yield from self._deletions(text, clauses, dropped)
        for (start, end), gone in zip(clauses, dropped, strict=True):
            if not gone and self._is_basis(text[start:end]):
                yield from self._kept_clause(text, start, end)

    def _issuing(self, text: str) -> Iterator[Edit]:
        for match in list(ISSUES.finditer(text))[-1:]:
            yield Edit(match.start(), match.end(), self.profile.issuer, "issuer", "Cơ quan ban hành dự thảo.")

    def _is_basis(self, clause: str) -> bool:
        return ACT.search(clause) is not None and not ISSUES.search(clause) and not SENTENCE_END.search(clause)

    def _is_dropped(self, clause: str) -> bool:
        if self.relation.is_cited or ISSUES.search(clause):
            return False
        if PROPOSED.match(clause):
            return True
        if SENTENCE_END.search(clause):
            return False  # sentences that tell or demand something, no ground; the acts in them are said by `in_text`
        act = ACT.search(clause)
        if act:
            return not is_central(act) or self._is_foreign(clause)
        numbers = list(REFERENCE.finditer(clause))
        if numbers:
            return not all(CENTRAL.search(each["symbol"]) for each in numbers)
        opens = OPENING.match(clause) or re.match(r"(?:Nghị quyết|Chỉ thị|Kế hoạch|Chương trình|Quyết định) ", clause)
        return bool(opens) and LOCAL_WORDS.search(clause) is not None

    def _is_foreign(self, words: str) -> bool:
        """Whether a central act is about the source's locality: `Quy hoạch Thủ đô Hà Nội` is no basis elsewhere."""
        return any(name in words for name in (*self.relation.foreign, *self.relation.elsewhere))

    def _deletions(self, text: str, clauses: list[tuple[int, int]], dropped: list[bool]) -> Iterator[Edit]:
        """Each dropped clause with the mark that joined it; the paragraph's own end stays."""
        last = max((at for at, gone in enumerate(dropped) if not gone), default=-1)
        verb = OPENING.match(text)
        for at, ((start, end), gone) in enumerate(zip(clauses, dropped, strict=True)):
            if not gone:
                continue
            after = clauses[at + 1][0] if at + 1 < len(clauses) else len(text)
            gap = (clauses[at - 1][1], end) if at > last >= 0 else (start, after)
            words = ""
            if at == 0 and verb and last > 0 and not dropped[1] and not OPENING.match(text, clauses[1][0]):
                words = verb["verb"]
            yield Edit(
                *gap,
                words,
                "basis",
                "Văn bản của địa phương, cơ quan khác không là căn cứ của dự thảo.",
                "left-out",
            )

    def _kept_clause(self, text: str, start: int, end: int) -> Iterator[Edit]:
        acts = list(ACT.finditer(text, start, end))
        for act in acts[1:]:
            if not is_central(act) and not self.relation.is_cited:
                lead = re.search(r"(?:,| và)\s+$", text[: act.start()])
                if lead:
                    reason = "Văn bản của địa phương, cơ quan khác không là căn cứ của dự thảo."
                    yield Edit(lead.start(), act.end(), "", "basis", reason, "left-out")
        at = start
        for act in acts:
            if act.start() >= at:
                yield from self._whole_name(act)
                at = act.end()
        yield from _around(text, start, end, [act for act in acts if self._renames(act)])

    def _renames(self, act: re.Match[str]) -> bool:
        return self.relation.kind == "superior" and not is_central(act) and act["body"] is not None

    def _whole_name(self, act: re.Match[str]) -> Iterator[Edit]:
        """`của Ủy ban nhân dân tỉnh` is said in full: the unit's province may not be the one that issued it."""
        if self._renames(act):
            full = self.full_issuer(act["body"])
            yield Edit(act.start("body"), act.end("body"), full, "issuer", "Ghi đủ tên cơ quan ban hành căn cứ.")

    def full_issuer(self, body: str) -> str:
        """The name of a body of the source's level with the name of its place."""
        name = self.relation.names[0] if self.relation.names else ""
        word = self.relation.words[0] if self.relation.words else ""
        if not name or name in body:
            return body
        if re.search(rf"{word}$", body, re.IGNORECASE):
            return f"{body[: len(body) - len(word)]}{word} {name}"
        return f"{body} {name}" if re.search(r"(?:ủy|uỷ)$", body) else body

    def in_text(self, text: str) -> Iterator[Edit]:
        """Edits of the acts cited in running text: central ones stay, local ones of a mere model become blanks."""
        for match in ATTACHED.finditer(text):
            words = f"{match['lead']}Kế hoạch số {BLANK}/KH-UBND ngày {BLANK}"
            if text.startswith(")", match.end()):
                words += f" của {self.profile.issuer}"
            yield Edit(match.start(), match.end(), words, "attached", "Phụ lục kèm theo chính dự thảo.")
        for act in ACT.finditer(text):
            title = TITLE.match(text, act.end())
            end = title.end() if title else act.end()
            about_others = self.relation.kind == "model" and self._is_foreign(text[act.start() : end])
            if (is_central(act) and not about_others) or self.relation.kind in ("predecessor", "own"):
                yield kept(act.start(), end, text, "citation")
            elif about_others and is_central(act):
                what = "văn bản của trung ương về địa bàn của đơn vị (nếu có)"
                yield Edit(act.start(), end, BLANK, "citation", "Văn bản về địa phương khác.", "left-out", what)
            elif self.relation.is_cited:
                yield from self._whole_name(act)
                body = act.start("body") if self._renames(act) else act.end()
                yield kept(act.start(), body, text, "citation")
            else:
                yield self._blanked(act)
        if not self.relation.is_cited and self.relation.kind not in ("predecessor", "own"):
            yield from self._numbers(text)

    def _numbers(self, text: str) -> Iterator[Edit]:
        """Acts of a mere model that are cited by their numbers alone: the unit's own numbers are not known."""
        for match in REFERENCE.finditer(text):
            if not CENTRAL.search(match["symbol"]):
                what = "số văn bản của địa phương mình (nguồn viện dẫn văn bản của địa phương khác)"
                reason = "Văn bản của địa phương khác không được viện dẫn."
                yield Edit(match.start("number"), match.end("number"), BLANK, "citation", reason, blank=what)

    def _blanked(self, act: re.Match[str]) -> Edit:
        symbol = (
            "/" + act["symbol"].lstrip(" /-").partition("/")[2] if "/20" in act["symbol"] else act["symbol"].strip()
        )
        local = re.sub(r"-S[A-ZĐ]\w*$", f"-{BLANK}", symbol)
        words = f"{act['kind']} số {BLANK}{local} ngày {BLANK}"
        body = f" của {self._own_body(act['body'])}" if act["body"] else ""
        what = f"số, ngày {act['kind'].lower()} của địa phương mình (nguồn viện dẫn văn bản của địa phương khác)"
        return Edit(
            act.start(),
            act.end(),
            words + body,
            "citation",
            "Văn bản của địa phương khác không được viện dẫn.",
            blank=what,
        )

    def _own_body(self, body: str) -> str:
        above = self.profile.superior
        if re.search(r"(?:Tỉnh|Thành) (?:ủy|uỷ)", body):
            committee = "Tỉnh ủy" if self.profile.province_word == "tỉnh" else "Thành ủy"
            return f"{committee} {self.profile.province}"
        if re.search(r"HĐND|Hội đồng nhân dân", body):
            return f"Hội đồng nhân dân {above}"
        return f"Ủy ban nhân dân {above}"

    def first_line(self, document: Document) -> str:
        """The line that cites the superior's plan: the source's where it is the superior's, else a visible blank."""
        if not self.relation.is_cited:
            above = f"Ủy ban nhân dân {self.profile.superior}"
            blank = f"Kế hoạch số {BLANK}/KH-UBND ngày {BLANK} của {above} về {BLANK}"
            return f"Thực hiện {(self.profile.superior_plan or blank).rstrip(' ;.')};"
        cited = self.first_citation(document)
        number = f"{document.number if document.number is not None else BLANK}/{document.symbol or BLANK}"
        kind = kinds.name_of(document.kind or "") or "Văn bản"
        title = cited.title if cited and cited.title else BLANK
        return f"Thực hiện {kind} số {number} {_said_day(document.date)} của {self.relation.issuer} về {title};"

    def first_citation(self, document: Document) -> Citation | None:
        """The superior's plan as the first line cites it: the source, or what the profile names."""
        if self.relation.is_cited:
            title = _lower_first(truecase(document.title or "", document.text))
            title = _lower_first(ABOUT.sub("", title))
            number = f"{document.number if document.number is not None else BLANK}/{document.symbol or BLANK}"
            return Citation(document.kind, number, document.date, self.relation.issuer, title or None)
        return cited_in(self.profile.superior_plan or "")


def _around(text: str, start: int, end: int, acts: list[re.Match[str]]) -> Iterator[Edit]:
    """A kept clause stays as printed, but for the issuers that are said in full."""
    at = start
    for act in acts:
        yield kept(at, act.start("body"), text, "basis")
        at = act.end("body")
    yield kept(at, end, text, "basis")


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a paragraph between semicolons that stand outside quotation marks."""
    start = 0
    for match in _SPLIT.finditer(text):
        before = text[: match.start()]
        if before.count("“") > before.count("”") or match.end() >= len(text):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text.rstrip(" ;.,:"))


def is_central(act: re.Match[str]) -> bool:
    """Whether an act is one of the centre, by its symbol or its issuing body."""
    return bool(CENTRAL.search(act["symbol"]) or CENTRAL_BODY.search(act["body"] or ""))


def cited_in(words: str) -> Citation | None:
    """`Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của … về …` as a citation; None for other words."""
    act = ACT.search(words)
    if not act:
        return None
    day, month, year = (*re.findall(r"\d+", act["date"] or act["late"] or ""), "", "", "")[:3]
    title = re.search(r" về (?:việc )?(?P<title>.+?)[ ;.]*$", words[act.end() :])
    return Citation(
        kinds.code_of(act["kind"]),
        "".join((act["number"], *act["symbol"].split())),
        f"{year}-{int(month):02}-{int(day):02}" if year else None,
        act["body"],
        title["title"] if title else None,
    )


def _compact(reference: str) -> str:
    return "".join(reference.split())


def _said_day(day: str | None) -> str:
    """`2025-11-19` -> `ngày 19 tháng 11 năm 2025`; what is not known stays a blank."""
    year, month, number = (*(day or "").split("-"), "", "", "")[:3]
    month = f"{int(month):02}" if month and int(month) < 3 else str(int(month)) if month else BLANK
    return f"ngày {number or BLANK} tháng {month} năm {year or BLANK}"


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def law_checks(document: Document, text: str) -> Iterator[LawCheck]:
    """What a person looks up of a draft: whether the acts it cites are in force, each called as the text calls it."""
    called = {_compact(act["number"] + act["symbol"]): capitalised(act["called"]) for act in ACT.finditer(text)}
    for cited in document.citations:
        issued = f"ban hành năm {cited.date[:4]}" if cited.date else "không rõ ngày ban hành"
        yield LawCheck(
            f"{called.get(cited.reference) or kinds.name_of(cited.kind or '') or 'Văn bản'} số {cited.reference}",
            f"Văn bản {issued}; đề nghị kiểm tra còn hiệu lực, có văn bản thay thế hay không.",
        )


def congresses(text: str) -> Iterator[LawCheck]:
    """National congresses of the Party that a plan names: its period may have another."""
    for said in dict.fromkeys(match[0] for match in NATIONAL_CONGRESS.finditer(text)):
        yield LawCheck(said, "Đại hội nêu trong nguồn; đề nghị kiểm tra có phù hợp với giai đoạn của dự thảo.")
