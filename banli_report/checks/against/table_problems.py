"""What is told of tables that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from banli_report.checks.against import telling
from banli_report.checks.against.moves import Moves
from banli_report.checks.against.pieces import Piece
from banli_report.checks.against.places import Places
from banli_report.checks.against.tables import CellDifference, TableDifferences
from banli_report.checks.against.text_problems import shortened
from banli_report.errors import Problem

_SHORT = 8
"""Cells of a list up to this many characters are numbers and classes, longer ones titles, which people may word anew."""


def table_problems(tables: TableDifferences, moves: Moves, places: Places) -> Iterator[Problem]:
    """Tell what differs in tables, and which rows and columns are gone or new."""
    renamed = _renamed(tables.cells)
    for first, *_ in renamed:
        yield telling.reworded(places.of(first.near), [(first.expected.text, first.near.text)])
    told = {id(cell) for group in renamed for cell in group}
    for cell in tables.cells:
        if id(cell) not in told:
            yield from _cell_problems(cell, places)
    for rows in tables.removed:
        yield from _removed_rows([(row.whole, near) for row, near in rows], moves, places)
    for head, near, below in tables.columns:
        figures = [number for cell in below for number in cell.figures]
        yield telling.removed(places.of(near), f"{head.text}一栏", figures)
    for new, given in tables.rows:
        if given:
            yield telling.added_rows(places.of(new[0]), several(new))


def _renamed(cells: Iterable[CellDifference]) -> list[list[CellDifference]]:
    """Give the cells of classes that have another name in every row of a list, and one that no other class has."""
    groups: dict[tuple[int, str], list[CellDifference]] = defaultdict(list)
    for cell in cells:
        if cell.listed and not cell.expected.numbers:
            groups[id(cell.column), cell.expected.text].append(cell)
    return [group for group in groups.values() if _is_renamed(group)]


def _is_renamed(group: Sequence[CellDifference]) -> bool:
    names = {cell.found.text if cell.found else "" for cell in group}
    column = group[0].column
    every = len(group) == column[group[0].expected.text] > 1
    return every and len(names) == 1 and not names & {"", *column}


def _cell_problems(cell: CellDifference, places: Places) -> Iterator[Problem]:
    place, differences = places.of(cell.near), cell.differences
    for (due, _), (number, _) in differences.changed:
        yield telling.changed(place, cell.label, due, number)
    for (number, piece), _ in differences.lost:
        yield telling.lost(place, cell.label, number, piece)
    for before, after in differences.reworded:
        if cell.listed and len(before) <= _SHORT:
            yield telling.value_changed(place, cell.label, after, before)
        elif not (cell.computed and differences.gained):
            yield telling.reworded(place, [(before, after)])


def _removed_rows(
    rows: Sequence[tuple[Piece, Piece | None]], moves: Moves, places: Places
) -> Iterator[Problem]:
    counted = [(row, near) for row, near in rows if row.figures and near]
    for row, near in counted:
        yield from shortened(row, near, moves, places)
    if others := [(row, near) for row, near in rows if not (row.figures and near)]:
        figures = [number for row, _ in others for number in row.figures]
        yield telling.removed(places.of(others[0][1]), several([row for row, _ in others]), figures)


def several(rows: Sequence[Piece]) -> str:
    """Give the text of a row, and how many there are."""
    return f"{rows[0].text}等{len(rows)}行" if len(rows) > 1 else rows[0].text
