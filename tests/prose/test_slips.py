"""What would be printed as it stands and is surely not meant is told with its line; ordinary text is left alone."""

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.support import composed, composed_free, only_problem, refused, write_report

BRACES = [
    "｛｛ 建议.件数 ｝｝",
    "｛｛建议.件数}}",
    "{ {建议.件数} }",
    "{建议.件数}",
    "{ 建议.办理结果 | 分项 }",
    "{ 建议.件娄 }",
    "{ 满意率 }",
    "{年度}",
    "${建议.件数}",
    "【建议.件数】",
    "多了 }}",
    "{{ 建议.件数 }}｝",
    "｛{{ 建议.件数 }}",
    "｛％ if 年度 ％｝",
]
MARKDOWN = [
    ("见[办法](http://a.cn/b)", "链接"),
    ("见[办法](办法.docx)", "链接"),
    ("<https://a.cn>", "链接"),
    ("![图](a.png)", "图片"),
    ("- 抓统筹", "列表"),
    ("* 抓统筹", "列表"),
    ("> 引用", "引用"),
    ("`甲`", "代码"),
    ("```", "代码"),
    ("---", "分隔线"),
    ("~~甲~~", "删除线"),
    ("===", "标题线"),
    ("见注[^1]", "脚注"),
    ("***一是***抓统筹", "三个"),
    ("#做法", "空格"),
    ("＃ 做法", "全角"),
    ("＊＊一是＊＊抓统筹", "全角"),
    ("*一是*抓统筹", "加重"),
]
HTML = ["换行<br>了", "<b>甲</b>", "甲&nbsp;乙", '<font color="red">甲', "</p>"]
ELLIPSES = ["…", "……", "...", "（……）", "一是……；二是……。", "**一是**…", "问题：……", "（略）"]
ORDINARY = [
    "{甲}、{乙}两类",
    "集合{1,2,3}",
    "他说：“……”，又说等等……就走了",
    "长*宽*高，3*4*5=60",
    "*注：甲",
    "1. 甲",
    "温度-5℃，—甲",
    "A<B且C>D，《<甲>的通知》",
    "〔2024〕1号、[甲]、[甲](乙)",
    "见http://a.cn/b?x=1#y，邮箱a_b_c@d.cn",
    r"\*甲\*",
    r"\# 甲",
    "AT&T，C#语言，第1#楼",
    "方法略有不同（略）等",
    "建议。件数",
]


def slip(folder: Path, text: str) -> br.Problem:
    """Give the one problem of a text that stands on the third line of a section."""
    problem = only_problem(lambda: composed_free(folder, f"一。\n二。\n{text}"))
    assert problem.place.file == "report.yaml"
    assert problem.place.line is not None
    return problem


@pytest.mark.parametrize("text", BRACES)
def test_braces_that_are_no_tag(tmp_path: Path, text: str) -> None:
    assert slip(tmp_path, f"共{text}件").id == "template.braces"


@pytest.mark.parametrize(("text", "word"), MARKDOWN)
def test_markdown_that_is_not_read(tmp_path: Path, text: str, word: str) -> None:
    problem = slip(tmp_path, text)
    assert problem.id == "template.markdown"
    assert word in problem.message


@pytest.mark.parametrize("text", HTML)
def test_html_is_not_read(tmp_path: Path, text: str) -> None:
    assert slip(tmp_path, text).id == "template.html"


@pytest.mark.parametrize("text", ELLIPSES)
def test_dots_that_an_example_left(tmp_path: Path, text: str) -> None:
    assert slip(tmp_path, text).id == "template.ellipsis"


def test_tags_that_are_told_to_stay(tmp_path: Path) -> None:
    assert slip(tmp_path, "{% raw %}{{ 建议.件数 }}{% endraw %}").id == "template.raw"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left_alone(tmp_path: Path, text: str) -> None:
    assert composed_free(tmp_path, text)


def test_braces_inside_of_tags_and_values_are_left_alone(tmp_path: Path) -> None:
    assert composed_free(tmp_path, '{{ {"a": {"b": 1}}.a.b }}件{{ "甲}}" }}') == "1件甲}}"
    ledger = "编号,案由\n1,关于{建议.件数}的<br>…建议\n"
    body = "{% for 件 in 建议.清单 %}{{ 件.标题 }}{% endfor %}"
    assert "{建议.件数}" in composed(tmp_path, body, ledger=ledger)


def test_each_slip_is_told_at_its_line(tmp_path: Path) -> None:
    text = "共{{ 建议.件数 }}件。\n｛｛ 年度 ｝｝\n\n{%- if 年度 %}\n\n甲<br>\n{% endif %}\n- 乙"
    report = write_report(tmp_path, 正文=[{"内容": text}])
    problems = refused(lambda: br.compose(br.load(report)))
    first = problems[0].place.line
    assert first is not None
    found = [(problem.id, (problem.place.line or 0) - first) for problem in problems]
    assert found == [("template.braces", 0), ("template.html", 4), ("template.markdown", 6)]


def test_a_slip_in_a_pack_names_its_file(tmp_path: Path) -> None:
    problem = only_problem(lambda: composed(tmp_path, "一。\n\n共{建议.件数}件。\n"))
    assert (problem.id, problem.place.file, problem.place.line) == ("template.braces", "mine/report.md.j2", 3)


@pytest.mark.parametrize("title", ["**办理**情况", "# 办理情况", "{年度}年办理情况"])
def test_a_title_holds_no_markup(tmp_path: Path, title: str) -> None:
    problem = only_problem(lambda: br.compose(br.load(write_report(tmp_path, 标题=title))))
    assert (problem.place.file, problem.place.line) == ("report.yaml", 3)


def test_a_title_may_hold_braces_of_its_own(tmp_path: Path) -> None:
    assert outline(br.compose(br.load(write_report(tmp_path, 标题="{甲}情况")))).startswith("标题 {甲}情况\n")


def test_a_draft_may_have_dots(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path, 正文=[{"内容": "共{{ 建议.件数 }}件。\n……"}]))
    told = br.build(report, tmp_path / "out.docx", draft=True)
    assert ("template.ellipsis", "warning") in {(problem.id, str(problem.severity)) for problem in told}


@pytest.mark.parametrize(
    "facts",
    [
        {"会议": "{{ 年度 }}年会议"},
        {"单位": {"全称": "｛｛甲｝｝局", "简称": "局"}},
        {"落款": {"署名": "{{ 单位 }}", "日期": "2019-12-01"}},
        {"宣读": {"会议": "{% if 年度 %}会议", "日期": "2019-12-01"}},
        {"公开": {"索引号": "{{ 年度 }}"}},
    ],
)
def test_tags_in_what_is_no_template_are_told(tmp_path: Path, facts: dict[str, Any]) -> None:
    problem = only_problem(lambda: br.compose(br.load(write_report(tmp_path, **facts))))
    assert (problem.id, problem.place.file) == ("template.braces", "report.yaml")


def test_names_may_hold_braces_of_their_own(tmp_path: Path) -> None:
    report = write_report(tmp_path, 会议="{甲}会议", 正文="{{ 会议 }}共{{ 建议.件数 }}件。")
    assert "{甲}会议共‹5›件。" in outline(br.compose(br.load(report)))
