"""Chinese wording of figures, as a careful clerk would write it: the filters of templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from jinja2 import Undefined

from banli_report.figures.conditions import ALL
from banli_report.figures.definitions import rate_name
from banli_report.prose.faults import WordingError
from banli_report.prose.parting import PartitionView, PartView, UnnamedView
from banli_report.prose.printing import printed
from banli_report.prose.values import ShareValue, UnknownValue
from banli_report.prose.views import BatchView, ChangeView, View
from banli_report.standard.numerals import MAX_ORDINAL, chinese

_SATISFIED = "satisfied"
_CLASS_ENDS = ("类", "件", "方面", "工作", "问题", "建设", "管理")
_VERBS = {
    "reply_rate": "答复",
    "completion_rate": "办结",
    "adoption_rate": "采纳",
    "publication_rate": "公开",
    "on_time_rate": "按时答复",
    "implementation_rate": "落实",
    "resolution_rate": "解决",
}
"""What has not been done where the rate of it is 0; for the rate of contact it is the agency's own word."""


_T = TypeVar("_T")
Rate = ShareValue | UnknownValue


def expect(value: object, kind: type[_T], filter_name: str, example: str) -> _T:
    """Give what a filter was given, where it is what it can word; refuse anything else with an example."""
    if isinstance(value, Undefined):
        str(value)  # raises with the name that is missing
    if isinstance(value, UnnamedView):
        raise WordingError(value.refusal)
    if not isinstance(value, kind):
        raise WordingError(f"“{filter_name}”不能用在这里，应写成如 {{{{ {example} }}}}")
    return value


def itemised(  # noqa: PLR0913, PLR0917 - the keywords of the template language
    partition: object,
    占比: bool = True,
    单位: str = "件",
    分隔: str = "",
    代码: bool = False,
    范围: bool = True,
) -> str:
    """List the parts: 城建交通类46件，占34.6%；…, or with their codes: A类（解决采纳）19件，占38.8%；….

    Parts that count an item several times, in each unit that its cell lists, have no shares, and the list says so.
    Where all items are of one class, no share is given: 均为城建交通类. Shares that would read 100% or 0% of what is
    neither all nor none are left out of the whole list. Of some items alone it says so: 主办件中城建交通类46件，…,
    unless 范围 is false since the sentence does.
    """
    partition = expect(partition, PartitionView, "分项", "建议.类别 | 分项")
    refuse_nothing(partition, "分项")
    if partition.overlaps:
        return f"{of_some(partition, 范围)}{_overlapping(partition, 单位, 分隔 or '、')}"
    if 占比 and partition.is_all_of_one:
        return f"{partition.scope if 范围 else ''}{all_of(partition, with_code=代码)}"
    with_share = 占比 and not any(part.share_misleads for part in partition)
    unit = partition.unit or 单位
    phrases = [_part_phrase(part, with_share, unit, with_code=代码) for part in partition]
    return of_some(partition, 范围) + (分隔 or ("；" if with_share else "、")).join(phrases)


def _overlapping(partition: PartitionView, unit: str, between_parts: str) -> str:
    """List parts that count some items several times, and say so, since they add up to more than the items."""
    listed = between_parts.join(f"{part.label}{part.count}{unit}" for part in partition)
    return f"{listed}（一件有几个{partition.partition.name}的，分别计入）"


def refuse_overlap(partition: PartitionView, filter_name: str) -> None:
    """Refuse to word parts as if they made up the items, where they count some items several times."""
    if partition.overlaps or partition.unit:
        raise WordingError(
            f"“{partition.name}”有的件要计几次，各项相加多于件数，“{filter_name}”写不出；用“分项”"
        )


def of_some(partition: PartitionView, told: bool = True) -> str:
    """Say of which items the parts are, where of some alone: 主办件中."""
    return f"{partition.scope}中" if told and partition.scope else ""


def inside(part: PartView, unit: str = "件") -> str:
    """Word the classes that are a part of a class: （其中独办1件、分办1件）."""
    phrases = [f"{inner.label}{inner.count}{unit}" for inner in part.inner]
    return f"（其中{'、'.join(phrases)}）" if phrases else ""


