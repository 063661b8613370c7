"""What stands above the text: marks, masthead, number, the title's distances (GB/T 9704-2012, 7.2 and 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banli_report.checks.finding import Finding, doubtful, wrong
from banli_report.checks.layout.context import Context
from banli_report.checks.layout.rules.faces import is_face
from banli_report.errors import ERROR, WARNING, Kind
from banli_report.standard.gbt9704 import HEI_TI, KAI_TI, PAGE, SIZE_3, XIAO_BIAO_SONG
from banli_report.word.reader.elements import SIGNERS, Element, Labelled
from banli_report.word.reader.view import RED_SHADE, Paragraph, Span

_GRADED = re.compile(r"(绝密|机密|秘密|特急|加急|特提|平急)(★.*)?")
_STARLESS = re.compile(r"(?:绝密|机密|秘密)\s*[^★]{0,3}?\s*(?:\d+\s*[年月天日个]{1,2}|长期)")
_COPY_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[\u3400-\u9fff]")
_ABOVE_TITLE, _COPY_DIGITS = 2, 6
_HEAD = (Element.MASTHEAD, Element.NUMBER, Element.HEAD)

PROBLEMS = (
    Kind(
        "layout.copy-number",
        ERROR,
        "份号应为6位数字。",
        "报告.docx 正文 第1段：份号是2位，应为6位：“03”",
        "7.2.1",
    ),
    Kind(
        "layout.masthead-face",
        WARNING,
        "发文机关标志（红头）推荐用小标宋体，这里用了别的字体。",
        "报告.docx 正文 第4段：发文机关标志的字体是黑体，推荐用小标宋体：“某某区人民政府文件”",
        "7.2.4",
    ),
    Kind(
        "layout.masthead-alignment",
        ERROR,
        "发文机关标志（红头）没有居中。",
        "报告.docx 正文 第4段：发文机关标志没有居中：“某某区人民政府文件”",
        "7.2.4",
    ),
    Kind(
        "layout.head-mark-face",
        ERROR,
        "密级、紧急程度的字体、字号或颜色不对。",
        "报告.docx 正文 第3段：密级、紧急程度应为3号黑体、黑色：“特急”",
        "7.2.2、7.2.3",
    ),
    Kind(
        "layout.secrecy-star",
        ERROR,
        "密级和保密期限之间应有“★”。",
        "报告.docx 正文 第2段：密级和保密期限之间没有“★”：“秘密1年”",
        "7.2.2",
    ),
    Kind(
        "layout.signer-face",
        ERROR,
        "签发人的姓名应用3号楷体。",
        "报告.docx 正文 第8段：签发人姓名的字体是仿宋_GB2312，应为楷体_GB2312：“张某某”",
        "7.2.6",
    ),
    Kind(
        "layout.rule-colour",
        ERROR,
        "版头的分隔线应为红色。",
        "报告.docx 正文 第9段：发文字号下的分隔线是黑色，应为红色",
        "7.2.7",
    ),
    Kind(
        "layout.number-alignment",
        ERROR,
        "没有签发人的文件，发文字号应居中。",
        "报告.docx 正文 第7段：发文字号没有居中：“某政〔2024〕5号”",
        "7.2.5",
    ),
    Kind(
        "layout.title-blank",
        WARNING,
        "标题上下应空的行没有空够。",
        "报告.docx 正文 第10段：标题上面空1行，应在红色分隔线下空2行：“关于建议办理情况的报告”",
        "7.3.1、7.3.2",
    ),
)


def head_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong above the text."""
    for labelled in context.of(Element.MASTHEAD):
        if _is_graded(labelled):
            yield from _graded(labelled)
        else:
            yield from _masthead(labelled)
    for labelled in context.of(Element.HEAD):
        if _is_graded(labelled):
            yield from _graded(labelled)
        elif _COPY_NUMBER.fullmatch(labelled.text) and len(labelled.text) != _COPY_DIGITS:
            message = f"份号是{len(labelled.text)}位，应为{_COPY_DIGITS}位"
            yield wrong("copy-number", labelled.paragraph, message, "不足6位的，前面补0")
        elif _STARLESS.fullmatch(labelled.text):
            message = "密级和保密期限之间没有“★”"
            yield wrong("secrecy-star", labelled.paragraph, message, "写作“秘密★1年”")
    yield from _signers(context)
    yield from _rule(context)
    yield from _number_place(context)
    yield from _title_distances(context)


def _is_graded(labelled: Labelled) -> bool:
    return bool(_GRADED.fullmatch("".join(labelled.text.split())))


