"""A Word file as a package: its parts, their types and relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from banli_report.word.ooxml.xml import Node

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TYPES_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its id, the last word of its type, its target, whether that lies outside."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an Office file by name; ``roots`` holds what is well-formed XML, parsed.

    Args:
        names: every part.
        roots: the XML parts.
        broken: parts that ought to be XML and are not.
    """

    names: frozenset[str]
    roots: Mapping[str, Node] = field(repr=False)
    broken: tuple[str, ...] = ()

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Give the relationships of a part, or of the package for an empty name."""
        folder, name = posixpath.split(part)
        root = self.roots.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return ()
        return tuple(_relation(node, folder) for node in root.iter(_RELATIONSHIP))

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Give the parts of a kind that a part leads to."""
        for relation in self.relations(part):
            if relation.kind == kind and not relation.external and relation.target in self.roots:
                yield relation.target

    def content_type(self, part: str) -> str:
        """Give the declared content type of a part, or an empty text."""
        root = self.roots.get(TYPES_PART)
        if root is None:
            return ""
        for node in root.iter(f"{_TYPES}Override"):
            if node.get("PartName", "").lstrip("/").lower() == part.lower():
                return node.get("ContentType", "")
        extension = part.rpartition(".")[2].lower()
        for node in root.iter(f"{_TYPES}Default"):
            if node.get("Extension", "").lower() == extension:
                return node.get("ContentType", "")
        return ""


def _relation(node: Node, folder: str) -> Relation:
    target, external = node.get("Target", ""), node.get("TargetMode") == "External"
    if not external:
        path = unquote(target.partition("#")[0])
        target = posixpath.normpath(_absolute(path, folder))
    return Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)


def _absolute(path: str, folder: str) -> str:
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.join(folder, path)


def parsed(parts: Mapping[str, bytes]) -> Package:
    """Parse every part that is XML by its name; entities are never resolved."""
    roots, broken = {}, []
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(
                    content, etree.XMLParser(resolve_entities=False, no_network=True)
                )
            except etree.XMLSyntaxError:
                broken.append(name)
    return Package(frozenset(parts), roots, tuple(broken))
