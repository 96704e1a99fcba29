"""What a DOCX or a digital PDF breaks in Decree 30/2020/NĐ-CP, annexes I to III.

The rules and the values wanted come from corpus/thethuc.py; documents outside the decree are told apart, not judged.
"""

from __future__ import annotations

from pathlib import Path

from corpus.thethuc import RULES
from generate import (
    check_citations,
    check_end,
    check_head,
    check_letters,
    check_sheet,
    check_text,
    check_words,
    outside,
)
from generate.finding import APART, Finding, Rule, told
from generate.layout import Printed, Sheet
from generate.parts import Parts, find_parts

__all__ = ["Finding", "check", "judge"]

_RULES: tuple[Rule, ...] = (
    *(*check_sheet.OF_SHEET, *check_head.OF_HEAD, *check_letters.OF_LETTERS),
    *(*check_text.OF_TEXT, *check_citations.OF_CITATIONS, *check_end.OF_END),
    *check_words.OF_WORDS,
)
_FIRST = 3  # paragraphs in which an annex in a file of its own says what it is
_OF_THE_SHEET: tuple[Rule, ...] = (*check_sheet.OF_SHEET, check_head.missing)


def check(file: Path | str | bytes) -> tuple[Finding, ...]:
    """The findings of a DOCX or PDF, in the order of the rules; () where it breaks none.

    Raises SourceError (DamagedFile, EncryptedFile, UnknownFormat) or OSError where it cannot be opened.
    """
    data = file if isinstance(file, bytes) else Path(file).read_bytes()
    if data.startswith(b"%PDF"):
        return _of_pdf(data)
    return judge(Printed(data))


def _is_unicode(parts: Parts) -> bool:
    """Whether the text can be read: in a font of TCVN3 or VNI its letters are others than those shown."""
    old = sum((para.font or "").lower().startswith((".vn", "vni")) for para in parts.all)
    return old * 2 < max(len(parts.all), 1)


def _of_pdf(data: bytes) -> tuple[Finding, ...]:
    """What paper shows: nothing of a scan, of the weight of fonts without names, of lengths on other paper."""
    from generate.page import printed_pdf

    page = printed_pdf(data)
    if page.unread:
        return (told(APART, page.unread, "không đọc được lớp chữ", "tệp DOCX hoặc PDF có lớp chữ"),)
    seen = tuple(each for each in judge(page) if each.id not in RULES.checks or RULES.checks[each.id].pdf)
    seen = tuple(each for each in seen if not (page.is_blind and _is_of_weight(each)))
    return tuple(each for each in seen if not (page.is_shrunk and _is_of_length(each)))


def _is_of_weight(finding: Finding) -> bool:
    if finding.id == "K53":  # the title is told from the text by its weight
        return True
    return finding.fix is not None and (finding.fix.bold is not None or finding.fix.italic is not None)


def _is_of_length(finding: Finding) -> bool:
    return finding.id in ("K03", "K07") or (finding.fix is not None and finding.fix.size is not None)


def judge(sheet: Sheet) -> tuple[Finding, ...]:
    """The findings of a document opened before."""
    parts = find_parts(sheet)
    apart = outside.told_apart(sheet, parts)
    if apart:
        return (apart,)
    return tuple(finding for rule in _rules_for(parts) for finding in rule(sheet, parts))


def _rules_for(parts: Parts) -> tuple[Rule, ...]:
    """All rules; where there is no head, those of the sheet, and of annexes where it is one in a file of its own."""
    if parts.has_head:
        return _RULES
    if any(check_end.is_label(para) for para in parts.all[:_FIRST]):
        return (*check_sheet.OF_SHEET, *check_end.OF_ANNEXES)
    return _OF_THE_SHEET if _is_unicode(parts) else check_sheet.OF_SHEET
