"""Section properties as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banli_report.word.ooxml.xml import REL_ID, Node, attribute, parent, q
from banli_report.word.reader.styles import is_on, merged, number
from banli_report.word.reader.view import Section

_LETTER = (12240, 15840)
_CHAR_SPACE_UNIT = 4096
_FOOTERS = ("default", "even", "first")


def section_nodes(body: Node) -> Iterator[Node]:
    """Give the section properties in force, not those of tracked changes."""
    owners = (q("body"), q("pPr"))
    return (node for node in body.iter(q("sectPr")) if parent(node).tag in owners)


def section_of(node: Node, targets: Mapping[str, str], inherited: Mapping[str, str]) -> Section:
    """Give a section.

    Args:
        node: its properties.
        targets: the parts that the main part leads to, by relationship id.
        inherited: the footers of the section before it, by kind.
    """
    properties = merged([node])
    size, margins, grid = (properties.get(name, {}) for name in ("pgSz", "pgMar", "docGrid"))
    kinds = ((attribute(each, "type", "default"), each) for each in node.iter(q("footerReference")))
    own = {kind: targets.get(each.get(REL_ID, ""), "") for kind, each in kinds if kind in _FOOTERS}
    return Section(
        width=number(size.get("w"), _LETTER[0]),
        height=number(size.get("h"), _LETTER[1]),
        top=abs(number(margins.get("top"))),
        bottom=abs(number(margins.get("bottom"))),
        left=number(margins.get("left")) + number(margins.get("gutter")),
        right=number(margins.get("right")),
        footer=number(margins.get("footer")),
        grid=grid.get("type", ""),
        pitch=number(grid.get("linePitch")),
        char_space=number(grid.get("charSpace")) / _CHAR_SPACE_UNIT,
        first_differs=is_on(properties, "titlePg"),
        restarts="start" in properties.get("pgNumType", {}),
        footers=tuple(sorted({**inherited, **own}.items())),
    )
