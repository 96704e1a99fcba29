"""The report on a plan (báo cáo): an outline by the length of the period, filled from the workbook.

The outlines are templates (bao_cao_thang.docx … bao_cao_tong_ket.docx) by the custom of communes; the form is Decree
30/2020/NĐ-CP, annex III, form 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Document, Node, Recipient
from corpus.report_period import ReportPeriod
from generate.annex import issued_with, pointing
from generate.chart import Chart
from generate.draft import Blank
from generate.outline_nodes import Built, build
from generate.outline_template import Fields, Fill, fill_ours
from generate.own_paper import blank_items, head_blanks, recipients, with_head
from generate.profile import Profile
from generate.progress_tables import owner_chart
from generate.report_fields import report_fields
from generate.reporting import Reporting

__all__ = ["Report", "Reporting", "compose", "outline_name", "written"]

_CHART = "Số nhiệm vụ theo cơ quan chủ trì và tình hình thực hiện"
_OUTLINES = {
    "sơ kết": "bao_cao_so_ket",
    "tổng kết": "bao_cao_tong_ket",
    "tháng": "bao_cao_thang",
    "quý": "bao_cao_quy",
    "9 tháng": "bao_cao_quy",
    "6 tháng": "bao_cao_6_thang",
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the document, its charts, and what the clerk has to fill in."""

    document: Document
    charts: tuple[Chart, ...]
    blanks: tuple[Blank, ...]


def outline_name(period: ReportPeriod) -> str:
    """The template of a period's report; that of a year serves longer ones that are no review, too."""
    return _OUTLINES.get(period.review or period.span, "bao_cao_nam")


def compose(given: Reporting, year: int | None = None, fill: Fill = fill_ours) -> Report:
    """The report of a unit. year: of issue, None where it is not known; fill: how a template is evaluated."""
    paper = _paper(given, year)
    built = build(fill(outline_name(given.period), {**report_fields(given), **with_whole(paper)}))
    document = written(paper, built)
    charts = (owner_chart(given.owners, built.chart, _CHART),) if built.chart else ()
    blanks = (*head_blanks(document), *blank_items(built.outline), *_missing_values(given, built.outline))
    return Report(document, charts, blanks)


def _paper(given: Reporting, year: int | None) -> Document:
    """The head and the recipients, which the unit gives."""
    to = f"Ủy ban nhân dân {given.profile.superior}"
    return report_head(given.profile, to, recipients(given.profile, given.plan, (Recipient("Như trên"),)), year)


def report_head(profile: Profile, to: str, listed: tuple[Recipient, ...], year: int | None) -> Document:
    """A report without its words. to: whom it is addressed to; listed: the recipients."""
    paper = Document(kind="BC", symbol="BC-UBND", addressees=(to,), recipients=listed)
    return with_head(paper, profile, year)


def with_whole(paper: Document) -> Fields:
    """The field by which an annex names the document it belongs to."""
    return {"kem_theo_van_ban": issued_with(paper)}


def written(paper: Document, built: Built) -> Document:
    """The paper with the words of its outline, pointing to its annexes."""
    words = replace(paper, title=built.title, lead=built.lead, closing=built.closing)
    return pointing(replace(words, outline=(*built.outline, *built.annexes)))


def _missing_values(given: Reporting, outline: tuple[Node, ...]) -> Iterator[Blank]:
    """The blanks in the table of targets."""
    words = {each.aim.words for each in given.achieved}
    node = next((node for node in _nodes(outline) if _has_row(node, words)), None)
    if node is None or node.table is None:
        return
    for each in given.achieved:
        if each.verdict == "silent":
            yield Blank(f"Kết quả của chỉ tiêu «{each.aim.words}»", node.path)
    if report_fields(given)["cung_ky"] in node.table.header:
        yield Blank("Số liệu cùng kỳ năm trước của các chỉ tiêu (hoặc bỏ cột)", node.path)


def _nodes(outline: Sequence[Node]) -> Iterator[Node]:
    for node in outline:
        yield node
        yield from _nodes(node.children)


def _has_row(node: Node, words: set[str]) -> bool:
    return node.table is not None and any(words.intersection(row) for row in node.table.rows)
