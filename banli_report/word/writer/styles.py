"""The styles part of a frame, generated from the standard."""

from __future__ import annotations

from typing import Any

from banli_report.standard.gbt9704 import (
    CHARACTER_STYLES,
    FANG_SONG,
    PAGE,
    PARAGRAPH_STYLES,
    SIZE_3,
    TABLE_STYLE_ID,
    TABLE_STYLE_NAME,
    TWIPS_PER_POINT,
    Style,
)
from banli_report.word.ooxml.xml import element


def styles_xml() -> Any:
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


def _fonts(style: Style) -> Any:
    return element("rFonts", ascii=style.latin, hAnsi=style.latin, eastAsia=style.face, cs=style.latin)


def _size(points: float) -> list[Any]:
    half_points = round(points * 2)
    return [element("sz", val=half_points), element("szCs", val=half_points)]


def _defaults() -> Any:
    base = Style("", "", FANG_SONG, SIZE_3)
    run = element(
        "rPr", _fonts(base), *_size(SIZE_3), element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    )
    paragraph = element("pPr", element("snapToGrid", val="0"), element("spacing", before=0, after=0))
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))


def _base(kind: str, style_id: str, name: str) -> Any:
    return element(
        "style",
        element("name", val=name),
        element("qFormat") if name == "Normal" else element("semiHidden"),
        type=kind,
        default=1,
        styleId=style_id,
    )


def _table_base() -> Any:
    sides = (element(side, w=108 if side in ("left", "right") else 0, type="dxa") for side in _SIDES)
    margins = element("tblCellMar", *sides)
    properties = element("tblPr", element("tblInd", w=0, type="dxa"), margins)
    name = element("name", val="Normal Table")
    return element(
        "style", name, element("semiHidden"), properties, type="table", default=1, styleId="TableNormal"
    )


_SIDES = ("top", "left", "bottom", "right")


def _paragraph_style(style: Style) -> Any:
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val="Normal"),
        element("qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> Any:
    line: dict[str, object] = (
        {"line": style.pitch, "lineRule": "exact"} if style.pitch else {"line": 240, "lineRule": "auto"}
    )
    indent = (
        element("ind", firstLineChars=style.indent * 100, firstLine=_characters(style))
        if style.indent
        else None
    )
    return element(
        "pPr",
        element("keepNext") if style.keep else None,
        element("widowControl", val=0),
        *(() if style.spaced else (element("autoSpaceDE", val=0), element("autoSpaceDN", val=0))),
        element("snapToGrid", val=0),
        element("spacing", before=0, after=0, **line),
        indent,
        element("jc", val=style.align),
        element("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _characters(style: Style) -> int:
    """Give the indent in twips beside the one in characters, which LibreOffice does not read."""
    return round(style.indent * style.size * TWIPS_PER_POINT)


def _run_properties(style: Style) -> Any:
    return element(
        "rPr",
        _fonts(style) if style.face else None,
        element("b") if style.bold else None,
        element("color", val=style.colour) if style.colour else None,
        element("spacing", val=PAGE.tracking) if style.size == SIZE_3 else None,
        *(_size(style.size) if style.size else ()),
    )


def _character_style(style: Style) -> Any:
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


def _table_style() -> Any:
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
        element("pPr", element("spacing", before=0, after=0, line=240, lineRule="auto")),
        element("tblPr", borders),
        type="table",
        customStyle=1,
        styleId=TABLE_STYLE_ID,
    )
