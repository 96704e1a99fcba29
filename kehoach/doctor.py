"""kehoach doctor: is what runs what was installed, and are the outside programs and fonts there."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from kehoach import screen

Verdict = Literal["tốt", "thiếu", "sai"]
_ROOMS = ("kehoach", "extract", "corpus", "generate", "generate.templates")
_TIMEOUT = 20


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing examined. verdict "sai" is a fault; "thiếu" only takes away what the advice says."""

    what: str
    verdict: Verdict
    advice: str = ""


def run() -> int:
    """Print the table; exit status 1 where an installed file is not ours."""
    found = tuple(examine())
    screen.out.print(screen.table("Kiểm tra cài đặt", ("Mục", "Kết quả", "Cần làm"), map(_row, found)))
    return int(any(each.verdict == "sai" for each in found))


def _row(each: Examined) -> tuple[str, str, str]:
    return each.what, each.verdict, each.advice


def examine() -> Iterator[Examined]:
    """Everything examined, the files first."""
    yield from _files(distribution("kehoach"))
    yield _tool(
        "soffice",
        "LibreOffice",
        "chưa xuất được PDF; tệp DOC, RTF, ODT chỉ đọc được phần chữ; cài gói libreoffice-writer-nogui",
    )
    yield _tool("tesseract", "Tesseract", "chưa nhận dạng được bản quét; cài gói tesseract-ocr và tesseract-ocr-vie")
    yield _language()
    yield _font()


def _files(ours: Distribution) -> Iterator[Examined]:
    """The names of our rooms are generic and pip overwrites silently: compare each file with our RECORD."""
    wrong = [file for file in ours.files or () if file.hash and not _same(file.locate(), file.hash.value)]
    foreign = [room for room in _ROOMS if not _is_ours(room, ours)]
    if wrong or foreign:
        names = ", ".join([*map(str, wrong[:3]), *foreign])
        yield Examined("Tệp chương trình", "sai", f"khác bản đã cài ({names}); cài lại trong một môi trường riêng")
    else:
        yield Examined("Tệp chương trình", "tốt")


def _same(place: object, digest: str) -> bool:
    """RECORD holds the URL-safe base64 of the SHA-256, without padding."""
    path = Path(str(place))
    if not path.is_file():
        return False
    found = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest())
    return found.rstrip(b"=").decode() == digest


def _is_ours(room: str, ours: Distribution) -> bool:
    """A room is ours where it lies beside `kehoach`, or our RECORD lists it; another's package is neither."""
    spec, door = find_spec(room), find_spec("kehoach")
    if not spec or not spec.origin or not door or not door.origin:
        return False
    home = Path(door.origin).parents[1]
    listed = {Path(str(file.locate())).resolve() for file in ours.files or ()}
    return home in Path(spec.origin).parents or Path(spec.origin).resolve() in listed


def _tool(command: str, name: str, advice: str) -> Examined:
    return Examined(name, "tốt") if shutil.which(command) else Examined(name, "thiếu", advice)


def _language() -> Examined:
    what = "Tiếng Việt của Tesseract"
    if "vie" in _says("tesseract", "--list-langs").split():
        return Examined(what, "tốt")
    return Examined(what, "thiếu", "chưa nhận dạng được chữ Việt; cài gói tesseract-ocr-vie")


def _font() -> Examined:
    """Liberation Serif of Debian 12 lacks Vietnamese letters; Tinos has them all, at the widths of Times."""
    what = "Phông chữ Times New Roman hoặc Tinos"
    if any(name in _says("fc-list", ":", "family") for name in ("Times New Roman", "Tinos")):
        return Examined(what, "tốt")
    return Examined(what, "thiếu", "bản PDF có thể sai chữ có dấu; cài gói fonts-croscore")


def _says(command: str, *words: str) -> str:
    path = shutil.which(command)
    if not path:
        return ""
    done = subprocess.run([path, *words], capture_output=True, text=True, timeout=_TIMEOUT, check=False)  # noqa: S603
    return done.stdout
