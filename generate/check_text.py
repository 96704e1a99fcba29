"""Rules of the text: size and shape of its paragraphs, its grounds, its parts and points (annex I, II.6 and V)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from corpus.thethuc import RULES
from generate.finding import QUOTE, Finding, Fix, Rule, clamp, near, num, said, told
from generate.layout import Para, Sheet
from generate.parts import Parts

_LONG = 80  # letters of a paragraph of prose
_BEFORE_GROUNDS = 4  # lines of a title that was not told from the text
_FEW = 0.1  # of the long paragraphs, which may differ: quotations, notes


@dataclass(frozen=True, slots=True)
class _OfText:
    """A rule of the text: when a paragraph is good, what is said of one that is not, and what mends it."""

    id: str
    message: str
    good: Callable[[Para], bool]
    found: Callable[[Para], str]
    wanted: str
    fix: Fix


def _of_text() -> Iterator[_OfText]:
    rule = RULES.body
    least = rule.space_between_paragraphs_min_pt
    low, high = rule.first_line_indent_cm
    indent = (low * 10, high * 10)
    size, lines = said(rule.size, ""), said(rule.line_spacing, "dòng")
    yield _OfText("K30", "Cỡ chữ phần nội dung không đúng", lambda p: near(p.size or 0, rule.size, 0.1),
                  lambda p: num(p.size), size, Fix(size=0))  # fmt: skip
    yield _OfText("K31", "Nội dung chưa canh đều hai lề", lambda p: p.align in ("both", "justify", "distribute"),
                  lambda p: p.align, "canh đều hai lề", Fix(align="both"))  # fmt: skip
    yield _OfText("K32", "Đầu đoạn chưa lùi vào đúng quy định", lambda p: near(p.indent, indent),
                  lambda p: f"{num(p.indent)} mm", said(indent, "mm"), Fix(indent=high * 10))  # fmt: skip
    yield _OfText("K33", "Khoảng cách giữa các đoạn quá nhỏ", lambda p: p.after + p.before >= least - 0.1,
                  lambda p: f"{num(p.after + p.before)} pt", f"từ {least:g} pt", Fix(space=least))  # fmt: skip
    yield _OfText("K34", "Khoảng cách dòng không đúng",
                  lambda p: p.line is None or near(p.line, rule.line_spacing, 0.05),
                  lambda p: f"{num(p.line)} dòng", lines, Fix(line=0))  # fmt: skip


def _body(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """One finding where more than a tenth of the long paragraphs of the text break a rule."""
    long = [para for para in parts.body if len(para.text) > _LONG and _is_prose(para.text)]
    for rule in _of_text():
        wrong = [para for para in long if not rule.good(para)]
        if len(wrong) > _FEW * len(long):
            message = f"{rule.message} ở {len(wrong)}/{len(long)} đoạn."
            yield told(rule.id, message, rule.found(wrong[0]), rule.wanted, *wrong, fix=_nearest(rule, wrong[0]))
    slanted = [para for para in long if para.slanted and not (para.bold or _GROUND.match(para.text))]
    if len(slanted) > _FEW * len(long):
        message = f"Nội dung in nghiêng ở {len(slanted)}/{len(long)} đoạn."
        yield told("K70", message, "nghiêng", "kiểu chữ đứng", *slanted)


def _is_prose(text: str) -> bool:
    """Whether it is words rather than dots to write upon."""
    return sum(map(str.isalpha, text)) * 2 > len(text)


def _nearest(rule: _OfText, para: Para) -> Fix:
    """The nearest value that is allowed; a size mended everywhere alike, that of the first paragraph."""
    if rule.fix.size is not None:
        return Fix(size=clamp(para.size or 0, RULES.body.size))
    return Fix(line=clamp(para.line or 1, RULES.body.line_spacing)) if rule.fix.line is not None else rule.fix


def _end_mark(_: Sheet, parts: Parts) -> Iterator[Finding]:
    if parts.body and not parts.body[-1].text.rstrip().endswith(("./.", "./.”", ".”/.")):
        last = parts.body[-1]
        yield told("K35", "Hết nội dung chưa có dấu «./.».", last.text[-20:], RULES.body.end_mark, last)


# --- grounds ---------------------------------------------------------------------------------------------

_GROUND = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị)\b")
_GOES_ON = re.compile(r"(?:Căn cứ|Thực hiện|Trên cơ sở|Theo|Xét|Sau khi|Tiếp theo)\b")
_ACT = re.compile(r"Căn cứ (?P<kind>[A-ZĐ]\w+(?: \w+)?) (?:số )?\d+[\d/]*[A-ZĐ/-]")
_LAW = re.compile(r"Căn cứ (?:Bộ luật|Luật|Pháp lệnh)\b.* số \d+/\d{4}/(?:QH|UBTVQH|PL)")
_DATED = re.compile(r"ngày\s+(?:\d|…|\.)|tháng\s+\d+\s+năm|năm \d{4}")
_OF_WHOM = re.compile(r"\bcủa\b|, (?:Chính phủ|Thủ tướng|Bộ|Ủy ban|Hội đồng|Ban)")


def _grounds_of(parts: Parts) -> list[Para]:
    """The grounds (căn cứ) that open a document line by line; a sentence of prose that cites is none of them."""
    lines = [para for para in parts.body if not para.text.isupper()]
    first = next((at for at, para in enumerate(lines[:_BEFORE_GROUNDS]) if _GROUND.match(para.text)), 0)
    lines = lines[first:]
    grounds = list(takewhile(lambda para: _GROUND.match(para.text) and not para.text.endswith(":"), lines))
    semicolon = RULES.elements["can_cu"].ends or ";"
    return grounds if any(para.text.endswith(semicolon) for para in grounds) else []


def _grounds(_: Sheet, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["can_cu"]
    grounds = _grounds_of(parts)
    upright = [para for para in grounds if not para.italic]
    if upright:
        message = f"Căn cứ ban hành chưa in nghiêng ở {len(upright)}/{len(grounds)} dòng."
        yield told("K39", message, "đứng", "nghiêng", *upright, fix=Fix(italic=True))
    ends = [para for para in grounds[:-1] if not para.text.endswith(rule.ends or ";")]
    last = [para for para in grounds[-1:] if not para.text.endswith(".") and not _is_followed(para, parts)]
    if ends or last:
        message = "Căn cứ ban hành phải kết thúc bằng dấu chấm phẩy, dòng cuối cùng bằng dấu chấm."
        wrong = (*ends, *last)
        yield told("K40", message, wrong[0].text[-10:], f"«{rule.ends}» hoặc «{rule.last_ends}»", *wrong)


def _is_followed(para: Para, parts: Parts) -> bool:
    """Whether the grounds go on in words that are no ground to us: `Thực hiện Chỉ thị …;`."""
    behind = next((each for each in parts.body if each.at > para.at), None)
    return bool(behind and (_GOES_ON.match(behind.text) or not any(map(str.isalpha, behind.text))))


def _grounds_whole(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """A ground names day and issuer of an act; a law has neither number nor symbol (annex I, II.6.a)."""
    grounds = _grounds_of(parts)
    laws = [para for para in grounds if _LAW.match(para.text)]
    if laws:
        wanted = "chỉ ghi tên luật, pháp lệnh"
        yield told("K65", "Căn cứ là luật, pháp lệnh không ghi số, ký hiệu.", laws[0].text, wanted, *laws)
    acts = [para for para in grounds if para not in laws and _ACT.match(para.text)]
    bare = [para for para in acts if not (_DATED.search(para.text) and _OF_WHOM.search(para.text))]
    if bare:
        wanted = "tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu"
        yield told("K64", "Căn cứ chưa ghi đủ ngày, cơ quan ban hành.", bare[0].text, wanted, *bare)


# --- parts and points ------------------------------------------------------------------------------------

_POINT = re.compile(r"(?P<letter>[a-zđ])\) ?\S")
_OTHER_POINT = re.compile(r"(?P<label>[a-zđ] ?[./-]|\([a-zđ]\)) ?[A-ZĐÀ-Ỹ]")
_OTHER_ITEM = re.compile(r"(?P<label>\d{1,2} ?(?:\)|/|\.?-)|[IVX]{1,5} ?(?:\)|/|\.?-))\s*[A-ZĐÀ-Ỹ]")
_BRACKET = re.compile(r"\(.*")
_SECTION = re.compile(r"[IVX]+\. (?P<title>\S.*)")


def _letters(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """Points go a, b, c, d, đ, e, g …: no letter that the series has not, none left out, each list from a."""
    order = RULES.point_letters
    points = [(match["letter"], para) for para in parts.body if (match := _POINT.match(para.text))]
    strange = [(letter, para, "không dùng f, j, w, z") for letter, para in points if letter not in order]
    if not any(para.numbered for para in parts.body):
        known = [(letter, para) for letter, para in points if letter in order]
        for (before, _above), (letter, para) in pairwise([("", parts.body[0]), *known] if known else []):
            wanted = order[order.index(before) + 1] if before and before != order[-1] else order[0]
            if letter not in (wanted, order[0]):
                strange.append((letter, para, f"{wanted})"))
    if strange:
        letter, _first, wanted = strange[0]
        message = "Điểm phải đánh theo thứ tự bảng chữ cái tiếng Việt (a, b, c, d, đ, e, g…)."
        yield told("K38", message, f"{letter})", wanted, *(each[1] for each in strange))


def _label_marks(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`a)` for a point, `1.` for a clause, `I.` for a section."""
    wrong = [(match["label"], para) for para in parts.body if (match := _OTHER_POINT.match(para.text))]
    if wrong:
        message = "Sau chữ cái của điểm phải là dấu đóng ngoặc đơn."
        yield told("K66", message, wrong[0][0], "a)", *(each[1] for each in wrong))
    wrong = [(match["label"], para) for para in parts.body if (match := _OTHER_ITEM.match(para.text))]
    if wrong:
        message = "Sau số của mục, khoản phải là dấu chấm."
        yield told("K67", message, wrong[0][0], "I. hoặc 1.", *(each[1] for each in wrong))


