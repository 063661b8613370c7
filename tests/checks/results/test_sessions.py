"""Ledgers of another year, session or kind than the report's, as they say themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import banli_report as br
from tests.ledgers import load_text, places, write_ledger

HEADER = ["编号", "标题"]
OURS = ("results.other-session", "results.other-year", "results.titled-otherwise")


def told(
    folder: Path,
    *rows: Sequence[object],
    session: str = "县十七届人大四次会议",
    batch: str = "{台账: ledger.xlsx}",
    name: str = "建议",
) -> list[tuple[str, str]]:
    write_ledger(folder, rows)
    text = f"年度: 2024\n单位: 甲局\n会议: {session}\n批次: {{{name}: {batch}}}\n落款: {{日期: 2024-12-12}}\n"
    return [one for one in places(br.check(load_text(folder, text))) if one[0] in OURS]


def of_column(folder: Path, header: str, *values: object, session: str = "县十七届人大四次会议") -> list[str]:
    rows = [[str(i), f"题{i}", value] for i, value in enumerate(values, 1)]
    return [cell for _, cell in told(folder, [*HEADER, header], *rows, session=session)]


@pytest.mark.parametrize(
    ("header", "ours", "other"),
    [
        ("年度", "2024", "2023"),
        ("年份", 2024, 2023),
        ("交办年度", "2024年", "2023年度"),
        ("届次", "十七届四次", "十七届三次"),
        ("会议届次", "县十七届人大四次会议", "县十七届人大三次会议"),
        ("届次会议", "17届4次", "第16届第4次会议"),
    ],
)
def test_rows_of_another_year_or_session_are_told(
    tmp_path: Path, header: str, ours: object, other: object
) -> None:
    assert of_column(tmp_path, header, ours, ours) == []
    assert of_column(tmp_path, header, ours, other) == ["C3"]
    assert of_column(tmp_path, header, other, other, other) == ["C2"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("年度", "2023—2024"),
        ("满意年度", "2023"),
        ("届次", "闭会期间"),
        ("届次", "四次会议"),
        ("届次", "十七届三次、十七届四次"),
        ("届次", "十七届三次、四次会议"),
        ("办理情况", "按十七届三次会议的意见办理"),
        ("备注", "2023"),
    ],
)
def test_what_names_no_other_is_not(tmp_path: Path, header: str, value: str) -> None:
    assert of_column(tmp_path, header, value, value) == []


def test_a_session_of_the_other_body_is_no_measure(tmp_path: Path) -> None:
    assert of_column(tmp_path, "届次", "十届三次", session="县政协十届四次会议") == []
    assert of_column(tmp_path, "届次", "十七届四次", session="县十七届人大三次、四次会议") == []
    rows = [["编号", "标题", "届次"], ["1", "修路", "十届三次"]]
    batch, session = "{种类: 提案, 台账: ledger.xlsx}", "县政协十届四次会议"
    assert told(tmp_path, *rows, batch=batch, session=session, name="提案") == [
        ("results.other-session", "C2")
    ]


def test_what_the_report_file_parts_is_known(tmp_path: Path) -> None:
    rows = [[*HEADER, "年度"], ["1", "修路", "2023"], ["2", "建校", "2024"]]
    assert told(tmp_path, *rows) == [("results.other-year", "C2")]
    for batch in (
        "{台账: {文件: ledger.xlsx, 筛选: {年度: '2024'}}}",
        "{台账: ledger.xlsx, 分组: {往年: {年度: '2023'}}}",
    ):
        assert told(tmp_path, *rows, batch=batch) == []


@pytest.mark.parametrize(
    "title",
    [
        "甲县2023年人大代表建议台账",
        "县十七届人大三次会议代表建议办理台账",
        "政协提案办理台账",
    ],
)
def test_a_title_of_another_ledger_is_told(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, [title], HEADER, ["1", "修路"]) == [("results.titled-otherwise", "1")]


@pytest.mark.parametrize(
    "title",
    [
        "甲县2024年人大代表建议台账",
        "2023—2024年建议台账",
        "填报日期：2025年1月5日",
        "建议提案办理台账",
        "县十七届人大四次会议建议台账",
        "办理台账",
    ],
)
def test_a_title_that_fits_is_not(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, [title], HEADER, ["1", "修路"]) == []
