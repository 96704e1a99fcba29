"""`kehoach batch`: a folder is read; whatever stops the work, what was read is kept and the next run goes on."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kehoach import screen
from kehoach.intake import Caps, Outcome, ledger, take_as_ended
from kehoach.intake.records import Records
from kehoach.intake.supervisor import files_of
from kehoach.writing import settle

RECORDS = "ban-ghi.jsonl"
LEDGER = "so-tiep-nhan.xlsx"
STOPPED = 130


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run left. outcomes: in the order of the files, of those that were reached; total: of the files;
    kept: how many were read before and not read again; records, ledger: the files written.
    """

    outcomes: tuple[Outcome, ...]
    total: int
    kept: int
    records: Path
    ledger: Path

    @property
    def is_whole(self) -> bool:
        """Whether every file was reached."""
        return len(self.outcomes) == self.total


def batch(folder: Path, out: Path, caps: Caps, workers: int | None, *, again: bool = False) -> int:
    """Read a folder: one record a file read in RECORDS, one end state a file in LEDGER and on the screen.

    again: also what was read before; exit status 1 where a file could not be read, STOPPED where it was stopped.
    """
    if not _inbox(folder, out):
        screen.out.print(f"Thư mục «{folder}» không có tệp nào nên không ghi gì.", markup=False, soft_wrap=True)
        return 0
    taken = take_folder(folder, out, caps, workers, again=again)
    screen.outcomes(taken.outcomes)
    screen.files("Đã ghi:", (taken.records, taken.ledger))
    if taken.kept:
        says = f"{taken.kept} tệp đã đọc ở lần trước nên không đọc lại; muốn đọc lại tất cả thì thêm --again."
        screen.out.print(says, soft_wrap=True)
    if not taken.is_whole:
        screen.err.print(_stopped(taken), markup=False, soft_wrap=True)
        return STOPPED
    return int(not all(each.is_read or each.state == "trung-lap" for each in taken.outcomes))


def _stopped(taken: Taken) -> str:
    done = len(taken.outcomes)
    return (
        f"Đã dừng theo yêu cầu khi xong {done}/{taken.total} tệp; bản ghi và sổ của {done} tệp này đã ghi."
        f" Chạy lại đúng lệnh này thì đọc tiếp {taken.total - done} tệp còn lại, không đọc lại tệp đã đọc."
    )


def take_folder(folder: Path, out: Path, caps: Caps, workers: int | None = None, *, again: bool = False) -> Taken:
    """Read a folder into `out`; on Ctrl-C or SIGTERM what was read by then. The texts are only in RECORDS."""
    paths = _inbox(folder, out)
    out.mkdir(parents=True, exist_ok=True)
    records = Records(out / RECORDS, again=again)
    before = frozenset(records)
    found: dict[int, Outcome] = {}
    readings = take_as_ended(paths, folder, caps, workers, known=records)
    with _stoppable(), closing(readings), closing(screen.progress(readings, len(paths), "Đọc văn bản")) as shown:
        for index, outcome in shown:
            if outcome.document:
                records.add(outcome.document)
            found[index] = ledger.entry(outcome)
    outcomes = tuple(found[index] for index in sorted(found))
    read = [each.sha256 for each in outcomes if each.is_read and each.sha256]
    with _undisturbed():
        records.close(read if len(found) == len(paths) else [*read, *before])
        written = settle(ledger.workbook(outcomes), out / LEDGER)
    return Taken(outcomes, len(paths), len(before.intersection(read)), out / RECORDS, written)


def _inbox(folder: Path, out: Path) -> tuple[Path, ...]:
    """The files to read: none of what an earlier run wrote, where `out` lies in the folder or is the folder."""
    ours, within = out.resolve(), folder.resolve() in out.resolve().parents
    names = (RECORDS, f"{Path(LEDGER).stem}*.xlsx")
    found = ((path, path.resolve().parent) for path in files_of(folder))
    return tuple(
        path
        for path, place in found
        if not (place == ours and any(map(path.match, names))) and not (within and ours in (place, *place.parents))
    )


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C and SIGTERM (as of `kill`, or of a machine that shuts down) end what is inside, and only that."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C waits until what was done is written."""
    before = {each: signal.signal(each, signal.SIG_IGN) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
