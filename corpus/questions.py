"""Open questions of a draft, `[Câu hỏi 3: Phòng Kinh tế / Phòng Văn hóa - Xã hội]`: marks for the clerk, no words of
the plan.
"""

from __future__ import annotations

import re

QUESTION = re.compile(r"(?P<space> ?)\[Câu hỏi (?P<number>\d+): (?P<first>[^\]]*?)(?: / [^\]]*)?\]")


def numbers(text: str) -> frozenset[str]:
    """The numbers of the questions that are still open; one stands at several places."""
    return frozenset(match["number"] for match in QUESTION.finditer(text))


def answered(text: str) -> str:
    """The text as if each question were answered by its first candidate, whichever the clerk will choose."""
    return QUESTION.sub(_first, text)


def _first(question: re.Match[str]) -> str:
    stays = question["first"] == "giữ nguyên"
    return "" if stays else f"{question['space']}{question['first']}"
