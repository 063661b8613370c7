"""Cells that name several units: counted as they stand, each such cell would be one more unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banli_report.errors import Problem, error
from banli_report.figures.scales import Scales
from banli_report.results.item import Item
from banli_report.results.values import shown
from banli_report.words.columns import COLUMNS, label_of
from banli_report.words.vocabulary import plain

_UNIT_COLUMNS = ("handler", "assistants")
_UNIT_HEADERS = ("单位", "部门", "科室", "处室")
_BETWEEN_UNITS = re.compile(r"[、，,;；/／+＋\n]")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")


def holds_units(column: str) -> bool:
    """Tell whether a column names units."""
    if COLUMNS.find(column):
        return column in _UNIT_COLUMNS
    return any(word in column for word in _UNIT_HEADERS)


def units_in(cell: str) -> tuple[str, ...]:
    """Give the units that a cell names; what stands in brackets is no unit."""
    return tuple(filter(None, map(str.strip, _BETWEEN_UNITS.split(_ASIDE.sub("", cell)))))


def several_problems(
    items: Iterable[Item], column: str, scales: Scales, wanted: Iterable[str] = ()
) -> Iterator[Problem]:
    """Give the cells of a column that name several units which the policy does not list as one class.

    Args:
        items: the rows.
        column: the column.
        scales: holds the order of classes, in which several units may be said to be one.
        wanted: the units that are asked for; without any, all.
    """
    if not holds_units(column):
        return
    one_class = frozenset(map(plain, scales.order.get(column, ())))
    asked = frozenset(wanted)
    for item in items:
        cell = item.value(column)
        if not isinstance(cell, str) or plain(cell) in one_class:
            continue
        units = units_in(cell)
        if len(units) > 1 and (not asked or asked & {cell, *units}):
            yield _problem(item, column, cell)


def _problem(item: Item, column: str, cell: str) -> Problem:
    label = label_of(column)
    return error(
        "results.several-units",
        item.place(column),
        f"“{label}”一格里写了几个单位“{shown(cell)}”，按单位计数时不知道算哪一家的",
        f'分开写：主办的写在“{label}”，其余的写在“协办单位”；几个单位确作一类的，在“口径”里写明 顺序: {{{label}: ["{shown(cell)}"]}}',
    )
