"""Checks of a roll-up: what the ledgers do not agree on, who has not reported, and each unit's own figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from banli_report.checks.results.counted import count_problems
from banli_report.checks.results.given import given_problems
from banli_report.checks.results.kinds import filter_problems
from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.figures.basis import Basis, basis_of
from banli_report.figures.scales import Scales
from banli_report.results.item import Item
from banli_report.results.model import Report, Returned, RollUp
from banli_report.results.values import shown
from banli_report.words.columns import label_of
from banli_report.words.terms import ROLES
from banli_report.words.vocabulary import Term

PROBLEMS = (
    Kind(
        "results.not-reported",
        WARNING,
        "应报的单位里，有的没有报来，它们的件不在数里。",
        "report.yaml 第8行 第13列：“建议”应报5个单位，有1个没有报来：林业局",
    ),
    Kind(
        "results.unit-draft",
        WARNING,
        "单位报来的报告文件还是草稿。",
        "各单位/水利局/report.yaml 第2行 第1列：水利局：报来的报告文件还是草稿",
    ),
    Kind(
        "results.unit-scheme",
        ERROR,
        "同一个词，单位的口径和本报告的口径意思不一样，不能合在一起数。",
        "各单位/水利局.csv 单元格F2：水利局：“办理结果”的“B”是“部分解决”，本报告的是“正在解决”",
    ),
)


def unit_problems(basis: Basis) -> Iterator[Problem]:
    """Give what is to be asked or told of the batches that are rolled up."""
    report = basis.report
    for name, roll_up in report.roll_ups.items():
        yield from roll_up.doubts
        yield from _not_reported(name, roll_up, report.place("batches", name, "roll_up", "due"))
        for returned in roll_up.returned:
            if returned.report:
                yield from _own_problems(returned, returned.report, basis.scales)


def _not_reported(name: str, roll_up: RollUp, place: Place | None) -> Iterator[Problem]:
    if missing := roll_up.missing:
        named = "、".join(missing)
        message = f"“{name}”应报{len(roll_up.due)}个单位，有{len(missing)}个没有报来：{named}"
        hint = "催报；一件也没有的，也请报一个只有表头的台账；正文里可写 {{ " + name + ".未报单位 }}"
        yield warning("results.not-reported", place, message, hint)


def _own_problems(returned: Returned, report: Report, scales: Scales) -> Iterator[Problem]:
    """Give what is wrong with a unit's own figures, each with the unit's name."""
    own = report.model_copy(update={"batches": {returned.batch: report.batches[returned.batch]}})
    basis = basis_of(own)
    found = [*filter_problems(basis_of(report)), *given_problems(basis)]
    for batch in basis.batches:
        found += count_problems(own, batch)
        found += _other_meanings(batch.ledger.items if batch.ledger else (), basis.scales, scales)
    if report.draft:
        hint = "请这个单位报正式的数"
        found.append(warning("results.unit-draft", report.place("draft"), "报来的报告文件还是草稿", hint))
    for problem in found:
        yield replace(problem, message=f"{returned.unit}：{problem.message}")


def _other_meanings(items: Iterable[Item], own: Scales, scales: Scales) -> Iterator[Problem]:
    """Give the words of a unit's ledger that mean one class to the unit and another one here."""
    told = set()
    for item in items:
        for column in own.closed:
            word = item.value(column)
            if word is None or (column, word) in told:
                continue
            told.add((column, word))
            theirs, ours = own.term(column, word), scales.term(column, word)
            if theirs and ours and not _is_one(theirs, ours):
                message = f"“{label_of(column)}”的“{shown(word)}”是“{_meaning(theirs)}”，本报告的是“{_meaning(ours)}”"
                hint = "统一口径：在本报告的“口径”里写成一样的，或请这个单位按本报告的口径重报"
                yield error("results.unit-scheme", item.place(column), message, hint)


def _is_one(theirs: Term, ours: Term) -> bool:
    return theirs.label == ours.label and theirs.within == ours.within


def _meaning(term: Term) -> str:
    wider = f"，算作{ROLES.label_of(term.within)}" if term.within else ""
    return f"{term.label}{wider}"
