"""Rules of form for the text, its grounds and points, the list of recipients and the annexes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from corpus.thethuc import RULES
from generate.finding import QUOTE, Finding, Rule, look, near, num, quote, said
from generate.layout import Para, Printed
from generate.parts import Parts


@dataclass(frozen=True, slots=True)
class _OfText:
    """A rule of the text: when a paragraph is good, and what is said of one that is not."""

    id: str
    message: str
    good: Callable[[Para], bool]
    found: Callable[[Para], str]
    wanted: str


def _of_text() -> Iterator[_OfText]:
    rule = RULES.body
    least = rule.space_between_paragraphs_min_pt
    low, high = rule.first_line_indent_cm
    indent = (low * 10, high * 10)
    yield _OfText("K30", "Cỡ chữ phần nội dung không đúng", lambda p: near(p.size or 0, rule.size, 0.1),
                  lambda p: num(p.size), said(rule.size, ""))  # fmt: skip
    yield _OfText("K31", "Nội dung chưa canh đều hai lề", lambda p: p.align in ("both", "justify"),
                  lambda p: p.align, "canh đều hai lề")  # fmt: skip
    yield _OfText("K32", "Đầu đoạn chưa lùi vào đúng quy định", lambda p: near(p.indent, indent),
                  lambda p: f"{num(p.indent)} mm", said(indent, "mm"))  # fmt: skip
    yield _OfText("K33", "Khoảng cách giữa các đoạn quá nhỏ", lambda p: p.after + p.before >= least - 0.1,
                  lambda p: f"{num(p.after + p.before)} pt", f"từ {least:g} pt")  # fmt: skip
    yield _OfText("K34", "Khoảng cách dòng không đúng",
                  lambda p: p.line is None or near(p.line, rule.line_spacing, 0.05),
                  lambda p: f"{num(p.line)} dòng", said(rule.line_spacing, "dòng"))  # fmt: skip


def _body(_: Printed, parts: Parts) -> Iterator[Finding]:
    """One finding where more than a tenth of the long paragraphs of the text break a rule."""
    long = [para for para in parts.body if len(para.text) > 80]
    for rule in _of_text():
        wrong = [para for para in long if not rule.good(para)]
        if len(wrong) > 0.1 * len(long):
            count = f"{rule.message} ở {len(wrong)}/{len(long)} đoạn."
            found = rule.found(wrong[0])
            yield Finding(rule.id, "error", count, found, rule.wanted, RULES.body.ref, quote(wrong[0]))


def _end_mark(_: Printed, parts: Parts) -> Iterator[Finding]:
    rule = RULES.body
    if parts.body and not parts.body[-1].text.rstrip().endswith(("./.", "./.”")):
        last = parts.body[-1]
        message = "Hết nội dung chưa có dấu «./.»."
        yield Finding("K35", "warning", message, last.text[-20:], rule.end_mark, rule.ref, quote(last))


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
            yield Finding("K38", "warning", message, f"{letter})", wanted, "PL I.II.6.đ", quote(para))
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
        yield Finding("K39", "error", message, "đứng", "nghiêng", rule.ref, quote(upright[0]))
    open_ended = [para for para in grounds if not para.text.endswith((";", ".", ","))]
    if open_ended:
        message = "Căn cứ ban hành phải kết thúc bằng dấu chấm phẩy, dòng cuối cùng bằng dấu chấm."
        wanted = f"«{rule.ends}» hoặc «{rule.last_ends}»"
        yield Finding("K40", "warning", message, open_ended[0].text[-10:], wanted, rule.ref, quote(open_ended[0]))


_BRACKET = re.compile(r"\(.*")
_SECTION = re.compile(r"[IVX]+\. (?P<title>\S.*)")


def _section_titles(_: Printed, parts: Parts) -> Iterator[Finding]:
    """`I. TIÊU ĐỀ` in bold capitals (annex I, the table of part I.V)."""
    titles = [para for para in parts.body if _SECTION.match(para.text) and len(para.text) < QUOTE * 2]
    light = [para for para in titles if not para.bold]
    small = [para for para in titles if not _BRACKET.sub("", para.text).isupper()]
    for wrong, what, *values in (
        (light, "in đậm", "không đậm", "đậm"),
        (small, "viết in hoa", "in thường", "in hoa"),
    ):
        if wrong:
            message = f"Tiêu đề mục chưa {what} ở {len(wrong)}/{len(titles)} chỗ."
            yield Finding("K41", "warning", message, values[0], values[1], "PL I.V", quote(wrong[0]))


_ANNEX = re.compile(r"phụ lục(?: (?:[IVX]+|số \d+|\d+))?:?", re.IGNORECASE)


def _annexes(printed: Printed, _: Parts) -> Iterator[Finding]:
    """The label and the title of an annex stand in the middle, in bold."""
    label, title = RULES.elements["phu_luc_label"], RULES.elements["phu_luc_ten"]
    filled = [para for para in printed.paragraphs if para.text and para.table is None]
    for para, below in pairwise(filled):
        if not _ANNEX.fullmatch(para.text):
            continue
        yield from look("K42", "«Phụ lục»", label, para)
        if para.text.isupper():
            yield Finding(
                "K42", "warning", "Từ «Phụ lục» viết in thường.", para.text, "Phụ lục", label.ref, para.text
            )
        if below.align == "center" and not below.text.startswith("("):
            yield from look("K43", "Tên phụ lục", title, below)


OF_TEXT: tuple[Rule, ...] = (_body, _end_mark, _saved, _degree, _letters, _grounds, _section_titles, _annexes)
