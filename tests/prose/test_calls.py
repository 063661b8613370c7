"""Wrong arguments are told in Chinese, with what may be written; Python's own words never come through."""

import re
from pathlib import Path

import pytest

from tests.support import composed, only_problem

WRONG = [
    ("建议.办理结果 | 分项(小数位=2)", "小数位"),
    ("建议.办理结果 | 分项(小数位=2)", "占比、单位、分隔、代码"),
    ("建议.办理结果 | 分项(1, 2, 3, 4, 5)", "最多写4项"),
    ('建议.办理结果 | 分项(占比="是")', "true或false"),
    ("建议.办理结果 | 分项(true, 占比=true)", "两次"),
    ("建议.办理结果 | 分项(单位=3)", "文字"),
    ("建议.满意度 | 评价(占比例=true)", "是不是“占比”"),
    ("建议.满意度 | 反馈(主体='代表')", "主体"),
    ("建议 | 办理进度(3)", "名"),
    ("批次 | 提出人(1)", "什么也不写"),
    ("减幅(1)", "原、现"),
    ('减幅(19, 2, 小数位="1")', "整数"),
    ("增幅(1, 2, 位数=1)", "小数位"),
    ("建议 | 指标(3)", "加引号"),
    ('建议 | 指标(率="答复率")', "率"),
    ('["甲"] | 列举(首=1)', "首"),
    ('["甲"] | 顿号("、")', "顿号"),
    ("落款.日期 | 日期(格式='月日')", "形式"),
    ('批次 | 构成(部分="主办")', "部分"),
    ('合计 | 交叉表("类别", "各种类", 占=true)', "占比"),
    ("[2, 1] | sort(倒序=true)", "倒序"),
    ('[1] | batch("二") | list', "整数"),
    ("[1] | first(2)", "first"),
    ('[1, "甲"] | sort', "比较"),
    ('1 + "甲"', "运算"),
    ("5 | length", "length"),
    ("年度()", "括号"),
    ('range("三")', "整数"),
    ("range(99999999999)", "过大"),
    ("1 / 0", "除以0"),
    ('建议.类别 | map("名称") | list', "名称"),
    ("namespace(1, 2, 3)", "写法"),
    ("建议.件数 is divisibleby", "括号"),
    ("[1][5]", "位置5"),
    ("建议.清单[99].标题", "位置99"),
    ("self.没有的()", "没有“没有的”这一块"),
    ("话(甲=1, 2)", "放在最后"),
]


@pytest.mark.parametrize(("expression", "part"), WRONG)
def test_a_wrong_call_is_told_in_chinese(tmp_path: Path, expression: str, part: str) -> None:
    problem = only_problem(
        lambda: composed(tmp_path, f"甲\n{{{{ {expression} }}}}", 落款={"日期": "2019-03-07"})
    )
    assert part in problem.message
    assert not re.search(r"unexpected|argument|object|required|positional|supported|takes ", problem.message)
    assert (problem.place.file, problem.place.line) == ("mine/report.md.j2", 2)


def test_a_macro_says_what_it_does_not_take(tmp_path: Path) -> None:
    body = "{% macro 话(数) %}{{ 数 }}{% endmacro %}{{ 话(号=1) }}"
    problem = only_problem(lambda: composed(tmp_path, body))
    assert "号" in problem.message
    assert "macro" not in problem.message


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ('建议.类别 | 分项(false, 单位="项")', "城建交通类‹3›项、财政经济类‹1›项、教科文卫类‹1›项"),
        ("[3, 1] | sort(reverse=true) | join('、')", "3、1"),
        ("[1, 2, 3] | batch(2) | first | join", "12"),
        ("[1] | first", "1"),
        ("没有 | d('无')", "无"),
        ("减幅(19, 2, 小数位=none)", "‹89.5%›"),
        ("批次 | map(attribute='名称') | 顿号", "建议"),
        ("range(3) | list | last", "2"),
    ],
)
def test_right_calls_work(tmp_path: Path, expression: str, shown: str) -> None:
    assert composed(tmp_path, f"{{{{ {expression} }}}}") == shown
