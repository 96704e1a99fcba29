"""A title printed all in capitals (copies of legal sites do so) in the small letters that Decree 30 asks for."""

from __future__ import annotations

from generate.edits import begins_sentence, capitalised

_LONGEST = 8


def truecase(title: str, text: str) -> str:
    """The title with each word cased as the document's own text has it; one with small letters stays as it is.

    The longest run of words that the text repeats in small letters tells their case; of words that it does not
    repeat only the first keeps its capital. The length does not change.
    """
    if not title.isupper():
        return title
    words = title.split(" ")
    lowered = text.lower()
    said: list[str] = []
    while len(said) < len(words):
        said += _as_printed(words[len(said) : len(said) + _LONGEST], text, lowered)
    return capitalised(" ".join(said))


def _as_printed(words: list[str], text: str, lowered: str) -> list[str]:
    """The first words as the text prints them, as many as it repeats."""
    for count in range(len(words), 0, -1):
        wanted = " ".join(words[:count]).lower()
        for at in _places(wanted, lowered):
            printed = text[at : at + len(wanted)]
            if not printed.isupper() and len(printed.split(" ")) == count:
                if begins_sentence(text, at) and not _is_name(printed):
                    printed = printed[:1].lower() + printed[1:]
                return printed.split(" ")
    return [words[0].lower()]


def _places(wanted: str, lowered: str) -> list[int]:
    """Where whole words stand in the text, at most the first twenty."""
    found: list[int] = []
    at = lowered.find(wanted)
    while at >= 0 and len(found) < 20:
        end = at + len(wanted)
        whole = (at == 0 or not lowered[at - 1].isalnum()) and (end == len(lowered) or not lowered[end].isalnum())
        found += [at] if whole else []
        at = lowered.find(wanted, at + 1)
    return found


def _is_name(words: str) -> bool:
    """Whether every word has a capital: a name keeps it at the beginning of a sentence too."""
    each = words.split(" ")
    return len(each) > 1 and all(word[:1].isupper() for word in each)
