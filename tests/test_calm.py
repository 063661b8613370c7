"""Lines, functions and modules stay small and calm; the numbers may fall and never rise."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "banli_report"
PARSED = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(source) for name, source in sorted(PARSED.items())}
MOST_CONDITIONALS = 16
"""Conditional expressions in 1,000 lines of the whole package."""
MOST_ANY = 44
"""Uses of the name in the whole package; none of them in word or checks/layout."""
MOST_LINES_OF_A_MODULE, MOST_LINES_OF_A_FUNCTION = 330, 45
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def inside(tree: ast.AST, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """Give the nodes of some kinds under a node, itself not among them."""
    return (node for node in ast.walk(tree) if node is not tree and isinstance(node, kinds))


def conditionals(tree: ast.AST) -> list[ast.AST]:
    return list(inside(tree, ast.IfExp))


def nested(tree: ast.AST) -> list[int]:
    """Give the lines of conditional expressions that stand in another one."""
    return [inner.lineno for outer in conditionals(tree) for inner in conditionals(outer)]


def in_text(tree: ast.AST) -> list[int]:
    """Give the lines of conditional expressions that stand in a comprehension within an f-string."""
    texts = inside(tree, ast.JoinedStr)
    return [
        found.lineno
        for text in texts
        for comprehension in inside(text, *COMPREHENSIONS)
        for found in conditionals(comprehension)
    ]


def long_functions(tree: ast.AST) -> list[str]:
    functions = inside(tree, ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        function.name
        for function in functions
        if function.end_lineno - function.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]


def any_uses(tree: ast.AST) -> int:
    return sum(node.id == "Any" for node in inside(tree, ast.Name))


def test_the_whole_package_is_seen() -> None:
    assert len(TREES) > 140
    assert {"api.py", "cli/commands.py", "word/writer/tables.py", "checks/layout/check.py"} <= TREES.keys()
    assert sum(len(conditionals(tree)) for tree in TREES.values()) > 50
    assert sum(len(list(inside(tree, ast.FunctionDef))) for tree in TREES.values()) > 1000


@pytest.mark.parametrize(
    ("source", "measure", "found"),
    [
        ("x = 1 if a else 2", nested, []),
        ("x = 1 if a else (2 if b else 3)", nested, [1]),
        ("x = f(1 if a else 2) if b else 3", nested, [1]),
        ("f'{[x if x else 1 for x in y]}'", in_text, [1]),
        ("f'{x if x else 1}' + str([x if x else 1 for x in y])", in_text, []),
        ("def f():\n" + "    x\n" * 44, long_functions, []),
        ("def f():\n" + "    x\n" * 45, long_functions, ["f"]),
        ("from typing import Any\nx: list[Any] = [cast(Any, 1)]", any_uses, 2),
    ],
)
def test_the_measures_find_what_they_look_for(source, measure, found) -> None:
    assert measure(ast.parse(source)) == found


@pytest.mark.parametrize("measure", [nested, in_text, long_functions])
def test_no_module_has_any(measure) -> None:
    assert {name: found for name, tree in TREES.items() if (found := measure(tree))} == {}


def test_modules_are_short() -> None:
    lengths = {name: len(source.splitlines()) for name, source in PARSED.items()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_MODULE} == {}


def test_conditional_expressions_are_few() -> None:
    lines = sum(len(source.splitlines()) for source in PARSED.values())
    assert 1000 * sum(len(conditionals(tree)) for tree in TREES.values()) / lines <= MOST_CONDITIONALS


def test_any_is_rare() -> None:
    assert sum(map(any_uses, TREES.values())) <= MOST_ANY
