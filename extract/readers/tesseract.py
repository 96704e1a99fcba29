"""Recognition of a page's image by the Tesseract program: words with boxes, baselines and confidences.

Measured before it was chosen (design notes, OCR): `vie` alone, no denoising, no enlarging, one thread a process.
Its reading order fails in tables and in the two-column head, so only its words are used, and sorted by position.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from corpus.errors import LimitExceeded, MissingTool

DPI = 300
_SECONDS = 90
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_ROTATE = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
# Letters and marks that look alike: the Icelandic Ð is no Vietnamese letter.
_LOOKALIKES = str.maketrans({"⁄": "/", "—": "-", "‐": "-", "Ð": "Đ"})
_SURE_TURN = 2.0


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its sides, the baseline and size of its line in pixels from the top left.

    confidence: 0 to 1. is_turned: its line does not run to the right.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    confidence: float
    is_turned: bool = False

    def moved(self, across: float, down: float) -> Word:
        """The word so many pixels to the right and further down."""
        return replace(
            self,
            left=self.left + across,
            right=self.right + across,
            top=self.top + down,
            bottom=self.bottom + down,
            baseline=self.baseline + down,
        )


@cache
def is_there() -> bool:
    """Whether Tesseract and its Vietnamese are installed."""
    program = shutil.which("tesseract")
    if not program:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    return "vie" in listed.stdout.split()


def words(image: Any, layout: str = "3") -> tuple[Word, ...]:
    """The words of a grey image (PIL, 300 dpi), in Tesseract's order; layout: its page segmentation mode.

    Raises MissingTool where Tesseract or its Vietnamese is missing, LimitExceeded where a page takes too long.
    """
    from lxml import etree

    page = _run(image, "--psm", layout, "hocr")
    root = etree.fromstring(page, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))
    return tuple(_words(root)) if root is not None else ()


def turn_of(image: Any) -> int:
    """By how many degrees (0, 90, 180, 270), clockwise, the image must be turned to stand upright."""
    match = _ROTATE.search(_run(image, "--psm", "0", language="osd").decode("utf-8", "replace"))
    return int(match[1]) if match and float(match[2]) >= _SURE_TURN else 0


def _run(image: Any, *settings: str, language: str = "vie") -> bytes:
    """What Tesseract prints; nothing where it finds no text to judge."""
    if not is_there():
        raise MissingTool(
            "Chưa cài Tesseract với tiếng Việt nên chưa nhận dạng được bản quét;"
            " đề nghị cài gói tesseract-ocr và tesseract-ocr-vie."
        )
    data = io.BytesIO()
    image.save(data, "BMP")
    command = ["tesseract", "stdin", "stdout", "-l", language, "--dpi", str(DPI), *settings]
    try:
        ended = subprocess.run(  # noqa: S603
            command,
            input=data.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise LimitExceeded(f"Nhận dạng một trang quá {_SECONDS} giây nên đã dừng; đề nghị tách nhỏ tệp.") from None
    return ended.stdout if ended.returncode == 0 else b"<html/>"


def _words(root: Any) -> Iterator[Word]:
    for line in root.iter("{*}span"):
        if line.get("class", "") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            continue
        title = line.get("title", "")
        box, base, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
        if not (box and size):
            continue
        slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
        left, bottom = float(box[1]), float(box[4])
        for each in line:
            at, sure = _BOX.search(each.get("title", "")), _CONFIDENCE.search(each.get("title", ""))
            text = "".join(each.itertext()).strip().translate(_LOOKALIKES).replace("ĐĐ", "Đ")
            if at and text:
                x0, top, x1, low = map(float, at.groups())
                baseline = bottom + offset + slope * ((x0 + x1) / 2 - left)
                turned = "textangle" in title
                confidence = int(sure[1]) / 100 if sure else 0.0
                yield Word(text, x0, top, x1, low, baseline, float(size[1]), confidence, turned)
