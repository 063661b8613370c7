"""Wording of how items are made up: batches with their parts, columns crossed in a sentence or a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import TypeGuard

from jinja2 import Undefined

from banli_report.figures.crossing import CrossingError, CrossRow, crossing
from banli_report.figures.figure import Figure, said
from banli_report.figures.rounding import share_text
from banli_report.prose.countable import refuse_doubts, refuse_naming
from banli_report.prose.faults import WordingError, unknown_name
from banli_report.prose.marks import Marks
from banli_report.prose.parting import PartitionView, UnnamedView
from banli_report.prose.values import ShareValue, Text, number_value
from banli_report.prose.views import BatchesView, BatchView, View
from banli_report.prose.wording import inside, of_some, refuse_nothing, refuse_overlap
from banli_report.results.model import Percent
from banli_report.words.columns import column_of
from banli_report.words.terms import KINDS

_MAX_DECIMALS = 4
_USE = '应写成如 {{ 批次 | 构成("主办") }} 或 {{ 合计.层级 | 构成("各种类") }}'


def made_up(groups: object, *parts: str) -> str:
    """Word groups with their parts: 代表建议59件（主办4件）、政协提案30件（主办3件）、议案1件.

    Args:
        groups: the batches, or the parts by a column.
        parts: for each group, which of its parts or columns to name in brackets.
    """
    if isinstance(groups, Undefined):
        return str(groups)
    if not isinstance(groups, BatchesView | PartitionView):
        raise WordingError(f"“构成”不能用在这里，{_USE}")
    if isinstance(groups, PartitionView):
        refuse_nothing(groups, "构成")
        refuse_overlap(groups, "构成")
    for word in parts:
        _refuse_unanswered(groups, word)
    told = groups if isinstance(groups, PartitionView) else groups.told
    phrases = [
        f"{name}{group.look_up('件数')}件{_inner(group, parts)}"
        for name, group in zip(_names(told), told, strict=True)
    ]
    if isinstance(groups, BatchesView):
        return "、".join(phrases)
    return f"{of_some(groups)}{'、'.join([*phrases, *_blank(groups)])}"


def _refuse_unanswered(groups: BatchesView | PartitionView, word: str) -> None:
    """Refuse a part that no group can answer: it is misspelt, or nothing is known of it."""
    listed: list[View] = list(groups)
    for found in (group.look_up(word) for group in listed):
        if isinstance(found, UnnamedView):
            raise WordingError(found.refusal)
    if not any(isinstance(group.look_up(word), PartitionView | BatchView) for group in listed):
        known = tuple(name for group in listed for name in group.names())
        raise WordingError(unknown_name(word, known, f"“{groups.name}”里"))


def _names(groups: Sequence[BatchView] | PartitionView) -> list[Text]:
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
        refuse_overlap(found, "构成")
        listed = [*(f"{part.label}{part.count}件{inside(part)}" for part in found), *_blank(found)]
        if listed:
            yield f"{of_some(found)}{'、'.join(listed)}"
    elif isinstance(found, BatchView) and found.batch.count.value != 0:
        yield f"{word}{found.look_up('件数')}件"


def _blank(partition: PartitionView) -> Iterator[str]:
    """Word the items with nothing in the column, which are part of the number before the brackets."""
    blank = partition.partition.blank
    if blank and partition.missing:
        name = "尚无办理结果" if partition.partition.column == "result" else blank.name
        yield f"{name}{partition.missing}件"


def kinds(groups: object) -> str:
    """Word the kinds of the batches: 代表建议和政协提案; 代表建议 says also those between the sessions."""
    if not isinstance(groups, BatchesView):
        raise WordingError("“种类”只能用于批次，应写成 {{ 批次 | 种类 }}")
    told = groups.told
    found = {KINDS.identifier_of(batch.batch.kind) for batch in told}
    labels = list(
        dict.fromkeys(
            str(batch.look_up("种类")) for batch in told if not _is_said_by_another(batch.batch.kind, found)
        )
    )
    return "和".join(filter(None, ("、".join(labels[:-1]), labels[-1])))


def _is_said_by_another(kind: str, kinds_found: Set[str]) -> bool:
    return KINDS.identifier_of(kind) == "between_session" and "suggestion" in kinds_found


def crossed(batch: object, *columns: str, 占比: bool = False) -> str:
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
    for column in columns:
        refuse_naming(batch.batch, column_of(column))
        refuse_doubts(batch.batch, column_of(column))
    try:
        table = crossing(batch.batch, columns)
    except CrossingError as problem:
        raise WordingError(str(problem)) from None
    down, marks = columns[:-1], batch.marks
    heads = [str(Text(name, marks)) for name in table.heads]
    rows = [[*down, *heads, "合计", *(["占比"] if 占比 else [])]]
    rows.append([":-:"] * len(rows[0]))
    for row in table.rows:
        rows.append([*(str(Text(label, marks)) for label in row.labels), *_numbers(row, marks, 占比)])
    rows.append(
        [f"{_scope_of(batch, columns)}合计", *[""] * (len(down) - 1), *_numbers(table.total, marks, 占比)]
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _scope_of(batch: BatchView, columns: Sequence[str]) -> str:
    """Give of which items alone a table is, or nothing."""
    found = [scoped.scope_words for column in columns if (scoped := batch.batch.scoped(column_of(column)))]
    return str(Text(next(filter(None, found), ""), batch.marks, own=True))


def _numbers(row: CrossRow, marks: Marks, with_share: bool) -> list[str]:
    figures = [*row.cells, row.total]
    if with_share:
        figures.append(row.share)
    return [str(number_value(figure, marks)) for figure in figures]


def _is_whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)


def two_number_functions(percent: Percent, marks: Marks) -> Mapping[str, Callable[..., object]]:
    """Give 减幅(原, 现) and 增幅(原, 现): the change between two typed numbers, computed and traceable."""

    def change(name: str, before: object, now: object, decimals: int | None) -> ShareValue:
        if not (_is_whole(before) and _is_whole(now)) or before <= 0:
            raise WordingError(f"“{name}”要两个整数，如 {{{{ {name}(19, 2) }}}}，前一个大于0")
        gap = before - now if name == "减幅" else now - before
        if gap < 0:
            raise WordingError(f"{before}到{now}不是“{name}”所说的方向，请改用另一个")
        if decimals is not None and not (_is_whole(decimals) and 0 <= decimals <= _MAX_DECIMALS):
            raise WordingError(
                f"“{name}”的小数位应为0到{_MAX_DECIMALS}的整数，如 {{{{ {name}(19, 2, 小数位=1) }}}}"
            )
        rounding = percent if decimals is None else percent.model_copy(update={"decimals": decimals})
        value = Fraction(gap, before)
        formula = f"（{max(before, now)} − {min(before, now)}）÷ {before}"
        text = share_text(value, rounding)
        figure = Figure(
            f"正文.{name}({before}, {now})", value, text, formula, said("正文给出的两个数"), gap, before
        )
        return ShareValue(figure, marks)

    def decrease(原: object, 现: object, 小数位: int | None = None) -> ShareValue:
        return change("减幅", 原, 现, 小数位)

    def increase(原: object, 现: object, 小数位: int | None = None) -> ShareValue:
        return change("增幅", 原, 现, 小数位)

    return {"减幅": decrease, "增幅": increase}


COMPOSITION_FILTERS: Mapping[str, Callable[..., object]] = {
    "构成": made_up,
    "种类": kinds,
    "交叉表": crossed,
}
