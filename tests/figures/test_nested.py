"""A class and the classes that are a part of it: one number wherever it is asked for, and parts that add up."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.figures.batch import BatchFigures
from banli_report.figures.crossing import crossing
from tests.ledgers import HEAD, load_batch, load_rows, load_text, write_ledger


def roles(folder: Path, *values: str, rest: str = "") -> BatchFigures:
    rows = [["编号", "办理方式", "层级"], *([str(i), value, "区级"] for i, value in enumerate(values))]
    return br.figures(load_rows(folder, rows, rest=rest)).batches["建议"]


def shown(batch: BatchFigures) -> list[tuple[str, object, list[tuple[str, object]]]]:
    return [
        (part.name, part.count.value, [(inner.name, inner.count.value) for inner in part.inner])
        for part in batch.partition("role") or ()
    ]


def test_the_wider_class_stands_once_with_the_others_inside(tmp_path: Path) -> None:
    batch = roles(tmp_path, "主办", "独办", "协办", "分办")
    assert shown(batch) == [("主办", 3, [("独办", 1), ("分办", 1)]), ("协办", 1, [])]
    part = batch.part("主办")
    assert part is not None
    assert part.count.value == 3


def test_alone_they_stand_side_by_side_and_are_the_wider_class_together(tmp_path: Path) -> None:
    batch = roles(tmp_path, "独办", "独办", "分办", "协办")
    assert shown(batch) == [("独办", 2, []), ("分办", 1, []), ("协办", 1, [])]
    lead = batch.class_part("role", "lead")
    assert lead is not None
    assert lead.count.value == 3


def test_a_table_across_adds_up(tmp_path: Path) -> None:
    rows = [["编号", "办理方式", "类别"], ["1", "主办", "城建"], ["2", "独办", "教育"], ["3", "协办", "教育"]]
    table = crossing(br.figures(load_rows(tmp_path, rows)).batches["建议"], ["类别", "办理方式"])
    assert table.heads == ("主办", "协办")
    assert [[cell.value for cell in row.cells] for row in table.rows] == [[1, 0], [1, 1]]


@pytest.mark.parametrize(
    ("given", "sole"), [("{主办: 8, 独办: 4, 协办: 3}", 4), ("{主办: 12, 协办: 3}", None)]
)
def test_given_counts_say_no_more_than_they_say(tmp_path: Path, given: str, sole: int | None) -> None:
    batch = br.figures(load_batch(tmp_path, f"统计: {{件数: 15, 办理方式: {given}}}")).batches["建议"]
    lead, inner = batch.class_part("role", "lead"), batch.class_part("role", "sole")
    assert lead is not None
    assert lead.count.value == 12
    assert (inner and inner.count.value) == sole


def test_what_one_batch_cannot_tell_is_not_said_of_all(tmp_path: Path) -> None:
    write_ledger(tmp_path, [["编号", "办理方式"], ["1", "独办"], ["2", "协办"]])
    batches = "批次:\n  建议: {台账: ledger.xlsx}\n  提案: {种类: 政协提案, 统计: {件数: 15, 办理方式: {主办: 12, 协办: 3}}}\n"
    assert shown(br.figures(load_text(tmp_path, HEAD + batches)).total) == [("主办", 13, []), ("协办", 4, [])]


def test_a_rate_prints_as_the_closed_share_of_the_same_items(tmp_path: Path) -> None:
    rows = [["编号", "办理结果", "公开"], ["1", "A", "公开"], ["2", "B", "摘要公开"], ["3", "C", "不公开"]]
    rest = "口径: {百分比: {凑整百: true}, 指标: {两类率: {分子: [A, B]}, 分主率: {分子: A, 分母: 公开}}}\n"
    batch = br.figures(load_rows(tmp_path, rows, rest=rest)).batches["建议"]
    texts = {name: figure.text for name in batch.rates if (figure := batch.rate(name))}
    assert (texts["implementation_rate"], texts["两类率"], texts["publication_rate"]) == (
        "33.4%",
        "66.7%",
        "66.7%",
    )
    assert texts["分主率"] == "100%"
    found = batch.rate("implementation_rate")
    assert found is not None
    assert found.formula.endswith("按最大余数法凑整到100%")
