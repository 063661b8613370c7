"""The field's own variety: result schemes, two satisfaction scales, re-handling, deadlines, openness, roles."""

from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline


def report(folder: Path, ledger: str, text: str, extra: str = "", batch: str = "") -> br.Report:
    (folder / "ledger.csv").write_text(ledger, "utf-8")
    (folder / "text.md").write_text(text, "utf-8")
    (folder / "report.yaml").write_text(
        f"模板: base\n年度: 2024\n单位: 某局\n正文: {{文件: text.md}}\n"
        f"批次: {{建议: {{台账: ledger.csv{batch}}}}}\n落款: {{日期: 2024-12-1}}\n{extra}\n",
        "utf-8",
    )
    return br.load(folder / "report.yaml")


def printed(folder: Path, ledger: str, text: str, extra: str = "", batch: str = "") -> str:
    tree = outline(br.compose(report(folder, ledger, text, extra, batch)))
    line = next(line for line in tree.split("\n") if line.startswith("正文 "))
    return line.removeprefix("正文 ").replace("‹", "").replace("›", "")


@pytest.mark.parametrize(
    ("scheme", "cells", "expected"),
    [
        (
            "ABC",
            "A\nA类\nb\nC类",
            "已经解决或基本解决2件、正在解决或列入计划解决1件、因条件限制暂时不能解决或留作参考1件",
        ),
        (
            "ABCD",
            "D\nA\nB\nD级",
            "已经解决或基本解决1件、部分解决或列入计划逐步解决1件、未予采纳或留作参考2件",
        ),
        (
            "甲乙丙",
            "甲类\n乙\n丙\n乙类",
            "已经解决或基本解决1件、正在解决或列入计划逐步解决2件、暂时不能解决或留作参考1件",
        ),
        ("文字", "解决采纳\n正在解决\n计划解决\n解决采纳", "解决采纳2件、正在解决1件、计划解决1件"),
        ("[{代码: A, 名称: 办结}, {代码: B, 名称: 在办}]", "A\nB\nA\nA", "办结3件、在办1件"),
    ],
)
def test_result_schemes(scheme: str, cells: str, expected: str, tmp_path: Path) -> None:
    ledger = "办理结果\n" + cells + "\n"
    found = printed(
        tmp_path, ledger, "{{ 建议.办理结果 | 分项(占比=false) }}", f"口径: {{办理结果: {scheme}}}"
    )
    assert found == expected


def test_two_satisfaction_scales(tmp_path: Path) -> None:
    ledger = "编号,对办理工作满意度,对办理结果满意度\n1,满意,满意\n2,满意,基本满意\n3,满意,基本满意\n"
    text = "对工作{{ 建议.工作满意度 | 评价 }}；对结果{{ 建议.结果满意度 | 评价(占比=true) }}。"
    assert (
        printed(tmp_path, ledger, text)
        == "对工作全部满意；对结果满意的1件，占33.3%；基本满意的2件，占66.7%。"
    )


def test_rehandling_key_items_and_openness(tmp_path: Path) -> None:
    ledger = "编号,二次办理,是否重点,公开,满意度\n1,是,否,公开,满意\n2,否,是,不公开,满意\n3,否,是,摘要公开,基本满意\n4,,,公开,满意\n"
    text = (
        "二次办理{{ 建议.二次办理.件数 }}件，重点{{ 建议.重点.件数 }}件（{{ 建议.重点.满意度 | 评价 }}），"
        "公开率{{ 建议.公开率 }}，可列{{ 建议.清单 | map(attribute='编号') | 顿号 }}号"
    )
    assert (
        printed(tmp_path, ledger, text)
        == "二次办理1件，重点2件（满意1件，基本满意1件），公开率75%，可列1、3、4号"
    )


def test_deadlines_are_of_the_batch(tmp_path: Path) -> None:
    ledger = (
        "编号,交办日期,答复日期\n1,2024-03-01,2024-06-01\n2,2024-03-01,2024-06-02\n3,2024-03-01,2024-08-01\n"
    )
    text = "{{ 建议.按时办复率 }}"
    assert printed(tmp_path, ledger, text) == "33.3%"
    assert printed(tmp_path, ledger, text, "口径: {期限月数: 4}") == "66.7%"
    assert printed(tmp_path, ledger, text, batch=", 期限月数: 5") == "100%"


