"""How many days items took on the average, from one day of theirs to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.figures.batch import BatchFigures
from banli_report.figures.figure import Figure
from banli_report.figures.rounding import half_up, percent_text
from banli_report.figures.sources import rows_text
from banli_report.results.item import Item
from banli_report.results.values import first_few
from banli_report.words.columns import label_of

DAYS = "天"
PROBLEMS = (
    Kind(
        "results.no-duration",
        ERROR,
        "要算平均天数，有的件却缺了起止日期中的一个，或先后颠倒。",
        "ledger.xlsx 工作表“台账” 单元格E5：“答复日期”填了而“交办日期”空着，有1件（E5），平均天数算不全",
    ),
)


def duration_problems(items: Sequence[Item], first: str, last: str) -> Iterator[Problem]:
    """Give the items that ended on a day and began on none, or ended before they began.

    Args:
        items: the rows.
        first: the column of the day on which they begin.
        last: the column of the day on which they end; those without it are not done, and not counted.
    """
    ended = [item for item in items if isinstance(item.value(last), date)]
    blank = [item for item in ended if item.value(first) is None]
    if blank:
        cells = [str(place.cell) for item in blank if (place := item.place(first)) and place.cell]
        where = f"（{first_few(cells)}）" if cells else ""
        message = f"“{label_of(last)}”填了而“{label_of(first)}”空着，有{len(blank)}件{where}，平均天数算不全"
        yield error("results.no-duration", blank[0].place(first), message, "补填这些单元格")
    for item in ended:
        begun = item.value(first)
        if begun is not None and item.value(last) < begun:
            message = f"“{label_of(last)}”早于“{label_of(first)}”，平均天数算不出"
            yield error("results.no-duration", item.place(last), message, "核对这两个日期")


def mean_days(batch: BatchFigures, first: str, last: str, decimals: int) -> Figure | None:
    """Give the mean number of days of the items that ended; None where the ledger has no such days, or none has ended.

    Args:
        batch: the items, each with its row.
        first: the column of the day on which they begin.
        last: the column of the day on which they end.
        decimals: decimal places, of which zeros at the end are not printed.
    """
    known = batch.tally.columns()
    both = [
        item for item in batch.items if isinstance(item.value(last), date) and item.value(first) is not None
    ]
    if not both or not batch.has_rows or not {first, last} <= known:
        return None
    days = sum((item.value(last) - item.value(first)).days for item in both)
    mean = Fraction(days, len(both))
    text = percent_text(half_up(mean, decimals), strip_zeros=True).removesuffix("%")
    formula = f"{len(both)}件从{label_of(first)}到{label_of(last)}的天数之和{days} ÷ {len(both)}件"
    value = int(mean) if mean.denominator == 1 else mean
    return Figure(f"{batch.name}.平均天数", value, text, formula, lambda: rows_text(both), unit=DAYS)
