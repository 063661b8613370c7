"""The frame's markers: paragraphs in whose place elements are put.

A marker becomes a bookmark before docxtpl runs, so that no value can look like one.
"""

from __future__ import annotations

from typing import Any

from banli_report.word.ooxml.xml import element, own_text, q

BODY_MARKER, HEAD_MARKER = "{{ 正文 }}", "{{ 版头 }}"
HEAD_FIELDS = ("份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人")
"""What tags of a frame may name of the head, where an office draws its own."""
_IDS = {BODY_MARKER: 909090, HEAD_MARKER: 909091}


def is_marker(tag: str) -> bool:
    """Tell whether a tag is one of the markers."""
    return _plain(tag) in map(_plain, _IDS)


def set_bookmark(body: Any, marker: str) -> int:
    """Turn the paragraphs of a marker into bookmarks; give how many there are."""
    found = [paragraph for paragraph in body.iter(q("p")) if _plain(own_text(paragraph)) == _plain(marker)]
    for paragraph in found:
        for child in [child for child in paragraph if child.tag != q("pPr")]:
            paragraph.remove(child)
        paragraph.append(element("bookmarkStart", id=_IDS[marker], name=_name(marker)))
        paragraph.append(element("bookmarkEnd", id=_IDS[marker]))
    return len(found)


def bookmarked(body: Any, marker: str) -> Any:
    """Give the paragraph of a marker's bookmark, or None."""
    marks = body.iter(q("bookmarkStart"))
    return next((mark.getparent() for mark in marks if mark.get(q("name")) == _name(marker)), None)


def misplaced(body: Any, marker: str) -> bool:
    """Tell whether a marker stands where its elements cannot, or where a section would end with it."""
    paragraph = bookmarked(body, marker)
    return paragraph.getparent() is not body or paragraph.find(f"{q('pPr')}/{q('sectPr')}") is not None


def put(paragraph: Any, elements: list[Any]) -> None:
    """Put elements in place of a marker's paragraph."""
    parent = paragraph.getparent()
    position = parent.index(paragraph)
    parent.remove(paragraph)
    parent[position:position] = elements


def _plain(tag: str) -> str:
    return tag.replace(" ", "")


def _name(marker: str) -> str:
    return f"banli_report_{_IDS[marker]}"
