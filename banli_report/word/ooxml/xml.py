"""Making WordprocessingML elements without repeating namespaces."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from banli_report.errors import ERROR, NOWHERE, Kind, refuse
from banli_report.words.characters import UNFIT, code_point

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNFIT = re.compile(f"{UNFIT.pattern}|\r")
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


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Make ``w:tag`` with attributes of the same namespace; None values and children are left out."""
    made = etree.Element(q(tag), nsmap=_NSMAP)
    for key, value in attributes.items():
        if value is not None:
            made.set(q(key.rstrip("_")), str(value))
    made.extend(child for child in children if child is not None)
    return made


def fit(value: str) -> str:
    """Give a text back, unless it holds a character that no document may hold."""
    if found := _UNFIT.search(value):
        message = f"字符{code_point(found.group())}是控制字符或无效字符，不能写入文件"
        raise refuse("word.character", NOWHERE, message, "删去这个字符")
    return value


def text(value: str) -> list[Any]:
    """Give the elements of a text: w:t, with w:br for line feeds and w:tab for tabs."""
    made: list[Any] = []
    for line_number, line in enumerate(value.split("\n")):
        if line_number:
            made.append(element("br"))
        for piece_number, piece in enumerate(line.split("\t")):
            if piece_number:
                made.append(element("tab"))
            if piece:
                node = element("t")
                node.set(_SPACE, "preserve")
                node.text = fit(piece)
                made.append(node)
    return made


def own_text(paragraph: Any) -> str:
    """Give a paragraph's text without that of paragraphs inside it, as in a text box."""
    nodes = (node for node in paragraph.iter(q("t")) if next(node.iterancestors(q("p"))) is paragraph)
    return "".join(node.text or "" for node in nodes)
