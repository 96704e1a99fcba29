"""What the pages for people list is what the program has: commands, options, statuses, sections, kinds, formats."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from corpus import errors
from corpus.model import Format
from generate.report import PAPERS
from generate.template_fields import KINDS
from kehoach import batch, checking, cli
from kehoach.drafting_commands import UNREADY_STATUS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CELLS = re.compile(r"(?<!\\)\|")
OPTION = re.compile(r"--[a-z][a-z-]*")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def leaves(parser: argparse.ArgumentParser, name: str = "kehoach") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser: `kehoach units init`."""
    inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not inner:
        yield name, parser
    for action in inner:
        for word, one in action.choices.items():
            yield from leaves(one, f"{name} {word}")


COMMANDS = dict(leaves(cli._parser()))


def rows(text: str, head: str) -> list[list[str]]:
    """The cells of the table whose first heading this is."""
    lines = iter(text.splitlines())
    next(line for line in lines if line.startswith(f"| {head} |"))
    next(lines)
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in CELLS.split(line)[1:-1]])
    return found


def row_of(name: str) -> str:
    found = [row for row in rows(page("cntt.md"), "Lệnh") if re.match(rf"`{re.escape(name)}[` ]", row[0])]
    assert len(found) == 1, name
    return " ".join(found[0])


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_has_every_option(name: str) -> None:
    options = {word for action in COMMANDS[name]._actions for word in action.option_strings} - {"-h", "--help"}
    row = row_of(name)
    assert {word for word in options if not re.search(rf"(?<![\w-]){word}(?![\w-])", row)} == set()


def test_the_table_of_commands_has_no_option_that_is_none() -> None:
    real = {word for parser in COMMANDS.values() for action in parser._actions for word in action.option_strings}
    for name in ("cntt.md", "van-thu.md", "mau-van-ban.md"):
        said = set(OPTION.findall(page(name).split("<!--")[0])) - {"--tests"}
        assert said <= real, name


def test_every_status_is_in_the_table() -> None:
    statuses = {int(row[0]) for row in rows(page("errors.md"), "Mã thoát")}
    own = {0, 1, cli.USAGE_ERROR, UNREADY_STATUS, checking.UNJUDGED, batch.STOPPED}
    assert statuses == own
    kinds = {row[0].strip("`"): row[1] for row in rows(page("errors.md"), "Lỗi")}
    for name, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.KehoachError):
            assert kinds[name] == str(kind.exit_code), name
    taken = {
        kind.exit_code for _, kind in inspect.getmembers(errors, inspect.isclass) if kind is not errors.KehoachError
    }
    assert not taken & {UNREADY_STATUS, checking.UNJUDGED, batch.STOPPED}


def test_the_clerks_list_is_told_section_by_section() -> None:
    tree = ast.parse((ROOT / "generate" / "handover.py").read_text("utf-8"))
    calls = (
        each for each in ast.walk(tree) if isinstance(each, ast.Call) and getattr(each.func, "id", "") == "Section"
    )
    said = (word for each in calls if each.args for word in ast.walk(each.args[0]))
    headings = {word.value for word in said if isinstance(word, ast.Constant) and isinstance(word.value, str)}
    assert len(headings) > 9
    assert {row[0] for row in rows(page("van-thu.md"), "Phần")} == headings


def test_kinds_of_paragraphs_are_listed() -> None:
    said = page("mau-van-ban.md").split("`doan.kieu` là một trong:")[1].split("\n\n")[0]
    plain = re.sub(r"\([^)]*\)", "", said)
    assert set(re.findall(r"`([^`]+)`", plain)) == set(KINDS)


def test_formats_of_comparisons_are_listed() -> None:
    from generate import report

    said = {ending for row in rows(page("van-thu.md"), "Đuôi tệp") for ending in re.findall(r"`(\.\w+)`", row[0])}
    assert said == {*report._WRITERS, *PAPERS}
    kinds = next(action for action in COMMANDS["kehoach compare"]._actions if action.dest == "output")
    assert callable(kinds.type)
    for ending in said:
        assert kinds.type(f"a{ending}") == Path(f"a{ending}")
    assert said == set(re.findall(r"\.[a-z]+", report.FORMATS))


def test_help_names_every_format_that_is_read() -> None:
    names = {"scan": "bản quét", "html": "HTML"}
    for each in get_args(Format):
        assert names.get(each, each.upper()) in cli.READ, each
