"""What of a source was read unsurely: a word misread in a scan goes into the draft as read, so it is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.model import Document
from generate.draft import LawCheck
from generate.passages import walk

# Notes of reading that a person compares with the paper; numbers and items that are missing are said elsewhere.
_NOTES = frozenset({"ocr", "ocr-mended", "no-text-layer", "truncated", "after-signature", "kind-line-lost"})
_SURE = 0.6  # below this the least sure word of a paragraph may be another
_SCAN = "scan"


def of(document: Document, place: Callable[[str], str]) -> Iterator[LawCheck]:
    """The notes of reading, and the paragraphs of a scan with an unsure word. place: the draft's path."""
    for note in document.warnings:
        if note.code in _NOTES:
            yield LawCheck("Bản nguồn", note.message, place(note.path) if note.path else "")
    for placed in walk(document) if document.source.format == _SCAN else ():
        pointer = placed.passage.pointer.rpartition("#")[0]
        where = document.evidence.get(pointer)
        if where and where.confidence < _SURE:
            percent = round(100 * where.confidence)
            said = f"Có chữ nhận dạng chưa chắc (chữ thấp nhất {percent}%); đề nghị đối chiếu với bản quét."
            yield LawCheck(placed.passage.text, said, place(placed.node.path))
