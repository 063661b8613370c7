"""What is written into a Word file: values verbatim in every part, the same bytes again, clean properties."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

import banli_report as br
from banli_report.document.tree import Document, FrameKind, Paragraph, Run
from banli_report.word.ooxml.package import rewritten
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.write import word_bytes
from tests.support import only_problem, write_report
from tests.word.writer.making import W, document, frame_of, named, opened, parts, with_part

SHIPPED = Path(__file__).parents[3] / "templates" / "base"
HOSTILE = [
    "甲&乙<丙>",
    "{{ 7*7 }}",
    "{% if x %}",
    "{# x #}",
    "{_{ x }_}",
    "{_% x %_}",
    "{{r x }}",
    "{{ 正文 }}",
    "&amp;&lt;",
    "]]><!--",
    "</w:t></w:r></w:p>",
    "😀𠮷",
    "甲\t乙",
    "甲\n乙",
    "'\"“”",
    " 空 格 ",
    "%s %(a)s \\n",
    "https://www.example.gov.cn/zwgk/fdzdgknr/jyta/202208/t20220830_1234567890.html?id=1&name=a_b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_values_stand_verbatim_in_every_part(tmp_path: Path, text: str) -> None:
    def with_tags(frame: Any) -> None:
        section = frame.sections[0]
        section.header.paragraphs[0].text = "页眉{{ 单位 }}"
        section.footer.add_paragraph("页脚{{ 单位 }}")
        frame.add_table(1, 1).cell(0, 0).text = "格{{ 单位 }}"

    made = opened(word_bytes(named(text), frame_of(tmp_path, with_tags)))
    paragraphs = [paragraph.text for paragraph in made.paragraphs]
    assert text in paragraphs[:1] or text.replace("\n", "") == paragraphs[0].replace("\n", "")
    assert text in paragraphs[1:]
    assert f"表1  {text}" in paragraphs
    assert [cell.text for table in made.tables for row in table.rows for cell in row.cells] == [
        text,
        text,
        f"格{text}",
    ]
    assert made.sections[0].header.paragraphs[0].text == f"页眉{text}"
    assert made.sections[0].footer.paragraphs[-1].text == f"页脚{text}"
    assert made.core_properties.title == text.replace("\n", "")
    assert made.core_properties.author == text
    signed = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "署名"]
    assert "\n".join(signed[1:]) == text


def test_outer_spaces_are_kept_where_word_would_drop_them() -> None:
    (content,) = (root for name, root in parts(word_bytes(document(" 甲 "))) if name == "word/document.xml")
    spaced = [node for node in content.iter(f"{W}t") if node.text != node.text.strip()]
    assert len(spaced) >= 4  # paragraph, caption, head and cell
    assert {node.get("{http://www.w3.org/XML/1998/namespace}space") for node in spaced} == {"preserve"}


def test_values_stand_verbatim_in_footnotes(tmp_path: Path) -> None:
    note = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>注{{ 单位 }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    frame = with_part(tmp_path, "footnotes", note)
    content = dict(parts(word_bytes(named("a{b}\tc&<d>"), frame)))["word/footnotes.xml"]
    assert [node.text for node in content.iter(f"{W}t")] == ["注a{b}", "c&<d>"]
    assert len(list(content.iter(f"{W}tab"))) == 1


def test_values_stand_verbatim_in_formulas_and_descriptions(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        frame.element.body.insert(
            0,
            parse_xml(
                f"<w:p {nsdecls('w', 'm', 'wp')}><m:oMath><m:r><m:t>{{{{ 单位 }}}}</m:t></m:r></m:oMath>"
                "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='{{ 单位 }}'/></wp:inline></w:drawing></w:r></w:p>"
            ),
        )

    value = "a{b}\t%#&<d>\n乙"
    content = dict(parts(word_bytes(named(value), frame_of(tmp_path, change))))["word/document.xml"]
    assert [node.text for node in content.iter("{*}t") if node.tag != f"{W}t"] == [value]
    assert [node.get("name") for node in content.iter("{*}docPr")] == [value]


def test_a_document_of_a_title_and_its_record_has_a_page_of_its_own_for_each() -> None:
    made = opened(
        word_bytes(Document((Run("题"),), (), record=(("索引号", "1"),), record_words=("页", "项", "值")))
    )
    assert (len(made.sections), made.tables[0].cell(1, 1).text) == (2, "1")


def test_what_tells_the_type_of_a_file_stands_first_in_it() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in ("word/a.xml", "Custom.xml", "_rels/.rels", "[Content_Types].xml"):
            package.writestr(name, name)
    with zipfile.ZipFile(io.BytesIO(rewritten(stream.getvalue(), {}))) as package:
        assert package.namelist() == ["[Content_Types].xml", "_rels/.rels", "Custom.xml", "word/a.xml"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    report = write_report(tmp_path, "{{ 建议.类别 | 分项 }}", 落款={"日期": "2019-12-12"})
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    br.build(report, first)
    br.build(report, second)
    assert first.read_bytes() == second.read_bytes()


def test_the_same_input_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    report = write_report(tmp_path, "{{ 建议.类别 | 分项 }}", 落款={"日期": "2019-12-12"})
    program = "import sys, banli_report; banli_report.build(sys.argv[1], sys.argv[2])"
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(report), str(tmp_path / f"{seed}.docx")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"})
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()


def test_no_date_or_system_is_told_by_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(word_bytes(document()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {3}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_properties_are_those_of_the_document_alone(tmp_path: Path) -> None:
    report = write_report(tmp_path, "文", 落款={"日期": "2019-12-12"})
    output = tmp_path / "out.docx"
    br.build(report, output)
    properties = docx.Document(str(output)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "办理情况",
        "某某区人民政府",
        "zh-CN",
    )
    assert properties.created is not None
    assert properties.created.strftime("%Y-%m-%d") == "2019-12-12"
    assert properties.modified == properties.created
    for value in (properties.last_modified_by, properties.comments, properties.keywords, properties.subject):
        assert value == ""


def test_without_a_date_the_properties_have_none() -> None:
    made = document()
    content = word_bytes(Document(made.title, made.blocks))
    core = dict(parts(content))["docProps/core.xml"]
    assert sorted(etree.QName(node).localname for node in core) == ["creator", "language", "title"]
    assert b"python-docx" not in b"".join(etree.tostring(root) for _, root in parts(content))


def test_a_frame_s_own_properties_do_not_leave_with_the_document(tmp_path: Path) -> None:
    def signed(frame: Any) -> None:
        frame.core_properties.author = "张三"
        frame.core_properties.comments = "{{ 内部 }}"

    path = frame_of(tmp_path, signed)
    renamed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"docProps/core.xml", b"package/props/abc.psmdcp")
            new.writestr(name.replace("docProps/core.xml", "package/props/abc.psmdcp"), content)
    path.write_bytes(renamed.getvalue())
    content = word_bytes(named(), path)
    everything = b"".join(etree.tostring(root) for _, root in parts(content))
    assert "张三".encode("ascii", "xmlcharrefreplace") not in everything
    assert opened(content).core_properties.author == "甲"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "docProps/core.xml" in package.namelist()
        assert not any("psmdcp" in name for name in package.namelist())


def test_properties_that_a_frame_calls_otherwise_are_written_once(tmp_path: Path) -> None:
    path, called = frame_of(tmp_path, lambda _: None), tmp_path / "called.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(called, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b"metadata/core-properties", b"metadata/properties-of-ours")
            )
    with zipfile.ZipFile(io.BytesIO(word_bytes(named(), called))) as package:
        assert package.namelist().count("docProps/core.xml") == 1
        assert package.read("_rels/.rels").count(b"docProps/core.xml") == 1


def test_no_theme_speaks_for_the_fonts() -> None:
    for name, root in parts(word_bytes(document())):
        assert "theme/" not in name
        themed = [key for node in root.iter() for key in node.attrib if str(key).endswith("Theme")]
        assert not themed
    for node in dict(parts(word_bytes(document())))["word/styles.xml"].iter(f"{W}rFonts"):
        assert all(node.get(f"{W}{face}") for face in ("ascii", "hAnsi", "eastAsia", "cs"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("plain", "frame.docx"), ("document", "frame-document.docx"), ("letter", "frame-letter.docx")],
)
def test_the_shipped_frames_are_the_ones_that_are_generated(kind: FrameKind, name: str) -> None:
    message = f"write shipped_frame({kind!r}) of banli_report.word.writer.frame there"
    assert (SHIPPED / name).read_bytes() == shipped_frame(kind), message


def test_every_style_that_is_used_is_there() -> None:
    by_name = dict(parts(word_bytes(document())))
    known = {style.get(f"{W}styleId") for style in by_name["word/styles.xml"].iter(f"{W}style")}
    for root in by_name.values():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn"):
            used = {node.get(f"{W}val") for node in root.iter(f"{W}{tag}")}
            assert used <= known


def test_a_character_that_no_document_may_hold_is_refused(tmp_path: Path) -> None:
    for character in ("\x00", "\x07", "\x0c", "\r", "\x85", "\ud800", "\ufffe", "\ufdd0"):
        problem = only_problem(lambda text=f"甲{character}": br.write(document(text), tmp_path / "out.docx"))
        assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize("text", [" 甲", "甲　", "\u2003甲", "甲\u200b", " "])
def test_outer_spaces_are_kept_and_nothing_else_is_marked(text: str) -> None:
    for said, kept in ((text, True), (f"甲{text}甲", False)):
        body = dict(parts(word_bytes(Document((Run("报告"),), (Paragraph((Run(said),)),)))))[
            "word/document.xml"
        ]
        (node,) = (node for node in body.iter(f"{W}t") if node.text == said)
        assert (node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve") is kept


def test_a_profiler_that_holds_what_is_worked_on_changes_nothing() -> None:
    held: list[object] = []
    plain = word_bytes(document())
    sys.setprofile(lambda frame, *_: held.append(frame) if "docxtpl" in frame.f_code.co_filename else None)
    try:
        watched = word_bytes(document())
    finally:
        sys.setprofile(None)
    assert held
    assert watched == plain
