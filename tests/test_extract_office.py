"""DOC, RTF and ODT without LibreOffice: the words in the file itself, beside what LibreOffice makes of it."""

from __future__ import annotations

import io
import itertools
import shutil
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DamagedFile, EncryptedFile, KehoachError, LimitExceeded, MissingTool, SourceError
from corpus.model import Source
from corpus.office import Format, convert
from extract.readers import doc_styles, doc_words, odt_words, office, rtf_words
from extract.readers.flow import Flow
from extract.source import load
from tests.test_extract_docx import grid
from tests.test_extract_legacy import wrong_letters

MISSING = MissingTool("chưa cài")
with_office = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(not shutil.which("soffice"), reason="máy chưa cài LibreOffice"),
]


def rtf(body: str) -> Source:
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}"
    head += r"{\f2\fcharset163 Arial;}{\f3\fcharset2 Wingdings;}}{\stylesheet{\s0 Normal;}}{\info{\title Mau}}"
    return office.read_words(f"{head}{body}}}".encode("latin-1"), "a.rtf", MISSING)


CELLS = r"\trowd\trleft0\cellx1000\cellx3000\cellx6000 "


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\pard M\'e9t d\'f2ng\par Hai\par", "Mét dòng\nHai"),
        (r"{\f1 Uû ban nh\'a9n d\'a9n}\par", "Uỷ ban nhân dân"),
        (r"{\f2 \'d0\'f4\'ccng Th\'e1p}\par", "Đồng Tháp"),  # Windows-1258: marks of their own
        (r"K\u7871? ho\u7841?ch\par", "Kế hoạch"),
        (r"\uc2 K\u7871\'3f\'3f ho\uc0\u7841 ch\par", "Kế hoạch"),
        (r"{\listtext\pard\plain 1.\tab}M\'f4c\par", "1. Môc"),
        (r"M\'f4c\line hai\tab ba\~b\_n\par", "Môc\nhai ba b-n"),
        (r"{\v n}hi\'ean{\deleted m}\par", "hiên"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt Trang}} A\par", "Trang A"),
        (r"A{\*\generator x}{\pict 0011}{\*\shppict{\pict 00}}B\par", "AB"),
        (r"A{\object{\*\objdata 00ff}{\result B}}\par", "AB"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt H\'f4p\par}}}Th\'e2n\par", "Thân\nHôp"),
        (r"Th\'e2n{\footnote Ch\'fa}\par sau\par", "Thân\nsau\nChú"),
        (r"{\header\pard Trang 2\par}Th\'e2n\par", "Thân"),
        (r"{\f3 o} C\'f3\par", "☐ Có"),
        (r"A\bin3 }}}B\par", "AB"),
        (r"\ansicpg65001 K\'e1\'ba\'bf ho\'e1\'ba\n\'a1ch".replace(r"\n", "\n") + r"\par", "Kế hoạch"),
        (r"\ansicpg65001 {\f2 K\'e1\'ba\'bf}\par", "Kế"),
        (r"A\u-10179?\u-8704?B\par", "A\U0001f600B"),
        (r"A \u-10179?B\par", "A B"),
        (r"A {\upr{Ke}{\*\ud{K\u7871?}}} B\par", "A Kế B"),
        (r"\{a\\b\}\par", r"{a\b}"),
        (r"ch\'fea kh\'e9p {\b A", "chþa khép A"),
    ],
)
def test_rtf(body: str, text: str) -> None:
    assert rtf(body).text == text


def test_the_tables_of_rtf() -> None:
    merged = r"\trowd\trleft0\clvmrg\cellx1000\cellx6000 "
    found = rtf(
        rf"Tr\'ea\'ean\par{CELLS}\pard\intbl 1\cell S\'f4 Y\par t\'e3\cell 2026\cell\row"
        rf"{merged}\pard\intbl\cell r\'f4ng\cell\row\pard D\par"
    )
    assert grid(found) == [["1", "Sô Y\ntã", "2026"], ["1", "rông", "rông"]]
    assert found.text.startswith("Trêên\n1\n")
    assert found.text.endswith("\nD")
    assert [line.cell for line in found.lines] == [None, (0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 0, 2), (0, 1, 1), None]


def test_print_of_rtf() -> None:
    found = rtf(r"\pard\qc\b\fs28 M\'f4c 1.\b0  sau\par\pard\plain\i nghi\'eang\par")
    assert [(line.lead_bold, line.italic, line.align, line.size) for line in found.lines] == [
        (6, False, "center", 14.0),
        (0, True, None, 12.0),
    ]


ODT = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
NAMES = " ".join(f'xmlns:{name}="{address}"' for name, address in ODT.items())


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    looks = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}>{manifest}</manifest:manifest>")
        content = f"<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr(
            "content.xml", f"<office:document-content {NAMES}>{looks}{content}</office:document-content>"
        )
    return made.getvalue()


