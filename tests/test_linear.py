"""What is ten times as long takes ten times the steps, whatever it is made of: patterns, texts and files."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import banli_report
from tests.steps import growth, has_no_bound

ROOT = Path(banli_report.__file__).parent
ANYWHERE = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
ANCHORED = frozenset({"match", "fullmatch"})
MOST_GROWTH = 14.0
"""Ten, and what the ends of a text and the places to begin add."""


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages([str(ROOT)], "banli_report."):
        if not found.name.endswith("__main__"):
            yield found.name


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Give the patterns that a value is, or holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, Mapping):
        yield from _held([*value, *value.values()], depth)
    elif isinstance(value, list | tuple | frozenset):
        for one in value:
            yield from _held(one, depth + 1)
    elif type(value).__module__.startswith("banli_report") and depth < 4:
        names = getattr(value, "__slots__", ()) or vars(value)
        yield from _held([getattr(value, name, None) for name in names], depth + 1)


def _calls() -> tuple[Mapping[tuple[str, str], set[str]], Mapping[str, set[str]]]:
    """Give the methods called on each name, by module and for the whole house, and on what is no constant."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    loose: dict[str, set[str]] = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        module = ".".join(("banli_report", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ANYWHERE | ANCHORED:
                owner = node.value.value if isinstance(node.value, ast.Subscript) else node.value
                if isinstance(owner, ast.Name) and owner.id.isupper():
                    scope = module if owner.id.startswith("_") else ""
                    named[scope, owner.id].add(node.attr)
                else:
                    loose[module].add(node.attr)
    return named, loose


def _patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Give each pattern of the house with its name, and whether it is looked for anywhere in a text."""
    named, loose = _calls()
    seen: set[re.Pattern[str]] = set()
    for module in _modules():
        for name, value in vars(importlib.import_module(module)).items():
            for pattern in _held(value):
                direct = isinstance(value, re.Pattern)  # and not one of several, under a name of a loop
                used = named.get((module if name.startswith("_") else "", name), set())
                used = used or (set() if direct else loose[module])
                if pattern not in seen and has_no_bound(pattern):
                    yield f"{module}.{name}", pattern, not used or bool(used & ANYWHERE)
                seen.add(pattern)


def test_no_pattern_takes_more_than_its_share() -> None:
    found = list(_patterns())
    assert len(found) > 100
    slow = {}
    for name, pattern, anywhere in found:
        times, unit = growth(pattern, anywhere=anywhere)
        if times > MOST_GROWTH:
            slow[f"{name} {pattern.pattern[:40]}"] = (round(times, 1), unit, anywhere)
    assert not slow, "\n".join(f"{name}: {growing}" for name, growing in slow.items())


@pytest.mark.parametrize(
    ("pattern", "anywhere"),
    [(r"\s+$", True), (r"a.*b", True), (r"(?:a|aa)+$", False), (r"[*※]*[(]?x", True), (r"(\w+,?)+;", False)],
)
def test_a_pattern_that_takes_more_is_told(pattern: str, anywhere: bool) -> None:
    assert growth(re.compile(pattern), anywhere=anywhere)[0] > MOST_GROWTH


@pytest.mark.parametrize(
    "pattern", [r"\s*PAGE\b", r"[^,;]{1,12}满意", r"《[^《》]*》", r"(?:a|b)+", r"\d{1,3}(?:,\d{3})*"]
)
def test_a_pattern_that_does_not_is_not(pattern: str) -> None:
    assert growth(re.compile(pattern), anywhere=not pattern.startswith(r"\s*"))[0] <= MOST_GROWTH
