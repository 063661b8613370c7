"""Checks on the dates of a ledger's rows: in order, in or near the year of the report, not after its signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from banli_report.checks.results.folding import folded
from banli_report.errors import EITHER, ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.results.model import Item, Report
from banli_report.words.columns import DATE_COLUMNS, label_of

_ORDER = (
    ("assigned_on", "contacted_on"),
    ("assigned_on", "replied_on"),
    ("assigned_on", "completed_on"),
    ("replied_on", "completed_on"),
    ("assigned_on", "due_on"),
)
_DONE_ON = ("replied_on", "completed_on", "contacted_on")
_BEFORE, _AFTER = 5, 2
"""Years around the report's within which a date needs no second look: a term of office back, a deadline ahead."""
_IMPOSSIBLE = 10

PROBLEMS = (
    Kind(
        "results.other-year",
        WARNING,
        "整批的日期都不在报告的年度里。",
        "report.yaml 第2行 第1列：报告的年度是2022年，这一批的日期却没有一个在这一年（2023年）",
    ),
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
        EITHER,
        "台账里的日期比落款日期还晚；正式文件不能这样出，草稿只提醒。",
        "ledger.csv 单元格H2：答复日期2019-06-01晚于落款日期2019-03-07",
    ),
)


def day_problems(
    items: Sequence[Item],
    columns: frozenset[str],
    report: Report,
    fallback: Place | None,
    *,
    draft: bool = False,
) -> Iterator[Problem]:
    """Give what is wrong with the dates of rows.

    Args:
        items: the rows.
        columns: the columns that the ledger has.
        report: its year and the day on which it is signed.
        fallback: the place of the batch, for rows that come from no file.
        draft: whether a day after the signature, which may still be put off, is only told.
    """
    dates = [column for column in DATE_COLUMNS if column in columns]
    if not dates:
        return
    yield from _order(items, fallback)
    for column in dates:
        yield from _far(items, column, report.year, fallback)
        yield from _after_signing(items, column, report.signature.date, fallback, draft=draft)
    yield from _other_year(items, report, fallback)


def _order(items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    found: dict[tuple[str, str], list[Problem]] = {pair: [] for pair in _ORDER}
    for item in items:
        for pair in _ORDER:
            earlier, later = pair
            first, second = item.value(earlier), item.value(later)
            if isinstance(first, date) and isinstance(second, date) and second < first:
                message = f"{label_of(later)}{second}早于{label_of(earlier)}{first}"
                place = item.place(later) or fallback
                found[pair].append(error("results.date-order", place, message, "核对这两个日期"))
    for (earlier, later), problems in found.items():
        yield from folded(problems, f"{label_of(later)}早于{label_of(earlier)}")


def _far(items: Iterable[Item], column: str, year: int, fallback: Place | None) -> Iterator[Problem]:
    far, impossible = [], []
    for item in items:
        day = item.value(column)
        if day is None or -_BEFORE <= day.year - year <= _AFTER:
            continue
        message = f"{label_of(column)}{day}离报告的年度{year}年太远"
        place = item.place(column) or fallback
        if abs(day.year - year) > _IMPOSSIBLE:
            impossible.append(error("results.far-date", place, message, "核对年份"))
        else:
            far.append(warning("results.far-date", place, message, "核对年份"))
    for problems in (impossible, far):
        yield from folded(problems, f"{label_of(column)}离报告的年度{year}年太远")


def _after_signing(
    items: Iterable[Item], column: str, signed: date | None, fallback: Place | None, *, draft: bool
) -> Iterator[Problem]:
    if signed is None or column == "due_on":
        return
    tell = warning if draft else error
    found = [
        tell(
            "results.after-signing",
            item.place(column) or fallback,
            f"{label_of(column)}{day}晚于落款日期{signed}",
            "核对这两个日期",
        )
        for item in items
        if (day := item.value(column)) is not None and day > signed
    ]
    yield from folded(found, f"{label_of(column)}晚于落款日期{signed}")


def _other_year(items: Iterable[Item], report: Report, fallback: Place | None) -> Iterator[Problem]:
    """Tell of a batch none of whose days is of the report's year, though single ones may well be of another.

    What was assigned in the year before is answered in this one; where nothing else is known, that is no sign.
    """
    rows = list(items)
    done = {day.year for item in rows for column in _DONE_ON if (day := item.value(column)) is not None}
    assigned = {item.assigned_on.year for item in rows if item.assigned_on is not None}
    if not done:
        assigned -= {report.year - 1}
    years = done | assigned
    if not years or report.year in years:
        return
    said = "、".join(f"{year}年" for year in sorted(years))
    message = f"报告的年度是{report.year}年，这一批的日期却没有一个在这一年（{said}）"
    hint = "核对“年度”和台账，是不是用了别的年份的台账"
    first = next(item for item in rows if any(item.value(column) for column in (*_DONE_ON, "assigned_on")))
    place = report.place("year") or first.place() or fallback
    yield warning("results.other-year", place, message, hint)
