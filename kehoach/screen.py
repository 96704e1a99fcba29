"""What is shown to a person on the terminal: a document in short, tables of outcomes, a progress bar."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.tree import Tree

from corpus import kinds, paths
from corpus.model import Document, Node
from extract import labels

if TYPE_CHECKING:
    from generate.check import Finding
    from kehoach.drafting import Made
    from kehoach.intake import Outcome

T = TypeVar("T")
_NUMBER = re.compile(r"\d+(?:,\d+)?")
_RANGE = re.compile(r"(?P<low>\d+(?:,\d+)?)–(?P<high>\d+(?:,\d+)?)(?P<unit>.*)")
BLANK = "…"
_GAP, _TWICE = "numbering-gap", "numbering-twice"
_SAYS_TWICE = " (số bị lặp)"
_PREVIEW = 90

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table of plain texts; nothing in a document is taken for markup."""
    made = Table(title=title, title_justify="left", title_style="bold", show_lines=True)
    for head in heads:
        made.add_column(head, overflow="fold")
    for row in rows:
        made.add_row(*(escape(cell) for cell in row))
    return made


def show(document: Document, *, short: bool = False) -> None:
    """A read document for a person: the head, the outline with gaps marked, who does what, what to look at.

    short: only how many items and tasks there are.
    """
    out.print(_head(document))
    if short:
        tasks = len(document.assignments)
        days = sum(1 for each in document.assignments if each.deadline)
        tops = [node.label for node in document.outline if node.label]
        out.print(f"{len(tops)} mục lớn; {tasks} nhiệm vụ, {days} có thời hạn; xem đủ thì bỏ --short.", markup=False)
    else:
        out.print(_outline(document))
    if document.assignments and not short:
        out.print(_assignments(document))
    for note in document.warnings:
        place = f" ({paths.say(note.path)})" if note.path else ""
        out.print(f"[yellow]Lưu ý{escape(place)}:[/] {escape(note.message)}")


def _head(document: Document) -> Table:
    number = BLANK if document.number is None else str(document.number)
    years = dict.fromkeys(BLANK if year is None else str(year) for year in document.period or ())
    rows = (
        ("Tên tệp", document.source.name),
        ("Loại văn bản", _kind(document)),
        ("Số, ký hiệu", f"{number}/{document.symbol or BLANK}"),
        ("Cơ quan ban hành", document.issuer),
        ("Địa danh, thời gian", f"{document.place or BLANK}, {_day(document)}"),
        ("Trích yếu", document.title),
        ("Giai đoạn", "–".join(years)),
        ("Viện dẫn", "; ".join(citation.reference for citation in document.citations)),
        ("Nơi nhận", "; ".join(recipient.name for recipient in document.recipients)),
        ("Người ký", " ".join(filter(None, (document.signer.position, document.signer.name)))),
    )
    return table("Thể thức", ("Thành phần", "Nội dung"), ((name, value or BLANK) for name, value in rows))


def _kind(document: Document) -> str:
    name = kinds.name_of(document.kind) if document.kind else ""
    return f"{name} ({document.kind})" if name and document.kind else BLANK


def _day(document: Document) -> str:
    """`ngày 06/02/2026`; a day, or a month and a day, that was left open stays a blank."""
    year, month, day = (*(document.date or "").split("-"), "", "", "")[:3]
    return f"ngày {day or BLANK}/{month or BLANK}/{year or BLANK}"


def _outline(document: Document) -> Tree:
    """The labelled items as a tree; a label that is missing from a series stands where it should be."""
    gaps = {note.path for note in document.warnings if note.code == _GAP}
    twice = {note.path for note in document.warnings if note.code == _TWICE}
    tree = Tree("[bold]Bố cục[/]")
    _grow(tree, document.outline, "", gaps, twice)
    return tree


def _grow(tree: Tree, nodes: Sequence[Node], path: str, gaps: set[str], twice: set[str]) -> None:
    missing = sorted((gap.rpartition("/")[2] for gap in gaps if gap.rpartition("/")[0] == path), key=_place)
    for node in nodes:
        if node.kind == "bullet":
            continue
        while missing and _is_before(missing[0], node.label):
            tree.add(_gap(missing.pop(0)))
        mark = f"[red]{_SAYS_TWICE}[/]" if node.path in twice else ""
        _grow(tree.add(_line(node) + mark), node.children, node.path, gaps, twice)
    for label in missing:
        tree.add(_gap(label))


def _place(label: str) -> tuple[str, tuple[int, ...]]:
    """Where a label stands among its sisters: its kind and its value in the series."""
    found = labels.parse(f"{label}. …")
    return (found.kind, found.value) if found else ("", ())


def _is_before(label: str, other: str) -> bool:
    (kind, value), (other_kind, other_value) = _place(label), _place(other)
    return kind == other_kind and value < other_value


def _gap(label: str) -> str:
    return f"[red]{escape(label)}: không có trong văn bản (số nhảy)[/]"


def _line(node: Node) -> str:
    words = " ".join((node.heading or node.text or "").split())
    short = words if len(words) <= _PREVIEW else words[:_PREVIEW].rstrip() + BLANK
    return f"[bold]{escape(node.label)}[/] {escape(short)}"


