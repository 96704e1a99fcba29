"""A file becomes a Document: load, clean, then one stage after another, each giving its own part."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.model import Citation, Document, Evidence, Line, Note, Signer, Source, SourceInfo
from extract import (
    budgets,
    citations,
    confidence,
    deadlines,
    ending,
    heading,
    outline,
    reports,
    targets,
    task_rows,
    tasks,
)
from extract.budgets import Money
from extract.clean import clean
from extract.parts import Duty, Found
from extract.reports import Report
from extract.source import load

__all__ = ["read", "read_bytes", "understand"]


def read(path: Path | str, made: Path | None = None) -> Document:
    """The document in a file. Raises OSError, or a SourceError that says in Vietnamese what is wrong with it.

    made: where the DOCX lies that LibreOffice made of a DOC, RTF or ODT before, or failed to make.
    """
    path = Path(path)
    # A name may hold bytes that are no text; a record holds only text.
    return read_bytes(path.read_bytes(), os.fsencode(path.name).decode("utf-8", "replace"), made)


def read_bytes(data: bytes, name: str, made: Path | None = None) -> Document:
    """The document in the bytes of a file; its name is kept as the source's and decides nothing."""
    return understand(clean(load(data, name, made)))


def understand(source: Source) -> Document:
    """What a clean text says. Pure; what is uncertain or lost becomes a Note, never an error."""
    document = _understood(source, heading.find(source))
    if any(getattr(document, sign) for sign in _SIGNS) or document.signer != Signer():
        return document
    # A poem, a log, a letter to a friend: it has no head, and one note says so instead of each part that it lacks.
    if not (document.title or "").isupper():
        document = _understood(source, heading.Head())
    return replace(document, warnings=_of_other(source))


def _understood(source: Source, head: heading.Head) -> Document:
    """The document below a head."""
    end = ending.find(source, head.after)
    body = _body(source, head.after, end.start)
    tail = _body(source, end.end, len(source.lines))
    plan = outline.build(source, body, tail)
    cited = _of_others(citations.find(source, _no_running_text(source, head, end)), head)
    duties = (
        *tasks.find(source, plan.items, head.text("kind"), head.text("issuer")),
        *task_rows.from_tables(source, plan.shapes),
    )
    signer, evidence = end.signer, {**head.evidence, **end.evidence, **plan.evidence}
    doubts = confidence.Doubts(source)
    if source.format == "scan":
        cited, duties, signer = doubts.cited(cited), doubts.duties(duties), doubts.signer(signer, evidence)
    limits = deadlines.find(source, plan.items, plan.shapes, head.values)
    aims = targets.find(source, plan.items, plan.shapes, head.text("kind"))
    money = budgets.find(source, plan.items, plan.shapes, head.text("kind"))
    reported = reports.find(source, plan.items, duties, limits, head.text("kind"))
    for key, lines in (("/lead", plan.lead), ("/closing", plan.closing)):
        if lines:
            evidence[key] = Evidence(lines[0].start, lines[-1].end, rule="outline")
    evidence |= _places(cited, duties, limits, aims, (*_numbered("budgets", money), *_numbered("reports", reported)))
    return replace(
        Document(**head.values),  # type: ignore[arg-type]
        lead=_joined(source, plan.lead),
        outline=plan.nodes,
        closing=_joined(source, plan.closing),
        citations=tuple(found.value for found in cited),
        assignments=tuple(duty.value for duty in duties),
        deadlines=tuple(limit.value for limit in limits),
        targets=tuple(aim.value for aim in aims),
        budgets=tuple(each.value for each in money),
        reports=tuple(each.value for each in reported),
        recipients=end.recipients,
        signer=signer,
        cosigners=end.cosigners,
        warnings=(*source.notes, *head.warnings, *plan.warnings, *_of_end(end), *doubts.notes()),
        source=SourceInfo(source.name, source.sha256, source.format, source.pages),
        evidence=confidence.placed(source, evidence),
        text=source.text,
    )


