"""Red stamps and blue signatures taken off the image of a page, with the black letters beneath them kept.

Coloured ink is light in its own colour and black is dark in every one: where ink is coloured, the lightest colour of
each dot is what the paper would show without it.
"""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageOps

# How much stronger than the others its own colour is in ink, of 255; and what then is black, and what is paper.
_STRONGER = 18
_BLACK, _PAPER = 60, 150
_STEP = 4
_CONTRAST = [max(0, min(255, (value - _BLACK) * 255 // (_PAPER - _BLACK))) for value in range(256)]


def without_ink(image: Any, *, keep_blue: bool) -> Any:
    """A colour image in grey, without red ink and, unless it is kept, without blue.

    Numbers and days are stamped or written in blue on first pages.
    """
    red, green, blue = image.reduce(_STEP).split()
    coloured = ImageChops.darker(ImageChops.subtract(red, green), ImageChops.subtract(red, blue))
    if not keep_blue:
        coloured = ImageChops.lighter(coloured, ImageChops.subtract(blue, red))
    where = coloured.point(lambda value: 255 if value > _STRONGER else 0)
    grey = ImageOps.grayscale(image)
    if where.getbbox():
        mask = where.filter(ImageFilter.MaxFilter(3)).resize(image.size, Image.Resampling.NEAREST)
        grey.paste(_lightest(image).point(_CONTRAST), mask=mask)
    return grey


def _lightest(image: Any) -> Any:
    red, _, blue = image.split()
    return ImageChops.lighter(red, blue)
