"""Rules of the end: signature and recipients (annex I, II.7 and II.9), annexes and marks (annex I, part I.III)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import kinds
from corpus.thethuc import RULES
from generate.finding import Finding, Rule, looks, told
from generate.layout import Para, Sheet
from generate.parts import Parts

# --- signature -------------------------------------------------------------------------------------------

_DEGREE = re.compile(r"^(?:GS|PGS|TS|ThS|Ths|BS|KS|CN|Tiến sĩ|Thạc sĩ)\b\.?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?P<abbr>TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TUQ)(?P<mark>\.?)(?: |\b|(?=[A-ZĐ]))(?P<whom>.*)")
_PERSON = re.compile(
    r"(?:PHÓ |QUYỀN |THỨ )?(?:CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|TRƯỞNG|"
    r"CHÁNH|HIỆU TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG|TỔ TRƯỞNG)\b"
)
_COLLECTIVE = re.compile(r"(?:[ỦU][YỶ] BAN|UBND|HỘI ĐỒNG|HĐND|BAN CHỈ ĐẠO|BAN CHẤP HÀNH|TỔ CÔNG TÁC)\b")


def _degree(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for para in parts.get("ho_ten_nguoi_ky"):
        if _DEGREE.match(para.text):
            message = "Trước họ tên người ký không ghi học hàm, học vị (trừ trường hợp có quy định riêng)."
            yield told("K37", message, para.text, "chỉ ghi họ và tên", para)


def _authority(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`TM.` before a collective, `KT.`, `TL.`, `TUQ.`, `Q.` before the office of its head."""
    offices = parts.get("quyen_han_chuc_vu")
    for para in offices:
        match = _AUTHORITY.match(para.text)
        if not match:
            continue
        abbr, whom = match["abbr"].replace("/", ""), match["whom"].strip()
        if match["mark"] != "." or "/" in match["abbr"]:
            yield told("K61", "Chữ viết tắt quyền hạn viết chưa đúng.", para.text, f"{abbr}.", para)
        if abbr == "TM" and _PERSON.match(whom):
            wanted = "TM. và tên tập thể, hoặc chỉ ghi chức vụ"
            yield told(
                "K62", "«TM.» ghi trước tên tập thể hoặc cơ quan, không ghi trước chức vụ.", para.text, wanted, para
            )
        if abbr != "TM" and _COLLECTIVE.match(whom):
            wanted = f"{abbr}. và chức vụ của người đứng đầu"
            yield told("K62", f"«{abbr}.» ghi trước chức vụ, không ghi trước tên tập thể.", para.text, wanted, para)
    last = offices[-1] if offices else None
    if last and last.text.startswith("KT.") and parts.get("ho_ten_nguoi_ky"):
        message = "Dưới dòng «KT.» chưa ghi chức vụ của cấp phó ký thay."
        yield told("K63", message, last.text, "KT. CHỦ TỊCH, dòng dưới: PHÓ CHỦ TỊCH", last)


# --- recipients ------------------------------------------------------------------------------------------

_FILED = re.compile(r"^\s*[-–]?\s*Lưu\b", re.MULTILINE)
_FILED_WELL = re.compile(r"-\s*Lưu: ?VT\b.*\.$")
_DASH = re.compile(r"[-–]\s*")
_AS_ABOVE = re.compile(r"-\s*Như (?:trên|Điều|Đi[eề]u)", re.IGNORECASE)


def _items(parts: Parts) -> list[list[Para]]:
    """The recipients as printed: a line without a dash goes on with the item above; other lines are left out."""
    items: list[list[Para]] = []
    for para in parts.get("noi_nhan_list"):
        if _DASH.match(para.text):
            items.append([para])
        elif items and para.text and not items[-1][-1].text.endswith((";", ".")):
            items[-1].append(para)
    return items


def _saved(_: Sheet, parts: Parts) -> Iterator[Finding]:
    listed = parts.get("noi_nhan_list")
    filed = [para for para in listed if _FILED.search(para.text)]
    if listed and not filed:
        yield told("K36", "Nơi nhận chưa có dòng «Lưu:».", listed[-1].text, "- Lưu: VT, …", listed[-1])
    items = _items(parts)
    for item in items:
        text = " ".join(para.text for para in item)
        if _FILED.match(text) and not _FILED_WELL.fullmatch(text):
            message = "Dòng «Lưu:» viết chưa đúng mẫu."
            yield told("K60", message, text, "- Lưu: VT, tên đơn vị soạn thảo, cuối dòng dấu chấm", item[0])
    if filed and items and not any(para in items[-1] for para in filed):
        yield told("K60", "Dòng «Lưu:» không ở cuối nơi nhận.", filed[0].text, "dòng cuối cùng", filed[0])


