"""The figures that a reader would look for, in the order of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banli_report.figures import formulas
from banli_report.figures.amounts import distinct_of, sum_of
from banli_report.figures.batch import BatchFigures
from banli_report.figures.figure import Figure
from banli_report.figures.reporting import reporting_figures
from banli_report.figures.rounding import count_text
from banli_report.figures.rows import is_public
from banli_report.figures.sources import rows_text
from banli_report.figures.units import NUMBERED_COLUMNS, doubt_problems, number_problems
from banli_report.figures.years import cumulative, each_year
from banli_report.words.columns import LISTED_COLUMNS

LISTED_PARTS = ("主办", "协办", "重点", "闭会期间")


def listed(batch: BatchFigures, *, with_parts: bool = True) -> Iterator[Figure]:
    """Give the figures of a batch that a reader would look for.

    Args:
        batch: the batch.
        with_parts: whether those of its parts (主办, own groups) are among them.
    """
    yield batch.count
    for column in LISTED_COLUMNS:
        yield from _partition(batch, column)
    yield from filter(None, (_number(batch, column) for column in NUMBERED_COLUMNS))
    yield from reporting_figures(batch)
    yield from filter(None, (sum_of(batch, column) for column in batch.tally.sums()))
    yield from filter(None, map(batch.rate, dict.fromkeys((*batch.rates, *batch.given))))
    if batch.change:
        yield from filter(None, (batch.change.before, batch.change.difference, batch.change.share))
    for each in (*(found for _, found in each_year(batch)), cumulative(batch)):
        if each:
            yield from listed(each, with_parts=False)
    if with_parts:
        yield from _parts(batch)


def _partition(batch: BatchFigures, column: str) -> Iterator[Figure]:
    partition = batch.partition(column)
    if partition is None or (column == "kind" and len(partition.parts) == 1):
        return
    yield from filter(None, [partition.times])
    for part in partition:
        for each in (part, *part.inner):
            yield from filter(None, (each.count, each.share))


def _number(batch: BatchFigures, column: str) -> Figure | None:
    """Give how many units or people a column names, where that is certain."""
    found, order = distinct_of(batch, [column]), batch.conditions.scales.order
    if found is None or any(doubt_problems(batch.items, column, order)):
        return None
    return None if any(number_problems(batch.items, column, order)) else found


def _parts(batch: BatchFigures) -> Iterator[Figure]:
    own = (*batch.conditions.groups, *sorted(batch.conditions.named))
    for word in dict.fromkeys((*LISTED_PARTS, *own)):
        part = batch.part(word)
        if part and part.count.value != 0:
            yield from listed(part, with_parts=False)


def not_public(batches: Sequence[BatchFigures]) -> Figure:
    """Give how many items of some batches may not appear by title in a released document."""
    items = [item for batch in batches for item in batch.items]
    closed = [item for item in items if not is_public(item)]
    name = f"{'、'.join(batch.name for batch in batches)}.不能公开.件数"
    formula = formulas.not_public_count(len(items), len(items) - len(closed))
    return Figure(name, len(closed), count_text(len(closed)), formula, lambda: rows_text(closed))
