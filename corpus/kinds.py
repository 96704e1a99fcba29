"""Kinds of documents (tên loại): their letters and names (Decree 30/2020/NĐ-CP, annex III, part I)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from corpus.letters import plain

_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_]){3,}")  # `K Ế H O Ạ C H`
_MANNER = re.compile(r" (?:PHỐI HỢP|LIÊN TỊCH|LIÊN NGÀNH|HÀNH ĐỘNG)$")
OFFICIAL_LETTER = "CV"  # công văn: printed without a kind


@dataclass(frozen=True, slots=True)
class Kind:
    """code: `KH`; name: `Kế hoạch`; basis: the decree, legal normative documents, or the Party's practice."""

    code: str
    name: str
    basis: Literal["ND30", "QPPL", "dang"]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the table."""
    text = files("corpus.data").joinpath("kinds.toml").read_text("utf-8")
    return tuple(Kind(**row) for row in tomllib.loads(text)["kinds"])


@cache
def _by_name() -> dict[str, str]:
    return {kind.name.lower(): kind.code for kind in reversed(kinds())}


@cache
def _by_code() -> dict[str, Kind]:
    return {kind.code.lower(): kind for kind in reversed(kinds())}


@cache
def names_pattern() -> str:
    """A pattern of all names, longest first, for running text."""
    return "|".join(re.escape(name) for name in sorted({kind.name for kind in kinds()}, key=len, reverse=True))


def code_of(name: str) -> str | None:
    """`Kế hoạch` -> `KH`, whatever its case; None where it names no kind."""
    return _by_name().get(" ".join(name.lower().replace("thoả", "thỏa").replace("uỷ", "ủy").split()))


def name_of(code: str) -> str | None:
    """`KH` -> `Kế hoạch`."""
    kind = _by_code().get(code.lower())
    return kind.name if kind else None


def code_in_symbol(symbol: str) -> str | None:
    """The kind that a symbol tells: `KH` of `KH-UBND`, `CT` of `CT/TW` and of `34-CT/TW`; None for a letter's."""
    for group in re.split(r"[-/–\s]+", symbol):
        if kind := _by_code().get(group.lower()):
            return kind.code
    return None


@cache
def _by_letters() -> dict[str, str]:
    """Names without marks: what recognition makes of `KẾ HOẠCH` may be `KÉ HOACH`."""
    return {plain(kind.name.lower()): kind.code for kind in reversed(kinds())}


@cache
def _by_letters_alone() -> dict[str, str]:
    """Names without their spaces: what is left of one that is printed with a space between its letters."""
    return {kind.name.lower().replace(" ", ""): kind.code for kind in reversed(kinds())}


def of_line(line: str) -> str | None:
    """The kind that a line in capitals names, with nothing else on it: `KH` of `KẾ HOẠCH`; marks may be misread.

    Who acts together, or that it is for action, is no part of the kind: `CHƯƠNG TRÌNH PHỐI HỢP`.
    """
    words = " ".join(line.strip(" .:*").split())
    words = words if code_of(words) else _MANNER.sub("", words)
    if _SPACED.fullmatch(words):
        return _by_letters_alone().get(words.replace(" ", "").lower())
    return (code_of(words) or _by_letters().get(plain(words.lower()))) if words.isupper() else None


def is_kind_line(line: str) -> bool:
    """Whether a line holds nothing but the name of a kind in capitals: `KẾ HOẠCH`."""
    return of_line(line) is not None
