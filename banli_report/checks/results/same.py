"""Checks for the same item twice: by its number in any way of writing, by its title, in one batch or in two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from banli_report.checks.results.folding import bracketed
from banli_report.errors import WARNING, Kind, Place, Problem, warning
from banli_report.figures.basis import Basis, BatchBasis
from banli_report.figures.scales import Scales
from banli_report.results.identity import number_of, title_of
from banli_report.results.model import Item

_HINT = "核对是否同一件；同一件由几家办理的，并成一行"
_Key: TypeAlias = tuple[str, ...]

PROBLEMS = (
    Kind(
        "results.same-title",
        WARNING,
        "同一个标题写了不止一次，可能重复计数。",
        "ledger.xlsx 工作表“台账” 单元格A3：有1个标题写了不止一次（A2、A3），可能重复计数",
    ),
    Kind(
        "results.same-item",
        WARNING,
        "同一件在两批里各有一行，合计时计两次。",
        "ledger.xlsx 工作表“台账” 单元格B3：“建议”和“闭会”有1件标题和编号都相同（B3、B2），会在合计里计两次",
    ),
)


def same_item_problems(basis: Basis) -> Iterator[Problem]:
    """Give the items that seem to stand in a batch twice, or in two batches of the report."""
    for batch in basis.batches:
        if batch.ledger is not None:
            yield from _in_one(batch, basis.scales, basis.report.place("batches", batch.name))
    if len(basis.batches) > 1:
        yield from _in_two(basis)


def _in_one(batch: BatchBasis, scales: Scales, fallback: Place | None) -> Iterator[Problem]:
    items = batch.batch.items or ()

    def series(item: Item) -> _Key:
        return scales.code("kind", item.kind or batch.batch.kind), item.level or ""

    numbered = _again(items, lambda item: (*series(item), number) if (number := _number(item)) else None)
    if numbered:
        first = numbered[0]
        message = f"编号“{first[1].number}”{_with(first, 'number')}重复，可能重复计数"
        if len(numbered) > 1:
            message = f"有{len(numbered)}个编号重复{_cells(numbered, 'number')}，可能重复计数"
        yield warning("results.duplicate-number", first[1].place("number") or fallback, message, _HINT)
    twice = {id(item) for group in numbered for item in group}
    others = [item for item in items if id(item) not in twice]
    titled = _again(others, lambda item: (title,) if (title := _title(item)) else None)
    if titled:
        message = f"有{len(titled)}个标题写了不止一次{_cells(titled, 'title')}，可能重复计数"
        hint = "核对是否同一件；几位代表分别提出的不用改"
        yield warning("results.same-title", titled[0][1].place("title") or fallback, message, hint)


def _in_two(basis: Basis) -> Iterator[Problem]:
    """Tell of an item that two batches count; where both read one sheet, that is told already."""
    seen: dict[_Key, tuple[str, Item]] = {}
    again: dict[tuple[str, str], list[tuple[Item, Item]]] = {}
    for batch in basis.batches:
        own: dict[_Key, tuple[str, Item]] = {}
        for item in batch.batch.items or ():
            key = (_title(item), _number(item))
            if len(key[0]) > 1 and key in seen:
                name, first = seen[key]
                again.setdefault((name, batch.name), []).append((first, item))
            own.setdefault(key, (batch.name, item))
        seen = {**own, **seen}
    for (one, other), found in again.items():
        pairs = [pair for pair in found if pair[0].place() is None or pair[0].place() != pair[1].place()]
        if pairs:
            message = f"“{one}”和“{other}”有{len(pairs)}件标题和编号都相同{_cells(pairs, 'title')}，会在合计里计两次"
            place = pairs[0][1].place("title") or basis.report.place("batches", other)
            yield warning("results.same-item", place, message, "核对这几件该算在哪一批，另一批里删去")


def _number(item: Item) -> str:
    return number_of(item.number)


def _title(item: Item) -> str:
    return title_of(item.title)


def _again(items: Iterable[Item], key_of: Callable[[Item], _Key | None]) -> list[list[Item]]:
    """Give the groups of several items that have one key."""
    groups: dict[_Key, list[Item]] = {}
    for item in items:
        if (key := key_of(item)) is not None:
            groups.setdefault(key, []).append(item)
    return [group for group in groups.values() if len(group) > 1]


def _with(group: Sequence[Item], column: str) -> str:
    place = group[0].place(column)
    return f"与{place.cell if place else '前面一条'}"


def _cells(groups: Iterable[Sequence[Item]], column: str) -> str:
    return bracketed(item.place(column) for group in groups for item in group)
