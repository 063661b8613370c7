"""Counts by several columns at once: a table whose rows and columns add up, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from banli_report.figures import formulas
from banli_report.figures.batch import BatchFigures
from banli_report.figures.conditions import Holds
from banli_report.figures.figure import Figure, Part, Partition
from banli_report.figures.rounding import closes, ratio, share_texts
from banli_report.words.columns import column_of


class CrossingError(ValueError):
    """Columns make no table that adds up; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One row of a crossing.

    Args:
        labels: the classes of the columns down.
        cells: the count of each class across, also where it has no items.
        total: the sum of the row.
        share: that sum's share of all items of the table.
    """

    labels: tuple[str, ...]
    cells: tuple[Figure, ...]
    total: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table of counts.

    Args:
        heads: the classes across.
        rows: a row for every chain of classes down that has items.
        total: the sums of the columns, without labels.
    """

    heads: tuple[str, ...]
    rows: tuple[CrossRow, ...]
    total: CrossRow


_Chain = tuple[tuple[str, ...], BatchFigures]


def crossing(batch: BatchFigures, words: Sequence[str]) -> Crossing:
    """Cross columns: the last one's classes stand across, the others' down.

    All counts are of the same items; where the policy counts a column's parts out of some items alone, of those.

    Args:
        batch: the items.
        words: names of two or more columns.

    Raises:
        CrossingError: a column is not to be had or has blanks, or the columns are counted out of different items.
    """
    base = _base(batch, words)
    axes = [_axis(base, word) for word in words]
    chains = list(_chains(base, axes[:-1]))
    shares = _shares(base, [inner for _, inner in chains])
    rows = [
        CrossRow(labels, _cells(inner, axes[-1]), inner.count, share)
        for (labels, inner), share in zip(chains, shares, strict=True)
    ]
    (whole,) = _shares(base, [base])
    total = CrossRow((), _cells(base, axes[-1]), base.count, whole)
    _refuse_sums(base, rows, total)
    return Crossing(tuple(part.name for part in axes[-1]), tuple(rows), total)


def _base(batch: BatchFigures, words: Sequence[str]) -> BatchFigures:
    """Give the items that all columns are counted out of."""
    found = {word: batch.scoped(column_of(word)) for word in words}
    for word, inner in found.items():
        if inner is None:
            raise CrossingError(f"“{batch.name}”算不出“{word}”的占比分母，不能列成表")
    narrower = {inner.scope: inner for inner in found.values() if inner and inner.scope != batch.scope}
    if len(narrower) > 1:
        raise CrossingError(
            f"{'、'.join(words)}的占比分母不同，列在一张表里加不上；改成相同的占比分母，或分开列"
        )
    return next(iter(narrower.values()), batch).counted_alike()


def _axis(base: BatchFigures, word: str) -> Partition:
    partition = base.partition(column_of(word))
    if partition is None:
        raise CrossingError(f"“{base.name}”不能按“{word}”分：台账或统计里没有这一列")
    if partition.excess or partition.times:
        raise CrossingError(f"“{base.name}”有的件按“{word}”要计几次，表格各项相加将不等于合计，不能列成表")
    if partition.missing:
        raise CrossingError(f"“{base.name}”有{partition.missing}件没有填“{word}”，表格各项相加将不等于合计")
    if not partition.parts:
        raise CrossingError(f"“{base.name}”一件也没有，列不出表；先用{{% if {base.name}.件数 %}}判断")
    return partition


def _chains(inner: BatchFigures, down: Sequence[Partition], labels: tuple[str, ...] = ()) -> Iterator[_Chain]:
    """Give every chain of classes that has items, with the items that it leads to."""
    if not down:
        yield labels, inner
        return
    axis, *rest = down
    for part in axis:
        if _class(inner, axis, part).count.value != 0:
            test = Holds(axis.column, part.codes, (part.name,))
            deeper = inner.narrowed(part.name, ((test,),))
            if deeper is None:
                raise _cannot_tell(inner, axis)
            yield from _chains(deeper, rest, (*labels, part.name))


def _class(inner: BatchFigures, axis: Partition, part: Part) -> Part:
    """Give what some items have of a class that stands in the table."""
    found = inner.class_part(axis.column, part.code, part.name)
    if found is None:
        raise _cannot_tell(inner, axis)
    return found


def _cannot_tell(inner: BatchFigures, axis: Partition) -> CrossingError:
    return CrossingError(f"给定的统计里没有“{inner.name}”按“{axis.name}”的分项，不能列成表")


def _cells(inner: BatchFigures, across: Partition) -> tuple[Figure, ...]:
    return tuple(_class(inner, across, part).count for part in across)


def _shares(base: BatchFigures, parts: Sequence[BatchFigures]) -> Iterator[Figure]:
    counts, percent = [part.whole for part in parts], base.policy.percent
    closed = closes(counts, base.whole, percent)
    for part, text in zip(parts, share_texts(counts, base.whole, percent), strict=True):
        value = ratio(part.whole, base.whole)
        formula = formulas.share(part.name, part.count.text, base.scope, base.count.text, closed=closed)
        yield Figure(f"{part.name}.占比", value, text, formula, base.count.tell, part.whole, base.whole)


def _refuse_sums(base: BatchFigures, rows: Sequence[CrossRow], total: CrossRow) -> None:
    """Refuse a table of given counts whose parts contradict each other."""
    across = all(_add_up(row.cells, row.total) for row in (*rows, total))
    down = all(_add_up([row.cells[i] for row in rows], whole) for i, whole in enumerate(total.cells))
    if not (across and down and _add_up((row.total for row in rows), total.total)):
        raise CrossingError(f"“{base.name}”的各项相加不等于合计，不能列成表；核对台账或统计")


def _add_up(cells: Iterable[Figure], whole: Figure) -> bool:
    found = list(cells)
    if not all(figure.known for figure in (*found, whole)):
        return True
    return sum(cell.items for cell in found) == whole.items
