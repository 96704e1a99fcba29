"""Many files in, one named end state a file; a damaged, hostile or wrong file never stops the rest."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import Protocol

from corpus.conversions import Conversions
from corpus.errors import KehoachError, SourceError
from corpus.model import Document
from corpus.office import is_installed
from kehoach.intake.child import Caps, Reading, check_size, start

# What the named end states are called before a person. The keys are `KehoachError.state` and four of ours.
STATES = {
    "xong": "Đã đọc",
    "can-xem-lai": "Đã đọc, cần xem lại",
    "khong-phai-van-ban": "Không phải văn bản",
    "trung-lap": "Trùng tệp đã có",
    "rong": "Tệp rỗng",
    "hong": "Tệp hỏng",
    "co-mat-khau": "Tệp có mật khẩu",
    "khong-ro-dinh-dang": "Không rõ định dạng",
    "vuot-gioi-han": "Vượt giới hạn",
    "khong-doc-duoc": "Không đọc được",
    "loi-chuong-trinh": "Lỗi chương trình",
    "loi": "Lỗi",
}
_READ = frozenset({"xong", "can-xem-lai", "khong-phai-van-ban"})
# What notes say that something was lost, or that it is no document.
_LOST = (
    *("damaged-part", "kind-lost", "issuer-lost", "truncated", "no-text-layer", "text-only", "part-unread"),
    *("overprinted", "embedded-object", "ocr-guessed"),
)
_SERIOUS = {
    **dict.fromkeys(_LOST, "can-xem-lai"),
    "no-document": "khong-phai-van-ban",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end state of one file. name: path within the folder; seconds: wall time of its reading."""

    name: str
    sha256: str | None
    size: int
    state: str
    sentence: str
    document: Document | None = None
    seconds: float = 0.0

    @property
    def is_read(self) -> bool:
        """Whether the file gave a document."""
        return self.state in _READ


def files_of(place: Path) -> tuple[Path, ...]:
    """The regular files below a folder in order of name (no hidden ones), or the one file that is named."""
    if place.is_file():
        return (place,)
    if not place.is_dir():
        raise SourceError(f"Không tìm thấy thư mục «{place}»; đề nghị kiểm tra lại đường dẫn.")
    found = (
        Path(folder) / name
        for folder, folders, names in os.walk(place, followlinks=False)
        for name in names
        if not any(part.startswith(".") for part in (Path(folder) / name).relative_to(place).parts)
    )
    return tuple(sorted(path for path in found if path.is_file() or path.is_symlink()))


class Known(Protocol):
    """Documents that were read before, by the SHA-256 of their files."""

    def __contains__(self, digest: object) -> bool:
        """Whether the file need not be read."""

    def __getitem__(self, digest: str) -> Document:
        """Its document."""


def take_in(
    paths: Sequence[Path], root: Path, caps: Caps | None = None, workers: int | None = None
) -> Iterator[Outcome]:
    """Read the files, `workers` at a time, each in a capped child; yields one Outcome a file, in their order."""
    waiting: dict[int, Outcome] = {}
    turn = 0
    with closing(take_as_ended(paths, root, caps, workers)) as readings:
        for index, outcome in readings:
            waiting[index] = outcome
            while turn in waiting:
                yield waiting.pop(turn)
                turn += 1


def take_as_ended(
    paths: Sequence[Path],
    root: Path,
    caps: Caps | None = None,
    workers: int | None = None,
    known: Known | None = None,
) -> Generator[tuple[int, Outcome], None, None]:
    """As `take_in`, each Outcome as soon as its reading has ended, with the ordinal of its file.

    DOC, RTF and ODT go through LibreOffice together, in the background. known: documents that were read before.
    """
    caps, known = caps or Caps(), {} if known is None else known
    active: dict[int, tuple[Outcome, Reading]] = {}
    seen: dict[str, str] = {}
    office = _through_office(paths, caps, known)
    try:
        for index, path in enumerate(paths):
            outcome = _admit(path, root, caps, seen)
            if not outcome.state and outcome.sha256 and outcome.sha256 in known:
                outcome = _read_before(outcome, known[outcome.sha256], path.name)
            if outcome.state:
                yield index, outcome
                continue
            active[index] = (outcome, start(path, caps, office.wait(path) if office else None))
            while len(active) >= (workers or os.cpu_count() or 1):
                yield from _collect(active)
        while active:
            yield from _collect(active)
    finally:
        for _, reading in active.values():
            reading.stop()
        if office:
            office.close()


