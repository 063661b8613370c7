"""Counts that stand in the report file in place of a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_batch, places
from tests.support import only_problem, refused


def counts(folder: Path, text: str) -> br.Counts:
    found = load_batch(folder, f"统计: {text}").batches["建议"].counts
    assert found is not None
    return found


def test_keys_are_sorted_by_what_they_hold(tmp_path: Path) -> None:
    given = counts(
        tmp_path,
        "{件数: 30, 办理结果: {A: 20, B: 8, C: 2}, 已答复: 30, 街道: {甲: 10, 乙: 20}, 重点: {件数: 3, 满意度: {满意: 3}}}",
    )
    assert given.count == 30
    assert given.partitions == {"result": {"A": 20, "B": 8, "C": 2}, "街道": {"甲": 10, "乙": 20}}
    assert given.flags == {"replied": 30}
    assert given.parts["key"].partitions == {"satisfaction": {"满意": 3}}


def test_english_identifiers_and_other_spellings_mean_the_same(tmp_path: Path) -> None:
    chinese = counts(tmp_path, "{件数: 30, 办理结果: {A: 30}, 已答复: 30, 重点: {件数: 3, 已面商: 3}}")
    english = counts(tmp_path, "{count: 30, result: {A: 30}, replied: 30, key: {count: 3, contacted: 3}}")
    others = counts(tmp_path, "{总数: 30, 结果分类: {A: 30}, 已办复: 30, 重点: {总件数: 3, 已见面: 3}}")
    assert chinese == english == others


def test_parts_nest(tmp_path: Path) -> None:
    given = counts(tmp_path, "{件数: 30, 主办: {件数: 20, 重点: {件数: 3, 满意度: {满意: 2, 基本满意: 1}}}}")
    assert given.parts["主办"].parts["key"].partitions["satisfaction"] == {"满意": 2, "基本满意": 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{件数: 30, 总数: 31}", "31"),
        ("{件数: 30, 类别: {甲: 30}, 分类: {乙: 29}}", "{乙"),
        ("{件数: 30, 已答复: 30, 已办复: 29}", "29"),
        ("{件数: 30, 重点: {件数: 3}, key: {count: 4}}", "{count"),
        ("{件数: 30, 重点: {件数: 3, 总数: 4}}", "4"),
    ],
)
def test_one_thing_in_two_spellings_is_refused(tmp_path: Path, text: str, value: str) -> None:
    problem = only_problem(lambda: counts(tmp_path, text))
    assert (problem.id, problem.place.line) == ("results.unknown-key", 5)
    assert problem.place.column == len("    统计: ") + text.index(value) + 1
    assert "写了两次" in problem.message


def test_bad_counts_in_a_part_are_told_where_they_stand(tmp_path: Path) -> None:
    problems = refused(lambda: counts(tmp_path, "{件数: 30, 重点: {件数: 三, 满意度: {满意: 许多}}}"))
    assert places(problems) == [("results.value", "5:27"), ("results.value", "5:40")]


@pytest.mark.parametrize(
    "text", ["{件数: 30, 已答复: }", "{件数: X, 办理结果: {A: X件, B: 待定}}", "{件数: ~}"]
)
def test_what_is_not_known_yet_may_be_left_open(tmp_path: Path, text: str) -> None:
    given = counts(tmp_path, text)
    assert None in (given.count, given.flags.get("replied", 0))


def test_no_items_at_all(tmp_path: Path) -> None:
    report = load_batch(tmp_path, "统计: {件数: 0, 办理结果: {A: 0}}\n上年: {件数: 0}")
    figures = br.figures(report).batches["建议"]
    assert figures.count.value == 0
    assert [part.name for part in figures.partition("result") or ()] == []
    assert figures.rate("implementation_rate") is None
    assert figures.change is not None
    assert (figures.change.direction, figures.change.share) == (0, None)


def test_a_batch_needs_a_ledger_or_counts(tmp_path: Path) -> None:
    problem = only_problem(lambda: load_batch(tmp_path, "种类: 代表建议"))
    assert problem.id == "results.value"
    assert "缺少台账或统计" in problem.message
