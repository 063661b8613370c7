"""A pack that extends another loses nothing of its own text, and nothing of the other's, without a word."""

from pathlib import Path
from typing import Any

import pytest

import banli_report as br
from banli_report.document.outline import outline
from tests.support import only_problem, write_pack, write_report

WHOLE = "{{ 正文.主要工作 }}{{ 正文.存在问题 }}{{ 正文.下步打算 }}"
SECTIONS = {"主要工作": "抓统筹。", "存在问题": "进展慢。", "下步打算": "加快办。"}
EXTENDS = '{% extends "government_report/report.md.j2" %}'


def made(folder: Path, body: str, extends: str = "government_report", **facts: Any) -> str:
    report = write_report(folder, body, **{"会议": "四次会议", "正文": SECTIONS, **facts})
    write_pack(folder / "templates", "mine", None, f"名称: 试\n继承: {extends}\n")
    return outline(br.compose(br.load(report)))


@pytest.mark.parametrize(("name", "near"), [("主題", "主体"), ("开投", "开头"), ("办理律", "办理率")])
def test_a_block_without_a_place_is_told_with_the_nearest(tmp_path: Path, name: str, near: str) -> None:
    body = f"{EXTENDS}\n\n{{% block {name} %}}甲{{% endblock %}}"
    problem = only_problem(lambda: made(tmp_path, body))
    assert problem.id == "template.unknown-block"
    assert f"是不是“{near}”" in problem.message
    assert (problem.place.file, problem.place.line) == ("mine/report.md.j2", 3)


def test_a_block_of_the_pack_between_is_told_at_its_own_file(tmp_path: Path) -> None:
    write_pack(
        tmp_path / "templates",
        "between",
        EXTENDS + "{% block 结束 %}甲{% endblock %}",
        "名称: 间\n继承: government_report\n",
    )
    body = '{% extends "between/report.md.j2" %}{% block 开头 %}甲{% endblock %}'
    problem = only_problem(lambda: made(tmp_path, body, "between"))
    assert (problem.id, problem.place.file) == ("template.unknown-block", "between/report.md.j2")


@pytest.mark.parametrize(
    "blocks",
    [
        "{% block 开头 %}甲。{% endblock %}",
        "{% block 办理率 %}甲。{% endblock %}",
        "{% if 年度 %}{% block 开头 %}甲。{% endblock %}{% endif %}",
        "{% block 开头 %}{% if 年度 %}{% block 我们的 %}甲。{% endblock %}{% endif %}{% endblock %}",
        "{% block 主体 %}{{ super() }}甲。{% endblock %}{% block 办理率 %}乙。{% endblock %}",
        "{% block 主体 %}甲。{{ self.主要工作() }}{{ 正文.存在问题 }}{{ 正文.下步打算 }}{% endblock %}"
        "{% block 主要工作 %}{{ super() }}{% endblock %}",
        "\n{# 说明 #}\n{% set 数 = 1 %}\n{% macro 话() %}甲。{% endmacro %}\n{% block 开头 %}{{ 话() }}{% endblock %}\n",
    ],
)
def test_blocks_with_a_place_are_printed(tmp_path: Path, blocks: str) -> None:
    assert "甲。" in made(tmp_path, EXTENDS + blocks)


def test_a_block_inside_of_a_rewritten_one_is_told(tmp_path: Path) -> None:
    body = f"{EXTENDS}{{% block 主体 %}}{WHOLE}{{% endblock %}}\n{{% block 办理率 %}}甲{{% endblock %}}"
    problem = only_problem(lambda: made(tmp_path, body))
    assert (problem.id, problem.place.line) == ("template.lost-block", 2)


@pytest.mark.parametrize("text", ["# 附：说明", "{{ 建议.件数 }}", "{% if 年度 %}甲{% endif %}"])
def test_text_outside_of_blocks_is_told(tmp_path: Path, text: str) -> None:
    body = f"{EXTENDS}\n\n{text}\n{{% block 开头 %}}甲{{% endblock %}}"
    problem = only_problem(lambda: made(tmp_path, body))
    assert (problem.id, problem.place.line) == ("template.outside-block", 3)


@pytest.mark.parametrize("more", ["", WHOLE, "{% block 主体 %}" + WHOLE + "{% endblock %}"])
def test_a_pack_that_forgets_to_extend_is_refused(tmp_path: Path, more: str) -> None:
    problem = only_problem(lambda: made(tmp_path, "{% block 开头 %}各位委员：{% endblock %}" + more))
    assert (problem.id, problem.place.file) == ("template.not-extended", "mine/report.md.j2")
    assert EXTENDS in problem.hint


@pytest.mark.parametrize(
    "body",
    [
        WHOLE,
        "{% block 我们的 %}" + WHOLE + "{% endblock %}",
        "{% block 开头 %}{% endblock %}{% block 主体 %}"
        + WHOLE
        + "{% endblock %}{% block 结尾 %}{% endblock %}",
    ],
)
def test_a_pack_may_write_the_whole_itself(tmp_path: Path, body: str) -> None:
    assert "抓统筹。" in made(tmp_path, body)
