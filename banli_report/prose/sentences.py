"""Whole clauses on replies, contacts and ratings, true of one item as of many, and of those who did not answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jinja2 import Undefined

from banli_report.figures.conditions import ALL
from banli_report.figures.definitions import rate_name
from banli_report.prose.faults import WordingError
from banli_report.prose.parting import PartitionView, PartView
from banli_report.prose.values import Number, number_value, reads_as_whole
from banli_report.prose.views import BatchesView, BatchView
from banli_report.prose.wording import between, rated_phrases, refuse_nothing, refuse_overlap
from banli_report.words.terms import ItemKind

_SAYS = "表示"
_SAID = ("satisfied", "very_satisfied")


def proposers(groups: object) -> str:
    """Word who handed the items in: 代表, 委员, or 代表、委员."""
    if isinstance(groups, Undefined):
        return str(groups)
    if not isinstance(groups, BatchesView):
        raise WordingError("“提出人”只能用于批次，应写成 {{ 批次 | 提出人 }}")
    return _who([kind for batch in groups.told for kind in batch.batch.kinds], "提出人")


def feedback(partition: object, 谁: str = "", 对: str = "", 占比: bool = False, 起: bool = True) -> str:
    """Word what people think, with its subject: 代表均表示满意; those who have not answered are told apart.

    Args:
        partition: the ratings.
        谁: who gave them; 委员 for proposals, else 代表, where it is not said.
        对: of what, such as 办理工作.
        占比: whether the classes come with their shares.
        起: whether a list of classes begins with 从代表反馈的意见看.
    """
    if isinstance(partition, Undefined):
        return str(partition)
    if not isinstance(partition, PartitionView):
        raise WordingError("“反馈”不能用在这里，应写成如 {{ 建议.满意度 | 反馈 }}")
    refuse_overlap(partition, "反馈")
    missing = partition.partition.missing
    if not missing:
        refuse_nothing(partition, "反馈")
    who = 谁 or _who(partition.kinds, "反馈")
    scope = "" if partition.counts_all else f"列入满意度统计的{partition.scope}{partition.whole}件，"
    subject = f"{who}{f'对{对}' if 对 else ''}"
    if not partition.parts:
        return f"{scope}{who}{'尚' if partition.whole.figure.value == 1 else '均'}未反馈意见"
    if missing:
        return f"{scope}{who}{_part_answered(partition)}"
    if partition.is_all_of_one:
        return f"{scope}{subject}{_one_opinion(partition.parts[0])}"
    return f"{scope}{_opinions(partition, who, subject, 占比=占比, 起=起 and not 对)}"


def _opinions(partition: PartitionView, who: str, subject: str, *, 占比: bool, 起: bool) -> str:
    phrases = rated_phrases(partition, with_share=占比)
    listed = between(phrases).join(phrases)
    if 占比 and "，" in phrases[0]:
        return f"{subject}{listed}"
    return f"从{who}反馈的意见看，{listed}" if 起 else f"{subject}评价为{listed.replace('，', '、')}"


def _part_answered(partition: PartitionView) -> str:
    """Word the ratings of those who answered: 已对6件反馈意见，均表示满意，其余4件尚未反馈."""
    rest = f"其余{partition.missing}件尚未反馈"
    answered = partition.filled
    if len(partition.parts) == 1:
        return f"已对{answered}件反馈意见，{_one_opinion(partition.parts[0])}，{rest}"
    listed = "、".join(rated_phrases(partition, with_share=False))
    return f"已对{answered}件反馈意见，其中{listed}，{rest}"


def _one_opinion(part: PartView) -> str:
    """Word a rating that all share: 均表示满意, 评价均为基本满意; of a single item 表示满意."""
    many = "" if part.part.count.value == 1 else "均"
    name = part.part.name
    if name.startswith(_SAYS):
        return f"{many}{part.label}"
    return f"{many}{_SAYS}{part.label}" if part.part.code in _SAID else f"评价{many}为{part.label}"


def replied(batch: object) -> str:
    """Word how far the replies are: 已全部办复, 已办复6件, 均未答复; of a single item 已办复 or 尚未答复."""
    batch = _expect_batch(batch, "答复情况")
    done = _done(batch, "已答复", "答复情况")
    if _is_all(batch, done):
        return "已办复" if done.figure.value == 1 else "已全部办复"
    return _none(batch, "答复") if done.figure.value == 0 else f"已办复{done}件"


def progress(batch: object, 名: str = "", 谁: str = "") -> str:
    """Word replies and contacts in one clause: 133件建议已全部办理答复完毕，办复率、面商率均为100%.

    Args:
        batch: the items.
        名: what they are called; by their kind where it is not said.
        谁: who was met; 委员 for proposals, else 代表, where it is not said.
    """
    batch = _expect_batch(batch, "办理进度")
    kinds = batch.batch.kinds
    called, who = 名 or _called(kinds), 谁 or _who(kinds, "办理进度")
    done = _done(batch, "已答复", "办理进度")
    count = f"{batch.look_up('件数')}件{called}"
    if not _is_all(batch, done):
        if done.figure.value == 0:
            nobody = _rate_value(batch, "contact_rate") == 0
            return f"{count}{_none(batch, '答复')}{f'，也未与{who}{_met(batch)}' if nobody else _contact(batch, who)}"
        return f"已答复{done}件{_rate(batch)}{_contact(batch, who)}"
    if done.figure.value == 1:
        return f"{count}已答复{_contact(batch, who)}"
    if _whole_rate(batch, "办复率") and _whole_rate(batch, "面商率"):
        return f"{count}{_all_done(batch)}，{_own_word(batch, '办复率')}、{_own_word(batch, '面商率')}均为{batch.look_up('面商率')}"
    return f"{count}{_all_done(batch)}{_contact(batch, who)}"


def _who(kinds: Sequence[ItemKind], filter_name: str) -> str:
    """Word who handed in items of these kinds: 代表, 委员, or 代表、委员.

    Raises:
        WordingError: a kind does not say who does.
    """
    untold = next((kind.label for kind in kinds if not kind.who), None)
    if untold:
        raise WordingError(
            f"“{untold}”由谁提出没有写明，“{filter_name}”写不出；在“口径”里自定种类并写明，"
            f'如 种类: {{委员{untold}: {{称作: {untold}, 提出者: 委员}}}}，或在句子里写明（谁="委员"）'
        )
    found = dict.fromkeys(word for kind in kinds for word in kind.who)
    return "、".join(dict.fromkeys((*(word for word in ("代表", "委员") if word in found), *found))) or "代表"


def _called(kinds: Sequence[ItemKind]) -> str:
    """Word what items of these kinds are: 建议, 提案, or 建议提案."""
    return "".join(dict.fromkeys(kind.called for kind in kinds)) or "建议"


def _own_word(batch: BatchView, usual: str) -> str:
    """Give a rate's name as the report defines it, such as 见面率 for 面商率."""
    meant = (word for word in batch.batch.policy.rates if rate_name(word) == rate_name(usual))
    return next(meant, usual)


