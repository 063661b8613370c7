"""From a report to its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Conditions
from banli_report.figures.definitions import definitions
from banli_report.figures.figure import Figure
from banli_report.figures.given import CountsTally, names_of
from banli_report.figures.rows import Rules
from banli_report.figures.scales import Scales, scales_of
from banli_report.figures.tally import JoinedTally, LedgerTally, Tally
from banli_report.results.model import Batch, Counts, Report
from banli_report.results.policy import Condition


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
    """Give the figures of a report under its policy."""
    scales = scales_of(report.policy)
    batches = {name: _batch(report, name, batch, scales) for name, batch in report.batches.items()}
    return Figures(batches, _total(report, tuple(batches.values()), scales))


def conditions_of(batch: Batch, scales: Scales) -> Conditions:
    """Give what the words of a batch's conditions mean: its own groups, and parts that have given counts."""
    conditions = Conditions(scales, batch.groups)
    given = [counts for counts in (batch.counts, batch.previous) if counts]
    names = dict.fromkeys(name for counts in given for name in names_of(counts))
    return replace(conditions, named=frozenset(name for name in names if not conditions.understands(name)))


def ledger_tally(report: Report, batch: Batch, scales: Scales) -> LedgerTally:
    """Give what counts the rows of a batch."""
    months = batch.deadline_months or report.policy.deadline_months
    return LedgerTally(batch.items or (), batch.known_columns(), Rules(scales, months, batch.kind))


def _batch(report: Report, name: str, batch: Batch, scales: Scales) -> BatchFigures:
    conditions = conditions_of(batch, scales)

    def given(counts: Counts, key: str) -> CountsTally:
        return CountsTally(counts, conditions, batch.kind, report.places("batches", name, key))

    only_given = batch.counts if batch.items is None else None
    tally: Tally = given(only_given, "counts") if only_given else ledger_tally(report, batch, scales)
    past = given(batch.previous, "previous") if batch.previous else None
    rates = definitions(report.policy, conditions)
    return BatchFigures(name, batch.kind, tally, report.policy, conditions, rates, past)


def _total(report: Report, batches: tuple[BatchFigures, ...], scales: Scales) -> BatchFigures:
    conditions = Conditions(scales, _common(batches), _shared_names(batches))
    pasts = tuple(batch.past for batch in batches if batch.past)
    past = JoinedTally(pasts) if len(pasts) == len(batches) else None
    kinds = {batch.kind for batch in batches}
    kind = kinds.pop() if len(kinds) == 1 else ""
    tally = JoinedTally(tuple(batch.tally for batch in batches))
    rates = definitions(report.policy, conditions)
    return BatchFigures("合计", kind, tally, report.policy, conditions, rates, past)


def _common(batches: tuple[BatchFigures, ...]) -> dict[str, Condition]:
    """Give the groups that every batch has and defines alike."""
    first, *others = (batch.conditions.groups for batch in batches)
    return {word: rule for word, rule in first.items() if all(groups.get(word) == rule for groups in others)}


def _shared_names(batches: tuple[BatchFigures, ...]) -> frozenset[str]:
    return frozenset.intersection(*(batch.conditions.named for batch in batches))
