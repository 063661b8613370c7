"""The filters of templates, as a reader meets their wording on paper."""

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.support import composed, counts, only_problem, write_report


def said(folder: Path, expression: str, **batch: Any) -> str:
    """Give what an expression prints, over the small ledger or over given counts; figures stand in ‹›."""
    facts = {"批次": {"建议": batch}} if batch else {}
    return composed(folder, f"{{{{ {expression} }}}}", **facts).replace("‹", "").replace("›", "")


def counted(**parts: dict[str, int]) -> dict[str, Any]:
    return {"统计": counts(10, **parts)}


def test_itemised_lists_parts_with_counts_and_shares(tmp_path: Path) -> None:
    assert said(tmp_path, "建议.类别 | 分项") == (
        "城建交通类3件，占60%；财政经济类1件，占20%；教科文卫类1件，占20%"
    )


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("建议.满意度 | 分项", "“建议.满意度”一项也没有"),
        ("建议.满意度 | 评价", "{% if 建议.满意度 is defined and 建议.满意度 %}"),
        ("建议.满意度 | 构成", "“建议.满意度”一项也没有"),
        ("建议 | 指标", "哪几个率"),
    ],
)
def test_nothing_is_never_a_blank(tmp_path: Path, expression: str, part: str) -> None:
    facts = {"批次": {"建议": {"统计": counts(0, 满意度={"满意": 0})}}}
    problem = only_problem(lambda: composed(tmp_path, f"代表{{{{ {expression} }}}}。", **facts))
    assert problem.id == "template.value"
    assert part in problem.message


def test_nothing_can_be_asked_for_first(tmp_path: Path) -> None:
    body = (
        "{% if 建议.满意度 is defined and 建议.满意度 %}代表{{ 建议.满意度 | 评价 }}{% else %}无{% endif %}"
    )
    assert composed(tmp_path, body, 批次={"建议": {"统计": counts(0, 满意度={"满意": 0})}}) == "无"


def test_itemised_leaves_an_empty_class_out(tmp_path: Path) -> None:
    text = said(tmp_path, "建议.办理结果 | 分项", **counted(办理结果={"A": 7, "B": 0, "C": 3}))
    assert text == "已经解决或基本解决7件，占70%；因条件限制暂时不能解决或留作参考3件，占30%"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("占比=false", "城建交通类3件、财政经济类1件、教科文卫类1件"),
        ('占比=false, 单位="条"', "城建交通类3条、财政经济类1条、教科文卫类1条"),
        ('占比=false, 分隔="；"', "城建交通类3件；财政经济类1件；教科文卫类1件"),
    ],
)
def test_itemised_takes_its_options(tmp_path: Path, arguments: str, expected: str) -> None:
    assert said(tmp_path, f"建议.类别 | 分项({arguments})") == expected


def test_every_number_of_a_list_is_a_figure_with_its_source(tmp_path: Path) -> None:
    assert composed(tmp_path, "{{ 建议.类别 | 分项 }}").startswith("城建交通类‹3›件，占‹60%›；")


def test_rating_says_all_satisfied_where_everyone_is(tmp_path: Path) -> None:
    assert said(tmp_path, "建议.满意度 | 评价", **counted(满意度={"满意": 10, "基本满意": 0})) == "全部满意"


def test_a_draft_does_not_say_all_of_a_count_that_is_not_known(tmp_path: Path) -> None:
    facts = {"批次": {"建议": {"统计": {"件数": 10, "满意度": {"满意": "X", "基本满意": 0}}}}}
    report = br.load(write_report(tmp_path, "{{ 建议.满意度 | 评价 }}", **facts))
    assert "正文 满意‹X›件\n" in outline(br.compose(report, draft=True))


def test_rating_lists_what_people_answered(tmp_path: Path) -> None:
    assert said(tmp_path, "建议.满意度 | 评价") == "满意4件，基本满意1件"


def test_rating_with_shares(tmp_path: Path) -> None:
    assert said(tmp_path, "建议.满意度 | 评价(占比=true)") == "满意的4件，占80%；基本满意的1件，占20%"


OPEN_LEDGER = "编号,满意度\n1,满意\n2,满意\n3,\n"


def test_rating_never_says_all_while_answers_are_missing(tmp_path: Path) -> None:
    text = composed(tmp_path, "{{ 建议.满意度 | 评价 }}", ledger=OPEN_LEDGER)
    assert text == "满意‹2›件，未反馈‹1›件"


@pytest.mark.parametrize(
    ("before", "change", "count", "share"),
    [
        (8, "比上年增加2件，增长25%", "比上年增加2件", "比上年增长25%"),
        (40, "比上年减少30件，下降75%", "比上年减少30件", "比上年下降75%"),
        (10, "与上年持平", "与上年持平", "与上年持平"),
        (0, "比上年增加10件", "比上年增加10件", "比上年增加10件"),
    ],
)
def test_changes_are_worded_by_their_direction(
    tmp_path: Path, before: int, change: str, count: str, share: str
) -> None:
    batch = {"统计": counts(10), "上年": counts(before)}
    assert said(tmp_path / "1", "建议.增减 | 增减", **batch) == change
    assert said(tmp_path / "2", "建议.增减 | 增减件数", **batch) == count
    assert said(tmp_path / "3", "建议.增减 | 增减幅度", **batch) == share


