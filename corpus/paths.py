"""Paths of the outline, said as clerks cite a place (Decree 30/2020/NĐ-CP, annex I, part I.V)."""

from __future__ import annotations

import re

_BULLET = re.compile(r"(?P<mark>[-–+•*])(?P<number>\d+)")


def mark_of(label: str) -> str:
    """The mark by which a path counts a bullet or a paragraph: `-`, `+`, else `•` (an asterisk, too)."""
    return "•" if label == "*" else label or "-"


def say(path: str) -> str:
    """`II/2/2.2/b/-3` -> `Mục II, 2.2, điểm b, gạch đầu dòng 3`; `Phụ lục/#4` -> `Phụ lục, dòng 4`."""
    if not path:
        return "Phần mở đầu, phần cuối"
    labels = path.split("/")
    kept = [
        label
        for label, after in zip(labels, (*labels[1:], ""), strict=True)
        if not (label.isdecimal() and after.startswith(f"{label}."))
    ]
    said = ", ".join(map(_label, kept))
    if kept[0][:1].isdecimal():
        said = f"mục {said}"
    return f"{said[:1].upper()}{said[1:]}"


def _label(label: str) -> str:
    if bullet := _BULLET.fullmatch(label):
        return f"{'gạch' if bullet['mark'] in '-–' else 'dấu'} đầu dòng {bullet['number']}"
    if label.startswith("#"):
        return f"dòng {label[1:]}"
    if len(label) == 1 and label.islower():
        return f"điểm {label}"
    return f"mục {label}" if label.isupper() and label.isalpha() else label
