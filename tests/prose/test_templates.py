"""Faults of packs and narratives: each refused with its file, its line and what was probably meant."""

import os
from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.support import LEDGER, composed, composed_free, only_problem, refused, write_pack, write_report

UNPRINTABLE = [
    ("建议.件娄", "件数"),
    ("建议.办理结果.D", "A"),
    ("建議.件数", "建议"),
    ("单位.简秤", "简称"),
    ("none", "空值"),
    ("3.5", "小数"),
    ("建议.件数 / 3", "小数"),
    ("true", "真假值"),
    ("建议.件数 == 5", "真假值"),
    ("建议.办复率 * 2", "未定口径的比值"),
    ("建议", "建议"),
    ("建议.类别", "建议.类别"),
    ("建议.清单", "一列内容"),
    ("[1, 2]", "一列内容"),
    ("批次", "批次"),
    ("3.5 ~ '件'", "小数"),
    ("'甲' ~ none", "空值"),
    ("[none, 1] | join('、')", "空值"),
    ("[1.5] | join", "小数"),
    ("建议 ~ ''", "建议"),
]


@pytest.mark.parametrize(("expression", "word"), UNPRINTABLE)
def test_nothing_undefined_or_unworded_prints_from_a_pack(tmp_path: Path, expression: str, word: str) -> None:
    body = f"一行。\n{{% if true %}}\n\n数：{{{{ {expression} }}}}。\n{{% endif %}}\n"
    problem = only_problem(lambda: composed(tmp_path, body))
    assert word in problem.message
    assert (problem.place.file, problem.place.line) == ("mine/report.md.j2", 4)


@pytest.mark.parametrize(("expression", "word"), UNPRINTABLE)
def test_nothing_undefined_or_unworded_prints_from_a_narrative(
    tmp_path: Path, expression: str, word: str
) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, f"甲{{{{ {expression} }}}}乙"))
    assert word in problem.message
    assert problem.place.file == "report.yaml"
    assert problem.place.line is not None


HEAD = """\
模板: base
年度: 2019
单位: 区政府
批次: {建议: {台账: ledger.csv}}
正文:
- 标题: 做法
"""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  内容: |\n    一。\n    二。\n    三{{ 建议.件娄 }}。\n", 10),
        ("  内容: |-\n    一{{ 建议.件娄 }}。\n", 8),
        ('  内容: "一{{ 建议.件娄 }}。"\n', 7),
        ("  内容: 一{{ 建议.件娄 }}。\n", 7),
        ("  内容: >\n    一{{ 建议.件娄 }}。\n    二。\n", 8),
    ],
)
def test_a_narrative_s_fault_is_placed_in_the_report_file(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "ledger.csv").write_text(LEDGER, "utf-8")
    (tmp_path / "report.yaml").write_text(HEAD + text, "utf-8")
    problem = only_problem(lambda: br.compose(br.load(tmp_path / "report.yaml")))
    assert (problem.place.file, problem.place.line) == ("report.yaml", line)
    assert "是不是“件数”" in problem.message


def test_a_fault_in_a_heading_is_placed(tmp_path: Path) -> None:
    report = write_report(tmp_path, 正文=[{"标题": "{{ 年渡 }}", "内容": "文"}])
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert "是不是“年度”" in problem.message
    assert problem.place.file == "report.yaml"


def test_a_fault_in_a_title_template_names_the_settings_file(tmp_path: Path) -> None:
    report = write_report(tmp_path, "文", 标题="")
    write_pack(tmp_path / "templates", "mine", None, '名称: 试\n继承: base\n标题: "{{ 年渡 }}年总结"\n')
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert problem.place.file == "mine/template.yaml"
    assert "是不是“年度”" in problem.message


def test_a_title_is_a_template_in_a_pack_and_in_a_report(tmp_path: Path) -> None:
    report = write_report(tmp_path, "文", 标题="")
    write_pack(tmp_path / "templates", "mine", None, '名称: 试\n继承: base\n标题: "{{ 年度 }}年总结"\n')
    assert outline(br.compose(br.load(report))).startswith("标题 2019年总结\n")
    report = write_report(tmp_path, "文", 标题="{{ 年度 }}年{{ 单位.简称 }}报告")
    assert outline(br.compose(br.load(report))).startswith("标题 2019年区政府报告\n")


def test_a_fault_in_a_report_s_title_is_placed(tmp_path: Path) -> None:
    report = write_report(tmp_path, "文", 标题="{{ 年渡 }}年总结")
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert (problem.place.file, problem.place.line) == ("report.yaml", 3)
    assert "是不是“年度”" in problem.message


