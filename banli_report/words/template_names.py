"""The names that templates look up in a report and in a batch."""

from __future__ import annotations

from banli_report.words.terms import COUNT_NAMES
from banli_report.words.vocabulary import vocabulary

REPORT_NAMES = vocabulary(
    ("year", "年度"),
    ("agency", "单位"),
    ("session", "会议"),
    ("title", "标题"),
    ("narrative", "正文"),
    ("signature", "落款"),
    ("batches", "批次"),
    ("total", "合计"),
    ("decrease", "减幅"),
    ("increase", "增幅"),
)

BATCH_NAMES = COUNT_NAMES + vocabulary(
    ("name", "名称"),
    ("kind", "种类"),
    ("previous", "上年"),
    ("change", "增减"),
    ("years", "历年"),
    ("cumulative", "累计"),
    ("items", "清单"),
    ("sum", "合计"),
    ("due_units", "应报单位"),
    ("returned_units", "已报单位"),
    ("missing_units", "未报单位", "未报送单位"),
)
