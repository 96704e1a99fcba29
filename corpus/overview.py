"""Who has what and who lacks what: a comparison looked at plan by plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from corpus.bases import OldBasis
from corpus.compare import Comparison, Copy, Duty, Late, Locality, Member, Theme

# A plan of which less than so much is on a theme of others is on another matter: plans of one matter share a third of
# their passages and more, others a twelfth. Of a few passages nothing can be told.
_APART = 0.15
_FEWEST = 10
# A theme that more than so great a part of the plans has is missed in the others.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan among the others.

    has, lacks: themes of several plans that it has, or has not though most have them (of two plans: those that only
    the other has); alone: what only it has, as (theme, passage); open: duties of the superior it says nothing on;
    common: how many of its passages stand in themes of several plans.
    """

    locality: Locality
    has: tuple[Theme, ...]
    lacks: tuple[Theme, ...]
    alone: tuple[tuple[str, Member], ...]
    late: tuple[Late, ...]
    open: tuple[Duty, ...]
    old_bases: tuple[OldBasis, ...]
    copy: Copy | None
    common: int = 0

    @property
    def is_apart(self) -> bool:
        """Whether it is hardly on the matter of the others."""
        passages = self.common + len(self.alone)
        return passages >= _FEWEST and self.common < _APART * passages


class _OfFile(Protocol):
    @property
    def file(self) -> str: ...


_Value = TypeVar("_Value", bound=_OfFile)


def standings(comparison: Comparison) -> tuple[Standing, ...]:
    """Each plan's, in the order of the plans; the superior's, which the others are held against, lacks nothing."""
    have = {theme.label: frozenset(theme.files) for theme in comparison.themes}
    alone, open_duties, late = _alone(comparison), _open(comparison), _late(comparison)
    common = Counter(m.file for theme in comparison.themes for m in theme.members if not m.is_guest)
    old, copied = _by_file(comparison.old_bases), {copy.file: copy for copy in comparison.copies}
    missed = {theme.label: theme for theme in _missed(comparison)}
    have |= {label: frozenset(theme.files) for label, theme in missed.items()}
    superior = 0 if comparison.duties else None
    return tuple(
        Standing(
            each,
            has=tuple(theme for theme in comparison.themes if each.file in have[theme.label]),
            lacks=tuple(theme for theme in missed.values() if not (at == superior or each.file in have[theme.label])),
            alone=tuple(alone[each.file]),
            late=tuple(late[each.file]),
            open=tuple(open_duties[each.file]),
            old_bases=tuple(old[each.file]),
            copy=copied.get(each.file),
            common=common[each.file],
        )
        for at, each in enumerate(comparison.localities)
    )


def _missed(comparison: Comparison) -> Iterator[Theme]:
    """The themes that are missed where they are not."""
    whole = len(comparison.localities)
    if whole == 2:
        yield from comparison.alone
    yield from (theme for theme in comparison.themes if len(theme.files) > _MOST * whole)


def by_file(theme: Theme) -> Mapping[str, tuple[Member, ...]]:
    """A theme's members, plan by plan."""
    return {file: tuple(own) for file, own in _by_file(theme.members).items()}


def _by_file(values: Iterable[_Value]) -> dict[str, list[_Value]]:
    found: dict[str, list[_Value]] = defaultdict(list)
    for value in values:
        found[value.file].append(value)
    return found


def _alone(comparison: Comparison) -> dict[str, list[tuple[str, Member]]]:
    found: dict[str, list[tuple[str, Member]]] = defaultdict(list)
    for theme in comparison.alone:
        for member in theme.members:
            found[member.file].append((theme.label, member))
    return found


def _late(comparison: Comparison) -> dict[str, list[Late]]:
    found: dict[str, list[Late]] = defaultdict(list)
    for late in comparison.late:
        found[late.due.file].append(late)
    return found


def _open(comparison: Comparison) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = defaultdict(list)
    for duty in comparison.duties:
        for file in duty.missing:
            found[file].append(duty)
    return found
