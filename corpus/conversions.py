"""Many files on their way through LibreOffice, a start for many of them: a bad one does not sink its neighbours.

Starting LibreOffice takes longer than converting most files, so a batch must not start it for each. It works file
after file; where it crashes or hangs, the file it was at is tried once more as the first of a new start, and given
up if it fails again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from corpus import office
from corpus.errors import MissingTool

_FILES_A_START = 40
_SECONDS_A_FILE = 50.0
_LOOK = 0.05  # seconds between two looks at what has been made


class Conversions:
    """Files being converted in the background, on each core a start of LibreOffice at a time. Close it."""

    def __init__(self, paths: Sequence[Path], to: office.Format, *, seconds: float = _SECONDS_A_FILE) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kehoach-office-")
        self._to, self._seconds = to, seconds
        self._ended = {path: threading.Event() for path in paths}
        self._made = {path: Path(self._folder.name, f"{at}.{to}") for at, path in enumerate(paths)}
        self._running: set[office.Start] = set()
        self._closed = False
        self._names = count()
        self.starts = 0
        threads = max(1, min(os.cpu_count() or 1, len(paths) // office.FILES_A_START))
        self._threads = [threading.Thread(target=self._all, args=(paths[at::threads],)) for at in range(threads)]
        for thread in self._threads:
            thread.start()

    def wait(self, path: Path) -> Path | None:
        """Where the result lies once the file's turn is over: nothing lies there if LibreOffice failed.

        None for a file that is not among those being converted.
        """
        if path not in self._ended:
            return None
        self._ended[path].wait()
        return self._made[path]

    def close(self) -> None:
        """End what runs and delete what was made."""
        self._closed = True
        for start in tuple(self._running):
            start.kill()
        for thread in self._threads:
            thread.join()
        self._folder.cleanup()

    def _all(self, paths: Sequence[Path]) -> None:
        """A thread's share, some files at a time."""
        try:
            with suppress(MissingTool):
                for at in range(0, len(paths), _FILES_A_START):
                    left = list(paths[at : at + _FILES_A_START])
                    while left and not self._closed:
                        left = self._start(left)
        finally:
            for path in paths:
                self._ended[path].set()

    def _start(self, paths: Sequence[Path]) -> list[Path]:
        """One start for these files; gives those that a new one must try."""
        place = Path(self._folder.name, f"start{next(self._names)}")
        copies = {path: place / "vao" / f"{at}{path.suffix}" for at, path in enumerate(paths)}
        copies = {path: copy for path, copy in copies.items() if _copied(path, copy)}
        results = {path: place / "ra" / f"{copy.stem}.{self._to}" for path, copy in copies.items()}
        try:
            finished = not copies or self._watch(office.Start(self._to, list(copies.values()), place), results)
            self._take(results)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        left = [] if finished else _untried([path for path in paths if path in copies], self._made)
        for path in paths:
            if path not in left:
                self._ended[path].set()
        return left

    def _watch(self, start: office.Start, results: dict[Path, Path]) -> bool:
        """Run a start to its end; False where it crashed, or hung for longer than a file may take."""
        self._running.add(start)
        self.starts += 1
        newest, since = None, time.monotonic()
        try:
            while (code := start.ended(_LOOK)) is None and not self._closed:
                made = [path for path, result in results.items() if result.exists()]
                if made and made[-1] != newest:
                    newest, since = made[-1], time.monotonic()
                self._take({path: results[path] for path in made[:-1]})  # the newest may still be growing
                if time.monotonic() - since > self._seconds:
                    return False
            return code == 0
        finally:
            start.kill()
            self._running.discard(start)

    def _take(self, results: dict[Path, Path]) -> None:
        """Move what is made to its place, and say that its turn is over."""
        for path, result in results.items():
            if result.exists():
                result.replace(self._made[path])
                self._ended[path].set()


def _copied(path: Path, copy: Path) -> bool:
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(path, copy)
    except OSError:
        return False
    return True


def _untried(paths: Sequence[Path], made: dict[Path, Path]) -> list[Path]:
    """Behind a crash: the files from the one it happened at on, without that one where it was the first of all."""
    done = [at for at, path in enumerate(paths) if made[path].exists()]
    first = done[-1] + 1 if done else 0
    return list(paths[first:] if first else paths[1:])
