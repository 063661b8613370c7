"""A share that rounding turns into all or none is told, since the sentence around it may then be false."""

from pathlib import Path

import pytest

import banli_report as br
from tests.support import write_report

REPORT = {"批次": {"建议": {"统计": {"件数": 2001, "已答复": 2000, "已面商": 1, "已采纳": 2001}}}}


@pytest.mark.parametrize("script", ["hans", "hant"])
def test_what_is_printed_as_all_or_none_is_told(tmp_path: Path, script: str) -> None:
    body = "答复率{{ 建议.答复率 }}，面商率{{ 建议.面商率 }}，采纳率{{ 建议.采纳率 }}。"
    report = write_report(tmp_path, body, 落款={"日期": "2019-12-1"}, **REPORT)
    problems = br.build(report, tmp_path / "out.docx", script=script)
    assert [(problem.id, str(problem.severity)) for problem in problems] == [
        ("results.rounded-whole", "warning")
    ] * 2
    assert "2000" in problems[0].message
    assert problems[0].message.endswith("印成100%")
    assert problems[1].message.endswith("印成0%")


def test_with_decimals_enough_nothing_is_told(tmp_path: Path) -> None:
    percent = {"百分比": {"小数位": 2}}
    report = write_report(
        tmp_path, "答复率{{ 建议.答复率 }}。", 口径=percent, 落款={"日期": "2019-12-1"}, **REPORT
    )
    assert br.build(report, tmp_path / "out.docx") == []
