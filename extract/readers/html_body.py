"""Where the document stands in a saved page, what the page says of it beside, and what is only furniture.

A document is told by how it begins and ends (Decree 30/2020/NĐ-CP, annex I: the national name and motto; nơi nhận and
signature), not by the names that a site gives its blocks. Where it bears neither, it is the block with the most words
outside links.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import html

_MOTTO = re.compile(
    r"(?:C[ỘÔ]NG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGH[ĨI]A\s+VIỆT\s+NAM[\W_]{0,60}Độc\s+lập)|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM",
)
_ENDING = re.compile(r"N[ơƠ][iI]\s+nh[ậâ]n\s*:|N[ƠƠ]I\s+NHẬN\s*:|\b(?:TM|KT|TL|TUQ|Q)\s?\.\s*[A-ZĐỦÚ]{2,}")
_ANNEX = re.compile(r"(?:PHỤ\s+LỤC|Phụ\s+lục|MẪU\s+SỐ|Mẫu\s+số|BIỂU\s+SỐ|Biểu\s+số|DANH\s+MỤC)\b")
# Names of the rows in which a site tells what it knows of a document.
_PROPERTY_NAMES = re.compile(
    r"(?:Số hiệu|Số ký hiệu|Số/ký hiệu|Loại văn bản|Hình thức văn bản|Nơi ban hành|Cơ quan ban hành|Người ký|"
    r"Ngày ban hành|Ngày hiệu lực|Ngày có hiệu lực|Ngày công báo|Số công báo|Tình trạng|Tình trạng hiệu lực|Lĩnh vực|"
    r"Chức danh|Chức vụ|Ngày hết hiệu lực|Trích yếu)\s*:?$",
    re.IGNORECASE,
)
_PROPERTY = re.compile(r"([^:]{5,20}):\s*(\S.{0,300})$")
_AFTER = re.compile(
    r"(?:Lưu trữ|Ghi chú|Ý kiến|Facebook|Email|In|Tải về|Mục lục|Chia sẻ|Bình luận|Từ khóa|Tags?|Lượt xem|"
    r"(?:Các )?(?:văn bản|tin|bài)(?: viết)? (?:liên quan|khác|cùng).*|Văn bản này chưa cập nhật.*)\s*:?",
    re.IGNORECASE,
)
_SECTIONS = re.compile(r"(?:Word)?Section\d+$")
_BLOCKS = frozenset(
    "p div li ul ol table tr td th h1 h2 h3 h4 h5 h6 br dt dd section article center blockquote".split()
)
_LINKED = 0.5
_MOST = 0.8
_LEAST = 80
_DEEPEST = 300


@dataclass(frozen=True, slots=True)
class Place:
    """The elements that hold the document, in order, and the roots of what stands before and behind it."""

    body: tuple[html.HtmlElement, ...]
    chrome: tuple[html.HtmlElement, ...] = ()


class _Page:
    """The text of a page, which element each part of it belongs to, and how much text each holds outside links."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.holders: list[html.HtmlElement] = []
        self.unlinked: dict[html.HtmlElement, int] = {}
        self.length: dict[html.HtmlElement, int] = {}
        self._at = 0
        self._gather(root, 0, linked=False)
        self.text = "".join(self.words)

    def _gather(self, element: html.HtmlElement, depth: int, *, linked: bool) -> tuple[int, int]:
        """How many characters an element holds, and how many of them outside links."""
        if depth > _DEEPEST or not isinstance(element.tag, str):
            return 0, 0
        linked = linked or element.tag == "a"
        own = self._say(element.text, element, block=element.tag in _BLOCKS)
        length, unlinked = own, 0 if linked else own
        for child in element:
            inner, free = self._gather(child, depth + 1, linked=linked)
            tail = self._say(child.tail, element, block=child.tag in _BLOCKS)
            length += inner + tail
            unlinked += free + (0 if linked else tail)
        self.length[element], self.unlinked[element] = length, unlinked
        return length, unlinked

    def _say(self, text: str | None, holder: html.HtmlElement, *, block: bool) -> int:
        words = unicodedata.normalize("NFC", text or "")
        if block or words:
            self.starts.append(self._at)
            self.holders.append(holder)
            said = ("\n" if block else "") + words
            self.words.append(said)
            self._at += len(said)
        return len(words.strip())

    def holder(self, offset: int) -> html.HtmlElement:
        """The element whose own text an offset lies in."""
        return self.holders[bisect_right(self.starts, offset) - 1]


def find(root: html.HtmlElement) -> Place:
    """Where the document stands; `root` has lost its scripts and forms."""
    page = _Page(root)
    head = _MOTTO.search(page.text)
    ends = [match for match in _ENDING.finditer(page.text) if not head or match.start() > head.end()]
    if not head and not ends:
        return Place((_densest(root, page),))
    first = page.holder(head.start()) if head else None
    last = page.holder(ends[-1].start()) if ends else None
    if first is not None and last is not None:
        whole = _common(first, last)
        # A cell, a row or a table of the head alone is no body.
        whole = _outside_tables(whole)
    else:
        whole = _wide(first if first is not None else last, page)
    return _trimmed(whole, first, last, page)


