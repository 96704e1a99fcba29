"""The report of a comparison for the file (báo cáo kết quả so sánh): a document of Decree 30, as DOCX or PDF.

What the comparison does not know (who reports, unless it is said; number, day, signer) stays a blank for the clerk.
Of many plans it tells numbers and the first names, of long tables the first rows; the workbook has them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.compare import Comparison, Member, Theme
from corpus.model import Document, Node, Recipient, Table
from corpus.office import to_pdf
from corpus.overview import Standing, by_file, standings
from corpus.paths import say
from generate.own_paper import archive_line, recipients, with_head
from generate.profile import Profile
from generate.report_targets import scales
from generate.summary import FIELDS, plain, summary
from generate.wording import BLANK

_NAMED = 20  # plans named one by one
_ROWS = 15  # of a table; the workbook and the page have the others
_WHOLE = frozenset({"Tình hình từng nơi", "Thời hạn muộn hơn cấp trên"})  # what has to be dealt with, plan by plan
_LONGEST = 300
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Head:
    """Whose report it is: the unit's profile, and the year of issue (None where it is not known)."""

    profile: Profile
    year: int | None = None


def write_docx(comparison: Comparison, path: Path, head: Head | None = None) -> None:
    """Write the report as DOCX; raises OSError."""
    from generate import write

    write(paper(comparison, head), path)


def write_pdf(comparison: Comparison, path: Path, head: Head | None = None) -> None:
    """Write the report as PDF; raises MissingTool without LibreOffice, OSError."""
    with TemporaryDirectory(prefix="kehoach-so-sanh-") as place:
        word = Path(place, f"{path.stem}.docx")
        write_docx(comparison, word, head)
        (made,) = to_pdf([word], Path(place, "ra"))
        path.write_bytes(made.read_bytes())


def paper(comparison: Comparison, head: Head | None = None) -> Document:
    """The report as a document, its blanks left open. head: whose report it is, where that is known."""
    standing = standings(comparison)
    parts = [part for part in _parts(_names(comparison), comparison, standing) if part[1]]
    outline = (_points(comparison, standing), *(_section(at, *part) for at, part in enumerate(parts, 1)))
    subject = f"kết quả so sánh {len(comparison.localities)} kế hoạch"
    made = Document(
        kind="BC",
        symbol="BC-UBND" if head else f"BC-{BLANK}",
        title=f"{subject[:1].upper()}{subject[1:]}",
        lead=f"{head.profile.issuer if head else BLANK} báo cáo {subject} như sau:",
        outline=outline,
        closing=f"Trên đây là báo cáo {subject}{_asking(head)}./.",
        recipients=_recipients(head),
    )
    return with_head(made, head.profile, head.year) if head else made


def _asking(head: Head | None) -> str:
    """Whom the closing sentence asks to look at the report; a province's has no superior among the units."""
    if head and not head.profile.superior_issuer:
        return ""
    return f"; kính báo cáo {head.profile.superior_issuer if head else BLANK} xem xét"


def _recipients(head: Head | None) -> tuple[Recipient, ...]:
    if head is None:
        return (Recipient(BLANK), Recipient(archive_line(None)))
    above = (Recipient(f"UBND {head.profile.superior}", "b/c"),) if head.profile.superior_issuer else ()
    return recipients(head.profile, Document(), above)


def _points(comparison: Comparison, standing: Sequence[Standing]) -> Node:
    said = [plain(sentence) for sentence in summary(comparison, standing)]
    points = tuple(Node(str(at), f"I/{at}", None, text) for at, text in enumerate(said, 1))
    return Node("I", "I", "KẾT QUẢ CHUNG", "", points)


_Part = tuple[str, Rows, tuple[str, ...]]


