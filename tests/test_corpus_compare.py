"""Plans side by side: what is the same theme, what only one has, what differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import superiors
from corpus.compare import Comparison, compare
from corpus.differences import is_counterpart
from corpus.model import Assignment, Citation, Document, Node, SourceInfo
from corpus.overview import standings
from corpus.passages import passages_of
from extract import read
from generate import report
from generate.summary import plain, summary

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


def outlined(name: str, tasks: list[str]) -> Document:
    nodes = tuple(Node(str(at), str(at), None, task, (), None, "section") for at, task in enumerate(tasks, 1))
    return Document(kind="KH", outline=nodes, source=SourceInfo(name, "0" * 64, "txt", None))


def test_an_open_question_of_a_draft_is_no_title() -> None:
    asked = "[Câu hỏi 3: Phòng Kinh tế / Phòng Văn hóa - Xã hội] tuyên truyền về chuyển đổi số đến từng hộ gia đình."
    found = compare([outlined(name, [asked]) for name in "ab"])
    assert [theme.label for theme in found.themes] == [
        "Phòng Kinh tế tuyên truyền về chuyển đổi số đến từng hộ gia đình"
    ]


def test_a_plan_on_another_matter_is_told() -> None:
    fields = "đào tạo chữ ký số;hồ sơ điện tử;hạ tầng viễn thông;an toàn thông tin;thanh toán không tiền mặt".split(
        ";"
    )
    digital = [f"{verb} {each} trên nền tảng dùng chung" for each in fields for verb in ("Triển khai", "Kiểm tra")]
    crops = "lúa;sầu riêng;cà phê;hồ tiêu;mía;khoai lang;thanh long;xoài;chanh leo;dưa hấu;hoa cúc".split(";")
    other = [f"Hỗ trợ nông dân phòng trừ sâu bệnh hại cây {crop} sau lũ lụt" for crop in crops]
    found = compare([outlined("a", digital), outlined("b", digital), outlined("c", other)])
    standing = standings(found)
    assert [each.is_apart for each in standing] == [False, False, True]
    said = [plain(sentence) for sentence in summary(found, standing)]
    (apart,) = (each for each in said if "không cùng chủ đề" in each)
    assert "c (0 chủ đề chung, 11 nội dung chỉ nơi này nêu)" in apart


def test_two_files_of_one_name_are_kept_apart() -> None:
    comparison = compare([plan("a", "Công an xã"), plan("a", "Công an xã")])
    assert [locality.file for locality in comparison.localities] == ["a", "a (2)"]


# --- against the superior --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def conformity() -> Comparison:
    return compare(
        (read(SAMPLES / name) for name in PLANS), against=read(SAMPLES / "01_ke_hoach_tinh_khe_giang.docx")
    )


@pytest.mark.parametrize(
    ("path", "role", "taken_up", "missing"),
    [
        ("V/4/-3", "chủ trì", {"02", "04"}, {"03"}),  # báo cáo về Sở Khoa học và Công nghệ
        ("V/4/-2", "chủ trì", {"02"}, {"03", "04"}),  # kiện toàn Tổ công nghệ số cộng đồng
        ("II/1/a", "chỉ tiêu", {"02", "04"}, {"03"}),  # xử lý hồ sơ trên môi trường mạng
        ("Phụ lục/II/#5", "phối hợp", {"03"}, {"02", "04"}),  # họp trực tuyến
    ],
)
def test_who_has_taken_up_what_the_province_lays_on_communes(
    path: str, role: str, taken_up: set[str], missing: set[str], conformity: Comparison
) -> None:
    duty = next(duty for duty in conformity.duties if duty.member.path == path)
    assert duty.role == role
    assert {answer.file[:2] for answer in duty.answers} == taken_up
    assert {file[:2] for file in duty.missing} == missing


def test_what_the_province_does_itself_is_no_duty_of_communes(conformity: Comparison) -> None:
    paths = {duty.member.path for duty in conformity.duties}
    assert not {"V/3/b", "III/6", "Phụ lục/I/#2"} & paths


def test_a_deadline_later_than_the_provinces_is_told(conformity: Comparison) -> None:
    told = {(each.due.file[:2], each.due.path, each.superior.path) for each in conformity.late}
    assert told == {("03", "III/#5", "III/2/b")}  # 30/11/2026, sau 31/10/2026


def test_the_superiors_plan_among_the_others_counts_once() -> None:
    superior = read(SAMPLES / "01_ke_hoach_tinh_khe_giang.docx")
    comparison = compare([superior, read(SAMPLES / PLANS[0])], against=superior)
    assert [locality.file[:2] for locality in comparison.localities] == ["01", "02"]


def test_an_act_of_which_others_cite_a_newer_one() -> None:
    old = Citation("Luật", "77/2015/QH13", "2015-06-19", "Quốc hội", "Tổ chức chính quyền địa phương")
    new = Citation("Luật", "72/2025/QH15", "2025-06-16", "Quốc hội", "Tổ chức chính quyền địa phương")
    plans = [replace(plan("a", "Công an xã"), citations=(old,)), replace(plan("b", "Công an xã"), citations=(new,))]
    (found,) = compare(plans).old_bases
    assert (found.file, found.reference, found.newer) == ("a", "77/2015/QH13", "72/2025/QH15")


def test_an_act_replaced_by_memory_only_is_not_presented_as_certain(tmp_path: Path) -> None:
    budget = Citation("Luật", "83/2015/QH13", "2015-06-25", "Quốc hội", "Ngân sách nhà nước")
    plans = [replace(plan(name, "Công an xã"), citations=(budget,), date="2026-02-01") for name in "ab"]
    found = compare(plans)
    assert {each.says_newer for each in found.old_bases} == {"89/2025/QH15 (chưa có nguồn xác nhận)"}
    page = tmp_path / "so-sanh.html"
    report.write(found, page)
    assert "có thể đã được thay bằng 89/2025/QH15 (chưa có nguồn xác nhận)" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sở Nội vụ", "Phòng Văn hóa - Xã hội", True),
        ("Công an xã", "Công an phường", True),
        ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", False),
        ("Sở Tài chính", "Sở Nội vụ", False),
        ("Trưởng các ấp xã Vàm Tràm", "Trưởng các ấp", True),
    ],
)
def test_a_department_and_the_communes_office_of_its_field_do_not_differ(one: str, other: str, same: bool) -> None:
    assert is_counterpart(one, other) is same


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ủy ban nhân dân các xã, phường", True),
        ("UBND cấp xã", True),
        ("các cơ quan, đơn vị, địa phương", True),
        ("Ủy ban nhân dân xã, phường", True),
        ("UBND xã, phường, đặc khu", True),
        ("Chủ tịch Ủy ban nhân dân phường, xã", True),
        ("Mỗi xã, phường", True),
        ("địa phương", True),
        ("Ủy ban nhân dân xã Vàm Tràm", False),
        ("các sở, ban, ngành tỉnh", False),
        ("các bộ, ngành, địa phương có liên quan", False),
        ("các tổ chức chính trị - xã hội", False),
        ("Bảo hiểm xã hội tỉnh", False),
        ("Ban Chỉ huy Quân sự địa phương", False),
    ],
)
def test_whom_a_plan_means_by_communes(name: str, found: bool) -> None:
    assert bool(superiors.COMMUNES.search(name)) is found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("80% hồ sơ công việc ở cấp xã được xử lý trên môi trường mạng", True),
        ("100% các xã có điểm hỗ trợ", True),
        ("mỗi địa phương có ít nhất 02 mô hình", True),
        ("trở thành một trong các địa phương dẫn đầu, thuộc nhóm 03 tỉnh đứng đầu", False),
    ],
)
def test_a_target_set_for_each_commune(words: str, found: bool) -> None:
    assert bool(superiors.EACH_COMMUNE.search(words)) is found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ban hành kế hoạch triển khai trên địa bàn trước ngày 15/02/2026.", True),
        ("Xây dựng chương trình, kế hoạch thực hiện", True),
        ("Báo cáo kết quả thực hiện kế hoạch", False),
    ],
)
def test_a_duty_to_make_a_plan_is_done_by_the_plan_itself(words: str, found: bool) -> None:
    assert bool(superiors._OWN_PLAN.match(words)) is found
