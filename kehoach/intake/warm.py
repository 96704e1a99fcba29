"""Imported once by the fork server, so that a child need not: what every reading uses."""

import extract
from corpus import codec

codec.warm()

__all__ = ["extract"]
