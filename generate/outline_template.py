"""A Word template that holds a paper's outline (dàn ý): headings and fixed sentences typed, the rest as fields.

It is read twice. `fill` evaluates its paragraphs and tables into lines, of which the Document is made;
`print_outline` puts the usual loops over the Document's paragraphs in their place, so that it is printed as every
other document is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.errors import TemplateError
from corpus.model import Table
from generate.properties import W, own_runs, words
from generate.sandbox import environment, in_words, without_control

Row = Mapping[str, str]
Fields = Mapping[str, str | Sequence[str] | Row | Sequence[Row]]
# A paragraph or row that is a command alone leaves nothing behind: `{%p for viec in nhiem_vu %}`, `{%tr endfor %}`.
COMMAND = re.compile(r"\{%-? *(?:p|tr) +(?P<said>.+?) *-?%\}")
ANNEX = "Phụ lục"  # the style of an annex's label
TITLES = ("Trích yếu", "Trích yếu công văn")
_BODY = ("Nội dung", "Phần", "Mục", "Khoản có tiêu đề", "Căn cứ")
_ENDING = ("noi_nhan", "chuc_vu", "nguoi_ky")
_LOOPS = ("noi_dung", "kem_theo")
_LINE, _WORDS, _ROW, _CELL = "\x1e", "\x1f", "\x1c", "\x1d"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it was evaluated. style: the name of its style; table: what stands in its place."""

    style: str
    text: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A template evaluated. title: the subject; body: the text before the signature; attached: the annexes."""

    title: str
    body: tuple[Line, ...]
    attached: tuple[Line, ...] = ()


Fill = Callable[[str, Fields], Filled]  # the name of a template, and what it prints


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the outline stands in a template: paragraphs of the subject, elements of the body and of the annexes."""

    title: tuple[Any, ...]
    body: tuple[Any, ...]
    attached: tuple[Any, ...]


def ours(name: str) -> Path:
    """The template of this name in templates/."""
    return Path(str(files("generate.templates").joinpath(f"{name}.docx")))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a template as Jinja source. elements: the style's name of each, and whether it is a table."""

    source: str
    elements: tuple[tuple[str, bool], ...]


def fill(template: Path, fields: Fields) -> Filled:
    """The lines of a template. Raises TemplateError with what is wrong in it."""
    with in_words(template.name):
        return _filled(_sources(template), fields)


def fill_ours(name: str, fields: Fields) -> Filled:
    """The lines of our own template of this name, which is opened once."""
    with in_words(name):
        return _filled(_our_sources(name), fields)


@cache
def _our_sources(name: str) -> tuple[_Part, ...]:
    return _sources(ours(name))


def _sources(template: Path) -> tuple[_Part, ...]:
    import docx

    if not template.is_file():
        raise TemplateError(f"Không tìm thấy mẫu «{template}»; đề nghị kiểm tra thư mục mẫu.")
    word = docx.Document(str(template))
    outline, names = outline_of(word), style_names(word)
    if outline is None:
        raise TemplateError(f"Mẫu «{template.name}» không có dàn ý; đề nghị chép lại từ mẫu sẵn có.")
    return tuple(_part(elements, names) for elements in (outline.title, outline.body, outline.attached))


def _filled(parts: Sequence[_Part], fields: Fields) -> Filled:
    given = without_control(dict(fields))
    title, body, attached = (tuple(_evaluated(part, given)) for part in parts)
    return Filled(" ".join(line.text for line in title), body, attached)


def style_names(word: Any) -> dict[str, str]:
    """The names of the styles by their ids."""
    return {style.styleId: style.name_val for style in word.styles.element.style_lst}


def outline_of(word: Any) -> Outline | None:
    """Where the outline stands in a document of python-docx; None where the text is printed by a loop over it."""
    body, names = word.element.body, style_names(word)
    if any(f" in {_LOOPS[0]}" in _text(paragraph) for paragraph in body.iter(f"{W}p")):
        return None
    children = [child for child in body if child.tag in (f"{W}p", f"{W}tbl")]
    end = next((at for at, child in enumerate(children) if any(each in _all_text(child) for each in _ENDING)), None)
    if end is None:
        is_annex = any(_style(child, names) == ANNEX for child in children)
        return Outline((), (), tuple(children)) if is_annex else None
    titles = tuple(each for each in body.iter(f"{W}p") if _style(each, names) in TITLES and _text(each))
    first = next((at for at, child in enumerate(children[:end]) if _style(child, names) in _BODY), end)
    return Outline(titles, _trimmed(children[first:end]), tuple(children[end + 1 :]))


def _trimmed(children: Sequence[Any]) -> tuple[Any, ...]:
    """From the first to the last that has words."""
    filled = [at for at, child in enumerate(children) if _all_text(child).strip()]
    return tuple(children[filled[0] : filled[-1] + 1]) if filled else ()


