"""Counting: the same questions asked of ledger rows, of given counts, or of several batches together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from banli_report.errors import Place
from banli_report.figures.conditions import ALL, FLAG_COLUMNS, Alternatives, Flag, Holds, meets
from banli_report.figures.scales import Scales
from banli_report.results.model import Counts, Item


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, None where it is not known yet, and where it comes from, in words."""

    value: int | None
    source: str


class Tally(Protocol):
    """What can be counted; None is the answer where the results cannot tell."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the rows behind the counts, where there are any."""

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Count the items that meet a condition."""

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Count the items of each class of a column, by its code, in the order of appearance."""

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Give the tally of those items alone that meet a condition."""

    def columns(self) -> frozenset[str]:
        """Give the columns that parts can be asked for."""


@dataclass(frozen=True)
class LedgerTally:
    """Counts rows.

    Args:
        items: the rows.
        known: the columns that the ledger has.
        scales: which value means which class.
        deadline_months: for 按时答复.
        kind: the batch's kind, for rows that name none.
    """

    items: tuple[Item, ...]
    known: frozenset[str]
    scales: Scales
    deadline_months: int
    kind: str

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Count the rows that meet a condition."""
        if not self._can_tell(condition):
            return None
        return self._counted(self._meeting(condition))

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Count the rows of each class of a column."""
        if column == "kind":
            return self._by_kind()
        if column not in self.known:
            return None
        groups: dict[str, list[Item]] = {}
        for item in self.items:
            value = item.value(column)
            if value is not None:
                groups.setdefault(self.scales.code(column, str(value)), []).append(item)
        return {code: self._counted(members) for code, members in groups.items()}

    def _by_kind(self) -> Mapping[str, Counted]:
        groups: dict[str, list[Item]] = {}
        for item in self.items:
            groups.setdefault(self.scales.code("kind", item.kind or self.kind), []).append(item)
        return {code: self._counted(members) for code, members in groups.items()}

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Give the tally of the rows that meet a condition."""
        if not self._can_tell(condition):
            return None
        return LedgerTally(
            tuple(self._meeting(condition)), self.known, self.scales, self.deadline_months, self.kind
        )

    def columns(self) -> frozenset[str]:
        """Give the columns of the ledger."""
        return self.known

    def _meeting(self, condition: Alternatives) -> list[Item]:
        return [item for item in self.items if meets(item, condition, self.scales, self.deadline_months)]

    def _can_tell(self, condition: Alternatives) -> bool:
        return all(self._knows(test) for tests in condition for test in tests)

    def _knows(self, test: Flag | Holds) -> bool:
        if isinstance(test, Holds):
            return test.column in self.known
        if test.name == "on_time":
            return "replied_on" in self.known and bool(self.known & {"due_on", "assigned_on"})
        needed = FLAG_COLUMNS[test.name]
        return not needed or any(column in self.known for column in needed)

    def _counted(self, members: Sequence[Item]) -> Counted:
        return Counted(len(members), rows_text(members))