def _assignments(document: Document) -> Table:
    rows = (
        (paths.say(each.path), "\n".join(each.owners), "\n".join(each.partners), each.deadline or "", each.task)
        for each in document.assignments
    )
    return table("Phân công", ("Mục", "Chủ trì", "Phối hợp", "Thời hạn", "Nhiệm vụ"), rows)


def outcomes(found: Sequence[Outcome]) -> None:
    """The closing table of a batch: one row a file."""
    from kehoach.intake.supervisor import STATES

    rows = ((each.name, STATES[each.state], each.sentence) for each in found)
    out.print(table("Kết quả tiếp nhận", ("Tệp", "Trạng thái", "Ghi chú"), rows))
    read = sum(each.is_read for each in found)
    out.print(f"Đã đọc {read}/{len(found)} tệp.")


def progress(items: Iterable[T], total: int, says: str) -> Generator[T, None, None]:
    """The items, while a bar on stderr shows how many have passed."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err) as bar:
        yield from bar.track(items, total=total, description=says)


def files(says: str, paths: Iterable[Path]) -> None:
    """A line, then the names of the files made."""
    out.print(says)
    for path in paths:
        out.print(f"  {path}", markup=False, soft_wrap=True)


def failed(path: Path, error: Exception) -> None:
    """The sentence of an error behind the name of its file, unless it names it itself."""
    named = "" if f"«{path}»" in str(error) else f"{path.name}: "
    err.print(f"{named}{error}", markup=False, soft_wrap=True)


def mended(path: Path, done: Sequence[Finding]) -> None:
    """What was set right in the layout of a file."""
    if not done:
        out.print(f"{path.name}: không có chỗ trình bày nào chương trình sửa được.", markup=False)
        return
    rows = ((each.id, each.message, each.found, now(each)) for each in done)
    out.print(table(f"{path.name}: đã sửa", ("Mã", "Nội dung", "Trước đây", "Nay là"), rows))


def now(finding: Finding) -> str:
    """What a value is once it was mended: of a range (`20–25 mm`) its nearer end."""
    ends, found = _RANGE.fullmatch(finding.wanted), _NUMBER.match(finding.found)
    if not ends or not found:
        return finding.wanted.removeprefix("từ ")
    low, high = (float(ends[end].replace(",", ".")) for end in ("low", "high"))
    nearer = "low" if float(found[0].replace(",", ".")) < (low + high) / 2 else "high"
    return f"{ends[nearer]}{ends['unit']}"


def findings(path: Path, found: Sequence[Finding], *, left: bool = False) -> None:
    """What a file breaks in Decree 30, the errors first; one sentence where it breaks nothing, or is not judged.

    left: the file was mended, and this is what only a person can set right.
    """
    if not found:
        out.print(f"{path.name}: đúng thể thức, không có điểm nào phải sửa.", markup=False)
        return
    if len(found) == 1 and found[0].severity == "info":
        out.print(f"{path.name}: {found[0].message}", markup=False)
        return
    order = {"error": 0, "warning": 1, "info": 2}
    names = {"error": "Phải sửa", "warning": "Nên sửa", "info": "Lưu ý"}
    rows = (
        (each.id, names[each.severity], _message(each), each.found, each.wanted, each.place)
        for each in sorted(found, key=lambda each: order[each.severity])
    )
    heads = ("Mã", "Mức", "Nội dung", "Hiện là", "Phải là", "Căn cứ")
    out.print(table(f"{path.name}: còn phải sửa tay" if left else path.name, heads, rows))


def _message(finding: Finding) -> str:
    """What is wrong, and the words where it is."""
    return f"{finding.message}\n«{finding.where}»" if finding.where else finding.message


def drafted(made: Made) -> None:
    """The files of a draft, and in numbers what the clerk still has to do."""
    draft = made.draft
    files("Đã soạn:", [path for path in (made.document, made.checklist, made.pdf) if path])
    if made.beside:
        out.print("Đã có dự thảo trùng tên mang nội dung khác (có thể đã được sửa) nên ghi bên cạnh, không ghi đè.")
    counts = (
        ("câu hỏi cần trả lời", draft.questions),
        ("chỗ trống cần điền", draft.blanks),
        ("thời hạn cần xác nhận", draft.dates_to_confirm),
        ("chỉ tiêu cần quyết định", draft.targets_to_decide),
        ("câu còn nêu cấp trên", draft.superior_matter),
        ("nội dung đã lược bỏ", draft.left_out),
        ("chỗ đã thay", draft.substitutions),
    )
    out.print("Còn lại cho người soạn: " + ", ".join(f"{len(each)} {name}" for name, each in counts) + ".")
    if not made.is_ready:
        out.print(
            "[red]Dự thảo đọc lại có chỗ không như đã soạn nên mang tên «CAN XEM LAI»; xem tệp việc cần làm.[/]"
        )
    errors = sum(finding.severity == "error" for finding in made.findings)
    if errors:
        out.print(f"[red]Thể thức còn {errors} lỗi phải sửa; xem tệp việc cần làm.[/]")
