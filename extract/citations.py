"""Documents cited by number (viện dẫn), once each, as printed; Decree 30/2020/NĐ-CP, annex I, part I.II.6.b."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import kinds
from corpus.model import Citation, Evidence, Source, Span
from extract.owners import scan
from extract.parts import Found

# `34-CT/TW`, `34/CT-TW`, `4614/KH-UBND`, `57-NQ/TW`, `45/2019/QH14`, `03/2026/TT-BCT`, `237/NQ-UBTVQH16`.
REFERENCE = re.compile(
    r"(?P<reference>(?<![\w/.])\d{1,6}(?:\.\d{1,2})?[a-z]?\s?(?:/\s?(?:19|20)\d{2,3})?\s?[-–/]\s?(?:(?:19|20)\d{2}[-/])?"
    r"(?P<symbol>(?:UBTVQH\d{1,2}|QH\d{1,2}|[A-ZĐ]{1,3}[a-zđyr]{0,2}[A-ZĐ]*)(?:\s?[-–/]\s?[A-ZĐ](?:(?!ngày)[A-Za-zĐđƯư0-9&.])*)*))"
)
_DATE = re.compile(
    r"\s*,?\s*(?:ban hành\s+)?ngày\s+(?P<d>\d{1,2})\s*(?:tháng\s*|[/.-]\s*)(?P<m>\d{1,2})\s*(?:năm\s*|"
    r"[/.-]\s*)(?P<y>\d{4})"
)
_ISSUER = re.compile(
    r"\s*,?\s*của\s+(?P<issuer>[A-ZĐÀ-Ỹ][^;.“”\"()\n]{1,140}?)(?=\s+(?:về|ban hành|phê duyệt|quy định|ngày|"
    r"sửa đổi|hướng dẫn|"
    r"thông qua|triển khai|thực hiện|và|tại|v/v)\b|\s*[;,.()“\n]|$)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*,?\s*của\s+", re.IGNORECASE)
_PROPOSED = re.compile(
    r"của\s+(?P<issuer>[A-ZĐÀ-Ỹ][^;.,]{3,100}?)\s+tại\s+(?:Tờ trình|Công văn|Báo cáo|Văn bản)(?:\s+số)?\s*:?\s*$"
)
_TITLE = re.compile(r"\s*,?\s*(?:về(?: việc)?|V/v)\s+(?P<title>[“\"]?[^;\n]{3,400}?[”\"]?)(?=;|\.\s|\.$|\n|$)")
# Names of documents that tell no kind.
_ANY = r"Văn bản|Phiếu chuyển|Phiếu trình|Giấy đề nghị|Đơn đề nghị|Công hàm"
_BEFORE = re.compile(
    rf"(?P<name>{kinds.names_pattern()}|{_ANY})\s+(?:(?:liên tịch|hành động|cá biệt)\s+)?(?:số\s*:?\s*)?$",
    re.IGNORECASE,
)
# `số 6073/UBND-KT ngày 14/6/2026`: a number with its day is a document's, whatever its symbol.
_NUMBERED = re.compile(r"\bsố\s*:?\s*$", re.IGNORECASE)
_NO_SYMBOL = re.compile(r"^(?:CP|TW|TU|VN|HCM|USD|[A-Z]{1,2}\d*)$")
# A number with a mark behind it, which each reference holds.
_SLASHED = re.compile(r"\d[a-z]?\s?[-–/]")
_LOOK_BACK = 60


def find(source: Source, skip: frozenset[int] = frozenset()) -> tuple[Found[Citation], ...]:
    """Every document cited in the text, in order; `skip`: start offsets of lines that are no running text."""
    found: dict[str, Found[Citation]] = {}
    for line in source.lines:
        if line.start in skip or line.origin == "property" or not _SLASHED.search(source.text, line.start, line.end):
            continue
        for citation in _in_line(source, line.start, line.end):
            key = re.sub(r"\W", "", citation.value.reference.lower())
            known = found.get(key)
            if known is None or (known.value.date is None and citation.value.date):
                found[key] = citation
    return tuple(found.values())


def _in_line(source: Source, start: int, end: int) -> Iterator[Found[Citation]]:
    text = source.text[start:end]
    for match in REFERENCE.finditer(text):
        before = _BEFORE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        dated = _NUMBERED.search(text[: match.start()]) and _DATE.match(text, match.end())
        if not (before or dated or _is_symbol(match)):
            continue
        kind = kinds.code_of(before["name"]) if before else None
        kind = kind or kinds.code_in_symbol(match["symbol"]) or (kinds.OFFICIAL_LETTER if before or dated else None)
        reference = re.sub(r"\s*([-–/])\s*", r"\1", match["reference"]).rstrip(".,")
        date, places = _details(text, match.end())
        behind = max(0, match.start() - _LOOK_BACK * 3)
        if "issuer" not in places and (proposed := _PROPOSED.search(text[behind : match.start()])):
            places["issuer"] = Span(behind + proposed.start("issuer"), behind + proposed.end("issuer"))
        said = {key: " ".join(text[place.start : place.end].split()) for key, place in places.items()}
        value = Citation(kind, reference, date, said.get("issuer"), said.get("title"))
        places["reference"] = Span(match.start(), match.start() + len(match["reference"].rstrip(".,")))
        parts = {
            key: Evidence(start + place.start, start + place.end, rule=key if key == "reference" else f"cited-{key}")
            for key, place in places.items()
        }
        yield Found(value, parts.pop("reference"), tuple(parts.items()))


def _is_symbol(match: re.Match[str]) -> bool:
    """Whether a number without a kind's name before it is a reference: its symbol has a kind or an assembly."""
    symbol = match["symbol"]
    if _NO_SYMBOL.fullmatch(symbol):
        return symbol.startswith("QH")
    return bool(kinds.code_in_symbol(symbol)) or "QH" in symbol


def _issuer(text: str, at: int) -> Span | None:
    """`của Sở Khoa học và Công nghệ`: where the body's name stands."""
    opening = _OF.match(text, at)
    members = scan(text, opening.end()) if opening else None
    if opening and members and members.spans:
        return members.spans[0]
    match = _ISSUER.match(text, at)
    return Span(*match.span("issuer")) if match else None


def _details(text: str, at: int) -> tuple[str | None, dict[str, Span]]:
    """The date in ISO, and where date, issuer and title stand behind a reference; the first two in either order."""
    date, places = None, {}
    for _ in range(2):
        if date is None and (match := _DATE.match(text, at)):
            date = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
            places["date"] = Span(match.start("d"), match.end("y"))
            at = match.end()
        elif "issuer" not in places and (found := _issuer(text, at)):
            places["issuer"], at = found, found.end
    if match := _TITLE.match(text, at):
        places["title"] = Span(*match.span("title"))
    return date, places
