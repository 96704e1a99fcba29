"""Drafts for all units of a workbook, and the register of what each was made from (sổ dự thảo)."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus import codec
from corpus.errors import KehoachError
from corpus.model import Document
from corpus.office import to_pdf
from generate.draft import Draft
from generate.profile import Profile
from generate.units_book import UnitRow
from kehoach.changes import is_untouched, original
from kehoach.drafting import Composed, Manner, compose, digest, hand_out, stem
from kehoach.intake import Caps
from kehoach.intake.child import confine
from kehoach.templating import office_template

if TYPE_CHECKING:
    from pydantic import TypeAdapter

REGISTER = "so-du-thao.json"
State = Literal["moi", "cap-nhat", "khong-doi", "da-sua", "ben-canh", "loi"]
STATES: dict[State, str] = {
    "moi": "Soạn mới",
    "cap-nhat": "Soạn lại",
    "khong-doi": "Không đổi",
    "da-sua": "Văn thư đã sửa, giữ nguyên",
    "ben-canh": "Văn thư đã sửa, ghi bản mới bên cạnh",
    "loi": "Không soạn được",
}
_CAPS = Caps(seconds=3600, memory=2 << 30)


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft in the register. files: name and SHA-256 of what was written, the draft itself first.

    stem: the name of its files without suffix, which tells it from the drafts of other sources. inputs: SHA-256 of
    all that the draft depends on. questions, blanks, errors: what is left to do, in numbers.
    """

    unit: str
    state: State
    stem: str = ""
    files: tuple[tuple[str, str], ...] = ()
    inputs: str = ""
    is_ready: bool = True
    questions: int = 0
    blanks: int = 0
    errors: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One draft to make: the row, the name of its files without suffix, what it depends on, what was made before."""

    row: UnitRow
    stem: str
    inputs: str
    before: Entry | None


@dataclass(slots=True)
class Register:
    """The register of a folder of drafts; it is written after each draft, so that a run cut short loses nothing."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Register:
        """The register that lies in a folder, or an empty one. Raises KehoachError where it cannot be read."""
        path = folder / REGISTER
        if not path.is_file():
            return cls(folder)
        try:
            entries = _adapter().validate_json(path.read_bytes())
        except ValueError as error:
            raise KehoachError(
                f"Sổ dự thảo «{path}» bị hỏng; đề nghị chuyển các tệp đã sửa sang thư mục khác, xóa sổ rồi chạy lại."
            ) from error
        return cls(folder, {entry.stem: entry for entry in entries if entry.files})

    def put(self, entry: Entry) -> None:
        """Enter what became of a unit, on disk too."""
        self.entries[entry.stem or entry.unit] = entry
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{REGISTER}.part"
        part.write_bytes(_adapter().dump_json(tuple(self.entries.values()), indent=1))
        part.replace(self.folder / REGISTER)


@cache
def _adapter() -> TypeAdapter[tuple[Entry, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Entry, ...])


def draft_all(source: Document, rows: Sequence[UnitRow], out: Path, manner: Manner) -> Iterator[Entry]:
    """Make the drafts of all rows, on all cores; yields what became of each row, in their order.

    A row that fails is entered with its reason and does not stop the rest. A draft whose inputs are those of last
    time is left alone. One that a clerk has edited is never overwritten: the new one stands beside it.
    """
    register = Register.of(out)
    orders = tuple(_orders(source, rows, register, manner))
    waiting = [order for order in orders if order.row.profile and not _is_done(order, out)]
    with _workers(len(waiting)) as pool:
        composed = pool.map(partial(_composed, source, manner), [order.row.profile for order in waiting])
        for order in orders:
            if not order.row.profile:
                entry = Entry(order.row.name, "loi", fault=order.row.fault)
            elif order.before and _is_done(order, out):
                entry = replace(order.before, state="da-sua" if _is_edited(order.before, out) else "khong-doi")
            else:
                entry = _handed_out(order, _next(composed), out)
            register.put(entry)
            yield entry


def _orders(source: Document, rows: Sequence[UnitRow], register: Register, manner: Manner) -> Iterator[Order]:
    common = _common(source, manner)
    stems = [stem(source, row.profile) if row.profile else "" for row in rows]
    count = Counter(stems)
    for row, name in zip(rows, stems, strict=True):
        # Two names that differ by their marks alone are one name without marks.
        own = f"{name} {row.profile.code or row.number}" if row.profile and count[name] > 1 else name
        inputs = hashlib.sha256(f"{common}{row.profile}".encode()).hexdigest()
        yield Order(row, own, inputs, register.entries.get(own))


