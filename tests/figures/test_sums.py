"""Sums of a column of numbers: exact, of one unit, of every row; asked about where a cell may mean something else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import banli_report as br
from banli_report.figures.amounts import sum_of
from tests.ledgers import write_ledger
from tests.support import composed_free, only_error, refused, write_report


def ledger(*cells: str, column: str = "采纳条数", roles: str = "主办") -> str:
    """Give a ledger of one item for each cell of a column of numbers."""
    rows = "".join(f'{number},事由{number},{roles},"{cell}"\n' for number, cell in enumerate(cells, 1))
    return f"编号,标题,办理方式,{column}\n{rows}"


@pytest.mark.parametrize(
    ("column", "cells", "text", "printed"),
    [
        ("采纳条数", ("3", "4", "0"), "{{ 建议.合计('采纳条数') }}", "‹7条›"),
        ("采纳条数", ("3条", "4条"), "{{ 建议.合计('采纳条数') }}", "‹7条›"),
        ("采纳意见", ("3条", "4条"), "{{ 建议.合计('采纳意见') }}", "‹7条›"),
        ("采纳意见", ("3", "4"), "{{ 建议.合计('采纳意见') }}条", "‹7›条"),
        ("落实资金（万元）", ("1.5", "1,200.25", "0.1"), "{{ 建议.合计('落实资金') }}", "‹1201.85万元›"),
        ("落实资金（单位：万元）", ("0.1", "0.2"), "{{ 建议.合计('落实资金') }}", "‹0.3万元›"),
        ("落实资金（万元）", ("0.5", "0.5"), "{{ 建议.合计('落实资金（万元）', 单位=false) }}", "‹1›"),
        ("沟通次数", ("１２", "3"), "{{ 建议.主办.合计('沟通次数') }}", "‹15次›"),
        ("落实资金", ("1.5万元", "0.25万元"), "{{ 建议.合计('落实资金') }}", "‹1.75万元›"),
    ],
)
def test_a_column_is_added_up(
    tmp_path: Path, column: str, cells: tuple[str, ...], text: str, printed: str
) -> None:
    assert composed_free(tmp_path, text, ledger=ledger(*cells, column=column)) == printed


@pytest.mark.parametrize(
    ("column", "cells", "cell", "why"),
    [
        ("采纳情况数", ("3条", "3项"), "D3", "有的写“条”，这一格写“3项”，单位不同"),
        ("落实资金", ("1.5万元", "8000元"), "D3", "单位不同"),
        ("落实资金", ("1.5万元", "8000"), "D3", "这一格没有写"),
        ("落实资金（万元）", ("1.5", "8000元"), "D3", "表头写“万元”，这一格写“8000元”"),
        ("采纳条数", ("3", ""), "D3", "有1件没有填写（D3）"),
        ("采纳条数", ("3", "-1"), "D3", "是负数"),
        ("采纳条数", ("3", "若干"), "D3", "不是一个数"),
        ("采纳条数", ("3", "10余条"), "D3", "不是确数"),
        ("采纳条数", ("3", "2项3条"), "D3", "不是一个数"),
        ("采纳比例", ("30%", "1"), "D2", "不是一个数"),
        ("采纳条数", ("3", "1/2"), "D3", "不是一个数"),
    ],
)
def test_what_cannot_be_added_is_refused_at_its_cell(
    tmp_path: Path, column: str, cells: tuple[str, ...], cell: str, why: str
) -> None:
    text = f"{{{{ 建议.合计('{column}') }}}}"
    problem = only_error(lambda: composed_free(tmp_path, text, ledger=ledger(*cells, column=column)))
    assert (problem.id, problem.place.cell) == ("results.not-summed", cell)
    assert why in problem.message


def test_rows_outside_the_part_do_not_matter(tmp_path: Path) -> None:
    rows = "编号,标题,办理方式,采纳条数\n1,甲,主办,3\n2,乙,协办,\n"
    assert composed_free(tmp_path, "{{ 建议.主办.合计('采纳条数') }}", ledger=rows) == "‹3条›"
    problem = only_error(lambda: composed_free(tmp_path, "{{ 建议.合计('采纳条数') }}", ledger=rows))
    assert problem.place.cell == "D3"


@pytest.mark.parametrize("word", ["类别", "没有的", "办理方式"])
def test_other_columns_are_not_added(tmp_path: Path, word: str) -> None:
    text = f"第一行。\n\n{{{{ 建议.合计('{word}') }}}}"
    problem = only_error(lambda: composed_free(tmp_path, text, ledger=ledger("1")))
    assert (problem.id, word in problem.message) == ("template.value", True)


def test_sums_are_traced_and_listed_where_they_mean_something(tmp_path: Path) -> None:
    rows = "编号,标题,序号,办理天数（天）,落实资金（万元）\n1,甲,1,20,1.5\n2,乙,2,30,2\n"
    report = br.load(write_report(tmp_path, "一段。", ledger=rows))
    found = {figure.name: figure for figure in br.figures(report)}
    assert [name for name in found if "合计" in name] == ["建议.合计.落实资金（万元）"]
    figure = found["建议.合计.落实资金（万元）"]
    assert (figure.text, figure.source) == ("3.5万元", "ledger.csv 第2—3行")
    assert figure.formula == "2件的“落实资金（万元）”相加"


def test_numbers_of_a_workbook_are_what_excel_shows(tmp_path: Path) -> None:
    head = ["标题", "落实资金（万元）"]
    report = write_report(tmp_path, "{{ 建议.合计('落实资金') }}", 批次={"建议": {"台账": "ledger.xlsx"}})
    write_ledger(tmp_path, [head, ["甲", 0.1 + 0.2], ["乙", 12.0], ["丙", "1,000"]])
    document = br.compose(br.load(report))
    assert "1012.3万元" in [run.text for run in document.runs()]


class TestGiven:
    """Sums that a report file gives."""

    def batch(self, **counts: object) -> dict[str, object]:
        return {"提案": {"种类": "政协提案", "统计": {"件数": 92, **counts}}}

    @pytest.mark.parametrize(
        ("sums", "text", "printed"),
        [
            ({"采纳意见": "4100条"}, "{{ 提案.合计('采纳意见') }}", "‹4100条›"),
            ({"采纳条数": 4100}, "{{ 提案.合计('采纳条数') }}", "‹4100条›"),
            ({"落实资金": "1,500.50万元"}, "{{ 提案.合计('落实资金') }}", "‹1500.5万元›"),
        ],
    )
    def test_they_are_printed(self, tmp_path: Path, sums: dict[str, object], text: str, printed: str) -> None:
        assert composed_free(tmp_path, text, 批次=self.batch(合计=sums)) == printed
        found = [figure for figure in br.figures(br.load(tmp_path / "report.yaml")) if "合计" in figure.name]
        assert [figure.source.endswith("（给定的统计）") for figure in found] == [True]

    def test_wrong_ones_are_refused_at_their_place(self, tmp_path: Path) -> None:
        path = write_report(tmp_path, "一", 批次=self.batch(合计={"采纳意见": "若干"}))
        (problem,) = refused(lambda: br.load(path))
        assert "不是一个数" in problem.message
        assert problem.place.line

    def test_unknown_ones_forbid_a_release(self, tmp_path: Path) -> None:
        problem = only_error(lambda: composed_free(tmp_path, "一", 批次=self.batch(合计={"采纳意见": "X"})))
        assert (problem.id, "合计.采纳意见" in problem.message) == ("draft.unknown-count", True)

    @pytest.mark.parametrize(("given", "differs"), [("7条", False), (7, False), ("8条", True), ("7项", True)])
    def test_they_are_compared_with_the_ledger(self, tmp_path: Path, given: object, differs: bool) -> None:
        batches = {"建议": {"台账": "ledger.csv", "统计": {"件数": 2, "合计": {"采纳条数": given}}}}
        report = br.load(write_report(tmp_path, "一", ledger=ledger("3", "4"), 批次=batches))
        assert ("results.ledger-counts" in {each.id for each in br.check(report)}) == differs

    def test_batches_of_different_units_are_not_added(self, tmp_path: Path) -> None:
        given = {
            name: {"种类": "政协提案", "统计": {"件数": 2, "合计": {"资金": f"2{unit}"}}}
            for name, unit in (("甲", "元"), ("乙", "万元"))
        }
        text = "{{ 甲.合计('资金') }}、{{ 乙.合计('资金') }}"
        assert composed_free(tmp_path, text, 批次=given) == "‹2元›、‹2万元›"
        problem = only_error(lambda: composed_free(tmp_path, "{{ 合计.合计('资金') }}", 批次=given))
        assert "单位不同" in problem.message


@given(st.lists(st.decimals(0, 10**9, places=3, allow_nan=False), min_size=1, max_size=8))
def test_sums_are_exact(values: list[Decimal]) -> None:
    items = [br.Item(标题=f"事由{at}", extra={"资金（元）": str(value)}) for at, value in enumerate(values)]
    batch = br.Batch(kind="代表建议", items=items)
    report = br.Report(year=2024, agency="甲局", template="base", batches={"建议": batch}, narrative=["一"])
    found = sum_of(br.figures(report).batches["建议"], "资金")
    assert found is not None
    assert Decimal(found.text.removesuffix("元")) == sum(values)
