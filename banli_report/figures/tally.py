"""Counting: the same questions asked of ledger rows and of several batches together (given counts: given.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Protocol

from banli_report.figures.conditions import ALL, Alternatives
from banli_report.figures.scales import Scales
from banli_report.figures.sources import rows_text
from banli_report.figures.sums import Sum, column_called, summable, total_of, unit_of
from banli_report.figures.table import Codes, Rows, Table
from banli_report.figures.units import is_list
from banli_report.results.model import Item


@dataclass(frozen=True)
class Counted:
    """A count, None where it is not known yet, and where it comes from.

    Args:
        value: the count.
        told: says in words where it comes from, when asked.
    """

    value: int | None
    told: Callable[[], str]

    def tell(self) -> str:
        """Give in words where the count comes from."""
        return self.source

    @cached_property
    def source(self) -> str:
        """Give in words where the count comes from, kept."""
        return self.told()


class Tally(Protocol):
    """What can be counted; None is the answer where the results cannot tell."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the rows behind the counts, where there are any."""

    @property
    def has_rows(self) -> bool:
        """Tell whether every item that is counted has its row."""

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Count the items that meet a condition."""

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Count the items of each class of a column, by its code, in the order of appearance."""

    def excess(self, column: str) -> int:
        """Give how many more times items are counted in the parts by a column than once: 0 where each is of one class."""

    def times(self, column: str) -> Counted | None:
        """Give how many times in all (件次) a column's classes count items, where that is said; None where it is not."""

    def distinct(self, column: str) -> Counted | None:
        """Count the different words that a column holds."""

    def words(self, column: str) -> frozenset[str] | None:
        """Give the different words that a column holds."""

    def sum_of(self, column: str) -> Sum | None:
        """Add up a column of numbers."""

    def sums(self) -> Iterable[str]:
        """Give the columns of numbers that can be added up."""

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Give the tally of those items alone that meet a condition."""

    def columns(self) -> frozenset[str]:
        """Give the columns that parts can be asked for."""


@dataclass(frozen=True)
class LedgerTally:
    """Counts rows.

    Args:
        table: the rows of a ledger, by columns.
        known: the columns that the ledger has.
        rows: which of them are counted.
    """

    table: Table
    known: frozenset[str]
    rows: Rows
    has_rows: bool = field(default=True, init=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Give the rows that are counted."""
        return tuple(self._items(self.rows))

    def _items(self, rows: Rows) -> Iterator[Item]:
        return map(self.table.items.__getitem__, rows)

    def _counted(self, rows: Rows) -> Counted:
        return Counted(len(rows), lambda: rows_text(self._items(rows)))

    def can_tell(self, condition: Alternatives) -> bool:
        """Tell whether the ledger's columns can answer a condition."""
        return self.table.rules.can_tell(condition, self.known)

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Count the rows that meet a condition."""
        if condition == ALL:
            return self._all
        if not self.can_tell(condition):
            return None
        return self._counted(self.table.meeting(condition, self.rows))

    @cached_property
    def _all(self) -> Counted:
        return self._counted(self.rows)

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Count the rows of each class of a column."""
        if column not in self.known and column != "kind":
            return None
        codes = self.table.codes(column)
        alike: dict[Codes, list[int]] = {}
        for row in self.rows:
            alike.setdefault(codes[row], []).append(row)
        members: dict[str, list[int]] = {}
        for each, rows in alike.items():
            for code in each:
                members.setdefault(code, []).extend(rows)
        return {code: self._counted(sorted(rows)) for code, rows in members.items()}

    def excess(self, column: str) -> int:
        """Give how many more times items are counted in the parts by a column than once."""
        if not is_list(column):
            return 0
        codes = self.table.codes(column)
        return sum(len(codes[row]) - 1 for row in self.rows if codes[row])

    def times(self, column: str) -> Counted | None:
        """Give None: rows say it by what they list."""
        return None

    def distinct(self, column: str) -> Counted | None:
        """Count the different words of the rows."""
        words = self.words(column)
        if words is None:
            return None
        values = self.table.values(column)
        return Counted(
            len(words),
            lambda: rows_text(self._items([row for row in self.rows if values[row] is not None])),
        )

    def words(self, column: str) -> frozenset[str] | None:
        """Give the different words of the rows."""
        if column not in self.known:
            return None
        codes = self.table.codes(column)
        return frozenset(chain.from_iterable({codes[row] for row in self.rows}))

    def sum_of(self, column: str) -> Sum | None:
        """Add up what the rows hold in a column of numbers."""
        name = column_called(column, self.known)
        if name is None:
            return None
        return Sum(total_of(self.items, name), unit_of(self.items, name), lambda: rows_text(self.items))

    def sums(self) -> Iterable[str]:
        """Give the columns that are plainly amounts."""
        return summable(self.items, self.known)

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Give the tally of the rows that meet a condition."""
        if condition == ALL:
            return self
        if not self.can_tell(condition):
            return None
        return replace(self, rows=self.table.meeting(condition, self.rows))

    def columns(self) -> frozenset[str]:
        """Give the columns of the ledger."""
        return self.known


@dataclass(frozen=True)
class JoinedTally:
    """Several batches counted together; answers only what each of them can answer."""

    tallies: tuple[Tally, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the rows of all batches."""
        return tuple(item for tally in self.tallies for item in tally.items)

    @property
    def has_rows(self) -> bool:
        """Tell whether that holds for every batch."""
        return all(tally.has_rows for tally in self.tallies)

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Add up what the batches count."""
        return add_up(tally.count(condition) for tally in self.tallies)

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Add up the classes of a column."""
        answers = [tally.parts(column) for tally in self.tallies]
        known = [answer for answer in answers if answer is not None]
        in_times = {tally.times(column) is not None for tally in self.tallies}
        if len(known) < len(answers) or len(in_times) > 1:
            return None  # 件 and 件次 do not add up
        codes = dict.fromkeys(code for answer in known for code in answer)
        sums = {code: add_up(answer[code] for answer in known if code in answer) for code in codes}
        return {code: counted for code, counted in sums.items() if counted}

    def excess(self, column: str) -> int:
        """Add up how many more times than once the batches count items."""
        return sum(tally.excess(column) for tally in self.tallies)

    def times(self, column: str) -> Counted | None:
        """Give None where not every batch says it."""
        return add_up(tally.times(column) for tally in self.tallies)

    def distinct(self, column: str) -> Counted | None:
        """Count the words that the batches hold, each once; a number without words cannot be added."""
        words = self.words(column)
        parts = list(filter(None, (tally.distinct(column) for tally in self.tallies)))
        if words is None:
            return None
        return Counted(len(words), lambda: joined_sources(parts))

    def words(self, column: str) -> frozenset[str] | None:
        """Give the words of all batches."""
        answers = [tally.words(column) for tally in self.tallies]
        known = [answer for answer in answers if answer is not None]
        if len(known) < len(answers):
            return None
        return frozenset().union(*known)

    def sum_of(self, column: str) -> Sum | None:
        """Add up the sums of the batches; None where their units differ."""
        answers = [tally.sum_of(column) for tally in self.tallies]
        known = [answer for answer in answers if answer is not None]
        if len(known) < len(answers) or len({answer.unit for answer in known}) > 1:
            return None
        values = [answer.value for answer in known if answer.value is not None]

        def tell() -> str:
            return "；".join(dict.fromkeys(answer.tell() for answer in known))

        if len(values) < len(known):
            return Sum(None, known[0].unit, tell)
        return Sum(sum(values, Fraction(0)), known[0].unit, tell)

    def sums(self) -> Iterable[str]:
        """Give the columns that every batch can add up."""
        first, *others = (dict.fromkeys(tally.sums()) for tally in self.tallies)
        return [column for column in first if all(column in other for other in others)]

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Narrow each batch."""
        inner = [tally.narrow(condition) for tally in self.tallies]
        known = tuple(tally for tally in inner if tally is not None)
        if len(known) < len(inner):
            return None
        return JoinedTally(known)

    def columns(self) -> frozenset[str]:
        """Give the columns that every batch knows."""
        return frozenset.intersection(*(tally.columns() for tally in self.tallies))


def add_up(answers: Iterable[Counted | None]) -> Counted | None:
    """Give the sum of some counts; None where one of them cannot be told."""
    found = list(answers)
    known = [counted for counted in found if counted is not None]
    if len(known) < len(found):
        return None
    values = [counted.value for counted in known]
    total = None if None in values else sum(value for value in values if value is not None)
    return Counted(total, lambda: joined_sources(known))


def folded(
    scales: Scales, column: str, answers: Mapping[str, Counted]
) -> tuple[Mapping[str, Counted], Mapping[str, Mapping[str, Counted]]]:
    """Count classes that are a part of another one (独办) inside it, where the results have both.

    Returns:
        The classes that stand side by side, and for those that hold others the others.
    """
    inner = {
        code: {
            term.identifier: answers[term.identifier]
            for term in scales.narrower(column, code)
            if term.identifier in answers
        }
        for code in answers
    }
    inside = {code for found in inner.values() for code in found}
    whole = {
        code: add_up((counted, *inner[code].values()))
        for code, counted in answers.items()
        if code not in inside
    }
    return {code: counted for code, counted in whole.items() if counted}, inner


def joined_sources(answers: Iterable[Counted]) -> str:
    """Say where several counts come from together, each place once."""
    return "；".join(dict.fromkeys(counted.source for counted in answers if counted.value != 0))
