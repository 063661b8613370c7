"""The rows of a ledger by columns: what a column or a test says of each row, worked out once for all that counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from banli_report.figures.conditions import ALL, Alternatives, Flag, Test
from banli_report.figures.rows import Rules
from banli_report.results.item import Item

Codes: TypeAlias = tuple[str, ...]
Rows: TypeAlias = Sequence[int]
"""Which rows of a table, from 0, in order."""


class Table:
    """The rows of a ledger, taken apart by columns when these are asked for."""

    def __init__(self, items: tuple[Item, ...], rules: Rules) -> None:
        """Take rows.

        Args:
            items: the rows.
            rules: how they are judged.
        """
        self.items = items
        self.rules = rules
        self._values: dict[str, Sequence[object]] = {}
        self._codes: dict[str, Sequence[Codes]] = {}
        self._met: dict[Test, Sequence[bool]] = {}

    def values(self, column: str) -> Sequence[object]:
        """Give what each row holds in a column, None where it is blank."""
        if column not in self._values:
            self._values[column] = [item.value(column) for item in self.items]
        return self._values[column]

    def codes(self, column: str) -> Sequence[Codes]:
        """Give the codes under which each row is counted in a column: none where it is blank, several of a list."""
        if column not in self._codes:
            scales, values = self.rules.scales, self.values(column)
            known = {value: scales.codes(column, value) for value in set(values) if value is not None}
            blank = (scales.code("kind", self.rules.kind),) if column == "kind" else ()
            self._codes[column] = [blank if value is None else known[value] for value in values]
        return self._codes[column]

    def meeting(self, condition: Alternatives, among: Rows) -> Rows:
        """Give those of some rows that meet a condition."""
        if condition == ALL:
            return among
        alternatives = [list(map(self._meets, tests)) for tests in condition]
        if len(alternatives) > 1:
            return [row for row in among if any(all(met[row] for met in tests) for tests in alternatives)]
        for met in alternatives[0]:
            among = [row for row in among if met[row]]
        return among

    def _meets(self, test: Test) -> Sequence[bool]:
        """Tell of each row whether it meets a test."""
        if test not in self._met:
            if isinstance(test, Flag):
                meets = self.rules.flag(test)
                self._met[test] = [meets(item) for item in self.items]
            else:
                codes = self.codes(test.column)
                met = {each: not test.codes.isdisjoint(each) for each in set(codes)}
                self._met[test] = [met[each] for each in codes]
        return self._met[test]
