"""What each command does, once its words are parsed. Every function returns the exit status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import codec
from corpus.errors import KehoachError, LimitExceeded, ReaderCrashed, UnknownFormat
from corpus.model import Document
from kehoach import capped, screen
from kehoach.intake import Caps, read_capped, take_in
from kehoach.intake.child import check_size, confine
from kehoach.intake.supervisor import files_of
from kehoach.writing import put, refuse_taken

if TYPE_CHECKING:
    from generate.report_paper import Head


def read(files: Sequence[Path], *, as_json: bool, short: bool = False) -> int:
    """Print each document, as JSON Lines or for a person; a file that fails is said and does not stop the rest."""
    status = 0
    for path in files:
        try:
            document = read_capped(path)
        except KehoachError as error:
            screen.failed(path, error)
            status = status or error.exit_code
            continue
        if as_json:
            screen.out.file.write(codec.to_json(document) + "\n")
        else:
            screen.show(document, short=short)
    return status


def searchable(files: Sequence[Path], output: Path, *, overwrite: bool = False) -> int:
    """Write the scan as a PDF that can be searched; the scan itself is never written over."""
    if len(files) != 1:
        raise KehoachError("Mỗi lần chỉ ghi được một bản PDF tìm được chữ; đề nghị nêu một tệp.")
    refuse_taken((output,), overwrite=overwrite, sources=files)
    caps = Caps()
    check_size(files[0], caps)
    try:
        answer = capped.run(_searchable, files[0], caps, wall=caps.seconds)
    except (LimitExceeded, ReaderCrashed) as error:
        raise type(error)(
            "Chưa thêm được lớp chữ vì tệp quá lớn hoặc hỏng; đề nghị tách nhỏ tệp rồi thử lại."
        ) from None
    made, _, data = answer.partition(b" ")
    if not int(made):
        raise KehoachError("Tệp không có trang nào là ảnh cần nhận dạng, đã tìm được chữ; không ghi tệp nào.")
    put(data, output)
    screen.files(f"Đã thêm lớp chữ vào {int(made)} trang; chữ ký số (nếu có) chỉ còn hiệu lực ở bản gốc:", [output])
    return 0


def _searchable(path: Path, caps: Caps) -> bytes:
    """In a child: how many pages were made searchable, a space, the PDF."""
    confine(caps)
    from extract.searchable import searchable as made_of
    from extract.source import tell_format

    data = path.read_bytes()
    if tell_format(data) != "pdf":
        raise UnknownFormat("Chỉ thêm được lớp chữ vào tệp PDF; đề nghị nêu bản quét PDF.")
    out, made = made_of(data)
    return b"%d " % made + out


def compare(
    places: Sequence[Path],
    outputs: Sequence[Path],
    superior: Path | None = None,
    *,
    keep: Path | None = None,
    unit: str | None = None,
) -> int:
    """Align the plans of the files, folders or stores of records and write the report in each format asked for.

    superior: the plan against which the others are held; keep: where the themes are kept for the next comparison;
    unit: whose report the DOCX or PDF is.
    """
    from corpus import kept
    from corpus.compare import compare as align
    from generate import report

    report.check_formats(outputs)
    head = _head(unit) if unit else None
    known = kept.load(keep) if keep else None
    above = read_capped(superior) if superior else None
    comparison = align(_documents(places), against=above, kept=known)
    if len(comparison.localities) < 2:
        raise KehoachError("Cần ít nhất hai văn bản đọc được để so sánh; đề nghị nêu thêm tệp.")
    for path in outputs:
        path.parent.mkdir(parents=True, exist_ok=True)
        report.write(comparison, path, head)
    if keep:
        kept.save(comparison.kept, keep)
    screen.files("Đã so sánh và ghi:", outputs)
    if any(path.suffix.lower() in report.PAPERS for path in outputs):
        screen.out.print(_LEFT_OPEN if head else _NO_UNIT, soft_wrap=True)
    return 0


_LEFT_OPEN = (
    "Trong báo cáo còn để dấu «…» những chỗ cần điền: số, ngày ban hành, người ký (nếu hồ sơ đơn vị chưa nêu)."
)
_NO_UNIT = (
    "Trong báo cáo còn để dấu «…» những chỗ cần điền: cơ quan báo cáo, số, ngày, nơi nhận, người ký; "
    "nêu --unit để có sẵn cơ quan, địa danh, nơi nhận."
)


def _head(unit: str) -> Head:
    """The head of a unit's report, of this year. Raises UnknownUnit, AmbiguousUnit or ProfileError."""
    from datetime import date

    from generate.profile import load_profile
    from generate.report_paper import Head

    return Head(load_profile(unit, provinces=True), date.today().year)


def _documents(places: Sequence[Path]) -> Iterator[Document]:
    """The documents of files, folders and records (JSON Lines); what cannot be read is said, and left out."""
    for are_records, group in groupby(places, lambda place: place.suffix.lower() == ".jsonl"):
        if are_records:
            yield from chain.from_iterable(map(_records, group))
            continue
        found = [(place, files_of(place)) for place in group]
        outcomes = chain.from_iterable(take_in(paths, place) for place, paths in found)
        for outcome in screen.progress(outcomes, sum(len(paths) for _, paths in found), "Đọc văn bản"):
            if outcome.document:
                yield outcome.document
            else:
                screen.err.print(f"{outcome.name}: {outcome.sentence}", markup=False, soft_wrap=True)


def _records(store: Path) -> Iterator[Document]:
    """The documents of a file as `batch` writes it, one line after the other."""
    with store.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield codec.from_json(line)
            except ValueError:
                sentence = f"{store.name}, dòng {number}: không phải bản ghi của chương trình; đã bỏ qua."
                screen.err.print(sentence, markup=False, soft_wrap=True)
