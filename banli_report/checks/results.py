"""Do the results add up: parts against totals, ledger against given counts, dates in order, values in scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banli_report.checks.ledger import ledger_problems
from banli_report.errors import Place, Problem, error, warning
from banli_report.figures.conditions import Conditions, UnknownWord
from banli_report.figures.scales import Scales, column_of, label_of, scales_of
from banli_report.figures.tally import LedgerTally
from banli_report.results.model import Batch, Counts, Report
from banli_report.terms import CONDITIONS

_SCALES_MAY_BE_OPEN = frozenset({"satisfaction", "result"})


def result_problems(report: Report) -> list[Problem]:
    """Give everything about a report's results that does not add up, and what deserves a look."""
    scales = scales_of(report.policy)
    problems = list(_definition_problems(report, scales))
    for name, batch in report.batches.items():
        problems += _group_problems(report, name, batch, scales)
        if batch.items is not None:
            problems += ledger_problems(batch, scales, report.place("batches", name))
        for key, counts in (("counts", batch.counts), ("previous", batch.previous)):
            if counts:
                problems += _count_problems(report, ("batches", name, key), counts, scales)
        if batch.items is not None and batch.counts:
            problems += _against_ledger(report, name, batch, scales)
    return problems


def _definition_problems(report: Report, scales: Scales) -> Iterator[Problem]:
    groups = {word: rule for batch in report.batches.values() for word, rule in batch.groups.items()}
    conditions = Conditions(scales, groups)
    for word, rate in report.policy.rates.items():
        for side, rule in (("numerator", rate.numerator), ("denominator", rate.denominator)):
            try:
                conditions.read(rule)
            except UnknownWord as unknown:
                place = report.place("policy", "rates", word, side)
                yield _unknown_word(unknown, place, f"指标“{word}”")
    for column in report.policy.order:
        if not any(_has_column(batch, column) for batch in report.batches.values()):
            place = report.place("policy", "order", column)
            yield warning("results.unknown-column", place, f"没有“{column}”这一列，顺序不起作用", "改正列名")


def _has_column(batch: Batch, word: str) -> bool:
    column = column_of(word)
    return (batch.items is not None and column in batch.known_columns()) or (
        batch.counts is not None and column in batch.counts.partitions
    )


def _group_problems(report: Report, name: str, batch: Batch, scales: Scales) -> Iterator[Problem]:
    conditions = Conditions(scales, batch.groups)
    for word in batch.groups:
        try:
            conditions.read(word)
        except UnknownWord as unknown:
            yield _unknown_word(unknown, report.place("batches", name, "groups", word), f"分组“{word}”")


def _unknown_word(unknown: UnknownWord, place: Place | None, owner: str) -> Problem:
    hint = (
        f"是不是“{unknown.nearest}”？"
        if unknown.nearest
        else f"可用的有{'、'.join(CONDITIONS.labels())}及各列的取值"
    )
    return error("results.unknown-condition", place, f"{owner}里不认识“{unknown.word}”", hint)


def _count_problems(
    report: Report, path: tuple[str, ...], counts: Counts, scales: Scales
) -> Iterator[Problem]:
    for column, parts in counts.partitions.items():
        place = report.place(*path, column)
        yield from _sum_problem(column, parts, counts.count, place)
        if column in scales.closed:
            for word in parts:
                if scales.term(column, word) is None:
                    nearest = scales.closed[column].nearest(word)
                    hint = f"是不是“{nearest}”？" if nearest else "改正名称，或在“口径”里写明分类"
                    message = f"“{label_of(column)}”里没有“{word}”这一类"
                    yield error("results.outside-scheme", report.place(*path, column, word), message, hint)
    named = {**counts.flags, **{name: part.count for name, part in counts.parts.items()}}
    for word, value in named.items():
        if value is not None and counts.count is not None and value > counts.count:
            term = CONDITIONS.find(word)
            message = f"“{term.label if term else word}”有{value}件，多于件数{counts.count}件"
            yield error("results.part-exceeds-whole", report.place(*path, word), message, "核对这两个数")
    for word, part in counts.parts.items():
        yield from _count_problems(report, (*path, word), part, scales)


def _sum_problem(
    column: str, parts: Mapping[str, int | None], whole: int | None, place: Place | None
) -> Iterator[Problem]:
    values = [value for value in parts.values() if value is not None]
    total = sum(values)
    if whole is None or len(values) < len(parts) or total == whole:
        return
    difference = f"比件数{whole}件{'多' if total > whole else '少'}{abs(total - whole)}件"
    message = f"“{label_of(column)}”各项（{'+'.join(map(str, parts.values()))}）相加为{total}件，{difference}"
    if column in _SCALES_MAY_BE_OPEN and total < whole:
        hint = "如有尚未反馈或答复的，写明未反馈的件数；否则核对各项"
    else:
        hint = "核对各项和件数；互相包含的（如主办与独办）不能并列"
    yield error("results.partition-sum", place, message, hint)


def _against_ledger(report: Report, name: str, batch: Batch, scales: Scales) -> Iterator[Problem]:
    counts, items = batch.counts, batch.items
    if counts is None or items is None:
        return
    months = batch.deadline_months or report.policy.deadline_months
    tally = LedgerTally(items, batch.known_columns(), scales, months, batch.kind)
    path = ("batches", name, "counts")
    yield from _mismatch(report, (*path, "count"), "件数", counts.count, len(items))
    for column, parts in counts.partitions.items():
        found = tally.parts(column)
        if found is None:
            continue
        for word, value in parts.items():
            counted = found.get(scales.code(column, word))
            owner = f"{label_of(column)}“{word}”"
            yield from _mismatch(report, (*path, column, word), owner, value, counted.value if counted else 0)
    conditions = Conditions(scales, batch.groups)
    named = {**counts.flags, **{word: part.count for word, part in counts.parts.items()}}
    for word, value in named.items():
        try:
            answer = tally.count(conditions.read(word))
        except UnknownWord as unknown:
            yield _unknown_word(unknown, report.place(*path, word), "统计")
            continue
        if answer is not None:
            yield from _mismatch(report, (*path, word), f"“{word}”", value, answer.value)


def _mismatch(
    report: Report, path: tuple[str, ...], owner: str, given: int | None, counted: int | None
) -> Iterator[Problem]:
    if given is None or counted is None or given == counted:
        return
    message = f"统计写明{owner}{given}件，台账数出{counted}件，相差{abs(given - counted)}件"
    hint = "核对台账；以台账为准时删去统计里的这一项"
    yield error("results.ledger-counts", report.place(*path), message, hint)
