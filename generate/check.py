"""What a DOCX breaks in Decree 30/2020/NĐ-CP, annex I: the rules that a văn thư looks at first.

The values wanted come from corpus/thethuc.py; party documents have a form of their own and are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Literal

from corpus.thethuc import RULES, Element, place
from generate.layout import Para, Printed
from generate.parts import Parts, find_parts

Severity = Literal["error", "warning", "info"]
_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken. id: of the rule; place: in the decree; found, wanted: values; where: the paragraph quoted."""

    id: str
    severity: Severity
    message: str
    found: str
    wanted: str
    place: str
    where: str = ""


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


Rule = Callable[[Printed, Parts], Iterator[Finding]]


def _near(value: float, wanted: tuple[float, float], slack: float = 0.6) -> bool:
    return wanted[0] - slack <= value <= wanted[1] + slack


def _said(wanted: tuple[float, float], unit: str) -> str:
    low, high = (f"{each:g}".replace(".", ",") for each in wanted)
    return f"{low} {unit}" if low == high else f"{low}–{high} {unit}"


def _num(value: float | None) -> str:
    return "không rõ" if value is None else f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def _quote(para: Para) -> str:
    return para.text if len(para.text) <= _QUOTE else para.text[:_QUOTE].rstrip() + "…"


# --- the sheet -------------------------------------------------------------------------------------------


def _paper(printed: Printed, _: Parts) -> Iterator[Finding]:
    page = RULES.page
    for section in printed.sections[:1]:
        if not _near(min(section.width, section.height), (page.width, page.width), 2):
            found = f"{_num(section.width)} × {_num(section.height)} mm"
            yield Finding("K01", "error", "Khổ giấy không phải A4.", found, "210 × 297 mm", page.ref)
        elif section.width > section.height:
            yield Finding("K02", "warning", "Trang đầu trình bày theo chiều ngang.", "ngang", "dọc", page.ref)


def _margins(printed: Printed, _: Parts) -> Iterator[Finding]:
    page = RULES.page
    section = printed.sections[0]
    sides = (("trên", section.top, page.top), ("dưới", section.bottom, page.bottom))
    for name, value, wanted in (*sides, ("trái", section.left, page.left), ("phải", section.right, page.right)):
        if not _near(value, wanted):
            message = f"Lề {name} không đúng quy định."
            yield Finding("K03", "error", message, f"{_num(value)} mm", _said(wanted, "mm"), page.ref)


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
    if section.number_size and not _near(section.number_size, rule.size, 0.1):
        size = _num(section.number_size)
        yield Finding("K07", "warning", "Cỡ chữ của số trang không đúng.", size, _said(rule.size, ""), rule.ref)


def _font(_: Printed, parts: Parts) -> Iterator[Finding]:
    page = RULES.page
    # `Times New Roman Bold` is a member of the family.
    wrong = [para for para in parts.all if para.font and not para.font.lower().startswith(page.font.lower())]
    if wrong:
        yield Finding(
            "K08", "error", "Phông chữ không đúng.", str(wrong[0].font), page.font, page.ref, _quote(wrong[0])
        )
    coloured = [
        para for para in parts.all if para.colour and para.colour.lower() not in ("auto", page.colour, "black")
    ]
    if coloured:
        found = f"#{coloured[0].colour}"
        yield Finding("K09", "warning", "Chữ không phải màu đen.", found, "màu đen", page.ref, _quote(coloured[0]))


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
            for finding in _look(id_, name, RULES.elements[key], para):
                if (finding.message, finding.wanted) not in seen:
                    seen.add((finding.message, finding.wanted))
                    yield finding


def _look(id_: str, name: str, rule: Element, para: Para) -> Iterator[Finding]:
    def finding(severity: Severity, what: str, found: str, wanted: str) -> Finding:
        return Finding(id_, severity, f"{name} {what}.", found, wanted, rule.ref, _quote(para))

    if para.size is not None and not _near(para.size, rule.size, 0.1):
        yield finding("error", "sai cỡ chữ", _num(para.size), _said(rule.size, ""))
    if para.bold != rule.bold:
        yield finding("error", "sai kiểu chữ", *(("đậm", "không đậm") if para.bold else ("không đậm", "đậm")))
    if para.italic != rule.italic:
        yield finding("error", "sai kiểu chữ", *(("nghiêng", "đứng") if para.italic else ("đứng", "nghiêng")))
    if rule.case == "upper" and not para.text.isupper() and id_ != "K15":
        yield finding("error", "phải viết in hoa", "in thường", "in hoa")
    if rule.align == "center" and para.align != "center" and id_ in ("K11", "K12", "K14", "K17"):
        yield finding("error", "không canh giữa", para.align, "canh giữa")


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
            yield Finding(
                "K27", "error", "Số, ký hiệu viết chưa đúng mẫu.", para.text, wanted, rule.ref, _quote(para)
            )


