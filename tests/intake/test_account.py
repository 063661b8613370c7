"""The reading account: which row and column became what, in Python, on the command line and in a workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import banli_report as br
from banli_report.cli import main
from tests.ledgers import HEAD, load_batch, load_rows, write_ledger

HEADER = ["编号", "标题", "类别", "备注"]
ROWS = [
    ["2019年台账"],
    HEADER,
    ["1", "修路", "城建", "无"],
    ["2", "建校", "教育", None],
    ["合计", None, "2件"],
    ["注：含并案"],
]
PROSE = "模板: base\n正文: [{内容: '共办理{{ 建议.件数 }}件。'}]\n"


def two_sheets(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for name, rows in (("2018", ROWS), ("2019", ROWS[:4])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(folder / "two.xlsx")
    return folder / "two.xlsx"


def as_text(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s" if cell.value is not None else cell.data_type


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


class TestInPython:
    def test_every_row_and_column_is_accounted_for(self, tmp_path: Path) -> None:
        ledger = br.read_ledger(write_ledger(tmp_path, ROWS))
        account = ledger.account
        assert account is not None
        assert ledger.grid is not None
        assert (account.file, account.sheet, account.header, account.items) == (
            "ledger.xlsx",
            "台账",
            (2,),
            2,
        )
        assert [(read.letter, read.header, read.column) for read in account.columns] == [
            ("A", "编号", "number"),
            ("B", "标题", "title"),
            ("C", "类别", "category"),
            ("D", "备注", ""),
        ]
        assert [(row.row, str(row.reason), row.text) for row in account.passed] == [
            (1, "标题", "2019年台账"),
            (5, "合计", "合计"),
            (6, "说明", "注：含并案"),
        ]
        assert len(account.header) + account.items + len(account.passed) == len(ledger.grid.rows)
        assert account.line() == (
            "ledger.xlsx 工作表“台账”：2行记为2件；跳过标题、合计、说明3行；没有用到的列：备注"
        )
        assert account.line(["备注栏"]).endswith("跳过标题、合计、说明3行")
        assert ledger.problems == ()

    def test_a_header_in_two_rows_is_two_rows(self, tmp_path: Path) -> None:
        groups: list[list[object]] = [
            ["编号", "标题", "办理情况", None],
            [None, None, "办理结果", "满意度"],
            ["1", "修路", "A", "满意"],
        ]
        for change in (None, lambda sheet: [sheet.merge_cells(area) for area in ("A1:A2", "B1:B2", "C1:D1")]):
            account = br.read_ledger(write_ledger(tmp_path, groups, change=change)).account
            assert account is not None
            assert (account.header, account.items, account.passed) == ((1, 2), 1, ())

    def test_what_has_no_header_gives_its_rows_and_its_problem(self, tmp_path: Path) -> None:
        ledger = br.read_ledger(write_ledger(tmp_path, [["甲", "乙", "丙"], [1, 2, 3]]))
        assert (ledger.items, ledger.account) == ((), None)
        assert [problem.id for problem in ledger.problems] == ["results.no-header"]
        assert ledger.grid is not None
        assert len(ledger.grid.rows) == 2

    def test_the_header_row_can_be_said(self, tmp_path: Path) -> None:
        path = write_ledger(tmp_path, [["说明"], ["甲", "乙", "丙"], ["1", "修路", "城建"]])
        ledger = br.read_ledger(path, header_row=2, columns={"title": "乙", "category": "C列"})
        assert [(item.title, item.category, dict(item.extra)) for item in ledger.items] == [
            ("修路", "城建", {"甲": "1"})
        ]
        empty = br.read_ledger(path, header_row=9)
        assert [(problem.id, problem.place.cell) for problem in empty.problems] == [
            ("results.no-header", "9")
        ]

    def test_of_several_sheets_each_is_told_with_its_rows(self, tmp_path: Path) -> None:
        path = two_sheets(tmp_path)
        ledger = br.read_ledger(path)
        assert ledger.grid is None
        assert "2018（6行）、2019（4行）" in ledger.problems[0].message
        assert len(br.read_ledger(path, sheet="2019").items) == 2
        with pytest.raises(br.BanliError, match="没有工作表“2020”"):
            br.read_ledger(path, sheet="2020")

    def test_hidden_rows_and_columns_are_said(self, tmp_path: Path) -> None:
        def hide(sheet: Any) -> None:
            sheet.row_dimensions[3].hidden = True
            sheet.column_dimensions["D"].hidden = True

        account = br.read_ledger(write_ledger(tmp_path, ROWS, change=hide)).account
        assert account is not None
        assert account.hidden_rows == (3,)
        assert [read.letter for read in account.columns if read.hidden] == ["D"]

    def test_a_report_keeps_the_accounts_of_its_ledgers(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, ROWS)
        assert list(report.accounts) == ["建议"]
        assert report.accounts["建议"].items == 2


class TestCommand:
    def test_ledger_tells_columns_rows_and_problems(self, tmp_path: Path) -> None:
        result = run("ledger", write_ledger(tmp_path, ROWS))
        assert result.exit_code == 0
        for line in (
            "表头：第2行",
            "A列 编号：按“编号”读",
            "D列 备注：没有按常用的列读",
            "不是一件（合计）：第5行“合计”",
        ):
            assert line in result.output

    def test_ledger_shows_the_first_rows_where_it_finds_no_header(self, tmp_path: Path) -> None:
        result = run("ledger", write_ledger(tmp_path, [["甲", "乙", "丙"], [1, None, 3]]))
        assert result.exit_code == 1
        assert "第1行：A列“甲”、B列“乙”、C列“丙”" in result.output
        assert "第2行：A列“1”、C列“3”" in result.output

    def test_ledger_as_json(self, tmp_path: Path) -> None:
        result = run("ledger", write_ledger(tmp_path, ROWS), two_sheets(tmp_path), "--json")
        assert result.exit_code == 1
        one, several = json.loads(result.stdout)
        assert (one["items"], one["header"], len(one["passed"])) == (2, [2], 3)
        assert one["columns"][3] == {"letter": "D", "header": "备注", "column": None, "hidden": False}
        assert several["items"] is None
        assert several["problems"][0]["id"] == "results.which-sheet"

    def test_ledger_takes_the_sheet_and_the_row_of_the_header(self, tmp_path: Path) -> None:
        result = run("ledger", two_sheets(tmp_path), "--sheet", "2019", "--header-row", "2")
        assert result.exit_code == 0
        assert "工作表“2019”：2行记为2件" in result.output

    def test_ledger_of_no_file_cannot_be_read(self, tmp_path: Path) -> None:
        assert run("ledger", tmp_path / "none.xlsx").exit_code == 2

    def test_build_says_it_in_one_line(self, tmp_path: Path) -> None:
        load_rows(tmp_path, ROWS, rest=PROSE)
        result = run("build", tmp_path / "report.yaml")
        assert result.exit_code == 0, result.output
        lines = [line for line in result.output.splitlines() if "记为" in line]
        assert lines == ["ledger.xlsx 工作表“台账”：2行记为2件；跳过标题、合计、说明3行；没有用到的列：备注"]

    def test_a_column_that_a_text_speaks_of_is_used(self, tmp_path: Path) -> None:
        load_rows(tmp_path, ROWS, rest=PROSE.replace("件。", "件，备注{{ 建议.备注.无 }}件。"))
        assert "没有用到的列" not in run("build", tmp_path / "report.yaml").output

    def test_a_column_of_numbers_is_used_under_its_name_without_the_unit(self, tmp_path: Path) -> None:
        write_ledger(
            tmp_path, [["标题", "类别", "落实资金（万元）", "拨付资金（万元）"], ["修路", "城建", 3, 4]]
        )
        text = HEAD + "模板: base\n标题: 报告\n批次: {建议: {台账: ledger.xlsx}}\n落款: {日期: 2019-12-12}\n"
        report = tmp_path / "report.yaml"
        report.write_text(text + "正文: 共{{ 建议.件数 }}件，资金{{ 建议.合计('落实资金') }}。\n", "utf-8")
        assert "没有用到的列：拨付资金（万元）\n" in run("build", report).output

    def test_a_column_is_used_by_a_tag_or_by_the_pack_not_by_a_word_of_the_text(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [["标题", "类别", "街道", "备注"], ["修路", "城建", "甲街", "无"]])
        text = HEAD + "模板: base\n标题: 报告\n批次: {建议: {台账: ledger.xlsx}}\n落款: {日期: 2019-12-12}\n"
        report = tmp_path / "report.yaml"
        report.write_text(text + "正文: 街道都有办理{{ 建议.件数 }}件。\n", "utf-8")
        assert "没有用到的列：街道、备注" in run("build", report).output
        report.write_text(text + "正文: 共{{ 建议.街道.甲街.件数 }}件。\n", "utf-8")
        assert "没有用到的列：备注" in run("build", report).output
        pack = tmp_path / "templates" / "mine"
        pack.mkdir(parents=True)
        (pack / "template.yaml").write_text("名称: 我局\n继承: base\n", "utf-8")
        body = (
            '{% extends "base/report.md.j2" %}\n{% block 主体 %}\n{{ 建议.街道 | 分项 }}。\n{% endblock %}\n'
        )
        (pack / "report.md.j2").write_text(body, "utf-8")
        report.write_text(text.replace("模板: base", "模板: mine"), "utf-8")
        assert "没有用到的列：备注" in run("build", report).output


class TestWorkbook:
    def test_figures_and_accounts_are_sheets_of_text(self, tmp_path: Path) -> None:
        signs = [["1", "修路", "=城建", "+1"], ["2", "建校", "-教育", "@x"], ["3", "种树", "=1+1", None]]
        write_ledger(tmp_path, [["=标题_x0007_"], HEADER, *signs], change=as_text)
        load_batch(tmp_path)
        result = run("figures", tmp_path / "report.yaml", "-o", tmp_path / "x.xlsx")
        assert result.exit_code == 0, result.output
        book = openpyxl.load_workbook(tmp_path / "x.xlsx")
        assert book.sheetnames == ["数字", "读表情况"]
        cells = [
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
        assert {cell.number_format for cell in cells} == {
            "@"
        }  # so that a cell stays text when it is typed anew
        values = {str(cell.value) for cell in cells}
        assert {"建议.件数", "建议.类别.=城建.件数", "=标题", "D列", "按“类别”读", "不是一件：标题"} <= values

    def test_a_workbook_must_be_named_so(self, tmp_path: Path) -> None:
        load_rows(tmp_path, ROWS)
        result = run("figures", tmp_path / "report.yaml", "-o", tmp_path / "x.csv")
        assert result.exit_code == 2
        assert "figures.output-type" in result.output
