"""What a comparison keeps for the next one: in which themes the passages of each plan were found.

A plan that is there again, unchanged, keeps its themes; only new plans are aligned, with the themes that are known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.align import Homes
from corpus.errors import KehoachError

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """plans: SHA-256 of a plan's file -> for each of its passages in order the numbers of its themes."""

    plans: Mapping[str, Homes] = field(default_factory=dict)


def load(path: Path) -> Kept:
    """What was saved; nothing where the file is not there yet. Raises KehoachError for another file, OSError."""
    if not path.exists():
        return Kept()
    try:
        record = json.loads(path.read_text("utf-8"))
        plans = {str(sha): tuple(tuple(map(int, homes)) for homes in plan) for sha, plan in record["plans"].items()}
        if record["version"] != _VERSION or not all(homes for plan in plans.values() for homes in plan):
            raise ValueError(record["version"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KehoachError(
            f"Tệp «{path.name}» không phải tệp nhớ chủ đề của chương trình; đề nghị nêu tệp khác hoặc xóa tệp này."
        ) from error
    return Kept(plans)


def save(kept: Kept, path: Path) -> None:
    """Write it; raises OSError."""
    path.write_text(json.dumps({"version": _VERSION, "plans": kept.plans}) + "\n", encoding="utf-8")
