"""What machines find in a document: headings by the names that Word gives them, in the frames of offices too."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import mammoth
import pytest
from docx.oxml.ns import qn

import banli_report as br
from banli_report.document.tree import Cell, Document, Heading, Paragraph, Run, Table
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.write import word_bytes
from tests.rendering import office
from tests.word.writer.making import frame_of, opened

_HEADINGS = (Heading(level, "一、", (Run("标题"),)) for level in (1, 2, 3, 4))
LEVELS = Document((Run("题"),), (*_HEADINGS, Paragraph((Run("文"),))))


def headings(content: bytes) -> list[str]:
    return [p.style.name for p in opened(content).paragraphs if p.text == "一、标题"]


def test_headings_bear_the_names_that_word_gives_them_and_the_chinese_ones() -> None:
    content = word_bytes(LEVELS)
    assert headings(content) == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    styles = opened(content).styles.element
    names = {style.find(qn("w:name")).get(qn("w:val")): style for style in styles.iter(qn("w:style"))}
    assert [names[f"heading {level}"].find(qn("w:aliases")).get(qn("w:val")) for level in (1, 2, 3, 4)] == [
        "一级标题",
        "二级标题",
        "三级标题",
        "四级标题",
    ]


def test_a_frame_with_the_former_chinese_names_keeps_its_looks(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        for style in document.styles.element.iter(qn("w:style")):
            alias = style.find(qn("w:aliases"))
            if alias is not None:
                style.find(qn("w:name")).set(qn("w:val"), alias.get(qn("w:val")))
                style.remove(alias)

    content = word_bytes(LEVELS, frame_of(tmp_path, change))
    assert headings(content) == ["一级标题", "二级标题", "三级标题", "四级标题"]
    assert not [style for style in opened(content).styles if style.name.startswith("Heading")]


def test_headings_of_word_s_own_look_in_a_frame_are_not_ours(tmp_path: Path) -> None:
    frame = docx.Document()
    for text in ("{{ 标题 }}", "{{ 正文 }}"):
        frame.add_paragraph(text)
    frame.save(str(tmp_path / "frame.docx"))
    content = word_bytes(LEVELS, tmp_path / "frame.docx")
    assert headings(content) == ["一级标题", "二级标题", "三级标题", "四级标题"]
    names = [style.name for style in opened(content).styles]
    assert len(names) == len({name.lower() for name in names})


@pytest.mark.usefixtures("libreoffice")
def test_a_frame_saved_again_by_libreoffice_has_its_headings_still(tmp_path: Path) -> None:
    (tmp_path / "frame.docx").write_bytes(shipped_frame("plain"))
    (tmp_path / "again").mkdir()
    frame = office.resave(tmp_path / "frame.docx", tmp_path / "again")
    content = word_bytes(LEVELS, frame)
    assert headings(content) == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    document = docx.Document(io.BytesIO(content))
    assert len([style for style in document.styles if style.name.lower().startswith("heading 1")]) == 1


def test_a_document_tree_with_headings_has_no_problem() -> None:
    assert [
        p for p in br.check(LEVELS) if "heading" in p.id and "number" not in p.id and "form" not in p.id
    ] == []


def test_a_converter_finds_headings_tables_and_no_run_in_heading(tmp_path: Path) -> None:
    lead = Heading(2, "（一）", (Run("随文小标题。"),))
    table = Table((Cell((Run("类别"),)),), ((Cell((Run("城建"),)),),), ("left",), (Run("表"),), "表1")
    (tmp_path / "out.docx").write_bytes(
        word_bytes(replace(LEVELS, blocks=(*LEVELS.blocks, Paragraph((Run("文"),), lead), table)))
    )
    with (tmp_path / "out.docx").open("rb") as file:
        made = mammoth.convert_to_html(file).value
    assert re.findall(r"<(h\d)>([^<]*)</h\d>", made) == [(f"h{level}", "一、标题") for level in (1, 2, 3, 4)]
    assert "<thead><tr><th><p>类别</p></th></tr></thead>" in made
    assert "<p>（一）随文小标题。文</p>" in made


def test_the_navigation_of_word_lists_headings_that_stand_alone_only() -> None:
    lead = Paragraph((Run("文"),), Heading(1, "一、", (Run("随文。"),)))
    made = opened(word_bytes(replace(LEVELS, blocks=(*LEVELS.blocks, lead))))
    listed = [p.text for p in made.paragraphs if p.style.element.find(f".//{qn('w:outlineLvl')}") is not None]
    assert listed == ["一、标题"] * 4
