"""Two readings of a page made into one: each word as the likelier of both engines has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extract.readers.lexicon import Lexicon, bare, without_tone
from extract.readers.second import Line
from extract.readers.tesseract import Word

_SPECKS = tuple("“”\"'`‘’^*~")
_DASHES = frozenset("-–+•")
_LABEL = re.compile(r"(?:[a-zđ]|[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)]")
_DIGIT = re.compile(r"\d")
# A number, an amount, a day or a reference as they are printed: `1.500`, `15,5%`, `01/7/2025`, `43/2019/NĐ-CP`.
_NUMBER = re.compile(r"\(?\d+(?:[.,/-]\d+)*(?:%|/[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ][A-Za-zĐđ]*)*|đ/kg)?[.,;:)]*")
# Confidences: of what both read alike, of numbers in which both have the same digits; from which one engine is
# believed alone; below which it is not.
_BOTH = 0.97
_AGREED = 0.9
_FAINT = 0.8
_ALONE = 0.85
UNDECIDED = 0.7  # of what both read otherwise, and nothing decides
_DOUBTED = 0.6
# The share of a line's box that lies below its baseline.
_BELOW = 0.22
# What a page's certain words must outweigh before the second engine's reading is taken.
_BETTER = 0.5


def merged(words: Sequence[Word], lines: Sequence[Line]) -> list[Word]:
    """The words of both engines in one, on the lines of the second; what only one has it must be sure of."""
    if not lines:
        return list(words)
    rows = _rows(words, lines)
    lexicon = Lexicon(word.text for line, row in rows for word in row if f" {word.text} " in f" {line.text} ")
    alone = [word for word in words if _is_sure_alone(word) and not any(_is_in(word, line) for line in lines)]
    return [*alone, *(word for line, row in rows for word in _voted(row, _parted(line), lexicon))]


def _is_sure_alone(word: Word) -> bool:
    return word.confidence >= _DOUBTED and any(char.isalnum() for char in word.text)


def _rows(words: Sequence[Word], lines: Sequence[Line]) -> list[tuple[Line, list[Word]]]:
    """Each line with the first engine's words in its box, from left to right, on its baseline."""
    free = sorted(words, key=lambda word: word.left)
    rows = []
    for line in lines:
        row = [word for word in free if _is_in(word, line)]
        free = [word for word in free if not _is_in(word, line)]
        rows.append((line, [replace(word, baseline=_baseline(line)) for word in row]))
    return rows


def _is_in(word: Word, line: Line) -> bool:
    left, top, right, bottom = line.box
    return left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom


def _baseline(line: Line) -> float:
    return line.box[3] - _BELOW * (line.box[3] - line.box[1])


def _parted(line: Line) -> list[Word]:
    """The words of the second engine's line, as wide as their letters."""
    left, top, right, bottom = line.box
    step = (right - left) / max(1, len(line.text))
    words, at = [], 0
    for text in line.text.split(" "):
        if text:
            x0 = left + at * step
            size = (1 - _BELOW) * (bottom - top)
            words.append(Word(text, x0, top, x0 + len(text) * step, bottom, _baseline(line), size, line.confidence))
        at += len(text) + 1
    return words


def _voted(first: Sequence[Word], second: Sequence[Word], lexicon: Lexicon) -> Iterator[Word]:
    if not first:
        yield from (word for word in second if word.confidence >= _ALONE)
        return
    match = SequenceMatcher(None, [word.text for word in first], [word.text for word in second], autojunk=False)
    for kind, start, b, begin, d in match.get_opcodes():
        a, c = start, begin
        if kind == "equal":
            yield from (replace(word, confidence=_agreed(word)) for word in first[a:b])
        elif kind == "delete":
            yield from (word for word in first[a:b] if _is_kept(word, is_first=a == 0))
        elif kind == "insert":
            yield from _inserted(first, second[c:d])
        else:
            if a == c == 0 and _opens_better(first[0], second[0]):
                yield from _placed(first[:1], second[:1])
                a, c = 1, 1
            around = (first[a - 1].text if a else "", first[b].text if b < len(first) else "")
            yield from _chosen(first[a:b], second[c:d], lexicon, around)


def _agreed(word: Word) -> float:
    """How sure a word is that both read alike: a faint tone may be misread by both."""
    return UNDECIDED if word.confidence < _FAINT and word.text.isalpha() else max(word.confidence, _BOTH)


