"""What comes back of drafts: `python -m tests.drafts` prints the two tables of docs/accuracy.md.

usage: python -m tests.drafts [ready] [fields] [FILE …]      by default both, over all sources at hand

ready: of how many drafts the DOCX says what was meant (the guard of every draft), and where the others differ.
fields: the share of the fields of a draft that come back from its DOCX, from that saved again by LibreOffice, from
its PDF and from a .doc; what comes back and was not meant counts as missing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import office, units
from corpus.errors import KehoachError
from corpus.model import Document, Node
from extract import read, read_bytes
from generate.adapt import adapt
from generate.annex import with_assignment_annex
from generate.profile import Profile, all_of, load_profile
from generate.word import render
from kehoach.drafting import answered, mismatches
from tests.conftest import SHARED

SAMPLES = Path(str(files("corpus.samples")))
PLACES = {
    "samples": SAMPLES,
    "seeds": SHARED / "seeds",
    "web": SHARED / "corpus" / "web",
    "plans": SHARED / "corpus" / "plans",
}
WARD, COMMUNE = "phường Sa Đéc, tỉnh Đồng Tháp", "xã Nam Cát Tiên, tỉnh Đồng Nai"
OWN = {"samples": str(SAMPLES / "don_vi.yaml")}
PERIODS = (None, (2026, 2030))
FORMATS: tuple[office.Format, ...] = ("docx", "pdf", "doc")
FORMS = ("docx", "docx, LibreOffice", "pdf", "doc")
_HEAD = (
    "kind",
    "number",
    "symbol",
    "place",
    "date",
    "issuer",
    "superior",
    "level",
    "title",
    "period",
    "lead",
    "closing",
)
Fields = Mapping[str, Counter[object]]


@dataclass(frozen=True)
class Case:
    """A draft to be made: of a file, for a unit, with the years of a new period or the source's own."""

    place: str
    source: Document
    profile: Profile
    period: tuple[int, int] | None

    @property
    def name(self) -> str:
        return f"{self.place}/{self.source.source.name[:24]} -> {self.profile.short} {self.period or ''}"

    def meant(self) -> Document:
        """The document that the paper is to say, its questions answered. Raises KehoachError for no draft."""
        return answered(with_assignment_annex(adapt(self.source, self.profile, period=self.period).document))


def sources() -> Iterator[tuple[str, Path]]:
    """The documents at hand that a draft is made of."""
    for place, folder in PLACES.items():
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix in (".docx", ".doc", ".pdf", ".txt", ".md", ".html") and path.stem != "README":
                yield place, path


def cases(chosen: Sequence[tuple[str, Path]]) -> Iterator[Case]:
    """Each source for a unit of its own province, for a phường and for a xã of others, with both periods."""
    with ProcessPoolExecutor(2) as pool:
        documents = list(pool.map(read, [path for _, path in chosen]))
    for (place, _), document in zip(chosen, documents, strict=True):
        for profile in filter(None, (own_unit(document, place), load_profile(WARD), load_profile(COMMUNE))):
            yield from (Case(place, document, profile, period) for period in PERIODS)


def own_unit(document: Document, place: str) -> Profile | None:
    """The first commune of the province that issued a document; None for another issuer."""
    if place in OWN:
        return load_profile(OWN[place])
    for mention in units.mentions(document.issuer or ""):
        for unit in mention.units:
            today = [each.unit for each in units.successors(unit)] if unit.is_former else [unit]
            if today and today[0].level == "province":
                return all_of(today[0].full_name)[0]
    return None


# --- ready --------------------------------------------------------------------------------------------------


def unready(case: Case) -> tuple[str, ...] | None:
    """Where the paper does not say what was meant; None where there is no draft of such a source."""
    try:
        meant = case.meant()
    except KehoachError:
        return None
    return tuple(found.message for found in mismatches(meant, read_bytes(render(meant), "x.docx")))


# --- fields -------------------------------------------------------------------------------------------------


def fields(document: Document) -> Fields:
    """What a document says, by kinds of fields."""
    duties = document.assignments
    return {
        "head": Counter((name, getattr(document, name)) for name in _HEAD),
        "outline": Counter((node.path, node.heading, node.text, cells(node)) for node in nodes(document.outline)),
        # Names are compared as the score of the collection does: after folding case.
        "owners": Counter((duty.path, name.lower()) for duty in duties for name in duty.owners),
        "partners": Counter((duty.path, name.lower()) for duty in duties for name in duty.partners),
        "deadlines": Counter(document.deadlines),
        "targets": Counter(document.targets),
        "citations": Counter(document.citations),
        "recipients": Counter(document.recipients),
        "signer": Counter([document.signer]),
    }


