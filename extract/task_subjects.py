"""The subject of a sentence or a title: the bodies that it names, and where they end.

Where the text shows the end (a colon, `có trách nhiệm`, the end of a title) no word before it is taken for a verb.
"""

from __future__ import annotations

import re

from corpus.model import Span
from extract import task_phrases as phrases
from extract.duty_words import EMPTY
from extract.names import begins_clause, begins_duty, is_verb_at, named_person, next_word
from extract.owners import Members, scan, split
from extract.parts import holds

_LONGEST_OPENING = 160
_LONGEST_CLAUSE = 40
_LONGEST_WHICH = 60
_LONGEST_SET = 140
_LETTERS = re.compile(r"[^\W\d_]+")
# `các đơn vị`, `Thủ trưởng các cơ quan`, `đơn vị được kiểm tra`: what follows may say which are meant.
_OPEN = re.compile(
    r"(?:.*\b)?(?:các|những|mỗi|một số|toàn thể)\b|"
    r"(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|thành viên|cán bộ|lãnh đạo|bộ phận|cơ sở)\b",
    re.IGNORECASE,
)


def says_nothing(text: str, at: int, end: int) -> bool:
    """Whether a sentence says no more than that its subject has duties: `chủ trì, phối hợp thực hiện`, or nothing."""
    words = _LETTERS.findall(text[at:end].lower())
    return all(word in EMPTY for word in words) or phrases.EMPTY.match(text, at, end) is not None


def is_open(text: str, members: Members) -> bool:
    """Whether the last member is a set or a kind of bodies, which a clause may narrow."""
    return _OPEN.match(text, members.spans[-1].start, members.spans[-1].end) is not None


def of_title(text: str, begin: int, end: int, *, is_title: bool) -> Members | None:
    """The bodies that fill a line; a title may say more of its last member: `Các đơn vị được kiểm tra`."""
    members = scan(text, begin, end)
    if not members or not members.spans or says_nothing(text, members.end, end):
        return members
    rest = text[members.end : end].rstrip(" .:;")
    wide = is_open(text, members)
    if (
        not is_title
        or len(rest) > (_LONGEST_SET if wide else _LONGEST_CLAUSE)
        or ":" in rest
        or phrases.FINITE.search(rest)
    ):
        return None
    if not wide and re.search(r"[,;.]\s", rest):
        return None
    whole = split(text, begin, members.end + len(rest))
    return Members(whole.spans, end) if whole else None


def instructed(text: str, begin: int, end: int) -> Members | None:
    """The bodies that another is told to give the points below to."""
    members = scan(text, begin, end)
    verb = phrases.INSTRUCTS.match(text, members.end, end) if members else None
    under = scan(text, verb.end(), end) if verb else None
    return Members(under.spans, end) if under and phrases.FOLLOWS.match(text, under.end, end) else None


def of_sentence(text: str, begin: int, end: int) -> Members | None:
    """The subject of a sentence: at its beginning, behind a time or a ground, or behind a topic."""
    if courtesy := phrases.COURTESY.match(text, begin, end):
        begin = courtesy.end()
    if members := scan(text, begin, end):
        return _of_person(text, _widened(text, begin, members, end), end) if members.spans else None
    towards = phrases.TOWARDS.match(text, begin, end)
    if towards and (found := _towards(text, towards.end(), end)):
        return found
    if (timed := phrases.TIMED.match(text, begin, end)) and (members := scan(text, timed.end(), end)):
        return _widened(text, timed.end(), members, end)
    if topic := phrases.TOPIC.match(text, begin, end):
        inner = of_sentence(text, topic.end(), end)
        return inner if inner and phrases.ROLE.match(text, inner.end, end) else None
    when = phrases.WHEN_FIRST.match(text, begin, end)
    found = _behind_comma(text, begin, end) if when and not when["direct"] else None
    return found or (scan(text, when.end(), end) if when and when["direct"] else _obliged(text, begin, end))


def _obliged(text: str, begin: int, end: int) -> Members | None:
    """The body behind a comma that must do what follows: `Khi có sự cố tràn dầu lớn, chủ cơ sở phải báo cáo …`."""
    mark = phrases.OBLIGED.search(text, begin, end)
    for comma in (
        phrases.COMMA.finditer(text, max(begin, mark.start() - _LONGEST_OPENING), mark.start()) if mark else ()
    ):
        members = scan(text, comma.end(), end)
        if members and members.spans and mark and members.end <= mark.start():
            members = _widened(text, comma.end(), members, end)
            if not text[members.end : mark.start()].strip() and ")" not in text[comma.end() : members.end]:
                return members
    return None


