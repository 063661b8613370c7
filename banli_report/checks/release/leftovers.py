"""What was to be filled in, taken out or shown before a file leaves: tags, placeholders, hidden text, highlights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, unknown, wrong
from banli_report.checks.release.parts import Parts
from banli_report.checks.release.texts import Texts
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.word.ooxml.xml import attribute, parent, q
from banli_report.word.reader.view import Paragraph
from banli_report.words.placeholders import PLACEHOLDER, TAG

_TAG_ENDS = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝")
_PROMPT = re.compile(
    "(?:单击|点击)(?:或点击|或轻触)?此处[^。；\n]{0,4}(?:输入|键入|添加|选择)[^。；\n]{0,8}"
    "|[［\\[](?:在此处?)?键入[^\\]］\n]{0,12}[\\]］]"
    "|[（(【［\\[]待(?:核实?|核对|更新|确认|补充?|填写?|改)[^）)】］\\]。\n]{0,8}[）)】］\\]]"
)
"""What Word and people write where something is to be typed; what stands for a name or number is known elsewhere."""
_FOR_CHECKING = re.compile(r"\s{0,9}核[对對]稿\s{0,9}不得外[发發]\s{0,9}")
_BESIDE = 4
"""How many characters after a placeholder are looked for with it."""
_SHOWN = 40
_OFF = ("0", "false", "off")

PROBLEMS = (
    Kind(
        "layout.template-tag",
        EITHER,
        "模板的标签没有填上内容，留在文件里；检查txt时只提醒。",
        "报告.docx 页脚 第1段：留有没有填写的模板标签{{ 年度 }}：“{{ 年度 }}”",
    ),
    Kind(
        "layout.review-copy",
        EITHER,
        "文件是核对稿，不是要发出去的那一份；检查txt时只提醒。",
        "报告（核对稿）.docx 页眉 第1段：这是核对稿，不能外发：“核对稿 不得外发”",
    ),
    Kind(
        "layout.hidden-text",
        ERROR,
        "文件里藏着不显示的文字，会随文件发出去。",
        "报告.docx 正文 第14段：留有隐藏文字：“继续做好办理工作。”",
    ),
    Kind(
        "layout.placeholder",
        EITHER,
        "还有X、XX之类待填的内容；检查草稿和txt时只提醒。",
        "报告.docx 正文 第1段：“XXX”还没有填写：“XXX县住房和城乡建设局……”",
    ),
    Kind(
        "layout.highlight",
        WARNING,
        "文字标着底色，多半是留着核对的。",
        "报告.docx 正文 第5段：留有突出显示（底色）的文字：“全年承办建议”",
    ),
)


def review_findings(texts: Texts) -> Iterator[Finding]:
    """Give the words that every page of a copy for checking bears."""
    for passage in texts.passages:
        if _FOR_CHECKING.fullmatch(passage.text):
            hint = "外发用文件名里没有“核对稿”的那一份"
            yield wrong("layout.review-copy", passage.place, "这是核对稿，不能外发", hint, passage.text)


def tag_findings(texts: Texts) -> Iterator[Finding]:
    """Give the tags of templates that are left over, whole or in pieces."""
    if not any(brace in texts.whole for brace in "{}%｛｝"):
        return
    for passage in texts.passages:
        tags = TAG.findall(passage.text) or _TAG_ENDS.findall(TAG.sub("", passage.text))
        for tag in dict.fromkeys(tags):
            message = f"留有没有填写的模板标签{tag[:20]}"
            hint = "填写或删去这个标签"
            yield wrong("layout.template-tag", passage.place, message, hint, passage.text[:_SHOWN]).about(tag)


def placeholder_findings(texts: Texts) -> Iterator[Finding]:
    """Give what stands for something that is not known yet; the first of each passage."""
    for passage in texts.passages:
        found = PLACEHOLDER.search(passage.text) or _PROMPT.search(passage.text)
        if found:
            begin = max(found.start() - 5, 0)
            snippet = passage.text[begin : begin + _SHOWN]
            message = f"“{found[0]}”还没有填写"
            typed = passage.text[found.start() : found.end() + _BESIDE]
            yield unknown("layout.placeholder", passage.place, message, "填上实际内容", snippet).about(typed)


def look_findings(parts: Parts) -> Iterator[Finding]:
    """Give hidden text and rows, and highlighted text; how things look is asked only where something is set so."""
    if _is_set(parts, "vanish"):
        for paragraph in _paragraphs(parts):
            hidden = [span.text for span in paragraph.spans if span.hidden and span.text.strip()]
            if hidden:
                hint = "显示隐藏文字后删去"
                yield wrong("layout.hidden-text", paragraph, "留有隐藏文字", hint, hidden[0]).about(hidden[0])
    if _is_set(parts, "highlight"):
        for paragraph in _paragraphs(parts):
            lit = [span.text for span in paragraph.spans if span.highlighted and span.text.strip()]
            if lit and not PLACEHOLDER.search(paragraph.text):
                message, hint = "留有突出显示（底色）的文字", "核对后取消突出显示"
                yield doubtful("layout.highlight", paragraph, message, hint, lit[0]).about(lit[0])
    yield from _hidden_rows(parts)


def _is_set(parts: Parts, name: str) -> bool:
    """Tell whether a part or the styles name a property at all."""
    styles = parts.word.package.related(parts.word.main, "styles")
    roots = map(parts.root, (*parts.with_text, *styles))
    return any(next(root.iter(q(name)), None) is not None for root in roots)


def _paragraphs(parts: Parts) -> Iterator[Paragraph]:
    view = parts.word.view
    yield from view.body
    for _, paragraphs in view.others:
        yield from paragraphs


def _hidden_rows(parts: Parts) -> Iterator[Finding]:
    for part in parts.with_text:
        for node in parts.root(part).iter(q("hidden")):
            if attribute(node, "val", "1") not in _OFF:
                row = parent(parent(node))
                text = "".join(found.text or "" for found in row.iter(q("t")))
                message, hint = "表格里有隐藏的一行", "显示这一行后删去"
                yield wrong("layout.hidden-text", parts.place(part, row), message, hint, text).about(text)