def _day_form(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["dia_danh_ngay"]
    for para in parts.get("dia_danh_ngay"):
        match = _DAY.fullmatch(" ".join(para.text.split()))
        wanted = "Địa danh, ngày 05 tháng 01 năm 2026"
        if not match:
            yield Finding(
                "K28", "error", "Địa danh, thời gian viết chưa đúng mẫu.", para.text, wanted, rule.ref, _quote(para)
            )
            continue
        day, month = match["day"], match["month"]
        if (day and len(day) == 1) or (month and len(month) == 1 and int(month) in RULES.numbers.padded_months):
            message = "Ngày dưới 10 và tháng 1, 2 phải thêm số 0 phía trước."
            yield Finding("K29", "error", message, para.text, wanted, rule.ref, _quote(para))


# --- the text --------------------------------------------------------------------------------------------


def _body(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.body
    yield from _most("K30", parts, lambda p: _near(p.size or 0, rule.size, 0.1), "Cỡ chữ phần nội dung không đúng",
                     lambda p: _num(p.size), _said(rule.size, ""), rule.ref)  # fmt: skip
    yield from _most("K31", parts, lambda p: p.align in ("both", "justify"), "Nội dung chưa canh đều hai lề",
                     lambda p: p.align, "canh đều hai lề", rule.ref)  # fmt: skip
    indent = (rule.first_line_indent_cm[0] * 10, rule.first_line_indent_cm[1] * 10)
    yield from _most("K32", parts, lambda p: _near(p.indent, indent), "Đầu đoạn chưa lùi vào đúng quy định",
                     lambda p: f"{_num(p.indent)} mm", _said(indent, "mm"), rule.ref)  # fmt: skip
    yield from _most("K33", parts, lambda p: p.after + p.before >= rule.space_between_paragraphs_min_pt - 0.1,
                     "Khoảng cách giữa các đoạn quá nhỏ", lambda p: f"{_num(p.after + p.before)} pt",
                     "từ 6 pt", rule.ref)  # fmt: skip
    yield from _most("K34", parts, lambda p: p.line is None or _near(p.line, rule.line_spacing, 0.05),
                     "Khoảng cách dòng không đúng", lambda p: f"{_num(p.line)} dòng",
                     _said(rule.line_spacing, "dòng"), rule.ref)  # fmt: skip


def _most(
    id_: str,
    parts: Parts,
    good: Callable[[Para], bool],
    message: str,
    found: Callable[[Para], str],
    wanted: str,
    ref: str,
) -> Iterator[Finding]:
    """One finding where more than a tenth of the long paragraphs of the text break a rule."""
    long = [para for para in parts.body if len(para.text) > 80]
    wrong = [para for para in long if not good(para)]
    if long and len(wrong) > 0.1 * len(long):
        count = f"{message} ở {len(wrong)}/{len(long)} đoạn."
        yield Finding(id_, "error", count, found(wrong[0]), wanted, ref, _quote(wrong[0]))


def _end_mark(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.body
    if parts.body and not parts.body[-1].text.rstrip().endswith(("./.", "./.”")):
        last = parts.body[-1]
        message = "Hết nội dung chưa có dấu «./.»."
        yield Finding("K35", "warning", message, last.text[-20:], rule.end_mark, rule.ref, _quote(last))


def _saved(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["noi_nhan_list"]
    listed = parts.get("noi_nhan_list")
    if listed and not any(re.search(r"^\s*[-–]?\s*Lưu", para.text, re.MULTILINE) for para in listed):
        yield Finding("K36", "error", "Nơi nhận chưa có dòng «Lưu:».", listed[-1].text, "- Lưu: VT, …", rule.ref)


_DEGREE = re.compile(r"^(?:GS|PGS|TS|ThS|Ths|BS|KS|CN|Tiến sĩ|Thạc sĩ)\b\.?", re.IGNORECASE)


def _degree(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["ho_ten_nguoi_ky"]
    for para in parts.get("ho_ten_nguoi_ky"):
        if _DEGREE.match(para.text):
            message = "Trước họ tên người ký không ghi học hàm, học vị (trừ trường hợp có quy định riêng)."
            yield Finding("K37", "warning", message, para.text, "chỉ ghi họ và tên", rule.ref, para.text)


_POINT = re.compile(r"(?P<letter>[a-zđ])\) ?\S")


def _letters(_: Printed, parts: Parts) -> Iterator[Finding]:
    """Points go a, b, c, d, đ, e, g …: letters that the Vietnamese series has not, and `e` right behind `d`."""
    order = RULES.point_letters
    before = ""
    for para in parts.body:
        match = _POINT.match(para.text)
        letter = match["letter"] if match else ""
        if letter and (letter not in order or (before, letter) == ("d", "e")):
            message = "Điểm phải đánh theo thứ tự bảng chữ cái tiếng Việt (a, b, c, d, đ, e, g…)."
            wanted = "không dùng f, j, w, z" if letter not in order else "đ)"
            yield Finding("K38", "warning", message, f"{letter})", wanted, "PL I.II.6.đ", _quote(para))
            return
        before = letter or before


_GROUND = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị)\b")


def _grounds(_: Printed, parts: Parts) -> Iterator[Finding]:
    """The grounds (căn cứ) that open a document line by line; a sentence of prose that cites is none of them."""
    rule = RULES.elements["can_cu"]
    lines = [para for para in parts.body if not para.text.isupper()]
    grounds = list(takewhile(lambda para: _GROUND.match(para.text) and not para.text.endswith(":"), lines))
    if not any(para.text.endswith(rule.ends or "") for para in grounds):
        return
    upright = [para for para in grounds if not para.italic]
    if upright:
        message = f"Căn cứ ban hành chưa in nghiêng ở {len(upright)}/{len(grounds)} dòng."
        yield Finding("K39", "error", message, "đứng", "nghiêng", rule.ref, _quote(upright[0]))
    open_ended = [para for para in grounds if not para.text.endswith((";", ".", ","))]
    if open_ended:
        message = "Căn cứ ban hành phải kết thúc bằng dấu chấm phẩy, dòng cuối cùng bằng dấu chấm."
        wanted = f"«{rule.ends}» hoặc «{rule.last_ends}»"
        yield Finding("K40", "warning", message, open_ended[0].text[-10:], wanted, rule.ref, _quote(open_ended[0]))


_BRACKET = re.compile(r"\(.*")
_SECTION = re.compile(r"[IVX]+\. (?P<title>\S.*)")


def _section_titles(_: Printed, parts: Parts) -> Iterator[Finding]:
    """`I. TIÊU ĐỀ` in bold capitals (annex I, the table of part I.V)."""
    titles = [para for para in parts.body if _SECTION.match(para.text) and len(para.text) < _QUOTE * 2]
    light = [para for para in titles if not para.bold]
    small = [para for para in titles if not _BRACKET.sub("", para.text).isupper()]
    for wrong, what, *values in (
        (light, "in đậm", "không đậm", "đậm"),
        (small, "viết in hoa", "in thường", "in hoa"),
    ):
        if wrong:
            message = f"Tiêu đề mục chưa {what} ở {len(wrong)}/{len(titles)} chỗ."
            yield Finding("K41", "warning", message, values[0], values[1], "PL I.V", _quote(wrong[0]))


_ANNEX = re.compile(r"phụ lục(?: (?:[IVX]+|số \d+|\d+))?:?", re.IGNORECASE)


def _annexes(printed: Printed, _: Parts) -> Iterator[Finding]:
    """The label and the title of an annex stand in the middle, in bold."""
    label, title = RULES.elements["phu_luc_label"], RULES.elements["phu_luc_ten"]
    filled = [para for para in printed.paragraphs if para.text and para.table is None]
    for para, below in pairwise(filled):
        if not _ANNEX.fullmatch(para.text):
            continue
        yield from _look("K42", "«Phụ lục»", label, para)
        if para.text.isupper():
            yield Finding(
                "K42", "warning", "Từ «Phụ lục» viết in thường.", para.text, "Phụ lục", label.ref, para.text
            )
        if below.align == "center" and not below.text.startswith("("):
            yield from _look("K43", "Tên phụ lục", title, below)


_OF_THE_SHEET: tuple[Rule, ...] = (_paper, _margins, _page_number, _font, _missing)
_RULES: tuple[Rule, ...] = (
    *(*_OF_THE_SHEET, _looks, _words, _rules_below, _number_form, _day_form),
    *(_body, _end_mark, _saved, _degree, _letters, _grounds, _section_titles, _annexes),
)
