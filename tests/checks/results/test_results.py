"""What is told about results that do not add up, with the cell or line that a clerk has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import HEAD, load_batch, load_rows, load_text, places, write_ledger

HEADER = ["编号", "标题", "类别", "办理方式", "办理结果", "满意度", "重点"]
ROWS = [
    ["1", "修路", "城建", "独办", "A", "满意", "是"],
    ["2", "架桥", "城建", "主办", "A", "基本满意", "否"],
    ["3", "建校", "教育", "协办", "B", "满意", "否"],
]


def check_rows(
    folder: Path, rows: Sequence[Sequence[object]], batch: str = "台账: ledger.xlsx", rest: str = ""
) -> list[br.Problem]:
    return br.check(load_rows(folder, rows, batch, rest))


def check_counts(folder: Path, text: str, rest: str = "") -> list[br.Problem]:
    return br.check(load_batch(folder, text, rest))


def only(problems: Sequence[br.Problem]) -> br.Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_results_that_add_up_have_no_problems(tmp_path: Path) -> None:
    keys = """\
台账: ledger.xlsx
分组: {城建件: {类别: 城建}}
统计: {件数: 3, 类别: {城建: 2, 教育: 1}, 主办: 2, 独办: 1, 城建件: 2, 重点: {件数: 1, 满意度: {满意: 1}}}
上年: {件数: 4, 满意度: {满意: 3, 未反馈: 1}}
"""
    rest = "口径: {指标: {满意率: {分子: [满意, 基本满意], 分母: 已反馈}}, 顺序: {类别: [教育]}}\n"
    assert check_rows(tmp_path, [HEADER, *ROWS], keys, rest) == []


def test_problems_that_forbid_release_stop_the_figures(tmp_path: Path) -> None:
    report = load_batch(tmp_path, "统计: {件数: 3, 办理结果: {A: 1}}")
    with pytest.raises(br.BanliError) as stopped:
        br.figures(report)
    assert list(stopped.value.problems) == br.check(report)
    assert not stopped.value.unreadable


class TestGivenCounts:
    @pytest.mark.parametrize(
        ("counts", "column", "message"),
        [
            (
                "{件数: 591, 类别: {甲: 300, 乙: 288}}",
                23,
                "“类别”各项（300+288）相加为588件，比件数591件少3件",
            ),
            (
                "{件数: 15, 办理方式: {独办: 4, 主办: 12, 协办: 3}}",
                24,
                "“办理方式”各项（4+12+3）相加为19件，比件数15件多4件",
            ),
            ("{件数: 3, 类别: {}}", 21, "“类别”一项也没有，相加为0件，比件数3件少3件"),
            ("{件数: 9, 街道: {甲: 4, 乙: 4}}", 21, "“街道”各项（4+4）相加为8件，比件数9件少1件"),
        ],
    )
    def test_parts_must_add_to_the_whole(
        self, tmp_path: Path, counts: str, column: int, message: str
    ) -> None:
        problem = only(check_counts(tmp_path, f"统计: {counts}"))
        assert (problem.id, problem.severity) == ("results.partition-sum", br.Severity.ERROR)
        assert (problem.place.line, problem.place.column) == (5, column)
        assert problem.message == message

    def test_the_hint_fits_the_case(self, tmp_path: Path) -> None:
        inside = only(check_counts(tmp_path, "统计: {件数: 15, 办理方式: {独办: 4, 主办: 12, 协办: 3}}"))
        assert "主办与独办" in inside.hint
        unrated = only(check_counts(tmp_path, "统计: {件数: 5, 满意度: {满意: 4}}"))
        assert "未反馈: 2" in unrated.hint
        assert check_counts(tmp_path, "统计: {件数: 5, 满意度: {满意: 4, 未反馈: 1}}") == []

    def test_parts_inside_parts_and_last_year_are_checked_too(self, tmp_path: Path) -> None:
        text = "统计: {件数: 9, 重点: {件数: 3, 满意度: {满意: 2}}}\n上年: {件数: 4, 办理结果: {A: 5}}"
        problems = check_counts(tmp_path, text)
        assert [(p.id, p.place.line) for p in problems] == [
            ("results.partition-sum", 5),
            ("results.partition-sum", 6),
        ]
        assert problems[0].message.endswith("比件数3件少1件")

    @pytest.mark.parametrize("part", ["已答复: 6", "重点: {件数: 6}", "已办复: 6", "街道件: {件数: 6}"])
    def test_a_part_cannot_exceed_the_whole(self, tmp_path: Path, part: str) -> None:
        problem = only(check_counts(tmp_path, f"统计:\n  件数: 5\n  {part}"))
        assert (problem.id, problem.place.line) == ("results.part-exceeds-whole", 7)
        assert problem.message.endswith("有6件，多于件数5件")
        assert "replied" not in problem.message

    def test_classes_outside_the_scheme_with_the_nearest(self, tmp_path: Path) -> None:
        problem = only(check_counts(tmp_path, "统计: {件数: 5, 满意度: {满意: 4, 基本满义: 1}}"))
        assert (problem.id, problem.place.line, problem.place.column) == ("results.outside-scheme", 5, 36)
        assert "“满意度”里没有“基本满义”这一类" in problem.message
        assert problem.hint == "是不是“基本满意”？"

    def test_one_class_in_two_spellings(self, tmp_path: Path) -> None:
        problem = only(check_counts(tmp_path, "统计: {件数: 5, 办理结果: {A: 4, A类: 1}}"))
        assert (problem.id, problem.place.line) == ("results.repeated-class", 5)
        assert "“A类”和“A”是同一类" in problem.message

    @pytest.mark.parametrize(
        ("counts", "message"),
        [
            ("满意度: {满意: 28, 基本满意: 2}, 满意: 20", "“满意”写明20件，统计里另外写明的却是28件"),
            (
                "满意度: {满意: 25, 未反馈: 5}, 已反馈: 30",
                "“已反馈”写明30件，统计里另外写明的却是25件",
            ),
            (
                "公开: {公开: 20, 摘要公开: 5, 不公开: 5}, 已公开: 20",
                "“已公开”写明20件，统计里另外写明的却是25件",
            ),
            (
                "办理方式: {主办: 15, 独办: 2, 协办: 13}, 主办: 16",
                "“主办”写明16件，统计里另外写明的却是17件",
            ),
            (
                "办理方式: {主办: 15, 独办: 2, 协办: 13}, 主办: {件数: 15}",
                "“主办”写明15件，统计里另外写明的却是17件",
            ),
            ("是否重点: {是: 3, 否: 27}, 重点: {件数: 4}", "“重点”写明4件，统计里另外写明的却是3件"),
            ("是否答复: {已答复: 29, 未答复: 1}, 已答复: 30", "“已答复”写明30件，统计里另外写明的却是29件"),
            ("类别: {甲: 10, 乙: 20}, 甲件: 11", "“甲件”写明11件，统计里另外写明的却是10件"),
            ("满意度: {满意: 30}, 不满意: 1", "“不满意”写明1件，统计里另外写明的却是0件"),
        ],
    )
    def test_what_is_said_twice_must_agree(self, tmp_path: Path, counts: str, message: str) -> None:
        keys = f"分组: {{甲件: {{类别: 甲}}}}\n统计: {{件数: 30, {counts}}}"
        problem = only(check_counts(tmp_path, keys))
        assert (problem.id, str(problem.severity), problem.place.line) == (
            "results.counts-disagree",
            "error",
            6,
        )
        assert problem.message.startswith(message)
        assert "report.yaml 第6行" in problem.message

    def test_what_is_said_twice_and_agrees_is_no_problem(self, tmp_path: Path) -> None:
        counts = """\
