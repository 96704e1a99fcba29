"""A second engine beside Tesseract: TrueOCR (Apache-2.0), where it is installed (`pip install kehoach[scan]`).

It finds lines better (under stamps, in the head, in tables), Tesseract reads tone marks and small marks better; see
docs/accuracy.md for what both together give.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line: its box (left, top, right, bottom) in pixels; confidence: 0 to 1, mean of its letters."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


@cache
def is_there() -> bool:
    """Whether the engine is installed."""
    return find_spec("trueocr") is not None


@cache
def _models() -> tuple[Any, Any]:
    """What finds lines, and what reads them; one thread, as Tesseract has."""
    import trueocr
    from trueocr.page import PageEngine

    place = Path(str(trueocr.__file__)).parent / "models"
    return PageEngine(place, threads=1), trueocr.Recognizer(place, threads=1)


def lines(grey: Any) -> tuple[Line, ...]:
    """The lines of an upright grey image (PIL), in no order. Nothing where the engine is not installed."""
    if not is_there():
        return ()
    import numpy as np

    finder, reader = _models()
    pixels = np.asarray(grey)
    height, width = pixels.shape
    boxes = [
        (max(0, int(left)), max(0, int(top)), min(width, int(right) + 1), min(height, int(bottom) + 1))
        for left, top, right, bottom, *_ in finder.detect(pixels)
    ]
    boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    read = reader.predict([pixels[top:bottom, left:right] for left, top, right, bottom in boxes])
    return tuple(Line(each.text, box, each.confidence) for box, each in zip(boxes, read, strict=True) if each.text)
