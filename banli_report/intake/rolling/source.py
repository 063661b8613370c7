"""What a report file says of a roll-up, and what was read of it: rows, unit by unit, and how far they go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import field_validator

from banli_report.errors import ERROR, WARNING, Kind, Problem, error, warning
from banli_report.files.places import Places
from banli_report.intake.grid import MAX_CELLS, MAX_ROWS
from banli_report.intake.sources import Reading
from banli_report.results.account import Account
from banli_report.results.base import Name, Text
from banli_report.results.item import Item
from banli_report.results.model import Returned, RollUp
from banli_report.results.policy import Condition
from banli_report.words.columns import COLUMNS, label_of

PROBLEMS = (
    Kind(
        "results.column-of-some",
        WARNING,
        "有的单位的台账没有这一列，合起来就不能按它数。",
        "report.yaml 第6行 第9列：“类别”1列，教育局的台账没有，合起来不能按它计数",
    ),
    Kind(
        "results.roll-up-too-large",
        ERROR,
        "各单位的台账合起来太大。",
        "report.yaml 第6行 第9列：各单位的台账合起来超过50000行",
    ),
)


class RollUpSource(Reading):
    """What a report file says of a roll-up.

    Args:
        file: a pattern, files, or a file for each unit.
        due: the units that should report.
        where: which of the rows are the batch's.
        counted_under: for items of which the ledgers do not say who leads, the unit, by number or title.
    """

    file: object
    due: tuple[Name, ...] = ()
    where: Condition | None = None
    counted_under: dict[Text, Name] = {}

    @field_validator("due", mode="before")
    @classmethod
    def _one_alone(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @property
    def units(self) -> tuple[str, ...]:
        """Give the units that should report: those that are said, or those that files are said for."""
        named = self.file if isinstance(self.file, Mapping) else ()
        return tuple(dict.fromkeys(self.due or map(str, named)))


@dataclass(frozen=True, slots=True)
class UnitRows:
    """The rows that a unit handed in: what it is, its items, and the columns that they have."""

    returned: Returned
    items: tuple[Item, ...]
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rolled:
    """What was read of a roll-up.

    Args:
        source: what the report file says of it.
        rows: the rows, unit by unit, those of one item in several ledgers still side by side.
        files: all files that were read.
    """

    source: RollUpSource
    rows: tuple[UnitRows, ...]
    files: tuple[Path, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the rows of all units."""
        return tuple(item for rows in self.rows for item in rows.items)

    @property
    def sheets(self) -> list[tuple[Path, str | None]]:
        """Give the sheets that were read."""
        accounts = (rows.returned.account for rows in self.rows)
        return [(Path(account.path), account.sheet) for account in accounts if account]

    @property
    def columns(self) -> frozenset[str]:
        """Give the columns that all ledgers have; a ledger without items has what any other has."""
        return frozenset.intersection(*self._columns(), frozenset({"unit"}) | self._any())

    def of_some(self) -> Mapping[str, list[str]]:
        """Give the usual columns by which items are counted that some ledgers lack, each with the units that lack it."""
        usual = [column.identifier for column in COLUMNS if column.holds != "text"]
        lacking = {
            column: [rows.returned.unit for rows in self.rows if rows.items and column not in rows.columns]
            for column in usual
            if column in self._any() and column not in ("unit", "kind")
        }
        return {column: units for column, units in lacking.items() if units}

    def _columns(self) -> list[frozenset[str]]:
        return [rows.columns | {"unit"} for rows in self.rows if rows.items]

    def _any(self) -> frozenset[str]:
        return frozenset().union(*(rows.columns for rows in self.rows))

    @property
    def roll_up(self) -> RollUp:
        """Give what it was rolled up from."""
        return RollUp(tuple(rows.returned for rows in self.rows), self.source.units)


def size_problems(rolled: Rolled, at: Places) -> Iterable[Problem]:
    """Refuse ledgers that together are larger than one may be."""
    accounts = [rows.returned.account for rows in rolled.rows]
    rows = sum(_rows(account) for account in accounts if account)
    cells = sum(_rows(account) * len(account.columns) for account in accounts if account)
    if rows > MAX_ROWS or cells > MAX_CELLS:
        many = f"{MAX_ROWS}行" if rows > MAX_ROWS else f"{MAX_CELLS}格"
        message = f"各单位的台账合起来超过{many}"
        yield error("results.roll-up-too-large", at.here, message, "分成几批，各用“筛选”或各写文件")


def _rows(account: Account) -> int:
    return account.items + len(account.passed)


def column_problems(rolled: Rolled, at: Places) -> Iterable[Problem]:
    """Tell of the usual columns that only some of the ledgers have."""
    by_units: dict[str, list[str]] = {}
    for column, units in rolled.of_some().items():
        by_units.setdefault("、".join(units), []).append(f"“{label_of(column)}”")
    for named, columns in by_units.items():
        message = f"{''.join(columns)}{len(columns)}列，{named}的台账没有，合起来不能按它计数"
        hint = "请补上；是另一种叫法的，在“列”里写明；用不着的不用管"
        yield warning("results.column-of-some", at.here, message, hint)
