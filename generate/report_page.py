"""The page of a comparison: one HTML file that works offline, filters, sorts, prints, and leads to each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path

from corpus.compare import Aim, Comparison, Difference, Due, Member, Theme
from corpus.paths import say

FIELDS = {
    "owners": "Chủ trì",
    "partners": "Phối hợp",
    "deadline": "Thời hạn",
    "target": "Chỉ tiêu",
    "wording": "Lời văn",
    "heading": "Đề mục",
    "order": "Thứ tự",
}
_PREVIEW = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """A deadline on the time line: per cent from the left, and width; label behind it."""

    due: Due
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a plan's text; anchors: the ids of members that begin here."""

    text: str
    anchors: tuple[str, ...] = ()


def write_page(comparison: Comparison, path: Path) -> None:
    """Write the page; raises OSError."""
    from jinja2 import Environment, StrictUndefined

    here = files("generate")
    environment = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["say_field"] = FIELDS.__getitem__
    template = environment.from_string(here.joinpath("compare.html.j2").read_text("utf-8"))
    ids = _anchor_ids(comparison)
    page = template.render(
        comparison=comparison,
        names={locality.file: locality.name for locality in comparison.localities},
        anchor=lambda member: ids[member.file, member.path],
        anchor_of=lambda value: _nearest(ids, value.file, value.path),
        differing=_differing(comparison),
        only=_only(comparison),
        lacking=_lacking(comparison),
        measured=_measured(comparison),
        preview=_preview,
        diff=_diff,
        years=_years(comparison),
        bars=_bars(comparison),
        sources={locality.file: _pieces(comparison, locality.file, ids) for locality in comparison.localities},
        fields=FIELDS,
        say=say,
        css=here.joinpath("compare.css").read_text("utf-8"),
        script=here.joinpath("compare.js").read_text("utf-8"),
    )
    path.write_text(page, encoding="utf-8")


def _members(comparison: Comparison) -> Iterator[Member]:
    for theme in (*comparison.themes, *comparison.alone):
        yield from theme.members


def _anchor_ids(comparison: Comparison) -> dict[tuple[str, str], str]:
    numbers = {locality.file: at for at, locality in enumerate(comparison.localities)}
    ids: dict[tuple[str, str], str] = {}
    for member in _members(comparison):
        ids.setdefault((member.file, member.path), f"n{numbers[member.file]}-{len(ids)}")
    return ids


def _nearest(ids: dict[tuple[str, str], str], file: str, path: str) -> str:
    """The anchor of the passage that holds a place, else of the plan."""
    while path and (file, path) not in ids:
        path = path.rpartition("/")[0]
    return ids.get((file, path)) or "nguyen-van"


def _preview(words: str) -> str:
    return words if len(words) <= _PREVIEW else words[:_PREVIEW].rsplit(" ", 1)[0] + "…"


def _differing(comparison: Comparison) -> dict[str, list[Difference]]:
    found: dict[str, list[Difference]] = defaultdict(list)
    for each in comparison.differences:
        found[each.theme].append(each)
    return found


def _only(comparison: Comparison) -> dict[str, list[tuple[str, Member]]]:
    found: dict[str, list[tuple[str, Member]]] = {locality.file: [] for locality in comparison.localities}
    for theme in comparison.alone:
        for member in theme.members:
            found[member.file].append((theme.label, member))
    return found


def _measured(comparison: Comparison) -> dict[str, dict[str, list[Aim]]]:
    """Theme -> file -> its targets; those of no theme under a name of their own."""
    found: dict[str, dict[str, list[Aim]]] = defaultdict(lambda: defaultdict(list))
    for aim in comparison.targets:
        found[aim.theme or "(ngoài các chủ đề)"][aim.file].append(aim)
    return found


def _diff(one: str, other: str) -> list[tuple[str, bool]]:
    """The words of the other text in runs, each with whether the one has it not."""
    from rapidfuzz.distance import Indel

    words, there = one.split(), other.split()
    changed = [True] * len(there)
    for block in Indel.opcodes(words, there):
        if block.tag == "equal":
            changed[block.dest_start : block.dest_end] = [False] * (block.dest_end - block.dest_start)
    runs = groupby(zip(there, changed, strict=True), key=lambda pair: pair[1])
    return [(" ".join(word for word, _ in run), new) for new, run in runs]


def _lacking(comparison: Comparison) -> dict[str, tuple[Theme, ...]]:
    """The themes that most of the others have and this plan has not."""
    whole = len(comparison.localities)
    return {
        locality.file: tuple(
            theme
            for theme in comparison.themes
            if not theme.of(locality.file) and 2 * len({member.file for member in theme.members}) >= whole
        )
        for locality in comparison.localities
    }


def _years(comparison: Comparison) -> tuple[int, ...]:
    ends = [int(due.end[:4]) for due in comparison.deadlines if due.end]
    starts = [int(due.start[:4]) for due in comparison.deadlines if due.start]
    return tuple(range(min(ends + starts), max(ends + starts) + 1)) if ends else ()


def _bars(comparison: Comparison) -> dict[str, tuple[Bar, ...]]:
    years = _years(comparison)
    found: dict[str, list[Bar]] = {locality.file: [] for locality in comparison.localities}
    for due in comparison.deadlines:
        if due.end:
            right = _share(due.end, years, day_ends=True)
            left = _share(due.start, years, day_ends=False) if due.start else max(0.0, right - 1.0)
            found[due.file].append(Bar(due, left, max(right - left, 1.0)))
    return {file: tuple(sorted(bars, key=lambda bar: (bar.left, bar.width))) for file, bars in found.items()}


def _share(day: str, years: Sequence[int], *, day_ends: bool) -> float:
    """Where a day stands between the first and the last year shown, in per cent."""
    from datetime import date

    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal() + 1
    return 100 * (date.fromisoformat(day).toordinal() + day_ends - first) / (last - first)


def _pieces(comparison: Comparison, file: str, ids: dict[tuple[str, str], str]) -> tuple[Piece, ...]:
    """A plan's text cut where its members begin."""
    text = next(locality.text for locality in comparison.localities if locality.file == file)
    starts: dict[int, list[str]] = {}
    for member in _members(comparison):
        if member.file == file:
            starts.setdefault(member.start or 0, []).append(ids[file, member.path])
    cuts = sorted({0, *starts, len(text)})
    return tuple(Piece(text[begin:end], tuple(dict.fromkeys(starts.get(begin, ())))) for begin, end in pairwise(cuts))
