"""A sample of every element keeps Microsoft's rules and those of the layout."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

import banli_report as br
from tests.rendering import validator
from tests.rendering.samples import write_samples

pytestmark = pytest.mark.usefixtures("validation")


def test_samples_of_every_element(tmp_path: Path) -> None:
    for path in write_samples(tmp_path).values():
        assert validator.errors(path) == [], path.name
        assert br.check(path, only="layout") == [], path.name


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("甲")._p.append(document.element.makeelement(qn("w:nothing"), {}))
    document.save(str(tmp_path / "out.docx"))
    assert validator.errors(tmp_path / "out.docx")
