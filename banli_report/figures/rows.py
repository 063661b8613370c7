"""Which rows of a ledger meet a condition, and which may be named in public."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from banli_report.figures.conditions import Alternatives, Flag, Test
from banli_report.figures.scales import Scales
from banli_report.results.model import Item
from banli_report.words.columns import COLUMNS, YES_NO_COLUMNS, day_column
from banli_report.words.terms import CLOSED, OPENNESS
from banli_report.words.vocabulary import plain

Predicate: TypeAlias = Callable[[Item], bool]
_BETWEEN = "闭会"
SHOWN = frozenset(term.identifier for term in OPENNESS if term.identifier not in CLOSED)
"""The classes of openness that may be shown."""
FLAG_COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{column: (column, *filter(None, [day_column(column)])) for column in YES_NO_COLUMNS},
    "all": (),
    "rated": ("satisfaction",),
    "published": ("openness",),
    "between_session": ("between_session", "kind"),
}
"""For each flag the columns of which one must be there, or the flag cannot be told."""
_NAMING_WORDS, _CLASSES = ("标题", "案由", "题目", "内容", "事由"), ("分类", "类别", "类型", "种类")
"""What stands in the headers of columns that name items, and ends those that sort them all the same (内容分类)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What it takes to judge a row.

    Args:
        scales: which value means which class.
        deadline_months: months from assignment within which a reply is in time.
        kind: the batch's kind, for rows that name none.
    """

    scales: Scales
    deadline_months: int
    kind: str

    def can_tell(self, condition: Alternatives, columns: frozenset[str]) -> bool:
        """Tell whether a ledger with these columns can answer a condition."""
        return all(self._knows(test, columns) for tests in condition for test in tests)

    def _knows(self, test: Test, columns: frozenset[str]) -> bool:
        if not isinstance(test, Flag):
            return test.column in columns or test.column == "kind"
        if test.name == "on_time":
            return "replied_on" in columns and bool(columns & {"due_on", "assigned_on"})
        if test.name == "between_session" and _BETWEEN in self.kind:
            return True
        needed = FLAG_COLUMNS.get(test.name)
        return needed is not None and (not needed or any(column in columns for column in needed))

    def flag(self, test: Flag) -> Predicate:
        """Give what tells whether an item meets a test of the vocabulary."""
        special: Mapping[str, Predicate] = {"on_time": self._on_time, "between_session": self._between}
        return special.get(test.name) or _FLAGS[test.name]

    def _between(self, item: Item) -> bool:
        return bool(item.between_session) or _BETWEEN in (item.kind or self.kind)

    def _on_time(self, item: Item) -> bool:
        due = item.due_on
        if due is None and item.assigned_on is not None:
            due = add_months(item.assigned_on, self.deadline_months)
        return item.replied_on is not None and due is not None and item.replied_on <= due


def _done(column: str) -> Predicate:
    """Give what tells whether something was done: as it is said, or else by whether it has a date."""
    day = day_column(column)

    def done(item: Item) -> bool:
        said = item.value(column)
        if said is None and day is not None:
            return item.value(day) is not None
        return bool(said)

    return done


_FLAGS: Mapping[str, Predicate] = {
    **{column: _done(column) for column in YES_NO_COLUMNS},
    "all": lambda item: True,
    "rated": lambda item: item.satisfaction is not None,
    "published": lambda item: item.openness is not None and is_public(item),
}


def is_public(item: Item) -> bool:
    """Tell whether an item may appear by title in a released document.

    Where a ledger has a column for it, only what it says is public is; a blank is not known, and stays in.
    A mark, a remark or a column of secrecy closes an item too.
    """
    if item.openness is None:
        said = not item.could_hold("openness")
    else:
        term = OPENNESS.find(item.openness)
        said = term is not None and term.identifier not in CLOSED
    return said and not item.closing_columns


def names_items(column: str) -> bool:
    """Tell whether the parts by a column would name single items, those that are not public among them."""
    known = COLUMNS.find(column)
    if known:
        return known.names_items
    header = plain(column)
    return any(word in header for word in _NAMING_WORDS) and not header.endswith(_CLASSES)


def add_months(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of that month (办理时限 are counted in months)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
