"""The layout check: our documents pass, and each departure from the standard is named at its paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt, RGBColor

import banli_report as br
from tests.checks.layout.support import (
    DATE,
    FIRST,
    LAST,
    LEAD,
    LIST,
    MARK,
    NAME,
    TEXT,
    TITLE,
    Change,
    build,
    inserted,
    number,
    paragraph,
    properties,
    removed,
    retyped,
    run_properties,
    set_property,
    spoiled,
)

EXAMPLES = Path(__file__).parents[3] / "examples"


def told(problems: list[br.Problem]) -> list[tuple[str, str, int | None]]:
    return [
        (problem.id.removeprefix("layout."), str(problem.severity), problem.place.paragraph)
        for problem in problems
    ]


def style(document: Any, name: str) -> Any:
    return document.styles[name].element


# ---- our own documents


def test_a_document_of_ours_has_no_problem(right: Path) -> None:
    assert br.check(right, only="layout") == []
    assert br.check(str(right), only="layout") == []


def test_the_shipped_examples_that_are_signed_and_dated_have_no_problem(tmp_path: Path) -> None:
    for name in ("jianxi_2019", "xianning_resources_2022", "zhengzhou_housing_2022"):
        br.build(EXAMPLES / name / "report.yaml", tmp_path / "out.docx")
        assert br.check(tmp_path / "out.docx", only="layout") == [], name


def test_a_report_read_to_a_meeting_needs_neither_signature_nor_date(tmp_path: Path) -> None:
    delivery = {
        "会议": "某某区第十届人民代表大会第一次会议",
        "日期": "2024-12-14",
        "报告人": "张三",
        "职务": "区长",
    }
    path = build(tmp_path, 宣读=delivery, 附件=[])
    assert [problem for problem in br.check(path, only="layout") if problem.id != "layout.metadata"] == []


def test_a_document_tree_is_checked_as_the_file_it_makes() -> None:
    report = br.load(EXAMPLES / "jianxi_2019" / "report.yaml")
    assert br.check(br.compose(report), only="layout") == []


def test_a_draft_is_told_what_a_release_is_refused() -> None:
    document = br.compose(br.load(EXAMPLES / "county_draft_2020" / "report.yaml"), draft=True)
    assert {problem.severity for problem in br.check(document, only="layout")} == {"error"}
    assert {problem.severity for problem in br.check(document, draft=True, only="layout")} == {"warning"}


# ---- a document made without any care


def test_the_default_document_of_python_docx_has_many_problems(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("关于2022年建议办理情况的报告", 0)
    document.add_paragraph("市人大常委会:")
    document.add_heading("一、基本情况", 1)
    document.add_paragraph("2022年共承办建议30件,全部办结。")
    document.add_heading("(一)分类情况", 2)
    document.add_paragraph("某某局")
    document.add_paragraph("2022年08月30日")
    document.save(str(tmp_path / "plain.docx"))
    found = {
        problem.id.removeprefix("layout.") for problem in br.check(tmp_path / "plain.docx", only="layout")
    }
    assert found >= {
        *("paper-size", "margins", "grid", "theme-font", "size", "colour", "alignment", "first-line-indent"),
        *("paragraph-spacing", "line-spacing", "heading-form", "half-width", "date-padding"),
        *("signature-place", "page-number-missing", "metadata"),
    }


def test_the_same_departure_is_told_once_with_its_paragraphs(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        for text in (LEAD, TEXT, LAST):
            paragraph(document, text).paragraph_format.space_after = Pt(10)

    (problem,) = spoiled(right, tmp_path, change)
    document = docx.Document(str(right))
    first, *others = (number(document, text) for text in (LEAD, TEXT, LAST))
    assert problem.place == br.Place(file="spoiled.docx", part="正文", paragraph=first)
    assert problem.message == (
        f"正文段前0磅、段后10磅，应为0：“现将建议办理的有关情况报……”；第{others[0]}、{others[1]}段同样"
    )
    assert problem.hint == "段前、段后设为0"


# ---- one rule at a time


def letter_paper(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def lying(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)


def narrow_margin(document: Any) -> None:
    document.sections[0].left_margin = Mm(25)


def wide_grid(document: Any) -> None:
    set_property(document.sections[0]._sectPr, "docGrid", linePitch=600)


def without_grid(document: Any) -> None:
    section = document.sections[0]._sectPr
    section.remove(section.find(docx.oxml.ns.qn("w:docGrid")))


def untracked(value: int) -> Change:
    return lambda document: set_property(style(document, "公文正文").rPr, "spacing", val=value)


def latin(document: Any) -> None:
    paragraph(document, TEXT).runs[1].font.name = "Arial"


def faceless(document: Any) -> None:
    default = document.styles.element.find(".//" + docx.oxml.ns.qn("w:rPrDefault"))
    for node in (style(document, "附件标记").rPr.rFonts, default[0][0]):
        del node.attrib[docx.oxml.ns.qn("w:eastAsia")]


def unhinted(document: Any) -> None:
    for run in paragraph(document, TEXT).runs:
        for fonts in run._r.findall(".//" + docx.oxml.ns.qn("w:rFonts")):
            fonts.getparent().remove(fonts)


def red(document: Any) -> None:
    paragraph(document, TEXT).runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


def at_right(text: str, characters: float) -> list[Change]:
    """Let a line end so many characters before the right edge."""
    indent = properties(text, "ind", left=0, right=round(characters * 320))
    return [indent, properties(text, "jc", val="right")]


def added(text: str) -> Change:
    return retyped(LAST, "工作。", f"工作，{text}。")


PARAGRAPHS = [
    ("face", "error", TITLE, [run_properties(TITLE, "rFonts", eastAsia="黑体")]),
    ("face", "error", FIRST, [run_properties(FIRST, "rFonts", eastAsia="微软雅黑")]),
    ("face", "error", TEXT, [run_properties(TEXT, "rFonts", eastAsia="宋体")]),
    ("face", "error", "（一）分类", [run_properties("（一）分类", "rFonts", eastAsia="仿宋_GB2312")]),
    ("face", "error", MARK, [run_properties(MARK, "rFonts", eastAsia="宋体")]),
    ("theme-font", "error", TITLE, [run_properties(TITLE, "rFonts", eastAsiaTheme="majorEastAsia")]),
    ("no-east-asian-face", "error", MARK, [faceless]),
    ("latin-face", "warning", TEXT, [latin]),
    ("quote-face", "warning", TEXT, [unhinted]),
    ("size", "error", TEXT, [run_properties(TEXT, "sz", val=30)]),
    ("size", "error", TITLE, [run_properties(TITLE, "sz", val=36)]),
    ("colour", "error", TEXT, [red]),
    ("alignment", "error", TITLE, [properties(TITLE, "jc", val="left")]),
    ("alignment", "error", TEXT, [properties(TEXT, "jc", val="center")]),
    ("alignment", "warning", TEXT, [properties(TEXT, "jc", val="left")]),
    ("first-line-indent", "error", TEXT, [properties(TEXT, "ind", firstLineChars=0, firstLine=0)]),
    ("first-line-indent", "error", "　　" + TEXT, [retyped(TEXT, "全年", "　　全年")]),
    (
        "indent-spaces",
        "warning",
        "　　" + TEXT,
        [properties(TEXT, "ind", firstLineChars=0, firstLine=0), retyped(TEXT, "全年", "　　全年")],
    ),
    ("side-indent", "error", TEXT, [properties(TEXT, "ind", left=640)]),
    ("paragraph-spacing", "error", TEXT, [properties(TEXT, "spacing", beforeLines=50, before=156)]),
    ("keep-next", "warning", FIRST, [properties(FIRST, "keepNext", val=0)]),
    ("line-spacing", "warning", TEXT, [properties(TEXT, "spacing", line=600, lineRule="exact")]),
    ("line-spacing", "error", TEXT, [properties(TEXT, "spacing", line=400, lineRule="exact")]),
    ("line-spacing", "error", TEXT, [properties(TEXT, "spacing", line=360, lineRule="auto")]),
    ("line-characters", "warning", LEAD, [untracked(0)]),
    ("line-characters", "error", LEAD, [untracked(40)]),
    ("flush-left", "error", MARK, [properties(MARK, "ind", firstLine=640)]),
    ("heading-order", "error", "（一）总体", [inserted(FIRST, "（一）总体", "heading 2")]),
    ("heading-order", "error", "（1）总体", [inserted("（一）分类", "（1）总体", "heading 4")]),
    ("heading-number", "error", "三、下步打算", [retyped("二、下步", "二、", "三、")]),
    ("heading-number", "error", "（三）办理", [retyped("（二）办理", "（二）", "（三）")]),
    ("heading-number", "error", "（3）停车", [retyped("（2）停车", "（2）", "（3）")]),
    ("heading-form", "error", "1、城建", [retyped("1.城建", "1.", "1、")]),
    ("heading-form", "warning", "1．城建", [retyped("1.城建", "1.", "1．")]),
    ("heading-form", "error", "(二)办理", [retyped("（二）办理", "（二）", "(二)")]),
    ("heading-form", "error", "（二）、办理", [retyped("（二）办理", "（二）", "（二）、")]),
    ("heading-form", "error", "二．下步", [retyped("二、下步", "二、", "二．")]),
    ("heading-form", "warning", "其他情况", [inserted("二、下步", "其他情况", "heading 4")]),
    ("outline-level", "warning", "（二）办理", [properties("（二）办理", "outlineLvl", val=0)]),
    ("heading-punctuation", "warning", "二、下步", [retyped("二、下步", "打算", "打算。")]),
    ("title-punctuation", "warning", TITLE, [retyped(TITLE, "报告", "报告。")]),
    ("number-brackets", "error", LAST, [added("按国办发[2014]46号文件")]),
    ("number-brackets", "error", LAST, [added("按国办发（2014）46号文件")]),
    ("number-year", "error", LAST, [added("按国办发〔14〕46号文件")]),
    ("number-di", "error", LAST, [added("按国办发〔2014〕第46号文件")]),
    ("number-zero", "error", LAST, [added("按国办发〔2014〕046号文件")]),
    ("date-padding", "error", LAST, [added("从2022年8月03日起")]),
    ("date-padding", "error", LAST, [added("从2022年08月30日起")]),
    ("date-numerals", "error", LAST, [added("从二〇二二年八月三十日起")]),
    ("date-padding", "error", "2024年12月01日", [retyped(DATE, "月1日", "月01日")]),
    ("half-width", "error", LAST, [added(",")]),
    ("half-width", "error", LAST, [added("(含答复）")]),
    ("half-width", "error", LAST, [retyped(LAST, "工作。", "工作.")]),
    ("annex-list-punctuation", "error", LIST, [retyped(LIST, "统计表", "统计表。")]),
    ("annex-list-form", "error", "附件:1.", [retyped(LIST, "附件：", "附件:")]),
    ("annex-list-form", "error", "附件：1、", [retyped(LIST, "1.", "1、")]),
    ("annex-list-indent", "error", LIST, [properties(LIST, "ind", left=1280, hanging=1280)]),
    ("annex-count", "error", "附件：", [removed("2.代表建议"), retyped(LIST, "1.", "")]),
    ("annex-title", "error", "代表建议办理情况统计表", [retyped(LIST, "统计表", "统计总表")]),
    ("annex-mark-form", "error", "附件1：", [retyped(MARK, "附件1", "附件1：")]),
    ("annex-mark-form", "error", "附件一", [retyped(MARK, "附件1", "附件一")]),
    ("annex-mark-form", "error", "附件3", [retyped("附件2", "附件2", "附件3")]),
    (
        "annex-mark-page",
        "error",
        MARK,
        [lambda document: set_property(document.sections[1]._sectPr, "type", val="continuous")],
    ),
    (
        "annex-title-place",
        "warning",
        "代表建议办理情况统计表",
        [inserted("代表建议办理情况统计表", "", "附件标记")],
    ),
    (
        "signature-place",
        "error",
        NAME,
        at_right(NAME, 0),
    ),
    ("signature-place", "error", NAME, at_right(DATE, 0)),
    ("highlight", "warning", TEXT, [run_properties(TEXT, "highlight", val="yellow")]),
    ("placeholder", "error", LAST, [added("在X月")]),
    ("placeholder", "error", LAST, [added("在XXX县")]),
    ("template-tag", "error", LAST, [added("{{ 年度 }}")]),
    ("hidden-text", "error", LAST, [run_properties(LAST, "vanish")]),
]


@pytest.mark.parametrize("departure", PARAGRAPHS, ids=lambda departure: departure[0])
def test_a_departure_in_a_paragraph(
    departure: tuple[str, str, str, list[Change]], right: Path, tmp_path: Path
) -> None:
    rule, severity, text, changes = departure
    problems = spoiled(right, tmp_path, *changes)
    document = docx.Document(str(tmp_path / "spoiled.docx"))
    assert told(problems) == [(rule, severity, number(document, text))], problems
    assert problems[0].place.part == "正文"
    assert "“" in problems[0].message
    assert problems[0].hint


PAGES = [
    ("paper-size", "error", [letter_paper]),
    ("landscape", "error", [lying]),
    ("margins", "error", [narrow_margin]),
    ("grid", "warning", [wide_grid]),
    ("grid", "warning", [without_grid]),
    ("title-missing", "error", [removed(TITLE)]),
    ("date-missing", "error", [retyped(DATE, DATE, ""), *at_right(NAME, 2)]),
]


@pytest.mark.parametrize(("rule", "severity", "changes"), PAGES)
def test_a_departure_of_the_whole_document(
    rule: str, severity: str, changes: list[Change], right: Path, tmp_path: Path
) -> None:
    assert told(spoiled(right, tmp_path, *changes)) == [(rule, severity, None)]


def test_measured_and_required_values_are_said(right: Path, tmp_path: Path) -> None:
    (problem,) = spoiled(right, tmp_path, narrow_margin)
    assert problem.message == "第1节的页边距是左25.0（应为28±1）毫米"
    (problem,) = spoiled(right, tmp_path, run_properties(TITLE, "sz", val=36))
    assert problem.message == f"标题的字号是18磅，应为2号（22磅）：“{TITLE}”"


def test_faces_and_pages_by_other_names_are_accepted(right: Path, tmp_path: Path) -> None:
    changes = [
        run_properties(TITLE, "rFonts", eastAsia="方正小标宋_GBK"),
        run_properties(FIRST, "rFonts", eastAsia="SimHei"),
        run_properties("（二）办理", "rFonts", eastAsia="楷体"),
        run_properties(LAST, "rFonts", eastAsia="方正仿宋_GBK"),
        lambda document: setattr(document.sections[0], "left_margin", Mm(27.2)),
    ]
    assert spoiled(right, tmp_path, *changes) == []


@pytest.mark.parametrize(
    "text",
    [
        "在9:30至10:00答复，比例3:1，共1,234件",
        "执行《关于办理(试行)的通知》（国办发〔2014〕46号）",
        "更新报告(定稿).docx和http://www.gov.cn/index.html?a=1",
        "实施A,B两类",
        "开展“一事一办”",
    ],
)
def test_half_width_signs_that_belong(text: str, right: Path, tmp_path: Path) -> None:
    found = spoiled(right, tmp_path, added(text))
    assert [problem for problem in found if problem.id != "layout.quote-face"] == []


def test_a_sealed_signature(right: Path, tmp_path: Path) -> None:
    changes = [*at_right(DATE, 4), *at_right(NAME, 3.75)]
    assert spoiled(right, tmp_path, *changes) == []


def test_a_document_without_a_signature(right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, retyped(NAME, NAME, ""))
    assert told(problems) == [("signature-missing", "error", None)]


@pytest.mark.parametrize("date", ["2024.12.1", "24年12月1日", "2024年13月1日", "2024-12-01"])
def test_a_date_in_another_form(date: str, right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, retyped(DATE, DATE, date))
    document = docx.Document(str(tmp_path / "spoiled.docx"))
    assert ("date-form", "error", number(document, date)) in told(problems)
    allowed = {"layout.date-form", "layout.signature-place", "release.impossible-date"}
    assert {problem.id for problem in problems} <= allowed


def test_a_signature_without_a_blank_line_above(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        name = paragraph(document, NAME)._p
        blank = name.getprevious()
        blank.getparent().remove(blank)

    problems = spoiled(right, tmp_path, change)
    document = docx.Document(str(tmp_path / "spoiled.docx"))
    assert told(problems) == [("signature-blank", "warning", number(document, NAME))]


def test_headings_that_word_numbers_itself_are_known_by_their_style(right: Path, tmp_path: Path) -> None:
    """An outline level alone makes a heading; its missing number is told."""
    change = retyped("二、下步", "二、", "")
    problems = spoiled(right, tmp_path, change)
    document = docx.Document(str(tmp_path / "spoiled.docx"))
    assert told(problems) == [("heading-form", "warning", number(document, "下步打算"))]


def test_the_head_of_a_document(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        head = paragraph(document, TITLE).insert_paragraph_before("某政[2024]第5号", "公文正文")
        head.alignment = 1
        set_property(head._p.pPr, "ind", firstLineChars=0, firstLine=0)

    problems = spoiled(right, tmp_path, change)
    assert told(problems) == [("number-brackets", "error", 1), ("number-di", "error", 1)]


def test_annexes_that_are_sent_apart(tmp_path: Path) -> None:
    right = build(tmp_path, 附件=[])
    blank, listed = inserted(NAME, "", "附件说明"), inserted(NAME, "附件：统计表", "附件说明")
    changes = [
        blank,
        listed,
        inserted(NAME, "", "附件说明"),
        properties("附件：", "ind", left=5 * 320, hanging=3 * 320),
    ]
    problems = spoiled(right, tmp_path, *changes)
    assert [(problem.id, str(problem.severity)) for problem in problems] == [
        ("layout.annex-count", "warning")
    ]


def test_names_of_annexes_below_their_label(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        first = paragraph(document, LIST)
        label = first.insert_paragraph_before("附件：", first.style)
        set_property(label._p.get_or_add_pPr(), "ind", left=640)
        retyped(LIST, "附件：", "")(document)

    problems = spoiled(right, tmp_path, change)
    document = docx.Document(str(tmp_path / "spoiled.docx"))
    assert told(problems) == [("annex-list-form", "error", number(document, "附件："))]


def test_a_grid_of_lines_and_characters(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        untracked(0)(document)
        for text in (LEAD, TEXT, LAST):
            set_property(paragraph(document, text)._p.get_or_add_pPr(), "snapToGrid", val=1)
        set_property(document.sections[0]._sectPr, "docGrid", type="linesAndChars", charSpace=-848)

    problems = spoiled(right, tmp_path, change)
    snapped = {number(docx.Document(str(right)), text) for text in (LEAD, TEXT, LAST)}
    assert {problem.id for problem in problems} == {"layout.line-characters"}
    assert not {problem.place.paragraph for problem in problems} & snapped


def test_a_recipient_stands_flush(right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, inserted(LEAD, "某某区人大常委会，区政协：", "公文正文"))
    assert [problem.id for problem in problems] == ["layout.flush-left"]