def _behind_comma(text: str, begin: int, end: int) -> Members | None:
    behind = phrases.COMMA.finditer(text, begin, min(end, begin + _LONGEST_OPENING))
    commas = (match.end() for match in behind if phrases.SUBJECT.match(text, match.end()))
    found = (_widened(text, at, members, end) for at in commas if (members := scan(text, at, end)) and members.spans)
    return next((members for members in found if not phrases.is_told(text, members.end)), None)


def _towards(text: str, begin: int, end: int) -> Members | None:
    """`Đối với Đoàn kiểm tra: Các thành viên …`, `Đối với đơn vị được kiểm tra: Chuẩn bị …`."""
    colon = text.index(":", begin, end)
    inner = scan(text, colon + 2, end)
    if inner and inner.spans:
        return None if phrases.STATE.match(text, inner.end, end) else inner
    members = split(text, begin, colon) if begins_duty(text, colon + 2, end) else None
    return Members(members.spans, colon) if members else None


def _widened(text: str, begin: int, members: Members, end: int) -> Members:
    """The list up to where the sentence shows its end, if what stands between says which of a set are meant."""
    executes = phrases.EXECUTES.search(text, members.end, end)
    mark = executes or phrases.ENDS_SUBJECT.search(text, members.end, min(end, members.end + _LONGEST_SET))
    if not mark or mark.start() <= members.end or phrases.FINITE.search(text, members.end, mark.start()):
        return members
    if not executes and not _narrows(text, members, mark.start(), is_title=text[mark.start()] == ":"):
        return members
    whole = split(text, begin, mark.start())
    return Members(whole.spans, mark.start()) if whole else members


def _narrows(text: str, members: Members, end: int, *, is_title: bool) -> bool:
    """Whether what stands between a list and the end of the subject says which bodies are meant."""
    between = text[members.spans[-1].end : end] if text.endswith(" có", 0, members.end) else text[members.end : end]
    if re.search(r"[.;:(]", between) or phrases.BY_RIGHT.match(between) or phrases.IN_CHARGE.match(text, members.end):
        return False
    commas = phrases.COMMA.finditer(text, members.end, end)
    if any(begins_clause(text, comma.end(), end) for comma in commas):
        return False
    if is_title and len(between) <= _LONGEST_WHICH and not re.search(r",|\b(?:các|những|việc)\b", between):
        return True
    if not is_open(text, members):
        return False
    short = not is_title and len(between) <= _LONGEST_CLAUSE and not between.rstrip().endswith((",", "và"))
    return short or phrases.NARROWS.match(between) is not None or not is_verb_at(text, members.end + 1, end)


def _of_person(text: str, members: Members, end: int) -> Members:
    """`Trưởng đoàn: Ông Trần Văn A - Chủ tịch …: phụ trách`: the person is who does it."""
    behind = phrases.COLON.match(text, members.end, end)
    person = named_person(text, behind.end(), end) if behind else None
    return Members((Span(behind.end(), person),), person) if behind and person else members


def is_roster(text: str, start: int, end: int) -> bool:
    """Whether a paragraph only says who a person is: `Bà Trần Thị B - Phó Chủ tịch HĐND tỉnh, Tổ trưởng;`."""
    person = named_person(text, start, end)
    if person is None or phrases.COLON.match(text, person, end):
        return False
    bracket = phrases.BRACKET.match(text, person, end)
    acts = is_verb_at(text, next_word(text, bracket.end() if bracket else person, end), end)
    return not (acts or phrases.ACTS.search(text, person, end))


def agent(text: str, start: int, end: int) -> tuple[Members, int] | None:
    """The owner behind a dash at the end of an item, or as the agent of a passive, and where the words before end."""
    for opening, hints, verb in (
        (phrases.DASHED, (" - ", " – "), phrases.CARRIES),
        (phrases.AGENT, ("do ",), phrases.CARRIED),
    ):
        for match in opening.finditer(text, start, end) if holds(text, start, end, hints) else ():
            members = scan(text, match.end(), end)
            if members and members.spans and verb.match(text, members.end, end):
                return members, match.start()
    return None
