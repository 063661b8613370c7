"""A new folder builds at once, its sample row is never counted, and nothing that is there is written over."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import banli_report as br
from banli_report.cli import main
from banli_report.packs.finding import pack_names
from banli_report.starting.folder import LEDGER_FILE, REPORT_FILE, new_folder
from banli_report.words.samples import SAMPLE, USUAL_CATEGORIES
from banli_report.words.terms import OPENNESS, ROLES, SATISFACTION
from tests.support import refused

TODAY = date(2025, 6, 1)
SHEET, REMARK = "建议", "备注"
FILLED = {
    "序号": "1",
    "编号": "007",
    "标题": "关于加固东河堤防的建议",
    "类别": "城乡建设",
    "办理方式": "主办",
    "重点": "是",
    "交办日期": date(2025, 3, 1),
    "答复日期": date(2025, 5, 1),
    "办理结果": "A",
    "满意度": "满意",
    "公开": "公开",
}


def started(folder: Path, template: str = "bureau_summary") -> Path:
    return new_folder(folder, template=template, today=TODAY).files[0]


def fill(folder: Path, *rows: dict[str, object], first: int = 3, sheet: str = SHEET) -> None:
    """Type rows into a sheet of the ledger, under the sample row unless it is said otherwise."""
    book = openpyxl.load_workbook(folder / LEDGER_FILE)
    head = {cell.value: cell.column for cell in book[sheet][1]}
    for number, row in enumerate(rows, first):
        for name, value in row.items():
            book[sheet].cell(number, head[name]).value = value
    book.save(folder / LEDGER_FILE)


def count(report: Path) -> int | None:
    return br.figures(br.load(report), draft=True).batches[SHEET].count.value


@pytest.mark.parametrize("template", pack_names())
def test_it_builds_at_once_for_every_shipped_pack(template: str, tmp_path: Path) -> None:
    report = started(tmp_path / "新", template)
    problems = br.build(report, tmp_path / "out.docx")
    assert (tmp_path / "out.docx").read_bytes()[:2] == b"PK"
    assert all(problem.severity == "warning" for problem in problems)
    assert {problem.id for problem in problems} >= {"draft.unknown-count", "draft.unknown-text"}


@pytest.mark.parametrize("template", pack_names())
def test_once_filled_in_it_is_a_release(template: str, tmp_path: Path) -> None:
    report = started(tmp_path, template)
    for sheet in openpyxl.load_workbook(tmp_path / LEDGER_FILE).sheetnames[:-2]:
        fill(tmp_path, FILLED, sheet=sheet)
    text = report.read_text("utf-8").replace("XXX", "某局").replace("X月X日", "2025-11-25")
    report.write_text(text.replace("草稿: true\n", ""), "utf-8")
    for narrative in tmp_path.glob("*.md"):
        narrative.write_text(narrative.read_text("utf-8").replace("XXX。", "抓好落实。"), "utf-8")
    problems = br.build(report, tmp_path / "out.docx")
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert not any(problem.id.startswith("draft.") for problem in problems)


def test_a_draft_with_nothing_left_to_fill_in_says_so(tmp_path: Path) -> None:
    report = started(tmp_path)
    for sheet in ("建议", "提案"):
        fill(tmp_path, FILLED, sheet=sheet)
    text = report.read_text("utf-8").replace("XXX", "某局").replace("X月X日", "2025-11-25")
    report.write_text(text, "utf-8")
    for narrative in tmp_path.glob("*.md"):
        narrative.write_text("抓好落实。\n", "utf-8")
    told = [p for p in br.build(report, tmp_path / "out.docx") if p.id.startswith("draft.")]
    assert [(p.id, p.place.file) for p in told] == [("draft.still-draft", REPORT_FILE)]


def test_what_is_not_filled_in_is_not_released(tmp_path: Path) -> None:
    report = started(tmp_path)
    report.write_text(report.read_text("utf-8").replace("草稿: true\n", ""), "utf-8")
    assert {p.id for p in refused(lambda: br.build(report, tmp_path / "out.docx"))} >= {"draft.unknown-count"}
    assert not (tmp_path / "out.docx").exists()


class TestSampleRow:
    def test_it_is_never_counted(self, tmp_path: Path) -> None:
        report = started(tmp_path)
        assert count(report) is None
        fill(tmp_path, FILLED, {**FILLED, "序号": "2", "编号": "008", "标题": "关于农村供水的建议"})
        assert count(report) == 2
        account = br.load(report).accounts[SHEET]
        assert [(row.row, str(row.reason)) for row in account.passed] == [(2, "示例")]

    def test_deleted_it_is_not_missed(self, tmp_path: Path) -> None:
        report = started(tmp_path)
        fill(tmp_path, FILLED)
        book = openpyxl.load_workbook(tmp_path / LEDGER_FILE)
        book[SHEET].delete_rows(2)
        book.save(tmp_path / LEDGER_FILE)
        assert count(report) == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"标题": "关于加固东河堤防的建议"},
            {"序号": "1"},
            {name: value for name, value in FILLED.items() if name != "办理结果"},
            {name: value for name, value in FILLED.items() if name != "答复日期"},
            {name: value for name, value in FILLED.items() if name != "序号"},
            {name: value for name, value in FILLED.items() if name != "标题"},
        ],
        ids=["title", "number", "all-but-result", "all-but-a-day", "all-but-mark", "all-but-title"],
    )
    def test_typed_over_in_part_it_is_asked_about(self, change: dict[str, object], tmp_path: Path) -> None:
        report = started(tmp_path)
        fill(tmp_path, change, first=2)
        problems = refused(lambda: br.load(report))
        asked = [(p.place.sheet, p.place.cell) for p in problems if p.id == "results.sample-or-item"]
        assert asked == [(SHEET, "2")]

    def test_typed_over_whole_it_is_an_item(self, tmp_path: Path) -> None:
        report = started(tmp_path)
        rest = dict.fromkeys(("提出人", "承办单位", "面商日期"))
        fill(tmp_path, {**FILLED, **rest}, first=2)
        assert count(report) == 1

    def test_ordinary_ledgers_with_like_words_are_counted(self, tmp_path: Path) -> None:
        (tmp_path / "ledger.csv").write_text(
            "序号,标题,承办单位,交办日期\n1,关于建设示例小区的建议,示例街道,2000-1-6\n2,例：某某,住建局,2001-1-5\n",
            "utf-8",
        )
        assert len(br.read_ledger(tmp_path / "ledger.csv").items) == 2

    def test_beside_counts_an_empty_ledger_is_refused(self, tmp_path: Path) -> None:
        report = started(tmp_path)
        text = report.read_text("utf-8").replace(
            "    种类: 代表建议\n", "    种类: 代表建议\n    统计: {件数: 3}\n"
        )
        report.write_text(text, "utf-8")
        assert "results.counts-without-items" in {p.id for p in refused(lambda: br.load(report))}


class TestLedger:
    @pytest.fixture
    def sheet(self, tmp_path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
        started(tmp_path)
        return openpyxl.load_workbook(tmp_path / LEDGER_FILE)[SHEET]

    def test_its_lists_hold_the_vocabulary(self, tmp_path: Path) -> None:
        started(tmp_path)
        book = openpyxl.load_workbook(tmp_path / LEDGER_FILE)
        lists = {}
        for found in book[SHEET].data_validations.dataValidation:
            if found.type == "list":
                name, _, area = found.formula1.partition("!")
                cells = [cell.value for (cell,) in book[name.strip("'")][area.replace("$", "")]]
                lists[found.errorTitle] = (cells, found.errorStyle)
        assert lists["类别"] == (list(USUAL_CATEGORIES), "warning")
        assert lists["办理方式"] == (list(ROLES.labels()), "stop")
        assert lists["办理结果"] == (["A", "B", "C"], "stop")
        assert lists["满意度"] == (list(SATISFACTION.labels()), "stop")
        assert lists["公开"] == (list(OPENNESS.labels()), "stop")

    def test_days_are_days(self, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        letters = {cell.value: cell.column_letter for cell in sheet[1]}
        for name in ("交办日期", "面商日期", "答复日期"):
            assert sheet[f"{letters[name]}2"].is_date
            assert sheet[f"{letters[name]}3"].number_format == "yyyy-mm-dd"
        assert {v.errorTitle for v in sheet.data_validations.dataValidation if v.type == "date"} == {
            "交办日期",
            "面商日期",
            "答复日期",
        }

    def test_numbers_stay_text_and_no_cell_is_a_formula(self, tmp_path: Path) -> None:
        started(tmp_path)
        for sheet in openpyxl.load_workbook(tmp_path / LEDGER_FILE):
            assert all(cell.data_type != "f" for row in sheet for cell in row)
        assert openpyxl.load_workbook(tmp_path / LEDGER_FILE)[SHEET]["B3"].number_format == "@"

    def test_it_is_explained(self, tmp_path: Path) -> None:
        started(tmp_path)
        book = openpyxl.load_workbook(tmp_path / LEDGER_FILE)
        told = {row[0].value for row in book["填表说明"].iter_rows(min_row=2)}
        head = {cell.value for cell in book[SHEET][1]}
        assert head - told == {REMARK, "序号"}

    def test_each_sample_cell_is_known_again(self, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        known = set(SAMPLE.values())
        values = [cell.value.date() if cell.is_date else cell.value for cell in sheet[2] if cell.value]
        assert [value for value in values if value not in known] == ["示例"]


class TestNothingIsOverwritten:
    @pytest.mark.parametrize("name", [REPORT_FILE, LEDGER_FILE, "主要做法.md"])
    def test_a_file_that_is_there_stops_it(self, name: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(b"mine")
        problems = refused(lambda: started(tmp_path))
        assert [(p.id, p.place.file) for p in problems] == [("word.already-there", name)]
        assert [path.name for path in tmp_path.iterdir()] == [name]
        assert (tmp_path / name).read_bytes() == b"mine"

    def test_all_files_that_are_there_are_told(self, tmp_path: Path) -> None:
        for name in (REPORT_FILE, LEDGER_FILE):
            (tmp_path / name).write_bytes(b"mine")
        assert [p.place.file for p in refused(lambda: started(tmp_path))] == [REPORT_FILE, LEDGER_FILE]

    def test_a_file_that_comes_in_between_stays_and_no_other_is_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / LEDGER_FILE).write_bytes(b"mine")
        monkeypatch.setattr(os.path, "lexists", lambda _: False)
        problems = refused(lambda: started(tmp_path))
        assert [(p.id, p.place.file) for p in problems] == [("word.already-there", LEDGER_FILE)]
        assert [path.name for path in tmp_path.iterdir()] == [LEDGER_FILE]
        assert (tmp_path / LEDGER_FILE).read_bytes() == b"mine"

    def test_a_link_to_nowhere_is_a_file_too(self, tmp_path: Path) -> None:
        (tmp_path / REPORT_FILE).symlink_to(tmp_path / "elsewhere.yaml")
        assert refused(lambda: started(tmp_path))[0].id == "word.already-there"
        assert not (tmp_path / "elsewhere.yaml").exists()

    def test_other_files_stay(self, tmp_path: Path) -> None:
        (tmp_path / "去年.docx").write_bytes(b"mine")
        started(tmp_path)
        assert (tmp_path / "去年.docx").read_bytes() == b"mine"

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "我局").write_bytes(b"mine")
        assert refused(lambda: started(tmp_path / "我局"))[0].id == "template.new-folder"

    def test_an_unknown_pack_makes_nothing(self, tmp_path: Path) -> None:
        assert refused(lambda: started(tmp_path / "新", "governmen_report"))[0].id == "template.unknown"
        assert not (tmp_path / "新").exists()


def test_a_pack_says_which_columns_and_classes_its_ledger_has(tmp_path: Path) -> None:
    pack = Path(__file__).parents[2] / "examples" / "custom_agency" / "templates"
    made = new_folder(tmp_path / "新", template="青岚林园", templates=[pack], today=TODAY)
    book = openpyxl.load_workbook(tmp_path / "新" / LEDGER_FILE)
    assert "来源" in [cell.value for cell in book["建议"][1]]
    assert [cell.value for cell in book["选项"]["A"]][1:4] == ["园林绿化", "森林保护", "林业产业"]
    assert br.build(made.files[0], tmp_path / "out.docx", templates=[pack])
    fill(tmp_path / "新", {**FILLED, "来源": "例：某某", "类别": "园林绿化"})
    problems = refused(lambda: br.load(made.files[0]))
    assert "results.sample-or-item" in {problem.id for problem in problems}


def test_the_year_is_asked(tmp_path: Path) -> None:
    report = started(tmp_path)
    assert yaml.safe_load(report.read_text("utf-8"))["年度"] == 2025
    assert "# 问：是不是2025年？" in report.read_text("utf-8")


def test_the_sheets_that_only_explain_are_no_ledger(tmp_path: Path) -> None:
    started(tmp_path, "government_report")
    fill(tmp_path, FILLED)
    assert len(br.read_ledger(tmp_path / LEDGER_FILE).items) == 1
    made = new_folder(tmp_path / "明年", ledger=tmp_path / LEDGER_FILE, today=TODAY)
    assert list(br.load(made.files[0]).batches) == ["建议"]


def test_a_sheet_of_items_that_is_called_alike_is_not_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("台账", "选项"):
        sheet = book.create_sheet(title)
        for row in (["编号", "标题", "类别"], ["1", "修路", "交通"]):
            sheet.append(row)
    book.save(tmp_path / "ledger.xlsx")
    assert [p.id for p in br.read_ledger(tmp_path / "ledger.xlsx").problems] == ["results.which-sheet"]


def test_editors_are_told_by_what_the_report_file_is_checked(tmp_path: Path) -> None:
    report, *_, schema = new_folder(tmp_path / "新", today=TODAY).files
    text = report.read_text("utf-8")
    assert f"\n# yaml-language-server: $schema={schema.name}\n" in text
    found = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    assert not list(found.iter_errors(yaml.safe_load(text)))
    assert list(found.iter_errors(yaml.safe_load(text.replace("\n批次:", "\n批:"))))


def test_the_command_says_what_it_made_and_how_to_go_on(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "新")])
    assert done.exit_code == 0
    assert "report.yaml、主要做法.md、存在问题.md、下步打算.md、台账.xlsx、report.schema.json" in done.output
    assert "有1处要核对" in done.output
    again = CliRunner().invoke(main, ["new", str(tmp_path / "新")])
    assert again.exit_code == 2
    assert "没有新建文件" in again.output
    built = CliRunner().invoke(main, ["build", str(tmp_path / "新" / "report.yaml")])
    assert built.exit_code == 0
    assert "（草稿，还有10处待填）" in built.output


def test_new_promises_a_draft_only_where_the_ledger_can_be_read(tmp_path: Path) -> None:
    for number, promise in (("1", "现在就能写出草稿"), ("1、2", "答了问、改好台账以后写出")):
        ledger = tmp_path / "台账.csv"
        ledger.write_text(f"建议编号,建议标题,类别\n{number},修路,城建\n", "utf-8")
        folder = tmp_path / f"甲{len(number)}"
        done = CliRunner().invoke(main, ["new", str(folder), "--from", str(ledger)])
        assert done.exit_code == 0
        assert promise in done.output
        built = CliRunner().invoke(main, ["build", str(folder / "report.yaml")])
        assert (built.exit_code == 0) is (number == "1")
