"""Which paragraph of a DOCX is which part of the form (thành phần thể thức), told by its words and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus import kinds
from generate.layout import Para, Printed

_NATION = re.compile(
    r"CỘNG H[ÒO][ÀA] X[ÃA] HỘI CHỦ NGHĨA VIỆT NAM|CỘNG H[ÒO]A X[ÃA] HỘI CHỦ NGHĨA VIỆT NAM", re.IGNORECASE
)
_MOTTO = re.compile(r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc\.?", re.IGNORECASE)
_NUMBER = re.compile(r"Số\s*:?.{0,20}[/-]\s?[A-ZĐ]")
_DAY = re.compile(r"[^,]{2,40},\s*ngày.{0,12}tháng.{0,10}năm", re.IGNORECASE)
_SUBJECT = re.compile(r"V/v\b|V/V\b")
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?$")
_PARTY = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
_TITLE_OF_OFFICE = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.|(?:PHÓ |QUYỀN |THỨ )?"
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG)"
)
_NAME = re.compile(r"(?:(?:TS|ThS|PGS|GS|BS|KS)\.?\s*)*[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?:\s[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4}|…")
_BEHIND_TITLE = re.compile(r"[(_–—-]|Kính gửi|(?:[IVX]+|\d{1,2}|[a-zđ])[.)]\s|Điều \d")
_ROWS_BELOW = 4  # paragraphs of a column in which the line below the last may be anchored
_HEAD = 30


@dataclass(frozen=True, slots=True)
class Parts:
    """named: paragraphs by part (ids of corpus/thethuc.py); body: the text; ruled: parts with a rule below."""

    named: dict[str, tuple[Para, ...]]
    body: tuple[Para, ...]
    all: tuple[Para, ...]
    ruled: frozenset[str]
    is_party: bool

    @property
    def has_head(self) -> bool:
        """Whether it begins as a document does: a form or an annex alone does not."""
        return any(self.named.get(key) for key in ("quoc_hieu", "tieu_ngu", "so_ky_hieu"))

    def get(self, key: str) -> tuple[Para, ...]:
        """The paragraphs of a part, () where it is not there."""
        return self.named.get(key, ())


def find_parts(printed: Printed) -> Parts:
    """The parts of a document; what is told by nothing belongs to the text."""
    paragraphs = [para for para in printed.paragraphs if para.section == 0 or len(printed.sections) == 1]
    filled = [para for para in paragraphs if para.text]
    named: dict[str, tuple[Para, ...]] = {}
    _head(filled, named)
    end = _ending(filled, named)
    body = tuple(_body(filled[:end], named))
    party = any(_PARTY.search(para.text) for para in filled[:_HEAD])
    ruled = frozenset(key for key, paras in named.items() if paras and _ruled_below(paragraphs, paras[-1]))
    return Parts(named, body, tuple(filled), ruled, party)


def _head(filled: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> None:
    head = filled[:_HEAD]
    for key, pattern in (("quoc_hieu", _NATION), ("tieu_ngu", _MOTTO)):
        named[key] = tuple(para for para in head if pattern.fullmatch(para.text.strip()))[:1]
    named["so_ky_hieu"] = tuple(para for para in head if _NUMBER.match(para.text))[:1]
    named["dia_danh_ngay"] = tuple(para for para in head if _DAY.match(para.text) and len(para.text) < 100)[:1]
    named["trich_yeu_cong_van"] = tuple(para for para in head if _SUBJECT.match(para.text))[:1]
    _issuer(head, named)
    _kind(head, named)


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
        if para.align != "center" or para.table is not None or _BEHIND_TITLE.match(para.text) or authority:
            break
        title.append(para)
        if para.ruled:
            break
    named["trich_yeu"] = tuple(title)


def _ending(filled: Sequence[Para], named: dict[str, tuple[Para, ...]]) -> int:
    """Nơi nhận and signature; returns the ordinal of the first paragraph that is no longer the text."""
    at = next((at for at, para in enumerate(filled) if _RECIPIENTS.match(para.text)), None)
    if at is None:
        return next((at + 1 for at, para in enumerate(filled) if para.text.endswith("./.")), len(filled))
    label = filled[at]
    same = [para for para in filled[max(0, at - 12) :] if label.table is not None and para.table == label.table]
    left = [para for para in same if para.column == label.column and para is not label]
    named["noi_nhan_label"] = (label,)
    named["noi_nhan_list"] = tuple(left) if same else tuple(_dashed(filled[at + 1 :]))
    right = [para for para in same if para.column != label.column]
    named["quyen_han_chuc_vu"] = tuple(
        para for para in right if para.text.isupper() and _TITLE_OF_OFFICE.match(para.text)
    )
    named["ho_ten_nguoi_ky"] = tuple(
        para for para in right if _NAME.fullmatch(para.text) and not para.text.isupper()
    )[-1:]
    return min(at, *(filled.index(para) for para in same)) if same else at


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


def _ruled_below(paragraphs: Sequence[Para], para: Para) -> bool:
    """A rule in the paragraph itself, in one right below it (in its column of the head), or drawn as dashes."""
    at = next(at for at, each in enumerate(paragraphs) if each is para)
    if para.table is None:
        near = paragraphs[at : at + 3]
    else:
        column = (each for each in paragraphs[at:] if (each.table, each.column) == (para.table, para.column))
        near = list(islice(column, _ROWS_BELOW))
    return any(each.ruled for each in near) or any(re.fullmatch(r"[-_–—]{3,}", each.text) for each in near[1:])
