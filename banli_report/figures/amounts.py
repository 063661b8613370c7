"""Figures that are no numbers of items: how many different units or people there are, and sums of a column."""

from __future__ import annotations

from collections.abc import Sequence

from banli_report.figures import formulas
from banli_report.figures.batch import BatchFigures
from banli_report.figures.figure import Figure
from banli_report.figures.parts import count_figure
from banli_report.figures.sums import amount_text
from banli_report.figures.tally import Counted, joined_sources
from banli_report.words.columns import label_of

_DIFFERENT = "个"


def distinct_of(batch: BatchFigures, columns: Sequence[str]) -> Figure | None:
    """Give how many different units or people some columns name; None where the results cannot tell.

    Args:
        batch: the items.
        columns: the columns; of several, whoever stands in any of them is counted once.
    """
    scoped = [(batch.scoped(column), column) for column in columns]
    pairs = [(found.tally, column) for found, column in scoped if found]
    answers = [answer for tally, column in pairs if (answer := tally.distinct(column)) is not None]
    if len(answers) < len(columns):
        return None
    labels = [label_of(column) for column in columns]
    path, formula = f"{batch.name}.{'和'.join(labels)}.个数", formulas.different(labels)
    if len(columns) == 1:
        return count_figure(path, answers[0], formula, _DIFFERENT)
    words = [found for tally, column in pairs if (found := tally.words(column)) is not None]
    if len(words) < len(columns):
        return None
    counted = Counted(len(frozenset().union(*words)), lambda: joined_sources(answers))
    return count_figure(path, counted, formula, _DIFFERENT)


def sum_of(batch: BatchFigures, column: str, *, with_unit: bool = True) -> Figure | None:
    """Give the sum of a column of numbers; None where the results cannot tell.

    Args:
        batch: the items.
        column: its header, the unit in brackets written or not.
        with_unit: whether the unit is printed with it.
    """
    found = batch.tally.sum_of(column)
    if found is None:
        return None
    text = amount_text(found.value, found.unit)
    if not with_unit:
        text = text.removesuffix(found.unit)
    formula = formulas.total_of(column, batch.count.text)
    return Figure(f"{batch.name}.合计.{column}", found.exact, text, formula, found.tell, unit=found.unit)