def cells(node: Node) -> tuple[tuple[str, ...], ...]:
    """The words of a table; where a line breaks within a cell is layout."""
    rows = (node.table.header, *node.table.rows) if node.table else ()
    return tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)


def nodes(outline: Sequence[Node]) -> Iterator[Node]:
    """Every place of an outline; rows that only group rows are their table's."""
    for node in outline:
        if node.kind != "group":
            yield node
            yield from nodes(node.children)


def share(meant: Fields, back: Fields) -> dict[str, tuple[int, int]]:
    """Of each kind: how many came back as meant, of how many that were meant or came back."""
    return {kind: ((meant[kind] & back[kind]).total(), (meant[kind] | back[kind]).total()) for kind in meant}


def through_formats(cases: Sequence[Case]) -> Iterator[tuple[Case, str, Document, Document]]:
    """Each draft by each form of paper: what was meant, and what was read."""
    with TemporaryDirectory(prefix="kehoach-drafts-") as place:
        made: dict[Path, tuple[Case, Document]] = {}
        for at, case in enumerate(cases):
            try:
                meant = case.meant()
            except KehoachError:
                continue
            path = Path(place, f"{at}.docx")
            path.write_bytes(render(meant))
            made[path] = (case, meant)
            yield case, FORMS[0], meant, read(path)
        for form, name in zip(FORMATS, FORMS[1:], strict=True):
            for path, printed in zip(made, office.convert(tuple(made), Path(place, form), form), strict=True):
                yield *made[path][:1], name, made[path][1], read(printed)


# --- the tables ---------------------------------------------------------------------------------------------


def show_ready(every: Sequence[Case]) -> None:
    """How many drafts of each folder read back as meant, and what the others say otherwise."""
    with ProcessPoolExecutor(2) as pool:
        found = list(zip(every, pool.map(unready, every, chunksize=6), strict=True))
    for case, says in found:
        for message in says or ():
            sys.stdout.write(f"{case.name}: {message}\n")
    for place in PLACES:
        said = [says for case, says in found if case.place == place and says is not None]
        sys.stdout.write(f"{place:8} {sum(not each for each in said)} of {len(said)} drafts read back as meant\n")


def show_fields(every: Sequence[Case], *, verbose: bool) -> None:
    """The share of fields by kind and form of paper."""
    total: dict[str, Counter[str]] = {form: Counter() for form in FORMS}
    right: dict[str, Counter[str]] = {form: Counter() for form in FORMS}
    for case, form, meant, back in through_formats(every):
        said, read_back = fields(meant), fields(back)
        for kind, (hits, count) in share(said, read_back).items():
            right[form][kind] += hits
            total[form][kind] += count
            if verbose and hits < count:
                tell(f"{case.name} {form} {kind}", said[kind], read_back[kind])
    kinds = list(total[FORMS[0]])
    sys.stdout.write(f"{'':20}{''.join(f'{kind:>11}' for kind in [*kinds, 'all'])}\n")
    for form in FORMS:
        shares = [right[form][kind] / max(1, total[form][kind]) for kind in kinds]
        shares.append(right[form].total() / max(1, total[form].total()))
        sys.stdout.write(f"{form:20}{''.join(f'{each:11.4f}' for each in shares)}\n")
    sys.stdout.write(f"fields: {total[FORMS[0]].total()} in {len(every)} drafts\n")


def tell(where: str, meant: Counter[object], back: Counter[object]) -> None:
    """What was meant and did not come back, and what came instead."""
    for mark, values in (("-", meant - back), ("+", back - meant)):
        for value in values:
            sys.stdout.write(f"{where} {mark} {value}\n")


def main(words: Sequence[str]) -> None:
    """Print the tables asked for."""
    asked = {word for word in words if word in ("ready", "fields")} or {"ready", "fields"}
    named = [word for word in words if word not in ("ready", "fields")]
    chosen = [each for each in sources() if not named or any(name in str(each[1]) for name in named)]
    every = list(cases(chosen))
    if "ready" in asked:
        show_ready(every)
    if "fields" in asked:
        # One draft a unit is enough here: the period changes numbers only.
        show_fields([case for case in every if case.period], verbose=bool(named))


if __name__ == "__main__":
    main(sys.argv[1:])
