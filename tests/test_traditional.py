"""The finished document in traditional characters, names and figures included, with the user's exceptions."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

import banli_report as br
from banli_report.document.outline import outline
from banli_report.document.traditional import to_traditional
from banli_report.document.tree import Annex, Cell, Heading, Run, Table, text_of
from banli_report.word.writer.write import word_bytes
from tests.support import write_report

EXAMPLE = Path(__file__).parents[1] / "examples" / "jianxi_2019"
GOLDEN = Path(__file__).parent / "golden"


def test_the_example_in_traditional_characters() -> None:
    tree = outline(br.compose(br.load(EXAMPLE / "report.yaml"), script="hant"))
    assert tree == (GOLDEN / "jianxi_2019_hant.txt").read_text("utf-8")


def test_names_figures_and_properties_are_converted(tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    br.build(EXAMPLE / "report.yaml", output, script="hant")
    document = Document(str(output))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "城建交通類46件，占34.6%" in text
    assert "洛陽市澗西區人民政府" in text
    assert document.core_properties.title == document.paragraphs[0].text.replace("\n", "")
    notes = [
        run.note for run in br.compose(br.load(EXAMPLE / "report.yaml"), script="hant").runs() if run.note
    ]
    assert "類別為“城建交通類”的件數" in {note.formula for note in notes}


@pytest.mark.parametrize(
    ("exceptions", "expected"), [("{}", "佔34.6%"), ("{交通类: 交通類別, 占: 占}", "交通類別46件")]
)
def test_exceptions_go_first(exceptions: str, expected: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "copy"))
    report = folder / "report.yaml"
    report.write_text(report.read_text("utf-8").replace("例外: {占: 占}", f"例外: {exceptions}"), "utf-8")
    assert expected in outline(br.compose(br.load(report), script="hant")).replace("‹", "").replace("›", "")


OFFICIAL = """
公开: {索引号: 涧2019, 内容概述: 办理报告}
公文:
  密级: 机密
  发文机关标志: 洛阳市涧西区人民政府
  发文字号: 涧会发〔2019〕12号
  签发人: 张卫东
  主送机关: 区人大常委会
  附注: 联系人：赵华
  用印: true
  抄送: 区委办公室
  印发机关: 区人民政府办公室
  印发日期: 2019-12-13
  版记另页: true
"""


def test_nothing_of_an_official_document_stays_simplified_or_gets_lost(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "copy"))
    report = folder / "report.yaml"
    report.write_text(report.read_text("utf-8") + OFFICIAL, "utf-8")
    document = br.compose(br.load(report), script="hant")
    tree = outline(document)
    assert tree.startswith("版头 機密 洛陽市澗西區人民政府文件 澗會發〔2019〕12號 張衛東\n")
    for said in ("附注 （聯繫人：趙華）", "區人民政府辦公室 2019年12月13日印發", "公开 內容概述：辦理報告"):
        assert said in tree, said
    assert document.signature
    assert document.signature.seal
    br.write(document, folder / "out.docx")
    body = Document(str(folder / "out.docx")).element.body
    text = "".join(node.text for node in body.iter(qn("w:t")))
    assert "簽發人：張衛東" in text
    assert "政府信息公開登記項目內容" in text


def test_the_words_of_the_tree_are_converted_too() -> None:
    table = Table((Cell((Run("项目"),)),), (), ("left",), (Run("办理"),), "图表1")
    annex = Annex("办理", (table, Heading(1, "一、", (Run("办理"),))), mark="附件：办1", number="办1.")
    made = to_traditional(br.Document((Run("题"),), (table,), annexes=(annex,), annexes_label="附录办："), {})
    (inner,) = made.annexes
    assert (inner.title, inner.mark, inner.number) == ("辦理", "附件：辦1", "辦1.")
    assert (made.annexes_label, made.record_words[0]) == ("附錄辦：", "政府信息公開登記")
    for block in (made.blocks[0], inner.blocks[0]):
        assert isinstance(block, Table)
        assert (block.label, block.empty, text_of(block.caption)) == ("圖表1", "無", "辦理")


def test_an_empty_table_says_none_in_traditional_characters() -> None:
    table = Table((Cell((Run("项目"),)),), (), ("left",))
    content = word_bytes(to_traditional(br.Document((Run("题"),), (table,)), {}))
    assert Document(io.BytesIO(content)).tables[0].rows[1].cells[0].text == "無"


def written(folder: Path, **facts: object) -> tuple[Path, str]:
    report = write_report(
        folder, "# 办理情况\n\n{{ 建议.件数 }}件，里面的群众。", 落款={"日期": "2024-12-01"}, **facts
    )
    br.build(report, folder / "out.docx", script="hant")
    with zipfile.ZipFile(folder / "out.docx") as package:
        names = [name for name in package.namelist() if name.endswith(".xml")]
        return folder / "out.docx", "".join(package.read(name).decode() for name in names)


def test_a_traditional_document_names_faces_that_hold_its_characters_and_its_language(tmp_path: Path) -> None:
    path, xml = written(tmp_path)
    assert "GB2312" not in xml
    assert "方正小标宋简体" not in xml
    assert 'w:eastAsia="zh-TW"' in xml
    assert "zh-CN" not in xml
    assert br.check(path) == []


def test_hong_kong_has_forms_and_a_language_of_its_own(tmp_path: Path) -> None:
    _, taiwan = written(tmp_path / "tw")
    _, hong_kong = written(tmp_path / "hk", 繁体={"地区": "香港"})
    assert "裡面的群眾" in taiwan
    assert "裏面的羣眾" in hong_kong
    assert 'w:eastAsia="zh-HK"' in hong_kong


def test_a_simplified_document_keeps_its_faces(tmp_path: Path) -> None:
    report = write_report(tmp_path, "{{ 建议.件数 }}件。", 落款={"日期": "2024-12-01"})
    br.build(report, tmp_path / "out.docx")
    assert Document(str(tmp_path / "out.docx")).core_properties.language == "zh-CN"
