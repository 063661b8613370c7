"""Columns that say which items may be published: known, mapped, or refused, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.ledgers import column, items, load_rows, places
from tests.support import only_problem, refused

TITLES = ["修路", "密"]
MAPPED = "台账: {{文件: ledger.xlsx, 列: {{公开: {}}}}}"


def rows(header: str, *values: object) -> list[list[object]]:
    return [
        ["标题", "类别", header],
        *([title, "城建", value] for title, value in zip(TITLES, values, strict=True)),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "公开", "是否公开", "是否同意公开", "同意公开", "可否公开", "能否公开", "是否可公开", "是否可以公开", "公开情况",
        "公开属性", "公开方式", "公开类型", "公开类别", "公开性质", "公开与否", "是否同意公开（是/否）", " 是否\n公开 ",
    ],
)  # fmt: skip
def test_usual_headers_are_known(tmp_path: Path, header: str) -> None:
    report = load_rows(tmp_path, rows(header, "公开", "不公开"), rest="模板: base\n附件: [一览表]")
    assert column(report, "openness") == ["公开", "不公开"]
    assert "密" not in outline(br.compose(report)).split("附件 代表建议办理情况一览表")[-1]


@pytest.mark.parametrize("header", ["公开意愿", "代表是否愿意公开", "公开形式", "网站是否公开", "复文公开"])
def test_what_looks_like_openness_is_refused_until_it_is_mapped(tmp_path: Path, header: str) -> None:
    data = rows(header, "公开", "否")
    problem = only_problem(lambda: load_rows(tmp_path, data))
    assert (problem.id, problem.place.sheet, problem.place.cell) == ("results.openness-column", "台账", "C1")
    assert f"“{header}”一列像是各件的公开情况" in problem.message
    assert f"列: {{公开: {header}}}" in problem.hint
    assert column(load_rows(tmp_path, data, MAPPED.format(header)), "openness") == ["公开", "否"]


@pytest.mark.parametrize(
    "header",
    [
        "公开日期",
        "公开时间（年月日）",
        "公开网址",
        "公开链接2",
        "公开渠道",
        "信息公开平台",
        "公开文号",
        "公开编号",
    ],
)
def test_when_and_where_something_was_published_is_another_matter(tmp_path: Path, header: str) -> None:
    assert items(load_rows(tmp_path, rows(header, "甲", "乙")))[0].extra == {header: "甲"}


@pytest.mark.parametrize("header", ["不公开", "是否不公开", "不予公开", "依申请公开", "是否涉密不公开"])
def test_a_header_that_says_not_public_is_refused_even_where_it_is_mapped(
    tmp_path: Path, header: str
) -> None:
    for batch in ("台账: ledger.xlsx", MAPPED.format(header)):
        problem = only_problem(lambda batch=batch: load_rows(tmp_path, rows(header, None, "√"), batch))  # type: ignore[misc]
        assert (problem.id, problem.place.cell) == ("results.openness-column", "C1")
        assert "会读反" in problem.message


def test_a_header_that_names_both_can_be_mapped(tmp_path: Path) -> None:
    data = rows("公开/不公开", "公开", "不公开")
    assert only_problem(lambda: load_rows(tmp_path, data)).id == "results.openness-column"
    assert column(load_rows(tmp_path, data, MAPPED.format("公开/不公开")), "openness") == ["公开", "不公开"]


@pytest.mark.parametrize("header", ["公开", "是否公开"])
def test_of_two_columns_of_openness_none_is_passed_over(tmp_path: Path, header: str) -> None:
    data = [["编号", "标题", header, "公开情况"], ["1", "修路", "公开", "是"], ["2", "密", "公开", "否"]]
    for batch in ("台账: ledger.xlsx", MAPPED.format(header)):
        problem = only_problem(lambda batch=batch: load_rows(tmp_path, data, batch))  # type: ignore[misc]
        assert (problem.id, problem.place.cell) == ("results.openness-column", "D1")
        assert "已按C列读公开情况" in problem.hint
    twice = [["编号", "标题", "公开", "公开"], ["1", "修路", "公开", "不公开"]]
    assert places(refused(lambda: load_rows(tmp_path, twice))) == [("results.openness-column", "D1")]


@pytest.mark.parametrize(
    "value", ["不公开", "不予公开", "不宜公开", "依申请公开", "不公开（涉密）", " 不 公开 "]
)
def test_an_own_column_that_closes_an_item_is_refused(tmp_path: Path, value: str) -> None:
    problem = only_problem(lambda: load_rows(tmp_path, rows("属性", "一般", value)))
    assert (problem.id, problem.place.cell) == ("results.openness-column", "C1")
    assert "“属性”一列填有不公开的件（C3）" in problem.message
    assert (
        column(load_rows(tmp_path, rows("属性", "公开", value), MAPPED.format("属性")), "openness")[0]
        == "公开"
    )


def test_an_own_column_may_say_why_a_closed_item_is_closed(tmp_path: Path) -> None:
    data = [
        ["标题", "类别", "公开", "不公开理由", "备注"],
        ["修路", "城建", "公开", None, "公开征求过意见"],
        ["密", "城建", "不公开", "涉及隐私", "不公开"],
    ]
    assert len(items(load_rows(tmp_path, data))) == 2
    data[1][4] = "不公开"
    problem = only_problem(lambda: load_rows(tmp_path, data))
    assert (problem.place.cell, "（E2）" in problem.message) == ("E1", True)


@pytest.mark.parametrize(
    ("word", "is_listed"),
    [("能", True), ("可", True), ("可公开", True), ("可以公开", True), ("不可公开", False), ("不能公开", False), ("不可以", False)],
)  # fmt: skip
def test_whether_it_may_be_published_is_answered_as_it_is_asked(
    tmp_path: Path, word: str, is_listed: bool
) -> None:
    sheet = [["标题", "类别", "能否公开"], ["修路", "城建", "公开"], ["治水", "城建", word]]
    report = load_rows(tmp_path, sheet, rest="附件: 一览表\n模板: base\n正文: 已办。\n标题: 报告")
    assert ("治水" in outline(br.compose(report))) is is_listed
