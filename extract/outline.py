"""The outline (bố cục): paragraphs with labels become a tree, the others belong to the item above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.model import Evidence, Grid, Line, Node, NodeKind, Note, Source, Span, Table
from corpus.paths import mark_of
from extract import attached, misread
from extract.labels import Label, parse
from extract.parts import Item
from extract.series import Series
from extract.tables import Row, Shape, shape

_CLOSING = re.compile(
    r"(?:Trên đây|Trong quá trình|Quá trình (?:tổ chức|triển khai|thực hiện)|Yêu cầu (?:các|Thủ trưởng|Giám đốc)|"
    r"Nhận được|Đề nghị (?:các|Thủ trưởng|Quý)|Căn cứ (?:Kế hoạch|nội dung)|(?:Kế hoạch|Chỉ thị|Chương trình) này|"
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Chủ tịch|Sở) .{0,80}?(?:yêu cầu|đề nghị|báo cáo|kính)|"
    r"Giao (?:Văn phòng|Sở|Phòng (?=.{0,200} (?:Kế hoạch|Chỉ thị) này)))"
)
_TITLED = ("Phần", "Chương", "Mục", "Tiểu")  # whose title stands below them
_QUOTED_LABEL = re.compile(r"[“\"«](?:Điều \d|Chương |Mục |\d{1,2}[a-zđ]?[.)] |[a-zđ]\) )")
_ARTICLE = re.compile(r"Điều \d|Chương [IVX]|Mục \d")
_SENTENCE_END = re.compile(r"[.;,…]$")
_LONGEST_TITLE = 220
_LONGEST_QUOTE = 200
_LONGEST_POINTED_TITLE = 90


@dataclass
class _Draft:
    """A node being built. printed: where its label stands; spans: the lines of its text."""

    label: str
    path: str
    kind: NodeKind = "section"
    heading: tuple[int, int] | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    children: list[_Draft] = field(default_factory=list)
    grid: Grid | None = None
    printed: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """lead, closing: spans of lines' text; items: every paragraph with its path; shapes: node path -> table."""

    lead: tuple[Line, ...]
    nodes: tuple[Node, ...]
    closing: tuple[Line, ...]
    warnings: tuple[Note, ...]
    evidence: dict[str, Evidence]
    items: tuple[Item, ...]
    shapes: tuple[tuple[str, Shape], ...]


