"""Headings: 一、（一）1.（1） in order, written as the standard has them (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.standard.numerals import MAX_ORDINAL, chinese
from banli_report.word.reader.elements import Element, Labelled
from banli_report.word.reader.headings import HeadingMark

_PARENTS = {2: (1,), 3: (1, 2), 4: (3,)}
_SIGNS = {1: "{1}、", 2: "（{1}）", 3: "{0}.", 4: "（{0}）"}
"""How a number is written at each level: 0 in digits, 1 in Chinese numerals."""
_ENDS = "。，；：、,;:."
_POINTED, _FULL_WIDTH_DOT = 3, "．"

PROBLEMS = (
    Kind(
        "layout.heading-order",
        ERROR,
        "小标题跳了层次，上面缺一级。",
        "报告.docx 正文 第4段：小标题“（一）”之前没有“一、”一级：“（一）总体情况”",
        "7.3.3",
    ),
    Kind(
        "layout.heading-number",
        ERROR,
        "小标题的序号断了或重了。",
        "报告.docx 正文 第11段：小标题的序号是“（三）”，应为“（二）”：“（三）办理结果”",
        "7.3.3",
    ),
    Kind(
        "layout.heading-form",
        EITHER,
        "小标题的序号写法不对，或没有序号。",
        "报告.docx 正文 第11段：序号写作“(二)”，应为“（二）”：“(二)办理结果”",
        "7.3.3",
    ),
    Kind(
        "layout.outline-level",
        WARNING,
        "小标题的样式或大纲级别与它的序号不符，导航和目录会乱。",
        "报告.docx 正文 第11段：序号“（二）”是第2级，样式或大纲级别却是第1级：“（二）办理结果”",
    ),
    Kind(
        "layout.heading-punctuation",
        WARNING,
        "单独成行的小标题末尾一般不加标点。",
        "报告.docx 正文 第13段：单独成行的小标题末尾有标点“。”：“二、下步打算。”",
    ),
)


def level_findings(context: Context) -> Iterator[Finding]:
    """Give headings out of order, wrongly numbered, wrongly written, or at odds with their outline level."""
    counts = [0, 0, 0, 0]
    for labelled in context.labelled:
        if labelled.element in (Element.ANNEX_MARK, Element.ANNEX_TITLE):
            counts = [0, 0, 0, 0]
        mark = labelled.heading
        if not mark.level:
            continue
        yield from _form(labelled, mark)
        if mark.number:
            yield from _order(labelled, mark, counts)
            counts[mark.level - 1] = mark.number
        counts[mark.level :] = [0] * (len(counts) - mark.level)
        counts[mark.level - 1] = counts[mark.level - 1] or 1


def _sign(level: int, number: int) -> str:
    return _SIGNS[level].format(number, chinese(min(number, MAX_ORDINAL)))


def _order(labelled: Labelled, mark: HeadingMark, counts: list[int]) -> Iterator[Finding]:
    parents = _PARENTS.get(mark.level, ())
    sign = mark.sign or _sign(mark.level, mark.number)
    above = [level for level in range(1, mark.level) if counts[level - 1]]
    if parents and (not above or above[-1] not in parents):
        wanted = "或".join(f"“{_sign(level, 1)}”" for level in parents)
        message = f"小标题“{sign}”之前没有{wanted}一级"
        yield wrong("heading-order", labelled.paragraph, message, "层次依次用“一、”“（一）”“1.”“（1）”")
        return
    expected = counts[mark.level - 1] + 1
    if mark.number != expected:
        message = f"小标题的序号是“{sign}”，应为“{_sign(mark.level, expected)}”"
        yield wrong("heading-number", labelled.paragraph, message, "改正序号，检查有没有漏掉或重复的小标题")


def _form(labelled: Labelled, mark: HeadingMark) -> Iterator[Finding]:
    paragraph = labelled.paragraph
    if not mark.right:
        kind = wrong_if(mark.level != _POINTED or _FULL_WIDTH_DOT not in mark.sign)
        message = f"序号写作“{mark.sign}”，应为“{_sign(mark.level, mark.number or 1)}”"
        yield kind("heading-form", paragraph, message, "层次依次用“一、”“（一）”“1.”“（1）”")
    if mark.styled and mark.sign and mark.styled != mark.level:
        message = f"序号“{mark.sign}”是第{mark.level}级，样式或大纲级别却是第{mark.styled}级"
        yield doubtful("outline-level", paragraph, message, "改用相应级别的标题样式")
    if labelled.element is Element.HEADING and mark.styled and labelled.text[-1] in _ENDS:
        message = f"单独成行的小标题末尾有标点“{labelled.text[-1]}”"
        yield doubtful("heading-punctuation", paragraph, message, "删去小标题末尾的标点")
    if labelled.element is Element.HEADING and not mark.sign and not paragraph.list_form:
        yield doubtful("heading-form", paragraph, f"第{mark.level}级小标题没有序号", "补上序号")
