"""Plans side by side: what is the same theme, what only one has, what differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.compare import Comparison, compare
from corpus.model import Assignment, Document, Node, SourceInfo
from corpus.passages import passages_of
from extract import read

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
PLANS = ("02_ke_hoach_xa_truong_khe.docx", "03_ke_hoach_xa_vam_tram.pdf", "04_ke_hoach_phuong_tan_khe.txt")
SEEDS = ("001_0a4c19f24e53df43.txt", "002_1130f7cb68cb2335.txt", "003_79d9834b3de8b0a2.txt")


@pytest.fixture(scope="module")
def communes() -> Comparison:
    return compare([read(SAMPLES / name) for name in PLANS])


@pytest.fixture
def seeds(shared: Path) -> Comparison:
    return compare([read(shared / "seeds" / name) for name in SEEDS])


def together(comparison: Comparison, *places: tuple[str, str]) -> bool:
    """Whether one theme holds all these (beginning of file name, path)."""
    return any(
        all(any(m.file.startswith(file) and m.path == path for m in theme.members) for file, path in places)
        for theme in comparison.themes
    )


def alone(comparison: Comparison, file: str, path: str) -> bool:
    return any(
        member.file.startswith(file) and member.path == path for theme in comparison.alone for member in theme.members
    )


@pytest.mark.shared
@pytest.mark.parametrize(
    "places",
    [
        (("001", "II/2/2.2/a"), ("002", "III/2"), ("003", "II/2/2.2/-1")),  # xây dựng nông thôn mới
        (("001", "II/2/2.2/b"), ("002", "III/9")),  # lao động giỏi
        (("001", "II/2/2.2/h"), ("002", "III/12"), ("003", "II/2/2.2/-2")),  # kinh tế hộ
        (("001", "II/2/2.2/g"), ("002", "III/1")),  # học tập và làm theo
        (("001", "II/2/2.2/đ"), ("002", "III/4")),  # quốc phòng - an ninh
        (("001", "II/2/2.2/k"), ("002", "III/7")),  # văn hóa công sở
        (("001", "I/2/b"), ("002", "I/2/-1"), ("003", "2/-2")),
        (("001", "II/1/a"), ("002", "II/1"), ("003", "II/1/-1")),
    ],
)
def test_themes_that_the_seeds_share(places: tuple[tuple[str, str], ...], seeds: Comparison) -> None:
    assert together(seeds, *places)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("001", "II/2/2.2/e"),  # y tế
        ("001", "II/2/2.2/d"),  # dạy tốt - học tốt
        ("002", "III/8"),  # cải cách hành chính
        ("002", "III/13"),  # khởi nghiệp
    ],
)
def test_what_only_one_seed_has(file: str, path: str, seeds: Comparison) -> None:
    assert alone(seeds, file, path)


def test_every_passage_is_told_and_once_a_theme(communes: Comparison) -> None:
    themes = [
        [(member.file, member.path) for member in theme.members] for theme in (*communes.themes, *communes.alone)
    ]
    assert all(len(places) == len(set(places)) for places in themes)
    passages = {(name, one.path) for name in PLANS for one in passages_of(read(SAMPLES / name), 0)}
    assert {place for places in themes for place in places} == passages
    assert all(len({member.file for member in theme.members}) > 1 for theme in communes.themes)
    assert all(len({member.file for member in theme.members}) == 1 for theme in communes.alone)


def test_the_village_model_is_only_in_one_plan(communes: Comparison) -> None:
    """`Ấp số` stands in the plan of xã Vàm Tràm alone; information security in the two others (samples' README)."""
    assert any("Ấp số" in theme.label or "Ấp số" in theme.members[0].words for theme in communes.alone)
    security = [
        {member.file[:2] for member in theme.members}
        for theme in communes.themes
        if "an toàn thông tin" in theme.label.lower()
    ]
    assert {"02", "04"} in security


def test_each_member_leads_to_its_place(communes: Comparison) -> None:
    texts = {locality.file: locality.text for locality in communes.localities}
    placed = [m for theme in communes.themes for m in theme.members if m.start is not None]
    assert len(placed) > 10
    for member in placed:
        beginning = "".join(member.words.split())[:20]
        assert "".join(texts[member.file][member.start : member.end].split()).startswith(beginning)


def plan(name: str, owner: str, *, task: str = "Tuyên truyền, nâng cao nhận thức về chuyển đổi số") -> Document:
    node = Node("1", "1", task, "", (), None, "section")
    duty = Assignment("1", (owner,), (), "giao", task, None, None)
    return Document(kind="KH", outline=(node,), assignments=(duty,), source=SourceInfo(name, "0" * 64, "txt", None))


def test_owners_that_differ_are_told() -> None:
    comparison = compare([plan("a", "Công an xã"), plan("b", "Phòng Kinh tế")])
    (found,) = comparison.differences
    assert (found.field, dict(found.values)) == ("owners", {"a": "Công an xã", "b": "Phòng Kinh tế"})


def test_plans_that_say_the_same_differ_in_nothing() -> None:
    assert compare([plan("a", "Công an xã"), plan("b", "Công an xã")]).differences == ()


def test_plans_on_other_things_share_nothing() -> None:
    other = plan("b", "Trạm Y tế", task="Tiêm chủng mở rộng cho trẻ em dưới một tuổi")
    comparison = compare([plan("a", "Công an xã"), other])
    assert comparison.themes == ()
    assert len(comparison.alone) == 2


def test_two_files_of_one_name_are_kept_apart() -> None:
    comparison = compare([plan("a", "Công an xã"), plan("a", "Công an xã")])
    assert [locality.file for locality in comparison.localities] == ["a", "a (2)"]
