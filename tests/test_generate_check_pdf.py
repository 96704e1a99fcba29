"""check of PDFs: what paper shows of a document in form, and of one that is not, as LibreOffice prints it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from corpus.errors import DamagedFile, SourceError
from corpus.model import Document
from corpus.office import to_pdf
from corpus.thethuc import RULES
from generate.check import check
from generate.layout import Printed
from generate.page import printed_pdf
from tests.test_generate_check import BROKEN, DECISION, LETTER, PLAN, broken

# What LibreOffice prints of one broken rule, each in a document of its own.
SEEN = (
    "letter paper",
    "left margin",
    "colour",
    "no national name",
    "issuer too big",
    "motto not bold",
    "number bold",
    "date upright",
    "title not bold",
    "office not bold",
    "label of recipients",
    "recipients too big",
    "motto with commas",
    "number with spaces",
    "day without zero",
    "text too small",
    "no end mark",
    "nothing filed",
    "degree before the name",
    "letter f",
    "grounds upright",
    "ground without end",
    "section in small letters",
    "annex too small",
    "title of the annex",
    "letters of another kind",
    "place in small letters",
    "first recipient",
    "filed without colon",
    "authority like the Party's",
    "for a collective that is a person",
    "law with number",
    "point with a stop",
    "text in italics",
)


OF_NUMBERS = ("size of the number", "page number bold")  # a plan has a second page


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All documents printed in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("pdf")
    whole: dict[str, bytes] = {
        **{f"good {name}": broken(lambda _: None, each) for name, each in GOOD.items()},
        **{name: broken(BROKEN[name][0]) for name in SEEN},
        **{name: broken(BROKEN[name][0], PLAN) for name in OF_NUMBERS},
    }
    paths = []
    for number, data in enumerate(whole.values()):
        paths.append(folder / f"{number}.docx")
        paths[-1].write_bytes(data)
    return dict(zip(whole, to_pdf(paths, folder / "ra"), strict=True))


GOOD: dict[str, Document] = {"decision": DECISION, "letter": LETTER, "plan": PLAN}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_breaks_nothing_in_print(printed: dict[str, Path], name: str) -> None:
    assert check(printed[f"good {name}"]) == ()


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [*SEEN, *OF_NUMBERS])
def test_a_broken_rule_is_seen_in_print(printed: dict[str, Path], name: str) -> None:
    expected = BROKEN[name][1]
    assert RULES.checks[expected].pdf
    assert {each.id for each in check(printed[name])} == {expected}


@pytest.mark.libreoffice
def test_the_page_is_as_the_document(printed: dict[str, Path]) -> None:
    page = printed_pdf(printed["good decision"].read_bytes())
    first = {each.text: each for each in page.paragraphs}
    motto = first["Độc lập - Tự do - Hạnh phúc"]
    assert (motto.table, motto.column, motto.size, motto.bold, motto.page) == (0, 1, 14, True, 1)
    sheet, meant = page.sections[0], Printed(broken(lambda _: None)).sections[0]
    assert (round(sheet.width), round(sheet.height), sheet.title_page) == (210, 297, True)
    assert sheet.left == pytest.approx(meant.left, abs=0.6)
    assert sheet.right == pytest.approx(meant.right, abs=0.6)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n%%EOF", b"%PDF-1.7" + b"\x00" * 3000])
def test_a_broken_pdf_is_told(data: bytes) -> None:
    with pytest.raises(DamagedFile, match="đề nghị"):
        check(data)


@pytest.mark.shared
def test_issued_pdfs_are_judged_as_seen_by_eye(shared: Path) -> None:
    """Findings looked at by eye in the pages; nothing else may be said. The others are scans or legal texts."""
    seen = {
        "24eeacea3b": "K24 K60",
        "546415ad4b": "K15 K23 K38",
        "760bbee8d0": "K15 K23 K42",
        "936506da90": "K01 K05 K58 K60",
        "a564c8a655": "K41 K59",
        "a963d97847": "K07",
        "aa7d7e60f6": "K03 K04 K09 K23 K39 K40",
        "bbd952c364": "K07 K15 K23 V05",
        "bed45e16e3": "K13 K14 K15 K39 V10",
        "ebaa832789": "K15",
    }
    files = {
        path.name[:10]: check(path)
        for folder in ("plans", "more")
        for path in (shared / "corpus" / folder).glob("*.pdf")
    }
    told = {name: " ".join(sorted({each.id for each in found})) for name, found in files.items()}
    assert {name: ids for name, ids in told.items() if ids != "K00"} == seen


@pytest.mark.shared
def test_bad_pdfs_are_refused_in_words(shared: Path) -> None:
    for path in sorted((shared / "badfiles").glob("*.pdf")):
        with suppress(SourceError):
            assert isinstance(check(path), tuple)
