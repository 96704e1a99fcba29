"""What a clerk is told of pages that were read from their image."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Note

_SHOWN = 20


def of(scanned: Mapping[int, float | None], pages: int, mends: Sequence[str]) -> Iterator[Note]:
    """The notes of a file with so many pages, of which these were recognised (None: could not be), so surely."""
    unread = [number for number, sure in scanned.items() if sure is None]
    if unread:
        yield _no_text(unread, pages)
    read = {number: sure for number, sure in scanned.items() if sure is not None}
    if read:
        percent = round(100 * statistics.fmean(read.values()))
        where = "Mọi trang" if len(read) == pages else f"Trang {', '.join(map(str, read))}"
        yield Note(
            "ocr",
            f"{where} được nhận dạng từ ảnh, độ tin cậy trung bình {percent}%;"
            " đề nghị đối chiếu số, ngày tháng và tên riêng với bản gốc.",
        )
    if mends:
        shown = list(dict.fromkeys(mends))
        more = f" và {len(shown) - _SHOWN} chỗ khác" if len(shown) > _SHOWN else ""
        yield Note(
            "ocr-mended",
            f"Nhận dạng mất dấu, đã sửa theo từ điển {len(shown)} chỗ: {'; '.join(shown[:_SHOWN])}{more}."
            " Số và ngày tháng không bao giờ được sửa.",
        )


def _no_text(blank: Sequence[int], pages: int) -> Note:
    where = "Các trang" if len(blank) < pages else "Mọi trang"
    listed = "" if len(blank) == pages else f" {', '.join(map(str, blank[:20]))}"
    return Note(
        "no-text-layer",
        f"{where}{listed} là ảnh, không có chữ để đọc; đề nghị cài tesseract-ocr-vie rồi đọc lại, hoặc nộp tệp gốc.",
    )
