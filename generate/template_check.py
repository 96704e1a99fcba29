"""What is wrong in a Word template, paragraph by paragraph, in the words of a clerk who edits it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generate.outline_template import outline_of
from generate.template_fields import FIELDS, KINDS, Field, outline_fields

if TYPE_CHECKING:
    from jinja2 import nodes

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_COMMAND = re.compile(r"\{%-?(?P<place>p|tr|tc|r)?(?(place) +| *)(?P<word>\w+)(?P<rest>.*?)-?%\}", re.DOTALL)
_LOOP = re.compile(r" *(?P<name>\w+) +in +(?P<list>.+)", re.DOTALL)
_VALUE = re.compile(r"\{\{-?(?:r +)?(?P<said>.*?)-?\}\}", re.DOTALL)
_OPEN = {"for": "endfor", "if": "endif"}
_INNER = ("elif", "else")
_LONGEST = 80
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, or (not serious) doubtful. paragraph: its text in the template, "" for the whole."""

    message: str
    paragraph: str = ""
    is_serious: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """text: with its tags; runs: (text, formatting) of each piece that Word keeps apart."""

    text: str
    runs: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Reader:
    """Reads the paragraphs of one part of a template in order, and knows which loops are open."""

    fields: dict[str, Field]
    open: list[tuple[str, str, str, str]] = field(default_factory=list)  # command, loop's name, its list, paragraph
    used: set[str] = field(default_factory=set)

    def read(self, paragraph: Paragraph) -> Iterator[Fault]:
        text = paragraph.text
        if _LOOSE.search(_TAG.sub("", text)):
            yield Fault("Thẻ mở mà không đóng (hoặc đóng mà không mở) trong cùng một đoạn.", text)
            return
        for tag in _TAG.findall(text):
            said = self._command(tag, text) if tag.startswith("{%") else self._value(tag, text)
            yield from said
        yield from _split(paragraph)

    def end(self) -> Iterator[Fault]:
        for word, _, _, paragraph in self.open:
            yield Fault(f"Lệnh {word} không có {_OPEN[word]} đóng lại.", paragraph)

    def _value(self, tag: str, text: str) -> Iterator[Fault]:
        match = _VALUE.fullmatch(tag)
        if match:
            yield from self._expression(match["said"], tag, text)

    def _command(self, tag: str, text: str) -> Iterator[Fault]:
        match = _COMMAND.fullmatch(tag)
        if not match:
            yield Fault(f"Lệnh «{_short(tag)}» viết chưa đúng.", text)
            return
        if match["place"] == "p" and text.strip() != tag:
            rest = _short(text.replace(tag, "").strip())
            yield Fault(f"Lệnh {{%p … %}} phải đứng riêng một đoạn; chữ «{rest}» cùng đoạn sẽ mất khi soạn.", text)
        yield from self._flow(match["word"], match["rest"].strip(), tag, text)

    def _flow(self, word: str, rest: str, tag: str, text: str) -> Iterator[Fault]:
        if word in _OPEN.values() or word in _INNER:
            yield from self._inside(word, rest, tag, text)
        elif word == "if":
            self.open.append((word, "", "", text))
            yield from self._expression(rest, tag, text)
        elif word == "for" and (loop := _LOOP.fullmatch(rest)):
            yield from self._expression(loop["list"], tag, text)
            self.open.append((word, loop["name"], loop["list"].strip(), text))
        else:
            yield Fault(f"Lệnh «{word}» không dùng được ở đây; mẫu chỉ dùng lệnh for … in …, if, elif, else.", text)

    def _inside(self, word: str, rest: str, tag: str, text: str) -> Iterator[Fault]:
        """A command that belongs to the one opened last."""
        last = self.open[-1][0] if self.open else ""
        if word in _INNER:
            if not last:
                yield Fault(f"Lệnh {word} đứng ngoài mọi lệnh if.", text)
            if word == "elif":
                yield from self._expression(rest, tag, text)
        elif _OPEN.get(last) != word:
            opened = f"đang mở là lệnh {last}" if last else "không có lệnh nào đang mở"
            yield Fault(f"Lệnh {word} không khớp: {opened}.", text)
        else:
            self.open.pop()

    def _expression(self, said: str, tag: str, text: str) -> Iterator[Fault]:
        from jinja2 import TemplateSyntaxError, nodes
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        try:
            tree = ImmutableSandboxedEnvironment().parse(f"{{{{ {said} }}}}")
        except TemplateSyntaxError:
            yield Fault(f"Thẻ «{_short(tag)}» viết chưa đúng: xem lại tên trường, dấu ngoặc, dấu nháy.", text)
            return
        for name in tree.find_all(nodes.Name):
            yield from self._name(name.name, text)
        for inner in tree.find_all(nodes.Getattr):
            yield from self._part(inner, text)
        for compared in tree.find_all(nodes.Compare):
            yield from _kind(compared, text)

    def _name(self, name: str, text: str) -> Iterator[Fault]:
        loops = {each for _, each, _, _ in self.open if each}
        self.used.add(name)
        if name not in self.fields and name not in loops and not (name == "loop" and loops):
            near = difflib.get_close_matches(name, [*self.fields, *loops], n=1)
            hint = f"; có phải «{near[0]}» không?" if near else "; xem các trường: kehoach template fields"
            yield Fault(f"Không có trường «{name}»{hint}", text)

    def _part(self, inner: nodes.Getattr, text: str) -> Iterator[Fault]:
        """`doan.kieu` is a part of a paragraph, `viec.chu_tri` of a row; nothing else has parts."""
        owner = getattr(inner.node, "name", "")
        if owner == "loop":
            return
        of_list = next((name for _, loop, name, _ in reversed(self.open) if loop == owner), owner)
        parts = self.fields[of_list].parts if of_list in self.fields else ()
        if not parts or (of_list == owner and self.fields[owner].is_list):
            yield Fault(f"«{owner}.{inner.attr}» không dùng được: «{owner}» không gồm nhiều phần.", text)
        elif inner.attr not in parts:
            yield Fault(f"«{owner}» chỉ có {', '.join(sorted(parts))}; không có «{inner.attr}».", text)


