"""Measure how often the values of each rule are right: the table of extract/confidence.py.

usage: python -m tests.confidence FOLDER ...     FOLDER: golds in the form of ../shared/gold

The documents are those of ../shared that the golds name; right is what ../shared/score/score.py counts as right.
Scans are left out, for there recognition decides, not the rule.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import codec
from extract import read
from tests.conftest import SHARED

PLACES = ("seeds", "corpus/plans", "corpus/web", "corpus/more")
Judged = Iterator[tuple[str, bool]]


def score() -> Any:
    """The module that scores, by its path."""
    spec = importlib.util.spec_from_file_location("score_of_shared", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Judge:
    """Says of each value of a record that a gold knows whether it is right."""

    def __init__(self, gold: dict[str, Any], record: dict[str, Any]) -> None:
        self.gold, self.record, self.score = gold, record, score()

    def values(self) -> Judged:
        """Pointer of a value, and whether it is right."""
        for name, judged in (
            ("kind", self._head),
            ("citations", self._citations),
            ("outline", lambda: self._nodes(self.record["outline"], "/outline")),
            ("assignments", self._bodies),
            ("deadlines", self._deadlines),
            ("targets", self._targets),
            ("recipients", self._recipients),
            ("signer", self._signer),
        ):
            if name in self.gold:
                yield from judged()

    def _head(self) -> Judged:
        for field in self.score.HEADER:
            meant, found = self.gold.get(field), self.record.get(field)
            if field in self.gold and found is not None:
                alike = self.score.similar(meant, found) >= 0.95
                yield f"/{field}", found == meant if field in self.score.EXACT else alike

    def _citations(self) -> Judged:
        known = {self.score.reference_key(each["reference"]): each for each in self.gold["citations"]}
        for at, each in enumerate(self.record["citations"]):
            meant = known.get(self.score.reference_key(each["reference"]))
            yield f"/citations/{at}/reference", meant is not None
            for field in ("date", "issuer", "title") if meant else ():
                if meant and meant.get(field) and each.get(field):
                    yield f"/citations/{at}/{field}", self.score.similar(meant[field], each[field]) >= 0.9

    def _nodes(self, nodes: Sequence[dict[str, Any]], pointer: str) -> Judged:
        for at, node in enumerate(nodes):
            own, path = f"{pointer}/{at}", node.get("path") or ""
            if path and "/-" not in path and "/+" not in path and node.get("label") not in ("-", "+", "•"):
                words = " ".join(filter(None, (node.get("heading"), node.get("text"))))
                right = any(
                    path == meant and self.score.starts_alike(begins, words) for meant, begins in self._outline
                )
                yield from ((f"{own}/{part}", right) for part in ("label", "heading", "text"))
            yield from self._nodes(node.get("children") or (), f"{own}/children")

    @property
    def _outline(self) -> list[tuple[str, str]]:
        return [tuple(each) for each in self.gold["outline"]]

    def _is_annotated(self, path: str) -> bool:
        """Of a long table of tasks only the first rows may be in the gold."""
        rows = {each["path"] for each in self.gold.get("assignments", ())}
        return "rows_annotated" not in self.gold or "#" not in path or path in rows

    def _bodies(self) -> Judged:
        optional = self.gold.get("assignments_optional", ())
        free = [(each["path"], name) for each in optional for name in (*each["owners"], *each["partners"])]
        for key in ("owners", "partners"):
            meant = [(each["path"], name) for each in self.gold["assignments"] for name in each[key]]
            for at, duty in enumerate(self.record["assignments"]):
                for number, name in enumerate(duty[key] if self._is_annotated(duty["path"]) else ()):
                    right = self._is_one_of(meant, duty["path"], name)
                    if right or not self._is_one_of(free, duty["path"], name):
                        yield f"/assignments/{at}/{key}/{number}", right

    def _is_one_of(self, meant: Sequence[tuple[str, str]], path: str, name: str) -> bool:
        return any(self.score.under(path, place) and self.score.similar(said, name) >= 0.9 for place, said in meant)

    def _near(self, one: str, other: str) -> bool:
        return bool(self.score.under(one, other) or self.score.under(other, one))

    def _deadlines(self) -> Judged:
        first, last = self.gold.get("period") or (None, None)
        for at, each in enumerate(self.record["deadlines"]):
            whole = (each["start"], each["end"]) == (f"{first}-01-01", f"{last}-12-31")
            if (each["end"] or each["recurrence"]) and not whole and self._is_annotated(each["path"]):
                right = any(
                    self._near(meant["path"], each["path"]) and _same_time(meant, each)
                    for meant in self.gold["deadlines"]
                )
                yield f"/deadlines/{at}/text", right

    def _targets(self) -> Judged:
        for at, each in enumerate(self.record["targets"]):
            right = any(
                float(meant["value"]) == float(each["value"]) and self._near(meant["path"], each["path"])
                for meant in self.gold["targets"]
            )
            yield f"/targets/{at}/text", right

    def _recipients(self) -> Judged:
        for at, each in enumerate(self.record["recipients"]):
            right = any(self.score.similar(meant, each["name"]) >= 0.9 for meant in self.gold["recipients"])
            yield f"/recipients/{at}/name", right

    def _signer(self) -> Judged:
        for key, found in self.record["signer"].items():
            if found:
                yield f"/signer/{key}", self.score.fold(self.gold["signer"].get(key)) == self.score.fold(found)


def _same_time(meant: dict[str, Any], found: dict[str, Any]) -> bool:
    if not meant["end"]:
        return bool(meant.get("recurrence") == found["recurrence"])
    starts = (meant["start"], found["start"])
    return bool(meant["end"] == found["end"] and (starts[0] == starts[1] or None in starts))


def measured(folders: Sequence[Path]) -> tuple[Counter[str], Counter[str]]:
    """By rule: how many values are right, how many there are."""
    right: Counter[str] = Counter()
    values: Counter[str] = Counter()
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text("utf-8"))
        name = Path(gold["file"]).name
        document = read(next(file for place in PLACES if (file := SHARED / place / name).exists()))
        if document.source.format == "scan":
            continue
        for pointer, is_right in Judge(gold, codec.to_record(document)).values():
            if found := document.evidence.get(pointer):
                right[found.rule] += is_right
                values[found.rule] += 1
    return right, values


def main(words: Sequence[str]) -> int:
    """Print the rows of the table."""
    if not words or not SHARED.is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    right, values = measured([Path(word) for word in words])
    for rule in sorted(values):
        print(f'    "{rule}": ({right[rule]}, {values[rule]}),')
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
