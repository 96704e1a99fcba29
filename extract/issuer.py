"""The issuing body (cơ quan ban hành) and the superior above it: told apart, completed, put into sentence case.

Decree 30/2020/NĐ-CP, annex I, part I.II.2 (a superior is printed above the issuer) and annex II (capitals).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.gazetteer import UPPER
from corpus.model import Level

# The first word of a body's name: a line of the head that begins so begins another body.
_BODY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BỘ|PHÒNG|BAN|CÔNG AN|TRƯỜNG|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|ĐẢNG ỦY|"
    r"ĐẢNG BỘ|"
    r"ĐẢNG UỶ|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|HUYỆN ỦY|VĂN PHÒNG|VP|CHI CỤC|CỤC|TỔNG CỤC|TRUNG TÂM|THANH TRA|ĐOÀN|HỘI|"
    r"LIÊN ĐOÀN|"
    r"VIỆN|TÒA ÁN|KHO BẠC|BẢO HIỂM|NGÂN HÀNG|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|ỦY BAN MẶT TRẬN|TỔ|CHI BỘ|ĐÀI|BÁO|"
    r"XÍ NGHIỆP|HỢP TÁC XÃ|HTX|NHÀ MÁY|CÔNG ĐOÀN|HỌC VIỆN|HẠT KIỂM LÂM|"
    r"TAND|VKSND|(?:THỊ|QUẬN) (?:ỦY|UỶ)|(?:HUYỆN|THÀNH) UỶ|"
    r"BỆNH VIỆN|TRẠM|THUẾ|THỐNG KÊ|QUỸ|LIÊN MINH|LIÊN HIỆP)\b"
)
_CUT_NAME = re.compile(r"(?:ỦY|UỶ|HỘI ĐỒNG NHÂN DÂN VÀ|VÀ|CÁC|CHUYÊN MÔN|THUỘC|CỦA|TỈNH|VĂN PHÒNG|NHÂN|LÝ)$")
_COMMITTEE_ONLY = re.compile(r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)", re.IGNORECASE)
_ENDS_IN_UNIT = re.compile(r"\b(?P<unit>tỉnh|thành phố|xã|phường|thị trấn|huyện|quận|thị xã|đặc khu)$", re.IGNORECASE)
# Who issues, at the beginning of a sentence or clause: `…, Ủy ban nhân dân xã Tân Quy Tây ban hành Kế hoạch …`.
ISSUES = re.compile(
    r"(?:^|[,.;]\s)(?P<issuer>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|Sở|Phòng|Đảng ủy|Trường|Ban)"
    r"(?:\s(?!ngày|này|về)[^\s.,;:()“\d]+){0,12}?)\s+"
    r"(?:xây dựng và ban hành|ban hành|xây dựng [Kk]ế hoạch|triển khai|phát động|yêu cầu|báo cáo)\b",
    re.MULTILINE,
)
# Who decides, on a line of its own below the title: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`.
_DECIDER = re.compile(
    rf"^(?:CHỦ TỊCH )?(?P<issuer>(?:(?:ỦY|UỶ) BAN|HỘI ĐỒNG) NHÂN DÂN "
    rf"(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|QUẬN|THỊ XÃ|ĐẶC KHU)(?: [{UPPER}]+){{0,6}})$",
    re.MULTILINE,
)
_UNIT_WORDS = ("tỉnh", "thành phố", "xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "đặc khu")
_FIXED = (
    ("ủy ban nhân dân", "Ủy ban nhân dân"),
    ("uỷ ban nhân dân", "Uỷ ban nhân dân"),
    ("hội đồng nhân dân", "Hội đồng nhân dân"),
    ("ubnd", "UBND"),
    ("hđnd", "HĐND"),
    ("trung ương", "Trung ương"),
    ("mặt trận tổ quốc việt nam", "Mặt trận Tổ quốc Việt Nam"),
    ("thpt", "THPT"),
    ("thcs", "THCS"),
    ("tnhh", "TNHH"),
)
# Two bodies that issue together: `Bộ Nội vụ - Bộ Tài chính`.
_JOINT = re.compile(r" [-–] (?=(?:bộ|sở|ủy ban|uỷ ban|hội|đoàn|liên đoàn|công an|ban|tòa án|viện)\b)")
_AREAS = re.compile(
    r"(?:văn phòng|thanh tra|trung tâm|chi cục|tổng cục|cục|sở|bộ|phòng|ban|vụ|viện|hội đồng(?! nhân dân)|"
    r"liên đoàn|hội) "
)
_AREA = re.compile(r"(?:^|(?<=, )|(?<= và )|(?<= [-–] ))[^\W\d_]")
# A school's name stands behind its kind: `trường THPT Khê Giang`.
_SCHOOL = re.compile(
    r"trường (?P<kind>(?:THPT|THCS|tiểu học|mầm non|mẫu giáo|trung học (?:cơ sở|phổ thông)|phổ thông dân tộc nội trú)"
    r"(?: (?:và|-|&) (?:THPT|THCS|tiểu học))? )"
)
_OF_PARTY = re.compile(r"(?:tỉnh|thành|huyện|thị|quận) (?:ủy|uỷ) ")
_CENTRAL_CITIES = (
    "hà nội",
    "hồ chí minh",
    "hải phòng",
    "đà nẵng",
    "cần thơ",
    "huế",
    "đồng nai",
    "quảng ninh",
    "bắc ninh",
)
_PARTY = re.compile(
    r"\b(?:tỉnh ủy|thành ủy|huyện ủy|đảng ủy|tỉnh uỷ|đảng uỷ|đảng bộ|chi bộ|ban chấp hành|ban thường vụ|"
    r"bộ chính trị)\b"
)
_YOUTH = re.compile(r"\bđoàn (?:tncs|thanh niên)\b")
_CENTRAL = re.compile(
    r"^(?:bộ (?!chỉ huy)|chính phủ|thủ tướng|quốc hội|ủy ban thường vụ quốc hội|tổng cục|cục (?!thuế|"
    r"thống kê)|văn phòng (?:chính phủ|quốc hội|chủ tịch nước)|ngân hàng nhà nước|kiểm toán nhà nước|"
    r"thanh tra chính phủ|bảo hiểm xã hội việt nam|đài truyền hình việt nam|thông tấn xã)|"
    r"của chính phủ|trung ương|tối cao$"
)
_OTHER = re.compile(
    r"^(?:trường|công ty|tổng công ty|tập đoàn|xí nghiệp|bệnh viện|ngân hàng(?! nhà nước)|hợp tác xã)\b"
)


def tell_apart(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The head's lines on the left as (superior's lines, issuer's lines)."""
    start = 0
    for at, line in enumerate(lines):
        begins = begins_body(line)
        if line.upper() == "CHÍNH PHỦ" and at and lines[at - 1].upper().endswith("THỦ TƯỚNG"):
            continue  # one name on two lines
        if begins and at and not _CUT_NAME.search(lines[at - 1].upper().strip()):
            start = at
    return lines[:start], lines[start:]


