"""What a DOCX keeps in parts of its own: documents put in whole (altChunk), comments, objects of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.errors import KehoachError
from corpus.model import Note
from extract.package import Package, Relation
from extract.readers.docx_styles import W
from extract.source import Piece, Ranges, load, take_apart

_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_LONGEST_SHOWN = 80
_MOST_CHUNKS = 50
# The name a document within a document goes by: a further one in it would be an attack.
_INNER = "#altChunk"
_UNREAD = Note(
    "part-unread",
    "Một phần chèn vào văn bản (altChunk) không đọc được; đề nghị mở bằng Word rồi lưu lại bản mới.",
)
_EMBEDDED = Note(
    "embedded-object",
    "Văn bản có đối tượng nhúng của chương trình khác (như bảng tính Excel), nội dung trong đó không được đọc;"
    " đề nghị xem lại trong tệp gốc.",
)


class Parts:
    """The parts that the main one points to. notes: what could not be read of them."""

    def __init__(self, package: Package, links: Sequence[Relation], name: str) -> None:
        self._package = package
        self._targets = {link.name: link.target for link in links}
        self._left = 0 if name.endswith(_INNER) else _MOST_CHUNKS
        self.notes: tuple[Note, ...] = ()

    def xml(self, link: str) -> etree._Element | None:
        """The root of the part that a link of the main part leads to, None where there is none."""
        return self._package.xml(self._targets[link]) if link in self._targets else None

    def chunk(self, link: str) -> tuple[Sequence[Piece], Sequence[Ranges]]:
        """The lines and tables of a document put in whole, whatever its format; a Note where it cannot be read."""
        data = self._package.read(self._targets.get(link, "")) if self._left > 0 else None
        self._left -= 1
        try:
            if data is None:
                raise KehoachError
            inner = load(data, _INNER)
        except KehoachError:
            self.notes = (_UNREAD,)
            return (), ()
        return take_apart(inner)


def is_contents(control: etree._Element) -> bool:
    """Whether a content control holds the list of contents (mục lục), which Word puts together from the headings."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def comments(root: etree._Element | None) -> tuple[str, ...]:
    """The words of each comment in the margin."""
    return tuple(filter(None, map(_words, root.iter(f"{W}comment")))) if root is not None else ()


def notes_of(remarks: Sequence[str], body: etree._Element) -> Iterator[Note]:
    """What is told of comments, and of objects that show but cannot be read."""
    if remarks:
        first = remarks[0] if len(remarks[0]) <= _LONGEST_SHOWN else f"{remarks[0][:_LONGEST_SHOWN].rstrip()}…"
        yield Note(
            "comments",
            f"Văn bản có {len(remarks)} bình luận bên lề (như «{first}»), không thuộc nội dung nên không được"
            " đọc; đề nghị xử lý bình luận trước khi dùng.",
        )
    if next(body.iter(_OBJECT), None) is not None:
        yield _EMBEDDED


def _words(element: etree._Element) -> str:
    return " ".join("".join(each.text or "" for each in element.iter(f"{W}t")).split())
