"""The place of a label among those before it: whose child it is, and what is missing in its series.

A label is judged by the whole stack of open series, not by its own line: `C.` is a letter only where A and B
came before, `2025.` is no item, `1.` after `II.` begins anew below it. What fits nowhere is no label.
"""

from __future__ import annotations

from extract.labels import Label, LabelKind, alternatives, gap_between, missing_before

_RANKS: dict[LabelKind, int] = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "upper": 4,
    "roman": 5,
    "article": 6,
    "arabic": 7,
    "dotted": 8,
    "point": 20,
    "enclosed": 22,
    "enclosed roman": 24,
    "bullet": 30,
}
_BULLETS = {"-": 0, "+": 1, "*": 2, "•": 3}
# How far a series may jump, and how late it may begin, before a label is taken for running text.
_JUMP = 6
_LATE: dict[LabelKind, int] = {"upper": 1, "roman": 4, "arabic": 5, "point": 4, "enclosed": 1, "enclosed roman": 1}


class Series:
    """The open labels from the root to the last item; `place` says where the next one belongs."""

    def __init__(self) -> None:
        self.open: list[Label] = []
        self.article: Label | None = None  # articles run on through chapters

    def place(self, label: Label, *, closed: bool) -> tuple[Label, int, tuple[str, ...]] | None:
        """The label as it is to be read, its depth (0 at the root) and the labels missing before it.

        closed: whether the label has its closing mark. None where the words are no label at all.
        """
        for reading in (label, *alternatives(label)):
            depth = self._depth(reading, closed=closed)
            if depth is not None:
                missing = self._missing(reading, depth)
                del self.open[depth:]
                self.open.append(reading)
                return reading, depth, missing
        return None

    def _depth(self, label: Label, *, closed: bool) -> int | None:
        if label.kind == "dotted":
            return self._dotted(label) if closed or self._leads_to(label) else None
        same = self._find(label)
        if same is None:
            return None if label.value[0] > _LATE.get(label.kind, 99) else self._below(label)
        if label.kind == "bullet":
            return same
        last, now = self.open[same].value[0], label.value[0]
        if now == 1 or last <= now <= last + _JUMP:
            return same
        return None

    def _find(self, label: Label) -> int | None:
        """The deepest open label of the same series."""
        for depth in range(len(self.open) - 1, -1, -1):
            other = self.open[depth]
            if other.kind == label.kind and (label.kind != "bullet" or other.text == label.text):
                return depth
        return None

    def _below(self, label: Label) -> int:
        """A series that begins: under the deepest open label of a higher rank."""
        rank = _rank(label)
        inner = label.kind == "upper" and any(other.kind == "roman" for other in self.open)
        rank = _RANKS["roman"] + 0.5 if inner else rank
        return next((at + 1 for at in range(len(self.open) - 1, -1, -1) if _rank(self.open[at]) < rank), 0)

    def _dotted(self, label: Label) -> int:
        """`2.1` lies under the open `2`; failing that beside another of its length, or where its rank puts it."""
        for depth in range(len(self.open) - 1, -1, -1):
            other = self.open[depth]
            if other.kind in ("arabic", "dotted", "article") and other.value == label.value[:-1]:
                return depth + 1
            if other.kind == "dotted" and other.value[:-1] == label.value[:-1]:
                return depth
        beside = [at for at, other in enumerate(self.open) if len(other.value) == len(label.value) > 1]
        return beside[-1] if beside else self._below(label)

    def _leads_to(self, label: Label) -> bool:
        """Whether a dotted number without closing mark goes on a series that is open."""
        return any(
            other.value == label.value[:-1] or (other.kind == "dotted" and other.value[:-1] == label.value[:-1])
            for other in self.open
            if other.kind in ("arabic", "dotted")
        )

    def _missing(self, label: Label, depth: int) -> tuple[str, ...]:
        if label.kind == "bullet":
            return ()
        if label.kind == "article":
            before, self.article = self.article, label
            return gap_between(before, label) if before else missing_before(label)
        if depth < len(self.open) and self.open[depth].kind == label.kind:
            return gap_between(self.open[depth], label)
        return missing_before(label)


def _rank(label: Label) -> float:
    if label.kind == "bullet":
        return _RANKS["bullet"] + _BULLETS.get(label.text, 4)
    return _RANKS[label.kind] + (len(label.value) if label.kind == "dotted" else 0)
