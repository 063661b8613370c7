"""The list of annexes, and the annexes' marks and titles (GB/T 9704-2012, 7.3.4 and 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.word.reader.elements import Element, Labelled

_ENDS = "。；，、：.;,:"
_FIRST = re.compile(r"附件\s*([:：])\s*(?:(\d{1,2})\s*([.．、]))?\s*(.*)", re.DOTALL)
_NEXT = re.compile(r"(\d{1,2})\s*([.．、])\s*(.*)", re.DOTALL)
_MARK = re.compile(r"附件\s*(\d{0,2}|[一二三四五六七八九十]{1,3})\s*(.*)", re.DOTALL)
_INDENT, _TOLERANCE = 2, 0.25

PROBLEMS = (
    Kind(
        "layout.annex-list-form",
        EITHER,
        "附件说明的写法不对：冒号、序号、名称的位置应如“附件：1.名称”。",
        "报告.docx 正文 第16段：附件说明的序号是“1、”，应为“1.”：“附件：1、办理情况统计表”",
        "7.3.4",
    ),
    Kind(
        "layout.annex-list-punctuation",
        ERROR,
        "附件名称后面不加标点。",
        "报告.docx 正文 第16段：附件说明末尾有标点“。”：“附件：办理情况统计表。”",
        "7.3.4",
    ),
    Kind(
        "layout.annex-list-blank",
        WARNING,
        "附件说明在正文下空一行，这里没有空。",
        "报告.docx 正文 第16段：附件说明与正文之间没有空行：“附件：办理情况统计表”",
        "7.3.4",
    ),
    Kind(
        "layout.annex-list-indent",
        ERROR,
        "附件说明左空二字，这里空得不对。",
        "报告.docx 正文 第16段：附件说明左空0.0字，应为2字：“附件：办理情况统计表”",
        "7.3.4",
    ),
    Kind(
        "layout.annex-count",
        EITHER,
        "附件说明里列的附件，和后面附的附件，个数对不上。",
        "报告.docx 正文 第16段：附件说明列了1个附件，后面附了2个：“附件：办理情况统计表”",
        "7.3.4",
    ),
    Kind(
        "layout.annex-mark-form",
        EITHER,
        "附件首页左上角的“附件”二字或序号写法不对。",
        "报告.docx 正文 第21段：附件标记是“附件一”，应为“附件1”，不加标点，名称另起：“附件一”",
        "7.3.7",
    ),
    Kind(
        "layout.annex-mark-page",
        ERROR,
        "附件应另面编排，这一个没有从新的一面开始。",
        "报告.docx 正文 第21段：附件标记不在一页的开头：“附件1”",
        "7.3.7",
    ),
    Kind(
        "layout.annex-title-place",
        WARNING,
        "附件标题应居中编排在版心第三行，这里不在第三行。",
        "报告.docx 正文 第24段：附件标题在第4行，应在第三行：“办理情况统计表”",
        "7.3.7",
    ),
    Kind(
        "layout.annex-title",
        ERROR,
        "附件标题和附件说明里写的名称不一致。",
        "报告.docx 正文 第23段：附件标题与附件说明里的“办理情况统计总表”不一致：“办理情况统计表”",
        "7.3.7",
    ),
)


def annex_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong with the list of annexes and the annexes themselves."""
    lines = list(context.of(Element.ANNEX_LIST))
    listed = [labelled for labelled in lines if _item(labelled)[3]]
    marks = list(context.of(Element.ANNEX_MARK))
    if len(lines) > len(listed):
        message = "附件名称没有接在“附件：”之后"
        yield wrong("annex-list-form", lines[0].paragraph, message, "写作“附件：1.”，名称接在后面，不另起行")
    if lines:
        yield from _list_form(listed)
        yield from _list_place(context, lines)
    yield from _marks(marks)
    yield from _titles(context, marks)
    if len(listed) != len(marks):
        kind = wrong_if(marks)
        message = f"附件说明列了{len(listed)}个附件，后面附了{len(marks)}个"
        yield kind("annex-count", (lines or marks)[0].paragraph, message, "附件说明与所附附件逐个对应")
    else:
        yield from _same_titles(context, listed, marks)


