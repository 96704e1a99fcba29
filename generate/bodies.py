"""The counterpart of a body of the source in the unit: what carries its work there, and by which verb.

Nghị định 150/2025/NĐ-CP (khung cơ quan chuyên môn cấp xã), Quy định 298-QĐ/TW (cơ quan của Đảng ủy cấp xã). What has
no certain counterpart is a question with candidates, never a silent choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus import agencies
from generate.edits import UPPER, Asked
from generate.profile import Profile

Verb = Literal["giao", "đề nghị", ""]
Spoken = Literal["no", "mention", "decides"]

_UNITS = r"(?:xã|phường|đặc khu|thị trấn|huyện|thị xã|thành phố|thị|thành|quận|thành thị|đơn vị cấp xã)"
_LIST = rf"{_UNITS}(?:(?:,? và |, ?| ?/ ?| ){_UNITS})*(?: trên địa bàn(?: tỉnh| thành phố)?| (?:trực )?thuộc tỉnh)?"
_COMMITTEE = r"(?:UBND|[ỦU][ỷy]? ?ban nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân)"

# Sets of bodies and of places (`Thủ trưởng các Sở, ban, ngành, đoàn thể tỉnh`), said one level down.
_REST = r"(?:,? (?:và )?(?:[Bb]an|[Nn]gành|[Đđ]oàn thể|[Đđ]ơn vị|[Cc]ơ quan|[Hh]ội|địa phương)\b)"
OFFICES = re.compile(
    r"(?P<head>(?:Thủ trưởng|Giám đốc|Lãnh đạo|Người đứng đầu) )?(?:(?P<all>[Cc]ác )[Ss]ở(?![\w:])(?P<rest>"
    rf"{_REST}*)|(?<!cơ )(?<!trụ )(?<!công )\b[Ss]ở(?P<more>{_REST}+))"
    r"(?P<level>(?: cấp| của| thuộc)? (?:tỉnh|[Tt]hành phố)\b)?(?P<linked> (?:có )?liên quan)?",
    re.IGNORECASE,
)
# `Chủ tịch UBND thành phố` alone is the source's own chair, where the source is a city's.
CHAIRS = re.compile(
    rf"(?P<head>Chủ tịch) {_COMMITTEE} "
    rf"(?:(?:các |cấp ){_LIST}|(?!thành(?: phố\b|\b(?! phố))(?!,? và |, ?| ?/ ?)){_LIST})",
    re.IGNORECASE,
)
COMMITTEES = re.compile(rf"{_COMMITTEE} (?:(?:các|cấp) {_LIST}|{_UNITS}(?:(?:,? và |, ){_UNITS})+)", re.IGNORECASE)
COMMUNES = re.compile(
    rf"(?P<every>các |cấp |từng |mỗi ){_UNITS}(?:(?:,? và |, ?|/){_UNITS})+\b(?: trên địa bàn(?: tỉnh)?)?|"
    r"các (?:huyện|xã|phường)\b(?! (?:đạt|nông thôn|đặc biệt|vùng|biên giới|đảo|nghèo|an toàn khu|hội))",
    re.IGNORECASE,
)
# Words that tell which of the committees: `UBND các xã, phường liên quan`.
WHICH = re.compile(r" (?:có |được |trên |thuộc |trong |nơi |nằm |ven |vùng |đã |đang )|(?: có)? liên quan| khác")
# Both in one list: `các sở, ban, ngành, huyện, thị xã`.
OFFICES_AND_UNITS = re.compile(rf"(?P<offices>[Cc]ác [Ss]ở{_REST}*)(?:,| và) {_LIST}", re.IGNORECASE)
COLLECTIVES = (CHAIRS, COMMITTEES, OFFICES, COMMUNES)

_HEAD = re.compile(
    r"(?:Giám đốc|Thủ trưởng|Chánh|Chỉ huy trưởng|Trưởng) (?=Sở|Công an|Bộ Chỉ huy|Ban Chỉ huy|Thanh tra|Văn phòng)"
)
_OF_LEVEL = re.compile(
    r"\b(?:tỉnh|[Tt]hành phố|Tỉnh)\b|"
    r"^(?:Sở|Phòng|Văn phòng|Chi cục|Cục|Ban Quản lý|Liên minh|Liên hiệp|Báo|Đài)\b"
)


# Sets without a name of their own: only their level changes (`các tổ chức chính trị - xã hội tỉnh`).
_OPEN_SET = re.compile(
    r"(?:(?:Thủ trưởng|Trưởng|Giám đốc|Lãnh đạo|Người đứng đầu) )?(?:các|những)\b|"
    r"(?:cấp ủy|chính quyền|cán bộ|doanh nghiệp|"
    r"địa phương|cơ quan|đơn vị|đoàn thể)\b",
    re.IGNORECASE,
)
# An institution with a name of its own; `các viện nghiên cứu`, `Viện, Trường` are none.
_NAMED = re.compile(
    r"(?:Hiệp hội|Hội(?! đồng| nghị| thi| thảo)|Liên hiệp|Liên minh|Trung tâm|Viện|Bệnh viện|Trường|Quỹ|Ngân hàng|"
    r"Công ty|Tổng công ty|Tập đoàn|"
    r"Điện lực|Bưu điện|Ban Chỉ đạo|Ban Điều phối|Văn phòng Điều phối) \w"
)
_NEWSPAPER = re.compile(
    rf"Báo (?:và [Pp]hát thanh,? (?:và )?[Tt]ruyền hình )?[{UPPER}]|Đài (?:Phát thanh|PT)|Đài truyền hình"
)
_HEADS = (
    ("Phòng ", "Trưởng phòng "),
    ("Công an", "Trưởng Công an"),
    ("Văn phòng", "Chánh Văn phòng"),
    ("Trạm", "Trưởng Trạm"),
    ("Trung tâm", "Giám đốc Trung tâm"),
    ("Ban Chỉ huy", "Chỉ huy trưởng Ban Chỉ huy"),
)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """names: the unit's bodies, () where none carries the work; asked: the question instead; reason: Vietnamese."""

    names: tuple[str, ...] = ()
    verb: Verb = ""
    partners: tuple[str, ...] = ()
    asked: Asked | None = None
    reason: str = ""


