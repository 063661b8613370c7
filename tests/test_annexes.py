"""Annexes and the disclosure record: what they hold, what they must not hold, and how their pages lie."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

import banli_report as br
from banli_report.document.outline import outline

LEDGER = """\
编号,案由,类别,办理方式,承办单位,办理结果,满意度,公开
1,关于路灯的建议,城建,主办,住建局,A,满意,公开
2,关于内部事项的建议,城建,主办,住建局,B,满意,不公开
3,关于校车的建议,教育,协办,教育局,A,基本满意,摘要公开
"""
REPORT = """\
模板: base
年度: 2024
单位: 某局
批次:
  建议: {台账: ledger.csv}
附件: [统计表, 一览表]
公开: {索引号: 005/2024, 有效性: 有效}
正文: 一段。
落款: {日期: 2024-12-01}
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "ledger.csv").write_text(LEDGER, "utf-8")
    path = tmp_path / "report.yaml"
    path.write_text(REPORT, "utf-8")
    return path


def test_statistics_and_list(report: Path) -> None:
    tree = outline(br.compose(br.load(report)))
    assert tree.split("日期 2024年12月1日\n")[1] == (
        "附件 代表建议办理情况统计表\n"
        "表题 \n"
        "  | 分类 | 项目 | 件数 | 占比 |\n"
        "  | 办理方式 | 主办 | ‹2› | ‹66.7%› |\n"
        "  |  | 协办 | ‹1› | ‹33.3%› |\n"
        "  | 类别 | 城建 | ‹2› | ‹66.7%› |\n"
        "  |  | 教育 | ‹1› | ‹33.3%› |\n"
        "  | 办理结果 | 已经解决或基本解决 | ‹2› | ‹66.7%› |\n"
        "  |  | 正在解决或列入计划解决 | ‹1› | ‹33.3%› |\n"
        "  | 满意度 | 满意 | ‹2› | ‹66.7%› |\n"
        "  |  | 基本满意 | ‹1› | ‹33.3%› |\n"
        "  | 公开 | 公开 | ‹1› | ‹33.3%› |\n"
        "  |  | 摘要公开 | ‹1› | ‹33.3%› |\n"
        "  |  | 不公开 | ‹1› | ‹33.3%› |\n"
        "  | 合计 |  | ‹3› | 100% |\n"
        "附件（横排） 代表建议办理情况一览表\n"
        "表题 \n"
        "  | 序号 | 编号 | 标题 | 类别 | 办理方式 | 承办单位 | 办理结果 | 满意度 |\n"
        "  | 1 | 1 | 关于路灯的建议 | 城建 | 主办 | 住建局 | A | 满意 |\n"
        "  | 2 | 3 | 关于校车的建议 | 教育 | 协办 | 教育局 | A | 基本满意 |\n"
        "正文 注：另有1件按规定不公开，未列入本表。\n"
        "公开 索引号：005/2024\n"
        "公开 有效性：有效\n"
    )


def test_what_is_not_public_is_nowhere_in_the_file(report: Path) -> None:
    report.write_text(
        REPORT.replace("正文: 一段。", "正文: '{% for 件 in 建议.清单 %}{{ 件.标题 }}；{% endfor %}'"),
        "utf-8",
    )
    output = report.with_name("out.docx")
    br.build(report, output)
    document = Document(str(output))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    assert "关于路灯的建议；关于校车的建议；" in text
    assert "内部事项" not in text


def test_pages(report: Path) -> None:
    output = report.with_name("out.docx")
    br.build(report, output)
    document = Document(str(output))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "附件：1.代表建议办理情况统计表" in texts
    assert texts.index("2.代表建议办理情况一览表") < texts.index("某局") < texts.index("附件1")


def test_an_annex_that_does_not_exist_is_refused(report: Path) -> None:
    report.write_text(REPORT.replace("一览表", "总表"), "utf-8")
    with pytest.raises(br.BanliError) as stopped:
        br.load(report)
    (problem,) = stopped.value.problems
    assert (problem.place.line, problem.place.column) == (6, 11)


def test_a_batch_of_counts_has_dashes_where_it_cannot_tell(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(
        "模板: base\n年度: 2024\n单位: 某局\n正文: 一段。\n附件: 统计表\n批次:\n"
        "  建议: {统计: {件数: 3, 满意度: {满意: 2, 基本满意: 1}}}\n"
        "  提案: {种类: 政协提案, 统计: {件数: 2}}\n",
        "utf-8",
    )
    tree = outline(br.compose(br.load(path)))
    assert "  | 满意度 | 满意 | ‹2› | ‹66.7%› | — | — | — | — |\n" in tree
    assert "  | 合计 |  | ‹3› | 100% | ‹2› | 100% | ‹5› | 100% |\n" in tree
