"""Checks on the dates of a ledger's rows: in order, near the year of the report, and as the columns of 是 and 否 say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from banli_report.errors import EITHER, ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.results.model import Item, Report
from banli_report.words.columns import COLUMNS, DATE_COLUMNS, label_of

_ORDER = (
    ("assigned_on", "contacted_on"),
    ("assigned_on", "replied_on"),
    ("assigned_on", "completed_on"),
    ("replied_on", "completed_on"),
    ("assigned_on", "due_on"),
)
_DAY_OF = tuple((column.day_of, column.identifier) for column in COLUMNS if column.day_of)
_BEFORE, _AFTER = 5, 2
"""Years around the report's within which a date needs no second look: a term of office back, a deadline ahead."""
_IMPOSSIBLE = 10

PROBLEMS = (
    Kind(
        "results.date-order",
        ERROR,
        "两个日期前后颠倒，如答复早于交办。",
        "ledger.xlsx 工作表“台账” 单元格D2：答复日期2019-03-26早于交办日期2019-03-27",
    ),
    Kind(
        "results.contradiction",
        EITHER,
        "一格说“否”，另一格却填了日期；电话也有日期，所以面商只提醒。",
        "ledger.xlsx 工作表“台账” 单元格B2：“是否办结”是“否”，却填有办结日期2019-05-01",
    ),
    Kind(
        "results.far-date",
        EITHER,
        "日期离报告的年度太远，多半写错了年份；远得不可能的是错误。",
        "ledger.xlsx 工作表“台账” 单元格B7：答复日期1919-05-01离报告的年度2019年太远",
    ),
    Kind(
        "results.after-signing",
        WARNING,
        "台账里的日期比落款日期还晚。",
        "ledger.csv 单元格H2：答复日期2019-06-01晚于落款日期2019-03-07",
    ),
)


def day_problems(
    items: Iterable[Item], columns: frozenset[str], report: Report, fallback: Place | None
) -> Iterator[Problem]:
    """Give what is wrong with the dates of rows.

    Args:
        items: the rows.
        columns: the columns that the ledger has.
        report: its year and the day on which it is signed.
        fallback: the place of the batch, for rows that come from no file.
    """
    dates = [column for column in DATE_COLUMNS if column in columns]
    for item in items if dates else ():
        yield from _order(item, fallback)
        yield from _undone(item, fallback)
        for column in dates:
            yield from _far(item, column, report.year, fallback)
            yield from _after_signing(item, column, report.signature.date, fallback)


def _order(item: Item, fallback: Place | None) -> Iterator[Problem]:
    for earlier, later in _ORDER:
        first, second = item.value(earlier), item.value(later)
        if isinstance(first, date) and isinstance(second, date) and second < first:
            message = f"{label_of(later)}{second}早于{label_of(earlier)}{first}"
            yield error("results.date-order", item.place(later) or fallback, message, "核对这两个日期")


def _undone(item: Item, fallback: Place | None) -> Iterator[Problem]:
    """Tell of rows that say no and give the day all the same."""
    for said, day in _DAY_OF:
        if item.value(said) is False and item.value(day) is not None:
            message = f"“{label_of(said)}”是“否”，却填有{label_of(day)}{item.value(day)}"
            # a talk by telephone has a day too, where the column asks whether they met
            tell = warning if said == "contacted" else error
            hint = "核对这两格，改正其中一格"
            yield tell("results.contradiction", item.place(said) or fallback, message, hint)


def _far(item: Item, column: str, year: int, fallback: Place | None) -> Iterator[Problem]:
    day = item.value(column)
    if day is None or -_BEFORE <= day.year - year <= _AFTER:
        return
    message = f"{label_of(column)}{day}离报告的年度{year}年太远"
    tell = error if abs(day.year - year) > _IMPOSSIBLE else warning
    yield tell("results.far-date", item.place(column) or fallback, message, "核对年份")


def _after_signing(item: Item, column: str, signed: date | None, fallback: Place | None) -> Iterator[Problem]:
    day = item.value(column)
    if day is not None and signed and day > signed and column != "due_on":
        message = f"{label_of(column)}{day}晚于落款日期{signed}"
        yield warning("results.after-signing", item.place(column) or fallback, message, "核对这两个日期")
