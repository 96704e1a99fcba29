"""The house keeps its own rules: sizes, exports, documented commands and errors, no switch left on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

import kehoach
from corpus import errors
from kehoach.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("kehoach", "extract", "corpus", "generate")
VAGUE = {"utils", "helpers", "common", "base", "manager"}


def modules() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]


def functions() -> Iterator[tuple[str, int, int]]:
    """Name, lines and parameters of every function of the rooms."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                own = [each for each in arguments if each.arg not in {"self", "cls"}]
                yield f"{path.relative_to(ROOT)}:{node.name}", lines, len(own)


def test_files_are_small() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_functions_are_small() -> None:
    found = list(functions())
    lines = sorted(length for _, length, _ in found)
    assert [name for name, length, _ in found if length > 50] == []
    assert [name for name, _, parameters in found if parameters > 6] == []
    assert median(lines) <= 8
    assert lines[int(len(lines) * 0.9)] <= 25


def test_no_vague_names() -> None:
    assert [path for path in modules() if path.stem in VAGUE] == []


def test_the_public_api_is_what_is_exported() -> None:
    for name in kehoach.__all__:
        assert getattr(kehoach, name) is not None
    with pytest.raises(AttributeError):
        _ = kehoach.khong_co  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_a_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert "Cách dùng: kehoach" in capsys.readouterr().out
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    assert f"kehoach {name}" in pages


def test_every_error_is_drawn_and_documented() -> None:
    names = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    for name in names:
        assert re.search(rf"^[│├└─ ]*{name}\b", errors.__doc__ or "", re.MULTILINE), name
        assert f"`{name}`" in page, name


def test_help_is_light() -> None:
    """Heavy libraries are imported where they are used, not by the front door."""
    code = "import sys, kehoach.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "pydantic",
        "lxml",
        "docx",
        "docxtpl",
        "pdfplumber",
        "pypdfium2",
        "openpyxl",
        "underthesea",
        "numpy",
        "rich",
    }
    assert heavy & set(loaded) == set()


def test_renew_is_off(renew: bool) -> None:
    assert not renew, "Các mẫu đối chiếu vừa được ghi lại: xem kỹ git diff, rồi chạy lại không có --renew."
