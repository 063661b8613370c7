"""The account of a ledger as text for a clerk, and as plain values for a program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from banli_report.intake.grid import Grid, column_letter
from banli_report.intake.ledger import Ledger
from banli_report.results.account import Account, ColumnRead, RowPassed
from banli_report.results.values import shown
from banli_report.words.columns import label_of

_FIRST_ROWS = 5


def ledger_text(file: str, ledger: Ledger) -> str:
    """Say how a ledger was read: each column, the rows that are no items, what is hidden, and its problems."""
    account = ledger.account
    lines = list(_untold(file, ledger.grid) if account is None else _told(account))
    lines += [f"  {line}" for problem in ledger.problems for line in str(problem).splitlines()]
    return "\n".join(lines)


def _untold(file: str, grid: Grid | None) -> Iterator[str]:
    """Say that a sheet cannot be taken as it is, and what its first rows are, for who looks for its header."""
    yield f"{file}：表还不能照样读，先看下面的问题。"
    for row in grid.rows[:_FIRST_ROWS] if grid else ():
        cells = "、".join(f"{column_letter(at)}列“{shown(value)}”" for at, value in row.filled())
        yield f"  第{row.number}行：{cells}"


def _told(account: Account) -> Iterator[str]:
    yield account.line()
    rows = "、".join(map(str, account.header))
    yield f"  表头：第{rows}行"
    for column in account.columns:
        hidden = "（隐藏）" if column.hidden else ""
        yield f"  {column.letter}列 {column.header}{hidden}：{_taken(column)}"
    for reason, passed in groupby(sorted(account.passed, key=_by_reason), lambda passed: passed.reason):
        listed = list(passed)
        numbers = "、".join(str(row.row) for row in listed)
        first = f"“{listed[0].text}”" if listed[0].text else ""
        yield f"  不是一件（{reason}）：第{numbers}行{first}"
    if account.hidden_rows:
        yield f"  隐藏的行：第{'、'.join(map(str, account.hidden_rows))}行，仍记为件"


def _by_reason(passed: RowPassed) -> tuple[str, int]:
    return passed.reason, passed.row


def _taken(column: ColumnRead) -> str:
    return f"按“{label_of(column.column)}”读" if column.column else "没有按常用的列读，原样保留"


def ledger_dict(file: str, ledger: Ledger) -> dict[str, object]:
    """Give the account and the problems of a ledger as plain values."""
    account = ledger.account
    problems = [problem.as_dict() for problem in ledger.problems]
    if account is None:
        return {"file": file, "sheet": None, "items": None, "columns": [], "passed": [], "problems": problems}
    columns = [
        {"letter": c.letter, "header": c.header, "column": c.column or None, "hidden": c.hidden}
        for c in account.columns
    ]
    return {
        "file": account.file,
        "sheet": account.sheet,
        "header": list(account.header),
        "items": account.items,
        "columns": columns,
        "passed": [{"row": p.row, "reason": str(p.reason), "text": p.text} for p in account.passed],
        "hidden_rows": list(account.hidden_rows),
        "problems": problems,
    }
