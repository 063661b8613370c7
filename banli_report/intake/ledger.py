"""Reading a ledger: its items, and an account of how its sheet was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from banli_report.errors import (
    ERROR,
    WARNING,
    BanliError,
    Kind,
    Place,
    Problem,
    error,
    in_file,
    refuse,
    warning,
)
from banli_report.files.arguments import NOTHING, PATH, TEXTS, expecting, kind
from banli_report.intake.columns import Header, columns_of
from banli_report.intake.csv_file import read_csv
from banli_report.intake.grid import Grid
from banli_report.intake.header import Asked, HeaderRow, find_header
from banli_report.intake.numbers import changed_numbers, several_numbers
from banli_report.intake.openness import openness_problems
from banli_report.intake.rows import Rows
from banli_report.results.account import Account, Aside, RowPassed
from banli_report.results.item import Item
from banli_report.results.values import shown

_TEXT, _NUMBER = kind("文字（str）", str), kind("行号（int）", int)
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})

PROBLEMS = (
    Kind("results.ledger-type", ERROR, "台账不是xlsx或csv文件。", "ledger.pdf：台账不支持.pdf的文件"),
    Kind(
        "results.empty-ledger",
        ERROR,
        "台账只有表头，没有一件。",
        "ledger.xlsx 工作表“台账” 第1行：表头下面没有一行数据",
    ),
    Kind(
        "results.only-sample",
        WARNING,
        "新建的台账还没有填，只有示例行；件数当作还不知道。",
        "台账.xlsx 工作表“建议” 第1行：只有示例行，还没有填写",
    ),
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was read from a ledger.

    Args:
        items: its items, one a row.
        columns: its columns: identifiers, or own headers.
        problems: what is wrong with it, and what deserves a look.
        account: how the sheet was read; None where the table cannot be taken as it is.
        grid: the sheet as plain rows, or None where it is not clear which sheet is meant.
    """

    items: tuple[Item, ...]
    columns: frozenset[str]
    problems: tuple[Problem, ...]
    account: Account | None = None
    grid: Grid | None = None

    def errors(self) -> tuple[Problem, ...]:
        """Give the problems for which the ledger cannot be used."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def is_unfilled(self) -> bool:
        """Tell a new ledger that holds its sample row and nothing else yet."""
        return any(problem.id == "results.only-sample" for problem in self.problems)


@expecting(path=PATH, sheet=_TEXT | NOTHING, header_row=_NUMBER | NOTHING, columns=TEXTS | NOTHING)
def read_ledger(
    path: str | Path,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> Ledger:
    """Read a ledger (xlsx, csv or tab-separated text), one row an item, with an account of how it was read.

    Args:
        path: the file.
        sheet: worksheet of a workbook; needed where several hold something.
        header_row: the number of the header's row, where it cannot be told.
        columns: for fields whose header is unusual, the header as it stands in the ledger, or a column's letter.

    Raises:
        BanliError: the file cannot be read at all. Where a table cannot be taken as it is (several sheets, no
            header, two header rows), the problems say so, and what was read is given all the same.
    """
    file = Path(path)
    return ledger_called(file.name, file, sheet, Asked(columns or {}, header_row))


def ledger_called(name: str, path: Path, sheet: str | None, asked: Asked) -> Ledger:
    """Read a ledger under the name by which it is told from others: 住建局/台账.xlsx.

    Args:
        name: what places call it.
        path: the file.
        sheet: worksheet of a workbook.
        asked: what is said of its header.

    Raises:
        BanliError: the file cannot be read at all.
    """
    try:
        grid = _grid(path, sheet)
    except BanliError as refused:
        problems = tuple(in_file(problem, name) for problem in refused.problems)
        if any(problem.id == "results.which-sheet" for problem in problems):
            return Ledger((), frozenset(), problems)
        raise BanliError(problems, unreadable=True) from None
    notes = tuple(in_file(problem, name) for problem in grid.notes)
    return items_of(replace(grid, file=name, notes=notes), asked)


def sheet_names(path: str | Path) -> tuple[str | None, ...]:
    """Give the sheets of a ledger that hold something; a text file has one, without a name.

    Raises:
        BanliError: the file cannot be read, or is no ledger.
    """
    file = Path(path)
    if file.suffix.lower() not in _WORKBOOK_SUFFIXES:
        return (_grid(file, None).sheet,)
    from banli_report.intake.books import sheets_of  # noqa: PLC0415

    return sheets_of(file)


def _grid(path: Path, sheet: str | None) -> Grid:
    suffix = path.suffix.lower()
    if suffix in _TEXT_SUFFIXES:
        return read_csv(path)
    if suffix in _WORKBOOK_SUFFIXES:
        # a report made of counts alone, or of a csv, need not wait for the workbook library
        from banli_report.intake.books import read_workbook  # noqa: PLC0415

        return read_workbook(path, sheet)
    hint = "用Excel或WPS另存为xlsx" if suffix in (".xls", ".et") else "台账应为xlsx或csv文件"
    raise refuse(
        "results.ledger-type", Place(file=path.name), f"台账不支持{suffix or '没有后缀'}的文件", hint
    )


def items_of(grid: Grid, asked: Asked) -> Ledger:
    """Read the items of a grid; where it has no header that can be read, the problems say so."""
    try:
        return items_under(grid, find_header(grid, asked), asked)
    except BanliError as refused:
        return Ledger((), frozenset(), (*grid.notes, *refused.problems), grid=grid)


def items_under(grid: Grid, head: HeaderRow, asked: Asked) -> Ledger:
    """Read the items under a header.

    Raises:
        BanliError: the header's names are no columns.
    """
    header = columns_of(grid, head, asked)
    reader = Rows(grid, header)
    for row in grid.below(header.row):
        reader.read(row)
    unread = openness_problems(grid, header, reader.closing)
    problems = [*grid.notes, *header.problems, *unread, *reader.problems, *reader.closing_problems()]
    problems += [*changed_numbers(reader.items), *several_numbers(reader.items)]
    if not reader.items and not any(problem.severity == "error" for problem in problems):
        problems.append(_no_items(grid, header, reader))
    account = _account(grid, header, reader)
    return Ledger(tuple(reader.items), frozenset(header.names.values()), tuple(problems), account, grid)


def _no_items(grid: Grid, header: Header, reader: Rows) -> Problem:
    place = grid.place(header.row)
    if any(passed.reason is Aside.SAMPLE for passed in reader.passed):
        hint = "从示例行下面一行起，一件一行；示例行不计入，可以删去"
        return warning("results.only-sample", place, "只有示例行，还没有填写", hint)
    return error("results.empty-ledger", place, "表头下面没有一行数据", "检查是否选对了工作表")


def _account(grid: Grid, header: Header, reader: Rows) -> Account:
    above = (row for row in grid.rows if row.number < header.rows[0])
    titles = (
        RowPassed(row.number, Aside.TITLE, shown(next((str(value) for _, value in row.filled()), "")))
        for row in above
    )
    hidden = tuple(row.number for row in grid.below(header.row) if row.hidden)
    passed = (*titles, *reader.passed)
    return Account(grid.file, grid.sheet, header.rows, len(reader.items), header.read, passed, hidden)
