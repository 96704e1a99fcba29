"""docs/errors.md lists every sentence that the code says of a file or of a wrong input; `--renew` writes it anew."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import errors

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "errors.md"
ROOMS = ("corpus", "extract", "generate", "kehoach")
MARK = "<!-- Từ đây trở xuống do `pytest tests/test_docs_errors.py --renew` ghi. -->\n"
NAMES = frozenset(
    name
    for name, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, errors.KehoachError) and each.__module__ == errors.__name__
)


def modules(*rooms: str) -> Iterator[ast.Module]:
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield ast.parse(path.read_text("utf-8"))


def constants(module: ast.Module) -> dict[str, str]:
    """The texts that a module names at its top."""
    found = {}
    for each in module.body:
        if (
            isinstance(each, ast.Assign)
            and isinstance(each.targets[0], ast.Name)
            and (said := text_of(each.value, {}))
        ):
            found[each.targets[0].id] = said
    return found


def text_of(value: ast.expr, named: dict[str, str]) -> str | None:
    """What an expression says, `…` for what is only known later; None where it is no text that stands there."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in value.values)
        return "".join(map(str, parts))
    return named.get(value.id) if isinstance(value, ast.Name) else None


def called(call: ast.Call) -> str:
    """The name of what is called, without its module."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def sentences(names: frozenset[str], *rooms: str, at: int = 0) -> set[tuple[str, str]]:
    """(name, sentence) of every error or note that is made with a sentence as its argument `at`."""
    found = set()
    for module in modules(*rooms):
        named = constants(module)
        for call in ast.walk(module):
            if isinstance(call, ast.Call) and called(call) in names and len(call.args) > at:
                name = called(call) if at == 0 else text_of(call.args[0], named)
                said = text_of(call.args[at], named)
                if name and said and " " in said:
                    found.add((name, said))
    return found


def others() -> set[tuple[str, str]]:
    """What is said of files of other kinds: a table, not calls."""
    path = ROOT / "extract" / "others.py"
    named = constants(ast.parse(path.read_text("utf-8")))
    return {("UnknownFormat", said) for said in named.values()}


def lost() -> set[tuple[str, str]]:
    """What is said of parts of the head that are not there: a table, too."""
    from extract.heading import _LOST

    return {(f"{key}-{'blank' if key in ('number', 'date') else 'lost'}", said) for key, said in _LOST}


def answers() -> set[tuple[str, str]]:
    """What the child of the intake answers: `LimitExceeded Tệp cần …`, a name and its sentence."""
    texts = (
        each.value for module in modules("kehoach") for each in ast.walk(module) if isinstance(each, ast.Constant)
    )
    parts = (text.partition(" ") for text in texts if isinstance(text, str))
    return {(name, said) for name, _, said in parts if name in NAMES and said}


def page() -> str:
    """The part of the page that is written by the code."""
    raised = sorted(sentences(NAMES, *ROOMS) | others() | answers())
    notes = sorted(sentences(frozenset({"Note"}), "extract", at=1) | lost())
    lines = [
        "## Mọi câu báo lỗi",
        "Dấu `…` là chỗ điền tên tệp, con số hoặc chữ cụ thể.",
        "",
        "| Lỗi | Câu |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {cell(said)} |" for name, said in raised]
    lines += ["", "## Mọi lời nhắc khi đọc", "Văn bản vẫn được đọc; lời nhắc nằm trong `warnings` của bản ghi.", ""]
    lines += ["| Mã | Câu |", "|---|---|", *(f"| `{code}` | {cell(said)} |" for code, said in notes)]
    return "\n".join(lines) + "\n"


def cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


def test_every_sentence_is_listed(renew: bool) -> None:
    kept, mark, listed = PAGE.read_text("utf-8").partition(MARK)
    assert mark
    if renew:
        PAGE.write_text(f"{kept}{MARK}{page()}", encoding="utf-8")
    else:
        assert listed == page(), "pytest tests/test_docs_errors.py --renew"


def test_every_error_and_state_has_its_row_above() -> None:
    from kehoach.intake.supervisor import STATES

    kept = PAGE.read_text("utf-8").partition(MARK)[0]
    assert [name for name in sorted(NAMES) if f"| `{name}` |" not in kept] == []
    assert [name for name in STATES.values() if name not in kept] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('raise DamagedFile("Tệp bị hỏng; đề nghị nộp lại.")', {("DamagedFile", "Tệp bị hỏng; đề nghị nộp lại.")}),
        ('raise errors.EmptyFile(f"Tệp {name} rỗng.")', {("EmptyFile", "Tệp … rỗng.")}),
        ('WHY = "Tệp có khóa."\nraise EncryptedFile(WHY)', {("EncryptedFile", "Tệp có khóa.")}),
        ("raise KeyError(name)", set()),
    ],
)
def test_what_counts_as_a_sentence(
    code: str, said: set[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr("tests.test_docs_errors.ROOT", tmp_path)
    assert sentences(NAMES, "room") == said
