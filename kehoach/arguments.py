"""Words of the command line: argparse that speaks Vietnamese, and the kinds of values that commands take."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

USAGE_ERROR = 2
Run = Callable[[argparse.Namespace], int]

# What argparse says in English, and what a clerk reads instead.
_SAYINGS = (
    (r"the following arguments are required: (.+)", r"còn thiếu: \1"),
    (r"one of the arguments (\S+) (\S+) is required", r"còn thiếu: \1 hoặc \2"),
    (r"argument ([^:]+): not allowed with argument (.+)", r"\1 và \2 không dùng cùng nhau"),
    (r"unrecognized arguments: (.+)", r"không hiểu: \1"),
    (r"argument ([^:]+): invalid choice: (\S+) \(choose from (.+)\)", r"\1: không có lựa chọn \2; chọn một trong \3"),
    (r"argument ([^:]+): expected one argument", r"\1: cần một giá trị đi kèm"),
    (r"argument ([^:]+): expected at least one argument", r"\1: cần ít nhất một giá trị"),
    (r"argument ([^:]+): invalid (?:\S+ )?value: (.+)", r"\1: giá trị \2 không đúng dạng"),
    (r"argument ([^:]+): (.+)", r"\1: \2"),
)
_PERIOD = re.compile(r"(?P<first>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}))?")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, prefix or "Cách dùng: ")


class Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter, allow_abbrev=False)  # type: ignore[arg-type]
        self._positionals.title = "Phải có"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in trang trợ giúp này")

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """As that of argparse, but a mistyped option is told before what it leaves missing, by its own command."""
        if self._subparsers is None:
            given = sys.argv[1:] if args is None else list(args)
            said = [word.partition("=")[0] for word in given[: given.index("--") if "--" in given else None]]
            unknown = [word for word in said if word.startswith("--") and word not in self._option_string_actions]
            if unknown:
                self.error(self._unknown(unknown[0]))
        known, extra = super().parse_known_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return known, extra

    def _unknown(self, option: str) -> str:
        near = difflib.get_close_matches(option, [each for each in self._option_string_actions if len(each) > 2])
        return f"không có tùy chọn {option}{f'; có phải {near[0]} không' if near else ''}"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, in Vietnamese, and where help is; exit status 2."""
        for pattern, saying in _SAYINGS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, saying, message)
                break
        sys.stderr.write(f"Lệnh chưa đúng: {message}. Xem: {self.prog} --help\n")
        raise SystemExit(USAGE_ERROR)


def positive(text: str) -> int:
    """A number of things, from 1."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("phải là một số nguyên dương")
    return int(text)


def years(text: str) -> tuple[int, int]:
    """The years of a draft: `2026-2030`, `2026` (as a profile and the workbook of units say them)."""
    match = _PERIOD.fullmatch(text.strip())
    last = match and (match["last"] or match["first"])
    if not match or int(match["first"]) > int(last or 0):
        raise argparse.ArgumentTypeError("giai đoạn phải viết như 2026-2030 hoặc 2026, năm đầu không sau năm cuối")
    return int(match["first"]), int(last or 0)


def file_of(*suffixes: str) -> Callable[[str], Path]:
    """A file to be written, of one of these kinds: its name says what is in it."""

    def named(text: str) -> Path:
        if Path(text).suffix.lower() not in suffixes:
            kinds = " hoặc ".join(filter(None, (", ".join(suffixes[:-1]), suffixes[-1])))
            raise argparse.ArgumentTypeError(f"tên tệp ghi ra «{text}» phải có đuôi {kinds}")
        return Path(text)

    return named


def overwrite(one: argparse.ArgumentParser) -> None:
    """`--overwrite`, of every command that writes a file of a given name."""
    one.add_argument("--overwrite", action="store_true", help="ghi đè lên tệp ra đã có (bình thường thì không)")
