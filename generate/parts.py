"""Which paragraph of a DOCX is which part of the form (thành phần thể thức), told by its words and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from corpus import kinds
from generate.layout import Para, Sheet

_NATION = re.compile(
    r"CỘNG H[ÒO][ÀA] X[ÃA] HỘI CHỦ NGHĨA VIỆT NAM|CỘNG H[ÒO]A X[ÃA] HỘI CHỦ NGHĨA VIỆT NAM", re.IGNORECASE
)
_MOTTO = re.compile(r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc\.?", re.IGNORECASE)
_NUMBER = re.compile(r"Số\s*:?.{0,20}[/-]\s?[A-ZĐ….]")
_DAY = re.compile(r"[^,]{2,40},\s*ngày.{0,12}tháng.{0,10}năm", re.IGNORECASE)
_SUBJECT = re.compile(r"V/v\b|V/V\b")
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?$")
_PARTY = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
_TITLE_OF_OFFICE = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.|(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\b|(?:PHÓ |QUYỀN |THỨ )?"
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG)"
)
_NAME = re.compile(r"(?:(?:TS|ThS|PGS|GS|BS|KS)\.?\s*)*[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?:\s[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4}|…")
_BEHIND_TITLE = re.compile(r"[(_–—-]|Kính gửi|(?:[IVX]+|\d{1,2}|[a-zđ])[.)]\s|Điều \d")
_ADDRESSED = re.compile(r"Kính gửi\b|KÍNH GỬI\b")
_TYPED_RULE = re.compile(r"[-_–—]{3,}")
_IS_NAME_IN_CAPITALS = re.compile(r"[A-ZĐÀ-Ỹ]{2,}(?: [A-ZĐÀ-Ỹ]{2,}){1,4}")
_MANUSCRIPT = re.compile(r"[A-ZĐ]{1,6}\.? ?\(\d{1,4}\)\.?")
_SHORT = 60  # letters of a line that goes on with the one above
_NEAR_END = 12  # rows of a signature in which Nơi nhận stands beside or below the office
_ROWS_BELOW = 4  # paragraphs of a column in which the line below the last may be anchored
_HEAD = 30


@dataclass(frozen=True, slots=True)
class Parts:
    """named: paragraphs by part (ids of corpus/thethuc.py); body: the text; behind: what follows the signature.

    ruled: parts with a rule below; rules: how long it is, in millimetres, where that is known.
    """

    named: dict[str, tuple[Para, ...]]
    body: tuple[Para, ...]
    all: tuple[Para, ...]
    ruled: frozenset[str]
    is_party: bool
    behind: tuple[Para, ...] = ()
    rules: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_head(self) -> bool:
        """Whether it begins as a document does: a form or an annex alone does not."""
        return any(self.named.get(key) for key in ("quoc_hieu", "tieu_ngu", "so_ky_hieu"))

    def get(self, key: str) -> tuple[Para, ...]:
        """The paragraphs of a part, () where it is not there."""
        return self.named.get(key, ())


def find_parts(sheet: Sheet) -> Parts:
    """The parts of a document; what is told by nothing belongs to the text."""
    paragraphs = _main(sheet.paragraphs)
    filled = [para for para in paragraphs if para.text]
    named: dict[str, tuple[Para, ...]] = {}
    _head(filled, named)
    end, after = _ending(filled, named)
    body = tuple(_body(filled[:end], named))
    party = any(_PARTY.search(para.text) for para in filled[:_HEAD])
    below = {key: _below(paragraphs, paras[-1]) for key, paras in named.items() if paras}
    ruled = frozenset(key for key, near in below.items() if _is_ruled(near))
    rules = {key: lengths[0] for key, near in below.items() if len(lengths := _lengths(near)) == 1}
    rest = [para for para in sheet.paragraphs if para.text and (not filled or para.at > filled[-1].at)]
    return Parts(named, body, tuple(filled), ruled, party, (*filled[after:], *rest), rules)


def _main(paragraphs: Sequence[Para]) -> list[Para]:
    """The sections down to the one with Nơi nhận; the first alone where there is none: others hold annexes."""
    last = next((para.section for para in paragraphs if _RECIPIENTS.match(para.text)), 0)
    return [para for para in paragraphs if para.section <= last]


def _head(filled: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> None:
    head = filled[:_HEAD]
    for key, pattern in (("quoc_hieu", _NATION), ("tieu_ngu", _MOTTO)):
        named[key] = tuple(para for para in head if pattern.fullmatch(para.text.strip()))[:1]
    named["so_ky_hieu"] = tuple(para for para in head if _NUMBER.match(para.text))[:1]
    named["dia_danh_ngay"] = tuple(para for para in head if _DAY.match(para.text) and len(para.text) < 100)[:1]
    named["trich_yeu_cong_van"] = tuple(para for para in head if _SUBJECT.match(para.text))[:1]
    _issuer(head, named)
    _kind(head, named)
    named["kinh_gui"] = tuple(_addressees(head))


def _addressees(head: Sequence[Para]) -> Iterator[Para]:
    """`Kính gửi` and, where several are addressed, the dashed lines below it or in the column beside it."""
    at = next((at for at, para in enumerate(head) if _ADDRESSED.match(para.text)), None)
    if at is None:
        return
    yield head[at]
    above = head[at]
    for para in head[at + 1 :]:
        goes_on = above is not head[at] and not above.text.endswith((";", ".", "…")) and len(para.text) < _SHORT
        if para.table != head[at].table or not (para.text.startswith(("-", "–")) or goes_on):
            return
        yield para
        above = para


def _issuer(head: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> None:
    """Lines in capitals above the number, in the left column: the bold ones are the issuer's."""
    number = named["so_ky_hieu"]
    left = []
    for para in head:
        if number and para is number[0]:
            break
        if para.column == 0 and para.text.isupper() and not _NATION.fullmatch(para.text) and para.text.strip("-_* "):
            left.append(para)
    bold = [para for para in left if para.bold]
    first = left.index(bold[0]) if bold else 0
    named["co_quan_ban_hanh"] = tuple(left[first:])
    named["co_quan_chu_quan"] = tuple(left[:first])


