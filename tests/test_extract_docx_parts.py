"""DOCX: what is drawn, put in whole, ticked or noted in the margin, part by part."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from corpus.model import Source
from extract import understand
from extract.readers.docx_symbols import printed
from extract.source import load, take_apart
from tests.test_extract_docx import OFFICE, SPACES, cell, grid, package, r, row, source, table
from tests.test_extract_docx import p as paragraph

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMES = (
    f'xmlns:a="{DRAWING}/main" xmlns:c="{DRAWING}/chart" xmlns:dgm="{DRAWING}/diagram" xmlns:r="{OFFICE}" '
    f'xmlns:o="urn:schemas-microsoft-com:office:office" {SPACES}'
)
STRICT = (DRAWING, "http://purl.oclc.org/ooxml/drawingml")
LINK = '<Relationship Id="{name}" Type="{office}/{kind}" Target="{target}"/></Relationships>'


def with_parts(body: str, *parts: tuple[str, str, str, bytes | str], strict: bool = False) -> Source:
    """The Source of a DOCX of a body and further parts: id, kind and name of each, and what it holds."""
    whole = package(body, strict=strict)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                for link, kind, target, _ in parts:
                    ending = LINK.format(name=link, office=OFFICE, kind=kind, target=target)
                    data = data.replace(b"</Relationships>", ending.encode())
            new.writestr(name, data.replace(*map(str.encode, STRICT)) if strict else data)
        for _, _, target, held in parts:
            new.writestr(f"word/{target}", held.replace(*STRICT) if isinstance(held, str) and strict else held)
    return load(made.getvalue(), "mau.docx")


def drawing(inner: str) -> str:
    return paragraph(
        f"<w:r><w:drawing {NAMES}><a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></w:drawing></w:r>"
    )


def points(*values: str) -> str:
    return "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))


def series(name: str, labels: tuple[str, ...], values: tuple[str, ...], form: str = "General") -> str:
    told = f"<c:tx><c:strRef><c:strCache>{points(name)}</c:strCache></c:strRef></c:tx>"
    along = f"<c:cat><c:strRef><c:strCache>{points(*labels)}</c:strCache></c:strRef></c:cat>"
    cache = f"<c:numCache><c:formatCode>{form}</c:formatCode>{points(*values)}</c:numCache>"
    return f"<c:ser>{told}{along}<c:val><c:numRef>{cache}</c:numRef></c:val></c:ser>"


def chart(title: str, *held: str) -> str:
    words = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    plot = f"<c:plotArea><c:barChart>{''.join(held)}</c:barChart></c:plotArea>"
    return f"<c:chartSpace {NAMES}><c:chart>{words}{plot}</c:chart></c:chartSpace>"


SHARES = chart(
    "Tỷ lệ hồ sơ",
    series("Năm 2025", ("Xã A", "Xã B"), ("0.125", "0.5"), "0%"),
    series("Số hồ sơ", ("Xã A", "Xã B"), ("12.5", "1200.0000000000002")),
)
CHART = drawing('<c:chart r:id="bieu"/>')


@pytest.mark.parametrize("strict", [False, True])
def test_a_chart_is_the_table_it_was_drawn_from(strict: bool) -> None:
    body = paragraph(r("Trước")) + CHART + paragraph(r("Sau"))
    found = with_parts(body, ("bieu", "chart", "chart1.xml", SHARES), strict=strict)
    assert found.text.split("\n")[:2] == ["Trước", "Tỷ lệ hồ sơ"]
    assert found.text.endswith("Sau")
    assert grid(found) == [["", "Năm 2025", "Số hồ sơ"], ["Xã A", "12,5%", "12,5"], ["Xã B", "50%", "1200"]]


def test_a_chart_in_a_cell_gives_its_rows_as_lines() -> None:
    body = table(row(cell("A"), f"<w:tc>{CHART}</w:tc>"))
    found = with_parts(body, ("bieu", "chart", "chart1.xml", SHARES))
    assert grid(found) == [["A", "Tỷ lệ hồ sơ\nNăm 2025 Số hồ sơ\nXã A 12,5% 12,5\nXã B 50% 1200"]]


def test_a_chart_without_its_part_is_nothing() -> None:
    assert with_parts(paragraph(r("Chữ")) + CHART).text == "Chữ"


def test_smart_art_is_read_along_its_tree() -> None:
    names = {"0": "", "1": "Ban Chỉ đạo", "2": "Tổ giúp việc", "3": "Các xã", "4": "Văn phòng"}
    held = "".join(
        f'<dgm:pt modelId="{at}"><dgm:t><a:p><a:r><a:t>{name}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for at, name in names.items()
    )
    tree = (("0", "1", 0), ("1", "3", 1), ("1", "2", 0), ("2", "4", 0), ("4", "1", 0))  # the last closes a ring
    links = "".join(f'<dgm:cxn srcId="{a}" destId="{b}" srcOrd="{order}"/>' for a, b, order in tree)
    data = f"<dgm:dataModel {NAMES}><dgm:ptLst>{held}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>"
    found = with_parts(drawing('<dgm:relIds r:dm="so-do"/>'), ("so-do", "diagramData", "data1.xml", data))
    assert found.text.split("\n") == ["Ban Chỉ đạo", "Tổ giúp việc", "Văn phòng", "Các xã"]


def word(*rows: tuple[str, str]) -> bytes:
    """A DOCX of its own: a paragraph, a table."""
    made = docx.Document()
    made.add_paragraph("Trong phần chèn")
    inner = made.add_table(len(rows), 2)
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            inner.cell(at, column).text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


CHUNK = f'<w:altChunk xmlns:r="{OFFICE}" r:id="phan"/>'


@pytest.mark.parametrize(
    ("target", "held"),
    [
        ("a.docx", word(("1", "Sở Y tế"), ("2", "Sở Nội vụ"))),
        (
            "a.html",
            "<html><body><p>Trong phần chèn</p><table><tr><td>1<td>Sở Y tế<tr><td>2<td>Sở Nội vụ</table></body>",
        ),
    ],
)
def test_a_document_put_in_whole_stands_at_its_place(target: str, held: bytes | str) -> None:
    first = table(row(cell("A"), cell("B")))
    body = first + CHUNK + paragraph(r("Sau"))
    found = with_parts(body, ("phan", "aFChunk", target, held))
    assert found.text.split("\n") == ["A", "B", "Trong phần chèn", "1", "Sở Y tế", "2", "Sở Nội vụ", "Sau"]
    assert [[found.of(each) for each in line] for line in found.tables[1].rows] == [
        ["1", "Sở Y tế"],
        ["2", "Sở Nội vụ"],
    ]
    assert [line.cell[0] for line in found.lines if line.cell] == [0, 0, 1, 1, 1, 1]
    assert found.notes == ()


@pytest.mark.parametrize("held", [b"PK\x03\x04 hong", b"", b"\x00\x01\x02\x03\x04\x05\x06\x07\x08"])
def test_a_part_that_cannot_be_read_is_noted(held: bytes) -> None:
    found = with_parts(paragraph(r("Chữ")) + CHUNK, ("phan", "aFChunk", "a.bin", held))
    assert found.text == "Chữ"
    assert [note.code for note in found.notes] == ["part-unread"]


def form(inner: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


LIST = '<w:ddList>{}<w:listEntry w:val="Đạt"/><w:listEntry w:val="Chưa đạt"/></w:ddList>'
TICK = '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/></w:sdtPr>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (form("<w:checkBox><w:checked/></w:checkBox>") + r(" Có"), "☒ Có"),
        (form('<w:checkBox><w:checked w:val="0"/></w:checkBox>') + r(" Không"), "☐ Không"),
        (form('<w:checkBox><w:default w:val="1"/></w:checkBox>') + r(" Có"), "☒ Có"),
        (form('<w:checkBox><w:default w:val="1"/><w:checked w:val="false"/></w:checkBox>') + r(" Có"), "☐ Có"),
        (form("<w:checkBox/>") + r(" Trống"), "☐ Trống"),
        (form(LIST.format('<w:result w:val="1"/>')), "Chưa đạt"),
        (form(LIST.format("")), "Đạt"),
        (form(LIST.format('<w:result w:val="9"/>')) + r("x"), "x"),
        (TICK + f"<w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>" + r(" Đồng ý"), "☒ Đồng ý"),
        (
            TICK
            + '<w:sdtContent><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r></w:sdtContent></w:sdt>'
            + r(" Có"),
            "☐ Có",
        ),
        ('<w:r><w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr><w:t>þ</w:t></w:r>' + r(" Có"), "☑ Có"),
        (
            f"<w:r><w:ruby><w:rt>{r('âm')}</w:rt><w:rubyBase>{r('chữ')}</w:rubyBase></w:ruby></w:r>{r(' sau')}",
            "chữ(âm) sau",
        ),
        ('<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>', "DỰ THẢO"),
    ],
)
def test_what_a_form_prints(body: str, text: str) -> None:
    assert source(paragraph(body)).text == text


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("o", "Wingdings", "☐"),
        ("\uf0a8", "Wingdings", "☐"),
        ("\uf0a8", "Symbol", "•"),
        ("v", "Wingdings", "•"),
        ("R", "Wingdings 2", "☑"),
        ("£", "Symbol", "≤"),
        ("ab", "Symbol", "ab"),
        (" o ", "Wingdings", " ☐ "),
        ("Số", "Wingdings", "Số"),
        ("Kế hoạch", "Wingdings", "Kế hoạch"),  # nobody reads a sentence as marks
        ("o", "Times New Roman", "o"),
    ],
)
def test_marks_of_symbol_fonts(text: str, font: str, shown: str) -> None:
    assert printed(text, font) == shown


def test_comments_are_told_and_no_part_of_the_text() -> None:
    remarks = "".join(f"<w:comment>{paragraph(r(text))}</w:comment>" for text in ("Xem lại số liệu", "Bổ sung"))
    held = f"<w:comments {SPACES}>{remarks}</w:comments>"
    found = with_parts(paragraph(r("Thân bài")), ("y-kien", "comments", "comments.xml", held))
    assert found.text == "Thân bài"
    assert found.furniture == ("Xem lại số liệu", "Bổ sung")
    (note,) = found.notes
    assert note.code == "comments"
    assert "2 bình luận" in note.message
    assert "«Xem lại số liệu»" in note.message


def test_an_object_of_another_program_is_told() -> None:
    held = f'<w:r><w:object {NAMES}><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    assert [note.code for note in source(paragraph(held + r("Chữ"))).notes] == ["embedded-object"]


def test_taking_apart_gives_what_was_laid() -> None:
    found = source(paragraph(r("Một")) + table(row(cell("A"), cell("")), row(cell("B"), cell("C"))))
    pieces, grids = take_apart(found)
    assert [piece.text for piece in pieces] == ["Một", "A", "B", "C"]
    assert grids == [(((1, 2), (0, 0)), ((2, 3), (3, 4)))]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


LISTED = (
    paragraph(
        field("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + field("separate") + r("I. MỤC TIÊU 2")
    )
    + paragraph(
        field("begin") + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>" + field("end") + r("II. NHIỆM VỤ 3")
    )
    + paragraph(r("III. TỔ CHỨC THỰC HIỆN 5") + field("end"))
)
CONTROL = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'


@pytest.mark.parametrize(
    ("contents", "lines"),
    [(LISTED, 3), (f"{CONTROL}<w:sdtContent>{paragraph(r('MỤC LỤC'))}{LISTED}</w:sdtContent></w:sdt>", 4)],
)
def test_a_list_of_contents_is_kept_and_no_outline(contents: str, lines: int) -> None:
    body = contents + paragraph(r("I. MỤC TIÊU")) + paragraph(r("Phát triển kinh tế số."))
    found = source(body)
    assert [line.origin for line in found.lines] == ["contents"] * lines + ["body"] * 2
    record = understand(found)
    assert [node.label for node in record.outline] == ["I"]
    assert "III. TỔ CHỨC THỰC HIỆN 5" in record.text
