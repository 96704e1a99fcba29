"""Duties to report: who, to whom, through whom, by when; the phrases D of the domain's list."""

from __future__ import annotations

import time

import pytest

from corpus.model import Span
from extract import reports
from tests.test_extract_budgets import document, with_table


@pytest.mark.parametrize(
    ("words", "owners", "to", "through", "deadlines"),
    [
        (
            "Giao Phòng Kinh tế định kỳ báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) về tình hình thực hiện.",
            ("Phòng Kinh tế",),
            ("Ủy ban nhân dân tỉnh",),
            ("Sở Nội vụ",),
            (),
        ),
        (
            "Các phòng, ban gửi kế hoạch về Sở Nội vụ để tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân tỉnh.",
            ("Các phòng, ban",),
            ("Chủ tịch Ủy ban nhân dân tỉnh",),
            ("Sở Nội vụ",),
            (),
        ),
        (
            (
                "Nếu có vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Phòng Nội vụ để tổng hợp, trình Ủy ban"
                " nhân dân xã xem xét."
            ),
            ("các cơ quan, đơn vị",),
            ("Ủy ban nhân dân xã",),
            ("Phòng Nội vụ",),
            (),
        ),
        (
            "Phòng Văn hóa - Xã hội báo cáo kết quả thực hiện về Sở Tài chính để tổng hợp trước ngày 01/11/2026.",
            ("Phòng Văn hóa - Xã hội",),
            ("Sở Tài chính",),
            (),
            ("2026-11-01",),
        ),
        (
            "Sở Y tế tổng hợp, báo cáo Thủ tướng Chính phủ và Bộ Y tế trước ngày 30/11 hằng năm.",
            ("Sở Y tế",),
            ("Thủ tướng Chính phủ", "Bộ Y tế"),
            (),
            ("yearly",),
        ),
        (
            "Các phòng, ban định kỳ 06 tháng báo cáo Chủ tịch Ủy ban nhân dân xã kết quả thực hiện.",
            ("Các phòng, ban",),
            ("Chủ tịch Ủy ban nhân dân xã",),
            (),
            ("half-yearly",),
        ),
    ],
)
def test_who_reports_to_whom(
    words: str, owners: tuple[str, ...], to: tuple[str, ...], through: tuple[str, ...], deadlines: tuple[str, ...]
) -> None:
    (found,) = document(f"IV. TỔ CHỨC THỰC HIỆN\n1. {words}").reports
    assert (found.path, found.owners, found.to, found.through) == ("IV/1", owners, to, through)
    assert tuple(each.recurrence or each.end for each in found.deadlines) == deadlines


@pytest.mark.parametrize(
    "words",
    [
        "Phát huy vai trò đội ngũ báo cáo viên của Đảng ủy xã.",
        "Xử lý theo báo cáo của Sở Nội vụ.",
        "Thẩm định báo cáo nghiên cứu khả thi.",
        "Công bố báo cáo dự báo nhu cầu nhân lực.",
        "Kiểm tra việc thực hiện chế độ báo cáo.",
        "Kịp thời báo cáo các trường hợp vi phạm.",
    ],
)
def test_no_duty_to_report(words: str) -> None:
    assert document(f"IV. TỔ CHỨC THỰC HIỆN\n1. {words}").reports == ()


@pytest.mark.parametrize("words", ["phản ánh thông tin ", "báo cáo gửi về ", "gửi về Sở Nội vụ, "])
def test_a_long_sentence_takes_linear_time(words: str) -> None:
    def seconds(times: int) -> float:
        sentence = f"Đơn vị {words * times}"
        start = time.process_time()
        reports._report(sentence, "1", Span(0, len(sentence)), (), ())
        return time.process_time() - start

    seconds(300)
    # Four times the text; quadratic growth would be sixteen times. CPU time, so that a busy machine does not count.
    assert min(seconds(2400) for _ in range(2)) < 8 * min(seconds(600) for _ in range(3))


def test_the_closing_sentence_asks_for_reports_but_hands_itself_over_to_nobody() -> None:
    closing = (
        "Trên đây là Kế hoạch chuyển đổi số, báo cáo Ủy ban nhân dân tỉnh. "
        "Các đơn vị báo cáo Sở Nội vụ trước ngày 20/12/2026./."
    )
    (found,) = document(f"I. NHIỆM VỤ\n1. Tuyên truyền.\n\n{closing}").reports
    assert (found.path, found.to, found.deadlines[0].end) == ("", ("Sở Nội vụ",), "2026-12-20")


def test_a_row_of_tasks_reports() -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
        ("1", "Báo cáo Ủy ban nhân dân tỉnh kết quả", "Phòng Kinh tế", "Quý IV/2026"),
        ("2", "Tuyên truyền", "Phòng Kinh tế", "Quý II/2026"),
    )
    (found,) = with_table(("IV. NHIỆM VỤ",), rows).reports
    assert (found.path, found.owners, found.to) == ("IV/#1", ("Phòng Kinh tế",), ("Ủy ban nhân dân tỉnh",))
    assert found.deadlines[0].end == "2026-12-31"


def test_each_name_has_its_place() -> None:
    found = document("IV. NHIỆM VỤ\n1. Phòng Kinh tế báo cáo Sở Tài chính (qua Phòng Nội vụ) hằng quý.")
    said = {
        key.removeprefix("/reports/0/"): found.text[place.start : place.end]
        for key, place in found.evidence.items()
        if key.startswith("/reports/0/")
    }
    assert said == {
        "text": "Phòng Kinh tế báo cáo Sở Tài chính (qua Phòng Nội vụ) hằng quý",
        "owners/0": "Phòng Kinh tế",
        "to/0": "Sở Tài chính",
        "through/0": "Phòng Nội vụ",
        "deadlines/0/text": "hằng quý",
    }
