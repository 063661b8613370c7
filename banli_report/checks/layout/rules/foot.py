"""The foot of a document: 抄送, 印发机关, 印发日期 (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli_report.checks.finding import Finding, doubtful, wrong
from banli_report.checks.layout.context import Context
from banli_report.errors import ERROR, WARNING, Kind
from banli_report.word.reader.elements import COPIES, Element

_COPIES = re.compile(r"抄送\s*[:：].*", re.DOTALL)
_ISSUED = re.compile(r"印\s*[发發]")
_INDENT, _TOLERANCE = 1, 0.35

PROBLEMS = (
    Kind(
        "layout.foot-copies",
        ERROR,
        "最后一个抄送机关后应标句号。",
        "报告.docx 正文 第29段：抄送机关之后没有句号：“抄送：区委办公室，区政协……”",
        "7.4.2",
    ),
    Kind(
        "layout.foot-issued",
        ERROR,
        "印发日期之后应有“印发”二字。",
        "报告.docx 正文 第68段：印发日期之后没有“印发”：“某某局办公室 2022年8月……”",
        "7.4.3",
    ),
    Kind(
        "layout.foot-indent",
        WARNING,
        "版记各行左右各空一字，这里空得不对。",
        "报告.docx 正文 第29段：版记左空0.0字，应为1字：“抄送：区委办公室，区政协……”",
        "7.4",
    ),
)


def foot_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong with the foot."""
    for labelled in context.of(Element.FOOT):
        if _COPIES.fullmatch(labelled.text) and not labelled.text.endswith("。"):
            yield wrong("foot-copies", labelled.paragraph, "抄送机关之后没有句号", "末尾加上句号")
        if not COPIES.match(labelled.text) and not _ISSUED.search(labelled.text):
            yield wrong("foot-issued", labelled.paragraph, "印发日期之后没有“印发”", "日期后写上“印发”")
        indent = labelled.paragraph.indent
        if abs(indent - _INDENT) > _TOLERANCE and not labelled.paragraph.in_table:
            message = f"版记左空{indent:.1f}字，应为{_INDENT}字"
            yield doubtful("foot-indent", labelled.paragraph, message, "左右各空1字")
