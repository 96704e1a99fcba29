"""Which words are Vietnamese, and which stand side by side: what decides between two readings of one word.

Words and pairs come from underthesea's dictionary, from the names in `corpus` and from what a page itself has for
certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.dictionary import entries
from corpus.letters import plain

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ".,;:()“”\"'-–_/…*"
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
# What a reading is worth: a known word, a pair of words that go together, a word of which nothing is known, a word
# that the page has elsewhere, counted at most so often.
_KNOWN, _PAIR, _UNKNOWN, _HERE, _OFTEN = 1.0, 1.5, -1.0, 0.4, 5
_SHORT = 6
# Where recognition loses a tone it is over these; and words that stand there without one and need no neighbour.
_HATS = frozenset("âêôÂÊÔ")
_ALONE = frozenset("không công trên nên lên bên môn tên cân đông".split())
# Without marks, for recognition may have lost them; they are nine persons of ten.
_SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan lam mai trinh truong ha "
    "cao luong luu chu ta phung to la thai vuong ma nong be hua quach kieu nghiem bach lu khuc ton".split()
)
_LONGEST_NAME = 5
_FIXED = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập Tự do Hạnh phúc",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "Nơi nhận",
    "Kính gửi",
    "Như trên",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "PHÓ THỦ TƯỚNG",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "CHÁNH VĂN PHÒNG",
    "TRƯỞNG ĐOÀN",
    "TRƯỞNG BAN",
    "TRƯỞNG PHÒNG",
)


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """Syllables and pairs of neighbouring ones, all small; toneless: the pairs by their letters without tones."""

    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    toneless: dict[tuple[str, str], tuple[tuple[str, str], ...]]


@cache
def _names() -> tuple[str, ...]:
    """Bodies, kinds of documents, units with their kind, and what every document prints alike."""
    from corpus import agencies, kinds, units

    places = [*units.provinces(), *units.communes()]
    places += [unit for unit, _ in (*units.former_districts(), *units.former_provinces())]
    return (
        *(name for body in agencies.bodies() for name in (body.name, *body.former)),
        *(kind.name for kind in kinds.kinds()),
        *(f"{unit.kind} {unit.name}" for unit in places),
        *_FIXED,
    )


@cache
def _letters() -> frozenset[str]:
    """The letters of kinds and bodies in references: `QĐ`, `TTg`, `UBND`."""
    from corpus import agencies, kinds

    found = [kind.code for kind in kinds.kinds()]
    found += [each for body in agencies.bodies() for each in body.abbr]
    return frozenset((*found, "CP", "TTg", "TW", "UBND", "HĐND", "BCĐ"))


@cache
def _headings() -> dict[str, dict[tuple[str, ...], frozenset[tuple[str, ...]]]]:
    """Names of two words and more by their first word, all without marks: the ways in which they are written."""
    found: defaultdict[str, defaultdict[tuple[str, ...], set[tuple[str, ...]]]]
    found = defaultdict(lambda: defaultdict(set))
    for name in _names():
        words = tuple(_WORD.findall(name.upper()))
        if len(words) > 1:
            plain_words = tuple(map(plain, words))
            found[plain_words[0]][plain_words].add(words)
    return {first: {key: frozenset(ways) for key, ways in known.items()} for first, known in found.items()}


@cache
def _dictionary() -> _Dictionary:
    syllables: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for entry in (*entries(), *_names()):
        words = _WORD.findall(entry.lower())
        syllables.update(words)
        pairs.update(pairwise(words))
    toneless: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for pair in sorted(pairs):
        toneless[without_tone(pair[0]), without_tone(pair[1])].append(pair)
    return _Dictionary(frozenset(syllables), frozenset(pairs), {key: tuple(found) for key, found in toneless.items()})


@cache
def without_tone(word: str) -> str:
    """A word without its tone mark; hats and hooks of letters stay: `tổ` is `tô`."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def bare(word: str) -> str:
    """A word in small letters without the marks around it."""
    return word.strip(_MARKS).lower()


class Lexicon:
    """The dictionary, and the words that one page has for certain, in their order."""

    def __init__(self, certain: Iterable[str] = ()) -> None:
        words = [bare(word) for word in certain]
        self._often = Counter(word for word in words if word)
        self._pairs = Counter(pairwise(words))

    def worth(self, words: Sequence[str], before: str = "", after: str = "") -> float:
        """How likely these words are between those two; only readings of the same place can be compared."""
        known = _dictionary()
        plain = [bare(word) for word in (before, *words, after)]
        total = 0.0
        for printed, word in zip(words, plain[1:-1], strict=True):
            if not word.isalpha():
                total += _KNOWN * sum(part in _letters() for part in _WORD.findall(printed))
            else:
                is_short = printed.isupper() and len(word) <= _SHORT
                total += _KNOWN if word in known.syllables else 0.0 if is_short else _UNKNOWN
                total += _HERE * min(self._often[word], _OFTEN)
        return total + _PAIR * sum(pair in known.pairs or self._pairs[pair] > 1 for pair in pairwise(plain))


