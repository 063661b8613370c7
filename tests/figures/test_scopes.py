"""A column that the policy counts out of some items alone is counted so wherever it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.figures.batch import BatchFigures
from banli_report.figures.scopes import scope_words
from banli_report.results.policy import Condition
from tests.ledgers import load_batch, load_rows

ROWS = [
    ["编号", "办理方式", "满意度", "类别", "重点", "公开"],
    *(
        [
            str(i),
            "主办" if i < 4 else "协办",
            "满意" if i < 4 else "不满意",
            "城建" if i % 2 else "教育",
            flag,
            "公开",
        ]
        for i, flag in enumerate("是否否否否是否否否否")
    ),
]
POLICY = "口径: {占比分母: {满意度: 主办}%s}\n"


def batch_of(report: br.Report) -> BatchFigures:
    return br.figures(report).batches["建议"]


def ledger(folder: Path, more: str = "", keys: str = "台账: ledger.xlsx") -> BatchFigures:
    return batch_of(load_rows(folder, ROWS, keys, POLICY % more))


def rate(batch: BatchFigures | None, name: str = "satisfaction_rate") -> tuple[int | None, int | None]:
    found = batch.rate(name) if batch else None
    assert found is not None
    return found.numerator, found.denominator


def test_the_usual_rate_is_of_the_same_items(tmp_path: Path) -> None:
    batch = ledger(tmp_path)
    assert rate(batch) == (4, 4)
    assert rate(batch, "publication_rate") == (10, 10)
    assert rate(batch.part("主办")) == (4, 4)
    assert rate(batch.part("重点")) == (1, 1)


def test_a_rate_with_a_denominator_of_its_own_keeps_it(tmp_path: Path) -> None:
    assert rate(ledger(tmp_path, ", 指标: {满意率: {分子: 满意, 分母: 全部}}")) == (4, 10)


def test_a_rate_without_one_has_the_column_s(tmp_path: Path) -> None:
    assert rate(ledger(tmp_path, ", 指标: {满意率: {分子: 满意}}")) == (4, 4)


def test_a_rate_that_says_itself_of_which_items_it_is(tmp_path: Path) -> None:
    assert rate(ledger(tmp_path, ", 指标: {另率: {分子: 协办且不满意}}"), "另率") == (6, 10)


@pytest.mark.parametrize(
    ("word", "count"), [("满意", 4), ("不满意", 0), ("已反馈", 4), ("协办", 6), ("城建", 5)]
)
def test_a_class_asked_for_as_a_part(tmp_path: Path, word: str, count: int) -> None:
    batch = ledger(tmp_path, keys="台账: ledger.xlsx\n分组: {城建: {类别: 城建}}")
    part = batch.part(word)
    assert part is not None
    assert part.count.value == count


def test_an_own_group_says_itself_what_it_is(tmp_path: Path) -> None:
    part = ledger(tmp_path, keys="台账: ledger.xlsx\n分组: {都满意: [满意, 不满意]}").part("都满意")
    assert part is not None
    assert part.count.value == 10


COUNTS = (
    "统计: {件数: 10, 办理方式: {主办: 4, 协办: 6}, 满意度: {满意: 7, 不满意: 3}, 主办: {件数: 4, 满意度: {满意: 4}}}\n"
    "上年: {件数: 8, 满意度: {满意: 5, 不满意: 3}, 主办: {件数: 3, 满意度: {满意: 3}}}"
)


def test_given_counts_answer_alike(tmp_path: Path) -> None:
    batch = batch_of(load_batch(tmp_path, COUNTS, POLICY % ""))
    assert rate(batch) == (4, 4)
    assert rate(batch.part("主办")) == (4, 4)
    assert rate(batch.previous) == (3, 3)
    satisfied = batch.part("满意")
    assert satisfied is not None
    assert satisfied.change is not None
    assert (satisfied.change.now.value, satisfied.change.before.value) == (4, 3)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("主办", "主办件"),
        ("重点", "重点件"),
        ("城区", "城区的件"),
        ("主办且已反馈", "主办且已反馈的件"),
        (("主办", "重点"), "主办或重点的件"),
        ({"类别": ("城建", "教育")}, "类别为城建或教育的件"),
    ],
)
def test_some_items_in_words(rule: Condition, words: str) -> None:
    assert scope_words(rule) == words
