"""How the text was typed: spaces inside it, empty lines, underlines and the like, pictures, characters without a face."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from banli_report.checks.finding import Finding, doubtful, wrong
from banli_report.checks.layout.context import Context
from banli_report.errors import ERROR, WARNING, Kind
from banli_report.word.reader.elements import Element, Labelled
from banli_report.word.reader.view import Paragraph

_PROSE = (Element.TEXT, Element.HEADING)
_UNMARKED = (Element.TITLE, Element.RECIPIENT, Element.TEXT, Element.HEADING, Element.DATE, Element.SIGNATURE)
_HAN = r"\u3007\u3400-\u9fff"
_SPACES = re.compile(rf"(?<=[{_HAN}，。；：、])[ \u00a0]+(?=[{_HAN}])|(?<=\S)[ \u00a0\u3000]{{2,}}(?=\S)")
_TITLES = re.compile(r"《[^《》]*》|“[^“”]*”")
"""What is quoted has the spaces of its own title."""
_QUOTES = re.compile(rf"[\"'](?=[{_HAN}])|(?<=[{_HAN}])[\"']")
_NARROW = re.compile(r"(?:_GB2312|(?<=小标宋)简体)$", re.IGNORECASE)
_AROUND, _SHOWN = 5, 5

PROBLEMS = (
    Kind(
        "layout.spaces",
        WARNING,
        "正文里多打了空格。",
        "报告.docx 正文 第8段：汉字之间有空格：“办理  建议提案”",
        "5.2.3",
    ),
    Kind(
        "layout.blank-lines",
        WARNING,
        "正文里连着空了几行。",
        "报告.docx 正文 第16段：正文中间连续空了3行",
        "5.2.3",
    ),
    Kind(
        "layout.emphasis",
        WARNING,
        "正文用了下划线、斜体或删除线，公文一般不用。",
        "报告.docx 正文 第29段：文字加了下划线：“办理工作还有差距”",
    ),
    Kind(
        "layout.picture-clipped",
        ERROR,
        "图片放在固定行距的段落里，只显示出一行的高度。",
        "报告.docx 正文 第15段：图片所在的段落行距是固定值28.95磅，图片会被截去：“（一）交办件的构成。”",
    ),
    Kind(
        "layout.straight-quotes",
        ERROR,
        "汉字旁用了直引号。",
        '报告.docx 正文 第8段：汉字旁用了直引号“"”，应为弯引号：“"办理"建议提案是”',
        "GB/T 15834",
    ),
    Kind(
        "layout.face-lacks",
        WARNING,
        "所用的字体没有这些字，会换成别的字体或印成空框。",
        "报告.docx 正文 第3段：字体仿宋_GB2312没有这些字：堃、喆",
        "5.2.2",
    ),
)


def typing_findings(context: Context) -> Iterator[Finding]:
    """Give what was typed or put in that does not belong there."""
    for labelled in context.labelled:
        if labelled.element in _PROSE:
            yield from _spaces(labelled)
        if labelled.element in _UNMARKED:
            yield from _emphasis(labelled)
        if labelled.element is not Element.BLANK:
            yield from _straight_quotes(labelled.paragraph)
    yield from _blank_lines(context)
    yield from map(_clipped, filter(_is_clipped, context.view.body))
    yield from _lacking(context)


def _spaces(labelled: Labelled) -> Iterator[Finding]:
    text = _TITLES.sub(lambda found: "x" * len(found[0]), labelled.paragraph.text)
    begin = len(text) - len(text.lstrip())
    if found := _SPACES.search(text, begin):
        snippet = labelled.paragraph.text[max(found.start() - _AROUND, 0) :]
        yield doubtful("spaces", labelled.paragraph, "汉字之间有空格", "删去空格", snippet)


def _emphasis(labelled: Labelled) -> Iterator[Finding]:
    marks = [(span, mark) for span in labelled.paragraph.spans if span.text.strip() for mark in span.marks]
    if marks:
        span, mark = marks[0]
        yield doubtful("emphasis", labelled.paragraph, f"文字加了{mark}", "取消它，要强调的用加粗", span.text)


def _straight_quotes(paragraph: Paragraph) -> Iterator[Finding]:
    if found := _QUOTES.search(paragraph.text):
        message = f"汉字旁用了直引号“{found[0]}”，应为弯引号"
        snippet = paragraph.text[max(found.start() - _AROUND, 0) :]
        yield wrong("straight-quotes", paragraph, message, "改为“”或‘’", snippet)


def _blank_lines(context: Context) -> Iterator[Finding]:
    """Find empty lines one after another between paragraphs of the text."""
    runs = [(blank, list(group)) for blank, group in groupby(context.main, _is_blank)]
    for (_, above), (blank, lines), (_, below) in zip(runs, runs[1:], runs[2:], strict=False):
        between = above[-1].element in _PROSE and below[0].element in _PROSE
        if blank and between and len(lines) > 1:
            message = f"正文中间连续空了{len(lines)}行"
            yield doubtful("blank-lines", lines[0].paragraph, message, "删去空行")


def _is_blank(labelled: Labelled) -> bool:
    paragraph = labelled.paragraph
    return labelled.element is Element.BLANK and not paragraph.has_picture and "\f" not in paragraph.text


def _is_clipped(paragraph: Paragraph) -> bool:
    return paragraph.has_picture and paragraph.line_rule == "exact"


def _clipped(paragraph: Paragraph) -> Finding:
    message = f"图片所在的段落行距是固定值{paragraph.line / 20:g}磅，图片会被截去"
    return wrong("picture-clipped", paragraph, message, "图片单独成段，行距设为单倍")


def _lacking(context: Context) -> Iterator[Finding]:
    """Find characters that a face named after GB 2312 does not hold, once for each face."""
    found: dict[str, dict[str, Paragraph]] = {}
    for labelled in context.labelled:
        for span in labelled.paragraph.spans:
            if _NARROW.search(span.east.name) and (lacking := _beyond(span.text)):
                known = found.setdefault(span.east.name, {})
                known.update({sign: labelled.paragraph for sign in lacking if sign not in known})
    for face, signs in found.items():
        shown = "、".join(list(signs)[:_SHOWN])
        if len(signs) > _SHOWN:
            shown += f"等{len(signs)}个"
        message = f"字体{face}没有这些字：{shown}"
        hint = f"改用字数更多的同类字体，如{_wider(face)}"
        yield doubtful("face-lacks", next(iter(signs.values())), message, hint, shown)


def _wider(face: str) -> str:
    """Give the name of the face of the same look that holds the characters of GBK."""
    return f"{face.removesuffix('简体')}_GBK" if "小标宋" in face else _NARROW.sub("", face)


def _beyond(text: str) -> list[str]:
    """Give the Han characters of a text that GB 2312 does not have."""
    if text.isascii():
        return []
    return [sign for sign in text if "\u3400" <= sign <= "\u9fff" and not _in_gb2312(sign)]


def _in_gb2312(sign: str) -> bool:
    return bool(sign.encode("gb2312", "ignore"))
