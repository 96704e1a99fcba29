"""Rules of the head: which parts it has, how they look, where they stand, the rules drawn below them."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import kinds
from corpus.thethuc import RULES
from generate.finding import Finding, Rule, looks, num, told
from generate.layout import Para, Sheet
from generate.metrics import width_mm
from generate.parts import Parts

_TITLED = frozenset("NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC TTr".split())
_SLACK = 0.05  # of the words' length, in which rulers differ
_MOTTO_SLACK = 0.15


def missing(sheet: Sheet, parts: Parts) -> Iterator[Finding]:
    """The main parts that are not there."""
    if not parts.has_head:
        message = "Không thấy phần đầu văn bản (Quốc hiệu, Tiêu ngữ, tên cơ quan, số, ký hiệu)."
        yield told("K10", message, "không có", "có")
        return
    wanted = {"quoc_hieu": "Quốc hiệu", "tieu_ngu": "Tiêu ngữ", "so_ky_hieu": "số, ký hiệu"}
    dated = parts.get("ten_loai") and kinds.of_line(parts.get("ten_loai")[0].text) == "BB"
    wanted |= {} if dated else {"dia_danh_ngay": "dòng địa danh và thời gian ban hành"}
    wanted |= {} if _is_attached(sheet, parts) else {"noi_nhan_label": "«Nơi nhận»"}
    for key, name in wanted.items():
        if not parts.get(key) and not (_is_attached(sheet, parts) and key in ("so_ky_hieu", "dia_danh_ngay")):
            yield told("K10", f"Không thấy {name}.", "không có", f"có {name}")


def _is_attached(_: Sheet, parts: Parts) -> bool:
    """A document issued with a decision: it bears no number, no date and no recipients (annex III, form 1.3)."""
    return any(para.text.lower().startswith(("(kèm theo", "(ban hành kèm theo")) for para in parts.all[:14])


_LOOKS = (
    ("K11", "quoc_hieu", "Quốc hiệu", True),
    ("K12", "tieu_ngu", "Tiêu ngữ", True),
    ("K13", "co_quan_chu_quan", "Tên cơ quan chủ quản trực tiếp", False),
    ("K14", "co_quan_ban_hanh", "Tên cơ quan ban hành văn bản", True),
    ("K15", "so_ky_hieu", "Số, ký hiệu của văn bản", False),
    ("K16", "dia_danh_ngay", "Địa danh và thời gian ban hành", False),
    ("K17", "ten_loai", "Tên loại văn bản", True),
    ("K18", "trich_yeu", "Trích yếu nội dung", False),
    ("K19", "trich_yeu_cong_van", "Trích yếu nội dung công văn", False),
    ("K20", "quyen_han_chuc_vu", "Quyền hạn, chức vụ của người ký", False),
    ("K21", "ho_ten_nguoi_ky", "Họ và tên người ký", False),
    ("K22", "noi_nhan_label", "Từ «Nơi nhận»", False),
    ("K23", "noi_nhan_list", "Danh sách nơi nhận", False),
    ("K55", "kinh_gui", "Phần «Kính gửi»", False),
)


def _looks(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for id_, key, name, centred in _LOOKS:
        yield from looks(id_, name, RULES.elements[key], *parts.get(key), centred=centred)


def _words(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for id_, key, name in (("K24", "tieu_ngu", "Tiêu ngữ"), ("K25", "quoc_hieu", "Quốc hiệu")):
        rule = RULES.elements[key]
        for para in parts.get(key):
            if para.text not in rule.literals:
                yield told(id_, f"{name} viết chưa đúng.", para.text, rule.literals[0], para)


_RULED = (("tieu_ngu", "Tiêu ngữ"), ("co_quan_ban_hanh", "tên cơ quan ban hành"), ("trich_yeu", "trích yếu"))


def _rules_below(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for key, name in _RULED:
        paras, ref = parts.get(key), RULES.elements[key].ref
        if paras and key not in parts.ruled:
            yield told("K26", f"Không thấy đường kẻ ngang dưới {name}.", "không có", "nét liền", paras[-1], ref=ref)
        elif paras and key in parts.rules:
            yield from _length_of_rule(key, name, paras, parts.rules[key])


def _length_of_rule(key: str, name: str, paras: tuple[Para, ...], rule: float) -> Iterator[Finding]:
    """As long as the motto; a third to a half of any line of a name or a title, for nobody says of which.

    Of a line that Word has to break nobody knows the length, and nothing is said.
    """
    low, high = RULES.elements[key].rule_line or (0.0, 1.0)
    lines = [(line, para) for para in paras for line in para.text.split("\n")]
    widths = [width_mm(line, para.size or 13) for line, para in lines]
    slack = _MOTTO_SLACK if low == high else _SLACK
    broken = any(width > para.room for width, (_, para) in zip(widths, lines, strict=True))
    if broken or any(low - slack <= rule / width <= high + slack for width in widths):
        return
    wanted = "bằng độ dài dòng chữ" if low == high else "từ 1/3 đến 1/2 độ dài dòng chữ"
    found = f"{num(rule)} mm, dòng chữ {num(widths[-1])} mm"
    yield told(
        "K48", f"Đường kẻ ngang dưới {name} dài chưa đúng.", found, wanted, paras[-1], ref=RULES.elements[key].ref
    )


def _places(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """The state's name at the right, the number in the row of the date (annex I, part I.IV, boxes 1 to 4)."""
    nation, number, day = (parts.get(key)[:1] for key in ("quoc_hieu", "so_ky_hieu", "dia_danh_ngay"))
    if _are_beside(nation, number) and (nation[0].column or 0) <= (number[0].column or 0):
        yield told("K49", "Quốc hiệu không ở bên phải.", "bên trái", "bên phải, phía trên", nation[0])
    if _are_beside(number, day) and number[0].row != day[0].row:
        message = "Số, ký hiệu và địa danh, thời gian không cùng một dòng."
        yield told("K49", message, "khác dòng", "cùng một dòng", number[0])
    kind = parts.get("ten_loai")
    if kind and number and kind[0].at < number[0].at:
        yield told("K49", "Tên loại đứng trước số, ký hiệu.", "phía trên", "phía dưới", kind[0])


def _are_beside(one: tuple[Para, ...], other: tuple[Para, ...]) -> bool:
    """Whether both stand in one table, where row and column tell their places."""
    return bool(one and other) and one[0].table is not None and one[0].table == other[0].table


def _title(_: Sheet, parts: Parts) -> Iterator[Finding]:
    for para in parts.get("ten_loai"):
        if kinds.of_line(para.text) in _TITLED and not parts.get("trich_yeu"):
            message = "Không thấy trích yếu canh giữa ngay dưới tên loại."
            yield told("K53", message, "không có", "trích yếu nội dung", para)


OF_HEAD: tuple[Rule, ...] = (missing, _looks, _words, _rules_below, _places, _title)
