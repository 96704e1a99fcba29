"""Numbers and days of a scan that recognition could not read for certain: blanks to the stages, named in a Note.

They are mostly written by hand. What is read there is a guess, so it is kept out of the record and told to the clerk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Evidence, Line, Note, Source

# What stands where a number, a day and a month are written; what each looks like when it is read well.
_NUMBER = re.compile(r"^(?P<before>\W{0,2}Số\s*:?)(?P<read>.{0,14}?)(?=\s*(?:/\s*(?:19|20)\d\d)?\s*/\s*[A-ZĐ]{2})")
_DAY = re.compile(r"(?P<before>,\s*ngày)(?P<read>.{0,9}?)(?=\s*tháng)")
_MONTH = re.compile(r"(?P<before>,\s*ngày.{0,12}tháng)(?P<read>.{0,7}?)(?=\s*năm)")
_READ = {
    "number": re.compile(r"\s*\d{1,6}[a-z]?[.\s]*|[….\s_]*"),
    "day": re.compile(r"\s*(?:0?[1-9]|[12]\d|3[01])\s*|[….\s_]*"),
    "month": re.compile(r"\s*(?:0?[1-9]|1[0-2])\s*|[….\s_]*"),
}
_PLACES = {"number": _NUMBER, "day": _DAY, "month": _MONTH}
_SURE = 0.75
# An annex names the document that it belongs to: `(Kèm theo Quyết định số 46/QĐ-UBND ngày 16 tháng 4 năm 2021 …)`.
_ATTACHED = re.compile(r"[Kk]\W{0,2}[èe]m theo[^\n]{4,200}")
_OWN = {
    "number": re.compile(r"số\s?:?\s?\W?(?P<read>\d{1,6})\s?/\s?(?P<symbol>[\w-]{4,})"),
    "day": re.compile(r"ng\w{1,2}\W{0,2}(?P<read>\d{1,2})\s\w{3,6}\s?\W?\d{0,2}\s?năm\s?\d{4}"),
    "month": re.compile(r"\w{3,6}\s?(?P<read>\d{1,2})\s?năm\s?\d{4}"),
}
_ALIKE = 80
_MOST = {"number": 999_999, "day": 31, "month": 12}
_NAMES = {"number": "Số văn bản", "day": "Ngày ban hành", "month": "Tháng ban hành"}


def blanked(text: str, lines: Sequence[Line], unread: dict[str, str]) -> str:
    """The text of lines with blanks for numbers and days that are not sure; `unread` gets what was read, by name."""
    for name, place in _PLACES.items():
        if match := place.search(text):
            start, end = lines[0].start + match.start("read"), lines[0].start + match.end("read")
            sure = min((line.sure(start, end) for line in lines), default=1.0)
            if match["read"].strip(" .…_") and (sure < _SURE or not _READ[name].fullmatch(match["read"])):
                unread.setdefault(name, match["read"].strip())
                text = f"{text[: match.start('read')]}{' ' * len(match['read'])}{text[match.end('read') :]}"
    day, month = _DAY.search(text), _MONTH.search(text)
    if day and month and day["read"].strip() and not month["read"].strip():
        unread.setdefault("day", day["read"].strip())
        unread.setdefault("month", "")
    return text


def settle(source: Source, values: dict[str, object], evidence: dict[str, Evidence], unread: dict[str, str]) -> None:
    """Fill in what the head has unsurely and the lines above the annexes have alike: number, month and day."""
    date, symbol = str(values.get("date") or ""), str(values.get("symbol") or "")
    blank = {name: "" for name, parts in (("month", 0), ("day", 1)) if date.count("-") <= parts}
    found = _confirmed(source, symbol, {**blank, **unread})
    if "number" in found and unread.pop("number", ""):
        values["number"], evidence["/number"] = int(found["number"][0]), found["number"][1]
    for name, length in (("month", 4), ("day", 7)):
        if name in found and len(date) == length:
            values["date"] = date = f"{date}-{int(found[name][0]):02}"
            evidence["/date"] = found[name][1]
            unread.pop(name, None)


def _confirmed(source: Source, symbol: str, unread: Mapping[str, str]) -> dict[str, tuple[str, Evidence]]:
    """Of what was read unsurely, what two places of a scan have alike and no other place has otherwise as often.

    symbol: the document's own, by which an annex is known to name it. The places are those in the annexes.
    """
    from rapidfuzz.fuzz import ratio

    found: dict[str, list[tuple[str, Evidence]]] = {name: [] for name in unread}
    for line in _ATTACHED.finditer(source.text):
        own = _OWN["number"].search(line[0])
        if own and ratio(own["symbol"], symbol) < _ALIKE:
            continue
        for name in unread:
            if match := _OWN[name].search(line[0]):
                start, end = match.span("read" if name == "number" else 0)
                place = Evidence(line.start() + start, line.start() + end, rule="attached-line")
                if int(match["read"]) <= _MOST[name]:
                    found[name].append((match["read"].lstrip("0"), place))
    return {name: chosen for name, places in found.items() if (chosen := _said_twice(unread[name], places))}


def _said_twice(head: str, places: Sequence[tuple[str, Evidence]]) -> tuple[str, Evidence] | None:
    said = Counter([*(value for value, _ in places), *re.findall(r"^0*([1-9]\d*)$", head)])
    ranked = said.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return next((each for each in places if each[0] == ranked[0][0]), None)


def notes(unread: Mapping[str, str]) -> Iterator[Note]:
    """For each, what was read there and what to do."""
    for name, read in unread.items():
        yield Note(
            f"{name}-unread",
            f"{_NAMES[name]} viết tay hoặc mờ, nhận dạng không chắc{f' (đọc được «{read}»)' if read else ''}"
            " nên để trống; đề nghị ghi theo bản gốc.",
        )
