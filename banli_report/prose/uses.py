"""What a template names: every name with what it stands under, seen in its text before there is any data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from banli_report.prose.bounding import PRINT, ROUNDS, WEIGH

ELEMENT = "*"
"""Stands in a path for whatever a loop takes out of a list."""
_PASSING = frozenset(
    {
        PRINT,
        ROUNDS,
        WEIGH,
        "d",
        "default",
        "first",
        "last",
        "list",
        "reject",
        "rejectattr",
        "select",
        "selectattr",
        "sort",
        "unique",
    }
)
"""Filters that give what they were given, or parts of it."""
_ELEMENTS = frozenset({"first", "last"})
_JINJA = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs", "range", "namespace"})
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template uses.

    Args:
        path: the name and those that it stands under: 建议, 重点, 满意度.
        line: its line.
        asked: whether it is asked whether there is such a thing, or something is given for when there is not.
        alone: whether nothing is taken out of it there.
    """

    path: Path
    line: int
    asked: bool = False
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """A filter or a test that a template uses.

    Args:
        name: its name.
        line: its line.
        words: the texts that it is given.
        options: the names of the options that it is given.
        is_test: whether it is a test.
    """

    name: str
    line: int
    words: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Uses:
    """What a template names.

    Args:
        names: the names, in the order of the text.
        calls: the filters and tests.
    """

    names: tuple[Use, ...]
    calls: tuple[Call, ...]


def uses_of(tree: nodes.Template) -> Uses:
    """Give what a template names."""
    walker = _Walker(tree)
    walker.walk(tree)
    return Uses(tuple(dict.fromkeys(walker.names)), tuple(dict.fromkeys(walker.calls)))


class _Walker:
    """Goes through a tree; names that the template itself gives are followed to what they stand for, if it is one thing."""

    def __init__(self, tree: nodes.Template) -> None:
        self.names: list[Use] = []
        self.calls: list[Call] = []
        self._given = _given(tree)
        self._meant: dict[str, Path | None] = {}
        for _ in range(3):  # a name may stand for what another stands for
            self._meant = {name: self._one(sources) for name, sources in self._given.items()}

    def _one(self, sources: list[tuple[nodes.Node | None, bool]]) -> Path | None:
        if len(sources) != 1:
            return None
        source, element = sources[0]
        path = self._path(source) if source is not None else None
        return (*path, ELEMENT) if path is not None and element else path

    def walk(self, node: nodes.Node, *, asked: bool = False) -> None:
        """Note what a node names, and what stands below it."""
        if isinstance(node, nodes.Filter | nodes.Test):
            self._call(node)
            asked = asked or node.name in ("defined", "undefined", "d", "default")
        path = self._path(node) if isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Name) else None
        if path is not None:
            self._note(path, node.lineno, asked)
            self._inside(node)
            return
        for child in node.iter_child_nodes():
            passed = asked and isinstance(node, nodes.Filter | nodes.Test) and child is node.node
            self.walk(child, asked=passed)

    def _inside(self, node: nodes.Node) -> None:
        """Go through the brackets of a path, whose names are names too."""
        while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Filter):
            if isinstance(node, nodes.Filter):
                self._call(node)
            if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
                self.walk(node.arg)
            if node.node is None:
                return
            node = node.node

    def _note(self, path: Path, line: int, asked: bool) -> None:
        for end in range(1, len(path) + 1):
            if path[end - 1] != ELEMENT:
                self.names.append(Use(path[:end], line, asked and end == len(path), end == len(path)))

    def _call(self, node: nodes.Filter | nodes.Test) -> None:
        if node.name in (PRINT, ROUNDS, WEIGH):
            return
        values = (arg.value for arg in map(_bare, node.args) if isinstance(arg, nodes.Const))
        words = tuple(value for value in values if isinstance(value, str))
        options = tuple(str(option.key) for option in node.kwargs)
        self.calls.append(Call(node.name, node.lineno, words, options, isinstance(node, nodes.Test)))

    def _path(self, node: nodes.Node) -> Path | None:
        """Give the path of names that an expression is, or None where it is no such thing."""
        node = _bare(node)
        if isinstance(node, nodes.Name):
            if node.name in self._given:
                return self._meant.get(node.name)
            return None if node.ctx != "load" or node.name in _JINJA else (node.name,)
        if isinstance(node, nodes.Filter) and node.name in _PASSING and node.node is not None:
            path = self._path(node.node)
            return (*path, ELEMENT) if path and node.name in _ELEMENTS else path
        if isinstance(node, nodes.Getattr):
            path = self._path(node.node)
            return (*path, node.attr) if path else None
        if isinstance(node, nodes.Getitem):
            path, argument = self._path(node.node), _bare(node.arg)
            word = (
                argument.value
                if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
                else ELEMENT
            )
            return (*path, word) if path else None
        return None


def _bare(node: nodes.Node) -> nodes.Node:
    """Give what stands in the counters that the sandbox wraps things in."""
    while isinstance(node, nodes.Filter) and node.name in (PRINT, ROUNDS, WEIGH) and node.node is not None:
        node = node.node
    return node


def _given(tree: nodes.Template) -> dict[str, list[tuple[nodes.Node | None, bool]]]:
    """Give the names that a template itself gives, each with what it is given and whether it is an element of it."""
    given: dict[str, list[tuple[nodes.Node | None, bool]]] = {}
    for name, source, element in _givings(tree):
        given.setdefault(name, []).append((source, element))
    return given


def _givings(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node | None, bool]]:
    for node in tree.find_all(
        (nodes.For, nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.CallBlock, nodes.With)
    ):
        if isinstance(node, nodes.For):
            yield from (
                (name, node.iter if isinstance(node.target, nodes.Name) else None, True)
                for name in _stored(node.target)
            )
        elif isinstance(node, nodes.Assign):
            yield from (
                (name, node.node if isinstance(node.target, nodes.Name) else None, False)
                for name in _stored(node.target)
            )
        elif isinstance(node, nodes.AssignBlock):
            yield from ((name, None, False) for name in _stored(node.target))
        elif isinstance(node, nodes.With):
            yield from ((name, None, False) for target in node.targets for name in _stored(target))
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            named = [node.name] if isinstance(node, nodes.Macro) else []
            yield from ((name, None, False) for name in (*named, *(argument.name for argument in node.args)))
    for imported in tree.find_all((nodes.Import, nodes.FromImport)):
        yield from ((name, None, False) for name in _imported(imported))


def _imported(node: nodes.Node) -> Iterable[str]:
    if isinstance(node, nodes.Import):
        return (node.target,)
    pairs = node.names if isinstance(node, nodes.FromImport) else ()
    return tuple(pair[1] if isinstance(pair, tuple) else pair for pair in pairs)


def _stored(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    for child in target.iter_child_nodes():
        yield from _stored(child)
