"""One passage of the source in the unit's words: every rule in its order, each at its own offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import agencies
from corpus.model import Document, Span
from generate.basis import Basis
from generate.bodies import COLLECTIVES, Counterpart, Counterparts, Spoken, committees_in
from generate.draft import BLANK
from generate.edits import Asked, Edit, Passage, Rewritten, capitalised, lay
from generate.leaks import CONTACT
from generate.members import CELL, Member, Role, Speaker, merged
from generate.periods import DEADLINE, RANGE, YEARS, Calendar, own_level
from generate.places import INSTITUTION, Places
from generate.profile import Profile
from generate.relation import Relation

MONEY = re.compile(
    r"\d+(?:[.,]\d+)*(?= ?(?:nghìn|ngàn|triệu|tỷ|tỉ)? ?(?:đồng|VNĐ|USD)\b(?! (?:thời|bộ|chí|loạt|hành|bào|đều)\b))"
)
SUBJECT = re.compile(r"V/v:? ?(?:về )?(?:việc )?(?P<first>[^\W\d_]+)", re.IGNORECASE)
COUNTRYSIDE = re.compile(r"nông thôn mới", re.IGNORECASE)
TOWN = re.compile(r"đô thị văn minh", re.IGNORECASE)
THEMES = {
    "phường": (
        "Tiêu chí nông thôn mới áp dụng cho xã; phường xây dựng đô thị văn minh. Giữ, thay hay bỏ mục này?",
        "xây dựng đô thị văn minh",
    ),
    "xã": (
        "Tiêu chí đô thị văn minh áp dụng cho phường; xã xây dựng nông thôn mới. Giữ, thay hay bỏ mục này?",
        "xây dựng nông thôn mới",
    ),
}
ITSELF = re.compile(
    r"\b(?P<kind>Chỉ thị|Công văn|Công điện|Quyết định|Chương trình|Kế hoạch|Thông báo|Kết luận|Đề án) này\b",
    re.IGNORECASE,
)
THEME_WITHIN = 160
# Behind a recognised name: its level and place, which belong to it.
# Those above a province: a province reports to them, a commune to its province.
_CENTRE = (
    r"(?:(?:Thủ tướng )?Chính phủ|Bộ (?:Nội vụ|Tài chính|Y tế|Công an|Quốc phòng|Công Thương|Xây dựng|"
    r"Tư pháp|Ngoại giao|Khoa học và Công nghệ|Giáo dục và Đào tạo|Dân tộc và Tôn giáo|"
    r"Nông nghiệp và (?:Môi trường|Phát triển nông thôn)|"
    r"Văn hóa, Thể thao và Du lịch|Thông tin và Truyền thông|Kế hoạch và Đầu tư|Lao động - Thương binh và Xã hội|"
    r"Giao thông vận tải|Tài nguyên và Môi trường)|[Cc]ác [Bb]ộ, ngành(?: Trung ương)?)"
)
ABOVE = re.compile(
    r"(?<!chương )(?<!lộ )(?<!quy )\b(?:[Bb]áo cáo|[Tt]rình|[Gg]ửi)\b(?:(?! của | theo |đề nghị|[.;\n]).){0,70}? "
    rf"(?P<body>{_CENTRE}(?:(?:, | và ){_CENTRE})*)"
)
DECIDES = re.compile(
    r" (?:xem xét,? )?(?:quyết định|ban hành|phê duyệt|công bố|khen thưởng|trình|có thẩm quyền|đề nghị|báo cáo)\b"
)
TAIL = re.compile(r" (?:cấp )?(?:tỉnh|[Tt]hành phố|huyện|thị xã|xã|phường|đặc khu)\b")
SHARED_HEAD = re.compile(r"[Cc]ác [Ss]ở ?: ?$")
# Bodies whose level alone changes: the rules of places say them.
BY_LEVEL = frozenset({"UBNDT", "TU", "X_DU", "H_UBND"})


@dataclass(frozen=True, slots=True)
class Duty:
    """Owners or partners of an assignment at offsets of the source's text."""

    start: int
    end: int
    name: str
    role: Role
    index: int