def _section_titles(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`I. TIÊU ĐỀ` in bold capitals (annex I, the table of part I.V)."""
    titles = [para for para in parts.body if _SECTION.match(para.text) and len(para.text) < QUOTE * 2]
    light = [para for para in titles if not para.bold]
    small = [para for para in titles if not _BRACKET.sub("", para.text).isupper()]
    if light:
        message = f"Tiêu đề mục chưa in đậm ở {len(light)}/{len(titles)} chỗ."
        yield told("K41", message, "không đậm", "đậm", *light, fix=Fix(bold=True))
    if small:
        message = f"Tiêu đề mục chưa viết in hoa ở {len(small)}/{len(titles)} chỗ."
        yield told("K41", message, "in thường", "in hoa", *small)


_DIVISION = re.compile(
    r"(?P<word>Phần|Chương|Mục|Tiểu mục|PHẦN|CHƯƠNG|MỤC|TIỂU MỤC) (?P<number>(?:thứ )?\w+)[.:]?(?P<rest>.*)"
)
_ARTICLE = re.compile(r"Điều (?P<number>\d+)(?P<mark>.?)(?P<rest>.*)", re.DOTALL)
_ROMAN = re.compile(r"[IVXL]+")
_CITED = re.compile(r" (?:của|này|Luật|Nghị định|Thông tư|Quyết định|được|quy định)\b")


def _divisions(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`Chương I` alone on its line, in the middle, bold; Roman numerals for phần and chương, Arabic for mục."""
    for para in parts.body:
        match = _DIVISION.fullmatch(para.text)
        if not match or len(para.text) > _LONG or not (para.bold or para.align == "center"):
            continue
        word, number = match["word"].capitalize(), match["number"]
        roman = word in ("Phần", "Chương")
        if bool(_ROMAN.fullmatch(number)) != roman and (number.isdecimal() or roman):
            yield told("K68", f"Số thứ tự của {word.lower()} viết chưa đúng.", number, "I" if roman else "1", para)
        if match["word"].isupper():
            yield told("K68", f"Từ «{word}» viết in thường.", match["word"], word, para)
        if match["rest"].strip(" .:"):
            yield told("K68", f"Tiêu đề của {word.lower()} chưa ở dòng riêng.", para.text, "xuống dòng", para)
        if para.align != "center" or not para.bold:
            found = "không canh giữa hoặc không đậm"
            fix = Fix(align="center", bold=True, indent=0.0)
            yield told("K68", f"«{word} {number}» phải canh giữa, đậm.", found, "canh giữa, đậm", para, fix=fix)


def _articles(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`Điều 1.` bold, with a full stop behind its number."""
    found = [(match, para) for para in parts.body if (match := _ARTICLE.fullmatch(para.text))]
    articles = [(match, para) for match, para in found if not _CITED.match(f"{match['mark']}{match['rest']}")]
    light = [each[1] for each in articles if not each[1].bold]
    if light:
        yield told("K69", "Từ «Điều» và số thứ tự chưa in đậm.", "không đậm", "đậm", *light)
    marked = [para for match, para in articles if match["mark"] != "."]
    if marked:
        yield told("K69", "Sau số thứ tự của điều phải là dấu chấm.", marked[0].text[:10], "Điều 1.", *marked)


OF_TEXT: tuple[Rule, ...] = (
    *(_body, _end_mark, _grounds, _grounds_whole),
    *(_letters, _label_marks, _section_titles, _divisions, _articles),
)
