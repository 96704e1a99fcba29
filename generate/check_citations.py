"""Rule of citing (annex I, II.6.b): an act is named in full where it is mentioned first, later by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generate.finding import Finding, Rule, told
from generate.layout import Para, Sheet
from generate.parts import Parts

# Only acts of other bodies that have a number: `Luật Đất đai` is cited by its name.
CITED = re.compile(
    r"(?<!các )(?:Nghị quyết|Quyết định|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Chương trình|Công văn|Công điện|"
    r"Hướng dẫn|Kết luận|Thông báo|Tờ trình|Báo cáo|Đề án) số:? ?"
    r"(?P<number>\d+[a-z]?[/-](?:\d{4}/)?[A-ZĐ][\wĐđ&.]*(?:[-/][\wĐđ&]+)*)"
)
DAY = re.compile(r"ngày|tháng \d|năm \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_OWN = re.compile(r"Căn cứ|\(?(?:Ban hành )?[Kk]èm theo")
_OF_WHOM = re.compile(r"[^.;(]{0,60}?\bcủa\b")
_ENDS = re.compile(r";|\. ")
_BEHIND, _BEFORE = 160, 80  # letters behind the number, and before it, in which day and issuer stand
_AGAIN = re.compile(r"[\s,]*(?:và|của|này)?\s*(?:nêu trên|nói trên|trên đây|này)\b")


def _first_mentions(_: Sheet, parts: Parts) -> Iterator[Finding]:
    """The acts whose first mention tells neither the day nor who issued them."""
    seen: set[str] = set()
    bare: list[tuple[str, Para]] = []
    for para in parts.body:
        for match in CITED.finditer(para.text):
            number = match["number"].rstrip(".").upper()
            if number not in seen and not _OWN.match(para.text) and not _is_full(para.text, match):
                bare.append((match[0].rstrip("."), para))
            seen.add(number)
    if bare:
        many = f" ({len(bare)} văn bản)" if len(bare) > 1 else ""
        message = f"Viện dẫn lần đầu chưa ghi ngày và cơ quan ban hành{many}."
        wanted = "tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu"
        yield told("K79", message, bare[0][0], wanted, *dict.fromkeys(para for _, para in bare))


def _is_full(text: str, cited: re.Match[str]) -> bool:
    """Whether day or issuer stand behind the number or, in the sentence, before it; `… nêu trên` was named above."""
    behind = _ENDS.split(text[cited.end() : cited.end() + _BEHIND])[0]
    before = text[max(cited.start() - _BEFORE, 0) : cited.start()].rsplit(". ", maxsplit=1)[-1]
    told = DAY.search(behind) or _OF_WHOM.match(behind) or _AGAIN.match(behind)
    return bool(told or (DAY.search(before) and "ban hành" in before))


OF_CITATIONS: tuple[Rule, ...] = (_first_mentions,)