@dataclass(frozen=True)
class Rewriter:
    """All rules for one source and one unit. duties: where the evidence puts owners and partners, by offset."""

    document: Document
    profile: Profile
    relation: Relation
    calendar: Calendar
    places: Places
    basis: Basis
    counterparts: Counterparts
    duties: tuple[Duty, ...]
    limits: tuple[Span, ...]
    owners: Mapping[int, tuple[str, ...]]
    extra: Mapping[int, tuple[str, ...]]
    people: tuple[str, ...] = ()
    kind: str = "Kế hoạch"

    def edits(self, passage: Passage, siblings: Sequence[str] = ()) -> tuple[Edit, ...]:
        """The edits of a passage of the body. siblings: the texts of the items of its list."""
        return lay((*self.basis.in_text(passage.text), *self._ordinary(passage, siblings)))

    def lead(self, passage: Passage) -> tuple[Edit, ...]:
        """The edits of a paragraph of the opening."""
        return lay(
            (*self.basis.in_lead(passage.text), *self.basis.in_text(passage.text), *self._ordinary(passage, ()))
        )

    def _ordinary(self, passage: Passage, siblings: Sequence[str]) -> Iterator[Edit]:
        text = passage.text
        if subject := SUBJECT.match(text):
            said = capitalised(subject["first"])
            yield Edit(0, subject.end(), said, "title", "Trích yếu của văn bản có tên loại không ghi «V/v».")
        yield from self._itself(text)
        yield from self._movements(text)
        yield from self.places.congresses(text)
        yield from self.places.seats(text)
        yield from self._private(text)
        yield from self._reports(text)
        yield from self._bodies(passage)
        yield from self._dates(passage, siblings)
        yield from self.places.edits(text)

    def _itself(self, text: str) -> Iterator[Edit]:
        """`Chỉ thị này` of a source that is a directive is `Kế hoạch này` of the draft."""
        for match in ITSELF.finditer(text):
            if match["kind"].lower() != self.kind.lower():
                said = capitalised(self.kind) if match["kind"][0].isupper() else self.kind.lower()
                yield Edit(match.start(), match.end(), f"{said} này", "kind", "Tên loại của dự thảo.")

    def _movements(self, text: str) -> Iterator[Edit]:
        for usual, own in self.profile.movements:
            for match in re.finditer(re.escape(usual), text):
                yield Edit(match.start(), match.end(), own, "programme", "Tên phong trào theo hồ sơ đơn vị.")

    def _private(self, text: str) -> Iterator[Edit]:
        """What belongs to the source's office alone: addresses, persons, sums of money, places that it names."""
        for match in CONTACT.finditer(text):
            yield _blank(
                match.start(), match.end(), "địa chỉ, số điện thoại của đơn vị", "Địa chỉ liên hệ của cơ quan khác."
            )
        for names, what in (
            (self.people, "họ và tên người của đơn vị"),
            (self.relation.elsewhere, "tên tương ứng của đơn vị"),
        ):
            for name in names:
                for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                    yield _blank(match.start(), match.end(), f"{what} (nguồn: {name})", "Tên riêng của nơi khác.")
        if self.relation.kind not in ("predecessor", "own"):
            yield from self.places.named_hamlets(text)
        if self.relation.kind == "model":
            for match in MONEY.finditer(text):
                yield _blank(
                    match.start(), match.end(), "số tiền do đơn vị quyết định", "Số tiền của địa phương khác."
                )

    def _reports(self, text: str) -> Iterator[Edit]:
        """Reporting lines follow: what a province sends to a ministry a commune sends to its province."""
        for match in ABOVE.finditer(text) if self.relation.words[:1] in (("tỉnh",), ("thành phố",)) else ():
            above = f"Ủy ban nhân dân {self.profile.superior}"
            yield Edit(match.start("body"), match.end("body"), above, "report", "Đơn vị báo cáo cấp trên trực tiếp.")

    # --- bodies ---------------------------------------------------------------------------------------

    def _bodies(self, passage: Passage) -> Iterator[Edit]:
        # In a cell of a table names stand alone: no verb gives them their task.
        modes = {at: CELL if passage.duties else duty.mode for at, duty in enumerate(self.document.assignments)}
        found = self.members(passage)
        counts = {member: self._is_alone(member, found) for member in found}

        def find(member: Member) -> Counterpart | None:
            is_title = "/heading#" in passage.pointer
            spoken: Spoken = "no" if member.role != "mention" or is_title or passage.duties else "mention"
            if spoken == "mention" and DECIDES.match(passage.text, member.end):
                spoken = "decides"
            alone, owner = counts[member], member.role != "partner"
            return self.counterparts.of(member.name, is_alone=alone, is_owner=owner, spoken=spoken)

        yield from Speaker(find, self.plain, self.owners, self.extra, modes).edits(passage.text, found)

    def plain(self, words: str) -> str:
        """Words that name no body of the table, with places and levels of the unit."""
        return Rewritten(Passage("", "", words), lay((*self._private(words), *self.places.edits(words)))).text

    def _is_alone(self, member: Member, found: Sequence[Member]) -> bool:
        return sum(1 for other in found if other.role == member.role and other.duty == member.duty) == 1

    def members(self, passage: Passage) -> tuple[Member, ...]:
        """The bodies in a passage: owners and partners by evidence, sets of bodies and others by their names."""
        found = merged((*self._by_evidence(passage), *self._by_name(passage.text)))
        return tuple(_with_doubled(passage.text, member) for member in found)

    def _by_evidence(self, passage: Passage) -> Iterator[Member]:
        for index in passage.duties:
            yield from self._in_cell(passage.text, index)
        if passage.offset is None or passage.duties:
            return
        first, last = passage.offset, passage.offset + len(passage.text)
        for duty in self.duties:
            if first <= duty.start and duty.end <= last:
                start, end = duty.start - first, _whole_end(passage.text, duty.start - first, duty.end - first)
                yield _named(
                    passage.text, Member(start, end, passage.text[start:end], duty.role, duty.index), duty.name
                )

    def _in_cell(self, text: str, index: int) -> Iterator[Member]:
        duty = self.document.assignments[index]
        roles: tuple[tuple[Role, tuple[str, ...]], ...] = (("owner", duty.owners), ("partner", duty.partners))
        for role, names in roles:
            for name in names:
                at = text.find(name)
                if at >= 0:
                    yield Member(at, at + len(name), name, role, index)

    def _by_name(self, text: str) -> Iterator[Member]:
        if not self.relation.is_local:
            for pattern in COLLECTIVES:
                for match in pattern.finditer(text):
                    yield Member(match.start(), match.end(), match[0])
        for start, end, body in agencies.spans(text):
            tail = self._tail(text, end)
            spoken = tail > end or body.family in ("former", "press") or _is_told(text[start:end], body)
            if body.id in BY_LEVEL or text[max(0, start - 3) : start] == "Bộ ":
                continue
            if spoken or re.search(r"(?:Tỉnh|Thành) (?:ủy|uỷ)$", text[start:end]) or agencies_level(text[start:end]):
                yield Member(start, tail, text[start:tail])

    def _tail(self, text: str, end: int) -> int:
        """The end of a name with its level and the source's place name behind it."""
        match = TAIL.match(text, end)
        at = match.end() if match else end
        for name in self.relation.names:
            if text.startswith(f" {name}", at):
                return at + 1 + len(name)
        return at

    # --- dates ----------------------------------------------------------------------------------------

    def _dates(self, passage: Passage, siblings: Sequence[str]) -> Iterator[Edit]:
        text = passage.text
        own = own_level(text, siblings) if self.calendar.target else None
        if own:
            at = text.index(own[0])
            new = self.calendar.moved(own[1])
            reason = "Mốc của cấp trên; đơn vị thuộc cấp dưới nên theo mốc sớm hơn mà nguồn định cho cấp dưới."
            yield Edit(at, at + len(own[0]), new, DEADLINE, reason, "date")
        leads = self.calendar.target and any(own_level(each, siblings) for each in siblings)
        yield from self.calendar.edits(text, self._limits(passage), "first" if leads and not own else None)

    def _limits(self, passage: Passage) -> tuple[Span, ...]:
        limits = (self.document.assignments[at].deadline for at in passage.duties)
        if passage.text in limits and (YEARS.search(passage.text) or RANGE.search(passage.text)):
            return (Span(0, len(passage.text)),)
        if passage.offset is None:
            return ()
        first, last = passage.offset, passage.offset + len(passage.text)
        return tuple(
            Span(span.start - first, span.end - first)
            for span in self.limits
            if first <= span.start and span.end <= last
        )

    # --- themes ---------------------------------------------------------------------------------------

    def theme(self, title: str) -> Edit | None:
        """The question whether an item's theme is one of the unit's kind at all, put behind the theme's name."""
        own, other = (TOWN, COUNTRYSIDE) if self.profile.word == "phường" else (COUNTRYSIDE, TOWN)
        match = other.search(title[:THEME_WITHIN])
        if not match or own.search(title) or self.profile.word not in THEMES:
            return None
        text, instead = THEMES[self.profile.word]
        asked = Asked("theme", text, ("giữ nguyên", f"thay bằng {instead}", "bỏ mục này"), title[:THEME_WITHIN])
        at = match.end() + title.startswith("”", match.end())
        return Edit(at, at, f" {asked.mark}", "theme", text, asked=(asked,))


