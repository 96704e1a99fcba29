"""The picture of a page as it was before a signing service stamped it: seals hide letters, so they are not drawn.

Numbers and days are stamped, too. Where they are text, `pdf_signed` reads them; where they are a picture, it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.readers.pdf_text import upright

# Points: what is higher is a seal or tells of a signature in several lines.
_ONE_LINE = 32.0

_Box = tuple[float, float, float, float]


def picture(page: Any, dpi: int) -> Any:
    """The page in colour (PIL), upright as it is shown, with no annotation but pictures of one line."""
    plain = page.render(scale=dpi / 72, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
    stamped = [tuple(round(edge * dpi / 72) for edge in box) for box in _drawn_lines(page)]
    if stamped:
        drawn = page.render(scale=dpi / 72).to_pil().convert("RGB")
        for place in stamped:
            plain.paste(drawn.crop(place), place)
    return plain


def _drawn_lines(page: Any) -> Iterator[_Box]:
    """The boxes (left, top, right, bottom as shown, in points) of annotations that are one line and hold no text."""
    import pypdfium2.raw as raw

    a, b, c, d, e, f = upright(page)
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation, box = raw.FPDFPage_GetAnnot(page.raw, at), raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, box)
        xs = sorted(a * x + b * y + c for x, y in ((box.left, box.bottom), (box.right, box.top)))
        ys = sorted(d * x + e * y + f for x, y in ((box.left, box.bottom), (box.right, box.top)))
        objects = [raw.FPDFAnnot_GetObject(annotation, n) for n in range(raw.FPDFAnnot_GetObjectCount(annotation))]
        if objects and 0 < ys[1] - ys[0] < _ONE_LINE and not any(map(_has_text, objects)):
            yield xs[0], ys[0], xs[1], ys[1]
        raw.FPDFPage_CloseAnnot(annotation)


def _has_text(shown: Any) -> bool:
    import pypdfium2.raw as raw

    kind = raw.FPDFPageObj_GetType(shown)
    inner = range(raw.FPDFFormObj_CountObjects(shown)) if kind == raw.FPDF_PAGEOBJ_FORM else ()
    return bool(kind == raw.FPDF_PAGEOBJ_TEXT) or any(_has_text(raw.FPDFFormObj_GetObject(shown, n)) for n in inner)
