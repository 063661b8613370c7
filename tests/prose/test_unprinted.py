"""What a report file says is printed, or told: sections, a narrative that is missing, batches."""

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.support import composed, only_problem, write_pack, write_report

KEYED = {"主要工作": "抓统筹。", "存在问题": "进展慢。", "下步打算": "加快办。"}


def built(folder: Path, body: str | None = None, *, draft: bool = False, **facts: Any) -> list[str]:
    report = br.load(write_report(folder, body, **{"落款": {"日期": "2019-12-01"}, **facts}))
    return [
        f"{problem.severity} {problem.id}" for problem in br.build(report, folder / "out.docx", draft=draft)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "共{{ 建议.件数 }}件。",
        "{% if 正文 %}共{{ 建议.件数 }}件。{% endif %}",
        "{% for 节 in 正文 %}{% if 建议.件数 > 99 %}{{ 节.内容 }}{% endif %}{% endfor %}{{ 建议.件数 }}",
    ],
)
def test_a_free_section_that_is_not_printed_is_told(tmp_path: Path, body: str) -> None:
    problem = only_problem(lambda: built(tmp_path, body, 正文=[{"内容": "甲。"}]))
    assert problem.id == "template.unprinted-section"
    assert "第1节的内容" in problem.message
    assert problem.place.file == "report.yaml"


def test_a_heading_that_is_not_printed_is_told(tmp_path: Path) -> None:
    body = "{% for 节 in 正文 %}{{ 节.内容 }}{% endfor %}"
    problem = only_problem(lambda: composed(tmp_path, body, 正文=[{"标题": "做法", "内容": "甲。"}]))
    assert "第1节的标题" in problem.message


@pytest.mark.parametrize(
    "use",
    ["", "{% if 正文.亮点 is defined %}{% endif %}", "{% if 建议.件数 > 99 %}{{ 正文.亮点 }}{% endif %}"],
)
def test_a_declared_section_that_no_template_prints_is_told(tmp_path: Path, use: str) -> None:
    body = f'{{% extends "government_report/report.md.j2" %}}{{% block 开头 %}}甲。{use}{{% endblock %}}'
    report = write_report(tmp_path, body, 会议="四次会议", 正文={**KEYED, "亮点": "乙。"})
    write_pack(
        tmp_path / "templates", "mine", None, "名称: 试\n继承: government_report\n章节: {亮点: 新的一节}\n"
    )
    problem = only_problem(lambda: br.compose(br.load(report)))
    assert problem.id == "template.unprinted-section"
    assert "“亮点”" in problem.message


@pytest.mark.parametrize(
    "use",
    [
        "{{ 正文.亮点 }}",
        "{{ 正文.亮点 ~ '甲' }}",
        "{{ '甲' + 正文.亮点 + '丙' }}",
        "{{ [正文.亮点, '丙'] | 顿号 }}",
        "{% set 话 = 正文.亮点 %}{{ 话 }}",
        "{% macro 写(话) %}{{ 话 }}{% endmacro %}{{ 写(正文.亮点) }}",
        "{{ 正文.亮点 | d('丁') }}",
    ],
)
def test_a_section_counts_as_printed_however_it_is(tmp_path: Path, use: str) -> None:
    report = write_report(tmp_path, f"共{{{{ 建议.件数 }}}}件。{use}", 正文={"亮点": "乙。"})
    write_pack(tmp_path / "templates", "mine", None, "名称: 试\n继承: base\n章节: {亮点: 一节}\n")
    assert "乙。" in outline(br.compose(br.load(report)))


def test_a_section_for_a_class_without_items_is_only_told(tmp_path: Path) -> None:
    facts = {
        "模板": "government_report",
        "会议": "四次会议",
        "批次": {"建议": {"统计": {"件数": 3, "办理结果": {"A": 2, "B": 1}}}},
    }
    told = built(tmp_path, 正文={**KEYED, "办理结果": {"A": "甲。", "C": "丙。"}}, **facts)
    assert told == ["warning template.unprinted-section"]
    assert built(tmp_path, 正文={**KEYED, "办理结果": {"A": "甲。"}}, **facts) == []


@pytest.mark.parametrize("template", ["base", "bureau_summary"])
@pytest.mark.parametrize("narrative", [[], "", [{"标题": "", "内容": " "}]])
def test_a_pack_of_free_sections_needs_some(tmp_path: Path, template: str, narrative: object) -> None:
    with pytest.raises(br.BanliError) as stopped:
        built(tmp_path, 模板=template, 正文=narrative)
    assert "template.no-narrative" in {problem.id for problem in stopped.value.problems}


def test_a_draft_may_lack_its_narrative(tmp_path: Path) -> None:
    assert "warning template.no-narrative" in built(tmp_path, 模板="base", 正文=[], draft=True)


def test_annexes_alone_need_no_narrative(tmp_path: Path) -> None:
    assert built(tmp_path, 模板="base", 正文=[], 附件=["统计表"]) == []


def test_a_pack_with_a_text_of_its_own_needs_no_narrative(tmp_path: Path) -> None:
    body = '{% extends "bureau_summary/report.md.j2" %}{% block 主体 %}共{{ 建议.件数 }}件。{% endblock %}'
    report = write_report(tmp_path, body)
    write_pack(tmp_path / "templates", "mine", None, "名称: 试\n继承: bureau_summary\n")
    assert "共‹5›件。" in outline(br.compose(br.load(report)))


TWO = {"建议": {"台账": "ledger.csv"}, "提案": {"种类": "政协提案", "统计": {"件数": 2}}}


@pytest.mark.parametrize("text", ["共{{ 建议.件数 }}件。", "{{ 年度 }}年，建议{{ 建议 | 指标('答复率') }}。"])
def test_a_batch_that_nothing_speaks_of_is_told(tmp_path: Path, text: str) -> None:
    assert built(tmp_path, 正文=text, 批次=TWO) == ["warning template.unused-batch"]


@pytest.mark.parametrize(
    "text",
    [
        "共{{ 合计.件数 }}件。",
        "共{{ 批次 | 构成 }}。",
        "{{ 建议.件数 }}、{{ 提案.件数 }}",
        "{% for 批 in 批次 %}{{ 批.件数 }}{% endfor %}",
    ],
)
def test_a_batch_that_is_spoken_of_is_not_told(tmp_path: Path, text: str) -> None:
    assert built(tmp_path, 正文=text, 批次=TWO) == []


def test_a_batch_of_the_annexes_is_not_told(tmp_path: Path) -> None:
    assert built(tmp_path, 正文="甲。", 批次=TWO, 附件=["统计表"]) == []
