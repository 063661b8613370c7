"""A report that is written whole in one Word file: its tags, its own look, its figures with their notes."""

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import banli_report as br
from banli_report.document.tree import Document, Paragraph, Run
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.whole_start import starting_file
from tests.support import only_error, only_problem, refused, write_pack, write_report
from tests.word.writer.making import W
from tests.word.writer.wholes import table_of, whole_file, whole_report

EXAMPLES = Path(__file__).parents[3] / "examples"
SENTENCES = (
    "{{ 年度 }}年，{{ 单位.简称 }}共承办代表建议{{ 建议.件数 }}件。其中：{{ 建议.类别 | 分项 }}。",
    "目前，{{ 建议 | 办理进度 }}。{{ 建议.满意度 | 反馈 }}，{{ 建议.满意度 | 评价(占比=true) }}。",
    "重点建议{{ 建议.重点.件数 }}件，{{ 建议.重点.满意度 | 反馈(起=false) }}；{{ 建议 | 指标('答复率', '面商率') }}。",
    "{{ 建议.办理结果.A.名称 }}{{ 建议.办理结果.A.件数 }}件，占{{ 建议.办理结果.A.占比 | 百分比(2) }}。",
    "{% for 类 in 建议.办理结果 %}{{ 类.名称 }}{{ 类.件数 }}件{% if not loop.last %}，{% endif %}{% endfor %}。",
    "{% if 建议.增减 is defined %}{{ 建议.增减 | 增减 }}{% else %}由{{ 建议.承办单位 | 个数 }}家单位承办{% endif %}。",
)


def built(report: Path, **options: Any) -> Any:
    """Give the Word file of a report, opened."""
    stream = io.BytesIO()
    br.build(report, stream, **options)
    return docx.Document(stream)


def texts(opened: Any) -> list[str]:
    return [paragraph.text for paragraph in opened.paragraphs]


def printed(report: Path) -> list[tuple[str, str]]:
    """Give what a report's document prints as computed: the figures' names and texts, in reading order."""
    return [(run.note.name, run.text) for run in br.compose(br.load(report)).runs() if run.note]


def test_the_same_sentences_give_the_same_figures_as_a_text_template(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "jianxi_2019", tmp_path, dirs_exist_ok=True)
    facts = yaml.safe_load((tmp_path / "report.yaml").read_text("utf-8"))
    facts |= {"正文": {}, "标题": "办理情况", "落款": {}}
    write_pack(tmp_path / "templates", "文字", "\n".join(SENTENCES), "名称: 文字\n继承: base\n")
    write_pack(tmp_path / "templates", "整篇", None, "名称: 整篇\n")
    whole_file(tmp_path / "templates" / "整篇" / "report.docx", ("{{ 标题 }}", *SENTENCES))
    for name in ("文字", "整篇"):
        facts["模板"] = name
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
    assert printed(tmp_path / "整篇.yaml") == printed(tmp_path / "文字.yaml")
    assert len(printed(tmp_path / "整篇.yaml")) > 25
    lines = [text for text in texts(built(tmp_path / "文字.yaml")) if text]
    assert texts(built(tmp_path / "整篇.yaml")) == lines[: len(SENTENCES) + 1]


def test_conditions_and_loops_leave_no_empty_paragraph(tmp_path: Path) -> None:
    report = whole_report(
        tmp_path,
        "{%p if 建议.增减 is defined %}",
        "{{ 建议.增减 | 增减 }}",
        "{%p elif 建议.件数 > 9 %}",
        "很多",
        "{%p else %}",
        "没有上年的数",
        "{%p endif %}",
        "{%p set 结果 = 建议.办理结果 %}",
        "{%p for 类 in 结果 %}",
        "{{ 类.代码 }}类{{ 类.件数 }}件{% if loop.last %}。{% else %}；{% endif %}",
        "{%p endfor %}",
    )
    assert texts(built(report)) == ["办理情况", "没有上年的数", "A类3件；", "B类1件；", "C类1件。"]


def test_rows_of_a_table_are_repeated(tmp_path: Path) -> None:
    rows = (
        ("类别", "件数"),
        ("{%tr for 类 in 建议.类别 %}", ""),
        ("{{ 类.名称 }}", "{{ 类.件数 }}件"),
        ("{%tr endfor %}", ""),
        ("合计", "{{ 建议.件数 }}"),
    )
    (table,) = built(whole_report(tmp_path, change=table_of(rows))).tables
    found = [[cell.text for cell in row.cells] for row in table.rows]
    assert found == [
        ["类别", "件数"],
        ["城建交通类", "3件"],
        ["财政经济类", "1件"],
        ["教科文卫类", "1件"],
        ["合计", "5"],
    ]


