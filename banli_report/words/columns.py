"""The columns of a ledger, one table: what each is called, what it holds, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from banli_report.words.vocabulary import Term, Vocabulary

Content = Literal["text", "date", "yes_no", "class"]
_SETTLED = (
    "答复",
    "办复",
    "回复",
    "函复",
    "复函",
    "办结",
    "办理",
    "办毕",
    "反馈",
    "采纳",
    "采用",
    "吸收",
    "落实",
    "公开",
    "上网",
    "解决",
)
_MET = ("见面", "面谈", "面复", "面办", "沟通", "走访", "联系", "座谈", "交流", "对接", "会面", "拜访")


@dataclass(frozen=True, slots=True)
class Column(Term):
    """A column of a ledger.

    Args:
        holds: what its cells hold; a ``class`` is a word out of few, by which items are counted.
        scale: the name of the scale that its classes are of; empty where any word is a class.
        blank: whether a blank cell is ``refused``, since the parts would not add up, or ``told``.
        may_say_none: whether 未反馈, / and the like stand for a blank cell.
        listed: whether the figures of a report list its parts.
        names_items: whether it tells single items apart, so that its values may not be counted by.
        by_ledger_word: whether its classes are printed by the word of the ledger, where all rows use one.
        done: for yes or no, what 已… and 未… say of it, the usual word first.
        day_of: for a date, the column of yes or no that it is the day of.
        weak: spellings that mean it only where no other column of the sheet does (建议内容 beside 建议标题).
    """

    holds: Content = "text"
    scale: str = ""
    blank: Literal["", "refused", "told"] = ""
    may_say_none: bool = False
    listed: bool = False
    names_items: bool = False
    by_ledger_word: bool = False
    done: tuple[str, ...] = ()
    day_of: str = ""
    weak: tuple[str, ...] = ()

    @property
    def is_open_class(self) -> bool:
        """Tell whether it holds classes that no scale names, such as 承办单位."""
        return self.holds == "class" and not self.scale


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS = Vocabulary(
    (
        Column(
            "number",
            "编号",
            _words("建议号 建议编号 提案号 提案编号 案号 议案号 件号 代表建议编号 案件编号 件次号"),
            names_items=True,
        ),
        Column(
            "title",
            "标题",
            _words(
                "案由 题目 建议标题 提案标题 建议名称 提案名称 建议题目 名称 提案题目 议案标题 建议案由 提案案由 议案案由 案件名称"
            ),
            weak=_words("建议内容 提案内容 建议事项 内容"),
            names_items=True,
        ),
        Column(
            "proposer",
            "提出人",
            _words(
                "代表 代表姓名 领衔代表 提出代表 提案人 委员 委员姓名 提案者 领衔人 第一提案人 第一提案者 建议人 提议人 提案人姓名"
            ),
        ),
        Column("kind", "种类", _words("各种类 建议提案种类"), holds="class", scale="kind", listed=True),
        Column(
            "level",
            "层级",
            _words("级别 交办层级"),
            holds="class",
            scale="level",
            blank="refused",
            listed=True,
            by_ledger_word=True,
        ),
        Column(
            "role",
            "办理方式",
            _words(
                "主协办 办理类型 承办方式 办理角色 办理性质 承办类型 承办性质 主办/协办 主办或协办 主会办 主办协办 承办形式"
            ),
            holds="class",
            scale="role",
            blank="refused",
            listed=True,
            by_ledger_word=True,
        ),
        Column(
            "category",
            "类别",
            _words("分类 建议分类 建议类别 提案分类 提案类别 所属类别 内容分类"),
            weak=_words("建议类型 提案类型 问题类别"),
            holds="class",
            blank="refused",
            listed=True,
        ),
        Column(
            "proposer_kind",
            "提出方式",
            _words(
                "提出主体 提案形式 提出者类别 提案者类别 提出人类别 提案人类别 提出者类型 提案者类型 提案来源"
            ),
            holds="class",
            scale="proposer_kind",
            blank="refused",
            listed=True,
            by_ledger_word=True,
        ),
        Column(
            "handler",
            "承办单位",
            _words("主办单位 责任单位 承办部门 主办部门"),
            weak=_words("办理单位 办理部门 牵头单位 承办机构"),
            holds="class",
            blank="told",
        ),
        Column("unit", "报送单位", _words("填报单位 上报单位"), holds="class", blank="told"),
        Column("assistants", "协办单位", _words("会办单位 协办部门 协办科室 会办部门")),
        Column(
            "result",
            "办理结果",
            _words(
                "结果分类 办理结果分类 答复类别 办理类别 落实情况 结果类别 办理结果类别 办理结果类型 答复分类 办理结果等次"
            ),
            holds="class",
            scale="result",
            blank="told",
            may_say_none=True,
            listed=True,
        ),
        Column(
            "satisfaction",
            "满意度",
            _words(
                "满意情况 满意程度 代表意见 代表反馈 委员反馈 反馈意见 评价 满意度情况 代表满意度 委员满意度 满意度评价"
                " 代表评价 委员评价 代表满意情况 委员满意情况 满意度测评 满意度反馈 反馈满意度"
            ),
            holds="class",
            scale="satisfaction",
            blank="told",
            may_say_none=True,
            listed=True,
            by_ledger_word=True,
        ),
        Column(
            "satisfaction_work",
            "工作满意度",
            _words("对办理工作满意度 对办理工作的满意度 办理工作满意度"),
            holds="class",
            scale="satisfaction",
            blank="told",
            may_say_none=True,
            listed=True,
            by_ledger_word=True,
        ),
        Column(
            "satisfaction_result",
            "结果满意度",
            _words("对办理结果满意度 对办理结果的满意度 办理结果满意度"),
            holds="class",
            scale="satisfaction",
            blank="told",
            may_say_none=True,
            listed=True,
            by_ledger_word=True,
        ),
        Column(
            "openness",
            "公开",
            _words(
                "公开情况 是否公开 公开属性 公开方式 公开类型 公开类别 公开性质 公开与否 能否公开 可否公开 是否可公开 是否可以公开"
                " 是否同意公开 同意公开 建议公开情况 提案公开情况 建议是否公开 提案是否公开"
            ),
            holds="class",
            scale="openness",
            blank="refused",
            listed=True,
        ),
        Column(
            "key",
            "重点",
            _words(
                "是否重点 重点建议 重点提案 重点督办 是否重点建议 是否重点督办件 是否重点督办 重点督办件 是否重点提案 是否重点件 重点件"
            ),
            holds="yes_no",
        ),
        Column(
            "between_session", "闭会期间", _words("是否闭会 是否闭会期间 是否闭会期间建议"), holds="yes_no"
        ),
        Column(
            "contacted",
            "面商",
            _words(
                "是否面商 面商情况 是否见面 见面情况 是否沟通 沟通情况 走访情况 是否面复 是否走访 面复情况"
            ),
            holds="yes_no",
            done=("面商", *_MET),
        ),
        Column(
            "replied",
            "是否答复",
            _words("答复情况 是否办复 办复情况 是否已答复 是否回复 回复情况"),
            holds="yes_no",
            done=("答复", *_SETTLED),
        ),
        Column(
            "completed", "是否办结", _words("办结情况 是否已办结"), holds="yes_no", done=("办结", *_SETTLED)
        ),
        Column("adopted", "是否采纳", _words("采纳情况"), holds="yes_no", done=("采纳", *_SETTLED)),
        Column(
            "rehandled",
            "二次办理",
            _words("重新办理 是否二次办理"),
            holds="yes_no",
            done=_words("重新办理 再次办理 二次办理 重新答复 再次答复"),
        ),
        Column("assigned_on", "交办日期", _words("交办时间"), holds="date"),
        Column(
            "contacted_on",
            "面商日期",
            _words("面商时间 见面日期 见面时间 沟通日期 沟通时间 面复日期 面复时间 走访日期"),
            holds="date",
            day_of="contacted",
        ),
        Column(
            "replied_on",
            "答复日期",
            _words("答复时间 办复日期 办复时间 回复日期 回复时间 复函日期 复函时间 正式答复日期"),
            holds="date",
            day_of="replied",
        ),
        Column(
            "completed_on", "办结日期", _words("办结时间 完成日期 完成时间"), holds="date", day_of="completed"
        ),
        Column(
            "due_on",
            "答复期限",
            _words(
                "办理时限 截止日期 办结时限 限办日期 限办时间 办理期限 办结期限 答复时限 要求办结日期 要求办结时间 应答复日期"
            ),
            holds="date",
        ),
    )
)
"""In the order in which figures list them."""

YES_NO_COLUMNS = tuple(column.identifier for column in COLUMNS if column.holds == "yes_no")
DATE_COLUMNS = tuple(column.identifier for column in COLUMNS if column.holds == "date")
LISTED_COLUMNS = tuple(column.identifier for column in COLUMNS if column.listed)
IN_THE_LIST = ("number", "title", "category", "role", "handler", "result", "satisfaction")
"""What the list of items (一览表) prints of each, in this order."""


def column_of(word: str) -> str:
    """Give the identifier of a column named in any of its spellings, or the word itself for an extra column."""
    return COLUMNS.identifier_of(word)


def label_of(column: str) -> str:
    """Give the printed name of a column."""
    return COLUMNS.label_of(column)


def may_say_none(column: str) -> bool:
    """Tell whether 未反馈 and the like stand for a blank in a column."""
    found = COLUMNS.find(column)
    return found is not None and found.may_say_none


def is_rating(column: str) -> bool:
    """Tell whether a column says how satisfied somebody is."""
    found = COLUMNS.find(column)
    return found is not None and found.scale == "satisfaction"


def day_column(identifier: str) -> str | None:
    """Give the column that holds the day of a column of yes or no, or None."""
    return next((column.identifier for column in COLUMNS if column.day_of == identifier), None)