统计:
  件数: 30
  满意度: {满意: 24, 基本满意: 2, 未反馈: 4}
  满意: 24
  已反馈: 26
  公开: {公开: 20, 摘要公开: 5, 不公开: 5}
  已公开: 25
  办理方式: {主办: 15, 独办: 2, 协办: 13}
  主办: {件数: 17, 办理方式: {主办: 15, 独办: 2}, 满意: 17}
  独办: 2
  分办: X
  是否重点: {是: 3, 否: 27}
  重点: {件数: 3, 满意度: {满意: 2, 未反馈: 1}}
  议案: 2
上年: {件数: 20, 主办: 12, 满意: 9}
"""
        problems = check_counts(tmp_path, counts)
        assert {problem.id for problem in problems} == {"draft.unknown-count"}

    @pytest.mark.parametrize(
        ("part", "message"),
        [
            ("满意度: {不满意: 3}", "“重点”里满意度“不满意”有3件，多于全部的满意度“不满意”1件"),
            ("满意度: {基本满意: 3}", "“重点”里满意度“基本满意”有3件，多于全部的满意度“基本满意”0件"),
            ("满意度: {满意: 2, 未反馈: 1}", "“重点”里满意度“未反馈”有1件，多于全部的满意度“未反馈”0件"),
            ("办理方式: {独办: 3}", "“重点”里办理方式“独办”有3件，多于全部的办理方式“独办”2件"),
            ("主办: 3", "“重点”里“主办”有3件，多于全部的“主办”2件"),
            ("类别: {城建: 3}", "“重点”里类别“城建”有3件，多于全部的类别“城建”2件"),
            ("已答复: 3", "“重点”里“已答复”有3件，多于全部的“已答复”2件"),
        ],
    )
    def test_a_part_cannot_exceed_its_whole_in_a_class(self, tmp_path: Path, part: str, message: str) -> None:
        whole = "满意度: {满意: 29, 不满意: 1}, 办理方式: {独办: 2, 协办: 28}, 类别: {城建: 2, 教育: 28}, 已答复: 2"
        problem = only(check_counts(tmp_path, f"统计: {{件数: 30, {whole}, 重点: {{件数: 3, {part}}}}}"))
        assert (problem.id, problem.place.line) == ("results.part-exceeds-whole", 5)
        assert problem.message == message

    def test_a_column_needs_its_parts(self, tmp_path: Path) -> None:
        problem = only(check_counts(tmp_path, "统计: {件数: 5, 类别: 5}"))
        assert (problem.id, problem.place.column) == ("results.partition-form", 21)
        assert "“类别”应逐项写明件数" in problem.message

    def test_a_name_that_is_perhaps_misspelt(self, tmp_path: Path) -> None:
        problem = only(check_counts(tmp_path, "统计: {件数: 5, 已答付: 5}"))
        assert (problem.id, problem.severity) == ("results.own-name", br.Severity.WARNING)
        assert problem.hint == "是不是“已答复”？"


class TestAgainstTheLedger:
    @pytest.mark.parametrize(
        ("counts", "message"),
        [
            ("件数: 4", "统计写明件数4件，台账数出3件，相差1件"),
            ("类别: {城建: 1, 教育: 2}", "统计写明类别“城建”1件，台账数出2件，相差1件"),
            ("办理结果: {A: 2, B: 0, C: 1}", "统计写明办理结果“B”0件，台账数出1件，相差1件"),
            ("主办: 3", "统计写明“主办”3件，台账数出2件，相差1件"),
            ("已反馈: 1", "统计写明“已反馈”1件，台账数出3件，相差2件"),
            ("重点: {件数: 2}", "统计写明“重点”2件，台账数出1件，相差1件"),
            ("重点: {件数: 1, 满意度: {基本满意: 1}}", "统计写明满意度“基本满意”1件，台账数出0件，相差1件"),
            ("城建件: 1", "统计写明“城建件”1件，台账数出2件，相差1件"),
            ("满意度: {满意: 2, 未反馈: 1}", "统计的满意度没有写“基本满意”，台账数出1件"),
            ("办理结果: {A: 2, 暂无: 1}", "统计的办理结果没有写“正在解决或列入计划解决”，台账数出1件"),
            ("满意度: {满意: 1, 基本满意: 1, 未反馈: 1}", "统计写明满意度“满意”1件，台账数出2件，相差1件"),
            ("办理方式: {主办: 3}", "统计写明办理方式“主办”3件，台账数出2件，相差1件"),
            ("办理方式: {主办: 2, 分办: 1}", "统计写明办理方式“分办”1件，台账数出0件，相差1件"),
        ],
    )
    def test_each_count_is_compared(self, tmp_path: Path, counts: str, message: str) -> None:
        keys = "台账: ledger.xlsx\n分组: {城建件: {类别: 城建}}\n统计:\n" + (
            "" if counts.startswith("件数") else "  件数: 3\n"
        )
        problems = check_rows(tmp_path, [HEADER, *ROWS], keys + f"  {counts}")
        assert problems[0].message == message
        assert {problem.id for problem in problems} == {"results.ledger-counts"}
        assert problems[0].place.file == "report.yaml"
        assert problems[0].place.line == (8 if counts.startswith("件数") else 9)

    def test_the_wider_class_includes_those_inside_it(self, tmp_path: Path) -> None:
        keys = "台账: ledger.xlsx\n统计: {件数: 3, 办理方式: {主办: 2, 协办: 1}, 主办: {件数: 2, 办理方式: {主办: 2}}}"
        assert check_rows(tmp_path, [HEADER, *ROWS], keys) == []
        keys = "台账: ledger.xlsx\n统计: {件数: 3, 办理方式: {主办: 1, 独办: 1, 协办: 1}, 主办: 2}"
        assert check_rows(tmp_path, [HEADER, *ROWS], keys) == []

    @pytest.mark.parametrize(("blank", "more"), [(1, []), (2, ["results.ledger-counts"])])
    def test_what_has_no_class_yet_is_compared_with_blank_cells(
        self, tmp_path: Path, blank: int, more: list[str]
    ) -> None:
        rows = [["标题", "满意度"], ["修路", "满意"], ["架桥", "满意"], ["建校", None]]
        counts = f"统计: {{件数: 3, 满意度: {{满意: {3 - blank}, 未反馈: {blank}}}}}"
        problems = check_rows(tmp_path, rows, f"台账: ledger.xlsx\n{counts}")
        assert [problem.id for problem in problems] == ["results.open", *more, *more]

    def test_what_the_ledger_cannot_tell_is_told(self, tmp_path: Path) -> None:
        keys = "台账: ledger.xlsx\n统计: {件数: 3, 层级: {区级: 3}, 已答复: 2, 街道件: {件数: 1}}"
        problems = check_rows(tmp_path, [HEADER, *ROWS], keys)
        assert {(p.id, str(p.severity)) for p in problems} == {("results.unchecked-count", "warning")}
        assert [(p.place.column, p.message[:9]) for p in problems] == [
            (21, "统计里的“层级”，"),
            (35, "统计里的“已答复”"),
            (43, "统计里的“街道件”"),
        ]
        assert "“分组”" in problems[2].hint


class TestRows:
    def test_dates_out_of_order(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "交办日期", "面商日期", "答复日期", "办结日期", "答复期限"],
            ["修路", "2019-3-27", "2019-4-1", "2019-3-26", "2019-3-25", "2019-3-1"],
            ["架桥", "2019-3-27", "2019-3-27", "2019-3-27", "2019-3-27", "2019-6-27"],
        ]
        problems = check_rows(tmp_path, rows)
        assert places(problems) == [
            ("results.date-order", "D2"), ("results.date-order", "E2"), ("results.date-order", "E2"), ("results.date-order", "F2")
        ]  # fmt: skip
        assert problems[0].message == "答复日期2019-03-26早于交办日期2019-03-27"

    @pytest.mark.parametrize(
        ("said", "day", "severity"),
        [
            ("是否答复", "答复日期", "error"),
            ("是否办结", "办结日期", "error"),
            ("是否见面", "面商日期", "warning"),
        ],
    )
    def test_no_beside_the_day_that_it_was_done(
        self, tmp_path: Path, said: str, day: str, severity: str
    ) -> None:
        rows = [
            ["标题", said, day],
            ["修路", "否", "2019-5-1"],
            ["架桥", "否", None],
            ["建校", "是", "2019-5-2"],
        ]
        problem = only(check_rows(tmp_path, rows))
        assert (problem.id, str(problem.severity), problem.place.cell) == (
            "results.contradiction",
            severity,
            "B2",
        )
        assert f"是“否”，却填有{day}2019-05-01" in problem.message

    def test_days_after_the_report_is_signed(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "答复日期", "答复期限"],
            ["修路", "2020-05-01", "2020-06-01"],
            ["架桥", "2019-12-12", "2020-06-01"],
        ]
        problem = only(check_rows(tmp_path, rows))
        assert (problem.id, str(problem.severity), problem.place.cell) == (
            "results.after-signing",
            "error",
            "B2",
        )
        draft = only(br.check(load_rows(tmp_path, rows), draft=True))
        assert (draft.id, str(draft.severity)) == ("results.after-signing", "warning")
        assert problem.message == "答复日期2020-05-01晚于落款日期2019-12-12"

    def test_dates_far_from_the_year_of_the_report(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "答复日期"],
            ["修路", "2204-05-01"],
            ["架桥", "2013-05-01"],
            ["建校", "2014-05-01"],
            ["治水", "2021-05-01"],
            ["建园", "2022-05-01"],
            ["种树", "1919-05-01"],
        ]
        found = check_rows(tmp_path, rows)
        problems = [problem for problem in found if problem.id == "results.far-date"]
        assert [(problem.place.cell, str(problem.severity)) for problem in problems] == [
            ("B2", "error"),
            ("B7", "error"),
            ("B3", "warning"),
            ("B6", "warning"),
        ]
        assert problems[0].message == "答复日期2204-05-01离报告的年度2019年太远"

    def test_values_outside_the_scheme_with_the_nearest(self, tmp_path: Path) -> None:
        rows = [HEADER, ["1", "修路", "城建", "主力", "D", "很满义", "是"]]
        problems = check_rows(tmp_path, rows)
        assert {
            cell: problem.hint for problem, (_, cell) in zip(problems, places(problems), strict=True)
        } == {
            "D2": "是不是“主办”？另有的，在“口径”里写明算作哪一种，如 办理方式: {承办: 主办, 配合: 协办}",
            "E2": "应为A（已经解决或基本解决）、B（正在解决或列入计划解决）、C（因条件限制暂时不能解决或留作参考）之一；"
            "另有分法的，在“口径”的“办理结果”里写明",
            "F2": "是不是“非常满意”？",
        }
        assert {problem.id for problem in problems} == {"results.outside-scheme"}

    def test_a_scheme_of_the_agency_s_own_is_the_scheme(self, tmp_path: Path) -> None:
        rest = "口径: {办理结果: 甲乙丙}\n"
        problem = only(
            check_rows(tmp_path, [["标题", "办理结果"], ["修路", "甲类"], ["架桥", "D"]], rest=rest)
        )
        assert problem.place.cell == "B3"

    def test_blank_cells_where_parts_must_add_up(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "类别", "公开", "满意度"],
            ["修路", None, "公开", "满意"],
            ["架桥", "城建", None, None],
        ]
        problems = check_rows(tmp_path, rows)
        assert [(p.id, p.place.cell, str(p.severity)) for p in problems] == [
            ("results.blank", "B2", "error"),
            ("results.blank", "C3", "error"),
            ("results.open", "D3", "warning"),
        ]
        assert "“满意度”有1件没有填写（D3）" in problems[2].message

    def test_blank_cells_of_agencies_and_of_own_classes(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "承办单位", "代表团", "备注"],
            ["修路", "住建局", "一团", None],
            ["架桥", "住建局", "一团", "已上报"],
            ["建校", None, None, None],
            ["建园", "教育局", "二团", None],
            ["治水", "水利局", "二团", "已上报"],
        ]
        problems = check_rows(tmp_path, rows)
        assert places(problems) == [("results.open", "B4"), ("results.open", "C4")]
        assert {str(problem.severity) for problem in problems} == {"warning"}
        assert "“承办单位”有1件没有填写（B4）" in problems[0].message

    def test_blanks_among_yes_and_no(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "是否重点", "是否采纳"],
            ["修路", "是", "√"],
            ["架桥", "否", None],
            ["建校", None, None],
        ]
        problem = only(check_rows(tmp_path, rows))
        assert (problem.id, str(problem.severity), problem.place.cell) == ("results.open", "warning", "B4")
        assert "有1件没有填写（B4），空着的哪边都不算" in problem.message

    def test_numbers_used_twice(self, tmp_path: Path) -> None:
        rows = [
            ["编号", "标题", "种类"],
            ["12", "修路", "建议"],
            [12.0, "架桥", "建议"],
            ["12", "建校", "闭会期间建议"],
        ]
        problem = only(check_rows(tmp_path, rows))
        assert (problem.id, problem.place.cell, str(problem.severity)) == (
            "results.duplicate-number",
            "A3",
            "warning",
        )
        assert "编号“12”与A2重复" in problem.message

    def test_names_that_differ_in_width_or_spaces_alone(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "类别"],
            ["修路", "综合"],
            ["架桥", "综 合"],
            ["建校", "IT"],
            ["建园", "ＩＴ"],
            ["治水", "综 合"],
        ]
        problems = check_rows(tmp_path, rows)
        assert places(problems) == [("results.alike-names", "B3"), ("results.alike-names", "B5")]
        assert "“综 合”和“综合”写法不一，分开计数" in problems[0].message

    def test_own_classes_that_differ_in_width_alone(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "案号", "小组", "内容"],
            *[
                [f"修路{i}", str(i), "第１组" if i < 2 else "第1组", f"内容{i}" if i else "内容１"]
                for i in range(6)
            ],
        ]
        assert places(check_rows(tmp_path, rows)) == [("results.alike-names", "C4")]

    def test_items_made_in_python_are_checked_too(self) -> None:
        made = (br.Item(number="1", category="城建", result="Z"), br.Item(number="1"))
        report = br.Report(
            year=2019, agency=br.Agency(full_name="某局"), batches={"建议": br.Batch(items=made)}
        )
        assert {problem.id for problem in br.check(report)} == {
            "results.outside-scheme", "results.blank", "results.open", "results.duplicate-number"
        }  # fmt: skip
        assert not any(str(problem.place) for problem in br.check(report))

    def test_what_reading_had_to_guess_comes_first(self, tmp_path: Path) -> None:
        (tmp_path / "ledger.csv").write_text("标题;类别\n修路;\n", "utf-8")
        problems = br.check(load_batch(tmp_path, "台账: ledger.csv"))
        assert [problem.id for problem in problems] == ["results.csv-detected", "results.blank"]


class TestDefinitions:
    @pytest.mark.parametrize(
        ("rule", "words", "hint"),
        [
            ("{分子: 已反愧}", "指标“甲率”里不认识“已反愧”", "是不是“已反馈”？"),
            ("{分子: 全部, 分母: 主办且已反愧}", "指标“甲率”里不认识“已反愧”", "是不是“已反馈”？"),
            ("{分子: [满意, 较较满意]}", "指标“甲率”里不认识“较较满意”", "满意"),
            ("{分子: 且}", "指标“甲率”里不认识“”", "可用的有全部"),
            (
                "{分子: {办理结果: [A, 戊]}}",
                "指标“甲率”里“办理结果”没有“戊”这一类",
                "应为A（已经解决或基本解决）、B（",
            ),
            ("{分子: {重点: 或许}}", "指标“甲率”里：“或许”看不出是与否", "写“是”或“否”"),
        ],
    )
    def test_unknown_words_in_rates(self, tmp_path: Path, rule: str, words: str, hint: str) -> None:
        problem = only(check_rows(tmp_path, [HEADER, *ROWS], rest=f"口径:\n  指标:\n    甲率: {rule}\n"))
        assert (problem.id, problem.place.file, problem.place.line) == (
            "results.unknown-condition",
            "report.yaml",
            8,
        )
        assert words in problem.message
        assert hint in problem.hint

    def test_a_rate_over_a_column_that_no_batch_has(self, tmp_path: Path) -> None:
        problem = only(
            check_rows(tmp_path, [HEADER, *ROWS], rest="口径:\n  指标:\n    甲率: {分子: {街镇: 甲}}\n")
        )
        assert (problem.id, problem.place.line, str(problem.severity)) == (
            "results.unknown-column",
            8,
            "warning",
        )
        assert "“街镇”" in problem.message

    @pytest.mark.parametrize(
        ("rates", "words"),
        [
            ("{分子: {类别: 成建}}", ["指标“甲率”里的“成建”，各批次的“类别”里一件也没有"]),
            (
                "{分子: {类别: [城建, 教育]}, 分母: {类别: [城建, 教肓]}}",
                ["指标“甲率”里的“教肓”，各批次的“类别”里一件也没有"],
            ),
            ("{分子: {类别: [城建, 农业]}}", []),
            ("{分子: {是否采纳: 是}}", []),
            ("{分子: {重点: 否}}", []),
        ],
    )
    def test_values_of_rates_that_no_batch_holds(self, tmp_path: Path, rates: str, words: list[str]) -> None:
        write_ledger(tmp_path, [[*HEADER, "是否采纳"], *([*row, "否"] for row in ROWS)])
        text = (
            f"{HEAD}落款: {{日期: 2019-12-12}}\n批次:\n  建议: {{台账: ledger.xlsx}}\n"
            f"  提案: {{统计: {{件数: 3, 类别: {{农业: 3}}}}}}\n口径:\n  指标:\n    甲率: {rates}\n"
        )
        problems = br.check(load_text(tmp_path, text))
        assert [problem.message for problem in problems] == words
        assert all(
            (problem.id, str(problem.severity), problem.place.line) == ("results.unused-value", "warning", 9)
            for problem in problems
        )

    def test_a_group_of_those_that_say_no(self, tmp_path: Path) -> None:
        keys = "台账: ledger.xlsx\n分组: {一般: {是否重点: 否}}"
        assert check_rows(tmp_path, [HEADER, *ROWS], keys) == []
        rows = [HEADER, *([*row[:6], "是"] for row in ROWS)]
        assert only(check_rows(tmp_path, rows, keys)).id == "results.unused-value"

    def test_a_rate_may_use_a_group_of_a_single_batch(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, *ROWS])
        text = (
            f"{HEAD}批次:\n  建议: {{台账: ledger.xlsx, 分组: {{城建件: {{类别: 城建}}}}}}\n"
            "  提案: {统计: {件数: 3}}\n口径: {指标: {甲率: {分子: 城建件}}}\n落款: {日期: 2019-12-12}\n"
        )
        assert br.check(load_text(tmp_path, text)) == []

    @pytest.mark.parametrize(
        ("groups", "id", "line", "words"),
        [
            ("甲: 已反愧", "results.unknown-condition", 7, "分组“甲”里不认识“已反愧”"),
            ("甲: 甲", "results.unknown-condition", 7, "分组“甲”里“甲”又引用了它自己"),
            ("甲: {街镇: 一}", "results.unknown-column", 7, "分组“甲”里的“街镇”，台账没有这一列"),
            ("甲: {层级: 区级}", "results.unknown-column", 7, "分组“甲”里的“层级”，台账没有这一列"),
            ("甲: {类别: 成建}", "results.unused-value", 7, "分组“甲”里的“成建”，台账的“类别”列里一件也没有"),
            ("甲: {办理方式: 主力}", "results.unknown-condition", 7, "分组“甲”里“办理方式”没有“主力”这一类"),
        ],
    )
    def test_groups(self, tmp_path: Path, groups: str, id: str, line: int, words: str) -> None:  # noqa: A002
        problem = only(check_rows(tmp_path, [HEADER, *ROWS], f"台账: ledger.xlsx\n分组:\n  {groups}"))
        assert (problem.id, problem.place.line, problem.message) == (id, line, words)

    def test_groups_that_go_in_a_circle(self, tmp_path: Path) -> None:
        groups = "台账: ledger.xlsx\n分组:\n  甲: [乙, 主办]\n  乙: 主办且丙\n  丙: 甲"
        problems = check_rows(tmp_path, [HEADER, *ROWS], groups)
        assert [(p.id, p.place.line) for p in problems] == [
            ("results.unknown-condition", line) for line in (7, 8, 9)
        ]
        assert all("又引用了它自己" in problem.message for problem in problems)

    @pytest.mark.parametrize("rule", ["[组{0}, 组{0}且重点]", "组{0}且组{0}", "[组{0}, 组{0}]"])
    def test_groups_that_double_again_and_again_are_refused(self, tmp_path: Path, rule: str) -> None:
        lines = [f"  组{i}: {rule.format(i + 1)}" for i in range(60)]
        groups = "\n".join(["台账: ledger.xlsx", "分组:", *lines, "  组60: [重点, A, 满意]"])
        problems = check_rows(tmp_path, [HEADER, *ROWS], groups)
        assert {problem.id for problem in problems} == {"results.unknown-condition"}
        assert problems[0].message == "分组“组0”里的条件组合过多"

    def test_an_order_of_a_column_that_is_not_there(self, tmp_path: Path) -> None:
        rest = "口径:\n  顺序:\n    街镇: [甲]\n    类别: [教育]\n"
        problem = only(check_rows(tmp_path, [HEADER, *ROWS], rest=rest))
        assert (problem.id, problem.place.line, str(problem.severity)) == (
            "results.unknown-column",
            8,
            "warning",
        )
        assert "没有“街镇”这一列" in problem.message
