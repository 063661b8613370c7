"""Checks of all counts that are given for a batch: each in itself, all of them together, and against its rows."""

from __future__ import annotations

from collections.abc import Iterator

from banli_report.checks.results.against import LedgerCheck
from banli_report.checks.results.agreement import Agreement
from banli_report.checks.results.counts import CountCheck
from banli_report.checks.results.overlap import overlap_problems
from banli_report.checks.results.years import year_problems
from banli_report.errors import Problem
from banli_report.figures.basis import BatchBasis
from banli_report.results.model import Report


def count_problems(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    """Give where the counts that are given for a batch do not add up, or differ from its ledger.

    Args:
        report: for the places of its values.
        batch: the batch.
    """
    for inner, given in batch.batch.given_counts():
        path = ("batches", batch.name, *map(str, inner))
        yield from CountCheck(report, batch.conditions).problems(path, given)
        yield from Agreement(report, batch.conditions).problems(path, given)
        yield from overlap_problems(report, batch.conditions, path, given)
    yield from year_problems(report, batch)
    if batch.counts and batch.ledger:
        path = ("batches", batch.name, "counts")
        check = LedgerCheck(report, batch.conditions)
        yield from check.problems(path, batch.counts.counts, batch.ledger)
