"""Hostile, damaged and odd files of many projects: each gives a document or its named error, nothing else.

Recognition of scans is left out of the sweep, it would take minutes; the worst files go through the door's capped
child, recognition and all.
"""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kehoach.intake import Caps, take_in
from kehoach.intake.supervisor import STATES
from tests.places import faults_of

SENTENCE = re.compile(r"[A-ZĐÀ-Ỹ][^\n]{10,300}[.]")
READ = "Document"
# What a file may end in; ReaderCrashed would be a fault of ours, MissingTool of the machine.
ERRORS = frozenset({"SourceError", "UnknownFormat", "DamagedFile", "EncryptedFile", "EmptyFile", "LimitExceeded"})
# A page of 400 million dots, a wheel of references, a fuzzer's find, a password, a broken picture.
WORST = (
    "hugemono",
    "issue-203-decimalize",
    "POIXWPFFuzzer-51667",
    "aes-256-m",
    "jbig2",
)


def is_worst(path: Path) -> bool:
    return any(each in path.name for each in WORST)


def without_recognition() -> None:
    """Begin a worker: no Tesseract there."""
    from extract.readers import tesseract

    tesseract.is_there = lambda: False


def end_state(path: Path) -> tuple[str, str, str]:
    """Name of the file; `Document` or the name of the error; what the error says, or where evidence is at fault."""
    from extract import read_bytes

    try:
        document = read_bytes(path.read_bytes(), path.name)
    except Exception as error:  # noqa: BLE001 - what must not be raised is looked for
        return path.name, type(error).__name__, str(error)
    return path.name, type(document).__name__, "; ".join(faults_of(document, path))


def fault(state: str, sentence: str) -> bool:
    """Whether an end state is none that a clerk can act on, or a document whose evidence is at fault."""
    if state == READ:
        return sentence != ""
    return not (state in ERRORS and SENTENCE.fullmatch(sentence))


@pytest.mark.parametrize(
    ("state", "sentence", "expected"),
    [
        ("Document", "", False),
        ("Document", "/title: không có chỗ", True),
        ("DamagedFile", "Tệp bị hỏng; đề nghị nộp lại.", False),
        ("DamagedFile", "Traceback\nKeyError: 3.", True),
        ("EmptyFile", "", True),
        ("ReaderCrashed", "Chương trình gặp lỗi.", True),
        ("KeyError", "Tệp lạ, không rõ.", True),
    ],
)
def test_what_counts_as_a_fault(state: str, sentence: str, expected: bool) -> None:
    assert fault(state, sentence) is expected


@pytest.mark.shared
@pytest.mark.libreoffice
def test_every_bad_file_gives_a_document_or_its_named_error(shared: Path) -> None:
    paths = [path for path in sorted((shared / "badfiles").iterdir()) if path.suffix and not is_worst(path)]
    with ProcessPoolExecutor(2, get_context("spawn"), without_recognition) as pool:
        ends = list(pool.map(end_state, paths, chunksize=4))
    assert [name for name, _, _ in ends] == [path.name for path in paths]
    assert [end for end in ends if fault(*end[1:])] == []
    assert sum(state == READ for _, state, _ in ends) > len(paths) // 2


@pytest.mark.shared
def test_the_worst_end_in_a_named_state_at_the_door(shared: Path) -> None:
    folder = shared / "badfiles"
    paths = [path for path in sorted(folder.iterdir()) if is_worst(path)]
    outcomes = list(take_in(paths, folder, Caps(seconds=4), workers=2))
    assert len(outcomes) == len(paths) >= len(WORST)
    assert all(outcome.state in STATES and outcome.state != "loi-chuong-trinh" for outcome in outcomes)
    assert all(outcome.is_read or SENTENCE.fullmatch(outcome.sentence) for outcome in outcomes)
