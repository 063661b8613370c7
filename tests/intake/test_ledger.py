"""What is read from a ledger, whatever its shape, and what is refused with the name of the cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import banli_report as br
from tests.ledgers import (
    both_readers,
    change_part,
    column,
    items,
    load_batch,
    load_rows,
    parts,
    places,
    write_ledger,
)
from tests.support import only_problem, refused

HEADER = ["编号", "标题", "类别", "办理结果", "满意度"]
TWO = [["1", "修路", "城建", "A", "满意"], ["2", "建校", "教育", "B", "基本满意"]]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def compared_readers() -> Iterator[None]:
    """Read every workbook of these tests in both ways, where it may be read in the quick one."""
    with both_readers():
        yield


def load_csv(folder: Path, content: str, encoding: str = "utf-8", name: str = "ledger.csv") -> br.Report:
    (folder / name).write_bytes(content.encode(encoding))
    return load_batch(folder, f"台账: {name}")


class TestTextFiles:
    @pytest.mark.parametrize(
        ("encoding", "delimiter", "told"),
        [
            ("utf-8", ",", None),
            ("utf-8-sig", ",", None),
            ("gb18030", ",", "按GB18030编码、逗号分隔读入"),
            ("utf-16", "\t", "按UTF-16编码、制表符分隔读入"),
            ("utf-8", ";", "按UTF-8编码、分号分隔读入"),
            ("utf-8", "\t", "按UTF-8编码、制表符分隔读入"),
        ],
    )
    def test_encodings_and_delimiters_are_detected_and_told(
        self, tmp_path: Path, encoding: str, delimiter: str, told: str | None
    ) -> None:
        content = "\r\n".join(delimiter.join(row) for row in [HEADER, *TWO])
        report = load_csv(tmp_path, content, encoding)
        assert column(report, "title") == ["修路", "建校"]
        assert [problem.message for problem in report.notes] == ([told] if told else [])

    def test_commas_inside_the_text_do_not_make_a_tab_file_a_comma_file(self, tmp_path: Path) -> None:
        report = load_csv(tmp_path, "标题\t类别\n修路, 修桥, 修堤\t城建, 水利\n建校, 建园\t教育\n")
        assert column(report, "category") == ["城建, 水利", "教育"]

    def test_quoted_cells_may_hold_delimiters_quotes_and_line_ends(self, tmp_path: Path) -> None:
        report = load_csv(tmp_path, '标题,类别\n"关于""十四五"",规划\n的建议",综合\n修路,城建\n')
        assert column(report, "title") == ['关于"十四五",规划\n的建议', "修路"]
        assert [str(item.place()) for item in items(report)] == ["ledger.csv 第2行", "ledger.csv 第3行"]

    @pytest.mark.parametrize("rows_below", [1, 30_000])
    def test_a_quotation_mark_that_is_never_closed_swallows_nothing(
        self, tmp_path: Path, rows_below: int
    ) -> None:
        text = '标题,类别\n修路,城建\n"建校,教育\n' + "建园,教育\n" * rows_below
        problem = only_problem(lambda: load_csv(tmp_path, text))
        assert (problem.id, problem.place.cell) == ("results.csv", "3")
        assert "引号不成对" in problem.message

    def test_control_characters_name_the_cell_and_the_code_point(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load_csv(tmp_path, "标题,类别\n修路,城\x07建\n"))
        assert (problem.id, problem.place.cell) == ("results.cell-value", "B2")
        assert "第2个字符U+0007" in problem.message

    @pytest.mark.parametrize("blank", ["\x1c", "\x1f", "\x85"])
    def test_control_characters_that_are_blank_are_not_taken_for_spaces(
        self, tmp_path: Path, blank: str
    ) -> None:
        problem = only_problem(lambda: load_csv(tmp_path, f"标题,类别\n修路,城{blank}建\n"))
        assert (problem.id, problem.place.cell) == ("results.cell-value", "B2")
        assert f"U+{ord(blank):04X}" in problem.message

    def test_a_row_may_be_longer_or_shorter_than_the_header(self, tmp_path: Path) -> None:
        assert column(load_csv(tmp_path, "标题,类别,备注\n修路,城建\n建校\n"), "category") == ["城建", None]
        problem = only_problem(lambda: load_csv(tmp_path, "标题,类别\n修路,城建,多出\n"))
        assert (problem.id, problem.place.cell) == ("results.nameless-column", "C2")

    @pytest.mark.parametrize("title", ["-", "—", "——", "/", "\\", "－", "／"])
    def test_a_title_of_a_dash_is_a_title_where_the_item_has_a_number(
        self, tmp_path: Path, title: str
    ) -> None:
        batch = load_csv(tmp_path, f"编号,标题,类别\n1,{title},城建\n2,修路,城建\n")
        assert column(batch, "title") == [title, "修路"]

    @pytest.mark.parametrize("row", [",—,城建", "3,—,", "3,—,—", "—,—,城建"])
    def test_a_title_of_a_dash_without_a_number_or_anything_else_is_asked_for(
        self, tmp_path: Path, row: str
    ) -> None:
        problem = only_problem(lambda: load_csv(tmp_path, f"编号,标题,类别\n1,修路,城建\n{row}\n"))
        assert (problem.id, problem.place.cell) == ("results.no-identity", "3")

    @pytest.mark.parametrize("title", ["\u200b", " \ufeff", "\u2060\u00ad"])
    def test_a_title_that_nobody_sees_is_none(self, tmp_path: Path, title: str) -> None:
        problem = only_problem(lambda: load_csv(tmp_path, f"编号,标题,类别\n1,修路,城建\n2,{title},城建\n"))
        assert (problem.id, problem.place.cell) == ("results.no-identity", "3")

    def test_too_many_rows_or_columns_are_refused(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load_csv(tmp_path, "标题,类别\n" + "修路,城建\n" * 50_001))
        assert (problem.id, problem.place.cell) == ("results.too-large", "50001")
        assert only_problem(lambda: load_csv(tmp_path, "标题" + ",类别" * 500)).id == "results.too-large"
        wide = only_problem(
            lambda: load_csv(tmp_path, "标题" + ",甲" * 399 + ("\n修路" + ",甲" * 399) * 1_600)
        )
        assert (wide.id, wide.place.cell) == ("results.too-large", "1501")
        assert "一张表最多50000行、400列，有内容的最多600000格" in wide.message

    def test_a_workbook_with_the_suffix_of_a_text_is_told(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, *TWO]).rename(tmp_path / "ledger.csv")
        assert only_problem(lambda: load_batch(tmp_path, "台账: ledger.csv")).id == "results.not-text"


class TestHeader:
    @pytest.mark.parametrize(
        ("header", "field"),
        [
            ("案由", "title"), ("建议标题", "title"), (" 标 题 ", "title"), ("标题（案由）", "title"), ("标题\n(全文)", "title"),
            ("建议编号", "number"), ("主办单位", "handler"), ("ＮＵＭＢＥＲ", "number"), ("分类", "category"),
            ("满意情况", "satisfaction"), ("结果分类", "result"), ("是否重点", "key"), ("答复时间", "replied_on"),
        ],
    )  # fmt: skip
    def test_usual_spellings_are_known(self, tmp_path: Path, header: str, field: str) -> None:
        value = {"key": "是", "replied_on": "2019-01-01"}.get(field, "甲")
        report = load_rows(tmp_path, [[header, "承办人"], [value, "张三"]])
        assert items(report)[0].value(field) is not None
        assert column(report, "承办人") == ["张三"]

    def test_title_rows_above_the_header(self, tmp_path: Path) -> None:
        rows = [["2019年建议办理台账"], [], ["填报单位：某局", None, None, "2019年12月"], HEADER, *TWO]
        write_ledger(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A1:E1"))
        report = load_batch(tmp_path)
        assert column(report, "title") == ["修路", "建校"]
        assert str(items(report)[1].place("title")) == "ledger.xlsx 工作表“台账” 单元格B6"

    def test_total_note_and_blank_rows_are_no_items(self, tmp_path: Path) -> None:
        rows = [
            HEADER,
            TWO[0],
            ["小 计", "1件"],
            [],
            TWO[1],
            [None, "合计：2件", None, 2, 2],
            ["注：重点建议另表。"],
            ["填表人：张三"],
        ]
        report = load_rows(tmp_path, rows)
        assert column(report, "number") == ["1", "2"]
        assert report.notes == ()

    def test_a_row_that_holds_its_number_alone_is_no_item(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["序号", *HEADER], [1, *TWO[0]], [2], [3]])
        assert len(items(report)) == 1
        assert load_rows(tmp_path, [HEADER, *TWO, [3], [4.0]]).notes == ()

    def test_a_title_between_the_rows_is_not_counted_and_told(self, tmp_path: Path) -> None:
        rows = [HEADER, ["一、城建类"], TWO[0], [None, "二、教育类"], TWO[1]]
        write_ledger(tmp_path, rows, change=lambda sheet: sheet.merge_cells("B4:E4"))
        report = load_batch(tmp_path)
        assert column(report, "number") == ["1", "2"]
        assert places(report.notes) == [("results.skipped-row", "A2")]
        assert "有2行只有一格（A2“一、城建类”、B4“二、教育类”），没有计入" in report.notes[0].message
        assert "“一、城建类”" in report.notes[0].message

    def test_an_item_of_which_only_the_title_is_known_counts(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["标题", "满意度"], ["修路", "满意"], ["建校"]])
        assert len(items(report)) == 2

    def test_a_row_with_unknown_columns_alone_is_told(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [[*HEADER, "备注"], *TWO, [None] * 5 + ["以下空白"]])
        assert len(items(report)) == 2
        assert places(report.notes) == [("results.skipped-row", "F4")]

    def test_extra_columns_are_kept_and_can_be_partitions(self, tmp_path: Path) -> None:
        rows = [
            [*HEADER, "所属街道", "备注", "备注"],
            [*TWO[0], "甲街道", "一", "二"],
            [*TWO[1], "乙街道", None, "三"],
        ]
        report = load_rows(tmp_path, rows)
        assert parts(report, "所属街道") == {"甲街道": 1, "乙街道": 1}
        assert items(report)[0].extra == {"所属街道": "甲街道", "备注": "一", "备注（H列）": "二"}

    def test_a_header_called_like_a_field_of_the_program_is_an_own_column(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["标题", "extra", "类别"], ["修路", "别的", "城建"]])
        assert items(report)[0].extra == {"extra": "别的"}

    def test_unusual_headers_are_mapped(self, tmp_path: Path) -> None:
        rows = [["事项", "归口", "类别", "结论"], ["修路", "城建", "甲", "A"]]
        mapped = "台账: {文件: ledger.xlsx, 列: {标题: 事项, category: 归 口, 办理结果: 结论}}"
        report = load_rows(tmp_path, rows, mapped)
        item = items(report)[0]
        assert (item.title, item.category, item.result, item.extra) == ("修路", "城建", "A", {"类别": "甲"})

    def test_wrong_mappings_are_told(self, tmp_path: Path) -> None:
        mapped = "台账: {文件: ledger.xlsx, 列: {类別: 类别, 标题: 案名, 层级: 级, level: 级}}"
        problems = refused(lambda: load_rows(tmp_path, [HEADER, *TWO], mapped))
        assert [(p.id, p.place.line or p.place.cell) for p in problems] == [
            ("results.unknown-column", 5),
            ("results.unknown-key", 5),
            ("results.missing-column", "1"),
            ("results.missing-column", "1"),
        ]
        assert "类别" in problems[0].hint
        assert "没有名为“案名”的列" in problems[2].message

    def test_two_columns_that_can_be_one_field(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["标题", "主办单位", "承办单位"], ["修路", "甲局", "甲局"]])
        assert column(report, "handler") == ["甲局"]
        assert column(report, "主办单位") == ["甲局"]
        problem = only_problem(
            lambda: load_rows(tmp_path, [["标题", "主办单位", "责任单位"], ["修路", "甲", "乙"]])
        )
        assert (problem.id, problem.place.cell) == ("results.ambiguous-column", "C1")
        assert "B、C列都可以是“承办单位”" in problem.message
        assert "列: {承办单位: 主办单位}" in problem.hint

    def test_a_sheet_without_a_header_is_refused(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load_rows(tmp_path, [["1", "修路", "城建"], ["2", "建校", "教育"]]))
        assert (problem.id, problem.place.sheet) == ("results.no-header", "台账")

    @pytest.mark.parametrize("rows", [[HEADER], [HEADER, ["合计", 0]], [["台账"], HEADER, ["注：无"]]])
    def test_a_ledger_without_items_is_refused(self, tmp_path: Path, rows: list[list[object]]) -> None:
        assert only_problem(lambda: load_rows(tmp_path, rows)).id == "results.empty-ledger"


class TestTwoHeaderRows:
    FIRST = ["编号", "标题", "办理结果", None, None, "满意度", None]
    SECOND = [None, None, "A", "B", "C", "满意", "基本满意"]
    MARKS = [["1", "修路", "√", None, None, None, "√"], ["2", "建校", None, "√", None, "√", None]]

    @staticmethod
    def merge(*areas: str) -> Callable[[Any], None]:
        return lambda sheet: [sheet.merge_cells(area) for area in areas] and None

    @pytest.mark.parametrize("areas", [(), ("C1:E1", "F1:G1"), ("A1:A2", "B1:B2", "C1:E1", "F1:G1")])
    def test_classes_as_columns_of_their_own_are_refused(
        self, tmp_path: Path, areas: tuple[str, ...]
    ) -> None:
        write_ledger(tmp_path, [self.FIRST, self.SECOND, *self.MARKS], change=self.merge(*areas))
        problem = only_problem(lambda: load_batch(tmp_path))
        assert problem.id == "results.two-row-header"
        assert problem.place.cell in ("C2", "D2")
        assert "表头占了第1、2两行" in problem.message

    def test_in_a_text_file_too(self, tmp_path: Path) -> None:
        rows = [self.FIRST, self.SECOND, *self.MARKS]
        content = "\n".join(",".join(str(value or "") for value in row) for row in rows)
        assert only_problem(lambda: load_csv(tmp_path, content)).id == "results.two-row-header"

    def test_values_under_a_blank_header_are_refused(self, tmp_path: Path) -> None:
        problems = refused(lambda: load_rows(tmp_path, [self.FIRST, *self.MARKS]))
        assert places(problems) == [("results.nameless-column", "G2"), ("results.nameless-column", "D3")]
        problems = refused(
            lambda: load_rows(tmp_path, [[*HEADER, None, "备注"], [*TWO[0], "催办", "无"], TWO[1]])
        )
        assert places(problems) == [("results.nameless-column", "F2")]

    def test_a_column_of_row_numbers_needs_no_header(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [[None, *HEADER], ["一", *TWO[0]], ["二", *TWO[1]]])
        assert column(report, "title") == ["修路", "建校"]

    def test_a_line_of_groups_above_the_header_is_read_right(self, tmp_path: Path) -> None:
        rows = [
            ["编号", "基本情况", None, "办理情况", None],
            [None, "标题", "类别", "办理结果", "满意度"],
            *TWO,
        ]
        write_ledger(tmp_path, rows, change=self.merge("A1:A2", "B1:C1", "D1:E1"))
        report = load_batch(tmp_path)
        assert column(report, "number") == ["1", "2"]
        assert column(report, "satisfaction") == ["满意", "基本满意"]


class TestValues:
    @pytest.mark.parametrize(
        "value",
        [
            date(2019, 3, 7), datetime(2019, 3, 7, 15, 30), "2019-03-07", "2019-3-7", "2019/3/7", "2019.3.7", "２０１９年３月７日",
            "2019年3月7日", "20190307", 20190307, 43531, 43531.6, "2019-03-07 08:30", "2019-03-07\u200b", "2019/3/7 8:30:00",
            " 2019 - 3 - 7 ",
        ],
    )  # fmt: skip
    def test_dates_in_all_usual_forms(self, tmp_path: Path, value: object) -> None:
        report = load_rows(tmp_path, [["标题", "答复日期"], ["修路", value]])
        assert column(report, "replied_on") == [date(2019, 3, 7)]

    def test_serial_numbers_of_the_1904_calendar(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.epoch = CALENDAR_MAC_1904
        for row in (["标题", "交办日期", "答复日期"], ["修路", date(2019, 3, 7), 42069]):
            book.active.append(row)
        book.save(tmp_path / "ledger.xlsx")
        item = items(load_batch(tmp_path))[0]
        assert (item.assigned_on, item.replied_on) == (date(2019, 3, 7), date(2019, 3, 7))

    @pytest.mark.parametrize(
        "value",
        [2019, 2019.12, 307, "3月7日", "2019年3月", "2019-2-30", "上周", True, 99999999, -5, "2019-3.7"],
    )
    def test_what_is_no_date_names_the_cell(self, tmp_path: Path, value: object) -> None:
        problem = only_problem(lambda: load_rows(tmp_path, [["标题", "答复日期"], ["修路", value]]))
        assert (problem.id, problem.place.sheet, problem.place.cell) == ("results.cell-value", "台账", "B2")
        assert "不是日期" in problem.message

    @pytest.mark.parametrize("value", ["/", "-", "——", "未回复", "无", " ", None])
    def test_a_dash_is_no_date_and_no_satisfaction(self, tmp_path: Path, value: object) -> None:
        report = load_rows(
            tmp_path,
            [["标题", "答复日期", "满意度", "重点"], ["修路", value, value, "是"], ["甲", None, "满意", "/"]],
        )
        assert column(report, "replied_on") == [None, None]
        assert column(report, "satisfaction") == [None, "满意"]
        assert column(report, "key") == [True, None]

    def test_numbers_are_the_same_however_they_are_stored(self, tmp_path: Path) -> None:
        report = load_rows(
            tmp_path, [["编号", "标题", "类别"], [12, 1.5, 3.0], [12.0, "乙", "3"], ["012", "丙", 3]]
        )
        assert column(report, "number") == ["12", "12", "012"]
        assert column(report, "title") == ["1.5", "乙", "丙"]
        assert parts(report, "category") == {"3": 3}

    @pytest.mark.parametrize(
        ("value", "meant"),
        [
            ("是", True), ("否", False), ("√", True), ("✓", True), ("×", False), (True, True), (False, False), (1, True),
            (0.0, False), ("已面商", True), ("未面商", False), ("Ｙ", True), ("no", False), ("", None),
        ],
    )  # fmt: skip
    def test_yes_and_no(self, tmp_path: Path, value: object, meant: bool | None) -> None:
        assert column(load_rows(tmp_path, [["标题", "面商"], ["修路", value]]), "contacted") == [meant]

    @pytest.mark.parametrize(
        ("header", "value", "meant"),
        [
            ("面商", "已电话沟通", True), ("面商", "已见面沟通2次", True), ("面商", "已与代表见面", True), ("面商", "尚未走访", False),
            ("答复情况", "已按期书面答复", True), ("答复情况", "已经办理完毕", True), ("答复情况", "没有答复", False),
            ("是否办结", "已全部办结", True), ("是否办结", "未能解决", False), ("采纳情况", "不予采纳", False),
            ("采纳情况", "已采纳", True), ("二次办理", "已重新办理", True), ("二次办理", "尚未", False),
        ],
    )  # fmt: skip
    def test_done_and_not_done(self, tmp_path: Path, header: str, value: str, meant: bool) -> None:
        report = load_rows(tmp_path, [["标题", header], ["修路", value]])
        (name,) = items(report)[0].model_fields_set - {"title", "extra"}
        assert column(report, name) == [meant]

    @pytest.mark.parametrize(
        ("header", "values"),
        [
            ("答复情况", ["已超期", "已退回", "已超期答复", "未按时答复", "未超期", "不满意", "已起草答复", "已联系"]),
            ("是否办结", ["已列入计划", "已列入计划办理", "已转交", "已转交住建局办理", "已申请延期办理", "已部分办结", "已面商"]),
            ("是否办结", ["已重新办理", "已约谈"]),
            ("面商", ["已约", "已约见面", "已联系未见面", "未见面，已电话", "已计划走访", "未联系上", "已见面0次", "已答复"]),
        ],
    )  # fmt: skip
    def test_what_only_begins_like_done_is_refused(
        self, tmp_path: Path, header: str, values: list[str]
    ) -> None:
        rows = [["标题", header], *(["修路", value] for value in values)]
        problems = refused(lambda: load_rows(tmp_path, rows))
        assert places(problems) == [("results.cell-value", f"B{row}") for row in range(2, len(values) + 2)]
        assert all("应填“是”或“否”，或如“已" in problem.message for problem in problems)

    def test_what_is_neither_yes_nor_no_names_the_cell(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load_rows(tmp_path, [["标题", "面商"], ["修路", "电话"]]))
        assert (problem.id, problem.place.cell) == ("results.cell-value", "B2")
        assert "“电话”看不出是与否" in problem.message

    def test_logical_values_and_dates_of_own_columns_are_read_as_words(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "类别", "上会", "收文", "时刻"],
            ["修路", "城建", True, date(2019, 3, 7), datetime(2019, 3, 7, 8, 5)],
        ]
        assert items(load_rows(tmp_path, rows))[0].extra == {
            "上会": "是",
            "收文": "2019-03-07",
            "时刻": "2019-03-07 08:05",
        }

    def test_spaces_and_line_ends_do_not_make_another_class(self, tmp_path: Path) -> None:
        rows = [["标题", "类别"], ["修\n路", "城建 交通"], ["建校", " 城建\n交通 "], ["甲", "城建  交通"]]
        report = load_rows(tmp_path, rows)
        assert parts(report, "category") == {"城建 交通": 3}
        assert column(report, "title")[0] == "修\n路"

    def test_what_nobody_sees_makes_no_other_class(self, tmp_path: Path) -> None:
        row = ["2", "建校", "城\u200b建", "A", "满意", "东\u200b片"]
        report = load_rows(tmp_path, [[*HEADER, "片区"], ["1", "修路", "城建", "A", "满意", "东片"], row])
        assert column(report, "category") == ["城建", "城建"]
        assert [item.extra["片区"] for item in items(report)] == ["东片", "东片"]

    def test_all_bad_cells_are_told_at_once(self, tmp_path: Path) -> None:
        rows = [
            ["标题", "面商", "答复日期"],
            ["修路", "或许", "明天"],
            ["建校", "是", "2019-13-01"],
            ["甲", "否", "2019-1-1"],
        ]
        problems = refused(lambda: load_rows(tmp_path, rows))
        assert places(problems) == [
            ("results.cell-value", "B2"),
            ("results.cell-value", "C2"),
            ("results.cell-value", "C3"),
        ]

    def test_values_outside_the_scheme_are_found_by_the_check(self, tmp_path: Path) -> None:
        report = load_rows(
            tmp_path,
            [["标题", "办理结果", "满意度"], ["修路", "E", "满意"], ["建校", "A类（已解决）", "满义"]],
        )
        problems = br.check(report)
        assert places(problems) == [("results.outside-scheme", "B2"), ("results.outside-scheme", "C3")]
        assert "满意" in problems[1].hint

    def test_what_looks_like_a_formula_is_text(self, tmp_path: Path) -> None:
        report = load_csv(tmp_path, "标题,类别\n=1+1,@SUM(A1)\n-甲,+乙\n")
        assert column(report, "title") == ["=1+1", "-甲"]


class TestWorkbooks:
    @pytest.mark.parametrize("hidden", ['hidden="1"', 'ht="0" customHeight="1"'])
    def test_hidden_rows_count_and_are_told(self, tmp_path: Path, hidden: str) -> None:
        path = write_ledger(tmp_path, [HEADER, *TWO])
        change_part(path, SHEET, lambda xml: xml.replace('<row r="2"', f'<row {hidden} r="2"'))
        report = load_batch(tmp_path)
        assert len(items(report)) == 2
        assert places(report.notes) == [("results.hidden-rows", "2")]
        assert "有1行被隐藏或筛掉，仍计入统计" in report.notes[0].message

    def test_cells_merged_downwards_hold_for_each_row(self, tmp_path: Path) -> None:
        rows = [
            HEADER,
            ["1", "修路", "城建", "A"],
            ["2", "架桥", None, "A"],
            ["3", "建校", "教育", "B"],
            ["4", "建园"],
        ]
        write_ledger(
            tmp_path,
            rows,
            change=lambda sheet: [sheet.merge_cells(area) for area in ("C2:C3", "C4:C5", "D4:E5")],
        )
        report = load_batch(tmp_path)
        assert parts(report, "category") == {"城建": 2, "教育": 2}
        assert column(report, "result") == ["A", "A", "B", "B"]

    def test_formulas_are_read_by_their_saved_results(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, ["1", "修路", "=B2", "A", "满意"], ["2", "建校", '=""', "B", "满意"]])
        path = change_part(
            tmp_path / "ledger.xlsx",
            SHEET,
            lambda xml: (
                xml.replace('<c r="C2"><f>B2</f><v />', '<c r="C2" t="str"><f>B2</f><v>城建</v>')
                .replace('<c r="C2"><f>B2</f><v></v>', '<c r="C2" t="str"><f>B2</f><v>城建</v>')
                .replace('<c r="C3"><f>', '<c r="C3" t="str"><f>')
            ),
        )
        assert "城建" in zipfile.ZipFile(path).read(SHEET).decode()
        assert column(load_batch(tmp_path), "category") == ["城建", None]

    def test_formulas_without_saved_results_name_the_cell(self, tmp_path: Path) -> None:
        rows = [HEADER, ["1", "修路", "=B2", "A", "满意"], ["合计", "=COUNTA(B2:B2)"]]
        problems = refused(lambda: load_rows(tmp_path, rows))
        assert places(problems) == [("results.formula-value", "C2"), ("results.formula-value", "B3")]
        assert "公式没有保存计算结果" in problems[0].message

    def test_error_values_name_the_cell(self, tmp_path: Path) -> None:
        rows = [HEADER, ["1", "修路", "#N/A", "A", "满意"], ["2", "建校", "教育", "#REF!", "满意"]]
        problems = refused(lambda: load_rows(tmp_path, rows))
        assert places(problems) == [("results.error-value", "C2"), ("results.error-value", "D3")]
        assert "错误值#N/A" in problems[0].message

    @pytest.mark.parametrize("code", ["0007", "000B", "001F"])
    def test_control_characters_name_the_cell_and_the_code_point(self, tmp_path: Path, code: str) -> None:
        problem = only_problem(
            lambda: load_rows(tmp_path, [HEADER, ["1", f"修_x{code}_路", "城建", "A", "满意"]])
        )
        assert (problem.id, problem.place.sheet, problem.place.cell) == ("results.cell-value", "台账", "B2")
        assert f"第2个字符U+{code}" in problem.message

    def test_noncharacters_name_the_cell_too(self, tmp_path: Path) -> None:
        row = '<row r="2"><c r="A2" t="n"><v>1</v></c><c r="B2" t="inlineStr"><is><t>城\ufdd0建</t></is></c></row>'
        (tmp_path / "ledger.xlsx").write_bytes(package(sheet=sheet(HEADER_ROW + row)))
        problem = only_problem(lambda: load_batch(tmp_path))
        assert (problem.place.cell, "U+FDD0" in problem.message) == ("B2", True)

    @pytest.mark.parametrize(
        ("held", "shown"),
        [("0.30000000000000004", "0.3"), ("3.3000000000000003", "3.3"), ("12.5", "12.5")],
    )
    def test_a_number_is_what_excel_shows_of_it(self, tmp_path: Path, held: str, shown: str) -> None:
        path = write_ledger(tmp_path, [[*HEADER, "金额"], ["1", "修路", "城建", "A", "满意", 0.25]])
        change_part(
            path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<v>0.25</v>", f"<v>{held}</v>")
        )
        assert column(load_batch(tmp_path), "金额") == [shown]

    def test_line_ends_that_excel_escapes_become_plain(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [HEADER, ["1", "修_x000D_\n路", "城建", "A", "满意"]])
        assert column(report, "title") == ["修\n路"]

    @pytest.mark.parametrize("escape", ["_xFFFE_", "_xD83D_", "_x0007_", "_xFDD0_"])
    def test_what_cannot_be_printed_is_refused_however_it_is_written(
        self, tmp_path: Path, escape: str
    ) -> None:
        text = f'<c r="B2" t="inlineStr"><is><t>修{escape}路</t></is></c>'
        row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>修路</t></is></c>{text}</row>'
        (tmp_path / "ledger.xlsx").write_bytes(package(sheet=sheet(HEADER_ROW + row)))
        problem = only_problem(lambda: load_batch(tmp_path))
        assert (problem.place.cell, f"U+{escape[2:6].upper()}" in problem.message) == ("B2", True)

    @pytest.mark.parametrize("escape", ["_xFFFE_", "_xD83D_", "_x0007_", "_xFDD0_"])
    @pytest.mark.parametrize("header", ["备{}注", "{}"])
    def test_nor_may_a_header_hold_it(self, tmp_path: Path, escape: str, header: str) -> None:
        rows = [[*HEADER, header.format(escape)], ["1", "修路", "城建", "A", "满意", "甲"]]
        write_ledger(tmp_path, rows)
        problem = only_problem(lambda: load_batch(tmp_path))
        assert (problem.id, problem.place.cell) == ("results.cell-value", "F1")
        assert f"U+{escape[2:6].upper()}" in problem.message

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("_x0041_", "A"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("x000D", "x000D"),
            ("_x000D__x000A_", "\n"),
        ],
    )
    def test_escapes_are_read_as_excel_reads_them(self, tmp_path: Path, written: str, meant: str) -> None:
        row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>修{written}路</t></is></c></row>'
        (tmp_path / "ledger.xlsx").write_bytes(package(sheet=sheet(HEADER_ROW + row)))
        assert column(load_batch(tmp_path), "title") == [f"修{meant}路"]

    def test_a_number_beyond_all_bounds_is_refused_by_its_cell(self, tmp_path: Path) -> None:
        for value in ("1e999", "-1e999"):
            row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>修路</t></is></c><c r="B2"><v>{value}</v></c></row>'
            (tmp_path / "ledger.xlsx").write_bytes(package(sheet=sheet(HEADER_ROW + row)))
            problem = only_problem(lambda: load_batch(tmp_path))
            assert (problem.id, problem.place.cell) == ("results.cell-value", "B2")
            assert "数过大" in problem.message

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("123456789012345678", "123456789012345678"),
            ("1.23456789012345E+17", "123456789012345000"),
            ("1500000", "1500000"),
            ("2.5", "2.5"),
        ],
    )
    def test_a_whole_number_is_whole(self, tmp_path: Path, written: str, meant: str) -> None:
        row = (
            f'<row r="2"><c r="A2" t="inlineStr"><is><t>修路</t></is></c><c r="B2"><v>{written}</v></c></row>'
        )
        (tmp_path / "ledger.xlsx").write_bytes(package(sheet=sheet(HEADER_ROW + row)))
        assert column(load_batch(tmp_path), "category") == [meant]

    def test_a_number_of_an_item_that_excel_shortened_is_refused(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load_rows(tmp_path, [HEADER, [1.5e17, "修路", "城建", "A", "满意"]]))
        assert (problem.id, problem.place.cell) == ("results.number-as-date", "A2")

    def test_the_strict_form_of_the_format_is_told(self, tmp_path: Path) -> None:
        path = write_ledger(tmp_path, [HEADER, *TWO])
        usual, strict = "schemas.openxmlformats.org/spreadsheetml/2006/", "purl.oclc.org/ooxml/spreadsheetml/"
        change_part(path, "xl/workbook.xml", lambda xml: xml.replace(usual, strict))
        assert only_problem(lambda: load_batch(tmp_path)).id == "results.strict-workbook"

    @pytest.mark.parametrize("beside", ["", "<f>1</f>"])
    def test_pictures_in_cells_are_told_and_not_read(self, tmp_path: Path, beside: str) -> None:
        def texts(row: int, *cells: str) -> str:
            return "".join(
                f'<c r="{"ABC"[i]}{row}" t="str">{beside}<v>{cell}</v></c>' for i, cell in enumerate(cells)
            )

        picture = "DISPIMG(&quot;ID_1&quot;,1)"
        held = f'<c r="C2" t="str"><f>_xlfn.{picture}</f><v>={picture}</v></c>'
        head, row = texts(1, "标题", "类别", "照片"), texts(2, "修路", "城建") + held
        content = sheet(f'<row r="1">{head}</row><row r="2">{row}</row>')
        (tmp_path / "ledger.xlsx").write_bytes(package(sheet=content))
        report = load_batch(tmp_path)
        assert [(item.title, item.category, dict(item.extra)) for item in items(report)] == [
            ("修路", "城建", {})
        ]
        assert places(report.notes) == [("results.picture-cell", "C2")]

    @pytest.mark.parametrize(("at", "cell"), [(0, "A2"), (2, "C2")])
    def test_codes_that_excel_made_days_are_refused(self, tmp_path: Path, at: int, cell: str) -> None:
        row: list[object] = ["1", "修路", "城建", "A", "满意"]
        row[at] = date(2024, 5, 1)
        problem = only_problem(lambda: load_rows(tmp_path, [HEADER, row]))
        assert (problem.id, problem.place.cell) == ("results.number-as-date", cell)
        assert "5-1" in problem.message

    def test_which_sheet(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.title = "说明"
        for name, category in (("2018", "旧"), ("2019 ", "新")):
            sheet = book.create_sheet(name)
            sheet.append(["标题", "类别"])
            sheet.append(["修路", category])
        book.save(tmp_path / "ledger.xlsx")
        problem = only_problem(lambda: load_batch(tmp_path))
        assert problem.id == "results.which-sheet"
        assert "有2个工作表都有内容：2018（2行）、2019 （2行）" in problem.message
        assert "工作表: 2018" in problem.hint
        chosen = load_batch(tmp_path, "台账: {文件: ledger.xlsx, 工作表: 2019}")
        assert column(chosen, "category") == ["新"]
        missing = only_problem(lambda: load_batch(tmp_path, "台账: {文件: ledger.xlsx, 工作表: 2020}"))
        assert missing.id == "results.missing-sheet"
        assert "现有说明、2018、2019" in missing.message
        empty = only_problem(lambda: load_batch(tmp_path, "台账: {文件: ledger.xlsx, 工作表: 说明}"))
        assert empty.id == "results.no-header"

    def test_hidden_sheets_are_not_taken_unasked(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        hidden = book.create_sheet("旧账")
        hidden.append(["标题", "类别"])
        hidden.append(["修路", "城建"])
        hidden.sheet_state = "hidden"
        book.save(tmp_path / "ledger.xlsx")
        problem = only_problem(lambda: load_batch(tmp_path))
        assert problem.id == "results.empty-workbook"
        assert "工作表: 旧账" in problem.hint
        assert len(items(load_batch(tmp_path, "台账: {文件: ledger.xlsx, 工作表: 旧账}"))) == 1


def package(**parts: bytes) -> bytes:
    """Make a workbook whose named parts (sheet, strings, extra) are replaced."""
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["标题", "类别"])
    book.active.append(["修路", "城建"])
    book.save(buffer)
    names = {
        "sheet": SHEET,
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "extra": "xl/media/extra.bin",
    }
    replaced = {names[key]: value for key, value in parts.items()}
    with zipfile.ZipFile(buffer) as old:
        content = {name: old.read(name) for name in old.namelist()} | replaced
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, value in content.items():
            new.writestr(name, value)
    return made.getvalue()


UNDAMAGED = package()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(data: str, after: str = "", before: str = "") -> bytes:
    """Make the XML of a worksheet."""
    return f'<?xml version="1.0"?>{before}<worksheet {MAIN}><sheetData>{data}</sheetData>{after}</worksheet>'.encode()


HEADER_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c><c r="B1" t="inlineStr"><is><t>类别</t></is></c></row>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ENTITY_CELL = '<row r="2"><c r="A2" t="inlineStr"><is><t>&b;</t></is></c></row>'


class TestRefusedFiles:
    def refusal(self, folder: Path, content: bytes, name: str = "ledger.xlsx") -> br.Problem:
        (folder / name).write_bytes(content)
        problem = only_problem(lambda: load_batch(folder, f"台账: {name}"))
        assert problem.place.file == name
        return problem

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("ledger.xls", "另存为xlsx"),
            ("ledger.doc", "应为xlsx或csv"),
            ("ledger.pdf", "应为xlsx或csv"),
            ("ledger", "应为xlsx或csv"),
            ("ledger.ET", "另存为xlsx"),
        ],
    )
    def test_other_kinds_of_file(self, tmp_path: Path, name: str, words: str) -> None:
        problem = self.refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name)
        assert problem.id == "results.ledger-type"
        assert words in problem.hint

    def test_old_or_encrypted_workbooks(self, tmp_path: Path) -> None:
        problem = self.refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        assert problem.id == "results.old-workbook"
        assert "旧版xls文件或加密的工作簿" in problem.message

    @pytest.mark.parametrize(
        "content", [b"<html><table/></html>", b"PK\x03\x04 nothing", "标题,类别\n".encode(), bytes(100)]
    )
    def test_no_workbook_at_all(self, tmp_path: Path, content: bytes) -> None:
        assert self.refusal(tmp_path, content).id == "results.bad-workbook"

    def test_an_empty_file(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path, b"").id == "results.empty-file"

    @pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
    def test_truncated_workbooks(self, tmp_path: Path, part: float) -> None:
        whole = package()
        assert self.refusal(tmp_path, whole[: int(len(whole) * part)]).id == "results.bad-workbook"

    @pytest.mark.parametrize(
        "broken",
        [
            b"",
            b"<worksheet",
            b"not xml",
            sheet("<row r='x'/>"),
            sheet('<row><c r="1A"/></row>'),
            b"\xff\xfe<",
        ],
    )
    def test_corrupt_parts(self, tmp_path: Path, broken: bytes) -> None:
        assert self.refusal(tmp_path, package(sheet=broken)).id in (
            "results.bad-workbook",
            "results.empty-workbook",
        )

    def test_a_zip_that_is_no_workbook(self, tmp_path: Path) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            new.writestr("a.txt", "甲")
        assert self.refusal(tmp_path, made.getvalue()).id == "results.bad-workbook"

    def test_zip_bombs(self, tmp_path: Path) -> None:
        huge = package(extra=bytes(161 * 1024 * 1024))
        assert len(huge) < 1_000_000
        assert self.refusal(tmp_path, huge).id == "results.too-large"
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for number in range(2_100):
                new.writestr(f"{number}.xml", "")
        assert self.refusal(tmp_path, made.getvalue()).id == "results.too-large"

    @pytest.mark.parametrize(
        "content",
        [
            package(sheet=sheet("<row>" + "<c/>" * 3_000_001 + "</row>")),
            package(strings=f"<sst {MAIN}>{'<si/>' * 3_000_001}</sst>".encode()),
            package(sheet=sheet(HEADER_ROW, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
            package(sheet=sheet(HEADER_ROW, '<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>')),
            package(sheet=sheet(HEADER_ROW, '<mergeCells><mergeCell ref="A:XFD"/></mergeCells>')),
            package(sheet=sheet(HEADER_ROW, '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')),
        ],
        ids=["cells", "strings", "merged", "escaped", "columns", "links"],
    )
    def test_element_and_area_bombs(self, tmp_path: Path, content: bytes) -> None:
        assert len(content) < 200_000
        assert self.refusal(tmp_path, content).id == "results.too-large"

    def test_far_away_cells_are_refused_by_name(self, tmp_path: Path) -> None:
        far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'
        problem = self.refusal(tmp_path, package(sheet=sheet(HEADER_ROW + far)))
        assert (problem.id, problem.place.cell) == ("results.too-large", "XFD1048576")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused(self, tmp_path: Path, encoding: str) -> None:
        xml = (
            sheet(HEADER_ROW + ENTITY_CELL, before=LAUGHS)
            .decode()
            .replace('"1.0"', f'"1.0" encoding="{encoding}"', 1)
        )
        problem = self.refusal(tmp_path, package(sheet=xml.encode(encoding)))
        assert problem.id == "results.bad-workbook"
        assert "DOCTYPE" in problem.message

    def test_a_doctype_after_much_else_is_still_seen(self, tmp_path: Path) -> None:
        xml = sheet(HEADER_ROW, before=f"<!--{'x' * (1024 * 1024 - 26)}-->" + LAUGHS)
        assert self.refusal(tmp_path, package(sheet=xml)).id == "results.bad-workbook"

    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_damaged_bytes_never_give_anything_but_items_or_problems(
        self, tmp_path: Path, data: st.DataObject
    ) -> None:
        content = bytearray(UNDAMAGED)
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        (tmp_path / "ledger.xlsx").write_bytes(content)
        problems: tuple[br.Problem, ...] = ()
        try:
            assert items(load_batch(tmp_path))
        except br.BanliError as stopped:
            problems = stopped.problems
        assert all(problem.message for problem in problems)
