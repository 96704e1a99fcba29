"""Planted differences: a plan and a variant with one known edit, which is reported as what it is, nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus.compare import Comparison, compare
from extract import read, read_bytes

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
WARD, COMMUNE = "04_ke_hoach_phuong_tan_khe.txt", "02_ke_hoach_xa_truong_khe.docx"
VARIANT = "ban-sua.txt"

# plan, what is reported, the words edited, the words in their place
OWNERS = [
    (WARD, "owners", "Giao Công an phường chủ trì", "Giao Ban Chỉ huy Quân sự phường chủ trì"),
    (WARD, "owners", "Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì", "Giao Phòng Văn hóa - Xã hội chủ trì"),
    (WARD, "owners", "(giao Phòng Kinh tế, Hạ tầng và Đô thị phối hợp", "(giao Trạm Y tế phường phối hợp"),
    (WARD, "owners", "Giao Trung tâm Phục vụ hành chính công phường", "Giao Phòng Văn hóa - Xã hội"),
    (COMMUNE, "owners", "Giao Phòng Văn hóa - Xã hội chủ trì", "Giao Phòng Kinh tế chủ trì"),
    (COMMUNE, "owners", "Giao Công an xã chủ trì", "Giao Ban Chỉ huy Quân sự xã chủ trì"),
    (COMMUNE, "owners", "Giao Phòng Kinh tế chủ trì", "Giao Trung tâm Phục vụ hành chính công xã chủ trì"),
    (COMMUNE, "partners", "phối hợp với Công an xã và Trưởng các ấp", "phối hợp với Trạm Y tế xã và Trưởng các ấp"),
    (WARD, "partners", "phối hợp với Phòng Văn hóa - Xã hội tổ chức", "phối hợp với Trưởng các khu phố tổ chức"),
]
DEADLINES = [
    (WARD, "deadline", "trước ngày 31/7/2026", "trước ngày 31/8/2026"),
    (WARD, "deadline", "trong quý III/2026", "trong quý IV/2026"),
    (WARD, "deadline", "trước ngày 30/10/2026", "trước ngày 30/9/2026"),
    (WARD, "deadline", "chậm nhất ngày 20/3/2026", "chậm nhất ngày 15/4/2026"),
    (WARD, "deadline", "trước ngày 15 của tháng cuối quý", "trước ngày 10 của tháng cuối quý"),
    (COMMUNE, "deadline", "trước ngày 30/9/2026", "trước ngày 30/6/2026"),
    (COMMUNE, "deadline", "trong quý II/2026", "trong quý III/2026"),
    (COMMUNE, "deadline", "trước ngày 20 hằng tháng", "trước ngày 25 hằng tháng"),
    (COMMUNE, "deadline", "trước ngày 28/02/2026", "trước ngày 31/3/2026"),
]
TARGETS = [
    (WARD, "target", "100% hồ sơ", "95% hồ sơ"),
    (WARD, "target", "từ 90% trở lên", "từ 85% trở lên"),
    (WARD, "target", "không quá 1%", "không quá 2%"),
    (WARD, "target", "dưới 15 phút", "dưới 20 phút"),
    (COMMUNE, "target", "từ 85% trở lên", "từ 80% trở lên"),
    (COMMUNE, "target", "tối thiểu 75%", "tối thiểu 70%"),
    (COMMUNE, "target", "ít nhất 99%", "ít nhất 98%"),
]
WORDINGS = [
    (WARD, "wording", "Tạo thuận lợi cho người dân", "Tạo điều kiện thuận lợi nhất cho người dân"),
    (WARD, "wording", "giấy tờ trái quy định", "giấy tờ ngoài quy định của pháp luật"),
    (WARD, "wording", "tại các nút giao thông chính", "tại các giao lộ lớn"),
    (WARD, "wording", "Theo dõi, đôn đốc việc thực hiện", "Thường xuyên theo dõi việc thực hiện"),
    (COMMUNE, "wording", "cách làm sáng tạo", "cách làm mới, hiệu quả"),
    (COMMUNE, "wording", "thủ đoạn lừa đảo", "phương thức, thủ đoạn lừa đảo"),
    (COMMUNE, "wording", "mua sắm, thay thế máy tính, máy quét", "rà soát, mua mới máy tính, máy in"),
]
DROPPED = [
    (WARD, "dropped", "- Hướng dẫn hoạt động của Tổ công nghệ số cộng đồng các khu phố.\n", ""),
    (WARD, "dropped", "- Thông báo Kế hoạch đến từng hộ dân trước ngày 10/3/2026.\n", ""),
    (WARD, "dropped", "3. Xã hội số: mỗi khu phố có ít nhất 02 điểm hỗ trợ dịch vụ công trực tuyến.\n", ""),
    (COMMUNE, "dropped", "b) Lấy ý kiến đánh giá mức độ hài lòng của người dân sau mỗi lượt giao dịch.\n", ""),
    (COMMUNE, "dropped", "4. Mỗi ấp có ít nhất 01 Tổ công nghệ số cộng đồng hoạt động thường xuyên.\n", ""),
    (COMMUNE, "dropped", "- Kiện toàn Tổ công nghệ số cộng đồng trước ngày 28/02/2026.\n", ""),
]
ADDED = [
    (WARD, "added", "3. Trưởng các khu phố:\n", "- Treo cờ, băng rôn nhân ngày lễ lớn.\n"),
    (WARD, "added", "2. Phòng Văn hóa - Xã hội:\n", "- Chăm sóc cây xanh tại công viên, quảng trường.\n"),
    (WARD, "added", "2. Yêu cầu\n", "- Tiết kiệm điện trong mùa khô tại trụ sở.\n"),
    (COMMUNE, "added", "3. Trưởng các ấp:\n", "- Phun thuốc diệt muỗi phòng sốt xuất huyết.\n"),
    (COMMUNE, "added", "1. Phòng Văn hóa - Xã hội:\n", "- Sưu tầm hiện vật cho nhà truyền thống.\n"),
    (COMMUNE, "added", "2. Yêu cầu\n", "- Trồng rừng ngập mặn ven biển phía Đông.\n"),
]
# two tasks of one item, by how they begin, change places
ORDERS = [
    (WARD, "Thay đổi phương thức làm việc", "Tạo thuận lợi cho người dân"),
    (WARD, "Bám sát chỉ tiêu", "Kết quả thực hiện là căn cứ"),
    (COMMUNE, "Tỷ lệ hồ sơ giải quyết", "Mỗi ấp có ít nhất 01 Tổ"),
]
# a task, by its label and how it begins, goes behind the last of another item, under a new label
HEADINGS = [
    (WARD, "b) ", "Kết quả thực hiện là căn cứ", "xây dựng đô thị văn minh.\n", "c) "),
    (COMMUNE, "- ", "Kịp thời phát hiện", "trong thực thi công vụ.\n", "- "),
    (COMMUNE, "b) ", "Rà soát, làm sạch dữ liệu", "hoạt động thường xuyên.\n", "5. "),
]

Edit = tuple[str, str, str, str]


def edits() -> list[Edit]:
    """All as (plan, what is reported, the text before, the text after)."""
    replaced = OWNERS + DEADLINES + TARGETS + WORDINGS + DROPPED
    made: list[Edit] = [
        (plan, kind, text(plan), text(plan).replace(old, new, 1)) for plan, kind, old, new in replaced
    ]
    made += [(plan, kind, text(plan), text(plan).replace(at, at + new, 1)) for plan, kind, at, new in ADDED]
    for plan, first, second in ORDERS:
        one, other = line(plan, first), line(plan, second)
        swapped = text(plan).replace(one, "\0").replace(other, one).replace("\0", other)
        made.append((plan, "order", text(plan), swapped))
    for plan, old, begins, above, new in HEADINGS:
        moved = line(plan, begins)
        rest = text(plan).replace(f"{old}{moved}", "")
        made.append((plan, "heading", text(plan), rest.replace(above, f"{above}{new}{moved}", 1)))
    return made


@cache
def text(plan: str) -> str:
    return read(SAMPLES / plan).text


def line(plan: str, begins: str) -> str:
    start = text(plan).index(begins)
    return text(plan)[start : text(plan).index("\n", start) + 1]


def reports(comparison: Comparison) -> list[str]:
    """What a comparison of a plan and its variant says, each thing once."""
    told = {(each.field, each.values) for each in comparison.differences}
    alone = {(member.file, member.path) for theme in comparison.alone for member in theme.members}
    return sorted(field for field, _ in told) + ["added" if file == VARIANT else "dropped" for file, _ in alone]


def test_edits_are_reported_as_what_they_are() -> None:
    found = false = 0
    missed = []
    every = edits()
    assert len(every) == 50
    for plan, kind, before, after in every:
        assert before != after
        said = reports(compare([read_bytes(before.encode(), plan), read_bytes(after.encode(), VARIANT)]))
        found += kind in said
        false += len(said) - (kind in said)
        if said != [kind]:
            missed.append((plan, kind, said))
    assert found >= 0.98 * len(every), missed
    assert false <= 0.01 * len(every), missed


def test_a_plan_differs_in_nothing_from_itself() -> None:
    for plan in (WARD, COMMUNE):
        assert (
            reports(compare([read_bytes(text(plan).encode(), plan), read_bytes(text(plan).encode(), VARIANT)])) == []
        )
