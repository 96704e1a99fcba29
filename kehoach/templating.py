"""Templates of an office: which one is used, what is wrong in it, what it needs. A template is not trusted.

It can run no code (see generate/word.py), and is opened and rendered in a child that has 2 seconds and 256 MB for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile

from corpus import kinds
from corpus.errors import LimitExceeded, ReaderCrashed, TemplateError
from corpus.model import Document, Recipient
from generate import annex
from generate.annex import pointing
from generate.check import Finding, check
from generate.outline_template import Fields, Fill, Filled, fill, fill_ours, ours, outline_of
from generate.template_check import Fault, faults, needs
from generate.template_package import inspect
from generate.word import default_template, render
from generate.wording import BLANK, attached_lines, body_lines
from kehoach import capped
from kehoach.intake import read_capped

SECONDS, MEMORY = 2.0, 256 << 20
_LARGEST = 20 << 20
# The sample that a kind's template is tried with.
_SAMPLES = {
    "KH": "01_ke_hoach_tinh_khe_giang.docx",
    "QĐ": "05_quyet_dinh_xa_truong_khe.docx",
    "BC": "07_bao_cao_phuong_tan_khe.docx",
    "TTr": "02_ke_hoach_xa_truong_khe.docx",
    kinds.OFFICIAL_LETTER: "06_cong_van_don_doc.pdf",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """faults: of the template; fields: those it uses; findings: of form, in what it prints of the sample."""

    faults: tuple[Fault, ...]
    fields: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    sample: bytes = b""

    @property
    def is_usable(self) -> bool:
        """Whether drafts can be written with it."""
        return not any(fault.is_serious for fault in self.faults)


def office_template(kind: str | None, folder: Path | None) -> Path | None:
    """The office's own template of a kind, by the name that ours has; None where it has none.

    Raises TemplateError where there is no such folder.
    """
    return _own(default_template(kind).stem, folder)


def _own(name: str, folder: Path | None) -> Path | None:
    if folder is None:
        return None
    if not folder.is_dir():
        raise TemplateError(f"Không tìm thấy thư mục mẫu «{folder}»; đề nghị kiểm tra đường dẫn.")
    path = folder / f"{name}.docx"
    return path if path.is_file() else None


def fill_from(folder: Path | None) -> Fill:
    """How an outline is evaluated: the office's own in a capped child, ours where it has none."""

    def fill_by(name: str, fields: Fields) -> Filled:
        own = _own(name, folder)
        return _filled(own, fields) if own else fill_ours(name, fields)

    return fill_by


def _filled(template: Path, fields: Fields) -> Filled:
    from pydantic import TypeAdapter

    return TypeAdapter(Filled).validate_json(_explained(template, _fill, template, fields))


def outlined(document: Document, name: str, folder: Path | None) -> bytes:
    """The DOCX of a document with an outline of this name: by the office's template of it, of its kind, or ours."""
    own = _own(name, folder) or office_template(document.kind, folder)
    return rendered(document, own) if own else render(document, ours(name))


def rendered(document: Document, template: Path | None) -> bytes:
    """The DOCX of a document by our own template, or in a capped child by an office's. Raises TemplateError."""
    return _explained(template, _render, document, template) if template else render(document)


def examine(template: Path) -> Examined:
    """All that is wrong in a template, and what it prints of a sample. Raises TemplateError for no template."""
    if not template.is_file():
        raise TemplateError(f"Không tìm thấy mẫu «{template}»; đề nghị kiểm tra đường dẫn.")
    if template.stat().st_size > _LARGEST:
        raise TemplateError(f"Mẫu «{template.name}» quá lớn; đề nghị bỏ bớt ảnh trong mẫu.")
    found = _looked(template)
    if any(fault.is_serious for fault in found.faults):
        return Examined(found.faults, found.fields)
    try:
        document = _outlined_sample(template) if found.has_outline else sample(template)
        # A table of assignments is tried in a whole plan.
        data = rendered(document, None if template.stem.startswith(annex.OUTLINE) else template)
    except TemplateError as error:
        return Examined((*found.faults, Fault(str(error))), found.fields)
    with TemporaryDirectory(prefix="kehoach-") as place:
        path = Path(place, "in-thu.docx")
        path.write_bytes(data)
        return Examined((*found.faults, *_lost(document, path)), found.fields, check(path), data)


def _outlined_sample(template: Path) -> Document:
    from kehoach.outline_samples import sample_of

    return sample_of(template.stem, lambda _, fields: _filled(template, fields))


