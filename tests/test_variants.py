"""Every example, plain, with head and foot, and as a letter, is what a 公文 office accepts: in the file and on paper."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

import banli_report as br
from tests.rendering import office, validator
from tests.rendering.page import Page, pages
from tests.rendering.proof import departures
from tests.rendering.variants import names

NAMES = names()


@pytest.fixture(scope="module")
def papers(
    libreoffice: None, variants: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Page, ...]]:
    made = office.to_pdf(list(variants.values()), tmp_path_factory.mktemp("pdf"))
    return {name: pages(pdf) for name, pdf in zip(variants, made, strict=True)}


@pytest.mark.parametrize("name", NAMES)
def test_microsoft_s_rules_find_nothing(name: str, variants: dict[str, Path], validation: None) -> None:
    assert validator.errors(variants[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_layout_check_finds_nothing(name: str, variants: dict[str, Path]) -> None:
    assert br.check(variants[name], only="layout") == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_departs_from_the_standard_on_paper(name: str, papers: dict[str, tuple[Page, ...]]) -> None:
    assert departures(papers[name], name.partition("-")[2]) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_is_lost_on_paper(
    name: str, variants: dict[str, Path], papers: dict[str, tuple[Page, ...]]
) -> None:
    body = docx.Document(str(variants[name])).element.body
    written = "".join(node.text or "" for node in body.iter(qn("w:t")))
    printed = "".join(char.text for page in papers[name] for line in page.lines for char in line.chars)
    for mark in "，。、；：？！（）《》":
        assert printed.count(mark) == written.count(mark), mark


def test_the_proof_finds_what_departs(libreoffice: None, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("一、基本情况")
    for number in range(30):
        document.add_paragraph(f"第{number}段。")
    document.save(str(tmp_path / "out.docx"))
    (made,) = office.to_pdf([tmp_path / "out.docx"], tmp_path)
    found = departures(pages(made), "document")
    for said in ("the paper is", "the page number is None", "above or below", "the foot stands on 0 pages"):
        assert any(said in sentence for sentence in found), said


SHORT = """\
模板: base
年度: 2024
标题: 总结
单位: 某局
批次: {{建议: {{统计: {{件数: 3}}}}}}
正文: "{text}"
落款: {{日期: 2024-12-1}}
公文: {{印发机关: 某局, 印发日期: 2024-12-1, 发文字号: 某〔2024〕1号{more}}}
"""


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize(
    ("lines", "more", "asked", "said"),
    [
        (3, "", ["results.foot-page"], ["the foot stands on the odd page 1"]),
        (3, ", 版记另页: true", [], []),
        (25, "", ["results.foot-page"], []),
        (25, ", 版记另页: false", [], []),
        (25, ", 版记另页: true", [], []),
    ],
)
def test_the_foot_belongs_on_an_even_page(
    lines: int, more: str, asked: list[str], said: list[str], tmp_path: Path
) -> None:
    report = tmp_path / "report.yaml"
    report.write_text(SHORT.format(text="{{ 建议.件数 }}件。\\n" * lines, more=more), "utf-8")
    problems = br.build(report, tmp_path / "out.docx")
    assert [problem.id for problem in problems] == asked
    (made,) = office.to_pdf([tmp_path / "out.docx"], tmp_path)
    assert departures(pages(made), "document") == said
