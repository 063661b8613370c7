"""A page of contents on request: a field whose lines lead to the headings, with the pages that an engine sets."""

import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn

import banli_report as br
from banli_report.document.outline import outline
from banli_report.word.writer import libreoffice
from tests.rendering import fonts, office, second, validator
from tests.rendering.page import Page, page_number, pages
from tests.support import only_problem, write_report
from tests.word.writer.making import frame_of

_FILLER = "各承办单位坚持以人民为中心的发展思想，把办理建议作为改进工作的重要途径。" * 12
TEXT = "\n".join(
    (
        "共{{ 建议.件数 }}件。\n\n# 加强领导\n",
        f"{_FILLER}\n\n## 健全机制\n",
        f"{_FILLER}\n{_FILLER}\n\n## 逐件研究\n",
        "### 分工\n\n### 督办\n随文的小标题。\n",
        f"{_FILLER}\n\n# 跟踪“问效”\n",
        "继续做好。",
    )
)
LISTED = ["一、加强领导", "（一）健全机制", "（二）逐件研究", "二、跟踪“问效”"]


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "soffice", lambda: None)


def _report(folder: Path, **facts: Any) -> Path:
    return write_report(folder, **{"正文": TEXT, "目录": True, "落款": {"日期": "2019-12-1"}, **facts})


def _lines(path: Path) -> list[tuple[str, str]]:
    """Give each line of the contents: what it lists, and its page."""
    document = docx.Document(str(path))
    found = []
    for paragraph in document.paragraphs:
        if paragraph.style.name in ("toc 1", "toc 2"):
            link = paragraph._p.find(qn("w:hyperlink"))
            text = "".join(
                "\t" if node.tag == qn("w:tab") else node.text or ""
                for node in link.iter(qn("w:t"), qn("w:tab"))
            )
            said, page = text.split("\t")
            found.append((said, page))
    return found


