"""One name of a body or a person in running text: where it begins, which words go on it, and where it ends.

A name is a head (`Sở`, `Chủ tịch`, `các cơ quan`) and its complement. It ends where a verb begins, or where it is
complete (known to `corpus.agencies`, or closed by its level) and a word follows that says nothing more of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.agencies import bodies, spans
from extract.duty_words import (
    BINDS,
    BINDS_SMALL,
    KINDS,
    MODIFIERS,
    NOUNS,
    NOUNS_TOO,
    OBJECTS,
    PROGRAMMES,
    STOPS,
    VERBS,
    WORKERS,
    WORKS,
)

# What an open set is made of: `các cơ quan`, `các Sở`; not `các bước`, `các nội dung`.
_SET = (
    r"(?:sở|ban|ngành|bộ|cơ quan|đơn vị|địa phương|phòng|xã|phường|huyện|quận|thị|thành phố|tỉnh|cấp|tổ chức|"
    r"doanh nghiệp|trường(?! hợp)|"
    r"thành viên|đoàn thể|hội|thôn|ấp|khóm|tổ|khu|đồng chí|lực lượng|chủ đầu tư|hộ|cụm|khối|công ty|chi bộ|"
    r"đảng|viện|trung tâm|"
    r"nhà|cá nhân|tập thể|cán bộ|công chức|bộ phận|chi cục|cục|vụ|hợp tác xã|cơ sở|đoàn|ngân hàng|bệnh viện|chủ|hãng|"
    r"báo|đài|trạm|cấp ủy|ông|lớp|giáo viên|học sinh|[A-ZĐ])"
)
# What a member begins with. Capitals tell a body from a common noun (`ban` in `Sở, ban, ngành`).
_HEADS = (
    r"Sở(?! ,)|Ủy ban|Uỷ ban|UBND|UBMTTQ\w*|MTTQ|Mặt trận|HĐND|Hội đồng|Hội(?! nghị| thảo)|Đoàn(?! kết| thể)|"
    r"Liên đoàn|Liên minh|Liên hiệp|Công đoàn|Công an|Thông tấn xã|Kiểm toán|Kiểm lâm|Hải quan|Bộ đội|"
    r"Đại học(?= [A-ZĐ])|Nhà máy|Nhà xuất bản|Viễn thông(?= [A-ZĐ])|Thành viên|Thư ký|Nhóm|Câu lạc bộ|"
    r"S(?:LĐ|KH|NN|TN|GT|TT|GD|YT|TC|TP|CT|XD|NV|VH)[A-ZĐ&]*|BDT|BĐBP|KBNN|NHNN|NHCSXH|Tỉnh uỷ|Thành uỷ|Tỉnh Đoàn|"
    r"Bộ phận(?! không| này| đó|,)|Tổ dân phố|"
    r"Thi hành án|[Đđ]ại biểu(?= Hội| HĐND| Quốc)|Ngành|ngành (?=(?!Tỉnh|Thành|Trung)[A-ZĐ])|"
    r"Bộ(?! tiêu chí| phận| thủ tục| dữ liệu)|Ban(?! hành|, |,? ngành)|BCH|BCĐ|BCHQS|Phòng|"
    r"phòng (?=[A-ZĐ])|Văn phòng|VP|"
    r"Thanh tra(?= [A-ZĐ]| tỉnh| huyện| thành phố|,)|Trung tâm|Trạm|Trường(?! hợp)|Viện(?! dẫn)|Đài|Báo(?! cáo)|"
    r"Cục|Chi cục|Chi nhánh|Chi hội|Phân hiệu|Học viện|Hiệp hội|Bệnh viện|Bưu điện|VNPT|Viettel|Hạt|Điện lực|"
    r"Cơ sở(?= sản xuất| kinh doanh| nhập khẩu| nuôi| giáo dục| đào tạo| y tế| khám)|Xí nghiệp|"
    r"Liên danh|Chủ đầu tư|Nhà đầu tư|Nhà cung cấp|"
    r"Tổng cục|Vụ|Tổ(?! chức)|Đội|Đồn|Kho bạc|Ngân hàng|Bảo hiểm|BHXH|Tòa án|Toà án|(?:Thuế|Thống kê)(?= tỉnh|"
    r" cơ sở| thành phố)|Cơ quan|Đơn vị|Công ty|Tổng [Cc]ông ty|"
    r"Tập đoàn|Hợp tác xã|Đảng ủy|Đảng uỷ|Tỉnh ủy|Thành ủy|Tỉnh đoàn|Thành đoàn|Xã đoàn|Thường trực|Ủy viên|"
    r"Quỹ|Cổng|Nhà(?= trường| văn hóa)|"
    r"Chủ tịch|Phó Chủ tịch|(?:Phó )?(?:Tổng )?[Gg]iám đốc|Trưởng|Phó [Tt]rưởng|Chánh|Phó Chánh|"
    r"[A-ZĐ][a-zà-ỹ]+(?: huy)? trưởng|Tư lệnh|Chính ủy|Thống đốc|Tổng Kiểm toán|Tổng Thanh tra|Bí thư|Phó Bí thư|"
    r"Lãnh đạo|lãnh đạo (?=các|Sở|UBND|Ủy)|Người đứng đầu|Công chức|công chức (?=[A-ZĐ])|Cán bộ|cán bộ (?=[A-ZĐ])|"
    rf"Chuyên viên|Kế toán|Giáo viên|Học sinh|Nhân viên|(?:Thầy|Cô)(?= [A-ZĐ])|"
    rf"Đồng chí|đồng chí|Ông|Bà|(?:ông|bà|[Đđ]/c) (?=[A-ZĐ])|Quản lý thị trường|"
    rf"(?:Các|các|những|Những|[Mm]ỗi|[Mm]ột số|[Tt]oàn thể|[Tt]ất cả các) (?={_SET})|Chính quyền(?! số| điện tử)|"
    r"Cấp ủy|cơ quan (?=[A-ZĐ])|đơn vị (?=[A-ZĐ])|(?<=và )chính quyền|Khối|"
    r"Doanh nghiệp(?! số)|Thôn|Ấp|Khóm|Cụm(?= Thi)|trường (?=đại học|cao đẳng)|viện (?=nghiên cứu)"
)
_NEXT = re.compile(rf"(?:{_HEADS})(?:(?<=\s)|(?=\s|[.,;:)/]|$))")
# At the beginning of a list a common noun may stand for a body; behind a comma it goes on the member before.
FIRST = re.compile(
    rf"{_NEXT.pattern}|(?:phòng|bộ phận|cán bộ|công chức|cơ quan|đơn vị|lãnh đạo|chính quyền|cấp ủy|doanh nghiệp|"
    rf"khối thi đua|chủ (?:đầu tư|cơ sở|hộ|doanh nghiệp|phương tiện|tàu|rừng|dự án|công trình)|"
    rf"nhà đầu tư|nhà thầu|nhà cung cấp|lực lượng|địa phương|thành viên|viện nghiên cứu|"
    rf"trường đại học|ngành|hệ thống(?= truyền)|tổ chức(?= chính trị| đoàn thể| xã hội)|"
    rf"cơ sở(?= sản xuất| kinh doanh))(?=[\s,])"
)
# Behind a body of its own name a common noun begins the next member: `Sở Nội vụ, đơn vị được lựa chọn …`.
COMMON = re.compile(
    r"(?:cơ quan|đơn vị|chủ đầu tư|nhà đầu tư|nhà cung cấp|doanh nghiệp|chính quyền|cấp ủy|lực lượng|địa phương|"
    r"hệ thống truyền)\b"
)
CENTRAL = re.compile(r"[Cc]ơ quan (?:ngang [Bb]ộ|thuộc Chính phủ)\b")
PERSON = re.compile(r"(?:Công chức|công chức|Cán bộ|cán bộ|[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|Chuyên viên|Kế toán)\b")
# `Ông. Hoàng Văn Thuân - Trưởng đoàn`: a person, and what he is here.
_NAMED_PERSON = re.compile(
    r"(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c|Thầy|Cô)\.?(?:\s[A-ZĐÀ-Ỹ][^\W\d_]*){2,5}"
    r"(?:\s?[-–]\s?[A-ZĐÀ-Ỹ][^:;,.\n–-]{2,60}(?=:|;|\s[-–]\s|[.]?$))?"
)
_OPEN_SET = re.compile(r"(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Mm]ột số|[Tt]oàn thể|[Tt]ất cả các)\b")
# What tells which of an open set: `các đơn vị được giao nhiệm vụ`, `các đơn vị trong khối thi đua`.
_WHICH = re.compile(
    r"được (?:giao|phân công|lựa chọn)(?: chủ trì| phụ trách)?(?: thực hiện)?(?:(?: các)? nhiệm vụ)?"
    r"(?: (?:theo|tại|trong|nêu trong|nêu tại) (?:Kế hoạch|kế hoạch|Chương trình|Đề án|Quyết định|Chỉ thị)"
    r"(?: này)?)?(?= |[.,;:]|$)|trong (?:khối|cụm)(?: thi đua)?\b"
)
_NAMED_SET = re.compile(r"(?:các|những) tổ chức$")
WORD = re.compile(r"[^\W\d_]+(?:[&.][^\W\d_]+)*|\d+|[^\w\s]")

# What begins like a verb and is none: a kind of body, or one of several kinds in a list.
_NO_VERB = re.compile(
    r"hợp tác xã|tự chủ (?=tài chính)|tự quản\b|tự giúp nhau|(?<=tự )giúp nhau|(?:(?<=trật )|(?<=thứ ))tự\b|"
    r"tổ chức(?=, (?:cá nhân|đơn vị|doanh nghiệp|hộ|đoàn|cơ quan|cơ sở)|"
    r" và (?:cá nhân|doanh nghiệp|hộ)| cá nhân|(?: có)? liên quan| khác| chính trị| đoàn thể|"
    r" kinh tế| tín dụng| xã hội)|"
    r"(?:quy định|nêu|ghi|xác định)(?= tại\b| ở\b| trong\b| trên\b)|"
    r"trong(?= cả nước| toàn| tỉnh| thành phố| huyện| xã| ngành| khu vực| hệ thống)|"
    r"(?<=ghiên cứu )(?:phát triển|ứng dụng)|"
    r"(?<=nghiệp )(?:sản xuất|cung cấp|khai thác|chế biến)|"
    r"(?:(?<=cơ quan )|(?<=đơn vị ))(?:chủ trì|phối hợp)(?=\s*(?:có trách nhiệm|chịu trách nhiệm|[.;,:]|$))"
)
# A name closed by its level: `Ủy ban nhân dân xã`, `Đài Truyền hình Việt Nam`, `các sở, ban, ngành`.
_CLOSED = re.compile(
    r"\b(?:tỉnh|huyện|xã|phường|thị trấn|đặc khu|thành phố|quận|thị xã|thôn|ấp|khóm|địa phương|đoàn thể|"
    r"(?:, |ban )ngành|liên quan|nhân dân các cấp|Việt Nam|Chính phủ|[Tt]ổ công tác)(?: [A-ZĐÀ-Ỹ][^\W\d_]*)*$|"
    r"\b(?:[Cc]ông|[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Xx]ã) đoàn$"
)
_BARE_SET = re.compile(r"(?:[Cc]ác|[Nn]hững) (?:[Cc]ơ quan|đơn vị|tổ chức|doanh nghiệp|địa phương) ?(?:đầu mối )?")
_NEXT_SET = re.compile(r"[^.;:,]{3,60}, (?:và )?(?:các|những) (?=\S)|[^.;:,]{3,40}(?:, [^.;:,]{3,30}){2}, các (?=\S)")
_LONGEST_NAME = 90
_ENDING = VERBS | STOPS
_PAIR = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)?")
_OF_KIND = re.compile(r"(?:[Tt]ổ chức|[Dd]oanh nghiệp|[Cc]ơ sở)\b")
_OF_KINDS = frozenset({"cơ quan", "đơn vị", "thủ trưởng", "lãnh đạo", "chính quyền", "người đứng"})
_SEPARATOR = re.compile(r",| và | - |(?<=Văn phòng )(?:Ủy|UBND|HĐND|Hội)")


@cache
def _compound() -> re.Pattern[str]:
    """Names that hold a separator or another body's name: `Văn phòng Hội đồng nhân dân và Ủy ban nhân dân`."""
    names = {n for body in bodies() for n in (body.name, *body.former, *body.abbr) if _SEPARATOR.search(n)}
    listed = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    title = r"(?:Chánh|Phó Chánh|Trưởng|Giám đốc|Lãnh đạo)\s+"
    return re.compile(rf"(?:{title})?(?:{listed})", re.IGNORECASE)


