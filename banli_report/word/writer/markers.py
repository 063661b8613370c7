"""The frame's markers: paragraphs in whose place elements are put.

A marker becomes a bookmark before docxtpl runs, so that no value can look like one.
"""

from __future__ import annotations

from banli_report.word.ooxml.xml import Node, element, own_text, parent, path, q

BODY_MARKER, HEAD_MARKER = "{{ 正文 }}", "{{ 版头 }}"
FRAME_FIELDS = ("标题", "年度", "单位", "简称", "会议", "署名", "日期")
"""What tags of a frame may name."""
HEAD_FIELDS = ("份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人")
"""What tags of a frame may name of the head, where an office draws its own."""
_IDS = {BODY_MARKER: 909090, HEAD_MARKER: 909091}


def is_marker(tag: str) -> bool:
    """Tell whether a tag is one of the markers."""
    return _plain(tag) in map(_plain, _IDS)


def set_bookmark(body: Node, marker: str) -> int:
    """Turn the paragraphs of a marker into bookmarks; give how many there are."""
    found = [paragraph for paragraph in body.iter(q("p")) if _plain(own_text(paragraph)) == _plain(marker)]
    for paragraph in found:
        for child in [child for child in paragraph if child.tag != q("pPr")]:
            paragraph.remove(child)
        paragraph.append(element("bookmarkStart", id=_IDS[marker], name=_name(marker)))
        paragraph.append(element("bookmarkEnd", id=_IDS[marker]))
    return len(found)


def bookmarked(body: Node, marker: str) -> Node | None:
    """Give the paragraph of a marker's bookmark, or None."""
    marks = body.iter(q("bookmarkStart"))
    return next((parent(mark) for mark in marks if mark.get(q("name")) == _name(marker)), None)


def misplaced(body: Node, marker: str) -> bool:
    """Tell whether a marker stands where its elements cannot, or where a section would end with it."""
    paragraph = bookmarked(body, marker)
    if paragraph is None:
        return False
    return parent(paragraph) is not body or paragraph.find(path("pPr", "sectPr")) is not None


def put(body: Node, marker: str, elements: list[Node]) -> None:
    """Put elements in place of a marker's paragraph, where there is one."""
    paragraph = bookmarked(body, marker)
    if paragraph is None:
        return
    owner = parent(paragraph)
    position = owner.index(paragraph)
    owner.remove(paragraph)
    owner[position:position] = elements


def _plain(tag: str) -> str:
    return tag.replace(" ", "")


def _name(marker: str) -> str:
    return f"banli_report_{_IDS[marker]}"
