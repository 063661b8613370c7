"""What closes items beside the column of openness is told, what disagrees is refused, and no text names them."""

from __future__ import annotations

from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.ledgers import load_rows, places
from tests.support import refused

REST = "模板: base\n标题: 报告\n附件: [一览表]\n"
HEAD = ["编号", "标题", "承办单位", "办理结果"]
OPEN, SECRET = ["1", "修路", "甲局", "A"], ["2", "涉密事项甲乙丙", "乙局", "B"]


def rows(header: str, *values: object) -> list[list[object]]:
    return [[*HEAD, header], [*OPEN, values[0]], [*SECRET, values[1]]]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("密级", "秘密"), ("是否涉密", "是"), ("涉密情况", "涉密"), ("保密", "√"), ("是否上网", "否"), ("能否公示", "否"),
        ("备注", "涉及个人隐私，不公开"), ("类别", "不公开"), ("办理意见", "经研究，不予公开"),
    ],
)  # fmt: skip
def test_what_closes_an_item_closes_it_and_is_told(tmp_path: Path, header: str, value: str) -> None:
    first = {"类别": "城建", "是否上网": "是", "能否公示": "是"}.get(header)
    report = load_rows(tmp_path, rows(header, first, value), rest=REST)
    assert places(br.check(report)) == [("results.closed-elsewhere", "E3")]
    assert "乙局" not in outline(br.compose(report))
    assert "涉密事项" not in outline(br.compose(report))


def test_a_mark_in_title_or_number_closes_the_item(tmp_path: Path) -> None:
    data = [HEAD, OPEN, ["2", "涉密事项（不公开）", "乙局", "A"], ["密3", "另一事项", "丙局", "A"]]
    report = load_rows(tmp_path, data, rest=REST)
    assert places(br.check(report)) == [
        ("results.closed-elsewhere", "B3"),
        ("results.closed-elsewhere", "A4"),
    ]
    text = outline(br.compose(report))
    assert "事项" not in text


def test_many_are_told_at_once(tmp_path: Path) -> None:
    data = [[*HEAD, "备注"], *[[str(i), f"事项{i}", "甲局", "A", "不公开，涉密"] for i in range(8)]]
    (problem,) = br.check(load_rows(tmp_path, data))
    assert "有8件（E2、E3、E4、E5、E6等8处）" in problem.message


@pytest.mark.parametrize(
    ("header", "value"), [("密级", "秘密"), ("备注", "涉及隐私，不公开"), ("类别", "涉密")]
)
def test_where_two_columns_disagree_it_is_asked(tmp_path: Path, header: str, value: str) -> None:
    data = [[*HEAD, "公开", header], [*OPEN, "公开", "无"], [*SECRET, "公开", value]]
    (problem,) = br.check(load_rows(tmp_path, data))
    assert (problem.id, str(problem.severity), problem.place.cell) == (
        "results.openness-conflict",
        "error",
        "F3",
    )
    data[2][4] = "不公开"
    assert br.check(load_rows(tmp_path, data)) == []


def test_what_is_not_on_the_net_though_public_is_told(tmp_path: Path) -> None:
    data = [[*HEAD, "公开", "是否上网"], [*OPEN, "公开", None], [*SECRET, "公开", "否"]]
    assert places(br.check(load_rows(tmp_path, data))) == [("results.closed-elsewhere", "F3")]


def test_an_answer_that_is_neither_yes_nor_no_is_asked(tmp_path: Path) -> None:
    (problem,) = br.check(load_rows(tmp_path, rows("是否涉密", "否", "待定")))
    assert (problem.id, problem.place.cell) == ("results.openness-value", "E3")


def test_a_column_that_resembles_one_of_secrecy_is_asked(tmp_path: Path) -> None:
    (problem,) = br.check(load_rows(tmp_path, rows("保密期限", None, "10年")))
    assert (problem.id, problem.place.cell) == ("results.openness-value", "E3")
    closed = [[*HEAD, "保密期限", "密级"], [*OPEN, None, None], [*SECRET, "10年", "秘密"]]
    assert places(br.check(load_rows(tmp_path, closed))) == [("results.closed-elsewhere", "F3")]
    assert br.check(load_rows(tmp_path, rows("保密审查人", "张某", "张某"))) == []


