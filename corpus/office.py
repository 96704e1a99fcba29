"""LibreOffice, guarded: a profile of its own, no network where the system allows that, a cap on time and memory.

Both rooms need it (reading .doc, writing PDF), so it stands below them. Hostile documents make a default profile
fetch remote links or embed local files (design notes); a hardened profile in an empty network is what is left to do.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Literal

from corpus.errors import LimitExceeded, MissingTool, SourceError

_MEMORY = 4 << 30
_SECONDS_A_FILE = 20
Format = Literal["pdf", "pdfa", "docx", "doc", "rtf", "odt", "txt"]
_FILTERS: dict[Format, str] = {
    "pdf": "pdf:writer_pdf_Export",
    "pdfa": 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',  # PDF/A-2b, ISO 19005-2
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "txt": "txt:Text (encoded):UTF8",
}
FILES_A_START = 8  # for fewer a second start costs more than it brings
# Macros never run, links are never updated, nothing is asked of the network, no crash report is sent.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_HARDENED = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", "false"),
)


def to_pdf(
    paths: Sequence[Path], folder: Path, *, archival: bool = False, seconds: float | None = None
) -> tuple[Path, ...]:
    """PDF of each file in `folder`, in order; archival: PDF/A-2b, which keeps its look for as long as it is kept.

    Raises MissingTool, LimitExceeded, or SourceError for one not made.
    """
    return convert(paths, folder, "pdfa" if archival else "pdf", seconds=seconds)


def convert(paths: Sequence[Path], folder: Path, to: Format, *, seconds: float | None = None) -> tuple[Path, ...]:
    """Each file in another format, many of them in a start of LibreOffice on each core.

    The results bear the same stems, which must differ. Raises MissingTool, LimitExceeded, or SourceError.

    It works on copies in a folder of its own: nothing beside a document can be linked into it, and a result that lies
    in `folder` from before is never taken for a new one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffix = to.removesuffix("a")
    made = tuple(folder / f"{path.stem}.{suffix}" for path in paths)
    if not paths:
        return made
    with tempfile.TemporaryDirectory(prefix="kehoach-office-") as place:
        copies = [Path(place, "vao", f"{number}{path.suffix}") for number, path in enumerate(paths)]
        results = [Path(place, "ra", f"{number}.{suffix}") for number in range(len(paths))]
        copies[0].parent.mkdir()
        for path, copy in zip(paths, copies, strict=True):
            shutil.copyfile(path, copy)
        _run_all(to, copies, Path(place), seconds or 60 + _SECONDS_A_FILE * len(paths))
        missing = [path.name for path, result in zip(paths, results, strict=True) if not result.is_file()]
        for result, target in zip(results, made, strict=True):
            if result.is_file():
                shutil.move(result, target)
    if missing:
        raise SourceError(
            f"LibreOffice không chuyển được tệp {', '.join(missing)}; đề nghị mở bằng Word rồi lưu lại."
        )
    return made


def _run_all(to: Format, copies: Sequence[Path], place: Path, seconds: float) -> None:
    """The files in as many starts as there are cores, each with a profile of its own."""
    starts = max(1, min(os.cpu_count() or 1, len(copies) // FILES_A_START))
    shares = [copies[at::starts] for at in range(starts)]
    with ThreadPoolExecutor(starts) as pool:
        runs = [pool.submit(_run, to, share, place, f"start{at}", seconds) for at, share in enumerate(shares)]
    for run in runs:
        run.result()


def _run(to: Format, copies: Sequence[Path], place: Path, name: str, seconds: float) -> None:
    start = Start(to, copies, place, name)
    try:
        if start.ended(seconds) is None:
            raise LimitExceeded(f"LibreOffice chạy quá {seconds:g} giây nên đã dừng; đề nghị thử lại với ít tệp hơn.")
    finally:
        start.kill()


def is_installed() -> bool:
    """Whether LibreOffice can be started."""
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


class Start:
    """A run of LibreOffice that puts what it makes of files into `place`/ra. Raises MissingTool."""

    def __init__(self, to: Format, copies: Sequence[Path], place: Path, name: str = "hoso") -> None:
        program = _program()
        if not program:
            raise MissingTool(
                "Máy chưa cài LibreOffice nên chưa chuyển được tệp; đề nghị cài gói libreoffice-writer-nogui."
            )
        profile = self._profile = place / name
        _harden(profile)
        command = [*_without_network(), program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--convert-to", _FILTERS[to], "--outdir", str(place / "ra")]
        home = {"PATH": os.environ.get("PATH", ""), "HOME": str(profile), "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(  # noqa: S603 - a fixed program, our own words, paths made absolute
            [*command, *map(str, copies)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=home | {"SAL_USE_VCLPLUGIN": "svp"},
            start_new_session=True,
            preexec_fn=_cap,  # noqa: PLW1509 - sets limits only
        )

    def ended(self, seconds: float) -> int | None:
        """Its exit status, None where it still runs after so long."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """End it with its children, its whole session, even where it ended before them; its profile goes, too."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


def _cap() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _harden(profile: Path) -> None:
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _HARDENED)
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")


@cache
def _without_network() -> tuple[str, ...]:
    """`unshare` gives a process an empty network; where the system forbids it, the profile alone guards."""
    program = shutil.which("unshare")
    if not program:
        return ()
    words = (program, "--net", "--map-root-user") if os.geteuid() else (program, "--net")
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603
    return words if tried.returncode == 0 else ()
