"""`make bench`: how fast reading is, beside other libraries on the same files in the same run, and how it grows.

usage: python tests/bench.py [--quick]     --quick: a tenth of the reads, documents of up to 500 pages

Times are CPU seconds of this process, the best of three runs; nothing is recognised from images. The files are the
bundled samples, and the real documents of ../shared where they are at hand.
"""

from __future__ import annotations

import io
import logging
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

import bench_drafts
import docx
import pdfplumber
import pypdfium2 as pdfium
from conftest import SHARED
from rich.console import Console
from rich.table import Table

from corpus.errors import KehoachError
from corpus.model import Source
from extract import read_bytes, understand
from extract.clean import clean
from extract.readers import scan, tesseract
from extract.readers.pdf_text import letters_of
from extract.source import load

File = tuple[str, bytes]
RUNS = 3
PAGES = (250, 500, 1000, 2000)
READS = 1000
MOST_GROWN = 50 << 20
SLACK = 1.3  # by which a time may be more than its share of the longest document's


@dataclass(frozen=True)
class Row:
    """A figure: what was measured, ours, the other's, their ratio, the least ratio wanted."""

    name: str
    ours: str
    other: str
    ratio: float
    goal: float


def cpu(work: Callable[[], object], runs: int = RUNS) -> float:
    """CPU seconds of a piece of work: the best of some runs."""
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def documents(*suffixes: str) -> list[File]:
    """The samples and real documents with these suffixes, in memory."""
    places = [Path(str(files("corpus.samples"))), *(SHARED / "corpus" / part for part in ("plans", "more", "web"))]
    paths = [path for place in places if place.is_dir() for path in sorted(place.iterdir())]
    return [(path.name, path.read_bytes()) for path in paths if path.suffix in suffixes and path.stem != "README"]


def is_digital(data: bytes) -> bool:
    """Whether each page of a PDF has text that can be used: no page would be recognised from its image."""
    with pdfium.PdfDocument(data) as document:
        return all(scan.is_usable(letters_of(page), page) for page in document)


def pages_of(data: bytes) -> int:
    with pdfium.PdfDocument(data) as document:
        return len(document)


