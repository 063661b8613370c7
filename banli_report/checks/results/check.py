"""Do the results add up: definitions, rows of ledgers, given counts, and the two against each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from banli_report.checks.results.counted import count_problems
from banli_report.checks.results.days import day_problems
from banli_report.checks.results.definitions import (
    group_problems,
    order_problems,
    rate_problems,
    repeated_problems,
    share_problems,
)
from banli_report.checks.results.given import given_problems
from banli_report.checks.results.kinds import (
    filter_problems,
    kind_problems,
    own_kind_problems,
    titled_kind_problems,
)
from banli_report.checks.results.ledger import ledger_problems
from banli_report.checks.results.naming import class_name_problems, name_problems
from banli_report.checks.results.openness import closed_problems, typed_title_problems
from banli_report.checks.results.promptness import promptness_problems
from banli_report.checks.results.same import same_item_problems
from banli_report.checks.results.sessions import session_problems
from banli_report.checks.results.spoken import spoken_problems
from banli_report.checks.results.standing import standing_problems
from banli_report.checks.results.steps import step_problems
from banli_report.checks.results.typed import typed_number_problems
from banli_report.checks.results.typed_words import typed_word_problems
from banli_report.checks.results.units import unit_problems
from banli_report.errors import WARNING, Kind, Problem, warning
from banli_report.figures.basis import Basis, BatchBasis
from banli_report.figures.compute import figures_on
from banli_report.figures.conditions import BadCondition
from banli_report.results.model import Item, Report
from banli_report.words.columns import column_of

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


def result_problems(basis: Basis, *, draft: bool = False) -> list[Problem]:
    """Give everything about a report's results that does not add up, and what deserves a look.

    Args:
        basis: what the counting of the report stands on.
        draft: whether it is a draft, in which what can still change is only told.
    """
    report = basis.report
    found = [*rate_problems(basis), *share_problems(basis), *order_problems(report)]
    found += [*repeated_problems(report), *name_problems(basis), *class_name_problems(basis)]
    found += [*filter_problems(basis), *given_problems(basis)]
    for batch in basis.batches:
        found += group_problems(report, batch)
        found += [*kind_problems(report, batch), *own_kind_problems(report, batch)]
        found += titled_kind_problems(report, batch)
        if batch.ledger is not None:
            place = report.place("batches", batch.name)
            found += ledger_problems(batch.ledger, basis.scales, _scopes(report, batch), place)
            found += closed_problems(batch.ledger.items, batch.ledger.known, place)
            found += day_problems(batch.ledger.items, batch.ledger.known, report, place, draft=draft)
            found += step_problems(batch.ledger.items, batch.ledger.known, basis.scales, place)
            found += promptness_problems(report, batch, place)
            found += standing_problems(report, batch, place)
            found += session_problems(report, batch, place)
        found += count_problems(report, batch)
    found += [*unit_problems(basis), *same_item_problems(basis), *typed_title_problems(basis)]
    figures = figures_on(basis)
    found += [*spoken_problems(report), *typed_number_problems(basis, figures, draft=draft)]
    found += typed_word_problems(basis, figures, draft=draft)
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


def _scopes(report: Report, batch: BatchBasis) -> dict[str, tuple[Item, ...]]:
    """Give the rows of each column whose shares the policy takes of some rows alone."""
    scopes = {}
    for word, rule in report.policy.share_of.items():
        with suppress(BadCondition):
            if inner := batch.tally.narrow(batch.conditions.read(rule)):
                scopes[column_of(word)] = inner.items
    return scopes
