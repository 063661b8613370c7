"""Cells that list several units or people: counted apart, never said to make up the items, and asked about where unsure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import banli_report as br
from banli_report.figures.amounts import distinct_of
from banli_report.figures.units import holds_people, holds_units, listed_in
from tests.support import composed_free, only_error, write_report

LEDGER = (
    "编号,标题,提出人,承办单位,协办单位,重点,类别\n"
    "1,修路,张三、李四,住建局、交通局,财政局,否,教育、卫生\n"
    "2,建校,李四,住建局,,是,城建\n"
    "3,办园,王五,交通局（牵头）,教育局；住建局,是,城建\n"
)
ALL = ("住建局", "交通局", "财政局", "教育局")


def ledger(*cells: str, column: str = "承办单位") -> str:
    """Give a ledger of one item for each cell of a column."""
    rows = "".join(f'{number},事由{number},"{cell}"\n' for number, cell in enumerate(cells, 1))
    return f"编号,标题,{column}\n{rows}"


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("住建局", ("住建局",)),
        ("住建局、交通局", ("住建局", "交通局")),
        ("住建局，交通局,水利局", ("住建局", "交通局", "水利局")),
        ("住建局/交通局；城管局;财政局", ("住建局", "交通局", "城管局", "财政局")),
        ("住建局\n交通局", ("住建局", "交通局")),
        ("住建局、住建局", ("住建局",)),
        ("住建局、住 建 局", ("住建局",)),
        ("主办：住建局", ("住建局",)),
        ("牵头单位：住建局、交通局", ("住建局", "交通局")),
        ("中国移动（临溪）分公司、5G建设办", ("中国移动（临溪）分公司", "5G建设办")),
        ("住建局（牵头）、交通局", ("住建局", "交通局")),
        ("区政府办（研究室、督查室）", ("区政府办（研究室、督查室）",)),
        ("发展和改革局", ("发展和改革局",)),
        ("住房和城乡建设局、文化和旅游局", ("住房和城乡建设局", "文化和旅游局")),
        ("住建局 交通局", ("住建局", "交通局")),
        ("教育局和体育局、城管局", ("教育局", "体育局", "城管局")),
    ],
)
def test_the_units_of_a_cell(cell: str, units: tuple[str, ...]) -> None:
    assert listed_in("handler", cell).words == units
    assert not listed_in("handler", cell).doubt


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("张三", ("张三",)),
        ("张三、李四", ("张三", "李四")),
        ("张三 李四", ("张三", "李四")),
        ("张 三", ("张三",)),
        ("张和平", ("张和平",)),
        ("张三和李四", ("张三", "李四")),
        ("民盟区委、农工党区委", ("民盟区委", "农工党区委")),
        ("阿依古丽·买买提", ("阿依古丽·买买提",)),
    ],
)
def test_the_people_of_a_cell(cell: str, people: tuple[str, ...]) -> None:
    assert listed_in("proposer", cell).words == people


def test_columns_that_hold_lists() -> None:
    names = (
        "handler",
        "assistants",
        "主管部门",
        "category",
        "街道",
        "单位性质",
        "proposer",
        "代表团",
        "附议人",
    )
    assert [name for name in names if holds_units(name)] == ["handler", "assistants", "主管部门"]
    assert [name for name in names if holds_people(name)] == ["proposer", "代表团", "附议人"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("由{{ 建议.承办单位 | 个数 }}家单位承办", "由‹2›家单位承办"),
        ("{{ 建议.协办单位 | 个数 }}家", "‹3›家"),
        ('{{ 建议 | 个数("承办单位", "协办单位") }}家', "‹4›家"),
        ("{{ 建议.重点.承办单位 | 个数 }}家", "‹2›家"),
        ("{{ 建议.提出人 | 个数 }}名代表", "‹3›名代表"),
        ("{{ 建议.承办单位['住建局'].件数 }}件", "‹2›件"),
        ("{{ 建议.承办单位['交通局'].件数 }}件，占{{ 建议.承办单位['交通局'].占比 }}", "‹2›件，占‹66.7%›"),
        (
            "{{ 建议.承办单位 | 分项 }}",
            "住建局‹2›件、交通局‹2›件（一件有几个承办单位的，分别计入）",
        ),
        ("{{ 建议.重点.承办单位 | 分项(占比=false) }}", "住建局‹1›件、交通局‹1›件"),
        ("未填{{ 建议.承办单位.未填 }}件", "未填‹0›件"),
        ("{{ 建议.件数 }}件，{{ 建议.类别 | 分项(占比=false) }}", "‹3›件，教育、卫生‹1›件、城建‹2›件"),
        (
            "{% for 件 in 建议.清单 %}{{ 件.承办单位 }}。{% endfor %}",
            "住建局、交通局。住建局。交通局（牵头）。",
        ),
    ],
)
def test_units_are_counted_apart(tmp_path: Path, text: str, printed: str) -> None:
    assert composed_free(tmp_path, text, ledger=LEDGER) == printed


@pytest.mark.parametrize(
    "text",
    [
        '{{ 批次 | 构成("承办单位") }}',
        '{{ 建议.承办单位 | 构成("重点") }}',
        "{{ 建议.承办单位 | 评价 }}",
        "{{ 建议.承办单位 | 反馈 }}",
        '{{ 建议 | 交叉表("重点", "承办单位") }}',
    ],
)
def test_what_claims_to_make_up_the_items_refuses_them(tmp_path: Path, text: str) -> None:
    problem = only_error(lambda: composed_free(tmp_path, text, ledger=LEDGER))
    assert problem.id == "template.value"
    assert "计几次" in problem.message


def test_a_group_finds_a_unit_in_every_list(tmp_path: Path) -> None:
    batches = {"建议": {"台账": "ledger.csv", "分组": {"住建承办": {"承办单位": "住建局"}}}}
    text = "{{ 建议.住建承办.件数 }}件"
    assert composed_free(tmp_path, text, ledger=LEDGER, 批次=batches) == "‹2›件"


def test_they_are_traced_and_listed(tmp_path: Path) -> None:
    found = {
        figure.name: figure for figure in br.figures(br.load(write_report(tmp_path, "一段。", ledger=LEDGER)))
    }
    assert [found[f"建议.{name}.个数"].text for name in ("提出人", "承办单位", "协办单位")] == ["3", "2", "3"]
    assert found["建议.承办单位.个数"].source == "ledger.csv 第2—4行"
    assert found["建议.协办单位.个数"].source == "ledger.csv 第2、4行"
    assert "不同名称的个数" in found["建议.承办单位.个数"].formula


@pytest.mark.parametrize(
    ("cells", "cell", "why"),
    [
        (("住建、交通局",), "C2", "“住建”不像单位的名称"),
        (("住建局", "交通局", "住建和交通局"), "C4", "“住建和交通局”是一家还是几家"),
        (("住建局（牵头）、交通局（协办）",), "C2", "“（协办）”的写在了这一列"),
        (("主办：住建局；协办：交通局",), "C2", "“协办：”的写在了这一列"),
        (("1.住建局 2.交通局",), "C2", "是一家还是几家"),
        (("住建局&交通局",), "C2", "是一家还是几家"),
        (("住建局-交通局",), "C2", "是一家还是几家"),
        (("住建局。交通局",), "C2", "是一家还是几家"),
        (("、", "住建局"), "C2", "没有写出名称"),
    ],
)
@pytest.mark.parametrize(
    "text", ["{{ 建议.承办单位 | 个数 }}", "{{ 建议.承办单位 | 分项 }}", "{{ 建议.承办单位['住建局'].件数 }}"]
)
def test_where_it_is_not_certain_it_asks(
    tmp_path: Path, cells: tuple[str, ...], cell: str, why: str, text: str
) -> None:
    problem = only_error(lambda: composed_free(tmp_path, text, ledger=ledger(*cells)))
    assert (problem.id, problem.place.cell) == ("results.several-units", cell)
    assert why in problem.message
    assert "顺序" in problem.hint


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (("住建局、移动", "移动"), "2"),
        (("住建局、妇联、法院、开发区、县工商联",), "5"),
        (("住建局", "发展和改革局", "财政局"), "3"),
    ],
)
def test_where_it_is_certain_it_does_not_ask(tmp_path: Path, cells: tuple[str, ...], number: str) -> None:
    text = composed_free(tmp_path, "{{ 建议.承办单位 | 个数 }}", ledger=ledger(*cells))
    assert text == f"‹{number}›"


@pytest.mark.parametrize(
    ("column", "cells", "cell"),
    [
        ("承办单位", ("住建局", "各乡镇"), "C3"),
        ("承办单位", ("住建局、交通局等单位",), "C2"),
        ("承办单位", ("市直部门（住建局、交通局）",), "C2"),
        ("承办单位", ("住建局", ""), "C3"),
        ("提出人", ("张三等5人",), "C2"),
        ("提出人", ("张三", ""), "C3"),
        ("代表团", ("第一代表团", ""), "C3"),
    ],
)
def test_a_number_of_what_is_not_named_is_refused(
    tmp_path: Path, column: str, cells: tuple[str, ...], cell: str
) -> None:
    text = f"{{{{ 建议.{column} | 个数 }}}}"
    problem = only_error(lambda: composed_free(tmp_path, text, ledger=ledger(*cells, column=column)))
    assert (problem.id, problem.place.cell) == ("results.uncounted-names", cell)


def test_such_a_number_is_not_listed_either(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path, "一段。", ledger=ledger("各乡镇", "住建局")))
    assert "建议.承办单位.个数" not in {figure.name for figure in br.figures(report)}


def test_delegations_and_own_columns_are_counted(tmp_path: Path) -> None:
    rows = ledger("第一代表团", "第二代表团、第一代表团", column="代表团")
    assert composed_free(tmp_path, "{{ 建议.代表团 | 个数 }}个代表团", ledger=rows) == "‹2›个代表团"


def test_names_that_may_not_be_listed_are_counted_all_the_same(tmp_path: Path) -> None:
    rows = "编号,标题,提出人,公开\n1,甲,张三,公开\n2,乙,李四,不公开\n"
    assert composed_free(tmp_path, "{{ 建议.提出人 | 个数 }}名", ledger=rows) == "‹2›名"
    for text in (
        "{{ 建议.提出人 | 分项 }}",
        "{% for 人 in 建议.提出人 %}{{ 人.名称 }}{% endfor %}",
        "{{ 建议.提出人 }}",
    ):
        problem = only_error(lambda text=text: composed_free(tmp_path, text, ledger=rows))
        assert "不公开的件独有的内容" in problem.message


def test_the_report_file_may_say_that_they_are_one(tmp_path: Path) -> None:
    policy = {"顺序": {"承办单位": ["住建局、交通局"]}}
    text = composed_free(tmp_path, "{{ 建议.承办单位 | length }}", ledger=LEDGER, 口径=policy)
    assert text == "3"
    policy = {"顺序": {"承办单位": ["住建和交通局", "移动"]}}
    rows = ledger("住建局", "交通局", "住建和交通局、移动")
    assert composed_free(tmp_path, "{{ 建议.承办单位 | 个数 }}", ledger=rows, 口径=policy) == "‹4›"


def test_batches_together_count_a_unit_once(tmp_path: Path) -> None:
    batches: dict[str, Any] = {
        "建议": {"台账": {"文件": "ledger.csv", "筛选": "重点"}},
        "其他": {"种类": "代表建议", "台账": {"文件": "ledger.csv", "筛选": {"重点": "否"}}},
    }
    text = "{{ 建议.承办单位 | 个数 }}+{{ 其他.承办单位 | 个数 }}，共{{ 合计.承办单位 | 个数 }}家"
    assert composed_free(tmp_path, text, ledger=LEDGER, 批次=batches) == "‹2›+‹2›，共‹2›家"


class TestGiven:
    """Numbers of units that a report file gives."""

    def batch(self, **counts: object) -> dict[str, object]:
        return {"提案": {"种类": "政协提案", "统计": {"件数": 92, **counts}}}

    def test_they_are_printed_and_traced(self, tmp_path: Path) -> None:
        given = self.batch(个数={"承办单位": 78}, 主办={"件数": 40, "个数": {"承办单位": 31}})
        text = "{{ 提案.承办单位 | 个数 }}家，其中主办{{ 提案.主办.承办单位 | 个数 }}家"
        assert composed_free(tmp_path, text, 批次=given) == "‹78›家，其中主办‹31›家"
        found = {figure.name: figure for figure in br.figures(br.load(tmp_path / "report.yaml"))}
        assert "第" in found["提案.承办单位.个数"].source
        assert found["提案.承办单位.个数"].source.endswith("（给定的统计）")

    def test_unknown_they_forbid_a_release(self, tmp_path: Path) -> None:
        problem = only_error(lambda: composed_free(tmp_path, "一", 批次=self.batch(个数={"承办单位": "X"})))
        assert (problem.id, "承办单位.个数" in problem.message) == ("draft.unknown-count", True)

    def test_they_are_compared_with_the_ledger(self, tmp_path: Path) -> None:
        batches = {"建议": {"台账": "ledger.csv", "统计": {"件数": 3, "个数": {"承办单位": 3}}}}
        problem = only_error(lambda: composed_free(tmp_path, "一", ledger=LEDGER, 批次=batches))
        assert "统计写明承办单位3个，台账数出2个" in problem.message

    def test_two_given_numbers_are_not_added(self, tmp_path: Path) -> None:
        given = {
            name: {"种类": "政协提案", "统计": {"件数": 2, "个数": {"承办单位": 2}}} for name in ("甲", "乙")
        }
        refusal = only_error(lambda: composed_free(tmp_path, "{{ 合计.承办单位 | 个数 }}", 批次=given))
        assert refusal.id == "template.unknown-name"


class TestTimes:
    """Classes that count 件次: an item may be of several."""

    GIVEN = {
        "提案": {
            "种类": "政协提案",
            "统计": {"件数": 572, "办理结果": {"A": 258, "B": 302, "C": 76, "D": 29, "件次": 665}},
        }
    }
    POLICY = {"办理结果": "ABCD"}

    def text(self, folder: Path, text: str) -> str:
        return composed_free(folder, text, 批次=self.GIVEN, 口径=self.POLICY)

    def test_shares_are_of_the_times(self, tmp_path: Path) -> None:
        text = "共{{ 提案.办理结果.件次 }}件次：{{ 提案.办理结果 | 分项(代码=true) }}"
        printed = self.text(tmp_path, text)
        assert printed.startswith("共‹665›件次：A类（已经解决或基本解决）‹258›件次，占‹38.8%›；")
        assert printed.endswith("‹29›件次，占‹4.4%›")

    def test_one_class_says_its_unit(self, tmp_path: Path) -> None:
        assert self.text(tmp_path, "{{ 提案.办理结果.A.件次 }}件次") == "‹258›件次"
        for text in ("{{ 提案.办理结果.A.件数 }}", "{{ 提案.A.件数 }}", "{{ 提案.落实率 }}"):
            assert only_error(lambda text=text: self.text(tmp_path, text)).id == "template.unknown-name"

    @pytest.mark.parametrize(
        ("classes", "why"),
        [
            ({"A": 258, "B": 302, "件次": 665}, "相加为560件次，与写明的665件次不符"),
            ({"A": 258, "B": 302, "件次": 560}, "560件次，比件数572件还少"),
            ({"A": 300, "B": 302}, "多30件"),
        ],
    )
    def test_they_must_add_up_to_what_is_said(
        self, tmp_path: Path, classes: dict[str, int], why: str
    ) -> None:
        batches = {"提案": {"种类": "政协提案", "统计": {"件数": 572, "办理结果": classes}}}
        problem = only_error(lambda: composed_free(tmp_path, "一", 批次=batches))
        assert problem.id == "results.partition-sum"
        assert why in problem.message

    def test_the_table_says_so(self, tmp_path: Path) -> None:
        text = composed_free(tmp_path, "一", 批次=self.GIVEN, 口径=self.POLICY, 附件=["统计表"])
        assert "注：提案的办理结果按‹665›件次统计" in text

    def test_batches_of_both_ways_are_not_added(self, tmp_path: Path) -> None:
        batches = {**self.GIVEN, "建议": {"种类": "代表建议", "统计": {"件数": 2, "办理结果": {"A": 2}}}}
        refusal = only_error(
            lambda: composed_free(tmp_path, "{{ 合计.办理结果 | 分项 }}", 批次=batches, 口径=self.POLICY)
        )
        assert refusal.id == "template.value"


@given(st.lists(st.lists(st.sampled_from(ALL), min_size=1, unique=True), min_size=1, max_size=12))
def test_the_parts_are_what_a_count_by_hand_gives(rows: list[list[str]]) -> None:
    items = [br.Item(标题=f"事由{at}", 承办单位="、".join(units)) for at, units in enumerate(rows)]
    batch = br.Batch(kind="代表建议", items=items)
    report = br.Report(year=2024, agency="甲局", template="base", batches={"建议": batch}, narrative=["一"])
    found = br.figures(report)
    batch_figures = found.batches["建议"]
    partition = batch_figures.partition("handler")
    assert partition is not None
    assert {part.name: part.count.value for part in partition} == {
        unit: sum(unit in row for row in rows) for row in rows for unit in row
    }
    assert (partition.missing, partition.excess) == (0, sum(map(len, rows)) - len(rows))
    distinct = distinct_of(batch_figures, ["handler"])
    assert distinct is not None
    assert distinct.value == len({unit for row in rows for unit in row})
