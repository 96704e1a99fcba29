"""What a DOCX draws, in words: charts and SmartArt (parts of their own), WordArt, boxes of forms to tick.

A chart is told as the table it was drawn from, for that is what a reader takes from it (ECMA-376, 21.2); SmartArt as
its points in the order of their tree (21.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.readers.docx_styles import W
from extract.readers.integers import whole

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
CHART, DIAGRAM, WORDART = f"{_C}chart", f"{_D}relIds", f"{_V}textpath"
ID = f"{_R}id"
_MOST_POINTS = 2000
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """The words of a drawing: lines, then the rows of a table, all of one width."""

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def part_of(element: etree._Element) -> str:
    """The id of the relation to the part that holds the words of a drawing; "" where it holds them itself."""
    return element.get(f"{_R}dm" if element.tag == DIAGRAM else ID) or ""


def drawn(element: etree._Element, part: etree._Element | None) -> Drawn:
    """The words of a chart, a SmartArt or a WordArt, `part` being the root of the part it points to."""
    if element.tag == WORDART:
        return Drawn((element.get("string", ""),))
    if part is None:
        return Drawn()
    return _chart(part) if element.tag == CHART else Drawn(tuple(_points(part)))


def ticked(field: etree._Element) -> str:
    """What the beginning of a form's field prints by itself: a box, ticked or not, or the chosen entry of a list."""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = state if state is not None else box.find(f"{W}default")
        return "☒" if state is not None and state.get(f"{W}val", "1") not in _OFF else "☐"
    entries = field.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    chosen = entries.find(f"{W}result")
    at = whole(chosen.get(f"{W}val"), 0) if chosen is not None else 0
    names = [each.get(f"{W}val", "") for each in entries.iter(f"{W}listEntry")]
    return names[at] if 0 <= at < len(names) else ""


def _chart(root: etree._Element) -> Drawn:
    """Title, then a row of the series' names and a row for each category."""
    title = root.find(f".//{_C}chart/{_C}title")
    lines = tuple(_paragraphs(title)) if title is not None else ()
    series = list(root.iter(f"{_C}ser"))
    names = [_joined(each.find(f"{_C}tx")) for each in series]
    labels: dict[int, str] = {}
    for each in series:
        labels |= {at: text for at, text in _values(each, "cat", "xVal").items() if at not in labels}
    values = [_values(each, "val", "yVal") for each in series]
    places = sorted({at for column in (labels, *values) for at in column})[:_MOST_POINTS]
    rows = [(labels.get(at, ""), *(column.get(at, "") for column in values)) for at in places]
    head = [("", *names)] if any(names) else []
    return Drawn(lines, (*head, *rows) if series else ())


def _joined(element: etree._Element | None) -> str:
    return " ".join(each.text or "" for each in element.iter(f"{_C}v")) if element is not None else ""


def _values(series: etree._Element, *names: str) -> dict[int, str]:
    """The points of a series by their ordinal, as they are printed."""
    held = next((each for each in series if each.tag in [f"{_C}{name}" for name in names]), None)
    if held is None:
        return {}
    form = next((each.text or "" for each in held.iter(f"{_C}formatCode")), "")
    points: dict[int, list[str]] = {}
    for point in held.iter(f"{_C}pt"):
        at = point.get("idx", "")
        if at.isdecimal() and len(at) < 6:
            # Categories of several levels are told from the outer to the inner.
            points.setdefault(int(at), []).insert(0, (point.findtext(f"{_C}v") or "").strip())
    numeric = next(held.iter(f"{_C}numCache", f"{_C}numLit"), None) is not None
    return {at: _printed(texts[0], form) if numeric else " ".join(texts) for at, texts in points.items()}


def _printed(number: str, form: str) -> str:
    """A number as Vietnamese prints it: 0.125 in a per-cent format is `12,5%`."""
    try:
        value = float(number)
    except ValueError:
        return number
    if "%" in form:
        return f"{value * 100:.10g}%".replace(".", ",")
    return f"{value:.15g}".replace(".", ",")


def _points(root: etree._Element) -> Iterator[str]:
    """The words of each point, parents before children, children in their order."""
    points = {point.get("modelId", ""): point for point in root.iter(f"{_D}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter(f"{_D}cxn"):
        if link.get("type", "parOf") == "parOf":
            place = (whole(link.get("srcOrd"), 0), link.get("destId", ""))
            below.setdefault(link.get("srcId", ""), []).append(place)
    children = {child for each in below.values() for _, child in each}
    waiting = [name for name in reversed(points) if name not in children]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in points:
            continue
        seen.add(name)
        yield from _paragraphs(points[name])
        waiting += [child for _, child in sorted(below.get(name, ()), reverse=True)]


def _paragraphs(element: etree._Element) -> Iterator[str]:
    for paragraph in element.iter(f"{_A}p"):
        if text := "".join(each.text or "" for each in paragraph.iter(f"{_A}t")).strip():
            yield text
