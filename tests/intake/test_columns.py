"""Which column is which field: unusual headers, columns of one name, what is misspelt, what is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.ledgers import column, load_batch, load_rows, places, write_ledger
from tests.support import only_problem, refused

HEADER = ["编号", "标题", "类别", "承办单位"]
ROW = ["1", "修路", "城建", "甲局"]
OTHER = ["2", "建校", "教育", "乙局"]


def hiding(*letters: str) -> Callable[[Any], None]:
    def hide(sheet: Any) -> None:
        for letter in letters:
            sheet.column_dimensions[letter].hidden = True

    return hide


def read(folder: Path, header: list[Any], *rows: list[Any], **asked: Any) -> Any:
    return br.read_ledger(write_ledger(folder, [header, *rows]), **asked)


def told(ledger: Any) -> list[tuple[str, str]]:
    return places(ledger.problems)


class TestUsualHeaders:
    @pytest.mark.parametrize(
        ("header", "field"),
        [
            ("回复日期", "replied_on"), ("复函时间", "replied_on"), ("*标题", "title"), ("★办理结果", "result"),
            ("满意度：", "satisfaction"), ("满意度（填满意、基本满意）", "satisfaction"), ("办理\n结果", "result"),
            ("满意\u200b度", "satisfaction"), ("\ufeff标题", "title"), ("办理\u00ad方式", "role"),
        ],
    )  # fmt: skip
    def test_they_are_known_in_what_dress_they_come(self, tmp_path: Path, header: str, field: str) -> None:
        ledger = read(tmp_path, ["编号", "种类", header], ["1", "建议", None])
        assert field in ledger.columns
        assert not [problem for problem in ledger.problems if problem.id == "results.resembling-column"]

    def test_columns_of_the_office_are_its_own_and_no_word_is_lost_on_them(self, tmp_path: Path) -> None:
        own = "承办科室 交办单位 分管领导 联系电话 答复文号 备注 代表团 界别 办理进度 联系人 来文号".split()  # noqa: SIM905
        ledger = read(tmp_path, [*HEADER, *own], [*ROW, *("x" for _ in own)])
        assert ledger.problems == ()
        assert dict(ledger.items[0].extra) == dict.fromkeys(own, "x")


class TestResembling:
    @pytest.mark.parametrize(
        ("header", "like"),
        [
            ("办理结裹", "办理结果"), ("办里结果", "办理结果"), ("满意渡", "满意度"), ("满义度", "满意度"),
            ("最终办理结果", "办理结果"), ("代表反馈满意度", "满意度"), ("承办单立", "承办单位"),
        ],
    )  # fmt: skip
    def test_what_looks_like_a_usual_header_is_told(self, tmp_path: Path, header: str, like: str) -> None:
        ledger = read(tmp_path, ["编号", "标题", header], ["1", "修路", "x"])
        assert told(ledger) == [("results.resembling-column", "C1")]
        assert f"“{header}”没有按常用的列读，像是“{like}”" in ledger.problems[0].message
        assert f"{{{like}: {header}}}" in ledger.problems[0].hint

    def test_not_where_the_sheet_has_the_usual_one(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["编号", "标题", "办理结果", "办理结裹"], ["1", "修路", "A", "B"])
        assert ledger.problems == ()

    def test_it_is_told_beside_the_sentence_that_leans_on_it(self, tmp_path: Path) -> None:
        rows = [["编号", "标题", "满意渡"], ["1", "修路", "满意"]]
        report = load_rows(tmp_path, rows, rest="模板: base\n正文: [{内容: '满意率{{ 建议.满意率 }}。'}]")
        found = {problem.id for problem in refused(lambda: br.build(report, tmp_path / "x.docx"))}
        assert "results.resembling-column" in found
        assert len(found) > 1


class TestLetters:
    TWICE = [*HEADER, "满意度", "备注", "满意度"]

    @pytest.mark.parametrize("said", ["G列", "G", "g"])
    def test_of_two_headers_alike_a_letter_says_which(self, tmp_path: Path, said: str) -> None:
        rows = [self.TWICE, [*ROW, "满意", None, "不满意"]]
        report = load_rows(tmp_path, rows, f"台账: {{文件: ledger.xlsx, 列: {{满意度: {said}}}}}")
        assert column(report, "satisfaction") == ["不满意"]

    def test_without_it_the_letter_is_the_hint(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load_rows(tmp_path, [self.TWICE, [*ROW, "满意", None, "不满意"]]))
        assert (problem.id, problem.place.cell) == ("results.ambiguous-column", "G1")
        assert "列: {满意度: E列}" in problem.hint

    def test_a_letter_without_a_column_is_refused(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, HEADER, ROW, columns={"satisfaction": "Z列"})
        assert told(ledger) == [("results.missing-column", "1")]

    def test_one_column_is_one_field(self, tmp_path: Path) -> None:
        ledger = read(
            tmp_path, [*HEADER, "评语"], [*ROW, "满意"], columns={"satisfaction": "E列", "result": "E列"}
        )
        assert told(ledger) == [("results.missing-column", "1")]
        assert "“E列”已经写作“满意度”" in ledger.problems[0].message

    def test_a_header_that_is_a_letter_is_found_by_its_text(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, [*HEADER, "AB"], [*ROW, "满意"], columns={"satisfaction": "AB"})
        assert [item.satisfaction for item in ledger.items] == ["满意"]


class TestTwoOfOneMeaning:
    def test_the_same_contents_are_no_question(self, tmp_path: Path) -> None:
        rows = [
            [*ROW, "甲局"],
            [*OTHER, "乙\u200b局 "],
            [*HEADER, "主办单位"],
            ["合计", None, None, "2件", None],
        ]
        ledger = read(tmp_path, [*HEADER, "主办单位"], *rows)
        assert ledger.problems == ()
        assert [item.handler for item in ledger.items] == ["甲局", "乙局"]

    @pytest.mark.parametrize("second", ["丙局", None])
    def test_other_contents_are_asked(self, tmp_path: Path, second: str | None) -> None:
        ledger = read(tmp_path, [*HEADER, "主办单位"], [*ROW, "甲局"], [*OTHER, second])
        assert told(ledger) == [("results.ambiguous-column", "E1")]

    def test_an_item_that_speaks_of_a_sum_is_compared_too(self, tmp_path: Path) -> None:
        ledger = read(
            tmp_path, ["备注", *HEADER, "主办单位"], ["共2件，已并案", *ROW, "乙局"], [None, *OTHER, "乙局"]
        )
        assert told(ledger) == [("results.ambiguous-column", "F1")]

    def test_values_that_are_their_header_are_contents(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["编号", "标题", "重点", "是否重点"], ["1", "修路", "重点", "否"])
        assert told(ledger) == [("results.ambiguous-column", "D1")]

    def test_an_empty_one_gives_way(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, [*HEADER, "主办单位"], [*ROW[:3], None, "甲局"])
        assert ledger.problems == ()
        assert ledger.items[0].handler == "甲局"


class TestHiddenColumns:
    SAME = [[*HEADER, "满意度", "代表满意度"], [*ROW, "满意", "满意"]]

    def test_one_that_is_read_is_told(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER, ROW], change=hiding("D"))
        assert places(load_batch(tmp_path).notes) == [("results.hidden-column", "D1")]

    def test_one_of_the_office_is_not(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [[*HEADER, "备注"], [*ROW, "x"]], change=hiding("E"))
        assert load_batch(tmp_path).notes == ()

    def test_a_visible_one_is_preferred(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, self.SAME, change=hiding("E"))
        report = load_batch(tmp_path)
        assert report.notes == ()
        assert [read.letter for read in report.accounts["建议"].columns if read.column == "satisfaction"] == [
            "F"
        ]

    def test_where_they_differ_the_hint_names_the_visible_one(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [self.SAME[0], [*ROW, "满意", "不满意"]], change=hiding("E"))
        problem = only_problem(lambda: load_batch(tmp_path))
        assert problem.id == "results.ambiguous-column"
        assert "满意度: 代表满意度" in problem.hint


class TestRounds:
    @staticmethod
    def rated(later: str, *said: str | None) -> list[list[Any]]:
        rows = [[str(i), f"题{i}", "满意", one] for i, one in enumerate(said, 1)]
        return [["编号", "标题", "满意度", later], *rows]

    @pytest.mark.parametrize(
        "later", ["二次满意度", "第二次满意度", "再次评价", "二次办理满意度", "回访满意度", "最终满意度"]
    )
    def test_a_later_round_that_says_something_else_is_asked(self, tmp_path: Path, later: str) -> None:
        rows = self.rated(later, "满意", "不满意")
        ledger = read(tmp_path, *rows)
        assert told(ledger) == [("results.ambiguous-column", "D1")]
        assert "C、D列都可以是“满意度”" in ledger.problems[0].message
        for answer, word in ((later, "不满意"), ("满意度", "满意")):
            chosen = read(tmp_path, *rows, columns={"satisfaction": answer})
            assert not chosen.errors()
            assert chosen.items[1].satisfaction == word

    def test_results_have_rounds_too(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["标题", "办理结果", "调整后办理结果"], ["甲", "B", "A"], ["乙", "A", None])
        assert told(ledger) == [("results.ambiguous-column", "C1")]

    @pytest.mark.parametrize("said", [("满意", "满意"), (None, "/"), ("未反馈", None), ("满意", None)])
    def test_one_that_says_the_same_or_nothing_is_not(
        self, tmp_path: Path, said: tuple[str | None, str | None]
    ) -> None:
        assert not read(tmp_path, *self.rated("二次满意度", *said)).errors()

    @pytest.mark.parametrize("other", ["二次答复日期", "工作满意度", "回访记录", "再次办理", "最终答复意见"])
    def test_other_columns_are_none(self, tmp_path: Path, other: str) -> None:
        ledger = read(tmp_path, *self.rated(other, "2019-05-01", "2019-05-02"))
        assert "results.ambiguous-column" not in {problem.id for problem in ledger.problems}


class TestOtherTables:
    def test_two_tables_side_by_side_are_refused(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, [*HEADER, None, *HEADER], [*ROW, None, *OTHER])
        assert [problem.id for problem in ledger.errors()] == ["results.side-by-side"]

    @pytest.mark.parametrize("header", ["件数", "件数（件）", "总件数"])
    @pytest.mark.parametrize("value", [2, "2件", 2.0])
    def test_a_row_of_several_items_is_refused(self, tmp_path: Path, header: str, value: object) -> None:
        ledger = read(tmp_path, [*HEADER, header], [*ROW, 1], [*OTHER, value])
        assert [problem.id for problem in ledger.errors()] == ["results.tally-table"]
        assert ledger.errors()[0].place.cell == "E3"

    def test_a_column_of_ones_and_its_sum_pass(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, [*HEADER, "件数"], [*ROW, 1], [*OTHER, "1件"], ["合计", None, None, None, 2])
        assert ledger.problems == ()
        assert len(ledger.items) == 2

    def test_numbers_of_items_by_agency_are_refused(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, ["承办单位", "办理数量", "满意度"], ["甲局", 4, "满意"], ["乙局", 3, "满意"])
        assert [problem.id for problem in ledger.errors()] == ["results.tally-table"]

    def test_numbers_of_other_things_pass(self, tmp_path: Path) -> None:
        ledger = read(tmp_path, [*HEADER, "联名人数", "数量"], [*ROW, 5, 3])
        assert ledger.problems == ()


def test_one_day_in_two_styles_is_one(tmp_path: Path) -> None:
    header = ["标题", "类别", "答复时间", "办复时间"]
    row = ["修路", "城建", "2019-5-1", "2019年5月1日"]
    assert not read(tmp_path, header, row).errors()
    other = read(tmp_path, header, [*row[:3], "2019年5月2日"])
    assert [problem.id for problem in other.errors()] == ["results.ambiguous-column"]


@pytest.mark.parametrize("name", ["件数", "建议件数", "总件数", "提案数"])
def test_a_column_that_counts_items_makes_a_table_of_totals(tmp_path: Path, name: str) -> None:
    ledger = read(tmp_path, [*HEADER, name], [*ROW, 1], [*OTHER, 3])
    assert places(ledger.errors()) == [("results.tally-table", "E3")]
    assert not read(tmp_path, [*HEADER, name], [*ROW, 1], [*OTHER, 1]).errors()
