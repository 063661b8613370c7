"""Cells that name several units: counted as they stand, each such cell would be one more unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banli_report.errors import ERROR, Kind, Problem, error
from banli_report.figures.scales import Scales
from banli_report.results.item import Item
from banli_report.results.values import shown
from banli_report.words.columns import COLUMNS, label_of
from banli_report.words.vocabulary import plain

PROBLEMS = (
    Kind(
        "results.several-units",
        ERROR,
        "一格里写了几个单位，报告又按单位计数。",
        "ledger.xlsx 工作表“台账” 单元格C2：“承办单位”一格里写了几个单位“住建局、交通局”，按单位计数时不知道算哪一家的",
    ),
)

_UNIT_COLUMNS = ("handler", "assistants")
_UNIT_HEADERS = ("单位", "部门", "科室", "处室")
_BETWEEN_UNITS = re.compile(r"[、，,;；/／+＋\n]")
_LOOSELY_BETWEEN = re.compile(r"\s+|和|与|及|会同")
"""What also stands inside a unit's name (发展和改革局), so that it parts units only where each piece is one."""
_UNIT_ENDS = (
    "局",
    "委",
    "办",
    "部",
    "院",
    "所",
    "中心",
    "公司",
    "政府",
    "街道",
    "镇",
    "乡",
    "科",
    "处",
    "室",
    "队",
    "站",
)
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")


def holds_units(column: str) -> bool:
    """Tell whether a column names units."""
    if COLUMNS.find(column):
        return column in _UNIT_COLUMNS
    return any(word in column for word in _UNIT_HEADERS)


def units_in(cell: str) -> tuple[str, ...]:
    """Give the units that a cell names; what stands in brackets is no unit."""
    text = _ASIDE.sub("", cell)
    apart = [word.strip() for word in _BETWEEN_UNITS.split(text) if word.strip()]
    if len(apart) > 1:
        return tuple(apart)
    joined = [word for word in _LOOSELY_BETWEEN.split(text) if word]
    if all(word.endswith(_UNIT_ENDS) for word in joined):
        return tuple(joined)
    return tuple(apart)


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
