"""Writing figures, and how the ledgers behind them were read, as an xlsx workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banli_report.figures.figure import Figure
from banli_report.results.account import Account
from banli_report.sheets.workbook import Sheet, workbook
from banli_report.words.columns import label_of

_FIGURES, _READING = "数字", "读表情况"
_FIGURE_HEAD = ("名称", "数值", "口径", "出处")
_READING_HEAD = ("批次", "文件", "工作表", "行或列", "内容", "怎样读的")
_WIDTHS = {_FIGURES: (36, 12, 60, 60), _READING: (12, 20, 14, 10, 40, 24)}


def figures_book(figures: Iterable[Figure], accounts: Iterable[tuple[str, Account]]) -> bytes:
    """Give a workbook of two sheets: every figure, and for each ledger every column and row that is no item.

    Args:
        figures: the figures, in order.
        accounts: how each ledger was read, with the name of its batch.
    """
    rows = [(figure.name, figure.text, figure.formula, figure.source) for figure in figures]
    readings = [row for name, account in accounts for row in _reading(name, account)]
    heads = ((_FIGURES, _FIGURE_HEAD, rows), (_READING, _READING_HEAD, readings))
    return workbook(Sheet(name, head, rows, _WIDTHS[name]) for name, head, rows in heads)


def _reading(name: str, account: Account) -> Iterator[tuple[str, ...]]:
    owner = (name, account.file, account.sheet or "")
    yield (*owner, "", account.line(), "")
    for column in account.columns:
        taken = f"按“{label_of(column.column)}”读" if column.column else "没有按常用的列读，原样保留"
        hidden = "（隐藏的列）" if column.hidden else ""
        yield (*owner, f"{column.letter}列", column.header, taken + hidden)
    for passed in account.passed:
        yield (*owner, f"第{passed.row}行", passed.text, passed.said)
