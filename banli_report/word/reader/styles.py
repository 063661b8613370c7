"""Which properties take effect: document defaults, table and paragraph styles, character styles, direct ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from banli_report.word.ooxml.xml import Node, attribute, children, path, q

Properties: TypeAlias = Mapping[str, Mapping[str, str]]
"""Properties by the name of their element, each with its attributes."""

_OFF = frozenset({"0", "false", "off", "none"})
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = "theme:"
_MOST_PROPERTIES, _DEEPEST = 200, 50
"""Properties of one element, and styles below one another; the format has half as many, and Word reads eleven."""
_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_OPPOSITES = {"firstLine": "hanging", "hanging": "firstLine"}
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}


def local(node: Node) -> str:
    """Give a node's name without its namespace; comments have none."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def written(node: Node | None) -> bytes:
    """Give what stands in an element as it is written, by which its like are known."""
    return b"" if node is None else etree.tostring(node, with_tail=False).partition(b">")[2]


def value(properties: Properties, name: str) -> str:
    """Give the value of a property, or an empty text."""
    return properties.get(name, {}).get("val", "")


def is_on(properties: Properties, name: str) -> bool:
    """Tell whether a switch is set."""
    return name in properties and properties[name].get("val", "1") not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """Read a length; what is no number counts as not said."""
    try:
        return round(float(text or ""))
    except (ValueError, OverflowError):
        return default


def merged(layers: Iterable[Node | None], weaker: Properties = MappingProxyType({})) -> Properties:
    """Lay property elements over each other, the strongest last; fonts, indents and spacing attribute by attribute."""
    found: dict[str, Mapping[str, str]] = dict(weaker)
    for layer in layers:
        for node in islice(children(layer), _MOST_PROPERTIES):
            name = local(node)
            attributes = {key.rpartition("}")[2]: content for key, content in node.attrib.items()}
            if name == "rFonts":
                attributes = {**found.get(name, {}), **_fonts(attributes)}
            elif name == "ind":
                attributes = _indents(found.get(name, {}), attributes)
            elif name == "spacing":
                attributes = {**found.get(name, {}), **attributes}
            found[name] = attributes
    return found


def _fonts(attributes: Mapping[str, str]) -> dict[str, str]:
    """Let theme faces beat named ones of the same element, as Word does."""
    made = {key: face for key, face in attributes.items() if key in _SLOTS or key == "hint"}
    made.update((slot, THEME + attributes[key]) for slot, key in _SLOTS.items() if key in attributes)
    return made


def _indents(weaker: Mapping[str, str], attributes: Mapping[str, str]) -> dict[str, str]:
    stronger = {_SIDES.get(key, key): content for key, content in attributes.items()}
    opposites = {
        _OPPOSITES[key.removesuffix("Chars")] for key in stronger if key.removesuffix("Chars") in _OPPOSITES
    }
    kept = {key: content for key, content in weaker.items() if key.removesuffix("Chars") not in opposites}
    return {**kept, **stronger}


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, the style below it, and its elements."""

    name: str
    base: str
    node: Node


class Styles:
    """The styles part of a file and its theme, ready to say which properties take effect."""

    def __init__(self, root: Node | None, theme: Node | None, script: str) -> None:
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        self._defaults: dict[str, Node | None] = {}
        self._themes = _theme_faces(theme, script)
        if root is not None:
            self._read(root)

    def _read(self, root: Node) -> None:
        for kind in ("rPr", "pPr"):
            self._defaults[kind] = root.find(path("docDefaults", f"{kind}Default", kind))
        for node in root.iter(q("style")):
            style_id = attribute(node, "styleId")
            name, base = (attribute(node.find(q(tag)), "val") for tag in ("name", "basedOn"))
            self._styles[style_id] = Style(name, base, node)
            if attribute(node, "default", "0") not in _OFF:
                self._default.setdefault(attribute(node, "type"), style_id)

    def default(self, kind: str) -> str:
        """Give the id of the default style of a kind."""
        return self._default.get(kind, "")

    def named(self, reference: Node | None, kind: str) -> str:
        """Give the id of the style that a reference names; without one, that of the default style of a kind."""
        return self.default(kind) if reference is None else attribute(reference, "val")

    def name(self, style_id: str) -> str:
        """Give a style's name."""
        return self._styles[style_id].name if style_id in self._styles else ""

    def layers(self, style_id: str, kind: str) -> list[Node | None]:
        """Give the property elements of a style and of those below it, the lowest first."""
        found: list[Node | None] = []
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen and len(found) < _DEEPEST:
            seen.add(style_id)
            style = self._styles[style_id]
            found.append(style.node.find(q(kind)))
            style_id = style.base
        return found[::-1]

    def defaults(self, kind: str) -> Node | None:
        """Give the document defaults, for ``rPr`` or ``pPr``."""
        return self._defaults.get(kind)

    def face(self, fonts: Mapping[str, str], slot: str) -> tuple[str, bool]:
        """Give the face of a slot, and whether the theme decides it."""
        name = fonts.get(slot, "")
        if name.startswith(THEME):
            return self._themes.get(name.removeprefix(THEME), ""), True
        return name, False


def _theme_faces(theme: Node | None, script: str) -> dict[str, str]:
    if theme is None:
        return {}
    found = ((kind, theme.find(f".//{_DRAWING}{kind}Font")) for kind in ("major", "minor"))
    return dict(pair for kind, fonts in found if fonts is not None for pair in _faces(kind, fonts, script))


def _faces(kind: str, fonts: Node, script: str) -> Iterator[tuple[str, str]]:
    latin, east = (_typeface(fonts, tag) for tag in ("latin", "ea"))
    by_script = {node.get("script"): node.get("typeface", "") for node in fonts.iter(f"{_DRAWING}font")}
    yield f"{kind}HAnsi", latin
    yield f"{kind}Ascii", latin
    yield f"{kind}EastAsia", east or by_script.get(script, "")


def _typeface(fonts: Node, tag: str) -> str:
    node = fonts.find(f"{_DRAWING}{tag}")
    return "" if node is None else node.get("typeface", "")
