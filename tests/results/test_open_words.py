"""Kinds, ways of handling and proposers beside the usual ones, as a report file names them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.support import composed_free, only_error, refused, write_report

ROWS = "编号,标题,种类,满意度\n1,甲,社情民意,满意\n2,乙,社情民意,满意\n"
ROLES = "编号,标题,办理方式,满意度\n1,甲,承办,满意\n2,乙,联办,满意\n3,丙,配合,\n4,丁,配合,\n"


def given(kind: str, **counts: object) -> dict[str, Any]:
    return {"件": {"种类": kind, "统计": {"件数": 5, "已答复": 5, **counts}}}


class TestKinds:
    @pytest.mark.parametrize(
        ("kind", "printed"),
        [
            ("建议提案", "‹5›件建议提案已全部办理答复完毕；代表、委员均表示满意"),
            ("议案转建议", "‹5›件建议已全部办理答复完毕；代表均表示满意"),
            ("政协提案", "‹5›件提案已全部办理答复完毕；委员均表示满意"),
        ],
    )
    def test_sentences_use_the_words_of_the_kind(self, tmp_path: Path, kind: str, printed: str) -> None:
        text = "{{ 件 | 办理进度 }}；{{ 件.满意度 | 反馈 }}"
        assert composed_free(tmp_path, text, 批次=given(kind, 满意度={"满意": 5})) == printed

    @pytest.mark.parametrize("kind", ["社情民意", "建议案"])
    def test_who_is_asked_where_the_kind_does_not_say_it(self, tmp_path: Path, kind: str) -> None:
        batches = given(kind, 满意度={"满意": 5})
        problem = only_error(lambda: composed_free(tmp_path, "{{ 件.满意度 | 反馈 }}", 批次=batches))
        assert (problem.id, "由谁提出没有写明" in problem.message) == ("template.value", True)
        assert composed_free(tmp_path, '{{ 件.满意度 | 反馈(谁="委员") }}', 批次=batches) == "委员均表示满意"

    def test_a_report_file_adds_its_own(self, tmp_path: Path) -> None:
        policy = {"种类": {"来信建议": {"称作": "来信", "提出者": "来信人"}, "督办件": "督办事项"}}
        text = "{{ 件.种类 }}：{{ 件 | 办理进度 }}；{{ 件.满意度 | 反馈 }}"
        batches = given("来信建议", 满意度={"满意": 5})
        printed = "来信建议：‹5›件来信已全部办理答复完毕；来信人均表示满意"
        assert composed_free(tmp_path, text, 批次=batches, 口径=policy) == printed

    def test_an_unknown_kind_is_refused_at_its_place(self, tmp_path: Path) -> None:
        path = write_report(tmp_path, "一", 批次=given("来信建议"))
        (problem,) = refused(lambda: br.load(path))
        assert (problem.id, problem.place.line) == ("results.unknown-kind", 9)
        assert problem.hint.startswith("是不是") or "口径" in problem.hint
        report = br.Report(
            year=2024, agency="甲局", batches={"件": br.Batch(kind="来信建议", counts={"件数": 5})}
        )
        assert "results.unknown-kind" in {each.id for each in br.check(report)}

    def test_a_usual_one_is_not_defined_again(self, tmp_path: Path) -> None:
        path = write_report(tmp_path, "一", 批次=given("提案"), 口径={"种类": {"提案": "提案"}})
        (problem,) = refused(lambda: br.load(path))
        assert "本来就有" in problem.message

    def test_rows_of_another_kind_are_still_told(self, tmp_path: Path) -> None:
        batches = {"建议": {"种类": "代表建议", "台账": "ledger.csv"}}
        problem = only_error(lambda: composed_free(tmp_path, "一", ledger=ROWS, 批次=batches))
        assert (problem.id, "社情民意" in problem.message) == ("results.other-kind", True)

    def test_a_filter_may_take_several_kinds(self, tmp_path: Path) -> None:
        rows = "编号,标题,种类\n1,甲,代表建议\n2,乙,议案转建议\n3,丙,政协提案\n"
        batches = {
            "建议": {
                "种类": "代表建议",
                "台账": {"文件": "ledger.csv", "筛选": {"种类": ["代表建议", "议案转建议"]}},
            },
            "提案": {"种类": "政协提案", "台账": {"文件": "ledger.csv", "筛选": {"种类": "政协提案"}}},
        }
        text = "{{ 建议.件数 }}件（{{ 建议.各种类 | 分项(占比=false) }}）"
        assert (
            composed_free(tmp_path, text, ledger=rows, 批次=batches)
            == "‹2›件（代表建议‹1›件、议案转建议‹1›件）"
        )

    def test_one_that_is_not_divided_may_hold_both(self, tmp_path: Path) -> None:
        rows = "编号,标题,种类\n1,甲,代表建议\n2,乙,政协提案\n"
        batches = {"建议提案": {"台账": "ledger.csv", "种类": "建议提案"}}
        text = "{{ 建议提案.各种类 | 分项(占比=false) }}"
        assert composed_free(tmp_path, text, ledger=rows, 批次=batches) == "代表建议‹1›件、政协提案‹1›件"


class TestRoles:
    POLICY = {"办理方式": {"承办": "主办", "联办": "主办", "配合": ""}}

    @pytest.mark.parametrize(
        ("text", "printed"),
        [
            ("{{ 建议.主办.件数 }}件", "‹2›件"),
            ("{{ 建议.承办.件数 }}件", "‹1›件"),
            ("{{ 建议.主办.满意率 }}", "‹100%›"),
            ("{{ 建议.办理方式 | 分项(占比=false) }}", "承办‹1›件、联办‹1›件、配合‹2›件"),
        ],
    )
    def test_they_count_in_what_is_said(self, tmp_path: Path, text: str, printed: str) -> None:
        assert composed_free(tmp_path, text, ledger=ROLES, 口径=self.POLICY) == printed

    def test_beside_the_wider_one_they_are_inside_it(self, tmp_path: Path) -> None:
        rows = "编号,标题,办理方式\n1,甲,主办\n2,乙,承办\n3,丙,协办\n"
        text = "{{ 建议.办理方式 | 分项(占比=false) }}"
        policy = {"办理方式": {"承办": "主办"}}
        printed = "主办‹2›件（其中承办‹1›件）、协办‹1›件"
        assert composed_free(tmp_path, text, ledger=rows, 口径=policy) == printed

    def test_without_it_they_are_asked_about(self, tmp_path: Path) -> None:
        problems = refused(lambda: composed_free(tmp_path, "一", ledger=ROLES))
        asked = [each for each in problems if each.id == "results.outside-scheme"]
        assert len(asked) == 4
        assert all("办理方式: {承办: 主办" in each.hint for each in asked)

    def test_what_they_count_in_must_be_a_usual_one(self, tmp_path: Path) -> None:
        path = write_report(tmp_path, "一", ledger=ROLES, 口径={"办理方式": {"承办": "主班"}})
        (problem,) = refused(lambda: br.load(path))
        assert "应算作主办" in problem.message

    def test_given_counts_know_them_too(self, tmp_path: Path) -> None:
        counts = {"件数": 5, "办理方式": {"承办": 2, "联办": 1, "配合": 2}}
        batches = {"提案": {"种类": "政协提案", "统计": counts}}
        text = "{{ 提案.主办.件数 }}件"
        assert composed_free(tmp_path, text, 批次=batches, 口径=self.POLICY) == "‹3›件"


class TestProposers:
    def test_more_are_known_and_others_are_added(self, tmp_path: Path) -> None:
        rows = "编号,标题,提出者类别\n1,甲,界别\n2,乙,工商联\n3,丙,妇联\n4,丁,个人\n"
        text = "{{ 建议.提出方式 | 分项(占比=false) }}"
        policy = {"提出方式": ["妇联"]}
        printed = composed_free(tmp_path, text, ledger=rows, 口径=policy)
        assert printed == "工商联‹1›件、界别‹1›件、个人‹1›件、妇联‹1›件"
        problem = only_error(lambda: composed_free(tmp_path, text, ledger=rows))
        assert (problem.id, problem.place.cell) == ("results.outside-scheme", "C4")
        assert "提出方式: [妇联" in problem.hint
