"""Packs that extend packs, several layers: each may change one block, one sentence, one setting, or only the frame."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import banli_report as br
from banli_report.document.outline import outline
from banli_report.packs.finding import find_pack, shipped_root
from tests.support import refused, write_pack, write_report

PROVINCE = """\
{% extends "base/report.md.j2" %}
{% block 开头 %}
{% block 件数句 %}省的句子{{ 建议.件数 }}件。{% endblock %}{% block 类别句 %}{{ 建议.类别 | 分项 }}。{% endblock %}
{% endblock %}
{% block 结尾 %}
省的结尾。
{% endblock %}
"""


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    """Write 省 over base, 市 over 省 with settings alone, 局 over 市 with one sentence; give the report."""
    packs = tmp_path / "templates"
    write_pack(
        packs,
        "省",
        PROVINCE,
        "名称: 省\n继承: base\n标题: 省的标题\n口径: {百分比: {小数位: 2}, 顺序: {类别: [教科文卫类]}}\n",
    )
    write_pack(packs, "市", None, "名称: 市\n继承: 省\n口径: {百分比: {去尾零: false}}\n标题编号: [第一、]\n")
    sentence = (
        '{% extends "市/report.md.j2" %}\n{% block 件数句 %}局的句子{{ 建议.件数 }}件。{% endblock %}\n'
    )
    write_pack(packs, "局", sentence, "名称: 局\n继承: 市\n标题: 局的标题\n")
    return write_report(
        tmp_path, 模板="局", 标题="", 正文=[{"标题": "做法", "内容": "甲。"}], 落款={"日期": "2019-12-12"}
    )


def text_of(report: Path) -> str:
    return outline(br.compose(br.load(report))).replace("‹", "").replace("›", "")


def test_each_layer_changes_what_it_says_and_no_more(layers: Path) -> None:
    text = text_of(layers)
    assert text.startswith("标题 局的标题\n")
    assert "局的句子5件。教科文卫类1件，占20.00%；城建交通类3件，占60.00%；财政经济类1件，占20.00%。" in text
    assert "省的结尾。" in text
    assert "省的句子" not in text
    assert "第一、" in text


def test_a_report_says_its_own_definitions_one_by_one(layers: Path) -> None:
    layers.write_text(layers.read_text("utf-8") + "口径: {百分比: {小数位: 0}}\n", "utf-8")
    text = text_of(layers)
    assert "教科文卫类1件，占20%；城建交通类3件，占60%" in text


def test_figures_checks_and_workbooks_are_those_of_the_document(layers: Path, tmp_path: Path) -> None:
    report = br.load(layers)
    shares = [figure.text for figure in br.figures(report) if figure.name == "建议.类别.教科文卫类.占比"]
    assert shares == ["20.00%"]
    assert br.check(report) == []
    br.write_figures(report, tmp_path / "out.xlsx")
    br.build(report, tmp_path / "out.docx")
    assert br.check(tmp_path / "out.docx", against=report, only="audit") == []


def test_a_layer_may_bring_the_frame_alone(layers: Path) -> None:
    own = layers.parent / "templates" / "市" / "frame.docx"
    shutil.copy(shipped_root() / "base" / "frame.docx", own)
    assert find_pack("局", [layers.parent / "templates"]).frame("plain") == own


def test_a_sentence_of_a_shipped_pack_is_changed_alone(tmp_path: Path) -> None:
    body = '{% extends "government_report/report.md.j2" %}\n{% block 件数句 %}共办理建议{{ 建议.件数 }}件{% endblock %}\n'
    write_pack(tmp_path / "templates", "我局", body, "名称: 我局\n继承: government_report\n")
    sections = {"主要工作": "甲。", "存在问题": "乙。", "下步打算": "丙。"}
    report = write_report(tmp_path, 模板="政府", 会议="区人大一次会议", 正文=sections)
    usual = report.read_text("utf-8")
    report.write_text(usual.replace("模板: 政府", "模板: government_report"), "utf-8")
    before = text_of(report)
    report.write_text(usual.replace("模板: 政府", "模板: 我局"), "utf-8")
    assert text_of(report) == before.replace("2019年，区政府共承办代表建议5件", "共办理建议5件")


def test_a_pack_that_comes_round_to_itself_is_refused(tmp_path: Path) -> None:
    for name, above in (("甲", "乙"), ("乙", "丙"), ("丙", "甲")):
        write_pack(tmp_path / "templates", name, None, f"名称: {name}\n继承: {above}\n")
    report = write_report(tmp_path, 模板="甲")
    assert refused(lambda: br.build(report, tmp_path / "out.docx"))[0].id == "template.extends-itself"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("标题编号: [部分]", "“部分”不是编号的写法"),
        ("标题编号: [一、, 二、, 1., （1）, ①]", "最多4项"),
        ("要写: [宣渎]", "报告文件里没有“宣渎”这一项"),
        ("口径: {百分比: {小数位: 9}}", "太大"),
        ("口经: {}", "不认识“口经”"),
    ],
)
def test_a_setting_that_is_wrong_is_told_with_its_pack_and_line(
    line: str, message: str, tmp_path: Path
) -> None:
    write_pack(tmp_path / "templates", "我局", None, f"名称: 我局\n继承: base\n{line}\n")
    report = write_report(tmp_path, 模板="我局")
    problems = refused(lambda: br.build(report, tmp_path / "out.docx"))
    assert (problems[0].place.file, problems[0].place.line) == ("我局/template.yaml", 3)
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("policy", "kind", "message"),
    [
        ("{指标: {满意率: {分子: 满易}}}", "results.unknown-condition", "满易"),
        ("{占比分母: {满意渡: 主办}}", "results.unknown-column", "没有这一列，不起作用"),
    ],
)
def test_a_definition_that_means_nothing_is_told_where_it_stands(
    policy: str, kind: str, message: str, tmp_path: Path
) -> None:
    write_pack(tmp_path / "templates", "省", None, f"名称: 省\n继承: base\n口径: {policy}\n")
    write_pack(tmp_path / "templates", "市", None, "名称: 市\n继承: 省\n")
    report = write_report(tmp_path, 模板="市", 正文="共{{ 建议.件数 }}件。")
    told = refused(lambda: br.build(report, tmp_path / "out.docx"))
    found = [problem for problem in told if problem.id == kind and problem.severity == "error"]
    assert [(p.place.file, p.place.line) for p in found] == [("省/template.yaml", 3)]
    assert message in found[0].message


def test_a_column_of_shares_that_is_misspelt_in_a_report_file_is_refused(tmp_path: Path) -> None:
    report = write_report(tmp_path, 口径={"占比分母": {"满意渡": "重点"}}, 落款={"日期": "2019-12-12"})
    found = refused(lambda: br.build(report, tmp_path / "out.docx"))
    assert [(p.id, p.hint) for p in found] == [("results.unknown-column", "是不是“满意度”？")]
