"""Properties of paragraphs and runs as WordprocessingML inherits them: the first level that says something wins.

Levels go from the most direct to the document's defaults (ECMA-376, 17.7.2); a level may be None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_TAB = 720  # twips of Word's default tab, which many use for the first line's indent
_AUTOMATIC = 14.0  # points between paragraphs where Word is told to choose
_TWIPS_MM = 56.6929
_EMU_MM = 36000
_FLAT = 2.0  # millimetres: a drawing less high than this is a rule

Levels = Sequence[Any]


def is_normal(style: Any) -> bool:
    """Whether a style is the one of paragraphs that name none."""
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def own_runs(paragraph: Any) -> list[Any]:
    """The runs of the paragraph itself, hyperlinks included: not those of a text box that it anchors."""
    return [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p"), None) is paragraph]


def words(run: Any) -> str:
    """The words of a run that stand in the line itself, not in a text box it anchors."""
    return "".join(
        "\n" if part.tag == f"{W}br" else part.text or "" for part in run if part.tag in (f"{W}t", f"{W}br")
    )


def value(levels: Levels, name: str) -> str | None:
    """The `w:val` of a property."""
    for level in levels:
        found = level.find(f"{W}{name}") if level is not None else None
        if found is not None and found.get(f"{W}val"):
            return str(found.get(f"{W}val"))
    return None


def flag(levels: Levels, name: str) -> bool:
    """Whether a switch such as `w:b` is on."""
    for level in levels:
        found = level.find(f"{W}{name}") if level is not None else None
        if found is not None:
            return str(found.get(f"{W}val", "1")).lower() not in _OFF
    return False


def _twips(levels: Levels, name: str, side: str) -> float:
    for level in levels:
        found = level.find(f"{W}{name}") if level is not None else None
        given = found.get(f"{W}{side}") if found is not None else None
        if given is not None and given.lstrip("-").replace(".", "").isdecimal():
            return float(given)
    return 0.0


def space(levels: Levels, side: str) -> float:
    """Points above (`before`) or below (`after`) a paragraph."""
    for level in levels:
        found = level.find(f"{W}spacing") if level is not None else None
        automatic = found.get(f"{W}{side}Autospacing") if found is not None else None
        if automatic is not None and automatic.lower() not in _OFF:
            return _AUTOMATIC
        if found is not None and found.get(f"{W}{side}") is not None:
            break
    return _twips(levels, "spacing", side) / 20


def indent(levels: Levels, paragraph: Any) -> float:
    """Millimetres from the left margin to the first word: by indents, by a tab, or by an automatic number's place."""
    first = _twips(levels, "ind", "firstLine")
    if first or _begins_with_tab(paragraph):
        return (first or _TAB) / _TWIPS_MM
    return (_twips(levels, "ind", "left") - _twips(levels, "ind", "hanging")) / _TWIPS_MM


def _begins_with_tab(paragraph: Any) -> bool:
    for part in paragraph.iter(f"{W}tab", f"{W}t"):
        if part.getparent().tag == f"{W}r" and (part.tag == f"{W}tab" or part.text):
            return bool(part.tag == f"{W}tab")
    return False


def line(levels: Levels) -> float | None:
    """Line spacing in lines; None where it is exact, in points."""
    for level in levels:
        found = level.find(f"{W}spacing") if level is not None else None
        given = found.get(f"{W}line") if found is not None else None
        if found is not None and given is not None and given.isdecimal():
            return int(given) / 240 if found.get(f"{W}lineRule", "auto") == "auto" else None
    return 1.0


# --- rules drawn below words -----------------------------------------------------------------------------


def is_ruled(paragraph: Any) -> bool:
    """A rule drawn as a border of the paragraph, or as a line or connector anchored in it."""
    if _has_border(paragraph):
        return True
    drawn = (".//{*}wsp", ".//{*}cxnSp", ".//{*}line", ".//{*}shape", ".//{*}pic")
    return any(paragraph.find(path) is not None for path in drawn)


def _has_border(paragraph: Any) -> bool:
    sides = (paragraph.find(f"{W}pPr/{W}pBdr/{W}{side}") for side in ("top", "bottom"))
    return any(side is not None and side.get(f"{W}val") not in ("nil", "none") for side in sides)


def rule_lengths(paragraph: Any, levels: Levels, room: float) -> Iterator[float]:
    """Millimetres of the rules in a paragraph: flat drawings, a border between its indents.

    room: width of the column it stands in. Old VML drawings and typed underscores give no sure length: left out.
    """
    for extent in paragraph.iter("{*}extent"):
        width, height = (int(extent.get(side) or 0) / _EMU_MM for side in ("cx", "cy"))
        if height < _FLAT < width:
            yield width
    if room and _has_border(paragraph):
        yield room - sum(_twips(levels, "ind", side) for side in ("left", "right")) / _TWIPS_MM


def place_across(paragraph: Any, align: str) -> str | None:
    """To which side a paragraph stands, by its frame, its text box, its tab stops, or its own alignment.

    None where the frame or box stands at a length of its own, so that the file alone does not tell.
    """
    framed = paragraph.find(f"{W}pPr/{W}framePr")
    if framed is not None:
        return str(framed.get(f"{W}xAlign")) if framed.get(f"{W}xAlign") else None
    box = next(paragraph.iterancestors("{*}anchor"), None)
    if box is not None:
        said = box.find("{*}positionH/{*}align")
        return said.text if said is not None else None
    tabs = len(list(paragraph.iter(f"{W}tab"))) - len(list(paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")))
    return {1: "center", 2: "right"}.get(tabs, align) if align in ("left", "start", "both") else align
