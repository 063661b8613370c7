"""Section properties: pages upright and on their side, made from the frame's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from docx.enum.section import WD_SECTION
from docx.oxml.section import CT_SectPr

from banli_report.standard.gbt9704 import PAGE, TWIPS_PER_MM, twips
from banli_report.word.ooxml.xml import REL_ID, Node, attribute, child, element, parent, q
from banli_report.word.writer.body import WordSection
from banli_report.word.writer.markers import BODY_MARKER, put

SIZE = {"w": twips(PAGE.width), "h": twips(PAGE.height)}
MARGINS = {
    "top": twips(PAGE.top),
    "right": twips(PAGE.right),
    "bottom": twips(PAGE.bottom),
    "left": twips(PAGE.left),
    "header": twips(15),
    "footer": twips(PAGE.page_number),
}
GRID = {"type": "lines", "linePitch": PAGE.line_pitch}
_AFTER_GRID = frozenset((q("printerSettings"), q("sectPrChange")))


def lacking(section: Node) -> list[tuple[str, str]]:
    """Give what a section does not say of its page, and what the standard says, in words."""
    found = []
    if not _says(section, "pgSz", SIZE):
        found.append(("纸张大小", "A4纸"))
    if not _says(section, "pgMar", MARGINS):
        sides = f"上{PAGE.top:g}、下{PAGE.bottom:g}、左{PAGE.left:g}、右{PAGE.right:g}毫米"
        found.append(("页边距", sides))
    if section.find(q("docGrid")) is None:
        found.append(("行网格", f"每页{PAGE.lines}行"))
    return found


def departing(section: Node) -> list[str]:
    """Give what a section says of its page that is not as the standard has it, in words; a page on its side may differ."""
    size, margins = lengths_of(section, "pgSz", SIZE), lengths_of(section, "pgMar", MARGINS)
    found = []
    if size and any(abs(size[key] - SIZE[key]) > _NEAR for key in SIZE):
        if size["w"] > size["h"]:
            return []
        found.append(f"纸张是{_mm(size['w'])}×{_mm(size['h'])}毫米，标准是A4（210×297毫米）")
    sides = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
    if margins and any(abs(margins[side] - MARGINS[side]) > _NEAR for side in sides):
        said, wanted = (
            "、".join(f"{word}{_mm(lengths[side])}" for side, word in sides.items())
            for lengths in (margins, MARGINS)
        )
        found.append(f"页边距是{said}毫米，标准是{wanted}毫米")
    return found


_NEAR = 60
"""What a length may differ from the standard's, in twips: 1 mm."""


def _mm(length: int) -> str:
    return f"{length / TWIPS_PER_MM:.0f}"


def lengths_of(section: Node, name: str, wanted: Iterable[str]) -> dict[str, int]:
    """Give the lengths that a section says, or none where one of them is missing or no number."""
    node = section.find(q(name))
    said = {key: attribute(node, key) for key in wanted}
    if not all(value.isascii() and value.isdigit() and len(value) < _DIGITS for value in said.values()):
        return {}
    return {key: int(value) for key, value in said.items()}


_DIGITS = 8


def _says(section: Node, name: str, wanted: Mapping[str, int]) -> bool:
    node = section.find(q(name))
    return node is not None and all(node.get(q(key)) for key in wanted)


def complete(section: CT_SectPr) -> None:
    """Put in what a section does not say of its page, as the standard has it."""
    for node, values in ((section.get_or_add_pgSz(), SIZE), (section.get_or_add_pgMar(), MARGINS)):
        for key, value in values.items():
            if not node.get(q(key)):
                node.set(q(key), str(value))
    whole: Node = section
    if whole.find(q("docGrid")) is None:
        later = next((node for node in whole if node.tag in _AFTER_GRID), None)
        grid = element("docGrid", **GRID)
        if later is None:
            whole.append(grid)
        else:
            later.addprevious(grid)


def place_sections(
    body: Node, frame_section: CT_SectPr, sections: tuple[WordSection, ...], footers: Mapping[str, str]
) -> None:
    """Put sections in place of the marker; each but the last ends with its own section properties.

    Args:
        body: the frame's body.
        frame_section: the frame's section properties; they close the last section.
        sections: what to place.
        footers: relationship ids of the footers of pages on their side, by kind.
    """
    layouts = [*(deepcopy(frame_section) for _ in sections[1:]), frame_section]
    made: list[Node] = []
    for position, (section, layout) in enumerate(zip(sections, layouts, strict=True)):
        _lay_out(layout, section, footers, first=not position)
        made += section.elements
        if layout is not frame_section:
            child(made[-1], "pPr").append(layout)
    put(body, BODY_MARKER, made)


def own_references(body: Node, section: Node) -> None:
    """Give the last section the headers and footers that it takes from sections before it."""
    others = [found for found in body.iter(q("sectPr")) if found is not section]
    for tag in ("headerReference", "footerReference"):
        inherited = {
            attribute(reference, "type"): reference for found in others for reference in found.iter(q(tag))
        }
        own = {attribute(reference, "type") for reference in section.iter(q(tag))}
        for kind in sorted(inherited.keys() - own):
            section.insert(0, deepcopy(inherited[kind]))


def fill_even_pages(body: Node) -> None:
    """Let the header of odd pages stand on even ones where a frame, whose one page its office saw, has none for them."""
    for reference in [
        found for found in body.iter(q("headerReference")) if attribute(found, "type") == "default"
    ]:
        kinds = {attribute(other, "type") for other in parent(reference).iter(q("headerReference"))}
        if "even" not in kinds:
            even = deepcopy(reference)
            even.set(q("type"), "even")
            reference.addnext(even)


def _lay_out(properties: CT_SectPr, section: WordSection, footers: Mapping[str, str], *, first: bool) -> None:
    if section.landscape:
        _turn(properties)
        _refer(properties, footers)
    if not first:
        properties.start_type = WD_SECTION.EVEN_PAGE if section.even else WD_SECTION.NEW_PAGE
    properties.titlePg_val = section.letter or (first and properties.titlePg_val)


def _refer(properties: Node, footers: Mapping[str, str]) -> None:
    for reference in properties.findall(q("footerReference")):
        if made := footers.get(attribute(reference, "type")):
            reference.set(REL_ID, made)


def _turn(section: CT_SectPr) -> None:
    """Lay a page on its side, the binding edge on top (GB/T 9704-2012, 8)."""
    size, margins = section.get_or_add_pgSz(), section.get_or_add_pgMar()
    size.set(q("w"), str(twips(PAGE.height)))
    size.set(q("h"), str(twips(PAGE.width)))
    size.set(q("orient"), "landscape")
    for side, length in (
        ("top", PAGE.left),
        ("left", PAGE.bottom),
        ("right", PAGE.top),
        ("bottom", PAGE.right),
    ):
        margins.set(q(side), str(twips(length)))
    margins.set(q("footer"), str(twips(_FOOTER)))
    for grid in section.findall(q("docGrid")):
        section.remove(grid)  # its lines are those of upright pages


_FOOTER = 12.0
"""Distance in mm of what else a footer holds from the foot of a page on its side."""
