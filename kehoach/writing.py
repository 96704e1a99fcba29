"""How files are put where a person may have files: whole or not at all, and never over what is not ours.

A file that was named (-o x.html) is refused where there is one, unless --overwrite; in a folder (-o out/) a new file
stands beside one that was edited.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from corpus.errors import KehoachError
from kehoach.changes import is_untouched, keep


def refuse_taken(paths: Iterable[Path | None], *, overwrite: bool, sources: Iterable[Path] = ()) -> None:
    """Raise KehoachError where one of the files to write is there; asked before the work, which may be long.

    sources: the files that are read, of which none is ever written over.
    """
    there, read = [path for path in paths if path and path.exists()], {source.resolve() for source in sources}
    if own := next((path for path in there if path.resolve() in read), None):
        raise KehoachError(f"Tệp ghi ra «{own}» trùng với tệp vào; đề nghị chọn tên khác để giữ nguyên tệp vào.")
    taken = next(iter(there), None)
    if taken and (taken.is_dir() or not overwrite):
        what = "thư mục" if taken.is_dir() else "tệp"
        on = "" if taken.is_dir() else ", hoặc thêm --overwrite để thay tệp đó"
        raise KehoachError(f"Đã có {what} «{taken}» nên không ghi đè; đề nghị chọn tên khác{on}.")


def put(data: bytes, path: Path) -> None:
    """Write a file whole, in a folder that is made where it is not there. Raises OSError that names the file."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def settle(data: bytes, wanted: Path) -> Path:
    """Write to the first name (`… (2)`) that is free, holds the same, or is untouched since we wrote it."""
    path, ordinal = wanted, 2
    while path.exists() and path.read_bytes() != data and not is_untouched(path):
        path = wanted.with_name(f"{wanted.stem} ({ordinal}){wanted.suffix}")
        ordinal += 1
    if not path.exists() or path.read_bytes() != data:
        put(data, path)
    keep(path)
    return path
