"""What the totals of a sheet say, beside what its rows add up to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from banli_report.errors import WARNING, Kind, Problem, warning
from banli_report.intake.asides import sum_said
from banli_report.intake.grid import Grid
from banli_report.words.vocabulary import plain

PROBLEMS = (
    Kind(
        "results.total-differs",
        WARNING,
        "合计行、小计行或台账标题写的件数，与逐行数出来的不一样。",
        "ledger.xlsx 工作表“台账” 第135行：合计行写着134件，逐行数出133件",
    ),
)


_TITLE = re.compile(r"\((?:总?共|共计|合计)?(?P<number>\d{1,5})件\)|(?:总?共|共计|合计)(?P<all>\d{1,5})件")


@dataclass(frozen=True, slots=True)
class _Total:
    """What a total says: its row, its number, and how many items stand above it."""

    row: int
    said: int
    above: int


class Totals:
    """The rows of a sheet that say how many items it has, or a part of it."""

    def __init__(self, counted: Container[int]) -> None:
        self._counted = counted
        self._found: list[_Total] = []
        self._parts: list[_Total] = []

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
        elif said is None:
            part = sum_said(filled, self._counted, of_part=True)
            self._parts.append(_Total(row, part or 0, above))

    def problems(self, grid: Grid, items: int, header: int) -> Iterator[Problem]:
        """Give the totals that are not those of the items above, or of all where they stand on top.

        Args:
            grid: the sheet.
            items: how many items the sheet has.
            header: its header's first row, above which a title may say how many there are.
        """
        before = 0
        for total in self._found:
            counted = total.above or items
            if total.said not in (counted, total.above - before):
                message = f"合计行写着{total.said}件，逐行数出{counted}件"
                hint = "核对有没有漏掉或多出的行；合计行写的不是件数的不用管"
                yield warning("results.total-differs", grid.place(total.row), message, hint)
            before = total.above
        yield from self._of_parts(grid, items)
        yield from _of_title(grid, items, header)

    def _of_parts(self, grid: Grid, items: int) -> Iterator[Problem]:
        """Give the totals of parts that say more items than there are between them and any other."""
        marks = [0, *(total.above for total in (*self._found, *self._parts)), items]
        last = 0
        for total in self._parts:
            between = {abs(total.above - mark) for mark in marks}
            counted = total.above - last
            if total.said > counted and total.said not in between:
                message = f"小计行写着{total.said}件，上面数出{counted}件"
                hint = "核对有没有漏掉或多出的行；写的不是件数的不用管"
                yield warning("results.total-differs", grid.place(total.row), message, hint)
            last = total.above


def _of_title(grid: Grid, items: int, header: int) -> Iterator[Problem]:
    """Give the title above the header, where it says one number of items, and another one."""
    said = {
        int(found["number"] or found["all"]): row.number
        for row in grid.rows
        if row.number < header
        for _, value in row.filled()
        for found in _TITLE.finditer(plain(str(value)))
    }
    if len(said) == 1 and items not in said:
        ((number, row),) = said.items()
        message = f"台账的标题写着{number}件，逐行数出{items}件"
        yield warning("results.total-differs", grid.place(row), message, "核对有没有漏掉或多出的行")
