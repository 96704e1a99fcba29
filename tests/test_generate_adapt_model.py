"""The drafts from the three seeds, line by line against ../shared/design/MODEL-DRAFT.md."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.model import Assignment, Document, Node, Signer
from extract import read
from generate.adapt import adapt
from generate.draft import Draft
from generate.profile import load_profile

pytestmark = pytest.mark.shared
TODAY = date(2026, 11, 24)
SA_DEC = "phường Sa Đéc, tỉnh Đồng Tháp"
PHAN_RANG = "phường Phan Rang, tỉnh Khánh Hòa"
NEW = (2026, 2030)
SEEDS = {1: "001_0a4c19f24e53df43.txt", 2: "002_1130f7cb68cb2335.txt", 3: "003_79d9834b3de8b0a2.txt"}


def made(shared: Path, seed: int, unit: str, period: tuple[int, int] | None) -> Draft:
    return adapt(read(shared / "seeds" / SEEDS[seed]), load_profile(unit), period=period, today=TODAY)


def nodes(document: Document) -> dict[str, Node]:
    found: dict[str, Node] = {}

    def walk(node: Node) -> None:
        found[node.path] = node
        for child in node.children:
            walk(child)

    for node in document.outline:
        walk(node)
    return found


def words(document: Document) -> str:
    parts = [document.title or "", document.lead, document.closing]
    for node in nodes(document).values():
        parts += [node.heading or "", node.text]
    return "\n".join(parts)


def owned(draft: Draft) -> dict[str, Assignment]:
    return {duty.path: duty for duty in draft.document.assignments}


@pytest.fixture
def model(shared: Path) -> Draft:
    return made(shared, 1, SA_DEC, NEW)


def test_head_and_title(model: Draft) -> None:
    draft = model.document
    assert (draft.issuer, draft.number, draft.symbol) == ("Ủy ban nhân dân phường Sa Đéc", None, "KH-UBND")
    assert (draft.place, draft.date, draft.superior) == ("Sa Đéc", "2026", None)
    assert draft.title == (
        "Xây dựng, nhân rộng các mô hình, điển hình tiên tiến trên địa bàn phường Sa Đéc, giai đoạn 2026-2030"
    )


def test_basis_of_a_mere_model(model: Draft) -> None:
    lead = model.document.lead.split("\n")
    assert lead[0] == "Thực hiện Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân tỉnh Đồng Tháp về …;"
    assert lead[1].startswith("Tiếp tục thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về “Tiếp tục")
    assert lead[1].endswith("khen thưởng”;")
    assert lead[2].startswith("Nhằm quán triệt sâu sắc lời dạy của Bác")
    assert lead[3].startswith("Ủy ban nhân dân phường Sa Đéc ban hành Kế hoạch xây dựng, nhân rộng")
    assert [cited.reference for cited in model.document.citations] == ["34-CT/TW"]
    assert any("34-CT/TW" in check.reference for check in model.law_checks)


def test_purpose_is_kept_sentence_by_sentence(model: Draft, shared: Path) -> None:
    source, draft = nodes(read(shared / "seeds" / SEEDS[1])), nodes(model.document)
    for path in ("I/1/b", "I/2/a", "I/2/b", "II/1/b", "II/1/c", "II/1/d", "II/1/đ", "II/1/e", "II/1/g"):
        assert draft[path].text == source[path].text
    assert draft["I/1/c"].text == source["I/1/c"].text.replace("địa bàn tỉnh", "địa bàn phường")
    assert "Đảng bộ phường Sa Đéc lần thứ …" in draft["I/1/a"].text
    assert "Đại hội đại biểu toàn quốc lần thứ XIII" in draft["I/1/a"].text


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("II/2/2.1", "thuộc Khối Thi đua của phường:"),
        ("II/2/2.1/a", "Trong Quý II năm 2026, các cấp"),
        ("II/2/2.1/b", "Từ năm 2026 đến năm 2028, tập trung"),
        ("II/2/2.1/b", "báo cáo Ủy ban nhân dân phường (qua Phòng Văn hóa - Xã hội)"),
        (
            "II/2/2.2/a/-3",
            "Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp với Phòng Văn hóa - Xã hội xem xét lựa chọn",
        ),
        ("II/2/2.2/c/-3", "Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với các cơ quan, đơn vị"),
        ("II/2/2.2/d/-3", "Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp các trường học trên địa bàn phường"),
        ("II/2/2.2/đ/-3", "Giao Công an phường, Ban Chỉ huy Quân sự phường: Mỗi cơ quan chủ trì"),
        ("II/2/2.2/e/-3", "Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Trạm Y tế phường"),
        ("II/2/2.2/g/-3", "Đề nghị Ban Xây dựng Đảng Đảng ủy phường chủ trì"),
        ("II/2/2.2/h/-2", "Đề nghị Hội Nông dân phường chủ trì"),
        ("II/2/2.2/i/-2", "Giao Phòng Văn hóa - Xã hội chủ trì"),
        ("II/3/b/-1", "6 tháng đầu năm 2028."),
        ("II/3/b/-2", "tổ chức sơ kết vào dịp …."),
        ("II/3/c/-1", "Quý I năm 2030, tổ chức đánh giá"),
        ("II/3/c/-2", "Quý II năm 2030, tổ chức đánh giá"),
        ("II/3/c/-2", "và tổ chức …. Đồng thời, Chủ tịch Ủy ban nhân dân phường"),
        (
            "III/1",
            "Trưởng các phòng, ban, ngành, đoàn thể phường; Trưởng các khóm; Giám đốc các doanh nghiệp",
        ),
        ("III/1", "gửi Kế hoạch của đơn vị về Phòng Văn hóa - Xã hội để tổng hợp"),
        ("III/2", "Giao Phòng Văn hóa - Xã hội:"),
        ("III/2/b", "trên phạm vi toàn phường;"),
        ("III/2/c", "Hội đồng Thi đua - Khen thưởng phường có kế hoạch"),
        ("III/3", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường và các tổ chức thành viên"),
        ("III/4", "Đề nghị Ban Xây dựng Đảng Đảng ủy phường chỉ đạo"),
    ],
)
def test_each_place(model: Draft, path: str, says: str) -> None:
    node = nodes(model.document)[path]
    assert says in f"{node.heading or ''}\n{node.text}"


def test_questions_are_marked_and_listed(model: Draft) -> None:
    assert [question.number for question in model.questions] == [1, 2, 3]
    countryside, union, press = model.questions
    assert countryside.paths == ("II/2/2.2/a",)
    assert union.candidates == ("Công đoàn phường", "Ủy ban Mặt trận Tổ quốc Việt Nam phường")
    assert press.source == "Báo Ninh Thuận"
    found = nodes(model.document)
    theme = found["II/2/2.2/a"]
    assert "“Xây dựng nông thôn mới” [Câu hỏi 1: giữ nguyên / thay bằng" in (theme.heading or theme.text)
    assert found["II/2/2.2/b/-3"].text.startswith("Đề nghị [Câu hỏi 2: Công đoàn phường / Ủy ban Mặt trận")
    assert found["III/5"].text.startswith("[Câu hỏi 3: Phòng Văn hóa - Xã hội / Trung tâm")


def test_left_out_and_renumbered(model: Draft) -> None:
    left_out = " | ".join(change.source for change in model.left_out)
    for words_gone in ("Biên phòng", "kỷ niệm 75 năm", "lần thứ VIII", "4614/KH-UBND", "Hội đồng TĐKT Trung ương"):
        assert words_gone in left_out
    assert all(change.reason for change in model.left_out)
    assert model.relabelled == (("II/2/2.2/k", "II/2/2.2/i"),)


def test_closing_recipients_signature(model: Draft) -> None:
    draft = model.document
    assert draft.closing.endswith("về Ủy ban nhân dân phường (qua Phòng Văn hóa - Xã hội) để chỉ đạo giải quyết./.")
    assert [(each.name, each.note) for each in draft.recipients] == [
        ("UBND tỉnh Đồng Tháp", "b/c"),
        ("Sở Nội vụ", "b/c"),
        ("TT Đảng ủy, HĐND phường", None),
        ("CT, các PCT UBND phường", None),
        ("UBMTTQVN phường và các đoàn thể", None),
        ("Các phòng, đơn vị thuộc phường", None),
        ("Trưởng các khóm", None),
        ("Lưu: VT, VHXH", None),
    ]
    assert draft.signer == Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None)


def test_nothing_of_the_locality_remains(model: Draft) -> None:
    text = words(model.document)
    for name in ("Ninh Thuận", "NINH THUẬN", "Trần Quốc Nam", "4614"):
        assert name not in text
    assert not re.search(r"(?<!các )\btỉnh\b(?! Đồng Tháp)", text)
    assert "huyện" not in text


def test_the_draft_of_a_model_without_period(shared: Path) -> None:
    draft = made(shared, 1, SA_DEC, None).document
    assert (draft.title or "").endswith("giai đoạn …")
    assert draft.period is None
    assert not re.search(r"\b202[1-5]\b", words(draft).replace("07/4/2014", ""))
    assert nodes(draft)["II/2/2.1/a"].text.startswith("Trong Quý II năm …, các cấp")


@pytest.mark.parametrize("period", [None, NEW])
def test_the_superior_is_the_first_basis(shared: Path, period: tuple[int, int] | None) -> None:
    draft = made(shared, 1, PHAN_RANG, period)
    lead = draft.document.lead.split("\n")
    assert lead[0] == (
        "Thực hiện Kế hoạch số …/KH-UBND ngày … tháng … năm 2021 của Ủy ban nhân dân tỉnh Ninh Thuận về xây dựng, "
        "nhân rộng các mô hình, điển hình tiên tiến trên địa bàn tỉnh Ninh Thuận, giai đoạn 2021-2025;"
    )
    assert "số 4614/KH-UBND ngày 22/12/2020 của Ủy ban nhân dân tỉnh Ninh Thuận về phát động" in lead[1]
    assert any("đã kết thúc" in check.reason for check in draft.law_checks)
    assert "Ninh Thuận" not in words(draft.document).replace(draft.document.lead, "")
    assert "Ninh Thuận" not in "".join(lead[2:])


@pytest.mark.parametrize("period", [None, NEW])
def test_an_old_unit_is_renewed_as_its_successor(shared: Path, period: tuple[int, int] | None) -> None:
    draft = made(shared, 2, SA_DEC, period)
    text = words(draft.document)
    assert "Tân Quy Tây" not in text
    assert not re.search(r"[Tt]hành phố", text)
    assert not re.search(r"[Cc]ông chức Văn hóa|[Cc]án bộ (?:Nội vụ|Tổ chức|Văn phòng)|\bấp\b|\bxã(?! hội)", text)
    assert "“Đồng Tháp chung sức xây dựng nông thôn mới” [Câu hỏi 1:" in text
    assert draft.document.lead.startswith("Thực hiện Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân tỉnh Đồng Tháp")
    duties = owned(draft)
    assert duties["III/1"].owners == ("Ban Xây dựng Đảng Đảng ủy phường",)
    assert duties["III/1"].mode == "đề nghị"
    assert duties["III/4"].owners == ("Ban Chỉ huy Quân sự phường", "Công an phường")
    assert duties["III/8"].owners[0].startswith("[Câu hỏi 2: Công đoàn phường")
    assert ("III/11/11.1", "III/9/9.1") in draft.relabelled


def test_a_truncated_copy_gives_a_whole_draft(shared: Path) -> None:
    draft = made(shared, 3, SA_DEC, NEW)
    text = words(draft.document)
    assert [(node.label, node.heading) for node in draft.document.outline][:2] == [
        ("I", "TIÊU ĐỀ …"),
        ("II", "NỘI DUNG VÀ THỜI GIAN THỰC HIỆN."),
    ]
    assert draft.document.title == "Xây dựng điển hình tiên tiến phường Sa Đéc, giai đoạn 2026 - 2030"
    assert "Phú Thọ" not in text
    assert "23/CT-TU" not in text
    assert "nông thôn mới [Câu hỏi 1: " in text
    assert "(giao Phòng Kinh tế, Hạ tầng và Đô thị xem xét lựa chọn)" in text
    assert "(đề nghị Hội Nông dân phường xem xét lựa chọn" in text
    assert draft.document.closing.endswith("báo cáo Ủy ban nhân dân phường xem xét, giải quyết./.")
