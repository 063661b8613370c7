"""A page of contents in Word: a field that Word updates, each line with the page of its heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from docx.oxml.section import CT_SectPr

from banli_report.document.tree import CONTENTS_LEVELS, Document, Heading, Run
from banli_report.standard.gbt9704 import CONTENTS, CONTENTS_TITLE, HEADINGS, TEXT
from banli_report.word.ooxml.fields import field_runs
from banli_report.word.ooxml.xml import Node, attribute, child, element, path, q
from banli_report.word.writer.markers import BODY_MARKER, bookmarked
from banli_report.word.writer.runs import line, run_element

_FIELD = f' TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u '
_FIRST_ID = 910000
_LISTED = tuple(style.id for style in HEADINGS[:CONTENTS_LEVELS])
_BEFORE_NUMBERS = tuple(map(q, ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")))


def contents_elements(document: Document) -> list[Node]:
    """Write the contents of a document: their title, and a field whose lines lead to the headings."""
    contents = document.contents
    if contents is None:
        return []
    begin, code, parted, end = field_runs(_FIELD, dirty=not contents.pages)
    pages = contents.pages or ("",) * len(document.listed)
    listed = zip(document.listed, pages, strict=True)
    lines = [_line(number, heading, page) for number, (heading, page) in enumerate(listed)]
    lines[0][1:1] = [begin, code, parted]
    last = element("p", element("pPr", element("pStyle", val=TEXT.id)), end)
    return [line(CONTENTS_TITLE, contents.title), line(CONTENTS_TITLE, ""), *lines, last]


def _line(number: int, heading: Heading, page: str) -> Node:
    """Write a heading, dots, and its page, all of which lead there."""
    place = mark_of(number)
    # what a copy for checking says of a figure stands at the heading
    said = [run_element(Run(run.text, unknown=run.unknown)) for run in heading.said]
    shown = field_runs(f" PAGEREF {place} \\h ", page)
    link = element("hyperlink", *said, element("r", element("tab")), *shown, anchor=place, history=1)
    return element("p", element("pPr", element("pStyle", val=CONTENTS[heading.level - 1].id)), link)


def mark_headings(elements: Iterable[Node]) -> None:
    """Mark the headings that contents list, so that their lines lead to them."""
    listed = (made for made in elements if attribute(made.find(path("pPr", "pStyle")), "val") in _LISTED)
    for number, made in enumerate(listed):
        made.insert(1, element("bookmarkStart", id=_FIRST_ID + number, name=mark_of(number)))
        made.append(element("bookmarkEnd", id=_FIRST_ID + number))


def mark_of(number: int) -> str:
    """Give the name of the bookmark of a listed heading, by its position from 0."""
    return f"_Toc{_FIRST_ID + number}"


def place_contents(body: Node, frame_section: CT_SectPr, elements: Sequence[Node]) -> None:
    """Put contents before the section of the marker, on pages of their own that bear no numbers."""
    properties = deepcopy(frame_section)
    for reference in properties.findall(q("footerReference")):
        properties.remove(reference)
    properties.titlePg_val = False
    child(elements[-1], "pPr").append(properties)
    start = _section_start(body)
    body[start:start] = elements


def _section_start(body: Node) -> int:
    """Give where the section of the marker begins."""
    marked = bookmarked(body, BODY_MARKER)
    position = len(body) if marked is None else body.index(marked)
    ended = (place for place in range(position) if body[place].find(path("pPr", "sectPr")) is not None)
    return max(ended, default=-1) + 1


def number_from_one(body: Node, contents: Sequence[Node]) -> None:
    """Let the pages behind contents begin with page 1, which is a right-hand one."""
    own = child(child(contents[-1], "pPr"), "sectPr")
    sections = list(body.iter(q("sectPr")))
    section = sections[sections.index(own) + 1]
    for said in [*section.findall(q("pgNumType")), *section.findall(q("type"))]:
        section.remove(said)
    if section.find(q("titlePg")) is None:  # with both, LibreOffice takes two pages for the first
        child(section, "pgSz").addprevious(element("type", val="oddPage"))
    before = [node for node in section if node.tag in _BEFORE_NUMBERS]
    before[-1].addnext(element("pgNumType", start=1))