def known_end(text: str, start: int, end: int) -> int:
    """Where a name of the table, or a person and his part, ends that begins here; else where its head does."""
    match = _NAMED_PERSON.match(text, start, end) or _compound().match(text, start, end)
    if match:
        return match.end()
    found = spans(text[start : min(end, start + _LONGEST_NAME)])
    if found and found[0][0] == 0:
        return start + found[0][1]
    head = FIRST.match(text, start, end)
    return head.end() if head else start


def named_person(text: str, start: int, end: int) -> int | None:
    """Where a person's name, and his part behind a dash, end; None where none begins here."""
    match = _NAMED_PERSON.match(text, start, end)
    return match.end() if match else None


def is_proper(words: Sequence[str]) -> bool:
    """Whether a member is one body of its own name, no set of them: `Sở Nội vụ`, not `Thủ trưởng các sở`."""
    small = [word.lower().rstrip(",") for word in words]
    of_units = small[0] in ("ủy", "uỷ", "ubnd")  # of the committees of several units another kind is apart
    named_body = len(words) > 1 and (words[0][0].isupper() or small[0] in ("nhà", "chủ"))
    named_body = named_body and ("các" not in small or of_units)
    return named_body and " ".join(small[:2]) not in _OF_KINDS


def begins_member(text: str, at: int, end: int) -> bool:
    """Whether a name with a head of its own begins here."""
    match = _NEXT.match(text, at, end)
    return bool(match) and not (text[at].islower() and is_verb_at(text, at, end))


