"""Paragraphs with the properties that take effect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypedDict

from banli_report.word.ooxml.fields import has_page_field
from banli_report.word.ooxml.xml import Node, attribute, own, parent, path, q
from banli_report.word.reader.numbering import Counts, Forms
from banli_report.word.reader.runs import FALLBACK, Looks, run_text, runs_of, size_of
from banli_report.word.reader.sections import section_nodes
from banli_report.word.reader.styles import Properties, Styles, is_on, merged, number, value
from banli_report.word.reader.tables import cell_positions
from banli_report.word.reader.view import BODY, Paragraph

_STYLE, _TABLE_STYLE = path("pPr", "pStyle"), path("tblPr", "tblStyle")
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_TABS = path("pPr", "tabs", "tab")
_SECTION, _MARK_LOOK = path("pPr", "sectPr"), path("pPr", "rPr")
_BOX = q("txbxContent")
_ALIGN = {"start": "left", "end": "right", "": "left", "justify": "both"}
_SIDE = re.compile(r"mso-position-horizontal:(left|center|right|outside|inside)")
_PITCH = 240
_AUTO_SPACE = 280
_BODY_TEXT = 9


class _List(TypedDict, total=False):
    list_form: str
    list_number: int


class Paragraphs:
    """Makes paragraphs out of a part's elements."""

    def __init__(self, styles: Styles, forms: Forms, counts: Counts) -> None:
        self._styles = styles
        self._forms = forms
        self._counts = counts
        self._looks = Looks(styles)
        self._known: dict[tuple[str, str], Properties] = {}
        self._table_styles: dict[Node, str] = {}  # looking it up anew walks all rows of the table

    def of(self, root: Node, part: str) -> Iterator[Paragraph]:
        """Give the paragraphs of a part, numbered through, those of tables and text boxes too."""
        section, fresh = 0, part == BODY
        cells = cell_positions(root) if part == BODY else {}
        nodes = (node for node in root.iter(q("p")) if next(node.iterancestors(FALLBACK), None) is None)
        for position, node in enumerate(nodes, 1):
            text = "".join(map(run_text, runs_of(node)))
            before, page_break, after = text.rpartition("\f")
            if is_on(self._properties(node), "pageBreakBefore") or (page_break and not before.strip()):
                fresh = True
            cell = next((cells[outer] for outer in node.iterancestors(q("tc")) if outer in cells), None)
            made = self._paragraph(node, part, position)
            yield replace(made, section=section, starts_page=fresh, cell=cell)
            fresh = not after.strip() and bool(fresh or page_break)
            ending = node.find(_SECTION)
            if ending is not None and part == BODY:
                section, fresh = section + 1, _breaks_page(root, section + 1)

    def _properties(self, node: Node) -> Properties:
        direct = node.find(q("pPr"))
        style, table = self._style(node), self._table_style(node)
        if (style, table) not in self._known:
            styles = self._styles
            layers = [styles.defaults("pPr"), *styles.layers(table, "pPr"), *styles.layers(style, "pPr")]
            self._known[style, table] = merged(layers)
        known = self._known[style, table]
        return known if direct is None else merged([direct], known)

    def _style(self, node: Node) -> str:
        return self._styles.named(node.find(_STYLE), "paragraph")

    def _table_style(self, node: Node) -> str:
        table = next(node.iterancestors(q("tbl"), _BOX), None)
        if table is None or table.tag == _BOX:
            return ""
        if table not in self._table_styles:
            self._table_styles[table] = self._styles.named(table.find(_TABLE_STYLE), "table")
        return self._table_styles[table]

    def _paragraph(self, node: Node, part: str, position: int) -> Paragraph:
        properties = self._properties(node)
        style, table = self._style(node), self._table_style(node)
        spans = self._looks.spans(node, table, style)
        size = next((span.size for span in spans if span.text.strip()), 0.0)
        size = size or size_of(self._looks.properties(node.find(_MARK_LOOK), table, style))
        left, right, first = _indents(properties.get("ind", {}), size)
        spacing = properties.get("spacing", {})
        return Paragraph(
            part,
            position,
            0,
            self._styles.name(style),
            spans,
            size,
            align=_align(node, properties),
            left=left,
            right=right,
            first=first,
            stop=_first_stop(node),
            before=_space(spacing, "before"),
            after=_space(spacing, "after"),
            line=number(spacing.get("line"), _PITCH),
            line_rule=spacing.get("lineRule", "auto"),
            snaps="snapToGrid" not in properties or is_on(properties, "snapToGrid"),
            outline=_outline(properties),
            keep_next=is_on(properties, "keepNext"),
            **self._list(node, properties, style),
            rule=_rule(node),
            has_picture=any(
                next(drawing.iter(_INLINE), None) is not None for drawing in own(node, "drawing")
            ),
            in_table=next(node.iterancestors(q("tbl")), None) is not None,
            in_box=next(node.iterancestors(_BOX), None) is not None,
            turned=_is_turned(node),
            has_page_field=has_page_field(node),
        )

    def _list(self, node: Node, properties: Properties, style: str) -> _List:
        """Give form and number of a paragraph's list."""
        if "numPr" not in properties:
            return {}
        found: dict[str, str] = {}
        for layer in (*self._styles.layers(style, "pPr"), node.find(q("pPr"))):
            numbers = None if layer is None else layer.find(q("numPr"))
            found.update({key: values.get("val", "") for key, values in merged([numbers]).items()})
        place = found.get("numId", ""), found.get("ilvl", "0")
        return {"list_form": self._forms.get(place, ""), "list_number": self._counts.next(*place)}


