"""Which class a word means and by which name it is printed; what is said twice; groups of one batch alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.figures.batch import BatchFigures
from tests.ledgers import HEAD, load_batch, load_rows, load_text, write_ledger
from tests.support import refused


def batch_of(report: br.Report) -> BatchFigures:
    return br.figures(report).batches["建议"]


def shown(batch: BatchFigures, column: str) -> list[tuple[str, object]]:
    partition = batch.partition(column)
    assert partition is not None
    return [(part.name, part.count.value) for part in partition]


def column(word: str, *values: str) -> list[list[str]]:
    return [["标题", word], *(["甲", value] for value in values)]


class TestNames:
    @pytest.mark.parametrize(
        ("header", "values", "expected"),
        [
            ("层级", ["区级", "区级"], [("区级", 2)]),
            ("层级", ["区", "市"], [("市级", 1), ("区级", 1)]),
            ("层级", ["区级", "县级"], [("县级", 1), ("区级", 1)]),
            ("层级", ["区级", "区", "区级"], [("区级", 3)]),
            ("提出方式", ["代表团", "代表团"], [("代表团", 2)]),
            ("提出方式", ["代表团", "集体提案"], [("代表团", 1), ("集体提案", 1)]),
            ("提出方式", ["个人提案", "委员个人"], [("个人", 2)]),
            ("办理方式", ["主办件", "协办件"], [("主办", 1), ("协办", 1)]),
            ("办理方式", ["牵头办理"], [("牵头办理", 1)]),
            ("满意度", ["很满意", "比较满意"], [("很满意", 1), ("比较满意", 1)]),
            ("满意度", ["基本满意", "较满意"], [("较满意", 1), ("基本满意", 1)]),
            ("满意度", ["较满意", "比较满意"], [("比较满意", 2)]),
            ("办理结果", ["A", "A"], [("已经解决或基本解决", 2)]),
            ("公开", ["是", "否"], [("公开", 1), ("不公开", 1)]),
        ],
    )
    def test_a_class_is_called_as_the_ledger_calls_it_throughout(
        self, tmp_path: Path, header: str, values: list[str], expected: list[tuple[str, int]]
    ) -> None:
        assert shown(batch_of(load_rows(tmp_path, column(header, *values))), HEADERS[header]) == expected

    def test_given_counts_keep_their_word(self, tmp_path: Path) -> None:
        batch = batch_of(load_batch(tmp_path, "统计: {件数: 3, 层级: {区级: 2, 市级: 1}}"))
        assert shown(batch, "level") == [("市级", 1), ("区级", 2)]

    def test_a_class_has_one_name_in_all_batches(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, column("提出方式", "集体提案"), name="a.xlsx")
        write_ledger(tmp_path, column("提出方式", "集体"), name="b.xlsx")
        report = load_text(
            tmp_path,
            HEAD + "批次:\n  建议: {台账: a.xlsx}\n  提案: {种类: 政协提案, 台账: b.xlsx}\n",
        )
        found = br.figures(report)
        assert shown(found.batches["建议"], "proposer_kind") == [("集体", 1)]
        assert shown(found.total, "proposer_kind") == [("集体", 2)]

    def test_a_class_has_one_name_in_all_parts(self, tmp_path: Path) -> None:
        rows = [["标题", "类别", "满意度"], ["甲", "城建", "较满意"], ["乙", "教育", "比较满意"]]
        batch = batch_of(load_rows(tmp_path, rows))
        part = batch.narrowed("城建", batch.conditions.read({"类别": "城建"}))
        assert part is not None
        assert shown(part, "satisfaction") == [("比较满意", 1)]


HEADERS = {
    "层级": "level",
    "提出方式": "proposer_kind",
    "办理方式": "role",
    "满意度": "satisfaction",
    "办理结果": "result",
    "公开": "openness",
}


class TestOwnScales:
    def test_every_word_of_the_policy_is_a_class_of_its_own(self, tmp_path: Path) -> None:
        rows = column("满意度", "满意", "较满意", "较满意", "基本满意", "不满意")
        batch = batch_of(load_rows(tmp_path, rows, rest="口径: {满意度: [满意, 较满意, 基本满意, 不满意]}\n"))
        assert shown(batch, "satisfaction") == [("满意", 1), ("较满意", 2), ("基本满意", 1), ("不满意", 1)]
        found = batch.rate("satisfaction_rate")
        assert found is not None
        assert (found.numerator, found.denominator) == (4, 5)

    def test_the_policy_s_word_is_the_name(self, tmp_path: Path) -> None:
        rows = column("满意度", "满意", "较满意", "比较满意")
        batch = batch_of(load_rows(tmp_path, rows, rest="口径: {满意度: [满意, 较满意, 不满意]}\n"))
        assert shown(batch, "satisfaction") == [("满意", 1), ("较满意", 2)]

    def test_two_words_for_one_degree_are_the_policy_s_class(self, tmp_path: Path) -> None:
        rows = column("满意度", "比较满意", "较满意", "基本满意")
        batch = batch_of(load_rows(tmp_path, rows, rest="口径: {满意度: [满意, 较满意, 基本满意]}\n"))
        assert shown(batch, "satisfaction") == [("较满意", 2), ("基本满意", 1)]

    def test_a_degree_that_the_policy_does_not_have_is_asked_about(self, tmp_path: Path) -> None:
        report = load_rows(tmp_path, column("满意度", "较满意"), rest="口径: {满意度: [满意, 基本满意]}\n")
        (problem,) = br.check(report)
        assert (problem.id, problem.place.cell) == ("results.outside-scheme", "B2")
        assert "补上“较满意”" in problem.hint

    @pytest.mark.parametrize("scale", ["[优, 满意, 差]", "[优, 良, 差]", "[满意, 一般, 不满意]"])
    def test_a_scale_with_words_that_nobody_has_judged_has_no_satisfaction_rate(
        self, tmp_path: Path, scale: str
    ) -> None:
        word = scale[1:].split(",", maxsplit=1)[0]
        report = load_rows(tmp_path, column("满意度", word), rest=f"口径: {{满意度: {scale}}}\n")
        assert batch_of(report).rate("satisfaction_rate") is None

    def test_an_own_definition_settles_it(self, tmp_path: Path) -> None:
        rest = "口径: {满意度: [优, 满意, 差], 指标: {满意率: {分子: [优, 满意]}}}\n"
        found = batch_of(load_rows(tmp_path, column("满意度", "优", "满意", "差", "差"), rest=rest)).rate(
            "satisfaction_rate"
        )
        assert found is not None
        assert found.text == "50%"

    def test_words_of_discontent_are_known(self, tmp_path: Path) -> None:
        rest = "口径: {满意度: [非常满意, 满意, 不太满意, 很不满意, 未反馈]}\n"
        found = batch_of(load_rows(tmp_path, column("满意度", "满意", "不太满意"), rest=rest)).rate(
            "satisfaction_rate"
        )
        assert found is not None
        assert found.text == "50%"


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("  指标:\n    面商率: {分子: 已面商}\n    走访率: {分子: {走访: 是}}\n", ("走访率", "面商率")),
        ("  占比分母:\n    满意度: 主办\n    满意情况: 协办\n", ("满意情况", "满意度")),
        ("  顺序:\n    类别: [乙]\n    分类: [甲]\n", ("分类", "类别")),
    ],
)
def test_one_thing_defined_under_two_of_its_names_is_refused(
    tmp_path: Path, policy: str, words: tuple[str, str]
) -> None:
    rows = [["标题", "类别", "办理方式", "满意度", "面商", "走访"], ["甲", "甲", "主办", "满意", "是", "是"]]
    report = load_rows(tmp_path, rows, rest="口径:\n" + policy)
    (problem,) = [p for p in br.check(report) if p.id == "results.repeated-definition"]
    assert problem.severity == "error"
    assert (problem.place.file, problem.place.line) == ("report.yaml", 9)
    assert all(f"“{word}”" in problem.message for word in words)


def test_a_group_s_name_may_hold_the_word_for_and(tmp_path: Path) -> None:
    rows = [["标题", "代表团", "办理方式"], ["甲", "一团", "主办"], ["乙", "二团", "主办"]]
    keys = "台账: ledger.xlsx\n分组: {城且乡: {代表团: 一团}, 主办且城且乡: 主办且已评, 已评: 主办}"
    batch = batch_of(load_rows(tmp_path, rows, keys))
    assert [found.count.value for word in ("城且乡", "主办且城且乡") if (found := batch.part(word))] == [1, 2]


class TestScopedShares:
    ROWS = [
        ["编号", "办理方式", "满意度"],
        *([str(i), "主办" if i < 6 else "协办", "满意"] for i in range(10)),
    ]
    POLICY = "口径: {占比分母: {满意度: 主办}}\n"

    def satisfied(self, folder: Path, past: str) -> BatchFigures:
        keys = f"台账: ledger.xlsx\n上年: {{件数: 20, 满意度: {{满意: 15, 不满意: 5}}{past}}}"
        scoped = batch_of(load_rows(folder, self.ROWS, keys, self.POLICY)).scoped("satisfaction")
        assert scoped is not None
        found = scoped.part("满意")
        assert found is not None
        return found

    def test_last_year_is_counted_out_of_the_same_items(self, tmp_path: Path) -> None:
        found = self.satisfied(tmp_path, ", 主办: {件数: 5, 满意度: {满意: 4, 不满意: 1}}")
        assert found.change is not None
        assert (found.change.now.value, found.change.before.value) == (6, 4)

    def test_where_last_year_cannot_tell_there_is_no_change(self, tmp_path: Path) -> None:
        assert self.satisfied(tmp_path, "").change is None

    def test_a_group_of_one_batch_alone(self, tmp_path: Path) -> None:
        write_ledger(tmp_path, [["标题", "满意度", "代表团"], ["甲", "满意", "一团"]], name="a.xlsx")
        write_ledger(tmp_path, [["标题", "满意度"], ["乙", "满意"]], name="b.xlsx")
        text = (
            HEAD
            + "批次:\n  建议: {台账: a.xlsx, 分组: {城区: {代表团: 一团}}}\n"
            + "  提案: {种类: 政协提案, 台账: b.xlsx}\n口径: {占比分母: {满意度: 城区}}\n"
        )
        found = br.figures(load_text(tmp_path, text))
        assert found.batches["建议"].partition("satisfaction") is not None
        assert found.batches["提案"].partition("satisfaction") is None
        assert found.total.partition("satisfaction") is None
        assert [figure.name for figure in found if figure.name.startswith("提案.满意度")] == []


def test_a_misspelt_scope_is_still_refused(tmp_path: Path) -> None:
    report = load_rows(tmp_path, TestScopedShares.ROWS, rest="口径: {占比分母: {满意度: 主班}}\n")
    assert {problem.id for problem in refused(lambda: br.figures(report))} == {"results.unknown-condition"}