def goes_on(text: str, at: int, begin: int, end: int) -> bool:
    """After a comma or `và` the same member goes on: with a capital, a common noun, or what narrows a set."""
    word = WORD.match(text, at, end)
    if _is_coupled(text, at, begin, end):
        return True
    if not word or is_verb_at(text, at, end):
        return False
    if word[0][0].isupper() or word[0].lower() in NOUNS:
        return True
    before = text[begin:at].rstrip()
    if before.endswith(","):
        return word[0].isalpha() and bool(_OPEN_SET.match(text, begin) or _OF_KIND.match(text, begin))
    own = [each[0].isupper() for each in before.split()[:-1]]
    return own[0] and any(own[1:][-2:]) and not _is_complete(before.removesuffix(" và"))


def _is_coupled(text: str, at: int, begin: int, end: int) -> bool:
    """Whether two activities name one body: `Bộ phận tiếp nhận và trả kết quả`."""
    before = text[begin:at].replace(",", " ,").split()
    return (
        before[-1:] in (["và"], [","])
        and "_".join(before[-3:-1]).lower() in NOUNS_TOO
        and _in(NOUNS_TOO, text, at, end)
    )


def is_joint(text: str, word: re.Match[str], end: int) -> bool:
    """A dash or slash inside a name: `Văn hóa - Xã hội`, `chính trị - xã hội`, `HĐND-UBND`;"""
    after = WORD.match(text, next_word(text, word.end(), end), end)
    return bool(after) and after is not None and after[0][0].isalnum() and not is_verb_at(text, after.start(), end)


