"""Paths said as clerks cite a place."""

from __future__ import annotations

import pytest

from corpus.paths import say


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "Phần mở đầu, phần cuối"),
        ("II", "Mục II"),
        ("II/2/2.2/b/-3", "Mục II, 2.2, điểm b, gạch đầu dòng 3"),
        ("1/a", "Mục 1, điểm a"),
        ("Phụ lục/#4", "Phụ lục, dòng 4"),
        ("Phụ lục/II/#4", "Phụ lục, mục II, dòng 4"),
        ("Điều 3/2", "Điều 3, 2"),
        ("IV/1/+2", "Mục IV, 1, dấu đầu dòng 2"),
    ],
)
def test_say(path: str, said: str) -> None:
    assert say(path) == said
