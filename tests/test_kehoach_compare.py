"""`kehoach compare`: against the superior's plan, from records, and for many plans at once."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from corpus import codec
from corpus.compare import compare
from extract import read
from generate import report
from kehoach.cli import main
from tests.bench_compare import judged, plans

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
SUPERIOR = SAMPLES / "01_ke_hoach_tinh_khe_giang.docx"
COMMUNES = (SAMPLES / "02_ke_hoach_xa_truong_khe.docx", SAMPLES / "04_ke_hoach_phuong_tan_khe.txt")


def test_against_the_superior(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "doi-chieu.json"
    assert main(["compare", *map(str, COMMUNES), "--against", str(SUPERIOR), "-o", str(out)]) == 0
    record = json.loads(out.read_text("utf-8"))
    duty = next(duty for duty in record["conformity"] if duty["path"] == "V/4/-2")
    assert duty["taken_up"] == {COMMUNES[0].name: ["V/3/-1"]}
    assert duty["missing"] == [COMMUNES[1].name]
    assert out.name in capsys.readouterr().out


def test_records_compare_like_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "ban-ghi.jsonl"
    lines = [codec.to_json(read(path)) for path in COMMUNES]
    store.write_text("\n".join([lines[0], '{"kind": 5', lines[1]]) + "\n", "utf-8")
    said = []
    for name, sources in (("tep.json", COMMUNES), ("kho.json", (store,))):
        assert main(["compare", *map(str, sources), "-o", str(tmp_path / name)]) == 0
        said.append(json.loads((tmp_path / name).read_text("utf-8")))
    assert said[0]["groups"] == said[1]["groups"]
    assert "dòng 2: không phải bản ghi" in capsys.readouterr().err


def test_a_plan_is_added_to_what_was_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plans of the first run keep their themes, the new one joins them, and the file is written anew."""
    kept, out = tmp_path / "chu-de.json", tmp_path / "so-sanh.json"
    third = SAMPLES / "03_ke_hoach_xa_vam_tram.pdf"
    words = ["compare", "--keep", str(kept), "-o", str(out)]
    assert main([*words, *map(str, COMMUNES)]) == 0
    first = json.loads(out.read_text("utf-8"))["groups"]
    assert main([*words, *map(str, COMMUNES), str(third), "--overwrite"]) == 0
    second = json.loads(out.read_text("utf-8"))["groups"]
    old = {path.name for path in COMMUNES}
    told = [{name: paths for name, paths in group["members"].items() if name in old} for group in second]
    assert all(group["members"] in told for group in first)
    assert any(third.name in group["members"] for group in second)
    assert len(json.loads(kept.read_text("utf-8"))["plans"]) == 3
    capsys.readouterr()


@pytest.mark.parametrize("text", ["", "{}", '{"version": 1, "plans": {"a": [["x"]]}}', '{"version": 9, "plans": {}}'])
def test_a_file_that_keeps_no_themes_is_said(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "chu-de.json"
    kept.write_text(text, "utf-8")
    out = str(tmp_path / "a.json")
    assert main(["compare", *map(str, COMMUNES), "--keep", str(kept), "-o", out]) != 0
    assert "không phải tệp nhớ chủ đề" in capsys.readouterr().err
    assert kept.read_text("utf-8") == text


def test_one_plan_alone_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(COMMUNES[0]), "-o", str(tmp_path / "a.json")]) != 0
    assert "Cần ít nhất hai văn bản" in capsys.readouterr().err


def test_many_plans_are_aligned_in_batches_as_few_are() -> None:
    precision, recall = judged(compare(plans(60)))
    assert precision >= 0.98
    assert recall >= 0.85


def test_three_times_the_plans_take_no_more_than_five_times_as_long() -> None:
    """Growth by CPU time, both in one run: all pairs compared would take nine times as long."""
    spent = []
    for count in (60, 180):
        made = list(plans(count))
        begun = time.process_time()
        compare(made)
        spent.append(time.process_time() - begun)
    assert spent[1] <= 5 * spent[0]


def test_a_page_of_a_hundred_plans_is_written(tmp_path: Path) -> None:
    page = tmp_path / "so-sanh.html"
    report.write(compare(plans(100)), page)
    assert page.read_text("utf-8").count('<th scope="col">') >= 100
    assert page.stat().st_size < 20_000_000
