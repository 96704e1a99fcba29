"""Lists of bodies and persons in running text, split into their members.

A list splits where the next member has a head of its own (CONTRACT.md, "Owners and partners"): `Sở Văn hóa, Thể thao
và Du lịch` is one, `Các Sở, ban, ngành và các địa phương` two. A list ends where a verb begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.agencies import bodies
from corpus.model import Span
from extract.duty_words import NOBODY
from extract.names import (
    CENTRAL,
    COMMON,
    FIRST,
    PERSON,
    WORD,
    begins_member,
    ends_before,
    goes_on,
    is_joint,
    is_proper,
    known_end,
    next_word,
)

# A full stop that stands for a comma: `các ngành. Cán bộ, công chức xã` (seed 002).
_MISPRINT = re.compile(r"\.\s(?=(?:Cán bộ|cán bộ), (?:công chức|viên chức))")
# The word that stands for all before a colon: `Giao các Sở: Nội vụ, Tài chính`.
_SHARED = (
    r"(?P<title>(?:Phó )?(?:Giám đốc|Thủ trưởng|Trưởng|[Ll]ãnh đạo) )?[Cc]ác "
    r"(?P<head>[Ss]ở|[Pp]hòng|[Bb]an|[Bb]ộ|Vụ/Cục|Vụ|Cục)"
    r"(?:, (?:ban|ngành|ban ngành|đoàn thể|đơn vị)(?: tỉnh| xã)?)*\s*:\s*"
)
_GIVEN = re.compile(_SHARED + r"(?P<rest>[^.;:]*)$")
_SHARED_HEAD = re.compile(_SHARED + r"(?=[A-ZĐÀ-Ỹ])")
# `Ban Quản lý Khu kinh tế A và các Khu công nghiệp tỉnh` is one.
_ZONES = re.compile(r"các [Kk]hu ")
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]")
# `Giám đốc, Thủ trưởng các sở` is one, `Các doanh nghiệp viễn thông, doanh nghiệp bưu chính` two.
_BARE_OFFICE = re.compile(r"(?:các đồng chí )?(?:Giám đốc|Trưởng|Phó)", re.IGNORECASE)
_OF_SAME = re.compile(r"(?:[Cc]ác|[Nn]hững) (?P<kind>doanh nghiệp|tổ chức|cơ quan|đơn vị|cơ sở|trường) ")
# Kinds of people that stand apart in every list.
_APART = re.compile(r"(?:lực lượng|cộng đồng|hệ thống truyền|chính quyền (?=địa phương|cơ sở|các))\b")
_SHORTEST_NAME = 2
_LONGEST = 120
_LONGEST_LIST = 2500
_LONGEST_SHARED = 300


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a list as spans of the text, and the offset where the list ends."""

    spans: tuple[Span, ...]
    end: int


def scan(text: str, start: int, end: int | None = None) -> Members | None:
    """The list that begins at `start` and ends where a verb begins; None where no member begins there."""
    return _scan(text, start, len(text) if end is None else end, closed=False)


def split(text: str, start: int, end: int) -> Members | None:
    """The members of a list that is known to fill text[start:end]; None where no member begins there."""
    return _scan(text, start, end, closed=True)


# A paragraph's heading, sentences and partners ask for the same place: four of ten lists were read before, just then.
@lru_cache(maxsize=16)
def _scan(text: str, start: int, end: int, *, closed: bool) -> Members | None:
    if not (FIRST.match(text, start, end) or _SHARED_HEAD.match(text, start, end)):
        return None
    spans: list[Span] = []
    following: int | None = start
    end = min(end, start + _LONGEST_LIST)
    at = start
    while following is not None:
        shared = _SHARED_HEAD.match(text, following, end)
        begin = shared.end() if shared else following
        span, at, following = (_field if shared or _is_shared(text, spans, begin) else _member)(
            text, begin, end, closed
        )
        spans.append(span)
    return Members(_kept(text, spans), at)


def _is_shared(text: str, spans: Sequence[Span], begin: int) -> bool:
    """Whether the next member has no head of its own, because `các Sở:` gave one to all."""
    return (
        bool(spans)
        and not begins_member(text, begin, len(text))
        and text[begin].isupper()
        and not FIRST.match(text, begin)
    )


def _member(text: str, begin: int, end: int, closed: bool) -> tuple[Span, int, int | None]:  # noqa: FBT001
    """One member, where it ends, and where the next begins, None where the list ends."""
    at = known_end(text, begin, end)
    for word in _words(text, begin, end):
        if word.start() < at:
            continue
        step = _step(text, word, begin, end)
        if step == "stop" and closed:
            step = "split" if word[0] == ";" or _ends_name(text, word, end) else "go"
        if step == "stop":
            break
        if step == "split":
            return _trimmed(text, begin, word.start()), word.end(), next_word(text, word.end(), end)
        at = word.end()
        if step == "bracket":
            at = _closing(text, word.start(), end)
            following = _after_bracket(text, at, end)
            inside = closed and following is None and text[at:end].strip(" .;,")
            if not PERSON.match(text, begin) and not inside:
                return _trimmed(text, begin, word.start()), at, following
    return _trimmed(text, begin, at), at, None


