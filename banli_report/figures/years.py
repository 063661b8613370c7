"""Several years: each earlier one, all together with this one, and the change of a rate against last year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from banli_report.figures.batch import BatchFigures
from banli_report.figures.definitions import rate_label
from banli_report.figures.figure import Figure, of_both
from banli_report.figures.rounding import MAX_DECIMALS, half_up, percent_text
from banli_report.figures.tally import JoinedTally
from banli_report.results.policy import Percent

POINTS = "个百分点"


@dataclass(frozen=True, slots=True)
class RateChange:
    """A rate against last year's.

    Args:
        before: last year's rate.
        difference: the distance between the two in percentage points, not negative.
        direction: 1 for more, -1 for less, 0 for the same.
    """

    before: Figure
    difference: Figure
    direction: int


def each_year(batch: BatchFigures) -> Iterator[tuple[int, BatchFigures]]:
    """Give the figures of the earlier years, in order."""
    for year, tally in batch.years.items():
        yield year, batch.at(f"{batch.name}.历年.{year}", tally)


def cumulative(batch: BatchFigures) -> BatchFigures | None:
    """Give the figures of this year and the earlier ones together; None where no earlier year is known."""
    if not batch.years:
        return None
    return batch.at(f"{batch.name}.累计", JoinedTally((*batch.years.values(), batch.tally)))


def rate_change(batch: BatchFigures, name: str, percent: Percent) -> RateChange | None:
    """Give a rate against last year's; None where one of the two is not computed of counts.

    Args:
        batch: whose rate it is.
        name: the rate's identifier or own name.
        percent: how shares are printed.
    """
    now = batch.computed_rate(name)
    before = batch.previous.computed_rate(name) if batch.previous else None
    if now is None or before is None or now.value is None or before.value is None:
        return None
    points = Fraction(now.value - before.value) * 100
    formula = f"今年{_of(now)}与上年{_of(before)}之差，按未舍入的率计算"
    path = f"{batch.name}.{rate_label(name)}.增减"
    text = _points_text(abs(points), percent)
    figure = Figure(path, abs(points), text, formula, of_both(now, before), unit=POINTS)
    return RateChange(before, figure, (points > 0) - (points < 0))


def _of(rate: Figure) -> str:
    return f"{rate.text}（{rate.numerator} ÷ {rate.denominator}）"


def _points_text(points: Fraction, percent: Percent) -> str:
    """Print percentage points; what is not the same does not read 0."""
    decimals = percent.decimals
    while points and not half_up(points, decimals) and decimals < MAX_DECIMALS:
        decimals += 1
    return percent_text(half_up(points, decimals), percent.strip_zeros).removesuffix("%")
