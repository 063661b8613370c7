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


def test_an_unknown_flag_is_named_in_the_words_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    batch = "{种类: 代表建议, 统计: {件数: 3, 已答复: X}}"
    text = "正文: [{内容: '共{{ 建议.件数 }}件。'}]"
    path.write_text(f"模板: base\n年度: 2020\n单位: 某局\n{text}\n批次: {{建议: {batch}}}\n", "utf-8")
    told = br.check(path, draft=True)
    assert "“建议.已答复”的数还没有填" in [each.message for each in told]


def test_unknown_runs_are_highlighted(report: Path) -> None:
    output = report.with_name("out.docx")
    br.build(report, output, draft=True)
    runs = [run for paragraph in Document(str(output)).paragraphs for run in paragraph.runs]
    lit = [run.text for run in runs if run.font.highlight_color is WD_COLOR_INDEX.YELLOW]
    assert lit[:3] == ["XXX", "X", "X"]  # the title first
    assert {"XXX", "X", "X%"} == set(lit)


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


UNFILLED = [
    "投入X万元", "X元", "共X人", "X 件", "第X批", "X亩", "惠及X户", "X、Y", "x件", "共___件", "约X余件",
    "X多件", "X余人", "X％", "X小时", "X起", "X米", "X所", "待定", "待填", "共有X，", "（X）", "共有×，",
    "第×批", "×县", "20XX年", "201X年", "1—X月", "＿＿", "Ｘ件", "“X”", "件数：X", "日期：待定",
    "（数据待补充）", "（待补）", "共待定件", "数据待填。", "×××同志", "X片区", "2020年 X月",
]  # fmt: skip
FILLED = [
    "X光机", "X射线", "X线检查", "iPhone X", "X-ray", "A×B", "3×4", "7X24小时", "1+X证书", "“互联网＋X”",
    "长×宽", "单价×件数", "X轴", "LaTeX", "XXL码", "SpaceX", "X、γ射线", "X Window", "打×，", "√或×。",
    "期待定期", "招待定点", "新址待定", "短板待补", "亟待补齐", "有待补充。", "a__b", "某某县",
]  # fmt: skip


def written(folder: Path, text: str, rest: str = "") -> br.Report:
    path = folder / "report.yaml"
    path.write_text(
        f"模板: base\n年度: 2020\n单位: 某县住建局\n标题: 报告\n批次: {{建议: {{统计: {{件数: 4}}}}}}\n"
        f"落款: {{日期: 2020-11-30}}\n正文:\n- 内容: |\n    {text}\n{rest}",
        "utf-8",
    )
    return br.load(path)


@pytest.mark.parametrize("text", UNFILLED)
def test_what_stands_for_something_not_known_yet(tmp_path: Path, text: str) -> None:
    report = written(tmp_path, f"今年，{text}")
    problems = br.check(report)
    assert problems
    assert {(problem.id, problem.place.line) for problem in problems} == {("draft.unknown-text", 9)}
    lines = outline(br.compose(report, draft=True)).split("\n")
    assert lines[1].count("?") == 2 * len(problems)


@pytest.mark.parametrize("text", FILLED)
def test_what_only_looks_like_it(tmp_path: Path, text: str) -> None:
    assert br.check(written(tmp_path, f"今年用{text}")) == []


def test_names_inside_template_tags_are_not_printed(tmp_path: Path) -> None:
    text = (
        "{% for x in 建议.清单 %}{{ x.标题 }}{% endfor %}{% set XX = 1 %}{# X月 #}共{{ 建议.件数 }}件，X人。"
    )
    problems = br.check(written(tmp_path, text))
    assert [problem.message[:4] for problem in problems] == ["“X”还"]


def test_head_foot_and_record_are_looked_at_too(tmp_path: Path) -> None:
    rest = """\
公开:
  索引号: XXX
  发布日期: X月X日
公文:
  密级: 秘密
  保密期限: X年
  紧急程度: 特急
  发文机关标志:
    - 某县住建局
    - XX局
  发文字号: XX〔2020〕1号
  签发人: [张三, XXX]
  主送机关: XX
  附注: 联系人：XXX
  抄送: XX
  印发机关: XX
  印发日期: 2020-12-01
  版记另页: true
"""
    report = written(tmp_path, "今年", rest)
    lines = [11, 12, 12, 15, 19, 20, 21, 22, 23, 24, 25]
    assert sorted(problem.place.line for problem in br.check(report)) == lines
    assert {str(problem.severity) for problem in br.check(report)} == {"error"}
    drafted = br.build(report, tmp_path / "out.docx", draft=True)
    told = {(problem.id, str(problem.severity)) for problem in drafted}
    assert told - {("template.unused-batch", "warning")} == {("draft.unknown-text", "warning")}
    with pytest.raises(br.BanliError):
        br.build(report, tmp_path / "out.docx")


def test_titles_of_ledgers_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("编号,标题,承办单位\n1,关于XXX的建议,X局\n", "utf-8")
    report = written(tmp_path, "今年", "附件: [一览表]\n")
    text = (tmp_path / "report.yaml").read_text("utf-8").replace("统计: {件数: 4}", "台账: ledger.csv")
    (tmp_path / "report.yaml").write_text(text, "utf-8")
    report = br.load(tmp_path / "report.yaml")
    assert not [problem for problem in br.check(report) if problem.id.startswith("draft.")]
    assert "关于XXX的建议" in outline(br.compose(report))
