"""Tables: rows add up to 合计, groups of rows too, columns of totals and shares as well."""

from __future__ import annotations

import pytest

from banli_report.checks.audit.check import audit
from banli_report.claims.passage import CellPosition, Passage
from banli_report.errors import Place

CLASSES = """
类别 | 件数 | 占比
城建类 | 46 | 34.6%
财经类 | 15 | 11.3%
教科类 | 72 | 54.1%
合　计 | 133 | 100%
"""
ROLES = """
单位 | 主办 | 协办 | 合计
住建局 | 3 | 4 | 7
交通局 | 5 | 6 | 11
水利局 | 2 | 1 | 3
总计 | 10 | 11 | 21
"""
GROUPS = """
分类 | 项目 | 建议 | 占比
办理方式 | 主办 | 10 | 83.3%
| 协办 | 2 | 16.7%
办理结果 | 已解决 | 6 | 50%
| 正在解决 | 4 | 33.3%
| 留作参考 | 2 | 16.7%
| 合计 | 12 | 100%
"""
DEPARTMENTS = """
口 | 单位 | 件数
城建口 | 住建局 | 3
| 交通局 | 5
农口 | 水利局 | 2
| 林业局 | 4
| 合计 | 14
"""


def table_told(text: str) -> list[str]:
    """Audit a table written with bars; a cell without text is covered by the one above it."""
    passages = [
        Passage(cell.strip(), Place(part="正文"), cell=CellPosition(0, row, column))
        for row, line in enumerate(text.strip().splitlines())
        for column, cell in enumerate(line.split("|"))
        if cell.strip()
    ]
    return [f"{problem.severity} {problem.message}" for problem in audit(passages).problems()]


@pytest.mark.parametrize("text", [CLASSES, ROLES, GROUPS, DEPARTMENTS])
def test_tables_that_add_up_are_silent(text: str) -> None:
    assert [line for line in table_told(text) if line.startswith("error")] == []


@pytest.mark.parametrize(
    ("text", "old", "new", "found"),
    [
        (CLASSES, "| 15 |", "| 16 |", "“133”：“件数”各行相加为134，合计写的是133，差1"),
        (CLASSES, "133", "131", "“131”：“件数”各行相加为133，合计写的是131，差2"),
        (CLASSES, "11.3%", "12.3%", "“12.3%”：15占12.3%不对：15÷133＝11.2782%，应为11.3%"),
        (ROLES, "| 7", "| 8", "“8”：住建局一行各列相加为7，“合计”写的是8"),
        (GROUPS, "| 4 |", "| 5 |", "“12”：“建议”“办理结果”各行相加为13，合计写的是12，差1"),
        (DEPARTMENTS, "| 4", "| 6", "“14”：“件数”各行相加为16，合计写的是14，差2"),
    ],
)
def test_a_changed_number_is_told_with_its_column_or_row(text: str, old: str, new: str, found: str) -> None:
    assert f"error {found}" in table_told(text.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "序号 | 标题 | 编号\n1 | 关于修路的建议 | 12\n2 | 关于供水的建议 | 19",
        "单位 | 满意率 | 平均天数\n住建局 | 95% | 30\n交通局 | 90% | 50\n合计 | 92% | 41",
        "年度 | 件数\n2022年 | 120\n2023年 | 133",
        "项目 | 件数\n承办 | 20\n其中：重点 | 3\n协办 | 5\n合计 | 25",
        "合计",
        "合计 | 20",
    ],
)
def test_tables_without_a_sum_are_left_alone(text: str) -> None:
    assert table_told(text) == []
