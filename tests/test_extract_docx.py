"""DOCX: everything a reader sees, in order, from parts written by hand; the words of the real files are counted."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from corpus.errors import KehoachError
from corpus.model import Source
from extract.package import Package
from extract.readers.docx_numbers import say
from extract.source import load

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="r{at}" Type="{office}/{kind}" Target="{target}"/>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = (
    (W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)
KEPT = 0.99


def package(body: str, *, strict: bool = False, **parts: str) -> bytes:
    """A DOCX of a body; other parts (`numbering`, `styles`, `footnotes`, `header`) by their inner XML."""
    root = {"numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes", "header": "w:hdr"}
    main = LINK.format(at=0, office=OFFICE, kind="officeDocument", target="word/document.xml")
    others = "".join(
        LINK.format(at=at, office=OFFICE, kind=kind, target=f"{kind}.xml") for at, kind in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": LINKS.format(main),
        "word/_rels/document.xml.rels": LINKS.format(others),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{kind}.xml": f"<{root[kind]} {SPACES}>{inner}</{root[kind]}>" for kind, inner in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text.replace(*STRICT[0]).replace(*STRICT[1]) if strict else text)
    return made.getvalue()


def p(inner: str, form: str = "") -> str:
    return f"<w:p><w:pPr>{form}</w:pPr>{inner}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, form: str = "") -> str:
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{p(r(text))}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def told(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(text: str) -> str:
    """A text box as Word writes it: for new programs and once more for old ones."""
    inner = f"<w:txbxContent>{p(r(text))}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"


def source(body: str, **parts: str) -> Source:
    return load(package(body, **parts), "mau.docx")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:sdt><w:sdtContent>{p(r('Giao'))}</w:sdtContent></w:sdt>", "Giao"),
        (
            p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Sở Y tế')}</w:sdtContent></w:sdt>{r(' chủ trì')}"),
            "Sở Y tế chủ trì",
        ),
        (p(r("Trước") + box("Trong hộp") + r(" sau")), "Trước sau\nTrong hộp"),
        (p(f"<w:hyperlink>{r('Điều 5')}</w:hyperlink>"), "Điều 5"),
        (p(f"<w:ins>{r('thêm')}</w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"), "thêm"),
        (p(f"<w:moveTo>{r('đến')}</w:moveTo><w:moveFrom>{r('đi')}</w:moveFrom>"), "đến"),
        (p(r("Một "), "<w:rPr><w:del/></w:rPr>") + p(r("hai")), "Một hai"),
        (p(f'<w:fldSimple w:instr="DATE">{r("năm 2026")}</w:fldSimple>'), "năm 2026"),
        (p(field("begin") + told("PAGE") + field("separate") + r("12") + field("end") + r(" trang")), "12 trang"),
        (
            p(
                field("begin")
                + told("IF ")
                + field("begin")
                + told("MERGEFIELD x")
                + field("separate")
                + r("ẩn")
                + field("end")
                + field("separate")
                + r("hiện")
                + field("end")
            ),
            "hiện",
        ),
        (p(field("begin") + told("TOC")) + p(r("Không mất chữ")), "Không mất chữ"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r(" 85%")), "≥ 85%"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'), "→"),
        (p('<w:r><w:sym w:font="Symbol" w:char="B7"/></w:r>' + r(" ý")), "• ý"),
        (p('<w:r><w:sym w:font="Arial" w:char="110000000"/></w:r>' + r("ý")), "ý"),
        (p("<w:r><w:t>12/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>"), "12/KH-UBND"),
        (p("<w:r><w:t>thôn</w:t><w:softHyphen/><w:t>g tin</w:t></w:r>"), "thông tin"),
        (p("<w:r><w:t>Mục</w:t><w:br/><w:t>Hai</w:t></w:r>"), "Mục\nHai"),
        (p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"), "a+b"),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>" + r("hiện")), "hiện"),
        (table(row(f"<w:tc>{p(r('Khung'))}{table(row(cell('A'), cell('B')))}</w:tc>")), "Khung\nA\nB"),
    ],
)
def test_what_a_reader_sees_in_order(body: str, text: str) -> None:
    assert source(body).text == text


@pytest.mark.parametrize(
    ("body", "noted"),
    [
        (p(r("còn") + "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"), True),
        (p(r("còn") + f"<w:moveFrom>{r('bỏ')}</w:moveFrom>"), True),
        (p(r("còn") + f"<w:ins>{r('thêm')}</w:ins>"), False),
    ],
)
def test_what_was_deleted_is_noted(body: str, noted: bool) -> None:
    assert ("tracked-deletion" in [note.code for note in source(body).notes]) is noted


def test_notes_stand_at_the_end_and_heads_are_furniture() -> None:
    notes = f'<w:footnote w:type="separator">{p(r("---"))}</w:footnote><w:footnote>{p(r("Xem Điều 5"))}</w:footnote>'
    found = source(p(r("Thân bài")), footnotes=notes, header=p(r("Trang 2")))
    assert found.text == "Thân bài\nXem Điều 5"
    assert [line.origin for line in found.lines] == ["body", "footnote"]
    assert found.furniture == ("Trang 2",)


def test_strict_open_xml_reads_the_same() -> None:
    body = p(r("Thân bài"), '<w:jc w:val="center"/>') + table(row(cell("A"), cell("B")))
    usual, strict = (load(package(body, strict=strict), "mau.docx") for strict in (False, True))
    assert (strict.text, strict.lines, strict.tables) == (usual.text, usual.lines, usual.tables)


def grid(found: Source) -> list[list[str]]:
    return [[found.of(span) for span in row] for row in found.tables[0].rows]


def test_merged_cells_stand_in_every_row_and_column_they_cover() -> None:
    starts, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("1", starts), cell("Rà soát", wide)),
        row(cell("", goes_on), cell("Sở Y tế"), cell("2026")),
        row(cell("", f"{wide}{goes_on}"), cell("2027")),
    )
    assert grid(source(body)) == [["1", "Rà soát", "Rà soát"], ["1", "Sở Y tế", "2026"], ["1", "1", "2027"]]


def test_a_deleted_row_is_no_row_and_a_nested_table_lies_in_its_cell() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('')}{cell('')}</w:tr>"
    inner = table(row(cell("a"), cell("b")))
    body = table(row(cell("A"), f"<w:tc>{p(r('B'))}{inner}{p('')}</w:tc>"), gone, row(cell("C"), cell("D")))
    assert grid(source(body)) == [["A", "B\na\nb"], ["C", "D"]]


def test_a_table_in_a_frame_is_a_table() -> None:
    body = table(row(f"<w:tc>{p(r('Khung'))}{table(row(cell('A'), cell('B')))}{p('')}</w:tc>"))
    assert grid(source(body)) == [["A", "B"]]


# --- automatic numbers -------------------------------------------------------------------------------------


def level(at: int, form: str, text: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.", '<w:pStyle w:val="Muc"/>')
    + level(2, "decimal", "%1.%3.", "<w:isLgl/>")
    + level(3, "lowerLetter", "%4)", '<w:lvlRestart w:val="0"/>')
    + level(4, "bullet", "\uf02d")
    + "</w:abstractNum>"
)
NUMBERING = (
    OUTLINE
    + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    + '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + level(0, "decimal", "Điều %1", '<w:suff w:val="nothing"/>')
    + "</w:lvlOverride></w:num>"
    + '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Kieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def listed(*places: str) -> list[str]:
    """The printed lines of paragraphs, each `numId:level`, `numId`, or a style."""
    body = ""
    for place in places:
        number, _, depth = place.partition(":")
        form = f'<w:ilvl w:val="{depth}"/>' if depth else ""
        number = f'<w:numPr>{form}<w:numId w:val="{number}"/></w:numPr>'
        body += p(r("x"), f'<w:pStyle w:val="{place}"/>' if place.isalpha() else number)
    return source(body, numbering=NUMBERING, styles=STYLES).text.split("\n")


@pytest.mark.parametrize(
    ("places", "printed"),
    [
        ("1:0 1:1 1:1 1:0 1:1", "I. x|1. x|2. x|II. x|1. x"),
        ("1:0 1:0 1:2 1:2", "I. x|II. x|2.1. x|2.2. x"),  # isLgl: arabic throughout
        ("1:1 1:3 1:3 1:1 1:3", "1. x|a) x|b) x|2. x|c) x"),  # lvlRestart 0: never anew
        ("1:1 1:1 2:1 2:1", "1. x|2. x|4. x|5. x"),  # startOverride at the first use
        ("1:0 2:1 1:0 2:1", "I. x|4. x|II. x|4. x"),
        ("1:0 3:0", "I. x|Điều 2x"),  # its own level, the shared count; nothing behind the label
        ("Muc Muc Con 1:0 Muc", "1. x|2. x|3. x|I. x|1. x"),  # the style is linked to level 1
        ("4:0 1:0", "I. x|II. x"),  # by a style of lists
        ("1:4 0 9:0", "- x|x|x"),
        ("1", "I. x"),
    ],
)
def test_automatic_numbers_are_printed(places: str, printed: str) -> None:
    assert listed(*places.split()) == printed.split("|")


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("lowerLetter", {1: "a", 4: "d", 5: "e", 26: "z", 27: "aa", 0: ""}),  # Word knows no đ
        ("upperLetter", {2: "B"}),
        ("upperRoman", {1: "I", 4: "IV", 19: "XIX", 49: "XLIX", 90: "XC"}),
        ("lowerRoman", {8: "viii"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("none", {3: ""}),
        ("numberInDash", {2: "- 2 -"}),
        ("decimalEnclosedCircle", {3: "③", 21: "21"}),
        ("vietnameseCounting", {3: "3"}),
    ],
)
def test_say(form: str, values: dict[int, str]) -> None:
    assert {value: say(value, form) for value in values} == values


def test_a_label_is_bold_like_its_words() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Mục tiêu</w:t></w:r>"
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    found = source(p(bold + r(" năm 2026"), number) + p(r("không đậm"), number), numbering=NUMBERING)
    assert [found.text[line.start :][: line.lead_bold] for line in found.lines] == ["I. Mục tiêu", ""]


# --- real files --------------------------------------------------------------------------------------------


def letters(text: str) -> Counter[str]:
    """The characters that are printed, composed."""
    ignored = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    return Counter(char for char in unicodedata.normalize("NFC", text) if not char.isspace() and char not in ignored)


def body_text(data: bytes) -> str:
    """All w:t of the body but what is printed twice or was deleted, told without the reader."""
    whole = Package(data)
    root = whole.xml(whole.main)
    hidden = {
        f"{{{W}}}del",
        f"{{{W}}}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
    texts: list[etree._Element] = list(root.iter(f"{{{W}}}t")) if root is not None else []
    return "".join(each.text or "" for each in texts if not any(up.tag in hidden for up in each.iterancestors()))


@pytest.mark.shared
def test_the_words_of_every_real_docx_are_kept(shared: Path) -> None:
    paths = [path for path in sorted(shared.rglob("*")) if path.suffix in (".docx", ".docm", ".dotx")]
    kept = {}
    for path in paths:
        data = path.read_bytes()
        try:
            found = load(data, path.name)
        except KehoachError:
            continue
        printed = letters(body_text(data))
        kept[path.name] = 1 - (printed - letters(found.text)).total() / max(printed.total(), 1)
    assert {name: share for name, share in kept.items() if share < KEPT} == {}
    assert len(kept) > 0.8 * len(paths) > 0
