"""Money for the work (kinh phí): amounts with purpose, source of funds and years, from paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.gazetteer import UPPER
from corpus.measures import number_of
from corpus.model import Budget, Comparator, Evidence, Source, Span
from corpus.period import period_of
from extract.parts import Item, holds, stripped, tells, titles_of, under
from extract.tables import Row, Shape
from extract.targets import comparator_of
from extract.task_rows import rows_with_paths

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_UNIT = (
    r"(?:(?:nghìn tỷ|nghìn|ngàn|triệu|tỷ|tỉ)\s+)?(?:đồng|VNĐ|VND|USD)\b|(?:tỷ|tỉ)(?=\s*(?:[;,.)]|$))|trđ\b|"
    r"triệu(?=\s*(?:[;.)]|$))"
)
AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s*(?:{_UNIT}))?(?:\s*(?:[-–]|đến)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>{_UNIT})(?!\s?/)"
)
# What makes an amount one that is set aside, in its sentence or in the title above; and what makes it another.
FUNDS = re.compile(r"kinh phí|ngân sách|nguồn vốn|vốn đầu tư|tổng vốn|nhu cầu vốn|dự toán|mức đầu tư", re.IGNORECASE)
_SECTION = re.compile(r"KINH PHI|NGAN SACH|DU TOAN|NGUON VON|NGUON LUC|NHU CAU VON|KHAI TOAN", re.IGNORECASE)
NO_FUNDS = re.compile(
    r"\b(?:thu ngân sách|tổng thu|số thu|doanh thu|thu nhập|kim ngạch|GRDP|giá trị (?:sản xuất|gia tăng|hàng)|"
    r"vận động|nộp|còn nợ|phạt|vốn điều lệ|vốn đăng ký|dư nợ|xuất khẩu|"
    r"đã (?:chi|đầu tư|bố trí|giải ngân|thu|thực hiện|hỗ trợ)|giải ngân đạt|chi trả|trị giá|giá bán)\b",
    re.IGNORECASE,
)
# A source of funds (nguồn): a budget of a level, or one of the other kinds that the laws on public money know.
_LEVEL = (
    r"[Nn]hà nước|[Tt]rung ương|[Đđ]ịa phương|(?:cấp )?(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
    rf"(?: (?!Hỗ|Quy)[{UPPER}][^\W\d_]*){{0,4}}|(?:các )?cấp"
)
_KIND = (
    r"(?:sự nghiệp|chi thường xuyên|thường xuyên)(?: (?:giáo dục|y tế|môi trường|kinh tế|khoa học|văn hóa)"
    r"(?: và (?:đào tạo|công nghệ))?)?|xã hội h(?:óa|oá)|hợp pháp(?: khác)?|đầu tư (?:công|phát triển)|tài trợ|"
    r"viện trợ|ODA|vay(?: ưu đãi)?|đối ứng|đóng góp|ngoài ngân sách|tự có|khác"
)
SOURCE = re.compile(
    r"(?<!Luật )(?<!cấp )(?<!về )(?<!đối )(?:(?:[Cc]ác )?[Nn]guồn (?:vốn |kinh phí )?|[Vv]ốn )?"
    rf"[Nn]gân sách(?: của)? (?:{_LEVEL})|"
    rf"(?:(?:[Cc]ác )?[Nn]guồn (?:vốn |kinh phí |thu |lực |chi |huy động )?|[Vv]ốn |[Kk]inh phí )(?:{_KIND})|"
    r"[Xx]ã hội h(?:óa|oá)\b|"
    rf"(?:[Nn]guồn )?Quỹ [{UPPER}“\"][^\W\d_]*(?: (?!theo|để|được|do|và năm|năm)[^\W\d_]+){{1,6}}|"
    r"(?:[Cc]ác )?[Cc]hương trình mục tiêu quốc gia"
)
# Where only the source is told, the sentence is about funds and says where they come from.
TOLD = re.compile(
    r"[-–+•\s]*(?:(?:Các |Tổng )?[Nn]guồn |Tổng )?(?:[Kk]inh phí|[Vv]ốn)\b(?! (?:chi|dành|đầu tư tập trung))"
)
PROVIDES = re.compile(
    r"\b(?:bố trí|cân đối|bảo đảm|đảm bảo)\b[^.;]{0,30}\bkinh phí\b[^.;]{0,80}\b(?:từ|trong|bằng)\b"
)
LISTS = re.compile(
    r"[-–+•\s]*(?:(?:Nguồn |Từ (?:nguồn )?|Vốn )?[Nn]gân sách|(?:Các )?[Nn]guồn|Vốn|Xã hội h|Huy động)"
)
FROM = re.compile(
    r"(?:\b(?:từ|bằng|trong|do|sử dụng|lồng ghép|cân đối|bố trí|bảo đảm|đảm bảo|huy động|gồm)\b|:)[^.;]{0,80}$",
    re.IGNORECASE,
)
BEHIND = re.compile(r"[^;.:\d]{0,40}\b(?:từ|bằng|do|trích|thuộc|trong(?! đó))\b|\s*\((?!trong đó)", re.IGNORECASE)
# What for: behind `kinh phí`, before the colon, or behind the amount.
_WORK = (
    r"thực hiện|triển khai|tổ chức|xây dựng|mua sắm|hỗ trợ|đào tạo|tập huấn|tuyên truyền|đầu tư(?! công| phát)|"
    r"nâng cấp|cải tạo|sửa chữa|duy trì|vận hành|hoạt động|khen thưởng|phục vụ|mạng lưới|lập|quản lý|số hóa|in ấn|"
    r"kiểm tra|công tác|nhiệm vụ|các hoạt động|đề án|dự án"
)
FOR = re.compile(
    r"(?:kinh phí|vốn|dự toán)(?: (?:đầu tư|bảo đảm|đảm bảo|dự kiến|cho|để|chi|cho việc))*\s+"
    rf"(?P<purpose>(?:{_WORK})\b(?:| [^.;:()\d]{{0,160}}?))"
    r"(?=\s*(?:[:(]|,? (?:là|khoảng|dự kiến|ước|được|từ|do|năm|giai đoạn|bằng|lồng ghép|trong|với|tối đa|không quá|"
    r"bao gồm|gồm|trên|hơn|sử dụng|theo)\b|\s\d|$))",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"(?P<purpose>[^.;:]{4,160}):\s*(?:khoảng |dự kiến |trên |hơn |tối đa |số tiền |kinh phí )*$", re.IGNORECASE
)
AFTER = re.compile(r"[^.;:\d]{0,60}?\b(?:để|nhằm|cho việc)\s+(?P<purpose>[^.;:()]{6,160})", re.IGNORECASE)
_HEADED = re.compile(
    r"(?:(?:tổng )?(?:nhu cầu |nguồn )?(?:kinh phí|vốn|dự toán)(?:\s+|$))(?:để |cho )?", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.;](?:\s+|$)|\n")
_COLUMN_UNIT = re.compile(rf"{_UNIT}|(?:triệu|tỷ|nghìn) đồng|đồng", re.IGNORECASE)
_TABLE_UNIT = re.compile(rf"(?:Đơn vị(?: tính)?|ĐVT)\s*:?\s*(?P<unit>{_UNIT}|đồng)", re.IGNORECASE)
_BARE = re.compile(rf"\s*(?P<low>{_NUMBER})\s*")
_MONEY = ("đồng", "tỷ", "tỉ", "VN", "USD", "trđ", "riệu")
_FUNDED = ("inh phí", "INH PHÍ", "guồn vốn")


@dataclass(frozen=True, slots=True)
class Money:
    """A budget and where its words and the parts of it stand."""

    value: Budget
    place: Span
    amount: Span | None = None
    purpose: Span | None = None
    sources: tuple[Span, ...] = ()

    def evidence(self, pointer: str) -> Iterator[tuple[str, Evidence]]:
        """The places of the values, by JSON Pointer below `pointer`."""
        for key, place in (("text", self.place), ("amount", self.amount), ("purpose", self.purpose)):
            if place:
                yield f"{pointer}/{key}", Evidence(place.start, place.end, rule="budget")
        for at, place in enumerate(self.sources):
            yield f"{pointer}/sources/{at}", Evidence(place.start, place.end, rule="budget")


def find(
    source: Source, items: Sequence[Item], shapes: Sequence[tuple[str, Shape]] = (), kind: str | None = None
) -> tuple[Money, ...]:
    """The budgets of the paragraphs, then of the columns of funds in tables, in order.

    kind: letters of the document's kind; a report (BC) tells what was spent, and asks for money in its proposals.
    """
    titles = titles_of(source, items)
    found: list[Money] = []
    for item in items:
        if holds(source.text, item.start, item.line.end, (*_MONEY, *_FUNDED)) and not tells(item.path, titles, kind):
            found += _in_item(source.text, item, is_on_funds=under(item.path, titles, _SECTION))
    if kind != "BC":
        for path, form in shapes:
            found += _in_table(source, path, form)
    return tuple(found)


# --- paragraphs ------------------------------------------------------------------------------------------


def _in_item(text: str, item: Item, *, is_on_funds: bool) -> Iterator[Money]:
    start = item.start
    for mark in (*_SENTENCE.finditer(text, item.start, item.line.end), None):
        sentence = stripped(text, Span(start, mark.start() if mark else item.line.end))
        words = text[sentence.start : sentence.end]
        amounts = list(AMOUNT.finditer(text, sentence.start, sentence.end))
        if amounts and (is_on_funds or FUNDS.search(words)) and not NO_FUNDS.search(words):
            for number, amount in enumerate(amounts):
                yield from _amounts(
                    text, item.path, sentence, (*amounts[:number][-1:], amount), amounts[number + 1 :]
                )
        elif not amounts and (TOLD.match(words) or PROVIDES.search(words) or (is_on_funds and LISTS.match(words))):
            yield from _only_sources(text, item.path, sentence)
        start = mark.end() if mark else start


def _only_sources(text: str, path: str, sentence: Span) -> Iterator[Money]:
    sources = _sources(text, sentence)
    lists = LISTS.match(text, sentence.start, sentence.end)
    if sources and (lists or FROM.search(text[sentence.start : sources[0].start])):
        purpose = None if lists else _purpose(text, sentence, sentence.end, sentence.end, (FOR,))
        yield _money(text, path, sentence, None, purpose, sources)


def _amounts(
    text: str, path: str, sentence: Span, amount: Sequence[re.Match[str]], later: Sequence[re.Match[str]]
) -> Iterator[Money]:
    """The budget of one amount of a sentence; its source stands right behind it, or between it and the one before."""
    *before, own = amount
    first = before[0].end() if before else sentence.start
    last = later[0].start() if later else sentence.end
    behind = Span(own.end(), last)
    sources = _sources(text, behind) if BEHIND.match(text, behind.start, behind.end) else ()
    sources = sources or _sources(text, Span(first, own.start()))
    if not sources and not before and not later:
        sources = _sources(text, behind)
    purpose = _purpose(text, Span(first, last), own.start(), own.end())
    yield from _money_of(text, path, sentence, own, (purpose, sources))


def _sources(text: str, within: Span) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in SOURCE.finditer(text, within.start, within.end))


def _purpose(
    text: str, within: Span, start: int, end: int, patterns: Sequence[re.Pattern[str]] = (FOR, AFTER, LISTED)
) -> Span | None:
    """What the money is for; start, end: of the amount."""
    for pattern in patterns:
        first, last = (end, within.end) if pattern is AFTER else (within.start, start)
        match = pattern.search(text, first, last)
        if match:
            place = stripped(text, Span(*match.span("purpose")))
            headed = _HEADED.match(text, place.start, place.end)
            place = Span(headed.end(), place.end) if headed else place
            if place.end - place.start > _SHORTEST_PURPOSE and not SOURCE.match(text, place.start, place.end):
                return place
    return None


_SHORTEST_PURPOSE = len("thực hiện")


def _money_of(
    text: str,
    path: str,
    sentence: Span,
    amount: re.Match[str],
    rest: tuple[Span | None, tuple[Span, ...]],
) -> Iterator[Money]:
    purpose, sources = rest
    money = _money(text, path, sentence, Span(*amount.span()), purpose, sources)
    low = number_of(amount["low"])
    before = text[sentence.start : amount.start()]
    unit = " ".join(amount["unit"].split())
    if high := amount["high"]:
        yield _valued(money, low, unit, ">=")
        yield _valued(money, number_of(high), unit, "<=")
    else:
        yield _valued(money, low, unit, comparator_of(before))


def _valued(money: Money, value: float, unit: str, comparator: Comparator) -> Money:
    return replace(money, value=replace(money.value, value=value, unit=unit, comparator=comparator))


def _money(
    text: str, path: str, place: Span, amount: Span | None, purpose: Span | None, sources: tuple[Span, ...]
) -> Money:
    def words(span: Span) -> str:
        return " ".join(text[span.start : span.end].split())

    value = Budget(
        path=path,
        text=words(place),
        amount=words(amount) if amount else None,
        purpose=words(purpose) if purpose else None,
        sources=tuple(map(words, sources)),
        period=period_of(words(place)),
    )
    return Money(value, place, amount, purpose, sources)


# --- tables ----------------------------------------------------------------------------------------------


def _in_table(source: Source, path: str, form: Shape) -> Iterator[Money]:
    """The amounts of the columns of funds, with the unit of the cell, of the column's head or of the table."""
    head = next((row for row in form.rows if row.kind == "head"), None)
    columns = [at for at, column in enumerate(form.columns) if column == "funds"]
    for at in columns if head else ():
        unit = _unit_above(source, head, at) if head else None
        for place, row in rows_with_paths(path, form):
            if at < len(row.cells):
                yield from _in_cell(source.text, place, (row, form), row.cells[at], unit)


