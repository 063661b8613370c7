"""Clauses on replies, contacts and ratings, for none, one, some and all of the items."""

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from tests.prose.test_shipped import ledger, tree
from tests.prose.test_wording import said


def of(number: int, **given: Any) -> dict[str, Any]:
    return {"统计": {"件数": number, **given}}


@pytest.mark.parametrize(
    ("number", "rated", "plain", "clause"),
    [
        (3, {"满意": 3}, "全部满意", "代表均表示满意"),
        (3, {"非常满意": 3}, "均为非常满意", "代表均表示非常满意"),
        (3, {"基本满意": 3}, "均为基本满意", "代表评价均为基本满意"),
        (3, {"不满意": 3}, "均为不满意", "代表评价均为不满意"),
        (1, {"满意": 1}, "评价为满意", "代表表示满意"),
        (1, {"基本满意": 1}, "评价为基本满意", "代表评价为基本满意"),
        (3, {"满意": 2, "不满意": 1}, "满意2件，不满意1件", "从代表反馈的意见看，满意2件，不满意1件"),
        (3, {"满意": 2, "未反馈": 1}, "满意2件，未反馈1件", "代表已对2件反馈意见，均表示满意，其余1件尚未反馈"),
        (3, {"基本满意": 1, "未反馈": 2}, "基本满意1件，未反馈2件", "代表已对1件反馈意见，评价为基本满意，其余2件尚未反馈"),
        (9, {"满意": 5, "基本满意": 1, "未反馈": 3}, "满意5件，基本满意1件，未反馈3件",
         "代表已对6件反馈意见，其中满意5件、基本满意1件，其余3件尚未反馈"),
        (3, {"未反馈": 3}, "未反馈3件", "代表均未反馈意见"),
        (1, {"未反馈": 1}, "未反馈1件", "代表尚未反馈意见"),
    ],
)  # fmt: skip
def test_ratings(tmp_path: Path, number: int, rated: dict[str, int], plain: str, clause: str) -> None:
    assert said(tmp_path, "建议.满意度 | 评价", **of(number, 满意度=rated)) == plain
    assert said(tmp_path, "建议.满意度 | 反馈", **of(number, 满意度=rated)) == clause


def test_ratings_name_who_and_what(tmp_path: Path) -> None:
    batch = of(4, 满意度={"满意": 3, "基本满意": 1})
    shares = "建议.满意度 | 反馈('委员', '办理工作', 占比=true)"
    assert said(tmp_path, shares, **batch) == "委员对办理工作满意的3件，占75%；基本满意的1件，占25%"
    assert said(tmp_path, "建议.满意度 | 反馈(起=false)", **batch) == "代表评价为满意3件、基本满意1件"
    assert (
        said(tmp_path, "建议.满意度 | 反馈(对='结果')", **of(2, 满意度={"满意": 2})) == "代表对结果均表示满意"
    )


@pytest.mark.parametrize(
    ("number", "given", "clause", "short"),
    [
        (3, {"已答复": 3}, "3件建议已全部办理答复完毕", "已全部办复"),
        (3, {"已答复": 3, "已面商": 3}, "3件建议已全部办理答复完毕，办复率、面商率均为100%", "已全部办复"),
        (3, {"已答复": 3, "已面商": 2}, "3件建议已全部办理答复完毕，与代表的面商率为66.7%", "已全部办复"),
        (3, {"已答复": 3, "已办结": 2}, "3件建议已全部答复", "已全部办复"),
        (1, {"已答复": 1, "已面商": 1}, "1件建议已答复，并已与代表面商", "已办复"),
        (1, {"已答复": 1, "已面商": 0}, "1件建议已答复，尚未与代表面商", "已办复"),
        (4, {"已答复": 1}, "已答复1件，办复率25%", "已办复1件"),
        (4, {"已答复": 0}, "4件建议均未答复", "均未答复"),
        (4, {"已答复": 0, "已面商": 0}, "4件建议均未答复，也未与代表面商", "均未答复"),
        (4, {"已答复": 0, "已面商": 1}, "4件建议均未答复，与代表的面商率为25%", "均未答复"),
        (1, {"已答复": 0}, "1件建议尚未答复", "尚未答复"),
        (
            2500,
            {"已答复": 2499, "已面商": 2499},
            "已答复2499件，办复率99.96%，与代表的面商率为99.96%",
            "已办复2499件",
        ),
    ],
)
def test_replies(tmp_path: Path, number: int, given: dict[str, int], clause: str, short: str) -> None:
    assert said(tmp_path, "建议 | 办理进度", **of(number, **given)) == clause
    assert said(tmp_path, "建议 | 答复情况", **of(number, **given)) == short


