"""The end of a document (nơi nhận, quyền hạn, chức vụ, họ tên); Decree 30/2020/NĐ-CP, annex I, part I.II.7 and 9."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Evidence, Line, Recipient, Signer, Source
from extract import issuer
from extract.attached import ANNEX
from extract.labels import parse

CERTIFICATE = "certificate"
# The label stands alone, before its list or beside the signature; `Nơi nhận báo cáo` is a column of a table. Before
# 2005 it was `Nơi gửi:`, too.
RECIPIENTS = re.compile(
    r"(?:N[ơoƠ]i nh[ậâ]n|NƠI NHẬN)(?:\s*[:;.]\s*|\s*$|\s+(?=[-–+•]|(?:T/?M|K/?T|T/?L|TUQ)\b|[A-ZĐÀ-Ỹ]{2}))|"
    r"N[ơoƠ]i gửi\s*:\s*"
)
# In the name of a body, or by order of (thừa lệnh), by authority from (thừa ủy quyền) its head.
_AUTHORITY = re.compile(r"T/?M\.?\s|(?:T/?L|TUQ)\.\s?(?=[A-ZĐÀ-Ỹ]{2})")
_POSITION = re.compile(
    r"(?:(?:K/?T|T/?L|TUQ)\b\.?|Q\.)\s*[A-ZĐÀ-Ỹ]{2}|(?:PHÓ |QUYỀN |THỨ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|"
    r"TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|"
    r"BÍ THƯ|TỔNG|THỦ TƯỚNG|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHỈ HUY|THỦ TRƯỞNG|HỘI TRƯỞNG|ĐỘI TRƯỞNG|CHI CỤC TRƯỞNG)"
)
_NAME = re.compile(
    r"(?:(?:TSKH|TS|Th\.?[sS]|PGS|GS|BS|DS|KS|CN|CK[I1]{1,2}|BSCK[I1]{1,2}|Ts|Tiến sĩ|Thạc sĩ|Bác sĩ|Luật sư|"
    r"NGND|NGƯT|"
    r"(?:Đại|Thượng|Trung|Thiếu) (?:tá|úy|uý|tướng))(?:[.,]\s*|\s+))*"
    r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*['’]?)(?:\s[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,5}"
)
_UPPER_NAME = re.compile(r"[A-ZĐÀ-Ỹ]+(?:\s[A-ZĐÀ-Ỹ]+){1,4}")
_SIGN_MARK = re.compile(r"\(?(?:đã ký|Đã ký|ĐÃ KÝ|ký tên|Ký bởi|Đã ký số)\b.*|[-_.…\s]*")
_SAVED = re.compile(r"[-–]?\s*Lưu\b")
_NOTE = re.compile(r"\s*\((?P<note>[^()]*)\)$")
# Brackets behind a recipient that say why it gets the paper; others belong to its name.
_WHY = re.compile(
    r"\bb/?c\b|báo cáo|để |phối hợp|ph?/h|t/h|thực hiện|đăng|chỉ đạo|biết|theo dõi|thay|"
    r"kiểm tra|giám sát|thẩm định",
    re.IGNORECASE,
)
_DASH = re.compile(r"^[-–—+•*]\s*")
_DECIDES = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:?")
_FAR_BACK = 14
_HIGHEST_SIGNATURE = 6
_LONGEST_BLOCK = 12
_LONGEST_SIGNED = 60
# A person's certificate, as the reader of PDFs tells it: `Chữ ký số: Nguyễn Văn A (Sở Y tế), 08:30:00 02/03/2026`.
_CERTIFIED = re.compile(rf"Chữ ký số: (?P<name>{_NAME.pattern}) \([^()]+\)")


@dataclass(frozen=True, slots=True)
class Ending:
    """start, end: the lines of the block, half-open (start == end == number of lines where there is none)."""

    recipients: tuple[Recipient, ...]
    signer: Signer
    evidence: dict[str, Evidence]
    start: int
    end: int
    cosigners: tuple[Signer, ...] = ()


def find(source: Source, first: int) -> Ending:
    """The first list of recipients behind line `first` and the signature beside or below it."""
    lines = source.lines
    at = next((i for i in range(first, len(lines)) if RECIPIENTS.match(source.of(lines[i]))), None)
    if at is None:
        return _without_recipients(source, first)
    evidence: dict[str, Evidence] = {}
    listed, rest = _list_lines(source, at)
    recipients = _recipients(source, listed, evidence)
    above = _signature_above(source, first, at)
    block = [*above, *rest]
    *others, own = _by_signer(source, block)
    cosigners = tuple(_signer(source, each, evidence, f"/cosigners/{n}") for n, each in enumerate(others))
    signer = _signer(source, own, evidence) if own else Signer()
    places = {line.start: i for i, line in enumerate(lines)}
    used = [at, *(places[line.start] for line in (*block, *listed))]
    signer = _named(source, signer, evidence)
    return Ending(recipients, signer, evidence, min(used), max(used) + 1, cosigners)


def _without_recipients(source: Source, first: int) -> Ending:
    """Only a signature, or nothing: a truncated copy, whose property table may still name the signer."""
    evidence: dict[str, Evidence] = {}
    lines = source.lines
    annexed = range(first, len(lines))
    last = next((i for i in annexed if not lines[i].cell and ANNEX.fullmatch(source.of(lines[i]))), len(lines))
    start = _signature_start(source, max(first, last - 40), last)
    if start is None:
        return Ending((), _named(source, Signer(), evidence), evidence, last, last)
    block = lines[start : start + _LONGEST_BLOCK]
    named = next((at for at, line in enumerate(block) if at and _NAME.fullmatch(source.of(line))), len(block))
    block = block[: named + 1]
    signer = _signer(source, block, evidence)
    name = evidence.get("/signer/name")
    end = next((i + 1 for i in range(start, len(lines)) if name and lines[i].end >= name.end), start + 1)
    return Ending((), _named(source, signer, evidence), evidence, start, end)


def _signature_start(source: Source, first: int, last: int) -> int | None:
    """The line that opens a signature; one above running text, as `QUYẾT ĐỊNH:` has it, is the body that decides."""
    found = None
    for at in range(first, last):
        line = source.lines[at]
        if found is None and _opens_signature(source, line):
            found = at if _ends_in_name(source, at + 1, last) else None
        elif _DECIDES.fullmatch(source.of(line)):
            found = None
    return found


def _ends_in_name(source: Source, first: int, last: int) -> bool:
    """Whether a name, or nothing more, stands below the words of a signature before any running text or item."""
    for line in source.lines[first:last]:
        text = source.of(line)
        if _is_name(text, 1) and not issuer.begins_body(text):
            return True
        label = parse(text)
        if _is_sentence(text) or (label and label.kind != "bullet"):
            return False
    return True


def _opens_signature(source: Source, line: Line) -> bool:
    text = source.of(line)
    return text.isupper() and bool(_AUTHORITY.match(text) or _POSITION.match(text)) and len(text) < 90


def _list_lines(source: Source, at: int) -> tuple[list[Line], list[Line]]:
    """The lines of the list from its label on, and those of the signature behind them."""
    lines = source.lines
    label = lines[at]
    listed = [label]
    i = at + 1
    if label.cell:
        while i < len(lines) and lines[i].cell == label.cell:
            listed.append(lines[i])
            i += 1
        table = label.cell[0]
        row = [line for line in lines[i : i + 30] if line.cell is not None and line.cell[0] == table]
        return listed, row or _until_name(source, i)
    rest: list[Line] = []
    closed = False
    while i < len(lines) and i < at + 60:
        text = source.of(lines[i])
        if _opens_signature(source, lines[i]):
            rest.append(lines[i])
        elif rest and not _DASH.match(text):
            rest.append(lines[i])
            if closed and _NAME.fullmatch(text) and not _signs(source, lines[i + 1 :]):
                break
        elif closed and not _DASH.match(text):
            rest.append(lines[i])
        else:
            listed.append(lines[i])
            closed = closed or bool(_SAVED.match(text))
        if closed and len(rest) > 8:
            break
        i += 1
    return listed, _cut_behind_name(source, rest)


def _until_name(source: Source, first: int) -> list[Line]:
    return _cut_behind_name(source, list(source.lines[first : first + 10]))


def _cut_behind_name(source: Source, lines: list[Line]) -> list[Line]:
    """The block ends with the signer's name, of a joint document with the last one; what follows is attached."""
    for at, line in enumerate(lines):
        text = source.of(line)
        if _NAME.fullmatch(text) and (at == 0 or not _POSITION.match(text.upper())):
            further = _cut_behind_name(source, lines[at + 1 :]) if _signs(source, lines[at + 1 :]) else []
            return [*lines[: at + 1], *further]
    return [line for line in lines if _opens_signature(source, line)]


