"""Items and cells that are struck through: they count all the same, and are told."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Set

from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.intake.grid import Grid, Row, column_letter
from banli_report.results.values import first_few

PROBLEMS = (
    Kind(
        "results.struck-rows",
        WARNING,
        "有的件加了删除线，还是计入了；也许本该删去。",
        "ledger.xlsx 工作表“台账” 第3行：有1件的标题或编号加了删除线，仍计入统计",
    ),
    Kind(
        "results.struck-cells",
        WARNING,
        "有的格加了删除线，还是照读了；也许已经作废。",
        "ledger.xlsx 工作表“台账” 单元格H2：有1格加了删除线（H2），仍按所写的读",
    ),
)


class Struck:
    """Keeps what is struck through among the items of a sheet.

    Args:
        titles: the positions of titles and numbers.
        fields: for each position of a field that items have, its identifier.
    """

    def __init__(self, titles: Set[int], fields: Mapping[int, str]) -> None:
        self._titles = titles
        self._fields = fields
        self._rows: list[int] = []
        self._cells: list[str] = []

    def note(self, row: Row, said: Container[str]) -> None:
        """Keep what is struck in the row of an item.

        Args:
            row: the row.
            said: the columns in which it says something.
        """
        if self._titles & row.struck:
            self._rows.append(row.number)
            return
        for position in sorted(row.struck):
            if self._fields.get(position) in said:
                self._cells.append(f"{column_letter(position)}{row.number}")

    def problems(self, grid: Grid) -> Iterator[Problem]:
        """Tell of the items and of the cells."""
        if self._rows:
            message = f"有{len(self._rows)}件的标题或编号加了删除线，仍计入统计"
            place = grid.place(self._rows[0])
            yield warning("results.struck-rows", place, message, "核对这些行；不该计入的请删除")
        if self._cells:
            message = f"有{len(self._cells)}格加了删除线（{first_few(self._cells)}），仍按所写的读"
            place = Place(file=grid.file, sheet=grid.sheet, cell=self._cells[0])
            yield warning("results.struck-cells", place, message, "作废的清空或改正；有效的去掉删除线")