def _numbered(key: str, found: Iterable[Money | Report]) -> Iterator[tuple[str, Evidence]]:
    for at, each in enumerate(found):
        yield from each.evidence(f"/{key}/{at}")


def _places(
    cited: Iterable[Found[Citation]],
    duties: Iterable[Duty],
    limits: Iterable[deadlines.Limit],
    aims: Iterable[targets.Aim],
    rest: Iterable[tuple[str, Evidence]],
) -> dict[str, Evidence]:
    """Where the values stand, by JSON Pointer."""
    evidence: dict[str, Evidence] = {}
    for at, found in enumerate(cited):
        evidence[f"/citations/{at}/reference"] = found.evidence
        evidence.update((f"/citations/{at}/{key}", place) for key, place in found.parts)
    for at, duty in enumerate(duties):
        evidence.update(duty.evidence(f"/assignments/{at}"))
    for at, limit in enumerate(limits):
        evidence[f"/deadlines/{at}/text"] = Evidence(limit.place.start, limit.place.end, rule="deadline")
    for at, aim in enumerate(aims):
        evidence[f"/targets/{at}/text"] = Evidence(aim.place.start, aim.place.end, rule="target")
    return evidence | dict(rest)


# What tells a document from other texts.
_SIGNS = (
    "kind",
    "number",
    "symbol",
    "date",
    "issuer",
    "superior",
    "addressees",
    "recipients",
    "citations",
    "assignments",
)

_NO_DOCUMENT = Note(
    "no-document",
    "Không thấy số, ngày, tên loại, cơ quan ban hành, nơi nhận hay chữ ký: tệp không phải văn bản hành chính"
    " hoặc chỉ là một đoạn trích; đề nghị kiểm tra lại tệp đã nộp.",
)


def _of_other(source: Source) -> tuple[Note, ...]:
    """The notes on a text that is no document: one says so instead of each part that it lacks."""
    if not _body(source, 0, len(source.lines)):
        return source.notes
    return (*source.notes, _NO_DOCUMENT)


def _body(source: Source, first: int, last: int) -> tuple[Line, ...]:
    return tuple(
        line for line in source.lines[first:last] if line.origin in ("body", "textbox") and line.end > line.start
    )


def _no_running_text(source: Source, head: heading.Head, end: ending.Ending) -> frozenset[int]:
    """The head's own number, and the lists at the end, cite nothing."""
    return frozenset(
        line.start for at, line in enumerate(source.lines) if at in head.used or end.start <= at < end.end
    )


def _of_others(cited: tuple[Found[Citation], ...], head: heading.Head) -> tuple[Found[Citation], ...]:
    """A site's headline names the document itself by its number: that is no citation, where it has no other date.

    Numbers begin anew each year and at each issuer, so that one of last year may bear the same.
    """
    own, date = f"{head.values.get('number')}/{head.values.get('symbol')}", head.text("date")
    return tuple(found for found in cited if found.value.reference.lstrip("0") != own or _is_other(found.value, date))


def _is_other(cited: Citation, date: str | None) -> bool:
    """Whether a citation with a document's own number has a date that is not the document's, as far as printed."""
    return bool(cited.date) and not (date or "").startswith(cited.date or "")


def _joined(source: Source, lines: tuple[Line, ...]) -> str:
    return "\n".join(source.of(line) for line in lines)


def _of_end(end: ending.Ending) -> Iterator[Note]:
    """What a clerk is told of the end."""
    if end.end <= end.start:
        yield Note("truncated", "Không thấy nơi nhận và chữ ký ở cuối; văn bản có thể bị cắt mất phần cuối.")
    name = end.evidence.get("/signer/name")
    if name and name.rule == ending.CERTIFICATE:
        yield Note(
            "signer-by-certificate",
            f"Trang ký không ghi họ tên người ký; họ tên «{end.signer.name}» lấy theo chứng thư chữ ký số,"
            " đề nghị đối chiếu với bản gốc.",
        )
