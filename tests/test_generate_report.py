"""The paper of a comparison: page, workbook and JSON tell the same; the page works in a real browser, offline."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from corpus.compare import Comparison, compare
from corpus.errors import KehoachError
from extract import read
from generate import report

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLANS = ("02_ke_hoach_xa_truong_khe.docx", "03_ke_hoach_xa_vam_tram.pdf", "04_ke_hoach_phuong_tan_khe.txt")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare([read(SAMPLES / name) for name in PLANS])


@pytest.fixture
def page(comparison: Comparison, tmp_path: Path) -> Path:
    path = tmp_path / "so-sanh.html"
    report.write(comparison, path)
    return path


def test_json_holds_every_place_once(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "so-sanh.json"
    report.write(comparison, path)
    record = json.loads(path.read_text("utf-8"))
    assert {"groups", "alone", "differences", "deadlines", "targets"} <= set(record)
    told = [(file, at) for group in record["groups"] for file, paths in group["members"].items() for at in paths]
    told += [(file, at) for file, paths in record["alone"].items() for at in paths]
    meant = [(m.file, m.path) for theme in (*comparison.themes, *comparison.alone) for m in theme.members]
    assert sorted(told) == sorted(meant)


def test_the_workbook_has_a_row_a_theme_and_filters(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "so-sanh.xlsx"
    report.write(comparison, path)
    book = openpyxl.load_workbook(path)
    matrix = book.worksheets[0]
    assert matrix.max_row == 1 + len(comparison.themes)
    assert [cell.value for cell in matrix[1]][1:] == [locality.name for locality in comparison.localities]
    assert all(sheet.freeze_panes == "B2" and sheet.auto_filter.ref for sheet in book.worksheets)


def test_a_text_that_looks_like_a_formula_stays_text(comparison: Comparison, tmp_path: Path) -> None:
    theme = replace(comparison.themes[0], label='=HYPERLINK("http://a.b")')
    path = tmp_path / "so-sanh.xlsx"
    report.write(replace(comparison, themes=(theme, *comparison.themes[1:])), path)
    assert openpyxl.load_workbook(path).worksheets[0]["A2"].data_type == "s"


def test_words_of_a_plan_never_become_markup(comparison: Comparison, tmp_path: Path) -> None:
    theme = replace(comparison.themes[0], label="<script>alert(1)</script>")
    path = tmp_path / "so-sanh.html"
    report.write(replace(comparison, themes=(theme, *comparison.themes[1:])), path)
    assert "<script>alert" not in path.read_text("utf-8")


def test_the_page_loads_nothing_from_outside(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.findall(r"""(?:src|href|url\()\s*=?\s*["'(]?(?:https?:)?//""", text) == []


def test_every_link_of_the_page_has_its_place(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert len(targets) > 20
    assert targets <= set(re.findall(r'id="([^"]+)"', text))


def test_an_unknown_suffix_is_said(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(KehoachError, match=r"\.html, \.xlsx hoặc \.json"):
        report.write(comparison, tmp_path / "so-sanh.doc")


def in_browser(page: Path, tmp_path: Path, act: str) -> dict[str, str]:
    """What a script that acts as a reader would saw: the page is opened in Chromium, the script runs behind it."""
    acted = tmp_path / "thu.html"
    script = f"<script>(() => {{ const said = {{}}; {act}; document.title = JSON.stringify(said); }})();</script>"
    acted.write_text(page.read_text("utf-8").replace("</body>", f"{script}</body>"), "utf-8")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'nguoi-dung'}",
    ]
    ended = subprocess.run(
        [*command, "--virtual-time-budget=2000", "--dump-dom", acted.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    title = re.search(r"<title>(.*?)</title>", ended.stdout, re.DOTALL)
    assert title is not None
    said: dict[str, str] = json.loads(title[1])
    return said


@pytest.mark.chromium
@pytest.mark.skipif(not shutil.which("chromium"), reason="máy chưa cài Chromium")
def test_a_reader_can_filter_sort_and_jump(comparison: Comparison, page: Path, tmp_path: Path) -> None:
    act = """
    const rows = () => [...document.querySelectorAll("#matrix tbody tr")];
    const find = document.querySelector("#find");
    said.all = rows().filter((row) => !row.hidden).length;
    find.value = "an toan thong tin"; find.dispatchEvent(new Event("input"));
    said.found = rows().filter((row) => !row.hidden).length;
    find.value = ""; find.dispatchEvent(new Event("input"));
    document.querySelector("#matrix thead button").click();
    const labels = rows().map((row) => row.cells[0].textContent);
    said.sorted = labels.every((each, at) => !at || labels[at - 1].localeCompare(each, "vi") <= 0);
    const link = document.querySelector("#matrix .cell a");
    link.focus(); said.focused = document.activeElement === link;
    location.hash = link.hash; dispatchEvent(new HashChangeEvent("hashchange"));
    const here = document.querySelector(".here");
    said.jumped = here && `#${here.id}` === link.hash && here.closest("details").open;
    said.wide = document.documentElement.scrollWidth <= innerWidth;
    """
    said = in_browser(page, tmp_path, act)
    assert said["all"] == len(comparison.themes)
    assert 0 < int(said["found"]) < len(comparison.themes)
    assert {name: said[name] for name in ("sorted", "focused", "jumped", "wide")} == dict.fromkeys(
        ("sorted", "focused", "jumped", "wide"), True
    )
