"""Which rows a batch takes: its kind, and the filters by which one sheet feeds several batches."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import HEAD, load_text, places, write_ledger
from tests.support import only_problem, refused

HEADER = ["编号", "标题", "种类", "类别", "承办单位"]
ROWS = [
    ["1", "修路", "代表建议", "城建", "甲局"],
    ["2", "建校", "提案", "教育", "乙局"],
    ["3", "种树", "政协提案", "城建", "乙局"],
    ["4", "治水", "闭会期间建议", "城建", "丙局"],
]
SUGGESTIONS = "{种类: [代表建议, 闭会期间建议]}"


def load(folder: Path, *batches: str, rows: list[list[str | None]] | None = None) -> br.Report:
    write_ledger(folder, [HEADER, *(ROWS if rows is None else rows)])
    lines = "".join(f"  {batch}\n" for batch in batches)
    return load_text(folder, f"{HEAD}批次:\n{lines}落款: {{日期: 2019-12-12}}\n")


def taking(name: str, where: str, kind: str = "") -> str:
    said = f"种类: {kind}, " if kind else ""
    return f"{name}: {{{said}台账: {{文件: ledger.xlsx, 筛选: {where}}}}}"


def sizes(report: br.Report) -> dict[str, int | None]:
    return {name: batch.count.value for name, batch in br.figures(report).batches.items()}


class TestKind:
    def test_it_is_said_or_the_name_says_it_or_the_rows_do(self, tmp_path: Path) -> None:
        assert load(tmp_path, "甲: {种类: 议案, 台账: ledger.xlsx}").batches["甲"].kind == "议案"
        assert load(tmp_path, "提案: {台账: ledger.xlsx}").batches["提案"].kind == "政协提案"
        assert load(tmp_path, "甲: {台账: ledger.xlsx}", rows=ROWS[1:3]).batches["甲"].kind == "政协提案"
        mixed = load(tmp_path, "甲: {台账: ledger.xlsx}", rows=[ROWS[0], ROWS[3]])
        assert mixed.batches["甲"].kind == "代表建议"

    def test_a_filter_by_kind_says_it(self, tmp_path: Path) -> None:
        report = load(tmp_path, taking("委员", "{种类: 提案}"), taking("代表", SUGGESTIONS))
        assert [batch.kind for batch in report.batches.values()] == ["政协提案", "代表建议"]
        assert sizes(report) == {"委员": 2, "代表": 2}

    def test_otherwise_it_is_asked(self, tmp_path: Path) -> None:
        problem = only_problem(lambda: load(tmp_path, "甲: {台账: ledger.xlsx}"))
        assert "“甲”没有写“种类”" in problem.message

    def test_rows_of_another_kind_are_refused_with_the_way_out(self, tmp_path: Path) -> None:
        report = load(tmp_path, "建议: {台账: ledger.xlsx}")
        problem = only_problem(lambda: br.figures(report))
        assert (problem.id, problem.place.cell) == ("results.other-kind", "C3")
        assert "台账却有2件是政协提案（C3、C4）" in problem.message
        assert "筛选: {种类: 代表建议}" in problem.hint

    def test_a_name_that_says_another_kind_than_all_rows_is_refused(self, tmp_path: Path) -> None:
        report = load(tmp_path, "提案: {台账: ledger.xlsx}", rows=ROWS[:1])
        assert only_problem(lambda: br.figures(report)).id == "results.other-kind"

    def test_a_suggestion_whose_title_calls_it_a_proposal_is_asked_about(self, tmp_path: Path) -> None:
        titles = ("关于修路的建议", "关于修桥的提案", "关于办好政协提案的建议", "关于建校的提案")
        write_ledger(tmp_path, [["编号", "标题"], *([str(at), title] for at, title in enumerate(titles, 1))])
        rest = "\n落款: {日期: 2019-12-12}\n"
        wrong = load_text(tmp_path, f"{HEAD}批次: {{建议: {{台账: ledger.xlsx}}}}{rest}")
        problem = only_problem(lambda: br.figures(wrong))
        assert (problem.id, problem.place.cell) == ("results.other-kind", "B3")
        assert "有2件的标题却写着是提案（B3、B5）" in problem.message
        for kind in ("政协提案", "建议提案"):
            right = load_text(tmp_path, f"{HEAD}批次: {{甲: {{种类: {kind}, 台账: ledger.xlsx}}}}{rest}")
            assert br.figures(right).batches["甲"].count.value == 4


class TestFilters:
    def test_one_sheet_feeds_two_batches(self, tmp_path: Path) -> None:
        report = load(tmp_path, taking("建议", SUGGESTIONS), taking("提案", "{种类: 提案}"))
        assert sizes(report) == {"建议": 2, "提案": 2}
        assert report.notes == ()
        assert br.check(report) == []

    @pytest.mark.parametrize(
        "where", ["{种类: 政协提案}", "政协提案", "{承办单位: 乙局}", "[提案]", "政协提案且全部"]
    )
    def test_any_condition_of_a_group_will_do(self, tmp_path: Path, where: str) -> None:
        assert sizes(load(tmp_path, taking("提案", where))) == {"提案": 2}

    def test_rows_that_no_batch_takes_are_told(self, tmp_path: Path) -> None:
        report = load(tmp_path, taking("建议", "{种类: 代表建议}"), taking("提案", "{种类: 提案}"))
        assert places(br.check(report)) == [("results.untaken-rows", "5")]
        assert sizes(report) == {"建议": 1, "提案": 2}

    @pytest.mark.parametrize("said", [None, "人大"])
    def test_rows_that_do_not_say_what_is_asked_are_refused(self, tmp_path: Path, said: str | None) -> None:
        rows = [*ROWS, ["5", "不明", said, "城建", "甲局"]]
        report = load(tmp_path, taking("建议", SUGGESTIONS), taking("提案", "{种类: 提案}"), rows=rows)
        problem = only_problem(lambda: br.figures(report))
        assert (problem.id, problem.place.cell) == ("results.untaken-rows", "C6")
        assert "不知道归哪一批（第6行）" in problem.message

    def test_rows_that_two_batches_take_are_told(self, tmp_path: Path) -> None:
        report = load(
            tmp_path, taking("提案", "{种类: 提案}"), taking("乙", "{承办单位: [乙局, 丙局]}", "提案")
        )
        found = [problem for problem in br.check(report) if problem.id == "results.taken-twice"]
        assert places(found) == [("results.taken-twice", "3")]
        assert "有2行同时归入了提案、乙（第3行、第4行）" in found[0].message

    @pytest.mark.parametrize(
        ("where", "words"),
        [
            ("{种类: 提按}", "“种类”没有“提按”这一类"),
            ("提按", "不认识“提按”"),
            ("{来源: 提案}", "用到的列，台账里没有"),
            ("{承办单位: 丁局}", "一行也没有取到"),
        ],
    )
    def test_a_bad_filter_is_refused_and_nothing_else_told(
        self, tmp_path: Path, where: str, words: str
    ) -> None:
        problem = only_problem(lambda: br.figures(load(tmp_path, taking("提案", where))))
        assert problem.id == "results.bad-filter"
        assert words in problem.message
        assert problem.place.file == "report.yaml"

    def test_a_filter_by_kind_needs_the_column(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [HEADER[:2], ROWS[0][:2]])
        text = f"{HEAD}批次: {{{taking('提案', '{种类: 提案}')}}}\n"
        assert refused(lambda: br.figures(load_text(tmp_path, text)))[0].id == "results.bad-filter"

    def test_a_word_that_no_row_holds_is_told(self, tmp_path: Path) -> None:
        report = load(tmp_path, taking("提案", "{承办单位: [乙局, 丁局]}"))
        found = [problem for problem in br.check(report) if problem.id == "results.bad-filter"]
        assert len(found) == 1
        assert "“丁局”，台账里一行也没有" in found[0].message

    def test_without_filters_a_sheet_read_twice_is_told(self, tmp_path: Path) -> None:
        report = load(tmp_path, "建议: {台账: ledger.xlsx}", "提案: {台账: ledger.xlsx}")
        assert [note.id for note in report.notes] == ["results.same-ledger"]

    def test_files_of_one_name_in_two_folders_are_two(self, tmp_path: Path) -> None:
        for folder, rows in (("a", [ROWS[0], ROWS[1]]), ("b", [ROWS[0], ROWS[1]])):
            (tmp_path / folder).mkdir()
            write_ledger(tmp_path / folder, [HEADER, *rows])
        lines = "".join(
            f"  {name}: {{台账: {{文件: {folder}/ledger.xlsx, 筛选: {name}}}}}\n"
            for name, folder in (("代表建议", "a"), ("政协提案", "b"))
        )
        report = load_text(tmp_path, f"{HEAD}批次:\n{lines}落款: {{日期: 2019-12-12}}\n")
        assert places(br.check(report)) == [("results.untaken-rows", "3"), ("results.untaken-rows", "2")]


class TestKindsThatNoColumnIsReadAs:
    @pytest.mark.parametrize(
        ("header", "words"),
        [("类型", ["人大建议", "政协提案"]), ("来源", ["人大", "政协"]), ("类别", ["建议", "提案"]), ("类型", ["提案", "提案"])],
    )  # fmt: skip
    def test_a_column_that_names_another_kind_is_asked(
        self, tmp_path: Path, header: str, words: list[str]
    ) -> None:
        write_ledger(tmp_path, [["编号", "标题", header], ["1", "修路", words[0]], ["2", "建校", words[1]]])
        report = load_text(
            tmp_path, f"{HEAD}批次: {{建议: {{台账: ledger.xlsx}}}}\n落款: {{日期: 2019-12-12}}\n"
        )
        problem = only_problem(lambda: br.figures(report))
        assert problem.id == "results.other-kind"
        assert f"“{header}”一列却写着" in problem.message

    @pytest.mark.parametrize(
        ("header", "words"),
        [("类型", ["建议", "闭会期间建议"]), ("原类型", ["议案", None]), ("抄送", ["政协", "政协"]), ("类型", ["提案", "工业"])],
    )  # fmt: skip
    def test_other_columns_are_left_alone(self, tmp_path: Path, header: str, words: list[str | None]) -> None:
        write_ledger(tmp_path, [["编号", "标题", header], ["1", "修路", words[0]], ["2", "建校", words[1]]])
        assert br.figures(
            load_text(tmp_path, f"{HEAD}批次: {{建议: {{台账: ledger.xlsx}}}}\n落款: {{日期: 2019-12-12}}\n")
        )

    def test_the_same_rows_are_not_two_kinds(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [["编号", "标题"], ["1", "修路"], ["2", "建校"]])
        text = f"{HEAD}批次: {{建议: {{台账: ledger.xlsx}}, 提案: {{台账: ledger.xlsx}}}}\n"
        problems = refused(lambda: br.figures(load_text(tmp_path, text)))
        assert [problem.id for problem in problems if problem.severity == "error"] == ["results.two-kinds"]
