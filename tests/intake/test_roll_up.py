"""A batch made of what many units handed in: every item once, under who leads it, and whatever is not certain is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.document.outline import outline
from banli_report.starting.folder import new_folder
from tests.ledgers import write_ledger
from tests.support import only_error, only_problem, refused

HEADER = "编号,标题,办理方式,办理结果,满意度\n"
HOUSING = HEADER + "1,修路,主办,A,满意\n2,停车位,独办,B,满意\n"
SCHOOLS = HEADER + "3,建学校,主办,A,满意\n"
WATER = HEADER + "4,修渠,主办,C,基本满意\n"
UNITS = {"住建局": HOUSING, "教育局": SCHOOLS, "水利局": WATER}


def roll_up(folder: Path, units: Mapping[str, str], said: object = None, **facts: Any) -> Path:
    """Write a report that rolls up ledgers, one csv a unit in the folder 各单位; `said` is its 汇总."""
    for unit, text in units.items():
        path = folder / "各单位" / (unit if "." in unit else f"{unit}.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    batch = {"种类": "代表建议", "汇总": said or "各单位/*.csv"}
    data = {
        "模板": "base",
        "标题": "办理情况",
        "年度": 2024,
        "单位": "临溪县人民政府",
        "批次": {"建议": batch},
        "正文": "共{{ 建议.件数 }}件。",
        "落款": {"日期": "2024-12-12"},
        **facts,
    }
    report = folder / "report.yaml"
    report.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return report


def counts_of(report: Path) -> dict[str, str]:
    return {figure.name: figure.text for figure in br.figures(br.load(report))}


def asked(report: Path) -> br.Problem:
    """Give the one question with which a roll-up is refused, when it is read or when it is counted."""
    return only_error(lambda: br.figures(br.load(report)))


def partition(report: Path, column: str) -> dict[str, int]:
    batch = br.figures(br.load(report)).batches["建议"]
    found = batch.partition(column)
    assert found is not None
    return {part.name: part.count.items for part in found}


class TestOrdinary:
    def test_ledgers_of_a_folder_are_one_batch_without_a_word(self, tmp_path: Path) -> None:
        report = roll_up(tmp_path, UNITS)
        assert br.build(report, tmp_path / "out.docx") == []
        assert counts_of(report)["建议.件数"] == "4"
        assert partition(report, "unit") == {"住建局": 2, "教育局": 1, "水利局": 1}

    def test_every_figure_names_rows_of_their_files(self, tmp_path: Path) -> None:
        figures = br.figures(br.load(roll_up(tmp_path, UNITS)))
        assert figures["建议.件数"].source == (
            "各单位/住建局.csv 第2—3行；各单位/教育局.csv 第2行；各单位/水利局.csv 第2行"
        )
        assert figures["建议.办理结果.A.件数"].source == "各单位/住建局.csv 第2行；各单位/教育局.csv 第2行"

    @pytest.mark.parametrize(
        "said",
        [
            {"文件": ["各单位/住建局.csv", "各单位/教育局.csv", "各单位/水利局.csv"]},
            {"文件": {unit: f"各单位/{unit}.csv" for unit in UNITS}},
            {"文件": {unit: {"文件": f"各单位/{unit}.csv", "列": {"满意度": "E列"}} for unit in UNITS}},
            {"文件": "各单位/*.csv", "应报单位": list(UNITS)},
            {"file": "各单位/*", "due": list(UNITS)},
            ["各单位/*.csv", "各单位/住建局.csv"],
        ],
    )
    def test_files_may_be_said_in_several_ways(self, tmp_path: Path, said: object) -> None:
        report = roll_up(tmp_path, UNITS, said)
        assert br.build(report, tmp_path / "out.docx") == []
        assert partition(report, "unit") == {"住建局": 2, "教育局": 1, "水利局": 1}

    def test_a_folder_a_unit_with_ledgers_of_one_name(self, tmp_path: Path) -> None:
        units = {f"{unit}/台账.csv": text for unit, text in UNITS.items()}
        report = roll_up(tmp_path, units, "各单位/*/台账.csv")
        assert br.build(report, tmp_path / "out.docx") == []
        assert (
            br.figures(br.load(report))["建议.满意度.基本满意.件数"].source == "各单位/水利局/台账.csv 第2行"
        )

    def test_units_are_found_inside_the_names_of_files(self, tmp_path: Path) -> None:
        units = {"附件1住建局（2024年）.csv": HOUSING, "2县教育局台账.csv": SCHOOLS}
        report = roll_up(tmp_path, units, {"文件": "各单位/*.csv", "应报单位": ["教育局", "住建局"]})
        assert partition(report, "unit") == {"教育局": 1, "住建局": 2}

    def test_the_longer_name_is_meant_where_one_stands_in_another(self, tmp_path: Path) -> None:
        units = {"公安局": HOUSING, "公安局交警大队": SCHOOLS}
        report = roll_up(tmp_path, units, {"文件": "各单位/*.csv", "应报单位": ["公安局", "公安局交警大队"]})
        assert partition(report, "unit") == {"公安局": 2, "公安局交警大队": 1}

    def test_units_come_as_they_are_due_and_are_one_each_whatever_they_are_called(
        self, tmp_path: Path
    ) -> None:
        names = ["发改局和统计局", "公安局", "公安局（交警大队）", "住建、城管局"]
        units = {name: f"{HEADER}{n},第{n}件事,主办,A,满意\n" for n, name in enumerate(names)}
        said = {"文件": {name: f"各单位/{name}.csv" for name in names}, "应报单位": names[::-1]}
        report = roll_up(tmp_path, units, said, 正文="{{ 建议.报送单位 | 分项 }}")
        assert br.build(report, tmp_path / "out.docx") == []
        assert list(partition(report, "unit").items()) == [(name, 1) for name in names[::-1]]

    def test_workbooks_with_a_sheet_for_each_kind(self, tmp_path: Path) -> None:
        (tmp_path / "各单位").mkdir()
        head = ["编号", "标题", "办理结果"]
        for unit, number in (("住建局", 1), ("教育局", 2)):

            def add(sheet: Any, number: int = number) -> None:
                sheet.title = "建议"
                other = sheet.parent.create_sheet("提案")
                other.append(head)
                other.append([number + 10, f"提案{number}", "A"])

            rows = [head, [number, f"建议{number}", "A"]]
            write_ledger(tmp_path / "各单位", rows, name=f"{unit}.xlsx", change=add)
        batches = {
            name: {"种类": kind, "汇总": {"文件": "各单位/*.xlsx", "工作表": name}}
            for name, kind in (("建议", "代表建议"), ("提案", "政协提案"))
        }
        report = roll_up(tmp_path, {}, 批次=batches, 正文="{{ 建议.件数 }}件、{{ 提案.件数 }}件。")
        found = br.figures(br.load(report))
        assert found["提案.件数"].source == (
            "各单位/住建局.xlsx 工作表“提案” 第2行；各单位/教育局.xlsx 工作表“提案” 第2行"
        )
        assert br.build(report, tmp_path / "out.docx") == []

    def test_two_batches_take_their_kind_of_one_ledger(self, tmp_path: Path) -> None:
        head = "编号,标题,种类\n"
        units = {
            "住建局": f"{head}1,修路,代表建议\n1,停车,政协提案\n",
            "教育局": f"{head}2,办学,代表建议\n",
        }
        batches = {
            name: {"汇总": {"文件": "各单位/*.csv", "筛选": {"种类": kind}}}
            for name, kind in (("建议", "代表建议"), ("提案", "政协提案"))
        }
        text = "{{ 建议.件数 }}件、{{ 提案.件数 }}件。"
        report = roll_up(tmp_path, units, 批次=batches, 正文=text)
        assert br.build(report, tmp_path / "out.docx") == []
        assert [counts_of(report)[f"{name}.件数"] for name in ("建议", "提案", "合计")] == ["2", "1", "3"]

    def test_one_sheet_in_two_batches_is_told_as_for_one_ledger(self, tmp_path: Path) -> None:
        batches = {name: {"种类": "代表建议", "汇总": "各单位/*.csv"} for name in ("建议", "另一批")}
        told = br.check(roll_up(tmp_path, UNITS, 批次=batches))
        assert [problem.id for problem in told] == ["results.same-ledger"]

    def test_files_that_are_open_elsewhere_or_hidden_are_not_taken(self, tmp_path: Path) -> None:
        report = roll_up(tmp_path, {**UNITS, "~$住建局.csv": "x", ".教育局.csv": "x"})
        assert counts_of(report)["建议.件数"] == "4"

    def test_no_unit_file_is_written_over(self, tmp_path: Path) -> None:
        report = br.load(roll_up(tmp_path, UNITS))
        assert {path.name for path in report.sources} == {"report.yaml", *(f"{unit}.csv" for unit in UNITS)}

    def test_given_counts_are_checked_against_the_whole(self, tmp_path: Path) -> None:
        batch = {"种类": "代表建议", "汇总": "各单位/*.csv", "统计": {"件数": 5}}
        problem = asked(roll_up(tmp_path, UNITS, 批次={"建议": batch}))
        assert (problem.id, problem.place.file) == ("results.ledger-counts", "report.yaml")


class TestReporting:
    def test_who_has_not_reported_is_told_and_named(self, tmp_path: Path) -> None:
        said = {"文件": "各单位/*.csv", "应报单位": [*UNITS, "林业局", "文旅局"]}
        text = (
            "应报{{ 建议.应报单位 | 个数 }}个，已报{{ 建议.已报单位 | 个数 }}个，"
            "未报{{ 建议.未报单位 | 个数 }}个：{{ 建议.未报送单位 }}。"
            "{% for 单位名 in 建议.已报单位 %}{{ 单位名 }}；{% endfor %}"
        )
        report = roll_up(tmp_path, UNITS, said, 正文=text)
        (told,) = br.build(report, tmp_path / "out.docx")
        assert (told.id, told.severity) == ("results.not-reported", "warning")
        assert told.message == "“建议”应报5个单位，有2个没有报来：林业局、文旅局"
        tree = outline(br.compose(br.load(report)))
        assert "应报‹5›个，已报‹3›个，未报‹2›个：林业局、文旅局。住建局；教育局；水利局；" in tree
        assert counts_of(report)["建议.未报单位.个数"] == "2"

    def test_a_ledger_without_items_is_a_report_of_none(self, tmp_path: Path) -> None:
        said = {"文件": "各单位/*.csv", "应报单位": [*UNITS, "林业局"]}
        report = roll_up(tmp_path, {**UNITS, "林业局": HEADER}, said)
        assert br.build(report, tmp_path / "out.docx") == []
        assert counts_of(report)["建议.已报单位.个数"] == "4"
        assert counts_of(report)["建议.未报单位.个数"] == "0"
        assert counts_of(report)["建议.件数"] == "4"

    def test_a_ledger_without_items_needs_no_columns_of_the_others(self, tmp_path: Path) -> None:
        report = roll_up(tmp_path, {**UNITS, "林业局": "编号,标题\n"})
        assert br.build(report, tmp_path / "out.docx") == []
        assert partition(report, "role") == {"主办": 4}

    def test_who_has_not_reported_is_asked_of_the_whole_batch_alone(self, tmp_path: Path) -> None:
        said = {"文件": "各单位/*.csv", "应报单位": [*UNITS, "林业局"]}
        report = roll_up(tmp_path, UNITS, said, 正文="{{ 建议.主办.件数 }}件，{{ 建议.主办.未报单位 }}。")
        found = refused(lambda: br.compose(br.load(report)))
        assert any("“建议.主办”的“未报单位”算不出" in problem.message for problem in found)

    def test_a_unit_without_a_file_in_the_mapping_has_not_reported(self, tmp_path: Path) -> None:
        said = {"文件": {**{unit: f"各单位/{unit}.csv" for unit in UNITS}, "林业局": None}}
        assert br.load(roll_up(tmp_path, UNITS, said)).roll_ups["建议"].missing == ("林业局",)

    def test_a_sentence_about_nobody_is_refused(self, tmp_path: Path) -> None:
        said = {"文件": "各单位/*.csv", "应报单位": [*UNITS]}
        report = roll_up(tmp_path, UNITS, said, 正文="共{{ 建议.件数 }}件，未报的是{{ 建议.未报单位 }}。")
        assert "一个也没有" in only_problem(lambda: br.compose(br.load(report))).message
        text = "共{{ 建议.件数 }}件{% if 建议.未报单位 %}，未报的是{{ 建议.未报单位 }}{% endif %}。"
        assert br.build(roll_up(tmp_path, UNITS, said, 正文=text), tmp_path / "out.docx") == []

    @pytest.mark.parametrize("said", [None, {"文件": "各单位/*.csv"}])
    def test_where_nobody_says_who_should_nobody_is_missing(self, tmp_path: Path, said: object) -> None:
        report = roll_up(tmp_path, UNITS, said, 正文="{{ 建议.件数 }}件，{{ 建议.未报单位 }}。")
        assert "没有写明应报单位" in only_problem(lambda: br.compose(br.load(report))).message

    def test_a_new_ledger_that_nobody_filled_in_is_asked_about(self, tmp_path: Path) -> None:
        new_folder(tmp_path / "新", template="bureau_summary")
        (tmp_path / "各单位").mkdir()
        (tmp_path / "新" / "台账.xlsx").rename(tmp_path / "各单位" / "林业局.xlsx")
        said = {"文件": "各单位/*", "应报单位": [*UNITS, "林业局"], "工作表": "建议"}
        problem = asked(roll_up(tmp_path, UNITS, said))
        assert (problem.id, problem.place.file) == ("results.unit-unfilled", "各单位/林业局.xlsx")


class TestWhoseFile:
    @pytest.mark.parametrize(
        ("name", "said", "message"),
        [
            ("台账2", None, "“各单位/台账2.csv”看不出是哪个单位报来的"),
            ("林业局", {"应报单位": [*UNITS]}, "“各单位/林业局.csv”不是“应报单位”里的哪一个"),
            (
                "住建局教育局",
                {"应报单位": [*UNITS]},
                "“各单位/住建局教育局.csv”像是住建局、教育局报来的，看不出是哪一个",
            ),
            (
                "住建局新",
                {"应报单位": [*UNITS]},
                "“住建局”有2个文件：各单位/住建局.csv、各单位/住建局新.csv，看不出用哪一个",
            ),
            ("人事科/住建局二中队", None, "“各单位/人事科/住建局二中队.csv”看不出是哪个单位报来的"),
        ],
    )
    def test_what_is_not_certain_is_asked(
        self, tmp_path: Path, name: str, said: dict[str, object] | None, message: str
    ) -> None:
        pattern = ["各单位/*.csv", "各单位/*/*.csv"] if "/" in name else "各单位/*.csv"
        units = {**UNITS, f"{name}.csv": HEADER + "9,造林,主办,A,满意\n"}
        problem = asked(roll_up(tmp_path, units, {"文件": pattern, **(said or {})}))
        assert (problem.id, problem.place.file) == ("results.whose-file", "report.yaml")
        assert problem.message == message

    def test_a_name_in_the_mapping_that_is_not_due_is_asked(self, tmp_path: Path) -> None:
        said = {"文件": {"住建局": "各单位/住建局.csv"}, "应报单位": ["教育局"]}
        assert asked(roll_up(tmp_path, UNITS, said)).id == "results.whose-file"

    def test_a_row_that_another_unit_handed_in_is_asked(self, tmp_path: Path) -> None:
        units = {**UNITS, "水利局": "编号,标题,填报单位\n4,修渠,县水利局\n5,修库,教育局\n"}
        problem = asked(roll_up(tmp_path, units))
        assert (problem.id, str(problem.place)) == ("results.other-unit", "各单位/水利局.csv 单元格C3")

    @pytest.mark.parametrize(
        ("said", "message"),
        [
            ("各单位/*.xls", "没有“各单位/*.xls”这样的文件"),
            ("**/*.csv", "“**/*.csv”不能这样写"),
            ("../*.csv", "“../*.csv”不能这样写"),
            ("/tmp/*.csv", "“/tmp/*.csv”不能这样写"),
            ({"文件": [{"甲": "乙"}]}, "“文件”应为文件名"),
        ],
    )
    def test_a_pattern_that_finds_nothing_or_leads_elsewhere(
        self, tmp_path: Path, said: object, message: str
    ) -> None:
        problem = asked(roll_up(tmp_path, UNITS, said))
        assert (problem.id, problem.message) == ("results.roll-up-files", message)

    def test_keys_are_those_of_a_roll_up(self, tmp_path: Path) -> None:
        problem = asked(roll_up(tmp_path, UNITS, {"文件": "各单位/*.csv", "应报": ["住建局"]}))
        assert (problem.id, problem.place.file) == ("results.unknown-key", "report.yaml")
        problem = asked(roll_up(tmp_path, UNITS, {"应报单位": ["住建局"]}))
        assert problem.message == "缺少“文件”"

    def test_a_ledger_and_a_roll_up_are_not_one_batch(self, tmp_path: Path) -> None:
        batch = {"种类": "代表建议", "汇总": "各单位/*.csv", "台账": "各单位/住建局.csv"}
        assert "只能写一项" in asked(roll_up(tmp_path, UNITS, 批次={"建议": batch})).message

    def test_all_problems_of_all_files_come_at_once(self, tmp_path: Path) -> None:
        units = {
            "住建局": HEADER + "1,修路,主办,A,满意\n,,,B,满意\n",
            "教育局": HEADER.replace("标题", "案由,案由2") + '3,"建,A\n',
            "水利局": "这不是台账\n",
        }
        found = refused(lambda: br.load(roll_up(tmp_path, units)))
        files_ = {problem.place.file for problem in found if problem.severity == "error"}
        assert files_ == {f"各单位/{unit}.csv" for unit in units}

    @pytest.mark.parametrize(
        ("limit", "number", "message"),
        [
            ("source.MAX_ROWS", 3, "各单位的台账合起来超过3行"),
            ("source.MAX_CELLS", 19, "各单位的台账合起来超过19格"),
            ("files.MAX_FILES", 2, "文件超过2个"),
        ],
    )
    def test_together_they_are_no_larger_than_one_ledger_may_be(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        limit: str,
        number: int,
        message: str,
    ) -> None:
        report = roll_up(tmp_path, UNITS)
        monkeypatch.setattr(f"banli_report.intake.rolling.{limit}", number + 1)
        assert counts_of(report)["建议.件数"] == "4"
        monkeypatch.setattr(f"banli_report.intake.rolling.{limit}", number)
        assert asked(report).message == message

    def test_a_column_that_only_some_have_is_told(self, tmp_path: Path) -> None:
        units = {**UNITS, "水利局": "编号,标题,满意度,备注\n4,修渠,满意,无\n"}
        report = roll_up(tmp_path, units)
        (told,) = br.build(report, tmp_path / "out.docx")
        assert told.id == "results.column-of-some"
        assert told.message == "“办理方式”“办理结果”2列，水利局的台账没有，合起来不能按它计数"
        assert br.figures(br.load(report)).batches["建议"].partition("role") is None


SHARED = {
    "住建局": HEADER + "1,关于修路的建议,主办,A,满意\n2,停车位,独办,B,满意\n",
    "教育局": HEADER + "001,修路,协办,,\n3,建学校,主办,A,满意\n",
    "水利局": HEADER + "第1号,修路,会办,,\n4,修渠,主办,C,基本满意\n",
}


def with_rows(**rows: str) -> dict[str, str]:
    return {unit: HEADER + text for unit, text in rows.items()}


class TestShared:
    def test_it_counts_once_under_who_leads_without_a_word(self, tmp_path: Path) -> None:
        report = roll_up(tmp_path, SHARED)
        assert br.build(report, tmp_path / "out.docx") == []
        assert partition(report, "unit") == {"住建局": 2, "教育局": 1, "水利局": 1}
        assert partition(report, "result") == {
            "已经解决或基本解决": 2,
            "正在解决或列入计划解决": 1,
            "因条件限制暂时不能解决或留作参考": 1,
        }

    def test_the_other_rows_stay_in_the_account_of_their_files(self, tmp_path: Path) -> None:
        loaded = br.load(roll_up(tmp_path, SHARED))
        lines = [account.line() for _, account in loaded.all_accounts()]
        assert lines == [
            "各单位/住建局.csv：2行记为2件；没有跳过的行",
            "各单位/教育局.csv：1行记为1件；没有跳过的行；1行是别的单位计入的同一件",
            "各单位/水利局.csv：1行记为1件；没有跳过的行；1行是别的单位计入的同一件",
        ]
        passed = [passed for _, account in loaded.all_accounts() for passed in account.passed]
        assert [(row.row, row.text) for row in passed] == [
            (2, "001，计入住建局（各单位/住建局.csv 第2行）"),
            (2, "第1号，计入住建局（各单位/住建局.csv 第2行）"),
        ]
        br.write_figures(loaded, tmp_path / "数字.xlsx")
        rows = openpyxl.load_workbook(tmp_path / "数字.xlsx")["读表情况"].iter_rows(values_only=True)
        assert ["第2行" in row and "没有计入：同一件" in row for row in rows].count(True) == 2

    def test_it_is_known_by_its_title_where_a_ledger_has_no_numbers(self, tmp_path: Path) -> None:
        units = {**UNITS, "水利局": "标题,办理方式,办理结果,满意度\n修 路,协办,,\n修渠,主办,A,满意\n"}
        report = roll_up(tmp_path, units)
        assert br.build(report, tmp_path / "out.docx") == []
        assert partition(report, "unit") == {"住建局": 2, "教育局": 1, "水利局": 1}

    def test_several_lead_a_part_each(self, tmp_path: Path) -> None:
        units = with_rows(
            住建局="1,修路,分办,A,满意\n", 教育局="1,修路,分办,A,满意\n", 水利局="1,修路,协办,,\n"
        )
        report = roll_up(tmp_path, units)
        assert counts_of(report)["建议.件数"] == "1"
        assert partition(report, "unit") == {"住建局": 1, "教育局": 1}

    def test_numbers_begin_anew_for_each_kind_level_and_session(self, tmp_path: Path) -> None:
        head = "编号,标题,种类,层级,届次\n"
        units = {
            "住建局": head + "1,修路,代表建议,县级,二次\n",
            "教育局": head + "1,办学,闭会期间建议,县级,二次\n",
            "水利局": head + "1,修渠,代表建议,市级,二次\n",
            "林业局": head + "1,造林,代表建议,县级,三次\n",
        }
        assert counts_of(roll_up(tmp_path, units))["建议.件数"] == "4"

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (
                {"住建局": "1,修路,主办,A,满意\n", "教育局": "1,修路,主办,A,满意\n"},
                "住建局、教育局都写着主办",
            ),
            (
                {"住建局": "1,修路,主办,A,满意\n", "教育局": "1,修路,分办,A,满意\n"},
                "住建局、教育局都写着主办、分办",
            ),
            ({"住建局": "1,修路,协办,A,满意\n", "教育局": "1,修路,会办,A,满意\n"}, "没有一个单位写着主办"),
            (
                {"住建局": "1,修路,主办,A,满意\n", "教育局": "1,修路,,A,满意\n"},
                "教育局的台账没有写明“办理方式”",
            ),
            (
                {"住建局": "1,修路,独办,A,满意\n", "教育局": "1,修路,协办,,\n"},
                "住建局写着独办，教育局却也在办理",
            ),
            (
                {"住建局": "1,修路,主办,A,满意\n", "教育局": "1,修路,协办,,\n1,修路,协办,,\n"},
                "教育局的台账里写了两次",
            ),
        ],
    )
    def test_who_leads_is_asked_and_answered(self, tmp_path: Path, rows: dict[str, str], words: str) -> None:
        problem = asked(roll_up(tmp_path, with_rows(**rows)))
        assert (problem.id, problem.place.file) == ("results.who-leads", "各单位/教育局.csv")
        assert words in problem.message
        assert "住建局 各单位/住建局.csv 第2行、教育局 各单位/教育局.csv 第2行" in problem.message
        if "两次" not in words:
            answered = roll_up(tmp_path, {}, {"文件": "各单位/*.csv", "计入": {"1": "教育局"}})
            found = [
                problem
                for problem in br.check(answered)
                if problem.id not in ("results.open", "results.blank")
            ]
            assert found == []
            assert br.load(answered).batches["建议"].items[0].unit == "教育局"  # type: ignore[index]

    def test_an_answer_about_nothing_is_refused(self, tmp_path: Path) -> None:
        for answer in ({"9": "住建局"}, {"1": "教育局"}, {"修路": "林业局"}):
            report = roll_up(tmp_path, UNITS, {"文件": "各单位/*.csv", "计入": answer})
            assert asked(report).id == "results.counted-under"
        report = roll_up(tmp_path, UNITS, {"文件": "各单位/*.csv", "计入": {"修路": "住建局"}})
        assert br.build(report, tmp_path / "out.docx") == []

    @pytest.mark.parametrize(
        ("column", "lead", "other"),
        [
            ("办理结果", "A", "B"),
            ("满意度", "满意", "不满意"),
            ("公开", "公开", "不公开"),
            ("重点", "是", "否"),
            ("层级", "县级", "市级"),
            ("届次", "一次", "二次"),
            ("备注", "", "不公开"),
        ],
    )
    def test_what_the_ledgers_say_otherwise_is_asked(
        self, tmp_path: Path, column: str, lead: str, other: str
    ) -> None:
        head = f"编号,标题,办理方式,{column}\n"
        units = {"住建局": f"{head}1,修路,主办,{lead}\n", "教育局": f"{head}1,修路,协办,{other}\n"}
        report = roll_up(tmp_path, units)
        found = [problem for problem in br.check(report) if problem.id == "results.shared-differs"]
        assert [str(problem.place) for problem in found] == ["各单位/教育局.csv 单元格D2"]
        assert "各单位/住建局.csv" in found[0].message
        assert found[0].severity == "error"

    @pytest.mark.parametrize(
        ("column", "lead", "other"),
        [("办理结果", "A", "A类"), ("办理结果", "A", ""), ("类别", "城建", "交通"), ("公开", "公开", "是")],
    )
    def test_what_is_the_same_or_the_leads_own_is_not_asked(
        self, tmp_path: Path, column: str, lead: str, other: str
    ) -> None:
        head = f"编号,标题,办理方式,{column}\n"
        units = {"住建局": f"{head}1,修路,主办,{lead}\n", "教育局": f"{head}1,修路,协办,{other}\n"}
        assert br.build(roll_up(tmp_path, units), tmp_path / "out.docx") == []

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_helpers_ledger_that_says_no_kind_is_asked(self, tmp_path: Path, turned: bool) -> None:
        ledgers = [
            "编号,标题,办理方式,种类\n3,修路,主办,闭会期间建议\n",
            "编号,标题,办理方式\n3,修路,协办\n",
        ]
        report = roll_up(
            tmp_path, dict(zip(("住建局", "教育局"), ledgers[:: -1 if turned else 1], strict=True))
        )
        found = [problem for problem in br.check(report) if problem.severity == "error"]
        assert [problem.id for problem in found] == ["results.which-item"]
        assert "没有写“种类”" in found[0].message

    def test_what_a_helper_alone_closes_is_asked(self, tmp_path: Path) -> None:
        units = {
            "住建局": "编号,标题,办理方式\n1,修路,主办\n",
            "教育局": "编号,标题,办理方式,公开\n1,修路,协办,不公开\n3,建校,主办,公开\n",
        }
        found = [problem for problem in br.check(roll_up(tmp_path, units)) if problem.severity == "error"]
        assert [(problem.id, str(problem.place)) for problem in found] == [
            ("results.shared-differs", "各单位/教育局.csv 单元格D2")
        ]

    def test_one_number_with_two_titles_is_asked(self, tmp_path: Path) -> None:
        units = with_rows(住建局="1,修路,主办,A,满意\n", 教育局="1,办学,主办,A,满意\n")
        problem = asked(roll_up(tmp_path, units))
        assert (problem.id, str(problem.place)) == ("results.same-number", "各单位/教育局.csv 单元格B2")
        assert "住建局（各单位/住建局.csv 单元格B2）写着“修路”" in problem.message

    def test_ledgers_numbered_by_themselves_are_asked_about_in_few_words(self, tmp_path: Path) -> None:
        units = with_rows(
            住建局="".join(f"{n},修第{n}条路,主办,A,满意\n" for n in range(1, 31)),
            教育局="".join(f"{n},建第{n}所学校,主办,A,满意\n" for n in range(1, 31)),
        )
        found = refused(lambda: br.figures(br.load(roll_up(tmp_path, units))))
        assert [problem.id for problem in found] == ["results.same-number"] * 3 + ["results.duplicate-number"]
        assert found[0].message.endswith("；这个台账共有30处是这样")

    def test_a_title_alone_that_may_be_either_of_two_is_asked(self, tmp_path: Path) -> None:
        units = {
            **with_rows(住建局="1,修路,主办,A,满意\n2,修路,主办,A,满意\n"),
            "教育局": "标题,办理方式,办理结果,满意度\n修路,协办,A,满意\n",
        }
        assert asked(roll_up(tmp_path, units)).id == "results.which-item"

    def test_a_title_of_another_level_is_asked(self, tmp_path: Path) -> None:
        units = {
            "住建局": "编号,标题,办理方式,层级\n1,修路,主办,县级\n",
            "教育局": "标题,办理方式,层级\n修路,协办,市级\n",
        }
        problem = asked(roll_up(tmp_path, units))
        assert (problem.id, str(problem.place)) == ("results.shared-differs", "各单位/教育局.csv 单元格C2")

    def test_a_helper_with_another_number_for_the_same_title_is_asked(self, tmp_path: Path) -> None:
        units = with_rows(住建局="12,修路,主办,A,满意\n", 教育局="21,修路,协办,A,满意\n")
        problem = asked(roll_up(tmp_path, units))
        assert (problem.id, problem.place.file) == ("results.which-item", "各单位/教育局.csv")
        assert "各单位/住建局.csv 第2行" in problem.message

    def test_titles_that_several_deputies_chose_are_items_of_their_own(self, tmp_path: Path) -> None:
        units = with_rows(住建局="12,修路,主办,A,满意\n", 教育局="21,修路,主办,A,满意\n")
        report = roll_up(tmp_path, units)
        assert [problem.id for problem in br.build(report, tmp_path / "out.docx")] == ["results.same-title"]
        assert counts_of(report)["建议.件数"] == "2"

    def test_an_item_that_only_a_helper_wrote_down_is_told(self, tmp_path: Path) -> None:
        units = {**UNITS, "林业局": HEADER + "9,造林,协办,A,满意\n"}
        (told,) = br.build(roll_up(tmp_path, units), tmp_path / "out.docx")
        assert (told.id, str(told.place)) == ("results.no-lead", "各单位/林业局.csv 第2行")

    @pytest.mark.parametrize("roles", ["会办,协办", "协办,协办"])
    def test_an_item_that_is_led_outside_is_not(self, tmp_path: Path, roles: str) -> None:
        head = "编号,标题,办理方式,承办单位\n"
        first, second = roles.split(",")
        units = {
            "办公室": f"{head}1,修路,{first},市交通局\n2,补路,主办,办公室\n",
            "规划科": f"{head}3,造林,{second},省林业局\n",
        }
        assert br.build(roll_up(tmp_path, units), tmp_path / "out.docx") == []

    def test_own_ways_of_handling_tell_who_leads(self, tmp_path: Path) -> None:
        units = with_rows(住建局="1,修路,承办,A,满意\n", 教育局="1,修路,配合,,\n")
        own = {"口径": {"办理方式": {"承办": "主办", "配合": "会办"}}}
        found = refused(lambda: br.figures(br.load(roll_up(tmp_path, units))))
        assert {problem.id for problem in found} == {"results.outside-scheme", "results.who-leads"}
        report = roll_up(tmp_path, {}, **own)
        assert br.build(report, tmp_path / "out.docx") == []
        assert partition(report, "unit") == {"住建局": 1}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    items=st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sets(st.integers(0, 4), max_size=3),
            st.sampled_from("ABC"),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_item_is_counted_once_under_its_lead(
    items: list[tuple[int, set[int], str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = ["甲局", "乙局", "丙局", "丁局", "戊局"]
    rows = dict.fromkeys(names, HEADER)
    for number, (lead, helpers, result) in enumerate(items, 1):
        rows[names[lead]] += f"{number},第{number}件事,主办,{result},满意\n"
        for helper in sorted(helpers - {lead}):
            rows[names[helper]] += f"{number:03},关于第{number}件事的建议,协办,,\n"
    report = roll_up(tmp_path_factory.mktemp("items"), rows, {"文件": "各单位/*.csv", "应报单位": names})
    assert br.build(report, report.parent / "out.docx") == []
    leads = Counter(names[lead] for lead, _, _ in items)
    assert partition(report, "unit") == {name: leads[name] for name in names if leads[name]}
    accounts = [account for _, account in br.load(report).all_accounts()]
    written = sum(text.count("\n") - 1 for text in rows.values())
    assert sum(account.items for account in accounts) == len(items)
    assert sum(account.items + len(account.passed) for account in accounts) == written


def test_hostile_ledgers_are_answered_in_few_words(tmp_path: Path) -> None:
    many = range(1000)
    shapes = {
        "one number": lambda unit, n: f"1,{unit}的第{n}件,主办,A,满意\n",
        "one title": lambda unit, n: f"{unit}{n},修路,协办,A,满意\n",
        "one number and title": lambda unit, n: "1,修路,协办,A,满意\n",
        "numbers in one ledger alone": lambda unit, n: f"{n if unit == '甲局' else ''},修路,协办,A,满意\n",
        "no lead": lambda unit, n: f"{n},第{n}件事,协办,A,满意\n",
    }
    for name, row in shapes.items():
        units = {unit: HEADER + "".join(row(unit, n) for n in many) for unit in ("甲局", "乙局")}
        loaded = br.load(roll_up(tmp_path / name, units))
        assert 1 <= len(loaded.roll_ups["建议"].doubts) <= 21, name


def test_what_is_wrong_with_a_roll_up_is_told_behind_a_batch_of_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text(HEADER + "9,架桥,主办,A,满意\n", "utf-8")
    batches = {
        "提案": {"种类": "政协提案", "台账": "ledger.csv"},
        "建议": {"种类": "代表建议", "汇总": ["各单位/*.csv", "没有/*.csv"]},
    }
    report = roll_up(tmp_path, UNITS, 批次=batches)
    assert [problem.id for problem in refused(lambda: br.load(report))] == ["results.roll-up-files"]
