"""Tables with the widths that they state."""

from __future__ import annotations

from typing import Any

from banli_report.word.ooxml.xml import q
from banli_report.word.reader.styles import Styles, is_on, merged, number, value
from banli_report.word.reader.view import Row, Table

_NO_LINE = ("nil", "none", "")


def table_of(node: Any, place: int, section: int, styles: Styles) -> Table:
    """Give a table.

    Args:
        node: its element.
        place: number of its first paragraph.
        section: position of its section.
        styles: the styles of the file.
    """
    named = node.find(f"{q('tblPr')}/{q('tblStyle')}")
    style = styles.default("table") if named is None else named.get(q("val"), "")
    properties = merged([*styles.layers(style, "tblPr"), node.find(q("tblPr"))])
    grid = node.find(q("tblGrid"))
    columns = grid.findall(q("gridCol")) if grid is not None else []
    borders = [*(layer for layer in styles.layers(style, "tblPr")), node.find(q("tblPr"))]
    return Table(
        place,
        section,
        tuple(_row(row) for row in node.findall(q("tr"))),
        properties.get("tblLayout", {}).get("type") == "fixed",
        _dxa(properties.get("tblW", {})),
        tuple(number(column.get(q("w"))) for column in columns),
        any(_bordered(layer) for layer in borders) or any(_bordered(cell) for cell in node.iter(q("tcPr"))),
    )


def _row(node: Any) -> Row:
    properties = merged([node.find(q("trPr"))])
    cells = []
    for cell in node.findall(q("tc")):
        own = merged([cell.find(q("tcPr"))])
        cells.append((number(value(own, "gridSpan"), 1), _dxa(own.get("tcW", {}))))
    return Row(tuple(cells), is_on(properties, "tblHeader"), number(value(properties, "gridBefore")))


def _dxa(width: Any) -> int | None:
    return number(width.get("w")) if width.get("type", "dxa") == "dxa" and "w" in width else None


def _bordered(properties: Any | None) -> bool:
    for name in ("tblBorders", "tcBorders"):
        borders = properties.find(q(name)) if properties is not None else None
        for side in borders if borders is not None else ():
            if side.get(q("val"), "") not in _NO_LINE:
                return True
    return False