def begins_body(name: str) -> bool:
    """Whether a name begins as that of a body, rather than of a person."""
    return _BODY.match(name.upper()) is not None


def complete(name: str | None, lead: str, place: str | None) -> str | None:
    """The issuer with its unit: `Ủy ban nhân dân` becomes `Ủy ban nhân dân tỉnh Phú Thọ` by the opening sentence
    and the place of the date line; None where neither tells."""
    if name and not (_COMMITTEE_ONLY.fullmatch(name) or _ENDS_IN_UNIT.search(name)):
        return name
    said = name if name and _ENDS_IN_UNIT.search(name) else None
    if not said and (match := ISSUES.search(lead)):
        said = match["issuer"].strip()
    if not said and (match := _DECIDER.search(lead)):
        said = sentence_case(match["issuer"])
    if not said:
        return None
    if unit := _ENDS_IN_UNIT.search(said):
        if not place:
            return said
        if place.lower().startswith(unit["unit"].lower()):
            return f"{said[: unit.start()]}{place}"
        full = f"{unit['unit'].lower()} {place}"
        return f"{said[: unit.start()]}{full}" if _is_unit(full) else said
    return None if _COMMITTEE_ONLY.fullmatch(said) else said


def _is_unit(name: str) -> bool:
    """Whether there is or was such a unit: the place of the date line may be a province's town instead."""
    from corpus.errors import AmbiguousUnit, UnknownUnit
    from corpus.units import find, find_former

    for look_up in (find_former, find):
        try:
            look_up(name)
        except AmbiguousUnit:
            return True
        except UnknownUnit:
            continue
        return True
    return False


