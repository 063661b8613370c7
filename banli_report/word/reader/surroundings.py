"""What stands around a paragraph: tables, text boxes, and the side at which they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from banli_report.claims.passage import CellPosition
from banli_report.word.ooxml.xml import Node, path, q
from banli_report.word.reader.runs import FALLBACK
from banli_report.word.reader.styles import Styles

_TABLE, _CELL, _BOX = q("tbl"), q("tc"), q("txbxContent")
_STYLE = path("tblPr", "tblStyle")
_SIDE = re.compile(r"mso-position-horizontal:(left|center|right|outside|inside)")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a paragraph.

    Args:
        table_style: id of the style of the table whose cell it stands in, or empty.
        cell: where its cell stands in the outermost table.
        in_table: whether it stands in a table.
        in_box: whether it stands in a text box.
        turned: whether it stands in a text box with turned text.
        side: the side at which its text box stands, or empty.
        repeated: whether it is a second rendering of a text box, for older programs.
    """

    table_style: str = ""
    cell: CellPosition | None = None
    in_table: bool = False
    in_box: bool = False
    turned: bool = False
    side: str = ""
    repeated: bool = False


class Surroundings:
    """Tells what stands around the paragraphs of a part; worked out once for those that have one parent."""

    def __init__(self, styles: Styles, cells: Mapping[Node, CellPosition]) -> None:
        self._styles = styles
        self._cells = cells
        self._known: dict[Node, Around] = {}
        self._turned: dict[Node, bool] = {}
        self._table_styles: dict[Node, str] = {}  # looking it up anew walks all rows of the table

    def of(self, paragraph: Node) -> Around:
        """Give what stands around a paragraph."""
        owner = paragraph.getparent()
        if owner is None:
            return Around()
        if owner not in self._known:
            self._known[owner] = self._around([owner, *owner.iterancestors()])
        return self._known[owner]

    def _around(self, nodes: list[Node]) -> Around:
        tags = {node.tag for node in nodes}
        boxes = [node for node in nodes if node.tag == _BOX]
        nearest = next((node for node in nodes if node.tag in (_TABLE, _BOX)), None)
        return Around(
            self._style(nearest) if nearest is not None and nearest.tag == _TABLE else "",
            next((self._cells[node] for node in nodes if node.tag == _CELL and node in self._cells), None),
            _TABLE in tags,
            bool(boxes),
            any(map(self._is_turned, boxes)),
            _side(nodes) if boxes else "",
            FALLBACK in tags,
        )

    def _is_turned(self, box: Node) -> bool:
        shape = next(islice(box.iterancestors(), 1, None), box)
        if shape not in self._turned:
            self._turned[shape] = _runs_down(shape)
        return self._turned[shape]

    def _style(self, table: Node) -> str:
        if table not in self._table_styles:
            self._table_styles[table] = self._styles.named(table.find(_STYLE), "table")
        return self._table_styles[table]


def _side(nodes: list[Node]) -> str:
    """Give the side at which the anchor or shape around a paragraph stands."""
    anchor = next((node for node in nodes if _is(node, "anchor")), None)
    if anchor is not None and (side := anchor.findtext("{*}positionH/{*}align")):
        return side
    found = (_SIDE.search(node.get("style", "")) for node in nodes if _is(node, "shape"))
    return next((side[1] for side in found if side), "")


def _is(node: Node, name: str) -> bool:
    return str(node.tag).endswith(f"}}{name}")


def _runs_down(shape: Node) -> bool:
    """Tell whether a text box has text that runs downwards or upwards."""
    directions = [found.get("vert", "") for found in shape.iter("{*}bodyPr")]
    styles = [found.get("style", "") for found in (*shape.iter("{*}textbox"), shape)]
    return any(d not in ("", "horz") for d in directions) or any("layout-flow:vert" in s for s in styles)
