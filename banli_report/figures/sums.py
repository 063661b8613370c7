"""Sums of a column of numbers: of one unit, every row of it known, exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.results.amounts import Amount, read_amount, unit_of_header, without_unit
from banli_report.results.item import Item
from banli_report.results.values import first_few, shown
from banli_report.words.columns import COLUMNS
from banli_report.words.placeholders import UNKNOWN

PROBLEMS = (
    Kind(
        "results.not-summed",
        ERROR,
        "要相加的一列里，有的格空着、不是数，或单位不一样。",
        "ledger.xlsx 工作表“台账” 单元格D3：“落实资金”有的写“万元”，这一格写“8000元”，单位不同，不能相加",
    ),
)
_DAYS = frozenset({"天", "日", "岁", "年", "月", "周", "小时", "分钟"})
"""Units of which a sum over items says nothing."""


@dataclass(frozen=True)
class Sum:
    """A sum, None where it is not known yet.

    Args:
        value: the sum.
        unit: its unit, or nothing.
        tell: says in words where it comes from, when asked.
    """

    value: Fraction | None
    unit: str
    tell: Callable[[], str]

    @property
    def exact(self) -> int | Fraction | None:
        """Give the sum as a whole number where it is one."""
        if self.value is not None and self.value.denominator == 1:
            return int(self.value)
        return self.value


def column_called(word: str, columns: Iterable[str]) -> str | None:
    """Give the column that a word names, its unit in brackets written or not; None where none or several may be meant."""
    found = [column for column in columns if not COLUMNS.find(column)]
    if word in found:
        return word
    alike = [column for column in found if without_unit(column) == without_unit(word)]
    return alike[0] if len(alike) == 1 else None


def unit_of(items: Iterable[Item], column: str) -> str:
    """Give the unit of a column: what its name says, or else what its cells do."""
    said = unit_of_header(column)
    return said or next((amount.unit for _, amount in _amounts(items, column) if amount.unit), "")


def total_of(items: Iterable[Item], column: str) -> Fraction:
    """Add up what the rows hold that can be read."""
    return sum((amount.value for _, amount in _amounts(items, column)), Fraction(0))


def sum_problems(items: Sequence[Item], column: str) -> Iterator[Problem]:
    """Give the cells for which a column cannot be added up: blank, no number, negative, of another unit."""
    blank = [item for item in items if item.value(column) is None]
    if blank:
        cells = [str(place.cell) for item in blank if (place := item.place(column)) and place.cell]
        where = f"（{first_few(cells)}）" if cells else ""
        message = f"“{column}”有{len(blank)}件没有填写{where}，相加的数不知道全不全"
        yield error("results.not-summed", blank[0].place(column), message, "补填；没有的填0")
    for item in items:
        try:
            if (value := item.value(column)) is not None:
                read_amount(value)
        except ValueError as wrong:
            hint = "改成一个数；文字说明另列一栏"
            yield error("results.not-summed", item.place(column), f"“{column}”的{wrong}", hint)
    yield from _other_units(items, column)


def _other_units(items: Sequence[Item], column: str) -> Iterator[Problem]:
    """Give the cells that are not of the unit of their column."""
    unit, said = unit_of(items, column), unit_of_header(column)
    for item, amount in _amounts(items, column):
        if amount.unit == unit or (said and not amount.unit):
            continue
        cell = shown(item.value(column))
        other = f"有的写“{unit}”，这一格写“{cell}”，" if amount.unit else f"有的写“{unit}”，这一格没有写，"
        owner = f"表头写“{unit}”，这一格写“{cell}”，" if said else other
        hint = "统一成一种单位，写在表头里，如“落实资金（万元）”，各格只写数"
        yield error("results.not-summed", item.place(column), f"“{column}”{owner}单位不同，不能相加", hint)


def _amounts(items: Iterable[Item], column: str) -> Iterator[tuple[Item, Amount]]:
    for item in items:
        value = item.value(column)
        if value is not None:
            try:
                yield item, read_amount(value)
            except ValueError:
                continue  # told by sum_problems


def summable(items: Sequence[Item], columns: Iterable[str]) -> Iterator[str]:
    """Give the columns that are plainly amounts: each cell holds one, all of one unit, which may be added over items."""
    for column in sorted(columns):
        if COLUMNS.find(column) or not items:
            continue
        unit = unit_of(items, column)
        if unit and unit not in _DAYS and not any(sum_problems(items, column)):
            yield column


def amount_text(value: Fraction | None, unit: str = "") -> str:
    """Print an amount in full with its unit; X where it is not known yet."""
    if value is None:
        return f"{UNKNOWN}{unit}"
    decimals = 0
    while value * 10**decimals % 1:
        decimals += 1
    digits = str(abs(int(value * 10**decimals))).rjust(decimals + 1, "0")
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return f"{whole}{f'.{rest}' if rest else ''}{unit}"
