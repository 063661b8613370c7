"""一是…二是…四是: what skips or repeats is told, lists that restart or stand within others are not."""

from __future__ import annotations

import pytest

import banli_report as br
from tests.checks.layout.support import LAST, paragraph, spoiled
from tests.checks.release.support import read

WRONG = [
    (["抓好三点：一是领导重视；二是专人办理；四是跟踪督办。"], "“二是”之后是“四是”，缺“三是”"),
    (["特点：一是集中;二是关注;二是减少。"], "“二是”写了两次"),
    (["一是领导重视。", "三是跟踪督办。"], "“一是”之后是“三是”，缺“二是”"),
    (["一是领导。", "二是专人。", "五是督办。"], "“二是”之后是“五是”，缺“三是”、“四是”"),
    (["一要加强领导，三要跟踪督办。"], "“一要”之后是“三要”，缺“二要”"),
    (["第一，加强领导。第三，跟踪督办。"], "“第一”之后是“第三”，缺“第二”"),
    (["首先，加强领导。第三，跟踪督办。"], "“第一”之后是“第三”，缺“第二”"),
    (["第一、领导。", "第二、专人。", "第二、督办。"], "“第二”写了两次"),
    (["一是甲。二是乙：一是丙；二是丁。三是戊。五是己。"], "“三是”之后是“五是”，缺“四是”"),
    (["**一是**甲；**三是**乙。"], "“一是”之后是“三是”，缺“二是”"),
    (["一、基本情况", "文字。", "三、下步打算"], "“一、”之后是“三、”，缺“二、”"),
    (["一、基本情况", "（一）总体情况", "文字。", "（三）分类情况"], "“（一）”之后是“（三）”，缺“（二）”"),
    (["?? 一、情况", "二、做法", "二、打算"], "“二、”写了两次"),
]


@pytest.mark.parametrize(("lines", "message"), WRONG)
def test_ordinals_that_skip_or_repeat_are_told(lines: list[str], message: str) -> None:
    (problem,) = read(*lines)
    assert (problem.id, problem.severity) == ("release.ordinal", "warning")
    assert problem.message.startswith(message)


RIGHT = [
    ["一是甲。二是乙。三是丙。", "一是丁。二是戊。"],
    ["一是甲；二是乙。又，一是丙；二是丁；三是戊。"],
    ["一是甲：一是乙；二是丙。二是丁。三是戊。"],
    ["一是甲。", "说明甲。", "二是乙。", "三是丙。"],
    ["（一）领导重视。一是甲；二是乙。", "（二）专人办理。一是丙。"],
    ["（一）领导重视。一是甲；二是乙；三是丙。", "（二）专人办理。二是丁。"],
    ["一是加强领导二是专人办理三是跟踪督办，四是总结。"],
    ["一是甲；其次，乙；三是丙。"],
    ["一是甲；另外，乙；三是丙。"],
    ["一是甲；二、乙；三是丙。"],
    ["首先，甲。其次，乙。第三，丙。最后，丁。"],
    ["首先，甲。其次，乙。其次，丙。"],
    ["再次召开会议。第一季度完成，第三季度总结。第一，甲。"],
    ["第十五届人大第四次会议，第三次会议"],
    ["唯一是他，三是单数，第一是质量"],
    ["坚持“三要三不要”，一要务、四要素"],
    ["四是继续督办。", "五是总结。"],
    ["一是甲。二是乙。三是丙。四是丁。", "同时，二是戊。"],
    ["一是否办结，三是否答复"],
    ["一是甲。", *(f"第{n}段文字，没有序号。" for n in "甲乙丙丁戊己庚辛壬癸"), "三是乙。"],
    ["一、情况", "二、做法", "（一）甲", "（二）乙", "三、打算", "（一）丙", "1.甲", "2.乙"],
    ["一、情况", "附件：", "一、甲", "二、乙"],
    ["一、情况", "（一）甲", "?? （二）乙", "（三）丙"],
    ["一、情况", "（一）甲", "二、做法", "（三）丙"],
    ["十是甲。十一是乙。十二是丙。"],
]


@pytest.mark.parametrize("lines", RIGHT)
def test_lists_that_are_right_are_not_told(lines: list[str]) -> None:
    assert [problem.message for problem in read(*lines)] == []


def test_a_word_file_is_told_of_lists_and_its_headings_only_by_the_layout(right, tmp_path) -> None:
    def change(document) -> None:
        paragraph(document, LAST).add_run("一是甲；三是乙。")
        found = paragraph(document, "二、下步打算")
        found.runs[0].text = "三、下步打算"
        for run in found.runs[1:]:
            run.text = ""

    problems = spoiled(right, tmp_path, change)
    found = {problem.id: problem.severity for problem in problems}
    assert found.keys() == {"release.ordinal", "layout.heading-number"}
    assert found["release.ordinal"] is br.Severity.WARNING


def test_cells_of_a_table_have_lists_of_their_own(right, tmp_path) -> None:
    def change(document) -> None:
        cells = document.tables[0].rows[1].cells
        for cell, text in zip(cells, ("一是甲", "三是乙"), strict=False):
            cell.paragraphs[0].runs[0].text = text

    assert "release.ordinal" not in {problem.id for problem in spoiled(right, tmp_path, change)}
