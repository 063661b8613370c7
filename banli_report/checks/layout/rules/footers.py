"""Page numbers (GB/T 9704-2012, 7.5): — 1 — in 4号宋体, right on odd pages, left on even ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong
from banli_report.checks.layout.context import Context
from banli_report.checks.layout.rules.faces import is_face
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.standard.gbt9704 import PAGE, SIZE_4, SONG_TI
from banli_report.word.reader.view import FooterKind, Paragraph, Section, millimetres

_FOOTER = "页脚"
_SIDES: dict[FooterKind, tuple[str, str, str]] = {
    "default": ("right", "单页", "右"),
    "even": ("left", "双页", "左"),
}
_OUTSIDE = ("outside",)
_DASHED = re.compile(r"—\s*(?:\d+\s*)?—")
_TOLERANCE = 0.35
_BELOW_TEXT, _HEIGHT_TOLERANCE = 7, 2
_MIDDLE = PAGE.bottom - PAGE.page_number - _BELOW_TEXT
"""How far the dashes stand above the foot of their line, in mm."""
_HINT = "页码用4号宋体，写作“— 1 —”，单页居右空1字，双页居左空1字"

_TURNED_HINT = "取消“链接到前一节”，页码放进文字方向旋转90°的文本框，移到左页边"

PROBLEMS = (
    Kind(
        "layout.page-number-missing",
        EITHER,
        "文件、某一节或首页没有页码。",
        "报告.docx 页脚：页脚里没有页码",
        "7.5",
    ),
    Kind(
        "layout.page-number-even",
        ERROR,
        "双页的页码没有另设，不会居左。",
        "报告.docx 页脚：双页的页码没有单独设置，应居左空1字",
        "7.5",
    ),
    Kind(
        "layout.page-number-height",
        WARNING,
        "页码离版心太近或太远，一字线应在版心下边缘之下7毫米。",
        "报告.docx 页脚 第1段：页码的一字线在版心下边之下约17毫米，应为7毫米：“— 1 —”",
        "7.5",
    ),
    Kind(
        "layout.page-number-restart",
        ERROR,
        "后面的节重新从头编页码，没有接着前面编。",
        "报告.docx 页脚：第2节的页码重新起编，应连续编排",
        "7.5",
    ),
    Kind(
        "layout.page-number-turned",
        WARNING,
        "横排的附件页，页码的位置应与竖排的页一致。",
        "报告.docx 页脚：第3节横排，页码随纸横排了，位置应与竖排的页一致",
        "8",
    ),
    Kind(
        "layout.page-number-side",
        ERROR,
        "单页的页码应居右，双页的应居左。",
        "报告.docx 页脚 第1段：单页页码没有居右：“— 1 —”",
        "7.5",
    ),
    Kind(
        "layout.page-number-indent",
        WARNING,
        "页码应离边空一字。",
        "报告.docx 页脚 第1段：单页页码右空0.0字，应为1字：“— 1 —”",
        "7.5",
    ),
    Kind(
        "layout.page-number-form",
        WARNING,
        "页码数字左右应各有一条一字线。",
        "报告.docx 页脚 第1段：页码两边没有一字线，应写作“— 1 —”：“1”",
        "7.5",
    ),
    Kind(
        "layout.page-number-face",
        ERROR,
        "页码应用4号半角宋体数字。",
        "报告.docx 页脚 第1段：页码的字号是16磅，应为4号（14磅）：“— 1 —”",
        "7.5",
    ),
)


def footer_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong with the page numbers."""
    sections = context.numbered_sections
    if not sections:
        return
    (start, first), *_ = sections
    odd = _number(context, first, "default")
    if odd is None:
        yield wrong("page-number-missing", _FOOTER, "页脚里没有页码", _HINT)
        return
    yield from _footer(odd, "default")
    yield from _height(context, first, odd)
    even = _number(context, first, "even") if context.view.odd_and_even else None
    if even:
        yield from _footer(even, "even")
    elif odd.align not in _OUTSIDE or not context.view.odd_and_even:
        message = "双页的页码没有单独设置，应居左空1字"
        yield wrong("page-number-even", _FOOTER, message, "勾选“奇偶页不同”，在双页页脚插入页码")
    for position, section in sections:
        yield from _section(context, section, position, is_first=position == start)