def test_a_table_and_a_cell_that_nothing_is_left_of_do_no_harm(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        table_of([("{%tr if 建议.件数 > 9 %}",), ("甲",), ("{%tr endif %}",)])(made)
        table_of([("乙",)])(made)
        cell = made.tables[1].rows[0].cells[0]
        cell.text = "{%p if 建议.件数 > 9 %}"
        cell.add_paragraph("丙")
        cell.add_paragraph("{%p endif %}")

    (table,) = built(whole_report(tmp_path, change=change)).tables
    assert [paragraph.text for paragraph in table.rows[0].cells[0].paragraphs] == [""]


def test_figures_take_the_look_of_the_run_that_their_tag_stands_in(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph()
        for size, piece in ((10, "共"), (20, "{{ 建议"), (30, ".件数 }"), (40, "}件")):
            paragraph.add_run(piece).font.size = Pt(size)

    paragraph = built(whole_report(tmp_path, change=change)).paragraphs[-1]
    assert [(run.text, run.font.size.pt) for run in paragraph.runs] == [("共", 10), ("5", 20), ("件", 40)]


def test_the_page_and_the_styles_are_those_of_the_file(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.sections[0].left_margin = Pt(100)
        made.add_paragraph("{{ 建议.件数 }}", style="Intense Quote")
        made.sections[0].header.paragraphs[0].text = "{{ 单位 }}{{ 年度 }}"

    report = whole_report(tmp_path, change=change)
    assert not [problem for problem in br.build(report, io.BytesIO()) if problem.id.startswith("frame.")]
    opened = built(report)
    assert opened.sections[0].left_margin == Pt(100)
    assert opened.paragraphs[-1].style.name == "Intense Quote"
    assert opened.sections[0].header.paragraphs[0].text == "某某区人民政府2019"
    assert opened.core_properties.title == "办理情况"
    assert opened.core_properties.author == "某某区人民政府"


def test_a_title_of_the_standard_s_style_is_broken_by_sense(tmp_path: Path) -> None:
    title = "关于办理区十五届人大四次会议代表建议批评和意见情况的报告"
    assert built(whole_report(tmp_path, 标题=title)).paragraphs[0].text == title
    report = whole_report(tmp_path, 标题=title, 正文=[{"内容": "好。"}])
    (tmp_path / "templates" / "mine" / "report.docx").write_bytes(starting_file())
    assert built(report).paragraphs[0].text == "关于办理区十五届人大四次会议\n代表建议批评和意见情况的报告"


def test_a_content_control_is_no_longer_bound_to_what_it_showed(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph()
        control = parse_xml(
            f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="b"/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>{{ 单位 }}</w:t></w:r></w:sdtContent></w:sdt>"
        )
        paragraph._p.append(control)

    body = built(whole_report(tmp_path, change=change)).element.body
    assert "某某区人民政府" in "".join(node.text for node in body.iter(f"{W}t"))
    assert not list(body.iter(f"{W}dataBinding"))


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "{{ 建议.件数 }}")
    streams = io.BytesIO(), io.BytesIO()
    for stream in streams:
        br.build(report, stream)
    assert streams[0].getvalue() == streams[1].getvalue()


@pytest.mark.parametrize(
    "value",
    [
        "<w:p/>&amp;&",
        "**甲**",
        "# 甲",
        "  前后 ",
        "甲\t乙\n丙",
        "“甲”—",
        "| a |",
    ],
)
def test_values_come_out_as_they_are(tmp_path: Path, value: str) -> None:
    report = br.load(whole_report(tmp_path, "会议：{{ 会议 }}。", change=table_of([("{{ 会议 }}",)])))
    document = br.compose(report.model_copy(update={"session": value}))
    br.write(document, tmp_path / "out.docx")
    opened = docx.Document(str(tmp_path / "out.docx"))
    assert opened.paragraphs[1].text == f"会议：{value}。"
    assert opened.tables[0].rows[0].cells[0].text == value


def test_braces_of_a_ledger_come_out_as_they_are(tmp_path: Path) -> None:
    titles = ["{{ 年度 }}", "{%p if 甲 %}", "<b>&{}", "**甲**"]
    ledger = "\n".join(
        ["编号,案由,满意度", *(f"{number},{title},满意" for number, title in enumerate(titles, 1))]
    )
    report = whole_report(
        tmp_path, "{%p for 件 in 建议.清单 %}", "{{ 件.标题 }}", "{%p endfor %}", ledger=ledger
    )
    document = br.compose(br.load(report))
    br.write(document, tmp_path / "out.docx")
    assert texts(docx.Document(str(tmp_path / "out.docx")))[1:] == titles


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=30))
def test_any_value_comes_out_as_it_is(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    folder = tmp_path_factory.mktemp("whole")
    report = br.load(whole_report(folder, "〔{{ 会议 }}〕")).model_copy(update={"session": value})
    stream = io.BytesIO()
    br.write(br.compose(report, draft=True), stream)
    assert docx.Document(stream).paragraphs[1].text == f"〔{value}〕"


def test_a_figure_keeps_its_note(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "共{{ 建议.件数 }}件", change=table_of([("{{ 建议.满意率 }}",)]))
    notes = [run.note for run in br.compose(br.load(report)).runs() if run.note]
    assert [(note.name, note.text) for note in notes] == [("建议.件数", "5"), ("建议.满意率", "100%")]
    assert "ledger.csv" in notes[0].source


def test_a_copy_for_checking_tells_of_each_figure_and_each_typed_number(tmp_path: Path) -> None:
    report = whole_report(
        tmp_path, "共{{ 建议.件数 }}件，开会3次。", change=table_of([("{{ 建议.满意率 }}", "甲")])
    )
    br.build(report, tmp_path / "out.docx", review=True)
    copy = docx.Document(str(br.review_path(tmp_path / "out.docx")))
    said = [comment.text.split("\n")[0] for comment in copy.comments]
    assert said == ["建议.件数＝5", "手工输入的数字，没有出处，请核对", "建议.满意率＝100%"]
    assert texts(copy)[:2] == texts(docx.Document(str(tmp_path / "out.docx")))[:2]
    assert copy.tables[-1].rows[1].cells[0].text == "建议.件数"


def test_a_finished_file_is_compared(tmp_path: Path) -> None:
    report = whole_report(
        tmp_path, "共{{ 建议.件数 }}件。", change=table_of([("甲", "乙"), ("数", "{{ 建议.满意率 }}")])
    )
    opened = built(report)
    opened.save(str(tmp_path / "same.docx"))
    assert not br.check(tmp_path / "same.docx", only="audit", against=report)
    opened.paragraphs[1].runs[1].text = "6"
    opened.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "90%"
    opened.save(str(tmp_path / "edited.docx"))
    found = br.check(tmp_path / "edited.docx", only="audit", against=report)
    assert [(each.id, each.place.paragraph) for each in found] == [
        ("audit.figure-changed", 2),
        ("audit.figure-changed", 6),
    ]


@pytest.mark.parametrize("broken", [False, True])
def test_figures_in_a_cell_of_several_lines_are_compared(tmp_path: Path, broken: bool) -> None:
    first, second = "共{{ 建议.件数 }}件", "满意率{{ 建议.满意率 }}"

    def change(made: Any) -> None:
        table_of([("甲", "乙"), ("数", f"{first}\n{second}" if broken else first)])(made)
        if not broken:
            made.tables[0].rows[1].cells[1].add_paragraph(second)

    report = whole_report(tmp_path, "好。", change=change)
    opened = built(report)
    opened.save(str(tmp_path / "same.docx"))
    assert not br.check(tmp_path / "same.docx", only="audit", against=report)
    runs = [run for paragraph in opened.tables[0].rows[1].cells[1].paragraphs for run in paragraph.runs]
    next(run for run in runs if run.text == "100%").text = "90%"
    opened.save(str(tmp_path / "edited.docx"))
    found = br.check(tmp_path / "edited.docx", only="audit", against=report)
    assert [each.id for each in found] == ["audit.figure-changed"]
    assert "建议.满意率" in found[0].message


def test_what_is_not_known_yet_is_highlighted_and_refused_in_a_release(tmp_path: Path) -> None:
    batches = {"建议": {"种类": "代表建议", "统计": {"件数": "X"}}}
    report = whole_report(
        tmp_path,
        "{{ 单位 }}共{{ 建议.件数 }}件",
        SIGNED_TWICE,
        批次=batches,
        单位="XX局",
        落款={"日期": "2019年X月X日"},
    )
    assert {problem.id for problem in refused(lambda: built(report))} >= {
        "draft.unknown-count",
        "draft.unknown-text",
    }
    opened = built(report, draft=True)
    lit = [
        run.text
        for paragraph in opened.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert lit == ["XX", "X", "X", "X", "X", "X"]


SIGNED_TWICE = "{{ 落款.日期 }}{{ 日期 }}"


def test_a_placeholder_that_is_typed_in_the_file_is_refused(tmp_path: Path) -> None:
    assert only_problem(lambda: built(whole_report(tmp_path, "走访X次"))).id == "draft.unknown-text"


def test_typed_numbers_are_audited_where_they_stand(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "好。", "共9件，其中甲类5件、乙类3件。")
    problem = only_error(lambda: built(report))
    assert problem.id == "audit.parts-sum"
    assert (problem.place.file, problem.place.part, problem.place.paragraph) == (
        "mine/report.docx",
        "正文",
        3,
    )


def test_traditional_characters_are_written(tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    report = whole_report(
        tmp_path, "办结{{ 建议.件数 }}件", change=table_of([("{{ 建议.办理结果.A.名称 }}",)])
    )
    opened = built(report, script="hant")
    assert texts(opened) == ["辦理情況", "辦結5件"]
    assert opened.tables[0].rows[0].cells[0].text == "已經解決或基本解決"


SECTIONS = "名称: 试\n章节: {做法: {}, 一句: {}}\n"


def test_a_section_alone_in_a_paragraph_becomes_paragraphs_in_its_look(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph(style="List Bullet")
        paragraph.add_run("{{ 正文.做法 }}").font.size = Pt(15)
        paragraph.runs[0].bold = False
        made.add_paragraph("末尾。")

    text = "# 压实责任\n**一是**抓{{ 建议.件数 }}件。\n二是<好>。\n\n# 另起\n\n三是。\n\n| 甲 | 乙 |\n|---|---|\n| {{ 建议.件数 }} | 丙 |\n"
    opened = built(whole_report(tmp_path, change=change, settings=SECTIONS, 正文={"做法": text}))
    assert texts(opened) == [
        *("办理情况", "（一）压实责任。一是抓5件。", "二是<好>。", "（二）另起", "三是。", "", "末尾。")
    ]
    first, second = opened.paragraphs[1:3]
    assert first.style.name == second.style.name == "List Bullet"
    assert [run.text for run in first.runs if run.font.bold] == ["（一）", "压实责任。", "一是"]
    assert {run.font.size for run in (*first.runs, *second.runs)} == {Pt(15)}
    assert opened.tables[0].rows[1].cells[0].text == "5"


def test_a_run_in_heading_takes_the_file_s_style_for_it(tmp_path: Path) -> None:
    report = whole_report(tmp_path, 正文=[{"内容": "# 压实\n责任。"}])
    (tmp_path / "templates" / "mine" / "report.docx").write_bytes(starting_file())
    paragraph = next(each for each in built(report).paragraphs if each.text == "一、压实。责任。")
    assert [run.style.name for run in paragraph.runs] == [
        "一级标题字",
        "一级标题字",
        "Default Paragraph Font",
    ]


def test_a_section_of_one_line_stands_within_a_sentence(tmp_path: Path) -> None:
    report = whole_report(
        tmp_path, "本局{{ 正文.一句 }}。", settings=SECTIONS, 正文={"一句": "抓**落实**{{ 建议.件数 }}件"}
    )
    paragraph = built(report).paragraphs[1]
    assert paragraph.text == "本局抓落实5件。"
    assert [run.text for run in paragraph.runs if run.font.bold] == ["落实"]


def test_an_empty_section_leaves_no_paragraph(tmp_path: Path) -> None:
    report = whole_report(
        tmp_path, "甲", "{{ 正文.做法 }}", "乙", settings=SECTIONS, 正文={"做法": "{# 待写 #}"}
    )
    assert texts(built(report)) == ["办理情况", "甲", "乙"]


@pytest.mark.parametrize(
    ("text", "section", "kind"),
    [
        ("前{{ 正文.做法 }}", "一。\n二。", "whole.narrative-beside"),
        ("前{{ 正文.做法 }}", "# 甲\n乙", "whole.narrative-beside"),
        ("前{{ 合计 | 交叉表('类别', '办理结果') }}", "好", "whole.line-feed"),
        ("{{ 正文.做法 }}", "**甲", "template.markup"),
        ("{{ 正文.做法 }}", "|甲|乙|\n|---|\n", "template.markup"),
    ],
)
def test_a_section_that_has_no_place_is_refused(tmp_path: Path, text: str, section: str, kind: str) -> None:
    used = "" if "做法" in text else "{{ 正文.做法 }}"
    report = whole_report(tmp_path, text, used, settings=SECTIONS, 正文={"做法": section})
    problem = only_error(lambda: built(report))
    assert problem.id == kind
    assert problem.place.file == "mine/report.docx"


def test_a_section_that_is_not_printed_is_refused(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "甲", settings=SECTIONS, 正文={"做法": "乙"})
    assert only_error(lambda: built(report)).id == "template.unprinted-section"


def test_a_crossed_table_stands_alone_in_a_paragraph(tmp_path: Path) -> None:
    (table,) = built(whole_report(tmp_path, "{{ 合计 | 交叉表('类别', '办理结果') }}")).tables
    assert table.rows[-1].cells[-1].text == "5"


def faults(
    tmp_path: Path, *lines: str, change: Callable[[Any], object] = lambda _: None
) -> list[tuple[Any, ...]]:
    problems = refused(lambda: built(whole_report(tmp_path, *lines, change=change)))
    assert all(problem.place.file == "mine/report.docx" for problem in problems)
    return [(problem.id, problem.place.part, problem.place.paragraph) for problem in problems]


def test_all_faults_of_tags_are_told_at_once_with_part_and_paragraph(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "{{ 年渡 }}"

    found = faults(
        tmp_path,
        "{{ 会议（ }}",
        "{{ 单位 }",
        "{%p if 单位 %}文字",
        "{%p endif %}",
        "{% if 单位 %}甲",
        "{% endif %}",
        "{%r if 单位 %}",
        "{% include 'base/report.md.j2' %}",
        "{%- if 单位 %}{% endif %}",
        change=change,
    )
    assert found == [
        ("frame.open-tag", "正文", 3),
        ("frame.crowded-tag", "正文", 4),
        ("whole.unsupported-tag", "正文", 8),
        ("whole.unsupported-tag", "正文", 9),
        ("whole.unsupported-tag", "正文", 10),
        ("whole.apart", "正文", 7),
        ("template.syntax", "正文", 2),
        ("template.syntax", "正文", 8),
        ("frame.unknown-name", "页眉", 1),
    ]


def test_all_unknown_names_are_told_at_once_with_their_tags(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "{{ 建议.件素 }}", "好", "{{ 没有的 }}{{ 建议.类别 }}", "{{ 1 // 0 }}")
    problems = refused(lambda: built(report))
    assert [(each.id, each.place.paragraph) for each in problems] == [
        ("template.unknown-name", 2),
        ("template.unknown-name", 4),
        ("template.value", 4),
        ("template.failed", 5),
    ]
    assert problems[0].message == "“建议”没有“件素”这个名称；是不是“件数”？（{{ 建议.件素 }}）"


def test_ways_of_writing_that_there_are_not_are_told_beside_all_else(tmp_path: Path) -> None:
    lines = ("{{ 单位 | 不存在 }}", "{{ 建议.件素 }}", "{{ 建议.件数 is 奇怪 }}")
    problems = refused(lambda: built(whole_report(tmp_path, *lines)))
    assert [(each.id, each.place.paragraph) for each in problems] == [
        ("template.syntax", 2),
        ("template.unknown-name", 3),
        ("template.syntax", 4),
    ]
    assert problems[0].message == "模板写法有误：没有“不存在”这种写法（{{ 单位 | 不存在 }}）"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",),
            "template.too-much",
        ),
        (("{{ 'x' * 10**9 }}",), "template.forbidden"),
        (("{{ cycler.__init__.__globals__ }}",), "template.forbidden"),
        (("{{ 单位.__class__ }}",), "template.unknown-name"),
        (("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",), "whole.unsupported-tag"),
        (("{% set a %}甲{% endset %}",), "whole.unsupported-tag"),
        (("{% macro m() %}{% endmacro %}",), "whole.unsupported-tag"),
        (("{建议.件数}",), "template.braces"),
        (("……",), "template.ellipsis"),
        (("{{ none }}",), "template.value"),
    ],
)
def test_what_a_template_may_not_do_is_refused(tmp_path: Path, lines: tuple[str, ...], kind: str) -> None:
    assert (kind, "正文", 2) in faults(tmp_path, *lines)


def test_a_loop_over_a_large_piece_is_bounded(tmp_path: Path) -> None:
    long = "长" * 200_000
    found = faults(tmp_path, "{%p for a in range(900) %}", long, "{%p endfor %}")
    assert found == [("template.too-much", None, None)]


@pytest.mark.parametrize(
    "tags", [("{% if 单位 %}", "{% endif %}"), ("{% for a in [1, 2] %}", "{% endfor %}")]
)
def test_a_pair_of_tags_that_would_tear_a_link_apart_is_refused(
    tmp_path: Path, tags: tuple[str, str]
) -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph("前")
        link = parse_xml(f'<w:hyperlink xmlns:w="{W[1:-1]}" w:anchor="a"/>')
        paragraph._p.append(link)
        run = paragraph.add_run(f"{tags[0]}链")
        link.append(run._r)
        paragraph.add_run(f"接{tags[1]}")

    assert faults(tmp_path, change=change) == [("whole.apart", "正文", 2)]


def test_a_tag_may_not_take_a_picture_or_a_section_with_it(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph("{%p if 单位 %}")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:sectPr xmlns:w="{W[1:-1]}"/>'))
        made.add_paragraph("{%p endif %}")

    assert faults(tmp_path, change=change) == [("frame.crowded-tag", "正文", 2)]


def boxed(text: str) -> Callable[[Any], object]:
    """Give a change that adds a text box, with the second rendering that Word writes for older programs."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="b"/>'
        '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></wp:anchor>"
    )

    def change(made: Any) -> None:
        made.add_paragraph("框")._p.append(
            parse_xml(
                f'<w:r xmlns:w="{W[1:-1]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
                f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    return change


def test_a_text_box_takes_texts_and_no_figures(tmp_path: Path) -> None:
    opened = built(whole_report(tmp_path / "a", change=boxed("{{ 单位 }}印")))
    box = next(opened.element.body.iter(f"{W}txbxContent"))
    assert "".join(node.text for node in box.iter(f"{W}t")) == "某某区人民政府印"
    assert faults(tmp_path / "b", change=boxed("{{ 建议.件数 }}")) == [("whole.figure-in-box", "正文", None)]


def test_characters_that_no_text_may_hold_are_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "\ufdd00\ufdd1") == [("word.character", "正文", None)]


def test_a_narrative_may_not_hold_what_carries_marks(tmp_path: Path) -> None:
    section = "\U0010fffd0\U0010fffd"
    report = whole_report(tmp_path, "{{ 正文.做法 }}", settings=SECTIONS, 正文={"做法": section})
    assert only_error(lambda: built(report)).id == "word.character"


def test_what_the_report_file_says_must_be_printed(tmp_path: Path) -> None:
    facts: dict[str, Any] = {
        "落款": {"署名": "甲局", "日期": "2019-12-12"},
        "公文": {
            "发文机关标志": "甲局",
            "发文字号": "甲〔2019〕1号",
            "主送机关": ["乙"],
            "抄送": "丙",
            "印发机关": "丁",
            "印发日期": "2019-12-13",
        },
    }
    problems = refused(lambda: built(whole_report(tmp_path / "a", "没有", **facts)))
    assert {problem.id for problem in problems} == {"whole.not-printed"}
    assert [problem.message[7:].partition("（")[0] for problem in problems] == [
        *("署名", "日期", "发文机关标志", "发文字号", "主送机关", "抄送", "印发机关", "印发日期")
    ]
    assert all(problem.place.line for problem in problems)
    report = whole_report(
        tmp_path / "b",
        "{{ 发文机关标志 }}文件",
        "{{ 发文字号 }}",
        "{{ 公文.主送机关 }}：",
        "{{ 署名 }}{{ 落款.日期 }}",
        "抄送：{{ 公文.抄送 }}。",
        "{{ 公文.印发机关 }}　{{ 公文.印发日期 }}印发",
        **facts,
    )
    assert texts(built(report))[1:] == [
        *("甲局文件", "甲〔2019〕1号", "乙：", "甲局2019年12月12日", "抄送：丙。", "丁　2019年12月13日印发")
    ]


def test_a_name_that_a_header_prints_is_printed(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "{{ 发文字号 }}"

    opened = built(whole_report(tmp_path, change=change, 公文={"发文字号": "甲〔2019〕1号"}))
    assert opened.sections[0].header.paragraphs[0].text == "甲〔2019〕1号"


def test_what_has_no_place_is_refused(tmp_path: Path) -> None:
    report = whole_report(tmp_path, 附件=["统计表"], 目录=True, 公开={"索引号": "1"})
    assert [problem.id for problem in refused(lambda: built(report))] == ["whole.no-place"] * 3


def test_two_texts_in_one_pack_are_refused(tmp_path: Path) -> None:
    report = whole_report(tmp_path)
    write_pack(tmp_path / "templates", "mine", "好", "名称: 试\n")
    assert only_problem(lambda: built(report)).id == "template.two-texts"


def test_the_nearest_text_decides(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "上一层", settings="名称: 试\n")
    write_pack(tmp_path / "templates", "上", None, "名称: 上\n")
    shutil.move(
        tmp_path / "templates" / "mine" / "report.docx", tmp_path / "templates" / "上" / "report.docx"
    )
    write_pack(tmp_path / "templates", "mine", None, "名称: 试\n继承: 上\n")
    assert texts(built(report)) == ["办理情况", "上一层"]


def test_a_document_made_of_a_word_file_takes_no_other_text(tmp_path: Path) -> None:
    document: Document = br.compose(br.load(whole_report(tmp_path, "甲", "乙")))
    more = replace(document, blocks=(*document.blocks, Paragraph((Run("丙"),))))
    assert only_problem(lambda: br.write(more, tmp_path / "out.docx")).id == "whole.no-slot"
    less = replace(document, blocks=document.blocks[:1])
    br.write(less, tmp_path / "out.docx")
    assert texts(docx.Document(str(tmp_path / "out.docx"))) == ["办理情况", "甲", ""]


def test_nothing_of_the_working_is_left_in_the_file(tmp_path: Path) -> None:
    report = whole_report(
        tmp_path,
        "{{ 正文.做法 }}",
        "{{ 会议 }}",
        change=boxed("{{ 单位 }}"),
        settings=SECTIONS,
        会议="四次会议",
        正文={"做法": "一{{ 建议.件数 }}。\n二。"},
    )
    stream = io.BytesIO()
    br.build(report, stream)
    with zipfile.ZipFile(stream) as package:
        content = "".join(
            package.read(name).decode("utf-8", "replace")
            for name in package.namelist()
            if name.endswith("xml")
        )
    assert not any("\ufdd0" <= character <= "\ufdef" for character in content)
    assert "banli_report" not in content


def test_a_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    report = whole_report(tmp_path)
    (tmp_path / "templates" / "mine" / "report.docx").write_bytes(b"%PDF-1.4")
    assert only_problem(lambda: built(report)).id == "frame.no-word-file"


def test_the_file_is_not_written_over(tmp_path: Path) -> None:
    report = whole_report(tmp_path, "甲")
    own = tmp_path / "templates" / "mine" / "report.docx"
    before = own.read_bytes()
    for call in (lambda: br.build(report, own), lambda: br.write(br.compose(br.load(report)), own)):
        refused(call)
        assert own.read_bytes() == before


def xml_of(inside: str) -> Callable[[Any], object]:
    """Give a change that adds a paragraph of this XML."""
    return lambda made: (
        made.add_paragraph()._p.getparent().insert(1, parse_xml(f'<w:p xmlns:w="{W[1:-1]}">{inside}</w:p>'))
    )


def test_tabs_and_breaks_beside_a_tag_stay_where_they_are(tmp_path: Path) -> None:
    inside = "<w:r><w:t>甲</w:t><w:tab/><w:t>{{ 建议.件数 }}件</w:t><w:br/><w:t>乙</w:t></w:r>"
    report = whole_report(tmp_path, change=xml_of(inside))
    assert built(report).paragraphs[1].text == "甲\t5件\n乙"
    (paragraph, *_) = br.compose(br.load(report)).blocks
    assert isinstance(paragraph, Paragraph)
    assert [run.text for run in paragraph.runs] == ["甲", "\t", "5", "件", "\n", "乙"]


def test_comments_of_xml_do_no_harm(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.element.body.insert(1, etree.Comment("甲"))
        made.element.body.insert(1, etree.ProcessingInstruction("a", "乙"))
        xml_of("<w:r><w:t>甲<!--丙-->乙</w:t></w:r>")(made)

    assert texts(built(whole_report(tmp_path, "好", change=change)))[:3] == ["办理情况", "甲乙", "好"]


def test_cells_of_a_row_are_repeated(tmp_path: Path) -> None:
    cells = ("{%tc for 类 in 建议.办理结果 %}", "{{ 类.件数 }}", "{%tc endfor %}")
    (table,) = built(whole_report(tmp_path, change=table_of([cells]))).tables
    assert [[node.text for node in cell.iter(f"{W}t")] for cell in table._tbl.iter(f"{W}tc")] == [
        ["3"],
        ["1"],
        ["1"],
    ]


def test_what_a_loop_repeats_has_names_of_its_own(tmp_path: Path) -> None:
    mark = (
        '<w:bookmarkStart w:id="7" w:name="甲"/><w:r><w:t>{{ 类.件数 }}</w:t></w:r><w:bookmarkEnd w:id="7"/>'
    )

    def change(made: Any) -> None:
        made.add_paragraph("{%p for 类 in 建议.办理结果 %}")
        made.add_paragraph()._p.extend(parse_xml(f'<w:p xmlns:w="{W[1:-1]}">{mark}</w:p>'))
        boxed("框")(made)
        made.add_paragraph("{%p endfor %}")

    body = built(whole_report(tmp_path, change=change)).element.body
    assert len(list(body.iter(f"{W}bookmarkStart"))) == len(list(body.iter(f"{W}bookmarkEnd"))) == 1
    numbers = [node.get("id") for node in body.iter("{*}docPr")]
    assert numbers == ["1", "2", "3"]


def test_a_section_may_not_take_the_end_of_a_page_s_section_with_it(tmp_path: Path) -> None:
    inside = "<w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{ 正文.做法 }}</w:t></w:r>"
    report = whole_report(tmp_path, change=xml_of(inside), settings=SECTIONS, 正文={"做法": "一。\n二。"})
    assert only_error(lambda: built(report)).id == "whole.narrative-beside"


def test_headings_of_free_sections_are_counted_on(tmp_path: Path) -> None:
    lines = ("{%p for 节 in 正文 %}", "{{ 节.内容 }}", "{%p endfor %}")
    sections = [{"内容": "# 甲\n\n## 乙\n"}, {"内容": "# 丙\n\n## 丁\n"}]
    assert texts(built(whole_report(tmp_path, *lines, 正文=sections)))[1:] == [
        "一、甲",
        "（一）乙",
        "二、丙",
        "（一）丁",
    ]


def test_sections_that_are_joined_are_read_as_sections(tmp_path: Path) -> None:
    line = '{{ [正文.做法, 正文.一句] | join("，") }}。'
    report = whole_report(tmp_path, line, settings=SECTIONS, 正文={"做法": "**抓**", "一句": "管"})
    assert built(report).paragraphs[1].text == "抓，管。"


def test_a_table_of_the_narrative_is_as_wide_as_in_a_text_template(tmp_path: Path) -> None:
    section = "| 名称 | 数 |\n|---|---|\n| 这是很长很长的一个名称 | {{ 建议.满意度 | 评价(占比=true) }} |\n"
    report = whole_report(tmp_path / "a", 正文=[{"内容": section}])
    (tmp_path / "a" / "templates" / "mine" / "report.docx").write_bytes(starting_file())
    found = [
        [int(column.get(f"{W}w")) for column in built(each).tables[-1]._tbl.iter(f"{W}gridCol")]
        for each in (report, write_report(tmp_path / "b", 正文=[{"内容": section}]))
    ]
    assert all(abs(one - other) <= 1 for one, other in zip(*found, strict=True))


def test_a_document_made_of_a_word_file_may_be_written_in_a_frame(tmp_path: Path) -> None:
    document = br.compose(br.load(whole_report(tmp_path, "共{{ 建议.件数 }}件。")))
    (tmp_path / "frame.docx").write_bytes(shipped_frame("plain"))
    br.write(document, tmp_path / "out.docx", frame=tmp_path / "frame.docx")
    assert [text for text in texts(docx.Document(str(tmp_path / "out.docx"))) if text] == [
        "办理情况",
        "共5件。",
    ]