def _named(text: str, member: Member, name: str) -> Member:
    """The member by its full name where a head stands once before several: `các Sở: Nội vụ, Tư pháp`."""
    if member.name == name or not name.endswith(member.name):
        return member
    head = SHARED_HEAD.search(text[: member.start])
    return replace(member, name=name, start=head.start() if head else member.start)


def _with_doubled(text: str, member: Member) -> Member:
    """The member with its first word before it, where that was printed twice: `Sở Sở Công Thương`."""
    head = f"{text[member.start : member.end].split(maxsplit=1)[0]} "
    return replace(member, start=member.start - len(head)) if text[: member.start].endswith(head) else member


def _whole_end(text: str, start: int, end: int) -> int:
    """The end of an institution read short: `Trung tâm Dịch vụ việc làm tỉnh`; of committees read with their verb."""
    if committees := committees_in(text, start, end):
        return committees.end()
    match = INSTITUTION.match(text, start)
    return max(end, match.end()) if match else end


def _is_told(words: str, body: agencies.Body) -> bool:
    """Whether a name without its level is surely the body: `Sở Nội vụ`, `Ban Dân tộc`; not `Thanh tra`."""
    long = body.level == "province" and body.family == "state" and len(words.split()) > 2
    return words.startswith("Sở ") or long


def agencies_level(words: str) -> bool:
    """Whether a recognised name ends with its level: `Liên đoàn Lao động tỉnh`."""
    return bool(re.search(r"(?:tỉnh|[Tt]hành phố|xã|phường)$", words))


def _blank(start: int, end: int, what: str, reason: str) -> Edit:
    return Edit(start, end, BLANK, "private", reason, "left-out", what)