def test_sole_handling_is_part_of_leading(tmp_path: Path) -> None:
    ledger = "编号,办理方式\n1,主办\n2,独办\n3,分办\n4,协办\n5,会办\n"
    text = (
        "主办{{ 建议.主办.件数 }}件，其中独办{{ 建议.独办.件数 }}件；{{ 建议.办理方式 | 分项(占比=false) }}"
    )
    assert (
        printed(tmp_path, ledger, text)
        == "主办3件，其中独办1件；主办3件（其中独办1件、分办1件）、协办1件、会办1件"
    )


def test_shares_out_of_the_led_items_alone(tmp_path: Path) -> None:
    ledger = "编号,办理方式,满意度\n1,主办,满意\n2,主办,基本满意\n3,协办,\n4,协办,\n"
    text = "{{ 建议.满意度 | 评价(占比=true) }}；满意率{{ 建议.满意率 }}"
    policy = "口径: {占比分母: {满意度: 主办}, 指标: {满意率: {分子: [满意, 基本满意], 分母: 主办}}}"
    assert (
        printed(tmp_path, ledger, text, policy)
        == "主办件中满意的1件，占50%；基本满意的1件，占50%；满意率100%"
    )
    assert br.check(report(tmp_path, ledger, text, policy)) == []
    (shares,) = [
        f for f in br.figures(report(tmp_path, ledger, text, policy)) if f.name == "建议.满意度.满意.占比"
    ]
    assert (shares.numerator, shares.denominator) == (1, 2)
    assert shares.formula == "满意度为“满意”的1件 ÷ 办理方式为“主办”或“独办”或“分办”的2件"


def test_what_a_part_answers_keeps_to_the_led_items(tmp_path: Path) -> None:
    ledger = (
        "编号,办理方式,类别,满意度\n1,主办,城建,满意\n2,主办,教育,\n3,协办,城建,满意\n4,协办,教育,基本满意\n"
    )
    text = (
        "满意{{ 建议.满意度.满意.件数 }}件（{{ 建议.满意度.满意.类别 | 分项(占比=false) }}），"
        "不满意{{ 建议.满意度.不满意.占比 }}；{{ 建议.满意度 | 评价 }}"
    )
    policy = "口径: {占比分母: {满意度: 主办}}"
    assert (
        printed(tmp_path, ledger, text, policy) == "满意1件（城建1件），不满意0%；主办件中满意1件，未反馈1件"
    )
    notes = {
        run.note.name: run.note for run in br.compose(br.load(tmp_path / "report.yaml")).runs() if run.note
    }
    led = "办理方式为“主办”或“独办”或“分办”的2件"
    assert notes["建议.满意度.不满意.占比"].formula == f"满意度为“不满意”的0件 ÷ {led}"
    assert notes["建议.满意度.未反馈"].formula == f"{led}减去满意度有内容的件数"


def test_blanks_are_told_with_what_to_do(tmp_path: Path) -> None:
    ledger = "编号,办理方式,满意度\n1,主办,满意\n2,协办,\n"
    (problem,) = br.check(report(tmp_path, ledger, "一段。"))
    assert (problem.id, problem.severity, problem.place.cell) == ("results.open", "warning", "C3")
    assert "占比分母: {满意度: 主办}" in problem.hint


@pytest.mark.parametrize("rule", ["主班", "{办理方式: 主班}"])
def test_a_misspelt_scope_is_refused_with_its_place(rule: str, tmp_path: Path) -> None:
    ledger = "编号,办理方式,满意度\n1,主办,满意\n"
    with pytest.raises(br.BanliError, match="主办") as stopped:
        br.figures(report(tmp_path, ledger, "一段。", f"口径:\n  占比分母: {{满意度: {rule}}}"))
    assert {(problem.place.file, problem.place.line) for problem in stopped.value.problems} == {
        ("report.yaml", 8)
    }