@pytest.mark.parametrize(
    ("number", "given", "clause"),
    [
        (3, {"已答复": 0, "已面商": 0}, "均未面商、答复"),
        (1, {"已答复": 0, "已面商": 0}, "尚未面商、答复"),
        (4, {"已答复": 1, "已面商": 0}, "答复率25%，均未面商"),
        (4, {"已答复": 4, "已面商": 4}, "面商率、答复率均为100%"),
    ],
)
def test_rates_of_nothing(tmp_path: Path, number: int, given: dict[str, int], clause: str) -> None:
    assert said(tmp_path, '建议 | 指标("面商率", "答复率")', **of(number, **given)) == clause


def test_rates_of_different_items_are_not_said_to_be_the_same(tmp_path: Path) -> None:
    rows = [
        ["编号", "办理方式", "答复日期", "满意度"],
        ["1", "主办", "2024-05-01", "满意"],
        ["2", "协办", "2024-05-01", ""],
    ]
    policy = {"指标": {"满意率": {"分子": "满意", "分母": "主办"}}}
    sections = [{"内容": '{{ 建议 | 指标("办复率", "满意率") }}。'}]
    found = tree(tmp_path, "base", {"建议": ledger(tmp_path, rows)}, 口径=policy, 正文=sections)
    assert "办复率100%、满意率100%。" in found


@pytest.mark.parametrize(
    ("number", "classes", "listed"),
    [
        (3, {"城建": 3}, "均为城建类"),
        (3, {"城建交通类": 3}, "均为城建交通类"),
        (1, {"城建": 1}, "为城建类"),
        (2500, {"城建": 2499, "教育": 1}, "城建2499件，占99.96%；教育1件，占0.04%"),
        (4, {"城建": 3, "教育": 1}, "城建3件，占75%；教育1件，占25%"),
    ],
)
def test_classes(tmp_path: Path, number: int, classes: dict[str, int], listed: str) -> None:
    assert said(tmp_path, "建议.类别 | 分项", **of(number, 类别=classes)) == listed


def test_one_class_keeps_its_count_where_counts_are_asked_for(tmp_path: Path) -> None:
    assert said(tmp_path, "建议.类别 | 分项(占比=false)", **of(3, 类别={"城建": 3})) == "城建3件"


@pytest.mark.parametrize(
    ("kinds", "who"),
    [
        (["代表建议"], "代表"),
        (["政协提案"], "委员"),
        (["政协提案", "议案"], "代表、委员"),
        (["闭会期间建议"], "代表"),
    ],
)
def test_who_handed_them_in(tmp_path: Path, kinds: list[str], who: str) -> None:
    batches = {
        f"第{n}批": {"种类": kind, **of(n + 2, 满意度={"满意": n + 2})} for n, kind in enumerate(kinds)
    }
    assert f"。{who}均表示满意。" in tree(tmp_path, "bureau_summary", batches)


def test_an_only_class_of_results_needs_no_heading(tmp_path: Path) -> None:
    texts = {"主要工作": "甲。", "存在问题": "乙。", "下步打算": "丙。", "办理结果": {"A": "例如某件。"}}
    found = tree(tmp_path, "government_report", {"建议": of(3, 办理结果={"A": 3})}, 正文=texts)
    assert "从办理结果看，均属已经解决或基本解决的建议。" in found
    assert "例如某件。" in found
    assert "2级" not in found


def test_key_items_have_their_own_clause(tmp_path: Path) -> None:
    key = {"件数": 2, "满意度": {"满意": 2}}
    found = tree(tmp_path, "government_report", {"建议": of(9, 重点=key)})
    assert "重点建议2件，代表均表示满意。" in found
    found = tree(tmp_path, "government_report", {"建议": of(2, 重点=key)})
    assert "上述建议均为重点建议，代表均表示满意。" in found
    assert "9件建议中，重点建议2件。" in tree(
        tmp_path, "government_report", {"建议": of(9, 重点={"件数": 2})}
    )


def test_nothing_was_handled(tmp_path: Path) -> None:
    assert "某区人民政府没有承办代表建议。" in tree(tmp_path, "government_report", {"建议": of(0, 已答复=0)})


COMMITTEE = {"会议": "区人大常委会第十次会议", "日期": "2024-12-01", "报告人": "甲", "职务": "区长"}


def test_a_report_that_is_read_asks_for_its_consideration(tmp_path: Path) -> None:
    batches = {"建议": of(3)}
    found = tree(tmp_path, "government_report", batches, 宣读=COMMITTEE)
    assert "称谓 主任、各位副主任、各位委员：" in found
    assert "以上报告，请予审议。" in found
    found = tree(tmp_path, "government_report", batches, 宣读={**COMMITTEE, "称谓": "各位委员"})
    assert "称谓 各位委员：" in found
    assert "请予审议" not in tree(tmp_path, "government_report", batches)


