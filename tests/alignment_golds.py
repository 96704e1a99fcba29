"""Which places of real plans speak of one task: only their paths, for the texts are no part of this project.

How a gold is made, twice over, the second time without looking at the first:
1. Read all the plans to the end. A place is what `passages_of` gives: an item, a bullet, a row of a table.
2. A row joins the places that bind somebody to the same thing (or set the same aim), whatever the words, the order,
   the level, the owner. A place that holds two tasks stands in two rows; a task that a plan says twice is two places.
3. Near each other without being the same (the whole and a part of it, an aim and what is done for it): `optional`,
   neither right nor wrong.
4. A place that no other plan speaks of is `alone`, also where it shares words with many.
5. Where the two readings differ, read both places aloud; what stays in doubt is optional.

The golds of `corpus/web` were written before the aligner saw the plans, the last two after its last change.

The seeds have 18 loners and no more: their gold speaks of each of the 86 passages (tests/test_corpus_align.py holds
that), and every other one has a counterpart or may have one, for the three were written after one model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True)
class Written:
    """files: beginnings of their names. A row has for each file the paths, separated by spaces.

    within: the beginnings of the paths of the first file of which a pair counts; all where it is empty.
    """

    name: str
    files: tuple[str, ...]
    rows: Sequence[Row]
    optional: Sequence[Row]
    alone: Sequence[str]
    within: tuple[str, ...] = ()


SEEDS = Written(
    "seeds",
    ("001_0a4c19f24e53df43.txt", "002_1130f7cb68cb2335.txt", "003_79d9834b3de8b0a2.txt"),
    rows=(
        ("I/1/b", "I/1/-1", "1/-1"),  # vị trí, vai trò của điển hình
        ("I/1/d", "I/1/-3", "1/-2"),  # đổi mới công tác thi đua theo Chỉ thị 34
        ("I/2/a", "", "2/-1"),  # cấp ủy, chính quyền lãnh đạo
        ("I/2/b", "I/2/-1 I/2/-3", "2/-2"),  # gắn với phong trào, có sức lan tỏa
        ("II/1/a", "II/1", "II/1/-1"),  # phát hiện, lựa chọn mô hình
        ("II/1/b", "II/2", "II/1/-2"),  # tạo điều kiện cho điển hình
        ("II/1/d", "II/3", "II/1/-3"),  # kiểm tra, đánh giá mô hình
        ("II/1/đ", "II/3", "II/1/-4"),  # định kỳ sơ kết, tôn vinh
        ("II/1/e", "II/4", "II/1/-5"),  # tham quan, học tập kinh nghiệm
        ("II/1/g", "II/5", "II/1/-6"),  # tuyên truyền nhân tố mới
        ("II/2/2.1/a", "IV/1/-1", "II/2/2.1/-1"),  # năm đầu: xây dựng kế hoạch
        ("II/2/2.1/b", "IV/1/-2", "II/2/2.1/-2"),  # giữa kỳ: bồi dưỡng, sơ kết
        ("II/3/c/-2", "IV/1/-3", "II/2/2.1/-3"),  # năm cuối: tổng kết
        ("II/2/2.2/a", "III/2", "II/2/2.2/-1"),  # xây dựng nông thôn mới
        ("II/2/2.2/b", "III/9", ""),  # lao động giỏi
        ("II/2/2.2/c", "III/3/3.1", ""),  # đời sống văn hóa
        ("II/2/2.2/đ", "III/4", ""),  # quốc phòng, an ninh
        ("II/2/2.2/g", "III/1", ""),  # học tập và làm theo
        ("II/2/2.2/h", "III/12", "II/2/2.2/-2"),  # kinh tế hộ
        ("II/2/2.2/k", "III/7", ""),  # văn hóa công sở
        ("III/1", "IV/2/2.4", ""),  # các đơn vị triển khai
        ("III/2/a III/2/b III/2/đ", "IV/2/2.1/-1", ""),  # nội vụ
        ("III/3", "IV/2/2.2", ""),  # Mặt trận
        ("III/5", "IV/2/2.3", ""),  # tuyên truyền
    ),
    optional=(
        ("II/3/c II/3/c/-1 II/3/a", "IV/1/-3", "II/2/2.1/-3"),
        ("II/3/b", "IV/1/-2", "II/2/2.1/-2"),
        ("III/4", "IV/2/2.3", ""),
        ("III/2/c III/2/d", "IV/2/2.1/-1", ""),
        ("II/2/2.2/a II/2/2.2/c", "III/3/3.2", "II/2/2.2/-1"),
    ),
    alone=(
        "I/1/a I/1/c II/1/c II/2/2.2/d II/2/2.2/e II/3/a II/3/b/-1 II/3/b/-2 III/2/c III/2/d",
        "I/1/-2 I/2/-2 III/3/3.2 III/6 III/8 III/11/11.1 III/11/11.2 III/13",
        "",
    ),
)

FIVE_G = Written(
    "5G",
    ("ed941f6a26", "db749b6c7c"),
    rows=(
        ("I/2/-3 III/3/c V/2/-3 V/5/-2", "I/1/-3 IV/3/-3 IV/4/-4"),  # dùng chung hạ tầng viễn thông
        ("III/3/b", "I/1/-2 IV/3/-1"),  # tạo điều kiện cho doanh nghiệp viễn thông xây dựng hạ tầng
        ("II/1/-2", "I/1/-1 II/2/2.1/-1"),  # phủ sóng 5G trong các khu
        ("I/2/-1", "I/1/-1"),  # hạ tầng số đồng bộ, hiện đại phục vụ chuyển đổi số
        ("II/2/-2", "II/2/2.1/-3"),  # cáp quang, truyền dẫn
        ("I/1/-2 II/1/-4", "I/1/-4"),  # 5G, IoT cho nhà máy thông minh
        ("II/1/-4", "II/2/2.2/-3"),  # ứng dụng IoT đầu tiên trong sản xuất
        ("II/2/-3", "IV/5/-5"),  # quản lý, vận hành khu bằng IoT
        ("IV III/4/b V/5/-3", "III"),  # kinh phí
        ("I/2/-4", "IV/5/-6 IV/6/-5"),  # an toàn, an ninh mạng
        ("II", "II/1"),  # hiện trạng
        ("V/5/-1", "I/2/-1"),  # doanh nghiệp viễn thông thực hiện
    ),
    optional=(
        ("I/2/-3 III/3/b III/3/c V/2/-3 V/5/-2", "I/1/-3 IV/3/-3 IV/3/-4 IV/4/-4"),
        ("III/3/b V/1/-3 V/4/-1 V/4/-2", "I/1/-2 I/2/-2 IV/1/-1 IV/1/-2 IV/2/-3 IV/2/-4 IV/3/-1 IV/3/-2 IV/5/-2"),
        ("III/3/b", "IV/6/-4"),
        ("I/1/-3 V/5/-1", "I/2/-1 I/2/-2 IV/4/-1"),
        ("I/1/-2 II/1/-4 II/2/-3 II/2/-5", "I/1/-4 I/2/-3 II/2/2.2/-2 II/2/2.2/-3 IV/5/-5 IV/6/-2"),
        ("III/4/a III/4/b IV IV/-1 IV/-3 IV/-4 Phụ_lục/#5", "III"),
        ("V/1/-2", "IV/1/-1 IV/1/-3 IV/5/-4"),
        ("I/1/-1", "I/1/-1"),
        ("Phụ_lục/#2", "IV/5/-3 IV/6/-1"),
        ("I/2/-2", "IV/3/-3"),
    ),
    alone=(
        (
            "I/2/-5 II/1/-1 II/1/-3 II/2/-1 II/2/-4 III/1/a III/1/b III/1/c III/2/a III/2/b III/3/a III/4/c III/4/d"
            " III/5 IV/-2 V/1/-1 V/1/-4 V/2/-2 V/3/-1 V/3/-2 Phụ_lục/#1 Phụ_lục/#3 Phụ_lục/#4 Phụ_lục/#6"
        ),
        (
            "I/2/-4 II/2/2.1/-2 II/2/2.1/-3/+1 II/2/2.1/-3/+2 II/2/2.1/-3/+3 II/2/2.2/-1 II/2/2.2/-4 II/2/2.3/-1"
            " II/2/2.3/-2 II/2/2.3/-3 IV/2/-1 IV/3/-5 IV/4/-2 IV/4/-3 IV/4/-5 IV/6/-3"
        ),
    ),
)

DIGITAL_ECONOMY = Written(
    "kinh tế số",
    ("2dbd0a8100", "3044f92cac"),
    rows=(
        ("III/1 III/1/a", "III/1/a"),  # thể chế
        ("III/2", "III/1/b/-4"),  # hạ tầng số
        ("III/2/a/-1", "III/1/b/-2 III/1/b/-5"),
        ("III/2/a/-2", "III/1/b/-6"),
        ("III/2/b/-2", "III/1/b/-1"),
        ("III/2/c", "III/1/b/-8"),
        ("III/3/a", "III/1/c/-2 III/1/c/-3"),  # nền tảng số
        ("III/3/b", "III/1/c/-6"),
        ("III/3/c/-1 III/3/c/-2", "III/1/c/-7"),
        ("III/4/a", "III/1/d/-2"),  # dữ liệu
        ("III/4/b", "III/1/d/-3"),
        ("III/4/c", "III/1/d/-4"),
        ("III/4/đ", "III/1/d/-7 III/1/d/-8"),
        ("III/5/a", "III/1/đ/-1"),  # AI
        ("III/5/b", "III/1/đ/-2"),
        ("III/6/a", "III/1/e/-1 III/1/e/-2"),  # an toàn
        ("III/6/c", "III/1/e/-3"),
        ("III/6/d", "III/1/e/-4"),
        ("III/6/đ", "III/1/e/-5"),
        ("III/7/a", "III/1/g/-2 III/1/g/-3"),  # nhân lực
        ("III/7/c", "III/1/g/-4 IV/5/5.3/d"),
        ("III/8/a", "III/1/h/-1"),  # công dân số
        ("III/8/b", "III/1/h/-2"),
        ("III/8/c/-1", "III/1/h/-3"),
        ("III/8/c/-2", "III/1/h/-4"),
        ("III/9/a", "III/1/i/-1"),  # doanh nghiệp số
        ("III/9/b", "III/1/i/-4"),
        ("III/9/c", "III/1/i/-8 III/1/i/-9 III/1/i/-10"),
        ("III/10/a/-1 III/10/a/-2 III/10/a/-3", "III/1/l/-2"),  # quản trị số
        ("III/10/b/-1 III/10/b/-2", "III/1/l/-3"),
        ("IV/1/1.1", "IV/1/1.1"),  # nông nghiệp
        ("IV/1/1.1/a", "IV/1/1.1/a"),
        ("IV/1/1.1/b/-1 IV/1/1.1/b/-2", "IV/1/1.1/b"),
        ("IV/1/1.1/c/-2", "IV/1/1.1/c"),
        ("IV/1/1.1/c/-3", "IV/1/1.1/đ"),
        ("IV/1/1.1/d", "IV/1/1.1/e"),
        ("IV/1/1.1/đ", "IV/1/1.1/g"),
        ("IV/1/1.2", "IV/1/1.2"),  # tài nguyên, môi trường
        ("IV/1/1.2/a", "IV/1/1.2/a"),
        ("IV/1/1.2/b", "IV/1/1.2/b"),
        ("IV/1/1.2/c", "IV/1/1.2/c"),
        ("IV/1/1.2/d", "IV/1/1.2/d"),
        ("IV/2/2.1", "IV/2/2.1"),  # du lịch
        ("IV/2/2.1/a", "IV/2/2.1/a"),
        ("IV/2/2.1/b", "IV/2/2.1/b"),
        ("IV/2/2.1/c", "IV/2/2.1/c"),
        ("IV/2/2.1/đ", "IV/2/2.1/đ"),
        ("IV/2/2.2", "IV/2/2.2"),  # văn hóa
        ("IV/2/2.2/a", "IV/2/2.2/a"),
        ("IV/2/2.2/b", "IV/2/2.2/b"),
        ("IV/2/2.2/c", "IV/2/2.2/c"),
        ("IV/3/3.1", "IV/3/3.1"),  # thương mại
        ("IV/3/3.1/a", "IV/3/3.1/a"),
        ("IV/3/3.1/c", "IV/3/3.1/b"),
        ("IV/3/3.1/d", "IV/3/3.1/c"),
        ("IV/3/3.1/đ", "IV/3/3.1/d"),
        ("IV/3/3.1/e", "IV/3/3.1/đ"),
        ("IV/3/3.2", "IV/3/3.2/-1"),  # công nghiệp
        ("IV/3/3.2/a", "IV/3/3.2/-2"),
        ("IV/3/3.2/b", "IV/3/3.2/-4"),
        ("IV/3/3.3/a", "IV/3/3.3/a"),  # năng lượng
        ("IV/3/3.3/c", "IV/3/3.3/b"),
        ("IV/3/3.4", "IV/4"),  # logistics
        ("IV/3/3.4/a/-1", "IV/4/4.3/a"),
        ("IV/3/3.4/a/-2", "IV/4/4.3/b"),
        ("V/1/a", "V/1/-1"),  # tổ chức
        ("V/1/b", "V/1/-2"),
        ("V/2/b", "V/2/b"),  # hợp tác
        ("V/2/c", "V/2/c"),
        ("V/3/a", "V/2/d"),
        ("V/4/a", "V/3/a"),  # nghiên cứu
        ("V/4/b", "V/3/b"),
        ("V/4/c", "V/3/c"),
        ("V/4/d", "V/3/d"),
        ("V/5/a", "V/4/a"),  # tuyên truyền
        ("V/5/b", "V/4/b"),
        ("V/5/c", "V/4/c"),
        ("V/5/d", "V/4/d"),
        ("V/5/đ", "V/4/đ V/4/e"),
        ("V/6/b", "V/6/b/-1 V/6/b/-2"),  # kinh phí
        ("V/6/c", "V/6/c"),
        ("V/6/d", "V/6/d"),
        ("V/7/a", "V/7/a"),  # tác động tiêu cực
        ("V/7/b", "V/7/c"),
        ("V/7/c", "V/7/d"),
        ("V/7/d", "V/7/đ"),
        ("V/8", "V/8"),  # thi đua
        ("VI/1/c", "VI/1/a"),  # tổ chức thực hiện
        ("VI/2/c", "VI/2/a"),
        ("VI/3", "VI/3"),
        ("VI/4", "VI/6"),
        ("VI/5", "VI/7"),
        ("VI/6", "VI/5"),
        ("VI/7", "VI/11/-1 VI/11/-2"),
        ("VI/8", "VI/4/-1"),
        ("VI/9", "VI/13"),
        ("VI/10/a", "VI/9"),
        ("VI/11/d", "VI/14"),
        ("VI/12", "VI/8"),
        ("VI/13", "VI/15"),
        ("VI/14", "VI/16"),
        ("VI/15", "VI/17"),
        ("VI/16", "VI/18"),
        ("VI/18/a", "VI/19/a"),
        ("VI/18/b", "VI/19/b"),
        ("VI/18/c", "VI/19/c"),
        ("VI/19/a", "VI/21"),
    ),
    optional=(
        ("III/1 III/1/a III/1/b III/1/d III/1/đ III/1/e", "III/1/a III/1/i/-3 III/1/l/-1 VI/3"),
        ("III/2 III/2/a/-1 III/2/b/-1", "III/1/b/-2 III/1/b/-3 III/1/b/-4 III/1/b/-5 III/1/b/-7"),
        ("III/2/a/-2 III/3/a", "III/1/b/-6 III/1/c/-3 III/1/c/-4"),
        ("III/2/a/-3 III/8/c/-1", "III/1/h/-3 III/1/e/-5"),
        ("III/3 III/3/a III/3/b III/3/c/-2", "III/1/c/-1 III/1/c/-2 III/1/c/-5 III/1/c/-6 III/1/c/-7"),
        ("III/4 III/4/d III/4/đ", "III/1/d/-1 III/1/d/-5 III/1/d/-6 III/1/d/-7 III/1/d/-8"),
        ("III/5 III/5/b", "III/1/đ/-2"),
        ("III/6 III/6/a III/6/b", "III/1/e/-1 III/1/e/-2"),
        ("III/7 III/7/a", "III/1/g/-1 III/1/g/-2 III/1/g/-3"),
        ("III/8 III/8/a III/8/b III/8/c/-1", "III/1/h/-1 III/1/h/-2 III/1/h/-3 V/7/đ"),
        ("III/9 III/9/a III/9/b III/9/c", " ".join(f"III/1/i/-{at}" for at in range(1, 13))),
        ("III/10", "III/1/l/-1 III/1/l/-2 III/1/l/-3"),
        ("III/1/d III/10/b/-2", "III/1/l/-1"),
        ("IV/1/1.1/a IV/1/1.1/c/-1", "IV/1/1.1/a"),
        ("IV/2/2.1/d", "IV/2/2.1/c IV/2/2.1/d"),
        ("IV/3/3.1/a IV/3/3.1/b", "IV/3/3.1/a"),
        ("IV/1/1.1/c/-2 IV/3/3.1/i", "IV/1/1.1/c"),
        ("IV/3/3.2 IV/3/3.2/a IV/3/3.2/b", "IV/3/3.2/-1 IV/3/3.2/-2 IV/3/3.2/-4 IV/3/3.2/-5"),
        ("IV/3/3.3", "IV/3/3.3/a IV/3/3.3/b IV/3/3.3/c"),
        ("IV/3/3.4 IV/3/3.4/b", "IV/4"),
        ("V/2/a V/2/b", "V/2/a V/2/b"),
        ("V/3 V/3/a", "V/2/d VI/12"),
        ("V/4 V/4/a", "V/3/a"),
        ("V/5 V/5/b", "V/4/b V/2/a"),
        ("V/6 V/6/a V/6/b V/6/đ", "V/6/a V/6/b V/6/b/-1 V/6/b/-2"),
        ("V/6/d", "V/2/b"),
        ("V/7", "V/7/b"),
        ("VI/1/a VI/1/b VI/1/c", "VI/1/a VI/1/b VI/1/c"),
        ("VI/1/đ", "V/5/a"),
        ("VI/2/b VI/2/c", "VI/2/a VI/2/b"),
        ("VI/6 VI/7", "VI/5 VI/11/-1"),
        ("VI/7 V/8", "VI/11/-2 VI/1/f V/8"),
        ("VI/10/b", "VI/9"),
        ("VI/11/a", "III/1/d/-8"),
        ("V/5/đ VI/11/c", "V/4/e V/4/đ"),
        ("VI/11/d VI/12", "VI/14 VI/8 IV/7/a"),
        ("VI/13 V/5", "VI/15"),
        ("VI/18/b VI/18/d", "VI/19/b VI/20"),
        ("VI/19/a VI/19/b VI/19/c VI/18/c", "VI/21 VI/19/c"),
        ("III/2/a/-1 VI/18/a", "VI/19/a III/1/b/-5"),
        ("V/2/c", "V/2/a"),
        ("VI/3", "IV/1/1.1 IV/1/1.2"),
    ),
    alone=(
        (
            "III/7/b IV/1/1.2/g IV/2/2.2/d IV/2/2.2/đ IV/3/3.1/g IV/3/3.1/h IV/3/3.1/k IV/3/3.2/c IV/3/3.3/b V/3/b"
            " VI/1/d VI/2/a VI/11/b"
        ),
        "",
    ),
    within=("III/", "IV/1", "IV/2", "IV/3", "V/", "VI/"),
)

# Two drives of one province, on different things: much of the frame is alike, little of the matter.
TWO_DRIVES = Written(
    "hai đợt thi đua",
    ("293d06b310", "e3225a0779"),
    rows=(
        ("I/1/a", "I/1/a"),  # sức mạnh đoàn kết
        ("I/1/c", "I/1/c"),  # biểu dương, khen thưởng
        ("II/1/a II/1/b", "III/1"),  # đối tượng
        ("II/2/e", "II/3/a III/2/a/-3"),  # cải cách hành chính
        ("II/3", "II/2"),  # thời gian
        ("III/2/-1 III/2/-2 III/2/-3", "III/3"),  # hình thức khen thưởng
        ("III/3/3.2/b/-1", "III/2/d/-1"),  # gương mẫu
        ("VI/2", "IV/2"),  # Mặt trận
        ("VI/3", "IV/1"),  # các cơ quan, đơn vị
        ("VI/4", "IV/3"),  # Sở Văn hóa, Thể thao và Du lịch
        ("VI/6", "IV/4/-1 IV/4/-3"),  # Sở Nội vụ
    ),
    optional=(
        ("I/1/b", "I/1/b III/2/a/-1"),
        ("I/2/b II/2/b III/3/3.2/a/-1/+5", "I/2/a III/2/a/-2"),
        ("I/2/c III/1/b/-1 III/1/b/-2 III/1/b/-3 III/1/b/-4", "I/2/b"),
        ("I/2/a", "III/1 I/2/a"),
        ("II/2/g", "II/3/a III/2/a/-3"),
        ("II/2/c III/3/3.2/a/-1/+4", "III/2/a/-1"),
        ("II/2/a", "II/1"),
        ("III/1/a/-1 III/1/a/-2", "III/1"),
        ("III/3/3.2/a/-1/+1 III/3/3.2/a/-2/+1", "IV/1"),
        ("III/3/3.2/a/-2/+4", "IV/4/-1"),
        ("III/3/3.2/a/-2/+5 VI/6", "IV/1/-3"),
        ("III/3/3.2/b/-2 III/3/3.2/b/-3", "III/2/d/-1"),
        ("III/3/3.3 IV/3", "IV/1/-2 III/3"),
        ("IV/1", "IV/4/-3 IV/4/-2"),
        ("VI/1 VI/5", "IV/3"),
        ("VI/3", "IV/1/-1 IV/1/-2"),
        ("VI/6", "IV/4/-2"),
    ),
    alone=(
        (
            "II/2/d II/2/đ III/3/3.1 III/3/3.2/a/-1/+2 III/3/3.2/a/-1/+3 IV/2/a/-1 IV/2/a/-2 IV/2/a/-3 IV/2/a/-4"
            " IV/2/a/-5 IV/2/a/-6 IV/2/a/-7 IV/2/a/-8 IV/2/a/-9 IV/2/a/-10 IV/2/b V/1/a V/1/b/-1 V/1/b/-2 V/1/b/-4"
        ),
        "II/3/b II/3/c II/3/d III/2/b/-2 III/2/c/-1 III/2/c/-2 III/2/c/-3",
    ),
)

# Two provinces' plans to carry out a new law each, on different things: the same tasks in the words of another law.
NEW_LAWS = Written(
    "thi hành luật",
    ("5ae60fbb26", "7c7197aa1a"),
    rows=(
        ("I/1/-1", "I/2/a"),  # chỉ đạo thống nhất, phối hợp chặt chẽ
        ("I/1/-2", "I/1/a"),  # xác định nội dung, thời hạn, trách nhiệm
        ("I/1/-3", "I/1/c"),  # nâng cao nhận thức, thi hành hiệu quả
        ("I/2/-2", "I/2/b"),  # kiểm tra, đôn đốc, tháo gỡ
        ("II/1", "II/1"),  # phổ biến, giáo dục
        ("II/1", "II/2"),  # tập huấn, bồi dưỡng
        ("II/4", "II/4"),  # kiểm tra việc thi hành
        ("III/1", "III/1"),  # kinh phí
        ("III/3", "III/2"),  # Sở Tài chính
        ("III/4", "III/3"),  # lập dự toán
        ("IV/1", "IV/1"),  # cơ quan theo dõi
        ("IV/2", "IV/3"),  # các sở, ngành, địa phương triển khai, báo cáo
    ),
    optional=(
        ("I/1/-1", "I/1/b"),
        ("I/2/-1", "I/2/c IV/2"),
        ("II/2", "II/3"),
        ("II/3/3.1/a II/3/3.1/b", "II/3"),
        ("III/2", "III/1"),
        ("IV/2", "IV/2"),
    ),
    alone=("II/3/3.2/a II/3/3.2/b II/5 II/5/-1/+1 II/5/-1/+2 II/5/-1/+3 II/5/-1/+4 II/6 IV/3", ""),
)

REAL = (SEEDS, FIVE_G, DIGITAL_ECONOMY, TWO_DRIVES, NEW_LAWS)