def ends_before(text: str, word: re.Match[str], begin: int, end: int) -> bool:
    """Whether the name that begins at `begin` ends before this word: it is a verb, or the name needs no more."""
    if word.start() == begin or not word[0][0].islower():
        return False
    if _is_second(text, word, begin) or _is_coupled(text, word.start(), begin, end):
        return False
    if not is_verb_at(text, word.start(), end):
        return _is_complete(text[begin : word.start()].rstrip()) and not _modifies(text, word.start(), end)
    if _OPEN_SET.match(text, begin) and (
        _is_which(text, word.start(), begin, end) or _is_listed(text, word.start(), begin, end)
    ):
        return False
    printed = text[begin : word.start()].split()
    if _is_work(text, word.start(), printed, end):
        return False
    wanted = PROGRAMMES if printed[-3:] == ["Ban", "Chỉ", "đạo"] else NOUNS_TOO
    return not (_needs_more(printed) and _in(wanted, text, word.start(), end))


def _is_work(text: str, at: int, printed: Sequence[str], end: int) -> bool:
    """Whether the verb here is what the body is for: `Nhà máy | xử lý rác thải`, `Ban giám sát | đầu tư`."""
    kind, work = ("_".join(words).lower() for words in (printed[:-2], printed[-2:]))
    if kind in WORKERS and (work in WORKS or work in NOUNS_TOO):
        return _in(OBJECTS, text, at, end)
    return "_".join(printed).lower() in WORKERS and _in(WORKS, text, at, end)