def _kind(head: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> None:
    at = next((at for at, para in enumerate(head) if para.table is None and kinds.is_kind_line(para.text)), None)
    if at is None:
        return
    named["ten_loai"] = (head[at],)
    title: list[Para] = []
    for para in head[at + 1 : at + 6]:
        authority = title and para.text.isupper() and not title[0].text.isupper()
        apart = title and para.at > title[-1].at + 1  # the rule below the title stands between
        if para.align != "center" or para.table is not None or _BEHIND_TITLE.match(para.text) or authority or apart:
            break
        title.append(para)
        if para.ruled:
            break
    named["trich_yeu"] = tuple(title)


def _ending(filled: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> tuple[int, int]:
    """Nơi nhận and signature; returns the ordinals of the first paragraph that is no longer the text, and behind."""
    at = next((at for at, para in enumerate(filled) if _RECIPIENTS.match(para.text)), None)
    if at is None:
        end = next((at + 1 for at, para in enumerate(filled) if para.text.endswith("./.")), len(filled))
        return end, end
    label = filled[at]
    same = [
        para for para in filled[max(0, at - _NEAR_END) :] if label.table is not None and para.table == label.table
    ]
    left = [para for para in same if para.column == label.column and para.at > label.at]
    listed = left if same else list(_dashed(filled[at + 1 :]))
    named["noi_nhan_label"] = (label,)
    named["nguoi_soan_so_ban"] = tuple(para for para in listed if _MANUSCRIPT.fullmatch(para.text))
    named["noi_nhan_list"] = tuple(para for para in listed if para not in named["nguoi_soan_so_ban"])
    _signature([para for para in same if para.column != label.column], named)
    block = [each.at for each in (*same, label, *named["noi_nhan_list"])]
    first = next(at for at, para in enumerate(filled) if para.at >= min(block))
    return first, next((at for at, para in enumerate(filled) if para.at > max(block)), len(filled))


def _signature(right: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> None:
    """The lines of the office, and the name: the last line, in small letters or, wrongly, in capitals."""
    offices = tuple(para for para in right if para.text.isupper() and _TITLE_OF_OFFICE.match(para.text))
    names = [para for para in right if _NAME.fullmatch(para.text) and not para.text.isupper()]
    if (
        not names
        and right
        and offices
        and _IS_NAME_IN_CAPITALS.fullmatch(right[-1].text)
        and right[-1] not in offices
    ):
        names = [right[-1]]
    named["quyen_han_chuc_vu"] = tuple(para for para in offices if para not in names)
    named["ho_ten_nguoi_ky"] = tuple(names[-1:])


def _dashed(paras: Sequence[Para]) -> Iterator[Para]:
    for para in paras:
        if not para.text.startswith(("-", "–")):
            return
        yield para


def _body(filled: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> Iterator[Para]:
    """The paragraphs outside tables behind the head."""
    known = {id(para) for paras in named.values() for para in paras}
    last = max((at for at, para in enumerate(filled[: _HEAD + 10]) if id(para) in known), default=-1)
    for para in filled[last + 1 :]:
        if para.table is None:
            yield para


def _below(paragraphs: Sequence[Para], para: Para) -> list[Para]:
    """The paragraph and those right below it (in its column of the head), where its rule may be anchored."""
    at = next(at for at, each in enumerate(paragraphs) if each is para)
    if para.table is None:
        return list(paragraphs[at : at + 3])
    column = (each for each in paragraphs[at:] if (each.table, each.column) == (para.table, para.column))
    return list(islice(column, _ROWS_BELOW))


def _is_ruled(near: Sequence[Para]) -> bool:
    return any(each.ruled for each in near) or any(_TYPED_RULE.fullmatch(each.text) for each in near[1:])


def _lengths(near: Sequence[Para]) -> list[float]:
    return [length for each in near for length in each.rules]
