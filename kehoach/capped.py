"""Work that a stranger's file decides the cost of is done in a process of its own, which can only end itself."""

from __future__ import annotations

import math
import os
import resource
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from corpus import errors

_WALL = 60.0  # seconds; a machine that is busy elsewhere must not fail honest work
_STATM = Path("/proc/self/statm")
_WHOLE = 2 << 30  # bytes of address space where the system does not say how much there is already


def run(work: Callable[..., bytes], *arguments: object, wall: float = _WALL) -> bytes:
    """What `work(*arguments)` returns, worked out in a child. `work` is a function of a module, and calls `limit`.

    wall: the seconds that it may last.

    Raises the KehoachError that `work` raised, LimitExceeded where it used too much, ReaderCrashed where it died.
    """
    context = get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, work, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        if not wait([ours], wall):
            raise errors.LimitExceeded("quá thời gian cho phép")
        return _unpacked(ours.recv_bytes())
    except EOFError:
        process.join()
        if process.exitcode == -signal.SIGXCPU:
            raise errors.LimitExceeded("quá thời gian cho phép") from None
        raise errors.ReaderCrashed("tiến trình bị dừng đột ngột") from None
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def limit(seconds: float, memory: int) -> None:
    """From now on this process may use so many seconds of CPU, and bytes of memory, beyond what it has used."""
    used = int(_STATM.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") if _STATM.exists() else 0
    whole = used + memory if used else _WHOLE
    resource.setrlimit(resource.RLIMIT_AS, (whole, whole))
    cpu = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _child(pipe: Connection, work: Callable[..., bytes], arguments: tuple[object, ...]) -> None:
    """Send `+` and the result, or `-`, the error's name and its sentence."""
    try:
        answer = b"+" + work(*arguments)
    except errors.KehoachError as error:
        answer = f"-{type(error).__name__} {error}".encode()
    except (MemoryError, RecursionError):
        answer = "-LimitExceeded quá bộ nhớ cho phép".encode()
    pipe.send_bytes(answer)
    pipe.close()


def _unpacked(answer: bytes) -> bytes:
    if answer[:1] == b"+":
        return answer[1:]
    name, _, sentence = answer[1:].decode("utf-8", "replace").partition(" ")
    raise getattr(errors, name, errors.ReaderCrashed)(sentence)