def _is_second(text: str, word: re.Match[str], begin: int) -> bool:
    """Whether the word is the second half of one that the name holds: `tiếp | nhận`."""
    first = text[begin : word.start()].split()[-1:]
    return bool(first) and f"{first[0].lower()}_{word[0]}" in NOUNS_TOO


def _needs_more(printed: Sequence[str]) -> bool:
    """Whether a name lacks its complement yet, so that a word that may be a noun is one: `Đoàn | kiểm tra`."""
    if _is_complete(" ".join(printed)):
        return False
    before = " ".join(printed).lower().rpartition(", ")[2].split()
    whole = "_".join(before[-2:]) in WORKS  # of `trực ban` the second half is no `ban`
    bound = (
        any("_".join(before[-size:]) in BINDS for size in (1, 2, 3)[whole:])
        or "_".join(before).removeprefix("các_") in KINDS
    )
    bound = bound or " ".join(printed).lower() == "đơn vị"
    of_work = "_".join(printed[-4:-2]) in NOUNS_TOO  # `Ban giám sát đầu tư | báo cáo`
    return (
        bound or ("_".join(printed[-2:]) in BINDS_SMALL and not of_work) or bool(_NAMED_SET.search(" ".join(before)))
    )


@lru_cache(maxsize=1 << 14)
def _is_complete(name: str) -> bool:
    """Whether a name is closed: by its level or unit, or because it is a body that the table knows."""
    if _CLOSED.search(name):
        return True
    found = spans(name)
    return bool(found) and found[-1][1] == len(name)


def _modifies(text: str, at: int, end: int) -> bool:
    return _in(MODIFIERS, text, at, end) or _in(NOUNS, text, at, end) or _NO_VERB.match(text, at, end) is not None


def _is_which(text: str, at: int, begin: int, end: int) -> bool:
    """Whether the word is inside what tells which of a set is meant."""
    which = _WHICH.search(text, begin, end)
    return which is not None and which.start() <= at < which.end()


def _is_listed(text: str, at: int, begin: int, end: int) -> bool:
    """Whether a set that a few words describe is one of a list: `các đơn vị giao kế hoạch, các chủ đầu tư`."""
    if not _BARE_SET.fullmatch(text, begin, at):
        return False
    following = _NEXT_SET.match(text, at, end)
    return following is not None


def is_verb_at(text: str, at: int, end: int) -> bool:
    """Whether a word stands here, in small letters, that ends the name before it."""
    return text[at : at + 1].islower() and not _NO_VERB.match(text, at, end) and _in(_ENDING, text, at, end)


def begins_clause(text: str, at: int, end: int) -> bool:
    """Whether a word stands here that no name goes on with, a verb that is no noun too."""
    return is_verb_at(text, at, end) and not _in(NOUNS_TOO, text, at, end)


def begins_duty(text: str, at: int, end: int) -> bool:
    """Whether a sentence begins with a verb of duty: `Chủ trì, phối hợp …`, `Rà soát …`."""
    return _in(VERBS, text, at, end)


def _in(words: frozenset[str], text: str, at: int, end: int) -> bool:
    """Whether the word here, or it and the next, are among these."""
    pair = _PAIR.match(text, at, end)
    if not pair:
        return False
    first, _, second = pair[0].partition(" ")
    return first.lower() in words or f"{first.lower()}_{second.strip()}" in words


def next_word(text: str, at: int, end: int) -> int:
    """Behind the spaces that stand here."""
    while at < end and text[at].isspace():
        at += 1
    return at
