"""Examples with head and foot, and a sample of every element, keep Microsoft's rules and those of the layout."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

import banli_report as br
from tests.rendering import validator
from tests.rendering.samples import write_samples

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/report.yaml"))
DRAFTS = {"county_draft_2020"}
OFFICIAL = """
公文:
  发文机关标志: [某某市人民政府, 某某市政协]
  发文字号: 某政〔2024〕1号
  签发人: [张某, 李某, 王某]
  主送机关: 市人大常委会
  抄送: 各县区人民政府
  印发机关: 某某市人民政府办公室
  印发日期: 2024-12-1
  版记另页: true
"""

pytestmark = pytest.mark.usefixtures("validation")


@pytest.mark.parametrize("name", sorted(set(NAMES) - DRAFTS))
def test_examples_with_head_and_foot(name: str, tmp_path: Path) -> None:
    text = (EXAMPLES / name / "report.yaml").read_text("utf-8") + OFFICIAL
    for path in (EXAMPLES / name).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "report.yaml").write_text(text, "utf-8")
    br.build(tmp_path / "report.yaml", tmp_path / "out.docx")
    assert validator.errors(tmp_path / "out.docx") == []
    assert br.check(tmp_path / "out.docx") == []


def test_samples_of_every_element(tmp_path: Path) -> None:
    for path in write_samples(tmp_path).values():
        assert validator.errors(path) == [], path.name


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("甲")._p.append(document.element.makeelement(qn("w:nothing"), {}))
    document.save(str(tmp_path / "out.docx"))
    assert validator.errors(tmp_path / "out.docx")
