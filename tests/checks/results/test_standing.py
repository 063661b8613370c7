"""Items that say of themselves that they may not count: they are asked about, and ordinary remarks are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.ledgers import load_batch, load_rows, places, write_ledger

HEADER = ["编号", "标题", "类别", "承办单位"]
ITEM = ["1", "修路", "城建", "甲局"]
OTHER = ["2", "建校", "教育", "乙局"]


def told(folder: Path, *rows: Sequence[Any], batch: str = "台账: ledger.xlsx") -> list[tuple[str, str]]:
    problems = br.check(load_rows(folder, rows, batch))
    return [one for one in places(problems) if one[0] == "results.withdrawn-row"]


def of_remark(folder: Path, remark: str, header: str = "备注") -> list[tuple[str, str]]:
    return told(folder, [*HEADER, header], [*ITEM, remark], [*OTHER, ""])


@pytest.mark.parametrize(
    "remark",
    [
        "已撤回",
        "（撤案）",
        "作废",
        "申请撤回",
        "代表本人申请撤回",
        "委员已主动撤案。",
        "不予立案",
        "经审查不予立案",
        "不立案，转社情民意",
        "作社情民意处理",
        "转意见建议",
        "已退回",
        "退回县政府办",
        "退回，改办",
        "与第5号并案",
        "并案办理",
        "并入3号",
        "合并到第1号办理",
    ],
)
def test_an_item_whose_remark_takes_it_away_is_asked(tmp_path: Path, remark: str) -> None:
    assert of_remark(tmp_path, remark) == [("results.withdrawn-row", "E2")]


@pytest.mark.parametrize(
    "remark",
    [
        "撤回旧函，重新答复",
        "并入3号一并答复",
        "与3号合并答复",
        "并案答复",
        "转办",
        "已转办",
        "按意见办理",
        "已按代表意见办理",
        "退回押金后办结",
        "列入2025年计划",
        "立案",
        "撤销收费站",
        "改作停车场",
    ],
)
def test_an_ordinary_remark_is_not(tmp_path: Path, remark: str) -> None:
    assert of_remark(tmp_path, remark) == []


@pytest.mark.parametrize(("answer", "is_told"), [("否", True), ("不", True), ("是", False), ("立案", False)])
def test_a_column_may_ask_whether_it_was_filed(tmp_path: Path, answer: str, is_told: bool) -> None:
    assert bool(of_remark(tmp_path, answer, "是否立案")) is is_told
    assert of_remark(tmp_path, answer, "是否采用") == []


@pytest.mark.parametrize("remark", ["改由丙局办理", "已转丙局办理", "由甲局调整至丙局", "转由县丙局承办"])
def test_another_unit_that_a_remark_names_is_asked_unless_the_row_says_it(
    tmp_path: Path, remark: str
) -> None:
    assert of_remark(tmp_path, remark) == [("results.withdrawn-row", "E2")]
    handled = [*ITEM[:3], "丙局"]
    assert told(tmp_path, [*HEADER, "备注"], [*handled, remark], [*OTHER, ""]) == []


def test_a_title_may_say_it_at_its_end(tmp_path: Path) -> None:
    rows = [["1", "修路（不予立案）", "城建", "甲局"], ["2", "撤销收费站", "城建", "甲局"]]
    assert told(tmp_path, HEADER, *rows) == [("results.withdrawn-row", "B2")]


def test_a_hidden_one_is_refused(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    write_ledger(tmp_path, [[*HEADER, "备注"], [*ITEM, "已退回"], [*OTHER, ""]], change=hide)
    (problem,) = [p for p in br.check(load_batch(tmp_path)) if p.id == "results.withdrawn-row"]
    assert (problem.severity, problem.place.cell) == ("error", "E2")


def test_many_are_one(tmp_path: Path) -> None:
    rows = [[str(i), f"题{i}", "城建", "甲局", "不予立案"] for i in range(6)]
    report = load_rows(tmp_path, [[*HEADER, "备注"], *rows])
    (problem,) = [p for p in br.check(report) if p.id == "results.withdrawn-row"]
    assert "共6处（E2、E3、E4、E5、E6等6处）" in problem.message


@pytest.mark.parametrize(
    "batch",
    [
        "台账: {文件: ledger.xlsx, 筛选: {是否立案: 立案}}",
        "台账: ledger.xlsx\n分组: {立案件: {是否立案: 立案}}",
    ],
)
def test_what_the_report_file_parts_itself_is_no_question(tmp_path: Path, batch: str) -> None:
    rows = [[*HEADER, "是否立案"], [*ITEM, "不予立案"], [*OTHER, "立案"]]
    assert told(tmp_path, *rows) == [("results.withdrawn-row", "E2")]
    assert told(tmp_path, *rows, batch=batch) == []
