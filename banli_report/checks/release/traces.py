"""The traces of those who worked on a file: comments and tracked changes, in whatever part."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.finding import Finding, wrong
from banli_report.checks.release.parts import Parts
from banli_report.errors import ERROR, Kind, Place
from banli_report.word.ooxml.xml import Node, W, q

_CHANGES = tuple(
    q(name)
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *(
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tblPrExChange",
            "trPrChange",
            "tcPrChange",
        ),
        *("tblGridChange", "customXmlInsRangeStart", "customXmlDelRangeStart"),
    )
)
_ANCHORS = (q("commentRangeStart"), q("commentReference"))
_COMMENTS = "批注"

PROBLEMS = (
    Kind(
        "layout.comments",
        ERROR,
        "批注没有删去，会随文件发出去。",
        "报告.docx 正文 第14段：留有1条批注：“再核”",
    ),
    Kind(
        "layout.revisions",
        ERROR,
        "修订没有接受或拒绝，改稿的痕迹会随文件发出去。",
        "报告.docx 正文 第14段：留有1处修订：“继续做好办理工作。”",
    ),
)


def trace_findings(parts: Parts) -> Iterator[Finding]:
    """Give comments, and tracked changes part by part."""
    yield from _comments(parts)
    for part, root in parts.word.package.roots.items():
        if not str(root.tag).startswith(f"{{{W}}}"):
            continue
        changes = list(root.iter(*_CHANGES))
        if changes:
            message, hint = f"留有{len(changes)}处修订", "在“审阅”里接受或拒绝全部修订"
            where = parts.place(part, changes[0])
            yield wrong("layout.revisions", where, message, hint, _text(changes[0]))


def _comments(parts: Parts) -> Iterator[Finding]:
    main = parts.word.main
    roots = (parts.root(part) for part in parts.word.package.related(main, "comments"))
    comments = [node for root in roots for node in root.iter(q("comment"))]
    if comments:
        anchor = next(parts.root(main).iter(*_ANCHORS), None)
        where = Place(file=parts.word.name, part=_COMMENTS)
        if anchor is not None:
            where = parts.place(main, anchor)
        message = f"留有{len(comments)}条批注"
        yield wrong("layout.comments", where, message, "处理后删去全部批注", _text(comments[0]))


def _text(node: Node) -> str:
    return "".join(found.text or "" for found in node.iter(q("t"), q("delText")))
