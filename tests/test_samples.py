"""Every sample has a golden record and a line in README.md, and is read exactly as the golden says.

A golden is typed by hand from reading the document, never from what the reader gave: where they differ the
reader is wrong, or the golden is, and the document decides. Its keys are explained in corpus/samples/README.md.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import corpus.data
import corpus.samples
import extract
from corpus.codec import to_record

SAMPLES = Path(corpus.samples.__file__).parent
GOLDENS = sorted(SAMPLES.glob("[0-9]*.json"))
DOCUMENTS = sorted(path for path in SAMPLES.glob("[0-9]*") if path.suffix != ".json")
TRAPS = (
    "blank number and date",
    "page break inside a sentence",
    "line that begins with `- xã hội`",
    "is skipped",
    "heading that is the owner of its points",
    "owner in brackets",
    "two-column head",
    "merged owner cell",
)

INVENTED = {"Khê Giang", "Trường Khê", "Vàm Tràm", "Tân Khê", "Rạch Sậy", "Tràm Giang"}

Record = dict[str, Any]


def fold(text: str | None) -> str:
    """One case, one space, NFC: printed words compare whatever the line breaks and capitals."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text or "")).strip().casefold()


def nodes(outline: list[Record]) -> Iterator[Record]:
    """Every node of the tree, parents before children, in printed order."""
    for node in outline:
        yield node
        yield from nodes(node["children"])


def opening(node: Record) -> str:
    return fold(f"{node['heading'] or ''} {node['text']}")


def places(value: Record) -> set[str]:
    """Where a value may stand: at its labelled node, or at the bullet of it that the golden names."""
    return {value["path"], f"{value['path']}/{value['bullet']}"} if "bullet" in value else {value["path"]}


def overlap(one: str | None, other: str | None) -> bool:
    """The same phrase, cut more or less generously."""
    one, other = fold(one), fold(other)
    return one == other or (bool(one and other) and (one in other or other in one))


def unmatched(gold: list[Record], read: list[Record], same: Any) -> list[str]:
    """What stands on one side only, each value being matched once."""
    left, found = list(read), []
    for value in gold:
        partner = next((other for other in left if same(value, other)), None)
        if partner is None:
            found.append(f"thiếu {value}")
        else:
            left.remove(partner)
    return found + [f"thừa {value}" for value in left]


@cache
def read(name: str) -> Record:
    return to_record(extract.read(SAMPLES / name))


def golden(path: Path) -> Record:
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    return record


def same_assignment(gold: Record, read: Record) -> bool:
    return (
        read["path"] in places(gold)
        and gold["owners"] == read["owners"]
        and gold["partners"] == read["partners"]
        and gold["mode"] == read["mode"]
        and fold(gold["task"]) in fold(read["task"])
        and overlap(gold["deadline"], read["deadline"])
    )


def same_deadline(gold: Record, read: Record) -> bool:
    keys = ("start", "end", "recurrence")
    return (
        read["path"] in places(gold) and overlap(gold["text"], read["text"]) and all(gold[k] == read[k] for k in keys)
    )


def same_target(gold: Record, read: Record) -> bool:
    return (
        read["path"] in places(gold)
        and gold["value"] == read["value"]
        and gold["comparator"] == read["comparator"]
        and overlap(gold["unit"], read["unit"])
        and overlap(gold["text"], read["text"])
    )


def same_citation(gold: Record, read: Record) -> bool:
    return all(gold[key] == read[key] for key in ("kind", "reference", "date", "issuer"))


each_golden = pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)


def test_every_sample_has_a_golden_and_a_line_in_the_readme() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    samples = [path for path in DOCUMENTS if path.name != "README.md"]
    assert len(samples) >= 10
    assert {golden(path)["file"] for path in GOLDENS} == {path.name for path in samples}
    assert [path.name for path in samples if f"| `{path.name}` |" not in readme] == []
    assert [trap for trap in TRAPS if trap not in readme] == []


