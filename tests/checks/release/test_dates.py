"""Days that cannot be, and years and sessions in which title and text contradict each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli_report.checks.release.check import passage_problems
from banli_report.claims.passage import CellPosition, Passage
from banli_report.errors import Place
from tests.checks.release.support import read

TITLE = "某某区人民政府2022年人大代表建议办理情况报告"
SESSION = "关于区十五届人大四次会议代表建议办理情况的报告"


def messages(*lines: str) -> list[tuple[str, str]]:
    return [(problem.id.removeprefix("release."), problem.message) for problem in read(*lines)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("截至6月31日，已办结", "6月31日"),
        ("2022年2月29日召开", "2月29日"),
        ("2月30日", "2月30日"),
        ("13月5日", "13月5日"),
        ("2022年13月5日", "13月5日"),
        ("2022年13月完成", "2022年13月"),
        ("2022年0月完成", "2022年0月"),
        ("于4月0日", "4月0日"),
        ("２０２２年９月３１日", "９月３１日"),
    ],
)
def test_days_that_are_in_no_calendar_are_told(text: str, date: str) -> None:
    ((name, message),) = messages(text)
    assert name == "impossible-date"
    assert message.startswith(f"没有“{date}”这一天")


@pytest.mark.parametrize(
    "text",
    [
        "2020年2月29日、2月29日、1月31日、12月31日",
        "历时13月、18月龄、2022年36月龄奶牛",
        "2022年12月，3月底，9月份",
        "X月X日，2022年X月",
        "第13月台、2.13月15日",
        "在2022年1—10月",
        "10月32号文",
    ],
)
def test_days_of_the_calendar_are_not_told(text: str) -> None:
    assert "impossible-date" not in {name for name, _ in messages(text)}


@given(st.dates())
def test_no_day_of_the_calendar_is_told(day) -> None:
    assert messages(f"{day.year:04}年{day.month}月{day.day}日召开") == []


def test_data_of_days_after_the_signature_are_told() -> None:
    found = messages(TITLE, "截至2022年12月底，133件均已答复。", "某某区人民政府", "2022年11月3日")
    assert [name for name, _ in found] == ["date-order"]
    assert found[0][1].startswith("数字截至2022年12月31日，成文日期却是2022年11月3日")


@pytest.mark.parametrize(
    "text",
    [
        "截至2022年11月底，133件均已答复。",
        "截至2022年12月3日，133件均已答复。",
        "截至12月底，133件均已答复。",
        "截至2025年底，将全部完成。",
        "力争截至2023年12月31日办结。",
        "到2023年12月31日，计划完成10件。",
        "要求于2023年6月30日前办结。",
        "截至2022年11月，133件均已答复。",
    ],
)
def test_other_days_are_not_told(text: str) -> None:
    assert messages(TITLE, text, "某某区人民政府", "2022年12月3日", "抄送：区委办公室。") == []


@pytest.mark.parametrize("until", ["2022年13月5日", "2022年11月31日", "0000年1月1日"])
def test_data_of_no_day_are_no_later_than_the_signature(until: str) -> None:
    found = messages(TITLE, f"截至{until}，133件均已答复。", "某某区人民政府", "2022年12月3日")
    assert "date-order" not in {name for name, _ in found}


def test_a_day_in_a_table_is_no_signature() -> None:
    lines = (TITLE, "截至2022年12月底，133件均已答复。")
    passages = [Passage(line, Place(line=number)) for number, line in enumerate(lines, 1)]
    passages.append(Passage("2022年11月3日", Place(line=3), cell=CellPosition(0, 1, 1)))
    assert passage_problems(passages) == []


YEARS = [
    [TITLE, "2021年，我局共承办代表建议133件。"],
    [TITLE, "现将有关情况报告如下。", "2021年度共办理建议133件，其中主办100件。"],
    ["关于2022年建议提案办理工作的总结", "今年以来，局党组高度重视。2021年共收到建议10件、提案3件。"],
]


@pytest.mark.parametrize("lines", YEARS)
def test_the_year_of_last_year_s_text_is_told(lines: list[str]) -> None:
    ((name, message),) = messages(*lines)
    assert name == "year"
    assert message.startswith("标题写的是2022年，正文开头说的却是2021年")


def test_a_signature_before_the_year_is_told() -> None:
    ((name, message),) = messages(TITLE, "共承办建议3件。", "某某区人民政府", "2021年12月1日")
    assert (name, message) == ("year", "标题写的是2022年，成文日期却在2021年：“2021年12月1日”")


SAME_YEAR = [
    [TITLE, "2022年，我局共承办代表建议133件。"],
    [TITLE, "今年共承办代表建议133件，2021年承办120件。"],
    [TITLE, "2021年共承办120件，2022年承办133件。"],
    [TITLE, "2021年12月，区人大常委会交办建议133件。"],
    [TITLE, "2021年底，区人大常委会交办建议133件。"],
    [TITLE, "2021年同期承办建议120件。"],
    [TITLE, "2021年以来，共办理建议300件。"],
    [TITLE, "2021—2022年，共办理建议300件。"],
    [TITLE, "截至2021年遗留的3件，已办理3件。"],
    ["2021—2022年建议办理情况报告", "2021年承办建议120件。"],
    ["关于做好2022年建议办理工作的通知", "2021年，全区承办建议120件，办复率100%。", "2022年3月1日"],
    ["关于做好2022年建议提案办理情况汇总的通知", "2021年承办建议120件。", "2021年12月1日"],
    ["关于2021年建议办理情况和2022年工作打算的报告", "2021年承办建议120件。"],
    ["关于区十五届人大六次会议以来议案建议办理情况的报告", "2021年，承办议案2件。"],
    ["通知", "2021年承办建议120件。"],
    [TITLE, "今年承办建议133件。", "2021年承办建议120件。"],
    ["2022年3月建议办理情况通报", "2021年承办建议120件。"],
    ["现将2022年建议办理情况报告如下。", "2021年承办建议120件。"],
]


@pytest.mark.parametrize("lines", SAME_YEAR)
def test_years_that_may_be_meant_are_not_told(lines: list[str]) -> None:
    assert messages(*lines) == []


def test_another_session_of_the_same_conference_is_told() -> None:
    title = "政协某某区第十届委员会第二次会议提案办理情况报告"
    ((name, message),) = messages(title, "区政协十届三次会议提案均已办复。")
    assert name == "session"
    assert message.startswith("标题写的是政协十届二次会议，正文写的却是政协十届三次会议")


def test_another_session_of_the_same_congress_is_told() -> None:
    ((name, message),) = messages(
        SESSION, "现将区十五届人大五次会议代表建议办理情况报告如下：", "一、基本情况"
    )
    assert name == "session"
    assert message.startswith("标题写的是人大十五届四次会议，正文写的却是人大十五届五次会议")


@pytest.mark.parametrize(
    "lines",
    [
        [SESSION, "现将区十五届人大四次会议代表建议办理情况报告如下："],
        [SESSION, "现将区第十五届人民代表大会第四次会议代表建议办理情况报告如下："],
        [SESSION, "——2021年12月14日在区十六届人大一次会议上", "现将建议办理情况报告如下："],
        [SESSION, "向区十六届人大一次会议代表报告如下："],
        ["关于区十五届人大四次会议建议办理情况的报告", "市十四届五次会议建议10件。"],
        [SESSION, "现将建议办理情况报告如下：", "区十五届人大三次会议的B类建议继续办理。"],
        [SESSION, "区十五届人大三次、四次会议建议办理情况如下：区十五届人大四次会议133件。"],
        [SESSION, "市十四届人大五次会议和区十五届人大四次会议建议已办结。"],
        [SESSION, "区政协十五届五次会议提案30件。"],
        [SESSION, "区十五届人大常委会第三十次会议审议了报告。"],
        [SESSION, "受区政府委托，向区十五届人大常委会第五次会议报告。"],
        [
            "关于市十四届人大五次会议建议、市政协十四届四次会议提案办理情况的总结",
            "市十四届人大五次会议建议10件。",
        ],
        ["关于区十五届四次会议建议办理情况的报告", "区十五届人大五次会议建议办理情况如下："],
        ["区政协第十届委员会第二次会议提案办理情况报告", "区政协十届二次会议提案均已办复。"],
    ],
)
def test_sessions_that_may_be_meant_are_not_told(lines: list[str]) -> None:
    assert messages(*lines) == []
