"""What must not leave with a Word file beside its text: traces, links, embedded files, hidden text, properties."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

import banli_report as br
from tests.checks.layout.support import LAST, TEXT, Change, number, paragraph, set_property, spoiled
from tests.checks.release.support import MAIN, OUTSIDE, RELS, SETTINGS, changed, ids, relation

# ---- comments and tracked changes


def in_change(tag: str) -> Change:
    def change(document: Any) -> None:
        run = paragraph(document, LAST).runs[0]._r
        wrapper = OxmlElement(f"w:{tag}")
        run.addprevious(wrapper)
        wrapper.append(run)

    return change


def test_tracked_changes_are_told_at_the_first_of_them(right: Path, tmp_path: Path) -> None:
    (problem,) = spoiled(right, tmp_path, in_change("ins"))
    where = number(docx.Document(str(right)), LAST)
    assert ids([problem]) == [("layout.revisions", "error", "正文", where)]
    assert problem.message == "留有1处修订：“继续做好办理工作。”"


def in_the_footer(document: Any) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    run = footer.runs[0]._r
    wrapper = OxmlElement("w:ins")
    run.addprevious(wrapper)
    wrapper.append(run)


def in_a_style(document: Any) -> None:
    style = document.styles.element.find(qn("w:style"))
    style.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:rPrChange w:id='1' w:author='某人'/></w:rPr>"))


@pytest.mark.parametrize(("change", "part"), [(in_the_footer, "页脚"), (in_a_style, "样式")])
def test_tracked_changes_are_looked_for_in_all_parts(
    change: Change, part: str, right: Path, tmp_path: Path
) -> None:
    problems = [problem for problem in spoiled(right, tmp_path, change) if problem.id == "layout.revisions"]
    assert [problem.place.part for problem in problems] == [part]


def test_comments_are_told_at_the_first_of_them(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.add_comment(paragraph(document, LAST).runs, "再核", author="某人")

    problems = spoiled(right, tmp_path, change)
    (comments,) = (problem for problem in problems if problem.id == "layout.comments")
    assert (comments.place.part, comments.message) == ("正文", "留有1条批注：“再核”")
    # python-docx names styles for comments that our documents do not define
    assert {problem.id for problem in problems} == {"layout.comments", "layout.unreadable-style"}


def test_comments_that_nothing_refers_to_are_told(right: Path, tmp_path: Path) -> None:
    comments = f"<w:comments {nsdecls('w')}><w:comment w:id='0'><w:p><w:r><w:t>改</w:t></w:r></w:p></w:comment></w:comments>"
    path = changed(
        right,
        tmp_path,
        relations={RELS: relation("comments", "comments.xml")},
        parts={"word/comments.xml": comments},
    )
    assert ids(br.check(path)) == [("layout.comments", "error", "批注", None)]


def test_text_that_is_marked_as_deleted_is_not_read(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        deleted = (
            f"<w:del {nsdecls('w')} w:id='9' w:author='某人'><w:r><w:delText>XXX,</w:delText></w:r></w:del>"
        )
        paragraph(document, TEXT)._p.append(parse_xml(deleted))

    assert [problem.id for problem in spoiled(right, tmp_path, change)] == ["layout.revisions"]


# ---- tags and prompts


def test_tags_are_found_in_every_part(right: Path, tmp_path: Path) -> None:
    footer = lambda document: document.sections[0].footer.paragraphs[0].add_run("{% if 甲 %}")  # noqa: E731
    problems = spoiled(right, tmp_path, footer)
    assert problems[0].id == "layout.template-tag"
    assert problems[0].place.part == "页脚"


@pytest.mark.parametrize("tag", ["{{ 年度", "年度 }}", "｛｛年度｝｝", "{%p if 甲 %", "{# 待核 #}"])
def test_tags_in_pieces_are_found(tag: str, right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, lambda document: paragraph(document, LAST).add_run(tag))
    assert "layout.template-tag" in {problem.id for problem in problems}


@pytest.mark.parametrize("prompt", ["单击或点击此处输入文字。", "[键入文字]", "（待核实）", "【待更新数据】"])
def test_what_is_to_be_typed_is_a_placeholder(prompt: str, right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, lambda document: paragraph(document, LAST).add_run(prompt))
    assert [problem.id for problem in problems if problem.id.endswith("placeholder")] == [
        "layout.placeholder"
    ]


# ---- hidden text


def hidden_style(document: Any) -> None:
    style = document.styles.add_style("藏", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph(document, LAST).runs[0].style = style


def hidden_in_the_footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].add_run("内部掌握").font.hidden = True


def hidden_row(document: Any) -> None:
    set_property(document.tables[0].rows[1]._tr.get_or_add_trPr(), "hidden")


@pytest.mark.parametrize(
    ("change", "part"), [(hidden_style, "正文"), (hidden_in_the_footer, "页脚"), (hidden_row, "正文")]
)
def test_hidden_text_is_found_wherever_it_is_hidden(
    change: Change, part: str, right: Path, tmp_path: Path
) -> None:
    problems = [problem for problem in spoiled(right, tmp_path, change) if problem.id == "layout.hidden-text"]
    assert [problem.place.part for problem in problems] == [part]


def test_a_row_that_is_not_hidden_after_all_is_shown(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        set_property(document.tables[0].rows[1]._tr.get_or_add_trPr(), "hidden", val="0")

    assert spoiled(right, tmp_path, change) == []


def test_a_placeholder_is_told_once_though_it_is_highlighted(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document_run = paragraph(document, LAST).add_run("共X件。")
        document_run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW

    assert [problem.id for problem in spoiled(right, tmp_path, change)] == ["layout.placeholder"]


def test_a_hidden_style_that_nothing_uses_hides_nothing(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.styles.add_style("藏", docx.enum.style.WD_STYLE_TYPE.CHARACTER).font.hidden = True

    assert spoiled(right, tmp_path, change) == []


def test_a_text_box_is_read_once_though_it_is_written_twice(right: Path, tmp_path: Path) -> None:
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>汇办</w:t></w:r></w:p></w:txbxContent>"
    twice = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    drawing = f"<w:r {nsdecls('w')} xmlns:mc='{compatibility}'><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"
    problems = spoiled(right, tmp_path, lambda d: paragraph(d, LAST)._p.append(parse_xml(drawing)))
    (problem,) = (problem for problem in problems if problem.id == "release.misused-word")
    assert "同样" not in problem.message


# ---- links, templates, fields, embedded files, macros


def linked(document: Any) -> None:
    document.part.relate_to("https://example.invalid/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def attached(document: Any) -> None:
    kind = f"{RELATIONSHIP_TYPE.HYPERLINK.rpartition('/')[0]}/attachedTemplate"
    document.part._settings_part.relate_to("file:///C:/模板.dotx", kind, is_external=True)


def with_field(code: str) -> Change:
    def change(document: Any) -> None:
        field = f"<w:fldSimple {nsdecls('w')} w:instr='{code}'><w:r><w:t>见附表</w:t></w:r></w:fldSimple>"
        paragraph(document, LAST)._p.append(parse_xml(field))

    return change


LINKS = [
    ("warning", "正文", linked, "留有超链接https://example.invalid/"),
    ("error", "设置", attached, "附有外面的模板file:///C:/模板.dotx"),
    ("error", "正文", with_field('INCLUDETEXT "D:\\\\稿\\\\附表.docx"'), "域INCLUDETEXT取自文件外面的"),
    (
        "error",
        "正文",
        with_field('INCLUDETEXT "\\\\\\\\server\\\\a.docx"'),
        "域INCLUDETEXT取自文件外面的\\\\",
    ),
    ("error", "正文", with_field("LINK Excel.Sheet.12 C:\\\\a.xlsx"), "域LINK取自文件外面的"),
    ("warning", "正文", with_field('HYPERLINK "https://example.invalid"'), "域HYPERLINK取自文件外面的"),
]


@pytest.mark.parametrize("case", LINKS, ids=lambda case: case[3])
def test_what_leads_out_is_told(case: tuple[str, str, Change, str], right: Path, tmp_path: Path) -> None:
    severity, part, change, message = case
    (problem,) = spoiled(right, tmp_path, change)
    assert (problem.id, str(problem.severity), problem.place.part) == ("layout.external-link", severity, part)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    "code",
    [
        "PAGE",
        'HYPERLINK "#表1"',
        'HYPERLINK \\l "_top"',
        'TOC \\o "1-3" \\h',
        "REF _Ref1 \\h",
        'DATE \\@ "yyyy"',
        "SEQ 表",
    ],
)
def test_ordinary_fields_are_not_told(code: str, right: Path, tmp_path: Path) -> None:
    problems = spoiled(right, tmp_path, with_field(code))
    assert [problem for problem in problems if problem.id != "layout.page-number-missing"] == []


@pytest.mark.parametrize(
    ("target", "mode", "out"),
    [
        ("#_top", "", False),
        ("#_top", OUTSIDE, False),
        ("#表1", OUTSIDE, False),
        ("document.xml#_top", "", False),
        ("", OUTSIDE, False),
        ("https://example.invalid/#_top", OUTSIDE, True),
        ("mailto:a@example.invalid", OUTSIDE, True),
        ("other.docx#_top", OUTSIDE, True),
    ],
)
def test_only_links_that_lead_out_are_told(
    target: str, mode: str, out: bool, right: Path, tmp_path: Path
) -> None:
    path = changed(right, tmp_path, relations={RELS: relation("hyperlink", target, mode)})
    found = br.check(path)
    assert ids(found) == [("layout.external-link", "warning", "正文", None)] * out
    assert [problem.message for problem in found] == [f"留有超链接{target}"] * out


def test_a_link_is_told_where_it_is_used(right: Path, tmp_path: Path) -> None:
    link = '<w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId99"/></w:p>'
    path = changed(
        right,
        tmp_path,
        relations={RELS: relation("hyperlink", "https://example.invalid", OUTSIDE)},
        texts={MAIN: ("</w:p>", link)},
    )
    (problem,) = br.check(path)
    assert problem.place.paragraph == len(docx.Document(str(right)).element.body.findall(f".//{qn('w:p')}"))


PUT_IN = [
    ("oleObject", "embeddings/a.bin", "release.embedded-file"),
    ("package", "embeddings/台账.xlsx", "release.embedded-file"),
    ("aFChunk", "chunk.html", "release.embedded-file"),
    ("control", "activeX/activeX1.xml", "release.embedded-file"),
    ("vbaProject", "vbaProject.bin", "release.macro"),
    ("attachedToolbars", "attachedToolbars.bin", "release.macro"),
]


@pytest.mark.parametrize(("kind", "target", "name"), PUT_IN)
def test_what_was_put_in_whole_is_told(
    kind: str, target: str, name: str, right: Path, tmp_path: Path
) -> None:
    path = changed(
        right, tmp_path, relations={RELS: relation(kind, target)}, parts={f"word/{target}": "<a/>"}
    )
    assert (name, "error", "正文", None) in ids(br.check(path))


def test_the_workbook_behind_a_chart_is_only_told(right: Path, tmp_path: Path) -> None:
    path = changed(
        right,
        tmp_path,
        relations={
            RELS: relation("chart", "charts/chart1.xml"),
            "word/charts/_rels/chart1.xml.rels": relation("package", "../embeddings/a.bin", id="rId1"),
        },
        parts={"word/charts/chart1.xml": "<c/>", "word/embeddings/a.bin": "a"},
    )
    assert ids(br.check(path)) == [("release.embedded-file", "warning", "word/charts/chart1.xml", None)]


# ---- properties


def by(author: str) -> Change:
    return lambda document: setattr(document.core_properties, "author", author)


@pytest.mark.parametrize(
    "author", ["python-docx", "Administrator", "微软用户", "WPS_1529384756", "Microsoft Office User"]
)
def test_an_author_that_software_wrote_is_told(author: str, right: Path, tmp_path: Path) -> None:
    (problem,) = spoiled(right, tmp_path, by(author))
    assert (problem.id, problem.message) == ("layout.metadata", f"文件属性里的作者是“{author}”")


def test_a_missing_title_is_told(right: Path, tmp_path: Path) -> None:
    found = spoiled(right, tmp_path, lambda document: setattr(document.core_properties, "title", ""))
    assert ids(found) == [("layout.metadata", "warning", "文件属性", None)]


def test_names_in_the_properties_are_told(right: Path, tmp_path: Path) -> None:
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Template>Normal.dotm</Template><Manager>李某</Manager><Company>番茄花园</Company></Properties>"
    )
    path = changed(
        right,
        tmp_path,
        relations={"_rels/.rels": relation("extended-properties", "docProps/app.xml")},
        parts={"docProps/app.xml": app},
        texts={
            "docProps/core.xml": ("<dc:language>", "<cp:lastModifiedBy>王某</cp:lastModifiedBy><dc:language>")
        },
    )
    found = br.check(path)
    assert {problem.id for problem in found} == {"release.personal-name"}
    assert [problem.message for problem in found] == [
        "文件属性里的上次修改者是“王某”，不是发文机关",
        "文件属性里的经理是“李某”，不是发文机关",
        "文件属性里的单位是“番茄花园”，不是发文机关",
    ]


def test_a_name_that_stands_in_two_properties_is_told_once(right: Path, tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.core_properties.author = document.core_properties.last_modified_by = "王某"

    (problem,) = spoiled(right, tmp_path, change)
    assert problem.message == "文件属性里的作者、上次修改者是“王某”，不是发文机关"


@pytest.mark.parametrize("name", ["某某区人民政府", "某某市住房保障局", "某某区政府办公室", "admin"])
def test_an_agency_may_have_changed_the_file(name: str, right: Path, tmp_path: Path) -> None:
    found = spoiled(
        right, tmp_path, lambda document: setattr(document.core_properties, "last_modified_by", name)
    )
    assert found == []


def test_somebody_whom_the_text_names_may_be_the_author(right: Path, tmp_path: Path) -> None:
    named = lambda document: paragraph(document, LAST).add_run("联系人：王某。")  # noqa: E731
    assert spoiled(right, tmp_path, named, by("王某")) == []


def variable(name: str, value: str) -> tuple[str, str]:
    return "</w:settings>", f'<w:docVars><w:docVar w:name="{name}" w:val="{value}"/></w:docVars></w:settings>'


DATA = [
    ("联系人", "王某", "release.hidden-data"),
    ("KGWebUrl", "http://10.1.2.3:8080/OfficeServer.jsp", "release.hidden-data"),
    ("mail", "wang@example.invalid", "release.hidden-data"),
    ("tel", "13812345678", "release.hidden-data"),
    ("path", r"C:\Users\wang\Desktop\稿.docx", "release.path"),
    ("path", r"\\fileserver\share\a.docx", "release.path"),
    ("path", "file:///home/wang/a.docx", "release.path"),
]


@pytest.mark.parametrize(("name", "value", "told"), DATA)
def test_variables_that_tell_something_are_told(
    name: str, value: str, told: str, right: Path, tmp_path: Path
) -> None:
    path = changed(right, tmp_path, texts={SETTINGS: variable(name, value)})
    (problem,) = br.check(path)
    assert ids([problem]) == [(told, "warning", "设置", None)]
    assert value[:10] in problem.message


@pytest.mark.parametrize("value", ["eyJoZGlkIjoiYjQ4In0=", "2052-11.8.2.10229", "某某区人民政府", "", "1"])
def test_ordinary_variables_are_not_told(value: str, right: Path, tmp_path: Path) -> None:
    assert br.check(changed(right, tmp_path, texts={SETTINGS: variable("commondata", value)})) == []


def test_own_properties_and_custom_data_are_told(right: Path, tmp_path: Path) -> None:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="urn:vt">'
        '<property name="_AuthorEmail"><vt:lpwstr>wang@example.invalid</vt:lpwstr></property>'
        '<property name="KSOProductBuildVer"><vt:lpwstr>2052-11.8.2.10229</vt:lpwstr></property></Properties>'
    )
    cover = '<CoverPageProperties xmlns="urn:cover"><CompanyPhone>13812345678</CompanyPhone></CoverPageProperties>'
    path = changed(
        right,
        tmp_path,
        relations={
            "_rels/.rels": relation("custom-properties", "docProps/custom.xml"),
            RELS: relation("customXml", "../customXml/item1.xml"),
        },
        parts={"docProps/custom.xml": custom, "customXml/item1.xml": cover},
    )
    assert [problem.message for problem in br.check(path)] == [
        "自定义属性“_AuthorEmail”里写有“wang@example.invalid”",
        "自定义数据里写有“13812345678”",
    ]


@pytest.mark.parametrize(
    "data",
    [
        '<b:Sources xmlns:b="urn:b" SelectedStyle="\\APASixthEditionOfficeOnline.xsl" StyleName="APA"/>',
        '<s:customData xmlns="urn:k" xmlns:s="urn:k"><customSectProps/></s:customData>',
        '<ct:schema xmlns:ct="http://schemas.microsoft.com/office/2006/metadata/contentType" n="内容类型"/>',
    ],
)
def test_what_software_keeps_for_itself_is_not_told(data: str, right: Path, tmp_path: Path) -> None:
    path = changed(
        right,
        tmp_path,
        relations={RELS: relation("customXml", "../customXml/item1.xml")},
        parts={"customXml/item1.xml": data},
    )
    assert br.check(path) == []


def test_paths_in_descriptions_of_pictures_and_in_the_text_are_told(right: Path, tmp_path: Path) -> None:
    def described(document: Any) -> None:
        picture = (
            '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:drawing><wp:docPr '
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" id="1" name="图片 1" '
            'descr="C:\\Users\\wang\\logo.png"/></w:drawing></w:r>'
        )
        paragraph(document, LAST)._p.append(parse_xml(picture))

    def printed(document: Any) -> None:
        paragraph(document, TEXT).add_run("D:\\工作\\总结.docx")

    problems = spoiled(right, tmp_path, described, printed)
    where = {number(docx.Document(str(right)), text) for text in (TEXT, LAST)}
    assert {problem.place.paragraph for problem in problems if problem.id == "release.path"} == where


def test_everything_is_found_in_a_file_with_many_links(right: Path, tmp_path: Path) -> None:
    many = "".join(
        relation("hyperlink", f"https://example.invalid/{i}", OUTSIDE, id=f"rId{i + 100}")
        for i in range(3000)
    )
    path = changed(right, tmp_path, relations={RELS: many})
    assert len(br.check(path)) == 3000
    with zipfile.ZipFile(path) as package:
        assert "rId3099" in package.read(RELS).decode()