def _common(one: html.HtmlElement, other: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that holds both."""
    above = {one, *one.iterancestors()}
    return other if other in above else next(each for each in other.iterancestors() if each in above)


def _outside_tables(element: html.HtmlElement) -> html.HtmlElement:
    """The element, or what holds the table of which it is a row."""
    while element.tag in ("tr", "tbody", "thead", "table", "p", "b", "strong", "span", "font"):
        above = element.getparent()
        if above is None:
            break
        element = above
    return element


def _wide(element: html.HtmlElement, page: _Page) -> html.HtmlElement:
    """The smallest element around this one that holds most of the page's words outside links."""
    whole = max(page.unlinked.values(), default=0)
    return next(
        (each for each in (element, *element.iterancestors()) if page.unlinked.get(each, 0) > _MOST * whole), element
    )


def _densest(root: html.HtmlElement, page: _Page) -> html.HtmlElement:
    """Go down while one child holds nearly all the words outside links: what is left beside it is furniture."""
    element = root
    while True:
        whole = page.unlinked.get(element, 0)
        inner = [
            each for each in element if isinstance(each.tag, str) and each.tag not in ("table", "tbody", "tr", "p")
        ]
        child = max(inner, key=lambda each: page.unlinked.get(each, 0), default=None)
        if child is None or not whole or page.unlinked.get(child, 0) < _MOST * whole:
            return element
        element = child


def _trimmed(
    whole: html.HtmlElement, first: html.HtmlElement | None, last: html.HtmlElement | None, page: _Page
) -> Place:
    """The parts of a block that are the document: from its head on, without what a site prints behind it."""
    children = [each for each in whole if isinstance(each.tag, str)]
    begins = _index(children, first)
    ends = _index(children, last)
    if begins is None or ends is None or _is_words(whole):
        return Place((whole, *_annexes(whole, page)))
    before, behind = children[:begins], children[ends + 1 :]
    kept = [each for each in behind if not _is_furniture(each, page)]
    chrome = [*before, *(each for each in behind if each not in kept)]
    return Place((*children[begins : ends + 1], *kept, *_annexes(whole, page)), tuple(chrome))


def _index(children: Sequence[html.HtmlElement], held: html.HtmlElement | None) -> int | None:
    """Which child holds an element."""
    if held is None:
        return None
    above = {held, *held.iterancestors()}
    return next((at for at, child in enumerate(children) if child in above), None)


def _is_words(element: html.HtmlElement) -> bool:
    """Whether Word wrote the page: it has no furniture."""
    sections = (element, *element.iterancestors(), *element)
    return any(_SECTIONS.match(str(each.get("class", ""))) for each in sections if isinstance(each.tag, str))


def _annexes(whole: html.HtmlElement, page: _Page) -> Iterator[html.HtmlElement]:
    """Blocks beside the document that go on with it: further sections of Word, annexes in blocks of their own."""
    for each in whole.itersiblings():
        if isinstance(each.tag, str):
            words = " ".join(each.text_content().split())
            is_annex = _ANNEX.match(words) and page.unlinked.get(each, 0) > _LEAST
            if is_annex or _SECTIONS.match(str(each.get("class", ""))):
                yield each


def _is_furniture(element: html.HtmlElement, page: _Page) -> bool:
    """Whether what stands behind a document is the site's: mostly links, or what sites print there."""
    length = page.length.get(element, 0)
    words = " ".join(element.text_content().split())
    if not words:
        return False
    return page.unlinked.get(element, 0) < _LINKED * length or bool(
        _AFTER.match(words[:200]) and not _ANNEX.match(words)
    )


def properties(root: html.HtmlElement, body: Sequence[html.HtmlElement]) -> Iterator[tuple[str, str]]:
    """What the page says of the document beside its body, once each: `Số hiệu`, `12/KH-UBND`."""
    inside = {each for part in body for each in part.iter()}
    seen: set[str] = set()
    for element in root.iter("tr", "dl", "li", "div", "p", "ul"):
        if element in inside or not isinstance(element.tag, str):
            continue
        for key, value in _pairs(element):
            name = key.rstrip(" :")
            if _PROPERTY_NAMES.match(key) and value and name not in seen and not _PROPERTY_NAMES.match(value):
                seen.add(name)
                yield name, value


def _pairs(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Neighbouring cells of a row or list; in a block that holds no other, label and value side by side or in one."""
    if element.tag in ("tr", "dl"):
        yield from pairwise(" ".join(part.text_content().split()) for part in element.iter("td", "th", "dt", "dd"))
    elif next(element.iterdescendants("li", "p", "table", "ul", "dl"), None) is None:
        texts = [" ".join(part.text_content().split()) for part in element]
        if len(texts) == 2:
            yield texts[0], texts[1]
        if len(texts) < 2 and (match := _PROPERTY.match(" ".join(element.text_content().split()[:60]))):
            yield match[1], match[2]


def chrome(root: html.HtmlElement, body: Sequence[html.HtmlElement]) -> Iterator[str]:
    """The words of the page outside the document, block by block."""
    inside = {each for part in body for each in part.iter()}
    for element in root.iter("p", "li", "h1", "h2", "h3", "a", "span", "td", "div"):
        if element not in inside and len(element) == 0 and (text := " ".join((element.text or "").split())):
            yield text
