"""Edits of one passage of a document: found by rules, laid side by side, and applied at their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Listed = Literal["substitution", "date", "left-out", "kept"]

# Vietnamese capitals: the range À-Ỹ of Unicode holds small letters too.
UPPER = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"
# A sentence ends at a full stop before a capital or a quotation mark; `./.` ends the document.
SENTENCE_END = re.compile(rf"(?<=[.!?…])(?<!\bTP\.)(?<!\bđ/c\.)\s+(?=[{UPPER}“\"(])|\n")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the clerk; edits with the same key are one question. text: what the list says of it."""

    key: str
    text: str
    candidates: tuple[str, ...]
    source: str = ""

    @property
    def mark(self) -> str:
        """What the draft has in its place; `numbered` puts the number in."""
        return f"[Câu hỏi ⟦{self.key}⟧: {' / '.join(self.candidates)}]"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the clerk's list: what one member of a replaced list became, "" where it was left out."""

    source: str
    draft: str
    reason: str
    listed: Listed = "substitution"


@dataclass(frozen=True, slots=True)
class Edit:
    """`[start, end)` of a passage becomes `text`.

    listed: where the clerk's list names it; "kept" only keeps other rules away. parts: what the list says instead
    of naming the edit as a whole. blank: what a `…` in `text` stands for. asked: the questions in `text`, each marked
    `⟦key⟧` where its number is put in when all edits are known.
    """

    start: int
    end: int
    text: str
    rule: str
    reason: str = ""
    listed: Listed = "substitution"
    blank: str = ""
    asked: tuple[Asked, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One value of the source that is text.

    pointer: its JSON Pointer in the record and the ordinal of the paragraph (`/outline/0/text#1`); path: its place
    in the outline; offset: where it begins in `Document.text`, None where that is not known. duties: the assignments
    that a cell of a table belongs to.
    """

    pointer: str
    path: str
    text: str
    offset: int | None = None
    duties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A passage with its edits; `text` is what the draft has in its place."""

    passage: Passage
    edits: tuple[Edit, ...] = ()

    @property
    def text(self) -> str:
        """The passage with all edits applied."""
        return self.piece(0, len(self.passage.text))

    def piece(self, start: int, end: int) -> str:
        """What `[start, end)` of the source became; an edit that sticks out is taken whole."""
        out, at = [], start
        for edit in self.edits:
            at_the_end = edit.start == edit.end == end == len(self.passage.text)
            stays = edit.text == self.passage.text[edit.start : edit.end]
            if stays or edit.end < start or (edit.start >= end and not at_the_end):
                continue
            out += [self.passage.text[at : max(at, edit.start)], edit.text]
            at = max(at, edit.end)
        return "".join((*out, self.passage.text[at:end]))

    def moved(self, at: int) -> int:
        """Where the offset `at` of the source came to stand; inside an edit, its beginning."""
        shift = 0
        for edit in self.edits:
            if edit.end <= at and (edit.start < at or edit.start == edit.end < at):
                shift += len(edit.text) - (edit.end - edit.start)
            elif edit.start < at:
                return edit.start + shift
        return at + shift


def lay(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that stand beside each other: of two that overlap the earlier in the list wins."""
    laid: list[Edit] = []
    for edit in edits:
        if not any(_overlap(edit, other) for other in laid):
            laid.append(edit)
    return tuple(sorted(laid, key=lambda edit: (edit.start, edit.end)))


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end
    return one.start < other.end and other.start < one.end


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the sentences of a text."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def like(model: str, words: str) -> str:
    """`words` in the case of `model`: all capitals, or a first capital where the model has one."""
    letters = [letter for letter in model if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return words.upper()
    return capitalised(words) if letters and letters[0].isupper() else words


def capitalised(words: str) -> str:
    """With a capital first letter."""
    match = _FIRST_LETTER.search(words)
    return words if not match else words[: match.start()] + match[0].upper() + words[match.end() :]


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`, so that its first word has a capital whatever it is."""
    before = text[:at].rstrip(' \t“"(')
    return not before or before[-1] in ".!?:\n" or text[len(before) : at].find("\n") >= 0


def kept(start: int, end: int, text: str, rule: str) -> Edit:
    """An edit that changes nothing and keeps other rules away."""
    return Edit(start, end, text[start:end], rule, listed="kept")


def numbered(edit: Edit, numbers: Mapping[str, int]) -> Edit:
    """A question's edit with the number that the list gives it."""
    text = edit.text
    for asked in edit.asked:
        text = text.replace(f"⟦{asked.key}⟧", str(numbers[asked.key]))
    return replace(edit, text=text)
