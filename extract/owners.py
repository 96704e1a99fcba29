"""Lists of bodies and persons in running text, split into their members.

A list splits where the next member has a head of its own (CONTRACT.md, "Owners and partners"): `Sở Văn hóa, Thể thao
và Du lịch` is one, `Các Sở, ban, ngành và các địa phương` two. A list ends where a verb begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.agencies import bodies
from corpus.model import Span

# What an open set is made of: `các cơ quan`, `các Sở`; not `các bước`, `các nội dung`.
_SET = (
    r"(?:sở|ban|ngành|bộ|cơ quan|đơn vị|địa phương|phòng|xã|phường|huyện|quận|thị|thành phố|tỉnh|cấp|tổ chức|"
    r"doanh nghiệp|trường|"
    r"thành viên|đoàn thể|hội|thôn|ấp|khóm|tổ|khu|đồng chí|lực lượng|chủ đầu tư|hộ|cụm|khối|công ty|chi bộ|"
    r"đảng|viện|trung tâm|"
    r"nhà|cá nhân|tập thể|cán bộ|công chức|bộ phận|chi cục|cục|vụ|hợp tác xã|cơ sở|đoàn|ngân hàng|bệnh viện|chủ|hãng|"
    r"báo|đài|trạm|cấp ủy|[A-ZĐ])"
)
# What a member begins with. Capitals tell a body from a common noun (`ban` in `Sở, ban, ngành`).
_HEADS = (
    r"Sở(?! ,)|Ủy ban|Uỷ ban|UBND|UBMTTQ\w*|MTTQ|Mặt trận|HĐND|Hội đồng|Hội(?! nghị| thảo)|Đoàn(?! kết| thể)|"
    r"Liên đoàn|Liên minh|Liên hiệp|Công đoàn|Công an|"
    r"Bộ(?! tiêu chí| phận| thủ tục| dữ liệu)|Ban(?! hành|, |,? ngành)|BCH|BCĐ|BCHQS|Phòng|"
    r"phòng (?=[A-ZĐ])|Văn phòng|VP|"
    r"Thanh tra(?= [A-ZĐ]| tỉnh| huyện| thành phố|,)|Trung tâm|Trạm|Trường(?! hợp)|Viện(?! dẫn)|Đài|Báo(?! cáo)|"
    r"Cục|Chi cục|Chi nhánh|Chi hội|Phân hiệu|Học viện|Hiệp hội|Bệnh viện|Bưu điện|VNPT|Viettel|Hạt|Điện lực|"
    r"Cơ sở(?= sản xuất| kinh doanh| nhập khẩu| nuôi| giáo dục| đào tạo| y tế| khám)|Xí nghiệp|"
    r"Liên danh|Chủ đầu tư|Nhà đầu tư|Nhà cung cấp|"
    r"Tổng cục|Vụ|Tổ(?! chức)|Đội|Đồn|Kho bạc|Ngân hàng|Bảo hiểm|BHXH|Tòa án|Toà án|Thuế|Thống kê(?= tỉnh|"
    r" cơ sở| thành phố)|Cơ quan|Đơn vị|Công ty|Tổng công ty|"
    r"Tập đoàn|Hợp tác xã|Đảng ủy|Đảng uỷ|Tỉnh ủy|Thành ủy|Tỉnh đoàn|Thành đoàn|Xã đoàn|Thường trực|Ủy viên|"
    r"Quỹ|Cổng|Nhà(?= trường| văn hóa)|"
    r"Thủ trưởng|Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Trưởng|Phó [Tt]rưởng|Chánh|Hiệu trưởng|Bộ trưởng|"
    r"Tổ trưởng|Bí thư|"
    r"Lãnh đạo|lãnh đạo (?=các|Sở|UBND|Ủy)|Người đứng đầu|Công chức|công chức (?=[A-ZĐ])|Cán bộ|cán bộ (?=[A-ZĐ])|"
    rf"Chuyên viên|Kế toán|Đồng chí|đồng chí|Ông|Bà|Quản lý thị trường|"
    rf"(?:Các|các|những) (?={_SET})|Chính quyền(?! số| điện tử)|"
    r"Cấp ủy|cơ quan (?=[A-ZĐ])|đơn vị (?=[A-ZĐ])|(?<=và )chính quyền|Khối|"
    r"Doanh nghiệp(?! số)|Thôn|Ấp|Khóm"
)
_NEXT = re.compile(rf"(?:{_HEADS})(?:(?<=\s)|(?=\s|[.,;:)]|$))")
# At the beginning of a list a common noun may stand for a body; behind a comma it goes on the member before.
_FIRST = re.compile(
    rf"{_NEXT.pattern}|(?:phòng|cán bộ|công chức|cơ quan|đơn vị|lãnh đạo|chính quyền|cấp ủy|doanh nghiệp|"
    rf"khối thi đua|chủ đầu tư|nhà đầu tư|nhà thầu|nhà cung cấp|lực lượng|địa phương|thành viên|viện nghiên cứu|"
    rf"trường đại học|hệ thống(?= truyền)|tổ chức(?= chính trị| đoàn thể| xã hội)|"
    rf"cơ sở(?= sản xuất| kinh doanh))(?=[\s,])"
)
# Behind a body of its own name a common noun begins the next member: `Sở Nội vụ, đơn vị được lựa chọn …`.
_COMMON = re.compile(
    r"(?:cơ quan|đơn vị|chủ đầu tư|nhà đầu tư|nhà cung cấp|doanh nghiệp|chính quyền|cấp ủy|lực lượng|địa phương|"
    r"hệ thống truyền)\b"
)
_CENTRAL = re.compile(r"[Cc]ơ quan (?:ngang [Bb]ộ|thuộc Chính phủ)\b")
_PERSON = re.compile(r"(?:Công chức|công chức|Cán bộ|cán bộ|Đồng chí|đồng chí|Ông|Bà|Chuyên viên|Kế toán)\b")
# `Ông. Hoàng Văn Thuân - Trưởng đoàn`: a person, and what he is here.
_NAMED_PERSON = re.compile(
    r"(?:Ông|Bà|Đồng chí)\.?(?:\s[A-ZĐÀ-Ỹ][^\W\d_]*){2,5}(?:\s?[-–]\s?[A-ZĐÀ-Ỹ][^:;,.\n]{2,40}(?=:))?"
)
_OPEN_SET = re.compile(r"(?:[Cc]ác|những)\b")
# What tells which of an open set: `các đơn vị được giao nhiệm vụ`, `các đơn vị trong khối thi đua`.
_WHICH = re.compile(
    r"được (?:giao|phân công|lựa chọn)(?: chủ trì| phụ trách)?(?: thực hiện)?(?:(?: các)? nhiệm vụ)?"
    r"(?: (?:theo|tại|trong|nêu trong|nêu tại) (?:Kế hoạch|kế hoạch|Chương trình|Đề án|Quyết định|Chỉ thị)"
    r"(?: này)?)?(?= |[.,;:]|$)|trong (?:khối|cụm)(?: thi đua)?\b"
)
_NAMED_SET = re.compile(r"(?:các|những) tổ chức$")
_WORD = re.compile(r"[^\W\d_]+(?:[&.][^\W\d_]+)*|\d+|[^\w\s]")

# Common nouns that go on a list inside one member: `các cơ quan, đơn vị, địa phương liên quan`.
_NOUNS = frozenset(
    """
    ban ngành đoàn đơn địa cơ thành thị xã phường huyện quận đặc doanh tổ công viên người trường khu thôn ấp
    khóm kinh hội cấp cá tập hộ lực chính phòng sở nhà cán bộ lĩnh khối cụm tỉnh mặt
    """.split()
)
# First words of the verb that ends a list of bodies. A pair stands where one word alone is also a noun.
_VERBS = frozenset(
    """
    chủ_trì phối_hợp tham_mưu làm xem_xét tổ_chức xây_dựng hướng_dẫn triển_khai theo_dõi đôn_đốc chỉ_đạo
    vận_động tuyên_truyền căn_cứ thực_hiện lựa_chọn rà_soát tổng_hợp báo_cáo ban_hành phát_huy phát_động
    đẩy_mạnh tăng_cường bố_trí cung_cấp nghiên_cứu đề_xuất chịu_trách có_trách có_nhiệm tiếp_tục khẩn_trương
    chủ_động thường_xuyên phổ_biến quán_triệt hỗ_trợ đảm_bảo bảo_đảm phân_công tập_trung nâng_cao giúp gửi
    lập lồng_ghép đưa mở phát_hiện kịp_thời cập_nhật thẩm_định trình tham_gia giám_sát đánh_giá sơ_kết
    tổng_kết là có_kế định_kỳ hằng_năm hàng_năm nêu tập_huấn bồi_dưỡng phê_duyệt xử_lý giải_quyết duy_trì
    thành_lập kiện_toàn ứng_dụng số_hóa công_khai chuẩn_bị huy_động vận_hành ký đăng thu_thập khảo_sát nắm
    chấp_hành lãnh_đạo đề_nghị yêu_cầu kiểm_tra thông_tin đào_tạo quản_lý giao_ban cân_đối thống_nhất
    tích_cực tiến_hành thanh_tra điều_hành xác_định được phải cần theo trong trên_cơ để nhằm về tại và_báo
    khi sau trước từ bám_sát gắn thay_mặt định_hướng hoàn_thành hoàn_thiện khuyến_khích cụ_thể bình_xét
    quan_tâm góp_ý tự kết_nối tạo vào với_nội đến nhân_rộng lấy cử điều_phối sử_dụng biên_tập chia_sẻ
    quy_định quyết_định thẩm_tra lên sẽ hướng_tới do tăng giảm nghiêm đồng_thời khắc_phục đăng_ký
    tuyên_dương khen_thưởng thúc_đẩy mời hưởng_ứng tôn_vinh kêu_gọi tham_dự trực_tiếp phụ_trách thu bảo_vệ
    phòng_ngừa chống kiểm_soát phòng_chống đấu_tranh sản_xuất tiếp_nhận trả lưu_trữ tạm hợp_tác nghiệm_thu
    đầu_tư khai_thác giới_thiệu dựng_nhà dựng_lại họp không thiết_kế phát_triển lắp_đặt mua_sắm tập_kết
    sơ_tán di_dời ứng_phó khôi_phục sửa_chữa tuyển_dụng tuyển_chọn truyền_thông phát_hành ưu_tiên điều_tra
    bàn_giao thực_thi nộp niêm_yết đầu_mối nghiêm_túc đã đang chưa vừa cũng còn kiến_nghị đẩy_nhanh sớm tìm
    tiến_độ quan_trắc thông_báo làm_việc quy_hoạch
    """.split()
)
# After these words the next is part of a name, never a verb: `các tổ chức`, `cơ quan quản lý`, `nhà cung cấp`.
_BINDS = frozenset(
    """
    các những cơ_quan cơ_sở phòng ban trung_tâm bộ_phận công_tác hệ_thống lực_lượng đoàn đội chuyên đào hoạt_động bầu
    giáo_dục thông_tin chủ nhà dự_án việc dịch_vụ người công chương quá quy tiến lộ
    """.split()
)
# And these where they are printed small: `dự án đầu tư xây dựng`, but `Sở Kế hoạch và Đầu tư xây dựng` does it.
_BINDS_SMALL = frozenset({"đầu_tư", "cung_cấp", "quản_lý", "sản_xuất", "sử_dụng"})
# A full stop that stands for a comma: `các ngành. Cán bộ, công chức xã` (seed 002).
_MISPRINT = re.compile(r"\.\s(?=(?:Cán bộ|cán bộ), (?:công chức|viên chức))")
_NOUN_TOO = re.compile(
    r"(?:tổ chức|quản lý|kiểm tra|thông tin|đào tạo|thanh tra|tuyên truyền|giám sát|điều hành|sản xuất|"
    r"thẩm định|sử dụng|thu|"
    r"kiểm soát|nghiên cứu|đầu tư|báo cáo|khai thác|phụ trách|lãnh đạo|tham mưu|xây dựng|bảo vệ|là|làm|lập|trả|"
    r"chuyên|tạo|truyền thông|cung cấp|vận hành|hỗ trợ|phát triển|tổng hợp|trình|quan trắc|hợp tác|đăng ký|kết nối)\b"
)
# What begins like a verb and is none: a kind of body, or one of several kinds in a list.
_NO_VERB = re.compile(
    r"hợp tác xã|tự chủ (?=tài chính)|"
    r"tổ chức(?=,| và (?:cá nhân|doanh nghiệp|hộ)| cá nhân|(?: có)? liên quan| khác| chính trị| đoàn thể|"
    r" kinh tế| tín dụng| xã hội)|"
    r"(?<=nghiệp )(?:sản xuất|cung cấp|khai thác|chế biến)|"
    r"(?:(?<=cơ quan )|(?<=đơn vị ))(?:chủ trì|phối hợp)(?=\s*(?:có trách nhiệm|chịu trách nhiệm|[.;,:]|$))"
)
# The word that stands for all before a colon: `Giao các Sở: Nội vụ, Tài chính`.
_SHARED = r"[Cc]ác (?P<head>[Ss]ở|[Pp]hòng|[Bb]an)(?:, (?:ban|ngành|ban ngành|đoàn thể|đơn vị)(?: tỉnh| xã)?)*\s*:\s*"
_GIVEN = re.compile(_SHARED + r"[^.;:]*$")
_SHARED_HEAD = re.compile(_SHARED + r"(?=[A-ZĐÀ-Ỹ])")
_SEPARATOR = re.compile(r",| và | - |(?<=Văn phòng )(?:Ủy|UBND|HĐND|Hội)")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a list as spans of the text, and the offset where the list ends."""

    spans: tuple[Span, ...]
    end: int


