"""The command line as its users meet it: words in, Vietnamese sentences and files out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Mm

from corpus import codec
from generate.finding import Finding
from kehoach import arguments, screen
from kehoach.checking import UNJUDGED
from kehoach.cli import COMMANDS, main

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLAN = SAMPLES / "02_ke_hoach_xa_truong_khe.docx"
OTHER = SAMPLES / "04_ke_hoach_phuong_tan_khe.txt"
HEAVY = ("docx", "lxml", "pydantic", "rich", "underthesea", "pypdfium2", "pdfplumber", "openpyxl", "docxtpl")


def kehoach(*words: str | Path, expect: int = 0) -> tuple[str, str]:
    """Run in a process of its own; returns what was printed, once the exit status is as expected."""
    command = [sys.executable, "-m", "kehoach.cli", *map(str, words)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == expect, ended.stdout + ended.stderr
    return ended.stdout, ended.stderr


@pytest.mark.parametrize("words", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_needs_no_heavy_library(words: list[str]) -> None:
    code = (
        f"import sys\nfrom kehoach.cli import main\ntry:\n    main({words!r})\nexcept SystemExit as end:\n"
        f"    assert end.code == 0\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\nassert not loaded, loaded"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["read"], "còn thiếu: TỆP"),
        (["draft", "a.txt"], "còn thiếu: --unit"),
        (["draft", "a.txt", "--unit", "x", "--period", "2030-2026"], "giai đoạn phải viết như 2026-2030"),
        (["draft", "a.txt", "--unit", "x", "--kind", "ZZ"], "không có lựa chọn 'ZZ'"),
        (["batch", "x", "--workers", "0"], "phải là một số nguyên dương"),
        (["read", "a.txt", "--khong-co"], "không có tùy chọn --khong-co. Xem: kehoach read --help"),
        (["draft", "a.txt", "--uint", "x"], "không có tùy chọn --uint; có phải --unit không. Xem: kehoach draft"),
        (["units", "init", "x", "--ouput=u.xlsx"], "có phải --output không. Xem: kehoach units init --help"),
        (["doctor", "a"], "không hiểu: a. Xem: kehoach doctor --help"),
        (["draft", "a.txt", "--unit", "x", "--period", "26"], "giai đoạn phải viết như 2026-2030 hoặc 2026"),
        (["calendar", "a.txt", "-o", "a.txt"], "phải có đuôi .ics"),
        (["progress", "a.txt", "-o", "a.csv"], "phải có đuôi .xlsx"),
        (["units", "init", "x", "-o", "a.csv"], "phải có đuôi .xlsx"),
        (["template", "check", "a.docx", "-o", "a.doc"], "phải có đuôi .docx"),
        (["read", "a.pdf", "--searchable", "a"], "phải có đuôi .pdf"),
        (["check", "a.docx", "--comments", "a.txt"], "phải có đuôi .docx"),
        (["compare", "a", "b", "-o", "x.odt"], "phải có đuôi .html, .xlsx, .docx, .pdf hoặc .json"),
    ],
)
def test_wrong_words_are_said_in_vietnamese(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("Lệnh chưa đúng: ")
    assert says in message


def test_read_for_a_person() -> None:
    printed, _ = kehoach("read", PLAN)
    for words in ("Kế hoạch (KH)", "25/KH-UBND", "ngày 06/02/2026", "Trần Quốc Hậu", "Phân công", "Chủ trì"):
        assert words in printed


def test_read_marks_a_gap() -> None:
    printed, _ = kehoach("read", SAMPLES / "10_ke_hoach_xa_rach_say_2022.docx")
    assert "không có trong văn bản (số nhảy)" in printed
    gap = printed.index("5: không có trong văn bản (số nhảy)")
    assert printed.rindex("── 4 ", 0, gap) < gap < printed.index("── 6 ", gap)


def test_read_tells_a_number_that_comes_twice(tmp_path: Path) -> None:
    plan = "\n\n".join(
        ("KẾ HOẠCH", "Chuyển đổi số", "I. MỤC ĐÍCH", "1. Một.", "II. NHIỆM VỤ", "1. Hai.", "II. TỔ CHỨC", "1. Ba.")
    )
    (tmp_path / "a.txt").write_text(plan, "utf-8")
    printed, _ = kehoach("read", tmp_path / "a.txt")
    assert printed.count("(số bị lặp)") == 2
    assert "hai mục «II» liền nhau: số thứ tự bị lặp" in " ".join(printed.split())


def test_read_as_json_is_the_record() -> None:
    printed, _ = kehoach("read", PLAN, OTHER, "--json")
    documents = [codec.from_json(line) for line in printed.splitlines()]
    assert [document.source.name for document in documents] == [PLAN.name, OTHER.name]
    assert all(document.evidence for document in documents)


def test_a_file_that_fails_does_not_stop_the_rest(tmp_path: Path) -> None:
    damaged = tmp_path / "hong.docx"
    damaged.write_bytes(b"PK\x03\x04 khong phai tep nen")
    printed, said = kehoach("read", damaged, OTHER, "--json", expect=3)
    assert len(printed.splitlines()) == 1
    assert said.startswith("hong.docx: Tệp bị hỏng")


@pytest.mark.parametrize(
    ("words", "says", "status"),
    [
        (["read", "khong-co.docx"], "Không tìm thấy tệp", 3),
        (["draft", str(PLAN), "--unit", "phường Sa Đét, tỉnh Đồng Tháp"], "Sa Đéc", 4),
        (["draft", str(PLAN), "--unit", "khong-co.yaml"], "khong-co.yaml", 6),
        (["compare", str(PLAN), "-o", "x.html"], "Cần ít nhất hai văn bản", 1),
        (["check", str(OTHER)], "Chỉ kiểm tra được tệp DOCX và PDF, đây là tệp TXT; đề nghị mở bằng Word", 3),
        (["read", "."], "«.» là thư mục", 3),
        (["read", ""], "«.» là thư mục", 3),
        (["draft", str(PLAN), "--unit", "xã Không Có, Đồng Tháp"], 'kehoach units init "tỉnh Đồng Tháp"', 4),
        (["batch", "khong-co"], "Không tìm thấy thư mục", 3),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: list[str], says: str, status: int) -> None:
    _, said = kehoach(*words, expect=status)
    lines = [line for line in said.splitlines() if line.strip() and "━" not in line]
    assert len(lines) == 1, said
    assert says in lines[0]
    assert not lines[0].startswith(":")


def test_batch_leaves_a_record_and_an_end_state_for_each(tmp_path: Path) -> None:
    folder = tmp_path / "den"
    folder.mkdir()
    for source in (PLAN, OTHER):
        (folder / source.name).write_bytes(source.read_bytes())
    (folder / "rong.pdf").write_bytes(b"")
    printed, _ = kehoach("batch", folder, "-o", tmp_path / "out", expect=1)
    assert "Đã đọc 2/3 tệp." in printed
    records = (tmp_path / "out" / "ban-ghi.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["source"]["name"] for line in records} == {PLAN.name, OTHER.name}
    sheet = openpyxl.load_workbook(tmp_path / "out" / "so-tiep-nhan.xlsx").active
    assert sheet is not None
    states = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert set(states) == {PLAN.name, OTHER.name, "rong.pdf"}


def test_compare_writes_every_format_asked_for(tmp_path: Path) -> None:
    outputs = [tmp_path / f"so-sanh{suffix}" for suffix in (".html", ".xlsx", ".json")]
    kehoach("compare", PLAN, OTHER, *(word for path in outputs for word in ("-o", path)))
    assert all(path.stat().st_size > 1000 for path in outputs)


def test_check_tells_by_its_status(tmp_path: Path) -> None:
    said, _ = kehoach(
        "draft", SAMPLES / "01_ke_hoach_tinh_khe_giang.docx", "--unit", SAMPLES / "don_vi.yaml", "-o", tmp_path
    )
    assert "chỉ tiêu cần quyết định" in " ".join(said.split())
    assert "câu còn nêu cấp trên" in " ".join(said.split())
    draft = next(path for path in tmp_path.glob("*.docx") if "viec can lam" not in path.name)
    printed, _ = kehoach("check", draft)
    assert "đúng thể thức" in printed
    word = docx.Document(str(draft))
    word.sections[0].left_margin = Mm(10)
    word.save(str(tmp_path / "sai.docx"))
    printed, _ = kehoach("check", tmp_path / "sai.docx", "--json", expect=1)
    assert [found["found"] for found in json.loads(printed)["findings"]] == ["10 mm"]


@pytest.fixture
def out_of_form(tmp_path: Path) -> Path:
    word = docx.Document(str(SAMPLES / "02_ke_hoach_xa_truong_khe.docx"))
    word.sections[0].left_margin = Mm(10)
    word.save(str(tmp_path / "sai.docx"))
    return tmp_path / "sai.docx"


def test_check_mends_into_another_file(out_of_form: Path) -> None:
    before, target = out_of_form.read_bytes(), out_of_form.with_name("sua.docx")
    printed, _ = kehoach("check", out_of_form, "--fix", "-o", target)
    assert "đã sửa" in printed
    assert "10 mm" in printed
    assert out_of_form.read_bytes() == before
    assert docx.Document(str(target)).sections[0].left_margin.mm == pytest.approx(30, abs=0.1)
    kehoach("check", target, "--fix", "-o", target.with_name("nua.docx"))
    assert target.with_name("nua.docx").read_bytes() == target.read_bytes()


def test_check_never_overwrites_unless_asked(out_of_form: Path) -> None:
    before = out_of_form.read_bytes()
    _, told = kehoach("check", out_of_form, "--fix", expect=2)
    assert "--in-place" in told
    _, told = kehoach("check", out_of_form, "--fix", "-o", out_of_form, expect=2)
    assert "trùng với tệp vào" in told
    _, told = kehoach("check", out_of_form, "-o", out_of_form.with_name("b.docx"), expect=2)
    assert "--fix" in told
    _, told = kehoach("check", out_of_form, out_of_form, "--fix", "-o", out_of_form.with_name("b.docx"), expect=2)
    assert "một tệp" in told
    other = out_of_form.with_name("khac.docx")
    other.write_bytes(b"khac")
    _, told = kehoach("check", out_of_form, "--fix", "-o", other, expect=1)
    assert "đề nghị chọn tên khác, hoặc thêm --overwrite" in told
    assert other.read_bytes() == b"khac"
    assert out_of_form.read_bytes() == before
    kehoach("check", out_of_form, "--fix", "--in-place")
    assert docx.Document(str(out_of_form)).sections[0].left_margin.mm == pytest.approx(30, abs=0.1)


def test_check_comments_a_copy(out_of_form: Path) -> None:
    copy = out_of_form.with_name("ghi-chu.docx")
    kehoach("check", out_of_form, "--comments", copy, expect=1)
    assert any("Lề trái" in comment.text for comment in docx.Document(str(copy)).comments)


def test_check_as_json_for_other_programs(out_of_form: Path) -> None:
    target = out_of_form.with_name("sua.docx")
    printed, _ = kehoach("check", out_of_form, "--fix", "-o", target, "--json")
    record = json.loads(printed)
    (mended,) = [each for each in record["mended"] if each["id"] == "K03"]
    assert mended == {
        "id": "K03",
        "severity": "error",
        "message": "Lề trái không đúng quy định.",
        "found": "10 mm",
        "wanted": "30–35 mm",
        "place": "khoản 3 Mục I Phần I Phụ lục I",
        "where": "",
        "paragraphs": [],
    }


def test_check_goes_on_behind_a_file_that_fails(out_of_form: Path) -> None:
    broken = out_of_form.with_name("hong.docx")
    broken.write_bytes(b"PK\x03\x04")
    printed, told = kehoach("check", broken, out_of_form.with_name("khong.docx"), out_of_form, expect=3)
    assert "hong.docx" in told
    assert "Không tìm thấy" in told
    assert "10 mm" in printed


def test_check_reads_a_pdf_but_mends_none(tmp_path: Path) -> None:
    sample = SAMPLES / "03_ke_hoach_xa_vam_tram.pdf"
    printed, _ = kehoach("check", sample)
    assert sample.name in printed
    _, told = kehoach("check", sample, "--fix", "-o", tmp_path / "sua.docx", expect=3)
    assert "Chỉ sửa hoặc ghi chú được tệp DOCX" in told


def test_what_was_not_judged_has_a_status_of_its_own(out_of_form: Path) -> None:
    word = docx.Document(str(PLAN))
    for paragraph in word.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        paragraph.text = (paragraph.text or "").replace("2026", "2019")
    old = out_of_form.with_name("cu.docx")
    word.save(str(old))
    printed, _ = kehoach("check", old, expect=UNJUDGED)
    assert "không kiểm tra" in printed
    kehoach("check", old, out_of_form, expect=1)


def test_what_was_mended_says_the_value_that_is_there_now(out_of_form: Path) -> None:
    printed, _ = kehoach("check", out_of_form, "--fix", "-o", out_of_form.with_name("sua.docx"))
    assert "30 mm" in printed
    assert "30–35" not in printed


@pytest.mark.parametrize(
    ("found", "wanted", "now"),
    [
        ("10 mm", "30–35 mm", "30 mm"),
        ("41,5 mm", "30–35 mm", "35 mm"),
        ("12", "13–14", "13"),
        ("canh trái", "canh đều hai lề", "canh đều hai lề"),
        ("2 pt", "từ 6 pt", "6 pt"),
        ("không rõ", "13–14", "13–14"),
    ],
)
def test_a_range_is_mended_to_its_nearer_end(found: str, wanted: str, now: str) -> None:
    assert screen.now(Finding("K03", "error", "", found, wanted, "")) == now


def test_a_plan_in_short() -> None:
    printed, _ = kehoach("read", PLAN, "--short")
    assert "25/KH-UBND" in printed
    assert "14 nhiệm vụ" in printed
    assert "Bố cục" not in printed
    assert len(printed.splitlines()) < 60


@pytest.mark.parametrize(("said", "years"), [("2026-2030", (2026, 2030)), ("2026", (2026, 2026))])
def test_the_years_of_a_draft(said: str, years: tuple[int, int]) -> None:
    assert arguments.years(said) == years
