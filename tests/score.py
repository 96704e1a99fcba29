"""`make score`: read every document of ../shared that has a gold, and print the table of ../shared/score/score.py.

usage: python tests/score.py [--show] [--min-overall=N] [NAME ...]     NAME: only golds whose file begins so
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from conftest import SHARED

from corpus import codec
from kehoach.intake import take_in

PLACES = ("seeds", "corpus/plans", "corpus/web", "corpus/more")


def documents(golds: Sequence[Path]) -> list[Path]:
    """The files that the golds are about."""
    names = [Path(json.loads(gold.read_text("utf-8"))["file"]).name for gold in golds]
    return [path for name in names for place in PLACES if (path := SHARED / place / name).exists()]


def main(words: Sequence[str]) -> int:
    """Print the table; the exit status is that of score.py."""
    if not SHARED.is_dir():
        print("../shared không có trên máy này nên không chấm được.", file=sys.stderr)
        return 1
    begins = tuple(word for word in words if not word.startswith("-"))
    golds = [path for path in sorted((SHARED / "gold").glob("*.json")) if path.name.startswith(begins or "")]
    with tempfile.TemporaryDirectory() as place:
        chosen = Path(place) / "gold"
        chosen.mkdir()
        for gold in golds:
            (chosen / gold.name).write_bytes(gold.read_bytes())
        predictions = Path(place) / "predictions.jsonl"
        with predictions.open("w", encoding="utf-8") as file:
            for outcome in take_in(documents(golds), SHARED):
                if outcome.document:
                    file.write(codec.to_json(outcome.document) + "\n")
                else:
                    print(f"{outcome.name}: {outcome.sentence}", file=sys.stderr)
        options = [word for word in words if word not in begins]
        command = [sys.executable, str(SHARED / "score" / "score.py"), str(chosen), str(predictions), *options]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
