"""Targets of several plans side by side: what can stand on one scale, as bars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.compare import Aim, Comparison
from corpus.indicators import Indicator, indicators, is_same
from corpus.measures import comparable, scale_of

NO_THEME = "Ngoài các chủ đề chung"
_PER_CENT = 100.0


@dataclass(frozen=True, slots=True)
class TargetBar:
    """A target on a scale: width in per cent of the scale."""

    aim: Aim
    width: float


@dataclass(frozen=True, slots=True)
class TargetScale:
    """The targets of a theme that are counted alike; plans: of how many plans."""

    theme: str
    unit: str
    bars: tuple[TargetBar, ...]
    plans: int

    @property
    def is_shared(self) -> bool:
        """Whether there is something to compare."""
        return self.plans > 1


def scales(comparison: Comparison) -> tuple[TargetScale, ...]:
    """All targets, theme by theme, what they measure and scale by scale, those of several plans first; the plans in
    their order.
    """
    found: dict[tuple[str, str], list[Aim]] = defaultdict(list)
    for aim in comparison.targets:
        found[aim.theme or NO_THEME, scale_of(aim.unit)].append(aim)
    measured = _measured(comparison)
    made = tuple(
        _scale(theme, unit, tuple(alike))
        for (theme, unit), aims in found.items()
        for alike in ([aims] if theme == NO_THEME else _alike(aims, measured))
    )
    return tuple(sorted(made, key=lambda scale: (not scale.is_shared, scale.theme == NO_THEME)))


def _measured(comparison: Comparison) -> dict[Aim, Indicator]:
    members = [member for theme in comparison.themes for member in theme.members if member.aims]
    return {
        aim: measures
        for member in members
        for aim, measures in zip(member.aims, indicators(member.words, (a.text for a in member.aims)), strict=True)
    }


def _alike(aims: Iterable[Aim], measured: Mapping[Aim, Indicator]) -> list[list[Aim]]:
    """The aims in groups that measure the same as the first of the group."""
    groups: list[list[Aim]] = []
    for aim in aims:
        own = measured.get(aim, Indicator())
        home = next((each for each in groups if is_same(own, measured.get(each[0], Indicator()))), None)
        if home is None:
            groups.append([aim])
        else:
            home.append(aim)
    return groups


def _scale(theme: str, unit: str, aims: tuple[Aim, ...]) -> TargetScale:
    amounts = [comparable(aim.value, aim.unit)[0] for aim in aims]
    most = max(*amounts, _PER_CENT) if unit == "%" else max(amounts)
    bars = tuple(
        TargetBar(aim, 100 * amount / most if most else 0.0) for aim, amount in zip(aims, amounts, strict=True)
    )
    return TargetScale(theme, unit, bars, len({aim.file for aim in aims}))


def grouped(values: dict[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What several plans say (file -> value) as (value, files), the most frequent first."""
    found: dict[str, list[str]] = defaultdict(list)
    for file, value in values.items():
        found[value].append(file)
    yield from ((value, tuple(files)) for value, files in sorted(found.items(), key=lambda item: -len(item[1])))
