"""Faults of templates, each planted once, and hostile templates: what is said, and where."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pytest

from corpus.errors import TemplateError
from corpus.model import Document
from generate.template_check import faults, needs
from generate.template_fields import FIELDS, KINDS
from generate.word import render
from kehoach.cli import main
from kehoach.templating import SECONDS, examine, office_template, rendered

TEMPLATES = sorted(Path(str(each)) for each in files("generate.templates").iterdir() if each.name.endswith(".docx"))
PLAN = next(path for path in TEMPLATES if path.stem == "ke_hoach")


def edited(folder: Path, change: Callable[[Any], object]) -> Path:
    """The template of plans with one thing changed."""
    word = docx.Document(str(PLAN))
    change(word)
    path = folder / "ke_hoach.docx"
    word.save(str(path))
    return path


def added(*texts: str) -> Callable[[Any], object]:
    return lambda word: [word.add_paragraph(text) for text in texts]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_our_own_templates_are_without_fault(path: Path) -> None:
    found = examine(path)
    assert found.faults == ()
    assert found.findings == ()
    assert found.sample[:2] == b"PK"


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (("{{ nguoi_kyy }}",), "Không có trường «nguoi_kyy»; có phải «nguoi_ky» không?"),
        (("{{ xyz }}",), "Không có trường «xyz»; xem các trường"),
        (("Số: {{ so ",), "Thẻ mở mà không đóng"),
        (("so }} ",), "Thẻ mở mà không đóng"),
        (("{{ so %}",), "Thẻ mở mà không đóng"),
        (("{%p for noi in noi_nhan %}", "{{ noi }}"), "Lệnh for không có endfor đóng lại."),
        (("{%p if la_cong_van %}", "{%p endfor %}"), "Lệnh endfor không khớp: đang mở là lệnh if."),
        (("{%p endif %}",), "Lệnh endif không khớp: không có lệnh nào đang mở."),
        (("{%p else %}",), "Lệnh else đứng ngoài mọi lệnh if."),
        (("{%p if la_cong_van %} Kính gửi", "{%p endif %}"), "chữ «Kính gửi» cùng đoạn sẽ mất"),
        (("{{ so + }}",), "viết chưa đúng"),
        (("{%p for doan in noi_dung %}", "{{ doan.chuu }}", "{%p endfor %}"), "không có «chuu»"),
        (("{{ so.chu }}",), "«so» không gồm nhiều phần"),
        (
            ("{%p for doan in noi_dung %}", '{% if doan.kieu == "muc" %}{% endif %}', "{%p endfor %}"),
            "Không có kiểu đoạn «muc»; có phải «mục» không?",
        ),
        (('{% include "/etc/passwd" %}',), "Lệnh «include» không dùng được"),
        (("{% ? %}",), "viết chưa đúng"),
    ],
)
def test_a_fault_is_said_with_its_paragraph(texts: tuple[str, ...], says: str, tmp_path: Path) -> None:
    found = examine(edited(tmp_path, added(*texts)))
    assert not found.is_usable
    fault = next(fault for fault in found.faults if says in fault.message)
    assert fault.paragraph in texts


def test_half_a_tag_in_bold_is_said(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        paragraph = word.add_paragraph("{{ nguoi")
        paragraph.add_run("_ky }}").bold = True

    found = examine(edited(tmp_path, change))
    assert ["bị tách bởi định dạng" in fault.message for fault in found.faults] == [True]
    assert found.is_usable


def test_what_a_template_does_not_print_is_said(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        for element in [each for each in word.element.body.iter() if each.tag.endswith("}t") and each.text]:
            element.text = element.text.replace("{{ nguoi_ky }}", "").replace("{{ ky_hieu }}", "KH")

    said = [fault.message for fault in examine(edited(tmp_path, change)).faults]
    assert said == [
        "Mẫu không in trường «ky_hieu» (ký hiệu của văn bản).",
        "Mẫu không in trường «nguoi_ky» (họ và tên người ký, … khi chưa biết).",
    ]


def test_paragraphs_that_a_template_drops_are_said(tmp_path: Path) -> None:
    def change(word: Any) -> None:
        for element in [each for each in word.element.body.iter() if each.tag.endswith("}t") and each.text]:
            element.text = element.text.replace('{%p elif doan.kieu == "mục" %}', '{%p elif doan.kieu == "bảng" %}')

    found = examine(edited(tmp_path, change))
    assert found.is_usable  # the branch of all other kinds prints them
    lost = examine(edited(tmp_path, _without_else))
    assert any("mất các đoạn kiểu «nội dung»" in fault.message for fault in lost.faults)


def _without_else(word: Any) -> None:
    for element in [each for each in word.element.body.iter() if each.tag.endswith("}t") and each.text]:
        element.text = element.text.replace("{%p else %}", '{%p elif doan.kieu == "bảng" %}')


HOSTILE = {
    "memory": '{{ "a" * 10000000000 }}',
    "format": '{{ "%9999999999d" % 1 }}',
    "center": "{{ so|center(9999999999) }}",
    "power": "{{ (9 ** 9999999) ** 9999999 }}",
    "loops": "{% for a in (so ~ ky_hieu)|center(30000) %}{% for b in so|center(30000) %}{% endfor %}{% endfor %}",
    "nested": f"{{{{ {'(' * 500}1{')' * 500} }}}}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ noi_dung|join(so.__init__.__globals__) }}",
    "attribute": '{{ noi_dung|map(attribute="__class__")|list }}',
    "item": '{{ so["__class__"]["__mro__"] }}',
    "include": '{% include "/etc/passwd" %}',
    "import": '{% import "os" as os %}',
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "lorem": "{{ lipsum(n=100000) }}",
}


# Refused nothing, and told nothing: the sandbox hands out an empty value.
HARMLESS = ("attribute", "item")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_in_time(name: str, tmp_path: Path) -> None:
    before = time.monotonic()
    assert not is_usable(edited(tmp_path, added(HOSTILE[name]))) or name in HARMLESS
    assert time.monotonic() - before < 8 * SECONDS  # two children, on a machine that does other things


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_tells_nothing(name: str, tmp_path: Path) -> None:
    path = edited(tmp_path, added(HOSTILE[name]))
    try:
        data = rendered(Document(kind="KH"), path)
    except TemplateError:
        return
    words = "".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)
    assert not any(secret in words for secret in ("root:", "<class", "class '", "__", "function"))


def is_usable(path: Path) -> bool:
    try:
        return examine(path).is_usable
    except TemplateError:
        return False


def test_a_template_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = edited(tmp_path, added("{{ so }}"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("word/media/a.png", "w") as part:
        for _ in range(400):
            part.write(bytes(1 << 20))
    with pytest.raises(TemplateError):
        rendered(Document(kind="KH"), path)


def test_a_file_that_is_no_template(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.docx"
    path.write_text("{{ so }}")
    with pytest.raises(TemplateError, match="không phải tệp Word"):
        examine(path)
    with pytest.raises(TemplateError, match="Không tìm thấy mẫu"):
        examine(tmp_path / "khong-co.docx")


def test_the_fields_are_those_of_rendering() -> None:
    word = docx.Document(str(PLAN))
    assert faults(word) == ()
    assert set(needs(word)) == {field.name for field in FIELDS} - {"la_cong_van"}
    assert "mục" in KINDS


def test_every_field_can_be_printed(tmp_path: Path) -> None:
    path = edited(tmp_path, added(*(f"{{{{ {field.name} }}}}" for field in FIELDS)))
    assert render(Document(kind="KH"), path)[:2] == b"PK"


def test_an_office_has_templates_of_some_kinds(tmp_path: Path) -> None:
    own = edited(tmp_path, lambda _: None)
    assert office_template("KH", tmp_path) == own
    assert office_template("BC", tmp_path) is None
    assert office_template("KH", None) is None


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check", str(PLAN), "-o", str(tmp_path / "in-thu.docx")]) == 0
    assert "ke_hoach.docx: dùng được." in capsys.readouterr().out
    assert (tmp_path / "in-thu.docx").is_file()
    assert main(["template", "check", str(edited(tmp_path, added("{{ xyz }}")))]) == 1
    said = capsys.readouterr().out
    assert "ở đoạn «{{ xyz }}»" in said
    assert "chưa dùng được" in said
    assert main(["template", "fields"]) == 0
    assert "nguoi_ky" in capsys.readouterr().out