def _opens_better(one: Word, other: Word) -> bool:
    """Whether the second engine has the label of an item where the first has none, or one it is not sure of."""
    return bool(_LABEL.fullmatch(other.text)) and (one.confidence < _ALONE or not _LABEL.fullmatch(one.text))


def _is_kept(word: Word, *, is_first: bool) -> bool:
    """Whether a word stays that the second engine does not have: a dash may open a line, other marks are specks."""
    if any(char.isalnum() for char in word.text):
        return word.confidence >= _DOUBTED
    return word.text in _DASHES if is_first else word.confidence >= _ALONE


def _is_speck(word: Word) -> bool:
    return word.confidence < _DOUBTED and word.text not in _DASHES and not any(map(str.isalnum, word.text))


def _inserted(first: Sequence[Word], second: Sequence[Word]) -> Iterator[Word]:
    """Words that only the second engine has, where the first has left room for them."""
    for word in second:
        middle = (word.left + word.right) / 2
        if word.confidence >= _ALONE and not any(each.left <= middle <= each.right for each in first):
            yield word


def _chosen(first: Sequence[Word], second: Sequence[Word], lexicon: Lexicon, around: tuple[str, str]) -> list[Word]:
    """The likelier reading of one place: word by word where both have as many words, else as a whole."""
    if len(first) != len(second):
        first = [word for word in first if not _is_speck(word)] or first
    if len(first) != len(second):
        return list(_likelier(first, second, lexicon, around))
    chosen: list[Word] = []
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        before = chosen[-1].text if chosen else around[0]
        after = first[at + 1].text if at + 1 < len(first) else around[1]
        chosen += _likelier([one], [other], lexicon, (before, after))
    return chosen


def _likelier(
    first: Sequence[Word], second: Sequence[Word], lexicon: Lexicon, around: tuple[str, str]
) -> Sequence[Word]:
    one, other = [word.text for word in first], [word.text for word in second]
    if [bare(text) for text in one] == [bare(text) for text in other]:
        return _marked(first, second, around[1])
    if any(_DIGIT.search(text) for text in one):
        return _numbers(first, second, lexicon)
    if not any(char.isalnum() for text in one for char in text):
        return first
    sure = min(word.confidence for word in first)
    gain = lexicon.worth(other, *around) - lexicon.worth(one, *around)
    lost = [without_tone(text) for text in other] == one
    taken = _placed(first, second) if gain > _BETTER or (gain >= 0 and (sure < _DOUBTED or lost)) else first
    if abs(gain) > _BETTER:
        return taken
    return [replace(word, confidence=min(word.confidence, UNDECIDED)) for word in taken]


def _marked(first: Sequence[Word], second: Sequence[Word], after: str) -> Sequence[Word]:
    """The same words with other marks: a full stop before a small letter, a quote that only one has, are misread."""
    ends = first[-1].text.endswith((".", ":")) and after[:1].islower() and not second[-1].text.endswith((".", ":"))
    opens = first[0].text[:1] in _SPECKS and second[0].text[:1] not in _SPECKS
    return _placed(first, second) if ends or opens else first


def _numbers(first: Sequence[Word], second: Sequence[Word], lexicon: Lexicon) -> Sequence[Word]:
    """Digits that both read alike are certain, and the likelier words go with them; others are doubted."""
    one, other = [word.text for word in first], [word.text for word in second]
    if (digits := _digits(one)) and digits == _digits(other):
        taken = _placed(first, second) if lexicon.worth(other) > lexicon.worth(one) else first
        return [replace(word, confidence=max(word.confidence, _AGREED)) for word in taken]
    clean = [all(_NUMBER.fullmatch(text) for text in texts) for texts in (one, other)]
    taken = _placed(first, second) if clean == [False, True] else first
    return [replace(word, confidence=min(word.confidence, _DOUBTED)) for word in taken]


def _digits(texts: Sequence[str]) -> str:
    return "".join(_DIGIT.findall(" ".join(texts)))


def _placed(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """The words of the second where the first's stand."""
    left, right = first[0].left, first[-1].right
    step = (right - left) / (sum(len(word.text) for word in second) + len(second) - 1)
    placed, at = [], left
    for word in second:
        end = at + len(word.text) * step
        placed.append(replace(word, left=at, right=end, size=first[0].size))
        at = end + step
    return placed
