"""Open questions of a draft, `[Câu hỏi 3: Phòng Kinh tế / Phòng Văn hóa - Xã hội]`: marks for the clerk, no words of
the plan.
"""

from __future__ import annotations

import re

QUESTION = re.compile(r"(?P<space> ?)\[Câu hỏi \d+: (?P<first>[^\]]*?)(?: / [^\]]*)?\]")


def answered(text: str) -> str:
    """The text as if each question were answered by its first candidate, whichever the clerk will choose."""
    return QUESTION.sub(_first, text)


def _first(question: re.Match[str]) -> str:
    stays = question["first"] == "giữ nguyên"
    return "" if stays else f"{question['space']}{question['first']}"