def _field(text: str, begin: int, end: int, closed: bool) -> tuple[Span, int, int | None]:  # noqa: FBT001, ARG001
    """One of `các Sở: Nội vụ, Tư pháp, Xây dựng và Công an tỉnh …`, where it ends, and where the next begins."""
    at = begin
    for word in _words(text, begin, end):
        if word[0] in ",;" or word[0] == "và":
            follows = next_word(text, word.end(), end)
            inside = word[0] == "và" and _is_field(text, begin, word.start())
            if begins_member(text, follows, end) or (text[follows : follows + 1].isupper() and not inside):
                return _trimmed(text, begin, word.start()), word.end(), follows
        elif not word[0][0].isalnum() or ends_before(text, word, begin, end):
            break
        at = word.end()
    return _trimmed(text, begin, at), at, None


def _is_field(text: str, start: int, end: int) -> bool:
    """Whether `và` stands inside a known name: `Khoa học và Công nghệ`, `Nông nghiệp và Môi trường`."""
    following = text[end : end + 40].split()
    name = f"Sở {' '.join(text[start:end].split())} {' '.join(following[:3])}"
    return any(name.lower().startswith(known) for known in _department_names())


@cache
def _department_names() -> tuple[str, ...]:
    return tuple(
        name.lower()
        for body in bodies()
        for name in (body.name, *body.former)
        if name.startswith("Sở ") and " và " in name
    )


def _kept(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        span
        for span in spans
        if span.end - span.start > 2
        and text[span.start].isalpha()
        and text[span.start : span.end].lower().rstrip(".") not in NOBODY
    )


def named(text: str, span: Span) -> str:
    """The member as printed; one of `các Sở: Nội vụ, Tài chính` with the word that the list gives to all."""
    words = " ".join(text[span.start : span.end].split())
    colon = text.rfind(":", max(0, span.start - _LONGEST_SHARED), span.start) if words[:1].isupper() else -1
    given = _GIVEN.search(text[max(0, colon - _LONGEST_SHARED) : span.start]) if colon >= 0 else None
    if not given or words.startswith(given["head"]) or (FIRST.match(words) and given["rest"]):
        return words
    return f"{given['title'] or ''}{given['head'][0].upper()}{given['head'][1:]} {words}"


def _words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for count, word in enumerate(WORD.finditer(text, start, end)):
        if count > _LONGEST:
            return
        yield word


def _step(text: str, word: re.Match[str], begin: int, end: int) -> str:
    """What a word does to the list: go on, split it, stop it, or open a bracket."""
    mark = word[0]
    if mark in ",;":
        return _at_separator(text, word, begin, end)
    if mark in ("và", "hoặc") or (mark == "cùng" and text.startswith(" với", word.end())):
        follows = next_word(text, word.end(), end)
        if text.startswith("Ban", begin) and _ZONES.match(text, follows, end):
            return "go"
        if begins_member(text, follows, end) or CENTRAL.match(text, follows, end):
            return "split"
        return "go" if goes_on(text, follows, begin, end) else "stop"
    if mark == "(":
        return "bracket"
    if mark == "." and _MISPRINT.match(text, word.start(), end):
        return "split"
    if mark == "/" and _is_another(text, word, begin, end):
        return "split"
    if mark in "-–/&":
        return "go" if is_joint(text, word, end) else "stop"
    if not mark[0].isalnum():
        return "go" if mark in "'’" else "stop"
    return "stop" if ends_before(text, word, begin, end) else "go"


def _ends_name(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a full stop stands before another name: `Vụ A. Vụ B` in a cell."""
    return mark[0] == "." and begins_member(text, next_word(text, mark.end(), end), end)


def _is_apart(text: str, at: int, begin: int, end: int) -> bool:
    """Whether a kind begins here that nobody lists as one with others: `… và lực lượng xung kích`."""
    kind = _APART.match(text, at, end) if len(text[begin:at].split()) > _SHORTEST_NAME else None
    return bool(kind and not text.startswith(kind[0], begin)) or bool(
        text.startswith("chính quyền ", begin) and COMMON.match(text, at, end)
    )


def _is_another(text: str, slash: re.Match[str], begin: int, end: int) -> bool:
    """Whether a body of another kind stands behind a slash, rather than another name of the same, or a kind alone."""
    other = WORD.match(text, slash.end(), end)
    same = other is not None and text.startswith(other[0], begin)
    return not same and begins_member(text, slash.end(), end) and bool(_TWO_WORDS.match(text, slash.end(), end))


def _at_separator(text: str, word: re.Match[str], begin: int, end: int) -> str:
    follows = next_word(text, word.end(), end)
    if _BARE_OFFICE.fullmatch(text, begin, word.start()):
        return "go"
    if (same := _OF_SAME.match(text, begin, end)) and text.startswith(f"{same['kind']} ", follows):
        return "split"
    if begins_member(text, follows, end) or _is_apart(text, follows, begin, end):
        return "split"
    if CENTRAL.match(text, follows, end) and not text.startswith("Thủ trưởng", begin):
        return "split"
    if COMMON.match(text, follows, end) and is_proper(text[begin : word.start()].split()):
        return "split"
    return "go" if word[0] == "," and goes_on(text, follows, begin, end) else "stop"


def _closing(text: str, at: int, end: int) -> int:
    close = text.find(")", at, end)
    return close + 1 if close >= 0 else end


def _after_bracket(text: str, close: int, end: int) -> int | None:
    """Where the next member begins behind a dropped bracket, None where the list ends."""
    match = re.compile(r"\s*(?:[,;]|và)\s*").match(text, close, end)
    if match and begins_member(text, match.end(), end):
        return match.end()
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;.-–"):
        end -= 1
    words = text[start:end].split()
    while words and words[-1] in ("có", "của", "với", "và"):
        end = start + text[start:end].rfind(words.pop())
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end)
