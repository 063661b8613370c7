"""Tables in Word files: widths said everywhere alike, head rows that repeat, nothing that Word cannot open."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

import banli_report as br
from banli_report.document.tree import Cell, Document, Run, Table
from banli_report.word.writer.tables import column_widths, measured
from banli_report.word.writer.write import word_bytes
from tests.support import only_problem
from tests.word.writer.making import W, opened


def tables_of(content: bytes) -> list[Any]:
    return [table._tbl for table in opened(content).tables]


def table(rows: int, columns: int, caption: str = "", label: str = "") -> Document:
    def row(number: int) -> tuple[Cell, ...]:
        return tuple(Cell((Run(f"{number}之{i}" * (i + 1)),)) for i in range(columns))

    aligns = tuple(("left", "center", "right")[i % 3] for i in range(columns))
    made = Table(
        row(0), tuple(row(n + 1) for n in range(rows)), aligns, (Run(caption),) if caption else (), label
    )
    return Document((Run("题"),), (made,))


@pytest.mark.parametrize("columns", [1, 2, 5, 30])
def test_tables_say_their_widths_everywhere_alike(columns: int) -> None:
    (made,) = tables_of(word_bytes(table(3, columns)))
    assert made.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    width = made.find(f"{W}tblPr/{W}tblW")
    grid = [int(node.get(f"{W}w")) for node in made.iter(f"{W}gridCol")]
    assert (int(width.get(f"{W}w")), width.get(f"{W}type")) == (sum(grid), "dxa")
    assert sum(grid) <= 156 / 25.4 * 1440 + 1
    assert all(column > 0 for column in grid)
    for row in made.iter(f"{W}tr"):
        cells = [node.find(f"{W}tcPr/{W}tcW") for node in row.iter(f"{W}tc")]
        assert [int(cell.get(f"{W}w")) for cell in cells] == grid
        assert {cell.get(f"{W}type") for cell in cells} == {"dxa"}


def test_the_head_row_repeats_and_no_row_is_split() -> None:
    (made,) = tables_of(word_bytes(table(3, 2)))
    rows = list(made.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_cell_ends_in_a_paragraph_and_a_paragraph_follows_every_table() -> None:
    content = word_bytes(Document((Run("题"),), (*table(2, 2).blocks, *table(2, 2).blocks)))
    for made in tables_of(content):
        assert all(list(cell)[-1].tag == f"{W}p" for cell in made.iter(f"{W}tc"))
        assert made.getnext().tag == f"{W}p"


def test_line_feeds_and_tabs_in_a_cell_are_words_own_elements() -> None:
    cell = Cell((Run("甲\n乙\t丙"),))
    (made,) = tables_of(word_bytes(Document((Run("题"),), (Table((cell,), ((cell,),), ("left",)),))))
    for row in made.iter(f"{W}tr"):
        told = [node.text or node.tag.removeprefix(W) for node in row.iter(f"{W}t", f"{W}br", f"{W}tab")]
        assert told == ["甲", "br", "乙", "tab", "丙"]


@pytest.mark.parametrize("character", ["\x07", "\x85", "\r", "\ufdd0"])
def test_a_character_that_no_document_may_hold_is_refused_in_a_cell(character: str) -> None:
    cell = Cell((Run(f"甲{character}"),))
    made = Table((Cell((Run("甲"),)),), ((cell,),), ("left",))
    problem = only_problem(lambda: word_bytes(Document((Run("题"),), (made,))))
    assert problem.id == "word.character"
    assert f"U+{ord(character):04X}" in problem.message


def test_a_table_without_rows_says_so() -> None:
    (made,) = opened(word_bytes(table(0, 3, "办理结果"))).tables
    assert [cell.text for cell in made.rows[1].cells] == ["无", "无", "无"]
    assert len(made.rows[1]._tr.tc_lst) == 1
    span = made.rows[1]._tr.tc_lst[0].tcPr.find(f"{W}gridSpan")
    assert span.get(f"{W}val") == "3"


@pytest.mark.parametrize(
    "made",
    [
        Table((), (), ()),
        Table((Cell(()),), ((),), ("left",)),
        Table((Cell(()),), ((Cell(()), Cell(())),), ("left",)),
        Table((Cell(()), Cell(())), ((Cell(()), Cell(())),), ("left",)),
    ],
)
def test_a_ragged_table_is_refused_not_written_broken(made: Table, tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    problem = only_problem(lambda: br.write(Document((Run("题"),), (made,)), output))
    assert problem.id == "word.ragged-table"
    assert not output.exists()


def test_a_caption_stands_behind_its_label_or_alone() -> None:
    blocks = (*table(1, 1, "甲", "表1").blocks, *table(1, 1).blocks, *table(1, 1, "乙").blocks)
    made = opened(word_bytes(Document((Run("题"),), blocks)))
    assert [p.text for p in made.paragraphs if p.style.name == "表题"] == ["表1  甲", "乙"]


def test_what_an_empty_table_says_is_the_tree_s() -> None:
    (empty,) = table(0, 2).blocks
    assert isinstance(empty, Table)
    (made,) = opened(word_bytes(Document((Run("题"),), (replace(empty, empty="暂缺"),)))).tables
    assert made.rows[1].cells[0].text == "暂缺"


def test_a_long_table_is_written_whole() -> None:
    (made,) = tables_of(word_bytes(table(10_000, 4)))
    assert sum(1 for _ in made.iterchildren(f"{W}tr")) == 10_001


def test_a_column_that_holds_more_is_wider() -> None:
    titles, handlers = (
        ["关于加强农村饮水安全工程建设和运行管护的若干建议" * 2] * 9,
        ["某局", "某某局国土空间规划科" * 3] * 9,
    )
    cells = [
        tuple(Cell((Run(text),)) for text in ("1", title, handler))
        for title, handler in zip(titles, handlers, strict=False)
    ]
    head = tuple(Cell((Run(text),)) for text in ("序号", "标题", "承办单位"))
    number, title, handler = column_widths(
        measured(Table(head, tuple(cells), ("center", "left", "left"))), 8845
    )
    assert number < handler < title
    assert title > 1.5 * handler


def texts(*rows: str) -> Table:
    cells = [tuple(Cell((Run(text),)) for text in row.split()) for row in rows]
    return Table(cells[0], tuple(cells[1:]), ("center",) * len(cells[0]))


def test_a_column_under_a_long_head_is_not_one_character_wide() -> None:
    head = "序号 类别 件数 A B C D 满意 基本满意 不满意 面商 占比"
    row = "1 关于加强城乡建设管理的建议提案类别 12 7 4 0 0 0 0 12 1 4.5%"
    widths = column_widths(measured(texts(head, row, row)), 8845)
    assert sum(widths) == 8845
    assert widths[8] >= 2 * 240 + 170
    assert widths[1] > 4 * 240


def test_a_share_stands_on_one_line() -> None:
    ems = 3 / 2 + 5 / 6  # 100% in Times New Roman
    share, _ = column_widths(measured(texts("占比 说明", f"100% {'办' * 60}")), 8845)
    assert share >= ems * 240 + 170


def test_cells_longer_than_a_line_are_not_centred() -> None:
    long = "各承办单位坚持以人民为中心的发展思想把办理建议提案作为接受监督改进工作的途径" * 2
    (made,) = opened(word_bytes(Document((Run("题"),), (texts("类别 说明", f"第1类 {long}"),)))).tables
    first, second = (cell.paragraphs[0].alignment for cell in made.rows[1].cells)
    assert first == WD_ALIGN_PARAGRAPH.CENTER
    assert second != WD_ALIGN_PARAGRAPH.CENTER