SYNTAX = [
    ("{{ 建议（件数 }}", "（"),
    ("{{ 建议.件数 }", "}"),
    ("{{ 建议.件数", "没有写完"),
    ("{% if 年度 %}甲", "endif"),
    ("{% endfor %}", "endfor"),
    ("{% 如果 年度 %}", "如果"),
    ("{{ 建议.类别 | 分項 }}", "分项"),
    ("{{ 建议 件数 }}", "件数"),
    ("{{ }}", "没有写内容"),
    ("{% if 年度 = 2 %}{% endif %}", "="),
    ("{{ '\\ufdd0' }}", "U+FDD0"),
    ("{{ '\\x07' }}", "U+0007"),
    ("\ufdd00\ufdd1", "U+FDD0"),
]


@pytest.mark.parametrize(("text", "word"), SYNTAX)
def test_slips_of_the_pen_are_told_in_chinese_at_their_line(tmp_path: Path, text: str, word: str) -> None:
    problem = only_problem(lambda: composed(tmp_path, f"一行。\n{text}\n"))
    assert problem.id == "template.syntax"
    assert word in problem.message
    assert problem.place.file == "mine/report.md.j2"
    assert problem.place.line in (2, 3)


@pytest.mark.parametrize(("text", "word"), [pair for pair in SYNTAX if pair[0][0] == "{"])
def test_slips_of_the_pen_in_a_narrative(tmp_path: Path, text: str, word: str) -> None:
    problem = only_problem(lambda: composed_free(tmp_path, f"一行{text}"))
    assert word in problem.message
    assert problem.place.file == "report.yaml"


def test_a_fault_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    report = write_report(tmp_path, "{% include 'mine/条目.md' %}")
    (tmp_path / "templates/mine/条目.md").write_text("一。\n二{{ 建议.件娄 }}。", "utf-8")
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert (problem.place.file, problem.place.line) == ("mine/条目.md", 2)


def test_a_fault_in_a_shipped_block_names_the_shipped_file(tmp_path: Path) -> None:
    body = '{% extends "government_report/report.md.j2" %}{% block 主要工作 %}{{ 正文.没有 }}{% endblock %}'
    problem = only_problem(lambda: composed(tmp_path, body, 会议="四次会议"))
    assert problem.place.file == "mine/report.md.j2"
    assert "没有" in problem.message


def test_deeply_nested_blocks_are_refused(tmp_path: Path) -> None:
    body = "{% for a in [1] %}" * 40 + "{% endfor %}" * 40
    assert only_problem(lambda: composed(tmp_path, body)).place.file == "mine/report.md.j2"


@pytest.mark.parametrize("body", ["(" * 5000, "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"])
def test_deep_brackets_are_refused_or_printed(tmp_path: Path, body: str) -> None:
    if body.startswith("("):
        assert composed(tmp_path, body) == body
    else:
        assert only_problem(lambda: composed(tmp_path, body)).place.file == "mine/report.md.j2"


def test_a_pack_that_extends_itself_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path / "templates", "甲", None, "名称: 甲\n继承: 乙\n")
    write_pack(tmp_path / "templates", "乙", None, "名称: 乙\n继承: 甲\n")
    report = write_report(tmp_path, 模板="甲")
    assert only_problem(lambda: br.compose(br.load(report))).id == "template.extends-itself"


def test_a_text_that_extends_itself_is_refused(tmp_path: Path) -> None:
    problem = only_problem(lambda: composed(tmp_path, '{% extends "mine/report.md.j2" %}'))
    assert problem.id == "template.too-much"
    assert problem.place.file == "mine/report.md.j2"


def test_a_missing_pack_is_told_with_the_packs_there_are(tmp_path: Path) -> None:
    write_pack(tmp_path / "templates", "本单位", "文")
    report = write_report(tmp_path, 模板="没有")
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert "没有" in problem.message
    assert all(name in problem.hint for name in ("base", "government_report", "本单位"))


def test_a_missing_pack_to_extend_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path / "templates", "mine", "文", "名称: 试\n继承: bace\n")
    report = write_report(tmp_path, 模板="mine")
    assert "bace" in only_problem(lambda: br.compose(br.load(report))).message


