"""One file a format. READERS is the one list of what can be read."""

from __future__ import annotations

from collections.abc import Callable

from corpus.model import Format, Source
from extract.readers import docx, html, office, pdf, text

Reader = Callable[[bytes, str], Source]

READERS: dict[Format, Reader] = {
    "docx": docx.read,
    "pdf": pdf.read,
    "html": html.read,
    "txt": text.read,
    "md": text.read,
    "doc": office.read,
    "rtf": office.read,
    "odt": office.read,
}