def scan(text: str, start: int, end: int | None = None) -> Members | None:
    """The list that begins at `start`; None where no member begins there."""
    end = len(text) if end is None else end
    if shared := _SHARED_HEAD.match(text, start, end):
        return _of_shared(text, shared.end(), end)
    if not _FIRST.match(text, start, end):
        return None
    spans: list[Span] = []
    begin, at = start, _known_end(text, start, end)
    for word in _words(text, start, end):
        if word.start() < at:
            continue
        step = _step(text, word, begin, end)
        if step == "stop":
            break
        if step == "split":
            spans.append(_trimmed(text, begin, word.start()))
            begin = _next_word(text, word.end(), end)
            at = _known_end(text, begin, end)
        elif step == "bracket":
            close = _closing(text, word.start(), end)
            if not _PERSON.match(text, begin):
                spans.append(_trimmed(text, begin, word.start()))
                rest = _after_bracket(text, close, end)
                if rest is None:
                    return Members(_kept(text, spans), close)
                begin, at = rest, _known_end(text, rest, end)
                continue
            at = close
        else:
            at = word.end()
    spans.append(_trimmed(text, begin, at))
    return Members(_kept(text, spans), at)


def _of_shared(text: str, start: int, end: int) -> Members:
    """The members of `các Sở: Nội vụ, Tư pháp, Xây dựng và Công an tỉnh …`."""
    spans: list[Span] = []
    begin = at = start
    for word in _words(text, start, end):
        if word[0] in ",;" or word[0] == "và":
            follows = _next_word(text, word.end(), end)
            if text[follows : follows + 1].isupper() and not (
                word[0] == "và" and _is_field(text, begin, word.start())
            ):
                spans.append(_trimmed(text, begin, word.start()))
                begin = at = follows
                continue
        elif not word[0][0].isalnum() or (word[0][0].islower() and _is_verb(text, word, begin, end)):
            break
        at = word.end()
    spans.append(_trimmed(text, begin, at))
    return Members(_kept(text, spans), at)


