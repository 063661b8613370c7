"""A pack that is written whole in Word is checked before there is any data, listed, copied, and begun anew."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

import banli_report as br
from banli_report.checks.packs.check import check_packs
from banli_report.cli.main import main
from banli_report.starting.folder import new_folder
from tests.support import LEDGER, write_report
from tests.word.writer.wholes import table_of, whole_file

ORDINARY = (
    "{{ 标题 }}",
    "{{ 年度 }}年，{{ 单位.简称 }}共承办{{ 建议.件数 }}件，占100%。{{ 建议.满意度 | 评价(占比=true) }}。",
    "{%p for 类 in 建议.办理结果 %}",
    "{{ 类.名称 }}{{ 类.件数 }}件{% if loop.last %}。{% else %}；{% endif %}",
    "{%p endfor %}",
    "{%p if 建议.重点 is defined and 建议.重点.件数 %}",
    "重点{{ 建议.重点.件数 }}件（{甲}、# 乙、[丙](丁)、**戊**、<br>、省略……都不是标签）",
    "{%p endif %}",
    "{{ 简称 }}{{ 署名 }}{{ 日期 }}{{ 发文字号 }}{{ 公文.抄送 }}",
)


def pack(
    folder: Path, *texts: str, settings: str = "名称: 试\n批次: {建议: [代表建议]}\n", change: Any = None
) -> Path:
    whole_file(folder / "report.docx", texts, change or (lambda _: None))
    (folder / "template.yaml").write_text(settings, "utf-8")
    return folder


def problems(folder: Path) -> tuple[br.Problem, ...]:
    (checked,) = check_packs(folder)
    return checked.problems


def test_an_ordinary_file_has_no_fault(tmp_path: Path) -> None:
    rows = (("{%tr for 件 in 建议.清单 %}", ""), ("{{ 件.编号 }}", "{{ 件.标题 }}"), ("{%tr endfor %}", ""))
    assert problems(pack(tmp_path / "我局", *ORDINARY, change=table_of(rows))) == ()


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("{{ 建议.件素 }}", "template.unusual-name", "是不是“件数”"),
        ("{{ 年渡 }}", "template.unknown-name", "是不是“年度”"),
        ("{{ 建议.件数 | 百份比 }}", "template.syntax", "是不是“百分比”"),
        ("{{ 建议.满意度 | 评价(占笔=true) }}", "template.value", "是不是“占比”"),
        ("{{ 单位.__class__ }}", "template.forbidden", "__class__"),
        ("{{ 会议（ }}", "template.syntax", "（"),
        ("{{ 会议 }", "frame.open-tag", "没有成对"),
        ("{% if 会议 %}", "template.syntax", "endif"),
        ("文字{%p if 会议 %}{%p endif %}", "frame.crowded-tag", "独占一个段落"),
        ("{建议.件数}", "template.braces", "照原样印出"),
        ("｛｛ 建议.件数 ｝｝", "template.braces", "照原样印出"),
        ("……", "template.ellipsis", "省略号"),
        ("{{ 正文.做法 }}", "template.unknown-name", "做法"),
        ("{% block 开头 %}{% endblock %}", "whole.unsupported-tag", "block"),
    ],
)
def test_each_fault_is_told_with_its_paragraph_and_tag(
    tmp_path: Path, text: str, kind: str, said: str
) -> None:
    found = problems(pack(tmp_path / "我局", "{{ 标题 }}", "好", text))
    assert kind in {problem.id for problem in found}
    assert any(said in problem.message for problem in found)
    assert {(each.place.file, each.place.part, each.place.paragraph) for each in found} == {
        ("我局/report.docx", "正文", 3)
    }
    assert all(text[:12] in problem.message for problem in found if problem.id.startswith("template.un"))


def test_tags_where_nothing_fills_them_are_told(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "{{ 建议.件数 }}"
        made.add_comment(made.paragraphs[0].runs, "{{ 年度 }}")

    found = problems(pack(tmp_path / "我局", "{{ 标题 }}", change=change))
    assert {(problem.id, problem.place.part) for problem in found} >= {
        ("frame.left-over-tag", "批注"),
        ("frame.unknown-name", "页眉"),
    }


def test_a_pack_of_two_texts_is_told(tmp_path: Path) -> None:
    folder = pack(tmp_path / "我局", "{{ 标题 }}")
    (folder / "report.md.j2").write_text("好", "utf-8")
    assert "template.two-texts" in {problem.id for problem in problems(folder)}


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    folder = pack(tmp_path / "我局", "{{ 标题 }}")
    (folder / "report.docx").write_bytes(b"PK")
    assert {problem.id for problem in problems(folder)} == {"frame.no-word-file"}


def run(*arguments: object) -> str:
    done = CliRunner().invoke(main, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_new_one_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "我局"
    assert "templates check" in run("templates", "new", "--word", folder)
    assert "没有发现问题" in run("templates", "check", folder)
    sections = [{"内容": "开头{{ 建议.件数 }}件。"}, {"标题": "主要做法", "内容": "# 压实\n责任。\n\n二段。"}]
    report = write_report(tmp_path, ledger=LEDGER, 模板="我局", 正文=sections, 落款={"日期": "2019-12-12"})
    stream = io.BytesIO()
    assert br.build(report, stream) == []
    opened = docx.Document(stream)
    shown = [paragraph.text for paragraph in opened.paragraphs if paragraph.text]
    assert shown == [
        "办理情况",
        "2019年，区政府共承办代表建议5件。现将办理情况报告如下：",
        "一、办理情况",
        "已答复5件，办复率100%。",
        "代表建议5件，从反馈的意见看，满意4件，基本满意1件。",
        "开头5件。",
        "二、主要做法",
        "（一）压实。责任。",
        "二段。",
        "某某区人民政府",
        "2019年12月12日",
    ]
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows][1:] == [
        ["代表建议", "5", "100%"],
        ["合计", "5", ""],
    ]


def test_a_new_one_writes_nothing_over(tmp_path: Path) -> None:
    folder = pack(tmp_path / "我局", "我的")
    before = (folder / "report.docx").read_bytes()
    done = CliRunner().invoke(main, ["templates", "new", "--word", str(folder)])
    assert done.exit_code == 2
    assert (folder / "report.docx").read_bytes() == before


def test_a_new_folder_of_such_a_pack_is_a_draft_that_builds(tmp_path: Path) -> None:
    run("templates", "new", "--word", tmp_path / "templates" / "我局")
    made = new_folder(tmp_path / "新", template="我局", templates=[tmp_path / "templates"])
    assert br.build(made.files[0], tmp_path / "out.docx", templates=[tmp_path / "templates"])
    assert (tmp_path / "out.docx").exists()


def test_it_is_listed_told_and_copied(tmp_path: Path) -> None:
    folder = pack(tmp_path / "我局", *ORDINARY)
    assert "我局  试" in run("templates", "list", "--templates", tmp_path)
    told = run("templates", "show", "我局", "--templates", tmp_path)
    assert "report.docx：我局" in told
    assert "建议.重点.件数" in told.partition("有才写的：")[2]
    assert "用到的写法：评价" in told
    run("templates", "copy", "我局", tmp_path / "副本", "--templates", tmp_path)
    assert (tmp_path / "副本" / "report.docx").read_bytes() == (folder / "report.docx").read_bytes()
    assert not (tmp_path / "副本" / "frame.docx").exists()
