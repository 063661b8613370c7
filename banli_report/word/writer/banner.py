"""The banner at the head of every page of a copy for checking; it stands free, and moves nothing on the pages."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from banli_report.standard.gbt9704 import PAGE, PAGE_NUMBER, RED, SIZE_4, TWIPS_PER_POINT, twips
from banli_report.word.ooxml.xml import Node, element, text
from banli_report.word.writer.runs import framed, line

_TOP = 15.0
"""Distance in mm of the banner from the top of the paper."""


def banner_elements(banner: str) -> list[Node]:
    """Write a banner in red, and the paragraph that a header must end with; nothing where nothing is said."""
    if not banner:
        return []
    height = round(SIZE_4 * TWIPS_PER_POINT * 1.5)
    frame = framed(twips(PAGE.left), twips(_TOP), twips(PAGE.text_width), height)
    spacing = element("spacing", before=0, after=0, line=height, lineRule="exact")
    style = element("pStyle", val=PAGE_NUMBER.id)
    looks = element("rPr", element("b"), element("color", val=RED))
    said = element("r", looks, *text(banner))
    return [element("p", element("pPr", style, frame, spacing), said), line(PAGE_NUMBER, "")]


def add_banner(document: Document, banner: list[Node]) -> None:
    """Put a banner into every header, and into new ones where the first section, from which others take theirs, has none.

    Args:
        document: the document, all of its sections in place.
        banner: the banner's elements; a header of the frame's own gets all but the last.
    """
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            relation.target_part.element[:0] = map(deepcopy, banner[:-1])
    first = document.sections[0]
    for header in (first.header, first.even_page_header, first.first_page_header):
        if header.is_linked_to_previous:
            header.part.element[:] = map(deepcopy, banner)