def _met(batch: BatchView) -> str:
    return _own_word(batch, "面商率").removesuffix("率")


def _all_done(batch: BatchView) -> str:
    """Say that all are handled only where nothing says that some are not."""
    completed = batch.look_up("已办结")
    unfinished = isinstance(completed, BatchView) and not _is_all(batch, completed.look_up("件数"))
    return "已全部答复" if unfinished else "已全部办理答复完毕"


def _done(batch: BatchView, word: str, filter_name: str) -> Number:
    part = batch.look_up(word)
    if not isinstance(part, BatchView) or batch.batch.count.value == 0:
        raise WordingError(
            f"“{batch.name}”答复了多少件不知道，“{filter_name}”写不出；"
            f"可能没有的先问：{{% if {batch.name}.{word} is defined and {batch.name}.件数 %}}…{{% endif %}}"
        )
    return number_value(part.batch.count, part.marks)


def _is_all(batch: BatchView, number: Number) -> bool:
    return number.figure.known and number.figure.value == batch.batch.count.value


def _none(batch: BatchView, verb: str) -> str:
    return f"{'尚' if batch.batch.count.value == 1 else '均'}未{verb}"


def _rate(batch: BatchView) -> str:
    """Give the rate of replies, where it is the one of these items and does not read as all or none."""
    rate = batch.batch.rate("reply_rate")
    part = batch.batch.part("已答复")
    if rate is None or part is None or batch.batch.rates["reply_rate"].denominator != ALL:
        return ""
    if reads_as_whole(rate) or rate.numerator != part.count.value:
        return ""
    return f"，{_own_word(batch, '办复率')}{batch.look_up('办复率')}"


def _contact(batch: BatchView, who: str) -> str:
    """Word how many of those who handed items in were met: ，与代表的面商率为100%; of a single item 并已与代表面商."""
    rate = batch.batch.rate("contact_rate")
    if rate is None:
        return ""
    of_all = batch.batch.rates["contact_rate"].denominator == ALL and rate.denominator is not None
    if of_all and rate.value == 0:
        return f"，{_none(batch, f'与{who}{_met(batch)}')}"
    if of_all and rate.value == 1 and batch.batch.count.value == 1:
        return f"，并已与{who}{_met(batch)}"
    part = batch.look_up("已面商")
    if reads_as_whole(rate) and isinstance(part, BatchView):
        return f"，已与{who}{_met(batch)}{part.look_up('件数')}件"
    return f"，与{who}的{_own_word(batch, '面商率')}为{batch.look_up('面商率')}"


def _whole_rate(batch: BatchView, word: str) -> bool:
    return bool(_rate_value(batch, rate_name(word)) == 1)


def _rate_value(batch: BatchView, name: str) -> object:
    """Give the value of a rate of all items, or None."""
    rate = batch.batch.rate(name)
    counted = rate is not None and rate.denominator is not None
    return rate.value if rate and counted and batch.batch.rates[name].denominator == ALL else None


def counted(part: object, 总: str = "总数") -> str:
    """Word how many items a class has: 共82件，占总数的61.7%, without a share that would read as all or none."""
    if isinstance(part, Undefined):
        return str(part)
    if not isinstance(part, PartView):
        raise WordingError("“件数占比”只能用于一项，应写成如 {{ 建议.办理结果.A | 件数占比 }}")
    if part.share is None or part.share_misleads or part.part.count.value == 0:
        return f"共{part.count}件"
    return f"共{part.count}件，占{总}的{part.share}"


def level(batch: object) -> str:
    """Give the level that all items are of, such as 区级, or nothing."""
    found = _expect_batch(batch, "同级").look_up("层级")
    if not isinstance(found, PartitionView) or not found.is_all_of_one or not found.counts_all:
        return ""
    return str(found.parts[0].label)


def _expect_batch(batch: object, filter_name: str) -> BatchView:
    if isinstance(batch, Undefined):
        str(batch)  # raises with the name that is missing
    if not isinstance(batch, BatchView):
        raise WordingError(f"“{filter_name}”只能用于一批，应写成如 {{{{ 建议 | {filter_name} }}}}")
    return batch


SENTENCES: Mapping[str, Callable[..., object]] = {
    "提出人": proposers,
    "反馈": feedback,
    "答复情况": replied,
    "办理进度": progress,
    "件数占比": counted,
    "同级": level,
}
