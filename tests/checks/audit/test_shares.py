"""Shares, rates and changes: recomputed exactly, compared as printed."""

from __future__ import annotations

import pytest

from tests.checks.audit.auditing import audited, errors, told


@pytest.mark.parametrize(
    "text",
    [
        "共交办133件。其中：城建类46件，占34.6%；财经类15件，占11.3%；其他类72件，占54.1%。",
        "代表提出建议401件。其中，交由市政府承办372件，占建议总数的92.8%。A类299件，占80.4%；B类55件，占14.8%；C类18件，占4.8%。",
        "代表建议8721件，提案5865件，分别占建议、提案总数的94.8%和95%。",
        "承办建议8160件。所提问题得到解决的占建议总数的71.28%。",
        "有1945名委员提出提案，占委员总数的88.41%。提案5210件。",
        "现有农路160公里，其中2009年以前建设的95公里，约占60%。",
        "由政府系统办理的建议592件，占全市总数的93.1%。收到建议801件。",
        "商业街占地面积5000平方米，占道经营12处。共收到建议20件。",
        "收回28张，满意票25票，满意率89.29%，基本满意票3票，基本满意率10.71%。",
        "收到建议20件，满意15件，基本满意5件，满意率100%。",
        "收到提案1449件，立案1280件，办复率100%。目标是办理协商率100%。",
        "位居前三位的：交通类172件、城建类80件、民政类50件，占总量的59.68%。共受理506件。",
        "交通类占34.72%，文化类占65.28%，均比上年提高。",
        "2237名委员中，提交提案的1966名，占总人数的88%。",
        "承办82件（61.7%）建议。共133件。",
    ],
)
def test_right_and_unsaid_shares_are_silent(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "共收到205件。其中：民生类64件，占31.2%；交通类15件，占6.7%；其他类126件，占61.5%。",
            "15件占6.7%不对：15÷205＝7.3171%，应为7.3%",
        ),
        (
            "五年提出建议37527件。其中14834件形成于调研、视察，占建议总数的39.2%。",
            "14834件占39.2%不对：14834÷37527＝39.5289%，应为39.5%",
        ),
        (
            "共81件。解决70件，占总数的86.4%；供参考的11件，约占总数的11%。",
            "11件占11%不对：11÷81＝13.5802%，应为14%",
        ),
        ("反映问题共49件，未办结1件，办结率99%。", "办结率99%不对：48÷49＝97.9592%，应为98%"),
        (
            "收回28张，满意票25票，满意率89.24%，基本满意票3票。",
            "满意率89.24%不对：25÷28＝89.2857%，应为89.29%",
        ),
        ("（一）已落实的68件，占总数的80%。", ""),
        ("收到建议80件。\n（一）已落实的68件，占总数的80%。", "68件占80%不对：68÷80＝85%，应为85%"),
        ("代表建议37527件，比上届增加9649件，增幅34.9%。", "增减34.9%不对：9649÷27878＝34.6115%，应为34.6%"),
        ("承办建议133件，比上年的120件增加12件。", "133件与120件相差13件，增加，印的是12件"),
        ("承办建议133件，比上年的120件增长10.3%。", "增减10.3%不对：13÷120＝10.8333%，应为10.8%"),
        ("教育占25%，卫生占30%，其他占40%。", "各项占比相加为95%（25＋30＋40），不是100%"),
    ],
)
def test_wrong_shares_rates_and_changes_are_told_with_what_is_right(text: str, found: str) -> None:
    assert errors(text) == ([found] if found else [])


def test_another_whole_that_would_fit_is_named() -> None:
    (found,) = errors(
        "共收到223件，立案205件。其中：民生类64件，占31.2%；交通类15件，占6.7%；其他类126件，占61.5%。"
    )
    assert found.endswith("应为7.3%；按223件算才是6.7%")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共7426件。其中：资源方面1289件，占17.3%；其他方面6137件，占82.6%。", ["rounding", "shares-sum"]),
        (
            "共166件。其中：A类114件，占68.68%；B类43件，占25.9%；C类9件，占5.42%。",
            ["rounding", "shares-sum"],
        ),
        ("共133件。其中：A类82件，占61.7%；B类30件，占22.6%；C类21件，占15.8%。", ["shares-rounded"]),
        ("共71184件。其中：咨询33523件，占47.09%；求助21570件，占30.30%；其他16091件，占22.60%。", []),
    ],
)
def test_rounding_is_remarked_on_and_forbids_nothing(text: str, found: list[str]) -> None:
    problems = audited(text).problems()
    assert [problem.id.removeprefix("audit.") for problem in problems] == found
    assert {str(problem.severity) for problem in problems} <= {"warning"}


def test_parts_in_numbered_paragraphs_are_added_up() -> None:
    text = (
        "承办建议133件。\n（一）已经解决的建议。共82件，占总数的61.7%。如公园建设。\n某某提出建议，已办。\n"
        "（二）正在解决的建议。共30件，占总数的22.6%。\n（三）留作参考的建议。共21件，占总数的15.8%。"
    )
    assert told(text) == ["shares-rounded 各项占比相加是100.1%（61.7＋22.6＋15.8），逐项四舍五入所致"]
    assert errors(text.replace("22.6%", "23.6%")) == ["30件占23.6%不对：30÷133＝22.5564%，应为22.6%"]


def test_parts_in_lines_that_follow_each_other_are_judged_together() -> None:
    text = "审查立案5002件。其中：\n经济类2133件，占42.6%；\n政治类419件，占8.4%；\n文化类459件，占9.2%；\n社会类1991件，占39.8%。"
    assert told(text) == []
    assert errors(text.replace("9.2%", "9.9%")) == ["459件占9.9%不对：459÷5002＝9.1763%，应为9.2%"]


def test_what_was_covered_is_said() -> None:
    audit = audited("共交办133件。其中：城建类100件，占75.2%；其他类33件，占24.8%。比去年下降32%。走访15次。")
    assert audit.coverage() == "读到数字7个，核对5个，全部相符；2个无从核对。"
    lines = audit.lines()
    assert "第1行 “比去年下降32%。”：无从核对：增减32%，文中没有上年的数" in lines
    assert "第1行 “走访15次。”：无从核对：15次" in lines
    assert any(line.endswith("相符：100＋33＝133件，与133件相符") for line in lines)
    assert audited("今年没有数字。").coverage() == "读到数字0个，没有能核对的。"
    assert audited("共3件，其中主办2件，协办2件。").coverage() == "读到数字3个，核对3个，1处不符。"
