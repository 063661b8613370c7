"""What an ordinary pack writes gives no alarm; the commands list, show, copy and check packs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import banli_report as br
from banli_report.checks.packs.check import check_packs
from banli_report.cli import main
from banli_report.packs.finding import pack_names, shipped_root
from tests.support import refused, write_pack, write_report

MANUAL = Path(__file__).parents[3] / "docs" / "templates.md"
CODE = re.compile(r"`([^`]+)`")
BODY = """\
{{% extends "base/report.md.j2" %}}
{{% block 开头 %}}
{}
{{% endblock %}}
"""


def said_in_the_manual() -> list[str]:
    """Give the expressions of the manual's tables, as they stand in tags."""
    text = MANUAL.read_text("utf-8").partition("## 名称")[2]
    rows = [line for line in text.replace(r"\|", "¦").splitlines() if line.startswith("| ")]
    cells = [cell.replace("¦", "|") for row in rows for cell in CODE.findall(row)]
    return [cell for cell in cells if "|" in cell or re.match(r"(?:建议|合计|批次)\.", cell)]


ORDINARY = [
    "{% set 全 = 建议.满意度 %}{% if 全.单一 %}{{ 全 | 评价 }}{% endif %}",
    "{% for 类 in 建议.类别 %}{{ loop.index | 汉字 }}是{{ 类.名称 }}{{ 类.件数 }}件{% endfor %}",
    "{% for 类 in 建议.类别 %}{% if 类.满意率 is defined %}{{ 类.满意率 }}{% endif %}{% endfor %}",
    "{% macro 句(批) %}{{ 批.件数 }}件{{ 批.随便 }}{% endmacro %}{{ 句(建议) }}",
    "{% for 件 in 建议.清单 | d([]) %}{{ 件.编号 }}{{ 件.来源 }}{% endfor %}",
    "{% for 批 in 批次 %}{{ 批.种类 }}{{ 批.件数 }}件{% endfor %}",
    "{{ 建议.承办单位['住建局'].件数 }}{{ 建议.类别['城建交通类'].满意率 }}",
    "{{ 建议.重点.办理结果.A.件数 }}{{ 建议.办理结果['解决采纳'].件数 }}",
    "{{ 建议.上年.件数 }}{{ 建议.增减.幅度 }}{{ 建议.主办.满意 }}",
    "{% set ns = namespace(数=0) %}{% for 类 in 建议.类别 %}{% set ns.数 = ns.数 + 类.件数 %}{% endfor %}{{ ns.数 }}",
    "{% raw %}{% endraw %}普通文字{甲}，句中……的省略。",
    "{# 注释 {{ 不管 }} #}{{ 落款.日期 | 日期('月日') }}{{ 宣读.报告人 if 宣读 is defined }}",
    "{% for 甲, 乙 in [('一', 1)] %}{{ 甲 }}{{ 乙 }}{% endfor %}",
    "{% if 社情 is defined %}{{ 社情.件数 }}件{% endif %}",
    "{{ super() }}{{ 减幅(19, 2) }}",
    "{{ 建议.类别 | map(attribute='名称') | list | 顿号 }}",
]


def problems(folder: Path, text: str, settings: str = "名称: 试\n继承: base\n") -> list[str]:
    write_pack(folder, "试", BODY.format(text), settings)
    (found,) = check_packs(folder / "试")
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_texts_give_no_alarm(text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text) == []


def test_what_the_manual_shows_gives_no_alarm(tmp_path: Path) -> None:
    shown = said_in_the_manual()
    assert len(shown) > 40
    declared = "名称: 试\n继承: base\n列: [代表团]\n"
    for expression in shown:
        guarded = f"{{% set 类 = 建议.类别 | first %}}{{{{ {expression} }}}}"
        assert problems(tmp_path, guarded, declared) == [], expression


@pytest.mark.parametrize("name", pack_names())
def test_the_shipped_packs_have_no_fault(name: str) -> None:
    assert [found.problems for found in check_packs(shipped_root() / name)] == [()]