def _first_stop(node: Node) -> int:
    """Give the first place that a tab leads to; one that is cleared is none."""
    stops = (tab for tab in node.iterfind(_TABS) if attribute(tab, "val") != "clear")
    return min((number(attribute(tab, "pos")) for tab in stops), default=0)


def _rule(node: Node) -> str:
    """Give the colour of the rule below or above a paragraph, as it says itself."""
    for side in ("bottom", "top"):
        border = node.find(path("pPr", "pBdr", side))
        if border is not None and attribute(border, "val") not in ("none", "nil"):
            return attribute(border, "color", "auto").upper()
    return ""


def _breaks_page(root: Node, section: int) -> bool:
    """Tell whether the section at a position begins on a new page."""
    nodes = list(section_nodes(root))
    if section >= len(nodes):
        return True
    return attribute(nodes[section].find(q("type")), "val") not in ("continuous", "nextColumn")


def _outline(properties: Properties) -> int | None:
    level = number(value(properties, "outlineLvl"), _BODY_TEXT)
    return level if level < _BODY_TEXT else None


def _align(node: Node, properties: Properties) -> str:
    """Give the alignment; a frame or text box that stands at a side counts as aligned there."""
    frame = properties.get("framePr", {}).get("xAlign", "")
    if frame:
        return frame
    anchor = next(node.iterancestors("{*}anchor"), None)
    if anchor is not None and (side := anchor.findtext("{*}positionH/{*}align")):
        return side
    for shape in node.iterancestors("{*}shape"):
        if found := _SIDE.search(shape.get("style", "")):
            return found[1]
    jc = value(properties, "jc")
    return _ALIGN.get(jc, jc)


def _is_turned(node: Node) -> bool:
    """Tell whether a paragraph stands in a text box whose text runs downwards or upwards."""
    for box in node.iterancestors(_BOX):
        shape = parent(parent(box))
        directions = [found.get("vert", "") for found in shape.iter("{*}bodyPr")]
        styles = [found.get("style", "") for found in (*shape.iter("{*}textbox"), shape)]
        if any(d not in ("", "horz") for d in directions) or any("layout-flow:vert" in s for s in styles):
            return True
    return False


def _indents(indents: Mapping[str, str], size: float) -> tuple[int, int, int]:
    """Give the indents from the left, from the right, and of the first line."""

    def length(key: str) -> int:
        if chars := number(indents.get(f"{key}Chars")):
            return round(chars / 100 * size * 20)
        return number(indents.get(key))

    return length("left"), length("right"), length("firstLine") - length("hanging")


def _space(spacing: Mapping[str, str], side: str) -> int:
    if spacing.get(f"{side}Autospacing", "0") not in ("0", "false", "off"):
        return _AUTO_SPACE
    if lines := number(spacing.get(f"{side}Lines")):
        return round(lines / 100 * _PITCH)
    return number(spacing.get(side))
