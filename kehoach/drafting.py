"""One draft from reading to paper, guarded: checked by the rules of form and read back before it is handed out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.letters import plain
from corpus.model import Document, Node
from corpus.office import to_pdf
from corpus.paths import say
from generate import write
from generate.adapt import adapt
from generate.annex import with_assignment_annex
from generate.check import Finding, check
from generate.draft import Draft
from generate.handover import write_list
from generate.profile import Profile
from kehoach.intake import read_capped

UNREADY = " - CAN XEM LAI"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one draft. is_ready: it reads back as meant; beside: it stands beside one that a clerk edited."""

    draft: Draft
    document: Path
    checklist: Path
    pdf: Path | None
    findings: tuple[Finding, ...]
    is_ready: bool
    beside: bool = False


def make_draft(
    source: Document, profile: Profile, out: Path, *, period: tuple[int, int] | None = None, pdf: bool = False
) -> Made:
    """Write the draft of the profile's unit, its list for the clerk and, if asked, its PDF into `out`.

    Raises LeakError where the draft would name another locality: then nothing is handed out. A draft that does not
    read back as it was meant is handed out as one to look at, with the places in its list.
    """
    draft = adapt(source, profile, period=period)
    document = with_assignment_annex(draft.document)
    out.mkdir(parents=True, exist_ok=True)
    stem = _stem(source, profile)
    unready = out / f".{stem}.docx"
    try:
        write(document, unready)
        unlike = mismatches(document, read_capped(unready))
        findings = (*unlike, *check(unready))
        path, beside = _settle(unready, out / f"{stem}{UNREADY if unlike else ''}.docx")
    finally:
        unready.unlink(missing_ok=True)
    checklist = path.with_name(f"{path.stem} - viec can lam.docx")
    write_list(draft, findings, checklist)
    printed = to_pdf((path,), out)[0] if pdf else None
    return Made(draft, path, checklist, printed, findings, not unlike, beside)


def _stem(source: Document, profile: Profile) -> str:
    """`du-thao KH phuong-sa-dec (nguồn)`: safe in every file system."""
    name = re.sub(r"\W+", "-", plain(profile.name)).strip("-").lower()
    origin = re.sub(r"[^\w.-]+", "-", plain(Path(source.source.name).stem)).strip("-")[:60]
    return f"du-thao KH {name} ({origin})" if origin else f"du-thao KH {name}"


def _settle(unready: Path, wanted: Path) -> tuple[Path, bool]:
    """Move the finished draft to its name; a file that stands there with other content is never overwritten."""
    data = unready.read_bytes()
    path, ordinal = wanted, 2
    while path.exists() and path.read_bytes() != data:
        path = wanted.with_name(f"{wanted.stem} ({ordinal}){wanted.suffix}")
        ordinal += 1
    unready.replace(path)
    return path, path != wanted


def mismatches(meant: Document, back: Document) -> tuple[Finding, ...]:
    """Where the paper does not say what was meant: outline, owners, partners, deadlines; one finding a place.

    A duty whose owner is still a question to the clerk is left out: a question reads back as no body.
    """
    asked = {duty.path for duty in meant.assignments if any(map(_is_question, duty.owners))}
    meant, back = (
        replace(each, assignments=tuple(duty for duty in each.assignments if duty.path not in asked))
        for each in (meant, back)
    )
    unlike = {(what, str(path or "")) for what, says in _SAYS.items() for path, *_ in says(meant) ^ says(back)}
    return tuple(_mismatch(what, path) for what, path in sorted(unlike))


def _mismatch(what: str, path: str) -> Finding:
    where = say(path)
    message = f"Đọc lại dự thảo thấy {what} ở «{where}» không như đã soạn; đề nghị xem kỹ chỗ này."
    return Finding(
        "K99", "error", message, "không khớp", "khớp với nội dung đã soạn", "kiểm tra của chương trình", path
    )


def _outline(document: Document) -> set[tuple[str | None, ...]]:
    return {(node.path, node.heading, node.text) for node in _nodes(document.outline) if node.kind != "group"}


def _nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


def _is_question(name: str) -> bool:
    return name.startswith("[")


def _owners(document: Document) -> set[tuple[str | None, ...]]:
    return {(duty.path, name.lower()) for duty in document.assignments for name in duty.owners}


def _partners(document: Document) -> set[tuple[str | None, ...]]:
    names = ((duty.path, name) for duty in document.assignments for name in duty.partners)
    return {(path, name.lower()) for path, name in names if not _is_question(name)}


def _deadlines(document: Document) -> set[tuple[str | None, ...]]:
    return {
        (limit.path, limit.start, limit.end, limit.recurrence)
        for limit in document.deadlines
        if "#" not in limit.path
    }


_SAYS = {"bố cục": _outline, "cơ quan chủ trì": _owners, "cơ quan phối hợp": _partners, "thời hạn": _deadlines}
