"""The tree of errors. Each carries one Vietnamese sentence that says what to do, and an exit code.

KehoachError
├── SourceError             a document that cannot be opened
│   ├── UnknownFormat           the bytes are of no format that is read
│   ├── DamagedFile             the format is known, the file is broken
│   ├── EncryptedFile           a password is needed
│   ├── EmptyFile               no bytes, or no text at all
│   ├── LimitExceeded           time, memory or size cap reached
│   └── ReaderCrashed           the reading process itself failed
├── UnitError               an administrative unit that cannot be told
│   ├── UnknownUnit
│   └── AmbiguousUnit
├── TemplateError           a Word template that cannot be used
├── ProfileError            a unit profile that cannot be read
├── LeakError               a draft that still names another locality
├── ProgressError           a progress workbook that cannot be used, or has faults in its cells
├── PeriodError             a period of reporting that cannot be understood
└── MissingTool             an outside program is not installed
"""

from __future__ import annotations


class KehoachError(Exception):
    """Root of all errors of the project; `str(error)` is the Vietnamese sentence for the clerk."""

    exit_code = 1
    state = "loi"


class SourceError(KehoachError):
    """A document that cannot be opened."""

    exit_code = 3
    state = "khong-doc-duoc"


class UnknownFormat(SourceError):
    """The bytes are of no format that is read."""

    state = "khong-ro-dinh-dang"


class DamagedFile(SourceError):
    """The format is known, the file is broken."""

    state = "hong"


class EncryptedFile(SourceError):
    """A password is needed to open the file."""

    state = "co-mat-khau"


class EmptyFile(SourceError):
    """No bytes, or no text at all."""

    state = "rong"


class LimitExceeded(SourceError):
    """A cap on time, memory or size was reached."""

    state = "vuot-gioi-han"


class ReaderCrashed(SourceError):
    """The reading process itself failed: a hostile file, or a fault of ours."""

    state = "loi-chuong-trinh"


class UnitError(KehoachError):
    """An administrative unit that cannot be told."""

    exit_code = 4


class UnknownUnit(UnitError):
    """No unit has this name."""


class AmbiguousUnit(UnitError):
    """Several units have this name; the message lists them."""


class TemplateError(KehoachError):
    """A Word template that cannot be used."""

    exit_code = 5


class ProfileError(KehoachError):
    """A unit profile that cannot be read."""

    exit_code = 6


class LeakError(KehoachError):
    """A draft that still names another locality."""

    exit_code = 7


class ProgressError(KehoachError):
    """A progress workbook that cannot be used, or has faults in its cells."""

    exit_code = 10


class PeriodError(KehoachError):
    """A period of reporting that cannot be understood."""

    exit_code = 11


class MissingTool(KehoachError):
    """An outside program (LibreOffice, Tesseract) is not installed."""

    exit_code = 9
