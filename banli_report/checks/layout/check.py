"""The layout check: a Word file against GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.finding import Finding, in_draft, problems_of, wrong
from banli_report.checks.layout.context import Context
from banli_report.checks.layout.rules.annexes import annex_findings
from banli_report.checks.layout.rules.closing import closing_findings
from banli_report.checks.layout.rules.faces import face_findings
from banli_report.checks.layout.rules.foot import foot_findings
from banli_report.checks.layout.rules.footers import footer_findings
from banli_report.checks.layout.rules.head import head_findings
from banli_report.checks.layout.rules.levels import level_findings
from banli_report.checks.layout.rules.lines import line_findings
from banli_report.checks.layout.rules.page import page_findings
from banli_report.checks.layout.rules.shape import shape_findings
from banli_report.checks.layout.rules.tables import table_findings
from banli_report.checks.layout.rules.typing import typing_findings
from banli_report.checks.layout.rules.wording import wording_findings
from banli_report.errors import ERROR, Kind, Problem
from banli_report.word.reader.elements import Element, classify
from banli_report.word.reader.reading import WordFile
from banli_report.word.reader.view import BODY, View

_RULES = (
    page_findings,
    head_findings,
    face_findings,
    shape_findings,
    line_findings,
    level_findings,
    wording_findings,
    typing_findings,
    annex_findings,
    closing_findings,
    foot_findings,
    table_findings,
    footer_findings,
)

PROBLEMS = (
    Kind(
        "layout.title-missing",
        ERROR,
        "文件里找不到标题，请看标题是否用了2号小标宋、居中。",
        "报告.docx 正文：没有找到标题",
        "7.3.1",
    ),
)


def layout_problems(word: WordFile, *, draft: bool = False) -> list[Problem]:
    """Give where a Word file departs from GB/T 9704-2012.

    Args:
        word: the file.
        draft: whether a placeholder or a missing date is only a warning.
    """
    findings = _findings(word.view)
    return problems_of(map(in_draft, findings) if draft else findings, word.name)


def _findings(view: View) -> Iterator[Finding]:
    context = Context(view, classify(view))
    if not any(context.of(Element.TITLE)):
        yield wrong("title-missing", BODY, "没有找到标题", "标题用2号小标宋体字，居中")
    for rule in _RULES:
        yield from rule(context)
