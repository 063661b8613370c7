"""Do the results add up: definitions, rows of ledgers, given counts, and the two against each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from banli_report.checks.results.against import LedgerCheck
from banli_report.checks.results.agreement import Agreement
from banli_report.checks.results.counts import CountCheck
from banli_report.checks.results.days import day_problems
from banli_report.checks.results.definitions import (
    group_problems,
    order_problems,
    rate_problems,
    repeated_problems,
    share_problems,
)
from banli_report.checks.results.ledger import ledger_problems
from banli_report.errors import WARNING, Kind, Problem, warning
from banli_report.figures.compute import conditions_of, ledger_tally
from banli_report.figures.conditions import BadCondition
from banli_report.figures.scales import Scales, column_of, scales_of
from banli_report.results.model import Batch, Item, Report

PROBLEMS = (
    Kind(
        "results.no-date",
        WARNING,
        "落款没有写日期，印出的文件也没有。",
        "report.yaml 第1行 第1列：落款没有日期",
    ),
    Kind(
        "results.foot-page",
        WARNING,
        "版记应在双页，只有Word、WPS知道末页是第几页，请看一眼。",
        "report.yaml 第61行 第3列：版记应在双页，写出后请看末页的页码",
    ),
)


def result_problems(report: Report) -> list[Problem]:
    """Give everything about a report's results that does not add up, and what deserves a look."""
    scales = scales_of(report.policy)
    found = [*rate_problems(report, scales), *share_problems(report, scales), *order_problems(report)]
    found += repeated_problems(report)
    for name, batch in report.batches.items():
        found += group_problems(report, name, batch, scales)
        if batch.items is not None:
            scopes = _scopes(report, batch, scales)
            place = report.place("batches", name)
            found += ledger_problems(batch, scales, scopes, place)
            found += day_problems(batch.items, batch.known_columns(), report, place)
        found += _count_problems(report, name, batch, scales)
    return list(dict.fromkeys([*found, *_date_problems(report), *_foot_problems(report)]))


def _date_problems(report: Report) -> Iterator[Problem]:
    if report.is_signed and not report.signature.date_text and report.folder:
        hint = "在“落款”里写上日期；还没有定的写X"
        yield warning("results.no-date", report.place("signature"), "落款没有日期", hint)


def _foot_problems(report: Report) -> Iterator[Problem]:
    """Ask for a look at the last page: only Word and WPS know its number, and the foot belongs on an even one."""
    official = report.official
    if official and official.issuer and official.foot_on_new_page is None and report.folder:
        message = "版记应在双页，写出后请看末页的页码"
        hint = "末页是单页的，在“公文”里写版记另页: true，移到下一面；是双页的写版记另页: false"
        yield warning("results.foot-page", report.place("official"), message, hint)


def _scopes(report: Report, batch: Batch, scales: Scales) -> dict[str, tuple[Item, ...]]:
    """Give the rows of each column whose shares the policy takes of some rows alone."""
    tally, conditions = ledger_tally(report, batch, scales), conditions_of(batch, scales)
    scopes = {}
    for word, rule in report.policy.share_of.items():
        with suppress(BadCondition):
            if inner := tally.narrow(conditions.read(rule)):
                scopes[column_of(word)] = inner.items
    return scopes


def _count_problems(report: Report, name: str, batch: Batch, scales: Scales) -> list[Problem]:
    conditions = conditions_of(batch, scales)
    found: list[Problem] = []
    for key, counts in (("counts", batch.counts), ("previous", batch.previous)):
        if counts:
            path = ("batches", name, key)
            found += CountCheck(report, conditions).problems(path, counts)
            found += Agreement(report, conditions).problems(path, counts)
    if batch.counts and batch.items is not None:
        tally = ledger_tally(report, batch, scales)
        found += LedgerCheck(report, conditions).problems(("batches", name, "counts"), batch.counts, tally)
    return found
