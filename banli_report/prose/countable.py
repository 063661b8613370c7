"""Which columns a ledger may be taken apart by: not by what names single items, nor by cells that may mean anything."""

from __future__ import annotations

from banli_report.errors import stop_on_errors
from banli_report.figures.batch import BatchFigures
from banli_report.figures.naming import tells_closed
from banli_report.figures.rows import names_items
from banli_report.figures.sums import column_called, sum_problems
from banli_report.figures.units import doubt_problems, number_problems
from banli_report.prose.faults import WordingError
from banli_report.words.columns import label_of


def refuse_naming(batch: BatchFigures, column: str) -> None:
    """Refuse to take a ledger apart by titles, numbers or remarks: items that are not public would be named."""
    if names_items(column) and batch.items and column in batch.tally.columns():
        raise WordingError(
            f"“{batch.name}”不能按“{label_of(column)}”分项，不公开的件也会列出来；"
            f"逐件列出用“清单”（不含不公开的件）：{{% for 件 in {batch.name}.清单 %}}…{{% endfor %}}"
        )
    if tells_closed(batch.items, column):
        why = "这一列有不公开的件独有的内容，会印出来；换用“类别”“承办单位”这样的列"
        raise WordingError(f"“{batch.name}”不能按“{label_of(column)}”分项，{why}")


def refuse_doubts(batch: BatchFigures, column: str) -> None:
    """Refuse to take a ledger apart by units or people where it is not certain which ones a cell lists.

    Raises:
        BanliError: cells that may be read in several ways.
    """
    if column in batch.tally.columns():
        stop_on_errors(list(doubt_problems(batch.items, column, batch.conditions.scales.order)))


def refuse_unsummed(batch: BatchFigures, column: str) -> None:
    """Refuse to add up a column where a cell is blank, is no number, or is of another unit.

    Raises:
        BanliError: the cells.
    """
    name = column_called(column, batch.tally.columns())
    if name is not None and batch.items:
        stop_on_errors(list(sum_problems(batch.items, name)))


def refuse_uncounted(batch: BatchFigures, column: str) -> None:
    """Refuse to say how many units or people there are where a cell does not name each of them.

    Raises:
        BanliError: cells that are blank, or name several without saying which.
    """
    refuse_doubts(batch, column)
    if column in batch.tally.columns():
        stop_on_errors(list(number_problems(batch.items, column, batch.conditions.scales.order)))
