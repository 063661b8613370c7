"""Answers out of counts that a report file gives where there is no ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from banli_report.figures.conditions import ALL, Alternatives, Conditions, Flag, Holds, Test
from banli_report.figures.rows import SHOWN
from banli_report.figures.sums import Sum, column_called
from banli_report.figures.tally import Counted, Tally, add_up
from banli_report.files.places import Places
from banli_report.results.amounts import amount_of, unit_of_header
from banli_report.results.model import Counts, Item
from banli_report.words.columns import may_say_none
from banli_report.words.terms import NO_FEEDBACK, TIMES
from banli_report.words.vocabulary import plain

_Parts: TypeAlias = dict[str, int | None]
_Key: TypeAlias = frozenset[frozenset[str | tuple[str, frozenset[str]]]]


def says_none(column: str, word: str) -> bool:
    """Tell whether a word counts items that have no class in this column yet."""
    return may_say_none(column) and plain(word) in NO_FEEDBACK


def names_of(counts: Counts) -> Iterator[str]:
    """Give the names of all counted parts, also of those inside parts."""
    yield from counts.flags
    for name, part in counts.parts.items():
        yield name
        yield from names_of(part)


@dataclass(frozen=True)
class CountsTally:
    """Answers out of given counts.

    Args:
        counts: the counts.
        conditions: what the names of parts mean.
        kind: the batch's kind.
        places: where in the report file they stand.
    """

    counts: Counts
    conditions: Conditions
    kind: str
    places: Places = field(default_factory=Places)
    items: tuple[Item, ...] = field(default=(), init=False)

    @property
    def has_rows(self) -> bool:
        """Tell whether there is nothing to have a row."""
        return self.counts.count == 0

    def count(self, condition: Alternatives = ALL) -> Counted | None:
        """Give or add up the counts that answer a condition."""
        if condition == ALL:
            return self._counted(self.counts.count, "count")
        if (named := self._named(condition)) is not None:
            return self._counted(self._given(named), named)
        if len(condition) > 1:
            return None  # alternatives of different columns may overlap
        tests = condition[0]
        if len(tests) == 1:
            return self._answer(tests[0])
        for position, test in enumerate(tests):
            answer = self._count_inside(test, (*tests[:position], *tests[position + 1 :]))
            if answer is not None:
                return answer
        return None

    def _given(self, name: str) -> int | None:
        """Give the count of a counted part by its name."""
        if name in self.counts.parts:
            return self.counts.parts[name].count
        return self.counts.flags[name]

    def _count_inside(self, outer: Test, tests: tuple[Test, ...]) -> Counted | None:
        """Count what meets some tests among the items that meet another one."""
        inner = self.narrow(((outer,),))
        if inner is None:
            return None
        return inner.count((tests,))

    def _named(self, condition: Alternatives) -> str | None:
        """Give the name of the counted part that means a condition."""
        return self._meanings.get(_key(condition))

    @cached_property
    def _meanings(self) -> Mapping[_Key, str]:
        return {_key(self._meaning(name)): name for name in (*self.counts.flags, *self.counts.parts)}

    def _meaning(self, name: str) -> Alternatives:
        if self.conditions.understands(name):
            return self.conditions.read(name)
        return ((Flag(name),),)

    def _answer(self, test: Test) -> Counted | None:
        if self.counts.times.keys() & _columns(test):
            return None  # its classes count 件次, which are no number of items
        if isinstance(test, Holds):
            return self._sum_of(test.column, test.codes)
        if test.name == "rated" and self._gives("satisfaction"):
            return add_up((self.parts("satisfaction") or {}).values())
        if test.name == "published":
            return self._sum_of("openness", SHOWN)
        return None

    def _sum_of(self, column: str, codes: frozenset[str]) -> Counted | None:
        parts = self.parts(column)
        if parts is None or (column == "role" and self._hidden_in_wider(codes, parts)):
            return None
        found = [counted for code, counted in parts.items() if code in codes]
        if not found:
            return self._counted(0, column)
        return add_up(found)

    def _hidden_in_wider(self, codes: frozenset[str], parts: Mapping[str, Counted]) -> bool:
        """Tell whether a class (独办) is not given but may be counted inside a wider one that is (主办)."""
        wider = self.conditions.scales.wider("role")
        return any(
            code not in parts and wider[code] in parts and wider[code] not in codes
            for code in codes
            if code in wider
        )

    def parts(self, column: str) -> Mapping[str, Counted] | None:
        """Give the counts of each class of a column."""
        given = self.counts.partitions.get(column)
        scales = self.conditions.scales
        if given is None and column == "kind":
            return {scales.code("kind", self.kind): self._counted(self.counts.count, "count")}
        if given is None:
            return None
        found: dict[str, list[Counted]] = {}
        for word, value in given.items():
            if not says_none(column, word):
                said = self._counted(value, column, word)
                found.setdefault(scales.code(column, word), []).append(said)
        return {code: counted for code, each in found.items() if (counted := add_up(each))}

    def excess(self, column: str) -> int:
        """Give how many more times than once items are counted, where the counts say how many times in all."""
        times, count = self.counts.times.get(column), self.counts.count
        if times is None or count is None:
            return 0
        return times - count

    def times(self, column: str) -> Counted | None:
        """Give how many times in all the classes of a column count items, where the counts say it."""
        if column not in self.counts.times:
            return None
        return self._counted(self.counts.times[column], column, TIMES)

    def distinct(self, column: str) -> Counted | None:
        """Give the number that is given of a column's words, or that of the words that have counts."""
        if column in self.counts.distinct:
            return self._counted(self.counts.distinct[column], "distinct", column)
        words = self.words(column)
        return self._counted(len(words), column) if words is not None else None

    def words(self, column: str) -> frozenset[str] | None:
        """Give the words that have counts."""
        if not self._gives(column):
            return None
        return frozenset(code for code, each in (self.parts(column) or {}).items() if each.value != 0)

    def sum_of(self, column: str) -> Sum | None:
        """Give the sum that is given of a column of numbers."""
        name = column_called(column, self.counts.sums)
        if name is None:
            return None
        amount = amount_of(self.counts.sums[name])
        source = self._counted(None, "sums", name).tell
        if amount is None:
            return Sum(None, unit_of_header(name), source)
        return Sum(amount.value, amount.unit or unit_of_header(name), source)

    def sums(self) -> Iterable[str]:
        """Give the columns of which sums are given."""
        return self.counts.sums

    def narrow(self, condition: Alternatives) -> Tally | None:
        """Give the counts of a named part, or what is known of the items that meet a condition."""
        if condition == ALL:
            return self
        named = self._named(condition)
        if named in self.counts.parts:
            return replace(self, counts=self.counts.parts[named], places=self.places.walk((named,)))
        if len(condition) == 1 and len(condition[0]) > 1:
            first, *rest = condition[0]
            inner = self.narrow(((first,),))
            if inner is None:
                return None
            return inner.narrow((tuple(rest),))
        answer = self.count(condition)
        if answer is None:
            return None
        kept = dict(self._kept(condition))
        path = [named] if named else _only_path(kept)
        counts = Counts(count=answer.value, partitions=kept)
        return replace(self, counts=counts, places=self.places.walk(path))

    def _kept(self, condition: Alternatives) -> Iterator[tuple[str, _Parts]]:
        """Give the one partition that is still known of the items that meet a single test: that of its own column."""
        if len(condition) > 1:
            return
        test = condition[0][0]
        if isinstance(test, Flag):
            if test.name == "rated" and self._gives("satisfaction"):
                given = self.counts.partitions["satisfaction"]
                yield "satisfaction", {w: n for w, n in given.items() if not says_none("satisfaction", w)}
        elif self._gives(test.column):
            scales = self.conditions.scales
            given = self.counts.partitions[test.column]
            yield test.column, {w: n for w, n in given.items() if scales.code(test.column, w) in test.codes}

    def _gives(self, column: str) -> bool:
        return column in self.counts.partitions

    def columns(self) -> frozenset[str]:
        """Give the columns for which counts are given."""
        return frozenset(self.counts.partitions)

    def _counted(self, value: int | None, *path: str) -> Counted:
        place = self.places.find(path)
        return Counted(value, lambda: f"{place}（给定的统计）" if place else "给定的统计")


def _columns(test: Test) -> frozenset[str]:
    if isinstance(test, Holds):
        return frozenset({test.column})
    return frozenset({"rated": {"satisfaction"}, "published": {"openness"}}.get(test.name, set()))


def _only_path(kept: Mapping[str, _Parts]) -> list[str]:
    """Give the path of the one count that is kept, or of the partition that several are kept of."""
    words = [word for parts in kept.values() for word in parts]
    if len(words) > 1:
        return list(kept)
    return [*kept, *words]


def _key(condition: Alternatives) -> _Key:
    """Give what a condition asks, without the order and the words in which it asks."""
    return frozenset(frozenset(map(_asked, tests)) for tests in condition)


def _asked(test: Test) -> str | tuple[str, frozenset[str]]:
    if isinstance(test, Flag):
        return test.name
    return test.column, test.codes
