"""What a DOCX breaks in Decree 30/2020/NĐ-CP, annex I: the rules that a văn thư looks at first.

The values wanted come from corpus/thethuc.py; party documents have a form of their own and are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.thethuc import RULES, place
from generate.check_text import OF_TEXT
from generate.finding import Finding, Rule, look, near, num, quote, said
from generate.layout import Printed
from generate.parts import Parts, find_parts

__all__ = ["Finding", "check"]


def check(file: Path | str | bytes) -> tuple[Finding, ...]:
    """The findings of a DOCX, in the order of the rules; () where it breaks none. Raises DamagedFile, OSError."""
    printed = Printed(Path(file) if isinstance(file, str) else file)
    parts = find_parts(printed)
    if parts.is_party:
        sentence = (
            "Văn bản của Đảng trình bày theo quy định riêng nên không kiểm tra theo Nghị định số 30/2020/NĐ-CP."
        )
        return (Finding("K00", "info", sentence, "văn bản của Đảng", "văn bản hành chính", "Điều 1"),)
    rules = _RULES if parts.has_head else _OF_THE_SHEET
    found = (finding for rule in rules for finding in rule(printed, parts))
    return tuple(replace(each, place=place(each.place)) for each in found)


# --- the sheet -------------------------------------------------------------------------------------------


def _paper(printed: Printed, _: Parts) -> Iterator[Finding]:
    page = RULES.page
    for section in printed.sections[:1]:
        if not near(min(section.width, section.height), (page.width, page.width), 2):
            found = f"{num(section.width)} × {num(section.height)} mm"
            yield Finding("K01", "error", "Khổ giấy không phải A4.", found, "210 × 297 mm", page.ref)
        elif section.width > section.height:
            yield Finding("K02", "warning", "Trang đầu trình bày theo chiều ngang.", "ngang", "dọc", page.ref)


def _margins(printed: Printed, _: Parts) -> Iterator[Finding]:
    page = RULES.page
    section = printed.sections[0]
    sides = (("trên", section.top, page.top), ("dưới", section.bottom, page.bottom))
    for name, value, wanted in (*sides, ("trái", section.left, page.left), ("phải", section.right, page.right)):
        if not near(value, wanted):
            message = f"Lề {name} không đúng quy định."
            yield Finding("K03", "error", message, f"{num(value)} mm", said(wanted, "mm"), page.ref)


def _page_number(printed: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.page_number
    section = printed.sections[0]
    if section.number_place is None:
        long = len(parts.body) > 25
        if long:
            yield Finding("K04", "warning", "Văn bản nhiều trang chưa đánh số trang.", "không có", "có", rule.ref)
        return
    if section.number_place != rule.place:
        yield Finding("K05", "error", "Số trang đặt sai chỗ.", "lề dưới", "canh giữa, trong lề trên", rule.ref)
    elif section.number_align not in (rule.align, None):
        yield Finding("K05", "error", "Số trang không canh giữa.", str(section.number_align), "canh giữa", rule.ref)
    if not section.title_page:
        yield Finding("K06", "error", "Số trang hiện ở trang đầu.", "hiện", "không hiện ở trang thứ nhất", rule.ref)
    if section.number_size and not near(section.number_size, rule.size, 0.1):
        size = num(section.number_size)
        yield Finding("K07", "warning", "Cỡ chữ của số trang không đúng.", size, said(rule.size, ""), rule.ref)


def _font(_: Printed, parts: Parts) -> Iterator[Finding]:
    page = RULES.page
    # `Times New Roman Bold` is a member of the family.
    wrong = [para for para in parts.all if para.font and not para.font.lower().startswith(page.font.lower())]
    if wrong:
        yield Finding(
            "K08", "error", "Phông chữ không đúng.", str(wrong[0].font), page.font, page.ref, quote(wrong[0])
        )
    coloured = [
        para for para in parts.all if para.colour and para.colour.lower() not in ("auto", page.colour, "black")
    ]
    if coloured:
        found = f"#{coloured[0].colour}"
        yield Finding("K09", "warning", "Chữ không phải màu đen.", found, "màu đen", page.ref, quote(coloured[0]))


# --- the parts of the head and the end -------------------------------------------------------------------


def _missing(_: Printed, parts: Parts) -> Iterator[Finding]:
    if not parts.has_head:
        message = "Không thấy phần đầu văn bản (Quốc hiệu, Tiêu ngữ, tên cơ quan, số, ký hiệu)."
        yield Finding("K10", "error", message, "không có", "có", RULES.elements["quoc_hieu"].ref)
        return
    for key, name in (("quoc_hieu", "Quốc hiệu"), ("tieu_ngu", "Tiêu ngữ"), ("so_ky_hieu", "số, ký hiệu")):
        if not parts.get(key):
            ref = RULES.elements[key].ref
            yield Finding("K10", "error", f"Không thấy {name} ở đầu văn bản.", "không có", f"có {name}", ref)
    if not parts.get("dia_danh_ngay"):
        ref = RULES.elements["dia_danh_ngay"].ref
        yield Finding("K10", "error", "Không thấy dòng địa danh và thời gian ban hành.", "không có", "có", ref)
    if not parts.get("noi_nhan_label"):
        ref = RULES.elements["noi_nhan_label"].ref
        yield Finding("K10", "error", "Không thấy «Nơi nhận».", "không có", "có", ref)


_LOOKS = (
    ("K11", "quoc_hieu", "Quốc hiệu"),
    ("K12", "tieu_ngu", "Tiêu ngữ"),
    ("K13", "co_quan_chu_quan", "Tên cơ quan chủ quản trực tiếp"),
    ("K14", "co_quan_ban_hanh", "Tên cơ quan ban hành văn bản"),
    ("K15", "so_ky_hieu", "Số, ký hiệu của văn bản"),
    ("K16", "dia_danh_ngay", "Địa danh và thời gian ban hành"),
    ("K17", "ten_loai", "Tên loại văn bản"),
    ("K18", "trich_yeu", "Trích yếu nội dung"),
    ("K19", "trich_yeu_cong_van", "Trích yếu nội dung công văn"),
    ("K20", "quyen_han_chuc_vu", "Quyền hạn, chức vụ của người ký"),
    ("K21", "ho_ten_nguoi_ky", "Họ và tên người ký"),
    ("K22", "noi_nhan_label", "Từ «Nơi nhận»"),
    ("K23", "noi_nhan_list", "Danh sách nơi nhận"),
)


def _looks(_: Printed, parts: Parts) -> Iterator[Finding]:
    """Each fault once a part, at the first paragraph that has it."""
    for id_, key, name in _LOOKS:
        seen = set()
        for para in parts.get(key):
            for finding in look(id_, name, RULES.elements[key], para):
                if (finding.message, finding.wanted) not in seen:
                    seen.add((finding.message, finding.wanted))
                    yield finding


def _words(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["tieu_ngu"]
    for para in parts.get("tieu_ngu"):
        if para.text not in rule.literals:
            yield Finding(
                "K24", "error", "Tiêu ngữ viết chưa đúng.", para.text, rule.literals[0], rule.ref, para.text
            )
    rule = RULES.elements["quoc_hieu"]
    for para in parts.get("quoc_hieu"):
        if para.text not in rule.literals:
            yield Finding(
                "K25", "error", "Quốc hiệu viết chưa đúng.", para.text, rule.literals[0], rule.ref, para.text
            )


def _rules_below(_: Printed, parts: Parts) -> Iterator[Finding]:
    for key, name in (
        ("tieu_ngu", "Tiêu ngữ"),
        ("co_quan_ban_hanh", "tên cơ quan ban hành"),
        ("trich_yeu", "trích yếu"),
    ):
        if parts.get(key) and key not in parts.ruled:
            ref = RULES.elements[key].ref
            yield Finding("K26", "warning", f"Không thấy đường kẻ ngang dưới {name}.", "không có", "nét liền", ref)


_NUMBER = re.compile(
    r"Số: ?(?:[….\s_]*|\d{2,})[a-z]?/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ0-9][A-Za-zĐđ0-9&.]*)*(?:/[A-ZĐ]+)*$"
)
_DAY = re.compile(
    r"(?P<place>[^,]+), ngày (?:(?P<day>\d{1,2})|[….\s_]*) ?tháng (?:(?P<month>\d{1,2})|[….\s_]*) ?"
    r"năm (?P<year>\d{4}|[….\s_]*)$"
)


def _number_form(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["so_ky_hieu"]
    for para in parts.get("so_ky_hieu"):
        if not _NUMBER.fullmatch(" ".join(para.text.split())):
            wanted = "Số: 05/KH-UBND (không cách chữ quanh dấu gạch)"
            yield Finding("K27", "error", "Số, ký hiệu viết chưa đúng mẫu.", para.text, wanted, rule.ref, quote(para))


def _day_form(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["dia_danh_ngay"]
    for para in parts.get("dia_danh_ngay"):
        match = _DAY.fullmatch(" ".join(para.text.split()))
        wanted = "Địa danh, ngày 05 tháng 01 năm 2026"
        if not match:
            yield Finding(
                "K28", "error", "Địa danh, thời gian viết chưa đúng mẫu.", para.text, wanted, rule.ref, quote(para)
            )
            continue
        day, month = match["day"], match["month"]
        if (day and len(day) == 1) or (month and len(month) == 1 and int(month) in RULES.numbers.padded_months):
            message = "Ngày dưới 10 và tháng 1, 2 phải thêm số 0 phía trước."
            yield Finding("K29", "error", message, para.text, wanted, rule.ref, quote(para))


_OF_THE_SHEET: tuple[Rule, ...] = (_paper, _margins, _page_number, _font, _missing)
_RULES: tuple[Rule, ...] = (
    *(*_OF_THE_SHEET, _looks, _words, _rules_below, _number_form, _day_form),
    *OF_TEXT,
)
