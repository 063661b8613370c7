"""The format measured on paper: every figure of the standard beside what LibreOffice sets with the stand-in fonts."""

from pathlib import Path

import pytest

import banli_report as br
from tests.rendering import office
from tests.rendering.measures import measures
from tests.rendering.page import Page, pages
from tests.rendering.proof import departures
from tests.rendering.samples import write_samples

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
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


def test_nothing_departs_on_the_pages_of_the_samples(samples: dict[str, tuple[Page, ...]]) -> None:
    kinds = {"official": "document", "letter": "letter"}
    found = {name: departures(pages, kinds.get(name, "plain")) for name, pages in samples.items()}
    assert {name: said for name, said in found.items() if said} == {}


OFFICIAL = "公文: {发文机关标志: 某区人民政府, 发文字号: 某政〔2019〕1号%s}\n"


@pytest.mark.parametrize(
    ("frame", "official"),
    [
        ("frame.docx", ""),
        (
            "frame-document.docx",
            OFFICIAL % ", 签发人: 张三, 印发机关: 某办, 印发日期: 2019-12-13, 版记另页: true",
        ),
        ("frame-letter.docx", OFFICIAL % ", 版式: 信函"),
    ],
)
def test_a_frame_saved_again_by_libreoffice_is_still_a_frame(
    frame: str, official: str, tmp_path: Path
) -> None:
    pack = tmp_path / "templates" / "resaved"
    pack.mkdir(parents=True)
    (pack / "template.yaml").write_text("名称: 重存\n继承: government_report\n", "utf-8")
    office.resave(ROOT / "templates" / "base" / frame, pack)
    for path in (EXAMPLES / "jianxi_2019").iterdir():
        if path.suffix in (".yaml", ".xlsx"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    report = tmp_path / "report.yaml"
    text = report.read_text("utf-8").replace("模板: government_report", "模板: resaved")
    report.write_text(f"{text}\n附件: [一览表]\n{official}", "utf-8")
    br.build(report, tmp_path / "ours.docx")
    assert br.check(tmp_path / "ours.docx", only="layout") == []
    (made,) = office.to_pdf([tmp_path / "ours.docx"], tmp_path)
    found = pages(made)
    kind = "letter" if "letter" in frame else "document" if official else "plain"
    assert departures(found, kind) == []
    assert len(found[1].lines) == 22 + 1
    assert max(len(line.visible) for line in found[1].lines) >= 28
    assert any(page.turned for page in found)
