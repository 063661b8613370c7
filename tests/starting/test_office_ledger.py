"""A folder that begins with an office's own ledger: what was read is written down, what is not clear is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import banli_report as br
from banli_report.starting.folder import new_folder
from tests.support import refused

HEAD = [
    "序号",
    "建议编号",
    "案由",
    "建议分类",
    "责任单位",
    "主协办",
    "交办时间",
    "回复时间",
    "结果类别",
    "代表评价",
]
ROWS = [
    [1, "012", "=关于加固东河堤防的建议", "水利", "工程科", "主办", "2024-3-1", "2024-5-3", "A", "满意"],
    [2, "015", "关于农村饮水安全的建议", "供水", "供水站", "协办", "2024-3-1", "2024-5-4", "B", "基本满意"],
]
Table = Sequence[Sequence[object]]


def office(folder: Path, sheets: dict[str, Table], name: str = "台账.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    (folder / "原来").mkdir()
    book.save(folder / "原来" / name)
    return folder / "原来" / name


def begun(folder: Path, ledger: Path, template: str = "bureau_summary") -> tuple[str, Path, int]:
    made = new_folder(folder / "新", template=template, ledger=ledger, today=date(2030, 1, 1))
    return made.files[0].read_text("utf-8"), made.files[0], made.asks


def test_what_was_read_is_written_down_and_builds(tmp_path: Path) -> None:
    ledger = office(tmp_path, {"2024年建议": [["2024年代表建议办理台账"], HEAD, *ROWS]})
    before = ledger.read_bytes()
    text, report, _ = begun(tmp_path, ledger)
    assert "类别: 建议分类" in text
    assert "承办单位: 责任单位" in text
    assert "满意度: 代表评价" in text
    assert "年度: 2024\n" in text
    assert "2行记为2件；跳过标题1行" in text
    loaded = br.load(report)
    assert list(loaded.batches) == ["建议"]
    found = br.figures(loaded, draft=True).batches["建议"]
    assert (found.count.value, found.partition("category").missing) == (2, 0)
    assert [item.title for item in loaded.batches["建议"].items] == [ROWS[0][2], ROWS[1][2]]
    assert br.build(report, tmp_path / "out.docx")
    assert ledger.read_bytes() == before
    assert (report.parent / ledger.name).read_bytes() == before


def test_it_is_read_as_the_ledger_command_reads_it(tmp_path: Path) -> None:
    ledger = office(tmp_path, {"台账": [HEAD, *ROWS, ["合计", 2]]})
    _, report, _ = begun(tmp_path, ledger)
    assert br.load(report).accounts["建议"].line() == br.read_ledger(ledger).account.line()


@pytest.mark.parametrize(
    ("words", "scheme"),
    [
        (("A类", "B类"), "ABC"),
        (("A", "D"), "ABCD"),
        (("甲类", "乙类"), "甲乙丙"),
        (("解决采纳", "留作参考"), "文字"),
        (("办好了", "正在办"), "[办好了, 正在办]"),
    ],
)
def test_the_scheme_that_its_results_are_of_is_found(
    words: tuple[str, str], scheme: str, tmp_path: Path
) -> None:
    rows = [[*row[:8], word, row[9]] for row, word in zip(ROWS, words, strict=True)]
    text, report, _ = begun(tmp_path, office(tmp_path, {"建议": [HEAD, *rows]}))
    assert f"  办理结果: {scheme}\n" in text
    assert br.build(report, tmp_path / "out.docx")


def test_a_letter_is_asked_what_it_means(tmp_path: Path) -> None:
    text, _, asks = begun(tmp_path, office(tmp_path, {"建议": [HEAD, *ROWS]}))
    assert "# 问：“办理结果”的各类是不是这样的意思？A：已经解决或基本解决" in text
    assert asks == text.count("# 问：")


def test_a_slip_is_no_class(tmp_path: Path) -> None:
    rows = [[n, *ROWS[0][1:2], f"关于第{n}件事的建议", *ROWS[0][3:]] for n in range(1, 9)]
    rows[3][8] = "B类转A类"
    text, report, _ = begun(tmp_path, office(tmp_path, {"建议": [HEAD, *rows]}))
    assert "# 问：“办理结果”里有不在分类之内的：“B类转A类”1件" in text
    assert "  办理结果: ABC\n" in text
    assert refused(lambda: br.build(report, tmp_path / "out.docx"))


def test_two_kinds_in_one_sheet_become_two_batches(tmp_path: Path) -> None:
    rows = [[*HEAD, "种类"], [*ROWS[0], "代表建议"], [*ROWS[1], "政协提案"]]
    text, report, _ = begun(tmp_path, office(tmp_path, {"台账": rows}))
    assert text.count("筛选: {种类: ") == 2 + 1  # the third explains the key
    counts = {
        name: batch.count.value for name, batch in br.figures(br.load(report), draft=True).batches.items()
    }
    assert counts == {"建议": 1, "提案": 1}


def test_a_kind_that_nothing_says_is_asked_not_guessed(tmp_path: Path) -> None:
    head = ["序号", "编号", "案由", "类别", *HEAD[4:]]
    text, report, _ = begun(tmp_path, office(tmp_path, {"明细": [head, *ROWS]}, "明细.xlsx"))
    assert any(line.strip().startswith("# 问：这一批是议案、代表建议") for line in text.splitlines())
    assert "看不出" in refused(lambda: br.load(report))[0].message


def test_words_for_two_kinds_leave_it_open(tmp_path: Path) -> None:
    ledger = office(tmp_path, {"提案": [HEAD, *ROWS]})
    assert "哪一种？看不出来" in begun(tmp_path, ledger)[0]


def test_a_title_over_suggestions_and_proposals_leaves_the_kind_open(tmp_path: Path) -> None:
    title = ["2024年人大代表建议、政协委员提案办理台账"]
    ledger = office(tmp_path, {"2024年": [title, [*HEAD[:-1], "建议类型"], *ROWS]}, "台账.xlsx")
    assert "哪一种？看不出来" in begun(tmp_path, ledger)[0]


def test_a_sheet_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    tally = [["类别", "件数"], ["水利", 2]]
    text, report, _ = begun(tmp_path, office(tmp_path, {"建议": [HEAD, *ROWS], "汇总": tally}))
    assert "# 问：工作表“汇总”没有用：“件数”是2，这一行不止一件" in text
    assert list(br.load(report).batches) == ["建议"]


def test_two_columns_for_one_are_asked(tmp_path: Path) -> None:
    rows = [[*HEAD, "主办单位"], [*ROWS[0], "甲局"], [*ROWS[1], "乙局"]]
    text, _, _ = begun(tmp_path, office(tmp_path, {"建议": rows}))
    assert "E、K列都可以是“承办单位”，内容不一样" in text
    assert "列: {承办单位: 责任单位}" in text


def test_a_header_that_is_not_found_is_asked(tmp_path: Path) -> None:
    rows = [["甲", "乙", "丙", "丁"], ["a", "b", "c", "d"]]
    text, report, _ = begun(tmp_path, office(tmp_path, {"表一": rows}))
    assert "# 问：第1行是：甲、乙、丙、丁；它是不是表头？" in text
    assert refused(lambda: br.load(report))


def test_several_years_are_asked(tmp_path: Path) -> None:
    rows = [ROWS[0], [*ROWS[1][:6], "2022-3-1", "2022-5-4", *ROWS[1][8:]]]
    text, _, _ = begun(tmp_path, office(tmp_path, {"建议": [HEAD, *rows]}))
    assert "# 问：报告的是哪一年？台账里写到的有2022、2024年" in text


def test_a_csv_will_do(tmp_path: Path) -> None:
    path = tmp_path / "提案.csv"
    path.write_text("提案编号,案由,满意度\n1,修路,满意\n", "gb18030")
    text, report, _ = begun(tmp_path, path)
    assert "台账: {文件: 提案.csv, 列: {编号: 提案编号, 标题: 案由}}" in text
    assert br.load(report).batches["提案"].kind == "政协提案"


def test_batches_that_the_pack_does_not_speak_of_are_asked(tmp_path: Path) -> None:
    path = tmp_path / "提案.csv"
    path.write_text("提案编号,案由,满意度\n1,修路,满意\n", "utf-8")
    assert "没有写到“提案”" in begun(tmp_path, path, "government_report")[0]


@pytest.mark.parametrize("name", ["台账.xls", "没有.xlsx"])
def test_what_cannot_be_read_makes_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "台账.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert refused(lambda: begun(tmp_path, tmp_path / name))
    assert not (tmp_path / "新").exists()


def test_names_that_yaml_would_read_otherwise_are_quoted(tmp_path: Path) -> None:
    ledger = office(
        tmp_path, {"a, b # 建议": [["编号", "标题", "类 别: {x}"], ["1", "修路", "交通"]]}, "2024: 甲.xlsx"
    )
    _, report, _ = begun(tmp_path, ledger)
    assert len(br.load(report).batches["建议"].items) == 1


def test_a_column_that_only_its_words_tell_is_asked(tmp_path: Path) -> None:
    head = [{"主协办": "角色", "建议分类": "属性"}.get(name, name) for name in HEAD]
    text, _, _ = begun(tmp_path, office(tmp_path, {"建议": [head, *ROWS]}))
    assert "# 问：“角色”一列写的是“主办”、“协办”，是不是“办理方式”？" in text
    assert "在“列”里写 办理方式: 角色" in text
    assert "“属性”一列" not in text


def test_a_ledger_that_is_in_the_folder_already_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "提案.csv"
    path.write_text("提案编号,案由,满意度\n1,修路,满意\n", "utf-8")
    before = path.read_bytes()
    made = new_folder(tmp_path, ledger=path, today=date(2030, 1, 1))
    assert br.load(made.files[0]).batches["提案"].kind == "政协提案"
    assert path.read_bytes() == before


def test_another_file_of_the_ledger_s_name_is_not_written_over(tmp_path: Path) -> None:
    ledger = office(tmp_path, {"建议": [HEAD, *ROWS]})
    (tmp_path / "新").mkdir()
    (tmp_path / "新" / ledger.name).write_bytes(b"mine")
    assert refused(lambda: begun(tmp_path, ledger))[0].id == "word.already-there"
    assert [path.name for path in (tmp_path / "新").iterdir()] == [ledger.name]
