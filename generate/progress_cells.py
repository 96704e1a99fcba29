"""What a clerk typed in a cell of the progress workbook: a status, a day, a value; or a sentence on what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime

from corpus.letters import plain
from corpus.progress import STATUSES, Measured, Status
from corpus.tasks import Aim

DAY = re.compile(
    r"(?:ngày\s+)?(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})(?:(?:\s?[/.-]\s?|\s+năm\s+)(?P<y>\d{4}|\d{2}))?",
    re.IGNORECASE,
)
ISO_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?")
VALUE = re.compile(
    r"(?:(?:đạt|được|khoảng)\s+)*(?P<number>-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:[.,]\d+)?)\s*(?P<unit>[^\d\s/].*)?",
    re.IGNORECASE | re.DOTALL,
)
THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
# Only what is a change may be less than nothing.
GROWTH = re.compile(r"\b(?:tăng|giảm|tăng trưởng|chênh lệch)\b", re.IGNORECASE)
# What clerks write for the four words, without marks and case.
_ALIASES: dict[str, Status] = {
    "da hoan thanh": "Hoàn thành",
    "da xong": "Hoàn thành",
    "xong": "Hoàn thành",
    "dang trien khai": "Đang thực hiện",
    "dang lam": "Đang thực hiện",
    "duy tri": "Tiếp tục duy trì",
    "thuong xuyen": "Tiếp tục duy trì",
    "chua trien khai": "Chưa thực hiện",
    "chua lam": "Chưa thực hiện",
    "chua bat dau": "Chưa thực hiện",
}
_SHARE_FROM = 10.0  # a target of so many per cent is not meant where a value of at most one is typed


class Wrong(ValueError):
    """What is wrong in a cell, as the end of a Vietnamese sentence: `ghi «…»; đề nghị …`."""


def folded(text: str) -> str:
    """Without marks, case and punctuation: `Trạng thái:` -> `trang thai`."""
    return " ".join("".join(char if char.isalnum() else " " for char in plain(text).casefold()).split())


def status(text: str) -> Status | None:
    """The status that the words name; None for an empty cell. Raises Wrong."""
    known = {folded(name): name for name in STATUSES} | _ALIASES
    words = folded(text)
    if not words:
        return None
    if words not in known:
        raise Wrong(f"ghi «{text}»; đề nghị chọn một trong: {'; '.join(STATUSES)}")
    return known[words]


def day(value: object, text: str) -> date | None:
    """The day of a cell, typed as a date or as words; None for an empty one. Raises Wrong."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not text:
        return None
    match = ISO_DAY.fullmatch(text) or DAY.fullmatch(text)
    if not match:
        raise Wrong(f"ghi «{text}», không phải một ngày; đề nghị ghi ngày/tháng/năm, như 25/9/2026")
    if not match["y"]:
        raise Wrong(f"ghi «{text}», thiếu năm; đề nghị ghi đủ ngày/tháng/năm")
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    try:
        return date(year, int(match["m"]), int(match["d"]))
    except ValueError as error:
        raise Wrong(f"ghi «{text}», lịch không có ngày này; đề nghị ghi ngày/tháng/năm, như 25/9/2026") from error


def measured(value: object, text: str, aim: Aim, *, is_share: bool) -> Measured | None:
    """The value of a cell against its target; None for an empty one. is_share: Excel shows it with a % sign.

    Raises Wrong.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value) * 100 if is_share else float(value)
        _meant(number, aim, is_share=is_share)
        said = f"{number:g}".replace(".", ",") + ("%" if is_share or _is_share(aim) else "")
        return Measured(said, round(number, 6), not is_share or _is_share(aim))
    if not text:
        return None
    match = VALUE.fullmatch(text)
    if not match:
        raise Wrong(
            f"ghi «{text}», không phải một con số; đề nghị chỉ ghi con số, như 87,5; diễn giải ghi ở «Kết quả»"
        )
    number = float(_plain_number(match["number"]))
    unit = (match["unit"] or "").strip(" .;")
    _meant(number, aim, is_share=unit.startswith("%"))
    return Measured(text, number, _is_same(unit, aim))


def _meant(number: float, aim: Aim, *, is_share: bool) -> None:
    """Raise Wrong where a share of one is typed for a target in per cent: 0,87 for 87%; and for less than nothing."""
    if number < 0 and not GROWTH.search(aim.words):
        shown = f"{number:g}".replace(".", ",")
        raise Wrong(f"ghi {shown}, giá trị đạt được không thể là số âm; đề nghị ghi lại con số")
    if _is_share(aim) and not is_share and 0 < number <= 1 and aim.value >= _SHARE_FROM:
        shown = f"{number:g}".replace(".", ",")
        raise Wrong(
            f"ghi {shown} trong khi chỉ tiêu là {aim.text}; đề nghị ghi phần trăm, như {_in_hundred(number)}%"
        )


def _in_hundred(number: float) -> str:
    return f"{number * 100:g}".replace(".", ",")


def _is_share(aim: Aim) -> bool:
    return (aim.unit or "").startswith("%")


def _is_same(unit: str, aim: Aim) -> bool:
    """Whether a value in this unit can be held against the target; without a unit it is in the target's."""
    ours, theirs = folded(unit), folded(aim.unit or "")
    if unit.startswith("%") or _is_share(aim):
        return not unit or (unit.startswith("%") and _is_share(aim))
    return not ours or ours.startswith(theirs) or theirs.startswith(ours)


def _plain_number(text: str) -> str:
    """`1.250` and `1.250,5` are thousands, `87,5` and `87.5` decimals."""
    return (text.replace(".", "") if THOUSANDS.fullmatch(text) else text).replace(",", ".")
