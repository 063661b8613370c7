"""Shares printed in two ways in one document, and rates that are known without their counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.support import composed_free, only_error, refused, write_report

COUNTS = {"件数": 60, "办理结果": {"A": 40, "B": 19, "C": 1}, "已答复": 59}


def batches(given: dict[str, object] | None = None, **counts: object) -> dict[str, Any]:
    made: dict[str, Any] = {"种类": "政协提案", "统计": {**COUNTS, **counts}}
    return {"提案": {**made, **({"给定": given} if given else {})}}


def text(folder: Path, template: str, given: dict[str, object] | None = None, **facts: object) -> str:
    return composed_free(folder, template, 批次=batches(given), **facts)


class TestTwoRoundings:
    @pytest.mark.parametrize(
        ("template", "printed"),
        [
            ("{{ 提案.办复率 }}、{{ 提案.办复率 | 百分比(2) }}", "‹98.3%›、‹98.33%›"),
            ("{{ 提案.办复率 | 百分比(0) }}", "‹98%›"),
            ("{{ 提案.办理结果.A.占比 | 百分比(2, 去尾零=false) }}", "‹66.67%›"),
            ('{{ 提案 | 百分比(2) | 指标("办复率") }}', "办复率‹98.33%›"),
            (
                "{{ 提案.办理结果 | 百分比(2) | 分项 }}",
                "已经解决或基本解决‹40›件，占‹66.67%›；正在解决或列入计划解决‹19›件，占‹31.67%›；"
                "因条件限制暂时不能解决或留作参考‹1›件，占‹1.67%›",
            ),
        ],
    )
    def test_each_place_says_its_decimals(self, tmp_path: Path, template: str, printed: str) -> None:
        assert text(tmp_path, template) == printed

    def test_the_audit_knows_both(self, tmp_path: Path) -> None:
        body = "共{{ 提案.件数 }}件，已答复{{ 提案.已答复.件数 }}件，办复率{{ 提案.办复率 | 百分比(2) }}。办复率为{{ 提案.办复率 }}。"
        facts: dict[str, Any] = {"批次": batches(), "落款": {"日期": "2019-12-12"}}
        whole = f"{body}\n\n{{% for 节 in 正文 %}}{{{{ 节.内容 }}}}{{% endfor %}}"
        report = br.load(write_report(tmp_path, whole, 正文=[{"内容": "一。"}], **facts))
        assert br.build(report, tmp_path / "out.docx") == []
        assert br.check(tmp_path / "out.docx", only="audit") == []
        assert br.check(tmp_path / "out.docx", against=report) == []

    def test_closed_shares_are_closed_anew_together_and_not_alone(self, tmp_path: Path) -> None:
        policy = {"百分比": {"凑整百": True}}
        printed = text(tmp_path, "{{ 提案.办理结果 | 百分比(2) | 分项(代码=true) }}", 口径=policy)
        assert [part.split("‹")[-1].rstrip("›") for part in printed.split("；")] == [
            "66.67%",
            "31.67%",
            "1.66%",
        ]
        problem = only_error(
            lambda: text(
                tmp_path, "{{ 提案.办理结果.A.占比 | 百分比(2) }}{{ 提案.办理结果 | 分项 }}", 口径=policy
            )
        )
        assert (problem.id, "不能单独另定小数位" in problem.message) == ("template.value", True)

    @pytest.mark.parametrize(
        "template",
        ["{{ 提案.件数 | 百分比(2) }}", "{{ 提案.办复率 | 百分比(5) }}", "{{ 提案.办复率 | 百分比 }}"],
    )
    def test_what_is_no_share_is_refused(self, tmp_path: Path, template: str) -> None:
        assert only_error(lambda: text(tmp_path, template)).id == "template.value"


class TestGivenRates:
    @pytest.mark.parametrize(
        ("template", "printed"),
        [
            ("{{ 提案.满意率 }}", "‹99%›"),
            ('{{ 提案 | 指标("办复率", "满意率") }}', "办复率‹98.3%›、满意率‹99%›"),
            ("{% if 提案.采纳率 is defined %}有{% else %}没有{% endif %}", "没有"),
        ],
    )
    def test_they_are_printed_as_written(self, tmp_path: Path, template: str, printed: str) -> None:
        assert text(tmp_path, template, {"满意率": "99%"}) == printed

    def test_they_are_marked_and_traced(self, tmp_path: Path) -> None:
        text(tmp_path, "{{ 提案.满意率 }}", {"满意率": "98.60%"})
        report = br.load(tmp_path / "report.yaml")
        (figure,) = [each for each in br.figures(report) if each.name == "提案.满意率"]
        assert figure.text == "98.60%"
        assert "给定" in figure.formula
        assert figure.source.startswith("report.yaml 第")
        assert figure.source.endswith("（给定）")
        assert (figure.numerator, figure.denominator) == (None, None)

    @pytest.mark.parametrize(
        "template", ["{{ 提案.A.满意率 }}", "{{ 合计.满意率 }}", "{{ 提案.满意率 | 百分比(2) }}"]
    )
    def test_nothing_is_made_of_them(self, tmp_path: Path, template: str) -> None:
        problem = only_error(lambda: text(tmp_path, template, {"满意率": "99%"}))
        assert problem.id in ("template.unknown-name", "template.value")

    def test_a_given_one_is_not_joined_with_a_computed_one(self, tmp_path: Path) -> None:
        given = {"面商率": "100%"}
        made = {"提案": {"种类": "政协提案", "统计": {"件数": 60, "已答复": 60}, "给定": given}}
        printed = composed_free(
            tmp_path, '{{ 提案 | 指标("办复率", "面商率") }}；{{ 提案 | 办理进度 }}', 批次=made
        )
        assert printed.startswith("办复率‹100%›、面商率‹100%›")
        assert "均为" not in printed

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"办复率": "99%"}, "给定的办复率是99%，算出来是98.3%（59 ÷ 60）"),
            ({"满意率": "99%", "件数率吗": "3%"}, "“件数率吗”不是率"),
            ({"面商率": "99%", "见面率": "99%"}, "同一项的两种叫法"),
        ],
    )
    def test_contradictions_are_refused_at_their_place(
        self, tmp_path: Path, given: dict[str, object], why: str
    ) -> None:
        problem = only_error(lambda: text(tmp_path, "一", given))
        assert (problem.id, why in problem.message) == ("results.given-rate", True)
        assert problem.place.line

    @pytest.mark.parametrize("value", ["98.3%", "98.33%", "98%"])
    def test_what_the_counts_say_too_may_be_given(self, tmp_path: Path, value: str) -> None:
        assert text(tmp_path, "{{ 提案.办复率 }}", {"办复率": value}) == "‹98.3%›"

    @pytest.mark.parametrize("value", ["99", "101%", "九成", "-1%", 0.99])
    def test_what_is_no_percentage_is_refused(self, tmp_path: Path, value: object) -> None:
        path = write_report(tmp_path, "一", 批次=batches({"满意率": value}))
        (problem,) = refused(lambda: br.load(path))
        assert "不是率" in problem.message

    def test_unknown_ones_forbid_a_release(self, tmp_path: Path) -> None:
        problem = only_error(lambda: text(tmp_path, "一", {"满意率": "X"}))
        assert (problem.id, "满意率" in problem.message) == ("draft.unknown-count", True)