def _through_office(paths: Sequence[Path], caps: Caps, known: Known) -> Conversions | None:
    """The conversion of the files that need LibreOffice; None where there are fewer than two, or no LibreOffice."""
    from extract.source import needs_office

    def is_one(path: Path) -> bool:
        try:
            fits = path.is_file() and not path.is_symlink() and path.stat().st_size <= caps.size
            return fits and needs_office(path.read_bytes()) and _digest(path) not in known
        except OSError:
            return False

    asked = tuple(path for path in paths if is_one(path)) if is_installed() else ()
    return Conversions(asked, "docx") if len(asked) > 1 else None


def _admit(path: Path, root: Path, caps: Caps, seen: dict[str, str]) -> Outcome:
    """What can be said of a file before it is read; state "" where it must be read."""
    outcome = Outcome(_name(path, root), None, 0, "", "")
    try:
        if path.is_symlink():
            raise SourceError("Tệp chỉ là một liên kết nên bỏ qua; đề nghị chép tệp gốc vào thư mục.")
        check_size(path, caps)
        outcome = replace(outcome, sha256=_digest(path), size=path.stat().st_size)
    except (KehoachError, OSError) as error:
        return _failed(outcome, error)
    first = seen.setdefault(outcome.sha256 or "", outcome.name)
    if first != outcome.name:
        return replace(outcome, state="trung-lap", sentence=f"Giống hệt tệp «{first}» nên không đọc lại.")
    return outcome


def _collect(active: dict[int, tuple[Outcome, Reading]]) -> Iterator[tuple[int, Outcome]]:
    """Wait until a reading has ended or run out of time; yields every such one, which is active no more."""
    soonest = min(reading.ends for _, reading in active.values())
    ready = wait([reading.pipe for _, reading in active.values()], max(0.0, soonest - time.monotonic()))
    for index, (outcome, reading) in tuple(active.items()):
        if reading.pipe in ready or reading.ends <= time.monotonic():
            finished = _finish(outcome, reading)
            del active[index]
            yield index, finished


def _finish(outcome: Outcome, reading: Reading) -> Outcome:
    began = reading.ends - reading.seconds
    try:
        document = reading.result()
    except (KehoachError, OSError, ValueError) as error:
        return _failed(outcome, error, time.monotonic() - began)
    return _read(outcome, document, time.monotonic() - began)


def _read_before(outcome: Outcome, document: Document, name: str) -> Outcome:
    """The end state of a file that need not be read again, whatever it was called then."""
    return _read(outcome, replace(document, source=replace(document.source, name=name)), 0.0)


def _read(outcome: Outcome, document: Document, seconds: float) -> Outcome:
    state, sentence = _state(document)
    return replace(
        outcome,
        state=state,
        sentence=sentence,
        document=document,
        seconds=seconds,
    )


def _state(document: Document) -> tuple[str, str]:
    """The state of a file that was read, and why a person should look at it: by the first note that says so."""
    for note in document.warnings:
        if note.code in _SERIOUS:
            return _SERIOUS[note.code], note.message
    return "xong", ""


def _failed(outcome: Outcome, error: Exception, seconds: float = 0.0) -> Outcome:
    if isinstance(error, KehoachError):
        return replace(outcome, state=error.state, sentence=str(error), seconds=seconds)
    sentence = "Không mở được tệp; đề nghị kiểm tra quyền đọc tệp."
    return replace(outcome, state=SourceError.state, sentence=sentence, seconds=seconds)


def _name(path: Path, root: Path) -> str:
    """The path within the folder, as text that can be printed whatever bytes the name has."""
    name = path.relative_to(root) if path != root and path.is_relative_to(root) else Path(path.name)
    return os.fsencode(name).decode("utf-8", "replace")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