def by_pdfplumber(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def by_python_docx(data: bytes) -> str:
    """The text of paragraphs and of cells: what python-docx gives without more."""
    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pdf_row() -> Row:
    found = [file for file in documents(".pdf") if is_digital(file[1])]
    pages = sum(pages_of(data) for _, data in found)
    ours = cpu(lambda: [read_bytes(data, name) for name, data in found])
    other = cpu(lambda: [by_pdfplumber(data) for _, data in found])
    return Row(
        f"PDF số ({len(found)} tệp, {pages} trang): đọc cả, bên pdfplumber.extract_text",
        f"{pages / ours:.0f} trang/s",
        f"{pages / other:.0f} trang/s",
        other / ours,
        4.0,
    )


def docx_row() -> Row:
    found = documents(".docx")
    ours = cpu(lambda: [read_bytes(data, name) for name, data in found])
    other = cpu(lambda: [by_python_docx(data) for _, data in found])
    return Row(
        f"DOCX ({len(found)} tệp): đọc cả, bên python-docx mở và nối chữ",
        f"{1000 * ours / len(found):.1f} ms/tệp",
        f"{1000 * other / len(found):.1f} ms/tệp",
        other / ours,
        1.0,
    )


def cleaned() -> Iterator[Source]:
    """All texts, as the stages of understanding get them."""
    for name, data in documents(".docx", ".pdf", ".html", ".txt", ".md"):
        try:
            yield clean(load(data, name))
        except KehoachError:
            continue


def understanding_row() -> Row:
    sources = list(cleaned())
    size = sum(len(source.text.encode()) for source in sources) / 1e6
    ours = cpu(lambda: [understand(source) for source in sources])
    name = f"Hiểu văn bản ({len(sources)} tệp, {size:.2f} MB chữ)"
    return Row(name, f"{size / ours:.2f} MB/s", "1 MB/s", size / ours, 1.0)


def memory_row(reads: int) -> Row:
    """How much more memory the process holds after many reads than after the first tenth of them."""
    found = documents(".docx", ".html", ".txt", ".md") + [file for file in documents(".pdf") if is_digital(file[1])]
    for at in range(reads):
        name, data = found[at % len(found)]
        read_bytes(data, name)
        if at == reads // 10:
            early = resident()
    grown = max(resident() - early, 1)
    name = f"Bộ nhớ tăng sau {reads} lần đọc"
    return Row(name, f"{grown / (1 << 20):.1f} MB", f"{MOST_GROWN >> 20} MB", min(MOST_GROWN / grown, 99.0), 1.0)


def resident() -> int:
    """Bytes of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def growth_rows(pages: Sequence[int]) -> Iterator[Row]:
    """Whether a long document takes no more than its share of the time of one a quarter as long."""
    for name, make in (("PDF", long_pdf), ("văn bản TXT", long_text)):
        spent = {count: cpu(partial(read_bytes, make(count), "dai"), runs=1) for count in pages}
        short, long = pages[0], pages[-1]
        listed = ", ".join(f"{count}: {seconds:.1f} s" for count, seconds in spent.items())
        ratio = spent[short] * long / short / spent[long]
        yield Row(f"{name} dài (trang: giây)", listed, f"tăng đều {long / short:.0f} lần", ratio, 1 / SLACK)


def long_pdf(pages: int) -> bytes:
    """The pages of a sample over and over."""
    data = files("corpus.samples").joinpath("03_ke_hoach_xa_vam_tram.pdf").read_bytes()
    made = io.BytesIO()
    with pdfium.PdfDocument(data) as sample, pdfium.PdfDocument.new() as document:
        while len(document) < pages:
            document.import_pages(sample, list(range(min(len(sample), pages - len(document)))))
        document.save(made)
    return made.getvalue()


def long_text(pages: int) -> bytes:
    """A plan of as many sections as pages, each of a page's length, no two alike."""
    head = "Số: 12/KH-UBND\n\nBình Lâm, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nChuyển đổi số năm 2026\n\n"
    point = (
        "{at}.{item}. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an xã và các thôn, tổ dân phố rà soát"
        " nhóm {item} của đợt {at}, đạt ít nhất {share}% số hộ; hoàn thành trước ngày {day:02}/{month}/2026.\n\n"
    )
    sections = (
        f"{at}. Nội dung thứ {at}\n\n"
        + "".join(
            point.format(at=at, item=item, share=50 + item, day=item, month=at % 12 + 1) for item in range(1, 10)
        )
        for at in range(1, pages + 1)
    )
    return (head + "".join(sections) + "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n").encode()


def draft_rows(most: int) -> Iterator[Row]:
    """Drafts beside python-docx; the ratio is that of what is wanted to ours."""
    for each in bench_drafts.measures(cpu, most):
        beside = f"{each.other:.2f} s ({each.ours / each.other:.1f} lần)"
        yield Row(each.name, f"{each.ours:.2f} CPU-s", beside, each.wanted / each.ours, 1.0)


def show(rows: Sequence[Row]) -> None:
    table = Table("Phép đo", "kehoach", "đối chiếu", "tỷ lệ", "cần", "đạt")
    for row in rows:
        met = "đạt" if row.ratio >= row.goal else "CHƯA"
        table.add_row(row.name, row.ours, row.other, f"{row.ratio:.2f}", f"≥ {row.goal:.2f}", met)
    Console(width=150).print(table)


def main(words: Sequence[str]) -> int:
    """Print the table; exit status 1 where a goal is missed."""
    quick = "--quick" in words
    tesseract.is_there = lambda: False  # type: ignore[assignment]
    logging.disable(logging.ERROR)  # pdfminer has much to say
    understand(next(cleaned()))  # tables of knowledge are loaded once
    rows = [pdf_row(), docx_row(), understanding_row(), memory_row(READS // 10 if quick else READS)]
    rows += draft_rows(10 if quick else 102)
    rows += growth_rows(PAGES[:2] if quick else PAGES)
    show(rows)
    return int(any(row.ratio < row.goal for row in rows))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
