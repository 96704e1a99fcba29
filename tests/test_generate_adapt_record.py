"""What the record of a draft says is what its paper says; whom and what of the source no draft takes over."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from corpus.model import (
    Assignment,
    Budget,
    Deadline,
    Document,
    Node,
    Note,
    Reporting,
    Signer,
    SourceInfo,
    Table,
    Target,
)
from extract import read, read_bytes
from generate.adapt import adapt
from generate.annex import with_assignment_annex
from generate.draft import BLANK, Draft
from generate.handover import sections
from generate.persons import people
from generate.profile import load_profile
from generate.trim import with_annexes
from generate.word import render
from kehoach.drafting import answered
from tests import drafts

WARD = load_profile("phường Sa Đéc, tỉnh Đồng Tháp")
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
HEAD = """ỦY BAN NHÂN DÂN
TỈNH KHÊ GIANG

Số: 5/{symbol}-UBND

Khê Giang, ngày 12 tháng 01 năm {year}

{kind}
{title}

{lead}

"""
TODAY = date(2026, 11, 25)


def source(body: str, kind: str = "KẾ HOẠCH", symbol: str = "KH", **head: str) -> Document:
    said = {
        "year": "2026",
        "title": "Bảo đảm an toàn giao thông năm 2026",
        "lead": "Ủy ban ban hành Kế hoạch như sau:",
    }
    text = HEAD.format(kind=kind, symbol=symbol, **{**said, **head}) + body
    return read_bytes(text.encode(), "nguon.txt")


def made(document: Document, period: tuple[int, int] | None = None) -> Draft:
    return adapt(document, WARD, period=period, today=TODAY)


def words(draft: Draft) -> str:
    document = draft.document
    said = (f"{node.heading or ''}\n{node.text}" for node in drafts.nodes(document.outline))
    return "\n".join((document.lead, *said, document.closing))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Vụ sập cầu tại tỉnh Phú Thọ là bài học cho tỉnh.", "Vụ sập cầu tại tỉnh Phú Thọ là bài học cho phường."),
        ("Các đơn vị thực hiện nghiêm Chỉ thị này.", "Các đơn vị thực hiện nghiêm Kế hoạch này."),
        ("Ông Đỗ Mạnh Cường phụ trách chung.", "Ông … phụ trách chung."),
        ("Học tập tư tưởng của đồng chí Hồ Chí Minh.", "Học tập tư tưởng của đồng chí Hồ Chí Minh."),
        ("Công bố trên Cổng Dữ liệu mở tỉnh Khê Giang.", "Công bố trên Cổng Dữ liệu mở tỉnh Đồng Tháp."),
    ],
)
def test_what_is_said_of_others(line: str, said: str) -> None:
    assert said in words(made(source(f"1. Nội dung chung của kế hoạch.\n\n2. {line}\n", "CHỈ THỊ", "CT")))


def test_communes_of_the_source_named_without_their_kind_are_blanks() -> None:
    lead = "Ủy ban nhân dân tỉnh Thanh Hóa ban hành Kế hoạch như sau:"
    body = "1. Lấy mẫu tại vùng nuôi tôm Nga Tân, Nga Tiến, Hoằng Phụ và Hải Châu.\n\n2. Báo cáo.\n"
    text = HEAD.replace("KHÊ GIANG", "THANH HÓA").format(
        kind="KẾ HOẠCH", symbol="KH", year="2026", title="Quan trắc môi trường năm 2026", lead=lead
    )
    plan = read_bytes((text + body).encode(), "nguon.txt")
    assert "vùng nuôi tôm …, …, … và …." in words(made(plan))


@pytest.mark.parametrize(
    ("hamlets", "said"),
    [
        ((), "Sửa đường tại khóm …, hoàn thành sớm."),
        (("Khóm 1", "Khóm 2"), "Sửa đường tại Khóm 1, Khóm 2, hoàn thành sớm."),
    ],
)
def test_hamlets_of_the_source_are_the_units_own_or_a_blank(hamlets: tuple[str, ...], said: str) -> None:
    plan = source("1. Nội dung chung.\n\n2. Sửa đường tại thôn Bình Minh, thôn Tân Lập, hoàn thành sớm.\n")
    draft = adapt(plan, replace(WARD, hamlets=hamlets), today=TODAY)
    assert said in words(draft)
    assert any("Bình Minh" in blank.what for blank in draft.blanks) is not bool(hamlets)


def test_a_range_that_goes_beyond_the_plan_keeps_its_order() -> None:
    plan = source(
        "1. Bố trí kinh phí trong giai đoạn 2024 - 2025.\n\n2. Rà soát.\n", year="2024", title="An toàn năm 2024"
    )
    assert "giai đoạn 2026 - 2027" in words(made(plan, (2026, 2030)))


def test_the_period_of_the_record_is_that_of_the_title() -> None:
    plan = source("1. Rà soát các cầu yếu.\n\n2. Cắm biển báo.\n", title="Bảo đảm an toàn giao thông")
    assert made(plan, (2026, 2030)).document.period is None


def test_persons_are_told_by_their_title_or_alone() -> None:
    plan = source("1. Ông Đỗ Mạnh Cường chủ trì.\n\n2. Trường THPT Nguyễn Du phối hợp; đường Lê Lợi.\n")
    assert people(replace(plan, signer=Signer(name="Hoàng Văn Thuân"))) == ("Hoàng Văn Thuân", "Đỗ Mạnh Cường")


def test_the_last_ground_ends_with_a_full_stop() -> None:
    lead = "Căn cứ Luật Đường bộ ngày 27 tháng 6 năm 2024;\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
    grounds = made(source("1. Rà soát.\n\n2. Báo cáo.\n", lead=lead)).document.lead.split("\n")
    assert [line[-1] for line in grounds] == [";", ".", ":"]


def test_what_was_read_unsurely_is_listed() -> None:
    plan = source("1. Rà soát các cầu yếu.\n\n2. Cắm biển báo.\n")
    scan = replace(
        plan,
        source=SourceInfo("a.pdf", "", "scan", 1),
        warnings=(Note("ocr", "Mọi trang được nhận dạng từ ảnh."),),
        evidence={key: replace(where, confidence=0.4) for key, where in plan.evidence.items()},
    )
    draft = made(scan)
    assert [each.reference for each in draft.doubtful] == ["Bản nguồn", "Rà soát các cầu yếu.", "Cắm biển báo."]
    assert "Chữ của nguồn cần đối chiếu" in [section.heading for section in sections(draft)]
    assert [each.reason for each in made(plan).doubtful] == [note.message for note in plan.warnings]  # cut short


@pytest.mark.parametrize("name", ["01_ke_hoach_tinh_khe_giang.docx", "02_ke_hoach_xa_truong_khe.docx"])
def test_the_fields_of_a_draft_come_back(name: str) -> None:
    """The annex repeats deadlines and targets; citations are said as the draft says them."""
    own = load_profile(SAMPLES / "don_vi.yaml")
    meant = answered(with_assignment_annex(adapt(read(SAMPLES / name), own).document))
    shares = drafts.share(drafts.fields(meant), drafts.fields(read_bytes(render(meant), "x.docx")))
    whole = {kind: hits == count for kind, (hits, count) in shares.items() if kind != "targets"}
    assert all(whole.values()), whole
    assert shares["deadlines"][1] > 0


def test_the_measure_counts_what_is_lost_and_what_is_added() -> None:
    meant, back = {"owners": Counter("aab")}, {"owners": Counter("abc")}
    assert drafts.share(meant, back) == {"owners": (2, 4)}


def test_the_annex_has_no_column_that_no_row_fills() -> None:
    duties = (Assignment("I/1", ("Công an phường",), task="tuyên truyền", deadline="năm 2026"),)
    node = Node("1", "I/1", None, "Công an phường tuyên truyền trong năm 2026.")
    annex = with_assignment_annex(Document(kind="KH", outline=(node,), assignments=duties)).outline[-1]
    assert annex.table == Table(
        ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), (("1", "Tuyên truyền", "Công an phường", "năm 2026"),)
    )


def test_a_row_that_groups_rows_is_one_cell_of_the_draft() -> None:
    rows = (("I", "CƠ CHẾ", "", ""), ("1", "Tuyên truyền", "Công an tỉnh", ""))
    node = Node("1", "1", None, "Nhiệm vụ", (), Table(("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), rows))
    table = adapt(Document(kind="KH", outline=(node,), text="Nhiệm vụ"), WARD).document.outline[0].table
    assert table
    assert table.rows[0] == ("I", "CƠ CHẾ", "CƠ CHẾ", "CƠ CHẾ")


@pytest.mark.parametrize("cell", ["Cao Bằng", "Hà Nội", "Thái Nguyên", "Lâm Đồng", "Sơn La", "Châu Thành"])
def test_places_in_cells_are_no_persons(cell: str) -> None:
    table = Table(("Địa phương", "Người phụ trách"), ((cell, "Vũ Việt Linh"),))
    assert people(Document(outline=(Node("1", "1", table=table),))) == ("Vũ Việt Linh",)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Giao đồng chí Phó Chủ tịch phụ trách chung.", "đồng chí Phó Chủ tịch phụ trách"),
        ("Các đồng chí Phó Giám đốc Sở và Phó Trưởng Ban Chỉ đạo dự họp.", "đồng chí Phó .*Phó Trưởng Ban Chỉ đạo"),
        ("Sửa đường Hai Bà Trưng Thành phố và đường Bà Triệu.", "Hai Bà Trưng .* đường Bà Triệu"),
        ("Soạn các văn bản Quy phạm pháp luật; bản Đề án, bản Kế hoạch.", "văn bản Quy phạm .* bản Đề án, bản Kế"),
    ],
)
def test_words_that_are_no_names_stay_whole(line: str, kept: str) -> None:
    plan = source(f"1. Nội dung chung.\n\n2. {line}\n")
    assert people(plan) == ()
    assert re.search(kept, words(made(plan)))


def test_every_path_is_moved_to_the_annex() -> None:
    path = "ĐỀ CƯƠNG/1"
    limit = Deadline(path, "tháng 6")
    node = Node("", "ĐỀ CƯƠNG", "ĐỀ CƯƠNG", kind="attachment", children=(Node("1", path),))
    moved = with_annexes(
        Document(
            outline=(Node("I", "I"), node),
            assignments=(Assignment(path, ("Công an",)),),
            deadlines=(limit,),
            targets=(Target(path, "85%", 85),),
            budgets=(Budget(path, "5 tỷ đồng"),),
            reports=(Reporting(path, "báo cáo", deadlines=(limit,)),),
            warnings=(Note("code", "Lời nhắc.", path),),
        )
    )
    assert moved.outline[1].kind == "annex"
    assert moved.outline[1].label == "Phụ lục"
    assert {field.name for field in fields(Document) if "path" in repr(getattr(moved, field.name))} == {
        *("outline", "assignments", "deadlines", "targets", "budgets", "reports", "warnings")
    }
    assert "path='ĐỀ CƯƠNG" not in repr([getattr(moved, field.name) for field in fields(Document)])


def test_an_amount_that_the_paper_leaves_blank_is_none_in_the_record() -> None:
    plan = source("1. Kinh phí thực hiện: 5 tỷ đồng từ ngân sách tỉnh.\n\n2. Báo cáo.\n")
    assert [each.value for each in plan.budgets] == [5.0]
    (money,) = made(plan).document.budgets
    assert BLANK in money.text
    assert (money.amount, money.value, money.unit, money.comparator) == (None, None, None, None)
