"""Many files through few starts of LibreOffice: bad neighbours, crashes, hangs, and what a batch makes of them."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import docx
import pytest

from corpus import office
from corpus.conversions import Conversions
from extract.source import needs_office
from kehoach.intake import supervisor, take_in

with_office = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(not shutil.which("soffice"), reason="máy chưa cài LibreOffice"),
]
# A program that makes of each file its own words, as slowly and unreliably as its words say.
ACTOR = """#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    --outdir) out=$2; shift;;
    *vao/*) files="$files $1";;
  esac
  shift
done
echo start >> "{log}"
mkdir -p "$out"
for file in $files; do
  case "$(cat "$file")" in
    crash) kill -SEGV $$;;
    hang) sleep 60;;
    refuse) ;;
    once) [ -e "{log}.once" ] || {{ touch "{log}.once"; exit 1; }}
      cp "$file" "$out/$(basename "${{file%.*}}").docx";;
    *) cp "$file" "$out/$(basename "${{file%.*}}").docx";;
  esac
done
"""


@pytest.fixture
def acted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a stand-in for LibreOffice writes a line for each of its starts."""
    log, program = tmp_path / "log", tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(ACTOR.format(log=log), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "_without_network", lambda: ())
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    return log


@pytest.mark.parametrize(
    ("held", "made", "starts"),
    [
        ("a b c", "abc", 1),
        ("a refuse c", "a.c", 1),
        ("a crash c", "a.c", 3),  # tried again as the first of a start, then given up
        ("crash b", ".b", 2),
        ("a hang c", "a.c", 3),
        ("a once c", "a!c", 2),  # what failed by bad luck comes through
        ("crash crash", "..", 2),
        ("refuse crash c", "..c", 3),
    ],
)
def test_a_bad_file_does_not_sink_its_neighbours(
    held: str, made: str, starts: int, acted: Path, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{at}.doc" for at in range(len(held.split()))]
    for path, words in zip(paths, held.split(), strict=True):
        path.write_text(words, encoding="utf-8")
    conversions = Conversions(paths, "docx", seconds=1.0)
    try:
        results = [conversions.wait(path) for path in paths]
        found = [result.read_text("utf-8") if result and result.exists() else "." for result in results]
    finally:
        conversions.close()
    assert "".join("!" if words == "once" else words for words in found) == made
    assert len(acted.read_text("utf-8").splitlines()) == conversions.starts == starts
    assert not any(result and result.exists() for result in results)


def test_closing_ends_what_hangs(acted: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_text("hang", encoding="utf-8")
    conversions = Conversions([path], "docx", seconds=600)
    while not acted.exists():
        pass
    conversions.close()
    assert conversions.wait(path) is not None
    assert conversions.wait(tmp_path / "b.doc") is None


def test_a_file_that_is_gone_is_a_failure(acted: Path, tmp_path: Path) -> None:
    conversions = Conversions([tmp_path / "khong-co.doc"], "docx")
    try:
        result = conversions.wait(tmp_path / "khong-co.doc")
        assert result is not None
        assert not result.exists()
    finally:
        conversions.close()
    assert not acted.exists()


@pytest.mark.parametrize(
    ("data", "needed"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocumentEncryptedPackage".encode("utf-16-le"), False),
        (b"  {\\rtf1}", True),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", True),
        (b"PK\x03\x04word/document.xml", False),
        (b"%PDF-1.7", False),
        (b"", False),
    ],
)
def test_what_needs_libreoffice(data: bytes, needed: bool) -> None:
    assert needs_office(data) is needed


class TestABatch:
    pytestmark = with_office

    def test_it_starts_libreoffice_once_and_a_bad_file_gives_its_words(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        word = docx.Document()
        word.add_paragraph("KẾ HOẠCH")
        word.add_paragraph("Giao Sở Y tế chủ trì.", "List Number")
        word.save(str(tmp_path / "a.docx"))
        folder = tmp_path / "van-ban"
        folder.mkdir()
        for kind in ("doc", "rtf", "odt"):
            (made,) = office.convert((tmp_path / "a.docx",), tmp_path / kind, kind)
            shutil.copyfile(made, folder / f"a.{kind}")
        whole = (folder / "a.odt").read_bytes()
        (folder / "b.odt").write_bytes(whole[:-200])
        starts = []
        real = office.Start.__init__
        monkeypatch.setattr(office.Start, "__init__", lambda *words: (starts.append(1), real(*words))[1])
        outcomes = list(take_in(sorted(folder.iterdir()), folder))
        assert [outcome.state for outcome in outcomes] == ["can-xem-lai"] * 3 + ["hong"]
        documents = [outcome.document for outcome in outcomes[:3]]
        assert {document.text for document in documents if document} == {"KẾ HOẠCH\n1. Giao Sở Y tế chủ trì."}
        assert len(starts) <= 2
        monkeypatch.setattr(supervisor, "is_installed", lambda: False)
        alone = list(take_in(sorted(folder.iterdir()), folder))
        assert [outcome.document for outcome in alone] == [outcome.document for outcome in outcomes]
