"""What a template with an outline is tried with: the sample plan, its workbook, and what communes sent on it."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

from corpus.joining import Received, join
from corpus.model import Document
from corpus.report_period import parse
from generate import annex, joined_report, urging
from generate.annex import with_assignment_annex
from generate.joined_report import Joining
from generate.outline_template import Fill
from generate.profile import load_profile
from generate.progress_reading import read_book
from generate.progress_report import compose
from generate.reporting import Reporting
from kehoach.intake import read_capped

_DAY = date(2026, 10, 5)
_YEAR = 2026
_QUARTER = "quý III/2026"
_PERIODS = {
    "bao_cao_thang": "tháng 9/2026",
    "bao_cao_6_thang": "6 tháng đầu năm 2026",
    "bao_cao_nam": "năm 2026",
    "bao_cao_so_ket": "sơ kết năm 2026",
    "bao_cao_tong_ket": "tổng kết năm 2026",
}


def sample_of(stem: str, fill: Fill) -> Document:
    """The sample as a template of this name writes it. fill: evaluates the template, whatever its kind's own name."""
    if stem.startswith(annex.OUTLINE):
        return with_assignment_annex(_plan(), fill)
    given = _reporting(_PERIODS.get(stem, _QUARTER))
    if stem.startswith(joined_report.OUTLINE):
        return joined_report.compose(_joining(given), "Bộ Khoa học và Công nghệ", _YEAR, fill).document
    if stem.startswith(urging.OUTLINE):
        letter = urging.compose(given, date(2026, 10, 20), _YEAR, fill)
        if letter:
            return letter.document
    return compose(given, _YEAR, fill).document


def _plan() -> Document:
    with as_file(files("corpus.samples") / "02_ke_hoach_xa_truong_khe.docx") as path:
        return read_capped(path)


def _reporting(period: str) -> Reporting:
    samples = files("corpus.samples")
    with (
        as_file(samples / "tien_do_xa_truong_khe.xlsx") as book,
        as_file(samples / "don_vi_truong_khe.yaml") as unit,
    ):
        document = _plan()
        return Reporting(document, read_book(book, document).progress, load_profile(unit), parse(period), _DAY)


def _joining(given: Reporting) -> Joining:
    """A province with two communes, of which one has reported."""
    sent = (Received("tien-do.xlsx", given.progress),)
    joined = join(("xã Trường Khê", "xã Vàm Tràm"), sent, {}, _DAY, None)
    province = load_profile("tỉnh Đồng Tháp", provinces=True)
    return Joining(given.plan, joined, province, given.period, _DAY)
