"""Annexes and the disclosure record: what they hold, what they must not hold, and how their pages lie."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

import banli_report as br
from banli_report.document.outline import outline
from banli_report.document.tree import Note

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
        "  | 合计 |  | ‹3› | ‹100%› |\n"
        "附件（横排） 代表建议办理情况一览表\n"
        "表题 \n"
        "  | 序号 | 编号 | 标题 | 类别 | 办理方式 | 承办单位 | 办理结果 | 满意度 |\n"
        "  | 1 | 1 | 关于路灯的建议 | 城建 | 主办 | 住建局 | A | 满意 |\n"
        "  | 2 | 3 | 关于校车的建议 | 教育 | 协办 | 教育局 | A | 基本满意 |\n"
        "正文 注：另有‹1›件按规定不公开，未列入本表。\n"
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
    assert "  | 合计 |  | ‹3› | ‹100%› | ‹2› | ‹100%› | ‹5› | ‹100%› |\n" in tree


def loaded(folder: Path, batches: str, annex: str, policy: str = "") -> br.Report:
    (folder / "report.yaml").write_text(
        f"模板: base\n年度: 2024\n单位: 某局\n正文: 一段。\n附件: {annex}\n{policy}批次:\n{batches}", "utf-8"
    )
    return br.load(folder / "report.yaml")


def annexed(folder: Path, batches: str, annex: str, policy: str = "") -> str:
    return outline(br.compose(loaded(folder, batches, annex, policy))).replace("‹", "").replace("›", "")


def notes_of(document: br.Document) -> dict[str, Note]:
    return {run.note.name: run.note for run in document.runs() if run.note}


def test_blanks_have_a_row_so_that_rows_add_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("标题,办理结果,满意度\n甲,A,满意\n乙,B,\n丙,,\n", "utf-8")
    tree = annexed(tmp_path, "  建议: {台账: a.csv}\n", "统计表")
    assert (
        "  | 办理结果 | 已经解决或基本解决 | 1 | 33.3% |\n"
        "  |  | 正在解决或列入计划解决 | 1 | 33.3% |\n"
        "  |  | 未填 | 1 | 33.3% |\n"
        "  | 满意度 | 满意 | 1 | 33.3% |\n"
        "  |  | 未反馈 | 2 | 66.7% |\n"
        "  | 合计 |  | 3 | 100% |\n"
    ) in tree


def test_blanks_of_given_counts_have_a_row_beside_batches_without(tmp_path: Path) -> None:
    batches = (
        "  建议: {统计: {件数: 2, 满意度: {满意: 2}}}\n"
        "  提案: {种类: 政协提案, 统计: {件数: 3, 满意度: {满意: 2, 未反馈: 1}}}\n"
    )
    tree = annexed(tmp_path, batches, "统计表")
    assert "  |  | 未反馈 | 0 | — | 1 | 33.3% | 1 | 20% |\n" in tree


def test_the_policy_s_order_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,层级\n1,市级\n2,省级\n3,县级\n", "utf-8")
    policy = "口径: {顺序: {层级: [县级, 市级, 省级]}}\n"
    tree = annexed(tmp_path, "  建议: {台账: a.csv}\n", "统计表", policy)
    rows = [line.split("|")[2].strip() for line in tree.split("\n") if line.startswith("  | ")]
    assert rows == ["项目", "县级", "市级", "省级", ""]


def test_a_class_has_one_name_whatever_batches_call_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,提出方式\n1,集体提案\n", "utf-8")
    (tmp_path / "b.csv").write_text("编号,提出方式\n1,集体\n", "utf-8")
    batches = "  建议: {台账: a.csv}\n  提案: {种类: 政协提案, 台账: b.csv}\n"
    tree = annexed(tmp_path, batches, "统计表")
    assert "  | 提出方式 | 集体 | 1 | 100% | 1 | 100% | 2 | 100% |\n" in tree


def test_the_list_calls_a_class_as_the_text_does(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "编号,办理方式,办理结果,满意度\n1,主办件,A类,较满意\n2,协办,B,比较满意\n", "utf-8"
    )
    tree = annexed(tmp_path, "  建议: {台账: a.csv}\n", "一览表")
    assert "  | 1 | 1 | 主办 | A类 | 比较满意 |\n  | 2 | 2 | 协办 | B | 比较满意 |\n" in tree


def test_a_class_with_others_inside_stands_over_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,办理方式\n1,主办\n2,独办\n3,协办\n", "utf-8")
    (tmp_path / "b.csv").write_text("编号,办理方式\n1,独办\n", "utf-8")
    batches = "  建议: {台账: a.csv}\n  提案: {种类: 政协提案, 台账: b.csv}\n"
    tree = annexed(tmp_path, batches, "统计表", "口径: {顺序: {办理方式: [协办, 独办]}}\n")
    assert (
        "  | 办理方式 | 协办 | 1 | 33.3% | 0 | — | 1 | 25% |\n"
        "  |  | 主办 | 2 | 66.7% | 1 | 100% | 3 | 75% |\n"
        "  |  | 其中：独办 | 1 | 33.3% | 1 | 100% | 2 | 50% |\n"
    ) in tree


def test_shares_of_a_group_that_one_batch_alone_has(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,满意度,代表团\n1,满意,一团\n2,满意,二团\n", "utf-8")
    (tmp_path / "b.csv").write_text("编号,满意度\n1,满意\n", "utf-8")
    batches = "  建议: {台账: a.csv, 分组: {城区: {代表团: 一团}}}\n  提案: {种类: 政协提案, 台账: b.csv}\n"
    tree = annexed(tmp_path, batches, "统计表", "口径: {占比分母: {满意度: 城区}}\n")
    assert "  | 满意度 | 满意 | 1 | 100% | — | — | — | — |\n" in tree
    assert "注：建议的满意度只统计代表团为“一团”的件，占比以此为分母。\n" in tree


def test_the_kind_of_an_item_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,标题,种类\n1,甲,代表建议\n2,乙,闭会期间建议\n3,丙,\n", "utf-8")
    tree = annexed(tmp_path, "  建议: {台账: a.csv}\n", "一览表")
    assert (
        "  | 1 | 代表建议 | 1 | 甲 |\n  | 2 | 闭会期间建议 | 2 | 乙 |\n  | 3 | 代表建议 | 3 | 丙 |\n" in tree
    )


def test_a_list_says_which_batches_are_not_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,标题\n1,甲\n", "utf-8")
    batches = "  建议: {台账: a.csv}\n  提案: {种类: 政协提案, 统计: {件数: 30}}\n"
    tree = annexed(tmp_path, batches, "一览表")
    assert "附件 代表建议办理情况一览表\n" in tree
    assert "  | 1 | 1 | 甲 |\n正文 注：提案30件没有逐件登记，未列入本表。\n" in tree


def test_a_list_of_counts_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(br.BanliError) as stopped:
        annexed(tmp_path, "  建议: {统计: {件数: 30}}\n", "一览表")
    (problem,) = stopped.value.problems
    assert (problem.id, problem.place.file, problem.place.line) == ("annexes.no-rows", "report.yaml", 5)
    assert "没有逐件的台账" in problem.message


COUNTED = """\
  建议: {统计: {件数: 2, 办理结果: {A: 1, B: 1}, 满意度: {满意: 2}}}
  提案: {种类: 政协提案, 统计: {件数: 3, 办理结果: {A: 3}, 满意度: {满意: 2, 未反馈: 1}}}
