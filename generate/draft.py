"""A draft (dự thảo): the document for another unit, and everything a clerk must know about how it came to be."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Document, Span

BLANK = "…"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sentence of the draft comes from.

    pointer: JSON Pointer of the value in `Draft.document` (a lead or closing paragraph is `/lead`, `/closing`);
    start, end: the sentence's offsets in that value. source_path: path in the source's outline ("" outside it);
    source: offsets in the source's text, None where the sentence comes from a rule of the house alone.
    """

    pointer: str
    start: int
    end: int
    source_path: str
    source: Span | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the source and what the draft has instead ("" where they were left out), and why.

    path: where the words stand: in the draft's outline for dates and targets, else in the source's; span: their
    offsets in the source's text, where known.
    """

    rule: str
    path: str
    source: str
    draft: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A choice the clerk has to make; the draft marks it by `[Câu hỏi <number>: …]` at each of `paths`."""

    number: int
    text: str
    candidates: tuple[str, ...]
    source: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A visible blank `…` of the draft: what to fill in, and where."""

    what: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class LawCheck:
    """What a person has to look up or look at, an act whose force is not known or a sentence, and why."""

    reference: str
    reason: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """document: the draft itself, without evidence. The rest is the clerk's list, in the order of the draft."""

    document: Document
    questions: tuple[Question, ...] = ()
    blanks: tuple[Blank, ...] = ()
    dates_to_confirm: tuple[Change, ...] = ()
    targets_to_decide: tuple[Change, ...] = ()
    left_out: tuple[Change, ...] = ()
    superior_matter: tuple[LawCheck, ...] = ()
    substitutions: tuple[Change, ...] = ()
    law_checks: tuple[LawCheck, ...] = ()
    relabelled: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[LawCheck, ...] = ()
    origins: tuple[Origin, ...] = ()
