"""The summary of a comparison in a few sentences, each number with the place where what it counts stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.compare import Comparison
from corpus.overview import Standing

FIELDS = {
    "owners": "Chủ trì",
    "partners": "Phối hợp",
    "deadline": "Thời hạn",
    "target": "Chỉ tiêu",
    "budget": "Kinh phí",
    "reporting": "Nơi nhận báo cáo",
    "wording": "Lời văn",
    "heading": "Đề mục",
    "order": "Thứ tự",
}
_TOLD = {
    "owners": "cơ quan chủ trì",
    "partners": "cơ quan phối hợp",
    "deadline": "thời hạn",
    "target": "chỉ tiêu",
    "budget": "kinh phí",
    "reporting": "nơi nhận báo cáo",
}
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the summary. target: id of the part of the page that holds what it counts.

    show: what the matrix of themes then shows: `field=owners`, `state=all`, `state=some`; empty for all of the part.
    """

    count: int
    target: str
    show: str = ""

    def __str__(self) -> str:
        return f"{self.count:,}".replace(",", ".")


Sentence = Sequence[str | Number]


def summary(comparison: Comparison, standings: Sequence[Standing]) -> tuple[Sentence, ...]:
    """The sentences, in formal Vietnamese, what must be dealt with behind what was found."""
    return (
        _scope(comparison),
        *_common(comparison),
        *_apart(standings),
        *_lacking(standings),
        *_unlike(comparison),
        *_against(comparison),
        *_late(comparison),
        *_old(comparison),
        *_copied(comparison),
    )


def plain(sentence: Sentence) -> str:
    """The words of a sentence without its links."""
    return "".join(map(str, sentence))


def _scope(comparison: Comparison) -> Sentence:
    return (
        "Đã đối chiếu ",
        Number(len(comparison.localities), "cac-noi"),
        " kế hoạch: ",
        Number(len(comparison.themes), "matrix"),
        " chủ đề được từ hai nơi trở lên nêu, ",
        Number(sum(len(theme.members) for theme in comparison.alone), "rieng"),
        " nội dung chỉ một nơi nêu, ",
        Number(len(comparison.deadlines), "thoi-han"),
        " thời hạn, ",
        Number(len(comparison.targets), "chi-tieu"),
        " chỉ tiêu.",
    )


def _common(comparison: Comparison) -> Iterator[Sentence]:
    whole = len(comparison.localities)
    by_all = sum(len(theme.files) == whole for theme in comparison.themes)
    if comparison.themes and whole > 2:
        yield (
            "Trong các chủ đề chung, ",
            Number(by_all, "matrix", "state=all"),
            " chủ đề mọi nơi đều nêu, ",
            Number(len(comparison.themes) - by_all, "matrix", "state=some"),
            " chủ đề còn nơi chưa nêu.",
        )


def _apart(standings: Sequence[Standing]) -> Iterator[Sentence]:
    """Plans on another matter: what is said of them and the others is worth little."""
    apart = [(at, each) for at, each in enumerate(standings) if each.is_apart]
    if apart and len(apart) == len(standings):
        yield ("Các kế hoạch này hầu như không cùng chủ đề; đề nghị xem lại các tệp đã chọn.",)
    elif apart:
        said: list[str | Number] = ["Hầu như không cùng chủ đề với các kế hoạch còn lại: "]
        for at, each in apart[:_NAMED]:
            common, alone = Number(len(each.has), "matrix", f"has={at}"), Number(len(each.alone), f"rieng-{at}")
            said += [f"{each.locality.name} (", common, " chủ đề chung, ", alone, " nội dung chỉ nơi này nêu), "]
        more = f" và {len(apart) - _NAMED} kế hoạch khác" if len(apart) > _NAMED else ""
        yield (*said[:-1], f" nội dung chỉ nơi này nêu){more}; đề nghị xem lại các tệp đã chọn.")


def _lacking(standings: Sequence[Standing]) -> Iterator[Sentence]:
    lacking = ((-len(each.lacks), at, each) for at, each in enumerate(standings) if each.lacks and not each.is_apart)
    most = sorted(lacking, key=lambda each: each[:2])
    if most:
        two = len(standings) == 2
        said: list[str | Number] = [
            "Nội dung nơi kia nêu mà nơi này chưa nêu: " if two else "Còn thiếu nhiều chủ đề nhất so với đa số: "
        ]
        for _, at, standing in most[:_NAMED]:
            said += [f"{standing.locality.name} (", Number(len(standing.lacks), f"thieu-{at}"), " chủ đề), "]
        yield (*said[:-1], " chủ đề)" + ("." if len(most) <= _NAMED else "; xem đủ tại bảng dưới."))


def _unlike(comparison: Comparison) -> Iterator[Sentence]:
    counts = Counter(each.field for each in comparison.differences)
    told = [(field, counts[field]) for field in _TOLD if counts[field]]
    if told:
        said: list[str | Number] = ["Các nơi ghi khác nhau về "]
        for field, count in told:
            said += [f"{_TOLD[field]} ở ", Number(count, "matrix", f"field={field}"), " chủ đề, "]
        yield (*said[:-1], " chủ đề.")
    elif comparison.themes:
        yield ("Trên các chủ đề chung, các nơi không ghi khác nhau về cơ quan, thời hạn và chỉ tiêu.",)


def _against(comparison: Comparison) -> Iterator[Sentence]:
    if comparison.duties:
        open_duties = [duty for duty in comparison.duties if duty.missing]
        yield (
            "Cấp trên đặt ra ",
            Number(len(comparison.duties), "cap-tren"),
            " yêu cầu đối với cấp xã; ",
            Number(len(open_duties), "cap-tren", "state=open"),
            " yêu cầu còn nơi chưa thấy triển khai, tổng cộng ",
            Number(sum(len(duty.missing) for duty in open_duties), "cap-tren", "state=open"),
            " lượt.",
        )


def _late(comparison: Comparison) -> Iterator[Sentence]:
    if comparison.late:
        yield (
            "Có ",
            Number(len(comparison.late), "muon-hon"),
            " thời hạn muộn hơn thời hạn của cấp trên, cần điều chỉnh.",
        )


def _old(comparison: Comparison) -> Iterator[Sentence]:
    if comparison.old_bases:
        yield (
            "Có ",
            Number(len(comparison.old_bases), "can-cu-cu"),
            " chỗ viện dẫn văn bản có thể đã được thay thế, đề nghị kiểm tra.",
        )


def _copied(comparison: Comparison) -> Iterator[Sentence]:
    if len(comparison.copies) == 1:
        (copy,) = comparison.copies
        names = {locality.file: locality.name for locality in comparison.localities}
        share = Number(round(100 * copy.share), "nguon")
        yield (
            "Kế hoạch của ",
            names[copy.file],
            " trùng khoảng ",
            share,
            "% lời văn với kế hoạch của ",
            f"{names[copy.source]}.",
        )
    elif comparison.copies:
        yield (
            "Có ",
            Number(len(comparison.copies), "nguon"),
            " kế hoạch trùng từ một phần năm lời văn trở lên với kế hoạch khác trong số này.",
        )
