"""Rules of form (thể thức, kỹ thuật trình bày) of Decree 30/2020/NĐ-CP: one source for templates and checker.

The table, with the place of each rule in the decree: data/thethuc.toml. Kinds of documents: kinds.py.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, TypeVar

Range = tuple[float, float]  # least and most, both allowed
Align = Literal["left", "center", "right", "justify"]
Case = Literal["upper", "lower"]
Severity = Literal["error", "warning", "info"]
_REF = re.compile(
    r"PL (?P<annex>I{1,3})\.(?P<section>[IVX]+)(?:\.(?P<clause>\d+(?:-\d+)?))?(?:\.(?P<point>[a-zđ]))?"
    r"|Đ\.(?P<article>\d+)"
)
Source = str  # S1: read in the decree; MEM: from memory


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet: millimetres; margins top, bottom, left, right as ranges; the font and its colour (RRGGBB)."""

    paper: str
    width: float
    height: float
    orientation: Literal["portrait", "landscape"]
    landscape_allowed: str
    top: Range
    bottom: Range
    left: Range
    right: Range
    font: str
    colour: str
    ref: str
    source: Source


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The page number: arabic, in the top margin, not shown on the first page, from 1 again in an annex."""

    first: int
    size: Range
    bold: bool
    italic: bool
    align: Align
    place: Literal["header", "footer"]
    shown_on_first_page: bool
    restarts_in_annex: bool
    ref: str
    source: Source


@dataclass(frozen=True, slots=True)
class Body:
    """The text (lời văn): points, centimetres, line spacing in lines; end_mark closes it."""

    size: Range
    align: Align
    first_line_indent_cm: Range
    space_between_paragraphs_min_pt: float
    line_spacing: Range
    end_mark: str
    ref: str
    source: Source


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the form (thành phần thể thức).

    box: ô số in the decree's diagram. literal: fixed words, also: spellings the decree itself uses. case None:
    both. size: points. rule_line: length of the solid line below as a share of the words' length. starts, ends,
    last_ends: what an item of a list begins and ends with.
    """

    id: str
    size: Range
    ref: str
    box: str | None = None
    literal: str | None = None
    also: tuple[str, ...] = ()
    case: Case | None = None
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    rule_line: Range | None = None
    space_before_pt: float | None = None
    starts: str | None = None
    ends: str | None = None
    last_ends: str | None = None
    framed: bool = False
    required: bool = True
    source: Source = "S1"

    @property
    def literals(self) -> tuple[str, ...]:
        """All accepted spellings of the fixed words."""
        return (self.literal, *self.also) if self.literal else ()


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the text (bố cục): label with `{roman}`, `{arabic}` or `{letter}`, and its heading."""

    id: str
    family: Literal["articles", "sections"]
    label: str
    heading: Literal["own line", "same line", "none"]
    bold: bool = False
    align: Align | None = None
    heading_case: Case = "lower"
    heading_required: bool = False
    ref: str = "PL I.II.6; PL I.V"
    source: Source = "S1"


@dataclass(frozen=True, slots=True)
class Signing:
    """How a signature says by what authority (quyền hạn): `TM.` and what stands behind it."""

    abbr: str
    meaning: str
    before: str
    ref: str = "PL I.II.7"
    source: Source = "S1"


@dataclass(frozen=True, slots=True)
class Marks:
    """Fixed words of a mark (độ mật, độ khẩn, phạm vi lưu hành, hình thức sao); mm: frames, width × height."""

    element: str
    texts: tuple[str, ...]
    mm: tuple[Range, ...] = ()
    ref: str = "PL I.III.2"
    source: Source = "S1"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Leading zeros of number, day and month."""

    number_pad: int
    day_pad: int
    padded_months: tuple[int, ...]
    ref: str
    source: Source


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that `check` looks for. mends: layout that the fixer can set right; pdf: can be seen in a PDF, too."""

    id: str
    severity: Severity
    rule: str
    ref: str
    mends: bool = False
    pdf: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of form. point_letters: order of the letters of points (điểm)."""

    page: Page
    page_number: PageNumber
    body: Body
    elements: Mapping[str, Element]
    levels: tuple[Level, ...]
    point_letters: tuple[str, ...]
    numbers: Numbers
    signing: Mapping[str, Signing]
    marks: Mapping[str, Marks]
    checks: Mapping[str, Check]


def number(value: int) -> str:
    """A document's number as printed: `7` -> `07` (PL I.II.3.a)."""
    return str(value).zfill(RULES.numbers.number_pad)


def day(value: int) -> str:
    """A day as printed in the head: `5` -> `05` (PL I.II.4.b)."""
    return str(value).zfill(RULES.numbers.day_pad)


def month(value: int) -> str:
    """A month as printed in the head: `2` -> `02`, `3` -> `3` (PL I.II.4.b)."""
    return str(value).zfill(2) if value in RULES.numbers.padded_months else str(value)


def point_letter(index: int) -> str:
    """The letter of the index-th point from 0: `a, b, c, d, đ, e, g …`; raises IndexError behind `y`."""
    if index < 0:
        raise IndexError(index)
    return RULES.point_letters[index]


def place(ref: str) -> str:
    """A place in the decree as a clerk cites it: `PL I.II.1.a` -> `điểm a khoản 1 Mục II Phần I Phụ lục I`."""
    return _REF.sub(_cited, ref)


def _cited(match: re.Match[str]) -> str:
    if match["article"]:
        return f"Điều {match['article']}"
    point = f"điểm {match['point']} " if match["point"] else ""
    clause = f"khoản {match['clause']} " if match["clause"] else ""
    part = "Phần I " if match["annex"] == "I" else ""
    return f"{point}{clause}Mục {match['section']} {part}Phụ lục {match['annex']}"


# --- the table -------------------------------------------------------------------------------------------

_T = TypeVar("_T")


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def _record(kind: type[_T], row: Mapping[str, Any]) -> _T:
    """A row as a record; TypeError where the table has a word that the record does not know."""
    return kind(**{name: _frozen(value) for name, value in row.items()})


def _load() -> Rules:
    table = tomllib.loads(files("corpus.data").joinpath("thethuc.toml").read_text("utf-8"))
    return Rules(
        page=_record(Page, table["page"]),
        page_number=_record(PageNumber, table["page_number"]),
        body=_record(Body, table["body"]),
        elements=MappingProxyType(
            {id_: _record(Element, {"id": id_, **row}) for id_, row in table["elements"].items()}
        ),
        levels=tuple(_record(Level, row) for row in table["levels"]),
        point_letters=tuple(table["point_letters"]["order"]),
        numbers=_record(Numbers, table["numbers"]),
        signing=MappingProxyType({row["abbr"]: _record(Signing, row) for row in table["signing"]}),
        marks=MappingProxyType({row["element"]: _record(Marks, row) for row in table["marks"]}),
        checks=MappingProxyType({id_: _record(Check, {"id": id_, **row}) for id_, row in table["checks"].items()}),
    )


RULES = _load()