def _is_field(text: str, start: int, end: int) -> bool:
    """Whether `và` stands inside a known name: `Khoa học và Công nghệ`, `Nông nghiệp và Môi trường`."""
    following = text[end : end + 40].split()
    name = f"Sở {' '.join(text[start:end].split())} {' '.join(following[:3])}"
    return any(name.lower().startswith(known) for known in _department_names())


@cache
def _department_names() -> tuple[str, ...]:
    return tuple(
        name.lower()
        for body in bodies()
        for name in (body.name, *body.former)
        if name.startswith("Sở ") and " và " in name
    )


@cache
def _compound() -> re.Pattern[str]:
    """Names that hold a separator or another body's name: `Văn phòng Hội đồng nhân dân và Ủy ban nhân dân`."""
    names = {n for body in bodies() for n in (body.name, *body.former, *body.abbr) if _SEPARATOR.search(n)}
    listed = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    title = r"(?:Chánh|Phó Chánh|Trưởng|Giám đốc|Lãnh đạo)\s+"
    return re.compile(rf"(?:{title})?(?:{listed})", re.IGNORECASE)


def _known_end(text: str, start: int, end: int) -> int:
    """Where a known compound name, or a person and his part, ends that begins at `start`; `start` where none does."""
    match = _compound().match(text, start, end) or _NAMED_PERSON.match(text, start, end)
    return match.end() if match else start