def _signature_above(source: Source, first: int, at: int) -> list[Line]:
    """A signature printed (or read) before the list: from its authority or position line down to the list.

    What a decision's head has in capitals (`CHỦ TỊCH ỦY BAN NHÂN DÂN`) is followed by articles, so it is none.
    """
    lines = source.lines
    label = lines[at]
    for i in range(max(first, at - _FAR_BACK), at):
        if _same_table(lines[i], label) and _opens_signature(source, lines[i]):
            block = list(lines[i:at])
            if not any(_is_sentence(source.of(line)) for line in block):
                return block
    return []


def _is_sentence(text: str) -> bool:
    """Whether a line is running text: neither a title in capitals nor a name or a mark of signing."""
    return len(text) > _LONGEST_SIGNED and not text.isupper() and not _SIGN_MARK.fullmatch(text)


def _same_table(line: Line, label: Line) -> bool:
    return label.cell is None or (line.cell is not None and line.cell[0] == label.cell[0])


def _recipients(source: Source, lines: Sequence[Line], evidence: dict[str, Evidence]) -> tuple[Recipient, ...]:
    found: list[Recipient] = []
    for start, end in _entries(source, lines):
        raw = source.text[start:end]
        words = " ".join(raw.split()).rstrip(" ;.,/")
        match = _NOTE.search(words)
        note = match["note"] if match and _WHY.search(match["note"]) else None
        name = words[: match.start()] if match and note else words
        if not name:
            continue
        name_end = start + len(raw) if not note else start + max(raw.rfind("("), 0)
        evidence[f"/recipients/{len(found)}/name"] = Evidence(
            start, start + len(source.text[start:name_end].rstrip(" ;.,/\n")), rule="recipients"
        )
        if note:
            inside = start + raw.rfind("(") + 1
            evidence[f"/recipients/{len(found)}/note"] = Evidence(inside, inside + len(note), rule="recipients")
        found.append(Recipient(name, note))
    return tuple(found)


