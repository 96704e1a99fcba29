"""What a clerk changed in a draft since it was written: told by its bookmarks, paragraph by paragraph, cell by cell.

The draft as it was written lies in a hidden folder beside it: within the draft it would go out with what is issued.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import LimitExceeded, ReaderCrashed, SourceError
from kehoach import capped

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ORIGINALS = ".ban-goc"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SECONDS, _MEMORY = 20.0, 512 << 20
_OURS = "kh_"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a cell: key tells it from the others (its bookmark, or where it stands), "" for none of ours."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Words of the draft as it was written, and as they stand now; "" where they were added or taken out."""

    before: str
    after: str


def keep(draft: Path) -> None:
    """Keep a copy of a file that was just written."""
    folder = draft.parent / ORIGINALS
    folder.mkdir(exist_ok=True)
    (folder / draft.name).write_bytes(draft.read_bytes())


def original(draft: Path) -> Path:
    """Where the file as it was written lies, if it does."""
    return draft.parent / ORIGINALS / draft.name


def is_untouched(draft: Path) -> bool:
    """Whether a file is as it was written; one of which that is not known was touched."""
    copy = original(draft)
    return copy.is_file() and copy.read_bytes() == draft.read_bytes()


def changes(draft: Path, before: Path | None = None) -> tuple[Changed, ...]:
    """What was changed in a draft. before: the draft as it was written, by default the copy beside it.

    Raises SourceError where one of them is not there or is no DOCX.
    """
    before = before or original(draft)
    if draft.is_file() and not before.is_file():
        raise SourceError(
            f"Không có bản gốc của «{draft.name}» trong thư mục {ORIGINALS} bên cạnh;"
            " đề nghị nêu tệp bản gốc bằng --original."
        )
    return tuple(_compared(_pieces(before), _pieces(draft)))


def _compared(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Changed]:
    """Pieces of one key are one piece, whatever it says; between them, what was added and what was taken out."""
    matcher = SequenceMatcher(None, [_name(piece) for piece in old], [_name(piece) for piece in new], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old[first:last], new[start:end], strict=True)
            yield from (Changed(was.text, now.text) for was, now in pairs if was.text != now.text)
            continue
        yield from (Changed(piece.text, "") for piece in old[first:last] if piece.text)
        yield from (Changed("", piece.text) for piece in new[start:end] if piece.text)


def _name(piece: Piece) -> str:
    return piece.key or f" {piece.text}"


def _pieces(path: Path) -> tuple[Piece, ...]:
    if not path.is_file():
        raise SourceError(f"Không tìm thấy tệp «{path}»; đề nghị kiểm tra lại đường dẫn.")
    try:
        return _adapter().validate_json(capped.run(_opened, path))
    except (LimitExceeded, ReaderCrashed) as error:
        raise SourceError(f"Không đọc được «{path.name}» ({error}); đề nghị mở bằng Word rồi lưu lại.") from error


@cache
def _adapter() -> TypeAdapter[tuple[Piece, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Piece, ...])


# --- in the child ----------------------------------------------------------------------------------------


def _opened(path: Path) -> bytes:
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    capped.limit(_SECONDS, _MEMORY)
    try:
        body = docx.Document(str(path)).element.body
    except (OSError, KeyError, ValueError, SyntaxError, BadZipFile, PackageNotFoundError):
        raise SourceError(f"«{path.name}» không phải tệp Word .docx; đề nghị lưu lại thành .docx.") from None
    return _adapter().dump_json(tuple(_read(body)))


def _read(body: Any) -> Iterator[Piece]:
    """Paragraphs in their order; those of a table bear its place, so that a row put in is a row put in."""
    tables = list(body.iter(f"{_W}tbl"))
    for paragraph in body.iter(f"{_W}p"):
        names = (each.get(f"{_W}name") or "" for each in paragraph.iter(f"{_W}bookmarkStart"))
        key = next((name for name in names if name.startswith(_OURS)), "")
        table = next(paragraph.iterancestors(f"{_W}tbl"), None)
        text = _text(paragraph)
        if table is not None and not key:
            row = next(paragraph.iterancestors(f"{_W}tr"))
            cell = next(paragraph.iterancestors(f"{_W}tc"))
            # A row is told by its first cell: its number among the rows shifts with every row put in above.
            first = _text(next(row.iter(f"{_W}tc")))
            key = f"{tables.index(table)}/{first}/{_at(cell)}/{_at(paragraph)}"
        yield Piece(key, text)


def _at(element: Any) -> int:
    """Which of its kind it is among its siblings."""
    return sum(1 for _ in element.itersiblings(element.tag, preceding=True))


def _text(element: Any) -> str:
    """What is printed, without what tracked changes have taken out; a tab and a break are a space."""
    said = {f"{_W}tab": " ", f"{_W}br": " "}
    return " ".join("".join(said.get(each.tag, each.text or "") for each in element.iter(*said, f"{_W}t")).split())
