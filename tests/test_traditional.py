"""The finished document in traditional characters, names and figures included, with the user's exceptions."""

import shutil
from pathlib import Path

import pytest
from docx import Document

import banli_report as br
from banli_report.document.outline import outline

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
