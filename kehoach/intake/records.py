"""The records of a folder, a line a document, found again by the SHA-256 of their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import codec
from corpus.model import Document

# What may be read better another day, when a program is installed or given more: such a file is read again.
_MAY_IMPROVE = frozenset({"no-text-layer", "text-only", "part-unread"})


class Records:
    """A file of records that only grows while files are read, so that whatever stops the work loses none.

    Read as a mapping: the documents that need not be read again, by SHA-256. Raises OSError.
    """

    def __init__(self, path: Path, *, again: bool = False) -> None:
        """again: what is there is forgotten."""
        self._path = path
        self._lines: dict[str, tuple[int, int]] = {}  # offset and length in bytes
        self._names: dict[str, str] = {}
        self._file = path.open("w+b" if again else "a+b")
        self._file.seek(0)
        at, whole = 0, True
        for line in self._file:
            self._index(line, at)
            at, whole = at + len(line), line.endswith(b"\n")
        if not whole:  # the work was killed in the middle of a line
            self._file.write(b"\n")

    def _index(self, line: bytes, at: int) -> None:
        try:
            document = codec.from_json(line.decode("utf-8"))
        except ValueError:
            return
        if not any(note.code in _MAY_IMPROVE for note in document.warnings):
            self._lines[document.source.sha256] = at, len(line)
            self._names[document.source.sha256] = document.source.name

    def __contains__(self, digest: object) -> bool:
        return digest in self._lines

    def __getitem__(self, digest: str) -> Document:
        return codec.from_json(self._line(digest).decode("utf-8"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def _line(self, digest: str) -> bytes:
        at, length = self._lines[digest]
        self._file.seek(at)
        return self._file.read(length)

    def add(self, document: Document) -> None:
        """Put a document behind the others, unless it is there under this name."""
        digest = document.source.sha256
        if self._names.get(digest) == document.source.name:
            return
        line = codec.to_json(document).encode("utf-8") + b"\n"
        at = self._file.seek(0, 2)
        self._file.write(line)
        self._file.flush()
        self._lines[digest], self._names[digest] = (at, len(line)), document.source.name

    def close(self, order: Iterable[str]) -> None:
        """Leave the records of these files in this order, and no others."""
        part = self._path.with_name(f".{self._path.name}.part")
        with part.open("wb") as tidy:
            tidy.writelines(self._line(digest) for digest in dict.fromkeys(order) if digest in self._lines)
        self._file.close()
        part.replace(self._path)
