"""One file is read in a process of its own, under a cap on time and memory; a bad file can only kill itself."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import codec, errors
from corpus.model import Document

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

# A process forked from a small warm server starts in hundredths of a second, and shares nothing with us.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["kehoach.intake.warm"])


@dataclass(frozen=True, slots=True)
class Caps:
    """What one file may use: seconds of wall time, bytes of address space, bytes of file."""

    seconds: float = 300.0
    memory: int = 2 << 30
    size: int = 200 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read: its process, the end of the pipe on which its record comes, and when it must stop.

    made: the DOCX that LibreOffice made of it, deleted when the reading has ended.
    """

    process: ForkServerProcess
    pipe: Connection
    ends: float
    seconds: float
    made: Path | None = None

    def result(self) -> Document:
        """The document read; waits for it. Raises the named error of the file (a SourceError)."""
        try:
            if not wait([self.pipe], max(0.0, self.ends - time.monotonic())):
                raise errors.LimitExceeded(
                    f"Đọc tệp quá {self.seconds:g} giây nên đã dừng; đề nghị tách nhỏ tệp hoặc tăng --seconds."
                )
            return _unpack(self.pipe.recv_bytes())
        except EOFError:
            raise errors.ReaderCrashed(
                "Tiến trình đọc tệp bị dừng đột ngột (tệp hỏng nặng hoặc quá lớn);"
                " đề nghị mở tệp bằng Word hoặc trình xem PDF rồi lưu lại bản mới."
            ) from None
        finally:
            self.stop()

    def stop(self) -> None:
        """End the process, however it stands, and free what it held."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()
        if self.made:
            self.made.unlink(missing_ok=True)


def start(path: Path, caps: Caps, made: Path | None = None) -> Reading:
    """Begin to read a file in a child of its own; made: as that of `extract.read`."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_work, args=(path, caps, theirs, made), daemon=True)
    process.start()
    theirs.close()
    return Reading(process, ours, time.monotonic() + caps.seconds, caps.seconds, made)


def read_capped(path: Path, caps: Caps | None = None) -> Document:
    """Read one untrusted file. Raises SourceError (with the sentence for the clerk) and nothing else."""
    caps = caps or Caps()
    check_size(path, caps)
    return start(path, caps).result()


def check_size(path: Path, caps: Caps) -> None:
    """Raise SourceError where there is no such file, or it is larger than the cap."""
    if path.is_dir():
        raise errors.SourceError(f"«{path}» là thư mục; đọc cả thư mục bằng lệnh: kehoach batch {path}")
    if not path.is_file():
        raise errors.SourceError(f"Không tìm thấy tệp «{path}»; đề nghị kiểm tra lại đường dẫn.")
    if path.stat().st_size > caps.size:
        limit = caps.size >> 20
        raise errors.LimitExceeded(f"Tệp lớn hơn {limit} MB nên không đọc; đề nghị tách nhỏ tệp.")


def _work(path: Path, caps: Caps, pipe: Connection, made: Path | None) -> None:
    """The child: caps itself, reads, sends `document <json>` or `<error> <sentence>`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a terminal comes here, too; our parent ends us
    confine(caps)
    try:
        from extract import read

        answer = f"document {codec.to_json(read(path, made))}"
    except errors.KehoachError as error:
        answer = f"{type(error).__name__} {error}"
    except (MemoryError, RecursionError):
        answer = "LimitExceeded Tệp cần quá nhiều bộ nhớ nên không đọc được; đề nghị tách nhỏ tệp."
    except Exception:  # noqa: BLE001 - a fault of ours must not stop a batch; it is named and shown
        traceback.print_exc()
        answer = "ReaderCrashed Chương trình gặp lỗi khi đọc tệp; đề nghị gửi tệp này cho bộ phận kỹ thuật."
    pipe.send_bytes(answer.encode("utf-8", "surrogatepass"))
    pipe.close()


def confine(caps: Caps) -> None:
    """Cap memory, CPU time and core files; silence what C libraries print unless debugging is asked for."""
    resource.setrlimit(resource.RLIMIT_AS, (caps.memory, caps.memory))
    cpu = int(caps.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not os.environ.get("KEHOACH_DEBUG"):
        sink = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(sink, stream.fileno())


def _unpack(answer: bytes) -> Document:
    """The child is not trusted: its answer is JSON checked against the model, never a pickle."""
    kind, _, rest = answer.decode("utf-8", "surrogatepass").partition(" ")
    if kind == "document":
        return codec.from_json(rest)
    error = getattr(errors, kind, errors.ReaderCrashed)
    raise error(rest)
