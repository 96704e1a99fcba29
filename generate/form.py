"""The parts of a draft that the unit gives, not the source: recipients and signature (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections import Counter

from corpus import agencies
from corpus.model import Assignment, Document, Recipient, Signer
from generate.bodies import Counterparts
from generate.profile import Profile
from generate.relation import Relation

# Where the source's reports go: `(qua Sở Nội vụ)`, `gửi … về Sở Nội vụ`.
STANDING = re.compile(r"(?:\(?qua|về|gửi) (?=(?:Sở|Ban|Phòng|Công an|Bộ Chỉ huy|Cán bộ|Công chức)\b)")
_BRACKET = re.compile(r"(?P<name>.*?) \((?P<note>[^()]*)\)$")


def standing_body(document: Document) -> str | None:
    """The body of the source that gathers the reports; else the one that owns most tasks."""
    found: Counter[str] = Counter()
    for match in STANDING.finditer(document.text):
        for start, end, _ in agencies.spans(document.text[match.end() : match.end() + 80]):
            if start == 0:
                found[document.text[match.end() : match.end() + end]] += 2
    for duty in document.assignments:
        for owner in duty.owners[:1]:
            body = agencies.identify(owner)
            if body and body.family in ("state", "former"):
                found[owner] += 1
    return found.most_common(1)[0][0] if found else None


def recipients(document: Document, profile: Profile, relation: Relation, lead: str) -> tuple[Recipient, ...]:
    """The recipients a commune's plan has by custom, or those of the profile. lead: the office that drafts it."""
    if profile.recipients:
        given = tuple(recipient(line) for line in profile.recipients)
    else:
        unit = profile.word
        above = standing_body(document)
        department = (
            (Recipient(above, "b/c"),) if above and above.startswith("Sở ") and relation.words[:1] != ("xã",) else ()
        )
        given = (
            Recipient(f"UBND {profile.superior}", "b/c"),
            *department,
            Recipient(f"TT Đảng ủy, HĐND {unit}"),
            Recipient(f"CT, các PCT UBND {unit}"),
            Recipient(f"UBMTTQVN {unit} và các đoàn thể"),
            Recipient(f"Các phòng, đơn vị thuộc {unit}"),
            Recipient(f"Trưởng các {profile.hamlet}"),
        )
    if any(each.name.startswith("Lưu") for each in given):
        return given
    return (*given, Recipient(f"Lưu: {profile.archive or _archive(lead)}"))


def _archive(lead: str) -> str:
    return f"VT, {agencies.abbreviation(lead)}" if lead else "VT"


def recipient(line: str) -> Recipient:
    """`UBND tỉnh Đồng Tháp (b/c)` as a profile has it."""
    match = _BRACKET.fullmatch(line.strip(" -;."))
    return Recipient(match["name"], match["note"]) if match else Recipient(line.strip(" -;."))


def signer(profile: Profile) -> Signer:
    """The signature; the name stays blank where the profile gives none."""
    return Signer(profile.authority or None, profile.position or None, profile.signer)


def lead_office(document: Document, assignments: tuple[Assignment, ...], counterparts: Counterparts) -> str:
    """The unit's office that gathers the reports: the counterpart of the source's, else the one with most tasks."""
    above = standing_body(document)
    there = counterparts.of(above) if above else None
    if there and there.names:
        return there.names[0]
    owners = Counter(duty.owners[0] for duty in assignments if duty.owners and duty.owners[0].startswith("Phòng"))
    return owners.most_common(1)[0][0] if owners else ""
