"""Rows of tables expected beside the rows found for them, cell by cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from banli_report.checks.against.comparing import Differences, compared_whole
from banli_report.checks.against.pairing import align, equal_pairs
from banli_report.checks.against.pieces import Piece, Row

_SAYS = re.compile(r"\w")
_LABELS = 2
"""How many cells without numbers tell a person which row is meant."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs.

    Args:
        expected: the cell expected.
        found: the cell found for it, or None where it is blank.
        near: a cell of the row found, for its place.
        label: how a person finds it: its row and the head of its column.
        computed: whether its table has computed figures.
        listed: whether it is one of a list of items.
        column: what the cells of its column say, and how many of them.
        differences: what differs.
    """

    expected: Piece
    found: Piece | None
    near: Piece
    label: str
    computed: bool
    listed: bool
    column: Counter[str]
    differences: Differences


@dataclass(frozen=True, slots=True)
class TableDifferences:
    """What differs between tables.

    Args:
        cells: cells that differ in rows that stayed.
        removed: rows that are gone, table by table, each with a cell near it (None where its whole table is gone).
        columns: heads of columns that are gone from tables that stayed, with the figures under them.
        rows: rows that are new, table by table, with whether that table counts or lists items of the report.
        added: columns that are new by their heads, and cells where there was nothing.
        matched: how many rows expected were found.
    """

    cells: tuple[CellDifference, ...]
    removed: tuple[Sequence[tuple[Row, Piece | None]], ...]
    columns: tuple[tuple[Piece, Piece, Sequence[Piece]], ...]
    rows: tuple[tuple[Sequence[Piece], bool], ...]
    added: tuple[Piece, ...]
    matched: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table are found: those that stayed, and the new ones; others keep their position."""

    stayed: Mapping[int, int]
    gone: frozenset[int] = frozenset()
    new: frozenset[int] = frozenset()


def table_differences(expected: Sequence[Row], found: Sequence[Row]) -> TableDifferences:
    """Compare the rows of all tables."""
    pairs = dict(sorted((left[0], right[0]) for left, right in align(expected, found).groups))
    tables = {table: _Table(rows) for table, rows in _by_table(expected).items()}
    columns = {
        (expected[i].table, found[j].table): _columns(expected[i], found[j])
        for i, j in pairs.items()
        if expected[i].number == 0
    }
    cells: list[CellDifference] = []
    added: list[Piece] = []
    for i, j in pairs.items():
        ours, theirs = expected[i], found[j]
        known = columns.get((ours.table, theirs.table), _Columns({}))
        cells += tables[ours.table].cells(ours, theirs, known)
        added += _new_cells(ours, theirs, known)
    given = {found[j].table for i, j in pairs.items() if tables[expected[i].table].given}
    paired = set(pairs.values())
    new = _by_table(row for j, row in enumerate(found) if j not in paired)
    return TableDifferences(
        tuple(cells),
        tuple(_removed(expected, found, pairs)),
        tuple(_gone_columns(expected, found, pairs, columns)),
        tuple(([row.whole for row in rows], table in given) for table, rows in new.items()),
        tuple(added),
        len(pairs),
    )


def _by_table(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    tables: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        tables[row.table].append(row)
    return tables


class _Table:
    """A table expected: its head, whether it counts or lists items, which columns only number its rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.head = self.rows[0]
        self.computed = any(cell.figures for row in self.rows for cell in row.cells.values())
        self.listed = any(row.listed for row in self.rows)
        self.counting = self._counting_columns()
        self.columns: dict[int, Counter[str]] = defaultdict(Counter)
        for row in rows[1:]:
            for column, cell in row.cells.items():
                self.columns[column][cell.text] += 1

    @property
    def given(self) -> bool:
        """Tell whether its rows are the report's, and none may be added by hand."""
        return self.computed or self.listed

    def _counting_columns(self) -> frozenset[int]:
        """Give the columns that only number the rows, which a removed row numbers anew."""
        body = self.rows[1:]
        found: dict[int, list[str]] = defaultdict(list)
        for row in body:
            for column, cell in row.cells.items():
                found[column].append("" if cell.figures else cell.text)
        wanted = [str(number) for number in range(1, len(body) + 1)]
        return frozenset(column for column, texts in found.items() if texts == wanted)

    def cells(self, ours: Row, theirs: Row, columns: _Columns) -> Iterator[CellDifference]:
        """Give the cells of a row that differ from those of the row found for it."""
        for column, cell in ours.cells.items():
            if column in columns.gone or column in self.counting:
                continue
            found = theirs.cells.get(columns.stayed.get(column, column))
            differences = compared_whole(cell, found)
            if differences.any:
                listed = self.listed and ours is not self.head
                near, label = found or _first(theirs), self._label(ours, column)
                said = self.columns[column]
                yield CellDifference(cell, found, near, label, self.computed, listed, said, differences)

    def _label(self, row: Row, column: int) -> str:
        if row is self.head:
            return "表头"
        others = (cell for other, cell in row.cells.items() if other != column and not cell.numbers)
        words = [cell.text for cell in others if _SAYS.search(cell.text)]
        title = self.head.cells.get(column)
        of_row = f"“{'，'.join(words[:_LABELS])}”一行" if words else ""
        return f"{of_row}“{title.text}”一栏" if title else of_row


def _columns(ours: Row, theirs: Row) -> _Columns:
    """Pair the columns of two head rows: by their heads, others where they stand at the same place."""
    left, right = list(ours.cells), list(theirs.cells)
    paired = equal_pairs(list(ours.cells.values()), list(theirs.cells.values()))
    stayed = {left[i]: right[j] for i, j in paired.items()}
    for column in left:
        if column not in stayed and column in theirs.cells and column not in stayed.values():
            stayed[column] = column
    gone = frozenset(left) - stayed.keys()
    return _Columns(stayed, gone, frozenset(right) - set(stayed.values()))


def _new_cells(ours: Row, theirs: Row, columns: _Columns) -> Iterator[Piece]:
    """Give the cells found where nothing was expected, as one piece; of a new column its head alone."""
    known = {columns.stayed.get(column, column) for column in ours.cells}
    new = {
        column: cell
        for column, cell in theirs.cells.items()
        if column not in known and (column not in columns.new or ours.number == 0)
    }
    if new:
        yield replace(theirs, cells=new).whole


def _removed(
    expected: Sequence[Row], found: Sequence[Row], pairs: Mapping[int, int]
) -> Iterable[Sequence[tuple[Row, Piece | None]]]:
    removed: dict[int, list[tuple[Row, Piece | None]]] = defaultdict(list)
    near = {expected[i].table: _first(found[j]) for i, j in reversed(list(pairs.items()))}
    for i, row in enumerate(expected):
        if i in pairs:
            near[row.table] = _first(found[pairs[i]])
        else:
            removed[row.table].append((row, near.get(row.table)))
    return removed.values()


def _first(row: Row) -> Piece:
    return next(iter(row.cells.values()))


def _gone_columns(
    expected: Sequence[Row],
    found: Sequence[Row],
    pairs: Mapping[int, int],
    columns: Mapping[tuple[int, int], _Columns],
) -> Iterator[tuple[Piece, Piece, Sequence[Piece]]]:
    for i, j in pairs.items():
        ours, theirs = expected[i], found[j]
        if ours.number == 0 and (known := columns.get((ours.table, theirs.table))):
            for column in sorted(known.gone):
                body = [row.cells.get(column) for row in expected if row.table == ours.table and row.number]
                yield ours.cells[column], _first(theirs), list(filter(None, body))
