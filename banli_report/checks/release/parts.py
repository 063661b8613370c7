"""The parts of a Word file, and where in them something stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from banli_report.errors import Place
from banli_report.word.ooxml.xml import Node, q
from banli_report.word.reader.passages import paragraphs_of
from banli_report.word.reader.reading import WordFile, labels_of
from banli_report.word.reader.view import BODY

PROPERTIES = "文件属性"
_OTHERS = {"styles": "样式", "numbering": "自动编号", "settings": "设置", "glossaryDocument": "文档部件"}


class Parts:
    """The parts of a Word file, by the names that a person knows them by."""

    def __init__(self, word: WordFile) -> None:
        self.word = word
        self.with_text = {word.main: BODY, **dict(labels_of(word.package))}
        self._numbers: dict[str, dict[Node, int]] = {}

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        related = self.word.package.related
        others = {part: label for kind, label in _OTHERS.items() for part in related(self.word.main, kind)}
        return {"": "文件", **others, **self.with_text}

    def root(self, part: str) -> Node:
        """Give the root of a part that is well-formed."""
        return self.word.package.roots[part]

    def label(self, part: str) -> str:
        """Give the name of a part; the part itself where it has none."""
        return self._labels.get(part, part)

    def whole(self, part: str) -> Place:
        """Give a part as a place."""
        return Place(file=self.word.name, part=self.label(part))

    def place(self, part: str, node: Node) -> Place:
        """Give where a node stands: its paragraph, or the one that comes next; the part alone where it has none."""
        around = (found for found in (node, *node.iterancestors()) if found.tag == q("p"))
        owner = next(chain(around, node.iter(q("p")), node.itersiblings(q("p"))), None)
        if owner is None:
            return self.whole(part)
        if part not in self._numbers:
            self._numbers[part] = {found: number for number, found in paragraphs_of(self.root(part))}
        number = self._numbers[part].get(owner)
        return Place(file=self.word.name, part=self.label(part), paragraph=number)


def owner_of(relations: str) -> str:
    """Give the part whose relationships a part holds."""
    folder, _, file = relations.rpartition("_rels/")
    return folder + file.removesuffix(".rels")