def read_odt(body: str, styles: str = "") -> Source:
    return office.read_words(odt(body, styles), "a.odt", MISSING)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(text: str, form: str = "") -> str:
    return f"<table:table-cell {form}>{p(text)}</table:table-cell>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("Một") + '<text:h text:outline-level="1">Hai</text:h>', "Một\nHai"),
        (p("A<text:s text:c='3'/>B<text:tab/>C<text:line-break/>D"), "A B C\nD"),
        (p("dòng\n  gãy"), "dòng gãy"),
        (f"<text:list><text:list-item>{p('Ý một')}</text:list-item></text:list>", "Ý một"),
        (f"<text:section>{p('Trong mục')}</text:section>", "Trong mục"),
        (f"<text:tracked-changes>{p('bỏ')}</text:tracked-changes>{p('còn')}", "còn"),
        (p(f"A<office:annotation>{p('góp ý')}</office:annotation>B"), "AB"),
        (p(f"A<text:note><text:note-body>{p('Chú')}</text:note-body></text:note>") + p("B"), "A\nChú\nB"),
        (p("A<!-- bỏ -->B<?pi?>C"), "ABC"),
        (
            "<text:section>" * 120 + p("Sâu") + p("Hai <text:span>ba</text:span>") + "</text:section>" * 120,
            "Sâu\nHai ba",
        ),
        (p("A" + "<text:span>" * 120 + "B<!-- bỏ -->C" + "</text:span>" * 120 + "D"), "ABCD"),
        (p(f"A<draw:frame><draw:text-box>{p('Hộp')}</draw:text-box></draw:frame>"), "A\nHộp"),
    ],
)
def test_odt(body: str, text: str) -> None:
    assert read_odt(body).text == text


def test_the_tables_of_odt() -> None:
    covered, down = "<table:covered-table-cell/>", 'table:number-rows-spanned="2"'
    rows = (
        cell("1", down) + cell("Rà soát", 'table:number-columns-spanned="2"') + covered,
        covered + cell("Sở Y tế") + cell("2026"),
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    found = read_odt(p("Trên") + f"<table:table>{body}</table:table>" + p("Dưới"))
    assert grid(found) == [["1", "Rà soát", "Rà soát"], ["1", "Sở Y tế", "2026"]]
    assert found.text.startswith("Trên\n1")
    assert found.text.endswith("\nDưới")


def test_print_of_odt() -> None:
    styles = (
        '<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-size="14pt"/></style:style>'
        '<style:style style:name="Q" style:family="paragraph" style:parent-style-name="P"/>'
        '<style:style style:name="T" style:family="text"><style:text-properties fo:font-weight="bold" '
        'style:font-name=".VnTime"/></style:style>'
    )
    (line,) = (found := read_odt(p('<text:span text:style-name="T">Uû ban</text:span> xã', "Q"), styles)).lines
    assert found.text == "Uỷ ban xã"
    assert (line.lead_bold, line.align, line.size) == (6, "center", 14.0)
    assert "legacy-encoding" in [note.code for note in found.notes]


def test_an_encrypted_odt_is_said_to_be_so() -> None:
    with pytest.raises(EncryptedFile, match="mật khẩu"):
        office.read_words(odt(p("x"), manifest="<manifest:encryption-data/>"), "a.odt", MISSING)


# --- which of the two reads --------------------------------------------------------------------------------


RTF = rb"{\rtf1\ansi K\u7871? ho\u7841?ch\par}"


def test_without_libreoffice_the_words_are_read_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = load(RTF, "a.rtf")
    assert (found.text, found.format) == ("Kế hoạch", "rtf")
    (note,) = found.notes
    assert note.code == "text-only"
    assert "chưa cài LibreOffice" in note.message


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (MISSING, "chưa cài LibreOffice"),
        (LimitExceeded("quá giờ"), "mở tệp quá lâu"),
        (SourceError("hỏng"), "không mở được"),
    ],
)
def test_why_only_the_words_are_read_is_said(why: KehoachError, said: str) -> None:
    assert said in office.read_words(RTF, "a.rtf", why).notes[0].message


@pytest.mark.parametrize("words", [doc_words.flow_of, odt_words.flow_of])
def test_a_damaged_file_is_named_as_such(words: Callable[[bytes], object]) -> None:
    with pytest.raises(DamagedFile, match="đề nghị"):
        words(b"hong")


