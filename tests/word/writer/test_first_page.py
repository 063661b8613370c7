"""The first page of an official document shows text, however high its head; where it cannot, that is told."""

from pathlib import Path

import pytest

import banli_report as br
from tests.rendering import office, second
from tests.rendering.page import pages
from tests.support import write_report
from tests.word.writer.making import opened

_AGENCIES = [f"某某市{letter * 4}局" for letter in "甲乙丙丁戊己庚辛"]
_SIGNERS = [f"{name}某某" for name in "张李王赵钱孙周吴郑冯"]
_MARKS = {"份号": 12, "密级": "机密", "保密期限": "5年", "紧急程度": "加急"}
_SENTENCE = "各承办单位坚持以人民为中心的发展思想，把办理建议作为接受监督、改进工作的重要途径。"


def built(
    folder: Path,
    agencies: int,
    signers: int,
    body: str,
    *,
    title: str = "办理情况",
    **more: object,
) -> tuple[list[str], Path]:
    official = {
        "发文机关标志": _AGENCIES[:agencies],
        "签发人": _SIGNERS[:signers],
        "发文字号": "某政〔2024〕1号",
        "主送机关": "区人大常委会",
    }
    report = write_report(
        folder, body, 公文={**official, **more}, 落款={"日期": "2024-12-01"}, 附件=[], 标题=title
    )
    problems = br.build(report, folder / "out.docx")
    return [problem.id for problem in problems if problem.id.startswith("word.")], folder / "out.docx"


def masthead_size(path: Path) -> int:
    sizes = [node.get(node.nsmap["w"].join("{}") + "val") for node in masthead_nodes(path)]
    return int(sizes[0]) // 2


def masthead_nodes(path: Path) -> list:  # type: ignore[type-arg]
    body = opened(path.read_bytes()).element.body
    return body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='GongwenMasthead']//w:rPr/w:sz")


@pytest.mark.parametrize(("agencies", "signers"), [(1, 1), (2, 3), (3, 7)])
def test_an_ordinary_head_is_told_nothing_of(agencies: int, signers: int, tmp_path: Path) -> None:
    told, _ = built(tmp_path, agencies, signers, _SENTENCE * 10, **_MARKS)
    assert told == []


def test_a_joint_masthead_shrinks_only_where_the_text_needs_its_room(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    body = f"# 基本情况\n\n## 总体情况\n\n{_SENTENCE * 10}"
    _, few = built(tmp_path / "few", 3, 2, body)
    _, many = built(tmp_path / "many", 3, 9, body, **_MARKS)
    assert masthead_size(few) == 28
    assert masthead_size(many) < 28


def test_a_head_that_leaves_no_room_is_told(tmp_path: Path) -> None:
    body = f"# 基本情况\n\n## 总体情况\n\n{_SENTENCE * 10}"
    told, _ = built(tmp_path, 8, 10, body, **_MARKS)
    assert told == ["word.first-page-full"]


@pytest.mark.usefixtures("libreoffice", "second_engine")
def test_one_line_of_text_below_a_high_head_is_text_in_both_engines(tmp_path: Path) -> None:
    body = f"# 基本情况\n\n## 总体情况\n\n{_SENTENCE * 10}\n\n{_SENTENCE * 10}"
    title = "关于办理人大代表建议和政协提案\n工作情况的报告"
    told, path = built(tmp_path, 3, 7, body, title=title, **_MARKS)
    assert told == []
    for engine in (office, second):
        (made,) = engine.to_pdf([path], tmp_path / engine.__name__)
        assert any(line.text.strip().startswith("各承办单位") for line in pages(made)[0].lines)


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("sentences", range(1, 12))
def test_who_signs_on_a_page_without_text_is_told(sentences: int, tmp_path: Path) -> None:
    told, path = built(tmp_path, 1, 3, _SENTENCE * sentences, **_MARKS)
    (made,) = office.to_pdf([path], tmp_path)
    last = pages(made)[-1]
    alone = not any(_SENTENCE[-5:] in line.text for line in last.lines)
    assert told == (["word.signature-alone"] if alone else [])


def test_a_letter_has_room(tmp_path: Path) -> None:
    told, _ = built(tmp_path, 1, 0, _SENTENCE, 版式="信函", 签发人=[])
    assert told == []


def test_the_only_paragraph_may_be_parted_under_a_head(tmp_path: Path) -> None:
    _, path = built(tmp_path, 1, 1, _SENTENCE * 5)
    text = next(p for p in opened(path.read_bytes()).paragraphs if p.text.startswith("各承办"))
    assert not text.paragraph_format.keep_with_next
    assert text.paragraph_format.widow_control
