"""The same plan in several places: tasks aligned under themes, then told apart field by field.

Themes come from the plans themselves. A task without a counterpart is said to be alone, never forced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.align import Group, Passage, align, passages_of
from corpus.model import Document

_PREVIEW = 240


@dataclass(frozen=True, slots=True)
class Locality:
    """A plan among those compared. name: who issued it, or the file's name; text: what its evidence points into."""

    file: str
    name: str
    title: str | None
    period: tuple[int | None, int | None] | None
    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """A plan's own passage on a theme. start, end: its place in the locality's text, None where it is unknown."""

    file: str
    path: str
    words: str
    owners: tuple[str, ...]
    partners: tuple[str, ...]
    deadlines: tuple[str, ...]
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What several plans speak of. label: in the words of the plans."""

    label: str
    members: tuple[Member, ...]

    def of(self, file: str) -> tuple[Member, ...]:
        """The passages of one plan."""
        return tuple(member for member in self.members if member.file == file)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which plans differ on a theme: what each says, as (file, value)."""

    theme: str
    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline of a plan, for the time line: inclusive ISO days or a recurrence."""

    file: str
    path: str
    text: str
    start: str | None
    end: str | None
    recurrence: str | None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of a plan."""

    file: str
    path: str
    text: str
    value: float
    unit: str | None
    comparator: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several plans side by side. themes: those of two plans or more; alone: what only one has."""

    localities: tuple[Locality, ...]
    themes: tuple[Theme, ...]
    alone: tuple[Theme, ...]
    differences: tuple[Difference, ...]
    deadlines: tuple[Due, ...]
    targets: tuple[Aim, ...]


def compare(documents: Sequence[Document]) -> Comparison:
    """Align the documents' tasks and themes; the order of themes is that of the first plan that has each."""
    files = _file_names(documents)
    passages = [passage for at, document in enumerate(documents) for passage in passages_of(document, at)]
    groups = align(passages)
    themes = [_theme(group, documents, files) for group in groups]
    shared = tuple(theme for theme in themes if len({member.file for member in theme.members}) > 1)
    alone = tuple(theme for theme in themes if len({member.file for member in theme.members}) == 1)
    return Comparison(
        localities=_localities(documents, files),
        themes=shared,
        alone=alone,
        differences=tuple(each for theme in shared for each in _differences(theme)),
        deadlines=tuple(_dues(documents, files)),
        targets=tuple(_aims(documents, files)),
    )


def _file_names(documents: Sequence[Document]) -> list[str]:
    """The names of the files; two of one name are told apart by an ordinal."""
    names: list[str] = []
    for at, document in enumerate(documents, 1):
        name = document.source.name or f"văn bản {at}"
        names.append(name if name not in names else f"{name} ({at})")
    return names


def _localities(documents: Sequence[Document], files: Sequence[str]) -> tuple[Locality, ...]:
    """Who issued each plan; issuers of several plans are told apart by the file."""
    issuers = Counter(document.issuer for document in documents)
    names = [
        file
        if not document.issuer
        else f"{document.issuer} ({file})"
        if issuers[document.issuer] > 1
        else document.issuer
        for document, file in zip(documents, files, strict=True)
    ]
    return tuple(
        Locality(file, name, document.title, document.period, document.text)
        for document, file, name in zip(documents, files, names, strict=True)
    )


def _theme(group: Group, documents: Sequence[Document], files: Sequence[str]) -> Theme:
    members = tuple(
        _member(passage, documents[passage.document], files[passage.document]) for passage in group.members
    )
    return Theme(group.label, members)


def _member(passage: Passage, document: Document, file: str) -> Member:
    duties = [duty for duty in document.assignments if _within(duty.path, passage.path)]
    limits = [limit.text for limit in document.deadlines if _within(limit.path, passage.path)]
    words = passage.words if len(passage.words) <= _PREVIEW else passage.words[:_PREVIEW].rstrip() + "…"
    return Member(
        file=file,
        path=passage.path,
        words=words,
        owners=tuple(dict.fromkeys(name for duty in duties for name in duty.owners)),
        partners=tuple(dict.fromkeys(name for duty in duties for name in duty.partners)),
        deadlines=tuple(dict.fromkeys(limits)),
        start=passage.start,
        end=passage.end,
    )


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith(f"{outer}/")


def _differences(theme: Theme) -> Iterator[Difference]:
    """Owner, partners and deadline where the plans do not say the same."""
    for field, read in (("owners", _owners), ("partners", _partners), ("deadline", _deadlines)):
        values: dict[str, list[str]] = {}
        for member in theme.members:
            values.setdefault(member.file, []).extend(read(member))
        said = {file: "; ".join(dict.fromkeys(names)) for file, names in values.items()}
        if len(set(said.values())) > 1:
            yield Difference(theme.label, field, tuple(said.items()))


def _owners(member: Member) -> tuple[str, ...]:
    return member.owners


def _partners(member: Member) -> tuple[str, ...]:
    return member.partners


def _deadlines(member: Member) -> tuple[str, ...]:
    return member.deadlines


def _dues(documents: Sequence[Document], files: Sequence[str]) -> Iterator[Due]:
    for document, file in zip(documents, files, strict=True):
        for limit in document.deadlines:
            yield Due(file, limit.path, limit.text, limit.start, limit.end, limit.recurrence)


def _aims(documents: Sequence[Document], files: Sequence[str]) -> Iterator[Aim]:
    for document, file in zip(documents, files, strict=True):
        for aim in document.targets:
            yield Aim(file, aim.path, aim.text, aim.value, aim.unit, aim.comparator)
