"""What a document is: frozen records, nouns only, the same when read and when about to be written.

`Source` is a file turned into text whose lines know where they stand; `Document` is what the text says.
The JSON of a `Document` (see codec.py) is the record that `kehoach read --json` prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["docx", "doc", "pdf", "scan", "html", "txt", "md", "rtf", "odt"]
Level = Literal["central", "province", "district", "commune", "party", "other"]
Mode = Literal["giao", "đề nghị", "yêu cầu", "phân công", "subject"]
Comparator = Literal["=", ">=", "<=", ">", "<"]
Recurrence = Literal["yearly", "half-yearly", "quarterly", "monthly", "weekly"]
NodeKind = Literal["section", "paragraph", "bullet", "group", "attachment", "annex"]
Align = Literal["left", "center", "right", "justify"]


# --- the text of a file ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range [start, end) of character offsets in `Source.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text (one printed line before `clean` has joined them), without its line break.

    page: from 1, None where the format has no pages. size: points. lead_bold: how many leading characters
    are bold (`end - start` where all are). box: x0, y0, x1, y1 in points from the top left of the page.
    cell: (table, row, column), each from 0, of the first grid place the line stands in.
    gap: an empty line or extra space stands above it. origin: where it came from when not the body text
    (`contents`: a list of contents, which repeats the headings).
    doubts: what recognition was unsure of, each as (start, end, how sure from 0 to 1), offsets within the line.
    """

    start: int
    end: int
    page: int | None = None
    size: float | None = None
    lead_bold: int = 0
    italic: bool = False
    align: Align | None = None
    box: tuple[float, float, float, float] | None = None
    cell: tuple[int, int, int] | None = None
    gap: bool = False
    origin: Literal["body", "footnote", "textbox", "property", "stamp", "contents"] = "body"
    doubts: tuple[tuple[int, int, float], ...] = ()

    def sure(self, start: int, end: int) -> float:
        """How sure the least sure word between two offsets of the whole text is, where it stands in this line."""
        a, b = start - self.start, end - self.start
        return min((sure for first, last, sure in self.doubts if first < b and last > a), default=1.0)

    def joined(self, doubts: tuple[tuple[int, int, float], ...], at: int) -> tuple[tuple[int, int, float], ...]:
        """Its doubts and those of a line that is joined to it at an offset."""
        return (*self.doubts, *((first + at, last + at, sure) for first, last, sure in doubts))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows × columns of spans into `Source.text`; a merged cell repeats its span in every place."""

    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know. code: kebab-case; message: one Vietnamese sentence; path: see CONTRACT."""

    code: str
    message: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as one NFC text.

    `text` is the lines joined by "\\n"; `lines` cover it in order. `properties` are the rows of a legal
    site's property table (`Số hiệu`, `Người ký` …). `furniture` holds what was dropped as running heads,
    page numbers and site chrome, so that nothing is silently lost.
    """

    name: str
    sha256: str
    format: Format
    pages: int | None
    text: str
    lines: tuple[Line, ...]
    tables: tuple[Grid, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    furniture: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def of(self, part: Line | Span) -> str:
        """The text of a line or span."""
        return self.text[part.start : part.end]


# --- what the text says ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in `Document.text`, how surely, and by which rule it was found.

    start == end == 0 with rule "clerk" says that a person typed the value.
    """

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Which file a document was read from."""

    name: str = ""
    sha256: str = ""
    format: Format = "docx"
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by number (viện dẫn). reference as printed: `34-CT/TW`; date: ISO, as precise as printed."""

    kind: str | None
    reference: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside a node: header texts and rows of texts, merged cells repeated in every row they cover."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A place of the outline (bố cục): a labelled item, a bullet, or a paragraph that follows children.

    heading: a title of its own (printed bold or alone on its line), None where the text runs on from the
    label. text: the paragraphs under it, joined by "\\n", before its children. A bullet's label is its mark
    (`-`, `+`, `•`), its path the parent's plus mark and ordinal (`II/1/-2`). kind "group": a row of the
    parent's table that only groups rows; it is printed with the table.
    """

    label: str
    path: str
    heading: str | None = None
    text: str = ""
    children: tuple[Node, ...] = ()
    table: Table | None = None
    kind: NodeKind = "section"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does what (phân công). owners: chủ trì; partners: phối hợp; names as printed. deadline: its text."""

    path: str
    owners: tuple[str, ...]
    partners: tuple[str, ...] = ()
    mode: Mode = "subject"
    task: str = ""
    deadline: str | None = None
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit (thời hạn). start, end: inclusive ISO days or None; a recurring one has neither."""

    path: str
    text: str
    start: str | None = None
    end: str | None = None
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable aim (chỉ tiêu): `trên 85%` is value 85, unit `%`, comparator `>`."""

    path: str
    text: str
    value: float
    unit: str | None = None
    comparator: Comparator = "="


@dataclass(frozen=True, slots=True)
class Budget:
    """Money for the work (kinh phí). text: the words that say it; amount: as printed, `1.500 triệu đồng`, parted into
    value, unit and comparator, all None where only the source of funds (nguồn) is told; period: years it is for.
    """

    path: str
    text: str
    amount: str | None = None
    value: float | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    purpose: str | None = None
    sources: tuple[str, ...] = ()
    period: tuple[int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """A duty to report (chế độ báo cáo). owners: who reports; to: whom; through: who gathers it (`qua Sở Nội vụ`,
    `gửi Sở Nội vụ để tổng hợp, báo cáo …`); deadlines: by when and how often; names as printed.
    """

    path: str
    text: str
    owners: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of Nơi nhận without its dash and end mark; note: the bracket behind it (`b/c`)."""

    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """The signature block: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`, the name."""

    authority: str | None = None
    position: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An administrative document. Fields as in the record's contract; None or () is what it does not say.

    superior: the body printed above the issuer. addressees: Kính gửi. lead: the paragraphs between the title
    and the first label (căn cứ, opening sentence), joined by "\\n"; closing: those after the last item.
    cosigners: of a joint document (liên tịch) those whose signatures are printed before that of the body that leads.
    Where a value was found, and everything about the file, stands beside the values and does not count in
    equality: read(write(document)) == document.
    """

    kind: str | None = None
    number: int | None = None
    symbol: str | None = None
    place: str | None = None
    date: str | None = None
    issuer: str | None = None
    superior: str | None = None
    level: Level | None = None
    title: str | None = None
    period: tuple[int | None, int | None] | None = None
    addressees: tuple[str, ...] = ()
    lead: str = ""
    outline: tuple[Node, ...] = ()
    closing: str = ""
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    budgets: tuple[Budget, ...] = ()
    reports: tuple[Reporting, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signer: Signer = Signer()
    cosigners: tuple[Signer, ...] = ()
    warnings: tuple[Note, ...] = field(default=(), compare=False)
    source: SourceInfo = field(default=SourceInfo(), compare=False)
    evidence: Mapping[str, Evidence] = field(default_factory=dict, compare=False)
    text: str = field(default="", compare=False, repr=False)
