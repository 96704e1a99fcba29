"""mend: layout set right, no letter changed, mending twice changes nothing; comments stand where the findings are."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt

from corpus import office
from corpus.errors import DamagedFile
from corpus.model import Document
from generate import outside
from generate.check import check
from generate.comments import AUTHOR, commented
from generate.layout import Printed
from generate.mend import letters, mend
from tests.test_generate_check import ALL, LONG, SAMPLES, Break, broken

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Broken in words, not in layout: only a person can set them right.
OF_WORDS = {"K18", "K21", "K42", "K41", "K68"}
CASES = {
    "title in capitals",
    "name in capitals",
    "annex in capitals",
    "section in small letters",
    "chapter in Arabic",
}


def words(data: bytes) -> tuple[str, ...]:
    return letters(Printed(data).word)


def saved(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("document", "change", "expected"), ALL)
def test_layout_is_mended_and_nothing_else(document: Document, change: Break, expected: str, request: Any) -> None:
    data = broken(change, document)
    made = mend(data)
    assert words(made.data) == words(data)
    assert mend(made.data).data == made.data
    name = request.node.callspec.id
    fixable = any(each.fix for each in check(data)) or expected in {
        "K01",
        "K03",
        "K04",
        "K05",
        "K06",
        "K07",
        "K44",
        "K45",
    }
    assert fixable is (expected not in {each.id for each in made.left}) or name in CASES
    if fixable:
        assert expected in {each.id for each in made.done} or expected in OF_WORDS


def test_what_the_table_says_can_be_mended_is_mended() -> None:
    from corpus.thethuc import RULES

    mended = {case.values[2] for case in ALL if not mend(broken(case.values[1], case.values[0])).left}
    assert mended == {id_ for id_, rule in RULES.checks.items() if rule.mends}


def test_a_good_document_stays_byte_for_byte() -> None:
    data = broken(lambda _: None)
    assert mend(data).data == data
    assert mend(data).done == ()


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", "Wingdings", "Symbol"])
def test_a_font_with_letters_of_its_own_is_left(font: str) -> None:
    """In another font the same bytes would read differently."""

    def change(word: Any) -> None:
        paragraph = next(each for each in word.paragraphs if each.text.startswith("a)"))
        paragraph.runs[0].font.name = font

    made = mend(broken(change))
    assert "K08" in {each.id for each in made.left}
    assert font in {run.font.name for each in docx.Document(io.BytesIO(made.data)).paragraphs for run in each.runs}


def test_words_in_the_header_keep_the_first_page_as_it_is() -> None:
    """Hiding the number there would hide the words, too."""

    def change(word: Any) -> None:
        section = word.sections[0]
        section.different_first_page_header_footer = False
        section.header.add_paragraph("Tài liệu họp")

    made = mend(broken(change))
    assert "K06" in {each.id for each in made.left}


def test_a_number_among_words_in_the_footer_is_left() -> None:
    from tests.test_generate_check import number_below

    def change(word: Any) -> None:
        number_below(word)
        word.sections[0].footer.paragraphs[0].add_run("Trang ")

    data = broken(change)
    made = mend(data)
    assert "K05" in {each.id for each in made.left}
    assert words(made.data) == words(data)


def test_a_run_over_two_lines_is_left_where_only_one_is_wrong() -> None:
    """Số, ký hiệu and trích yếu typed with one line break between, in one run: its size belongs to both."""
    word: Any = docx.Document()
    cell = word.add_table(1, 2).rows[0].cells
    cell[0].paragraphs[0].add_run("UBND TỈNH KHÊ GIANG\nSỞ NỘI VỤ\nSố: 05/KH-SNV").font.size = Pt(12)
    cell[1].paragraphs[0].add_run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").bold = True
    data = saved(word)
    made = mend(data)
    assert words(made.data) == words(data)
    assert mend(made.data).data == made.data


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.docx")), ids=lambda path: path.stem)
def test_samples_keep_their_words(path: Path) -> None:
    data = path.read_bytes()
    made = mend(data)
    assert words(made.data) == words(data)
    assert mend(made.data).data == made.data


@pytest.mark.shared
def test_issued_documents_keep_their_words(shared: Path) -> None:
    """Over every DOCX of the collection: text(before) == text(after), and twice is once."""
    from extract import read_bytes

    files = sorted((shared / "corpus").rglob("*.docx"))
    assert len(files) > 10
    for path in files:
        data = path.read_bytes()
        made = mend(data)
        assert words(made.data) == words(data), path.name
        assert mend(made.data).data == made.data, path.name
        assert read_bytes(made.data, path.name).text == read_bytes(data, path.name).text, path.name
        assert not any(each.severity == "error" and each.fix for each in made.left), path.name


@pytest.mark.shared
@pytest.mark.libreoffice
def test_doc_and_rtf_keep_their_words_as_docx(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule is put to work on them, also on those from before the decree: more layouts than issued DOCX have."""
    if not office.is_installed():
        pytest.skip("máy chưa cài LibreOffice")
    monkeypatch.setattr(outside, "told_apart", lambda *_: None)
    old = sorted(path for path in (shared / "corpus").rglob("*") if path.suffix in {".doc", ".rtf"})
    mended = 0
    old = old[::3]
    for path in office.convert(old, tmp_path, "docx", seconds=300):
        data = path.read_bytes()
        made = mend(data)
        mended += made.data != data
        assert words(made.data) == words(data), path.name
        assert mend(made.data).data == made.data, path.name
    assert mended >= len(old) - 3 > 5


@pytest.mark.shared
def test_bad_files_are_mended_or_refused(shared: Path) -> None:
    for path in sorted((shared / "badfiles").glob("*.doc[xm]")):
        data = path.read_bytes()
        try:
            made = mend(data)
        except DamagedFile:
            continue
        assert words(made.data) == words(data), path.name


def test_comments_stand_at_the_findings() -> None:
    def change(word: Any) -> None:
        word.styles["Tiêu ngữ"].font.bold = False
        word.sections[0].left_margin = Pt(20)

    data = broken(change)
    findings = check(data)
    copy = commented(data, findings)
    word: Any = docx.Document(io.BytesIO(copy))
    comments = list(word.comments)
    assert [each.author for each in comments] == [AUTHOR] * len(findings)
    assert comments[0].text.startswith("K03 – Phải sửa: Lề trái")
    assert "Căn cứ: khoản 3 Mục I Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP" in comments[0].text
    marked = next(
        each for each in word.element.body.iter(f"{W}p") if each.find(f"{W}commentRangeStart[@{W}id='1']") is not None
    )
    assert "".join(each.text or "" for each in marked.iter(f"{W}t")) == "Độc lập - Tự do - Hạnh phúc"
    assert [each.text for each in word.paragraphs] == [
        each.text for each in docx.Document(io.BytesIO(data)).paragraphs
    ]
    assert commented(data, findings) == copy


def test_an_empty_document_takes_a_comment() -> None:
    data = saved(docx.Document())
    assert len(list(docx.Document(io.BytesIO(commented(data, check(data)))).comments)) == len(check(data)) > 0


def test_what_is_no_docx_is_refused() -> None:
    for data in (b"", LONG.encode(), b"PK\x03\x04"):
        with pytest.raises(DamagedFile, match="đề nghị"):
            mend(data)