def _height(context: Context, section: Section, number: Paragraph) -> Iterator[Finding]:
    """Look at the distance of the number from the text area, where the footer is nothing but its line."""
    if number.in_box or section.landscape or len(context.view.footer(section, "default")) > 1:
        return
    distance = millimetres(section.bottom - section.footer) - _MIDDLE
    if abs(distance - _BELOW_TEXT) > _HEIGHT_TOLERANCE:
        message = f"页码的一字线在版心下边之下约{distance:.0f}毫米，应为{_BELOW_TEXT}毫米"
        yield doubtful("page-number-height", number, message, f"页脚距下边界设为{PAGE.page_number:g}毫米")


def _number(context: Context, section: Section, kind: FooterKind) -> Paragraph | None:
    paragraphs = context.view.footer(section, kind)
    return next((paragraph for paragraph in paragraphs if paragraph.has_page_field), None)


def _section(context: Context, section: Section, position: int, *, is_first: bool) -> Iterator[Finding]:
    if not is_first and section.restarts:
        message = f"第{position}节的页码重新起编，应连续编排"
        yield wrong("page-number-restart", _FOOTER, message, "页码格式里选“续前节”")
    number = _number(context, section, "default")
    if not is_first and number is None:
        yield wrong("page-number-missing", _FOOTER, f"第{position}节没有页码", _HINT)
    numbers = [_number(context, section, kind) for kind in _SIDES]
    in_annex = position > len(context.main_sections)
    if in_annex and section.landscape and any(found and not found.turned for found in numbers):
        message = f"第{position}节横排，页码随纸横排了，位置应与竖排的页一致"
        yield doubtful("page-number-turned", _FOOTER, message, _TURNED_HINT)
    first = context.view.footer(section, "first")
    if is_first and context.is_letter:
        return  # the first page of a letter shows no number
    if section.first_differs and not any(paragraph.has_page_field for paragraph in first):
        message = f"第{position}节首页没有页码"
        yield doubtful("page-number-missing", _FOOTER, message, "取消“首页不同”，或在首页页脚插入页码")


def _footer(paragraph: Paragraph, kind: FooterKind) -> Iterator[Finding]:
    side, name, shown = _SIDES[kind]
    if paragraph.align not in (side, *_OUTSIDE):
        yield wrong("page-number-side", paragraph, f"{name}页码没有居{shown}", _HINT)
    elif paragraph.align == side and not paragraph.in_box:
        indent = _edge_indent(paragraph, side)
        if abs(indent - 1) > _TOLERANCE:
            message = f"{name}页码{shown}空{indent:.1f}字，应为1字"
            yield doubtful("page-number-indent", paragraph, message, _HINT)
    if not _DASHED.search(paragraph.text):
        message = "页码两边没有一字线，应写作“— 1 —”"
        yield doubtful("page-number-form", paragraph, message, _HINT)
    yield from _look(paragraph)


def _edge_indent(paragraph: Paragraph, side: str) -> float:
    """Give how far the text stands from a side, in characters."""
    text = paragraph.text
    if side == "right":
        return paragraph.right / paragraph.em + len(text) - len(text.rstrip("\u3000"))
    return (paragraph.left + paragraph.first) / paragraph.em + len(text) - len(text.lstrip("\u3000"))


def _look(paragraph: Paragraph) -> Iterator[Finding]:
    for span in paragraph.spans:
        if not span.text.strip():
            continue
        if span.size != SIZE_4:
            message = f"页码的字号是{span.size:g}磅，应为4号（{SIZE_4:g}磅）"
            yield wrong("page-number-face", paragraph, message, _HINT)
            return
        if span.latin.themed or not is_face(span.latin.name, SONG_TI):
            message = f"页码的字体是{span.latin.name or '未指明'}，应为{SONG_TI}"
            yield wrong("page-number-face", paragraph, message, _HINT)
            return
