"""Alignment, indents and space by element (GB/T 9704-2012, 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.word.reader.elements import Element, Labelled
from banli_report.word.reader.view import Paragraph

_TOLERANCE = 0.25
_FIRST_LINE = 2
_ALIGNS = {
    "both": "两端对齐",
    "left": "左对齐",
    "center": "居中",
    "right": "右对齐",
    "distribute": "分散对齐",
}
_CENTRED = (Element.TITLE, Element.ANNEX_TITLE, Element.VENUE)
_FLUSH = (Element.RECIPIENT, Element.ANNEX_MARK)

PROBLEMS = (
    Kind(
        "layout.alignment",
        EITHER,
        "标题应居中、正文应两端对齐，这里不是；影响不大的只提醒。",
        "报告.docx 正文 第5段：正文是左对齐，应为两端对齐：“全年承办建议5件，其中“……”",
        "7.3.1、7.3.3",
    ),
    Kind(
        "layout.side-indent",
        ERROR,
        "段落整段缩进了，回行没有顶格。",
        "报告.docx 正文 第20段：正文左缩进2.0字，应为0：“已经全部办结。”",
        "7.3.3",
    ),
    Kind(
        "layout.paragraph-spacing",
        ERROR,
        "段前、段后加了距离，每页排不足22行。",
        "报告.docx 正文 第4段：正文段前0磅、段后10磅，应为0：“2022年共承办建议30……”",
        "5.2.3",
    ),
    Kind(
        "layout.keep-next",
        WARNING,
        "小标题可能独自留在一面的最后一行。",
        "报告.docx 正文 第4段：小标题没有设“与下段同页”，可能独自留在页末：“一、基本情况”",
    ),
    Kind(
        "layout.first-line-indent",
        ERROR,
        "每个自然段应左空二字，这里空得不对。",
        "报告.docx 正文 第5段：正文首行缩进4.0字，应为2字：“全年承办建议5件，其中“……”",
        "7.3.3",
    ),
    Kind(
        "layout.indent-spaces",
        WARNING,
        "用空格凑出首行缩进，改动文字后容易错位。",
        "报告.docx 正文 第5段：正文首行用空格代替缩进：“全年承办建议5件，其中“……”",
        "7.3.3",
    ),
    Kind(
        "layout.flush-left",
        ERROR,
        "主送机关、附件标记应顶格，这里没有。",
        "报告.docx 正文 第3段：主送机关缩进2.0字，应顶格：“区人大常委会：”",
        "7.3.2、7.3.7",
    ),
)


def shape_findings(context: Context) -> Iterator[Finding]:
    """Give the paragraphs that stand in the wrong place of their line."""
    for labelled in context.labelled:
        if labelled.element in (Element.TEXT, Element.HEADING):
            yield from _text(labelled)
        elif labelled.element in _CENTRED and labelled.paragraph.align != "center":
            kind = wrong_if(labelled.element is not Element.VENUE)
            message = f"{labelled.element}是{_align(labelled.paragraph)}，应为居中"
            yield kind("alignment", labelled.paragraph, message, "改为居中")
        elif labelled.element in _FLUSH:
            yield from _flush(labelled)


def _align(paragraph: Paragraph) -> str:
    return _ALIGNS.get(paragraph.align, paragraph.align)


def _text(labelled: Labelled) -> Iterator[Finding]:
    paragraph = labelled.paragraph
    if paragraph.align != "both":
        kind = wrong_if(paragraph.align != "left")
        message = f"{labelled.element}是{_align(paragraph)}，应为两端对齐"
        yield kind("alignment", paragraph, message, "改为两端对齐")
    yield from _first_line(labelled)
    for side, length in (("左", paragraph.left), ("右", paragraph.right)):
        if abs(length) > _TOLERANCE * paragraph.em:
            message = f"{labelled.element}{side}缩进{length / paragraph.em:.1f}字，应为0"
            yield wrong("side-indent", paragraph, message, "把左右缩进设为0，只留首行缩进")
    if paragraph.before or paragraph.after:
        message = f"{labelled.element}段前{paragraph.before / 20:g}磅、段后{paragraph.after / 20:g}磅，应为0"
        yield wrong("paragraph-spacing", paragraph, message, "段前、段后设为0")
    if labelled.element is Element.HEADING and not paragraph.keep_next:
        message = "小标题没有设“与下段同页”，可能独自留在页末"
        yield doubtful("keep-next", paragraph, message, "在段落设置里勾选“与下段同页”")


def _first_line(labelled: Labelled) -> Iterator[Finding]:
    paragraph = labelled.paragraph
    indent = paragraph.first / paragraph.em + paragraph.typed_space
    if abs(indent - _FIRST_LINE) > _TOLERANCE:
        message = f"{labelled.element}首行缩进{indent:.1f}字，应为{_FIRST_LINE}字"
        yield wrong("first-line-indent", paragraph, message, "首行缩进设为2字符，不用空格")
    elif paragraph.typed_space:
        message = f"{labelled.element}首行用空格代替缩进"
        yield doubtful("indent-spaces", paragraph, message, "删去空格，首行缩进设为2字符")


def _flush(labelled: Labelled) -> Iterator[Finding]:
    paragraph = labelled.paragraph
    if paragraph.align not in ("left", "both"):
        place = _align(paragraph)
    elif abs(paragraph.indent) > _TOLERANCE:
        place = f"缩进{paragraph.indent:.1f}字"
    else:
        return
    yield wrong("flush-left", paragraph, f"{labelled.element}{place}，应顶格", "左对齐，缩进设为0")