def test_a_word_template_that_is_no_frame_of_ours_is_asked_no_names(tmp_path: Path) -> None:
    import docx  # noqa: PLC0415

    frame = docx.Document()
    for text in (
        "{{ company | upper }}",
        "{{r rich }}",
        "{%p for x in items %}",
        "{{ x.name }}",
        "{%p endfor %}",
    ):
        frame.add_paragraph(text)
    frame.save(tmp_path / "theirs.docx")
    assert check_packs(tmp_path / "theirs.docx")[0].problems == ()
    frame.add_paragraph("文字{%p if x %}")
    frame.add_paragraph("{{ company")
    frame.save(tmp_path / "theirs.docx")
    found = check_packs(tmp_path / "theirs.docx")[0].problems
    assert {problem.id for problem in found} == {"frame.crowded-tag", "frame.open-tag", "frame.syntax"}


def test_a_folder_of_packs_is_checked_pack_by_pack(tmp_path: Path) -> None:
    write_pack(tmp_path, "甲", None, "名称: 甲\n继承: 乙\n")
    write_pack(tmp_path, "乙", BODY.format("{{ 年渡 }}"), "名称: 乙\n继承: base\n")
    assert [(found.name, len(found.problems)) for found in check_packs(tmp_path)] == [("乙", 1), ("甲", 0)]
    (tmp_path / "空").mkdir()
    assert refused(lambda: check_packs(tmp_path / "空"))[0].id == "template.unknown"


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["templates", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


class TestCommands:
    def test_list(self, tmp_path: Path) -> None:
        write_pack(tmp_path, "我局", None, "名称: 我局的\n继承: base\n")
        code, text = run("list", "--templates", tmp_path)
        assert code == 0
        for name in (*pack_names(), "我局  我局的"):
            assert f"{name}" in text

    def test_show(self, tmp_path: Path) -> None:
        body = '{% extends "government_report/report.md.j2" %}\n{% block 件数句 %}共{{ 建议.来源 | 分项 }}{% endblock %}\n'
        write_pack(
            tmp_path, "我局", body, "名称: 我局\n继承: government_report\n列: [来源]\n标题编号: [第一、]\n"
        )
        code, text = run("show", "我局", "--templates", tmp_path)
        assert code == 0
        for line in (
            "  report.md.j2：我局、government_report、base",
            "  frame-letter.docx：base",
            "报告文件里要写：会议",
            "写到的批次：建议（代表建议、闭会期间建议）",
            "标题编号：第一、",
            "台账自己的列：来源",
        ):
            assert line in text.splitlines()
        assert "我局：件数句" in text
        assert "建议.来源" in text
        assert "主要工作（必填）" in text

    def test_copy_can_be_built_and_changed_and_writes_over_nothing(self, tmp_path: Path) -> None:
        code, text = run("copy", "government_report", tmp_path / "templates" / "我局")
        assert (code, "已复制到" in text) == (0, True)
        sections = {"主要工作": "甲。", "存在问题": "乙。", "下步打算": "丙。"}
        report = write_report(tmp_path, 模板="我局", 会议="区人大一次会议", 正文=sections)
        br.build(report, tmp_path / "out.docx")
        assert run("check", tmp_path / "templates") == (0, "我局：没有发现问题。\n")
        shutil.rmtree(tmp_path / "templates" / "我局" / "frame.docx", ignore_errors=True)
        before = (tmp_path / "templates" / "我局" / "report.md.j2").read_bytes()
        code, text = run("copy", "base", tmp_path / "templates" / "我局")
        assert code == 2
        assert (tmp_path / "templates" / "我局" / "report.md.j2").read_bytes() == before

    def test_check_tells_and_fails(self, tmp_path: Path) -> None:
        write_pack(tmp_path, "我局", BODY.format("{{ 年渡 }}"), "名称: 我局\n继承: base\n")
        code, text = run("check", tmp_path / "我局")
        assert code == 1
        assert "我局/report.md.j2 第3行：模板里没有“年渡”这个名称；是不是“年度”？" in text