def _style(element: Any, names: Mapping[str, str]) -> str:
    named = element.find(f"{W}pPr/{W}pStyle") if element.tag == f"{W}p" else None
    return names.get(named.get(f"{W}val"), "") if named is not None else ""


def _text(paragraph: Any) -> str:
    return "".join(map(words, own_runs(paragraph))).strip()


def _all_text(element: Any) -> str:
    return "".join(_text(paragraph) for paragraph in element.iter(f"{W}p"))


# --- evaluating ------------------------------------------------------------------------------------------


def _part(elements: Sequence[Any], names: Mapping[str, str]) -> _Part:
    source = "".join(_source(at, element) for at, element in enumerate(elements))
    kinds = tuple((_style(element, names), element.tag == f"{W}tbl") for element in elements)
    return _Part(unicodedata.normalize("NFC", source), kinds)


@lru_cache(maxsize=64)
def _compiled(source: str) -> Any:
    return environment(escape=False).from_string(source)


def _evaluated(part: _Part, fields: Mapping[str, Any]) -> Iterator[Line]:
    for chunk in _compiled(part.source).render(fields).split(_LINE)[1:]:
        at, _, text = chunk.partition(_WORDS)
        style, is_table = part.elements[int(at)]
        table = _table(text) if is_table else None
        line = Line(style, "" if table else " ".join(text.split()), table)
        if line.text or (table and table.rows):
            yield line


def _source(at: int, element: Any) -> str:
    """The element as Jinja source: a command bare, anything else behind its ordinal."""
    if element.tag == f"{W}p":
        return _commanded(_text(element)) or f"{_LINE}{at}{_WORDS}{_text(element)}"
    return f"{_LINE}{at}{_WORDS}{''.join(map(_row_source, element.iter(f'{W}tr')))}"


def _commanded(text: str) -> str:
    match = COMMAND.fullmatch(text)
    return f"{{% {match['said']} %}}" if match else ""


def _row_source(row: Any) -> str:
    cells = ["\n".join(map(_text, cell.iter(f"{W}p"))).strip() for cell in row.iter(f"{W}tc")]
    return _commanded("".join(cells)) or f"{_ROW}{_CELL.join(cells)}"


def _table(text: str) -> Table:
    """The rows that were evaluated, the first being the head; a column without a head is left out."""
    head, *rows = ([cell.strip() for cell in row.split(_CELL)] for row in text.split(_ROW)[1:])
    kept = [at for at, cell in enumerate(head) if cell]
    return Table(
        tuple(" ".join(head[at].split()) for at in kept),
        tuple(tuple(row[at] if at < len(row) else "" for at in kept) for row in rows),
    )


# --- printing --------------------------------------------------------------------------------------------


def print_outline(word: Any) -> None:
    """Put the subject's field and the loops over the Document's paragraphs in the place of the outline, if any."""
    outline = outline_of(word)
    if outline is None:
        return
    for paragraph, said in zip(outline.title, ("{{ trich_yeu }}", *[""] * len(outline.title)), strict=False):
        letter = _text(paragraph).startswith("V/v ")
        _say(paragraph, f"V/v {said}" if letter else said)
    sections = [each for element in outline.attached for each in element.iter(f"{W}sectPr")]
    for elements, loop in zip((outline.body, outline.attached), _LOOPS, strict=True):
        _replace(word, elements, loop)
    if sections:  # the text's own sheet; each annex gets its own when it is printed
        word.element.body.replace(word.element.body.sectPr, sections[0])


def _replace(word: Any, elements: Sequence[Any], loop: str) -> None:
    ids = {name: each for each, name in style_names(word).items()}
    for paragraph, style in _loop(loop) if elements else ():
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if style in ids:
            named.set(f"{W}val", ids[style])
        elements[0].addprevious(paragraph)
    for element in elements:
        element.getparent().remove(element)


def _loop(name: str) -> Iterator[tuple[Any, str]]:
    """Copies of the paragraphs of a loop in our own template of reports, with the names of their styles."""
    import docx

    word = docx.Document(str(ours("bao_cao")))
    names, depth = style_names(word), 0
    for paragraph in word.element.body.iterchildren(f"{W}p"):
        said = _text(paragraph)
        depth += said.startswith("{%p for") and (depth > 0 or said.endswith(f" in {name} %}}"))
        if depth:
            yield deepcopy(paragraph), _style(paragraph, names)
        depth -= said.startswith("{%p endfor") and depth > 0


def _say(paragraph: Any, text: str) -> None:
    """The paragraph with other words, in the look of its first run."""
    first, *rest = own_runs(paragraph)
    for run in rest:
        run.getparent().remove(run)
    first.text = text
