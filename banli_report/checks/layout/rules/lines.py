"""22 lines a page, 28 characters a line (GB/T 9704-2012, 5.2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.finding import Finding, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.checks.layout.rules.page import LINE_GRIDS, TEXT_HEIGHT, TEXT_WIDTH
from banli_report.errors import EITHER, Kind
from banli_report.standard.gbt9704 import PAGE, SIZE_3, TWIPS_PER_POINT
from banli_report.word.reader.elements import Element, Labelled
from banli_report.word.reader.view import Paragraph, Section

_ROUNDING = 0.01
"""What a grid of 28 characters may miss, because its unit is a 4096th of a point."""
_SINGLE, _ADJUSTED_LINES, _ADJUSTED_CHARACTERS = 240, 2, 1

PROBLEMS = (
    Kind(
        "layout.line-spacing",
        EITHER,
        "行距不合每页22行的要求；相差一两行的只提醒。",
        "报告.docx 正文 第5段：行距30磅，每页排21行，应为22行：“全年承办建议5件，其中“……”",
        "5.2.3",
    ),
    Kind(
        "layout.line-characters",
        EITHER,
        "字距不合每行28字的要求；相差一两字的只提醒。",
        "报告.docx 正文 第3段：每行排27个字，应为28个字：“现将建议办理的有关情况报……”",
        "5.2.3",
    ),
)


def line_findings(context: Context) -> Iterator[Finding]:
    """Give where lines stand too near or too far, or hold too few or too many characters."""
    for labelled in context.of(Element.TEXT, Element.HEADING):
        section = context.section(labelled)
        if section is None or section.landscape:
            continue
        yield from _lines(labelled.paragraph, section)
        if labelled.element is Element.TEXT:
            yield from _characters(labelled, section)


def _lines(paragraph: Paragraph, section: Section) -> Iterator[Finding]:
    hint = f"行距设为固定值{PAGE.line_pitch / TWIPS_PER_POINT:g}磅，每页{PAGE.lines}行"
    distance = _distance(paragraph, section)
    if distance is None:
        yield wrong(
            "line-spacing", paragraph, f"行距{_rule(paragraph)}，不是固定值，也没有对齐到行网格", hint
        )
        return
    lines = int(TEXT_HEIGHT // distance) if distance > 0 else 0
    if lines != PAGE.lines:
        kind = wrong_if(abs(lines - PAGE.lines) > _ADJUSTED_LINES)
        message = f"行距{distance / TWIPS_PER_POINT:g}磅，每页排{lines}行，应为{PAGE.lines}行"
        yield kind("line-spacing", paragraph, message, hint)


def _distance(paragraph: Paragraph, section: Section) -> float | None:
    if paragraph.line_rule == "exact":
        return paragraph.line
    if paragraph.line_rule == "auto" and paragraph.snaps and section.grid in LINE_GRIDS and section.pitch:
        return section.pitch * paragraph.line / _SINGLE
    return None


def _rule(paragraph: Paragraph) -> str:
    if paragraph.line_rule == "auto":
        return f"是{paragraph.line / _SINGLE:g}倍"
    return f"是最小值{paragraph.line / TWIPS_PER_POINT:g}磅"


def _characters(labelled: Labelled, section: Section) -> Iterator[Finding]:
    paragraph = labelled.paragraph
    span = next((span for span in paragraph.spans if span.size == SIZE_3 and span.text.strip()), None)
    if span is None:
        return
    extra = section.char_space if section.grid == "linesAndChars" and paragraph.snaps else 0
    width = (SIZE_3 + span.tracking + extra) * TWIPS_PER_POINT
    characters = int(TEXT_WIDTH / width + _ROUNDING) if width > 0 else 0
    if characters == PAGE.characters:
        return
    kind = wrong_if(abs(characters - PAGE.characters) > _ADJUSTED_CHARACTERS)
    message = f"每行排{characters}个字，应为{PAGE.characters}个字"
    hint = f"字符间距设为紧缩{-PAGE.tracking / TWIPS_PER_POINT:g}磅"
    yield kind("line-characters", paragraph, message, hint)
