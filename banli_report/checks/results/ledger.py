"""Checks on the rows of a ledger: values in scheme, blanks, names in two spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from banli_report.checks.results.alike import alike_problems
from banli_report.checks.results.folding import cells, folded
from banli_report.errors import ERROR, WARNING, Kind, Place, Problem, error, warning
from banli_report.figures.scales import Scales
from banli_report.figures.tally import LedgerTally
from banli_report.figures.units import is_list
from banli_report.results.closing import asks
from banli_report.results.item import Item
from banli_report.results.values import shown
from banli_report.words.columns import COLUMNS, YES_NO_COLUMNS, label_of, may_say_none

_MUST_BE_FILLED = tuple(column.identifier for column in COLUMNS if column.blank == "refused")
_MAY_BE_BLANK = tuple(column.identifier for column in COLUMNS if column.blank == "told")
_OPEN_NAMES = tuple(column.identifier for column in COLUMNS if column.is_open_class)
_FOR_REMARKS = re.compile("备注|附注|说明|备考")
_ColumnCheck: TypeAlias = Callable[[str, Iterable[Item], Place | None], Iterator[Problem]]

PROBLEMS = (
    Kind(
        "results.outside-scheme",
        ERROR,
        "填的类不在分类之内，多半是写错了字或另有分类。",
        "ledger.xlsx 工作表“台账” 单元格C3：“满意度”是“满义”，不在分类之内",
    ),
    Kind(
        "results.blank",
        ERROR,
        "必填的格空着，各类相加会少于总件数。",
        "ledger.xlsx 工作表“台账” 单元格B2：“类别”没有填写，各项相加将少于总件数",
    ),
    Kind(
        "results.open",
        WARNING,
        "可以空着的格空着，请核对是否确实还没有结果。",
        "ledger.csv 单元格C3：“满意度”有1件没有填写（C3），占比仍把这些件算在分母里",
    ),
    Kind(
        "results.duplicate-number",
        WARNING,
        "两件同一个编号，可能重复计数。",
        "ledger.xlsx 工作表“台账” 单元格A3：编号“12”与A2重复，可能重复计数",
    ),
)


def ledger_problems(
    ledger: LedgerTally, scales: Scales, scopes: Mapping[str, Iterable[Item]], fallback: Place | None
) -> Iterator[Problem]:
    """Give what is wrong with the rows of a batch.

    Args:
        ledger: the rows, and the columns that they have.
        scales: which value means which class.
        scopes: for columns that the policy counts out of some rows alone, those rows.
        fallback: the place of the batch, for rows that come from no file.
    """
    items, columns = ledger.items, ledger.known
    own = _own_classes(columns, items)
    listing = sorted(
        column for column in columns if is_list(column) and column not in own and not COLUMNS.find(column)
    )
    still_open = partial(_open, scales)
    by_column: tuple[tuple[Iterable[str], _ColumnCheck], ...] = (
        (scales.closed, partial(_outside_scheme, scales)),
        (_MUST_BE_FILLED, _blanks),
        ((*_MAY_BE_BLANK, *(column for column in own if _should_be_filled(column, items))), still_open),
        (YES_NO_COLUMNS, _half_said),
        ((*_OPEN_NAMES, "assistants", *own, *listing), partial(_alike, scales)),
    )
    for names, check in by_column:
        for column in names:
            if column in columns:
                yield from check(
                    column, scopes.get(column, items) if check is still_open else items, fallback
                )


def _outside_scheme(
    scales: Scales, column: str, items: Iterable[Item], fallback: Place | None
) -> Iterator[Problem]:
    for value, members in _by_value(column, items).items():
        if scales.term(column, value):
            continue
        hint = scales.hint(column, value)
        message = f"“{label_of(column)}”是“{shown(value)}”，不在分类之内"
        places = [item.place(column) or fallback for item in members]
        yield from folded(
            [error("results.outside-scheme", place, message, hint) for place in places], message
        )


def _by_value(column: str, items: Iterable[Item]) -> Mapping[str, list[Item]]:
    """Give the items of each value of a column, in the order in which they come."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if (value := item.value(column)) is not None:
            found.setdefault(value, []).append(item)
    return found


def _blanks(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    message = f"“{label_of(column)}”没有填写，各项相加将少于总件数"
    places = [item.place(column) or fallback for item in items if item.value(column) is None]
    found = [error("results.blank", place, message, "补填这个单元格") for place in places]
    yield from folded(found, message)


def _open(scales: Scales, column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    blank = [item for item in items if item.value(column) is None]
    if not blank:
        return
    label = label_of(column)
    message = f"“{label}”有{_blank_cells(column, blank)}，占比仍把这些件算在分母里"
    hint = "核对是否确实尚无结果" if may_say_none(column) else "补填这些单元格"
    if any(item.role for item in items) and not any(_is_led(item, scales) for item in blank):
        hint += f"；如只有主办件才填，在“口径”里写 占比分母: {{{label}: 主办}}"
    yield warning("results.open", blank[0].place(column) or fallback, message, hint)


def _is_led(item: Item, scales: Scales) -> bool:
    term = scales.closed["role"].find(item.role or "")
    return term is not None and "lead" in (term.identifier, term.within)


def _half_said(column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    """Tell of blanks among 是 and 否; where only one of the two is written, a blank means the other."""
    blank = [item for item in items if item.value(column) is None]
    if blank and {item.value(column) for item in items} >= {True, False}:
        message = (
            f"“{label_of(column)}”有的填“是”，有的填“否”，有{_blank_cells(column, blank)}，空着的哪边都不算"
        )
        yield warning("results.open", blank[0].place(column) or fallback, message, "补填这些单元格")


def _blank_cells(column: str, blank: Sequence[Item]) -> str:
    return f"{len(blank)}件没有填写{cells(blank, column)}"


def _own_classes(columns: frozenset[str], items: Iterable[Item]) -> list[str]:
    """Give the agency's own columns whose values come again, as those of a class do."""
    own = sorted(column for column in columns if not COLUMNS.find(column))
    filled = {
        column: [value for item in items if (value := item.value(column)) is not None] for column in own
    }
    return [column for column, values in filled.items() if 2 * len(set(values)) <= len(values)]


def _should_be_filled(column: str, items: Sequence[Item]) -> bool:
    """Tell a column of classes from one whose blanks say something: remarks, and secrecy, where it means none."""
    if asks(column) or _FOR_REMARKS.search(column):
        return False
    return 2 * sum(item.value(column) is not None for item in items) >= len(items)


def _alike(scales: Scales, column: str, items: Iterable[Item], fallback: Place | None) -> Iterator[Problem]:
    yield from alike_problems(scales, column, _by_value(column, items), fallback)
