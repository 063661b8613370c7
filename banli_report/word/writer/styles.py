"""The styles part of a frame, generated from the standard."""

from __future__ import annotations

from banli_report.standard.gbt9704 import (
    CHARACTER_STYLES,
    FANG_SONG,
    PAGE,
    PARAGRAPH_STYLES,
    SIZE_3,
    SONG_TI,
    TABLE_STYLE_ID,
    TABLE_STYLE_NAME,
    TWIPS_PER_POINT,
    Style,
    twips,
)
from banli_report.word.ooxml.xml import Node, element, switch, valued

COMMENT_TEXT, COMMENT_MARK = "CommentText", "CommentReference"
_SINGLE = 240
"""Lines at the distance that the face asks for, in 240ths of it."""
_COMMENT_POINTS, _MARK_POINTS = 10, 8


def styles_xml() -> Node:
    """Give w:styles: document defaults, Word's own base styles, ours; no theme font anywhere."""
    return element(
        "styles",
        _defaults(),
        _base("paragraph", "Normal", "Normal"),
        _base("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _table_base(),
        _base("numbering", "NoList", "No List"),
        *(_paragraph_style(style) for style in PARAGRAPH_STYLES),
        *(_character_style(style) for style in CHARACTER_STYLES),
        _table_style(),
    )


def comment_styles() -> dict[str, Node]:
    """Give the styles of comments by their names, which are Word's own; frames do not bring them."""
    text = Style("annotation text", COMMENT_TEXT, SONG_TI, _COMMENT_POINTS)
    mark = Style("annotation reference", COMMENT_MARK, "", _MARK_POINTS)
    aligned = element("pPr", element("jc", val="left"))
    return {
        text.name: _own_of_word("paragraph", text, "Normal", aligned),
        mark.name: _own_of_word("character", mark, "DefaultParagraphFont"),
    }


def _own_of_word(kind: str, style: Style, based: str, properties: Node | None = None) -> Node:
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val=based),
        element("semiHidden"),
        element("unhideWhenUsed"),
        properties,
        element("rPr", _fonts(style), *_size(style.size)),
        type=kind,
        styleId=style.id,
    )


def _fonts(style: Style) -> Node | None:
    if not style.face:
        return None
    return element("rFonts", ascii=style.latin, hAnsi=style.latin, eastAsia=style.face, cs=style.latin)


def _size(points: float) -> list[Node]:
    if not points:
        return []
    half_points = round(points * 2)
    return [element("sz", val=half_points), element("szCs", val=half_points)]


def _defaults() -> Node:
    base = Style("", "", FANG_SONG, SIZE_3)
    run = element(
        "rPr", _fonts(base), *_size(SIZE_3), element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    )
    paragraph = element("pPr", element("snapToGrid", val="0"), element("spacing", before=0, after=0))
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))


def _base(kind: str, style_id: str, name: str) -> Node:
    return element(
        "style",
        element("name", val=name),
        element("qFormat" if name == "Normal" else "semiHidden"),
        type=kind,
        default=1,
        styleId=style_id,
    )


def _table_base() -> Node:
    sides = (element(side, w=width, type="dxa") for side, width in _MARGINS.items())
    margins = element("tblCellMar", *sides)
    properties = element("tblPr", element("tblInd", w=0, type="dxa"), margins)
    name = element("name", val="Normal Table")
    return element(
        "style", name, element("semiHidden"), properties, type="table", default=1, styleId="TableNormal"
    )


_MARGINS = {"top": 0, "left": 108, "bottom": 0, "right": 108}
_SIDES = tuple(_MARGINS)


def _paragraph_style(style: Style) -> Node:
    return element(
        "style",
        element("name", val=style.known_as or style.name),
        element("aliases", val=style.name) if style.known_as else None,
        element("basedOn", val="Normal"),
        element("qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        customStyle=None if style.known_as else 1,
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> Node:
    rule = "exact" if style.pitch else "auto"
    automatic = "autoSpaceDE", "autoSpaceDN"
    return element(
        "pPr",
        switch("keepNext", on=style.keep),
        element("widowControl", val=0),
        _leader() if style.led else None,
        *(valued(tag, None if style.spaced else 0) for tag in automatic),
        element("snapToGrid", val=0),
        element("spacing", before=0, after=0, line=style.pitch or _SINGLE, lineRule=rule),
        _indent(style),
        element("jc", val=style.align),
        valued("outlineLvl", style.outline),
    )


def _leader() -> Node:
    return element("tabs", element("tab", val="right", leader="dot", pos=twips(PAGE.text_width)))


def _indent(style: Style) -> Node | None:
    """Give the indent in characters and, for LibreOffice, which does not read that, in twips."""
    if not style.indent:
        return None
    twips = round(style.indent * style.size * TWIPS_PER_POINT)
    return element("ind", firstLineChars=style.indent * 100, firstLine=twips)


def _run_properties(style: Style) -> Node:
    return element(
        "rPr",
        _fonts(style),
        switch("b", on=style.bold),
        valued("color", style.colour),
        element("spacing", val=PAGE.tracking) if style.size == SIZE_3 else None,
        *_size(style.size),
    )


def _character_style(style: Style) -> Node:
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val="DefaultParagraphFont"),
        element("qFormat"),
        _run_properties(style),
        type="character",
        customStyle=1,
        styleId=style.id,
    )


def _table_style() -> Node:
    borders = element(
        "tblBorders",
        *(
            element(side, val="single", sz=4, space=0, color="000000")
            for side in (*_SIDES, "insideH", "insideV")
        ),
    )
    return element(
        "style",
        element("name", val=TABLE_STYLE_NAME),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element("pPr", element("spacing", before=0, after=0, line=_SINGLE, lineRule="auto")),
        element("tblPr", borders),
        type="table",
        customStyle=1,
        styleId=TABLE_STYLE_ID,
    )
