"""What must not leave with a file: tags, placeholders, comments, revisions, hidden text, links, foreign authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from banli_report.checks.layout.finding import Finding, doubtful, unknown, wrong, wrong_if
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.word.ooxml.parts import Package
from banli_report.word.ooxml.xml import Node, q
from banli_report.word.reader.view import BODY, Paragraph, View
from banli_report.words.placeholders import PLACEHOLDER, TAG

_CHANGES = tuple(
    q(name)
    for name in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "cellIns",
        "cellDel",
        "numberingChange",
    )
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TOOL = "python-docx"
_LINKS = {"hyperlink": "留有超链接"}
_FOR_CHECKING = re.compile(r"\s*核[对對]稿\s*不得外[发發]\s*")
_TARGET = 60
"""The characters that are shown of what a link leads to."""

PROBLEMS = (
    Kind(
        "layout.template-tag",
        ERROR,
        "模板的标签没有填上内容，留在文件里。",
        "报告.docx 页脚 第1段：留有没有填写的模板标签{{ 年度 }}：“{{ 年度 }}”",
    ),
    Kind(
        "layout.review-copy",
        ERROR,
        "文件是核对稿，不是要发出去的那一份。",
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
        "还有X、XX之类待填的内容；检查草稿时只提醒。",
        "报告.docx 正文 第1段：“XXX”还没有填写：“XXX县住房和城乡建设局……”",
    ),
    Kind(
        "layout.highlight",
        WARNING,
        "文字标着底色，多半是留着核对的。",
        "报告.docx 正文 第5段：留有突出显示（底色）的文字：“全年承办建议”",
    ),
    Kind("layout.comments", ERROR, "批注没有删去，会随文件发出去。", "报告.docx 批注：留有1条批注"),
    Kind(
        "layout.revisions",
        ERROR,
        "修订没有接受或拒绝，改稿的痕迹会随文件发出去。",
        "报告.docx 正文：留有1处修订",
    ),
    Kind(
        "layout.external-link",
        EITHER,
        "文件链接到外面；链接到外部文件是错误，超链接只提醒。",
        "报告.docx 正文：留有超链接https://example.invalid/",
    ),
    Kind(
        "layout.metadata",
        WARNING,
        "文件属性里的作者、标题没有写，或还是软件自动写的。",
        "报告.docx 文件属性：文件属性里没有标题",
    ),
)


def text_findings(view: View) -> Iterator[Finding]:
    """Give tags, placeholders and hidden text that stand in paragraphs."""
    for paragraph in (*view.body, *(paragraph for _, paragraphs in view.others for paragraph in paragraphs)):
        for tag in TAG.findall(paragraph.text):
            message = f"留有没有填写的模板标签{tag[:20]}"
            yield wrong("template-tag", paragraph, message, "填写或删去这个标签")
        if _FOR_CHECKING.fullmatch(paragraph.text):
            yield wrong(
                "review-copy", paragraph, "这是核对稿，不能外发", "外发用文件名里没有“核对稿”的那一份"
            )
        yield from _placeholders(paragraph)
        hidden = [span for span in paragraph.spans if span.hidden and span.text.strip()]
        if hidden:
            yield wrong("hidden-text", paragraph, "留有隐藏文字", "显示隐藏文字后删去", hidden[0].text)


def _placeholders(paragraph: Paragraph) -> Iterator[Finding]:
    found = PLACEHOLDER.search(paragraph.text)
    if found:
        snippet = paragraph.text[max(found.start() - 5, 0) :]
        yield unknown("placeholder", paragraph, f"“{found[0]}”还没有填写", "填上实际内容", snippet)
    lit = [span for span in paragraph.spans if span.highlighted and span.text.strip()]
    if lit and not found:
        yield doubtful(
            "highlight", paragraph, "留有突出显示（底色）的文字", "核对后取消突出显示", lit[0].text
        )


def file_findings(package: Package, main: str) -> Iterator[Finding]:
    """Give comments, revisions, links to the outside and properties."""
    comments = sum(
        len(list(package.roots[part].iter(q("comment")))) for part in package.related(main, "comments")
    )
    if comments:
        yield wrong("comments", "批注", f"留有{comments}条批注", "处理后删去全部批注")
    changes = Counter(node.tag for root in _word_roots(package, main) for node in root.iter(*_CHANGES))
    if changes:
        message = f"留有{changes.total()}处修订"
        yield wrong("revisions", BODY, message, "在“审阅”里接受或拒绝全部修订")
    yield from _links(package)
    yield from _properties(package)


def _word_roots(package: Package, main: str) -> Iterator[Node]:
    yield package.roots[main]
    for kind in ("header", "footer", "footnotes", "endnotes"):
        yield from (package.roots[part] for part in package.related(main, kind))


def _links(package: Package) -> Iterator[Finding]:
    for name in sorted(package.names):
        folder, _, file = name.rpartition("_rels/")
        if not name.endswith(".rels"):
            continue
        for relation in package.relations(folder + file.removesuffix(".rels")):
            if not relation.leads_out:
                continue
            kind = wrong_if(relation.kind != "hyperlink")
            what = _LINKS.get(relation.kind, "链接到外部文件")
            message = f"{what}{_shortened(relation.target)}"
            yield kind("external-link", BODY, message, "取消链接，需要的内容放进文件里")


def _shortened(target: str) -> str:
    return target if len(target) <= _TARGET else f"{target[:_TARGET]}……"


def _properties(package: Package) -> Iterator[Finding]:
    part = next(package.related("", "core-properties"), "")
    root = package.roots.get(part)
    author, title, note = (_property(root, tag) for tag in ("creator", "title", "description"))
    if not author or _TOOL in author or _TOOL in note:
        message = "文件属性里没有作者"
        if author or note:
            message = f"文件属性里的作者是“{author or note}”"
        yield doubtful("metadata", "文件属性", message, "作者写发文机关")
    if not title:
        yield doubtful("metadata", "文件属性", "文件属性里没有标题", "标题写公文标题")


def _property(root: Node | None, name: str) -> str:
    if root is None:
        return ""
    return (root.findtext(f"{_DC}{name}") or "").strip()
