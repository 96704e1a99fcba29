"""Document -> DOCX by a Word template: sandboxed, strict, escaped, the same bytes for the same input."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus import kinds
from corpus.errors import TemplateError
from corpus.model import Document
from generate.metrics import balanced
from generate.outline_template import print_outline
from generate.sandbox import environment, in_words, without_control
from generate.wording import (
    BLANK,
    Printed,
    attached_lines,
    body_lines,
    day_line,
    issuer_lines,
    number_text,
    recipient_text,
)

_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_FIXED_TIME = (2026, 1, 1, 0, 0, 0)
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_TEMPLATES = {
    "QĐ": "quyet_dinh",
    "NQ": "quyet_dinh",
    "BC": "bao_cao",
    "TTr": "to_trinh",
    kinds.OFFICIAL_LETTER: "cong_van",
}
_ISSUER, _TITLE = (13, 63.0), (14, 160.0)  # points, and millimetres of room


def default_template(kind: str | None) -> Path:
    """The template of a kind in templates/; the plan's serves every kind that has none of its own."""
    return Path(str(files("generate.templates").joinpath(f"{_TEMPLATES.get(kind or '', 'ke_hoach')}.docx")))


def render(document: Document, template: Path | None = None) -> bytes:
    """The DOCX of a document. Raises TemplateError with what is wrong in the template."""
    from generate.finish import finish

    parts = (tuple(body_lines(document)), *filter(None, attached_lines(document)))
    lines = [_line(at, line) for at, line in enumerate(line for part in parts for line in part)]
    context = {**_head(document), **_ending(document)}
    context["noi_dung"], context["kem_theo"] = lines[: len(parts[0])], lines[len(parts[0]) :]
    word = _render(template or default_template(document.kind), context)
    finish(word, parts)
    out = io.BytesIO()
    word.save(out)
    return stable(out.getvalue())


def _head(document: Document) -> dict[str, Any]:
    letter = document.kind == kinds.OFFICIAL_LETTER
    name = kinds.name_of(document.kind or "") or BLANK
    return {
        "co_quan_cap_tren": (document.superior or "").upper(),
        "co_quan": [line for each in issuer_lines(document.issuer) for line in balanced(each, *_ISSUER)],
        "so": number_text(document.number),
        "ky_hieu": document.symbol or BLANK,
        "dia_danh": document.place or BLANK,
        "ngay_thang": day_line(document.date),
        "la_cong_van": letter,
        "ten_loai": "" if letter else name.upper(),
        "trich_yeu": document.title or BLANK if letter else "\n".join(balanced(document.title or BLANK, *_TITLE)),
        "kinh_gui": list(document.addressees),
    }


def _ending(document: Document) -> dict[str, Any]:
    signer = document.signer
    titles = [signer.authority, *_positions(signer.position)]
    return {
        "noi_nhan": [recipient_text(each.name, each.note) for each in document.recipients],
        "chuc_vu": [title for title in titles if title],
        "nguoi_ky": signer.name or BLANK,
    }


def _positions(position: str | None) -> list[str]:
    """`KT. CHỦ TỊCH PHÓ CHỦ TỊCH` is printed on two lines: the deputy's own title stands below."""
    match = re.fullmatch(r"((?:KT|TL|TUQ)\..+?)\s+((?:PHÓ|CHÁNH|TRƯỞNG|THỨ) .+)", position or "")
    return [match[1], match[2]] if match else [position] if position else []


def _line(at: int, line: Printed) -> dict[str, str]:
    from generate.finish import marked

    kind = "tên phụ lục" if line.kind == "tên loại" else line.kind
    return {"kieu": kind, "nhan": line.label, "chu": marked(at, line.text)}


def _render(template: Path, context: dict[str, Any]) -> Any:
    """Fill the template in a sandbox that runs no code of it."""
    from docxtpl import DocxTemplate

    if not template.is_file():
        raise TemplateError(f"Không tìm thấy mẫu «{template}»; đề nghị kiểm tra thư mục mẫu.")
    with in_words(template.name):
        word = DocxTemplate(_composed(template))
        word.init_docx()
        print_outline(word.docx)
        word.render(without_control(context), environment(escape=True), autoescape=True)
    return word.docx


def _composed(template: Path) -> io.BytesIO:
    """The template with its tags in NFC: a field name typed decomposed would silently print nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.startswith("word/") and info.filename.endswith(".xml"):
                text = data.decode("utf-8")
                data = _TAG.sub(lambda tag: unicodedata.normalize("NFC", tag[0]), text).encode("utf-8")
            target.writestr(info.filename, data)
    out.seek(0)
    return out


def stable(package: bytes) -> bytes:
    """A package with its parts in order and one fixed time: the same input gives the same bytes."""
    last = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for name in _ordered(source.namelist()):
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MADE.sub(rb"\g<1>2026-01-01T00:00:00Z", data)
            target.writestr(info, data)
    return last.getvalue()


def _ordered(names: Sequence[str]) -> Iterator[str]:
    """The content types first, as Word writes them; then by name."""
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