def _unit_above(source: Source, head: Row, column: int) -> str | None:
    """The unit that the head of a column gives (`Kinh phí (triệu đồng)`), or the line above the table."""
    own = _COLUMN_UNIT.search(source.of(head.cells[column])) if column < len(head.cells) else None
    start = head.cells[0].start
    above = _TABLE_UNIT.search(source.text, max(0, start - _LINE_ABOVE), start)
    return own[0] if own else (above["unit"] if above else None)


_LINE_ABOVE = 120


def _in_cell(text: str, path: str, row: tuple[Row, Shape], cell: Span, unit: str | None) -> Iterator[Money]:
    cells = {
        name: row[0].cells[at] for at, name in reversed(list(enumerate(row[1].columns))) if at < len(row[0].cells)
    }
    task = cells.get("task") or cells.get("product")
    purpose = task if task and task.end > task.start else None
    sources = _sources(text, cell) or (_sources(text, cells["source"]) if "source" in cells else ())
    amounts = list(AMOUNT.finditer(text, cell.start, cell.end))
    for amount in amounts:
        yield from _money_of(text, path, cell, amount, (purpose, sources))
    bare = _BARE.fullmatch(text, cell.start, cell.end) if unit and not amounts else None
    if bare and unit:
        yield _valued(
            _money(text, path, cell, Span(*bare.span("low")), purpose, sources), number_of(bare["low"]), unit, "="
        )
    elif not amounts and sources:
        yield _money(text, path, cell, None, purpose, sources)
