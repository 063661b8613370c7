"""The format measured on paper: every figure of the standard beside what LibreOffice sets with the stand-in fonts."""

from pathlib import Path

import pytest
from docx import Document

import banli_report as br
from tests.rendering import office
from tests.rendering.measures import measures
from tests.rendering.page import Page, pages
from tests.rendering.samples import write_samples

EXAMPLES = Path(__file__).parents[1] / "examples"
DRAFTS = {"county_draft_2020"}
pytestmark = pytest.mark.usefixtures("libreoffice")


@pytest.fixture(scope="module")
def samples(libreoffice: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Page, ...]]:
    folder = tmp_path_factory.mktemp("samples")
    files = write_samples(folder)
    made = office.to_pdf(list(files.values()), folder / "pdf")
    return {name: pages(path) for name, path in zip(files, made, strict=True)}


def test_every_element_stands_where_the_standard_says(samples: dict[str, tuple[Page, ...]]) -> None:
    found = list(measures(samples))
    assert len(found) > 45
    assert [measure for measure in found if not measure.holds] == []


def test_faces_of_headings(samples: dict[str, tuple[Page, ...]]) -> None:
    faces = {line.text.strip()[-4:]: line.font for line in samples["plain"][0].lines if "级标题" in line.text}
    assert faces["一级标题"].startswith("NotoSansCJK")
    assert faces["二级标题"].startswith("FandolKai")
    assert faces["三级标题"].startswith("FandolFang")
    assert faces["四级标题"].startswith("FandolFang")


def test_no_character_of_an_example_is_lost_on_paper(tmp_path: Path) -> None:
    names = sorted(path.parent.name for path in EXAMPLES.glob("*/report.yaml"))
    files = [tmp_path / f"{name}.docx" for name in names]
    for name, file in zip(names, files, strict=True):
        br.build(EXAMPLES / name / "report.yaml", file, draft=name in DRAFTS)
    for file, pdf in zip(files, office.to_pdf(files, tmp_path / "pdf"), strict=True):
        written = "".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
        printed = "".join(char.text for page in pages(pdf) for line in page.lines for char in line.chars)
        for mark in "，。、；：？！（）《》":
            assert printed.count(mark) >= written.count(mark), (file.name, mark)


def test_nothing_stands_outside_the_text_area(samples: dict[str, tuple[Page, ...]]) -> None:
    for page in (page for sample in samples.values() for page in sample if page.width < page.height):
        for line in page.lines[:-1]:
            assert line.left > 27
            assert line.right < 184 + 6.5, line.text  # punctuation may hang in the margin