@dataclass(frozen=True)
class CountsTally:
    """Answers out of given counts.

    Args:
        counts: the counts.
        scales: which value means which class.
        place: where in the report file they stand.
    """

    counts: Counts
    scales: Scales
    place: Place | None = None
    items: tuple[Item, ...] = field(default=(), init=False)

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Give or add up the counts that answer a condition."""
        if len(condition) > 1:
            return None  # alternatives of different columns may overlap
        first, *rest = condition[0]
        if rest:
            inner = self.narrow(((first,),))
            return inner.count((tuple(rest),)) if inner else None
        return self._answer(first)

    def _answer(self, test: Flag | Holds) -> Counted | None:
        if isinstance(test, Holds):
            parts = self.parts(test.column)
            if parts is None:
                return self._part_count(test)
            return _sum(counted for code, counted in parts.items() if code in test.codes)
        if test.name == "all":
            return self._counted(self.counts.count)
        if test.name in self.counts.flags:
            return self._counted(self.counts.flags[test.name])
        if test.name == "rated" and "satisfaction" in self.counts.partitions:
            return _sum((self.parts("satisfaction") or {}).values())
        return self._part_count(test)

    def _part_count(self, test: Flag | Holds) -> Counted | None:
        part = self._part(test)
        return self._counted(part.count) if part else None

    def _part(self, test: Flag | Holds) -> Counts | None:
        names = {test.name} if isinstance(test, Flag) else {*test.codes, *test.names}
        return next((part for name, part in self.counts.parts.items() if name in names), None)

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Give the counts of each class of a column."""
        given = self.counts.partitions.get(column)
        if given is None:
            return None
        return {self.scales.code(column, word): self._counted(value) for word, value in given.items()}

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Give the counts of a named part."""
        if condition == ALL:
            return self
        if len(condition) > 1 or len(condition[0]) > 1:
            return None
        test = condition[0][0]
        if part := self._part(test):
            return CountsTally(part, self.scales, self.place)
        answer = self._answer(test)
        if answer is None:
            return None
        rated = (isinstance(test, Flag) and test.name == "rated") or _column(test) == "satisfaction"
        kept = {"satisfaction": self.counts.partitions.get("satisfaction", {})} if rated else {}
        if isinstance(test, Holds) and kept:
            kept = {"satisfaction": {w: n for w, n in kept["satisfaction"].items() if self._is(test, w)}}
        return CountsTally(Counts(count=answer.value, partitions=kept), self.scales, self.place)

    def _is(self, test: Holds, word: str) -> bool:
        return self.scales.code(test.column, word) in test.codes

    def columns(self) -> frozenset[str]:
        """Give the columns for which counts are given."""
        return frozenset(self.counts.partitions)

    def _counted(self, value: int | None) -> Counted:
        return Counted(value, f"{self.place}（给定的统计）" if self.place else "给定的统计")


def _column(test: Flag | Holds) -> str:
    return test.column if isinstance(test, Holds) else ""


@dataclass(frozen=True)
class JoinedTally:
    """Several batches counted together; answers only what each of them can answer."""

    tallies: tuple[Tally, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the rows of all batches."""
        return tuple(item for tally in self.tallies for item in tally.items)

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Add up what the batches count."""
        return _sum(tally.count(condition) for tally in self.tallies)

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Add up the classes of a column."""
        answers = [tally.parts(column) for tally in self.tallies]
        known = [answer for answer in answers if answer is not None]
        if len(known) < len(answers):
            return None
        codes = dict.fromkeys(code for answer in known for code in answer)
        sums = {code: _sum(answer[code] for answer in known if code in answer) for code in codes}
        return {code: counted for code, counted in sums.items() if counted}

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Narrow each batch."""
        inner = [tally.narrow(condition) for tally in self.tallies]
        known = tuple(tally for tally in inner if tally is not None)
        return JoinedTally(known) if len(known) == len(inner) else None

    def columns(self) -> frozenset[str]:
        """Give the columns that every batch knows."""
        return frozenset.intersection(*(tally.columns() for tally in self.tallies))


def _sum(answers: Iterable[Counted | None]) -> Counted | None:
    found = list(answers)
    known = [counted for counted in found if counted is not None]
    if len(known) < len(found):
        return None
    sources = dict.fromkeys(counted.source for counted in known if counted.value != 0)
    values = [counted.value for counted in known]
    total = None if None in values else sum(value for value in values if value is not None)
    return Counted(total, "；".join(sources))


def rows_text(items: Iterable[Item]) -> str:
    """Say which rows of which ledgers items are, as ranges (ledger.xlsx 工作表“台账” 第4—9、12行)."""
    by_sheet: dict[str, list[int]] = {}
    loose = 0
    for item in items:
        if item.origin is None:
            loose += 1
            continue
        sheet = f" 工作表“{item.origin.sheet}”" if item.origin.sheet else ""
        by_sheet.setdefault(item.origin.file + sheet, []).append(item.origin.row)
    texts = [f"{name} 第{_ranges(rows)}行" for name, rows in by_sheet.items()]
    return "；".join(texts + ([f"程序给出的{loose}条记录"] if loose else []))


def _ranges(rows: Iterable[int]) -> str:
    texts = []
    for _, run in groupby(enumerate(sorted(set(rows))), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        texts.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}")
    return "、".join(texts)
