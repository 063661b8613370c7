"""The text of a paragraph with the looks that take effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from banli_report.standard.gbt9704 import TWIPS_PER_POINT
from banli_report.word.ooxml.xml import Node, attribute, q
from banli_report.word.reader.styles import Properties, Styles, is_on, local, merged, number, value, written
from banli_report.word.reader.view import Face, Span

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_COMPATIBILITY}Fallback"
_RUN, _TEXT, _BREAK = q("r"), q("t"), q("br")
_LOOK, _CHARACTER_STYLE = q("rPr"), q("rStyle")
_NOT_BEYOND = frozenset((q("p"), q("del"), q("moveFrom"), FALLBACK))
_WORD_DEFAULT_SIZE = 10.0
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def repeated_nodes(root: Node) -> frozenset[Node]:
    """Give what stands in second renderings, for older programs, which counts for nothing."""
    return frozenset(node for second in root.iter(FALLBACK) for node in second.iter())


def runs_of(paragraph: Node) -> Iterator[Node]:
    """Give the runs of a paragraph that are in force: not deleted, no second rendering, not of a text box in it."""
    for run in paragraph.iter(_RUN):
        for ancestor in run.iterancestors():
            if ancestor is paragraph:
                yield run
                break
            if ancestor.tag in _NOT_BEYOND:
                break


def run_text(run: Node) -> str:
    """Give the text of a run; line breaks are line feeds, page breaks form feeds."""
    return "".join([_piece(child) for child in run])


def _piece(node: Node) -> str:
    if node.tag == _TEXT:
        return node.text or ""
    if node.tag == _BREAK and node.get(q("type")) in ("page", "column"):
        return "\f"
    return _CHARACTERS.get(local(node), "")


class Looks:
    """Gives spans their looks; what styles say is worked out once for each combination of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str, str, bytes], Properties] = {}
        self._seen: dict[int, _Look] = {}

    def spans(self, paragraph: Node, table_style: str, style: str) -> tuple[Span, ...]:
        """Give the spans of a paragraph."""
        made = []
        for run in runs_of(paragraph):
            text = run_text(run)
            if text:
                made.append(Span(text, *self._look(self.properties(run.find(_LOOK), table_style, style))))
        return tuple(made)

    def properties(self, direct: Node | None, table_style: str, style: str) -> Properties:
        """Give the run properties that take effect."""
        key = (table_style, style, written(direct))
        if key not in self._known:
            styles = self._styles
            character = "" if direct is None else attribute(direct.find(_CHARACTER_STYLE), "val")
            layers = (layer for named in (*key[:2], character) for layer in styles.layers(named, "rPr"))
            self._known[key] = merged([styles.defaults("rPr"), *layers, direct])
        return self._known[key]

    def _look(self, properties: Properties) -> _Look:
        key = id(properties)  # they are kept as long as this is
        if key not in self._seen:
            self._seen[key] = self._seen_as(properties)
        return self._seen[key]

    def _seen_as(self, properties: Properties) -> _Look:
        fonts = properties.get("rFonts", {})
        return _Look(
            Face(*self._styles.face(fonts, "eastAsia")),
            Face(*self._styles.face(fonts, "ascii")),
            size_of(properties),
            is_on(properties, "b"),
            _colour(properties),
            is_on(properties, "highlight"),
            is_on(properties, "vanish"),
            number(value(properties, "spacing")) / TWIPS_PER_POINT,
            fonts.get("hint") == "eastAsia",
            tuple(_marks(properties)),
        )


def _marks(properties: Properties) -> Iterator[str]:
    if is_on(properties, "i"):
        yield "斜体"
    if value(properties, "u") not in ("", "none"):
        yield "下划线"
    if is_on(properties, "strike") or is_on(properties, "dstrike"):
        yield "删除线"


class _Look(NamedTuple):
    """What properties say of a span, in the order of its fields."""

    east: Face
    latin: Face
    size: float
    bold: bool
    colour: str
    highlighted: bool
    hidden: bool
    tracking: float
    east_quotes: bool
    marks: tuple[str, ...]


def _colour(properties: Properties) -> str:
    colour = value(properties, "color").upper()
    return "" if colour in ("AUTO", "000000") else colour


def size_of(properties: Properties) -> float:
    """Give a size in points, Word's own where none is stated or none makes sense."""
    return max(number(value(properties, "sz")), 0) / 2 or _WORD_DEFAULT_SIZE