def _codes(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return [code.text.strip() for code in body.iter(qn("w:instrText"))]


@pytest.mark.usefixtures("no_libreoffice")
def test_contents_are_a_field_that_word_updates(tmp_path: Path) -> None:
    problems = br.build(_report(tmp_path), tmp_path / "out.docx")
    assert [problem.id for problem in problems] == ["word.contents-not-numbered"]
    assert "LibreOffice" in problems[0].message
    assert _lines(tmp_path / "out.docx") == [(said, "") for said in LISTED]
    code, *pages_asked = _codes(tmp_path / "out.docx")
    assert code == r'TOC \o "1-2" \h \z \u'
    body = docx.Document(str(tmp_path / "out.docx")).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [asked.split()[1] for asked in pages_asked] == names
    (begin, *_) = body.iter(qn("w:fldChar"))
    assert begin.get(qn("w:dirty")) == "1"


@pytest.mark.usefixtures("no_libreoffice")
def test_the_text_behind_the_contents_begins_with_page_1(tmp_path: Path) -> None:
    br.build(_report(tmp_path), tmp_path / "out.docx")
    first, second_ = docx.Document(str(tmp_path / "out.docx")).sections
    assert not first._sectPr.findall(qn("w:footerReference"))
    assert second_._sectPr.findall(qn("w:footerReference"))
    assert second_._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert br.check(tmp_path / "out.docx") == []


@pytest.mark.usefixtures("no_libreoffice")
def test_a_document_without_contents_bears_no_trace_of_them(tmp_path: Path) -> None:
    assert br.build(_report(tmp_path, 目录=False), tmp_path / "out.docx") == []
    assert not _codes(tmp_path / "out.docx")
    body = docx.Document(str(tmp_path / "out.docx")).element.body
    assert not list(body.iter(qn("w:bookmarkStart")))


@pytest.mark.usefixtures("no_libreoffice")
def test_contents_stand_behind_the_cover_of_a_frame(tmp_path: Path) -> None:
    frame = docx.Document(str(Path(__file__).parents[1] / "templates" / "base" / "frame.docx"))
    title = frame.paragraphs[0]
    title.insert_paragraph_before("封面")
    frame.add_section()  # takes over what the file ends with, so the cover's is the one put in
    cover = frame.paragraphs[-1]._p
    frame.paragraphs[0]._p.addnext(cover)
    frame.save(str(tmp_path / "frame.docx"))
    document = br.compose(br.load(_report(tmp_path)))
    br.write(document, tmp_path / "out.docx", frame=tmp_path / "frame.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs]
    assert texts.index("封面") < texts.index("目　录") < texts.index("办理情况")


@pytest.mark.usefixtures("libreoffice")
def test_the_header_of_a_first_page_stands_on_the_page_of_the_title_alone(tmp_path: Path) -> None:
    frame = docx.Document(str(Path(__file__).parents[1] / "templates" / "base" / "frame.docx"))
    (section,) = frame.sections
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text, section.first_page_header.paragraphs[0].text = "各页", "首页"
    frame.save(str(tmp_path / "frame.docx"))
    document = br.compose(br.load(_report(tmp_path)))
    br.write(document, tmp_path / "out.docx", frame=tmp_path / "frame.docx")
    (made,) = office.to_pdf([tmp_path / "out.docx"], tmp_path)
    shown = [page.lines[0].text for page in pages(made) if page.lines]
    assert shown == ["各页", "首页", *["各页"] * (len(shown) - 2)]


@pytest.mark.usefixtures("libreoffice")
def test_the_text_of_a_frame_may_be_a_part_of_another_name(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, lambda frame: setattr(frame.part, "partname", PackURI("/word/document2.xml")))
    document = br.compose(br.load(_report(tmp_path)))
    br.write(document, tmp_path / "out.docx", frame=frame)
    assert all(page for _, page in _lines(tmp_path / "out.docx"))


@pytest.mark.usefixtures("no_libreoffice")
def test_a_finished_file_with_contents_agrees_with_its_report(tmp_path: Path) -> None:
    report = _report(tmp_path)
    br.build(report, tmp_path / "out.docx")
    assert br.check(tmp_path / "out.docx", against=br.load(report)) == []


@pytest.mark.usefixtures("no_libreoffice", "validation")
def test_a_copy_for_checking_says_of_a_figure_at_its_heading_alone(tmp_path: Path) -> None:
    report = _report(tmp_path, 正文="# 办好{{ 建议.件数 }}件\n\n继续做好。")
    br.build(report, tmp_path / "out.docx", review=True)
    copy = br.review_path(tmp_path / "out.docx")
    assert validator.errors(copy) == []
    assert [said for said, _ in _lines(copy)] == ["一、办好5件"]
    body = docx.Document(str(copy)).element.body
    parents = [mark.getparent().tag for mark in body.iter(qn("w:commentReference"))]
    assert parents
    assert not list(body.iterfind(f".//{qn('w:hyperlink')}//{qn('w:commentReference')}"))
    assert not [node for node in body.iter() if qn("w:remark") in node.attrib]


@pytest.mark.usefixtures("no_libreoffice")
def test_contents_in_traditional_characters(tmp_path: Path) -> None:
    pytest.importorskip("opencc")
    br.build(_report(tmp_path), tmp_path / "out.docx", script="hant")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs]
    assert texts[0] == "目　錄"
    assert _lines(tmp_path / "out.docx")[0][0] == "一、加強領導"


def test_contents_are_said_in_the_outline(tmp_path: Path) -> None:
    assert outline(br.compose(br.load(_report(tmp_path)))).splitlines()[0] == "目录"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"公文": {"发文字号": "某〔2019〕1号", "发文机关标志": "某某区人民政府"}}, "版头"),
        ({"正文": "共{{ 建议.件数 }}件。\n# 小标题\n随文。"}, "没有独占一行的"),
    ],
)
def test_what_can_have_no_contents_is_refused_with_its_place(
    facts: dict[str, Any], said: str, tmp_path: Path
) -> None:
    report = _report(tmp_path, **facts)
    problem = only_problem(lambda: br.build(report, tmp_path / "out.docx"))
    assert (problem.id, problem.place.file) == ("document.contents", "report.yaml")
    assert problem.place.line
    assert said in problem.message
    assert not (tmp_path / "out.docx").exists()


def _where(found: tuple[Page, ...], said: str) -> str:
    """Give the number printed on the page on which a heading stands."""
    for page in found:
        texts = [re.sub(r"\s", "", line.text) for line in page.lines]
        if said in texts:
            number = page_number(page)
            assert number
            return "".join(filter(str.isdigit, number.text))
    raise AssertionError(said)


@pytest.mark.usefixtures("libreoffice", "second_engine")
def test_the_pages_of_the_contents_are_those_of_the_headings_in_both_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts.conf").write_text(fonts.configuration(), "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    problems = br.build(_report(tmp_path), tmp_path / "out.docx")
    assert [problem.id for problem in problems] == ["word.contents-numbered"]
    lines = _lines(tmp_path / "out.docx")
    assert [said for said, _ in lines] == LISTED
    assert len({page for _, page in lines}) > 1
    for engine in (office, second):
        (made,) = engine.to_pdf([tmp_path / "out.docx"], tmp_path / engine.__name__)
        shown = pages(made)
        assert [(said, _where(shown[1:], said)) for said, _ in lines] == lines
        contents = [re.sub(r"[\s.…]", "", line.text) for line in shown[0].lines]
        assert contents == ["目录", *(f"{said}{page}" for said, page in lines)]
        assert page_number(shown[0]) is None
