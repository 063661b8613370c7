"""Captions between rows that say what no column does are asked about; titles of subjects are told as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.ledgers import places, write_ledger

HEADER = ["编号", "标题", "类别", "承办单位"]
ONE, TWO = ["1", "修路", "城建", "甲局"], ["2", "建校", "教育", "乙局"]


def told(folder: Path, *rows: list[Any]) -> list[tuple[str, str]]:
    return places(br.read_ledger(write_ledger(folder, rows)).problems)


@pytest.mark.parametrize(
    "caption",
    ["二、会办件（1件）", "以下为协办件", "协办建议", "（二）参阅件：", "以上均为会办件", "不予立案（1件）", "二、退回件", "以下为撤案",
     "作社情民意处理的", "上年结转（1件）", "2018年结转", "三、并案"],
)  # fmt: skip
def test_one_that_says_what_no_column_does_is_asked(tmp_path: Path, caption: str) -> None:
    assert told(tmp_path, HEADER, ONE, [caption], TWO)[0] == ("results.caption-says", "A3")


@pytest.mark.parametrize(
    "caption",
    ["一、城建类", "教育局", "主办件（1件）", "一、主办件", "2019年", "续建项目", "退役军人事务", "A类", "重点建议", "结转资金"],
)  # fmt: skip
def test_others_are_told_as_no_item(tmp_path: Path, caption: str) -> None:
    assert told(tmp_path, HEADER, ONE, [caption], TWO) == [("results.skipped-row", "A3")]


def test_a_column_of_roles_says_it(tmp_path: Path) -> None:
    header = [*HEADER, "办理方式"]
    rows = [header, [*ONE, "主办"], ["二、会办件"], [*TWO, "会办"]]
    assert told(tmp_path, *rows) == [("results.skipped-row", "A3")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ONE, TWO, ["小计", "3件"]], "小计行写着3件，上面数出2件"),
        ([ONE, ["小计", "1件"], TWO, ["教育类小计", None, None, "3件"]], "小计行写着3件，上面数出1件"),
        ([ONE, ["小计", "1件"], TWO, ["小计", "1件"]], ""),
        ([["小计", "1件"], ONE, ["小计", "1件"], TWO], ""),
        ([ONE, ["小计", "1件"], TWO, ["小计", "1件"], ["两类小计", "2件"]], ""),
        ([ONE, TWO, ["小计", "1件"]], ""),
        ([ONE, TWO, ["小计", None, None, "5人"]], ""),
    ],
)
def test_totals_of_parts_are_compared_with_the_rows(
    tmp_path: Path, rows: list[list[Any]], message: str
) -> None:
    ledger = br.read_ledger(write_ledger(tmp_path, [HEADER, *rows]))
    found = [problem.message for problem in ledger.problems if problem.id == "results.total-differs"]
    assert found == [message] * bool(message)


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("建议台账（共3件）", True),
        ("建议台账（3件）", True),
        ("建议台账，共计3件，其中主办1件", True),
        ("建议台账（共2件）", False),
        ("建议台账（主办3件，会办1件）", False),
        ("建议（3件）、提案（2件）台账", False),
        ("2018年第3件", False),
    ],
)
def test_so_is_the_title(tmp_path: Path, title: str, is_told: bool) -> None:
    assert told(tmp_path, [title], HEADER, ONE, TWO) == [("results.total-differs", "1")] * is_told
