"""Checks on names: none that a report file makes up hides what it means already, and a class has one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banli_report.errors import ERROR, Kind, Place, Problem, error
from banli_report.figures.basis import Basis, BatchBasis, words_in
from banli_report.figures.conditions import BadCondition, Conditions
from banli_report.results.model import Counts, Report
from banli_report.words.columns import COLUMNS, column_of, label_of
from banli_report.words.template_names import BATCH_NAMES, REPORT_NAMES
from banli_report.words.terms import CONDITIONS, RATES
from banli_report.words.vocabulary import plain

PROBLEMS = (
    Kind(
        "results.taken-name",
        ERROR,
        "自定的分组、指标或统计的一部分，用了已有意思的名称。",
        "report.yaml 第8行 第11列：分组不能叫“满意率”，“满意率”是指标的名称",
    ),
    Kind(
        "results.unclear-class",
        ERROR,
        "“比较满意”“较满意”“基本满意”同时出现，口径又没有写明是几类。",
        "ledger.xlsx 工作表“台账” 单元格F3：满意度里“比较满意”“较满意”“基本满意”同时出现，分不清是几类",
    ),
)

_IN_PARTS = frozenset(("占比", "代码", "分母", "范围", "未填", "未反馈", "差额", "幅度", "方向"))
_FOR_THE_OFFICE = ("key", "between_session", "rehandled")
"""Parts that no rate is made of, so that a group may say what the office counts as one."""
_DEGREES = ("比较满意", "较满意", "基本满意")
"""Three words for the degrees below 满意: the first two are one or two, and nobody but the office can tell."""


def name_problems(basis: Basis) -> Iterator[Problem]:
    """Give the own rates, groups and counted parts that are called by a name that means something already."""
    report = basis.report
    for word in report.policy.rates:
        if RATES.find(word) is None:
            meanings = (_fixed(word), *(_in_batch(word, batch) for batch in basis.batches))
            yield from _taken(f"指标不能叫“{word}”", meanings, report.place("policy", "rates", word))
    for batch in basis.batches:
        for word in batch.batch.groups:
            meanings = (_fixed(word), _rate(report, word), _defined(word, batch))
            place = report.place("batches", batch.name, "groups", word)
            yield from _taken(f"分组不能叫“{word}”", meanings, place)
        for path, given in batch.batch.given_counts():
            yield from _part_names(report, ("batches", batch.name, *map(str, path)), given)


def _part_names(report: Report, path: tuple[str, ...], counts: Counts) -> Iterator[Problem]:
    for word in (*counts.flags, *counts.parts):
        if CONDITIONS.find(word) is None:
            column = f"“{word}”是列的名称" if word in counts.parts and COLUMNS.find(word) else ""
            meanings = (_fixed(word), _rate(report, word), column)
            yield from _taken(f"统计的一部分不能叫“{word}”", meanings, report.place(*path, word))
    for word, part in counts.parts.items():
        yield from _part_names(report, (*path, word), part)


def _taken(said: str, meanings: tuple[str, ...], place: Place | None) -> Iterator[Problem]:
    for what in filter(None, meanings):
        yield error("results.taken-name", place, f"{said}，{what}", "改用别的名称，或删去这一项")
        return


def _fixed(word: str) -> str:
    """Say what a name means wherever it stands, or nothing."""
    if BATCH_NAMES.find(word) or REPORT_NAMES.find(word) or word in _IN_PARTS:
        return f"“{word}”已有固定的意思"
    return ""


def _rate(report: Report, word: str) -> str:
    if RATES.find(word) or word in report.policy.rates:
        return f"“{word}”是指标的名称"
    return ""


def _in_batch(word: str, batch: BatchBasis) -> str:
    """Say what a name means in a batch without its groups, or nothing."""
    if CONDITIONS.find(word) is None and _is_column(word, batch):
        return f"“{word}”是列的名称"
    try:
        condition = Conditions(batch.conditions.scales, {}).read(word)
    except BadCondition:
        return ""
    if batch.tally.count(condition) is None:
        return ""
    return f"“{word}”在“{batch.name}”里已经数得出"


def _defined(word: str, batch: BatchBasis) -> str:
    """Say what the name of a group means already, or nothing; what counts as 重点 a group may say."""
    if CONDITIONS.identifier_of(word) in _FOR_THE_OFFICE:
        return ""
    return _in_batch(word, batch)


def _is_column(word: str, batch: BatchBasis) -> bool:
    column = column_of(word)
    usual = COLUMNS.find(word) is not None and plain(word) == plain(label_of(column))
    return usual or column in batch.tally.columns()


def class_name_problems(basis: Basis) -> Iterator[Problem]:
    """Give the degrees of satisfaction of which the words do not tell how many classes they are."""
    if "satisfaction" in basis.report.policy.model_fields_set:
        return
    columns = [column.identifier for column in COLUMNS if column.scale == "satisfaction"]
    batches = basis.report.batches.values()
    words = {word for column in columns for word in words_in(batches, column)}
    if words.issuperset(_DEGREES):
        message = f"满意度里“{'”“'.join(_DEGREES)}”同时出现，分不清是几类"
        hint = "在台账里统一叫法，或在“口径”里写明 满意度: [满意, 较满意, 基本满意, 不满意]"
        yield error("results.unclear-class", _first(basis, columns), message, hint)


def _first(basis: Basis, columns: Sequence[str]) -> Place | None:
    """Give the first cell where one of the degrees stands."""
    for batch in basis.batches:
        for item in batch.batch.items or ():
            for column in columns:
                if item.value(column) in _DEGREES:
                    return item.place(column)
    return basis.report.place("batches")