def _kind(compared: nodes.Compare, text: str) -> Iterator[Fault]:
    """A kind of paragraph that is misspelt would never be met, in silence."""
    if getattr(compared.expr, "attr", "") != "kieu":
        return
    for operand in compared.ops:
        value: Any = getattr(operand.expr, "value", None)
        if isinstance(value, str) and value not in KINDS:
            near = difflib.get_close_matches(value, KINDS, n=1)
            hint = f"; có phải «{near[0]}» không?" if near else f"; các kiểu: {', '.join(KINDS)}."
            yield Fault(f"Không có kiểu đoạn «{value}»{hint}", text)


def _split(paragraph: Paragraph) -> Iterator[Fault]:
    """A tag whose pieces differ in form: what is printed takes the form of the first."""
    at, looks = 0, []
    for words, form in paragraph.runs:
        looks += [(at, at + len(words), form)] if words else []
        at += len(words)
    for tag in _TAG.finditer(paragraph.text):
        forms = {form for start, end, form in looks if start < tag.end() and tag.start() < end}
        if len(forms) > 1:
            says = "Thẻ «{}» bị tách bởi định dạng (in đậm, nghiêng, khác cỡ); đề nghị gõ lại cả thẻ một kiểu."
            yield Fault(says.format(_short(tag[0])), paragraph.text, is_serious=False)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def fields_of(word: Any, stem: str) -> tuple[Field, ...]:
    """The fields that a template opened by python-docx may print. stem: what its file is called."""
    return FIELDS if outline_of(word) is None else outline_fields(stem)


def faults(word: Any, stem: str = "") -> tuple[Fault, ...]:
    """Everything wrong in a template, by paragraphs; what it leaves out last."""
    fields = {each.name: each for each in fields_of(word, stem)}
    found: list[Fault] = []
    used: set[str] = set()
    for part in _parts(word):
        reader = _Reader(fields, used=used)
        for paragraph in _paragraphs(part):
            found += reader.read(paragraph)
        found += reader.end()
    missing = [each for each in fields.values() if each.is_needed and each.name not in used]
    found += [Fault(f"Mẫu không in trường «{each.name}» ({each.says}).", "", is_serious=False) for each in missing]
    return (*found, *outline_faults(word))


def needs(word: Any, stem: str = "") -> tuple[str, ...]:
    """The names of the fields that a template uses, in their order."""
    fields = {each.name: each for each in fields_of(word, stem)}
    readers = [(_Reader(fields), part) for part in _parts(word)]
    for reader, part in readers:
        for paragraph in _paragraphs(part):
            list(reader.read(paragraph))
    return tuple(name for name in fields if any(name in reader.used for reader, _ in readers))


def outline_faults(word: Any) -> Iterator[Fault]:
    """What would be lost or moved when an outline becomes a Document."""
    outline = outline_of(word)
    if outline is None or not (outline.title or outline.body):
        return
    for paragraph in outline.body:
        if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            text = "".join(each.text or "" for each in paragraph.iter(f"{_W}t"))
            yield Fault("Đoạn đánh số tự động của Word: số sẽ mất khi soạn; đề nghị gõ số (1., -) vào đoạn.", text)
    last = "".join(each.text or "" for each in outline.body[-1].iter(f"{_W}t")) if outline.body else ""
    if not last.rstrip().endswith("./."):
        yield Fault("Đoạn cuối của nội dung phải là phần kết, hết bằng dấu «./.».", last)
    if not outline.title:
        yield Fault("Không thấy trích yếu: đoạn trích yếu phải mang kiểu «Trích yếu».")


def _parts(word: Any) -> Iterator[Any]:
    """The XML of the body, and of each header and footer once."""
    yield word.element.body
    seen = set()
    for section in word.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous and id(part.part) not in seen:
                seen.add(id(part.part))
                yield part.part.element


def _paragraphs(part: Any) -> Iterator[Paragraph]:
    for paragraph in part.iter(f"{_W}p"):
        runs = [run for run in paragraph.iter(f"{_W}r") if next(run.iterancestors(f"{_W}p")) is paragraph]
        pieces = tuple(("".join(each.text or "" for each in run.iter(f"{_W}t")), _form(run)) for run in runs)
        yield Paragraph("".join(words for words, _ in pieces), pieces)


def _form(run: Any) -> str:
    """What a run says of its form, but for language and spelling marks."""
    said = run.find(f"{_W}rPr")
    marks = (each for each in (said if said is not None else ()) if each.tag not in (f"{_W}lang", f"{_W}noProof"))
    return ";".join(sorted(f"{each.tag}{sorted(each.attrib.items())}" for each in marks))
