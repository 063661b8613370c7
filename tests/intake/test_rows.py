"""Which rows of a ledger are items: headers, totals, notes and merged cells are none, and none is lost unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

import banli_report as br
from tests.ledgers import column, items, load_batch, load_rows, parts, places, write_ledger
from tests.support import only_problem, refused

HEADER = ["编号", "标题", "类别", "承办单位"]
TWO = [["1", "修路", "城建", "甲局"], ["2", "建校", "教育", "乙局"]]


def merging(*areas: str) -> Callable[[Any], None]:
    return lambda sheet: [sheet.merge_cells(area) for area in areas] and None


class TestWhichRowIsTheHeader:
    VALUES = [
        ["题一", "甲科", "重点", "公开"],
        ["题二", "乙科", "非重点", "公开"],
        ["题三", "丙科", "面商", "主办单位"],
    ]

    def test_values_that_are_words_of_headers_make_no_header(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["案由", "承办单位", "督办", "属性"], *self.VALUES])
        assert column(report, "title") == ["题一", "题二", "题三"]
        csv = "\n".join(",".join(row) for row in [["案由", "承办单位", "督办", "属性"], *self.VALUES])
        (tmp_path / "ledger.csv").write_text(csv, "utf-8")
        assert len(items(load_batch(tmp_path, "台账: ledger.csv"))) == 3

    @pytest.mark.parametrize("header", [["案由", "科室", "督办", "属性"], ["议题", "科室", "督办", "属性"]])
    def test_a_header_that_is_hardly_known_is_refused_not_passed_over(
        self, tmp_path: Path, header: list[str]
    ) -> None:
        assert only_problem(lambda: load_rows(tmp_path, [header, *self.VALUES])).id == "results.no-header"
        mapped = f"台账: {{文件: ledger.xlsx, 列: {{标题: {header[0]}, 承办单位: 科室}}}}"
        assert len(items(load_rows(tmp_path, [header, *self.VALUES], mapped))) == 3

    def test_a_header_of_such_words_alone_is_one_where_nothing_stands_above(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [["台账"], ["代表", "重点", "事项"], ["张三", "是", "修路"]])
        assert column(report, "proposer") == ["张三"]


class TestHeaderAgain:
    def test_a_repeated_header_is_no_item(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [HEADER, TWO[0], HEADER, TWO[1], [" 编 号", "案由", "类别"]])
        assert column(report, "number") == ["1", "2"]
        assert report.notes == ()

    def test_values_that_are_like_their_header_stay(self, tmp_path: Path) -> None:
        rows = [["标题", "来源", "代表"], ["修路", "代表", "张三"], ["建校", "来件", "代表"]]
        assert len(items(load_rows(tmp_path, rows))) == 2

    @pytest.mark.parametrize("areas", [("A1:A2", "B1:B2", "C1:C2", "D1:D2"), ("A1:A2", "B1:B2")])
    def test_a_header_merged_over_two_rows_is_no_item(self, tmp_path: Path, areas: tuple[str, ...]) -> None:
        write_ledger(tmp_path, [HEADER, [], *TWO], change=merging(*areas))
        assert parts(load_batch(tmp_path), "category") == {"城建": 1, "教育": 1}


class TestMergedCells:
    def test_an_item_over_two_rows_is_refused(self, tmp_path: Path) -> None:
        rows = [HEADER, TWO[0], [None, None, None, "丙局"], TWO[1]]
        write_ledger(tmp_path, rows, change=merging("A2:A3", "B2:B3", "C2:C3"))
        problem = only_problem(lambda: load_batch(tmp_path))
        assert (problem.id, problem.place.sheet, problem.place.cell) == ("results.shared-row", "台账", "A3")
        assert "取消合并" in problem.hint

    def test_a_title_shared_by_two_numbers_is_refused(self, tmp_path: Path) -> None:
        rows = [HEADER, TWO[0], ["3", None, "城建", "丙局"], TWO[1], ["4", None, "教育", "乙局"]]
        write_ledger(tmp_path, rows, change=merging("B2:B3", "B4:B5"))
        assert places(refused(lambda: load_batch(tmp_path))) == [
            ("results.shared-row", "B3"),
            ("results.shared-row", "B5"),
        ]

    def test_rows_that_hold_merged_cells_alone_are_no_items(self, tmp_path: Path) -> None:
        rows = [["序号", *HEADER], [1, *TWO[0]], [2, *TWO[1]], [3], [], []]
        write_ledger(tmp_path, rows, change=merging("D3:D6", "E3:E6"))
        report = load_batch(tmp_path)
        assert column(report, "number") == ["1", "2"]
        assert report.notes == ()

    def test_an_item_that_takes_two_whole_rows_counts_once(self, tmp_path: Path) -> None:
        write_ledger(
            tmp_path, [HEADER, TWO[0], [], TWO[1]], change=merging("A2:A3", "B2:B3", "C2:C3", "D2:D3")
        )
        assert column(load_batch(tmp_path), "number") == ["1", "2"]

    def test_a_row_of_own_columns_beside_merged_cells_is_told(self, tmp_path: Path) -> None:
        rows = [[*HEADER, "街道", "备注"], [*TWO[0], "甲街", "无"], [None, None, None, None, "乙街", "补充"]]
        write_ledger(tmp_path, rows, change=merging("C2:C3"))
        report = load_batch(tmp_path)
        assert len(items(report)) == 1
        assert places(report.notes) == [("results.skipped-row", "3")]


class TestNotes:
    @pytest.mark.parametrize(
        "title",
        ["注重农村教育的建议", "联系群众建议", "说明书规范的建议", "审核流程再造", "备注", "填报系统整合"],
    )
    @pytest.mark.parametrize("header", [["标题"], ["标题", "满意度", "办理结果"]])
    def test_a_title_that_begins_like_a_note_counts(
        self, tmp_path: Path, title: str, header: list[str]
    ) -> None:
        report = load_rows(tmp_path, [header, ["修路"], [title]])
        assert column(report, "title") == ["修路", title]

    @pytest.mark.parametrize(
        "note",
        [
            ["注：重点建议另表。"], ["注1: 含并案"], ["（注）含并案"], ["【注】含并案"], ["填表人：张三"], ["联系电话：123"],
            ["审核人（签字）："], ["填报说明：一件一行"], ["备 注：无"], ["填表人：张三", "审核人：李四"],
            ["单位负责人：", "张三", "联系人及电话：", 13900000000], ["制表单位（盖章）：某局", "日期：2019年12月"],
        ],
    )  # fmt: skip
    def test_notes_are_no_items(self, tmp_path: Path, note: list[object]) -> None:
        for header in (["标题", "承办单位"], HEADER):
            report = load_rows(tmp_path, [header, ["修路", "甲局"], note])
            assert len(items(report)) == 1
            assert report.notes == ()


class TestTotals:
    @pytest.mark.parametrize(
        "total",
        [
            "合计", "总计", "小 计", "共计", "总数", "累计", "总件数", "合计数", "合计件数", "全区合计", "本页小计", "全年累计", "建议合计",
            "合  计：10件", "合计(件)", "合计（10）", "共计10件", "合计10件（其中主办8件）", "总计：10件，其中主办8件", "共10件",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("cells", [[None, 10], [], ["", "", "10件"]])
    def test_totals_are_no_items(self, tmp_path: Path, total: str, cells: list[object]) -> None:
        report = load_rows(tmp_path, [HEADER, *TWO, [total, *cells]])
        assert len(items(report)) == 2
        assert {note.id for note in report.notes} <= {"results.total-differs"}

    @pytest.mark.parametrize(
        "title",
        [
            "关于合计收费的建议",
            "合计收费应当公示",
            "总数控制",
            "关于医保费用累计",
            "共同富裕10件实事",
            "累计10件以上的信访",
        ],
    )
    def test_titles_with_such_words_stay(self, tmp_path: Path, title: str) -> None:
        for header, row in ((["标题", "承办单位"], [title]), (HEADER, ["3", title, None, None])):
            assert title in column(load_rows(tmp_path, [header, row]), "title")

    def test_the_total_of_a_part_is_told(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, [HEADER, TWO[0], ["城建类小计", None, None, "1件"], TWO[1]])
        assert column(report, "number") == ["1", "2"]
        assert places(report.notes) == [("results.skipped-row", "A3")]
        assert "像是小计" in report.notes[0].message

    def test_what_may_be_a_title_or_a_total_is_refused(self, tmp_path: Path) -> None:
        rows = [["标题", "类别", "得分"], ["修路", "城建", 9], ["医保费用累计", None, 3]]
        problem = only_problem(lambda: load_rows(tmp_path, rows))
        assert (problem.id, problem.place.cell) == ("results.item-or-total", "A3")


class TestLooks:
    def test_numbers_keep_the_zeros_that_they_are_shown_with(self, tmp_path: Path) -> None:
        def pad(sheet: Any) -> None:
            for cell, form in (("A2", "0000"), ("A3", "0.00"), ("C2", "00"), ("D2", "00000")):
                sheet[cell].number_format = form

        rows = [["编号", "标题", "批号", "答复日期"], [7, "修路", 12, 43531], [8, "建校"]]
        write_ledger(tmp_path, rows, change=pad)
        report = load_batch(tmp_path)
        assert column(report, "number") == ["0007", "8"]
        assert items(report)[0].extra == {"批号": "12"}
        assert str(column(report, "replied_on")[0]) == "2019-03-07"

    def test_struck_titles_count_and_are_told(self, tmp_path: Path) -> None:
        def strike(sheet: Any) -> None:
            for cell in ("B3", "D2", "B4"):
                sheet[cell].font = Font(strike=True)

        write_ledger(tmp_path, [HEADER, *TWO, ["合计", "2件"]], change=strike)
        report = load_batch(tmp_path)
        assert len(items(report)) == 2
        assert places(report.notes) == [("results.struck-rows", "3"), ("results.struck-cells", "D2")]
        assert "有1件的标题或编号加了删除线" in report.notes[0].message
        assert "有1格加了删除线（D2），仍按所写的读" in report.notes[1].message

    def test_a_struck_remark_says_nothing(self, tmp_path: Path) -> None:
        def strike(sheet: Any) -> None:
            sheet["E2"].font = sheet["D4"].font = Font(strike=True)

        write_ledger(tmp_path, [[*HEADER, "备注"], [*TWO[0], "旧"], [*TWO[1], None]], change=strike)
        assert load_batch(tmp_path).notes == ()


def read(folder: Path, *rows: list[Any], change: Callable[[Any], None] | None = None) -> br.Ledger:
    return br.read_ledger(write_ledger(folder, rows, change=change))


class TestRemarksBeforeTheTitle:
    @pytest.mark.parametrize(
        "remark", ["共2件，与第5号合并", "合计", "小计", "注：与第5号合并", "备注：已并案", "计"]
    )
    def test_an_item_stays_one_whatever_its_remark_says(self, tmp_path: Path, remark: str) -> None:
        ledger = read(tmp_path, ["备注", *HEADER], [remark, *TWO[0]], [None, *TWO[1]])
        assert [item.title for item in ledger.items] == ["修路", "建校"]
        assert ledger.problems == ()

    def test_a_total_in_the_same_column_is_none(self, tmp_path: Path) -> None:
        ledger = read(
            tmp_path, ["备注", *HEADER], [None, *TWO[0]], [None, *TWO[1]], ["合计", None, None, None, "2件"]
        )
        assert len(ledger.items) == 2
        assert ledger.problems == ()


class TestContinuedRows:
    @pytest.mark.parametrize(
        "row",
        [
            [None, None, None, "丙局"],
            [None, None, "城建", "丙局"],
            ["3", None, "城建", "丙局"],
            [None, None, "城建", None],
        ],
    )
    def test_what_may_belong_to_the_item_above_is_refused(self, tmp_path: Path, row: list[Any]) -> None:
        ledger = read(tmp_path, HEADER, TWO[0], row, TWO[1])
        assert places(ledger.errors()) == [("results.no-identity", "3")]
        assert "并入上一行" in ledger.errors()[0].hint

    def test_rows_filled_in_beforehand_are_one_problem(self, tmp_path: Path) -> None:
        filled = [[None, None, "城建", None]] * 8 + [["9", None, "城建", "甲局"]]
        ledger = read(tmp_path, HEADER, *TWO, *filled)
        assert places(ledger.problems) == [("results.no-identity", "4")]
        assert (
            "有9行没有标题，却填有内容（第4行、第5行、第6行、第7行、第8行等）" in ledger.problems[0].message
        )

    def test_numbers_prepared_for_later_pass(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["序号", *HEADER], [1, *TWO[0]], [2], [3])
        assert len(ledger.items) == 1
        assert ledger.problems == ()

    def test_a_running_number_merged_over_items_with_titles_is_no_matter(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["序号", *HEADER], [1, *TWO[0]], [None, *TWO[1]], change=merging("A2:A3"))
        assert [item.number for item in ledger.items] == ["1", "2"]
        assert ledger.problems == ()


class TestTitlesBetween:
    def test_titles_of_parts_are_told_at_once(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, HEADER, ["一、城建类"], TWO[0], ["二、教育类"], TWO[1])
        assert len(ledger.items) == 2
        assert places(ledger.problems) == [("results.skipped-row", "A2")]

    def test_the_title_of_the_sheet_on_every_page_is_not(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["2019年台账"], HEADER, TWO[0], ["2019年台账"], HEADER, TWO[1])
        assert len(ledger.items) == 2
        assert ledger.problems == ()

    def test_a_title_in_the_column_of_titles_is_asked(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, HEADER, [None, "城建类"], TWO[0])
        assert places(ledger.errors()) == [("results.item-or-total", "B2")]

    def test_items_that_are_titles_alone_are_items_where_none_has_a_number(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, HEADER, [None, "修路"], [None, "建校"])
        assert len(ledger.items) == 2
        assert ledger.errors() == ()

    @pytest.mark.parametrize("merged", [(), ("A2:D2", "A4:D4")])
    def test_parts_of_two_kinds_are_refused_without_a_column_that_says_them(
        self, tmp_path: Path, merged: tuple[str, ...]
    ) -> None:
        rows = [["一、人大代表建议"], TWO[0], ["二、政协提案"], TWO[1]]
        ledger = read(tmp_path, HEADER, *rows, change=merging(*merged))
        assert places(ledger.errors()) == [("results.second-table", "4")]
        said = [[*row, kind] for row, kind in zip(TWO, ("建议", "提案"), strict=True)]
        ledger = read(tmp_path, [*HEADER, "种类"], rows[0], said[0], rows[2], said[1])
        assert ledger.errors() == ()


class TestTablesBelow:
    @pytest.mark.parametrize(
        "below",
        [
            [["2019年提案台账"], HEADER, ["3", "种树", "城建", "甲局"]],
            [[], ["提案号", "提案标题", "委员", "满意度"], ["3", "种树", "张三", "满意"]],
            [["分单位统计"], ["序号", "单位", "件数"], [1, "甲局", 1]],
            [[], ["承办单位", "件数"], ["甲局", 1]],
        ],
    )
    def test_another_table_is_refused(self, tmp_path: Path, below: list[list[Any]]) -> None:
        ledger = read(tmp_path, ["2019年建议台账"], HEADER, *TWO, *below)
        assert "results.second-table" in {problem.id for problem in ledger.errors()}

    def test_numbers_by_class_without_a_header_are_asked(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, HEADER, *TWO, ["城建类", 12], ["教育类", 8])
        assert [problem.id for problem in ledger.errors()] == ["results.item-or-total"] * 2

    def test_the_header_on_every_page_and_under_every_part_passes(self, tmp_path: Path) -> None:
        ledger = read(
            tmp_path, HEADER, TWO[0], HEADER, TWO[1], ["二、城建类"], HEADER, ["3", "种树", "城建", "甲局"]
        )
        assert len(ledger.items) == 3
        assert ledger.errors() == ()

    def test_an_item_of_words_that_are_headers_too_stays(self, tmp_path: Path) -> None:
        ledger = read(
            tmp_path, ["标题", "来源", "提出人"], ["修路", "代表", "委员"], ["公开", "代表", "委员"]
        )
        assert len(ledger.items) == 2


class TestWhatTotalsSay:
    @pytest.mark.parametrize("total", ["总和", "汇总", "计", "本年度合计", "建议件数合计", "占比", "比例"])
    def test_unusual_words_are_totals(self, tmp_path: Path, total: str) -> None:
        ledger = read(tmp_path, HEADER, *TWO, [total, None, None, "2"])
        assert len(ledger.items) == 2
        assert ledger.errors() == ()

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ([*TWO, ["合计", "3件"]], ["合计行写着3件，逐行数出2件"]),
            ([*TWO, ["合计", None, None, 3]], ["合计行写着3件，逐行数出2件"]),
            ([["合计", "3件"], *TWO], ["合计行写着3件，逐行数出2件"]),
            ([*TWO, ["合计", "2件"]], []),
            ([["合计", "2件"], *TWO], []),
            (
                [
                    *TWO,
                    ["合计", "2件"],
                    ["3", "种树", "城建", "甲局"],
                    ["4", "治水", "城建", "甲局"],
                    ["合计", "2件"],
                ],
                [],
            ),
            ([*TWO, ["合计", None, None, None, 134]], []),
            ([*TWO, ["合计", "2件", "134万元"]], []),
            ([*TWO, ["小计", "1件"]], []),
        ],
    )
    def test_they_are_compared_with_the_rows(
        self, tmp_path: Path, rows: list[list[Any]], told: list[str]
    ) -> None:
        ledger = read(tmp_path, [*HEADER, "投资"], *rows)
        assert [problem.message for problem in ledger.problems] == told

    def test_not_where_rows_are_refused(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, HEADER, *TWO, [None, None, None, "丙局"], ["合计", "3件"])
        assert [problem.id for problem in ledger.problems] == ["results.no-identity"]


class TestOtherKindsBelow:
    def test_a_header_for_items_of_another_kind_begins_a_table(self, tmp_path: Path) -> None:
        other = ["提案编号", "提案标题", *HEADER[2:]]
        ledger = read(tmp_path, HEADER, TWO[0], other, TWO[1])
        assert places(ledger.errors()) == [("results.second-table", "3")]
        assert not read(tmp_path, HEADER, TWO[0], HEADER, TWO[1]).errors()

    @pytest.mark.parametrize("title", ["二、政协提案", "政协提案（3件）", "人大代表议案"])
    def test_so_does_a_title_that_names_a_kind(self, tmp_path: Path, title: str) -> None:
        ledger = read(tmp_path, HEADER, TWO[0], [title], TWO[1])
        assert places(ledger.errors()) == [("results.second-table", "3")]

    def test_a_remark_about_suggestions_does_not(self, tmp_path: Path) -> None:
        assert not read(tmp_path, HEADER, *TWO, ["以上建议均已答复代表"]).errors()


@pytest.mark.parametrize("sign", ["同上", "〃", " 同上 "])
def test_a_sign_for_the_cell_above_is_refused(tmp_path: Path, sign: str) -> None:
    ledger = read(tmp_path, HEADER, TWO[0], ["2", "建校", "教育", sign])
    assert places(ledger.errors()) == [("results.cell-value", "D3")]


class TestNumbersThatWereChanged:
    @pytest.mark.parametrize(
        "number", ["2024/5/1", "2024-05-01", "5月1日", "2024年5月1日", "1-May", "May-01", "1.2E+11"]
    )
    def test_a_number_saved_as_a_day_is_refused(self, tmp_path: Path, number: str) -> None:
        ledger = read(tmp_path, HEADER, [number, *TWO[0][1:]], ["5-32", *TWO[1][1:]])
        assert places(ledger.errors()) == [("results.number-as-date", "A2")]

    @pytest.mark.parametrize(
        "numbers", [("2024-1-5", "2024-1-6"), ("2024-01-05", "2024-01-132"), ("5-1", "20240501")]
    )
    def test_numbers_in_parts_pass(self, tmp_path: Path, numbers: tuple[str, str]) -> None:
        rows = [[number, *row[1:]] for number, row in zip(numbers, TWO, strict=True)]
        assert not read(tmp_path, HEADER, *rows).errors()


class TestSeveralNumbersInACell:
    @pytest.mark.parametrize(
        "number",
        [
            "1、2",
            "第1号、第2号",
            "第7、8号",
            "3～5",
            "3至5号",
            "1,2",
            "101,102",
            "12号和闭3号",
            "2024-1；2024-2",
        ],
    )
    def test_a_row_that_has_several_is_asked(self, tmp_path: Path, number: str) -> None:
        ledger = read(tmp_path, HEADER, [number, *TWO[0][1:]], TWO[1])
        assert places(ledger.errors()) == [("results.several-numbers", "A2")]

    @pytest.mark.parametrize(
        "number",
        ["12-1", "2024/15", "第12号", "县十七届人大四次会议第12号", "17届4次会议12号", "甲建〔2024〕12号", "1,024", "No. 5",
         "2024（12）", "闭1", "1.2", "（1）", "第 1 号"],
    )  # fmt: skip
    def test_one_in_parts_passes(self, tmp_path: Path, number: str) -> None:
        assert not read(tmp_path, HEADER, [number, *TWO[0][1:]], TWO[1]).problems

    @pytest.mark.parametrize(("one", "other"), [("1.2", "12"), ("2024（1）", "20241")])
    def test_its_parts_are_not_run_together(self, tmp_path: Path, one: str, other: str) -> None:
        report = load_rows(tmp_path, [HEADER, [one, *TWO[0][1:]], [other, *TWO[1][1:]]])
        assert "results.duplicate-number" not in {problem.id for problem in br.check(report)}


@pytest.mark.parametrize("typed", ['"=""007"""', "'007"])
def test_a_number_typed_as_text_keeps_its_zeros_alone(tmp_path: Path, typed: str) -> None:
    (tmp_path / "l.csv").write_text(f"编号,标题,类别\n{typed},修路,'城建\n", "utf-8")
    (item,) = br.read_ledger(tmp_path / "l.csv").items
    assert (item.number, item.category) == ("007", "'城建")