def _masthead(labelled: Labelled) -> Iterator[Finding]:
    paragraph = labelled.paragraph
    face = next((span.east.name for span in paragraph.spans if span.text.strip()), "")
    if not is_face(face, XIAO_BIAO_SONG):
        message = f"发文机关标志的字体是{face or '未指明'}，推荐用小标宋体"
        yield doubtful("masthead-face", paragraph, message, "改用小标宋体，字号以醒目、美观为准")
    if paragraph.align not in ("center", "distribute") and not paragraph.in_table:
        yield wrong("masthead-alignment", paragraph, "发文机关标志没有居中", "改为居中")


def _graded(labelled: Labelled) -> Iterator[Finding]:
    """Look at 密级 or 紧急程度: size 3, 黑体, black."""
    for span in (span for span in labelled.paragraph.spans if span.text.strip()):
        if span.colour or span.size != SIZE_3 or not is_face(span.east.name, HEI_TI):
            message = "密级、紧急程度应为3号黑体、黑色"
            yield wrong("head-mark-face", labelled.paragraph, message, "改字体为黑体、字号为三号、颜色为自动")
            return


def _signers(context: Context) -> Iterator[Finding]:
    """Look at the names of signers: what follows the label, and further names below it in its cell."""
    below = False
    for labelled in context.of(*_HEAD):
        paragraph, label = labelled.paragraph, SIGNERS.search(labelled.paragraph.text)
        below = below and paragraph.in_table and labelled.element is Element.HEAD
        if not (label or below):
            continue
        begin = label.end() if label else 0
        below = True
        span = next(
            (span for at, span in _placed(paragraph) if at >= begin and _NAME.search(span.text)), None
        )
        if span and not is_face(span.east.name, KAI_TI):
            message = f"签发人姓名的字体是{span.east.name or '未指明'}，应为{KAI_TI}"
            yield wrong("signer-face", paragraph, message, "“签发人：”用3号仿宋，姓名用3号楷体", span.text)


def _placed(paragraph: Paragraph) -> Iterator[tuple[int, Span]]:
    at = 0
    for span in paragraph.spans:
        yield at, span
        at += len(span.text)


def _rule(context: Context) -> Iterator[Finding]:
    """Look at the rule between masthead and title."""
    masthead = False
    for labelled in context.main:
        masthead = masthead or labelled.element is Element.MASTHEAD
        if labelled.element is Element.TITLE:
            return
        paragraph = labelled.paragraph
        if masthead and paragraph.rule and not RED_SHADE.fullmatch(paragraph.rule):
            colour = "黑色" if paragraph.rule in ("AUTO", "000000") else paragraph.rule
            message = f"发文字号下的分隔线是{colour}，应为红色"
            yield wrong("rule-colour", paragraph, message, "把这条线的颜色改为红色")


def _number_place(context: Context) -> Iterator[Finding]:
    signed = any(SIGNERS.search(labelled.text) for labelled in context.of(*_HEAD))
    for labelled in context.of(Element.NUMBER):
        paragraph = labelled.paragraph
        if not (signed or context.is_letter or paragraph.in_table or paragraph.align == "center"):
            message = "发文字号没有居中"
            yield wrong("number-alignment", paragraph, message, "没有签发人的，发文字号居中")


def _title_distances(context: Context) -> Iterator[Finding]:
    titles = [i for i, labelled in enumerate(context.main) if labelled.element is Element.TITLE]
    if not titles:
        return
    first, last = titles[0], titles[-1]
    above = context.main[:first]
    if any(labelled.element is Element.MASTHEAD for labelled in above):
        blank = _blank_lines(above, context.main[first])
        if blank < _ABOVE_TITLE:
            message = f"标题上面空{blank}行，应在红色分隔线下空{_ABOVE_TITLE}行"
            yield doubtful("title-blank", context.main[first].paragraph, message, "在标题之前空两行")
    below = next(iter(context.main[last + 1 :]), None)
    if below and below.element in (Element.RECIPIENT, Element.TEXT, Element.HEADING):
        space = context.main[last].paragraph.after + below.paragraph.before
        if space < PAGE.line_pitch // 2:
            message = "标题与下文之间没有空行"
            yield doubtful("title-blank", context.main[last].paragraph, message, "在标题之后空一行")


def _blank_lines(above: Sequence[Labelled], title: Labelled) -> int:
    """Count the blank lines above a title; space before it counts too."""
    blank = 0
    for labelled in reversed(above):
        paragraph = labelled.paragraph
        if labelled.element is not Element.BLANK:
            break
        blank += paragraph.line_rule != "exact" or paragraph.line > PAGE.line_pitch // 2  # else a rule's
    return blank + round(title.paragraph.before / PAGE.line_pitch)