def test_bills_are_spoken_of_where_there_are_any(tmp_path: Path) -> None:
    found = tree(tmp_path, "congress_report", {"建议": of(3, 已答复=3)})
    assert "议案" not in found
    bills = {"种类": "议案", "统计": {"件数": 1}}
    found = tree(tmp_path, "congress_report", {"建议": of(3, 已答复=3), "议案": bills})
    assert "议案建议办理情况的报告" in found
    assert "以来议案、建议的办理情况" in found


OFFICIAL = {"发文机关标志": "某局", "发文字号": "某〔2024〕1号", "主送机关": "区政府"}


@pytest.mark.parametrize(
    ("official", "text", "ends"),
    [
        (OFFICIAL, "甲。", "正文 特此报告。"),
        ({**OFFICIAL, "版式": "信函"}, "甲。", "正文 特此函达。"),
        (OFFICIAL, "甲。\n特此报告，请审阅。", "正文 特此报告，请审阅。"),
    ],
)
def test_a_document_says_how_it_ends(tmp_path: Path, official: dict[str, str], text: str, ends: str) -> None:
    sections = [{"标题": "做法", "内容": text}]
    lines = tree(tmp_path, "bureau_summary", {"建议": of(3)}, 公文=official, 正文=sections).splitlines()
    assert [line for line in lines if "特此" in line] == [ends]
    assert "特此报告。" not in tree(tmp_path, "bureau_summary", {"建议": of(3)}, 正文=sections)


def test_session_and_level_are_said_where_they_are_known(tmp_path: Path) -> None:
    assert "共承办区人大一次会议代表建议3件" in tree(tmp_path, "bureau_summary", {"建议": of(3)})
    both = {
        "建议": of(3, 层级={"区级": 3}),
        "提案": {"种类": "政协提案", **of(2, 层级={"区级": 2})},
    }
    assert "共承办区级代表建议3件、政协提案2件" in tree(tmp_path, "bureau_summary", both)
    both["提案"]["统计"]["层级"] = {"市级": 2}
    assert "共承办代表建议3件、政协提案2件" in tree(tmp_path, "bureau_summary", both)


def test_what_is_not_known_is_not_worded(tmp_path: Path) -> None:
    with pytest.raises(br.BanliError, match="不知道"):
        said(tmp_path, "建议 | 办理进度", **of(3))


def test_proposals_are_called_proposals_and_their_members_members(tmp_path: Path) -> None:
    proposals = {"种类": "政协提案", **of(4, 已答复=4, 已面商=2, 满意度={"满意": 4})}
    body = [{"标题": "做法", "内容": "{{ 提案 | 办理进度 }}。{{ 提案.满意度 | 反馈 }}。"}]
    found = tree(tmp_path, "base", {"提案": proposals}, 正文=body)
    assert "4件提案已全部办理答复完毕，与委员的面商率为50%。委员均表示满意。" in found
    suggestions = {"种类": "代表建议", **of(2, 已答复=2, 已面商=1, 满意度={"满意": 2})}
    body = [{"标题": "做法", "内容": "{{ 合计 | 办理进度 }}。{{ 合计.满意度 | 反馈 }}。"}]
    found = tree(tmp_path, "base", {"建议": suggestions, "提案": proposals}, 正文=body)
    assert "6件建议提案已全部办理答复完毕，与代表、委员的面商率为50%。代表、委员均表示满意。" in found


@pytest.mark.parametrize(
    ("met", "clause"),
    [
        (4, "办复率、见面率均为100%"),
        (2, "与代表的见面率为50%"),
        (0, "均未与代表见面"),
    ],
)
def test_the_rate_of_contact_is_called_as_the_report_defines_it(
    tmp_path: Path, met: int, clause: str
) -> None:
    body = [{"标题": "做法", "内容": "{{ 建议 | 办理进度 }}。"}]
    batches = {"建议": {"种类": "代表建议", **of(4, 已答复=4, 已面商=met)}}
    rates = {"指标": {"见面率": {"分子": "已面商"}}}
    found = tree(tmp_path, "base", batches, 正文=body, 口径=rates)
    assert f"4件建议已全部办理答复完毕，{clause}。" in found


def test_nothing_carried_out_is_said_in_words(tmp_path: Path) -> None:
    counts = of(3, 办理结果={"C": 3})
    assert said(tmp_path, '建议 | 指标("落实率", "解决率")', **counts) == "均未落实、解决"
    assert said(tmp_path, "建议.办理结果.A | 件数占比", **counts) == "共0件"


def test_ratings_without_shares_are_parted_by_commas(tmp_path: Path) -> None:
    policy = {"百分比": {"近百近零": "四舍五入"}}
    batches = {"建议": {"种类": "代表建议", **of(2500, 满意度={"满意": 2499, "不满意": 1})}}
    body = [{"标题": "做法", "内容": "{{ 建议.满意度 | 反馈(占比=true) }}。"}]
    found = tree(tmp_path, "base", batches, 正文=body, 口径=policy)
    assert "从代表反馈的意见看，满意2499件，不满意1件。" in found
