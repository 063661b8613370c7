"""A share that plain rounding turns into all or none is told, since the sentence around it may then be false."""

from pathlib import Path

import pytest

import banli_report as br
from tests.support import write_report

REPORT = {"批次": {"建议": {"统计": {"件数": 2001, "已答复": 2000, "已面商": 1, "已采纳": 2001}}}}


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_what_is_rounded_to_all_or_none_is_told(tmp_path: Path, script: str) -> None:
    body = "答复率{{ 建议.答复率 }}，面商率{{ 建议.面商率 }}，采纳率{{ 建议.采纳率 }}。"
    plain = {"百分比": {"近百近零": "四舍五入"}}
    report = write_report(tmp_path, body, 口径=plain, 落款={"日期": "2019-12-1"}, **REPORT)
    problems = br.build(report, tmp_path / "out.docx", script=script)
    assert [(problem.id, str(problem.severity)) for problem in problems] == [
        ("results.rounded-whole", "warning")
    ] * 2
    assert "2000" in problems[0].message
    assert problems[0].message.endswith("印成100%")
    assert problems[1].message.endswith("印成0%")
    assert "近百近零" in problems[0].hint


@pytest.mark.parametrize("percent", [{}, {"小数位": 0}, {"近百近零": "以上不足"}])
def test_where_it_is_not_rounded_so_nothing_is_told(tmp_path: Path, percent: dict[str, object]) -> None:
    body = "答复率{{ 建议.答复率 }}，面商率{{ 建议.面商率 }}，采纳率{{ 建议.采纳率 }}。"
    report = write_report(tmp_path, body, 口径={"百分比": percent}, 落款={"日期": "2019-12-1"}, **REPORT)
    assert br.build(report, tmp_path / "out.docx") == []
