"""The sentences of the shipped packs hold for every ledger: what is empty, partly answered, closed or counted apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import banli_report as br
from banli_report.document.outline import outline

SECTIONS = {"government_report": {"主要工作": "甲。", "存在问题": "乙。", "下步打算": "丙。"}}
SECTIONS["congress_report"] = {"主要做法": "甲。", "结束语": "乙。"}
READ = {"会议": "某区人大一次会议", "日期": "2024-12-01", "报告人": "甲", "职务": "区长"}
LED = [
    ["编号", "办理方式", "答复日期", "办理结果", "满意度"],
    *(
        [str(i), *(["主办", "2024-05-01", "AB"[i % 2], "满意"] if i < 6 else ["协办", "", "", ""])]
        for i in range(10)
    ),
]


def tree(folder: Path, template: str, batches: dict[str, Any], *, draft: bool = False, **facts: Any) -> str:
    data = {
        "模板": template,
        "年度": 2024,
        "单位": "某区人民政府",
        "会议": "区人大一次会议",
        "正文": SECTIONS.get(template, [{"标题": "做法", "内容": "甲。"}]),
        "落款": {"日期": "2024-12-01"},
        "批次": batches,
        **({"宣读": READ} if template == "congress_report" else {}),
        **facts,
    }
    (folder / "report.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    text = outline(br.compose(br.load(folder / "report.yaml"), draft=draft))
    return text.replace("‹", "").replace("›", "")


def ledger(folder: Path, rows: list[list[str]], name: str = "ledger.csv") -> dict[str, Any]:
    (folder / name).write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    return {"台账": name}


def test_all_are_answered_only_where_all_are(tmp_path: Path) -> None:
    own = {"指标": {"办复率": {"分子": "已答复", "分母": "主办"}}}
    for template in SECTIONS:
        found = tree(tmp_path, template, {"建议": ledger(tmp_path, LED)}, 口径=own)
        assert "全部" not in found
    found = tree(tmp_path, "government_report", {"建议": ledger(tmp_path, LED)}, 口径=own)
    assert "共承办代表建议10件。目前，已答复6件。" in found
    found = tree(tmp_path, "government_report", {"建议": ledger(tmp_path, LED)})
    assert "目前，已答复6件，办复率60%。" in found
    found = tree(tmp_path, "government_report", {"建议": ledger(tmp_path, LED[:7])})
    assert "目前，6件建议已全部办理答复完毕。" in found
    found = tree(tmp_path, "congress_report", {"建议": ledger(tmp_path, LED[:7])})
    assert "代表建议6件，已全部办复" in found


def test_shares_name_what_they_are_shares_of(tmp_path: Path) -> None:
    scope = {"占比分母": {"办理结果": "主办", "满意度": "主办"}}
    found = tree(tmp_path, "government_report", {"建议": ledger(tmp_path, LED)}, 口径=scope)
    assert "列入分类统计的6件建议，按办理结果，分为以下两类：" in found
    assert "共3件，占列入分类统计的6件的50%。" in found
    assert "占总数" not in found
    found = tree(tmp_path, "congress_report", {"建议": ledger(tmp_path, LED)}, 口径=scope)
    assert "列入满意度统计的主办件6件，代表对办理工作均表示满意。" in found


def test_items_without_a_result_are_not_of_any_class(tmp_path: Path) -> None:
    found = tree(tmp_path, "government_report", {"建议": ledger(tmp_path, LED)})
    assert "按办理结果，除尚无结果的4件外，分为以下两类：" in found
    assert "共3件，占总数的30%。" in found


def test_a_draft_keeps_the_usual_sentences(tmp_path: Path) -> None:
    counts = {"件数": "X", "已答复": "X", "类别": {"城建": "X"}, "办理结果": {"A": "X", "B": "X"}}
    found = tree(tmp_path, "government_report", {"建议": {"统计": counts}}, draft=True)
    assert "其中：城建X件，占X%。目前，已答复X件，办复率X%。按办理结果，分为以下两类：" in found
    assert "共X件，占总数的X%。" in found


def test_closed_bills_are_not_said_to_be_all(tmp_path: Path) -> None:
    rows = [
        ["编号", "案由", "公开"],
        ["一号", "甲", "公开"],
        ["二号", "乙", "不公开"],
        ["三号", "丙", "公开"],
    ]
    batches = {"议案": {"种类": "议案", **ledger(tmp_path, rows)}, "建议": {"统计": {"件数": 5}}}
    found = tree(tmp_path, "congress_report", batches)
    assert "议案3件，其中公开的有一号“甲”、三号“丙”。" in found
    ledger(tmp_path, [row for row in rows if row[0] != "二号"])
    assert "议案2件，即一号“甲”、三号“丙”。" in tree(tmp_path, "congress_report", batches)


def test_bills_given_by_their_count_alone(tmp_path: Path) -> None:
    batches = {"议案": {"种类": "议案", "统计": {"件数": 2}}, "建议": {"统计": {"件数": 5}}}
    assert "议案2件。\n" in tree(tmp_path, "congress_report", batches)


NOTHING_RATED = [["编号", "类别", "重点", "满意度", "办理结果"], ["1", "城建", "否", "", ""]]


@pytest.mark.parametrize("template", ["government_report", "congress_report", "bureau_summary", "base"])
@pytest.mark.parametrize("policy", [{}, {"占比分母": {"满意度": "重点", "类别": "重点", "办理结果": "重点"}}])
def test_no_pack_words_nothing(tmp_path: Path, template: str, policy: dict[str, Any]) -> None:
    empty = {
        "件数": 0,
        "类别": {"城建": 0},
        "满意度": {"满意": 0},
        "办理结果": {"A": 0},
        "重点": 0,
        "已答复": 0,
    }
    for batch in (ledger(tmp_path, NOTHING_RATED), {"统计": empty}, {"统计": {"件数": 3}}):
        assert "全部" not in tree(tmp_path, template, {"建议": batch}, 口径=policy)


def test_lead_items_are_named_where_any_batch_can_tell_them(tmp_path: Path) -> None:
    batches = {
        "建议": ledger(tmp_path, LED),
        "提案": {"种类": "政协提案", "统计": {"件数": 2}},
    }
    found = tree(tmp_path, "bureau_summary", batches)
    assert "共承办代表建议10件（主办6件）、政协提案2件，合计12件" in found
    assert "共承办政协提案2件" in tree(tmp_path, "bureau_summary", {"提案": batches["提案"]})


def given(kind: str, count: int, **counts: Any) -> dict[str, Any]:
    return {"种类": kind, "统计": {"件数": count, **counts}}


def test_a_batch_without_items_is_not_spoken_of(tmp_path: Path) -> None:
    suggestions = given("代表建议", 3, 满意度={"满意": 3})
    found = tree(tmp_path, "bureau_summary", {"建议": suggestions, "提案": given("政协提案", 0)})
    assert "共承办代表建议3件。代表均表示满意。现将" in found
    assert "提案" not in found


def test_nothing_handled_at_all_is_said_so(tmp_path: Path) -> None:
    found = tree(tmp_path, "bureau_summary", {"建议": given("代表建议", 0), "提案": given("政协提案", 0)})
    assert "2024年，某区人民政府没有承办代表建议和政协提案。现将" in found
    found = tree(tmp_path, "congress_report", {"议案": given("议案", 0), "建议": given("代表建议", 0)})
    assert "议案" not in found
    assert "没有承办区人大一次会议期间代表建议。" in found


def test_bills_alone_are_reported_to_a_congress_as_bills(tmp_path: Path) -> None:
    found = tree(tmp_path, "congress_report", {"议案": given("议案", 2)})
    assert "以来议案办理情况的报告" in found
    assert "以来议案的办理情况" in found
    assert "建议" not in found


def test_suggestions_between_sessions_are_suggestions_in_the_title(tmp_path: Path) -> None:
    batches = {"建议": given("代表建议", 3), "闭会": given("闭会期间建议", 2)}
    found = tree(tmp_path, "bureau_summary", batches)
    assert "2024年代表建议办理工作总结" in found
    assert "代表建议3件、闭会期间建议2件，合计5件" in found


@pytest.mark.parametrize(
    ("template", "name", "kind"),
    [
        ("government_report", "建议", "政协提案"),
        ("government_report", "建议", "议案"),
        ("congress_report", "议案", "代表建议"),
        ("congress_report", "建议", "闭会期间建议"),
    ],
)
def test_a_batch_that_the_text_would_call_something_else_is_refused(
    tmp_path: Path, template: str, name: str, kind: str
) -> None:
    with pytest.raises(br.BanliError) as refused:
        tree(tmp_path, template, {name: given(kind, 2)})
    assert [each.id for each in refused.value.problems] == ["template.batch-kind"]
    assert refused.value.problems[0].place.line
    assert f"“{name}”是{kind}" in refused.value.problems[0].message


def test_what_a_pack_needs_of_the_report_file_is_asked_for_by_name(tmp_path: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        tree(tmp_path, "congress_report", {"建议": ledger(tmp_path, LED)}, 宣读=None, 会议="")
    assert [problem.id for problem in stopped.value.problems] == ["template.missing-key"] * 2
    assert [problem.message for problem in stopped.value.problems] == [
        f"模板congress_report要用“{key}”，报告文件里没有写" for key in ("会议", "宣读")
    ]


def test_a_day_of_delivery_that_is_not_known_yet_is_printed_as_it_is_written(tmp_path: Path) -> None:
    read = {**READ, "日期": "2024年12月X日"}
    found = tree(tmp_path, "congress_report", {"建议": ledger(tmp_path, LED)}, 宣读=read, draft=True)
    assert "——2024年12月X日在某区人大一次会议上" in found
    with pytest.raises(br.BanliError, match=r"X.*还没有填"):
        tree(tmp_path, "congress_report", {"建议": ledger(tmp_path, LED)}, 宣读=read)
