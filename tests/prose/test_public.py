"""What is not public is named nowhere, and a list of items is whole or not to be had."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import composed, counts, only_problem

LEDGER = """\
编号,案由,类别,公开,建议内容,内容类别,主要事由
1,修路,城建,公开,修人民路,道路,甲
2,绝密之事,城建,不公开,绝密内容,其他,绝密缘由
3,建校,教育,公开,建小学,学校,乙
"""


@pytest.mark.parametrize(
    "expression",
    [
        "建议.标题 | 分项",
        "建议.案由 | 分项(占比=false)",
        "建议.编号 | 分项",
        "合计.标题 | 分项",
        "建议.title | 分项",
        "建议.标题.绝密之事.件数",
        "建议.类别.城建.标题 | 分项",
        '建议 | 交叉表("标题", "类别")',
        '建议 | 交叉表("类别", "案由")',
        '建议.类别 | 构成("标题")',
        "建议.建议内容 | 分项",
        "建议.主要事由 | 分项",
    ],
)
def test_items_are_not_named_by_way_of_a_column(tmp_path: Path, expression: str) -> None:
    problem = only_problem(lambda: composed(tmp_path, f"第一行。\n\n{{{{ {expression} }}}}", ledger=LEDGER))
    assert (problem.id, problem.place.line) == ("template.value", 3)
    assert "清单" in problem.message


def test_nor_in_a_loop(tmp_path: Path) -> None:
    body = "{% for 项 in 建议.不公开.标题 %}{{ 项.名称 }}{% endfor %}"
    assert "清单" in only_problem(lambda: composed(tmp_path, body, ledger=LEDGER)).message


def test_a_column_that_sorts_is_no_name(tmp_path: Path) -> None:
    text = composed(tmp_path, "{{ 建议.内容类别 | 分项(占比=false) }}", ledger=LEDGER)
    assert text == "道路‹1›件、其他‹1›件、学校‹1›件"


def test_the_list_is_the_way(tmp_path: Path) -> None:
    text = composed(tmp_path, "{% for 件 in 建议.清单 %}{{ 件.标题 }}；{% endfor %}", ledger=LEDGER)
    assert text == "修路；建校；"


COUNTED: dict[str, Any] = {"种类": "政协提案", "统计": counts(30)}


@pytest.mark.parametrize("expression", ["提案.清单 | length", "合计.清单 | length"])
def test_given_counts_have_no_list(tmp_path: Path, expression: str) -> None:
    batches = {"建议": {"台账": "ledger.csv"}, "提案": COUNTED}
    problem = only_problem(lambda: composed(tmp_path, f"{{{{ {expression} }}}}件", 批次=batches))
    assert problem.id == "template.unknown-name"
    assert "没有逐件的台账" in problem.message


def test_whether_there_is_a_list_can_be_asked(tmp_path: Path) -> None:
    body = "{{ '有' if 提案.清单 is defined else '无' }}{{ '有' if 建议.清单 is defined else '无' }}"
    assert composed(tmp_path, body, 批次={"建议": {"台账": "ledger.csv"}, "提案": COUNTED}) == "无有"


@pytest.mark.parametrize("expression", ["建议.满意率", '建议 | 指标("满意率", "落实率")'])
def test_a_rate_over_words_that_nobody_has_judged_asks_for_its_definition(
    tmp_path: Path, expression: str
) -> None:
    ledger = "编号,满意度,办理结果\n1,优,A\n2,满意,A\n3,差,A\n"
    policy = {"满意度": ["优", "满意", "差"]}
    problem = only_problem(lambda: composed(tmp_path, f"{{{{ {expression} }}}}", ledger=ledger, 口径=policy))
    assert "“优”“差”算不算满意没有写明" in problem.message
    assert "指标: {满意率:" in problem.message


def test_a_comparison_with_a_year_that_cannot_be_counted_alike_is_refused(tmp_path: Path) -> None:
    ledger = "编号,办理方式,满意度\n1,主办,满意\n2,协办,满意\n"
    batch = {"台账": "ledger.csv", "上年": {"件数": 20, "满意度": {"满意": 15, "不满意": 5}}}
    facts: dict[str, Any] = {"批次": {"建议": batch}, "口径": {"占比分母": {"满意度": "主办"}}}
    body = "{{ 建议.满意度.满意.增减 | 增减 }}"
    problem = only_problem(lambda: composed(tmp_path / "1", body, ledger=ledger, **facts))
    assert "“增减”" in problem.message
    batch["上年"]["主办"] = {"件数": 5, "满意度": {"满意": 4, "不满意": 1}}  # type: ignore[index]
    assert composed(tmp_path / "2", body, ledger=ledger, **facts) == "比上年减少‹3›件，下降‹75%›"
