"""kehoach: read, rewrite and compare Vietnamese administrative plans, offline.

    from kehoach import read, adapt, write, compare, check

This is the whole public API; what lies behind it in `extract`, `generate` and `corpus` may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus import errors
from corpus.model import Document

if TYPE_CHECKING:
    from corpus.compare import compare
    from extract import read, read_bytes
    from generate import write
    from generate.adapt import adapt
    from generate.check import check
    from generate.profile import load_profile

# Where each verb lives. They are imported when first used, so that `kehoach --help` answers at once.
_HOME = {
    "adapt": "generate.adapt",
    "check": "generate.check",
    "compare": "corpus.compare",
    "load_profile": "generate.profile",
    "read": "extract",
    "read_bytes": "extract",
    "write": "generate",
}

__all__ = ["Document", "adapt", "check", "compare", "errors", "load_profile", "read", "read_bytes", "write"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(name)
