"""How a page's image lies: its slant, and whether it lies on its side. Measured by the ink of its rows.

Where rows of text are level, the ink changes sharply from row to row; where they slant, it is smeared. Tesseract
loses whole lines from about two degrees on, so a page is straightened before it is recognised.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from typing import Any

from PIL import Image, ImageOps

# Pixels of the longer side that is looked at; degrees.
_SIDE = 800
_MOST = 5.0
_COARSE, _MIDDLE, _FINE = 1.0, 0.3, 0.1
_LEAST = 0.15
# A page is turned only where that makes its rows this much sharper.
_SHARPER = 1.03
_ON_SIDE = 1.6


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page's image was laid for reading: turned clockwise by 0, 90, 180 or 270 degrees, then by its slant.

    width, height: of the image as it was read, in pixels.
    """

    turn: int = 0
    slant: float = 0.0
    width: int = 0
    height: int = 0

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the image as it was read stands on the page as it is shown, in pixels."""
        angle, middle_x, middle_y = math.radians(self.slant), self.width / 2, self.height / 2
        across, down = x - middle_x, y - middle_y
        x = middle_x + across * math.cos(angle) - down * math.sin(angle)
        y = middle_y + across * math.sin(angle) + down * math.cos(angle)
        return {
            0: (x, y),
            90: (y, self.width - x),
            180: (self.width - x, self.height - y),
            270: (self.height - y, x),
        }[self.turn]


def slant_of(grey: Any) -> float:
    """The degrees, counter-clockwise, that make the rows of a grey image level; 0.0 where they are."""
    ink = _ink(grey)
    found = 0.0
    for step, reach in ((_COARSE, _MOST), (_MIDDLE, _COARSE), (_FINE, _MIDDLE)):
        steps = int(reach / step + 0.5)
        found = max(
            (found + step * each for each in range(-steps, steps + 1)), key=lambda angle: _sharpness(ink, angle)
        )
    worth = _sharpness(ink, found) > _SHARPER * _sharpness(ink, 0.0)
    return found if worth and abs(found) >= _LEAST else 0.0


def lies_on_side(grey: Any) -> bool:
    """Whether the lines of a page run up or down."""
    ink = _ink(grey)
    return _sharpness(ink.transpose(Image.Transpose.TRANSPOSE), 0.0) > _ON_SIDE * _sharpness(ink, 0.0)


def turned(grey: Any, degrees: float) -> Any:
    """The page turned counter-clockwise about its middle, as large as before."""
    return grey.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255) if degrees else grey


def _ink(grey: Any) -> Any:
    scale = _SIDE / max(grey.size)
    small = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))), Image.Resampling.BOX)
    return ImageOps.invert(small)


def _sharpness(ink: Any, angle: float) -> float:
    """The squared steps between the ink of one row and of the next."""
    rows = ink.rotate(angle) if angle else ink
    sums = rows.convert("F").resize((1, rows.height), Image.Resampling.BOX).tobytes()
    values = memoryview(sums).cast("f")
    return sum((a - b) ** 2 for a, b in zip(chain(values[1:]), values, strict=False))
