"""What was put on a PDF after it was printed: numbers and days stamped by a signing service, and its signatures.

A stamp is an annotation or the appearance of a form field: no text of the page. Number and day fill the blanks that
they are drawn over; what tells of a signature (who, when) is kept apart from the text.
"""

from __future__ import annotations

import ctypes
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.model import Line, Note
from extract.readers.pdf_text import Letter, PrintedLine, letters_of, lines_of, upright
from extract.source import Piece

# Kinds of annotation that print words on the page: free text, stamps, form fields.
_PRINTED = ("FPDF_ANNOT_FREETEXT", "FPDF_ANNOT_STAMP", "FPDF_ANNOT_WIDGET")
# What tells of a signature rather than fills a blank.
_TELLS = re.compile(
    r"ký (?:bởi|ngày|lúc)|người ký|ngày ký|(?:thời|giờ) gian ký|cơ quan:|email|@|signed|signer|signature|"
    r"\d\d:\d\d:\d\d|^date:",
    re.IGNORECASE,
)
_LONGEST_FILLING = 60
_MARGIN = 2.0  # points by which a stamp may stand out of its frame
_REACH = 1.0  # of the size: how far the baseline of a stamp may lie from that of the line it fills
_MOST_SIGNATURES = 50
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Stamped:
    """What annotations print on a page: all letters of its lines now, and the lines that tell of signatures.

    covered: letters of the page that a stamp is printed over.
    """

    letters: Sequence[Letter]
    covered: str = ""
    told: tuple[PrintedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature field: the name in its certificate, the body of that person ("" where the name is a body's).

    time: `hh:mm:ss dd/mm/yyyy` as the signing computer said, "" where it did not.
    """

    name: str
    body: str
    time: str

    @property
    def text(self) -> str:
        """One line: `Nguyễn Văn A (Sở Y tế), 08:30:00 02/03/2026`."""
        who = f"{self.name} ({self.body})" if self.body else self.name
        return f"{who}, {self.time}" if self.time else who


def stamped(
    document: Any, page: Any, number: int, printed: Sequence[Letter], shown: Sequence[Letter] | None = None
) -> Stamped:
    """What annotations print on page `number` (from 1), whose own letters are known. Draws them into the page.

    shown: the letters of the lines that stamps fill, where those of the page are not what it shows (scans).
    """
    import pypdfium2.raw as raw

    frames = tuple(_frames(page))
    if frames and page.get_mediabox(fallback_ok=False) is None:
        page.set_mediabox(*page.get_bbox())  # one that all pages inherit is lost when a page is flattened
    if not frames or raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return Stamped(printed if shown is None else shown)
    page = document[number - 1]
    known = set(printed)
    added = [letter for letter in letters_of(page, len(printed)) if letter not in known]
    printed = printed if shown is None else shown
    filled: list[Letter] = []
    told: list[PrintedLine] = []
    for frame in frames:
        inside = [letter for letter in added if _is_in(letter, frame)]
        added = [letter for letter in added if not _is_in(letter, frame)]
        lines = lines_of(inside, 10_000.0, number)
        words = " ".join(line.text for line in lines)
        if len(words) > _LONGEST_FILLING or any(_TELLS.search(line.text) for line in lines):
            told.extend(lines)
        else:
            filled.extend(_on_lines(inside, printed))
    page.close()
    kept, covered = _uncovered(printed, filled)
    return Stamped([*kept, *_spaced(filled, kept)], covered, tuple(told))


def _frames(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Where annotations that print words lie: x0, top, x1, bottom on the page as it is shown."""
    import pypdfium2.raw as raw

    kinds = {getattr(raw, name) for name in _PRINTED}
    a, b, c, d, e, f = upright(page)
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        each = raw.FPDFPage_GetAnnot(page.raw, at)
        if not each:
            continue
        box = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(each) in kinds and raw.FPDFAnnot_GetRect(each, box):
            xs = [a * x + b * y + c for x, y in ((box.left, box.bottom), (box.right, box.top))]
            ys = [d * x + e * y + f for x, y in ((box.left, box.bottom), (box.right, box.top))]
            yield min(xs), min(ys), max(xs), max(ys)
        raw.FPDFPage_CloseAnnot(each)


def _is_in(letter: Letter, frame: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = frame
    return (
        x0 - _MARGIN <= letter.x0 <= x1 + _MARGIN and top - _MARGIN <= letter.y - letter.size / 4 <= bottom + _MARGIN
    )


def _on_lines(letters: Sequence[Letter], printed: Sequence[Letter]) -> Iterator[Letter]:
    """The letters on the baselines of the lines whose blanks they fill: a stamp is set by hand, a little off."""
    solid = [letter for letter in printed if not letter.char.isspace()]
    for letter in letters:
        near = (each for each in solid if abs(each.y - letter.y) < _REACH * letter.size)
        nearest = min(near, key=lambda each: _distance(each, letter), default=letter)
        yield letter._replace(y=nearest.y)


def _uncovered(printed: Sequence[Letter], filled: Sequence[Letter]) -> tuple[list[Letter], str]:
    """The letters of the page, and apart the figures that a stamp is printed over: a month was set anew by hand."""
    kept: list[Letter] = []
    covered: list[Letter] = []
    for letter in printed:
        middle = (letter.x0 + letter.x1) / 2
        figure = letter.char.isdecimal() or letter.char.isspace()
        over = figure and any(each.y == letter.y and each.x0 <= middle <= each.x1 for each in filled)
        (covered if over else kept).append(letter)
    return kept, "".join(letter.char for letter in covered).strip()


def _spaced(filled: Sequence[Letter], kept: Sequence[Letter]) -> Iterator[Letter]:
    """The letters of stamps with a space on either side, for a stamp may stand close to a word: `ngày12tháng`."""
    for run in _runs(filled):
        first, last = run[0], run[-1]
        near = 0.5 * last.size
        beside = [each for each in kept if each.y == first.y and each.char.isalnum()]
        if any(each.x0 < first.x0 < each.x1 + near for each in beside):
            yield first._replace(char=" ", x0=first.x0 - 0.01, x1=first.x0)
        yield from run
        after = [each.x0 for each in beside if last.x0 < each.x0 < last.x1 + near]
        if after:
            at = min(last.x1, *after) - 0.01
            yield last._replace(char=" ", x0=at, x1=at)


def _runs(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters that stand close together on one line."""
    run: list[Letter] = []
    for letter in sorted(letters, key=lambda each: (each.y, each.x0)):
        if run and (letter.y != run[-1].y or letter.x0 - run[-1].x1 > 0.5 * letter.size):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _distance(one: Letter, other: Letter) -> float:
    """How far apart letters stand; a step between lines counts for ten along them."""
    return abs(one.x0 - other.x0) + 10 * abs(one.y - other.y)


def signatures_of(document: Any) -> tuple[Signature, ...]:
    """The signatures of a PDF, each signer once, in the order of signing. Whether they are valid is not told."""
    import pypdfium2.raw as raw

    found: dict[str, Signature] = {}
    for at in range(min(raw.FPDF_GetSignatureCount(document.raw), _MOST_SIGNATURES)):
        field = raw.FPDF_GetSignatureObject(document.raw, at)
        signer = _signer(_bytes(raw.FPDFSignatureObj_GetContents, field))
        if signer:
            signed = replace(signer, time=_time(_bytes(raw.FPDFSignatureObj_GetTime, field)))
            found.setdefault(signed.name.casefold(), signed)
    return tuple(found.values())


def _bytes(get: Any, field: Any) -> bytes:
    size = get(field, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    get(field, buffer, size)
    return buffer.raw[:size]


def _signer(contents: bytes) -> Signature | None:
    """Whom the certificate in a CMS structure (RFC 5652) names: the one that has issued no other."""
    from cryptography.hazmat.primitives.serialization import pkcs7
    from cryptography.x509 import NameOID

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # many services write what is no strict DER
            known = pkcs7.load_der_pkcs7_certificates(contents[: _length(contents)])
        issuers = {each.issuer for each in known if each.issuer != each.subject}
        subject = next(each.subject for each in known if each.subject not in issuers)
        names, bodies = (
            [str(part.value).strip() for part in subject.get_attributes_for_oid(oid)]
            for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        )
    except Exception:  # noqa: BLE001 - a signature that cannot be read must not cost the document
        return None
    if not names:
        return None
    is_person = any(len(part) > 1 and part[1:].islower() for part in names[0].split()) and len(names[0].split()) < 6
    return Signature(names[0], bodies[0] if bodies and is_person and bodies[0] != names[0] else "", "")


def _length(contents: bytes) -> int:
    """How long the structure is; the field is filled up with zeros."""
    if len(contents) < 2 or contents[1] < 0x80:
        return len(contents)
    width = contents[1] & 0x7F
    return 2 + width + int.from_bytes(contents[2 : 2 + width]) if width else len(contents)


def _time(said: bytes) -> str:
    match = _TIME.match(said.decode("latin-1"))
    if not match:
        return ""
    year, month, day, *clock = (part or "00" for part in match.groups())
    return f"{':'.join(clock)} {day}/{month}/{year}"


def pieces_of(signatures: Sequence[Signature], told: Sequence[PrintedLine]) -> Iterator[Piece]:
    """The lines that tell of signatures, for the end of the text."""
    for line in told:
        box = (line.x0, line.top, line.x1, line.bottom)
        yield Piece(line.text, Line(0, 0, line.page, line.size, italic=line.italic, box=box, origin="stamp"))
    for each in signatures:
        yield Piece(f"Chữ ký số: {each.text}", Line(0, 0, origin="stamp"))


def notes_of(signatures: Sequence[Signature]) -> Iterator[Note]:
    """One note that names the signers."""
    if signatures:
        listed = "; ".join(each.text for each in signatures)
        yield Note("signed", f"Tệp có chữ ký số của: {listed}. Chương trình không kiểm tra hiệu lực của chữ ký.")
