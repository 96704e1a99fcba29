"""What a signing service lays over a scanned page: seals that hide letters, and numbers and days that are text.

Such stamps are annotations. A seal or a signer's particulars is large and is kept out of the picture; a number or a
day is one short line, whose text stands at its place among the recognised letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extract.readers.pdf_text import Letter, letters_of, upright

# Points: what is higher is a seal or several lines. Letters of its text: what is longer is no number and no day.
_ONE_LINE = 32.0
_LONGEST = 16

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Lifted:
    """A page's picture without stamps; letters: of stamped numbers and days; rest: the words of the other stamps."""

    image: Any
    letters: tuple[Letter, ...]
    rest: str


def lifted(page: Any, number: int, dpi: int) -> Lifted:
    """Page `number` (from 1), upright as it is shown, as it was before it was stamped; annotations become content."""
    import pypdfium2.raw as raw

    plain = page.render(scale=dpi / 72, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
    boxes = _annotations(page)
    if not boxes:
        return Lifted(plain, (), "")
    before = {(letter.char, letter.x0, letter.y) for letter in letters_of(page)}
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    flat = page.pdf[number - 1]
    added = [letter for letter in letters_of(flat) if (letter.char, letter.x0, letter.y) not in before]
    short = [(box, found) for box in boxes if _is_short(box, found := [each for each in added if _is_in(each, box)])]
    drawn = None
    for box, letters in short:
        if not letters:  # a picture of a number: recognised where it is drawn
            place = tuple(round(edge * dpi / 72) for edge in box)
            drawn = drawn or flat.render(scale=dpi / 72).to_pil().convert("RGB")
            plain.paste(drawn.crop(place), place)
    flat.close()
    kept = [letter for _, letters in short for letter in letters]
    rest = "".join(letter.char for letter in added if letter not in kept)
    return Lifted(plain, tuple(kept), rest)


def _is_short(box: _Box, letters: Sequence[Letter]) -> bool:
    return box[3] - box[1] < _ONE_LINE and len(letters) <= _LONGEST


def _is_in(letter: Letter, box: _Box) -> bool:
    return box[0] - 1 <= (letter.x0 + letter.x1) / 2 <= box[2] + 1 and box[1] - 1 <= letter.y <= box[3] + 1


def _annotations(page: Any) -> list[_Box]:
    """The boxes of a page's annotations as shown: left, top, right, bottom in points from the top left."""
    import pypdfium2.raw as raw

    a, b, c, d, e, f = upright(page)
    boxes = []
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation, place = raw.FPDFPage_GetAnnot(page.raw, at), raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, place)
        raw.FPDFPage_CloseAnnot(annotation)
        corners = ((place.left, place.bottom), (place.right, place.top))
        xs, ys = zip(*((a * x + b * y + c, d * x + e * y + f) for x, y in corners), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes
