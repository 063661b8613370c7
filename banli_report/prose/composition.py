"""Wording of how items are made up: batches with their parts, columns crossed in a sentence or a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from jinja2 import Undefined

from banli_report.figures.figure import Figure
from banli_report.figures.rounding import share_text
from banli_report.prose.marks import Marks
from banli_report.prose.values import ShareValue, Text, number_value
from banli_report.prose.views import MISSING, BatchesView, BatchView, PartitionView, PartView, View
from banli_report.prose.wording import WordingError
from banli_report.results.model import Percent

_USE = '应写成如 {{ 批次 | 构成("主办") }} 或 {{ 合计.层级 | 构成("各种类") }}'


def made_up(groups: Any, *parts: str) -> str:
    """Word groups with their parts: 代表建议59件（主办4件）、政协提案30件（主办3件）、议案1件.

    Args:
        groups: the batches, or the parts by a column.
        parts: for each group, which of its parts or columns to name in brackets.
    """
    if isinstance(groups, Undefined):
        return str(groups)
    if not isinstance(groups, BatchesView | PartitionView):
        raise WordingError(f"“构成”不能用在这里，{_USE}")
    names = _names(groups)
    return "、".join(
        f"{name}{group.look_up('件数')}件{_inner(group, parts)}"
        for name, group in zip(names, groups, strict=True)
    )


def _names(groups: BatchesView | PartitionView) -> list[Text]:
    """Give the printed names: a batch's kind, or its own name where two batches are of one kind."""
    if isinstance(groups, PartitionView):
        return [part.label for part in groups]
    kinds = [batch.look_up("种类") for batch in groups]
    alike = len({kind.raw for kind in kinds}) < len(kinds)
    return [batch.look_up("名称") for batch in groups] if alike else kinds


def _inner(group: View, parts: Sequence[str]) -> str:
    phrases = [phrase for word in parts for phrase in _part_phrases(group, word)]
    return f"（{'、'.join(phrases)}）" if phrases else ""


def _part_phrases(group: View, word: str) -> Iterator[str]:
    found = group.look_up(word)
    if isinstance(found, PartitionView):
        yield from (f"{part.label}{part.count}件" for part in found)
    elif isinstance(found, BatchView) and found.batch.count.value != 0:
        yield f"{word}{found.look_up('件数')}件"


def kinds(groups: Any) -> str:
    """Word the kinds of the batches: 代表建议和政协提案."""
    if not isinstance(groups, BatchesView):
        raise WordingError("“种类”只能用于批次，应写成 {{ 批次 | 种类 }}")
    labels = list(dict.fromkeys(str(batch.look_up("种类")) for batch in groups))
    return "和".join(filter(None, ("、".join(labels[:-1]), labels[-1])))


def crossed(batch: Any, *columns: str, 占比: bool = False) -> str:
    """Make a table of counts: the last column's classes across, the other columns' classes down, totals at the end.

    Args:
        batch: a batch, or all batches together.
        columns: names of two or more columns of the ledger.
        占比: whether a last column gives each row's share of the whole.
    """
    if isinstance(batch, Undefined):
        return str(batch)
    if not isinstance(batch, BatchView) or len(columns) < 2:
        raise WordingError('“交叉表”应写成如 {{ 合计 | 交叉表("层级", "各种类") }}，至少两列')
    *down, across = columns
    heads = _partition(batch, across)
    names = [part.part.name for part in heads]
    head = [*down, *(str(part.label) for part in heads), "合计", *(["占比"] if 占比 else [])]
    rows = [head, [":-:"] * len(head)]
    rows += [[*labels, *_counts(inner, across, names, 占比, batch)] for labels, inner in _paths(batch, down)]
    rows.append(["合计", *[""] * (len(down) - 1), *_counts(batch, across, names, 占比, batch)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _partition(batch: View, column: str) -> PartitionView:
    found = batch.look_up(column)
    if not isinstance(found, PartitionView):
        raise WordingError(f"“{batch.name}”不能按“{column}”分：台账里没有这一列")
    return found


def _paths(batch: View, columns: Sequence[str]) -> Iterator[tuple[list[str], View]]:
    """Give every chain of classes of the columns, with the items that it leads to."""
    if not columns:
        yield [], batch
        return
    for part in _partition(batch, columns[0]):
        for labels, inner in _paths(part, columns[1:]):
            yield [str(part.label), *labels], inner


def _counts(inner: View, column: str, names: Iterable[str], with_share: bool, whole: BatchView) -> list[str]:
    found = inner.look_up(column)
    parts: Mapping[str, PartView] = {part.part.name: part for part in found} if found is not MISSING else {}
    counts = [str(parts[name].count) if name in parts else "0" for name in names]
    total = inner.look_up("件数")
    _refuse_gap(inner, column, [part.part.count for part in parts.values()], total.figure)
    share = []
    if with_share:
        count = total.figure
        known = count.known and whole.batch.count.items
        value = Fraction(count.items, whole.batch.count.items) if known else None
        percent = whole.batch.policy.percent
        formula = f"{inner.name}的{count.text}件 ÷ 全部{whole.batch.count.text}件"
        figure = Figure(
            f"{inner.name}.占比", value, share_text(value, percent), formula, whole.batch.count.source
        )
        share = [str(number_value(figure, whole.marks))]
    return [*counts, str(total), *share]


def _refuse_gap(inner: View, column: str, parts: Sequence[Figure], total: Figure) -> None:
    gap = total.items - sum(part.items for part in parts)
    if gap and total.known and all(part.known for part in parts):
        raise WordingError(f"“{inner.name}”有{gap}件没有填“{column}”，表格各列相加将不等于合计")


def two_number_functions(percent: Percent, marks: Marks) -> Mapping[str, Callable[..., Any]]:
    """Give 减幅(原, 现) and 增幅(原, 现): the change between two typed numbers, computed and traceable."""

    def change(name: str, before: Any, now: Any, decimals: int | None) -> ShareValue:
        numbers = (before, now)
        if any(isinstance(number, bool) or not isinstance(number, int) for number in numbers) or before <= 0:
            raise WordingError(f"“{name}”要两个整数，如 {{{{ {name}(19, 2) }}}}，前一个大于0")
        gap = before - now if name == "减幅" else now - before
        if gap < 0:
            raise WordingError(f"{before}到{now}不是“{name}”所说的方向，请改用另一个")
        rounding = percent if decimals is None else percent.model_copy(update={"decimals": decimals})
        value = Fraction(gap, before)
        formula = f"（{max(numbers)} − {min(numbers)}）÷ {before}"
        text = share_text(value, rounding)
        figure = Figure(
            f"正文.{name}({before}, {now})", value, text, formula, "正文给出的两个数", gap, before
        )
        return ShareValue(figure, marks)

    def decrease(原: Any, 现: Any, 小数位: int | None = None) -> ShareValue:
        return change("减幅", 原, 现, 小数位)

    def increase(原: Any, 现: Any, 小数位: int | None = None) -> ShareValue:
        return change("增幅", 原, 现, 小数位)

    return {"减幅": decrease, "增幅": increase}


COMPOSITION_FILTERS: Mapping[str, Callable[..., Any]] = {"构成": made_up, "种类": kinds, "交叉表": crossed}