def mended(
    words: Sequence[str], around: tuple[str, str] = ("", ""), unsure: Collection[int] = frozenset()
) -> list[str]:
    """The words of a line with the marks back that recognition lost, and nothing else changed.

    around: the words on the lines above and below that it goes on. unsure: places of words whose tone may be
    another one.

    A heading in capitals: the names in it that are known, and are written in one way. Running text: a word without a
    tone, or one that is no Vietnamese word, gets the tone with which it makes a word of the dictionary with a
    neighbour, where one such word alone fits and neither goes with its other neighbour: `tô chức` is `tổ chức`.
    Names (two capitals in a row) stay.
    """
    is_heading = " ".join(words).isupper()
    if is_heading and _is_person(words):
        return _named(words)
    out = ["", *_named(words), ""] if is_heading else [around[0], *words, around[1]]
    plain_words = [bare(word) for word in out]
    for at in range(len(out) - 1):
        pair = plain_words[at], plain_words[at + 1]
        if _is_name(out[at], out[at + 1]) or out[at][-1:] in tuple(_MARKS) or _is_paired(plain_words, at):
            continue
        free = [
            (place - 1 in unsure or _is_toneless(plain_words[place])) and (is_heading or not _is_in_name(out, place))
            for place in range(at, min(at + 3, len(out)))
        ]
        fits = _fits(pair, free)
        if len(fits) == 1 and (fits[0][1] == pair[1] or not _fits(plain_words[at + 1 : at + 3], free[1:])):
            for place, new in zip((at, at + 1), fits[0], strict=True):
                out[place], plain_words[place] = _as_printed(out[place], plain_words[place], new), new
    return out[1:-1]


def _fits(pair: Sequence[str], free: Sequence[bool]) -> list[tuple[str, str]]:
    """The words of the dictionary that two words may be, of which those that are free may have another tone."""
    if len(pair) < 2:
        return []
    known = _dictionary().toneless.get((without_tone(pair[0]), without_tone(pair[1])), ())
    return [way for way in known if all(new == old or may for new, old, may in zip(way, pair, free, strict=False))]


def _is_paired(words: Sequence[str], at: int) -> bool:
    """Whether a word and the next go together as they are, or one of them with its other neighbour."""
    around = words[max(0, at - 1) : at + 3]
    return any(pair in _dictionary().pairs for pair in pairwise(around))


def _is_toneless(word: str) -> bool:
    """Whether a word may be one that lost its tone over a hat, or is no word as it stands."""
    lost = without_tone(word) == word and word not in _ALONE and not _HATS.isdisjoint(word)
    return lost or word not in _dictionary().syllables


def _named(words: Sequence[str]) -> list[str]:
    """A heading with its known names as they are written; the longest name that fits stands."""
    out, at = list(words), 0
    plain_words = [plain(bare(word).upper()) for word in words]
    while at < len(words):
        known = _headings().get(plain_words[at], {})
        for length in range(min(8, len(words) - at), 1, -1):
            ways = known.get(tuple(plain_words[at : at + length]), frozenset())
            if way := _nearest(ways, [bare(word).upper() for word in words[at : at + length]]):
                for place, new in enumerate(way, at):
                    if not _is_same(bare(out[place]), new.lower()):
                        out[place] = _as_printed(out[place], bare(out[place]), new.lower())
                at += length - 1
                break
        at += 1
    return out


def _is_same(word: str, other: str) -> bool:
    """Whether two words differ only in which of their letters bears the tone: `uỷ` and `ủy`."""
    return sorted(unicodedata.normalize("NFD", word)) == sorted(unicodedata.normalize("NFD", other))


def _nearest(ways: Iterable[tuple[str, ...]], printed: Sequence[str]) -> tuple[str, ...] | None:
    """The way of writing a name that has most words as printed; None where two have as many."""

    def alike(way: Sequence[str]) -> int:
        return sum(one == other for one, other in zip(way, printed, strict=True))

    ranked = sorted(ways, key=alike, reverse=True)
    is_sure = len(ranked) == 1 or (len(ranked) > 1 and alike(ranked[0]) > alike(ranked[1]))
    return ranked[0] if is_sure else None


def _is_person(words: Sequence[str]) -> bool:
    """Whether words in capitals look like a person's name."""
    return len(words) <= _LONGEST_NAME and plain(bare(words[0])) in _SURNAMES


def _is_in_name(words: Sequence[str], at: int) -> bool:
    """Whether a word is part of a name: with a capital, as the one before or behind it."""
    return any(_is_name(words[at], each) for each in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))


def _is_name(one: str, other: str) -> bool:
    """Whether both begin with a capital, as names do; words all in capitals are a heading."""
    return one[:1].isupper() and other[:1].isupper() and not (one.isupper() and other.isupper())


def _as_printed(word: str, old: str, new: str) -> str:
    """A word with its letters replaced, in their case and between their marks."""
    start = word.lower().find(old)
    letters = word[start : start + len(old)]
    said = new.upper() if letters.isupper() and len(letters) > 1 else new
    said = said[:1].upper() + said[1:] if letters[:1].isupper() else said
    return word[:start] + said + word[start + len(old) :]
