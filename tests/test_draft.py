"""Drafts and releases: what is not known yet prints as X, is counted with its place, and never leaves as a release."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

import banli_report as br
from banli_report.document.outline import outline

REPORT = """\
模板: bureau_summary
年度: 2020
单位: {全称: XXX县住房和城乡建设局, 简称: 我局}
批次:
  建议: {种类: 代表建议, 统计: {件数: X, 办理结果: {A: X, B: 3, C: X}}}
  提案: {种类: 政协提案, 统计: {件数: 4, 办理结果: {A: 1, B: 2, C: 1}}, 上年: {件数: }}
正文:
  - |
    X月召开了交办会。
    我局有{{ 批次 | 构成 }}，共{{ 合计.件数 }}件，提案{{ 提案.增减 | 增减 }}。
  - 标题: 办理结果
    内容: "{{ 合计.办理结果 | 分项 }}。A类占{{ 合计.办理结果.A.占比 }}。"
落款: {日期: 2020-11-30}
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.yaml"
    path.write_text(REPORT, "utf-8")
    return path


def test_a_draft_prints_x_and_tells_every_place(report: Path) -> None:
    problems = br.build(report, report.with_name("out.docx"), draft=True)
    assert [(problem.id, problem.severity, problem.place.line) for problem in problems] == [
        ("draft.unknown-text", "warning", 3),
        ("draft.unknown-text", "warning", 9),
        ("draft.unknown-count", "warning", 5),
        ("draft.unknown-count", "warning", 5),
        ("draft.unknown-count", "warning", 5),
        ("draft.unknown-count", "warning", 6),
    ]
    tree = outline(br.compose(br.load(report), draft=True))
    assert "?X?月召开了交办会。" in tree
    assert "代表建议‹X›件、政协提案‹4›件，共‹X›件，提案比上年增减‹X›件，增减‹X%›。" in tree
    assert "占‹X%›；正在解决或列入计划解决‹5›件，占‹X%›" in tree


def test_unknown_runs_are_highlighted(report: Path) -> None:
    output = report.with_name("out.docx")
    br.build(report, output, draft=True)
    runs = [run for paragraph in Document(str(output)).paragraphs for run in paragraph.runs]
    lit = [run.text for run in runs if run.font.highlight_color is WD_COLOR_INDEX.YELLOW]
    assert lit[:3] == ["X", "X", "X"]
    assert {"X", "X%"} == set(lit)


def test_a_release_refuses_all_of_it_and_writes_nothing(report: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        br.build(report, report.with_name("out.docx"))
    assert len(stopped.value.problems) == 6
    assert {str(problem.severity) for problem in stopped.value.problems} == {"error"}
    assert not report.with_name("out.docx").exists()


def test_filled_in_it_is_a_release(report: Path) -> None:
    text = (
        report.read_text("utf-8")
        .replace("XXX县", "青山县")
        .replace("X月", "4月")
        .replace("件数: X, 办理结果: {A: X, B: 3, C: X}", "件数: 12, 办理结果: {A: 8, B: 3, C: 1}")
        .replace("件数: }", "件数: 5}")
    )
    report.write_text(text, "utf-8")
    assert br.build(report, report.with_name("out.docx")) == []
    tree = outline(br.compose(br.load(report)))
    assert "共‹16›件，提案比上年减少‹1›件，下降‹20%›。" in tree
    assert "A类占‹56.3%›" in tree


def test_unknown_counts_do_not_hide_what_does_not_add_up(report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace("{A: 1, B: 2, C: 1}", "{A: 1, B: 2, C: 2}"), "utf-8")
    with pytest.raises(br.BanliError) as stopped:
        br.build(report, report.with_name("out.docx"), draft=True)
    assert "results.partition-sum" in {problem.id for problem in stopped.value.problems}


def test_x_inside_words_is_no_placeholder(report: Path) -> None:
    text = report.read_text("utf-8").replace("X月召开了", "用XXL号、LaTeX和X光机召开了")
    report.write_text(text, "utf-8")
    problems = br.build(report, report.with_name("out.docx"), draft=True)
    assert [problem.place.line for problem in problems if problem.id == "draft.unknown-text"] == [3]
