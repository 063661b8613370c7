"""Judges tables: rows add up to 合计, columns add up to a column of totals, shares are those of their counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from banli_report.checks.audit.judgement import (
    LEAST_NOTED,
    Judgement,
    Percentage,
    Verdict,
    added,
    compared,
    plain,
)
from banli_report.claims.grid import GridCell, Row, Table
from banli_report.claims.numbers import Number
from banli_report.errors import ERROR, Kind

_TOTAL = re.compile(r"(?:合计|总计|共计|总数|总和|总件数|总)(?:[(（].*)?:?")
_SUBTOTAL = re.compile(r"小计|其中|占比|比例|比重|百分比")
_NOT_ADDED = re.compile(r"率|比|平均|序号|编号|年度|年份|电话|日期|排名|名次|天数")
_TOTAL_COLUMN = re.compile(r"(?:合计|总计|小计|总数|总件数|件数合计)(?:[(（].*)?")
_HINT = "核对这一列的各行和合计"

PROBLEMS = (
    Kind(
        "audit.table-sum",
        ERROR,
        "表格里各行相加与合计不一样，或各列相加与总数一列不一样。",
        "报告.docx 正文 第40段：“134”：“件数”各行相加为133，合计写的是134，差1",
    ),
)


def table_judgements(table: Table) -> Iterator[Judgement]:
    """Give what can be said of a table's sums and shares."""
    read = _read(table)
    if read is None:
        return
    for column in read.added:
        yield from _down(read, column)
    for column in read.shares:
        yield from _shares(read, column)
    yield from _across(read)


@dataclass(frozen=True, slots=True)
class _Read:
    """A table with a row of totals: its heads, its rows, that row, and what its columns hold."""

    heads: dict[int, str]
    body: tuple[Row, ...]
    total: Row
    added: tuple[int, ...]
    shares: tuple[int, ...]


def _read(table: Table) -> _Read | None:
    total = next((row for row in reversed(table.rows) if _TOTAL.fullmatch(_name(row))), None)
    if total is None:
        return None
    first = next((at for at, row in enumerate(table.rows) if any(cell.number for cell in row.values())), 0)
    heads = {
        column: "".join(row[column].text for row in table.rows[:first] if column in row)
        for column in table.columns()
    }
    body = tuple(
        row
        for row in table.rows[first:]
        if row is not total and not _SUBTOTAL.match(_name(row)) and _name(row)
    )
    numeric = [column for column in table.columns() if _is_numeric(body, total, column)]
    shares = [column for column in numeric if _any_share(body, column) or "占" in heads[column]]
    added = [column for column in numeric if column not in shares and not _NOT_ADDED.search(heads[column])]
    return _Read(heads, body, total, tuple(added), tuple(shares))


def _name(row: Row) -> str:
    """Give what a row is of: its first cell that is no number."""
    return next(
        (row[column].text for column in sorted(row) if row[column].text and not row[column].number), ""
    )


def _is_numeric(body: Sequence[Row], total: Row, column: int) -> bool:
    cells = [
        row[column] for row in body if column in row and row[column].text not in ("", "—", "-", "/", "无")
    ]
    said = total.get(column)
    return (
        len(cells) > 1 and all(cell.number for cell in cells) and said is not None and said.number is not None
    )


def _any_share(body: Sequence[Row], column: int) -> bool:
    return any(number.is_share for number in _numbers(body, column))


def _numbers(body: Sequence[Row], column: int) -> list[Number]:
    return [number for row in body if (number := _number(row, column))]


def _number(row: Row, column: int) -> Number | None:
    return row[column].number if column in row else None


def _groups(read: _Read) -> list[tuple[Row, ...]]:
    """Part the rows where the first column says a new group; one group where every row has a word of its own there."""
    first = min(column for row in read.body for column in row)
    if all(first in row for row in read.body):
        return [read.body]
    groups: list[list[Row]] = []
    for row in read.body:
        if first in row or not groups:
            groups.append([])
        groups[-1].append(row)
    return [tuple(group) for group in groups]


def _sum(numbers: Sequence[Number]) -> Fraction:
    return added(number.value for number in numbers)