"""


def test_the_share_of_the_whole_is_a_figure_printed_under_the_policy(tmp_path: Path) -> None:
    document = br.compose(loaded(tmp_path, COUNTED, "统计表", "口径: {百分比: {去尾零: false}}\n"))
    assert "  | 合计 |  | ‹2› | ‹100.0%› | ‹3› | ‹100.0%› | ‹5› | ‹100.0%› |\n" in outline(document)
    note = notes_of(document)["提案.占比"]
    assert (note.text, note.formula, note.is_rounded_whole) == ("100.0%", "全部3件 ÷ 全部3件", False)
    assert "统计" in note.source


def test_a_batch_without_items_has_no_share_of_itself(tmp_path: Path) -> None:
    batches = f"{COUNTED}  议案: {{种类: 议案, 统计: {{件数: 0}}}}\n"
    tree = outline(br.compose(loaded(tmp_path, batches, "统计表")))
    assert "  | 合计 |  | ‹2› | ‹100%› | ‹3› | ‹100%› | ‹0› | — | ‹5› | ‹100%› |\n" in tree


def test_no_items_of_a_class_are_a_figure(tmp_path: Path) -> None:
    document = br.compose(loaded(tmp_path, COUNTED, "统计表"))
    tree, notes = outline(document), notes_of(document)
    assert "  |  | 正在解决或列入计划解决 | ‹1› | ‹50%› | ‹0› | — | ‹1› | ‹20%› |\n" in tree
    assert notes["提案.办理结果.B.件数"].text == "0"
    assert "  |  | 未反馈 | ‹0› | — | ‹1› | ‹33.3%› | ‹1› | ‹20%› |\n" in tree
    assert notes["建议.满意度.未反馈"].formula == "全部2件减去满意度有内容的件数"


def test_blanks_of_counts_not_known_yet_are_not_said_to_be_none(tmp_path: Path) -> None:
    batches = COUNTED.replace("{满意: 2}}}", "{满意: X}}}")
    document = br.compose(loaded(tmp_path, batches, "统计表"), draft=True)
    assert "  |  | 未反馈 | ‹X› | — | ‹1› | ‹33.3%› | " in outline(document)
    unknown = [run.note.name for run in document.runs() if run.note and run.unknown]
    assert "建议.满意度.未反馈" in unknown


def test_figures_in_notes_under_a_list_know_their_source(report: Path) -> None:
    proposals = "  提案: {种类: 政协提案, 统计: {件数: 30}}\n附件"
    report.write_text(REPORT.replace("附件", proposals), "utf-8")
    document = br.compose(br.load(report))
    tree, notes = outline(document), notes_of(document)
    assert "正文 注：另有‹1›件按规定不公开，未列入本表。\n" in tree
    note = notes["建议.不能公开.件数"]
    assert (note.formula, note.source) == ("全部3件减去可以公开的2件", "ledger.csv 第3行")
    assert "正文 注：提案‹30›件没有逐件登记，未列入本表。\n" in tree
    assert notes["提案.件数"].text == "30"


def test_a_note_is_one_run_in_word(report: Path) -> None:
    output = report.with_name("out.docx")
    br.build(report, output)
    notes = [made for made in Document(str(output)).paragraphs if made.text.startswith("注：")]
    assert [[run.text for run in made.runs] for made in notes] == [["注：另有1件按规定不公开，未列入本表。"]]


def test_the_tree_says_the_marks_of_annexes(report: Path) -> None:
    document = br.compose(br.load(report))
    assert document.annexes_label == "附件："
    assert [(annex.mark, annex.number) for annex in document.annexes] == [("附件1", "1."), ("附件2", "2.")]
    report.write_text(REPORT.replace("[统计表, 一览表]", "一览表"), "utf-8")
    (only,) = br.compose(br.load(report)).annexes
    assert (only.mark, only.number) == ("附件", "")


def test_a_list_without_a_public_item_says_so(report: Path) -> None:
    ledger = report.with_name("ledger.csv")
    ledger.write_text(LEDGER.replace(",公开\n2", ",不公开\n2").replace("摘要公开", "不公开"), "utf-8")
    br.build(report, report.with_name("out.docx"))
    listed = Document(str(report.with_name("out.docx"))).tables[1]
    assert [{cell.text for cell in row.cells} for row in listed.rows[1:]] == [{"无"}]
    assert "注：另有‹3›件按规定不公开，未列入本表。" in outline(br.compose(br.load(report)))