class _Builder:
    """Walks the paragraphs once; keeps the open nodes and the series of each part of the document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: list[_Draft] = []
        self.stack: list[_Draft] = []
        self.base: _Draft | None = None
        self.series = Series()
        self.lead: list[Line] = []
        self.items: list[Item] = []
        self.warnings: list[Note] = []
        self.shapes: list[tuple[str, Shape]] = []
        self.has_bold = any(_has_bold_title(source, line) for line in source.lines)
        self.quoted = self.unclosed = False

    def walk(self, lines: Sequence[Line]) -> None:
        """Take in a run of paragraphs; a table is taken in where its first cell stands."""
        tables: set[int] = set()
        for at, line in enumerate(lines):
            if line.cell and line.cell[0] < len(self.source.tables):
                if line.cell[0] not in tables:
                    tables.add(line.cell[0])
                    self._table(self.source.tables[line.cell[0]])
            else:
                self._paragraph(lines, at)

    def open_part(self, label: str, kind: NodeKind, parent: _Draft | None) -> _Draft:
        """Begin an attachment or annex: labels start anew below it."""
        path = f"{parent.path}/{label}" if parent else label
        made = _Draft(label, path, kind)
        (parent.children if parent else self.root).append(made)
        self.base, self.stack, self.series = made, [], Series()
        return made

    def _paragraph(self, lines: Sequence[Line], at: int) -> None:
        line = lines[at]
        placed = None if self._in_quotation(lines, at) else self._placed(self.source.of(line))
        if placed:
            self._open(line, placed, lines[at + 1] if at + 1 < len(lines) else None)
        elif node := self._current():
            self._continue(node, line)
        else:
            self.lead.append(line)
            self.items.append(Item(line, "", "", line.start, line.start))

    def _placed(self, text: str) -> tuple[Label, int, Sequence[str]] | None:
        """The label of a paragraph and its place; None where it has none."""
        label = parse(text)
        found: tuple[Label, ...] = (label,) if label and not _lists_on(label, text) else ()
        if self.source.format == "scan":
            found = misread.readings(text, self.series.open)
        closed = (text[: each.end].strip()[-1:] in ".,)/:-+•*–" for each in found)
        tried = (self.series.place(each, closed=mark) for each, mark in zip(found, closed, strict=True))
        return next(filter(None, tried), None)

    def _in_quotation(self, lines: Sequence[Line], at: int) -> bool:
        """Quoted articles of an amending decree are no structure: from `“Điều 5.` to the closing mark, which the
        paragraph itself has where no other one closes what it opens."""
        text = self.source.of(lines[at])
        if self.quoted:
            self.quoted = not _closes(text)
            return True
        if not _QUOTED_LABEL.match(text):
            # Where no mark closes a quoted article, it ends before the next own one.
            self.unclosed = self.unclosed and not _ARTICLE.match(text)
            return self.unclosed
        self.quoted = _opens(text) and self._is_closed(lines[at + 1 :])
        self.unclosed = _opens(text) and not self.quoted and _ARTICLE.match(text, 1) is not None
        return True

    def _is_closed(self, lines: Sequence[Line]) -> bool:
        """Whether a quotation is closed before the next one begins."""
        texts = map(self.source.of, lines)
        met = next((text for text in texts if _closes(text) or _QUOTED_LABEL.match(text)), "")
        return _closes(met)

    def _current(self) -> _Draft | None:
        return self.stack[-1] if self.stack else self.base

    def _open(self, line: Line, placed: tuple[Label, int, Sequence[str]], after: Line | None) -> None:
        label, depth, missing = placed
        del self.stack[depth:]
        parent = self.stack[-1] if self.stack else self.base
        siblings = parent.children if parent else self.root
        base = f"{parent.path}/" if parent else ""
        self.warnings += [_gap(f"{base}{each}") for each in missing]
        kind: NodeKind = "bullet" if label.kind == "bullet" else "section"
        mark = mark_of(label.text)
        printed = f"{mark}{_count(siblings, mark)}" if kind == "bullet" else label.text
        marks = "" if kind == "bullet" else ".,)/:-–"
        begin = line.start + label.kind.startswith("enclosed")
        opened = (begin, begin + len(self.source.text[begin : line.start + label.end].rstrip(f" {marks}")))
        node = _Draft(label.text, f"{base}{printed}", kind, printed=opened)
        if kind == "section" and siblings and siblings[-1].label == node.label:
            self.warnings.append(_twice(node.path))
        siblings.append(node)
        self.stack.append(node)
        start = min(line.start + label.end, line.end)
        title = self._title_end(line, start, label, after)
        if title > start:
            node.heading = (start, title)
        rest = title + len(self.source.text[title : line.end]) - len(self.source.text[title : line.end].lstrip())
        if rest < line.end:
            node.spans.append((rest, line.end))
        self.items.append(Item(line, node.path, label.text, start, title))

    def _title_end(self, line: Line, start: int, label: Label, after: Line | None) -> int:
        """Where the title behind a label ends: by bold print, or without any by what a title looks like."""
        if label.kind in ("bullet", "point", "enclosed", "enclosed roman") or start >= line.end:
            return start  # a point (điểm) has no title: Decree 30, annex I, part I.V
        bold = line.start + line.lead_bold
        if bold > start:
            whole = bold >= line.end - 1
            end = line.end if whole else start + len(self.source.text[start:bold].rstrip())
            return end if end - start > 1 else start
        if self.has_bold and label.kind != "roman":
            return start
        return line.end if self._looks_like_title(self.source.text[start : line.end], after) else start

    def _looks_like_title(self, words: str, after: Line | None) -> bool:
        if words.isupper():
            return True
        if after is None or len(words) > _LONGEST_TITLE or ". " in words or "; " in words:
            return False
        follows = parse(self.source.of(after))
        if _SENTENCE_END.search(words):  # a list of sentences has no titles: `1. Sở A báo cáo ….`, `2. Sở B …`
            deeper = follows is not None and not self._is_sibling(follows)
            return words.endswith(".") and len(words) < _LONGEST_POINTED_TITLE and deeper
        return words.endswith(":") or follows is None or not self._is_sibling(follows)

    def _is_sibling(self, label: Label) -> bool:
        """Whether the label that follows goes on the open series rather than opening one below."""
        last = self.series.open[-1]
        return label.kind == last.kind and label.value[:-1] == last.value[:-1]

    def _continue(self, node: _Draft, line: Line) -> None:
        if self._is_title_below(node, line):
            node.heading = (line.start, line.end)
            self.items.append(Item(line, node.path, "", line.start, line.end))
            return
        if node.grid or (node.kind != "bullet" and node.children):
            parent, node = node, _Draft("", f"{node.path}/-{_count(node.children, '-')}", "paragraph")
            parent.children.append(node)
        node.spans.append((line.start, line.end))
        self.items.append(Item(line, node.path, "", line.start, line.start))

    def _is_title_below(self, node: _Draft, line: Line) -> bool:
        """`Phần I`, `Chương II` stand alone, their title on the next line (Decree 30, annex I, part I.II.6.d)."""
        bare = node.kind == "section" and not (node.heading or node.spans or node.children or node.grid)
        words = self.source.text[line.start : line.end]
        return bare and node.label.split()[0] in _TITLED and (words.isupper() or line.lead_bold >= len(words) - 1 > 0)

    def _table(self, grid: Grid) -> None:
        node = self._current()
        if node is None:
            node = _Draft("", "", "paragraph")
            self.root.append(node)
        if node.grid or (node.kind != "bullet" and node.children):
            parent, node = node, _Draft("", f"{node.path}/-{_count(node.children, '-')}", "paragraph")
            parent.children.append(node)
        node.grid = grid
        form = shape(self.source, grid)
        self.shapes.append((_labelled(node.path), form))
        groups = {"": node}
        for row in form.rows:
            if row.kind == "group" and row.label:
                words = _behind_label(self.source, max(row.cells, key=lambda cell: cell.end - cell.start), row.label)
                group = _Draft(row.label, f"{_labelled(node.path)}/{row.group}", "group", words)
                group.printed = self._label_in(row)
                groups[row.group.rpartition("/")[0]].children.append(group)
                groups[row.group] = group

    def _label_in(self, row: Row) -> tuple[int, int] | None:
        """Where the label of a row that groups stands."""
        for cell in row.cells:
            if (at := self.source.of(cell).find(row.label)) >= 0:
                return cell.start + at, cell.start + at + len(row.label)
        return None


def _lists_on(label: Label, text: str) -> bool:
    """Whether a paragraph is an enumeration in its line: `(1) một; (2) hai; (3) ba`."""
    return label.kind == "enclosed" and f"({label.value[0] + 1})" in text[label.end :]


def _opens(text: str) -> bool:
    """Whether a quotation begins in a paragraph that does not end there."""
    return text.count("“") + text.count("«") > text.count("”") + text.count("»") or text.count('"') % 2 == 1


def _closes(text: str) -> bool:
    """Whether a quotation ends in a paragraph that does not begin there."""
    return text.count("”") + text.count("»") > text.count("“") + text.count("«") or text.count('"') % 2 == 1


def _behind_label(source: Source, cell: Span, label: str) -> tuple[int, int]:
    """The title in a cell that has its label before it: `I. Kinh tế số`."""
    words = source.of(cell)
    if not words.startswith(f"{label}."):
        return cell.start, cell.end
    return cell.end - len(words[len(label) + 1 :].lstrip()), cell.end


def _has_bold_title(source: Source, line: Line) -> bool:
    """Whether this document prints titles bold: a label with bold words behind it, in the body."""
    label = parse(source.of(line)) if line.lead_bold and not line.cell else None
    return label is not None and line.lead_bold > label.end


def _labelled(path: str) -> str:
    """The path of the nearest labelled node: a paragraph that holds a table has no label of its own."""
    return re.sub(r"/-\d+$", "", path)


def _count(siblings: Sequence[_Draft], mark: str) -> int:
    """The ordinal of the next bullet of this mark; paragraphs between tables share the count of `-`."""
    return 1 + sum(each.kind in ("bullet", "paragraph") and mark_of(each.label) == mark for each in siblings)


def _gap(path: str) -> Note:
    label = path.rpartition("/")[2]
    return Note("numbering-gap", f"Văn bản không có mục «{label}»: số thứ tự bị nhảy hoặc nội dung bị mất.", path)


def _twice(path: str) -> Note:
    label = path.rpartition("/")[2]
    return Note("numbering-twice", f"Văn bản có hai mục «{label}» liền nhau: số thứ tự bị lặp.", path)


def build(source: Source, body: Sequence[Line], tail: Sequence[Line] = ()) -> Outline:
    """The outline of the paragraphs between title and signature, and of what is attached behind it."""
    builder = _Builder(source)
    body, closing = _split_closing(source, body)
    builder.walk(body)
    parts, unclaimed = attached.parts(source, tail)
    for part in parts:
        _attach(builder, part)
    builder.warnings = [note for note in builder.warnings if not _is_english(note, builder)]
    if unclaimed:
        builder.warnings.append(_unclaimed(source, unclaimed))
    evidence: dict[str, Evidence] = {}
    nodes = tuple(_freeze(source, draft, f"/outline/{at}", evidence) for at, draft in enumerate(builder.root))
    items = (*builder.items, *(Item(line, "", "", line.start, line.start) for line in closing))
    return Outline(
        tuple(builder.lead), nodes, tuple(closing), tuple(builder.warnings), evidence, items, tuple(builder.shapes)
    )


def _split_closing(source: Source, body: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The paragraphs that close the document are no part of its last item."""
    last = next((at for at in range(len(body) - 1, -1, -1) if body[at].cell or parse(source.of(body[at]))), None)
    if last is None:
        return body, ()
    for at in range(last + 1, len(body)):
        if _CLOSING.match(source.of(body[at])):
            return body[:at], body[at:]
    return body, ()


