"""Numbers and units as printed, made comparable: `1,5 tỷ đồng` is as much as `1.500 triệu đồng`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
# Unit as printed, in small letters -> the unit it is counted in, and how many of these it is.
_SCALES: Mapping[str, tuple[str, float]] = {
    "phần trăm": ("%", 1),
    "nghìn đồng": ("đồng", 1e3),
    "ngàn đồng": ("đồng", 1e3),
    "triệu đồng": ("đồng", 1e6),
    "tỷ đồng": ("đồng", 1e9),
    "tỉ đồng": ("đồng", 1e9),
    "tỷ": ("đồng", 1e9),
    "tỉ": ("đồng", 1e9),
    "trđ": ("đồng", 1e6),
    "nghìn tỷ đồng": ("đồng", 1e12),
    "giờ": ("phút", 60),
    "km": ("m", 1e3),
    "tấn": ("kg", 1e3),
    "tạ": ("kg", 100),
    "gb/s": ("mb/s", 1e3),
    "gbps": ("mb/s", 1e3),
    "mbps": ("mb/s", 1),
}


def number_of(text: str) -> float:
    """A number as printed: dots part thousands, a comma decimals; `3.516,242` is 3516.242, `1.5` one and a half."""
    return float((text.replace(".", "") if _THOUSANDS.fullmatch(text) else text).replace(",", "."))


def comparable(value: float, unit: str | None) -> tuple[float, str]:
    """The amount in the smallest unit of its kind, rounded so that equal amounts are equal numbers."""
    folded = " ".join((unit or "").lower().split())
    base, scale = _SCALES.get(folded, (folded, 1))
    return round(value * scale, 6), base


def scale_of(unit: str | None) -> str:
    """What stands on one scale with a unit: things counted are told by their first word (`lớp`, `lớp tập huấn`)."""
    return comparable(1, unit)[1].partition(" ")[0]