def test_a_column_of_secrecy_cannot_be_named_as_openness(tmp_path: Path) -> None:
    batch = "台账: {文件: ledger.xlsx, 列: {公开: 是否涉密}}"
    (problem,) = refused(lambda: load_rows(tmp_path, rows("是否涉密", "否", "是"), batch))
    assert (problem.id, problem.place.cell) == ("results.openness-column", "E1")


def test_on_request_is_a_class_of_its_own_and_listed_nowhere(tmp_path: Path) -> None:
    report = load_rows(tmp_path, rows("公开属性", "主动公开", "依申请公开"), rest=REST)
    assert br.check(report) == []
    partition = br.figures(report).batches["建议"].partition("openness")
    assert partition is not None
    assert [part.name for part in partition] == ["公开", "依申请公开"]
    assert "涉密事项" not in outline(br.compose(report))


@pytest.mark.parametrize("column", ["备注", "主题", "内容提要", "提出人"])
@pytest.mark.parametrize("form", ["{{{{ 建议.{} | 分项 }}}}", '{{{{ 建议 | 交叉表("{}", "办理结果") }}}}'])
def test_remarks_of_closed_items_are_not_printed(tmp_path: Path, column: str, form: str) -> None:
    data = [[*HEAD, "公开", column], [*OPEN, "公开", "甲"], [*SECRET, "不公开", "乙密"]]
    rest = f"模板: base\n标题: 报告\n正文: ['{form.format(column)}']\n"
    problem = refused(lambda: br.compose(load_rows(tmp_path, data, rest=rest)))[0]
    assert "不公开的件" in problem.message
    if column == "内容提要":
        return  # by its header it names items, open or closed
    data[2][4] = "公开"
    assert "乙密" in outline(br.compose(load_rows(tmp_path, data, rest=rest)))


@pytest.mark.parametrize("column", ["承办单位", "代表团"])
def test_classes_may_be_printed(tmp_path: Path, column: str) -> None:
    data = [["编号", "标题", "公开", column], ["1", "修路", "公开", "甲"], ["2", "密件", "不公开", "乙"]]
    rest = f"模板: base\n标题: 报告\n正文: ['{{{{ 建议.{column} | 分项 }}}}']\n"
    assert "乙" in outline(br.compose(load_rows(tmp_path, data, rest=rest)))


TITLE = "关于甲路（二期）工程涉诉问题的建议"


@pytest.mark.parametrize(
    "typed",
    [
        f"如{TITLE}",
        "甲路工程涉诉问题的建议",
        "办理了“甲路（二期）工程涉诉问题”一件",
        "关于甲路 二期 工程涉诉问题的建议",
    ],
)
def test_the_title_of_a_closed_item_is_not_typed(tmp_path: Path, typed: str) -> None:
    data = [["编号", "标题", "公开"], ["1", "修路", "公开"], ["2", TITLE, "不公开"]]
    rest = f"标题: 报告\n正文:\n  - 内容: |\n      第一行。\n      {typed}。\n"
    (problem,) = br.check(load_rows(tmp_path, data, rest=rest))
    assert (problem.id, str(problem.severity), problem.place.line) == ("results.closed-title", "error", 10)
    assert "甲路" not in problem.message
    data[2][2] = "公开"
    assert br.check(load_rows(tmp_path, data, rest=rest)) == []


def test_short_or_shared_titles_are_words_of_any_text(tmp_path: Path) -> None:
    data = [
        ["编号", "标题", "公开"],
        ["1", "关于停车难的建议", "公开"],
        ["2", "停车", "不公开"],
        ["3", "关于停车难的建议", "不公开"],
    ]
    rest = "标题: 报告\n正文: [解决停车问题，办理关于停车难的建议。]\n"
    problems = br.check(load_rows(tmp_path, data, rest=rest))
    assert {problem.id for problem in problems} == {"results.same-title"}
