"""Checks on single rows of a ledger: values in scheme, dates in order, blanks, numbers used twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TypeAlias

from banli_report.errors import Place, Problem, error, warning
from banli_report.figures.scales import Scales, label_of
from banli_report.results.model import DATE_COLUMNS, Batch, Item
from banli_report.results.values import shown
from banli_report.terms import plain

_DATE_ORDER = (
    ("assigned_on", "contacted_on"),
    ("assigned_on", "replied_on"),
    ("assigned_on", "completed_on"),
    ("replied_on", "completed_on"),
    ("assigned_on", "due_on"),
)
_MUST_BE_FILLED = ("category", "role", "level", "proposer_kind", "openness")
_MAY_BE_BLANK = ("result", "satisfaction", "satisfaction_work", "satisfaction_result")
_OPEN_NAMES = ("category", "handler")
_SHOWN = 5
_ColumnCheck: TypeAlias = Callable[[str, Iterable[Item], Place | None], Iterator[Problem]]


def ledger_problems(
    batch: Batch, scales: Scales, scopes: Mapping[str, Iterable[Item]], fallback: Place | None
) -> Iterator[Problem]:
    """Give what is wrong with the rows of a batch.

    Args:
        batch: the batch.
        scales: which value means which class.
        scopes: for columns that the policy counts out of some rows alone, those rows.
        fallback: the place of the batch, for rows that come from no file.
    """
    items = batch.items or ()
    columns = batch.known_columns()
    by_column: tuple[tuple[Iterable[str], _ColumnCheck], ...] = (
        (scales.closed, partial(_outside_scheme, scales)),
        (_MUST_BE_FILLED, _blanks),
        (_MAY_BE_BLANK, _open),
        (_OPEN_NAMES, _alike),
    )
    for names, check in by_column:
        for column in names:
            if column in columns:
                yield from check(column, scopes.get(column, items) if check is _open else items, fallback)
    if len(columns & DATE_COLUMNS) > 1:
        for item in items:
            yield from _dates(item, fallback)
    yield from _numbers(items, fallback)


def _outside_scheme(
    scales: Scales, column: str, items: Iterable[Item], fallback: Place | None
) -> Iterator[Problem]:
    vocabulary = scales.closed[column]
    hints: dict[str, str] = {}
    for item in items:
        value = item.value(column)
        if value is None or scales.term(column, value):
            continue
        if value not in hints:
            nearest = vocabulary.nearest(value)
            hints[value] = f"是不是“{nearest}”？" if nearest else f"应为{'、'.join(vocabulary.labels())}之一"
        message = f"“{label_of(column)}”是“{shown(value)}”，不在分类之内"
        yield error("results.outside-scheme", item.place(column) or fallback, message, hints[value])


def _dates(item: Item, fallback: Place | None) -> Iterator[Problem]:
    for earlier, later in _DATE_ORDER:
        first, second = item.value(earlier), item.value(later)
        if isinstance(first, date) and isinstance(second, date) and second < first:
            message = f"{label_of(later)}{second}早于{label_of(earlier)}{first}"
            yield error("results.date-order", item.place(later) or fallback, message, "核对这两个日期")


def _blanks(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    blank = [item for item in items if item.value(column) is None]
    for item in blank:
        place = item.place(column) or fallback
        message = f"“{label_of(column)}”没有填写，各项相加将少于总件数"
        yield error("results.blank", place, message, "补填这个单元格")


def _open(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    blank = [item for item in items if item.value(column) is None]
    if not blank:
        return
    where = "、".join(str(place.cell) for item in blank[:_SHOWN] if (place := item.place(column)))
    more = "等" if len(blank) > _SHOWN else ""
    label = label_of(column)
    message = f"“{label}”有{len(blank)}件没有填写（{where}{more}），占比仍把这些件算在分母里"
    hint = f"核对是否确实尚无结果；如只有主办件才填，在“口径”里写 占比分母: {{{label}: 主办}}"
    yield warning("results.open", blank[0].place(column) or fallback, message, hint)


def _alike(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    """Tell of names that differ in width, case or spaces alone, and so are counted apart."""
    seen: dict[str, str] = {}
    told: set[str] = set()
    for item in items:
        value = item.value(column)
        if value is None or seen.setdefault(plain(value), value) == value or value in told:
            continue
        told.add(value)
        message = f"“{label_of(column)}”里“{value}”和“{seen[plain(value)]}”写法不一，分开计数"
        yield warning("results.alike-names", item.place(column) or fallback, message, "统一成一种写法")


def _numbers(items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    seen: dict[tuple[str | None, str], Item] = {}
    for item in items:
        if item.number is None:
            continue
        first = seen.setdefault((item.kind, item.number), item)
        if first is not item:
            place = first.place("number")
            message = f"编号“{item.number}”与{place.cell if place else '前面一条'}重复，可能重复计数"
            yield warning(
                "results.duplicate-number", item.place("number") or fallback, message, "核对是否同一件"
            )
