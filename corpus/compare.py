"""The same plan in several places: tasks aligned under themes, then told apart field by field.

Themes come from the plans themselves. A task without a counterpart is said to be alone, never forced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from corpus.align import Group, Homes, align, homes_of
from corpus.bases import Basis, Cited, OldBasis, bases, old_bases
from corpus.copies import Copy, Written, copies, sketch_of
from corpus.differences import Difference, differences
from corpus.kept import Kept
from corpus.labels import label
from corpus.members import Aim, Due, Member, Report, aims_of, dues_of, members_of, reports_of
from corpus.model import Document, Level
from corpus.passages import Passage, passages_of
from corpus.superiors import Answer, Duty, Late, Origin, above, duties, late

__all__ = [
    "Aim",
    "Answer",
    "Basis",
    "Comparison",
    "Copy",
    "Difference",
    "Due",
    "Duty",
    "Kept",
    "Late",
    "Locality",
    "Member",
    "OldBasis",
    "Report",
    "Theme",
    "compare",
]

_COMMITTEE = re.compile(r"^(?:Ủy|Uỷ) ban nhân dân (?=\w)", re.IGNORECASE)
_Value = TypeVar("_Value", Due, Aim, Report)


@dataclass(frozen=True, slots=True)
class Locality:
    """A plan among those compared. name: who issued it, or the file's name; text: what its evidence points into."""

    file: str
    name: str
    title: str | None
    period: tuple[int | None, int | None] | None
    text: str
    level: Level | None = None

    @property
    def short(self) -> str:
        """Its name without what most issuers have in common: `Ủy ban nhân dân xã Vàm Tràm` -> `Xã Vàm Tràm`."""
        name = _COMMITTEE.sub("", self.name)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Theme:
    """What several plans speak of. label: in the words of the plans."""

    label: str
    members: tuple[Member, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The plans that have it."""
        return tuple(dict.fromkeys(member.file for member in self.members))

    def of(self, file: str) -> tuple[Member, ...]:
        """The passages of one plan."""
        return tuple(member for member in self.members if member.file == file)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several plans side by side. themes: those of two plans or more; alone: what only one has.

    kept: what the next comparison can build on.
    """

    localities: tuple[Locality, ...]
    themes: tuple[Theme, ...]
    alone: tuple[Theme, ...]
    differences: tuple[Difference, ...]
    deadlines: tuple[Due, ...]
    targets: tuple[Aim, ...]
    late: tuple[Late, ...] = ()
    old_bases: tuple[OldBasis, ...] = ()
    duties: tuple[Duty, ...] = ()
    reports: tuple[Report, ...] = ()
    bases: tuple[Basis, ...] = ()
    copies: tuple[Copy, ...] = ()
    kept: Kept = field(default_factory=Kept)


def compare(
    documents: Iterable[Document], *, against: Document | None = None, kept: Kept | None = None
) -> Comparison:
    """Align the documents' tasks and themes; the order of themes is that of the first plan that has each.

    against: the superior's plan; it comes first, and `duties` says who has taken up what it lays on communes.
    kept: of a comparison before; plans that were in it, unchanged, keep their themes, and only new ones are aligned.
    The documents are taken one by one and not kept, so that thousands can be fed from records.
    """
    gathered = _Gathered()
    if against:
        gathered.take(against)
    for document in documents:
        if not (against and document.source.sha256 and document.source.sha256 == against.source.sha256):
            gathered.take(document)
    groups = align(gathered.passages, _known(gathered, kept or Kept()))
    themes = tuple(_themes(gathered, groups))
    shared = tuple(theme for theme in themes if len(theme.files) > 1)
    files = tuple(locality.file for locality in gathered.localities)
    binding = above(gathered.origins, files[0] if against else None)
    by_label = {theme.label: theme.members for theme in themes}
    members = [member for theme in themes for member in theme.members if not member.is_guest]
    too_late = tuple(each for theme in shared for each in late(theme.label, theme.members, binding))
    return Comparison(
        localities=_named_apart(gathered.localities),
        themes=shared,
        alone=tuple(theme for theme in themes if len(theme.files) == 1),
        differences=tuple(differences({theme.label: theme.members for theme in shared})),
        deadlines=_aligned(gathered.deadlines, (due for member in members for due in member.dues)),
        targets=_aligned(gathered.targets, (aim for member in members for aim in member.aims)),
        late=too_late,
        old_bases=tuple(old_bases(gathered.cited, {plan.file: plan.date for plan in gathered.written})),
        duties=_in_order(duties(files[0], files, by_label, too_late)) if against else (),
        reports=_aligned(gathered.reports, (report for member in members for report in member.reports)),
        bases=bases(gathered.cited),
        copies=tuple(copies(gathered.written)),
        kept=_kept(gathered, groups),
    )


class _Gathered:
    """What is kept of each document as it passes."""

    def __init__(self) -> None:
        self.localities: list[Locality] = []
        self.passages: list[Passage] = []
        self.members: dict[Passage, Member] = {}
        self.cited: list[Cited] = []
        self.written: list[Written] = []
        self.reports: list[Report] = []
        self.hashes: list[str] = []
        self.origins: list[Origin] = []
        self.deadlines: list[Due] = []
        self.targets: list[Aim] = []
        self._files: set[str] = set()

    def take(self, document: Document) -> None:
        at = len(self.localities)
        file = self._file(document, at)
        own = tuple(passages_of(document, at))
        self.passages += own
        self.members.update(zip(own, members_of(document, file, own), strict=True))
        self.written.append(Written(file, sketch_of(own), document.level, document.date))
        self.hashes.append(document.source.sha256)
        self.origins.append(_origin(document, file))
        name = document.issuer or file
        self.localities.append(Locality(file, name, document.title, document.period, document.text, document.level))
        self.cited += _cited(document, file)
        self.deadlines += dues_of(document, file)
        self.targets += aims_of(document, file)
        self.reports += reports_of(document, file)

    def _file(self, document: Document, at: int) -> str:
        """The name of the file; a second one of that name is told apart by its ordinal."""
        name = document.source.name or f"văn bản {at + 1}"
        name = name if name not in self._files else f"{name} ({at + 1})"
        self._files.add(name)
        return name


def _origin(document: Document, file: str) -> Origin:
    reference = f"{document.number}/{document.symbol}" if document.number and document.symbol else None
    cited = frozenset(act.reference for act in document.citations)
    return Origin(file, document.issuer or "", document.level, reference, cited)


def _cited(document: Document, file: str) -> Iterator[Cited]:
    for at, act in enumerate(document.citations):
        place = document.evidence.get(f"/citations/{at}/reference")
        yield Cited(file, act, place.start if place else None)


def _known(gathered: _Gathered, kept: Kept) -> dict[int, Homes]:
    """Of plans that are there again the groups of their passages; a plan that is read otherwise now is a new one."""
    sizes = Counter(passage.document for passage in gathered.passages)
    found = {at: kept.plans[sha] for at, sha in enumerate(gathered.hashes) if sha in kept.plans}
    return {at: homes for at, homes in found.items() if sizes[at] == len(homes)}


def _kept(gathered: _Gathered, groups: Sequence[Group]) -> Kept:
    homes = homes_of(groups, gathered.passages)
    return Kept({gathered.hashes[at]: own for at, own in homes.items() if gathered.hashes[at]})


def _named_apart(localities: Sequence[Locality]) -> tuple[Locality, ...]:
    """Issuers of several plans are told apart by the file."""
    issuers = Counter(locality.name for locality in localities)
    return tuple(
        replace(each, name=f"{each.name} ({each.file})") if issuers[each.name] > 1 else each for each in localities
    )


def _themes(gathered: _Gathered, groups: Iterable[Group]) -> Iterator[Theme]:
    """The groups of passages, each under a label of its own."""
    labels: Counter[str] = Counter()
    for group in groups:
        name = label(group.members)
        labels[name] += 1
        name = name if labels[name] == 1 else f"{name} ({labels[name]})"
        members = [_under(gathered.members[passage], name) for passage in group.members]
        members += [replace(gathered.members[passage], is_guest=True) for passage in group.guests]
        yield Theme(name, tuple(members))


def _under(member: Member, theme: str) -> Member:
    """The member with its values told to stand under the theme."""
    return replace(
        member,
        dues=tuple(replace(due, theme=theme) for due in member.dues),
        aims=tuple(replace(aim, theme=theme) for aim in member.aims),
        reports=tuple(replace(report, theme=theme) for report in member.reports),
    )


def _in_order(found: Iterable[Duty]) -> tuple[Duty, ...]:
    """In the order of the superior's plan, behind what communes carry what they only help with."""
    return tuple(sorted(found, key=lambda duty: (duty.role == "phối hợp", duty.member.order)))


def _aligned(values: Iterable[_Value], themed: Iterable[_Value]) -> tuple[_Value, ...]:
    """All values in the order of the plans, those that stand under a theme with its name."""
    known = {replace(value, theme=""): value for value in themed}
    return tuple(known.get(value, value) for value in values)