@pytest.mark.parametrize("data", [rb"{\rtf1}", b"PK\x03\x04 hong", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_where_there_are_no_words_the_first_error_stands(data: bytes) -> None:
    with pytest.raises(MissingTool, match="chưa cài"):
        office.read_words(data, "a", MISSING)


def sample() -> docx.document.Document:
    """A plan with what the formats keep differently: print, a table with merged cells, letters of all kinds."""
    word = docx.Document()
    word.add_paragraph("KẾ HOẠCH").runs[0].bold = True
    word.add_paragraph("Giao Sở Y tế chủ trì, phối hợp Ủy ban nhân dân xã Ẵng Nưa “thực hiện” – 85 %.")
    table = word.add_table(3, 3)
    for at, text in enumerate("STT Nhiệm_vụ Thời_hạn 1 Rà_soát Quý_II 2 Báo_cáo Quý_IV".split()):
        table.cell(at // 3, at % 3).text = text.replace("_", " ")
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Năm 2026"
    word.add_paragraph("Nơi nhận: như trên.")
    return word


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
class TestWhatLibreOfficeWrites:
    pytestmark = with_office

    def test_its_words_and_tables_are_those_of_the_docx(self, kind: Format, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        sample().save(str(path))
        (made,) = convert((path,), tmp_path / "ra", kind)
        found = office.read_words(made.read_bytes(), made.name, MISSING)
        meant = load(path.read_bytes(), path.name)
        assert found.text == meant.text
        assert grid(found) == grid(meant)
        assert found.lines[0].lead_bold == len("KẾ HOẠCH")
        assert found.format == kind

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_a_broken_file_is_an_error_of_its_own(
        self, kind: Format, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        words = {"doc": doc_words.flow_of, "rtf": rtf_words.flow_of, "odt": odt_words.flow_of}[kind]
        broken = bytearray(written(kind, tmp_path_factory))
        for _ in range(data.draw(st.integers(1, 40))):
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(0, len(broken)))
        for each in (bytes(broken), bytes(broken[:cut])):
            with suppress(SourceError):  # nothing else may be raised
                assert words(each)


MADE: dict[str, bytes] = {}


def written(kind: Format, folders: pytest.TempPathFactory) -> bytes:
    """The sample in a format, made once."""
    if kind not in MADE:
        folder = folders.mktemp("mau")
        sample().save(str(folder / "a.docx"))
        MADE[kind] = convert((folder / "a.docx",), folder / "ra", kind)[0].read_bytes()
    return MADE[kind]


# --- .doc, part by part --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A\x13 PAGE \x142\x15B\rSau\r", ["A2B", "Sau"]),
        ("A\x13 PAGE \rSau\rCuối\r", ["A", "Sau", "Cuối"]),  # never ended
        ("\x13 TOC \x14Một\rHai\x15\rBa\r", ["Một", "Hai", "Ba"]),
    ],
)
def test_a_field_mutes_no_more_than_its_paragraph(text: str, lines: list[str]) -> None:
    flow, places = Flow(), doc_words._Places(doc_words._Word(b"", b""), b"")
    story = doc_words._Story(flow, "body", doc_styles.Styles(b"", b""), places, places)
    story.tell(iter((doc_words._Text(text, 0, 2),)))
    assert [piece.text for piece in flow.pieces] == lines


@pytest.mark.parametrize(("places", "text"), [((0, 4, 8), "abcdefgh"), ((0, 8, 0, 8, 0, 8), None)])
def test_a_piece_table_gives_each_character_once(
    places: tuple[int, ...], text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = [(start, end, start, True) for start, end in itertools.pairwise(places) if start < end]
    monkeypatch.setattr(doc_words, "_pieces", lambda _: iter(pieces))
    monkeypatch.setattr(doc_words._Word, "part", lambda *_: b"")
    found = doc_words._stretch(doc_words._Word(b"abcdefgh", b""), 0, 8)
    if text is None:
        with pytest.raises(ValueError, match="0"):
            list(found)
    else:
        assert "".join(each.text for each in found) == text


# --- real files --------------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(("kind", "least"), [("doc", 0.998), ("rtf", 0.999)])
def test_letters_of_real_files_without_libreoffice(kind: str, least: float, shared: Path) -> None:
    """Measured over all 25: 99.89 % of the letters, where LibreOffice gives 99.90 %."""
    folder = shared / "corpus" / "legacy"
    counts = []
    for path in sorted(folder.glob(f"*.{kind}")):
        transcript = folder / "transcripts" / f"{path.name}.txt"
        if transcript.exists():
            found = office.read_words(path.read_bytes(), path.name, MISSING)
            counts.append(wrong_letters(found.text, transcript.read_text("utf-8")))
    assert sum(whole for _, whole in counts) > 100_000
    assert 1 - sum(wrong for wrong, _ in counts) / sum(whole for _, whole in counts) >= least


@pytest.mark.shared
def test_a_real_doc_has_the_words_that_libreoffice_finds(shared: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("máy chưa cài LibreOffice")
    path = next((shared / "corpus" / "more").glob("9f7d8dcd99*.doc"))
    by_office = load(path.read_bytes(), path.name)
    assert [note.code for note in by_office.notes] == ["converted"]
    alone = office.read_words(path.read_bytes(), path.name, MISSING)
    words = [Counter(unicodedata.normalize("NFC", found.text).split()) for found in (by_office, alone)]
    assert (words[0] - words[1]).total() <= 0.01 * words[0].total()
    assert len(alone.tables) == len(by_office.tables)