def _kept(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.end - span.start > 2 and text[span.start].isalpha())


def named(text: str, span: Span) -> str:
    """The member as printed; one of `các Sở: Nội vụ, Tài chính` with the word that the list gives to all."""
    words = " ".join(text[span.start : span.end].split())
    if (
        words[:1].isupper()
        and not _FIRST.match(words)
        and (given := _GIVEN.search(text[max(0, span.start - 300) : span.start]))
    ):
        return f"{given['head'].capitalize()} {words}"
    return words


def _words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        if count > _LONGEST * 3:
            return
        yield word


def _step(text: str, word: re.Match[str], begin: int, end: int) -> str:
    """What a word does to the list: go on, split it, stop it, or open a bracket."""
    mark = word[0]
    if mark in ",;":
        return _at_separator(text, word, begin, end)
    if mark in ("và", "hoặc") or (mark == "cùng" and text.startswith(" với", word.end())):
        follows = _next_word(text, word.end(), end)
        if _begins_member(text, follows, end):
            return "split"
        return "go" if _goes_on(text, follows, end) else "stop"
    if mark == "(":
        return "bracket"
    if mark == "." and _MISPRINT.match(text, word.start(), end):
        return "split"
    if mark in "-–/&":
        return "go" if _is_joint(text, word, end) else "stop"
    if not mark[0].isalnum():
        return "go" if mark in "'’" else "stop"
    return "stop" if _is_verb(text, word, begin, end) else "go"