def _common(source: Document, manner: Manner) -> str:
    """All that every draft of the source depends on: the source, the manner, the template, the program, the day."""
    template = office_template("KH", manner.templates)
    words = (codec.to_json(source), manner.period, digest(template) if template else "", version("kehoach"))
    return hashlib.sha256(f"{words}{date.today()}".encode()).hexdigest()


def _is_done(order: Order, out: Path) -> bool:
    """Whether the draft of these inputs was made before and still lies there, as it was or edited."""
    before = order.before
    if not before or before.inputs != order.inputs or not before.files:
        return False
    return all((out / name).is_file() for name, _ in before.files)


def _is_edited(entry: Entry, out: Path) -> bool:
    return any(digest(out / name) not in ("", sha256) for name, sha256 in entry.files)


def _workers(orders: int) -> ProcessPoolExecutor:
    count = max(1, min(os.cpu_count() or 1, orders))
    return ProcessPoolExecutor(count, get_context("forkserver"), initializer=confine, initargs=(_CAPS,))


def _composed(source: Document, manner: Manner, profile: Profile) -> Composed | str:
    """In a worker: the draft, or the sentence why there is none. What it reads back was written a moment ago."""
    from extract import read

    try:
        return compose(source, profile, manner, read)
    except KehoachError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other drafts; it is named and shown
        return f"Chương trình gặp lỗi khi soạn ({type(error).__name__}); đề nghị báo bộ phận kỹ thuật."


def _next(composed: Iterator[Composed | str]) -> Composed | str:
    """The next draft; where its worker died, the drafts after it are left to the next run."""
    try:
        return next(composed)
    except (BrokenProcessPool, StopIteration):
        return "Tiến trình soạn bị dừng đột ngột; đề nghị chạy lại, các dự thảo đã xong được giữ nguyên."


def _handed_out(order: Order, composed: Composed | str, out: Path) -> Entry:
    """Put a draft into the folder and say what became of it."""
    before = order.before or Entry(order.row.name, "moi", order.stem)
    if isinstance(composed, str):
        return replace(before, state="loi", inputs="", fault=composed)
    edited = _is_edited(before, out)
    same = {name: digest(out / name) for name, _ in before.files}
    paths = hand_out(composed, out, order.stem)
    files = tuple((path.name, digest(path)) for path in paths)
    if not edited:
        _forget({name for name, _ in before.files} - {name for name, _ in files}, out)
    state: State = "moi" if not before.files else "ben-canh" if edited else "cap-nhat"
    return Entry(
        order.row.name,
        "khong-doi" if dict(files) == same else state,
        order.stem,
        files,
        order.inputs,
        composed.is_ready,
        len(composed.draft.questions),
        len(composed.draft.blanks),
        sum(finding.severity == "error" for finding in composed.findings),
    )


def _forget(names: set[str], out: Path) -> None:
    """Remove what an earlier run wrote under another name, where nobody has touched it."""
    for path in (out / name for name in names):
        if path.is_file() and is_untouched(path):
            path.unlink()
            original(path).unlink()


def print_pdfs(entries: Sequence[Entry], out: Path, *, archival: bool = False) -> tuple[Path, ...]:
    """The PDF of every draft that is new, or has none of the form asked for yet, many at once. Raises MissingTool."""
    drafts = [out / entry.files[0][0] for entry in entries if entry.files and entry.state != "loi"]
    changed = {out / entry.files[0][0] for entry in entries if entry.state in ("moi", "cap-nhat", "ben-canh")}
    wanted = [
        path for path in drafts if path in changed or not _is_printed(path.with_suffix(".pdf"), archival=archival)
    ]
    return to_pdf(wanted, out, archival=archival) if wanted else ()


def _is_printed(path: Path, *, archival: bool) -> bool:
    """Whether a PDF is there; one for the archive says so in its metadata (ISO 19005-2, 6.6.4)."""
    return path.is_file() and (not archival or b"pdfaid:part" in path.read_bytes())


def adapted(source: Document, rows: Sequence[UnitRow], manner: Manner) -> Iterator[tuple[UnitRow, Draft | str]]:
    """The dry run: what each row's draft would be, or why it would be none; nothing is written."""
    from generate.adapt import adapt

    for row in rows:
        if not row.profile:
            yield row, row.fault
            continue
        try:
            yield row, adapt(source, row.profile, period=manner.period)
        except KehoachError as error:
            yield row, str(error)


def substitutions(drafts: Sequence[Draft]) -> tuple[tuple[str, tuple[str, ...], int, str], ...]:
    """Words of the source, what the drafts have instead, in how many places of all, and why; the most first."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for draft in drafts:
        for change in draft.substitutions:
            found.setdefault((change.source, change.reason), Counter())[change.draft] += 1
    rows = ((source, tuple(said), sum(said.values()), reason) for (source, reason), said in found.items())
    return tuple(sorted(rows, key=lambda row: -row[2]))
