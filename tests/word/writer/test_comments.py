"""Comments and the banner in frames of an office's own."""

from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

import banli_report as br
from banli_report.document.tree import Annex, Cell, Document, Paragraph, Review, Run, Table
from banli_report.word.writer.write import word_bytes
from tests.rendering import require, validator
from tests.word.writer.making import frame_of, named, opened, parts, with_part

COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:comment w:id="1" w:author="某"><w:p/></w:comment></w:comments>'
)
BANNER = "核对稿"


def checked(*remarks: str) -> Document:
    """Give the small document as a copy for checking, with a paragraph for each remark."""
    document = named()
    blocks = tuple(Paragraph((Run("甲"), Run("1", remark=remark, lit=True))) for remark in remarks)
    table = Table((Cell((Run("乙"),)),), ((Cell((Run("5", lit=True),)),),), ("left",))
    review = Review(BANNER, "核对", "数字一览", (table,))
    return Document(
        document.title,
        blocks,
        document.signature,
        annexes=(
            Annex("丙", (Paragraph((Run("注："), Run("2", remark="附"), Run("件"), Run("3", lit=True))),)),
        ),
        fields=document.fields,
        day=document.day,
        review=review,
    )


def numbers(content: bytes) -> list[str]:
    return [comment.get(qn("w:id")) for comment in dict(parts(content))["word/comments.xml"]]


def test_comments_of_an_own_frame_stay_and_keep_their_numbers(tmp_path: Path) -> None:
    content = word_bytes(checked("子", "丑"), with_part(tmp_path, "comments", COMMENTS))
    assert numbers(content) == ["1", "0", "2", "3"]
    assert [comment.text for comment in opened(content).comments] == ["", "子", "丑", "附"]


def test_a_comments_part_that_is_none_gives_way(tmp_path: Path) -> None:
    frame = with_part(tmp_path, "comments", COMMENTS)
    broken = frame.read_bytes()
    assert broken
    mistyped = with_part(tmp_path, "comments", COMMENTS.replace("comments", "footnotes"))
    changed = opened(mistyped.read_bytes())
    for relation in changed.part.rels.values():
        if relation.reltype.endswith("/comments"):
            relation.target_part._content_type = "application/xml"
    changed.save(str(frame))
    content = word_bytes(checked("子"), frame)
    assert [comment.text for comment in opened(content).comments] == ["子", "附"]
    assert numbers(content) == ["0", "1"]


def own_headers(frame: Any) -> None:
    section = frame.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "本局{{ 单位 }}"
    frame.add_section()
    frame.sections[0].first_page_header.paragraphs[0].text = "首页"


def test_headers_of_an_own_frame_stay_below_the_banner(tmp_path: Path) -> None:
    made = opened(word_bytes(checked("子"), frame_of(tmp_path, own_headers)))
    for section in made.sections:
        assert [paragraph.text for paragraph in section.header.paragraphs] == [BANNER, "本局甲"]
        assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [BANNER, "首页"]
        assert [paragraph.text for paragraph in section.even_page_header.paragraphs] == [BANNER, "本局甲"]


def other_identifiers(frame: Any) -> None:
    for name in ("annotation text", "annotation reference"):
        kind = 1 if name.endswith("text") else 2
        frame.styles.add_style(name, kind, builtin=True).element.set(qn("w:styleId"), f"a{kind}")


def test_styles_of_comments_are_found_by_their_names(tmp_path: Path) -> None:
    content = word_bytes(checked("子"), frame_of(tmp_path, other_identifiers))
    roots = dict(parts(content))
    used = {node.get(qn("w:val")) for node in roots["word/comments.xml"].iter(qn("w:pStyle"))}
    assert used == {"a1"}
    marks = {node.get(qn("w:val")) for node in roots["word/document.xml"].iter(qn("w:rStyle"))}
    assert "a2" in marks
    assert "CommentText" not in {node.get(qn("w:styleId")) for node in roots["word/styles.xml"]}


def test_what_is_told_or_lit_in_annexes_and_tables_stays_apart(tmp_path: Path) -> None:
    made = opened(word_bytes(checked()))
    note = next(paragraph for paragraph in made.paragraphs if paragraph.text.startswith("注："))
    assert [run.text for run in note.runs] == ["注：", "2", "", "件", "3"]
    (cell,) = made.tables[-1].rows[-1].cells
    lit = [*note.runs, *cell.paragraphs[0].runs]
    assert [run.text for run in lit if run.font.highlight_color] == ["3", "5"]
    assert [comment.text for comment in made.comments] == ["附"]


def test_a_sign_that_no_file_may_hold_is_told() -> None:
    with pytest.raises(br.BanliError, match=r"U\+0007"):
        word_bytes(checked("a\x07"))


@pytest.mark.parametrize("change", [own_headers, other_identifiers, lambda _: None])
def test_microsoft_s_rules_find_nothing(change: Any, tmp_path: Path) -> None:
    require.validation()
    (tmp_path / "out.docx").write_bytes(word_bytes(checked("子\n丑\t寅", "<&>"), frame_of(tmp_path, change)))
    assert validator.errors(tmp_path / "out.docx") == []