def test_a_change_names_the_period_it_is_told(tmp_path: Path) -> None:
    batch = {"统计": counts(10), "上年": counts(8)}
    assert said(tmp_path, '建议.增减 | 增减("去年")', **batch) == "比去年增加2件，增长25%"
    assert said(tmp_path, '建议.增减 | 增减("去年")', 统计=counts(8), 上年=counts(8)) == "与去年持平"


def test_equal_rates_are_said_together(tmp_path: Path) -> None:
    assert said(tmp_path, '建议 | 指标("答复率", "面商率")') == "答复率、面商率均为100%"


def test_rates_that_only_look_equal_are_not_said_to_be_so(tmp_path: Path) -> None:
    facts = {"批次": {"建议": {"统计": {"件数": 3001, "已答复": 3000, "已面商": 3001}}}}
    text = composed(tmp_path, '{{ 建议 | 指标("答复率", "面商率") }}', **facts)
    assert text == "答复率‹99.97%›、面商率‹100%›"


def test_different_rates_are_said_one_by_one(tmp_path: Path) -> None:
    assert said(tmp_path, '建议 | 指标("满意率", "落实率")') == "满意率100%、落实率60%"


def test_one_rate_is_not_said_to_be_common(tmp_path: Path) -> None:
    assert said(tmp_path, '建议 | 指标("落实率")') == "落实率60%"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('["抓落实；", "强督办。"] | 列举', "一是抓落实；二是强督办。"),
        ('["抓落实", "强督办"] | 列举(首="要", 分隔="，")', "一要抓落实，二要强督办"),
        ("[] | 列举", ""),
        ('["住建局", "", "城管局"] | 顿号', "住建局、城管局"),
        ('["住建局"] | 顿号', "住建局"),
        ("建议.承办单位 | map(attribute='名称') | 顿号", "住建局、城管局、财政局、文旅局"),
        ("[建议.件数, 建议.重点.件数] | 顿号", "5、2"),
        ("落款.日期 | 日期", "2020年3月7日"),
        ('落款.日期 | 日期("月日")', "3月7日"),
        ("落款.日期", "2020年3月7日"),
        ("1 | 汉字", "一"),
        ("10 | 汉字", "十"),
        ("12 | 汉字", "十二"),
        ("20 | 汉字", "二十"),
        ("99 | 汉字", "九十九"),
        ("2 | 汉字", "二"),
        ("2 | 量数", "两"),
        ("3 | 量数", "三"),
        ("12 | 量数", "十二"),
        ("建议.重点.件数 | 量数", "两"),
    ],
)
def test_small_words(tmp_path: Path, expression: str, expected: str) -> None:
    text = composed(tmp_path, f"甲{{{{ {expression} }}}}", 落款={"日期": "2020-03-07"})
    assert text.replace("‹", "").replace("›", "") == f"甲{expected}"


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("建议.件数 | 分项", "分项"),
        ("建议 | 评价", "评价"),
        ("建议.件数 | 增减", "增减"),
        ("5 | 增减件数", "增减件数"),
        ("建议 | 增减幅度", "增减幅度"),
        ('建议.类别 | 指标("答复率")', "指标"),
        ('建议 | 指标("采纳率")', "采纳率"),
        ('建议 | 指标("类别")', "类别"),
        ('"文字" | 列举', "文字"),
        ("[none] | 列举", "空值"),
        ("range(100) | 列举", "100项"),
        ("建议 | 顿号", "建议"),
        ("[0.5] | 顿号", "小数"),
        ("[建议] | 顿号", "建议"),
        ("5 | 顿号", "5"),
        ('"2019" | 日期', "日期"),
        ('落款.日期 | 日期("年月")', "年月"),
        ("0 | 汉字", "0"),
        ("100 | 汉字", "100"),
        ('"三" | 汉字', "汉字"),
        ("1000 | 量数", "1000"),
        ("建议.类别 | 分项(占比=建议.类型)", "类型"),
        ("建议.类型 | 分项", "类型"),
        ("建议.增减 | 增减", "增减"),
        ("没有的 | 顿号", "没有的"),
    ],
)
def test_what_cannot_be_worded_is_refused_at_its_line(tmp_path: Path, expression: str, part: str) -> None:
    body = f"第一行。\n\n{{{{ {expression} }}}}\n"
    problem = only_problem(lambda: composed(tmp_path, body, 落款={"日期": "2020-03-07"}))
    assert part in problem.message
    assert (problem.place.file, problem.place.line) == ("mine/report.md.j2", 3)
