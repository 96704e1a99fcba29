"""Charts in a DOCX: native parts with their figures, the same bytes, and nothing that reading would stumble over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.model import Document, Node
from corpus.office import to_pdf
from extract import read
from generate.chart import Chart, Series, with_charts
from generate.word import render

PAPER = Document(
    kind="BC",
    title="Kết quả",
    issuer="Ủy ban nhân dân xã Vàm Tràm",
    outline=(Node("I", "I", "KẾT QUẢ", "Tổng hợp dưới đây."), Node("II", "II", "KIẾN NGHỊ", "…")),
)
CHART = Chart(
    "I",
    "Số nhiệm vụ & tiến độ",
    ("Phòng A", "<Phòng B>"),
    (Series("Xong", (1, 0), "1F4E79"), Series("Quá hạn", (0, 12), "C00000")),
    "Phòng A: xong 1",
)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_a_chart_is_drawn_below_its_item_with_its_figures_inside() -> None:
    package = with_charts(render(PAPER), [CHART])
    found = parts(package)
    root = etree.fromstring(found["word/charts/chart1.xml"])
    assert [node.text for node in root.iter(f"{C}v")][:4] == ["Xong", "Phòng A", "<Phòng B>", "1"]
    assert ["".join(each.itertext()) for each in root.iter(f"{C}title")] == ["Số nhiệm vụ & tiến độ"]
    book = openpyxl.load_workbook(io.BytesIO(found["word/embeddings/so_lieu1.xlsx"]))
    assert [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()] == [
        [None, "Xong", "Quá hạn"],
        ["Phòng A", 1, 0],
        ["<Phòng B>", 0, 12],
    ]
    body = list(docx.Document(io.BytesIO(package)).element.body)
    at = next(at for at, each in enumerate(body) if each.find(".//{*}inline") is not None)
    assert "Tổng hợp dưới đây." in "".join(body[at - 1].itertext())
    assert body[at].find(".//{*}docPr").get("descr") == "Phòng A: xong 1"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert with_charts(render(PAPER), [CHART, CHART]) == with_charts(render(PAPER), [CHART, CHART])


def test_the_figures_of_a_chart_are_read_and_nothing_else_changes(tmp_path: Path) -> None:
    """The reader takes a chart for its title and a table of its figures."""
    for name, charts in (("khong.docx", []), ("co.docx", [CHART])):
        (tmp_path / name).write_bytes(with_charts(render(PAPER), charts))
    charted, bare = read(tmp_path / "co.docx"), read(tmp_path / "khong.docx")
    assert CHART.title in charted.text
    assert CHART.title not in bare.text
    assert set(bare.text.splitlines()) <= set(charted.text.splitlines())
    assert (charted.lead, charted.closing, charted.recipients) == (bare.lead, bare.closing, bare.recipients)


def test_a_chart_of_no_item_is_an_error() -> None:
    with pytest.raises(KeyError):
        with_charts(render(PAPER), [Chart("IX", "", (), ())])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), st.integers(0, 400)), min_size=1, max_size=20))
def test_any_names_and_numbers_make_well_formed_parts(rows: list[tuple[str, int]]) -> None:
    names, values = tuple(name for name, _ in rows), tuple(value for _, value in rows)
    chart = Chart("I", "".join(names), names, (Series("x", values, "000000"),))
    root = etree.fromstring(parts(with_charts(render(PAPER), [chart]))["word/charts/chart1.xml"])
    cached = root.find(f".//{C}numCache")
    assert [int(each.text) for each in cached.iter(f"{C}v")] == list(values)
    assert 1 <= max(values, default=1) / chart.step <= 8 or max(values) < 8


@pytest.mark.libreoffice
def test_every_name_shows_in_print_also_where_names_are_long(tmp_path: Path) -> None:
    long = "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội; các đoàn thể, hội quần chúng của xã"
    names = tuple(f"{at} {long}" for at in range(1, 20))
    chart = Chart("I", "Thử", names, (Series("x", (1,) * len(names), "000000"),))
    (tmp_path / "a.docx").write_bytes(with_charts(render(PAPER), [chart]))
    (printed,) = to_pdf((tmp_path / "a.docx",), tmp_path)
    with pdfplumber.open(printed) as pdf:
        words = [word["text"] for page in pdf.pages for word in page.extract_words()]
    assert words.count("Mặt") == len(names)
