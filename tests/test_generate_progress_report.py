"""The report on a plan: its outline by the period, its words against goldens, its form, and how it reads back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.model import Document, Node, Recipient
from corpus.office import to_pdf
from corpus.progress import Progress, tally
from corpus.report_period import parse
from extract import read
from generate.chart import with_charts
from generate.check import check
from generate.profile import Profile, load_profile, profile_of
from generate.progress_list import sections
from generate.progress_reading import read_book
from generate.progress_report import Report, Reporting, compose
from generate.word import render
from generate.wording import body_lines

ROOT = Path(__file__).parents[1]
SAMPLES, GOLDENS = ROOT / "corpus" / "samples", ROOT / "tests" / "goldens"
BOOK = SAMPLES / "tien_do_xa_truong_khe.xlsx"
PERIODS = {
    "thang": ("tháng 9/2026", date(2026, 9, 30)),
    "quy": ("quý III/2026", date(2026, 10, 5)),
    "6 thang": ("6 tháng đầu năm 2026", date(2026, 6, 30)),
    "nam": ("năm 2026", date(2026, 12, 31)),
    "so ket": ("sơ kết 6 tháng đầu năm 2026", date(2026, 6, 30)),
    "tong ket": ("tổng kết năm 2026", date(2026, 12, 31)),
}


@cache
def plan() -> Document:
    return read(SAMPLES / "02_ke_hoach_xa_truong_khe.docx")


def profile() -> Profile:
    return load_profile(SAMPLES / "don_vi_truong_khe.yaml")


@cache
def reporting(period: str) -> Reporting:
    text, day = PERIODS[period]
    return Reporting(plan(), read_book(BOOK, plan()).progress, profile(), parse(text), day)


@cache
def report(period: str) -> Report:
    return compose(reporting(period), 2026)


def nodes(outline: tuple[Node, ...]) -> Iterator[Node]:
    for node in outline:
        yield node
        yield from nodes(node.children)


def words(document: Document) -> str:
    """The report as it is read aloud: its lines, and its tables cell by cell."""
    lines = [f"BÁO CÁO {document.title}", *(f"Kính gửi: {name}" for name in document.addressees)]
    for line in body_lines(document):
        lines += [f"{line.label} {line.text}".strip()] if not line.table else []
        rows = (line.table.header, *line.table.rows) if line.table else ()
        lines += [" | ".join(cell.replace("\n", "; ") for cell in row) for row in rows]
    lines += [f"Nơi nhận: {recipient.name}" for recipient in document.recipients]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("period", PERIODS)
def test_what_a_report_says(period: str, renew: bool) -> None:
    path, said = GOLDENS / f"bao-cao {period}.txt", words(report(period).document)
    if renew:
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text("utf-8")


@pytest.mark.parametrize("period", PERIODS)
def test_a_report_breaks_no_rule_and_reads_back_as_meant(tmp_path: Path, period: str) -> None:
    made = report(period)
    path = tmp_path / "bc.docx"
    path.write_bytes(with_charts(render(made.document), made.charts))
    assert check(path) == ()
    path.write_bytes(render(made.document))  # the figures of a chart are read as one more table
    back = read(path)
    for name in ("kind", "symbol", "place", "date", "issuer", "title", "lead", "closing", "recipients", "signer"):
        assert getattr(back, name) == getattr(made.document, name), name
    meant = [(node.path, node.heading, node.text, node.table) for node in nodes(made.document.outline)]
    assert [(each.path, each.heading, each.text, each.table) for each in nodes(back.outline)] == meant


@pytest.mark.parametrize("period", PERIODS)
def test_every_blank_is_listed_and_nothing_else(period: str) -> None:
    made = report(period)
    blank = {node.path for node in nodes(made.document.outline) if node.text == "…"}
    listed = {each.path for each in made.blanks if each.what.startswith("Nội dung mục")}
    assert blank == listed != set()
    assert any(each.what == "Số và ngày, tháng ban hành văn bản" for each in made.blanks)


def test_the_numbers_of_the_table_are_those_of_the_tasks() -> None:
    given = reporting("quy")
    node = next(
        node
        for node in nodes(report("quy").document.outline)
        if node.heading == "Kết quả theo cơ quan, đơn vị chủ trì"
    )
    assert node.table is not None
    *owners, whole = node.table.rows
    count = tally(given.followed)
    assert whole[2:] == tuple(
        map(
            str,
            (count.total, count.done, count.of("kept up"), count.not_due, count.of("overdue"), count.of("silent")),
        )
    )
    assert all(int(row[2]) == sum(map(int, row[3:])) for row in node.table.rows)
    assert sum(int(row[2]) for row in owners) == sum(len(each.task.owners) for each in given.followed)


def test_a_plan_without_tasks_and_targets_has_a_report_too(tmp_path: Path) -> None:
    bare = Document(kind="KH", title="Tuyên truyền năm 2026", issuer="Ủy ban nhân dân xã Trường Khê")
    progress = Progress("", "", "", None, (), (), {}, {})
    made = compose(Reporting(bare, progress, profile(), parse("quý I/2026"), date(2026, 3, 31)))
    said = words(made.document)
    for sentence in (
        "Kế hoạch không giao nhiệm vụ cụ thể cho cơ quan, đơn vị nào.",
        "Kế hoạch không giao chỉ tiêu định lượng.",
        "Không có nhiệm vụ quá hạn.",
        "Kế hoạch không có nhiệm vụ đến hạn trong quý II năm 2026.",
        "Kế hoạch số …/… ngày … tháng … năm …",
    ):
        assert sentence in said
    (tmp_path / "bc.docx").write_bytes(with_charts(render(made.document), made.charts))
    assert check(tmp_path / "bc.docx") == ()
    assert made.charts == ()


def test_recipients_and_signature_are_the_profiles_own() -> None:
    said = {
        "don_vi": "xã Trường Khê, tỉnh Khê Giang",
        "noi_nhan": ["UBND tỉnh Khê Giang (b/c)", "TT Đảng ủy xã", "Trưởng các ấp (t/h)"],
        "chuc_vu": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "luu": "VT, KT",
    }
    document = compose(replace(reporting("quy"), profile=profile_of(said, "x"))).document
    assert document.recipients == (
        Recipient("Như trên"),
        Recipient("TT Đảng ủy xã"),
        Recipient("Trưởng các ấp", "t/h"),
        Recipient("Lưu: VT, KT"),
    )
    assert (document.signer.position, document.signer.name, document.date) == (
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        None,
        None,
    )


def test_the_list_names_who_is_silent_and_what_has_no_day() -> None:
    listed = {section.heading: section.rows for section in sections(reporting("quy"), report("quy").blanks, (), ())}
    assert [row[1] for row in listed["Nhiệm vụ chưa có báo cáo"]] == [
        "Trung tâm Phục vụ hành chính công xã",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã\ncác tổ chức chính trị - xã hội xã",
    ]
    assert [row[1] for row in listed["Nhiệm vụ hoàn thành chưa ghi ngày"]] == ["trước ngày 20/02/2026"]
    early = replace(reporting("quy"), day=date(2026, 6, 30))
    figures = next(each for each in sections(early, (), (), ()) if each.heading == "Số liệu cần xem lại")
    assert [row[0] for row in figures.rows] == ["Nhiệm vụ, mã III/4", "Nhiệm vụ, mã III/5"]


@pytest.mark.libreoffice
@pytest.mark.parametrize("period", ["quy", "tong ket"])
def test_a_report_is_drawn_with_its_chart(tmp_path: Path, period: str) -> None:
    import pypdfium2

    made = report(period)
    path = tmp_path / "bc.docx"
    path.write_bytes(with_charts(render(made.document), made.charts))
    pdf = pypdfium2.PdfDocument(str(to_pdf((path,), tmp_path)[0]))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    (chart,) = made.charts
    assert chart.title in " ".join(text.split())
    assert all(series.name in text for series in chart.series)
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert 5 <= len(pdf) <= 10