def _down(read: _Read, column: int) -> Iterator[Judgement]:
    """Judge a column: all rows add up to the total, or those of each group do."""
    said = read.total[column].number
    if said is None:
        return
    groups = _groups(read)
    right = [_sum(_numbers(group, column)) == said.value for group in groups]
    if _sum(_numbers(read.body, column)) == said.value or not any(right):
        yield _added(read, column, said, read.body, "各行")
        return
    for group in groups:  # fewer than all may be what a group is of, such as ratings of lead items
        if _sum(_numbers(group, column)) >= said.value:
            yield _added(read, column, said, group, f"“{_name(group[0])}”各行")


def _added(read: _Read, column: int, said: Number, rows: Sequence[Row], name: str) -> Judgement:
    cell = read.total[column]
    numbers = (*_numbers(rows, column), said)
    total = _sum(numbers[:-1])
    working = f"“{read.heads[column]}”{name}相加为{plain(total)}"
    if total == said.value:
        return _judgement(cell, Verdict.RIGHT, numbers, f"{working}，与合计相符")
    message = f"{working}，合计写的是{said.text}，差{plain(abs(total - said.value))}"
    return _judgement(cell, Verdict.WRONG, numbers, message, _HINT)


def _judgement(
    cell: GridCell, verdict: Verdict, numbers: tuple[Number, ...], message: str, hint: str = ""
) -> Judgement:
    return Judgement("audit.table-sum", verdict, cell.sentence, numbers, message, hint)


def _shares(read: _Read, column: int) -> Iterator[Judgement]:
    """Judge a column of shares against the nearest column of counts on its left, and their sum."""
    counted = max((other for other in read.added if other < column), default=None)
    whole = _number(read.total, counted) if counted is not None else None
    if counted is None or whole is None or not whole.value:
        return
    for group in _groups(read):
        pairs = [
            (row[column], share, count)
            for row in group
            if (share := _number(row, column)) and (count := _number(row, counted))
        ]
        base = _base(pairs, whole)
        judged = [_share(cell, share, count, base) for cell, share, count in pairs]
        yield from judged
        total = _sum([share for _, share, _ in pairs])
        right = all(one.verdict is Verdict.RIGHT for one in judged)
        slack = added(share.step for _, share, _ in pairs) / 2
        if right and LEAST_NOTED <= abs(total - 100) <= slack:
            numbers = tuple(share for _, share, _ in pairs)
            place = read.total[column].sentence
            yield Judgement("audit.shares-rounded", Verdict.ROUNDED, place, numbers, f"{plain(total)}%")


def _base(pairs: Sequence[tuple[GridCell, Number, Number]], whole: Number) -> Fraction:
    """Give what the shares of a group are taken of: the total, or what the group's own rows add up to."""
    own = _sum([count for _, _, count in pairs])
    bases = [base for base in (whole.value, own) if base]
    fits = [
        sum(compared(share, 100 * count.value / base) is Verdict.RIGHT for _, share, count in pairs)
        for base in bases
    ]
    return bases[fits.index(max(fits))] if bases else whole.value


def _share(cell: GridCell, share: Number, count: Number, base: Fraction) -> Judgement:
    said = f"{count.text}占"
    claim = Percentage("audit.share", cell.sentence, share, count.value, base, said=said)
    return claim.judged((share, count), "改为四舍五入，或在表下说明", "，或核对件数")


def _across(read: _Read) -> Iterator[Judgement]:
    """Judge a column of totals where most rows keep to it: the other counts of each row add up to it."""
    totals = [column for column in read.added if _TOTAL_COLUMN.fullmatch(read.heads[column])]
    others = [column for column in read.added if column not in totals]
    if len(totals) != 1 or len(others) < 2:
        return
    rows = [(row, number) for row in (*read.body, read.total) if (number := _number(row, totals[0]))]
    judged = [(row, number, _row_sum(row, others)) for row, number in rows]
    right = sum(total == number.value for _, number, total in judged)
    for row, number, total in judged:
        numbers = (number, *(found for column in others if (found := _number(row, column))))
        if total == number.value:
            yield _judgement(
                row[totals[0]], Verdict.RIGHT, numbers, f"{_name(row)}一行各列相加为{plain(total)}，相符"
            )
        elif 2 * right > len(judged):
            message = (
                f"{_name(row)}一行各列相加为{plain(total)}，“{read.heads[totals[0]]}”写的是{number.text}"
            )
            yield _judgement(row[totals[0]], Verdict.WRONG, numbers, message, "核对这一行")


def _row_sum(row: Row, columns: Sequence[int]) -> Fraction:
    return added(number.value for column in columns if (number := _number(row, column)))
