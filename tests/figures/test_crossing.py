"""Tables of counts by several columns: rows and columns add up, or there is no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.figures.compute import compute
from banli_report.figures.crossing import Crossing, CrossingError, crossing
from tests.ledgers import load_batch, load_rows

LED = [
    ["编号", "类别", "办理方式", "满意度"],
    *([str(i), "甲" if i % 2 else "乙", "主办" if i < 6 else "协办", "满意"] for i in range(10)),
]


def cross(report: br.Report, *columns: str) -> Crossing:
    return crossing(compute(report).batches["建议"], columns)


def lines(table: Crossing) -> list[tuple[object, ...]]:
    return [
        (*row.labels, *(cell.value for cell in row.cells), row.total.value, row.share.text)
        for row in (*table.rows, table.total)
    ]


def test_counts_sums_and_shares(tmp_path: Path) -> None:
    table = cross(load_rows(tmp_path, LED), "类别", "办理方式")
    assert table.heads == ("主办", "协办")
    assert lines(table) == [("乙", 3, 2, 5, "50%"), ("甲", 3, 2, 5, "50%"), (6, 4, 10, "100%")]


def test_no_items_are_a_figure_with_its_source(tmp_path: Path) -> None:
    table = cross(load_rows(tmp_path, [*LED, ["10", "丙", "主办", "满意"]]), "类别", "办理方式")
    (row,) = [row for row in table.rows if row.labels == ("丙",)]
    led, joined = row.cells
    assert (led.items, joined.items, joined.text) == (1, 0, "0")
    assert (joined.name, joined.formula) == ("建议.丙.办理方式.协办.件数", "办理方式为“协办”的件数")
    assert joined.source.endswith("第12行中没有“协办”")


@pytest.mark.parametrize("columns", [("满意度", "类别"), ("类别", "满意度"), ("类别", "满意度", "办理方式")])
def test_blanks_in_any_column_are_refused(tmp_path: Path, columns: tuple[str, ...]) -> None:
    rows = [LED[0], *([*row[:3], "满意" if row[0] < "8" else None] for row in LED[1:])]
    with pytest.raises(CrossingError, match="“建议”有2件没有填“满意度”"):
        cross(load_rows(tmp_path, rows), *columns)


@pytest.mark.parametrize("scoped", ["类别", "满意度"])
def test_all_is_of_the_items_that_a_column_is_counted_out_of(tmp_path: Path, scoped: str) -> None:
    report = load_rows(tmp_path, LED, rest=f"口径: {{占比分母: {{{scoped}: 主办}}}}\n")
    table = cross(report, "类别", "满意度")
    assert lines(table) == [("乙", 3, 3, "50%"), ("甲", 3, 3, "50%"), (6, 6, "100%")]
    assert table.rows[0].share.formula == "建议.乙的3件 ÷ 办理方式为“主办”或“独办”或“分办”的6件"


def test_columns_counted_out_of_different_items_are_refused(tmp_path: Path) -> None:
    report = load_rows(tmp_path, LED, rest="口径: {占比分母: {类别: 主办, 满意度: 协办}}\n")
    with pytest.raises(CrossingError, match="占比分母不同"):
        cross(report, "类别", "满意度")


def test_shares_are_closed_to_100_where_the_policy_asks(tmp_path: Path) -> None:
    rows = [["编号", "类别", "满意度"], ["1", "甲", "满意"], ["2", "乙", "满意"], ["3", "丙", "满意"]]
    table = cross(load_rows(tmp_path, rows, rest="口径: {百分比: {凑整百: true}}\n"), "类别", "满意度")
    assert [row.share.text for row in table.rows] == ["33.4%", "33.3%", "33.3%"]
    assert table.rows[0].share.formula.endswith("按最大余数法凑整到100%")


def test_a_class_is_one_column_however_single_rows_spell_it(tmp_path: Path) -> None:
    rows = [["编号", "类别", "层级"], ["1", "甲", "区级"], ["2", "乙", "区"]]
    table = cross(load_rows(tmp_path, rows), "类别", "层级")
    assert table.heads == ("区级",)
    assert lines(table)[:2] == [("甲", 1, 1, "50%"), ("乙", 1, 1, "50%")]


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ("{件数: 3, 类别: {甲: 2, 乙: 1}, 满意度: {满意: 3}}", "给定的统计里没有“建议.甲”按“满意度”的分项"),
        ("{件数: 3, 类别: {甲: 2, 乙: 1}}", "“建议”不能按“满意度”分"),
        ("{件数: 0, 类别: {甲: 0}, 满意度: {满意: 0}}", "“建议”一件也没有"),
    ],
)
def test_what_given_counts_cannot_tell_is_refused(tmp_path: Path, counts: str, message: str) -> None:
    with pytest.raises(CrossingError, match=message):
        cross(load_batch(tmp_path, f"统计: {counts}"), "类别", "满意度")


def test_given_parts_that_contradict_the_whole_are_refused(tmp_path: Path) -> None:
    counts = (
        "{件数: 3, 办理方式: {协办: 2, 会办: 1}, 满意度: {满意: 2, 不满意: 1},"
        " 协办: {件数: 2, 满意度: {满意: 2}}, 会办: {件数: 1, 满意度: {满意: 1}}}"
    )
    with pytest.raises(CrossingError, match="各项相加不等于合计"):
        cross(load_batch(tmp_path, f"统计: {counts}"), "办理方式", "满意度")


WORDS = st.sampled_from(["A", "B", "C"])
ROWS = st.lists(
    st.tuples(WORDS, st.sampled_from(["甲", "乙"]), st.sampled_from(["主办", "协办"])), min_size=1
)


@settings(max_examples=60)
@given(rows=ROWS, scoped=st.sampled_from([{}, {"办理结果": "主办"}, {"类别": "主办"}]))
def test_any_table_adds_up(rows: list[tuple[str, str, str]], scoped: dict[str, str]) -> None:
    items = tuple(br.Item(result=result, category=category, role=role) for result, category, role in rows)
    report = br.Report(
        year=2019,
        agency=br.Agency(full_name="某局"),
        batches={"建议": br.Batch(items=items)},
        policy=br.Policy(share_of=scoped) if scoped else br.Policy(),
    )
    counted = [row for row in rows if not scoped or row[2] == "主办"]
    if not counted:
        with pytest.raises(CrossingError):
            cross(report, "办理结果", "类别")
        return
    table = cross(report, "办理结果", "类别")
    values = [[cell.items for cell in row.cells] for row in table.rows]
    assert [sum(row) for row in values] == [row.total.value for row in table.rows]
    assert [sum(column) for column in zip(*values, strict=True)] == [cell.items for cell in table.total.cells]
    assert sum(row.total.items for row in table.rows) == table.total.total.value == len(counted)
