"""Words typed in the narrative that say something of all items: what the figures deny is refused, the rest is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_batch

SOME = "统计: {件数: 10, 已答复: 9, 已办结: 8, 已面商: 10, 满意度: {满意: 8, 基本满意: 1, 不满意: 1}}"
BY_ROLE = "统计: {件数: 10, 已答复: 9, 办理方式: {主办: 6, 协办: 4}, 主办: {件数: 6, 已答复: 6}, 满意度: {满意: 9, 不满意: 1}}"
COUNT = "今年共承办建议{{ 建议.件数 }}件"


def told(folder: Path, text: str, counts: str = SOME, *, draft: bool = False) -> list[br.Problem]:
    rest = f"标题: 报告\n正文:\n  - 内容: |\n      {text}\n"
    problems = br.check(load_batch(folder, counts, rest), draft=draft)
    return [problem for problem in problems if problem.id == "results.typed-words"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("，全部办复。", "这里写“全部办复”，“建议.办复率”算出的是90%"),
        ("。目前已全部按时答复完毕。", "这里写“目前已全部按时答复完毕”，“建议.办复率”算出的是90%"),
        ("，建议均已办结。", "这里写“建议均已办结”，“建议.办结率”算出的是80%"),
        ("。代表均表示满意。", "这里写“代表均表示满意”，“建议.满意率”算出的是90%"),
        ("，均已面商，代表对办理工作都满意。", ""),
        ("，均已面商，代表全部满意。", "这里写“代表全部满意”，“建议.满意率”算出的是90%"),
    ],
)
def test_what_the_figures_deny_is_refused(tmp_path: Path, text: str, message: str) -> None:
    problems = told(tmp_path, COUNT + text)
    assert [problem.message for problem in problems] == [message] * bool(message)
    assert all(str(problem.severity) == "error" for problem in problems)
    assert all(str(problem.severity) == "warning" for problem in told(tmp_path, COUNT + text, draft=True))


@pytest.mark.parametrize(
    "text",
    [
        f"{COUNT}，均已面商。",
        f"{COUNT}，其中重点建议3件，全部办复。",
        f"{COUNT}，已办复9件，全部办结。",
        f"{COUNT}。重点建议全部办复，代表均表示满意。",
        f"{COUNT}。要做到全部办复。",
        f"{COUNT}，力争全部办复。",
        "承办重点建议{{ 建议.件数 }}件，全部办复。",
        "B类建议{{ 建议.办理结果.B.件数 }}件，全部办复。",
        "去年承办建议{{ 建议.件数 }}件，全部办复。",
        "全部办复。代表均表示满意。",
    ],
)
def test_what_may_speak_of_some_is_not(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


BEFORE = "统计: {件数: 10, 已答复: 9}\n上年: {件数: 8}"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("，比上年增加2件。", False),
        ("，同比增长25%。", False),
        ("，比上年增加2件，增长25%。", False),
        ("，较去年同期增长25.0%。", False),
        ("，{{ 建议.增减 | 增减 }}，其中主办5件。", False),
        ("，比上年的满意率提高3个百分点。", False),
        ("，比上年增加3件。", True),
        ("，同比增长20%。", True),
        ("，比上年减少2件。", True),
        ("，与上年持平。", True),
        ("，比上年增加2件，增长20%。", True),
        ("，{{ 建议.增减 | 增减 }}，全部办复。", True),
    ],
)
def test_changes_are_compared(tmp_path: Path, text: str, is_told: bool) -> None:
    assert bool(told(tmp_path, f"{{{{ 年度 }}}}年，我局{COUNT[2:]}{text}", BEFORE)) is is_told
    assert told(tmp_path, COUNT + text.replace("，全部办复", ""), "统计: {件数: 10}") == []


def test_the_same_is_the_same(tmp_path: Path) -> None:
    same = "统计: {件数: 10}\n上年: {件数: 10}"
    assert told(tmp_path, f"{COUNT}，与去年持平。", same) == []
    (problem,) = told(tmp_path, f"{COUNT}，比去年增加1件。", same)
    assert problem.message == "这里写“比去年增加1件”，“建议.增减”算出的是与上年持平"


def test_what_holds_of_the_lead_items_may_be_meant(tmp_path: Path) -> None:
    assert told(tmp_path, f"{COUNT}，全部办复。", BY_ROLE) == []
    assert len(told(tmp_path, f"{COUNT}，代表均满意。", BY_ROLE)) == 1


def test_what_holds_of_another_part_may_not(tmp_path: Path) -> None:
    helping = "统计: {件数: 10, 已答复: 9, 协办: {件数: 4, 已答复: 4}}"
    assert len(told(tmp_path, f"{COUNT}，全部办复。", helping)) == 1