def _section(at: int, title: str, rows: Rows, heads: tuple[str, ...]) -> Node:
    label = _NUMERALS[at]
    shown = rows if title in _WHOLE else rows[:_ROWS]
    numbered = tuple((str(number), *row) for number, row in enumerate(shown, 1))
    more = (
        f"Bảng chỉ nêu {len(shown)} dòng đầu trong {len(rows)} dòng; xem đủ tại bảng tính (.xlsx) hoặc trang (.html)."
    )
    return Node(
        label, label, title.upper(), more if len(shown) < len(rows) else "", (), Table(("TT", *heads), numbered)
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """How plans are named in the report, by their files."""

    by_file: Mapping[str, str]

    def of(self, file: str) -> str:
        """The name of one."""
        return self.by_file[file]

    def listed(self, files: Sequence[str]) -> str:
        """All names of few, the first of many and how many more there are."""
        said = "; ".join(map(self.of, files[:_NAMED]))
        more = len(files) - _NAMED
        return f"{said} và {more} nơi khác (xem bảng tính)" if more > 0 else said


def _names(comparison: Comparison) -> _Names:
    return _Names({locality.file: locality.short for locality in comparison.localities})


def _parts(names: _Names, comparison: Comparison, standing: Sequence[Standing]) -> Iterator[_Part]:
    yield "Tình hình từng nơi", tuple(_overview(comparison, standing)), _OVERVIEW
    late = tuple(
        (each.theme, f"{names.of(each.due.file)}, {say(each.due.path)}", each.due.text, each.superior.text)
        for each in comparison.late
    )
    yield "Thời hạn muộn hơn cấp trên", late, ("Chủ đề", "Nơi ghi", "Ghi là", "Cấp trên yêu cầu")
    yield "Yêu cầu của cấp trên", tuple(_duties(names, comparison)), ("Yêu cầu", "Nơi đã triển khai", "Nơi chưa thấy")
    old = tuple((names.of(each.file), each.reference, each.says_newer) for each in comparison.old_bases)
    yield "Căn cứ cần kiểm tra hiệu lực", old, ("Nơi viện dẫn", "Văn bản", "Văn bản mới hơn")
    yield "Chủ đề chung", tuple(_themes(names, comparison)), ("Chủ đề", "Nơi đã nêu", "Nơi chưa nêu")
    yield "Điểm khác nhau", tuple(_differences(names, comparison)), ("Chủ đề", "Điểm khác nhau", "Ghi là")
    yield "Nội dung chỉ một nơi nêu", tuple(_alone(names, standing)), ("Nơi nêu", "Mục", "Nội dung")
    yield "Chỉ tiêu", tuple(_targets(names, comparison)), ("Chủ đề", "Các nơi ghi")


_OVERVIEW = ("Nơi ban hành", "Chủ đề chung đã nêu", "Còn thiếu", "Chỉ nơi này nêu")


def _overview(comparison: Comparison, standing: Iterable[Standing]) -> Iterator[tuple[str, ...]]:
    whole = len(comparison.themes)
    for each in standing:
        yield each.locality.name, f"{len(each.has)}/{whole}", str(len(each.lacks)), str(len(each.alone))


def _duties(names: _Names, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for duty in sorted(comparison.duties, key=lambda duty: not duty.missing):
        done = names.listed([answer.file for answer in duty.answers])
        yield f"{say(duty.member.path)}: {_short(duty.member.words)}", done, names.listed(duty.missing)


def _themes(names: _Names, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    files = [locality.file for locality in comparison.localities]
    for theme in sorted(comparison.themes, key=lambda theme: -len(theme.files)):
        have = set(theme.files)
        yield theme.label, _having(names, theme), names.listed([file for file in files if file not in have])


def _having(names: _Names, theme: Theme) -> str:
    """Who has a theme, where, with whom and by when; of many only their names."""
    if len(theme.files) > _NAMED:
        return names.listed(theme.files)
    return "\n".join(f"{names.of(file)}: {_member(own)}" for file, own in by_file(theme).items())


def _member(own: Sequence[Member]) -> str:
    said = ["; ".join(say(member.path) for member in own)]
    owners = dict.fromkeys(name for member in own for name in member.owners)
    dues = dict.fromkeys(text for member in own for text in member.deadlines)
    said += [f"chủ trì: {', '.join(owners)}"] if owners else []
    said += [f"thời hạn: {', '.join(dues)}"] if dues else []
    return "; ".join(said)


def _differences(names: _Names, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for each in comparison.differences:
        if each.field != "wording":  # read word by word on the page
            values = [f"{names.of(file)}: {_short(said) or '(không nêu)'}" for file, said in each.values[:_NAMED]]
            more = len(each.values) - _NAMED
            values += [f"và {more} nơi khác (xem bảng tính)"] if more > 0 else []
            yield each.theme, FIELDS[each.field], "\n".join(values)


def _alone(names: _Names, standing: Iterable[Standing]) -> Iterator[tuple[str, ...]]:
    """The first of each plan before the second of any, so that the first rows speak of all."""
    for rank in zip_longest(*(each.alone for each in standing)):
        for theme, member in filter(None, rank):
            yield names.of(member.file), say(member.path), _short(theme)


def _targets(names: _Names, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for scale in scales(comparison):
        if scale.is_shared:
            said = [f"{names.of(bar.aim.file)}, {say(bar.aim.path)}: {bar.aim.text}" for bar in scale.bars[:_NAMED]]
            more = len(scale.bars) - _NAMED
            yield scale.theme, "\n".join([*said, *([f"và {more} chỉ tiêu khác (xem bảng tính)"] if more > 0 else [])])


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + BLANK
