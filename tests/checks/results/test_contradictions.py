"""What contradicts itself inside a ledger, between batches, or between a ledger and the report file."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_batch, load_rows, load_text, places, write_ledger

Rows = list[list[object]]


def found(folder: Path, rows: Rows, rest: str = "") -> list[tuple[str, str]]:
    return places(br.check(load_rows(folder, rows, rest=rest)))


class TestSteps:
    @pytest.mark.parametrize(
        ("column", "value"),
        [("是否办结", "是"), ("满意度", "满意"), ("办结日期", "2019-6-1"), ("结果满意度", "基本满意")],
    )
    def test_nothing_follows_a_reply_that_was_not_given(
        self, tmp_path: Path, column: str, value: str
    ) -> None:
        rows: Rows = [
            ["编号", "是否答复", "是否办结", column],
            ["1", "否", "是", value],
            ["2", "是", "是", value],
        ]
        if column == "是否办结":
            rows = [row[:3] for row in rows]
        (problem, *_) = br.check(load_rows(tmp_path, rows))
        assert (problem.id, str(problem.severity), problem.place.cell) == (
            "results.contradiction",
            "error",
            "B2",
        )

    def test_who_only_helps_gives_no_reply(self, tmp_path: Path) -> None:
        rows: Rows = [
            ["编号", "办理方式", "是否答复", "是否办结", "满意度"],
            ["1", "协办", "否", "是", "满意"],
        ]
        assert found(tmp_path, [*rows, ["2", "主办", "是", "是", "满意"]]) == []

    def test_rated_without_a_day_of_reply(self, tmp_path: Path) -> None:
        rows: Rows = [["编号", "答复日期", "满意度"], ["1", "2019-6-1", "满意"]]
        rows += [[str(i), None, "满意"] for i in range(2, 9)]
        (problem,) = br.check(load_rows(tmp_path, rows))
        assert (problem.id, str(problem.severity), problem.place.cell) == (
            "results.rated-before-reply",
            "warning",
            "B3",
        )
        assert "有7件填了满意度，却没有填答复日期（B3、B4、B5、B6、B7等7处）" in problem.message

    @pytest.mark.parametrize("blank", [None, "/", "-"])
    def test_rated_and_silent_about_a_reply(self, tmp_path: Path, blank: str | None) -> None:
        rows: Rows = [["编号", "是否答复", "满意度"], ["1", "是", "满意"], ["2", blank, "满意"]]
        assert found(tmp_path, rows) == [("results.rated-before-reply", "B3")]
        assert found(tmp_path, [*rows[:2], ["2", blank, "未反馈"]]) == [("results.open", "C3")]

    def test_a_column_of_days_that_nobody_fills_says_nothing(self, tmp_path: Path) -> None:
        assert (
            found(tmp_path, [["编号", "答复日期", "满意度"], ["1", None, "满意"], ["2", None, "满意"]]) == []
        )
        rows: Rows = [
            ["编号", "是否答复", "答复日期", "满意度"],
            ["1", "是", None, "满意"],
            ["2", "是", "2019-6-1", "满意"],
        ]
        assert found(tmp_path, rows) == []


class TestYears:
    @pytest.mark.parametrize(
        ("assigned", "replied", "told"),
        [
            ("2020-3-15", "2020-5-1", True),
            ("2018-3-15", "2018-5-1", True),
            ("2018-12-20", "2019-3-1", False),
            ("2019-3-15", "2020-1-5", False),
            ("2018-12-20", None, False),
            ("2020-3-20", None, True),
            (None, None, False),
        ],
    )
    def test_a_batch_of_another_year(
        self, tmp_path: Path, assigned: str | None, replied: str | None, told: bool
    ) -> None:
        rows: Rows = [["编号", "交办日期", "答复日期", "答复期限"], ["1", assigned, replied, "2021-6-1"]]
        problems = br.check(load_rows(tmp_path, rows, rest="落款: {日期: 2021-1-10}"))
        assert [problem.id for problem in problems] == ["results.other-year"] * told
        if told:
            assert "报告的年度是2019年" in problems[0].message
            assert (problems[0].place.file, problems[0].place.line) == ("report.yaml", 1)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ("主办: 6, 协办: 5", "“主办”6件、“协办”5件，合起来11件，多于件数10件"),
        ("主办: {件数: 6}, 会办: {件数: 5}", "“主办”6件、“会办”5件，合起来11件，多于件数10件"),
        (
            "满意: 8, 基本满意: 2, 不满意: 1",
            "“满意”8件、“基本满意”2件、“不满意”1件，合起来11件，多于件数10件",
        ),
        ("公开: 8, 不公开: 3", "“公开”8件、“不公开”3件，合起来11件，多于件数10件"),
    ],
)
def test_classes_counted_by_name_are_no_more_than_all(tmp_path: Path, counts: str, message: str) -> None:
    (problem,) = br.check(load_batch(tmp_path, f"统计: {{件数: 10, {counts}}}"))
    assert (problem.id, str(problem.severity), problem.message) == (
        "results.parts-exceed-whole",
        "error",
        message,
    )


@pytest.mark.parametrize("later", ["已办结", "已反馈"])
def test_counts_of_what_follows_a_reply(tmp_path: Path, later: str) -> None:
    (problem,) = br.check(load_batch(tmp_path, f"统计: {{件数: 5, 已答复: 3, {later}: 4}}"))
    assert (problem.id, str(problem.severity)) == ("results.contradiction", "warning")
    assert problem.message == f"“{later}”4件，多于“已答复”3件"
    assert br.check(load_batch(tmp_path, f"统计: {{件数: 5, 已答复: 4, {later}: 4}}")) == []


@pytest.mark.parametrize(
    "counts",
    ["主办: 8, 独办: 6, 协办: 2", "满意: 8, 主办: 7, 已答复: 10", "甲组: 8, 乙组: 7", "主办: 7, 协办: 3"],
)
def test_other_parts_may_overlap(tmp_path: Path, counts: str) -> None:
    keys = f"分组: {{甲组: [满意, 基本满意], 乙组: {{满意度: 满意}}}}\n统计: {{件数: 10, {counts}}}"
    assert br.check(load_batch(tmp_path, keys)) == []


class TestTheSameItem:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("1", "001"), ("5号", "第5号"), ("12", "１２"), ("建议第7号", "7"), ("闭3", "闭03")],
    )
    def test_a_number_in_two_ways(self, tmp_path: Path, one: str, other: str) -> None:
        rows: Rows = [["编号", "标题"], [one, "修路"], ["99", "架桥"], [other, "建校"]]
        assert found(tmp_path, rows) == [("results.duplicate-number", "A4")]

    @pytest.mark.parametrize(("one", "other"), [("1", "闭1"), ("10", "1"), ("2-1", "21"), ("100", "1")])
    def test_other_numbers(self, tmp_path: Path, one: str, other: str) -> None:
        assert found(tmp_path, [["编号", "标题"], [one, "修路"], [other, "架桥"]]) == []

    def test_numbers_of_two_levels_are_two_series(self, tmp_path: Path) -> None:
        rows: Rows = [["编号", "标题", "层级"], ["1", "修路", "省级"], ["1", "架桥", "市级"]]
        assert found(tmp_path, rows) == []

    @pytest.mark.parametrize("numbers", [(None, None), ("1", "2"), (None, "2")])
    def test_a_title_twice(self, tmp_path: Path, numbers: tuple[object, object]) -> None:
        rows: Rows = [
            ["编号", "标题", "承办单位"],
            [numbers[0], "关于停车的建议", "甲局"],
            [numbers[1], "关于停车 的建议。", "乙局"],
            ["9", "修路", "甲局"],
        ]
        assert found(tmp_path, rows) == [("results.same-title", "B3")]

    def test_many_are_told_at_once(self, tmp_path: Path) -> None:
        rows: Rows = [["编号", "标题"], *[[str(i % 4), f"事项{i % 4}"] for i in range(12)]]
        (problem,) = br.check(load_rows(tmp_path, rows))
        assert problem.message == "有4个编号重复（A2、A6、A10、A3、A7等12处），可能重复计数"

    def test_in_two_batches(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [["编号", "标题"], ["1", "修路"], ["2", "架桥"]])
        write_ledger(tmp_path, [["编号", "标题"], ["002", "架桥"], ["3", "修路"]], name="other.xlsx")
        text = (
            "年度: 2019\n单位: 甲局\n落款: {日期: 2019-12-12}\n"
            "批次:\n  建议: {台账: ledger.xlsx}\n  闭会: {种类: 闭会期间建议, 台账: other.xlsx}\n"
        )
        (problem,) = br.check(load_text(tmp_path, text))
        assert (problem.id, problem.place.file, problem.place.cell) == (
            "results.same-item",
            "other.xlsx",
            "B2",
        )
        assert "“建议”和“闭会”有1件标题和编号都相同" in problem.message


class TestMany:
    def test_the_same_sentence_is_said_once(self, tmp_path: Path) -> None:
        rows: Rows = [["编号", "类别", "交办日期", "答复日期", "办理结果"]]
        rows += [[str(i), None, "2019-5-1", "2019-4-1", "丁"] for i in range(6)]
        problems = br.check(load_rows(tmp_path, rows))
        assert places(problems) == [
            ("results.outside-scheme", "E2"),
            ("results.blank", "B2"),
            ("results.date-order", "D2"),
        ]
        assert all("共6处（" in p.message and "6等6处）" in p.message for p in problems)

    def test_three_are_told_one_by_one(self, tmp_path: Path) -> None:
        rows: Rows = [["编号", "类别"], *[[str(i), None] for i in range(3)], ["9", "城建"]]
        assert found(tmp_path, rows) == [("results.blank", f"B{i}") for i in (2, 3, 4)]


class TestKinds:
    @pytest.mark.parametrize(
        "rest",
        [
            "标题: 关于议案、建议办理情况的报告",
            "标题: 建议提案办理工作总结",
            "正文: [全年办理政协提案5件。]",
            "正文: ['从委员反馈看，都满意。']",
        ],
    )
    def test_a_kind_without_a_batch_is_told(self, tmp_path: Path, rest: str) -> None:
        problems = br.check(load_batch(tmp_path, "统计: {件数: 3}", rest))
        assert {(problem.id, str(problem.severity)) for problem in problems} == {
            ("results.kind-without-batch", "warning")
        }

    @pytest.mark.parametrize(
        "rest",
        [
            "标题: 关于代表建议办理情况的报告",
            "标题: 代表建议、批评和意见办理情况",
            "标题: 关于议案转建议办理情况的报告",
            "正文: ['召开建议提案办理工作会议，听取代表、委员意见，建议加强督办。']",
            "正文: ['去年办理政协提案5件。']",
            "正文: ['全市办理政协提案50件。']",
        ],
    )
    def test_other_words_are_not(self, tmp_path: Path, rest: str) -> None:
        assert br.check(load_batch(tmp_path, "统计: {件数: 3}", rest)) == []

    def test_proposals_alone_have_no_deputies(self, tmp_path: Path) -> None:
        rest = "标题: 提案办理情况\n正文: ['从代表反馈看，都满意。']"
        problems = br.check(load_batch(tmp_path, "种类: 政协提案\n统计: {件数: 3}", rest))
        assert [problem.id for problem in problems] == ["results.kind-without-batch"]