def sample(template: Path) -> Document:
    """The document that a template of this name is tried with."""
    kind = next((each for each in _SAMPLES if default_template(each).name == template.name), "KH")
    with as_file(files("corpus.samples").joinpath(_SAMPLES[kind])) as path:
        document = read_capped(path)
    symbol = document.symbol or ""
    if kind != kinds.OFFICIAL_LETTER and kinds.code_in_symbol(symbol) != kind:
        symbol = f"{kind}-{symbol.partition('-')[2]}"
    whom = document.addressees or ((f"Ủy ban nhân dân {BLANK}",) if kind == "TTr" else ())
    recipients = document.recipients
    if kind == "TTr" and not document.addressees:
        recipients = (Recipient("Như trên"), *recipients)
    named = replace(document, kind=kind, symbol=symbol, addressees=whom, recipients=recipients)
    return pointing(named)


def _lost(document: Document, path: Path) -> Iterator[Fault]:
    """The paragraphs of the sample that the template left out."""
    printed = "".join(_words(path))
    lines = [*body_lines(document), *(line for part in attached_lines(document) for line in part)]
    lost = [line for line in lines if line.text.strip() and line.text not in printed]
    for kind in dict.fromkeys(line.kind for line in lost):
        text = next(line.text for line in lost if line.kind == kind)
        yield Fault(f"In thử thấy mất các đoạn kiểu «{kind}», như: «{text[:80]}»; mẫu thiếu nhánh else?")


def _words(path: Path) -> Sequence[str]:
    import docx

    return [each.text or "" for each in docx.Document(str(path)).element.body.iter() if each.tag.endswith("}t")]


# --- in the child ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    faults: tuple[Fault, ...]
    fields: tuple[str, ...]
    has_outline: bool = False


def _capped(template: Path, work: Any, *arguments: object) -> bytes:
    if template.is_file():
        inspect(template)
    try:
        return capped.run(work, *arguments)
    except (LimitExceeded, ReaderCrashed) as error:
        raise TemplateError(
            f"Mẫu «{template.name}» cần quá nhiều thời gian hoặc bộ nhớ ({error}) nên không dùng;"
            " đề nghị xem lại các lệnh for trong mẫu."
        ) from error


def _looked(template: Path) -> _Look:
    from pydantic import TypeAdapter

    return TypeAdapter(_Look).validate_json(_capped(template, _look, template))


def _explained(template: Path, work: Any, *arguments: object) -> bytes:
    """As `_capped`; what is wrong in the template is said as `kehoach template check` does, with its paragraph."""
    try:
        return _capped(template, work, *arguments)
    except TemplateError:
        fault = next((each for each in _looked(template).faults if each.is_serious), None)
        if fault is None:
            raise
        where = f" Ở đoạn «{fault.paragraph}»." if fault.paragraph else ""
        raise TemplateError(
            f"Mẫu «{template.name}» chưa dùng được. {fault.message.rstrip('.')}.{where}"
            f" Đề nghị sửa trong Word rồi xem mọi chỗ sai bằng: kehoach template check {template}"
        ) from None


def _render(document: Document, template: Path) -> bytes:
    render(Document(kind="KH"))  # loads what rendering needs before the caps count
    capped.limit(SECONDS, MEMORY)
    return render(document, template)


def _fill(template: Path, fields: Fields) -> bytes:
    import docx  # noqa: F401 - loaded before the caps count
    import jinja2.sandbox  # noqa: F401
    from pydantic import TypeAdapter

    adapter = TypeAdapter(Filled)
    capped.limit(SECONDS, MEMORY)
    return adapter.dump_json(fill(template, fields))


def _look(template: Path) -> bytes:
    import docx
    import jinja2.sandbox  # noqa: F401 - loaded before the caps count
    from docx.opc.exceptions import PackageNotFoundError
    from pydantic import TypeAdapter

    capped.limit(SECONDS, MEMORY)
    try:
        word = docx.Document(str(template))
        look = _Look(faults(word, template.stem), needs(word, template.stem), outline_of(word) is not None)
    except (OSError, KeyError, ValueError, SyntaxError, BadZipFile, PackageNotFoundError) as error:
        raise TemplateError(
            f"Mẫu «{template.name}» không phải tệp Word .docx hoặc bị hỏng; đề nghị mở bằng Word rồi lưu lại."
        ) from error
    return TypeAdapter(_Look).dump_json(look)