def _item(labelled: Labelled) -> tuple[str, str, str, str]:
    """Give colon, number, the sign after it, and title of an item of the list."""
    first, other = _FIRST.fullmatch(labelled.text), _NEXT.fullmatch(labelled.text)
    if first:
        return first[1], first[2] or "", first[3] or "", first[4]
    if other:
        return "：", other[1], other[2], other[3]
    return "：", "", "", labelled.text


def _list_form(listed: Sequence[Labelled]) -> Iterator[Finding]:
    for position, labelled in enumerate(listed, 1):
        colon, number, sign, title = _item(labelled)
        where = labelled.paragraph
        if title and title[-1] in _ENDS:
            message = f"附件说明末尾有标点“{title[-1]}”"
            yield wrong("annex-list-punctuation", where, message, "删去附件名称后的标点")
        if colon == ":":
            yield wrong("annex-list-form", where, "附件说明的冒号是半角，应为“附件：”", "改为全角冒号")
        if len(listed) > 1 and (number != str(position) or sign != "."):
            shown = f"{number}{sign}" or "没有序号"
            message = f"附件说明的序号是“{shown}”，应为“{position}.”"
            yield wrong("annex-list-form", where, message, "依次写作1.、2.")
        if len(listed) == 1 and number:
            yield doubtful("annex-list-form", where, "只有一个附件，不编序号", "写作“附件：”加名称")


def _list_place(context: Context, listed: Sequence[Labelled]) -> Iterator[Finding]:
    first = listed[0]
    position = context.positions[first.paragraph.number]
    if position and context.labelled[position - 1].element is not Element.BLANK:
        yield doubtful("annex-list-blank", first.paragraph, "附件说明与正文之间没有空行", "正文下空一行")
    paragraph = first.paragraph
    if abs(paragraph.indent - _INDENT) > _TOLERANCE:
        message = f"附件说明左空{paragraph.indent:.1f}字，应为{_INDENT}字"
        yield wrong("annex-list-indent", paragraph, message, "左空2字")


def _marks(marks: Sequence[Labelled]) -> Iterator[Finding]:
    for position, labelled in enumerate(marks, 1):
        found = _MARK.fullmatch(labelled.text)
        number, rest = found.groups() if found else ("", "")
        wanted = f"附件{position}" if len(marks) > 1 else "附件"
        if rest:
            message = f"附件标记是“{labelled.text[:12]}”，应为“{wanted}”，不加标点，名称另起"
            yield wrong("annex-mark-form", labelled.paragraph, message, "附件标记单独成行，名称写在第三行")
        elif number != wanted.removeprefix("附件"):
            kind = wrong_if(len(marks) > 1 or not number.isdecimal())
            message = f"附件标记是“{labelled.text}”，应为“{wanted}”"
            yield kind("annex-mark-form", labelled.paragraph, message, "按附件说明的顺序编号")
        if not labelled.paragraph.starts_page:
            message = "附件标记不在一页的开头"
            yield wrong("annex-mark-page", labelled.paragraph, message, "附件另面编排，在前面插入分页符")


def _titles(context: Context, marks: Sequence[Labelled]) -> Iterator[Finding]:
    for mark in marks:
        blanks, title = context.below(mark)
        if title and title.element is Element.ANNEX_TITLE and blanks != 1:
            message = f"附件标题在第{blanks + 2}行，应在第三行"
            yield doubtful("annex-title-place", title.paragraph, message, "附件标记下空一行写标题")


def _same_titles(
    context: Context, listed: Sequence[Labelled], marks: Sequence[Labelled]
) -> Iterator[Finding]:
    for item, mark in zip(listed, marks, strict=True):
        _, title = context.below(mark)
        if title is None or title.element is not Element.ANNEX_TITLE:
            continue
        named = _item(item)[3].rstrip(_ENDS)
        if "".join(named.split()) != "".join(title.text.split()):
            message = f"附件标题与附件说明里的“{named}”不一致"
            yield wrong("annex-title", title.paragraph, message, "使两处名称一致")
