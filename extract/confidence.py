"""How sure a value is: by the rule that found it, and by the words that recognition was unsure of.

A rule is as sure as it was right: the share of its values that agree with golds typed from 45 digital documents, one
right and one wrong value added so that a rule seen twice is not certain. Counted on 25 November 2026 by
`python -m tests.confidence`. Three of the sets had been mended before, the fourth counts as it was read at first
sight: counted again after it was mended, the table would promise more than other documents give.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from corpus.model import Citation, Evidence, Line, Note, Signer, Source, Span
from extract.parts import Duty, Found, around

# rule: values that are right, values in all
_MEASURED: Mapping[str, tuple[int, int]] = {
    # head
    "number-line": (75, 75),
    "date-line": (90, 90),
    "head-left": (43, 43),
    "kind-line": (43, 43),
    "title-lines": (42, 43),
    "subject-line": (2, 2),
    "opening-sentence": (2, 2),
    "property-table": (2, 2),
    "attached-line": (2, 2),
    # body
    "label": (1341, 1377),
    "label-misread": (3, 3),
    "title": (595, 616),
    "outline": (950, 983),
    "reference": (373, 374),
    "cited-date": (335, 335),
    "cited-issuer": (159, 178),
    "deadline": (187, 197),
    "target": (62, 65),
    # assignments: owners and partners
    "agent": (10, 10),
    "given": (69, 71),
    "given-in-bracket": (4, 4),
    "heading": (20, 31),
    "heading-owner": (529, 540),
    "lead": (5, 5),
    "lead-line": (92, 95),
    "partners-only": (4, 4),
    "subject": (128, 144),
    "subject-of-directive": (6, 6),
    "subject-role": (63, 67),
    "subject-verb": (11, 17),
    "table-row": (287, 298),
    # end
    "recipients": (382, 385),
    "signature": (101, 102),
    "certificate": (9, 9),
}
# What no gold holds is as sure as what is found in the same way.
_LIKE = {
    "cell": "outline",
    "addressees": "recipients",
    "cited-title": "cited-issuer",
}
# How sure each rule is; nothing is certain.
RULES = {rule: min(0.99, round((right + 1) / (values + 2), 2)) for rule, (right, values) in _MEASURED.items()}
RULES |= {rule: RULES[like] for rule, like in _LIKE.items()}
_UNKNOWN = 0.5
# No gold holds money or duties to report, and nothing else is found in their way: how sure they are is not known.
RULES |= dict.fromkeys(("budget", "report"), _UNKNOWN)
# Of a scan, the least sure word from which on a name or number is more often right than wrong: on the golds of 15
# scans 4 of 4 below are wrong (owners and signers: 3, references: 1), of those just above it most are right.
_GUESSED = 0.3


def placed(source: Source, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Each place with how sure it is; where the format has pages, with its page and the box of its paragraphs there.

    For scans the share of the rule is multiplied by how sure the least sure word of the place is.
    """
    if not source.pages:
        return {
            key: Evidence(found.start, found.end, None, None, RULES.get(found.rule, _UNKNOWN), found.rule)
            for key, found in evidence.items()
        }
    starts = [line.start for line in source.lines]
    return {key: _on_page(source, starts, found) for key, found in evidence.items()}


def _on_page(source: Source, starts: list[int], found: Evidence) -> Evidence:
    first = max(0, bisect_right(starts, found.start) - 1)
    lines = source.lines[first : max(first + 1, bisect_left(starts, found.end))]
    page = lines[0].page
    sure = round(RULES.get(found.rule, _UNKNOWN) * _read(lines, found), 2)
    box = around([line.box for line in lines if line.box and line.page == page])
    return Evidence(found.start, found.end, page, box, sure, found.rule)


def _read(lines: Iterable[Line], place: Span | Evidence) -> float:
    """How sure recognition was of the least sure word of a place."""
    return min((line.sure(place.start, place.end) for line in lines), default=1.0)


class Doubts:
    """Names and numbers of a scan that recognition only guessed: kept out of the record and told in one Note."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.starts = [line.start for line in source.lines]
        self.told: list[str] = []

    def notes(self) -> Iterator[Note]:
        """What was kept out."""
        if self.told:
            listed = "; ".join(f"«{words}»" for words in dict.fromkeys(self.told))
            yield Note(
                "ocr-guessed",
                f"Nhận dạng không chắc nên không ghi vào bản ghi: {listed}; đề nghị ghi theo bản gốc.",
            )

    def cited(self, found: Iterable[Found[Citation]]) -> tuple[Found[Citation], ...]:
        """The citations whose number was read."""
        return tuple(each for each in found if not self._is_guess(each.evidence))

    def duties(self, found: Iterable[Duty]) -> tuple[Duty, ...]:
        """The assignments without the bodies whose names were not read; they keep their place and task."""
        return tuple(map(self._duty, found))

    def _duty(self, duty: Duty) -> Duty:
        owners = [at for at, place in enumerate(duty.owners) if not self._is_guess(place)]
        partners = [at for at, place in enumerate(duty.partners) if not self._is_guess(place)]
        if len(owners) == len(duty.owners) and len(partners) == len(duty.partners):
            return duty
        said = duty.value
        value = replace(
            said,
            owners=tuple(said.owners[at] for at in owners),
            partners=tuple(said.partners[at] for at in partners),
        )
        spans = tuple(duty.owners[at] for at in owners), tuple(duty.partners[at] for at in partners)
        return replace(duty, value=value, owners=spans[0], partners=spans[1])

    def signer(self, signer: Signer, evidence: dict[str, Evidence]) -> Signer:
        """The signer without the parts that were not read; their places go, too."""
        for key in ("authority", "position", "name"):
            place = evidence.get(f"/signer/{key}")
            if place and self._is_guess(place):
                del evidence[f"/signer/{key}"]
                signer = replace(signer, **{key: None})
        return signer

    def _is_guess(self, place: Span | Evidence) -> bool:
        first = max(0, bisect_right(self.starts, place.start) - 1)
        lines = self.source.lines[first : max(first + 1, bisect_left(self.starts, place.end))]
        if _read(lines, place) >= _GUESSED:
            return False
        self.told.append(" ".join(self.source.text[place.start : place.end].split()))
        return True
