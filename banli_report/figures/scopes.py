"""Out of which items a column is counted, and what that means for whatever else reads the column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banli_report.figures.conditions import ALL, Alternatives, Conditions, Flag, Holds, Test
from banli_report.figures.rows import FLAG_COLUMNS, SHOWN
from banli_report.figures.scales import YES
from banli_report.results.policy import Condition, Policy
from banli_report.words.columns import YES_NO_COLUMNS, column_of
from banli_report.words.terms import KINDS, ROLES

_AND = "且"


def scope_rules(policy: Policy) -> Mapping[str, Condition]:
    """Give, by the column, which items alone the policy counts it out of."""
    return {column_of(word): rule for word, rule in policy.share_of.items()}


def columns_read(condition: Alternatives) -> frozenset[str]:
    """Give the columns that a condition looks at."""
    return frozenset(column for tests in condition for test in tests for column in _columns(test))


def _columns(test: Test) -> Iterator[str]:
    if isinstance(test, Holds):
        yield test.column
    else:
        yield from FLAG_COLUMNS.get(test.name, ())


def applying(
    rules: Mapping[str, Condition], condition: Alternatives, conditions: Conditions
) -> Condition | None:
    """Give which items alone a condition is asked of, or None: all.

    A condition that itself looks at what the rule looks at (协办且满意) says of which items it speaks.

    Raises:
        BadCondition: this batch cannot read the rule.
    """
    read = columns_read(condition)
    for column in sorted(read & rules.keys()):
        if not columns_read(conditions.read(rules[column])) & (read - {column}):
            return rules[column]
    return None


def scope_words(rule: Condition) -> str:
    """Say of which items a sentence speaks that speaks of some alone: 主办件, 主办且已反馈的件."""
    if isinstance(rule, dict):
        tests = [f"{column}为{_joined(values)}" for column, values in rule.items()]
        return f"{_AND.join(tests)}的件"
    word = _joined(rule)
    if ROLES.find(word) or word == "重点":
        return f"{word.removesuffix('件')}件"
    if KINDS.find(word):
        return word
    return f"{word}的件"


def _joined(words: str | tuple[str, ...]) -> str:
    if isinstance(words, str):
        return words
    return "或".join(words)


def are_met(condition: Alternatives, known: Sequence[Test]) -> bool:
    """Tell whether items of which some tests are known to hold meet a condition for certain."""
    if condition == ALL:
        return True
    return any(all(_follows(test, known) for test in tests) for tests in condition)


def _follows(test: Test, known: Sequence[Test]) -> bool:
    if isinstance(test, Flag):
        return test in known or test.name == "all"
    return any(
        isinstance(other, Holds) and other.column == test.column and other.codes <= test.codes
        for other in known
    )


def class_asked(condition: Alternatives) -> Holds | None:
    """Give the classes of one column that a condition asks for and nothing else, or None."""
    if len(condition) > 1 or len(condition[0]) > 1:
        return None
    test = condition[0][0]
    if isinstance(test, Holds):
        return test
    if test.name == "published":
        return Holds("openness", SHOWN, ())
    if test.name in YES_NO_COLUMNS:
        return Holds(test.name, frozenset({YES}), ())
    return None
