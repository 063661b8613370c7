"""Names of a report file's own, and what the words of a class leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import HEAD, load_batch, load_rows, load_text, write_ledger

ROWS = [["编号", "类别", "街道", "办理方式", "满意度"], ["1", "城建", "东", "主办", "满意"]]


def taken(report: br.Report) -> list[tuple[int | None, str]]:
    return [(p.place.line, p.message) for p in br.check(report) if p.id == "results.taken-name"]


@pytest.mark.parametrize(
    "name",
    ["件数", "总数", "清单", "合计", "满意率", "优率", "类别", "街道", "主办", "已反馈", "范围", "层级"],
)
def test_a_group_by_a_name_that_means_something(tmp_path: Path, name: str) -> None:
    keys = f"台账: ledger.xlsx\n分组:\n  {name}: {{类别: 城建}}"
    report = load_rows(tmp_path, ROWS, keys, "口径: {指标: {优率: {分子: 满意}}}\n")
    ((line, message),) = taken(report)
    assert line == 7
    assert f"分组不能叫“{name}”" in message


@pytest.mark.parametrize("name", ["城建件", "民生", "重点", "城建", "代表", "一类"])
def test_other_names_are_free(tmp_path: Path, name: str) -> None:
    report = load_rows(tmp_path, ROWS, f"台账: ledger.xlsx\n分组: {{{name}: {{类别: 城建}}}}")
    assert br.check(report) == []


@pytest.mark.parametrize(
    ("name", "free"), [("件数", False), ("满意度", False), ("重点率", True), ("走访率", True)]
)
def test_own_rates(tmp_path: Path, name: str, free: bool) -> None:
    report = load_rows(tmp_path, ROWS, rest=f"口径: {{指标: {{{name}: {{分子: 满意}}}}}}\n")
    assert (taken(report) == []) == free


@pytest.mark.parametrize(
    ("key", "free"),
    [
        ("合计: 2", False),
        ("满意率: 98", False),
        ("类别: {件数: 2}", False),
        ("重点: 1", True),
        ("主办: {件数: 1}", True),
    ],
)
def test_parts_of_given_counts(tmp_path: Path, key: str, free: bool) -> None:
    report = load_batch(tmp_path, f"统计: {{件数: 100, {key}}}")
    assert (taken(report) == []) == free


def test_a_batch_by_the_name_of_a_function(tmp_path: Path) -> None:
    write_ledger(tmp_path, ROWS)
    with pytest.raises(br.BanliError, match="不能作批次的名称"):
        load_text(tmp_path, HEAD + "批次: {减幅: {台账: ledger.xlsx}}\n")


DEGREES = [["编号", "满意度"], ["1", "满意"], ["2", "较满意"], ["3", "比较满意"], ["4", "基本满意"]]


def test_three_words_for_two_degrees_are_asked_about(tmp_path: Path) -> None:
    (problem,) = br.check(load_rows(tmp_path, DEGREES))
    assert (problem.id, str(problem.severity), problem.place.cell) == ("results.unclear-class", "error", "B3")
    assert "满意度: [" in problem.hint


@pytest.mark.parametrize("left_out", [2, 3, 4])
def test_two_of_them_are_clear(tmp_path: Path, left_out: int) -> None:
    rows = [row for i, row in enumerate(DEGREES) if i != left_out]
    assert br.check(load_rows(tmp_path, rows)) == []


def test_a_scale_in_the_policy_settles_it(tmp_path: Path) -> None:
    assert br.check(load_rows(tmp_path, DEGREES, rest="口径: {满意度: [满意, 较满意, 基本满意]}\n")) == []


@pytest.mark.parametrize(
    ("column", "cell", "hint"),
    [
        ("办理结果", "B类转A类", "只归一类"),
        ("办理结果", "A类待定", "只归一类"),
        ("办理结果", "A类（原B类）", "只归一类"),
        ("办理结果", "A/B", "只归一类"),
        ("办理结果", "A类/B", "只归一类"),
        ("办理结果", "A类转B", "只归一类"),
        ("办理结果", "A类、B", "只归一类"),
        ("办理结果", "戊", "应为A（已经解决或基本解决）"),
        ("满意度", "满意/基本满意", "只归一类"),
        ("满意度", "满意转不满意", "只归一类"),
        ("办理方式", "承办", "办理方式: {承办: 主办, 配合: 协办}"),
        ("办理方式", "主办转协办", "只归一类"),
        ("办理方式", "主班", "是不是“主办”？"),
        ("提出方式", "街道", "提出方式: [妇联, 侨联]"),
    ],
)
def test_a_cell_of_two_classes_or_none(tmp_path: Path, column: str, cell: str, hint: str) -> None:
    (problem,) = br.check(load_rows(tmp_path, [["编号", column], ["1", cell]]))
    assert (problem.id, problem.place.cell) == ("results.outside-scheme", "B2")
    assert hint in problem.hint


@pytest.mark.parametrize("cell", ["A", "A类", "a级", "A类（已解决）", "A类：已经解决或基本解决", "A类已解决"])
def test_a_class_with_its_wording_is_that_class(tmp_path: Path, cell: str) -> None:
    report = load_rows(tmp_path, [["编号", "办理结果"], ["1", cell]])
    assert br.check(report) == []
    part = br.figures(report).batches["建议"].part("A")
    assert part is not None
    assert part.count.value == 1


@pytest.mark.parametrize(
    ("counts", "times"), [("{A: 8, B: 4}", True), ("{A: 5, B: 3}", False), ("{A: 11}", True)]
)
def test_results_that_add_to_more_may_be_counted_in_times(tmp_path: Path, counts: str, times: bool) -> None:
    problem = br.check(load_batch(tmp_path, f"统计: {{件数: 10, 办理结果: {counts}}}"))[0]
    assert problem.id == "results.partition-sum"
    assert ("件次" in problem.hint) == times
