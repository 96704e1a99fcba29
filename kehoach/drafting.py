"""One draft from reading to paper, guarded: checked by the rules of form and read back before it is handed out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from corpus import codec, questions
from corpus.letters import plain
from corpus.model import Document, Node
from corpus.office import to_pdf
from corpus.paths import say
from generate.adapt import adapt
from generate.annex import with_assignment_annex
from generate.check import Finding, check
from generate.draft import Draft
from generate.handover import READ_BACK
from generate.handover import render as render_list
from generate.profile import Profile
from kehoach.intake import read_capped
from kehoach.templating import fill_from, office_template, rendered
from kehoach.writing import settle

UNREADY = " - CAN XEM LAI"
LIST = " - viec can lam"
_WHICH = re.compile(r" được (?:giao|phân công)\b.*")


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


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft as bytes, in no folder yet. findings: of form and of reading back; is_ready: it reads back as meant."""

    draft: Draft
    document: bytes
    checklist: bytes
    findings: tuple[Finding, ...]
    is_ready: bool


Pdf = Literal["none", "pdf", "pdfa"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How drafts of a source are written. templates: the office's own folder, whose templates win; pdf: none, PDF, or
    PDF/A for the archive.
    """

    period: tuple[int, int] | None = None
    templates: Path | None = None
    pdf: Pdf = "none"


def make_draft(source: Document, profile: Profile, out: Path, manner: Manner | None = None) -> Made:
    """Write the draft of the profile's unit, its list for the clerk and, if asked, its PDF into `out`.

    Raises LeakError where the draft would name another locality: then nothing is handed out. A draft that does not
    read back as it was meant is handed out as one to look at, with the places in its list.
    """
    manner = manner or Manner()
    composed = compose(source, profile, manner)
    wanted = out / f"{name_of(composed, stem(source, profile))}.docx"
    path, checklist = hand_out(composed, out, stem(source, profile))
    printed = to_pdf((path,), out, archival=manner.pdf == "pdfa")[0] if manner.pdf != "none" else None
    beside = path != wanted
    return Made(composed.draft, path, checklist, printed, composed.findings, composed.is_ready, beside)


def compose(
    source: Document, profile: Profile, manner: Manner, read: Callable[[Path], Document] = read_capped
) -> Composed:
    """Adapt, write, check and read back with `read`. Raises LeakError or TemplateError."""
    draft = adapt(source, profile, period=manner.period)
    document = with_assignment_annex(draft.document, fill_from(manner.templates))
    template = office_template(document.kind, manner.templates)
    data = rendered(document, template)
    meant = answered(document)
    with TemporaryDirectory(prefix="kehoach-") as place:
        path = Path(place, "du-thao.docx")
        path.write_bytes(data if meant is document else rendered(meant, template))
        unlike = mismatches(meant, read(path))
    findings = (*unlike, *check(data))
    return Composed(draft, data, render_list(draft, findings), findings, not unlike)


def stem(source: Document, profile: Profile) -> str:
    """`du-thao KH phuong-sa-dec (nguồn)`: safe in every file system."""
    name = re.sub(r"\W+", "-", plain(profile.name)).strip("-").lower()
    origin = re.sub(r"[^\w.-]+", "-", plain(Path(source.source.name).stem)).strip("-")[:60]
    return f"du-thao KH {name} ({origin})" if origin else f"du-thao KH {name}"


def name_of(composed: Composed, stem: str) -> str:
    """The name of its file without suffix: one that has to be looked at says so."""
    return stem if composed.is_ready else f"{stem}{UNREADY}"


def hand_out(composed: Composed, out: Path, stem: str) -> tuple[Path, Path]:
    """Put the draft and its list into `out`; returns their paths. What a clerk has edited is never overwritten."""
    out.mkdir(parents=True, exist_ok=True)
    document = settle(composed.document, out / f"{name_of(composed, stem)}.docx")
    return document, settle(composed.checklist, document.with_name(f"{document.stem}{LIST}.docx"))


def digest(path: Path) -> str:
    """SHA-256 of a file; "" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def mismatches(meant: Document, back: Document) -> tuple[Finding, ...]:
    """Where the paper does not say what was meant: outline, owners, partners, deadlines; one finding a place."""
    unlike = {(what, str(path or "")) for what, says in _SAYS.items() for path, *_ in says(meant) ^ says(back)}
    return tuple(_mismatch(what, path) for what, path in sorted(unlike))


def answered(document: Document) -> Document:
    """The document with each question to the clerk answered by its first candidate: a question reads as no body."""
    text = codec.to_json(document)
    return codec.from_json(questions.answered(text)) if questions.QUESTION.search(text) else document


def _mismatch(what: str, path: str) -> Finding:
    where = say(path)
    message = f"Đọc lại dự thảo thấy {what} ở «{where}» không như đã soạn; đề nghị xem kỹ chỗ này."
    return Finding(
        READ_BACK, "error", message, "không khớp", "khớp với nội dung đã soạn", "kiểm tra của chương trình", path
    )


def _outline(document: Document) -> set[tuple[str | None, ...]]:
    return {(node.path, node.heading, node.text) for node in _nodes(document.outline) if node.kind != "group"}


def _nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


def _owners(document: Document) -> set[tuple[str | None, ...]]:
    return {(duty.path, _body(name)) for duty in document.assignments for name in duty.owners}


def _partners(document: Document) -> set[tuple[str | None, ...]]:
    return {(duty.path, _body(name)) for duty in document.assignments for name in duty.partners}


def _body(name: str) -> str:
    """The body alone: `các khóm được phân công chủ trì thực hiện nhiệm vụ` are the `các khóm`."""
    return _WHICH.sub("", name.lower())


def _deadlines(document: Document) -> set[tuple[str | None, ...]]:
    return {
        (limit.path, limit.start, limit.end, limit.recurrence)
        for limit in document.deadlines
        if "#" not in limit.path
    }


_SAYS = {"bố cục": _outline, "cơ quan chủ trì": _owners, "cơ quan phối hợp": _partners, "thời hạn": _deadlines}
