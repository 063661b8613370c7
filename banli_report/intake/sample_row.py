"""The sample row that a new ledger comes with: never an item, and asked about where something of it is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.intake.grid import Grid
from banli_report.words.samples import Likeness, likeness

PROBLEMS = (
    Kind(
        "results.sample-or-item",
        ERROR,
        "这一行还留着示例行的内容，看不出是不是一件。",
        "台账.xlsx 工作表“建议” 第2行：这一行还留着示例行的内容（“示例”“例：”、2000年的日期），看不出是不是一件",
    ),
)


def likeness_of(
    filled: Mapping[int, object], names: Mapping[int, str], running: Collection[int]
) -> Likeness | None:
    """Tell the sample row, and a row that has something of it.

    Args:
        filled: what the row holds, by position.
        names: the field or header of each position.
        running: the positions of running numbers.
    """
    cells = {names[at]: value for at, value in filled.items() if at in names}
    return likeness(cells, [filled[at] for at in running if at in filled])


def sample_left(grid: Grid, row: int) -> Problem:
    """Give the problem that a row has something of the sample row."""
    message = "这一行还留着示例行的内容（“示例”“例：”、2000年的日期），看不出是不是一件"
    hint = "是一件的，把示例的内容都换掉，没有的清空；不是的，删去这一行"
    return error("results.sample-or-item", grid.place(row), message, hint)