class Counterparts:
    """Finds the counterpart of each name of a source, by the unit's profile and the source's level."""

    def __init__(self, profile: Profile, district: str | None, *, is_local: bool) -> None:
        self.profile = profile
        self.district = district
        self.is_local = is_local
        self.own = {usually.lower(): name for usually, name in profile.bodies}

    def of(
        self, name: str, *, is_alone: bool = True, is_owner: bool = True, spoken: Spoken = "no"
    ) -> Counterpart | None:
        """The counterpart of a name as printed; None where the words stay as they are.

        is_alone: no other member of its list stays. is_owner: it carries the task, so that it cannot just fall away.
        spoken: whether it is only spoken of, or spoken of as deciding.
        """
        words = " ".join(name.split())
        if committees := committees_in(words, 0, len(words)):
            words = committees[0]
        if spoken != "no" and COMMITTEES.fullmatch(words):
            return self._spoken_of(spoken)
        if there := self._collective(words, is_alone=is_alone, is_owner=is_owner):
            return there
        head = _HEAD.match(words)
        named = words[head.end() :].strip() if head else words
        body = agencies.identify("Báo tỉnh" if _NEWSPAPER.match(named) else named)
        if body is None:
            return self._unknown(words, is_owner=is_owner) if spoken == "no" else None
        there = self._known(body, words, is_alone=is_alone)
        return self._headed(there) if head else there

    def _collective(self, words: str, *, is_alone: bool, is_owner: bool) -> Counterpart | None:
        """A set of bodies (`các Sở, ban, ngành tỉnh`), of chairs or of units, one level down."""
        unit = self.profile
        if CHAIRS.fullmatch(words):
            return Counterpart((f"Trưởng các {unit.hamlet}",), "giao", reason="Người đứng đầu ở cấp dưới trực tiếp.")
        below = Counterpart((f"các {unit.hamlet}",), "giao", reason="Địa bàn ở cấp dưới trực tiếp.")
        if COMMITTEES.fullmatch(words):
            return below if is_owner and not is_alone else self._itself(words, is_owner=is_owner)
        if match := OFFICES.fullmatch(words):
            head = "Trưởng " if match["head"] else ""
            level = f" {unit.word}" if match["level"] else ""
            every = "các " if match["all"] or match["head"] else ""
            office = "Phòng" if match[0].startswith("Sở") else "phòng"
            said = f"{head}{every}{office}{match['rest'] or match['more'] or ''}{level}{match['linked'] or ''}"
            return Counterpart((said,), "giao", reason="Cơ quan chuyên môn, đoàn thể ở cấp dưới trực tiếp.")
        if (match := OFFICES_AND_UNITS.fullmatch(words)) and not self.is_local:
            offices = self._collective(match["offices"], is_alone=False, is_owner=is_owner)
            names = (*offices.names, *below.names) if offices else below.names
            return Counterpart(names, "giao", reason=below.reason)
        if (match := COMMUNES.fullmatch(words)) and not self.is_local:
            every = match["every"] if (match["every"] or "").lower() in ("từng ", "mỗi ") else "các "
            return Counterpart((f"{every}{unit.hamlet}",), "giao", reason=below.reason)
        return None

    def _spoken_of(self, spoken: Spoken) -> Counterpart:
        """The committees of communes where they have no task: what they decide the unit's own committee decides."""
        if spoken == "decides":
            return Counterpart((f"Ủy ban nhân dân {self.profile.word}",), "", reason="Chính là đơn vị ban hành.")
        return Counterpart((f"các {self.profile.hamlet}",), "", reason="Địa bàn ở cấp dưới trực tiếp.")

    def _itself(self, words: str, *, is_owner: bool) -> Counterpart:
        """The committees of communes are the drafting unit itself: never a partner of its own."""
        if not is_owner:
            return Counterpart(reason="Chính là đơn vị ban hành; không phối hợp với chính mình.")
        candidates = tuple(self._said(name) for name in self._offices())
        text = (
            "Nguồn giao việc này cho Ủy ban nhân dân cấp dưới, nay là chính đơn vị: cơ quan nào của đơn vị thực hiện?"
        )
        return Counterpart(verb="giao", asked=Asked(f"self:{len(candidates)}", text, candidates, words), reason=text)

    def _office(self, name: str) -> str:
        """The office of economy has another name in a phường (Nghị định 150/2025/NĐ-CP)."""
        is_ward = self.profile.word == "phường"
        return "Phòng Kinh tế, Hạ tầng và Đô thị" if is_ward and name == "Phòng Kinh tế" else name

    def _offices(self) -> tuple[str, ...]:
        return (
            self._office("Phòng Kinh tế"),
            "Phòng Văn hóa - Xã hội",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        )

    def _known(self, body: agencies.Body, words: str, *, is_alone: bool) -> Counterpart:
        if self.is_local and body.level == "district":
            return self._of_district(body, words)
        there = agencies.counterpart(body, self.profile.word)
        verb: Verb = there.verb
        if there.certain and there.names:
            reason = f"Cơ quan tương ứng ở cấp xã ({there.basis})."
            partners = tuple(self._said(each) for each in there.partners)
            return Counterpart(tuple(self._said(each) for each in there.names), verb, partners, reason=reason)
        candidates = tuple(self._said(self._office(each)) for each in there.candidates)
        if len(candidates) == 1 and not candidates[0].endswith("(nếu có)"):
            candidates = (*candidates, f"bỏ nhiệm vụ này nếu {self.profile.word} không có")
        only_where_it_is = bool(candidates) and all(each.endswith("(nếu có)") for each in candidates)
        if only_where_it_is and not is_alone:
            return Counterpart(reason=f"Không có cơ quan tương ứng chắc chắn: {there.basis}.")
        if not candidates:
            candidates = (f"cơ quan {_without_level(body.name)} trên địa bàn", "không nêu")
        text = (
            f"«{words}» không có cơ quan tương ứng chắc chắn ở {self.profile.word} ({there.basis}); chọn cơ quan nào?"
        )
        return Counterpart(verb=verb, asked=Asked(body.id, text, candidates, words), reason=there.basis)

    def _of_district(self, body: agencies.Body, words: str) -> Counterpart:
        """A body of the old commune's district, once its superior: today the province's."""
        above = self.profile.superior
        if body.id == "H_UBND":
            return Counterpart(
                (f"Ủy ban nhân dân {above}",), "", reason="Cấp huyện kết thúc hoạt động từ ngày 01/7/2025."
            )
        text = f"«{words}» là cơ quan cấp huyện đã kết thúc hoạt động; nay là sở nào của {above}?"
        candidates = (f"Sở chuyên ngành của {above}", *(self._said(each) for each in body.counterpart))
        return Counterpart(asked=Asked(body.id, text, candidates, words), reason=text)

    def _unknown(self, words: str, *, is_owner: bool) -> Counterpart | None:
        """A body the table does not know: of the commune's own level kept, else asked, or as partner left out."""
        if self.is_local or _OPEN_SET.match(words) or not (_OF_LEVEL.search(words) or _NAMED.match(words)):
            return None
        if not is_owner:
            return Counterpart(reason=f"Không có cơ quan tương ứng ở {self.profile.word}.")
        text = f"«{words}» chỉ có ở cấp trên; cơ quan nào của đơn vị thực hiện việc này?"
        candidates = tuple(self._said(name) for name in self._offices())
        return Counterpart(verb="giao", asked=Asked(words.lower(), text, candidates, words), reason=text)

    def _said(self, name: str) -> str:
        """A body of the unit by its name there: `Công an` -> `Công an phường`, or as the profile has it."""
        own = self.own.get(name.lower())
        if own:
            return own
        return name if name.startswith("Phòng ") or name.endswith(")") else f"{name} {self.profile.word}"

    def _headed(self, there: Counterpart) -> Counterpart:
        """`Giám đốc Sở Nội vụ` -> `Trưởng phòng Văn hóa - Xã hội`."""
        return Counterpart(tuple(map(_with_head, there.names)), there.verb, there.partners, there.asked, there.reason)


def committees_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The committees, or their chairs, with which a name begins that was read with the verb behind it."""
    match = COMMITTEES.match(text, start, end) or CHAIRS.match(text, start, end)
    return (
        match if match and text[match.end() : match.end() + 1] == " " and not WHICH.match(text, match.end()) else None
    )


def _with_head(name: str) -> str:
    for begins, head in _HEADS:
        if name.startswith(begins):
            return head + name[len(begins) :]
    return name


def _without_level(words: str) -> str:
    return re.sub(r" (?:tỉnh|[Tt]hành phố)\b.*$", "", words)
