"""Checks on single rows of a ledger: values in scheme, dates in order, blanks, numbers used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from banli_report.errors import Place, Problem, error, warning
from banli_report.figures.scales import Scales, label_of
from banli_report.results.model import Batch, Item

_DATE_ORDER = (
    ("assigned_on", "contacted_on"),
    ("assigned_on", "replied_on"),
    ("assigned_on", "completed_on"),
    ("replied_on", "completed_on"),
    ("assigned_on", "due_on"),
)
_MUST_BE_FILLED = ("category", "role", "level", "proposer_kind", "openness")
_MAY_BE_BLANK = ("result", "satisfaction")
_SHOWN = 5


def ledger_problems(batch: Batch, scales: Scales, fallback: Place | None) -> Iterator[Problem]:
    """Give what is wrong with the rows of a batch."""
    items = batch.items or ()
    for item in items:
        yield from _outside_scheme(item, scales, fallback)
        yield from _dates(item, fallback)
    columns = batch.known_columns()
    for column in _MUST_BE_FILLED:
        if column in columns:
            yield from _blanks(column, items, fallback)
    for column in _MAY_BE_BLANK:
        if column in columns:
            yield from _open(column, items, fallback)
    yield from _numbers(items, fallback)


def _outside_scheme(item: Item, scales: Scales, fallback: Place | None) -> Iterator[Problem]:
    for column, vocabulary in scales.closed.items():
        value = item.value(column)
        if value is None or scales.term(column, str(value)):
            continue
        nearest = vocabulary.nearest(str(value))
        hint = f"是不是“{nearest}”？" if nearest else f"应为{'、'.join(vocabulary.labels())}之一"
        message = f"“{label_of(column)}”是“{value}”，不在分类之内"
        yield error("results.outside-scheme", item.place(column) or fallback, message, hint)


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
    message = f"“{label_of(column)}”有{len(blank)}件没有填写（{where}{more}），占比仍以全部件数为分母"
    yield warning("results.open", blank[0].place(column) or fallback, message, "核对是否确实尚无结果")


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
