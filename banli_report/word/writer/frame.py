"""Generating the shipped frames: the docxtpl templates that carry page, styles, title and page numbers."""

from __future__ import annotations

import io
from functools import cache

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from banli_report.document.tree import FrameKind
from banli_report.standard.gbt9704 import PAGE_NUMBER, SIZE_4, TITLE, TWIPS_PER_POINT, Style
from banli_report.word.ooxml.fields import field_runs
from banli_report.word.ooxml.package import rewritten
from banli_report.word.ooxml.xml import Node, element, q, text
from banli_report.word.writer.markers import BODY_MARKER, HEAD_MARKER
from banli_report.word.writer.sections import GRID, MARGINS, SIZE
from banli_report.word.writer.styles import styles_xml

_DROPPED = (
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
)


_STYLES = "word/styles.xml"


@cache
def shipped_frame(kind: FrameKind) -> bytes:
    """Give the frame of a kind: page, styles, title, body and page numbers of the standard.

    Args:
        kind: ``plain`` has no head, ``document`` has its place above the title, so has ``letter``, whose first
            page bears no page number (GB/T 9704-2012, 10.1).
    """
    document = Document()
    _drop(document.part, _DROPPED)
    _drop(document.part.package, (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL))
    _replace_children(document.settings.element, _settings())
    section = document.sections[0]
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    _replace_children(section.footer._element, [_page_number("right")])
    _replace_children(section.even_page_footer._element, [_page_number("left")])
    footers = [child for child in section._sectPr if child.tag == q("footerReference")]
    _replace_children(section._sectPr, [*footers, *_section(letter=kind == "letter")])
    body = document.element.body
    head = [] if kind == "plain" else [_marker(HEAD_MARKER)]
    _replace_children(body, [*head, *_paragraphs(), section._sectPr])
    stream = io.BytesIO()
    document.save(stream)
    styles = etree.tostring(styles_xml(), encoding="UTF-8", standalone=True)
    return rewritten(stream.getvalue(), {_STYLES: styles})


def _drop(owner: OpcPackage | Part, kinds: tuple[str, ...]) -> None:
    for key in [key for key, relation in owner.rels.items() if relation.reltype in kinds]:
        del owner.rels[key]


def _replace_children(parent: Node, children: list[Node]) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)


def _paragraph(style: Style, content: str = "") -> Node:
    # the title's quotes and dashes are Chinese ones
    hint = element("rPr", element("rFonts", hint="eastAsia"))
    runs = [element("r", hint, *text(content))] if content else []
    return element("p", element("pPr", element("pStyle", val=style.id)), *runs)


def _paragraphs() -> list[Node]:
    return [_paragraph(TITLE, "{{ 标题 }}"), _paragraph(TITLE), _marker(BODY_MARKER)]


def _marker(marker: str) -> Node:
    return element("p", element("r", *text(marker)))


def _section(*, letter: bool) -> list[Node]:
    return [
        element("pgSz", **SIZE),
        element("pgMar", **MARGINS, gutter=0),
        *([element("titlePg")] if letter else []),
        element("docGrid", **GRID),
    ]


def _page_number(side: str) -> Node:
    """Write — 1 — one character from the outer edge (GB/T 9704-2012, 7.5)."""
    indent = round(SIZE_4 * TWIPS_PER_POINT)
    chars, points = (f"{side}Chars", side)
    properties = element(
        "pPr",
        element("pStyle", val=PAGE_NUMBER.id),
        element("ind", **{chars: 100, points: indent}),
        element("jc", val=side),
    )
    runs = [
        element("r", *text("— ")),
        *field_runs(" PAGE ", "1"),
        element("r", *text(" —")),
    ]
    return element("p", properties, *runs)


def _settings() -> list[Node]:
    compatibility = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return [
        element("zoom", percent=100),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", compatibility),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]
