"""Evidence: every value of a record points to the place where it is printed, and that place says the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from corpus import codec, kinds
from corpus.model import Document, Evidence, Line, Node, Source
from extract import confidence, understand

FORMATS = (".docx", ".pdf", ".html", ".txt", ".md")
SAMPLES = sorted(path for path in Path(str(files("corpus.samples"))).glob("[01]*") if path.suffix in FORMATS)
# What is worked out of values that have their places: the level and period of the issuer and title, the days of a
# deadline and the parts of a target or an amount (their text has a place), the name of a place in the outline,
# the verb of a task.
WORKED_OUT = re.compile(
    r"/(?:level|period|text|source|warnings|evidence)\b.*|.*/(?:path|mode)|/outline/.*/kind|/citations/\d+/kind|"
    r"(?:/reports/\d+)?/deadlines/\d+/(?:start|end|recurrence)|"
    r"/(?:targets|budgets)/\d+/(?:value|unit|comparator|period/.)"
)
# Values of several lines, between which others may stand.
LINES = re.compile(r"/(?:lead|closing)|/outline/.*/text|/(?:signer|cosigners/\d+)/(?:authority|position)")
LONGEST_LABEL = 12
# Names that the reader gives: an attached document's, and one that lost its number or is misprinted.
GIVEN = re.compile(r"Kèm theo \d+|Phụ lục.*|Biểu.*|Mẫu.*|")


def resolve(record: Any, pointer: str) -> Any:
    """The value that a JSON Pointer (RFC 6901) leads to; KeyError or IndexError where there is none."""
    for part in pointer.split("/")[1:]:
        record = record[int(part)] if isinstance(record, list) else record[part]
    return record


def folded(words: str) -> str:
    return " ".join(words.split())


def says(pointer: str, value: Any, words: str) -> bool:
    """Whether the words of a place print the value, but for the light normalisations of each field.

    White space is folded everywhere; a date is printed in words, a kind by its name or its letters; a body of the
    head is in capitals inside a number lose the spaces round them; a member of `các sở: Nội vụ` has no head.
    """
    key = pointer.rpartition("/")[2]
    words = folded(words)
    rules: dict[str, Callable[[], bool]] = {
        "/number": lambda: int(words) == value,
        "/date": lambda: [int(each) for each in re.findall(r"\d+", words)][::-1] == [*map(int, value.split("-"))],
        "/kind": lambda: (
            value in (kinds.code_of(words), kinds.code_in_symbol(words))
            or words.lower().startswith(("v/v", "về việc"))
        ),
        "/symbol": lambda: re.sub(r"\s*[-–]\s*", "-", words) == value,
        "/issuer": lambda: _in_order(value, words) or _in_order(words, value),
        "/superior": lambda: _in_order(value, words),
    }
    if pointer in rules:
        return rules[pointer]()
    if key == "date":
        return rules["/date"]()
    if key == "label":
        return words.casefold().replace("–", "-") == value.casefold()
    if key == "reference":
        return re.sub(r"\s*([-–/])\s*", r"\1", words) == value
    if LINES.fullmatch(pointer):
        return _line_by_line(str(value), words)
    if re.search(r"/(?:owners|partners|to|through)/", pointer):
        return folded(value).endswith(words) and len(words) > 2
    return words == folded(str(value))


def _line_by_line(value: str, words: str) -> bool:
    """Whether the words begin and end with the value; a table, or the list beside a signature, may stand between."""
    first, last = value.split(maxsplit=1)[0], value.rsplit(maxsplit=1)[-1]
    return _in_order(value, words) and words.startswith(first) and words.endswith(last)


def _in_order(value: str, words: str) -> bool:
    """Whether the words of the value stand there in their order, in whatever case."""
    rest = iter(words.casefold().replace("uỷ", "ủy").split())
    return all(word in rest for word in value.casefold().replace("uỷ", "ủy").split())


@pytest.mark.parametrize(
    ("pointer", "value", "words", "expected"),
    [
        ("/number", 7, "07", True),
        ("/number", 7, "17", False),
        ("/date", "2026-02-06", "ngày 06 tháng 02 năm 2026", True),
        ("/date", "2026-02", "ngày tháng 02 năm 2026", True),
        ("/date", "2026-02-06", "ngày 07 tháng 02 năm 2026", False),
        ("/kind", "KH", "KẾ HOẠCH", True),
        ("/kind", "KH", "QUYẾT ĐỊNH", False),
        ("/kind", "CV", "V/v ", True),
        ("/kind", "CV", "VỀ việc ", True),
        ("/symbol", "HD-HĐTĐKT", "HD – HĐTĐKT", True),
        ("/symbol", "2020/NĐ-CP", "NĐ-CP", False),
        ("/issuer", "Ủy ban nhân dân xã Bình Lâm", "ỦY BAN NHÂN DÂN\nXÃ BÌNH LÂM", True),
        ("/issuer", "Ủy ban nhân dân xã Bình Lâm", "ỦY BAN NHÂN DÂN\nXÃ BÌNH AN", False),
        ("/citations/0/reference", "223/KH-UBND", "223/KH- UBND", True),
        ("/assignments/0/owners/0", "Sở Nội vụ", "Nội vụ", True),
        ("/assignments/0/owners/0", "Sở Nội vụ", "Sở Nội", False),
        ("/outline/0/text", "một\nhai", "một hai", True),
        ("/outline/0/text", "một\nhai", "một | 1 | hai", True),
        ("/outline/0/text", "một\nhai", "không một hai", False),
        ("/signer/position", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH\n- Lưu: VT.\nPHÓ CHỦ TỊCH", True),
        ("/signer/position", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH\n- Lưu: VT.", False),
        ("/signer/name", "Nguyễn Thị Hòa", "Nguyễn Thị Hoà", False),
    ],
)
def test_what_counts_as_printed(pointer: str, value: Any, words: str, expected: bool) -> None:
    assert says(pointer, value, words) is expected


def values(record: Any, pointer: str = "") -> Iterator[str]:
    """The pointer of every value of a record that should have a place."""
    if WORKED_OUT.fullmatch(pointer):
        return
    if isinstance(record, dict):
        for key, value in record.items():
            yield from values(value, f"{pointer}/{key}")
    elif isinstance(record, list):
        for at, value in enumerate(record):
            yield from values(value, f"{pointer}/{at}")
    elif record is not None and not (pointer.endswith("/label") and GIVEN.fullmatch(record)) and record != "":
        yield pointer


def faults(document: Document) -> list[str]:
    """What is wrong with the evidence of a document: a place that does not say its value, a value without place."""
    record = codec.to_record(document)
    found = [f"{pointer}: {words!r}" for pointer, words in _wrong(document, record)]
    return found + [f"{pointer}: không có chỗ" for pointer in values(record) if pointer not in document.evidence]


def _wrong(document: Document, record: Any) -> Iterator[tuple[str, str]]:
    for pointer, place in document.evidence.items():
        words = document.text[place.start : place.end]
        # A word that recognition is not sure of at all has 0.
        is_sure = 0 < place.confidence < 1 or (document.source.format == "scan" and place.confidence == 0)
        is_placed = 0 <= place.start < place.end <= len(document.text) and is_sure
        is_rated = place.rule in confidence.RULES and (place.page is not None) is paged(document, place)
        if not (is_placed and is_rated):
            yield pointer, repr(place)
        elif place.rule == "label-misread":
            if len(words) > LONGEST_LABEL:
                yield pointer, words
        elif not says(pointer, resolve(record, pointer), words):
            yield pointer, words


def paged(document: Document, place: Evidence) -> bool:
    """Whether a place has a page: all of PDFs do, but for what only a certificate says."""
    return document.source.format in ("pdf", "scan") and place.rule != "certificate"


def test_a_place_that_says_something_else_is_a_fault() -> None:
    good = Document(title="Chuyển đổi số", text="V/v Chuyển đổi số", outline=(Node("I", "I", "Mục", "ba bốn"),))
    place = {
        "/title": Evidence(4, 17, confidence=0.9, rule="title"),
        "/outline/0/text": Evidence(0, 3, confidence=0.9, rule="title"),
    }
    assert faults(replace(good, evidence=place)) == [
        "/outline/0/text: 'V/v'",
        "/outline/0/label: không có chỗ",
        "/outline/0/heading: không có chỗ",
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_value_of_the_samples_has_its_place(path: Path) -> None:
    from extract import read

    assert faults(read(path)) == []


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.suffix == ".pdf"], ids=lambda path: path.name)
def test_the_page_of_a_place_holds_its_words(path: Path) -> None:
    import pypdfium2 as pdfium

    from extract import read

    document = read(path)
    pdf = pdfium.PdfDocument(path)
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    pdf.close()
    for pointer, place in document.evidence.items():
        first = document.text[place.start : place.end].split()[0]
        assert place.page is not None, pointer
        assert first in pages[place.page - 1], pointer
    assert {place.page for place in document.evidence.values()} == set(range(1, len(pages) + 1))


def test_how_sure_a_rule_is_comes_from_what_was_counted() -> None:
    assert all(0 <= right <= values for right, values in confidence._MEASURED.values())
    assert all(0 < sure < 1 for sure in confidence.RULES.values())
    assert confidence.RULES["subject-verb"] < confidence.RULES["subject"] < confidence.RULES["table-row"]
    assert confidence.RULES["cell"] == confidence.RULES["outline"]
    assert confidence.RULES["budget"] == confidence.RULES["report"] == confidence._UNKNOWN  # no gold holds any


DOUBTFUL = "Giao Vụ Phap chê chủ trì, phối hợp với Sở Y tế và Sở Nội vụ theo Kế hoạch số 12/KH-UBND ngày 03/02/2026."


@pytest.mark.parametrize(
    ("word", "sure", "owners", "partners", "references", "told"),
    [
        ("Phap", 0.07, (), ("Sở Y tế", "Sở Nội vụ"), ("12/KH-UBND",), "«Vụ Phap chê»"),
        ("Nội", 0.2, ("Vụ Phap chê",), ("Sở Y tế",), ("12/KH-UBND",), "«Sở Nội vụ»"),
        ("12/KH-UBND", 0.2, ("Vụ Phap chê",), ("Sở Y tế", "Sở Nội vụ"), (), "«12/KH-UBND»"),
        ("12/KH-UBND", 0.5, ("Vụ Phap chê",), ("Sở Y tế", "Sở Nội vụ"), ("12/KH-UBND",), ""),
        ("theo", 0.0, ("Vụ Phap chê",), ("Sở Y tế", "Sở Nội vụ"), ("12/KH-UBND",), ""),
    ],
    ids=["owner", "partner", "reference", "read well enough", "another word"],
)
def test_a_name_or_number_that_was_only_guessed_is_told_and_not_given(
    word: str, sure: float, owners: tuple[str, ...], partners: tuple[str, ...], references: tuple[str, ...], told: str
) -> None:
    text = f"KẾ HOẠCH\n1. {DOUBTFUL}"
    at = text.index(word) - 9
    lines = (Line(0, 8, 1), Line(9, len(text), 1, doubts=((at, at + len(word), sure),)))
    document = understand(Source("a.pdf", "", "scan", 1, text, lines))
    (duty,) = document.assignments
    assert (duty.owners, duty.partners) == (owners, partners)
    assert tuple(each.reference for each in document.citations) == references
    notes = [note.message for note in document.warnings if note.code == "ocr-guessed"]
    assert len(notes) == bool(told)
    assert told in "".join(notes)
    assert faults(document) == []
    place = document.evidence.get("/assignments/0/owners/0")
    assert place is None or place.confidence == confidence.RULES["given"]
