"""The banner at the head of every page of a copy for checking; it stands free, and moves nothing on the pages."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document

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
    """Put a banner into every header, and into new ones where a document has none.

    Args:
        document: the document, all of its sections in place.
        banner: the banner's elements; a header of the frame's own gets all but the last.
    """
    seen = set()
    for section in document.sections:
        for header in (section.header, section.even_page_header, section.first_page_header):
            is_new = header.is_linked_to_previous
            part = header.part  # where a section has none, the one before it, or a new one for the first
            if part.partname in seen:
                continue
            seen.add(part.partname)
            if is_new:
                part.element[:] = map(deepcopy, banner)
            else:
                part.element[0:0] = map(deepcopy, banner[:-1])
