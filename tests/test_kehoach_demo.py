"""The main job on the bundled samples, as `make demo` runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read
from kehoach import demo


@pytest.mark.libreoffice
def test_the_demo_makes_what_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.run(tmp_path) == 0
    named = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith(f"  {tmp_path}")]
    made = [Path(name) for name in named]
    assert len(made) == len(set(made)) == 16
    assert all(path.is_file() for path in made)
    assert {path.suffix for path in made} == {".jsonl", ".xlsx", ".docx", ".pdf", ".html", ".json", ".ics"}
    drafts = [path for path in made if path.parent.name == "du-thao" and path.suffix == ".pdf"]
    assert len(drafts) == 2
    assert not any("CAN XEM LAI" in path.name for path in made)
    reports = [path for path in made if path.parent.name == "bao-cao" and "viec can lam" not in path.name]
    assert [read(path).kind for path in reports if path.suffix == ".docx"] == ["BC", "CV"]
    for draft in drafts:
        assert read(draft).kind == "KH"
