"""Finding the frame's styles by their names: an office that edits a frame may leave it with other identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.standard.gbt9704 import (
    CHARACTER_STYLES,
    DATE,
    HEADINGS,
    PARAGRAPH_STYLES,
    SIGNATURE,
    TABLE_STYLE_ID,
    TABLE_STYLE_NAME,
    TEXT,
    TITLE,
)
from banli_report.word.ooxml.xml import Node, attribute, child, path, q
from banli_report.word.writer.styles import comment_styles, styles_xml

_EVERYWHERE = (TITLE, TEXT, *HEADINGS[:2], SIGNATURE, DATE)
"""The styles that every report uses."""
_REFERENCES = frozenset({q("pStyle"), q("rStyle"), q("tblStyle")})

PROBLEMS = (
    Kind(
        "frame.missing-style",
        WARNING,
        "版式文件里缺少要用的样式。",
        "own/frame.docx：版式文件里没有样式“一级标题”，写出时按标准补上",
    ),
)


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


def is_called(styles: Node, style_id: str, name: str) -> bool:
    """Tell whether a style has a name, be it an alias.

    Args:
        styles: the w:styles that it stands in.
        style_id: its identifier.
        name: the name.
    """
    found = (style for style in styles.iter(q("style")) if attribute(style, "styleId") == style_id)
    return any(name in _called(style) for style in found)


def has_style(styles: Node, name: str) -> bool:
    """Tell whether there is a style of a name, be it an alias."""
    return any(name in _called(style) for style in styles.iter(q("style")))


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


def style_problems(styles: Node, roots: Iterable[Node], name: str) -> Iterator[Problem]:
    """Give the styles that a frame's own text names and does not have, and those of ours that will be added.

    Args:
        styles: the frame's w:styles.
        roots: the frame's parts.
        name: the frame's file name.
    """
    known = {style.get(q("styleId")) for style in styles.iter(q("style"))}
    used = {attribute(node, "val"): None for root in roots for node in root.iter(*_REFERENCES)}
    place = Place(file=name)
    for style_id in used:
        if style_id not in known and style_id not in _names():
            message = f"版式文件里有文字用了样式“{style_id}”，文件里没有这个样式"
            yield warning("frame.missing-style", place, message, "在Word里给这段文字另选样式，再保存")
    called = {name for style in styles.iter(q("style")) for name in _called(style)}
    lacking = [style.name for style in _EVERYWHERE if style.name not in called]
    if lacking:
        message = f"版式文件里没有样式{'、'.join(f'“{style}”' for style in lacking)}，写出时按标准补上"
        hint = "要自己定样子的，在Word里新建同名的样式；照标准的不用管"
        yield warning("frame.missing-style", place, message, hint)


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
