"""Documents that Decree 30 does not judge: of the Party, legal normative ones, those older than the decree."""

from __future__ import annotations

import re
from datetime import date

from corpus import kinds
from generate.finding import APART, Finding, told
from generate.layout import Sheet
from generate.parts import Parts

IN_FORCE = date(2020, 3, 5)  # Decree 30, article 37: from the day it was signed
_NORMATIVE = re.compile(r"Số\s*:?\s*[\d….\s]*/\s?(?:(?:19|20)\d{2}|…)\s?/\s?[A-ZĐ]")
_ATTACHED = re.compile(r"\((?:Ban hành )?[Kk]èm theo (?:Luật|Nghị định|Thông tư|Pháp lệnh)\b")
_DAY = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})")
_YEAR = re.compile(r"năm\s+(?P<year>\d{4})")
_LEGAL = frozenset(kind.code for kind in kinds.kinds() if kind.basis == "QPPL")
_HEAD = 12


def told_apart(_: Sheet, parts: Parts) -> Finding | None:
    """One finding that says why a document is not judged; None where the decree holds for it."""
    if parts.is_party:
        sentence = (
            "Văn bản của Đảng trình bày theo quy định riêng nên không kiểm tra theo Nghị định số 30/2020/NĐ-CP."
        )
        return told(APART, sentence, "văn bản của Đảng", "văn bản hành chính")
    if _is_normative(parts):
        sentence = (
            "Văn bản quy phạm pháp luật (hoặc phụ lục kèm theo) trình bày theo quy định riêng nên không kiểm tra "
            "theo Nghị định số 30/2020/NĐ-CP."
        )
        return told(APART, sentence, "văn bản quy phạm pháp luật", "văn bản hành chính")
    if _is_older(parts):
        sentence = (
            "Văn bản ban hành trước ngày Nghị định số 30/2020/NĐ-CP có hiệu lực (05/3/2020) nên không kiểm tra theo "
            "Nghị định này."
        )
        found = parts.get("dia_danh_ngay")[0].text
        return told(APART, sentence, found, "từ ngày 05/3/2020")
    return None


def _is_normative(parts: Parts) -> bool:
    kind = next((kinds.of_line(para.text) for para in parts.get("ten_loai")), None)
    number = parts.get("so_ky_hieu")
    if kind in _LEGAL or (number and _NORMATIVE.match(number[0].text)):
        return True
    return not parts.has_head and any(_ATTACHED.match(para.text) for para in parts.all[:_HEAD])


def _is_older(parts: Parts) -> bool:
    text = next((para.text for para in parts.get("dia_danh_ngay")), "")
    full, year = _DAY.search(text), _YEAR.search(text)
    if full:
        try:
            return date(int(full["year"]), int(full["month"]), int(full["day"])) < IN_FORCE
        except ValueError:
            return False
    return year is not None and int(year["year"]) < IN_FORCE.year
