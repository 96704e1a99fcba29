"""The page of a comparison: one HTML file that works offline, filters, sorts, prints, and leads to each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus.compare import Comparison, Difference, Due, Member, Theme
from corpus.overview import by_file, standings
from corpus.paths import say
from generate.casing import truecase
from generate.report_sources import packed, places_of, texts
from generate.report_targets import grouped, scales
from generate.summary import FIELDS, summary

_PREVIEW = 240
_FEW = 6  # plans: everything is open
_SOME = 20  # the matrix is read at once; beyond, what plans say is told together
_MANY = 250  # beyond, there is no matrix (the workbook has it), and the texts are packed


@dataclass(frozen=True, slots=True)
class Bar:
    """A deadline on the time line: per cent from the left, and width; label behind it."""

    due: Due
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Told:
    """What plans say on a theme in a field, told together: each value with the plans that say it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A theme as a row: cells by file, numbers of the plans that have it, fields in which they differ."""

    theme: Theme
    cells: Mapping[str, tuple[Member, ...]]
    have: tuple[int, ...]
    differences: tuple[Difference, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in which the plans differ."""
        return tuple(each.field for each in self.differences)

    def told(self) -> tuple[Told, ...]:
        """Owners and deadlines, plan by plan, told together."""
        owners = {
            file: "; ".join(dict.fromkeys(o for m in own for o in m.owners)) for file, own in self.cells.items()
        }
        dues = {
            file: "; ".join(dict.fromkeys(d for m in own for d in m.deadlines)) for file, own in self.cells.items()
        }
        return Told("owners", tuple(grouped(owners))), Told("deadline", tuple(grouped(dues)))


def write_page(comparison: Comparison, path: Path) -> None:
    """Write the page; raises OSError."""
    from jinja2 import Environment, StrictUndefined

    here = files("generate")
    environment = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"say_field": FIELDS.__getitem__, "number": lambda count: f"{count:,}".replace(",", ".")}
    template = environment.from_string(here.joinpath("compare.html.j2").read_text("utf-8"))
    page = template.render(
        **_facts(comparison),
        **_places(comparison),
        preview=_preview,
        row_values=lambda difference: tuple(grouped(dict(difference.values))),
        diff=_diff,
        say=say,
        fields=FIELDS,
        css=here.joinpath("compare.css").read_text("utf-8"),
        script=here.joinpath("compare.js").read_text("utf-8"),
    )
    path.write_text(page, encoding="utf-8")


def _facts(comparison: Comparison) -> dict[str, object]:
    """What the page tells."""
    whole = len(comparison.localities)
    standing = standings(comparison)
    return {
        "comparison": comparison,
        "names": {locality.file: locality.short for locality in comparison.localities},
        "titles": {each.file: truecase(each.title or "", each.text) for each in comparison.localities},
        "many": whole > _FEW,
        "told_together": whole > _SOME,
        "has_matrix": whole <= _MANY,
        "standings": standing,
        "sentences": summary(comparison, standing),
        "rows": _rows(comparison),
        "scales": scales(comparison),
        "years": _years(comparison),
        "bars": _bars(comparison),
    }


def _places(comparison: Comparison) -> dict[str, object]:
    """Where each thing stands: ids of passages, and the texts cut at them; of very many plans packed."""
    places = places_of(comparison)
    is_packed = len(comparison.localities) > _MANY
    made = texts(comparison, places)
    return {
        "anchor": lambda member: places.passages[member.file, member.path],
        "anchor_at": places.nearest,
        "anchor_of": lambda value: places.nearest(value.file, value.path),
        "anchor_of_old": places.old_basis,
        "is_packed": is_packed,
        "sources": {file: packed(html) for file, html in made.items()} if is_packed else made,
    }


def _rows(comparison: Comparison) -> tuple[Row, ...]:
    numbers = {locality.file: at for at, locality in enumerate(comparison.localities)}
    unlike: dict[str, list[Difference]] = defaultdict(list)
    for each in comparison.differences:
        unlike[each.theme].append(each)
    return tuple(
        Row(theme, by_file(theme), tuple(sorted(numbers[file] for file in theme.files)), tuple(unlike[theme.label]))
        for theme in comparison.themes
    )


def _preview(words: str) -> str:
    return words if len(words) <= _PREVIEW else words[:_PREVIEW].rsplit(" ", 1)[0] + "…"


def _diff(one: str, other: str) -> list[tuple[str, str]]:
    """Both texts as runs of words: `same`, `gone` (only the one has them), `new` (only the other)."""
    from rapidfuzz.distance import Indel

    words, there = one.split(), other.split()
    runs: list[tuple[str, str]] = []
    for block in Indel.opcodes(words, there):
        if block.tag == "equal":
            runs.append((" ".join(words[block.src_start : block.src_end]), "same"))
        else:
            gone, new = words[block.src_start : block.src_end], there[block.dest_start : block.dest_end]
            runs += [(" ".join(said), kind) for said, kind in ((gone, "gone"), (new, "new")) if said]
    return runs


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
