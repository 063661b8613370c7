"""Checks on what the report file defines: rates, groups and the order of parts use words that mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from banli_report.errors import EITHER, ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.figures.basis import Basis, BatchBasis
from banli_report.figures.conditions import Alternatives, BadCondition, Conditions, Holds
from banli_report.figures.definitions import rate_name
from banli_report.figures.scales import YES, Scales
from banli_report.figures.tally import LedgerTally
from banli_report.figures.units import doubt_problems
from banli_report.results.model import Batch, Counts, Report
from banli_report.results.policy import Condition
from banli_report.words.columns import COLUMNS, YES_NO_COLUMNS, column_of, label_of
from banli_report.words.vocabulary import did_you_mean

_COMPUTED = frozenset({"kind"})
"""Columns that every batch can answer, whether or not its ledger has them."""
_MAY_BE_NONE = frozenset((column, YES) for column in YES_NO_COLUMNS)
"""Cannot be mistyped, and may well hold of no item."""

PROBLEMS = (
    Kind(
        "results.unknown-column",
        EITHER,
        "指标、分组、顺序或“列”里写的一列，台账和统计里没有；分组、占比分母和“列”里的是错误，其余只提醒。",
        "report.yaml 第7行 第15列：分组“甲”里的“街镇”，台账没有这一列",
    ),
    Kind(
        "results.unused-value",
        WARNING,
        "指标、分组里写的取值一件也没有，也许是写错了字。",
        "report.yaml 第7行 第15列：分组“甲”里的“成建”，台账的“类别”列里一件也没有",
    ),
    Kind(
        "results.repeated-definition",
        ERROR,
        "同一项用两种叫法定义了两次，后一处会盖过前一处。",
        "report.yaml 第9行 第10列：“走访率”与“面商率”是同一项的两种叫法，只能写一处",
    ),
    Kind(
        "results.unknown-condition",
        ERROR,
        "指标、分组里的条件认不出，或互相引用。",
        "report.yaml 第7行 第10列：分组“甲”里不认识“已反愧”",
    ),
)


def rate_problems(basis: Basis) -> Iterator[Problem]:
    """Give what is wrong with the definitions of rates; a word must mean something in at least one batch."""
    for word, rate in basis.report.policy.rates.items():
        for side, rule in (("numerator", rate.numerator), ("denominator", rate.denominator)):
            yield from _rule_problems(basis, ("rates", word, side), rule, f"指标“{word}”")


def share_problems(basis: Basis) -> Iterator[Problem]:
    """Give what is wrong with what the shares of a column are taken of."""
    report = basis.report
    for word, rule in report.policy.share_of.items():
        column = column_of(word)
        if COLUMNS.find(word) is None and not any(
            _has_column(batch, column) for batch in report.batches.values()
        ):
            place = report.place("policy", "share_of", word)
            hint = _nearest(word, COLUMNS.labels()) or "改正列名"
            yield error("results.unknown-column", place, f"占比分母里的“{word}”，没有这一列，不起作用", hint)
        yield from _rule_problems(basis, ("share_of", word), rule, f"占比分母“{word}”")


def _rule_problems(basis: Basis, path: tuple[str, ...], rule: Condition, owner: str) -> Iterator[Problem]:
    report, scales = basis.report, basis.scales
    place = report.place("policy", *path)
    faults: list[BadCondition] = []
    for batch in basis.batches:
        try:
            alternatives = batch.conditions.read(rule)
        except BadCondition as bad:
            faults.append(bad)
            continue
        yield from _rate_columns(alternatives, report, place, owner)
        yield from _rate_values(alternatives, report, scales, place, owner)
    if len(faults) == len(basis.batches):
        yield _bad(faults[0], place, owner)


def _rate_columns(
    alternatives: Alternatives, report: Report, place: Place | None, owner: str
) -> Iterator[Problem]:
    for column in _own_columns(alternatives):
        if not any(_has_column(batch, column) for batch in report.batches.values()):
            message = f"{owner}用到的“{label_of(column)}”，各批次都没有这一列，算不出来"
            yield warning("results.unknown-column", place, message, "改正列名，或补上这一列")


def _rate_values(
    alternatives: Alternatives, report: Report, scales: Scales, place: Place | None, owner: str
) -> Iterator[Problem]:
    """Tell of values that no batch holds: a mistyped one makes a rate of 0 %."""
    for test in _tests(alternatives):
        batches = report.batches.values()
        values = dict.fromkeys(value for batch in batches for value in _values(batch, test.column, scales))
        for batch in batches:
            yield from doubt_problems(batch.items or (), test.column, scales.order, test.codes)
        in_ledger = any(batch.items is not None and test.column in batch.known_columns() for batch in batches)
        if test.column not in scales.closed and (values or in_ledger):
            yield from _unused(test, values, place, owner, f"各批次的“{label_of(test.column)}”里")


def _values(batch: Batch, column: str, scales: Scales) -> Iterator[str]:
    """Give the codes of all values that a batch holds in a column, in its ledger or in its counts."""
    for item in batch.items or ():
        if (value := item.value(column)) is not None:
            yield from scales.codes(column, value)
    for _, counts in batch.given_counts():
        yield from _counted_values(counts, column)


def _counted_values(counts: Counts, column: str) -> Iterator[str]:
    yield from counts.partitions.get(column, ())
    for part in counts.parts.values():
        yield from _counted_values(part, column)


def _unused(
    test: Holds, values: Iterable[str], place: Place | None, owner: str, where: str
) -> Iterator[Problem]:
    found = list(values)
    for name in test.names:
        if name not in found and (test.column, name) not in _MAY_BE_NONE:
            hint = _nearest(name, found) or "核对取值，须与台账里的写法完全一样"
            yield warning("results.unused-value", place, f"{owner}里的“{name}”，{where}一件也没有", hint)


def group_problems(report: Report, basis: BatchBasis) -> Iterator[Problem]:
    """Give what is wrong with a batch's own groups."""
    groups, scales = basis.batch.groups, basis.conditions.scales
    conditions = Conditions(scales, groups)
    for word in groups:
        path = ("batches", basis.name, "groups", word)
        owner = f"分组“{word}”"
        try:
            alternatives = conditions.read(word)
        except BadCondition as bad:
            yield _bad(bad, report.place(*path), owner)
            continue
        if basis.ledger is not None:
            for test in _tests(alternatives):
                yield from _test_problems(test, basis.ledger, scales, report.place(*path, test.column), owner)


