"""Rules of how number, symbol, place, date and addressees are written (annex I, II.3, II.4, II.9; annex III, I)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus import kinds
from corpus.thethuc import RULES
from generate.finding import Finding, Rule, told
from generate.layout import Para, Sheet
from generate.parts import Parts

_NUMBER = re.compile(
    r"Số: ?(?:[….\s_]*|\d{2,})[a-z]?/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ0-9][A-Za-zĐđ0-9&.]*)*(?:/[A-ZĐ]+)*$"
)
_SYMBOL = re.compile(r"Số\s*:?[\d….\s_]*[a-z]?/\s?(?P<first>[A-ZĐ][A-Za-zĐđ]*)\s?[-–]\s?(?P<rest>[A-ZĐ]\S*)")
_DAY = re.compile(
    r"(?P<place>[^,]+), ngày (?:(?P<day>\d{1,2})|[….\s_]*) ?tháng (?:(?P<month>\d{1,2})|[….\s_]*) ?"
    r"năm (?P<year>\d{4}|[….\s_]*)$"
)
_DOTS = re.compile(r"[….]{2,}|…")
_UNFILLED = re.compile(r"/.*(?:…|\.\.)")  # a symbol that is still to be filled in
_PLACE = re.compile(r"(?P<place>[^,]+),\s*ngày")
_KIND_OF_PLACE = re.compile(r"(?:Thành phố|Thị xã|Thị trấn|Đặc khu|Thủ đô) ")
_SHORTENED = re.compile(r"(?:TP|Tp|T\.P|TX|TT)\.? ?(?=[A-ZĐ])")
_ADDRESSED = re.compile(r"Kính gửi: ?(?P<whom>.*)$", re.DOTALL)
_BLANK = re.compile(r"[….\s_]+")
_WHOM_ENDS = (";", ".", ",", ":", "…")


def _number_form(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for para in parts.get("so_ky_hieu"):
        if not _NUMBER.fullmatch(" ".join(para.text.split())) and not _UNFILLED.search(para.text):
            wanted = "Số: 05/KH-UBND (không cách chữ quanh dấu gạch)"
            yield told("K27", "Số, ký hiệu viết chưa đúng mẫu.", para.text, wanted, para)


def _kind_in_symbol(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`KẾ HOẠCH` is `KH-`; an official letter has no kind in its symbol."""
    for para in parts.get("so_ky_hieu"):
        match = _SYMBOL.match(para.text)
        title = next((kinds.of_line(each.text) for each in parts.get("ten_loai")), None)
        if not match:
            return
        if title and match["first"] != title and _is_of_the_decree(title):
            found = f"{match['first']}-{match['rest']}"
            wanted = f"{title}-… ({kinds.name_of(title)})"
            yield told("K50", "Chữ viết tắt tên loại trong ký hiệu không đúng.", found, wanted, para)
        if not title and parts.get("trich_yeu_cong_van") and match["first"] == kinds.OFFICIAL_LETTER:
            found = f"{match['first']}-{match['rest']}"
            wanted = "chữ viết tắt tên cơ quan và đơn vị soạn thảo, như UBND-VX"
            yield told("K51", "Ký hiệu của công văn có chữ viết tắt «CV».", found, wanted, para)


def _is_of_the_decree(code: str) -> bool:
    """Whether annex III gives the kind an abbreviation: a letter has none."""
    return any(kind.code == code and kind.basis == "ND30" for kind in kinds.kinds()) and code != kinds.OFFICIAL_LETTER


def _day_form(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for para in parts.get("dia_danh_ngay"):
        match = _DAY.fullmatch(_folded(para.text))
        wanted = "Địa danh, ngày 05 tháng 01 năm 2026"
        if not match:
            yield told("K28", "Địa danh, thời gian viết chưa đúng mẫu.", para.text, wanted, para)
            continue
        day, month = match["day"], match["month"]
        padded = month and len(month) == 1 and int(month) in RULES.numbers.padded_months
        if (day and len(day) == 1) or padded:
            message = "Ngày dưới 10 và tháng 1, 2 phải thêm số 0 phía trước."
            yield told("K29", message, para.text, wanted, para)


def _folded(text: str) -> str:
    """The line with each blank, typed with however many dots, as one `…`."""
    return " ".join(_DOTS.sub(" … ", text).split()).replace(" ,", ",")


def _place_name(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for para in parts.get("dia_danh_ngay"):
        match = _PLACE.match(para.text)
        if not match or _BLANK.fullmatch(match["place"]):
            continue
        name = match["place"].strip()
        if _SHORTENED.match(name):
            yield told("K52", "Địa danh viết tắt.", name, "tên gọi chính thức, như Thành phố Hồ Chí Minh", para)
            continue
        small = [word for word in re.split(r"[\s-]+", _KIND_OF_PLACE.sub("", name)) if word[:1].islower()]
        if small:
            yield told("K52", "Chữ cái đầu của địa danh chưa viết hoa.", name, "viết hoa các chữ cái đầu", para)


# --- Kính gửi --------------------------------------------------------------------------------------------


def _addressed(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """Letters and submissions are addressed; a report is where a superior gets it, which paper does not tell."""
    title = next((kinds.of_line(each.text) for each in parts.get("ten_loai")), None)
    letter = not title and parts.get("trich_yeu_cong_van")
    if (letter or title == "TTr") and not parts.get("kinh_gui"):
        name = "Công văn" if letter else "Tờ trình"
        yield told("K56", f"{name} không có phần «Kính gửi».", "không có", "Kính gửi: …")


def _addressed_form(_: Sheet, parts: Parts) -> Iterator[Finding]:
    first = parts.get("kinh_gui")[:1]
    for para in first:
        match = _ADDRESSED.match(" ".join(para.text.split()))
        if not match:
            yield told("K57", "Sau từ «Kính gửi» chưa có dấu hai chấm.", para.text[:30], "Kính gửi:", para)
        elif parts.get("kinh_gui")[1:]:
            yield from _listed(parts.get("kinh_gui")[1:])


def _listed(lines: tuple[Para, ...]) -> Iterator[Finding]:
    """Several are addressed line by line: `- …;`, the last with a full stop; a long one goes on in the next line."""
    whole = [line for line, below in pairwise(lines) if below.text.startswith(("-", "–"))]
    open_ended = [para for para in whole if not para.text.rstrip().endswith(_WHOM_ENDS)]
    wrong = [*open_ended, *(para for para in lines[-1:] if not para.text.rstrip().endswith((".", "…")))]
    if wrong:
        message = "Cuối mỗi dòng «Kính gửi» phải có dấu chấm phẩy, dòng cuối cùng có dấu chấm."
        yield told("K57", message, wrong[0].text[-15:], "«;», dòng cuối «.»", *wrong)


OF_LETTERS: tuple[Rule, ...] = (
    *(_number_form, _kind_in_symbol, _day_form, _place_name),
    *(_addressed, _addressed_form),
)
