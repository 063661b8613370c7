"""The district government's report, as its reader sees it: figures follow the ledger, and nothing false leaves."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document

import banli_report as br

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019"
CATEGORY, RESULT, SATISFACTION, KEY = 4, 10, 11, 6
FIRST_ROW, LAST_ROW = 3, 135


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "jianxi"))


def text_of(folder: Path) -> str:
    output = folder / "out.docx"
    br.build(folder / "report.yaml", output)
    return "\n".join(paragraph.text for paragraph in Document(str(output)).paragraphs)


def edit_ledger(folder: Path, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> None:
    book = openpyxl.load_workbook(folder / "ledger.xlsx")
    change(book["台账"])
    book.save(folder / "ledger.xlsx")


def edit_report(folder: Path, old: str, new: str) -> None:
    path = folder / "report.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_it_says_what_the_ledger_says(folder: Path) -> None:
    text = text_of(folder)
    for phrase in (
        "承办代表建议133件",
        "城建交通类46件，占34.6%；财政经济类15件，占11.3%；教科文卫类16件，占12%；"
        "群众生活类29件，占21.8%；城市管理类17件，占12.8%；社区工作类10件，占7.5%。",
        "共82件，占总数的61.7%",
        "共30件，占总数的22.6%",
        "共21件，占总数的15.8%",
        "满意129件，基本满意4件",
        "12件重点建议均已办理完毕，代表全部满意",
        "133件建议已全部办理答复完毕，办复率、面商率均为100%。",
    ):
        assert phrase in text


def test_shares_can_be_closed_to_100(folder: Path) -> None:
    edit_report(folder, "去尾零: true}", "去尾零: true, 凑整百: true}")
    text = text_of(folder)
    for phrase in ("共82件，占总数的61.6%", "共30件，占总数的22.6%", "共21件，占总数的15.8%"):
        assert phrase in text


def test_one_changed_cell_changes_figures_shares_and_wording(folder: Path) -> None:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        row = next(row for row in range(FIRST_ROW, LAST_ROW + 1) if sheet.cell(row, KEY).value == "是")
        assert sheet.cell(row, CATEGORY).value == "城建交通类"
        sheet.cell(row, CATEGORY).value = "社区工作类"
        sheet.cell(row, SATISFACTION).value = "基本满意"

    edit_ledger(folder, change)
    text = text_of(folder)
    assert "城建交通类45件，占33.8%" in text
    assert "社区工作类11件，占8.3%" in text
    assert "满意128件，基本满意5件" in text
    assert "12件重点建议均已办理完毕，代表满意11件，基本满意1件" in text


def test_an_empty_category_disappears(folder: Path) -> None:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for row in range(FIRST_ROW, LAST_ROW + 1):
            if sheet.cell(row, CATEGORY).value == "社区工作类":
                sheet.cell(row, CATEGORY).value = "城市管理类"

    edit_ledger(folder, change)
    text = text_of(folder)
    assert "社区工作类" not in text
    assert "城市管理类27件，占20.3%。" in text


def test_an_empty_result_class_disappears_with_its_section(folder: Path) -> None:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for row in range(FIRST_ROW, LAST_ROW + 1):
            if sheet.cell(row, RESULT).value == "C":
                sheet.cell(row, RESULT).value = "B"

    edit_ledger(folder, change)
    text = text_of(folder)
    assert "分为以下两类" in text
    assert "共51件，占总数的38.3%" in text
    assert "留作参考" not in text


def test_counts_that_do_not_add_up_stop_the_build(folder: Path) -> None:
    edit_report(
        folder,
        "台账: ledger.xlsx",
        "统计: {件数: 133, 类别: {城建交通类: 46, 财政经济类: 15, 教科文卫类: 16, 群众生活类: 29, 城市管理类: 17, 社区工作类: 8}}",
    )
    output = folder / "out.docx"
    output.write_bytes(b"last year's")
    with pytest.raises(br.BanliError) as stopped:
        br.build(folder / "report.yaml", output)
    (problem,) = stopped.value.problems
    assert problem.id == "results.partition-sum"
    assert (problem.place.file, problem.place.line) == ("report.yaml", 10)
    assert "“类别”各项（46+15+16+29+17+8）相加为131件，比件数133件少2件" in problem.message
    assert output.read_bytes() == b"last year's"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_counts_beside_a_ledger_are_checked_against_it(folder: Path) -> None:
    edit_report(
        folder,
        "台账: ledger.xlsx",
        "台账: ledger.xlsx\n    统计: {件数: 133, 办理结果: {A: 83, B: 29, C: 21}}",
    )
    with pytest.raises(br.BanliError) as stopped:
        br.build(folder / "report.yaml", folder / "out.docx")
    messages = [problem.message for problem in stopped.value.problems]
    assert messages == [
        "统计写明办理结果“A”83件，台账数出82件，相差1件",
        "统计写明办理结果“B”29件，台账数出30件，相差1件",
    ]


def test_a_value_outside_the_scheme_names_its_cell(folder: Path) -> None:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.cell(5, SATISFACTION).value = "满竟"
        sheet.cell(6, RESULT).value = "E"
        sheet.cell(7, 9).value = "2019-03-01"

    edit_ledger(folder, change)
    with pytest.raises(br.BanliError) as stopped:
        br.build(folder / "report.yaml", folder / "out.docx")
    found = {(problem.id, problem.place.sheet, problem.place.cell) for problem in stopped.value.problems}
    assert found == {
        ("results.outside-scheme", "台账", "K5"),
        ("results.outside-scheme", "台账", "J6"),
        ("results.date-order", "台账", "I7"),
    }
    assert not (folder / "out.docx").exists()


def test_a_report_made_in_python_gives_the_same_figures() -> None:
    items = [br.Item(result="A", satisfaction="满意", category="交通")] * 2 + [
        br.Item(result="B", satisfaction="基本满意", category="教育")
    ]
    report = br.Report(
        year=2024, agency=br.Agency(full_name="某局"), batches={"建议": br.Batch(items=tuple(items))}
    )
    texts = {figure.name: figure.text for figure in br.figures(report)}
    assert texts["建议.件数"] == "3"
    assert texts["建议.办理结果.A.占比"] == "66.7%"
    assert texts["建议.满意率"] == "100%"
