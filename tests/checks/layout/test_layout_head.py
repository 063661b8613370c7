"""The layout check on head and foot: a right document has no problem, and each departure is named at its paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, RGBColor

from tests.checks.layout.support import (
    TITLE,
    Change,
    build,
    number,
    paragraph,
    properties,
    retyped,
    run_properties,
    spoiled,
)

MASTHEAD, NUMBER, COPIES = "某某区人民政府文件", "某政〔2024〕5号", "抄送："
OFFICIAL = {
    "份号": 3,
    "密级": "秘密",
    "紧急程度": "特急",
    "发文机关标志": "某某区人民政府",
    "发文字号": NUMBER,
    "主送机关": "区人大常委会",
    "抄送": ["区委办公室", "区政协办公室"],
    "印发机关": "某某区人民政府办公室",
    "印发日期": "2024-12-2",
    "版记另页": False,
}


@pytest.fixture(scope="module")
def headed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("headed"), 公文=OFFICIAL, 附件=[])


def without_blank(text: str, *, before: bool) -> Change:
    """Remove the blank paragraph before or after another."""

    def change(document: Any) -> None:
        node = paragraph(document, text)._p
        blank = node.getprevious() if before else node.getnext()
        blank.getparent().remove(blank)

    return change


DEPARTURES: list[tuple[str, str, str, Change]] = [
    ("masthead-face", "warning", MASTHEAD, run_properties(MASTHEAD, "rFonts", eastAsia="黑体")),
    ("masthead-alignment", "error", MASTHEAD, properties(MASTHEAD, "jc", val="left")),
    ("copy-number", "error", "03", retyped("000003", "000003", "03")),
    ("head-mark-face", "error", "秘密", run_properties("秘密", "rFonts", eastAsia="仿宋_GB2312")),
    ("head-mark-face", "error", "特急", run_properties("特急", "color", val="FF0000")),
    ("head-mark-face", "error", "特急", run_properties("特急", "sz", val=28)),
    ("number-alignment", "error", NUMBER, properties(NUMBER, "jc", val="left")),
    ("title-blank", "warning", TITLE, without_blank(TITLE, before=True)),
    ("title-blank", "warning", TITLE, without_blank(TITLE, before=False)),
    ("foot-copies", "error", COPIES, retyped(COPIES, "办公室。", "办公室")),
    ("foot-indent", "warning", COPIES, retyped(COPIES, "\t抄送", "抄送")),
]


def test_a_head_and_a_foot_of_ours_have_no_problem(headed: Path, tmp_path: Path) -> None:
    assert spoiled(headed, tmp_path) == []


@pytest.mark.parametrize("departure", DEPARTURES, ids=lambda departure: departure[0])
def test_a_departure(departure: tuple[str, str, str, Change], headed: Path, tmp_path: Path) -> None:
    rule, severity, text, change = departure
    problems = spoiled(headed, tmp_path, change)
    document = docx.Document(str(tmp_path / "spoiled.docx"))
    assert [(problem.id, str(problem.severity), problem.place.paragraph) for problem in problems] == [
        (f"layout.{rule}", severity, number(document, text))
    ]


def test_space_may_stand_for_blank_lines(headed: Path, tmp_path: Path) -> None:
    changes = [
        without_blank(TITLE, before=True),
        without_blank(TITLE, before=True),
        without_blank(TITLE, before=False),
        properties(TITLE, "spacing", before=2 * 579, after=579),
    ]
    assert spoiled(headed, tmp_path, *changes) == []


def test_the_height_of_the_page_number(headed: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        for section in document.sections:
            section.footer_distance = Mm(15)

    (problem,) = spoiled(headed, tmp_path, change)
    assert (problem.id, problem.place.part) == ("layout.page-number-height", "页脚")
    assert "约17毫米，应为7毫米" in problem.message


def coloured(colour: str) -> Change:
    def change(document: Any) -> None:
        for run in paragraph(document, MASTHEAD).runs:
            run.font.color.rgb = RGBColor.from_string(colour)

    return change


@pytest.mark.parametrize("colour", ["FE0000", "E60012", "C00000"])
def test_a_masthead_of_another_red_is_one(colour: str, headed: Path, tmp_path: Path) -> None:
    assert spoiled(headed, tmp_path, coloured(colour)) == []


@pytest.mark.parametrize(
    "recipients",
    [
        "各镇人民政府（街道办事处），县直各单位：",
        "各乡镇，各人民团体：",
        f"{'各市、县（区）人民政府，' * 9}各企业：",
    ],
)
def test_recipients_of_every_kind_are_known(recipients: str, headed: Path, tmp_path: Path) -> None:
    assert spoiled(headed, tmp_path, retyped("区人大常委会：", "区人大常委会：", recipients)) == []


def test_urgency_with_a_space_in_it(headed: Path, tmp_path: Path) -> None:
    change = run_properties("特", "rFonts", eastAsia="仿宋_GB2312")
    (problem,) = spoiled(headed, tmp_path, retyped("特急", "特急", "特　急"), change)
    assert problem.id == "layout.head-mark-face"


def test_a_foot_in_a_table_is_looked_at(headed: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        foot = paragraph(document, COPIES)
        table = document.add_table(1, 1)
        table.cell(0, 0).paragraphs[0].add_run("抄送：区委办公室")
        foot._p.addprevious(table._tbl)
        foot._p.getparent().remove(foot._p)

    assert "layout.foot-copies" in {problem.id for problem in spoiled(headed, tmp_path, change)}


def test_a_heading_about_issuing_is_no_foot(tmp_path: Path) -> None:
    right = build(tmp_path)
    assert spoiled(right, tmp_path, retyped("一、基本情况", "基本情况", "方案印发")) == []


def test_an_upward_document_with_number_and_signer_in_one_line_is_no_letter(
    headed: Path, tmp_path: Path
) -> None:
    def change(document: Any) -> None:
        document.sections[0].different_first_page_header_footer = True

    problems = spoiled(headed, tmp_path, retyped(NUMBER, NUMBER, f"{NUMBER}\t签发人：张三"), change)
    assert "layout.page-number-missing" in {problem.id for problem in problems}


def test_a_letter_without_a_number_is_one(tmp_path: Path) -> None:
    letter = {"版式": "信函", "发文机关标志": "某某区人民政府", "密级": "秘密", "主送机关": "区人大常委会"}
    assert spoiled(build(tmp_path, 公文=letter, 附件=[]), tmp_path) == []
