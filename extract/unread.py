"""Numbers and days of a scan that recognition could not read for certain: blanks to the stages, named in a Note.

They are mostly written by hand. What is read there is a guess, so it is kept out of the record and told to the clerk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Line, Note

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
_ATTACHED = re.compile(
    r"[Kk][èe]m theo[^/\n]{4,60}?(?P<number>\d{1,6})\s*/(?P<symbol>[\w./-]+)[^\n]{1,8}"
    r"(?P<day>\d{1,2})\s[^\n]{0,8}?(?P<month>\d{1,2})\s?năm\s?(?P<year>\d{4})"
)
_NAMES = {"number": "Số văn bản", "day": "Ngày ban hành", "month": "Tháng ban hành"}


def blanked(text: str, lines: Sequence[Line]) -> tuple[str, dict[str, str]]:
    """The text of lines with unsure numbers and days blank (as long as before), and what was read there, by name."""
    unread: dict[str, str] = {}
    for name, place in _PLACES.items():
        if match := place.search(text):
            start, end = lines[0].start + match.start("read"), lines[0].start + match.end("read")
            sure = min((line.sure(start, end) for line in lines), default=1.0)
            if match["read"].strip(" .…_") and (sure < _SURE or not _READ[name].fullmatch(match["read"])):
                unread[name] = match["read"].strip()
                text = f"{text[: match.start('read')]}{' ' * len(match['read'])}{text[match.end('read') :]}"
    return text, unread


def notes(unread: Mapping[str, str]) -> Iterator[Note]:
    """For each, what was read there and what to do."""
    for name, read in unread.items():
        yield Note(
            f"{name}-unread",
            f"{_NAMES[name]} viết tay hoặc mờ, nhận dạng không chắc (đọc được «{read}») nên để trống;"
            " đề nghị ghi theo bản gốc.",
        )
