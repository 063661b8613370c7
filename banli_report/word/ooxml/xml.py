"""Reading and making WordprocessingML elements without repeating namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from banli_report.errors import ERROR, NOWHERE, Kind, refuse
from banli_report.words.characters import UNFIT, code_point

Node: TypeAlias = etree._Element
"""An element, or a comment among elements."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNFIT = re.compile(f"{UNFIT.pattern}|\r")
_SPACES = frozenset("\t\n\r \x85\xa0\u1680\u202f\u205f\u3000")
_SPACES |= frozenset(map(chr, (*range(0x2000, 0x2010), *range(0x2028, 0x202F))))
"""What programs take for spaces; LibreOffice also what has no width."""
_NSMAP = {"w": W}

PROBLEMS = (
    Kind(
        "word.character",
        ERROR,
        "文字里有Word不能保存的字符。",
        "字符U+0007是控制字符或无效字符，不能写入文件",
    ),
)


def q(name: str) -> str:
    """Give a name of the main namespace in Clark notation."""
    return f"{{{W}}}{name}"


def path(*names: str) -> str:
    """Give the way down through children of these names, as ``find`` and ``findall`` take it."""
    return "/".join(map(q, names))


def parent(node: Node) -> Node:
    """Give the parent of a node that is not the root."""
    return next(node.iterancestors())


def child(node: Node, name: str) -> Node:
    """Give the first child of a name, one that is always there."""
    return next(node.iterchildren(q(name)))


def children(node: Node | None) -> Iterable[Node]:
    """Give the children of a node, or none where there is no node."""
    return () if node is None else node


def attribute(node: Node | None, name: str, default: str = "") -> str:
    """Give an attribute, or the default where the attribute or the node itself is not there."""
    return default if node is None else node.get(q(name), default)


def own(paragraph: Node, name: str) -> Iterator[Node]:
    """Give what stands in a paragraph, without what stands in paragraphs inside it, as in a text box."""
    return (node for node in paragraph.iter(q(name)) if next(node.iterancestors(q("p"))) is paragraph)


def element(tag: str, *children: Node | None, **attributes: object) -> Node:
    """Make ``w:tag`` with attributes of the same namespace; None values and children are left out."""
    made = etree.Element(q(tag), nsmap=_NSMAP)
    for key, value in attributes.items():
        if value is not None:
            made.set(q(key.rstrip("_")), str(value))
    made.extend(child for child in children if child is not None)
    return made


def valued(tag: str, value: object) -> Node | None:
    """Make ``w:tag`` with a value, or nothing where there is no value."""
    return None if value in (None, "") else element(tag, val=value)


def unless_empty(tag: str, *children: Node | None, **attributes: object) -> Node | None:
    """Make ``w:tag``, or nothing where it would have neither attributes nor children."""
    made = element(tag, *children, **attributes)
    return made if len(made) or made.attrib else None


def switch(tag: str, *, on: bool) -> Node | None:
    """Make ``w:tag``, which is on where it stands, or nothing."""
    return element(tag) if on else None


def fit(value: str) -> str:
    """Give a text back, unless it holds a character that no document may hold."""
    if found := _UNFIT.search(value):
        message = f"字符{code_point(found.group())}是控制字符或无效字符，不能写入文件"
        raise refuse("word.character", NOWHERE, message, "删去这个字符")
    return value


def has_outer_spaces(value: str) -> bool:
    """Tell whether a text begins or ends with what a program may take off unless it is told to keep it."""
    return value[:1] in _SPACES or value[-1:] in _SPACES


def text(value: str) -> list[Node]:
    """Give the elements of a text: w:t, with w:br for line feeds and w:tab for tabs."""
    made: list[Node] = []
    for line_number, line in enumerate(value.split("\n")):
        if line_number:
            made.append(element("br"))
        for piece_number, piece in enumerate(line.split("\t")):
            if piece_number:
                made.append(element("tab"))
            if piece:
                node = element("t")
                if has_outer_spaces(piece):
                    node.set(SPACE, "preserve")
                node.text = fit(piece)
                made.append(node)
    return made


def own_text(paragraph: Node) -> str:
    """Give a paragraph's text without that of paragraphs inside it."""
    return "".join(node.text or "" for node in own(paragraph, "t"))
