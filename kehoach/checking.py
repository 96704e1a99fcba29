"""`kehoach check`: rules of form, mending of layout, a copy with comments; files are opened in a capped process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import EmptyFile, KehoachError, SourceError, UnknownFormat
from generate.finding import APART, Finding
from kehoach import capped, screen
from kehoach.writing import put

if TYPE_CHECKING:
    from pydantic import TypeAdapter

UNJUDGED = 12
_SECONDS = 60.0
_MEMORY = 1 << 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What else is wanted of a file. fix: mend its layout, into where; comments: where a copy with comments goes.

    into is the file itself only where the clerk asks for that in so many words.
    """

    fix: bool = False
    into: Path | None = None
    comments: Path | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """findings: what is there at the end; mended: what was set right; document, commented: files to write, if any."""

    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...] = ()
    document: bytes | None = None
    commented: bytes | None = None

    @property
    def is_judged(self) -> bool:
        """Whether the rules were tried at all: not on a scan, nor where the decree does not hold."""
        return not any(finding.id == APART for finding in self.findings)


def check(files: Sequence[Path], asked: Asked, *, as_json: bool) -> int:
    """Print what each file breaks, and do what is asked; a file that fails is said and does not stop the rest.

    Exit status that of the error where a file could not be opened, 1 where any finding is an error, UNJUDGED where
    a file is none that can be judged.
    """
    failed, unjudged, status = False, False, 0
    for path in files:
        try:
            examined = examine(path, asked)
            _write(examined, asked)
        except KehoachError as error:
            screen.failed(path, error)
            status = status or error.exit_code
            continue
        failed |= any(finding.severity == "error" for finding in examined.findings)
        unjudged |= not examined.is_judged
        if as_json:
            screen.out.file.write(json.dumps(_record(path, examined, asked), ensure_ascii=False) + "\n")
        else:
            _show(path, examined, asked)
    return status or int(failed) or (UNJUDGED if unjudged else 0)


def examine(path: Path, asked: Asked) -> Examined:
    """Check a file in a process of its own. Raises SourceError where it cannot be opened."""
    if not path.is_file():
        raise SourceError(f"Không tìm thấy tệp «{path}»; đề nghị kiểm tra lại đường dẫn.")
    return _adapter().validate_json(capped.run(_worked, path, asked.fix, bool(asked.comments)))


def _worked(path: Path, fix: bool, comments: bool) -> bytes:  # noqa: FBT001 - sent to another process
    """The child's part: check, mend, comment; the answer is JSON that the door checks."""
    capped.limit(_SECONDS, _MEMORY)
    from extract.source import tell_format
    from generate.check import check as find
    from generate.comments import commented
    from generate.mend import mend

    data = path.read_bytes()
    if not data:
        raise EmptyFile("Tệp rỗng, không có nội dung; đề nghị kiểm tra lại tệp.")
    kind = tell_format(data, path.name)
    if kind not in ("docx", "pdf"):
        raise UnknownFormat(
            f"Chỉ kiểm tra được tệp DOCX và PDF, đây là tệp {kind.upper()};"
            " đề nghị mở bằng Word, lưu thành .docx rồi kiểm tra lại."
        )
    if (fix or comments) and kind == "pdf":
        raise UnknownFormat("Chỉ sửa hoặc ghi chú được tệp DOCX; tệp PDF chỉ kiểm tra được.")
    if not fix:
        found = find(data)
        return _adapter().dump_json(Examined(found, commented=commented(data, found) if comments else None))
    made = mend(data)
    copy = commented(made.data, made.left) if comments else None
    return _adapter().dump_json(Examined(made.left, made.done, made.data, copy))


@cache
def _adapter() -> TypeAdapter[Examined]:
    from pydantic import ConfigDict, TypeAdapter, with_config

    settings = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    return TypeAdapter(with_config(settings)(Examined))


def _write(examined: Examined, asked: Asked) -> None:
    for target, data in ((asked.into, examined.document), (asked.comments, examined.commented)):
        if target is not None and data is not None:
            put(data, target)


def _record(path: Path, examined: Examined, asked: Asked) -> dict[str, Any]:
    record = {"file": path.name, "findings": [_said(finding) for finding in examined.findings]}
    return record | ({"mended": [_said(finding) for finding in examined.mended]} if asked.fix else {})


def _said(finding: Finding) -> dict[str, Any]:
    """A finding for other programs; paragraphs: ordinals in the document, from 0."""
    values = asdict(finding)
    del values["fix"]
    values["paragraphs"] = list(values.pop("at"))
    return values


def _show(path: Path, examined: Examined, asked: Asked) -> None:
    if asked.fix:
        screen.mended(path, examined.mended)
    screen.findings(path, examined.findings, left=asked.fix)
    written = [each for each in (asked.into, asked.comments) if each]
    if written:
        screen.files("Đã ghi:", written)
