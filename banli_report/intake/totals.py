"""What the totals of a sheet say, beside what its rows add up to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from banli_report.errors import WARNING, Kind, Problem, warning
from banli_report.intake.asides import sum_said
from banli_report.intake.grid import Grid

PROBLEMS = (
    Kind(
        "results.total-differs",
        WARNING,
        "合计行写的件数，与逐行数出来的不一样。",
        "ledger.xlsx 工作表“台账” 第135行：合计行写着134件，逐行数出133件",
    ),
)


@dataclass(frozen=True, slots=True)
class _Total:
    """What a total says: its row, its number, and how many items stand above it."""

    row: int
    said: int
    above: int


class Totals:
    """The rows of a sheet that say how many items it has."""

    def __init__(self, counted: Container[int]) -> None:
        self._counted = counted
        self._found: list[_Total] = []

    def note(self, row: int, filled: Mapping[int, object], above: int) -> None:
        """Keep what a total says.

        Args:
            row: its row.
            filled: what the row holds, by position.
            above: how many items stand above it.
        """
        said = sum_said(filled, self._counted)
        if said is not None and said > 1:
            self._found.append(_Total(row, said, above))

    def problems(self, grid: Grid, items: int) -> Iterator[Problem]:
        """Give the totals that are not those of the items above, or of all where they stand on top.

        Args:
            grid: the sheet.
            items: how many items the sheet has.
        """
        before = 0
        for total in self._found:
            counted = total.above or items
            if total.said not in (counted, total.above - before):
                message = f"合计行写着{total.said}件，逐行数出{counted}件"
                hint = "核对有没有漏掉或多出的行；合计行写的不是件数的不用管"
                yield warning("results.total-differs", grid.place(total.row), message, hint)
            before = total.above
