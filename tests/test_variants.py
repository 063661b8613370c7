"""Every example, plain, with head and foot, and as a letter, is what a 公文 office accepts: in the file and on paper."""

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

import banli_report as br
from banli_report.word.writer import libreoffice
from tests.rendering import office, validator
from tests.rendering.page import Page, pages
from tests.rendering.proof import departures
from tests.rendering.variants import OWN_FORMS, names
from tests.support import only_problem

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
    found = br.check(variants[name], only="layout")
    assert [problem.id for problem in found] == OWN_FORMS.get(name.rpartition("-")[0], [])


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


def _short(folder: Path, lines: int, more: str) -> Path:
    report = folder / "report.yaml"
    report.write_text(SHORT.format(text="{{ 建议.件数 }}件。\\n" * lines, more=more), "utf-8")
    return report


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
    problems = br.build(_short(tmp_path, lines, more), tmp_path / "out.docx")
    assert [problem.id for problem in problems] == asked
    (made,) = office.to_pdf([tmp_path / "out.docx"], tmp_path)
    assert departures(pages(made), "document") == said


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize(("lines", "said"), [(3, "第1面，是单页，版记移到"), (25, "第2面，是双页，版记就")])
@pytest.mark.parametrize("word", ["auto", "自动"])
def test_libreoffice_is_asked_where_the_foot_belongs(
    word: str, lines: int, said: str, tmp_path: Path
) -> None:
    report = _short(tmp_path, lines, f", 版记另页: {word}")
    (problem,) = br.build(report, tmp_path / "out.docx")
    assert problem.id == "word.foot-placed"
    assert said in problem.message
    br.write(br.compose(br.load(report)), tmp_path / "written.docx")
    for path in office.to_pdf([tmp_path / "out.docx", tmp_path / "written.docx"], tmp_path):
        assert departures(pages(path), "document") == []
    assert (tmp_path / "out.docx").read_bytes() == (tmp_path / "written.docx").read_bytes()


def test_where_it_cannot_be_asked_the_foot_stands_on_the_last_page_and_the_reminder_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "soffice", lambda: None)
    (problem,) = br.build(_short(tmp_path, 3, ", 版记另页: auto"), tmp_path / "auto.docx")
    assert problem.id == "word.foot-not-placed"
    assert "LibreOffice" in problem.message
    assert "版记另页: true" in problem.hint
    assert br.build(_short(tmp_path, 3, ", 版记另页: false"), tmp_path / "last.docx") == []
    assert (tmp_path / "auto.docx").read_bytes() == (tmp_path / "last.docx").read_bytes()


@pytest.mark.parametrize(
    "more",
    [", 版记另页: false", ", 版记另页: true", ""],
)
def test_nobody_is_asked_where_the_report_does_not_ask(
    more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "converted", pytest.fail)
    br.build(_short(tmp_path, 3, more), tmp_path / "out.docx")


def test_the_foot_of_a_letter_is_always_on_the_last_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "converted", pytest.fail)
    letter = "{版式: 信函, 发文机关标志: 某局, 抄送: 某办, 版记另页: auto}"
    report = _short(tmp_path, 3, "")
    report.write_text(re.sub("公文: .*", f"公文: {letter}", report.read_text("utf-8")), "utf-8")
    assert br.build(report, tmp_path / "out.docx") == []


def test_what_is_no_answer_to_the_foot_s_place_is_told(tmp_path: Path) -> None:
    report = _short(tmp_path, 3, ", 版记另页: 随便")
    assert only_problem(lambda: br.build(report, tmp_path / "out.docx")).id == "results.value"
