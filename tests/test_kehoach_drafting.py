"""Drafts as they are handed out: checked, read back, never over a file that a clerk has changed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from corpus.compare import compare
from corpus.model import Document, Node
from extract import read
from generate.annex import with_assignment_annex
from generate.profile import load_profile
from kehoach.drafting import Made, Manner, make_draft, mismatches

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PROVINCE = SAMPLES / "01_ke_hoach_tinh_khe_giang.docx"
OWN = str(SAMPLES / "don_vi.yaml")
SA_DEC = "phường Sa Đéc, tỉnh Đồng Tháp"
PHAN_RANG = "phường Phan Rang, tỉnh Khánh Hòa"
NEW = (2026, 2030)
SEEDS = ("001_0a4c19f24e53df43.txt", "002_1130f7cb68cb2335.txt", "003_79d9834b3de8b0a2.txt")


def made(source: Path, unit: str, out: Path, period: tuple[int, int] | None = None) -> Made:
    return make_draft(read(source), load_profile(unit), out, manner=Manner(period))


def printed(path: Path) -> str:
    """All words of a DOCX, those of tables too."""
    return "\n".join(element.text or "" for element in docx.Document(str(path)).element.body.iter() if element.text)


@pytest.mark.parametrize("unit", [OWN, SA_DEC])
def test_a_draft_comes_with_its_list_and_breaks_no_rule(unit: str, tmp_path: Path) -> None:
    result = made(PROVINCE, unit, tmp_path)
    assert result.is_ready
    assert result.findings == ()
    assert result.document.is_file()
    assert result.checklist.is_file()
    assert sorted(tmp_path.glob("*.*x")) == sorted((result.document, result.checklist))


def test_number_and_day_stay_blank(tmp_path: Path) -> None:
    words = printed(made(PROVINCE, OWN, tmp_path).document)
    assert "Số: …/KH-UBND" in words
    assert "Vàm Tràm, ngày … tháng … năm 2026" in words


def test_a_mere_model_leaves_no_name_of_its_place(tmp_path: Path) -> None:
    words = printed(made(PROVINCE, SA_DEC, tmp_path).document)
    assert "Khê Giang" not in words
    assert "118/KH-UBND" not in words
    assert "Sa Đéc" in words


def test_the_same_draft_again_is_the_same_file(tmp_path: Path) -> None:
    first = made(PROVINCE, OWN, tmp_path)
    before = first.document.read_bytes()
    again = made(PROVINCE, OWN, tmp_path)
    assert (again.document, again.beside) == (first.document, False)
    assert again.document.read_bytes() == before


def test_an_edited_draft_is_never_overwritten(tmp_path: Path) -> None:
    first = made(PROVINCE, OWN, tmp_path)
    word = docx.Document(str(first.document))
    word.paragraphs[-1].add_run("Văn thư đã sửa")
    word.save(str(first.document))
    edited = first.document.read_bytes()
    again = made(PROVINCE, OWN, tmp_path)
    assert again.beside
    assert again.document != first.document
    assert first.document.read_bytes() == edited


def changed(document: Document, **values: object) -> Document:
    return replace(document, **values)  # type: ignore[arg-type]


def test_what_paper_says_otherwise_is_told_with_its_place() -> None:
    meant = read(SAMPLES / "02_ke_hoach_xa_truong_khe.docx")
    assert mismatches(meant, meant) == ()
    first = meant.assignments[0]
    back = changed(meant, assignments=(replace(first, owners=("Công an xã",)), *meant.assignments[1:]))
    (found,) = mismatches(meant, back)
    assert (found.id, found.severity, found.where) == ("K99", "error", first.path)
    assert "cơ quan chủ trì" in found.message
    lost = changed(meant, outline=meant.outline[:-1])
    assert {"bố cục"} == {re.search("thấy (.+?) ở", each.message)[1] for each in mismatches(meant, lost)}  # type: ignore[index]


def test_the_annex_lists_every_duty_once() -> None:
    document = with_assignment_annex(read(SAMPLES / "04_ke_hoach_phuong_tan_khe.txt"))
    annex = document.outline[-1]
    assert isinstance(annex, Node)
    assert annex.kind == "annex"
    assert annex.table is not None
    assert len(annex.table.rows) == sum(1 for each in document.assignments if each.path.startswith("Phụ lục/#"))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("seed", "unit", "period"),
    [
        (0, PHAN_RANG, None),
        (0, PHAN_RANG, NEW),
        (0, SA_DEC, None),
        (0, SA_DEC, NEW),
        (1, SA_DEC, None),
        (1, SA_DEC, NEW),
        (2, SA_DEC, NEW),
    ],
)
def test_the_seeds_become_drafts_that_are_ready(
    seed: int, unit: str, period: tuple[int, int] | None, shared: Path, tmp_path: Path
) -> None:
    result = made(shared / "seeds" / SEEDS[seed], unit, tmp_path, period)
    assert result.is_ready
    assert result.findings == ()


@pytest.mark.parametrize("unit", [OWN, SA_DEC])
def test_a_draft_made_from_the_superiors_plan_conforms_to_it(unit: str, tmp_path: Path) -> None:
    superior = read(PROVINCE)
    found = compare([read(made(PROVINCE, unit, tmp_path).document)], against=superior)
    assert {duty.role for duty in found.duties} == {"chủ trì", "chỉ tiêu", "phối hợp"}
    assert [duty.member.path for duty in found.duties if duty.missing] == []


@pytest.mark.shared
@pytest.mark.parametrize(
    ("beginning", "unit", "carried"),
    [
        ("23764a3485", SA_DEC, {"V/9/-1", "V/9/-2", "V/9/-3", "VI/1/-2", "VI/2/-1"}),
        ("7c7197aa1a", "phường Thủ Đức, Thành phố Hồ Chí Minh", {"II/1", "IV/3"}),
        ("e3225a0779", "phường Buôn Ma Thuột, tỉnh Đắk Lắk", {"III/2/a/-1", "III/2/a/-4", "IV/1"}),
    ],
)
def test_drafts_of_real_plans_conform(
    beginning: str, unit: str, carried: set[str], shared: Path, tmp_path: Path
) -> None:
    (source,) = (shared / "corpus" / "web").glob(f"{beginning}*.md")
    found = compare([read(made(source, unit, tmp_path).document)], against=read(source))
    assert carried <= {duty.member.path for duty in found.duties if duty.role == "chủ trì"}
    assert [duty.member.path for duty in found.duties if duty.missing] == []