def _test_problems(
    test: Holds, ledger: LedgerTally, scales: Scales, place: Place | None, owner: str
) -> Iterator[Problem]:
    columns = ledger.known
    label = label_of(test.column)
    if test.column not in columns:
        if test.column not in _COMPUTED:
            hint = _nearest(test.column, map(label_of, columns)) or "改正列名"
            yield error("results.unknown-column", place, f"{owner}里的“{label}”，台账没有这一列", hint)
        return
    if test.column in scales.closed:
        return
    yield from doubt_problems(ledger.items, test.column, scales.order, test.codes)
    values = dict.fromkeys(
        code
        for item in ledger.items
        if (value := item.value(test.column)) is not None
        for code in scales.codes(test.column, value)
    )
    yield from _unused(test, values, place, owner, f"台账的“{label}”列里")


def order_problems(report: Report) -> Iterator[Problem]:
    """Give the columns that are put in order and do not exist."""
    for word in report.policy.order:
        if not any(_has_column(batch, column_of(word)) for batch in report.batches.values()):
            place = report.place("policy", "order", word)
            yield warning("results.unknown-column", place, f"没有“{word}”这一列，顺序不起作用", "改正列名")


def repeated_problems(report: Report) -> Iterator[Problem]:
    """Give the definitions that stand under two names of one thing (面商率, 走访率): the last would count for both."""
    for key, identifier in (("rates", rate_name), ("share_of", column_of), ("order", column_of)):
        seen: dict[str, str] = {}
        for word in getattr(report.policy, key):
            first = seen.setdefault(identifier(word), word)
            if first != word:
                message = f"“{word}”与“{first}”是同一项的两种叫法，只能写一处"
                hint = "删去一处；确实是两回事的，另起一个名称"
                yield error("results.repeated-definition", report.place("policy", key, word), message, hint)


def _bad(bad: BadCondition, place: Place | None, owner: str) -> Problem:
    return error("results.unknown-condition", place, f"{owner}里{bad.message}", bad.hint)


def _tests(alternatives: Alternatives) -> Iterator[Holds]:
    return (test for tests in alternatives for test in tests if isinstance(test, Holds))


def _own_columns(alternatives: Alternatives) -> Iterable[str]:
    return dict.fromkeys(test.column for test in _tests(alternatives) if test.column not in _COMPUTED)


def _has_column(batch: Batch, column: str) -> bool:
    if column in _COMPUTED or (batch.items is not None and column in batch.known_columns()):
        return True
    given = [counts for _, counts in batch.given_counts()]
    return any(column in counts.partitions or counts.parts for counts in given)


def _nearest(word: str, words: Iterable[str]) -> str:
    found = get_close_matches(word, list(words), n=1, cutoff=0.5)
    return did_you_mean(next(iter(found), None), "")
