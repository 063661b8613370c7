"""Finding the frame's styles by their names: an office that edits a frame may leave it with other identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.standard.gbt9704 import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLE_ID, TABLE_STYLE_NAME
from banli_report.word.ooxml.xml import Node, attribute, child, q
from banli_report.word.writer.styles import comment_styles, styles_xml

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
    named = [style for style in styles.iter(q("style")) if style.find(q("name")) is not None]
    found = {attribute(child(style, "name"), "val"): attribute(style, "styleId") for style in named}
    for made in elements:
        for node in made.iter(*_REFERENCES):
            style_id = attribute(node, "val")
            name = _names()[style_id]
            if name not in found:
                found[name] = _add(styles, style_id, set(found.values()))
            node.set(q("val"), found[name])


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
    called = {
        attribute(child(style, "name"), "val")
        for style in styles.iter(q("style"))
        if style.find(q("name")) is not None
    }
    lacking = [style.name for style in PARAGRAPH_STYLES if style.name not in called]
    if lacking:
        message = f"版式文件里没有样式{'、'.join(f'“{style}”' for style in lacking)}，写出时按标准补上"
        hint = "要自己定样子的，在Word里新建同名的样式；照标准的不用管"
        yield warning("frame.missing-style", place, message, hint)


def _add(styles: Node, style_id: str, taken: set[str]) -> str:
    ours = (*styles_xml().iter(q("style")), *comment_styles().values())
    style = next(style for style in ours if style.get(q("styleId")) == style_id)
    while style_id in taken:
        style_id += "_"
    style.set(q("styleId"), style_id)
    styles.append(style)
    return style_id
