"""Tables with the widths that they state."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.claims.passage import CellPosition
from banli_report.word.ooxml.xml import Node, attribute, children, path, q
from banli_report.word.reader.styles import Styles, is_on, merged, number
from banli_report.word.reader.view import Row, Table

_STYLE = path("tblPr", "tblStyle")
_COLUMNS = f"{q('tblGrid')}[1]/{q('gridCol')}"
_CELL, _BEFORE = q("tc"), path("trPr", "gridBefore")
_SPAN, _WIDTH = path("tcPr", "gridSpan"), path("tcPr", "tcW")
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
    width = properties.get("tblW", {})
    return Table(
        place,
        section,
        tuple(_row(row) for row in node.findall(q("tr"))),
        properties.get("tblLayout", {}).get("type") == "fixed",
        _dxa(width.get("type", "dxa"), width.get("w")),
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
    column = _before(row)
    for cell in row.findall(_CELL):
        yield column, cell
        column += max(_span(cell), 1)


def _before(row: Node) -> int:
    """Give how many columns a row leaves out at its beginning."""
    return number(attribute(row.find(_BEFORE), "val"))


def _span(cell: Node) -> int:
    """Give how many columns a cell reaches over."""
    return number(attribute(cell.find(_SPAN), "val"), 1)


def _row(node: Node) -> Row:
    head = is_on(merged([node.find(q("trPr"))]), "tblHeader")
    cells = tuple((_span(cell), _width(cell.find(_WIDTH))) for cell in node.findall(_CELL))
    return Row(cells, head, _before(node))


def _width(node: Node | None) -> int | None:
    return None if node is None else _dxa(attribute(node, "type", "dxa"), node.get(q("w")))


def _dxa(kind: str, width: str | None) -> int | None:
    return number(width) if kind == "dxa" and width is not None else None


def _bordered(properties: Node | None) -> bool:
    if properties is None:
        return False
    borders = (properties.find(q(name)) for name in ("tblBorders", "tcBorders"))
    sides = (side for found in borders for side in children(found))
    return any(attribute(side, "val") not in _NO_LINE for side in sides)