def all_of(partition: PartitionView, *, with_code: bool = False) -> str:
    """Word that all items are of one class: 均为城建类, of a single item 为城建类."""
    part = partition.parts[0]
    name = f"{part.part.code}类（{part.label}）" if with_code else f"{part.label}{_class_suffix(partition)}"
    return f"{'均' if part.part.count.value != 1 else ''}为{name}"


def _class_suffix(partition: PartitionView) -> str:
    """Give 类 for a category that does not say itself that it is a class."""
    name = partition.parts[0].part.name
    return "类" if partition.partition.column == "category" and not name.endswith(_CLASS_ENDS) else ""


def refuse_nothing(partition: PartitionView, filter_name: str) -> None:
    """Refuse to word the parts of nothing, which would print as a blank."""
    if not partition.parts:
        name = partition.name
        raise WordingError(
            f"“{name}”一项也没有，“{filter_name}”写不出；可能没有的先问：{{% if {name} is defined and {name} %}}…{{% endif %}}"
        )


def _part_phrase(part: PartView, with_share: bool, unit: str, *, with_code: bool = False) -> str:
    share = f"，占{part.share}" if with_share and part.share is not None else ""
    name = f"{part.part.code}类（{part.label}）" if with_code else part.label
    return f"{name}{part.count}{unit}{inside(part, unit)}{share}"


def rating(partition: object, 占比: bool = False, 范围: bool = True) -> str:
    """Word the satisfaction: 全部满意, or 满意129件，基本满意4件, or 满意的155件，占92.81%；….

    All of another class: 均为基本满意; of a single item: 评价为满意. Of some items alone it says so: 主办件全部满意,
    unless 范围 is false since the sentence does.
    """
    partition = expect(partition, PartitionView, "评价", "建议.满意度 | 评价")
    refuse_overlap(partition, "评价")
    missing = partition.missing
    if not missing:
        refuse_nothing(partition, "评价")
    if partition.is_all_of_one:
        return f"{partition.scope if 范围 else ''}{_one_rating(partition.parts[0])}"
    phrases = rated_phrases(partition, with_share=占比)
    if missing:
        phrases.append(f"未反馈{missing}件")
    return of_some(partition, 范围) + between(phrases).join(phrases)


def _one_rating(part: PartView) -> str:
    if part.part.count.value == 1:
        return f"评价为{part.label}"
    return f"全部{part.label}" if part.part.code == _SATISFIED else f"均为{part.label}"


def between(phrases: Sequence[str]) -> str:
    """Give what stands between ratings: a semicolon where they have a comma inside, before their shares."""
    return "；" if any("，" in phrase for phrase in phrases) else "，"


def rated_phrases(partition: PartitionView, *, with_share: bool) -> list[str]:
    """Give what was answered: 满意129件, or with their shares 满意的155件，占92.81%."""
    shares = with_share and not any(part.share_misleads for part in partition)
    return [
        f"{part.label}的{part.count}件，占{part.share}" if shares else _part_phrase(part, False, "件")
        for part in partition
    ]


def change(value: object, 期: str = "上年") -> str:
    """Word a change: 比上年减少12件，下降32.4%, or 与上年持平."""
    value = expect(value, ChangeView, "增减", "建议.增减 | 增减")
    share = change_share(value, 期)
    if value.change.direction == 0 or value.change.share is None:
        return change_count(value, 期)
    return f"{change_count(value, 期)}，{share.removeprefix(f'比{期}')}"


def change_count(value: object, 期: str = "上年") -> str:
    """Word a change in items: 比上年减少12件, or 与上年持平."""
    value = expect(value, ChangeView, "增减件数", "建议.增减 | 增减件数")
    if value.change.direction == 0:
        return f"与{期}持平"
    return f"比{期}{value.look_up('方向')}{value.look_up('差额')}件"


def change_share(value: object, 期: str = "上年") -> str:
    """Word a change as a share: 比去年下降32%, or 与去年持平."""
    value = expect(value, ChangeView, "增减幅度", "建议.增减 | 增减幅度")
    if value.change.direction == 0 or value.change.share is None:
        return change_count(value, 期)
    verb = {1: "增长", -1: "下降", None: "增减"}[value.change.direction]
    return f"比{期}{verb}{value.look_up('幅度')}"


