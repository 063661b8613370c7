"""Section properties: pages upright and on their side, made from the frame's own."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from docx.enum.section import WD_SECTION
from docx.oxml.section import CT_SectPr

from banli_report.standard.gbt9704 import PAGE, twips
from banli_report.word.ooxml.xml import REL_ID, Node, attribute, child, q
from banli_report.word.writer.body import WordSection
from banli_report.word.writer.markers import BODY_MARKER, put


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
