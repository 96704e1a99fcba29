"""Sentences that agree with their numbers."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Comparator
from corpus.progress import Achieved, Followed, Measured, Result, Standing, Tally, Verdict
from corpus.tasks import Aim, Task
from generate import progress_sentences as say


def counts(**named: int) -> Tally:
    """`in_time=3`: three tasks completed in time."""
    names: dict[str, Standing] = {
        "in_time": "in time",
        "too_late": "too late",
        "done": "done",
        "kept": "kept up",
        "under_way": "under way",
        "not_begun": "not begun",
        "overdue": "overdue",
        "silent": "silent",
    }
    return Tally({names[name]: number for name, number in named.items()})


@pytest.mark.parametrize(
    ("count", "late", "undated", "sentences"),
    [
        (counts(), 0, 0, []),
        (
            counts(in_time=1),
            0,
            0,
            [
                "Đã hoàn thành nhiệm vụ được giao (100%), đúng thời hạn.",
                "Không có nhiệm vụ quá hạn.",
                "Nhiệm vụ được giao đã có báo cáo.",
            ],
        ),
        (
            counts(in_time=12),
            0,
            0,
            [
                "Đã hoàn thành toàn bộ 12 nhiệm vụ (100%), đều đúng thời hạn.",
                "Không có nhiệm vụ quá hạn.",
                "Tất cả nhiệm vụ đều đã có báo cáo.",
            ],
        ),
        (
            counts(in_time=3, too_late=1, done=1, kept=4, under_way=1, not_begun=1, overdue=1, silent=2),
            1,
            1,
            [
                (
                    "Đã hoàn thành 05/14 nhiệm vụ (35,7%), trong đó 03 nhiệm vụ đúng thời hạn, 01 nhiệm vụ"
                    " sau thời hạn, 01 nhiệm vụ không quy định thời hạn hoặc chưa ghi ngày hoàn thành."
                ),
                "Tiếp tục duy trì: 04 nhiệm vụ thường xuyên (28,6%).",
                (
                    "Chưa đến hạn hoặc không quy định thời hạn: 02 nhiệm vụ (14,3%), trong đó 01 nhiệm vụ đang thực"
                    " hiện, 01 nhiệm vụ chưa thực hiện."
                ),
                "Quá hạn: 01 nhiệm vụ (7,1%).",
                "Chưa có báo cáo: 02 nhiệm vụ (14,3%), trong đó 01 nhiệm vụ đã quá thời hạn.",
            ],
        ),
        (
            counts(silent=3),
            3,
            0,
            [
                "Chưa có nhiệm vụ nào hoàn thành.",
                "Không có nhiệm vụ quá hạn trong số nhiệm vụ đã báo cáo.",
                "Chưa có báo cáo: 03 nhiệm vụ (100%), đều đã quá thời hạn.",
            ],
        ),
        (
            counts(under_way=1, silent=1),
            1,
            1,
            [
                "Chưa có nhiệm vụ nào hoàn thành.",
                "Chưa hoàn thành, không quy định thời hạn: 01 nhiệm vụ (50%), đang thực hiện.",
                "Không có nhiệm vụ quá hạn trong số nhiệm vụ đã báo cáo.",
                "Chưa có báo cáo: 01 nhiệm vụ (50%), đã quá thời hạn.",
            ],
        ),
        (
            counts(in_time=1199, not_begun=1),
            0,
            0,
            [
                "Đã hoàn thành 1.199/1.200 nhiệm vụ (99,9%), đều đúng thời hạn.",
                "Chưa đến hạn: 01 nhiệm vụ (0,1%), chưa thực hiện.",
                "Không có nhiệm vụ quá hạn.",
                "Tất cả nhiệm vụ đều đã có báo cáo.",
            ],
        ),
    ],
)
def test_where_the_tasks_stand(count: Tally, late: int, undated: int, sentences: list[str]) -> None:
    assert list(say.overall(count, late, undated)) == sentences


@pytest.mark.parametrize(
    ("total", "owners", "sentence"),
    [
        (0, 0, "Kế hoạch không giao nhiệm vụ cụ thể cho cơ quan, đơn vị nào."),
        (1, 1, "Kế hoạch giao 01 nhiệm vụ cho 01 cơ quan, đơn vị chủ trì."),
        (3, 0, "Kế hoạch giao 03 nhiệm vụ."),
        (14, 9, "Kế hoạch giao 14 nhiệm vụ cho 09 cơ quan, đơn vị chủ trì."),
    ],
)
def test_how_many_tasks_are_given(total: int, owners: int, sentence: str) -> None:
    assert say.given(counts(silent=total) if total else counts(), owners) == sentence


def overdue(standing: Standing) -> Followed:
    return Followed(Task("1", "1", "Làm", (), due=date(2026, 1, 1)), Result(), standing, 3)


@pytest.mark.parametrize(
    ("standings", "sentence"),
    [
        ([], "Không có nhiệm vụ quá hạn."),
        (["overdue"], "Có 01 nhiệm vụ quá hạn, cụ thể như sau:"),
        (["silent"], "Có 01 nhiệm vụ quá hạn, chưa có báo cáo, cụ thể như sau:"),
        (["silent"] * 2, "Có 02 nhiệm vụ quá hạn, đều chưa có báo cáo, cụ thể như sau:"),
        (
            ["overdue"] * 11 + ["silent"],
            "Có 12 nhiệm vụ quá hạn, trong đó 01 nhiệm vụ chưa có báo cáo, cụ thể như sau:",
        ),
    ],
)
def test_what_is_overdue(standings: list[Standing], sentence: str) -> None:
    assert say.late_ones([overdue(each) for each in standings]) == sentence


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([], "Kế hoạch không giao chỉ tiêu định lượng."),
        (["reached"], "Kế hoạch giao 01 chỉ tiêu, đã đạt, cụ thể như sau:"),
        (["missed"] * 3, "Cả 03 chỉ tiêu của Kế hoạch đều chưa đạt, cụ thể như sau:"),
        (["silent"] * 10, "Cả 10 chỉ tiêu của Kế hoạch đều chưa có số liệu, cụ thể như sau:"),
        (
            ["reached", "reached", "missed", "unlike", "silent"],
            (
                "Trong 05 chỉ tiêu của Kế hoạch có 02 chỉ tiêu đã đạt, 01 chỉ tiêu chưa đạt, 01 chỉ tiêu khác"
                " đơn vị tính, 01 chỉ tiêu chưa có số liệu, cụ thể như sau:"
            ),
        ),
    ],
)
def test_how_many_targets_are_reached(verdicts: list[Verdict], sentence: str) -> None:
    aim = Aim("1", "1", "Chỉ tiêu", "1", 1.0, None)
    assert say.targets([Achieved(aim, Measured("1", 1.0), verdict) for verdict in verdicts]) == sentence


@pytest.mark.parametrize(
    ("owners", "partners", "words", "deadline", "sentence"),
    [
        (
            ("Phòng Kinh tế",),
            ("Công an xã", "Trưởng các ấp"),
            "Rà soát dữ liệu đất đai",
            "hoàn thành trước ngày 15/10/2026",
            (
                "Phòng Kinh tế chủ trì, phối hợp với Công an xã, Trưởng các ấp rà soát dữ liệu đất đai, hoàn thành"
                " trước ngày 15/10/2026."
            ),
        ),
        (
            ("các phòng",),
            (),
            "Tổ chức sơ kết",
            "Tháng 10/2026",
            "Các phòng tổ chức sơ kết, hoàn thành trong tháng 10/2026.",
        ),
        (("Phòng A",), (), "Lập sổ", "trước ngày 20/02/2026", "Phòng A lập sổ, hoàn thành trước ngày 20/02/2026."),
        (("Phòng A",), (), "Số hóa hồ sơ", "2026", "Phòng A số hóa hồ sơ, hoàn thành trong năm 2026."),
        (("Phòng A",), (), "Lập sổ", "2026-2030", "Phòng A lập sổ, hoàn thành trong giai đoạn 2026-2030."),
        (("Phòng A",), (), "Báo cáo", "Hằng quý", "Phòng A báo cáo, thực hiện hằng quý."),
        (
            ("Phòng A",),
            (),
            "OCOP hóa sản phẩm",
            "khi có yêu cầu",
            "Phòng A OCOP hóa sản phẩm, thời hạn: khi có yêu cầu.",
        ),
        (("Phòng A",), (), "100% hồ sơ số hóa", None, "Phòng A thực hiện 100% hồ sơ số hóa."),
        ((), (), "Mở lớp tập huấn", None, "Mở lớp tập huấn."),
        (
            ("Ủy ban Mặt trận Tổ quốc Việt Nam xã",),
            (),
            "Giám sát",
            None,
            "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát.",
        ),
    ],
)
def test_a_step_to_come(
    owners: tuple[str, ...], partners: tuple[str, ...], words: str, deadline: str | None, sentence: str
) -> None:
    assert say.step(Task("1", "1", words, owners, partners, deadline)) == sentence


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1204, "1.204"), (1_000_000, "1.000.000")]
)
def test_counts_as_offices_print_them(value: int, text: str) -> None:
    assert say.number(value) == text


@pytest.mark.parametrize(("value", "text"), [(87.5, "87,5"), (100.0, "100"), (1250.0, "1.250"), (0.6, "0,6")])
def test_decimals_have_a_comma(value: float, text: str) -> None:
    assert say.decimal(value) == text


@pytest.mark.parametrize(
    ("words", "text"), [("Đã xong", "Đã xong."), ("đã xong.\n còn 2 hộ;", "đã xong; còn 2 hộ."), (" . ", "")]
)
def test_a_cell_as_a_sentence(words: str, text: str) -> None:
    assert say.sentence(words) == text


def test_no_sentence_counts_without_its_number() -> None:
    """Whatever the counts, each kind that has tasks is said with its number, and no other."""
    for late in (0, 1):
        for silent in (0, 1, 5):
            text = " ".join(say.overall(counts(in_time=2, overdue=3, silent=silent), min(late, silent)))
            assert "Quá hạn: 03 nhiệm vụ" in text
            assert (f"Chưa có báo cáo: {silent:02} nhiệm vụ" in text) == bool(silent)
            assert "Tiếp tục duy trì" not in text


@pytest.mark.parametrize(
    ("text", "value", "comparator", "said"),
    [
        ("85% trở lên", 85, ">=", "85% trở lên"),
        ("có ít nhất 01 người biết sử dụng dịch vụ công trực", 1, ">=", "ít nhất 01"),
        ("tổ chức 06 buổi hướng dẫn kỹ năng số", 6, "=", "06"),
        ("không quá 2,5 ngày làm việc đối với mỗi hồ sơ", 2.5, "<=", "không quá 2,5"),
        ("dưới 1.500 trường hợp vi phạm trong cả năm", 1500, "<", "dưới 1.500"),
    ],
)
def test_the_level_of_a_target_fits_a_cell(text: str, value: float, comparator: Comparator, said: str) -> None:
    assert say.level(Aim("II/1", "II/1", "", text, value, None, comparator)) == said


@pytest.mark.parametrize(
    ("words", "comparator", "said"),
    [
        ("Phấn đấu trên 50% hồ sơ số hóa", ">", "trên 50%"),
        ("Tối thiểu 50% hồ sơ số hóa", ">=", "tối thiểu 50%"),
        ("Đạt 50% hồ sơ số hóa", "=", "50%"),
    ],
)
def test_the_level_has_what_is_printed_before_it(words: str, comparator: Comparator, said: str) -> None:
    assert say.level(Aim("II/1", "II/1", words, "50%", 50, "%", comparator)) == said
