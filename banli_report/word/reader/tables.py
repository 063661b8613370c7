"""Tables with the widths that they state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banli_report.claims.passage import CellPosition
from banli_report.word.ooxml.xml import Node, attribute, children, path, q
from banli_report.word.reader.styles import Styles, is_on, merged, number, value
from banli_report.word.reader.view import Row, Table

_STYLE = path("tblPr", "tblStyle")
_COLUMNS = f"{q('tblGrid')}[1]/{q('gridCol')}"
_BEFORE, _SPAN = path("trPr", "gridBefore"), path("tcPr", "gridSpan")
_NO_LINE = ("nil", "none", "")


def table_of(node: Node, place: int, section: int, styles: Styles) -> Table:
    """Give a table.

    Args:
        node: its element.
        place: number of its first paragraph.
        section: position of its section.
        styles: the styles of the file.
    """
    style = styles.named(node.find(_STYLE), "table")
    layers = [*styles.layers(style, "tblPr"), node.find(q("tblPr"))]
    properties = merged(layers)
    return Table(
        place,
        section,
        tuple(_row(row) for row in node.findall(q("tr"))),
        properties.get("tblLayout", {}).get("type") == "fixed",
        _dxa(properties.get("tblW", {})),
        tuple(number(column.get(q("w"))) for column in node.findall(_COLUMNS)),
        any(map(_bordered, layers)) or any(map(_bordered, node.iter(q("tcPr")))),
    )


def cell_positions(root: Node) -> dict[Node, CellPosition]:
    """Give where each cell of a part's outermost tables stands, by its element."""
    tables = (node for node in root.iter(q("tbl")) if next(node.iterancestors(q("tbl")), None) is None)
    return {
        cell: CellPosition(position, row, column)
        for position, table in enumerate(tables)
        for row, node in enumerate(table.iter(q("tr")))
        for column, cell in _cells(node)
    }


def _cells(row: Node) -> Iterator[tuple[int, Node]]:
    """Give the cells of a row, each with the position of its first column."""
    column = number(attribute(row.find(_BEFORE), "val"))
    for cell in row.findall(q("tc")):
        yield column, cell
        column += max(number(attribute(cell.find(_SPAN), "val"), 1), 1)


def _row(node: Node) -> Row:
    properties = merged([node.find(q("trPr"))])
    cells = []
    for cell in node.findall(q("tc")):
        own = merged([cell.find(q("tcPr"))])
        cells.append((number(value(own, "gridSpan"), 1), _dxa(own.get("tcW", {}))))
    return Row(tuple(cells), is_on(properties, "tblHeader"), number(value(properties, "gridBefore")))


def _dxa(width: Mapping[str, str]) -> int | None:
    if width.get("type", "dxa") != "dxa" or "w" not in width:
        return None
    return number(width["w"])


def _bordered(properties: Node | None) -> bool:
    if properties is None:
        return False
    borders = (properties.find(q(name)) for name in ("tblBorders", "tcBorders"))
    sides = (side for found in borders for side in children(found))
    return any(attribute(side, "val") not in _NO_LINE for side in sides)