def rates(batch: object, *names: str) -> str:
    """Word several rates: 答复率、面商率、办结率均为100%, or 答复率98%、面商率100%, or 均未答复.

    Rates are said to be equal only where they are rates of the same items; where the policy takes one of some items
    alone, it says of which: 主办件满意率100%.
    """
    batch = expect(batch, BatchView, "指标", '建议 | 指标("答复率", "面商率")')
    if not names:
        raise WordingError('“指标”要写明是哪几个率，如 {{ 建议 | 指标("答复率", "面商率") }}')
    found = [(name, batch.look_up(name)) for name in names]
    values = [(name, value) for name, value in found if isinstance(value, Rate)]
    unknown = [name for name, value in found if not isinstance(value, Rate)]
    if unknown:
        why = batch.why_not(unknown[0]) or "台账或统计里没有相应的内容"
        raise WordingError(f"{batch.name}的{'、'.join(unknown)}算不出：{why}")
    undone = [(name, value) for name, value in values if _not_done(batch, name, value)]
    said = _said_rates(batch, [pair for pair in values if pair not in undone])
    return "，".join(filter(None, (said, _undone(undone))))


def _said_rates(batch: BatchView, values: list[tuple[str, Rate]]) -> str:
    names = [name for name, _ in values]
    said = [f"{batch.scope_of(name)}{name}" for name in names]
    if len(values) > 1 and same_rates(batch, names):
        return f"{said[0]}、{'、'.join(names[1:])}均为{values[0][1]}"
    return "、".join(f"{name}{value}" for name, (_, value) in zip(said, values, strict=True))


def same_rates(batch: BatchView, names: Iterable[str]) -> bool:
    """Tell whether rates are of the same items and of one value, which is known."""
    found = [(batch.batch.rates.get(rate_name(name)), batch.look_up(name).figure) for name in names]
    alike = {
        (
            figure.denominator and definition and definition.denominator,
            figure.value,
            figure.text,
            figure.denominator,
        )
        for definition, figure in found
    }
    return len(alike) == 1 and found[0][1].known


def _not_done(batch: BatchView, name: str, value: Rate) -> bool:
    """Tell whether a rate is 0 of all items, so that it is said of them that nothing was done."""
    definition = batch.batch.rates.get(rate_name(name))
    if definition is None or value.figure.denominator is None:
        return False
    return bool(verb_of(name)) and value.figure.value == 0 and definition.denominator == ALL


def verb_of(name: str) -> str:
    """Give what a rate counts as done, or nothing: 面商 for 面商率, 见面 for 见面率."""
    rate = rate_name(name)
    return name.removesuffix("率") if rate == "contact_rate" else _VERBS.get(rate, "")


def _undone(values: list[tuple[str, Rate]]) -> str:
    if not values:
        return ""
    single = values[0][1].figure.denominator == 1
    return f"{'尚' if single else '均'}未{'、'.join(dict.fromkeys(verb_of(name) for name, _ in values))}"


def enumerated(clauses: Iterable[object], 首: str = "是", 分隔: str = "") -> str:
    """Word a list of clauses: 一是…二是…三是…."""
    listed = [printed(clause) for clause in _listed(clauses)]
    if len(listed) > MAX_ORDINAL:
        raise WordingError(f"“列举”最多列{MAX_ORDINAL}项，这里有{len(listed)}项")
    return 分隔.join(f"{chinese(number)}{首}{clause}" for number, clause in enumerate(listed, 1))


def joined(values: Iterable[object]) -> str:
    """Join with 、, leaving out what is empty."""
    return "、".join(printed(value) for value in _listed(values) if value != "")


def _listed(values: object) -> list[object]:
    if isinstance(values, Undefined):
        return [str(values)]  # raises with the name that is missing
    if isinstance(values, str) or not isinstance(values, Iterable):
        plain = f"“{values}”" if type(values) in {str, int} else "这里写的"
        given = f"“{values.name}”" if isinstance(values, View) else plain
        raise WordingError(f"{given}不是列表，“列举”“顿号”应写成如 {{{{ [甲, 乙] | 顿号 }}}}")
    return list(values)


FILTERS: Mapping[str, Callable[..., object]] = {
    "分项": itemised,
    "评价": rating,
    "增减": change,
    "增减件数": change_count,
    "增减幅度": change_share,
    "指标": rates,
    "列举": enumerated,
    "顿号": joined,
}