def _item_marks(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`- …;` in every line but the last, whose own rule is that of `Lưu:`."""
    items = [item for item in _items(parts) if not _FILED.match(item[0].text)]
    wrong = [item[0] for item in items if not item[-1].text.rstrip().endswith((";", "…"))]
    if wrong:
        message = "Cuối mỗi dòng nơi nhận phải có dấu chấm phẩy."
        yield told("K59", message, wrong[0].text[-20:], "dấu chấm phẩy", *wrong)
    bare = [para for para in parts.get("noi_nhan_list") if para.text.startswith("–") or _FILED.match(para.text)]
    bare = [para for para in bare if not para.text.startswith("-") and not para.numbered]
    if bare:
        yield told("K59", "Đầu dòng nơi nhận phải có gạch đầu dòng (-).", bare[0].text[:20], "- …;", *bare)


def _first_recipient(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """`Như trên` where the document is addressed, `Như Điều …` in a decision."""
    items = _items(parts)
    title = next((kinds.of_line(each.text) for each in parts.get("ten_loai")), None)
    wanted = "- Như trên;" if parts.get("kinh_gui") else "- Như Điều …;" if title == "QĐ" else ""
    if wanted and items and not _AS_ABOVE.match(items[0][0].text):
        message = "Dòng đầu của nơi nhận chưa theo mẫu."
        yield told("K58", message, items[0][0].text, wanted, items[0][0])


def _manuscript(_: Sheet, parts: Parts) -> Iterator[Finding]:
    rule = RULES.elements["nguoi_soan_so_ban"]
    yield from looks("K76", "Ký hiệu người soạn thảo, số bản", rule, *parts.get("nguoi_soan_so_ban"))


# --- annexes ---------------------------------------------------------------------------------------------

_ANNEX = re.compile(r"phụ lục(?: (?:số )?(?P<number>[IVX]+|\d+[a-z]?|…))?[:.]?", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+|…")
_ISSUED_WITH = re.compile(r"\(?(?:Ban hành )?[Kk]èm theo\b")
_POINTED = re.compile(r"phụ lục|biểu(?: mẫu)?|danh sách|kèm theo", re.IGNORECASE)
_SHORT = 20
_BELOW = 5  # paragraphs below the label that hold its title and where it belongs


def _labels(sheet: Sheet) -> list[tuple[Para, Sequence[Para]]]:
    """The labels of annexes, each with the paragraphs right below it."""
    filled = [para for para in sheet.paragraphs if para.text and para.table is None]
    return [(para, filled[at + 1 : at + 1 + _BELOW]) for at, para in enumerate(filled) if _ANNEX.fullmatch(para.text)]


def is_label(para: Para) -> bool:
    """Whether a paragraph is the label of an annex: `Phụ lục I`, or one that is still to be filled in."""
    return bool(_ANNEX.fullmatch(para.text)) or (para.text.startswith("Phụ lục …") and len(para.text) < _SHORT)


def _annexes(sheet: Sheet, parts: Parts) -> Iterator[Finding]:
    """The label and the title of an annex stand in the middle, in bold."""
    label, title = RULES.elements["phu_luc_label"], RULES.elements["phu_luc_ten"]
    labels = _labels(sheet)
    yield from looks("K42", "«Phụ lục»", label, *(each[0] for each in labels), centred=True)
    titles = [_first_line(each[1][0]) for each in labels if each[1] and _is_title(each[1][0])]
    yield from looks("K43", "Tên phụ lục", title, *titles)
    yield from _numbers(labels)
    bodies = " ".join(para.text for para in parts.body)
    if labels and parts.body and not _POINTED.search(bodies):
        yield told("K73", "Trong văn bản chưa có chỉ dẫn về phụ lục.", "không có", "nhắc đến phụ lục", labels[0][0])


def _first_line(para: Para) -> Para:
    """Without what stands below it in the same paragraph: `(Kèm theo …)`."""
    return replace(para, text=para.text.split("\n")[0])


def _is_title(para: Para) -> bool:
    return para.align == "center" and not para.text.startswith("(") and not _ISSUED_WITH.match(para.text)


def _numbers(labels: Sequence[tuple[Para, Sequence[Para]]]) -> Iterator[Finding]:
    found = [(match["number"] or "", para) for para, _below in labels if (match := _ANNEX.fullmatch(para.text))]
    wrong = [para for number, para in found if not _ROMAN.fullmatch(number)] if len(found) > 1 else []
    if wrong:
        message = "Có từ hai phụ lục thì phải đánh số bằng chữ số La Mã."
        yield told("K71", message, wrong[0].text, "Phụ lục I", *wrong)


def _issued_with(sheet: Sheet, _: Parts) -> Iterator[Finding]:
    """`(Kèm theo …)` below the title, in italics, in the middle."""
    rule = RULES.elements["phu_luc_kem_theo"]
    found = [(label, _with(below)) for label, below in _labels(sheet)]
    bare = [label for label, line in found if line is None]
    if bare:
        yield told("K72", "Dưới tên phụ lục chưa có chỉ dẫn kèm theo.", "không có", "(Kèm theo … của …)", *bare)
    lines = [line for _label, line in found if line is not None and "\n" not in line.text]
    yield from looks("K72", "Chỉ dẫn kèm theo", rule, *lines, centred=True)


def _with(below: Sequence[Para]) -> Para | None:
    return next((para for para in below if any(map(_ISSUED_WITH.match, para.text.split("\n")))), None)


def _annex_pages(sheet: Sheet, _: Parts) -> Iterator[Finding]:
    """Each annex numbers its own pages (annex I, III.1.đ); a sheet without numbers is told elsewhere."""
    if sheet.sections[0].number_place is None:
        return
    wrong, sections = [], sheet.sections
    for label, _below in _labels(sheet):
        first = next(para for para in sheet.paragraphs if para.section == label.section and para.text)
        section = sections[min(label.section, len(sections) - 1)]
        own = label.section and first.at == label.at and section.number_start == 1
        if not own and label.page is None:
            wrong.append(label)
    if wrong:
        message = "Số trang của phụ lục chưa được đánh riêng."
        yield told("K46", message, "đánh tiếp theo văn bản", "mỗi phụ lục từ số 1", *wrong)


# --- marks -----------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"(?:ĐT|Điện thoại|Fax|E-?mail|Website|Địa chỉ)\s*:", re.IGNORECASE)
_STAMPED = re.compile(r"(?:Số:.*;\s*)?\d{1,2}/\d{1,2}/\d{4};? .*\d{1,2}:\d{2}:\d{2}")


def _marks(sheet: Sheet, parts: Parts) -> Iterator[Finding]:
    seen = [*parts.all[:20], *sheet.boxes]
    for id_, key, name in (
        ("K74", "dau_khan", "Dấu chỉ mức độ khẩn"),
        ("K75", "pham_vi_luu_hanh", "Chỉ dẫn lưu hành"),
    ):
        texts = {_folded(text) for text in RULES.marks[key].texts}
        marks = [para for para in seen if _folded(para.text.upper()) in texts]
        yield from looks(id_, name, RULES.elements[key], *marks)
    address = [para for para in sheet.foot if _ADDRESS.search(para.text)]
    yield from looks("K77", "Địa chỉ cơ quan ở chân trang", RULES.elements["dia_chi_co_quan"], *address)
    stamps = [para for para in sheet.boxes if _STAMPED.search(para.text)]
    yield from looks("K78", "Thông tin chữ ký số", RULES.elements["thong_tin_ky_so_tep"], *stamps)


def _folded(text: str) -> str:
    """Both spellings of the decree are one: `HỎA TỐC`, `HOẢ TỐC`."""
    return " ".join(text.split()).replace("HOẢ", "HỎA")


OF_ANNEXES: tuple[Rule, ...] = (_annexes, _issued_with)
OF_END: tuple[Rule, ...] = (
    *(_degree, _authority, _saved, _item_marks, _first_recipient, _manuscript),
    *(*OF_ANNEXES, _annex_pages, _marks),
)
