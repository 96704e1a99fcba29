"""Lists of bodies and persons in running text: which members they have, and where they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agencies import bodies
from extract import owners

# a sentence that begins with a list; its members; how the sentence goes on behind it
OPEN = [
    ("Sở Nội vụ chủ trì tham mưu", ["Sở Nội vụ"], "chủ trì"),
    ("Sở Nội vụ tiếp nhận ý kiến", ["Sở Nội vụ"], "tiếp nhận"),
    ("Sở Nội vụ hết sức lưu tâm", ["Sở Nội vụ"], "hết sức"),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh rà soát",
        ["Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh"],
        "rà",
    ),
    (
        "Các Sở, ban, ngành và các địa phương liên quan triển khai",
        ["Các Sở, ban, ngành", "các địa phương liên quan"],
        "tri",
    ),
    ("Các Sở, ban, ngành và địa phương triển khai", ["Các Sở, ban, ngành và địa phương"], "triển"),
    ("Thường trực HĐND huyện trân trọng kính mời", ["Thường trực HĐND huyện"], "trân trọng"),
    ("UBND các xã, phường gấp rút khắc phục", ["UBND các xã, phường"], "gấp rút"),
    ("UBND các xã biên giới rà soát", ["UBND các xã biên giới"], "rà soát"),
    ("UBND huyện Trà Bồng gấp rút hoàn thành", ["UBND huyện Trà Bồng"], "gấp rút"),
    (
        "Đài Truyền hình Việt Nam, Thông tấn xã Việt Nam đưa tin",
        ["Đài Truyền hình Việt Nam", "Thông tấn xã Việt Nam"],
        "đưa",
    ),
    (
        "các cơ quan báo chí, phát thanh, truyền hình tăng thời lượng",
        ["các cơ quan báo chí, phát thanh, truyền hình"],
        "tăng",
    ),
    ("Tổ công tác nghiên cứu hồ sơ", ["Tổ công tác"], "nghiên cứu"),
    ("Đội quản lý trật tự đô thị rà soát", ["Đội quản lý trật tự đô thị"], "rà soát"),
    ("Ban vận động quỹ Vì người nghèo báo cáo", ["Ban vận động quỹ Vì người nghèo"], "báo cáo"),
    ("Nhà máy xử lý rác thải báo cáo", ["Nhà máy xử lý rác thải"], "báo cáo"),
    ("Ban giám sát đầu tư của cộng đồng báo cáo", ["Ban giám sát đầu tư của cộng đồng"], "báo cáo"),
    ("Câu lạc bộ liên thế hệ tự giúp nhau rà soát", ["Câu lạc bộ liên thế hệ tự giúp nhau"], "rà soát"),
    ("Câu lạc bộ sáng tạo trẻ tổ chức", ["Câu lạc bộ sáng tạo trẻ"], "tổ chức"),
    ("Tổ cứu nạn cứu hộ báo cáo", ["Tổ cứu nạn cứu hộ"], "báo cáo"),
    ("Tổ tự quản cộng đồng chủ trì", ["Tổ tự quản cộng đồng"], "chủ trì"),
    ("Ban giám sát đầu tư báo cáo", ["Ban giám sát đầu tư"], "báo cáo"),
    ("Câu lạc bộ báo cáo kết quả", ["Câu lạc bộ"], "báo cáo"),
    ("Tổ trực ban báo cáo", ["Tổ trực ban"], "báo cáo"),
    ("Đội tuần tra nhân dân báo cáo", ["Đội tuần tra nhân dân"], "báo cáo"),
    ("Đội xung kích phòng chống thiên tai rà soát", ["Đội xung kích phòng chống thiên tai"], "rà soát"),
    ("Trung tâm xúc tiến đầu tư tỉnh tổ chức", ["Trung tâm xúc tiến đầu tư tỉnh"], "tổ chức"),
    ("Hội đồng thẩm định tỉnh xem xét", ["Hội đồng thẩm định tỉnh"], "xem xét"),
    ("Bộ phận tiếp nhận và trả kết quả niêm yết", ["Bộ phận tiếp nhận và trả kết quả"], "niêm yết"),
    (
        "Viện trưởng Viện kiểm sát, Cục trưởng Cục Thuế chỉ đạo",
        ["Viện trưởng Viện kiểm sát", "Cục trưởng Cục Thuế"],
        "chỉ",
    ),
    (
        "Bộ Chỉ huy Quân sự tỉnh/Ban Chỉ huy Biên phòng tỉnh lập",
        ["Bộ Chỉ huy Quân sự tỉnh", "Ban Chỉ huy Biên phòng tỉnh"],
        "lập",
    ),
    ("Sở Văn hóa và Thể thao/Sở Du lịch tổ chức", ["Sở Văn hóa và Thể thao/Sở Du lịch"], "tổ chức"),
    ("các Sở: Nội vụ, Tài chính, Công an tỉnh phối hợp", ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"], "phối hợp"),
    (
        "Giám đốc các Sở: Nội vụ, Y tế; Chánh Thanh tra tỉnh chịu",
        ["Giám đốc Sở Nội vụ", "Giám đốc Sở Y tế", "Chánh Thanh tra tỉnh"],
        "chịu",
    ),
    ("các đơn vị giao kế hoạch, các chủ đầu tư nâng cao", ["các đơn vị giao kế hoạch", "các chủ đầu tư"], "nâng cao"),
    ("Viện Nghiên cứu phát triển Thành phố tham mưu", ["Viện Nghiên cứu phát triển Thành phố"], "tham mưu"),
    ("Thanh tra, giám sát ngân hàng báo cáo", ["Thanh tra, giám sát ngân hàng"], "báo cáo"),
    ("Giám đốc, Thủ trưởng các Sở, ban, ngành chịu", ["Giám đốc, Thủ trưởng các Sở, ban, ngành"], "chịu"),
    (
        "Các doanh nghiệp viễn thông, doanh nghiệp bưu chính ưu tiên",
        ["Các doanh nghiệp viễn thông", "doanh nghiệp bưu chính"],
        "ưu tiên",
    ),
    (
        "các xã biên giới, lực lượng xung kích và chính quyền cơ sở sơ tán",
        ["các xã biên giới", "lực lượng xung kích", "chính quyền cơ sở"],
        "sơ tán",
    ),
    (
        "Ủy ban nhân dân các tỉnh, thành phố, cơ quan, tổ chức khác có liên quan rà soát",
        ["Ủy ban nhân dân các tỉnh, thành phố", "cơ quan, tổ chức khác có liên quan"],
        "rà soát",
    ),
    ("các đơn vị liên quan tổ chức, hướng dẫn", ["các đơn vị liên quan"], "tổ chức"),
    ("Giáo viên chủ nhiệm nắm bắt", ["Giáo viên chủ nhiệm"], "nắm bắt"),
    ("Công đoàn Bộ Ngoại giao phối hợp", ["Công đoàn Bộ Ngoại giao"], "phối hợp"),
    ("các viện nghiên cứu, trường đại học đào tạo", ["các viện nghiên cứu", "trường đại học"], "đào tạo"),
    ("Các tỉnh, thành phố trong cả nước chủ động", ["Các tỉnh, thành phố trong cả nước"], "chủ động"),
    (
        "Ban Quản lý Khu kinh tế A và các Khu công nghiệp tỉnh hướng dẫn",
        ["Ban Quản lý Khu kinh tế A và các Khu công nghiệp tỉnh"],
        "hướng",
    ),
    (
        "Công ty Cổ phần Xây dựng và thoát nước đô thị vận hành",
        ["Công ty Cổ phần Xây dựng và thoát nước đô thị"],
        "vận hành",
    ),
    ("Ông Trần Văn A - Trưởng đoàn: phụ trách chung", ["Ông Trần Văn A - Trưởng đoàn"], ": phụ trách"),
    ("Sở Nội vụ (Cơ quan Thường trực), Sở Y tế triển khai", ["Sở Nội vụ", "Sở Y tế"], "triển khai"),
]
# a list that is known to fill its text, and its members
CLOSED = [
    (
        "các tổ chức, doanh nghiệp hoạt động trong lĩnh vực hóa chất",
        ["các tổ chức, doanh nghiệp hoạt động trong lĩnh vực hóa chất"],
    ),
    (
        "Bộ Công an và các đơn vị được mời tham gia đoàn kiểm tra",
        ["Bộ Công an", "các đơn vị được mời tham gia đoàn kiểm tra"],
    ),
    (
        "Các doanh nghiệp cung cấp dịch vụ bưu chính; Bưu điện tỉnh",
        ["Các doanh nghiệp cung cấp dịch vụ bưu chính", "Bưu điện tỉnh"],
    ),
]


@pytest.mark.parametrize(("text", "members", "rest"), OPEN)
def test_a_list_ends_where_the_sentence_goes_on(text: str, members: list[str], rest: str) -> None:
    found = owners.scan(text, 0)
    assert found is not None
    assert [owners.named(text, span) for span in found.spans] == members
    assert text[found.end :].lstrip().startswith(rest)


@pytest.mark.parametrize(("text", "members"), CLOSED)
def test_a_list_of_known_length_is_split_alone(text: str, members: list[str]) -> None:
    found = owners.split(text, 0, len(text))
    assert found is not None
    assert [owners.named(text, span) for span in found.spans] == members


@pytest.mark.parametrize(
    "text", ["Kinh phí thực hiện", "các bước tiến hành", "Đoàn kết nội bộ", "Báo cáo kết quả", ""]
)
def test_what_is_no_body_begins_no_list(text: str) -> None:
    assert owners.scan(text, 0) is None


@given(st.sampled_from(bodies()), st.sampled_from(["chủ trì", "rà soát", "tham mưu", "có trách nhiệm", "xây dựng"]))
def test_every_body_of_the_table_ends_before_its_verb(body: object, verb: str) -> None:
    name = body.name  # type: ignore[attr-defined]
    text = f"{name} {verb} kế hoạch"
    found = owners.scan(text, 0)
    assert found is not None
    assert [owners.named(text, span) for span in found.spans] == [name]