def _entries(source: Source, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Each recipient's range: a dash opens one, a line without dash goes on the one before."""
    entries: list[list[int]] = []
    for at, line in enumerate(lines):
        text = source.of(line)
        offset = match.end() if at == 0 and (match := RECIPIENTS.match(text)) else 0
        if not text[offset:].strip():
            continue
        dash = _DASH.match(text[offset:])
        begin = line.start + offset + (dash.end() if dash else 0)
        goes_on = (
            entries and not dash and not source.text[entries[-1][0] : entries[-1][1]].rstrip().endswith((";", "."))
        )
        if goes_on:
            entries[-1][1] = line.end
        else:
            entries += _inner_entries(source, begin, line.end)
    return [(start, end) for start, end in entries]


def _inner_entries(source: Source, start: int, end: int) -> list[list[int]]:
    """Several recipients on one line: `- A; - B;`."""
    parts: list[list[int]] = []
    at = start
    for match in re.finditer(r";\s*[-–]\s+", source.text[start:end]):
        parts.append([at, start + match.start()])
        at = start + match.end()
    return [*parts, [at, end]]


def _signs(source: Source, lines: Sequence[Line]) -> bool:
    """Whether another signature begins there, down to a name: what a signer is besides has none below it."""
    if not lines or not _opens_signature(source, lines[0]):
        return False
    return any(_NAME.fullmatch(source.of(line)) for line in lines[1:_HIGHEST_SIGNATURE])


def _by_signer(source: Source, lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of each signature: behind a name another one begins with the words above a name."""
    starts = [
        at for at in range(1, len(lines)) if _NAME.fullmatch(source.of(lines[at - 1])) and _signs(source, lines[at:])
    ]
    return [lines[first:last] for first, last in pairwise((0, *starts, len(lines)))]


def _signer(source: Source, lines: Sequence[Line], evidence: dict[str, Evidence], pointer: str = "/signer") -> Signer:
    """Authority (TM., TL., TUQ.), then position lines, then the name, which stands last."""
    rows = [line for line in lines if not _SIGN_MARK.fullmatch(source.of(line))]
    name_at = next((i for i in range(len(rows) - 1, -1, -1) if _is_name(source.of(rows[i]), i)), None)
    name = source.of(rows[name_at]) if name_at is not None else None
    titles = [line for line in (rows[:name_at] if name_at is not None else rows) if _is_title(source.of(line))]
    authority, position = _parted(source, titles)
    for key, part in (("authority", authority), ("position", position)):
        if part:
            evidence[f"{pointer}/{key}"] = Evidence(part[0].start, part[-1].end, rule="signature")
    if name_at is not None:
        evidence[f"{pointer}/name"] = Evidence(rows[name_at].start, rows[name_at].end, rule="signature")
    return Signer(_said(source, authority), _said(source, position), name)


def _is_name(text: str, at: int) -> bool:
    if _POSITION.match(text) or _AUTHORITY.match(text):
        return False
    return bool(_NAME.fullmatch(text)) or (at > 0 and bool(_UPPER_NAME.fullmatch(text)) and len(text.split()) <= 4)


def _is_title(text: str) -> bool:
    return text.isupper() and len(text) < 90 and not RECIPIENTS.match(text)


def _parted(source: Source, titles: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """In whose name (TM., TL., TUQ.) and the lines that go on it; then the lines of the position."""
    authority: list[Line] = []
    position: list[Line] = []
    for line in titles:
        text = source.of(line)
        if not position and (_AUTHORITY.match(text) or (authority and not _POSITION.match(text))):
            authority.append(line)
        else:
            position.append(line)
    return authority, position


def _said(source: Source, lines: Sequence[Line]) -> str | None:
    return " ".join(source.of(line) for line in lines) or None


def _named(source: Source, signer: Signer, evidence: dict[str, Evidence]) -> Signer:
    """The signer with a name: where the text has none, a legal site's property table or a certificate may tell it."""
    if signer.name:
        return signer
    place = _in_properties(source) or _certified(source)
    if place is None:
        return signer
    evidence["/signer/name"] = place
    return replace(signer, name=source.text[place.start : place.end])


def _in_properties(source: Source) -> Evidence | None:
    for line in source.lines:
        text = source.of(line)
        if line.origin == "property" and text.lower().startswith("người ký:"):
            name = text.partition(":")[2].strip()
            return Evidence(line.end - len(name), line.end, rule="property-table")
    return None


def _certified(source: Source) -> Evidence | None:
    """The last person who signed a PDF: those before only initialled it, and behind them the body's seal is set."""
    found = None
    for line in source.lines:
        match = _CERTIFIED.match(source.of(line)) if line.origin == "stamp" else None
        if match and not issuer.begins_body(match["name"]):
            found = Evidence(line.start + match.start("name"), line.start + match.end("name"), rule=CERTIFICATE)
    return found
