"""Every pattern of tasks, periods, cells and sentences of reports, by name: what it finds, or that it does not."""

from __future__ import annotations

import pytest

from corpus import report_period, tasks
from generate import chart, outline_nodes, outline_template, progress_cells, progress_sentences
from tests import patterns

MODULES = (tasks, report_period, progress_cells, progress_sentences, chart, outline_nodes, outline_template)
# module and name, a text, what is found in it (None: nothing)
ROWS = [
    ("outline_template.COMMAND", "{%p for viec in nhiem_vu %}", "{%p for viec in nhiem_vu %}"),
    ("outline_template.COMMAND", "{%tr endfor %}", "{%tr endfor %}"),
    ("outline_template.COMMAND", "{% if ky_sau %}", None),
    ("outline_nodes.PART", "Phần II.", "Phần II."),
    ("outline_nodes.PART", "Phần thưởng", None),
    ("outline_nodes.LABEL", "IV. NHIỆM VỤ", "IV. NHIỆM VỤ"),
    ("outline_nodes.LABEL", "2.1. Phòng Kinh tế", "2.1. Phòng Kinh tế"),
    ("outline_nodes.LABEL", "đ) Một điểm", "đ) Một điểm"),
    ("outline_nodes.LABEL", "Năm nay, tổng số", None),
    ("outline_nodes.BULLET", "- Tiếp tục duy trì", "- Tiếp tục duy trì"),
    ("outline_nodes.BULLET", "-5 độ", None),
    ("tasks.ROLE", "chủ trì, phối hợp với Sở Nội vụ tổ chức", "chủ trì, phối hợp với"),
    ("tasks.ROLE", "Mỗi cơ quan chủ trì, phối hợp", "Mỗi cơ quan chủ trì, phối hợp"),
    ("tasks.ROLE", "tổ chức tập huấn", None),
    ("tasks.GENERIC", "thực hiện, hoàn thành trong", "thực hiện, hoàn thành trong"),
    ("tasks.GIVEN", "Số hóa hồ sơ (giao Phòng A thực hiện).", " (giao Phòng A thực hiện)"),
    ("tasks.GIVEN", "Rà soát dữ liệu. Giao Phòng Kinh tế chủ trì", "Giao Phòng Kinh tế chủ trì"),
    ("tasks.GIVEN", "Bàn giao hồ sơ cho xã", None),
    ("tasks.CLAUSE", "đạt 98.5% trở lên; còn lại", "đạt 98.5% trở lên"),
    ("tasks.LESSENING", "giảm tỷ lệ hộ nghèo", "giảm"),
    ("tasks.LESSENING", "tăng tỷ lệ hồ sơ", None),
    ("tasks.ACT", "Nghị định quy định về", "Nghị định"),
    ("tasks.ACT", "Rà soát văn bản", None),
    ("tasks._SENTENCE_ENDS", "ổn định, an toàn. Sở A chủ trì", ". "),
    ("tasks._LEFT_OVER", "Số hóa hồ sơ, hoàn thành trong", ", hoàn thành trong"),
    ("tasks._PART", "III", "III"),
    ("tasks._PART", "2.1", None),
    ("tasks._SPACE_BEFORE", "các xã, phường ; kiểm tra", " "),
    ("report_period.REVIEW", "Sơ kết năm 2026", "Sơ kết năm 2026"),
    ("report_period.MONTH", "tháng 9/2026", "tháng 9/2026"),
    ("report_period.QUARTER", "Quý III năm 2026", "Quý III năm 2026"),
    ("report_period.QUARTER", "Q3/2026", "Q3/2026"),
    ("report_period.QUARTER", "Q.III/2026", "Q.III/2026"),
    ("report_period.QUARTER", "quý V/2026", None),
    ("report_period.HALF", "6 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
    ("report_period.NINE", "9 tháng đầu năm 2026", "9 tháng đầu năm 2026"),
    ("report_period.YEAR", "năm 2026", "năm 2026"),
    ("report_period.YEARS", "giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025"),
    ("progress_cells.DAY", "ngày 25 tháng 9 năm 2026", "ngày 25 tháng 9 năm 2026"),
    ("progress_cells.DAY", "25.9.26", "25.9.26"),
    ("progress_cells.DAY", "cuối tháng chín", None),
    ("progress_cells.ISO_DAY", "2026-09-25 00:00:00", "2026-09-25 00:00:00"),
    ("progress_cells.VALUE", "đạt 1.250 hồ sơ", "đạt 1.250 hồ sơ"),
    ("progress_cells.VALUE", "khoảng một nửa", None),
    ("progress_cells.THOUSANDS", "1.250,5", "1.250,5"),
    ("progress_sentences.ENDS_WITH", "Hoàn thành trước ngày 31/5/2026", "Hoàn thành"),
    ("progress_sentences.STARTS_WITH", "trước ngày 20/02/2026", "trước"),
    ("progress_sentences.STARTS_WITH", "Tháng 10/2026", None),
    ("progress_sentences.SPAN", "Quý III/2026", "Quý"),
    ("progress_sentences.COMPARED_BEFORE", "Phấn đấu trên ", "trên "),
    ("progress_sentences.COMPARED_BEFORE", "trên địa bàn ", None),
    ("progress_sentences.BARE_YEARS", "2026 - 2030", "2026 - 2030"),
    ("progress_cells.GROWTH", "Tốc độ tăng trưởng đạt 8%", "tăng"),
    ("progress_sentences.ASKED", "các tổ chức chính trị - xã hội xã", "tổ chức chính trị"),
    ("progress_sentences.ASKED", "Trưởng các phòng, đơn vị", None),
    ("progress_sentences.OFTEN", "Hằng quý", "Hằng"),
    ("chart._BOOKMARK", "kh_12_II_2", "kh_12_"),
]

NAMED = patterns.named(MODULES)


@pytest.mark.parametrize(("name", "text", "found"), ROWS)
def test_each_pattern(name: str, text: str, found: str | None) -> None:
    assert patterns.found(NAMED[name], text) == found


def test_every_pattern_has_a_row() -> None:
    assert patterns.without_row(NAMED, ROWS) == []
