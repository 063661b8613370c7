"""Changes a parsed template so that its work is counted and all that it joins may be printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes

from banli_report.prose.bounds import rounds_weight

ROUNDS, WEIGH, PRINT = "计步", "计量", "成文"
"""The filters that a template is wrapped in; the environment must have them."""


def bound(template: nodes.Template) -> None:
    """Wrap what makes lists or goes through them in counters, and what is joined in the rule of what may be printed."""
    for node in list(template.find_all(nodes.Node)):
        for name, value in node.iter_fields():
            setattr(node, name, _weighed(value))
        change = _CHANGES.get(type(node))
        if change:
            change(node)


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _weighed(value: Any) -> Any:
    """Weigh lists where they are written, cut or given to a macro, or lists in lists would grow without bound."""
    if isinstance(value, list):
        return [_weighed(child) for child in value]
    return _filtered(value, WEIGH) if _makes_list(value) else value


def _makes_list(node: object) -> bool:
    if isinstance(node, nodes.Tuple):
        return node.ctx == "load"
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Slice)  # which Jinja cuts by itself
    if isinstance(node, nodes.Name):
        return node.name == "varargs" and node.ctx == "load"
    return isinstance(node, nodes.List | nodes.Dict)


def _loop(node: nodes.For) -> None:
    characters = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
    node.iter = _filtered(node.iter, ROUNDS, nodes.Const(rounds_weight(characters)))


def _filter(node: nodes.Filter) -> None:
    if node.node is not None:
        node.node = _filtered(node.node, WEIGH)


def _test(node: nodes.Test) -> None:
    node.args = [_filtered(argument, WEIGH) for argument in node.args]


def _comparison(node: nodes.Compare) -> None:
    for operand in node.ops:
        operand.expr = _filtered(operand.expr, WEIGH)


def _joining(node: nodes.Concat) -> None:
    node.nodes = [_filtered(part, PRINT) for part in node.nodes]


_CHANGES: Mapping[type, Callable[[Any], None]] = {
    nodes.For: _loop,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Compare: _comparison,
    nodes.Concat: _joining,
}
