"""A chart in a DOCX: a native bar chart that Word and LibreOffice draw, with its figures in a workbook inside.

python-docx makes no charts; the part is DrawingML (ECMA-376, part 1, 21.2), written by chart.xml.j2.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import ceil
from typing import Any

from corpus.letters import printable
from generate.ruled import W

_EMU_MM = 36000
_WIDTH, _HEAD = 160, 34  # millimetres: of the chart, of its title, axis and legend
_ROWS = {1: 8, 2: 9, 3: 12}  # millimetres of a bar, by the lines of the longest name beside it
_NAME = 42  # letters of a name on a line
_TALLEST = 220
_STEPS = 8  # at most so many lines of the grid
_BOOKMARK = re.compile(r"kh_(\d+)_")
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INLINE = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pPr><w:spacing w:before="120"'
    ' w:after="120"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Biểu đồ {number}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{related}" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of piece of the bars. values: one a bar; colour, letters: RGB of the piece and of its figure."""

    name: str
    values: tuple[int, ...]
    colour: str
    letters: str = "000000"


@dataclass(frozen=True, slots=True)
class Chart:
    """Lying bars, each of pieces laid end to end. path: the item of the outline below whose words it is drawn.

    says: what it shows, for those who cannot see it.
    """

    path: str
    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    says: str = ""

    @property
    def lines(self) -> int:
        """Of the longest name beside its bar, at most three: LibreOffice leaves out names that would touch."""
        return min(max((ceil(len(name) / _NAME) for name in self.names), default=0) or 1, 3)

    @property
    def letters(self) -> int:
        """The size of the names, in hundredths of a point; smaller where they are long."""
        return 1000 if self.lines == 1 else 800

    @property
    def step(self) -> int:
        """Between two lines of the grid."""
        longest = max((sum(pieces) for pieces in zip(*(each.values for each in self.series), strict=True)), default=1)
        return max(1, ceil(longest / _STEPS))


def with_charts(package: bytes, charts: Sequence[Chart]) -> bytes:
    """The DOCX with each chart below the last paragraph of its item; the same bytes for the same input.

    Raises KeyError where the document has no such item.
    """
    import docx

    from generate.word import stable

    if not charts:
        return package
    word: Any = docx.Document(io.BytesIO(package))
    for number, chart in enumerate(charts, 1):
        _last_paragraph(word, chart.path).addnext(_drawing(word, chart, number))
    out = io.BytesIO()
    word.save(out)
    return stable(out.getvalue())


def _last_paragraph(word: Any, path: str) -> Any:
    """The last paragraph whose bookmark names the path."""
    from generate.finish import bookmark_name

    for mark in reversed(list(word.element.body.iter(f"{W}bookmarkStart"))):
        name = str(mark.get(f"{W}name"))
        match = _BOOKMARK.match(name)
        if match and name == bookmark_name(int(match[1]), path):
            return mark.getparent()
    raise KeyError(path)


def _drawing(word: Any, chart: Chart, number: int) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    package = word.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, _xml(chart), package)
    book = Part(PackURI(f"/word/embeddings/so_lieu{number}.xlsx"), _WORKBOOK, _workbook(chart), package)
    part.relate_to(book, f"{_RELATED}/package")
    rid = word.part.relate_to(part, f"{_RELATED}/chart")
    height = min(_HEAD + _ROWS[chart.lines] * len(chart.names), _TALLEST)
    xml = _INLINE.format(
        width=_WIDTH * _EMU_MM, height=height * _EMU_MM, number=1000 + number, related=_RELATED, rid=rid
    )
    drawn = etree.fromstring(xml)
    for properties in drawn.iter("{*}docPr"):
        properties.set("descr", printable(chart.says or chart.title))
    return drawn


def _xml(chart: Chart) -> bytes:
    from jinja2 import Environment, StrictUndefined

    source = files("generate").joinpath("chart.xml.j2").read_text("utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
    return printable(template.render(chart=chart)).encode()


def _workbook(chart: Chart) -> bytes:
    """The figures, so that Word can edit them; without the time at which it was made."""
    from openpyxl import Workbook

    from generate.word import stable

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    sheet.append(["", *(each.name for each in chart.series)])
    for at, name in enumerate(chart.names):
        sheet.append([printable(name), *(each.values[at] for each in chart.series)])
        sheet.cell(at + 2, 1).data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return stable(out.getvalue())