def sentence_case(name: str, text: str = "", place: str | None = None) -> str:
    """`SỞ CÔNG THƯƠNG` -> `Sở Công Thương` where the text prints it so; else by the rules of annex II.

    place: of the date line, a proper name in the body's name too: `Công ty TNHH Khê Giang`.
    """
    words = " ".join(name.split())
    if not words.isupper():
        return words
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        if not match[0].isupper() and match[0][0].isupper():
            return match[0]
    said = " - ".join(map(_by_rule, _JOINT.split(words.lower())))
    if not place or place.lower().startswith(("tp", *_UNIT_WORDS)):
        return said
    return re.sub(rf"\b{re.escape(place)}\b", place, said, flags=re.IGNORECASE)


def _by_rule(words: str) -> str:
    """Annex II: the committee's fixed name, unit words small, the name behind a unit word capital throughout."""
    for low, right in _FIXED:
        words = re.sub(rf"\b{low}\b", right, words)
    masked = words.replace(" xã hội", " __ ____")  # no commune
    unit = max((masked.rfind(f" {each} ") for each in _UNIT_WORDS), default=-1)
    if unit >= 0:
        each = next(
            each for each in sorted(_UNIT_WORDS, key=len, reverse=True) if words.startswith(f" {each} ", unit)
        )
        cut = unit + len(each) + 2
        words = _areas_capital(words[:unit]) + words[unit:cut] + words[cut:].title()
    elif school := _SCHOOL.match(words):
        words = f"trường {school['kind'][:1].upper()}{school['kind'][1:]}{words[school.end() :].title()}"
    elif party := _OF_PARTY.match(words):
        words = party[0] + words[party.end() :].title()
    else:
        words = _areas_capital(words)
    return words[:1].upper() + words[1:]


def _areas_capital(words: str) -> str:
    """What a body is for has a capital in each of its areas: `sở Khoa học và Công nghệ` (annex II, IV.2)."""
    head = _AREAS.match(words)
    if not head:
        return words
    return head[0] + _AREA.sub(lambda area: area[0].upper(), words[head.end() :])


def tell_level(name: str | None, superior: str | None) -> Level | None:
    """The level of an issuer by the words of its name and of the body above it."""
    if not name:
        return None
    low = name.lower()
    if _PARTY.search(low) and not _YOUTH.search(f"{low} {(superior or '').lower()}"):
        return "party"
    if _OTHER.search(low):
        return "other"
    if _CENTRAL.search(low):
        return "central"
    if low.startswith("sở "):
        return "province"
    above = (superior or "").lower()
    by_unit = _level_of_unit(low) or _level_of_unit(above)
    return by_unit or ("province" if above.startswith("sở ") else "other")


def _level_of_unit(low: str) -> Level | None:
    if re.search(r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu)\b", low.replace("thị xã", "")):
        return "commune"
    if "thành phố" in low or re.search(r"\btp\b", low):
        return "province" if any(city in low for city in _CENTRAL_CITIES) else "district"
    if re.search(r"\b(?:huyện|quận|thị xã)\b", low):
        return "district"
    return "province" if re.search(r"\btỉnh\b", low) else None
