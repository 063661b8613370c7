"""Finding the frame's styles by their names: an office that edits a frame may leave it with other identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from banli_report.standard.gbt9704 import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLE_ID, TABLE_STYLE_NAME
from banli_report.word.ooxml.xml import Node, attribute, child, path, q
from banli_report.word.writer.styles import comment_styles, styles_xml

_REFERENCES = frozenset({q("pStyle"), q("rStyle"), q("tblStyle")})


@cache
def _names() -> dict[str, str]:
    names = {style.id: style.name for style in (*PARAGRAPH_STYLES, *CHARACTER_STYLES)}
    names |= {attribute(style, "styleId"): name for name, style in comment_styles().items()}
    return {**names, TABLE_STYLE_ID: TABLE_STYLE_NAME}


def use_frame_styles(styles: Node, elements: Iterable[Node]) -> None:
    """Point elements at the frame's styles of the same names; styles that the frame lacks are added to it.

    Args:
        styles: the frame's w:styles.
        elements: what is to be put into the frame, written with our identifiers.
    """
    found = {
        name: attribute(style, "styleId") for style in styles.iter(q("style")) for name in _called(style)
    }
    for made in elements:
        for node in made.iter(*_REFERENCES):
            style_id = attribute(node, "val")
            name = _names()[style_id]
            if name not in found:
                found[name] = _add(styles, style_id, set(found.values()))
            node.set(q("val"), found[name])


def _called(style: Node) -> list[str]:
    """Give the names of a style, its aliases too."""
    names = (attribute(style.find(q(tag)), "val") for tag in ("name", "aliases"))
    found = [name for said in names for name in said.split(",") if name]
    ours = _WORD_NAMES.get(attribute(style.find(q("name")), "val").lower())
    # LibreOffice drops aliases; a heading of Word's own look takes its face from the theme
    fonts = style.find(path("rPr", "rFonts"))
    if ours and attribute(fonts, "eastAsia") and not attribute(fonts, "eastAsiaTheme"):
        found.append(ours)
    return found


_WORD_NAMES = {style.known_as.lower(): style.name for style in PARAGRAPH_STYLES if style.known_as}


def add_missing(styles: Node, roots: Iterable[Node]) -> None:
    """Add those of our styles that a frame's own paragraphs still name though an office removed them.

    Args:
        styles: the frame's w:styles.
        roots: the frame's parts.
    """
    known = {style.get(q("styleId")) for style in styles.iter(q("style"))}
    for node in (node for root in roots for node in root.iter(*_REFERENCES)):
        style_id = attribute(node, "val")
        if style_id not in known and style_id in _names():
            known.add(_add(styles, style_id, set()))


def _add(styles: Node, style_id: str, taken: set[str]) -> str:
    ours = (*styles_xml().iter(q("style")), *comment_styles().values())
    style = next(style for style in ours if style.get(q("styleId")) == style_id)
    name, taken_names = child(style, "name"), styles.iter(q("name"))
    if any(attribute(found, "val").lower() == attribute(name, "val").lower() for found in taken_names):
        _make_custom(style, name)
    while style_id in taken:
        style_id += "_"
    style.set(q("styleId"), style_id)
    styles.append(style)
    return style_id


def _make_custom(style: Node, name: Node) -> None:
    """Give a style its Chinese name alone, where the frame has one of Word's name with other looks."""
    if (alias := style.find(q("aliases"))) is not None:
        name.set(q("val"), attribute(alias, "val"))
        style.remove(alias)
        style.set(q("customStyle"), "1")
