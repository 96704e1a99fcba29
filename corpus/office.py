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
from functools import cache
from pathlib import Path
from typing import Literal

from corpus.errors import LimitExceeded, MissingTool, SourceError

_MEMORY = 4 << 30
_SECONDS_A_FILE = 20
_FILTERS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "txt": "txt:Text (encoded):UTF8"}
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


def to_pdf(paths: Sequence[Path], folder: Path, *, seconds: float | None = None) -> tuple[Path, ...]:
    """PDF of each file in `folder`, in order. Raises MissingTool, LimitExceeded, or SourceError for one not made."""
    return convert(paths, folder, "pdf", seconds=seconds)


def convert(
    paths: Sequence[Path], folder: Path, to: Literal["pdf", "docx", "txt"], *, seconds: float | None = None
) -> tuple[Path, ...]:
    """Each file in another format, in one start of LibreOffice; the results bear the same stems, which must differ.

    It works on copies in a folder of its own: nothing beside a document can be linked into it, and a result that lies
    in `folder` from before is never taken for a new one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = tuple(folder / f"{path.stem}.{to}" for path in paths)
    if not paths:
        return made
    with tempfile.TemporaryDirectory(prefix="kehoach-office-") as place:
        copies = [Path(place, "vao", f"{number}{path.suffix}") for number, path in enumerate(paths)]
        results = [Path(place, "ra", f"{number}.{to}") for number in range(len(paths))]
        copies[0].parent.mkdir()
        for path, copy in zip(paths, copies, strict=True):
            shutil.copyfile(path, copy)
        _run(_FILTERS[to], copies, Path(place), seconds or 60 + _SECONDS_A_FILE * len(paths))
        missing = [path.name for path, result in zip(paths, results, strict=True) if not result.is_file()]
        for result, target in zip(results, made, strict=True):
            if result.is_file():
                shutil.move(result, target)
    if missing:
        raise SourceError(
            f"LibreOffice không chuyển được tệp {', '.join(missing)}; đề nghị mở bằng Word rồi lưu lại."
        )
    return made


def _run(form: str, copies: Sequence[Path], place: Path, seconds: float) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise MissingTool(
            "Máy chưa cài LibreOffice nên chưa chuyển được tệp; đề nghị cài gói libreoffice-writer-nogui."
        )
    _harden(place)
    command = [*_without_network(), program, f"-env:UserInstallation={place.as_uri()}", "--headless"]
    command += ["--norestore", "--nolockcheck", "--convert-to", form, "--outdir", str(place / "ra")]
    _wait([*command, *map(str, copies)], str(place), seconds)


def _wait(command: Sequence[str], home: str, seconds: float) -> None:
    """Run to the end or the cap; LibreOffice starts children, so its whole session is ended."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(  # noqa: S603 - a fixed program, our own words, paths made absolute
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        preexec_fn=_cap,  # noqa: PLW1509 - sets limits only
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise LimitExceeded(
            f"LibreOffice chạy quá {seconds:g} giây nên đã dừng; đề nghị thử lại với ít tệp hơn."
        ) from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _cap() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _harden(profile: Path) -> None:
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _HARDENED)
    user = profile / "user"
    user.mkdir()
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
