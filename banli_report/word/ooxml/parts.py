"""A Word file as a package: its parts, their types and relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from banli_report.word.ooxml.xml import Node

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TYPES_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its id, the last word of its type, its target, whether that lies outside."""

    id: str
    kind: str
    target: str
    external: bool

    @property
    def leads_out(self) -> bool:
        """Tell whether it leads out of the file: not to a place in the file itself, whatever its mode says."""
        return self.external and not self._stays

    @property
    def leads_in(self) -> bool:
        """Tell whether it leads to a part of the file, and not to a place in its own part."""
        return not self.external and not self._stays

    @property
    def _stays(self) -> bool:
        return self.target.startswith("#") or (self.kind == "hyperlink" and not self.target)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an Office file by name; ``roots`` holds what is well-formed XML, parsed.

    Args:
        names: every part.
        roots: the XML parts.
        relationships: what each part leads to, by the name of the part that says so.
        types: the declared content types, by the name of a part or by an extension (``.xml``), in lower case.
        broken: parts that ought to be XML and are not.
    """

    names: frozenset[str]
    roots: Mapping[str, Node] = field(repr=False)
    relationships: Mapping[str, tuple[Relation, ...]] = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    broken: tuple[str, ...] = ()

    @property
    def main(self) -> str:
        """Give the name of the part that holds the text, or an empty text."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self.names:
                return relation.target
        return ""

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Give the relationships of a part, or of the package for an empty name."""
        return self.relationships.get(relations_part(part), ())

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Give the parts of a kind that a part leads to, each once."""
        relations = (each for each in self.relations(part) if each.kind == kind and not each.external)
        return (target for target in dict.fromkeys(each.target for each in relations) if target in self.roots)

    def content_type(self, part: str) -> str:
        """Give the declared content type of a part, or an empty text."""
        name = part.lower()
        return self.types.get(name, self.types.get(f".{name.rpartition('.')[2]}", ""))


def relations_part(part: str) -> str:
    """Give the name of the part that holds a part's relationships, or the package's for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(node: Node, folder: str) -> Relation:
    target, external = node.get("Target", ""), node.get("TargetMode") == "External"
    path = unquote(target.partition("#")[0])
    if not external and path:
        target = posixpath.normpath(_absolute(path, folder))
    return Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)


def _absolute(path: str, folder: str) -> str:
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.join(folder, path)


def parsed(parts: Mapping[str, bytes], unread: Container[str] = ()) -> Package:
    """Parse every part that is XML by its name; entities are never resolved.

    Args:
        parts: the parts by name.
        unread: those that are known to be broken.
    """
    roots, broken = {}, []
    for name, content in parts.items():
        if name in unread:
            broken.append(name)
        elif name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(
                    content, etree.XMLParser(resolve_entities=False, no_network=True)
                )
            except etree.XMLSyntaxError:
                broken.append(name)
    relationships = {name: _relations(name, root) for name, root in roots.items() if name.endswith(".rels")}
    return Package(frozenset(parts), roots, relationships, _types(roots.get(TYPES_PART)), tuple(broken))


def _relations(name: str, root: Node) -> tuple[Relation, ...]:
    folder = posixpath.dirname(posixpath.dirname(name))
    return tuple(_relation(node, folder) for node in root.iterchildren(RELATIONSHIP))


def _types(root: Node | None) -> dict[str, str]:
    """Give the content types; of what is declared twice, the first counts."""
    found: dict[str, str] = {}
    if root is not None:
        for node in root.iter(f"{_TYPES}Override"):
            name = node.get("PartName", "").lstrip("/").lower()
            found.setdefault(name, node.get("ContentType", ""))
        for node in root.iter(f"{_TYPES}Default"):
            found.setdefault(f".{node.get('Extension', '').lower()}", node.get("ContentType", ""))
    return found
