"""Tables in Word: fixed layout, widths said everywhere alike, head rows that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from banli_report.document.tree import Run, Table, text_of
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
from banli_report.word.ooxml.xml import Node, element, q, switch
from banli_report.word.writer.line_breaks import spaced_width
from banli_report.word.writer.rows import EachRow, filled
from banli_report.word.writer.runs import keep_with_next, paragraph

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
_SPARED = 25
"""How much of it is given up before a line is broken."""
_EM = round(SIZE_TABLE * TWIPS_PER_POINT)

PROBLEMS = (
    Kind(
        "word.ragged-table", ERROR, "表格各行的格数不一样。", "表格“办理情况统计表”各行的格数不同，或没有表头"
    ),
)


def table_elements(table: Table, width: float, long_rows: EachRow) -> list[Node]:
    """Make a table with its caption above and the paragraph that Word wants below.

    Args:
        table: the table.
        width: what it may take of the page, in mm.
        long_rows: keeps those of its rows that are written when the part is text.
    """
    _refuse_ragged(table)
    columns = measured(table)
    widths = column_widths(columns, twips(width))
    blank = _blank_row(widths, _aligns(table, columns, widths), TABLE_TEXT)
    last = [filled(blank, row) for row in table.rows[-_LAST_ROWS:]]
    _keep_together(last[:-1])
    rows = [*long_rows.elements(blank, table.rows[:-_LAST_ROWS]), *last]
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
        filled(_blank_row(widths, ("center",) * len(widths), TABLE_HEAD), table.head),
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


def _aligns(table: Table, columns: Sequence[Sequence[float]], widths: Sequence[int]) -> list[str]:
    """Give the alignment of each column; what is longer than a line is not centred, since its lines would be ragged."""
    aligns = list(table.aligns)
    for i, (width, (_, *lines)) in enumerate(zip(widths, columns, strict=True)):
        room = (width - 2 * _CELL_PADDING) / _EM
        if aligns[i] == "center" and max(lines, default=0) > room:
            aligns[i] = "left"
    return aligns


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


def measured(table: Table) -> list[list[float]]:
    """Give for each column the widest line of each of its cells, the head first, in characters."""
    rows = (table.head, *table.rows)
    columns = []
    for cells in zip(*rows, strict=True):
        texts = [text_of(cell.runs) for cell in cells]
        widest = {text: _widest_line(text) for text in set(texts)}
        columns.append([widest[text] for text in texts])
    return columns


def _widest_line(text: str) -> float:
    return max(map(_width, text.split("\n"))) if "\n" in text else _width(text)


def _width(line: str) -> float:
    return spaced_width(line) + line.count("%") / 3  # a percent sign is as wide as five sixths of a character


def column_widths(columns: Sequence[Sequence[float]], whole: int) -> list[int]:
    """Share a width in twips among columns: short ones get what they hold, long ones by how much stands in them.

    Args:
        columns: the widest line of each cell of each column, as ``measured`` gives them.
        whole: the width.
    """
    needs = [_need(max(*column, _MIN_COLUMN)) for column in columns]
    if sum(needs) > whole:  # then heads take two lines
        needs = [_need(max(min(head, _MIN_COLUMN), ceil(head / 2), *others)) for head, *others in columns]
    if 0 < (lacking := (sum(needs) - whole) / len(needs)) <= _SPARED:
        needs = [need - lacking for need in needs]
    widths = [0.0] * len(needs)
    left = float(whole)
    order = sorted(range(len(needs)), key=lambda i: needs[i])
    while order and needs[order[0]] <= left / len(order):
        widths[order[0]] = needs[order[0]]
        left -= needs[order.pop(0)]
    held = [sum(columns[i]) / len(columns[i]) + _LEAST_LONG for i in order]
    for column, amount in zip(order, held, strict=True):
        widths[column] = min(needs[column], left * amount / sum(held))
    return _stretched(widths, whole)


def _need(characters: float) -> float:
    return characters * _EM + 2 * _CELL_PADDING + _SPARE


def _stretched(widths: Sequence[float], whole: int) -> list[int]:
    """Give widths in the same proportion that add to a whole."""
    stretched = [int(width * whole / sum(widths)) for width in widths]
    stretched[-1] += whole - sum(stretched)
    return stretched
