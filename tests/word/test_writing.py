"""Writing Word files: values verbatim in every part, the same bytes again, whole files or none, sound tables."""

import io
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

import banli_report as br
from banli_report.document.tree import Cell, Document, Paragraph, Run, Signature, Table
from banli_report.word.frame import base_frame
from banli_report.word.write import word_bytes
from tests.support import only_problem, refused, write_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHIPPED_FRAME = Path(__file__).parents[2] / "templates" / "base" / "frame.docx"
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
]


def document(text: str = "甲", **fields: str) -> Document:
    """Give a small document with a text in its title, body, table and signature."""
    run = (Run(text, typed=False),)
    table = Table((Cell(run),), ((Cell(run),),), ("left",), run)
    return Document(
        run,
        (Paragraph(run), table),
        Signature(text, "2019年3月7日"),
        fields=tuple(fields.items()),
        day="2019-03-07",
    )


def frame_of(folder: Path, change: Any) -> Path:
    """Write an own frame: the shipped one, changed by a function."""
    opened = docx.Document(io.BytesIO(base_frame()))
    change(opened)
    path = folder / "frame.docx"
    opened.save(str(path))
    return path


def framed(frame: Path, text: str = "甲", **fields: str) -> Document:
    made = document(text, **{"标题": text, "单位": text, **fields})
    return Document(
        made.title, made.blocks, made.signature, fields=made.fields, day=made.day, frame=str(frame)
    )


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> Iterator[tuple[str, Any]]:
    """Give the XML parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))


@pytest.mark.parametrize("text", HOSTILE)
def test_values_stand_verbatim_in_every_part(tmp_path: Path, text: str) -> None:
    def with_tags(frame: Any) -> None:
        section = frame.sections[0]
        section.header.paragraphs[0].text = "页眉{{ 单位 }}"
        section.footer.add_paragraph("页脚{{ 单位 }}")
        frame.add_table(1, 1).cell(0, 0).text = "格{{ 单位 }}"

    made = opened(word_bytes(framed(frame_of(tmp_path, with_tags), text)))
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
    assert [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "署名"][-1] == text


def test_values_stand_verbatim_in_footnotes(tmp_path: Path) -> None:
    note = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>注{{ 单位 }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    frame = with_part(tmp_path, "footnotes", note)
    content = dict(parts(word_bytes(framed(frame, "a{b}\tc&<d>"))))["word/footnotes.xml"]
    assert [node.text for node in content.iter(f"{W}t")] == ["注a{b}", "c&<d>"]
    assert len(list(content.iter(f"{W}tab"))) == 1


def with_part(folder: Path, kind: str, xml: str) -> Path:
    """Write the shipped frame with one more part of the document."""
    path = folder / "frame.docx"
    base = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    with zipfile.ZipFile(io.BytesIO(base_frame())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/{kind}.xml" ContentType="{base}"/></Types>'
                content = content.replace("</Types>", override)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{relation}" Target="{kind}.xml"/></Relationships>'
                content = content.replace("</Relationships>", link)
            new.writestr(name, content)
        new.writestr(f"word/{kind}.xml", xml)
    return path


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
    content = word_bytes(framed(path))
    everything = b"".join(etree.tostring(root) for _, root in parts(content))
    assert "张三".encode("ascii", "xmlcharrefreplace") not in everything
    assert opened(content).core_properties.author == "甲"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "docProps/core.xml" in package.namelist()
        assert not any("psmdcp" in name for name in package.namelist())


def test_no_theme_speaks_for_the_fonts() -> None:
    for name, root in parts(word_bytes(document())):
        assert "theme/" not in name
        themed = [key for node in root.iter() for key in node.attrib if str(key).endswith("Theme")]
        assert not themed
    for node in dict(parts(word_bytes(document())))["word/styles.xml"].iter(f"{W}rFonts"):
        assert all(node.get(f"{W}{face}") for face in ("ascii", "hAnsi", "eastAsia", "cs"))


def test_the_shipped_frame_is_the_one_that_is_generated() -> None:
    assert SHIPPED_FRAME.read_bytes() == base_frame(), "run: python -m banli_report.word.frame"


def test_every_style_that_is_used_is_there() -> None:
    by_name = dict(parts(word_bytes(document())))
    known = {style.get(f"{W}styleId") for style in by_name["word/styles.xml"].iter(f"{W}style")}
    for root in by_name.values():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn"):
            used = {node.get(f"{W}val") for node in root.iter(f"{W}{tag}")}
            assert used <= known


def tables_of(content: bytes) -> list[Any]:
    return [table._tbl for table in opened(content).tables]


def table(rows: int, columns: int, caption: str = "") -> Document:
    def row(number: int) -> tuple[Cell, ...]:
        return tuple(Cell((Run(f"{number}之{i}" * (i + 1)),)) for i in range(columns))

    aligns = tuple(("left", "center", "right")[i % 3] for i in range(columns))
    made = Table(row(0), tuple(row(n + 1) for n in range(rows)), aligns, (Run(caption),) if caption else ())
    return Document((Run("题"),), (made,))


@pytest.mark.parametrize("columns", [1, 2, 5, 30])
def test_tables_say_their_widths_everywhere_alike(columns: int) -> None:
    (made,) = tables_of(word_bytes(table(3, columns)))
    assert made.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    width = made.find(f"{W}tblPr/{W}tblW")
    grid = [int(node.get(f"{W}w")) for node in made.iter(f"{W}gridCol")]
    assert (int(width.get(f"{W}w")), width.get(f"{W}type")) == (sum(grid), "dxa")
    assert sum(grid) <= 156 / 25.4 * 1440 + 1
    assert all(column > 0 for column in grid)
    for row in made.iter(f"{W}tr"):
        cells = [node.find(f"{W}tcPr/{W}tcW") for node in row.iter(f"{W}tc")]
        assert [int(cell.get(f"{W}w")) for cell in cells] == grid
        assert {cell.get(f"{W}type") for cell in cells} == {"dxa"}


def test_the_head_row_repeats_and_no_row_is_split() -> None:
    (made,) = tables_of(word_bytes(table(3, 2)))
    rows = list(made.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_cell_ends_in_a_paragraph_and_a_paragraph_follows_every_table() -> None:
    content = word_bytes(Document((Run("题"),), (*table(2, 2).blocks, *table(2, 2).blocks)))
    for made in tables_of(content):
        assert all(list(cell)[-1].tag == f"{W}p" for cell in made.iter(f"{W}tc"))
        assert made.getnext().tag == f"{W}p"


def test_a_table_without_rows_says_so() -> None:
    (made,) = opened(word_bytes(table(0, 3, "办理结果"))).tables
    assert [cell.text for cell in made.rows[1].cells] == ["无", "无", "无"]
    assert len(made.rows[1]._tr.tc_lst) == 1
    span = made.rows[1]._tr.tc_lst[0].tcPr.find(f"{W}gridSpan")
    assert span.get(f"{W}val") == "3"


@pytest.mark.parametrize(
    "made",
    [
        Table((), (), ()),
        Table((Cell(()),), ((),), ("left",)),
        Table((Cell(()),), ((Cell(()), Cell(())),), ("left",)),
        Table((Cell(()), Cell(())), ((Cell(()), Cell(())),), ("left",)),
    ],
)
def test_a_ragged_table_is_refused_not_written_broken(made: Table, tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    problem = only_problem(lambda: br.write(Document((Run("题"),), (made,)), output))
    assert problem.id == "word.ragged-table"
    assert not output.exists()


def test_captions_are_numbered_in_order() -> None:
    blocks = (*table(1, 1, "甲").blocks, *table(1, 1).blocks, *table(1, 1, "乙").blocks)
    made = opened(word_bytes(Document((Run("题"),), blocks)))
    assert [p.text for p in made.paragraphs if p.style.name == "表题"] == ["表1  甲", "表2  乙"]


def test_a_long_table_is_written_whole() -> None:
    (made,) = tables_of(word_bytes(table(10_000, 4)))
    assert sum(1 for _ in made.iterchildren(f"{W}tr")) == 10_001


def test_a_character_that_no_document_may_hold_is_refused(tmp_path: Path) -> None:
    for character in ("\x00", "\x07", "\x0c", "\x85", "\ud800", "\ufffe", "\ufdd0"):
        problem = only_problem(lambda text=f"甲{character}": br.write(document(text), tmp_path / "out.docx"))
        assert f"U+{ord(character):04X}" in problem.message


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no limit of file size")
def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")
    program = (
        "import resource, signal, sys\n"
        "from tests.word.test_writing import document\n"
        "import banli_report as br\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "made = document()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    br.write(made, sys.argv[1])\n"
        "except br.BanliError as stopped:\n    print(stopped.problems[0].id)\n"
    )
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", program, str(output)],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "word.output-failed"
    assert output.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["out.docx"]


@pytest.mark.parametrize(
    ("function", "fault", "problem_id"),
    [
        ("fsync", OSError(28, "No space left on device"), "word.output-failed"),
        ("replace", PermissionError(13, "Permission denied"), "word.output-locked"),
    ],
)
def test_a_failed_save_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, fault: OSError, problem_id: str
) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(os, function, fail)
    problem = only_problem(lambda: br.write(document(), output))
    assert problem.id == problem_id
    assert "原文件未改动" in problem.hint
    assert output.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["out.docx"]


def test_an_existing_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")
    output.chmod(0o600)
    br.write(document(), output)
    assert opened(output.read_bytes()).paragraphs
    assert output.stat().st_mode & 0o777 == 0o600
    assert leftovers(tmp_path) == ["out.docx"]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.docx").write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(tmp_path / "real.docx")
    br.write(document(), tmp_path / "link.docx")
    assert (tmp_path / "link.docx").is_symlink()
    assert (tmp_path / "real.docx").read_bytes() != b"old"


@pytest.mark.parametrize(
    ("name", "problem_id"),
    [
        ("folder.docx", "word.output-folder"),
        ("missing/out.docx", "word.output-folder"),
        ("out.doc", "word.output-type"),
        ("out", "word.output-type"),
        ("out.docx.txt", "word.output-type"),
    ],
)
def test_a_wrong_place_for_the_file_is_told(tmp_path: Path, name: str, problem_id: str) -> None:
    (tmp_path / "folder.docx").mkdir()
    problem = only_problem(lambda: br.write(document(), tmp_path / name))
    assert problem.id == problem_id
    assert problem.hint
    assert leftovers(tmp_path) == ["folder.docx"]


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """Give a folder that may only be read, also by root, who becomes someone else for the while."""
    word_bytes(document())  # what it imports may be out of the other user's reach
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="the system has no such rights")
def test_a_folder_that_may_not_be_written_to_is_told(locked_folder: Path) -> None:
    problem = only_problem(lambda: br.write(document(), locked_folder / "out.docx"))
    assert problem.id == "word.output-locked"
    assert leftovers(locked_folder) == []


def add(*texts: str) -> Any:
    """Give a change of the frame that adds a paragraph for each text."""

    def change(frame: Any) -> None:
        for text in texts:
            frame.add_paragraph(text)

    return change


def faults(tmp_path: Path, change: Any) -> list[tuple[str, str | None, int | None]]:
    frame = frame_of(tmp_path, change)
    problems = refused(lambda: br.write(framed(frame, 会议="四次会议"), tmp_path / "out.docx"))
    assert not (tmp_path / "out.docx").exists()
    return [(problem.id, problem.place.part, problem.place.paragraph) for problem in problems]


def test_all_faults_of_a_frame_are_told_at_once_with_part_and_paragraph(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        add("{{ 单为 }}", "好", "{{ 会议（ }}", "{% if 年渡 %}甲{% endif %}", "{{ 会议 ")(frame)
        frame.sections[0].header.paragraphs[0].text = "{{ 曰期 }}"
        frame.sections[0].footer.add_paragraph("{{ 标题.长度 }}")

    assert faults(tmp_path, change) == [
        ("frame.syntax", "正文", 7),
        ("frame.open-tag", "正文", 9),
        ("frame.unknown-name", "正文", 5),
        ("frame.unknown-name", "正文", 8),
        ("frame.unknown-name", "页眉", 1),
        ("frame.failed", "页脚", 2),
    ]


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
    problems = refused(lambda: br.write(framed(frame), tmp_path / "out.docx"))
    assert any(said in problem.message for problem in problems), [str(problem) for problem in problems]
    assert all(problem.place.file == f"{tmp_path.name}/frame.docx" for problem in problems)


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
    paragraphs = [paragraph.text for paragraph in opened(word_bytes(framed(frame, "甲局"))).paragraphs]
    assert paragraphs[paragraphs.index("起点") + 1 :] == shown


def test_tags_that_word_split_into_runs_are_filled(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        paragraph = frame.add_paragraph("起点")
        for size, piece in enumerate(["{", "{", " 单", "位", " ", "}", "}尾{{", " 单位 }}"], 10):
            paragraph.add_run(piece).font.size = Pt(size)

    paragraphs = [p.text for p in opened(word_bytes(framed(frame_of(tmp_path, change), "a{b}"))).paragraphs]
    assert paragraphs[-1] == "起点a{b}尾a{b}"


def test_a_table_row_of_an_own_frame_is_repeated(tmp_path: Path) -> None:
    def change(frame: Any) -> None:
        made = frame.add_table(3, 1)
        for row, text in zip(
            made.rows, ("{%tr for 字 in ['一', '二'] %}", "{{ 字 }}", "{%tr endfor %}"), strict=True
        ):
            row.cells[0].text = text

    made = opened(word_bytes(framed(frame_of(tmp_path, change))))
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
    problem = only_problem(lambda: br.write(framed(frame), tmp_path / "out.docx"))
    assert (problem.id, problem.place.part) == ("frame.left-over-tag", shown)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 300])
def test_a_frame_that_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "frame.docx").write_bytes(content)
    made = framed(tmp_path / "frame.docx")
    assert only_problem(lambda: br.write(made, tmp_path / "out.docx")).id == "frame.no-word-file"


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
        (zipped(a=bytes(80 * 1024 * 1024)), "frame.too-large"),
    ):
        frame.write_bytes(content)
        assert only_problem(lambda: br.write(framed(frame), tmp_path / "out.docx")).id == problem_id


def test_a_frame_that_is_missing_is_told(tmp_path: Path) -> None:
    problem = only_problem(lambda: br.write(framed(tmp_path / "no.docx"), tmp_path / "out.docx"))
    assert problem.id == "frame.unreadable"
