"""Tables in Word: fixed layout, widths said everywhere alike, head rows that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from math import ceil

from banli_report.document.tree import Cell, Run, Table, text_of
from banli_report.errors import ERROR, NOWHERE, Kind, refuse
from banli_report.standard.gbt9704 import (
    CAPTION,
    SIZE_TABLE,
    TABLE_HEAD,
    TABLE_PITCH,
    TABLE_STYLE_ID,
    TABLE_TEXT,
    TWIPS_PER_POINT,
    Style,
    twips,
)
from banli_report.word.ooxml.xml import Node, element, fit, q, switch
from banli_report.word.writer.line_breaks import spaced_width
from banli_report.word.writer.runs import is_plain, keep_with_next, paragraph, run_element

_ROW_HEIGHT, _CELL_PADDING = 425, 85
"""The height of a row of one line and the padding at the sides of a cell, in twips (7.5 mm, 1.5 mm)."""
_ABOVE = (_ROW_HEIGHT - TABLE_PITCH) // 2
"""The padding above and below; a least height would be a row's own in LibreOffice and without padding in Word."""
_PADDING = (("top", _ABOVE), ("left", _CELL_PADDING), ("bottom", _ABOVE), ("right", _CELL_PADDING))
_LAST_ROWS = 3
"""The last rows of a table, which stay on one page."""
_MIN_COLUMN = 2
"""The characters that the narrowest column has room for."""
_LEAST_LONG = 4
"""Characters that a long column counts for beside what stands in it, so that none is squeezed."""
_SPARE = 40
"""What a column gets beyond its text, so that no rounding breaks a line, in twips."""
_EM = round(SIZE_TABLE * TWIPS_PER_POINT)

PROBLEMS = (
    Kind(
        "word.ragged-table", ERROR, "表格各行的格数不一样。", "表格“办理情况统计表”各行的格数不同，或没有表头"
    ),
)


def table_elements(table: Table, width: float) -> list[Node]:
    """Make a table with its caption above and the paragraph that Word wants below.

    Args:
        table: the table.
        width: what it may take of the page, in mm.
    """
    _refuse_ragged(table)
    widths = column_widths(table, twips(width))
    blank = _blank_row(widths, _aligns(table, widths), TABLE_TEXT)
    rows = [_filled(blank, row) for row in table.rows]
    _keep_together(rows[-_LAST_ROWS:-1])
    made = element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=TABLE_STYLE_ID),
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in _PADDING)),
        ),
        element("tblGrid", *(element("gridCol", w=column) for column in widths)),
        _filled(_blank_row(widths, ("center",) * len(widths), TABLE_HEAD), table.head),
        *(rows or [_empty_row(widths, table.empty)]),
    )
    return [*_caption(table), made, paragraph(TABLE_TEXT, ())]


def _caption(table: Table) -> list[Node]:
    runs = table.caption
    if table.label:
        runs = (Run(f"{table.label}  "), *runs)
    return [paragraph(CAPTION, runs)] if runs else []


def _blank_row(widths: Sequence[int], aligns: Sequence[str], style: Style) -> Node:
    """Make a row of plain runs without text; copies of it are filled, since making every element anew is slow."""
    head = switch("tblHeader", on=style is TABLE_HEAD)
    made = element("tr", element("trPr", element("cantSplit"), head))
    for width, align in zip(widths, aligns, strict=True):
        properties = element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="center"))
        made.append(element("tc", properties, paragraph(style, (Run("0"),), align=align)))
    return made


def _aligns(table: Table, widths: Sequence[int]) -> list[str]:
    """Give the alignment of each column; what is longer than a line is not centred, since its lines would be ragged."""
    aligns = list(table.aligns)
    for i, width in enumerate(widths):
        room = (width - 2 * _CELL_PADDING) / _EM
        if aligns[i] == "center" and any(_widest_line(row[i]) > room for row in table.rows):
            aligns[i] = "left"
    return aligns


def _filled(blank: Node, cells: Sequence[Cell]) -> Node:
    made = deepcopy(blank)
    for cell, (properties, content) in zip(cells, made.iterchildren(q("tc")), strict=True):
        if cell.rows != 1:
            properties.insert(1, element("vMerge", val="restart" if cell.rows else None))
        (run,) = content.iterchildren(q("r"))
        if len(cell.runs) == 1 and is_plain(cell.runs[0]):
            run[0].text = fit(cell.runs[0].text)
            continue
        content.remove(run)
        content.extend(run_element(run) for run in cell.runs)
    return made


def _keep_together(rows: Sequence[Node]) -> None:
    """Keep rows on the page of the row below them, so that no page holds the last row, a total, alone."""
    keep_with_next(made for row in rows for made in row.iter(q("p")))


def _empty_row(widths: Sequence[int], said: str) -> Node:
    """Say across a table that it has no rows."""
    properties = element(
        "tcPr",
        element("tcW", w=sum(widths), type="dxa"),
        element("gridSpan", val=len(widths)),
        element("vAlign", val="center"),
    )
    cell = element("tc", properties, paragraph(TABLE_TEXT, (Run(said),), align="center"))
    return element("tr", element("trPr", element("cantSplit")), cell)


def _refuse_ragged(table: Table) -> None:
    """Refuse rows of different length, which Word cannot open."""
    columns = len(table.head)
    if not columns or any(len(row) != columns for row in (table.aligns, *table.rows)):
        message = f"表格“{text_of(table.caption)}”各行的格数不同，或没有表头"
        raise refuse("word.ragged-table", NOWHERE, message, "每一行的格数应与表头相同")


def column_widths(table: Table, whole: int) -> list[int]:
    """Share a width in twips among columns: short ones get what they hold, long ones by how much stands in them."""
    rows = (table.head, *table.rows)
    columns = [[_widest_line(row[i]) for row in rows] for i in range(len(table.head))]
    needs = [_need(max(*column, _MIN_COLUMN)) for column in columns]
    if sum(needs) > whole:  # then heads take two lines
        needs = [_need(max(min(head, _MIN_COLUMN), ceil(head / 2), *others)) for head, *others in columns]
    widths = [0.0] * len(needs)
    left = float(whole)
    order = sorted(range(len(needs)), key=lambda i: needs[i])
    while order and needs[order[0]] <= left / len(order):
        widths[order[0]] = needs[order[0]]
        left -= needs[order.pop(0)]
    held = [sum(columns[i]) / len(rows) + _LEAST_LONG for i in order]
    for column, amount in zip(order, held, strict=True):
        widths[column] = min(needs[column], left * amount / sum(held))
    return _stretched(widths, whole)


def _need(characters: float) -> float:
    return characters * _EM + 2 * _CELL_PADDING + _SPARE


def _widest_line(cell: Cell) -> float:
    return max(map(spaced_width, text_of(cell.runs).split("\n")))


def _stretched(widths: Sequence[float], whole: int) -> list[int]:
    """Give widths in the same proportion that add to a whole."""
    stretched = [int(width * whole / sum(widths)) for width in widths]
    stretched[-1] += whole - sum(stretched)
    return stretched
