"""From a report to its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Conditions
from banli_report.figures.definitions import definitions
from banli_report.figures.figure import Figure
from banli_report.figures.scales import Scales, scales_of
from banli_report.figures.tally import CountsTally, JoinedTally, LedgerTally, Tally
from banli_report.results.model import Batch, Report


@dataclass(frozen=True)
class Figures:
    """All figures of a report: each batch by its name, and the batches together."""

    batches: Mapping[str, BatchFigures]
    total: BatchFigures

    def __iter__(self) -> Iterator[Figure]:
        for batch in self.batches.values():
            yield from batch.listed()
        if len(self.batches) > 1:
            yield from self.total.listed()


def compute(report: Report) -> Figures:
    """Give the figures of a report under its policy.

    Raises:
        UnknownWord: a definition or a group uses a word that means nothing (checks report it with its place).
    """
    scales = scales_of(report.policy)
    batches = {name: _batch(report, name, batch, scales) for name, batch in report.batches.items()}
    return Figures(batches, _total(report, tuple(batches.values()), scales))


def tally_of(report: Report, name: str, batch: Batch, scales: Scales) -> Tally:
    """Give what counts a batch: its ledger, or the counts given."""
    if batch.items is not None:
        months = batch.deadline_months or report.policy.deadline_months
        return LedgerTally(batch.items, batch.known_columns(), scales, months, batch.kind)
    assert batch.counts is not None  # noqa: S101 (the model requires one of the two)
    return CountsTally(batch.counts, scales, report.place("batches", name, "counts"))


def _batch(report: Report, name: str, batch: Batch, scales: Scales) -> BatchFigures:
    conditions = Conditions(scales, batch.groups)
    past = None
    if batch.previous:
        past = CountsTally(batch.previous, scales, report.place("batches", name, "previous"))
    rates = definitions(report.policy, conditions)
    tally = tally_of(report, name, batch, scales)
    return BatchFigures(name, batch.kind, tally, report.policy, conditions, rates, past)


def _total(report: Report, batches: tuple[BatchFigures, ...], scales: Scales) -> BatchFigures:
    conditions = Conditions(scales, {})
    pasts = tuple(batch.past for batch in batches if batch.past)
    past = JoinedTally(pasts) if len(pasts) == len(batches) else None
    kinds = {batch.kind for batch in batches}
    kind = kinds.pop() if len(kinds) == 1 else ""
    rates = batches[0].rates
    tally = JoinedTally(tuple(batch.tally for batch in batches))
    return BatchFigures("合计", kind, tally, report.policy, conditions, rates, past)