def test_no_unit_has_an_invented_name() -> None:
    tables = Path(corpus.data.__file__).parent
    for name in ("units.csv", "former_units.csv", "provinces.csv", "former_provinces.csv"):
        with (tables / name).open(encoding="utf-8") as file:
            cells = {cell for row in csv.reader(file) for cell in row}
        assert len(cells) > 30
        assert INVENTED.isdisjoint(cells)


@each_golden
@pytest.mark.parametrize(
    "field",
    ["kind", "number", "symbol", "place", "date", "issuer", "superior", "level", "title", "period", "addressees"],
)
def test_head(path: Path, field: str) -> None:
    gold = golden(path)
    found = read(gold["file"])[field]
    if field == "superior":
        assert fold(found) == fold(gold[field])
    else:
        assert found == gold[field]


@each_golden
def test_outline(path: Path) -> None:
    gold = golden(path)
    found = list(nodes(read(gold["file"])["outline"]))
    for key, bullet in (("outline", False), ("bullets", True)):
        mine = [node for node in found if (node["kind"] == "bullet") == bullet]
        assert [node["path"] for node in mine] == [path for path, _ in gold[key]]
        wrong = [
            (p, b, opening(n))
            for n, (p, b) in zip(mine, gold[key], strict=True)
            if not opening(n).startswith(fold(b))
        ]
        assert wrong == []


@each_golden
def test_lead_and_closing(path: Path) -> None:
    gold = golden(path)
    found = read(gold["file"])
    for field in ("lead", "closing"):
        assert fold(found[field]).startswith(fold(gold[field]))
        assert bool(found[field]) == bool(gold[field])


@each_golden
def test_gaps(path: Path) -> None:
    gold = golden(path)
    notes = [note["path"] for note in read(gold["file"])["warnings"] if note["code"] == "numbering-gap"]
    assert notes == gold["outline_gaps"]


@each_golden
def test_tables(path: Path) -> None:
    gold = golden(path)
    found = [
        {"path": node["path"], "header": node["table"]["header"], "rows": len(node["table"]["rows"])}
        for node in nodes(read(gold["file"])["outline"])
        if node["table"]
    ]
    assert found == gold["tables"]


@each_golden
def test_citations(path: Path) -> None:
    gold = golden(path)
    assert unmatched(gold["citations"], read(gold["file"])["citations"], same_citation) == []


@each_golden
def test_assignments(path: Path) -> None:
    gold = golden(path)
    found = read(gold["file"])["assignments"]
    optional = gold["assignments_optional"]
    found = [
        one
        for one in found
        if not any(one["path"] in places(free) and one["owners"] == free["owners"] for free in optional)
    ]
    assert unmatched(gold["assignments"], found, same_assignment) == []


@each_golden
def test_deadlines(path: Path) -> None:
    gold = golden(path)
    assert unmatched(gold["deadlines"], read(gold["file"])["deadlines"], same_deadline) == []


@each_golden
def test_targets(path: Path) -> None:
    gold = golden(path)
    assert unmatched(gold["targets"], read(gold["file"])["targets"], same_target) == []


def same_budget(gold: Record, read: Record) -> bool:
    return all(gold[key] == read[key] for key in ("path", "amount", "purpose", "sources", "period"))


def same_report(gold: Record, read: Record) -> bool:
    names = all(gold[key] == read[key] for key in ("path", "owners", "to", "through"))
    return names and gold["deadlines"] == [each["text"] for each in read["deadlines"]]


@each_golden
def test_budgets(path: Path) -> None:
    gold = golden(path)
    assert unmatched(gold["budgets"], read(gold["file"])["budgets"], same_budget) == []


@each_golden
def test_reports(path: Path) -> None:
    gold = golden(path)
    assert unmatched(gold["reports"], read(gold["file"])["reports"], same_report) == []


@each_golden
def test_ending(path: Path) -> None:
    gold = golden(path)
    found = read(gold["file"])
    assert [recipient["name"] for recipient in found["recipients"]] == gold["recipients"]
    assert [recipient["note"] for recipient in found["recipients"]] == gold["recipient_notes"]
    assert found["signer"] == gold["signer"]
