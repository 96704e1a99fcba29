"""What the commands of drafting do: draft, units, template. Every function returns the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generate.draft import Draft
from generate.units_book import UnitRow, read_units, write_units
from kehoach import screen, units
from kehoach.drafting import Manner, make_draft
from kehoach.intake import read_capped
from kehoach.writing import put, refuse_taken

if TYPE_CHECKING:
    from generate.template_fields import Field

UNREADY_STATUS = 8
_SHOWN = 3


def draft(source: Path, unit: str, out: Path, manner: Manner) -> int:
    """Write the draft of the unit, the clerk's list beside it, and say what is left to do."""
    from generate.profile import load_profile

    made = make_draft(read_capped(source), load_profile(unit), out, manner)
    screen.drafted(made)
    return 0 if made.is_ready else UNREADY_STATUS


def draft_all(source: Path, book: Path, out: Path, manner: Manner) -> int:
    """Write the drafts of all units of a workbook and the register; exit status 1 where a unit has none."""
    rows = read_units(book)
    drafts = units.draft_all(read_capped(source), rows, out, manner)
    entries = tuple(screen.progress(drafts, len(rows), "Soạn dự thảo"))
    screen.out.print(screen.table("Dự thảo của các đơn vị", _HEADS, map(_row, entries)))
    count = Counter(entry.state for entry in entries)
    screen.out.print("; ".join(f"{units.STATES[state]}: {number}" for state, number in count.items()) + ".")
    printed = units.print_pdfs(entries, out, archival=manner.pdf == "pdfa") if manner.pdf != "none" else ()
    screen.files("Đã ghi:", (out / units.REGISTER, *printed[:_SHOWN]))
    unready = any(not entry.is_ready for entry in entries)
    return 1 if count["loi"] else UNREADY_STATUS if unready else 0


_HEADS = ("Đơn vị", "Kết quả", "Câu hỏi", "Chỗ trống", "Lỗi", "Tệp, lý do")


def _row(entry: units.Entry) -> tuple[str, ...]:
    numbers = (entry.questions, entry.blanks, entry.errors) if entry.files else ("", "", "")
    where = entry.fault or (entry.files[0][0] if entry.files else "")
    return (entry.unit, units.STATES[entry.state], *map(str, numbers), where)


def dry_run(source: Path, unit: str | Path, manner: Manner) -> int:
    """Print what would be replaced, and the units that would have no draft; nothing is written."""
    rows = read_units(unit) if isinstance(unit, Path) else (_one(unit),)
    made = tuple(screen.progress(units.adapted(read_capped(source), rows, manner), len(rows), "Soạn thử"))
    drafts = [draft for _, draft in made if isinstance(draft, Draft)]
    heads = ("Nguồn", "Dự thảo", "Số chỗ", "Lý do")
    screen.out.print(screen.table(f"Nội dung thay trong {len(drafts)} dự thảo", heads, _substitutions(drafts)))
    bad = [(str(row.number), row.name, said) for row, said in made if isinstance(said, str)]
    if bad:
        screen.out.print(screen.table("Đơn vị không soạn được", ("Dòng", "Đơn vị", "Lý do"), bad))
    screen.out.print(f"Chạy thử: {len(drafts)} dự thảo soạn được, {len(bad)} đơn vị có lỗi; chưa ghi tệp nào.")
    return int(bool(bad))


def _one(unit: str) -> UnitRow:
    from generate.profile import load_profile

    return UnitRow(1, unit, load_profile(unit))


def _substitutions(drafts: Sequence[Draft]) -> list[tuple[str, str, str, str]]:
    rows = []
    for source, said, places, reason in units.substitutions(drafts):
        more = f"\n… và {len(said) - _SHOWN} cách khác" if len(said) > _SHOWN else ""
        rows.append((source or "(thêm)", "\n".join(said[:_SHOWN]) + more, str(places), reason))
    return rows


def units_init(province: str, path: Path, *, overwrite: bool = False) -> int:
    """Write the workbook of a province's communes; one that is there may be being filled."""
    from generate.profile import all_of

    refuse_taken((path,), overwrite=overwrite)
    profiles = all_of(province)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_units(profiles, path)
    screen.files(f"Đã ghi {len(profiles)} đơn vị, để điền tiếp rồi soạn bằng kehoach draft TỆP --units:", (path,))
    return 0


def template_check(path: Path, output: Path | None, *, overwrite: bool = False) -> int:
    """Say what is wrong in a template, what it needs, and how what it prints stands to the rules of form."""
    from kehoach.templating import examine

    refuse_taken((output,), overwrite=overwrite, sources=(path,))
    found = examine(path)
    for fault in found.faults:
        mark = "[red]Phải sửa:[/] " if fault.is_serious else "[yellow]Xem lại:[/] "
        screen.out.print(mark, end="")
        screen.out.print(fault.message, markup=False, soft_wrap=True)
        if fault.paragraph:
            screen.out.print(f"    ở đoạn «{fault.paragraph}»", markup=False, soft_wrap=True)
    _needs(path.stem, found.fields)
    if found.sample:
        if output:
            put(found.sample, output)
            screen.files("Bản in thử:", (output,))
        screen.findings(output or Path("Bản in thử"), found.findings)
    screen.out.print(f"{path.name}: {'dùng được.' if found.is_usable else 'chưa dùng được, đề nghị sửa trong Word.'}")
    return int(not found.is_usable)


def _needs(stem: str, names: Sequence[str]) -> None:
    from generate.template_fields import FIELDS, outline_fields

    known = {each.name: each for each in (*FIELDS, *outline_fields(stem))}
    says = "; ".join(f"{known[name].says} ({name})" for name in names)
    screen.out.print(f"Mẫu cần: {says or 'không dùng trường nào'}.", markup=False, soft_wrap=True)


def changed(draft: Path, before: Path | None) -> int:
    """Print what was changed in a draft since it was written."""
    from kehoach.changes import changes

    found = changes(draft, before)
    rows = ((each.before or "(thêm mới)", each.after or "(đã bỏ)") for each in found)
    if found:
        screen.out.print(screen.table(draft.name, ("Bản đã soạn", "Hiện nay"), rows))
    screen.out.print(f"{draft.name}: {len(found)} chỗ đã sửa từ khi soạn.", markup=False, soft_wrap=True)
    return 0


def fields() -> int:
    """Print every field of a template, with an example; then those of each kind of template with an outline."""
    from generate.template_fields import FIELDS, KINDS, OUTLINES, PARTS

    heads = ("Trường", "Là gì", "Ví dụ")
    screen.out.print(screen.table("Trường dùng trong mẫu", heads, map(_field_row, (*FIELDS, *PARTS))))
    screen.out.print(f"doan.kieu là một trong: {', '.join(KINDS)}.", markup=False)
    for begins, says, own in OUTLINES:
        title = f"Trường của mẫu có dàn ý: {says} ({begins}….docx)"
        screen.out.print(screen.table(title, heads, map(_field_row, own)))
    return 0


def _field_row(field: Field) -> tuple[str, str, str]:
    how = " (danh sách, dùng trong for)" if field.is_list else ""
    parts = f" (gồm: {', '.join(field.parts)})" if field.parts else ""
    return field.name, f"{field.says}{how}{parts}", field.example
