"""Several years: each by itself, together, rates against last year's in points, and mean days of handling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.support import composed_free, only_error, write_report

YEARS = {
    2017: {"件数": 20, "办理结果": {"A": 12, "B": 8}, "已答复": 20},
    2018: {"件数": 30, "办理结果": {"A": 20, "B": 10}, "已答复": 29},
}
NOW = {"件数": 40, "办理结果": {"A": 30, "B": 10}, "已答复": 39}
DATES = "编号,标题,交办日期,答复日期,面商日期\n1,甲,2019-03-01,2019-03-31,\n2,乙,2019-03-01,2019-04-15,\n3,丙,2019-03-01,,\n"


def batches(years: dict[int, Any] | None = None, **more: object) -> dict[str, Any]:
    return {"建议": {"种类": "代表建议", "统计": NOW, "历年": YEARS if years is None else years, **more}}


def text(folder: Path, template: str, **facts: object) -> str:
    return composed_free(folder, template, **{"批次": batches(), **facts})


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ 建议.累计.件数 }}件", "‹90›件"),
        (
            "{{ 建议.累计.办理结果 | 分项(占比=false, 代码=true) }}",
            "A类（已经解决或基本解决）‹62›件、B类（正在解决或列入计划解决）‹28›件",
        ),
        ("{{ 建议.累计.办复率 }}", "‹97.8%›"),
        ("{{ 建议.历年['2017'].件数 }}件", "‹20›件"),
        (
            "{% for 年 in 建议.历年 %}{{ 年.名称 }}年{{ 年.件数 }}件；{% endfor %}",
            "2017年‹20›件；2018年‹30›件；",
        ),
        ("{{ 建议.上年.件数 }}，{{ 建议.增减 | 增减 }}", "‹30›，比上年增加‹10›件，增长‹33.3%›"),
        ("{{ 建议.累计.A.件数 }}件", "‹62›件"),
        ("{{ 合计.累计.件数 }}件", "‹90›件"),
    ],
)
def test_each_year_and_all_together(tmp_path: Path, template: str, printed: str) -> None:
    assert text(tmp_path, template) == printed


def test_a_ledger_is_counted_with_the_years_before(tmp_path: Path) -> None:
    made = {"建议": {"台账": "ledger.csv", "历年": {2018: {"件数": 30}}}}
    assert composed_free(tmp_path, "{{ 建议.累计.件数 }}件", 批次=made) == "‹35›件"
    found = {figure.name: figure for figure in br.figures(br.load(tmp_path / "report.yaml"))}
    assert found["建议.累计.件数"].source.startswith("report.yaml 第")
    assert "ledger.csv 第2—6行" in found["建议.累计.件数"].source
    assert found["建议.历年.2018.件数"].text == "30"


def test_what_one_year_does_not_know_is_not_added(tmp_path: Path) -> None:
    years = {2018: {"件数": 30}}
    problem = only_error(lambda: text(tmp_path, "{{ 建议.累计.办理结果 | 分项 }}", 批次=batches(years)))
    assert problem.id in ("template.unknown-name", "template.value")


@pytest.mark.parametrize(
    ("made", "why", "severity"),
    [
        (batches({2019: {"件数": 1}}), "不早于报告的年度2019年", "error"),
        (batches(上年={"件数": 31}), "上年和历年里的2018年写得不一样", "error"),
        (batches({2016: {"件数": 1}, 2018: {"件数": 1}}), "历年里缺2017年", "warning"),
        (batches({2018: {"件数": 3, "类别": {"甲": 1}}}), "相加为1件", "error"),
        (batches({2018: {"件数": "X"}}), "建议.2018.件数", "error"),
    ],
)
def test_what_is_wrong_with_them_is_told(
    tmp_path: Path, made: dict[str, Any], why: str, severity: str
) -> None:
    report = br.load(write_report(tmp_path, "一", 批次=made))
    told = [problem for problem in br.check(report) if why in problem.message]
    assert [str(problem.severity) for problem in told] == [severity]
    assert told[0].place.line


class TestPoints:
    @pytest.mark.parametrize(
        ("now", "before", "printed"),
        [
            (39, 29, "比上年提高‹0.8›个百分点"),
            (38, 29, "比上年下降‹1.7›个百分点"),
            (40, 30, "与上年持平"),
        ],
    )
    def test_a_rate_is_compared_in_points(self, tmp_path: Path, now: int, before: int, printed: str) -> None:
        made = {
            "建议": {
                "种类": "代表建议",
                "统计": {"件数": 40, "已答复": now},
                "上年": {"件数": 30, "已答复": before},
            }
        }
        assert composed_free(tmp_path, '{{ 建议 | 增减点("办复率") }}', 批次=made) == printed

    def test_what_differs_little_is_not_the_same(self, tmp_path: Path) -> None:
        made = {
            "建议": {
                "种类": "代表建议",
                "统计": {"件数": 9999, "已答复": 9998},
                "上年": {"件数": 9998, "已答复": 9997},
            }
        }
        printed = composed_free(tmp_path, '{{ 建议 | 增减点("办复率") }}', 批次=made)
        assert printed == "与上年基本持平"

    def test_given_rates_are_not_subtracted(self, tmp_path: Path) -> None:
        made = {
            "建议": {
                "种类": "代表建议",
                "统计": {"件数": 40},
                "上年": {"件数": 30, "满意度": {"满意": 30}},
                "给定": {"满意率": "99%"},
            }
        }
        problem = only_error(lambda: composed_free(tmp_path, '{{ 建议 | 增减点("满意率") }}', 批次=made))
        assert "给定的率不能相减" in problem.message


class TestDays:
    def test_the_mean_is_of_those_that_were_replied_to(self, tmp_path: Path) -> None:
        assert composed_free(tmp_path, "{{ 建议 | 平均天数 }}天", ledger=DATES) == "‹37.5›天"
        assert composed_free(tmp_path, "{{ 建议 | 平均天数(小数位=0) }}天", ledger=DATES) == "‹38›天"
        document = br.compose(br.load(tmp_path / "report.yaml"))
        (note,) = [run.note for run in document.runs() if run.note]
        assert note.formula == "2件从交办日期到答复日期的天数之和75 ÷ 2件"
        assert note.source == "ledger.csv 第2—3行"

    def test_a_reply_without_its_beginning_is_asked_about(self, tmp_path: Path) -> None:
        rows = DATES.replace("2,乙,2019-03-01", "2,乙,")
        problem = only_error(lambda: composed_free(tmp_path, "{{ 建议 | 平均天数 }}", ledger=rows))
        assert (problem.id, problem.place.cell) == ("results.no-duration", "C3")

    @pytest.mark.parametrize(
        ("template", "why"),
        [
            ('{{ 建议 | 平均天数(到="面商日期") }}', "算不出"),
            ('{{ 建议 | 平均天数(从="类别") }}', "应为日期的列"),
            ("{{ 建议 | 平均天数(小数位=9) }}", "小数位"),
        ],
    )
    def test_what_cannot_be_told_is_refused(self, tmp_path: Path, template: str, why: str) -> None:
        problem = only_error(lambda: composed_free(tmp_path, template, ledger=DATES))
        assert (problem.id, why in problem.message) == ("template.value", True)