def _attach(builder: _Builder, part: attached.Part) -> None:
    parent = _parent(builder, part)
    node = builder.open_part(part.label, part.kind, parent)
    if part.title:
        node.heading = part.title
    builder.items += [Item(line, node.path, "", line.start, line.end) for line in part.heading]
    builder.walk(part.lines)


def _parent(builder: _Builder, part: attached.Part) -> _Draft | None:
    """An annex lies below the document that was attached before it; a form of an annex below the annex."""
    if part.kind == "attachment":
        return None
    above = next((each for each in reversed(builder.root) if each.kind == "attachment"), None)
    if not part.is_form:
        return above
    annexes = above.children if above else builder.root
    return next((each for each in reversed(annexes) if each.kind == "annex"), above)


def _is_english(note: Note, builder: _Builder) -> bool:
    """A word processor's own list goes d, e, f: no đ is missing there."""
    path = note.path or ""
    return path.endswith("đ") and any(item.path == f"{path[:-1]}f" for item in builder.items)


def _unclaimed(source: Source, lines: Sequence[Line]) -> Note:
    words = " ".join(source.of(line) for line in lines)
    short = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return Note("after-signature", f"Sau phần ký còn chữ chưa xếp được vào mục nào: «{short}».")


def _freeze(source: Source, draft: _Draft, pointer: str, evidence: dict[str, Evidence]) -> Node:
    heading = None
    if draft.printed:
        evidence[f"{pointer}/label"] = Evidence(*draft.printed, rule=_label_rule(source, draft))
    if draft.heading:
        start, end = draft.heading
        heading = source.text[start:end].replace("\n", " ")
        evidence[f"{pointer}/heading"] = Evidence(start, end, rule="title")
    text = "\n".join(source.text[start:end] for start, end in draft.spans)
    if draft.spans:
        evidence[f"{pointer}/text"] = Evidence(draft.spans[0][0], draft.spans[-1][1], rule="outline")
    children = tuple(
        _freeze(source, child, f"{pointer}/children/{at}", evidence) for at, child in enumerate(draft.children)
    )
    table = _table(source, draft.grid) if draft.grid else None
    if draft.grid and table:
        evidence.update(_cells(draft.grid, table, f"{pointer}/table"))
    return Node(draft.label, draft.path, heading, text, children, table, draft.kind)


def _label_rule(source: Source, draft: _Draft) -> str:
    """Whether recognition read the label as it is given, but for a mark behind it: `HI.` is `III.`."""
    printed = source.text[slice(*draft.printed)] if draft.printed else ""
    is_misread = source.format == "scan" and " ".join(printed.split()).casefold() != draft.label.casefold()
    return "label-misread" if is_misread and draft.kind == "section" else "label"


def _cells(grid: Grid, table: Table, pointer: str) -> Iterator[tuple[str, Evidence]]:
    """The places of a table's texts."""
    heads = len(grid.rows) - len(table.rows)
    for at, row in enumerate(grid.rows):
        own = f"{pointer}/header" if at < heads else f"{pointer}/rows/{at - heads}"
        for column, cell in enumerate(row):
            if cell.end > cell.start:
                yield f"{own}/{column}", Evidence(cell.start, cell.end, rule="cell")


def _table(source: Source, grid: Grid) -> Table:
    """The texts of a table; the head is its first row where the words say so."""
    texts = [tuple(source.of(cell) for cell in row) for row in grid.rows]
    heads = sum(row.kind == "head" for row in shape(source, grid).rows)
    return Table(texts[0], tuple(texts[1:])) if heads else Table((), tuple(texts))
