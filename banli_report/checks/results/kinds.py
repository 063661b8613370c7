"""Checks on which rows a batch takes: those of its kind, and each row of a sheet by one batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from banli_report.errors import ERROR, WARNING, Kind, Problem, error, warning
from banli_report.figures.basis import Basis, BatchBasis
from banli_report.figures.conditions import BadCondition
from banli_report.results.item import Item
from banli_report.results.model import Report
from banli_report.words.terms import KINDS

_SHOWN = 5
_ALSO = {"suggestion": ("between_session",)}
"""A batch of suggestions may hold those handed in between sessions."""
_Sheet: TypeAlias = tuple[str, str | None]

PROBLEMS = (
    Kind(
        "results.other-kind",
        ERROR,
        "批次写的种类，与台账“种类”一列不一样。",
        "ledger.xlsx 工作表“台账” 单元格C5：“建议”是代表建议，台账却有5件是政协提案（C5、C6、C7、C8、C9）",
    ),
    Kind(
        "results.bad-filter",
        ERROR,
        "“筛选”写的条件读不懂，或台账没有这一列。",
        "report.yaml 第8行 第30列：“提案”的筛选里不认识“政协”",
    ),
    Kind(
        "results.untaken-rows",
        WARNING,
        "台账里有的行，哪一批的“筛选”都没有取。",
        "混合.xlsx 工作表“Sheet1” 单元格9：有3行没有归入任何一批（第9行、第12行、第30行）",
    ),
)


def kind_problems(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    """Give the rows whose own kind is not that of their batch."""
    own = KINDS.find(batch.batch.kind)
    if own is None or batch.ledger is None:
        return
    allowed = {own.identifier, *_ALSO.get(own.identifier, ())}
    others: dict[str, list[Item]] = {}
    for item in batch.ledger.items:
        term = KINDS.find(item.kind) if item.kind else None
        if term and term.identifier not in allowed:
            others.setdefault(term.label, []).append(item)
    for label, items in others.items():
        cells = [place.cell for item in items if (place := item.place("kind")) and place.cell]
        message = f"“{batch.name}”是{own.label}，台账却有{len(items)}件是{label}{_some(cells)}"
        hint = (
            f"只要其中一种的，写 台账: {{文件: …, 筛选: {{种类: {own.label}}}}}，另一种另列一批；填错的改正"
        )
        yield error(
            "results.other-kind", items[0].place("kind") or report.place("batches", batch.name), message, hint
        )


def filter_problems(basis: Basis) -> Iterator[Problem]:
    """Give filters that cannot be read, and the rows that no batch takes."""
    for batch in basis.batches:
        if batch.batch.where is not None:
            yield from _bad_filter(basis.report, batch)
    for rows in _untaken(basis.batches).values():
        some = [f"第{item.origin.row}行" for item in rows if item.origin]
        message = f"有{len(rows)}行没有归入任何一批{_some(some)}"
        hint = "核对“筛选”的取值；不属于任何一批的不用管"
        yield warning("results.untaken-rows", rows[0].place(), message, hint)


def _bad_filter(report: Report, batch: BatchBasis) -> Iterator[Problem]:
    place = report.place("batches", batch.name, "ledger", "where")
    try:
        condition = batch.conditions.read(batch.batch.where or "")
    except BadCondition as bad:
        yield error("results.bad-filter", place, f"“{batch.name}”的筛选里{bad.message}", bad.hint)
        return
    if batch.ledger and not batch.ledger.rules.can_tell(condition, batch.ledger.known):
        message = f"“{batch.name}”的筛选用到的列，台账里没有"
        yield error("results.bad-filter", place, message, "改正列名，或在“列”一项里写明表头")
    elif batch.ledger and not batch.ledger.items:
        message = f"“{batch.name}”的筛选一行也没有取到"
        yield error("results.bad-filter", place, message, "核对取值，须与台账里的写法一样")


def _untaken(batches: Iterable[BatchBasis]) -> Mapping[_Sheet, list[Item]]:
    """Give the rows of each sheet that every batch which reads it leaves out."""
    taken: set[tuple[_Sheet, int]] = set()
    left: dict[tuple[_Sheet, int], Item] = {}
    for batch in batches:
        taken.update((_sheet(item), item.origin.row) for item in batch.tally.items if item.origin)
        left.update({(_sheet(item), item.origin.row): item for item in batch.untaken if item.origin})
    found: dict[_Sheet, list[Item]] = {}
    for key, item in left.items():
        if key not in taken:
            found.setdefault(key[0], []).append(item)
    return found


def _sheet(item: Item) -> _Sheet:
    return (item.origin.file, item.origin.sheet) if item.origin else ("", None)


def _some(words: list[str]) -> str:
    if not words:
        return ""
    return f"（{'、'.join(words[:_SHOWN])}{'等' if len(words) > _SHOWN else ''}）"
