"""Paragraphs with the properties that take effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from banli_report.word.ooxml.fields import has_page_field
from banli_report.word.ooxml.xml import Node, attribute, own, path, q
from banli_report.word.reader.numbering import Counts, Forms
from banli_report.word.reader.runs import Looks, size_of
from banli_report.word.reader.sections import section_nodes
from banli_report.word.reader.styles import Properties, Styles, is_on, merged, number, value, written
from banli_report.word.reader.surroundings import Around, Surroundings
from banli_report.word.reader.tables import cell_positions
from banli_report.word.reader.view import BODY, Paragraph, Span

_PROPERTIES, _STYLE = q("pPr"), path("pPr", "pStyle")
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_TABS = path("tabs", "tab")
_SECTION, _MARK_LOOK = path("pPr", "sectPr"), path("pPr", "rPr")
_ALIGN = {"start": "left", "end": "right", "": "left", "justify": "both"}
_PITCH = 240
_AUTO_SPACE = 280
_BODY_TEXT = 9


class _List(TypedDict, total=False):
    list_form: str
    list_number: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is stated for a paragraph: where it stands, its style, and the properties that take effect."""

    part: str
    number: int
    section: int
    starts_page: bool
    around: Around
    style: str
    properties: Properties


class Paragraphs:
    """Makes paragraphs out of a part's elements."""

    def __init__(self, styles: Styles, forms: Forms, counts: Counts) -> None:
        self._styles = styles
        self._forms = forms
        self._counts = counts
        self._looks = Looks(styles)
        self._known: dict[tuple[str, str, bytes], Properties] = {}
        self._layouts: dict[tuple[int, str, float], _Layout] = {}

    def of(self, root: Node, part: str) -> Iterator[Paragraph]:
        """Give the paragraphs of a part, numbered through, those of tables and text boxes too."""
        is_body = part == BODY
        section, fresh, position = 0, is_body, 0
        sections = list(section_nodes(root)) if is_body else []
        surroundings = Surroundings(self._styles, cell_positions(root) if is_body else {})
        for node in root.iter(q("p")):
            around = surroundings.of(node)
            if around.repeated:
                continue
            position += 1
            style = self._styles.named(node.find(_STYLE), "paragraph")
            properties = self._properties(node, style, around.table_style)
            spans = self._looks.spans(node, around.table_style, style)
            before, page_break, after = "".join([span.text for span in spans]).rpartition("\f")
            if is_on(properties, "pageBreakBefore") or (page_break and not before.strip()):
                fresh = True
            stated = _Stated(part, position, section, fresh, around, style, properties)
            yield self._paragraph(node, spans, stated)
            fresh = not after.strip() and bool(fresh or page_break)
            if is_body and node.find(_SECTION) is not None:
                section, fresh = section + 1, _breaks_page(sections[section + 1 : section + 2])

    def _properties(self, node: Node, style: str, table: str) -> Properties:
        direct = node.find(_PROPERTIES)
        key = (style, table, written(direct))
        if key not in self._known:
            styles = self._styles
            layers = [styles.defaults("pPr"), *styles.layers(table, "pPr"), *styles.layers(style, "pPr")]
            self._known[key] = merged([*layers, direct])
        return self._known[key]

    def _layout(self, node: Node, properties: Properties, side: str, size: float) -> _Layout:
        key = (id(properties), side, size)  # they are kept as long as this is
        if key not in self._layouts:
            self._layouts[key] = _layout(node.find(_PROPERTIES), properties, side, size)
        return self._layouts[key]

    def _paragraph(self, node: Node, spans: tuple[Span, ...], stated: _Stated) -> Paragraph:
        properties, around = stated.properties, stated.around
        size = next((span.size for span in spans if span.text.strip()), 0.0)
        if not size:
            size = size_of(self._looks.properties(node.find(_MARK_LOOK), around.table_style, stated.style))
        return Paragraph(
            stated.part,
            stated.number,
            stated.section,
            self._styles.name(stated.style),
            spans,
            size,
            *self._layout(node, properties, around.side, size),
            **self._list(node, properties, stated.style),
            has_picture=_has_picture(node),
            in_table=around.in_table,
            cell=around.cell,
            in_box=around.in_box,
            turned=around.turned,
            starts_page=stated.starts_page,
            has_page_field=has_page_field(node),
        )

    def _list(self, node: Node, properties: Properties, style: str) -> _List:
        """Give form and number of a paragraph's list."""
        if "numPr" not in properties:
            return {}
        found: dict[str, str] = {}
        for layer in (*self._styles.layers(style, "pPr"), node.find(_PROPERTIES)):
            numbers = None if layer is None else layer.find(q("numPr"))
            found.update({key: values.get("val", "") for key, values in merged([numbers]).items()})
        place = found.get("numId", ""), found.get("ilvl", "0")
        return {"list_form": self._forms.get(place, ""), "list_number": self._counts.next(*place)}


def _first_stop(direct: Node | None) -> int:
    """Give the first place that a tab leads to; one that is cleared is none."""
    if direct is None:
        return 0
    stops = (tab for tab in direct.iterfind(_TABS) if attribute(tab, "val") != "clear")
    return min((number(attribute(tab, "pos")) for tab in stops), default=0)


def _rule(direct: Node | None) -> str:
    """Give the colour of the rule below or above a paragraph, as it says itself."""
    if direct is None:
        return ""
    for side in ("bottom", "top"):
        border = direct.find(path("pBdr", side))
        if border is not None and attribute(border, "val") not in ("none", "nil"):
            return attribute(border, "color", "auto").upper()
    return ""


class _Layout(NamedTuple):
    """What properties say of a paragraph's place, in the order of the fields of a paragraph."""

    align: str
    left: int
    right: int
    first: int
    stop: int
    before: int
    after: int
    line: int
    line_rule: str
    snaps: bool
    outline: int | None
    keep_next: bool
    rule: str


def _layout(direct: Node | None, properties: Properties, side: str, size: float) -> _Layout:
    spacing = properties.get("spacing", {})
    return _Layout(
        _align(side, properties),
        *_indents(properties.get("ind", {}), size),
        _first_stop(direct),
        _space(spacing, "before"),
        _space(spacing, "after"),
        number(spacing.get("line"), _PITCH),
        spacing.get("lineRule", "auto"),
        "snapToGrid" not in properties or is_on(properties, "snapToGrid"),
        _outline(properties),
        is_on(properties, "keepNext"),
        _rule(direct),
    )


def _has_picture(node: Node) -> bool:
    return any(next(drawing.iter(_INLINE), None) is not None for drawing in own(node, "drawing"))


def _breaks_page(section: Sequence[Node]) -> bool:
    """Tell whether a section, if there is one, begins on a new page."""
    return all(attribute(node.find(q("type")), "val") not in ("continuous", "nextColumn") for node in section)


def _outline(properties: Properties) -> int | None:
    level = number(value(properties, "outlineLvl"), _BODY_TEXT)
    return level if level < _BODY_TEXT else None


def _align(side: str, properties: Properties) -> str:
    """Give the alignment; a frame or text box that stands at a side counts as aligned there."""
    if found := properties.get("framePr", {}).get("xAlign", "") or side:
        return found
    jc = value(properties, "jc")
    return _ALIGN.get(jc, jc)


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
