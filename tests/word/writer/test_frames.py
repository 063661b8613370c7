"""An office's own Word frame: its tags are filled, and every fault of it is told with part and paragraph."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

import banli_report as br
from banli_report.checks.packs.check import check_packs
from banli_report.document.tree import Annex, Head
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.write import word_bytes
from tests.support import only_problem, refused, write_pack, write_report
from tests.word.writer.making import W, frame_of, named, opened, with_part


def add(*texts: str) -> Any:
    """Give a change of the frame that adds a paragraph for each text."""

    def change(frame: Any) -> None:
        for text in texts:
            frame.add_paragraph(text)

    return change


def faults(tmp_path: Path, change: Any) -> list[tuple[str, str | None, int | None]]:
    frame = frame_of(tmp_path, change)
    problems = refused(lambda: br.write(named(会议="四次会议"), tmp_path / "out.docx", frame=frame))
    assert not (tmp_path / "out.docx").exists()
    return [(problem.id, problem.place.part, problem.place.paragraph) for problem in problems]


def test_all_faults_of_a_frame_are_told_at_once_with_part_and_paragraph(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        add("{{ 单为 }}", "好", "{{ 会议（ }}", "{% if 年渡 %}甲{% endif %}", "{{ 会议 ")(frame)
        frame.sections[0].header.paragraphs[0].text = "{{ 曰期 }}"
        frame.sections[0].footer.add_paragraph("{{ 标题.长度 }}")

    assert faults(tmp_path, change) == [
        ("frame.syntax", "正文", 6),
        ("frame.open-tag", "正文", 8),
        ("frame.unknown-name", "正文", 4),
        ("frame.unknown-name", "正文", 7),
        ("frame.unknown-name", "页眉", 1),
        ("frame.failed", "页脚", 2),
    ]


def test_a_tag_that_closes_nothing_is_told_where_it_stands(tmp_path: Path) -> None:
    assert faults(tmp_path, add("{% endif %}", "{{ 会议 }}", "{% if 会议 %}甲{% endif %}")) == [
        ("frame.syntax", "正文", 4)
    ]


def test_faults_in_a_footnote_are_told_at_its_paragraph(tmp_path: Path) -> None:
    note = "<w:p><w:r><w:t>注</w:t></w:r></w:p><w:p><w:r><w:t>{{ 单为 }}</w:t></w:r></w:p>"
    xml = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="1">{note}</w:footnote></w:footnotes>'
    )
    problem = only_problem(lambda: word_bytes(named(), with_part(tmp_path, "footnotes", xml)))
    assert (problem.id, problem.place.part, problem.place.paragraph) == ("frame.unknown-name", "脚注", 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 单为 }}", "是不是“单位”"),
        ("{{ 单位（ }}", "（"),
        ("{{ 单位 | 大写 }}", "大写"),
        ("{{ 单位.全称 }}", "全称"),
        ("{{ 'x' * 10**9 }}", "*"),
        ("{{ 10 ** 10 ** 10 }}", "**"),
        ("{{ range(10**9) | length }}", "ange"),
        ("{{ cycler.__init__.__globals__ }}", "cycler"),
        ("{{ 单位.__class__ }}", "__class__"),
        ("{{ 单位 and none }}", "空值"),
        ("{{ 1 // 0 }}", "填不进"),
        ("{% if 年渡 %}甲{% endif %}", "年渡"),
        ("{% if 单位 %}甲", "endif"),
        ("{% for 甲 in 乙单 %}{{ 甲 }}{% endfor %}", "乙单"),
        ("{% p if 单位 %}", "没有“p”"),
        ("文字{%p if 单位 %}", "独占一个段落"),
        ("{%p if 单位 %}{%p endif %}", "独占一个段落"),
        ("{%tr if 单位 %}", "独占一个表格行"),
        ("{{r 单位 }}", "不支持"),
        ("{{p 单位 }}", "不支持"),
        ("{%r if 单位 %}甲{%r endif %}", "不支持"),
        ("{{ 单位 }", "没有成对"),
        ("单位 }}", "没有成对"),
        ("{% if 单位", "没有成对"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "过多"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "填不进"),
        ("{% include 'base/report.md.j2' %}", "填不进"),
    ],
)
def test_a_tag_that_cannot_be_filled_is_refused(tmp_path: Path, text: str, said: str) -> None:
    frame = frame_of(tmp_path, add(text))
    problems = refused(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert any(said in problem.message for problem in problems), [str(problem) for problem in problems]
    assert all(problem.place.file == f"{tmp_path.name}/frame.docx" for problem in problems)


@pytest.mark.parametrize(
    "condition",
    ["(" * 2_000 + "1" + ")" * 2_000, "1" + "+1" * 600, "单位" + "|d" * 600, "not " * 2_000 + "1"],
)
def test_a_tag_that_is_nested_too_deeply_is_refused_at_its_paragraph(tmp_path: Path, condition: str) -> None:
    frame = frame_of(tmp_path, add("{{ 单位 }}", f"{{% if {condition} %}}甲{{% endif %}}", "{{ 单位 }}"))
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, problem.place.part, problem.place.paragraph) == ("frame.syntax", "正文", 5)
    assert "嵌套太深" in problem.message


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["{{单位}}", "{{ 单位 }}", "{{  单位}}"], ["甲局", "甲局", "甲局"]),
        (["{%p if 单位 %}", "有{{ 单位 }}", "{%p else %}", "无", "{%p endif %}"], ["有甲局"]),
        (["{% if 单位 == “甲局” %}是{% else %}否{% endif %}"], ["是"]),
        (["{% for 字 in ['一', '二'] %}{{ 字 }}、{% endfor %}"], ["一、二、"]),
        (["{%p for 字 in ['一', '二'] %}", "第{{ 字 }}", "{%p endfor %}"], ["第一", "第二"]),
        (["{{ 单位 }}{{ 单位 }}办公室"], ["甲局甲局办公室"]),
        (["{# 说明 #}好"], ["好"]),
        (["100% {单位} 50%"], ["100% {单位} 50%"]),
    ],
)
def test_tags_of_an_own_frame_are_filled(tmp_path: Path, texts: list[str], shown: list[str]) -> None:
    frame = frame_of(tmp_path, add("起点", *texts))
    paragraphs = [paragraph.text for paragraph in opened(word_bytes(named("甲局"), frame)).paragraphs]
    assert paragraphs[paragraphs.index("起点") + 1 :] == shown


def test_tags_that_word_split_into_runs_are_filled(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        paragraph = frame.add_paragraph("起点")
        for size, piece in enumerate(["{", "{", " 单", "位", " ", "}", "}尾{{", " 单位 }}"], 10):
            paragraph.add_run(piece).font.size = Pt(size)

    paragraphs = [p.text for p in opened(word_bytes(named("a{b}"), frame_of(tmp_path, change))).paragraphs]
    assert paragraphs[-1] == "起点a{b}尾a{b}"


def test_faults_and_markers_that_word_split_into_runs_are_found(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        for paragraph in frame.paragraphs:
            if paragraph.text == "{{ 正文 }}":
                paragraph.runs[0].text = "{"
                for piece in ("{ 正", "文", " }", "}"):
                    paragraph.add_run(piece)
        paragraph = frame.add_paragraph()
        for piece in ("甲{", "{ 单", "谓 }", "}"):
            paragraph.add_run(piece)

    problem = only_problem(lambda: word_bytes(named(), frame_of(tmp_path, change)))
    assert (problem.id, problem.place.part, problem.place.paragraph) == ("frame.unknown-name", "正文", 4)
    assert "单谓" in problem.message


def test_the_tags_of_a_cell_s_look_are_filled(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        made = frame.add_table(2, 2)
        made.cell(0, 0).text = "{% colspan 2 %}{{ 单位 }}"
        made.cell(1, 0).text = "{% cellbg 单位 %}甲"

    made = opened(word_bytes(named("D9D9D9"), frame_of(tmp_path, change))).tables[-1]._tbl
    assert [node.text for node in made.iter(f"{W}t")] == ["D9D9D9", "甲"]
    assert [node.get(f"{W}val") for node in made.iter(f"{W}gridSpan")] == ["2"]
    assert [node.get(f"{W}fill") for node in made.iter(f"{W}shd")] == ["D9D9D9"]


def test_a_table_row_of_an_own_frame_is_repeated(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        made = frame.add_table(3, 1)
        for row, text in zip(
            made.rows, ("{%tr for 字 in ['一', '二'] %}", "{{ 字 }}", "{%tr endfor %}"), strict=True
        ):
            row.cells[0].text = text

    made = opened(word_bytes(named(), frame_of(tmp_path, change)))
    assert [row.cells[0].text for row in made.tables[-1].rows] == ["一", "二"]


def without_marker(frame: Any) -> None:
    marker = next(paragraph for paragraph in frame.paragraphs if "正文" in paragraph.text)
    marker._p.getparent().remove(marker._p)


def marker_in_table(frame: Any) -> None:
    without_marker(frame)
    frame.add_table(1, 1).cell(0, 0).text = "{{ 正文 }}"


def marker_with_section_break(frame: Any) -> None:
    marker = next(paragraph for paragraph in frame.paragraphs if "正文" in paragraph.text)
    section = etree.SubElement(marker._p.get_or_add_pPr(), qn("w:sectPr"))
    assert section is not None


@pytest.mark.parametrize(
    ("change", "problem_id"),
    [
        (without_marker, "frame.no-marker"),
        (add("{{ 正文 }}"), "frame.no-marker"),
        (marker_in_table, "frame.misplaced-marker"),
        (marker_with_section_break, "frame.misplaced-marker"),
    ],
)
def test_a_frame_has_its_marker_once_and_in_a_paragraph_of_its_own(
    tmp_path: Path, change: Any, problem_id: str
) -> None:
    assert [fault[0] for fault in faults(tmp_path, change)] == [problem_id]


@pytest.mark.parametrize(
    ("kind", "shown", "inside"),
    [("comments", "批注", "comment"), ("endnotes", "尾注", "endnote")],
)
def test_tags_where_nothing_is_filled_are_refused(tmp_path: Path, kind: str, shown: str, inside: str) -> None:
    xml = (
        f'<w:{kind} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:{inside} w:id="1">'
        f"<w:p><w:r><w:t>{{</w:t></w:r><w:r><w:t>{{ 单位 }}}}</w:t></w:r></w:p></w:{inside}></w:{kind}>"
    )
    frame = with_part(tmp_path, kind, xml)
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, problem.place.part) == ("frame.left-over-tag", shown)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空的"),
        (b"text", "不是docx文件，或已损坏"),
        (b"PK\x03\x04", "不是docx文件，或已损坏"),
        (b"\xd0\xcf\x11\xe0" * 300, "旧版doc"),
        (b"{\\rtf1 text}", "RTF"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_frame_that_is_no_word_file_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "frame.docx").write_bytes(content)
    frame = tmp_path / "frame.docx"
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert problem.id == "frame.no-word-file"
    assert said in problem.message


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_other_packages_and_bombs_are_no_frames(tmp_path: Path) -> None:
    frame = tmp_path / "frame.docx"
    for content, problem_id in (
        (zipped(a=b"1"), "frame.no-word-file"),
        (zipped(a=bytes(161 * 1024 * 1024)), "frame.too-large"),
    ):
        frame.write_bytes(content)
        assert only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame)).id == problem_id


def test_a_frame_that_is_missing_is_told(tmp_path: Path) -> None:
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=tmp_path / "no.docx"))
    assert (problem.id, problem.message) == (
        "frame.unreadable",
        f"版式文件读不出：找不到文件{tmp_path / 'no.docx'}",
    )


def with_section(*removed: str) -> Any:
    """Give a change of the frame that takes section properties away, or all of them."""

    def change(frame: Any) -> None:
        section = frame.element.body.sectPr
        for name in removed:
            section.remove(section.find(qn(f"w:{name}")))
        if not removed:
            frame.element.body.remove(section)

    return change


@pytest.mark.parametrize("change", [with_section(), with_section("docGrid"), with_section("pgSz", "pgMar")])
def test_a_frame_with_few_section_properties_is_filled(tmp_path: Path, change: Any) -> None:
    made, frame = named(), frame_of(tmp_path, change)
    letter = replace(
        made, head=Head(True, (), ("某局",), "", "", ()), annexes=(Annex("甲", made.blocks, landscape=True),)
    )
    problem = only_problem(lambda: word_bytes(letter, frame))
    assert (problem.id, "{{ 版头 }}" in problem.message) == ("frame.no-marker", True)
    (main, sideways) = opened(word_bytes(replace(letter, head=None), frame)).sections
    assert (main.orientation, sideways.orientation) == (0, 1)


HEAD = {
    "发文机关标志": ["甲局", "乙局"],
    "发文字号": "甲〔2024〕3号",
    "签发人": ["张三", "李四"],
    "密级": "秘密",
    "保密期限": "1年",
    "份号": 7,
    "紧急程度": "特急",
}


def test_an_office_may_draw_its_own_head(tmp_path: Path) -> None:
    frame = opened(shipped_frame("plain"))
    tags = ("{{ 发文机关标志 }}", "{{ 发文字号 }} {{ 签发人 }}", "{{ 密级 }}{{ 份号 }}{{ 紧急程度 }}")
    title = frame.paragraphs[0]
    for tag in tags:
        title.insert_paragraph_before(tag)
    report = write_report(tmp_path, 模板="own", 公文=HEAD)
    frame.save(str(write_pack(tmp_path / "templates", "own") / "frame-document.docx"))
    br.build(report, tmp_path / "out.docx")
    assert [paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs][:4] == [
        "甲局\n乙局",
        "甲〔2024〕3号 张三　李四",
        "秘密★1年000007特急",
        "办理情况",
    ]


def test_styles_that_were_removed_come_back(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        for style in list(frame.styles.element.iter(qn("w:style"))):
            if style.get(qn("w:customStyle")):
                frame.styles.element.remove(style)

    made = opened(word_bytes(named(), frame_of(tmp_path, change)))
    assert made.sections[0].footer.paragraphs[0].style.name == "页码"
    assert [paragraph.style.name for paragraph in made.paragraphs[:3]] == ["公文标题", "公文标题", "公文正文"]


def test_a_head_of_the_office_s_own_leaves_nothing_out(tmp_path: Path) -> None:
    frame = opened(shipped_frame("plain"))
    frame.paragraphs[0].insert_paragraph_before("{{ 发文字号 }}")
    report = write_report(
        tmp_path, 模板="own", 公文={"发文字号": "甲〔2024〕3号", "密级": "秘密", "签发人": "张三"}
    )
    frame.save(str(write_pack(tmp_path / "templates", "own") / "frame-document.docx"))
    problem = only_problem(lambda: br.build(report, tmp_path / "out.docx"))
    assert problem.id == "frame.unused-head"
    assert "写了密级、签发人" in problem.message


@pytest.mark.parametrize(
    ("part", "content", "problem_id", "said"),
    [
        ("word/document.xml", b"<w:document", "frame.damaged", "word/document.xml"),
        ("word/styles.xml", b"<", "frame.damaged", "word/styles.xml"),
        ("word/footer1.xml", b"<", "frame.damaged", "word/footer1.xml"),
        ("word/document.xml", b'<w:document xmlns:w="urn:w"/>', "frame.no-word-file", "不是docx"),
        (
            "word/_rels/document.xml.rels",
            b"<Relationships><Relationship/></Relationships>",
            "frame.missing-part",
            "rId1",
        ),
        ("[Content_Types].xml", b"<Types><Default/></Types>", "frame.damaged", "没有写明类型"),
        ("[Content_Types].xml", None, "frame.no-word-file", "没有[Content_Types].xml"),
    ],
)
def test_a_damaged_frame_is_told(
    tmp_path: Path, part: str, content: bytes | None, problem_id: str, said: str
) -> None:
    frame = respelt(tmp_path, {part: lambda _: content})
    problem = refused(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))[0]
    assert problem.id == problem_id
    assert said in problem.message


def respelt(folder: Path, changes: dict[str, Any], **added: bytes) -> Path:
    """Write the shipped frame with parts changed, or left out where the change gives None, and others added."""
    path = folder / "frame.docx"
    with zipfile.ZipFile(io.BytesIO(shipped_frame("plain"))) as old:
        files = {name: changes.get(name, bytes)(old.read(name)) for name in old.namelist()}
    path.write_bytes(
        zipped(**{name: content for name, content in files.items() if content is not None}, **added)
    )
    return path


def test_a_frame_in_the_strict_form_of_the_format_is_told(tmp_path: Path) -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    frame = respelt(tmp_path, {MAIN: lambda held: held.replace(W[1:-1].encode(), strict)})
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert problem.id == "frame.no-word-file"
    assert "Strict" in problem.message


RELS, MAIN = "word/_rels/document.xml.rels", "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def linked(kind: str, target: str, mode: str = "") -> Any:
    """Give a change of relationships that adds one, rId99."""
    node = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda content: content.replace(b"</Relationships>", node.encode())


def using(content: bytes) -> bytes:
    """Add a picture of rId99 to the body."""
    picture = f'<w:p><w:r><a:blip xmlns:a="urn:a" xmlns:r="{OFFICE}" r:embed="rId99"/></w:r></w:p><w:sectPr'
    return content.replace(b"<w:sectPr", picture.encode())


OUTSIDE = ' TargetMode="External"'


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("image", "../NULL", ""),
        ("image", "NULL", ""),
        ("image", "media/image1.png", ""),
        ("theme", "theme/theme1.xml", ""),
        ("hyperlink", "#_top", ""),
        ("hyperlink", "#_top", OUTSIDE),
        ("hyperlink", "https://example.invalid/", OUTSIDE),
        ("image", "file:///C:/logo.png", OUTSIDE),
    ],
)
def test_a_relationship_that_nothing_uses_does_no_harm(
    tmp_path: Path, kind: str, target: str, mode: str
) -> None:
    frame = respelt(tmp_path, {RELS: linked(kind, target, mode)})
    made = word_bytes(named(), frame)
    assert opened(made).paragraphs[0].text == "甲"
    (tmp_path / "out.docx").write_bytes(made)
    found = [problem.id for problem in br.check(tmp_path / "out.docx")]
    assert "layout.unreadable-relationship" not in found
    assert ("layout.external-link" in found) == target.startswith("https")


@pytest.mark.parametrize(
    ("target", "mode", "problem_id", "said"),
    [
        ("../NULL", "", "frame.missing-part", "图片（关系rId99）指向“NULL”"),
        ("media/a.png", "", "frame.missing-part", "word/media/a.png"),
        ("file:///C:/a.png", OUTSIDE, "frame.outside-file", "文件外面的file:///C:/a.png"),
    ],
)
def test_a_relationship_that_is_used_must_lead_into_the_file(
    tmp_path: Path, target: str, mode: str, problem_id: str, said: str
) -> None:
    frame = respelt(tmp_path, {RELS: linked("image", target, mode), MAIN: using})
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, problem.place.part) == (problem_id, "正文")
    assert said in problem.message


def test_parts_that_are_nobody_s_do_no_harm(tmp_path: Path) -> None:
    strays = {"__MACOSX/word/._document.xml": b"\0", "[trash]/0000.dat": b"x", "word/media/a.unknown": b"x"}
    frame = respelt(tmp_path, {}, **strays)
    assert opened(word_bytes(named(), frame)).paragraphs[0].text == "甲"


def test_styles_that_are_not_in_the_frame_are_told(tmp_path: Path) -> None:
    frame = respelt(tmp_path, {"word/styles.xml": lambda _: None})
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, "样式" in problem.message) == ("frame.missing-part", True)


def test_the_template_that_a_frame_was_made_with_is_forgotten(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    attached = linked("attachedTemplate", "file:///C:/Users/wang/Normal.dotm", OUTSIDE)(relations.encode())
    node = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId99"/></w:settings>'
    settings = {"word/settings.xml": lambda content: content.replace(b"</w:settings>", node.encode())}
    frame = respelt(tmp_path, settings, **{"word/_rels/settings.xml.rels": attached})
    made = word_bytes(named(), frame)
    assert b"wang" not in b"".join(zipfile.ZipFile(io.BytesIO(made)).read(name) for name in parts_of(made))
    assert "attachedTemplate" not in zipfile.ZipFile(io.BytesIO(made)).read("word/settings.xml").decode()


def parts_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("wordprocessingml.template.main+xml", "模板（dotx）"),
        ("ms-word.document.macroEnabled.main+xml", "带宏（docm）"),
        ("ms-word.template.macroEnabledTemplate.main+xml", "带宏的Word模板（dotm）"),
        ("spreadsheetml.sheet.main+xml", "工作簿"),
        ("presentationml.presentation.main+xml", "演示文稿"),
    ],
)
def test_another_kind_of_office_file_is_named(tmp_path: Path, declared: str, said: str) -> None:
    change = {
        "[Content_Types].xml": lambda content: content.replace(
            b"wordprocessingml.document.main+xml", declared.encode()
        )
    }
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=respelt(tmp_path, change)))
    assert (problem.id, said in problem.message) == ("frame.no-word-file", True)


@pytest.mark.parametrize(
    ("removed", "names"),
    [
        (("pgMar",), "页边距"),
        (("pgSz",), "纸张大小"),
        (("docGrid",), "行网格"),
        (("pgSz", "pgMar", "docGrid"), "纸张大小、页边距、行网格"),
        (None, "纸张大小、页边距、行网格"),
    ],
)
def test_a_page_that_is_not_set_is_set_by_the_standard_and_told(
    tmp_path: Path, removed: tuple[str, ...] | None, names: str
) -> None:
    report = write_report(tmp_path, 模板="own")
    frame = opened(shipped_frame("plain"))
    with_section(*(removed or ()))(frame)
    frame.save(str(write_pack(tmp_path / "templates", "own") / "frame.docx"))
    problems = br.build(report, tmp_path / "out.docx")
    (told,) = [problem for problem in problems if problem.id == "frame.page-not-set"]
    assert f"没有写明{names}，已按标准补上" in told.message
    section = docx.Document(str(tmp_path / "out.docx")).sections[0]
    assert (round(section.page_height.mm), round(section.top_margin.mm)) == (297, 37)
    assert {"layout.margins", "layout.paper", "layout.grid"}.isdisjoint(
        problem.id for problem in br.check(tmp_path / "out.docx")
    )


def test_a_page_of_the_office_s_own_is_left_as_it_is(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        frame.sections[0].top_margin = Mm(30)

    report = write_report(tmp_path, 模板="own", 落款={"日期": "2019-12-01"})
    frame_of(write_pack(tmp_path / "templates", "own"), change)
    assert [problem.id for problem in br.build(report, tmp_path / "out.docx")] == ["frame.page-other"]
    assert round(docx.Document(str(tmp_path / "out.docx")).sections[0].top_margin.mm) == 30


def test_a_frame_is_not_written_over(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, lambda _: None)
    before = frame.read_bytes()
    problem = only_problem(lambda: br.write(named(), frame, frame=frame))
    assert problem.id == "word.output-is-input"
    assert frame.read_bytes() == before


@pytest.mark.parametrize(
    ("own", "official", "shown"),
    [
        ((), None, []),
        (("frame.docx",), None, ["frame.docx"]),
        (("frame.docx",), "文件", ["frame.docx"]),
        (("frame.docx", "frame-document.docx"), "文件", ["frame-document.docx"]),
        (("frame.docx", "frame-document.docx"), "信函", ["frame.docx"]),
        (("frame-letter.docx",), "信函", ["frame-letter.docx"]),
        (("frame-letter.docx",), "文件", []),
        (("frame-letter.docx",), None, []),
    ],
)
def test_the_nearest_pack_with_a_frame_decides(
    tmp_path: Path, own: tuple[str, ...], official: str | None, shown: list[str]
) -> None:
    facts = {"公文": {"版式": official, "发文机关标志": "甲局"}} if official else {}
    report = write_report(tmp_path, 模板="own", **facts)
    pack = write_pack(tmp_path / "templates", "own")
    for name in own:
        frame = opened(shipped_frame("document"))
        frame.paragraphs[0].insert_paragraph_before(name)
        frame.save(str(pack / name))
    br.build(report, tmp_path / "out.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs]
    assert [text for text in texts if text.endswith(".docx")] == shown
    assert ("甲局" in texts or "甲局文件" in texts) == bool(official)


def test_a_table_without_its_grid_is_given_one(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        table = frame.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "甲", "{{ 标题 }}"
        table._tbl.remove(table._tbl.tblGrid)

    br.write(named("乙"), tmp_path / "out.docx", frame=frame_of(tmp_path, change))
    table = opened((tmp_path / "out.docx").read_bytes()).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["甲", "乙"]


def test_columns_without_their_width_are_given_one(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        table = frame.add_table(1, 3)
        table.cell(0, 0).text, table.cell(0, 1).text = "甲", "{{ 标题 }}"
        table.rows[0]._tr.remove(table.cell(0, 2)._tc)
        for column in list(table._tbl.tblGrid)[1:]:
            del column.attrib[f"{W}w"]

    table = opened(word_bytes(named("乙"), frame_of(tmp_path, change))).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["甲", "乙"]
    assert len(table.columns) == 2


@pytest.mark.parametrize(
    ("tag", "attribute", "said"), [("gridCol", "w", "列宽"), ("gridSpan", "val", "跨列数")]
)
def test_a_width_or_span_that_is_no_number_is_told(
    tmp_path: Path, tag: str, attribute: str, said: str
) -> None:
    def change(frame: Any) -> None:
        frame.add_table(1, 1)
        table = frame.add_table(1, 2)
        table.cell(0, 0).merge(table.cell(0, 1))
        next(table._tbl.iter(f"{W}{tag}")).set(f"{W}{attribute}", "1.5cm")

    frame = frame_of(tmp_path, change)
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, problem.place.part) == ("frame.damaged", "正文")
    assert f"第2个表格的{said}“1.5cm”不是整数" in problem.message


@pytest.mark.parametrize("text", ["{{ 1e999 }}", "{{ -1e999 }}", "{% if 1e999 > 1 %}甲{% endif %}"])
def test_a_number_beyond_all_bounds_in_a_tag_is_refused(tmp_path: Path, text: str) -> None:
    frame = frame_of(tmp_path, add(text))
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, problem.place.part) == ("frame.syntax", "正文")
    assert "数过大" in problem.message


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/settings.xml", "[Content_Types].xml",
             "word/_rels/document.xml.rels", "docProps/core.xml"]
)  # fmt: skip
def test_a_declared_document_type_is_refused_in_any_part(tmp_path: Path, part: str) -> None:
    entity = b'<!DOCTYPE a [<!ENTITY b "ccc">]>'

    def declare(content: bytes) -> bytes:
        head, sign, rest = content.partition(b"?>")
        return head + sign + entity + rest if sign else entity + content

    frame = respelt(tmp_path, {part: declare})
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert (problem.id, "DOCTYPE" in problem.message) == ("frame.damaged", True)


def test_styles_that_are_declared_as_something_else_are_told(tmp_path: Path) -> None:
    frame = respelt(
        tmp_path, {"[Content_Types].xml": lambda held: held.replace(b"wordprocessingml.styles+xml", b"x+xml")}
    )
    problem = only_problem(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))
    assert problem.id == "frame.no-word-file"


@pytest.mark.parametrize("attribute", ["Id", "Type"])
def test_a_relationship_without_its_name_or_kind_is_told(tmp_path: Path, attribute: str) -> None:
    frame = respelt(
        tmp_path, {RELS: lambda held: re.sub(rb' %b="[^"]*"' % attribute.encode(), b"", held, count=1)}
    )
    problem = refused(lambda: br.write(named(), tmp_path / "out.docx", frame=frame))[0]
    assert problem.id == "frame.damaged"
    assert "没有标识或类型" in problem.message


def built_with(folder: Path, change: Any) -> list[str]:
    """Give what building tells of the pages of an own frame."""
    pack = folder / "templates" / "mine"
    report = write_report(folder, "{{ 建议.件数 }}件。", 落款={"日期": "2024-12-01"})
    (folder / "made").mkdir()
    (pack / "frame.docx").write_bytes(frame_of(folder / "made", change).read_bytes())
    problems = br.build(report, folder / "out.docx")
    return [problem.message for problem in problems if problem.id == "frame.page-other"]


def narrow(document: Any) -> None:
    document.sections[0].top_margin = Mm(25)


def other_paper(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def nearly(document: Any) -> None:
    document.sections[0].top_margin, document.sections[0].left_margin = Mm(37.5), Mm(27.4)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (narrow, ["版式文件的页边距是上25、下35、左28、右26毫米，标准是上37、下35、左28、右26毫米"]),
        (other_paper, ["版式文件的纸张是216×279毫米，标准是A4（210×297毫米）"]),
        (nearly, []),
        (lambda _: None, []),
    ],
)
def test_pages_other_than_the_standard_s_are_told_when_building(
    change: Any, told: list[str], tmp_path: Path
) -> None:
    assert built_with(tmp_path, change) == told


def _headers(made: Any) -> list[list[str]]:
    """Give what stands at the head of odd and even pages, section by section."""
    shown: list[list[str]] = []
    for section in made.sections:
        kinds = (section.header, section.even_page_header)
        own = [
            None if head.is_linked_to_previous else "".join(p.text for p in head.paragraphs) for head in kinds
        ]
        before = shown[-1] if shown else ["", ""]
        shown.append([old if text is None else text for text, old in zip(own, before, strict=True)])
    return shown


def test_a_header_typed_on_the_one_page_of_a_frame_reaches_all_pages(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        frame.sections[0].header.paragraphs[0].text = "本局{{ 单位 }}"

    annex = Annex("表", named().blocks, landscape=True)
    with_annex = replace(named(单位="甲局"), annexes=(annex, replace(annex, landscape=False)))
    made = opened(word_bytes(with_annex, frame_of(tmp_path, change)))
    assert _headers(made) == [["本局甲局"] * 2] * 3


def test_even_pages_keep_the_header_that_a_frame_has_for_them(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        frame.sections[0].header.paragraphs[0].text = "单"
        frame.sections[0].even_page_header.paragraphs[0].text = "双"

    assert _headers(opened(word_bytes(named(), frame_of(tmp_path, change)))) == [["单", "双"]]


def test_a_header_that_the_package_calls_something_else_is_looked_at_all_the_same(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        frame.sections[0].header.paragraphs[0].text = "{{ 单位 }}内部材料"
        parts = frame.part.package.parts
        next(
            part for part in parts if part.partname.startswith("/word/header")
        )._content_type = "application/xml"

    pack = write_pack(tmp_path, "mine")
    frame = frame_of(pack, change)
    (checked,) = check_packs(pack)
    assert [problem.id for problem in checked.problems] == [
        "frame.missing-style"
    ]  # which only the header names
    content = word_bytes(named("甲局"), frame)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        headers = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert any("甲局" in header and "内部材料" in header for header in headers)


def test_a_part_whose_kind_is_said_and_then_not_makes_a_frame_no_word_file(tmp_path: Path) -> None:
    whole = frame_of(tmp_path, lambda frame: None).read_bytes()
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            if name == "[Content_Types].xml":
                said = said.replace(b"</Types>", b'<Override PartName="/word/footer1.xml"/></Types>')
            new.writestr(name, said)
    (tmp_path / "frame.docx").write_bytes(held.getvalue())
    out = tmp_path / "out.docx"
    problem = only_problem(lambda: br.write(named(), out, frame=tmp_path / "frame.docx"))
    assert problem.id == "frame.no-word-file"
    assert not out.exists()
