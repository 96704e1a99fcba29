"""What of a superior's plan is the business of other communes, and what is left of the superior's own in a draft.

Points that speak of other communes alone are left out and listed; sentences that still speak of the superior's level
stay, to be looked at by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import units
from corpus.model import Document, Node
from generate.draft import BLANK, Change, LawCheck
from generate.edits import UPPER, Rewritten, sentences
from generate.places import NOT_LEVEL
from generate.profile import Profile
from generate.relation import Relation

# A body of the superior that a commune reports to, or is under, has its place in the draft.
SUPERIOR_BODY = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Đảng bộ|Công an|Đoàn đại biểu Quốc hội)"
    rf"(?:,? (?:và )?(?:UBND|HĐND))? (?:tỉnh|[Tt]hành phố)(?: [{UPPER}][^\W\d_]*){{0,4}}"
)
_CITED = frozenset(("citation", "basis", "report", "issuer", "attached"))
_LONGEST = 200


def points(document: Document, profile: Profile, relation: Relation) -> dict[str, Change]:
    """The points of the outline, by pointer, that speak of other communes of the unit's province alone."""
    if relation.kind != "superior" or not profile.code:
        return {}
    own = {profile.code, *(unit.code for unit, _ in units.predecessors(units.by_code(profile.code)))}
    return dict(_points(document.outline, "/outline", own))


def _points(nodes: Sequence[Node], pointer: str, own: set[str]) -> Iterator[tuple[str, Change]]:
    gone = [at for at, node in enumerate(nodes) if _is_point(node) and _is_elsewhere(node.text, own)]
    for at in gone:
        # Where none of the points is the unit's, one stays as a blank to be filled in.
        said = BLANK if at == 0 and len(gone) == len(nodes) else ""
        yield f"{pointer}/{at}", Change("elsewhere", nodes[at].path, nodes[at].text, said, "Việc ở xã, phường khác.")
    for at, node in enumerate(nodes):
        yield from _points(node.children, f"{pointer}/{at}/children", own)


def _is_point(node: Node) -> bool:
    return node.kind == "bullet" and not (node.children or node.table or node.heading)


def _is_elsewhere(text: str, own: set[str]) -> bool:
    """Whether a text names communes, none of which may be the unit."""
    named = {unit.code for mention in units.mentions(text) for unit in mention.units if unit.level == "commune"}
    return bool(named) and not named & own


def superior_matter(passages: Sequence[Rewritten], profile: Profile, relation: Relation) -> Iterator[LawCheck]:
    """Sentences of the draft that still speak of the superior's level."""
    word = relation.words[0] if relation.words else ""
    if word not in ("tỉnh", "thành phố"):
        return
    level = re.compile(rf"\b(?:cấp {word}|{word}|{re.escape(profile.province)})\b", re.IGNORECASE)
    for each in passages:
        if each.passage.pointer.startswith("/outline"):
            yield from _matter(each, level, NOT_LEVEL[word])


def _matter(each: Rewritten, level: re.Pattern[str], others: re.Pattern[str]) -> Iterator[LawCheck]:
    for start, end in sentences(each.passage.text):
        said = _unsaid(each, start, end)
        if level.search(others.sub("", SUPERIOR_BODY.sub("", said))):
            words = each.piece(start, end).strip()
            short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}{BLANK}"
            reason = "Còn nêu cấp trên."
            yield LawCheck(short, reason, each.passage.path)


def _unsaid(each: Rewritten, start: int, end: int) -> str:
    """A sentence of the draft without what it cites and where it reports to."""
    edits = tuple(replace(edit, text="") if edit.rule in _CITED else edit for edit in each.edits)
    return Rewritten(each.passage, edits).piece(start, end)
