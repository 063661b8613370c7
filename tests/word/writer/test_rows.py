"""Long tables are written like short ones: rows as text are what rows as elements are."""

import io
import zipfile
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import banli_report as br
from banli_report.document.review import reviewed
from banli_report.document.tree import Annex, Cell, Document, Note, Run, Table
from banli_report.standard.gbt9704 import TABLE_TEXT
from banli_report.word.ooxml.package import rewritten
from banli_report.word.writer import rows
from banli_report.word.writer.frame import shipped_frame
from banli_report.word.writer.write import word_bytes
from tests.growing import growth
from tests.word.writer.making import W, frame_of, opened

TEXTS = st.text(st.sampled_from("甲A1“”—·<>&\"' 　\n\t]{}%"), max_size=6)
RUNS = st.builds(
    Run,
    TEXTS,
    strong=st.booleans(),
    note=st.sampled_from((None, Note("建议.件数", "133", "件数", "台账第2行"))),
    typed=st.booleans(),
    unknown=st.booleans(),
    lit=st.booleans(),
    remark=st.sampled_from(("", "", "请核对")),
)
PLAIN_RUNS = st.builds(Run, TEXTS)
CELLS = st.builds(
    Cell,
    st.lists(st.one_of(PLAIN_RUNS, PLAIN_RUNS, RUNS), max_size=2).map(tuple),
    st.sampled_from((1, 1, 1, 1, 0, 2)),
)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=9).map(tuple)
HEAD = (Cell((Run("名称"),)), Cell((Run("数值"),)))


def listing(*tables: tuple[tuple[Cell, ...], ...]) -> Document:
    """Give a document with tables in its text and in an annex."""
    blocks = tuple(Table(HEAD, made, ("left", "center")) for made in tables)
    return Document((Run("报告"),), blocks, annexes=(Annex("一览表", blocks, landscape=True),))


def texts(count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell((Run(f"第{i}“号”"),)), Cell((Run(str(i)),))) for i in range(count))


def row_by_row(document: Document, frame: Path | None = None) -> bytes:
    """Write a document with an element for every cell."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_is_alike", lambda _: False)
        return word_bytes(document, frame)


@settings(max_examples=25)
@given(ROWS, ROWS)
def test_rows_are_written_as_they_are_one_by_one(
    first: tuple[tuple[Cell, ...], ...], second: tuple[tuple[Cell, ...], ...]
) -> None:
    document = listing(first, second)
    assert word_bytes(document) == row_by_row(document)


@settings(max_examples=25)
@given(ROWS)
def test_so_are_those_of_a_copy_for_checking(made: tuple[tuple[Cell, ...], ...]) -> None:
    document = reviewed(listing(made))
    assert word_bytes(document) == row_by_row(document)


def elements_for(count: int, patch: pytest.MonkeyPatch) -> int:
    """Give how many rows of a table of so many become elements."""
    made = []
    patch.setattr(rows, "deepcopy", lambda node: made.append(node) or deepcopy(node))
    word_bytes(listing(texts(count)))
    return len(made)


def test_a_long_table_takes_no_more_elements_than_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the tests above would compare the careful path with itself."""
    assert elements_for(200, monkeypatch) == elements_for(20, monkeypatch)


def test_writing_a_long_table_takes_steps_in_proportion() -> None:
    assert growth(lambda size: partial(word_bytes, listing(texts(size))), 100) < 10.5


def test_a_value_that_looks_like_a_row_is_a_text() -> None:
    said = "</w:t></w:r></w:p></w:tc></w:tr><w:tr>"
    made = opened(word_bytes(listing(((Cell((Run(said),)), Cell(())),) * 9)))
    assert [row.cells[0].text for row in made.tables[0].rows[1:]] == [said] * 9


def test_a_character_that_no_file_may_hold_is_refused_in_a_long_table() -> None:
    spoiled = ((Cell((Run("\x07"),)), Cell(())), *texts(9))
    with pytest.raises(br.BanliError) as caught:
        word_bytes(listing(spoiled))
    assert [problem.id for problem in caught.value.problems] == ["word.character"]


@pytest.mark.parametrize("name", ["xmlns:x", "xmlns"])
def test_a_frame_may_have_another_name_for_the_namespace(name: str, tmp_path: Path) -> None:
    uri = W.strip("{}")
    with zipfile.ZipFile(io.BytesIO(shipped_frame("plain"))) as shipped:
        xml = (
            shipped.read("word/document.xml")
            .decode()
            .replace("<w:document", f'<w:document {name}="{uri}"', 1)
        )
    frame = tmp_path / "frame.docx"
    frame.write_bytes(rewritten(shipped_frame("plain"), {"word/document.xml": xml.encode()}))
    made = word_bytes(listing(texts(9)), frame)
    assert made == row_by_row(listing(texts(9)), frame)
    assert [cell.text for cell in opened(made).tables[0].columns[1].cells[1:]] == list(map(str, range(9)))


def test_rows_take_the_styles_of_the_frame(tmp_path: Path) -> None:
    def renamed(frame: Any) -> None:
        style = next(style for style in frame.styles if style.name == TABLE_TEXT.name)
        style.element.set(f"{W}styleId", "ab12")

    frame = frame_of(tmp_path, renamed)
    made = word_bytes(listing(texts(20)), frame)
    assert made == row_by_row(listing(texts(20)), frame)
    assert all(
        cell.paragraphs[0].style.style_id == "ab12"
        for row in opened(made).tables[0].rows[1:]
        for cell in row.cells
    )