def _at_separator(text: str, word: re.Match[str], begin: int, end: int) -> str:
    follows = _next_word(text, word.end(), end)
    if _begins_member(text, follows, end):
        return "split"
    if _CENTRAL.match(text, follows, end) and not text.startswith("Thủ trưởng", begin):
        return "split"
    if _COMMON.match(text, follows, end) and _is_proper(text[begin : word.start()].split()):
        return "split"
    return "go" if word[0] == "," and _goes_on(text, follows, end) else "stop"


def _is_proper(words: Sequence[str]) -> bool:
    """Whether a member is one body of its own name, no set of them: `Sở Nội vụ`, not `Thủ trưởng các sở`."""
    small = [word.lower().rstrip(",") for word in words]
    named_body = len(words) > 1 and (words[0][0].isupper() or small[0] in ("nhà", "chủ")) and "các" not in small
    return named_body and " ".join(small[:2]) not in ("cơ quan", "đơn vị", "thủ trưởng", "lãnh đạo", "chính quyền")


def _begins_member(text: str, at: int, end: int) -> bool:
    match = _NEXT.match(text, at, end)
    return bool(match) and not (text[at].islower() and _is_verb_at(text, at, end))


def _goes_on(text: str, at: int, end: int) -> bool:
    """After a comma or `và` the same member goes on with a capital (part of a name) or a common noun."""
    word = _WORD.match(text, at, end)
    if not word:
        return False
    return word[0][0].isupper() or (word[0].lower() in _NOUNS and not _is_verb_at(text, at, end))


def _is_joint(text: str, word: re.Match[str], end: int) -> bool:
    """A dash or slash inside a name: `Văn hóa - Xã hội`, `chính trị - xã hội`, `HĐND-UBND`;"""
    after = _WORD.match(text, _next_word(text, word.end(), end), end)
    return bool(after) and after is not None and after[0][0].isalnum() and not _is_verb_at(text, after.start(), end)


def _is_verb(text: str, word: re.Match[str], begin: int, end: int) -> bool:
    if word.start() == begin or not word[0][0].islower() or not _is_verb_at(text, word.start(), end):
        return False
    if _OPEN_SET.match(text, begin) and _is_which(text, word.start(), begin, end):
        return False
    printed = text[begin : word.start()].split()
    before = [each.lower() for each in printed]
    bound = bool(before) and (before[-1] in _BINDS or "_".join(before[-2:]) in _BINDS)
    bound = bound or "_".join(printed[-2:]) in _BINDS_SMALL
    bound = bound or bool(_NAMED_SET.search(" ".join(before)))
    return not (bound and _NOUN_TOO.match(text, word.start(), end))


def _is_which(text: str, at: int, begin: int, end: int) -> bool:
    """Whether the word is inside what tells which of a set is meant."""
    which = _WHICH.search(text, begin, end)
    return which is not None and which.start() <= at < which.end()


def _is_verb_at(text: str, at: int, end: int) -> bool:
    pair = re.match(r"[^\W\d_]+(?:\s+[^\W\d_]+)?", text[at : min(end, at + 30)])
    if not pair or not pair[0][0].islower():
        return False
    words = pair[0].split()
    if _NO_VERB.match(text, at, end):
        return False
    return words[0] in _VERBS or "_".join(words) in _VERBS


def _next_word(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _closing(text: str, at: int, end: int) -> int:
    close = text.find(")", at, end)
    return close + 1 if close >= 0 else end


def _after_bracket(text: str, close: int, end: int) -> int | None:
    """Where the next member begins behind a dropped bracket, None where the list ends."""
    match = re.compile(r"\s*(?:[,;]|và)\s*").match(text, close, end)
    if match and _begins_member(text, match.end(), end):
        return match.end()
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;.-–"):
        end -= 1
    words = text[start:end].split()
    while words and words[-1] in ("có", "của", "với", "và"):
        end = start + text[start:end].rfind(words.pop())
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end)
