"""Places and levels of the source in the unit's words: `toàn tỉnh` -> `toàn phường`, `Tỉnh ủy` -> `Đảng ủy phường`.

The district level ended on 30/6/2025 (Luật Tổ chức chính quyền địa phương 72/2025/QH15): what an old plan says of a
district as a place is said of the unit; a body of the district is the business of `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus import units
from generate.draft import BLANK
from generate.edits import UPPER, Edit, begins_sentence, capitalised, kept, like
from generate.profile import Profile
from generate.relation import ALSO_WORDS

_LONGEST_NAME = 40
LEVEL = "level"
PLACE = "place"
_CITY = r"(?:thành phố|TP\.?)"
_ORDINAL = r"(?:[IVXLC]+|…|\d{1,2})"

# What looks like the level word and is none, or speaks of other places of that level.
NOT_LEVEL = {
    "tỉnh": re.compile(
        r"(?:(?:các|những|liên|ngoại|nội|nhiều|hai|[Tt]hức|bừng|số|\d|mỗi) |liên-)tỉnh\b|"
        r"\btỉnh(?: (?:thành|táo|giấc|ngộ|bạn|khác|lân cận|lộ)|, thành)\b|trực thuộc tỉnh",
        re.IGNORECASE,
    ),
    "thành phố": re.compile(
        rf"(?:các|những|huyện, (?:thị xã, )?|thị xã, |quận, huyện, |tỉnh, |liên) ?{_CITY}\b|"
        rf"{_CITY} (?:thông minh|trực thuộc|khác|sáng tạo|xanh|đáng sống)",
        re.IGNORECASE,
    ),
    "xã": re.compile(
        r"(?:hợp tác|thị|làng|công|mỗi|các|những|nhiều|số|\d|thôn,|liên) xã\b|"
        r"\bxã(?: (?:hội|viên|giao|luận|khác|nông thôn mới)|, (?:phường|thị trấn))",
        re.IGNORECASE,
    ),
    "phường": re.compile(
        r"(?:các|những|nhiều|số|\d|xã,|liên) phường\b|\bphường(?: (?:hội|khác)|, (?:xã|đặc khu))", re.IGNORECASE
    ),
    "huyện": re.compile(
        r"(?:các|những|liên|nhiều|\d) huyện\b|\bhuyện(?: khác|, (?:thị xã|thành phố))", re.IGNORECASE
    ),
}
# Institutions of the level that a commune has no like of: their level stays.
INSTITUTION = re.compile(
    r"(?:Bệnh viện|Trung tâm|Trường|Cổng|Thư viện|Bảo tàng|Ban Quản lý|Chi cục|Cục|Hiệp hội|Liên hiệp|Liên minh|"
    r"Tòa án|Hệ thống thông tin|[Qq]uỹ(?! đất| nhà| tiền)|"
    r"Viện|Kho bạc|Bảo hiểm|Nhà|[Ss]àn|Kho dữ liệu|Hội(?! đồng| Nông dân| Liên hiệp Phụ nữ| Cựu chiến binh| nghị))"
    r"(?: (?!(?:và|hoặc|của|trên|cho|tại|do|với|các|để|trong|theo) )[^\s,.;:()“”]+){0,9}"
    r" (?:[Tt]ỉnh(?! [uủ][yỷ]\b)|[Tt]hành phố)\b"
)
# What only a province has is the province's where the source says whose it is: `LGSP của Tỉnh`.
OF_PROVINCE = re.compile(
    r"(?:\b(?:LGSP|IOC|GRDP|PCI|PAPI|PAR INDEX)|"
    r"\b(?:trung tâm|cổng|quỹ(?! đất| nhà| tiền)|trục liên thông|kho dữ liệu|cơ sở dữ liệu dùng chung|"
    r"nền tảng (?:số|dùng chung|tích hợp|dữ liệu|chia sẻ)|không gian khởi nghiệp|vườn ươm|sàn|"
    r"hệ thống (?:thông tin|chính quyền|quản lý văn bản|dữ liệu|phần mềm|phản ánh|dịch vụ công|điều hành|một cửa)|"
    r"khu (?:công nghiệp|kinh tế|công nghệ)|trường (?:đại học|cao đẳng)|bệnh viện)\b[^.,;:“”\n]{0,60}?)"
    r" (?:dùng )?(?:chung )?của (?P<level>tỉnh(?! [uủ][yỷ]\b)|thành phố)\b|"
    r"\b(?:đề tài|hội đồng khoa học|(?:nhiệm vụ|dự án|chương trình|đề án) (?:khoa học|KH&CN|nghiên cứu))"
    r"[^.;:“”\n]{0,60}? cấp (?P<rank>tỉnh|thành phố)\b",
    re.IGNORECASE,
)
# The committees below as whose something is, not as who acts: `trụ sở Ủy ban nhân dân các xã, phường`.
SEATS = re.compile(
    r"(?P<of>(?:(?:[Tt]rụ sở|[Tt]hẩm quyền(?: giải quyết)?|phạm vi quản lý)(?: làm việc)?(?: của)?|[Tt]ại|"
    r"(?:thỏa thuận|đề nghị|ý kiến|báo cáo|đề xuất) của) )"
    r"(?P<committee>UBND|[ỦU][ỷyỳ] ban nhân dân) (?:các |cấp )?"
    r"(?:xã|phường|đặc khu|thị trấn)(?:(?:,? và |, ?)(?:xã|phường|đặc khu|thị trấn))*\b(?! [A-ZĐ])"
)
DISTRICT_LEVEL = re.compile(r"\bcấp huyện\b(?:(?:,| và) (?=cấp xã))?", re.IGNORECASE)
LEVELS_DOWN = re.compile(
    r"(?P<from>từ )?(?:cấp )?(?:tỉnh|thành phố) (?:đến|tới) (?:cấp )?(?:cơ sở|xã|huyện)\b", re.IGNORECASE
)
# Levels side by side fall onto one: `cấp tỉnh, cấp huyện và cấp xã`.
LEVEL_LIST = re.compile(r"cấp (?:tỉnh|thành phố)(?:(?:,| và) (?:cấp )?(?:huyện|xã))+\b", re.IGNORECASE)
# Communes of the source's province without `các`, where the unit has its hamlets: `sở, ngành, phường, xã, đặc khu`.
COMMUNES = re.compile(
    r"(?:\b(?:UBND|[ỦU][ỷyỳ] ban nhân dân) (?:các )?)?(?<!ở )\b(?:xã|phường|đặc khu|thị trấn|huyện|thị xã)"
    r"(?:(?:,? và |, ?|/)(?:xã|phường|đặc khu|thị trấn|thành phố|thị xã))+\b(?! (?:hội|trực thuộc))",
    re.IGNORECASE,
)
# What the source says of one commune below it: a body of that level is the unit's, the rest its hamlets'.
OF_COMMUNE = re.compile(
    r"(?P<of>\b(?:UBND|HĐND|MTTQ|[ỦU][ỷyỳ] ban nhân dân|Hội đồng nhân dân|Đảng (?:ủy|uỷ)|Công an|[Tt]rạm [Yy] tế|"
    r"[Cc]hính quyền|[Cc]án bộ|[Cc]ông chức|[Tt]rụ sở) )(?:các )?xã\b"
    r"(?! hội| [A-ZĐ]|,? (?:và )?(?:phường|đặc khu|thị trấn))"
)
SOME_COMMUNES = re.compile(
    r"(?P<some>\b(?:[Mm]ột số|[Tt]ừng|[Mm]ỗi|[Nn]hiều|[Nn]hững|\d{1,3}) )xã\b"
    r"(?! hội| [A-ZĐ]|,? (?:và )?(?:phường|đặc khu|thị trấn)|"
    r" (?:đạt|nông thôn|đặc biệt|biên giới|đảo|nghèo|an toàn khu))"
)
COUNTED = re.compile(r"(?:\d|các|những|từng|mỗi|số|nhiều|một) $", re.IGNORECASE)
HAMLETS = re.compile(
    r"(?<!nông )\b(?:thôn|ấp|khóm|khu phố|tổ dân phố)"
    r"(?:(?:,| và|/| -) ?(?:thôn|ấp|khóm|khu phố|tổ dân phố|bản|buôn|làng|khối phố))*\b"
    r"(?! mới| ủ\b)",
    re.IGNORECASE,
)

_WORD = rf"[{UPPER}][^\W\d_]*\b"
_HAMLET = rf"(?i:thôn|ấp|khóm|khu phố|tổ dân phố) (?:số )?(?:\d{{1,2}}[A-Z]?\b|{_WORD}(?: {_WORD}){{0,3}})"
# `bản` is a sheet as well as a hamlet: `bản Quy định`, `bản PDF`; some towns are called by their first `buôn`.
_SHEET = (
    r"(?!(?:Quy|Kế|Đề|Báo|Dự|Thuyết|Thỏa|Cam|Tiếng|[Pp]hotocopy|Photo|Scan|Word|Excel|Ma Thuột|Hồ|Đôn)\b|"
    rf"[{UPPER}]{{2}})"
)
_UPLAND = (
    rf"(?i:bản|buôn) (?:số )?"
    rf"(?:\d{{1,2}}[A-Z]?\b(?![/-])|{_SHEET}(?:{_WORD}(?: {_WORD}){{1,3}}|{_WORD}(?! [^\W\d_{UPPER}])))"
)
_AT_PLACE = "|".join(
    f"(?<={before})"
    for before in (
        "[Tt]ại ",
        "[Ởở] ",
        "thuộc ",
        "[Tt]ại các ",
        "địa bàn ",
        "thôn, ",
        "làng, ",
        "xóm, ",
        "ấp, ",
        "thôn/",
    )
)
NAMED_HAMLETS = re.compile(
    rf"\b(?:(?:[Cc]ác )?{_HAMLET}|(?:{_AT_PLACE}){_UPLAND})(?:(?:,? và |, |; )(?:{_HAMLET}|{_UPLAND}))*"
)

CONGRESS = re.compile(
    r"Đại hội (?:(?P<emulation>[Tt]hi đua yêu nước)|(?:đại biểu )?Đảng bộ)"
    rf"(?: của)? (?:tỉnh|huyện|{_CITY}|xã|phường|thị xã)(?: [{UPPER}][^\W\d_]*(?: ?-? ?[{UPPER}][^\W\d_]*){{0,4}})?"
    rf"(?:,? lần thứ {_ORDINAL})?(?P<term>,? (?:\()?nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}}\)?)?(?:,? năm \d{{4}})?"
)
PARTY = re.compile(r"(?:Tỉnh|Thành|Huyện|Thị) (?:ủy|uỷ)|(?:TỈNH|THÀNH|HUYỆN) (?:ỦY|UỶ)")
_REASONS = {
    LEVEL: "Cấp của đơn vị thay cho cấp của nguồn.",
    PLACE: "Địa danh của đơn vị thay cho địa danh của nguồn.",
}


@dataclass(frozen=True)
class Places:
    """How places of the source are said in the unit.

    words: the source's own level words (`tỉnh`; for an old commune also its district's). names: proper names of the
    source (`Ninh Thuận`) with whether the bare name is that of another locality than the unit's. above: kind and name
    of the source's province, where that is another than the unit's and the source is a commune's.
    """

    profile: Profile
    words: tuple[str, ...]
    names: tuple[str, ...]
    foreign: tuple[str, ...]
    above: tuple[str, str] | None = None

    @cached_property
    def _named(self) -> re.Pattern[str] | None:
        """`tỉnh Ninh Thuận`, `TP. Hồ Chí Minh`, `xã Tân Quy Tây thành phố Sa Đéc` and the like."""
        if not self.names:
            return None
        names = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
        level = rf"(?:tỉnh|{_CITY}|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)"
        one = rf"{level} ?(?:{names})\b"
        return re.compile(rf"\b{one}(?:(?:, | )(?:thuộc )?{one})*", re.IGNORECASE)

    @cached_property
    def _bare(self) -> re.Pattern[str] | None:
        if not self.foreign:
            return None
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(self.foreign, key=len, reverse=True)))})\b")

    def edits(self, text: str) -> Iterator[Edit]:
        """Every edit of a place or level in a passage, the surest first."""
        yield from self._institutions(text)
        yield from self._levels_down(text)
        yield from self._party(text)
        yield from self._province(text)
        yield from self._with_name(text)
        for word in self.words:
            yield from self._level(text, word)
        yield from self._hamlets(text)
        yield from self._without_level(text)

    def _institutions(self, text: str) -> Iterator[Edit]:
        """What is of the province stays so; one with the name of the source's is the unit's province's."""
        for match in INSTITUTION.finditer(text) if "xã" not in self.words else ():
            named = self._bare_at(text, match.end())
            if named and text[match.end() + 1 : named] in self.foreign:
                said = f"{match[0].rpartition(' ')[0].removesuffix(' thành')} {self.profile.superior}"
                yield self._edit_at(match.start(), named, said)
            elif not self._names_in(match[0]):
                yield kept(match.start(), match.end(), text, "institution")
        for match in OF_PROVINCE.finditer(text) if "xã" not in self.words else ():
            if not self._bare_at(text, match.end()):
                yield kept(*match.span(match.lastgroup or 0), text, "institution")

    @staticmethod
    def _edit_at(start: int, end: int, said: str) -> Edit:
        return Edit(start, end, said, "institution", "Thiết chế của cấp tỉnh; ghi tên tỉnh của đơn vị.")

    def _names_in(self, words: str) -> bool:
        return any(name in words for name in self.names)

    def _levels_down(self, text: str) -> Iterator[Edit]:
        unit = self.profile
        if "xã" not in self.words and "phường" not in self.words:
            for match in LEVELS_DOWN.finditer(text):
                yield self._edit(match, text, f"{match['from'] or ''}{unit.word} đến {unit.hamlet}", LEVEL)
            for match in LEVEL_LIST.finditer(text):
                yield self._edit(match, text, f"cấp {unit.word}", LEVEL)
            for match in COMMUNES.finditer(text):
                every = "" if COUNTED.search(text[: match.start()]) else "các "
                yield self._edit(match, text, f"{every}{unit.hamlet}", "hamlet", "Địa bàn ở cấp dưới trực tiếp.")
            for match in OF_COMMUNE.finditer(text):
                yield self._edit(match, text, f"{match['of']}{unit.word}", LEVEL)
            for match in SOME_COMMUNES.finditer(text):
                said = f"{match['some']}{unit.hamlet}"
                yield self._edit(match, text, said, "hamlet", "Địa bàn ở cấp dưới trực tiếp.")
        for match in DISTRICT_LEVEL.finditer(text):
            new = "" if match[0].endswith(" ") or match[0].endswith(",") else f"cấp {unit.word}"
            yield self._edit(match, text, new, LEVEL, "Cấp huyện kết thúc hoạt động từ ngày 01/7/2025.")

    def seats(self, text: str) -> Iterator[Edit]:
        """What is of the committees below is of the unit's own committee."""
        for match in SEATS.finditer(text):
            said = f"{match['of']}{match['committee']} {self.profile.word}"
            yield Edit(match.start(), match.end(), said, LEVEL, _REASONS[LEVEL])

    def congresses(self, text: str) -> Iterator[Edit]:
        """The province's (district's) congresses: the Party's has its like in the unit, its number is not known."""
        for match in CONGRESS.finditer(text):
            if match["emulation"]:
                yield Edit(
                    match.start(),
                    match.end(),
                    BLANK,
                    "congress",
                    f"Đại hội thi đua yêu nước do cấp tỉnh tổ chức, không phải việc của {self.profile.word}.",
                    "left-out",
                    f"tên hội nghị, đại hội tương ứng của {self.profile.word} (nếu có)",
                )
            else:
                years = f", nhiệm kỳ {BLANK}" if match["term"] else ""
                yield Edit(
                    match.start(),
                    match.end(),
                    f"Đại hội đại biểu Đảng bộ {self.profile.name} lần thứ {BLANK}{years}",
                    "congress",
                    "Nghị quyết đại hội của Đảng bộ cấp mình; số thứ tự đại hội không có trong nguồn.",
                    blank=f"lần thứ mấy của Đại hội đại biểu Đảng bộ {self.profile.name}",
                )

    def _party(self, text: str) -> Iterator[Edit]:
        for match in PARTY.finditer(text):
            committee = f"Đảng ủy {self.profile.word}"
            named = self._bare_at(text, match.end())
            new = f"Đảng ủy {self.profile.name}" if named else committee
            yield Edit(match.start(), named or match.end(), like(match[0], new), LEVEL, "Cấp ủy cùng cấp với đơn vị.")

    def _bare_at(self, text: str, at: int) -> int | None:
        """The end of a name of the source that stands right behind `at`."""
        for name in self.names:
            if text.startswith(f" {name}", at):
                return at + 1 + len(name)
        return None

    def _province(self, text: str) -> Iterator[Edit]:
        """The province of a commune's plan: the unit's own instead, or a blank in the name of its movement."""
        if not self.above:
            return
        kind, name = self.above
        bare = "" if name in ALSO_WORDS else "?"
        for match in re.finditer(rf"\b(?P<kind>(?:{kind}|TP\.?) ?){bare}{re.escape(name)}\b", text, re.IGNORECASE):
            if _is_quoted(text, match.start()) and not match["kind"]:
                yield _of_movement(match)
            else:
                said = self.profile.superior if match["kind"] else self.profile.province
                yield self._edit(match, text, said, PLACE)

    def _with_name(self, text: str) -> Iterator[Edit]:
        for match in self._named.finditer(text) if self._named else ():
            yield self._edit(match, text, self.profile.name, PLACE)

    def _level(self, text: str, word: str) -> Iterator[Edit]:
        others = [match.span() for match in NOT_LEVEL[word].finditer(text)] if word in NOT_LEVEL else []
        for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            if any(start <= match.start() < end for start, end in others) or _is_another(text, match):
                continue
            yield self._edit(match, text, self.profile.word, LEVEL)

    def named_hamlets(self, text: str) -> Iterator[Edit]:
        """Hamlets that another locality calls by name: the unit's own where its profile lists them, else a blank."""
        own, reason = self.profile.hamlets, "Thôn, tổ dân phố của địa phương khác."
        for match in NAMED_HAMLETS.finditer(text):
            if match[0].isupper():
                continue
            several = bool(re.search(r",|;| và ", match[0]))
            said = ", ".join(own) if several and own else f"{self.profile.hamlet} {BLANK}"
            blank = "" if several and own else f"tên {self.profile.hamlet} (nguồn: {match[0]})"
            starts = begins_sentence(text, match.start())
            yield Edit(
                match.start(), match.end(), capitalised(said) if starts else said, "hamlet", reason, blank=blank
            )

    def _hamlets(self, text: str) -> Iterator[Edit]:
        for match in HAMLETS.finditer(text):
            if match[0].lower() != self.profile.hamlet:
                yield self._edit(
                    match, text, self.profile.hamlet, "hamlet", "Tên gọi ở địa phương, theo hồ sơ đơn vị."
                )

    def _without_level(self, text: str) -> Iterator[Edit]:
        """A bare name: the unit's, or a blank inside the quoted name of a local movement."""
        for match in self._bare.finditer(text) if self._bare else ():
            if _is_quoted(text, match.start()):
                yield _of_movement(match)
            else:
                yield self._edit(match, text, self.profile.name, PLACE)

    def _edit(self, match: re.Match[str], text: str, new: str, rule: str, reason: str = "") -> Edit:
        upper = match[0].isupper() and (not match[0].startswith("TP") or text.isupper())
        start = begins_sentence(text, match.start()) and match[0][:1].isupper()
        said = new.upper() if upper else capitalised(new) if start else new
        return Edit(match.start(), match.end(), said, rule, reason or _REASONS.get(rule, ""))


def _is_another(text: str, match: re.Match[str]) -> bool:
    """Whether the name of another place stands behind the level: `tỉnh Phú Thọ` in a plan of another province."""
    if text[match.end() + 1 : match.end() + 2] not in UPPER or match[0].isupper():
        return False
    said = units.mentions(text[match.start() : match.end() + _LONGEST_NAME])
    return any(each.start == 0 and len(each.text) > len(match[0]) for each in said)


def _is_quoted(text: str, at: int) -> bool:
    return text[:at].count("“") > text[:at].count("”")


def _of_movement(match: re.Match[str]) -> Edit:
    """`Phong trào “Đồng Tháp chung sức …”` of another locality: the unit's own name for it is not known."""
    blank = "tên phong trào, chương trình của địa phương mình"
    reason = "Tên phong trào riêng của địa phương khác."
    return Edit(match.start(), match.end(), BLANK, "programme", reason, blank=blank)
