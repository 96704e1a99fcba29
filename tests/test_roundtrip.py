"""read(write(document)) == document: over generated documents, over the samples, and over the seeds where at hand."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import Assignment, Citation, Deadline, Document, Node, Recipient, Signer, Table
from extract import read, read_bytes
from generate.annex import with_assignment_annex
from generate.word import render
from kehoach.drafting import mismatches

SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"
READABLE = sorted(path for path in SAMPLES.glob("[0-9]*") if path.suffix in {".docx", ".pdf", ".txt", ".html", ".md"})

BODIES = (
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế",
    "Công an xã",
    "Trạm Y tế xã",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
)
TASKS = (
    "tổ chức tuyên truyền về dịch vụ công trực tuyến",
    "rà soát thủ tục hành chính <liên thông> & số hóa hồ sơ",
    "hướng dẫn người dân nộp hồ sơ trên môi trường mạng",
    "xây dựng “Tổ công nghệ số cộng đồng” ở các thôn",
)
AIMS = ("Nâng cao nhận thức của cán bộ, công chức.", "Bảo đảm thiết thực, hiệu quả; tránh hình thức.")
TITLES = ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ VÀ GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN", "KINH PHÍ")
POINTS = "abcdđeghikl"
ROMANS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Duty:
    owner: str
    partner: str
    task: str
    day: int | None

    @property
    def text(self) -> str:
        return f"Giao {self.owner} {self.said}."

    @property
    def said(self) -> str:
        until = f" {self.until}" if self.day else ""
        return f"chủ trì, phối hợp với {self.partner} {self.task}{until}"

    @property
    def until(self) -> str:
        return f"trước ngày {self.day:02}/6/2026"

    def assignment(self, path: str) -> Assignment:
        deadline = self.until if self.day else None
        return Assignment(path, (self.owner,), (self.partner,), "giao", self.said, deadline)


duties = st.tuples(
    st.permutations(BODIES), st.sampled_from(TASKS), st.none() | st.integers(min_value=1, max_value=30)
).map(lambda drawn: Duty(drawn[0][0], drawn[0][1], drawn[1], drawn[2]))


@st.composite
def sections(draw: st.DrawFn, label: str, title: str) -> tuple[Node, list[tuple[str, Duty]]]:
    """A section with points, bullets or duties, and its duties with their paths."""
    children: list[Node] = []
    given_out: list[tuple[str, Duty]] = []
    for number in range(1, draw(st.integers(2, 3)) + 1):
        path = f"{label}/{number}"
        kind = draw(st.sampled_from(("duty", "aim", "points", "bullets")))
        if kind == "duty":
            duty = draw(duties)
            given_out.append((path, duty))
            children.append(Node(str(number), path, None, duty.text))
        elif kind == "aim":
            children.append(Node(str(number), path, None, draw(st.sampled_from(AIMS))))
        else:
            marks = POINTS if kind == "points" else ""
            inner = tuple(
                _inner(path, at, marks, draw(st.sampled_from(AIMS))) for at in range(draw(st.integers(1, 3)))
            )
            children.append(Node(str(number), path, f"Nội dung thứ {number}", "", inner))
    return Node(label, label, title, "", tuple(children)), given_out


def _inner(path: str, at: int, marks: str, text: str) -> Node:
    if marks:
        return Node(marks[at], f"{path}/{marks[at]}", None, text)
    return Node("-", f"{path}/-{at + 1}", None, text, kind="bullet")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Plans of an invented commune whose derived fields follow from their canonical sentences."""
    parts = [draw(sections(label, title)) for label, title in zip(ROMANS, TITLES, strict=True)]
    given_out = [each for _, found in parts for each in found]
    return Document(
        kind="KH",
        number=draw(st.none() | st.integers(1, 4000)),
        symbol="KH-UBND",
        place="Trường Khê",
        date=draw(st.sampled_from(("2026-03-05", "2026-11-24", "2026-07", "2026"))),
        issuer="Ủy ban nhân dân xã Trường Khê",
        superior=draw(st.none()),
        level="commune",
        title="Triển khai chuyển đổi số năm 2026",
        period=(2026, 2026),
        lead="Ủy ban nhân dân xã Trường Khê ban hành Kế hoạch chuyển đổi số năm 2026, cụ thể như sau:",
        outline=tuple(node for node, _ in parts),
        closing="Trên đây là Kế hoạch triển khai chuyển đổi số năm 2026 của Ủy ban nhân dân xã Trường Khê./.",
        assignments=tuple(duty.assignment(path) for path, duty in given_out),
        deadlines=tuple(
            Deadline(path, duty.until, None, f"2026-06-{duty.day:02}") for path, duty in given_out if duty.day
        ),
        recipients=(
            Recipient("UBND tỉnh Khê Giang", "b/c"),
            Recipient("Các phòng thuộc xã"),
            Recipient("Lưu: VT, VHXH"),
        ),
        signer=Signer(
            "TM. ỦY BAN NHÂN DÂN", draw(st.sampled_from(("CHỦ TỊCH", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"))), "Lê Văn Khê"
        ),
    )


@st.composite
def decisions(draw: st.DrawFn) -> Document:
    """Decisions with a plan issued with them, and an annex of that plan or none."""
    plan = draw(documents())
    name = "KẾ HOẠCH Triển khai chuyển đổi số năm 2026"
    bracket = "(Kèm theo Quyết định số 14/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân xã Trường Khê)"
    table = Table(
        ("STT", "Nội dung", "Số lượng"), (("1", "Lớp tập huấn", "02"), ("2", "Tờ rơi <A4> & áp phích", "500"))
    )
    inner = tuple(below("Kèm theo 1", node) for node in plan.outline)
    if draw(st.booleans()):
        inner += (Node("Phụ lục", "Kèm theo 1/Phụ lục", "BIỂU SỐ LIỆU", "", (), table, "annex"),)
    said = (
        "Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2026.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    )
    articles = tuple(Node(f"Điều {at}", f"Điều {at}", None, text) for at, text in enumerate(said, 1))
    return replace(
        plan,
        kind="QĐ",
        symbol="QĐ-UBND",
        title="Ban hành Kế hoạch triển khai chuyển đổi số năm 2026",
        lead="ỦY BAN NHÂN DÂN XÃ TRƯỜNG KHÊ\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n"
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.\nQUYẾT ĐỊNH:",
        outline=(*articles, Node("Kèm theo 1", "Kèm theo 1", name, bracket, inner, None, "attachment")),
        closing="",
        # A decision that is itself number 14 cites no other.
        citations=()
        if plan.number == 14
        else (Citation("QĐ", "14/QĐ-UBND", "2026-03-05", "Ủy ban nhân dân xã Trường Khê"),),
        assignments=tuple(replace(each, path=f"Kèm theo 1/{each.path}") for each in plan.assignments),
        deadlines=tuple(replace(each, path=f"Kèm theo 1/{each.path}") for each in plan.deadlines),
    )


def below(path: str, node: Node) -> Node:
    """The node with its children, hung under a path."""
    return replace(node, path=f"{path}/{node.path}", children=tuple(below(path, each) for each in node.children))


def unlike(one: Document, other: Document) -> dict[str, tuple[object, object]]:
    """The fields that count in equality and differ."""
    names = (field.name for field in fields(Document) if field.compare)
    return {name: (a, b) for name in names if (a := getattr(one, name)) != (b := getattr(other, name))}


@given(documents())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_documents_come_back_equal(document: Document) -> None:
    assert unlike(document, read_bytes(render(document), "x.docx")) == {}


@given(decisions())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_decisions_come_back_equal(document: Document) -> None:
    assert unlike(document, read_bytes(render(document), "x.docx")) == {}


@given(documents(), st.lists(st.sampled_from(BODIES), unique=True, max_size=3), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_letters_and_reports_come_back_equal(plan: Document, to: list[str], letter: bool) -> None:
    form = {"kind": "CV", "symbol": "UBND-VHXH"} if letter else {"kind": "BC", "symbol": "BC-UBND"}
    document = replace(plan, **form, addressees=tuple(to))
    assert unlike(document, read_bytes(render(document), "x.docx")) == {}


@given(documents())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_annex_of_assignments_reads_back_as_it_was_meant(document: Document) -> None:
    meant = with_assignment_annex(document)
    assert mismatches(meant, read_bytes(render(meant), "x.docx")) == ()


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_samples_come_back_equal(path: Path) -> None:
    document = read(path)
    assert unlike(document, read_bytes(render(document), "x.docx")) == {}


@pytest.mark.shared
def test_seeds_come_back_equal(shared: Path) -> None:
    for path in sorted((shared / "seeds").iterdir()):
        document = read(path)
        assert unlike(document, read_bytes(render(document), "x.docx")) == {}, path.name


def test_a_table_inside_a_section_comes_back() -> None:
    table = Table(("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), (("1", "Số hóa hồ sơ", "Công an xã", "Quý II/2026"),))
    document = Document(kind="KH", symbol="KH-UBND", outline=(Node("I", "I", "NHIỆM VỤ", "", (), table),))
    back = read_bytes(render(document), "x.docx")
    assert back.outline[0].table == table
    assert [(duty.path, duty.owners, duty.deadline) for duty in back.assignments] == [
        ("I/#1", ("Công an xã",), "Quý II/2026")
    ]


def test_a_mismatch_is_found() -> None:
    node = Node("1", "1", None, "Giao Công an xã chủ trì, phối hợp với Trạm Y tế xã tổ chức tuyên truyền.")
    meant = Document(outline=(node,), assignments=(Assignment("1", ("Công an xã",), ("Trạm Y tế xã",)),))
    other = replace(meant, assignments=(Assignment("1", ("Phòng Kinh tế",), ("Trạm Y tế xã",)),))
    (finding,) = mismatches(meant, other)
    assert "chủ trì" in finding.message
    assert mismatches(meant, meant) == ()
