"""The paper of a comparison: page, workbook and JSON tell the same; the page works in a real browser, offline."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from corpus.compare import Comparison, compare
from corpus.errors import KehoachError
from corpus.overview import standings
from extract import read
from generate import report
from generate.check import check
from generate.profile import load_profile
from generate.report_page import _diff
from generate.report_paper import Head, paper
from generate.summary import plain, summary
from tests.bench_compare import plans

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLANS = ("02_ke_hoach_xa_truong_khe.docx", "03_ke_hoach_xa_vam_tram.pdf", "04_ke_hoach_phuong_tan_khe.txt")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare([read(SAMPLES / name) for name in PLANS])


@pytest.fixture(scope="module")
def held() -> Comparison:
    """The communes' plans against the province's."""
    superior = read(SAMPLES / "01_ke_hoach_tinh_khe_giang.docx")
    return compare([read(SAMPLES / name) for name in PLANS], against=superior)


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
    facts = {sheet.title: sheet.max_row - 1 for sheet in book.worksheets}
    assert facts["Thời hạn"] == len(comparison.deadlines)
    assert facts["Chỉ tiêu"] == len(comparison.targets)
    assert facts["Khác nhau"] == sum(len(each.values) for each in comparison.differences)
    assert facts["Chế độ báo cáo"] == len(comparison.reports) > 0
    assert facts["Tình hình từng nơi"] == len(comparison.localities)
    assert facts["Căn cứ"] == sum(len(basis.files) for basis in comparison.bases)
    assert facts["Chỉ một nơi nêu"] == sum(len(theme.members) for theme in comparison.alone)
    assert matrix.max_row == 1 + len(comparison.themes)
    assert [cell.value for cell in matrix[1]][1:] == [locality.name for locality in comparison.localities]
    assert all(sheet.freeze_panes == "B2" and sheet.auto_filter.ref for sheet in book.worksheets)


@pytest.mark.parametrize("field", ["groups", "reporting", "bases", "copies", "late", "old_bases", "conformity"])
def test_json_has_each_part(field: str, held: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "so-sanh.json"
    report.write(held, path)
    assert isinstance(json.loads(path.read_text("utf-8"))[field], list)


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


@pytest.mark.parametrize(
    ("one", "other", "runs"),
    [
        ("a b c", "a x c", [("a", "same"), ("b", "gone"), ("x", "new"), ("c", "same")]),
        ("a b", "a b", [("a b", "same")]),
        ("a", "a b c", [("a", "same"), ("b c", "new")]),
        ("", "a", [("a", "new")]),
    ],
)
def test_wordings_are_told_word_by_word(one: str, other: str, runs: list[tuple[str, str]]) -> None:
    found = _diff(one, other)
    assert sorted(found) == sorted(runs)
    assert " ".join(said for said, kind in found if kind != "new") == one
    assert " ".join(said for said, kind in found if kind != "gone") == other


def test_the_page_loads_nothing_from_outside(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.findall(r"""(?:src|href|url\()\s*=?\s*["'(]?(?:https?:)?//""", text) == []


def test_the_page_tells_every_fact(comparison: Comparison, page: Path) -> None:
    text = unescape(page.read_text("utf-8"))
    facts = [theme.label for theme in (*comparison.themes, *comparison.alone)]
    facts += [due.text for due in comparison.deadlines] + [aim.text for aim in comparison.targets]
    facts += [said for each in comparison.differences if each.field != "wording" for _, said in each.values]
    assert [fact for fact in facts if fact not in text] == []


def test_the_papers_say_who_has_not_taken_up_a_duty(held: Comparison, tmp_path: Path) -> None:
    for suffix in (".html", ".xlsx", ".json"):
        report.write(held, tmp_path / f"doi-chieu{suffix}")
    record = json.loads((tmp_path / "doi-chieu.json").read_text("utf-8"))
    missing = sum(len(duty["missing"]) for duty in record["conformity"])
    assert missing == sum(len(duty.missing) for duty in held.duties) > 0
    assert len(record["late"]) == len(held.late) == 1
    sheet = openpyxl.load_workbook(tmp_path / "doi-chieu.xlsx")["Đối chiếu cấp trên"]
    assert sum(cell.value == "Chưa thấy" for row in sheet for cell in row) == missing
    page = (tmp_path / "doi-chieu.html").read_text("utf-8")
    assert page.count(">Chưa thấy</td>") == missing
    assert "Thời hạn muộn hơn thời hạn của cấp trên" in page


def test_every_link_of_the_page_has_its_place(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert len(targets) > 20
    assert targets <= set(re.findall(r'id="([^"]+)"', text))


def test_an_unknown_suffix_is_said(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(KehoachError, match=r"\.html, \.xlsx, \.docx, \.pdf hoặc \.json"):
        report.write(comparison, tmp_path / "so-sanh.odt")


CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
needs_chromium = pytest.mark.skipif(not shutil.which("chromium"), reason="máy chưa cài Chromium")


def browse(tmp_path: Path, *words: str) -> str:
    """Chromium in a profile of its own; returns what it prints."""
    command = [*CHROMIUM, f"--user-data-dir={tmp_path / 'nguoi-dung'}", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def in_browser(page: Path, tmp_path: Path, act: str, width: int = 1400) -> dict[str, str]:
    """What a script that acts as a reader would saw: the page is opened in Chromium, the script runs behind it.

    A window is not made narrower than 500 px, so a narrow one is a frame.
    """
    acted = tmp_path / "thu.html"
    script = (
        f"<script>(async () => {{ const said = {{}}; {act}; document.title = JSON.stringify(said); }})();</script>"
    )
    acted.write_text(page.read_text("utf-8").replace("</body>", f"{script}</body>"), "utf-8")
    if width < 500:
        frame = tmp_path / "khung.html"
        watch = 'onload="setTimeout(() => document.title = this.contentDocument.title, 300)"'
        frame.write_text(f'<title>{{}}</title><iframe src="thu.html" width="{width}" height="800" {watch}></iframe>')
        acted = frame
    words = ("--allow-file-access-from-files", f"--window-size={max(width, 500)},900", "--virtual-time-budget=2000")
    title = re.search(r"<title>(.*?)</title>", browse(tmp_path, *words, "--dump-dom", acted.as_uri()), re.DOTALL)
    assert title is not None
    said: dict[str, str] = json.loads(unescape(title[1]))
    return said


@pytest.mark.chromium
@needs_chromium
def test_a_reader_can_filter_sort_and_jump(comparison: Comparison, page: Path, tmp_path: Path) -> None:
    act = """
    const rows = () => [...document.querySelectorAll("#matrix tbody tr")];
    const find = document.querySelector("#find");
    const shown = () => rows().filter((row) => !row.hidden);
    said.all = shown().length;
    find.value = "an toan thong tin"; find.dispatchEvent(new Event("input"));
    said.found = shown().length;
    document.querySelector("#clear").click();
    said.cleared = shown().length;
    document.querySelector("#matrix thead button").click();
    const labels = rows().map((row) => row.cells[0].textContent.trim());
    const order = new Intl.Collator("vi", { numeric: true });
    said.sorted = labels.every((each, at) => !at || order.compare(labels[at - 1], each) <= 0);
    const link = document.querySelector("#matrix .cell a");
    link.focus(); said.focused = document.activeElement === link;
    location.hash = link.hash; dispatchEvent(new HashChangeEvent("hashchange"));
    const here = document.querySelector(".here");
    said.jumped = Boolean(here) && `#${here.id}` === link.hash && here.closest("details").open;
    said.wide = document.documentElement.scrollWidth <= innerWidth;
    const state = document.querySelector("#state");
    state.value = "some"; state.dispatchEvent(new Event("change"));
    said.lacking = shown().length > 0 && shown().every((row) => row.querySelector(".lacks"));
    const where = document.querySelector("#where");
    state.value = ""; where.value = "not=1"; where.dispatchEvent(new Event("change"));
    said.missing = shown().every((row) => row.cells[2].classList.contains("lacks"));
    document.querySelector("#columns input").click();
    said.column = rows().every((row) => row.cells[1].hidden && !row.cells[2].hidden);
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
    """
    said = in_browser(page, tmp_path, act)
    assert said["all"] == said["cleared"] == len(comparison.themes)
    assert 0 < int(said["found"]) < len(comparison.themes)
    names = ("sorted", "focused", "jumped", "wide", "lacking", "missing", "column")
    assert {name: said[name] for name in names} == dict.fromkeys(names, True)


@pytest.mark.chromium
@needs_chromium
def test_every_number_of_the_summary_leads_to_what_it_counts(held: Comparison, tmp_path: Path) -> None:
    page = tmp_path / "doi-chieu.html"
    report.write(held, page)
    act = """
    const links = document.querySelectorAll("#tom-tat a[data-show], #tom-tat .summary a[href='#matrix']");
    said.told = [...links].map((link) => {
      link.click();
      const rows = [...document.querySelector(link.hash).querySelectorAll("table.grid tbody tr")];
      const shown = rows.filter((row) => !row.hidden);
      const open = (link.dataset.show || "").includes("open");
      const lacking = shown.reduce((sum, row) => sum + row.querySelectorAll(".lacks").length, 0);
      return [Number(link.textContent), shown.length, open ? lacking : shown.length];
    });
    said.places = [...document.querySelectorAll("#tom-tat a")].every((link) => document.querySelector(link.hash));
    """
    said = in_browser(page, tmp_path, act)
    told = [list(map(int, each)) for each in said["told"]]
    assert len(told) > 10
    assert said["places"] is True
    assert [each for each in told if each[0] not in each[1:]] == []


@pytest.mark.chromium
@needs_chromium
def test_the_page_is_readable_on_a_phone(page: Path, tmp_path: Path) -> None:
    act = """
    said.inner = innerWidth; said.wide = document.documentElement.scrollWidth;
    const cell = document.querySelector("#matrix tbody td");
    said.block = getComputedStyle(cell).display;
    said.cell = cell.getBoundingClientRect().right;
    const parts = [...document.querySelectorAll(".overview *")];
    said.overview = Math.max(...parts.map((each) => each.getBoundingClientRect().right));
    """
    said = in_browser(page, tmp_path, act, width=390)
    assert int(said["inner"]) == 390
    assert int(said["wide"]) <= 390
    assert said["block"] == "block"
    assert float(said["cell"]) <= 390
    assert float(said["overview"]) <= 390


@pytest.mark.chromium
@needs_chromium
def test_the_keyboard_reaches_all_there_is_to_press(page: Path, tmp_path: Path) -> None:
    act = """
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, .scroll")];
    said.all = all.length; said.reached = all.filter((each) => each.tabIndex >= 0).length;
    """
    said = in_browser(page, tmp_path, act)
    assert int(said["all"]) == int(said["reached"]) > 50


@pytest.mark.chromium
@needs_chromium
def test_the_page_prints(page: Path, tmp_path: Path) -> None:
    import pypdfium2

    paper = tmp_path / "in.pdf"
    browse(tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer", page.as_uri())
    pdf = pypdfium2.PdfDocument(paper)
    width, height = pdf[0].get_size()
    text = "".join(one.get_textpage().get_text_range() for one in pdf)
    assert width > height, "khổ A4 nằm ngang"
    assert "Ma trận chủ đề" in text
    assert "Ẩn phần trích" not in text
    assert "Nơi nhận báo cáo" in text, "phần gập lại cũng được in"
    first, second = (pdf[at].get_textpage().get_text_range() for at in (0, 1))
    assert "Nơi nào đã nêu, nơi nào còn thiếu" in first, "tóm tắt gọn trong một trang"
    assert second.lstrip().startswith("Ma trận chủ đề")
    pdf.close()


@pytest.mark.chromium
@needs_chromium
def test_a_head_is_printed_again_on_each_page(tmp_path: Path) -> None:
    import pypdfium2

    page, paper = tmp_path / "so-sanh.html", tmp_path / "in.pdf"
    report.write(compare(plans(40)), page)
    browse(tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer", page.as_uri())
    pdf = pypdfium2.PdfDocument(paper)
    second = pdf[1].get_textpage().get_text_range()
    pdf.close()
    assert "Ủy ban nhân dân xã Số 30" in second
    assert second.lstrip().startswith("Nơi ban hành")


@pytest.mark.chromium
@needs_chromium
@pytest.mark.parametrize("count", [20, 200])
def test_twenty_and_two_hundred_plans_are_readable(count: int, tmp_path: Path) -> None:
    page = tmp_path / "so-sanh.html"
    report.write(compare(plans(count)), page)
    act = """
    const table = document.querySelector("#matrix table.themes");
    said.themes = table.tBodies[0].rows.length; said.columns = table.tHead.rows[0].cells.length;
    said.wide = document.documentElement.scrollWidth <= innerWidth;
    said.overview = document.querySelectorAll(".overview tbody tr").length;
    said.tall = document.documentElement.scrollHeight;
    const find = document.querySelector("#find"); const begun = performance.now();
    find.value = "phong kinh te"; find.dispatchEvent(new Event("input"));
    said.quick = performance.now() - begun < 2000;
    """
    said = in_browser(page, tmp_path, act)
    assert int(said["overview"]) == count
    assert int(said["columns"]) == (count + 1 if count <= 20 else 5)
    assert (said["wide"], said["quick"]) == (True, True)
    assert page.stat().st_size < 25_000_000


@pytest.mark.chromium
@needs_chromium
def test_texts_of_very_many_plans_are_unpacked_where_a_link_leads(tmp_path: Path) -> None:
    page = tmp_path / "so-sanh.html"
    documents = list(plans(251))
    report.write(compare(documents), page)
    act = """
    const texts = [...document.querySelectorAll("#nguyen-van .source")];
    said.packed = texts.filter((text) => text.textContent === "").length;
    const link = document.querySelector("#rieng-7 li a");
    location.hash = link.hash; dispatchEvent(new HashChangeEvent("hashchange"));
    for (let wait = 0; wait < 50 && !document.querySelector(".source .here"); wait += 1) {
      await new Promise((done) => setTimeout(done, 20));
    }
    const here = document.querySelector(".source .here");
    said.jumped = Boolean(here) && `#${here.id}` === link.hash && here.closest("details").open;
    said.text = here && here.closest(".source").textContent;
    said.alone = link.parentElement.textContent;
    said.here = here && here.textContent;
    """
    said = in_browser(page, tmp_path, act)
    assert (int(said["packed"]), said["jumped"]) == (251, True)
    assert said["text"] == documents[7].text
    assert said["here"].strip()[:40] in said["alone"]
    assert page.stat().st_size < 25_000_000


@pytest.mark.chromium
@needs_chromium
def test_stale_links_and_old_browsers_are_no_silence(tmp_path: Path) -> None:
    page = tmp_path / "so-sanh.html"
    report.write(compare(list(plans(251))), page)
    act = """
    said.lost = 0;
    addEventListener("unhandledrejection", () => { said.lost += 1; });
    delete globalThis.DecompressionStream;
    for (const hash of ["#n999-0-5", "#n7%", "#n7-0-5"]) {
      location.hash = hash; dispatchEvent(new HashChangeEvent("hashchange"));
      await new Promise((done) => setTimeout(done, 100));
    }
    said.text = document.querySelectorAll("#nguyen-van .source")[7].textContent;
    """
    said = in_browser(page, tmp_path, act)
    assert said["lost"] == 0
    assert said["text"].startswith("Trình duyệt này không giải nén được nguyên văn; đề nghị")


# --- the report for the file -----------------------------------------------------------------------------


def test_the_report_for_the_file_breaks_no_rule_but_its_blanks(held: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    report.write(held, path)
    found = {finding.id for finding in check(path) if finding.severity == "error"}
    assert found <= {"K10", "K27"}, "số, ký hiệu, địa danh, ngày để trống cho người lập"
    read_back = read(path)
    assert (read_back.kind, read_back.number) == ("BC", None)
    text = read_back.text
    words = " ".join(text.split())
    most_shared = sorted(held.themes, key=lambda theme: -len(theme.files))
    assert all(theme.label in words for theme in most_shared[:15])
    assert f"Bảng chỉ nêu 15 dòng đầu trong {len(held.themes)} dòng; xem đủ tại bảng tính (.xlsx)" in words
    assert all(locality.name in words for locality in held.localities)
    assert "30/11/2026" in text


@pytest.mark.parametrize(
    ("unit", "first", "closing"),
    [
        (
            "xã Lấp Vò, tỉnh Đồng Tháp",
            "UBND tỉnh Đồng Tháp",
            "kính báo cáo Ủy ban nhân dân tỉnh Đồng Tháp xem xét./.",
        ),
        ("tỉnh Đồng Tháp", "TT Tỉnh ủy, HĐND tỉnh", "Trên đây là báo cáo kết quả so sánh 4 kế hoạch./."),
    ],
)
def test_the_report_of_a_unit_has_its_head(
    unit: str, first: str, closing: str, held: Comparison, tmp_path: Path
) -> None:
    path = tmp_path / "bao-cao.docx"
    report.write(held, path, Head(load_profile(unit, provinces=True), 2026))
    made = read(path)
    assert (made.issuer, made.symbol, made.number, made.date) == (
        f"Ủy ban nhân dân {unit.partition(',')[0]}",
        "BC-UBND",
        None,
        "2026",
    )
    assert paper(held, Head(load_profile(unit, provinces=True), 2026)).recipients[0].name == first
    assert closing in " ".join(made.text.split())
    assert [finding.id for finding in check(path) if finding.severity == "error"] == []


def test_the_summary_says_what_was_counted(held: Comparison) -> None:
    said = [plain(sentence) for sentence in summary(held, standings(held))]
    assert said[0].startswith(f"Đã đối chiếu 4 kế hoạch: {len(held.themes)} chủ đề được từ hai nơi trở lên nêu")
    assert f"Cấp trên đặt ra {len(held.duties)} yêu cầu đối với cấp xã" in " ".join(said)
    assert "Có 1 thời hạn muộn hơn thời hạn của cấp trên, cần điều chỉnh." in said


def test_of_two_plans_each_lacks_what_the_other_has() -> None:
    two = compare([read(SAMPLES / name) for name in PLANS[:2]])
    first, second = standings(two)
    assert len(first.lacks) == len({theme for theme, _ in second.alone}) > 0
    said = [plain(sentence) for sentence in summary(two, (first, second))]
    assert any(sentence.startswith("Nội dung nơi kia nêu mà nơi này chưa nêu: ") for sentence in said)


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="máy chưa cài LibreOffice")
def test_the_report_for_the_file_as_pdf(held: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.pdf"
    report.write(held, path)
    assert "Kết quả so sánh 4 kế hoạch" in read(path).text
