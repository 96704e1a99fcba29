"""A Document becomes a file."""

from __future__ import annotations

from pathlib import Path

from corpus.model import Document

__all__ = ["write"]


def write(document: Document, path: Path | str, *, template: Path | None = None) -> None:
    """Write a document as DOCX by a Word template (by default the one in templates/).

    Raises TemplateError where the template is at fault, OSError where the file cannot be written.
    """
    from generate.word import render

    data = render(document, template)
    Path(path).write_bytes(data)