@pytest.mark.parametrize(
    "settings", ["- 甲\n", "说明: 没有名称\n", "名称: 试\n章结: {}\n", "名称: 试\n标题: [1]\n"]
)
def test_wrong_settings_are_told_with_their_file(tmp_path: Path, settings: str) -> None:
    write_pack(tmp_path / "templates", "mine", "文", settings)
    report = write_report(tmp_path, 模板="mine")
    assert only_problem(lambda: br.compose(br.load(report))).place.file is not None


def test_a_pack_without_its_text_and_without_a_base_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path / "templates", "mine", None, "名称: 试\n")
    report = write_report(tmp_path, 模板="mine")
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert (problem.id, problem.place.file) == ("template.missing-file", "mine/report.md.j2")


@pytest.mark.parametrize(
    "name", ["../outside", "..", "/etc", "a/b", "a\\b", "C:x", " ", "", ".", "甲" * 100, "a\0b"]
)
def test_a_template_name_is_a_folder_name_and_nothing_else(tmp_path: Path, name: str) -> None:
    write_pack(tmp_path, "outside", "文")
    report = write_report(tmp_path / "in", 模板=name)
    refused(lambda: br.compose(br.load(report)))


def test_the_mark_that_windows_puts_before_a_text_is_none_of_it(tmp_path: Path) -> None:
    assert composed(tmp_path, "\ufeff# 甲\n\n乙") == "1级 一、甲\n乙"


def test_a_folder_with_packs_that_the_system_refuses_has_none(tmp_path: Path) -> None:
    report = br.load(write_report(tmp_path))
    for name in ("甲" * 300, "a\0b"):
        assert br.compose(report, templates=[tmp_path / name]) == br.compose(report)


@pytest.mark.parametrize("name", ["../outside", "../../outside", "/", "..", "甲" * 200, "a/b", "a\\b"])
def test_a_pack_extends_nothing_outside_the_folders_of_packs(tmp_path: Path, name: str) -> None:
    write_pack(tmp_path, "outside", "文")
    write_pack(tmp_path / "in" / "templates" / "a", "b", "文")
    if os.name != "nt":
        write_pack(tmp_path / "in" / "templates", "a\\b", "文")
    write_pack(tmp_path / "in" / "templates", "mine", "文", f"名称: 试\n继承: '{name}'\n")
    report = write_report(tmp_path / "in", 模板="mine")
    assert only_problem(lambda: br.compose(br.load(report))).id == "template.unknown"


TAGS = ["{{% include {} %}}", "{{% extends {} %}}", "{{% import {} as x %}}", "{{% from {} import x %}}"]
PATHS = ["../secret.j2", "mine/../../secret.j2", "/etc/passwd", "mine/link.j2", "secret.j2", "甲" * 300, ""]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("path", PATHS)
def test_templates_reach_nothing_outside_the_folders_of_packs(tmp_path: Path, tag: str, path: str) -> None:
    (tmp_path / "secret.j2").write_text("秘密{% macro x() %}秘密{% endmacro %}", "utf-8")
    report = write_report(tmp_path, tag.format(f"'{path}'"))
    (tmp_path / "templates/mine/link.j2").symlink_to(tmp_path / "secret.j2")
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert problem.id == "template.missing-file"
    assert (problem.place.file, problem.place.line) == ("mine/report.md.j2", 1)
    assert "秘密" not in str(problem)


def test_a_pack_s_own_files_are_not_read_through_links_that_lead_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密", "utf-8")
    report = write_report(tmp_path, 模板="mine")
    pack = write_pack(tmp_path / "templates", "mine", None)
    (pack / "report.md.j2").symlink_to(tmp_path / "secret")
    assert "秘密" not in outline(
        br.compose(br.load(report))
    )  # the text of the pack that it extends stands in


def test_a_pack_folder_that_is_a_link_out_of_the_root_is_not_found(tmp_path: Path) -> None:
    write_pack(tmp_path / "elsewhere", "mine", "秘密")
    report = write_report(tmp_path / "in", 模板="mine")
    (tmp_path / "in/templates").mkdir()
    (tmp_path / "in/templates/mine").symlink_to(tmp_path / "elsewhere/mine")
    assert only_problem(lambda: br.compose(br.load(report))).id == "template.unknown"


def test_links_that_loop_are_as_good_as_missing(tmp_path: Path) -> None:
    report = write_report(tmp_path, "{% include 'mine/loop.j2' %}")
    (tmp_path / "templates/mine/loop.j2").symlink_to("loop.j2")
    assert only_problem(lambda: br.compose(br.load(report))).id == "template.missing-file"


