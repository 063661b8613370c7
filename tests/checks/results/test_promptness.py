"""A ledger's own word on whether an item was in time, beside what its dates make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_rows, places

IN_TIME, LATE = ("2019-03-01", "2019-05-01"), ("2019-03-01", "2019-09-01")
USED = "标题: 报告\n正文: [{内容: '{{ 建议.按时办复率 }}'}]"


def told(folder: Path, header: str, *said: str | None, rest: str = USED, late: bool = False) -> list[str]:
    days = LATE if late else IN_TIME
    rows = [[str(i), f"题{i}", *days, word] for i, word in enumerate(said, 1)]
    report = load_rows(folder, [["编号", "标题", "交办日期", "答复日期", header], *rows], rest=rest)
    return [cell for name, cell in places(br.check(report)) if name == "results.other-promptness"]


@pytest.mark.parametrize(
    ("header", "prompt", "late"),
    [
        ("是否按时办复", "是", "否"),
        ("按期答复情况", "按期", "逾期"),
        ("是否逾期", "否", "是"),
        ("是否超期", "未超期", "已超期"),
    ],
)
def test_what_the_dates_deny_is_refused(tmp_path: Path, header: str, prompt: str, late: str) -> None:
    assert told(tmp_path, header, prompt, late) == ["E3"]
    assert told(tmp_path, header, prompt, late, late=True) == ["E2"]
    assert told(tmp_path, header, prompt, None) == []


@pytest.mark.parametrize(
    ("header", "word"), [("是否按时参会", "否"), ("逾期原因", "否"), ("是否按时办复", "待核")]
)
def test_other_columns_and_words_are_none(tmp_path: Path, header: str, word: str) -> None:
    assert told(tmp_path, header, "是", word) == []


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "标题: 报告\n正文: [{内容: '坚持按时办复。'}]",
        f"{USED}\n口径: {{指标: {{按时办复率: {{分子: {{是否按时办复: 是}}}}}}}}",
    ],
)
def test_where_no_rate_leans_on_the_dates_nothing_is_asked(tmp_path: Path, rest: str) -> None:
    assert told(tmp_path, "是否按时办复", "是", "否", rest=rest) == []
