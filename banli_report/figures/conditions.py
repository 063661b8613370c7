"""Which items are meant: conditions of the report file (主办且已反馈) as alternatives of simple tests."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from banli_report.figures.scales import Scales, column_of, label_of
from banli_report.results.model import Condition, Item
from banli_report.terms import CONDITIONS, OPENNESS, ROLES, Term

AND = "且"


@dataclass(frozen=True, slots=True)
class Flag:
    """A test of the vocabulary: such as 已答复 or 重点."""

    name: str

    def text(self) -> str:
        """Give the test in words."""
        term = CONDITIONS.find(self.name)
        return term.label if term else self.name


@dataclass(frozen=True, slots=True)
class Holds:
    """A column holds one of some codes."""

    column: str
    codes: frozenset[str]
    names: tuple[str, ...]

    def text(self) -> str:
        """Give the test in words."""
        return f"{label_of(self.column)}为{'或'.join(f'“{name}”' for name in self.names)}"


Test: TypeAlias = Flag | Holds
Alternatives: TypeAlias = tuple[tuple[Test, ...], ...]
"""One of the alternatives must hold; of an alternative, all tests."""

ALL: Alternatives = ((Flag("all"),),)


class UnknownWord(ValueError):  # noqa: N818
    """A condition uses a word that means nothing here."""

    def __init__(self, word: str, nearest: str | None) -> None:
        self.word = word
        self.nearest = nearest
        super().__init__(f"不认识条件“{word}”")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Reads conditions under the scales and the agency's own groups."""

    scales: Scales
    groups: Mapping[str, Condition]

    def read(self, condition: Condition) -> Alternatives:
        """Give a condition as alternatives.

        Raises:
            UnknownWord: a word is no flag, no class of a scale and no group.
        """
        if isinstance(condition, dict):
            return (tuple(self._column(word, values) for word, values in condition.items()),)
        words = (condition,) if isinstance(condition, str) else condition
        return _merged(alternative for word in words for alternative in self._phrase(word))

    def _phrase(self, phrase: str) -> Alternatives:
        found: Alternatives = ((),)
        for word in phrase.split(AND):
            found = tuple((*left, *right) for left in found for right in self._word(word.strip()))
        return found

    def _word(self, word: str) -> Alternatives:
        if word in self.groups:
            others = {name: rule for name, rule in self.groups.items() if name != word}
            return Conditions(self.scales, others).read(self.groups[word])
        if flag := CONDITIONS.find(word):
            return ((Flag(flag.identifier),),)
        for column, vocabulary in self.scales.closed.items():
            if term := vocabulary.find(word):
                return ((_holds(column, term),),)
        raise UnknownWord(word, self._nearest(word))

    def _column(self, word: str, values: str | tuple[str, ...]) -> Test:
        column = column_of(word)
        wanted = (values,) if isinstance(values, str) else values
        if column not in self.scales.closed:
            return Holds(column, frozenset(wanted), tuple(wanted))
        terms = []
        for value in wanted:
            term = self.scales.term(column, value)
            if term is None:
                raise UnknownWord(value, self.scales.closed[column].nearest(value))
            terms.append(_holds(column, term))
        codes = frozenset(code for test in terms for code in test.codes)
        return Holds(column, codes, tuple(name for test in terms for name in test.names))

    def _nearest(self, word: str) -> str | None:
        return CONDITIONS.nearest(word) or next(
            (near for scale in self.scales.closed.values() if (near := scale.nearest(word))), None
        )


def _holds(column: str, term: Term) -> Holds:
    """Make the test for a class; a class that others are a part of includes them (主办 includes 独办)."""
    inner = [other for other in ROLES if other.within == term.identifier] if column == "role" else []
    names = (term.label, *(other.label for other in inner))
    return Holds(column, frozenset({term.identifier, *(other.identifier for other in inner)}), names)


def _merged(alternatives: Iterable[tuple[Test, ...]]) -> Alternatives:
    """Join single tests of one column into one test, so that 满意 or 基本满意 reads as a list."""
    merged: list[tuple[Test, ...]] = []
    for tests in alternatives:
        last = merged[-1] if merged else ()
        if (
            len(tests) == len(last) == 1
            and isinstance(tests[0], Holds)
            and isinstance(last[0], Holds)
            and tests[0].column == last[0].column
        ):
            both = Holds(last[0].column, last[0].codes | tests[0].codes, last[0].names + tests[0].names)
            merged[-1] = (both,)
        else:
            merged.append(tests)
    return tuple(merged)


def text_of(alternatives: Alternatives) -> str:
    """Give a condition in words."""
    return "，或".join("且".join(test.text() for test in tests) for tests in alternatives)


FLAG_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "replied": ("replied", "replied_on"),
    "completed": ("completed", "completed_on"),
    "contacted": ("contacted", "contacted_on"),
    "rated": ("satisfaction",),
    "adopted": ("adopted",),
    "published": ("openness",),
    "on_time": ("replied_on",),
    "key": ("key",),
    "between_session": ("between_session", "kind"),
    "rehandled": ("rehandled",),
}
"""For each flag the columns of which one must be there, or the flag cannot be told."""


def meets(item: Item, alternatives: Alternatives, scales: Scales, deadline_months: int) -> bool:
    """Tell whether an item meets a condition."""
    return any(all(_test(item, test, scales, deadline_months) for test in tests) for tests in alternatives)


def _test(item: Item, test: Test, scales: Scales, deadline_months: int) -> bool:
    if isinstance(test, Holds):
        value = item.value(test.column)
        return value is not None and scales.code(test.column, str(value)) in test.codes
    if test.name == "on_time":
        return _on_time(item, deadline_months)
    return _FLAGS[test.name](item)


_FLAGS: Mapping[str, Callable[[Item], bool]] = {
    "all": lambda item: True,
    "replied": lambda item: item.replied or (item.replied is None and item.replied_on is not None),
    "completed": lambda item: item.completed or (item.completed is None and item.completed_on is not None),
    "contacted": lambda item: item.contacted or (item.contacted is None and item.contacted_on is not None),
    "rated": lambda item: item.satisfaction is not None,
    "adopted": lambda item: bool(item.adopted),
    "published": lambda item: is_public(item) and item.openness is not None,
    "key": lambda item: bool(item.key),
    "between_session": lambda item: bool(item.between_session) or "闭会" in (item.kind or ""),
    "rehandled": lambda item: bool(item.rehandled),
}


def is_public(item: Item) -> bool:
    """Tell whether an item may appear by title in a released document."""
    term = OPENNESS.find(item.openness) if item.openness else None
    return term is None or term.identifier != "closed"


def _on_time(item: Item, deadline_months: int) -> bool:
    due = item.due_on
    if due is None and item.assigned_on is not None:
        due = add_months(item.assigned_on, deadline_months)
    return item.replied_on is not None and due is not None and item.replied_on <= due


def add_months(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of that month (办理时限 are counted in months)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
