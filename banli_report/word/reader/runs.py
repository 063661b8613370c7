"""The text of a paragraph with the looks that take effect."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.standard.gbt9704 import TWIPS_PER_POINT
from banli_report.word.ooxml.xml import Node, attribute, q
from banli_report.word.reader.styles import Properties, Styles, is_on, local, merged, number, value
from banli_report.word.reader.view import Face, Span

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_COMPATIBILITY}Fallback"
_GONE = (q("del"), q("moveFrom"), FALLBACK)
_WORD_DEFAULT_SIZE = 10.0
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def runs_of(paragraph: Node) -> Iterator[Node]:
    """Give the runs of a paragraph that are in force: not deleted, no second rendering, not of a text box in it."""
    for run in paragraph.iter(q("r")):
        for ancestor in run.iterancestors():
            if ancestor is paragraph:
                yield run
                break
            if ancestor.tag == q("p") or ancestor.tag in _GONE:
                break


def run_text(run: Node) -> str:
    """Give the text of a run; line breaks are line feeds, page breaks form feeds."""
    return "".join(_piece(child) for child in run)


def _piece(node: Node) -> str:
    if node.tag == q("t"):
        return node.text or ""
    if node.tag == q("br") and node.get(q("type")) in ("page", "column"):
        return "\f"
    return _CHARACTERS.get(local(node), "")


class Looks:
    """Gives spans their looks; what styles say is worked out once for each combination of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str, str, str], Properties] = {}

    def spans(self, paragraph: Node, table_style: str, style: str) -> tuple[Span, ...]:
        """Give the spans of a paragraph."""
        made = []
        for run in runs_of(paragraph):
            text = run_text(run)
            if text:
                made.append(self._span(text, self.properties(run.find(q("rPr")), table_style, style)))
        return tuple(made)

    def properties(self, direct: Node | None, table_style: str, style: str) -> Properties:
        """Give the run properties that take effect."""
        character = "" if direct is None else attribute(direct.find(q("rStyle")), "val")
        key = (table_style, style, character)
        if key not in self._known:
            styles = self._styles
            layers = (layer for named in key for layer in styles.layers(named, "rPr"))
            self._known[key] = merged([styles.defaults("rPr"), *layers])
        if direct is None or not len(direct):
            return self._known[key]
        return merged([direct], self._known[key])

    def _span(self, text: str, properties: Properties) -> Span:
        fonts = properties.get("rFonts", {})
        return Span(
            text,
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


def _colour(properties: Properties) -> str:
    colour = value(properties, "color").upper()
    return "" if colour in ("AUTO", "000000") else colour


def size_of(properties: Properties) -> float:
    """Give a size in points, Word's own where none is stated or none makes sense."""
    return max(number(value(properties, "sz")), 0) / 2 or _WORD_DEFAULT_SIZE
