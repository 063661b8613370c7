"""Checks on given counts by name: classes of one scale cannot be more together than the items there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banli_report.checks.results.agreement import name_in_words, named
from banli_report.errors import ERROR, Kind, Problem, error, warning
from banli_report.figures.conditions import BadCondition, Conditions, Holds
from banli_report.results.model import Counts, Report

PROBLEMS = (
    Kind(
        "results.parts-exceed-whole",
        ERROR,
        "互不包含的几类，合起来比件数还多。",
        "report.yaml 第8行 第9列：“主办”6件、“协办”5件，合起来11件，多于件数10件",
    ),
)


@dataclass(frozen=True, slots=True)
class _Class:
    name: str
    value: int
    test: Holds


def overlap_problems(
    report: Report, conditions: Conditions, path: tuple[str, ...], counts: Counts
) -> Iterator[Problem]:
    """Give the classes that are counted by name (主办, 协办) and are more together than their whole.

    Groups of the agency's own may overlap; a class inside another (独办 in 主办) is counted in it.

    Args:
        report: for the places of its values.
        conditions: what the names of parts mean.
        path: where the counts stand in the report file.
        counts: the counts.
    """
    by_column: dict[str, list[_Class]] = {}
    for name, value in named(counts).items():
        test = _test_of(name, conditions)
        if test is not None and value is not None:
            by_column.setdefault(test.column, []).append(_Class(name, value, test))
    for classes in by_column.values():
        apart = [one for one in classes if not any(one.test.codes < other.test.codes for other in classes)]
        total = sum(one.value for one in apart)
        if counts.count is not None and total > counts.count and len(apart) > 1:
            words = "、".join(f"“{name_in_words(one.name)}”{one.value}件" for one in apart)
            message = f"{words}，合起来{total}件，多于件数{counts.count}件"
            hint = "这几类不会重复计算，核对各数和件数"
            yield error("results.parts-exceed-whole", report.place(*path, apart[-1].name), message, hint)
    yield from _after_reply(report, path, counts)
    for name, part in counts.parts.items():
        yield from overlap_problems(report, conditions, (*path, name), part)


def _after_reply(report: Report, path: tuple[str, ...], counts: Counts) -> Iterator[Problem]:
    """Tell of more items completed or rated than replied to, which only those of others' lead can be."""
    known = named(counts)
    replied = known.get("replied")
    for later in ("completed", "rated"):
        value = known.get(later)
        if replied is not None and value is not None and value > replied:
            one, other = name_in_words(later), name_in_words("replied")
            message = f"“{one}”{value}件，多于“{other}”{replied}件"
            yield warning("results.contradiction", report.place(*path, later), message, "核对这两个数")


def _test_of(name: str, conditions: Conditions) -> Holds | None:
    """Give the one class of a scale that a name means; None for groups, flags and names of one's own."""
    if name in conditions.groups:
        return None
    try:
        alternatives = conditions.read(name)
    except BadCondition:
        return None
    test = alternatives[0][0]
    is_one = len(alternatives) == 1 and len(alternatives[0]) == 1
    return test if is_one and isinstance(test, Holds) and test.column != "kind" else None
