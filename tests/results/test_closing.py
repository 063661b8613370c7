"""What closes an item wherever an office writes it, and what only sounds like it."""

from __future__ import annotations

import pytest

import banli_report as br
from banli_report.results.closing import answer, asks, closes


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "关于甲的建议（不公开）"), ("title", "【内部】关于甲的建议"), ("title", "密：关于甲"), ("title", "关于甲的建议 不公开"),
        ("title", "关于甲的建议不公开"), ("title", "★秘密★关于甲"), ("title", "关于甲的建议（涉密件）"), ("title", "关于甲的建议（密）"),
        ("title", "关于甲的建议（涉密，不公开）"), ("title", "关于甲的建议〔不予公开〕"), ("title", "关于甲的建议（依申请公开）"),
        ("title", "甲事项（涉及个人隐私）"), ("number", "密12"), ("number", "12（密）"), ("number", "内部5号"), ("number", "12（不公开）"),
        ("备注", "涉及个人隐私，不公开"), ("备注", "该件涉密"), ("备注", "代表要求不公开"), ("备注", "因涉及商业秘密不予公开"),
        ("备注", "内部"), ("备注", "内部掌握"), ("备注", "信访件敏感信息多不公开"), ("备注", "已电话联系；不公开"), ("备注", "不上网"),
        ("备注", "机密★1年"), ("备注", "请勿外传"), ("备注", "经审查属于国家秘密"), ("备注", "不公开（涉及隐私）"), ("备注", "公开待定"),
        ("备注", "公开：否"), ("备注", "涉密：是"), ("category", "不公开"), ("category", "涉密类"), ("category", "内部"),
        ("handler", "乙局（不公开）"), ("result", "B类（不公开）"), ("主题", "不公开"), ("办理要求", "按不公开件办理"),
        ("备注", "已按涉密件办理"), ("备注", "公开（否）"), ("备注", "机要件"),
    ],
)  # fmt: skip
def test_what_closes_an_item(column: str, value: str) -> None:
    assert closes(column, value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "关于推进政务公开的建议"), ("title", "关于不公开招标的建议"), ("title", "关于解决村务不公开问题的建议"),
        ("title", "关于加强保密工作的建议"), ("title", "关于加强涉密人员管理的建议"), ("title", "关于保护商业秘密的建议"),
        ("title", "关于完善企业内部控制的建议"), ("title", "关于整治（内部）停车的建议"), ("title", "关于密云路的建议"),
        ("title", "关于保护个人隐私的建议"), ("title", "不公开招标问题"), ("number", "12"), ("number", "闭1号"), ("number", "内1"),
        ("备注", "已公开"), ("备注", "可以公开"), ("备注", "不涉密"), ("备注", "经审查不涉密"), ("备注", "根据规定无涉密内容"),
        ("备注", "涉密：否"), ("备注", "经保密审查，可以公开"), ("备注", "与代表密切沟通"), ("备注", "公开征求过意见"),
        ("备注", "不公开招标的问题已整改"), ("备注", "转内部科室办理"), ("备注", "已在网站公示"), ("category", "内部管理"),
        ("内容摘要", "物业收费不公开"), ("主题", "村务公开"), ("handler", "保密局"), ("handler", "信息公开办"), ("类型", "内部"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it(column: str, value: str) -> None:
    assert not closes(column, value)


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [
        ("密级", "秘密", "closed"), ("密级", None, "open"), ("密级", "公开", "open"), ("密级", "非密", "open"), ("密级", "普通", "open"),
        ("密级", "内部", "closed"), ("密级", "一级", "unclear"), ("保密等级", "机密★1年", "closed"), ("是否涉密", "否", "open"),
        ("是否涉密", "√", "closed"), ("涉密情况", "不涉密", "open"), ("是否涉密", "不公开", "closed"), ("是否涉密", "待定", "unclear"),
        ("是否敏感", "1", "closed"), ("是否内部", "是", "closed"), ("保密", "公开", "open"), ("是否不上网", "√", "closed"),
        ("是否上网", "否", "closed"), ("是否上网", "已上网", "open"), ("是否公示", None, "closed"), ("能否公示", "是", "open"),
        ("知悉范围", "内部", "closed"), ("知悉范围", "公开", "open"),
        ("知悉范围", "县处级", "unclear"), ("密", "√", "closed"), ("密", None, "open"), ("保密审查", "已审查", None),
        ("公示日期", None, None), ("内部编号", "3", None), ("密切程度", "高", None), ("公开", "否", None),
    ],
)  # fmt: skip
def test_what_a_column_of_secrecy_says(header: str, value: str | None, said: str | None) -> None:
    assert answer(header, value) == said
    assert bool(asks(header)) == (said is not None)


def test_long_values_take_no_time() -> None:
    for value in ("经" * 59 + "密", "因要求" * 20_000 + "密", "(" * 20_000 + "密", "不" * 20_000 + "密"):
        assert not closes("title", value)
        assert not closes("备注", value)


def test_a_copy_that_holds_something_else_is_judged_by_that() -> None:
    closed = br.Item(title="修路", extra={"备注": "涉密"})
    assert closed.closing_columns == ("备注",)
    assert closed.model_copy(update={"extra": {}}).closing_columns == ()
    assert closed.model_copy(update={"title": "修路（不公开）"}).closing_columns == ("title", "备注")
    assert closed.of_unit("甲局").closing_columns == ("备注",)