def text_with(tmp_path: Path, *roots: str) -> str:
    report = write_report(tmp_path, 模板="base", 正文=[{"内容": "原来的"}])
    return outline(br.compose(br.load(report), templates=[tmp_path / root for root in roots]))


def test_packs_are_looked_for_beside_the_report_then_as_told_then_among_the_shipped(tmp_path: Path) -> None:
    assert "原来的" in text_with(tmp_path)
    write_pack(
        tmp_path / "second", "base", "第二处{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}", "名称: 试\n"
    )
    (tmp_path / "second/base/frame.docx").write_bytes(b"-")
    write_pack(
        tmp_path / "first", "base", "第一处{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}", "名称: 试\n"
    )
    (tmp_path / "first/base/frame.docx").write_bytes(b"-")
    assert "第一处" in text_with(tmp_path, "first", "second")
    assert "第二处" in text_with(tmp_path, "second", "first")
    write_pack(
        tmp_path / "templates", "base", "报告旁{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}", "名称: 试\n"
    )
    (tmp_path / "templates/base/frame.docx").write_bytes(b"-")
    assert "报告旁" in text_with(tmp_path, "first", "second")


def test_a_pack_overrides_one_block_of_a_shipped_one(tmp_path: Path) -> None:
    body = (
        '{% extends "government_report/report.md.j2" %}'
        "{% block 开头 %}{{ super() }}\n\n又及。{% endblock %}"
        "{% block 主要工作 %}# 我们的做法\n\n{{ 正文.主要工作 }}\n{% endblock %}"
    )
    settings = "名称: 试\n继承: government_report\n"
    report = write_report(
        tmp_path,
        body,
        会议="四次会议",
        正文={"主要工作": "抓。", "存在问题": "慢。", "下步打算": "快。"},
    )
    write_pack(tmp_path / "templates", "mine", None, settings)
    lines = outline(br.compose(br.load(report))).splitlines()
    assert "正文 现将四次会议代表建议、批评和意见（以下简称建议）的办理情况报告如下：" in lines
    assert "正文 又及。" in lines
    assert "1级 二、我们的做法" in lines
    assert "1级 三、存在问题及下步打算" in lines


def test_missing_and_unknown_sections_are_told_all_at_once(tmp_path: Path) -> None:
    report = write_report(
        tmp_path,
        模板="government_report",
        会议="四次会议",
        正文={"主要工做": "抓。", "办理结果": {"Z": "例。"}, "下步打算": None},
    )
    problems = refused(lambda: br.compose(br.load(report)))
    assert [problem.id for problem in problems] == [
        "template.unknown-section",
        "template.unknown-section",
        "template.missing-section",
        "template.missing-section",
        "template.missing-section",
    ]
    said = " ".join(problem.message for problem in problems)
    assert all(word in said for word in ("主要工做", "办理结果.Z", "“主要工作”", "存在问题", "下步打算"))
    assert all(problem.place.file == "report.yaml" for problem in problems)
    assert len({problem.place.line for problem in problems[:2]}) == 2


def test_free_sections_do_not_fill_a_pack_that_asks_for_named_ones(tmp_path: Path) -> None:
    report = write_report(
        tmp_path, 模板="government_report", 会议="四次会议", 正文=[{"标题": "做法", "内容": "文"}]
    )
    problems = refused(lambda: br.compose(br.load(report)))
    assert {problem.id for problem in problems} == {"template.missing-section"}


@pytest.mark.parametrize("value", [["甲"], {"甲": ["乙"]}])
def test_a_section_that_is_no_text_is_told(tmp_path: Path, value: object) -> None:
    sections = {"主要工作": value, "存在问题": "慢。", "下步打算": "快。"}
    report = write_report(tmp_path, 模板="government_report", 会议="四次会议", 正文=sections)
    problems = refused(lambda: br.compose(br.load(report)))
    assert any("应为文字" in problem.message for problem in problems)
    assert all(problem.place.file == "report.yaml" for problem in problems)


def test_an_optional_section_may_be_left_empty(tmp_path: Path) -> None:
    sections = {"办理结果": {"A": None}, "主要工作": "抓。", "存在问题": "慢。", "下步打算": "快。"}
    report = write_report(tmp_path, 模板="government_report", 会议="四次会议", 正文=sections)
    assert "[2级 （一）已经解决或基本解决的建议。]共‹3›件，占总数的‹60%›。\n" in outline(
        br.compose(br.load(report))
    )
