"""Which problems the package's sources can raise, and with which severity, as far as their text tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from banli_report.errors import ERROR, WARNING, Severity

PACKAGE = Path(__file__).parents[1] / "banli_report"
MAKERS = {"errors.py", "checks/finding.py"}
"""The modules that define the functions below."""
RAISERS = {
    "error": ERROR,
    "refuse": ERROR,
    "warning": WARNING,
    "wrong": ERROR,
    "unknown": ERROR,
    "doubtful": WARNING,
}
CHOOSERS = {"wrong_if"}
"""Functions that give one of those that raise, either severity."""
PREFIX, PREFIXED = "layout.", ("checks/layout/", "checks/release/")
"""What wrong and doubtful put before an id without a family, and the rooms whose rules call them."""
FILE_NAMES = re.compile(r".*\.(docx|yaml|xlsx|csv|md)")


@dataclass(frozen=True, slots=True)
class Raised:
    """An id in the sources; severities are empty where it stands in a table that is read elsewhere."""

    id: str
    severities: tuple[Severity, ...]
    place: str


@dataclass(slots=True)
class Source:
    """A module, the ids that it raises and the calls whose id cannot be read."""

    path: str
    tree: ast.Module
    raised: list[Raised] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def sources(families: Collection[str]) -> list[Source]:
    """Read every module that may raise problems of these families."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name not in MAKERS:
            source = Source(name, ast.parse(path.read_text("utf-8")))
            _read(source, families)
            found.append(source)
    return found


def _read(source: Source, families: Collection[str]) -> None:
    raisers = _raisers(source.tree)
    prefix = PREFIX if source.path.startswith(PREFIXED) else ""
    told = set(_statements(source.tree))
    for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call)):
        severities, position = raisers.get(_called(call), ((), 0))
        argument = call.args[position] if severities and len(call.args) > position else None
        place = f"{source.path}:{call.lineno}"
        if isinstance(argument, ast.Constant):
            told.add(argument)
            id_ = argument.value if "." in argument.value else f"{prefix}{argument.value}"
            source.raised.append(Raised(id_, severities, place))
        elif isinstance(argument, ast.JoinedStr | ast.BinOp):
            source.unread.append(place)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node not in told and _is_id(node.value, families):
            source.raised.append(Raised(node.value, (), f"{source.path}:{node.lineno}"))


def _raisers(tree: ast.Module) -> Mapping[str, tuple[tuple[Severity, ...], int]]:
    """Give what raises problems in a module: severities and where its id stands among the arguments."""
    found = {name: (severities, 0) for name, severities in RAISERS.items()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            called = {call.func for call in ast.walk(node.value) if isinstance(call, ast.Call)}
            chosen = [
                RAISERS[name.id] for name in _names(node.value) if name.id in RAISERS and name not in called
            ]
            if any(name.id in CHOOSERS for name in called if isinstance(name, ast.Name)):
                chosen.append((*ERROR, *WARNING))
            if chosen:
                found[node.targets[0].id] = (tuple(sorted({one for each in chosen for one in each})), 0)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and "id" in (
            names := [argument.arg for argument in node.args.args]
        ):
            inner = [_called(call) for call in ast.walk(node) if isinstance(call, ast.Call)]
            severities = {one for name in inner if name in RAISERS for one in RAISERS[name]}
            if severities:
                found[node.name] = (tuple(sorted(severities)), [n for n in names if n != "self"].index("id"))
    return found


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Give all that stands in a module's PROBLEMS."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [name.id for name in _names(node.targets[0])] == ["PROBLEMS"]:
            yield from ast.walk(node)


def _names(node: ast.AST) -> Iterator[ast.Name]:
    return (found for found in ast.walk(node) if isinstance(found, ast.Name))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _is_id(value: object, families: Collection[str]) -> bool:
    if not isinstance(value, str) or FILE_NAMES.fullmatch(value):
        return False
    family, _, rest = value.partition(".")
    return family in families and re.fullmatch(r"[a-z]+(-[a-z]+)*", rest) is not None
