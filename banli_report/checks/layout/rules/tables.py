"""Tables: head rows that repeat, fixed layout, widths that agree, inside the text area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from banli_report.checks.finding import Finding, doubtful, wrong, wrong_if
from banli_report.checks.layout.context import Context
from banli_report.errors import EITHER, ERROR, WARNING, Kind
from banli_report.word.reader.elements import Element
from banli_report.word.reader.view import Paragraph, Table

_LONG, _TOLERANCE, _OVERHANG = 20, 20, 250

PROBLEMS = (
    Kind(
        "layout.table-head",
        EITHER,
        "表格跨页后下一页没有表头；短表只提醒。",
        "报告.docx 正文 第25段：30行的表格没有设重复标题行，跨页后没有表头：“分类”",
    ),
    Kind(
        "layout.table-layout",
        WARNING,
        "表格按内容自动变宽，各种软件里排得不一样。",
        "报告.docx 正文 第25段：表格没有固定列宽，在Word和WPS里宽窄会不同：“分类”",
    ),
    Kind(
        "layout.table-widths",
        WARNING,
        "表格、列、单元格写明的宽度对不上，或没有用长度写明。",
        "报告.docx 正文 第25段：表格宽15.6厘米，各列相加13.0厘米：“分类”",
    ),
    Kind(
        "layout.table-too-wide",
        ERROR,
        "表格比版心宽，会伸出页边或印不全。",
        "报告.docx 正文 第25段：表格宽31.2厘米，超出版心（15.6厘米）：“分类”",
        "8",
    ),
)


def table_findings(context: Context) -> Iterator[Finding]:
    """Give what is wrong with the tables that show lines, from the title on."""
    paragraphs = {paragraph.number: paragraph for paragraph in context.view.body}
    title = next(context.of(Element.TITLE), None)
    for table in context.view.tables:
        where = paragraphs.get(table.place)
        if where is None or not table.bordered or len(table.rows) < 2 or len(table.columns) < 2:
            continue
        if title is None or table.place > title.paragraph.number:
            yield from _table(context, table, where)


def _table(context: Context, table: Table, where: Paragraph) -> Iterator[Finding]:
    if not table.rows[0].head:
        kind = wrong_if(len(table.rows) > _LONG)
        message = f"{len(table.rows)}行的表格没有设重复标题行，跨页后没有表头"
        yield kind("table-head", where, message, "选中表头，设“重复标题行”")
    if not table.fixed:
        message = "表格没有固定列宽，在Word和WPS里宽窄会不同"
        yield doubtful("table-layout", where, message, "表格属性里取消“自动重调尺寸”")
    reason = _widths(table)
    if reason:
        yield doubtful("table-widths", where, f"表格{reason}", "以厘米为单位重设表格宽度和各列宽度")
    sections = context.view.sections
    room = sections[table.section].text_width if table.section < len(sections) else 0
    if room and sum(table.columns) > room + _OVERHANG:
        message = f"表格宽{sum(table.columns) / 567:.1f}厘米，超出版心（{room / 567:.1f}厘米）"
        yield wrong("table-too-wide", where, message, "缩窄各列，或放到横排的附件里")


def _widths(table: Table) -> str:
    if table.width is None:
        return "的宽度不是用长度写明的"
    if abs(table.width - sum(table.columns)) > _TOLERANCE:
        return f"宽{table.width / 567:.1f}厘米，各列相加{sum(table.columns) / 567:.1f}厘米"
    edges = (0, *accumulate(table.columns))
    for number, row in enumerate(table.rows, 1):
        at = _inside(edges, row.offset)
        for span, width in row.cells:
            end = _inside(edges, at + span)
            column = edges[end] - edges[at]
            at = end
            if width is None:
                return f"第{number}行有单元格没有用长度写明宽度"
            if abs(width - column) > _TOLERANCE:
                return f"第{number}行有单元格宽{width / 567:.1f}厘米，所在的列宽{column / 567:.1f}厘米"
    return ""


def _inside(edges: Sequence[int], column: int) -> int:
    return min(max(column, 0), len(edges) - 1)
